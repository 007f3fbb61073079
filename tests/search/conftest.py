"""A tab in which the small site's search can be asked without its field."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.search.asking import open_search


@pytest.fixture(scope="session")
def tested(browser: Browser, small_url: str) -> Iterator[Page]:
    """The search of the small site. Asking it changes nothing, so that all tests share the tab."""
    visitor = browser.new_context()
    page = visitor.new_page()
    open_search(page, small_url)
    yield page
    visitor.close()
