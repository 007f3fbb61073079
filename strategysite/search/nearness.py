"""How like a text is to each of many others: how much of its letter groups, three and four letters
long, they hold. A group that few others hold says more. What is misspelt, inflected, joined or only
begun is still like what was meant.

theme/scripts/search/nearness.js does exactly the same.
"""

import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

SIZES = (3, 4)


def groups(text: str) -> list[str]:
    """The letter groups of a text, each once."""
    found = (text[at : at + size] for size in SIZES for at in range(len(text) - size + 1))
    return list(dict.fromkeys(found))


class Nearness:
    """Texts to compare with. `owner` says of each which thing it belongs to: those that hold a
    group are counted by their owners."""

    def __init__(self, texts: Sequence[str], owner: Sequence[int]) -> None:
        self._texts = texts
        self._owner = owner
        self._all = "\n".join(texts)
        self._ends = list(accumulate(len(text) + 1 for text in texts))
        self._owners = len(set(owner))
        self._known: dict[str, tuple[list[int], float]] = {}

    def holding(self, piece: str) -> list[int]:
        """Every text that holds a piece, in order."""
        found: list[int] = []
        at = self._all.find(piece)
        while at >= 0:
            found.append(bisect(self._ends, at))
            at = self._all.find(piece, self._ends[found[-1]])
        return found

    def near(self, text: str) -> dict[int, float]:
        """{text's number: how near it is, 0 to 1} of those that share something."""
        own = groups(text)
        shared: defaultdict[int, float] = defaultdict(float)
        whole = 0.0
        for group in own:
            found, weight = self._told(group)
            whole += weight
            for number in found:
                shared[number] += weight
        return {
            number: min(
                1.0, weight / whole * math.sqrt(len(own) / _number_of_groups(self._texts[number]))
            )
            for number, weight in shared.items()
        }

    def _told(self, group: str) -> tuple[list[int], float]:
        if group not in self._known:
            found = self.holding(group)
            owners = len({self._owner[number] for number in found}) or 1
            self._known[group] = found, math.log(1 + self._owners / owners) ** 2
        return self._known[group]


def _number_of_groups(text: str) -> int:
    return sum(max(0, len(text) - size + 1) for size in SIZES)
