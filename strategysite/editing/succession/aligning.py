"""Which part of a new version of a document says what a part of the old one did.

A part is a line, or a cell of one: a table is the same whether its rows are whole or each cell has
a line of its own.
"""

import re
from collections.abc import Iterable
from difflib import Match, SequenceMatcher

from strategysite.data.adopted import line_words
from strategysite.editing.succession.document import FOOTNOTE_FIRST
from strategysite.editing.succession.passages import level_of

LIKE = 0.6  # of the words of two parts, at least, where one is the other in new words
FEW = 0.25  # of the words that are the same; with fewer the rest need not be looked at
NEAR = 40  # parts, at most, in which one in new words is looked for
SHORT = 3  # words, at most, of what may be replaced by others in its place: "KUSH", "juni 2027"

Part = tuple[int, int]  # its line, from 1, and its cell, from 0


def words_of(line: str) -> str:
    """Returns the words of a line, or its signs where it has none."""
    return " ".join(line_words(line)) or line.strip()


def parts_of(lines: list[str], numbers: Iterable[int]) -> dict[Part, str]:
    """Returns the parts of the lines, by their numbers and in that order, with their words.
    Footnotes come last: they stand wherever a page ends."""
    ordered = sorted(numbers, key=lambda n: bool(FOOTNOTE_FIRST.match(lines[n - 1])))
    cells = ((n, at, cell) for n in ordered for at, cell in enumerate(lines[n - 1].split("\t")))
    return {(n, at): words_of(cell) for n, at, cell in cells if cell.strip()}


class Aligned:
    """Which part of the new document says each part of the old one (`to`), and how much of the old
    words are the `same`, from 0 to 1. The lines `shown` are those of the new one."""

    def __init__(self, old: list[str], new: list[str], shown: Iterable[int]) -> None:
        self.old, self.new = old, new
        self.was, self.now = parts_of(old, range(1, len(old) + 1)), parts_of(new, shown)
        self.to: dict[Part, Part] = {}
        self.keys = _keys(old, self.was), _keys(new, self.now)
        ours, theirs = [*self.was], [*self.now]
        blocks = self._pair(ours, theirs)
        self._pair(*self._left(ours, theirs), 2)  # a chapter that has moved
        ends = [(0, 0), *((a + size, b + size) for a, b, size in blocks)]
        for (a, b), (c, d, _) in zip(ends, blocks if self.same >= FEW else (), strict=False):
            self._reworded(*self._left(ours[a:c], theirs[b:d]))
        self._rows()

    def _pair(self, ours: list[Part], theirs: list[Part], least: int = 1) -> list[Match]:
        """Pairs what is the same, in its order, where at `least` so many parts follow each other;
        returns where they do."""
        keys = [self.keys[0][part] for part in ours], [self.keys[1][part] for part in theirs]
        blocks = SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks()
        for a, b, size in (block for block in blocks if block.size >= least):
            self.to |= dict(zip(ours[a : a + size], theirs[b : b + size], strict=True))
        return blocks

    def _left(self, ours: list[Part], theirs: list[Part]) -> tuple[list[Part], list[Part]]:
        """Returns those of them that are not paired."""
        taken = {*self.to.values()}
        left = [one for one in ours if one not in self.to]
        return left, [own for own in theirs if own not in taken]

    @property
    def same(self) -> float:
        """How much of the old words there is; a part in new words counts as one in its own."""
        there = sum(len(self.was[part].split()) for part in self.to)
        return there / max(sum(len(said.split()) for said in self.was.values()), 1)

    def _reworded(self, ours: list[Part], theirs: list[Part]) -> None:
        """Pairs what stands between parts that are the same: those that have most of their words
        in common, in their order; then headings, notes, pictures and cells that stand alone."""
        start = 0
        for part in ours:
            near = enumerate(theirs[start : start + NEAR], start)
            like = (at for at, own in near if _like(self.was[part], self.now[own]))
            if (found := next(like, None)) is not None:
                self.to[part], start = theirs[found], found + 1
        ours, theirs = self._left(ours, theirs)
        left = [(_sort(self.old, part), part) for part in ours]
        free = [(_sort(self.new, part), part) for part in theirs]
        for sort, part in left:
            same = [own for other, own in free if other == sort]
            if len(same) == [other for other, _ in left].count(sort) == 1:
                line, at = same[0]
                cell = at or ("\t" not in self.new[line - 1] and self.was[part].count(" ") < SHORT)
                self.to |= {part: same[0]} if sort or cell else {}

    def _rows(self) -> None:
        """A row whose longest cell is new is another, whatever else it says; and no cell comes from
        another row than that one."""
        longest, was = dict[int, Part](), {own: part for part, own in self.to.items()}
        for part, said in self.now.items():
            before = longest.setdefault(part[0], part)
            if said.count(" ") > self.now[before].count(" "):
                longest[part[0]] = part
        rows = {line: was[part][0] for line, part in longest.items() if part in was}
        self.to = {
            part: own
            for part, own in self.to.items()
            if own[0] in rows and ("\t" not in self.old[part[0] - 1] or rows[own[0]] == part[0])
        }


def _keys(lines: list[str], parts: dict[Part, str]) -> dict[Part, str]:
    """What the parts are compared by first: a cell with those before it in its row, since "2027"
    alone stands in a thousand of them."""
    return {
        (line, at): words_of("\t".join(lines[line - 1].split("\t")[: at + 1])) if at else said
        for (line, at), said in parts.items()
    }


def _like(one: str, other: str) -> bool:
    """Whether most of the words of two parts are the same, whatever their years."""
    was, now = (re.sub(r"\d", "0", text).split() for text in (one, other))
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    return matcher.quick_ratio() >= LIKE and matcher.ratio() >= LIKE


def _sort(lines: list[str], part: Part) -> str:
    """What a part is by its mark: "##", "<sup>1</sup>", "!", or nothing."""
    line = lines[part[0] - 1].lstrip()
    note = FOOTNOTE_FIRST.match(line)
    return note[0] if note else "!" if line.startswith("![") else "#" * level_of(line)
