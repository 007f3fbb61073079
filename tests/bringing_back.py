"""Back, for real: a browser that keeps the pages one leaves in its memory, as readers' do.

Playwright starts Chromium without that, and then every page is loaded anew."""

import contextlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from strategysite.publish.preview.browser import find_browser
from strategysite.publish.preview.pictures import FLAGS

NOTE = "addEventListener('pageshow', (event) => { window.cameBack = event.persisted; });"


@pytest.fixture(scope="module")
def remembering(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps pages in its memory for Back, as readers' do and a driven one does
    not."""
    started = browser.browser_type.launch(
        executable_path=find_browser(whole=True),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield started
    started.close()


@contextlib.contextmanager
def remembering_visitor(remembering: Browser) -> Iterator[BrowserContext]:
    """A visitor in that browser, on a phone, with nothing stored."""
    size: ViewportSize = {"width": 390, "height": 844}
    with contextlib.closing(remembering.new_context(viewport=size, locale="sv-SE")) as visitor:
        visitor.add_init_script(NOTE)
        yield visitor


@pytest.fixture
def visitor(remembering: Browser) -> Iterator[BrowserContext]:
    """A visitor in that browser, on a phone, with nothing stored."""
    with remembering_visitor(remembering) as visitor:
        yield visitor


def back(page: Page, address: str) -> None:
    """Goes back, and fails where the page was loaded anew instead of brought from memory."""
    page.evaluate("() => { history.back(); }")
    page.wait_for_url(address, wait_until="commit")
    page.wait_for_function("window.cameBack !== undefined")
    assert page.evaluate("window.cameBack") is True, "the page was loaded anew"
