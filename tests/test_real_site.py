"""What the finished real site must be as a whole, whatever its texts say: light, and in the frame
of each page's language.

That it is sound, asks no other server and leads nowhere wrong is checked by every build, and so by
the one that is read here.
"""

import posixpath
from pathlib import Path

from playwright.sync_api import Page, expect

from strategysite.parsing.html import outline

HEADERS = 250  # bytes of an answer's head where later ones are packed (HTTP/2)


def weight(site: Path, page: Path) -> tuple[int, int]:
    """Returns the bytes and the requests of a page with all that it loads, packed."""
    folder = page.parent.relative_to(site).as_posix()
    addresses = outline(page.read_text("utf-8")).loads
    # An address from the top starts anew, whatever folder stands before it.
    files = [
        page,
        *{
            site / posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/")
            for address in addresses
        },
    ]
    packed = [
        path if not (br := path.with_name(f"{path.name}.br")).is_file() else br for path in files
    ]
    return sum(path.stat().st_size + HEADERS for path in packed), len(files)


def pages(site: Path, under: str) -> list[Path]:
    """Returns the pages in a folder of the site."""
    return sorted((site / under).rglob("*.html"))


def test_a_help_page_comes_with_the_first_round_trip(site: Path) -> None:
    """Ten packets (RFC 6928) hold 14.6 KB; in every language, with all that the page loads."""
    found = {page.relative_to(site).as_posix(): weight(site, page) for page in pages(site, "hjalp")}
    assert {name: said for name, said in found.items() if said[0] > 14_600 or said[1] > 3} == {}


def test_no_page_is_heavy(site: Path) -> None:
    """Bytes and requests of any page before the search is used."""
    found = {page.relative_to(site).as_posix(): weight(site, page) for page in pages(site, ".")}
    assert {name: said for name, said in found.items() if said[0] > 30_000 or said[1] > 6} == {}


def test_a_page_read_from_right_to_left_keeps_the_swedish_frame_as_it_is(
    page: Page, site_url: str
) -> None:
    """The frame says that it is Swedish; the way out speaks the language of the page."""
    page.goto(site_url + "/hjalp/ar/")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("main").evaluate("part => getComputedStyle(part).direction") == "rtl"
    for part in ("header", "footer"):
        expect(page.locator(f"body {part}").first).to_have_attribute("lang", "sv")
    expect(page.locator("a.exit")).to_have_attribute("lang", "ar")
    assert page.locator("a.exit").inner_text() not in ("", "Lämna sidan snabbt")
