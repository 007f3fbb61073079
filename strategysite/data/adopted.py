"""The words of the adopted document, and the words that a page shows of it.

The document reached the project as text taken out of a laid-out file. What only layout broke is set
right here and nowhere else: the marks of headings, lists, quotations, pictures, tables, their rows
and footnotes, and the spellings of a period of years. Every other sign counts, the number of an
item in a list too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import get_month_names
from lxml import html

from strategysite.data.facts import Facts
from strategysite.data.model.activities import FOOTNOTE_MARK, RESPONSIBLE, TEXT, Activity
from strategysite.data.model.strategy import MetadataRow, Strategy, line_numbers
from strategysite.parsing.html import texts

PERIOD = re.compile(r"(?<!\d)(\d{4})\s*[-–]\s*(\d{4})(?!\d)")
MONTHS = list(get_month_names("wide", locale="sv").values())
A_DAY = rf"(?:(\d{{4}}-\d\d-\d\d)|(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}}))(?!\d)"
DAY = re.compile(A_DAY, re.IGNORECASE)
# In its title, in the row of what it is, or first on a row or in a cell: in a sentence it may be
# another document's.
DAY_ADOPTED = re.compile(
    r"(?:^(?:#|(?:dokument)?(?:typ|namn)\b|titel\b|status\b)[^\n]*?\b"
    r"|(?:^[\s>-]*|\t|<br>)(?=(?-i:[A-ZÅÄÖ])))"
    r"(?:(?:fastställ[dt]|antag(?:en|et|its)|besluta[dt]|datum för beslut"
    r"|(?:beslut|fastställelse|fastställande|antagande|antagning)s?(?:datum|dag))\b"
    rf"|beslut(?=[\t:]|<br>))(?:[^\d\n]|§ ?\d+){{0,60}}?{A_DAY}",
    re.IGNORECASE | re.MULTILINE,
)
# In a table of facts that names who decided, and gives no day as that of the decision.
DATED = re.compile(rf"^\s*datum\b[:\s]*{A_DAY}", re.IGNORECASE | re.MULTILINE)
DECIDED = re.compile(r"^\s*(?:beslut|antag|fastställ)", re.IGNORECASE | re.MULTILINE)
FROM, TO = (
    re.compile(rf"(?:giltig\w*|gäller) (?:{how})\b(?! vidare)", re.IGNORECASE)
    for how in (r"från(?: och med)?|fr\.? ?o\.? ?m", r"till(?: och med)?|t\.? ?o\.? ?m")
)
FROM_TO = re.compile(r"giltig(?:hets)?(?:tid|het|hetsperiod|period)?|gäller|period", re.IGNORECASE)
BEGINNING = re.compile(r"\s*(?:från|fr\.? ?o\.? ?m)", re.IGNORECASE)
OF_A_CASE = re.compile(r"(?:[\w/-]|§ ?|\b(?:dnr|diarie\w*|ärende\w*)\b[^\n]{0,12})$", re.IGNORECASE)
OWN = re.compile(r"(?:giltig\w*|gäller|period\w*)\b[^.\n]{0,30}\Z|\A[^#]*#[^\n]*\Z", re.IGNORECASE)
LONGEST = 30  # years that a document may hold
ROW_ENDS = "<br>"  # between the paragraphs of a cell
PICTURE = r"!\[[^\]]*\]\(images/[\w./-]+\)"
NO_MARK = r"\\(?=\s*[\\#>!-])"  # before a sign of the text's own, which would be a mark
MARKS_OF_LAYOUT = re.compile(
    rf"^\s*({NO_MARK}|#+(?!#*\t)|[->](?=\s)(?!\t[^\t]*\t)|-{{3,}}(?:\t+-{{3,}})*$|{PICTURE}$)"
    r"(?:(?<=\\)|\s*)"
)
NUMBER = "data-number"  # of an item whose number is written otherwise than "1."
EDITORIAL = "data-editorial"
EDGE = "\x00"  # of a block; no text holds it
JOINED = "\x01"  # after a number, which belongs to the block that follows


@dataclass(frozen=True)
class Word:
    """A word of the adopted document and the line it stands on."""

    text: str
    line: int


def words(text: str) -> list[str]:
    """Returns the words of `text` with the layout's own marks taken away and periods of years
    spelled one way."""
    return _spelled(text).split()


def _spelled(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = FOOTNOTE_MARK.sub("", text.replace(ROW_ENDS, " "))
    text = PERIOD.sub(r"\1–\2", text)
    return re.sub(r"\s+,", ",", text)


def days_adopted(text: str) -> set[date]:
    """Returns the days on which the document says that it was adopted; what is no day is passed
    over."""
    found = set(days_in(text, DAY_ADOPTED))
    return found or (set(days_in(text, DATED)) if DECIDED.search(text) else set())


def days_in(text: str, pattern: re.Pattern[str] = DAY) -> Iterator[date]:
    """Yields each day that a text names, or that a pattern with the groups of A_DAY finds there;
    what is no day is passed over."""
    for iso, day, month, year in pattern.findall(text):
        number = "" if iso else f"{MONTHS.index(month.lower()) + 1:02}"
        with suppress(ValueError):
            yield date.fromisoformat(iso or f"{year}-{number}-{day.zfill(2)}")


def days_valid(rows: Iterable[tuple[str, ...]]) -> tuple[date | None, date | None]:
    """Returns the first and the last day that a document holds, as its table of facts says: rows
    of a label and what it is. None for what it does not say."""
    first = last = None
    for label, value in rows:
        said = label.strip().rstrip(":").strip()
        days = [*days_in(value)]
        both = FROM_TO.fullmatch(said)
        beginning = FROM.fullmatch(said) or (both and BEGINNING.match(value))
        if both and len(days) == 2:
            first, last = days
        elif beginning and len(days) == 1:
            first = days[0]
        elif TO.fullmatch(said) and len(days) == 1:
            last = days[0]
    return first, last


def periods(text: str) -> tuple[set[str], set[str]]:
    """Returns the periods of years that the document names, "2024–2027": all, and those that it
    says of itself, in its title or as what it holds for. The number of a case is none."""
    found, own = set(), set()
    for match in PERIOD.finditer(text):
        line = text[: match.start()].rpartition("\n")[2]
        first, last = int(match[1]), int(match[2])
        if OF_A_CASE.search(line) or not 1900 <= first <= last <= first + LONGEST:
            continue
        found.add(f"{first}–{last}")
        if OWN.search(text[: match.start()]):
            own.add(f"{first}–{last}")
    return found, own


def source_lines(root: Path, strategy: Strategy) -> list[str] | None:
    """Returns the lines of the adopted document, or None when the file is not there or no text."""
    with suppress(FileNotFoundError, UnicodeDecodeError):
        return (root / "data" / strategy.transcript.source).read_text("utf-8-sig").split("\n")
    return None


def adopted_words(root: Path, strategy: Strategy, page: str) -> list[Word]:
    """Returns the words that `page` is to show, in its order; empty for a page that shows no
    adopted text."""
    lines = source_lines(root, strategy) or []
    return [
        Word(word, number)
        for entry in strategy.transcript.pages
        if entry.page == page
        for written in entry.lines
        for number in line_numbers(written)
        if number <= len(lines)
        for word in line_words(lines[number - 1])
    ]


@lru_cache(maxsize=2000)  # most lines are as they were at the check before
def line_words(line: str) -> list[str]:
    """Returns the words of a line of the document, without its marks of layout."""
    return words(MARKS_OF_LAYOUT.sub("", re.sub(r"^<sup>\d+</sup>", "", line)))


def has_words(lines: list[str] | None, text: str) -> bool:
    """Returns whether `text` stands in the `lines` of an adopted document, word for word and in one
    run."""
    adopted, wanted = words("\n".join(lines or [])), words(text)
    return f" {' '.join(wanted)} " in f" {' '.join(adopted)} "


def edition_with(facts: Facts, text: str) -> Facts | None:
    """Returns the facts of the newest strategy that has the words of `text`; None where none has
    them."""
    had = (one for one in facts.editions if has_words(source_lines(one.root, one.document), text))
    return next(had, None)


def cell(strategy: Strategy, activity: Activity, key: str) -> str:
    """Returns what the row of an activity has in the column `key`, as the document writes it; those
    responsible by their names, "KUSH, Säkerhetssamordnare", unless the cell has other words."""
    if key == TEXT:
        return activity.text
    if key != RESPONSIBLE or key in activity.values:
        return activity.values.get(key, "")
    names = {actor.id: actor.short for actor in strategy.actors}
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
    element = html.fragment_fromstring(markup, "div") if isinstance(markup, str) else markup
    text = "".join(texts(element, EDGE, _is_no_word, _number))
    text = re.sub(rf"{JOINED}[\s{EDGE}]*", " ", text)
    return [found for block in _spelled(text).split(EDGE) if (found := block.split())]


def _is_no_word(part: html.HtmlElement) -> bool:
    """Whether a part is added, or is the mark of a footnote: "extremism¹" is the word extremism."""
    return EDITORIAL in part.attrib or (part.tag == "sup" and part.text_content().strip().isdigit())


def _number(item: html.HtmlElement) -> str:
    written = item_number(item)
    return f"{written}{JOINED}" if written else ""


def item_number(item: html.HtmlElement) -> str:
    """Returns the number that a browser writes before an item of a numbered list, as Markdown makes
    it; "" before any other: those of footnotes are their marks. Source: HTML, "ordinal value"."""
    above = item.getparent()
    if item.tag != "li" or above is None or above.tag != "ol" or set(above.attrib) - {"start"}:
        return ""
    if written := item.get(NUMBER):
        return str(written)
    number = 0 if "value" in item.attrib else int(above.get("start", 1)) - 1
    for other in above.iterchildren("li"):
        number = int(other.get("value", number + 1))
        if other is item:
            break
    return f"{number}."
