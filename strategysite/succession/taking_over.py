"""The whole succession. Everything is worked out and checked in a copy, and only then written: a fault leaves each file as it was."""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.checking import Checked, check
from strategysite.facts import EDITION_FILES, Facts, data_file, pages_of
from strategysite.model.strategy import MetadataRow, Strategy
from strategysite.pages import SITE_FILE
from strategysite.problems import render, report, shorten
from strategysite.status import Finding, findings
from strategysite.succession.document import Adopted, escaped
from strategysite.succession.moving import Move, as_archived, plan_move, quoted, relinked, with_entries, with_menu, with_pages
from strategysite.text import read_text
from strategysite.transcript import PERIOD, words

NOTHING_CHANGED = "Ingenting har ändrats."
Files = dict[str, str | None]  # what each file is to hold; None where it goes away


class Refusal(Exception):
    """Why the new strategy can't take over, in Swedish. No file has changed."""


@dataclass(frozen=True)
class Succession:
    """What was done: the titles of both strategies, the folder of the archive, and what is left to do by hand."""

    title: str
    replaced: str
    archive: str
    left: list[Finding]


def new_strategy(root: Path, period: str, day: date) -> Succession:
    """Lets the strategy for `period` ("2027-2030") take over from the one in data/, and writes the files.

    Raises Refusal when the period, the document, the project or the outcome has a fault; then nothing is written.
    """
    first, last = _years(period)
    checked = check(root, day)
    if checked.problems:
        raise Refusal(f"{report(checked.problems, root)}\nRätta felen först. {NOTHING_CHANGED}")
    facts = checked.facts
    assert facts.strategy
    _later(facts, first, last)
    name = _archive_name(root, facts.strategy)
    source = f"source/strategi-{first}-{last}.txt"
    adopted = _document(root, f"data/{source}")
    title = adopted.title or f"{facts.strategy.title.removesuffix(facts.strategy.period).strip()} {first}–{last}"
    new = _New(first, last, title, source, adopted)
    changes = _changes(root, checked, new, name)
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("data", "docs"):
            shutil.copytree(root / part, copy / part)
        shutil.copy(root / SITE_FILE, copy / SITE_FILE)
        _write(copy, changes)
        after = check(copy, day)
        if after.problems:
            told = "\n".join(render(problem, copy) for problem in sorted(set(after.problems)))
            raise Refusal(f"Så här hade det blivit, och det går inte att publicera:\n{told}\n{NOTHING_CHANGED}")
        assert after.facts.strategy
        left = [finding for finding in findings(after.facts, after.pages) if finding.kind == "strategy"]
        done = Succession(after.facts.strategy.full_title, facts.strategy.full_title, name, left)
    _write(root, changes)
    return done


@dataclass(frozen=True)
class _New:
    first: int
    last: int
    title: str
    source: str
    adopted: Adopted

    @property
    def period(self) -> str:
        return f"{self.first}–{self.last}"


def _years(period: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{4})", period.strip())
    if not match or not 1900 <= int(match[1]) <= int(match[2]) <= 2199:
        raise Refusal(f'"{period}" är ingen period. Skriv första och sista året så här: 2027-2030. {NOTHING_CHANGED}')
    return int(match[1]), int(match[2])


def _later(facts: Facts, first: int, last: int) -> None:
    strategy = facts.strategy
    assert strategy
    validity = strategy.validity
    if first <= validity.first.year or last <= validity.last.year:
        place = facts.place(strategy, "period")
        what = f"{first}–{last} är inte senare än den nuvarande strategin, {strategy.period} ({place.file}:{place.line})"
        raise Refusal(f"{what}. Kontrollera åren. {NOTHING_CHANGED}")


def _archive_name(root: Path, strategy: Strategy) -> str:
    years = PERIOD.search(strategy.period)
    name = f"{years[1]}-{years[2]}" if years else f"{strategy.validity.first.year}-{strategy.validity.last.year}"
    for folder in (Path(data_file("strategy", name)).parent, Path("docs") / pages_of(name)):
        if (root / folder).exists():
            fix = f"Flytta den, eller kontrollera åren i {data_file('strategy')}."
            raise Refusal(f"Mappen {folder.as_posix()}/ finns redan. {fix} {NOTHING_CHANGED}")
    return name


def _document(root: Path, file: str) -> Adopted:
    if not (root / file).is_file():
        how = 'Rubriker börjar med "# " eller "## ", punkter med "- ".'
        raise Refusal(
            f"Det antagna dokumentet saknas. Spara det som text (UTF-8) i {file}. {how} Kör sedan kommandot igen. {NOTHING_CHANGED}"
        )
    text, problems = read_text(root, file)
    if text is None or problems:
        raise Refusal("\n".join([*(render(problem, root) for problem in problems), NOTHING_CHANGED]))
    adopted = Adopted.read(text)
    if not adopted.blocks:
        raise Refusal(f"Det antagna dokumentet, {file}, är tomt. {NOTHING_CHANGED}")
    return adopted


