"""Explains in Swedish why a text is no YAML: the library says where it gave up, the lines around
tell what the editor did."""

import re

import yaml

from strategysite.parsing.tables import table
from strategysite.parsing.yaml_mistakes import KEY, Mistake, find_mistake, indent_of, is_row
from strategysite.problems import Place, Problem

TOO_DEEP = ("för många nivåer i varandra", "Kontrollera indraget och klamrarna.")
SPECIAL = "Tecknet betyder något särskilt först i ett värde. Sätt texten inom citattecken."
TOLD: dict[str, dict[str, str]] = table(__file__)
COLUMN_RULE = (
    "Nycklar som hör ihop börjar i samma kolumn; det som hör under en nyckel står två mellanslag"
    " längre in."
)


def syntax_problem(file: str, text: str, before: int) -> Problem:
    """Returns the problem of `text`, which is no YAML and stands in `file` after `before` other
    lines.

    The slower loader is asked again, since its words are the same on every machine.
    """
    fix = "Jämför med den tidigare versionen i historiken."
    text = "\n" * before + text
    found = Mistake(0, 0, "filen går inte att läsa", fix)
    try:
        yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        found = _explain(error, text.split("\n"))
    except RecursionError:
        found = Mistake(0, 0, *TOO_DEEP)
    except yaml.YAMLError:
        pass
    return Problem(Place(file, found.line + 1, found.column + 1), found.what, found.fix)


def _explain(error: yaml.MarkedYAMLError, lines: list[str]) -> Mistake:
    problem, context = str(error.problem or ""), str(error.context or "")
    line, column = _last_text(error.problem_mark or error.context_mark, lines)
    start = _last_text(error.context_mark or error.problem_mark, lines)
    written = lines[line]
    both = f"{problem} {context}"
    if "\t" in written[: indent_of(written)] or "'\\t'" in problem:
        fix = "Ta bort den. Gör indrag med mellanslag, så många som på raderna intill."
        return Mistake(line, max(0, written.find("\t")), "en tabb i indraget", fix)
    if nameless := re.match(r"\s*(?:- +)*(?=:(?: |$))", written):
        fix = "Skriv före kolonet det som ska stå där. I menyn är det sidans namn."
        return Mistake(line, nameless.end(), "inget står före kolonet", fix)
    marks = [number for number in (line, line - 1) if lines[number].startswith(("---", "..."))]
    if marks and ("single document" in both or "document start" in both):
        return Mistake(marks[0], 0, "raden --- eller ... delar filen i två", "Ta bort raden.")
    if mistake := find_mistake(lines):
        return mistake
    if "mapping values are not allowed" in problem:
        return _colon(lines, line, column)
    if "escape character" in problem:
        fix = 'Inom "…" betyder \\ något särskilt. Skriv \\\\ eller sätt texten inom enkla'
        fix += " citattecken."
        return Mistake(line, max(0, column - 1), "ett omvänt snedstreck", fix)
    if "quoted scalar" in both:
        return _unclosed(lines, *start)
    if lines[start[0]].count('"') % 2:
        return _unclosed(lines, start[0], lines[start[0]].rfind('"'))
    if told := next((told for words, told in TOLD.items() if words in both), None):
        return Mistake(*start, told["what"], told["fix"])
    return _odd_start(written, line, column, both) or _after_quote(lines, line, column)


def _last_text(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    """Returns line and column of `mark`; where that is an empty line or the end, those of the last
    text before it."""
    line, column = (mark.line, mark.column) if mark else (0, 0)
    while line > 0 and (line >= len(lines) or not lines[line].strip()):
        line -= 1
        column = len(lines[line].rstrip())
    return line, column


def _colon(lines: list[str], line: int, column: int) -> Mistake:
    """A colon where none can stand: in a text, or after a key that is further in than its
    neighbours."""
    key = KEY.match(lines[line])
    above = next(filter(is_row, reversed(lines[:line])), "")
    if key and key.end() == column and indent_of(lines[line]) > indent_of(above):
        what = "raden är för långt indragen, eller raden ovanför avslutas inte"
        return Mistake(line, len(key[1]), what, COLUMN_RULE)
    fix = 'Sätt hela texten inom citattecken: nyckel: "text: mer text"'
    if menu := re.match(r" *- (.*): (\S+\.md) *$", lines[line]):
        fix = f'Sätt namnet inom citattecken: - "{menu[1]}": {menu[2]}'
    return Mistake(line, column, "ett kolon i en text utan citattecken", fix)


def _unclosed(lines: list[str], line: int, column: int) -> Mistake:
    sign = lines[line][column : column + 1]
    named = f" ({sign})" if sign in ("'", '"') else ""
    fix = "Sätt ett likadant citattecken där texten slutar."
    return Mistake(line, column, f"ett citattecken{named} som aldrig avslutas", fix)


def _odd_start(written: str, line: int, column: int, both: str) -> Mistake | None:
    """A value that starts with a sign that means something of its own."""
    odd = re.search(r"(?<=[:\-,\[{]) +([*&!@%`|>])", written)
    if odd and re.search("alias|anchor|cannot start|tag|block scalar", both):
        return Mistake(line, odd.start(1), f"ett värde som börjar med {odd[1]}", SPECIAL)
    if re.search("cannot start any token|directive|tag", both):
        what = f'tecknet "{written[column : column + 1]}" kan inte stå här'
        return Mistake(line, column, what, "Sätt texten inom citattecken.")
    return None


def _after_quote(lines: list[str], line: int, column: int) -> Mistake:
    """Text goes on after a quotation mark that ended the value, here or since one above was never
    closed; else the indent is wrong."""
    head = lines[line][:column].rstrip()
    sign = head[-1:]
    special = re.search(r": +([-?\[{])(?=.*[^\]}\s] *$)", lines[line])
    if sign not in ("'", '"') and special:
        return Mistake(line, special.start(1), f"ett värde som börjar med {special[1]}", SPECIAL)
    if sign not in ("'", '"'):
        lost = "Saknas raden med listans namn och kolon? Ta tillbaka den ur historiken. "
        fix = (lost if lines[line].lstrip().startswith("- ") else "") + COLUMN_RULE
        return Mistake(line, column, "indraget stämmer inte med raderna ovanför", fix)
    if head.count(sign) % 2 == 0:
        other = "”" if sign == '"' else "’"
        fix = f"Ska tecknet vara en del av texten? Skriv {other} i stället."
        fix += " Annars: sätt det sist i texten."
        return Mistake(line, len(head) - 1, "text efter citattecknet som avslutar värdet", fix)
    above = (number for number in range(line - 1, -1, -1) if lines[number].count(sign) % 2)
    opened = next(above, line)
    return _unclosed(lines, opened, lines[opened].rfind(sign))
