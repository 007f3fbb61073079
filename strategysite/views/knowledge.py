"""Macros of the added pages: what they are no part of, and what they lean on."""

from strategysite.model.sources import Source
from strategysite.rendering import Context, Desk, block, find, inline


def _source(desk: Desk, own: str) -> Source:
    entry = find(desk.sources.sources, own, "källan", "sources i data/sources.yaml")
    desk.show("source", entry.id)
    return entry


@block
def added_notice(desk: Desk) -> Context:
    """Says that the page is no part of the adopted strategy."""
    return {"strategy": desk.strategy, "successor": desk.facts.successor}


@inline
def source(desk: Desk, own: str) -> Context:
    """A source in a sentence."""
    return {"source": _source(desk, own)}


@block
def sources(desk: Desk, own: list[str]) -> Context:
    """The sources of a page, at its end."""
    return {"sources": [_source(desk, entry) for entry in own]}
