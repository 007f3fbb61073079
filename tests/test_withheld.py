"""What the public no longer sees of a contact is told: what nobody confirms any more, what is gone
from a list, another order of those to reach. What is only new says nothing."""

from pathlib import Path

import pytest

from tests.small import change
from tests.test_harm import told

CONTACTS, CHANGES = "data/contacts.yaml", "data/changes.yaml"
WATCHED = "watched: [hjalp/index.md, kunskap.md]"
HOURS = """    hours:
      verified: {date: "2026-10-05", how: call, against: "samtal med disken"}
"""
READ = 'verified: {read: 2026-11-01, how: source, against: "example.org"}'


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (
            CONTACTS,
            HOURS,
            "    hours:\n      verified: null\n",
            'öppettiderna för "Disken" visas inte längre: hours.verified är tomt',
        ),
        (
            CONTACTS,
            f'"jouren@example.org", {READ}',
            '"jouren@example.org", verified: null',
            'e-postadressen till "Läsjouren" visas inte längre: email.verified är tomt',
        ),
        (
            CONTACTS,
            "more: [disken, personalstodet]",
            "more: [personalstodet, disken]",
            '"Jag är orolig": visar kontakterna i en annan ordning',
        ),
        (CHANGES, WATCHED, "watched: [hjalp/index.md]", "watched är ändrat"),
    ],
)
def test_what_the_public_no_longer_sees_is_told(
    file: str, old: str, new: str, what: str, committed: Path
) -> None:
    change(committed, file, old, new)
    (only,) = told(committed)
    assert what in only


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CHANGES, WATCHED, "watched: [index.md, hjalp/index.md, kunskap.md]"),
        ("data/municipality.yaml", "accent:", "name: Biblioteket\naccent:"),
    ],
)
def test_what_is_only_new_says_nothing(file: str, old: str, new: str, committed: Path) -> None:
    change(committed, file, old, new)
    assert told(committed) == []
