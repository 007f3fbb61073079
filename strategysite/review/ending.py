"""What has an end: programs that the site is built with, and whom to tell of a weakness."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.problems import Place
from strategysite.review.kinds import Finding

SOON = timedelta(days=90)  # before a program is no longer cared for
RENEW = timedelta(days=30)  # before security.txt expires (RFC 9116, section 2.5.5)


@dataclass(frozen=True)
class Cared:
    """A program, the last day that its makers mend it, and what to do then."""

    name: str
    until: date
    exit: str

    @property
    def told(self) -> str:
        """Returns it as a sentence."""
        return f"{self.name} sköts till och med den {long_date(self.until)}. {self.exit}"


# github.com/squidfunk/mkdocs-material, release 9.8.1, read 2026-11-25.
MATERIAL = Cared(
    "Material for MkDocs",
    date(2027, 5, 5),
    "Vägen därifrån står i README.md under ”If the generator goes away”.",
)
# devguide.python.org, release-cycle.json, read 2026-11-25: the month, and so its last day.
PYTHON = {
    (3, 11): date(2027, 10, 31),
    (3, 12): date(2028, 10, 31),
    (3, 13): date(2029, 10, 31),
    (3, 14): date(2030, 10, 31),
}


def first_to_end() -> Cared:
    """Returns what goes out of care first, of what has said when and this Python."""
    version = sys.version_info[:2]
    own = PYTHON.get(version)
    name = f"Python {version[0]}.{version[1]}"
    python = [Cared(name, own, "Installera en nyare Python.")] if own else []
    return min([MATERIAL, *python], key=lambda cared: cared.until)


def ending(facts: Facts) -> Iterator[Finding]:
    """What has an end is renewed or exchanged before that day."""
    first = first_to_end()
    if first.until - facts.today <= SOON:
        what = f"sköts till och med den {long_date(first.until)}"
        yield Finding("ending", Place("README.md"), first.name, what, first.exit)
    contact = facts.own.security
    if contact and contact.expires - facts.today <= RENEW:
        yield Finding(
            "ending",
            facts.place(contact, "expires"),
            "Kontakten för säkerhetsbrister",
            f"gäller till och med den {long_date(contact.expires)}",
            f"Fråga om {contact.email} fortfarande är rätt. Skriv en ny dag, högst ett år fram.",
        )
