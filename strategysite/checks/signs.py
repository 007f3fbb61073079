"""Signs of Markdown, or of another program, that a reader would see on the page, and what was left
in a text and is not meant for readers. Which they are stands in signs.yaml. A text of data/ is
shown as it is: nothing in it is Markdown, HTML or a macro."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from strategysite.data.adopted import MONTHS
from strategysite.data.model.contacts import IN_SWEDISH
from strategysite.parsing.tables import table
from strategysite.parsing.text import without
from strategysite.problems import shorten

SLOT = re.compile(r"\{[\w-]+\}|[{}]")  # where data/ has a number or a day put in; a brace is text
# A number, a name of a file, an id, an address.
ONE_WORD = re.compile(r"https?://\S*|[\w./:#@?%&=+-]*")
AS_IT_IS = "Här tas texten som den är. Skriv den utan tecken för makron, fetstil, länkar och HTML."
LINK = "Så skrivs en länk, utan mellanslag mellan parenteserna: [texten](adressen)"


@dataclass(frozen=True)
class Sign:
    """Signs that a reader would see: how they look in the text, what to say, with %s for what was
    found and %(name) for a part of it, and the fix."""

    pattern: re.Pattern[str]
    what: str
    fix: str
    swedish: bool = False  # it is none in another language
    kind: str = ""  # how it is called in Kind

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Yields each place of `text` that has it; a day with its weekday is one where they do not
        fit."""
        return (one for one in self.pattern.finditer(text) if not _fits(one.groupdict()))

    def told(self, found: re.Match[str]) -> str:
        """Returns what to say of `found`."""
        said = self.what.replace("%s", shorten(found[0], 40))
        return re.sub(r"%\((\w+)\)", lambda part: found[part[1]], said)


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


@lru_cache(maxsize=2**14)  # most texts are as they were at the check before
def odd_in(text: str) -> tuple[str, str, str] | None:
    """Returns (found, what, fix) for the first sign in a text that is shown as it is, without
    Markdown; None where it has none."""
    text = without(SLOT, text).strip()  # as it is read
    if ONE_WORD.fullmatch(text):
        return None
    for sign in (one for one in TYPED if not one.kind):  # those are of lines and tags
        # Hardly any text has one: to search first takes less time than to begin to look at each.
        if sign.pattern.search(text) and (found := next(sign.found(text), None)):
            return found[0], sign.told(found), sign.fix
    # But the net: nothing escapes here.
    for pattern in (*(sign.pattern for sign in SHOWN[:-1]), HTML_TAG):
        if found := pattern.search(text):
            shown = shorten(found[0], 30)
            return found[0], f'"{shown}" skulle synas på sidan så som det står', AS_IT_IS
    if (found := BARE.search(text)) and found[0] != text:
        fix = "Skriv namnet i texten. Adressen står för sig, där filen har en plats för den."
        return found[0], f'adressen "{shorten(found[0], 40)}" går inte att trycka på', fix
    return None
