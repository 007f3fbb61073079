"""What each file is to hold when a new strategy takes over: pages, data, the menu, old addresses.
Nothing is written here."""

import posixpath
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from strategysite.checks.run import Checked
from strategysite.data.adopted import EDITORIAL
from strategysite.data.facts import ARCHIVE_PAGES, EDITION_FILES, Facts, data_file
from strategysite.data.model.strategy import called_in
from strategysite.editing.changing import Contents, Files, checked_text, what_differs
from strategysite.editing.rewriting import data_with_pages, relinked, with_entries, with_pages
from strategysite.editing.succession.data_texts import as_yaml, edition_files, news, strategy_text
from strategysite.editing.succession.footnotes import with_footnotes
from strategysite.editing.succession.incoming import New
from strategysite.editing.succession.known import Known
from strategysite.editing.succession.lines import says
from strategysite.editing.succession.moving import (
    Move,
    as_archived,
    own_pages,
    plan_move,
    with_menu,
    without_rows,
)
from strategysite.editing.succession.page_texts import Pages, chapters
from strategysite.editing.succession.revising import revision_of
from strategysite.editing.succession.tables import Tables
from strategysite.macros.views.follow_up import SHOWING_FOLLOW_UP
from strategysite.macros.views.strategy import WHOLE
from strategysite.pages.reading import Page
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.text import headings
from strategysite.review.strategy import ABBREVIATION, read_on, speaks


