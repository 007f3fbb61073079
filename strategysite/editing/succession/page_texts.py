"""A new strategy's pages when they are written anew: which shows which part of the document, and
their texts: the document's own, and what the front page has beside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from strategysite.data.adopted import EDITORIAL
from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.editing.rewriting import quoted, relinked
from strategysite.editing.succession.document import Adopted, Block, escaped, slug
from strategysite.editing.succession.footnotes import beside_their_marks
from strategysite.editing.succession.incoming import New
from strategysite.editing.succession.moving import Move
from strategysite.editing.succession.passages import bare, each_id_once
from strategysite.pages.reading import Page
from strategysite.parsing.text import Heading, headings
from strategysite.problems import shorten

# What the front page says of the document before.
EARLIER = re.compile(
    r"^Texten ersätter [^.\n]*\.(?: I arkivet finns \[[^\]\n]*\]\([^)\n]*\)\.)?"
    r"|^I arkivet finns \[[^\]\n]*\]\([^)\n]*\)\.",
    re.MULTILINE,
)


def shown_on(file: str, block: Block) -> str:
    """Returns a block of the document as the page `file` has it: the table of facts by the macro
    that shows it, and a picture from where the page is."""
    if block.kind == "facts":
        return "{{ metadata_table() }}"
    if block.kind == "picture":
        return relinked(block.text, "index.md", file, lambda to, _: to)
    return block.text


@dataclass(frozen=True)
class Pages:
    """The new strategy's pages as they are written: what of the document each shows (`parts`), what
    stands `instead` of a part by its first line, and where the old pages go. `before` are the facts
    and the pages that are replaced. The front page leads to the page that shows all of the document
    (`whole`) and to the one that tells how it goes (`following`), where there are any."""

    adopted: Adopted
    move: Move
    parts: Mapping[str, list[Block]]
    instead: Mapping[int, str]
    facts: Facts
    before: Mapping[str, Page]
    whole: str
    following: str

    def text(self, file: str) -> str:
        """Returns a page: its first lines, its heading, and the document's text."""
        blocks, front = self.parts[file], file == self.move.front
        about = [*self._about(file), "kind: adopted", f"updated: {self.facts.today}"]
        written = ["\n".join(["---", *about, "---"])]
        written += [f"# {blocks[0].text}", "{{ validity_notice() }}"]
        shown = blocks[1:]
        instead = {block.first: shown_on(file, block) for block in shown}
        written.append(self.adopted.text(shown, {**instead, **self.instead}))
        written += self._added() if front else []
        return each_id_once("\n\n".join(block for block in written if block) + "\n")

    def label(self, file: str) -> str:
        """Returns a page's name in the menu: the document's, or the chapter's."""
        return self.adopted.said(self.parts[file][0])

    def front_that_stays(self, text: str) -> str:
        """Returns the text of a front page that stays, with where the document before is: last, if
        it was."""
        *_, last = self.before[self.move.front].text.rstrip().split("\n\n")
        passages = text.rstrip().split("\n\n")
        if EARLIER.search(last):
            passages.sort(key=lambda one: bool(EARLIER.search(one)))
        said = "\n\n".join(passages)
        if EARLIER.search(said):
            said = EARLIER.sub(lambda _: self._earlier(), said, count=1)
        else:
            said += f'\n\n{self._earlier()}\n{{ data-editorial="" }}'
        return f"{said}\n"

    def _about(self, file: str) -> list[str]:
        """The title of a page and what it gives."""
        title, move, label = self.adopted.title, self.move, self.label(file)
        if file != move.front:
            said = f"{label}: ett kapitel i {title}, ordagrant så som texten antogs."
            others = {one.meta.title for own, one in self.before.items() if own not in move.leaving}
            label = f"{label} enligt {title}" if label in others else label
        elif len(self.parts) > 1:
            said = f"{title}, kapitel för kapitel, ordagrant så som texten antogs."
        else:
            said = f"{title}, ordagrant så som texten antogs, på en sida."
        return [f"title: {quoted(label)}", f"description: {quoted(shorten(said, 190))}"]

    def _added(self) -> list[str]:
        """What the front page has beside the document: its chapters, the one before, and how it
        goes, where there is something to follow up."""
        mark = '{ data-editorial="" }'
        rows = "\n".join(
            f"- {self._link(self.label(other), other)}\n  {mark}"
            for other in self.parts
            if other != self.move.front
        )
        said = [self._earlier()]
        if self.whole:
            said.append(f"{self._link('Läs hela texten på en sida', self.whole)}.")
        if self.following:
            label = self.before[self.following].meta.title
            said.append(f"Hur det går finns på sidan {self._link(label, self.following)}.")
        return [
            *([f'## Innehåll {{ #delarna data-editorial="" }}\n\n{rows}'] if rows else []),
            f"{' '.join(said)}\n{mark}",
        ]

    def _link(self, label: str, to: str) -> str:
        """A link from the front page."""
        said = f"[{escaped(label)}]({to})"
        return relinked(said, "index.md", self.move.front, lambda there, _: there)

    def _earlier(self) -> str:
        """Where the document before is, or that it is no longer here."""
        old, file = self.facts.document, self.move.front
        at = self.move.archived.get(file, file)
        if at not in self.move.pages:
            return f"I arkivet finns {self._link(old.full_title, at)}."
        # replaced; what the archive has is older
        day = old.adopted if old.adopted != self.adopted.adopted else None
        which = f"den som antogs den {long_date(day)}" if day else "en äldre"
        said = f"Texten ersätter {which}, som inte längre finns här."
        for one in self.facts.before[:1]:
            said += f" I arkivet finns {self._link(one.full_title, one.front_page)}."
        return said


