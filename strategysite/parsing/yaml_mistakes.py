"""The mistakes that break a data file most often. One is blamed only where its fix lets the library
read further than before."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

# The C loader is four times as fast; the other gives the same nodes where libyaml is missing.
FAST_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
KEY = re.compile(r"(\s*)(- +)*[\w-]+(?=:(\s|$))")
HEADING_OFF = re.compile(r"\s*#\s*([\w-]+):\s*(#.*)?$")
KEPT_EMPTY = re.compile(r"\s*(?:- +)*([\w-]+):\s+(\[\s*\]|\{\s*\}|null|~)\s*(#.*)?$")
TIGHT = re.compile(r"\s*(- +)*[\w-]+:(?=[^\s:])(?!//)")
TIGHT_DASH = re.compile(r"\s*-(?=[^\s-])")
CURLY = re.compile(r"(?:^\s*|: +|- +)([”“„][^”“„]*[”“„])(?=\s*(#.*)?$)")
CURLY_WHAT = "citattecknen är av fel sort"
CURLY_FIX = 'Skriv raka citattecken, ", före och efter texten.'
COUNTED = {1: "ett", 2: "två", 3: "tre", 4: "fyra"}


@dataclass(frozen=True)
class Mistake:
    """The fault: line and column from 0, what it is, and the fix."""

    line: int
    column: int
    what: str
    fix: str


PAGE = ".md"  # what a row of the menu ends with
Guess = tuple[Mistake, dict[int, str]]  # what to say, and the rows as they would be after the fix


def find_mistake(lines: list[str]) -> Mistake | None:
    """Returns the mistake that keeps the library from reading `lines`; None when it is none of
    those that are known."""
    stop = _stop(lines)
    rows = [
        number
        for number, line in enumerate(lines)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    near = [number for number in rows if number <= stop][-2:][
        ::-1
    ]  # where it stopped, and the row above
    for guesses in GUESSES:
        for found, fixed in guesses(lines, rows, near):
            if _stop([fixed.get(number, line) for number, line in enumerate(lines)]) > stop:
                return found
    return None


def _stop(lines: list[str]) -> int:
    """Returns the line at which the library gives up, or one beyond the last when it does not."""
    try:
        yaml.compose("\n".join(lines), Loader=FAST_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line if mark else 0
    except (yaml.YAMLError, RecursionError):
        return 0
    return len(lines) + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _heading_off(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """The rows of a list are switched on, but the row with its name is still a comment."""
    for number in dict.fromkeys([*rows[:1], *near]):
        heading = HEADING_OFF.match(lines[number - 1]) if number else None
        if heading and _indent(lines[number]):
            what = "raden hänger löst: raden ovanför är fortfarande avstängd med #"
            fix = f'Ta bort # och mellanslaget framför "{heading[1]}:" på rad {number}.'
            yield Mistake(number, _indent(lines[number]), what, fix), {number - 1: f"{heading[1]}:"}


def _stray_space(lines: list[str], rows: list[int], _near: list[int]) -> Iterator[Guess]:
    """The first row begins with a space, mostly the one that stood after #; the rest of the file
    does not."""
    wide = _indent(lines[rows[0]]) if rows else 0
    if not wide:
        return
    stray = [
        number for number in rows if _indent(lines[number]) == wide and KEY.match(lines[number])
    ]
    fix = (
        "Ta bort mellanslaget först på raden."
        if wide == 1
        else "Ta bort mellanslagen först på raden."
    )
    if stray[1:]:
        fix += f" Gör likadant på rad {', '.join(str(number + 1) for number in stray[1:])}."
    what = (
        "ett mellanslag för mycket först på raden" if wide == 1 else "raden är för långt indragen"
    )
    yield Mistake(rows[0], 0, what, fix), {number: lines[number][wide:] for number in stray}


def _kept_empty(lines: list[str], _rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A list is written under a name that still says that there is none."""
    for number in near[1:]:
        empty = KEPT_EMPTY.match(lines[number])
        if empty:
            what = f'"{empty[1]}" är tom ({empty[2]}) men har ändå rader under sig'
            below = (
                "raderna under är listan"
                if empty[2].startswith("[")
                else "värdet står på raderna under"
            )
            fix = f"Ta bort {empty[2]} efter {empty[1]}: {below}."
            yield (
                Mistake(number, empty.start(2), what, fix),
                {number: lines[number][: empty.start(2)].rstrip()},
            )


