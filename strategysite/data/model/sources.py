"""data/sources.yaml: what the added pages lean on."""

from strategysite.data.model.common import Entry, HttpsAddress, IsoDate, Part, PartialDate, Text


class Source(Entry):
    """A law, a report or a page. `date` is the source's own and may be unknown; `read` is the day it was read."""

    noun = "källan"
    title: Text
    publisher: Text
    url: HttpsAddress | None = None
    date: PartialDate | None
    read: IsoDate


class Sources(Part):
    """The whole file."""

    noun = "filen"
    sources: tuple[Source, ...]
