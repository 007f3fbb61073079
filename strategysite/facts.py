"""What data/ holds, once it is read and typed, and the day it is read for."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from strategysite.model.activities import Activities
from strategysite.model.changes import Changes
from strategysite.model.common import Part
from strategysite.model.contacts import Contacts
from strategysite.model.municipality import Municipality
from strategysite.model.orientation import Orientation
from strategysite.model.search import Search
from strategysite.model.sources import Sources
from strategysite.model.strategy import Strategy
from strategysite.model.translations import Translations
from strategysite.problems import Place
from strategysite.yamltext import Document


@dataclass(frozen=True)
class DataFile:
    """One file under data/: its model, and whether a site can do without it."""

    model: type[Part]
    required: bool = True


FILES: dict[str, DataFile] = {
    "strategy": DataFile(Strategy),
    "activities": DataFile(Activities),
    "contacts": DataFile(Contacts),
    "municipality": DataFile(Municipality),
    "sources": DataFile(Sources),
    "orientation": DataFile(Orientation, required=False),
    "changes": DataFile(Changes, required=False),
    "translations": DataFile(Translations),
    "search": DataFile(Search, required=False),
}


@dataclass(frozen=True)
class Facts:
    """All that data/ holds. A part is None only while its file has problems, or where the site does without it.

    `lost` are the ids of entries that were left out since they have problems of their own; `incomplete` are the files they were in.
    """

    root: Path
    today: date
    documents: dict[str, Document] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()
    strategy: Strategy | None = None
    activities: Activities | None = None
    contacts: Contacts | None = None
    municipality: Municipality | None = None
    sources: Sources | None = None
    orientation: Orientation | None = None
    changes: Changes | None = None
    translations: Translations | None = None
    search: Search | None = None

    def place(self, part: Part, *path: str | int) -> Place:
        """Returns the place of something inside `part`, or of the part itself."""
        document = self.documents.get(Path(part.origin.place.file).stem)
        return document.place(*part.origin.path, *path) if document and path else part.origin.place


def today(environment: dict[str, str] | None = None) -> date:
    """Returns the day to build for: STRATEGY_TODAY (year-month-day) where it is set, else the day in Stockholm."""
    written = (environment if environment is not None else os.environ).get("STRATEGY_TODAY")
    return date.fromisoformat(written) if written else datetime.now(ZoneInfo("Europe/Stockholm")).date()


def data_file(name: str) -> str:
    """Returns the path of a data file from the project's root."""
    return f"data/{name}.yaml"


def parts_in(part: object) -> Iterator[Part]:
    """Yields `part` and every part inside it."""
    if isinstance(part, Part):
        yield part
        for name in type(part).model_fields:
            yield from parts_in(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from parts_in(item)


def all_parts(facts: Facts) -> Iterator[Part]:
    """Yields every part of every file."""
    for name in type(facts).__dataclass_fields__:
        yield from parts_in(getattr(facts, name))
