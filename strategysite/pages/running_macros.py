"""Runs the macros of a page's text, each once, and says what is wrong with those that can't be
run."""

import functools
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

import jinja2
from jinja2 import nodes

from strategysite.macros.binding import Macros, signature_of
from strategysite.macros.registry import BLOCKS, MacroError
from strategysite.parsing.tables import table
from strategysite.parsing.text import line_at
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, near

MACROS_ONLY = (
    'Bara makron får stå inom klamrar, till exempel {{ phone("polis-akut") }}. Ska klamrarna synas'
    " på sidan? Skriv &#123; och &#125;."
)
NO_SUCH = (
    "Titta på en sida som visar samma sak, eller i CONTRIBUTING.md. Vanligast är phone, source,"
    " contact, contacts_for och local."
)
CODE_SIGN = re.compile(r"[\\`~]|^(?: {4}| *\t)")
AS_MACRO = "Ta bort tecknen runt det, \\, ` eller ~, och mellanslag eller tabbar före."
AS_MACRO += " Ha en tom rad ovanför."
# {# starts a comment: the heading's id and all that follows would vanish.
TIGHT_ID = re.compile(r"\{#(?= ?[\w-]+\s*\})")
COMMENTED = re.compile(r"^ *<!-- *|(?<=\}) *-->")  # told by a rule of its own
# As it is written, or as much as stands there: a long list of sources may go on below.
WRITTEN = re.compile(r"\{\{(?:(?!\{\{|\}\}|\n\n).)*(?:\}\})?", re.DOTALL)
NOTE = re.compile(r"\{#(?=\s).*?#\}")  # of templates, to whoever writes them
# The end of a heading or a link, or a line, in braces: a word that is neither id nor class.
LOOSE_WORD = re.compile(
    r"(?:^#.* |^|\))(?<!\{)(\{:? *(?!hidden)"
    r"(?:# [^{}]*|(?:style=|(?:width|height)=(?![\x22']?\d+[\x22']?[ }]))[^{}]*|[a-z][\w-]*#?)"
    r" *\}) *$"
)
OTHER_BRACES = re.compile(r"\{#|\{%|%\}|#\}|\{\{[-+]|[-+]\}\}")

# The engine makes one text of two that have no comma between them.
NO_COMMA = re.compile(r'\{\{[^{}]*"[^"{}]*" +"')
ID = re.compile(r'id="(?<=\sid=")[^"]+"')  # begins with the letters, which is found fastest


@dataclass(frozen=True)
class Said:
    """A macro of a page, where it is called (from 1, in the text), the HTML it gave, and all that
    it was given, by name: what is not written is there as the macro understands it."""

    name: str
    line: int
    column: int
    html: str
    given: dict[str, Any] = field(default_factory=dict)

    def stand_in(self, number: int) -> str:
        """Returns a short element for the `number`th macro of a page, with the ids that links may
        lead to."""
        anchors = "".join(f"<a {own}></a>" for own in ID.findall(self.html))
        return f'<div data-macro="{number}">{anchors}</div>'


SLIPS = table(__file__)["slips"]
ENGINE = jinja2.Environment(keep_trailing_newline=True)
At = Callable[[int, int, int], Place]  # where a line, a column and a length in the text are


def run_macros(
    text: str, macros: Macros, context: dict[str, Any], at: At
) -> tuple[str, list[Said], list[Problem]]:
    """Returns `text` with what its macros say in their place, what each said, and every fault,
    `at` its place unless that is in another file.

    A short element stands in for each block: Markdown, here and in the generator, would read all of
    its HTML only to leave it as it is. `with_blocks` puts them in.
    """
    faults = [*_braces(text, at)]
    if faults:
        return "", [], faults
    try:
        parts = _parts(text)
    except jinja2.TemplateSyntaxError:
        return "", [], [_unreadable(text, at)]
    pieces: list[str] = []
    said: list[Said] = []
    lines = text.split("\n")
    for part in parts:
        if isinstance(part, nodes.TemplateData):
            pieces.append(part.data)
            continue
        line = lines[part.lineno - 1]
        begun = said[-1].column if said and said[-1].line == part.lineno else 0
        try:
            name, html, given = _run(part, macros, context, line)
        except MacroError as fault:
            needle = fault.needle.partition("\n")[0]  # it may go on below
            column = max(0, line.find(needle, begun)) + 1
            place = fault.place or at(part.lineno, column, len(needle))
            what = " ".join(fault.what.split())
            faults.append(Problem(place, what, fault.fix, fault.kind, (fault.needle,)))
            continue
        one = Said(name, part.lineno, max(0, line.find(name, begun)) + 1, html, given)
        pieces.append(one.stand_in(len(said)) if html and name in BLOCKS else html)
        said.append(one)
    return "".join(pieces), said, faults


