"""What each file is to hold when a new strategy takes over: pages, data, the menu, old addresses.
Nothing is written here."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from strategysite.checks.run import Checked
from strategysite.data.adopted import days_valid, has_words, words
from strategysite.data.dates import long_date
from strategysite.data.facts import (
    EDITION_FILES,
    FOLLOW_UP,
    Facts,
    data_file,
    year_file,
    year_files,
)
from strategysite.data.model.strategy import Strategy, called_in
from strategysite.editing.changing import Contents, Files, checked_text, what_differs
from strategysite.editing.headers import header, with_header
from strategysite.editing.rewriting import quoted, relinked, with_entries, with_pages
from strategysite.editing.succession.document import Adopted, Block, escaped, in_ranges, slug
from strategysite.editing.succession.moving import (
    Move,
    as_archived,
    own_pages,
    plan_move,
    with_menu,
)
from strategysite.editing.succession.tables import Tables, as_data
from strategysite.editing.succession.tidying import Tidied
from strategysite.editing.succession.word import Given
from strategysite.macros.views.follow_up import SHOWING_FOLLOW_UP
from strategysite.macros.views.strategy import WHOLE
from strategysite.pages.reading import SITE_FILE, Page
from strategysite.problems import shorten
from strategysite.review.strategy import ABBREVIATION, read_on, row_of_news, speaks

TO_FOOTNOTE = re.compile(r"\]\(#(fotnot-[\d-]+(?:-i-texten)?)\)")
LONGEST_LINE = 5000  # no cell of a table is written over several lines


@dataclass(frozen=True)
class Period:
    """How long the strategy holds, as it is asked for: as it is shown, its first and its last year.
    What nobody has said is None."""

    shown: str | None
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class New:
    """The new document as it was read: how long it holds, whether that is the time of the one that
    it takes over from, the file it came in, the one in which its text is locked, what came, and
    whether each chapter gets a page."""

    period: Period
    revision: bool
    file: str
    text_file: str
    given: Given
    chapters: bool

    @cached_property
    def tidied(self) -> Tidied:
        """Its text, set right."""
        return Tidied(self.given.text, self.given.left_out)

    @cached_property
    def adopted(self) -> Adopted:
        """The document as headings, lists, tables and paragraphs."""
        return Adopted.read(self.tidied.text, self.tidied.hidden)


@dataclass(frozen=True)
class Outcome:
    """What the files are to hold; what became of the document's tables; the old files whose address
    leads on; the abbreviations of the old strategy that stay without standing in the new one."""

    files: Contents
    tables: Tables
    move: Move
    kept: tuple[str, ...]


def new_files(root: Path, checked: Checked, new: New, name: str) -> Outcome:
    """Returns what each file is to hold when `new` takes over and the old strategy moves to the
    archive folder `name`; without a name it is replaced."""
    facts, strategy = checked.facts, checked.facts.document
    known = _by_heading(facts, checked.pages) if new.revision else {}
    parts = _pages(new, strategy.front_page, _taken(facts, checked.pages, strategy), known)
    ids = {
        file: frozenset(block.id for block in blocks[1:] if block.kind == "heading")
        for file, blocks in parts.items()
    }
    move = plan_move(facts, checked.pages, name, ids)
    page_of = {block.first: file for file, blocks in parts.items() for block in blocks}
    revised = facts if new.revision else None
    tables = as_data(new.adopted, page_of, strategy.actors, revised)
    titles = {file: page.meta.title for file, page in checked.pages.items()}
    files: Files = {}
    for file, page in checked.pages.items():
        if file in move.archived and name:
            archived = move.archived[file]
            files[f"docs/{archived}"] = as_archived(page, strategy) + relinked(
                page.text, file, archived, move.in_archive
            )
        stays = page.head + relinked(page.text, file, file, move.outside)
        files[f"docs/{file}"] = None if file in move.leaving else stays
    box = {block.first for block in new.adopted.blocks if block.kind == "facts"}
    instead = {**tables.instead, **dict.fromkeys(box, "{{ metadata_table() }}")}
    had_none = facts.activities and facts.activities.has_none
    none = {"has_none": True} if revised and had_none and not tables.areas else {}
    following, whole = (
        next((file for file in sorted(move.staying) if checked.pages[file].macros & macros), "")
        for macros in (SHOWING_FOLLOW_UP, {WHOLE})
    )
    written = _Pages(new, move, parts, instead, titles, following, whole, facts)
    for file in parts:
        files[f"docs/{file}"] = written.text(file)
    kept = _abbreviations(strategy, checked.pages, move, new.adopted.lines, tables)
    unread = [
        file
        for file, page in checked.pages.items()
        if file not in move.leaving and read_on(page) >= facts.today
        if any(speaks(line, facts) for line in page.text.split("\n"))
    ]
    for part in EDITION_FILES:
        if name:
            text = with_pages(checked_text(root, data_file(part)), move.archived, move.in_archive)
            files[data_file(part, name)] = with_header(text, part, name)
        begun = (
            _strategy(new, parts, tables, kept, unread)
            if part == "strategy"
            else _as_yaml({"target_areas": tables.areas, **none})
        )
        files[data_file(part)] = f"{header(part)}\n{begun}"
    for file in year_files(root) if name else ():
        old = year_file(Path(file).stem, name)
        files[old], files[file] = with_header(checked_text(root, file), FOLLOW_UP, name, old), None
    for path in sorted((root / "data").rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        if file not in files:
            files[file] = with_pages(checked_text(root, file), move.archived, move.outside)
    _add_rows(files, new, move, facts)
    labels = {file: written.label(file) for file in parts}
    files[SITE_FILE] = with_menu(
        checked_text(root, SITE_FILE), move, labels, f"{strategy.full_title} (arkiv)"
    )
    _call_anew(files, strategy.short_name, called_in(new.adopted.title), whole)
    files[new.text_file] = "\n".join(new.adopted.lines)
    stay = tuple(short for short, _, _ in kept if not has_words(new.adopted.lines, short))
    shown = "".join(checked.pages[file].text for file in move.archived)
    now = "".join(text or "" for text in files.values())
    pictures: Contents = {
        f"docs/images/{path.name}": None  # that only the pages that are replaced showed
        for path in sorted((root / "docs/images").glob("*"))
        if path.name in shown and path.name not in now
    }
    changed = {**what_differs(root, files), **pictures, **new.given.pictures}
    return Outcome(changed, tables, move, stay)


def _call_anew(files: Files, old: str, name: str, whole: str) -> None:
    """Gives the section of the menu, and the page with all of the document, the `name` of the new
    one. Where it ends otherwise the words around would not agree: then the editors are told."""
    if old[-1] != name[-1]:
        return
    rows = {
        SITE_FILE: rf" *- (?:{old}: *|[^:]+: {re.escape(whole)})$",
        f"docs/{whole}": r"(?:title:|description:|#) ",
    }

    def anew(found: re.Match[str]) -> str:
        return name.capitalize() if found[0][0].isupper() else name

    for file in rows.keys() & files.keys():
        files[file] = "\n".join(
            re.sub(rf"\b{old}\b", anew, line, flags=re.IGNORECASE)
            if re.match(rows[file], line, re.IGNORECASE)
            else line
            for line in (files[file] or "").split("\n")
        )


def _taken(facts: Facts, pages: Mapping[str, Page], strategy: Strategy) -> set[str]:
    """The names of files beside the front page that a new page may not have: those of other pages,
    and old addresses."""
    own, _ = own_pages(facts, pages)
    folder = PurePosixPath(strategy.front_page).parent
    others = [file for file in pages if file not in own]
    others += [entry.old for entry in facts.redirected]
    return {PurePosixPath(file).stem for file in others if PurePosixPath(file).parent == folder} | {
        "index"
    }


def _by_heading(facts: Facts, pages: Mapping[str, Page]) -> dict[str, str]:
    """The strategy's own pages, but for the first, by the words of their main heading."""
    own = [file for file in own_pages(facts, pages)[0] if file != facts.document.front_page]
    headings = {file: re.search(r"^# (.+?)(?: \{.*\})?$", pages[file].text, re.M) for file in own}
    return {" ".join(words(found[1])): file for file, found in headings.items() if found}


