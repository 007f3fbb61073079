"""Tables of the adopted document as data: those whose heads say that they hold activities. What is
not sure stays a table on the page, and is told."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, pairwise, takewhile

from strategysite.data.adopted import MONTHS, words
from strategysite.data.model.activities import FOOTNOTE_MARK, RESPONSIBLE, TEXT, TargetArea
from strategysite.data.model.strategy import Actor
from strategysite.editing.succession.document import Adopted, Block, Item, slug
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.known import BY_HAND, Known, Row, known_by
from strategysite.editing.succession.lines import GOAL, marked
from strategysite.parsing.tables import table
from strategysite.problems import shorten

SAYS = {what: re.compile(words_, re.IGNORECASE) for what, words_ in table(__file__).items()}
# What a column may mean to the follow-up, in an editor's words.
MEANINGS = {"deadline": "senast klar", "indicator": "det som mäts", "target": "målvärdet"}
TIME = re.compile(SAYS["time"].pattern.replace("MONTHS", "|".join(MONTHS)), re.IGNORECASE)
DEEPEST = 3  # levels of goals that the data has
OF_AN_AREA = re.compile(r"Målområde (?P<number>\d{1,2})\. (?P<title>.+)")


class Tables:
    """What the tables of a document, and the lists of goals that they belong to, give: the target
    `areas` for data/activities.yaml, the `actors` that they name, a page's macro by the line that
    it stands for the block of (`instead`), and what is `told`. Of a document that is revised, the
    goals and activities that are `gone`, and what the editors wrote about others that is `lost`.

    `page_of` has the page of each block by its first line; `known` is what there is of the strategy
    before. Where some `areas` are known no others are read than those that begin on lines of
    `only`.
    """

    def __init__(
        self,
        adopted: Adopted,
        page_of: Mapping[int, str],
        known: Known,
        areas: Iterable[Row] = (),
        only: Container[int] | None = None,
    ) -> None:
        self.adopted, self.page_of, self.known = adopted, page_of, known
        self.actors, self.instead, self.told = list[Actor](), dict[int, str](), list[Told]()
        self.read = dict[int, Row]()  # areas, by the line of their goals, or their table
        self.new = dict[int, Row]()  # the areas of tables that nobody had
        self.lists = list[tuple[Block, list[Block]]]()  # of goals, perhaps, and what is over each
        self.parted = set[int]()  # headings over parts that have activities of their own
        above: list[Block] = []  # the headings that a block stands under
        label: list[Block] = []  # the line straight before it that says so without being one
        measured = False  # under a goal, or a line that says so, the points say how it is measured
        for block in adopted.blocks:
            if block.kind == "heading":
                above = [*(one for one in above if one.level < block.level), block]
            over = [*above, *label]
            label = [block] if above and _is_label(adopted, block) else []
            measured = measured and block.kind != "heading" and not label
            measured = measured or _says(adopted, block, GOAL, SAYS["measures"])
            if only is not None and block.first not in only:
                continue
            # Rows that may be those of a table, and have not as many cells each, are text.
            rows = adopted.lines[block.first - 1 : block.last]
            if block.kind == "table":
                self._table(block, above)
            elif block.kind == "text" and sum("\t" in row.strip() for row in rows) > 1:
                self.told.append(told("torn-rows", block.first, rows[0]))
            if block.items and over:
                perhaps = SAYS["perhaps_goals"].search(adopted.said(over[-1])) and not measured
                perhaps = perhaps or block.kind == "goals" or known.has_goal(block)
                self.lists += [(block, over)] if perhaps else []
        for list_, over in self.lists:
            if list_.first not in self.instead:
                self._goals_alone(list_, over)
        self.areas = [*areas, *(self.read[first] for first in sorted(self.read))]
        self.told += _meanings(self.new)
        untied = tie_to_goals(self.areas)
        self.gone, self.lost = known.missed_in(self.areas, adopted.lines)
        if only is None:
            lines = {area["id"]: first for first, area in self.new.items()}
            self.told += (
                told("untied", lines[own], head, cells=shorten(cells))
                for own, (head, cells) in untied.items()
                if own in lines
            )
            self.told += _activities_as_text(adopted)
            self.told += _goals_as_text(adopted, self.lists, self.instead)

    def _table(self, block: Block, above: list[Block]) -> None:
        """Makes a target area of a table; or tells why it stays on its page."""
        adopted, known = self.adopted, self.known
        heading = self._heading_of(block, above)
        if heading is None or (why := _why_not(block, known)):
            self.told += _on_the_page(block, why if heading else "den har ingen rubrik över sig")
            return
        self.parted |= {one.first for one in above[: above.index(heading)]}
        title = adopted.said(heading)
        before = known.areas.pop(title, None)
        area = before.id if before else slug(title, known.used)
        while not before and any(one.startswith(f"{area}-") for one in known.used):
            area = slug(title, known.used)  # else an activity of another would be called so
        known.used.add(area)
        own = OF_AN_AREA.fullmatch(title)
        said = f"{title} {adopted.said(above[-1])} {' '.join(block.rows[0])}"
        proposed = before.proposed if before else SAYS["proposed"].search(said)
        list_ = next(self._goals_of_table(block, heading, above), None)
        goals = goals_of(list_.items, area, known) if list_ else []
        self.instead |= {list_.first: f'{{{{ goals("{area}") }}}}'} if list_ else {}
        columns = columns_of(block, before, known)
        activities = activities_of(block, area, [column["key"] for column in columns], known)
        named = {actor for one in activities for actor in one.get("responsible", ())}
        actors = (one for one in known.actors if one.id in named)
        self.actors += [one for one in actors if one not in self.actors]
        self.read[list_.first if list_ else block.first] = made = {
            "id": area,
            **({"number": int(own["number"])} if own else {}),
            "title": own["title"] if own else title,
            "page": self.page_of[block.first],
            "columns": columns,
            "activities": activities,
            "goals": goals,
            **({"proposed": True} if proposed else {}),
        }
        self.instead[block.first] = f'{{{{ activity_table("{area}") }}}}'
        self.told += _early(block, adopted.adopted)
        if not before:
            self.new[block.first] = made
            self.told += _proposed(adopted, block, heading, bool(proposed))
            self.told += _without_unit(block)

    def _heading_of(self, block: Block, above: list[Block]) -> Block | None:
        """Returns the heading that says what a table is about, on its page: not one that only says
        that it is a table or goals, if the one above that stands there too, and over no part with
        activities of its own."""
        here = [one for one in above if self.page_of[one.first] == self.page_of[block.first]]
        heading = here[-1] if here and here[-1] is above[-1] else None
        said = self.adopted.said(heading) if heading else ""
        if len(here) > 1 and (SAYS["only_table"].fullmatch(said) or SAYS["goals"].fullmatch(said)):
            whole = here[-2] is self.adopted.blocks[0] or here[-2].first in self.parted
            return heading if whole else here[-2]
        return heading

    def _goals_of_table(self, block: Block, heading: Block, above: list[Block]) -> Iterator[Block]:
        """Yields the lists before a table whose goals its activities are for: under its heading; or
        beside that, on the same page, where it only says that it is a table."""
        table_only = SAYS["only_table"].fullmatch(self.adopted.said(heading))
        for list_, over in self.lists:
            same_page = self.page_of[list_.first] == self.page_of[block.first]
            beside = table_only and same_page and over[:-1] == above[:-1]
            free = list_.first not in self.instead and not _why_no_goals(list_)
            goals = self._are_goals(list_, over) or self.known.has_goal(list_)
            if (heading in over[-2:] or beside) and free and goals:
                yield list_

    def _are_goals(self, list_: Block, over: list[Block]) -> bool:
        """Whether what is `over` a list says that it holds goals; or paragraphs say so themselves,
        and are all such that are left there."""
        if list_.kind == "list":
            return bool(SAYS["goals"].fullmatch(self.adopted.said(over[-1])))
        here = (one for one, above in self.lists if above == over and one.kind == "goals")
        return [one for one in here if one.first not in self.instead] == [list_]

    def _goals_alone(self, list_: Block, above: list[Block]) -> None:
        """Makes an area of goals in a chapter of their own, where there are activities to follow up
        on another page; tells of any other list that may be some."""
        page, over = self.page_of[list_.first], above[-1]
        own_chapter = over.kind == "heading" and self.page_of[over.first] == page
        title, why = self.adopted.said(over), _why_no_goals(list_)
        says = SAYS["perhaps_goals"].search(title) and self._are_goals(list_, above)
        if why or not (own_chapter and self.read and says):
            why = why or "ingen tabell med aktiviteter hör till den"
            one = told("goals-in-a-list", list_.first, title, why=why)
            self.told += [one] if list_.kind == "list" else []  # paragraphs are told as text
            return
        before = self.known.areas.pop(title, None)
        own = before.id if before else slug(title, self.known.used)
        area = {"id": own, "title": title, "page": page, "activities": []}
        self.read[list_.first] = {**area, "goals": goals_of(list_.items, own, self.known)}
        self.instead[list_.first] = f'{{{{ goals("{own}") }}}}'


def _on_the_page(block: Block, why: str) -> Iterator[Told]:
    """Tells why a table is no data, and of two columns with one name, which nobody can tell apart
    in the follow-up."""
    if why != "same":
        yield told("on-the-page", block.first, why=why)
        return
    heads = [known_by(head).casefold() for head in block.rows[0]]
    same = next(head for head in block.rows[0] if heads.count(known_by(head).casefold()) > 1)
    yield told("same-heads", block.first, same)
    yield told("same-on-the-page", block.first)


def _proposed(adopted: Adopted, block: Block, over: Block, proposed: bool) -> Iterator[Told]:
    """Tells that a table is `proposed`, as a whole; else of sentences from the heading `over` it,
    and of cells, that say it of something."""
    if proposed:
        yield told("proposed", block.first, adopted.said(over))
        return
    for at in range(over.first, block.last):
        said = adopted.lines[at]
        if any(SAYS["perhaps_proposed"].search(cell.strip()) for cell in said.split("\t")):
            yield told("perhaps-proposed", at + 1, " ".join(words(said)))


def _is_label(adopted: Adopted, block: Block) -> bool:
    """Whether a line of its own, without a heading's mark, says that goals follow."""
    alone = block.kind == "text" and block.first == block.last
    return alone and bool(SAYS["goals"].fullmatch(adopted.said(block)))


def _says(adopted: Adopted, block: Block, *patterns: re.Pattern[str]) -> bool:
    """Whether a line of a heading or a paragraph begins as one of some `patterns`."""
    plain = block.kind in ("heading", "text", "goals")
    rows = adopted.lines[block.first - 1 : block.last] if plain else ()
    return any(one.match(marked(row)[1]) for row in rows for one in patterns)


def _goals_as_text(
    adopted: Adopted, lists: list[tuple[Block, list[Block]]], data: Container[int]
) -> Iterator[Told]:
    """Tells, once under each heading, of paragraphs that say that they are goals, or else of those
    whose heading does and has none of the `lists`: what they say is no `data`, and nobody can tell
    where a goal begins and ends."""
    heading, found = adopted.blocks[0], dict[int, tuple[bool, int, str]]()
    listed = {over[-1].first for one, over in lists if one.kind == "list" or one.first in data}
    for block in adopted.body:
        if block.kind == "heading" or _is_label(adopted, block):
            heading = block
        own = block.first not in data and _says(adopted, block, GOAL)
        under = block.kind == "text" and block is not heading and heading.first not in listed
        under = under and bool(SAYS["goals"].fullmatch(adopted.said(heading)))
        if own or under:
            one = (not own, block.first, adopted.said(block))
            found[heading.first] = min(one, found.get(heading.first, one))
    for _, line, said in found.values():
        yield told("goals-in-text", line, said)


