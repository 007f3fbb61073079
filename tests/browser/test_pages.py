"""What a reader sees of the pages to read: which words are whose, what comes first, what has room."""

import pytest
from playwright.sync_api import Browser, Page

from tests.audit.visiting import tab

pytestmark = pytest.mark.browser
PHONES_AND_DESKTOP = [(390, 844), (1280, 800)]
# Parts that somebody added among the adopted words, and that no broken line, box or bracket tells.
UNMARKED = """() => [...document.querySelectorAll("article.adopted [data-editorial]")].filter((part) => {
  if (part.matches("sup, .notice") || part.parentElement.closest("[data-editorial]")) return false;
  const marked = part.matches("li") ? part.parentElement : part;
  const style = getComputedStyle(marked);
  return style.borderInlineStartStyle !== "dashed" || parseFloat(style.paddingInlineStart) < 8;
}).map((part) => part.outerHTML.slice(0, 100))"""
SERIF = "element => getComputedStyle(element).fontFamily.includes('serif') && !getComputedStyle(element).fontFamily.includes('sans')"


@pytest.mark.parametrize("size", PHONES_AND_DESKTOP)
def test_all_that_is_added_has_a_broken_line_and_the_sites_own_type(
    browser: Browser, small_url: str, size: tuple[int, int]
) -> None:
    """The triangle, captions and the column on follow-up too."""
    found = []
    with tab(browser, size) as page:
        for address in ("/strategi/", "/strategi/lugn/", "/strategi/omsorg/"):
            page.goto(small_url + address)
            found += [f"{address}: {what}" for what in page.evaluate(UNMARKED)]
            for part in page.locator("article.adopted [data-editorial]").all():
                if part.evaluate(SERIF):
                    found.append(f"{address}: {part.inner_text()}")
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
