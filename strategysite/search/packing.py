"""Writes the index as files: one for every search, and beside it what only some searches need.

The texts for the excerpts lie in small files, of which a search fetches those it shows. What is in
another language than Swedish has an index of its own, which only a query in that language needs. A
large site has its postings in files of their own too, and keeps only the beginning of each text.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

from strategysite.search.reading import FoundPage, Section, read_pages
from strategysite.search.shortening import Shorthand, chain, commonest, lengthen, shorten
from strategysite.search.weighing import SILENT, weigh
from strategysite.search.words import ELSEWHERE, STOP_WORDS, stem, words

VERSION = 6
FOLDER = "search/"
INDEX = FOLDER + "index.json"

# How many files of text there are at most (about), and how much text there may be before each
# section keeps only its beginning.
TEXT_FILES = 1000
WHOLE_TEXT = 700_000
# Up to SMALL_POSTINGS characters the postings stand in the index itself.
SMALL_POSTINGS = 160_000
POSTINGS_FILE = 10_000

# Of a section that is searched by its heading only, this much is kept for the excerpt.
_FIRST_WORDS = 160
# A word that stands so often in the questions is among the first of the pages' words.
OFTEN = 3


@dataclass(frozen=True)
class Synonym:
    """Words that people use, the address that answers, from the site's root, and the place among
    the contacts of whom to ring first."""

    words: tuple[str, ...]
    address: str
    first: int | None = None


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
    files: dict[str, bytes] = {}
    languages = []
    for lang in dict.fromkeys(page.lang for page in read if page.lang != "sv"):
        own = [page for page in read if page.lang == lang]
        content = _json(_index(lang, own, synonyms, contacts, files))
        file = f"{lang}.{sha256(content).hexdigest()[:10]}.json"
        files[FOLDER + file] = content
        languages.append([lang, _script(own[0].title), file])
    # Of a page in another language only the page itself is found without that index, by what is
    # written as Swedish is: its headings too, which tell its language. Its description is shown.
    main = list(read)
    latin = [replace(one, words=tuple(filter(_latin, one.words))) for one in synonyms]
    for place, page in enumerate(read):
        if page.lang != "sv":
            first = replace(page.sections[0], blocks=[page.description])
            main[place] = replace(page, sections=[first], description="")
            told = [section.heading for section in page.sections[1:] if not section.above]
            latin.append(Synonym(tuple(filter(_latin, [page.description, *told])), page.url))
    index = _index("sv", main, latin, contacts, files)
    said = lengthen(index["words"])
    silent = STOP_WORDS.difference(said if "rows" in index else ())
    index["stop"] = " ".join(sorted(silent))  # beside those that no row stands for
    stems = set(map(stem, said))
    index["elsewhere"] = " ".join(word for word in ELSEWHERE if stem(word) not in stems)
    index["languages"] = languages
    places = {page.url: number for number, page in enumerate(main)}
    index["otherwise"] = places.get(otherwise or "-")
    return files | {INDEX: _json(index)}


def _index(
    lang: str,
    pages: list[FoundPage],
    synonyms: Sequence[Synonym],
    contacts: Help,
    files: dict[str, bytes],
) -> dict[str, Any]:
    asked = _about(pages, synonyms)
    times = Counter(word for _, texts in asked for text in texts for word in text.split())
    postings, forms = weigh(pages, times)
    # those that people ask with oftener first: their short forms in the questions are then alike
    often = {term for term in postings if sum(times[form] for form in forms[term]) >= OFTEN}
    terms = sorted(postings, key=lambda term: (term not in often, term))
    rows = ["" if term.endswith(SILENT) else _row(postings[term]) for term in terms]
    letters = _script(pages[0].title if pages else "")
    # A query in other letters opens the indexes of those; what is in Latin ones all searches need.
    alarm = contacts.alarm if lang == "sv" or letters != "Latin" else []
    common = commonest(times)
    groups = [sorted(forms[term]) for term in terms]
    known = dict.fromkeys(form for forms in groups for form in forms)
    shorthand = Shorthand(common, list(known))
    index: dict[str, Any] = {
        # first: Brotli packs what is like this in a block of its own, in a hundred bytes fewer
        "questions": [
            [unit - before, chain(sorted(map(shorthand.write, texts))), *first]
            for ((before, *_), _), ((unit, *first), texts) in pairwise([((0,), set()), *asked])
        ],
        "words": shorten(groups),
        "ids": [section.id for page in pages for section in page.sections],
        "headings": [section.heading for page in pages for section in page.sections],
        "common": " ".join(common),
        "pages": [[page.url, page.worth, page.lang, len(page.sections)] for page in pages],
        "version": VERSION,
        "texts": _texts(pages, files),
        "calls": _calls(pages, contacts),
        "alarm": [word for word in alarm if _script(word) == letters],
        "ui": contacts.words.get(lang, {}),
    }
    if sum(map(len, rows)) <= SMALL_POSTINGS:
        index["rows"] = " ".join(rows)
    else:
        index["postings"] = _split("postings", rows, POSTINGS_FILE, files)
    return index


def _row(units: list[int]) -> str:
    """The sections that hold a word: for each, how far it is from the one before, in base 16."""
    return ",".join(f"{unit - last:x}" for last, unit in pairwise([-1, *units]))


def _about(
    pages: list[FoundPage], synonyms: Sequence[Synonym]
) -> list[tuple[tuple[int, ...], set[str]]]:
    """((section, and whom to ring first if anybody), what people ask of it, folded) of these pages;
    of the page itself what is asked of a section that is not among them."""
    places = ((page.url, section.id) for page in pages for section in page.sections)
    number = {url + f"#{name}" * bool(name): unit for unit, (url, name) in enumerate(places)}
    asked: dict[tuple[int, ...], set[str]] = {}
    for entry in synonyms:
        unit = number.get(entry.address, number.get(entry.address.partition("#")[0]))
        if unit is not None and entry.words:
            key = (unit,) if entry.first is None else (unit, entry.first)
            asked.setdefault(key, set()).update(" ".join(words(text)) for text in entry.words)
    return sorted(asked.items())


def _latin(text: str) -> bool:
    return {_script(char) for char in text} <= {"Latin"}


def _script(text: str) -> str:
    """The name that Unicode has for a text's letters: Latin, Arabic, Cyrillic."""
    return unicodedata.name(next(filter(str.isalpha, text), "a"), "").partition(" ")[0].capitalize()


