"""The mistakes that break a data file most often. One is blamed only where its fix lets the library
read further than before."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

import yaml

from strategysite.parsing.tables import FAST_LOADER, table

KEY = re.compile(r"(\s*)(- +)*[\w-]+(?=:(\s|$))")
HOLDS_ROWS = re.compile(r"(\s*)(?:- [a-z]|[a-z][\w-]*:\s*(?:#.*)?$)")  # or an entry of a list
TIGHT = re.compile(r"\s*(- +)*[\w-]+:(?=[^\s:])(?!//)")
DASHED = re.compile(r"\s*- ")
TIGHT_DASH = re.compile(r"\s*-(?=[^\s-])")
NO_COLON = re.compile(r"(\s*(?:- +)*)([a-z_]+)(?: *[;=,.]+ *| +)(?=\S)")
OPEN_TEXT = re.compile(r"(\s*(?:- +)*[\w-]+: +)([^\s\"'\[{|>&*!#].*)")  # nothing says where it ends
_TABLE: dict[str, dict[str, str]] = table(__file__)
SLIPS = [(re.compile(row["pattern"]), row) for row in _TABLE.values()]
CURLY = _TABLE["curly"]["what"], _TABLE["curly"]["fix"]
TIGHT_COLON = ("mellanslag saknas efter kolonet", "Skriv ett mellanslag efter kolonet.")
TIGHT_ROW = ("mellanslag saknas efter bindestrecket", "Skriv ett mellanslag efter bindestrecket.")
COMMENT_IT = 'Sätt "# " först på raden, som på raderna intill'
MOST_STRAY = 3  # spaces that may be left of what stood after #, which are in no example
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


def _stray_space(lines: list[str], rows: list[int], _near: list[int]) -> Iterator[Guess]:
    """The first row begins with a space, mostly the one that stood after #; the rest of the file
    does not."""
    wide = indent_of(lines[rows[0]]) if rows else 0
    if not wide:
        return
    # Further down an even number of spaces is what rows below a name have.
    first = rows if wide % 2 else [*takewhile(lambda row: indent_of(lines[row]) >= wide, rows)]
    stray = [at for at in first if indent_of(lines[at]) == wide and KEY.match(lines[at])]
    told = replace(_moved(lines, rows[0], -wide, stray[1:]), column=0)
    yield told, {number: lines[number][wide:] for number in stray}


def _dash_on_top(lines: list[str], rows: list[int], _near: list[int]) -> Iterator[Guess]:
    """What a file or a page begins with are names: the first is no row of a list."""
    dashed = [row for row in rows if lines[row].startswith("- ") and KEY.match(lines[row])]
    if dashed and dashed[0] == rows[0]:
        fix = f'Ta bort "- " först på raden.{_likewise(dashed[1:])}'
        told = Mistake(rows[0], 0, 'raden börjar med "- ", men står inte i en lista', fix)
        yield told, {row: lines[row][2:] for row in dashed}


def _in_a_row(lines: list[str], _rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A row has a slip that can be mended in it alone."""
    for pattern, slip in SLIPS:
        for number in near:
            if found := pattern.search(lines[number]):
                told = found.expand(slip["what"]), found.expand(slip["fix"])
                fixed = pattern.sub(slip["instead"], lines[number], count=1)
                yield Mistake(number, found.start("at"), *told), {number: fixed}


