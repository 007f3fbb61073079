"""The field in the header and the page /sok/, as readers use them: in a real Chromium, behind the real server with its policy."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.conftest import serving

FIELD = "#sok-ord"
ENTRY_STATUS = ".search-entry [role=status]"
BROKEN_SAID = "Sökningen går inte att läsa in. Alla sidor och ord finns i A–Ö. Är det bråttom? Ring 112. Här finns hjälp."
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def errors(page: Page) -> Iterator[list[str]]:
    """What the console tells as a fault while a test runs; it must be nothing."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []


@pytest.fixture
def start(page: Page, errors: list[str], nginx_url: str) -> Page:
    """The page about the environments, as it was loaded."""
    page.goto(f"{nginx_url}/strategi/miljoer/")
    return page


def search(page: Page, words: str) -> None:
    """Types into the field, as a person does, and waits for an answer."""
    page.focus(FIELD)
    page.keyboard.type(words)
    expect(page.locator(".search-panel")).to_be_visible()


@pytest.mark.parametrize("width", [390, 700, 1280])
def test_without_a_script_the_field_is_a_link_to_every_page(browser: Browser, nginx_url: str, width: int) -> None:
    """The link and the field take the same room, so that nothing moves."""
    boxes = []
    for script in (False, True):
        visitor = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 844})
        page = visitor.new_page()
        page.goto(f"{nginx_url}/strategi/miljoer/")
        boxes.append(page.locator(".search-entry").bounding_box())
        if not script:
            page.click("a.search-entry")
            assert page.url == f"{nginx_url}/a-o/"
        visitor.close()
    assert boxes[0] == boxes[1]


def test_nothing_of_the_search_is_loaded_before_the_field_is_used(context: BrowserContext, page: Page, nginx_url: str) -> None:
    """And nothing is stored when it has been."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{nginx_url}/hjalp/", wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    search(page, "hoppa av")
    assert [url for url in asked if "search" in url]
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_what_is_typed_reaches_no_server(page: Page, nginx_url: str) -> None:
    """Neither in an address nor in what is sent, from the first letter to the page with all results."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.extend([request]))
    page.goto(f"{nginx_url}/")
    search(page, "enhörningar hemligt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/#q=*")
    page.wait_for_load_state("networkidle")
    assert not [request.url for request in asked if re.search("enh|hemligt", request.url.partition("#")[0]) or request.post_data]


def test_the_whole_journey_needs_no_mouse(start: Page, nginx_url: str) -> None:
    """Tab to the field, type, walk the list with the arrows, open what is marked."""
    for _ in range(12):
        start.keyboard.press("Tab")
        if start.evaluate("document.activeElement.id") == FIELD[1:]:
            break
    field = start.locator(FIELD)
    expect(field).to_be_focused()
    start.keyboard.type("hoppa av")
    options = start.get_by_role("option")
    expect(options.first).to_contain_text("Jag vill lämna")
    expect(field).to_have_attribute("aria-expanded", "true")
    start.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    start.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    start.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    start.keyboard.press("ArrowDown")
    start.keyboard.press("ArrowDown")
    expect(field).to_be_focused()
    start.keyboard.press("Enter")
    start.wait_for_url(f"{nginx_url}/hjalp/#lamna")


