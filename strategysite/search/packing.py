"""Writes the index as files: one that every search needs, and beside it what only some searches
need.

The texts for the excerpts lie in small files, of which a search fetches those it shows. A large
site has its postings in such files too, and keeps only the beginning of each text.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from strategysite.search.reading import FoundPage, Section, read_pages
from strategysite.search.weighing import BITS, weigh
from strategysite.search.words import STOP_WORDS, fold

VERSION = 1
FOLDER = "search/"

# How many characters of text a file holds at least, how many such files there are at most (about),
# and how much text there may be before each section keeps only its beginning.
TEXT_FILE = 4_000
TEXT_FILES = 90
WHOLE_TEXT = 700_000
# Up to SMALL_POSTINGS numbers the postings stand in the index itself.
SMALL_POSTINGS = 40_000
POSTINGS_FILE = 2_500

# What a page is worth when two fit equally well: whoever may be seeking help gets help.
_WORTH = {"help": 1.3, "service": 0.85}
_WORTH_OF_VERSION = 0.7
_WORTH_OF_ARCHIVE = 0.5  # a strategy that was replaced is found, after everything that holds today
# Of a page that is searched by its headings only, this much is kept for the excerpt.
_FIRST_WORDS = 160


@dataclass(frozen=True)
class Synonym:
    """Words that people use: the address that answers, from the site's root, or the site's own
    words for it."""

    words: tuple[str, ...]
    means: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True)
class Help:
    """Whom to ring, above what is found, and the words that an answer is written with.

    `words` has, by language, the labels and, as `contacts`, [name, number, link, hours, hours for
    the script] of each, the emergency number first. `places` says which of them, by place, an
    address shows. `alarm` are folded words that may be about somebody's life.
    """

    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    alarm: Sequence[str] = ()


def build_index(
    pages: Iterable[tuple[str, str]],
    synonyms: Sequence[Synonym],
    otherwise: str | None = None,
    contacts: Help = Help(),
) -> dict[str, bytes]:
    """{path: bytes} of every file the search needs, from (address, finished HTML) of every page.

    `otherwise` is the address of the page to show beside results that are mere guesses.
    """
    read = read_pages(pages)
    postings, written = weigh(read)
    words = sorted(postings)
    rows = [[] if fold(written[word]) in STOP_WORDS else _row(postings[word]) for word in words]
    files: dict[str, bytes] = {}
    index: dict[str, Any] = {
        "version": VERSION,
        "pages": [[page.url, _worth(page), page.lang, len(page.sections)] for page in read],
        "ids": [section.id for page in read for section in page.sections],
        "headings": [section.heading for page in read for section in page.sections],
        "words": " ".join(written[word] for word in words),
        "stop": " ".join(sorted(STOP_WORDS)),
        "questions": _questions(read, synonyms),
        "aliases": [
            ["|".join(entry.words), "|".join(entry.means)] for entry in synonyms if entry.means
        ],
        "otherwise": next(
            (number for number, page in enumerate(read) if page.url == otherwise), None
        ),
        "texts": _texts(read, files),
        "ui": contacts.words.get("sv", {}),
        "calls": _calls(read, contacts),
        "alarm": contacts.alarm,
    }
    if sum(map(len, rows)) <= SMALL_POSTINGS:
        index["rows"] = rows
    else:
        index["postings"] = _split("postings", rows, len, POSTINGS_FILE, files)
    files[FOLDER + "index.json"] = _json(index)
    return files


def _row(weights: dict[int, int]) -> list[int]:
    """The sections that hold a word: for each, how far it is from the one before, and the weight in
    the lowest bits."""
    last, row = -1, []
    for unit, weight in sorted(weights.items()):
        row.append((unit - last - 1 << BITS) + weight)
        last = unit
    return row


def _questions(pages: list[FoundPage], synonyms: Sequence[Synonym]) -> list[list[Any]]:
    """[section, what people ask] for each entry that leads to a page of the site."""
    addresses = [
        page.url + (f"#{section.id}" if section.id else "")
        for page in pages
        for section in page.sections
    ]
    number = {address: unit for unit, address in enumerate(addresses)}
    return [
        [number[entry.address], "|".join(entry.words)]
        for entry in synonyms
        if entry.address is not None and entry.address in number
    ]


def _calls(pages: list[FoundPage], known: Help) -> list[list[int]]:
    """[section, its contacts in order]: on a help page every section has those of what it stands
    under, else of the page; on another page, those of its contacts whose numbers stand there."""
    rows, unit = [], -1
    for page in pages:
        own = current = known.places.get(page.url, ())
        for section in page.sections:
            unit += 1
            if not section.above:
                current = known.places.get(f"{page.url}#{section.id}", own)
            shown = current
            if page.kind != "help" and section.id:
                rung = section.numbers.split(", ")
                shown = [one for one in own if known.words["sv"]["contacts"][one][1] in rung]
                shown = shown if len(shown) > 1 else []
            if shown:
                rows.append([unit, *shown])
    return rows


def _texts(pages: list[FoundPage], files: dict[str, bytes]) -> list[list[Any]]:
    texts = [_kept_text(page, section) for page in pages for section in page.sections]
    total = sum(map(len, texts))
    if total > WHOLE_TEXT:
        kept = WHOLE_TEXT // len(texts)
        texts = [_beginning(text, kept) for text in texts]
        total = WHOLE_TEXT
    return _split("texts", texts, len, max(TEXT_FILE, total // TEXT_FILES), files)


def _kept_text(page: FoundPage, section: Section) -> str:
    text = "\n".join(section.sentences) or page.description
    if page.searched_whole:
        return text
    return "" if section.id else _beginning(text, _FIRST_WORDS)


def _beginning(text: str, length: int) -> str:
    """As many whole sentences as have room, or a piece of the first."""
    if len(text) <= length:
        return text
    return text[:length].rpartition("\n")[0] or text[:length].rpartition(" ")[0]


def _worth(page: FoundPage) -> float:
    if page.archived:
        return _WORTH_OF_ARCHIVE
    return _WORTH_OF_VERSION if page.version else _WORTH.get(page.kind, 1)


def _split(
    name: str, items: Sequence[Any], size: Callable[[Any], int], limit: int, files: dict[str, bytes]
) -> list[list[Any]]:
    """Adds files of about `limit` each; returns [file, how many items] of each. The name holds the
    content's hash."""
    listed: list[list[Any]] = []
    part: list[Any] = []
    for number, item in enumerate(items, 1):
        part.append(item)
        if sum(map(size, part)) >= limit or number == len(items):
            content = _json(part)
            file = f"{name}.{hashlib.sha256(content).hexdigest()[:10]}.json"
            files[FOLDER + file] = content
            listed.append([file, len(part)])
            part = []
    return listed


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
