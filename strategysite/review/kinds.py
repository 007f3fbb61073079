"""What a finding is, and of which sorts. All texts are Swedish, for people who do not program."""

from dataclasses import dataclass
from datetime import date

from strategysite.parsing.tables import table
from strategysite.problems import Place


@dataclass(frozen=True)
class FindingKind:
    """One sort of finding: its heading, and what it means for whoever reads the site."""

    heading: str
    meaning: str


KINDS = {kind: FindingKind(**words) for kind, words in table(__file__).items()}


@dataclass(frozen=True)
class Finding:
    """One thing to see to: `about` what, what was found, what to `do`, which line to open; and,
    where readers see what somebody has confirmed, the day `since` which it is so."""

    kind: str
    place: Place
    about: str
    what: str
    do: str
    note: str | None = None
    since: date = date.max
