"""Macros of the help pages: situations, cards, numbers in a sentence, paper."""

import io

import segno
from markupsafe import Markup

from strategysite.dates import partial_date
from strategysite.model.contacts import Situation
from strategysite.rendering import Context, Desk, MacroFault, block, find, inline, page_url
from strategysite.views.cards import Card, card, card_of, local_card, switchboard

HELP_PAGE = "hjalp/index.md"


def _cards(desk: Desk, names: tuple[str, ...], language: str) -> list[Card]:
    return [found for found in (card_of(desk, name, language) for name in names) if found is not None]


def _published(desk: Desk, own: str, language: str) -> Card:
    contact = find(desk.contacts.contacts, own, "kontakten", "contacts i data/contacts.yaml")
    if not contact.published:
        raise MacroFault(
            f'kontakten "{own}" är inte kontrollerad och får inte visas',
            "Ring och skriv datumet under verified i data/contacts.yaml, eller ta bort makrot.",
            own,
        )
    return card(desk, contact, language)


def situation_words(desk: Desk, situation: Situation, language: str) -> tuple[str, str]:
    """Returns a situation's title and summary in `language`."""
    title = desk.translated("situations", situation.id, "title", language, situation.title)
    return title, desk.translated("situations", situation.id, "summary", language, situation.summary)


@block
def situations(desk: Desk, lang: str = "sv") -> Context:
    """Links to every situation on the page, most urgent first."""
    words = [(situation.id, *situation_words(desk, situation, lang)) for situation in desk.contacts.situations]
    return {"situations": words, "t": desk.translator(lang)}


@block
def contacts_for(desk: Desk, situation: str, lang: str = "sv") -> Context:
    """The cards of a situation, the best first, then the rest."""
    found = find(desk.contacts.situations, situation, "situationen", "situations i data/contacts.yaml")
    desk.show("situation", found.id)
    best, more = _cards(desk, found.best, lang), _cards(desk, found.more, lang)
    if not best:  # whoever was best is not confirmed yet
        best, more = more[:1], more[1:]
    return {"situation": found, "best": best, "more": more, "t": desk.translator(lang), "lang": desk.locale(lang)}


@block
def contact(desk: Desk, own: str, lang: str = "sv") -> Context:
    """One service as a card."""
    return {"card": _published(desk, own, lang), "t": desk.translator(lang), "lang": desk.locale(lang)}


@block
def local_contact(desk: Desk, role: str, lang: str = "sv") -> Context:
    """The municipality's own contact as a card, or how to reach it anyway."""
    return {"card": local_card(desk, role, lang), "t": desk.translator(lang), "lang": desk.locale(lang)}


@inline
def local(desk: Desk, role: str, lang: str = "sv") -> Context:
    """The municipality's own contact in a sentence, or its switchboard until the number is filled in."""
    return {"card": local_card(desk, role, lang), "switchboard": switchboard(desk)}


@inline
def phone(desk: Desk, own: str) -> Context:
    """A number in a sentence, to tap."""
    found = _published(desk, own, "sv")
    if found.number is None:
        raise MacroFault(
            f'kontakten "{own}" har inget kontrollerat nummer',
            "Ring och skriv datumet, eller länka till tjänstens sida med service_link.",
            own,
        )
    return {"card": found}


@inline
def service_link(desk: Desk, own: str) -> Context:
    """A service's own page in a sentence."""
    found = _published(desk, own, "sv")
    if found.link is None:
        raise MacroFault(f'kontakten "{own}" har ingen länk', "Lägg till link i data/contacts.yaml.", own)
    return {"card": found}


@block
def translation_notice(desk: Desk, lang: str) -> Context:
    """Says in the page's language that it is a translation, whether a translator has read it, and that the Swedish page applies."""
    reviewer, day = desk.page_meta.get("reviewer"), desk.page_meta.get("reviewed")
    reviewed = (
        desk.filled("translation_reviewed", lang, name=reviewer, date=partial_date(str(day), desk.locale(lang)))
        if reviewer and day
        else None
    )
    return {"reviewed": reviewed, "t": desk.translator(lang)}


def _address(desk: Desk) -> str | None:
    return f"{desk.municipality.site_address.rstrip('/')}/{page_url(HELP_PAGE)}" if desk.municipality.site_address else None


def qr_code(address: str) -> Markup:
    """Returns a QR code as an SVG picture that leads to `address`."""
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2)
    return Markup(picture.getvalue().decode("utf-8"))


@block
def structured_data(desk: Desk) -> Context:
    """The services for search engines, as schema.org's GovernmentService and ContactPoint in JSON-LD, so that they can show the number."""
    services = []
    for entry in desk.contacts.contacts:
        if not entry.published or entry.professionals_only:
            continue
        own = card(desk, entry, "sv")
        service: Context = {"@type": "GovernmentService" if own.emergency else "Service", "name": own.name, "description": own.purpose}
        if own.link:
            service["url"] = own.link.url
        if own.number and own.telephone_link:
            point = {"@type": "ContactPoint", "telephone": own.telephone_link.removeprefix("tel:"), "contactType": own.name}
            service["availableChannel"] = {"@type": "ServiceChannel", "servicePhone": point}
        services.append(service)
    return {"data": {"@context": "https://schema.org", "@graph": services}}


@block
def notice_sheet(desk: Desk) -> Context:
    """One page for a notice board: situations with the numbers to call, the page's address and its QR code."""
    address = _address(desk)
    rows = [(situation, _cards(desk, situation.best, "sv")) for situation in desk.contacts.situations]
    return {
        "rows": rows,
        "address": address,
        "qr": qr_code(address) if address else None,
        "switchboard": switchboard(desk),
        "t": desk.translator("sv"),
        "today": desk.facts.today,
    }


@block
def wallet_cards(desk: Desk) -> Context:
    """Small cards to cut out and carry: whom to call first in some situation, each once."""
    names = dict.fromkeys(name for situation in desk.contacts.situations for name in situation.best)
    cards = [found for found in _cards(desk, tuple(names), "sv") if found.number or found.fallback]
    paper = {"address": _address(desk), "switchboard": switchboard(desk), "today": desk.facts.today}
    return {"cards": cards, "copies": 8, **paper}
