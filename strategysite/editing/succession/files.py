"""What each file is to hold when a new strategy takes over: pages, data, the menu, old addresses.
Nothing is written here."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from strategysite.checks.run import Checked
from strategysite.data.adopted import has_words, row_as_written
from strategysite.data.facts import (
    EDITION_FILES,
    FOLLOW_UP,
    Facts,
    data_file,
    year_file,
    year_files,
)
from strategysite.data.model.strategy import MetadataRow, Strategy
from strategysite.editing.changing import Files, text_of, what_differs
from strategysite.editing.headers import header, with_header
from strategysite.editing.rewriting import quoted, relinked, with_entries, with_pages
from strategysite.editing.succession.document import Adopted, escaped
from strategysite.editing.succession.moving import Move, as_archived, plan_move, with_menu
from strategysite.pages.reading import SITE_FILE
from strategysite.problems import shorten


@dataclass(frozen=True)
class New:
    """The new strategy: its first and last year, its title, and the adopted document, which stands
    in data/ under the name `source`."""

    first: int
    last: int
    title: str
    source: str
    adopted: Adopted

    @property
    def period(self) -> str:
        """The years as they are shown."""
        return f"{self.first}–{self.last}"


def new_files(root: Path, checked: Checked, new: New, name: str) -> Files:
    """Returns what each file is to hold when `new` takes over and the old strategy moves to the
    archive folder `name`."""
    facts, strategy = checked.facts, checked.facts.strategy
    assert strategy
    move = plan_move(facts, checked.pages, name, new.adopted.ids)
    files: Files = {}
    for file, page in checked.pages.items():
        if file in move.archived:
            archived = move.archived[file]
            files[f"docs/{archived}"] = as_archived(page, strategy.period) + relinked(
                page.text, file, archived, move.in_archive
            )
        text = page.head + relinked(page.text, file, file, move.outside)
        files[f"docs/{file}"] = None if file in move.archived and file not in move.staying else text
    titles = {file: page.meta.title for file, page in checked.pages.items()}
    files[f"docs/{move.front}"] = _front_page(new, strategy, move, titles, facts.today)
    for part in EDITION_FILES:
        text = with_pages(text_of(root, data_file(part)), move.archived, move.in_archive)
        files[data_file(part, name)] = with_header(text, part, name)
        begun = _strategy(new, facts, move) if part == "strategy" else "target_areas: []\n"
        files[data_file(part)] = f"{header(part)}\n{begun}"
    for file in year_files(root):
        old = year_file(Path(file).stem, name)
        files[old], files[file] = with_header(text_of(root, file), FOLLOW_UP, name, old), None
    for path in sorted((root / "data").rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        if file not in files:
            files[file] = with_pages(text_of(root, file), move.archived, move.outside)
    _add_rows(files, new, move, facts)
    files[SITE_FILE] = with_menu(
        text_of(root, SITE_FILE), move, new.title, f"Strategi {strategy.period} (arkiv)"
    )
    return what_differs(root, files)


def _front_page(new: New, old: Strategy, move: Move, titles: dict[str, str], day: date) -> str:
    title = titles[move.front].replace(old.period, new.period)
    description = shorten(f"{new.title}, hela texten ordagrant så som den antogs, på en sida.", 190)
    head = [
        "---",
        f"title: {quoted(title)}",
        f"description: {quoted(description)}",
        "kind: adopted",
        f"updated: {day}",
        "---",
    ]

    def link(label: str, file: str) -> str:
        return relinked(
            f"[{escaped(label)}]({file})", "index.md", move.front, lambda target, _: target
        )

    before = (
        f"Den förra strategin finns i arkivet: {link(old.full_title, move.archived[move.front])}."
    )
    followed = "".join(
        f" Hur det går finns på sidan {link(titles[file], file)}."
        for file in sorted(move.following)[:1]
    )
    added = f'{before}{followed}\n{{ data-editorial="" }}'
    blocks = [
        "\n".join(head),
        new.adopted.heading(new.title),
        "{{ validity_notice() }}",
        new.adopted.text(),
        added,
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _strategy(new: New, facts: Facts, move: Move) -> str:
    strategy = facts.strategy
    assert strategy
    rows = [f"title: {quoted(new.title)}", f"period: {quoted(new.period)}"]
    rows += [f"adopted: {new.adopted.adopted}"] if new.adopted.adopted else []
    rows += ["validity:", f"  from: {new.first}-01-01", f"  to: {new.last}-12-31", ""]
    kept = [row for row in strategy.metadata if row.responsible and _stands(row, new.adopted.lines)]
    rows += ["metadata:" if kept else "metadata: []"]
    for row in kept:
        rows += [
            f"  - label: {quoted(row.label)}",
            f"    value: {quoted(row.value)}",
            "    responsible: true",
        ]
    rows += ["", "actors: []", ""]
    short = strategy.spelled_out
    rows += (
        ["# Övertagna från den förra strategin. Läs dem: stämmer förklaringarna?", "abbreviations:"]
        if short
        else []
    )
    for abbreviation, name, explanation in short:
        rows += [
            f"  - short: {quoted(abbreviation)}",
            f"    name: {quoted(name)}",
            f"    explanation: {quoted(explanation)}",
        ]
    rows += ["", "# Hela dokumentet står på en sida. Delas den upp får varje sida sina rader här."]
    rows += ["transcript:", f"  source: {new.source}", "  pages:"]
    rows += [f"    - page: {move.front}", f'      lines: ["1-{len(new.adopted.lines)}"]']
    return "\n".join([*rows, ""])


def _stands(row: MetadataRow, lines: list[str]) -> bool:
    return any(has_words(lines, text) for text in row_as_written(row))


def _add_rows(files: Files, new: New, move: Move, facts: Facts) -> None:
    """Adds the old addresses to data/redirects.yaml, and the news to data/changes.yaml where the
    site keeps one."""
    redirects, changes = data_file("redirects"), data_file("changes")
    text = files.get(redirects) or f"{header('redirects')}\nredirects: []\n"
    if move.gone:
        files[redirects] = with_entries(
            text, "redirects", [{"from": old, "to": now} for old, now in move.gone.items()]
        )
    if facts.changes and (kept := files.get(changes)):
        said = quoted(f"Kommunen har en ny strategi: {new.title}. Den förra finns i arkivet.")
        entry = {
            "id": f"ny-strategi-{new.first}-{new.last}",
            "date": str(facts.today),
            "text": said,
            "page": move.front,
        }
        files[changes] = with_entries(kept, "changes", [entry])
