"""YAML as text with places: every scalar stays as it was written, so that 0771 is no 505, 17:30 no
1050 and "no" no False."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any

import yaml

from strategysite.parsing.tables import FAST_LOADER
from strategysite.parsing.text import read_text
from strategysite.parsing.yaml_errors import TOO_DEEP, syntax_problem
from strategysite.parsing.yaml_mistakes import CURLY, TIGHT_COLON
from strategysite.problems import Place, Problem, shorten

KeyPath = tuple[str | int, ...]
ORIGIN = "__origin__"  # the key under which every mapping carries its own place to the model
NULLS = {"", "~", "null", "Null", "NULL"}
# A whole text within the quotation marks of a book, or after one of them.
CURLY_TEXT = re.compile(r'[”“„][^”“„"]*[”“„"]?')
TIGHT_KEY = re.compile(r"(\w+):.+")  # {number:"112"}, which is read as one long key without a value
COMMENT = re.compile(r"\s{1,2}(#\s*\S.*)")
ANCHOR = re.compile(r"&\S+")  # it would be lost before a text
PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}
DEEPEST = 12  # levels; no file of the project needs half of them


@dataclass(frozen=True)
class Origin:
    """Where a mapping of a data file came from: its place, and its path from the top of the
    file."""

    place: Place
    path: KeyPath = ()


@dataclass(eq=False)
class Document:
    """One data file: `data` as plain text, lists and mappings; `places` of values and `keys` of
    keys, by path. While its file has not changed it is the same one, so nobody may change it.

    `faulty` are the paths whose form has a problem already, so that nobody is told that they are
    empty as well; `braces` those of mappings within { }, which have no rows of their own.
    """

    file: str
    data: Any = None
    places: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    faulty: set[KeyPath] = field(default_factory=set)
    braces: set[KeyPath] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    before: int = 0  # the lines of the file above these
    parts: dict[str, list[str]] = field(default_factory=dict)  # lines of the files it goes on in

    def place(self, *path: str | int) -> Place:
        """Returns the place of the value at `path`, or of the nearest that is there around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def key(self, *path: str | int) -> Place:
        """Returns the place of the key at `path`; of the value where it has none."""
        return self.keys.get(path) or self.place(*path)

    def place_in(self, path: KeyPath, words: str) -> Place:
        """Returns the place of `words` in the text at `path`, which may go on over several rows;
        that of the text where it is written in other signs."""
        place = self.place(*path)
        first = next(iter(words.split()), words)
        for number, row in enumerate(self.rows_from(place)[:20], place.line):
            column = row.find(first, place.column - 1 if number == place.line else 0)
            if column >= 0:
                return Place(place.file, number, column + 1, len(first))
        return place

    def rows_from(self, place: Place) -> list[str]:
        """Returns the lines of the file that `place` is in, of those it goes on in too, from
        there."""
        return self.parts.get(place.file, self.lines)[place.line - self.before - 1 :]

    def place_of(self, words: str) -> Place | None:
        """Returns the place of the first text that holds `words`; None where none does."""
        return next((self.places[path] for path, text in self.texts() if words in text), None)

    def value(self, path: KeyPath) -> Any:
        """Returns the value at `path`, which is one of `places` or `keys`."""
        return reduce(getitem, path, self.data)

    def texts(self) -> Iterator[tuple[KeyPath, str]]:
        """Yields every text of the file, with its path."""
        return texts_in(self.data)


