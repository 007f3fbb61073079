"""A table in the text of a PDF, whose columns only blanks keep apart: told from a text that merely
has gaps by what heads it, and by columns that every row keeps to. Whatever is not sure is none."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from strategysite.data.adopted import ROW_ENDS
from strategysite.editing.succession.lines import marked
from strategysite.parsing.tables import table

GAP = 2  # blanks, at least, between two columns
ROWS = 2  # under the heads, at least
EMPTY = 1  # lines, at most, between two rows
NEAR = 5  # signs, at most, that a cell may begin from its head, and be drawn under it
CELL = re.compile(r"\S+(?: \S+)*")
HEAD = re.compile(r"(?:[A-ZÅÄÖ]|\d{4}\b)[^\s.:;!?]*(?: [^\s.:;!?]+){0,3}")
SAYS = table(__file__)
KNOWN = re.compile("|".join(SAYS["heads"]), re.IGNORECASE)  # one of them says that they are heads
NUMBER = re.compile(SAYS["number"], re.IGNORECASE)  # what cells have where none of them does
GOES_ON = re.compile(r"(?:[-,/]|(?<=\d)–|\b(?:och|eller|samt|för|mot|i|av|om|till|med|på|att))$")
YEAR = re.compile(r"(?:19|20|21)\d\d\b")
BETWEEN = re.compile(r"\d[-–]\n\d")


class Found(NamedTuple):
    """A table: the line after it, and its rows, each with the line that it begins on; the lines
    where its heads come `again`, and whether its rows go `over` a page that doesn't repeat them."""

    end: int
    rows: list[tuple[int, list[str]]]
    again: tuple[int, ...] = ()
    over: bool = False


def table_at(
    lines: Sequence[str], at: int, hidden: frozenset[int], least: int = ROWS
) -> Found | None:
    """Returns the table whose heads stand on the line `at`, from 0, with the `least` rows under
    them; None where there is none, or none that is sure. Lines that are `hidden`, by their numbers
    from 1, are none of its."""
    heads = [*CELL.finditer(lines[at])]
    if len(heads) < 2 or "\t" in lines[at] or marked(lines[at])[0]:
        return None
    if not all(HEAD.fullmatch(head[0]) for head in heads):
        return None
    gaps = [set(range(one.end(), two.start())) for one, two in pairwise(heads)]
    first, *starts = [head.start() for head in heads]
    own: dict[int, str] = {}
    for row in _lines(lines, at, hidden):
        said = _under_heads(lines[row], [first, *starts])
        left = [{n for n in gap if said[n : n + 1] in ("", " ")} for gap in gaps]
        if not all(map(_runs, left, starts)):
            if row == max(own) + 1:  # a row that no edge goes through
                return None
            break
        gaps = left
        own[row] = said
    runs = [*map(_runs, gaps, starts)]
    if any(len(found) > 1 for found in runs):  # cells that no head stands over
        return None
    edges = [0, *(found[0] for found in runs), None]
    cells = {row: [said[a:b].strip() for a, b in pairwise(edges)] for row, said in own.items()}
    parted = any(" " * GAP in cell for found in cells.values() for cell in found)
    # Where a cell is empty, the one before may have taken it in: it ends in what another row has.
    begun = ([*pairwise(found)] for found in cells.values() if _begins(found))
    taken = any(
        not own and before.endswith(tuple(f" {other}" for _, other in rows if other))
        for rows in zip(*begun, strict=True)
        for before, own in rows
    )
    known = any(KNOWN.match(head[0]) for head in heads)
    rows = None if parted or taken else _rows(cells, least)
    return rows if rows and (known or _of_numbers(rows)) else None


def over_pages(
    lines: Sequence[str], at: int, found: Found, hidden: frozenset[int], breaks: Container[int]
) -> tuple[int, Found | None]:
    """Returns the line after a table that begins on the line `at`, and the table: with the rest of
    it where the next page begins with more cells under the same columns, with its heads again or
    not, or under its heads, whatever blanks are between them there; none where that rest can't be
    read."""
    own, before = [*range(at, found.end)], found.rows[:1]
    heads = [lines[n].split() for n in range(at, found.rows[1][0]) if lines[n].strip()]
    while True:
        shown = (
            n for n in range(found.end, len(lines)) if lines[n].strip() and n + 1 not in hidden
        )
        below = next(shown, 0)
        rest = [*_lines(lines, below, hidden)]
        first = rest[: len(heads)]
        again = first if [lines[n].split() for n in first] == heads else []
        other = table_at(lines, below, hidden, least=1)
        if other and other.rows[0][1] == found.rows[0][1]:
            again = [n for n in rest if n < other.rows[1][0]]  # on however many lines
        over = any(n in breaks for n in range(found.end, below + 1))
        if not over or not any(len(CELL.findall(lines[n])) > 1 for n in rest):
            return found.end, found
        more = range(below, rest[-1] + 1)
        whole = [*own, *(n for n in more if n not in again)]
        joint = table_at([lines[n] for n in whole], 0, frozenset())
        if joint and joint.end > len(own):
            own = whole[: joint.end]
            rows = [(own[n], cells) for n, cells in joint.rows]
        elif other and again:
            own, before = [*range(below, other.end)], found.rows
            rows = other.rows
        elif other and len(other.rows) > ROWS:  # another table
            return found.end, found
        else:
            return more.stop, None
        rows = [*before, *rows[1:]]
        found = Found(own[-1] + 1, rows, (*found.again, *again), found.over or not again)


