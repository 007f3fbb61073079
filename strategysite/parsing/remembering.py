"""What has been worked out about a thing, for as long as the thing is there: while the site is
shown, most files are as they were at the check before."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

Function = TypeVar("Function", bound=Callable[..., Any])


def remembered(function: Function) -> Function:
    """Decorates a function that asks about nothing but its arguments, which never change. The first
    is known by what it is, not by what it holds; no answer may lead back to it."""
    known: WeakKeyDictionary[Any, dict[tuple[Any, ...], Any]] = WeakKeyDictionary()

    @wraps(function)
    def answer(thing: Any, *others: Any) -> Any:
        answers = known.setdefault(thing, {})
        if others not in answers:
            answers[others] = function(thing, *others)
        return answers[others]

    return answer  # type: ignore[return-value]  # it takes and gives what the function does
