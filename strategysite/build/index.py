"""The search: its index, made from the finished HTML, and its script, joined from its parts."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rjsmin

from strategysite.data.addresses import link_url, page_url
from strategysite.data.facts import Facts
from strategysite.data.model.contacts import LOCAL
from strategysite.data.model.translations import Language
from strategysite.data.translated import SWEDISH
from strategysite.macros.context import RenderContext
from strategysite.macros.views.cards import Card, card_of
from strategysite.macros.views.search import answer_labels
from strategysite.search.packing import Help, Synonym, build_index
from strategysite.search.words import fold

PAGE = "index.html"
SCRIPT = "scripts/search.js"
MOST = 3  # contacts
_SHORT = 4
# In the order they need each other. They are one module, fetched when the field is first used.
PARTS = ["words", "nearness", "engine", "files", "excerpt", "help", "finding"]
PARTS += ["../opening", "results", "field", "page"]


def write_search_index(site: Path, facts: Facts, pages: Mapping[str, str]) -> None:
    """Writes the files of the index of `pages`, HTML by file, and the script that reads them, into
    `site`."""
    own = {file.removesuffix(PAGE): html for file, html in pages.items() if file.endswith(PAGE)}
    aside = page_url(facts.search.otherwise) if facts.search and facts.search.otherwise else None
    files = build_index(sorted(own.items()), synonyms(facts), aside, contacts(facts))
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    folder = site / "scripts" / "search"
    if folder.is_dir():
        source = "\n".join((folder / f"{part}.js").read_text("utf-8") for part in PARTS)
        (site / SCRIPT).write_text(rjsmin.jsmin(source), "utf-8")


def synonyms(facts: Facts) -> list[Synonym]:
    """The editors' words, with addresses in place of files; and each number that is shown, which
    leads to the situation that names it earliest."""
    context = RenderContext(facts)
    number = _numbered(context)
    asked = [
        Synonym(one.asked, link_url(one.to), number.get(one.first or ""))
        for one in facts.search_entries
    ]
    named = [
        (place, card.number, situation)
        for situation in context.contacts.situations
        for place, name in enumerate((*situation.best, *situation.more))
        if (card := card_of(context, name, SWEDISH)) and card.number
    ]
    earliest = sorted(named, key=lambda one: one[0])
    leads = {re.sub(r"\D", "", shown): to for _, shown, to in reversed(earliest)}
    help_page = page_url(context.translations.languages[0].page)
    return asked + [
        Synonym((shown,), page_url(to.page) if to.page else f"{help_page}#{to.id}")
        for shown, to in leads.items()
    ]


def answer_words(context: RenderContext, language: Language) -> dict[str, Any]:
    """Returns what an answer is written with in a language: labels, and as `contacts` [name, number
    or site or how to reach them, link, hours, hours for the script] of all that may be shown."""
    rows = []
    for card in _cards(context, language.code).values():
        way = (card.number, card.telephone_link)
        if not card.number:
            way = (card.link.text, card.link.url) if card.link else (card.fallback, None)
        rows.append([card.name, *way, " · ".join(card.hours), card.hours_data])
    return {
        "lang": language.lang,
        "dir": language.dir,
        "page": page_url(language.page),
        **answer_labels(context, language.code),
        "contacts": rows,
    }


def _cards(context: RenderContext, code: str) -> dict[str, Card]:
    """The contacts with a number, and those without that a situation puts first, by their key, the
    emergency number first: the same in every language.

    Who is reached through the emergency number is not among them: without the words of the help
    page that would read as their own.
    """
    known = context.contacts
    first = {name for situation in known.situations for name in situation.best}
    names = [one.id for one in sorted(known.contacts, key=lambda one: not one.emergency)]
    names += [f"{LOCAL}{role.id}" for role in known.local_roles]
    cards = [(name, card_of(context, name, code)) for name in names]
    shown = [
        card
        for name, card in cards
        if card and (card.number or (name in first and (card.link or card.fallback)))
    ]
    other = [card for card in shown if card.emergency or card.number != known.emergency_number]
    return {card.key: card for card in other}


def _numbered(context: RenderContext) -> dict[str, int]:
    return {key: place for place, key in enumerate(_cards(context, SWEDISH))}


def contacts(facts: Facts) -> Help:
    """Returns whom the search shows above what it finds, and where: at a situation those it names
    first, and of the others those with a number."""
    context = RenderContext(facts)
    number = _numbered(context)
    languages = [(one, page_url(one.page)) for one in context.translations.languages]
    places: dict[str, list[int]] = {}
    for situation in context.contacts.situations:
        named = [card_of(context, name, SWEDISH) for name in (*situation.best, *situation.more)]
        shown = [
            number[card.key]
            for place, card in enumerate(named)
            if card and card.key in number and (card.number or place < len(situation.best))
        ][:MOST]
        places |= {f"{page}#{situation.id}": shown for _, page in languages}
        if context.contacts.urgent(situation):
            places |= {page: shown for _, page in languages}
        if situation.page:
            places[page_url(situation.page)] = shown
    alarms = [fold(words) for language, _ in languages for words in language.alarm]
    said = [re.findall(r"[^\W_]+", words) for words in alarms]
    # The beginning of a word is enough, unless it is too short: then the word ends there.
    alarm = {" ".join([*words, *[""] * (len(words[-1]) < _SHORT)]) for words in said if words}
    words = {one.lang: answer_words(context, one) for one, _ in reversed(languages)}
    return Help(words, places, sorted(alarm))
