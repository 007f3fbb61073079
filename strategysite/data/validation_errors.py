"""Says in Swedish what pydantic found: one message for each type of error, naming the thing and
quoting what was written."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from strategysite.data.facts import FILES, data_file
from strategysite.data.model.common import Part
from strategysite.data.model.contacts import LOCAL
from strategysite.data.model.follow_up import STATUS_WORDS
from strategysite.parsing.tables import table
from strategysite.parsing.yaml import ORIGIN, Document, KeyPath
from strategysite.parsing.yaml_mistakes import indent_of, is_row
from strategysite.problems import ONE_SLIP, Kind, Place, Problem, did_you_mean, near, shorten

# What a person would call the thing, best first.
TITLES = ("title", "text", "name", "term", "short", "label", "id", "role", "year", "page", "quote")
OR_NONE = ", eller ta bort raden om uppgiften är frivillig."
FILL_IN = f"Skriv ett värde efter kolonet{OR_NONE}"
MANY = 3  # unknown keys of one entry: it is one of another kind
HIDING = ("draft", "hidden", "published", "status", "visible")  # of a page, to other programs
COMPARE = "Jämför med exemplet överst i filen."
_TABLE = table(__file__)
# What the words mean that stand for something in the files.
MEANINGS: dict[str, str] = {**STATUS_WORDS, **_TABLE["meanings"]}


def fill_in(document: Document, path: KeyPath) -> str:
    """Returns what to do about a key without a value. Where the rows below begin with #, they may
    be what is to be filled in."""
    line = document.key(*path).line - document.before
    below = "".join(document.lines[line : line + 1])
    if not re.match(r"\s*#\s+(?:- )?\{?[\w-]+:", below):
        return FILL_IN
    return (
        "Ta bort # och mellanslaget efter det också på raderna under. Var raden en kommentar? Sätt"
        " tillbaka # först på den."
    )


def with_meanings(values: list[str]) -> str:
    """Returns the values in their own order, each with what it means in Swedish."""
    meant = {value: f"{value} ({meaning})" for value, meaning in MEANINGS.items()}
    return ", ".join(meant.get(value, value) for value in values)


def problems_of(error: ValidationError, document: Document, model: type[Part]) -> list[Problem]:
    """Returns one problem for each error that pydantic found in `document`; none for a key that is
    missing since it is misspelled, or its entry is another kind's, whose first key is told."""
    found = errors_of(error, document)
    unknown = [path for path, one in found if one["type"] == "extra_forbidden"]

    def follows(path: KeyPath, details: ErrorDetails) -> bool:
        name = [str(details["loc"][-1])] if details["type"] == "missing" else []
        beside = [own for own in unknown if own[:-1] == (path if name else path[:-1])]
        if len(beside) >= MANY or (name and len(beside) > 1):  # a translator's, of the keys too
            return bool(name) or path in beside[1:]
        return any(near(_name(own), name, ONE_SLIP) for own in beside)

    problems = [
        _problem(path, details, document, model)
        for path, details in found
        if not _told(path, document) and not follows(path, details)
    ]
    moved = [one for one in problems if one.kind is Kind.MOVED_KEY]  # one says where all belong
    return [one for one in problems if one not in moved[1:]]


def errors_of(error: ValidationError, document: Document) -> list[tuple[KeyPath, ErrorDetails]]:
    """Returns what pydantic found, each with the path in the file that it is about; without the
    lists that it calls too short only since an entry in them is faulty."""
    found = [(_path(one, document), one) for one in error.errors(include_url=False)]
    return [
        (path, details)
        for path, details in found
        if details["type"] != "too_short"
        or not any(len(other) > len(path) and other[: len(path)] == path for other, _ in found)
    ]


def _told(path: KeyPath, document: Document) -> bool:
    """Whether the form of what stands at `path`, or of something in it, has a problem already."""
    return bool(path) and any(faulty[: len(path)] == path for faulty in document.faulty)


def _path(details: ErrorDetails, document: Document) -> KeyPath:
    """The path that an error is about, without the steps that only pydantic's types have."""
    path: KeyPath = ()
    for step in details["loc"]:
        if (*path, step) in document.places or (*path, step) in document.keys:
            path = (*path, step)
    return path


