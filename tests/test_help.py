"""The help pages as somebody meets them who needs them now."""

import json
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from strategysite.checks.run import load
from strategysite.data.addresses import page_url
from strategysite.data.dates import TO
from strategysite.data.facts import Facts
from strategysite.data.model.contacts import LOCAL
from strategysite.data.phone_numbers import digits
from strategysite.macros.binding import Macros
from strategysite.macros.registry import MacroError
from tests.small import SOUND, SOUND_DAY, append, change

FACTS: Facts = load(SOUND, SOUND_DAY)[0]
assert FACTS.translations and FACTS.contacts
CONTACTS, LANGUAGES = FACTS.contacts, FACTS.translations.languages
ADDRESSES = [page_url(language.page) for language in LANGUAGES]


def _page(site: Path, address: str) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring((site / address / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("address", [*ADDRESSES, "hjalp/orolig/"])
def test_the_first_contact_of_every_situation_can_be_reached_with_one_tap(
    small_site: Path, address: str
) -> None:
    """Nothing is folded. A card has a number to call, a service to open, or says how to reach the
    municipality, and that never first."""
    article = next(_page(small_site, address).iter("article"))
    assert not list(article.iter("details"))
    lists = article.find_class("body-all")
    assert lists
    for cards in lists:
        for first, card in enumerate(cards):
            ways = [
                link
                for link in card.iter("a")
                if link.get("href", "").startswith(("tel:", "https:", "mailto:"))
            ]
            assert ways or (first and list(card.iter("strong")))


# What a browser's reader mode takes for no part of the text, by its class or its id, and what tells
# it that it is one (Readability 0.6.0, which Firefox has).
DROPPED = re.compile(
    "banner|comment|contact|extra|footer|hidden|media|menu|meta|promo|related|remark|scroll|share"
    "|sidebar|social|sponsor|tags|widget"
)
KEPT = re.compile("article|body|content|main")


def test_a_browsers_reader_mode_leaves_out_nobody_to_call(small_site: Path) -> None:
    """What is called a contact it throws away, and a card that is mostly links too."""
    for path in sorted(small_site.rglob("index.html")):
        for article in lxml_html.document_fromstring(path.read_text("utf-8")).iter("article"):
            inside = list(article.iterdescendants("*"))
            names = {element.get("class", "") for element in inside}
            assert {name for name in names if DROPPED.search(name)} == set(), path
            cards = [one for one in inside if one.get("id", "").startswith("kontakt-")]
            assert [one for one in cards if not KEPT.search(one.get("class", ""))] == [], path


@pytest.mark.parametrize("address", [*ADDRESSES, "hjalp/orolig/"])
def test_a_card_is_a_heading_and_stands_once_on_a_page(small_site: Path, address: str) -> None:
    """Where it is named a second time one line leads to it."""
    page = _page(small_site, address)
    cards = [card for card in page.find_class("body") if "short" not in card.get("class", "")]
    headings = [next(card.iter("h3")).text_content() for card in cards]
    assert len(set(headings)) == len(cards) > 0
    ids = {card.get("id") for card in cards}
    for line in page.find_class("short"):
        assert next(line.iter("a")).get("href", "").removeprefix("#") in ids


def test_a_door_leads_to_the_page_of_its_situation_and_keeps_its_old_address(
    small_site: Path,
) -> None:
    """/hjalp/#orolig is that door; a situation without a page of its own is further down. The
    emergency is no door: its number stands above."""
    doors = _page(small_site, "hjalp").find_class("situations")[0]
    assert [(door.get("id"), next(door.iter("a")).get("href")) for door in doors] == [
        (None, "#fraga"),
        ("orolig", "../hjalp/orolig/"),
    ]
    english = _page(small_site, "hjalp/en").find_class("situations")[0]
    assert [link.get("href") for link in english.iter("a")] == ["#fraga", "#orolig"]


def test_what_happens_when_one_calls_is_said_in_words_from_the_data(small_site: Path) -> None:
    """Who answers, what it costs, whether one may be anonymous, in which languages; and at the foot
    of the page how we know."""
    page = _page(small_site, "hjalp/orolig")
    said = " ".join(page.find_class("calls")[0].text_content().split())
    assert said == (
        "Läsjouren Samtalet kostar inget. Du behöver inte säga vem du är. Samtalet syns inte på"
        " räkningen. Jouren håller till i ett torn. Språk: svenska, engelska."
    )
    sources = [" ".join(row.text_content().split()) for row in page.find_class("sources")[0]]
    assert sources[1] == "Disken: 5 oktober 2026, per telefon."


def test_on_the_page_of_a_whole_language_only_those_for_everyone_tell_what_happens(
    broken: Path,
) -> None:
    """Who is only for staff tells it where staff are."""
    change(
        broken,
        "data/contacts.yaml",
        "professionals_only: true",
        "professionals_only: true\n    answers: 'En kollega.'",
    )
    functions = Macros(load(broken, SOUND_DAY)[0]).functions
    assert "Personalstödet" not in functions["when_you_call"]({})
    assert "Läsjouren" in functions["when_you_call"]({})
    assert "En kollega." in functions["when_you_call"]({}, "orolig")


def test_a_page_to_read_is_none_of_those_who_answer(broken: Path) -> None:
    """Nobody calls it, and what is noted about it stands on its card."""
    note = "professionals_only: true\n    note: 'Läs först.'"
    change(broken, "data/contacts.yaml", "professionals_only: true", note)
    functions = Macros(load(broken, SOUND_DAY)[0]).functions
    shown = functions["when_you_call"]({}, "orolig")
    assert "Läsjouren" in shown and "Läs först." not in shown
    cards = functions["contacts_for"]({}, "orolig")
    assert "<p>Ger råd till den som arbetar här.</p>\n<p>Läs först.</p>" in cards
    assert "torn" not in cards


def test_nobody_is_sent_first_to_one_who_cannot_be_reached(broken: Path) -> None:
    """The contact that one can reach goes before those who only have advice to give."""
    change(broken, "data/contacts.yaml", "best: [lasjouren]", 'best: ["lokal:vaktmastare"]')
    shown = Macros(load(broken, SOUND_DAY)[0]).functions["contacts_for"]({}, "orolig")
    assert shown.index("Disken") < shown.index("Vaktmästaren") < shown.index("Personalstödet")


@pytest.mark.parametrize(
    ("macro", "name", "what"),
    [
        ("phone", "personalstodet", 'kontakten "personalstodet" har inget kontrollerat nummer'),
        ("service_link", "nodnumret", 'kontakten "nodnumret" har ingen länk'),
    ],
)
def test_a_sentence_can_ask_only_for_what_is_there(macro: str, name: str, what: str) -> None:
    with pytest.raises(MacroError) as told:
        Macros(FACTS).functions[macro]({}, name)
    assert (told.value.what, told.value.needle) == (what, name)


def test_a_translation_says_who_has_read_it_and_when() -> None:
    """Until then it says that nobody has."""
    notice = Macros(FACTS).functions["translation_notice"]
    meta = {"reviewer": "Ada", "reviewed": "2026-11-20"}
    page = SimpleNamespace(url="hjalp/en/", meta=meta)
    assert "The translator Ada reviewed it on 20 November 2026." in notice({"page": page}, "en")
    assert "No translator has reviewed it yet." in notice({}, "en")


@pytest.mark.parametrize(
    ("clock", "order"),
    [
        ("11:00", ["Disken", "Läsjouren", "Personalstödet"]),
        ("14:00", ["Läsjouren", "Personalstödet", "Disken"]),
    ],
)
def test_who_is_closed_comes_after_who_may_answer(
    page: Tab, broken: Path, clock: str, order: list[str]
) -> None:
    """With the script; the order of the data holds for those who are open."""
    change(broken, "data/contacts.yaml", "best: [lasjouren]", "best: [disken, lasjouren]")
    change(broken, "data/contacts.yaml", "more: [disken, personalstodet]", "more: [personalstodet]")
    shown = Macros(load(broken, SOUND_DAY)[0]).functions["contacts_for"]({}, "orolig")
    assert shown.index("Läsjouren") < shown.index("Disken")  # without it: office hours come after
    page.clock.set_fixed_time(f"2026-11-24T{clock}:00+01:00")  # the desk answers between 9 and 12
    for above in (0, 2000):  # points: on the first screen, and below it, where the script can wait
        page.set_content(f'<main style="padding-top: {above}px">{shown}</main>')
        for script in ("opening", "open-now"):
            page.add_script_tag(path=SOUND.parent.parent / f"theme/scripts/{script}.js")
        expect(page.locator(".body h3")).to_have_text(order)


@pytest.mark.parametrize("address", ["hjalp", "hjalp/en", "for-personal", "hjalp/anslag"])
def test_a_number_is_shown_as_the_data_writes_it_and_called_in_full(
    small_site: Path, address: str
) -> None:
    """Selectable as written; +46 for ordinary numbers, short numbers as they are."""
    own = {contact.public_number for contact in CONTACTS.contacts if contact.public_number}
    links = [
        link
        for link in _page(small_site, address).iter("a")
        if link.get("href", "").startswith("tel:")
    ]
    assert links
    for link in links:
        text = link.text_content().strip()
        assert text in own
        assert (
            link.get("href")
            == f"tel:{'+46' + digits(text)[1:] if text.startswith('0') else digits(text)}"
        )


def test_a_number_that_nobody_has_confirmed_is_nowhere_in_what_is_published(
    small_site: Path,
) -> None:
    """Not in a page, not in the search index, not in the data block for search engines."""
    held = [*CONTACTS.contacts, *FACTS.own.local_contacts]
    public = {contact.public_number for contact in held}
    withheld = [
        contact.phone.number
        for contact in held
        if contact.phone and contact.phone.number not in public
    ]
    assert withheld == ["08-465 004 04", "08-465 004 01", "08-465 004 02"]
    for path in small_site.rglob("*"):
        if path.suffix in (".html", ".json", ".js", ".xml", ".txt", ".csv"):
            text = path.read_text("utf-8")
            for number in withheld:
                assert number not in text, f"{number} in {path.relative_to(small_site)}"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_translated_page_says_its_language_and_direction_and_links_to_the_others(
    small_site: Path, language: object
) -> None:
    """`lang` and `dir` on the page; every language by its own name."""
    own = next(entry for entry in LANGUAGES if entry is language)
    page = _page(small_site, page_url(own.page))
    assert page.get("lang") == own.lang
    assert next(page.iter("body")).get("dir") == own.dir
    nav = page.find_class("languages")[0]
    for name, key in (("help-entry", "help"), ("search-entry", "search")):
        word = FACTS.translations.labels[key][own.lang] if FACTS.translations else ""
        assert page.find_class(name)[0].text_content() == word
    assert [link.text_content() for link in nav.iter("a")] == [entry.name for entry in LANGUAGES]
    assert all(link.get("hreflang") for link in nav.iter("a"))


def test_search_engines_are_told_the_same_numbers_as_readers(small_site: Path) -> None:
    """The data block is valid JSON-LD and holds only confirmed numbers."""
    block = next(
        script
        for script in _page(small_site, "hjalp").iter("script")
        if script.get("type") == "application/ld+json"
    )
    services = json.loads(block.text or "")["@graph"]
    assert [service["name"] for service in services] == ["Nödnumret", "Disken", "Läsjouren"]
    told = [service["availableChannel"]["servicePhone"]["telephone"] for service in services]
    assert told == ["112", "+46846500400", "+46846500403"]


def test_who_reads_no_swedish_finds_the_way_from_everywhere(small_site: Path) -> None:
    """On the first page, where nothing was found, and in the menu of every other page."""
    for address, count in (("", 1), ("kunskap", 1), ("hjalp", 1)):
        found = _page(small_site, address).find_class("languages")
        assert len(found) == count, address
        links = {link.get("hreflang"): link.get("href") for link in found[0].iter("a")}
        assert links["en"].endswith("en/")
    page = lxml_html.document_fromstring((small_site / "404.html").read_text("utf-8"))
    named = page.xpath("//ul[@class='languages']//a/text()")
    assert named == [entry.name for entry in LANGUAGES]
    assert page.xpath("//a[@data-exit]/text()") == ["Lämna sidan"]
    assert page.xpath("//h2[@class='emergency']/a[@href='tel:112']/text()") == ["112"]


def test_the_own_number_takes_the_place_of_the_general_advice(broken: Path) -> None:
    """When the municipality fills in its own number for a role, it is shown instead of the contact
    that stands in for it."""
    change(
        broken,
        "data/contacts.yaml",
        '    fallback: "Fråga i disken."',
        '    fallback: "Fråga i disken."\n    stand_in: disken',
    )
    shown = Macros(load(broken, SOUND_DAY)[0]).functions["local_contact"]({}, "vaktmastare")
    assert "tel:+46846500400" in shown
    local = Macros(load(broken, SOUND_DAY)[0]).functions["local"]({}, "vaktmastare")
    assert "08-465 004 00" in local
    own = '"08-465 004 02", verified: {date: "2026-11-01", how: call, against: "samtal"}'
    change(broken, "data/municipality.yaml", '"08-465 004 02", verified: null', own)
    shown = Macros(load(broken, SOUND_DAY)[0]).functions["local_contact"]({}, "vaktmastare")
    assert "tel:+46846500402" in shown
    local = Macros(load(broken, SOUND_DAY)[0]).functions["local"]({}, "vaktmastare")
    assert "08-465 004 02" in local and "08-465 004 00" not in local
    assert "tel:+46846500400" not in shown


def test_search_engines_are_told_the_municipalitys_own_number(broken: Path) -> None:
    """In the place of whoever stands in for it where no situation names that one besides."""
    change(broken, "data/contacts.yaml", "best: [disken, ", "best: [")
    change(broken, "data/contacts.yaml", "more: [disken, ", "more: [")
    advice = '    fallback: "Fråga i disken."'
    change(broken, "data/contacts.yaml", advice, f"{advice}\n    stand_in: disken")

    def told() -> dict[str, str]:
        block = Macros(load(broken, SOUND_DAY)[0]).functions["structured_data"]({})
        services = json.loads(block[block.index("{") : block.rindex("}") + 1])["@graph"]
        ways = {one["name"]: one.get("availableChannel") for one in services}
        return {name: way["servicePhone"]["telephone"] for name, way in ways.items() if way}

    assert told() == {"Nödnumret": "112", "Disken": "+46846500400", "Läsjouren": "+46846500403"}
    own = '"08-465 004 02", verified: {date: "2026-11-01", how: call, against: "samtal"}'
    change(broken, "data/municipality.yaml", '"08-465 004 02", verified: null', own)
    own_told = {"Vaktmästaren": "+46846500402", "Läsjouren": "+46846500403"}
    assert told() == {"Nödnumret": "112", **own_told}


def test_paper_leads_back_to_the_page_when_the_address_is_known(broken: Path) -> None:
    """The notice has the address and its QR code only where the site's address is set."""
    before = Macros(load(broken, SOUND_DAY)[0]).functions["notice_sheet"]({})
    assert "<svg" not in before
    append(broken, "data/municipality.yaml", "site_address: https://plan.example.org/\n")
    facts, problems = load(broken, SOUND_DAY)
    assert not problems
    after = Macros(facts).functions["notice_sheet"]({})
    assert "https://plan.example.org/hjalp/" in after
    assert "<svg" in after


def test_no_browser_makes_a_number_to_call_of_what_is_none(small_site: Path) -> None:
    """Safari on an iPhone does of years and case numbers, unless the page says that its numbers are
    links already (Apple, Safari HTML Reference: Supported Meta Tags)."""
    pages = [_page(small_site, name) for name in ("", "hjalp", "hjalp/en", "strategi/lugn")]
    told = [{meta.get("name"): meta.get("content") for meta in page.iter("meta")} for page in pages]
    assert [names.get("format-detection") for names in told] == ["telephone=no"] * 4


def test_no_browser_translates_a_number(small_site: Path) -> None:
    """In English "116 111" becomes the amount "116,111"."""
    pages = {
        name: _page(small_site, name) for name in ("", "hjalp", "hjalp/anslag", "hjalp/orolig")
    }
    numbers = [
        link for page in pages.values() for link in page.xpath("//a[starts-with(@href, 'tel:')]")
    ]
    assert len(numbers) > 10
    assert {link.get("translate") for link in numbers} == {"no"}
    cards = _page(small_site, "hjalp/kort").find_class("wallet-card")
    assert all(card.xpath(".//li/b[@translate='no']") for card in cards)


def test_every_number_on_paper_is_one_that_a_situation_puts_first(small_site: Path) -> None:
    """The notice repeats the first contacts, each once."""
    first = {
        name
        for situation in CONTACTS.situations
        for name in situation.best
        if not name.startswith(LOCAL)
    }
    numbers = [
        contact.public_number
        for contact in CONTACTS.contacts
        if contact.id in first and contact.public_number
    ]
    sheet = _page(small_site, "hjalp/anslag").find_class("sheet")[0]
    shown = [
        link.text_content() for link in sheet.iter("a") if link.get("href", "").startswith("tel:")
    ]
    assert sorted(shown) == sorted(number for number in numbers if number)


def test_a_card_to_carry_has_the_contacts_it_is_asked_for_and_lines_to_write_on() -> None:
    """Each once, those for staff too; without a number, how to reach them anyway."""
    function = Macros(FACTS).functions["wallet_cards"]
    sheet: lxml_html.HtmlElement = lxml_html.fragment_fromstring(
        function({}, ["nodnumret", "lokal:vaktmastare"], ["Min chef"])
    )
    first, *more = sheet.find_class("wallet-card")
    said = " ".join(first.text_content().split())
    assert said.startswith("112 Nödnumret Fråga i disken.")
    assert [line.text_content() for line in first.find_class("line")] == ["Min chef:"]
    assert {other.get("aria-hidden") for other in more} == {"true"}


def test_paper_that_sends_one_to_the_switchboard_has_its_number_or_a_line_for_it(
    broken: Path,
) -> None:
    """Whoever holds the paper looks nothing up. It has the contacts that are asked for, too."""
    change(broken, "data/contacts.yaml", '"Fråga i disken."', '"Ring kommunens växel."')
    asked = 'best: [disken, "lokal:vaktmastare"]\n    more: [radet]'
    change(broken, "data/contacts.yaml", asked, 'best: ["lokal:vaktmastare"]\n    more: [disken]')
    papers = ("notice_sheet", "wallet_cards")

    def said(name: str, *also: str) -> str:
        shown = Macros(load(broken, SOUND_DAY)[0]).functions[name]({}, also=list(also))
        return " ".join(lxml_html.fragment_fromstring(shown).text_content().split())

    for paper in papers:
        assert "Ring kommunens växel. Kommunens växel: " in said(paper)
        assert "Disken" in said(paper, "disken") and "Disken" not in said(paper)
    checked = '{date: "2026-11-01", how: call, against: "samtal"}'
    number = f'switchboard: {{number: "08-465 004 05", verified: {checked}}}\n'
    append(broken, "data/municipality.yaml", number)
    for paper in papers:
        assert "Ring kommunens växel. 08-465 004 05" in said(paper)


def test_a_card_shows_a_day_only_where_somebody_has_called(broken: Path) -> None:
    """What was read tells its source and date at the foot of the page."""
    functions = Macros(load(broken, SOUND_DAY)[0]).functions
    called, read = (functions["contact"]({}, own) for own in ("disken", "nodnumret"))
    assert (
        '<p class="checked" data-search-ignore>Senast kontrollerad: 5 oktober 2026, per telefon</p>'
        in called
    )
    assert 'class="checked"' not in read and "oktober" not in read
    assert "<li>Nödnumret: oktober 2026, example.org. Källa för öppettiderna: " in functions[
        "contact_sources"
    ]({}, ["nodnumret"])


@pytest.mark.parametrize(("day", "coming"), [("2026-12-24", True), ("2026-12-25", False)])
def test_a_day_that_differs_is_shown_until_it_is_over(broken: Path, day: str, coming: bool) -> None:
    """Each time has a line of its own: a sign between them is another in other languages."""
    shown = Macros(load(broken, date.fromisoformat(day))[0]).functions["contact"]({}, "disken")
    hours = lxml_html.document_fromstring(shown).find(".//p[@class='hours']")
    assert hours is not None
    last = ["24 december 2026 stängt"] if coming else []
    lines = ["Öppet", f"måndag och tisdag 9{TO}12", f"måndag 13:00{TO}17:30", *last]
    assert "".join(map(str, hours.itertext())).split("\n") == lines
    assert len(hours.findall(".//br")) == len(lines) - 1
    written = "1,2 09:00-12:00;1 13:00-17:30" + (";2026-12-24 closed" if coming else "")
    assert hours[0].get("data-hours") == written


def test_a_service_whose_number_is_withheld_keeps_its_name_its_link_and_what_it_is_for(
    broken: Path,
) -> None:
    """Nobody calls a number that nobody has confirmed; the service is there all the same."""
    number = 'number: "08-465 004 00"\n      verified: '
    file = broken / "data/contacts.yaml"
    text = file.read_text("utf-8")
    assert text.count(number) == 1
    head, tail = text.split(number)
    file.write_text(head + number + "null" + tail[tail.index("\n") :], "utf-8")
    shown = Macros(load(broken, SOUND_DAY)[0]).functions["contact"]({}, "disken")
    assert all(
        told in shown
        for told in ("Disken", "Svarar på frågor om böcker.", "https://example.org/disken")
    )
    assert "tel:" not in shown and "måndag" not in shown


@pytest.mark.parametrize(
    ("clock", "word"), [("11:00", "Öppet nu. Tider:"), ("14:00", "Stängt nu. Öppet")]
)
def test_hours_say_open_now_on_top_of_plain_text(
    page: Tab, small_url: str, clock: str, word: str
) -> None:
    """The label tells whether somebody answers now, in Swedish time; the plain hours stand beside
    it."""
    page.clock.set_fixed_time(
        f"2026-11-24T{clock}:00+01:00"
    )  # a Tuesday; the desk answers between 9 and 12
    page.goto(f"{small_url}/hjalp/")
    hours = page.locator(".hours", has_text="tisdag").first
    expect(hours).to_contain_text(f"{word} måndag och tisdag 9–\u206012")


def test_hours_stand_there_without_the_script(browser: Browser, small_url: str) -> None:
    """Plain text, and no word about now that might be wrong."""
    tab = browser.new_context(java_script_enabled=False).new_page()
    tab.goto(f"{small_url}/hjalp/")
    hours = tab.locator(".hours", has_text="måndag och tisdag 9–\u206012").first.inner_text()
    assert "nu" not in hours.split()
    tab.context.close()
