"""Finds what to see to. Each rule is a generator; its docstring is the rule. All texts are Swedish,
for people who do not program."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from strategysite.checks.confirmed import reached
from strategysite.data.dates import long_date, partial_date
from strategysite.data.facts import Facts
from strategysite.data.model.common import Part, Verification
from strategysite.data.model.contacts import Contact, Reached
from strategysite.data.translated import SWEDISH, Lagging, lagging
from strategysite.pages.reading import Page
from strategysite.parsing.tables import table
from strategysite.problems import Place, from_difference
from strategysite.review.ending import ending
from strategysite.review.kinds import KINDS, Finding
from strategysite.review.strategy import after_succession, follow_up, unfinished, validity

MUNICIPALITY_FILE = "data/municipality.yaml"


def findings(facts: Facts, pages: dict[str, Page]) -> list[Finding]:
    """Returns all there is to see to, in the order of KINDS. Takes facts without problems."""
    found = [
        *_verifications(facts),
        *_questions(facts),
        *_missing(facts),
        *_missing_roles(facts),
        *validity(facts),
        *unfinished(facts),
        *after_succession(facts, pages),
        *(finding for edition in facts.editions for finding in follow_up(edition)),
        *_reviews(facts, pages),
        *_translations(facts, pages),
        *ending(facts),
    ]
    return sorted(found, key=lambda finding: list(KINDS).index(finding.kind))


def _parts(one: Reached) -> Iterator[tuple[Part, Verification | None, str, str]]:
    """Yields each part that is confirmed by itself: it, its confirmation, its noun, what to do."""
    if isinstance(one, Contact):
        yield one, one.verified, "tjänsten", "Ta reda på att tjänsten finns kvar."
    if phone := one.phone:
        yield phone, phone.verified, f"numret {phone.number}", "Ring numret och hör vem som svarar."
    if hours := one.hours:
        yield hours, hours.verified, "öppettiderna", "Ring och fråga när någon svarar."
    if email := one.email:
        do = "Skriv till adressen, eller fråga när du ringer."
        yield email, email.verified, f"e-postadressen {email.address}", do


def _verifications(facts: Facts) -> Iterator[Finding]:
    """Every way to reach somebody has been confirmed, as lately as the municipality wants."""
    for called, one in reached(facts).values():
        note = one.editors_note if isinstance(one, Contact) else None
        name = called[:1].upper() + called[1:]  # "kommunens växel"
        for part, verified, what, do in _parts(one):
            place = facts.place(part, "verified")
            if verified is None:
                yield Finding("unverified", place, name, what, f"{do} Skriv datumet.", note)
            elif _is_old(verified, facts):
                told = f"{what}, {_confirmed(verified)}"
                again = f"{do} Skriv det nya datumet."
                yield Finding("old", place, name, told, again, note, verified.latest_day)


def _is_old(verified: Verification, facts: Facts) -> bool:
    within = facts.own.publication.verify_within_days
    return facts.today - verified.latest_day > timedelta(days=within)


def _confirmed(verified: Verification) -> str:
    if verified.date is None:
        assert verified.read is not None
        return f"odaterad källa ({verified.against}), läst {long_date(verified.read)}"
    how = "samtal" if verified.how == "call" else f"källa: {verified.against}"
    return f"{partial_date(verified.date)}, {how}"


def _questions(facts: Facts) -> Iterator[Finding]:
    """A note to the editors is a question, unless it stands at what is withheld or old."""
    for one in facts.services:
        days = [verified for _, verified, _, _ in _parts(one)]
        note = one.editors_note
        if note and all(verified and not _is_old(verified, facts) for verified in days):
            place = facts.place(one, "editors_note")
            do = "Ta bort editors_note när frågan är besvarad."
            yield Finding("question", place, one.name, note, do)


def _missing(facts: Facts) -> Iterator[Finding]:
    """The municipality has said who it is, where it is reached and which routines it has."""
    for key, missing in table(__file__).items():
        if not getattr(facts.own.publication if key == "repository" else facts.own, key):
            yield Finding("missing", _line_of(facts, key), "Kommunens uppgifter", **missing)


def _missing_roles(facts: Facts) -> Iterator[Finding]:
    """Every role that a municipality has itself is filled, with a number."""
    filled = {contact.role: contact for contact in facts.own.local_contacts}
    for role in facts.roles.values():
        own = filled.get(role.id)
        if own is None:
            place = _line_of(facts, "local_contacts")
            what, do = f"{role.name} (role: {role.id})", f'Tills dess står det: "{role.fallback}"'
            yield Finding("missing", place, "Lokala kontakter", what, do)
        elif not (own.phone or own.email or own.link):
            what, do = f"ett sätt att nå {role.name}", "Fyll i nummer eller länk."
            yield Finding("missing", facts.place(own, "role"), "Lokala kontakter", what, do)


def _line_of(facts: Facts, key: str) -> Place:
    """Returns the line where `key` stands, or stands as an example to fill in."""
    lines = enumerate(facts.files[MUNICIPALITY_FILE].lines, 1)
    row = re.compile(rf"\s*#?\s*{key}:")
    return Place(MUNICIPALITY_FILE, next((at for at, line in lines if row.match(line)), 1))


def _reviews(facts: Facts, pages: dict[str, Page]) -> Iterator[Finding]:
    """A page of today has been read against its sources, as lately as is wanted."""
    within = timedelta(days=facts.own.publication.review_within_days)
    for page in pages.values():
        day = page.meta.reviewed
        if day and facts.today - day > within and facts.for_page(page.file) is facts:
            place, what = page.key("reviewed"), f"granskad den {long_date(day)}"
            yield Finding("review", place, page.meta.title, what, "Läs sidan mot källorna.")


def _translations(facts: Facts, pages: dict[str, Page]) -> Iterator[Finding]:
    """A translation is no older than the Swedish page and words it was made from, and somebody who
    knows the language has read it."""
    words = lagging(facts)
    # In Swedish each situation has a page of its own; a translation is made from them all.
    swedish = [entry.page for entry in facts.languages if entry.code == SWEDISH]
    swedish += [situation.page for situation in facts.situations if situation.page]
    helping = [pages[file] for file in swedish if file in pages and pages[file].meta.kind == "help"]
    newest = max(helping, key=lambda page: page.meta.updated, default=None)
    for language in facts.languages:
        yield from (_word(found) for found in words if found.language == language)
        page = pages.get(language.page)
        if newest is None or page is None or page in helping:
            continue
        key = "translated" if page.meta.translated else "updated"
        day: date = getattr(page.meta, key)
        if day < newest.meta.updated:
            what = f"är från den {long_date(day)}, men den svenska sidan ändrades den"
            what += f" {long_date(newest.meta.updated)}"
            do = f"Jämför med docs/{newest.file}. Ändra det som skiljer och skriv dagens datum"
            do += f" efter {key}."
            yield Finding("translation", page.key(key), language.name, what, do)
        if page.meta.translated and not page.meta.reviewer:
            what = "är inte granskad av en översättare"
            do = "Låt någon som kan språket läsa. Skriv sedan vem efter reviewer."
            yield Finding("translation", page.key("reviewer"), language.name, what, do)


def _word(found: Lagging) -> Finding:
    if found.was is None:
        what = f"{found.thing} saknar raden of, med svenskan som översättningen är gjord efter"
        do = f'Stämmer den med svenskan? Skriv of: "{found.now}" ovanför rad {found.of.line}.'
    else:
        was, now = from_difference(found.was, found.now)
        what = f'{found.thing} är gjord efter "{was}", men svenskan är nu "{now}"'
        do = f"Ändra om det behövs. Skriv sedan svenskan efter of, rad {found.of.line}."
    return Finding("translation", found.place, found.language.name, what, do)
