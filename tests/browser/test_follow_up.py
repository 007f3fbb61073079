"""How it has gone, as a reader sees it: patterns that hold in any colours, and the way to a note."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from strategysite.build.site import build_site
from tests.audit.layout import SIDEWAYS
from tests.audit.visiting import tab
from tests.conftest import serving
from tests.small import new_project

pytestmark = pytest.mark.browser
COLOUR = "element => getComputedStyle(element).color"


def test_a_pattern_has_the_readers_own_colours(browser: Browser, small_url: str) -> None:
    """Beside the word and in the bar: the same as the text where somebody forces colours."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(small_url + "/uppfoljning/")
    text = page.locator("h1").evaluate(COLOUR)
    drawn = page.locator(".tally svg, .status").evaluate_all(
        "all => [...new Set(all.map((one) => getComputedStyle(one).color))]"
    )
    context.close()
    assert drawn == [text]


def test_a_cell_leads_to_its_note(page: Page, small_url: str) -> None:
    """On a phone, where each row is a card: the whole word can be pressed, and the note is shown."""
    page.goto(small_url + "/uppfoljning/")
    page.locator(".matrix td a").first.click()
    assert page.url.endswith("#ar-2025-skyltar")
    note = page.locator("#ar-2025-skyltar")
    assert "Två dörrar av fyra har skyltar." in note.inner_text()
    box = note.bounding_box()
    assert box and 0 <= box["y"] <= 844


def test_a_goal_under_another_has_letters_of_the_same_size(page: Page, small_url: str) -> None:
    page.goto(small_url + "/uppfoljning/")
    above, within = page.locator("ul.adopted").first.evaluate("""list => {
      const goal = list.querySelector("li");
      goal.append(list.cloneNode(true));
      return [list, goal.querySelector("ul")].map((one) => getComputedStyle(one).fontSize);
    }""")
    assert above == within


def test_a_bar_is_as_long_as_its_cell(page: Page, small_url: str) -> None:
    page.goto(small_url + "/uppfoljning/")
    for bar in page.locator(".tally td > svg").all():
        parts: list[Any] = [part.bounding_box() or {} for part in bar.locator("rect").all()]
        whole = bar.bounding_box()
        assert whole and abs(sum(part["width"] for part in parts) - whole["width"]) < 4


def test_the_bars_have_the_room_that_the_years_leave(page: Page, small_url: str) -> None:
    """On a small phone too: a year and a count stand on one line each."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(small_url + "/uppfoljning/")
    lines = """element => {
      const range = document.createRange();
      range.selectNodeContents(element.lastChild);
      return range.getClientRects().length;
    }"""
    for text in page.locator(".tally tbody th, .tally li").all():
        assert text.evaluate(lines) == 1, text.inner_text()


@pytest.fixture(scope="module")
def later_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site when four of its years have passed."""
    project = new_project(tmp_path_factory.mktemp("later"))
    assert build_site(project, date(2028, 2, 1), project / "site") == []
    with serving(project / "site") as address:
        yield address


@pytest.mark.parametrize("width", [700, 960, 1024, 1200, 1280, 1600])
def test_the_years_and_what_is_reported_have_room_on_every_screen(
    browser: Browser, later_url: str, width: int
) -> None:
    """A column for each of four years; and one on how it has gone, beside the document's own."""
    with tab(browser, (width, 800)) as page:
        for address in ("/uppfoljning/", "/strategi/lugn/", "/strategi/hela/"):
            page.goto(later_url + address)
            assert page.evaluate(SIDEWAYS) == []


def test_years_stand_two_and_two_on_a_phone(page: Page, later_url: str) -> None:
    """A strategy of many years is many cards as it is."""
    page.goto(later_url + "/uppfoljning/")
    cells = page.locator(".matrix tr").nth(1).locator("td").all()
    tops = [box["y"] for cell in cells if (box := cell.bounding_box())]
    assert len(tops) == 4
    assert tops[0] == tops[1] < tops[2] == tops[3]
