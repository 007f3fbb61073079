"""The frame around every page: reached by keyboard, by touch, without JavaScript, at 320 pixels, in
forced colours."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from strategysite.checks.run import load
from strategysite.data.model.municipality import shade_for_dark
from tests.audit.visiting import key_addresses, tab
from tests.small import ROOT, SOUND, SOUND_DAY

LINES_OF = """link => {
  const text = document.createRange();
  text.selectNodeContents(link);
  return text.getClientRects().length;
}"""
NEUTRAL = "<!doctype html><html lang=sv><title>Något annat</title><h1>Vädret</h1></html>"


@pytest.fixture
def elsewhere(context: BrowserContext) -> None:
    """Answers for the neutral site, so that nothing leaves the machine."""
    context.route("https://**", _neutral)


def _neutral(route: Route) -> None:
    route.fulfill(body=NEUTRAL, content_type="text/html; charset=utf-8")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript."""
    visitor = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    visitor.route("https://**", _neutral)
    yield visitor.new_page()
    visitor.close()


# Leaving the page.


def test_the_second_thing_on_a_help_page_is_the_way_out(page: Page, small_url: str) -> None:
    """Two presses of Tab and Enter, before anything else."""
    page.goto(small_url + "/hjalp/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("exit")


@pytest.mark.usefixtures("elsewhere")
def test_leaving_takes_the_page_out_of_the_way_back(page: Page, small_url: str) -> None:
    """Back from the neutral site leads to what came before the help page, and that is shown, not
    blank."""
    page.goto(small_url + "/")
    page.goto(small_url + "/hjalp/")
    page.locator("a.exit").tap()
    expect(page.locator("h1")).to_have_text("Vädret")
    page.go_back()
    expect(page).to_have_url(small_url + "/")
    expect(page.locator("h1")).to_be_visible()


def test_leaving_works_without_javascript(plain: Page, small_url: str) -> None:
    """It is an ordinary link; then Back leads to the help page again, which is shown as it was."""
    plain.goto(small_url + "/hjalp/")
    plain.locator("a.exit").click()
    expect(plain.locator("h1")).to_have_text("Vädret")
    plain.go_back()
    expect(plain.locator("h1")).to_have_text("Vem svarar på frågor?")


@pytest.mark.usefixtures("elsewhere")
def test_shift_three_times_leaves_and_says_so_on_the_way(page: Page, small_url: str) -> None:
    """A screen reader hears how many presses are left, and the eye sees it on the link."""
    page.goto(small_url + "/hjalp/")
    status = page.locator("body > span[role=status]")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Skift. Tryck två gånger till för att lämna sidan.")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Skift. Tryck en gång till för att lämna sidan.")
    assert page.locator("a.exit i.on").count() == 2
    page.keyboard.press("Shift")
    expect(page.locator("h1")).to_have_text("Vädret")


@pytest.mark.usefixtures("elsewhere")
def test_capital_letters_esc_and_slow_presses_do_not_leave(page: Page, small_url: str) -> None:
    """Esc belongs to the browser, Shift with a letter to writing, and five seconds make a new
    start."""
    page.clock.install()
    page.goto(small_url + "/hjalp/")
    for key in ("Shift+A", "Shift+B", "Shift+C", "Escape", "Escape", "Escape", "Shift", "Shift"):
        page.keyboard.press(key)
    page.clock.run_for(5100)
    expect(page.locator("body > span[role=status]")).to_have_text(
        "Tiden gick ut. Du är kvar på sidan."
    )
    page.keyboard.press("Shift")
    expect(page).to_have_url(small_url + "/hjalp/")


def test_the_page_is_blank_at_once_and_whole_again_out_of_the_browsers_memory(
    page: Page, small_url: str
) -> None:
    """Nothing can be read while the other page is fetched; a page that comes back out of memory is
    shown with its title."""
    page.goto(small_url + "/hjalp/")
    title = page.title()
    page.route(
        "https://**", lambda route: route.fulfill(status=204)
    )  # the neutral site has nothing to show
    page.locator("a.exit").tap()
    expect(page.locator("h1")).to_be_hidden()
    assert page.title() != title
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("h1")).to_be_visible()
    assert page.title() == title


def test_the_way_out_is_in_reach_wherever_one_has_scrolled(page: Page, small_url: str) -> None:
    """And what is focused never lies under it."""
    page.goto(small_url + "/hjalp/")
    for _ in range(25):
        page.keyboard.press("Tab")
    expect(page.locator("a.exit")).to_be_in_viewport()
    # The page glides to what has the focus: it is where it will be when it stands above the link.
    page.wait_for_function(
        "document.activeElement.getBoundingClientRect().bottom <= document.querySelector('a.exit').getBoundingClientRect().top"
    )


