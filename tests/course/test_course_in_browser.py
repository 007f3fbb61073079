"""The orientation in a real browser: without a script, with the keyboard alone, kept and taken away again, printed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from strategysite.checks.run import load
from tests.conftest import DAY, ROOT

pytestmark = pytest.mark.browser
KEY = "grundutbildning.v1"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Open = Callable[[str], Page]


@pytest.fixture
def open_page(page: Page, site_url: str) -> Iterator[Open]:
    """Opens a page of the course, and fails when the visitor's console says anything."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    def go(name: str) -> Page:
        page.goto(f"{site_url}/grundutbildning/{name}")
        return page

    yield go
    assert said == []


def kept(page: Page) -> Any:
    """Returns what this device keeps for the course."""
    written = page.evaluate("key => localStorage.getItem(key)", KEY)
    return json.loads(written) if written else None


def all_right(right: int, version: str = "2.0", **more: Any) -> dict[str, Any]:
    """Returns progress with so many questions right."""
    facts, _ = load(ROOT, DAY)
    assert facts.orientation
    answers = {question.id: int(number < right) for number, question in enumerate(facts.orientation.questions)}
    return {"app": KEY, "version": version, "at": "begrepp", "q": answers, "f": {}, **more}


def keep(page: Page, value: Any) -> None:
    """Puts something where the course keeps its progress, as an earlier visit or another site would have."""
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value if isinstance(value, str) else json.dumps(value)])
    page.reload()


def answer(page: Page, question: str, *texts: str) -> None:
    """Chooses answers and checks them."""
    box = page.locator(f"[data-question={question}]")
    for text in texts:
        box.get_by_label(text).check()
    box.get_by_role("button").click()


def test_without_a_script_the_chosen_answer_teaches(browser: Browser, site_url: str) -> None:
    """Only the feedback of what was chosen shows, the order can be opened, and nothing is offered that would not work."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}/grundutbildning/modul-4/")
    question = page.locator("[data-question=ingen-bryr-sig]")
    expect(question.locator(".feedback:visible")).to_have_count(0)
    question.get_by_label("Jag behöver namnen").check()
    expect(question.locator(".feedback:visible")).to_have_text(["Nej. Det blir ett förhör. Eleven kommer knappast tillbaka till dig."])
    order = page.locator("[data-question=berattar-for-dig]")
    order.get_by_text("Visa rätt ordning").click()
    expect(order.locator("ol li").first).to_be_visible()
    expect(page.locator("article button:visible")).to_have_count(0)
    expect(page.locator(".course-progress")).to_be_hidden()


def test_without_a_script_a_case_can_be_walked(browser: Browser, site_url: str) -> None:
    """Every step is on the page; a choice opens, and its link leads to the step that follows."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}/grundutbildning/modul-6/")
    expect(page.locator(".step:visible")).to_have_count(page.locator(".step").count())
    first = page.locator("#kompisen-rasten")
    first.get_by_text("Lova att inte säga något").click()
    first.get_by_role("link", name="Gå vidare: Löftet").click()
    assert page.url.endswith("#kompisen-loftet")


