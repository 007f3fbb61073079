"""The PDF of each strategy, those that were replaced too, from the pages that show it."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from strategysite.checks.adopted import first_difference
from strategysite.data.addresses import page_url, pdf_file
from strategysite.data.adopted import adopted_words
from strategysite.data.dates import long_date
from strategysite.data.document import Block, checksum, document_of, document_words, saying
from strategysite.data.facts import Facts
from strategysite.data.model.municipality import Municipality
from strategysite.exports.pdf import NoGlyph, pdf
from strategysite.pages.reading import Page
from strategysite.problems import Place, Problem

SHORT = 12  # characters of the checksum in the foot of a page


def write_strategies(site: Path, facts: Facts, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Writes them into `site`, and yields the problems of those whose words are not the adopted
    ones; nothing is written for them, nor where a sign of the text is in no font."""
    for edition in facts.editions:
        strategy = edition.strategy
        assert strategy
        markup = {file: page.html for file, page in pages.items()}
        blocks = [block for part in document_of(strategy, markup) for block in part.blocks]
        own = dict.fromkeys(entry.page for entry in strategy.transcript.pages)
        adopted = [word for page in own for word in adopted_words(facts.root, strategy, page)]
        file = pdf_file(strategy)
        if found := first_difference(adopted, document_words(blocks)):
            yield Problem(Place(f"site/{file}"), f"i den färdiga filen: {found.what}", found.fix)
            continue
        with contextlib.suppress(NoGlyph):
            made = pdf("strategy.typ", strategy_model(edition, blocks))
            path = site / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)


def strategy_model(facts: Facts, blocks: list[Block]) -> dict[str, Any]:
    """Returns what strategy.typ is filled with; `blocks` are those of the document, whose footnotes
    go to where they are first named."""
    strategy, municipality = facts.strategy, facts.municipality or Municipality()
    assert strategy
    validity = strategy.validity
    home = (municipality.site_address or "").rstrip("/")
    digest = checksum(facts.root, strategy)
    notes = {note["id"]: note["runs"] for block in blocks for note in block.get("notes", ())}
    for run in (run for one in saying(blocks) for run in one["runs"] if isinstance(run, dict)):
        if run.get("note") in notes:
            run["runs"] = notes.pop(run["note"])
    for picture in (block for block in blocks if block["kind"] == "picture"):
        picture["bytes"] = list((facts.root / "docs" / picture["file"]).read_bytes())
    return {
        "title": strategy.full_title,
        "name": strategy.short_name,
        "opening": strategy.short_name.capitalize(),
        "author": municipality.name,
        "date": strategy.adopted and strategy.adopted.timetuple()[:3],
        "foot": f"Kontrollsumma {digest[:SHORT]}",
        "blocks": [
            block for block in blocks if not block.get("notes") or notes.keys() & _ids(block)
        ],
        "adopted": strategy.adopted and long_date(strategy.adopted),
        "from": validity and long_date(validity.first),
        "to": validity and validity.last and long_date(validity.last),
        "address": f"{home}/{page_url(strategy.front_page)}" if home else None,
        "checksum": digest,
    }


def _ids(block: Block) -> set[str]:
    return {note["id"] for note in block["notes"]}
