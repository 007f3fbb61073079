"""The committee's report of one year as a PDF: the same sentences and words as the page, as they
stood when that year was over."""

from dataclasses import replace
from datetime import date
from typing import Any

from strategysite.data import follow_up as record
from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.data.model.activities import Activity, Goal, TargetArea
from strategysite.data.model.follow_up import MEANINGS, NOT_REPORTED, STATUSES, FollowUp
from strategysite.exports.pdf import pdf
from strategysite.problems import decimal


def report(facts: Facts, year: int) -> bytes | None:
    """Returns the report of a year, from the strategy that it was reported for; None where nothing
    was. The same data and commit give the same bytes. Raises NoGlyph."""
    for edition in facts.editions:
        years = tuple(one for one in edition.follow_up if one.year <= year and one.reported)
        if years and years[-1].year == year:
            day = min(facts.today, date(year + 1, 1, 1))  # what is late is late by then
            return pdf("follow_up.typ", report_model(replace(edition, follow_up=years, today=day)))
    return None


def report_model(facts: Facts) -> dict[str, Any]:
    """Returns what follow_up.typ is filled with: the last year that `facts` have."""
    year = record.latest(facts)
    assert year and year.latest
    kinds = record.by_kind(facts)
    return {
        "title": f"Uppföljning {year.year}: {facts.document.full_title}",
        "author": facts.own.name,
        "date": year.latest.timetuple()[:3],
        "foot": f"Uppföljning {year.year}",
        "summary": record.in_short(facts),
        "year": year.year,
        "changed": [
            {"text": _text(item), "was": STATUSES[was].of(item), "now": _word(year, item)}
            for item, was, _ in record.changed(facts, year) or ()
        ],
        "late": [
            {"text": _text(item), "day": long_date(day), "word": _word(year, item)}
            for item, day, _ in record.late(facts)
        ],
        "counts": [
            [said.one, *(str(record.counted(year, items)[status]) for items in kinds.values())]
            for status, said in STATUSES.items()
        ],
        "areas": [
            {"title": area.full_title, "rows": [_row(year, area, item) for item in area.followed]}
            for area in facts.areas
        ],
        "words": MEANINGS,
    }


def _row(year: FollowUp, area: TargetArea, item: Goal | Activity) -> dict[str, Any]:
    one = year.reported.get(item.id)
    told = [one.done] if one and one.done else []
    if one and one.value is not None and isinstance(item, Activity):
        unit = (item.target or item).unit
        told.append(f"{record.indicator_of(area, item)}: {decimal(one.value)} {unit}.")
    if one and one.corrected:
        told.append(f"Rättat den {long_date(one.corrected.date)}: {one.corrected.reason}")
    return {
        "text": _text(item),
        "word": _word(year, item),
        "told": told,
        "evidence": [[shown.text, shown.url] for shown in one.evidence] if one else [],
    }


def _text(item: Goal | Activity) -> str:
    return f"{record.KINDS[record.kind_of(item)].capitalize()}: {item.text}"


def _word(year: FollowUp, item: Goal | Activity) -> str:
    one = year.reported.get(item.id)
    return one.said_of(item) if one else STATUSES[NOT_REPORTED].of(item)
