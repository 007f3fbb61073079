"""A .docx as the text that is locked: its headings, lists, tables, footnotes and pictures, with the
numbers that Word writes by itself.

Mammoth reads the document. What it would pass over is refused here, so that no word is lost.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree, html

from strategysite.data.adopted import ROW_ENDS
from strategysite.editing.changing import NOTHING_CHANGED, Refusal
from strategysite.editing.succession.document import Told, marked
from strategysite.editing.succession.tidying import CONTENTS_LIST, HEADS, LOWERED, LeftOut
from strategysite.parsing.files import what_it_is
from strategysite.problems import shorten

# ECMA-376 (ISO/IEC 29500), part 1: WordprocessingML.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
LARGEST = 200_000_000  # bytes, unpacked: a document of 200 pages with photographs is a tenth
KINDS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='TOC Heading'] => p.toc:fresh
p[style-name^='toc '] => p.toc:fresh
p[style-name^='TOC '] => p.toc:fresh
p[style-name='Quote'] => p.quote:fresh
p[style-name='Intense Quote'] => p.quote:fresh
"""
# What is no text and is left behind by whoever reads only text: (where, what, fix). The names are
# those of the elements, whatever their namespace.
NOT_READ = {
    "en spårad ändring": (
        ("ins", "del", "moveFrom", "moveTo"),
        "Öppna dokumentet i Word. Välj Granska, och godkänn eller avvisa alla ändringar.",
    ),
    "en kommentar": (
        ("commentReference",),
        "Öppna dokumentet i Word. Välj Granska, och ta bort alla kommentarer.",
    ),
    "text i en textruta": (
        ("txbxContent",),
        "Flytta texten till sin plats i den löpande texten. Ta sedan bort textrutan.",
    ),
    "sammanslagna celler i en tabell": (
        ("gridSpan", "vMerge"),
        "Dela cellerna, så att varje rad har lika många. Skriv i varje cell vad som gäller där.",
    ),
    "en figur, en formel eller en fil som inte är text": (
        ("object", "oMath", "altChunk", "relIds", "chart"),
        "Spara den som en bild, med en alternativtext, och sätt in bilden på samma plats.",
    ),
}
# Words that nobody sees on the paper, or sees as no longer holding (17.3.2): (how, what, fix).
NOT_HELD = (
    (
        ("vanish",),
        "dold text",
        "Ska texten läsas? Ta bort formatet Dold i Word (Start, Teckensnitt). Ta annars bort den.",
    ),
    (
        ("strike", "dstrike"),
        "överstruken text",
        "Gäller texten? Ta bort överstrykningen i Word. Ta annars bort texten.",
    ),
)
# What only stands around other words, and is passed over with them: a field's result, for one.
AROUND = ("fldSimple", "customXml", "dir", "bdo")
SIGN = "\0"  # one of another font
INSTEAD = {"p": " ", "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "sym": SIGN}


class Fault(NamedTuple):
    """Why the document can't be read, what it stands beside, and what to do."""

    what: str
    fix: str


DAMAGED = Fault("dokumentet är skadat", "Öppna det i Word, låt Word laga det, och spara det igen.")


@dataclass(frozen=True)
class Given:
    """A document as it came: its text and, of one from Word, what of it no page shows, its pictures
    by their file in docs/, and what somebody must see to."""

    text: str
    left_out: tuple[LeftOut, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


def read_word(root: Path, file: str) -> Given:
    """Reads a .docx, "data/source/plan.docx". Its pictures are called docs/images/plan-1.png and so
    on. Raises Refusal with what is wrong with it where it can't be read whole."""
    raw = (root / file).read_bytes()
    fault = _no_word(raw)
    try:
        read = [fault] if fault else _read(raw, Path(file).stem)
    # The last three are what Mammoth raises where a part that it looks for is not there.
    except (etree.XMLSyntaxError, zipfile.BadZipFile, AttributeError, LookupError, ValueError):
        read = [DAMAGED]
    if isinstance(read, Given):
        return read
    raise Refusal("\n".join([*(f"{file}: {what}\n{fix}" for what, fix in read), NOTHING_CHANGED]))


def _read(raw: bytes, name: str) -> Given | list[Fault]:
    import mammoth  # noqa: PLC0415 (every command would wait for what only this one needs)

    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        trees = {
            part: etree.fromstring(parts.read(part), etree.XMLParser(resolve_entities=False))
            for part in parts.namelist()
            if re.fullmatch(
                r"word/(document|styles|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml",
                part,
            )
        }
    document = trees["word/document.xml"]
    if faults := [*_unreadable(trees), *_not_held(trees)]:
        return faults
    for tree in trees.values():
        _take_out(tree)
    rows = {part: [_pieces(row) for row in tree.iter(f"{W}p")] for part, tree in trees.items()}
    if "word/numbering.xml" in trees:
        _Numbers(trees.get("word/styles.xml"), trees["word/numbering.xml"]).write(document)
    reading = _Reading(name)
    made = mammoth.convert_to_html(
        _with_parts(raw, trees),
        style_map=STYLES,
        convert_image=mammoth.images.img_element(reading.picture),
    )
    heads = dict.fromkeys(
        text
        for part, tree in trees.items()
        if "/header" in part or "/footer" in part
        for row in tree.iter(f"{W}p")
        if (text := _said(_pieces(row)))
    )
    reading.read(html.fragment_fromstring(made.value, create_parent="div"), list(heads))
    text = "\n".join(reading.lines) + "\n"
    return [*reading.faults, *_lost(rows, text)] or Given(
        text, tuple(reading.left_out()), reading.pictures, (*reading.told, *reading.links_told())
    )


def _take_out(tree: Any) -> None:
    """Puts what stands in an element that only stands around it in its place."""
    for name in AROUND:
        for element in [*tree.iter(f"{W}{name}")]:
            above = element.getparent()
            at = above.index(element)
            above[at : at + 1] = [child for child in element if not child.tag.endswith("Pr")]


def _pieces(element: Any, *more: str) -> list[str]:
    """The words of a paragraph or of a table's row, run by run."""
    own = [f"{W}{name}" for name in ("t", *INSTEAD, *more)]
    return [INSTEAD.get(etree.QName(one).localname, one.text or "") for one in element.iter(*own)]


def _said(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).replace(SIGN, "").split())


def _lost(rows: dict[str, list[list[str]]], text: str) -> Iterator[Fault]:
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
                    where = f'i "{shorten(_said(pieces), 60)}"{after}'
                    what = f'orden "{shorten(piece, 60)}" gick inte att läsa; de står {where}'
                    fix = "Kopiera stycket i Word, klistra in det som bara text, och ta bort det"
                    yield Fault(what, f"{fix} gamla.")
                    return
                end = found + len(said)
            if said:
                before = _said(pieces)
            if part == "word/document.xml":  # notes stand in the order of their marks
                reached = end


def _bare(text: str) -> str:
    """Text without what reading sets right: blanks, soft hyphens, notes' marks, raised numbers."""
    text = re.sub(rf"<sup>\d+</sup>|{ROW_ENDS}|[\u00ad↑]", "", text)
    return "".join(text.replace("\u2011", "-").translate(LOWERED).split())


def _no_word(raw: bytes) -> Fault | None:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):  # Compound File Binary: [MS-CFB] 2.2
        if "EncryptedPackage".encode("utf-16-le") in raw:  # [MS-OFFCRYPTO] 2.3.4.10
            return Fault(
                "dokumentet är låst med ett lösenord",
                "Öppna det i Word, ta bort lösenordet (Arkiv, Info, Skydda dokument) och spara.",
            )
        return Fault(
            "filen är ett dokument i Words äldre format (.doc)",
            "Öppna den i Word och spara den som Word-dokument (.docx).",
        )
    fix = "Öppna den i det program som den kommer från, och spara den som Word-dokument (.docx)."
    thing = None if raw.startswith(b"PK") else what_it_is(raw)
    if thing:
        return Fault(f"filen slutar på .docx men är {thing[0]}", fix)
    file = io.BytesIO(raw)
    parts = zipfile.ZipFile(file).infolist() if zipfile.is_zipfile(file) else []
    if "word/document.xml" not in [part.filename for part in parts]:
        return Fault("filen slutar på .docx men är inget Word-dokument", fix)
    if sum(part.file_size for part in parts) > LARGEST:
        return Fault("dokumentet är för stort", "Gör bilderna i det mindre, och spara det igen.")
    return None


