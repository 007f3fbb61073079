"""The whole succession. Everything is worked out and checked in a copy, shown, and only then
written: a fault leaves each file as it was."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from strategysite.checks.run import Checked
from strategysite.data.adopted import PERIOD, has_words, periods, source_lines
from strategysite.data.facts import Facts, data_file, pages_of
from strategysite.editing.changing import NOTHING_CHANGED, Contents, Refusal, sound, tried, write
from strategysite.editing.succession.document import unlike
from strategysite.editing.succession.files import Outcome
from strategysite.editing.succession.incoming import Period, read_document
from strategysite.editing.succession.telling import doubts, listing, reported, unlikely
from strategysite.editing.succession.undoing import remember
from strategysite.problems import shorten
from strategysite.review.findings import findings
from strategysite.review.kinds import Finding

AS_ADOPTED = "Är det så i det beslutade dokumentet? Kör kommandot igen, med --as-adopted sist."
# Why the pages of a revision are written anew, when nobody could have known before.
PARTED = "de hade inte gått att publicera med det som är ändrat inskrivet"
KEPT = "Den förra texten får vara kvar i arkivet, eftersom något på webbplatsen behöver den:"


@dataclass(frozen=True)
class Succession:
    """What is done: the titles of both strategies, the folder of the archive ("" where a revision
    takes the old one's place), how the document was read, why somebody must agree to that, what is
    left to do by hand, and what each file is to hold."""

    title: str
    replaced: str
    archive: str
    listing: str
    doubts: tuple[str, ...]
    left: list[Finding]
    files: Contents


def new_strategy(
    root: Path,
    period: str,
    day: date,
    agree: Callable[[Succession], bool] = lambda _: True,
    chapters: bool = False,
    *,
    as_adopted: bool = False,
) -> Succession:
    """Lets the strategy for `period` ("2027-2030") take over from the one in data/, and writes the
    files when whoever is asked does `agree`. With `chapters` each chapter gets a page. What no
    document is likely to say is refused, unless somebody has said that this one was `as_adopted`.

    Raises Refusal when the period, the document, the project or the outcome has a fault; then
    nothing is written.
    """
    asked = Period.read(period)
    checked = sound(root, day)
    facts = checked.facts
    revision = _follows(facts, asked)
    read = read_document(root, facts, asked, revision, chapters)
    stated, own = periods(read.tidied.text)
    if own and asked.shown not in stated:
        says = f'{read.file} säger {", ".join(sorted(own))}, och kommandot "{period}"'
        raise Refusal(f"{says}. Skriv tiden som den står i dokumentet. {NOTHING_CHANGED}")
    needed = [*_needing(checked, read.adopted.lines)] if revision else []
    name = _archive_name(facts) if needed or not revision else ""
    outcome = Outcome(checked, read, name)
    with ExitStack() as trial:
        after = None
        if outcome.changes is not None:
            try:
                after = trial.enter_context(tried(root, outcome.files, day))
            except Refusal as refusal:
                why = str(refusal).split("\n")[1].partition(": ")[2]
                outcome = Outcome(checked, read, name, f"{PARTED}: {why}")
        if not as_adopted and (found := unlikely(outcome)):
            raise Refusal(f"{found}\n{AS_ADOPTED} {NOTHING_CHANGED}")
        try:
            after = after or trial.enter_context(tried(root, outcome.files, day))
        except Refusal as refusal:
            raise Refusal(read.with_places(str(refusal), outcome.files)) from refusal
        left = [one for one in findings(after.facts, after.pages) if one.kind == "strategy"]
        left += reported(outcome, after.facts)
        done = Succession(
            after.facts.document.full_title,
            facts.document.full_title,
            name,
            "\n".join([listing(outcome), *(["", KEPT, *needed] if needed else [])]),
            tuple(doubts(outcome)),
            left,
            outcome.files,
        )
    if agree(done):
        remember(root, outcome.files)
        write(root, outcome.files)
    return done


def _follows(facts: Facts, asked: Period) -> bool:
    """Returns whether the new document is a revision, which holds for the same time as the one it
    replaces. Raises Refusal when it holds for an earlier one."""
    strategy = facts.document
    if asked.shown == strategy.period:
        return True
    begins, ends = strategy.begins, strategy.ends
    earlier = asked.first and begins and asked.first < begins.year
    if earlier or (asked.last and ends and asked.last < ends.year):
        place = facts.place(strategy, "period")
        what = f"{asked.shown} är inte senare än den nuvarande strategin, {strategy.period}"
        raise Refusal(f"{what} ({place}). Kontrollera åren. {NOTHING_CHANGED}")
    return False


def _needing(checked: Checked, lines: list[str]) -> Iterator[str]:
    """Yields why the old strategy must be kept: a goal or an activity of it has been reported on,
    or a page quotes what it says and the new one does not."""
    facts = checked.facts
    old = source_lines(facts.root, facts.document)
    for year in facts.follow_up:
        if year.reported:
            yield f"  {year.origin.place.file} är en uppföljning av den"
    for page in checked.pages.values():
        for one in (said for said in page.said if said.name == "quote_strategy"):
            text = one.given["text"]
            if has_words(old, text) and not has_words(lines, text):
                what = f'citerar "{shorten(text)}", som inte står i den nya'
                yield f"  {page.at(one.line)} {what}"


def _archive_name(facts: Facts) -> str:
    strategy = facts.document
    years = PERIOD.search(strategy.period or "")
    begins = strategy.begins or facts.today
    base = (
        f"{years[1]}-{years[2]}"
        if years
        else f"{begins.year}-{strategy.ends.year}"
        if strategy.ends and strategy.ends.year > begins.year
        else str(strategy.adopted or begins.year)
    )
    name = unlike(base, {edition.edition for edition in facts.archive})
    for folder in (Path(data_file("strategy", name)).parent, Path("docs") / pages_of(name)):
        if (facts.root / folder).exists():
            fix = f"Flytta den, eller kontrollera åren i {data_file('strategy')}."
            raise Refusal(f"Mappen {folder.as_posix()}/ finns redan. {fix} {NOTHING_CHANGED}")
    return name
