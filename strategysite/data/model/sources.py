"""data/sources.yaml: what the added pages lean on."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from strategysite.data.model.common import Entry, HttpsAddress, IsoDate, Part, PartialDate, Text, refuse

LAW_NUMBER = re.compile(r"\((\d{4}:\d+)\)")


def _law_number(value: Any) -> Any:
    if not isinstance(value, str) or not LAW_NUMBER.fullmatch(f"({value.strip()})"):
        fix = 'Skriv årtal, kolon och löpnummer, till exempel "2025:1501". '
        fix += "Är lydelsen lagens egen? Skriv null."
        raise refuse(f'"{value}" är inget nummer på en lag', fix)
    return value.strip()


class Source(Entry):
    """A law, a report or a page. `date` is the source's own and may be unknown; `read` is when it was read.

    Of a law, `date` is the day from which this wording holds, and `amended_by` the law that gave it.
    `live` says that the page was read where it stands; else it was a copy that somebody had kept.
    """

    noun = "källan"
    title: Text
    short: Text | None = None
    publisher: Text
    url: HttpsAddress | None = None
    date: PartialDate | None
    amended_by: Annotated[str, BeforeValidator(_law_number)] | None = None
    read: IsoDate
    live: bool = False

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
    def note(self) -> str:
        """What stands beside a sentence: the paragraph with the name of its law, else who says it."""
        name = re.sub(rf" {LAW_NUMBER.pattern}$", "", self.title)
        return self.short or (name if self.is_law else self.publisher)

    @property
    def wording(self) -> str | None:
        """Which act gave a law the wording that is told here, as "lag (2025:1501)"."""
        act = "förordning" if "förordning" in self.title.lower() else "lag"
        return f"{act} ({self.amended_by})" if self.amended_by else None


class Sources(Part):
    """The whole file."""

    noun = "filen"
    sources: tuple[Source, ...]
