"""A real Chromium, for the preview's pictures and the tests; needs the tests' Playwright."""

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
    """Gives the browser that `find_browser` finds; without one Playwright raises its error."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()
