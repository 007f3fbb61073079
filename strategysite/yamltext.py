"""YAML as text with places: every scalar stays as it was written, so that 0771 is no 505, 17:30 no 1050 and "no" no False."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from strategysite.problems import Place, Problem, shorten
from strategysite.text import read_text

Path_ = tuple[str | int, ...]
ORIGIN = "__origin__"  # the key under which every mapping carries its own place to the model
NULLS = {"", "~", "null", "Null", "NULL"}
DEEPEST = 12  # levels; no file of the project needs half of them
# The C loader is four times as fast; the other gives the same nodes where libyaml is missing.
FAST_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Origin:
    """Where a mapping of a data file came from: its place, and its path from the top of the file."""

    place: Place
    path: Path_ = ()


@dataclass
class Document:
    """One data file: `data` as plain text, lists and mappings; `places` of values and `keys` of keys, by path."""

    file: str
    data: Any = None
    places: dict[Path_, Place] = field(default_factory=dict)
    keys: dict[Path_, Place] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Returns the place of the value at `path`, or of the nearest that is there around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def read_yaml(root: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """Reads one data file. Returns the document (None when it can't be understood at all) and every problem of its form."""
    text, problems = read_text(root, file)
    if text is None or problems:
        return None, problems
    return parse_yaml(file, text)


def parse_yaml(file: str, text: str, before: int = 0, foreign_tags: bool = False) -> tuple[Document | None, list[Problem]]:
    """Parses `text`, which stands in `file` after `before` other lines.

    `foreign_tags` lets marks such as !ENV pass, for files of other programs.
    """
    problems: list[Problem] = []
    try:
        node = yaml.compose(text, Loader=FAST_LOADER)
    except (yaml.YAMLError, RecursionError):
        return None, [_syntax_problem(file, text, before)]
    document = Document(file)
    if node is None:
        fix = "Ta tillbaka innehållet ur historiken. En fil utan uppgifter behöver åtminstone sina obligatoriska nycklar."
        return None, [Problem(Place(file, before + 1), "filen är tom", fix)]
    document.data = _Walk(document, problems, text.split("\n"), before, foreign_tags).value(node, ())
    if not isinstance(document.data, dict):
        fix = 'Filen ska börja med en nyckel följd av kolon, till exempel "contacts:".'
        problems.append(Problem(document.place(), "filen ska innehålla nycklar och värden", fix))
    return document, problems


class _Walk:
    """Turns nodes into plain values and remembers where each stood."""

    def __init__(self, document: Document, problems: list[Problem], lines: list[str], before: int, foreign_tags: bool) -> None:
        self.document, self.problems, self.lines = document, problems, lines
        self.before, self.foreign_tags = before, foreign_tags
        self.seen: set[int] = set()

    def place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        length = end.column - start.column if end.line == start.line else len(line) - start.column
        return Place(self.document.file, self.before + start.line + 1, start.column + 1, max(1, length))

    def problem(self, place: Place, what: str, fix: str) -> None:
        self.problems.append(Problem(place, what, fix))

    def value(self, node: yaml.Node, path: Path_) -> Any:
        place = self.place(node)
        if id(node) in self.seen:
            key = self.document.keys.get(path, place)
            self.problem(key, "ett värde hämtas från ett annat ställe (& och *)", "Skriv ut värdet på båda ställena.")
            return None
        if not isinstance(node, yaml.ScalarNode) or node.value:
            self.seen.add(id(node))
        if len(path) > DEEPEST:
            self.problem(place, "för många nivåer i varandra", "Kontrollera indraget och klamrarna.")
            return None
        if not self.foreign_tags and node.tag.removeprefix("tag:yaml.org,2002:") not in ("str", "seq", "map"):
            self.problem(place, f'märket "{node.tag}" används inte här', "Ta bort ordet som börjar med utropstecken.")
            return None
        self.document.places[path] = place
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, place)
        if not isinstance(node, yaml.ScalarNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        if not node.style and node.value in NULLS:
            return None
        return node.value

    def mapping(self, node: yaml.MappingNode, path: Path_, place: Place) -> dict[str, Any]:
        result: dict[str, Any] = {ORIGIN: Origin(place, path)}
        for key_node, value_node in node.value:
            key_place = self.place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem(key_place, "en nyckel ska vara ett enkelt ord", "Skriv ordet före kolonet utan klamrar.")
                continue
            key = key_node.value
            if key == "<<":
                self.problem(key_place, "sammanslagning med << används inte", "Skriv ut nycklarna där de ska gälla.")
            elif key in result:
                first = self.document.keys[(*path, key)].line if (*path, key) in self.document.keys else place.line
                fix = f"Den står redan på rad {first}. Behåll den ena; annars skulle den första försvinna i tysthet."
                self.problem(key_place, f'nyckeln "{shorten(key)}" står två gånger', fix)
            else:
                self.document.keys[(*path, key)] = key_place
                result[key] = self.value(value_node, (*path, key))
        return result


def _syntax_problem(file: str, text: str, before: int) -> Problem:
    """Explains why `text` is no YAML. The slower loader is asked again, since its words are the same on every machine."""
    try:
        list(yaml.parse(text, Loader=yaml.BaseLoader))
        yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        lines = text.split("\n")
        while line > 0 and (line >= len(lines) or not lines[line].strip()):  # the fault shows at the end: point at the last text
            line -= 1
            column = len(lines[line].rstrip())
        what, fix = _syntax_words(str(error.problem or ""), str(error.context or ""), lines[line] if line < len(lines) else "")
        return Problem(Place(file, before + line + 1, column + 1), what, fix)
    except RecursionError:
        return Problem(Place(file, before + 1), "för många nivåer i varandra", "Kontrollera indraget och klamrarna.")
    except yaml.YAMLError:
        pass
    return Problem(Place(file, before + 1), "filen går inte att läsa", "Jämför med den tidigare versionen i historiken.")


def _syntax_words(problem: str, context: str, line: str) -> tuple[str, str]:
    """Returns (what, fix) in Swedish for the words PyYAML uses of a fault; `line` is the line it points at."""
    both = f"{problem} {context}"
    if "'\\t'" in problem or ("\t" in line[: len(line) - len(line.lstrip())]):
        return "en tabb i indraget", "Gör indrag med mellanslag, två för varje nivå."
    if "mapping values are not allowed" in problem:
        return (
            "ett kolon på en plats där det inte kan stå",
            "Innehåller texten kolon och mellanslag? Sätt hela texten inom citattecken. Annars: rätta indraget här eller på raden ovanför.",
        )
    if "quoted scalar" in both:
        return "ett citattecken som aldrig avslutas", "Sätt ett likadant citattecken där texten slutar."
    if "flow sequence" in both or "flow mapping" in both:
        return (
            "en klammer som inte avslutas, eller ett komma som saknas",
            "Varje [ behöver sitt ] och varje { sitt }, med komma mellan värdena.",
        )
    if "could not find expected ':'" in problem:
        return "ett kolon saknas efter nyckeln", "Skriv nyckel, kolon, mellanslag, värde. En text på flera rader behöver citattecken."
    if "undefined alias" in problem or "alias" in both or "anchor" in both:
        return "ett värde som börjar med * eller &", "Sätt texten inom citattecken."
    if "cannot start any token" in problem or "tag" in both or "directive" in both:
        return "ett värde som börjar med ett tecken som betyder något annat här", "Sätt texten inom citattecken."
    if "expected a single document" in both:
        return "raden --- delar filen i två", "Ta bort raden."
    return (
        "indraget stämmer inte med raderna ovanför",
        "Nycklar som hör ihop börjar i samma kolumn; det som hör under en nyckel står två mellanslag längre in.",
    )
