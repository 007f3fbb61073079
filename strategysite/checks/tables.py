"""The tables of the adopted document as data: which columns they have, that each row has its cells,
and that what the follow-up counts with is what the cells say."""

import re
from collections.abc import Iterator
from decimal import Decimal

from strategysite.checks.asking import again, unknown
from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.data.model.activities import RESPONSIBLE, TEXT, Activity, Column, TargetArea
from strategysite.problems import Place, Problem, decimal, did_you_mean, shorten

NUMBER = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")


def tables(facts: Facts, area: TargetArea) -> Iterator[Problem]:
    """Each table has its columns once each, and each of its rows a cell for every column."""
    faults = [*column_faults(facts, area)] or [*_no_column(facts, area)]
    yield from faults
    for activity in () if faults else area.activities:
        yield from _cells(facts, area, activity)
        yield from _counted(facts, area, activity)


def goals_of_activities(facts: Facts, area: TargetArea) -> Iterator[Problem]:
    """Each goal that an activity is tied to is there: in its target area, or in another."""
    known, under = (
        {goal.id for one in facts.areas for goal in one.all_goals},
        "goals i ett målområde",
    )
    for activity in area.activities:
        for at, goal in enumerate(activity.goal):
            what = f'målet "{goal}" finns inte'
            yield from unknown(facts, (activity, "goal", at), goal, known, what, under=under)


def column_faults(facts: Facts, area: TargetArea) -> Iterator[Problem]:
    """Yields what is wrong with the columns of one table, whatever its rows say."""
    thing = f' i målområdet "{shorten(area.title)}"'
    if area.activities and not area.columns:
        fix = "Skriv key och heading för var och en av tabellens kolumner, som i dokumentet."
        yield Problem(_start(facts.place(area)), f'"columns" saknas{thing}', fix)
    if area.columns and TEXT not in {column.key for column in area.columns}:
        what = f"tabellen{thing} har ingen kolumn för aktiviteten"
        fix = f'Skriv "key: {TEXT}" på den kolumn som säger vad som ska göras.'
        yield Problem(facts.place(area, "columns"), what, fix)
    for key, what in (
        ("key", 'kolumnens key, "{}", används två gånger'),
        ("heading", 'två kolumner heter "{}"'),
        ("meaning", "två kolumner har meaning: {}"),
    ):
        written = ((getattr(one, key), one) for one in area.columns if getattr(one, key))
        for column, _ in again(written):
            fix = "Jämför med tabellen i dokumentet. Varje kolumn står en gång."
            said = f"{what.format(getattr(column, key))}{thing}"
            yield Problem(facts.place(column, key), said, fix)


def _no_column(facts: Facts, area: TargetArea) -> Iterator[Problem]:
    meant = {column.meaning for column in area.columns}
    for meaning in ("deadline", "target"):
        with_it = [one for one in area.activities if getattr(one, meaning) is not None]
        if with_it and meaning not in meant:
            what = f'"{meaning}" i aktiviteten "{shorten(with_it[0].text, 40)}"'
            fix = f'Skriv "meaning: {meaning}" på den kolumn som har det, eller ta bort raden.'
            what += ", men ingen kolumn har det"
            yield Problem(facts.place(with_it[0], meaning), what, fix)


def _cells(facts: Facts, area: TargetArea, activity: Activity) -> Iterator[Problem]:
    thing = f' i aktiviteten "{shorten(activity.text, 40)}"'
    keys = [column.key for column in area.columns if column.key != TEXT]
    strange = [key for key in activity.values if key not in keys]
    for key in strange:
        what = f'tabellen har ingen kolumn "{key}" för det som står under values{thing}'
        fix = did_you_mean(key, keys, "columns") if keys else "Ta bort raden."
        yield Problem(facts.place(activity, "values", key), what, fix)
    for column in () if strange else missing_cells(area, activity):
        what = f'cellen under "{shorten(column.heading, 40)}" saknas{thing}'
        fix = f'Lägg till "{column.key}:" under values, eller {column.key}: "" om den är tom.'
        if column.key == RESPONSIBLE:
            what = f'"{RESPONSIBLE}" saknas{thing}'
            fix = f'Lägg till "{RESPONSIBLE}:", eller {RESPONSIBLE}: [] om cellen är tom.'
        yield Problem(_start(facts.place(activity)), what, fix)


def missing_cells(area: TargetArea, activity: Activity) -> Iterator[Column]:
    """Yields the columns that a row has no cell for. An empty cell is written as an empty text."""
    for column in area.columns:
        written = TEXT, *activity.values, *(activity.model_fields_set & {RESPONSIBLE})
        if column.key not in written:
            yield column


def _counted(facts: Facts, area: TargetArea, activity: Activity) -> Iterator[Problem]:
    """A deadline and a target are what the cell in their column says, and no deadline is before the
    decision."""
    thing = f' i aktiviteten "{shorten(activity.text, 40)}"'
    columns = {column.meaning: column for column in area.columns}
    for key in ("deadline", "target"):
        value, column = getattr(activity, key), columns.get(key)
        if value is None or column is None:
            continue
        place, written = facts.place(activity, key), activity.values.get(column.key, "")
        if key == "deadline":
            years = re.findall(r"(?<!\d)\d{4}(?!\d)", written)
            said, agrees = f"{value}", not years or str(value.year) in years
        else:
            found = ("".join(number.split()) for number in NUMBER.findall(written))
            numbers = {Decimal(number.replace(",", ".")) for number in found}
            said, agrees = decimal(value.value), value.value in numbers
        if not agrees:
            what = f'"{key}" är {said}{thing}, men i cellen står "{shorten(written, 40)}"'
            yield Problem(place, what, "Jämför med dokumentet, och rätta det som är fel.")
    strategy = facts.strategy
    decided = strategy and (strategy.adopted or strategy.begins)
    if strategy and decided and activity.deadline and activity.deadline < decided:
        what = f'"deadline" är {activity.deadline}{thing}, före dagen då dokumentet'
        what += " antogs" if strategy.adopted else " började gälla"
        fix = f"Det var den {long_date(decided)}. Kontrollera året. Står det så i dokumentet: ta"
        fix += ' bort raden "deadline" och behåll cellens text.'
        yield Problem(facts.place(activity, "deadline"), what, fix)


def _start(place: Place) -> Place:
    return Place(place.file, place.line, place.column)
