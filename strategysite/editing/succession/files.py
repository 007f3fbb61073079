"""What each file is to hold when a new strategy takes over: pages, data, the menu, old addresses.
Nothing is written here."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from strategysite.checks.run import Checked
from strategysite.data.adopted import EDITORIAL, days_valid, has_words, words
from strategysite.data.dates import long_date
from strategysite.data.facts import (
    ARCHIVE_PAGES,
    EDITION_FILES,
    FOLLOW_UP,
    Facts,
    data_file,
    year_file,
    year_files,
)
from strategysite.data.model.activities import WithMarks, written
from strategysite.data.model.strategy import Strategy, called_in
from strategysite.editing.changing import Contents, Files, checked_text, what_differs
from strategysite.editing.headers import header, with_header
from strategysite.editing.rewriting import quoted, relinked, with_entries, with_pages
from strategysite.editing.succession.document import Adopted, Block, in_ranges, slug
from strategysite.editing.succession.footnotes import beside_their_marks, with_footnotes
from strategysite.editing.succession.moving import (
    Move,
    as_archived,
    own_pages,
    plan_move,
    with_menu,
    without_rows,
)
from strategysite.editing.succession.page_texts import Front, Pages
from strategysite.editing.succession.passages import bare
from strategysite.editing.succession.revising import MOST, Changed, Revision
from strategysite.editing.succession.tables import Known, Tables, as_data
from strategysite.editing.succession.tidying import Tidied
from strategysite.editing.succession.word import Given
from strategysite.macros.views.follow_up import SHOWING_FOLLOW_UP
from strategysite.macros.views.strategy import WHOLE
from strategysite.pages.reading import SITE_FILE, Page
from strategysite.parsing.text import headings
from strategysite.review.strategy import ABBREVIATION, read_on, row_of_news, speaks

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
    """What the files are to hold; what became of the document's tables; the abbreviations of the
    old strategy that stay without standing in the new one; the headings that a page no longer has,
    each with its old address; the lines of each file that are `led` elsewhere now. Where the pages
    stay, `changes` are the lines that do not: the number in the new document, the words before and
    now, and whence it has moved. Else `anew` says why, where it is not plain."""

    files: Contents
    tables: Tables
    kept: tuple[str, ...]
    headings: list[tuple[str, str]]
    led: dict[str, list[int]]
    changes: list[Changed] | None
    anew: str


def new_files(root: Path, checked: Checked, new: New, name: str, anew: str = "") -> Outcome:
    """Returns what each file is to hold when `new` takes over and the old strategy moves to the
    archive folder `name`; without a name it is replaced. The pages do not stay where `anew` says
    why."""
    facts, strategy, before = checked.facts, checked.facts.document, checked.pages
    own, following = own_pages(facts, before)
    follows, whole = (
        next((file for file in sorted({*following} - {*own}) if before[file].macros & macros), "")
        for macros in (SHOWING_FOLLOW_UP, {WHOLE})
    )
    revision = None if anew else Revision(facts, before, new.adopted)
    stays = revision if revision and revision.same >= MOST else None
    parts = stays.parts if stays else _chapters(facts, before, new)
    ids = {
        file: frozenset(block.id for block in blocks[1:] if block.kind == "heading")
        for file, blocks in parts.items()
    }
    if stays:
        ids = {
            file: frozenset(before[file].outline.ids) - stays.lost.get(file, set())
            for file in own
            if file in stays.texts or file not in stays.lost
        }
    move = plan_move(own, following, name, ids)
    page_of = {block.first: file for file, blocks in parts.items() for block in blocks}
    known = Known(facts if new.revision else None, strategy.actors)
    tables = stays.tables if stays else as_data(new.adopted, page_of, strategy.actors, known)
    if not stays:
        known.compare(tables, new.adopted.lines)
    files: Files = {}
    for file, page in before.items():
        if file in move.archived and name:
            archived = move.archived[file]
            files[f"docs/{archived}"] = as_archived(page, strategy) + relinked(
                page.text, file, archived, move.in_archive
            )
        kept = page.head + relinked(page.text, file, file, move.outside)
        files[f"docs/{file}"] = None if file in move.leaving - {*ids} else kept
    front = Front(new.adopted, move, facts, whole, follows if tables.areas else "")
    written = Pages(front, parts, tables.instead, before)
    if stays:
        texts = {
            file: _head(before[file], facts, new, {*stays.touched, move.front})
            + relinked(without_rows(text, file, move), file, file, move.outside)
            for file, text in stays.texts.items()
        }
        texts[move.front] = front.in_text(texts[move.front])
    else:
        texts = {file: written.text(file) for file in parts}
    files |= with_footnotes(texts, {one["id"]: _as_yaml(one) for one in tables.areas})
    spelled = [] if stays else _abbreviations(strategy, before, move, new.adopted.lines, tables)
    unread = [
        file
        for file, page in before.items()
        if file not in own and read_on(page) >= facts.today
        if any(speaks(line, facts) for line in page.text.split("\n"))
    ]
    none = (stays or new.revision) and facts.activities and facts.activities.has_none
    had_none = {"has_none": True} if none and not tables.areas else {}
    begun = {
        "strategy": _strategy(new, parts, tables, spelled, unread, stays=stays),
        "activities": _as_yaml({"target_areas": tables.areas, **had_none}),
    }
    files |= _edition(root, move, name, begun)
    for path in sorted((root / "data").rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        if file not in files:
            files[file] = with_pages(checked_text(root, file), move.archived, move.outside)
    _add_rows(files, new, move, facts)
    labels = {} if stays else {file: written.label(file) for file in parts}
    files[SITE_FILE] = with_menu(
        checked_text(root, SITE_FILE), move, labels, f"{strategy.full_title} (arkiv)"
    )
    for file, said in (stays.renamed if stays else {}).items():
        _rename(files, file, *said)
    _call_anew(files, strategy.short_name, called_in(new.adopted.title), whole)
    files[new.text_file] = "\n".join(new.adopted.lines)
    left = tuple(short for short, _, _ in spelled if not has_words(new.adopted.lines, short))
    shown = "".join(before[file].text for file in move.archived)
    now = "".join(text or "" for text in files.values())
    pictures: Contents = {
        f"docs/images/{path.name}": None  # that only the pages that are replaced showed
        for path in sorted((root / "docs/images").glob("*"))
        if path.name in shown and path.name not in now
    }
    changed = {**what_differs(root, files), **pictures, **new.given.pictures}
    return Outcome(
        changed,
        tables,
        left,
        _without_headings(before, ids) if stays or new.revision else [],
        _led(root, before, files, move),
        stays.changes if stays else None,
        anew,
    )


def _edition(root: Path, move: Move, name: str, begun: Mapping[str, str]) -> Files:
    """The data files of the document as they are `begun`, and those of the one before in the
    archive folder `name`, where there is to be one, with its follow-up."""
    files: Files = {}
    for part in EDITION_FILES:
        if name:
            text = with_pages(checked_text(root, data_file(part)), move.archived, move.in_archive)
            files[data_file(part, name)] = with_header(text, part, name)
        files[data_file(part)] = f"{header(part)}\n{begun[part]}"
    for file in year_files(root) if name else ():
        old = year_file(Path(file).stem, name)
        files[old], files[file] = with_header(checked_text(root, file), FOLLOW_UP, name, old), None
    return files


def _without_headings(
    before: Mapping[str, Page], ids: Mapping[str, frozenset[str]]
) -> list[tuple[str, str]]:
    """Returns the headings of the document that a page no longer has, with their addresses."""
    return [
        (one.words, f"{file}#{one.id}")
        for file in ids.keys() & before.keys()
        for one in headings(before[file].text)
        if one.id and EDITORIAL not in one.attributes and one.id not in ids[file]
    ]


def _led(root: Path, before: Mapping[str, Page], files: Files, move: Move) -> dict[str, list[int]]:
    """Returns the lines of each file that led to a page or a heading that is gone, and lead to
    another now. What leads to the archive is told by its status, but for the document's pages."""
    led = dict[str, list[int]]()
    for file in sorted(files.keys() - {data_file(part) for part in EDITION_FILES}):
        now, page = files[file], before.get(file.removeprefix("docs/"))
        lines = checked_text(root, file).split("\n") if now and (root / file).is_file() else []
        moved = {
            relinked(line, page.file, page.file, move.outside)
            if page
            else with_pages(line, move.archived, move.outside)
            for line in lines
        } - {*lines}
        own = page and page.file in move.pages
        moved = {line for line in moved if own or f"{ARCHIVE_PAGES}/" not in line}
        numbered = enumerate((now or "").split("\n"), 1)
        if numbers := [number for number, line in numbered if line in moved]:
            led[file] = numbers
    return led


