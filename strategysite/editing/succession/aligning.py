"""Which line of a new version of a document says what a line of the old one did."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from strategysite.data.adopted import line_words
from strategysite.editing.succession.lines import FOOTNOTE_FIRST, level_of

LIKE = 0.6  # of the words of two lines, at least, where one is the other in new words
FEW = 0.25  # of the words that are the same; with fewer the rest need not be looked at
NEAR = 40  # lines, at most, in which one in new words is looked for
SHORT = 3  # words, at most, of a line that may be replaced by another in its place
LONG = 6  # words, at least, of a line that has moved alone


def words_of(line: str) -> str:
    """Returns the words of a line, or its signs where it has none; of a picture no file."""
    return " ".join(line_words(line)) or line.strip().partition("](")[0]


def shown_of(line: str) -> str:
    """Returns what a reader sees of a line: its words, or what its picture shows."""
    picture = re.match(r"!\[([^\]]*)", line)
    return f"bild: {picture[1]}" if picture else " ".join(line_words(line))


class Aligned:
    """Which line of the new document says each line of the old one (`to`, by their numbers), which
    line of the old one each of these says (`before`), and how much of the old words are the `same`,
    from 0 to 1. The lines `shown` are those of the new one.

    Chapters begin at the lines `tops` of the old one. The lines of the new one that have `moved`
    stand in another chapter, or in another order in theirs; `chapters` are the tops of those that
    stand in another order themselves.
    """

    def __init__(
        self, old: list[str], new: list[str], shown: Iterable[int], tops: Collection[int]
    ) -> None:
        self.old, self.new = old, new
        self.was, self.now = _filled(old, range(1, len(old) + 1)), _filled(new, shown)
        self.to: dict[int, int] = {}
        ours, theirs = [*self.was], [*self.now]
        keys = [*self.was.values()], [*self.now.values()]
        runs = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
        for how, a, b, c, d in runs:
            self.to |= zip(ours[a:b], theirs[c:d], strict=True) if how == "equal" else ()
        self._moved(*self._left(ours, theirs))
        for _, a, b, c, d in runs if self.same >= FEW else ():
            self._reworded(*self._left(ours[a:b], theirs[c:d]))
        self._reworded_elsewhere(*self._left(ours, theirs))
        self._headings(sorted(tops))
        self.before = {line: number for number, line in sorted(self.to.items())}
        self._order({self.to[top]: top for top in tops if top in self.to})

    def _moved(self, ours: list[int], theirs: list[int]) -> None:
        """Pairs what has moved: what stands once in each of them, with what is the same around it;
        a short line alone may be any, if it is no heading or picture."""
        was, now = [self.was[one] for one in ours], [self.now[one] for one in theirs]
        counts, place = (Counter(was), Counter(now)), {key: at for at, key in enumerate(now)}
        moved, taken = dict[int, int](), set[int]()

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

    def _left(self, ours: list[int], theirs: list[int]) -> tuple[list[int], list[int]]:
        """Returns those of them that are not paired."""
        taken = {*self.to.values()}
        left = [one for one in ours if one not in self.to]
        return left, [own for own in theirs if own not in taken]

    @property
    def same(self) -> float:
        """How much of the old words there is; a line in new words counts as one in its own."""
        there = sum(len(self.was[number].split()) for number in self.to)
        return there / max(sum(len(said.split()) for said in self.was.values()), 1)

    def _like(self, one: int, other: int) -> bool:
        """Whether most of the words of an old line and a new one are the same, whatever their
        years: of a row of a table those of its longest cell, which says what the row is about."""
        was, now = _gist(self.old[one - 1]), _gist(self.new[other - 1])
        matcher = SequenceMatcher(None, was, now, autojunk=False)
        likely = matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE
        return likely and matcher.ratio() >= LIKE

    def _reworded(self, ours: list[int], theirs: list[int]) -> None:
        """Pairs what stands between lines that are the same: those that have most of their words
        in common, in their order; then headings, notes, pictures and short lines that stand
        alone."""
        start = 0
        for number in ours:
            near = enumerate(theirs[start : start + NEAR], start)
            found = next((at for at, own in near if self._like(number, own)), None)
            if found is not None:
                self.to[number], start = theirs[found], found + 1
        ours, theirs = self._left(ours, theirs)
        left = [(_sort(self.old, number), number) for number in ours]
        free = [(_sort(self.new, number), number) for number in theirs]
        for sort, number in left:
            same = [own for other, own in free if other == sort]
            short = self.was[number].count(" ") < SHORT and all(
                "\t" not in self.new[own - 1] for own in same
            )
            if (sort or short) and len(same) == [other for other, _ in left].count(sort) == 1:
                self.to[number] = same[0]

    def _reworded_elsewhere(self, ours: list[int], theirs: list[int]) -> None:
        """Pairs what has moved and has new words too: long lines, no rows of a table, of which one
        alone is like the other."""
        theirs = [one for one in theirs if "\t" not in self.new[one - 1]]
        for number in (one for one in ours if "\t" not in self.old[one - 1]):
            long = self.was[number].count(" ") >= LONG
            like = [own for own in theirs if long and self._like(number, own)]
            if [_sort(self.new, own) for own in like] == [_sort(self.old, number)]:
                self.to[number] = like[0]
                theirs.remove(like[0])

    def _headings(self, tops: list[int]) -> None:
        """A chapter whose heading is gone has the new one straight before its first line."""
        taken = {*self.to.values()}
        for top, end in pairwise([*tops, len(self.old) + 1]):
            own = [to for number, to in self.to.items() if top <= number < end]
            over = max((line for line in self.now if line < min(own, default=0)), default=0)
            gone = top not in self.to and level_of(self.old[top - 1])
            if gone and over and over not in taken and level_of(self.new[over - 1]):
                self.to[top] = over

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


def _filled(lines: list[str], numbers: Iterable[int]) -> dict[int, str]:
    """Returns the words of those of the lines that have any, by their numbers and in that order.
    Footnotes come last: they stand wherever a page ends."""
    ordered = sorted(numbers, key=lambda n: bool(FOOTNOTE_FIRST.match(lines[n - 1])))
    return {n: words_of(lines[n - 1]) for n in ordered if lines[n - 1].strip()}


@lru_cache(maxsize=10_000)  # a line is likened to many
def _gist(line: str) -> list[str]:
    longest = max(map(words_of, line.split("\t")), key=lambda said: said.count(" "))
    return re.sub(r"\d", "0", longest).split()


def _sort(lines: list[str], number: int) -> str:
    """What a line is by its mark: "##", "<sup>1</sup>", "!", or nothing."""
    line = lines[number - 1].lstrip()
    note = FOOTNOTE_FIRST.match(line)
    return note[0] if note else "!" if line.startswith("![") else "#" * level_of(line)
