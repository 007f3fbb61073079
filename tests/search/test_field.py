"""The field in the header and the page /sok/, as readers use them, behind the real server."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.audit.axe import RUN, SOURCE, TAGS
from tests.conftest import serving
from tests.search.field import (
    ADVICE,
    ANSWER,
    ANSWERED,
    ASKED,
    CALL,
    ENTRY_STATUS,
    FIELD,
    OWN,
    PANEL,
    START,
    UNKNOWN,
    WORD,
    Open,
    search,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def start(open_page: Open, errors: list[str]) -> Page:
    """A page of the plan, as it was loaded."""
    return open_page(START)


@pytest.fixture
def results(open_page: Open, errors: list[str]) -> Page:
    """The page of results, with some."""
    page = open_page(f"/sok/#q={WORD}")
    expect(page.locator(".search-results a").first).to_be_visible()
    return page


def violations(page: Page) -> list[str]:
    """Returns what axe finds on a page as it is now."""
    page.evaluate(SOURCE)
    found: list[str] = page.evaluate(RUN, ["tag", TAGS])
    return found


def test_nothing_of_the_search_is_loaded_before_the_field_is_used(
    context: BrowserContext, page: Page, small_nginx_url: str
) -> None:
    """And nothing is stored when it has been."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{small_nginx_url}/hjalp/", wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    search(page, ASKED)
    assert [url for url in asked if "search" in url]
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_what_is_typed_reaches_no_server(open_page: Open, page: Page) -> None:
    """Neither in an address nor in what is sent, from the first letter to the page of results."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.extend([request]))
    open_page("/")
    search(page, "enhörningar hemligt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/#q=*")
    page.wait_for_load_state("networkidle")
    assert len(asked) > 5
    assert [request.url for request in asked if request.post_data] == []
    sent = [request.url.partition("#")[0] for request in asked]
    assert [url for url in sent if re.search("enh|hemligt", url)] == []


def test_the_whole_journey_needs_no_mouse(start: Page, small_nginx_url: str) -> None:
    """Tab to the field, type, walk the list with the arrows, open what is marked."""
    for _ in range(12):
        start.keyboard.press("Tab")
        if start.evaluate("document.activeElement.id") == FIELD[1:]:
            break
    field = start.locator(FIELD)
    expect(field).to_be_focused()
    start.keyboard.type(ASKED)
    options = start.get_by_role("option")
    expect(options.first).to_contain_text(ANSWER)
    expect(field).to_have_attribute("aria-expanded", "true")
    start.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    marked = options.first.get_attribute("id") or ""
    expect(field).to_have_attribute("aria-activedescendant", marked)
    start.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    start.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowDown")
    expect(field).to_be_focused()
    start.keyboard.press("Enter")
    start.wait_for_url(small_nginx_url + ANSWERED)


def test_escape_closes_the_list_and_the_focus_stays(start: Page) -> None:
    """A second Esc is the browser's own: it empties the field."""
    search(start, WORD)
    start.keyboard.press("Escape")
    expect(start.locator(PANEL)).to_be_hidden()
    expect(start.locator(FIELD)).to_be_focused()
    expect(start.locator(FIELD)).to_have_value(WORD)
    expect(start.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_the_list_closes_when_the_focus_leaves(start: Page) -> None:
    """It covers the page only while it is used."""
    search(start, WORD)
    start.keyboard.press("Tab")
    expect(start.locator(PANEL)).to_be_hidden()


def test_the_number_of_results_is_read_out(start: Page) -> None:
    """In a status, once the typing has stopped."""
    search(start, WORD)
    told = re.compile(r"^\d+ träffar\. Bläddra med piltangenterna\.$")
    expect(start.locator(ENTRY_STATUS)).to_have_text(told)


def test_a_result_says_where_it_leads_and_marks_the_words(start: Page) -> None:
    """Heading, page, and a piece of the text with the words that answer."""
    search(start, "kaka")
    first = start.get_by_role("option").first
    expect(first.locator(".hit")).to_have_text("Det här sparas inte")
    expect(first.locator(".on-page")).to_have_text("Integritet")
    expect(first.locator(".excerpt mark")).to_have_text("kaka")


def test_down_and_enter_open_the_best_result(start: Page, small_nginx_url: str) -> None:
    """Nothing else stands first in the list, and no number is rung."""
    search(start, ASKED)
    expect(start.get_by_role("option").first).to_contain_text(ANSWER)
    start.keyboard.press("ArrowDown")
    start.keyboard.press("Enter")
    start.wait_for_url(small_nginx_url + ANSWERED)


def test_enter_leads_to_a_page_that_can_be_linked(start: Page, small_nginx_url: str) -> None:
    """What is sought stands after #, which reaches no server."""
    search(start, ASKED)
    start.keyboard.press("Enter")
    start.wait_for_url(f"{small_nginx_url}/sok/#q=det%20brinner")
    first = start.locator(".search-results ol a").first
    expect(first).to_have_attribute("href", re.compile(f"{ANSWERED}$"))
    told = re.compile(r"^Nödnumret 112\. \d+ träffar\.$")
    expect(start.locator(".search-status")).to_have_text(told)
    assert start.title().startswith("Sök – ")  # others may see it


def test_the_page_of_results_goes_on_in_the_language_one_asked_in(
    open_page: Open, errors: list[str]
) -> None:
    """Its frame, its title and the way out, and what is sought there next; what is written there in
    Swedish is not shown."""
    page = open_page("/hjalp/en/")
    for asked, said in (("fire", " results?."), (UNKNOWN, f"No results for {UNKNOWN}.")):
        page.fill(FIELD, asked)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/sok/#q={asked}&sprak=en")
        expect(page.locator(".search-status")).to_contain_text(re.compile(said))
        frame = page.locator("h1, .exit, .help-entry, .menu summary, .search-form label")
        expect(frame).to_have_text(["Leave this page", "Get help", "Menu", "Search", "Search"])
        for part in frame.all():
            expect(part).to_have_attribute("lang", "en")
        assert page.title().startswith("Search – ")
    page.fill(OWN, "")
    expect(page.locator(".search-results")).to_be_empty()
    expect(page.locator(".search-page ~ *").first).to_be_hidden()  # it is in Swedish


def test_back_leads_to_the_same_results(
    open_page: Open, errors: list[str], small_nginx_url: str
) -> None:
    """Also when the words were typed on the page itself."""
    page = open_page("/sok/")
    page.fill(OWN, ASKED)
    page.click(".search-results ol a >> nth=0")
    page.wait_for_url(small_nginx_url + ANSWERED)
    page.go_back()
    expect(page.locator(OWN)).to_have_value(ASKED)
    expect(page.locator(".search-results a").first).to_be_visible()


def test_nothing_found_says_what_to_do_and_whom_to_call(start: Page) -> None:
    """The number comes from the page, where the build put it. A link stands in its sentence, and no
    full stop by itself."""
    search(start, UNKNOWN)
    panel = start.locator(PANEL)
    expect(panel).to_contain_text(f"Inga träffar för xqzzy. {ADVICE}")
    said = f"Inga träffar för xqzzy. {ADVICE}", "Är det bråttom? Ring 112. Här finns hjälp."
    assert tuple(panel.inner_text().split("\n\n")) == said
    expect(panel.locator(CALL)).to_have_text("112")
    expect(start.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_nothing_found_is_read_out(open_page: Open, errors: list[str]) -> None:
    """In the status of the field, and of the page of results, where it stands once."""
    page = open_page("/sok/")
    search(page, UNKNOWN)
    expect(page.locator(ENTRY_STATUS)).to_have_text(f"Inga träffar för xqzzy. {ADVICE}")
    page.fill(OWN, UNKNOWN)
    expect(page.locator(".search-status")).to_have_text(f"Inga träffar för xqzzy. {ADVICE}")
    rest = page.locator(".search-results")
    expect(rest).to_have_text("Är det bråttom? Ring 112. Här finns hjälp.")
    page.fill(OWN, WORD)
    expect(page.locator(".search-status")).to_have_text(re.compile(r"^\d+ träffar\.$"))


def test_what_the_search_answers_is_for_everyone(open_page: Open, errors: list[str]) -> None:
    """By axe: results, numbers to ring, and nothing at all; in the list and on its own page."""
    page = open_page(START)
    for words in (WORD, ASKED, UNKNOWN):
        page.fill(FIELD, "")
        search(page, words)
        page.keyboard.press("ArrowDown")
        assert violations(page) == [], words
    for words, said in (("fire", "There is a fire"), (UNKNOWN, "Är det bråttom?")):
        open_page(f"/sok/#q={words}")
        expect(page.locator(".search-results")).to_contain_text(said)
        assert violations(page) == [], words


HELP = ".search-help > *"
HOURS = "måndag och tisdag 9–12 · måndag 13:00–17:30 · 24 december 2026 stängt."
DESK, DESK_CLOSED = (
    f"Disken 08-465 004 00 {now} {HOURS}" for now in ("Öppet nu. Tider:", "Stängt nu. Öppet")
)
EMERGENCY = "Nödnumret 112 Öppet dygnet runt."
NIGHT = "Läsjouren 08-465 004 03"
JANITOR = "Vaktmästaren Fråga i disken."  # whose number nobody has filled in


def said(page: Page) -> list[str]:
    """Returns the numbers that stand above what was found."""
    found = page.locator(HELP).all_inner_texts()
    return [" ".join(text.replace("\u2060", "").split()) for text in found]


def shows(page: Page, shown: list[str]) -> None:
    """Waits until these numbers stand above what was found: while somebody types they stay."""
    for _ in range(600):  # half a minute, on a busy machine
        if said(page) == shown:
            break
        page.wait_for_timeout(50)
    assert said(page) == shown


# What is found is said last, when the numbers are there.
ASK_ANEW = """(hash) => {
  document.querySelector(".search-status").replaceChildren();
  location.hash = hash;
}"""


@pytest.fixture(scope="module")
def tuesday(browser: Browser, small_nginx_url: str) -> Iterator[tuple[Page, Page]]:
    """A page with the field, and a tab for the page of results, on a Tuesday at ten."""
    visitor = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE")
    faults: list[str] = []
    visitor.on("weberror", lambda fault: faults.append(str(fault.error)))
    visitor.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    visitor.clock.set_fixed_time("2026-11-24T10:00:00+01:00")
    listing, results = visitor.new_page(), visitor.new_page()
    listing.goto(small_nginx_url + START)
    results.goto(f"{small_nginx_url}/sok/")
    yield listing, results
    visitor.close()
    assert faults == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("08-465 004 00", [DESK]),
        ("ring +46 (0)8 46500400 nu", [DESK]),
        ("0046846500400", [DESK]),
        ("08-465 004 09", [EMERGENCY]),  # nobody's, however like another it is
        ("١١٢", [EMERGENCY]),
        ("jag är orolig", [EMERGENCY, NIGHT, DESK]),
        ("rädd för en bok till", [EMERGENCY, DESK, NIGHT]),
        ("jag har en fråga", [EMERGENCY, DESK, JANITOR]),
        ("det brinner", [EMERGENCY]),
        ("jag är orolig, rök", [EMERGENCY, NIGHT, DESK]),
        ("det brinner, ring disken", [EMERGENCY, DESK]),
        ("Disken", [DESK]),
        ("disken i salen", []),
        ("elden", [EMERGENCY]),
        ("eldorado", [EMERGENCY]),
        ("salen", []),
    ],
)
def test_a_hit_for_help_shows_the_number(
    tuesday: tuple[Page, Page], typed: str, shown: list[str]
) -> None:
    """Of the contact whose number was typed whole, or of the situation that is the best answer; the
    emergency number first on a page of help, also where that is a guess, and where somebody's life
    may be at stake. In the list and on the page."""
    listing, results = tuesday
    listing.fill(FIELD, "")
    expect(listing.locator(PANEL)).to_be_hidden()
    search(listing, typed)
    shows(listing, shown)
    results.evaluate(ASK_ANEW, f"q={quote(typed)}")
    expect(results.locator(".search-status")).not_to_be_empty()
    shows(results, shown)


