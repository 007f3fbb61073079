"""The rules of contacts, situations and the municipality's own roles."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from strategysite.checks.asking import Rule, again, unknown
from strategysite.checks.signs import TYPED
from strategysite.data.dates import weekday
from strategysite.data.facts import Facts, data_file, editors_texts
from strategysite.data.model.common import Part, clock
from strategysite.data.model.contacts import (
    DAYS,
    LOCAL,
    Contact,
    Contacts,
    Hours,
    Link,
    LocalRole,
    Phone,
    Situation,
)
from strategysite.data.model.municipality import Municipality
from strategysite.data.model.orientation import NUMBER_OF
from strategysite.data.phone_numbers import EMERGENCY, by_hand, digits, number_fault, typed
from strategysite.parsing.remembering import remembered
from strategysite.parsing.tables import table
from strategysite.parsing.text import without
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, shorten

# Where a number or an address belongs, and what may name one: no page shows the note, and
# `verified` says whom was called.
OWN_KEYS = {"phone", "switchboard", "short_numbers", "email", "editors_note", "verified"}
_TABLE = table(__file__)
EXAMPLE = re.compile("|".join(_TABLE.pop("example")))
MENDED: dict[str, str] = _TABLE


def telephone_numbers(facts: Facts, phone: Phone) -> Iterator[Problem]:
    """Every number can be called in Sweden. Of that for an emergency there is another rule."""
    short = facts.contacts.short_numbers if facts.contacts else ()
    marked = any(one.emergency and one.phone is phone for one in facts.services)
    if marked and digits(phone.number) != EMERGENCY:
        return
    if fault := number_fault(phone.number, {digits(one.number) for one in short}):
        yield Problem(facts.place(phone, "number"), *fault, names=(phone.number,))


def examples_left_standing(facts: Facts, part: Part) -> Iterator[Problem]:
    """What the files show as an example is nobody's number, name or address."""
    for key, value in vars(part).items():
        if isinstance(value, str) and EXAMPLE.search(value):
            what = f'"{shorten(value, 40)}" är filens exempel'
            fix = "Skriv er egen uppgift. Finns ingen? Ta bort raden, eller sätt # framför den."
            yield Problem(facts.place(part, key), what, fix)


def contacts_of_situations(facts: Facts, situation: Situation) -> Iterator[Problem]:
    """A situation names contacts and roles that exist, each once, and has a page of its own."""
    known = {own.id for own in facts.services} | {LOCAL + own for own in facts.roles}
    of = f'i situationen "{situation.title}"'
    named = [
        (name, facts.place(situation, key, index))
        for key in ("best", "more")
        for index, name in enumerate(getattr(situation, key))
    ]
    for name, place in named:
        parts = name.replace(";", " ").split()
        if len(parts) > 1 and known.issuperset(parts):
            what = f'ett kommatecken saknas mellan "{parts[0]}" och "{parts[1]}"'
            yield Problem(place, what, f"Skriv {', '.join(parts)}")
        elif name not in known and name.removeprefix(LOCAL) not in facts.lost:
            fix = did_you_mean(name, known, likeness=ONE_SLIP)
            yield Problem(place, f'okänd kontakt "{name}" {of}', fix, names=(name,))
    doors = ((one.page, one) for one in facts.situations if one.page)
    for own in [first for one, first in again(doors) if one is situation]:
        what = f'sidan "{own.page}" hör redan till läget "{own.title}"'
        fix = "Varje läge har en egen sida. Skriv tillbaka den som är ändrad, här eller på rad"
        fix += f" {facts.place(own, 'page').line}."
        yield Problem(facts.place(situation, "page"), what, fix)
    for (name, place), _ in again((one[0], one) for one in named):
        yield Problem(place, f'kontakten "{name}" står två gånger {of}', "Ta bort den ena.")


def stand_ins(facts: Facts, role: LocalRole) -> Iterator[Problem]:
    """Whoever stands in for a role is a contact."""
    if own := role.stand_in:
        known = {one.id for one in facts.services}
        what = f'okänd kontakt "{own}" i rollen "{role.name}"'
        yield from unknown(facts, (role, "stand_in"), own, known, what, likeness=ONE_SLIP)


def local_roles(facts: Facts, municipality: Municipality) -> Iterator[Problem]:
    """A local contact fills one of the roles that contacts.yaml knows, and no role is filled
    twice."""
    local = municipality.local_contacts if facts.contacts else ()
    for own in local:
        yield from unknown(facts, (own, "role"), own.role, facts.roles, f'okänd roll "{own.role}"')
    for own, _ in again((own.role, own) for own in local):
        what = f'rollen "{own.role}" står två gånger'
        yield Problem(facts.place(own, "role"), what, "Behåll den uppgift som gäller.")