def test_without_a_script_the_certificate_can_be_filled_in(browser: Browser, site_url: str) -> None:
    """Name, day and result are fields that print; no form could send them."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site_url}/grundutbildning/intyg/")
    page.get_by_label("Namn").fill("Åsa Öberg")
    page.get_by_label("Rätta svar av 53").fill("30")
    expect(page.locator("form")).to_have_count(0)


def test_the_keyboard_alone_answers_a_question(open_page: Open) -> None:
    """Arrow keys pass the answers without revealing them; the result is said in a live region; one may answer again."""
    page = open_page("modul-1/")
    question = page.locator("[data-question=polisens-sak]")
    question.locator("input").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        expect(question.locator(".feedback:visible")).to_have_count(0)
        expect(question.get_by_role("status")).to_be_empty()
    while not question.get_by_label("Vi hjälper mest genom").is_checked():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(question.get_by_role("button", name="Svara")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Inte rätt än. Läs och pröva igen.")
    expect(question.get_by_role("status")).to_contain_text("Åsikter är inget brott")
    page.keyboard.press("Shift+Tab")
    while not question.get_by_label("Mycket av det förebyggande").is_checked():
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Rätt svar.")


def test_a_question_with_several_answers_tells_what_is_missing(open_page: Open) -> None:
    """Nothing chosen, too little, something wrong, all right: each is met with its own words."""
    page = open_page("modul-1/")
    status = page.locator("[data-question=vilka-samarbetar]").get_by_role("status")
    answer(page, "vilka-samarbetar")
    expect(status).to_have_text("Välj ett svar först.")
    answer(page, "vilka-samarbetar", "Polis och säkerhetspolis")
    expect(status).to_contain_text("Det du har valt stämmer, men något saknas.")
    answer(page, "vilka-samarbetar", "Företag och fastighetsägare")
    expect(status).to_contain_text("Nej, de nämns inte där")
    page.get_by_label("Företag och fastighetsägare").uncheck()
    answer(page, "vilka-samarbetar", "Skola, fritidsverksamhet", "Föreningar", "Religiösa samfund")
    expect(status).to_contain_text("Rätt svar.")


def test_steps_are_put_in_order_with_the_keyboard(open_page: Open) -> None:
    """Each row takes a number; a wrong order tells how many stand right."""
    page = open_page("modul-6/")
    question = page.locator("[data-question=hotet-nu]")
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_have_text("Ge varje rad en siffra först.")
    fields = question.locator("select")
    places = [str(fields.nth(index).get_attribute("data-place")) for index in range(fields.count())]
    for index, place in enumerate(reversed(places)):
        fields.nth(index).select_option(place)
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_contain_text(re.compile(r"\d av 5 står på rätt plats"))
    for index, place in enumerate(places):
        fields.nth(index).select_option(place)
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_contain_text("Rätt svar.")


def test_a_case_shows_one_step_at_a_time(open_page: Open) -> None:
    """The link of a choice puts the next step in its place, moves the focus there, and the end leads back to the beginning."""
    page = open_page("modul-6/")
    case = page.locator("[data-case=motet]")
    expect(case.locator(".step:visible")).to_have_count(1)
    for choice, following in (("Ställ in mötet", "Föreningen undrar"), ("Stå fast", "Rummet är tomt")):
        case.locator("summary:visible", has_text=choice).press("Enter")
        case.get_by_role("link", name=f"Gå vidare: {following}").press("Enter")
        expect(case.locator(".step:visible h4")).to_have_text(following)
        assert page.evaluate("document.activeElement.querySelector('h4').textContent") == following
    expect(case.locator(".step:visible")).to_contain_text("Slut. Hjälpen kom inte.")
    case.get_by_role("link", name="Börja om fallet").click()
    expect(case.locator(".step:visible h4")).to_have_text("Telefonen ringer")


def test_nothing_is_kept_before_the_click_and_all_is_gone_after_the_other(open_page: Open) -> None:
    """One key, by ids; it holds what was answered before the click too; removed with one click; never a cookie."""
    page = open_page("modul-1/")
    answer(page, "polisens-sak", "Mycket av det förebyggande")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.get_by_role("button", name="Spara mina framsteg på den här enheten").click()
    expect(page.locator(".progress-said")).to_contain_text("Du har 1 av 53 frågor rätt.")
    assert page.evaluate("Object.keys(localStorage)") == [KEY]
    assert kept(page) == {"app": KEY, "version": "2.0", "at": "varfor", "q": {"polisens-sak": 1}, "f": {}}
    open_page("")
    expect(page.get_by_role("link", name="Fortsätt: 1. Varför")).to_have_attribute("href", "../grundutbildning/modul-1/")
    expect(page.locator("li[data-module=varfor] .module-state")).to_have_text("1 av 6 rätt")
    page.get_by_role("button", name="Ta bort mina framsteg").click()
    expect(page.locator(".progress-said")).to_contain_text("Borttaget. Inget är sparat.")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_right_answer_stays_right(open_page: Open) -> None:
    """Trying again costs nothing: what was right is not taken back by a wrong answer."""
    page = open_page("modul-1/")
    page.get_by_role("button", name="Spara mina framsteg").click()
    answer(page, "polisens-sak", "Mycket av det förebyggande")
    answer(page, "polisens-sak", "Det stämmer till stor del")
    assert kept(page)["q"] == {"polisens-sak": 1}


def test_progress_can_be_taken_along_as_a_file(open_page: Open) -> None:
    """One click gives a file with exactly what is kept."""
    page = open_page("modul-1/")
    page.get_by_role("button", name="Spara mina framsteg").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Ladda ner mina framsteg").click()
    assert download.value.suggested_filename == "framsteg-grundutbildning.json"
    assert json.loads(Path(download.value.path()).read_text("utf-8")) == kept(page)


@pytest.mark.parametrize(
    "written",
    ["{", "null", "[]", '"x"', "7", '{"app": "annat", "q": {}}', '{"app": "grundutbildning.v1"}', '{"app": "grundutbildning.v1", "q": 3}'],
)
def test_progress_that_cannot_be_read_is_taken_away_with_a_word(open_page: Open, written: str) -> None:
    """Broken or another site's data: a quiet sentence, a course that works, and no error."""
    page = open_page("modul-2/")
    keep(page, written)
    expect(page.locator(".progress-said")).to_have_text(
        "De sparade framstegen gick inte att läsa och har tagits bort. Det går bra att börja om."
    )
    assert kept(page) is None
    answer(page, "lanet", "Hjälper till som vanligt")
    page.get_by_role("button", name="Spara mina framsteg").click()
    assert kept(page)["q"] == {"lanet": 1}


