"""The lock on the adopted wording: what the site shows must be the adopted document, word for word.

The document reached the project as text taken out of a laid-out file. What only layout broke is set right here and nowhere else: the marks
of headings, lists, tables and footnotes, and the spellings of a period of years. Every other sign counts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from strategysite.facts import Facts
from strategysite.model.activities import Activity, TargetArea
from strategysite.model.common import Part
from strategysite.model.strategy import Strategy, line_numbers
from strategysite.problems import Place, Problem, shorten

PERIOD = re.compile(r"(?<!\d)(\d{4})\s*[-–]\s*(\d{4})(?!\d)")
FOOTNOTE_MARK = re.compile(r"\s*<sup>\s*\d+\s*</sup>")
MARKS_OF_LAYOUT = re.compile(r"^\s*(#+|-(?=\s)|-{3,}$)\s*")
HEADINGS = ("goals_heading", "activity_heading", "responsible_heading")
CONTEXT = 5  # words shown on each side of a difference


@dataclass(frozen=True)
class Word:
    """A word of the adopted document and the line it stands on."""

    text: str
    line: int


def words(text: str) -> list[str]:
    """Returns the words of `text` with the layout's own marks taken away and periods of years spelled one way."""
    text = unicodedata.normalize("NFC", text)
    text = PERIOD.sub(r"\1–\2", FOOTNOTE_MARK.sub("", text))
    return re.sub(r"\s+,", ",", text).split()


