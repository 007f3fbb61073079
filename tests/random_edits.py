"""Slips of the hand in the editors' files, and two readings that share nothing with the site's own:
of YAML, and of Markdown."""

import html
import random
import re
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import yaml
from lxml import html as lxml_html

from strategysite.data.facts import year_files
from strategysite.data.model.common import Part

SIGNS = "\t{}#:&*<>%@`|[]()\"'!?-_=~\\/^,;.0aÅ \u00a0\u200b\ufeff”’–\x07\x85🙂\n\r"
ODD = [*SIGNS, "{{", "}}", "{%", "{#", "<!--", "---\n"]
SHOWN_OF_CONTACT = ("name", "purpose", "answers", "cost", "anonymity", "note")
Slip = Callable[[bytes, random.Random], bytes]
NULLS = {"", "~", "null", "Null", "NULL"}
YES, NO = {"true", "yes", "on", "1", "y", "t"}, {"false", "no", "off", "0", "n", "f"}


def files(root: Path) -> list[Path]:
    """Returns the files that editors write."""
    return sorted([*root.glob("data/**/*.yaml"), *root.glob("docs/**/*.md")])


def edited(content: bytes, chance: random.Random) -> bytes:
    """Returns `content` with one slip: signs or lines deleted, doubled or swapped, wrong quotation
    marks, or another encoding."""
    slips: list[Slip] = [
        _sign_deleted,
        _sign_doubled,
        _signs_swapped,
        _line_deleted,
        _line_doubled,
        _lines_swapped,
        _quotes,
        _odd_sign,
    ]
    slips += [_indented, _word_gone, _end_gone, _line_in_cp1252, _line_twice_encoded, _windows]
    return chance.choice(slips)(content, chance)


def _text(slip: Callable[[str, random.Random], str]) -> Slip:
    return lambda content, chance: slip(content.decode("utf-8"), chance).encode("utf-8")