def _pages(new: New, front: str, taken: set[str], known: dict[str, str]) -> dict[str, list[Block]]:
    """The blocks of each page. A chapter begins at each heading of the highest level under the
    title; one that is `known` by its heading keeps the address that it had."""
    body = new.adopted.body
    headings = [block for block in body if block.kind == "heading"]
    top = min((block.level for block in headings), default=0)
    chapters = {
        block.first: " ".join(words(block.text))
        for block in headings
        if new.chapters and block.level == top
    }
    kept = {said: known[said] for said in chapters.values() if said in known}
    taken |= {PurePosixPath(file).stem for file in kept.values()}
    pages = {front: new.adopted.blocks[:1]}
    file = front
    for block in body:
        if block.first in chapters:
            file = kept.pop(chapters[block.first], "")
        if not file:
            name = slug(new.adopted.said(block), taken)
            file = PurePosixPath(front).with_name(f"{name}.md").as_posix()
        pages.setdefault(file, []).append(block)
    _notes_by_their_marks(pages)
    return pages


def _notes_by_their_marks(pages: dict[str, list[Block]]) -> None:
    """Puts each footnote last on the page that has its first mark, as at the foot of the paper's. A
    page that would have none but its heading keeps its own."""
    for file, blocks in [*pages.items()]:
        notes = [block for block in blocks if block.kind == "note"]
        if not any(block.kind not in ("heading", "note") for block in blocks):
            continue
        for note in notes:
            own = re.search(r"\{ #(fotnot-[\d-]+) ", note.text)
            has = f"{{ #{own[1]}-i-texten " if own else "\0"
            marked = (at for at, some in pages.items() if any(has in one.text for one in some))
            to = next(marked, file)
            if to != file:
                blocks.remove(note)
                pages[to].append(note)


