"""data/contacts.yaml: the services, the situations they help in, and the roles a municipality fills in itself."""

import re
from datetime import time
from typing import Annotated, Any, Literal

import phonenumbers
from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from strategysite.data.model.common import Clock, Entry, HttpsAddress, IsoDate, Part, Slug, Text, Verification, refuse

COUNTRY = "SE"
LOCAL = "lokal:"
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
# What looks like a telephone number in a text.
WRITTEN_NUMBER = re.compile(r"(?:\+46|\b0\d{1,3}[- ])[\d -]{5,}\d|\b0\d{7,10}\b|\b116[ -]?\d{3}\b")
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def digits(number: str) -> str:
    """Returns only the digits of a number as it is written."""
    return re.sub(r"\D", "", number)


def telephone_link(number: str) -> str:
    """Returns the `tel:` address: +46… for an ordinary Swedish number, the digits as they are for a short one (RFC 3966)."""
    if number.startswith("0"):
        return f"tel:+46{digits(number)[1:]}"
    return f"tel:{digits(number)}"


def number_fault(number: str, short_numbers: set[str]) -> tuple[str, str] | None:
    """Returns (what, fix) for a number that can't be called in Sweden; None when it can. `short_numbers` are digits only."""
    if digits(number) in short_numbers and re.fullmatch(r"[\d ]+", number):
        return None
    quoted = f'"{number}" är inget svenskt telefonnummer'
    if re.search(r"[^\d +-]", number):
        return quoted, 'Skriv bara siffror, mellanslag och bindestreck, till exempel "08-123 45 67".'
    try:
        parsed = phonenumbers.parse(number, COUNTRY)
    except phonenumbers.NumberParseException:
        return quoted, "Skriv numret med riktnummer. Ett kortnummer läggs till under short_numbers i data/contacts.yaml, med sin källa."
    if parsed.country_code != 46:
        return quoted, "Numret hör till ett annat land. Här visas bara nummer som kan ringas i Sverige."
    if not phonenumbers.is_valid_number(parsed):
        return (
            quoted,
            "En siffra saknas, är för mycket eller fel. Jämför med källan. Ett kortnummer läggs till under short_numbers, med sin källa.",
        )
    if not number.startswith(("0", "+")):
        return f'"{number}" saknar nollan i riktnumret', 'Skriv hela numret: "08-123 45 67".'
    if not number.startswith("0"):
        return f'"{number}" är skrivet med landsnummer', 'Skriv det som det skrivs i Sverige, med nolla först: "08-123 45 67".'
    return None


def _email(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[^@\s<>]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value.strip()):
        raise refuse(f'"{value}" är ingen e-postadress', "Skriv den som namn@exempel.se")
    return value.strip()


class Phone(Part):
    """A number as it is written, and whether anybody has confirmed it; without that it reaches no public page."""

    noun = "telefonnumret"
    number: Text
    verified: Verification | None


class Email(Part):
    """An e-mail address, and whether anybody has confirmed it."""

    noun = "e-postadressen"
    address: Annotated[str, BeforeValidator(_email)]
    verified: Verification | None


class Span(Part):
    """Open from one time to another on some days of the week."""

    noun = "öppettiden"
    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    opens: Annotated[Clock, Field(alias="from")]
    closes: Annotated[Clock, Field(alias="to")]

    @model_validator(mode="after")
    def _in_order(self) -> "Span":
        if self.closes <= self.opens:
            fix = 'Kontrollera "from" och "to". Går tiden över midnatt? Skriv två rader: den första till "24:00", den andra från "00:00".'
            raise refuse("öppettiden slutar innan den börjar", fix)
        return self


