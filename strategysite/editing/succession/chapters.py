"""Which page of a new strategy shows which part of its document, when they are written anew."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from strategysite.data.adopted import EDITORIAL
from strategysite.data.facts import Facts
from strategysite.editing.succession.document import Block, slug
from strategysite.editing.succession.footnotes import beside_their_marks
from strategysite.editing.succession.incoming import New
from strategysite.editing.succession.passages import bare
from strategysite.pages.reading import Page
from strategysite.parsing.text import Heading, headings


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