def _tight(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A space is missing after a colon or a dash, perhaps on several rows together."""
    for told, pattern in ((TIGHT_COLON, TIGHT), (TIGHT_ROW, TIGHT_DASH)):
        found = {}
        for number in reversed(rows[: rows.index(near[0]) + 1] if near else []):
            match = pattern.match(lines[number])
            if match:
                found[number] = match.end()
            elif found or number not in near:
                break
        if found:
            first = min(found)
            fixed = {at: f"{lines[at][:end]} {lines[at][end:]}" for at, end in found.items()}
            yield Mistake(first, found[first] - 1, *told), fixed


def _no_dash(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """Words of a list stand without their dash below one that has it."""
    for number in near:
        before = rows[: rows.index(number) + 1]
        wide = indent_of(lines[number])
        loose = []
        while before:
            row = lines[before[-1]]
            word = not KEY.match(row) or row.rstrip().endswith(PAGE)
            if indent_of(row) != wide or not word or DASHED.match(row):
                break
            loose.append(before.pop())
        above = lines[before[-1]] if before else ""
        in_menu = all(KEY.match(lines[row]) for row in loose)  # rows with names, as the one above
        beside = indent_of(above) == wide and DASHED.match(above)
        if loose and beside and (not in_menu or above.rstrip().endswith(PAGE)):
            fix = 'Börja raden med "- ", som raderna intill.'
            told = Mistake(loose[-1], wide, 'raden i listan saknar "- "', fix)
            yield told, {row: f"{' ' * wide}- {lines[row].lstrip()}" for row in loose}


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


def _in_menu(lines: list[str], rows: list[int], near: list[int]) -> Iterator[Guess]:
    """A row of the menu, or some in a row, begin further in or out than those that they belong to:
    of all that could be moved what leaves most in order is told."""
    together = groupby(rows, lambda row: bool(MENU_ROW.match(lines[row])))
    menus = [[*held] for is_menu, held in together if is_menu]
    menu = next((held for held in menus if {*near} & {*held}), [])
    runs = [[*run] for _, run in groupby(menu, lambda row: indent_of(lines[row]))]
    moves = [
        {row: f"{' ' * wide}{lines[row].lstrip()}" for row in moved}
        for moved in [*([row] for row in menu), *runs]
        for wide in sorted({indent_of(lines[row]) for row in menu})
        if wide != indent_of(lines[moved[0]])
    ]

    def left(fixed: dict[int, str]) -> tuple[int, int, int]:
        return _out_of_order([fixed.get(row, lines[row]) for row in menu]), len(fixed), -min(fixed)

    for fixed in sorted(moves, key=left)[:1]:
        first, *others = fixed
        steps = indent_of(fixed[first]) - indent_of(lines[first])
        yield _moved(lines, first, steps, others), fixed


def _out_of_order(menu: list[str]) -> int:
    """Returns how much of a menu is where it can't be: below a name a row stands further in, else
    as far in as one before it; and beside another page where both are of the same folder."""
    out, open_at = 0, [indent_of(menu[0])]
    for above, row in pairwise(menu):
        opens, wide = above.rstrip().endswith(":"), indent_of(row)
        folder, other = (MENU_ROW.sub(r"\1", one).rpartition("/")[0] for one in (row, above))
        out += 0 if (wide > open_at[-1] if opens else wide in open_at) else 2
        same, beside = folder == other, wide == indent_of(above)
        grouped = folder != "" and not opens and (same or wide != open_at[0])
        out += grouped and same != beside
        open_at = [*(one for one in open_at if one < wide), wide]
    return out


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
    """A row begins too far in or too far out: the one whose key stands elsewhere with another
    indent, or that the rows around are not like. Where it is the row above the library only minds
    the next, so that one is asked first."""

    def likely(number: int) -> tuple[bool, bool, bool, int]:
        wide = indent_of(lines[number])
        above, below = (_beside(lines, rows, number, steps) for steps in (-1, 1))
        opens = above is not None and lines[rows[rows.index(number) - 1]].rstrip().endswith(":")
        alone = above == below != wide or (opens and above is not None and wide <= above)
        return wide == _usual(lines, number), not alone, wide % 2 == 0, number

    # As far out as the first, where none with its key is: the library reads on to the next row.
    outmost = [row for row in rows if row < near[-1] and lines[row][0] != " "] if near else []
    for number in sorted([*near, *(one for one in outmost if _usual(lines, one))], key=likely):
        wide = indent_of(lines[number])
        above = next((lines[row] for row in reversed(rows) if row < number), "")
        words = above.lstrip() if DASHED.match(lines[number]) else re.sub(r"^\s*(- +)*", "", above)
        beside = len(above) - len(words)
        opened = re.match(r".*:\s*$", lines[number])  # its rows stand further in
        most = (_beside(lines, rows, number, 1) or 0) - 1 if opened else len(lines[number])
        usual, between = _usual(lines, number), _beside(lines, rows, number, -1)
        if usual is None and between == _beside(lines, rows, number, 1):
            usual = between  # the rows around it stand alike
        nearest = sorted([beside - wide, -1, 1, -2, 2, -4, 4], key=abs)
        for steps in dict.fromkeys(nearest if usual is None else [usual - wide, *nearest]):
            if steps and 0 <= wide + steps <= most and abs(steps) in COUNTED:
                fixed = " " * (wide + steps) + lines[number].lstrip()
                yield _moved(lines, number, steps), {number: fixed}


def _usual(lines: list[str], number: int) -> int | None:
    """Returns the indent that most rows with the same key have, or of a row of a list without one
    those beside it; None where there are none."""
    beside = lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]
    words = [indent_of(one) for one in beside if DASHED.match(one) and not KEY.match(one)]
    if words and DASHED.match(lines[number]) and not KEY.match(lines[number]):
        return words[0]
    key = KEY.match(lines[number])
    name = key[0].strip() if key else ""
    others = [line for at, line in enumerate(lines) if at != number and name and KEY.match(line)]
    indents = [indent_of(line) for line in others if line.strip().startswith(f"{name}:")]
    return max(indents, key=indents.count) if len(indents) > 1 else None


def _beside(lines: list[str], rows: list[int], number: int, steps: int) -> int | None:
    """Returns the indent of the row so many rows from `number`; None where there is none."""
    at = rows.index(number) + steps
    return indent_of(lines[rows[at]]) if 0 <= at < len(rows) else None


GUESSES: tuple[Callable[[list[str], list[int], list[int]], Iterator[Guess]], ...] = (
    *(_heading_off, _comment, _stray_space, _dash_on_top, _in_a_row, _tight, _no_name),
    *(_no_dash, _wrapped, _no_colon, _in_menu, _wrong_indent),
)