@pytest.mark.parametrize("typed", ["08-465 004 04", "08-465 004 01", "Rådet", "Personalstödet"])
def test_what_nobody_has_confirmed_is_never_shown(start: Page, typed: str) -> None:
    """Neither the number nor the name of a contact that is withheld."""
    search(start, typed)
    assert [text for text in said(start) if "004 04" in text or "Rådet" in text] == []
    index = start.evaluate("fetch('/search/index.json').then((answer) => answer.text())")
    assert not re.search("465 004 0[14]|Rådet", index.partition('"ui"')[2])


@pytest.mark.parametrize("address", [START, "/hjalp/"])
def test_a_number_says_when_nobody_answers(page: Page, open_page: Open, address: str) -> None:
    """With the words and the clock of the help pages, and on those too."""
    page.clock.set_fixed_time("2026-11-24T12:00:00+01:00")
    open_page(address)
    search(page, "jag har en fråga")
    shows(page, [EMERGENCY, DESK_CLOSED, JANITOR])


def test_the_numbers_are_links_on_the_way_from_the_field_to_nowhere_else(
    page: Page, start: Page
) -> None:
    """The arrows walk the results; Tab leads to the numbers, and what is read out says so."""
    search(start, "jag är orolig")
    numbers = start.locator(HELP)
    expect(numbers.first).to_have_attribute("href", "tel:112")
    told = (
        r"^Nödnumret 112\. Läsjouren 08-465 004 03\. Disken 08-465 004 00\. \d+ träffar\. "
        r"Tryck på tabbtangenten för att komma till numren\. Bläddra med piltangenterna\.$"
    )
    expect(start.locator(ENTRY_STATUS)).to_have_text(re.compile(told))
    expect(numbers).to_have_count(3)
    heights = numbers.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 44
    numbers.first.hover()
    start.mouse.down()  # where a link takes no focus the panel would close before the click
    expect(start.locator(FIELD)).to_be_focused()
    start.keyboard.press("Tab")
    expect(numbers.first).to_be_focused()
    start.keyboard.press("Escape")
    expect(start.locator(FIELD)).to_be_focused()


