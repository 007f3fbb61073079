"""The whole succession. Everything is worked out and checked in a copy, and only then written: a
fault leaves each file as it was."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from strategysite.data.adopted import PERIOD
from strategysite.data.facts import Facts, data_file, pages_of
from strategysite.data.model.strategy import Strategy
from strategysite.editing.changing import NOTHING_CHANGED, Refusal, sound, tried, write
from strategysite.editing.succession.document import Adopted, unmarked
from strategysite.editing.succession.files import New, new_files
from strategysite.parsing.text import read_text
from strategysite.problems import near, render
from strategysite.review.findings import findings
from strategysite.review.kinds import Finding


@dataclass(frozen=True)
class Succession:
    """What was done: the titles of both strategies, the folder of the archive, and what is left to
    do by hand."""

    title: str
    replaced: str
    archive: str
    left: list[Finding]


def new_strategy(root: Path, period: str, day: date) -> Succession:
    """Lets the strategy for `period` ("2027-2030") take over from the one in data/, and writes the
    files.

    Raises Refusal when the period, the document, the project or the outcome has a fault; then
    nothing is written.
    """
    first, last = _years(period)
    checked = sound(root, day)
    facts = checked.facts
    assert facts.strategy
    _later(facts, first, last)
    name = _archive_name(root, facts.strategy)
    source = f"source/strategi-{first}-{last}.txt"
    adopted = _document(root, f"data/{source}", facts)
    assert adopted.title
    new = New(first, last, adopted.title, source, adopted)
    changes = new_files(root, checked, new, name)
    with tried(root, changes, day) as after:
        assert after.facts.strategy
        left = [
            finding for finding in findings(after.facts, after.pages) if finding.kind == "strategy"
        ]
        done = Succession(after.facts.strategy.full_title, facts.strategy.full_title, name, left)
    write(root, changes)
    return done


def _years(period: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{4})", period.strip())
    if not match or not 1900 <= int(match[1]) <= int(match[2]) <= 2199:
        raise Refusal(
            f'"{period}" är ingen period. Skriv första och sista året så här: 2027-2030.'
            f" {NOTHING_CHANGED}"
        )
    return int(match[1]), int(match[2])


def _later(facts: Facts, first: int, last: int) -> None:
    strategy = facts.strategy
    assert strategy
    begins, ends = (day.year if day else 0 for day in (strategy.begins, strategy.ends))
    if first <= begins or last <= ends:
        place = facts.place(strategy, "period")
        what = (
            f"{first}–{last} är inte senare än den nuvarande strategin, {strategy.period}"
            f" ({place.file}:{place.line})"
        )
        raise Refusal(f"{what}. Kontrollera åren. {NOTHING_CHANGED}")


def _archive_name(root: Path, strategy: Strategy) -> str:
    years = PERIOD.search(strategy.period or "")
    name = (
        f"{years[1]}-{years[2]}"
        if years
        else "-".join(str(day.year) for day in (strategy.begins, strategy.ends) if day)
    )
    for folder in (Path(data_file("strategy", name)).parent, Path("docs") / pages_of(name)):
        if (root / folder).exists():
            fix = f"Flytta den, eller kontrollera åren i {data_file('strategy')}."
            raise Refusal(f"Mappen {folder.as_posix()}/ finns redan. {fix} {NOTHING_CHANGED}")
    return name


def _document(root: Path, file: str, facts: Facts) -> Adopted:
    if not (root / file).is_file():
        how = 'Rubriker börjar med "# " eller "## ", punkter med "- ".'
        what = (
            "Det antagna dokumentet saknas."
            f" {_meant(root, file, facts) or f'Spara det som text (UTF-8) i {file}.'}"
        )
        raise Refusal(f"{what} {how} Kör sedan kommandot igen. {NOTHING_CHANGED}")
    text, problems = read_text(root, file)
    if text is None or problems:
        raise Refusal(
            "\n".join([*(render(problem, root) for problem in problems), NOTHING_CHANGED])
        )
    adopted = Adopted.read(text)
    if not adopted.blocks:
        raise Refusal(f"Det antagna dokumentet, {file}, är tomt. {NOTHING_CHANGED}")
    left = unmarked(text, file)
    if left:
        raise Refusal(
            "\n".join(
                [
                    *(render(problem, root) for problem in sorted(left)),
                    f"Rätta dokumentet först. {NOTHING_CHANGED}",
                ]
            )
        )
    return adopted


def _meant(root: Path, file: str, facts: Facts) -> str:
    """Returns what to do with the file that the document may have been saved as instead; nothing
    where no name lies near."""
    wanted = root / file
    known = {edition.strategy.transcript.source for edition in facts.editions if edition.strategy}
    years = _years_in(wanted.name)
    names = [
        path.name
        for path in sorted(wanted.parent.glob("*"))
        if path.relative_to(root / "data").as_posix() not in known
        and (years <= _years_in(path.name) or near(wanted.name, [path.name]))
    ]
    if not names:
        return ""
    texts = [name for name in names if name.lower().endswith(".txt")]
    if texts:
        return f'Menar du "{texts[0]}"? Den ska heta {wanted.name}.'
    return (
        f'Menar du "{names[0]}"? Öppna den och spara den som text (UTF-8). Den ska heta'
        f" {wanted.name}."
    )


def _years_in(name: str) -> set[str]:
    return set(re.findall(r"\d{4}", name))
