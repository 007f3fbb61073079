"""Reads HTML for faults that a browser would hide and a screen reader stumble over. Serves Markdown
and finished pages alike."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from lxml import html

from strategysite.parsing.tables import table
from strategysite.parsing.text import line_at

_TABLE = table(__file__)
INLINE, VOID, ASKED = (frozenset[str](_TABLE[name]) for name in ("inline", "void", "asked"))
UNSEEN = {"script", "style", "template"}
DEEPEST = 50  # elements within each other, the frame's ten among them
LEVELS = (
    "för många nivåer i varandra",
    "Texten har fler listor, citat eller klamrar i varandra än någon kan läsa. Dela upp den.",
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINKING = {"a", "area"}  # whose href the reader follows
CELL_STYLE = re.compile(r'(<t[dh]) style="text-align: (left|center|right);"')
TELLING = {"canonical", "alternate"}  # <link>s that nobody fetches
REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)

UNBROKEN = re.compile("|".join(_TABLE["unbroken"]), re.DOTALL)
# "Jag är orolig för någon: prata i dag" has two parts; a line ends between rather than in them.
TWO_PARTS = re.compile(r"(<(h[1-3])\b[^>]*>)([^<:]+:) ([^<]+)(?=</\2>)")


@dataclass(frozen=True)
class StructureFault:
    """A fault of a page: what, the fix, and the `needle` to look for in the text that the page was
    made from."""

    what: str
    fix: str
    needle: str = ""
    last: bool = False  # the last place where the needle stands is the faulty one


@dataclass
class Outline:
    """What a page holds: its ids, links and headings in order, what it loads, its pictures
    (address, description), and its faults."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    lang: str | None = None
    faults: list[StructureFault] = field(default_factory=list)


