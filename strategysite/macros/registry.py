"""The macros' register: each returns what the template with its name has besides `facts`,
`strategy` and `municipality`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from strategysite.data.model.common import Entry
from strategysite.problems import ALIKE, Kind, Place, did_you_mean

Found = TypeVar("Found", bound=Entry)
Variables = dict[str, Any]
Macro = Callable[..., Variables]
BLOCKS: dict[str, Macro] = {}
INLINES: dict[str, Macro] = {}


@dataclass(eq=False)
class MacroError(Exception):
    """A macro was asked for something that is not there. `needle` is what was written on the page;
    `place` is where the fix is when that is in another file."""

    what: str
    fix: str
    needle: str = ""
    place: Place | None = None
    kind: Kind | None = None


def block(function: Macro) -> Macro:
    """Registers a macro that stands alone on its line."""
    BLOCKS[function.__name__] = function
    return function


def inline(function: Macro) -> Macro:
    """Registers a macro that stands in a sentence."""
    INLINES[function.__name__] = function
    return function


def find(
    things: Iterable[Found], own: str, noun: str, under: str, *, likeness: float = ALIKE
) -> Found:
    """Returns the thing with the id `own`. Raises MacroError when there is none, with the ids that
    there are `under` a key of the data, and a guess where one is as alike as `likeness`."""
    by_id = {thing.id: thing for thing in things}
    if own not in by_id:
        fix = did_you_mean(own, by_id, under, likeness)
        fix = "Skriv ett makro för varje, med bara ett id i." if "," in own else fix
        raise MacroError(f'{noun} "{own}" finns inte', fix, own)
    return by_id[own]
