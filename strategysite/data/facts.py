"""What data/ holds, once it is read and typed, and the day it is read for.

A strategy that a later one has replaced is an edition: its own two files in data/archive/, its own
pages in docs/arkiv/.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from strategysite.data.model.activities import Activities, TargetArea
from strategysite.data.model.changes import Change, Changes
from strategysite.data.model.common import Entry, Part, WholeFile
from strategysite.data.model.contacts import Contact, Contacts, LocalRole, Situation
from strategysite.data.model.follow_up import FollowUp
from strategysite.data.model.municipality import Municipality
from strategysite.data.model.orientation import Orientation
from strategysite.data.model.redirects import Redirect, Redirects
from strategysite.data.model.search import Search, SearchEntry
from strategysite.data.model.sources import Sources
from strategysite.data.model.strategy import Actor, Strategy
from strategysite.data.model.translations import Language, Translations
from strategysite.parsing.remembering import remembered
from strategysite.parsing.yaml import Document, KeyPath
from strategysite.problems import Place

FILES: dict[str, type[WholeFile]] = {
    "strategy": Strategy,
    "activities": Activities,
    "contacts": Contacts,
    "municipality": Municipality,
    "sources": Sources,
    "orientation": Orientation,
    "changes": Changes,
    "translations": Translations,
    "search": Search,
    "redirects": Redirects,
}
OPTIONAL = ("orientation", "changes", "search", "redirects")  # a site can do without them
# These go on in files of their own, data/search/hjalp.yaml and so on, and are read as one.
IN_PARTS = ("translations", "search")
# Follow-up has a file a year, data/follow-up/2023.yaml: none of FILES, and none that a site needs.
FOLLOW_UP = "follow-up"
MODELS: dict[str, type[WholeFile]] = {**FILES, FOLLOW_UP: FollowUp}
SWEDEN = ZoneInfo("Europe/Stockholm")
EDITION_FILES = ("strategy", "activities")  # what each edition has of its own
# Keys of those files under which the site speaks, not the strategy.
EXPLAINED = {"site_answer", "explanation", "editorial_notes", "remark"}
ARCHIVE_PAGES = "arkiv"  # in docs/, and so in the addresses
YEAR = re.compile(r"(?:19|2[01])\d{2}")  # what a file of follow-up is called
# The name of an edition's folder: its period, the day it was adopted, a year and its number there.
EDITION = re.compile(r"[12]\d{3}(-\d+){0,2}")


@dataclass(frozen=True, eq=False)
class Facts:
    """All that data/ holds. A part is None only while its file has problems, or where the site does
    without it.

    `files` are those that were read, each as a Document, by its path.
    `follow_up` are the years that somebody has begun to report, the first one first.
    `lost` are the ids of entries that were left out since they have problems of their own;
    `incomplete` are the files they were in. `archive` holds the same site with each strategy that
    has been replaced in the place of today's, the newest first; in those `edition` is the name of
    its folder ("2020-2023", "2026-2") and `successor` the newest strategy. `before` are the
    strategies of the archive that are older, the newest first.
    """

    root: Path
    today: date
    files: dict[str, Document] = field(default_factory=dict)
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
    redirects: Redirects | None = None
    follow_up: tuple[FollowUp, ...] = ()
    archive: tuple["Facts", ...] = ()
    before: tuple[Strategy, ...] = ()
    edition: str = ""
    successor: Strategy | None = None

    @property
    def editions(self) -> tuple["Facts", ...]:
        """These facts, and those of every strategy that was replaced, the newest first."""
        return (self, *self.archive)

    @property
    def own(self) -> Municipality:
        """What the municipality has said of itself; nothing while its file has problems."""
        return self.municipality or Municipality()

    @property
    def document(self) -> Strategy:
        """The strategy, of facts that have passed the checks."""
        assert self.strategy
        return self.strategy

    # What the files list; nothing while a file has problems, or where the site does without it.
    @property
    def areas(self) -> tuple[TargetArea, ...]:
        """The target areas, in the order of the document."""
        return self.activities.target_areas if self.activities else ()

    @property
    def adopted_pages(self) -> set[str]:
        """The pages that show a strategy, today's or one that was replaced."""
        strategies = [each.strategy for each in self.editions if each.strategy]
        return {page for strategy in strategies for page in strategy.pages}

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Whoever the strategy makes responsible."""
        return self.strategy.actors if self.strategy else ()

    @property
    def services(self) -> tuple[Contact, ...]:
        """The contacts, those that the public may not see too."""
        return self.contacts.contacts if self.contacts else ()

    @property
    def situations(self) -> tuple[Situation, ...]:
        """What brings somebody to the help page."""
        return self.contacts.situations if self.contacts else ()

    @property
    def roles(self) -> dict[str, LocalRole]:
        """What a municipality has itself, by the id of the role."""
        return {one.id: one for one in self.contacts.local_roles} if self.contacts else {}

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the help pages."""
        return self.translations.languages if self.translations else ()

    @property
    def news(self) -> tuple[Change, ...]:
        """The changes that readers are told of."""
        return self.changes.changes if self.changes else ()

    @property
    def search_entries(self) -> tuple[SearchEntry, ...]:
        """What the search answers beside the pages."""
        return self.search.entries if self.search else ()

    @property
    def redirected(self) -> tuple[Redirect, ...]:
        """The addresses that were, and where each leads."""
        return self.redirects.redirects if self.redirects else ()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every part of every file, those of the archive included."""
        read = [getattr(self, name) for name in FILES]
        read += [getattr(old, name) for old in self.archive for name in EDITION_FILES]
        read += [edition.follow_up for edition in self.editions]
        return tuple(part for whole in read for part in parts_in(whole))

    def for_page(self, page: str) -> "Facts":
        """Returns the facts of the strategy that a page belongs to, by its file in docs/ or its
        address."""
        old = (facts for facts in self.archive if page.startswith(pages_of(facts.edition)))
        return next(old, self)

    def place(self, part: Part, *path: str | int) -> Place:
        """Returns the place of something inside `part`, or of the part itself."""
        document = self.files.get(part.origin.place.file)
        return document.place(*part.origin.path, *path) if document and path else part.origin.place


class WrongDay(Exception):
    """STRATEGY_TODAY is no day, or not the day it is. The message says so in Swedish."""


def today() -> date:
    """Returns the day to build for: STRATEGY_TODAY (year-month-day) where it is set, else the day
    in Stockholm. Raises WrongDay."""
    written = os.environ.get("STRATEGY_TODAY")
    try:
        return date.fromisoformat(written) if written else datetime.now(SWEDEN).date()
    except ValueError:
        fix = "Skriv en dag som år-månad-dag, till exempel 2026-11-22."
        raise WrongDay(f'STRATEGY_TODAY är "{written}". {fix}') from None


def day_of_readers() -> None:
    """Raises WrongDay where STRATEGY_TODAY is set: what is published is built for the day it is."""
    if written := os.environ.get("STRATEGY_TODAY"):
        why = (
            "Det som läggs ut byggs för dagen i dag. Ta bort den variabeln och kör kommandot igen."
        )
        raise WrongDay(f'STRATEGY_TODAY är "{written}". {why}')


def data_file(name: str, edition: str = "") -> str:
    """Returns the path of a data file from the project's root; of a strategy that was replaced,
    with the name of its `edition`."""
    folder = f"archive/{edition}/" if edition and name in EDITION_FILES else ""
    return f"data/{folder}{name}.yaml"


def year_file(year: int | str, edition: str = "") -> str:
    """Returns the path of the file with what was reported for a year."""
    return f"{Path(data_file('strategy', edition)).parent.as_posix()}/{FOLLOW_UP}/{year}.yaml"


def year_files(root: Path, edition: str = "") -> list[str]:
    """Returns the files of follow-up that an edition has, the first year first."""
    files = sorted((root / year_file("", edition)).parent.glob("*.yaml"))
    return [
        year_file(path.stem, edition)
        for path in files
        if path.is_file() and YEAR.fullmatch(path.stem)
    ]


def pages_of(edition: str) -> str:
    """Returns the folder in docs/, and the address, that the pages of an edition begin with."""
    return f"{ARCHIVE_PAGES}/{edition}/"


def parts_in(part: object) -> Iterator[Part]:
    """Yields `part` and every part inside it, in the order of the file."""
    left = [part]
    while left:
        one = left.pop()
        if isinstance(one, Part):
            yield one
            left.extend(reversed(vars(one).values()))
        elif isinstance(one, tuple):
            left.extend(reversed(one))


def entries_in(part: object) -> dict[tuple[str, str], Entry]:
    """Returns the entries among those parts, by what each is called and its id."""
    return {(one.noun, one.id): one for one in parts_in(part) if isinstance(one, Entry)}


@remembered
def editors_texts(document: Document) -> list[tuple[KeyPath, str]]:
    """Returns every text of a file of data/ with its path there; not what the strategy itself says,
    which stands as it was adopted."""
    if Path(document.file).parent.name in IN_PARTS:
        return []  # the file that goes on in it has its texts
    adopted = document.file in (data_file("strategy"), data_file("activities"))
    return [one for one in document.texts() if not adopted or EXPLAINED & {*one[0]}]
