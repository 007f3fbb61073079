"""Which line of a new version of a document says what a line of the old one did."""

from difflib import SequenceMatcher

from strategysite.data.adopted import line_words
from strategysite.editing.succession.document import FOOTNOTE_FIRST
from strategysite.editing.succession.rows import level_of

LIKE = 0.6  # of the words of two lines, at least, where one is the other in new words
FEW = 0.25  # of the lines that are the same; with fewer the rest need not be looked at
NEAR = 40  # lines, at most, in which a line in new words is looked for


def words_of(line: str) -> str:
    """Returns the words of a line, or its signs where it has none."""
    return " ".join(line_words(line)) or line.strip()


class Aligned:
    """Which line of the new document says each line of the old one (`to`, by numbers from 1), which
    of its cells does where it says several (`cell`), and how many have the `same` words; one in new
    words is a part of one. The old lines are compared in an `order` of theirs, with the new ones
    that are not `hidden`."""

    def __init__(
        self, old: list[str], order: list[int], new: list[str], hidden: frozenset[int]
    ) -> None:
        self.old, self.new = old, new
        self.to, self.cell = dict[int, int](), dict[int, int]()
        ours = [number for number in order if old[number - 1].strip()]
        theirs = [n for n, line in enumerate(new, 1) if line.strip() and n not in hidden]
        self.was = {number: words_of(old[number - 1]) for number in ours}
        self.now = {number: words_of(new[number - 1]) for number in theirs}
        was, now = [*self.was.values()], [*self.now.values()]
        parts = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
        self.same: float = sum(b - a for how, a, b, *_ in parts if how == "equal")
        for how, a, b, c, d in parts if self.same >= FEW * len(ours) else ():
            if how == "equal":
                self.to |= dict(zip(ours[a:b], theirs[c:d], strict=True))
            elif how == "replace":
                self._reworded(ours[a:b], theirs[c:d])
                self._alone("#", ours[a:b], theirs[c:d])
        self._alone("<", ours, theirs)

    def _reworded(self, ours: list[int], theirs: list[int]) -> None:
        """Pairs lines that have most of their words in common, in their order; a row with each of
        its cells that had a line of its own."""
        start = 0
        for at, number in enumerate(ours):
            near = theirs[start : start + NEAR] if number not in self.to else []
            for other, new in enumerate(near, start):
                own = ours[at : at + self.new[new - 1].count("\t") + 1]
                alone = _like(self.was[number], self.now[new])
                row = " ".join(self.was[n] for n in own)
                all_ = _like(row, self.now[new]) if len(own) > 1 else 0
                if max(alone, all_) >= LIKE:
                    if all_ > alone:
                        self.cell |= {n: cell for cell, n in enumerate(own)}
                    self.same += len(own) if all_ > alone else alone
                    self.to |= dict.fromkeys(own if all_ > alone else [number], new)
                    start = other + 1
                    break

    def _alone(self, sort: str, ours: list[int], theirs: list[int]) -> None:
        """Pairs the headings of a level, or the notes of a number, of which just one is left."""
        taken = {*self.to.values()}
        left = [n for n in ours if n not in self.to and _sort(self.old[n - 1]).startswith(sort)]
        for number in left:
            own = _sort(self.old[number - 1])
            free = [n for n in theirs if n not in taken and _sort(self.new[n - 1]) == own]
            if len(free) == [_sort(self.old[n - 1]) for n in left].count(own) == 1:
                self.to[number] = free[0]


def _like(one: str, other: str) -> float:
    """How much of the words of two lines is the same, 1 where all are; 0 where it is too little."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0


def _sort(line: str) -> str:
    note = FOOTNOTE_FIRST.match(line)
    return note[0] if note else "#" * level_of(line)
