"""Reads docs/ as the site generator does, without it: front matter, macros, Markdown. Finds every
fault with its file and line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import markdown
from pydantic import ValidationError

from strategysite.data.addresses import page_url
from strategysite.data.model.page import PageMeta
from strategysite.data.validation_errors import problems_of
from strategysite.macros.binding import Macros
from strategysite.pages.as_written import as_written
from strategysite.pages.running_macros import Said, not_shown, run_macros, with_blocks
from strategysite.parsing.files import left_behind, under
from strategysite.parsing.html import LEVELS, Outline, line_of, outline, without_cell_styles
from strategysite.parsing.remembering import remembered
from strategysite.parsing.text import line_at, read_text, spaced, split_front_matter, without
from strategysite.parsing.yaml import DEEPEST, Document, parse_yaml
from strategysite.problems import Place, Problem

LARGEST_PAGE = 300_000  # characters; twenty times the longest there is
# What the reader of Markdown would go into step by step: indents, quotes, brackets within brackets.
TOO_DEEP = re.compile(
    rf"^(?: {{4}}|\t| {{0,3}}> ?){{{DEEPEST},}}|(?:\[(?:[^\[\]\n]|\n(?!\n))*){{{DEEPEST},}}",
    re.MULTILINE,
)
DASHES = re.compile(r"[-–—][-–— ]*")  # as programs and people write ---
MACRO = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# The macros that say what other pages are called, or what they say: their pages are read last.
OF_OTHERS = re.compile(r"\{\{ *(a_to_z|whole_strategy)\(")
# As the generator: its own extensions, and those that checks/settings.yaml holds mkdocs.yml to.
EXTENSIONS = ["toc", "tables", "fenced_code", "attr_list", "def_list", "sane_lists"]
READER = markdown.Markdown(extensions=EXTENSIONS)
TOP = "raden ---, sedan title, description, kind och updated, och sedan --- igen."
NO_MACROS = "Makron går inte att använda här. Skriv texten rakt ut."


@dataclass(frozen=True, eq=False)
class Page:
    """A page of docs/: `file` from there, its front matter as `meta` and as lines, its text, the
    Markdown that its macros make of it, and the HTML of that: `typed` before, `html` after what the
    macros that stand alone say. `shown` is what of the data they show.

    While neither it nor what it says has changed it is the same page, also of the next check: what
    asks about nothing else need not be asked again.
    """

    file: str
    meta: PageMeta
    text: str
    head: str = ""
    markdown: str = ""
    typed: str = ""
    html: str = ""
    said: list[Said] = field(default_factory=list)
    shown: frozenset[tuple[str, str]] = frozenset()

    @property
    def front(self) -> dict[str, Any]:
        """What the page says of itself, as macros, the theme and the generator are given it."""
        return self.meta.model_dump(mode="json", exclude_none=True)

    @property
    def lines_before(self) -> int:
        """The lines of the file above the text."""
        return self.head.count("\n")

    @cached_property
    def prose(self) -> str:
        """The text with spaces where its macros stand: every word of it is at its place."""
        return without(MACRO, self.text)

    @cached_property
    def outline(self) -> Outline:
        """The headings, ids, links and faults of the HTML."""
        return outline(self.html)

    @property
    def macros(self) -> frozenset[str]:
        """The names of the macros that the page calls."""
        return frozenset(said.name for said in self.said)

    @property
    def url(self) -> str:
        """The address from the site's root, without a leading slash: "hjalp/", "" for the start
        page."""
        return page_url(self.file)

    def place(self, *needles: str, last: bool = False) -> Place:
        """Returns the place of the first of `needles` that stands in the text, or of the macro that
        says it; else of the text's first line.

        With `last` it is where the needle stands for the last time.
        """
        for needle in needles:
            if found := line_of(self.text, needle, last):
                return self.at(*found, len(needle.split("\n", maxsplit=1)[0]))
        for needle in filter(None, needles):
            if said := next((said for said in self.said if needle in said.html), None):
                return self.at(said.line, said.column, len(said.name))
        return self.at(len(self.text) - len(self.text.lstrip("\n")) + 1)

    def at(self, line: int, column: int = 1, length: int = 1) -> Place:
        """Returns the place in docs/ of a place in the text."""
        return Place(f"docs/{self.file}", self.lines_before + line, column, max(1, length))

    def key(self, key: str) -> Place:
        """Returns the place in docs/ of a row of the page's head, or of the first one."""
        row = re.search(rf"^{key}:.*", self.head, re.MULTILINE)
        return self.sign(row.start() - len(self.head), len(row[0])) if row else self.at(1)

    def sign(self, start: int, length: int = 1) -> Place:
        """Returns the place in docs/ of what begins at the sign `start` of the text, from 0; before
        the text, in its head, it is negative."""
        line, column = line_at(self.head + self.text, len(self.head) + start)
        return self.at(line - self.lines_before, column, length)


Rendered = tuple[Page | None, list[Problem]]


@lru_cache(maxsize=2000)  # what data/ says is not in it, so that most pages stay when it changes
def _html(source: str) -> str:
    READER.reset()
    return without_cell_styles(READER.convert(source))


