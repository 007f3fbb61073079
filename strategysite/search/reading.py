"""Reads finished pages into what can be found: a page, and each of its headings as a section of its
own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import html

from strategysite.data.adopted import EDGE
from strategysite.data.facts import ARCHIVE_PAGES
from strategysite.parsing.html import HEADINGS, texts

KINDS = ("help", "adopted", "added", "service")  # classes of a page's text
_SKIPPED = {"nav", "header", "footer", "script", "style", "template", "svg", "noscript"}
_SKIPPED |= {"form", "button", "select"}
_LEFT_OUT = {"data-search-ignore", "hidden"}

# Where a sentence ends, and where the next begins: at no small letter or digit, and after no letter
# that stands for a word ("bl. a. Polisen").
_END = r"(?<!\b[A-Za-zÅÄÖåäö\d])[.!?…؟][\"”»)]*"
_ENDS = re.compile(f"{_END}$")
_NEXT = re.compile(rf"({_END})\s+(?=[\"”»(–]*(?![a-zåäö\d]))")
_SIGN = "\x01"  # around what is said of an element; no text holds it
_MARK = re.compile(f"{_SIGN}(\\w+) ([^{_SIGN}]*){_SIGN}")
_LEADING = 90  # characters of the words that an item is shown with
_WORDS = 3  # what has fewer is a label, unless it tells a number: "Ring 112."

# On top of the help pages, Swedish first.
_LANGUAGES = ".//ul[@class='languages']/li/a"


@dataclass
class Section:
    """A heading and the text under it, down to the next heading."""

    id: str
    heading: str
    above: str
    """The headings it stands under, without the page's own."""
    text: str = ""
    numbers: str = ""
    """The telephone numbers among the text."""
    blocks: list[str] = field(default_factory=list)
    """The text, by paragraph, item and cell."""

    @property
    def sentences(self) -> list[str]:
        """What may be shown of it: whole sentences, an item with the words that lead up to it, and
        no label or name that stands alone."""
        return list(_sentences(self.blocks))


@dataclass
class FoundPage:
    """A page as the search sees it. The first section is the page itself."""

    url: str
    title: str
    name: str
    """The title in its head: the words its writer thinks that people search for."""
    description: str
    kind: str
    lang: str
    archived: bool = False
    """Whether it belongs to a strategy that was replaced."""
    version: bool = False
    """Whether it says in another language, or more simply, what another page says."""
    sections: list[Section] = field(default_factory=list)

    @property
    def searched_whole(self) -> bool:
        """Whether its text is searched, not only its headings: not when it says in the same
        language what another page says."""
        return not self.version or self.lang != "sv"

    @property
    def adopted(self) -> bool:
        """Whether the document that holds today has its words here."""
        return self.kind == "adopted" and not self.archived

    @property
    def worth(self) -> float:
        """What it is worth when two fit equally well: a document that was replaced is found, after
        everything that holds today."""
        if self.archived:
            return 0.4
        return 0.5 if self.version and self.lang == "sv" else 1


@lru_cache(maxsize=2000)  # while the site is shown, most pages are as they were
def read_page(url: str, source: str) -> FoundPage | None:
    """The page behind finished HTML, or None when it asks not to be found."""
    root = html.document_fromstring(source)
    told = {meta.get("name"): meta.get("content") or "" for meta in root.iter("meta")}
    if "noindex" in told.get("robots", ""):
        return None
    body = next((found for tag in ("article", "main", "body") for found in root.iter(tag)), root)
    lines, classes = list(_lines(body)), (body.get("class") or "").split()
    first = next((text for tag, _, text in lines if tag == "h1"), "")
    name = (root.findtext(".//title") or "").split(" – ")[0].strip()
    page = FoundPage(
        url=url,
        title=first or name or url,
        name=name,
        description=told.get("description", "").strip(),
        kind=next((kind for kind in KINDS if kind in classes), ""),
        lang=(body.get("lang") or root.get("lang") or "sv").split("-")[0],
        archived=url.startswith(f"{ARCHIVE_PAGES}/"),
        version=any(row.get("aria-current") for row in root.findall(_LANGUAGES)[1:]),
    )
    # Its heading is that of another page; its name says which strategy it belongs to, or that it
    # is easy to read.
    if page.archived or not page.searched_whole:
        page.title = name or page.title
    page.sections.append(Section("", page.title, ""))
    open_headings: list[tuple[int, str]] = []
    for tag, id_, text in (line for line in lines if line[0] != "h1"):
        if tag in HEADINGS:
            level = int(tag[1])
            open_headings = [entry for entry in open_headings if entry[0] < level]
            above = " ".join(heading for _, heading in open_headings)
            open_headings.append((level, text))
            if id_:
                page.sections.append(Section(id_, text, above))
                continue
        section = page.sections[-1]
        if tag == "tel":
            section.numbers = f"{section.numbers}, {text}".strip(", ")
        else:
            section.text = f"{section.text} {text}".strip()
            if not tag:
                section.blocks.append(text)
    return page


def read_pages(pages: Iterable[tuple[str, str]]) -> list[FoundPage]:
    """Every page that may be found, in the order given."""
    return [page for url, source in pages if (page := read_page(url, source))]


def _sentences(blocks: Iterable[str]) -> Iterable[str]:
    leading = ""
    for block in blocks:
        begun = block[:1].islower()
        if begun and not (" " in block and 0 < len(leading) <= _LEADING):
            continue
        sentences = _NEXT.sub(r"\1\n", f"{leading} {block}" if begun else block).split("\n")
        for sentence in sentences:
            whole = len(sentence.split()) >= _WORDS or any(map(str.isdecimal, sentence))
            if whole and (begun or _ENDS.search(sentence)):
                yield sentence
        if not begun:
            leading = "" if _ENDS.search(block) else sentences[-1]


def _lines(body: html.HtmlElement) -> Iterable[tuple[str, str, str]]:
    """(tag, id, text) of every heading, telephone number, label and block of text, in reading
    order."""
    for block in "".join(texts(body, EDGE, _ignored, _mark)).split(EDGE):
        marks = _MARK.findall(block)
        text = " ".join(_MARK.sub("", block).split())
        tag, id_ = next((mark for mark in marks if mark[0] != "tel"), ("", ""))
        if not tag:
            yield from (("tel", "", number) for _, number in marks)
        if tag or text:
            yield tag, id_, text


def _mark(element: html.HtmlElement) -> str:
    """What stands first in an element, and no reader sees: what it is, and its id or its number."""
    if element.tag in HEADINGS:
        return f"{_SIGN}{element.tag} {element.get('id', '')}{_SIGN}"
    if element.get("class") == "hours":
        return f"{_SIGN}label {_SIGN}"
    if element.get("href", "").startswith("tel:"):
        return f"{_SIGN}tel {' '.join(element.text_content().split())}{_SIGN}"
    return ""


def _ignored(element: html.HtmlElement) -> bool:
    hidden = element.get("class") == "cite" or element.get("aria-hidden") == "true"
    return hidden or element.tag in _SKIPPED or not _LEFT_OUT.isdisjoint(element.keys())
