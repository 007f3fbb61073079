"""Macros about the adopted document, and what the editors say beside it."""

import re

from strategysite.data.addresses import page_url, pdf_file, up_from
from strategysite.data.dates import first_day, last_day
from strategysite.data.document import checksum, cited_rows, document_of, footnote_numbers
from strategysite.data.facts import data_file
from strategysite.data.follow_up import in_short, last_reports
from strategysite.data.model.activities import FOOTNOTE_MARK, TargetArea, WithMarks, written
from strategysite.data.model.strategy import Actor, line_numbers
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import MacroError, Variables, block, find, inline
from strategysite.problems import did_you_mean

# A footnote on a page, by its mark and its id, and a mark that a note leads back to.
NOTE = re.compile(r"\[(\d+)\]\([^()]*\)\{ #(fotnot-[\d-]+) ")
FIRST_MARK = re.compile(r"\{ #(fotnot-[\d-]+)-i-texten ")
WHOLE = "whole_strategy"  # the macro of a page that shows all of the document


def _area(context: RenderContext, own: str) -> TargetArea:
    under = f"target_areas i {data_file('activities', context.facts.edition)}"
    return find(context.facts.areas, own, "målområdet", under)


def actors_of(context: RenderContext) -> dict[str, Actor]:
    """Returns the strategy's actors by id."""
    return {actor.id: actor for actor in context.strategy.actors}


def _validity(context: RenderContext) -> Variables:
    strategy, today = context.strategy, context.facts.today
    return {
        "ended": strategy.ends is not None and today > strategy.ends,
        "begun": strategy.validity is None or today >= strategy.validity.first,
        "begins": strategy.begins and first_day(strategy.begins),
        "ends": strategy.ends and last_day(strategy.ends),
    }


@block
def validity_notice(context: RenderContext) -> Variables:
    """Says whether the strategy holds on the day of the build, or which one has replaced it; on its
    first page also how its text stands here, and whom to ask when it has ended."""
    responsible = next((row.said for row in context.strategy.metadata if row.responsible), "")
    if responsible[1:2].islower():  # as in the middle of a sentence, but KUSH stays KUSH
        responsible = responsible[0].lower() + responsible[1:]
    successor, adopted = context.facts.successor, context.strategy.adopted
    begins = successor and successor.validity and successor.validity.first
    return {
        **_validity(context),
        "successor": successor,
        "not_yet": first_day(begins) if begins and begins > context.facts.today else "",
        "adopted_later": bool(
            successor and successor.adopted and adopted and adopted < successor.adopted
        ),
        "responsible": responsible,
        "first": context.page_url == page_url(context.strategy.front_page),
    }


@block
def strategy_at_a_glance(context: RenderContext, follow_up: str) -> Variables:
    """The strategy for whoever asks what it is: whose, whether it holds, its levels, its target
    areas, and how it goes, with a link to the page `follow_up` ("uppfoljning.md")."""
    return {**_validity(context), "in_short": in_short(context.facts), "follow_up": follow_up}


@block
def remarks(context: RenderContext) -> Variables:
    """The places that stand as adopted though a reader may wonder, each with its page."""
    pages = {
        number: entry.page
        for entry in context.strategy.transcript.pages
        for lines in entry.lines
        for number in line_numbers(lines)
    }
    told = context.strategy.remarks
    return {"remarks": [(one, pages.get(line_numbers(one.line)[0])) for one in told]}


@block
def whole_strategy(context: RenderContext) -> Variables:
    """The whole document, read from the pages that show it, and what is needed to cite it."""
    strategy, home = context.strategy, context.municipality.home
    parts = document_of(strategy, context.html)
    blocks = [own for part in parts for own in part.blocks]
    notes = [
        (part, [note for note in strategy.editorial_notes if note.page == part.page])
        for part in parts
    ]
    return {
        **remarks(context),
        "blocks": blocks,
        "up": up_from(context.page_url),
        "numbers": footnote_numbers(blocks),
        "cited": cited_rows(strategy),
        "address": home and home + context.page_url,
        "checksum": checksum(context.facts.root, strategy),
        "notes": [(part, own) for part, own in notes if own],
    }


