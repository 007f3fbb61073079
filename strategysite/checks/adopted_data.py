"""The lock on the data that repeats the adopted document: each line of it is on a page, and goals,
rows and dates are in its words. What counts as a word of it, data/adopted.py says."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from strategysite.checks.earlier import as_it_was
from strategysite.checks.tables import column_faults, missing_cells
from strategysite.data.adopted import (
    adopted_words,
    cell,
    days_adopted,
    periods,
    row_as_written,
    source_lines,
    words,
)
from strategysite.data.facts import Facts, data_file
from strategysite.data.model.activities import RESPONSIBLE, TEXT, Activity, TargetArea
from strategysite.data.model.common import Part
from strategysite.data.model.strategy import Strategy, line_numbers
from strategysite.parsing.git import published
from strategysite.parsing.text import conflicts, lines_that_differ, text_of
from strategysite.problems import ALIKE, Kind, Place, Problem, from_difference, shorten

OPENING = 8  # words by which a place in the document is found


def check_transcript(facts: Facts, strategy: Strategy) -> Iterator[Problem]:
    """Every line of the adopted document is on a page exactly once or left out with a reason, and
    the data repeats its words."""
    if "strategy" in facts.incomplete:
        return
    source, lines = strategy.transcript.source, source_lines(facts.root, strategy)
    if lines is None:
        what = f'det antagna dokumentet "{source}" finns inte i data/, eller är'
        place = facts.place(strategy.transcript, "source")
        yield Problem(place, f"{what} inte sparat som UTF-8", "Ta tillbaka filen ur historiken.")
        return
    broken = conflicts(f"data/{source}", "\n".join(lines)) or [*_shifted(facts, strategy, lines)]
    if broken:
        yield from broken
        return
    yield from _coverage(facts, strategy, lines)
    adopted = _Adopted(facts, strategy)
    for row in strategy.metadata:
        if not any(adopted.has(strategy.front_page, text) for text in row_as_written(row)):
            after = adopted.after(strategy.front_page, row.label)
            yield adopted.differs((row, "value"), f'raden "{row.label}"', after)
    for area in facts.areas:
        yield from _area(area, adopted)
        if not any(column_faults(facts, area)):
            yield from _rows(facts, area, adopted)
    document = " ".join(words("\n".join(lines))).casefold()
    for part, key in [
        *((level, key) for level in strategy.prevention for key in ("title", "for_whom")),
        *((remark, "quote") for remark in strategy.remarks),
        *((one, "title") for one in strategy.environments),
        *((actor, "name") for actor in strategy.actors if actor.footnote),
    ]:
        text = getattr(part, key)
        if " ".join(words(text)).casefold() not in document:
            yield adopted.differs((part, key), f'orden "{shorten(text)}"')


def dates_as_adopted(facts: Facts, strategy: Strategy) -> Iterator[Problem]:
    """The days and years in the data are those that the document states, where it states any. The
    validity may end before its period does: another strategy can take over."""
    years, validity = strategy.years, strategy.validity
    days = (("from", validity.first), ("to", validity.last)) if validity else ()
    for key, day in days:
        if years and day and not years[0] <= day.year <= years[-1]:
            what = f"giltigheten {'slutar' if key == 'to' else 'börjar'} {day.year}, men perioden"
            fix = 'Rätta det som är fel av "validity" och "period", så som dokumentet anger.'
            place = facts.place(validity or strategy, key)
            yield Problem(place, f"{what} är {strategy.period}", fix)
    if len(years) > 1 and validity is None:
        what = f'"validity" saknas, men perioden {strategy.period} har ett slut'
        fix = "Skriv första och sista dagen: annars får ingen veta när dokumentet har slutat gälla."
        yield Problem(facts.place(strategy, "period"), what, fix)
    text = "\n".join(source_lines(facts.root, strategy) or [])
    stated_anywhere, own = periods(text)
    for key, known, stated in (
        ("period", stated_anywhere, own),  # another document's years may stand there too
        ("adopted", set(), {str(day) for day in days_adopted(text)}),
    ):
        said = getattr(strategy, key)
        if stated and said and str(said) not in known | stated:
            what = f'"{said}" står inte i det antagna dokumentet'
            fix = f"Dokumentet har {', '.join(sorted(stated))}. Skriv som det står där."
            yield Problem(facts.place(strategy, key), what, fix, Kind.OF_DOCUMENT)


class _Adopted:
    """The words of the adopted document, read once for all that the data repeats of them."""

    def __init__(self, facts: Facts, strategy: Strategy) -> None:
        self.facts, self.strategy = facts, strategy
        cells = re.split(r"[\n\t]", "\n".join(source_lines(facts.root, strategy) or []))
        self._lines = [words(own) for own in cells]
        self._words = {
            entry.page: adopted_words(facts.root, strategy, entry.page)
            for entry in strategy.transcript.pages
        }
        self._openings: dict[tuple[str, int], dict[tuple[str, ...], list[int]]] = {}

    def differs(
        self, at: tuple[Part, *tuple[str, ...]], thing: str, after: str = "", followed: bool = False
    ) -> Problem:
        """Returns the fault of a text that is not the document's, which has `after` there, or what
        is most like it. What is `followed` is reported on each year."""
        text = getattr(at[0], str(at[-1]), None)
        if isinstance(text, str) and not after:
            after = from_difference(text, self._nearest(words(text)))[1]
        fix = f"Texten är en avskrift av data/{self.strategy.transcript.source}. Skriv som det står"
        fix += f' där: "{shorten(after)}"' if after else " där"
        fix += "" if after.endswith(".") else "."
        fix += " Det som ändras med åren är uppföljningen (data/follow-up/)." if followed else ""
        what = f"{thing} står inte så i det antagna dokumentet"
        return Problem(self.facts.place(*at), what, fix, Kind.OF_DOCUMENT)

    def _nearest(self, wanted: list[str]) -> str:
        """Returns the line or the cell of the document, or the words of one, that are most like
        those `wanted`; "" where none are near."""
        document = [word for line in self._lines for word in line]
        same = SequenceMatcher(None, document, wanted, autojunk=False).find_longest_match()
        begin = max(0, same.a - same.b)
        others = [
            own for own in (*self._lines, document[begin : begin + len(wanted)]) if own != wanted
        ]
        likeness = [SequenceMatcher(None, own, wanted, autojunk=False).ratio() for own in others]
        best = max(zip(likeness, others, strict=True))
        return " ".join(best[1]) if best[0] >= ALIKE else ""

    def has(self, page: str, text: str, begins: bool = False, fills: bool = False) -> bool:
        """Returns whether the words stand on their page, as they should."""
        return any(True for _ in self.ends(page, text, begins, fills))

    def after(self, page: str, text: str) -> str:
        """Returns what follows the words that begin a line of a page, to its end; nothing where
        they do not stand."""
        end = next(self.ends(page, text, begins=True), None)
        following = self._words[page][end:] if end is not None else []
        return " ".join(word.text for word in following if word.line == following[0].line)

    def ends(
        self, page: str, text: str, begins: bool = False, fills: bool = False
    ) -> Iterator[int]:
        """Yields the number of the word after each place where the words stand, and begin a line,
        or fill whole lines, where they should."""
        adopted, wanted = self._words.get(page, []), words(text)
        for start in self._places(page, tuple(wanted[:OPENING])):
            end = start + len(wanted)
            if [word.text for word in adopted[start:end]] != wanted:
                continue
            first = start == 0 or adopted[start - 1].line != adopted[start].line
            last = end == len(adopted) or adopted[end].line != adopted[end - 1].line
            if (first or not (begins or fills)) and (last or not fills):
                yield end

    def _places(self, page: str, opening: tuple[str, ...]) -> list[int]:
        """Returns where on a page the words of `opening` stand. To look through the page for each
        row would take rows × words."""
        size = len(opening)
        if (page, size) not in self._openings:
            texts = [word.text for word in self._words.get(page, [])]
            found: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for start in range(len(texts) - size + 1):
                found[tuple(texts[start : start + size])].append(start)
            self._openings[page, size] = found
        return self._openings[page, size].get(opening, [])


def _area(area: TargetArea, adopted: _Adopted) -> Iterator[Problem]:
    if not adopted.has(area.page, area.full_title, fills=True):
        yield adopted.differs((area, "title"), "målområdets rubrik")
    if area.goals_heading and not adopted.has(area.page, area.goals_heading):
        yield adopted.differs((area, "goals_heading"), "rubriken")
    for goal in area.all_goals:
        if not adopted.has(area.page, f"{goal.number or ''} {goal.text}", fills=True):
            yield adopted.differs((goal, "text"), "målet", followed=True)


def _rows(facts: Facts, area: TargetArea, adopted: _Adopted) -> Iterator[Problem]:
    """Each row of a table stands in the document cell by cell, and after the row before it; so does
    the row of headings."""
    reached, before, shown = 0, "", list[list[str]]()
    headings = [column.heading for column in area.columns]
    if headings and not adopted.has(area.page, " ".join(headings), fills=True):
        at, after = _first_wrong(area, headings, adopted)
        yield adopted.differs((area.columns[at], "heading"), "rubriken", after)
        return  # columns in another order make each row another, too
    actors = {actor.id for actor in adopted.strategy.actors}
    whole = [
        one
        for one in area.activities  # the others are told as such
        if actors.issuperset(one.responsible) and not any(missing_cells(area, one))
    ]
    rows = [[cell(adopted.strategy, one, own.key) for own in area.columns] for one in whole]
    written = [" ".join(words(" ".join(cells))) for cells in (headings, *rows)]
    texts, stands = [one.text for one in whole], ""
    for activity, cells, above, below in zip(
        whole, rows, written, [*written[2:], ""], strict=False
    ):
        ends = [*adopted.ends(area.page, " ".join(cells), fills=True)]
        again = texts.count(activity.text) > 1 and not stands  # the row above is the document's
        stands = adopted.after(area.page, above) if again else ""
        rest = " ".join(words(" ".join(cells[1:])))
        its_row = stands.endswith(rest) or adopted.after(area.page, stands) == below != ""
        if not its_row or any(row.startswith(stands) for row in written):
            stands = ""
        if stands:
            what = f'aktiviteten "{activity.id}" har samma text som en annan'
            fix = f'I det antagna dokumentet står det här: "{shorten(stands, 120)}". Skriv den så'
            fix += " igen, eller ta tillbaka den ur historiken."
            yield Problem(facts.place(activity, "text"), what, fix, Kind.OF_DOCUMENT)
        elif not ends:
            yield _wrong_cell(area, activity, cells, adopted)
        elif (end := next((end for end in ends if end > reached), None)) is None:
            what = f'aktiviteten "{shorten(activity.text, 40)}" står '
            fix = "Flytta den dit: aktiviteterna står i dokumentets ordning."
            if cells in shown:
                what, fix = f"{what}fler gånger än", "Ta bort den ena."
                fix += " Stod det en annan där? Ta tillbaka den ur historiken."
            else:
                what += f'före "{shorten(before, 40)}"'
            what += " i det antagna dokumentet"
            yield Problem(facts.place(activity, "text"), what, fix, Kind.OF_DOCUMENT)
        else:
            reached, before = end, activity.text
            shown.append(cells)


def _first_wrong(
    area: TargetArea, cells: list[str], adopted: _Adopted, names: int = -1
) -> tuple[int, str]:
    """Returns the number of the first cell of a row that is not the document's, and what the
    document has there. The cell `names` holds the names of actors."""

    def after(count: int) -> str:
        return adopted.after(area.page, " ".join(cells[:count])) if count else ""

    rows = enumerate(" ".join(cells[: count + 1]) for count in range(len(cells)))
    wrong = (n for n, row in rows if not adopted.has(area.page, row, begins=True))
    at = next(wrong, len(cells) - 1)
    # The cell before goes on where this one comes later; before names, in small letters.
    if at == names:
        goes_on = after(at)[:1].islower() and not cells[at - 1].endswith(".")
    else:
        goes_on = cells[at] != "" and f" {cells[at]} " in f"{after(at)} "
    at -= int(at > 0 and goes_on)
    return at, after(at)


def _wrong_cell(
    area: TargetArea, activity: Activity, cells: list[str], adopted: _Adopted
) -> Problem:
    """Returns the fault of the first cell of a row that is not the document's."""
    keys, facts = [column.key for column in area.columns], adopted.facts
    named = RESPONSIBLE in keys and RESPONSIBLE not in activity.values
    names = keys.index(RESPONSIBLE) if named else -1
    at, after = _first_wrong(area, cells, adopted, names)
    if keys[at] == TEXT:
        return adopted.differs((activity, "text"), "aktiviteten", followed=True)
    thing = f'ansvariga för "{shorten(activity.text, 40)}"'
    if at == names and after:
        what = f'{thing} är skrivna på ett annat sätt i det antagna dokumentet: "{shorten(after)}"'
        fix = "Skriv de ansvariga som dokumentet har, i samma ordning. Heter någon något annat där?"
        fix += f" Rätta namnet under actors i {data_file('strategy', facts.edition)}. Har cellen"
        fix += " andra ord än namn: skriv dem som responsible under values."
        return Problem(facts.place(activity, "responsible"), what, fix, Kind.OF_DOCUMENT)
    if at == names:
        return adopted.differs((activity, "responsible"), thing)
    thing = f'cellen under "{shorten(area.columns[at].heading, 40)}" i aktiviteten'
    thing += f' "{shorten(activity.text, 40)}"'
    return adopted.differs((activity, "values", keys[at]), thing, after)