def not_shown(html: str, said: list[Said], lines: list[str], at: At) -> Iterator[Problem]:
    """Yields a problem for each macro that a page's HTML, still with the stand-ins, has as code
    or after a backslash: of those that say the same, the ones whose line in the text has a sign
    for that."""
    marked = {one.html for one in said if CODE_SIGN.search(lines[one.line - 1])}
    for number, one in enumerate(said):
        if one.html in marked and not CODE_SIGN.search(lines[one.line - 1]):
            continue
        put = str(one.html)
        if one.name in BLOCKS:
            lost = one.stand_in(number) not in html
        else:
            typed = [f"\\{put}", *(escape(put, quotes) for quotes in (True, False) if "<" in put)]
            lost = any(text in html for text in typed)
        if put and lost:
            what = f'makrot "{one.name}" visas inte som det ska'
            yield Problem(at(one.line, one.column, len(one.name)), what, AS_MACRO)


def with_blocks(html: str, said: list[Said]) -> str:
    """Returns a page's HTML with the blocks of its macros where their stand-ins are."""
    for number, block in enumerate(said):
        if block.name in BLOCKS:
            html = html.replace(block.stand_in(number), block.html, 1)
    return html


@functools.lru_cache(maxsize=2000)  # while the site is shown, most pages are as they were
def _parts(text: str) -> list[nodes.Node]:
    if NO_COMMA.search(text):
        raise jinja2.TemplateSyntaxError("two texts without a comma", 1)
    tree = ENGINE.parse(text)
    return [
        part
        for node in tree.body
        for part in (node.nodes if isinstance(node, nodes.Output) else [node])
    ]


def _braces(text: str, at: At) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if note := NOTE.search(line):
            what, fix = "en anteckning som inte hör till sidan", "Ta bort den, från {# till #}."
            yield Problem(at(number, note.start() + 1, len(note[0])), what, fix)
            continue
        if loose := LOOSE_WORD.search(line):
            what = f"{loose[1]} är varken ett id eller ett utseende"
            word = loose[1].strip("{:#} ")
            fix = f"Ett id skrivs {{ #{word} }}, ett utseende {{ .{word} }}: tecknet först."
            if "=" in loose[1]:
                fix = "Ta bort det: webbplatsen bestämmer storlek och utseende på ett ställe."
            yield Problem(at(number, loose.start(1) + 1, len(loose[1])), what, fix)
            continue
        for match in OTHER_BRACES.finditer(line):
            place = at(number, match.start() + 1, len(match[0]))
            if TIGHT_ID.match(line, match.start()):
                fix = "Skriv { #id } med mellanslag efter klammern."
                yield Problem(place, "ett id utan mellanslag", fix)
                break
            yield Problem(place, f"{match[0]} i texten", MACROS_ONLY)
            return  # the next ones end what it begins


def _unreadable(text: str, at: At) -> Problem:
    """The engine says where it gave up; the fault is in the first macro that it can't read alone,
    since a text that is not closed goes on to the quotation mark of another."""
    macro = next(one for one in WRITTEN.finditer(text) if not _readable(one[0]))
    for row in SLIPS:
        if slip := re.search(row["pattern"], macro[0].removesuffix("}}")):
            own = slip.groupdict().get("at") or ""
            start = macro.start() + slip.start("at" if own else 0)
            place = at(*line_at(text, start), max(1, len(own)))
            return Problem(place, row["what"], row["fix"])
    fix = 'Så skrivs ett makro: {{ phone("polis-akut") }}. ' + MACROS_ONLY.partition(". ")[2]
    return Problem(at(*line_at(text, macro.start()), 2), "ett makro som inte avslutas rätt", fix)


