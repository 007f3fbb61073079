"""What the lines of the document are: marked as headings or points, items of numbered lists, goals
or facts. A line is named by its place from 0."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from strategysite.data.adopted import A_DAY, MARKS_OF_LAYOUT, ROW_ENDS, words
from strategysite.editing.succession.word_numbers import roman
from strategysite.parsing.tables import table

FOOTNOTE_FIRST = re.compile(r"<sup>(\d+)</sup>")  # begins the footnote itself
SAYS: dict[str, Any] = table(__file__)
ROMAN = {roman(number): number for number in range(1, 40)}
ITEM = re.compile(SAYS["item"])
GOAL = re.compile(SAYS["goal"], re.IGNORECASE)
FACT = re.compile("|".join(SAYS["fact"]).replace("A_DAY", A_DAY))
OF_A_FACT_BOX = re.compile(SAYS["of_a_fact_box"], re.IGNORECASE)
# Of rows that may be items, by indent: the last line of each kind of numbers, and what it may be.
_Before = dict[int, list[tuple[int, set[tuple[str, int]]]]]


def marked(line: str) -> tuple[str, str]:
    """Returns the layout's mark of a line ("#", "-", ">", "---", "!" or none) and the text after
    it."""
    if number := FOOTNOTE_FIRST.match(line):
        return "", f"{number[0]} {MARKS_OF_LAYOUT.sub('', line[number.end() :]).strip()}"
    found = MARKS_OF_LAYOUT.match(line)
    if not found:
        return "", line.strip()
    return (found[1][0] if found[1][0] in "#!" else found[1]), line[found.end() :].strip()


def level_of(row: str) -> int:
    """Returns the level of a heading, in Markdown or in the document; 0 for what is none."""
    return len(row.lstrip()) - len(row.lstrip().lstrip("#"))


def says(lines: Iterable[str], text: str) -> bool:
    """Whether the words of `text` stand in the document in one run, whatever signs are around them,
    "(KS)", and whatever the case of its letters, where `text` has no capital itself."""
    said, case = " ".join(words("\n".join(lines))), re.IGNORECASE if text.islower() else 0
    wanted = re.escape(" ".join(words(text)))
    return bool(re.search(rf"(?<!\w){wanted}(?!\w)", said, case))


def numbered(lines: Sequence[str]) -> dict[int, int]:
    """Returns which of `lines`, from 0, are items of numbered lists: at least two whose numbers
    follow on each other, with nothing between but more of the items, the first under another, or
    one alone that is marked as an item, "- 1. Ett". A row of a table is none: its first cell may
    be a number. "1.1 Ett" is one under "1. Ett"; "- 1 Ett" is one where "- 2 Två" follows, or
    "- 1.1 Ett" stands under it. Of each, how many other kinds of numbers it stands under without
    being indented."""
    found, rows = dict[int, int](), _rows_of_tables(lines)
    before: _Before = {}
    for at, line in enumerate(lines):
        mark, item = marked(line)[0], None if at in rows else ITEM.match(line)
        if item and not (item["count"] or mark == "-" or _under(lines[:at], item, before)):
            item = None
        if not item:
            # Text that begins where the line does ends the lists above; a point goes on in them.
            if line.strip() and not line[0].isspace() and mark != "-":
                before = {}
            continue
        indent, counts = len(item["indent"].expandtabs(4)), {*_counts(item)}
        kinds, wanted = before.get(indent, []), {(how, value - 1) for how, value in counts}
        # How deep the kinds are that the number goes on with, or that it begins once more; it may
        # also begin one of its own under the last of them.
        follows = [deep for deep, (_, other) in enumerate(kinds) if other & wanted]
        first = {how for how, value in counts if value == 1}
        again = [deep for deep, (_, other) in enumerate(kinds) if first & {how for how, _ in other}]
        beneath = len(kinds) * bool(first and at and lines[at - 1].strip())
        deep = [beneath, *again, *follows][-1]
        before = {other: own for other, own in before.items() if other < indent}
        if follows:
            found |= {kinds[deep][0]: deep, at: deep}
        elif item["number"].isdigit():
            pass  # "- 1 gång om året", where nothing follows it, begins with a word
        elif before and first:
            found |= {before[max(before)][-1][0]: 0, at: deep}
        elif mark == "-":
            found[at] = deep
        before[indent] = [*kinds[:deep], (at, counts)]
    return found


def _rows_of_tables(lines: Sequence[str]) -> set[int]:
    """Which of the lines are rows of a table: as many cells as the line above, which is one too or
    begins with no number."""
    rows = set[int]()
    for at, (over, line) in enumerate(pairwise(lines), 1):
        cells = line.count("\t") if "\t" in line.strip() else 0
        if cells and cells == over.count("\t") and (at - 1 in rows or not ITEM.match(over)):
            rows.add(at)
    return rows


def _under(above: Sequence[str], item: re.Match[str], before: _Before) -> bool:
    """Whether an item, "1.1", is indented under "1.", one `before` it, or what goes on from that;
    the text `above` is not."""
    indent = max((one for one in before if one < len(item["indent"].expandtabs(4))), default=-1)
    if indent < 0:
        return False
    first = before[indent][-1][0]
    over, within = ITEM.match(above[first]), item["number"].rstrip(".").rpartition(".")[0]
    if not over or over["number"].strip("().") != within:
        return False
    return not any(row[: indent + 1].strip() for row in above[first + 1 :])


def _counts(item: re.Match[str]) -> Iterator[tuple[str, int]]:
    """What an item's number may be: how it is written, and the number; "i." is 1, or after "h."."""
    count, how = item["count"] or "", item["number"].replace(item["count"] or "", "")
    if not count:
        within, _, last = how.rstrip(".").rpartition(".")
        yield f"in {within}", int(last)
    how += "A" if count.isupper() else ""
    if count.isdigit():
        yield f"1{how}", int(count)
    elif len(count) == 1:
        yield f"a{how}", ord(count.lower()) - ord("a") + 1
    if value := ROMAN.get(count.upper()):
        yield f"i{how}", value


