"""The PDF of each strategy, those that were replaced too, from the pages that show it."""

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from strategysite.checks.adopted_pages import first_difference
from strategysite.data.addresses import page_url, pdf_file
from strategysite.data.adopted import adopted_words
from strategysite.data.dates import first_day, last_day, long_date
from strategysite.data.document import PlainBlock, checksum, document_of, document_words, saying
from strategysite.data.facts import Facts
from strategysite.data.model.strategy import Strategy
from strategysite.exports.pdf import NoGlyph, pdf
from strategysite.pages.reading import Page
from strategysite.problems import Place, Problem

COMMON = re.compile(r"[\t\n -\u024f\u2010-\u2026€]*")  # signs that every font of text has
SHORT = 12  # characters of the checksum in the foot of a page


def write_strategies(site: Path, facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Writes the PDFs into `site`, and yields the problems of those whose words are not the adopted
    ones. Those are not written, nor one with a sign that no font has."""
    for edition in facts.editions:
        strategy = edition.document
        blocks = _blocks(edition, pages)
        own = strategy.pages
        adopted = [word for page in own for word in adopted_words(facts.root, strategy, page)]
        file = pdf_file(edition)
        if found := first_difference(adopted, document_words(blocks)):
            yield Problem(Place(f"site/{file}"), f"i den färdiga filen: {found.what}", found.fix)
            continue
        with contextlib.suppress(NoGlyph):
            made = pdf("strategy.typ", strategy_model(edition, blocks))
            path = site / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)


def without_pdf(facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Yields where the sign stands that keeps a strategy from being a PDF, of those it does. Only
    a text with signs beyond the European letters and their punctuation is tried."""
    for edition in facts.editions:
        blocks = _blocks(edition, pages)
        if COMMON.fullmatch(json.dumps(blocks, ensure_ascii=False)):
            continue
        try:
            pdf("strategy.typ", strategy_model(edition, blocks))
        except NoGlyph as missing:
            shown = [pages[entry.page] for entry in edition.document.transcript.pages]
            page = next((one for one in shown if missing.sign in one.text), shown[0])
            fix = f"Texten finns på sidorna, men {pdf_file(edition)} görs inte. Är tecknet"
            fix += " fel avskrivet? Rätta det då här och i data/source."
            yield Problem(page.place(missing.sign), str(missing), fix)


def _blocks(edition: Facts, pages: Mapping[str, Page]) -> list[PlainBlock]:
    markup = {file: page.html for file, page in pages.items()}
    return [block for part in document_of(edition.document, markup) for block in part.blocks]


def strategy_model(facts: Facts, blocks: list[PlainBlock]) -> dict[str, Any]:
    """Returns what strategy.typ is filled with; `blocks` are those of the document, whose footnotes
    go to where they are first named."""
    strategy, municipality = facts.document, facts.own
    held = _held(strategy, facts.today)
    home = municipality.home
    digest = checksum(facts.root, strategy)
    notes = {note["id"]: note["runs"] for block in blocks for note in block.get("notes", ())}
    for run in (run for one in saying(blocks) for run in one["runs"] if isinstance(run, dict)):
        if run.get("note") in notes:
            run["runs"] = notes.pop(run["note"])
    for block in blocks:
        if block["kind"] == "notes":  # those that no mark leads to stay where they are
            block["notes"] = [note for note in block["notes"] if note["id"] in notes]
        elif block["kind"] == "picture":
            block["bytes"] = list((facts.root / "docs" / block["file"]).read_bytes())
    return {
        "title": strategy.full_title,
        "name": strategy.short_name,
        "author": municipality.name,
        "date": None,
        "foot": f"{held} Kontrollsumma {digest[:SHORT]}".strip(),
        "blocks": [block for block in blocks if block.get("notes") != []],
        "adopted": strategy.adopted and long_date(strategy.adopted),
        "validity": held,
        "address": home and home + page_url(strategy.front_page),
        "checksum": digest,
    }


def _held(strategy: Strategy, today: date) -> str:
    """Returns for how long it holds, as the document says it, and whether that is over."""
    held = strategy.validity
    said = strategy.period
    if held and not said:
        last = held.last and f" till och med {last_day(held.last)}"
        said = f"från och med {first_day(held.first)}{last or ', tills vidare'}"
    over = strategy.ends and today > strategy.ends
    return f"Giltighetstid: {said}.{' Den tiden har gått.' if over else ''}" if said else ""
