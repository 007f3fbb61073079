"""What of the document only the paper has: page numbers, running heads and feet, and the list of
contents. It is found and named line by line, and no word is taken away."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from strategysite.data.adopted import words
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.lines import FACT, OF_A_FACT_BOX, marked
from strategysite.editing.succession.perhaps import COLUMNS
from strategysite.parsing.tables import table

PAGE_NUMBER = re.compile(table(__file__)["page_number"], re.IGNORECASE)
WITH_NUMBER = re.compile(r"\s*(?:sida\s+)?\b(\d{1,3})(?:\s*\(\d+\)|\s+av\s+\d+)?$", re.IGNORECASE)
CONTENTS = re.compile(r"innehåll(sförteckning)?", re.IGNORECASE)
ENTRY = re.compile(r"(?P<title>\S.*?)[\s.…_]*[\s.…_](?<!\d av )(?P<page>\d{1,3})")
PARTED = re.compile(r"(\S.*?)(?: *[·|/–—] *|: +)(.+)")  # "Plan · Mål"
OWN_NUMBER = re.compile(r"^#* *(?:[\d.]+ )?")  # a heading's, and its mark
BLANK = re.compile("[\u00a0\u2007\u202f\f]")  # what the check of texts takes for no blank
# What shows nothing: a soft hyphen is one only where the line ends, or the cell.
INVISIBLE = re.compile("\u00ad(?=\\S)|[\u200b\u200e\u200f\u2060\ufeff]")
APART = 8  # lines, at least, from one page number to the next
EDGE = 2  # lines at the top and at the foot of a page where its head and foot may stand
FIRST = 3  # a page's number at most that counts as the first, after a title and its contents
PAGES = 3  # that a head or foot stands on, at least
PAGE_NUMBERS = "Sidnumren: de hör till pappret."
HEADS = "Sidhuvud och sidfot: de står på varje sida av pappret."
HEADS_AGAIN = "En tabells rubriker: nästa sida av pappret upprepar dem."
CONTENTS_LIST = "Innehållsförteckningen: webbplatsens egna länkar ersätter den."


@dataclass(frozen=True)
class Omitted:
    """Lines that no page shows, and why; `replaced` where the site has something in their place."""

    lines: tuple[int, ...]
    reason: str
    replaced: bool = False


def joined(line: str, below: str) -> str:
    """Returns a line with the words of the one `below` it; a soft hyphen at its end is no sign of a
    word but of its line."""
    rest = below.strip()
    divided = line.endswith("\u00ad") and rest[:1].islower()
    return f"{line[:-1]}{rest}" if divided else f"{line} {rest}".rstrip() if line else rest


class Paper:
    """The lines of a document as they came, those of them that are `left_out` of the pages, some of
    which are known beforehand, the `entries` of its list of contents, each with the line that it
    begins on, and where the paper says that `another` document may begin."""

    def __init__(self, text: str, left_out: Iterable[Omitted] = ()) -> None:
        lines = text.split("\n")
        self._breaks = {at for at, line in enumerate(lines) if "\f" in line}
        self.lines = [
            INVISIBLE.sub("", BLANK.sub(" ", line.lstrip("\f"))).rstrip(" ") for line in lines
        ]
        self.left_out = list(left_out)
        self.another: list[Told] = []
        self.entries = self._contents()
        self._page_numbers_and_heads()
        for page in self._pages():  # where its text begins is the paper's
            margin = min(
                len(line) - len(line.lstrip()) for line in map(self.lines.__getitem__, page)
            )
            for at in page:
                self.lines[at] = self.lines[at][margin:]

    @property
    def hidden(self) -> frozenset[int]:
        """The lines that no page shows."""
        return frozenset(number for left in self.left_out for number in left.lines)

    @property
    def text(self) -> str:
        """The text as it is to be locked."""
        return "\n".join(self.lines)

    def _filled(self, start: int = 0, end: int | None = None) -> list[int]:
        """The lines with something on them that is shown, from 0."""
        hidden = self.hidden
        span = range(start, len(self.lines) if end is None else end)
        return [at for at in span if self.lines[at].strip() and at + 1 not in hidden]

    def _leave_out(self, found: Iterable[int], reason: str, replaced: bool = False) -> None:
        if numbers := tuple(at + 1 for at in sorted(found)):
            self.left_out.append(Omitted(numbers, reason, replaced))

    def _contents(self) -> dict[int, str]:
        """Finds the list of contents: rows that end in a page's number, under its heading. Returns
        its titles, by the lines from 0 that they begin on. Tells of another below it, whose pages
        begin anew."""
        filled, entries, end, last_page = self._filled(), dict[int, str](), -1, 0
        for index, at in enumerate(filled):
            if not CONTENTS.fullmatch(marked(self.lines[at])[1].rstrip(":")):
                continue
            titles, first, last, pages, rest = dict[int, str](), at, at, [0], ""
            for row in filled[index + 1 :]:
                text = joined(rest, self.lines[row])
                first = first if rest else row
                entry = ENTRY.fullmatch(text)
                if entry and int(entry["page"]) >= pages[-1]:
                    titles[first] = " ".join(words(entry["title"].rstrip(" .…_")))
                    last, rest = row, ""
                    pages.append(int(entry["page"]))
                elif rest or marked(text)[0] or len(text) > 100:
                    break
                else:
                    rest = text  # a title over two lines
            if len(titles) > 1 and not entries:
                self._leave_out(range(at, last + 1), CONTENTS_LIST, replaced=True)
                entries, end, last_page = titles, last, pages[-1]
            elif len(titles) > 1 and at > end and pages[1] < last_page:
                self._tell_of_another(at, "det är en innehållsförteckning till")
        return entries

    def _tell_of_another(self, at: int, why: str) -> None:
        self.another.append(told("another", at + 1, marked(self.lines[at])[1], why=why))

    def _page_numbers_and_heads(self) -> None:
        pages = self._pages()
        numbers = self._numbers_on(pages) if len(pages) > 1 else self._numbers_in_a_row()
        self._leave_out(numbers, PAGE_NUMBERS)
        self._counted_anew({at: found[2] for at in numbers if (found := self._page_number(at))})
        edges: dict[str, list[int]] = defaultdict(list)
        ends = (at for page in self._pages() for at in sorted({*page[:EDGE], *page[-EDGE:]}))
        for at in ends if len(pages) > 1 else self._beside(numbers):
            edges[self._but_number(at)].append(at)
        often = max(PAGES, len(pages) // 2)
        heads = {at for found in edges.values() if len(found) >= often for at in self._same(found)}
        for rows in (found for found in edges.values() if len(found) >= often):
            ends_in = ((at, WITH_NUMBER.search(self.lines[at])) for at in rows)
            self._counted_anew({at: int(number[1]) for at, number in ends_in if number})
        first = next(iter(self._filled()), None)
        if first in heads and self._may_be_title(first, heads):
            heads.remove(first)
        if len(pages) > 1:  # what the others have at their feet may be the title at the top
            written = [at for at, line in enumerate(self.lines) if line.strip()]
            tops = {
                self._but_number(at)
                for start in self._breaks - {0}
                for at in [at for at in written if at >= start][:EDGE]
            }
            heads -= {at for at in pages[0][:EDGE] if self._but_number(at) not in tops}
        self._leave_out(heads | self._of_chapters(pages, heads, often), HEADS)

    def _counted_anew(self, numbers: dict[int, int]) -> None:
        """Tells of the page after which the pages are counted from the beginning again."""
        for (at, number), (_, below) in pairwise(sorted(numbers.items())):
            if below < number and below <= FIRST:
                start = next((row for row in sorted(self._breaks) if row > at), at + 1)
                self._tell_of_another(self._filled(start)[0], "sidnumren börjar om")

    def _of_chapters(self, pages: list[list[int]], heads: set[int], often: int) -> set[int]:
        """First rows of pages that begin alike, and then say what another row does alone."""
        rows = map(self._but_number, range(len(self.lines)))
        named = defaultdict[str, list[int]](list)
        said = {OWN_NUMBER.sub("", row).casefold() for row in rows}
        for page in pages if len(pages) > 1 else ():
            at = next((at for at in page if at not in heads and at + 1 not in self.hidden), page[0])
            if both := PARTED.fullmatch(self._but_number(at)):
                named[both[1]] += [at] * (1 + (OWN_NUMBER.sub("", both[2]).casefold() in said))
        return {at for own in named.values() if len(own) - len({*own}) >= often for at in own}

    def _but_number(self, at: int) -> str:
        """A line without the page's number that it may end in."""
        return WITH_NUMBER.sub("", " ".join(self.lines[at].split()))

    def _may_be_title(self, first: int, heads: set[int]) -> bool:
        """Whether the first line, which the pages repeat, is all that may be the title."""
        titles = [at for at, line in enumerate(self.lines) if marked(line)[0] == "#"]
        if titles or COLUMNS.search(self.lines[first]):
            return first in titles
        below = next((at for at in self._filled(first + 1) if at not in heads), first)
        text = self.lines[below].strip()
        return below < first + 2 or bool(FACT.fullmatch(text) or OF_A_FACT_BOX.match(text))

    def _same(self, found: list[int]) -> list[int]:
        """Those of the lines `found` that are the same but for a page's number that rises."""
        if len({" ".join(self.lines[at].split()) for at in found}) == 1:
            return found
        numbers = [WITH_NUMBER.search(self.lines[at]) for at in found]
        rising = {int(number[1]) - count for count, number in enumerate(numbers) if number}
        return found if len(rising) < 2 else []

    def _pages(self) -> list[list[int]]:
        starts = [0, *sorted(self._breaks - {0}), len(self.lines)]
        pages = [self._filled(start, end) for start, end in pairwise(starts)]
        return [page for page in pages if page]

    def _numbers_on(self, pages: list[list[int]]) -> set[int]:
        """Numbers at the top or the foot of their pages, or that say that they are a page's, which
        rise with the pages."""
        series: dict[tuple[str, str, int], set[int]] = defaultdict(set)
        for count, page in enumerate(pages):
            edge = {*page[: EDGE + 1], *page[-EDGE - 1 :]}
            for at in page:
                how, of, number = self._page_number(at) or ("", "", 0)
                if number and (at in edge or how == "sida"):
                    series[how, of, number - count].add(at)
        return {at for found in series.values() if len(found) > 1 for at in found}

    def _page_number(self, at: int) -> tuple[str, str, int] | None:
        """How a line that may be a page's number says it, of how many, and the number."""
        found = PAGE_NUMBER.fullmatch(self.lines[at].strip())
        how, of = (found["how"] or "", found["of"] or "") if found else ("", "")
        return (how.strip().lower(), "".join(of.split()), int(found["number"])) if found else None

    def _numbers_in_a_row(self) -> set[int]:
        """Where nothing says where a page ends: at least three that rise by one, far apart, or all
        of them up to the last ("3 (3)")."""
        series: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
        value: dict[int, int] = {}
        for at in self._filled():
            if found := self._page_number(at):
                how, of, value[at] = found
                for run in series[how, of]:
                    if value[run[-1]] == value[at] - 1 and at - run[-1] >= APART:
                        run.append(at)
                        break
                else:
                    series[how, of].append([at])
        return {
            at
            for (_, of), runs in series.items()
            for run in runs
            if len(run) >= PAGES
            or (len(run) > 1 and of and int(re.findall(r"\d+", of)[0]) == value[run[-1]])
            for at in run
        }

    def _beside(self, numbers: set[int]) -> Iterator[int]:
        filled = self._filled()
        for at in numbers:
            yield from [row for row in filled if row < at][-1:]
            yield from [row for row in filled if row > at][:1]