def facts_in(line: str) -> list[list[str]]:
    """Returns the facts on a line, each a label and what it is: several where a table has them
    beside each other, "Typ", "Plan", "Dnr", "KS 1", or each label over its own in a cell."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if cells and all(ROW_ENDS in cell for cell in cells):
        return [cell.split(ROW_ENDS, 1) for cell in cells]
    if len(cells) > 3 and all(map(OF_A_FACT_BOX.match, cells[::2])):
        return [cells[at : at + 2] for at in range(0, len(cells) - 1, 2)]
    found = [FACT.fullmatch(part) for part in re.split(r"\t+| {3,}", line)]
    if not all(one and one["said"] for one in found):  # "Typ: Plan", "Dnr: KS 1"
        found = [FACT.fullmatch(line)]
    return [[own for own in one.groupdict().values() if own] for one in found if one]


def fact_box(lines: Sequence[str]) -> range:
    """Returns the lines, from 0, of the document's own table of facts: rows of a label and what it
    is, before the first chapter, with nothing between; or one that is certain. Empty where it has
    none."""
    headings = [at for at, line in enumerate(lines) if marked(line)[0] == "#" and marked(line)[1]]
    end = headings[1] if len(headings) > 1 else len(lines)
    rows = dict[int, str]()
    for at, line in enumerate([*lines[:end], "#"]):
        text, last = line.strip(), max(rows, default=at)
        fact = not marked(line)[0] and facts_in(text)
        if fact and (at - last < 2 or OF_A_FACT_BOX.match(text) or ROW_ENDS in text):
            rows[at] = text
        elif text:
            known = [FACT.fullmatch(row) for row in rows.values() if OF_A_FACT_BOX.match(row)]
            several = sum(len(facts_in(row)) for row in rows.values()) > 1
            if known and (several or (known[0] and (known[0]["how"] or known[0]["case"]))):
                return range(min(rows), last + 1)
            rows = {at: text} if fact else {}
    return range(0)
