"""The rules of contacts, situations and the municipality's own roles."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from babel import Locale

from strategysite.data.addresses import another_site
from strategysite.data.dates import clock, weekday
from strategysite.data.facts import Facts, data_file, editors_texts
from strategysite.data.model.contacts import (
    DAYS,
    EMERGENCY,
    LOCAL,
    Hours,
    Link,
    Phone,
    by_hand,
    digits,
    number_fault,
    typed,
)
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, shorten

# What the comments in data/ and CONTRIBUTING.md use for somebody's own.
EXAMPLE = re.compile(
    r"^0123-456|[@/.]exempel\.se\b|^Exempelkommun$|^En eller två meningar om vad som är gjort"
)
# Where a number or an address belongs, and what may name one: no page shows the note, and
# `verified` says whom was called.
OWN_KEYS = {"phone", "switchboard", "short_numbers", "email", "editors_note", "verified"}
MENDED = {
    "nödnumret": "Det visas ur data/contacts.yaml, så att ingen kan skriva fel. Ta bort det här.",
    "telefonnumret": 'Numret ska stå under "phone", med "verified". Ta bort det ur texten.',
    "e-postadressen": 'Adressen ska stå under "email", med "verified". Ta bort den ur texten.',
    "personnumret": "Ta bort det: det får inte stå på webbplatsen eller i dess filer.",
}


def telephone_numbers(facts: Facts) -> Iterator[Problem]:
    """Every number can be called in Sweden."""
    short = (
        {digits(entry.number) for entry in facts.contacts.short_numbers}
        if facts.contacts
        else set()
    )
    for part in facts.parts:
        if isinstance(part, Phone) and (fault := number_fault(part.number, short)):
            yield Problem(facts.place(part, "number"), *fault)


def examples_left_standing(facts: Facts) -> Iterator[Problem]:
    """What the files show as an example is nobody's number, name or address."""
    for part in facts.parts:
        for key in ("number", "address", "url", "name", "note"):
            value = vars(part).get(key)
            if isinstance(value, str) and EXAMPLE.search(value):
                what = f'"{shorten(value, 40)}" är filens exempel'
                yield Problem(
                    facts.place(part, key),
                    what,
                    "Skriv er egen uppgift, eller sätt tillbaka # framför raderna.",
                )


def contacts_of_situations(facts: Facts) -> Iterator[Problem]:
    """A situation names contacts and roles that exist, each once."""
    if not facts.contacts:
        return
    known = {contact.id for contact in facts.contacts.contacts} | {
        LOCAL + role.id for role in facts.contacts.local_roles
    }
    for situation in facts.contacts.situations:
        seen: set[str] = set()
        for key in ("best", "more"):
            for index, name in enumerate(getattr(situation, key)):
                place = facts.place(situation, key, index)
                parts = name.split()
                if len(parts) > 1 and known.issuperset(parts):
                    what = f'ett kommatecken saknas mellan "{parts[0]}" och "{parts[1]}"'
                    yield Problem(place, what, f"Skriv {', '.join(parts)}")
                elif name not in known and name.removeprefix(LOCAL) not in facts.lost:
                    what = f'okänd kontakt "{name}" i situationen "{situation.title}"'
                    yield Problem(place, what, did_you_mean(name, known, likeness=ONE_SLIP))
                if name in seen:
                    what = f'kontakten "{name}" står två gånger i situationen "{situation.title}"'
                    yield Problem(place, what, "Ta bort den ena.")
                seen.add(name)
    for role in facts.contacts.local_roles:
        contacts = {contact.id for contact in facts.contacts.contacts}
        if role.stand_in and role.stand_in not in contacts | facts.lost:
            what = f'okänd kontakt "{role.stand_in}" i rollen "{role.name}"'
            fix = did_you_mean(role.stand_in, contacts, likeness=ONE_SLIP)
            yield Problem(facts.place(role, "stand_in"), what, fix)


