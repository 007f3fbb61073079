"""What to see to about the strategy: its validity, what its data does not have yet, what still
speaks of the one before, follow-up."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath

from strategysite.data.adopted import edition_with
from strategysite.data.dates import long_date
from strategysite.data.facts import Facts, data_file, pages_of
from strategysite.data.follow_up import followed, status_of
from strategysite.data.model.activities import Goal
from strategysite.data.model.common import Part
from strategysite.data.model.follow_up import NOT_REPORTED, STATUS_WORDS
from strategysite.pages.reading import Page
from strategysite.parsing.tables import table
from strategysite.problems import Place, Problem
from strategysite.review.kinds import Finding

RIGHT_STILL = "Stämmer meningen med det nya dokumentet?"
ABBREVIATION = re.compile(r"abbr\(\s*[\"']([^\"']+)[\"']")


def row_of_news(source: str) -> str:
    """Returns the id of the row in data/changes.yaml that tells of the document in `source`."""
    return f"ny-{PurePosixPath(source).stem}"


def validity(facts: Facts) -> Iterator[Finding]:
    """The strategy holds today."""
    held = facts.document.validity
    if held and held.last and held.last < facts.today:
        what = f"giltigheten gick ut den {long_date(held.last)}"
        do = "Fråga den som ansvarar för dokumentet när ett nytt antas."
        yield Finding("expired", facts.place(held, "to"), facts.document.title, what, do)


def unfinished(facts: Facts) -> Iterator[Finding]:
    """The data says when the strategy was adopted, who answers for it, its goals and activities."""
    strategy, activities = facts.document, facts.activities
    unknown = [actor for actor in strategy.actors if not actor.explanation]
    named = {"page": strategy.front_page, "who": ", ".join(actor.short for actor in unknown)}
    places: dict[str, tuple[Part, str]] = {}
    if strategy.adopted is None:
        places["adopted"] = strategy, "title"
    if not any(row.responsible for row in strategy.metadata):
        places["metadata"] = strategy, "metadata"
    if activities and not activities.target_areas and not activities.has_none:
        places["target_areas"] = activities, "target_areas"
    if unknown:
        places["explanation"] = unknown[0], "name"
    for missing, (part, key) in places.items():
        said = {word: text.format(**named) for word, text in table(__file__)[missing].items()}
        yield Finding("strategy", facts.place(part, key), strategy.title, **said)


def after_succession(facts: Facts, pages: dict[str, Page]) -> Iterator[Finding]:
    """Nothing of today speaks of a strategy that was replaced, quotes it or leads to it, unless
    somebody has meant it to.

    What speaks of the strategy without saying which has been read since the new one was adopted.
    """
    if not (facts.archive or _taken_in(facts)):
        return
    for page in pages.values():
        if page.file not in facts.document.pages and facts.for_page(page.file) is facts:
            yield from _on_page(page, facts)
    yield from _course(facts)
    yield from _roles(facts)


def _on_page(page: Page, facts: Facts) -> Iterator[Finding]:
    found: dict[str, list[int]] = {}
    speaking: list[int] = []
    for number, line in enumerate((page.head + page.text).split("\n"), 1):
        of_replaced = list(_of_replaced(line, facts))
        for what in of_replaced:
            found.setdefault(what, []).append(number)
        if not of_replaced and speaks(line, facts):
            speaking.append(number)
    for what, numbers in found.items():
        yield _on_lines(page, numbers, what, RIGHT_STILL)
    since, how = _since(facts)
    unread = page.file in facts.document.transcript.unread
    if speaking and (unread or read_on(page) < since):
        done, key = ("granskad", "reviewed") if page.meta.reviewed else ("ändrad", "updated")
        before = "samma dag som" if unread else "före"
        what = f"talar om dokumentet, och är {done} {before} det {how}, {long_date(since)}"
        after = f"Ta sedan bort {page.file} ur unread i {data_file('strategy')}."
        do = after if unread else f"Skriv sedan dagens datum efter {key}."
        yield _on_lines(page, speaking, what, f"Läs om meningarna stämmer. {do}")


def _on_lines(page: Page, numbers: list[int], what: str, do: str) -> Finding:
    place = Place(f"docs/{page.file}", numbers[0])
    return Finding("strategy", place, page.meta.title, also(what, numbers), do)


def also(what: str, numbers: Sequence[int]) -> str:
    """Returns what is said of the first of some lines, and the numbers of the others."""
    others = ", ".join(map(str, numbers[1:]))
    return f"{what}; även rad {others}" if others else what


def read_on(page: Page) -> date:
    """Returns the day when somebody last read or changed a page, as it says."""
    return page.meta.reviewed or page.meta.updated


def _since(facts: Facts) -> tuple[date, str]:
    """Returns the day from which a reader has the new document beside the page, and what happened
    then: the day of the take-over, where the list of changes has it, else the earliest day there
    is."""
    strategy = facts.document
    day = strategy.adopted or strategy.begins or date.min
    how = "antogs" if strategy.adopted else "började gälla"
    taken = _taken_in(facts)
    return (taken, "togs in här") if taken and taken > day else (day, how)


def _taken_in(facts: Facts) -> date | None:
    own = row_of_news(facts.document.transcript.source)
    return max((entry.date for entry in facts.news if entry.id == own), default=None)


def speaks(line: str, facts: Facts) -> bool:
    """Returns whether a line speaks of the strategy, or of one who had a task in one before."""
    actors = {actor.abbreviation for edition in facts.archive for actor in edition.actors}
    return bool(_of_document(facts).search(line) or actors.intersection(ABBREVIATION.findall(line)))


def _of_document(facts: Facts) -> re.Pattern[str]:
    """Returns a pattern that finds the names of today's document and of those that were replaced,
    as words and not in an address."""
    names = "|".join({one.document.short_name for one in facts.editions})
    return re.compile(rf"(?<![\w/#-])(strategi(ns?)?|({names})s?)(?![\w/-])", re.IGNORECASE)


def _course(facts: Facts) -> Iterator[Finding]:
    course, (since, how) = facts.orientation, _since(facts)
    if course and course.reviewed < since:
        what = f"frågorna är granskade före dokumentet {how}, {long_date(since)}"
        do = "De frågar vad dokumentet säger. Läs om svaren stämmer. Skriv sedan dagens datum"
        place = facts.place(course, "reviewed")
        yield Finding("strategy", place, "Grundutbildningen", what, f"{do} efter reviewed.")


def _roles(facts: Facts) -> Iterator[Finding]:
    own = _of_document(facts)
    roles = [role for role in facts.roles.values() if own.search(role.purpose)]
    places = [facts.place(role, "purpose") for role in roles]
    if places:
        what = also("meningen efter purpose talar om dokumentet", [place.line for place in places])
        yield Finding("strategy", places[0], "Lokala kontakter", what, RIGHT_STILL)


def _of_replaced(line: str, facts: Facts) -> Iterator[str]:
    quote = re.search(r"quote_strategy\(\s*([\"'])(.+?)\1", line)
    for edition in facts.archive:
        told = re.search("|".join(_marks_of(edition)) or "(?!)", line)
        if quote and edition_with(facts, quote[2]) is edition:
            yield f"ett citat ur {edition.document.full_title}, som har ersatts"
        elif pages_of(edition.edition) in line:
            yield f"en länk till {edition.document.full_title}, som har ersatts"
        elif told:
            yield f'"{told[0]}" står i texten'


def _marks_of(edition: Facts) -> Iterator[str]:
    """Yields patterns that find a strategy that was replaced: its years, however they are spelled,
    where today's has other years, and the day it was adopted."""
    strategy, today = edition.document, edition.successor
    if len(strategy.years) == 2 and not (today and today.years == strategy.years):
        yield r"\s*[-–]\s*".join(map(str, strategy.years))
    if strategy.adopted:
        yield re.escape(long_date(strategy.adopted))


