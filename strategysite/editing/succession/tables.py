"""Tables of the adopted document as data: those whose heads say that they hold activities. What is
not sure stays a table on the page, and is told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from strategysite.data.model.activities import RESPONSIBLE, TEXT
from strategysite.data.model.strategy import Actor
from strategysite.editing.succession.document import Adopted, Block, marked, slug

ACTIVITY = re.compile(r"(åtgärd|aktivitet|insats|uppdrag|uppgift)", re.IGNORECASE)
IS_RESPONSIBLE = re.compile(r"(huvud)?ansvar|utförare|vem\b", re.IGNORECASE)
IS_DEADLINE = re.compile(r"klar|senast|tid|när\b|slut|datum", re.IGNORECASE)
OF_AN_AREA = re.compile(r"Målområde (?P<number>\d{1,2})\. (?P<title>.+)")


@dataclass
class Tables:
    """What the tables give: the target areas for data/activities.yaml, the actors that they name, a
    page's macro by the line its table begins on, and what is to be told, by its line."""

    areas: list[dict[str, Any]] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    instead: dict[int, str] = field(default_factory=dict)
    told: list[tuple[int, str, str]] = field(default_factory=list)


def as_data(adopted: Adopted, page_of: Mapping[int, str], known: tuple[Actor, ...]) -> Tables:
    """Returns the document's tables as data. `page_of` has the page of each block by its first
    line; `known` are the actors of the strategy before, whose names may stand here too."""
    tables, used = Tables(), set[str]()
    names = {actor.abbreviation or actor.name: actor for actor in known}
    heading: Block | None = None
    for block in adopted.blocks:
        if block.kind == "heading":
            heading = block
        if block.kind != "table":
            continue
        if why := _why_not(block, heading):
            do = (
                "Den visas som en tabell på sidan. Ska den följas upp? Skriv in den i"
                " data/activities.yaml."
            )
            tables.told.append((block.first, f"en tabell är inte inskriven: {why}", do))
            continue
        assert heading
        title = " ".join(marked(adopted.lines[heading.first - 1])[1].split())
        area = slug(title, used)
        own = OF_AN_AREA.fullmatch(title)
        tables.areas.append(
            {
                "id": area,
                **({"number": int(own["number"])} if own else {}),
                "title": own["title"] if own else title,
                "page": page_of[block.first],
                **_columns_and_rows(block, area, names, tables.actors),
            }
        )
        tables.instead[block.first] = f'{{{{ activity_table("{area}") }}}}'
        tables.told += _deadlines(block, adopted.adopted)
    return tables


def _why_not(block: Block, heading: Block | None) -> str:
    heads = block.rows[0]
    first = next((at for at, head in enumerate(heads) if ACTIVITY.match(head)), None)
    if first is None:
        return "ingen kolumn heter något med åtgärd, aktivitet eller insats"
    if heading is None:
        return "den har ingen rubrik över sig"
    if len(set(heads)) < len(heads):
        return "två kolumner heter likadant"
    if not all(heads):
        return "en kolumn saknar rubrik"
    if not all(row[first] for row in block.rows[1:]):
        return "en rad saknar åtgärd"
    return ""


def _columns_and_rows(
    block: Block, area: str, names: Mapping[str, Actor], actors: list[Actor]
) -> dict[str, Any]:
    """The columns and the activities of a table. Whoever `names` has is an actor; other words stand
    as they are."""
    keys: list[str] = []
    for head in block.rows[0]:
        if TEXT not in keys and ACTIVITY.match(head):
            keys.append(TEXT)
        elif RESPONSIBLE not in keys and IS_RESPONSIBLE.match(head):
            keys.append(RESPONSIBLE)
        else:
            keys.append(slug(head, {*keys, TEXT, RESPONSIBLE}))
    activities = []
    for number, row in enumerate(block.rows[1:], 1):
        cells = dict(zip(keys, row, strict=True))
        activity: dict[str, Any] = {"id": f"{area}-{number}", "text": cells.pop(TEXT)}
        parts = cells.get(RESPONSIBLE, "").split(", ")
        if found := [names[part] for part in parts if part in names]:
            activity["responsible"] = [actor.id for actor in found]
            actors += [actor for actor in found if actor not in actors]
        if len(found) == len(parts):
            del cells[RESPONSIBLE]
        activities.append({**activity, **({"values": cells} if cells else {})})
    columns = [{"key": key, "heading": head} for key, head in zip(keys, block.rows[0], strict=True)]
    return {"columns": columns, "goals": [], "activities": activities}


def _deadlines(block: Block, adopted: date | None) -> Iterator[tuple[int, str, str]]:
    for at, head in enumerate(block.rows[0]):
        if not IS_DEADLINE.match(head):
            continue
        do = (
            'Ska uppföljningen räkna med det? Skriv "meaning: deadline" på kolumnen i'
            " data/activities.yaml, och dagen på varje aktivitet."
        )
        yield block.first, f'kolumnen "{head}" säger när något ska vara klart', do
        for line, row in enumerate(block.rows[1:], block.first + 1):
            years = re.findall(r"\b[12]\d{3}\b", row[at])
            if adopted and years and int(years[-1]) < adopted.year:
                do = "Jämför med det beslutade dokumentet. Står det så där? Då ska det stå kvar."
                yield line, f'rad {line}: "{row[at]}" är före dagen då dokumentet antogs', do
