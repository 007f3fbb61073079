"""What is kept of a course: offered, shared by tabs, brought back by Back, taken away, read back."""

import contextlib
import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.bringing_back import back
from tests.conftest import listening
from tests.course.test_course_in_browser import (
    FIRST,
    KEY,
    NEEDED,
    QUESTIONS,
    SECOND,
    all_right,
    answer,
    keep,
    kept,
    remove,
    save,
    stored,
)

pytestmark = pytest.mark.browser
Tab = Callable[[str], Page]


def opening(first: Page, url: str) -> Iterator[Tab]:
    """Opens a page of the course, the first in this tab, each other in one of its own, and fails
    when a console says anything."""
    with contextlib.ExitStack() as heard:
        tabs = itertools.chain([first], iter(first.context.new_page, None))

        def opened(name: str) -> Page:
            page = next(tabs)
            heard.enter_context(listening(page))
            page.goto(f"{url}/grundutbildning/{name}")
            return page

        yield opened


@pytest.fixture
def tab(lent_page: Page, small_url: str) -> Iterator[Tab]:
    """A visitor's tabs."""
    yield from opening(lent_page, small_url)


@pytest.fixture
def remembered(visitor: BrowserContext, small_url: str) -> Iterator[Tab]:
    """A visitor's tabs in a browser that keeps the pages one leaves, for Back. It lets a tab that
    is not in front draw once a second: who works in a tab brings it there."""
    yield from opening(visitor.new_page(), small_url)


def said(page: Page) -> Any:
    """Returns the place where the page says what is kept."""
    return page.locator(".progress-said")


def test_the_first_answer_offers_to_keep_it_where_it_stands(tab: Tab) -> None:
    """In that answer's box, and by the way on; both go once it is kept, and nothing is kept
    before."""
    page = tab(FIRST)
    warning = page.get_by_text("Dina svar försvinner om du går vidare.")
    expect(warning).to_be_hidden()
    answer(page, "for-vem", "För vaktmästaren")
    box = page.locator("[data-question=for-vem]")
    expect(box.get_by_text("Svaret är inte sparat.")).to_be_visible()
    expect(warning).to_be_visible()
    answer(page, "vad-hjalper", "Skyltar")
    expect(page.get_by_text("Svaret är inte sparat.")).to_have_count(1)
    assert stored(page) is None
    box.get_by_role("button", name="Spara mina framsteg").press("Enter")
    expect(box.get_by_role("status")).to_contain_text("Dina framsteg sparas nu")
    expect(box.get_by_role("button", name="Svara igen")).to_be_focused()
    expect(page.get_by_text("Svaret är inte sparat.")).to_be_hidden()
    expect(warning).to_be_hidden()
    assert kept(page)["q"] == {"for-vem": 0, "vad-hjalper": 0}


def test_answers_in_two_tabs_are_all_kept(tab: Tab) -> None:
    """Each tab adds its own, and shows what the other has kept."""
    one, other = tab(FIRST), tab(SECOND)
    save(one)
    answer(one, "for-vem", "För alla")
    answer(other, "det-brinner", "Ringer 112")
    answer(one, "vad-hjalper", "lampor")
    assert kept(one)["q"] == {"for-vem": 1, "det-brinner": 1, "vad-hjalper": 0}
    for page in (one, other):
        expect(said(page)).to_contain_text("Du har 2 av 10 frågor rätt.")


def test_an_answer_before_the_click_in_another_tab_is_kept_too(tab: Tab) -> None:
    """Who saves the progress saves that of the course, wherever it was made."""
    one, other = tab(FIRST), tab(SECOND)
    answer(other, "det-brinner", "Ringer 112")
    assert stored(other) is None
    save(one)
    expect(said(other)).to_contain_text("Du har 1 av 10 frågor rätt.")
    assert kept(one)["q"] == {"det-brinner": 1}


