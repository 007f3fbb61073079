"""What a page looks like to those who change it: enlarged, with more room in the text, in forced
colours, without motion, on paper."""

from collections.abc import Iterable

from playwright.sync_api import Browser, Page

from tests.audit.visiting import DESKTOP, PHONE, ZOOMED, tab

# What reaches past the edge, unless a part of the page scrolls by itself (a table does).
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room && document.body.scrollWidth <= room) return [];
  const scrolls = (element) => element && element !== document.body && element !== document.documentElement &&
    (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && element.checkVisibility() && (box.right > room + 1 || box.left < -1) && !scrolls(element.parentElement);
  });
  if (!wide.length) return [];
  return [`${document.documentElement.scrollWidth} of ${room}: ` +
    wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 80)).join(" | ")];
}"""
# As a style sheet of one's own does it, or a phone's setting: the questions that a style sheet puts
# to the screen are answered as before.
ENLARGED = "() => { document.documentElement.style.fontSize = '200%'; }"
UNFOLDED = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
# Folded and unfolded, with letters of a size; leaves the page as it was. In one go, so that nothing
# is drawn between.
EITHER_WAY = f"""(size) => {{
  const root = document.documentElement, parts = [...document.querySelectorAll("details")];
  const were = parts.map((part) => part.open);
  root.style.fontSize = size;
  const found = ({SIDEWAYS})();
  {UNFOLDED};
  found.push(...({SIDEWAYS})());
  parts.forEach((part, index) => {{ part.open = were[index]; }});
  root.style.fontSize = "";
  return found;
}}"""
# WCAG 2.2, 1.4.12: no content is lost with this much room.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  return style.overflowY === "hidden" && element.clientHeight > 2 && element.scrollHeight > element.clientHeight + 2 && element.textContent.trim();
}).map((element) => `clipped: ${element.outerHTML.slice(0, 80)}`)"""
MOVING = """() => {
  const seconds = (value) => Math.max(...value.split(",").map((part) => parseFloat(part) * (part.includes("ms") ? 0.001 : 1)));
  return [...document.querySelectorAll("*")].flatMap((element) => ["", "::before", "::after"].map((part) => [element, part]))
    .filter(([element, part]) => {
      const style = getComputedStyle(element, part || null);
      const moves = style.animationName !== "none" && seconds(style.animationDuration) > 0.01;
      return moves || seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === "smooth";
    }).map(([element, part]) => `moves: ${element.outerHTML.slice(0, 80)}${part}`);
}"""
# Words of a page of the strategy that a reader on paper would miss.
NOT_PRINTED = """() => {
  const lost = [];
  const text = document.querySelector("article.adopted");
  if (!text) return lost;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("script, style, template, svg, details:not([open]), .no-print[data-editorial]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    if (!range.getClientRects().length) lost.push(`not printed: ${node.data.trim().slice(0, 60)}`);
  }
  return lost;
}"""
PRINTED_CHROME = """() => [...document.querySelectorAll(".menu, .section-nav, header .search-entry, .exit, .md-skip")]
  .filter((element) => element.checkVisibility()).map((element) => `printed: ${element.outerHTML.slice(0, 80)}`)"""
PAPER_WIDTH = 718  # points of an A4 page between its margins


def _each(page: Page, url: str, addresses: Iterable[str], *scripts: str) -> list[str]:
    found = []
    for address in addresses:
        page.goto(url + address)
        for script in scripts:
            found += [f"{address}: {what}" for what in page.evaluate(script) or []]
    return found


def sideways(browser: Browser, url: str, addresses: Iterable[str]) -> list[str]:
    """Returns the pages that scroll sideways at 320 points, which is 400 % zoom of 1280, or lose
    text when it gets more room."""
    with tab(browser, ZOOMED, zoom=4) as page:
        return _each(page, url, addresses, SIDEWAYS, UNFOLDED, SIDEWAYS, SPACING, CLIPPED)


def sideways_however_enlarged(page: Page) -> tuple[list[str], list[str]]:
    """Returns what the page that is open at 390 points shows past its edge, folded and unfolded:
    for whoever has letters of twice their size, set in the browser or on the page's root alone; and
    as in `sideways`. Leaves the page unfolded, enlarged and with more room."""
    devtools = page.context.new_cdp_session(page)

    def letters(points: int) -> None:
        devtools.send("Page.setFontSizes", {"fontSizes": {"standard": points}})

    def screen(size: tuple[int, int], zoom: int) -> None:
        room = {"width": size[0], "height": size[1], "deviceScaleFactor": zoom, "mobile": False}
        devtools.send("Emulation.setDeviceMetricsOverride", room)

    screen(PHONE, 1)
    letters(32)
    large = page.evaluate(EITHER_WAY, "")
    letters(16)
    large += page.evaluate(EITHER_WAY, "200%")
    screen(ZOOMED, 4)
    zoomed = page.evaluate(EITHER_WAY, "")
    page.evaluate(UNFOLDED)
    page.evaluate(SPACING)
    zoomed += page.evaluate(CLIPPED)
    devtools.detach()
    return large, zoomed


def motion(browser: Browser, url: str, addresses: Iterable[str]) -> list[str]:
    """Returns what still moves on pages for a reader who asked for no motion."""
    with tab(browser, DESKTOP) as page:
        page.emulate_media(reduced_motion="reduce")
        return _each(page, url, addresses, MOVING)


def paper(browser: Browser, url: str, addresses: Iterable[str]) -> list[str]:
    """Returns what a printed page lacks and what it has too much."""
    with tab(browser, (PAPER_WIDTH, 1000)) as page:
        page.emulate_media(media="print")
        return _each(page, url, addresses, NOT_PRINTED, PRINTED_CHROME)
