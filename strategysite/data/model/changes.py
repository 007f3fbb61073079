"""data/changes.yaml: what has changed, as a reader would tell it; and the pages whose changes are
worth telling."""

from strategysite.data.model.common import Entry, IsoDate, PageFile, Slug, Text, WholeFile


class Change(Entry, noun="ändringen"):
    """One change, the day it was published and the page where it is seen."""

    past = ("date",)
    id: Slug
    """Ett kort namn, som står i adressen. Ändra det aldrig när det är publicerat."""
    date: IsoDate
    """Dagen då ändringen publicerades, ÅÅÅÅ-MM-DD."""
    text: Text
    """Vad som har ändrats. Meningen går att förstå för den som inte har läst sidan."""
    page: PageFile | None = None
    """Sidan i docs/ där ändringen syns."""


class Changes(WholeFile):
    """The whole file."""

    watched: tuple[PageFile, ...] = ()
    """Sidor i docs/ där en ändrad text är värd en rad."""
    changes: tuple[Change, ...]
    """Ändringarna, i vilken ordning som helst."""
