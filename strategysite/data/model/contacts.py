"""data/contacts.yaml: the services, the situations they help in, and the roles a municipality fills
in itself."""

from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BeforeValidator, Field

from strategysite.data.model.common import (
    Clock,
    Confirmation,
    Entry,
    HttpsAddress,
    IsoDate,
    LanguageCode,
    PageFile,
    Part,
    Slug,
    Text,
    WholeFile,
    matching,
    refuse,
)
from strategysite.problems import near

LOCAL = "lokal:"
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = get_args(Day)
DayInSwedish = Literal["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
IN_SWEDISH: tuple[DayInSwedish, ...] = get_args(DayInSwedish)


class Phone(Part, noun="telefonnumret"):
    """A number as it is written, and whether anybody has confirmed it; without that it reaches no
    public page."""

    number: Text
    """Numret, så som det skrivs. Sätt citattecken om det: "08-123 45 67"."""
    verified: Confirmation
    """När och hur någon har kontrollerat numret. Med null visas det inte. Kort form: ringde
    2026-11-25, eller läste polisen.se 2026-11-25."""


EMAIL = r"[A-Za-z0-9._+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
WRITE_EMAIL = "Skriv den som namn@exempel.se"
EmailAddress = Annotated[str, matching(EMAIL, "är ingen e-postadress", WRITE_EMAIL)]


class Email(Part, noun="e-postadressen"):
    """An e-mail address, and whether anybody has confirmed it."""

    address: EmailAddress
    """E-postadressen, namn@exempel.se."""
    verified: Confirmation
    """När och hur någon har kontrollerat adressen. Med null visas den inte."""


def _day(value: Any) -> Any:
    """Takes the day's name in Swedish or English, with a capital letter or without."""
    known: dict[str, Day] = dict(zip((*IN_SWEDISH, *DAYS), DAYS * 2, strict=True))
    name = str(value).strip().lower()
    if name not in known:
        meant = near(name, [day for day in IN_SWEDISH if day[0] == name[:1]])
        if not name.isalpha():  # "måndag–fredag": whoever took one of them would lose the others
            meant = "Skriv varje dag för sig, med komma mellan dagarna."
        fix = f"{meant} Skriv {', '.join(IN_SWEDISH[:-1])} eller {IN_SWEDISH[-1]}."
        raise refuse(f'"{value}" är ingen veckodag', fix.strip())
    return known[name]


Weekday = Annotated[Day, BeforeValidator(_day, json_schema_input_type=DayInSwedish | Day)]


class Span(Part, noun="öppettiden"):
    """Open from one time to another on some days of the week."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    """Veckodagarna, en lista, på svenska eller engelska: [måndag, fredag]."""
    opens: Clock = Field(alias="from")
    """Klockslaget då någon börjar svara: "09:00"."""
    closes: Clock = Field(alias="to")
    """Klockslaget då det stänger: "12:00". Går tiden över midnatt blir det två rader: den första
    till "24:00", den andra från "00:00"."""

    def _fault(self) -> tuple[str, str] | None:
        if self.closes <= self.opens:
            fix = 'Kontrollera "from" och "to". Går tiden över midnatt? Skriv två rader: den första'
            fix += ' till "24:00", den andra från "00:00".'
            return "öppettiden slutar innan den börjar", fix
        return None


def _week(value: Any) -> Any:
    """Takes rows, no sentence."""
    for said in value if isinstance(value, list) else [value]:
        if isinstance(said, str):
            fix = "Så här skrivs de, med dagarna och tiderna som gäller:"
            fix += '\n    weekly: [{days: [måndag, tisdag], from: "09:00", to: "12:00"}]'
            raise refuse(f'öppettiderna "{said}" är skrivna som en mening', fix)
    return value


class ExceptionDay(Part, noun="undantaget"):
    """A day that differs: closed, or open at other times."""

    date: IsoDate
    """Dagen som är annorlunda, ÅÅÅÅ-MM-DD."""
    closed: bool = False
    """true när det är stängt hela dagen. Annars skrivs from och to."""
    opens: Clock | None = Field(default=None, alias="from")
    """Klockslaget då någon börjar svara den dagen."""
    closes: Clock | None = Field(default=None, alias="to")
    """Klockslaget då det stänger den dagen."""

    def _fault(self) -> tuple[str, str] | None:
        if self.closed == (self.opens is not None) or (self.opens is None) != (self.closes is None):
            fix = 'Skriv antingen "closed: true" eller både "from" och "to".'
            return "undantaget säger inte om det är stängt eller öppet", fix
        if self.opens is not None and self.closes is not None and self.closes <= self.opens:
            return "öppettiden slutar innan den börjar", 'Kontrollera "from" och "to".'
        return None


class Hours(Part, noun="öppettiderna"):
    """When somebody answers: always, or on these days."""

    verified: Confirmation
    """När och hur någon har kontrollerat tiderna. Med null visas de inte."""
    always: bool = False
    """true när någon svarar dygnet runt. Annars skrivs weekly."""
    weekly: Annotated[tuple[Span, ...], BeforeValidator(_week)] = ()
    """Tiderna under en vanlig vecka."""
    exceptions: tuple[ExceptionDay, ...] = ()
    """Dagar då tiderna är andra."""

    def _fault(self) -> tuple[str, str] | None:
        if self.always and self.weekly:
            fix = 'Svarar någon dygnet runt? Ta då bort "weekly". Annars tas raden "always" bort.'
            return "öppettiderna säger både dygnet runt och vissa tider", fix
        if not self.always and not self.weekly:
            fix = 'Skriv antingen "always: true" eller tider under "weekly".'
            return "öppettiderna säger inte när någon svarar", fix
        return None


class Link(Part, noun="länken"):
    """The service's own page: `text` names the site, `label` says what is done there."""

    url: HttpsAddress
    """Hela webbadressen. Den börjar med https://."""
    text: Text
    """Webbplatsens namn, så som det står på sidan: exempel.se."""
    label: Text | None = None
    """Vad man kan göra där, med några ord."""


Checked = TypeVar("Checked", Phone, Hours, Email)


def confirmed(part: Checked | None) -> Checked | None:
    """Returns what somebody has confirmed; None of what nobody has, which the public never sees."""
    return part if part and part.verified else None


class Reached(Part):
    """The ways to reach somebody, and which of them the public may see."""

    phone: Phone | None = None
    """Telefonnumret."""
    hours: Hours | None = None
    """Öppettiderna."""
    email: Email | None = None
    """E-postadressen."""
    link: Link | None = None
    """Tjänstens egen sida. För en lokal funktion är det funktionens."""

    @property
    def withheld(self) -> bool:
        """Whether the public may see nothing of it at all."""
        return False

    @property
    def public_phone(self) -> Phone | None:
        """The number with how it was confirmed, if somebody has."""
        return None if self.withheld else confirmed(self.phone)

    @property
    def public_number(self) -> str | None:
        """The number, if somebody has confirmed it."""
        return self.public_phone.number if self.public_phone else None

    @property
    def public_hours(self) -> Hours | None:
        """The hours, if somebody has confirmed them and the number is shown."""
        return confirmed(self.hours) if self.public_phone else None

    @property
    def public_email(self) -> Email | None:
        """The address, if somebody has confirmed it."""
        return None if self.withheld else confirmed(self.email)

    @property
    def published(self) -> bool:
        """Whether the public may see a way to reach it."""
        return any((self.public_phone, self.public_email, self.link)) and not self.withheld


class Service(Entry):
    """What comes before the ways to reach a service."""

    name: Text
    """Tjänstens namn."""
    answers: Text | None = None
    """Vem som svarar, några ord."""
    purpose: Text
    """Vad man kan få hjälp med där, en mening."""
    audience: Text
    """Vilka tjänsten är till för, några ord, till exempel ”alla”."""
    professionals_only: bool = False
    """true när kontakten bara är till för den som möter frågan i sitt arbete."""
    emergency: bool = False
    """true för nödnumret, som visas störst av allt."""
    verified: Confirmation
    """När och hur någon har kontrollerat tjänsten. Med null visas inget av den."""


class Contact(Reached, Service, noun="kontakten"):
    """A service. `verified: null` keeps the whole service from every public page; under `phone`,
    only its number."""

    cost: Text | None = None
    """Vad samtalet kostar, en mening. Skriv det bara när en källa säger det, och skriv då källan
    efter against under verified."""
    anonymity: Text | None = None
    """Om man får vara anonym, en mening. Skriv det bara när en källa säger det, och skriv då källan
    efter against under verified."""
    hidden_on_bill: Text | None = None
    """Om samtalet syns på telefonräkningen, en mening. Skriv det bara när en källa säger det, och
    skriv då källan efter against under verified."""
    languages: tuple[LanguageCode, ...] = ()
    """Språkkoder, till exempel [sv, en], bara när en källa säger det."""
    asks: tuple[Text, ...] = ()
    """Det som den som svarar brukar fråga, en lista."""
    note: Text | None = None
    """Något som besökaren bör veta."""
    editors_note: Text | None = None
    """Något som bara redaktionen ska veta, och som aldrig visas: vad som är känt, vad som saknas
    och vad den som tar över ska göra."""

    @property
    def withheld(self) -> bool:
        """Whether nobody has confirmed the service itself."""
        return self.verified is None


class Situation(Entry, noun="situationen"):
    """What brings somebody to the help page, and whom they should reach: up to three first, the
    rest after."""

    id: Slug
    """Ett kort namn, som står i adressen: /hjalp/#orolig. Bara en post i listan har det, och det
    ändras aldrig när det är publicerat."""
    page: PageFile | None = None
    """Lägets egen sida i docs/, på svenska. Dit leder dörren på hjälpsidan. Utan den leder dörren
    till lägets rubrik längre ner på hjälpsidan."""
    title: Text
    """Det som står i länken."""
    best: tuple[str, ...] = Field(min_length=1, max_length=3)
    """En till tre kontakter som visas först, med sina id. En lokal funktion skrivs med ”lokal:”
    före sitt id, inom citattecken: "lokal:socialtjanst"."""
    more: tuple[str, ...] = ()
    """De övriga kontakterna, i den ordning de visas. Listan får vara tom."""


class LocalRole(Entry, noun="rollen"):
    """Somebody in every municipality. Until the own number is filled in, `fallback` says how to
    reach them, or `stand_in` is shown."""

    name: Text
    """Funktionens namn."""
    purpose: Text
    """Vad man kan få hjälp med där, en mening."""
    fallback: Text
    """Hur man når funktionen tills numret är ifyllt i data/municipality.yaml."""
    stand_in: Slug | None = None
    """En kontakts id. Den visas i stället tills numret är ifyllt."""


THREE_TO_SIX = "Ett kortnummer är tre till sex siffror."
FewDigits = Annotated[str, matching(r"\d[\d ]{1,7}", "är inget kortnummer", THREE_TO_SIX)]


class ShortNumber(Part, noun="kortnumret"):
    """A number too short for the library that knows telephone numbers, and the source that says it
    is real."""

    number: FewDigits
    """Numret, tre till sex siffror inom citattecken."""
    source: Text
    """Källan som visar att numret finns."""


class Contacts(WholeFile):
    """The whole file."""

    situations: tuple[Situation, ...] = Field(min_length=1)
    """Lägena på hjälpsidan, det mest brådskande först."""
    contacts: tuple[Contact, ...] = Field(min_length=1)
    """Tjänsterna, var och en en gång."""
    local_roles: tuple[LocalRole, ...] = ()
    """Kommunens egna funktioner. Deras nummer fylls i i data/municipality.yaml, och tills dess
    visas det som står under fallback."""
    short_numbers: tuple[ShortNumber, ...] = ()
    """Riktiga kortnummer som kontrollen annars tror är felskrivna."""

    def urgent(self, situation: Situation) -> bool:
        """Whether the emergency number, and nothing else, comes first in a situation."""
        return {one.id for one in self.contacts if one.emergency}.issuperset(situation.best)

    @property
    def emergency_number(self) -> str | None:
        """The number to ring in an emergency; None only where the checks refuse the data."""
        return next((one.public_number for one in self.contacts if one.emergency), None)