def _changes(root: Path, checked: Checked, new: _New, name: str) -> Files:
    facts, strategy = checked.facts, checked.facts.strategy
    assert strategy
    move = plan_move(facts, checked.pages, name, new.adopted.ids)
    files: Files = {}
    for file, page in checked.pages.items():
        if file in move.archived:
            archived = move.archived[file]
            files[f"docs/{archived}"] = as_archived(page, strategy.period) + relinked(page.text, file, archived, move.in_archive)
        text = page.head + relinked(page.text, file, file, move.outside)
        files[f"docs/{file}"] = None if file in move.archived and file not in move.staying else text
    titles = {file: page.meta.title for file, page in checked.pages.items()}
    files[f"docs/{move.front}"] = _front_page(new, strategy, move, titles, facts.today)
    for part in EDITION_FILES:
        text = _read(root, data_file(part))
        files[data_file(part, name)] = _archived_data(text, name, move)
        files[data_file(part)] = _comments_above(text) + (_strategy(new, facts, move) if part == "strategy" else "target_areas: []\n")
    for path in sorted((root / "data").rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        if file not in files:
            files[file] = with_pages(_read(root, file), move.archived, move.outside)
    _add_rows(files, new, move, facts)
    files[SITE_FILE] = with_menu(_read(root, SITE_FILE), move, new.title, f"Strategi {strategy.period} (arkiv)")
    return {file: text for file, text in files.items() if text is None or not (root / file).is_file() or text != _read(root, file)}


def _read(root: Path, file: str) -> str:
    text, _ = read_text(root, file)
    assert text is not None, f"{file} was read by the checks"
    return text


def _write(root: Path, files: Files) -> None:
    """Writes what is new before it takes away what is old."""
    for file, text in files.items():
        if text is not None:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text, "utf-8", newline="\n")
    for file, text in files.items():
        if text is None:
            (root / file).unlink()


def _front_page(new: _New, old: Strategy, move: Move, titles: dict[str, str], day: date) -> str:
    title = titles[move.front].replace(old.period, new.period)
    description = shorten(f"{new.title}, hela texten ordagrant så som den antogs, på en sida.", 190)
    head = ["---", f"title: {quoted(title)}", f"description: {quoted(description)}", "kind: adopted", f"updated: {day}", "---"]

    def link(label: str, file: str) -> str:
        return relinked(f"[{escaped(label)}]({file})", "index.md", move.front, lambda target, _: target)

    before = f"Den förra strategin finns i arkivet: {link(old.full_title, move.archived[move.front])}."
    followed = "".join(f" Hur det går finns på sidan {link(titles[file], file)}." for file in sorted(move.staying)[:1])
    added = f'{before}{followed}\n{{ data-editorial="" }}'
    blocks = ["\n".join(head), new.adopted.heading(new.title), "{{ validity_notice() }}", new.adopted.text(), added]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _comments_above(text: str) -> str:
    """Returns the header of a data file, which explains its keys."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    return "".join(f"{line}\n" for line in lines[:first])


def _archived_data(text: str, name: str, move: Move) -> str:
    text = with_pages(text, move.archived, move.in_archive).replace("$schema=schema/", "$schema=../../schema/", 1)
    header = _comments_above(text)
    told = header
    for part in EDITION_FILES:
        told = told.replace(data_file(part), data_file(part, name))
    return told + text[len(header) :]


def _strategy(new: _New, facts: Facts, move: Move) -> str:
    strategy = facts.strategy
    assert strategy
    rows = [f"title: {quoted(new.title)}", f"period: {quoted(new.period)}"]
    rows += [f"adopted: {new.adopted.adopted}"] if new.adopted.adopted else []
    rows += ["validity:", f"  from: {new.first}-01-01", f"  to: {new.last}-12-31", ""]
    kept = [row for row in strategy.metadata if row.responsible and _says(new.adopted, row)]
    rows += ["metadata:" if kept else "metadata: []"]
    for row in kept:
        rows += [f"  - label: {quoted(row.label)}", f"    value: {quoted(row.value)}", "    responsible: true"]
    rows += ["", "actors: []", ""]
    short = [(actor.abbreviation, actor.name, actor.explanation) for actor in strategy.actors if actor.abbreviation]
    short += [(entry.short, entry.name, entry.explanation) for entry in strategy.abbreviations]
    rows += ["# Övertagna från den förra strategin. Läs dem: stämmer förklaringarna?", "abbreviations:"] if short else []
    for abbreviation, name, explanation in short:
        rows += [f"  - short: {quoted(abbreviation)}", f"    name: {quoted(name)}", f"    explanation: {quoted(explanation)}"]
    rows += ["", "# Hela dokumentet står på en sida. Delas den upp får varje sida sina rader här."]
    rows += [
        "transcript:",
        f"  source: {new.source}",
        "  pages:",
        f"    - page: {move.front}",
        f'      lines: ["1-{len(new.adopted.lines)}"]',
    ]
    return "\n".join([*rows, ""])


def _says(adopted: Adopted, row: MetadataRow) -> bool:
    said, wanted = words("\n".join(adopted.lines)), words(f"{row.label} {row.value}")
    return any(said[start : start + len(wanted)] == wanted for start in range(len(said) - len(wanted) + 1))


def _add_rows(files: Files, new: _New, move: Move, facts: Facts) -> None:
    """Adds the old addresses to data/redirects.yaml, and the news to data/changes.yaml where the site keeps one."""
    redirects, changes = data_file("redirects"), data_file("changes")
    text = files.get(redirects) or "# yaml-language-server: $schema=schema/redirects.schema.json\n\nredirects: []\n"
    if move.gone:
        files[redirects] = with_entries(text, "redirects", [{"from": old, "to": now} for old, now in move.gone.items()])
    if facts.changes and (kept := files.get(changes)):
        said = quoted(f"Kommunen har en ny strategi: {new.title}. Den förra finns i arkivet.")
        entry = {"id": f"ny-strategi-{new.first}-{new.last}", "date": str(facts.today), "text": said, "page": move.front}
        files[changes] = with_entries(kept, "changes", [entry])