@block
def strategy_pdf(context: RenderContext) -> Variables:
    """The way to the document as a PDF. Its size is written when the site is built; while it is
    only shown on one's own machine there is no PDF, and no way to it."""
    return {"address": up_from(context.page_url) + pdf_file(context.facts)}


@block
def editorial_note(context: RenderContext, note: str) -> Variables:
    """What was set right in the layout of one place."""
    under = f"editorial_notes i {data_file('strategy', context.facts.edition)}"
    entry = find(context.strategy.editorial_notes, note, "anmärkningen", under)
    context.show(entry)
    return {"note": entry}


@block
def goals(context: RenderContext, area: str) -> Variables:
    """The goals of a target area under the document's heading."""
    found = _area(context, area)
    context.show(*found.all_goals)
    return {"area": found, "reports": last_reports(context.facts), **_notes(context, found)}


def _notes(context: RenderContext, area: TargetArea) -> Variables:
    """What shows the marks of footnotes in the texts of an area: how a text with marks or rows is
    parted, the notes by their marks, each with the way to its page where that is another, and which
    of them have a mark here already."""
    pages, up = context.strategy.pages, up_from(context.page_url)
    texts = {file: context.written.get(file, (None, ""))[1] for file in {area.page, *pages}}
    context.named += FIRST_MARK.findall(texts[area.page])
    above, _, below = texts[area.page].partition(f'("{area.id}")')
    at = pages.index(area.page) if area.page in pages else len(pages)
    ways = {file: up + page_url(file) for file in pages}
    before = [(ways[file], one) for file in pages[:at] for one in NOTE.findall(texts[file])]
    before += [("", one) for one in NOTE.findall(above)]
    after = [("", one) for one in NOTE.findall(below)]
    after += [(ways[file], one) for file in pages[at + 1 :] for one in NOTE.findall(texts[file])]
    return {
        "parted": lambda text: (
            FOOTNOTE_MARK.split(written(text))
            if "\n" in text or isinstance(text, WithMarks)
            else None  # as nearly always
        ),
        # The next one of that number, else the last before.
        "notes": {number: (own, way) for way, (number, own) in [*before, *after[::-1]]},
        "named": context.named,
    }


@block
def activity_table(context: RenderContext, area: str) -> Variables:
    """The activities of a target area with those responsible; an abbreviation is spelled out under
    the table where it is first used."""
    found = _area(context, area)
    context.show(*found.activities)
    areas, actors = context.facts.areas, actors_of(context)
    before = [one for other in areas[: areas.index(found)] for one in other.activities]
    known = {own for activity in before for own in activity.responsible}
    named = dict.fromkeys(own for activity in found.activities for own in activity.responsible)
    footnotes = [actors[own] for own in named if actors[own].footnote and own not in known]
    reports = last_reports(context.facts)
    own = {"area": found, "actors": actors, "footnotes": footnotes, "reports": reports}
    return own | _notes(context, found)


@block
def environments(context: RenderContext) -> Variables:
    """Links to the environments that the strategy describes."""
    context.show(*context.strategy.environments)
    return {}


@block
def prevention_triangle(context: RenderContext) -> Variables:
    """The levels of prevention as links: in a triangle where the document has one, or a list."""
    context.show(*context.strategy.prevention)
    return {"whom": False}


@inline
def abbr(context: RenderContext, short: str) -> Variables:
    """An abbreviation in a sentence, spelled out."""
    names = {known: name for known, name, _ in context.strategy.spelled_out}
    if short not in names:
        under = f"abbreviations i {data_file('strategy', context.facts.edition)}"
        fix = did_you_mean(short, names, under)
        raise MacroError(f'förkortningen "{short}" finns inte', fix, short)
    return {"short": short, "name": names[short]}
