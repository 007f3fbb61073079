"""Whether a file is a picture that a browser can show, whatever its name says; and what is
published of it."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from strategysite.data.facts import Facts
from strategysite.data.model.municipality import Logo
from strategysite.parsing.pictures import (
    LARGEST_PUBLISHED,
    RASTER,
    SMALLER,
    NotUsable,
    made_of,
    published,
    unreadable,
)
from strategysite.parsing.tables import table
from strategysite.problems import Problem, decimal, shorten

PICTURES = {".svg", *RASTER}
LARGEST_READ = 10_000_000  # bytes; a telephone's photograph is half of that
_TABLE = table(__file__)
SMALLEST_SIDE = 8  # pixels; with fewer both ways nothing can be seen
DRAWN, NOTES = set(_TABLE["drawn"]), set(_TABLE["notes"])
SVG = "http://www.w3.org/2000/svg"
EMBEDDED = re.compile(r"\s*data:image/(png|jpeg|webp);base64,")
INSIDE = re.compile(rf"#|{EMBEDDED.pattern}")
FETCHED = re.compile(r"""@import|url\((?!\s*['"]?\s*#)|image-set\(|\\""", re.IGNORECASE)
AS_IT_IS = etree.XMLParser(resolve_entities=False, no_network=True)
WITHOUT_COMMENTS = etree.XMLParser(resolve_entities=False, remove_comments=True)
PROGRAM = ("innehåller ett program", "Spara den igen som vanlig SVG, utan program.")
PLAIN = "Spara den igen som vanlig SVG. Bilden får bara använda det som finns i den, och stå still."


def picture_fault(path: Path) -> tuple[str, str] | None:
    """Returns (what, fix) for a file that is no picture of the kind its name says, only a part of
    one, or more than a page can carry; None for one that can be published."""
    kind, size = path.suffix.lower(), path.stat().st_size
    most = LARGEST_PUBLISHED if kind == ".svg" else LARGEST_READ
    if size > most:
        found, limit = (decimal(f"{number / 1e6:.2g}") for number in (size, most))
        return f"är {found} MB, högst {limit} MB läses", SMALLER
    if kind == ".svg" and (fault := _svg_fault(path.read_bytes())):
        return fault
    try:
        _, sides = published_picture(path)
    except NotUsable as error:
        return error.what, error.fix
    if kind != ".svg" and sides and max(sides) < SMALLEST_SIDE:
        fix = "Ingen kan se vad den visar. Spara den igen, så stor som den är."
        return f"är bara {sides[0]} × {sides[1]} punkter", fix
    return None


def published_picture(path: Path) -> tuple[bytes, tuple[int, int] | None]:
    """Returns what is published of a picture without faults, and its width and height in pixels
    where it says them."""
    if path.suffix.lower() != ".svg":
        return published(path)
    root: Any = etree.fromstring(path.read_bytes(), WITHOUT_COMMENTS)
    for element in list(root.iter(etree.Element)):
        name = etree.QName(element)
        if name.namespace in NOTES or name.localname == "metadata":
            element.getparent().remove(element)
            continue
        for key, value in element.attrib.items():
            if etree.QName(key).namespace in NOTES:
                del element.attrib[key]
            elif EMBEDDED.match(value):
                element.set(key, _embedded(value))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8"), _drawn_size(root)


def _embedded(address: str) -> str:
    """Returns the address of a photograph within a drawing, of the photograph as it is
    published."""
    head, _, packed = address.partition(",")
    content, _ = made_of(base64.b64decode(packed))
    return f"{head.strip()},{base64.b64encode(content).decode()}"


def _drawn_size(root: Any) -> tuple[int, int] | None:
    """Source: SVG 2, 8.6 and 8.8: the size of a drawing without one is that of its view box."""
    sides = [root.get(key, "").removesuffix("px") for key in ("width", "height")]
    if not all(re.fullmatch(r"[\d.]+", side) for side in sides):
        sides = re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]
    try:
        width, height = (round(float(side)) for side in sides)
    except (ValueError, OverflowError):
        return None
    return (width, height) if width > 0 and height > 0 else None


def _svg_fault(content: bytes) -> tuple[str, str] | None:
    try:
        root: Any = etree.fromstring(content, AS_IT_IS)
    except etree.XMLSyntaxError:
        return unreadable(content)
    if etree.QName(root).localname != "svg":
        return unreadable(content)
    faults = [fault for element in root.iter(etree.Element) for fault in _element(element)]
    if PROGRAM in faults:
        return PROGRAM
    if root.getroottree().docinfo.doctype:
        return "har en dokumenttyp (DOCTYPE)", PLAIN
    if root.xpath("//processing-instruction()"):
        return "har en instruktion (<? … ?>) till den som läser den", PLAIN
    return faults[0] if faults else None


def _element(element: Any) -> Iterator[tuple[str, str]]:
    name = etree.QName(element)
    texts = ["".join(element.itertext())] if name.localname == "style" else []
    for key, value in element.attrib.items():
        own = etree.QName(key)
        address = re.sub(r"[\s\x00-\x1f]", "", value).lower()
        if own.localname.lower().startswith("on") or address.startswith("javascript:"):
            yield PROGRAM
        elif own.localname.lower() in ("href", "base") and not INSIDE.match(address):
            yield f'leder till eller hämtar "{shorten(value, 40)}"', PLAIN
        elif not own.namespace:
            texts.append(value)
    if name.localname.lower() == "script":
        yield PROGRAM
    elif name.namespace not in NOTES and (
        name.namespace not in (None, SVG) or name.localname not in DRAWN
    ):
        yield f"innehåller <{name.localname}>, som en stillbild inte behöver", PLAIN
    for text in texts:
        if found := FETCHED.search(text):
            yield f'leder till eller hämtar "{shorten(text[found.start() :], 40)}"', PLAIN


def logo_is_a_picture(facts: Facts, logo: Logo) -> Iterator[Problem]:
    """The logo is a picture in docs/ that a browser can show."""
    place, path = facts.place(logo, "file"), facts.root / "docs" / logo.file
    if ".." in Path(logo.file).parts or not path.is_file():
        what = f'logotypen "{logo.file}" finns inte i docs/'
        yield Problem(place, what, "Lägg bilden i docs/ och skriv dess väg därifrån.")
    elif fault := picture_fault(path):
        yield Problem(place, f'logotypen "{logo.file}" {fault[0]}', fault[1])