def read_pages(root: Path, macros: Macros) -> tuple[dict[str, Page], list[Problem]]:
    """Reads and renders every page. Returns those that could be rendered, by file, and the problems
    of all."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    read = []
    for file in page_files(root):
        page, found = read_page(root, file, macros.facts.today)
        problems += found
        read += [page] if page else []
    for context in macros.contexts.values():
        context.written = {page.file: (page.meta, page.text) for page in read}
    for page in sorted(read, key=lambda page: bool(OF_OTHERS.search(page.text))):
        of_others = bool(OF_OTHERS.search(page.text))
        # What shows another page, which has a fault, would only repeat it.
        whole = not (problems and of_others)
        others = [(one.written, {**one.html}) for one in macros.contexts.values()]
        rendered, faults = render_page(page, macros, others if of_others else None)
        problems += faults
        if rendered is not None and whole:
            pages[page.file] = rendered
            macros.context(page.url).html[page.file] = rendered.html
    return {page.file: pages[page.file] for page in read if page.file in pages}, problems


def page_files(root: Path) -> list[str]:
    """Returns the pages of docs/, by their path from there; without what is there by mistake, which
    is told on its own."""
    docs = root / "docs"
    return [file for file in under(docs, ".md") if not left_behind(docs / file)]


def read_page(root: Path, file: str, today: date) -> tuple[Page | None, list[Problem]]:
    """Reads one page of docs/ and what it says of itself. Returns None for a page whose text can't
    be told from the rest."""
    text, problems = read_text(root, f"docs/{file}")
    if text is None or problems:
        return None, problems
    page, found = _read(file, text, today)
    return page, [*found]


@lru_cache(maxsize=2000)
def _read(file: str, text: str, today: date) -> tuple[Page | None, list[Problem]]:
    name = f"docs/{file}"
    parts = split_front_matter(text)
    if parts is None:
        return None, [_no_front_matter(name, text)]
    document, problems = parse_yaml(name, parts[0], before=1)
    if document is None or problems:
        return None, problems
    try:
        meta = PageMeta.model_validate(document.data)
    except ValidationError as error:
        return None, problems_of(error, document, PageMeta)
    page = Page(file, meta, parts[1], text.removesuffix(parts[1]))
    if len(page.text) > LARGEST_PAGE and meta.kind != "adopted":  # a chapter stays whole
        what = f"sidan har {spaced(len(page.text))} tecken; högst {spaced(LARGEST_PAGE)} läses"
        return None, [Problem(page.place(), what, "Dela upp den i flera sidor.")]
    if deep := TOO_DEEP.search(page.text):
        return None, [Problem(page.sign(deep.start()), *LEVELS)]
    return page, [*_future(document, meta, today), *_without_macros(document, meta)]


def _no_front_matter(name: str, text: str) -> Problem:
    if not text.strip():
        return Problem(Place(name), "filen är tom", "Ta tillbaka innehållet ur historiken.")
    lines = [line.strip() for line in text.split("\n")]
    if text.partition("\n")[0].rstrip() == "---":
        rows = enumerate(lines[1:], 2)
        odd = next((number for number, line in rows if DASHES.fullmatch(line)), 1)
        fix = "Skriv en rad med --- mellan sidans uppgifter och texten."
        fix = fix if odd == 1 else "Den här raden ska vara ---, tre bindestreck och inget annat."
        return Problem(Place(name, odd), "sidans inledande uppgifter avslutas inte", fix)
    mark = next((number for number, line in enumerate(lines, 1) if line), 1)
    if DASHES.fullmatch(lines[mark - 1]):
        fix = "Sidans första rad ska vara --- och inget annat, allra först i filen."
        if lines[mark - 1] == "---":
            fix = "Ta bort det tomma före ---: de tecknen ska stå allra först i filen."
        return Problem(Place(name, mark), "sidans inledande uppgifter börjar inte rätt", fix)
    return Problem(Place(name), "sidans inledande uppgifter saknas", f"Sidan ska börja med {TOP}")


def _future(document: Document, meta: PageMeta, today: date) -> list[Problem]:
    days = {"updated": meta.updated, "reviewed": meta.reviewed, "translated": meta.translated}
    return [
        Problem(document.place(key), f'"{key}" är i framtiden: {day}', f"I dag är det {today}.")
        for key, day in days.items()
        if day is not None and day > today
    ]


def _without_macros(document: Document, meta: PageMeta) -> Iterator[Problem]:
    """The generator looks at braces in the title as macros."""
    for key in ("title", "description", "reviewer"):
        if re.search(r"\{[{%#]|[}%#]\}", getattr(meta, key) or ""):
            yield Problem(document.place(key), f'klamrar i "{key}"', NO_MACROS)


@remembered
def render_page(page: Page, macros: Macros, _: object) -> Rendered:
    """Returns the page with its HTML; or None, and why it can't be rendered. What its macros see of
    other pages comes last: where that is new it is rendered again."""
    shown = macros.showing(page.url)
    context = {"page": SimpleNamespace(url=page.url, meta=page.front)}
    text, said, faults = run_macros(page.text, macros, context, page.at)
    if faults:
        return None, faults
    return _converted(page, text, said, frozenset(shown))


@remembered
def _converted(
    page: Page, text: str, said: list[Said], shown: frozenset[tuple[str, str]]
) -> Rendered:
    try:
        source = as_written(text)
        typed = _html(source)
        html = with_blocks(typed, said)
    except RecursionError:  # signs of emphasis by the thousand
        return None, [Problem(page.place(), *LEVELS)]
    if faults := [*not_shown(typed, said, text.split("\n"), page.at)]:
        return None, faults
    return replace(page, markdown=source, typed=typed, html=html, said=said, shown=shown), []
