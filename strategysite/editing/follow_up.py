"""A year of follow-up is opened: a file with a row for each goal and activity, to be filled in.
What is written there stays, comments and order too."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

from strategysite.data.dates import long_date
from strategysite.data.facts import FOLLOW_UP, Facts, data_file, year_file
from strategysite.data.follow_up import indicator_of, kind_of
from strategysite.data.loading import editions_of
from strategysite.data.model.activities import Activity, Goal, TargetArea
from strategysite.editing.changing import NOTHING_CHANGED, Files, Refusal, sound, tried, write
from strategysite.editing.headers import header
from strategysite.editing.rewriting import around_rows, quoted
from strategysite.parsing.text import read_text
from strategysite.parsing.yaml import read_yaml

OLD_KEY = "follow_up"  # in data/activities.yaml, before each year had a file
OLD_STATUS = {"done": "completed"}
WIDTH = 96
TOP = "reported_by: null\ndate: null\n\nreports:\n"
Row = list[str]  # a row of the list, line by line, as it stands with no indent


@dataclass(frozen=True)
class Opened:
    """What was done: the year's file ("" where none was asked for), how many rows it got, and the
    files that old entries moved to."""

    file: str
    added: int
    moved: tuple[str, ...]


def open_year(root: Path, year: int | None, day: date) -> Opened:
    """Gives the file of a `year` a row for each goal and activity that has none there, and moves
    what an older project wrote in data/activities.yaml. Raises Refusal."""
    files = _moved(root)
    moved = tuple(file for file in files if FOLLOW_UP in file)
    if files:
        with tried(root, files, day) as checked:
            facts = checked.facts
    else:
        facts = sound(root, day).facts
    file, rows = "", []
    if year is not None:
        edition = edition_of(facts, year)
        file = year_file(year, edition.edition)
        rows = [*_missing(edition, year)]
        if rows:
            there = files.get(file) or _text(root, file, edition.edition)
            files[file] = _with_rows(there, rows)
            with tried(root, files, day):
                pass
    write(root, files)
    return Opened(file, len(rows), moved)


def _text(root: Path, file: str, edition: str) -> str:
    """Returns what the file of a year holds; of one that is not there yet, what it begins with."""
    written = read_text(root, file)[0] if (root / file).is_file() else ""
    return written or f"{header(FOLLOW_UP, edition, file)}\n{TOP}"


def edition_of(facts: Facts, year: int) -> Facts:
    """Returns the newest strategy that had begun by then. Raises Refusal."""
    for edition in facts.editions:
        strategy = edition.strategy
        if strategy and (strategy.begins is None or strategy.begins.year <= year):
            if year > facts.today.year:
                break
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


def _moved(root: Path) -> Files:
    """Returns the files as they are when each old entry stands in the file of its year."""
    files: Files = {}
    for edition in ("", *editions_of(root)):
        file = data_file("activities", edition)
        document, _ = read_yaml(root, file)
        paths = [path for path in document.keys if path[-1] == OLD_KEY] if document else []
        if document is None or not paths:
            continue
        lines: list[str | None] = [*document.lines]
        rows: dict[str, list[Row]] = {}
        for path in paths:
            _take_out(lines, document.keys[path].line - 1, file)
            own = document.value(path[:-1])["id"]
            for entry in document.value(path) or ():
                rows.setdefault(str(entry.get("year")), []).append(_old_row(own, entry))
        files[file] = "\n".join(line for line in lines if line is not None)
        for year, own in sorted(rows.items()):
            where = year_file(year, edition)
            files[where] = _with_rows(_text(root, where, edition), own)
    return files


def _take_out(lines: list[str | None], at: int, file: str) -> None:
    """Takes out a key and what is under it; comments stay where they are."""
    row = lines[at] or ""
    if not row.lstrip().startswith(OLD_KEY):
        fix = "Skriv nyckeln på en egen rad, och kör kommandot igen."
        what = f"{file}:{at + 1}: {OLD_KEY} står inte först på sin rad."
        raise Refusal(f"{what} {fix} {NOTHING_CHANGED}")
    indent, number = len(row) - len(row.lstrip()), at
    while number < len(lines):
        line = lines[number] or ""
        inside = len(line) - len(line.lstrip()) > indent or line[indent:].startswith("- ")
        if line.strip() and not line.lstrip().startswith("#"):
            if number > at and not inside:
                return
            lines[number] = None
        number += 1


def _old_row(own: str, entry: dict[str, Any]) -> Row:
    lacking = [key for key in ("status", "reported_by", "date") if not entry.get(key)]
    if lacking:
        raise Refusal(f'"{lacking[0]}" saknas i uppföljningen av "{own}". {NOTHING_CHANGED}')
    row = [f"- id: {own}", f"  status: {OLD_STATUS.get(entry['status'], entry['status'])}"]
    row += [f"  done: {quoted(entry['note'])}"] if entry.get("note") else []
    return [*row, f"  reported_by: {entry['reported_by']}", f"  date: {entry['date']}"]