@_text
def _sign_deleted(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + text[at + 1 :]


@_text
def _sign_doubled(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[: at + 1] + text[at:]


@_text
def _signs_swapped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _lines(slip: Callable[[list[bytes], random.Random], None]) -> Slip:
    def change(content: bytes, chance: random.Random) -> bytes:
        lines = content.split(b"\n")
        slip(lines, chance)
        return b"\n".join(lines)

    return change


@_lines
def _line_deleted(lines: list[bytes], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


@_lines
def _line_doubled(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines.insert(at, lines[at])


@_lines
def _lines_swapped(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]


@_lines
def _indented(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = (
        chance.choice([b" ", b"  ", b"\t"]) + lines[at]
        if chance.random() < 0.5
        else lines[at][chance.randrange(1, 3) :]
    )


@_lines
def _line_in_cp1252(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].decode("utf-8").encode("cp1252", "replace")


@_lines
def _line_twice_encoded(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at].decode("latin-1").encode("utf-8")


@_text
def _quotes(text: str, chance: random.Random) -> str:
    marks = [match.start() for match in re.finditer("[\"'”]", text)] or [0]
    at = chance.choice(marks)
    mark = chance.choice(['"', "'", "”", "„", ""])
    return text[:at] + mark + text[at + 1 :]


@_text
def _odd_sign(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    sign: str = chance.choice(ODD)
    return text[:at] + sign + text[at:]


@_text
def _word_gone(text: str, chance: random.Random) -> str:
    word = chance.choice(list(re.finditer(r"\w+", text)))
    return f"{text[: word.start()]}{text[word.end() :]}"


def _end_gone(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _windows(content: bytes, chance: random.Random) -> bytes:
    return chance.choice([b"", b"\xef\xbb\xbf"]) + content.replace(b"\n", b"\r\n")


def differences(raw: Any, value: Any, path: str = "") -> Iterator[str]:
    """Yields each place where a value of the site is not what a plain reading of the YAML says."""
    if isinstance(value, Part):
        fields = {
            field.alias or name: getattr(value, name)
            for name, field in type(value).model_fields.items()
            if name != "origin"
        }
        if not isinstance(raw, dict):
            yield f"{path}: {raw!r}"
            return
        for key, inner in raw.items():
            yield from (
                differences(inner, fields[key], f"{path}.{key}")
                if key in fields
                else [f"{path}.{key} is lost"]
            )
    elif isinstance(value, dict) and isinstance(raw, dict) and list(raw) == list(value):
        for key, inner in raw.items():
            yield from differences(inner, value[key], f"{path}.{key}")
    elif isinstance(value, tuple) and isinstance(raw, list) and len(raw) == len(value):
        for index, inner in enumerate(raw):
            yield from differences(inner, value[index], f"{path}[{index}]")
    elif not (isinstance(raw, str) and _same(raw, value)):
        yield f"{path}: {raw!r} is not {value!r}"


def _same(raw: str, value: Any) -> bool:
    written = raw.strip()
    if value is None:
        return written in NULLS
    if isinstance(value, bool):
        return written.lower() in (YES if value else NO)
    if isinstance(value, int):
        return int(written) == value
    if isinstance(value, time):
        return written == ("24:00" if value == time.max else value.strftime("%H:%M"))
    if isinstance(value, date):
        return written == value.isoformat()
    return bool(written == value or (written.startswith("#") and written.lower() == value))


def plain_yaml(path: Path) -> Any:
    """Returns what a YAML file says, every value as text, by the library alone."""
    return yaml.load(path.read_bytes().decode("utf-8-sig"), Loader=yaml.BaseLoader)


def words_of_markdown(text: str) -> list[str]:
    """Returns the words that a reader should see of a page, without what its macros say: a plain
    reading, sign by sign."""
    text = re.sub(
        r"\A---\n.*?\n---\n", "", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.DOTALL
    )
    text = re.sub(r"\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)", " ", text)
    text = re.sub(r"(?m)^ {0,3}\[[^\]]*\]:.*$", " ", text)
    text = re.sub(r"\{:? [^}\n]*\}", " ", text)
    text = re.sub(r"</?[A-Za-z][^>]*>", "", text)
    text = re.sub(r"(?m)^\s*(?:\d+\.|[-*+])\s", " ", text)
    return _words(html.unescape(text))


def words_of_page(markup: str) -> list[str]:
    """Returns the words of a rendered page, with the descriptions of its pictures."""
    element = lxml_html.fragment_fromstring(markup, create_parent="div")
    for picture in element.iter("img"):
        picture.tail = f" {picture.get('alt', '')} {picture.tail or ''}"
    return _words("".join(element.itertext()))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"[*_`\\]", "", text))


def first_missing(wanted: list[str], shown: list[str]) -> str | None:
    """Returns the first of `wanted` that does not come, in order, in `shown`."""
    rest = iter(shown)
    return next((word for word in wanted if word not in rest), None)


def confirmed(verified: Any) -> bool:
    """Whether a check is written down, in short or in full."""
    return isinstance(verified, dict) or verified not in NULLS


def texts_to_show(root: Path) -> Iterator[str]:
    """Yields what the data says that some page must show, by the plain reading."""
    activities, contacts, strategy = (
        plain_yaml(root / "data" / f"{name}.yaml")
        for name in ("activities", "contacts", "strategy")
    )
    for area in activities["target_areas"]:
        for item in [*area["goals"], *area["activities"]]:
            yield item["text"]
    for file in year_files(root):
        reports = plain_yaml(root / file)["reports"]
        yield from (report["done"] for report in reports if report.get("done", "") not in NULLS)
    for contact in contacts["contacts"]:
        phone, link = contact.get("phone"), contact.get("link")
        called = phone and confirmed(phone["verified"])
        if confirmed(contact["verified"]) and (link or called):
            yield from (
                contact[key] for key in SHOWN_OF_CONTACT if contact.get(key, "") not in NULLS
            )
            yield from [phone["number"]] if called else []
    for row in strategy["metadata"]:
        yield from (row["label"], row["value"])
    yield from (actor["name"] for actor in strategy["actors"])
