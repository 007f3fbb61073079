"""Macros of the help pages: situations, cards, numbers in a sentence, paper."""

from collections.abc import Iterable

import segno
from markupsafe import Markup

from strategysite.data.addresses import page_url
from strategysite.data.dates import partial_date
from strategysite.data.model.contacts import Situation
from strategysite.data.translated import SWEDISH
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import MacroError, Variables, block, find, inline
from strategysite.macros.views.cards import Card, card_of, contact_card, local_card, switchboard
from strategysite.problems import ONE_SLIP

HELP_PAGE = "hjalp/index.md"


def _cards(context: RenderContext, names: Iterable[str], language: str) -> list[Card]:
    return [found for name in names if (found := card_of(context, name, language))]


def _published(context: RenderContext, own: str, language: str) -> Card:
    under = "contacts i data/contacts.yaml"
    if own in {role.id for role in context.contacts.local_roles}:
        fix = f'Skriv {{{{ local("{own}") }}}}: numret är kommunens eget, eller växelns.'
        raise MacroError(f'"{own}" är ingen kontakt, utan en roll i kommunen', fix, own)
    found = find(context.contacts.contacts, own, "kontakten", under, likeness=ONE_SLIP)
    if not found.published:
        fix = "Ring och skriv datumet under verified i data/contacts.yaml, eller skriv texten utan."
        what = f'kontakten "{own}" är inte kontrollerad och får inte visas'
        raise MacroError(what, fix, own)
    return contact_card(context, found, language)


def _situation(context: RenderContext, own: str) -> Situation:
    under = "situations i data/contacts.yaml"
    return find(context.contacts.situations, own, "situationen", under)


def _home(here: list[Situation], name: str) -> Situation | None:
    """Returns the situation that shows the card of a contact: where it is best, else in `more`."""
    named = [own for own in here if name in (*own.best, *own.more)]
    return min(named, key=lambda own: name not in own.best, default=None)


def _asked(context: RenderContext, names: list[str], language: str) -> list[Card]:
    """Returns the cards of situations and contacts, each once; of all situations by default."""
    by_id = {situation.id: situation for situation in context.contacts.situations}
    entries = [
        entry
        for name in names or list(by_id)
        for entry in ((*by_id[name].best, *by_id[name].more) if name in by_id else (name,))
    ]
    return list({card.key: card for card in _cards(context, entries, language)}.values())


@block
def situations(context: RenderContext, lang: str = SWEDISH) -> Variables:
    """The doors of the help page: every situation but the emergency, whose number stands above."""
    doors = [one for one in context.contacts.situations if not context.contacts.urgent(one)]
    titles = [context.texts("situations", one, lang)["title"] for one in doors]
    pages = [one.page if lang == SWEDISH else None for one in doors]
    return {"doors": list(zip(doors, titles, pages, strict=True))}


@block
def languages(context: RenderContext) -> Variables:
    """The help page in every language, each by its own name."""
    return {"languages": context.translations.languages, **context.words(SWEDISH)}


@block
def contacts_for(context: RenderContext, situation: str, lang: str = SWEDISH) -> Variables:
    """The cards of a situation: first those who may answer now, and never first one that cannot be
    reached. On the page of a whole language a card stands once, where it helps most."""
    found = _situation(context, situation)
    here = [found]
    if context.page_url in {page_url(entry.page) for entry in context.translations.languages}:
        here = [own for own in context.contacts.situations if lang != SWEDISH or not own.page]
    rows = [
        (order, card, _home(here, name) is found)
        for order, name in enumerate((*found.best, *found.more))
        if (card := card_of(context, name, lang))
    ]
    first = len(found.best)
    rows.sort(key=lambda row: (row[0] >= first, row[0] < first and row[1].patience))
    if rows and not rows[0][1].reachable:
        there = next((row for row in rows if row[1].reachable), rows[0])
        rows.sort(key=lambda row: row is not there)
    timed = any(card.hours_data for _, card, _ in rows)
    return {"rows": rows, "timed": timed, **context.words(lang)}


@block
def when_you_call(context: RenderContext, situation: str = "", lang: str = SWEDISH) -> Variables:
    """What whoever turns to them will meet at the contacts of a situation where somebody answers,
    so at none that is a page to read; or at all those for everyone."""
    cards = _asked(context, [_situation(context, situation).id] if situation else [], lang)
    shown = [
        card
        for card in cards
        if card.answered
        and (card.answers or card.note or card.cost)
        and (situation or not card.professionals_only)
    ]
    return {"cards": shown, **context.words(lang)}


@block
def contact_sources(
    context: RenderContext, names: list[str] | None = None, lang: str = SWEDISH
) -> Variables:
    """How we know what the cards say: of the situations and contacts that are named, or of all."""
    cards = _asked(context, names or [], lang)
    shown = [card for card in cards if card.source or card.number_source]
    return {"cards": shown, **context.words(lang)}


