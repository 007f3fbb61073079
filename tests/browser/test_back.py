"""A page that Back brings out of the browser's memory, as it was left."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.bringing_back import back

pytestmark = pytest.mark.browser


@pytest.fixture
def left(visitor: BrowserContext, small_url: str) -> Page:
    """The help page with its menu open."""
    page = visitor.new_page()
    page.goto(f"{small_url}/hjalp/")
    page.locator("details.menu summary").click()
    return page


def test_the_menu_is_closed_again(left: Page, small_url: str) -> None:
    """Who followed a link of the menu comes back to the page, not to the menu over it."""
    left.locator("details.menu a").last.click()
    left.wait_for_url(lambda address: not address.endswith("/hjalp/"))
    back(left, f"{small_url}/hjalp/")
    expect(left.locator("details.menu")).not_to_have_attribute("open", "")


def test_open_now_is_told_anew(left: Page, small_url: str) -> None:
    """The clock stands still while a page sleeps."""
    word = left.locator("[data-hours]").first
    now = word.inner_text()
    word.evaluate("word => { word.textContent = 'som det var då'; }")
    left.goto(f"{small_url}/a-o/")
    back(left, f"{small_url}/hjalp/")
    expect(word).to_have_text(now)
