"""data/sources.yaml: what the added pages lean on."""

import re
from typing import Annotated

from strategysite.data.model.common import (
    Entry,
    HttpsAddress,
    IsoDate,
    PartialDate,
    Text,
    WholeFile,
    matching,
)

LAW_NUMBER = re.compile(r"\((\d{4}:\d+)\)")


WRITE_NUMBER = (
    'Skriv årtal, kolon och löpnummer, till exempel "2025:1501". Är lydelsen lagens egen? Skriv'
    " null."
)
LawNumber = Annotated[str, matching(r"\d{4}:\d+", "är inget nummer på en lag", WRITE_NUMBER)]


class Source(Entry, noun="källan"):
    """A law, a report or a page. `date` is the source's own and may be unknown; `read` is when it
    was read.

    Of a law, `date` is the day from which this wording holds, and `amended_by` the law that gave
    it. `live` says that the page was read where it stands; else it was a copy that somebody had
    kept.
    """

    past = ("date", "read")
    title: Text
    """Vad källan heter. För en lag: paragrafen, lagens namn och dess nummer."""
    short: Text | None = None
    """Det som står efter meningen. Utan raden står där paragrafen och lagens namn eller, för det
    som inte är en lag, utgivaren."""
    publisher: Text
    """Vem som står bakom källan."""
    url: HttpsAddress | None = None
    """Bara en adress som säkert stämmer; myndighetens förstasida duger."""
    date: PartialDate | None
    """Källans eget datum: dag, månad (2024-12) eller år. null när den är odaterad. För en lag är
    det dagen då lydelsen började gälla."""
    amended_by: LawNumber | None = None
    """Krävs för en paragraf i en lag: lagen som gav lydelsen, "2025:1501". Numret står sist i
    paragrafen: ”Lag (2025:1501).” Skriv null när lydelsen är lagens egen, eller när ingen vet
    numret."""
    read: IsoDate
    """Dagen då källan lästes, ÅÅÅÅ-MM-DD."""
    live: bool = False
    """true när källan lästes där den finns, på utgivarens egen sida. Annars säger webbplatsen att
    den lästes i en sparad kopia."""

    @property
    def is_law(self) -> bool:
        """Whether it is a law or an ordinance, whole or one paragraph of it."""
        return LAW_NUMBER.search(self.title) is not None

    @property
    def paragraph(self) -> str | None:
        """The paragraph and the law's number, as "19 kap. 1 § 2025:400"; None for all else."""
        number = LAW_NUMBER.search(self.title)
        before, sign, _ = self.title.rpartition("§")
        return f"{before}§ {number[1]}" if number and sign else None

    @property
    def numbers(self) -> str:
        """The numbers of the chapter and the paragraph, as "10-15a"; of several the first."""
        number = r"(\d+(?: [a-z]\b)?)"
        found = re.search(rf"(?:{number} kap\. )?{number}[^§:().]* §", self.title)
        return "-".join(filter(None, found.groups())).replace(" ", "") if found else ""

    @property
    def note(self) -> str:
        """What stands beside a sentence: the paragraph with the name of its law, else who says
        it."""
        name = re.sub(rf" {LAW_NUMBER.pattern}$", "", self.title)
        return self.short or (name if self.is_law else self.publisher)

    @property
    def wording(self) -> str | None:
        """Which act gave a law the wording that is told here, as "lag (2025:1501)"."""
        act = "förordning" if "förordning" in self.title.lower() else "lag"
        return f"{act} ({self.amended_by})" if self.amended_by else None


class Sources(WholeFile):
    """The whole file."""

    sources: tuple[Source, ...]
    """Källorna, i vilken ordning som helst."""
