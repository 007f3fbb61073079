"""Which part of a new version of a document says what a part of the old one did.

A part is a line, or a cell of one: a table is the same whether its rows are whole or each cell has
a line of its own.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from strategysite.data.adopted import line_words
from strategysite.editing.succession.lines import FOOTNOTE_FIRST, level_of

LIKE = 0.6  # of the words of two parts, at least, where one is the other in new words
FEW = 0.25  # of the words that are the same; with fewer the rest need not be looked at
NEAR = 40  # parts, at most, in which one in new words is looked for
SHORT = 3  # words, at most, of what may be replaced by others in its place: "KUSH", "juni 2027"
LONG = 6  # words, at least, of a part that has moved alone

Part = tuple[int, int]  # its line, from 1, and its cell, from 0


def words_of(line: str) -> str:
    """Returns the words of a line, or its signs where it has none; of a picture no file."""
    return " ".join(line_words(line)) or line.strip().partition("](")[0]


def shown_of(line: str) -> str:
    """Returns what a reader sees of a line: its words, or what its picture shows."""
    picture = re.match(r"!\[([^\]]*)", line)
    return f"bild: {picture[1]}" if picture else " ".join(line_words(line))


def parts_of(lines: list[str], numbers: Iterable[int]) -> dict[Part, str]:
    """Returns the parts of the lines, by their numbers and in that order, with their words.
    Footnotes come last: they stand wherever a page ends."""
    ordered = sorted(numbers, key=lambda n: bool(FOOTNOTE_FIRST.match(lines[n - 1])))
    cells = ((n, at, cell) for n in ordered for at, cell in enumerate(lines[n - 1].split("\t")))
    return {(n, at): words_of(cell) for n, at, cell in cells if cell.strip()}


class Aligned:
    """Which part of the new document says each part of the old one (`to`), which lines of it do
    (`to_line`), which line of the old one each of these says first (`before`), and how much of the
    old words are the `same`, from 0 to 1. The lines `shown` are those of the new one.

    Chapters begin at the lines `tops` of the old one. The lines of the new one that have `moved`
    stand in another chapter, or in another order in theirs; `chapters` are the tops of those that
    stand in another order themselves.
    """

    def __init__(
        self, old: list[str], new: list[str], shown: Iterable[int], tops: Collection[int]
    ) -> None:
        self.old, self.new = old, new
        self.was, self.now = parts_of(old, range(1, len(old) + 1)), parts_of(new, shown)
        self.to: dict[Part, Part] = {}
        ours, theirs = [*self.was], [*self.now]
        keys = _keys(old, ours), _keys(new, theirs)
        runs = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
        for how, a, b, c, d in runs:
            self.to |= zip(ours[a:b], theirs[c:d], strict=True) if how == "equal" else ()
        self._moved(*self._left(ours, theirs))
        for _, a, b, c, d in runs if self.same >= FEW else ():
            self._reworded(*self._left(ours[a:b], theirs[c:d]))
        self._reworded_elsewhere(*self._left(ours, theirs))
        self._rows()
        self._headings(sorted(tops))
        self.to_line, self.before = dict[int, list[int]](), dict[int, int]()
        for (number, _), (line, _) in sorted(self.to.items()):
            own = self.to_line.setdefault(number, [])
            own += [] if line in own else [line]
            self.before.setdefault(line, number)
        self._order({self.to_line[top][0]: top for top in tops if top in self.to_line})

    def _moved(self, ours: list[Part], theirs: list[Part]) -> None:
        """Pairs what has moved: what stands once in each of them, with what is the same around it;
        a short part alone may be any, if it is no heading or picture."""
        was, now = _keys(self.old, ours), _keys(self.new, theirs)
        counts, place = (Counter(was), Counter(now)), {key: at for at, key in enumerate(now)}
        moved, taken = dict[Part, Part](), set[Part]()

        def same(at: int, to: int) -> bool:
            there = 0 <= at < len(was) and 0 <= to < len(now) and was[at] == now[to]
            return there and ours[at] not in moved and theirs[to] not in taken

        for at, key in enumerate(was):
            if counts[0][key] > 1 or counts[1][key] != 1 or not same(at, place[key]):
                continue
            start, end, by = at, at + 1, place[key] - at
            while same(start - 1, start - 1 + by):
                start -= 1
            while same(end, end + by):
                end += 1
            sorts = {_sort(self.old, ours[at])[:1], _sort(self.new, theirs[at + by])[:1]}
            if end - start > 1 or len(key.split()) >= LONG or sorts in ({"#"}, {"!"}):
                taken |= {*theirs[start + by : end + by]}
                moved |= dict(zip(ours[start:end], theirs[start + by : end + by], strict=True))
        self.to |= moved

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

    def _reworded_elsewhere(self, ours: list[Part], theirs: list[Part]) -> None:
        """Pairs what has moved and has new words too: long parts, no rows of a table, of which one
        alone is like the other."""
        texts = {own: self.now[own] for own in theirs if "\t" not in self.new[own[0] - 1]}
        for part in (one for one in ours if "\t" not in self.old[one[0] - 1]):
            said, sort = self.was[part], _sort(self.old, part)
            like = [
                own for own, now in texts.items() if said.count(" ") >= LONG and _like(said, now)
            ]
            if [_sort(self.new, own) for own in like] == [sort]:
                self.to[part] = like[0]
                del texts[like[0]]

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

    def _headings(self, tops: list[int]) -> None:
        """A chapter whose heading is gone has the new one straight before its first part."""
        taken = {line for line, _ in self.to.values()}
        for top, end in pairwise([*tops, len(self.old) + 1]):
            own = [to[0] for part, to in self.to.items() if top <= part[0] < end]
            over = max((line for line, _ in self.now if line < min(own, default=0)), default=0)
            gone = (top, 0) not in self.to and level_of(self.old[top - 1])
            if gone and over and over not in taken and level_of(self.new[over - 1]):
                self.to[top, 0] = over, 0

    def _order(self, tops: dict[int, int]) -> None:
        """Finds what stands in another order: footnotes do wherever a page ends."""
        own, starts, chapter = {0: list[int]()}, [0, *sorted(tops.values())], 0
        self.moved = set[int]()
        for line, number in sorted(self.before.items()):
            chapter = tops.get(line, chapter)
            if starts[bisect(starts, number) - 1] == chapter:
                own.setdefault(chapter, []).append(line)
            else:
                self.moved.add(line)
        self.moved |= {line for lines in own.values() for line in self._out_of_order(lines)}
        self.moved -= {line for line in self.moved if FOOTNOTE_FIRST.match(self.new[line - 1])}
        self.chapters = self._out_of_order(sorted(tops))

    def _out_of_order(self, lines: list[int]) -> set[int]:
        """Returns those of the new lines that stood in another order in the old document."""
        olds = [self.before[line] for line in lines]
        same = SequenceMatcher(None, olds, sorted(olds), autojunk=False).get_matching_blocks()
        return {*lines} - {line for a, _, size in same for line in lines[a : a + size]}


def _keys(lines: list[str], parts: Iterable[Part]) -> list[str]:
    """What parts are compared by first: a cell with those before it in its row, since "2027" alone
    stands in a thousand of them."""
    return [words_of("\t".join(lines[line - 1].split("\t")[: at + 1])) for line, at in parts]


def _like(one: str, other: str) -> bool:
    """Whether most of the words of two parts are the same, whatever their years."""
    was, now = (re.sub(r"\d", "0", text).split() for text in (one, other))
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    likely = matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE
    return likely and matcher.ratio() >= LIKE


def _sort(lines: list[str], part: Part) -> str:
    """What a part is by its mark: "##", "<sup>1</sup>", "!", or nothing."""
    line = lines[part[0] - 1].lstrip()
    note = FOOTNOTE_FIRST.match(line)
    return note[0] if note else "!" if line.startswith("![") else "#" * level_of(line)
