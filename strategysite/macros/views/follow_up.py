"""Macros about how it has gone: in all, by target area, by actor."""

from strategysite.data import follow_up as record
from strategysite.data.adopted import cell
from strategysite.data.model.activities import RESPONSIBLE
from strategysite.data.model.follow_up import MEANINGS
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import Variables, block
from strategysite.macros.views.strategy import actors_of

# The macros of a page about how it has gone.
SHOWING_FOLLOW_UP = {"follow_up", "goals_and_activities", "activities_by_actor"}


def _last(context: RenderContext) -> Variables:
    return {
        "reports": record.last_reports(context.facts),
        "year": record.latest(context.facts),
        "record": record,
    }


@block
def goals_and_activities(context: RenderContext) -> Variables:
    """Goals and activities side by side under their target area, with what else its table says."""
    areas = context.facts.areas
    context.show(*areas)
    tied = any(activity.goal for area in areas for activity in area.activities)
    goals = {goal.id: goal for area in areas for goal in area.all_goals}
    return {"tied": tied, "goal_of": goals, "cell": cell, **_last(context)}


@block
def activities_by_actor(context: RenderContext) -> Variables:
    """Every actor with the activities it is responsible for."""
    context.show(*context.strategy.actors)
    known = [(area, activity) for area in context.facts.areas for activity in area.activities]
    held = [
        (actor, [(area, one) for area, one in known if actor.id in one.responsible])
        for actor in context.strategy.actors
    ]
    in_own_words = any(one.values.get(RESPONSIBLE) for _, one in known)
    return {"actors": held, "in_own_words": in_own_words, **_last(context)}


@block
def follow_up(context: RenderContext) -> Variables:
    """How it has gone: in a sentence, what changed, what is late, how many a year, each goal and
    activity year by year, every report, and what the words mean."""
    facts = context.facts
    kinds, years, year = record.by_kind(facts), record.by_year(facts), record.latest(facts)
    # Activities are what is to be done; a document without any has its goals counted.
    kind = "activity" if kinds["activity"] else "goal"
    return {
        "record": record,
        "years": years,
        "year": year,
        "meanings": MEANINGS,
        "counts": {own: record.counted(reported, kinds[kind]) for own, reported in years.items()},
        "alike": kinds[kind],
        "noun": record.SEVERAL[kind],
        "changed": record.changed(facts, year) if year else None,
        "actors": actors_of(context),
        "earlier": [edition.document for edition in facts.archive],
    }
