"""Macros of the search: the page with every result, and the site from A to Ö."""

from strategysite.data.translated import SWEDISH
from strategysite.macros.a_to_z import a_to_z as entries_by_letter
from strategysite.macros.a_to_z import titles_and_headings
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import Variables, block

# What an answer says; and, in another language than Swedish, the frame of its page.
ANSWER = [
    *("open", "open_now", "closed_now"),
    *(f"search.{word}" for word in ("hit", "hits", "walk", "tab", "all", "none", "urgent")),
    "search.inexact",
]
FRAME = ["help", "search", "search.wait", "search.broken", "menu", "exit"]
FRAME += [f"exit.{word}" for word in ("loading", "more", "last", "expired")]


def answer_labels(context: RenderContext, code: str) -> dict[str, str]:
    """Returns the words of an answer in a language, by the names that the script has for them.
    Raises MacroError, at the translation file, where one is not there."""
    labels = ANSWER if code == SWEDISH else ANSWER + FRAME
    return {label.removeprefix("search."): context.label(label, code) for label in labels}


@block
def search_page(context: RenderContext) -> Variables:
    """Where the search writes its field and its results; without JavaScript, the way to A–Ö."""
    # what is not there is told before anything is built
    spoken = [
        {"lang": one.lang, "dir": one.dir, **answer_labels(context, one.code)}
        for one in context.translations.languages
    ]
    return {"spoken": [words for words in spoken if words["lang"] != SWEDISH]}


@block
def a_to_z(context: RenderContext) -> Variables:
    """Every page, heading, abbreviation and listed search word, by letter. A term that is not the
    title of its page names that page: a heading alone may say little."""
    named = titles_and_headings(context.facts, context.written)
    return {
        "letters": entries_by_letter(context.facts, context.written),
        "titles": {target: term for term, target in named if "#" not in target},
    }
