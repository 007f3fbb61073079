"""The data of a document that is revised: what the editors have stays, with the words of the new
version. A table or goals that can't be set in are text, and told."""

from collections.abc import Mapping

from strategysite.data.adopted import MARKS_OF_LAYOUT, ROW_ENDS, cell, has_words, words
from strategysite.data.model.activities import TEXT, TargetArea
from strategysite.editing.succession.aligning import words_of
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
        for number, slot in placed.slots.items():
            if slot.kind == "actor" and placed.macro_of[number] not in here:
                actors[slot.own].pop("footnote", None)  # it is text, or gone with its table
        self._add_tables()

    def _set_words(self) -> None:
        """Sets in the words of goals, of the headings over them and of the notes on actors."""
        actors = {one["id"]: one for one in self.strategy["actors"]}
        areas = {area["id"]: area for area in self.areas}
        for number, slot in self.placed.slots.items():
            now = words_of(self.placed.now(number))
            if slot.kind == "goal" and now:
                was, said = (ITEM.sub("", one, count=1) for one in (slot.said.strip(), now))
                self._reword("målet", was, said)
            elif slot.kind == "row" and slot.own and now:
                self._reword_activity(slot, self.placed.now(number))
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

    def _reword_activity(self, slot: Slot, row: str) -> None:
        """Tells which cells of an activity have new words, in a row with as many as it had or alone
        on their lines."""
        facts, cells = self.placed.facts, _cells(row)
        area = next(one for one in facts.areas if one.id == slot.area)
        old = next(one for one in area.activities if one.id == slot.own)
        columns = {one.key: f', i kolumnen "{one.heading}",' for one in area.columns} | {TEXT: ""}
        keys = [slot.key] if len(cells) == 1 else [*columns]
        for key, now in zip(keys, cells, strict=True) if len(keys) == len(cells) else ():
            of = f'aktiviteten "{shorten(old.text, 40)}"{columns[key]}'
            self._reword(of, cell(facts.document, old, key), now)

    def _set_goals(self, area: Row) -> None:
        """Writes the goals of an area anew, where all of them had lines of their own."""
        found = {slot.own for slot in self.placed.slots.values() if slot.kind == "goal"}
        goals = {goal["id"] for goal in with_goals_under(area.get("goals", ()))}
        if not found or goals - found:
            return
        items, heading, said = list[Item](), area.get("goals_heading"), list[str]()
        for block in self.placed.blocks(Macro(area["id"], "goals")):
            rows = [words_of(self.placed.adopted.lines[n - 1]) for n in self.placed.lines(block)]
            items += block.items or [Item(1, "", [row]) for row in rows if row != heading]
            said += rows
        if not items or heading in said[1:]:  # then it is no longer the heading over them
            area.pop("goals_heading", None)
            items = []
        area["goals"] = goals_of(items, area["id"], self.known)

    def _set_table(self, area: Row, before: TargetArea) -> None:
        """Gives the table of an area the columns and the activities that it has now: its heads and
        its rows. What is no such table is text, and its area none."""
        placed, own = self.placed, self.placed.blocks(Macro(area["id"], "activity_table"))
        slots = {n: placed.slots.get(old) for n, old in placed.found.before.items()}
        notes = {n for n, slot in slots.items() if slot and slot.kind == "actor"}
        shown = sorted({n for one in own for n in placed.lines(one)} - notes)
        if not shown:
            area["activities"], area["columns"] = [], []
            return
        table, in_order = self._table({n: slots.get(n) for n in shown}, before)
        sizes, first = {*map(len, table.rows)}, slots.get(table.first)
        whole = len(sizes) == 1 and in_order and area["id"] not in placed.parted
        if whole and 1 not in sizes and all(table.rows[0]) and not (first and first.own):
            area["columns"] = self._columns(table, before)
            keys = [one["key"] for one in area["columns"]]
            if TEXT in keys:
                area["activities"] = activities_of(table, area["id"], keys, self.known)
                return
        kind = "torn-rows" if len(sizes - {1}) > 1 else "torn-table"
        self.told.append(told(kind, table.first, " ".join(table.rows[0])))
        area["activities"], area["goals"] = [], []
        self.known.free |= {one.id for one in before.followed}

    def _table(self, slots: Mapping[int, Slot | None], before: TargetArea) -> tuple[Block, bool]:
        """The rows that stand on the lines of `slots`, each whole or with its cells on lines of
        their own; and whether those stand in the order of the columns."""
        lines, keys = self.placed.adopted.lines, [column.key for column in before.columns]
        found = dict[str, dict[str, int]]()
        for n, slot in slots.items():
            if slot and slot.key and "\t" not in lines[n - 1]:
                found.setdefault(slot.own, {})[slot.key] = n
        apart = [own[key] for own in found.values() for key in keys if key in own]
        rows = {n: _cells(lines[n - 1]) for n in slots if n not in apart}
        for own in found.values():
            at = [own.get(key) for key in keys]
            rows[min(own.values())] = [_cells(lines[n - 1])[0] if n else "" for n in at]
        ordered = tuple(tuple(rows[n]) for n in sorted(rows))
        return Block("table", min(rows), max(rows), "", rows=ordered), apart == sorted(apart)

    def _columns(self, table: Block, before: TargetArea) -> list[Row]:
        """The columns of a table: one keeps its key in a table of as many, whatever its head is."""
        heads, known = table.rows[0], {one.heading for one in before.columns}
        renamed = before.columns
        if len(heads) == len(known):
            renamed = tuple(
                one.model_copy(update={"heading": head})
                if head not in known and one.heading not in heads
                else one
                for one, head in zip(before.columns, heads, strict=True)
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