def chapters(
    facts: Facts, before: Mapping[str, Page], own: list[str], new: New
) -> dict[str, list[Block]]:
    """Returns the blocks of each page. A chapter begins at each heading of the highest level under
    the title; at a revision, one that is known by its heading on the pages `own` to the strategy
    keeps the address that it had, and so do the headings in it."""
    front, body = facts.document.front_page, new.adopted.body
    old = [
        (file, one._replace(words=bare(one.words)))
        for file in (own if new.revision else ())
        for one in headings(before[file].text)
        if EDITORIAL not in one.attributes
    ]
    known = {one.words: file for file, one in old if one.level == 1 and file != front}
    heads = [block for block in body if block.kind == "heading"]
    top = min((block.level for block in heads), default=0)
    begun = {
        block.first: bare(block.text) for block in heads if new.chapters and block.level == top
    }
    kept = {said: known[said] for said in begun.values() if said in known}
    taken = _names_beside(facts, before, own) | {PurePosixPath(file).stem for file in kept.values()}
    pages = {front: new.adopted.blocks[:1]}
    file = front
    for block in body:
        if block.first in begun:
            file = kept.pop(begun[block.first], "")
        if not file:
            name = slug(new.adopted.said(block), taken)
            file = PurePosixPath(front).with_name(f"{name}.md").as_posix()
        pages.setdefault(file, []).append(block)
    beside_their_marks(pages)
    _keep_ids(pages, old)
    return pages


def _names_beside(facts: Facts, before: Mapping[str, Page], own: list[str]) -> set[str]:
    """What a file beside the front page may not be called: as another page, or an old address."""
    folder = PurePosixPath(facts.document.front_page).parent
    others = [*(before.keys() - {*own}), *(one.old for one in facts.redirected)]
    beside = (file for file in map(PurePosixPath, others) if file.parent == folder)
    return {"index", *(file.stem for file in beside)}


def _keep_ids(pages: dict[str, list[Block]], old: list[tuple[str, Heading]]) -> None:
    """Gives each heading under that of its page the id that it had there, or on a page that is
    gone."""
    left = [(file, one) for file, one in old if one.id and one.level > 1]
    for file, blocks in pages.items():
        for at, block in enumerate(blocks):
            if block.kind != "heading" or at == 0:
                continue
            said = bare(block.text)
            same = [one for one in left if one[1].words == said]
            here = [one for one in same if one[0] == file]
            gone = [one for one in same if one[0] not in pages]
            for one in [*here, *gone][:1]:
                blocks[at] = replace(block, id=one[1].id)
                left.remove(one)
