"""data/strategy.yaml: the adopted document, its validity, its actors, and how its text is laid out
on the pages."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from strategysite.data.model.common import (
    Entry,
    IsoDate,
    PageFile,
    Part,
    Slug,
    Text,
    WholeFile,
    matching,
    refuse,
)

LARGEST_TRIANGLE = 5  # levels; the slices of more are too thin for their words
# What documents are called, each with what its definite form ends with.
KINDS = {
    **dict.fromkeys(("strategi", "policy", "riktlinje", "agenda", "överenskommelse"), "n"),
    **dict.fromkeys(("plan", "rutin", "vägledning", "anvisning"), "en"),
    **dict.fromkeys(("riktlinjer", "rutiner", "regler", "anvisningar", "föreskrifter"), "na"),
    "program": "met",
    "reglemente": "t",
}
KIND = re.compile(rf"\b\w*?({'|'.join(KINDS)})\b", re.IGNORECASE)


def _lines(value: Any) -> Any:
    text = str(value).strip()
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match or int(match[2] or match[1]) < int(match[1]) or int(match[1]) < 1:
        fix = 'Skriv en rad ("97") eller från och till ("108-111").'
        raise refuse(f'"{value}" är inga rader', fix)
    return text


Lines = Annotated[str, BeforeValidator(_lines)]


# It stands within sentences, as "det som planen säger".
DEFINITE = 'Ordet slutar på n, t eller na: "planen", "programmet", "riktlinjerna".'
Called = Annotated[
    str, matching("[a-zåäö]+(n|t|na)", "är inget ord i bestämd form med små bokstäver", DEFINITE)
]


def line_numbers(lines: Lines) -> range:
    """Returns the line numbers that "97" or "108-111" means."""
    first, _, last = lines.partition("-")
    return range(int(first), int(last or first) + 1)


def called_in(title: str) -> str:
    """Returns what a document is called after the first such word of its title, in the definite
    form ("planen"); "dokumentet" where it has none."""
    word = KIND.search(title)
    return f"{word[0].lower()}{KINDS[word[1].lower()]}" if word else "dokumentet"


class MetadataRow(Part, noun="raden"):
    """A row of the document's own table of facts. `responsible` marks the one who answers for the
    document, told on every page."""

    label: Text
    """Det som står till vänster, ordagrant."""
    value: Text
    """Det som står till höger, ordagrant."""
    responsible: bool = False
    """true på raden om dokumentets ansvariga, som då står i foten på strategins sidor."""

    @property
    def said(self) -> str:
        """The value as words in a sentence, where the table may have it in several rows."""
        return ", ".join(self.value.split("\n"))


class Validity(Part, noun="giltigheten"):
    """The first and the last day that the document holds; without a last one, until further
    notice."""

    first: IsoDate = Field(alias="from")
    """Första dagen som strategin gäller, ÅÅÅÅ-MM-DD."""
    last: IsoDate | None = Field(default=None, alias="to")
    """Sista dagen som strategin gäller, ÅÅÅÅ-MM-DD. Utelämna den när dokumentet gäller tills
    vidare."""

    def _fault(self) -> tuple[str, str] | None:
        if self.last is not None and self.last < self.first:
            return "giltigheten slutar innan den börjar", 'Kontrollera "from" och "to".'
        return None


class Actor(Entry, noun="aktören"):
    """Somebody the strategy makes responsible. `footnote`: the document spells the abbreviation out
    in a footnote."""

    abbreviation: Text | None = None
    """Förkortningen, när aktören har en."""
    footnote: bool = False
    """true när dokumentet förklarar förkortningen i en fotnot."""
    name: Text
    """Hela namnet."""
    explanation: Text | None = None
    """Vem det är, en mening. Utelämna raden tills någon har skrivit den."""

    @property
    def short(self) -> str:
        """What the document calls it where there is little room."""
        return self.abbreviation or self.name


class Abbreviation(Part, noun="förkortningen"):
    """A short form that is no actor."""

    short: Text
    """Förkortningen."""
    name: Text
    """Vad förkortningen står för."""
    explanation: Text
    """Vad det är, en mening."""


class Environment(Entry, noun="miljön"):
    """One of the environments that the strategy describes, and where it can be linked to."""

    id: Slug
    """Rubrikens adress på sidan."""
    title: Text
    """Miljöns namn, ordagrant."""
    page: PageFile
    """Sidan i docs/ som beskriver miljön."""


class Level(Entry, noun="nivån"):
    """One level of prevention, from the widest; the words are the document's."""

    title: Text
    """Nivåns namn, ordagrant."""
    page: PageFile
    """Sidan i docs/ som beskriver nivån."""
    for_whom: Text
    """Vilka insatserna riktar sig till, ordagrant ur texten."""


class EditorialNote(Entry, noun="anmärkningen"):
    """What was set right in the layout, told on the page where it was."""

    page: PageFile
    """Sidan i docs/ där anmärkningen visas."""
    text: Text
    """Vad som är rättat i layouten, och varför."""


class Remark(Part, noun="anmärkningen"):
    """A place that stands as adopted although a reader may wonder. `place` is what readers are
    told; they never see the `line`."""

    line: Lines
    """Radens nummer i källfilen. Det visas inte."""
    place: Text | None = None
    """Avsnittet där orden står. Det är vad läsaren får veta."""
    quote: Text
    """Orden som det gäller, ordagrant."""
    remark: Text
    """Vad en läsare kan undra över."""