@lru_cache(maxsize=2000)  # while the site is shown, most pages are as they were
def outline(markup: str) -> Outline:
    """Returns what `markup`, a page or a part of one, holds, with its faults of structure."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.outline


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.outline = Outline()
        self.open: list[str] = []
        self.heading_text: list[str] = []  # of the heading that is open
        self.heading: str | None = None
        self.link: tuple[str, list[str]] | None = None
        self.level = 0

    def updatepos(self, i: int, j: int) -> int:
        """Keeps no line numbers, which nobody asks for and which take a fifth of the time."""
        return max(i, j)

    def fault(self, what: str, fix: str, needle: str = "", last: bool = False) -> None:
        self.outline.faults.append(StructureFault(what, fix, needle, last))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
            if len(self.open) == DEEPEST:
                self.fault(*LEVELS, f"<{tag}")
        self.handle_startendtag(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Of an attribute that stands twice a browser takes the first.
        attributes = {name: value or "" for name, value in reversed(attrs)}
        found = self.outline
        if "id" in attributes:
            own = attributes["id"]
            found.ids[own] += 1
            if found.ids[own] == 2:
                what = f'id "{own}" finns'
                fix = "Står avsnittet två gånger? Ta bort det ena. Ge annars den ena rubriken ett"
                fix += " eget id: ## Rubrik { #eget-id }"
                if own.startswith("kontakt-"):  # a card
                    what = f'kontakten "{own.removeprefix("kontakt-")}" visas'
                    fix = "Ta bort {{ contact(…) }}, eller den ena av två rader som är lika. Länka"
                    fix += f" annars till kortet: [texten](#{own})"
                self.fault(f"{what} två gånger på sidan", fix, own, last=True)
        self.attributes(tag, attributes)
        if tag == "html":
            found.lang = attributes.get("lang")
        if tag in HEADINGS:
            self.heading, self.heading_text = tag, []
        if tag == "a" and "href" in attributes:
            found.links.append(attributes["href"])
            self.link = attributes["href"], [attributes.get("aria-label", "")]
        if tag == "img":
            address = attributes.get("src", "")
            found.pictures.append((address, attributes.get("alt", "")))
            if "alt" not in attributes:
                fix = "Skriv vad bilden visar: ![beskrivning](bild.png)"
                self.fault(f'bilden "{address}" saknar beskrivning', fix, address)
            elif self.link:
                self.link[1].append(attributes["alt"])
        if tag == "base":
            self.fault("<base> ändrar vart sidans länkar leder", "Ta bort den.", "<base")
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            found.loads += REFRESH.findall(attributes.get("content", ""))

    def attributes(self, tag: str, attributes: dict[str, str]) -> None:
        only_tells = tag == "link" and set(attributes.get("rel", "").lower().split()) <= TELLING
        for name, value in attributes.items():
            if name in ASKED and not (name == "href" and (tag in LINKING or only_tells)):
                self.outline.loads += _addresses(name, value)
            if name.startswith("on"):
                fix = "Sidan får inte innehålla program. Ta bort det."
                self.fault(f'"{name}" på en {tag}', fix, name)
            if name == "style":
                fix = "Utseendet bestäms på ett ställe för hela webbplatsen. Ta bort"
                fix += f" <{tag} …> och </{tag}>." if tag in ("div", "span") else " style."
                self.fault(f'"style" på en {tag}', fix, "style=")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag in self.open:
            while self.open[-1] != tag:
                self.unclosed(self.open.pop())
            self.open.pop()
        else:
            self.fault(f"</{tag}> utan <{tag}>", "Ta bort den, eller lägg till början.", f"</{tag}")
        if tag == self.heading:
            self.close_heading(tag)
        if tag == "a" and self.link:
            address, words = self.link
            if not "".join(words).strip():
                fix = "Skriv vart länken leder: [text](adress)"
                self.fault(f'länken till "{address}" har ingen text', fix, address)
            self.link = None

    def close_heading(self, tag: str) -> None:
        self.heading = None
        level, text = int(tag[1]), " ".join("".join(self.heading_text).split())
        self.outline.headings.append((level, text))
        if not text:
            self.fault("en tom rubrik", "Skriv rubrikens text, eller ta bort den.", "#" * level)
        elif level == 1 and [one for one, _ in self.outline.headings].count(1) > 1:
            fix = "En sida har en huvudrubrik (#). Gör den här till ##."
            self.fault(f'en andra huvudrubrik: "{text}"', fix, text, last=True)
        elif self.level and level > self.level + 1:
            fix = f"Rubriken ovanför är nivå {self.level}; nästa steg är {'#' * (self.level + 1)}."
            self.fault(f'rubriken "{text}" hoppar över en nivå', fix, text)
        self.level = level

    def handle_data(self, data: str) -> None:
        if self.heading:
            self.heading_text.append(data)
        if self.link:
            self.link[1].append(data)

    def unclosed(self, tag: str) -> None:
        fix = f"Lägg till </{tag}>, eller ta bort taggen."
        if "." in tag:  # no tag has one: it is an address
            fix = f"Ska det vara en länk? Så skrivs den: [texten](https://{tag})"
        self.fault(f"<{tag}> avslutas aldrig", fix, f"<{tag}")

    def close(self) -> None:
        super().close()
        for tag in reversed(self.open):
            self.unclosed(tag)


def without_cell_styles(markup: str) -> str:
    """Returns `markup` with a class in place of the style that Python-Markdown gives a cell: a page
    may have no styles of its own, and HTML has no `align` any more."""
    return CELL_STYLE.sub(r'\1 class="\2"', markup)


def _addresses(name: str, value: str) -> list[str]:
    """Returns the addresses in an attribute; those within the page itself are not asked for."""
    parts = value.split()
    if name.endswith("srcset"):
        parts = [part.split()[0] for part in value.split(",") if part.strip()]
    return [part for part in parts if not part.startswith("#")]


def texts(
    element: html.HtmlElement,
    edge: str,
    left_out: Callable[[html.HtmlElement], bool],
    before: Callable[[html.HtmlElement], str] = lambda _: "",
) -> Iterator[str]:
    """Yields the text of an element in reading order, with `edge` where a block begins and ends,
    and in place of a block that is left out; a raised number leaves nothing behind. What is shown
    `before` an element comes first in it."""
    if not isinstance(element.tag, str):  # a comment
        return
    if left_out(element) or element.tag in UNSEEN:
        yield "" if element.tag == "sup" else " " if element.tag in INLINE else edge
        return
    around = "" if element.tag in INLINE else edge
    yield around + before(element) + (element.text or "")
    for child in element:
        yield from texts(child, edge, left_out, before)
        yield child.tail or ""
    yield around


def line_of(text: str, needle: str, last: bool = False) -> tuple[int, int] | None:
    """Returns line and column, from 1, of the first place (or the last) where `needle` stands in
    `text`; None where it does not."""
    words = [re.escape(word) for word in needle.split()]
    matches = list(re.finditer(r"\s+".join(words), text)) if words else []
    return line_at(text, matches[-1 if last else 0].start()) if matches else None


def together(page: str) -> str:
    """Returns the HTML of a page in which no line ends within what is read as one: a paragraph of
    law, a date, a number and what it counts, and where there is room the parts of a heading before
    its colon and after."""
    whole = UNBROKEN.sub(lambda match: match[1] or match[0].replace(" ", "\u00a0"), page)
    return TWO_PARTS.sub(r"\1<span>\3</span> <span>\4</span>", whole)
