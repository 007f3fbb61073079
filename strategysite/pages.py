"""Reads docs/ as the site generator does, without it: front matter, macros, Markdown. Finds every fault with its file and line."""

import inspect
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import markdown
from jinja2 import nodes
from pydantic import ValidationError

from strategysite.html import Outline, line_of, outline
from strategysite.messages import problems_of
from strategysite.model.page import PageMeta
from strategysite.offering import Macros
from strategysite.problems import Place, Problem, did_you_mean
from strategysite.rendering import MacroFault, page_url
from strategysite.text import read_text
from strategysite.yamltext import Document, parse_yaml

SITE_FILE = "mkdocs.yml"
MACROS_ONLY = (
    'Bara makron får stå inom klamrar, till exempel {{ phone("polis-akut") }}. Ska klamrarna synas på sidan? Skriv &#123; och &#125;.'
)
# Jinja reads {# as the start of a comment: the heading's id and all that follows would vanish.
TIGHT_ID = re.compile(r"\{#(?=[\w-]+\s*\})")


@dataclass
class Page:
    """A page of docs/: `file` from there, its front matter, its text and the lines before it, and the HTML of its text."""

    file: str
    meta: PageMeta
    text: str
    lines_before: int
    html: str = ""
    outline: Outline = field(default_factory=Outline)
    macros: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """The address from the site's root, without a leading slash: "hjalp/", "" for the start page."""
        return page_url(self.file)

    def place(self, needle: str) -> Place:
        """Returns the place in docs/ where `needle` stands, or the first line of the text."""
        line, column = line_of(self.text, needle)
        return Place(f"docs/{self.file}", self.lines_before + line, column, max(1, len(needle.split("\n", maxsplit=1)[0])))


class Where:
    """A page as macros see it, in the generator's own terms: `url` and `meta`."""

    def __init__(self, page: Page) -> None:
        self.url = page.url
        self.meta = page.meta.model_dump(mode="json", exclude_none=True)


def site_settings(root: Path) -> tuple[dict[str, Any], list[Problem]]:
    """Returns the settings of mkdocs.yml as plain text values, and its problems of form."""
    text, problems = read_text(root, SITE_FILE)
    if text is None or problems:
        return {}, problems
    document, problems = parse_yaml(SITE_FILE, text, foreign_tags=True)
    return (document.data if document and isinstance(document.data, dict) else {}), problems


def markdown_reader(settings: dict[str, Any]) -> markdown.Markdown:
    """Returns a Markdown reader with the extensions that the site uses (`toc` is always there, as in MkDocs)."""
    names, configs = ["toc", "tables", "fenced_code"], {}
    for entry in settings.get("markdown_extensions") or []:
        if isinstance(entry, dict):
            for name, options in entry.items():
                if isinstance(name, str) and not name.startswith("__"):
                    names.append(name)
                    configs[name] = {key: _setting(value) for key, value in (options or {}).items() if not key.startswith("__")}
        else:
            names.append(entry)
    return markdown.Markdown(extensions=list(dict.fromkeys(names)), extension_configs=configs)


def _setting(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, int(value) if isinstance(value, str) and value.isdigit() else value)


def read_pages(root: Path, macros: Macros, settings: dict[str, Any]) -> tuple[dict[str, Page], list[Problem]]:
    """Reads and renders every page. Returns those that could be rendered, by file, and the problems of all."""
    reader = markdown_reader(settings)
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")):
        page, found = _read_page(root, path.relative_to(docs).as_posix(), macros.facts.today)
        problems += found
        if page is None:
            continue
        found = _render(page, macros, environment, reader)
        problems += found
        if not found:
            pages[page.file] = page
    return pages, problems


def _read_page(root: Path, file: str, today: date) -> tuple[Page | None, list[Problem]]:
    name = f"docs/{file}"
    text, problems = read_text(root, name)
    if text is None or problems:
        return None, problems
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if not match:
        fix = "Sidan ska börja med raden ---, sedan title, description, kind och updated, och sedan --- igen."
        return None, [Problem(Place(name), "sidans inledande uppgifter saknas", fix)]
    document, problems = parse_yaml(name, match[1], before=1)
    if document is None or problems or not isinstance(document.data, dict):
        return None, problems
    try:
        meta = PageMeta.model_validate(document.data)
    except ValidationError as error:
        return None, problems_of(error, document, PageMeta)
    page = Page(file, meta, text[match.end() :], text[: match.end()].count("\n"))
    return page, [*_future(document, meta, today), *_tight_ids(page)]


