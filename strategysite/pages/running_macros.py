"""Runs the macros of a page's text, each once, and says what is wrong with those that can't be
run."""

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import nodes

from strategysite.macros.binding import Macros, signature_of
from strategysite.macros.registry import BLOCKS, MacroError
from strategysite.problems import Place, did_you_mean, near

MACROS_ONLY = (
    'Bara makron får stå inom klamrar, till exempel {{ phone("polis-akut") }}. Ska klamrarna synas'
    " på sidan? Skriv &#123; och &#125;."
)
NO_SUCH = (
    "Titta på en sida som visar samma sak, eller i CONTRIBUTING.md. Vanligast är phone, source,"
    " contact, contacts_for och local."
)
# {# starts a comment: the heading's id and all that follows would vanish.
TIGHT_ID = re.compile(r"\{#(?= ?[\w-]+\s*\})")
ALONE = re.compile(r"\{\{(?:(?!\{\{|\}\}).)*(?:\}\})?")  # a long list of sources may go on below
# The end of a heading or a link, or a line, in braces: a word that is neither id nor class.
LOOSE_WORD = re.compile(r"(?:^#.* |^|\))(?<!\{)(\{:? *(?!hidden)(?:# [^{}]*|[a-z][\w-]*) *\}) *$")
QUOTED = re.compile(r"`+ ?\{\{(?=[^`]*`)|\\\{\{")  # as code, or escaped
OTHER_BRACES = re.compile(r"\{#|\{%|%\}|#\}|\{\{[-+]|[-+]\}\}")

ID = re.compile(r'(?<=\s)id="[^"]+"')


@dataclass(frozen=True)
class Said:
    """A macro of a page, where it is called (from 1, in the text), the HTML it gave, and what it
    was asked for first."""

    name: str
    line: int
    column: int
    html: str
    first: str = ""

    def stand_in(self, number: int) -> str:
        """Returns a short element for the `number`th macro of a page, with the ids that links may
        lead to."""
        anchors = "".join(f"<a {own}></a>" for own in ID.findall(self.html))
        return f'<div data-macro="{number}">{anchors}</div>'


@dataclass(frozen=True)
class MacroFault:
    """What is wrong with a macro; `place` is set when the fault is in another file."""

    line: int
    column: int
    needle: str
    what: str
    fix: str
    place: Place | None = None


def run_macros(
    text: str, macros: Macros, context: dict[str, Any]
) -> tuple[str, list[Said], list[MacroFault]]:
    """Returns `text` with what its macros say in their place, what each said, and every fault.

    A short element stands in for each block: Markdown, here and in the generator, would read all of
    its HTML only to leave it as it is. `with_blocks` puts them in.
    """
    faults = [*_braces(text)]
    if faults:
        return "", [], faults
    try:
        parts = _parts(text)
    except jinja2.TemplateSyntaxError as error:
        return "", [], [_unreadable(text, error.lineno)]
    pieces: list[str] = []
    said: list[Said] = []
    lines = text.split("\n")
    for part in parts:
        if isinstance(part, nodes.TemplateData):
            pieces.append(part.data)
            continue
        line = lines[part.lineno - 1]
        try:
            name, html, first = _run(part, macros, context, line)
        except MacroError as fault:
            faults.append(
                MacroFault(
                    part.lineno,
                    max(0, line.find(fault.needle)) + 1,
                    fault.needle,
                    fault.what,
                    fault.fix,
                    place=fault.place,
                )
            )
            continue
        one = Said(name, part.lineno, max(0, line.find(name)) + 1, html, first)
        pieces.append(one.stand_in(len(said)) if html and name in BLOCKS else html)
        said.append(one)
    return "".join(pieces), said, faults


def with_blocks(html: str, said: list[Said]) -> str:
    """Returns a page's HTML with the blocks of its macros where their stand-ins are."""
    for number, block in enumerate(said):
        if block.name in BLOCKS:
            html = html.replace(block.stand_in(number), block.html, 1)
    return html


@functools.cache
def _engine() -> jinja2.Environment:
    return jinja2.Environment(keep_trailing_newline=True)


@functools.lru_cache(maxsize=2000)  # while the site is shown, most pages are as they were
def _parts(text: str) -> list[nodes.Node]:
    tree = _engine().parse(text)
    return [
        part
        for node in tree.body
        for part in (node.nodes if isinstance(node, nodes.Output) else [node])
    ]


