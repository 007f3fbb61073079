"""What must hold of the reports of how it has gone. Each rule is a generator of problems; its
docstring is the rule. They are asked of each edition."""

from collections.abc import Iterator
from datetime import date

from strategysite.checks.asking import Rule, again, unknown
from strategysite.data.facts import Facts, data_file
from strategysite.data.follow_up import followed, indicator_of
from strategysite.data.model.common import FIRST_CHECKED
from strategysite.data.model.follow_up import STATUS_WORDS, FollowUp, Report
from strategysite.problems import Place, Problem, and_more, shorten

BEFORE_BEGINNING = "not_started"


def of_something(facts: Facts, year: FollowUp) -> Iterator[Problem]:
    """Each row is about a goal or an activity of the strategy, which has one row a year."""
    if not facts.activities:
        return
    known = {item.id for item in followed(facts)}
    under = f"goals och activities i {data_file('activities', facts.edition)}"
    for one in year.reports:
        what = f'okänt mål eller okänd aktivitet "{one.id}"'
        yield from unknown(facts, (one, "id"), one.id, known, what, under=under)
    for one, first in again((one.id, one) for one in year.reports):
        line = facts.place(first, "id").line
        fix = f"Den första står på rad {line}. Behåll den som gäller."
        if len(lacking := known - {report.id for report in year.reports}) == 1:
            fix += f' Ingen rad är om "{min(lacking)}". Är det den? Skriv då det efter id.'
        yield Problem(facts.place(one, "id"), f'två rader om "{one.id}" för {year.year}', fix)


def of_a_year_that_was(facts: Facts, year: FollowUp) -> Iterator[Problem]:
    """A file is for a year from the strategy's first, where that is known, to the present one."""
    begins = facts.strategy.begins if facts.strategy else None
    first, last = begins.year if begins else FIRST_CHECKED, facts.today.year
    if facts.strategy and not first <= year.year <= last:
        which = ", strategins första år," if begins else ""
        fix = f"Året ska vara från {first}{which} till {last}."
        if first > last:
            file = data_file("strategy", facts.edition)
            fix = f'Dokumentet gäller från {first}, enligt "validity" i {file}.'
            fix += " Stämmer det går inget år att följa upp än."
        yield Problem(Place(year.origin.place.file), f"uppföljning för {year.year}", fix)


def by_somebody_some_day(facts: Facts, year: FollowUp) -> Iterator[Problem]:
    """What is reported says who reported it, one of the strategy's actors, and when."""
    for key, fix in (
        ("reported_by", "Skriv överst i filen vem som rapporterar. Det gäller alla rader."),
        ("date", "Skriv överst i filen vilken dag det rapporterades. Det gäller alla rader."),
    ):
        without = [one for one in year.reported.values() if getattr(one, key) is None]
        if without:
            rows = and_more([f'"{one.id}"' for one in without], 1)
            what = f'"{key}" saknas för {rows}'
            yield Problem(facts.place(without[0], "status"), what, fix)
    known = {actor.id for actor in facts.actors}
    under = f"actors i {data_file('strategy', facts.edition)}"
    differing = [one for one in year.reports if one.reported_by != year.reported_by]
    named: list[FollowUp | Report] = [year, *differing]
    for part in named if facts.strategy else ():
        if actor := part.reported_by:
            what = f'okänd rapportör "{actor}"'
            yield from unknown(facts, (part, "reported_by"), actor, known, what, under=under)


def dated_when_it_was_over(facts: Facts, year: FollowUp) -> Iterator[Problem]:
    """A report is not dated in the future, and a correction is not older than its report. A report
    from before the year was over says in words how far it had come."""
    dated: list[tuple[FollowUp | Report, date | None, list[Report]]] = [
        (year, year.date, [one for one in year.reported.values() if one.date == year.date])
    ]
    dated += [(one, one.date, [one]) for one in year.reported.values() if one.date != year.date]
    for part, day, reports in dated:
        place = facts.place(part, "date")
        if day and day > facts.today:
            what = f"uppföljningen är daterad i framtiden: {day}"
            yield Problem(place, what, f"I dag är det {facts.today}.")
        elif day and day.year < year.year <= facts.today.year:
            what = f"uppföljningen för {year.year} är daterad {day}, innan året har börjat"
            yield Problem(place, what, "Rätta dagen, eller skriv raderna i det årets fil.")
        elif day and day.year == year.year and (silent := [r for r in reports if not r.done]):
            what = f"uppföljningen för {year.year} är daterad {day}, innan året är slut"
            fix = f'Stämmer dagen? Skriv då efter done hur långt "{silent[0].id}" har kommit.'
            yield Problem(place, what, fix)
    for one in year.reports:
        if one.corrected and one.date and one.corrected.date < one.date:
            what = f'"{one.id}" är rättad {one.corrected.date}, före uppföljningen {one.date}'
            yield Problem(facts.place(one.corrected, "date"), what, "Rätta den ena dagen.")


def not_undone(facts: Facts, year: FollowUp) -> Iterator[Problem]:
    """What was begun one year is not called not begun a later year, unless somebody says why."""
    years = (one for one in facts.follow_up if one.year < year.year)
    before = {own: (then.year, was) for then in years for own, was in then.reported.items()}
    for own, report in year.reported.items():
        then, was = before.get(own, (0, None))
        silent = report.status == BEFORE_BEGINNING and not report.done
        if silent and was and was.status in ("completed", "regular", "ongoing"):
            what = f'"{own}" är inte påbörjad {year.year}, men {then} står det'
            what += f' "{STATUS_WORDS[was.status]}"'
            fix = "Rätta det år som är fel, eller skriv efter done vad som har hänt."
            yield Problem(facts.place(report, "status"), what, fix)


def values_of_indicators(facts: Facts, year: FollowUp) -> Iterator[Problem]:
    """A value belongs to an activity that the document measures, and its number has a unit."""
    found = [one for area in facts.areas for one in area.activities if indicator_of(area, one)]
    measured = {one.id: one for one in found}
    own_file = data_file("activities", facts.edition)
    for one in year.reports if facts.activities else ():
        if one.value is not None and one.id not in measured.keys() | facts.lost:
            what = f'ett värde för "{shorten(one.id)}", som inte har någon indikator'
            fix = "Ta bort raden. Skriv i stället vad som är gjort, efter done."
            yield Problem(facts.place(one, "value"), what, fix)
        activity = measured.get(one.id)
        if one.value is not None and activity and not (activity.target or activity).unit:
            what = f'värdet för "{shorten(one.id)}" har ingen enhet'
            fix = f'Skriv "unit:" och vad talet räknar på aktiviteten i {own_file}, till exempel'
            fix += " procent eller personer."
            yield Problem(facts.place(one, "value"), what, fix)


FOLLOW_UP_RULES: list[Rule] = [of_something, of_a_year_that_was, by_somebody_some_day]
FOLLOW_UP_RULES += [dated_when_it_was_over, not_undone, values_of_indicators]
