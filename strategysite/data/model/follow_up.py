"""data/follow-up/2023.yaml: what was reported of each goal and activity for one year, and the words
in which it is said everywhere."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationInfo, field_validator

from strategysite.data.model.activities import Activity, Number
from strategysite.data.model.common import HttpsAddress, IsoDate, Part, Slug, Text, WholeFile
from strategysite.parsing.tables import table


@dataclass(frozen=True)
class StatusWords:
    """A status: how it is said of an activity, of a goal and of several, and what it means."""

    one: str
    goal: str
    many: str
    meaning: str

    def of(self, item: object) -> str:
        """Returns it as it is said of an activity, or of a goal: "ett mål" is neuter."""
        return self.one if isinstance(item, Activity) else self.goal


Status = Literal["completed", "regular", "ongoing", "not_started", "stopped"]
NOT_REPORTED = "not_reported"
STATUSES: dict[str, StatusWords] = {
    status: StatusWords(**words) for status, words in table(__file__).items()
}
STATUS_WORDS: dict[str, str] = {status: words.one for status, words in STATUSES.items()}
WITHOUT_EVIDENCE = "utan belägg"  # said of what is called completed while nothing shows it
NOTHING_SHOWS = "Någon har rapporterat att det är genomfört, men här finns inget som visar det."
MEANINGS = [(words.one, words.meaning) for words in STATUSES.values()]
MEANINGS += [(WITHOUT_EVIDENCE, NOTHING_SHOWS)]


class Evidence(Part, noun="belägget"):
    """What shows that it was done."""

    text: Text
    """Vad belägget är: ”Protokoll från utskottet den 3 maj 2023, § 41”."""
    url: HttpsAddress | None = None
    """Adressen till det, när det går att läsa på webben."""


class Correction(Part, noun="rättelsen"):
    """That a report was changed after it was published, told to every reader."""

    past = ("date",)
    date: IsoDate
    """Dagen då uppgiften rättades, ÅÅÅÅ-MM-DD."""
    reason: Text
    """Vad som var fel, och vad som stod förut."""


class Report(Part, noun="uppföljningen av"):
    """What was reported of one goal or activity. Without a status it is not reported."""

    id: Slug
    """Målets eller aktivitetens id i data/activities.yaml."""
    status: Status | None = None
    """Hur det har gått. Skriv null så länge ingen har rapporterat."""
    done: Text | None = None
    """Vad som är gjort, i en eller två meningar."""
    value: Number | None = None
    """Det uppmätta värdet. Skriv bara talet, och bara när dokumentet har en indikator på raden."""
    evidence: tuple[Evidence, ...] = ()
    """Det som visar vad som är gjort. Skriv [] när inget finns."""
    reported_by: Slug | None = None
    """Den som rapporterade. Utelämnas när det är den som står överst i filen."""
    date: IsoDate | None = None
    """Dagen då det rapporterades. Utelämnas när det är den som står överst."""
    corrected: Correction | None = None
    """Rättelsen av det som var publicerat. Skriv den när något är ändrat efter att det
    publicerades."""

    def _fault(self) -> tuple[str, str] | None:
        said = self.done or self.evidence or self.value is not None or self.corrected
        if said and self.status is None:
            fix = "Skriv hur det har gått efter status."
            return '"status" saknas fast något är rapporterat', fix
        return None

    @property
    def without_evidence(self) -> bool:
        """Whether it is called completed while nothing shows it."""
        return self.status == "completed" and not self.evidence

    def said_of(self, item: object) -> str:
        """Returns the status as it is said of an activity or a goal: "genomförd, utan belägg"."""
        word = STATUSES[self.status or NOT_REPORTED].of(item)
        return f"{word}, {WITHOUT_EVIDENCE}" if self.without_evidence else word


class FollowUp(WholeFile):
    """What was reported for one year. The year is the file's name."""

    reported_by: Slug | None = None
    """Den som rapporterar: en aktörs id i data/strategy.yaml, till exempel KUSH."""
    date: IsoDate | None = None
    """Dagen då uppföljningen lämnades, ÅÅÅÅ-MM-DD."""
    reports: tuple[Report, ...]
    """En rad för varje mål och aktivitet; [] när ingen finns."""

    @field_validator("reports")
    @classmethod
    def _said_of_all(cls, rows: tuple[Report, ...], info: ValidationInfo) -> tuple[Report, ...]:
        """What stands at the top holds for each row that has a status and does not say it."""
        top = {key: info.data.get(key) for key in ("reported_by", "date")}
        return tuple(
            row.model_copy(
                update={key: said for key, said in top.items() if getattr(row, key) is None}
            )
            if row.status
            else row
            for row in rows
        )

    @property
    def year(self) -> int:
        """The year that is followed up."""
        return int(Path(self.origin.place.file).stem)

    @property
    def reported(self) -> dict[str, Report]:
        """What has a status, by the id of its goal or activity."""
        return {report.id: report for report in self.reports if report.status}

    @property
    def latest(self) -> datetime.date | None:
        """The last day that something was reported."""
        return max((one.date for one in self.reports if one.status and one.date), default=None)
