"""What to see to about the strategy: its validity, what its data does not have yet, what still speaks of the one before, follow-up."""

import re
from collections.abc import Iterator

from strategysite.crosschecks import followed
from strategysite.dates import long_date
from strategysite.facts import Facts, pages_of
from strategysite.model.activities import Goal
from strategysite.pages import Page
from strategysite.status.kinds import Finding
from strategysite.transcript import has_words, source_lines
from strategysite.views.strategy import SHOWING_FOLLOW_UP


def validity(facts: Facts) -> Iterator[Finding]:
    """The strategy holds today."""
    strategy = facts.strategy
    if strategy and strategy.validity.last < facts.today:
        what = f"giltigheten gick ut den {long_date(strategy.validity.last)}"
        do = "Fråga den som ansvarar för dokumentet när en ny strategi antas."
        yield Finding("expired", facts.place(strategy.validity, "to"), strategy.title, what, do)


def unfinished(facts: Facts) -> Iterator[Finding]:
    """The data says when the strategy was adopted and who answers for it, and holds its goals and activities."""
    strategy, activities = facts.strategy, facts.activities
    if strategy is None or activities is None:
        return
    if strategy.adopted is None:
        do = 'Skriv "adopted:" och dagen. Tills dess säger sidorna inte när texten antogs.'
        yield Finding("strategy", facts.place(strategy, "title"), strategy.title, "dagen då strategin antogs saknas", do)
    if not any(row.responsible for row in strategy.metadata):
        do = 'Skriv dokumentets rad under "metadata", med responsible: true. Tills dess står ingen ansvarig i sidornas fot.'
        yield Finding("strategy", facts.place(strategy, "metadata"), strategy.title, "den som ansvarar för dokumentet saknas", do)
    if not activities.target_areas:
        do = f"Skriv in målområdena, med en sida för varje. Tills dess står de bara i texten på {strategy.front_page}."
        yield Finding("strategy", facts.place(activities, "target_areas"), strategy.title, "mål och aktiviteter finns inte i tabeller", do)


def after_succession(facts: Facts, pages: dict[str, Page]) -> Iterator[Finding]:
    """No page of today speaks of a strategy that was replaced, quotes it or leads to it, unless somebody has meant it to."""
    adopted = {entry.page for entry in facts.strategy.transcript.pages} if facts.strategy else set()
    for page in pages.values():
        if page.file in adopted or facts.for_page(page.file) is not facts:
            continue
        found: dict[str, list[int]] = {}
        if facts.archive and facts.activities and not facts.activities.target_areas and page.macros & SHOWING_FOLLOW_UP:
            first = min(said.line for said in page.said if said.name in SHOWING_FOLLOW_UP)
            found["texten är skriven till tabellerna i den strategi som är ersatt"] = [first]
        for number, line in enumerate(page.text.split("\n"), 1):
            for what in _of_replaced(line, facts):
                found.setdefault(what, []).append(number)
        for what, numbers in found.items():
            others = ", ".join(str(page.lines_before + number) for number in numbers[1:])
            told = f"{what}; även rad {others}" if others else what
            yield Finding("strategy", page.at(numbers[0]), page.meta.title, told, "Stämmer meningen med den nya strategin?")


def _of_replaced(line: str, facts: Facts) -> Iterator[str]:
    for edition in facts.archive:
        if edition.strategy is None:
            continue
        told = re.search("|".join(_marks_of(edition)), line)
        quote = re.search(r"quote_strategy\(\s*([\"'])(.+?)\1", line)
        if quote and _source_of(quote[2], facts) is edition:
            yield f"ett citat ur {edition.strategy.full_title}, som är ersatt"
        elif pages_of(edition.edition) in line:
            yield f"en länk till {edition.strategy.full_title}, som är ersatt"
        elif told:
            yield f'"{told[0]}" står i texten'


def _marks_of(edition: Facts) -> Iterator[str]:
    """What a sentence about a strategy that was replaced is known by: its years, however spelled, and the day it was adopted."""
    yield edition.edition.replace("-", r"\s*[-–]\s*")
    if edition.strategy and edition.strategy.adopted:
        yield re.escape(long_date(edition.strategy.adopted))


def _source_of(quote: str, facts: Facts) -> Facts | None:
    """The newest strategy that has the words."""
    strategies = ((edition, source_lines(facts.root, edition.strategy)) for edition in facts.editions if edition.strategy)
    return next((edition for edition, lines in strategies if has_words(lines, quote)), None)


def follow_up(facts: Facts) -> Iterator[Finding]:
    """For every year of the strategy that is over, each goal and activity has been reported."""
    if not facts.strategy:
        return
    validity = facts.strategy.validity
    for year in range(validity.first.year, min(validity.last.year, facts.today.year - 1) + 1):
        without = [part for part in followed(facts) if year not in {entry.year for entry in part.follow_up}]
        if without:
            goals = sum(isinstance(part, Goal) for part in without)
            what = f"saknas för {goals} mål och {len(without) - goals} aktiviteter"
            do = 'Skriv rapporten under "follow_up" vid varje mål och aktivitet. Börja på den här raden.'
            yield Finding("follow-up", facts.place(without[0], "follow_up"), f"År {year}", what, do)
