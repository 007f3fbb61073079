"""What must hold of the reports of how it has gone. Each rule is a generator of problems; its
docstring is the rule. They are asked of each edition."""

from collections.abc import Iterator
from datetime import date

from strategysite.data.facts import Facts, data_file
from strategysite.data.follow_up import followed, indicator_of
from strategysite.data.model.common import FIRST_CHECKED, Part
from strategysite.data.model.follow_up import STATUS_WORDS, FollowUp, Report
from strategysite.problems import Place, Problem, did_you_mean, shorten

BEFORE_BEGINNING = "not_started"


def of_something(facts: Facts) -> Iterator[Problem]:
    """Each row is about a goal or an activity of the strategy, which has one row a year."""
    known = {item.id for item in followed(facts)} | facts.lost
    under = f"goals och activities i {data_file('activities', facts.edition)}"
    for year in facts.follow_up if facts.activities else ():
        seen: dict[str, Place] = {}
        for report in year.reports:
            place = facts.place(report, "id")
            if report.id not in known:
                what = f'okänt mål eller okänd aktivitet "{report.id}"'
                yield Problem(place, what, did_you_mean(report.id, known, under))
            if report.id in seen:
                fix = f"Den första står på rad {seen[report.id].line}. Behåll den som gäller."
                yield Problem(place, f'två rader om "{report.id}" för {year.year}', fix)
            seen.setdefault(report.id, place)


def of_a_year_that_was(facts: Facts) -> Iterator[Problem]:
    """A file is for a year from the strategy's first, where that is known, to this one."""
    begins = facts.strategy.begins if facts.strategy else None
    first, last = begins.year if begins else FIRST_CHECKED, facts.today.year
    for year in facts.follow_up if facts.strategy else ():
        if not first <= year.year <= last:
            yield Problem(
                Place(year.origin.place.file),
                f"uppföljning för {year.year}",
                f"Året ska vara från {first}{', strategins första år,' if begins else ''} till"
                f" {last}.",
            )


def by_somebody_some_day(facts: Facts) -> Iterator[Problem]:
    """What is reported says who reported it, one of the strategy's actors, and when."""
    actors = facts.strategy.actors if facts.strategy else ()
    known = {actor.id for actor in actors} | facts.lost
    under = f"actors i {data_file('strategy', facts.edition)}"
    for year in facts.follow_up:
        for key, fix in (
            ("reported_by", "Skriv överst i filen vem som rapporterar. Det gäller alla rader."),
            ("date", "Skriv överst i filen vilken dag det rapporterades. Det gäller alla rader."),
        ):
            without = [one for one in year.reported.values() if getattr(one, key) is None]
            if without:
                place = facts.place(without[0], "status")
                what = f'"{key}" saknas för "{without[0].id}"'
                more = f" och {len(without) - 1} till" if len(without) > 1 else ""
                yield Problem(place, what + more, fix)
        named: list[tuple[Part, str | None]] = [(year, year.reported_by)]
        named += [
            (one, one.reported_by) for one in year.reports if one.reported_by != year.reported_by
        ]
        for part, actor in named if facts.strategy else ():
            if actor is not None and actor not in known:
                what = f'okänd rapportör "{actor}"'
                fix = did_you_mean(actor, known, under)
                yield Problem(facts.place(part, "reported_by"), what, fix)


def dated_when_it_was_over(facts: Facts) -> Iterator[Problem]:
    """No report or correction is of a day that has not come, and none of a correction is older than
    the report. A report from before the year was over says in words how far it had come."""
    for year in facts.follow_up:
        dated: list[tuple[Part, date | None, list[Report]]] = [
            (year, year.date, [one for one in year.reported.values() if one.date == year.date])
        ]
        dated += [(one, one.date, [one]) for one in year.reported.values() if one.date != year.date]
        dated += [(one.corrected, one.corrected.date, []) for one in year.reports if one.corrected]
        for part, day, reports in dated:
            place = facts.place(part, "date")
            if day and day > facts.today:
                noun = "uppföljningen" if reports or part is year else part.noun
                what = f"{noun} är daterad i framtiden: {day}"
                yield Problem(place, what, f"I dag är det {facts.today}.")
            elif day and day.year <= year.year and (silent := [r for r in reports if not r.done]):
                what = f"uppföljningen för {year.year} är daterad {day}, innan året är slut"
                fix = f'Stämmer dagen? Skriv då efter done hur långt "{silent[0].id}" har kommit.'
                yield Problem(place, what, fix)
        for one in year.reports:
            if one.corrected and one.date and one.corrected.date < one.date:
                what = f'"{one.id}" är rättad {one.corrected.date}, före uppföljningen {one.date}'
                fix = "Rätta den ena dagen."
                yield Problem(facts.place(one.corrected, "date"), what, fix)


def not_undone(facts: Facts) -> Iterator[Problem]:
    """What was done one year is not begun a later one only if somebody says why."""
    before: dict[str, tuple[FollowUp, Report]] = {}
    for year in facts.follow_up:
        for own, report in year.reported.items():
            was = before.get(own)
            if (
                was
                and was[1].status in ("completed", "regular", "ongoing")
                and report.status == BEFORE_BEGINNING
                and not report.done
            ):
                what = f'"{own}" är inte påbörjad {year.year}, men {was[0].year} står det'
                what += f' "{STATUS_WORDS[was[1].status]}"'
                fix = "Rätta det år som är fel, eller skriv efter done vad som har hänt."
                yield Problem(facts.place(report, "status"), what, fix)
            before[own] = year, report


def values_of_indicators(facts: Facts) -> Iterator[Problem]:
    """A value is of something that the document measures."""
    areas = facts.activities.target_areas if facts.activities else ()
    measured = {
        item.id for area in areas for item in area.activities if indicator_of(area, item)
    } | facts.lost
    for year in facts.follow_up if facts.activities else ():
        for report in year.reports:
            if report.value is not None and report.id not in measured:
                what = f'ett värde för "{shorten(report.id)}", som inte har någon indikator'
                fix = "Ta bort raden. Skriv i stället vad som är gjort, efter done."
                yield Problem(facts.place(report, "value"), what, fix)


FOLLOW_UP_RULES = [
    of_something,
    of_a_year_that_was,
    by_somebody_some_day,
    dated_when_it_was_over,
    not_undone,
    values_of_indicators,
]
