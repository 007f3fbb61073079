"""A .docx as the text that is locked: its headings, lists, tables, footnotes and pictures, with the
numbers that Word writes by itself.

Mammoth reads the document. What it would pass over is refused here, so that no word is lost.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html

from strategysite.data.adopted import MARKS_OF_LAYOUT, ROW_ENDS
from strategysite.editing.changing import NOTHING_CHANGED, Refusal
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.lines import marked, numbered
from strategysite.editing.succession.paper import CONTENTS_LIST, HEADS, Omitted
from strategysite.editing.succession.word_faults import joined, lost, no_word, runs_of, unreadable
from strategysite.editing.succession.word_numbers import VAL, Numbers, W, as_based
from strategysite.parsing.tables import table
from strategysite.problems import shorten

KINDS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What only stands around other words, and is passed over with them: a field's result, for one, or
# the sign in a box to tick.
AROUND = ("fldSimple", "customXml", "dir", "bdo", "sdt", "sdtContent")
READ = re.compile(r"word/(document|styles|numbering|(foot|end)notes|(header|footer)\d*)\.xml")
STYLES = "\n".join(table(__file__))
CONTENTS_ROWS = (
    "//w:sdt[w:sdtPr//w:docPartGallery/@w:val='Table of Contents']//w:p"
    " | //w:p[.//w:instrText[contains(., 'PAGEREF _Toc')]]"
)


@dataclass(frozen=True)
class Given:
    """A document as it came: its text and, of one from Word, what of it no page shows, its pictures
    by their file in docs/, and what somebody must see to."""

    text: str
    left_out: tuple[Omitted, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


def read_word(root: Path, file: str) -> Given:
    """Reads a .docx, "data/source/plan.docx". Its pictures are called docs/images/plan-1.png and so
    on. Raises Refusal with what is wrong with it where it can't be read whole."""
    raw = (root / file).read_bytes()
    unread = no_word(raw)
    try:
        read = [unread] if unread else _read(raw, Path(file).stem)
    # Mammoth and zipfile raise the others where a part is not there, or is packed as no other.
    except (
        *(etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, NotImplementedError),
        *(AttributeError, LookupError, ValueError),
    ):
        read = [told("damaged", 0)]
    if isinstance(read, Given):
        return read
    raise Refusal("\n".join([*(f"{file}: {one.what}\n{one.do}" for one in read), NOTHING_CHANGED]))


def _read(raw: bytes, name: str) -> Given | list[Told]:
    import mammoth  # noqa: PLC0415 (every command would wait for what only this one needs)

    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        trees = {
            part: etree.fromstring(parts.read(part), etree.XMLParser(resolve_entities=False))
            for part in parts.namelist()
            if READ.fullmatch(part)
        }
    document = trees["word/document.xml"]
    if faults := [*unreadable(trees)]:
        return faults
    if "word/styles.xml" in trees:
        as_based(trees["word/styles.xml"])
    for tree in trees.values():
        _take_out(tree)
    rows = {part: [runs_of(row) for row in tree.iter(f"{W}p")] for part, tree in trees.items()}
    if "word/numbering.xml" in trees:
        Numbers(trees.get("word/styles.xml"), trees["word/numbering.xml"]).write(document)
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
        if (text := joined(runs_of(row)))
    )
    reading.read(html.fragment_fromstring(made.value, create_parent="div"), list(heads))
    text = "\n".join(reading.lines) + "\n"
    return [*reading.faults, *lost(rows, text)] or Given(
        text, tuple(reading.left_out()), reading.pictures, (*reading.told, *reading.links_told())
    )


def _take_out(tree: Any) -> None:
    """Puts what stands in an element that only stands around it in its place. What Mammoth passes
    over between two words is made what it knows, and the rows of a list of contents get a style of
    one, whatever program wrote it."""
    for name, known in (("br", "br"), ("cr", "br"), ("ptab", "tab")):
        for end in [*tree.iter(f"{W}{name}")]:
            end.tag = f"{W}{known}"
            end.attrib.clear()
    for row in tree.xpath(CONTENTS_ROWS, namespaces={"w": W[1:-1]}):
        for about in row.findall(f"{W}pPr"):
            row.remove(about)
        row.insert(0, etree.Element(f"{W}pPr"))
        etree.SubElement(row[0], f"{W}pStyle", {VAL: "TOC1"})
    etree.strip_elements(tree, *(f"{W}{name}Pr" for name in (*AROUND, "sdtEnd")))
    etree.strip_tags(tree, *(f"{W}{name}" for name in AROUND))


def _with_parts(raw: bytes, trees: dict[str, Any]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, etree.tostring(trees[part]) if part in trees else old.read(part))
    made.seek(0)
    return made


def as_text(line: str, marks: str) -> str:
    """Returns a line, with a sign before it where it begins as one of the layout's `marks` does."""
    found = MARKS_OF_LAYOUT.match(line)
    return f"\\{line}" if found and found[1][0] in marks else line


