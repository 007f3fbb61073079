"""The engine that fills the templates, and what becomes of their HTML before Markdown reads it."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from strategysite.data.dates import long_date, partial_date
from strategysite.problems import decimal

TEMPLATES = Path(__file__).parent / "templates"
# Outside tags, signs that Markdown would read as its own in the middle of a sentence.
MARKDOWN_SIGNS = re.compile(r"(<[^>]*>)|([\\*_`\[\]{}])")
BRACES = re.compile(r"(<(?:script|style)\b.*?</(?:script|style)>)|([{}])", re.DOTALL)


# The engine of our templates, which keeps them compiled: all escaped, nothing undefined passes in
# silence.
ENGINE = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENGINE.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
ENGINE.filters |= {
    "long_date": long_date,
    "partial_date": partial_date,
    "number": decimal,
    "iso": date.isoformat,
    "regex": re.escape,
}


def filled(template: str, variables: Mapping[str, Any]) -> str:
    """Returns what a `template` of the project says with these `variables`."""
    return ENGINE.get_template(template).render(variables)


def write(path: Path, template: str, variables: Mapping[str, Any]) -> None:
    """Writes the file at `path`, and its folder, from a `template` of the project."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(filled(template, variables), "utf-8")


def escaped(value: Any) -> Any:
    """Returns a value whose every text, in lists and mappings too, can stand anywhere in HTML."""
    if isinstance(value, dict):
        return {key: escaped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [escaped(inner) for inner in value]
    return Markup(_without_braces(escape(value))) if isinstance(value, str) else value


def compact(html: str) -> str:
    """Returns HTML without blank lines and indents, where Markdown would end the block or see code.
    Braces, which only the data can have brought, are spelled so that nobody sees a macro."""
    lines = "\n".join(line.strip() for line in html.splitlines() if line.strip())
    return _without_braces(lines)


def _without_braces(html: str) -> str:
    if "{" not in html and "}" not in html:  # as nearly always
        return html
    return BRACES.sub(lambda match: match[1] or f"&#{ord(match[2])};", html)


def within_a_sentence(html: str) -> str:
    """Returns HTML on one line in which Markdown finds no sign of its own."""
    line = " ".join(compact(html).split("\n"))
    return MARKDOWN_SIGNS.sub(lambda match: match[1] or f"&#{ord(match[2])};", line)