def emergency_number(facts: Facts, contacts: Contacts) -> Iterator[Problem]:
    """One contact is marked as the one for an emergency, and its number may be shown: every page of
    help begins with it."""
    marked = [contact for contact in contacts.contacts if contact.emergency]
    own = _emergencys_own(contacts)
    if not marked:
        what = 'ingen kontakt är märkt med "emergency: true"'
        key = "emergency" if own and "emergency" in own.model_fields_set else "id"
        place = facts.place(own, key) if own else Place(data_file("contacts"))
        named = f'kontakten "{own.id}"' if own else "nödnumrets egen kontakt"
        fix = f'Skriv "emergency: true" i {named}: varje sida om hjälp börjar med numret.'
        yield Problem(place, what, fix)
    for contact in marked:
        if own and contact is not own:
            what = f'"emergency: true" står på {contact.name}, som inte är nödnumrets egen kontakt'
            fix = f'Flytta raden till kontakten "{own.id}".'
            if own in marked:
                fix = f"Ta bort raden. Den står redan på {own.name}."
            yield Problem(facts.place(contact, "emergency"), what, fix)
        elif contact.phone and digits(contact.phone.number) != EMERGENCY:
            what = f'"emergency: true" står på {contact.name}, som inte har numret {EMERGENCY}'
            fix = f"Flytta raden till den kontakt som har nödnumret, {EMERGENCY}."
            place = facts.place(contact, "emergency")
            if any(one.best == (contact.id,) for one in facts.situations):  # it is mistyped
                what = f"nödnumret är {EMERGENCY}, inte {contact.phone.number}"
                place, fix = facts.place(contact.phone, "number"), f"Skriv {EMERGENCY} igen."
            yield Problem(place, what, fix)
        elif not contact.public_number:
            holder = contact.phone if contact.verified and contact.phone else contact
            place = facts.place(holder, "verified" if holder.verified is None else "id")
            what = f"numret för akut fara visas inte: {contact.name} är inte kontrollerat"
            fix = "Läs hos den som svarar på numret att det stämmer. Skriv sedan efter verified var"
            fix += f" du läste det, och dagen: läste polisen.se {facts.today}. Utan det står det"
            fix += ' inget nummer under "Akut fara".'
            yield Problem(place, what, fix)


def _emergencys_own(contacts: Contacts) -> Contact | None:
    """Returns the contact that has the emergency number and is alone in a situation: others may be
    reached by the same number."""
    alone = [one.best for one in contacts.situations]
    for one in contacts.contacts:
        if (one.id,) in alone and one.phone and digits(one.phone.number) == EMERGENCY:
            return one
    return None


def urgent_situation(facts: Facts, contacts: Contacts) -> Iterator[Problem]:
    """One situation is the emergency: its number, and nothing else, comes first in it, and it comes
    before the others. Nor does anybody come before that number elsewhere. Waits until the number
    itself is right."""
    urgent = [one for one in contacts.situations if contacts.urgent(one)]
    if contacts.emergency_number != EMERGENCY:
        return
    emergency = {one.id for one in contacts.contacts if one.emergency}
    for one in contacts.situations:
        for at in [at for at, own in enumerate(one.best) if at and own in emergency]:
            what = f'nödnumret står inte först i läget "{one.title}"'
            fix = f"Flytta {one.best[at]} först efter best: det ska synas före de andra."
            yield Problem(facts.place(one, "best", at), what, fix)
    if urgent and contacts.situations[0] not in urgent:
        what = f'läget "{urgent[0].title}" står inte först'
        fix = "Flytta upp det: lägena står i ordning, det mest brådskande först."
        yield Problem(facts.place(urgent[0]), what, fix)
    if not urgent and not _emergencys_own(contacts):
        own = next(one.id for one in contacts.contacts if one.emergency)
        what = "inget läge har nödnumret först, och bara det"
        fix = f"Sätt tillbaka det i läget för akut fara: best: [{own}]"
        yield Problem(facts.place(contacts.situations[0], "best"), what, fix)


def contacts_within_reach(facts: Facts, contact: Contact) -> Iterator[Problem]:
    """Every contact has a number or a link: an e-mail address alone, which nobody reads at night,
    is no way to help."""
    if not (contact.phone or contact.link):
        what = f'kontakten "{contact.name}" går inte att nå: den har varken telefonnummer eller'
        fix = "Lägg till phone eller link, eller ta bort kontakten."
        yield Problem(facts.place(contact, "id"), f"{what} länk", fix)


def situations_within_reach(facts: Facts, contacts: Contacts) -> Iterator[Problem]:
    """Every situation has a contact that the public can reach. A withheld emergency number is told
    by `emergency_number`: nobody rings it to try."""
    reached = {own.id for own in contacts.contacts if own.published}
    reached |= {LOCAL + role.id for role in contacts.local_roles if role.stand_in in reached}
    reached |= {LOCAL + local.role for local in facts.own.local_contacts if local.published}
    reached |= {own.id for own in contacts.contacts if own.emergency}
    for situation in contacts.situations:
        if not reached & {*situation.best, *situation.more}:
            what = f'situationen "{situation.title}" har ingen kontakt som går att nå'
            fix = "Ring ett av numren och skriv datumet, eller lägg till en kontrollerad kontakt."
            yield Problem(facts.place(situation, "best"), what, fix)


