"""What a reader sees of the pages to read: which words are whose, what comes first, what has room."""

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from tests.audit.layout import SIDEWAYS
from tests.audit.visiting import tab

pytestmark = pytest.mark.browser
PHONES_AND_DESKTOP = [(390, 844), (1280, 800)]
# Parts that somebody added among the adopted words, and that no broken line, box or bracket tells.
# An arrow back to a mark is no word.
UNMARKED = """() => [...document.querySelectorAll("article.adopted [data-editorial]")].filter((part) => {
  if (part.matches("sup, .notice, .mark, [role=doc-backlink]") || part.parentElement.closest("[data-editorial]")) return false;
  const marked = part.matches("li") ? part.parentElement : part;
  const style = getComputedStyle(marked);
  return style.borderInlineStartStyle !== "dashed" || parseFloat(style.paddingInlineStart) < 8;
}).map((part) => part.outerHTML.slice(0, 100))"""
IN_SERIF = """() => [...document.querySelectorAll("article.adopted [data-editorial]")].filter((part) => {
  const { fontFamily } = getComputedStyle(part);
  return fontFamily.includes("serif") && !fontFamily.includes("sans");
}).map((part) => part.innerText)"""


@pytest.mark.parametrize("size", PHONES_AND_DESKTOP)
def test_all_that_is_added_has_a_broken_line_and_the_sites_own_type(
    browser: Browser, small_url: str, size: tuple[int, int]
) -> None:
    """The triangle, captions and the column on follow-up too."""
    found = []
    with tab(browser, size) as page:
        for address in ("/strategi/", "/strategi/lugn/", "/strategi/omsorg/", "/strategi/hela/"):
            page.goto(small_url + address)
            found += [f"{address}: {what}" for what in page.evaluate(UNMARKED)]
            found += [f"{address}: {text}" for text in page.evaluate(IN_SERIF)]
    assert found == []


@pytest.mark.parametrize("size", PHONES_AND_DESKTOP)
def test_the_adopted_words_begin_on_the_first_screen_under_the_triangle(
    browser: Browser, small_url: str, size: tuple[int, int]
) -> None:
    with tab(browser, size) as page:
        page.goto(small_url + "/strategi/omsorg/")
        box = page.get_by_text("Tre lager hjälper varandra.").bounding_box()
        assert box and box["y"] + box["height"] <= size[1]


def test_a_level_of_the_triangle_is_pressed_anywhere_on_its_row(page: Page, small_url: str) -> None:
    """Its slice leads where its name does."""
    page.goto(small_url + "/strategi/omsorg/")
    page.locator(".triangle li").nth(1).click(position={"x": 20, "y": 20})
    assert page.url.endswith("#nagra")


# The start page.


def test_the_doors_and_the_triangle_are_on_the_first_screen_of_a_desktop(
    browser: Browser, small_url: str
) -> None:
    """At 1280 × 800, beside each other and whole."""
    with tab(browser, (1280, 800)) as page:
        page.goto(small_url + "/")
        doors = [door.bounding_box() for door in page.locator(".home > h2").all()]
        assert len({box["y"] for box in doors if box}) == 1
        box = page.locator(".triangle ol").bounding_box()
        assert box and box["y"] + box["height"] <= 800


def test_on_a_phone_the_doors_come_before_the_strategy_one_under_another(
    page: Page, small_url: str
) -> None:
    page.goto(small_url + "/")
    parts = page.locator(".home > h2, .home > h2 + p, .glance").all()
    boxes = [box for part in parts if (box := part.bounding_box())]
    assert len(boxes) == 7
    for box, under in pairwise(boxes):
        assert box["y"] + box["height"] <= under["y"] + 0.5
        assert box["width"] == under["width"]


# Room.


def test_tables_use_the_free_width_and_text_keeps_its_measure(
    browser: Browser, small_url: str
) -> None:
    """At 1280 points the text is narrower than the table, which ends where the header does."""
    with tab(browser, (1280, 800)) as page:
        page.goto(small_url + "/strategi/lugn/")
        right = "element => element.getBoundingClientRect().right"
        header = page.locator(".search-entry").evaluate(right)
        assert page.locator("article table").evaluate(right) == header
        assert page.locator("article > .notice").evaluate(right) < header - 80


