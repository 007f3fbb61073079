"""A real Chromium, for the tests and for pictures of pages before and after; needs what the tests
need, Playwright."""

import contextlib
import itertools
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Route, sync_playwright

from strategysite.publish.preview.browser import find_browser
from strategysite.publish.preview.comparing import PageChange

# The last one: no name but this machine's own leads anywhere, so that no page can reach another
# host unseen.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Gives the browser that `find_browser` finds; without one Playwright raises its error."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


def photograph(
    before: Path, after: Path, folder: Path, pages: list[PageChange], widths: tuple[int, ...]
) -> set[str]:
    """Photographs every page whole, at each width, into `folder` as "before-390-0.jpg": side,
    width, number. Returns the names."""
    names: set[str] = set()
    sides = (("before", before), ("after", after))
    with chromium() as browser:
        for (side, site), width in itertools.product(sides, widths):
            tab = browser.new_page(
                viewport={"width": width, "height": 844}, locale="sv-SE", reduced_motion="reduce"
            )
            tab.route("**/*", partial(_answer, site))
            for number, page in enumerate(pages):
                if (site / page.file).is_file():
                    name = f"{side}-{width}-{number}.jpg"
                    tab.goto(f"http://127.0.0.1/{page.file}")
                    tab.screenshot(path=folder / name, full_page=True, type="jpeg", quality=60)
                    names.add(name)
            tab.close()
    return names


def _answer(site: Path, route: Route) -> None:
    """Gives the browser a file of the site; nothing else is asked."""
    path = site / unquote(urlsplit(route.request.url).path).lstrip("/")
    if path.is_file():
        route.fulfill(path=path)
    else:
        route.fulfill(status=404)
