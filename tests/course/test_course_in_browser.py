"""The course in a real browser: without a script, by keyboard, kept and taken away, printed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.audit.axe import COLOUR_RULES, RUN, SOURCE, TAGS
from tests.audit.layout import PAPER_WIDTH, SIDEWAYS
from tests.conftest import listening

pytestmark = pytest.mark.browser
KEY = "grundutbildning.v1"
FIRST, SECOND = "modul-1/", "modul-2/"
# The questions of the small course, and its limit of 80 per cent.
QUESTIONS = (
    *("for-vem", "vad-hjalper", "lagren-i-ordning", "bredast", "vem-laser-planen"),
    *("forsta-ordet", "annan-plats", "det-brinner", "efter-samtalet", "stegen"),
)
NEEDED = 8
WALKED = {"f": {"sangaren": 1}}
Open = Callable[[str], Page]


@pytest.fixture
def open_page(lent_page: Page, small_url: str) -> Iterator[Open]:
    """Opens a page of the course, and fails when the visitor's console says anything."""

    def go(name: str) -> Page:
        lent_page.goto(f"{small_url}/grundutbildning/{name}")
        return lent_page

    with listening(lent_page):
        yield go


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """A tab where no script is run."""
    visitor = browser.new_context(java_script_enabled=False)
    yield visitor.new_page()
    visitor.close()


def kept(page: Page) -> Any:
    """Returns what this device keeps for the course."""
    written = stored(page)
    return json.loads(written) if written else None


def stored(page: Page) -> Any:
    """Returns the very text that this device keeps for the course, or None."""
    return page.evaluate("key => localStorage.getItem(key)", KEY)


def all_right(right: int, version: str = "1.0", **more: Any) -> dict[str, Any]:
    """Returns progress with so many questions right."""
    answers = {question: int(number < right) for number, question in enumerate(QUESTIONS)}
    return {"app": KEY, "version": version, "at": "prata", "q": answers, **WALKED, **more}


def keep(page: Page, value: Any) -> None:
    """Puts something where the course keeps progress, as an earlier visit or another site would."""
    written = value if isinstance(value, str) else json.dumps(value)
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, written])
    page.reload()


def answer(page: Page, question: str, *texts: str) -> None:
    """Chooses answers and checks them."""
    box = page.locator(f"[data-question={question}]")
    for text in texts:
        box.get_by_label(text).check()
    box.get_by_role("button", name="Svara").click()


def save(page: Page) -> None:
    """Clicks the button that keeps the progress, where the page's progress stands."""
    page.locator(".progress-buttons").get_by_role("button", name="Spara mina framsteg").click()


