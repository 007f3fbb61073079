"""What has been worked out about a thing, for as long as the thing is there: while the site is
shown, most files are as they were at the check before."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

Asked = ParamSpec("Asked")
Said = TypeVar("Said")
KEPT = 4  # answers


def remembered(function: Callable[Asked, Said]) -> Callable[Asked, Said]:
    """Decorates a function that asks about nothing but its arguments: the answers about the first,
    which never changes, that were given last are given again where the others are the same: what
    readers have is asked about between two checks, and an edit may be undone.

    A thing is known by what it is, not by what it holds. No answer may lead back to it.
    """
    latest: WeakKeyDictionary[Any, list[tuple[object, Said]]] = WeakKeyDictionary()

    @wraps(function)
    def answer(*given: Asked.args, **named: Asked.kwargs) -> Said:
        thing, *others = given
        known = latest.setdefault(thing, [])
        for at, (asked, said) in enumerate(known):
            if asked == (others, named):
                known.insert(0, known.pop(at))
                return said
        said = function(*given, **named)
        latest[thing] = [((others, named), said), *known[: KEPT - 1]]
        return said

    return answer
