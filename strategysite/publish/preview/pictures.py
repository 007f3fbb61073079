"""Pictures of pages before and after, in a real browser. Needs what the tests need: Playwright, and
Chromium or Chrome."""

from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Route

from strategysite.publish.preview.chromium import chromium
from strategysite.publish.preview.comparing import PageChange


def photograph(
    before: Path, after: Path, folder: Path, pages: list[PageChange], widths: tuple[int, ...]
) -> set[str]:
    """Photographs every page whole, at each width, into `folder` as "before-390-0.jpg": side,
    width, number. Returns the names."""
    names: set[str] = set()
    with chromium() as browser:
        for side, site in (("before", before), ("after", after)):
            for width in widths:
                names |= _photograph_side(browser, site, folder, pages, (side, width))
    return names


def _photograph_side(
    browser: Browser, site: Path, folder: Path, pages: list[PageChange], which: tuple[str, int]
) -> set[str]:
    side, width = which
    context = browser.new_context(
        viewport={"width": width, "height": 844}, locale="sv-SE", reduced_motion="reduce"
    )
    context.route("**/*", partial(_answer, site))
    names = set()
    for number, page in enumerate(pages):
        if (site / page.file).is_file():
            name = f"{side}-{width}-{number}.jpg"
            tab = context.new_page()
            tab.goto(f"http://127.0.0.1/{page.file}")
            tab.screenshot(path=folder / name, full_page=True, type="jpeg", quality=60)
            tab.close()
            names.add(name)
    context.close()
    return names


def _answer(site: Path, route: Route) -> None:
    """Gives the browser a file of the site; nothing else is asked."""
    path = site / unquote(urlsplit(route.request.url).path).lstrip("/")
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404)
