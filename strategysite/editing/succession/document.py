"""The adopted document as Markdown that renders word for word: what Markdown or the macros would
read as their own is spelled out."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count, groupby, pairwise
from typing import Literal, NamedTuple

from strategysite.checks.files import ASCII
from strategysite.checks.signs import JOINED
from strategysite.data.adopted import MARKS_OF_LAYOUT, NUMBER, ROW_ENDS, days_adopted, words
from strategysite.data.model.activities import FOOTNOTE_MARK
from strategysite.editing.succession.lines import (
    FOOTNOTE_FIRST,
    GOAL,
    ITEM,
    fact_box,
    facts_in,
    level_of,
    marked,
    numbered,
)

Kind = Literal["heading", "list", "goals", "quote", "table", "facts", "picture", "note", "text"]
SIGNS = re.compile(r"[\\`*_{}\[\]<>|#&~•◦‣●○■□➢➤▪·✓✔✗◆►☐☑☒]")  # the last begin items elsewhere
# What a line begins with: a list, in one way or another, a definition or an underline.
BEGINNING = re.compile(r"^(\d+(?=[.)]))?([-+:=.)]|o(?= ))")
# A row that begins so is one of several under each other, and not the rest of a sentence.
ROW = re.compile(r"[•·*+|–—]|\d+[.)](?=\s)|[a-zåäö]\)")
SERIES = re.compile(r"([A-ZÅÄÖ]\w+) \d{1,2}(?:\.\d{1,2})*\b")  # "Mål 1", "Steg 2"
UNDER_HEADS = re.compile(r"(?:\s*[:=-]{3,}\s*)+")  # a row that only draws a line
LONGEST_ID = 80  # characters; it is a name of a file too
SHORT = 60  # characters; whoever breaks a line before that has ended a row
OF_THE_FRAME = {"innehall"}  # the id that the theme has around every text


class Item(NamedTuple):
    """An item of a list: how deep it stands, from 1, its number as the document writes it, if it
    has one, and its rows."""

    depth: int
    number: str
    rows: list[str]

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(self.rows)


@dataclass(frozen=True)
class Block:
    """A part of the document: what it is, the lines it stands on, and its Markdown.

    A heading has its level, from 1, and the id that it can be linked to with; a table and the fact
    box have the cells of their `rows`, whose paragraphs are lines; a list has its `items`, and so
    have paragraphs that say that they are goals.
    """

    kind: Kind
    first: int
    last: int
    text: str
    level: int = 0
    id: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Adopted:
    """The adopted document, read. Its first heading comes first in `blocks`; `adopted` is the day
    that it names itself, where it names one. The lines `left_out` are in no block."""

    lines: list[str]
    left_out: frozenset[int]
    adopted: date | None
    blocks: list[Block]

    @classmethod
    def read(cls, text: str, left_out: frozenset[int] = frozenset()) -> "Adopted":
        """Reads the text of the document, with its marks of headings (#) and lists (-)."""
        lines = text.split("\n")
        shown = ["" if number in left_out else line for number, line in enumerate(lines, 1)]
        blocks = [*_Reading(shown).blocks()]
        title = next((block for block in blocks if block.kind == "heading"), None)
        blocks.sort(key=lambda block: block is not title)
        for at, (one, other) in enumerate(pairwise(blocks)):  # the title may part two lists
            if all(each.items and each.items[0].number for each in (one, other)):
                both = "\n".join(_listed([*one.items, *other.items]))
                blocks[at : at + 2] = replace(one, text=both), replace(other, text="")
        days = days_adopted(text)
        return cls(lines, left_out, days.pop() if len(days) == 1 else None, blocks)

    @property
    def title(self) -> str:
        """What its first heading says."""
        return self.said(self.blocks[0])

    @property
    def facts(self) -> tuple[tuple[str, ...], ...]:
        """The rows of its own table of facts: decision, number, who answers for it."""
        return next((block.rows for block in self.blocks if block.kind == "facts"), ())

    def said(self, block: Block) -> str:
        """Returns the words that a block begins with: all of a heading's, else its first line's."""
        return " ".join(words(marked(self.lines[block.first - 1])[1]))

    @property
    def body(self) -> list[Block]:
        """All but the title."""
        return self.blocks[1:]

    def numbers(self, blocks: list[Block]) -> list[str]:
        """Returns the lines that `blocks` show, as transcript.pages names them, in their order;
        each goes on to the next block of the document."""
        begins = sorted(block.first for block in self.blocks)
        edges = [1, *begins[1:], len(self.lines) + 1]
        spans = {own: range(*span) for own, span in zip(begins, pairwise(edges), strict=False)}
        shown = (number for block in blocks for number in spans[block.first])
        return in_ranges(number for number in shown if number not in self.left_out)

    def text(self, blocks: list[Block], instead: Mapping[int, str]) -> str:
        """Returns `blocks` under a page's heading, with `instead` for those that begin on its
        lines. No heading skips a level, and those of one level in the document, under the same
        one, are of one level here.

        The chapters may be marked as the title is; one such heading alone is a mistake.
        """
        highest = 1 if sum(block.level == 1 for block in blocks) > 1 else 2
        written, above = [], list[int]()  # the levels of the headings that a block stands under
        for block in blocks:
            if block.kind == "heading":
                own = max(block.level, highest)
                above = [*(one for one in above if one < own), own]
                level = min(len(above) + 1, 6)
                written.append(f"{'#' * level} {block.text} {{ #{block.id} }}")
            else:
                written.append(instead.get(block.first, block.text))
        return "\n\n".join(filter(None, written))


def in_ranges(numbers: Iterable[int]) -> list[str]:
    """Returns numbers of lines as the data writes them: ["3", "5-9"]."""
    runs = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    ranges = ([number for _, number in run] for _, run in runs)
    return [str(own[0]) if len(own) == 1 else f"{own[0]}-{own[-1]}" for own in ranges]


def escaped(text: str) -> str:
    """Returns `text` as Markdown that shows it sign by sign.

    A footnote's mark becomes one, outside the adopted words: after the word that it stands at or
    in, so that the word stays whole. A cell's paragraphs stay rows.
    """
    if ROW_ENDS in text:
        return ROW_ENDS.join(map(escaped, text.split(ROW_ENDS)))
    if mark := FOOTNOTE_MARK.match(text):
        return _footnote(mark[1]) + escaped(text[mark.end() :])
    pieces = re.split(r"(\s+)", FOOTNOTE_MARK.sub(r"<sup>\1</sup>", text))
    return "".join(
        _spelled(FOOTNOTE_MARK.sub("", piece))
        + "".join(map(_footnote, FOOTNOTE_MARK.findall(piece)))
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


class _Reading:
    """Takes the lines of the document for headings, lists, tables and paragraphs."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.numbered = numbered(lines)
        self.fact_box = fact_box(lines)
        notes = FOOTNOTE_FIRST.findall("\n".join(lines))
        self.used = OF_THE_FRAME | {f"fotnot-{number}" for number in notes}

    def blocks(self) -> Iterator[Block]:
        """Yields the blocks in the order of the document."""
        at = 0
        while at < len(self.lines):
            kind, end = self.kind(at), at + 1
            if kind in ("item", "number"):
                end = self.end_of_list(at)
                items = self.items(at, end)
                yield Block("list", at + 1, end, "\n".join(_listed(items)), items=items)
            elif kind == "heading":
                text, level = marked(self.lines[at])[1], level_of(self.lines[at])
                yield Block("heading", end, end, _line(text), level, slug(text, self.used))
            elif kind == "picture":
                alt, file = re.findall(r"\[(.*)\]\((.*)\)", self.lines[at])[0]
                yield Block("picture", end, end, f"![{_spelled(alt)}]({file})")
            elif kind == "text" and GOAL.match(self.lines[at].strip()):
                block = self.goals(at)
                end = block.last
                yield block
            elif kind:
                following = "text" if kind == "note" else kind  # a note goes on as text
                while end < len(self.lines) and self.kind(end) == following:
                    end += 1
                end = self.fact_box.stop if kind == "facts" else end
                yield self.rows(kind, at, end)
            at = end

    def kind(self, at: int) -> str:
        """What a line is, or begins; nothing where it shows no word."""
        mark, text = marked(self.lines[at])
        if mark == "!":
            return "picture"
        if not text:
            within = at > 0 and "\t" in self.lines[at]  # a row of a table, empty or only drawn
            return "cells" if within and self.kind(at - 1) == "cells" else ""
        if at in self.fact_box:
            return "facts"
        if at in self.numbered:
            return "number"
        if known := {"#": "heading", "-": "item", ">": "quote"}.get(mark):
            return known
        line = self.lines[at].rstrip(" ")
        if FOOTNOTE_FIRST.match(line):
            return "note"
        begun = line.startswith("\t") and at > 0 and self.kind(at - 1) == "cells"
        return "cells" if begun or "\t" in line.lstrip() else "text"

    def end_of_list(self, first: int) -> int:
        """The list goes on with items of its kind, items that stand deeper, and what is indented
        straight under an item."""
        end = first + 1
        while True:
            at = next((at for at in range(end, len(self.lines)) if self.lines[at].strip()), None)
            if at is None:
                return end
            kind, deeper = self.kind(at), self.indent(at) > self.indent(first)
            item = kind in ("item", "number") and (kind == self.kind(first) or deeper)
            more = at == end and self.lines[at][0].isspace() and kind in ("text", "cells")
            if not (item or more):
                return end
            end = at + 1

    def indent(self, at: int) -> int:
        """How far in a line begins, in characters."""
        line = self.lines[at].expandtabs(4)
        return len(line) - len(line.lstrip())

    def items(self, first: int, end: int) -> tuple[Item, ...]:
        """Returns the items of a list, each with what goes on from it."""
        found, edges = list[Item](), list[tuple[int, int]]()
        for at in range(first, end):
            line, kind, text = self.lines[at], self.kind(at), marked(self.lines[at])[1]
            if kind not in ("item", "number"):
                found[-1].rows.extend([text] if text else [])
                continue
            here = self.indent(at), self.numbered.get(at, 0)
            edges = [*(edge for edge in edges if edge < here), here]
            number = ITEM.match(line) if kind == "number" else None
            text = line[number.end() :].strip() if number else text
            found.append(Item(len(edges), number["number"] if number else "", [text]))
        return tuple(found)

    def goals(self, first: int) -> Block:
        """Paragraphs and rows that say that they are goals; mere text where a row stands among them
        that may be one of a goal or not. "Mål 1.1" and "Delmål 1" stand under "Mål 1"."""
        texts, items, edges = list[list[str]](), list[Item](), list[int]()
        kind, above, last = "goals", "", first
        for at in range(first, len(self.lines)):
            line = self.lines[at].strip()
            goal = GOAL.match(line)
            if self.kind(at) not in ("", "text") or (line and not above and not goal):
                break
            if goal:
                deep = max(goal["goal"].count(".") + 1, 1 + bool(goal["part"]))
                edges = [*(edge for edge in edges if edge < deep), deep]
                items.append(Item(len(edges), "", []))
            elif line and not _goes_on(above, line):
                kind = "text"
            if line:
                texts += [] if above else [[]]
                texts[-1].append(line)
                items[-1].rows.append(" ".join(line.split()))
                last = at
            above = line
        text = "\n\n".join(map(_paragraph, texts))
        if kind == "text":
            return Block("text", first + 1, last + 1, text)
        return Block("goals", first + 1, last + 1, text, items=tuple(items))

    def rows(self, kind: str, at: int, end: int) -> Block:
        """Lines under each other: a paragraph, a quotation, the fact box or a table."""
        own = self.lines[at:end]
        if kind == "cells":
            own = [line for line in own if line.strip() and not UNDER_HEADS.fullmatch(line)]
            own = [MARKS_OF_LAYOUT.sub("", line) for line in own]
        lines = [marked(line)[1] for line in own]
        if kind == "quote":
            said = _paragraph(lines).replace("\n", "\n> ")
            return Block("quote", at + 1, end, f"> {said}")
        if kind == "facts":
            facts = [fact for line in lines for fact in facts_in(line)]
            said = _paragraph([line for line in lines if line])
            return Block("facts", at + 1, end, said, rows=_cells(facts))
        cells = [[cell.strip() for cell in line.split("\t")] for line in own]
        if kind != "cells" or len(cells) < 2 or len({len(row) for row in cells}) > 1:
            return Block("note" if kind == "note" else "text", at + 1, end, _paragraph(lines))
        written = [f"| {' | '.join(map(_line, row))} |" for row in cells]
        written.insert(1, "|" + "---|" * len(cells[0]))
        return Block("table", at + 1, end, "\n".join(written), rows=_cells(cells))


def _cells(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.replace(ROW_ENDS, "\n") for cell in row) for row in rows)


def _listed(items: Iterable[Item]) -> Iterator[str]:
    """Yields the lines of a list as Markdown; a number that no browser would count to is said."""
    counted: dict[int, int] = {}
    for depth, number, rows in items:
        indent, value = "    " * (depth - 1), int(number[:-1]) if number[:-1].isdigit() else 1
        plain = number == f"{value}."
        sign = f"{value if plain else 1}." if number else "-"
        first, *more = _paragraph(rows).split("\n")
        yield f"{indent}{sign} {first}"
        yield from (f"{indent}  {row}" for row in more)
        if not number:
            continue
        if not plain:
            yield f'{indent}  {{ {NUMBER}="{number}" }}'
        elif counted.get(depth, value - 1) != value - 1:
            yield f"{indent}  {{ value={value} }}"
        counted = {**{deep: last for deep, last in counted.items() if deep < depth}, depth: value}


def _paragraph(lines: list[str]) -> str:
    """A paragraph; where the document ends a row, and not only a line, the page does too."""
    written, several = [*map(_line, lines)], sum(bool(JOINED.match(line)) for line in lines) > 1
    begins = [found[1] if (found := SERIES.match(line)) else "" for line in lines]
    for at, (line, following) in enumerate(pairwise(lines)):
        row = bool(ROW.match(following)) or (several and bool(JOINED.match(following)))
        row = row or (begins[at + 1] != "" and begins.count(begins[at + 1]) > 1)
        written[at] += "<br>" if row or not _goes_on(line, following) or "\t" in line else ""
    return "\n".join(written)


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence may go on from one line to the next."""
    return len(line) >= SHORT or following[:1].islower()


def slug(text: str, used: set[str]) -> str:
    """Returns an id made of a heading's words, another than those that are `used`, where it is
    added."""
    plain = unicodedata.normalize("NFKD", text.translate(ASCII)).encode("ascii", "ignore")
    joined = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower())
    if len(joined) > LONGEST_ID:
        joined = joined[:LONGEST_ID].rpartition("-")[0] or joined[:LONGEST_ID]
    own = unlike(re.sub(r"^[^a-z]+|-+$", "", joined) or "avsnitt", used)
    used.add(own)
    return own


def unlike(name: str, used: Container[str]) -> str:
    """Returns `name`, or the first of `name`-2, `name`-3 and so on that is not `used`."""
    return next(own for own in chain([name], (f"{name}-{n}" for n in count(2))) if own not in used)
