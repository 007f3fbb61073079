"""A new version of the document that the site has, most of it word for word as it was: the pages
and the data stay as the editors have them, and only what says something else is set in there.

Each line of the old document has its counterpart in the new one. What the site says of a line
stands in the Markdown of a page, or in the data that its macros show, and is found there by its
words: tables with footnotes, and those that fell apart, are as good as others. What can't be placed
is told by `Unplaced`: then the pages are written anew.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from strategysite.data.adopted import FOOTNOTE_MARK, ROW_ENDS, cell, line_words, words
from strategysite.data.adopted import source_lines as lines_of
from strategysite.data.facts import Facts
from strategysite.data.model.activities import TEXT
from strategysite.data.model.strategy import line_numbers
from strategysite.editing.succession.aligning import Aligned, words_of
from strategysite.editing.succession.document import (
    FOOTNOTE_FIRST,
    ITEM,
    Adopted,
    Block,
    Told,
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
)
from strategysite.pages.reading import Page
from strategysite.problems import shorten

MOST = 0.5  # of the old document's lines that a new version of it has as they were, at least
LONGEST = 8  # lines of a goal or a cell
OF_A_TABLE = ("heads", "head", "row", "cell")


class Unplaced(Exception):
    """Why the pages can't stay, in Swedish; nothing where most of the document is new."""


class Shown(NamedTuple):
    """What of the data says a line: its kind, the target area that it is in, the goal, the activity
    or what else has it, and the column."""

    kind: str
    area: dict[str, Any]
    entry: dict[str, Any]
    key: str = ""
    whole: bool = True  # and no part of what several lines say


def _counts(line: str) -> bool:
    """Whether a page shows something of a line: words, or a picture."""
    return bool(line_words(line)) or marked(line)[0] == "!"


def _cells(line: str) -> list[str]:
    """The cells of a line, without marks of footnotes, each with its paragraphs."""
    text = line if "\t" in line else FOOTNOTE_FIRST.sub("", marked(line)[1])
    cells = (one.split(ROW_ENDS) for one in text.split("\t"))
    return ["\n".join(" ".join(words(part)) for part in parts) for parts in cells]