class ExceptionDay(Part):
    """A day that differs: closed, or open at other times."""

    noun = "undantaget"
    date: IsoDate
    closed: bool = False
    opens: Annotated[Clock | None, Field(alias="from")] = None
    closes: Annotated[Clock | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _closed_or_open(self) -> "ExceptionDay":
        if self.closed == (self.opens is not None) or (self.opens is None) != (self.closes is None):
            raise refuse("undantaget säger inte om det är stängt eller öppet", 'Skriv antingen "closed: true" eller både "from" och "to".')
        if self.opens is not None and self.closes is not None and self.closes <= self.opens:
            raise refuse("öppettiden slutar innan den börjar", 'Kontrollera "from" och "to".')
        return self


class Hours(Part):
    """When somebody answers: always, or on these days."""

    noun = "öppettiderna"
    verified: Verification | None
    always: bool = False
    weekly: tuple[Span, ...] = ()
    exceptions: tuple[ExceptionDay, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> "Hours":
        if self.always == bool(self.weekly):
            raise refuse("öppettiderna säger inte när någon svarar", 'Skriv antingen "always: true" eller tider under "weekly".')
        return self


class Link(Part):
    """The service's own page: `text` names the site, `label` says what is done there."""

    noun = "länken"
    url: HttpsAddress
    text: Text
    label: Text | None = None


class Contact(Entry):
    """A service. `verified: null` keeps the whole service from every public page; under `phone`, only its number."""

    noun = "kontakten"
    name: Text
    answers: Text | None = None
    purpose: Text
    audience: Text
    professionals_only: bool = False
    emergency: bool = False
    verified: Verification | None
    phone: Phone | None = None
    hours: Hours | None = None
    email: Email | None = None
    link: Link | None = None
    cost: Text | None = None
    anonymity: Text | None = None
    hidden_on_bill: Text | None = None
    languages: tuple[Slug, ...] = ()
    asks: tuple[Text, ...] = ()
    note: Text | None = None
    editors_note: Text | None = None

    @property
    def published(self) -> bool:
        """Whether the public may see it: the service is confirmed and there is a way to reach it that may be shown."""
        return self.verified is not None and any((self.public_number, self.link, self.public_email))

    @property
    def public_number(self) -> str | None:
        """The number, if somebody has confirmed it."""
        return self.phone.number if self.verified and self.phone and self.phone.verified else None

    @property
    def public_hours(self) -> Hours | None:
        """The hours, if somebody has confirmed them and the number is shown."""
        return self.hours if self.public_number and self.hours and self.hours.verified else None

    @property
    def public_email(self) -> str | None:
        """The address, if somebody has confirmed it."""
        return self.email.address if self.verified and self.email and self.email.verified else None


class Situation(Entry):
    """What brings somebody to the help page, and whom they should reach: one or two first, the rest after."""

    noun = "situationen"
    title: Text
    summary: Text
    best: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)]
    more: tuple[str, ...] = ()


class LocalRole(Entry):
    """Somebody in every municipality. Until the own number is filled in, `fallback` says how to reach them, or `stand_in` is shown."""

    noun = "rollen"
    name: Text
    purpose: Text
    fallback: Text
    stand_in: Slug | None = None


class ShortNumber(Part):
    """A number too short for the library that knows telephone numbers, and the source that says it is real."""

    noun = "kortnumret"
    number: Text
    source: Text

    @field_validator("number")
    @classmethod
    def _digits(cls, value: str, info: ValidationInfo) -> str:
        if not re.fullmatch(r"\d[\d ]{1,7}", value):
            raise refuse(f'"{value}" är inget kortnummer', "Ett kortnummer är tre till sex siffror.")
        return value


class Contacts(Part):
    """The whole file."""

    noun = "filen"
    situations: Annotated[tuple[Situation, ...], Field(min_length=1)]
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    local_roles: tuple[LocalRole, ...] = ()
    short_numbers: tuple[ShortNumber, ...] = ()


def minutes(clock: time) -> int:
    """Returns minutes after midnight; the last moment of the day counts as 24:00."""
    return 1440 if clock == time.max else clock.hour * 60 + clock.minute
