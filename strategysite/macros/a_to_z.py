"""The site from A to Ö: every page, heading, abbreviation and listed search word. The way to find
things without JavaScript."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from strategysite.data.facts import Facts
from strategysite.parsing.text import headings, split_front_matter
from strategysite.parsing.yaml import parse_yaml
from strategysite.search.words import fold

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
DIGITS = "0–9"
# A heading that stands on this many pages is furniture ("Källor"), not a term.
FURNITURE = 3

# How a title or heading goes on after a listed word that it makes needless: with another word, or
# an ending ("Terrorhotnivå", "Terrorhotnivån").
_GOES_ON = re.compile(r"(?:\W.*|e?n|et|na)?")

Entry = tuple[str, str]


def a_to_z(facts: Facts) -> list[tuple[str, list[Entry]]]:
    """[(letter, [(term, file#id in docs/)])] in Swedish order; numbers come first."""
    entries = sorted(_apart(set(_entries(facts))), key=lambda own: (swedish_order(own[0]), own))
    groups = groupby(entries, key=lambda entry: _letter(entry[0]))
    return [(letter, list(group)) for letter, group in groups]


@lru_cache(maxsize=10_000)
def swedish_order(text: str) -> tuple[int, ...]:
    """A key to sort by: å, ä and ö come after z, é is an e, and signs count for nothing."""
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
    said = list(titles_and_headings(facts))
    yield from said
    for entry in facts.search_entries:
        on_page = [fold(term) for term, target in said if _file(target) == _file(entry.to)]
        for word in entry.listed:
            begins = [term[len(word) :] for term in on_page if term.startswith(fold(word))]
            if not any(_GOES_ON.fullmatch(rest) for rest in begins):
                yield f"{word[0].upper()}{word[1:]}", entry.to


def titles_and_headings(facts: Facts) -> Iterator[Entry]:
    """Yields the pages' titles (a file without #), headings and abbreviations (with #)."""
    terms: list[Entry] = []
    again = {language.page for language in facts.languages if language.code != language.lang}
    for path in sorted((facts.root / "docs").rglob("*.md")):
        file = path.relative_to(facts.root / "docs").as_posix()
        text = path.read_text("utf-8-sig", "replace")  # that it is no UTF-8 is told elsewhere
        about = _about(text)
        if not about or about.keys() & {"lang", "robots"} or "a_to_z()" in text:
            continue
        if about.get("title"):
            yield about["title"], file
        # A replaced strategy is found by its pages: its headings are no terms of today. Nor are
        # those of a page that says in easy words what another one says.
        if facts.for_page(file) is not facts or file in again:
            continue
        terms += [(heading, f"{file}#{own}") for heading, own in _headings(text)]
        if "abbreviations()" in text and facts.strategy:
            for short, name, _ in facts.strategy.spelled_out:
                yield f"{short} ({name})", f"{file}#forkortning-{short.lower()}"
    count = Counter(term for term, _ in terms)
    yield from (entry for entry in terms if count[entry[0]] < FURNITURE)


@lru_cache(maxsize=2000)  # it is asked more than once, and most pages are as they were
def _headings(text: str) -> list[Entry]:
    """The headings of a page that are terms, with their ids."""
    # A heading that is a link is a door: the page it leads to has the term.
    none = re.compile(r"\{\{|^\d|\]\(|data-search-ignore")
    found = (one for one in headings(text) if one.level == 2 and one.id)
    return [(one.words, one.id) for one in found if not none.search(one.words + one.attributes)]


@lru_cache(maxsize=2000)
def _about(text: str) -> dict[str, Any]:
    """What a page says of itself; nothing where that can't be read, which is told elsewhere."""
    front, _ = split_front_matter(text) or ("", "")
    document, _ = parse_yaml("", front)
    return document.data if document else {}


def _file(target: str) -> str:
    return target.partition("#")[0]


def _apart(entries: set[Entry]) -> set[Entry]:
    """Returns each term of a page once: at the page itself, or at the first heading that has it."""
    kept: dict[tuple[str, str], Entry] = {}
    for term, target in sorted(entries, key=lambda entry: (entry[1].count("#"), entry)):
        kept.setdefault((fold(term), _file(target)), (term, target))
    return set(kept.values())
