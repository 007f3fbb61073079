"""data/translations.yaml and data/translations/: the languages of the help pages, their labels, and
what contacts and situations say in each."""

from typing import Annotated, Literal

from babel import Locale
from babel.localedata import exists
from pydantic import Field

from strategysite.data.model.common import (
    WRITTEN_KEYS,
    LanguageCode,
    PageFile,
    Part,
    Text,
    WholeFile,
    matching,
)

Words = Annotated[dict[str, Text], WRITTEN_KEYS]
Fields = Annotated[dict[str, Words], WRITTEN_KEYS]
Things = Annotated[dict[str, Fields], WRITTEN_KEYS]
EACH = 'Sätt citattecken om vart och ett, med komma mellan dem: "vill dö", "att dö".'
DangerWord = Annotated[Text, matching(r"[^,;،؛]*", "är flera uttryck för fara", EACH)]
AlarmWord = Annotated[Text, matching(r"[^,;،؛]*", "är flera ord, som ingen söker på ihop", EACH)]


class Language(Part, noun="språket"):
    """A language of the help pages: `code` as macros name it, `lang` as HTML does, `page` the help
    page in it."""

    code: Text
    """Språkets kod, samma som lang på sidan. Lättläst svenska: lattlast."""
    lang: LanguageCode
    """Språkkoden i HTML. För lättläst svenska är den sv."""
    dir: Literal["ltr", "rtl"]
    """Skrivriktningen."""
    name: Text
    """Språkets namn på språket självt."""
    page: PageFile
    """Hjälpsidan på språket, i docs/."""
    danger: tuple[DangerWord, ...] = Field(min_length=1)
    """Ord som betyder fara. Står ett av dem i en mening med ett telefonnummer ska nödnumret stå där
    först. Början av ett ord räcker."""
    alarm: tuple[AlarmWord, ...] = ()
    """Ord och uttryck i sökrutan som kan gälla någons liv. Då står nödnumret först i svaret. Början
    av ett ord räcker, om den har minst fyra bokstäver."""

    def _fault(self) -> tuple[str, str] | None:
        way = Locale(self.lang).text_direction if exists(self.lang) else self.dir
        if self.dir != way:
            return f'"{self.name}" skrivs åt andra hållet än dir säger', f"Skriv dir: {way}."
        return None


class Texts(Part, noun="texterna"):
    """What contacts.yaml says in Swedish, in the other languages: thing → field → language."""

    situations: Things = Field(default_factory=dict)
    """Det som lägena säger."""
    contacts: Things = Field(default_factory=dict)
    """Det som tjänsterna säger. name får utelämnas, då visas det svenska namnet. label är länkens
    text, och asks-1, asks-2 … är frågorna i asks, i ordning."""
    local_roles: Things = Field(default_factory=dict)
    """Det som kommunens funktioner säger."""


class Translations(WholeFile):
    """The whole file."""

    languages: tuple[Language, ...] = Field(min_length=1)
    """Språken, i den ordning de visas."""
    labels: Fields
    """Ord och meningar på korten och i sidans ram. Det som står inom klamrar, {date}, {source} och
    {name}, byts ut mot datumet, källan och översättarens namn: låt det stå. Svenskan står i
    data/translations/sv.yaml."""
    texts: Texts = Texts()
    """Det som data/contacts.yaml säger, på de andra språken. Först kommer sorten, sedan id, sedan
    fältet. Varje fält som finns på svenska har alla språk."""
