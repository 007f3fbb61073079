"""The lock on the adopted wording: what the site shows must be the adopted document, word for word.

The document reached the project as text taken out of a laid-out file. What only layout broke is set
right here and nowhere else: the marks of headings, lists, tables and footnotes, and the spellings
of a period of years. Every other sign counts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from strategysite.checks.tables import column_faults, missing_cells
from strategysite.data.adopted import (
    PERIOD,
    Word,
    adopted_words,
    cell,
    days_adopted,
    row_as_written,
    source_lines,
    words,
)
from strategysite.data.facts import Facts, data_file
from strategysite.data.model.activities import RESPONSIBLE, TEXT, Activity, TargetArea
from strategysite.data.model.common import Part
from strategysite.data.model.municipality import Municipality
from strategysite.data.model.strategy import MetadataRow, Strategy, line_numbers
from strategysite.parsing.git import earlier, published
from strategysite.parsing.text import conflicts
from strategysite.problems import Place, Problem, shorten

OPENING = 8  # words by which a place in the document is found
CONTEXT = 5  # words shown on each side of a difference


@dataclass(frozen=True)
class Difference:
    """The first word of a page that is not the document's: what, the fix, and what to look for on
    the page, the surest first."""

    what: str
    fix: str
    needles: tuple[str, ...]
    next: str = ""  # words that the document has there


def first_difference(adopted: list[Word], shown: list[str]) -> Difference | None:
    """Compares a page with the document. Returns the first word that differs, None when all are the
    same."""
    for index, (word, other) in enumerate(zip_longest(adopted, shown)):
        if word is not None and word.text == other:
            continue
        before = " ".join(item.text for item in adopted[max(0, index - CONTEXT) : index])
        needles = _needles(shown, index)
        if word is None:
            what = f'efter "… {before}" står "{other}", som inte finns i det antagna dokumentet'
            return Difference(what, "Ta bort tillägget, eller märk det som redaktionellt.", needles)
        after = " ".join(item.text for item in adopted[index + 1 : index + 1 + CONTEXT])
        written = f'står "{other}"' if other is not None else "slutar sidan"
        what = (
            f'lydelsen skiljer sig från det antagna dokumentet, rad {word.line}: efter "… {before}"'
            f" {written}"
        )
        what += f' där dokumentet har "{word.text}"'
        fix = (
            f'Återställ den antagna texten: "… {" ".join([before, word.text, after]).strip()} …".'
            " Ett tillägg märks som redaktionellt."
        )
        return Difference(what, fix, needles, f"{word.text} {after}")
    return None


def _needles(shown: list[str], index: int) -> tuple[str, ...]:
    """Returns what to look for on a page where `shown[index]` differs: with the words around it,
    with fewer, alone."""
    spans = [
        (index - 2, index + 2),
        (index - 1, index + 1),
        (index, index + 2),
        (index, index + 1),
        (index - 2, index),
    ]
    return tuple(
        " ".join(shown[max(0, start) : end]) for start, end in spans if shown[max(0, start) : end]
    )


def check_transcript(facts: Facts, strategy: Strategy) -> Iterator[Problem]:
    """Every line of the adopted document is on a page exactly once or left out with a reason, and
    the data repeats its words."""
    if "strategy" in facts.incomplete:
        return
    lines = source_lines(facts.root, strategy)
    if lines is None:
        what = (
            f'det antagna dokumentet "{strategy.transcript.source}" finns inte i data/, eller är'
            " inte sparat som UTF-8"
        )
        yield Problem(
            facts.place(strategy.transcript, "source"), what, "Ta tillbaka filen ur historiken."
        )
        return
    marks = conflicts(f"data/{strategy.transcript.source}", "\n".join(lines))
    if marks:
        yield from marks
        return
    branch = (facts.municipality or Municipality()).publication.branch
    if shifted := _shifted(strategy, lines, facts.root, branch):
        yield shifted
        return
    yield from _coverage(facts, strategy, lines)
    adopted = _Adopted(facts.root, strategy)
    said = [_said_of_row(facts, strategy, row, adopted) for row in strategy.metadata]
    for area in facts.activities.target_areas if facts.activities else ():
        said += _said_of_area(facts, area)
        if not any(column_faults(facts, area)):
            yield from _rows(facts, strategy, area, adopted)
    for entry in said:
        if not adopted.has(entry):
            yield _differs(entry, facts, strategy)
    document = " ".join(words("\n".join(lines))).casefold()
    for part, key in [
        *((level, key) for level in strategy.prevention for key in ("title", "for_whom")),
        *((remark, "quote") for remark in strategy.remarks),
    ]:
        text = getattr(part, key)
        if " ".join(words(text)).casefold() not in document:
            said_of = _Said("", text, facts.place(part, key), f'orden "{shorten(text)}"')
            yield _differs(said_of, facts, strategy)


def dates_as_adopted(facts: Facts, strategy: Strategy) -> Iterator[Problem]:
    """The days and years in the data are those that the document states, where it states any. The
    validity may end before its period does: another strategy can take over."""
    years, validity = strategy.years, strategy.validity
    days = (("from", validity.first), ("to", validity.last)) if validity else ()
    for key, day in days:
        if years and day and not years[0] <= day.year <= years[-1]:
            what = (
                f"giltigheten {'slutar' if key == 'to' else 'börjar'} {day.year}, men perioden är"
            )
            fix = 'Rätta det som är fel av "validity" och "period", så som dokumentet anger.'
            yield Problem(facts.place(validity or strategy, key), f"{what} {strategy.period}", fix)
    if years and len(years) > 1 and validity is None:
        what = f'"validity" saknas, men perioden {strategy.period} har ett slut'
        fix = "Skriv första och sista dagen: annars får ingen veta när dokumentet har slutat gälla."
        yield Problem(facts.place(strategy, "period"), what, fix)
    text = "\n".join(source_lines(facts.root, strategy) or [])
    for key, stated, said in (
        ("period", {"–".join(found) for found in PERIOD.findall(text)}, strategy.period),
        (
            "adopted",
            {str(day) for day in days_adopted(text)},
            strategy.adopted and str(strategy.adopted),
        ),
    ):
        if stated and said and said not in stated:
            what = f'"{said}" står inte i det antagna dokumentet'
            fix = f"Dokumentet har {', '.join(sorted(stated))}. Skriv som det står där."
            yield Problem(facts.place(strategy, key), what, fix)


def _differs(said: "_Said", facts: Facts, strategy: Strategy) -> Problem:
    if said.instead:
        what = (
            f"{said.thing} är skrivna på ett annat sätt i det antagna dokumentet:"
            f' "{shorten(said.instead)}"'
        )
        fix = (
            f"Namnet under actors i {data_file('strategy', facts.edition)} ska vara som i"
            " dokumentet, och responsible i samma ordning. Har cellen andra ord än namn: skriv dem"
            " som responsible under values."
        )
        return Problem(said.place, what, fix)
    fix = f"Texten är en avskrift av data/{strategy.transcript.source}."
    if said.after:
        fix += f' Där står: "{shorten(said.after)}".'
    if said.followed:
        fix += " Det som ändras med åren är uppföljningen (data/follow-up/)."
    return Problem(said.place, f"{said.thing} står inte så i det antagna dokumentet", fix)


@dataclass(frozen=True)
class _Said:
    """Words that the data repeats after the document: the page that has them, where they were
    written, and what they are.

    They fill whole lines of the document (`lines`), or begin one (`begins`). What is `followed` is
    reported on each year. `instead` is what the document has where others are responsible, `after`
    the rest of its row.
    """

    page: str
    text: str
    place: Place
    thing: str
    lines: bool = False
    begins: bool = False
    followed: bool = False
    instead: str = ""
    after: str = ""


class _Adopted:
    """The words of the adopted document, read once for all that the data repeats of them."""

    def __init__(self, root: Path, strategy: Strategy) -> None:
        self._words = {
            entry.page: adopted_words(root, strategy, entry.page)
            for entry in strategy.transcript.pages
        }
        self._openings: dict[tuple[str, int], dict[tuple[str, ...], list[int]]] = {}

    def has(self, said: _Said) -> bool:
        """Returns whether the words stand on their page, as they should."""
        return next(self.ends(said), None) is not None

    def after(self, said: _Said) -> str:
        """Returns what follows the words on their page, to the end of the line; nothing where they
        do not stand."""
        end = next(self.ends(said), None)
        following = self._words[said.page][end:] if end is not None else []
        return " ".join(word.text for word in following if word.line == following[0].line)

    def ends(self, said: _Said) -> Iterator[int]:
        """Yields the number of the word after each place where the words stand, and begin a line,
        or fill whole lines, where they should."""
        adopted, wanted = self._words.get(said.page, []), words(said.text)
        for start in self._places(said.page, tuple(wanted[:OPENING])):
            end = start + len(wanted)
            begins = start == 0 or adopted[start - 1].line != adopted[start].line
            fills = end == len(adopted) or adopted[end].line != adopted[end - 1].line
            placed = (begins or not (said.lines or said.begins)) and (fills or not said.lines)
            if placed and [word.text for word in adopted[start:end]] == wanted:
                yield end

    def _places(self, page: str, opening: tuple[str, ...]) -> list[int]:
        """Returns where on a page the words of `opening` stand. To look through the page for each
        row would take rows × words."""
        size = len(opening)
        if (page, size) not in self._openings:
            texts = [word.text for word in self._words.get(page, [])]
            found: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for start in range(len(texts) - size + 1):
                found[tuple(texts[start : start + size])].append(start)
            self._openings[page, size] = found
        return self._openings[page, size].get(opening, [])


def _said_of_row(facts: Facts, strategy: Strategy, row: MetadataRow, adopted: _Adopted) -> _Said:
    spellings = [
        _Said(strategy.front_page, text, facts.place(row, "value"), f'raden "{row.label}"')
        for text in row_as_written(row)
    ]
    return next((said for said in spellings if adopted.has(said)), spellings[0])


def _said_of_area(facts: Facts, area: TargetArea) -> Iterator[_Said]:
    yield _Said(
        area.page, area.full_title, facts.place(area, "title"), "målområdets rubrik", lines=True
    )
    headings = ["goals_heading"] if area.goals_heading else []
    headings += [] if area.columns else ["activity_heading", "responsible_heading"]
    for key in headings:
        if heading := getattr(area, key):
            yield _Said(area.page, heading, facts.place(area, key), "rubriken")
    for goal in area.all_goals:
        yield _Said(
            area.page, goal.text, facts.place(goal, "text"), "målet", lines=True, followed=True
        )


def _rows(
    facts: Facts, strategy: Strategy, area: TargetArea, adopted: "_Adopted"
) -> Iterator[Problem]:
    """Each row of a table stands in the document cell by cell, and after the row before it; so does
    the row of headings, where the table has columns of its own."""
    reached, before, table = 0, "", area.table
    headings = [column.heading for column in area.columns]
    if headings and not adopted.has(_row(area, headings)):
        at, after = _first_wrong(area, headings, adopted)
        said = _Said("", "", facts.place(area.columns[at], "heading"), "rubriken", after=after)
        yield _differs(said, facts, strategy)
        return  # columns in another order make each row another, too
    for activity in area.activities:
        known = set(activity.responsible) <= {actor.id for actor in strategy.actors}
        if not known or any(missing_cells(area, activity)):
            continue  # told as such
        cells = [cell(strategy, activity, column.key) for column in table]
        ends = [*adopted.ends(_row(area, cells))]
        if not ends:
            yield _differs(_said_of_cell(facts, area, activity, cells, adopted), facts, strategy)
        elif (end := next((end for end in ends if end > reached), None)) is None:
            what = f'aktiviteten "{shorten(activity.text, 40)}" står före "{shorten(before, 40)}"'
            fix = "Flytta den dit: aktiviteterna står i dokumentets ordning."
            yield Problem(facts.place(activity, "text"), f"{what} i det antagna dokumentet", fix)
        else:
            reached, before = end, activity.text


def _row(area: TargetArea, cells: list[str], begun: bool = False) -> _Said:
    """Words that fill the lines of a row, or that it only begins with."""
    return _Said(area.page, " ".join(cells), Place(""), "", lines=not begun, begins=begun)


def _first_wrong(
    area: TargetArea, cells: list[str], adopted: "_Adopted", names: int = -1
) -> tuple[int, str]:
    """Returns the number of the first cell of a row that is not the document's, and what the
    document has there. The cell `names` holds the names of actors."""

    def after(count: int) -> str:
        return adopted.after(_row(area, cells[:count], begun=True)) if count else ""

    begun = (adopted.has(_row(area, cells[: n + 1], begun=True)) for n in range(len(cells)))
    at = next((n for n, there in enumerate(begun) if not there), len(cells) - 1)
    # The cell before goes on where this one comes later; before names, in small letters.
    if at == names:
        goes_on = after(at)[:1].islower() and not cells[at - 1].endswith(".")
    else:
        goes_on = cells[at] != "" and f" {cells[at]} " in f"{after(at)} "
    at -= int(at > 0 and goes_on)
    return at, after(at)


def _said_of_cell(
    facts: Facts, area: TargetArea, activity: Activity, cells: list[str], adopted: "_Adopted"
) -> _Said:
    """Returns the first cell of a row that is not the document's."""
    keys = [column.key for column in area.table]
    named = RESPONSIBLE in keys and RESPONSIBLE not in activity.values
    names = keys.index(RESPONSIBLE) if named else -1
    at, after = _first_wrong(area, cells, adopted, names)
    column = area.table[at]
    if column.key == TEXT:
        return _Said("", "", facts.place(activity, "text"), "aktiviteten", followed=True)
    shown = shorten(activity.text, 40)
    if at == names:
        place = facts.place(activity, "responsible")
        return _Said("", "", place, f'ansvariga för "{shown}"', instead=after)
    thing = f'cellen under "{shorten(column.heading, 40)}" i aktiviteten "{shown}"'
    return _Said("", "", facts.place(activity, "values", column.key), thing, after=after)


def _shifted(strategy: Strategy, lines: list[str], root: Path, branch: str) -> Problem | None:
    """A row more or less in the document moves all that follow: that is one fault, not one each.
    Where it is only git knows."""
    transcript = strategy.transcript
    written = [lines_ for entry in transcript.pages for lines_ in entry.lines]
    written += [left.lines for left in (*transcript.replaced, *transcript.layout)]
    counted = {number for each in written for number in line_numbers(each)}
    filled = {number for number, line in enumerate(lines, 1) if line.strip()}
    more = max(filled, default=0) - max(counted, default=0)
    outside = filled - counted
    if not more or not counted or outside == set(range(max(counted) + 1, max(filled) + 1)):
        return None  # what has come last moves nothing
    count = f"{abs(more)} {'rad' if abs(more) == 1 else 'rader'}"
    what = f"det antagna dokumentet har {count} {'mer' if more > 0 else 'mindre'} än det ska ha"
    at = 1
    if (version := published(root, branch)) and (
        was := earlier(root, version, f"data/{transcript.source}")
    ):
        before = was.decode("utf-8-sig", "replace").split("\n")
        rows = enumerate(zip(before, lines, strict=False), 1)
        at = next((number for number, (old, new) in rows if old != new), 1)
    mend = "ta bort den rad som har kommit till" if more > 0 else "skriv tillbaka den som saknas"
    fix = (
        f"Då hamnar raderna efter den på fel plats. Ta tillbaka filen ur historiken, eller {mend}."
        " Är det så som dokumentet antogs? Räkna om raderna under transcript i data/strategy.yaml."
    )
    return Problem(Place(f"data/{transcript.source}", at), what, fix)


def _coverage(facts: Facts, strategy: Strategy, lines: list[str]) -> Iterator[Problem]:
    transcript = strategy.transcript
    seen: dict[int, str] = {}
    entries: list[tuple[Part, str, str]] = [
        (entry, lines_, entry.page) for entry in transcript.pages for lines_ in entry.lines
    ]
    entries += [
        (left, left.lines, left.reason) for left in (*transcript.replaced, *transcript.layout)
    ]
    for holder, written, where in entries:
        for number in line_numbers(written):
            if number > len(lines):
                what = f"rad {number} finns inte i det antagna dokumentet"
                yield Problem(facts.place(holder, "lines"), what, f"Det har {len(lines)} rader.")
                break
            if number in seen and lines[number - 1].strip():
                what = f"rad {number} visas två gånger"
                fix = f'Den hör redan till "{shorten(seen[number])}".'
                yield Problem(facts.place(holder, "lines"), what, fix)
            seen[number] = where
    missing = [
        number for number, line in enumerate(lines, 1) if line.strip() and number not in seen
    ]
    for number in missing:
        what = f'rad {number} i det antagna dokumentet visas inte: "{shorten(lines[number - 1])}"'
        yield Problem(
            facts.place(transcript, "pages"),
            what,
            "Lägg raden till den sida den hör till, eller skriv under replaced varför den inte"
            " visas.",
        )
