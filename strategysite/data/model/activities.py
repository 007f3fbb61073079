"""data/activities.yaml: target areas, goals, activities, who is responsible, and what was reported
year by year."""

from typing import Literal

from pydantic import Field

from strategysite.data.model.common import (
    Entry,
    IsoDate,
    PageFile,
    Part,
    Slug,
    Text,
    WholeFile,
    Year,
)

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
    year: Year = Field(description="Året som följs upp.")
    status: Status = Field(description="Hur det har gått.")
    note: Text | None = Field(
        default=None, description="En eller två meningar om vad som är gjort."
    )
    reported_by: Slug = Field(
        description="Den som rapporterar: en aktörs id i data/strategy.yaml, till exempel KUSH."
    )
    date: IsoDate = Field(description="Dagen då uppföljningen lämnades, ÅÅÅÅ-MM-DD.")


class SiteAnswer(Part):
    """This site's own answer to a goal that has no activity; editorial, no part of the adopted
    text."""

    noun = "hänvisningen"
    page: PageFile = Field(description="Sidan i docs/ som svarar på målet.")
    text: Text = Field(description="Det som står i länken.")


class Goal(Entry):
    """A goal, word for word."""

    noun = "målet"
    text: Text = Field(description="Målet, ordagrant.")
    site_answer: SiteAnswer | None = Field(
        default=None, description="En sida här som svarar på målet. Den visas som tillagd."
    )
    follow_up: tuple[FollowUp, ...] = Field(
        default=(), description="Uppföljningen av målet, en post för varje år; [] när ingen finns."
    )


class Activity(Entry):
    """An activity, word for word, and the ids of those responsible in the document's order."""

    noun = "aktiviteten"
    text: Text = Field(description="Aktiviteten, ordagrant.")
    responsible: tuple[Slug, ...] = Field(
        min_length=1, description="De ansvarigas id i data/strategy.yaml, i dokumentets ordning."
    )
    follow_up: tuple[FollowUp, ...] = Field(
        default=(),
        description="Uppföljningen av aktiviteten, en post för varje år; [] när ingen finns.",
    )


class TargetArea(Entry):
    """A target area with the headings its goals and its table have in the document."""

    noun = "målområdet"
    number: int = Field(ge=1, le=99, description="Siffran i ”Målområde N.”")
    title: Text = Field(description="Rubriken efter ”Målområde N.”, ordagrant.")
    heading: Text | None = Field(
        default=None, description="Hela rubriken, ordagrant, när den inte börjar med ”Målområde N.”"
    )
    page: PageFile = Field(description="Sidan i docs/ som visar området.")
    goals_heading: Text = Field(description="Rubriken över målen, ordagrant.")
    activity_heading: Text = Field(description="Rubriken på tabellens första kolumn, ordagrant.")
    responsible_heading: Text = Field(description="Rubriken på tabellens andra kolumn, ordagrant.")
    goals: tuple[Goal, ...] = Field(min_length=1, description="Målen, i dokumentets ordning.")
    activities: tuple[Activity, ...] = Field(description="Aktiviteterna, i dokumentets ordning.")

    @property
    def full_title(self) -> str:
        """The heading of the area as the document writes it."""
        return self.heading or f"Målområde {self.number}. {self.title}"


class Activities(WholeFile):
    """The whole file."""

    about = """
    Strategins målområden med mål, aktiviteter, ansvariga och uppföljning.

    Mål, aktiviteter och ansvariga är en avskrift av det antagna dokumentet och ändras inte.
    Uppföljningen växer med åren: skriv den under follow_up på målet eller aktiviteten.
    """
    example = """
    follow_up:
      - year: 2021
        status: ongoing
        note: "Arbetet har börjat i två förvaltningar."
        reported_by: KUSH
        date: 2022-02-01
    """
    target_areas: tuple[TargetArea, ...] = Field(
        description="Målområdena; [] tills målen och aktiviteterna är inskrivna."
    )