def local_roles(facts: Facts) -> Iterator[Problem]:
    """A local contact fills one of the roles that contacts.yaml knows, and no role is filled
    twice."""
    if not facts.contacts or not facts.municipality:
        return
    known = {role.id for role in facts.contacts.local_roles}
    seen: set[str] = set()
    for contact in facts.municipality.local_contacts:
        if contact.role not in known | facts.lost:
            what = f'okänd roll "{contact.role}"'
            yield Problem(facts.place(contact, "role"), what, did_you_mean(contact.role, known))
        if contact.role in seen:
            what = f'rollen "{contact.role}" står två gånger'
            yield Problem(facts.place(contact, "role"), what, "Behåll den uppgift som gäller.")
        seen.add(contact.role)


def emergency_number(facts: Facts) -> Iterator[Problem]:
    """One contact is marked as the one for an emergency, and its number may be shown: every page of
    help begins with it."""
    if not facts.contacts:
        return
    marked = [contact for contact in facts.contacts.contacts if contact.emergency]
    if not marked:
        what = 'ingen kontakt är märkt med "emergency: true"'
        fix = 'Sätt tillbaka raden "emergency: true" på 112: varje sida om hjälp börjar med numret.'
        yield Problem(Place(data_file("contacts")), what, fix)
    for contact in marked:
        if contact.phone and digits(contact.phone.number) != EMERGENCY:
            what = f'"emergency: true" står på {contact.name}, som inte har numret {EMERGENCY}'
            fix = f"Flytta raden till den kontakt som har nödnumret, {EMERGENCY}."
            yield Problem(facts.place(contact, "emergency"), what, fix)
        elif not contact.public_number:
            holder = contact.phone if contact.verified and contact.phone else contact
            fix = (
                "Läs hos den som svarar på numret att det stämmer, och skriv dagens datum efter"
                ' "verified". Utan det står det inget nummer under "Akut fara".'
            )
            yield Problem(
                facts.place(holder, "verified" if holder.verified is None else "id"),
                f"numret för akut fara visas inte: {contact.name} är inte kontrollerat",
                fix,
            )


def urgent_situation(facts: Facts) -> Iterator[Problem]:
    """One situation is the emergency: its number, and nothing else, comes first in it. Waits until
    the number itself is right."""
    contacts = facts.contacts
    if not contacts or contacts.emergency_number != EMERGENCY:
        return
    if not any(contacts.urgent(one) for one in contacts.situations):
        own = next(one.id for one in contacts.contacts if one.emergency)
        what = "inget läge har nödnumret först, och bara det"
        fix = f"Sätt tillbaka det i läget för akut fara: best: [{own}]"
        yield Problem(facts.place(contacts.situations[0], "best"), what, fix)


def contacts_within_reach(facts: Facts) -> Iterator[Problem]:
    """Every contact has a number or a link: an e-mail address alone, which nobody reads at night,
    is no way to help."""
    for contact in facts.contacts.contacts if facts.contacts else ():
        if not (contact.phone or contact.link):
            what = (
                f'kontakten "{contact.name}" går inte att nå: den har varken telefonnummer eller'
                " länk"
            )
            fix = "Lägg till phone eller link, eller ta bort kontakten."
            yield Problem(facts.place(contact, "id"), what, fix)


def situations_within_reach(facts: Facts) -> Iterator[Problem]:
    """Every situation has a contact that can be reached. Of a withheld number for an emergency
    `emergency_number` tells: nobody rings it to try."""
    if not facts.contacts:
        return
    reached = _reached(facts) | {one.id for one in facts.contacts.contacts if one.emergency}
    for situation in facts.contacts.situations:
        if not reached & {*situation.best, *situation.more}:
            what = f'situationen "{situation.title}" har ingen kontakt som går att nå'
            fix = "Ring ett av numren och skriv datumet, eller lägg till en kontrollerad kontakt."
            yield Problem(facts.place(situation, "best"), what, fix)


def _reached(facts: Facts) -> set[str]:
    """Returns what a situation may name that the public can reach."""
    assert facts.contacts and facts.municipality
    found = {own.id for own in facts.contacts.contacts if own.published}
    found |= {LOCAL + role.id for role in facts.contacts.local_roles if role.stand_in in found}
    for local in facts.municipality.local_contacts:
        verified = [one.verified for one in (local.phone, local.email) if one]
        if local.link or any(verified):
            found.add(LOCAL + local.role)
    return found