class LeftOut(Part, noun="raderna"):
    """Lines of the source that no page shows, and why."""

    lines: Lines
    """Radernas nummer i källfilen: "104" eller "16-29"."""
    reason: Text
    """Varför raderna inte visas."""


class TranscriptPage(Part, noun="sidan"):
    """A page and the lines of the source that it shows, in its order."""

    page: PageFile
    """Sidan i docs/."""
    lines: tuple[Lines, ...]
    """Radernas nummer i källfilen, i sidans ordning: ["5", "7-14"]."""


class Transcript(Part, noun="avskriften"):
    """Which page shows which lines of the adopted document."""

    source: Text
    """Källfilens väg från data/: source/strategi-2020-2023.txt."""
    pages: tuple[TranscriptPage, ...] = Field(min_length=1)
    """Sidorna, i ordning, och vilka rader var och en visar."""
    replaced: tuple[LeftOut, ...] = ()
    """Rader som något annat på webbplatsen ersätter."""
    layout: tuple[LeftOut, ...] = ()
    """Rader som bara hör till pappret, till exempel streck."""
    unread: tuple[PageFile, ...] = ()
    """Sidor som talar om dokumentet, och som hade dagens datum redan när det togs in. Läs dem, och
    ta bort raden för varje sida som stämmer."""


class Strategy(WholeFile, noun="strategin"):
    """The adopted document."""

    title: Text
    """Dokumentets namn."""
    called: Called | None = None
    """Vad meningarna kallar dokumentet, till exempel planen. Annars titelns ord."""
    period: Text | None = None
    """Tiden som dokumentet gäller, så som det skriver den. Till exempel "2020–2023" (med
    tankstreck), "2026" eller "tills vidare". Utelämna den när dokumentet inte har någon."""
    adopted: IsoDate | None = None
    """Dagen då dokumentet antogs, ÅÅÅÅ-MM-DD. Utan den säger sidorna inte när."""
    validity: Validity | None = None
    """Första och sista dagen som strategin gäller. Utelämna den när dokumentet inte säger hur länge
    det gäller."""
    metadata: tuple[MetadataRow, ...]
    """Dokumentets faktaruta, rad för rad; [] när det inte har någon."""
    actors: tuple[Actor, ...]
    """De som strategin gör ansvariga; [] tills data/activities.yaml är ifylld."""
    abbreviations: tuple[Abbreviation, ...] = ()
    """Övriga förkortningar på webbplatsen."""
    environments: tuple[Environment, ...] = ()
    """Miljöerna som strategin beskriver."""
    prevention: tuple[Level, ...] = ()
    """Förebyggandets nivåer, från den bredaste. I en triangel är det nerifrån och upp."""
    prevention_drawn: bool = True
    """false när dokumentet inte talar om någon triangel. Nivåerna står då i en lista, och det gör
    de också när de är färre än två eller fler än fem."""
    editorial_notes: tuple[EditorialNote, ...] = ()
    """Vad som är rättat i layouten."""
    remarks: tuple[Remark, ...] = ()
    """Vad som står kvar som det antogs, fast en läsare kan undra."""
    transcript: Transcript
    """Vilka rader i källfilen som varje sida återger."""

    @property
    def front_page(self) -> str:
        """The page that the document begins on."""
        return self.transcript.pages[0].page

    @property
    def pages(self) -> list[str]:
        """The pages that show it, in its order, each once."""
        return list(dict.fromkeys(entry.page for entry in self.transcript.pages))

    @property
    def spelled_out(self) -> list[tuple[str, str, str]]:
        """Every abbreviation, those of the actors first, with its name and its explanation."""
        held = [
            (actor.abbreviation, actor.name, actor.explanation or "")
            for actor in self.actors
            if actor.abbreviation
        ]
        return held + [(entry.short, entry.name, entry.explanation) for entry in self.abbreviations]

    @property
    def short_name(self) -> str:
        """What the site's own sentences call it: "planen"."""
        return self.called or called_in(self.title)

    @property
    def pronoun(self) -> str:
        """Den, det or de, as its short name asks for."""
        return {"t": "det", "a": "de"}.get(self.short_name[-1], "den")

    @property
    def full_title(self) -> str:
        """The title with the years, which tell one strategy from the next, where it has any."""
        told = not self.years or str(self.period) in self.title
        return self.title if told else f"{self.title} {self.period}"

    @property
    def years(self) -> list[int]:
        """The years that its period names; none of "tills vidare"."""
        return [int(year) for year in re.findall(r"\d{4}", self.period or "")]

    @property
    def begins(self) -> date | None:
        """The day that the document holds from, as far as is known: else the day it was adopted."""
        return self.validity.first if self.validity else self.adopted

    @property
    def ends(self) -> date | None:
        """The last day that it holds; None where it holds until further notice, or nobody says."""
        return self.validity.last if self.validity else None

    @property
    def drawn(self) -> bool:
        """Whether the levels of prevention are a triangle."""
        return self.prevention_drawn and 2 <= len(self.prevention) <= LARGEST_TRIANGLE
