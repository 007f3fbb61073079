"""The lock on the adopted wording: what the site shows must be the adopted document, word for word.

The document reached the project as text taken out of a laid-out file. What only layout broke is set
right here and nowhere else: the marks of headings, lists, tables and footnotes, and the spellings
of a period of years. Every other sign counts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from strategysite.data.adopted import (
    DAY_ADOPTED,
    PERIOD,
    Word,
    adopted_words,
    responsible_words,
    row_as_written,
    source_lines,
    words,
)
from strategysite.data.facts import Facts, data_file
from strategysite.data.model.activities import TargetArea
from strategysite.data.model.common import Part
from strategysite.data.model.municipality import Municipality
from strategysite.data.model.strategy import MetadataRow, Strategy, line_numbers
from strategysite.parsing.git import earlier, published
from strategysite.parsing.text import conflicts
from strategysite.problems import Place, Problem, shorten

OPENING = 8  # words by which a place in the document is found
CONTEXT = 5  # words shown on each side of a difference


@dataclass(frozen=True)
class Difference:
    """The first word of a page that is not the document's: what, the fix, and what to look for on
    the page, the surest first."""

    what: str
    fix: str
    needles: tuple[str, ...]
    next: str = ""  # words that the document has there


def first_difference(adopted: list[Word], shown: list[str]) -> Difference | None:
    """Compares a page with the document. Returns the first word that differs, None when all are the
    same."""
    for index, (word, other) in enumerate(zip_longest(adopted, shown)):
        if word is not None and word.text == other:
            continue
        before = " ".join(item.text for item in adopted[max(0, index - CONTEXT) : index])
        needles = _needles(shown, index)
        if word is None:
            what = f'efter "… {before}" står "{other}", som inte finns i det antagna dokumentet'
            return Difference(what, "Ta bort tillägget, eller märk det som redaktionellt.", needles)
        after = " ".join(item.text for item in adopted[index + 1 : index + 1 + CONTEXT])
        written = f'står "{other}"' if other is not None else "slutar sidan"
        what = (
            f'lydelsen skiljer sig från det antagna dokumentet, rad {word.line}: efter "… {before}"'
            f" {written}"
        )
        what += f' där dokumentet har "{word.text}"'
        fix = (
            f'Återställ den antagna texten: "… {" ".join([before, word.text, after]).strip()} …".'
            " Ett tillägg märks som redaktionellt."
        )
        return Difference(what, fix, needles, f"{word.text} {after}")
    return None


def _needles(shown: list[str], index: int) -> tuple[str, ...]:
    """Returns what to look for on a page where `shown[index]` differs: with the words around it,
    with fewer, alone."""
    spans = [
        (index - 2, index + 2),
        (index - 1, index + 1),
        (index, index + 2),
        (index, index + 1),
        (index - 2, index),
    ]
    return tuple(
        " ".join(shown[max(0, start) : end]) for start, end in spans if shown[max(0, start) : end]
    )


def check_transcript(facts: Facts) -> Iterator[Problem]:
    """Every line of the adopted document is on a page exactly once or left out with a reason, and
    the data repeats its words."""
    strategy = facts.strategy
    if strategy is None or "strategy" in facts.incomplete:
        return
    lines = source_lines(facts.root, strategy)
    if lines is None:
        what = (
            f'det antagna dokumentet "{strategy.transcript.source}" finns inte i data/, eller är'
            " inte sparat som UTF-8"
        )
        yield Problem(
            facts.place(strategy.transcript, "source"), what, "Ta tillbaka filen ur historiken."
        )
        return
    marks = conflicts(f"data/{strategy.transcript.source}", "\n".join(lines))
    if marks:
        yield from marks
        return
    branch = (facts.municipality or Municipality()).publication.branch
    if shifted := _shifted(strategy, lines, facts.root, branch):
        yield shifted
        return
    yield from _coverage(facts, strategy, lines)
    adopted = _Adopted(facts.root, strategy)
    said = [_said_of_row(facts, strategy, row, adopted) for row in strategy.metadata]
    for area in facts.activities.target_areas if facts.activities else ():
        said += _said_of_area(facts, strategy, area, adopted)
    for entry in said:
        if not adopted.has(entry):
            yield _differs(entry, facts, strategy)
    document = " ".join(words("\n".join(lines))).casefold()
    for part, key in [
        *((level, key) for level in strategy.prevention for key in ("title", "for_whom")),
        *((remark, "quote") for remark in strategy.remarks),
    ]:
        text = getattr(part, key)
        if " ".join(words(text)).casefold() not in document:
            said_of = _Said("", text, facts.place(part, key), f'orden "{shorten(text)}"')
            yield _differs(said_of, facts, strategy)


def dates_as_adopted(facts: Facts) -> Iterator[Problem]:
    """The days and years in the data are those that the document states, where it states any. The
    validity may end before its period does: another strategy can take over."""
    strategy = facts.strategy
    if strategy is None:
        return
    years = re.findall(r"\d{4}", strategy.period)
    validity = strategy.validity
    for key, day in (("from", validity.first), ("to", validity.last)):
        if years and not int(years[0]) <= day.year <= int(years[-1]):
            what = (
                f"giltigheten {'slutar' if key == 'to' else 'börjar'} {day.year}, men perioden är"
            )
            fix = 'Rätta det som är fel av "validity" och "period", så som dokumentet anger.'
            yield Problem(facts.place(validity, key), f"{what} {strategy.period}", fix)
    text = "\n".join(source_lines(facts.root, strategy) or [])
    for key, stated, said in (
        ("period", {"–".join(found) for found in PERIOD.findall(text)}, strategy.period),
        ("adopted", set(DAY_ADOPTED.findall(text)), strategy.adopted and str(strategy.adopted)),
    ):
        if stated and said and said not in stated:
            what = f'"{said}" står inte i det antagna dokumentet'
            fix = f"Dokumentet har {', '.join(sorted(stated))}. Skriv som det står där."
            yield Problem(facts.place(strategy, key), what, fix)


def _differs(said: "_Said", facts: Facts, strategy: Strategy) -> Problem:
    if said.instead:
        what = (
            f"{said.thing} är skrivna på ett annat sätt i det antagna dokumentet:"
            f' "{shorten(said.instead)}"'
        )
        fix = (
            f"Namnet under actors i {data_file('strategy', facts.edition)} ska vara som i"
            " dokumentet, och responsible i samma ordning."
        )
        return Problem(said.place, what, fix)
    fix = f"Texten är en avskrift av data/{strategy.transcript.source}."
    if said.followed:
        fix += " Det som ändras med åren är uppföljningen (follow_up)."
    return Problem(said.place, f"{said.thing} står inte så i det antagna dokumentet", fix)


@dataclass(frozen=True)
class _Said:
    """Words that the data repeats after the document: the page that has them, where they were
    written, and what they are.

    They fill whole lines of the document (`lines`), or go on to one of the words in `until`. What
    is `followed` is reported on each year. `instead` is what the document has where others are
    responsible.
    """

    page: str
    text: str
    place: Place
    thing: str
    lines: bool = False
    until: frozenset[str] = frozenset()
    followed: bool = False
    instead: str = ""


class _Adopted:
    """The words of the adopted document, read once for all that the data repeats of them."""

    def __init__(self, root: Path, strategy: Strategy) -> None:
        self._words = {
            entry.page: adopted_words(root, strategy, entry.page)
            for entry in strategy.transcript.pages
        }
        self._openings: dict[tuple[str, int], dict[tuple[str, ...], list[int]]] = {}

    def has(self, said: _Said) -> bool:
        """Returns whether the words stand on their page, and fill whole lines where they should."""
        adopted = self._words.get(said.page, [])
        for end in self._ends(said):
            if (
                not said.lines
                or end == len(adopted)
                or adopted[end].line != adopted[end - 1].line
                or adopted[end].text in said.until
            ):
                return True
        return False

    def after(self, said: _Said) -> str:
        """Returns what follows the words on their page, to the end of the line; nothing where they
        do not stand."""
        end = next(self._ends(said), None)
        following = self._words[said.page][end:] if end is not None else []
        return " ".join(word.text for word in following if word.line == following[0].line)

    def _ends(self, said: _Said) -> Iterator[int]:
        """Yields the number of the word after each place where the words stand, and begin a line
        where they should."""
        adopted, wanted = self._words.get(said.page, []), words(said.text)
        for start in self._places(said.page, tuple(wanted[:OPENING])):
            begins = start == 0 or adopted[start - 1].line != adopted[start].line
            if (begins or not said.lines) and [
                word.text for word in adopted[start : start + len(wanted)]
            ] == wanted:
                yield start + len(wanted)

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


def _said_of_row(facts: Facts, strategy: Strategy, row: MetadataRow, adopted: _Adopted) -> _Said:
    spellings = [
        _Said(strategy.front_page, text, facts.place(row, "value"), f'raden "{row.label}"')
        for text in row_as_written(row)
    ]
    return next((said for said in spellings if adopted.has(said)), spellings[0])


def _said_of_area(
    facts: Facts, strategy: Strategy, area: TargetArea, adopted: _Adopted
) -> Iterator[_Said]:
    yield _Said(
        area.page, area.full_title, facts.place(area, "title"), "målområdets rubrik", lines=True
    )
    for key in ("goals_heading", "activity_heading", "responsible_heading"):
        yield _Said(area.page, getattr(area, key), facts.place(area, key), "rubriken")
    for goal in area.goals:
        yield _Said(
            area.page, goal.text, facts.place(goal, "text"), "målet", lines=True, followed=True
        )
    names = {actor.id: words(actor.abbreviation or actor.name)[0] for actor in strategy.actors}
    starts = frozenset(word for name in names.values() for word in (name, f"{name},"))
    for activity in area.activities:
        text = _Said(
            area.page,
            activity.text,
            facts.place(activity, "text"),
            "aktiviteten",
            lines=True,
            until=starts,
            followed=True,
        )
        after = adopted.after(text)
        # Words that go on in small letters are the activity's own; else they are names that the
        # data does not have.
        others = not adopted.has(text) and (
            after[:1].isupper() or (activity.text.endswith(".") and after != "")
        )
        if not others:
            yield text
        if set(activity.responsible) <= set(names) and (others or adopted.has(text)):
            row = f"{activity.text} {responsible_words(strategy, activity)}"
            thing = f'ansvariga för "{shorten(activity.text, 40)}"'
            yield _Said(
                area.page,
                row,
                facts.place(activity, "responsible"),
                thing,
                lines=True,
                instead=after,
            )


def _shifted(strategy: Strategy, lines: list[str], root: Path, branch: str) -> Problem | None:
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
        return None  # what has come last moves nothing
    count = f"{abs(more)} {'rad' if abs(more) == 1 else 'rader'}"
    what = f"det antagna dokumentet har {count} {'mer' if more > 0 else 'mindre'} än det ska ha"
    at = 1
    if (version := published(root, branch)) and (
        was := earlier(root, version, f"data/{transcript.source}")
    ):
        before = was.decode("utf-8-sig", "replace").split("\n")
        rows = enumerate(zip(before, lines, strict=False), 1)
        at = next((number for number, (old, new) in rows if old != new), 1)
    mend = "ta bort den rad som har kommit till" if more > 0 else "skriv tillbaka den som saknas"
    fix = (
        f"Då hamnar raderna efter den på fel plats. Ta tillbaka filen ur historiken, eller {mend}."
        " Är det så som dokumentet antogs? Räkna om raderna under transcript i data/strategy.yaml."
    )
    return Problem(Place(f"data/{transcript.source}", at), what, fix)


def _coverage(facts: Facts, strategy: Strategy, lines: list[str]) -> Iterator[Problem]:
    transcript = strategy.transcript
    seen: dict[int, str] = {}
    entries: list[tuple[Part, str, str]] = [
        (entry, lines_, entry.page) for entry in transcript.pages for lines_ in entry.lines
    ]
    entries += [
        (left, left.lines, left.reason) for left in (*transcript.replaced, *transcript.layout)
    ]
    for holder, written, where in entries:
        for number in line_numbers(written):
            if number > len(lines):
                what = f"rad {number} finns inte i det antagna dokumentet"
                yield Problem(facts.place(holder, "lines"), what, f"Det har {len(lines)} rader.")
                break
            if number in seen and lines[number - 1].strip():
                what = f"rad {number} visas två gånger"
                fix = f'Den hör redan till "{shorten(seen[number])}".'
                yield Problem(facts.place(holder, "lines"), what, fix)
            seen[number] = where
    missing = [
        number for number, line in enumerate(lines, 1) if line.strip() and number not in seen
    ]
    for number in missing:
        what = f'rad {number} i det antagna dokumentet visas inte: "{shorten(lines[number - 1])}"'
        yield Problem(
            facts.place(transcript, "pages"),
            what,
            "Lägg raden till den sida den hör till, eller skriv under replaced varför den inte"
            " visas.",
        )