def _problem(path: KeyPath, error: ErrorDetails, document: Document, model: type[Part]) -> Problem:
    kind = error["type"]
    name = _name(path) if kind != "missing" else str(error["loc"][-1])
    place = document.place(*path)
    if kind == "missing":
        thing = _thing(document, path, model)
        fix = f'Lägg till en rad som börjar med "{name}:".'
        if row := _switched_off(document, place, name):
            fix = f"Ta bort # på rad {row}: där är raden avstängd."
        if path in document.braces:
            fix = f'Lägg till "{name}: …" inom klamrarna, med ett komma emellan.'
        return Problem(Place(place.file, place.line, place.column), f'"{name}" saknas{thing}', fix)
    thing = _thing(document, path[:-1], model, but=name)
    if kind == "extra_forbidden":
        return _unknown_key(path, name, thing, document, model)
    one_text = path and isinstance(path[-1], int) and isinstance(error["input"], dict)
    if kind == "string_type" and one_text:
        fix = "Sätt citattecken om hela texten, eftersom den har ett kolon."
        if role := error["input"].get(LOCAL[:-1]):
            fix = f'Skriv utan mellanslag, inom citattecken: "{LOCAL}{role}".'
        return Problem(place, "ett kolon i en text utan citattecken", fix)
    about = {**error.get("ctx", {}), "keys": ", ".join(_field_names(_model_at(model, path)))}
    what, fix = _words(kind, name, error["input"], about)
    fix = fill_in(document, path) if fix == FILL_IN else fix
    subject = f'"{name}"' if what.startswith(f'"{name}"') else what
    what = subject + thing + what.removeprefix(subject)
    return Problem(place, what, fix)


def _switched_off(document: Document, entry: Place, key: str) -> int | None:
    """Returns the row of an entry on which its key stands as a comment."""
    for number, row in enumerate(document.rows_from(entry)[1:], entry.line + 1):
        if is_row(row) and indent_of(row) < entry.column - 1:
            break  # what comes is the next entry's
        if re.match(rf"\s*#\s*{key}:", row):
            return number
    return None


def _unknown_key(
    path: KeyPath, name: str, thing: str, document: Document, model: type[Part]
) -> Problem:
    part = _model_at(model, path[:-1])
    fields = _field_names(part)
    key = document.key(*path)
    owners = [own for own, other in FILES.items() if len(path) == 1 and name in other.model_fields]
    if owners:
        what = f'det som står under "{name}" hör hemma i {data_file(owners[0])}'
        return Problem(key, what, "Flytta det dit, eller ta bort det.", Kind.MOVED_KEY)
    entry = document.value(path[:-1])
    keys = {*entry} - {ORIGIN} if isinstance(entry, dict) else set()
    lists = {field.alias or own: field.annotation for own, field in model.model_fields.items()}
    homes = [own for own in lists if keys <= _keys_of(lists[own])]
    if homes and len(path) > 1 and len(keys - {*fields}) >= MANY:  # it was pasted last in the file
        what = f'det här hör hemma under "{homes[0]}", inte under "{path[0]}"'
        return Problem(key, what, f'Flytta alla dess rader till listan "{homes[0]}".')
    row = key.line - document.before - 1
    around = document.lines[max(0, row - 1) : row] + document.lines[row + 1 : row + 2]
    alone = not document.lines[row][: key.column - 1].strip()  # else a # would take more with it
    beside = alone and (any(line.lstrip().startswith("#") for line in around) or " " in name)
    above = _field_names(_model_at(model, path[:-2])) if len(path) > 1 else ()
    steps = key.column - document.keys.get(path[:-1], key).column
    if name in above and steps > 0:
        fix = f"Ta bort {steps} mellanslag först på raden."
        return Problem(key, "raden är för långt indragen", fix)
    if beside and not near(name, fields):
        fix = 'Sätt "# " först på raden, som på raderna intill.'
        return Problem(key, "en kommentar som saknar #", fix)
    what = f'okänd nyckel "{shorten(name)}"{thing}'
    whole = _model_at(model, path[:-2]) if len(path) > 2 else None
    beside_it = whole.model_fields.items() if whole else ()
    holders = [own for own, field in beside_it if name in _keys_of(field.annotation)]
    fix = did_you_mean(name, fields)
    if holders and not near(name, fields):
        fix = f'Den hör hemma under "{holders[0]}", bredvid "{path[-2]}". Flytta den dit.'
    if name in HIDING and "title" in fields:
        fix = "Ingen rad döljer en sida. Ska den inte publiceras? Ta bort filen, annars raden."
    return Problem(key, what, fix)