def _braces(text: str) -> Iterator[MacroFault]:
    for number, line in enumerate(text.split("\n"), 1):
        if quoted := QUOTED.search(line):
            sign = quoted[0][0]
            what = f"makrot visas inte som det ska: det står {sign} före klamrarna"
            fix = f"Ta bort {sign} före makrot" + (" och efter." if sign == "`" else ".")
            yield MacroFault(number, quoted.start() + 1, quoted[0], what, fix)
        if loose := LOOSE_WORD.search(line):
            what = f"{loose[1]} är varken ett id eller ett utseende"
            fix = "Ett id skrivs { #id }, ett utseende { .namn }, utan mellanslag efter tecknet."
            yield MacroFault(number, loose.start(1) + 1, loose[1], what, fix)
        for match in OTHER_BRACES.finditer(line):
            if TIGHT_ID.match(line, match.start()):
                yield MacroFault(
                    number,
                    match.start() + 1,
                    "{#",
                    "ett id utan mellanslag",
                    "Skriv { #id } med mellanslag efter klammern.",
                )
                break
            yield MacroFault(
                number, match.start() + 1, match[0], f"{match[0]} i texten", MACROS_ONLY
            )


def _unreadable(text: str, number: int) -> MacroFault:
    """The engine says where it gave up; the fault starts at the last braces before that."""
    lines = text.split("\n")[:number]
    while len(lines) > 1 and "{{" not in lines[-1]:
        lines.pop()
    column = max(0, lines[-1].rfind("{{")) + 1
    curly = re.search(r"""(?<=[(,=[\s])[”“„’‘«»]""", lines[-1][column:])
    if curly:
        at = column + curly.start() + 1
        return MacroFault(
            len(lines),
            at,
            curly[0],
            "citattecknen är av fel sort",
            'Skriv raka citattecken, ", före och efter texten i makrot.',
        )
    what = "ett makro som inte avslutas rätt"
    fix = 'Så skrivs ett makro: {{ phone("polis-akut") }}. ' + MACROS_ONLY.partition(". ")[2]
    return MacroFault(len(lines), column, "{{", what, fix)


def _run(
    part: nodes.Node, macros: Macros, context: dict[str, Any], line: str
) -> tuple[str, str, str]:
    """Returns the name of one call, what it says and what it was asked for first. Raises
    MacroError, with what to look for on the line, when it can't be made."""
    if not (isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name)):
        name = part.name if isinstance(part, nodes.Name) else ""
        if name in macros.functions:
            raise MacroError(
                f'makrot "{name}" saknar parentes', _example(name, macros.functions[name]), name
            )
        raise MacroError(
            f'"{name}" är inget makro' if name else "klamrar som inte är ett makro",
            MACROS_ONLY,
            name or "{",
        )
    name = part.node.name
    function = macros.functions.get(name)
    if function is None:
        raise MacroError(f'okänt makro "{name}"', near(name, macros.functions) or NO_SUCH, name)
    arguments, named = _arguments(part, name, function)
    if name in BLOCKS and not ALONE.fullmatch(line.rstrip()):
        raise MacroError(
            f'makrot "{name}" står inte ensamt på sin rad',
            "Flytta det till en egen rad, utan mellanslag före.",
            name,
        )
    try:
        first = next(iter([*arguments, *named.values()]), "")
        return name, function(context, *arguments, **named), first if isinstance(first, str) else ""
    except MacroError as fault:
        raise MacroError(fault.what, fault.fix, fault.needle or name, fault.place) from None


def _arguments(
    call: nodes.Call, name: str, function: Callable[..., str]
) -> tuple[list[Any], dict[str, Any]]:
    """Returns what stands in the parentheses. Raises MacroError when the macro takes nothing like
    it."""
    signature = signature_of(function)
    for keyword in call.kwargs:
        if keyword.key not in signature.parameters:
            raise MacroError(
                f'okänt ord "{keyword.key}" i makrot "{name}"',
                did_you_mean(keyword.key, signature.parameters),
                keyword.key,
            )
    try:
        if call.dyn_args or call.dyn_kwargs:
            raise nodes.Impossible
        arguments = [argument.as_const() for argument in call.args]
        named = {keyword.key: keyword.value.as_const() for keyword in call.kwargs}
    except nodes.Impossible:
        raise MacroError(
            f'text utan citattecken i makrot "{name}"', _example(name, function), name
        ) from None
    try:
        given = signature.bind(*arguments, **named).arguments
    except TypeError:
        raise MacroError(
            f'makrot "{name}" har för få eller för många uppgifter inom parentesen',
            _example(name, function),
            name,
        ) from None
    for key, value in given.items():
        listed = _takes_list(signature.parameters[key])
        if (
            not (isinstance(value, list) and all(isinstance(item, str) for item in value))
            if listed
            else not isinstance(value, str)
        ):
            raise MacroError(
                f'makrot "{name}" ska ha {"en lista" if listed else "en text"} inom parentesen',
                _example(name, function),
                name,
            )
    return arguments, named


def _takes_list(parameter: inspect.Parameter) -> bool:
    return "list" in str(parameter.annotation)


def _example(name: str, function: Callable[..., str]) -> str:
    """Returns how the macro is written, in a sentence: {{ phone("…") }}."""
    needed = [
        parameter
        for parameter in signature_of(function).parameters.values()
        if parameter.default is parameter.empty
    ]
    written = ", ".join('["…", "…"]' if _takes_list(parameter) else '"…"' for parameter in needed)
    return f"Så skrivs det: {{{{ {name}({written}) }}}}"
