"""The theme for everyone: by keyboard alone, in forced colours, without motion, on paper."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.audit import keyboard, layout
from tests.audit.visiting import DESKTOP, LOW, PHONE, addresses, tab

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
def seen(browser: Browser, small_nginx_url: str, small_site: Path) -> dict[str, list[str]]:
    """What is wrong on the pages of the small site, by who meets it: each is visited once, that for
    an address that leads nowhere too."""
    found: dict[str, list[str]] = defaultdict(list)
    pages = addresses(small_site)
    assert set(KINDS) <= set(pages)
    with tab(browser) as page:
        for address in pages:
            page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            page.emulate_media(media="screen", reduced_motion="no-preference")
            page.goto(small_nginx_url + address)
            told = {"by keyboard": keyboard.skip_link(page)}
            page.emulate_media(forced_colors="active")
            told["in forced colours"] = page.evaluate(KEPT)
            page.emulate_media(forced_colors="none", reduced_motion="reduce")
            page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
            told["without motion"] = page.evaluate(layout.MOVING)
            page.emulate_media(media="print")
            page.set_viewport_size({"width": layout.PAPER_WIDTH, "height": 1000})
            told["on paper"] = [
                *page.evaluate(layout.NOT_PRINTED),
                *page.evaluate(layout.PRINTED_CHROME),
            ]
            for whose, what in told.items():
                found[whose] += [f"{address}: {one}" for one in what]
    return found


def test_the_first_stop_leads_past_the_header(seen: dict[str, list[str]]) -> None:
    assert seen["by keyboard"] == []


@pytest.mark.parametrize(("size", "forced"), [(PHONE, False), (LOW, True)], ids=["phone", "laptop"])
def test_the_focus_is_seen_at_every_stop(
    browser: Browser, small_nginx_url: str, size: tuple[int, int], forced: bool
) -> None:
    """A ring of two points, in the window, with nothing over it; and Tab leaves the page again. In
    forced colours too."""
    assert keyboard.focus(browser, small_nginx_url, KINDS, size, forced=forced) == []


@pytest.mark.parametrize(("width", "divided"), [(1280, "manual"), (320, "manual"), (195, "auto")])
def test_a_heading_is_divided_within_a_word_only_where_letters_are_large(
    page: Page, small_url: str, width: int, divided: str
) -> None:
    """A browser with the patterns of Swedish divides words that have room, too."""
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(f"{small_url}/strategi/")
    said = (
        "() => [...document.querySelectorAll('h1, h2')].map((one) => getComputedStyle(one).hyphens)"
    )
    assert set(page.evaluate(said)) == {divided}


def test_nothing_moves_for_who_asked_for_no_motion(seen: dict[str, list[str]]) -> None:
    """No animation, no transition, no gliding to a heading."""
    assert seen["without motion"] == []


def test_a_page_of_the_plan_is_whole_on_paper(seen: dict[str, list[str]]) -> None:
    """And no page prints what only works on a screen."""
    assert seen["on paper"] == []


def test_the_page_of_the_search_prints_on_one_sheet(page: Page, small_url: str) -> None:
    """The room that waits for results on a screen is none on paper."""
    page.goto(f"{small_url}/sok/")
    page.wait_for_selector("[data-idle]")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_the_help_page_prints_the_sheet_with_the_numbers(page: Page, small_url: str) -> None:
    """Its doors lead nowhere on paper, and somebody may be handed it who has no other way. A screen
    shows the doors and not the sheet."""
    page.goto(f"{small_url}/hjalp/")
    sheet, doors = page.locator(".sheet"), page.locator(".situations")
    expect(sheet).to_be_hidden()
    expect(doors).to_be_visible()
    page.emulate_media(media="print")
    expect(sheet.get_by_role("link", name="08-465 004 00")).to_be_visible()
    expect(doors).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_forced_colours_are_let_through(seen: dict[str, list[str]]) -> None:
    """No part keeps its own colours, and no shape of a figure disappears into the page."""
    assert seen["in forced colours"] == []
