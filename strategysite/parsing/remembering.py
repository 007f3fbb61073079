"""What has been worked out about a thing, for as long as the thing is there: while the site is
shown, most files are as they were at the check before."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Function = TypeVar("Function", bound=Callable[..., Any])


def remembered(function: Function) -> Function:
    """Decorates a function that asks about nothing but its arguments: its latest answer about the
    first, which never changes, is given again while the others are the same.

    A thing is known by what it is, not by what it holds. No answer may lead back to it.
    """
    latest: WeakKeyDictionary[Any, tuple[tuple[Any, ...], Any]] = WeakKeyDictionary()

    @wraps(function)
    def answer(thing: Any, *others: Any) -> Any:
        if thing not in latest or latest[thing][0] != others:
            latest[thing] = others, function(thing, *others)
        return latest[thing][1]

    return answer  # type: ignore[return-value]  # it takes and gives what the function does
