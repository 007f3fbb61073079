"""A real Chromium, for the preview's pictures and for the tests. Needs Playwright, which the tests
bring."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from strategysite.publish.preview.browser import find_browser

# The last one: no name but this machine's own leads anywhere, so that no page can reach another
# host unseen.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Starts the browser that `find_browser` finds, and gives it. Raises Playwright's own error
    where there is none."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()
