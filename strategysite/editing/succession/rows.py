"""The Markdown of a page of the strategy, row by row: which row says a line of the document, and
how a row is changed, added or taken out while all others stay."""

import html
import re
from collections.abc import Iterable

from strategysite.data.adopted import words
from strategysite.editing.rewriting import relinked
from strategysite.editing.succession.document import Block, marked, unlike
from strategysite.parsing.text import HEADING

MARKUP = re.compile(r"<sup\b.*?</sup>|<br>|\{[^{}]*\}|\]\([^()]*\)|^\s*(?:#+|>|[-+](?=\s))|[\[*|]")
NUMBERED = re.compile(r"^\s*(?:\d{1,3}|[a-zåäö])[.)]\s+")
# What belongs to the row over it: the number of an item, the line under a table's heads.
OF_THE_ROW = re.compile(r"\s*\{ (?:data-number|value)=[^{}]*\}\s*|\|(?: ?:?-+:? ?\|)+")
NOTICE = 3  # rows, at most, from the page's heading to its notice


def bare(row: str) -> str:
    """Returns the words of a row of Markdown, or of a line of the document: without its number in a
    list, which a page may have in another way."""
    return " ".join(words(NUMBERED.sub("", html.unescape(MARKUP.sub(" ", row)).strip())))


def said_of(line: str) -> str:
    """Returns the same of a line of the document, without its mark of a heading or a list."""
    mark, text = marked(line)
    return bare(line if mark == "!" else text)


def level_of(row: str) -> int:
    """Returns the level of a heading, in Markdown or in the document; 0 for what is none."""
    return len(row.lstrip()) - len(row.lstrip().lstrip("#"))


class Rows:
    """The rows of the page `file`, with its `text`, and which of them says each of the `lines` of
    the old document that it shows, by number and in the page's order."""

    def __init__(self, file: str, text: str, lines: Iterable[tuple[int, str]]) -> None:
        self.file = file
        self.as_they_were = text.split("\n")
        self.rows: list[str | None] = [*self.as_they_were]
        # The row of the page's heading.
        self.first = next(at for at, row in enumerate(self.rows) if row and row.startswith("# "))
        said: dict[str, list[int]] = {}
        for at, row in enumerate(text.split("\n")):
            said.setdefault(bare(row), []).append(at)
        self.row_of = dict[int, int]()
        self.levels = dict[int, int]()  # in the document, of the headings
        start = 0
        for number, line in lines:
            if there := said.get(said_of(line), []) if said_of(line) else []:
                at = next((at for at in there if at >= start), there[0])
                self.row_of[number], start = at, at + 1
                there.remove(at)
                self.levels |= {at: level_of(line)} if level_of(line) else {}
        self.ids = {found["id"] for found in HEADING.finditer(text) if found["id"]}
        self.free = dict[str, str]()  # ids of headings that are gone, by their words

    @property
    def text(self) -> str:
        """The page as it is now."""
        if self.rows == self.as_they_were:
            return "\n".join(self.as_they_were)
        kept = "\n".join(row for row in self.rows if row is not None)
        return re.sub(r"\n{3,}", "\n\n", kept).rstrip() + "\n"

    def macro(self, name: str, own: str = "") -> int | None:
        """Returns the first row with a macro, the one of a target area where that is its `own`."""
        call = re.compile(rf"\{{\{{ *{name}\( *" + (rf"[\"']{re.escape(own)}[\"']" if own else ""))
        return next((at for at, row in enumerate(self.rows) if row and call.search(row)), None)

    def level(self, at: int) -> int:
        """Returns the level of the heading in a row; 0 where it is none."""
        return level_of(self.rows[at] or "")

    def say_anew(self, rows: list[int], block: Block) -> None:
        """Puts a part of the document in the place of the `rows` that said it. A heading keeps its
        level and its id."""
        at, row = rows[0], self.rows[rows[0]] or ""
        if level := self.level(at):
            braces = re.search(r" \{[^{}]*\}\s*$", row)
            self.rows[at] = f"{'#' * level} {block.text}{braces[0] if braces else ''}"
            return
        for old in rows:
            self.take_out(old)
        self.rows[at] = self.of_block(block, at)

    def take_out(self, at: int) -> None:
        """Takes out a row, with what belongs to it."""
        found = HEADING.fullmatch((self.rows[at] or "").rstrip())
        if found and found["id"]:
            self.free[bare(found[2])] = found["id"]
        for row in range(at, self.last(at) + 1):
            self.rows[row] = None

    def last(self, at: int) -> int:
        """Returns the last row of what begins at a row: an item's number, a page's notice."""
        if (self.rows[at] or "").startswith("# "):
            notice = self.macro("validity_notice")
            return notice if notice is not None and at < notice <= at + NOTICE else at
        while at + 1 < len(self.rows) and OF_THE_ROW.fullmatch(self.rows[at + 1] or ""):
            at += 1
        return at

    def add(self, at: int, text: str) -> None:
        """Adds Markdown after a row."""
        at = self.last(at)
        self.rows[at] = f"{self.rows[at] or ''}\n\n{text}"

    def of_block(self, block: Block, at: int) -> str:
        """Returns the Markdown of a part of the document for the row `at`."""
        if block.kind == "heading":
            return self.heading(block, at)
        if block.kind == "picture":
            return relinked(block.text, "index.md", self.file, lambda to, _: to)
        return block.text

    def heading(self, block: Block, at: int) -> str:
        """Returns a new heading for the row `at`. One that only moves keeps its id; no heading
        skips a level."""
        above = [row for row in range(at + 1) if level_of(self.rows[row] or "")]
        deeper = next(
            (
                level_of(self.rows[row] or "") - self.levels[row]
                for row in above[::-1]
                if row in self.levels
            ),
            0,
        )
        over = level_of(self.rows[above[-1]] or "") if above else 1
        level = min(max(2, block.level + deeper), over + 1, 6)
        own = self.free.pop(bare(block.text), "") or unlike(block.id, self.ids)
        self.ids.add(own)
        return f"{'#' * level} {block.text} {{ #{own} }}"
