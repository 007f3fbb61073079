"""The facts as open data: a table for each subject, as CSV for spreadsheets and JSON for programs,
with its JSON Schema. The fields are those of the data files, in the words of their models."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from strategysite.data.addresses import page_url
from strategysite.data.facts import Facts
from strategysite.data.follow_up import kind_of
from strategysite.data.model.activities import Activity, Goal, TargetArea
from strategysite.data.model.common import LanguageCode, Part, Slug, Text
from strategysite.data.model.contacts import Contact, Reached, confirmed
from strategysite.data.model.follow_up import Report
from strategysite.data.model.strategy import Actor
from strategysite.data.schema import schema_of
from strategysite.parsing.tables import table
from strategysite.problems import decimal

PAGE = "om/oppna-data.md"  # the page that offers the files, which lie beside it
FOLDER = page_url(PAGE)
CATALOGUE = f"{FOLDER}katalog.rdf"
# A spreadsheet takes a cell that begins so for a formula, with or without quotes around it (OWASP,
# Web Security Testing Guide, WSTG-INPV-21).
FORMULA = tuple("=+-@＝＋－＠")
# What the guide found to keep it from that, even when Excel has saved the file anew; an apostrophe
# does not. And no value changes: the models take white space off both ends of every text, so a tab
# there is never the text's own, and whoever reads the file takes it off again without a question.
GUARD = "\t"
Row = dict[str, Any]
_whose: Row = {
    "strategy": (Text, Field(description="Dokumentets namn, med åren.")),
    "area": (Slug, Field(description="Målområdets id.")),
    "area_title": (Text, Field(description="Målområdets rubrik, ordagrant.")),
}


@dataclass(frozen=True)
class Column:
    """A column of a CSV file: the way to its value in a row, and what it holds."""

    path: tuple[str, ...]
    about: str
    is_list: bool = False  # of ids, which have no space in them
    is_number: bool = False

    def cell(self, row: Row) -> str:
        """Returns what stands in the column: a text as it is, ids with spaces between, and JSON
        where there is more in it than one cell can say."""
        value: Any = row
        for key in self.path:
            value = value.get(key) if value else None
        if value in (None, "", []):
            return ""
        if self.is_list:
            return " ".join(value)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if self.is_number:
            return decimal(text)  # as Swedish programs write it: 2.5 is the second of May
        return GUARD + text if text.startswith(FORMULA) else text


@dataclass(frozen=True)
class Table:
    """One subject: its name in addresses, its title, what it is `about`, what a row is, and the
    rows."""

    name: str
    title: str
    about: str
    model: type[Part]
    rows: list[Row]
    headings: Mapping[str, str] = field(default_factory=dict)  # of the document's own columns

    @property
    def adopted(self) -> bool:
        """Whether the rows have the words of the document."""
        return self.model in (ACTIVITY, GOAL, ACTOR)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the CSV file."""
        return [*self._columns(self.model)]

    def _columns(self, model: type[Part], *above: str) -> Iterator[Column]:
        said = schema_of(model, brief=True)["properties"]
        for name, about in model.model_fields.items():
            path, kinds = (*above, about.alias or name), _kinds(about)
            models = (one for one in kinds if isinstance(one, type) and issubclass(one, Part))
            part = next(models, None)
            if about.exclude:
                continue
            if part:
                yield from self._columns(part, *path)
            elif get_origin(kinds[0]) is dict:
                keys = dict.fromkeys(key for row in self.rows for key in row[path[0]])
                for key in keys:
                    yield Column((*path, key), self.headings.get(key, ""))
            else:
                yield Column(
                    path,
                    said[path[-1]]["description"],
                    get_args(kinds[0])[:1] in ((Slug,), (LanguageCode,)),
                    Decimal in (kinds[0], *get_args(kinds[0])),
                )

    @property
    def csv(self) -> str:
        """The rows as CSV (RFC 4180), with a BOM, without which Excel reads no å, ä or ö."""
        file, columns = io.StringIO(newline=""), self.columns
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(".".join(column.path) for column in columns)
        writer.writerows([column.cell(row) for column in columns] for row in self.rows)
        return "\ufeff" + file.getvalue()

    @property
    def files(self) -> dict[str, str]:
        """The text of each file, by its name."""
        return {
            f"{self.name}.csv": self.csv,
            f"{self.name}.json": _json(self.rows),
            f"{self.name}.schema.json": _schema_file(self.model, self.title),
        }


def catalogue_file(facts: Facts) -> str | None:
    """Returns the path in the site of the catalogue of its open data; None until the municipality
    has said all that DCAT-AP-SE asks of one, and where no page offers the data."""
    own = facts.own
    said = own.name and own.site_address and own.organisation_number and confirmed(own.email)
    return CATALOGUE if said and (facts.root / "docs" / PAGE).is_file() else None