def _head(page: Page, facts: Facts, new: New, changed: set[str]) -> str:
    """The first lines of a page that stays: where it is one of those that are `changed`, with
    today's day and the years of the new document."""
    if page.file not in changed:
        return page.head
    was = facts.document.period or ""
    head = page.head.replace(was, new.period.shown or was) if was else page.head
    return re.sub(r"^updated:.*$", f"updated: {facts.today}", head, flags=re.MULTILINE)


def _rename(files: Files, page: str, was: str, now: str) -> None:
    """Gives a page whose heading is changed its new name: in its first lines, in the menu, and in
    the links to it that say the old one."""
    for file, text in files.items():
        if not text or file.startswith(("docs/arkiv", "data/archive")):
            continue
        if file == f"docs/{page}":
            head, _, rest = text.partition("\n---\n")
            files[file] = f"{head.replace(was, now)}\n---\n{rest}"
        elif file == SITE_FILE or file.startswith("docs/"):
            end = re.escape(page if file == SITE_FILE else posixpath.basename(page))
            link = rf"{re.escape(was)}(?=\"?: {end}$|\]\((?:[./\w-]+/)?{end}\))"
            files[file] = re.sub(link, lambda _: now, text, flags=re.MULTILINE)


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


def _chapters(facts: Facts, before: Mapping[str, Page], new: New) -> dict[str, list[Block]]:
    """The blocks of each page. A chapter begins at each heading of the highest level under the
    title; at a revision, one that is known by its heading keeps the address that it had, and so do
    the headings in it."""
    front, body = facts.document.front_page, new.adopted.body
    own, _ = own_pages(facts, before)
    # What a file beside the front page may not be called: as another page, or an old address.
    others = map(PurePosixPath, [*(before.keys() - {*own}), *(one.old for one in facts.redirected)])
    beside = (file for file in others if file.parent == PurePosixPath(front).parent)
    taken = {"index", *(file.stem for file in beside)}
    old = [
        (file, bare(one.words), one)
        for file in (own if new.revision else ())
        for one in headings(before[file].text)
        if EDITORIAL not in one.attributes
    ]
    known = {said: file for file, said, one in old if one.level == 1 and file != front}
    heads = [block for block in body if block.kind == "heading"]
    top = min((block.level for block in heads), default=0)
    chapters = {
        block.first: bare(block.text) for block in heads if new.chapters and block.level == top
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
    beside_their_marks(pages)
    left = [(own, said, one.id) for own, said, one in old if one.id and one.level > 1]
    for file, blocks in pages.items():
        for at, block in enumerate(blocks):
            said = bare(block.text) if block.kind == "heading" and at else None
            ids = [
                one for one in left if one[1] == said and (one[0] == file or one[0] not in pages)
            ]
            for one in sorted(ids, key=lambda one: one[0] != file)[:1]:
                blocks[at] = replace(block, id=one[2])
                left.remove(one)
    return pages


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

    def expect_block_sequence(self) -> None:
        """As PyYAML has it, but never without an indent."""
        self.increase_indent()
        self.state = self.expect_first_block_sequence_item


_Indented.add_representer(Decimal, lambda dumper, number: dumper.represent_str(f"{number:f}"))
for _kind in (str, WithMarks):
    _Indented.add_representer(
        _kind,
        lambda dumper, text: dumper.represent_scalar(
            "tag:yaml.org,2002:str", written(text), style="|" if "\n" in text else None
        ),
    )


def _as_yaml(data: dict[str, Any]) -> str:
    return yaml.dump(
        data, Dumper=_Indented, allow_unicode=True, sort_keys=False, width=LONGEST_LINE
    )


def _validity(new: New) -> dict[str, date]:
    """The days that the document's own facts name; the years asked for where they name none, or an
    end before the beginning."""
    period = new.period
    first, last = days_valid(new.adopted.facts)
    if first and last and last < first:  # it was adopted so
        first = last = None
    first = first or (date(period.first, 1, 1) if period.first else None)
    last = last or (date(period.last, 12, 31) if period.last else None)
    return {"from": first, **({"to": last} if last else {})} if first else {}


def _strategy(
    new: New,
    parts: dict[str, list[Block]],
    tables: Tables,
    kept: list[tuple[str, str, str]],
    unread: list[str],
    *,
    stays: Revision | None,
) -> str:
    period, adopted = new.period, stays.adopted if stays else new.adopted
    held = _validity(new)
    known = {"period": period.shown, "adopted": adopted.adopted, "validity": held}
    data: dict[str, Any] = {"title": adopted.title}
    data |= {key: value for key, value in known.items() if value}
    old = {_words_of(row): row for row in stays.strategy["metadata"]} if stays else {}
    rows: list[dict[str, Any]] = [
        {"label": label, "value": value} for label, value in adopted.facts
    ]
    rows = [{**old.get(_words_of(row), row)} for row in rows]
    for row in [row for row in rows if re.search("ansvar", row["label"], re.IGNORECASE)][:1]:
        row |= {"responsible": True}
    data["metadata"] = rows
    transcript: dict[str, Any] = {
        "source": new.text_file.removeprefix("data/"),
        "pages": [
            {"page": file, "lines": adopted.numbers(blocks)}
            for file, blocks in parts.items()
            if blocks
        ],
    }
    was = stays.strategy["transcript"] if stays else {}
    for key, replaced in (("replaced", True), ("layout", False)):
        left = [
            {"lines": lines, "reason": one.reason}
            for one in new.tidied.left_out
            if one.replaced is replaced
            for lines in in_ranges(one.lines)
        ]
        if left := [*left, *was.get(key, ())]:
            transcript[key] = left
    if unread:
        transcript["unread"] = unread
    if stays:
        for key in ("title", "period", "adopted", "validity", "transcript"):
            stays.strategy.pop(key, None)
        text = _as_yaml({**data, **stays.strategy, "metadata": rows})
    else:
        # What the old document makes of them is nothing that the new one says.
        mine = {"id", "abbreviation", "name"}
        actors = [actor.model_dump(exclude_defaults=True, include=mine) for actor in tables.actors]
        text = _as_yaml({**data, "actors": actors})
    if kept:
        text += "\n# Övertagna från det förra dokumentet. Läs dem: stämmer förklaringarna?\n"
        names = ("short", "name", "explanation")
        text += _as_yaml(
            {"abbreviations": [dict(zip(names, entry, strict=True)) for entry in kept]}
        )
    return (
        f"{text}\n# Raderna i dokumentet som varje sida visar.\n"
        f"{_as_yaml({'transcript': transcript})}"
    )


def _words_of(row: Mapping[str, Any]) -> str:
    return " ".join(words(f"{row['label']} {row['value']}"))


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
