"""A number that is another than readers have is confirmed anew: else nobody has called it."""

from collections.abc import Iterator
from typing import NamedTuple

from strategysite.data.facts import Facts
from strategysite.data.model.common import Verification
from strategysite.data.model.contacts import LOCAL, Reached
from strategysite.data.phone_numbers import digits
from strategysite.problems import Place, Problem


class PublicNumber(NamedTuple):
    """The number that the public sees (or None), whose, where, and how it was confirmed."""

    number: str | None
    name: str
    place: Place
    verified: Verification | None = None


def public_numbers(facts: Facts) -> dict[str, PublicNumber]:
    """Returns the number of each service and role, and of the switchboard, by id."""
    reached: dict[str, tuple[str, Reached]] = {one.id: (one.name, one) for one in facts.services}
    for local in facts.own.local_contacts:
        role = facts.roles.get(local.role)
        reached[LOCAL + local.role] = (role.name if role else local.role, local)
    if phone := facts.own.switchboard:
        reached["växel"] = "kommunens växel", Reached.model_construct(phone=phone)
    numbers = {}
    for key, (name, one) in reached.items():
        place = facts.place(one.phone, "number") if one.phone else one.origin.place
        verified = one.phone.verified if one.phone else None
        numbers[key] = PublicNumber(one.public_number, name, place, verified)
    return numbers


def unconfirmed(old: Facts, new: Facts) -> Iterator[Problem]:
    """A number is another than before, but it is still said to be confirmed as the one before was,
    wherever in the file that is said."""
    before = public_numbers(old)
    for key, now in public_numbers(new).items():
        was = before.get(key)
        if not (was and was.number and now.number and was.verified and now.verified):
            continue
        same = was.verified.model_dump() == now.verified.model_dump()
        if same and digits(was.number) != digits(now.number):
            what = f"numret till {now.name} är nytt ({now.number}, förut {was.number}),"
            what += " men kontrollen är det gamla numrets"
            fix = "Ring det nya numret. Skriv sedan dagens datum efter verified, eller null:"
            yield Problem(now.place, what, f"{fix} då visas det inte.")
