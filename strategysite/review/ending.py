"""What has an end: programs that the site is built with, and whom to tell of a weakness."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.parsing.tables import table
from strategysite.problems import Place
from strategysite.review.kinds import Finding

SOON = timedelta(days=90)  # before a program is no longer cared for
RENEW = timedelta(days=30)  # before security.txt expires (RFC 9116, section 2.5.5)


class Cared(NamedTuple):
    """A program, the last day that its makers mend it, and what to do then."""

    until: date
    name: str
    exit: str

    @property
    def end(self) -> str:
        """Until when it is cared for, in words that follow its name."""
        return f"sköts till och med den {long_date(self.until)}"


_TABLE = table(__file__)
MATERIAL = Cared(date.fromisoformat(_TABLE["until"]), _TABLE["generator"], _TABLE["exit"])
PYTHON = {version: date.fromisoformat(day) for version, day in _TABLE["python"].items()}


def first_to_end() -> Cared:
    """Returns what goes out of care first: Material for MkDocs, or this Python."""
    own = ".".join(map(str, sys.version_info[:2]))
    ends = PYTHON.get(own, date.max)
    return min(MATERIAL, Cared(ends, f"Python {own}", "Installera en nyare Python."))


def ending(facts: Facts) -> Iterator[Finding]:
    """What has an end is renewed or exchanged before that day."""
    first = first_to_end()
    if first.until - facts.today <= SOON:
        yield Finding("ending", Place("README.md"), first.name, first.end, first.exit)
    contact = facts.own.security
    if contact and contact.expires - facts.today <= RENEW:
        yield Finding(
            "ending",
            facts.place(contact, "expires"),
            "Kontakten för säkerhetsbrister",
            f"gäller till och med den {long_date(contact.expires)}",
            f"Fråga om {contact.email} fortfarande är rätt. Skriv en ny dag, högst ett år fram.",
        )
