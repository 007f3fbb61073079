"""Foreign words carry their language, or a screen reader says them in the wrong voice."""

from collections.abc import Iterable

from playwright.sync_api import Browser

from tests.audit.visiting import tab

FOREIGN = """() => {
  const home = document.documentElement.lang;
  const scripts = [[/[\\u0600-\\u06ff]/, ["ar", "fa"]], [/[\\u0400-\\u04ff]/, ["uk"]], [/å/i, ["sv"]]];
  const names = /Brå/;  // the names of authorities are the same in every language
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = home ? [] : ["the page names no language"];
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("script, style")) continue;
    const lang = element.closest("[lang]").lang.split("-")[0];
    if (names.test(node.data)) continue;
    for (const [letters, languages] of scripts) {
      if (letters.test(node.data) && !languages.includes(lang)) found.push(`${lang}: ${node.data.trim().slice(0, 60)}`);
    }
    const direction = getComputedStyle(element).direction;
    if (/[\\u0600-\\u06ff]/.test(node.data) && direction !== "rtl") found.push(`left to right: ${node.data.trim().slice(0, 60)}`);
  }
  return found;
}"""


def foreign_words(browser: Browser, url: str, addresses: Iterable[str]) -> list[str]:
    """Returns text whose letters are of another language than the nearest `lang` says, and Arabic
    letters that run the wrong way."""
    found = []
    with tab(browser) as page:
        for address in addresses:
            page.goto(url + address)
            found += [f"{address}: {what}" for what in page.evaluate(FOREIGN)]
    return found