def test_a_passed_course_is_not_lost_by_an_answer_in_an_older_tab(tab: Tab) -> None:
    """Neither a result nor the day it was passed is taken back."""
    old = tab(FIRST)
    save(old)
    newer = tab("")
    done = {"date": "2026-01-02", "right": NEEDED, "of": 10, "version": "1.0"}
    newer.evaluate(
        "([key, value]) => localStorage.setItem(key, value)",
        [KEY, json.dumps(all_right(NEEDED, done=done))],
    )
    answer(old, "for-vem", "För vaktmästaren")
    assert kept(old)["done"] == done
    assert kept(old)["q"] == all_right(NEEDED)["q"]
    expect(old.get_by_role("link", name="Skriv ut intyget")).to_be_visible()


def test_what_is_removed_stays_removed_in_every_tab(remembered: Tab) -> None:
    """An answer in another tab, or in one that comes back by Back, stores nothing without a click;
    and a click stores what was answered since, nothing of what was removed."""
    one, other = remembered(FIRST), remembered(SECOND)
    one.bring_to_front()
    save(one)
    answer(one, "for-vem", "För alla")
    address = one.url
    one.get_by_role("link", name="Nästa avsnitt").click()
    one.wait_for_url("**/modul-2/")
    other.bring_to_front()
    remove(other)
    one.bring_to_front()
    expect(said(one)).to_contain_text("Borttaget. Inget är sparat.")
    answer(one, "det-brinner", "Ringer 112")
    assert stored(one) is None
    expect(one.get_by_text("Dina svar försvinner om du går vidare.")).to_be_visible()
    back(one, address)
    expect(said(one)).to_contain_text("Borttaget. Inget är sparat.")
    answer(one, "vad-hjalper", "Skyltar", "varje år")
    assert stored(one) is None
    save(one)
    assert kept(one)["q"] == {"vad-hjalper": 1}


def test_a_page_that_slept_through_a_removal_brings_nothing_back(remembered: Tab) -> None:
    """Removed and kept anew while it lay in the browser's memory: only what is answered after
    that."""
    one, other = remembered(FIRST), remembered("")
    one.bring_to_front()
    save(one)
    answer(one, "for-vem", "För alla")
    address = one.url
    one.get_by_role("link", name="Nästa avsnitt").click()
    one.wait_for_url("**/modul-2/")
    other.bring_to_front()
    remove(other)
    save(other)
    one.bring_to_front()
    expect(said(one)).to_contain_text("Du har 0 av 10 frågor rätt.")  # as whoever goes back reads
    back(one, address)
    answer(one, "vad-hjalper", "Skyltar", "varje år")
    assert kept(one)["q"] == {"vad-hjalper": 1}


def test_back_from_the_cache_loses_nothing(remembered: Tab) -> None:
    """A page that the browser kept in its memory reads anew what later pages have kept."""
    page = remembered(FIRST)
    address = page.url
    save(page)
    answer(page, "for-vem", "För alla")
    page.get_by_role("link", name="Nästa avsnitt").click()
    page.wait_for_url("**/modul-2/")
    answer(page, "det-brinner", "Ringer 112")
    assert kept(page)["at"] == "prata"
    back(page, address)
    expect(said(page)).to_contain_text("Du har 2 av 10 frågor rätt.")
    assert kept(page)["at"] == "varfor"
    answer(page, "vad-hjalper", "Skyltar", "varje år")
    assert kept(page)["q"] == {"for-vem": 1, "det-brinner": 1, "vad-hjalper": 1}


def test_answers_that_were_left_are_kept_when_back_leads_to_them(remembered: Tab) -> None:
    """Left without a click, kept on the next page: Back brings them in."""
    page = remembered(FIRST)
    address = page.url
    answer(page, "for-vem", "För alla")
    page.get_by_role("link", name="Nästa avsnitt").click()
    page.wait_for_url("**/modul-2/")
    save(page)
    assert kept(page)["q"] == {}
    back(page, address)
    expect(said(page)).to_contain_text("Du har 1 av 10 frågor rätt.")
    assert kept(page)["q"] == {"for-vem": 1}