def _calls(pages: list[FoundPage], known: Help) -> list[list[int]]:
    """[section, its contacts in order]: on a help page every section has the emergency number and
    those of what it stands under, else of the page; on another page, those of its contacts whose
    numbers stand there."""
    rows: list[list[int]] = []
    unit = -1
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
            if page.kind == "help" and shown:
                shown = list(dict.fromkeys([0, *shown]))  # whoever may be in danger sees 112 first
            if shown:
                rows.append([unit, *shown])
    return rows


def _texts(pages: list[FoundPage], files: dict[str, bytes]) -> list[Any]:
    texts = [_kept_text(page, section) for page in pages for section in page.sections]
    total = sum(map(len, texts))
    if total > WHOLE_TEXT:
        texts = [_beginning(text, WHOLE_TEXT // len(texts)) for text in texts]
    return _split("texts", texts, min(total, WHOLE_TEXT) // TEXT_FILES, files)


def _kept_text(page: FoundPage, section: Section) -> str:
    text = "\n".join(section.sentences) or page.description
    return text if page.searched_whole else _beginning(text, _FIRST_WORDS)


def _beginning(text: str, length: int) -> str:
    """As many whole sentences as have room, or a piece of the first."""
    if len(text) <= length:
        return text
    return text[:length].rpartition("\n")[0] or text[:length].rpartition(" ")[0]


def _split(name: str, items: Sequence[str], limit: int, files: dict[str, bytes]) -> list[Any]:
    """Adds files of about `limit` characters each; returns how they are called, with # for the
    number, and how many items each has. The names hold the hash of all of them."""
    parts: list[list[str]] = []
    for item in items:
        if not parts or sum(map(len, parts[-1])) >= limit:
            parts.append([])
        parts[-1].append(item)
    contents = [_json(part) for part in parts]
    called = f"{name}.#.{sha256(b''.join(contents)).hexdigest()[:10]}.json"
    for number, content in enumerate(contents):
        files[FOLDER + called.replace("#", str(number))] = content
    return [called, [len(part) for part in parts]]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
