"""A number, hours or an address that are others than readers have are confirmed anew: else nobody
has asked about them."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import NamedTuple
from urllib.parse import urlsplit

from strategysite.data.dates import hours_lines
from strategysite.data.facts import Facts, data_file
from strategysite.data.model.common import Part, Verification
from strategysite.data.model.contacts import (
    DAYS,
    LOCAL,
    Contact,
    Day,
    Email,
    ExceptionDay,
    Hours,
    Phone,
    Reached,
    Span,
)
from strategysite.data.phone_numbers import EMERGENCY, digits
from strategysite.problems import Place, Problem

# Of what has a confirmation of its own: what to say of another one, whom to ask, and "it".
NEW = {
    "phone": ("numret till {} är nytt ({}), men kontrollen är det gamla numrets",
              "Ring det nya numret.", "det"),
    "hours": ("öppettiderna för {} är nya ({}), men kontrollen är de gamla tidernas",
              "Ring och fråga om de nya.", "de"),
    "email": ("e-postadressen till {} är ny ({}), men kontrollen är den gamla adressens",
              "Fråga om den nya stämmer.", "den"),
}  # fmt: skip


class PublicNumber(NamedTuple):
    """The number that the public sees (or None), whose, where, and how it was confirmed."""

    number: str | None
    name: str
    place: Place
    verified: Verification | None = None


def reached(facts: Facts) -> dict[str, tuple[str, Reached]]:
    """Returns each service and role, the municipality's switchboard and its own address, with the
    name, by id."""
    found: dict[str, tuple[str, Reached]] = {one.id: (one.name, one) for one in facts.services}
    for local in facts.own.local_contacts:
        role = facts.roles.get(local.role)
        found[LOCAL + local.role] = (role.name if role else local.role, local)
    if phone := facts.own.switchboard:
        found["växel"] = "kommunens växel", Reached.model_construct(phone=phone)
    if email := facts.own.email:
        found["e-post"] = "kommunen", Reached.model_construct(email=email)
    return found


def public_numbers(facts: Facts) -> dict[str, PublicNumber]:
    """Returns the number of each service and role, and of the switchboard, by id."""
    numbers = {}
    for key, (name, one) in reached(facts).items():
        place = facts.place(one.phone, "number") if one.phone else one.origin.place
        verified = one.phone.verified if one.phone else None
        numbers[key] = PublicNumber(one.public_number, name, place, verified)
    return numbers


def unconfirmed(old: Facts, new: Facts) -> Iterator[Problem]:
    """A number, the hours of a week or an address are others than before, but are still said to be
    confirmed as those before were, wherever in the file that is said."""
    before, faulty = reached(old), {data_file(name) for name in new.incomplete}
    for key, (name, now) in reached(new).items():
        was = before[key][1] if key in before else Reached()
        whose = _another_with_it(was, now, (*old.services, *new.services), new.today)
        for kind, (what, ask, it) in NEW.items():
            if kind == "phone" and now.phone and whose:
                told = f"numret till {name} är {now.phone.number}"
                fix = "Skriv tjänstens eget nummer, och dagen då någon ringde det. Svarar båda där?"
                fix += ' Ring, och skriv "ringde" och dagens datum. Är de en enda tjänst? Ta bort'
                fix += " den ena."
                if was.phone:
                    told = f"numret till {name} är ändrat från {was.phone.number} till"
                    told += f" {now.phone.number}"
                    fix = "Ta tillbaka number och verified ur historiken. Har tjänsten ett annat"
                    fix += " nytt nummer? Ring det, och skriv det. Är de en enda tjänst nu? Ta bort"
                    fix += " den ena."
                yield Problem(new.place(now.phone, "number"), f"{told}, som {whose} har", fix)
                continue
            had, has = (getattr(each, f"public_{kind}") for each in (was, now))
            if not had or not has or had.verified.model_dump() != has.verified.model_dump():
                continue
            if has.verified.latest_day == new.today:
                continue  # what was published today was wrong, and somebody has asked again
            if kind == "hours" and has.origin.place.file in faulty:
                continue  # a row of theirs may be left out, which is told
            come = _apart(has, had, new.today)
            # A day that is only gone may be mistyped: that is asked about, as all that is gone.
            lost = _apart(had, has, new.today if come else date.max)
            if lost or come:
                told = f"{come}, förut {lost}" if lost and come else come or f"inte längre {lost}"
                fix = f'{ask} Skriv sedan "ringde" och dagens datum efter verified, eller null: då'
                yield Problem(
                    _row(new, has, had), what.format(name, told), f"{fix} visas {it} inte."
                )


def copied(old: Facts, new: Facts) -> Iterator[Problem]:
    """A number, hours or an address are new, and said to be confirmed by the very words that stood
    for another, on an earlier day, or a link is another's: the row may have come with what it was
    copied from."""
    links = [[(one, one.link) for one in each.services if one.link] for each in (old, new)]
    led = {link.url: one for one, link in links[0]}
    stood = {one.id: link.url for one, link in links[0]}
    for contact, link in links[1]:
        if link.url in led and stood.get(contact.id) != link.url:
            what = f"länken för {contact.name} är den som står för {led[link.url].name}"
            fix = "Följde den med när något kopierades? Skriv adressen till tjänstens egen sida."
            yield Problem(new.place(link, "url"), what, fix)
    for kind, (_, _, it) in NEW.items():
        held = {own: getattr(one, f"public_{kind}") for own, (_, one) in reached(old).items()}
        for key, (name, now) in reached(new).items():
            had, has = held.get(key), getattr(now, f"public_{kind}")
            if (
                not has
                or has.verified.latest_day == new.today
                or (had and not _apart(has, had, new.today))
            ):
                continue
            said = has.verified.model_dump()
            same = [own for own, one in held.items() if one and one.verified.model_dump() == said]
            if same and key not in same:
                other = reached(old)[same[0]][0]
                what = f"kontrollen av {has.noun} för {name} är ordagrant den som står för {other}"
                fix = f"Har någon frågat om {it} för {name}? Följde raden med när något kopierades:"
                fix += " skriv dagen då någon frågar, eller null."
                yield Problem(new.place(has, "verified"), what, fix)


def _another_with_it(was: Reached, now: Reached, services: Iterable[Contact], today: date) -> str:
    """Returns the name of a service that has the new number of another, and a site of its own: one
    organisation may answer at one number, and many at that of an emergency. Of a service that had
    none somebody may have asked today."""
    phone = now.public_phone
    if not (isinstance(now, Contact) and phone and phone.verified):
        return ""
    number, site = digits(phone.number), _site(now)
    known = was.phone.number if was.phone else ""
    asked = not known and phone.verified.latest_day == today
    if asked or number in (digits(known), EMERGENCY):
        return ""
    others = [one for one in services if one.phone and digits(one.phone.number) == number]
    return next((one.name for one in others if one.id != now.id and not _site(one) & site), "")


def _site(contact: Contact) -> set[str]:
    """Returns the site of a service, by the name that whoever owns it has paid for."""
    host = urlsplit(contact.link.url).hostname if contact.link else None
    return {".".join(host.split(".")[-2:])} if host else set()


def _apart(part: Phone | Hours | Email, other: Phone | Hours | Email, today: date) -> str:
    """Returns what one says that the other does not, for a person to read: of days with other hours
    those that come."""
    if isinstance(part, Phone) and isinstance(other, Phone):
        return part.number if digits(part.number) != digits(other.number) else ""
    if isinstance(part, Email) and isinstance(other, Email):
        return part.address if part.address.casefold() != other.address.casefold() else ""
    assert isinstance(part, Hours) and isinstance(other, Hours)
    times: dict[tuple[time, time], list[Day]] = {}
    for day, opens, closes in sorted(_week(part) - _week(other)):
        times.setdefault((opens, closes), []).append(DAYS[day])
    weekly = [Span.model_construct(days=days, opens=a, closes=b) for (a, b), days in times.items()]
    days_off = [one for one in _exceptions(part, other) if one.date >= today]
    apart = [
        Hours.model_construct(always=part.always and bool(weekly), weekly=weekly),
        Hours.model_construct(exceptions=days_off),
    ]
    lines = [
        row for one in apart for row in hours_lines(one, "dygnet runt", "alla dagar", "stängt")
    ]
    return ", ".join(lines).replace("\u2060", "")


def _row(facts: Facts, part: Phone | Hours | Email, other: Phone | Hours | Email) -> Place:
    """Returns where the one begins to differ from the other."""
    if isinstance(part, Hours) and isinstance(other, Hours):
        spans = [(span, Hours.model_construct(weekly=(span,))) for span in part.weekly]
        new: list[Part] = [span for span, row in spans if _week(row) - _week(other)]
        new += _exceptions(part, other)
        key = "always" if part.always else "weekly"
        return facts.place(new[0]) if new else facts.place(part, key)
    return facts.place(part, "number" if isinstance(part, Phone) else "address")


def _exceptions(part: Hours, other: Hours) -> list[ExceptionDay]:
    """Returns the days with other hours that one has and the other has not."""
    days = [
        [(one.date, one.opens, one.closes) for one in each.exceptions] for each in (part, other)
    ]
    return [one for one, day in zip(part.exceptions, days[0], strict=True) if day not in days[1]]


def _week(hours: Hours) -> set[tuple[int, time, time]]:
    """Returns the times of a week, a day each: how many rows they have says nothing, nor that the
    one begins when the other ends."""
    if hours.always:
        return {(day, time.min, time.max) for day in range(len(DAYS))}
    week: dict[tuple[int, time], tuple[int, time, time]] = {}  # by the day and when it ends
    for span in sorted(hours.weekly, key=lambda one: one.opens):
        for day in map(DAYS.index, span.days):
            _, opens, _ = week.pop((day, span.opens), (day, span.opens, span.opens))
            week[day, span.closes] = day, opens, span.closes
    return {*week.values()}
