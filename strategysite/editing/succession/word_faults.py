"""What a Word document has that no reader of its text would see, or would see as text that holds:
each is a fault with its place and what to do in Word, so that no word is lost."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from lxml import etree

from strategysite.data.adopted import NO_MARK, ROW_ENDS
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.tidying import LOWERED
from strategysite.editing.succession.word_numbers import VAL, W, of
from strategysite.parsing.files import what_it_is
from strategysite.parsing.tables import table
from strategysite.problems import shorten

LARGEST = 200_000_000  # bytes, unpacked: a document of 200 pages with photographs is a tenth
_TABLE: dict[str, Any] = table(__file__)
ROW = "what", "names", "fix"
SIGN = "\0"  # one of another font
EMPTY_FIELD = "\u2002" * 5  # what Word shows of a field of a form
# What says no more of merged cells: that one is as wide as itself, or that it goes on from another.
GOES_ON = None, "continue"
NO_MORE = {"gridSpan": ("1",), "vMerge": GOES_ON, "hMerge": GOES_ON}
INSTEAD = {"p": " ", "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "sym": SIGN}


def runs_of(element: Any, *more: str) -> list[str]:
    """Returns the words of a paragraph or of a table's row, run by run."""
    own = [f"{W}{name}" for name in ("t", *INSTEAD, *more)]
    return [INSTEAD.get(etree.QName(one).localname, one.text or "") for one in element.iter(*own)]


def joined(runs: Iterable[str]) -> str:
    """Returns the words of some runs as one text."""
    return " ".join("".join(runs).replace(SIGN, "").split())


def lost(rows: dict[str, list[list[str]]], text: str) -> Iterator[Told]:
    """Tells of the first words of the document that are not in its text, for whatever reason: each
    paragraph stands there whole, after the one before."""
    read, reached = _bare(text), 0
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        before = ""
        for pieces in rows.get(part, ()):
            said, at, end = "", reached, reached
            for piece in pieces:
                if piece == SIGN:
                    said, at = "", end
                    continue
                said += _bare(piece)
                found = read.find(said, at)
                if found < 0:
                    after = f', efter "{shorten(before, 60)}"' if before else ""
                    row = shorten(joined(pieces), 60)
                    yield told("lost-words", 0, piece, row=row, after=after)
                    return
                end = found + len(said)
            if said:
                before = joined(pieces)
            if part == "word/document.xml":  # notes stand in the order of their marks
                reached = end


def _bare(text: str) -> str:
    """Text without what reading sets right: blanks, soft hyphens, notes' marks, raised numbers."""
    text = re.sub(rf"(?m:^{NO_MARK})|<sup>\d+</sup>|{ROW_ENDS}|[\u00ad↑]", "", text)
    return "".join(text.replace("\u2011", "-").translate(LOWERED).split())


def no_word(raw: bytes) -> Told | None:
    """Returns why the bytes are no Word document that can be opened, if they are not."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):  # Compound File Binary: [MS-CFB] 2.2
        locked = "EncryptedPackage".encode("utf-16-le") in raw  # [MS-OFFCRYPTO] 2.3.4.10
        return told("password" if locked else "old-word", 0)
    if not raw.startswith(b"PK") and (thing := what_it_is(raw)):
        return told("no-word", 0, thing=thing[0])
    file = io.BytesIO(raw)
    parts = zipfile.ZipFile(file).infolist() if zipfile.is_zipfile(file) else []
    if "word/document.xml" not in [part.filename for part in parts]:
        return told("no-word", 0, thing="inget Word-dokument")
    if any(part.flag_bits & 1 for part in parts):  # by whatever packed it: APPNOTE.TXT 4.4.4
        return told("password", 0)
    return told("large-word", 0) if sum(part.file_size for part in parts) > LARGEST else None


def unreadable(trees: dict[str, Any]) -> Iterator[Told]:
    """Yields what the parts of the document hold that is no text, or is not to be read as one."""
    for row in (row for tree in trees.values() for row in tree.iter(f"{W}p")):
        if EMPTY_FIELD in "".join(row.itertext(f"{W}t")):
            etree.SubElement(row, f"{W}showingPlcHdr")
    for what, names, fix in map(itemgetter(*ROW), _TABLE["not_read"]):
        found = [
            element
            for tree in trees.values()
            for element in tree.iter(*(f"{{*}}{name}" for name in names))
            if element.get(VAL) not in NO_MORE.get(etree.QName(element).localname, ())
            # Word writes a text box twice: once more for a program that knows none.
            if next(element.iterancestors("{*}Fallback"), None) is None
        ]
        if found:
            more = f", på {len(found)} ställen" if len(found) > 1 else ""
            yield Told(0, f"dokumentet har {what}{more}; den första {_beside(found[0])}", fix)
    styles = trees.get("word/styles.xml")
    for what, names, fix in map(itemgetter(*ROW), _TABLE["not_held"]):
        styled = {
            each.get(f"{W}styleId")
            for each in (styles.iter(f"{W}style") if styles is not None else ())
            if _turned(each, names)
        }
        found = [
            run
            for part, tree in trees.items()
            if part != "word/styles.xml"
            for run in tree.iter(f"{W}r")
            if "".join(run.itertext(f"{W}t")).strip() and _is_so(run, names, styled)
        ]
        if found:
            more = f" på {len(found)} ställen" if len(found) > 1 else ""
            said = shorten("".join(found[0].itertext(f"{W}t")), 60)
            yield Told(0, f'dokumentet har {what}{more}: "{said}" {_beside(found[0])}', fix)


def _turned(element: Any, names: Iterable[str]) -> bool | None:
    """Whether the format of a run or a style is on or off; None where it says neither."""
    found = [each for name in names for each in element.findall(f"{W}rPr/{W}{name}")]
    return any(each.get(VAL, "1") not in ("0", "false", "off") for each in found) if found else None


def _is_so(run: Any, names: Iterable[str], styled: set[str]) -> bool:
    own = _turned(run, names)
    if own is not None:
        return own
    row = next(run.iterancestors(f"{W}p"), None)
    of_row = of(row, f"{W}pPr/{W}pStyle", "") if row is not None else ""
    return bool(styled & {of(run, f"{W}rPr/{W}rStyle", ""), of_row})


def _beside(element: Any) -> str:
    """Returns where in the document an element stands, by the words around it, or those of its own
    paragraphs where it has any."""
    field = next(element.iterancestors(f"{W}sdt"), None)  # what it holds says where it is
    element = field if field is not None and element.getparent().tag == f"{W}sdtPr" else element
    own = element.find(f".//{W}p") is not None
    row = element if own else next(element.iterancestors(f"{W}tr", f"{W}p"), None)
    text = joined(runs_of(row, "delText")) if row is not None else ""
    return f'vid "{shorten(text, 60)}"' if text else "i början"
