"""The texts of a new strategy's pages: the document's own, and what the front page has beside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.editing.rewriting import quoted, relinked
from strategysite.editing.succession.document import Adopted, Block, escaped
from strategysite.editing.succession.moving import Move
from strategysite.editing.succession.passages import each_id_once
from strategysite.pages.reading import Page
from strategysite.problems import shorten

# What the front page says of the document before.
EARLIER = re.compile(
    r"^Texten ersätter [^.\n]*\.(?: I arkivet finns \[[^\]\n]*\]\([^)\n]*\)\.)?"
    r"|^I arkivet finns \[[^\]\n]*\]\([^)\n]*\)\.",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Front:
    """What the front page has beside the document: the page that shows all of it (`whole`) and the
    one that tells how it goes (`following`), where there are any. `before` are the facts that are
    replaced."""

    adopted: Adopted
    move: Move
    before: Facts
    whole: str
    following: str

    def link(self, label: str, to: str) -> str:
        """A link from the front page."""
        said = f"[{escaped(label)}]({to})"
        return relinked(said, "index.md", self.move.front, lambda there, _: there)

    @property
    def earlier(self) -> str:
        """Where the document before is, or that it is no longer here."""
        old, file = self.before.document, self.move.front
        at = self.move.archived.get(file, file)
        if at not in self.move.pages:
            return f"I arkivet finns {self.link(old.full_title, at)}."
        # replaced; what the archive has is older
        day = old.adopted if old.adopted != self.adopted.adopted else None
        which = f"den som antogs den {long_date(day)}" if day else "en äldre"
        said = f"Texten ersätter {which}, som inte längre finns här."
        for one in (edition.document for edition in self.before.archive[:1]):
            said += f" I arkivet finns {self.link(one.full_title, one.front_page)}."
        return said

    def in_text(self, text: str) -> str:
        """Returns the text of a front page that stays, with where the document before is."""
        if EARLIER.search(text):
            return EARLIER.sub(lambda _: self.earlier, text, count=1)
        return f'{text.rstrip()}\n\n{self.earlier}\n{{ data-editorial="" }}\n'


@dataclass(frozen=True)
class Pages:
    """The new strategy's pages as they are written, with the `front` one's own sentences, what
    stands `instead` of a part by its first line, and the pages `before`."""

    front: Front
    parts: Mapping[str, list[Block]]
    instead: Mapping[int, str]
    before: Mapping[str, Page]

    def text(self, file: str) -> str:
        """Returns a page: its first lines, its heading, and the document's text."""
        adopted, blocks, label = self.front.adopted, self.parts[file], self.label(file)
        about = [*self.about(file, label), "kind: adopted", f"updated: {self.front.before.today}"]
        written = ["\n".join(["---", *about, "---"])]
        written += [f"# {blocks[0].text}", "{{ validity_notice() }}"]
        shown, top = blocks[1:], 0 if file == self.front.move.front else blocks[0].level
        instead = {
            block.first: relinked(block.text, "index.md", file, lambda to, _: to)
            for block in shown
            if block.kind == "picture"
        }
        box = (block.first for block in shown if block.kind == "facts")
        instead |= dict.fromkeys(box, "{{ metadata_table() }}")
        written.append(adopted.text(shown, {**self.instead, **instead}, top))
        written += self.added(file) if file == self.front.move.front else []
        return each_id_once("\n\n".join(block for block in written if block) + "\n")

    def about(self, file: str, label: str) -> list[str]:
        """The title of a page and what it gives."""
        title, move = self.front.adopted.title, self.front.move
        if file != move.front:
            said = f"{label}: ett kapitel i {title}, ordagrant så som texten antogs."
            others = {one.meta.title for own, one in self.before.items() if own not in move.leaving}
            label = f"{label} enligt {title}" if label in others else label
        elif len(self.parts) > 1:
            said = f"{title}, kapitel för kapitel, ordagrant så som texten antogs."
        else:
            said = f"{title}, ordagrant så som texten antogs, på en sida."
        return [f"title: {quoted(label)}", f"description: {quoted(shorten(said, 190))}"]

    def label(self, file: str) -> str:
        """A page's name in the menu: the document's, or the chapter's."""
        return self.front.adopted.said(self.parts[file][0])

    def added(self, file: str) -> list[str]:
        """What the front page has beside the document: its chapters, the one before, and how it
        goes, where there is something to follow up."""
        front, mark = self.front, '{ data-editorial="" }'
        rows = "\n".join(
            f"- {front.link(self.label(other), other)}\n  {mark}"
            for other in self.parts
            if other != file
        )
        said = [front.earlier]
        if front.whole:
            said.append(f"{front.link('Läs hela texten på en sida', front.whole)}.")
        if other := front.following:
            label = self.before[other].meta.title
            said.append(f"Hur det går finns på sidan {front.link(label, other)}.")
        return [
            *([f'## Innehåll {{ #delarna data-editorial="" }}\n\n{rows}'] if rows else []),
            f"{' '.join(said)}\n{mark}",
        ]
