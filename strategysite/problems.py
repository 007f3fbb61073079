"""A fault in the editors' files: what is wrong, where, and how to fix it. All texts are Swedish,
for people who do not program."""

import difflib
import errno
import os
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

_Named = TypeVar("_Named")
NOTHING_PUBLISHED = "Inget har publicerats; den tidigare versionen ligger kvar."
ALIKE = 0.6  # of two words, from 0 to 1: near enough to guess that the one was meant
ONE_SLIP = 0.8  # a letter or two in a word: for guesses that must not be wrong
MOST_NAMED = 12  # beside a guess
QUOTED_WIDTH = 110  # a longer line is cut around the place, so that the caret stays on the screen


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: `file` relative to the project, `line` and `column` from 1, `length`
    in characters. A file without lines that one can open is named alone, or with `words` in it."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    words: str = ""

    def __str__(self) -> str:
        """Returns file and line, as programs write and open them."""
        return (
            f"{self.file}{f', {self.words}' if self.words else f':{self.line}' * bool(self.line)}"
        )


class Kind(Enum):
    """What a fault is, where the rules of what follows from what must know. The words of a message
    may change; nothing is read out of them."""

    OF_DOCUMENT = auto()  # other words than the adopted document has
    OF_A_TAG = auto()  # what stands after it on the page is read as part of it
    OF_LANGUAGE = auto()  # a macro leads elsewhere on the page than where its headings are
    NO_LANGUAGE = auto()  # a page's language has no row: what asks for its words fails
    OF_LINES = auto()  # names the lines that it is about: what else is wrong with them follows
    OF_A_WAY = auto()  # a link or a picture leads nowhere from the page that it is on
    OF_THE_PLACE = auto()  # a page lies where nothing asks for it
    OF_HELP = auto()  # whoever is in danger would miss whom to call; may name the word of danger
    OF_TRANSLATION = auto()  # says another thing than it is there for, in a language not all know
    NO_HEADING = auto()  # names the page, and the id that no heading on it has
    REPEATED = auto()  # an entry that stands twice: what else is told of the second follows
    CARD_TWICE = auto()  # a contact is shown again on a page
    MOVED_KEY = auto()  # a key that belongs in another file
    NEW_NUMBER = auto()  # that the public did not see before
    NEW_TEXT = auto()  # a sentence on a page of help that breaks no rule


@dataclass(frozen=True, order=True)
class Problem:
    """One fault. `what` is a sentence without a full stop, `fix` tells the fix; both may be shown
    to anyone. `names` are the ids, pages or addresses that it is about, as they are written."""

    place: Place
    what: str
    fix: str = ""
    kind: Kind | None = field(default=None, compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)


# What a machine says of a file, and what to do then; all else that it may say is for a programmer.
FULL = "disken är full", "Ta bort något som inte behövs därifrån. Kör sedan kommandot igen."
LOCKED = (
    "du får inte läsa eller ändra det som står där",
    "Är det skrivskyddat, någon annans eller öppet i ett annat program? Kör kommandot igen sedan.",
)
HINDRANCES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), LOCKED),
}


def hindrance(error: BaseException, root: Path) -> Problem | None:
    """Returns the problem that the machine has with a file: nobody's text is wrong then. None for
    any other error."""
    if not isinstance(error, OSError) or error.errno not in HINDRANCES:
        return None
    file = str(error.filename2 or error.filename or "datorn").removeprefix(f"{root}{os.sep}")
    return Problem(Place(file, line=0), *HINDRANCES[error.errno])


def near(written: str, allowed: Iterable[str], likeness: float = ALIKE) -> str:
    """Returns 'Menade du "x"?' where a value of `allowed` is alike enough, else nothing."""
    folded = {
        value.casefold(): value for value in sorted(set(allowed), key=str.casefold, reverse=True)
    }
    found = difflib.get_close_matches(written.casefold(), folded, n=1, cutoff=likeness)
    return f'Menade du "{folded[found[0]]}"?' if found else ""


