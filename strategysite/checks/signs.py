"""Signs of Markdown, or of another program, that a reader would see on the page, and what was left
in a text and is not meant for readers. Which they are stands in signs.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from strategysite.data.adopted import MONTHS
from strategysite.data.model.contacts import IN_SWEDISH
from strategysite.parsing.tables import table
from strategysite.problems import shorten

LINK = "Så skrivs en länk, utan mellanslag mellan parenteserna: [texten](adressen)"


@dataclass(frozen=True)
class Sign:
    """Signs that a reader would see: how they look in the text, what to say, with %s for what was
    found, and the fix."""

    pattern: re.Pattern[str]
    what: str
    fix: str
    swedish: bool = False  # it is none in another language
    kind: str = ""  # how it is called in Kind

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Yields each place of `text` that has it; a day with its weekday is one where they do not
        fit."""
        return (one for one in self.pattern.finditer(text) if not _fits(one.groupdict()))

    def told(self, found: str) -> str:
        """Returns what to say of `found`."""
        return self.what.replace("%s", shorten(found, 40))


def _fits(day: dict[str, str | None]) -> bool:
    """Returns whether the parts of a match are two years in their order, or a weekday and the day
    it is, in ISO 8601 or with the month's name. A day that does not exist has a sign of its own."""
    if not day.get("weekday"):
        return bool(day.get("last")) and str(day["first"]) <= str(day["last"])
    number = day["iso"] or f"{day['year']}-{MONTHS.index(day['month']) + 1:02}-{day['day']:>02}"
    try:
        return IN_SWEDISH[date.fromisoformat(number).weekday()] == str(day["weekday"]).lower()
    except ValueError:
        return True


_TABLE = table(__file__)
# Those looked for in what is shown, in what is typed, and in what is new.
SHOWN, TYPED, PERHAPS = (
    [Sign(re.compile("|".join(row.pop("pattern")), re.MULTILINE), **row) for row in _TABLE[kind]]
    for kind in ("shown", "typed", "perhaps")
)
BARE, JOINED, HTML_TAG = (
    re.compile("|".join(_TABLE[name]), re.MULTILINE) for name in ("bare", "joined", "tag")
)
