"""What a page weighs over the wire: a reader on a slow network gets the help page in one first round trip."""

import posixpath
from pathlib import Path

from strategysite.parsing.html import outline

HEADERS = 250  # bytes of an answer's head where later ones are packed (HTTP/2)


def weight(site: Path, page: Path) -> tuple[int, int]:
    """Returns the bytes and the requests of a page with all that it loads, packed."""
    folder = page.parent.relative_to(site).as_posix()
    addresses = outline(page.read_text("utf-8")).loads
    # An address from the top starts anew, whatever folder stands before it.
    files = [page, *{site / posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/") for address in addresses}]
    packed = [path if not (br := path.with_name(f"{path.name}.br")).is_file() else br for path in files]
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
