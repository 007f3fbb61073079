"""The base of every part of the data, and the kinds of value that more than one file uses."""

import ast
import datetime
import inspect
import re
import sys
from calendar import monthrange
from datetime import date, time
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Literal, Self
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from babel import Locale
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from strategysite.data.model.web import deceit
from strategysite.parsing.tables import table
from strategysite.parsing.yaml import ORIGIN, Origin
from strategysite.problems import Place

_HEADERS = table(__file__)
FIRST_CHECKED = 2000  # the year; an earlier one is a slip of the finger


def refuse(what: str, fix: str) -> PydanticCustomError:
    """Returns the error a validator raises: `what` is wrong and `fix` mends it, both Swedish, shown
    to the editor as they are."""
    return PydanticCustomError("editor", "{what}", {"what": what, "fix": fix})


def _in_swedish(schema: dict[str, Any], part: type["Part"]) -> None:
    """Describes a part by its noun, a whole file by `about`: the docstrings are in English."""
    schema.pop("description", None)
    schema["title"] = part.noun.removesuffix(" av").capitalize()
    if issubclass(part, WholeFile):
        schema["description"] = part.about


@cache
def _explained(module: str) -> dict[tuple[str, str], str]:
    """Returns what stands below each field in a module of models, by class and field: it explains
    the key to an editor. Pydantic's own way reads the module once for each class, which was a
    quarter of the time that a command takes to start."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        (part.name, ast.unparse(field.target)): inspect.cleandoc(ast.literal_eval(said.value))
        for part in tree.body
        if isinstance(part, ast.ClassDef)
        for field, said in pairwise(part.body)
        if isinstance(field, ast.AnnAssign) and isinstance(said, ast.Expr)
    }


class Part(BaseModel):
    """A mapping of a data file. It knows where it was written, and names itself by its noun."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,  # a part is read with its file, and needs no reader of its own
        extra="forbid",
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        json_schema_extra=_in_swedish,
    )
    noun: ClassVar[str] = ""
    past: ClassVar[tuple[str, ...]] = ()  # keys of days that have been
    origin: Annotated[SkipJsonSchema[Origin], Field(alias=ORIGIN, exclude=True, repr=False)] = (
        Origin(Place(""))
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if fault := self._fault():
            raise refuse(*fault)
        return self

    def _fault(self) -> tuple[str, str] | None:
        """Returns (what, fix) where values do not fit together; None where they do."""
        return None

    def __init_subclass__(cls, noun: str = "", **more: Any) -> None:
        super().__init_subclass__(**more)
        cls.noun = noun or cls.noun

    @classmethod
    def __pydantic_init_subclass__(cls, **_more: Any) -> None:
        said = _explained(cls.__module__)
        for name, field in cls.model_fields.items():
            field.description = field.description or said.get((cls.__name__, name))


class WholeFile(Part, noun="filen"):
    """All that one file holds. `about` opens its header, which ends with `example`; both stand
    under the name of its model in common.yaml."""

    about: ClassVar[str]
    example: ClassVar[str]

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        said = _HEADERS[cls.__name__]
        cls.about, cls.example = said["about"].strip(), said["example"].strip()


def _of_form(value: Any, pattern: str, what: str, fix: str) -> str:
    """Returns what is written in this form; `what` goes on after the value in quotation marks."""
    text = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(pattern, text):
        raise refuse(f'"{value}" {what}', fix)
    return text


def matching(pattern: str, what: str, fix: str) -> BeforeValidator:
    """Returns what takes only a text of this form."""
    return BeforeValidator(lambda value: _of_form(value, pattern, what, fix))


def _day(value: Any, pattern: str, fix: str) -> date:
    """Returns the day that is written in this form, or the first one of the month or the year."""
    text = _of_form(value, pattern, "är inget datum", fix)
    try:
        return date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise refuse(f'"{value}" är inget riktigt datum', fix) from None


def _iso_date(value: Any) -> date:
    fix = "Skriv år-månad-dag, till exempel 2026-03-18, och en dag som finns i kalendern."
    return value if isinstance(value, date) else _day(value, r"\d{4}-\d{2}-\d{2}", fix)


def _partial_date(value: Any) -> str:
    """A day, a month or a year, kept as written: a source's date is shown no more exactly than it
    is known."""
    fix = "Skriv en dag (2026-03-18), en månad (2026-03) eller ett år (2026)."
    _day(value, r"\d{4}(-\d{2}(-\d{2})?)?", fix)
    return str(value).strip()


def _clock(value: Any) -> time:
    fix = 'Skriv timmar och minuter inom citattecken, till exempel "09:00".'
    text = _of_form(value, r"([01]\d|2[0-3]):[0-5]\d|24:00", "är inget klockslag", fix)
    return time.max if text == "24:00" else time.fromisoformat(text)


def clock(moment: time) -> str:
    """Returns "09:00"; the last moment of the day is "24:00"."""
    return "24:00" if moment == time.max else f"{moment:%H:%M}"


def _https(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        named = parts.scheme == "https" and "." in (parts.hostname or "")
        fault = deceit(text)
    except ValueError:
        named, fault = False, None
    if not named or re.search(r"[\s<>\"]", text):
        fix = "Skriv hela adressen. Den ska börja med https://"
        fix = "Skriv den i ett, utan mellanslag, citattecken, < och >." if named else fix
        raise refuse(f'"{value}" är ingen säker webbadress', fix)
    if fault:
        raise refuse(f'adressen "{value}" {fault[0]}', fault[1])
    return text


def _language(value: Any) -> Any:
    """Takes the code of a language that has a name, so that every page can name it in its own."""
    known = Locale("sv").languages
    if not isinstance(value, str) or value not in known:
        meant = (code for code, name in known.items() if name == str(value).casefold())
        guess = next((f'Menade du "{code}"? ' for code in meant), "")
        fix = f"{guess}Skriv språkets kod med små bokstäver, till exempel sv, en eller ar."
        raise refuse(f'"{value}" är ingen språkkod', fix)
    return value


def _slug(value: Any, info: ValidationInfo) -> str:
    """Of an entry's own id the form is asked; of what names one, whether there is such an entry."""
    pattern = r"[A-Za-z][A-Za-z0-9-]*" if info.field_name in OWN else r"\S.*"
    plain = re.sub(r"[\s_]+", "-", str(value).strip()) if isinstance(value, str) else ""
    plain = normalize("NFKD", plain).encode("ascii", "ignore").decode()
    guess = f'Menade du "{plain}"? ' if re.fullmatch(pattern, plain) else ""
    return _of_form(value, pattern, "duger inte som id", guess + AN_ID)


def _written_keys(value: Any) -> Any:
    own = value.items() if isinstance(value, dict) else ()
    return {key: inner for key, inner in own if key != ORIGIN} if own else value


WRITTEN_KEYS = BeforeValidator(_written_keys)  # of a mapping that is no part, and needs no place
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
IsoDate = Annotated[date, BeforeValidator(_iso_date, json_schema_input_type=str)]
PartialDate = Annotated[str, BeforeValidator(_partial_date)]
Clock = Annotated[
    time,
    BeforeValidator(_clock, json_schema_input_type=str),
    PlainSerializer(clock, return_type=str, when_used="json"),
]
HttpsAddress = Annotated[str, BeforeValidator(_https)]
LanguageCode = Annotated[str, BeforeValidator(_language)]
OWN = ("id", "key")
AN_ID = "Ett id börjar med en bokstav a–z och har bara a–z, siffror och bindestreck."
Slug = Annotated[str, BeforeValidator(_slug)]
A_PAGE = 'Skriv filens väg från docs/, till exempel "strategi/metod.md".'
ITS_SIGNS = "Där står bara små bokstäver, siffror, / och bindestreck."
OTHER_SIGNS = f"{ITS_SIGNS} Hade adressen andra tecken? Den som sköter servern kan leda den vidare."


def _file_of_page(pattern: str, *endings: str, otherwise: str = ITS_SIGNS) -> BeforeValidator:
    """Returns what takes the file of a page, of this form, and perhaps the id of a heading on it;
    of an address it says which files may have that, by how they end; of another text what to do
    `otherwise`."""

    def take(value: Any) -> str:
        text = value.strip() if isinstance(value, str) else ""
        address, sign, heading = re.sub(r"^(https?://[^/]*|/?docs)/", "", text).partition("#")
        name = re.sub(r"\.(?:md|html?)$", "", unquote(address).lower().strip("/"))
        tail = sign + heading if re.fullmatch(pattern, f"a.md{sign}{heading}") else ""
        files = [f"{name}{end}{tail}" for end in (endings[-1:] if ".md" in address else endings)]
        meant = " eller ".join(f'"{file}"' for file in files if re.fullmatch(pattern, file))
        fix = f"Skriv filens väg från docs/: {meant}." if meant else f"{A_PAGE} {otherwise}"
        return _of_form(value, pattern, "är ingen sida i docs/", fix)

    return BeforeValidator(take)


PageFile = Annotated[str, _file_of_page(r"(?!docs/)[a-z0-9/-]+\.md(#\S+)?", "/index.md", ".md")]
# Its address may have letters that no page has now.
OldPageFile = Annotated[
    str, _file_of_page(r"(?!docs/)[a-zåäöéü0-9/-]+\.md", ".md", otherwise=OTHER_SIGNS)
]


class Entry(Part):
    """A part that others refer to by its id."""

    id: Slug
    """Ett kort namn, som inte ändras när det är publicerat. Skriv bokstäver a–z, siffror och
    bindestreck. Bara en post i listan får ha det."""


class Verification(Part, noun="kontrollen"):
    """That a person or a source confirmed a fact: when (`date`, or `read` for an undated source),
    how, against what."""

    past = ("date", "read")
    date: PartialDate | None = None
    """När samtalet var, eller källans eget datum. Skriv inte dagens datum för en äldre källa. Det
    får vara en dag (2025-08-20), en månad (2025-08) eller ett år (2025), och null när källan är
    odaterad."""
    read: IsoDate | None = None
    """Dagen då en källa utan eget datum lästes."""
    how: Literal["source", "call"]
    """Hur uppgiften är kontrollerad."""
    against: Text
    """Vem som svarade, eller vilken källa: ”samtal med växeln”, ”regeringen.se”."""

    @field_validator("date", "read")
    @classmethod
    def _in_our_time(cls, value: str | datetime.date | None) -> str | datetime.date | None:
        if value is not None and str(value) < str(FIRST_CHECKED):
            fix = "Kontrollera årtalet. Skriv dagen då uppgiften kontrollerades."
            raise refuse(f'"{value}" är före år {FIRST_CHECKED}', fix)
        return value

    def _fault(self) -> tuple[str, str] | None:
        if self.date is None and self.read is None:
            fix = 'Skriv "date" med källans datum, eller "read" med dagen då du läste en odaterad'
            return "kontrollen har inget datum", f"{fix} källa."
        return None

    @property
    def latest_day(self) -> datetime.date:
        """The last day that the date can mean: 2024-12 is 2024-12-31."""
        if self.date is None:
            assert self.read is not None
            return self.read
        year, month, day = (int(part) for part in (*self.date.split("-"), "0", "0")[:3])
        return date(year, month or 12, day or monthrange(year, month or 12)[1])


def _in_full(value: Any, info: ValidationInfo) -> Any:
    """Reads "ringde 2026-11-25" and "läste polisen.se 2026-11-25" as what they are short for."""
    if not isinstance(value, str):
        return value
    said = re.fullmatch(
        r"(ringde|läste)\s+(.*?)\s*((?:\d\d? ?(?:/ ?\d\d?|\w+) (?=\d{4}$))?\S*\d\S*)",
        value.strip(),
        re.IGNORECASE,
    )
    called = said is not None and said[1].lower() == "ringde"
    if not said or not (called or said[2]):
        fix = 'Skriv "ringde" och dagen: ringde 2026-11-25. Eller "läste", källan och dagen: läste'
        fix += " polisen.se 2026-11-25. Har ingen frågat? Skriv null."
        raise refuse(f'"{value}" säger inte hur uppgiften är kontrollerad', fix)
    holder: Origin = info.data["origin"]
    return {
        ORIGIN: Origin(holder.place, (*holder.path, str(info.field_name))),
        "date" if called else "read": str(_iso_date(said[3])),
        "how": "call" if called else "source",
        "against": said[2] or "samtal",
    }


Confirmation = Annotated[
    Verification | None, BeforeValidator(_in_full, json_schema_input_type=Verification | str | None)
]
