"""The field in the header and the page /sok/ where something is missing: a script, the index, the texts."""

import contextlib
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.search.field import (
    ANSWER,
    ASKED,
    BROKEN,
    BROKEN_SAID,
    CALL,
    ENTRY_STATUS,
    FIELD,
    OWN,
    PANEL,
    START,
    WORD,
    Open,
    search,
)

pytestmark = pytest.mark.browser


def test_without_a_script_the_field_is_a_link(browser: Browser, small_nginx_url: str) -> None:
    """It leads to every page. The link and the field take the same room, so that nothing moves."""
    boxes = []
    for script in (False, True):
        with contextlib.closing(browser.new_context(java_script_enabled=script)) as visitor:
            page = visitor.new_page()
            for width in (390, 700, 1280):
                page.set_viewport_size({"width": width, "height": 844})
                page.goto(small_nginx_url + START)
                boxes.append(page.locator(".search-entry").bounding_box())
            if not script:
                page.click("a.search-entry")
                assert page.url == f"{small_nginx_url}/a-o/"
    assert boxes[:3] == boxes[3:]


@pytest.mark.parametrize("address", [START, "/sok/#q=salen&sprak=en"])
def test_in_a_browser_too_old_for_it_the_field_is_a_link(
    page: Page, small_url: str, address: str
) -> None:
    """In Safari before 14 nothing would be shown under it. The way out is none the worse for it."""
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(fault.message))
    page.add_init_script("delete Element.prototype.replaceChildren")
    page.goto(small_url + address)
    expect(page.locator("a.search-entry")).to_be_visible()
    expect(page.locator(FIELD)).to_have_count(0)
    assert faults == []


UNSOUND = {
    "missing": None,
    "cut": '{"version":1,"pages":[[',
    "another": '{"version":99}',
    "empty": "",
    "no json": "<html>",
}


@pytest.mark.parametrize("content", UNSOUND.values(), ids=UNSOUND.keys())
def test_without_a_sound_index_the_way_to_every_page_is_shown(
    open_page: Open, page: Page, content: str | None
) -> None:
    """A missing or broken file is no error on the screen, but an answer."""
    status = 404 if content is None else 200
    page.route("**/index.json", lambda route: route.fulfill(status=status, body=content or ""))
    open_page(START)
    search(page, WORD)
    expect(page.locator(PANEL)).to_contain_text(BROKEN)
    expect(page.locator(PANEL).locator(CALL)).to_have_text("112")
    expect(page.locator(ENTRY_STATUS)).to_have_text(BROKEN_SAID)
    open_page(f"/sok/#q={WORD}")
    expect(page.locator(".search-status")).to_have_text(BROKEN)
    expect(page.locator(f".search-results {CALL}")).to_have_text("112")


def test_when_the_network_is_back_so_is_the_search(open_page: Open, page: Page) -> None:
    """A phone came out of the tunnel: the next letter is answered, in the field and on the page."""
    for address, field, place in ((START, FIELD, PANEL), ("/sok/", OWN, "main")):
        page.route("**/index.json", lambda route: route.abort())
        open_page(address)
        page.locator(field).press_sequentially(WORD[:-1])
        expect(page.locator(place)).to_contain_text(BROKEN)
        page.unroute_all()
        page.locator(field).press_sequentially(WORD[-1])
        expect(page.locator(place)).not_to_contain_text(BROKEN)
        expect(page.locator(place).locator("mark").first).to_be_visible()


@pytest.fixture
def cut_off(page: Page) -> Page:
    """A tab that is given no script of the search."""
    page.route(re.compile(r"/scripts/search\."), lambda route: route.abort())
    return page


def test_without_its_script_the_field_leads_to_every_page(cut_off: Page, open_page: Open) -> None:
    """The entry says so itself, in the language of its page."""
    page = open_page(START)
    page.focus(FIELD)
    expect(page.locator(PANEL)).to_contain_text("Alla sidor och ord finns i A–Ö.")
    expect(page.locator(ENTRY_STATUS)).to_have_text(BROKEN_SAID)
    open_page("/sok/")
    expect(page.locator(".search-page")).to_contain_text("Alla sidor och ord finns i A–Ö.")
    expect(page.locator("#fragor")).to_be_visible()
    expect(page.locator(ENTRY_STATUS)).to_have_text(BROKEN_SAID)
    open_page("/hjalp/en/")
    page.focus(FIELD)
    expect(page.locator(PANEL)).to_have_text("The search cannot be loaded.Is it urgent? Call 112.")
    expect(page.locator(f"{PANEL} p").first).to_have_attribute("lang", "en")


def test_the_page_of_results_waits_and_fails_in_the_language_it_was_come_to_in(
    page: Page, open_page: Open
) -> None:
    """While the search is fetched, and where its index is not there; that it needs JavaScript is
    for those who have none."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/scripts/search\."), hold)
    page.route("**/index.json", lambda route: route.fulfill(status=200, body=""))
    open_page("/hjalp/en/")
    open_page("/sok/#q=fire&sprak=en")
    place = page.locator(".search-page")
    expect(place).to_have_text("Searching …Is it urgent? Call 112.")
    expect(place.locator("p").first).to_have_attribute("lang", "en")
    expect(page.locator(FIELD)).to_have_attribute("placeholder", "Search")
    held.pop().continue_()
    expect(page.locator(".search-status")).to_have_text("The search cannot be loaded.")
    expect(page.locator(".search-status")).to_have_attribute("lang", "en")
    open_page("/strategi/lugn/")
    open_page("/sok/")
    expect(place).not_to_contain_text("JavaScript", use_inner_text=True)


def test_what_is_said_without_the_script_can_be_put_away(cut_off: Page, open_page: Open) -> None:
    """By Esc, by Tab or a click elsewhere; and the next time in the field it is tried again."""
    page = open_page(START)
    panel, field = page.locator(PANEL), page.locator(FIELD)
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
    search(page, ASKED)
    expect(page.get_by_role("option").first).to_contain_text(ANSWER)
    expect(page.locator(ENTRY_STATUS)).to_have_text(re.compile("[0-9]+ träffar"))


def test_without_the_texts_the_results_stand_without_excerpts(page: Page, open_page: Open) -> None:
    """Where they lead is known all the same."""
    page.route("**/search/texts.*", lambda route: route.abort())
    open_page(START)
    search(page, ASKED)
    expect(page.get_by_role("option").first).to_contain_text(ANSWER)


def test_who_comes_with_words_never_sees_the_questions(page: Page, small_url: str) -> None:
    """Not for a moment, while the search is fetched."""
    page.route("**/search.*.js", lambda route: None)  # it never comes
    page.goto(f"{small_url}/sok/#q=salen", wait_until="domcontentloaded")
    expect(page.get_by_role("link", name="Vem svarar?")).to_be_hidden()


def test_without_javascript_the_questions_are_there(browser: Browser, small_url: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{small_url}/sok/")
    expect(page.get_by_role("link", name="Vem svarar?")).to_be_visible()
    page.close()


@pytest.mark.parametrize("content", [None, "", '{"version":99}'], ids=["missing", "empty", "other"])
def test_without_the_index_of_a_language_its_page_is_found(
    open_page: Open, page: Page, content: str | None
) -> None:
    """The index of all knows the page: no section, and no error on the screen."""
    status = 404 if content is None else 200
    page.route("**/search/en.*", lambda route: route.fulfill(status=status, body=content or ""))
    open_page("/sok/#q=who answers questions")
    first = page.locator(".search-results ol a").first
    expect(first).to_have_text("Who answers questions?")
    expect(first).to_have_attribute("href", re.compile("/hjalp/en/$"))
