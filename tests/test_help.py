"""The help pages as somebody meets them who needs them now."""

import json
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from strategysite.checks.run import load
from strategysite.data.addresses import page_url
from strategysite.data.facts import Facts
from strategysite.data.model.contacts import LOCAL, digits
from strategysite.macros.binding import Macros
from tests.conftest import DAY, ROOT

FACTS: Facts = load(ROOT, DAY)[0]
assert FACTS.translations and FACTS.contacts
LANGUAGES = FACTS.translations.languages
ADDRESSES = [page_url(language.page) for language in LANGUAGES]


def _page(site: Path, address: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring((site / address / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_situation_has_its_address_in_every_language(site: Path, address: str) -> None:
    """/hjalp/#orolig is a promise, and so is /hjalp/ar/#orolig."""
    assert FACTS.contacts
    headings = [heading.get("id") for heading in _page(site, address).iter("h2")]
    for situation in FACTS.contacts.situations:
        assert situation.id in headings


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_emergency_number_is_the_first_number_on_the_page(site: Path, address: str) -> None:
    """Whoever reads from the top, by eye or by ear, meets 112 before any other number."""
    links = [link for link in _page(site, address).iter("a") if link.get("href", "").startswith("tel:")]
    assert links[0].get("href") == "tel:112"


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_first_contact_of_every_situation_can_be_reached_with_one_tap(site: Path, address: str) -> None:
    """Outside the folded lists each situation has a number to call, a service to open, or says how to reach the municipality."""
    article = next(_page(site, address).iter("article"))
    open_cards = [card for card in article.find_class("contact") if not any(parent.tag == "details" for parent in card.iterancestors())]
    assert FACTS.contacts
    assert len(open_cards) >= len(FACTS.contacts.situations)
    for card in open_cards:
        ways = [link for link in card.iter("a") if link.get("href", "").startswith(("tel:", "https:", "mailto:"))]
        assert ways or list(card.iter("strong"))


def test_a_number_is_shown_as_the_data_writes_it_and_called_in_full(site: Path) -> None:
    """Selectable as written; +46 for ordinary numbers, short numbers as they are."""
    page = _page(site, "for-personal")
    assert FACTS.contacts
    own = {contact.public_number for contact in FACTS.contacts.contacts if contact.public_number}
    for link in page.iter("a"):
        if link.get("href", "").startswith("tel:"):
            text = link.text_content().strip()
            assert text in own
            assert link.get("href") == f"tel:{'+46' + digits(text)[1:] if text.startswith('0') else digits(text)}"


def test_a_number_that_nobody_has_confirmed_is_nowhere_in_what_is_published(site: Path) -> None:
    """Not in a page, not in the search index, not in the data block for search engines."""
    assert FACTS.contacts
    public = {contact.public_number for contact in FACTS.contacts.contacts}
    withheld = [contact.phone.number for contact in FACTS.contacts.contacts if contact.phone and contact.phone.number not in public]
    assert withheld
    for path in site.rglob("*"):
        if path.suffix in (".html", ".json", ".js", ".xml", ".txt", ".csv"):
            text = path.read_text("utf-8")
            for number in withheld:
                assert number not in text, f"{number} in {path.relative_to(site)}"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_translated_page_says_its_language_and_direction_and_links_to_the_others(site: Path, language: object) -> None:
    """`lang` and `dir` on the page; every language by its own name."""
    own = next(entry for entry in LANGUAGES if entry is language)
    page = _page(site, page_url(own.page))
    assert page.get("lang") == own.lang
    assert next(page.iter("body")).get("dir") == own.dir
    nav = page.find_class("languages")[0]
    assert [link.text_content() for link in nav.iter("a")] == [entry.name for entry in LANGUAGES]
    assert all(link.get("hreflang") for link in nav.iter("a"))


def test_search_engines_are_told_the_same_numbers_as_readers(site: Path) -> None:
    """The data block is valid JSON-LD and holds only confirmed numbers."""
    assert FACTS.contacts
    block = next(script for script in _page(site, "hjalp").iter("script") if script.get("type") == "application/ld+json")
    services = json.loads(block.text or "")["@graph"]
    named = {service["name"] for service in services}
    assert named == {contact.name for contact in FACTS.contacts.contacts if contact.published and not contact.professionals_only}
    told = {service["availableChannel"]["servicePhone"]["telephone"] for service in services if "availableChannel" in service}
    public = {contact.public_number for contact in FACTS.contacts.contacts if contact.public_number}
    assert told <= {f"+46{digits(number)[1:]}" if number.startswith("0") else digits(number) for number in public}


def test_the_own_number_takes_the_place_of_the_general_advice(project: Path) -> None:
    """When the municipality fills in its own social emergency number, it is shown instead of 112 for the social emergency service."""
    file = project / "data/municipality.yaml"
    own = '{role: socialjour, phone: {number: "08-508 00 000", verified: {date: "2026-11-01", how: call, against: "samtal"}}}'
    file.write_text(file.read_text("utf-8") + f"\nlocal_contacts:\n  - {own}\n", "utf-8")
    facts, problems = load(project, DAY)
    assert not problems
    shown = Macros(facts).functions["contacts_for"]({}, "akut")
    assert "tel:+46850800000" in shown
    assert 'tel:112">' in shown  # the emergency number itself
    assert shown.count("tel:112") == 1


def test_paper_leads_back_to_the_page_when_the_address_is_known(project: Path) -> None:
    """The notice has the address and its QR code only where the site's address is set."""
    before = Macros(load(project, DAY)[0]).functions["notice_sheet"]({})
    assert "<svg" not in before
    file = project / "data/municipality.yaml"
    file.write_text(file.read_text("utf-8") + "\nsite_address: https://strategi.exempel.se/\n", "utf-8")
    facts, problems = load(project, DAY)
    assert not problems
    after = Macros(facts).functions["notice_sheet"]({})
    assert "https://strategi.exempel.se/hjalp/" in after
    assert "<svg" in after


def test_every_number_on_paper_is_one_that_a_situation_puts_first(site: Path) -> None:
    """The notice repeats the first contacts, each once."""
    assert FACTS.contacts
    first = {name for situation in FACTS.contacts.situations for name in situation.best if not name.startswith(LOCAL)}
    numbers = [contact.public_number for contact in FACTS.contacts.contacts if contact.id in first and contact.public_number]
    sheet = _page(site, "hjalp/anslag").find_class("sheet")[0]
    shown = [link.text_content() for link in sheet.iter("a") if link.get("href", "").startswith("tel:")]
    assert sorted(shown) == sorted(number for number in numbers if number)


def test_a_phone_shows_numbers_whole_and_large_enough_to_tap(page: Tab, site_url: str) -> None:
    """At 320 px no number breaks over two lines, each in a card is at least 44 px high, and nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site_url}/hjalp/")
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    numbers = page.evaluate(
        "[...document.querySelectorAll('.number a')].map((a) => [a.getClientRects().length, a.getBoundingClientRect().height])"
    )
    assert numbers
    assert all(boxes == 1 and height >= 44 for boxes, height in numbers)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_number_is_the_largest_text_on_the_help_page(page: Tab, site_url: str) -> None:
    """Larger than the page's own heading."""
    page.goto(f"{site_url}/hjalp/")
    sizes = page.evaluate(
        "['.urgent .number a', 'h1'].map((selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize))"
    )
    assert sizes[0] >= sizes[1]


def test_a_card_shows_a_day_only_where_somebody_has_called(broken: Path) -> None:
    """What was read tells its source and date within the fold."""
    called, read = (Macros(load(broken, DAY)[0]).functions["contact"]({}, own) for own in ("disken", "nodnumret"))
    assert '<p class="checked" data-search-ignore>Senast kontrollerad: 5 oktober 2026, per telefon</p>' in called
    assert 'class="checked"' not in read
    assert "<dt>Källa</dt> <dd>oktober 2026, example.org</dd>" in " ".join(read.replace("\n", " ").split())


def test_a_service_whose_number_is_withheld_keeps_its_name_its_link_and_what_it_is_for(broken: Path) -> None:
    """Nobody calls a number that nobody has confirmed; the service is there all the same."""
    number = 'number: "08-465 004 00"\n      verified: '
    file = broken / "data/contacts.yaml"
    text = file.read_text("utf-8")
    assert text.count(number) == 1
    head, tail = text.split(number)
    file.write_text(head + number + "null" + tail[tail.index("\n") :], "utf-8")
    shown = Macros(load(broken, DAY)[0]).functions["contact"]({}, "disken")
    assert all(told in shown for told in ("Disken", "Svarar på frågor om böcker.", "https://example.org/disken"))
    assert "tel:" not in shown and "måndag" not in shown


@pytest.mark.parametrize(("clock", "word"), [("14:00", "Öppet nu. Tider:"), ("20:00", "Stängt nu. Öppet")])
def test_hours_say_open_now_on_top_of_plain_text(page: Tab, site_url: str, clock: str, word: str) -> None:
    """The label tells whether somebody answers now, in Swedish time; the plain hours stand beside it."""
    page.clock.set_fixed_time(f"2026-11-24T{clock}:00+01:00")  # a Tuesday; the service answers between 13 and 16
    page.goto(f"{site_url}/for-personal/")
    hours = page.locator(".hours").first.inner_text()
    assert f"{word} tisdag 13–16; fredag 9–12." in hours


def test_hours_stand_there_without_the_script(browser: Browser, site_url: str) -> None:
    """Plain text, and no word about now that might be wrong."""
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.goto(f"{site_url}/for-personal/")
    hours = tab.locator(".hours").first.inner_text()
    assert "Öppet tisdag 13–16" in hours
    assert "nu" not in hours.split()
    tab.context.close()
