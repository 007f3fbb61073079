"""data/redirects.yaml: addresses that pages have had, and the pages that answer there now."""

from pydantic import Field

from strategysite.data.model.common import OldPageFile, PageFile, Part, WholeFile


class Redirect(Part, noun="raden"):
    """An old page's file, and the page (or the heading on it) that whoever asks for its address is
    sent to."""

    old: OldPageFile = Field(alias="from")
    """Filens gamla väg från docs/, också med å, ä och ö. Där får ingen sida finnas längre."""
    new: PageFile = Field(alias="to")
    """Filens nya väg från docs/ och, om du vill, # och rubrikens id."""


class Redirects(WholeFile):
    """The whole file."""

    redirects: tuple[Redirect, ...] = ()
    """De gamla adresserna, i vilken ordning som helst. Utan någon skrivs [] här."""
