"""The mistakes that break a data file most often. One is blamed only where its fix lets the library
read further than before."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

import yaml

from strategysite.parsing.tables import FAST_LOADER, table

KEY = re.compile(r"(\s*)(- +)*[\w-]+(?=:(\s|$))")
HOLDS_ROWS = re.compile(r"(\s*)(?:- [a-z]|[a-z][\w-]*:\s*(?:#.*)?$)")  # or an entry of a list
DASHED = re.compile(r"\s*- ")
NO_COLON = re.compile(r"(\s*(?:- +)*)([a-z_]+)(?: *[;=,.]+ *| +)(?=\S)")
OPEN_TEXT = re.compile(r"(\s*(?:- +)*[\w-]+: +)([^\s\"'\[{|>&*!#].*)")  # nothing says where it ends
_TABLE: dict[str, dict[str, str]] = table(__file__)
SLIPS = [(re.compile(row["pattern"]), row) for row in _TABLE.values()]
CURLY, TIGHT_COLON = (
    (_TABLE[name]["what"], _TABLE[name]["fix"]) for name in ("curly", "tight colon")
)
COMMENT_IT = 'Sätt "# " först på raden, som på raderna intill'
MOST_STRAY = 3  # spaces that may be left of what stood after #, which are in no example
MOST_MOVED = 6  # rows that are moved together
COUNTED = {1: "ett", 2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex"}


@dataclass(frozen=True)
class Mistake:
    """The fault: line and column from 0, what it is, and the fix."""

    line: int
    column: int
    what: str
    fix: str


PAGE = ".md"  # what a row of the menu ends with
MENU_ROW = re.compile(rf" *- .*:(?: +(\S+{re.escape(PAGE)}))? *$")
Guess = tuple[Mistake, dict[int, str]]  # what to say, and the rows as they would be after the fix


def find_mistake(lines: list[str]) -> Mistake | None:
    """Returns the mistake that keeps the library from reading `lines`; None when it is none of
    those that are known."""
    stop = _stop(lines)
    rows = [number for number, line in enumerate(lines) if is_row(line)]
    near = [number for number in rows if number <= stop][:-3:-1]  # where it stopped, and above
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


def is_row(line: str) -> bool:
    """Returns whether a line holds something else than a comment."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def indent_of(line: str) -> int:
    """Returns the number of spaces that a line begins with."""
    return len(line) - len(line.lstrip())


