"""Compares two built sites page by page, by the words that a reader sees."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import html

from strategysite.parsing.files import under
from strategysite.parsing.html import texts

Change = Literal["changed", "new", "removed"]
CARD = "kontakt-"  # begins the id of a contact's card
NONE = html.document_fromstring("<html></html>")  # in the place of a page that is not there
Pieces = list[tuple[bool, str]]  # pieces of text, and whether the other side has them otherwise


@dataclass(frozen=True)
class Passage:
    """A passage that differs: its words before and after."""

    before: Pieces
    after: Pieces


@dataclass(frozen=True)
class PageChange:
    """A page that differs: `file` in the site, its title, and the passages, none when only its
    frame or links differ; and what matters most: whether its text is adopted, which telephone
    numbers went away and came, which ids and cards went away."""

    kind: Change
    file: str
    title: str
    passages: tuple[Passage, ...]
    adopted: bool = False
    numbers_gone: tuple[str, ...] = ()
    numbers_new: tuple[str, ...] = ()
    ids_gone: tuple[str, ...] = ()
    cards_gone: tuple[str, ...] = ()


def compare(before: Path, after: Path) -> list[PageChange]:
    """Returns the pages that differ: changed ones first, then new, then removed."""
    old, new = _pages(before), _pages(after)
    both = sorted(old.keys() & new.keys())
    changed = [file for file in both if _whole(old[file]) != _whole(new[file])]
    return [
        *(_change("changed", file, old[file], new[file]) for file in changed),
        *(_change("new", file, NONE, new[file]) for file in sorted(new.keys() - old.keys())),
        *(_change("removed", file, old[file], NONE) for file in sorted(old.keys() - new.keys())),
    ]


def _pages(site: Path) -> dict[str, html.HtmlElement]:
    files = under(site, ".html")
    return {file: html.document_fromstring((site / file).read_text("utf-8")) for file in files}


def _change(kind: Change, file: str, old: html.HtmlElement, new: html.HtmlElement) -> PageChange:
    page, before, after = old if new is NONE else new, _numbers(old), _numbers(new)
    return PageChange(
        kind,
        file,
        _title(page),
        () if new is NONE else tuple(_passages(_lines(old), _lines(new))),
        bool(page.xpath("//article[contains(concat(' ', @class, ' '), ' adopted ')]")),
        _gone(before, after),
        _gone(after, before),
        () if new is NONE else _gone(_ids(old), _ids(new)),
        _gone(_cards(old), _cards(new)),
    )


def _gone(old: dict[str, str], new: dict[str, str]) -> tuple[str, ...]:
    return tuple(name for own, name in old.items() if own not in new)


def _numbers(page: html.HtmlElement) -> dict[str, str]:
    """Returns the numbers that the page lets one call, as they are written, by their links."""
    numbers = {}
    for link in page.xpath("//a[starts-with(@href, 'tel:')]"):
        address = str(link.get("href"))
        written = re.search(r"\d[\d -]*\d", link.text_content())
        numbers[address] = written[0] if written else address.removeprefix("tel:")
    return numbers


def _ids(page: html.HtmlElement) -> dict[str, str]:
    """Returns what links may lead to on the page, but for cards, which are told by their names."""
    return {str(own): str(own) for own in page.xpath("//main//@id") if not own.startswith(CARD)}


def _cards(page: html.HtmlElement) -> dict[str, str]:
    """Returns the names of the page's cards of contacts."""
    cards = page.xpath(f"//*[starts-with(@id, '{CARD}')]")
    return {card.get("id"): " ".join(card.xpath("string(.//h2 | .//h3)").split()) for card in cards}


def _title(page: html.HtmlElement) -> str:
    return " ".join((page.findtext(".//title") or "").split())


def _whole(page: html.HtmlElement) -> tuple[list[str], list[str]]:
    """The words of the page, where its links lead, and what links lead to: what a reader can tell
    apart. Names of style sheets and scripts are not."""
    told = "//body//a/@href | //body//img/@src | //body//img/@alt | //main//@id"
    return _lines(page), [str(attribute) for attribute in page.xpath(told)]


def _lines(page: html.HtmlElement) -> list[str]:
    """Returns the page's text: title, description, then each block of the body on a line."""
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