def test_an_answer_is_in_the_words_of_its_language(page: Page, open_page: Open) -> None:
    """Numbers, count, the way to all and an empty answer, with the language and the direction; and
    a long name has room."""

    def foreign(index: str) -> str:
        words = re.sub(
            '"lang":"sv","dir":"ltr"', '"help":"Få hjälp","lang":"ar","dir":"rtl"', index
        )
        words = words.replace('"Läsjouren"', f'"{"Läsjouren som har ett långt namn " * 3}"')
        return words.replace("{count} träffar", "N: {count}").replace("Inga träffar för", "Ø")

    def answer(route: Route) -> None:
        route.fulfill(body=foreign(route.fetch().text()), content_type="application/json")

    page.route("**/index.json", answer)
    open_page(START)
    search(page, "jag är orolig")
    expect(page.locator("[role=listbox]")).to_have_attribute("aria-label", re.compile("^N: "))
    for where in (".search-help", "[role=listbox]", "[role=option]:last-child", ENTRY_STATUS):
        expect(page.locator(where)).to_have_attribute("lang", "ar")
        expect(page.locator(where)).to_have_attribute("dir", "rtl")
    expect(page.locator(ENTRY_STATUS)).to_contain_text("N: ")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    open_page(f"/sok/#q={UNKNOWN}")
    status = page.locator(".search-status")
    expect(status).to_have_text(f"Ø {UNKNOWN}. {ADVICE.replace('A–Ö', 'Få hjälp')}")
    expect(status).to_have_attribute("lang", "ar")
    expect(page.locator(".search-results p")).to_have_attribute("dir", "rtl")