class _Reading:
    """Mammoth's HTML as lines with marks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[str] = []
        self.contents: list[int] = []
        self.heads: list[int] = []
        self.told: list[Told] = []
        self.pictures: dict[str, bytes] = {}
        self.faults: list[Told] = []
        self.links: list[tuple[int, str, str]] = []  # (lines before, words, address)
        self.waiting: list[str] = []  # pictures of the paragraph that is being read

    def picture(self, image: Any) -> dict[str, str]:
        """Takes a picture, for mammoth, and returns where it is to stand."""
        number = len(self.pictures) + 1
        kind = KINDS.get(image.content_type)
        if kind is None:
            self.faults.append(told("odd-picture", 0, number=number, how=image.content_type))
            kind = "png"
        file = f"images/{self.name}-{number}.{kind}"
        with image.open() as content:
            self.pictures[f"docs/{file}"] = content.read()
        return {"src": file}

    def left_out(self) -> Iterator[Omitted]:
        """What no page shows."""
        if self.contents:
            first, last = self.contents[0], self.contents[-1]
            between = [number for number in range(first, last) if self.lines[number - 1]]
            whole = range(first, last + 1) if set(between) < set(self.contents) else self.contents
            yield Omitted(tuple(whole), CONTENTS_LIST, replaced=True)
        if self.heads:
            yield Omitted(tuple(self.heads), HEADS)

    def links_told(self) -> Iterator[Told]:
        """Tells of the links that lead away from the document, by the line that has their words."""
        for before, said, to in self.links:
            rest = enumerate(self.lines[before:], before + 1)
            line = next((number for number, line in rest if said in line), before)
            yield told("link", line, said, to=to)

    def read(self, body: Any, heads: list[str]) -> None:
        """Reads the whole document; `heads` are the rows of its running heads and feet, which come
        last."""
        titles = body.xpath("./h1[@class='title']")
        first = next((element for element in body if element.tag[0] == "h"), None)
        for element in body:
            said, line = element.text_content(), len(self.lines) + 1
            if element in titles[1:]:
                self.told.append(told("second-document", line, said))
            if titles and element is first is not titles[0]:
                other = shorten(joined([titles[0].text_content()]))
                self.told.append(told("perhaps-title", line, said, other=other))
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
                if item in element.xpath("./li[starts-with(@id, 'endnote')][1]"):
                    self.told.append(told("endnote", len(self.lines), note, number=number))
                self.lines.append("")
        elif tag in ("ul", "ol"):
            first = len(self.lines)
            self._items(element, 0)
            plain = numbered(self.lines[first:])
            for at, line in enumerate(self.lines[first:]):
                if line and at not in plain and not marked(line)[0]:  # its number may be a word
                    self.lines[first + at] = re.sub(r"(?=\S)", "- ", line, count=1)
        elif tag == "table":
            self._rows(element)
        else:
            rows = [row.strip() for row in text.split("\n") if row.strip()]
            for row in rows or [""]:
                self._line(f"> {row}" if kind == "quote" else as_text(row, "\\#>!"))
                if kind == "toc" and row:
                    self.contents.append(len(self.lines))
            strong = "".join(element.xpath(".//strong//text()")).strip()
            if text.strip() and strong == text.strip() and len(text) < 80:
                self.told.append(told("bold", len(self.lines), strong))
        self.lines.append("")

    def _items(self, parent: Any, depth: int) -> None:
        for item in parent:
            deeper = [child for child in item if child.tag in ("ul", "ol")]
            for child in deeper:
                child.drop_tree()
            text = " ".join(self._text(item).split())
            mark = "- " if parent.tag == "ul" else ""
            self._line(f"{'    ' * depth}{mark}{text}" if text else "")
            for child in deeper:
                self._items(child, depth + 1)

    def _rows(self, table: Any) -> None:
        rows = table.xpath("./tr | ./thead/tr | ./tbody/tr")
        width = max(map(len, rows), default=0)
        if width < 2:  # a frame around a text
            for element in (element for row in rows for cell in row for element in cell):
                self._block(element)
            return
        texts = [[self._text(cell).split("\n") for cell in row] for row in rows]
        written = [
            [ROW_ENDS.join(filter(None, map(joined, text))) for text in row] for row in texts
        ]
        # A row may end before the others do.
        cells = ["\t".join(row) + "\t" * (width - len(row)) for row in written]
        self._line("")
        for row, line in zip(rows, cells, strict=True):
            self.lines.append(as_text(line, "\\#>!-"))
            for inner in row.xpath("./*/table"):
                said = " ".join(inner.itertext())
                self.told.append(told("inner-table", len(self.lines), said))

    def _text(self, element: Any) -> str:
        """The words of an element, with the marks of footnotes; its pictures wait for its end."""
        found = element.text or ""
        for child in element:
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
            self.faults.append(told("no-alternative", 0, number=number, after=after))
        return f"![{alt}]({image.get('src')})"