def follow_up(facts: Facts) -> Iterator[Finding]:
    """For every year of the strategy that is over, each goal and activity has been reported."""
    begins, ends, over = facts.document.begins, facts.document.ends, facts.today.year - 1
    files = {year.year: year for year in facts.follow_up}
    last = min(ends.year, over) if ends else over
    for year in range(begins.year, last + 1) if begins else ():
        opened = files.get(year)
        without = [part for part in followed(facts) if status_of(opened, part) == NOT_REPORTED]
        if without:
            goals = sum(isinstance(part, Goal) for part in without)
            what = f"saknas för {goals} mål och {len(without) - goals} aktiviteter"
            rows = {one.id: one for one in opened.reports} if opened else {}
            row = next((rows[part.id] for part in without if part.id in rows), None)
            place = facts.place(row, "status") if row else facts.place(without[0], "id")
            do = "Skriv hur det gick på raderna som inte har någon status. Börja på den här raden."
            if row is None:
                do = f"Kör python -m strategysite follow-up {year}. Fyll sedan i raderna."
            yield Finding("follow-up", place, f"År {year}", what, do)


def unfilled(facts: Facts) -> Iterator[Problem]:
    """Yields a reminder for each year of follow-up that is opened and has rows without a status."""
    for edition in facts.editions:
        known = {part.id for part in followed(edition)}
        for year in edition.follow_up:
            rows = {row.id: row for row in year.reports if row.id in known}
            empty = [row for row in rows.values() if row.status is None]
            if empty:
                what = f"{len(empty)} av {len(rows)} rader har ingen status"
                fix = f'De visas som "{STATUS_WORDS[NOT_REPORTED]}" för {year.year}.'
                yield Problem(edition.place(empty[0], "status"), what, fix)
