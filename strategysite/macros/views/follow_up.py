"""Macros about how it has gone: in all, by target area, by actor."""

from strategysite.data.adopted import cell
from strategysite.data.follow_up import (
    SEVERAL,
    by_year,
    changed,
    counted,
    followed,
    in_a_sentence,
    in_short,
    indicator_of,
    kind_of,
    last_reports,
    late,
    latest,
    reported_by,
    status_of,
)
from strategysite.data.model.activities import RESPONSIBLE
from strategysite.data.model.follow_up import STATUSES
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import Variables, block
from strategysite.macros.views.strategy import actors_of

SHOWING_FOLLOW_UP = {
    "follow_up",
    "goals_and_activities",
    "activities_by_actor",
}  # the macros of a page about how it has gone


def _last(context: RenderContext) -> Variables:
    return {
        "activities": context.activities,
        "reports": last_reports(context.facts),
        "year": latest(context.facts),
        "in_a_sentence": in_a_sentence,
    }


@block
def goals_and_activities(context: RenderContext) -> Variables:
    """Goals and activities side by side under their target area, with what else its table says."""
    context.show("area", *(area.id for area in context.activities.target_areas))
    areas = context.activities.target_areas
    tied = any(activity.goal for area in areas for activity in area.activities)
    return {"areas": areas, "tied": tied, "cell": cell, **_last(context)}


@block
def activities_by_actor(context: RenderContext) -> Variables:
    """Every actor with the activities it is responsible for."""
    context.show("actor", *(actor.id for actor in context.strategy.actors))
    held = [
        (
            actor,
            [
                (area, activity)
                for area in context.activities.target_areas
                for activity in area.activities
                if actor.id in activity.responsible
            ],
        )
        for actor in context.strategy.actors
    ]
    cells = [one.values for area in context.activities.target_areas for one in area.activities]
    in_own_words = any(values.get(RESPONSIBLE) for values in cells)
    return {"actors": held, "in_own_words": in_own_words, **_last(context)}


@block
def follow_up(context: RenderContext) -> Variables:
    """How it has gone: in a sentence, what changed, what is late, how many a year, each goal and
    activity year by year, every report, and what the words mean."""
    context.show("follow_up", "all")
    facts = context.facts
    items, years, year = list(followed(facts)), by_year(facts), latest(facts)
    # Activities are what is to be done; a document without any has its goals counted.
    kind = "activity" if any(kind_of(item) == "activity" for item in items) else "goal"
    alike = [item for item in items if kind_of(item) == kind]
    return {
        "in_short": in_short(facts),
        "years": years,
        "year": year,
        "areas": context.activities.target_areas,
        "statuses": STATUSES,
        "counts": {own: counted(reported, alike) for own, reported in years.items()},
        "alike": alike,
        "noun": SEVERAL[kind],
        "status_of": status_of,
        "kind_of": kind_of,
        "indicator_of": indicator_of,
        "changed": changed(facts, year) if year else None,
        "late": late(facts),
        "reported_by": reported_by,
        "actors": actors_of(context),
        "activities": context.activities,
        "earlier": [edition.document for edition in facts.archive],
    }