def _unreadable(trees: dict[str, Any]) -> Iterator[Fault]:
    for what, (names, fix) in NOT_READ.items():
        found = [
            element
            for tree in trees.values()
            for element in tree.iter(*(f"{{*}}{name}" for name in names))
            if etree.QName(element).localname != "gridSpan" or element.get(VAL) != "1"
            # Word writes a text box twice: once more for a program that knows none.
            if next(element.iterancestors("{*}Fallback"), None) is None
        ]
        if found:
            more = f", på {len(found)} ställen" if len(found) > 1 else ""
            yield Fault(f"dokumentet har {what}{more}; den första {_beside(found[0])}", fix)


def _not_held(trees: dict[str, Any]) -> Iterator[Fault]:
    for names, what, fix in NOT_HELD:
        styles = trees.get("word/styles.xml")
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
            yield Fault(f'dokumentet har {what}{more}: "{said}" {_beside(found[0])}', fix)


def _turned(element: Any, names: tuple[str, ...]) -> bool | None:
    """Whether the format of a run or a style is on or off; None where it says neither."""
    found = [each for name in names for each in element.findall(f"{W}rPr/{W}{name}")]
    return any(each.get(VAL, "1") not in ("0", "false", "off") for each in found) if found else None


def _is_so(run: Any, names: tuple[str, ...], styled: set[str]) -> bool:
    own = _turned(run, names)
    if own is not None:
        return own
    row = next(run.iterancestors(f"{W}p"), None)
    of_row = _of(row, f"{W}pPr/{W}pStyle", "") if row is not None else ""
    return bool(styled & {_of(run, f"{W}rPr/{W}rStyle", ""), of_row})


