"""What a finding is, and of which sorts. All texts are Swedish, for people who do not program."""

from dataclasses import dataclass
from datetime import date

from strategysite.parsing.tables import table
from strategysite.problems import Place

# Of each kind its heading, and its meaning for whoever reads the site.
KINDS: dict[str, dict[str, str]] = table(__file__)


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