def _readable(macro: str) -> bool:
    try:
        _parts(macro)
    except jinja2.TemplateSyntaxError:
        return False
    return True


def _run(
    part: nodes.Node, macros: Macros, context: dict[str, Any], line: str
) -> tuple[str, str, dict[str, Any]]:
    """Returns the name of one call, what it says and what it was given. Raises MacroError, with
    what to look for on the line, when it can't be made."""
    if not (isinstance(part, nodes.Call) and isinstance(part.node, nodes.Name)):
        name = part.name if isinstance(part, nodes.Name) else ""
        if name in macros.functions:
            fix = _example(name, macros.functions[name])
            raise MacroError(f'makrot "{name}" saknar parentes', fix, name)
        what = f'"{name}" är inget makro' if name else "klamrar som inte är ett makro"
        raise MacroError(what, MACROS_ONLY, name or "{")
    name = part.node.name
    function = macros.functions.get(name)
    if function is None:
        fix = near(name, macros.functions, ONE_SLIP) or NO_SUCH
        raise MacroError(f'okänt makro "{name}"', fix, name)
    bound = _bound(part, name, inspect.unwrap(function))
    if name in BLOCKS and not WRITTEN.fullmatch(COMMENTED.sub("", line).rstrip()):
        fix = "Flytta det till en egen rad, utan mellanslag före."
        raise MacroError(f'makrot "{name}" står inte ensamt på sin rad', fix, name)
    try:
        return name, function(context, *bound.args, **bound.kwargs), bound.arguments
    except MacroError as fault:
        fault.needle = fault.needle or name
        raise


@functools.lru_cache(maxsize=2000)  # it is understood alike, whatever the facts
def _bound(call: nodes.Call, name: str, function: Callable[..., str]) -> inspect.BoundArguments:
    """Returns what stands in the parentheses, with what the macro understands without it. Raises
    MacroError when the macro takes nothing like it."""
    signature = signature_of(function)
    for keyword in call.kwargs:
        if keyword.key not in signature.parameters:
            fix = did_you_mean(keyword.key, signature.parameters)
            raise MacroError(f'okänt ord "{keyword.key}" i makrot "{name}"', fix, keyword.key)
    fix = _example(name, function)
    try:
        if call.dyn_args or call.dyn_kwargs:
            raise nodes.Impossible
        arguments = [argument.as_const() for argument in call.args]
        named = {keyword.key: keyword.value.as_const() for keyword in call.kwargs}
    except nodes.Impossible:
        raise MacroError(f'text utan citattecken i makrot "{name}"', fix, name) from None
    try:
        bound = signature.bind(*arguments, **named)
    except TypeError:
        what = f'makrot "{name}" har för få eller för många uppgifter inom parentesen'
        raise MacroError(what, fix, name) from None
    for key, value in bound.arguments.items():
        parameter = signature.parameters[key]
        listed = _takes_list(parameter)
        several = parameter.kind is parameter.VAR_POSITIONAL or (listed and isinstance(value, list))
        texts = value if several else [value]
        if listed != isinstance(value, list) or not all(isinstance(text, str) for text in texts):
            wanted = "en lista" if listed else "en text"
            if listed and isinstance(value, str):
                fix = f'Sätt hakparenteser om det: ["{value}"]'
            raise MacroError(f'makrot "{name}" ska ha {wanted} inom parentesen', fix, name)
    bound.apply_defaults()
    return bound


def _takes_list(parameter: inspect.Parameter) -> bool:
    return "list" in str(parameter.annotation)


def _example(name: str, function: Callable[..., str]) -> str:
    """Returns how the macro is written, in a sentence: {{ phone("…") }}."""
    parameters = signature_of(function).parameters.values()
    single = (one for one in parameters if one.kind is not one.VAR_POSITIONAL)
    needed = [one for one in single if one.default is one.empty]
    written = ", ".join('["…", "…"]' if _takes_list(parameter) else '"…"' for parameter in needed)
    return f"Så skrivs det: {{{{ {name}({written}) }}}}"
