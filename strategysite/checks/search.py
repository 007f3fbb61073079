"""What must hold for the words of the search: no word leads nowhere, two ways or back to itself.

Each rule is a generator of problems.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from strategysite.data.facts import Facts
from strategysite.pages.reading import Page
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, shorten
from strategysite.search.reading import page_text
from strategysite.search.words import STOP_WORDS, fold, forms, stem, terms


def check_search(facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Returns the problems of every rule. `pages` are those of docs/, by file, as they were
    rendered."""
    yield from said_twice(facts)
    yield from leading_back(facts)
    yield from leading_nowhere(facts, pages)


def said_twice(facts: Facts) -> Iterator[Problem]:
    """A word or question stands once in all files: twice, it would lead two ways."""
    seen: dict[str, Place] = {}
    for entry in facts.search.entries if facts.search else ():
        for key in ("listed", "words"):
            for number, written in enumerate(getattr(entry, key)):
                place = facts.place(entry, key, number)
                own = " ".join(fold(written).split())
                if own in seen:
                    first = seen[own]
                    where = "på rad" if first.file == place.file else f"i {first.file}, rad"
                    fix = f"Det står redan {where} {first.line}. Behåll det ena."
                    yield Problem(place, f'"{shorten(written)}" står två gånger', fix)
                seen.setdefault(own, place)
                if not forms(written):
                    yield Problem(
                        place,
                        f'"{shorten(written)}" har inga bokstäver eller siffror',
                        "Skriv ett ord, eller ta bort raden.",
                    )


def leading_back(facts: Facts) -> Iterator[Problem]:
    """A word does not mean itself."""
    for entry in facts.search.entries if facts.search else ():
        own = [terms(written) for written in entry.asked] if entry.means else []
        for number, meant in enumerate(entry.means):
            if terms(meant) in own:
                fix = (
                    "Böjningar och stavfel klarar sökningen själv. Skriv ett annat ord som"
                    " webbplatsen använder, eller ta bort det."
                )
                yield Problem(
                    facts.place(entry, "means", number),
                    f'"{shorten(meant)}" leder till sig självt',
                    fix,
                )


def leading_nowhere(facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """A word leads to a page and a heading that exist, and means words that some page uses."""
    if facts.search and facts.search.otherwise and facts.search.otherwise not in pages:
        file = facts.search.otherwise
        yield Problem(
            facts.place(facts.search, "otherwise"),
            f'sidan "{file}" finns inte',
            did_you_mean(file, pages),
        )
    entries = facts.search.entries if facts.search else ()
    unused = {term for entry in entries for meant in entry.means for term in terms(meant)}
    for page in pages.values():
        if not unused:
            break
        # A stem is how its word begins.
        begun = (word for word in _words(page.html) if word.startswith(tuple(unused)))
        unused = unused.difference(map(stem, begun))
    for entry in entries:
        if entry.to is not None:
            file, _, anchor = entry.to.partition("#")
            place = facts.place(entry, "to")
            if file not in pages:
                yield Problem(place, f'sidan "{file}" finns inte', did_you_mean(file, pages))
            elif anchor and anchor not in pages[file].outline.ids:
                yield Problem(
                    place,
                    f'rubriken "#{anchor}" finns inte på sidan {file}',
                    did_you_mean(anchor, pages[file].outline.ids, likeness=ONE_SLIP),
                )
        for number, meant in enumerate(entry.means):
            if unused.difference(STOP_WORDS).intersection(terms(meant)):
                fix = "Skriv ett ord som står på någon sida, eller skriv sidan under to."
                yield Problem(
                    facts.place(entry, "means", number),
                    f'ingen sida använder "{shorten(meant)}"',
                    fix,
                )


@lru_cache(maxsize=2000)  # while the site is shown, most pages are as they were
def _words(html: str) -> frozenset[str]:
    return frozenset(map(fold, set(forms(page_text(html)))))
