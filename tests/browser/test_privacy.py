"""What /om/integritet/ promises of links: the next site is not told where the reader was."""

import re

import pytest
from playwright.sync_api import BrowserContext, Request, Route

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("address", ["/hjalp/", "/kunskap/"])
@pytest.mark.parametrize("server", ["small_nginx_url", "small_url"])
def test_a_link_to_another_site_does_not_tell_where_the_reader_was(
    context: BrowserContext, request: pytest.FixtureRequest, server: str, address: str
) -> None:
    """Not even this site's name: the server says so, and each page where a host sends no rules."""
    asked: list[Request] = []

    def answer(route: Route) -> None:
        asked.append(route.request)
        route.fulfill(body="<title>Annan</title>", content_type="text/html")

    context.route(re.compile(r"^https://"), answer)
    page = context.new_page()
    page.goto(request.getfixturevalue(server) + address)
    link = page.locator('article a[href^="https://"]:visible').first
    link.evaluate("element => element.click()")
    page.wait_for_url(re.compile(r"^https://"))
    assert asked
    assert "referer" not in asked[0].all_headers()
    assert page.evaluate("document.referrer") == ""
