"""What a visit leaves behind and whom it tells: nothing and nobody, before and after the policy has
spoken."""

from collections.abc import Iterable

from playwright.sync_api import Browser, Page

from tests.audit.visiting import tab

WATCH = """window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""
STORED = """async () => {
  const found = [...refused.map((what) => `refused by the policy: ${what}`)];
  if (document.cookie) found.push(`cookie: ${document.cookie}`);
  if (localStorage.length) found.push(`stored: ${Object.keys(localStorage)}`);
  if (sessionStorage.length) found.push(`stored for the session: ${Object.keys(sessionStorage)}`);
  // The browser has neither where the page is not trusted; 127.0.0.1 is.
  if (window.caches && (await caches.keys()).length) found.push("a cache");
  if (indexedDB.databases && (await indexedDB.databases()).length) found.push("a database");
  if (navigator.serviceWorker && (await navigator.serviceWorker.getRegistrations()).length) found.push("a service worker");
  return found;
}"""


class Watched:
    """A tab that tells what each page leaves behind; opened with WATCH."""

    def __init__(self, page: Page, url: str) -> None:
        """`url` is that of the site, without a slash at the end."""
        self.page, self.url = page, url
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on(
            "console",
            lambda message: (
                self.said.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def visit(self, address: str) -> list[str]:
        """Returns what the page stores on load, asks of other servers or the policy refuses, and
        errors in the console."""
        self.asked.clear()
        self.said.clear()
        self.page.goto(self.url + address)
        self.page.wait_for_timeout(50)  # for what a script does when the page is there
        elsewhere = [
            f"asks another server: {request}"
            for request in self.asked
            if not request.startswith(f"{self.url}/")
        ]
        cookies = [f"cookie: {cookie['name']}" for cookie in self.page.context.cookies()]
        missing = "404 (Not Found)" if address == "/404.html" else "\0"
        errors = [f"console: {text}" for text in self.said if missing not in text]
        return [*self.page.evaluate(STORED), *elsewhere, *cookies, *errors]


def traces(browser: Browser, url: str, addresses: Iterable[str]) -> list[str]:
    """Returns what the pages leave behind."""
    with tab(browser, script=WATCH) as page:
        watched = Watched(page, url)
        return [f"{address}: {what}" for address in addresses for what in watched.visit(address)]
