"""What a visit leaves behind and whom it tells: nothing and nobody, before and after the policy has
spoken."""

from collections.abc import Iterable

from playwright.sync_api import Browser

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


def traces(browser: Browser, url: str, addresses: Iterable[str], *more: str) -> list[str]:
    """Returns what each page stores on load, asks of other servers or the policy refuses, errors in
    the console, and what the scripts `more` find on it."""
    found: list[str] = []
    with tab(browser, script=WATCH) as page:
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on(
            "console",
            lambda message: (
                said.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: said.append(str(error)))
        for address in addresses:
            asked.clear()
            said.clear()
            page.goto(url + address)
            page.wait_for_timeout(50)  # for what a script does when the page is there
            elsewhere = [
                f"asks another server: {request}"
                for request in asked
                if not request.startswith(f"{url}/")
            ]
            cookies = [f"cookie: {cookie['name']}" for cookie in page.context.cookies()]
            missing = "404 (Not Found)" if address == "/404.html" else "\0"
            errors = [f"console: {text}" for text in said if missing not in text]
            told = [what for script in more for what in page.evaluate(script)]
            found += [
                f"{address}: {what}"
                for what in [*page.evaluate(STORED), *elsewhere, *cookies, *errors, *told]
            ]
    return found
