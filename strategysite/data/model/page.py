"""The lines between --- at the top of every page in docs/."""

from typing import Annotated, Literal

from pydantic import Field

from strategysite.data.model.common import IsoDate, LanguageCode, Part, Text, matching

SMALL = "Skriv små bokstäver a–z, siffror och bindestreck."
ModuleId = Annotated[str, matching("[a-z0-9-]+", "duger inte som id", SMALL)]
PageKind = Literal["adopted", "added", "help", "service"]


class PageMeta(Part, noun="sidan"):
    """What a page says of itself. `kind` tells what it is: adopted text, newer facts beside it,
    help, or the site's own service."""

    title: Text
    """Sidans namn."""
    description: str = Field(min_length=40, max_length=200)
    """En mening om vad sidan ger, på 40 till 200 tecken, helst högst 160."""
    kind: PageKind
    """Vad sidan är."""
    updated: IsoDate
    """Dagen då texten senast ändrades, ÅÅÅÅ-MM-DD."""
    reviewed: IsoDate | None = None
    """Dagen då sakuppgifterna senast kontrollerades, ÅÅÅÅ-MM-DD. En svensk sida av slaget added
    eller help måste ha en sådan rad."""
    lang: LanguageCode = "sv"
    """Sidans språk: lang för ett av språken i data/translations.yaml."""
    translated: IsoDate | None = None
    """Dagen då texten översattes. Krävs på en sida som inte är på svenska."""
    reviewer: Text | None = None
    """Översättaren som har läst sidan, eller null tills någon har gjort det."""
    template: Literal["help.html"] | None = None
    """help.html på en hjälpsida. Då har sidan länken ”Lämna sidan”, och länkar till samma sida på
    vart och ett av de andra språken."""
    robots: Literal["noindex"] | None = None
    """noindex när sökmotorer och webbplatsens egen sökning ska utelämna sidan."""
    course: ModuleId | None = None
    """Id för kursens avsnitt, på en sida i grundutbildningen."""

    def _fault(self) -> tuple[str, str] | None:
        if self.lang == "sv" and self.translated:
            fix = 'Skriv språket efter "lang:", till exempel "lang: en". Är texten på svenska? Ta'
            what = "sidan är översatt, men säger inte till vilket språk"
            return what, f'{fix} bort raden "translated".'
        if self.kind in ("added", "help") and self.lang == "sv" and self.reviewed is None:
            own = 'Hör sidan till den antagna texten? Skriv "kind: adopted".'
            other = 'Är sidan på ett annat språk? Skriv det efter "lang:".'
            more = own if self.kind == "added" else other
            fix = f'Lägg till en rad "reviewed:" med dagen. {more}'
            return "sidan säger inte när uppgifterna kontrollerades", fix
        if self.kind == "help" and self.template is None:
            what = "hjälpsidan saknar länken ”Lämna sidan” och länkarna till andra språk"
            return what, 'Sätt tillbaka raden "template: help.html".'
        if self.kind != "help" and self.template is not None:
            what = f'en hjälpsida ("template: {self.template}") är märkt som något annat'
            return what, 'Skriv "kind: help". Är det ingen hjälpsida? Ta bort raden "template".'
        if self.lang != "sv" and self.translated is None:
            fix = 'Är texten på svenska? Ta bort raden "lang". Är den översatt? Lägg till'
            what = f'sidan har "lang: {self.lang}", men ingen dag då den översattes'
            return what, f'{fix} "translated:" med dagen.'
        return None
