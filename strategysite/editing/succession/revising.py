"""A new version of the document that the site has, most of it word for word as it was: the pages
and the data stay as the editors have them, and only what says something else is set in there.

What the site says of a part of the old document is a passage of a page, or a value of the data that
a macro shows, and is found by its words. The lock says whether the pages say what the new document
does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise

from strategysite.data.adopted import source_lines, words
from strategysite.data.facts import Facts
from strategysite.data.model.strategy import line_numbers
from strategysite.editing.succession.aligning import Aligned, shown_of, words_of
from strategysite.editing.succession.document import Adopted, Block
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.lines import level_of, marked
from strategysite.editing.succession.page_texts import shown_on
from strategysite.editing.succession.passages import (
    bare,
    editorial,
    merged,
    of_the_document,
    said_of,
)
from strategysite.editing.succession.placing import NONE, Placed, counts
from strategysite.editing.succession.revised_data import RevisedData
from strategysite.editing.succession.tables import with_goals_under
from strategysite.pages.reading import Page
from strategysite.parsing.text import headings

# A line of the new document, its words before and now, and, if it has moved too, from where.
Changed = tuple[int, str, str, str]
MOST = 0.5  # of the old document's words that a new version of it has as they were, at least


def revision_of(facts: Facts, pages: Mapping[str, Page], adopted: Adopted) -> "Revision | None":
    """Returns what becomes of the pages and the data when `adopted` is the new version; None where
    too little of it is as it was."""
    old = source_lines(facts.root, facts.document) or []
    page_of = {
        number: entry.page
        for entry in facts.document.transcript.pages
        for lines in entry.lines
        for number in line_numbers(lines)
        if counts(old[number - 1])
    }
    tops = {file: number for number, file in reversed(page_of.items())}  # the first of each
    numbers = range(1, len(adopted.lines) + 1)
    visible = [number for number in numbers if number not in adopted.left_out]
    found = Aligned(old, adopted.lines, visible, tops.values())
    return Revision(Placed(facts, pages, adopted, found, page_of)) if found.same >= MOST else None


class Revision:
    """What becomes of the pages (`texts`, with the `parts` of the document that they show; one that
    shows none is gone), and of the data of `strategy` and of the target areas in `tables`.

    `changes` are the lines that are changed, each with its number in the new document and its words
    before and now; `renamed` the pages whose heading is; `touched` those that show something else;
    `lost` the ids that a page has no longer.
    """

    def __init__(self, placed: Placed) -> None:
        self.placed, self.parts, self.touched = placed, placed.parts, {*placed.touched}
        self.adopted, self.page_of = placed.adopted, placed.page_of
        self.changes, self.recast = list[Changed](), set[str]()
        self._changes()
        reworded = {words_of(was): words_of(now) for _, was, now, _ in self.changes if was and now}
        data = RevisedData(placed, reworded)
        self.strategy, self.tables, self.macros = data.strategy, data.tables, data.macros
        self.tables.gone += [
            f"sidan {file} tas bort, för inget av det som stod där finns i det nya dokumentet"
            for file in placed.facts.document.pages
            if file not in self.parts
        ]
        self.renamed = dict[str, tuple[str, str]]()
        renamed = {one: one for one in self.recast}
        renamed |= {bare(was): bare(now) for was, now in reworded.items()}
        self.texts = {file: self._text(file, renamed) for file in self.parts}
        self.lost = self._lost()
        self._repeated()
        if placed.found.chapters:  # the menu has them as they were
            files = dict.fromkeys(placed.page_at[first] for first in sorted(placed.page_at))
            named = ", ".join(f'"{placed.pages[file].meta.title}"' for file in files)
            self.tables.told.append(told("reordered", 0, several=named))

    def _changes(self) -> None:
        """Finds every line that is another now, or somewhere else, and on which pages."""
        found, lines = self.placed.found, self.adopted.lines
        moved = found.moved | found.chapters
        how = dict.fromkeys(moved, "flyttad")  # the lines with the same words that are so now
        for number, page in self.page_of.items():
            before, line = found.old[number - 1], found.to.get(number, 0)
            now = lines[line - 1] if line else ""
            if words_of(before) != words_of(now):
                self.touched.add(page)
                whence = self._whence(number, line) if line in moved else ""
                self.changes.append((line, before, now, whence))
            elif line and (cast := self._recast(number, line)):
                self.touched.add(page)
                self.recast.add(bare(now))
                how[line] = f"flyttad, {cast}" if line in moved else cast
        self.changes += [(number, "", lines[number - 1], "") for number in self.placed.added]
        told_so = {number for number, *_, whence in self.changes if whence}
        shown = self.placed.shown
        for is_so, run in groupby(shown, lambda n: "" if n in told_so else how.get(n, "")):
            first, *_, last = [*run] * 2
            ends = (shown_of(lines[number - 1]) for number in (first, last))
            said = " … ".join(dict.fromkeys(ends))
            self.changes += [(first, said, said, f"{is_so}: ")] if is_so else []
        self.changes.sort()

    def _whence(self, number: int, line: int) -> str:
        """Says that a line has moved, and from which page to which."""
        page_at = self.placed.page_at
        pages = self.page_of[number], page_at[max(filter(line.__ge__, page_at))]
        whence = ", från {} till {}".format(*pages) if len({*pages}) > 1 else ""
        return f"flyttad och ändrad{whence}: "

    def _recast(self, was: int, now: int) -> str:
        """What a line with the same words is now, and was: a heading of another level, say."""
        before, after = (
            f"rubrik på nivå {level}"
            if (level := level_of(line))
            else {"-": "punkt i en lista", ">": "citat"}.get(marked(line)[0], "vanlig text")
            for line in (self.placed.found.old[was - 1], self.placed.found.new[now - 1])
        )
        return f"{after}, förut {before}" if before != after else ""

    def _text(self, file: str, renamed: Mapping[str, str]) -> str:
        """Returns a page with what is new in it."""
        ours, blocks = self.placed.pages[file].text, self.parts[file]
        lines = [n for n, page in self.page_of.items() if page == file]
        said = " ".join(said_of(self.placed.found.old[n - 1]) for n in lines)
        title = next(row for row in ours.split("\n") if level_of(row) == 1)
        own = of_the_document(title, said)
        # Its line in the old document, which may not have marked any heading.
        head = next(iter([n for n in lines if level_of(self.placed.found.old[n - 1])] or lines), 0)
        top = [
            one
            for one in blocks
            if one.level and own and self.placed.found.before.get(one.first) == head
        ]
        if own and not top:  # then it is the site's, not the document's
            ours = ours.replace(title, editorial(title), 1)
            kept = told("no-page-heading", blocks[0].first, bare(title), file=file)
            self.tables.told.append(kept)
        shown = dict[str, Block]()
        for block in blocks:
            area, name = self.macros.get(block.first, NONE)
            text = shown_on(file, block)
            if name and block.kind != "facts":
                text = f'{{{{ {name}("{area}") }}}}'
            if block in top:
                name, text = "title", f"# {text}"
            key = text if name else str(block.first)
            shown.setdefault(key, replace(block, kind="text" if name else block.kind, text=text))
        new = self.adopted.text([*shown.values()], self.tables.instead)
        if top and bare(title) != bare(top[0].text):
            self.renamed[file] = bare(title), bare(top[0].text)
        self.tables.told += self._tell(blocks, top)
        return merged(ours, new, said, renamed, self.recast)

    def _tell(self, blocks: list[Block], top: list[Block]) -> Iterator[Told]:
        """Tells of chapters that are new on a page, and of text beside what the data shows."""
        for before, block in pairwise(blocks):
            if block.first not in self.placed.new:
                continue
            said, page = self.adopted.said(block), self.placed.page_at[block.first]
            heading = block.kind == "heading"
            if heading and top and block.level <= top[0].level:
                yield told("new-chapter", block.first, said, page=page)
            beside = before.first in self.macros and block.first not in self.tables.instead
            if not heading and beside:
                yield told("new-text", block.first, said)

    def _lost(self) -> dict[str, set[str]]:
        """The ids that each page has no longer."""
        lost = {
            file: _ids(self.placed.pages[file].text) - _ids(self.texts.get(file, ""))
            for file in self.placed.facts.document.pages
        }
        left = {
            one["id"]
            for area in self.tables.areas
            for one in (*with_goals_under(area.get("goals", ())), *area["activities"])
        }
        for before in self.placed.facts.areas:
            for kind, parts in (("mal", before.all_goals), ("aktivitet", before.activities)):
                lost[before.page] |= {f"{kind}-{one.id}" for one in parts if one.id not in left}
        return lost

    def ids(self, own: list[str]) -> dict[str, frozenset[str]]:
        """Returns the ids that each page has now, of those that were the strategy's `own`."""
        return {
            file: frozenset(self.placed.pages[file].outline.ids) - self.lost.get(file, set())
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
                part.update({"line": own} if (own := self.placed.found.to.get(was)) else {})
                stands = all(" ".join(words(part[one])).casefold() in text for one in quoted)
                gone = part.get("id") in self.lost.get(part.get("page", ""), ())
                now = (file for file, its in self.texts.items() if part.get("id") in _ids(its))
                if stands and gone and (page := next(now, "")):  # it has moved
                    part["page"], gone = page, False
                if stands and not gone:
                    kept.append(part)
                    continue
                why = "den har ingen rubrik" if stands else "orden står inte så"
                line, about = part["line"] if own else 0, part[quoted[0]]
                one = told("gone-words", line, about, thing=thing, why=why, key=key)
                self.tables.told.append(one)
            self.strategy |= {key: kept} if key in self.strategy else {}
        if notes := self.strategy.get("editorial_notes"):
            there = self.placed.pages.keys() - (self.lost.keys() - self.texts.keys())
            self.strategy["editorial_notes"] = [one for one in notes if one["page"] in there]
        self.tables.told.append(told("beside", 0))


def _ids(text: str) -> set[str]:
    return {heading.id for heading in headings(text) if heading.id}