def _beside(element: Any) -> str:
    """Returns where in the document an element stands, by the words around it, or those of its own
    paragraphs where it has any."""
    own = element.find(f"{W}p") is not None
    row = element if own else next(element.iterancestors(f"{W}tr", f"{W}p"), None)
    text = _said(_pieces(row, "delText")) if row is not None else ""
    return f'vid "{shorten(text, 60)}"' if text else "i början"


def _with_parts(raw: bytes, trees: dict[str, Any]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, etree.tostring(trees[part]) if part in trees else old.read(part))
    made.seek(0)
    return made


def _roman(number: int) -> str:
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "C" * (number // 100) + tens[number // 10 % 10] + ones[number % 10]


def _letter(number: int) -> str:
    """The letter of an item; after z Word goes on with aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


LETTERS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}


class _Numbers:
    """The numbers of lists and headings: Word counts them, and keeps only how (17.9). Mammoth says
    no more of them than that there are some."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        lists = {each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
        styled = {_of(each, f"{W}styleLink", ""): each for each in lists.values()}
        self.lists: dict[str, tuple[str, Any, dict[int, Any]]] = {}
        for each in numbering.iter(f"{W}num"):
            key = each.find(f"{W}abstractNumId").get(VAL)
            own = lists.get(key, each)
            own = styled.get(_of(own, f"{W}numStyleLink", "-"), own)
            levels = {int(level.get(f"{W}ilvl")): level for level in own.iterchildren(f"{W}lvl")}
            self.lists[each.get(f"{W}numId")] = (key, each, levels)
        self.styles = {
            each.get(f"{W}styleId"): numbers
            for each in (styles.iter(f"{W}style") if styles is not None else ())
            if (numbers := each.find(f"{W}pPr/{W}numPr")) is not None
        }
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.started: set[str] = set()

    def write(self, document: Any) -> None:
        """Writes the numbers as text, first in their paragraphs."""
        for row in document.iter(f"{W}p"):
            if label := self._label(row):
                run = etree.Element(f"{W}r")
                text = etree.SubElement(run, f"{W}t")
                text.text = f"{label} "
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                row.insert(1 if row.find(f"{W}pPr") is not None else 0, run)

    def _label(self, row: Any) -> str:
        style = _of(row, f"{W}pPr/{W}pStyle", "")
        found = row.find(f"{W}pPr/{W}numPr")
        found = self.styles.get(style) if found is None else found
        if found is None or _of(found, f"{W}numId", "0") not in self.lists:
            return ""
        number = _of(found, f"{W}numId", "0")
        key, instance, levels = self.lists[number]
        linked = (at for at, level in levels.items() if _of(level, f"{W}pStyle", "") == style != "")
        at = int(_of(found, f"{W}ilvl", str(next(linked, 0))))
        if at not in levels or _of(levels[at], f"{W}numFmt", "decimal") in ("bullet", "none"):
            return ""
        if number not in self.started:
            self.started.add(number)
            for override in instance.iter(f"{W}startOverride"):
                self.counts[key].pop(int(override.getparent().get(f"{W}ilvl")), None)
        counts = {deep: count for deep, count in self.counts[key].items() if deep <= at}
        counts[at] = counts.get(at, int(_of(levels[at], f"{W}start", "1")) - 1) + 1
        self.counts[key] = counts

        def counted(sign: re.Match[str]) -> str:
            deep = int(sign[1]) - 1
            how = _of(levels[deep], f"{W}numFmt", "decimal") if deep in levels else "decimal"
            return LETTERS.get(how, str)(counts.get(deep, 1))

        return re.sub(r"%(\d)", counted, _of(levels[at], f"{W}lvlText", "%1."))


def _of(element: Any, path: str, otherwise: str) -> str:
    found = element.find(path)
    return otherwise if found is None else str(found.get(VAL, otherwise))


class _Reading:
    """Mammoth's HTML as lines with marks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[str] = []
        self.contents: list[int] = []
        self.heads: list[int] = []
        self.told: list[Told] = []
        self.pictures: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.links: list[tuple[int, str, str]] = []  # (lines before, words, address)
        self.waiting: list[str] = []  # pictures of the paragraph that is being read

    def picture(self, image: Any) -> dict[str, str]:
        """Takes a picture, for mammoth, and returns where it is to stand."""
        number = len(self.pictures) + 1
        kind = KINDS.get(image.content_type)
        if kind is None:
            self.faults.append(
                Fault(
                    f"bild {number} är sparad på ett sätt som ingen webbläsare visar"
                    f" ({image.content_type})",
                    "Spara den som PNG eller JPEG, och sätt in den igen.",
                )
            )
            kind = "png"
        file = f"images/{self.name}-{number}.{kind}"
        with image.open() as content:
            self.pictures[f"docs/{file}"] = content.read()
        return {"src": file}

    def left_out(self) -> Iterator[LeftOut]:
        """What no page shows."""
        if self.contents:
            first, last = self.contents[0], self.contents[-1]
            between = [number for number in range(first, last) if self.lines[number - 1]]
            whole = range(first, last + 1) if set(between) < set(self.contents) else self.contents
            yield LeftOut(tuple(whole), CONTENTS_LIST, replaced=True)
        if self.heads:
            yield LeftOut(tuple(self.heads), HEADS)

    def links_told(self) -> Iterator[Told]:
        """Tells of the links that lead away from the document, by the line that has their words."""
        do = "Behövs adressen? Skriv en mening med den efter stycket, märkt som redaktionell."
        for before, said, to in self.links:
            rest = enumerate(self.lines[before:], before + 1)
            line = next((number for number, line in rest if said in line), before)
            yield Told(line, f'"{shorten(said, 40)}" är en länk i dokumentet, till {to}', do)

    def read(self, body: Any, heads: list[str]) -> None:
        """Reads the whole document; `heads` are the rows of its running heads and feet, which come
        last."""
        for element in body:
            self._block(element)
        for text in heads:
            self._line(text)
            self.heads.append(len(self.lines))
            self.lines.append("")
        while self.lines and not self.lines[-1]:
            self.lines.pop()

    def _line(self, text: str) -> None:
        if text.strip():
            self.lines.append(text)
        for picture in self.waiting:
            self.lines += [*([""] if text.strip() else []), picture]
        self.waiting = []

    def _block(self, element: Any) -> None:
        tag, kind = element.tag, element.get("class", "")
        text = self._text(element) if tag not in ("ul", "ol", "table") else ""
        if tag[0] == "h":
            self._line(f"{'#' * int(tag[1])} {' '.join(text.split())}" if text.strip() else "")
        elif tag == "ol" and any("note-" in item.get("id", "") for item in element):
            for number, item in enumerate(element, 1):
                note = " ".join(self._text(item).replace("↑", "").split())
                self._line(f"<sup>{number}</sup> {note}")
                self.lines.append("")
        elif tag in ("ul", "ol"):
            self._items(element, 0)
        elif tag == "table":
            self._rows(element)
        else:
            rows = [row.strip() for row in text.split("\n") if row.strip()]
            for row in rows or [""]:
                self._line(f"> {row}" if kind == "quote" else row)
                if kind == "toc" and row:
                    self.contents.append(len(self.lines))
            strong = "".join(element.xpath(".//strong//text()")).strip()
            if text.strip() and strong == text.strip() and len(text) < 80:
                what = f'raden är i fetstil och kan vara en rubrik: "{shorten(strong, 40)}"'
                do = "Är den det? Ta tillbaka bytet, märk raden som rubrik i Word, och kör"
                self.told.append(Told(len(self.lines), what, f"{do} kommandot igen."))
        self.lines.append("")

    def _items(self, parent: Any, depth: int) -> None:
        for item in parent:
            deeper = [child for child in item if child.tag in ("ul", "ol")]
            text = " ".join(self._text(item, deeper).split())
            mark = "- " if parent.tag == "ul" else ""
            self._line(f"{'    ' * depth}{mark}{text}" if text else "")
            for child in deeper:
                self._items(child, depth + 1)

    def _rows(self, table: Any) -> None:
        rows = table.xpath("./tr | ./thead/tr | ./tbody/tr")
        cells = [[self._cell(cell) for cell in row] for row in rows]
        if max(map(len, cells), default=0) < 2:  # a frame around a text
            for cell in table.iter("td", "th"):
                for element in cell:
                    self._block(element)
            return
        self._line("")
        for row, written in zip(rows, cells, strict=True):
            self.lines.append("\t".join(written))
            for inner in row.xpath("./*/table"):
                said = shorten(" ".join(" ".join(inner.itertext()).split()), 40)
                what = f'en tabell i en cell är läst som rader i cellen: "{said}"'
                do = "Är det fel? Flytta den i Word till ett stycke under tabellen den står i, och"
                self.told.append(
                    Told(len(self.lines), what, f"{do} kör kommandot igen.", doubtful=True)
                )

    def _cell(self, cell: Any) -> str:
        """The words of a cell; its paragraphs stay apart."""
        rows = (" ".join(row.split()) for row in self._text(cell).split("\n"))
        return ROW_ENDS.join(filter(None, rows))

    def _text(self, element: Any, without: list[Any] | None = None) -> str:
        """The words of an element, with the marks of footnotes; its pictures wait for its end."""
        found = element.text or ""
        for child in element:
            if child in (without or ()):
                continue
            note = child.tag == "sup" and child.xpath(".//a[contains(@id, 'note-ref-')]")
            if note:
                found += f"<sup>{note[0].text_content().strip('[]')}</sup>"
            elif child.tag == "sup" and (child.text or "").isdigit():
                found += child.text.translate(RAISED)
            elif child.tag == "img":
                self.waiting.append(self._picture(child))
            elif child.tag == "br":
                found += "\n"
            else:
                if child.tag == "a" and ":" in child.get("href", ""):
                    said = " ".join(child.text_content().split())
                    self.links.append((len(self.lines), said, child.get("href")))
                below = child.tag in ("ul", "ol") and found.strip()  # a list in an item of one
                ends = "\n" if child.tag in ("p", "li") else ""
                found += ("\n" if below else "") + self._text(child) + ends
            found += child.tail or ""
        return found.replace("\u2011", "-")

    def _picture(self, image: Any) -> str:
        alt = " ".join(re.sub(r"[\[\]]", "", image.get("alt", "")).split())
        if not alt:
            number = image.get("src").rpartition("-")[2].partition(".")[0]
            before = next((line for line in reversed(self.lines) if line), "")
            after = shorten(marked(before)[1], 60)
            self.faults.append(
                Fault(
                    f'bild {number} saknar alternativtext; den står efter "{after}"',
                    "Högerklicka på bilden i Word. Välj Redigera alternativtext. Skriv vad bilden"
                    " visar.",
                )
            )
        return f"![{alt}]({image.get('src')})"