def test_the_page_of_results_is_read_out_once_a_word(page: Page, open_page: Open) -> None:
    """When the typing rests: a word of nineteen letters is one announcement, not nineteen."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    open_page("/sok/")
    expect(page.locator(OWN)).to_be_visible()
    page.clock.run_for(1000)
    page.evaluate(
        """() => {
          window.told = [];
          const status = document.querySelector(".search-status");
          new MutationObserver(() => window.told.push(status.textContent))
            .observe(status, { childList: true, subtree: true, characterData: true });
        }"""
    )
    page.locator(OWN).focus()
    for letter in "bibliotekssalarnast":
        page.keyboard.type(letter)
        page.clock.run_for(150)
    expect(page.locator(".search-results > *").first).to_be_visible()
    assert page.evaluate("window.told") == []
    page.clock.run_for(700)
    page.wait_for_function("window.told.length > 0")
    assert len(page.evaluate("window.told")) == 1


ODD = (
    "<img src=x onerror=alert(1)>",
    "<script>document.title='x'</script> salen",
    "😀😀",
    "och att det som",
    "vem ska jag",
    "&lt;b&gt; %3Cb%3E",
    "“”\"'«»",
    "\\ / # ? & =",
    "مرحبا",
    "a",
    "😀" * 300,
    "salen مرحبا",
    "١١٢٣",
)


def test_odd_words_are_text_and_get_an_answer(open_page: Open, errors: list[str]) -> None:
    """Nothing that is typed or linked is read as markup, and no error is shown."""
    page = open_page(START)
    for words in ODD:
        page.fill(FIELD, "")
        expect(page.locator(PANEL)).to_be_hidden()
        page.fill(FIELD, words)
        expect(page.locator(PANEL)).to_be_visible()
        expect(page.locator(PANEL).locator("img, script")).to_have_count(0)
        page.keyboard.press("Enter")
        page.wait_for_url("**/sok/#q=*")
        expect(page.locator(OWN)).to_have_value(words)
        page.reload()  # as whoever follows a link to it
        expect(page.locator(".search-results > *").first).to_be_visible()
        expect(page.locator(OWN)).to_have_value(words)
        expect(page.locator(".search-page").locator("img, script")).to_have_count(0)


def test_ten_thousand_characters_are_answered(start: Page) -> None:
    """The search reads the beginning, and tells no more than that of it."""
    start.fill(FIELD, "salen är lugn för alla gäster " * 330)
    expect(start.get_by_role("option").first).to_be_visible()
    start.fill(FIELD, "x" * 10_000)
    told = start.locator(f"{PANEL} p").first
    expect(told).to_contain_text("Inga träffar")
    assert len(start.locator(PANEL).inner_text()) < 400


def test_a_broken_address_is_read_as_it_is(open_page: Open, errors: list[str]) -> None:
    """A % that stands for nothing is a %."""
    page = open_page("/sok/#q=100%")
    expect(page.locator(OWN)).to_have_value("100%")
    expect(page.locator(".search-results > *").first).to_be_visible()


def test_escape_on_a_link_returns_to_the_field(start: Page) -> None:
    """Where nothing was found there is no list, but links."""
    search(start, UNKNOWN)
    start.keyboard.press("Tab")
    expect(start.locator(f"{PANEL} a").first).to_be_focused()
    start.keyboard.press("Escape")
    expect(start.locator(PANEL)).to_be_hidden()
    expect(start.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize("last", [False, True], ids=["enter", "the last in the list"])
def test_the_field_in_the_header_asks_the_page_of_results(results: Page, last: bool) -> None:
    """Its list closes, the focus moves to the page's own field; also when the address stays."""
    own = results.locator(OWN)
    for typed in (ASKED, WORD, WORD):
        own.fill("kaka")
        results.fill(FIELD, "")
        search(results, typed)
        expect(results.get_by_role("option").first).to_be_visible()
        if last:
            results.keyboard.press("ArrowUp")
        results.keyboard.press("Enter")
        expect(own).to_be_focused()
        expect(own).to_have_value(typed)
        expect(results.locator(PANEL)).to_be_hidden()
    results.keyboard.press("Tab")
    expect(results.locator(".search-results a").first).to_be_focused()