class Outcome:
    """What the files are to hold (`files`) when `new` takes over and the old strategy moves to the
    archive folder `name`; without a name it is replaced. The pages stay, and `changes` are the
    lines that do not: the number in the new document, the words before and now, and whence it has
    moved. Or they are written anew, where too much is changed or `anew` says why.

    `parts` are what of the document each page shows, `ids` the headings of its pages, `tables` its
    data, and `whole` the page that shows all of it. `headings` are those that a page no longer has,
    each with its old address, `led` the lines of each file that are led elsewhere now.
    """

    def __init__(self, checked: Checked, new: New, name: str, anew: str = "") -> None:
        self.new, self.name, self.anew = new, name, anew
        self.facts, self.before = checked.facts, checked.pages
        own, following = own_pages(self.facts, self.before)
        self.stays = None if anew else revision_of(self.facts, self.before, new.adopted)
        if self.stays:
            self.parts, self.tables = self.stays.parts, self.stays.tables
            self.ids = self.stays.ids(own)
        else:
            self.parts = chapters(self.facts, self.before, own, new)
            page_of = {one.first: file for file, some in self.parts.items() for one in some}
            known = Known(self.facts if new.revision else None, self.facts.document.actors)
            self.tables = Tables(new.adopted, page_of, known)
            self.ids = {
                file: frozenset(block.id for block in blocks[1:] if block.kind == "heading")
                for file, blocks in self.parts.items()
            }
        # What the data of the old document makes of them has other headings with the new one.
        there = {
            file: {one.id for one in headings(self.before[file].text)}
            if not self.stays
            else self.before[file].outline.ids
            for file in following
        }
        staying = {file: frozenset(filter(None, ids)) for file, ids in there.items()}
        self.move = plan_move(own, staying, name, self.ids)
        beside = sorted(self.move.staying)
        follows, self.whole = (
            next((file for file in beside if self.before[file].macros & macros), "")
            for macros in (SHOWING_FOLLOW_UP, {WHOLE})
        )
        self.written = Pages(
            adopted=new.adopted,
            move=self.move,
            parts=self.parts,
            instead=self.tables.instead,
            facts=self.facts,
            before=self.before,
            whole=self.whole,
            following=follows if self.tables.areas else "",
        )
        self.unread = [
            file
            for file, page in self.before.items()
            if file not in own and read_on(page) >= self.facts.today
            if any(speaks(line, self.facts) for line in page.text.split("\n"))
        ]
        self.changes = self.stays.changes if self.stays else None
        gone = self.stays or new.revision
        self.headings = _without_headings(self.before, self.ids) if gone else []
        files = self._with_data(self._pages())
        self._name_anew(files)
        self.led = _led(self.facts.root, self.before, files, self.move)
        self.files = self._contents(files)

    def _name_anew(self, files: Files) -> None:
        """Gives the menu the new pages, and what is called as the document was its new name."""
        labels = {} if self.stays else {file: self.written.label(file) for file in self.parts}
        menu = checked_text(self.facts.root, SITE_FILE)
        archived = f"{self.facts.document.full_title} (arkiv)"
        files[SITE_FILE] = with_menu(menu, self.move, labels, archived)
        for file, said in (self.stays.renamed if self.stays else {}).items():
            _rename(files, file, *said)
        _call_anew(files, self.facts, called_in(self.new.adopted.title), self.whole)

    def _contents(self, files: Files) -> Contents:
        """Returns what differs, with the pictures: those that only the pages that are replaced
        showed go away."""
        root, new = self.facts.root, self.new
        files[new.text_file] = "\n".join(new.adopted.lines)
        shown = "".join(self.before[file].text for file in self.move.archived)
        now = "".join(text or "" for text in files.values())
        pictures: Contents = {
            f"docs/images/{path.name}": None
            for path in sorted((root / "docs/images").glob("*"))
            if path.name in shown and path.name not in now
        }
        return {**what_differs(root, files), **pictures, **new.given.pictures}

    def _spelled(self) -> list[tuple[str, str, str]]:
        """The old strategy's abbreviations that the new document or another page still has."""
        used = {
            short
            for file, page in self.before.items()
            if file not in self.move.leaving
            for short in ABBREVIATION.findall(page.text)
        }
        own, lines = {actor.abbreviation for actor in self.tables.actors}, self.new.adopted.lines
        return [
            entry
            for entry in self.facts.document.spelled_out
            if entry[0] not in own and (entry[0] in used or says(lines, entry[0]))
        ]

    def _pages(self) -> Files:
        """Returns the pages: those of the archive, those around the document, and its own."""
        files: Files = {}
        move = self.move
        for file, page in self.before.items():
            if file in move.archived and self.name:
                archived = move.archived[file]
                head = as_archived(page, self.facts.document)
                text = relinked(page.text, file, archived, move.in_archive)
                files[f"docs/{archived}"] = head + text
            kept = page.head + relinked(page.text, file, file, move.outside)
            files[f"docs/{file}"] = None if file in move.leaving - {*self.ids} else kept
        if self.stays:
            texts = {file: self._with_head(file, text) for file, text in self.stays.texts.items()}
            texts[move.front] = self.written.front_that_stays(texts[move.front])
        else:
            texts = {file: self.written.text(file) for file in self.parts}
        return files | with_footnotes(texts, {one["id"]: as_yaml(one) for one in self.tables.areas})

    def _with_head(self, file: str, text: str) -> str:
        """A page that stays, with its first lines: where it shows something else than it did, with
        today's day and the years of the new document."""
        assert self.stays
        head, was = self.before[file].head, self.facts.document.period
        if file in {*self.stays.touched, self.move.front}:
            head = head.replace(was, self.new.period.shown or was) if was else head
            head = _changed_on(head, self.facts.today)
        return head + relinked(without_rows(text, file, self.move), file, file, self.move.outside)

    def _with_data(self, files: Files) -> Files:
        """Returns the files with those of data/."""
        stays, new, move, facts = self.stays, self.new, self.move, self.facts
        had_none = (stays or new.revision) and facts.activities and facts.activities.has_none
        none = {"has_none": True} if had_none and not self.tables.areas else {}
        # What the old document makes of the actors is nothing that the new one says.
        mine = {"id", "abbreviation", "name"}
        actors = [one.model_dump(exclude_defaults=True, include=mine) for one in self.tables.actors]
        begun = {
            "strategy": strategy_text(
                new,
                stays.adopted if stays else new.adopted,
                self.parts,
                stays.strategy if stays else {"actors": actors},
                abbreviations=[] if stays else self._spelled(),
                unread=self.unread,
            ),
            "activities": as_yaml({"target_areas": self.tables.areas, **none}),
        }
        data = data_with_pages(facts.root, move.archived, move.outside)
        data |= edition_files(facts.root, move, self.name, begun)
        redirects, changes = data_file("redirects"), data_file("changes")
        if move.gone:
            rows = [{"from": old, "to": now} for old, now in move.gone.items()]
            data[redirects] = with_entries(data.get(redirects), "redirects", rows)
        if facts.changes:
            data[changes] = with_entries(data[changes], "changes", [news(new, move, facts)])
        return files | data


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


def _call_anew(files: Files, facts: Facts, name: str, whole: str) -> None:
    """Gives the section of the menu, and the page with all of the document, the `name` of the new
    one. Where it ends otherwise the words around would not agree: then the editors are told. A page
    that has the old name elsewhere too keeps its day, by which status asks somebody to read it."""
    old = facts.document.short_name
    if old[-1] != name[-1]:
        return
    rows = {
        SITE_FILE: rf" *- (?:{old}: *|[^:]+: {re.escape(whole)})$",
        f"docs/{whole}": r"(?:title:|description:|#) ",
    }

    def anew(found: re.Match[str]) -> str:
        return name.capitalize() if found[0][0].isupper() else name

    for file in rows.keys() & files.keys():
        text = files[file] or ""
        said = "\n".join(
            re.sub(rf"\b{old}\b", anew, line, flags=re.IGNORECASE)
            if re.match(rows[file], line, re.IGNORECASE)
            else line
            for line in text.split("\n")
        )
        read_whole = said != text and not re.search(rf"\b{old}\b", said, re.IGNORECASE)
        files[file] = _changed_on(said, facts.today) if read_whole else said


def _changed_on(text: str, day: date) -> str:
    """Returns the text of a page, or its first lines, with the day when it was changed."""
    return re.sub(r"^updated:.*$", f"updated: {day}", text, count=1, flags=re.MULTILINE)