def _heading_off(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """Rows are switched on, but what they stand under is still a comment."""
    for number in dict.fromkeys([*rows[:1], *near]):
        above = _switched_off_above(lines, number)
        if above and f"{lines[above[0]].lstrip('# ').partition(':')[0]}:" not in lines:
            what = "raden hänger löst: det som den står under är avstängt med #"
            fix = "Ta bort # och mellanslaget efter det också på rad"
            fix += f" {', '.join(str(row + 1) for row in above)}."
            if all(_comments_beside(lines, number)):
                fix += f" Är den en kommentar? {COMMENT_IT}."
            told = Mistake(number, indent_of(lines[number]), what, fix)
            yield told, {row: lines[row].removeprefix("#").removeprefix(" ") for row in above}


def _switched_off_above(lines: list[str], number: int) -> list[int]:
    """Returns the comments that a row would stand under, were they rows: an outer one for each that
    stands further in, from the one that the file begins with; none in the midst of an example."""
    wide, found = indent_of(lines[number]), list[int]()
    while wide and number and lines[number - 1].startswith("#"):
        number -= 1
        row = HOLDS_ROWS.match(lines[number].removeprefix("#").removeprefix(" "))
        if row and len(row[1]) < wide:
            wide = len(row[1])
            found.insert(0, number)
    return [] if wide else found


def _dash_on_top(lines: list[str], rows: list[int], _near: list[int]) -> Iterator[Guess]:
    """What a file or a page begins with are names: the first is no row of a list."""
    dashed = [*takewhile(lambda row: lines[row].startswith("- ") and KEY.match(lines[row]), rows)]
    if dashed:
        fix = f'Ta bort "- " först på raden.{_likewise(dashed[1:])}'
        told = Mistake(rows[0], 0, 'raden börjar med "- ", men står inte i en lista', fix)
        yield told, {row: lines[row][2:] for row in dashed}


def _in_a_row(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A row has a slip that can be mended in it alone, perhaps as all above that have the same."""
    for pattern, slip in SLIPS:
        have = {row for row in rows if pattern.search(lines[row])}
        for number in near:
            run = [*takewhile(have.__contains__, rows[rows.index(number) :: -1])][::-1]
            for alike in ([number], run) if run else ():
                found = pattern.search(lines[alike[0]])
                assert found
                what, fix = found.expand(slip["what"]), found.expand(slip["fix"])
                told = Mistake(alike[0], found.start("at"), what, fix + _likewise(alike[1:]))
                yield told, {row: pattern.sub(slip["instead"], lines[row], 1) for row in alike}


def _no_name(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """Rows of the menu have lost the one with their name, and stand further in than a page."""
    at = rows.index(near[1]) if near[1:] else 0
    around = [lines[row] for row in rows[at - 1 : at + 3]] if at else []
    if len(around) == 4 and all(line.rstrip().endswith(PAGE) for line in around):
        wide, inner, last = map(indent_of, around[1:])
        one, other = (line.split()[-1].rpartition("/")[0] for line in around[1:3])
        what = "raden med namnet på de här sidorna saknas"
        fix = 'Ta tillbaka den ur historiken. Den står före dem, längre ut: "- Namnet:".'
        named = {near[1]: f"{around[1]}\n{' ' * wide}- x:"}
        if one != other and wide < inner == last:  # else it is the page that stands too far out
            yield Mistake(near[0], inner, what, fix), named


def _comment(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A row of a comment has lost its #: the rows around it have theirs. One that could be data
    stands further in than what the file begins with."""
    within = [
        *takewhile(lambda row: indent_of(lines[row]) > 1, rows)
    ]  # the example, which is first
    listed = within and (DASHED.match(lines[within[0]]) or lines[within[0]].strip() in lines)
    if within[1:] and listed and lines[within[0] - 1].startswith("#"):
        what = "raderna står i exemplet överst i filen, men saknar #"
        fix = "Ska de gälla? Flytta dem till sin lista längre ner. Annars sätts # först på rad "
        fix += f"{', '.join(str(row + 1) for row in within)}."
        yield Mistake(within[0], 0, what, fix), {row: f"# {lines[row]}" for row in within}
    for number in dict.fromkeys([*rows[:1], *near]):
        wide, dashed = indent_of(lines[number]), DASHED.match(lines[number])
        inside = number in rows[:1] and (wide > MOST_STRAY or (dashed and wide > 1))
        if any(_comments_beside(lines, number)) and (inside or not KEY.match(lines[number])):
            told = Mistake(number, 0, "en kommentar som saknar #", f"{COMMENT_IT}.")
            yield told, {number: f"# {lines[number]}"}


def _comments_beside(lines: list[str], number: int) -> list[bool]:
    """Returns of the row above, and of the one below, whether it is a comment."""
    beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    return [line.lstrip().startswith("#") for line in beside]


def _no_colon(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """After a key that stands with a colon elsewhere in the file there is another sign or none; or
    nothing after the name of rows that stand further in."""
    for number in near:
        below = next((row for row in rows if row > number), None)
        if key := _key_without_colon(lines, number):
            start, end = key.end(2), key.end()
        elif below is not None and indent_of(lines[below]) > indent_of(lines[number]) + 1:
            named = re.match(rf"(.*\S)( +)\S+{re.escape(PAGE)} *$", lines[number])
            start = named.end(1) if named else len(lines[number].rstrip())
            end = named.end(2) if named else start
        else:
            continue
        what, fix = "ett kolon saknas efter nyckeln", "Skriv kolon och mellanslag efter den."
        fixed = f"{lines[number][:start]}: {lines[number][end:]}".rstrip()
        yield Mistake(number, start, what, fix), {number: fixed}


def _key_without_colon(lines: list[str], number: int) -> re.Match[str] | None:
    """Returns what a row begins with, where that stands with a colon elsewhere; None for others."""
    word = NO_COLON.match(lines[number])
    known = word and any(re.match(rf"\s*(?:- +)*{word[2]}:", line) for line in lines)
    return word if known else None


def _wrapped(lines: list[str], _rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A text goes on below, where its program broke the line, without standing further in."""
    for number in near:
        text = OPEN_TEXT.match(lines[number - 1]) if number else None
        row = lines[number].strip()
        key = KEY.match(row) or _key_without_colon(lines, number)
        if text and " " in row and not (key or DASHED.match(row) or PAGE in row):
            fix = "Skriv hela texten på en enda rad, inom citattecken."
            told = Mistake(number, indent_of(lines[number]), "texten ovanför fortsätter här", fix)
            whole = f"{text[2]} {row}".replace("'", "''")
            yield told, {number - 1: f"{text[1]}'{whole}'", number: ""}


def _moved(lines: list[str], first: int, steps: int, others: Iterable[int] = ()) -> Mistake:
    """Returns what to say of a row that should begin so many `steps` further in, and of others."""
    what, do = "raden är för lite indragen", "Lägg till"
    if steps < 0:
        what, do = "raden är för långt indragen", "Ta bort"
    fix = f"{do} {COUNTED.get(abs(steps), abs(steps))} mellanslag först på raden."
    alone = steps < 0 and all(_comments_beside(lines, first))  # what stood after its # may be left
    fix += _likewise(others) or (f" Är den en kommentar? {COMMENT_IT}." if alone else "")
    return Mistake(first, indent_of(lines[first]), what, fix)


def _likewise(others: Iterable[int]) -> str:
    rows = ", ".join(str(number + 1) for number in others)
    return f" Gör likadant på rad {rows}." if rows else ""


def _wrong_indent(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A row, or some in a row, begin too far in or out: of all that could be moved, first what
    leaves the file's first row at its edge, then fewest where no other of their kind stands."""
    kinds = _kinds(lines, rows)
    stands = Counter((kinds[row], indent_of(lines[row])) for row in rows)
    runs = [[*run] for _, run in groupby(rows, lambda row: indent_of(lines[row]))]
    odd = [[row for row in rows if indent_of(lines[row]) == wide] for wide in (1, 3)]
    alone = [row for row in rows if stands[kinds[row], indent_of(lines[row])] == 1]
    moves = [
        (moved, steps)
        for moved in [*([row] for row in {*near, *alone, *rows[:1]}), *runs, *odd]
        if near and 0 < len(moved) <= MOST_MOVED and moved[0] <= near[0]
        for wide in {0, *(wide for _, wide in stands)}
        if abs(steps := wide - indent_of(lines[moved[0]])) in COUNTED
    ]

    def left(move: tuple[list[int], int]) -> tuple[bool, int, int, int, int, int]:
        moved, steps = move
        own = Counter((kinds[row], indent_of(lines[row])) for row in moved)
        gone = sum(stands[one] == count for one, count in own.items())
        new = sum(kind != "" and (kind, wide + steps) not in stands for kind, wide in own)
        wide = indent_of(lines[moved[0]]) + steps
        around = [_beside(lines, rows, moved[0], -1), _beside(lines, rows, moved[-1], 1)]
        inside = moved[0] != rows[0] or wide != 0
        return inside, new - gone, len(moved), -around.count(wide), abs(steps), -moved[0]

    for moved, steps in sorted(moves, key=left):
        within = _beside(lines, rows, moved[-1], 1)  # what stands under the last
        opens = lines[moved[-1]].rstrip().endswith(":")
        deeper = not opens or within is None or indent_of(lines[moved[-1]]) + steps < within
        inside, odder, *_ = left((moved, steps))
        if deeper and ({*near} & {*moved} or not inside or odder < 0):
            fixed = {
                row: " " * (indent_of(lines[row]) + steps) + lines[row].lstrip() for row in moved
            }
            yield _moved(lines, moved[0], steps, moved[1:]), fixed


def _beside(lines: list[str], rows: list[int], number: int, steps: int) -> int | None:
    """Returns the indent of the row so many rows from `number`; None where there is none."""
    at = rows.index(number) + steps
    return indent_of(lines[rows[at]]) if 0 <= at < len(rows) else None


def _kinds(lines: list[str], rows: list[int]) -> dict[int, str]:
    """Returns what each row is like: a page of the menu those of its folder, a key the same key
    elsewhere, all else what has a dash too, or has none."""
    kinds = {}
    for row in rows:
        page, key = MENU_ROW.match(lines[row]), KEY.match(lines[row])
        folder = page and page[1] and page[1].rpartition("/")[0]
        kinds[row] = f"{folder}/" if folder else key[0].strip() if key and not page else ""
    times = Counter(kinds.values())
    dashed = {row: "- " if DASHED.match(lines[row]) else "" for row in rows}
    return {row: kind if times[kind] > 1 else dashed[row] for row, kind in kinds.items()}


GUESSES: tuple[Callable[[list[str], list[int], list[int]], Iterator[Guess]], ...] = (
    *(_heading_off, _comment, _dash_on_top, _in_a_row, _no_name, _wrapped, _no_colon),
    _wrong_indent,
)