def test_escape_closes_the_list_and_the_focus_stays(start: Page) -> None:
    """A second Esc is the browser's own: it empties the field."""
    search(start, "polis")
    start.keyboard.press("Escape")
    expect(start.locator(".search-panel")).to_be_hidden()
    expect(start.locator(FIELD)).to_be_focused()
    expect(start.locator(FIELD)).to_have_value("polis")
    expect(start.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_the_list_closes_when_the_focus_leaves(start: Page) -> None:
    """It covers the page only while it is used."""
    search(start, "polis")
    start.keyboard.press("Tab")
    expect(start.locator(".search-panel")).to_be_hidden()


def test_the_number_of_results_is_read_out(start: Page) -> None:
    """In a status, once the typing has stopped."""
    search(start, "sekretess")
    expect(start.locator(".search-entry [role=status]")).to_have_text(re.compile(r"^\d+ träffar\. Bläddra med piltangenterna\.$"))


def test_a_result_says_where_it_leads_and_marks_the_words(start: Page) -> None:
    """Heading, page, and a piece of the text with the words that answer."""
    search(start, "sekretess")
    first = start.get_by_role("option").first
    expect(first.locator(".hit")).to_have_text("Sekretess mellan myndigheter")
    expect(first.locator(".on-page")).to_have_text("Lagar")
    expect(first.locator(".excerpt mark").first).to_have_text(re.compile("sekretess", re.IGNORECASE))


def test_a_misspelt_word_is_offered_set_right(start: Page) -> None:
    """As the first in the list; choosing it searches for that."""
    search(start, "extremisim")
    first = start.get_by_role("option").first
    expect(first).to_have_text("Menade du extremism?")
    start.keyboard.press("ArrowDown")
    start.keyboard.press("Enter")
    expect(start.locator(FIELD)).to_have_value("extremism")
    expect(first).not_to_contain_text("Menade du")


def test_enter_leads_to_a_page_that_can_be_linked(start: Page, nginx_url: str) -> None:
    """What is sought stands after #, which reaches no server."""
    search(start, "vit makt")
    start.keyboard.press("Enter")
    start.wait_for_url(f"{nginx_url}/sok/#q=vit%20makt")
    expect(start.locator(".search-results a").first).to_have_attribute("href", re.compile(r"/strategi/miljoer/#vit-makt-miljon$"))
    expect(start.locator(".search-status")).to_have_text(re.compile(r"^\d+ träffar för ”vit makt”\.$"))
    assert start.title().startswith("vit makt – ")


def test_back_leads_to_the_same_results(page: Page, errors: list[str], nginx_url: str) -> None:
    """Also when the words were typed on the page itself."""
    page.goto(f"{nginx_url}/sok/")
    page.fill("#sok-sida", "avhoppare")
    page.click(".search-results a >> nth=0")
    page.wait_for_url(f"{nginx_url}/hjalp/#lamna")
    page.go_back()
    expect(page.locator("#sok-sida")).to_have_value("avhoppare")
    expect(page.locator(".search-results a").first).to_be_visible()


def test_nothing_found_says_what_to_do_and_whom_to_call(start: Page) -> None:
    """The number comes from the page, where the build put it."""
    search(start, "xqzzy")
    panel = start.locator(".search-panel")
    expect(panel).to_contain_text("Inga träffar för xqzzy. Prova ett annat ord, skriv färre ord eller leta i A–Ö.")
    expect(panel.locator("a[href='tel:112']")).to_have_text("112")
    expect(start.locator(FIELD)).to_have_attribute("aria-expanded", "false")


def test_nothing_found_is_read_out(page: Page, errors: list[str], nginx_url: str) -> None:
    """In the status of the field, and of the page of results, where it stands once."""
    page.goto(f"{nginx_url}/sok/")
    search(page, "xqzzy")
    expect(page.locator(ENTRY_STATUS)).to_have_text("Inga träffar för xqzzy.")
    page.fill("#sok-sida", "xqzzy")
    advice = "Inga träffar för xqzzy. Prova ett annat ord, skriv färre ord eller leta i A–Ö."
    expect(page.locator(".search-status")).to_have_text(advice)
    expect(page.locator(".search-results")).to_have_text("Är det bråttom? Ring 112. Här finns hjälp.")
    assert _violations(page) == []
    page.fill("#sok-sida", "avhoppare")
    expect(page.locator(".search-status")).to_have_text(re.compile(r"^\d+ träffar för ”avhoppare”\.$"))


@pytest.mark.parametrize("words", ["sekretess", "extremisim", "xqzzy"])
def test_axe_finds_nothing_with_the_list_open(start: Page, words: str) -> None:
    """Results, a misspelt word, and nothing at all."""
    search(start, words)
    start.keyboard.press("ArrowDown")
    assert _violations(start) == []


def test_axe_finds_nothing_on_the_page_of_results(page: Page, errors: list[str], nginx_url: str) -> None:
    """With results in other languages among them."""
    page.goto(f"{nginx_url}/sok/#q=polis%20help")
    expect(page.locator(".search-results a").first).to_be_visible()
    assert _violations(page) == []


def _violations(page: Page) -> list[str]:
    response = Axe().run(page, options=RULES).response
    return [f"{violation['id']}: {violation['nodes'][0]['html']}" for violation in response["violations"]]


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "<script>document.title='x'</script> polis",
        "😀😀",
        "och att det som",
        "vem ska jag",
        "&lt;b&gt; %3Cb%3E",
        "“”\"'«»",
        "\\ / # ? & =",
        "مرحبا",
        "١١٢",
    ],
)
def test_odd_words_are_text_and_get_an_answer(page: Page, errors: list[str], nginx_url: str, words: str) -> None:
    """Nothing that is typed or linked is read as markup, and no error is shown."""
    page.goto(f"{nginx_url}/strategi/miljoer/")
    page.fill(FIELD, words)
    expect(page.locator(".search-panel")).to_be_visible()
    assert page.locator(".search-panel").locator("img, script").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/#q=*")
    expect(page.locator(".search-results > *").first).to_be_visible()
    expect(page.locator("#sok-sida")).to_have_value(words)
    assert page.locator(".search-page").locator("img, script").count() == 0


