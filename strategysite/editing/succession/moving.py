"""Which pages go to the archive, and how the menu follows them. Text goes in and text comes out; no
file is touched."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from strategysite.data.addresses import resolve
from strategysite.data.facts import Facts, pages_of
from strategysite.data.model.strategy import Strategy
from strategysite.editing.rewriting import quoted
from strategysite.editing.succession.document import unlike
from strategysite.macros.views.follow_up import SHOWING_FOLLOW_UP
from strategysite.macros.views.strategy import WHOLE
from strategysite.pages.reading import Page
from strategysite.pages.settings import SITE_FILE, menu_of
from strategysite.parsing.yaml import parse_yaml
from strategysite.problems import shorten

ROW_OF_LINK = re.compile(
    r"^ *[-*] \[[^\]\n]*\]\((?P<to>[^()#\s]+)[^()\s]*\)\n(?: +\{[^{}\n]*\}\n)?", re.MULTILINE
)
NAV_SECTION = re.compile(r"^(?P<indent>\s*)- .+:\s*$")
LONGEST_DESCRIPTION = 200
ARCHIVE_SECTION = "Arkiv"


@dataclass(frozen=True)
class Move:
    """What moves: each page that the archive gets, by its old file, and those of them that stay in
    their place as well, with the headings that do: those that tell how it goes, or show all of it.

    `pages` are those of the new strategy, the front page first, with the headings of each. A
    revision that takes the old one's place has no archive: its old pages lead to the front page.
    """

    archived: Mapping[str, str]
    staying: Mapping[str, frozenset[str]]
    pages: Mapping[str, frozenset[str]]

    @property
    def front(self) -> str:
        """The page that the new strategy begins on."""
        return next(iter(self.pages))

    @property
    def leaving(self) -> set[str]:
        """The old files that give their place to the new ones, or that no page has any longer."""
        return {*self.archived} - {*self.staying}

    @property
    def gone(self) -> dict[str, str]:
        """The old files that no page has any longer, and where they are now."""
        gone = self.leaving - {*self.pages}
        return {old: new for old, new in self.archived.items() if old in gone}

    def in_archive(self, file: str, _anchor: str) -> str:
        """Returns where a link on an archived page leads: to the old strategy's own pages."""
        return self.archived.get(file, file)

    def outside(self, file: str, anchor: str) -> str:
        """Returns where any other link leads: to the archive only when the site has no such page or
        heading now."""
        heading = anchor.removeprefix("#")
        there = {**self.pages, **self.staying}.get(file)
        if there is not None and (not heading or heading in there):
            return file
        to = self.archived.get(file, file)
        return f"{to if there is None else file}#" if to in {*self.pages, *self.staying} else to


def plan_move(
    own: list[str],
    following: Mapping[str, frozenset[str]],
    name: str,
    new: Mapping[str, frozenset[str]],
) -> Move:
    """Returns what moves to the archive folder `name`: the strategy's `own` pages, and a copy of
    those `following` that show its follow-up or all of it, each with the headings that do
    stay. Without a name they are replaced by the `new` pages."""
    staying = {file: ids for file, ids in following.items() if file not in own}
    if not name:
        front = next(iter(new))
        return Move(dict.fromkeys(own, front), staying, new)
    stems: dict[str, str] = {}
    for file in dict.fromkeys([*own, *following]):
        stems[file] = unlike(PurePosixPath(file).stem, stems.values())
    archived = {file: f"{pages_of(name)}{stem}.md" for file, stem in stems.items()}
    return Move(archived, staying, new)


def own_pages(facts: Facts, pages: Mapping[str, Page]) -> tuple[list[str], list[str]]:
    """Returns the pages that are the strategy's own, and those that show its follow-up."""
    todays = {file: page.macros for file, page in pages.items() if facts.for_page(file) is facts}
    strategy = facts.document
    parts = (strategy.transcript.pages, facts.areas, strategy.environments, strategy.prevention)
    named = (part for some in (*parts, strategy.editorial_notes) for part in some)
    own = [part.page.partition("#")[0] for part in named]
    own += [file for file, macros in todays.items() if "remarks" in macros]
    following = [file for file, macros in todays.items() if macros & {*SHOWING_FOLLOW_UP, WHOLE}]
    return list(dict.fromkeys(own)), following