def test_the_certificate_follows_what_another_tab_keeps(tab: Tab) -> None:
    """Passed in one tab, it can be printed in the other; removed, it knows nothing any more. What
    was written in its fields stays as long as the result does."""
    paper, page = tab("intyg/"), tab(SECOND)
    keep(page, all_right(NEEDED - 1))
    expect(paper.locator(".certificate")).to_be_hidden()
    answer(page, "det-brinner", "Ringer 112")
    result = paper.get_by_label("Rätta svar")
    expect(result).to_have_value("8 av 10")
    paper.get_by_label("Datum").fill("1 november 2026")
    answer(page, "forsta-ordet", "Tyst")
    expect(paper.get_by_label("Datum")).to_have_value("1 november 2026")
    remove(page)
    expect(paper.locator(".certificate")).to_be_visible()
    expect(result).to_have_value("")


def test_a_full_device_keeps_what_was_kept_and_says_so(tab: Tab) -> None:
    """The answer's own box says it, and the next answer that fits takes it along."""
    page = tab(FIRST)
    save(page)
    answer(page, "for-vem", "För alla")
    before = stored(page)
    page.evaluate(
        "() => { Storage.prototype.real = Storage.prototype.setItem;"
        " Storage.prototype.setItem = () => { throw 0; }; }"
    )
    answer(page, "vad-hjalper", "Skyltar", "varje år")
    told = "Det senaste gick inte att spara. Det som var sparat ligger kvar."
    expect(page.locator("[data-question=vad-hjalper]").get_by_role("status")).to_contain_text(told)
    expect(said(page)).to_contain_text(told)
    assert stored(page) == before
    page.evaluate("() => { Storage.prototype.setItem = Storage.prototype.real; }")
    answer(page, "for-vem", "För vaktmästaren")
    assert kept(page)["q"] == {"for-vem": 1, "vad-hjalper": 1}
    expect(said(page)).not_to_contain_text(told)


def test_the_offer_on_a_device_that_keeps_nothing_says_so(tab: Tab, page: Page) -> None:
    """In the answer's box, where the click was; the file can be had all the same."""
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw 0; } });")
    tab(FIRST)
    answer(page, "for-vem", "För alla")
    box = page.locator("[data-question=for-vem]")
    box.get_by_role("button", name="Spara mina framsteg").click()
    told = "Webbläsaren tillåter inte att något sparas. Kursen fungerar ändå"
    expect(box.get_by_role("status")).to_contain_text(told)
    expect(page.get_by_role("button", name="Ladda ner mina framsteg")).to_be_visible()


def read_back(page: Page, written: bytes) -> None:
    """Chooses a file for the button that reads progress back."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Läs in och spara en nedladdad fil").click()
    chooser.value.set_files({"name": "framsteg.json", "mimeType": "", "buffer": written})


def test_a_saved_file_can_be_read_back(tab: Tab) -> None:
    """Removed, or on another device: the file restores it, and lowers nothing that is there."""
    page = tab(FIRST)
    answer(page, "for-vem", "För alla")
    with page.expect_download() as download:
        page.get_by_role("button", name="Ladda ner mina framsteg").click()
    written = Path(download.value.path()).read_bytes()
    page.reload()
    read_back(page, written)
    expect(said(page)).to_contain_text("Filen är inläst och sparad. Du har 1 av 10 frågor rätt.")
    assert kept(page)["q"] == {"for-vem": 1}
    answer(page, "vad-hjalper", "Skyltar", "varje år")
    lower = {"app": KEY, "version": "0.9", "q": {"vad-hjalper": 0, "bredast": 1, "borta": 1}}
    read_back(page, json.dumps(lower).encode())
    expect(said(page)).to_contain_text("Filen är inläst och sparad. Du har 3 av 10 frågor rätt.")
    assert kept(page)["q"] == {"for-vem": 1, "vad-hjalper": 1, "bredast": 1}


@pytest.mark.parametrize("version", ["1.0", "0.9"])
def test_a_passed_course_is_read_back_with_its_day(tab: Tab, version: str) -> None:
    """The certificate then shows again, though the course is a newer one now."""
    page = tab(FIRST)
    done = {"date": "2026-01-02", "right": 10, "of": 10, "version": version}
    read_back(page, json.dumps(all_right(len(QUESTIONS), version, done=done)).encode())
    expect(page.get_by_role("link", name="Skriv ut intyget")).to_be_visible()
    assert kept(page)["done"] == done


def show_file(page: Page, written: bytes) -> None:
    """Chooses a file for the button that shows a certificate from it."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Visa intyget från en nedladdad fil").click()
    chooser.value.set_files({"name": "framsteg.json", "mimeType": "", "buffer": written})


