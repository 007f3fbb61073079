"""Pictures of pages before and after, in a real browser. Needs what the tests need: Playwright, and
Chromium or Chrome."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

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
    names = set()
    with _serving(site) as address:
        for number, page in enumerate(pages):
            if (site / page.file).is_file():
                name = f"{side}-{width}-{number}.jpg"
                tab = context.new_page()
                tab.goto(f"{address}/{page.file}")
                tab.screenshot(path=folder / name, full_page=True, type="jpeg", quality=60)
                tab.close()
                names.add(name)
    context.close()
    return names


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