def _activities_as_text(adopted: Adopted) -> Iterator[Told]:
    """Tells, once, of points under what says that they are activities, and of sentences under a
    heading that says so and has no table under it: they are no data."""
    found = list[tuple[int, str]]()
    for at, (above, block) in enumerate(pairwise(adopted.blocks), 1):
        said = adopted.said(above)
        points = block.kind == "list" and SAYS["over_activities"].fullmatch(said)
        says = above.kind == "heading" and SAYS["only_table"].fullmatch(said)
        plain = block.kind == "text" and "\t" not in adopted.lines[block.first - 1]
        if points or (
            says and plain and not any(one.rows for one in _under(above, adopted.blocks[at:]))
        ):
            found.append((above.first, said))
    if found:
        said = ", ".join(dict.fromkeys(f'"{shorten(said, 40)}"' for _, said in found))
        yield told("activities-in-text", found[0][0], several=said)


def _under(heading: Block, following: Iterable[Block]) -> Iterator[Block]:
    """The blocks that stand under a heading, of those that follow it."""
    return takewhile(lambda one: not 0 < one.level <= heading.level, following)


def goals_of(items: Iterable[Item], area: str, known: Known) -> list[Row]:
    """Returns the goals of a list for a target `area`, and those under them; what says the same as
    one of the document before keeps its id."""
    found: list[Row] = []
    for item in items:
        number, text, level, within = item.number, item.text, found, f"{area}-mal"
        for _ in range(1, item.depth):
            within, level = level[-1]["id"], level[-1].setdefault("goals", [])
        old = known.same(known.goals, text)
        goal: Row = {"id": old.id if old else slug(f"{within} {len(level) + 1}", known.used)}
        goal |= {"number": number} if number else {}
        goal |= {"text": text}
        goal |= {"site_answer": old.site_answer.model_dump()} if old and old.site_answer else {}
        level.append(goal)
    return found