def test_the_certificate_shows_again_from_a_saved_file(tab: Tab) -> None:
    """On a device that keeps nothing, and goes on keeping nothing."""
    page = tab("intyg/")
    told = page.locator(".certificate-said")
    done = {"date": "2026-01-02", "right": 9, "of": 10, "version": "1.0"}
    show_file(page, b"{")
    expect(told).to_have_text("Filen går inte att läsa. Inget har ändrats.")
    show_file(page, json.dumps(all_right(NEEDED - 1)).encode())
    expect(told).to_contain_text("Du har 7 av 10 frågor rätt. Det behövs 8 för intyget.")
    expect(page.locator(".certificate")).to_be_hidden()
    show_file(page, json.dumps(all_right(9, done=done)).encode())
    expect(told).to_have_text("Du har klarat kursen. Skriv ditt namn och skriv ut.")
    expect(page.get_by_label("Datum")).to_have_value("2026-01-02")
    expect(page.get_by_label("Gäller till och med")).to_have_value("2028-01-02")
    expect(page.get_by_label("Rätta svar")).to_have_value("9 av 10")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{", "De sparade framstegen går inte att läsa."),
        (json.dumps(all_right(3, "1.10")), "Framstegen är sparade i en nyare version av kursen."),
    ],
    ids=["broken", "newer"],
)
def test_the_certificates_page_says_what_is_kept_and_cannot_be_used(
    tab: Tab, written: str, told: str
) -> None:
    """In the same words as the course's pages, and nothing is changed."""
    page = tab("intyg/")
    keep(page, written)
    expect(page.locator(".certificate-said")).to_contain_text(told)
    assert stored(page) in (written, written.replace(": ", ":").replace(", ", ","))


OTHER = "Filen hör inte till den här kursen. Inget har ändrats."
UNREADABLE = "Filen går inte att läsa. Inget har ändrats."


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"", UNREADABLE),
        (b"\x89PNG\x0d\x0a", UNREADABLE),
        (json.dumps(all_right(3)).encode()[:60], UNREADABLE),
        (b"[]", OTHER),
        (b'{"app": "annat", "q": {"for-vem": 1}}', OTHER),
        (json.dumps({"app": KEY, "version": "1.0", "q": {"annan": 1}}).encode(), OTHER),
        (
            json.dumps(all_right(3, "1.10")).encode(),
            "Filen kommer från en nyare version av kursen.",
        ),
        (b" " * 65_537, "Filen är för stor. Inget har ändrats."),
    ],
    ids=["empty", "picture", "cut", "list", "other", "other course", "newer", "large"],
)
def test_a_file_that_is_not_this_course_is_refused(tab: Tab, written: bytes, told: str) -> None:
    """In a plain sentence, and nothing of what is kept is changed."""
    page = tab(FIRST)
    save(page)
    answer(page, "for-vem", "För alla")
    before = stored(page)
    read_back(page, written)
    expect(said(page)).to_contain_text(told)
    assert stored(page) == before


def test_a_refused_file_keeps_nothing_without_the_click(tab: Tab) -> None:
    """Where nothing was kept, nothing is."""
    page = tab(FIRST)
    read_back(page, b"{")
    expect(said(page)).to_have_text(UNREADABLE)
    assert stored(page) is None


def test_the_visitor_is_told_what_a_browser_takes_away(tab: Tab) -> None:
    """Beside the button."""
    page = tab(FIRST)
    told = "Safari kan ta bort det som är sparat när du inte har besökt webbplatsen på sju dagar."
    expect(page.locator(".course-progress")).to_contain_text(told)
