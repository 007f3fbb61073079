"""The search of the small site: asked without its field, and with it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

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
def open_page(page: Page, small_nginx_url: str) -> Open:
    """Opens a page of the small site."""

    def go(address: str) -> Page:
        page.goto(small_nginx_url + address)
        return page

    return go


@pytest.fixture
def errors(page: Page) -> Iterator[list[str]]:
    """What the console tells as a fault while a test runs; it must be nothing."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == []
