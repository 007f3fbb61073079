"""A year of follow-up is opened: a file with a row for each goal and activity, to be filled in.
What is written there stays, comments and order too."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import wrap

from strategysite.data.dates import long_date
from strategysite.data.facts import FOLLOW_UP, Facts, year_file
from strategysite.data.follow_up import indicator_of, kind_of
from strategysite.data.model.activities import Activity, Goal, TargetArea
from strategysite.editing.changing import NOTHING_CHANGED, Refusal, sound, tried, write
from strategysite.editing.headers import header
from strategysite.editing.rewriting import around_rows
from strategysite.parsing.text import read_text

WIDTH = 96
TOP = "reported_by: null\ndate: null\n\nreports:\n"
Row = list[str]  # a row of the list, line by line, as it stands with no indent


def open_year(root: Path, year: int, day: date) -> tuple[str, int]:
    """Gives the file of a `year` a row for each goal and activity that has none there. Returns the
    file, and how many rows it got. Raises Refusal."""
    edition = edition_of(sound(root, day).facts, year)
    file = year_file(year, edition.edition)
    if rows := [*_missing(edition, year)]:
        files = {file: _with_rows(_text(root, file, edition.edition), rows)}
        with tried(root, files, day):
            write(root, files)
    return file, len(rows)


def _text(root: Path, file: str, edition: str) -> str:
    """Returns what the file of a year holds; of one that is not there yet, what it begins with."""
    written = read_text(root, file)[0] if (root / file).is_file() else ""
    return written or f"{header(FOLLOW_UP, edition, file)}\n{TOP}"


def edition_of(facts: Facts, year: int) -> Facts:
    """Returns the newest strategy that had begun by then. Raises Refusal."""
    for edition in facts.editions if year <= facts.today.year else ():
        strategy = edition.strategy
        if strategy and (strategy.begins is None or strategy.begins.year <= year):
            return edition
    rule = "året ska ha börjat, och strategin ska ha gällt då."
    raise Refusal(f"{year} går inte att följa upp: {rule} {NOTHING_CHANGED}")


def _missing(edition: Facts, year: int) -> Iterator[Row]:
    there = {row.id for one in edition.follow_up if one.year == year for row in one.reports}
    for area in edition.areas:
        for item in area.followed:
            if item.id not in there:
                yield _empty_row(area, item)


def _empty_row(area: TargetArea, item: Goal | Activity) -> Row:
    told = [f"{'Mål' if kind_of(item) == 'goal' else 'Aktivitet'} i {area.full_title}", item.text]
    measured = indicator_of(area, item)
    told += [f"Det mäts så här: {measured}"] if measured else []
    if isinstance(item, Activity) and item.deadline:
        told.append(f"Ska vara klar den {long_date(item.deadline)}")
    comment = [f"# {line}" for text in told for line in wrap(text, WIDTH)]
    keys = ["status", "done", *(["value"] if measured else [])]
    empty = [f"  {key}: null" for key in keys]  # written out: nobody has only forgotten it
    return [*comment, f"- id: {item.id}", *empty, "  evidence: []"]


def _with_rows(text: str, rows: list[Row]) -> str:
    """Returns the text of a year's file with more rows, after those that are there."""
    above, there, below, indent = around_rows(text, "reports", "reports")
    more = ["\n".join(f"{indent}{line}" for line in row) for row in rows]
    blocks = [there.strip("\n"), *more] if there.strip() else more
    end = f"\n{below}" if below else ""
    return f"{above}\n" + "\n\n".join(blocks) + f"\n{end}"
