"""data/redirects.yaml: addresses that pages have had, and the pages that answer there now."""

from typing import Annotated

from pydantic import Field, model_validator

from strategysite.data.model.common import PageFile, Part, refuse


class Redirect(Part):
    """An old page's file, and the page (or the heading on it) that whoever asks for its address is sent to."""

    noun = "raden"
    old: Annotated[PageFile, Field(alias="from")]
    new: Annotated[PageFile, Field(alias="to")]

    @model_validator(mode="after")
    def _from_a_page(self) -> "Redirect":
        if "#" in self.old:
            raise refuse(f'"{self.old}" är ingen hel sida', 'Ta bort # och det som står efter i "from": webbläsaren tar själv med sig det.')
        return self


class Redirects(Part):
    """The whole file."""

    noun = "filen"
    redirects: tuple[Redirect, ...] = ()