def first_is_open_with_others(facts: Facts, situation: Situation) -> Iterator[Problem]:
    """Whom a situation shows first is open at some time when others are, if those are ever open
    together: else whoever comes when most answer meets a closed door first."""
    hours = {own.id: own.public_hours for own in facts.services}
    hours |= {LOCAL + own.role: own.public_hours for own in facts.own.local_contacts}
    first, *others = (hours.get(name) for name in (*situation.best, *situation.more))
    known = [one for one in others if one]
    together = any(_open_together(*pair) for pair in combinations(known, 2))
    if first and together and not any(_open_together(first, one) for one in known):
        what = f'"{situation.best[0]}" står först i läget "{situation.title}", men har stängt när'
        fix = "Sätt en annan kontakt först efter best."
        yield Problem(facts.place(situation, "best", 0), f"{what} de andra har öppet", fix)


def _open_together(one: Hours, other: Hours) -> bool:
    spans = ((a, b) for a in one.weekly for b in other.weekly if {*a.days} & {*b.days})
    always = one.always or other.always
    return always or any(a.opens < b.closes and b.opens < a.closes for a, b in spans)


def hours_that_overlap(facts: Facts, hours: Hours) -> Iterator[Problem]:
    """Somebody who is open from nine to twelve does not open at eleven as well, and who is closed
    that day does not open."""
    for one, first in again((row.date, row) for row in hours.exceptions):
        if one.closed or first.closed:
            what = f"dagen {one.date} står två gånger, den ena som stängd"
            yield Problem(facts.place(one, "date"), what, "Behåll det som gäller.")
    for day in DAYS:
        spans = sorted((one for one in hours.weekly if day in one.days), key=lambda one: one.opens)
        for both in pairwise(spans):
            if both[1].opens < both[0].closes:
                times = " och ".join(f"{clock(one.opens)}–{clock(one.closes)}" for one in both)
                what = f"öppettider som överlappar varandra: {weekday(day)} {times}"
                fix = "Skriv varje dag så att tiderna inte går in i varandra."
                yield Problem(facts.place(both[1]), what, fix)


def links_lead_where_they_say(facts: Facts, link: Link) -> Iterator[Problem]:
    """A contact's link is held to what the links of pages are: the site that its text names is the
    one that it leads to."""
    for sign in TYPED:
        for found in sign.found(f"[{link.text}]({link.url})"):
            yield Problem(facts.place(link, "url"), sign.told(found), sign.fix)


def written_by_hand(facts: Facts) -> Iterator[Problem]:
    """A number or an address stands under its own key, with the day when it was checked, and
    nobody's personal number anywhere. The translations have a rule of their own."""
    known = {EMERGENCY: ""} | ids_by_number(facts)
    texts = ((one, *text) for one in facts.files.values() for text in editors_texts(one))
    for document, path, text in texts:
        # There only what may stand nowhere is told.
        elsewhere = document.file == data_file("translations") or OWN_KEYS & set(path)
        course = document.file == data_file("orientation")
        contacts = document.file == data_file("contacts")
        key = [part for part in path if isinstance(part, str)][-1]
        told = ""
        in_a_sentence = contacts and " " in text and key != "name"
        short = (EMERGENCY,) if in_a_sentence else tuple(known) if course else ()
        # In braces stands an id, or what is told to be none.
        for noun, _, number in typed(without(NUMBER_OF, text) if course else text, short):
            if elsewhere and noun != "personnumret":
                continue
            own = known.get(EMERGENCY if noun == "nödnumret" else digits(number))
            fix = f"Skriv {{{own}}} i stället." if course and own else MENDED[noun]
            if contacts and digits(number) == EMERGENCY:
                fix = 'Skriv "nödnumret" i stället. Numret har en egen kontakt.'
            if noun != told:
                yield Problem(document.place(*path), f'{by_hand(noun, number)} i "{key}"', fix)
            told = noun


@remembered  # every page asks
def ids_by_number(facts: Facts) -> dict[str, str]:
    """Returns the ids of contacts by the digits of their numbers; of those with the same number the
    emergency's own."""
    in_order = sorted(facts.services, key=lambda one: one.emergency)
    return {digits(one.phone.number): one.id for one in in_order if one.phone}


CONTACT_RULES: list[Rule] = [
    *(telephone_numbers, examples_left_standing, contacts_of_situations, stand_ins, local_roles),
    *(hours_that_overlap, links_lead_where_they_say),
]
CONTACT_RULES_FOR_COMPLETE_DATA: list[Rule] = [emergency_number, urgent_situation]
CONTACT_RULES_FOR_COMPLETE_DATA += [contacts_within_reach, situations_within_reach]
CONTACT_RULES_FOR_COMPLETE_DATA += [first_is_open_with_others]
