"""Compares two built sites page by page, by the words that a reader sees."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import html

from strategysite.parsing.html import texts

Change = Literal["changed", "new", "removed"]
Pieces = list[tuple[bool, str]]  # pieces of text, and whether the other side has them otherwise


@dataclass(frozen=True)
class Passage:
    """A passage that differs: its words before and after."""

    before: Pieces
    after: Pieces


@dataclass(frozen=True)
class PageChange:
    """A page that differs: `file` in the site, its title, and the passages, none when only its
    frame or its links differ."""

    kind: Change
    file: str
    title: str
    passages: tuple[Passage, ...]


def compare(before: Path, after: Path) -> list[PageChange]:
    """Returns the pages that differ: changed ones first, then new, then removed."""
    old, new = _pages(before), _pages(after)
    changes = [
        _changed(file, old[file], new[file])
        for file in sorted(old.keys() & new.keys())
        if _whole(old[file]) != _whole(new[file])
    ]
    changes += [
        PageChange("new", file, _title(new[file]), tuple(_passages([], _lines(new[file]))))
        for file in sorted(new.keys() - old.keys())
    ]
    return changes + [
        PageChange("removed", file, _title(old[file]), ())
        for file in sorted(old.keys() - new.keys())
    ]


def _pages(site: Path) -> dict[str, html.HtmlElement]:
    return {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }


def _changed(file: str, old: html.HtmlElement, new: html.HtmlElement) -> PageChange:
    return PageChange("changed", file, _title(new), tuple(_passages(_lines(old), _lines(new))))


def _title(page: html.HtmlElement) -> str:
    return " ".join((page.findtext(".//title") or "").split())


def _whole(page: html.HtmlElement) -> tuple[list[str], list[str]]:
    """The words of the page, and where its links lead: what a reader can tell apart. Names of style
    sheets and scripts are not."""
    return _lines(page), [
        str(link) for link in page.xpath("//body//a/@href | //body//img/@src | //body//img/@alt")
    ]


def _lines(page: html.HtmlElement) -> list[str]:
    """Returns the page's text, one block a line: title and description first, then what stands in
    its body."""
    description = page.xpath("string(//meta[@name='description']/@content)")
    body = page.find("body")
    text = "".join(texts(body, "\n", lambda _: False)) if body is not None else ""
    lines = [_title(page), str(description), *text.split("\n")]
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _passages(old: list[str], new: list[str]) -> Iterator[Passage]:
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _passage("\n".join(old[i:j]), "\n".join(new[k:m]))


def _passage(old: str, new: str) -> Passage:
    """Marks the words that differ, where both sides have some."""
    if not old or not new:
        return Passage([(True, old)] if old else [], [(True, new)] if new else [])
    one, other = old.split(" "), new.split(" ")
    before: Pieces = []
    after: Pieces = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for side, words in ((before, one[i:j]), (after, other[k:m])):
            if words:
                side.append((tag != "equal", " ".join(words)))
    return Passage(before, after)