def _shifted(facts: Facts, strategy: Strategy, lines: list[str]) -> Iterator[Problem]:
    """A row more or less in the document moves all that follow: that is one fault, not one each.
    Where it is only git knows."""
    transcript = strategy.transcript
    written = [lines_ for entry in transcript.pages for lines_ in entry.lines]
    written += [left.lines for left in (*transcript.replaced, *transcript.layout)]
    counted = {number for each in written for number in line_numbers(each)}
    filled = {number for number, line in enumerate(lines, 1) if line.strip()}
    more = max(filled, default=0) - max(counted, default=0)
    outside = filled - counted
    if not more or not counted or outside == set(range(max(counted) + 1, max(filled) + 1)):
        return  # what has come last moves nothing
    count = f"{abs(more)} {'rad' if abs(more) == 1 else 'rader'}"
    what = f"det antagna dokumentet har {count} {'mer' if more > 0 else 'mindre'} än det ska ha"
    file, version = f"data/{transcript.source}", published(facts.root, facts.own.publication.branch)
    old = as_it_was(facts.root, facts.today, version) if version else None
    was = text_of(old.root / file) if old else ""
    at = next(iter(lines_that_differ(was, "\n".join(lines))), 1) if was else 1
    mend = "Blev en rad delad? Slå ihop den igen. Ta bort det som inte hör till dokumentet."
    mend = mend if more > 0 else "Eller skriv tillbaka den som saknas."
    fix = "Då hamnar raderna efter den på fel plats. Ta tillbaka filen ur historiken."
    fix += f" {mend} Är det så som dokumentet antogs? Räkna om raderna under transcript i"
    fix += " data/strategy.yaml."
    yield Problem(Place(file, at), what, fix)


def _coverage(facts: Facts, strategy: Strategy, lines: list[str]) -> Iterator[Problem]:
    transcript, seen = strategy.transcript, dict[int, str]()
    left_out = (*transcript.replaced, *transcript.layout)
    entries: list[tuple[Part, str, str]] = [
        *((entry, lines_, entry.page) for entry in transcript.pages for lines_ in entry.lines),
        *((left, left.lines, left.reason) for left in left_out),
    ]
    for holder, written, where in entries:
        place = facts.place(holder, "lines")
        for number in line_numbers(written):
            if number > len(lines):
                what = f"rad {number} finns inte i det antagna dokumentet"
                yield Problem(place, what, f"Det har {len(lines)} rader.")
                break
            if number in seen and lines[number - 1].strip():
                what = f"rad {number} visas två gånger"
                yield Problem(place, what, f'Den hör redan till "{shorten(seen[number])}".')
            seen[number] = where
    for number, line in enumerate(lines, 1):
        if line.strip() and number not in seen:
            what = f'rad {number} i det antagna dokumentet visas inte: "{shorten(line)}"'
            fix = "Lägg raden till den sida den hör till, eller skriv under replaced varför den"
            yield Problem(facts.place(transcript, "pages"), what, f"{fix} inte visas.")
