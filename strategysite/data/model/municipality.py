"""data/municipality.yaml: the municipality's own name, addresses and contacts. Everything is
optional."""

import colorsys
import re
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, Field

from strategysite.data.model.common import (
    HttpsAddress,
    IsoDate,
    Part,
    Slug,
    Text,
    WholeFile,
    matching,
    refuse,
)
from strategysite.data.model.contacts import Email, EmailAddress, Phone, Reached
from strategysite.problems import Place, decimal

DEFAULT_ACCENT = "#0b5563"  # a deep blue-green
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
DARK_BACKGROUND, CONTRAST_IN_THE_DARK = "#14191b", 7.0


def _channels(colour: str) -> list[float]:
    """Returns red, green and blue, 0 to 1, of "#rrggbb"."""
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Returns the relative luminance, 0 to 1, of "#rrggbb" (WCAG 2.2, definition of relative
    luminance)."""
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Returns the contrast ratio, 1 to 21, between two colours "#rrggbb" (WCAG 2.2, definition of
    contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def shade_for_dark(accent: str) -> str:
    """Returns `accent` mixed with just so much white that it can be read on the dark background."""
    channels = [int(accent[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = (
        "#" + "".join(f"{round(one + (255 - one) * share / 100):02x}" for one in channels)
        for share in range(101)
    )
    return next(one for one in mixed if contrast(one, DARK_BACKGROUND) >= CONTRAST_IN_THE_DARK)


def _accent(value: str) -> str:
    ratio = contrast(value, "#ffffff")
    if ratio < LEAST_CONTRAST:
        found, least = decimal(f"{ratio:.1f}:1"), decimal(f"{LEAST_CONTRAST:.1f}:1")
        what = f'färgen "{value}" syns för dåligt mot vitt: kontrast {found}, minst {least} krävs'
        raise refuse(what, "Välj en mörkare färg.")
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(value))
    if not 0.05 < hue < 0.94 and lightness > 0.25 and saturation > 0.4:
        what = f'färgen "{value}" går att ta för det röda, som bara nödnumret har'
        raise refuse(what, "Välj en annan färg än rött.")
    return value.lower()


SIX_FOUR = 'Skriv sex siffror, bindestreck och fyra siffror, inom citattecken: "000000-0000".'


def _with_check_digit(value: str) -> str:
    """The last digit of an organisation number follows from the others: every other digit is
    doubled, from the first, and the sum of all figures is a whole ten (ISO/IEC 7812-1, annex B)."""
    figures = [int(digit) for digit in value if digit.isdecimal()]
    doubled = [sum(divmod(2 * figure, 10)) for figure in figures[::2]]
    if sum(doubled + figures[1::2]) % 10:
        what = (
            f'"{value}" är inget organisationsnummer: den sista siffran stämmer inte med de andra'
        )
        raise refuse(what, "Jämför varje siffra med ett brev eller ett beslut från kommunen.")
    return value


A_NUMBER = matching(r"\d{6}-\d{4}", "är inget organisationsnummer", SIX_FOUR)
OrganisationNumber = Annotated[str, A_NUMBER, AfterValidator(_with_check_digit)]
HEXADECIMAL = 'Skriv sex hexadecimala siffror inom citattecken, till exempel "#0b5563".'
A_COLOUR = matching(r"#[0-9a-fA-F]{6}", "är ingen färg", HEXADECIMAL)
Accent = Annotated[str, A_COLOUR, AfterValidator(_accent)]


class OfRole(Part):
    """What comes before the ways to reach whoever has the role."""

    role: Slug
    """Funktionens id, samma som under local_roles i data/contacts.yaml."""


class LocalContact(Reached, OfRole, noun="den lokala kontakten"):
    """The municipality's own contact for one of the roles in contacts.yaml."""

    note: Text | None = None
    """Något som besökaren bör veta, till exempel när det är lunchstängt."""


class Logo(Part, noun="logotypen"):
    """A picture in docs/ and what it says to somebody who can't see it."""

    file: Text
    """Bildens väg från docs/: images/logotyp.svg."""
    alt: Text
    """Vad bilden föreställer, för den som inte ser den: kommunens namn."""


class Authority(Part, noun="myndigheten"):
    """An authority with its page."""

    name: Text
    """Myndighetens namn."""
    url: HttpsAddress
    """Myndighetens webbadress."""


class Routine(Part, noun="rutinen"):
    """One of the municipality's own routines, to be linked from the staff page."""

    title: Text
    """Rutinens namn, så som det står i länken."""
    url: HttpsAddress
    """Rutinens webbadress."""


