"""What the data says of the adopted document where the pages have it by macros: goals, tables, and
the notes on those that they name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from strategysite.data.adopted import cell, words
from strategysite.data.facts import Facts
from strategysite.editing.succession.aligning import Part, parts_of
from strategysite.editing.succession.document import Block
from strategysite.editing.succession.lines import marked
from strategysite.editing.succession.passages import bare
from strategysite.pages.reading import Page


class Macro(NamedTuple):
    """What shows a part of the document: the macro `name` of a target `area`."""

    area: str
    name: str


NONE = Macro("", "")


class Slot(NamedTuple):
    """What of the data says a part: its kind, the target area that it is in, by its id, and that of
    the goal or the activity, the key of its column, and its words there."""

    kind: str
    area: str
    own: str
    key: str
    said: str


def shown_by_macros(
    facts: Facts, pages: Mapping[str, Page], old: list[str], page_of: Mapping[int, str]
) -> tuple[dict[Part, Slot], dict[int, Macro]]:
    """Returns what of the data says each part of the `old` document that a macro shows, and the
    macro that shows each line. `page_of` has the page of each line that one shows."""
    slots, macro_of = dict[Part, Slot](), dict[int, Macro]()
    for file in facts.document.pages:
        lines = [n for n, page in page_of.items() if page == file]
        rows = Counter(map(bare, pages[file].text.split("\n")))
        there, macro, in_text = dict[str, list[Slot]](), NONE, set[int]()
        for slot in _shown_on(facts, file):
            there.setdefault(" ".join(words(slot.said)), []).append(slot)
        for number in lines:
            if rows[said := said_of(old[number - 1])]:
                rows[said] -= 1
                in_text.add(number)
        for part, said in parts_of(old, lines).items():
            if part[0] in in_text:
                macro = NONE
                continue
            if there.get(said):
                slots[part] = slot = there[said].pop(0)
                name = "goals" if slot.kind in ("goal", "goals_heading") else "activity_table"
                macro = Macro(slot.area or macro.area, name)
            macro_of[part[0]] = macro  # else its words go on from the line before
    return slots, macro_of


def said_of(line: str) -> str:
    """The words of a line as a page has them."""
    mark, text = marked(line)
    return bare(line if mark in ("!", "-") else text)


def divided(blocks: Iterable[Block], macros: Mapping[int, Macro]) -> list[int]:
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
        yield Slot("goals_heading", area.id, "", "", area.goals_heading or "")
        for goal in area.all_goals:
            yield Slot("goal", area.id, goal.id, "", f"{goal.number or ''} {goal.text}")
        keys = [column.key for column in area.columns]
        yield from (Slot("row", area.id, "", one.key, one.heading) for one in area.columns)
        for one in area.activities:
            yield from (Slot("row", area.id, one.id, k, cell(strategy, one, k)) for k in keys)
    for actor in strategy.actors:
        if actor.footnote:
            yield Slot("actor", "", actor.id, "", actor.name)
