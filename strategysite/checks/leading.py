"""Where the words of the search and the old addresses lead: in one step, one way each, to a page,
a heading and a contact that exist."""

from collections.abc import Iterable, Iterator, Mapping

from strategysite.checks.asking import again, unknown
from strategysite.checks.gone_pages import saved_as
from strategysite.checks.links import no_heading
from strategysite.data.addresses import page_url
from strategysite.data.facts import Facts
from strategysite.data.model.common import A_PAGE
from strategysite.data.model.redirects import Redirect
from strategysite.data.model.translations import Language
from strategysite.pages.reading import Page, page_files
from strategysite.parsing.remembering import remembered
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, near, shorten
from strategysite.search.words import fold, words

A_LETTER = 0.9  # as near as two files are: their folder and their ending are much of them
Pages = Mapping[str, Page]  # those of docs/, by file, as they were rendered
MOST_LISTED = 9  # words that the name of a law has: what is longer was somebody's own question


def to_page(place: Place, to: str, pages: Pages) -> Iterator[Problem]:
    """What is written at `place` leads to a page that exists, and to a heading on it."""
    file, _, anchor = to.partition("#")
    if file not in pages:
        yield _no_page(place, file, pages)
    elif anchor and anchor not in (ids := pages[file].outline.ids):
        yield no_heading(place, file, anchor, did_you_mean(anchor, ids, likeness=ONE_SLIP))


def _no_page(place: Place, file: str, pages: Iterable[str]) -> Problem:
    fix = near(file, pages, A_LETTER) or A_PAGE
    return Problem(place, f'sidan "{file}" finns inte', fix, names=(file,))


def words_of_search(facts: Facts, pages: Pages) -> Iterator[Problem]:
    """A word or question stands once in all files, and leads to what exists."""
    if facts.search is None:
        return
    yield from _written(facts)
    for entry in facts.search.entries:
        yield from to_page(facts.place(entry, "to"), entry.to, pages)
        if not entry.first:
            continue
        held = {one.id: one for one in facts.services}
        place, what = facts.place(entry, "first"), f'okänd kontakt "{entry.first}"'
        yield from unknown(facts, (entry, "first"), entry.first, held, what, likeness=ONE_SLIP)
        if (first := held.get(entry.first)) and not first.phone:
            what = f'"{first.name}" har inget nummer att visa först'
            yield Problem(place, what, "Välj en kontakt med nummer.")
        elif first and first.professionals_only:
            what = f'"{first.name}" svarar bara dem som arbetar med frågan'
            yield Problem(place, what, "Välj en kontakt som den som söker hjälp kan ringa.")
    if (file := facts.search.otherwise) and file not in pages:
        yield from to_page(facts.place(facts.search, "otherwise"), file, pages)


def page_of_language(facts: Facts, language: Language) -> Iterator[Problem]:
    """The help page of a language is there: on another one its cards would stand twice."""
    there = (facts.root / "docs" / language.page).is_file()
    if not there and not saved_as(facts.root, language.page):  # which is told
        yield _no_page(facts.place(language, "page"), language.page, page_files(facts.root))


@remembered  # thousands, while data/ has not changed
def _written(facts: Facts) -> list[Problem]:
    written: list[tuple[str, str, str, Place]] = []
    problems = []
    for entry in facts.search_entries:
        long = [n for n, own in enumerate(entry.listed) if len(own.split()) > MOST_LISTED]
        for number in long[:1]:
            more = f", och {len(long) - 1} till" if long[1:] else ""
            what = f'"{shorten(entry.listed[number])}" skulle synas på sidan A–Ö{more}'
            fix = "Flytta hela frågor och meningar till words: sökningen hittar dem ändå."
            problems.append(Problem(facts.place(entry, "listed", number), what, fix))
        for key in ("listed", "words"):
            for number, asked in enumerate(getattr(entry, key)):
                place = facts.place(entry, key, number)
                folded = " ".join(fold(asked).split()).rstrip(" ?!.")
                written.append((folded, asked, entry.to, place))
                if not words(asked):
                    what = f'"{shorten(asked)}" har inga bokstäver eller siffror'
                    problems.append(Problem(place, what, "Skriv ett ord, eller ta bort raden."))
    for (_, asked, to, place), (_, _, leads, first) in again((one[0], one) for one in written):
        where = "på rad" if first.file == place.file else f"i {first.file}, rad"
        fix = f"Det står redan {where} {first.line}. Behåll det ena."
        if to != leads:
            fix = f"Här leder det till {to}, men till {leads} {where} {first.line}."
            fix += " Behåll det som leder rätt."
        problems.append(Problem(place, f'"{shorten(asked)}" står två gånger', fix))
    return problems


def old_addresses(facts: Facts, pages: Pages) -> Iterator[Problem]:
    """Each old address is free, and leads in one step to a page that exists."""
    living = {page.url: page.file for page in pages.values()}
    by_address: dict[str, Redirect] = {}
    swapped: list[Redirect] = []
    for row in facts.redirected:
        address, place = page_url(row.old), facts.place(row, "from")
        first = by_address.setdefault(address, row)
        if address in living:
            what = f'sidan "{living[address]}" finns och kan inte leda till en annan'
            fix = "Ta bort raden: sidan svarar själv på sin adress."
            if row.new not in pages:
                swapped.append(row)
                fix = f"Har from och to bytt plats? Skriv from: {row.new} och to: {row.old}"
            yield Problem(place, what, fix)
        elif first is not row:
            line = facts.place(first, "from").line
            what = f'den gamla adressen "{row.old}" står två gånger'
            yield Problem(place, what, f"Den står redan på rad {line}. Behåll den ena.")
    for row in (one for one in facts.redirected if one not in swapped):
        file, place = row.new.partition("#")[0], facts.place(row, "to")
        further = by_address.get(page_url(file))
        if file in pages or further is None:
            yield from to_page(place, row.new, pages)
            continue
        what, fix = f'"{file}" är själv en gammal adress', "Skriv sidan som finns i dag."
        if further is row:
            what = f'"{row.old}" leder till sig själv'
        elif further.new.partition("#")[0] in pages:
            fix = f"Skriv sidan som den leder till: {further.new}"
        yield Problem(place, what, fix)
