"""The keyboard alone: the way past the header, and where the focus is."""

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Browser, Page

from tests.audit.visiting import LOW, PHONE, tab

MOST = 400  # stops of the Tab key on one page; more is a trap
AT_ONCE = 10  # presses of the key before the page is asked what it has seen
# A ring of two points that is there to be seen.
RING = """const ringed = (element) => {
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/, 0\\)$|^transparent$/.test(style.outlineColor);
  return ring || style.boxShadow !== "none";
};"""
FOCUSED = """() => {
  RING
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const box = element.getBoundingClientRect();
  // A link that breaks over two lines has a hole in its middle: its first line counts.
  const line = element.getClientRects()[0] || box;
  const x = line.left + Math.min(line.width / 2, innerWidth / 2), y = line.top + line.height / 2;
  const top = document.elementFromPoint(x, y);
  const width = document.documentElement.clientWidth;
  return {
    what: element.outerHTML.slice(0, 100),
    ring: ringed(element),
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < width,
    covered: !(top && (element.contains(top) || top.contains(element))),
    first: !window.seenFocus?.has(element) && ((window.seenFocus ??= new Set()).add(element), true),
  };
}""".replace("RING", RING)
# What is focused once the key is let go.
NOTING = f"() => {{ window.stops = []; addEventListener('keyup', () => window.stops.push(({FOCUSED})())); }}"
# Every stop again, in other colours: what a script focuses after a key is marked as what a key does.
UNRINGED = """() => {
  RING
  return [...window.seenFocus].filter((element) => {
    element.focus();
    return document.activeElement === element && !ringed(element);
  }).map((element) => `no ring: ${element.outerHTML.slice(0, 100)}`);
}""".replace("RING", RING)
SKIP = """() => {
  const link = document.activeElement;
  const box = link.getBoundingClientRect();
  const style = getComputedStyle(link);
  const seen = box.top >= 0 && box.left >= 0 && box.right <= innerWidth + 1 && box.height >= 24 && style.opacity === "1" && style.clipPath === "none";
  const address = link.getAttribute?.("href") || "";
  return { skips: address.startsWith("#") && !!document.getElementById(address.slice(1)), seen };
}"""
# The next stop lies in the text, or after it where the text holds none.
ARRIVED = """() => {
  const element = document.activeElement;
  const text = document.querySelector("article");
  return text.contains(element) || !!(text.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""

# The script of /sok/ puts its field in the place of a link, which loses the focus if it had it.
SETTLED = "() => !document.querySelector('[data-search-page] noscript')"


def skip_links(browser: Browser, url: str, addresses: Iterable[str]) -> list[str]:
    """Returns the pages whose link past the header is wrong."""
    found = []
    with tab(browser, PHONE) as page:
        for address in addresses:
            page.goto(url + address)
            found += [f"{address}: {what}" for what in skip_link(page)]
    return found


def skip_link(page: Page) -> list[str]:
    """Says so where the first press of Tab on the open page shows no link past the header, or the
    link does not lead to the text."""
    page.wait_for_function(SETTLED)
    page.keyboard.press("Tab")
    skip: dict[str, Any] = page.evaluate(SKIP)
    if not (skip["skips"] and skip["seen"]):
        return ["the first stop is no visible link past the header"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    return [] if page.evaluate(ARRIVED) else ["the link past the header does not lead there"]


def focus(
    browser: Browser,
    url: str,
    addresses: Iterable[str],
    size: tuple[int, int] = LOW,
    *,
    forced: bool = False,
) -> list[str]:
    """Returns the stops of the Tab key without a visible ring of two points, out of sight or
    covered, and pages that trap it. Forced: in a palette of the reader's own, and the rings in the
    page's colours too."""
    found = []
    with tab(browser, size) as page:
        page.emulate_media(forced_colors="active" if forced else "none", reduced_motion="reduce")
        for address in addresses:
            page.goto(url + address)
            found += [f"{address}: {what}" for what in _stops(page)]
            if forced:
                page.emulate_media(forced_colors="none")
                found += [f"{address}: {what}" for what in page.evaluate(UNRINGED)]
                page.emulate_media(forced_colors="active")
    return found


def _stops(page: Page) -> list[str]:
    found: list[str] = []
    page.evaluate(NOTING)
    for count in range(MOST):
        if count % AT_ONCE == 0:
            for _ in range(AT_ONCE):
                page.keyboard.press("Tab")
            stops: list[dict[str, Any] | None] = page.evaluate("window.stops.splice(0)")
            assert len(stops) == AT_ONCE
        stop = stops[count % AT_ONCE]
        if stop is None or not stop["first"]:
            return found if count > 3 else [*found, "the keyboard reaches hardly anything"]
        for state, wanted, what in (
            ("ring", True, "no ring"),
            ("inside", True, "out of sight"),
            ("covered", False, "covered"),
        ):
            if stop[state] != wanted:
                found.append(f"{what}: {stop['what']}")
    return [*found, "the keyboard does not leave the page"]
