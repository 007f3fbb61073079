"""What is new and nearly what readers have already: a word but a letter from a usual one, a title
that was copied with its page, a link that leads elsewhere than to the page it names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from strategysite.data.addresses import resolve
from strategysite.data.facts import ARCHIVE_PAGES, Facts
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.files import under
from strategysite.parsing.tables import table
from strategysite.parsing.text import line_at, text_of, without
from strategysite.problems import Place, Problem, near, shorten

WORD, TWO, NO_WORDS, LINK, FOREIGN, NAMED = (
    re.compile("|".join(rows), re.MULTILINE) for rows in table(__file__).values()
)
USUAL = 3  # times that a word stands before: it is not misspelled itself
ONE_LETTER = 0.88  # of a word: a letter more or less, or of a long one another; so few are right


def editors_files(root: Path, now: Facts | None = None) -> dict[str, str]:
    """Returns the files that editors write, in their order, with their text, where an å of two
    signs is one. Of an earlier version a page is called as it is `now`: it was renamed, where its
    old address leads to a page that was not there."""
    data = (f"data/{name}" for name in under(root / "data", ".yaml"))
    docs = (f"docs/{name}" for name in under(root / "docs", ".md"))
    texts = {name: text_of(root / name) for name in (*data, *docs, SITE_FILE)}
    moved = {f"docs/{row.old}": f"docs/{row.new}" for row in now.redirected} if now else {}
    renamed = {old: new for old, new in moved.items() if new not in texts}
    return {renamed.get(name, name): text for name, text in texts.items()}


def misspelled(before: dict[str, str], now: dict[str, str]) -> Iterator[Problem]:
    """Yields a problem for each new word that is but a letter from one that stands often in the
    Swedish texts, or is written as two; whoever searches may spell as they like."""
    was = _swedish(before)
    changed = {file: text for file, text in _swedish(now).items() if text != was.get(file)}
    seen = {word for text in before.values() for word in _words(text)}
    words = Counter[str]()
    for text in was.values():
        words.update(_words(text))
    known = {word for word, times in words.items() if times >= USUAL}
    for file, text in changed.items():
        for found in (one for one in WORD.finditer(text) if one[0].casefold() not in seen):
            word = found[0].casefold()
            like = [one for one in known if one[:1] + one[-2:] == word[:1] + word[-2:]]
            if meant := near(word, like, ONE_LETTER):
                what, fix = f'"{found[0]}" kan vara felstavat', f"{meant} Låt det annars stå."
                yield _at(file, text, found.start(), what, fix)
        for found in TWO.finditer(text):
            two, one = " ".join(found.groups()), "".join(found.groups())
            if one.casefold() in known and two not in was.get(file, ""):
                fix = f'Ska det vara "{one}"? Låt det annars stå.'
                yield _at(file, text, found.start(), f'"{two}" är skrivet isär', fix)


@lru_cache(maxsize=2000)  # most files are as they were at the check before
def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in WORD.findall(text))


def _swedish(files: dict[str, str]) -> dict[str, str]:
    """Returns the prose, with blanks for what explains the keys, macros and addresses."""
    return {one: without(NO_WORDS, text) for one, text in files.items() if not FOREIGN.search(text)}


def other_pages(before: dict[str, str], now: dict[str, str]) -> Iterator[Problem]:
    """Yields a problem for each new title or description that another page has too, and for each
    new link that is named as one page and leads to another, or to its own."""
    pages = {file.removeprefix("docs/"): text for file, text in now.items() if file.endswith(".md")}
    called = defaultdict[str, list[str]](list)
    for page, text in pages.items():
        for name in {found[2] for found in NAMED.finditer(text)}:
            called[name].append(page)
    for page, text in pages.items():
        file, known = f"docs/{page}", before.get(f"docs/{page}", "")
        own = "\nkind: adopted\n" not in text and not page.startswith(ARCHIVE_PAGES)
        names = NAMED.finditer(text) if own else ()
        for found in [one for one in names if one[0] not in known and called[one[2]] != [page]][:1]:
            other = next(one for one in called[found[2]] if one != page)
            what = f'"{shorten(found[2], 50)}" står också på sidan {other}'
            yield _at(file, text, found.start(), what, "Skriv det som är den här sidans eget.")
        for link in LINK.finditer(text):
            path = link[2].partition("#")[0]
            meant, leads = called.get(link[1], []), resolve(page, path) if path else None
            alone = leads == page and path == link[2]  # it leads to where it stands
            if link[0] in known or leads not in pages or leads in meant or not (meant or alone):
                continue
            where = f"Så heter sidan {meant[0]}" if meant else "Det är sidan själv"
            what = f'länken "{shorten(link[1], 40)}" leder till {link[2]}'
            yield _at(file, text, link.start(), what, f"{where}. Är adressen rätt?")


def _at(file: str, text: str, start: int, what: str, fix: str) -> Problem:
    return Problem(Place(file, *line_at(text, start)), what, fix)
