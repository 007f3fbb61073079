"""Where a new version of the document stands on the pages that have the old one, and what the data
says of that where the pages have it by macros: goals, tables, and the notes on those they name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from strategysite.data.adopted import cell, line_words
from strategysite.data.facts import Facts
from strategysite.data.model.strategy import line_numbers
from strategysite.editing.succession.aligning import Aligned, words_of
from strategysite.editing.succession.document import Adopted, Block, in_ranges
from strategysite.editing.succession.known import Row, known_by
from strategysite.editing.succession.lines import FOOTNOTE_FIRST, marked
from strategysite.editing.succession.passages import bare, said_of
from strategysite.pages.reading import Page
from strategysite.parsing.text import headings


class Macro(NamedTuple):
    """What shows a part of the document: the macro `name` of a target `area`."""

    area: str
    name: str


NONE = Macro("", "")


class Slot(NamedTuple):
    """What of the data says a line: its kind, the target area that it is in, by its id, that of the
    goal or the activity, its words there, and the column of a cell that has a line of its own."""

    kind: str
    area: str
    own: str
    said: str
    key: str = ""


def counts(line: str) -> bool:
    """Returns whether a page shows something of a line: words, or a picture."""
    return bool(line_words(line)) or marked(line)[0] == "!"


class Placed:
    """The new version of the document (`adopted`), whose lines `found` has beside those of the old
    one, on the `pages` that there are.

    Of the old one, `page_of` has the page of each line that a page shows, `slots` what of the data
    says a line of it, and `macro_of` the macro that shows it. Of the new one, the lines `shown`
    are those that a page is to show, and `added` those of them that are new; `left_out` are those
    that the editors had left out, as the data has them. `parts` are the blocks of each page, and by
    the first line of each `page_at` has its page and `macros` what shows it, if the data has it;
    `new` are those that say nothing of the old. In the table or the goals of the areas `parted`
    stands something else. `touched` are the pages that show something else than they did.
    """

    def __init__(
        self,
        facts: Facts,
        pages: Mapping[str, Page],
        adopted: Adopted,
        found: Aligned,
        page_of: Mapping[int, str],
    ) -> None:
        self.facts, self.pages, self.found, self.page_of = facts, pages, found, page_of
        self.shown = [
            number
            for number, line in enumerate(adopted.lines, 1)
            if number not in adopted.left_out and counts(line)
        ]
        self.added = {*self.shown} - {*found.before}
        self.left_out = dict[str, list[Row]]()
        left = self._left_out()
        self.adopted = Adopted.read("\n".join(adopted.lines), adopted.left_out | left)
        self.slots, self.macro_of = _shown_by_macros(facts, pages, found.old, page_of)
        self.macros, self.page_at, self.new = dict[int, Macro](), dict[int, str](), set[int]()
        self.touched = set[str]()
        self.parts = self._parts()
        self.parted = set[str]()
        for blocks in self.parts.values():
            for first in _divided(blocks, self.macros):
                del self.macros[first]
                self.new.add(first)
            rows = (one for one in blocks if self.lines(one) and one.kind != "note")
            shown = (self.macros.get(one.first, NONE) for one in rows)
            runs = [macro for macro, _ in groupby(shown)]
            self.parted |= {one.area for one in runs if runs.count(one) > 1}

    def lines(self, block: Block) -> list[int]:
        """Returns the lines of a block of the new version that a page shows."""
        own = range(block.first, block.last + 1)
        return [number for number in own if number in self.found.before or number in self.added]

    def now(self, number: int) -> str:
        """Returns what the new version says for a line of the old one; nothing where that is
        gone."""
        line = self.found.to.get(number, 0)
        return self.adopted.lines[line - 1] if line else ""

    def blocks(self, macro: Macro) -> list[Block]:
        """Returns the parts of the new version that a macro shows."""
        own = (one for blocks in self.parts.values() for one in blocks)
        return [one for one in own if self.macros.get(one.first) == macro]

    def _left_out(self) -> set[int]:
        """Takes over the lines that the editors had left out. Returns them."""
        transcript, left = self.facts.document.transcript, set[int]()
        for key, some in (("replaced", transcript.replaced), ("layout", transcript.layout)):
            for one in some:
                old = line_numbers(one.lines)
                own = [self.found.to[number] for number in old if number in self.found.to]
                left |= {*own}
                self.left_out.setdefault(key, []).extend(
                    {"lines": lines, "reason": one.reason} for lines in in_ranges(own)
                )
        return left

    def _parts(self) -> dict[str, list[Block]]:
        """Gives each page its parts of the new version, in the page's order: those that say its
        lines, each followed by what is new."""
        position = {number: at for at, number in enumerate(self.page_of)}
        before, moved = self.found.before, self.found.moved
        found = {file: list[tuple[int, Block]]() for file in self.facts.document.pages}
        last, follows = (self.facts.document.front_page, 0), NONE
        ends = dict[Macro, tuple[str, int]]()  # the last of what each macro shows
        for block in sorted(self.adopted.blocks, key=lambda block: block.first):
            own = self.lines(block)
            olds = {n: before[n] for n in own if before.get(n) in position}
            stay = [old for n, old in olds.items() if n not in moved]
            # What has moved follows on what it stands after now.
            at = (self.page_of[stay[0]], position[stay[0]]) if stay else last
            follows = self._macro_of(block, stay or [*olds.values()], follows) if own else follows
            table = ends.get(follows) if block.kind == "note" and follows.area else None
            if table and table[0] != at[0]:
                at = table  # the note on a table stands where that does
            if block.kind != "note" or last == table:
                last = ends[follows] = at
            if {*own} & (self.added | moved):
                self.touched |= {at[0], *(self.page_of[number] for number in olds.values())}
            self.page_at[block.first] = at[0]
            found[at[0]].append((at[1], self._with_its_id(block, at[0])))
        return {
            file: [block for _, block in sorted(own, key=lambda one: one[0])]
            for file, own in found.items()
            if own
        }

    def _macro_of(self, block: Block, olds: list[int], above: Macro) -> Macro:
        """What shows a block that says the lines `olds` of the old version: a new row straight
        after a table is one of its."""
        if olds:
            known = (self.macro_of[number] for number in olds if number in self.macro_of)
            self.macros[block.first] = next(known, NONE)
        elif above.name == "activity_table" and "\t" in self.adopted.lines[block.first - 1]:
            self.macros[block.first] = above
        else:
            self.new.add(block.first)
        return self.macros.get(block.first, NONE)

    def _with_its_id(self, block: Block, file: str) -> Block:
        """A heading that has come from another page to this one keeps the id that it had there."""
        page = self.page_of.get(self.found.before.get(block.first, 0), file)
        had = headings(self.pages[page].text) if block.level and page != file else ()
        ids = (one.id for one in had if one.id and bare(one.words) == bare(block.text))
        return replace(block, id=next(ids, block.id))


def _shown_by_macros(
    facts: Facts, pages: Mapping[str, Page], old: list[str], page_of: Mapping[int, str]
) -> tuple[dict[int, Slot], dict[int, Macro]]:
    """Returns what of the data says each line of the `old` document that a macro shows, and the
    macro that shows it. `page_of` has the page of each line that one shows."""
    slots, macro_of = dict[int, Slot](), dict[int, Macro]()
    for file in facts.document.pages:
        lines = [n for n, page in page_of.items() if page == file]
        rows = Counter(map(bare, pages[file].text.split("\n")))
        there, macro, in_text = dict[str, list[Slot]](), NONE, set[int]()
        for slot in _shown_on(facts, file):
            there.setdefault(known_by(slot.said), []).append(slot)
        for number in lines:
            if rows[said := said_of(old[number - 1])]:
                rows[said] -= 1
                in_text.add(number)
        for number in sorted(lines, key=lambda n: bool(FOOTNOTE_FIRST.match(old[n - 1]))):
            if number in in_text:
                macro = NONE
                continue
            if there.get(said := words_of(old[number - 1])):
                slots[number] = slot = there[said].pop(0)
                name = "goals" if slot.kind in ("goal", "goals_heading") else "activity_table"
                macro = Macro(slot.area or macro.area, name)
            macro_of[number] = macro  # else its words go on from the line before
    return slots, macro_of


def _divided(blocks: Iterable[Block], macros: Mapping[int, Macro]) -> list[int]:
    """Returns the first lines of tables among the `blocks` of a page that are their own now, though
    their rows stood in another: they have its heads again, and something stands between."""
    heads, found, before = dict[Macro, tuple[str, ...]](), list[int](), NONE
    for block in blocks:
        macro = macros.get(block.first, NONE)
        if block.kind == "table" and macro != before and heads.get(macro) == block.rows[0]:
            found.append(block.first)
        elif block.kind == "table" and macro != NONE:
            heads.setdefault(macro, block.rows[0])
        before = macro
    return found


def _shown_on(facts: Facts, file: str) -> Iterator[Slot]:
    strategy = facts.document
    for area in (area for area in facts.areas if area.page == file):
        yield Slot("goals_heading", area.id, "", area.goals_heading or "")
        for goal in area.all_goals:
            yield Slot("goal", area.id, goal.id, f"{goal.number or ''} {goal.text}")
        keys = [column.key for column in area.columns]
        rows = {"": [column.heading for column in area.columns]}
        rows |= {one.id: [cell(strategy, one, key) for key in keys] for one in area.activities}
        for own, cells in rows.items():  # a row may be whole, or each cell on a line of its own
            yield Slot("row", area.id, own, "\t".join(cells))
            apart = zip(keys, cells, strict=True)
            yield from (Slot("row", area.id, own, said, key) for key, said in apart)
    for actor in strategy.actors:
        if actor.footnote:
            yield Slot("actor", "", actor.id, actor.name)
