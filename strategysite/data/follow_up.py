"""How it has gone, counted: which years, how many of each status, what changed, what is late. The
page, the committee's report and the exports all say it from here."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.data.model.activities import Activity, Goal, TargetArea
from strategysite.data.model.follow_up import (
    NOT_REPORTED,
    STATUSES,
    WITHOUT_EVIDENCE,
    FollowUp,
    Report,
)

OVER = {"completed", "regular", "stopped"}  # a deadline has nothing to say of these
# What is followed up, as one of them is called; several goals are "mål" too.
KINDS = {"activity": "aktivitet", "goal": "mål"}
SEVERAL = {"activity": "aktiviteter", "goal": "mål"}


def followed(facts: Facts) -> Iterator[Goal | Activity]:
    """Yields every goal and activity, in the document's order."""
    for area in facts.areas:
        yield from area.followed


def kind_of(item: Goal | Activity) -> str:
    """Returns "activity" or "goal"."""
    return "activity" if isinstance(item, Activity) else "goal"


def by_kind(facts: Facts) -> dict[str, list[Goal | Activity]]:
    """Returns the activities and the goals, each in the document's order, by the words of
    `kind_of`."""
    return {kind: [one for one in followed(facts) if kind_of(one) == kind] for kind in KINDS}


def indicator_of(area: TargetArea, item: Goal | Activity) -> str | None:
    """Returns what is measured of an activity; None where the document has no indicator or target
    for it, or a sign for none."""
    if not isinstance(item, Activity):
        return None
    cells = [
        item.values.get(column.key, "")
        for column in area.columns
        if column.meaning in ("indicator", "target")
    ]
    return next(filter(re.compile(r"\w").search, cells), item.target.unit if item.target else None)


def by_year(facts: Facts) -> dict[int, FollowUp | None]:
    """Returns the years to show, the first one first: from the strategy's first to its last that is
    over, or to the last that is reported; none while nothing is. A year that nobody has reported is
    None."""
    reported = {year.year: year for year in facts.follow_up if year.reported}
    if not reported:
        return {}
    begins, ends = facts.document.begins, facts.document.ends
    first = min([*reported, *([begins.year] if begins else [])])
    last = max([*reported, *([min(ends.year, facts.today.year - 1)] if ends else [])])
    return {year: reported.get(year) for year in range(first, last + 1)}


def latest(facts: Facts) -> FollowUp | None:
    """Returns the last year that somebody has reported."""
    return next((year for year in reversed(facts.follow_up) if year.reported), None)


def last_reports(facts: Facts) -> dict[str, tuple[int, Report]]:
    """Returns the last report of each goal and activity that has one, with its year, by id."""
    return {own: (year.year, one) for year in facts.follow_up for own, one in year.reported.items()}


def status_of(year: FollowUp | None, item: Goal | Activity) -> str:
    """Returns what was reported of a goal or an activity; NOT_REPORTED is a status too."""
    report = year.reported.get(item.id) if year else None
    return (report.status if report else None) or NOT_REPORTED


def counted(year: FollowUp | None, items: Iterable[Goal | Activity]) -> dict[str, int]:
    """Returns how many of the items have each status, those that none has included."""
    found = Counter(status_of(year, item) for item in items)
    return {status: found[status] for status in STATUSES}


def in_a_sentence(year: FollowUp, items: Iterable[Goal | Activity]) -> str:
    """Returns "3 av 7 aktiviteter genomförda, 2 pågår, 2 ej rapporterade." of goals, or of
    activities."""
    listed = list(items)
    if not listed:
        return ""
    counts, kind = counted(year, listed), kind_of(listed[0])
    bare = sum(year.reported[one.id].without_evidence for one in listed if one.id in year.reported)
    words = STATUSES["completed"]
    done = words.of(listed[0]) if 1 in (len(listed), counts["completed"]) else words.many
    noun = (KINDS if len(listed) == 1 else SEVERAL)[kind]
    parts = [f"{counts['completed']} av {len(listed)} {noun} {done}"]
    parts += [f"varav {bare} {WITHOUT_EVIDENCE}"] if bare else []
    parts += [
        f"{count} {STATUSES[status].many if count > 1 else STATUSES[status].of(listed[0])}"
        for status, count in counts.items()
        if count and status != "completed"
    ]
    return f"{', '.join(parts)}."


def in_short(facts: Facts) -> str:
    """Returns how it goes, in one sentence for activities and one for goals, with who said so and
    when; or that nothing is published."""
    year = latest(facts)
    if year is None:
        period = f" för {facts.document.period}" if facts.document.years else ""
        return f"Ingen uppföljning är publicerad{period}."
    kinds = by_kind(facts).values()
    told = " ".join(filter(None, (in_a_sentence(year, items) for items in kinds)))
    return f"{year.year}: {told} {reported_by(facts, year)}"


def reported_by(facts: Facts, year: FollowUp) -> str:
    """Returns "Rapporterat den 1 februari 2023 av KUSH."; of several days the last, and who
    reported then."""
    names = {actor.id: actor.short for actor in facts.actors}
    reports = list(year.reported.values())
    last = [one.reported_by for one in reports if one.date == year.latest]
    who = list(dict.fromkeys(names[one] for one in last if one))
    several = len({one.date for one in reports}) > 1
    assert year.latest
    told = f"{'Senast rapporterat' if several else 'Rapporterat'} den {long_date(year.latest)} av "
    return told + (f"{', '.join(who[:-1])} och {who[-1]}" if len(who) > 1 else who[0]) + "."


def changed(facts: Facts, year: FollowUp) -> list[tuple[Goal | Activity, str, str]] | None:
    """Returns what has another status than the year before, as it was and is; None where nothing
    was reported for that year."""
    before = next((one for one in facts.follow_up if one.year == year.year - 1), None)
    if before is None or not before.reported:
        return None
    both = [(item, status_of(before, item), status_of(year, item)) for item in followed(facts)]
    return [(item, was, now) for item, was, now in both if was != now]


def late(facts: Facts) -> list[tuple[Activity, date, Report | None]]:
    """Returns the activities whose last day has passed while they are not reported as over, with
    that day and the last report."""
    reports = {own: report for own, (_, report) in last_reports(facts).items()}
    return [
        (item, item.deadline, reports.get(item.id))
        for item in followed(facts)
        if isinstance(item, Activity)
        and item.deadline
        and item.deadline < facts.today
        and (item.id not in reports or reports[item.id].status not in OVER)
    ]
