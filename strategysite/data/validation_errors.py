"""Says in Swedish what pydantic found: one message for each type of error, naming the thing and
quoting what was written."""

import re
import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from strategysite.data.model.activities import STATUS_WORDS
from strategysite.data.model.common import Part
from strategysite.parsing.yaml import ORIGIN, Document, Path_
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, near, shorten

TITLES = (
    "title",
    "text",
    "name",
    "term",
    "short",
    "label",
    "id",
    "role",
    "year",
    "page",
    "quote",
)  # what a person would call the thing, best first

# What the words mean that are written in English in the files.
MEANINGS: dict[str, str] = {
    **STATUS_WORDS,
    "source": "läst i en källa",
    "call": "ringt och frågat",
    "adopted": "antagen text",
    "added": "tillagda uppgifter",
    "help": "hjälpsida",
    "service": "start, om och liknande",
    "ltr": "från vänster till höger",
    "rtl": "från höger till vänster",
    "single": "ett rätt svar",
    "multiple": "flera rätta svar",
    "order": "sätt i ordning",
    "good": "det gick bra",
    "late": "det gick, men sent",
    "missed": "hjälpen kom inte",
}


FILL_IN = "Skriv ett värde efter kolonet, eller ta bort raden om uppgiften är frivillig."


def fill_in(document: Document, path: Path_) -> str:
    """Returns what to do about a key without a value: of rows that are filled in by taking away
    their # perhaps only the first was."""
    line = document.keys.get(path, document.place(*path)).line - document.before
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
    missing only since it is misspelled."""
    found = errors_of(error, document)
    unknown = [path_of(one, document) for one in found if one["type"] == "extra_forbidden"]

    def misspelled(details: ErrorDetails) -> bool:
        if details["type"] != "missing":
            return False
        name, path = str(details["loc"][-1]), path_of(details, document)
        return any(near(_name(own), [name], ONE_SLIP) for own in unknown if own[:-1] == path)

    return [
        _problem(details, document, model)
        for details in found
        if not _told(path_of(details, document), document) and not misspelled(details)
    ]


def errors_of(error: ValidationError, document: Document) -> list[ErrorDetails]:
    """Returns what pydantic found, without the lists that it calls too short only since an entry in
    them is faulty."""
    found = error.errors(include_url=False)
    faulty = [path_of(details, document) for details in found]
    return [
        details
        for details, path in zip(found, faulty, strict=True)
        if details["type"] != "too_short"
        or not any(len(other) > len(path) and other[: len(path)] == path for other in faulty)
    ]


def _told(path: Path_, document: Document) -> bool:
    """Whether the form of what stands at `path`, or of something in it, has a problem already."""
    return bool(path) and any(faulty[: len(path)] == path for faulty in document.faulty)


def path_of(details: ErrorDetails, document: Document) -> Path_:
    """Returns the path in the file that an error is about, without the steps that only pydantic's
    types have."""
    path: Path_ = ()
    for step in details["loc"]:
        if (*path, step) in document.places or (*path, step) in document.keys:
            path = (*path, step)
    return path


def _problem(details: ErrorDetails, document: Document, model: type[Part]) -> Problem:
    path = path_of(details, document)
    kind, context = details["type"], details.get("ctx", {})
    name = _name(path) if kind != "missing" else str(details["loc"][-1])
    place = document.place(*path)
    if kind == "missing":
        thing = _thing(document, path, model)
        fix = f'Lägg till en rad som börjar med "{name}:".'
        if path in document.braces:
            fix = f'Lägg till "{name}: …" inom klamrarna, med ett komma emellan.'
        return Problem(Place(place.file, place.line, place.column), f'"{name}" saknas{thing}', fix)
    thing = _thing(document, path[:-1], model, but=name)
    if kind == "extra_forbidden":
        fields = _field_names(_model_at(model, document, path[:-1]))
        key = document.keys.get(path, place)
        row = key.line - document.before - 1
        around = document.lines[max(0, row - 1) : row] + document.lines[row + 1 : row + 2]
        beside = any(line.lstrip().startswith("#") for line in around) or " " in name
        above = _field_names(_model_at(model, document, path[:-2])) if len(path) > 1 else ()
        steps = key.column - document.keys.get(path[:-1], key).column
        if name in above and steps > 0:
            fix = f"Ta bort {steps} mellanslag först på raden."
            return Problem(key, "raden är för långt indragen", fix)
        if beside and not near(name, fields):
            fix = 'Sätt "# " först på raden, som på raderna intill.'
            return Problem(key, "en kommentar som saknar #", fix)
        what = f'okänd nyckel "{shorten(name)}"{thing}'
        return Problem(key, what, did_you_mean(name, fields))
    if (
        kind == "string_type"
        and isinstance(details["input"], dict)
        and isinstance(path[-1], int)
        and path not in document.braces
    ):
        fix = "Sätt citattecken om hela texten, eftersom den har ett kolon."
        return Problem(place, "ett kolon i en text utan citattecken", fix)
    what, fix = _words(kind, name, details["input"], context)
    fix = fill_in(document, path) if fix == FILL_IN else fix
    subject = f'"{name}"'
    return Problem(
        place,
        (
            f"{subject}{thing}{what.removeprefix(subject)}"
            if what.startswith(subject)
            else f"{what}{thing}"
        ),
        fix,
    )


def _name(path: Path_) -> str:
    """Returns what an editor calls the value at `path`: its key, or the key of the list that it is
    in."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _words(kind: str, name: str, written: Any, context: dict[str, Any]) -> tuple[str, str]:
    quoted = _quoted(written)
    if kind == "editor":
        return _own_words(name, written, str(context["what"]), str(context["fix"]))
    if kind == "literal_error":
        allowed = [
            value.strip("'") for value in str(context["expected"]).replace(" or ", ", ").split(", ")
        ]
        return f'{quoted} är inget giltigt värde för "{name}"', _choice(str(written), allowed)
    if written is None:
        return f'"{name}" är tomt', FILL_IN
    if kind.startswith("string_"):
        return _text_words(kind, name, written, context)
    if kind in ("tuple_type", "list_type"):
        first, dash, _ = str(written).partition(" - ")
        if dash and isinstance(
            written, str
        ):  # the rows below have their dash, so that all were read as one text
            return (
                f'raden "{shorten(first)}" i listan "{name}" saknar "- "',
                'Börja raden med "- ", som raderna under.',
            )
        return (
            f'"{name}" ska vara en lista, inte {quoted}',
            "Skriv varje värde på en egen rad som börjar med ett bindestreck, eller inom [ ].",
        )
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return (
            f'"{name}" ska ha nycklar under sig, inte {quoted}',
            "Skriv nycklarna på egna rader, två mellanslag längre in.",
        )
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return f"{quoted} är inget heltal", "Skriv bara siffror."
    if kind in ("bool_parsing", "bool_type"):
        return f"{quoted} är varken ja eller nej", "Skriv true för ja eller false för nej."
    if kind == "too_short":
        return f'"{name}" har för få värden', f"Minst {context.get('min_length')} behövs."
    if kind == "too_long":
        return f'"{name}" har för många värden', f"Högst {context.get('max_length')} får plats."
    if kind.startswith(("greater_than", "less_than")):
        limits = {"ge": "minst", "gt": "mer än", "le": "högst", "lt": "mindre än"}
        return f'{quoted} är utanför det tillåtna för "{name}"', " ".join(
            f"Värdet ska vara {limits[key]} {value}."
            for key, value in context.items()
            if key in limits
        )
    return f'{quoted} går inte att använda för "{name}"', "Jämför med exemplet överst i filen."


