"""What must hold for the words of the search: no word leads nowhere or two ways.

Each rule is a generator of problems.
"""

from collections.abc import Iterator, Mapping

from strategysite.data.facts import Facts
from strategysite.pages.reading import Page
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, shorten
from strategysite.search.words import fold, words


def check_search(facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Returns the problems of every rule. `pages` are those of docs/, by file, as they were
    rendered."""
    yield from said_twice(facts)
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
                if not words(written):
                    what = f'"{shorten(written)}" har inga bokstäver eller siffror'
                    yield Problem(place, what, "Skriv ett ord, eller ta bort raden.")


def leading_nowhere(facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """A word leads to a page and a heading that exist, and to a contact that does."""
    if facts.search and facts.search.otherwise and facts.search.otherwise not in pages:
        file = facts.search.otherwise
        what = f'sidan "{file}" finns inte'
        yield Problem(facts.place(facts.search, "otherwise"), what, did_you_mean(file, pages))
    held = {one.id: one for one in facts.contacts.contacts} if facts.contacts else {}
    contacts = set(held)
    for entry in facts.search.entries if facts.search else ():
        if entry.first and entry.first not in contacts | facts.lost:
            yield Problem(
                facts.place(entry, "first"),
                f'okänd kontakt "{entry.first}"',
                did_you_mean(entry.first, contacts, likeness=ONE_SLIP),
            )
        file, _, anchor = entry.to.partition("#")
        if (first := held.get(entry.first or "")) and not first.phone:
            what = f'"{first.name}" har inget nummer att visa först'
            yield Problem(facts.place(entry, "first"), what, "Välj en kontakt med nummer.")
        elif first and first.professionals_only:
            what = f'"{first.name}" svarar bara dem som arbetar med frågan'
            fix = "Välj en kontakt som den som söker hjälp kan ringa."
            yield Problem(facts.place(entry, "first"), what, fix)
        place = facts.place(entry, "to")
        if file not in pages:
            yield Problem(place, f'sidan "{file}" finns inte', did_you_mean(file, pages))
        elif anchor and anchor not in pages[file].outline.ids:
            what = f'rubriken "#{anchor}" finns inte på sidan {file}'
            fix = did_you_mean(anchor, pages[file].outline.ids, likeness=ONE_SLIP)
            yield Problem(place, what, fix)