@dataclass(frozen=True)
class _Pages:
    """The new strategy's pages as they are written; its front page leads to those that tell how it
    goes (`following`) and show all of it (`whole`), where there are any. `before` are the facts
    that they replace."""

    new: New
    move: Move
    parts: Mapping[str, list[Block]]
    instead: Mapping[int, str]
    titles: Mapping[str, str]
    following: str
    whole: str
    before: Facts

    def text(self, file: str) -> str:
        """Returns a page: its first lines, its heading, and the document's text."""
        adopted, blocks, label = self.new.adopted, self.parts[file], self.label(file)
        about = [*self.about(file, label), "kind: adopted", f"updated: {self.before.today}"]
        written = ["\n".join(["---", *about, "---"])]
        written += [f"# {blocks[0].text}", "{{ validity_notice() }}"]
        shown, top = blocks[1:], 0 if file == self.move.front else blocks[0].level
        pictures = {
            block.first: relinked(block.text, "index.md", file, lambda to, _: to)
            for block in shown
            if block.kind == "picture"
        }
        text = adopted.text(shown, {**self.instead, **pictures}, top)
        written.append(TO_FOOTNOTE.sub(lambda link: self.to_footnote(link, file), text))
        written += self.added(file) if file == self.move.front else []
        return "\n\n".join(block for block in written if block) + "\n"

    def to_footnote(self, link: re.Match[str], file: str) -> str:
        """A link between a footnote and its mark, which may stand in another chapter."""
        has = f"{{ #{link[1]} "
        other = next(
            own for own, some in self.parts.items() if any(has in one.text for one in some)
        )
        return link[0] if other == file else f"]({posixpath.basename(other)}#{link[1]})"

    def about(self, file: str, label: str) -> list[str]:
        """The title of a page and what it gives."""
        title = self.new.adopted.title
        if file != self.move.front:
            said = f"{label}: ett kapitel i {title}, ordagrant så som texten antogs."
            others = {said for own, said in self.titles.items() if own not in self.move.leaving}
            label = f"{label} enligt {title}" if label in others else label
        elif len(self.parts) > 1:
            said = f"{title}, kapitel för kapitel, ordagrant så som texten antogs."
        else:
            said = f"{title}, ordagrant så som texten antogs, på en sida."
        return [f"title: {quoted(label)}", f"description: {quoted(shorten(said, 190))}"]

    def label(self, file: str) -> str:
        """A page's name in the menu: the document's, or the chapter's."""
        return self.new.adopted.said(self.parts[file][0])

    def added(self, file: str) -> list[str]:
        """What the front page has beside the document: its chapters, the one before, and how it
        goes."""

        def link(label: str, to: str) -> str:
            return relinked(f"[{escaped(label)}]({to})", "index.md", file, lambda there, _: there)

        chapters = [link(self.label(other), other) for other in self.parts if other != file]
        said, old = [], self.before.document
        before = self.move.archived.get(file, file)
        if before not in self.move.pages:
            said.append(f"I arkivet finns {link(old.full_title, before)}.")
        else:  # replaced; what the archive has is older
            day = old.adopted if old.adopted != self.new.adopted.adopted else None
            which = f"den som antogs den {long_date(day)}" if day else "en äldre"
            said.append(f"Texten ersätter {which}, som inte längre finns här.")
            said += [
                f"I arkivet finns {link(one.full_title, one.front_page)}."
                for one in (edition.document for edition in self.before.archive[:1])
            ]
        if self.whole:
            said.append(f"{link('Läs hela texten på en sida', self.whole)}.")
        if other := self.following:
            said.append(f"Hur det går finns på sidan {link(self.titles[other], other)}.")
        mark = '{ data-editorial="" }'
        rows = "\n".join(f"- {chapter}\n  {mark}" for chapter in chapters)
        return [
            *([f'## Innehåll {{ #delarna data-editorial="" }}\n\n{rows}'] if rows else []),
            *([f"{' '.join(said)}\n{mark}"] if said else []),
        ]