def _quoted(written: Any) -> str:
    if isinstance(written, str):
        return f'"{shorten(written)}"'
    return {"dict": "nycklar och värden", "list": "en lista"}.get(
        type(written).__name__, "inget värde"
    )


def _text_words(kind: str, name: str, written: Any, context: dict[str, Any]) -> tuple[str, str]:
    if kind == "string_type":
        return (
            f'"{name}" ska vara en text, inte {_quoted(written)}',
            "Skriv texten efter kolonet på samma rad.",
        )
    if not str(written).strip():
        return f'"{name}" är tomt', "Skriv en text mellan citattecknen."
    length = len(str(written).strip())
    if kind == "string_too_short":
        return (
            f'"{name}" är för kort',
            f"Den har {length} tecken, minst {context['min_length']} behövs.",
        )
    if kind == "string_too_long":
        return (
            f'"{name}" är för lång',
            f"Den har {length} tecken, högst {context['max_length']} får plats.",
        )
    return (
        f'{_quoted(written)} går inte att använda för "{name}"',
        "Skriv små bokstäver a–z, siffror och bindestreck.",
    )


def _own_words(name: str, written: Any, what: str, fix: str) -> tuple[str, str]:
    """Returns what a validator of the model said; of a value that is not there it can only say that
    it is none."""
    if written is None and '"None"' in what:
        return f'"{name}" är tomt', f"{fix} Ett värde som börjar med # måste stå inom citattecken."
    return what, fix


def _choice(written: str, allowed: list[str]) -> str:
    """Returns the allowed values in their own order, each with what it means in Swedish, and which
    one was perhaps meant."""
    meant = next((value for value in allowed if MEANINGS.get(value) == written.strip().lower()), "")
    guess = f'Menade du "{meant}"?' if meant else near(written, allowed)
    return f"{guess} Tillåtna: {with_meanings(allowed)}.".strip()


def _thing(document: Document, path: Path_, model: type[Part], but: str = "") -> str:
    """Returns ' i aktiviteten "Ta fram …"' for the nearest named mapping around `path`, or nothing
    at the top of a file.

    The value of the key `but` is no name: it is what is wrong.
    """
    unnamed = ""
    while path:
        value = document.value(path)
        part = _model_at(model, document, path)
        if isinstance(value, dict) and part is not None and part.noun:
            title = next(
                (
                    value[key]
                    for key in TITLES
                    if isinstance(value.get(key), str) and value[key].strip() and key != but
                ),
                None,
            )
            if title:
                return f' i {part.noun} "{shorten(title, 40)}"'
            unnamed = unnamed or f" i {part.noun}"
        path = path[:-1]
    return unnamed


def parts_in_type(annotation: Any) -> Iterator[type[Part]]:
    """Yields the models inside an annotation such as tuple[Goal, ...] or Phone | None."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    elif isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is not None:
        for inner in typing.get_args(annotation):
            yield from parts_in_type(inner)


def _model_at(model: type[Part], document: Document, path: Path_) -> type[Part] | None:
    """Returns the model of the mapping at `path`, or None where there is none."""
    current: type[Part] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        fields: dict[str, Any] = {
            (field.alias or name): field.annotation for name, field in current.model_fields.items()
        }
        current = next(parts_in_type(fields.get(step)), None) if step in fields else current
    return current


def _field_names(model: type[BaseModel] | None) -> list[str]:
    names = [field.alias or name for name, field in model.model_fields.items()] if model else []
    return [name for name in names if name != ORIGIN]