class Revision:
    """What becomes of the pages (`rows`), and of the data of `strategy` and its target `areas`,
    plain values that are changed, when `adopted` is the new version. Raises Unplaced.

    `changes` are the lines that are changed, each with its number in the new document and its words
    before and now; `renamed` the pages whose heading is; `touched` those that show something else;
    `lost` the ids that a page has no longer.

    Within, `page_of` has the page of each line of the old document, `to` the line of the new one
    for it, `added` those that have none there. `page`, `row` and `shown` tell, by the numbers of
    the new one, on which page a line stands, in which row of it, and what of the data it is.
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
        self.known, self.tables = Known(facts, facts.document.actors), Tables()
        self.page_of = {
            number: entry.page
            for entry in facts.document.transcript.pages
            for lines in entry.lines
            for number in line_numbers(lines)
            if _counts(self.old[number - 1])
        }
        # A document from Word may have the order that the pages have, and not that of the old text.
        lines = range(1, len(self.old) + 1)
        orders = [*lines], [*self.page_of, *(n for n in lines if n not in self.page_of)]
        tried = (Aligned(self.old, order, adopted.lines, adopted.left_out) for order in orders)
        found = max(tried, key=lambda found: found.same)
        if found.same < MOST * len(self.page_of):
            raise Unplaced
        self.cell = found.cell
        # What is left out is only what was.
        to = found.to.items()
        self.to = {n: m for n, m in to if n in self.page_of or not self._differs(n, m)}
        self.block_of = {n: one for one in adopted.blocks for n in range(one.first, one.last + 1)}
        self.box = {at + 1 for at in fact_box(self.old)}
        used = {*self.to.values()}
        self.added = [
            number
            for number, line in enumerate(adopted.lines, 1)
            if _counts(line) and number not in used | adopted.left_out
        ]
        self.touched = set[str]()
        self.cells = {
            one.id: {column.key: cell(facts.document, one, column.key) for column in area.columns}
            for area in facts.areas
            for one in area.activities
        }
        self.changed, self.headless = dict[str, list[str]](), dict[str, str]()
        self.changes, self.renamed = list[tuple[int, str, str]](), dict[str, tuple[str, str]]()
        self._begin(pages)
        for number in sorted(self.page_of):
            self._take_on(number)
        self._add_tables()
        for number in self.added:
            self._add(number)
        self._done()
        self._repeated()
        self._transcript()

    def _begin(self, pages: Mapping[str, Page]) -> None:
        """Finds what says each line: the row of a page, or what of the data a macro shows."""
        self.rows, self.shown_by = dict[str, Rows](), dict[int, Shown]()
        self.page, self.row, self.shown = dict[int, str](), dict[int, int](), dict[int, Shown]()
        for file in self.facts.document.pages:
            lines = [(n, self.old[n - 1]) for n, page in self.page_of.items() if page == file]
            rows = self.rows[file] = Rows(file, pages[file].text, lines)
            self.shown_by |= dict(self._shown_on(file, lines))
            before = 0
            for number, _ in lines:
                new, shown = self.to.get(number), self.shown_by.get(number)
                at = rows.row_of.get(number)
                if at is None and shown:
                    name = "activity_table" if shown.kind in (*OF_A_TABLE, "actor") else "goals"
                    at = rows.macro(name, shown.area.get("id", ""))
                elif at is None and number in self.box:
                    at = rows.macro("metadata_table")
                if at is None:  # its words go on from the line before
                    at = self.row.get(before, rows.first)
                if new:
                    self.page[new], self.row[new], before = file, at, new
                    self.shown |= {new: shown} if shown else {}
        self.before, before = dict[int, int](), 0
        for number in sorted([*self.page, *self.added]):
            self.page.setdefault(number, self.page.get(before, self.facts.document.front_page))
            self.before[number] = before
            before = number

    def _take_on(self, number: int) -> None:
        """Sets in what the new document says for a line of the old one, or takes that out."""
        new, shown = self.to.get(number), self.shown_by.get(number)
        page, was = self.page_of[number], self.old[number - 1]
        at, now = self.rows[page].row_of.get(number), self._now(number, new)
        if new and not self._differs(number, new, at is not None):
            return
        self.touched.add(page)
        if words_of(was) != words_of(now):
            self.changes.append((new or 0, was, now))
        if number in self.box and at is None:
            return  # the table of facts is read anew
        if (at is None and not shown) or (shown and not shown.whole):
            what = f"rad {number} i det förra dokumentet finns inte på en egen rad"
            raise Unplaced(f'{what}: "{shorten(was.strip(), 40)}"')
        if not new:
            if at == self.rows[page].first:
                raise Unplaced(f'kapitlet "{shorten(words_of(was), 40)}" har inte sin rubrik kvar')
            self._gone(shown, words_of(was))
            if at is not None:
                self.rows[page].take_out(at)
            return
        if shown:
            self._say(shown, new, now)
        parts = (self.strategy.get(key, ()) for key in ("environments", "prevention"))
        for part in (one for some in parts for one in some if one["title"] == words_of(was)):
            part["title"] = words_of(now)
        if at is not None:
            if (self.rows[page].rows[at] or "").startswith("# "):
                self.renamed[page] = words_of(was), words_of(now)
            self.rows[page].say_anew(at, now, self.block_of[new])

    def _now(self, number: int, new: int | None) -> str:
        """What the new document says for a line of the old one."""
        line = self.adopted.lines[new - 1] if new else ""
        return line.split("\t")[self.cell[number]] if new and number in self.cell else line

    def _differs(self, number: int, new: int, marks: bool = False) -> bool:
        """Whether a line of the old document has other words in the new one, or other `marks`."""
        was, now = self.old[number - 1], self._now(number, new)
        footnotes = [FOOTNOTE_MARK.findall(line) for line in (was, now)]
        return words_of(was) != words_of(now) or (marks and footnotes[0] != footnotes[1])

    def _add_tables(self) -> None:
        """Makes data of the tables that are new, where they can be read."""
        new = {*self.added}
        blocks = [one for one in self.adopted.blocks if {*self._lines(one)} <= new]
        self.known.areas = {}
        self.known.used |= {area["id"] for area in self.areas}
        for area in self.areas:
            self.known.free -= {one["id"] for one in (*_goals(area), *area["activities"])}
        page_of = {one.first: self.page.get(one.first, "") for one in self.adopted.blocks}
        only = {one.first for one in blocks}
        gone = self.tables.gone
        self.tables = as_data(self.adopted, page_of, self.facts.document.actors, self.known, only)
        self.tables.gone[:0] = gone
        self.areas += self.tables.areas

    def _lines(self, block: Block) -> list[int]:
        lines = self.adopted.lines
        return [n for n in range(block.first, block.last + 1) if lines[n - 1].strip()]

    def _add(self, number: int) -> None:
        """Adds a line that is new, after the one before it: a row of that one's table, a goal after
        a goal, an item of a list; else a part of the page by itself."""
        block, rows = self.block_of.get(number), self.rows[self.page[number]]
        self.touched.add(self.page[number])
        self.changes.append((number, "", self.adopted.lines[number - 1]))
        if block is None or block.kind == "facts":
            at = rows.macro("metadata_table")
            self.row[number] = at if at is not None else rows.first
            return
        line, own, before = self.adopted.lines[number - 1], self._lines(block), self.before[number]
        near = [n for n in own if n in self.row]  # the rest of its part
        at = self.row.get(before, rows.first)
        if number in self.row or self._in_data(number, [before, *near[:1]], own):
            return
        if near:
            at, close = (at, True) if before in own else (self.row[near[0]], False)
            text = rows.of_line(line, block, at)
            rows.add(at, text, close=True, before=not close)
            self.row[number] = at
            return
        alone = block.kind in ("heading", "picture")
        plain = rows.of_line(line, block, at) if alone else block.text
        rows.add(at, self.tables.instead.get(block.first, plain))
        self.row |= dict.fromkeys(own, at)
        if block.kind == "heading" and block.level <= rows.levels.get(rows.first, 0):
            what = f'kapitlet "{shorten(block.text, 40)}" är nytt, och står på {self.page[number]}'
            do = "Ska det ha en egen sida? Flytta texten dit, och raderna under transcript i"
            self.tables.told.append(Told(number, what, f"{do} data/strategy.yaml."))
        elif before in self.shown and self.shown[before].kind != "title":
            what = f'raden är ny och läst som text: "{shorten(line.strip(), 40)}"'
            do = "Hör den till tabellen eller målen före? Skriv in den i data/activities.yaml, och"
            self.tables.told.append(Told(number, what, f"{do} ta bort den ur sidans text."))

    def _in_data(self, number: int, near: list[int], own: list[int]) -> bool:
        """Adds a row to the table of the line before it, or a goal to the goals that it stands
        among, `near` it; False where it is neither."""
        line, goals = self.adopted.lines[number - 1], ("goal", "goals_heading")
        for beside in (one for one in near if one in self.shown):
            kind, area, entry, *_ = self.shown[beside]
            after, cells = int(beside < number), _cells(line)
            if kind in OF_A_TABLE and "\t" in line and len(cells) == len(area["columns"]):
                there = area["activities"]
                at = there.index(entry) + after if kind in ("row", "cell") else 0
                keys = [column["key"] for column in area["columns"]]
                fresh = f"{area['id']} {at + 1}"
                ids = {goal["id"] for goal in _goals(area)}
                new = activity_of(dict(zip(keys, cells, strict=True)), fresh, ids, self.known)
                there.insert(at, new)
                self.shown[number] = Shown("row", area, new)
            elif kind in goals and (beside in own or marked(line)[0] == "-" or ITEM.match(line)):
                self.shown[number] = Shown("goal", area, self._goal(number, area, entry, after))
            else:
                continue
            self.row[number] = self.row[beside]
            return True
        return False

    def _goal(
        self, number: int, area: dict[str, Any], beside: dict[str, Any], after: int
    ) -> dict[str, Any]:
        """Adds the goal of a line, after or before the one `beside` it or first in its area."""
        items = [*self.block_of[number].items]
        text = words_of(self.adopted.lines[number - 1])
        item = next((one for one in items if f"{one.number} {one.text}".strip() == text), None)
        level, within = area.setdefault("goals", []), f"{area['id']}-mal"
        mains = (one for one in level if one is beside or beside in one.get("goals", ()))
        main = next(mains, None)
        at = level.index(main) + after if main else 0
        if main and item and item.depth > 1:
            level, within = main.setdefault("goals", []), main["id"]
            at = level.index(beside) + after if beside in level else 0
        old = self.known.same(self.known.goals, item.text if item else text)
        new: dict[str, Any] = {"id": old.id if old else slug(f"{within} {at + 1}", self.known.used)}
        new |= {"number": item.number} if item and item.number else {}
        new["text"] = " ".join(words(item.text if item else text))
        level.insert(at, new)
        return new

    def _shown_on(self, file: str, lines: list[tuple[int, str]]) -> Iterator[tuple[int, Shown]]:
        """Yields what of the data says each line of a page, each of it once."""
        there = dict[str, list[Shown]]()
        for area in (area for area in self.areas if area["page"] == file):
            for said, shown in self._of_an_area(area):
                there.setdefault(" ".join(words(said)), []).append(shown)
        for actor in self.strategy["actors"]:
            there.setdefault(" ".join(words(actor["name"])), []).append(Shown("actor", {}, actor))
        whole, used = set[int](), set[tuple[str, int, str]]()
        taken = set[int]()
        for at, (number, _) in enumerate(lines):
            for size in range(1, LONGEST + 1) if number not in taken else ():
                own = [n for n, _ in lines[at : at + size]]
                if own != [*range(number, number + size)]:
                    break  # what several lines say stands straight under each other
                said = " ".join(words_of(line) for _, line in lines[at : at + size])
                for shown in there.get(said, ()):
                    mark = (shown.kind, id(shown.entry), shown.key)
                    note = shown.kind != "actor" or FOOTNOTE_FIRST.match(lines[at][1])
                    of_whole = shown.kind in ("cell", "head") and id(shown.entry) in whole
                    if note and mark not in used and not of_whole:
                        used.add(mark)
                        taken |= {*own}
                        if shown.kind == "row":
                            whole.add(id(shown.entry))
                        elif shown.kind == "heads":
                            whole |= {id(column) for column in shown.area["columns"]}
                        yield from ((n, shown._replace(whole=size == 1)) for n in own)
                        break
                if number in taken:
                    break

    def _of_an_area(self, area: dict[str, Any]) -> Iterator[tuple[str, Shown]]:
        title = next(one.full_title for one in self.facts.areas if one.id == area["id"])
        yield title, Shown("title", area, area)
        yield area.get("goals_heading", ""), Shown("goals_heading", area, area)
        for goal in _goals(area):
            yield f"{goal.get('number', '')} {goal['text']}", Shown("goal", area, goal)
        columns = area.get("columns", [])
        yield " ".join(one["heading"] for one in columns), Shown("heads", area, area)
        for activity in area["activities"]:
            cells = self.cells[activity["id"]]
            yield " ".join(cells.values()), Shown("row", area, activity)
            for key, said in cells.items():
                yield said, Shown("cell", area, activity, key)
        for column in columns:
            yield column["heading"], Shown("head", area, column)

    def _say(self, shown: Shown, new: int, line: str) -> None:
        """Gives the data the words of a line of the new document."""
        kind, area, entry, key, _ = shown
        cells = _cells(line)
        text = " ".join(words(cells[0]))
        if kind == "title":
            own = OF_AN_AREA.fullmatch(text)
            area.pop("number", None)
            area.pop("heading", None)
            area |= (
                {"number": int(own["number"]), "title": own["title"]} if own else {"title": text}
            )
        elif kind == "goals_heading":
            area[kind] = text
        elif kind == "actor":
            entry["name"] = text
        elif kind == "head":
            entry["heading"] = cells[0]
        elif kind == "goal":
            number = ITEM.match(line)
            said = line[number.end() :].strip() if number else text
            if words(said) != words(entry["text"]):
                self._told("målet", entry["text"], said)
            entry["text"] = said
            entry |= {"number": number["number"]} if number else {}
        elif kind == "heads":
            self._columns(area, cells)
        elif kind == "cell" or len(cells) == len(area["columns"]):
            row, keys = self.cells[entry["id"]], [column["key"] for column in area["columns"]]
            now = {key: cells[0]} if kind == "cell" else dict(zip(keys, cells, strict=True))
            other = [own for own in now if own in row and words(now[own]) != words(row[own])]
            for column in area["columns"]:
                if (own := column["key"]) in other:
                    of = "" if own == TEXT else f', i kolumnen "{column["heading"]}",'
                    self._told(f'aktiviteten "{shorten(row[TEXT], 40)}"{of}', row[own], now[own])
            row |= now
            self.changed[entry["id"]] = other
        else:
            raise Unplaced(f"rad {new} har inte en cell för varje kolumn i tabellen som den står i")

    def _columns(self, area: dict[str, Any], cells: list[str]) -> None:
        """Gives a table the heads of its columns. One of no such name is that of its place in other
        words, or new."""
        old = area["columns"]
        there, keys = {one["heading"]: one for one in old}, {one["key"] for one in old}
        area["columns"] = [
            there.get(head)
            or (
                old[at] | {"heading": head}
                if at < len(old) and old[at]["heading"] not in cells
                else {"key": slug(head, keys), "heading": head}
            )
            for at, head in enumerate(cells)
        ]
        now = [column["key"] for column in area["columns"]]
        if TEXT not in now:
            raise Unplaced(f'kolumnen med aktiviteterna är en annan i "{area["title"]}"')
        if now == [column["key"] for column in old]:
            return
        for activity in area["activities"]:
            row = self.cells[activity["id"]]
            own = {column["key"]: row.get(column["key"], "") for column in area["columns"]}
            self.cells[activity["id"]] = own
            self.changed[activity["id"]] = []

    def _told(self, thing: str, was: str, now: str) -> None:
        self.tables.gone.append(f'{thing} har nu orden "{now}", och inte längre "{was}"')

    def _gone(self, shown: Shown | None, was: str) -> None:
        """Takes what a line said out of the data, where it is there."""
        if shown is None:
            return
        kind, area, entry, key, _ = shown
        if kind == "goal":
            for level in (area["goals"], *(goal.get("goals", []) for goal in area["goals"])):
                if entry in level:
                    if entry.get("goals"):
                        raise Unplaced(
                            f'målet "{shorten(entry["text"], 40)}" är borta, men inte dess delmål'
                        )
                    level.remove(entry)
        elif kind == "goals_heading":
            area.pop(kind, None)
        elif kind == "actor":
            entry.pop("footnote", None)
        elif (kind == "row" or key == TEXT) and entry in area["activities"]:
            area["activities"].remove(entry)
        elif kind == "cell":
            self.cells[entry["id"]][key] = ""
            self.changed[entry["id"]] = [key]
        elif kind in ("title", "heads", "head"):
            self.headless[area["id"]] = was

    def _done(self) -> None:
        """Sets in the activities that are changed, and takes out areas that are gone."""
        for area in self.areas:
            ids = {goal["id"] for goal in _goals(area)}
            for at, was in enumerate(area["activities"]):
                if was["id"] in self.changed:
                    now = activity_of(self.cells[was["id"]], was["id"], ids, self.known)
                    same = {*self.changed[was["id"]]} <= {TEXT}
                    mine = ("id", *(BY_HAND if same else ("goal", "proposed")))
                    now |= {key: was[key] for key in mine if key in was}
                    lost = [key for key in BY_HAND if key in was and key not in now]
                    said = f'"{shorten(now["text"], 40)}"'
                    self.tables.lost += [f"{key} för {said}" for key in lost]
                    area["activities"][at] = now
                if area["activities"][at].get("goal", "") not in {"", *ids}:
                    del area["activities"][at]["goal"]
        for area in [one for one in self.areas if one["id"] in self.headless]:
            if area["activities"] or area["goals"]:
                head = shorten(self.headless[area["id"]], 40)
                raise Unplaced(f'rubriken "{head}" är borta, men inte det som står under den')
            self.areas.remove(area)
            for macro in ("goals", "activity_table"):
                rows = self.rows[area["page"]]
                if (found := rows.macro(macro, area["id"])) is not None:
                    rows.rows[found] = None
        self.tables.areas = self.areas
        self.known.compare(self.tables, self.adopted.lines)
        self.changes.sort()
        self.lost = {file: {*rows.free.values()} for file, rows in self.rows.items()}
        left = {one["id"] for area in self.areas for one in (*_goals(area), *area["activities"])}
        for before in self.facts.areas:
            for kind, parts in (("mal", before.all_goals), ("aktivitet", before.activities)):
                self.lost[before.page] |= {
                    f"{kind}-{one.id}" for one in parts if one.id not in left
                }

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
                stands = all(" ".join(words(part[one])).casefold() in text for one in quoted)
                if stands and part.get("id") not in self.lost.get(part.get("page", ""), ()):
                    kept.append(part | ({"line": self.to[was]} if was in self.to else {}))
                    continue
                what = f'{thing} "{shorten(part[quoted[0]], 40)}" är borttagen: orden står inte så'
                do = f"Då behöver inget göras. Ska den vara kvar? Skriv in den under {key} igen."
                place = self.to.get(was, 1)
                self.tables.told.append(Told(place, f"{what} i det nya dokumentet", do))
            self.strategy |= {key: kept} if key in self.strategy else {}
        what = "det som står vid sidan av dokumentets text på sidorna är kvar"
        do = "Stämmer det med det nya dokumentet? Anmärkningarna om layouten står i"
        self.tables.told.append(Told(1, what, f"{do} data/strategy.yaml."))

    def _transcript(self) -> None:
        """Which lines each page shows now, in its order, and which the editors had left out."""
        transcript, lines = self.facts.document.transcript, self.adopted.lines
        order = {file: list[int]() for file in self.rows}
        for number, file in self.page_of.items():
            new = self.to.get(number)
            order[file] += [new] if new and new not in order[file] else []
        for number in self.added:
            own = order[self.page[number]]
            own.insert(
                own.index(self.before[number]) + 1 if self.before[number] in own else 0, number
            )
        left = {
            self.to.get(number)
            for one in (*transcript.replaced, *transcript.layout)
            for number in line_numbers(one.lines)
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
                for own in in_ranges(self.to[n] for n in line_numbers(one.lines) if n in self.to)
            ]
            written.pop(key, None)
            written |= {key: parts} if parts else {}


def _goals(area: dict[str, Any]) -> list[dict[str, Any]]:
    """The goals of an area, each followed by those under it."""
    return [one for goal in area.get("goals", ()) for one in (goal, *goal.get("goals", ()))]
