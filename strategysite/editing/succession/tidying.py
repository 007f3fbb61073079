"""The document as another program gave it, set right where only the paper's layout broke it: words
divided at the end of a line, titles over two, lists, tables, footnotes, headings without a mark.

No line comes or goes, so that every number of a line is that of the file, but in a table, whose
rows know the line that they `came` from. No word is taken away.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from strategysite.data.adopted import PERIOD, ROW_ENDS, words
from strategysite.data.model.strategy import KIND
from strategysite.editing.succession.columns import CELL, Found, over_pages, table_at
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.lines import (
    FACT,
    ITEM,
    OF_A_FACT_BOX,
    fact_box,
    level_of,
    marked,
)
from strategysite.editing.succession.paper import HEADS_AGAIN, Omitted, Paper, joined
from strategysite.editing.succession.perhaps import (
    alone,
    each_of,
    has_cells,
    numbered_alone,
    own_number,
    perhaps,
)
from strategysite.parsing.tables import table
from strategysite.problems import Place, Problem

SAYS: dict[str, str] = table(__file__)
BULLET = re.compile("(\\s*)[•·▪‣◦●○■□➢➤◆►❖\uf000-\uf0ff]\\s*")  # the last are Word's, as text
RING = re.compile(r"(\s*)(?:o\s+|[–—] +)(?=\S)")  # what such a point is, a level down, or a dash
CHAPTER = re.compile(SAYS["chapter"], re.IGNORECASE)
DIVIDED = re.compile(r"\b([^\W\d_]+)[-\u00ad]$")
DIVIDED_INSIDE = re.compile(r"\b([^\W\d_]{2,})- ([a-zåäö]{2,})")
NO_REST = {"och", "eller", "samt", "respektive", "till", "resp", "men"}  # "barn- och ungdom"
# Where a title, or a point, goes on.
OPEN = re.compile(
    r"(?:[-–]|\b(?:och|eller|samt|att|som|för|mot|i|av|om|till|med|på|under|från|vid|hos|mellan))$"
)
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NOTE = re.compile(SAYS["note"])
NOTE_MARK = re.compile(SAYS["note_mark"])
FURTHER = 2  # blanks, at least, before an entry of a list of contents that is a part of another
NEAR = 3  # lines under a footnote where the next one begins, or at the top where the title does


@dataclass(frozen=True)
class Change:
    """A line that was set right: what was done, what stood there and what stands there now."""

    line: int
    what: str
    was: str
    now: str


class Tidied(Paper):
    """The document set right: its `lines`, what is `left_out`, what was `changed`, and what was
    left as it is and is `told`: words that may be divided, headings and tables that may be some."""

    def __init__(self, text: str, left_out: Iterable[Omitted] = ()) -> None:
        super().__init__(text, left_out)
        self.changed: list[Change] = []
        self.told: list[Told] = []
        self._torn = set[int]()  # lines of tables that go over pages
        self.came = dict[int, int]()  # the line that each row of a table began on, where it came
        if self._marked() < 2:  # only the title
            listed = self._mark(
                self._headings_after(self.entries), "rubrik enligt innehållsförteckningen"
            )
            if not listed and not self._mark(self._outline(), "rubrik enligt numren"):
                self._mark(self._alone(), "rubrik, en kort rad ovanför en text")
        self._labels_over_facts()
        self._tables()
        self._lists()
        self._titles()
        self._over_pages()
        self._joined_words()
        self.lines = [line.replace("\u00ad", "") for line in self.lines]
        self._footnotes()
        shown = [at for at in self._filled() if at not in self._torn]
        self.told = sorted([*self.told, *perhaps(self.lines, shown)])

    def _change(self, at: int, what: str, now: str) -> None:
        was, self.lines[at] = self.lines[at], now
        self._changed(at, what, was)

    def _changed(self, at: int, what: str, was: str) -> None:
        now = self.lines[at].strip().replace("\t", " | ")
        self.changed.append(Change(at + 1, what, was.strip(), now))

    def _marked(self) -> int:
        """How many lines are marked as the title or a chapter; those under them may be, for all
        that."""
        return sum(0 < level_of(line) < 3 for line in self.lines)

    def _headings_after(self, entries: Mapping[int, str]) -> list[tuple[int, int, bool]]:
        """The headings that the list of contents names: lines of the same words, in the same order,
        how deep they stand, and whether each goes on on the next line. All of them, or none."""
        wanted = [words(title.casefold()) for title in entries.values()]
        depths = self._depths(entries)
        found: list[tuple[int, int, bool]] = []
        for at in self._filled():
            here = words(self.lines[at].casefold())
            both = words(joined(self.lines[at], "".join(self.lines[at + 1 : at + 2])).casefold())
            if wanted[len(found) : len(found) + 1] in ([here], [both]):
                found.append((at, depths[len(found)], here != wanted[len(found)]))
        return found if len(found) == len(wanted) else []

    def _depths(self, entries: Mapping[int, str]) -> list[int]:
        """How deep the titles of a list of contents stand: as their numbers say; without one, under
        whatever begins further out. One that comes again and again is a part of each chapter."""
        depths, above = list[int](), list[tuple[int, int]]()  # where an entry begins, and its depth
        for at, title in entries.items():
            number, again = own_number(title), [*entries.values()].count(title) > 1
            indent = len(self.lines[at]) - len(self.lines[at].lstrip())
            indent += FURTHER if again and not number else 0
            above = [one for one in above if one[0] <= indent - FURTHER]
            depths.append(len(number) or (above[-1][1] + 1 if above else 1))
            above.append((indent, depths[-1]))
        return depths

    def _outline(self) -> list[tuple[int, int, bool]]:
        """The headings whose numbers follow on each other from 1: 1, 1.1, 1.2, 2. All that may be
        headings, or none."""
        before: list[int] = []
        found = [*numbered_alone(self.lines, self._filled())]
        for _, number in found:
            within, last = number[:-1], number[-1]
            if within != before[: len(within)] or last != [*before, 0][len(within)] + 1:
                return []
            before = number
        return [(at, len(number), False) for at, number in found] if before[:1] > [1] else []

    def _alone(self) -> list[tuple[int, int, bool]]:
        """Short lines over a text, but for the title. Nobody can know how deep they stand."""
        filled = self._filled()
        top = () if self._marked() else filled[:NEAR]
        titles = {at for at in top if at == filled[0] or KIND.search(self.lines[at])}
        found = [at for at in alone(self.lines, filled) if at not in titles]
        if found:
            said = each_of(self.lines[at] for at in found)
            self.told.append(told("heading-alone", found[0] + 1, several=said))
        return [(at, 1, False) for at in found]

    def _mark(self, found: list[tuple[int, int, bool]], why: str) -> bool:
        """Marks headings in a document without any, and its title, if something stands over the
        first of them. Returns whether there are any."""
        filled, titled = self._filled(), self._marked()
        for at, depth, over_two in found:
            if over_two:
                self._pull_up(at, at + 1)
            self._change(at, why, f"#{'#' * depth} {self.lines[at].strip()}")
        if not found or titled or filled[0] >= found[0][0]:
            return bool(found)
        first, heads = filled[0], [at for at in filled if at < found[0][0]][:NEAR]
        if first + 1 not in filled:  # the authority's name may stand over it, apart
            named = (at for at in heads if KIND.search(self.lines[at]))
            first = next((at for at in named if not FACT.fullmatch(self.lines[at])), first)
        was = self.lines[first]
        for at in (first + 1, first + 2):
            text = self.lines[at].strip()
            decision = FACT.fullmatch(text) or OF_A_FACT_BOX.match(text)
            ended = re.search(rf"{PERIOD.pattern}$", self.lines[first])
            if at not in filled or at >= found[0][0] or decision or ended:
                break
            self._pull_up(first, at)
        self.lines[first] = f"# {self.lines[first].strip()}"
        self._changed(first, "dokumentets titel", was)
        return True

    def _labels_over_facts(self) -> None:
        """In a table of facts with labels beside each other, each gets what stands after it, or
        under it."""
        heads = [at for at, line in enumerate(self.lines) if marked(line)[0] == "#"]
        filled = self._filled(0, heads[1] if len(heads) > 1 else None)
        rows = {at: row for at in filled if len(row := CELL.findall(self.lines[at])) > 1}
        wide = {at: row for at, row in rows.items() if len(row) > 2 and len(row) % 2 == 0}
        if self._set_facts({at: (row[::2], row[1::2]) for at, row in wide.items()}):
            return
        over, under = [*rows][::2], [*rows][1::2]
        alike = [len(rows[at]) for at in over] == [len(rows[at]) for at in under]
        pairs = zip(over, under, strict=False)
        if alike and self._set_facts({at: (rows[at], rows[below]) for at, below in pairs}):
            for below in under:
                self.lines[below] = ""

    def _set_facts(self, rows: dict[int, tuple[list[str], list[str]]]) -> bool:
        """Writes each fact with its label, where `rows`, by their lines, are labels and facts, by
        which of them are known labels: all of one row and some of each, and none of the facts.
        Returns whether they are."""
        known = [[[*map(OF_A_FACT_BOX.match, cells)] for cells in row] for row in rows.values()]
        sure = any(all(labels) for labels, _ in known)
        sure = sure and all(any(labels) and not any(facts) for labels, facts in known)
        for at, row in rows.items() if sure else ():
            now = "\t".join(map(ROW_ENDS.join, zip(*row, strict=True)))
            self._change(at, "uppgifterna i en faktaruta, var och en vid sin rubrik", now)
        return sure

    def _tables(self) -> None:
        """A table in columns gets tabs between its cells, and each row a line, under its heads."""
        facts, hidden, at = fact_box(self.lines), self.hidden, 0
        while at < len(self.lines):
            found = None if at in facts or at + 1 in hidden else table_at(self.lines, at, hidden)
            end = at + 1
            if found:
                end, found = over_pages(self.lines, at, found, hidden, self._breaks)
            if found:
                self._set_rows(at, found)
            elif end > at + 1:
                self.told.append(told("over-pages", at + 1, self.lines[at]))
                self._torn |= {*range(at, end)}
            at = end

    def _set_rows(self, at: int, found: Found) -> None:
        """Writes the rows of a table that begins on the line `at`, each on a line. What only the
        paper has between two of them, as heads that come again, stands after them all."""
        if found.over:
            self.told.append(told("over-a-page", at + 1, self.lines[at]))
        self._leave_out(found.again, HEADS_AGAIN)
        hidden = self.hidden
        paper = {n: self.lines[n] for n in range(at, found.end) if n + 1 in hidden}
        were = [self.lines[line] for line, _ in found.rows]
        self.lines[at : found.end] = [""] * (found.end - at)
        for row, (was, (line, cells)) in enumerate(zip(were, found.rows, strict=True), at):
            self.lines[row] = "\t".join(cell.replace("\u00ad ", "") for cell in cells)
            self.came[row + 1] = line + 1
            what = f"raden i en tabell med {len(cells)} kolumner, efter mellanrummen"
            self._changed(row, what, was)
        moved = dict[int, int]()
        for row, (line, said) in enumerate(paper.items(), at + len(found.rows)):
            self.lines[row] = said
            moved[line + 1] = row + 1
            self.came[row + 1] = line + 1
        self.left_out = [
            replace(left, lines=tuple(moved.get(n, n) for n in left.lines))
            for left in self.left_out
        ]

    def _pull_up(self, at: int, below: int) -> None:
        """Puts the words of the line `below` last on the line `at`; both lines are still there."""
        self.lines[at], self.lines[below] = joined(*self.lines[at : below + 1 : below - at]), ""

    def _lists(self) -> None:
        """A point is marked as one, and what goes on from it is indented."""
        item, rings = False, sum(bool(RING.match(line)) for line in self.lines) > 1
        for at, line in enumerate(self.lines):
            begins = item or not at or self.lines[at - 1][-1:] in ("", ":")
            ring = rings and begins and RING.match(line)
            bullet = ring or BULLET.match(line)
            if bullet and not line[bullet.end() :].strip() and at + 1 < len(self.lines):
                self._pull_up(at, at + 1)
            if bullet:
                self.lines[at] = f"{bullet[1]}- {self.lines[at][bullet.end() :].strip()}"
                if ring:
                    self._changed(at, "en punkt i en lista", line)
            elif item and self._goes_on(at):
                self.lines[at] = f"  {line}"
            now = self.lines[at]
            goes_on = item and now[:1].isspace() and now.strip()
            item = bool(marked(now)[0] == "-" or ITEM.match(now) or goes_on)

    def _goes_on(self, at: int) -> bool:
        """Whether a line goes on from the point straight above: with a small letter, or where no
        sentence ends as that does."""
        line, above = self.lines[at], self.lines[at - 1]
        if not line[:1].strip() or ITEM.match(line) or marked(line)[0] or at + 1 in self.hidden:
            return False
        return line[0].islower() or bool(OPEN.search(above))

    def _titles(self) -> None:
        for at in range(len(self.lines) - 1):
            text, below = marked(self.lines[at])[1], self.lines[at + 1].strip()
            if marked(self.lines[at])[0] != "#" or not below or marked(below)[0]:
                continue
            if below[0].islower() or OPEN.search(text) or PERIOD.fullmatch(below):
                was = self.lines[at]
                self._pull_up(at, at + 1)
                self._changed(at, "rubriken stod på två rader", was)

    def _over_pages(self) -> None:
        """A sentence that goes on after a page's foot and the next page's head."""
        paper = {row for left in self.left_out if not left.replaced for row in left.lines}
        filled = self._filled()
        for at, after in pairwise(filled):
            between = range(at + 1, after + 1)
            if not any(row + 1 in paper or row in self._breaks for row in between):
                continue
            line, below = self.lines[at], self.lines[after]
            open_ = marked(line)[0] != "#" and re.search(r"[\w,\u00ad-]$", line)
            if after - at < 2 or not open_ or not below[:1].islower() or ITEM.match(below):
                continue
            was, row = line, after
            while row in filled and not marked(self.lines[row])[0]:
                self._pull_up(at, row)
                row += 1
            self._changed(at, "meningen gick över en sidbrytning", was)

    def _joined_words(self) -> None:
        whole = {word.strip('.,;:()”"').casefold() for line in self.lines for word in line.split()}
        for at, line in enumerate(self.lines):
            below = self.lines[at + 1] if at + 1 < len(self.lines) else ""
            first = DIVIDED.search(line)
            rest, _, more = below.strip().partition(" ")
            if (
                first
                and rest[:1].islower()
                and rest.strip(".,;:") not in NO_REST
                and marked(line)[0] != "#"
                and not has_cells(line)
                and not has_cells(below)
            ):
                joint = f"{first[1]}-{rest.strip('.,;:)')}".casefold()  # "e-post" keeps its sign
                kept = joint in whole or len(first[1]) == 1
                sign = "-" if kept and line[-1] == "-" else ""
                self.lines[at + 1] = "  " + more if below[:1].isspace() and more else more
                self._change(at, "ordet var delat vid radens slut", f"{line[:-1]}{sign}{rest}")
            for found in DIVIDED_INSIDE.finditer(self.lines[at]):
                if found[2] in NO_REST:
                    continue
                one, two = f"{found[1]}{found[2]}", f"{found[1]}-{found[2]}"
                if one.casefold() in whole or at + 1 in self.came:  # a cell that was in columns
                    one = two if two.casefold() in whole else one
                    self._change(at, "ordet var delat", self.lines[at].replace(found[0], one))
                else:
                    self.told.append(told("divided-word", at + 1, found[0]))

    def _footnotes(self) -> None:
        """A number after a word is a mark where a later line begins with it, in order."""
        at, number, last = 0, 1, 0
        while last or self._numbered(NOTE_MARK, 1, 0):
            mark, after = (self._numbered(NOTE_MARK, one, at) for one in (number, number + 1))
            if not mark:
                below = after and self._numbered(NOTE, number + 1, after[0] + 1)
                rows = self._filled(last + 1, below[0]) if below else self._filled(last + 1)[:NEAR]
                for row in rows:
                    if (begins := NOTE.match(self.lines[row])) and begins[0].strip() == str(number):
                        self.told.append(told("footnote", row + 1, self.lines[row], number=number))
                if not below or not after:
                    return
                number += 1
                mark = after
            at = mark[0]
            self._number_alone(number, at + 1)
            note = self._numbered(NOTE, number, at + 1)
            if not note or marked(self.lines[note[0]])[0] or "\t" in self.lines[note[0]].strip():
                return
            for what, space, (row, found) in (("märke", "", mark), ("text", " ", note)):
                line = self.lines[row]
                above, more = line[: found.start()].rstrip(), line[found.end() :]
                now = f"{above}<sup>{number}</sup>{space}{more}"
                self._change(row, f"fotnotens {what}, {number}", now)
            number, last = number + 1, note[0]

    def _number_alone(self, number: int, start: int) -> None:
        """A footnote's number may stand on a line before its text."""
        filled = self._filled(start)
        for at, below in pairwise(filled):
            if self.lines[at].strip() == str(number) and below <= at + 2:
                self._pull_up(at, below)
                return

    def _numbered(
        self, pattern: re.Pattern[str], number: int, start: int
    ) -> tuple[int, re.Match[str]] | None:
        for at in self._filled(start):
            for found in pattern.finditer(self.lines[at]):
                if int("".join(filter(None, found.groups())).translate(LOWERED)) == number:
                    return at, found
        return None


def unmarked(text: str, file: str) -> list[Problem]:
    """Returns what is left to do by hand with the text of the document before it can be read as
    one: the document has headings, and the first of them is its title."""
    lines = text.split("\n")
    heads = enumerate(map(marked, lines))
    found = [at for at, (mark, text) in heads if mark == "#" and words(text)]
    line = lines[found[0]].strip() if found else ""
    if not found:
        first = next(at for at, line in enumerate(lines) if line.strip())
        one = told("no-headings", first + 1)
    elif line.startswith("##") or CHAPTER.fullmatch(marked(line)[1]):
        one = told("no-title", found[0] + 1, marked(line)[1])
    else:
        return []
    return [Problem(Place(file, one.line), one.what, one.do)]
