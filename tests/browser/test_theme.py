"""Every page for everyone: WCAG 2.2 AA by axe, enlarged, by keyboard alone, in forced colours, without motion, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.audit import axe, keyboard, language, layout
from tests.audit.visiting import DESKTOP, PHONE, addresses, key_addresses, tab

pytestmark = pytest.mark.browser

KEPT = """() => {
  const canvas = getComputedStyle(document.documentElement).backgroundColor;
  const own = [...document.querySelectorAll("body *:not(svg, svg *)")].filter((element) => getComputedStyle(element).forcedColorAdjust === "none");
  const lost = [...document.querySelectorAll("svg path, svg polygon, svg rect")].filter((shape) => {
    const { fill, stroke } = getComputedStyle(shape);
    return shape.checkVisibility() && [fill, stroke].every((colour) => colour === "none" || colour === canvas);
  });
  return [...own, ...lost].map((element) => element.outerHTML.slice(0, 100));
}"""


def test_axe_finds_nothing_on_any_page_in_the_light_or_in_the_dark(nginx_url: str, site: Path) -> None:
    """At 390 and 1280 points. `make audit` asks every rule in the dark too."""
    assert axe.all_violations(nginx_url, addresses(site), thorough=False) == []


def test_no_page_scrolls_sideways_at_320_points_or_400_per_cent(browser: Browser, nginx_url: str, site: Path) -> None:
    """And none loses text when lines and letters get the room that a reader may ask for."""
    assert layout.sideways(browser, nginx_url, addresses(site)) == []


def test_the_first_stop_on_every_page_leads_past_the_header(browser: Browser, nginx_url: str, site: Path) -> None:
    """On the page for an address that leads nowhere too."""
    assert keyboard.skip_links(browser, nginx_url, addresses(site)) == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("forced", [False, True], ids=["own colours", "forced colours"])
def test_the_focus_is_seen_at_every_stop(browser: Browser, nginx_url: str, site: Path, size: tuple[int, int], forced: bool) -> None:
    """A ring of two points, in the window, with nothing over it; and the Tab key leaves the page again."""
    assert keyboard.focus(browser, nginx_url, key_addresses(site), size, forced=forced) == []


def test_nothing_moves_for_who_asked_for_no_motion(browser: Browser, nginx_url: str, site: Path) -> None:
    """No animation, no transition, no gliding to a heading."""
    assert layout.motion(browser, nginx_url, key_addresses(site)) == []


def test_words_of_another_language_say_which(browser: Browser, nginx_url: str, site: Path) -> None:
    """So that a screen reader says them in the right voice, and Arabic letters run from the right."""
    assert language.foreign_words(browser, nginx_url, addresses(site)) == []


def test_a_page_of_the_strategy_is_whole_on_paper(browser: Browser, nginx_url: str, site: Path) -> None:
    """And no page prints what only works on a screen."""
    assert layout.paper(browser, nginx_url, key_addresses(site)) == []


def test_forced_colours_are_let_through(browser: Browser, nginx_url: str, site: Path) -> None:
    """No part keeps its own colours, and no shape of a figure disappears into the page."""
    with tab(browser) as page:
        page.emulate_media(forced_colors="active")
        for address in key_addresses(site):
            page.goto(nginx_url + address)
            assert page.evaluate(KEPT) == [], address
