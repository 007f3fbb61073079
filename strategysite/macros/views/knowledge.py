"""Macros of the added pages: what they are no part of, and what they lean on."""

from strategysite.data.model.sources import Source
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import Variables, block, find, inline


def _source(context: RenderContext, own: str) -> Source:
    entry = find(context.sources.sources, own, "källan", "sources i data/sources.yaml")
    context.show("source", entry.id)
    return entry


@block
def added_notice(context: RenderContext) -> Variables:
    """Says that the page is no part of the adopted strategy."""
    return {"strategy": context.strategy, "successor": context.facts.successor}


@inline
def source(context: RenderContext, own: str) -> Variables:
    """A source in a sentence."""
    return {"source": _source(context, own)}


@block
def sources(context: RenderContext, own: list[str]) -> Variables:
    """The sources of a page, at its end."""
    return {"sources": [_source(context, entry) for entry in own]}
