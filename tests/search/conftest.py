"""The search of the small site: asked without its field, and with it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import listening
from tests.search.asking import open_search
from tests.search.field import Open


@pytest.fixture(scope="session")
def tested(browser: Browser, small_url: str) -> Iterator[Page]:
    """The search of the small site. Asking it changes nothing, so that all tests share the tab."""
    visitor = browser.new_context()
    page = visitor.new_page()
    open_search(page, small_url)
    yield page
    visitor.close()


@pytest.fixture
def open_page(lent_page: Page, small_nginx_url: str) -> Open:
    """Opens a page of the small site."""

    def go(address: str) -> Page:
        lent_page.goto(small_nginx_url + address)
        return lent_page

    return go


@pytest.fixture
def errors(lent_page: Page) -> Iterator[list[str]]:
    """What the console tells as a fault while a test runs; it must be nothing."""
    with listening(lent_page, "error") as found:
        yield found
