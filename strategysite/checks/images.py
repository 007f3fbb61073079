"""Whether a file is a picture that a browser can show, whatever its name says."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from strategysite.data.facts import Facts
from strategysite.problems import Problem

PICTURES = {".svg", ".png", ".webp", ".jpg", ".jpeg"}
READABLE = "Öppna den i ett bildprogram och spara den igen som SVG, PNG, WebP eller JPEG."


def picture_fault(path: Path) -> tuple[str, str] | None:
    """Returns (what, fix) for a file that is no picture of the kind its name says, or only a part
    of one; None for one that is whole."""
    content, kind = path.read_bytes(), path.suffix.lower()
    if kind == ".svg":
        return _svg_fault(content)
    return (
        None if kind in WHOLE and WHOLE[kind](content) else ("går inte att läsa som bild", READABLE)
    )


def _svg_fault(content: bytes) -> tuple[str, str] | None:
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return "går inte att läsa som bild", READABLE
    if etree.QName(root).localname != "svg":
        return "går inte att läsa som bild", READABLE
    for element in root.iter(etree.Element):
        values = {
            etree.QName(name).localname.lower(): str(value).strip().lower()
            for name, value in element.attrib.items()
        }
        program = etree.QName(element).localname.lower() == "script" or any(
            name.startswith("on") for name in values
        )
        if program or any(value.startswith("javascript:") for value in values.values()):
            return "innehåller ett program", "Spara den igen som vanlig SVG, utan program."
    return None


def _png(content: bytes) -> bool:
    """From signature to its last chunk. Source: PNG, third edition, 5.2 and 11.2.5."""
    return (
        content.startswith(b"\x89PNG\r\n\x1a\n")
        and content[12:16] == b"IHDR"
        and b"IEND" in content[-16:]
    )


def _jpeg(content: bytes) -> bool:
    """From its first marker to its last, with a frame between. Source: ITU-T T.81, B.1.1.3."""
    return (
        content.startswith(b"\xff\xd8\xff")
        and b"\xff\xd9" in content[-64:]
        and re.search(rb"\xff[\xc0-\xc2]", content) is not None
    )


def _webp(content: bytes) -> bool:
    """As long as it says. Source: RFC 9649, section 2.4."""
    return (
        content[:4] == b"RIFF"
        and content[8:15] == b"WEBPVP8"
        and int.from_bytes(content[4:8], "little") + 8 <= len(content)
    )


WHOLE: dict[str, Callable[[bytes], bool]] = {
    ".png": _png,
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".webp": _webp,
}


def logo_is_a_picture(facts: Facts) -> Iterator[Problem]:
    """The logo is a picture in docs/ that a browser can show."""
    logo = facts.municipality.logo if facts.municipality else None
    if logo is None:
        return
    place = facts.place(logo, "file")
    path = facts.root / "docs" / logo.file
    if ".." in Path(logo.file).parts or not path.is_file():
        yield Problem(
            place,
            f'logotypen "{logo.file}" finns inte i docs/',
            "Lägg bilden i docs/ och skriv dess väg därifrån.",
        )
    elif fault := picture_fault(path):
        yield Problem(place, f'logotypen "{logo.file}" {fault[0]}', fault[1])
