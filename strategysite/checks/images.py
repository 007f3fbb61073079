"""Whether a file is a picture that a browser can show, whatever its name says."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from strategysite.data.facts import Facts
from strategysite.problems import Problem, shorten

PICTURES = {".svg", ".png", ".webp", ".jpg", ".jpeg"}
# What a still picture is drawn with. Source: SVG 2, appendix "Element index".
DRAWN = set(
    re.findall(
        r"\w+",
        "circle clipPath defs desc ellipse g image line linearGradient marker mask metadata path"
        " pattern polygon polyline radialGradient rect stop style svg switch symbol text textPath"
        " title tspan use filter feBlend feColorMatrix feComponentTransfer feComposite"
        " feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood"
        " feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset"
        " fePointLight feSpecularLighting feSpotLight feTile feTurbulence",
    )
)
SVG = "http://www.w3.org/2000/svg"
# Where drawing programs keep their notes, which no browser shows or runs.
NOTES = {
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
}
INSIDE = re.compile(r"#|data:image/(png|jpeg|webp);base64,")
FETCHED = re.compile(r"""@import|url\((?!\s*['"]?\s*#)|image-set\(|\\""", re.IGNORECASE)
PROGRAM = ("innehåller ett program", "Spara den igen som vanlig SVG, utan program.")
PLAIN = "Spara den igen som vanlig SVG. Bilden får bara använda det som finns i den, och stå still."
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
        root: Any = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError:
        return "går inte att läsa som bild", READABLE
    if etree.QName(root).localname != "svg":
        return "går inte att läsa som bild", READABLE
    faults = [fault for element in root.iter(etree.Element) for fault in _element(element)]
    if any(fault == PROGRAM for fault in faults):
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
