"""The lines between --- at the top of every page in docs/."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from strategysite.data.model.common import IsoDate, Part, Text, refuse

PageKind = Literal["adopted", "added", "help", "service"]


class PageMeta(Part):
    """What a page says of itself. `kind` tells what it is: adopted text, newer facts beside it, help, or the site's own service."""

    noun = "sidan"
    title: Text
    description: Annotated[str, StringConstraints(min_length=40, max_length=200, strip_whitespace=True)]
    kind: PageKind
    updated: IsoDate
    reviewed: IsoDate | None = None
    lang: Literal["sv", "en", "ar", "so", "fa", "fi", "uk"] = "sv"
    translated: IsoDate | None = None
    reviewer: Text | None = None
    template: Literal["help.html"] | None = None
    robots: Literal["noindex"] | None = None
    course: Annotated[str | None, Field(pattern=r"^[a-z0-9-]+$")] = None

    @model_validator(mode="after")
    def _dated(self) -> "PageMeta":
        if self.kind in ("added", "help") and self.lang == "sv" and self.reviewed is None:
            raise refuse("sidan säger inte när uppgifterna kontrollerades", 'Lägg till en rad "reviewed:" med dagen.')
        if self.lang != "sv" and self.translated is None:
            raise refuse("översättningen saknar datum", 'Lägg till en rad "translated:" med dagen då texten översattes.')
        return self
