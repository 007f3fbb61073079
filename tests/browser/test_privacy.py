"""What /om/integritet/ promises: nothing is stored, nobody else is asked, and the next site is not told where the reader was."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, Route

from tests.audit import privacy
from tests.audit.visiting import addresses

pytestmark = pytest.mark.browser


def test_no_page_stores_anything_or_asks_another_server_or_breaks_the_policy(browser: Browser, nginx_url: str, site: Path) -> None:
    """On every page, behind the real server with its real policy: no cookie, no storage, no error in the console."""
    assert privacy.traces(browser, nginx_url, addresses(site)) == []


@pytest.mark.parametrize("address", ["/hjalp/", "/kunskap/lagar/"])
@pytest.mark.parametrize("server", ["nginx_url", "site_url"])
def test_a_link_to_another_site_does_not_tell_where_the_reader_was(
    context: BrowserContext, request: pytest.FixtureRequest, server: str, address: str
) -> None:
    """Not even the name of this site: the server's rules say so, and each page itself where a page host sends no rules."""
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body="<title>Annan</title>", content_type="text/html")

    context.route(re.compile(r"^https://"), answer)
    page = context.new_page()
    page.goto(request.getfixturevalue(server) + address)
    link = page.locator('article a[href^="https://"]:visible, article p.way a[href^="https://"]').first
    link.evaluate("element => element.click()")
    page.wait_for_url(re.compile(r"^https://"))
    assert asked
    assert "referer" not in asked[0].all_headers()
    assert page.evaluate("document.referrer") == ""
