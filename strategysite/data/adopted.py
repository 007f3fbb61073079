"""The words of the adopted document, and the words that a page shows of it.

The document reached the project as text taken out of a laid-out file. What only layout broke is set
right here and nowhere else: the marks of headings, lists, tables and footnotes, and the spellings
of a period of years. Every other sign counts.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import html

from strategysite.data.model.activities import Activity
from strategysite.data.model.strategy import MetadataRow, Strategy, line_numbers
from strategysite.parsing.html import texts

PERIOD = re.compile(r"(?<!\d)(\d{4})\s*[-–]\s*(\d{4})(?!\d)")
DAY_ADOPTED = re.compile(
    r"\b(?:fastställ[dt]|antag(?:en|et|its))\b[^\d\n]{0,40}(\d{4}-\d{2}-\d{2})(?!\d)", re.IGNORECASE
)
FOOTNOTE_MARK = re.compile(r"\s*<sup>\s*\d+\s*</sup>")
MARKS_OF_LAYOUT = re.compile(r"^\s*(#+|-(?=\s)|-{3,}$)\s*")
EDITORIAL = "data-editorial"
EDGE = "\x00"  # of a block; no text holds it


@dataclass(frozen=True)
class Word:
    """A word of the adopted document and the line it stands on."""

    text: str
    line: int


def words(text: str) -> list[str]:
    """Returns the words of `text` with the layout's own marks taken away and periods of years
    spelled one way."""
    text = unicodedata.normalize("NFC", text)
    text = PERIOD.sub(r"\1–\2", FOOTNOTE_MARK.sub("", text))
    return re.sub(r"\s+,", ",", text).split()


def source_lines(root: Path, strategy: Strategy) -> list[str] | None:
    """Returns the lines of the adopted document, or None when the file is not there or no text."""
    path = root / "data" / strategy.transcript.source
    if not path.is_file():
        return None
    stat = path.stat()
    return _read_lines(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _read_lines(path: Path, _changed: int, _size: int) -> list[str] | None:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return None


def adopted_words(root: Path, strategy: Strategy, page: str) -> list[Word]:
    """Returns the words that `page` is to show, in its order; empty for a page that shows no
    adopted text."""
    lines = source_lines(root, strategy) or []
    result = []
    for entry in strategy.transcript.pages:
        if entry.page == page:
            for number in (
                number
                for written in entry.lines
                for number in line_numbers(written)
                if number <= len(lines)
            ):
                result += [Word(word, number) for word in line_words(lines[number - 1])]
    return result


def line_words(line: str) -> list[str]:
    """Returns the words of a line of the document, without its marks of layout."""
    return words(MARKS_OF_LAYOUT.sub("", re.sub(r"^<sup>\d+</sup>", "", line)))


def has_words(lines: list[str] | None, text: str) -> bool:
    """Returns whether `text` stands in the `lines` of an adopted document, word for word and in one
    run."""
    adopted, wanted = words("\n".join(lines or [])), words(text)
    return f" {' '.join(wanted)} " in f" {' '.join(adopted)} "


def responsible_words(strategy: Strategy, activity: Activity) -> str:
    """Returns the responsible actors as the document writes them: "KUSH, Säkerhetssamordnare"."""
    names = {actor.id: actor.abbreviation or actor.name for actor in strategy.actors}
    return ", ".join(names.get(actor, actor) for actor in activity.responsible)


def row_as_written(row: MetadataRow) -> tuple[str, ...]:
    """Returns how the document may write a row of its table of facts: with a colon after the label,
    or without."""
    return f"{row.label} {row.value}", f"{row.label}: {row.value}"


def shown_words(markup: str | html.HtmlElement) -> list[str]:
    """Returns the words of `markup` (HTML, or an element) outside everything marked with
    data-editorial."""
    return [word for block in shown_blocks(markup) for word in block]


def shown_blocks(markup: str | html.HtmlElement) -> list[list[str]]:
    """Returns the same words, those of each paragraph, heading, item or cell by themselves."""
    element = (
        html.fragment_fromstring(markup, create_parent="div") if isinstance(markup, str) else markup
    )
    text = "".join(texts(element, EDGE, lambda part: EDITORIAL in part.attrib))
    return [found for block in text.split(EDGE) if (found := words(block))]