def with_goals_under(goals: Iterable[Row]) -> list[Row]:
    """Returns goals, each followed by those under it."""
    return [one for goal in goals for one in (goal, *with_goals_under(goal.get("goals", ())))]


def _why_no_goals(block: Block) -> str:
    if any(item.depth > DEEPEST for item in block.items):
        return "den har fler än tre nivåer"
    measured = any(SAYS["measured"].match(item.text) for item in block.items)
    return "den har punkter som säger vad som mäts" if measured else ""


def _why_not(block: Block, known: Known) -> str:
    heads, first = block.rows[0], _of_activities(block, known)
    if first is None:
        return "ingen kolumn heter något med åtgärd, aktivitet eller insats"
    of_roles = SAYS["roles"].fullmatch("\t".join(heads))
    others = (at for one in (*MEANINGS, "responsible") for at in _meant(block, one) if at)
    if of_roles and next(others, None) is None:
        return "den säger vem som har vilket uppdrag"
    if len({known_by(head).casefold() for head in heads}) < len(heads):
        return "same"
    if not all(heads):
        return "en kolumn saknar rubrik"
    if not all(words(row[first]) for row in block.rows[1:]):
        return "en rad saknar åtgärd"
    return ""


def _of_activities(block: Block, known: Known) -> int | None:
    """The number of the column that says what is to be done, or did in the document known."""
    old = {column.heading for column in known.columns if column.key == TEXT}
    of_old = (at for at, head in enumerate(block.rows[0]) if head in old)
    return next(iter(_meant(block, "activity") or of_old), None)


def columns_of(block: Block, area: TargetArea | None, known: Known) -> list[dict[str, str]]:
    """The columns of a table; those that the target area had before keep their keys, and what the
    editors say that they mean. In a new one the heads say that, where no two say the same."""
    old = {known_by(column.heading): column for column in (area.columns if area else ())}
    columns, keys, first = list[dict[str, str]](), list[str](), _of_activities(block, known)
    meanings = {so[0]: one for one in MEANINGS if len(so := _meant(block, one)) == 1}
    for at, said in enumerate(block.rows[0]):
        head = known_by(said)
        own = old[head].key if head in old else ""
        if at == first:
            keys.append(TEXT)
        elif own not in ("", TEXT, *keys):
            keys.append(own)
        elif RESPONSIBLE not in keys and SAYS["responsible"].match(head):
            keys.append(RESPONSIBLE)
        else:
            keys.append(slug(head, {*keys, TEXT, RESPONSIBLE}))
        columns.append({"key": keys[-1], "heading": said})
        meaning = old[head].meaning if head in old else None if area else meanings.get(at)
        columns[-1] |= {"meaning": meaning} if meaning else {}
    return columns


def activities_of(block: Block, area: str, keys: list[str], known: Known) -> list[Row]:
    """The activities of a table."""
    return [
        activity_of(dict(zip(keys, row, strict=True)), f"{area} {number}", known)
        for number, row in enumerate(block.rows[1:], 1)
    ]


def tie_to_goals(areas: list[Row]) -> dict[str, tuple[str, str]]:
    """Ties each activity to the goals whose numbers its row has: each is one of its own area, or
    the only one of the document with that number. An activity is tied no longer to a goal that is
    gone. Returns, by the ids of their areas, the heads of columns that say goals, and their cells
    that name another than those."""
    untied = dict[str, tuple[str, str]]()
    numbered = [_goals_by_number(area.get("goals", [])) for area in areas]
    times = Counter(chain.from_iterable(numbered))
    only = {n: own for goals in numbered for n, own in goals.items() if times[n] == 1}
    known = {goal["id"] for area in areas for goal in with_goals_under(area.get("goals", ()))}
    for area, goals in zip(areas, numbered, strict=True):
        named, others = only | goals, dict[str, None]()
        heads = {one["heading"]: one["key"] for one in area.get("columns", ())}
        head = next(filter(SAYS["goal_column"].fullmatch, heads), "")
        for activity in area["activities"]:
            said = activity.get("values", {}).get(heads.get(head), "")
            found = [named.get(number, "") for number in _all_numbers(said)]
            kept = [one for one in activity.pop("goal", ()) if one in known]
            if tied := found if all(found) else kept:
                activity["goal"] = tied
            elif said:
                others[f'"{said}"'] = None
        if others:
            untied[area["id"]] = head, ", ".join(others)
    return untied


