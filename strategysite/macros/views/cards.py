"""What a contact card shows: only what somebody has confirmed, in the language of the page."""

from dataclasses import dataclass, field
from datetime import time
from functools import lru_cache
from typing import Any

from strategysite.data.dates import hours_lines, partial_date
from strategysite.data.model.common import Verification, clock
from strategysite.data.model.contacts import DAYS, LOCAL, Contact, Hours, Link, Reached, confirmed
from strategysite.data.phone_numbers import telephone_link
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import find
from strategysite.problems import ONE_SLIP

Verified = Verification | None


@dataclass(frozen=True)
class Card:
    """One way to reach somebody. Texts are in the page's language; what is None or empty is not
    known and not shown. `called`, when somebody rang, is the only check that its face tells."""

    key: str
    name: str
    purpose: str
    answers: str | None = None
    professionals_only: bool = False
    emergency: bool = False
    number: str | None = None
    called: str | None = None
    number_source: str | None = None
    hours: list[str] = field(default_factory=list)
    hours_source: str | None = None
    hours_data: str = ""
    email: str | None = None
    link: Link | None = None
    source: str | None = None
    cost: str | None = None
    anonymity: str | None = None
    hidden_on_bill: str | None = None
    languages: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)
    note: str | None = None
    fallback: str | None = None

    @property
    def telephone_link(self) -> str | None:
        """The address that calls the number."""
        return telephone_link(self.number) if self.number else None

    @property
    def reachable(self) -> bool:
        """Whether there is something to press: a number, a page or an address."""
        return bool(self.number or self.link or self.email)

    @property
    def answered(self) -> bool:
        """Whether somebody answers there, so that it is no page to read."""
        return bool(self.answers or self.number)

    @property
    def patience(self) -> int:
        """To sort by: 0 for whoever always answers, 1 where there are hours, 2 for nobody."""
        return 2 if not self.reachable else int(bool(self.hours_data))


def called(context: RenderContext, verification: Verified, language: str) -> str | None:
    """Returns when somebody rang: "22 november 2026, genom att ringa"; None for what was read."""
    if verification is None or verification.how != "call":
        return None
    day = verification.date or verification.latest_day.isoformat()
    date = partial_date(day, context.locale(language))
    return context.filled("checked_by_call", language, date=date)


def _told(context: RenderContext, verification: Verified, language: str) -> str | None:
    """Returns how a fact was confirmed: by a call, or by a source and its date."""
    if verification is None or verification.how == "call":
        return called(context, verification, language)
    if verification.date is None:
        return context.filled("checked_undated", language, source=verification.against)
    day = partial_date(verification.date, context.locale(language))
    return context.filled("checked_source", language, date=day, source=verification.against)


def _unless_told(verification: Verified, *told: Verified) -> Verified:
    """Returns the verification, but None where one of `told` has the same source and date."""
    if verification is None:
        return None
    own = (verification.how, verification.date)
    again = any(
        other and own == (other.how, other.date) and verification.against in other.against
        for other in told
    )
    return None if again else verification


def opening(hours: Hours) -> str:
    """Returns the hours for the script that says "öppet nu": "1,2 09:00-12:00;2026-12-24 closed",
    Monday is 1; empty for always open."""
    if hours.always:
        return ""
    spans: list[tuple[str, time | None, time | None]] = [
        (",".join(str(DAYS.index(day) + 1) for day in span.days), span.opens, span.closes)
        for span in hours.weekly
    ]
    spans += [(str(entry.date), entry.opens, entry.closes) for entry in hours.exceptions]
    return ";".join(
        f"{days} {clock(opens)}-{clock(closes)}" if opens and closes else f"{days} closed"
        for days, opens, closes in spans
    )


@lru_cache(maxsize=250)  # a page of help shows a card in several places, and others the same
def contact_card(context: RenderContext, contact: Contact, language: str) -> Card:
    """Returns what the public may see of a contact."""
    said = context.texts("contacts", contact, language)
    label, asks = said.pop("label", None), [key for key in said if key.startswith("asks-")]
    return Card(
        key=contact.id,
        professionals_only=contact.professionals_only,
        emergency=contact.emergency,
        **_ways(context, contact, language, contact.verified),
        link=contact.link and contact.link.model_copy(update={"label": label}),
        source=_told(context, contact.verified, language),
        languages=[context.language_name(code, language) for code in contact.languages],
        asks=[said.pop(key) for key in asks],
        **said,
    )


def _ways(
    context: RenderContext, holder: Reached, language: str, told: Verified = None
) -> dict[str, Any]:
    """Returns the number, address and hours of a card, and how each was confirmed unless that is
    `told` already."""
    phone, email, hours = holder.public_phone, holder.public_email, holder.public_hours
    rung = phone.verified if phone else None
    ways = {
        "number": holder.public_number,
        "called": called(context, rung or told, language),
        "number_source": _told(context, _unless_told(rung, told), language),
        "email": email.address if email else None,
    }
    if hours is None:
        return ways
    coming = [day for day in hours.exceptions if day.date >= context.facts.today]
    hours = hours.model_copy(update={"exceptions": sorted(coming, key=lambda day: day.date)})
    labels = {"always": "always_open", "every_day": "every_day", "closed": "closed"}
    words = {name: context.label(label, language) for name, label in labels.items()}
    return ways | {
        "hours": hours_lines(hours, **words, language=context.locale(language)),
        "hours_source": _told(context, _unless_told(hours.verified, told, rung), language),
        "hours_data": opening(hours),
    }


def local_card(context: RenderContext, role: str, language: str) -> Card:
    """Returns the card for a role: its own contact, else its stand-in, else the advice there is."""
    about = find(context.contacts.local_roles, role, "rollen", "local_roles i data/contacts.yaml")
    filled = {contact.role: contact for contact in context.municipality.local_contacts}
    own = filled.get(role)
    reachable = bool(own and own.published)
    for contact in context.contacts.contacts:
        if contact.id == about.stand_in and contact.published and not reachable:
            return contact_card(context, contact, language)
    said = context.texts("local_roles", about, language)
    fallback = said.pop("fallback")
    return Card(
        key=f"lokal-{role}",
        **(_ways(context, own, language) if own else {}),
        link=own.link if own else None,
        note=own.note if own and language == "sv" else None,
        fallback=None if reachable else fallback,
        **said,
    )


def card_of(context: RenderContext, name: str, language: str) -> Card | None:
    """Returns the card for an entry of a situation: a contact, or a role as "lokal:socialtjanst";
    None where the public may see nothing."""
    if name.startswith(LOCAL):
        return local_card(context, name.removeprefix(LOCAL), language)
    under = "contacts i data/contacts.yaml"
    contact = find(context.contacts.contacts, name, "kontakten", under, likeness=ONE_SLIP)
    return contact_card(context, contact, language) if contact.published else None


def switchboard(context: RenderContext) -> Card | None:
    """Returns the municipality's switchboard, or None until its number is filled in and checked."""
    phone = confirmed(context.municipality.switchboard)
    name = "kommunens växel"
    return Card(key="vaxel", name=name, purpose="", number=phone.number) if phone else None