@block
def contact(context: RenderContext, own: str, lang: str = SWEDISH) -> Variables:
    """One service as a card."""
    return {"card": _published(context, own, lang), **context.words(lang)}


@block
def local_contact(context: RenderContext, role: str, lang: str = SWEDISH) -> Variables:
    """The municipality's own contact as a card, or how to reach it anyway."""
    return {"card": local_card(context, role, lang), **context.words(lang)}


@inline
def local(context: RenderContext, role: str, lang: str = SWEDISH) -> Variables:
    """The municipality's own contact in a sentence; until it has a number, its switchboard."""
    return {"card": local_card(context, role, lang), "switchboard": switchboard(context)}


@inline
def phone(context: RenderContext, own: str) -> Variables:
    """A number in a sentence, to tap."""
    found = _published(context, own, SWEDISH)
    if found.number is None:
        fix = "Ring och skriv datumet, eller länka till tjänstens sida med service_link."
        raise MacroError(f'kontakten "{own}" har inget kontrollerat nummer', fix, own)
    return {"card": found}


@inline
def service_link(context: RenderContext, own: str) -> Variables:
    """A service's own page in a sentence."""
    found = _published(context, own, SWEDISH)
    if found.link is None:
        fix = "Lägg till link i data/contacts.yaml."
        raise MacroError(f'kontakten "{own}" har ingen länk', fix, own)
    return {"card": found}


@block
def translation_notice(context: RenderContext, lang: str) -> Variables:
    """Says in the page's language that it is a translation, whether a translator has read it, and
    that the Swedish page applies."""
    reviewer, day = context.page_meta.get("reviewer"), context.page_meta.get("reviewed")
    reviewed = None
    if reviewer and day:
        date = partial_date(str(day), context.locale(lang))
        reviewed = context.filled("translation_reviewed", lang, name=reviewer, date=date)
    return {"reviewed": reviewed, **context.words(lang)}


@block
def structured_data(context: RenderContext) -> Variables:
    """The services for search engines, as schema.org's GovernmentService and ContactPoint in
    JSON-LD, so that they can show the number: those that the situations show."""
    services = []
    for own in _asked(context, [], SWEDISH):
        if own.professionals_only or not (own.number or own.link):
            continue
        service: Variables = {
            "@type": "GovernmentService" if own.emergency else "Service",
            "name": own.name,
            "description": own.purpose,
        }
        if own.link:
            service["url"] = own.link.url
        if link := own.telephone_link:
            number = link.removeprefix("tel:")
            point = {"@type": "ContactPoint", "telephone": number, "contactType": own.name}
            service["availableChannel"] = {"@type": "ServiceChannel", "servicePhone": point}
        services.append(service)
    return {"data": {"@context": "https://schema.org", "@graph": services}}


def _on_paper(
    context: RenderContext, also: Iterable[str]
) -> tuple[list[tuple[Situation, list[Card]]], Variables]:
    """Returns the situations with their first contacts, and those of the others that are named,
    each once and none that is only for staff; and what else a printed sheet says."""
    _cards(context, also, SWEDISH)  # a name that is no contact's is told
    rows, seen = [], set[str]()
    for situation in context.contacts.situations:
        named = *situation.best, *(own for own in situation.more if own in also)
        cards = [
            found
            for found in _cards(context, named, SWEDISH)
            if found.key not in seen and not found.professionals_only
        ]
        seen |= {found.key for found in cards}
        if cards:
            rows.append((situation, cards))
    home = context.municipality.home
    paper = {"address": home and home + page_url(HELP_PAGE), "switchboard": switchboard(context)}
    return rows, paper


@block
def notice_sheet(context: RenderContext, also: list[str] | None = None) -> Variables:
    """A sheet for a notice board: situations, numbers to call, the page's address and QR code; of
    those who are not first in their situation, the ones that are named. On the help page it is only
    for paper, where it takes the place of the doors, which lead nowhere there."""
    rows, paper = _on_paper(context, also or [])
    address = paper["address"]
    qr = address and Markup(segno.make(address, error="m").svg_inline(omitsize=True, border=2))
    return {"rows": rows, "qr": qr, "hidden": context.page_url == page_url(HELP_PAGE), **paper}


@block
def wallet_cards(
    context: RenderContext,
    names: list[str] | None = None,
    lines: list[str] | None = None,
    also: list[str] | None = None,
) -> Variables:
    """Small cards to cut out and carry: the contacts that are named, or else whom to reach first in
    each situation and those that are named `also`, each once; and lines to write on by hand."""
    rows, paper = _on_paper(context, also or [])
    first = [found for _, cards in rows for found in cards]
    cards = _asked(context, names, SWEDISH) if names else first
    if not any(card.emergency for card in cards):
        own = next(one.id for one in context.facts.services if one.emergency)
        fix = f'Skriv "{own}" först bland kontakterna inom parentesen.'
        raise MacroError("kortet visar inte nödnumret", fix, "wallet_cards")
    return {"cards": cards, "lines": lines or [], "copies": 4 if lines else 6, **paper}
