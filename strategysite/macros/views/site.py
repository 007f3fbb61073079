"""Macros about the site itself: the municipality, its server, its routines, its sources."""

import json
from urllib.parse import urlsplit

from strategysite.data.addresses import feed_file, up_from
from strategysite.data.audit_report import audit_report as kept_report
from strategysite.data.model.contacts import confirmed
from strategysite.data.model.sources import Source
from strategysite.data.open_data import tables
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import MacroError, Variables, block, find, inline
from strategysite.macros.views.cards import switchboard


@inline
def exit_site(context: RenderContext) -> Variables:
    """The name of the site that the button for leaving opens, as "smhi.se"."""
    return {"host": urlsplit(context.municipality.exit_url).netloc.removeprefix("www.")}


@block
def changes(context: RenderContext) -> Variables:
    """What has changed on the site, newest first, and the feed's address where there is one."""
    kept = sorted(context.facts.news, key=lambda change: change.date, reverse=True)
    feed = feed_file(context.facts)
    return {"changes": kept, "feed": up_from(context.page_url) + feed if feed else None}


@block
def open_data(context: RenderContext) -> Variables:
    """The files of open data, each with its size, its fields, and the first row of one as it is."""
    listed = [*tables(context.facts)]
    rows = next((table.rows for table, _ in listed if table.rows), [])
    return {
        "tables": [
            (table, {name: len(text.encode()) for name, text in files.items()})
            for table, files in listed
        ],
        "example": json.dumps(rows[:1], ensure_ascii=False, indent=1),
    }


@block
def report_failing(context: RenderContext) -> Variables:
    """How to tell the municipality that a page does not work, or ask for a text in another form."""
    return {"email": confirmed(context.municipality.email), "switchboard": switchboard(context)}


@block
def audit_report(context: RenderContext) -> Variables:
    """What was tested automatically, when, with which result."""
    return {"report": kept_report(context.facts.root)}


def _source(context: RenderContext, own: str) -> Source:
    if own in {one.id for one in context.contacts.contacts}:
        fix = "Skriv källans id, ur data/sources.yaml. Ska meningen visa numret? Skriv"
        fix += f' {{{{ phone("{own}") }}}}.'
        raise MacroError(f'"{own}" är en kontakt, ingen källa', fix, own)
    entry = find(context.sources.sources, own, "källan", "sources i data/sources.yaml")
    context.show(entry)
    return entry


@inline
def source(context: RenderContext, own: str, *more: str) -> Variables:
    """What a sentence rests on: one source, or several."""
    return {"sources": [_source(context, entry) for entry in (own, *more)]}


@block
def sources(context: RenderContext, own: list[str]) -> Variables:
    """The sources of a page, at its end."""
    return {"sources": [_source(context, entry) for entry in own]}
