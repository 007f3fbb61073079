"""What the data had of the document before."""

from collections.abc import Mapping
from typing import Any, TypeVar

from strategysite.data.adopted import cell, words
from strategysite.data.facts import Facts
from strategysite.data.model.activities import TEXT, Activity, Goal
from strategysite.data.model.strategy import Actor
from strategysite.editing.succession.document import Block
from strategysite.editing.succession.lines import says
from strategysite.problems import shorten

BY_HAND = ("deadline", "target", "unit", "goal", "proposed")  # what editors write on an activity
_Part = TypeVar("_Part", Goal, Activity)
Row = dict[str, Any]  # of the data, as plain values


class Known:
    """What the data has: the actors, also by their names, and, if the document is a revision, what
    is there of the one before: its target areas by their headings, its goals and activities by
    their words. What says the same keeps its id. Where the pages `stay`, so do the footnotes that
    they have on the names of actors."""

    def __init__(
        self, facts: Facts | None = None, actors: tuple[Actor, ...] = (), *, stays: bool = False
    ) -> None:
        self.actors, self.named = actors, {actor.short: actor for actor in actors}
        self.noted = {actor.short: actor for actor in actors if actor.footnote and stays}
        self.strategy = facts.strategy if facts else None
        areas = facts.areas if facts else ()
        self.areas = {area.full_title: area for area in areas}
        self.goals = {known_by(goal.text): goal for area in areas for goal in area.all_goals}
        self.activities = {known_by(one.text): one for area in areas for one in area.activities}
        self.columns = [column for area in areas for column in area.columns]
        # The ids that nothing new has yet; nothing else may get one.
        self.free = {part.id for area in areas for part in area.followed}
        self.used = set(self.free)

    def same(self, old: Mapping[str, _Part], text: str) -> _Part | None:
        """Returns what said the same, once."""
        part = old.get(known_by(text))
        if part is None or part.id not in self.free:
            return None
        self.free.remove(part.id)
        return part

    def reworded(self, was: str, now: str) -> None:
        """A goal or an activity says the same in new words."""
        if goal := self.goals.get(known_by(was)):
            self.goals[known_by(now)] = goal
        if activity := self.activities.get(known_by(was)):
            self.activities[known_by(now)] = activity

    def has_goal(self, block: Block) -> bool:
        """Whether a list holds a goal of that document."""
        return any(known_by(item.text) in self.goals for item in block.items)

    def is_row(self, old: Activity, cells: Mapping[str, str]) -> bool:
        """Whether an activity has the same row in both, whatever its words are."""
        assert self.strategy
        own = {key: cell(self.strategy, old, key) for key in cells if key != TEXT}
        return all(known_by(text) == known_by(cells[key]) for key, text in own.items())

    def missed_in(self, areas: list[Row], lines: list[str]) -> tuple[list[str], list[str]]:
        """Returns the goals and activities that `areas` no longer have, and what the editors wrote
        about others that is lost."""
        gone, lost = list[str](), list[str]()
        rows = {row["id"]: row for area in areas for row in area["activities"]}
        parts: list[Goal | Activity] = [*self.goals.values(), *self.activities.values()]
        for part in {part.id: part for part in parts}.values():
            thing = "målet" if isinstance(part, Goal) else "aktiviteten"
            said = f'"{shorten(part.text, 40)}"'
            if part.id in self.free:
                still = says(lines, part.text)
                how = "står inte i en tabell eller lista i" if still else "finns inte i"
                gone.append(f"{thing} {said} {how} det nya dokumentet")
            elif row := rows.get(part.id):
                keys = [key for key in BY_HAND if getattr(part, key) and key not in row]
                lost += [f"{key} för {said}" for key in keys]
        columns = (column for one in areas for column in one.get("columns", ()))
        kept = {known_by(column["heading"]) for column in columns}
        lost += [
            f'meaning på kolumnen "{column.heading}"'
            for column in self.columns
            if column.meaning and known_by(column.heading) not in kept
        ]
        return gone, lost


def known_by(text: str) -> str:
    """Returns what a text is known by: its words."""
    return " ".join(words(text))
