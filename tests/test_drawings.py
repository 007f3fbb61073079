"""Drawings: what a still picture needs is let in, and nothing more."""

import base64
from pathlib import Path

import pytest

from tests.broken_input import PNG, said
from tests.small import append


def drawing(inside: str, before: str = "") -> bytes:
    """Returns a drawing."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {names}>{inside}</svg>".encode()


# A drawing, and what it is refused for.
DRAWINGS: dict[bytes, str] = {
    drawing("<a xlink:href=' java\tscript:alert()'><path d='M0 0'/></a>"): "innehåller ett program",
    drawing("<a href='JavaScript&#58;alert()'><path d='M0 0'/></a>"): "innehåller ett program",
    drawing("<script xmlns='http://www.w3.org/1999/xhtml'>1</script>"): "innehåller ett program",
    drawing("<a href='https://example.org/'><path d='M0 0'/></a>"): (
        'leder till eller hämtar "https://example.org/"'
    ),
    drawing("<image href='//example.org/b.png'/>"): 'leder till eller hämtar "//example.org/b.png"',
    drawing("<use href='annan.svg#a'/>"): 'leder till eller hämtar "annan.svg#a"',
    drawing("<style>@import '//example.org/a.css';</style>"): (
        "leder till eller hämtar \"@import '//example.org/a.css';\""
    ),
    drawing("<style><!-- -->@\\69mport '/a';</style>"): (
        "leder till eller hämtar \"\\69mport '/a';\""
    ),
    drawing("<path fill='url( &quot;//example.org/a#b&quot;)' d='M0 0'/>"): (
        'leder till eller hämtar "url( "//example.org/a#b")"'
    ),
    drawing("<path style='fill:url(a.svg#b)' d='M0 0'/>"): (
        'leder till eller hämtar "url(a.svg#b)"'
    ),
    drawing("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>1</p></foreignObject>"): (
        "innehåller <foreignObject>, som en stillbild inte behöver"
    ),
    drawing("<p xmlns='http://www.w3.org/1999/xhtml'>1</p>"): (
        "innehåller <p>, som en stillbild inte behöver"
    ),
    drawing("<set attributeName='href' to='#b'/>"): (
        "innehåller <set>, som en stillbild inte behöver"
    ),
    drawing("<g><animate attributeName='href' values='#b'/></g>"): (
        "innehåller <animate>, som en stillbild inte behöver"
    ),
    drawing("", "<!DOCTYPE svg [<!ENTITY a 'b'>]>"): "har en dokumenttyp (DOCTYPE)",
    drawing("", "<?xml-stylesheet href='//example.org/a.css'?>"): (
        "har en instruktion (<? … ?>) till den som läser den"
    ),
}


@pytest.mark.parametrize("content", DRAWINGS)
def test_a_drawing_with_more_than_a_still_picture_is_refused(content: bytes, broken: Path) -> None:
    (broken / "docs/images/bild.svg").write_bytes(content)
    (told,) = said(broken)
    place = 'docs/images/bild.svg:1:1: bilden "bild.svg"'
    assert told.startswith(f"{place} {DRAWINGS[content]} | Spara den igen som vanlig SVG")


def test_what_drawing_programs_write_is_accepted(broken: Path) -> None:
    """Colours and filters by name, classes, a photograph within, notes in names of their own."""
    inside = """
      <title>Bild</title><style>.a{fill:url(#b);font-family:'Arial'}</style>
      <sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>
      <metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><c:Work
        xmlns:c="http://creativecommons.org/ns#" r:about="http://example.org/"/></r:RDF></metadata>
      <defs><linearGradient id="b"><stop offset="0"/></linearGradient>
        <filter id="f"><feGaussianBlur stdDeviation="1"/></filter></defs>
      <g clip-path="url('#c')" filter="url( #f )"><use xlink:href="#b"/><text>A</text>
        <image href="data:image/png;base64,
          PACKED"/></g>"""
    before = '<?xml version="1.0" encoding="utf-8"?>\n<!-- Ett program -->\n'
    packed = inside.replace("PACKED", base64.b64encode(PNG).decode())
    (broken / "docs/images/bild.svg").write_bytes(drawing(packed, before))
    append(broken, "docs/kunskap.md", "\n![En triangel](images/bild.svg)\n")
    assert said(broken) == []
