"""Tables of the adopted document as data: those whose heads say that they hold activities. What is
not sure stays a table on the page, and is told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from strategysite.data.adopted import ROW_ENDS
from strategysite.data.model.activities import RESPONSIBLE, TEXT
from strategysite.data.model.strategy import Actor
from strategysite.editing.succession.document import ITEM, Adopted, Block, marked, slug
from strategysite.problems import shorten

ACTIVITY = re.compile(r"(åtgärd|aktivitet|insats|uppdrag|uppgift)", re.IGNORECASE)
IS_RESPONSIBLE = re.compile(r"(huvud)?ansvar|utförare|vem\b", re.IGNORECASE)
MEANINGS = {
    "deadline": re.compile(r"klar|senast|tid|när\b|slut|datum", re.IGNORECASE),
    "indicator": re.compile(r"indikator|mått|nyckeltal|mäts", re.IGNORECASE),
    "target": re.compile(r"målvärde|målnivå|målsatt", re.IGNORECASE),
}
# A heading over a table that says only what it is; the one above it says what it is about.
ONLY_TABLE = re.compile(r"([\d.]+ )?(åtgärder|aktiviteter|insatser|handlingsplan)", re.IGNORECASE)
GOALS = re.compile(r"([\d.]+ )?((våra|övergripande) )?(del|effekt)?mål", re.IGNORECASE)
PERHAPS_GOALS = re.compile(r"\b(del|effekt)?mål(en|sättning(ar)?)?\b", re.IGNORECASE)
OF_AN_AREA = re.compile(r"Målområde (?P<number>\d{1,2})\. (?P<title>.+)")


class Told(NamedTuple):
    """What somebody must see to, by its line: what it is, and what to do. What is `doubtful` is
    agreed to before anything is written."""

    line: int
    what: str
    do: str
    doubtful: bool = False


@dataclass
class Tables:
    """What the tables and the lists of goals give: the target areas for data/activities.yaml, the
    actors that they name, a page's macro by the line that it stands for the block of, and what is
    to be told."""

    areas: list[dict[str, Any]] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    instead: dict[int, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def as_data(adopted: Adopted, page_of: Mapping[int, str], known: tuple[Actor, ...]) -> Tables:
    """Returns the document's tables as data. `page_of` has the page of each block by its first
    line; `known` are the actors of the strategy before, whose names may stand here too."""
    tables, used = Tables(), set[str]()
    names = {actor.short: actor for actor in known}
    above: list[Block] = []  # the headings that a block stands under
    lists: dict[int, tuple[Block, list[Block]]] = {}  # that may hold goals, by their line
    for block in adopted.blocks:
        if block.kind == "heading":
            above = [*(one for one in above if one.level < block.level), block]
        if block.kind == "list" and above and PERHAPS_GOALS.search(adopted.said(above[-1])):
            lists[block.first] = (block, above)
        rows = adopted.lines[block.first - 1 : block.last]
        if block.kind == "text" and sum("\t" in row.strip() for row in rows) > 1:
            what = f'rader med olika många celler är lästa som text: "{shorten(rows[0], 40)}"'
            do = "Är det en tabell? Ta tillbaka bytet, ge varje rad lika många celler i dokumentet,"
            tables.told.append(Told(block.first, what, f"{do} och kör kommandot igen."))
        if block.kind != "table":
            continue
        heading = above[-1] if above else None
        said = adopted.said(above[-1]) if above else ""
        if len(above) > 1 and (ONLY_TABLE.fullmatch(said) or GOALS.fullmatch(said)):
            same = page_of[above[-2].first] == page_of[block.first]
            heading = above[-2] if same and above[-2] is not adopted.blocks[0] else heading
        if why := _why_not(block, heading):
            do = (
                "Den visas som en tabell på sidan. Ska den följas upp? Skriv in den i"
                " data/activities.yaml."
            )
            tables.told.append(Told(block.first, f"en tabell är inte inskriven: {why}", do))
            continue
        assert heading
        title = adopted.said(heading)
        area = slug(title, used)
        while any(one.startswith(f"{area}-") for one in used):  # as its activities would be called
            area = slug(title, used)
        own = OF_AN_AREA.fullmatch(title)
        goals: list[dict[str, Any]] = []
        for first, (listed, over) in lists.items():
            if heading in over[-2:] and GOALS.fullmatch(adopted.said(over[-1])) and not goals:
                goals = _goals(adopted, listed, area)
                tables.instead |= {first: f'{{{{ goals("{area}") }}}}'} if goals else {}
        cells = _columns_and_rows(block, area, names, tables.actors)
        used |= {activity["id"] for activity in cells["activities"]}
        tables.areas.append(
            {
                "id": area,
                **({"number": int(own["number"])} if own else {}),
                "title": own["title"] if own else title,
                "page": page_of[block.first],
                **cells,
                "goals": goals,
            }
        )
        tables.instead[block.first] = f'{{{{ activity_table("{area}") }}}}'
        tables.told += _meanings(block, adopted.adopted)
    do = (
        "Är det mål som ska följas upp? Skriv in dem under goals i data/activities.yaml, ta bort"
        ' dem ur sidans text, och skriv {{ goals("områdets id") }} på deras plats.'
    )
    for first, (listed, over) in lists.items():
        if first not in tables.instead:
            alone = "ingen tabell med aktiviteter hör till den"
            what = f'listan under "{shorten(adopted.said(over[-1]), 40)}" kan hålla mål'
            what += f", men {_why_no_goals(adopted, listed) or alone}"
            tables.told.append(Told(first, what, do))
    return tables


def _goals(adopted: Adopted, block: Block, area: str) -> list[dict[str, Any]]:
    """The goals of a list with bullets; none where somebody must look at it."""
    if _why_no_goals(adopted, block):
        return []
    found: list[str] = []
    shown = [n for n in range(block.first, block.last + 1) if n not in adopted.left_out]
    for line in filter(str.strip, (adopted.lines[number - 1] for number in shown)):
        mark, text = marked(line)
        found += [text] if mark == "-" else [f"{found.pop()} {text}"]
    return [{"id": f"{area}-mal-{at}", "text": text} for at, text in enumerate(found, 1)]


def _why_no_goals(adopted: Adopted, block: Block) -> str:
    lines = [adopted.lines[number - 1] for number in range(block.first, block.last + 1)]
    edge = len(lines[0]) - len(lines[0].lstrip())
    if any(ITEM.match(line) for line in lines):
        return "den är numrerad"
    if any("<sup>" in line for line in lines):
        return "den har fotnoter"
    if any(marked(line)[0] == "-" and line[edge].isspace() for line in lines):
        return "den har en lista i sig"
    return ""


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
    if "<sup>" in f"{block.rows}":
        return "den har fotnoter"
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
    heads, *below = ([cell.replace(ROW_ENDS, "\n") for cell in row] for row in block.rows)
    for number, row in enumerate(below, 1):
        cells = dict(zip(keys, row, strict=True))
        activity: dict[str, Any] = {"id": f"{area}-{number}", "text": cells.pop(TEXT)}
        parts = cells.get(RESPONSIBLE, "").split(", ")
        if found := [names[part] for part in parts if part in names]:
            activity["responsible"] = [actor.id for actor in found]
            actors += [actor for actor in found if actor not in actors]
        if len(found) == len(parts):
            del cells[RESPONSIBLE]
        activities.append({**activity, **({"values": cells} if cells else {})})
    columns = [{"key": key, "heading": head} for key, head in zip(keys, heads, strict=True)]
    return {"columns": columns, "activities": activities}


def _meanings(block: Block, adopted: date | None) -> Iterator[Told]:
    """Tells which columns the follow-up may count with, and which days are before the adoption."""
    found = [
        (at, head, meaning)
        for at, head in enumerate(block.rows[0])
        for meaning, own in MEANINGS.items()
        if own.match(head)
    ]
    if found:
        columns = ", ".join(f'"{head}" (meaning: {meaning})' for _, head, meaning in found)
        do = (
            "Skriv i så fall raden inom parentes på kolumnen i data/activities.yaml, och dagen"
            " (deadline) eller talet (target) på varje aktivitet."
        )
        yield Told(block.first, f"uppföljningen kan räkna med: {columns}", do)
    for at in (at for at, _, meaning in found if meaning == "deadline"):
        for line, row in enumerate(block.rows[1:], block.first + 1):
            years = re.findall(r"\b[12]\d{3}\b", row[at])
            if adopted and years and int(years[-1]) < adopted.year:
                do = "Jämför med det beslutade dokumentet. Står det så där? Då ska det stå kvar."
                what = f'rad {line}: "{row[at]}" är före dagen då dokumentet antogs'
                yield Told(line, what, do, doubtful=True)
