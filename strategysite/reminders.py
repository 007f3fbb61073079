"""What an editor may have forgotten on a proposal: a row in data/changes.yaml, the translations. Reminders only: they hold up nothing."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.earlier import unpack
from strategysite.facts import Facts
from strategysite.loading import load_files
from strategysite.model.contacts import Contact
from strategysite.model.municipality import LocalContact, Municipality
from strategysite.problems import Place, Problem
from strategysite.translated import Lagging, lagging

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
MEND = "Är det värt att berätta för läsarna? Lägg till en rad i data/changes.yaml."


def reminders(facts: Facts, base: str) -> list[Problem]:
    """Compares with the commit `base`. Returns a reminder for each number and watched page that changed while no change was written down,
    and for each Swedish text that changed without its translations.

    Raises NoBase when git has no such commit. Takes facts without problems.
    """
    with TemporaryDirectory() as name:
        before = Path(name)
        unpack(facts.root, base, before, ("data/", "docs/"))
        old = _facts_of(before, facts.today)
        written_down = _entries(facts) - _entries(old)
        return sorted([*_translations(old, facts), *([] if written_down else [*_numbers(old, facts), *_pages(before, facts)])])


def _facts_of(root: Path, day: date) -> Facts:
    """The earlier data may have faults by today's rules; what can be read is compared."""
    return load_files(root, day)[0]


def _entries(facts: Facts) -> set[str]:
    return {change.id for change in facts.changes.changes} if facts.changes else set()


def _public_numbers(facts: Facts) -> dict[str, tuple[str | None, str, Place]]:
    """Returns, by id: the number that the public sees, whose it is, and where it is written."""
    numbers: dict[str, tuple[str | None, str, Place]] = {}
    for contact in facts.contacts.contacts if facts.contacts else ():
        numbers[contact.id] = contact.public_number, contact.name, _place(facts, contact)
    roles = {role.id: role.name for role in facts.contacts.local_roles} if facts.contacts else {}
    municipality = facts.municipality or Municipality()
    for local in municipality.local_contacts:
        number = local.phone.number if local.phone and local.phone.verified else None
        numbers[f"lokal:{local.role}"] = number, roles.get(local.role, local.role), _place(facts, local)
    if municipality.switchboard:
        number = municipality.switchboard.number if municipality.switchboard.verified else None
        numbers["växel"] = number, "kommunens växel", facts.place(municipality.switchboard, "number")
    return numbers


def _place(facts: Facts, holder: Contact | LocalContact) -> Place:
    return facts.place(holder.phone, "number") if holder.phone else holder.origin.place


def _numbers(old: Facts, new: Facts) -> Iterator[Problem]:
    """A number that the public sees is another than before, is new, or is gone."""
    before, after = _public_numbers(old), _public_numbers(new)
    for key in sorted({*before, *after}):
        was, old_name, _ = before.get(key, (None, "", None))
        now, name, place = after.get(key, (None, old_name, Place("data/contacts.yaml")))
        if was == now:
            continue
        if was is None:
            what = f"{name} har fått ett nummer: {now}"
        elif now is None:
            what = f"numret till {name} visas inte längre: {was}"
        else:
            what = f"numret till {name} är ändrat från {was} till {now}"
        yield Problem(place, what, MEND)


def _pages(before: Path, facts: Facts) -> Iterator[Problem]:
    """The text of a watched page is another than before; its first lines, with the dates, do not count."""
    for file in facts.changes.watched if facts.changes else ():
        name = f"docs/{file.partition('#')[0]}"
        old, new = before / name, facts.root / name
        if not old.is_file() or not new.is_file():
            continue
        line = _first_change(old.read_text("utf-8-sig"), new.read_text("utf-8-sig"))
        if line:
            yield Problem(Place(name, line), "sidans text är ändrad", MEND)


def _translations(old: Facts, new: Facts) -> Iterator[Problem]:
    """A Swedish text is another than its translations were made from, and was not before."""
    before = {(entry.thing, entry.language.code, entry.now) for entry in lagging(old)}
    found: dict[str, list[Lagging]] = defaultdict(list)
    for entry in lagging(new):
        if (entry.thing, entry.language.code, entry.now) not in before:
            found[entry.thing].append(entry)
    for thing, entries in found.items():
        names = ", ".join(entry.language.name for entry in entries)
        fix = "Stämmer översättningarna i data/translations.yaml? Ändra dem om det behövs, och skriv den nya svenskan efter of, rad {}."
        yield Problem(
            entries[0].swedish, f"{thing} är inte längre den svenska som är översatt till {names}", fix.format(entries[0].of.line)
        )


def _first_change(old: str, new: str) -> int | None:
    """Returns the line of `new`, from 1, where its text first differs."""
    heads = [FRONT_MATTER.match(text) for text in (old, new)]
    old_body, new_body = (text[head.end() :] if head else text for text, head in zip((old, new), heads, strict=True))
    before = new[: heads[1].end()].count("\n") if heads[1] else 0
    for tag, _, _, start, _ in difflib.SequenceMatcher(None, old_body.splitlines(), new_body.splitlines(), autojunk=False).get_opcodes():
        if tag != "equal":
            return before + start + 1
    return None
