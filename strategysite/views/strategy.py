"""Macros about the adopted document: its facts, goals, activities, follow-up, the triangle, and what the editors say beside it."""

from dataclasses import dataclass

from strategysite.facts import data_file
from strategysite.model.activities import Activity, FollowUp, Goal, TargetArea
from strategysite.model.strategy import Actor, line_numbers
from strategysite.problems import did_you_mean
from strategysite.rendering import Context, Desk, MacroFault, block, find, inline

SHOWING_FOLLOW_UP = {"follow_up", "goals_and_activities", "activities_by_actor"}  # the macros of a page about how it has gone


@dataclass(frozen=True)
class Row:
    """An activity with its responsible actors looked up."""

    activity: Activity
    responsible: list[Actor]


@dataclass(frozen=True)
class Report:
    """What one goal or activity has for one year; `entry` is None where nothing was reported."""

    kind: str
    item: Goal | Activity
    entry: FollowUp | None
    reporter: Actor | None


def _area(desk: Desk, own: str) -> TargetArea:
    return find(desk.activities.target_areas, own, "målområdet", f"target_areas i {data_file('activities', desk.facts.edition)}")


def _rows(desk: Desk, area: TargetArea) -> list[Row]:
    actors = {actor.id: actor for actor in desk.strategy.actors}
    return [Row(activity, [actors[own] for own in activity.responsible]) for activity in area.activities]


def _validity(desk: Desk) -> Context:
    validity, today = desk.strategy.validity, desk.facts.today
    return {"strategy": desk.strategy, "ended": today > validity.last, "begun": today >= validity.first}


@block
def validity_notice(desk: Desk) -> Context:
    """Says whether the strategy holds on the day of the build, or which one has replaced it, and whom to ask when it has ended."""
    responsible = next((row.value for row in desk.strategy.metadata if row.responsible), "")
    if responsible[1:2].islower():  # as in the middle of a sentence, but KUSH stays KUSH
        responsible = responsible[0].lower() + responsible[1:]
    return {**_validity(desk), "successor": desk.facts.successor, "responsible": responsible}


@inline
def strategy_in_short(desk: Desk) -> Context:
    """When the strategy was adopted, and whether it holds on the day of the build."""
    return _validity(desk)


@block
def metadata_table(desk: Desk) -> Context:
    """The document's own table of facts."""
    return {"rows": desk.strategy.metadata}


@block
def remarks(desk: Desk) -> Context:
    """The places that stand as adopted although a reader may wonder, each with the page that shows it."""
    desk.show("remarks", "all")
    pages = {number: entry.page for entry in desk.strategy.transcript.pages for lines in entry.lines for number in line_numbers(lines)}
    return {"remarks": [(remark, pages.get(line_numbers(remark.line)[0])) for remark in desk.strategy.remarks]}


@block
def editorial_note(desk: Desk, note: str) -> Context:
    """What was set right in the layout of one place."""
    entry = find(desk.strategy.editorial_notes, note, "anmärkningen", f"editorial_notes i {data_file('strategy', desk.facts.edition)}")
    desk.show("editorial_note", entry.id)
    return {"note": entry}


@block
def goals(desk: Desk, area: str) -> Context:
    """The goals of a target area under the document's heading."""
    found = _area(desk, area)
    desk.show("goal", *(goal.id for goal in found.goals))
    return {"area": found}


@block
def activity_table(desk: Desk, area: str) -> Context:
    """The activities of a target area with those responsible; an abbreviation is spelled out under the table where it is first used."""
    found = _area(desk, area)
    desk.show("activity", *(activity.id for activity in found.activities))
    earlier = [other for other in desk.activities.target_areas if other.number < found.number]
    known = {actor for other in earlier for activity in other.activities for actor in activity.responsible}
    footnotes = {actor.id: actor for row in _rows(desk, found) for actor in row.responsible if actor.footnote and actor.id not in known}
    return {"area": found, "rows": _rows(desk, found), "footnotes": list(footnotes.values())}


@block
def goals_and_activities(desk: Desk) -> Context:
    """Goals and activities side by side under their target area. The document ties neither to the other."""
    desk.show("area", *(area.id for area in desk.activities.target_areas))
    return {"areas": [(area, _rows(desk, area)) for area in desk.activities.target_areas], "strategy": desk.strategy}


@block
def activities_by_actor(desk: Desk) -> Context:
    """Every actor with the activities it is responsible for."""
    desk.show("actor", *(actor.id for actor in desk.strategy.actors))
    held = [
        (
            actor,
            [(area, activity) for area in desk.activities.target_areas for activity in area.activities if actor.id in activity.responsible],
        )
        for actor in desk.strategy.actors
    ]
    return {"actors": held, "strategy": desk.strategy}


@block
def follow_up(desk: Desk) -> Context:
    """What has been reported, newest year first; a goal or an activity without a report says so."""
    actors = {actor.id: actor for actor in desk.strategy.actors}
    items: list[tuple[str, Goal | Activity]] = [("goal", goal) for area in desk.activities.target_areas for goal in area.goals]
    items += [("activity", activity) for area in desk.activities.target_areas for activity in area.activities]
    years = sorted({entry.year for _, item in items for entry in item.follow_up}, reverse=True)
    desk.show("follow_up", "all")
    reports = []
    for year in years:
        of_year = []
        for kind, item in items:
            entry = next((entry for entry in item.follow_up if entry.year == year), None)
            of_year.append(Report(kind, item, entry, actors[entry.reported_by] if entry else None))
        reports.append((year, of_year))
    silent = [Report(kind, item, None, None) for kind, item in items if not item.follow_up]
    earlier = [edition.strategy for edition in desk.facts.archive if edition.strategy]
    return {"years": reports, "silent": silent, "listed": bool(items), "strategy": desk.strategy, "earlier": earlier}


@block
def environments(desk: Desk) -> Context:
    """Links to the environments that the strategy describes."""
    desk.show("environment", *(environment.id for environment in desk.strategy.environments))
    return {"environments": desk.strategy.environments}


@block
def prevention_triangle(desk: Desk) -> Context:
    """The triangle of prevention, drawn from its levels, with the same content as a list beside it."""
    levels = desk.strategy.prevention
    desk.show("level", *(level.id for level in levels))
    return {"levels": levels}


@block
def abbreviations(desk: Desk) -> Context:
    """Every abbreviation that the site uses, spelled out and explained, in alphabetical order."""
    entries = [(actor.abbreviation, actor.name, actor.explanation) for actor in desk.strategy.actors if actor.abbreviation]
    entries += [(entry.short, entry.name, entry.explanation) for entry in desk.strategy.abbreviations]
    desk.show("abbreviation", *(short for short, _, _ in entries))
    return {"abbreviations": sorted(entries, key=lambda entry: entry[0].casefold())}


@inline
def abbr(desk: Desk, short: str) -> Context:
    """An abbreviation in a sentence, spelled out."""
    names = {actor.abbreviation: actor.name for actor in desk.strategy.actors if actor.abbreviation}
    names |= {entry.short: entry.name for entry in desk.strategy.abbreviations}
    if short not in names:
        under = f"abbreviations i {data_file('strategy', desk.facts.edition)}"
        raise MacroFault(f'förkortningen "{short}" finns inte', did_you_mean(short, names, under), short)
    return {"short": short, "name": names[short]}