def remove(page: Page, sure: bool = True) -> None:
    """Takes away what is kept, or, asked whether that is meant, lets it be."""
    asked: list[str] = []

    def answered(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if sure else dialog.dismiss()

    page.once("dialog", answered)
    page.get_by_role("button", name="Ta bort mina framsteg").click()
    assert asked == ["Ta bort mina framsteg?"]


def test_without_a_script_the_chosen_answer_teaches(plain: Page, small_url: str) -> None:
    """Only what was chosen is explained; nothing that needs a script shows."""
    plain.goto(f"{small_url}/grundutbildning/{SECOND}")
    question = plain.locator("[data-question=forsta-ordet]")
    expect(question.locator(".feedback:visible")).to_have_count(0)
    question.get_by_label("Tyst").check()
    taught = ["Nej. Då slutar samtalet innan det har börjat."]
    expect(question.locator(".feedback:visible")).to_have_text(taught)
    order = plain.locator("[data-question=stegen]")
    order.get_by_text("Visa rätt ordning").click()
    expect(order.locator("ol li").first).to_be_visible()
    expect(plain.locator("article button:visible")).to_have_count(0)
    expect(plain.locator(".course-progress")).to_be_hidden()


def test_without_a_script_a_case_can_be_walked(plain: Page, small_url: str) -> None:
    """Every step is on the page; a choice opens, and its link leads to the step that follows."""
    plain.goto(f"{small_url}/grundutbildning/{SECOND}")
    expect(plain.locator(".step:visible")).to_have_count(5)
    first = plain.locator("#sangaren-salen-larmar")
    first.get_by_text("Vänta en stund").click()
    first.get_by_role("link", name="Gå vidare: En timme senare").click()
    assert plain.url.endswith("#sangaren-sent")


def test_without_a_script_the_certificate_can_be_filled_in(plain: Page, small_url: str) -> None:
    """Name, day and result are fields that print; no form could send them."""
    plain.goto(f"{small_url}/grundutbildning/intyg/")
    plain.get_by_label("Namn").fill("Åsa Öberg")
    plain.get_by_label("Rätta svar").fill("9")
    expect(plain.locator("form")).to_have_count(0)


def test_the_keyboard_alone_answers_a_question(open_page: Open) -> None:
    """Arrow keys pass answers without revealing them; the result is read out; one may try again."""
    page = open_page(FIRST)
    question = page.locator("[data-question=for-vem]")
    status = question.get_by_role("status")

    def walk_to(label: str) -> None:
        while not question.get_by_label(label).is_checked():
            page.keyboard.press("ArrowDown")

    question.locator("input").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        expect(question.locator(".feedback:visible")).to_have_count(0)
        expect(status).to_be_empty()
    walk_to("För vaktmästaren")
    page.keyboard.press("Tab")
    expect(question.get_by_role("button", name="Svara")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Inte rätt än. Läs och pröva igen.")
    expect(status).to_contain_text("Inte bara. Alla ska få läsa.")
    page.keyboard.press("Shift+Tab")
    walk_to("För alla som läser där")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Rätt svar.")
    expect(status).to_contain_text("Ja. Det är planens mål.")


def test_a_question_with_several_answers_tells_what_is_missing(open_page: Open) -> None:
    """Nothing chosen, too little, something wrong, all right: each is met with its own words."""
    page = open_page(FIRST)
    status = page.locator("[data-question=vad-hjalper]").get_by_role("status")
    answer(page, "vad-hjalper")
    expect(status).to_have_text("Välj ett svar först.")
    answer(page, "vad-hjalper", "Skyltar")
    expect(status).to_contain_text("Det du har valt stämmer, men något saknas.")
    answer(page, "vad-hjalper", "lampor")
    expect(status).to_contain_text("Nej. Då går det inte att läsa.")
    page.get_by_label("lampor").uncheck()
    answer(page, "vad-hjalper", "varje år")
    expect(status).to_contain_text("Rätt svar.")


def test_steps_are_put_in_order_with_the_keyboard(open_page: Open) -> None:
    """Each row takes a number; a wrong order tells how many stand right."""
    page = open_page(FIRST)
    question = page.locator("[data-question=lagren-i-ordning]")
    status = question.get_by_role("status")
    fields = question.locator("select")
    places = fields.evaluate_all("fields => fields.map((field) => Number(field.dataset.place))")
    assert sorted(places) == [1, 2, 3]

    def number(*values: int) -> None:
        for index, value in enumerate(values):
            fields.nth(index).focus()
            page.keyboard.press(str(value))
        question.get_by_role("button", name="Svara").press("Enter")

    number()
    expect(status).to_have_text("Ge varje rad en siffra först.")
    number(1, 1, 1)
    expect(status).to_have_text("Varje siffra får stå en gång.")
    number(*(4 - place for place in places))
    expect(status).to_contain_text("1 av 3 står på rätt plats.")
    number(*places)
    expect(status).to_contain_text("Rätt svar.")


def test_what_was_chosen_is_explained_and_all_of_it_once_it_is_right(open_page: Open) -> None:
    """Under each answer, with a sign and a word; before that the others stay untold."""
    page = open_page(FIRST)
    question = page.locator("[data-question=for-vem]")
    told = question.locator(".feedback:visible")
    answer(page, "for-vem", "För vaktmästaren")
    expect(told).to_have_text(["✗ Fel svarInte bara. Alla ska få läsa."])
    answer(page, "for-vem", "För alla")
    expect(told).to_have_count(3)
    expect(told.filter(has_text="✓ Rätt svar")).to_have_text("✓ Rätt svarJa. Det är planens mål.")
    expect(told.filter(has_text="✗ Fel svar")).to_have_count(2)
    answer(page, "for-vem", "För vaktmästaren")
    expect(told).to_have_count(1)


def test_the_right_order_opens_by_itself(open_page: Open) -> None:
    """Once it is found; before that it can be opened."""
    page = open_page(FIRST)
    question = page.locator("[data-question=lagren-i-ordning]")
    fields = question.locator("select")
    places = fields.evaluate_all("fields => fields.map((field) => Number(field.dataset.place))")
    first = question.locator("ol li").first
    for index, place in enumerate(places):
        fields.nth(index).select_option(str(4 - place))
    question.get_by_role("button", name="Svara").click()
    expect(first).to_be_hidden()
    for index, place in enumerate(places):
        fields.nth(index).select_option(str(place))
    question.get_by_role("button", name="Svara").click()
    expect(first).to_be_visible()


def walk(page: Page, choice: str, following: str) -> None:
    """Makes a choice of the case and follows its link."""
    case = page.locator("[data-case=sangaren]")
    case.locator("summary:visible", has_text=choice).press("Enter")
    case.get_by_role("link", name=f"Gå vidare: {following}").press("Enter")
    expect(case.locator(".step:visible h4")).to_have_text(following)
    expect(case.locator(".step:visible")).to_be_focused()


def test_a_case_shows_one_step_at_a_time(open_page: Open) -> None:
    """A choice's link shows the next step, and the focus goes there; the end shows the way and
    leads to the start."""
    page = open_page(SECOND)
    case = page.locator("[data-case=sangaren]")
    expect(case.locator(".step:visible")).to_have_count(1)
    expect(case.get_by_text("Genomfört")).to_be_hidden()
    walk(page, "Gå fram", "Svaret")
    walk(page, "Visa musikrummet", "Musikrummet")
    end = case.locator(".step:visible")
    expect(end).to_contain_text("Slut. Det gick bra.")
    way = ["I salen: Gå fram och fråga hur det är", "Svaret: Visa musikrummet"]
    expect(end.locator("ol li")).to_have_text(way)
    expect(case.get_by_text("Genomfört")).to_be_visible()
    case.get_by_role("link", name="Börja om fallet").click()
    expect(case.locator(".step:visible h4")).to_have_text("I salen")
    expect(case.locator("details[open]")).to_have_count(0)
    walk(page, "Gå därifrån", "Tom sal")
    way = ["I salen: Gå därifrån"]
    expect(case.locator(".step:visible").locator("ol li")).to_have_text(way)


def test_a_choice_is_made_once(open_page: Open) -> None:
    """What was chosen stays, with its consequence; large enough to hit."""
    page = open_page(SECOND)
    choices = page.locator("[data-case=sangaren] .step:visible summary")
    for choice in choices.all():
        box = choice.bounding_box()
        assert box and box["height"] >= 44
    choices.filter(has_text="Vänta en stund").click()
    for choice in choices.all():
        choice.press("Enter")
    opened = page.locator("[data-case=sangaren] details[open]")
    expect(opened).to_have_count(1)
    expect(opened).to_contain_text("Sången blir högre.")


def test_back_leads_a_step_back_and_not_out_of_the_case(open_page: Open) -> None:
    """With the choice that was made; a link within the page changes nothing."""
    page = open_page(SECOND)
    shown = page.locator("[data-case=sangaren] .step:visible h4")
    walk(page, "Gå fram", "Svaret")
    page.evaluate("() => { location.hash = 'fragor'; }")
    expect(shown).to_have_text("Svaret")
    walk(page, "Be gästen sluta", "En timme senare")
    page.evaluate("() => { history.go(-2); }")
    expect(shown).to_have_text("Svaret")
    page.evaluate("() => { history.back(); }")
    expect(shown).to_have_text("I salen")
    expect(page.locator("[data-case=sangaren] details[open]")).to_contain_text("Du får ett svar.")
    page.evaluate("() => { history.forward(); }")
    expect(shown).to_have_text("Svaret")


def test_a_case_that_was_walked_is_marked_on_return(open_page: Open) -> None:
    """Where progress is kept."""
    page = open_page(SECOND)
    save(page)
    walk(page, "Gå därifrån", "Tom sal")
    expect(page.locator(".progress-said")).to_contain_text("Du har gått igenom 1 av 1 fall.")
    assert kept(page)["f"] == {"sangaren": 1}
    open_page(SECOND)
    expect(page.locator("[data-case=sangaren]").get_by_text("Genomfört")).to_be_visible()


def test_nothing_is_kept_before_the_click_and_all_is_gone_after_the_other(open_page: Open) -> None:
    """One key, by ids, with what was answered before the click too; never a cookie."""
    page = open_page(FIRST)
    answer(page, "for-vem", "För alla")
    traces = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(traces) == [0, 0, ""]
    save(page)
    expect(page.locator(".progress-said")).to_contain_text("Du har 1 av 10 frågor rätt.")
    assert page.evaluate("Object.keys(localStorage)") == [KEY]
    state = {"app": KEY, "version": "1.0", "at": "varfor", "q": {"for-vem": 1}, "f": {}}
    assert kept(page) == state
    open_page("")
    resume = page.get_by_role("link", name="Fortsätt: 1. Lugnet")
    expect(resume).to_have_attribute("href", "../grundutbildning/modul-1/")
    expect(page.locator("li[data-module=varfor] .module-state")).to_have_text("1 av 5 rätt")
    remove(page, sure=False)
    assert kept(page)["q"] == {"for-vem": 1}
    remove(page)
    expect(page.locator(".progress-said")).to_contain_text("Borttaget. Inget är sparat.")
    assert page.evaluate(traces) == [0, 0, ""]


def test_a_right_answer_stays_right(open_page: Open) -> None:
    """Trying again costs nothing: what was right is not taken back by a wrong answer."""
    page = open_page(FIRST)
    save(page)
    answer(page, "for-vem", "För alla")
    answer(page, "for-vem", "För vaktmästaren")
    assert kept(page)["q"] == {"for-vem": 1}


def test_progress_can_be_taken_along_as_a_file(open_page: Open) -> None:
    """One click gives a file with exactly what is kept."""
    page = open_page(FIRST)
    save(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Ladda ner mina framsteg").click()
    assert download.value.suggested_filename == "framsteg-grundutbildning.json"
    assert json.loads(Path(download.value.path()).read_text("utf-8")) == kept(page)


def test_progress_that_cannot_be_read_stays_until_the_visitor_decides(open_page: Open) -> None:
    """Broken, cut off or another's: a sentence, a course that works, and nothing thrown away."""
    page = open_page(FIRST)
    told = (
        "De sparade framstegen går inte att läsa. De ligger kvar tills du sparar nya eller tar bort"
        " dem."
    )
    whole = json.dumps(all_right(3))
    objects = [{"app": "annat", "q": {}}, {"app": KEY}, {"app": KEY, "q": 3}]
    for written in ["{", "null", "[]", '"x"', "7", whole[:40], *map(json.dumps, objects)]:
        keep(page, written)
        expect(page.locator(".progress-said")).to_have_text(told)
        answer(page, "for-vem", "För alla")
        assert stored(page) == written
    save(page)
    assert kept(page)["q"] == {"for-vem": 1}
    keep(page, "{")
    remove(page)
    assert stored(page) is None


def test_progress_changed_by_hand_is_read_as_far_as_it_goes(open_page: Open) -> None:
    """Unknown questions, odd values and a place that does not exist do no harm."""
    page = open_page(FIRST)
    odd = {"for-vem": "ja", "vad-hjalper": 0, "okänd": 1, "__proto__": 1}
    done = {"date": "i går", "right": "alla"}
    keep(page, {"app": KEY, "version": 7, "at": ["x"], "q": odd, "f": "abc", "done": done})
    expect(page.locator(".progress-said")).to_contain_text("Du har 1 av 10 frågor rätt.")
    right = {"for-vem": 1, "vad-hjalper": 0}
    assert kept(page) == {"app": KEY, "version": "1.0", "at": "varfor", "q": right, "f": {}}


def test_progress_of_a_newer_version_loses_nothing_in_an_older_page(open_page: Open) -> None:
    """What this page does not know of stays, with its version, and the visitor is told."""
    page = open_page(FIRST)
    done = {"date": "2026-11-01", "right": 9, "of": 11, "version": "1.10"}
    newer = {"app": KEY, "version": "1.10", "at": "ny", "q": {"ny-fraga": 1}, "f": {"nytt": 1}}
    keep(page, {**newer, "done": done})
    told = "Framstegen är sparade i en nyare version av kursen. Allt ligger kvar. Ladda om sidan"
    expect(page.locator(".progress-said")).to_contain_text(told)
    answer(page, "for-vem", "För alla")
    answers = {"ny-fraga": 1, "for-vem": 1}
    assert kept(page) == {**newer, "at": "varfor", "q": answers, "done": done}


def test_progress_from_an_older_version_keeps_what_is_still_asked(open_page: Open) -> None:
    """Answers to questions that are left stay, others are dropped, and the visitor is told once."""
    page = open_page(FIRST)
    answers = {"for-vem": 1, "borttagen": 1}
    keep(page, {"app": KEY, "version": "0.9", "at": "varfor", "q": answers, "f": {"borta": 1}})
    expect(page.locator(".progress-said")).to_contain_text("Kursen har ändrats sedan sist.")
    expect(page.locator(".progress-said")).to_contain_text("Du har 1 av 10 frågor rätt.")
    state = {"app": KEY, "version": "1.0", "at": "varfor", "q": {"for-vem": 1}, "f": {}}
    assert kept(page) == state
    page.reload()
    expect(page.locator(".progress-said")).not_to_contain_text("Kursen har ändrats")


def test_a_device_that_keeps_nothing_is_told_so(open_page: Open, page: Page) -> None:
    """Where the browser refuses storage the course works and says what does not."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw 0; } });")
    open_page(FIRST)
    save(page)
    told = "Webbläsaren tillåter inte att något sparas. Kursen fungerar ändå, och du kan ladda ner"
    expect(page.locator(".progress-said")).to_contain_text(told)
    answer(page, "for-vem", "För alla")
    status = page.locator("[data-question=for-vem]").get_by_role("status")
    expect(status).to_contain_text("Rätt svar.")


def test_the_last_right_answer_opens_the_certificate(open_page: Open) -> None:
    """At 8 of 10 the course is passed, with the day, and the way to the certificate shows."""
    page = open_page(SECOND)
    keep(page, all_right(NEEDED - 1))
    expect(page.get_by_role("link", name="Skriv ut intyget")).to_be_hidden()
    answer(page, "det-brinner", "Ringer 112")
    expect(page.get_by_role("link", name="Skriv ut intyget")).to_be_visible()
    assert kept(page)["done"]["right"] == NEEDED
    open_page("intyg/")
    expect(page.get_by_label("Rätta svar")).to_have_value("8 av 10")


def test_the_certificate_waits_for_enough_right_answers(open_page: Open) -> None:
    """Below the limit it says how many are needed, and shows no certificate."""
    page = open_page("intyg/")
    keep(page, all_right(NEEDED - 1))
    told = "Du har 7 av 10 frågor rätt. Det behövs 8 för intyget."
    expect(page.locator(".certificate-said")).to_contain_text(told)
    expect(page.locator(".certificate")).to_be_hidden()
    keep(page, {**all_right(len(QUESTIONS)), "f": {}})
    told = "Du har gått igenom 0 av 1 fall, och alla behövs."
    expect(page.locator(".certificate-said")).to_contain_text(told)
    expect(page.locator(".certificate")).to_be_hidden()


def test_a_name_on_the_certificate_is_gone_for_whoever_comes_back(open_page: Open) -> None:
    """A browser would show it again to the next person at a shared computer."""
    page = open_page("intyg/")
    page.get_by_label("Namn").fill("Ada Ek")
    open_page("")
    page.go_back()
    expect(page.get_by_label("Namn")).to_have_value("")


def test_a_certificate_outlives_a_new_version_and_broken_answers(open_page: Open) -> None:
    """A course once passed stays passed, with the version and the day it was passed."""
    page = open_page("intyg/")
    done = {"date": "2026-01-02", "right": 30, "of": 33, "version": "0.9"}
    keep(page, all_right(3, "0.9", done=done))
    result = page.get_by_role("textbox", name="Rätta svar", exact=True)
    expect(result).to_have_value("30 av 33")
    expect(page.get_by_label("Datum")).to_have_value("2026-01-02")
    expect(page.locator(".certificate-version")).to_have_text("0.9")
    assert "granskad" not in page.locator(".certificate").inner_text()


def test_a_new_version_moves_no_certificates_day_before_it_is_answered(open_page: Open) -> None:
    """To open a page is not to take the course again, though the old answers are enough for it."""
    page = open_page(SECOND)
    done = {"date": "2026-01-02", "right": 9, "of": 9, "version": "0.9"}
    keep(page, all_right(NEEDED, "0.9", done=done))
    assert kept(page)["done"] == done
    answer(page, "det-brinner", "Ringer 112")
    now = kept(page)["done"]
    assert (now["version"], now["right"], now["of"]) == ("1.0", NEEDED, len(QUESTIONS))
    assert now["date"] > done["date"]


def test_the_name_stays_on_the_page(open_page: Open) -> None:
    """What is typed is neither kept nor sent."""
    page = open_page("intyg/")
    keep(page, all_right(len(QUESTIONS)))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_label("Namn").fill("Åsa Öberg")
    page.get_by_label("Namn").press("Enter")
    # The browser asks for the icon when it likes.
    assert [address for address in requests if "/images/icon" not in address] == []
    assert "Åsa" not in page.evaluate("JSON.stringify(localStorage)")
    page.reload()
    expect(page.get_by_label("Namn")).to_have_value("")


def test_the_certificate_prints_on_one_sheet(open_page: Open) -> None:
    """One A4, with the name, the result and whose word it is, and nothing of the site around it."""
    page = open_page("intyg/")
    done = {"date": "2026-11-22", "right": 10, "of": 10, "version": "1.0"}
    keep(page, all_right(len(QUESTIONS), done=done))
    page.get_by_label("Namn").fill("Maria Hjördis Ström-Öhrnfeldt")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".certificate-print")).to_be_hidden()
    for words in ("har gått grundutbildningen", "gäller i två år", "Kursens version: 1.0"):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_text("Intyget är en egen uppgift.")).to_be_visible()
    expect(page.get_by_label("Gäller till och med")).to_have_value("2028-11-22")
    size = "field => parseFloat(getComputedStyle(field).fontSize)"
    name, day = (page.get_by_label(label).evaluate(size) for label in ("Namn", "Datum"))
    assert name > 1.5 * day


def test_a_long_name_is_printed_whole(open_page: Open) -> None:
    """It goes on in the other row."""
    page = open_page("intyg/")
    page.set_viewport_size({"width": PAPER_WIDTH, "height": 1000})
    page.emulate_media(media="print")
    field = page.get_by_label("Namn")
    field.fill("Anna-Karin Långström Öhman-Österbergsson")
    room = (
        "field => [field.scrollWidth > field.clientWidth, field.scrollHeight > field.clientHeight]"
    )
    assert field.evaluate(room) == [False, False]


def test_how_long_a_certificate_holds_goes_with_the_day(open_page: Open) -> None:
    """Where the day is written so that it can be read; else it is left to the visitor."""
    page = open_page("intyg/")
    until = page.get_by_label("Gäller till och med")
    for day, limit in (("2026-03-01", "2028-03-01"), ("i våras", ""), ("2026-99-99", "")):
        page.get_by_label("Datum").fill(day)
        expect(until).to_have_value(limit)


ALL_ON_PAPER = "(choices) => choices.map((choice) => choice.open)"


def test_a_printed_part_has_every_step_and_the_key_after_all_questions(open_page: Open) -> None:
    """Whatever was walked or answered before; afterwards all is as it was."""
    page = open_page(SECOND)
    walk(page, "Gå fram", "Svaret")
    answer(page, "forsta-ordet", "Tyst")
    choices = page.locator(".choice")
    before = choices.evaluate_all(ALL_ON_PAPER)
    names = choices.evaluate_all("(choices) => choices.map((choice) => choice.name)")
    page.emulate_media(media="print")
    for _ in range(2):
        page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    assert all(choices.evaluate_all(ALL_ON_PAPER))
    expect(page.locator(".step:visible")).to_have_count(5)
    expect(page.locator(".question .feedback:visible, .result:visible")).to_have_count(0)
    key = page.locator(".key")
    expect(key.locator("li")).to_have_count(5)
    last, first = page.locator(".question").last.bounding_box(), key.bounding_box()
    assert last and first and last["y"] + last["height"] <= first["y"]
    page.emulate_media(media="screen")
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    expect(key).to_be_hidden()
    assert choices.evaluate_all(ALL_ON_PAPER) == before
    assert choices.evaluate_all("(choices) => choices.map((choice) => choice.name)") == names


def test_the_key_is_there_without_a_script(plain: Page, small_url: str) -> None:
    """By the letters that the answers have on paper."""
    plain.goto(f"{small_url}/grundutbildning/{FIRST}")
    plain.emulate_media(media="print")
    expect(plain.locator(".key li").first).to_contain_text("Ja. Det är planens mål.")
    expect(plain.locator(".key")).to_be_visible()
    plain.emulate_media(media="screen")


def test_questions_answered_before_are_marked_on_return(open_page: Open) -> None:
    """In the question's own heading, so that it is heard too."""
    page = open_page(FIRST)
    save(page)
    answer(page, "for-vem", "För alla")
    answer(page, "vad-hjalper", "lampor")
    page = open_page(FIRST)
    for question, mark in (("for-vem", "✓ Rätt svar"), ("vad-hjalper", "Inte rätt än")):
        expect(page.locator(f"[data-question={question}] legend")).to_contain_text(mark)
    rest = page.locator("[data-question=lagren-i-ordning] .answered")
    expect(rest).to_be_empty()


def test_the_way_on_is_on_the_first_screen_of_a_phone(open_page: Open) -> None:
    """The first part, or where one was; and from a part's head one link to its questions."""
    page = open_page("")
    box = page.get_by_role("link", name="Lugnet", exact=True).bounding_box()
    assert box and box["y"] + box["height"] < 844
    page = open_page(SECOND)
    save(page)
    page.locator(".module-head").get_by_role("link", name="Gå till frågorna").click()
    assert page.url.endswith("#fragor")
    page = open_page("")
    box = page.get_by_role("link", name="Fortsätt: 2. Samtalet").bounding_box()
    assert box and box["y"] + box["height"] < 844
    keep(page, all_right(5, at="varfor"))  # all is right in the first part
    expect(page.get_by_role("link", name="Fortsätt: 2. Samtalet")).to_be_visible()


USED = """() => {
  for (const field of document.querySelectorAll('.option:first-of-type input')) field.checked = true;
  for (const button of document.querySelectorAll('.question button')) button.click();
  for (const step of document.querySelectorAll('.step')) step.querySelector('summary')?.click();
}"""
KEPT = "() => document.querySelector('.progress-buttons [data-do=keep]')?.click()"


def test_a_course_that_is_used_is_for_everyone(open_page: Open) -> None:
    """By axe, with answers given and a choice made, before and after progress is kept; and it fits in 320 points.

    Pages as they are loaded are tested with the rest of the site.
    """
    for name in ("", FIRST, SECOND, "intyg/"):
        page = open_page(name)
        page.evaluate(USED)
        page.evaluate(SOURCE)
        assert page.evaluate(RUN, ["tag", TAGS]) == [], name
        page.evaluate(KEPT)
        assert page.evaluate(RUN, ["tag", TAGS]) == [], name
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(RUN, ["rule", COLOUR_RULES]) == [], name
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(SIDEWAYS) == [], name
