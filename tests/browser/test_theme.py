"""The theme for everyone: by keyboard alone, in forced colours, without motion, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.audit import keyboard, layout
from tests.audit.visiting import DESKTOP, PHONE, addresses, tab

pytestmark = pytest.mark.browser
# One of each kind of page, for what takes long on each.
KINDS = (
    *("/", "/404.html", "/hjalp/", "/hjalp/en/", "/hjalp/anslag/", "/for-personal/"),
    *("/strategi/", "/strategi/lugn/", "/strategi/omsorg/", "/uppfoljning/", "/grundutbildning/"),
    *("/grundutbildning/modul-2/", "/grundutbildning/intyg/", "/a-o/", "/sok/"),
)
KEPT = """() => {
  const canvas = getComputedStyle(document.documentElement).backgroundColor;
  const own = [...document.querySelectorAll("body *:not(svg, svg *)")]
    .filter((element) => getComputedStyle(element).forcedColorAdjust === "none");
  const lost = [...document.querySelectorAll("svg path, svg polygon, svg rect")].filter((shape) => {
    const { fill, stroke } = getComputedStyle(shape);
    const gone = [fill, stroke].every((colour) => colour === "none" || colour === canvas);
    return shape.checkVisibility() && gone;
  });
  return [...own, ...lost].map((element) => element.outerHTML.slice(0, 100));
}"""


@pytest.fixture(scope="module")
def pages(small_site: Path) -> list[str]:
    """The address of every page of the small site, among them the one for what is not there."""
    found = addresses(small_site)
    assert set(KINDS) <= set(found)
    return found


def test_the_first_stop_leads_past_the_header(
    browser: Browser, small_nginx_url: str, pages: list[str]
) -> None:
    """On every page, that for an address that leads nowhere too."""
    assert keyboard.skip_links(browser, small_nginx_url, pages) == []


@pytest.mark.parametrize(
    ("size", "forced"),
    [(PHONE, False), (DESKTOP, False), (DESKTOP, True)],
    ids=["phone", "desktop", "forced colours"],
)
def test_the_focus_is_seen_at_every_stop(
    browser: Browser, small_nginx_url: str, size: tuple[int, int], forced: bool
) -> None:
    """A ring of two points, in the window, with nothing over it; and Tab leaves the page again."""
    assert keyboard.focus(browser, small_nginx_url, KINDS, size, forced=forced) == []


def test_nothing_moves_for_who_asked_for_no_motion(
    browser: Browser, small_nginx_url: str, pages: list[str]
) -> None:
    """No animation, no transition, no gliding to a heading."""
    assert layout.motion(browser, small_nginx_url, pages) == []


def test_a_page_of_the_plan_is_whole_on_paper(
    browser: Browser, small_nginx_url: str, pages: list[str]
) -> None:
    """And no page prints what only works on a screen."""
    assert layout.paper(browser, small_nginx_url, pages) == []


def test_forced_colours_are_let_through(
    browser: Browser, small_nginx_url: str, pages: list[str]
) -> None:
    """No part keeps its own colours, and no shape of a figure disappears into the page."""
    found = []
    with tab(browser) as page:
        page.emulate_media(forced_colors="active")
        for address in pages:
            page.goto(small_nginx_url + address)
            found += [f"{address}: {what}" for what in page.evaluate(KEPT)]
    assert found == []
