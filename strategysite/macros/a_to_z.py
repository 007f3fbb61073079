"""The site from A to Ö: every page, heading, abbreviation and listed search word. The way to find
things without JavaScript."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from strategysite.data.facts import Facts
from strategysite.data.model.page import PageMeta
from strategysite.data.translated import SWEDISH
from strategysite.parsing.text import headings
from strategysite.search.words import fold

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"
DIGITS = "0–9"
# A heading that stands on this many pages is furniture ("Källor"), not a term.
FURNITURE = 3

# How a title or heading goes on after a listed word that it makes needless: with another word, or
# an ending ("Terrorhotnivå", "Terrorhotnivån").
_GOES_ON = re.compile(r"(?:\W.*|e?n|et|na)?")

# A heading that is a link is a door: the page it leads to has the term.
_NO_TERM = re.compile(r"\{\{|^\d|\]\(|data-search-ignore")

Entry = tuple[str, str]
Written = Mapping[str, tuple[PageMeta, str]]  # what pages say of themselves, and their texts


def a_to_z(facts: Facts, pages: Written) -> list[tuple[str, list[Entry]]]:
    """[(letter, [(term, file#id in docs/)])] in Swedish order; numbers come first."""
    entries = _apart(set(_entries(facts, pages)))
    in_order = sorted(entries, key=lambda own: (swedish_order(own[0]), own))
    return [(one, list(group)) for one, group in groupby(in_order, lambda own: _letter(own[0]))]


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


def _entries(facts: Facts, pages: Written) -> Iterator[Entry]:
    said = list(titles_and_headings(facts, pages))
    yield from said
    for entry in facts.search_entries:
        on_page = [fold(term) for term, target in said if _file(target) == _file(entry.to)]
        for word in entry.listed:
            begins = [term[len(word) :] for term in on_page if term.startswith(fold(word))]
            if not any(_GOES_ON.fullmatch(rest) for rest in begins):
                yield f"{word[0].upper()}{word[1:]}", entry.to


def titles_and_headings(facts: Facts, pages: Written) -> Iterator[Entry]:
    """Yields the pages' titles (a file without #), headings and abbreviations (with #)."""
    terms: list[Entry] = []
    again = {language.page for language in facts.languages if language.code != language.lang}
    for file, (meta, text) in pages.items():
        if meta.lang != SWEDISH or meta.robots or "a_to_z()" in text:
            continue
        yield meta.title, file
        # A replaced strategy is found by its pages: its headings are no terms of today. Nor are
        # those of a page that says in easy words what another one says.
        if facts.for_page(file) is not facts or file in again:
            continue
        terms += [
            (one.words, f"{file}#{one.id}")
            for one in headings(text)
            if one.level == 2 and one.id and not _NO_TERM.search(one.words + one.attributes)
        ]
        if "abbreviations()" in text:
            for short, name, _ in facts.document.spelled_out:
                yield f"{short} ({name})", f"{file}#forkortning-{short.lower()}"
    count = Counter(term for term, _ in terms)
    yield from (entry for entry in terms if count[entry[0]] < FURNITURE)


def _file(target: str) -> str:
    return target.partition("#")[0]


def _apart(entries: set[Entry]) -> set[Entry]:
    """Returns each term of a page once: at the page itself, or at the first heading that has it."""
    kept: dict[tuple[str, str], Entry] = {}
    for term, target in sorted(entries, key=lambda entry: (entry[1].count("#"), entry)):
        kept.setdefault((fold(term), _file(target)), (term, target))
    return set(kept.values())
