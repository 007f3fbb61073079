"""The macros' register: each returns what the template with its name has besides `facts`,
`strategy` and `municipality`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from strategysite.data.model.common import Entry
from strategysite.data.phone_numbers import digits
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


def _with_number(things: Iterable[Entry], number: str) -> list[str]:
    """Returns the ids of the contacts that have a number, the emergency's own before others."""
    phones = [(one, getattr(one, "phone", None)) for one in things]
    found = [one for one, phone in phones if phone and digits(phone.number or "") == digits(number)]
    return [one.id for one in sorted(found, key=lambda one: not getattr(one, "emergency", False))]


def find(
    things: Iterable[Found], own: str, noun: str, under: str, *, likeness: float = ALIKE
) -> Found:
    """Returns the thing with the id `own`. Raises MacroError when there is none, with the ids that
    there are `under` a key of the data, and a guess where one is as alike as `likeness`."""
    by_id = {thing.id: thing for thing in things}
    if own not in by_id:
        fix = did_you_mean(own, by_id, under, likeness)
        if digits(own) and (so := _with_number(by_id.values(), own)):
            fix = f'Skriv id i stället för numret: "{so[0]}".'
        fix = "Skriv ett makro för varje, med bara ett id i." if "," in own else fix
        raise MacroError(f'{noun} "{own}" finns inte', fix, own)
    return by_id[own]