@pytest.mark.parametrize("width", [320, 479, 480, 520, 560, 640])
def test_a_long_number_has_room_on_the_notice_on_every_screen(
    browser: Browser, small_url: str, width: int
) -> None:
    with tab(browser, (width, 800)) as page:
        page.goto(small_url + "/hjalp/anslag/")
        page.locator(".sheet div:not(.urgent) > dd b a").evaluate_all(
            "all => all.forEach((number) => { number.textContent = '08-527 584 40'; })"
        )
        assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("address", ["/hjalp/", "/sok/", "/a-o/", "/404.html"])
def test_a_page_without_a_menu_beside_it_begins_where_the_header_does(
    browser: Browser, small_url: str, address: str
) -> None:
    with tab(browser, (1280, 800)) as page:
        page.goto(small_url + address)
        left = "element => element.getBoundingClientRect().left"
        assert page.locator("h1").evaluate(left) == page.locator(".site-name").evaluate(left)


def test_under_the_foot_of_a_short_page_is_the_foots_own_colour(
    browser: Browser, small_url: str
) -> None:
    with tab(browser, (1280, 1200)) as page:
        page.goto(small_url + "/404.html")
        colour = "element => getComputedStyle(element).backgroundColor"
        foot = page.locator(".site-footer").evaluate(colour)
        assert page.locator("html").evaluate(colour) == foot


# Type.


def test_the_mark_of_a_footnote_is_small_and_clear_of_the_word(page: Page, small_url: str) -> None:
    page.goto(small_url + "/strategi/lugn/")
    mark = page.locator("td sup").first
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    assert mark.evaluate(size) <= 0.75 * mark.locator("..").evaluate(size)
    assert mark.evaluate("element => parseFloat(getComputedStyle(element).marginInlineStart)") > 0


def test_a_row_that_is_a_card_has_no_columns_left(page: Page, small_url: str) -> None:
    """On a phone nothing is set to the right or the middle, and no line stands above the first."""
    page.goto(small_url + "/strategi/lugn/")
    row = page.locator("table.cards tbody tr").first
    seen = row.evaluate("""row => {
      row.prepend(document.createElement("td")); // as an editor's own table begins
      return [...row.cells].map((cell) => {
        cell.classList.add("right");
        const { textAlign, borderTopWidth } = getComputedStyle(cell);
        return `${textAlign} ${borderTopWidth}`;
      });
    }""")
    assert seen[0] == "start 0px" and set(seen[1:]) <= {"start 0px", "start 1px"}


def test_the_heads_of_a_table_stand_on_one_line(browser: Browser, small_url: str) -> None:
    """That of the added column too, in another type."""
    baseline = """element => {
      const mark = document.createElement("span");
      mark.style.cssText = "display: inline-block; width: 1px; height: 0";
      element.prepend(mark);
      const { bottom } = mark.getBoundingClientRect();
      mark.remove();
      return bottom;
    }"""
    with tab(browser, (1280, 800)) as page:
        page.goto(small_url + "/strategi/lugn/")
        heads = page.locator("thead th").all()
        assert len(heads) == 3
        lines = [head.evaluate(baseline) for head in heads]
        assert max(lines) - min(lines) < 1


def test_the_emergency_number_is_a_strong_red_in_the_dark_too(
    browser: Browser, small_url: str
) -> None:
    """As far from grey as in the light: a pale red is not taken for an alarm."""
    saturation = """element => {
      const [red, green, blue] = getComputedStyle(element).color.match(/\\d+/g).map(Number);
      return (red - Math.max(green, blue)) / red;
    }"""
    page = browser.new_page(color_scheme="dark")
    page.goto(small_url + "/")
    assert page.locator("[href='tel:112']").first.evaluate(saturation) > 0.6
    page.close()


def test_the_number_of_a_paragraph_is_seen_where_the_pointer_or_the_focus_is(
    browser: Browser, small_url: str
) -> None:
    """It is the paragraph's address. Elsewhere the text is left in peace."""
    shown = "mark => getComputedStyle(mark).opacity"
    with tab(browser, (1280, 800)) as page:
        page.goto(f"{small_url}/strategi/hela/")
        mark = page.locator("#stycke-4 .mark")
        assert mark.evaluate(shown) == "0"
        mark.focus()
        assert mark.evaluate(shown) == "1"
        mark.blur()
        page.hover("#stycke-4")
        assert mark.evaluate(shown) == "1"
        mark.click()
        assert page.url.endswith("/strategi/hela/#stycke-4")
