"""A new version of the document that the site has, most of it word for word as it was: the pages
and the data stay as the editors have them, and only what says something else is set in there.

Each part of the old document, a line or a cell, has its counterpart in the new one. What the site
says of it is a row of a page's Markdown, or a value of the data that its macros show, and is found
there by its words. Nothing here has to know every way in which a document may change: the lock says
whether the pages say what the new document does, and where they don't they are written anew.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from strategysite.data.adopted import FOOTNOTE_MARK, ROW_ENDS, cell, line_words, words
from strategysite.data.adopted import source_lines as lines_of
from strategysite.data.facts import Facts
from strategysite.data.model.activities import TEXT
from strategysite.data.model.strategy import line_numbers
from strategysite.editing.succession.aligning import Aligned, Part, parts_of, words_of
from strategysite.editing.succession.document import (
    ITEM,
    Adopted,
    Block,
    Item,
    Told,
    escaped,
    fact_box,
    in_ranges,
    marked,
    slug,
)
from strategysite.editing.succession.rows import Rows
from strategysite.editing.succession.tables import (
    BY_HAND,
    OF_AN_AREA,
    Known,
    Tables,
    activity_of,
    as_data,
    goals_of,
)
from strategysite.pages.reading import Page
from strategysite.problems import shorten

MOST = 0.5  # of the old document's words that a new version of it has as they were, at least
OF_A_TABLE = ("column", "activity", "actor")


class Shown(NamedTuple):
    """What of the data says a part: its kind, the target area that it is in, the goal, the activity
    or what else has it, and the column."""

    kind: str
    area: dict[str, Any]
    entry: dict[str, Any]
    key: str = ""


class Place(NamedTuple):
    """Where the site says a line: on a page, in a row of it, from what of the data."""

    page: str
    row: int
    shown: Shown | None = None


def _counts(line: str) -> bool:
    """Whether a page shows something of a line: words, or a picture."""
    return bool(line_words(line)) or marked(line)[0] == "!"


def _cells(line: str) -> list[str]:
    """The cells of a row, without marks of footnotes, each with its paragraphs."""
    cells = (one.split(ROW_ENDS) for one in line.split("\t"))
    return ["\n".join(" ".join(words(part)) for part in parts) for parts in cells]


class Revision:
    """What becomes of the pages (`rows`), and of the data of `strategy` and its target `areas`,
    plain values that are changed, when `adopted` is the new version.

    `changes` are the lines that are changed, each with its number in the new document and its words
    before and now; `renamed` the pages whose heading is; `touched` those that show something else;
    `lost` the ids that a page has no longer. `same` is how much of the old document's words the new
    one has; where it is too little, nothing else is worked out.

    Within, `page_of` has the page of each line of the old document, `shown` what of the data says a
    part of it, and `place` where the site says a line of the new one.
    """

    def __init__(
        self,
        facts: Facts,
        pages: Mapping[str, Page],
        adopted: Adopted,
        strategy: dict[str, Any],
        areas: list[dict[str, Any]],
    ) -> None:
        self.facts, self.adopted, self.strategy, self.areas = facts, adopted, strategy, areas
        self.old = lines_of(facts.root, facts.document) or []
        self.page_of = {
            number: entry.page
            for entry in facts.document.transcript.pages
            for lines in entry.lines
            for number in line_numbers(lines)
            if _counts(self.old[number - 1])
        }
        # A document from Word may have the order that the pages have, and not that of the old text.
        lines, new = range(1, len(self.old) + 1), range(1, len(adopted.lines) + 1)
        orders = [*lines], [*self.page_of, *(n for n in lines if n not in self.page_of)]
        visible = [number for number in new if number not in adopted.left_out]
        tried = (Aligned(self.old, order, adopted.lines, visible) for order in orders)
        found = max(tried, key=lambda found: found.same)
        self.same, self.to = found.same, found.to
        if self.same < MOST:
            return
        self.to_line = dict[int, list[int]]()
        for (number, _), (line, _) in sorted(self.to.items()):
            own = self.to_line.setdefault(number, [])
            own += [] if line in own else [line]
        used = {line for own in self.to_line.values() for line in own}
        self.added = [n for n in visible if n not in used and _counts(adopted.lines[n - 1])]
        self.blocks = sorted(adopted.blocks, key=lambda block: block.first)
        self.known, self.tables = Known(facts, facts.document.actors), Tables()
        self.renamed = dict[str, tuple[str, str]]()
        self._find(pages)
        self._changes()
        self._set_data()
        self._add_tables()
        self._set_blocks()
        self._set_goals()
        self.tables.areas = self.areas
        self.known.compare(self.tables, adopted.lines)
        self.lost = self._lost()
        self._repeated()
        self._transcript()

    def _find(self, pages: Mapping[str, Page]) -> None:
        """Finds what says each part: the row of a page, or what of the data a macro shows."""
        self.rows, self.shown = dict[str, Rows](), dict[Part, Shown]()
        self.place, box = dict[int, Place](), fact_box(self.old)
        self.cells = {
            one.id: {
                column.key: cell(self.facts.document, one, column.key) for column in area.columns
            }
            for area in self.facts.areas
            for one in area.activities
        }
        for file in self.facts.document.pages:
            lines = [(n, self.old[n - 1]) for n, page in self.page_of.items() if page == file]
            rows = self.rows[file] = Rows(file, pages[file].text, lines)
            there, at = dict[str, list[Shown]](), rows.first
            for said, one in self._shown_on(file):
                there.setdefault(" ".join(words(said)), []).append(one)
            for part, said in parts_of(self.old, (n for n, _ in lines)).items():
                shown = next(iter(there.get(said, ())), None)
                if shown:
                    there[said].remove(shown)
                    self.shown[part] = shown
                row = rows.row_of.get(part[0])
                if row is None and shown:
                    name = "activity_table" if shown.kind in OF_A_TABLE else "goals"
                    row = rows.macro(name, shown.area.get("id", ""))
                elif row is None and part[0] - 1 in box:
                    row = rows.macro("metadata_table")
                at = at if row is None else row  # else its words go on from the line before
                if part in self.to:
                    self.place[self.to[part][0]] = Place(file, at, shown)

    def _shown_on(self, file: str) -> Iterator[tuple[str, Shown]]:
        for area in (area for area in self.areas if area["page"] == file):
            title = next(one.full_title for one in self.facts.areas if one.id == area["id"])
            yield title, Shown("title", area, area)
            yield area.get("goals_heading", ""), Shown("goals_heading", area, area)
            for goal in _goals(area):
                yield f"{goal.get('number', '')} {goal['text']}", Shown("goal", area, goal)
            for column in area.get("columns", []):
                yield column["heading"], Shown("column", area, column)
            for activity in area["activities"]:
                for key, said in self.cells[activity["id"]].items():
                    yield said, Shown("activity", area, activity, key)
        for actor in self.strategy["actors"]:
            if actor.get("footnote"):
                yield actor["name"], Shown("actor", {}, actor)

    def _changes(self) -> None:
        """Finds every part that is another now, and on which pages."""
        self.changes, self.touched = list[tuple[int, str, str]](), set[str]()
        for part, was in parts_of(self.old, self.page_of).items():
            old, to = self.old[part[0] - 1], self.to.get(part)
            before, now = was, self._now(part) if to else ""
            if "\t" in old:  # told as a row
                to = next(((new, 0) for new in self.to_line.get(part[0], ())), None)
                before, now = old, self.adopted.lines[to[0] - 1] if to else ""
            if words_of(before) != words_of(now):
                self.touched.add(self.page_of[part[0]])
                told = (to[0] if to else 0, before, now)
                self.changes += [] if told in self.changes[-1:] else [told]
        self.changes += [(number, "", self.adopted.lines[number - 1]) for number in self.added]
        self.changes.sort()

    def _now(self, part: Part) -> str:
        """What the new document says for a part of the old one."""
        line, at = self.to[part]
        return self.adopted.lines[line - 1].split("\t")[at]

    def _set_data(self) -> None:
        """Gives the data the words of the new document, and takes out what it no longer has."""
        heads, rows = dict[int, dict[str, Part]](), dict[str, dict[str, Part | None]]()
        for part, shown in self.shown.items():
            to = self.to.get(part)
            if shown.kind == "activity":
                rows.setdefault(shown.entry["id"], {})[shown.key] = to
                continue
            now = self._now(part) if to else ""
            if words_of(now) != words_of(self.old[part[0] - 1].split("\t")[part[1]]):
                self._say(shown, now)
            if shown.kind == "column" and to:
                heads.setdefault(id(shown.area), {})[shown.entry["key"]] = to
        for area in self.areas:
            self._columns(area, heads.get(id(area), {}))
            self._activities(area, rows)

    def _say(self, shown: Shown, now: str) -> None:
        """Gives what is no cell of an activity the words of the new document, if it has any."""
        kind, area, entry, _ = shown
        text = " ".join(line_words(now))
        if kind == "goal" and text:
            said = ITEM.sub("", now, count=1) if ITEM.match(now) else text
            if words(said) != words(entry["text"]):
                self._reworded("målet", entry["text"], said)
            self.known.reworded(entry["text"], said)
        elif kind == "title" and text:
            own = OF_AN_AREA.fullmatch(text)
            area.pop("number", None)
            area.pop("heading", None)
            area.update({"number": int(own["number"])} if own else {})
            area["title"] = own["title"] if own else text
        elif kind in ("goals_heading", "column", "actor"):
            key = {"goals_heading": kind, "column": "heading", "actor": "name"}[kind]
            if text:
                entry[key] = text
            elif kind != "column":
                entry.pop(key if kind == "goals_heading" else "footnote")

    def _columns(self, area: dict[str, Any], heads: dict[str, Part]) -> None:
        """The columns of a table whose heads stand in one row; one of no such head is new."""
        line = next((line for line, _ in heads.values()), 0)
        cells = _cells(self.adopted.lines[line - 1]) if line else []
        if len(cells) < 2:
            return
        old = {heads[one["key"]]: one for one in area["columns"] if one["key"] in heads}
        keys = {one["key"] for one in area["columns"]}
        area["columns"] = [
            old.get((line, at)) or {"key": slug(head, keys), "heading": head}
            for at, head in enumerate(cells)
        ]

    def _activities(self, area: dict[str, Any], rows: Mapping[str, dict[str, Part | None]]) -> None:
        """Gives the activities of an area their cells. What a whole row says is known by its
        columns; a cell with a line of its own by itself."""
        headings = {one["key"]: one["heading"] for one in area.get("columns", ())}
        ids, kept = {one["id"] for one in _goals(area)}, []
        for was in area["activities"]:
            found = rows.get(was["id"], {})
            parts = {key: part for key, part in found.items() if part}
            if parts or not found:  # what stands in no line of its own stays
                kept.append(was)
            if not parts:
                continue
            before, (line, _) = self.cells[was["id"]], next(iter(parts.values()))
            cells = _cells(self.adopted.lines[line - 1])
            now = dict(zip(headings, cells, strict=False))
            if len(cells) != len(headings):
                own = {key: _cells(self.adopted.lines[n - 1])[at] for key, (n, at) in parts.items()}
                now = {key: own.get(key, "") for key in headings}
            other = [key for key in headings if words(now[key]) != words(before.get(key, ""))]
            for key in (key for key in other if key in before):
                of = "" if key == TEXT else f', i kolumnen "{headings[key]}",'
                said = shorten(before[TEXT], 40)
                self._reworded(f'aktiviteten "{said}"{of}', before[key], now[key])
            if other or [*headings] != [*before]:
                new = activity_of(now, was["id"], ids, self.known)
                mine = ("id", *(BY_HAND if {*other} <= {TEXT} else ("goal", "proposed")))
                new |= {key: was[key] for key in mine if key in was}
                lost = [key for key in BY_HAND if key in was and key not in new]
                self.tables.lost += [f'{key} för "{shorten(new["text"], 40)}"' for key in lost]
                was.clear()
                was.update(new)
        area["activities"] = kept

    def _reworded(self, thing: str, was: str, now: str) -> None:
        self.tables.gone.append(f'{thing} har nu orden "{now}", och inte längre "{was}"')

    def _add_tables(self) -> None:
        """Makes data of the tables that are new, where they can be read."""
        before, new = self.tables, {*self.added}
        only = {one.first for one in self.blocks if {*self._lines(one)} <= new}
        self.known.areas = {}
        self.known.used |= {area["id"] for area in self.areas}
        for area in self.areas:
            self.known.free -= {one["id"] for one in area["activities"]}
        page_of, page = dict[int, str](), self.facts.document.front_page
        for one in self.blocks:
            page = next((self.place[n].page for n in self._lines(one) if n in self.place), page)
            page_of[one.first] = page
        actors = self.facts.document.actors
        self.tables = as_data(self.adopted, page_of, actors, self.known, only)
        self.tables.gone[:0], self.tables.lost[:0] = before.gone, before.lost
        self.areas += self.tables.areas

    def _set_blocks(self) -> None:
        """Sets in each part of the document: where rows of a page say it, there; rows of a table
        and goals in the data; and what is new else in the Markdown, after what stands before it."""
        said = dict[int, list[int]]()  # the old lines that rows say, by the new one
        for old, page in self.page_of.items():
            for new in self.to_line.get(old, ()) if old in self.rows[page].row_of else ():
                said.setdefault(new, []).append(old)
        front, before = self.facts.document.front_page, 0
        last, added = Place(front, self.rows[front].first), {*self.added}
        for block in self.blocks:
            own = self._lines(block)
            if olds := [old for number in own for old in said.get(number, ())]:
                self._say_anew(block, own, olds)
            elif block.kind != "facts":
                rest = list[int]()
                for number in own:
                    near = [before, *(n for n in own if n in self.place)]
                    if number in added and not self._in_data(number, near, block):
                        rest.append(number)
                    before = number
                if rest:
                    self._add(block, rest, last, whole=rest == own)
            for number in own:
                last = self.place.setdefault(number, last)
                if number in added:
                    self.touched.add(last.page)
            before = own[-1]
        for number, page in self.page_of.items():
            row = self.rows[page].row_of.get(number)
            if row is not None and number not in self.to_line:
                self.rows[page].take_out(row)

    def _lines(self, block: Block) -> list[int]:
        lines = self.adopted.lines
        return [n for n in range(block.first, block.last + 1) if lines[n - 1].strip()]

    def _say_anew(self, block: Block, own: list[int], olds: list[int]) -> None:
        """Gives the rows of a page that say a part of the document its words, if others."""
        rows, page = self.rows[self.page_of[olds[0]]], self.page_of[olds[0]]
        was, now = [self.old[n - 1] for n in olds], [self.adopted.lines[n - 1] for n in own]
        before, after = (" ".join(map(words_of, lines)) for lines in (was, now))
        marks = [FOOTNOTE_MARK.findall("".join(lines)) for lines in (was, now)]
        if before == after and marks[0] == marks[1]:
            return
        self.touched.add(page)
        at = [rows.row_of[n] for n in olds if self.page_of[n] == page]
        if rows.level(at[0]) == 1:
            self.renamed[page] = before, after
        rows.say_anew(at, block)
        levels = (self.strategy.get(key, ()) for key in ("environments", "prevention"))
        for one in (one for some in levels for one in some if one["title"] == before):
            one["title"] = after

    def _in_data(self, number: int, near: list[int], block: Block) -> bool:
        """Adds a line to the table, or the goals, that a line `near` it is of; False where it is
        of neither."""
        line = self.adopted.lines[number - 1]
        for beside in (one for one in near if one in self.place):
            place, cells = self.place[beside], _cells(line)
            kind, area, entry, _ = place.shown or Shown("", {}, {})
            if kind in OF_A_TABLE and len(cells) == len(area.get("columns", ())) > 1:
                there = area["activities"]
                at = there.index(entry) + int(beside < number) if entry in there else 0
                row = dict(zip((one["key"] for one in area["columns"]), cells, strict=True))
                ids = {goal["id"] for goal in _goals(area)}
                new = activity_of(row, f"{area['id']} {at + 1}", ids, self.known)
                there.insert(at, new)
                self.place[number] = place._replace(shown=Shown("activity", area, new))
                return True
            if kind in ("goal", "goals_heading") and (beside >= block.first or block.items):
                self.place[number] = place._replace(shown=Shown("goal", area, {}))
                return True
        return False

    def _add(self, block: Block, rest: list[int], after: Place, *, whole: bool) -> None:
        """Adds the lines of a part that stand nowhere yet to a page."""
        rows, shown = self.rows[after.page], after.shown
        lines = (escaped(marked(self.adopted.lines[n - 1])[1]) for n in rest)
        text = rows.of_block(block, after.row) if whole else "\n".join(lines)
        rows.add(after.row, self.tables.instead.get(block.first, text))
        if block.kind == "heading" and block.level <= rows.levels.get(rows.first, 0):
            what = f'kapitlet "{shorten(block.text, 40)}" är nytt, och står på {after.page}'
            do = "Ska det ha en egen sida? Flytta texten dit, och raderna under transcript i"
            self.tables.told.append(Told(rest[0], what, f"{do} data/strategy.yaml."))
        elif shown and shown.kind != "title":
            said = shorten(self.adopted.lines[rest[0] - 1].strip(), 40)
            what = f'raden är ny och läst som text: "{said}"'
            do = "Hör den till tabellen eller målen före? Skriv in den i data/activities.yaml, och"
            self.tables.told.append(Told(rest[0], what, f"{do} ta bort den ur sidans text."))

    def _set_goals(self) -> None:
        """Writes the goals of each area anew, where all of them had lines of their own."""
        items, known = dict[str, list[Item]](), [shown.entry for shown in self.shown.values()]
        for block in self.blocks:
            of = {n: self.place[n].shown for n in self._lines(block) if n in self.place}
            goals = {n: one.area["id"] for n, one in of.items() if one and one.kind == "goal"}
            own = [Item(1, "", [words_of(self.adopted.lines[n - 1])]) for n in goals]
            for area in {*goals.values()}:
                items.setdefault(area, []).extend(block.items or own)
        for area in self.areas:
            there, own = _goals(area), items.get(area["id"], [])
            fresh = any(area is one for one in self.tables.areas)
            if (there or own) and not fresh and all(one in known for one in there):
                area["goals"] = goals_of(own, area["id"], self.known)
            ids = {"", *(one["id"] for one in _goals(area))}
            for one in area["activities"]:
                if one.get("goal", "") not in ids:
                    del one["goal"]

    def _lost(self) -> dict[str, set[str]]:
        """The ids that each page has no longer."""
        lost = {file: {*rows.free.values()} for file, rows in self.rows.items()}
        left = {one["id"] for area in self.areas for one in (*_goals(area), *area["activities"])}
        for before in self.facts.areas:
            for kind, parts in (("mal", before.all_goals), ("aktivitet", before.activities)):
                lost[before.page] |= {f"{kind}-{one.id}" for one in parts if one.id not in left}
        return lost

    def _repeated(self) -> None:
        """Keeps what the editors wrote on words that still stand, and tells of the rest."""
        text = " ".join(words("\n".join(self.adopted.lines))).casefold()
        for key, thing, quoted in (
            ("remarks", "anmärkningen om", ("quote",)),
            ("prevention", "nivån", ("title", "for_whom")),
            ("environments", "miljön", ("title",)),
        ):
            kept = []
            for part in self.strategy.get(key, ()):
                was = line_numbers(str(part["line"]))[0] if "line" in part else 0
                new = next(iter(self.to_line.get(was, ())), 0)
                stands = all(" ".join(words(part[one])).casefold() in text for one in quoted)
                if stands and part.get("id") not in self.lost.get(part.get("page", ""), ()):
                    kept.append(part | ({"line": new} if new else {}))
                    continue
                what = f'{thing} "{shorten(part[quoted[0]], 40)}" är borttagen: orden står inte så'
                do = f"Då behöver inget göras. Ska den vara kvar? Skriv in den under {key} igen."
                self.tables.told.append(Told(new or 1, f"{what} i det nya dokumentet", do))
            self.strategy |= {key: kept} if key in self.strategy else {}
        what = "det som står vid sidan av dokumentets text på sidorna är kvar"
        do = "Stämmer det med det nya dokumentet? Anmärkningarna om layouten står i"
        self.tables.told.append(Told(1, what, f"{do} data/strategy.yaml."))

    def _transcript(self) -> None:
        """Which lines each page shows now, in its order, and which the editors had left out."""
        transcript, lines = self.facts.document.transcript, self.adopted.lines
        order = {file: list[int]() for file in self.rows}
        for number, file in self.page_of.items():
            own = order[file]
            own += [new for new in self.to_line.get(number, ()) if new not in own]
        for before, number in pairwise([0, *sorted(self.place)]):
            own = order[self.place[number].page]
            if number not in own and number in self.added:
                own.insert(own.index(before) + 1 if before in own else 0, number)
        left = {
            new
            for one in (*transcript.replaced, *transcript.layout)
            for number in line_numbers(one.lines)
            for new in self.to_line.get(number, ())
        } | self.adopted.left_out
        for own in order.values():
            for number in [*own]:  # with the lines under it that show nothing
                below = number + 1
                while below <= len(lines) and below not in left and not _counts(lines[below - 1]):
                    own.insert(own.index(below - 1) + 1, below)
                    below += 1
        written: dict[str, Any] = self.strategy["transcript"]
        written["pages"] = [{"page": file, "lines": in_ranges(own)} for file, own in order.items()]
        for key in ("replaced", "layout"):
            parts = [
                {"lines": own, "reason": one.reason}
                for one in getattr(transcript, key)
                for own in in_ranges(
                    new for n in line_numbers(one.lines) for new in self.to_line.get(n, ())
                )
            ]
            written.pop(key, None)
            written |= {key: parts} if parts else {}


def _goals(area: dict[str, Any]) -> list[dict[str, Any]]:
    """The goals of an area, each followed by those under it."""
    return [one for goal in area.get("goals", ()) for one in (goal, *goal.get("goals", ()))]
