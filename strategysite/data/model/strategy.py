"""data/strategy.yaml: the adopted document, its validity, its actors, and how its text is laid out on the pages."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from strategysite.data.model.common import Entry, IsoDate, PageFile, Part, Text, refuse


def _lines(value: Any) -> Any:
    text = str(value).strip()
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match or int(match[2] or match[1]) < int(match[1]) or int(match[1]) < 1:
        raise refuse(f'"{value}" är inga rader', 'Skriv en rad ("97") eller från och till ("108-111").')
    return text


Lines = Annotated[str, BeforeValidator(_lines)]


def line_numbers(lines: Lines) -> range:
    """Returns the line numbers that "97" or "108-111" means."""
    first, _, last = lines.partition("-")
    return range(int(first), int(last or first) + 1)


class MetadataRow(Part):
    """A row of the document's own table of facts. `responsible` marks the one who answers for the document, told on every page."""

    noun = "raden"
    label: Text
    value: Text
    responsible: bool = False


class Validity(Part):
    """The first and the last day that the strategy holds."""

    noun = "giltigheten"
    first: Annotated[IsoDate, Field(alias="from")]
    last: Annotated[IsoDate, Field(alias="to")]

    @model_validator(mode="after")
    def _in_order(self) -> "Validity":
        if self.last < self.first:
            raise refuse("giltigheten slutar innan den börjar", 'Kontrollera "from" och "to".')
        return self


class Actor(Entry):
    """Somebody the strategy makes responsible. `footnote`: the document spells the abbreviation out in a footnote."""

    noun = "aktören"
    abbreviation: Text | None = None
    footnote: bool = False
    name: Text
    explanation: Text


class Abbreviation(Part):
    """A short form that is no actor."""

    noun = "förkortningen"
    short: Text
    name: Text
    explanation: Text


class Environment(Entry):
    """One of the environments that the strategy describes, and where it can be linked to."""

    noun = "miljön"
    title: Text
    page: PageFile


class Level(Entry):
    """One level of the prevention triangle, from the bottom; the words are the document's."""

    noun = "nivån"
    title: Text
    page: PageFile
    for_whom: Text
    example: Text
    who: Text


class EditorialNote(Entry):
    """What was set right in the layout, told on the page where it was."""

    noun = "anmärkningen"
    page: PageFile
    text: Text


class Remark(Part):
    """A place that stands as adopted although a reader may wonder. `place` is what readers are told; they never see the `line`."""

    noun = "anmärkningen"
    line: Lines
    place: Text | None = None
    quote: Text
    remark: Text


class LeftOut(Part):
    """Lines of the source that no page shows, and why."""

    noun = "raderna"
    lines: Lines
    reason: Text


class TranscriptPage(Part):
    """A page and the lines of the source that it shows, in its order."""

    noun = "sidan"
    page: PageFile
    lines: tuple[Lines, ...]


class Transcript(Part):
    """Which page shows which lines of the adopted document."""

    noun = "avskriften"
    source: Text
    pages: Annotated[tuple[TranscriptPage, ...], Field(min_length=1)]
    replaced: tuple[LeftOut, ...] = ()
    layout: tuple[LeftOut, ...] = ()


class Strategy(Part):
    """The adopted document."""

    noun = "strategin"
    title: Text
    period: Text
    adopted: IsoDate | None = None
    validity: Validity
    metadata: tuple[MetadataRow, ...]
    actors: tuple[Actor, ...]
    abbreviations: tuple[Abbreviation, ...] = ()
    environments: tuple[Environment, ...] = ()
    prevention: tuple[Level, ...] = ()
    editorial_notes: tuple[EditorialNote, ...] = ()
    remarks: tuple[Remark, ...] = ()
    transcript: Transcript

    @property
    def front_page(self) -> str:
        """The page that the document begins on."""
        return self.transcript.pages[0].page

    @property
    def full_title(self) -> str:
        """The title with the years, which tell one strategy from the next."""
        return self.title if self.period in self.title else f"{self.title} {self.period}"
