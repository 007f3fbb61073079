"""The adopted document as one: its parts in the transcript's order, read from the HTML of the pages
that show it, for whatever shows all of it: a page, a PDF.

What stands beside the adopted words is left out, but for the headings without which a part would
seem to belong to the one before it, the captions of tables, and what leads to a footnote.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from typing import Any

from lxml import html

from strategysite.data.addresses import resolve
from strategysite.data.adopted import EDITORIAL, NUMBER, item_number, words
from strategysite.data.model.strategy import MetadataRow, Strategy
from strategysite.parsing.html import HEADINGS, INLINE

# A paragraph, a heading, a list, a quotation, a picture (its `file` in docs/), a table, or the
# footnotes under one: `kind`, and what it holds.
# Plain values, so that a template of any kind can be filled with them.
PlainBlock = dict[str, Any]
# What a paragraph, a heading or a cell says: words, and {"note": id} where a footnote is named, or
# {"mark": number, "added": …} where the page has only its number. {"of": id} begins a note itself.
Runs = list[Any]
ROW_ENDS = "\u2028"  # in the words, where a page begins a new row
BLANK = re.compile(r"[ \t\r\n]+")
DEEPEST = 6  # the level of a heading
# The rows of the document's facts by which a decision is found in an archive.
CITED = re.compile(r"antag|beslut|diarie|dnr|fastställ|ärende", re.IGNORECASE)


@dataclass(frozen=True)
class DocumentPart:
    """What one page, a file in docs/, shows of the document."""

    page: str
    blocks: list[PlainBlock]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return next((plain(one["runs"]) for one in self.blocks if one["kind"] == "heading"), "")


def document_of(strategy: Strategy, markup: Mapping[str, str]) -> list[DocumentPart]:
    """Returns the document, part by part, from the HTML of its pages by their files. Paragraphs and
    rows are numbered from 1, and so are headings and footnotes: each has a `number`."""
    numbers = {kind: count(1) for kind in ("paragraph", "heading", "note")}
    parts = []
    for page in strategy.pages:
        body = html.fragment_fromstring(markup.get(page, ""), create_parent="div")
        blocks = _without_empty([*_with_notes_joined(_blocks(body))])
        _number(blocks, numbers)
        for picture in (block for block in blocks if block["kind"] == "picture"):
            picture["file"] = resolve(page, picture["file"])
        parts.append(DocumentPart(page, blocks))
    return parts


def plain(runs: Runs) -> str:
    """Returns the words alone."""
    return "".join(run for run in runs if isinstance(run, str))


def _blocks(element: html.HtmlElement) -> Iterator[PlainBlock]:
    """Yields what `element` holds; words that stand in it by themselves are a paragraph."""
    loose: Runs = [element.text or ""]
    for child in element:
        if child.tag in INLINE:
            loose += _runs(child)
        else:
            yield from _paragraph(loose)
            loose = []
            if isinstance(child.tag, str):
                yield from _block(child)
        loose.append(child.tail or "")
    yield from _paragraph(loose)


def _block(element: html.HtmlElement) -> Iterator[PlainBlock]:
    added = EDITORIAL in element.attrib
    if element.tag == "img":
        yield {"kind": "picture", "file": element.get("src"), "alt": element.get("alt", "")}
    elif element.tag in HEADINGS:
        level = min(int(element.tag[1]) + 1, DEEPEST)
        runs = _joined(_inside(element))
        yield {"kind": "heading", "level": level, "added": added, "runs": runs}
    elif added:
        return
    elif element.get("class") == "footnotes":
        notes = [{"id": item.get("id"), "runs": _joined(_inside(item))} for item in element]
        yield {"kind": "notes", "notes": notes}
    elif element.tag in ("ul", "ol"):
        items = [item for item in element if EDITORIAL not in item.attrib]
        if items:
            yield {
                "kind": "list",
                "ordered": element.tag == "ol",
                "start": element.get("start"),
                "items": [[*_blocks(item)] for item in items],
                "marks": [item_number(item) for item in items],
                "own": [{key: item.get(key) for key in ("value", NUMBER)} for item in items],
            }
    elif element.tag == "blockquote":
        yield {"kind": "quote", "items": [[*_blocks(element)]]}
    elif element.tag == "table":
        yield _table(element)
    else:
        yield from _blocks(element)


def _table(element: html.HtmlElement) -> PlainBlock:
    caption = element.find("caption")
    rows = [
        {
            "head": row.getparent().tag == "thead",
            "cells": [
                {"head": cell.tag == "th", "runs": _joined(_inside(cell))}
                for cell in row
                if EDITORIAL not in cell.attrib
            ],
        }
        for row in element.iter("tr")
    ]
    return {
        "kind": "table",
        "caption": "" if caption is None else plain(_joined(_inside(caption))),
        "head": [row["cells"] for row in rows if row["head"]],
        "rows": [row for row in rows if not row["head"]],
    }


def _paragraph(runs: Runs) -> Iterator[PlainBlock]:
    first, *rest = _joined(runs) or [""]
    if isinstance(first, dict) and "of" in first:
        note = {"id": first["of"], "number": int(first["mark"]), "runs": _joined(rest)}
        yield {"kind": "notes", "notes": [note]}
    elif first:
        yield {"kind": "paragraph", "runs": [first, *rest]}


def _with_notes_joined(blocks: Iterator[PlainBlock]) -> Iterator[PlainBlock]:
    """Yields footnotes that stand after each other as one block."""
    for is_notes, some in groupby(blocks, lambda block: block["kind"] == "notes"):
        if is_notes:
            yield {"kind": "notes", "notes": [note for block in some for note in block["notes"]]}
        else:
            yield from some


def _inside(element: html.HtmlElement) -> Runs:
    runs: Runs = [element.text or ""]
    for child in element:
        runs += [*_runs(child), child.tail or ""]
    return runs


def _runs(element: html.HtmlElement) -> Runs:
    """Returns the words of an element in a sentence. Of what is added it keeps only the number of a
    footnote and the link to one, which stand in <sup>."""
    if not isinstance(element.tag, str):  # a comment
        return []
    if element.tag == "br":
        return [ROW_ENDS]
    number = (element.text or "").strip() if element.tag == "sup" else ""
    if number.isdigit():
        return [{"mark": number, "added": EDITORIAL in element.attrib}]
    if EDITORIAL in element.attrib:
        link = element.find("a") if element.tag == "sup" else None
        if link is None:
            return []
        if link.get("role") == "doc-backlink":
            return [{"of": link.get("id"), "mark": link.text}]
        return [{"note": link.get("href", "").rpartition("#")[2]}]
    return _inside(element)


def _joined(runs: Runs) -> Runs:
    """Returns the runs with the words between two footnotes as one, without the blanks at the
    ends."""
    joined: Runs = []
    for is_text, some in groupby(runs, lambda run: isinstance(run, str)):
        found = [*some]
        joined += [BLANK.sub(" ", "".join(found))] if is_text else found
    for end, stripped in ((0, str.lstrip), (-1, str.rstrip)):
        if joined and isinstance(joined[end], str):
            joined[end] = stripped(joined[end])
    return [run for run in joined if run]


def _without_empty(blocks: list[PlainBlock]) -> list[PlainBlock]:
    """Returns the blocks without the added headings that have nothing adopted under them."""
    kept: list[PlainBlock] = []
    for block in reversed(blocks):
        # Any block but a heading counts as below all of them.
        below = kept[-1].get("level", DEEPEST + 1) if kept else 0
        if not block.get("added") or below > block["level"]:
            kept.append(block)
    return kept[::-1]


def _number(blocks: list[PlainBlock], numbers: Mapping[str, Iterator[int]]) -> None:
    for block in blocks:
        kind = block["kind"]
        if kind in ("paragraph", "heading"):
            block["number"] = next(numbers[kind])
        for item in block.get("items", ()):
            _number(item, numbers)
        for row in block.get("rows", ()):
            row["number"] = next(numbers["paragraph"])
        for note in block.get("notes", ()):
            note.setdefault("number", next(numbers["note"]))


def document_words(blocks: list[PlainBlock]) -> list[str]:
    """Returns the adopted words of a document, in order."""
    return [word for one in saying(blocks) for word in words(plain(one["runs"]))]


def saying(blocks: list[PlainBlock]) -> Iterator[dict[str, Any]]:
    """Yields the parts that hold adopted words, in order: headings, paragraphs, numbers of lists,
    cells and footnotes."""
    for block in blocks:
        if "runs" in block and not block.get("added"):
            yield block
        for at, item in enumerate(block.get("items", ())):
            yield {"runs": block.get("marks", ())[at : at + 1]}
            yield from saying(item)
        for cells in (*block.get("head", ()), *(row["cells"] for row in block.get("rows", ()))):
            yield from cells
        yield from block.get("notes", ())


def footnote_numbers(blocks: list[PlainBlock]) -> dict[str, int]:
    """Returns the number of each footnote of a document by its id."""
    return {note["id"]: note["number"] for one in blocks for note in one.get("notes", ())}


def cited_rows(strategy: Strategy) -> list[MetadataRow]:
    """Returns the document's own rows on who decided it, when, and under which number."""
    return [row for row in strategy.metadata if CITED.search(row.label)]


def checksum(root: Path, strategy: Strategy) -> str:
    """Returns the SHA-256 (FIPS 180-4) of the file that holds the adopted text, in hexadecimal."""
    return hashlib.sha256((root / "data" / strategy.transcript.source).read_bytes()).hexdigest()
