"""Lines of the document that may be more than the text they are read as: told, with what to do.
Nobody can know, so nothing is done to them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from strategysite.data.adopted import OWN, PERIOD, days_valid
from strategysite.editing.succession.columns import is_head
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.lines import (
    GOAL,
    ITEM,
    OF_A_FACT_BOX,
    fact_box,
    facts_in,
    marked,
    numbered,
)
from strategysite.parsing.tables import table

# Cells that only blanks keep apart; the words of an item or of a goal are none.
COLUMNS = re.compile(rf"^(?:{ITEM.pattern}|\s*(?i:{GOAL.pattern}))?+.*?\S {{3,}}\S")
OWN_NUMBER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)\.?\s")
HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÅÄÖ].{0,78}[\w)”\"]")
CAPTION = re.compile(r"(figur|bild|diagram|foto|illustration|karta)( \d{1,2})?[.:]", re.IGNORECASE)
DECISION = re.compile(r"(antag|besluta|fastställ)\w* .{0,60}(§|\b\d{4}\b).{0,40}", re.IGNORECASE)
# A short line that ends as no sentence does.
ALONE = re.compile(r"[A-ZÅÄÖ][^\t:]{0,58}[a-zåäö)]")
PROMPT = re.compile("|".join(table(__file__)["prompt"]), re.IGNORECASE)
# A sentence, a long line, an item or the heads of a table.
OVER_TEXT = re.compile(r"[.:]$|^.{60}|^\s*(?:[-•–]|\d+[.)]) |\S\t", re.MULTILINE)
APART = 3  # lines, at most, between two rows of a torn table, or a picture and its caption
NEAR_TITLE = 12  # lines where facts may stand in a text without chapters
LONGEST = 40  # characters of a label in a table of facts


def perhaps(lines: Sequence[str], shown: Sequence[int]) -> Iterator[Told]:
    """Yields what may be headings, tables, the table of facts, or captions whose pictures are gone.
    `shown` are the lines with something on them that a page shows, from 0."""
    yield from _headings(lines, shown)
    facts = fact_box(lines)
    top = next(iter([at for at in shown if marked(lines[at])[0] == "#"][1:]), NEAR_TITLE)
    plain = [at for at in shown if at not in facts and not marked(lines[at])[0]]
    for least, found, kind in (
        (1, [at for at in plain if COLUMNS.search(lines[at])], "table"),
        (2, [at for at in plain if is_head(lines[at])], "table"),
        (1, _labels(lines, plain), "facts"),
        (1, [at for at in plain if at < top and DECISION.fullmatch(lines[at].strip())], "facts"),
    ):
        for run in _runs(found):
            if len(run) >= least:
                one = told(kind, run[0] + 1, lines[run[0]])
                yield one._replace(doubtful=len(run) > 1)
    yield from _backwards(lines, shown, facts)
    for at in shown:
        if PROMPT.search(lines[at]):
            yield told("prompt", at + 1, lines[at])
    for at in plain:
        near = lines[max(at - APART, 0) : at + APART]
        if CAPTION.match(lines[at].strip()) and not any(marked(one)[0] == "!" for one in near):
            yield told("caption", at + 1, lines[at])


def numbered_alone(lines: Sequence[str], shown: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yields lines without a mark that look like numbered headings, and their numbers: they stand
    apart, end as no sentence does, and are no items of a list, whose numbers stand next to each
    other."""
    listed = numbered(lines)
    numbers = {at: own_number(lines[at]) for at in shown if at not in listed}
    for above, at, below in zip([-2, *shown], shown, [*shown[1:], -2], strict=False):
        number, line = numbers.get(at), lines[at]
        if not number or not HEADING.fullmatch(line.strip()) or has_cells(line):
            continue
        item = numbers.get(above) == [*number[:-1], number[-1] - 1] or (
            numbers.get(below) == [*number[:-1], number[-1] + 1]
        )
        begins = above < at - 1 or marked(lines[above])[0] == "#"
        ends = below != at + 1 or lines[below][0].isupper()
        if begins and ends and not item:
            yield at, number


def alone(lines: Sequence[str], shown: Sequence[int]) -> list[int]:
    """Returns the lines, from 0, that may be headings without a number: they are short, nothing
    stands straight above them, and a text or a list begins anew under them."""
    labels, found = _labels(lines, shown), list[int]()
    for above, at, below in zip([-2, *shown], shown, shown[1:], strict=False):
        text, line = lines[below].lstrip(), lines[at].lstrip()  # a table may stand further out
        if below == at + 1:  # a list may follow a few words
            text = "\n".join([text, *lines[below + 1 : below + 2]]) if text[0].isupper() else ""
        plain = at not in labels and not CAPTION.match(line) and not has_cells(line)
        if above < at - 1 and plain and ALONE.fullmatch(line) and OVER_TEXT.search(text):
            found.append(at)
    return found


def own_number(line: str) -> list[int]:
    """The number that a line begins with, part by part; empty where it has none."""
    found = OWN_NUMBER.match(line)
    return [int(part) for part in found[1].split(".")] if found else []


def has_cells(line: str) -> bool:
    """Whether something on the line keeps cells apart."""
    return "\t" in line.strip() or bool(COLUMNS.search(line))


def _backwards(lines: Sequence[str], shown: Sequence[int], facts: range) -> Iterator[Told]:
    """Tells of years that the document says that it holds for, and of the days in its table of
    `facts`, that end before they begin."""
    for at in shown:
        for years in PERIOD.finditer(lines[at]):
            if years[1] > years[2] and OWN.search(lines[at][: years.start()]):
                yield told("backwards", at + 1, years[0])
    rows = [(at, tuple(fact)) for at in facts for fact in facts_in(lines[at])]
    first, last = days_valid(fact for _, fact in rows)
    if first and last and last < first:
        begins = next(at for at, (_, said) in rows if str(first.year) in said)
        yield told("backwards", begins + 1, lines[begins])


def _headings(lines: Sequence[str], shown: Sequence[int]) -> Iterator[Told]:
    """Tells of them; a number alone, "2", is one beside that of another heading."""
    found = [*numbered_alone(lines, shown)]
    known = [own_number(marked(line)[1]) for line in lines if marked(line)[0] == "#"]
    known += [number for _, number in found]
    others = {number[0] for number in known if len(number) == 1}
    others = {one + step for one in others for step in (-1, 1)}
    if rows := [at for at, number in found if len(number) > 1 or number[0] in others]:
        yield told("heading-numbered", rows[0] + 1, several=each_of(lines[at] for at in rows))


def each_of(rows: Iterable[str]) -> str:
    """Returns some rows one after the other, each within its own signs."""
    return ", ".join(f'"{row.strip()}"' for row in rows)


def _labels(lines: Sequence[str], shown: Iterable[int]) -> list[int]:
    """Returns the lines that begin as rows of a table of facts do and end as no sentence does, near
    each other; none where the document has one. Such a line alone is rather a heading, "Ansvar"."""
    texts = {at: lines[at].strip() for at in shown} if not fact_box(lines) else {}
    found = (
        at
        for at, text in texts.items()
        if len(text) <= LONGEST and text[-1].isalpha() and OF_A_FACT_BOX.match(text)
    )
    return [at for run in _runs(found) if len(run) > 1 for at in run]


def _runs(found: Iterable[int]) -> list[list[int]]:
    """Returns lines that stand near each other together."""
    runs: list[list[int]] = []
    for at in found:
        if runs and at - runs[-1][-1] <= APART + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs
