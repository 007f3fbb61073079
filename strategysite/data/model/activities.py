"""data/activities.yaml: target areas, goals, activities, and who is responsible."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from strategysite.data.model.common import (
    WRITTEN_KEYS,
    Entry,
    IsoDate,
    PageFile,
    Part,
    Slug,
    Text,
    WholeFile,
    refuse,
)

FOOTNOTE_MARK = re.compile(r"\s*<sup>\s*(\d+)\s*</sup>")
TEXT, RESPONSIBLE = "text", "responsible"  # the columns that every table may have


def _number(value: Any) -> Any:
    written = "".join(str(value).split()).replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", written):
        raise refuse(f'"{value}" är inget tal', "Skriv bara talet, till exempel 90 eller 2,5.")
    return Decimal(written)


class WithMarks(str):
    """The words of a text of the document, without the marks of its footnotes. How the document
    writes it, with them, is `written`: "Sätt upp lampor<sup>1</sup>"."""

    written: str


def _without_marks(text: str) -> str:
    said = WithMarks(FOOTNOTE_MARK.sub("", text))
    said.written = text
    return text if said == text else said


def written(text: str) -> str:
    """Returns a text of the document as it writes it, with the marks of footnotes."""
    return text.written if isinstance(text, WithMarks) else text


AdoptedText = Annotated[Text, AfterValidator(_without_marks)]
# An empty cell may be written as nothing at all.
Cell = Annotated[
    str, AfterValidator(_without_marks), BeforeValidator(lambda cell: "" if cell is None else cell)
]
# One alone may be written without the signs of a list.
OneOrSeveral = Annotated[
    tuple[Slug, ...],
    BeforeValidator(
        lambda ids: (ids,) if isinstance(ids, str) else ids,
        json_schema_input_type=str | tuple[str, ...],
    ),
]
Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=str | float)]


class SiteAnswer(Part, noun="hänvisningen"):
    """This site's own answer to a goal that has no activity; editorial, no part of the adopted
    text."""

    page: PageFile
    """Sidan i docs/ som svarar på målet."""
    text: Text
    """Det som står i länken."""


class Goal(Entry, noun="målet"):
    """A goal, word for word."""

    text: AdoptedText
    """Målet, ordagrant. Fotnotens märke skrivs <sup>1</sup>, efter ordet som det hör till."""
    number: Text | None = None
    """Målets nummer, när dokumentet har målen i en numrerad lista: "1." eller "a)"."""
    site_answer: SiteAnswer | None = None
    """En sida här som svarar på målet. Den visas som tillagd."""


class PartGoal(Goal):
    """A goal under another one, with those that the document has under it."""

    goals: tuple[Goal, ...] = ()
    """Målen under delmålet, i dokumentets ordning, när det har några."""


class MainGoal(Goal):
    """A goal of a target area, with the goals that the document has under it."""

    goals: tuple[PartGoal, ...] = ()
    """Delmålen under målet, i dokumentets ordning, när det har några."""


class Target(Part, noun="målvärdet"):
    """The number that an indicator is to reach, as the follow-up counts with it."""

    value: Number
    """Talet som ska nås, till exempel 90 eller 2,5. Det ska stå i cellen."""
    unit: Text
    """Vad talet räknar: procent, personer, träffar om året."""


class Activity(Entry, noun="aktiviteten"):
    """An activity, word for word, the ids of those responsible in the document's order, and what
    else its row says."""

    text: AdoptedText
    """Aktiviteten, ordagrant. Fotnotens märke skrivs <sup>1</sup>, här och i de andra cellerna."""
    responsible: tuple[Slug, ...] = ()
    """De ansvarigas id, i dokumentets ordning. De står i data/strategy.yaml. Skriv [] när raden
    inte har någon."""
    values: Annotated[dict[str, Cell], WRITTEN_KEYS] = Field(default={})
    """Radens övriga celler, ordagrant: kolumnens key, kolon och texten; "" när cellen är tom. Skriv
    responsible här också när cellen inte är de ansvarigas namn med komma emellan, till exempel
    "alla förvaltningar"."""
    deadline: IsoDate | None = None
    """Sista dagen för aktiviteten, ÅÅÅÅ-MM-DD. Skriv den så som kolumnen med meaning: deadline ska
    förstås. Uppföljningen räknar med den; utelämna den när cellen inte är någon dag."""
    target: Target | None = None
    """Målvärdet som ett tal, när kolumnen med meaning: target har ett."""
    unit: Text | None = None
    """Vad det uppmätta värdet räknar, när dokumentet har en indikator men inget målvärde: procent,
    personer, träffar om året."""
    goal: OneOrSeveral = ()
    """Målets id, när dokumentet knyter aktiviteten till ett mål; en lista när det är flera."""
    proposed: bool = False
    """true när dokumentet föreslår aktiviteten och inte beslutar den."""


class Column(Part, noun="kolumnen"):
    """A column of the document's table."""

    key: Slug
    """text för aktiviteten, responsible för de ansvariga, och annars ett eget kort namn, som
    aktiviteterna skriver under values."""
    heading: AdoptedText
    """Kolumnens rubrik, ordagrant."""
    meaning: Literal["deadline", "indicator", "target"] | None = None
    """Vad uppföljningen kan räkna med: deadline (senast klar), indicator (det som mäts) eller
    target (målvärdet). Utelämna den för andra kolumner."""


class TargetArea(Entry, noun="målområdet"):
    """A target area with the headings its goals and its table have in the document."""

    number: Annotated[int, Field(ge=1, le=99)] | None = None
    """Siffran i ”Målområde N.”, när området har en."""
    title: Text
    """Rubriken efter ”Målområde N.”, ordagrant."""
    heading: Text | None = None
    """Hela rubriken, ordagrant, när den inte börjar med ”Målområde N.”"""
    page: PageFile
    """Sidan i docs/ som visar området."""
    goals_heading: Text | None = None
    """Rubriken över målen, ordagrant, när den finns."""
    columns: tuple[Column, ...] = ()
    """Tabellens kolumner, i dokumentets ordning. Utelämna dem när området inte har någon tabell."""
    goals: tuple[MainGoal, ...] = ()
    """Målen, i dokumentets ordning; [] när området inte har några."""
    activities: tuple[Activity, ...]
    """Aktiviteterna, i dokumentets ordning."""
    proposed: bool = False
    """true när dokumentet föreslår områdets aktiviteter och inte beslutar dem."""

    @property
    def full_title(self) -> str:
        """The heading of the area as the document writes it."""
        numbered = f"Målområde {self.number}. {self.title}" if self.number else self.title
        return self.heading or numbered

    @property
    def all_goals(self) -> tuple[Goal, ...]:
        """Its goals, each followed by those under it."""
        found: list[Goal] = []
        for goal in self.goals:
            found.append(goal)
            for part in goal.goals:
                found += [part, *part.goals]
        return tuple(found)

    @property
    def followed(self) -> "tuple[Goal | Activity, ...]":
        """All its goals, then its activities: what is followed up."""
        return (*self.all_goals, *self.activities)


class Activities(WholeFile):
    """The whole file."""

    target_areas: tuple[TargetArea, ...]
    """Målområdena; [] tills målen och aktiviteterna är inskrivna."""
    has_none: bool = False
    """true när dokumentet inte har några mål eller aktiviteter."""

    def _fault(self) -> tuple[str, str] | None:
        if self.has_none and self.target_areas:
            fix = "Ta bort has_none, eller målområdena."
            return "has_none är true, men här finns målområden", fix
        return None
