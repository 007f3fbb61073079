"""What an editor reads of the keys, all of it from the models' descriptions: the schemas, the
header of each file, the list of all keys."""

import json
import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from strategysite.data.facts import EDITION_FILES, FILES, FOLLOW_UP, MODELS, data_file
from strategysite.data.loading import data_files
from strategysite.data.model.common import Part
from strategysite.data.model.page import PageMeta
from strategysite.data.schema import FOLDER, Schema, first_sentence, schema_of, schema_text
from strategysite.editing.changing import NOTHING_CHANGED, Files, Refusal, write
from strategysite.parsing.text import read_text
from strategysite.problems import report

REFERENCE = f"{FOLDER}/README.md"  # a forge shows it to whoever opens the folder
WIDTH = 98
MOST_KEYS = 10  # in a header; a file with more of them names only those at the top
HEADER = re.compile(r"(#.*\n)*")
SEE = f"Alla nycklar förklaras i {REFERENCE}. Kontrollera: python -m strategysite check"
INTRODUCTION = """
# Nycklarna i datafilerna

Det här kan stå i filerna i `data/`, och överst på en sida i `docs/`. Det som är märkt *frivillig*
får utelämnas. Datum skrivs år-månad-dag: 2026-03-18.

Sidan skrivs av `python -m strategysite schema`. Ändra den inte för hand.
"""


class Key(NamedTuple):
    """A key of a file: how deep it stands in it, its name, and what is said of it."""

    depth: int
    name: str
    optional: bool
    text: str


def write_all(root: Path) -> None:
    """Writes the schemas and the list of keys under data/schema/, and the header of each file.
    Raises Refusal when one of them is no text; then nothing is written."""
    files: Files = {f"{FOLDER}/{name}.schema.json": schema_text(name) for name in MODELS}
    files[REFERENCE] = reference()
    for name, edition, file in data_files(root):
        if (root / file).is_file():
            text, faults = read_text(root, file)
            if text is None:
                raise Refusal(f"{report(faults, root)}\n{NOTHING_CHANGED}")
            files[file] = with_header(text, name, edition, file)
    write(root, files)


def with_header(text: str, name: str, edition: str = "", file: str = "") -> str:
    """Returns a data file with its header as it should be; all below that stays to the byte."""
    below = HEADER.sub("", text, count=1)
    return header(name, edition, file) + ("" if below.startswith("\n") else "\n") + below


def header(name: str, edition: str = "", file: str = "") -> str:
    """Returns the first lines of a data file; of one in the archive where it has an `edition`, or
    of a `file` that it goes on in."""
    model = MODELS[name]
    up = "../" * ((file or data_file(name, edition)).count("/") - 1)
    lines = [f"yaml-language-server: $schema={up}schema/{name}.schema.json"]
    lines += [*model.about.split("\n"), "", *_rows(schema_of(model)), "", SEE, ""]
    lines += ["Exempel:", *(f"  {line}" for line in model.example.split("\n"))]
    text = "".join(f"# {line}".rstrip() + "\n" for line in lines)
    for part in EDITION_FILES:
        text = text.replace(data_file(part), data_file(part, edition))
    return text


def reference() -> str:
    """Returns the page that explains every key of every file."""
    models: dict[str, type[Part]] = {data_file(name): model for name, model in FILES.items()}
    models["data/follow-up/, en fil för varje år"] = MODELS[FOLLOW_UP]
    models["Överst på en sida i docs/"] = PageMeta
    sections = [cleandoc(INTRODUCTION)]
    for title, model in models.items():
        schema = schema_of(model)
        about = [schema["description"]] if "description" in schema else []
        keys = [
            f"{'  ' * depth}- `{name}`{' (*frivillig*)' if optional else ''}: {text}"
            for depth, name, optional, text in _keys(schema, schema, {})
        ]
        sections += [f"## {title}", *about, "\n".join(keys)]
    return "\n\n".join(sections) + "\n"


def _rows(schema: Schema) -> Iterator[str]:
    """The keys that fit in a header, each with the first sentence of what is said of it."""
    keys = list(_keys(schema, schema, {}))
    if len(keys) > MOST_KEYS:
        keys = [key for key in keys if key.depth == 0]
    names = [f"{'  ' * key.depth}{key.name}" for key in keys]
    indent = max(map(len, names)) + 2
    for key, name in zip(keys, names, strict=True):
        row = f"{name:<{indent}}{'(frivillig) ' if key.optional else ''}{first_sentence(key.text)}"
        yield from wrap(row, WIDTH, subsequent_indent=" " * indent)


def _keys(schema: Schema, part: Schema, seen: dict[str, str], *above: str) -> Iterator[Key]:
    """The keys of a mapping and, the first time, of each mapping in it."""
    for name, about in part["properties"].items():
        inner = re.search(r"#/\$defs/(\w+)", json.dumps(about))
        known = seen.get(inner[1]) if inner else None
        text = about["description"] + (f" Samma nycklar som under `{known}`." if known else "")
        yield Key(len(above), name, name not in part.get("required", ()), text)
        if inner and not known:
            seen[inner[1]] = ".".join((*above, name))
            yield from _keys(schema, schema["$defs"][inner[1]], seen, *above, name)