def texts_in(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yields every text in a value of a file, with the way to it from `path`, where that is."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list | dict):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_in(inner, (*path, key))


def read_yaml(
    root: Path, file: str, foreign_tags: bool = False
) -> tuple[Document | None, list[Problem]]:
    """Reads one file. Returns the document (None when it can't be understood at all) and every
    problem of its form; `foreign_tags` as for `parse_yaml`."""
    text, problems = read_text(root, file)
    if text is None or problems:
        return None, problems
    document, problems = parse_yaml(file, text, foreign_tags=foreign_tags)
    return document, [*problems]  # a list of its own: what is kept stays as it is


@lru_cache(maxsize=200)  # most files are as they were at one of the checks before
def parse_yaml(
    file: str, text: str, before: int = 0, foreign_tags: bool = False
) -> tuple[Document | None, list[Problem]]:
    """Parses `text`, which stands in `file` after `before` other lines. Returns the document, None
    where it is no mapping, and every problem of its form.

    `foreign_tags` lets marks such as !ENV pass, for files of other programs.
    """
    problems: list[Problem] = []
    try:
        node = yaml.compose(text, Loader=FAST_LOADER)
    except (yaml.YAMLError, RecursionError):
        return None, [syntax_problem(file, text, before)]
    document = Document(file, lines=text.split("\n"), before=before)
    if node is None:
        fix = "Ta tillbaka innehållet ur historiken."
        return None, [Problem(Place(file, before + 1), "filen är tom", fix)]
    document.data = _Walk(document, problems, foreign_tags).value(node, ())
    if not isinstance(document.data, dict):
        fix = "Den ska börja med en nyckel följd av kolon."
        fix += " Jämför med den tidigare versionen i historiken."
        what = "filen ska innehålla nycklar och värden"
        return None, [*problems, Problem(document.place(), what, fix)]
    return document, problems


class _Walk:
    """Turns nodes into plain values and remembers where each stood."""

    def __init__(self, document: Document, problems: list[Problem], foreign_tags: bool) -> None:
        self.document, self.problems, self.foreign_tags = document, problems, foreign_tags
        self.seen: set[int] = set()

    def place(self, node: yaml.Node) -> Place:
        start, end, document = node.start_mark, node.end_mark, self.document
        line = document.lines[start.line] if start.line < len(document.lines) else ""
        stop = end.column if end.line == start.line else len(line)
        row, length = document.before + start.line + 1, max(1, stop - start.column)
        return Place(document.file, row, start.column + 1, length)

    def problem(self, place: Place, what: str, fix: str, path: KeyPath | None = None) -> None:
        self.problems.append(Problem(place, what, fix))
        if path is not None:
            self.document.faulty.add(path)

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        place = self.place(node)
        if id(node) in self.seen:
            key = self.document.keys.get(path, place)
            what = "ett värde hämtas från ett annat ställe (& och *)"
            self.problem(key, what, "Skriv ut värdet på båda ställena.", path)
            return None
        if not isinstance(node, yaml.ScalarNode) or node.value:
            self.seen.add(id(node))
        if len(path) > DEEPEST:
            self.problem(place, *TOO_DEEP, path)
            return None
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        row = self.document.lines[node.start_mark.line] if plain and node.value else ""
        mark = ANCHOR.match(row, node.start_mark.column)
        if not self.foreign_tags and (mark or node.tag not in PLAIN_TAGS):
            what = f'"{shorten(mark[0] if mark else node.tag)}" först i värdet betyder något'
            sign = "och-tecknet" if mark else "utropstecknet"
            fix = f"Sätt texten inom citattecken om {sign} hör till den."
            self.problem(place, f"{what} särskilt", fix, path)
            return None
        if plain and CURLY_TEXT.fullmatch(node.value):
            self.problem(place, *CURLY, path)
        if plain and (lost := self.lost_after(node)):
            fix = (
                "Hör det till texten: sätt citattecken om hela värdet. Är det en anteckning: skriv"
                " den på en egen rad."
            )
            self.problem(lost, "det som står efter # visas inte", fix)
        self.document.places[path] = place
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return None if plain and node.value in NULLS else node.value

    def lost_after(self, node: yaml.Node) -> Place | None:
        """Returns the place of the # that ends a text without quotation marks, close to it."""
        if self.foreign_tags or not re.match(r"[^\W\d_a-zåäö]|.* ", node.value):
            return None
        row, column = node.end_mark.line, node.end_mark.column
        found = COMMENT.match(self.document.lines[row], column)
        file, line = self.document.file, self.document.before + row + 1
        return Place(file, line, found.start(1) + 1, len(found[1])) if found else None

    def mapping(self, node: yaml.MappingNode, path: KeyPath, place: Place) -> dict[str, Any]:
        result: dict[str, Any] = {ORIGIN: Origin(place, path)}
        if node.flow_style:
            self.document.braces.add(path)
        in_list = bool(path) and isinstance(path[-1], int)
        for at, (key_node, value_node) in enumerate(node.value):
            place = self.place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                fix = "Skriv ordet före kolonet utan klamrar."
                self.problem(place, "en nyckel ska vara ett enkelt ord", fix)
                continue
            key = key_node.value
            if node.flow_style and not value_node.value and (tight := TIGHT_KEY.fullmatch(key)):
                colon = replace(place, column=place.column + tight.end(1), length=1)
                self.problem(colon, *TIGHT_COLON, path)
            elif key in result:
                first = self.document.key(*path, key).line
                rest = [own.value for own, _ in node.value[at:] if isinstance(own, yaml.ScalarNode)]
                another = in_list and len({*result}.intersection(rest)) > 1
                fix = f"Den står redan på rad {first}. Behåll den ena; annars skulle den första"
                fix += " försvinna i tysthet."
                if isinstance(value_node, yaml.SequenceNode):
                    fix += " Ska båda gälla? Skriv allt i den ena."
                if in_list and list(result)[1:2] == [key]:  # after ORIGIN
                    fix += " Börjar en ny post här? Då saknas ett bindestreck framför den."
                elif another:
                    fix = f"Den står redan på rad {first}, och fler under den likaså. Börjar en ny"
                    fix += (
                        " post här? Då saknas dess första rad, den med bindestrecket: ta tillbaka"
                    )
                    fix += " den ur historiken."
                self.problem(place, f'nyckeln "{shorten(key)}" står två gånger', fix)
                if another:
                    break  # what comes is the next entry's, and follows from the same fault
            else:
                self.document.keys[(*path, key)] = place
                result[key] = self.value(value_node, (*path, key))
        return result