def _of_numbers(found: Found) -> bool:
    """Whether each row under the heads has a number, or a sign for none, in every cell but the
    first."""
    return all(all(map(NUMBER.fullmatch, cells[1:])) for _, cells in found.rows[1:])


def is_head(line: str) -> bool:
    """Whether a line alone may be the head of a table's column."""
    return bool(HEAD.fullmatch(line.strip()) and KNOWN.match(line.strip()))


def _lines(lines: Sequence[str], at: int, hidden: frozenset[int]) -> Iterator[int]:
    """Yields the lines from `at` on that may be a table's, up to a heading, a list or more empty
    lines than between two rows, or the end of a page."""
    empty = 0
    for row in range(at, len(lines)):
        if "\t" in lines[row] or marked(lines[row])[0] or row + 1 in hidden:
            return
        if not lines[row].strip():
            empty += 1
        else:
            yield row
            empty = 0
        if empty > EMPTY:
            return


def _under_heads(line: str, starts: list[int]) -> str:
    """Returns a line with each cell straight under the head that it begins near: the letters of a
    PDF have no one width. A line with another cell is as it was, and so is one that begins a row
    and has not all of them: the next cell may have come too near."""
    cells, drawn = [*CELL.finditer(line)], ""
    if len(cells) < len(starts) and cells[0].start() <= starts[0] + NEAR:
        return line
    for cell in cells:
        start = min(starts, key=lambda start: abs(start - cell.start()))
        if abs(start - cell.start()) > NEAR or len(drawn) > max(start - GAP, 0):
            return line
        drawn = f"{drawn:<{start}}{cell[0]}"
    return drawn


def _runs(gap: set[int], head: int) -> list[int]:
    """Returns where in a gap there are so many blanks, in every row, that they part two columns; or
    the one blank straight before the next `head`, where all its cells begin."""
    begins = sorted(n for n in gap if n - 1 not in gap)
    wide = [n for n in begins if all(n + more in gap for more in range(GAP))]
    return wide or [n for n in (head - 1,) if n in gap]


def _rows(cells: dict[int, list[str]], least: int) -> Found | None:
    """A row begins with a first cell that begins anew, and has another; what goes on belongs to the
    row above, and so does what stands straight under it where empty lines part all rows, or alone
    in one of several columns. The table ends with the first line that is neither, if it stands
    apart and nothing under it has cells."""
    rows: list[tuple[int, list[str]]] = []
    end = 0
    parted = not any(_begins(found) and line - 1 in cells for line, found in cells.items())
    for line, found in cells.items():
        filled = [at for at, cell in enumerate(found) if cell]
        above = rows[-1][1] if rows else []
        if _begins(found):
            rows.append((line, found))
        # Where the first cell goes on, so does the row.
        elif above and (
            (line == end and (parted or (len(filled) == 1 < len(found) - 1 and not found[0])))
            or all(_goes_on(above[at], found[at]) for at in filled if at == 0 or found[0] == "")
        ):
            for at in filled:
                goes_on = not found[at][0].isupper() or _goes_on(above[at], found[at])
                ends = " " if goes_on or not above[at] else ROW_ENDS
                # A day or a time that a narrow column divides: "2027-", "12-31".
                ends = "" if BETWEEN.search(f"{above[at]}\n{found[at]}") else ends
                above[at] = f"{above[at]}{ends}{found[at]}".strip()
        elif line == end or any(sum(map(bool, more)) > 1 for at, more in cells.items() if at > end):
            return None
        else:
            break
        end = line + 1
    return Found(end, rows) if len(rows) > least and all(rows[0][1]) else None


def _begins(found: list[str]) -> bool:
    first = found[0][:1]
    return sum(map(bool, found)) > 1 and (first.isupper() or first.isdigit())


def _goes_on(above: str, cell: str) -> bool:
    """Whether a cell goes on from a line to the next: a time does to its year."""
    of_a_time = YEAR.match(cell) and not YEAR.search(above)
    return bool(above) and bool(cell[0].islower() or GOES_ON.search(above) or of_a_time)