def _goals_by_number(goals: list[Row], over: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """The ids of goals by their numbers; that of a goal under another goes on from the one `over`
    it."""
    found = dict[tuple[str, ...], str]()
    for goal in goals:
        begins = GOAL.match(goal["text"])
        number = _numbers(goal.get("number") or (begins["goal"] if begins else ""))
        if number and len(number) <= len(over):
            number = (*over, *number)
        found |= _goals_by_number(goal.get("goals", []), number or over)
        found |= {number: goal["id"]} if number else {}
    return found


def _all_numbers(said: str) -> list[tuple[str, ...]]:
    """The numbers of all goals that a cell names: "1 och 2", "Mål 1–3"."""

    def each(found: re.Match[str]) -> str:
        return ", ".join(map(str, range(int(found[1]), int(found[2]) + 1)))

    parts = SAYS["between_goals"].split(SAYS["goals_from_to"].sub(each, said))
    return [_numbers(part) for part in parts]


def _numbers(said: str) -> tuple[str, ...]:
    """The parts of a goal's number: "1 a)" is ("1", "a"). None of anything else."""
    found = SAYS["goal_number"].fullmatch(said.strip())
    return tuple(filter(None, [*(found[1] or "").split("."), found[2]])) if found else ()


def activity_of(row: Mapping[str, str], own: str, known: Known) -> Row:
    """Returns an activity made of its `row`, with an id like `own`; one of the document before, in
    the same words, keeps its, and what the editors wrote on it where all of its row is the same.
    Whoever has the name of an actor is that; other words stand as they are."""
    cells = dict(row)
    text = cells.pop(TEXT)
    same = known.same(known.activities, text)
    activity: Row = {"id": same.id if same else slug(own, known.used), "text": text}
    parts = re.split(r"\s*, ", cells.get(RESPONSIBLE, ""))
    found = [known.named.get(one) or known.noted.get(FOOTNOTE_MARK.sub("", one)) for one in parts]
    if actors := [actor.id for actor in found if actor]:
        activity["responsible"] = actors
    if len(actors) == len(parts):
        del cells[RESPONSIBLE]
    activity |= {"values": cells} if cells else {}
    if same:
        is_row = known.is_row(same, row)
        kept = {*BY_HAND, RESPONSIBLE} if is_row else {"goal", "proposed"}
        activity |= same.model_dump(exclude_defaults=True, include=kept)
        if is_row and RESPONSIBLE in same.values.keys() & row.keys():
            activity["values"] = {**cells, RESPONSIBLE: row[RESPONSIBLE]}
    return activity


def _meant(block: Block, meaning: str) -> list[int]:
    """The columns, from 0, whose heads say that they mean something to the follow-up."""
    return [at for at, head in enumerate(block.rows[0]) if SAYS[meaning].match(head)]


def _meanings(areas: Mapping[int, Row]) -> Iterator[Told]:
    """Asks, once for all tables, whether their columns mean what their heads were read as."""
    columns = (one for area in areas.values() for one in area["columns"] if "meaning" in one)
    if said := dict.fromkeys(f'"{one["heading"]}" ({MEANINGS[one["meaning"]]})' for one in columns):
        yield told("meanings", min(areas), several=", ".join(said))


def _early(block: Block, adopted: date | None) -> Iterator[Told]:
    """Tells which days are before the adoption."""
    for at in _meant(block, "deadline"):
        for line, row in enumerate(block.rows[1:], block.first + 1):
            last = max(map(end_of, TIME.finditer(row[at])), default=None)
            if adopted and last and last < (adopted.year, adopted.month, adopted.day):
                yield told("early", line, row[at])


def _without_unit(block: Block) -> Iterator[Told]:
    """Tells of cells that should say what is counted, and do not."""
    indicators, targets = _meant(block, "indicator"), _meant(block, "target")
    for line, row in enumerate(block.rows[1:], block.first + 1):
        counted = any(SAYS["counted"].match(row[at]) for at in indicators)
        for at in (*indicators, *(() if counted else targets)):
            if SAYS["no_unit"].fullmatch(row[at]):
                yield told("no-unit", line, row[at])


def end_of(time: re.Match[str]) -> tuple[int, int, int]:
    """Returns the last year, month and day of a time: of a day, a month, a quarter or a year."""
    month = MONTHS.index(time["name"].lower()) + 1 if time["name"] else int(time["month"] or 0)
    month = month or 3 * int(time["quarter"] or 4)
    return int(time["year"]), month, int(time["of_name"] or time["day"] or 31)
