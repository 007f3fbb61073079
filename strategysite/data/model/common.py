"""The base of every part of the data, and the kinds of value that more than one file uses."""

import datetime
import re
from datetime import date, time
from functools import partial
from inspect import cleandoc
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

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
from strategysite.parsing.yaml import ORIGIN, Origin
from strategysite.problems import Place

FIRST_CHECKED = 2000  # the year; an earlier one is a slip of the finger


def refuse(what: str, fix: str) -> PydanticCustomError:
    """Returns the error a validator raises: `what` is wrong and `fix` mends it, both Swedish, shown
    to the editor as they are."""
    return PydanticCustomError("editor", "{what}", {"what": what, "fix": fix})


def _in_swedish(schema: dict[str, Any], part: type["Part"]) -> None:
    """An editor's program shows the noun, and what a whole file is; the docstring is ours."""
    schema.pop("description", None)
    schema["title"] = part.noun.capitalize()
    if issubclass(part, WholeFile):
        schema["description"] = cleandoc(part.about)


class Part(BaseModel):
    """A mapping of a data file. It knows where it was written, and names itself by its noun."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,  # a part is read with its file, and needs no reader of its own
        use_attribute_docstrings=True,  # what stands below a field explains its key to an editor
        extra="forbid",
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        json_schema_extra=_in_swedish,
    )
    noun: ClassVar[str] = ""
    moved: ClassVar[dict[str, str]] = {}  # keys that stood here once, each with where it is now
    origin: Annotated[SkipJsonSchema[Origin], Field(alias=ORIGIN, exclude=True, repr=False)] = (
        Origin(Place(""))
    )


class WholeFile(Part):
    """All that one file holds. `about` opens its header, which ends with `example`."""

    noun = "filen"
    about: ClassVar[str]
    example: ClassVar[str]


def _iso_date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    fix = "Skriv år-månad-dag, till exempel 2026-03-18, och en dag som finns i kalendern."
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise refuse(f'"{value}" är inget datum' if value is not None else "datumet saknas", fix)
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise refuse(f'"{value}" är inget riktigt datum', fix) from None


def _partial_date(value: Any) -> Any:
    """A day, a month or a year, kept as written: a source's date is shown no more exactly than it
    is known."""
    match = (
        re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value.strip())
        if isinstance(value, str)
        else None
    )
    fix = "Skriv en dag (2026-03-18), en månad (2026-03) eller ett år (2026)."
    if not match:
        raise refuse(f'"{value}" är inget datum' if value is not None else "datumet saknas", fix)
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise refuse(f'"{value}" är inget riktigt datum', fix) from None
    return match[0]


def _clock(value: Any) -> Any:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and value.strip() == "24:00":
        return time.max
    try:
        if not isinstance(value, str) or not re.fullmatch(r"\d{2}:\d{2}", value.strip()):
            raise ValueError
        return time.fromisoformat(value.strip())
    except ValueError:
        raise refuse(
            f'"{value}" är inget klockslag',
            'Skriv timmar och minuter inom citattecken, till exempel "09:00".',
        ) from None


def _as_written(clock: time) -> str:
    return "24:00" if clock == time.max else f"{clock:%H:%M}"


def _https(value: Any) -> Any:
    text = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(text)
        good = (
            parts.scheme == "https"
            and "." in (parts.hostname or "")
            and not re.search(r"[\s<>\"]", text)
        )
        fault = deceit(text) if good else None
    except ValueError:
        good, fault = False, None
    if not good:
        raise refuse(
            f'"{value}" är ingen säker webbadress',
            "Skriv hela adressen. Den ska börja med https://",
        )
    if fault:
        raise refuse(f'adressen "{value}" {fault[0]}', fault[1])
    return text


def _slug(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", value.strip()):
        raise refuse(
            f'"{value}" duger inte som id',
            "Ett id börjar med en bokstav a–z och har bara a–z, siffror och bindestreck.",
        )
    return value.strip()


def _page(value: Any, letters: str = "a-z") -> Any:
    if isinstance(value, str) and value.strip().lstrip("/").startswith("docs/"):
        fix = (
            f'Skriv "{value.strip().lstrip("/").removeprefix("docs/")}". Vägen börjar inne i mappen'
            " docs."
        )
        raise refuse(f'"{value}" har docs/ för mycket', fix)
    if not isinstance(value, str) or not re.fullmatch(
        rf"[{letters}0-9/-]+\.md(#[a-z0-9-]+)?", value.strip()
    ):
        raise refuse(
            f'"{value}" är ingen sida i docs/',
            'Skriv filens väg från docs/, till exempel "strategi/metod.md".',
        )
    return value.strip()


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
IsoDate = Annotated[date, BeforeValidator(_iso_date, json_schema_input_type=str)]
PartialDate = Annotated[str, BeforeValidator(_partial_date)]
Clock = Annotated[
    time,
    BeforeValidator(_clock, json_schema_input_type=str),
    PlainSerializer(_as_written, return_type=str, when_used="json"),
]
HttpsAddress = Annotated[str, BeforeValidator(_https)]
Slug = Annotated[str, BeforeValidator(_slug)]
PageFile = Annotated[str, BeforeValidator(_page)]
# A page that was: its address may have letters that no page has now.
OldPageFile = Annotated[str, BeforeValidator(partial(_page, letters="a-zåäöéü"))]


class Entry(Part):
    """A part that others refer to by its id."""

    id: Slug
    """Ett kort namn med bokstäver a–z, siffror och bindestreck. Bara en post i listan har det, och
    det ändras aldrig när det är publicerat."""


class Verification(Part):
    """That a person or a source confirmed a fact: when (`date`, or `read` for an undated source),
    how, against what."""

    noun = "kontrollen"
    date: PartialDate | None = None
    """Dagen du ringde, eller källans eget datum. Skriv inte dagens datum för en äldre källa. Det
    får vara en dag (2025-08-20), en månad (2025-08) eller ett år (2025), och null när källan är
    odaterad."""
    read: IsoDate | None = None
    """Dagen då du läste en källa som inte har något datum."""
    how: Literal["source", "call"]
    """Hur uppgiften är kontrollerad."""
    against: Text
    """Vem som svarade, eller vilken källa: ”samtal med växeln”, ”regeringen.se”."""

    @field_validator("date", "read")
    @classmethod
    def _in_our_time(cls, value: str | datetime.date | None) -> str | datetime.date | None:
        if value is not None and str(value) < str(FIRST_CHECKED):
            raise refuse(
                f'"{value}" är före år {FIRST_CHECKED}',
                "Kontrollera årtalet. Skriv dagen då uppgiften kontrollerades.",
            )
        return value

    @model_validator(mode="after")
    def _has_a_day(self) -> "Verification":
        if self.date is None and self.read is None:
            raise refuse(
                "kontrollen har inget datum",
                'Skriv "date" med källans datum, eller "read" med dagen då du läste en odaterad'
                " källa.",
            )
        return self

    @property
    def latest_day(self) -> datetime.date:
        """The last day that the date can mean: 2024-12 is 2024-12-31."""
        if self.date is None:
            assert self.read is not None
            return self.read
        year, month, day = (int(part) for part in (*self.date.split("-"), "0", "0")[:3])
        if day:
            return date(year, month, day)
        following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
        return date.fromordinal(following.toordinal() - 1)


def _in_full(value: Any, info: ValidationInfo) -> Any:
    """Reads "ringde 2026-11-25" and "läste polisen.se 2026-11-25" as what they are short for."""
    if not isinstance(value, str):
        return value
    said = re.fullmatch(r"(ringde|läste)\s+(.*?)\s*(\S*\d\S*)", value.strip(), re.IGNORECASE)
    called = said is not None and said[1].lower() == "ringde"
    if not said or not (called or said[2]):
        raise refuse(
            f'"{value}" säger inte hur uppgiften är kontrollerad',
            'Skriv "ringde" och dagen: ringde 2026-11-25. Eller "läste", källan och dagen: läste'
            " polisen.se 2026-11-25.",
        )
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