@lru_cache(maxsize=1)
def tables(facts: Facts) -> list[tuple[Table, dict[str, str]]]:
    """Returns every table of facts that have passed the checks, each with its files by name. The
    strategies that were replaced are in them too."""
    titles = [(one.document.full_title, one) for one in facts.editions]
    areas = [(title, area) for title, edition in titles for area in edition.areas]
    actors = [(title, actor) for title, edition in titles for actor in edition.actors]
    headings: dict[str, dict[str, None]] = {}
    for _, area in areas:
        for column in area.columns:
            headings.setdefault(column.key, {})[column.heading] = None
    said = {
        key: f"Dokumentets kolumn ”{'” eller ”'.join(found)}”, ordagrant."
        for key, found in headings.items()
    }
    held = {
        "aktiviteter": (ACTIVITY, _activities(areas)),
        "mal": (GOAL, _goals(areas)),
        "aktorer": (ACTOR, (_row(ACTOR, actor, strategy=title) for title, actor in actors)),
        "uppfoljning": (FOLLOW_UP, _follow_up(facts)),
        "kontakter": (CONTACT, _contacts(facts)),
    }
    found = [
        Table(name, **words, model=held[name][0], rows=[*held[name][1]], headings=said)
        for name, words in table(__file__).items()
    ]
    return [(one, one.files) for one in found]


def _record(model: type[Part], without: Iterable[str] = (), **more: Any) -> type[Part]:
    """Returns the model of a row: the fields of a model of the data files, after `more` or with
    those in their place."""
    own: dict[str, Any] = {
        name: more.pop(name, (about.annotation, about))
        for name, about in model.model_fields.items()
        if name not in {"origin", *without}
    }
    body = {"noun": model.noun, "__module__": __name__}
    base = type(model.__name__, (Part,), body)
    fields: dict[str, Any] = {**more, **own}
    return create_model(model.__name__, __base__=base, **fields)


def _id(about: str) -> tuple[Any, Any]:
    return Slug | None, Field(default=None, description=about)


ACTIVITY = _record(Activity, **_whose)
GOAL = _record(Goal, {"site_answer"}, **_whose, parent=_id("Målet som det här är ett delmål till."))
ACTOR = _record(Actor, {"footnote"}, strategy=_whose["strategy"])
FOLLOW_UP = _record(
    Report,
    {"id"},
    strategy=_whose["strategy"],
    area=_whose["area"],
    goal=_id("Målets id, när det är ett mål som följs upp."),
    activity=_id("Aktivitetens id, när det är en aktivitet som följs upp."),
    year=(int, Field(description="Året som följs upp.")),
    in_words=(Text, Field(description="Statusen i ord, så som den står på webbplatsen.")),
)
CONTACT = _record(
    Contact,
    {"editors_note"},
    audience=(
        Text | None,
        Field(default=None, description=Contact.model_fields["audience"].description),
    ),
)


def _row(model: type[Part], part: Part, **more: Any) -> Row:
    """Returns what a model of rows has of a part, and `more`, as JSON has it."""
    return model.model_construct(**vars(part) | more).model_dump(mode="json", by_alias=True)


Areas = list[tuple[str, TargetArea]]  # each with the name of its document


def _within(strategy: str, area: TargetArea) -> Row:
    return {"strategy": strategy, "area": area.id, "area_title": area.full_title}


def _activities(areas: Areas) -> Iterator[Row]:
    for strategy, area in areas:
        for one in area.activities:
            proposed = one.proposed or area.proposed
            yield _row(ACTIVITY, one, **_within(strategy, area), proposed=proposed)


def _goals(areas: Areas) -> Iterator[Row]:
    for strategy, area in areas:
        above = {one.id: goal.id for goal in area.all_goals for one in getattr(goal, "goals", ())}
        for goal in area.all_goals:
            yield _row(GOAL, goal, **_within(strategy, area), parent=above.get(goal.id))


def _follow_up(facts: Facts) -> Iterator[Row]:
    """What somebody has reported, year by year."""
    for edition in facts.editions:
        known = {one.id: (area.id, one) for area in edition.areas for one in area.followed}
        title = edition.document.full_title
        for year in edition.follow_up:
            for own, report in year.reported.items():
                area, item = known[own]
                more = {"strategy": title, "area": area, kind_of(item): own, "year": year.year}
                yield _row(FOLLOW_UP, report, **more, in_words=report.said_of(item))


def _contacts(facts: Facts) -> Iterator[Row]:
    """Whoever the public can reach, with nothing that nobody has confirmed."""
    yield from (_row(CONTACT, one, **_ways(one)) for one in facts.services if one.published)
    for local in facts.own.local_contacts:
        role = facts.roles[local.role]
        if local.published:
            name = {"id": f"lokal-{role.id}", "name": role.name, "purpose": role.purpose}
            yield _row(CONTACT, local, **name, **_ways(local))


def _ways(one: Reached) -> Row:
    return {"phone": one.public_phone, "hours": one.public_hours, "email": one.public_email}


@cache
def _schema_file(model: type[Part], title: str) -> str:
    """Returns the JSON Schema of the JSON file."""
    row = dict(schema_of(model, brief=True))
    whole = {"$schema": row.pop("$schema"), "title": title, "type": "array"}
    return _json({**whole, "$defs": row.pop("$defs", {}), "items": row})


def _kinds(about: FieldInfo) -> tuple[Any, ...]:
    """What a value may be, besides none."""
    kind = about.annotation
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
