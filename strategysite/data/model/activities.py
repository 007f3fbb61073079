"""data/activities.yaml: target areas, goals, activities, who is responsible, and what was reported year by year."""

from typing import Annotated, Literal

from pydantic import Field

from strategysite.data.model.common import Entry, IsoDate, PageFile, Part, Slug, Text, Year

Status = Literal["not_started", "ongoing", "done", "stopped"]
STATUS_WORDS: dict[str, str] = {
    "not_started": "inte påbörjad",
    "ongoing": "pågår",
    "done": "klar",
    "stopped": "avslutad utan att bli klar",
}


class FollowUp(Part):
    """What the responsible actor reported of a goal or an activity for one year."""

    noun = "uppföljningen"
    year: Year
    status: Status
    note: Text | None = None
    reported_by: Slug
    date: IsoDate


class SiteAnswer(Part):
    """This site's own answer to a goal that has no activity; editorial, no part of the adopted text."""

    noun = "hänvisningen"
    page: PageFile
    text: Text


class Goal(Entry):
    """A goal, word for word."""

    noun = "målet"
    text: Text
    site_answer: SiteAnswer | None = None
    follow_up: tuple[FollowUp, ...] = ()


class Activity(Entry):
    """An activity, word for word, and the ids of those responsible in the document's order."""

    noun = "aktiviteten"
    text: Text
    responsible: Annotated[tuple[Slug, ...], Field(min_length=1)]
    follow_up: tuple[FollowUp, ...] = ()


class TargetArea(Entry):
    """A target area with the headings its goals and its table have in the document."""

    noun = "målområdet"
    number: Annotated[int, Field(ge=1, le=99)]
    title: Text
    heading: Text | None = None
    page: PageFile
    goals_heading: Text
    activity_heading: Text
    responsible_heading: Text
    goals: Annotated[tuple[Goal, ...], Field(min_length=1)]
    activities: tuple[Activity, ...]

    @property
    def full_title(self) -> str:
        """The heading of the area as the document writes it."""
        return self.heading or f"Målområde {self.number}. {self.title}"


class Activities(Part):
    """The whole file."""

    noun = "filen"
    target_areas: tuple[TargetArea, ...]
