"""Macros of the help pages: situations, cards, numbers in a sentence, paper."""

import io

import segno
from markupsafe import Markup

from strategysite.data.addresses import page_url
from strategysite.data.dates import partial_date
from strategysite.data.model.contacts import Situation
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import MacroError, Variables, block, find, inline
from strategysite.macros.views.cards import Card, card, card_of, local_card, switchboard
from strategysite.problems import ONE_SLIP

HELP_PAGE = "hjalp/index.md"


def _cards(context: RenderContext, names: tuple[str, ...], language: str) -> list[Card]:
    return [
        found for found in (card_of(context, name, language) for name in names) if found is not None
    ]


def _published(context: RenderContext, own: str, language: str) -> Card:
    under = "contacts i data/contacts.yaml"
    contact = find(context.contacts.contacts, own, "kontakten", under, likeness=ONE_SLIP)
    if not contact.published:
        raise MacroError(
            f'kontakten "{own}" är inte kontrollerad och får inte visas',
            "Ring och skriv datumet under verified i data/contacts.yaml, eller ta bort makrot.",
            own,
        )
    return card(context, contact, language)


def situation_words(context: RenderContext, situation: Situation, language: str) -> tuple[str, str]:
    """Returns a situation's title and summary in `language`."""
    title = context.translated("situations", situation.id, "title", language, situation.title)
    return title, context.translated(
        "situations", situation.id, "summary", language, situation.summary
    )


@block
def situations(context: RenderContext, lang: str = "sv") -> Variables:
    """Links to every situation on the page, most urgent first."""
    words = [
        (situation.id, *situation_words(context, situation, lang))
        for situation in context.contacts.situations
    ]
    return {"situations": words, "t": context.translator(lang)}


@block
def contacts_for(context: RenderContext, situation: str, lang: str = "sv") -> Variables:
    """The cards of a situation, the best first, then the rest."""
    found = find(
        context.contacts.situations, situation, "situationen", "situations i data/contacts.yaml"
    )
    context.show("situation", found.id)
    best, more = _cards(context, found.best, lang), _cards(context, found.more, lang)
    if not best:  # whoever was best is not confirmed yet
        best, more = more[:1], more[1:]
    return {
        "situation": found,
        "best": best,
        "more": more,
        "t": context.translator(lang),
        "lang": context.locale(lang),
    }


@block
def contact(context: RenderContext, own: str, lang: str = "sv") -> Variables:
    """One service as a card."""
    return {
        "card": _published(context, own, lang),
        "t": context.translator(lang),
        "lang": context.locale(lang),
    }


@block
def local_contact(context: RenderContext, role: str, lang: str = "sv") -> Variables:
    """The municipality's own contact as a card, or how to reach it anyway."""
    return {
        "card": local_card(context, role, lang),
        "t": context.translator(lang),
        "lang": context.locale(lang),
    }


@inline
def local(context: RenderContext, role: str, lang: str = "sv") -> Variables:
    """The municipality's own contact in a sentence, or its switchboard until the number is filled
    in."""
    return {"card": local_card(context, role, lang), "switchboard": switchboard(context)}


@inline
def phone(context: RenderContext, own: str) -> Variables:
    """A number in a sentence, to tap."""
    found = _published(context, own, "sv")
    if found.number is None:
        raise MacroError(
            f'kontakten "{own}" har inget kontrollerat nummer',
            "Ring och skriv datumet, eller länka till tjänstens sida med service_link.",
            own,
        )
    return {"card": found}


@inline
def service_link(context: RenderContext, own: str) -> Variables:
    """A service's own page in a sentence."""
    found = _published(context, own, "sv")
    if found.link is None:
        raise MacroError(
            f'kontakten "{own}" har ingen länk', "Lägg till link i data/contacts.yaml.", own
        )
    return {"card": found}


@block
def translation_notice(context: RenderContext, lang: str) -> Variables:
    """Says in the page's language that it is a translation, whether a translator has read it, and
    that the Swedish page applies."""
    reviewer, day = context.page_meta.get("reviewer"), context.page_meta.get("reviewed")
    reviewed = (
        context.filled(
            "translation_reviewed",
            lang,
            name=reviewer,
            date=partial_date(str(day), context.locale(lang)),
        )
        if reviewer and day
        else None
    )
    return {"reviewed": reviewed, "t": context.translator(lang)}


def _address(context: RenderContext) -> str | None:
    return (
        f"{context.municipality.site_address.rstrip('/')}/{page_url(HELP_PAGE)}"
        if context.municipality.site_address
        else None
    )


def qr_code(address: str) -> Markup:
    """Returns a QR code as an SVG picture that leads to `address`."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2
    )
    return Markup(picture.getvalue().decode("utf-8"))


@block
def structured_data(context: RenderContext) -> Variables:
    """The services for search engines, as schema.org's GovernmentService and ContactPoint in
    JSON-LD, so that they can show the number."""
    services = []
    for entry in context.contacts.contacts:
        if not entry.published or entry.professionals_only:
            continue
        own = card(context, entry, "sv")
        service: Variables = {
            "@type": "GovernmentService" if own.emergency else "Service",
            "name": own.name,
            "description": own.purpose,
        }
        if own.link:
            service["url"] = own.link.url
        if own.number and own.telephone_link:
            point = {
                "@type": "ContactPoint",
                "telephone": own.telephone_link.removeprefix("tel:"),
                "contactType": own.name,
            }
            service["availableChannel"] = {"@type": "ServiceChannel", "servicePhone": point}
        services.append(service)
    return {"data": {"@context": "https://schema.org", "@graph": services}}


@block
def notice_sheet(context: RenderContext) -> Variables:
    """One page for a notice board: situations with the numbers to call, the page's address and its
    QR code."""
    address = _address(context)
    rows = [
        (situation, _cards(context, situation.best, "sv"))
        for situation in context.contacts.situations
    ]
    return {
        "rows": rows,
        "address": address,
        "qr": qr_code(address) if address else None,
        "switchboard": switchboard(context),
        "t": context.translator("sv"),
        "today": context.facts.today,
    }


@block
def wallet_cards(context: RenderContext) -> Variables:
    """Small cards to cut out and carry: whom to call first in some situation, each once."""
    names = dict.fromkeys(
        name for situation in context.contacts.situations for name in situation.best
    )
    cards = [
        found for found in _cards(context, tuple(names), "sv") if found.number or found.fallback
    ]
    paper = {
        "address": _address(context),
        "switchboard": switchboard(context),
        "today": context.facts.today,
    }
    return {"cards": cards, "copies": 8, **paper}
