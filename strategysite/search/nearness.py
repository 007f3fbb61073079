"""How like a text is to each of many others: how much of its letter groups, three and four letters
long, they hold. A group that few others hold says more. What is misspelt, inflected, joined or only
begun is still like what was meant.

theme/scripts/search/nearness.js does exactly the same.
"""

import math
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate

SIZES = (3, 4)
# How many groups of a kind weigh as much as what all kinds together say.
USUAL = 200


def groups(text: str) -> list[str]:
    """The letter groups of a text, each once."""
    found = (text[at : at + size] for size in SIZES for at in range(len(text) - size + 1))
    return list(dict.fromkeys(found))


class Nearness:
    """Texts to compare with. `owner` says of each which thing it belongs to: those that hold a
    group are counted by their owners. `kinds` says of each owner of which kind it is."""

    def __init__(
        self, texts: Sequence[str], owner: Sequence[int], kinds: Sequence[int] = ()
    ) -> None:
        self._texts = texts
        self._owner = owner
        self._kinds = kinds
        self._sizes = [0] * (max(kinds, default=-1) + 1)
        for text, one in zip(texts, owner if kinds else (), strict=False):
            self._sizes[kinds[one]] += _number_of_groups(text)
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

    def likely(self, text: str) -> list[float]:
        """The logarithm of how likely each kind of texts is to hold what this one does, the
        likeliest 0: naive Bayes, with Dirichlet's smoothing. What every text may hold ("my",
        "says") tells the kinds apart too, where one kind holds it oftener."""
        own = groups(text)
        whole = sum(self._sizes)
        likely = [-len(own) * math.log(1 + size / USUAL) for size in self._sizes]
        for group in own:
            found, _ = self._told(group)
            usual = USUAL * (len(found) + 1) / whole
            for kind, held in Counter(self._kinds[self._owner[one]] for one in found).items():
                likely[kind] += math.log(1 + held / usual)
        most = max(likely, default=0.0)
        return [value - most for value in likely]

    def _told(self, group: str) -> tuple[list[int], float]:
        if group not in self._known:
            found = self.holding(group)
            owners = len({self._owner[number] for number in found}) or 1
            rare = math.log(1 + self._owners / owners)
            self._known[group] = found, rare * math.sqrt(rare)
        return self._known[group]


def _number_of_groups(text: str) -> int:
    return sum(max(0, len(text) - size + 1) for size in SIZES)