def test_ten_thousand_characters_are_answered_at_once(start: Page) -> None:
    """The search reads the beginning."""
    start.fill(FIELD, "polis våldsbejakande extremism " * 330)
    expect(start.get_by_role("option").first).to_be_visible(timeout=3000)
    start.fill(FIELD, "x" * 10_000)
    expect(start.locator(".search-panel p").first).to_contain_text("Inga träffar", timeout=3000)
    assert len(start.locator(".search-panel").inner_text()) < 400


def test_a_broken_address_is_read_as_it_is(page: Page, errors: list[str], nginx_url: str) -> None:
    """A % that stands for nothing is a %."""
    page.goto(f"{nginx_url}/sok/#q=100%")
    expect(page.locator("#sok-sida")).to_have_value("100%")
    expect(page.locator(".search-results > *").first).to_be_visible()


BROKEN = {"missing": None, "cut": '{"version":1,"pages":[[', "another": '{"version":99}', "empty": "", "no json": "<html>"}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_without_a_sound_index_the_way_to_every_page_is_shown(page: Page, nginx_url: str, content: str | None) -> None:
    """A missing or broken file is no error on the screen, but an answer."""
    page.route("**/search/index.json", lambda route: route.fulfill(status=200 if content is not None else 404, body=content or ""))
    page.goto(f"{nginx_url}/strategi/miljoer/")
    search(page, "polis")
    panel = page.locator(".search-panel")
    expect(panel).to_contain_text("Sökningen går inte att läsa in. Alla sidor och ord finns i A–Ö.")
    expect(panel.locator("a[href='tel:112']")).to_have_text("112")
    expect(page.locator(ENTRY_STATUS)).to_have_text(BROKEN_SAID)
    page.goto(f"{nginx_url}/sok/#q=polis")
    expect(page.locator(".search-status")).to_have_text("Sökningen går inte att läsa in. Alla sidor och ord finns i A–Ö.")
    expect(page.locator(".search-results a[href='tel:112']")).to_have_text("112")


def test_without_its_script_the_field_leads_to_every_page(page: Page, nginx_url: str) -> None:
    """The entry says so itself."""
    page.route(re.compile(r"/scripts/search\."), lambda route: route.abort())
    page.goto(f"{nginx_url}/strategi/miljoer/")
    page.focus(FIELD)
    expect(page.locator(".search-panel")).to_contain_text("Alla sidor och ord finns i A–Ö.")
    expect(page.locator(ENTRY_STATUS)).to_have_text(BROKEN_SAID)
    page.goto(f"{nginx_url}/sok/")
    expect(page.locator(".search-page")).to_contain_text("Alla sidor och ord finns i A–Ö.")
    expect(page.locator(ENTRY_STATUS)).to_have_text(BROKEN_SAID)


