"""A new version of the document that the site has, most of it word for word as it was: the pages
and the data stay as the editors have them, and only what says something else is set in there.

What the site says of a part of the old document is a passage of a page, or a value of the data that
a macro shows, and is found by its words. A table or goals that can't be set in are text, and told.
The lock says whether the pages say what the new document does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from strategysite.data.adopted import MARKS_OF_LAYOUT, ROW_ENDS, has_words, line_words, words
from strategysite.data.adopted import source_lines as lines_of
from strategysite.data.facts import Facts
from strategysite.data.model.activities import TEXT
from strategysite.data.model.strategy import line_numbers
from strategysite.editing.rewriting import relinked
from strategysite.editing.succession.aligning import Aligned, Part, parts_of, shown_of, words_of
from strategysite.editing.succession.document import ITEM, Adopted, Block, Item, in_ranges, marked
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.passages import (
    bare,
    editorial,
    level_of,
    merged,
    of_the_document,
)
from strategysite.editing.succession.showing import NONE, Macro, said_of, shown_by_macros
from strategysite.editing.succession.tables import (
    OF_AN_AREA,
    Known,
    Tables,
    activities_of,
    as_data,
    columns_of,
    goals_of,
)
from strategysite.pages.reading import Page
from strategysite.parsing.text import HEADING, headings
from strategysite.problems import shorten

# A line of the new document, its words before and now, and, if it has moved too, from where.
Changed = tuple[int, str, str, str]
MOST = 0.5  # of the old document's words that a new version of it has as they were, at least


def _counts(line: str) -> bool:
    """Whether a page shows something of a line: words, or a picture."""
    return bool(line_words(line)) or marked(line)[0] == "!"


def _cells(line: str) -> list[str]:
    """The cells of a row, each with its paragraphs."""
    cells = MARKS_OF_LAYOUT.sub("", line).split("\t")
    return [cell.strip().replace(ROW_ENDS, "\n") for cell in cells]


def revision_of(facts: Facts, pages: Mapping[str, Page], adopted: Adopted) -> "Revision | None":
    """Returns how the pages stay; None where too little of them does."""
    revision = Revision(facts, pages, adopted)
    return revision if revision.same >= MOST else None


class Revision:
    """What becomes of the pages (`texts`, with the `parts` of the document that they show; one that
    shows none is gone), and of the data of `strategy` and its target `areas`,
    plain values that are changed, when `adopted` is the new version.

    `changes` are the lines that are changed, each with its number in the new document and its words
    before and now; `renamed` the pages whose heading is; `touched` those that show something else;
    `lost` the ids that a page has no longer. `same` is how much of the old document's words the new
    one has; where it is too little, nothing else is worked out.

    Within, `page_of` has the page of each line of the old document that a page shows, and `slots`
    what of the data says a part of it; `parts` has those of the new one for each page, `macros`
    what shows one of them, by its first line, and `new` those that say nothing of the old.
    """

    def __init__(self, facts: Facts, pages: Mapping[str, Page], adopted: Adopted) -> None:
        self.facts, self.pages, self.adopted = facts, pages, adopted
        self.strategy, *self.areas = (
            one.model_dump(by_alias=True, exclude_unset=True)
            for one in (facts.document, *facts.areas)
        )
        self.old = lines_of(facts.root, facts.document) or []
        self.page_of = {
            number: entry.page
            for entry in facts.document.transcript.pages
            for lines in entry.lines
            for number in line_numbers(lines)
            if _counts(self.old[number - 1])
        }
        self.tops = dict[str, int]()
        for number, file in self.page_of.items():
            self.tops.setdefault(file, number)
        numbered = range(1, len(adopted.lines) + 1)
        visible = [number for number in numbered if number not in adopted.left_out]
        found = Aligned(self.old, adopted.lines, visible, self.tops.values())
        self.found, self.same, self.to, self.was = found, found.same, found.to, found.before
        if self.same < MOST:
            return
        shown = [n for n in visible if _counts(adopted.lines[n - 1])]
        self.added = {*shown} - {*self.was}
        left = self._left_out()
        self.adopted = Adopted.read("\n".join(adopted.lines), adopted.left_out | left)
        self.known, self.tables = Known(facts, facts.document.actors, stays=True), Tables()
        self.slots, self.macro_of = shown_by_macros(facts, pages, self.old, self.page_of)
        self.touched = set[str]()
        self._place()
        self._changes(shown)
        self._set_data()
        self._add_tables()
        self.known.compare(self.tables, adopted.lines)
        self.tables.gone += [
            f"sidan {file} tas bort, för inget av det som stod där finns i det nya dokumentet"
            for file in facts.document.pages
            if file not in self.parts
        ]
        self.renamed = dict[str, tuple[str, str]]()
        self.texts = {file: self._text(file) for file in self.parts}
        self.lost = self._lost()
        self._repeated()
        if found.chapters:  # the menu has them as they were
            files = dict.fromkeys(self.page_at[first] for first in sorted(self.page_at))
            named = ", ".join(f'"{pages[file].meta.title}"' for file in files)
            self.tables.told.append(told("reordered", 0, said=named))

    def _left_out(self) -> set[int]:
        """Takes over the lines that the editors had left out. Returns them."""
        transcript, written = self.facts.document.transcript, self.strategy["transcript"]
        left = set[int]()
        for key in ("replaced", "layout"):
            written.pop(key, None)
            for one in getattr(transcript, key):
                old = line_numbers(one.lines)
                own = [n for number in old for n in self.found.to_line.get(number, ())]
                left |= {*own}
                for lines in in_ranges(own):
                    written.setdefault(key, []).append({"lines": lines, "reason": one.reason})
        return left

    def _changes(self, shown: list[int]) -> None:
        """Finds every part that is another now, or somewhere else, and on which pages."""
        self.changes, moved = list[Changed](), self.found.moved | self.found.chapters
        how = dict.fromkeys(moved, "flyttad")  # the lines with the same words that are so now
        self.recast = set[str]()
        for part, was in parts_of(self.old, self.page_of).items():
            old, to = self.old[part[0] - 1], self.to.get(part)
            before, now = was, self._now(part)
            if "\t" in old:  # told as a row
                to = next(((new, 0) for new in self.found.to_line.get(part[0], ())), None)
                before, now = old, self.adopted.lines[to[0] - 1] if to else ""
            if words_of(before) != words_of(now):
                self.touched.add(self.page_of[part[0]])
                whence, line = "", to[0] if to else 0
                if line in moved:
                    pages = (
                        self.page_of[part[0]],
                        self.page_at[max(filter(line.__ge__, self.page_at))],
                    )
                    whence = ", från {} till {}".format(*pages) if len({*pages}) > 1 else ""
                    whence = f"flyttad och ändrad{whence}: "
                told = (line, before, now, whence)
                self.changes += [] if told in self.changes[-1:] else [told]
            elif to and "\t" not in old and (cast := self._recast(part[0], to[0])):
                self.touched.add(self.page_of[part[0]])
                self.recast.add(bare(now))
                how[to[0]] = f"flyttad, {cast}" if to[0] in moved else cast
        self.changes += [(number, "", self.adopted.lines[number - 1], "") for number in self.added]
        self.reworded = {
            words_of(was): words_of(now) for _, was, now, _ in self.changes if was and now
        }
        told_so = {number for number, *_, whence in self.changes if whence}
        for is_so, run in groupby(shown, lambda n: "" if n in told_so else how.get(n, "")):
            first, *_, last = [*run] * 2
            ends = (shown_of(self.adopted.lines[number - 1]) for number in (first, last))
            said = " … ".join(dict.fromkeys(ends))
            self.changes += [(first, said, said, f"{is_so}: ")] if is_so else []
        self.changes.sort()

    def _recast(self, was: int, now: int) -> str:
        """What a line with the same words is now, and was: a heading of another level, say."""
        before, after = (
            f"rubrik på nivå {level}"
            if (level := level_of(line))
            else {"-": "punkt i en lista", ">": "citat"}.get(marked(line)[0], "vanlig text")
            for line in (self.old[was - 1], self.adopted.lines[now - 1])
        )
        return f"{after}, förut {before}" if before != after else ""

    def _now(self, part: Part) -> str:
        """What the new document says for a part of the old one; nothing where that is gone."""
        line, at = self.to.get(part, (0, 0))
        return self.adopted.lines[line - 1].split("\t")[at] if line else ""

    def _place(self) -> None:
        """Gives each page its parts of the new document, in the page's order: those that say its
        lines, each followed by what is new. A new row straight after a table is one of its."""
        position = {number: at for at, number in enumerate(self.page_of)}
        moved = self.found.moved
        front, follows = self.facts.document.front_page, NONE
        found = {file: list[tuple[int, Block]]() for file in self.facts.document.pages}
        self.macros, self.page_at, self.new = dict[int, Macro](), dict[int, str](), set[int]()
        before, ends = (front, 0), dict[Macro, tuple[str, int]]()  # the last of what each shows
        for block in sorted(self.adopted.blocks, key=lambda block: block.first):
            own = self._lines(block)
            olds = [self.was[n] for n in own if self.was.get(n) in position]
            stay = [self.was[n] for n in own if n not in moved and self.was.get(n) in position]
            # What has moved follows on what it stands after now.
            at = (self.page_of[stay[0]], position[stay[0]]) if stay else before
            if olds:
                shows = (self.macro_of.get(n) for n in stay or olds)
                follows = next(filter(None, shows), NONE)
                self.macros[block.first] = follows
            elif follows.name == "activity_table" and "\t" in self.adopted.lines[block.first - 1]:
                self.macros[block.first] = follows
            elif own:
                self.new.add(block.first)
                follows = NONE
            table = ends.get(follows) if block.kind == "note" and follows.area else None
            if table and table[0] != at[0]:
                at = table  # the note on a table stands where that does
            if block.kind != "note" or before == table:
                before = ends[follows] = at
            if {*own} & (self.added | moved):
                self.touched |= {at[0], *(self.page_of[number] for number in olds)}
            self.page_at[block.first] = at[0]
            found[at[0]].append((at[1], self._with_its_id(block, at[0])))
        self.parts = {
            file: [block for _, block in sorted(own, key=lambda one: one[0])]
            for file, own in found.items()
            if own
        }
        self.parted = set[str]()  # areas in whose table or goals something else stands
        for blocks in self.parts.values():
            shown = (self.macros.get(one.first, NONE) for one in blocks if self._lines(one))
            runs = [macro for macro, _ in groupby(shown)]
            self.parted |= {one.area for one in runs if runs.count(one) > 1}
        for area in self.areas:
            on = {self.page_at[n] for n, macro in self.macros.items() if macro.area == area["id"]}
            area["page"] = "" if len(on) > 1 else next(iter(on), area["page"])

    def _lines(self, block: Block) -> list[int]:
        own = range(block.first, block.last + 1)
        return [number for number in own if number in self.was or number in self.added]

    def _set_data(self) -> None:
        """Gives the data the words of the new document, and takes out what it no longer has."""
        notes = {one["id"]: one for one in self.strategy["actors"]}
        heads = {area["id"]: area for area in self.areas}
        for part, slot in self.slots.items():
            now = words_of(self._now(part))
            if slot.kind == "goal" and now:
                was, said = (ITEM.sub("", one, count=1) for one in (slot.said.strip(), now))
                self._reworded("målet", was, said)
            elif slot.kind in ("actor", "goals_heading"):
                note = slot.kind == "actor"
                entry = notes[slot.own] if note else heads[slot.area]
                if now:
                    entry["name" if note else slot.kind] = now
                else:
                    entry.pop("footnote" if note else slot.kind)
        titles = {one.id: one.full_title for one in self.facts.areas}
        self.anew = {*self.new}
        for area in [*self.areas]:
            before = titles[area["id"]]
            title = self.reworded.get(" ".join(words(before)), before)
            own = (n for block in self.parts.get(area["page"], ()) for n in self._lines(block))
            if not has_words([self.adopted.lines[n - 1] for n in own], title):
                # Its table is read as one that is new, under the heading that it has now.
                self.anew |= {n for n, macro in self.macros.items() if macro.area == area["id"]}
                self.areas.remove(area)
                continue
            if title != before:
                named = OF_AN_AREA.fullmatch(title)
                area.pop("number", None)
                area.pop("heading", None)
                area.update({"number": int(named["number"])} if named else {})
                area["title"] = named["title"] if named else title
            self._set_goals(area)
            self._set_table(area)
            if not (area["activities"] or _goals(area)):
                self.areas.remove(area)
        for one in (*self.strategy.get("prevention", ()), *self.strategy.get("environments", ())):
            one["title"] = self.reworded.get(one["title"], one["title"])
        shown = (("goals", "goals"), ("activities", "activity_table"))
        here = {Macro(one["id"], name) for one in self.areas for key, name in shown if one.get(key)}
        self.macros = {n: one for n, one in self.macros.items() if one in here}
        for part, slot in self.slots.items():
            if slot.kind == "actor" and self.macro_of[part[0]] not in here:
                notes[slot.own].pop("footnote", None)  # it is text, or gone with its table

    def _reworded(self, thing: str, was: str, now: str) -> None:
        self.known.reworded(was, now)
        if words(was) != words(now):
            self.tables.gone.append(f'{thing} har nu orden "{now}", och inte längre "{was}"')

    def _blocks(self, area: dict[str, Any], name: str) -> list[Block]:
        """The parts of the new document that a macro shows."""
        own = self.parts.get(area["page"], ())
        return [one for one in own if self.macros.get(one.first) == Macro(area["id"], name)]

    def _set_goals(self, area: dict[str, Any]) -> None:
        """Writes the goals of an area anew, where all of them had lines of their own."""
        found = {slot.own for slot in self.slots.values() if slot.kind == "goal"}
        if not found or any(goal["id"] not in found for goal in _goals(area)):
            return
        items, heading, said = list[Item](), area.get("goals_heading"), list[str]()
        for block in self._blocks(area, "goals"):
            rows = [words_of(self.adopted.lines[n - 1]) for n in self._lines(block)]
            items += block.items or [Item(1, "", [row]) for row in rows if row != heading]
            said += rows
        if not items or heading in said[1:]:  # then it is no longer the heading over them
            area.pop("goals_heading", None)
            items = []
        area["goals"] = goals_of(items, area["id"], self.known)

    def _set_table(self, area: dict[str, Any]) -> None:
        """Gives the table of an area its columns and activities, where all of them had lines of
        their own. One whose rows have not as many cells each is text, and its area none."""
        keys, found = [one["key"] for one in area.get("columns", ())], dict[str, dict[str, Part]]()
        own = {n for one in self._blocks(area, "activity_table") for n in self._lines(one)}
        elsewhere = set[int]()  # rows that another table had
        before, shown = next(one for one in self.facts.areas if one.id == area["id"]), set[str]()
        texts = {one.id: f'aktiviteten "{shorten(one.text, 40)}"' for one in before.activities}
        columns = {one.key: f', i kolumnen "{one.heading}",' for one in before.columns}
        for part, slot in self.slots.items():
            line = self.to.get(part, (0, 0))[0]
            if slot.kind == "row" and slot.area != area["id"]:
                elsewhere.add(line)
            elif slot.kind == "row":
                shown.add(slot.own)
                if line in own:
                    found.setdefault(slot.own, {})[slot.key] = self.to[part]
                if part in self.to and slot.own:
                    of = texts[slot.own] + ("" if slot.key == TEXT else columns[slot.key])
                    self._reworded(of, slot.said, _cells(self._now(part))[0])
        if shown != {"", *texts}:
            return
        rows = {n: _cells(self.adopted.lines[n - 1]) for n in own & (self.added | elsewhere)}
        apart = list[Part]()  # cells that have lines of their own
        for parts in sorted(found.values(), key=lambda parts: min(parts.values())):
            line, _ = min(parts.values())
            cells = _cells(self.adopted.lines[line - 1])
            if len(cells) == 1 < len(keys):  # each cell has a line of its own
                at = [parts.get(key) for key in keys]
                apart += filter(None, at)
                cells = [_cells(self.adopted.lines[n[0] - 1])[n[1]] if n else "" for n in at]
            rows[line] = cells
        if not rows:
            area["activities"], area["columns"] = [], []
            return
        first, sizes = min(rows), {*map(len, rows.values())}
        torn, parted = len(sizes - {1}) > 1, len(sizes) > 1 or area["id"] in self.parted
        parted = parted or apart != sorted(apart)
        heads = {n: key for key, n in found.get("", {}).items()}
        if not heads and first in self.added and len(rows[first]) == len(keys):
            heads = {(first, at): key for at, key in enumerate(keys)}  # all of them are others
        # A column keeps its key, whatever its head is now.
        now = {key: _cells(self.adopted.lines[n - 1])[at] for (n, at), key in heads.items()}
        renamed = tuple(
            one.model_copy(update={"heading": now.get(one.key, one.heading)})
            for one in before.columns
        )
        others = [one for one in self.known.columns if one not in before.columns]
        self.known.columns = [*others, *renamed]
        before = before.model_copy(update={"columns": renamed})
        ordered = tuple(tuple(rows[n]) for n in sorted(rows))
        table = Block("table", first, max(rows), "", rows=ordered)
        area["columns"] = columns_of(table, before, self.known)
        keys = [one["key"] for one in area["columns"]]
        if parted or TEXT not in keys or first not in [n for n, _ in heads] or not all(rows[first]):
            kind, said = "torn-rows" if torn else "torn-table", " ".join(rows[first])
            self.tables.told.append(told(kind, first, said=shorten(said, 40)))
            area["activities"], area["goals"] = [], []
            self.known.free |= {one.id for one in before.followed}
            return
        area["activities"] = activities_of(
            table, area["id"], keys, area.get("goals", []), self.known
        )

    def _add_tables(self) -> None:
        """Makes data of the tables that are new, where they can be read."""
        before, actors = self.tables, self.facts.document.actors
        noted = {one["id"] for one in self.strategy["actors"] if one.get("footnote")}
        self.known.noted = {own: one for own, one in self.known.noted.items() if one.id in noted}
        self.known.areas = {}
        self.known.used |= {area["id"] for area in self.areas}
        self.tables = as_data(self.adopted, self.page_at, actors, self.known, self.anew)
        self.tables.gone[:0], self.tables.lost[:0] = before.gone, before.lost
        self.tables.told += before.told
        self.areas += self.tables.areas
        self.tables.areas = self.areas

    def _text(self, file: str) -> str:
        """Returns a page with what is new in it."""
        ours, blocks = self.pages[file].text, self.parts[file]
        lines = [n for n, page in self.page_of.items() if page == file]
        said = " ".join(said_of(self.old[n - 1]) for n in lines)
        title = next(row for row in ours.split("\n") if level_of(row) == 1)
        own = of_the_document(title, said)
        # Its line in the old document, which may not have marked any heading.
        head = next(iter([n for n in lines if level_of(self.old[n - 1])] or lines), 0)
        top = [one for one in blocks if one.level and own and self.was.get(one.first) == head]
        if own and not top:  # then it is the site's, not the document's
            ours = ours.replace(title, editorial(title), 1)
            kept = told("no-page-heading", blocks[0].first, said=bare(title), file=file)
            self.tables.told.append(kept)
        level = min((one.level for one in blocks if one.level), default=1) - (not top)
        shown = dict[str, Block]()
        for block in blocks:
            area, name = self.macros.get(block.first, NONE)
            text = f'{{{{ {name}("{area}") }}}}' if name else block.text
            if block in top:
                name, text = "title", f"# {text}"
            if block.kind == "facts":
                text = "{{ metadata_table() }}"
            elif block.kind == "picture":
                text = relinked(text, "index.md", file, lambda to, _: to)
            key = text if name else str(block.first)
            shown.setdefault(key, replace(block, kind="text" if name else block.kind, text=text))
        front = file == self.facts.document.front_page
        new = self.adopted.text([*shown.values()], self.tables.instead, 0 if front else level)
        if top and bare(title) != bare(top[0].text):
            self.renamed[file] = bare(title), bare(top[0].text)
        self.tables.told += self._tell(blocks, top)
        renamed = {one: one for one in self.recast}
        renamed |= {bare(was): bare(now) for was, now in self.reworded.items()}
        return merged(ours, new, said, renamed, self.recast)

    def _with_its_id(self, block: Block, file: str) -> Block:
        """A heading that has come from another page to this one keeps the id that it had there."""
        page = self.page_of.get(self.was.get(block.first, 0), file)
        had = headings(self.pages[page].text) if block.level and page != file else ()
        ids = (one.id for one in had if one.id and bare(one.words) == bare(block.text))
        return replace(block, id=next(ids, block.id))

    def _tell(self, blocks: list[Block], top: list[Block]) -> Iterator[Told]:
        """Tells of chapters that are new on a page, and of text beside what the data shows."""
        for before, block in ((one, two) for one, two in pairwise(blocks) if two.first in self.new):
            said, page = shorten(self.adopted.said(block), 40), self.page_at[block.first]
            heading = block.kind == "heading"
            if heading and top and block.level <= top[0].level:
                yield told("new-chapter", block.first, said=said, page=page)
            elif (
                not heading
                and before.first in self.macros
                and block.first not in self.tables.instead
            ):
                yield told("new-text", block.first, said=said)

    def _lost(self) -> dict[str, set[str]]:
        """The ids that each page has no longer."""
        lost = {
            file: _ids(self.pages[file].text) - _ids(self.texts.get(file, ""))
            for file in self.facts.document.pages
        }
        left = {one["id"] for area in self.areas for one in (*_goals(area), *area["activities"])}
        for before in self.facts.areas:
            for kind, parts in (("mal", before.all_goals), ("aktivitet", before.activities)):
                lost[before.page] |= {f"{kind}-{one.id}" for one in parts if one.id not in left}
        return lost

    def ids(self, own: list[str]) -> dict[str, frozenset[str]]:
        """Returns the ids that each page has now, of those that were the strategy's `own`."""
        return {
            file: frozenset(self.pages[file].outline.ids) - self.lost.get(file, set())
            for file in own
            if file in self.texts or file not in self.lost
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
            for part in map(dict, self.strategy.get(key, ())):
                was = line_numbers(str(part["line"]))[0] if "line" in part else 0
                part.update({"line": own[0]} if (own := self.found.to_line.get(was)) else {})
                stands = all(" ".join(words(part[one])).casefold() in text for one in quoted)
                gone = part.get("id") in self.lost.get(part.get("page", ""), ())
                now = (file for file, its in self.texts.items() if part.get("id") in _ids(its))
                if stands and gone and (page := next(now, "")):  # it has moved
                    part["page"], gone = page, False
                if stands and not gone:
                    kept.append(part)
                    continue
                why = "den har ingen rubrik" if stands else "orden står inte så"
                line, about = part["line"] if own else 0, shorten(part[quoted[0]], 40)
                one = told("gone-words", line, thing=thing, said=about, why=why, key=key)
                self.tables.told.append(one)
            self.strategy |= {key: kept} if key in self.strategy else {}
        if notes := self.strategy.get("editorial_notes"):
            there = self.pages.keys() - (self.lost.keys() - self.texts.keys())
            self.strategy["editorial_notes"] = [one for one in notes if one["page"] in there]
        self.tables.told.append(told("beside", 0))


def _ids(text: str) -> set[str]:
    return {found["id"] for found in HEADING.finditer(text) if found["id"]}


def _goals(area: dict[str, Any]) -> list[dict[str, Any]]:
    """The goals of an area, each followed by those under it."""
    return [one for goal in area.get("goals", ()) for one in (goal, *goal.get("goals", ()))]