def test_progress_from_an_older_version_keeps_what_is_still_asked(open_page: Open) -> None:
    """Answers to questions that are left stay, others are dropped, and the visitor is told once."""
    page = open_page("modul-2/")
    keep(page, {"app": KEY, "version": "0.9", "at": "begrepp", "q": {"lanet": 1, "borttagen": 1}, "f": {"borta": 1}})
    expect(page.locator(".progress-said")).to_contain_text("Kursen har ändrats sedan sist.")
    expect(page.locator(".progress-said")).to_contain_text("Du har 1 av 53 frågor rätt.")
    assert kept(page) == {"app": KEY, "version": "2.0", "at": "begrepp", "q": {"lanet": 1}, "f": {}}
    page.reload()
    expect(page.locator(".progress-said")).not_to_contain_text("Kursen har ändrats")


def test_a_device_that_keeps_nothing_is_told_so(page: Page, site_url: str) -> None:
    """Where the browser refuses storage the course works and says what does not."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('nej'); } });")
    page.goto(f"{site_url}/grundutbildning/modul-1/")
    page.get_by_role("button", name="Spara mina framsteg").click()
    expect(page.locator(".progress-said")).to_contain_text("Webbläsaren tillåter inte att något sparas. Kursen fungerar ändå.")
    answer(page, "polisens-sak", "Mycket av det förebyggande")
    expect(page.locator("[data-question=polisens-sak]").get_by_role("status")).to_contain_text("Rätt svar.")


def test_the_last_right_answer_opens_the_certificate(open_page: Open) -> None:
    """At 43 of 53 the course is passed, with the day, and the way to the certificate shows."""
    page = open_page("modul-6/")
    keep(page, all_right(42))
    expect(page.get_by_role("link", name="Skriv ut intyget")).to_be_hidden()
    answer(page, "samma-sak-igen", "Gör en ny anmälan")
    expect(page.get_by_role("link", name="Skriv ut intyget")).to_be_visible()
    assert kept(page)["done"]["right"] == 43
    open_page("intyg/")
    expect(page.get_by_label("Rätta svar av 53")).to_have_value("43 av 53")


def test_the_certificate_waits_for_enough_right_answers(open_page: Open) -> None:
    """Below the limit it says how many are needed, and shows no certificate."""
    page = open_page("intyg/")
    keep(page, all_right(42))
    expect(page.locator(".certificate-said")).to_contain_text("Du har 42 av 53 frågor rätt. Det behövs 43 för intyget.")
    expect(page.locator(".certificate")).to_be_hidden()


def test_a_certificate_outlives_a_new_version_and_broken_answers(open_page: Open) -> None:
    """A course once passed stays passed, with the version and the day it was passed."""
    page = open_page("intyg/")
    keep(page, all_right(3, "0.9", done={"date": "2026-01-02", "right": 30, "of": 33, "version": "0.9"}))
    expect(page.get_by_label("Rätta svar", exact=True)).to_have_value("30 av 33")
    expect(page.get_by_label("Datum")).to_have_value("2026-01-02")
    expect(page.locator(".certificate-version")).to_have_text("0.9")
    expect(page.locator(".certificate")).not_to_contain_text("granskad")


def test_the_name_stays_on_the_page(open_page: Open) -> None:
    """What is typed is neither kept nor sent."""
    page = open_page("intyg/")
    keep(page, all_right(53))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_label("Namn").fill("Åsa Öberg")
    page.get_by_label("Namn").press("Enter")
    assert [address for address in requests if "/images/icon" not in address] == []  # the browser asks for the icon when it likes
    assert "Åsa" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    expect(page.get_by_label("Namn")).to_have_value("")


def pages_of(pdf: bytes) -> int:
    """Returns how many sheets a printed page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_certificate_prints_on_one_sheet(open_page: Open) -> None:
    """One A4, with the name, the result and that it is one's own statement, and nothing of the site around it."""
    page = open_page("intyg/")
    keep(page, all_right(53, done={"date": "2026-11-22", "right": 53, "of": 53, "version": "2.0"}))
    page.get_by_label("Namn").fill("Maria Hjördis Ström-Öhrnfeldt")
    assert pages_of(page.pdf(format="A4")) == 1
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".certificate-print")).to_be_hidden()
    expect(page.get_by_text("Egen uppgift.")).to_be_visible()
    expect(page.get_by_text("Kursen görs om efter två år.")).to_be_visible()


