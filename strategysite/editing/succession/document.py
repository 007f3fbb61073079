"""The adopted document as Markdown that renders word for word: what Markdown or the macros would
read as their own is spelled out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from strategysite.checks.files import ASCII
from strategysite.data.adopted import MARKS_OF_LAYOUT, days_adopted, words
from strategysite.problems import Place, Problem

SIGNS = re.compile(r"[\\`*_{}\[\]<>|#&~]")
BEGINNING = re.compile(r"^(\d+(?=[.)]))?([-+:=.)])")  # of a list, a definition or an underline
FOOTNOTE = re.compile(r"\s*<sup>\s*(\d+)\s*</sup>")
FOOTNOTE_FIRST = re.compile(r"<sup>\d+</sup>")  # begins the footnote itself
# A row that begins so is one of several under each other, and not the rest of a sentence.
ROW = re.compile(r"[•·*+|–—]|\d+[.)]|[a-zåäö]\)")
SHORT = 60  # characters; whoever breaks a line before that has ended a row
BULLET = re.compile(r"\s*([•·▪\uf0b7])")  # the last is what a list of Word becomes as text
PAGE_NUMBER = re.compile(
    r"\s*(sida\s+\d+|(sida\s+)?\d+\s*(\(\s*\d+\s*\)|av\s+\d+))\s*", re.IGNORECASE
)
CHAPTER = re.compile(
    r"([\d.]+\s+)?(innehåll|innehållsförteckning|förord|inledning|bakgrund|syfte|sammanfattning)",
    re.IGNORECASE,
)
OF_THE_FRAME = {"innehall"}  # the id that the theme has around every text


@dataclass(frozen=True)
class Heading:
    """A heading of the document: its level from 1, its text as Markdown, and the id that it can be
    linked to with."""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Adopted:
    """The adopted document, read. `title` is that of its first heading; `adopted` the day it names
    itself, where it names one."""

    lines: list[str]
    title: str | None
    adopted: date | None
    blocks: list[Heading | str]

    @classmethod
    def read(cls, text: str) -> "Adopted":
        """Reads the text of the document, with its marks of headings (#) and lists (-)."""
        lines = text.split("\n")
        first = next((line for line in lines if _mark(line)[0] == "#" and _mark(line)[1]), None)
        title = " ".join(words(_mark(first)[1])) if first else None
        return cls(lines, title, _day(text), list(_blocks(lines)))

    @property
    def ids(self) -> set[str]:
        """The ids of all headings under the page's own."""
        return {heading.id for heading in self._body() if isinstance(heading, Heading)}

    def heading(self, title: str) -> str:
        """Returns the page's heading: the document's own where it begins with one, else `title`,
        marked as added."""
        first = self.blocks[0] if self.blocks else ""
        return (
            f"# {first.text}"
            if isinstance(first, Heading)
            else f'# {escaped(title)} {{ data-editorial="" }}'
        )

    def text(self) -> str:
        """Returns the document under the page's heading. No heading skips a level.

        Where the chapters are marked as the title is, all go one level down; one such heading alone
        is a mistake.
        """
        body = self._body()
        deeper = int(sum(isinstance(block, Heading) and block.level == 1 for block in body) > 1)
        written, level = [], 1
        for block in body:
            if isinstance(block, Heading):
                level = min(max(2, block.level + deeper), level + 1, 6)
                written.append(f"{'#' * level} {block.text} {{ #{block.id} }}")
            else:
                written.append(block)
        return "\n\n".join(written)

    def _body(self) -> list[Heading | str]:
        return (
            self.blocks[1:] if self.blocks and isinstance(self.blocks[0], Heading) else self.blocks
        )


def unmarked(text: str, file: str) -> list[Problem]:
    """Returns what is left to do by hand with the text of the document before it can be read as
    one."""
    lines = text.split("\n")
    bullets = [number for number, line in enumerate(lines, 1) if BULLET.match(line)]
    pages = [number for number, line in enumerate(lines, 1) if PAGE_NUMBER.fullmatch(line)]
    found = list(_title_unmarked(lines, file))
    if bullets:
        found.append(
            _on_lines(
                file,
                bullets,
                'en punkt börjar inte med "- "',
                'Skriv "- " i stället för tecknet som står först på raden.',
            )
        )
    if pages:
        found.append(_on_lines(file, pages, "raden är bara ett sidnummer", "Ta bort raden."))
    return found


def _title_unmarked(lines: list[str], file: str) -> Iterator[Problem]:
    """The document has headings, and the first of them is its title."""
    marked = [
        number
        for number, line in enumerate(lines, 1)
        if _mark(line)[0] == "#" and words(_mark(line)[1])
    ]
    if not marked:
        first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
        fix = 'Skriv "# " före strategins titel och "## " före varje annan rubrik.'
        yield Problem(Place(file, first), "ingen rubrik är märkt", fix)
        return
    line = lines[marked[0] - 1].strip()
    title = _mark(line)[1]
    if line.startswith("##") or CHAPTER.fullmatch(title):
        fix = 'Skriv "# " före strategins titel, där den står först i dokumentet.'
        yield Problem(
            Place(file, marked[0]),
            f'den första märkta rubriken är "{title}", och inte strategins titel',
            fix,
        )


def _on_lines(file: str, numbers: list[int], what: str, fix: str) -> Problem:
    others = ", ".join(map(str, numbers[1:]))
    return Problem(Place(file, numbers[0]), f"{what}; även rad {others}" if others else what, fix)


def escaped(text: str) -> str:
    """Returns `text` as Markdown that shows it sign by sign.

    A footnote's mark becomes one, outside the adopted words: after the word that it stands at or
    in, so that the word stays whole.
    """
    mark = FOOTNOTE.match(text)
    if mark:
        return _footnote(mark[1]) + escaped(text[mark.end() :])
    pieces = re.split(r"(\s+)", FOOTNOTE.sub(r"<sup>\1</sup>", text))
    return "".join(
        _spelled(FOOTNOTE.sub("", piece)) + "".join(map(_footnote, FOOTNOTE.findall(piece)))
        for piece in pieces
    )


def _footnote(number: str) -> str:
    return f'<sup data-editorial="">{number}</sup>'


def _spelled(text: str) -> str:
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", text).replace("\t", "&emsp;")


def _line(text: str) -> str:
    """A line of running text. What Markdown would read first on it as the beginning of something
    else is spelled out too."""
    return BEGINNING.sub(
        lambda first: f"{first[1] or ''}&#{ord(first[2])};", escaped(text), count=1
    )


def _mark(line: str) -> tuple[str, str]:
    """Returns the layout's mark of a line ("#", "-", "---" or none) and the text after it."""
    number = FOOTNOTE_FIRST.match(line)
    if number:
        return "", f"{number[0]} {MARKS_OF_LAYOUT.sub('', line[number.end() :]).strip()}"
    found = MARKS_OF_LAYOUT.match(line)
    if not found:
        return "", line.strip()
    return ("#" if found[1].startswith("#") else found[1]), line[found.end() :].strip()


def _day(text: str) -> date | None:
    days = days_adopted(text)
    return days.pop() if len(days) == 1 else None


def _blocks(lines: list[str]) -> Iterator[Heading | str]:
    """Yields the headings, the paragraphs and the lists of the document, in its order."""
    paragraph: list[str] = []
    items: list[str] = []
    used = set(OF_THE_FRAME)
    for line in [*lines, ""]:
        mark, text = _mark(line)
        if items and mark != "-" and not (not mark and text and line[:1].isspace()):
            yield "\n".join(items)
            items = []
        if paragraph and (mark or not text):
            yield _paragraph(paragraph)
            paragraph = []
        if not text:
            continue
        if mark == "#":
            level = len(line.lstrip()) - len(line.lstrip().lstrip("#"))
            yield Heading(level, _line(text), _id(text, used))
        elif mark == "-":
            items.append(f"- {_line(text)}")
        elif items:
            items.append(f"  {_line(text)}")
        else:
            paragraph.append(text)


def _paragraph(lines: list[str]) -> str:
    """A paragraph; where the document ends a row, and not only a line, the page does too."""
    written = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        ends = following is not None and (len(line) < SHORT or "\t" in line or ROW.match(following))
        written.append(_line(line) + ("<br>" if ends else ""))
    return "\n".join(written)


def _id(text: str, used: set[str]) -> str:
    """Returns an id made of the heading's words, another for each heading."""
    plain = (
        unicodedata.normalize("NFKD", text.translate(ASCII))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    base = re.sub(r"^[^a-z]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", plain)) or "avsnitt"
    own, number = base, 1
    while own in used:
        number += 1
        own = f"{base}-{number}"
    used.add(own)
    return own
