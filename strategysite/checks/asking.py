"""How the rules about data/ are asked, and what many of them ask: is a name known, does it stand
twice?"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from typing import TypeVar

from strategysite.data.facts import Facts
from strategysite.data.model.common import Part
from strategysite.problems import ALIKE, Problem, did_you_mean

T = TypeVar("T")
# A rule takes `facts` and one part, in any order; it is asked of each part of that kind.
Rule = Callable[..., Iterator[Problem]]


def asked(rules: Iterable[Rule], facts: Facts, parts: Iterable[Part]) -> Iterator[Problem]:
    """Asks each rule of every part of the kind that it takes beside the facts."""
    kinds = defaultdict[type, list[Part]](list)
    for part in parts:
        kinds[type(part)].append(part)
    for rule in rules:
        (name,) = rule.__annotations__.keys() - {"facts", "return"}
        for kind, held in kinds.items():
            for part in held if issubclass(kind, rule.__annotations__[name]) else ():
                yield from rule(facts=facts, **{name: part})


def unknown(
    facts: Facts,
    at: tuple[Part, *tuple[str | int, ...]],
    name: str,
    known: Collection[str],
    what: str,
    *,
    under: str = "",
    likeness: float = ALIKE,
) -> Iterator[Problem]:
    """Yields a problem, `what`, where `name`, which stands `at` a key of a part, is not in `known`,
    nor the id of a faulty entry. The fix may say to add new names `under` a key."""
    if name not in known and name not in facts.lost:
        fix = did_you_mean(name, known, under, likeness)
        yield Problem(facts.place(*at), what, fix, names=(name,))


def again(named: Iterable[tuple[Hashable, T]]) -> Iterator[tuple[T, T]]:
    """Yields each item whose name was used before, with the first item that used it."""
    first: dict[Hashable, T] = {}
    for name, one in named:
        if first.setdefault(name, one) is not one:
            yield one, first[name]
