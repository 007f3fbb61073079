"""The data of a document that is revised: what the editors have stays, with the words of the new
version. A table or goals that can't be set in are text, and told."""

from strategysite.data.adopted import MARKS_OF_LAYOUT, ROW_ENDS, has_words, words
from strategysite.data.model.activities import TEXT, TargetArea
from strategysite.editing.succession.aligning import Part, words_of
from strategysite.editing.succession.document import Block, Item
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.known import Known, Row, known_by
from strategysite.editing.succession.lines import ITEM
from strategysite.editing.succession.placing import Macro, Placed, Slot
from strategysite.editing.succession.tables import (
    OF_AN_AREA,
    Tables,
    activities_of,
    columns_of,
    goals_of,
    with_goals_under,
)
from strategysite.problems import shorten


def _cells(line: str) -> list[str]:
    """The cells of a row, each with its paragraphs."""
    cells = MARKS_OF_LAYOUT.sub("", line).split("\t")
    return [cell.strip().replace(ROW_ENDS, "\n") for cell in cells]


class RevisedData:
    """The data of the `strategy` and of its target `areas`, plain values that are changed; the
    `tables` with what is told of them, and the `macros` that show a part of the document still, by
    its first line. What is `reworded` says the same in the words given for it."""

    def __init__(self, placed: Placed, reworded: dict[str, str]) -> None:
        facts = placed.facts
        self.placed, self.reworded = placed, reworded
        self.strategy: Row
        self.areas: list[Row]
        self.strategy, *self.areas = (
            one.model_dump(by_alias=True, exclude_unset=True)
            for one in (facts.document, *facts.areas)
        )
        self.strategy["transcript"] = placed.left_out
        self.known = Known(facts, facts.document.actors, stays=True)
        self.gone, self.told = list[str](), list[Told]()
        self.anew = {*placed.new}  # what is read as data that is new
        for area in self.areas:
            own = (n for n, macro in placed.macros.items() if macro.area == area["id"])
            on = {placed.page_at[n] for n in own}
            area["page"] = "" if len(on) > 1 else next(iter(on), area["page"])
        self._set_words()
        self.areas = [area for area in self.areas if self._set_area(area)]
        for one in (*self.strategy.get("prevention", ()), *self.strategy.get("environments", ())):
            one["title"] = reworded.get(one["title"], one["title"])
        kinds = (("goals", "goals"), ("activities", "activity_table"))
        here = {Macro(one["id"], name) for one in self.areas for key, name in kinds if one.get(key)}
        self.macros = {n: one for n, one in placed.macros.items() if one in here}
        actors = {one["id"]: one for one in self.strategy["actors"]}
        for part, slot in placed.slots.items():
            if slot.kind == "actor" and placed.macro_of[part[0]] not in here:
                actors[slot.own].pop("footnote", None)  # it is text, or gone with its table
        self._add_tables()

    def _set_words(self) -> None:
        """Sets in the words of goals, of the headings over them and of the notes on actors."""
        actors = {one["id"]: one for one in self.strategy["actors"]}
        areas = {area["id"]: area for area in self.areas}
        for part, slot in self.placed.slots.items():
            now = words_of(self.placed.now(part))
            if slot.kind == "goal" and now:
                was, said = (ITEM.sub("", one, count=1) for one in (slot.said.strip(), now))
                self._reword("målet", was, said)
            elif slot.kind in ("actor", "goals_heading"):
                note = slot.kind == "actor"
                entry = actors[slot.own] if note else areas[slot.area]
                if now:
                    entry["name" if note else slot.kind] = now
                else:
                    entry.pop("footnote" if note else slot.kind)

    def _set_area(self, area: Row) -> bool:
        """Gives an area its heading, its goals and its table. Returns whether it has any."""
        placed = self.placed
        before = next(one for one in placed.facts.areas if one.id == area["id"])
        title = self.reworded.get(known_by(before.full_title), before.full_title)
        own = (n for block in placed.parts.get(area["page"], ()) for n in placed.lines(block))
        if not has_words([placed.adopted.lines[n - 1] for n in own], title):
            # Its table is read as one that is new, under the heading that it has now.
            self.anew |= {n for n, macro in placed.macros.items() if macro.area == area["id"]}
            return False
        if title != before.full_title:
            named = OF_AN_AREA.fullmatch(title)
            area.pop("number", None)
            area.pop("heading", None)
            area.update({"number": int(named["number"])} if named else {})
            area["title"] = named["title"] if named else title
        self._set_goals(area)
        self._set_table(area, before)
        return bool(area["activities"] or area.get("goals"))

    def _reword(self, thing: str, was: str, now: str) -> None:
        self.known.reworded(was, now)
        if words(was) != words(now):
            self.gone.append(f'{thing} har nu orden "{now}", och inte längre "{was}"')

    def _blocks(self, area: Row, name: str) -> list[Block]:
        """The parts of the new version that a macro shows."""
        own = self.placed.parts.get(area["page"], ())
        shows = Macro(area["id"], name)
        return [one for one in own if self.placed.macros.get(one.first) == shows]

    def _set_goals(self, area: Row) -> None:
        """Writes the goals of an area anew, where all of them had lines of their own."""
        found = {slot.own for slot in self.placed.slots.values() if slot.kind == "goal"}
        goals = {goal["id"] for goal in with_goals_under(area.get("goals", ()))}
        if not found or goals - found:
            return
        items, heading, said = list[Item](), area.get("goals_heading"), list[str]()
        for block in self._blocks(area, "goals"):
            rows = [words_of(self.placed.adopted.lines[n - 1]) for n in self.placed.lines(block)]
            items += block.items or [Item(1, "", [row]) for row in rows if row != heading]
            said += rows
        if not items or heading in said[1:]:  # then it is no longer the heading over them
            area.pop("goals_heading", None)
            items = []
        area["goals"] = goals_of(items, area["id"], self.known)

    def _set_table(self, area: Row, before: TargetArea) -> None:
        """Gives the table of an area its columns and activities, where all of them had lines of
        their own. One whose rows have not as many cells each is text, and its area none."""
        own = {n for one in self._blocks(area, "activity_table") for n in self.placed.lines(one)}
        slots = {part: slot for part, slot in self.placed.slots.items() if slot.kind == "row"}
        ours = {part: slot for part, slot in slots.items() if slot.area == area["id"]}
        self._reword_activities(before, ours)
        if {slot.own for slot in ours.values()} != {"", *(one.id for one in before.activities)}:
            return
        to = self.placed.found.to
        # Rows that another table had, too.
        new = self.placed.added | {to[part][0] for part in slots.keys() - ours if part in to}
        keys = [one.key for one in before.columns]
        found = dict[str, dict[str, Part]]()
        for part, slot in ours.items():
            if part in to and to[part][0] in own:
                found.setdefault(slot.own, {})[slot.key] = to[part]
        rows, in_order = self._rows_of(found, keys, own & new)
        if not rows:
            area["activities"], area["columns"] = [], []
            return
        first, sizes = min(rows), {*map(len, rows.values())}
        heads = {part: key for key, part in found.get("", {}).items()}
        if not heads and first in self.placed.added and len(rows[first]) == len(keys):
            heads = {(first, at): key for at, key in enumerate(keys)}  # all of them are others
        table = Block(
            "table", first, max(rows), "", rows=tuple(tuple(rows[n]) for n in sorted(rows))
        )
        area["columns"] = self._columns(table, before, heads)
        keys = [one["key"] for one in area["columns"]]
        whole = len(sizes) == 1 and in_order and area["id"] not in self.placed.parted
        headed = TEXT in keys and first in [n for n, _ in heads] and all(rows[first])
        if not whole or not headed:
            kind = "torn-rows" if len(sizes - {1}) > 1 else "torn-table"
            self.told.append(told(kind, first, " ".join(rows[first])))
            area["activities"], area["goals"] = [], []
            self.known.free |= {one.id for one in before.followed}
            return
        area["activities"] = activities_of(table, area["id"], keys, self.known)

    def _reword_activities(self, before: TargetArea, slots: dict[Part, Slot]) -> None:
        """Tells which cells of the rows of an area have new words."""
        texts = {one.id: f'aktiviteten "{shorten(one.text, 40)}"' for one in before.activities}
        columns = {one.key: f', i kolumnen "{one.heading}",' for one in before.columns}
        for part, slot in slots.items():
            if part in self.placed.found.to and slot.own:
                of = texts[slot.own] + ("" if slot.key == TEXT else columns[slot.key])
                self._reword(of, slot.said, _cells(self.placed.now(part))[0])

    def _rows_of(
        self, found: dict[str, dict[str, Part]], keys: list[str], new: set[int]
    ) -> tuple[dict[int, list[str]], bool]:
        """The rows of a table by their first lines: the lines that are `new`, and each row of the
        old one, whose cells are `found` by the `keys` of their columns. And whether cells that have
        lines of their own stand in the order of the columns."""
        lines = self.placed.adopted.lines
        rows = {n: _cells(lines[n - 1]) for n in new}
        apart = list[Part]()
        for parts in sorted(found.values(), key=lambda parts: min(parts.values())):
            line, _ = min(parts.values())
            cells = _cells(lines[line - 1])
            if len(cells) == 1 < len(keys):
                at = [parts.get(key) for key in keys]
                apart += filter(None, at)
                cells = [_cells(lines[part[0] - 1])[part[1]] if part else "" for part in at]
            rows[line] = cells
        return rows, apart == sorted(apart)

    def _columns(self, table: Block, before: TargetArea, heads: dict[Part, str]) -> list[Row]:
        """The columns of a table: one keeps its key, whatever its head is now."""
        lines = self.placed.adopted.lines
        now = {key: _cells(lines[line - 1])[at] for (line, at), key in heads.items()}
        renamed = tuple(
            one.model_copy(update={"heading": now.get(one.key, one.heading)})
            for one in before.columns
        )
        others = [one for one in self.known.columns if one not in before.columns]
        self.known.columns = [*others, *renamed]
        return columns_of(table, before.model_copy(update={"columns": renamed}), self.known)

    def _add_tables(self) -> None:
        """Makes data of the tables that are new, where they can be read."""
        placed = self.placed
        noted = {one["id"] for one in self.strategy["actors"] if one.get("footnote")}
        self.known.noted = {own: one for own, one in self.known.noted.items() if one.id in noted}
        self.known.areas = {}
        self.known.used |= {area["id"] for area in self.areas}
        self.tables = Tables(placed.adopted, placed.page_at, self.known, self.areas, self.anew)
        self.tables.gone[:0] = self.gone
        self.tables.told += self.told
