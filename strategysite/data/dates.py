"""Dates, weekdays and times as people read them, in the language of the page."""

from collections.abc import Iterable
from datetime import date, time
from functools import cache
from itertools import chain, groupby

from babel.dates import format_date, get_date_format, get_day_names
from babel.lists import format_list

from strategysite.data.model.common import PartialDate, clock
from strategysite.data.model.contacts import DAYS, Day, Hours, Span

TO = "–\u2060"  # from one hour to another, on one line: without the joiner a line may end after –


@cache  # the same few days stand on many cards
def long_date(day: date, language: str = "sv") -> str:
    """Returns "22 november 2026" in `language`, where a day may have a mark, as "22."; it comes
    before the month everywhere, as here, and no word stands after the year."""
    mark = "." if str(get_date_format("long", language)).startswith("d.") else ""
    return format_date(day, f"d{mark} MMMM y", locale=language)


def first_day(day: date) -> str:
    """Returns the day that something holds from, "den 1 mars 2027"; "2027" from its first: whoever
    wrote years may have named no day."""
    return str(day.year) if (day.month, day.day) == (1, 1) else f"den {long_date(day)}"


def last_day(day: date) -> str:
    """Returns the last day of it in the same way, "2027" to the end of that year."""
    return str(day.year) if (day.month, day.day) == (12, 31) else f"den {long_date(day)}"


def partial_date(written: PartialDate, language: str = "sv") -> str:
    """Returns a day, a month or a year, no more exact than it is `written`."""
    year, *rest = (int(part) for part in written.split("-"))
    if not rest:
        return written
    if len(rest) == 2:
        return long_date(date(year, *rest), language)
    return format_date(date(year, rest[0], 1), "LLLL y", locale=language)


def weekday(day: Day, language: str = "sv") -> str:
    """Returns the weekday's full name in `language`, as it stands in a table."""
    return str(get_day_names("wide", "stand-alone", language)[DAYS.index(day)])


def _from_to(opens: time, closes: time, language: str) -> str:
    """Returns "13–16" as Swedish says whole hours, else "09:30–12:00"."""
    midnight = closes == time.max
    if language == "sv" and not opens.minute and (midnight or not closes.minute):
        return f"{opens.hour}{TO}{24 if midnight else closes.hour}"
    return f"{clock(opens)}{TO}{clock(closes)}"


def _days(days: Iterable[Day], every_day: str, language: str) -> str:
    """Returns "måndag–fredag", "tisdag och fredag" or the words for every day."""
    numbers = sorted(DAYS.index(day) for day in days)
    if len(numbers) == len(DAYS):
        return every_day
    runs = groupby(enumerate(numbers), lambda one: one[1] - one[0])  # days after each other
    names = [[weekday(DAYS[number], language) for _, number in run] for _, run in runs]
    told = ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run for run in names)
    return format_list([*chain.from_iterable(told)], locale=language)


def hours_lines(
    hours: Hours, always: str, every_day: str, closed: str, language: str = "sv"
) -> list[str]:
    """Returns one line for the same days, as "måndag–fredag 9–12 och 13–16". A span to midnight and
    the one that goes on after it are one time.

    `always`, `every_day` and `closed` are the words of `language` for what they say.
    """
    if hours.always:
        return [always]
    late: dict[frozenset[Day], Span] = {  # by the days after those on which it begins
        frozenset(DAYS[(DAYS.index(day) + 1) % 7] for day in span.days): span
        for span in hours.weekly
        if span.closes == time.max
    }
    lines: dict[str, list[str]] = {}
    for span in hours.weekly:
        if span.opens == time.min and frozenset(span.days) in late:
            continue  # told together with the evening before
        after = [
            other.closes
            for other in hours.weekly
            if other.opens == time.min and late.get(frozenset(other.days)) is span
        ]
        times = _from_to(span.opens, next(iter(after), span.closes), language)
        lines.setdefault(_days(span.days, every_day, language), []).append(times)
    for entry in hours.exceptions:
        opens, closes = entry.opens, entry.closes
        times = _from_to(opens, closes, language) if opens and closes else closed
        lines.setdefault(long_date(entry.date, language), []).append(times)
    return [f"{days} {format_list(times, locale=language)}" for days, times in lines.items()]