def _future(document: Document, meta: PageMeta, today: date) -> list[Problem]:
    days = {"updated": meta.updated, "reviewed": meta.reviewed, "translated": meta.translated}
    return [
        Problem(document.place(key), f'"{key}" är i framtiden: {day}', f"I dag är det {today}.")
        for key, day in days.items()
        if day is not None and day > today
    ]


def _tight_ids(page: Page) -> list[Problem]:
    return [
        Problem(
            Place(f"docs/{page.file}", page.lines_before + page.text[: match.start()].count("\n") + 1),
            "ett id utan mellanslag",
            "Skriv { #id } med mellanslag.",
        )
        for match in TIGHT_ID.finditer(page.text)
    ]


def _render(page: Page, macros: Macros, environment: jinja2.Environment, reader: markdown.Markdown) -> list[Problem]:
    """Renders the page's text to HTML, or returns why it can't be."""
    if TIGHT_ID.search(page.text):
        return []
    try:
        tree = environment.parse(page.text)
    except jinja2.TemplateSyntaxError as error:
        return [Problem(Place(f"docs/{page.file}", page.lines_before + error.lineno), "klamrar som inte går att tolka", MACROS_ONLY)]
    pieces, problems = _run_macros(page, tree, macros)
    if problems:
        return problems
    page.macros = frozenset(call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name))
    reader.reset()
    page.html = reader.convert("".join(pieces))
    page.outline = outline(page.html)
    return []


def _run_macros(page: Page, tree: nodes.Template, macros: Macros) -> tuple[list[str], list[Problem]]:
    """Runs every macro of a page once. Returns the text with what they say in their place, in pieces, and every fault."""
    pieces: list[str] = []
    problems: list[Problem] = []
    context = {"page": Where(page)}
    for node in tree.body:
        for part in node.nodes if isinstance(node, nodes.Output) else [node]:
            if isinstance(part, nodes.TemplateData):
                pieces.append(part.data)
                continue
            try:
                pieces.append(_run_macro(part, macros, context))
            except MacroFault as fault:
                place = _place_on_line(page, part.lineno, fault.needle)
                problems.append(Problem(place, fault.what, fault.fix))
    return pieces, problems


def _place_on_line(page: Page, number: int, needle: str) -> Place:
    line = page.text.split("\n")[number - 1]
    return Place(f"docs/{page.file}", page.lines_before + number, max(0, line.find(needle)) + 1, max(1, len(needle)))


def _run_macro(part: nodes.Node, macros: Macros, context: dict[str, Any]) -> str:
    """Returns what one call says. Raises MacroFault, with what to look for on the line, when it is no call that can be made."""
    if not (isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name)):
        name = part.name if isinstance(part, nodes.Name) else ""
        fix = f"Ett makro skrivs med parentes: {{{{ {name}() }}}}" if name in macros.functions else MACROS_ONLY
        raise MacroFault(f'"{name}" är inget makro' if name else "klamrar som inte är ett makro", fix, name or "{")
    name = part.node.name
    function = macros.functions.get(name)
    if function is None:
        raise MacroFault(f'okänt makro "{name}"', did_you_mean(name, macros.functions), name)
    try:
        arguments = [argument.as_const() for argument in part.args]
        named = {argument.key: argument.value.as_const() for argument in part.kwargs}
        inspect.signature(function).bind(*arguments, **named)
        return function(context, *arguments, **named)
    except MacroFault as fault:
        raise MacroFault(fault.what, fault.fix, fault.needle or name) from None
    except (TypeError, nodes.Impossible):
        wanted = ", ".join(inspect.signature(function).parameters)
        what = f'makrot "{name}" har fel uppgifter inom parentesen'
        raise MacroFault(what, f"Så skrivs det: {{{{ {name}({wanted}) }}}}, med text inom citattecken.", name) from None