def test_what_is_said_without_the_script_can_be_put_away(page: Page, nginx_url: str) -> None:
    """By Esc, from the field or a link, by Tab away or a click elsewhere; and the next time in the field it is tried again."""
    page.route(re.compile(r"/scripts/search\."), lambda route: route.abort())
    page.goto(f"{nginx_url}/strategi/miljoer/")
    panel = page.locator(".search-panel")
    field = page.locator(FIELD)
    page.focus(FIELD)
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.focus(FIELD)
    expect(panel).to_be_visible()
    page.keyboard.press("Tab")
    expect(panel.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    page.focus(FIELD)
    expect(panel).to_be_visible()
    page.mouse.click(5, 800)
    expect(panel).to_be_hidden()
    page.unroute_all()
    search(page, "hoppa av")
    expect(page.get_by_role("option").first).to_contain_text("Jag vill lämna")
    expect(page.locator(ENTRY_STATUS)).to_have_text(re.compile("^[0-9]+ träffar"))


def test_escape_on_a_link_returns_to_the_field(start: Page) -> None:
    """Where nothing was found there is no list, but links."""
    search(start, "xqzzy")
    start.keyboard.press("Tab")
    expect(start.locator(".search-panel a").first).to_be_focused()
    start.keyboard.press("Escape")
    expect(start.locator(".search-panel")).to_be_hidden()
    expect(start.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize("keys", [["Enter"], ["ArrowUp", "Enter"]], ids=["enter", "the last in the list"])
def test_the_field_in_the_header_asks_the_page_of_results(page: Page, errors: list[str], nginx_url: str, keys: list[str]) -> None:
    """Its list closes and the focus moves to the page's own field, right before the results; also when the address stays as it was."""
    page.goto(f"{nginx_url}/sok/#q=polis")
    own = page.locator("#sok-sida")
    for typed in ("hoppa av", "polis", "polis"):
        own.fill("sekretess")
        page.fill(FIELD, "")
        search(page, typed)
        expect(page.get_by_role("option").first).to_be_visible()
        for key in keys:
            page.keyboard.press(key)
        expect(own).to_be_focused()
        expect(own).to_have_value(typed)
        expect(page.locator(".search-panel")).to_be_hidden()
        expect(page.locator(".search-status")).to_contain_text(f"”{typed}”")
    page.keyboard.press("Tab")
    expect(page.locator(".search-results a").first).to_be_focused()


def test_an_emptied_field_empties_the_address(page: Page, errors: list[str], nginx_url: str) -> None:
    """Else what was sought stays where others can see it."""
    page.goto(f"{nginx_url}/sok/#q=avhoppare")
    page.fill("#sok-sida", "")
    page.keyboard.press("Enter")
    assert page.url == f"{nginx_url}/sok/"


def test_excerpts_of_half_typed_words_are_not_fetched(start: Page) -> None:
    """Only when the typing has rested; the list itself comes at once."""
    asked: list[str] = []
    start.on("request", lambda request: asked.append(request.url) if "/search/texts" in request.url else None)
    search(start, "se")
    start.wait_for_timeout(300)
    for letter in "kretess":
        start.keyboard.type(letter)
        start.wait_for_timeout(300)
    assert start.get_by_role("option").count() > 1
    assert asked == []
    expect(start.locator(".search-panel .excerpt mark").first).to_be_visible()
    assert 0 < len(asked) <= 6


def test_without_the_texts_the_results_stand_without_excerpts(page: Page, nginx_url: str) -> None:
    """Where they lead is known all the same."""
    page.route("**/search/texts.*", lambda route: route.abort())
    page.goto(f"{nginx_url}/strategi/miljoer/")
    search(page, "hoppa av")
    expect(page.get_by_role("option").first).to_contain_text("Jag vill lämna")


def test_the_search_works_in_a_folder_of_another_site(page: Page, errors: list[str], site: Path, tmp_path: Path) -> None:
    """Every address is relative to where the page is."""
    shutil.copytree(site, tmp_path / "strategi-mot-extremism")
    with serving(tmp_path) as address:
        page.goto(f"{address}/strategi-mot-extremism/om/integritet/")
        search(page, "hoppa av")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/strategi-mot-extremism/hjalp/#lamna")