def _abbreviations(
    old: Strategy, pages: Mapping[str, Page], move: Move, lines: list[str], tables: Tables
) -> list[tuple[str, str, str]]:
    """The old strategy's abbreviations that the new document or another page still has."""
    used = {
        short
        for file, page in pages.items()
        if file not in move.leaving
        for short in ABBREVIATION.findall(page.text)
    }
    own = {actor.abbreviation for actor in tables.actors}
    return [
        entry
        for entry in old.spelled_out
        if entry[0] not in own and (entry[0] in used or has_words(lines, entry[0]))
    ]


class _Indented(yaml.SafeDumper):
    """Writes lists as the editors do, further in than the key that they belong to."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 (PyYAML gives both)
        """Never without an indent, whatever PyYAML asks for as `indentless`."""
        super().increase_indent(flow, False)


_Indented.add_representer(Decimal, lambda dumper, number: dumper.represent_str(f"{number:f}"))
_Indented.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    ),
)


def _as_yaml(data: dict[str, Any]) -> str:
    return yaml.dump(
        data, Dumper=_Indented, allow_unicode=True, sort_keys=False, width=LONGEST_LINE
    )


def _validity(new: New) -> dict[str, date]:
    """The days that the document's own facts name; the years asked for where they name none."""
    period = new.period
    first, last = days_valid(new.adopted.facts)
    first = first or (date(period.first, 1, 1) if period.first else None)
    last = last or (date(period.last, 12, 31) if period.last else None)
    return {"from": first, **({"to": last} if last else {})} if first else {}


def _strategy(
    new: New,
    parts: dict[str, list[Block]],
    tables: Tables,
    kept: list[tuple[str, str, str]],
    unread: list[str],
) -> str:
    period, adopted = new.period, new.adopted
    data: dict[str, Any] = {"title": new.adopted.title}
    data |= {"period": period.shown} if period.shown else {}
    data |= {"adopted": adopted.adopted} if adopted.adopted else {}
    if held := _validity(new):
        data["validity"] = held
    rows: list[dict[str, Any]] = [
        {"label": label, "value": value} for label, value in adopted.facts
    ]
    for row in rows:
        if re.search("ansvar", row["label"], re.IGNORECASE):
            row |= {"responsible": True}
            break
    # What the old document makes of them is nothing that the new one says.
    mine = {"id", "abbreviation", "name"}
    actors = [actor.model_dump(exclude_defaults=True, include=mine) for actor in tables.actors]
    text = _as_yaml({**data, "metadata": rows, "actors": actors})
    if kept:
        text += "\n# Övertagna från det förra dokumentet. Läs dem: stämmer förklaringarna?\n"
        names = ("short", "name", "explanation")
        text += _as_yaml(
            {"abbreviations": [dict(zip(names, entry, strict=True)) for entry in kept]}
        )
    transcript: dict[str, Any] = {
        "source": new.text_file.removeprefix("data/"),
        "pages": [
            {"page": file, "lines": adopted.numbers(blocks)}
            for file, blocks in parts.items()
            if blocks
        ],
    }
    for key, replaced in (("replaced", True), ("layout", False)):
        if left := [one for one in new.tidied.left_out if one.replaced is replaced]:
            transcript[key] = [
                {"lines": lines, "reason": one.reason}
                for one in left
                for lines in in_ranges(one.lines)
            ]
    if unread:
        transcript["unread"] = unread
    return (
        f"{text}\n# Raderna i dokumentet som varje sida visar.\n"
        f"{_as_yaml({'transcript': transcript})}"
    )


def _add_rows(files: Files, new: New, move: Move, facts: Facts) -> None:
    """Adds the old addresses to data/redirects.yaml, and the news to data/changes.yaml where the
    site keeps one."""
    redirects, changes = data_file("redirects"), data_file("changes")
    text = files.get(redirects) or f"{header('redirects')}\nredirects: []\n"
    if move.gone:
        files[redirects] = with_entries(
            text, "redirects", [{"from": old, "to": now} for old, now in move.gone.items()]
        )
    kept = files.get(changes)
    if facts.changes and kept:
        archived = move.front in move.archived and move.archived[move.front] not in move.pages
        before = "Den förra texten finns i arkivet." if archived else "Texten ersätter den förra."
        how = "reviderat" if new.revision else "antagit"
        said = f"Kommunen har {how} {new.adopted.title}."
        begins = _validity(new).get("from", date.min)
        if begins > facts.today:
            name = called_in(new.adopted.title).capitalize()
            named, _ = days_valid(new.adopted.facts)
            day = f"den {long_date(begins)}" if named else begins.year
            said += f" {name} gäller från och med {day}."
        entry = {
            "id": row_of_news(new.text_file),
            "date": str(facts.today),
            "text": quoted(f"{said} {before}"),
            "page": move.front,
        }
        files[changes] = with_entries(kept, "changes", [entry])