def test_the_page_for_a_group_prints_well(open_page: Open) -> None:
    """A few sheets, without menus, everything on them."""
    page = open_page("for-grupp/")
    assert pages_of(page.pdf(format="A4")) <= 4
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_text("En sak som jag gör annorlunda från och med i morgon.")).to_be_visible()


@pytest.mark.parametrize("name", ["", "modul-4/", "modul-6/", "intyg/"])
def test_no_page_scrolls_sideways_at_320(browser: Browser, site_url: str, name: str) -> None:
    """A phone at its narrowest, or a screen at 400 %: one column, everything in it."""
    page = browser.new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(f"{site_url}/grundutbildning/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = page.evaluate(
        """[...document.querySelectorAll("article button, article summary, article select, article input")]
        .filter((e) => e.offsetParent && Math.min(e.offsetHeight, e.offsetWidth) < 20).map((e) => e.outerHTML)"""
    )
    assert small == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
@pytest.mark.parametrize("name", ["", "modul-4/", "modul-6/", "intyg/"])
def test_axe_finds_nothing(browser: Browser, site_url: str, name: str, width: int, scheme: Any) -> None:
    """WCAG 2.2 AA and best practices, with an answer given, a choice open and the progress kept."""
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.goto(f"{site_url}/grundutbildning/{name}")
    page.evaluate(
        """() => {
          document.querySelector('[data-do=keep]')?.click();
          for (const field of document.querySelectorAll('.option:first-of-type input')) field.checked = true;
          for (const button of document.querySelectorAll('.question button')) button.click();
          for (const choice of document.querySelectorAll('.choice:first-of-type')) choice.open = true;
        }"""
    )
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