def _name(path: KeyPath) -> str:
    """Returns what an editor calls the value at `path`: its key, or the key of the list that it is
    in."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _words(kind: str, name: str, written: Any, context: dict[str, Any]) -> tuple[str, str]:
    if kind == "editor" and written is not None:  # what a validator of the model said
        return str(context["what"]), str(context["fix"])
    if kind == "editor":
        kind = "editor_none"
    elif kind == "literal_error":
        allowed = re.findall("'(.*?)'", str(context["expected"]))
        said = str(written).strip().lower()
        meant = next((value for value in allowed if MEANINGS.get(value) == said), "")
        guess = f'Menade du "{meant}"? ' if meant else f"{near(str(written), allowed)} "
        context = {"choice": f"{guess}Tillåtna: {with_meanings(allowed)}.".strip()}
    elif written is None:
        kind = "none"
    elif kind.startswith("string_") and kind != "string_type" and not str(written).strip():
        kind = "string_empty"
    elif kind == "tuple_type" and isinstance(written, str) and " - " in written:
        kind, context = "no_dash", {"first": shorten(written.partition(" - ")[0])}
    elif kind == "tuple_type" and isinstance(written, dict) and context["keys"]:
        kind, context = "one_entry", {"first": next(key for key in written if key != ORIGIN)}
    elif kind == "tuple_type" and isinstance(written, str) and context["keys"]:
        kind, context = "entry_text", {**context, "first": context["keys"].partition(",")[0]}
    if isinstance(written, str):
        quoted = f'"{shorten(written)}"'
    else:
        kinds = {"dict": "nycklar och värden", "list": "en lista"}
        quoted = kinds.get(type(written).__name__, "inget värde")
    unknown = {"what": '{quoted} går inte att använda för "{name}"', "fix": COMPARE}
    words = _TABLE["words"].get(kind) or _TABLE["words"].get(kind.partition("_")[0], unknown)
    what, fix = words["what"], words["fix"]
    given = {**context, "name": name, "quoted": quoted, "length": len(str(written).strip())}
    return what.format(**given), fix.format(**given)


def _thing(document: Document, path: KeyPath, model: type[Part], but: str = "") -> str:
    """Returns ' i aktiviteten "Ta fram …"' for the nearest named mapping around `path`, or nothing
    at the top of a file."""
    noun, title = _named(document, path, model, but)
    return f' i {noun} "{title}"' if title else f" i {noun.removesuffix(' av')}" if noun else ""


def _named(document: Document, path: KeyPath, model: type[Part], but: str) -> tuple[str, str]:
    """Returns the noun and the title of the nearest named mapping around `path`, as far as there
    are any. The key `but` is not used as a name: its value is what is wrong."""
    unnamed = ""
    while path:
        value = document.value(path)
        part = _model_at(model, path)
        if isinstance(value, dict) and part is not None and part.noun:
            named = (value.get(key) for key in TITLES if key != but)
            if title := next((one for one in named if isinstance(one, str) and one.strip()), None):
                return part.noun, shorten(title, 40)
            unnamed = unnamed or part.noun
        path = path[:-1]
    return unnamed, ""


def parts_in_type(annotation: Any) -> Iterator[type[Part]]:
    """Yields the models inside an annotation such as tuple[Goal, ...] or Phone | None."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_in_type(inner)


def _model_at(model: type[Part], path: KeyPath) -> type[Part] | None:
    """Returns the model of the mapping at `path`, or None where there is none."""
    current: type[Part] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        for name, field in current.model_fields.items():
            if step == (field.alias or name):
                current = next(parts_in_type(field.annotation), None)
                break
    return current


def _keys_of(annotation: Any) -> set[str]:
    return {key for kind in parts_in_type(annotation) for key in _field_names(kind)}


def _field_names(model: type[BaseModel] | None) -> list[str]:
    names = [field.alias or name for name, field in model.model_fields.items()] if model else []
    return [name for name in names if name != ORIGIN]
