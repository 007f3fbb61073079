"""What must agree between the facts of one file or of several. Each rule is a generator of problems; its docstring is the rule."""

from collections.abc import Callable, Iterator
from pathlib import Path

from strategysite.coursechecks import COURSE_RULES, COURSE_RULES_FOR_COMPLETE_DATA
from strategysite.facts import Facts
from strategysite.model.activities import Activity, FollowUp, Goal
from strategysite.model.changes import Change
from strategysite.model.common import Part, Verification
from strategysite.model.contacts import LOCAL, Phone, digits, number_fault
from strategysite.problems import Place, Problem, did_you_mean, shorten
from strategysite.transcript import check_transcript
from strategysite.translation_rules import check_translations

Rule = Callable[[Facts], Iterator[Problem]]


def cross_check(facts: Facts, complete: bool) -> list[Problem]:
    """Returns the problems of every rule. Rules about what is missing wait until the data is `complete`: free of other problems."""
    rules = [*RULES, *RULES_FOR_COMPLETE_DATA] if complete else RULES
    return [problem for rule in rules for problem in rule(facts)]


def parts_in(part: object) -> Iterator[Part]:
    """Yields `part` and every part inside it."""
    if isinstance(part, Part):
        yield part
        for name in type(part).model_fields:
            yield from parts_in(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from parts_in(item)


def all_parts(facts: Facts) -> Iterator[Part]:
    """Yields every part of every file."""
    for name in type(facts).__dataclass_fields__:
        yield from parts_in(getattr(facts, name))


def followed(facts: Facts) -> Iterator[Goal | Activity]:
    """Yields every goal and activity, in the document's order."""
    for area in facts.activities.target_areas if facts.activities else ():
        yield from area.goals
        yield from area.activities


def actor_ids(facts: Facts) -> set[str]:
    """Returns the ids of the strategy's actors; empty while the file has problems that hide them."""
    return {actor.id for actor in facts.strategy.actors} if facts.strategy else set()


def unknown_actors(facts: Facts) -> Iterator[Problem]:
    """Whoever is responsible, or has reported, is one of the strategy's actors."""
    known = actor_ids(facts)
    for part in followed(facts) if known else ():
        named = [(part, ("responsible", i), actor) for i, actor in enumerate(part.responsible)] if isinstance(part, Activity) else []
        for holder, path, actor in [*named, *((entry, ("reported_by",), entry.reported_by) for entry in part.follow_up)]:
            if actor not in known | facts.lost:
                what = f'okänd ansvarig "{actor}" i {part.noun} "{shorten(part.text, 40)}"'
                yield Problem(facts.place(holder, *path), what, did_you_mean(actor, known))


def repeated_ids(facts: Facts) -> Iterator[Problem]:
    """No two things of a file have the same id."""
    for name in facts.documents:
        seen: dict[tuple[str, str], Place] = {}
        for part in parts_in(getattr(facts, name)):
            own = getattr(part, "id", None)
            if own is None:
                continue
            key = (own, "" if isinstance(part, Goal | Activity) else part.noun)
            place = facts.place(part, "id")
            if key in seen:
                yield Problem(place, f'id "{own}" används två gånger', f"Det står redan på rad {seen[key].line}. Välj ett annat.")
            seen.setdefault(key, place)


def years_of_follow_up(facts: Facts) -> Iterator[Problem]:
    """A follow-up is for a year from the strategy's first to this one, one a year, and is not dated in the future."""
    if not facts.strategy:
        return
    first, last = facts.strategy.validity.first.year, facts.today.year
    for part in followed(facts):
        seen: set[int] = set()
        for entry in part.follow_up:
            thing = f'i {part.noun} "{shorten(part.text, 40)}"'
            place = facts.place(entry, "year")
            if not first <= entry.year <= last:
                yield Problem(
                    place, f"uppföljning för {entry.year} {thing}", f"Året ska vara från {first}, strategins första år, till {last}."
                )
            if entry.year in seen:
                yield Problem(place, f"två uppföljningar för {entry.year} {thing}", "Behåll den som gäller.")
            seen.add(entry.year)


def days_in_the_future(facts: Facts) -> Iterator[Problem]:
    """Nothing was checked, reported or changed on a day that has not come."""
    for part in all_parts(facts):
        if isinstance(part, Verification) and part.latest_day > facts.today and not _may_be_now(part, facts):
            written = part.date if part.date is not None else part.read
            place = facts.place(part, "date" if part.date is not None else "read")
            yield Problem(
                place, f"kontrollen är daterad i framtiden: {written}", f"I dag är det {facts.today}. Skriv dagen då numret kontrollerades."
            )
        if isinstance(part, Change) and part.date > facts.today:
            yield Problem(facts.place(part, "date"), f"ändringen är daterad i framtiden: {part.date}", f"I dag är det {facts.today}.")
        if isinstance(part, FollowUp) and part.date > facts.today:
            yield Problem(facts.place(part, "date"), f"uppföljningen är daterad i framtiden: {part.date}", f"I dag är det {facts.today}.")


def _may_be_now(verification: Verification, facts: Facts) -> bool:
    """2026-11 and 2026 are no future dates while it is November 2026."""
    return verification.date is not None and facts.today.isoformat().startswith(verification.date)


def telephone_numbers(facts: Facts) -> Iterator[Problem]:
    """Every number can be called in Sweden."""
    short = {digits(entry.number) for entry in facts.contacts.short_numbers} if facts.contacts else set()
    for part in all_parts(facts):
        if isinstance(part, Phone) and (fault := number_fault(part.number, short)):
            yield Problem(facts.place(part, "number"), *fault)


def contacts_of_situations(facts: Facts) -> Iterator[Problem]:
    """A situation names contacts and roles that exist, each once."""
    if not facts.contacts:
        return
    known = {contact.id for contact in facts.contacts.contacts} | {LOCAL + role.id for role in facts.contacts.local_roles}
    for situation in facts.contacts.situations:
        seen: set[str] = set()
        for key in ("best", "more"):
            for index, name in enumerate(getattr(situation, key)):
                place = facts.place(situation, key, index)
                if name not in known and name.removeprefix(LOCAL) not in facts.lost:
                    yield Problem(place, f'okänd kontakt "{name}" i situationen "{situation.title}"', did_you_mean(name, known))
                if name in seen:
                    yield Problem(place, f'kontakten "{name}" står två gånger i situationen "{situation.title}"', "Ta bort den ena.")
                seen.add(name)
    for role in facts.contacts.local_roles:
        contacts = {contact.id for contact in facts.contacts.contacts}
        if role.stand_in and role.stand_in not in contacts | facts.lost:
            yield Problem(
                facts.place(role, "stand_in"),
                f'okänd kontakt "{role.stand_in}" i rollen "{role.name}"',
                did_you_mean(role.stand_in, contacts),
            )


def local_roles(facts: Facts) -> Iterator[Problem]:
    """A local contact fills one of the roles that contacts.yaml knows, and no role is filled twice."""
    if not facts.contacts or not facts.municipality:
        return
    known = {role.id for role in facts.contacts.local_roles}
    seen: set[str] = set()
    for contact in facts.municipality.local_contacts:
        if contact.role not in known | facts.lost:
            yield Problem(facts.place(contact, "role"), f'okänd roll "{contact.role}"', did_you_mean(contact.role, known))
        if contact.role in seen:
            yield Problem(facts.place(contact, "role"), f'rollen "{contact.role}" står två gånger', "Behåll den uppgift som gäller.")
        seen.add(contact.role)


def logo_is_a_picture(facts: Facts) -> Iterator[Problem]:
    """The logo is a picture in docs/ that a browser can show."""
    logo = facts.municipality.logo if facts.municipality else None
    if logo is None:
        return
    place = facts.place(logo, "file")
    path = facts.root / "docs" / logo.file
    if not path.is_file():
        yield Problem(place, f'logotypen "{logo.file}" finns inte', "Lägg bilden i docs/ och skriv dess väg därifrån.")
    elif not _starts_like_a_picture(path):
        yield Problem(place, f'logotypen "{logo.file}" går inte att läsa som bild', "Använd en fil av typen SVG, PNG eller WebP.")


def _starts_like_a_picture(path: Path) -> bool:
    start = path.read_bytes()[:512]
    if path.suffix.lower() == ".svg":
        return b"<svg" in start and b"<script" not in path.read_bytes()
    return start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")


def unused_actors(facts: Facts) -> Iterator[Problem]:
    """Every actor of the strategy is responsible for something."""
    used = {actor for part in followed(facts) if isinstance(part, Activity) for actor in part.responsible}
    for actor in facts.strategy.actors if facts.strategy else ():
        if actor.id not in used:
            yield Problem(
                facts.place(actor, "id"), f'aktören "{actor.id}" ansvarar inte för någon aktivitet', "Ta bort den, eller rätta aktiviteten."
            )


def contacts_without_situation(facts: Facts) -> Iterator[Problem]:
    """Every contact is in at least one situation, and every situation has a contact that the public may see."""
    if not facts.contacts:
        return
    used = {name for situation in facts.contacts.situations for name in (*situation.best, *situation.more)}
    used |= {role.stand_in for role in facts.contacts.local_roles if role.stand_in}
    published = {contact.id for contact in facts.contacts.contacts if contact.published}
    for contact in facts.contacts.contacts:
        if contact.id not in used:
            yield Problem(
                facts.place(contact, "id"),
                f'kontakten "{contact.id}" hör inte till någon situation',
                'Lägg till den under "best" eller "more".',
            )
    for situation in facts.contacts.situations:
        if not published & {*situation.best, *situation.more}:
            what = f'situationen "{situation.title}" har ingen kontakt som får visas'
            yield Problem(
                facts.place(situation, "best"), what, "Ring ett av numren och skriv datumet, eller lägg till en kontrollerad kontakt."
            )


RULES: list[Rule] = [
    unknown_actors,
    repeated_ids,
    years_of_follow_up,
    days_in_the_future,
    telephone_numbers,
    contacts_of_situations,
    local_roles,
    logo_is_a_picture,
    check_transcript,
    *COURSE_RULES,
    check_translations,
]
RULES_FOR_COMPLETE_DATA: list[Rule] = [unused_actors, contacts_without_situation, *COURSE_RULES_FOR_COMPLETE_DATA]
