"""What has been worked out about a thing, for as long as the thing is there: while the site is
shown, most files are as they were at the check before."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Function = TypeVar("Function", bound=Callable[..., Any])


def remembered(function: Function) -> Function:
    """Decorates a function that asks about nothing but its arguments: its two latest answers about
    the first, which never changes, are given again where the others are the same: what readers have
    is asked about between two checks.

    A thing is known by what it is, not by what it holds. No answer may lead back to it.
    """
    latest: WeakKeyDictionary[Any, list[tuple[tuple[Any, ...], Any]]] = WeakKeyDictionary()

    @wraps(function)
    def answer(thing: Any, *others: Any) -> Any:
        known = latest.setdefault(thing, [])
        for asked, said in known:
            if asked == others:
                return said
        said = function(thing, *others)
        latest[thing] = [(others, said), *known[:1]]
        return said

    return answer  # type: ignore[return-value]  # it takes and gives what the function does