def _tight(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A space is missing after a colon or a dash, perhaps on several rows together."""
    for sign, pattern in (("kolonet", TIGHT), ("bindestrecket", TIGHT_DASH)):
        found = {}
        for number in reversed(rows[: rows.index(near[0]) + 1] if near else []):
            match = pattern.match(lines[number])
            if match:
                found[number] = match.end()
            elif found or number not in near:
                break
        if found:
            first = min(found)
            told = Mistake(
                first,
                found[first] - 1,
                f"mellanslag saknas efter {sign}",
                f"Skriv ett mellanslag efter {sign}.",
            )
            yield (
                told,
                {
                    number: f"{lines[number][:end]} {lines[number][end:]}"
                    for number, end in found.items()
                },
            )


def _no_dash(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """Words of a list stand without their dash below one that has it."""
    for number in near:
        before = rows[: rows.index(number) + 1]
        wide = _indent(lines[number])
        loose = []
        while (
            before
            and _indent(lines[before[-1]]) == wide
            and (not KEY.match(lines[before[-1]]) or lines[before[-1]].rstrip().endswith(PAGE))
            and not _dashed(lines[before[-1]])
        ):
            loose.append(before.pop())
        above = lines[before[-1]] if before else ""
        in_menu = all(KEY.match(lines[row]) for row in loose)  # rows with names, as the one above
        if (
            loose
            and _indent(above) == wide
            and _dashed(above)
            and (not in_menu or above.rstrip().endswith(PAGE))
        ):
            told = Mistake(
                loose[-1],
                wide,
                'raden i listan saknar "- "',
                'Börja raden med "- ", som raderna intill.',
            )
            yield told, {row: f"{' ' * wide}- {lines[row].lstrip()}" for row in loose}


def _dashed(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _curly(lines: list[str], _rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A text with a colon stands within the quotation marks of a book, which the file does not
    know."""
    for number in near:
        match = CURLY.search(lines[number])
        if match:
            straight = f'{lines[number][: match.start(1)]}"{match[1][1:-1]}"'
            yield Mistake(number, match.start(1), CURLY_WHAT, CURLY_FIX), {number: straight}


def _wrong_indent(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A row begins too far in or too far out. Where it is the row above the library only minds the
    next, so that one is asked first."""
    for number in sorted(near, key=lambda row: (_indent(lines[row]) % 2 == 0, row)):
        wide = _indent(lines[number])
        above = next((lines[row] for row in reversed(rows) if row < number), "")
        beside = (
            _indent(above)
            if _dashed(lines[number])
            else len(above) - len(re.sub(r"^\s*(- +)*", "", above))
        )
        for steps in sorted(dict.fromkeys([beside - wide, -1, 1, -2, 2]), key=abs):
            if steps and wide + steps >= 0 and abs(steps) in COUNTED:
                what = "raden är för långt indragen" if steps < 0 else "raden är för lite indragen"
                fix = (
                    f"{'Ta bort' if steps < 0 else 'Lägg till'} {COUNTED[abs(steps)]} mellanslag"
                    " först på raden."
                )
                yield (
                    Mistake(number, wide, what, fix),
                    {number: " " * (wide + steps) + lines[number].lstrip()},
                )


GUESSES: tuple[Callable[[list[str], list[int], list[int]], Iterator[Guess]], ...] = (
    _heading_off,
    _stray_space,
    _kept_empty,
    _tight,
    _no_dash,
    _curly,
    _wrong_indent,
)