def _whole_site(value: str) -> str:
    if re.search(r"[?#]|/[^/]+\.(?:html?|php|aspx?)$", value.partition("//")[2]):
        fix = "Skriv bara början, som alla sidors adresser har: https://exempel.se/"
        raise refuse(f'"{value}" är adressen till en sida, inte till webbplatsen', fix)
    return value


SiteAddress = Annotated[HttpsAddress, AfterValidator(_whole_site)]


class SecurityContact(Part, noun="kontakten för säkerhetsbrister"):
    """Whom to tell of a weakness in the site (RFC 9116)."""

    email: EmailAddress
    """Dit den skriver som har hittat en säkerhetsbrist på webbplatsen."""
    expires: IsoDate
    """Sista dagen som adressen säkert gäller, ÅÅÅÅ-MM-DD, högst ett år fram. ”status” påminner en
    månad innan."""


class Publication(Part, noun="publiceringen"):
    """How the site is published: when a number must be checked again, where its files are kept, and
    whose server it lies on."""

    verify_within_days: int = Field(default=180, ge=1, le=3650)
    """Så många dagar gammal får en kontroll vara innan ”status” påminner."""
    review_within_days: int = Field(default=365, ge=1, le=3650)
    """Så många dagar räknas en sida som granskad efter dagen i reviewed."""
    repository: HttpsAddress | None = None
    """Webbadressen där webbplatsens filer finns, om de är öppna."""
    forge: Literal["github", "gitlab", "forgejo"] = "github"
    """Vilken sorts tjänst filerna finns i, även på kommunens egen server."""
    branch: Text = "main"
    """Grenen som publiceras."""
    host: Text | None = None
    """Vems server webbplatsen ligger på när den inte är kommunens, till exempel GitHub Pages. Sidan
    om integritet berättar det då."""


class Municipality(WholeFile):
    """The whole file."""

    name: Text | None = None
    """Kommunens namn, som det ska stå i en mening."""
    organisation_number: OrganisationNumber | None = None
    """Kommunens organisationsnummer. Katalogen över öppna data behöver det, och kommunens namn,
    e-post och webbplatsens adress."""
    site_address: SiteAddress | None = None
    """Webbplatsens adress. QR-koden på anslaget och prenumerationen behöver den."""
    switchboard: Phone | None = None
    """Kommunens växel."""
    email: Email | None = None
    """Kommunens e-post, för frågor om webbplatsen."""
    accent: Accent = DEFAULT_ACCENT
    """Färgen på länkar och linjer. Den får inte gå att ta för det röda, som bara nödnumret har.
    Kontrasten mot vitt är minst 4,5:1."""
    logo: Logo | None = None
    """Kommunens logotyp."""
    exit_url: HttpsAddress = "https://www.svt.se/"
    """Hit leder ”Lämna sidan”. Välj en vanlig sida som ingen undrar över."""
    supervising_authority: Authority = Authority(
        name="Myndigheten för digital förvaltning (Digg)", url="https://www.digg.se/"
    )
    """Myndigheten som har tillsyn över webbplatsens tillgänglighet."""
    local_contacts: tuple[LocalContact, ...] = ()
    """Uppgifterna om de lokala funktionerna i data/contacts.yaml."""
    routines: tuple[Routine, ...] = ()
    """Kommunens egna rutiner, som sidan för personal länkar till."""
    security: SecurityContact | None = None
    """Vem som tar emot säkerhetsbrister. Står i /.well-known/security.txt."""
    publication: Publication = Publication()
    """Hur webbplatsen publiceras och hur ofta uppgifter ska ses över."""

    @property
    def home(self) -> str | None:
        """The site's address up to its last slash, for the address of a page to follow."""
        return f"{self.site_address.rstrip('/')}/" if self.site_address else None


# The way to a file where it is kept: to look at it, and to change it.
FORGES = {
    "github": ("blob", "edit"),
    "gitlab": ("-/blob", "-/edit"),
    "forgejo": ("src/branch", "_edit"),
}


def file_address(publication: Publication, place: Place, change: bool = False) -> str | None:
    """Returns where the file stands open at its line, to look at or to `change`; None where the
    files have no public address."""
    if publication.repository is None:
        return None
    way, file = FORGES[publication.forge][change], quote(place.file, safe="/*")
    path = f"{way}/{quote(publication.branch)}/{file}#L{place.line}"
    return f"{publication.repository.rstrip('/')}/{path}"
