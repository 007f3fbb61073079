"""What can harm somebody if nobody meant it, told wherever it differs from what readers have: the
numbers, contacts and headings of a page of help, the form of an adopted page, the data behind them,
what is reported of the strategy.

A slip of the pen that is mended says nothing, and neither does a text that is new.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from strategysite.data.facts import EDITION_FILES, Facts, data_file
from strategysite.data.follow_up import followed
from strategysite.data.model.common import Entry
from strategysite.data.model.follow_up import NOT_REPORTED, STATUS_WORDS
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.text import text_of
from strategysite.problems import Place, Problem, shorten
from strategysite.review.harm.data import (
    course_differences,
    data_differences,
    situation_differences,
)
from strategysite.review.harm.pages import menu_differences, page_differences
from strategysite.review.harm.search import search_differences
from strategysite.review.harm.words import MEANT
from strategysite.review.spelling import editors_files

ON_WHAT = "Vilket beslut eller vilken rapport bygger det på? Skriv det efter evidence."
MOST = 6  # reports of a year that are told one by one


def differences(old: Facts, facts: Facts) -> list[Problem]:
    """Returns each difference that can harm between an earlier version of the project and `facts`,
    in the order of the files. Takes facts without problems, and the files under both roots."""
    another = _documents(old.root) != _documents(facts.root)
    left = [data_file(name) for name in EDITION_FILES] if another else []
    found: list[Problem] = []
    ids = [{one.id for one in each.parts if isinstance(one, Entry)} for each in (old, facts)]
    earlier, present = editors_files(old.root), editors_files(facts.root)
    for name in [one for one in earlier if present.get(one, earlier[one]) != earlier[one]]:
        was, now = _as_moved(name, earlier[name], old, facts), present[name]
        if name.endswith(".md"):
            found += page_differences(name, earlier[name], was, now, locked=not another)
        elif name == SITE_FILE:
            found += menu_differences(facts.root, was, now)
        elif name not in left:
            found += data_differences(name, was, now, ids[0] - ids[1])
    found += [*_reported(old, facts), *course_differences(old, facts)]
    found += [*search_differences(old, facts), *situation_differences(old, facts)]
    return sorted({*found, *_gone_files(old.root, facts.root)})


def _as_moved(name: str, text: str, old: Facts, new: Facts) -> str:
    """Returns a file's earlier text with the addresses that its links have now, where a page was
    renamed and its old address leads there: then they have not come to lead elsewhere."""
    folder = posixpath.dirname(name).removeprefix("docs") if name.endswith(".md") else ""
    known = {row.old for row in old.redirected}
    for row in new.redirected:
        if row.old not in known and "#" not in row.new:
            was, now = (posixpath.relpath(f"/{one}", folder or "/") for one in (row.old, row.new))
            text = re.sub(rf"(?<![\w./-]){re.escape(was)}(?!\w)", now, text)
    return text


def _documents(root: Path) -> list[str]:
    """Returns the adopted documents: where one is another, its pages and data follow, which is
    asked about elsewhere. Lines that another computer ends in its own way are the same."""
    return [text_of(path).rstrip() for path in sorted((root / "data/source").glob("*"))]


def _gone_files(before: Path, root: Path) -> Iterator[Problem]:
    """A file of data/ is gone, and was not moved. A page that is gone is told elsewhere."""
    files = [*(root / "data").rglob("*.*")]
    held = {path.name for path in files} | {path.read_bytes() for path in files}
    for path in sorted((before / "data").rglob("*.*")):
        if not held & {path.name, path.read_bytes()}:
            place = Place(path.relative_to(before).as_posix())
            yield Problem(place, "filen är borttagen, med allt som stod i den", MEANT)


def _reported(old: Facts, new: Facts) -> Iterator[Problem]:
    """Another status of a goal or an activity is published, in the name of whoever reported it."""
    before = {
        (year.year, row.id): row.status
        for edition in old.editions
        for year in edition.follow_up
        for row in year.reports
    }
    for edition in new.editions:
        texts = {one.id: shorten(one.text, 60) for one in followed(edition)}
        names = {one.id: one.short for one in edition.actors}
        for year in edition.follow_up:
            had = {row.id: before.get((year.year, row.id)) for row in year.reports}
            others = [row for row in year.reports if row.status != had[row.id]]
            rows = [row for row in others if had[row.id] or not row.evidence]  # else it is there
            for row in rows[:MOST]:
                was = STATUS_WORDS[had[row.id] or NOT_REPORTED]
                now = STATUS_WORDS[row.status or NOT_REPORTED]
                what = f'för {year.year} är "{texts[row.id]}" nu "{now}", förut "{was}"'
                by = names.get(row.reported_by or "", "ingen längre")
                fix = f"Webbplatsen säger att {by} har rapporterat det. "
                fix += MEANT if row.evidence else ON_WHAT
                yield Problem(edition.place(row, "status"), what, fix)
            if more := rows[MOST:]:
                what = f"för {year.year} har fler rader en annan status än förut: {len(more)}"
                yield Problem(edition.place(more[0], "status"), what, ON_WHAT)