def did_you_mean(
    written: str, allowed: Iterable[str], under: str = "", likeness: float = ALIKE
) -> str:
    """Returns 'Menade du "x"? Tillåtna: …' for a value outside `allowed`; the guess only where one
    lies near.

    Many are not listed beside a guess; without one, of many those that begin alike. Where
    nothing is allowed yet it tells where to add it: `under` a key of a data file.
    """
    values = sorted(set(allowed), key=str.casefold)
    if not values:
        add = f" Skriv in det under {under}." if under else ""
        return f"Det finns inget att välja än.{add}"
    guess = near(written, values, likeness)
    if guess and (len(values) > MOST_NAMED or all(value.endswith(".md") for value in values)):
        return guess
    like = [value for value in values if _beginnings(written) & _beginnings(value)]
    if like and len(values) > MOST_NAMED:
        return f"Liknande finns: {', '.join(like)}."
    return f"{guess} Tillåtna: {', '.join(values)}.".strip()


def _beginnings(name: str) -> set[str]:
    """Returns how the longer words of a name begin."""
    return {word[:5] for word in re.findall(r"\w{5,}", name.casefold())}


def shorten(text: str, width: int = 60) -> str:
    """Returns `text` on one line, cut at a word with an ellipsis when it is longer than `width`
    characters."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return (line[:width].rsplit(" ", 1)[0] or line[:width]).rstrip(" ,.;:") + " …"


def from_difference(was: str, now: str) -> tuple[str, str]:
    """Returns both texts from two words before the first that differs, shortened."""
    old, new = was.split(), now.split()
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    start = max(0, len([*same]) - 2)
    before = "… " if start else ""
    return before + shorten(" ".join(old[start:])), before + shorten(" ".join(new[start:]))


def beside(gone: _Named, before: Sequence[_Named], left: Container[_Named]) -> _Named | None:
    """Returns what is `left` next to where one that is gone stood `before`: after it, else before
    it."""
    at = before.index(gone)
    return next((one for one in (*before[at:], *before[at::-1]) if one in left), None)


def and_more(names: Sequence[str], most: int) -> str:
    """Returns the names with commas between; of more than `most` the first ones, and how many there
    are besides."""
    more = f" och {len(names) - most} till" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def decimal(number: object) -> str:
    """Returns a number, or the text of one, as Swedish writes it: "2,5"."""
    return str(number).replace(".", ",")


def _quoted(root: Path, place: Place) -> list[str]:
    picture = place.file.lower().endswith((".png", ".jpg", ".jpeg", ".webp"))
    if not place.line or picture or (root / place.file).is_symlink():
        return []  # no line is meant; or what it leads to may be nobody's business
    try:
        raw = (root / place.file).read_bytes()
        line = raw.decode("utf-8-sig", errors="replace").splitlines()[place.line - 1]
    except (OSError, IndexError):
        return []
    if b"\0" in raw or line.startswith("\ufffd" * 2) or line.count("\ufffd") * 3 > len(line):
        return []  # no text: nobody can read its bytes
    column = min(place.column, len(line) + 1)
    start = max(0, column - QUOTED_WIDTH // 2) if len(line) > QUOTED_WIDTH else 0
    cut = line[start : start + QUOTED_WIDTH]
    shown = "".join(sign if sign.isprintable() else " " for sign in cut)
    carets = "^" * max(1, min(place.length, len(shown) - (column - start) + 1))
    number = f"{place.line:>5}"
    return [f"{number} | {shown}", f"{' ' * len(number)} | {' ' * (column - start - 1)}{carets}"]


def render(problem: Problem, root: Path) -> str:
    """Returns the problem as it is printed: place and fault, the quoted line with a caret, the
    fix."""
    place = problem.place
    column = f":{place.column}" * bool(place.line)
    lines = [f"{place}{column}: {problem.what}", *_quoted(root, place)]
    return "\n".join([*lines, f"  {problem.fix}"] if problem.fix else lines)


def report(problems: Iterable[Problem], root: Path) -> str:
    """Returns all problems in the order of the files, each once, with the count and what it means
    for the live site."""
    ordered = sorted(set(problems))
    told = [render(problem, root) for problem in ordered]
    return "\n".join([*told, f"{len(ordered)} fel. {NOTHING_PUBLISHED}"])
