"""Macros of the search: the page with every result, and the site from A to Ö."""

from strategysite.macros.a_to_z import a_to_z as entries_by_letter
from strategysite.macros.a_to_z import titles_and_headings
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import Variables, block


@block
def search_page(context: RenderContext) -> Variables:
    """Where the search writes its field and its results; without JavaScript, the way to A–Ö."""
    return {}


@block
def a_to_z(context: RenderContext) -> Variables:
    """Every page, heading, abbreviation and listed search word, by letter. A term that leads to
    several pages names each."""
    letters = entries_by_letter(context.facts)
    terms = [term.casefold() for _, group in letters for term, _ in group]
    named = titles_and_headings(context.facts)
    return {
        "letters": letters,
        "repeated": {term for term in terms if terms.count(term) > 1},
        "titles": {target: term for term, target in named if "#" not in target},
    }