def source_lines(root: Path, strategy: Strategy) -> list[str] | None:
    """Returns the lines of the adopted document, or None when the file is not there."""
    path = root / "data" / strategy.transcript.source
    if not path.is_file():
        return None
    stat = path.stat()
    return _read_lines(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _read_lines(path: Path, _changed: int, _size: int) -> list[str]:
    return path.read_text("utf-8").split("\n")


def adopted_words(root: Path, strategy: Strategy, page: str) -> list[Word]:
    """Returns the words that `page` is to show, in its order; empty for a page that shows no adopted text."""
    lines = source_lines(root, strategy) or []
    result = []
    for entry in strategy.transcript.pages:
        if entry.page == page:
            for number in (number for written in entry.lines for number in line_numbers(written) if number <= len(lines)):
                result += [Word(word, number) for word in words(MARKS_OF_LAYOUT.sub("", re.sub(r"^<sup>\d+</sup>", "", lines[number - 1])))]
    return result


def first_difference(adopted: list[Word], shown: list[str]) -> tuple[str, str] | None:
    """Compares a page with the document. Returns (what, fix) for the first word that differs, None when all are the same."""
    for index, (word, other) in enumerate(zip_longest(adopted, shown)):
        if word is not None and word.text == other:
            continue
        before = " ".join(item.text for item in adopted[max(0, index - CONTEXT) : index])
        if word is None:
            return (
                f'efter "… {before}" står "{other}", som inte finns i det antagna dokumentet',
                "Ta bort tillägget, eller märk det som redaktionellt.",
            )
        after = " ".join(item.text for item in adopted[index + 1 : index + 1 + CONTEXT])
        written = f'står "{other}"' if other is not None else "slutar sidan"
        what = f'lydelsen skiljer sig från det antagna dokumentet, rad {word.line}: efter "… {before}" {written}'
        what += f' där dokumentet har "{word.text}"'
        return what, f'Återställ den antagna texten: "… {before} {word.text} {after} …". Ett tillägg märks som redaktionellt.'
    return None


def responsible_words(strategy: Strategy, activity: Activity) -> str:
    """Returns the responsible actors as the document writes them: "KUSH, Säkerhetssamordnare"."""
    names = {actor.id: actor.abbreviation or actor.name for actor in strategy.actors}
    return ", ".join(names.get(actor, actor) for actor in activity.responsible)


def check_transcript(facts: Facts) -> Iterator[Problem]:
    """Every line of the adopted document is on a page exactly once or left out with a reason, and the data repeats its words."""
    strategy = facts.strategy
    if strategy is None:
        return
    lines = source_lines(facts.root, strategy)
    if lines is None:
        place = facts.place(strategy.transcript, "source")
        yield Problem(
            place, f'det antagna dokumentet "{strategy.transcript.source}" finns inte i data/', "Ta tillbaka filen ur historiken."
        )
        return
    yield from _coverage(facts, strategy, lines)
    said = [
        _Said(strategy.transcript.pages[0].page, f"{row.label} {row.value}", facts.place(row, "value"), "raden")
        for row in strategy.metadata
    ]
    for area in facts.activities.target_areas if facts.activities else ():
        said += _said_of_area(facts, area)
    for words_said in said:
        yield from _repeated(facts, strategy, words_said)
    for area in facts.activities.target_areas if facts.activities else ():
        for activity in area.activities:
            row_of_table = _Said(
                area.page,
                f"{activity.text} {responsible_words(strategy, activity)}",
                facts.place(activity, "responsible"),
                f'ansvariga för "{shorten(activity.text, 40)}"',
            )
            if _stands(facts, strategy, area.page, activity.text):  # else the activity is what differs, and that is said already
                yield from _repeated(facts, strategy, row_of_table)


@dataclass(frozen=True)
class _Said:
    """Words that the data repeats after the document: the page that has them, where they were written, and what they are."""

    page: str
    text: str
    place: Place
    thing: str


def _said_of_area(facts: Facts, area: TargetArea) -> list[_Said]:
    heading = area.full_title
    headings = [_Said(area.page, getattr(area, key), facts.place(area, key), "rubriken") for key in HEADINGS]
    goals = [_Said(area.page, goal.text, facts.place(goal, "text"), "målet") for goal in area.goals]
    activities = [_Said(area.page, activity.text, facts.place(activity, "text"), "aktiviteten") for activity in area.activities]
    return [_Said(area.page, heading, facts.place(area, "title"), "målområdets rubrik"), *headings, *goals, *activities]


def _stands(facts: Facts, strategy: Strategy, page: str, text: str) -> bool:
    adopted = [word.text for word in adopted_words(facts.root, strategy, page)]
    wanted = words(text)
    return any(adopted[start : start + len(wanted)] == wanted for start in range(len(adopted) - len(wanted) + 1))


def _repeated(facts: Facts, strategy: Strategy, said: _Said) -> Iterator[Problem]:
    if not _stands(facts, strategy, said.page, said.text):
        fix = f"Texten är en avskrift. Jämför med data/{strategy.transcript.source}. Det som ändras med åren är uppföljningen (follow_up)."
        yield Problem(said.place, f"{said.thing} står inte så i det antagna dokumentet", fix)


def _coverage(facts: Facts, strategy: Strategy, lines: list[str]) -> Iterator[Problem]:
    transcript = strategy.transcript
    seen: dict[int, str] = {}
    entries: list[tuple[Part, str, str]] = [(entry, lines_, entry.page) for entry in transcript.pages for lines_ in entry.lines]
    entries += [(left, left.lines, left.reason) for left in (*transcript.replaced, *transcript.layout)]
    for holder, written, where in entries:
        for number in line_numbers(written):
            if number > len(lines):
                yield Problem(
                    facts.place(holder, "lines"), f"rad {number} finns inte i det antagna dokumentet", f"Det har {len(lines)} rader."
                )
                break
            if number in seen and lines[number - 1].strip():
                yield Problem(
                    facts.place(holder, "lines"), f"rad {number} visas två gånger", f'Den hör redan till "{shorten(seen[number])}".'
                )
            seen[number] = where
    missing = [number for number, line in enumerate(lines, 1) if line.strip() and number not in seen]
    for number in missing:
        what = f'rad {number} i det antagna dokumentet visas inte: "{shorten(lines[number - 1])}"'
        yield Problem(
            facts.place(transcript, "pages"),
            what,
            "Lägg raden till den sida den hör till, eller skriv under replaced varför den inte visas.",
        )
