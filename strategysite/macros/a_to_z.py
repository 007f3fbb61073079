"""The site from A to Ö: every page, heading, abbreviation and listed search word. The way to find
things without JavaScript."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from strategysite.data.facts import Facts
from strategysite.parsing.text import split_front_matter
from strategysite.parsing.yaml import parse_yaml
from strategysite.search.words import fold

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
DIGITS = "0–9"
# A heading that stands on this many pages is furniture ("Källor"), not a term.
FURNITURE = 3

_HEADING = re.compile(r"^##\s+(.+?)\s*\{ *#([\w-]+)([^}]*)\}\s*$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")

Entry = tuple[str, str]


def a_to_z(facts: Facts) -> list[tuple[str, list[Entry]]]:
    """[(letter, [(term, file#id)])] in Swedish order; numbers come first. A file is one in
    docs/."""
    entries = sorted(
        _apart(set(_entries(facts))), key=lambda entry: (swedish_order(entry[0]), entry)
    )
    return [
        (letter, list(group))
        for letter, group in groupby(entries, key=lambda entry: _letter(entry[0]))
    ]


def swedish_order(text: str) -> tuple[int, ...]:
    """A key to sort by: å, ä and ö are letters of their own, after z; é is an e, and signs count
    for nothing."""
    kept = (char for char in _plain(text) if char in ALPHABET or char.isdecimal())
    return tuple(ALPHABET.index(char) if char in ALPHABET else int(char) - 20 for char in kept)


def _plain(text: str) -> str:
    """Lower case, with marks kept only on å, ä and ö."""
    return "".join(
        char if char in ALPHABET else fold(char)
        for char in unicodedata.normalize("NFC", text).lower()
    )


def _letter(term: str) -> str:
    first = next((char for char in _plain(term) if char in ALPHABET), "")
    return first.upper() if first and not re.match(r"\W*\d", term) else DIGITS


def _entries(facts: Facts) -> Iterator[Entry]:
    headings: list[Entry] = []
    for path in sorted((facts.root / "docs").rglob("*.md")):
        file = path.relative_to(facts.root / "docs").as_posix()
        text = (
            path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
        )  # that it is no UTF-8 is told elsewhere
        front, _ = split_front_matter(text) or ("", "")
        document, _ = parse_yaml(file, front)
        about = document.data if document and isinstance(document.data, dict) else {}
        if not about or about.keys() & {"lang", "robots"} or "a_to_z()" in text:
            continue
        if about.get("title"):
            yield about["title"], file
        # A replaced strategy is found by its pages: its headings are no terms of today.
        if facts.for_page(file) is not facts:
            continue
        for heading in _HEADING.finditer(text):
            if not re.search(r"\{\{|^\d", heading[1]) and "data-search-ignore" not in heading[3]:
                headings.append((_LINK.sub(r"\1", heading[1]), f"{file}#{heading[2]}"))
        if "abbreviations()" in text and facts.strategy:
            for short, name in _abbreviations(facts):
                yield f"{short} ({name})", f"{file}#forkortning-{short.lower()}"
    count = Counter(term for term, _ in headings)
    yield from (entry for entry in headings if count[entry[0]] < FURNITURE)
    for entry in facts.search.entries if facts.search else ():
        if entry.to:
            yield from ((f"{word[0].upper()}{word[1:]}", entry.to) for word in entry.listed)


def _abbreviations(facts: Facts) -> Iterator[Entry]:
    assert facts.strategy is not None
    yield from (
        (actor.abbreviation, actor.name) for actor in facts.strategy.actors if actor.abbreviation
    )
    yield from ((entry.short, entry.name) for entry in facts.strategy.abbreviations)


def _apart(entries: set[Entry]) -> set[Entry]:
    """The same term twice on a page is once enough, on the page itself or at its first heading."""
    kept: dict[tuple[str, str], Entry] = {}
    for term, target in sorted(entries, key=lambda entry: (entry[1].count("#"), entry)):
        kept.setdefault((fold(term), target.partition("#")[0]), (term, target))
    return set(kept.values())