def test_the_way_out_covers_nothing(browser: Browser, small_url: str) -> None:
    """It is an edge of the window, as wide as that; at the end of the page all stands above it."""
    with tab(browser) as page:
        for address in ("/hjalp/", "/hjalp/orolig/", "/hjalp/en/", "/hjalp/anslag/"):
            page.goto(small_url + address)
            style = "getComputedStyle(document.documentElement).scrollBehavior"
            assert page.evaluate(style) == "auto"
            for width in (320, 390, 640, 768, 1024, 1280, 1920):
                page.set_viewport_size({"width": width, "height": 800})
                page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
                bar = page.locator("a.exit").bounding_box()
                assert bar and (bar["x"], bar["width"], bar["y"] + bar["height"]) == (0, width, 800)
                last = page.locator("footer a").last.bounding_box()
                assert last and last["y"] + last["height"] <= bar["y"], f"{address} at {width}"


def test_a_low_window_keeps_its_height_for_the_text(browser: Browser, small_url: str) -> None:
    """At 400 % zoom, or on a phone on its side, the way out takes a corner, and stays there."""
    for width, height in ((320, 256), (640, 320)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(small_url + "/hjalp/")
        page.mouse.wheel(0, 400)
        way = page.locator("a.exit").bounding_box()
        assert way and (way["x"] + way["width"], way["y"] + way["height"]) == (width, height)
        assert way["width"] * way["height"] < width * height / 6
        page.close()


# The menu.


def test_the_menu_opens_and_closes_by_keyboard(page: Page, small_url: str) -> None:
    """Enter opens it, Esc closes it and gives the focus back to its button."""
    page.goto(small_url + "/")
    button = page.locator(".menu summary")
    button.focus()
    page.keyboard.press("Enter")
    links = page.get_by_role("navigation", name="Hela webbplatsen").get_by_role("link")
    expect(links.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    expect(button).to_be_focused()


def test_links_of_a_closed_menu_take_no_focus(page: Page, small_url: str) -> None:
    """After the button comes the page, not what cannot be seen."""
    page.goto(small_url + "/")
    page.locator(".menu summary").focus()
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("link => !!link.closest('main')")


def test_the_menu_works_without_javascript(plain: Page, small_url: str) -> None:
    """The button is the browser's own."""
    plain.goto(small_url + "/")
    plain.locator(".menu summary").click()
    expect(
        plain.get_by_role("navigation", name="Hela webbplatsen").get_by_role("link").first
    ).to_be_visible()


def test_where_one_is_stands_marked_in_both_menus(browser: Browser, small_url: str) -> None:
    """The page in its section, the section in the top level; both lie open where there is room."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(small_url + "/strategi/lugn/")
    expect(page.locator(".section-nav [aria-current=page]")).to_be_visible()
    expect(page.locator(".section-nav [aria-current=page]")).to_contain_text("Lugn")
    expect(page.locator(".menu [aria-current=true]")).to_be_visible()
    expect(page.locator(".menu summary")).to_be_hidden()
    page.close()


# Room, colour, language.


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_numbers_on_cards_are_the_largest_text_on_one_line_and_easy_to_hit(
    browser: Browser, small_url: str, width: int
) -> None:
    """44 pixels high at least, never broken, larger than the page's heading on a phone."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(small_url + "/hjalp/")
    assert page.locator(".number a:visible").count() > 1
    for link in page.locator(".number a:visible").all():
        box = link.bounding_box()
        assert box and box["height"] >= 44
        assert link.evaluate(LINES_OF) == 1
    sizes = [
        f"parseFloat(getComputedStyle(document.querySelector('{name}')).fontSize)"
        for name in (".number a", "h1")
    ]
    assert page.evaluate(" >= ".join(sizes))
    page.close()


def test_targets_outside_sentences_are_at_least_24_pixels(
    page: Page, small_site: Path, small_url: str
) -> None:
    """Links of menus, lists and cards, and every button (WCAG 2.2, success criterion 2.5.8)."""
    small = []
    script = """() => [...document.querySelectorAll('nav a, summary, button, .tools a, .way a, .situations a, footer a')]
        .filter(target => target.getClientRects().length && target.getBoundingClientRect().height < 24)
        .map(target => target.textContent)"""
    for address in key_addresses(small_site):
        page.goto(small_url + address)
        small += [(address, text) for text in page.evaluate(script)]
    assert small == []


def test_forced_colours_keep_what_shape_and_frame_say(browser: Browser, small_url: str) -> None:
    """The triangle keeps its lines, the adopted its added parts' frames, the way out its frame."""
    visitor = browser.new_context(forced_colors="active", viewport={"width": 390, "height": 844})
    page = visitor.new_page()
    page.goto(small_url + "/strategi/omsorg/")
    style = "([element, key]) => getComputedStyle(document.querySelector(element))[key]"
    assert page.evaluate(style, [".triangle .level", "stroke"]) == page.evaluate(
        style, ["h1", "color"]
    )
    page.goto(small_url + "/strategi/lugn/")
    assert page.evaluate(style, [".editorial-note", "borderInlineStartStyle"]) == "dashed"
    page.goto(small_url + "/hjalp/")
    assert page.evaluate(style, [".exit", "borderTopWidth"]) != "0px"
    visitor.close()


def test_nothing_shifts_while_a_page_loads(browser: Browser, small_url: str) -> None:
    """What a script puts there takes the place of something that stands there already."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    course = ("/grundutbildning/", "/grundutbildning/modul-1/", "/grundutbildning/intyg/")
    for address in ("/", "/hjalp/", "/hjalp/en/", "/strategi/lugn/", "/sok/", *course):
        page.goto(small_url + address, wait_until="load")
        shift = """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
            .observe({ type: 'layout-shift', buffered: true }) || setTimeout(() => done(0), 300))"""
        assert page.evaluate(shift) == 0, address
    page.close()


# "Öppet nu".


@pytest.mark.parametrize(
    ("moment", "word"),
    [
        ("2026-11-24T12:30:00Z", "Öppet nu"),  # Tuesday 13.30 in Sweden
        ("2026-11-24T15:00:00Z", "Stängt nu"),  # Tuesday 16.00: closed on the minute
        ("2026-11-25T12:30:00Z", "Stängt nu"),  # Wednesday
        ("2026-07-07T11:30:00Z", "Öppet nu"),  # Tuesday 13.30, summer time
        ("2026-12-22T12:30:00Z", "Stängt nu"),  # Tuesday, but that day is closed
        ("2026-12-29T12:30:00Z", "Stängt nu"),  # Tuesday with other hours that day
        ("2026-12-29T08:30:00Z", "Öppet nu"),
    ],
)
def test_open_now_is_told_by_the_clock_in_sweden(browser: Browser, moment: str, word: str) -> None:
    """Whatever the device's own zone is; and not on paper, which is read another day."""
    visitor = browser.new_context(timezone_id="America/New_York")
    page = visitor.new_page()
    page.clock.set_fixed_time(moment)
    page.set_content(
        '<b data-hours="2 13:00-16:00;2026-12-22 closed;2026-12-29 09:00-10:00" data-open="Öppet nu" data-closed="Stängt nu">Öppet</b>'
    )
    for script in ("opening", "open-now"):
        page.add_script_tag(content=(ROOT / f"theme/scripts/{script}.js").read_text("utf-8"))
    expect(page.locator("b")).to_have_text(word)
    for event, shown in (("beforeprint", "Öppet"), ("afterprint", word)):
        page.evaluate(f"dispatchEvent(new Event('{event}'))")
        expect(page.locator("b")).to_have_text(shown)
    visitor.close()


def test_the_municipalitys_own_colour_is_the_one_that_is_seen(
    browser: Browser, small_url: str
) -> None:
    """Links have the accent from municipality.yaml in the light, and its computed shade in the
    dark."""
    municipality = load(SOUND, SOUND_DAY)[0].municipality
    assert municipality
    accent = municipality.accent
    seen_in: dict[Literal["light", "dark"], str] = {"light": accent, "dark": shade_for_dark(accent)}
    for scheme, wanted in seen_in.items():
        visitor = browser.new_context(color_scheme=scheme)
        page = visitor.new_page()
        for address in ("/", "/hjalp/"):
            page.goto(small_url + address)
            seen = page.locator("footer a").first.evaluate("link => getComputedStyle(link).color")
            assert (
                seen == f"rgb({', '.join(str(int(wanted[i : i + 2], 16)) for i in (1, 3, 5))})"
            ), (scheme, address)
        visitor.close()


def test_no_script_asks_for_a_newer_browser(root: Path) -> None:
    """A regular expression with (?<= or (?<! stops the whole script in Safari before 16.4, and what
    is at the end of a list is not asked for by name in Safari before 15.4: an old phone searches
    too. Before 14 it knows no replaceChildren, which the search asks for before anything else."""
    scripts = sorted((root / "theme/scripts").rglob("*.js"))
    assert len(scripts) > 10
    newer = r"\(\?<[=!]|\.(at|findLast|findLastIndex)\("
    wrong = [file.name for file in scripts if re.search(newer, file.read_text("utf-8"))]
    assert wrong == []
    own = [file for file in scripts if file.parent.name == "scripts"]
    users = [file.name for file in own if ".replaceChildren(" in file.read_text("utf-8")]
    assert users == ["search-entry.js"]


def test_no_style_sheet_asks_the_screen_in_a_newer_way(root: Path) -> None:
    """Safari before 16.4 skips what stands under (width < 36rem): an old phone has the phone's
    layout too."""
    sheets = sorted((root / "theme/styles").glob("*.css"))
    assert len(sheets) > 10
    assert [file.name for file in sheets if re.search(r"@media[^{]*[<>]", file.read_text())] == []
