"""A visitor in a real Chromium: which pages there are, and one tab for each kind of screen."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

REFRESH = 'http-equiv="refresh"'
PHONE, DESKTOP = (390, 844), (1280, 900)
# As wide as a laptop, and lower than what stands beside the text: what cannot be scrolled to is lost.
LOW = (1280, 320)
# 1280 × 1024 points seen at 400 % (WCAG 2.2, 1.4.10): 320 × 256 are left.
ZOOMED = (320, 256)
# One of each kind of page, for what takes long on each.
KEY_PAGES = (
    "/",
    "/404.html",
    "/hjalp/",
    "/hjalp/en/",
    "/hjalp/ar/",
    "/hjalp/anslag/",
    "/for-personal/",
    "/strategi/",
    "/strategi/forebyggande/",
    "/strategi/malomrade-1/",
    "/strategi/hela/",
    "/uppfoljning/",
    "/grundutbildning/",
    "/grundutbildning/modul-1/",
    "/a-o/",
    "/sok/",
    "/om/tillganglighet/",
)


def addresses(site: Path) -> list[str]:
    """Returns the address of every finished page, that for addresses that lead nowhere too; the
    longest pages first.

    An old address is no page: the server leads on from it, to one that is visited anyway.
    """
    pages = [
        path for path in sorted(site.rglob("*.html")) if REFRESH not in path.read_text("utf-8")
    ]
    pages.sort(key=lambda path: path.stat().st_size, reverse=True)
    return [f"/{path.relative_to(site).as_posix().removesuffix('index.html')}" for path in pages]


def key_addresses(site: Path) -> list[str]:
    """Returns those of KEY_PAGES that the site has."""
    return [address for address in KEY_PAGES if address in addresses(site)]


@contextlib.contextmanager
def tab(
    browser: Browser, size: tuple[int, int] = PHONE, script: str = "", zoom: float = 1
) -> Iterator[Page]:
    """A tab of a visitor with nothing stored. `script` runs before each page's own."""
    width, height = size
    with contextlib.closing(
        browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=zoom, locale="sv-SE"
        )
    ) as visitor:
        page = visitor.new_page()
        if script:
            page.add_init_script(script)
        yield page


def workers() -> int:
    """How many browsers may work beside each other."""
    return min(4, os.cpu_count() or 1)