def test_an_emptied_field_empties_the_address(results: Page, small_nginx_url: str) -> None:
    """Else what was sought stays where others can see it."""
    results.fill(OWN, "")
    results.keyboard.press("Enter")
    assert results.url == f"{small_nginx_url}/sok/"


def test_excerpts_of_half_typed_words_are_not_fetched(page: Page, open_page: Open) -> None:
    """Only when the typing has rested; the list itself comes at once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    open_page(START)
    search(page, "sa")
    for letter in "len":
        page.clock.run_for(500)
        page.keyboard.type(letter)
    assert page.get_by_role("option").count() > 1
    assert [url for url in asked if "/search/texts" in url] == []
    page.clock.run_for(700)
    expect(page.locator(f"{PANEL} .excerpt mark").first).to_be_visible()
    assert 0 < len([url for url in asked if "/search/texts" in url]) <= 6


def test_the_search_works_in_a_folder_of_another_site(
    page: Page, errors: list[str], small_site: Path, tmp_path: Path
) -> None:
    """Every address is relative to where the page is."""
    shutil.copytree(small_site, tmp_path / "plan")
    with serving(tmp_path) as address:
        page.goto(f"{address}/plan/om/integritet/")
        search(page, ASKED)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/plan{ANSWERED}")


def test_the_page_of_the_search_shows_questions_while_nothing_is_asked(open_page: Open) -> None:
    """They give way to what is found, and come back with an empty field."""
    page = open_page("/sok/")
    question = page.get_by_role("link", name="Vem svarar?")
    expect(question).to_be_visible()
    page.locator(OWN).fill(ASKED)
    expect(page.locator(".search-results a").first).to_be_visible()
    expect(question).to_be_hidden()
    page.locator(OWN).fill("")
    expect(question).to_be_visible()


@pytest.mark.parametrize("window", [(640, 400), (320, 256)], ids=["200", "400"])
def test_what_is_marked_is_seen_however_large(
    page: Page, open_page: Open, window: tuple[int, int]
) -> None:
    """The arrows scroll the page too where the list has no room in the window: a screen of 1280 by
    800 at 200 per cent, and one of 1280 by 1024 at 400."""
    page.set_viewport_size({"width": window[0], "height": window[1]})
    open_page(START)
    search(page, "jag är orolig")
    expect(page.locator(HELP)).to_have_count(3)  # the typing rests: nothing moves any more
    for _ in range(page.get_by_role("option").count()):
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("option", selected=True)).to_be_in_viewport(ratio=0.9)


def test_numbers_stay_while_somebody_types_and_the_page_while_the_list_is_walked(
    page: Page, open_page: Open, errors: list[str]
) -> None:
    """No number moves away under a finger, and no arrow scrolls the page: on a low screen the list
    scrolls."""
    page.set_viewport_size({"width": 1280, "height": 720})
    page.clock.install()
    open_page(START)
    search(page, "det brinner")
    expect(page.locator(HELP)).to_have_count(1)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))  # a slow machine is no rest
    page.keyboard.press("Control+A")
    page.keyboard.type("jag är orolig")
    expect(page.get_by_role("option").first).to_contain_text("Jag är orolig")
    expect(page.locator(HELP)).to_have_count(1)
    page.clock.run_for(700)
    expect(page.locator(HELP)).to_have_count(3)
    for _ in range(page.get_by_role("option").count()):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").last).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("scrollY") == 0