def hours_that_overlap(facts: Facts) -> Iterator[Problem]:
    """Somebody who is open from nine to twelve does not open at eleven as well."""
    for part in facts.parts:
        if not isinstance(part, Hours):
            continue
        for day in DAYS:
            spans = sorted(
                (span for span in part.weekly if day in span.days), key=lambda span: span.opens
            )
            for earlier, later in pairwise(spans):
                if later.opens < earlier.closes:
                    times = " och ".join(
                        f"{clock(span.opens)}–{clock(span.closes)}" for span in (earlier, later)
                    )
                    what = f"öppettider som överlappar varandra: {weekday(day)} {times}"
                    yield Problem(
                        facts.place(later),
                        what,
                        "Skriv varje dag så att tiderna inte går in i varandra.",
                    )


def written_by_hand(facts: Facts) -> Iterator[Problem]:
    """A number or an address stands under its own key, with the day when it was checked, and
    nobody's personal number anywhere. The translations have a rule of their own."""
    contacts = facts.contacts.contacts if facts.contacts else ()
    known = {digits(one.phone.number): one.id for one in contacts if one.phone}
    known[EMERGENCY] = next((one.id for one in contacts if one.emergency), "")
    names = id_in_text(one.id for one in contacts)
    for document, path, text in editors_texts(facts):
        if document is facts.documents.get(data_file("translations")) or OWN_KEYS & set(path):
            continue
        course = document is facts.documents.get(data_file("orientation"))
        key = [part for part in path if isinstance(part, str)][-1]
        told = ""
        for noun, _, number in typed(text, known if course else ()):
            own = known.get(EMERGENCY if noun == "nödnumret" else digits(number))
            fix = f"Skriv {{{own}}} i stället." if course and own else MENDED[noun]
            if noun != told:
                yield Problem(document.place(*path), f'{by_hand(noun, number)} i "{key}"', fix)
            told = noun
        if raw := names.search(text) if " " in text else None:
            what = f'kontaktens id, "{raw[0]}", syns i "{key}"'
            fix = f"Skriv {{{raw[0]}}} inom klammer." if course else "Skriv det med ord."
            yield Problem(document.place(*path), what, fix)


def id_in_text(ids: Iterable[str]) -> re.Pattern[str]:
    """Returns what finds an id that can be no word, since it is joined by hyphens, in a text."""
    joined = "|".join(re.escape(own) for own in ids if "-" in own)
    return re.compile(rf"(?<![\w{{\"'/#:-])(?:{joined or '(?!)'})(?![\w}}\"'/-])")


def links_lead_where_they_say(facts: Facts) -> Iterator[Problem]:
    """A link that is named by an address leads to that site."""
    for part in facts.parts:
        if isinstance(part, Link) and (meant := another_site(part.text, part.url)):
            what = f'länken heter "{part.text}" men leder till {meant}'
            fix = (
                "Kontrollera hos den som har sidan vilken adress som är rätt, och skriv den i båda."
            )
            yield Problem(facts.place(part, "text"), what, fix)


def languages_have_names(facts: Facts) -> Iterator[Problem]:
    """A language is given by its code, so that every page can name it in its own language."""
    known = Locale("sv").languages
    for contact in facts.contacts.contacts if facts.contacts else ():
        for index, code in enumerate(contact.languages):
            if code not in known:
                meant = [own for own, name in known.items() if name == code.casefold()]
                fix = (
                    f'Menade du "{meant[0]}"?'
                    if meant
                    else "Skriv språkets kod, till exempel sv, en, ar, so, fa, fi eller uk."
                )
                yield Problem(
                    facts.place(contact, "languages", index),
                    f'okänt språk "{code}" i kontakten "{contact.name}"',
                    fix,
                )


CONTACT_RULES: list[Callable[[Facts], Iterator[Problem]]] = [
    telephone_numbers,
    examples_left_standing,
    contacts_of_situations,
    local_roles,
    hours_that_overlap,
    written_by_hand,
    links_lead_where_they_say,
    languages_have_names,
]
CONTACT_RULES_FOR_COMPLETE_DATA = [
    emergency_number,
    urgent_situation,
    contacts_within_reach,
    situations_within_reach,
]
