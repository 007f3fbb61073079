"""data/changes.yaml: what has changed, as a reader would tell it; and the pages whose changes are worth telling."""

from strategysite.data.model.common import Entry, IsoDate, PageFile, Part, Text


class Change(Entry):
    """One change, the day it was published and the page where it is seen."""

    noun = "ändringen"
    date: IsoDate
    text: Text
    page: PageFile | None = None


class Changes(Part):
    """The whole file."""

    noun = "filen"
    watched: tuple[PageFile, ...] = ()
    changes: tuple[Change, ...]

    @property
    def newest_first(self) -> list[Change]:
        """The changes by day; those of one day as they stand."""
        return sorted(self.changes, key=lambda change: change.date, reverse=True)