def as_archived(page: Page, strategy: Strategy) -> str:
    """Returns the first lines of an archived page: its title and its description say that it is not
    of today."""
    period = strategy.period or ""
    years = f" {period}" if period not in page.meta.title else ""
    title = f"{page.meta.title} (arkiv{years})"
    whose = f"{strategy.short_name} för {period}" if strategy.years else strategy.short_name
    description = f"Arkiv, {whose}, som har ersatts. {page.meta.description}"
    if len(description) > LONGEST_DESCRIPTION:
        description = shorten(description, LONGEST_DESCRIPTION - 2)
    said = {"title": quoted(title), "description": quoted(description)}
    return re.sub(
        r"^(title|description):.*$",
        lambda found: f"{found[1]}: {said[found[1]]}",
        page.head,
        flags=re.MULTILINE,
    )


def with_menu(text: str, move: Move, labels: Mapping[str, str], archive_label: str) -> str:
    """Returns the site's settings with the new pages, by their `labels`, in the old ones' place in
    the menu, where the old ones do not stay, and the old ones in its archive, where they have one.

    The archive is a section of sections. It has no page of its own, so the frame leaves it out of
    the bar that is on every page.
    """
    settings, _ = parse_yaml(SITE_FILE, text, foreign_tags=True)
    assert settings, f"{SITE_FILE} was read by the checks"
    rows = {row.place.line: row for row in menu_of(settings)}
    lines, end = text.split("\n"), max(rows)
    top = " " * (settings.place("nav").column - 1)
    menu: list[str] = []
    for number, line in enumerate(lines[:end], 1):
        file = rows[number].file if number in rows else ""
        if file == move.front and labels:
            menu += _new_rows(labels, line.partition("-")[0], top)
        elif file not in {*move.gone, *(move.pages if labels else ())}:
            menu.append(line)
    menu = _without_empty_sections(menu)
    if not set(move.archived.values()) <= set(move.pages):
        section = f"{top}- {ARCHIVE_SECTION}:"
        menu += [] if section in menu else [section]
        at = menu.index(section) + 1
        called = {row.file: f"{_named(row.names[-1])}: " for row in rows.values() if row.names[-1]}
        moved = [f"{top}        - {called.get(was, '')}{now}" for was, now in move.archived.items()]
        menu[at:at] = [f"{top}    - {_named(archive_label)}:", *moved]
    return _not_aside("\n".join([*menu, *lines[end:]]), move)


def without_rows(text: str, file: str, move: Move) -> str:
    """Returns the text of a page `file` of the document without the rows of its lists that only
    lead to a page that is gone."""

    def row(found: re.Match[str]) -> str:
        return "" if resolve(file, found["to"]) in move.gone else found[0]

    return ROW_OF_LINK.sub(row, text)


def _new_rows(labels: Mapping[str, str], indent: str, top: str) -> list[str]:
    """The rows of the new strategy's pages; several stand in a section of their own, or in the one
    that they come to."""
    front, *_ = labels
    if len(labels) == 1 or indent != top:
        return [f"{indent}- {_named(label)}: {file}" for file, label in labels.items()]
    rows = [f"{indent}    - {_named(label)}: {file}" for file, label in labels.items()]
    return [f"{indent}- {_named(labels[front])}:", *rows]


def _named(label: str) -> str:
    """Returns a label of the menu; what YAML could take for something else than words is quoted."""
    return label if re.fullmatch(r"[^\W\d][\w ,.()–-]*", label) else quoted(label)


def _without_empty_sections(menu: list[str]) -> list[str]:
    kept: list[str] = []
    for line in reversed(menu):
        section = NAV_SECTION.match(line)
        below = next((other for other in kept if other.strip()), "")
        if not section or len(below) - len(below.lstrip()) > len(section["indent"]):
            kept.insert(0, line)
    return kept


def _not_aside(text: str, move: Move) -> str:
    """Pages that are reached another way than by the menu are listed in the settings too; in the
    archive they stand in the menu."""
    for old in move.gone:
        text = re.sub(rf"^\s+/?{re.escape(old)}[ ]*\n", "", text, flags=re.MULTILINE)
    return text
