"""axe-core on every page: WCAG 2.2 A and AA, and its best practices."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from strategysite.publish.preview.pictures import chromium
from tests.audit.visiting import DESKTOP, PHONE, tab, workers

SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All that dark colours can break. The rest of a page is the same as in the light.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
RUN = """([type, values, without = []]) => axe.run(document, {
    runOnly: { type, values }, rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ["violations"], preload: false })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.html.slice(0, 120)} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`)))"""


def violations(page: Page, *, colours: bool = True, thorough: bool = False) -> list[str]:
    """Returns the violations of the open page in the light and in the dark; without `colours` none
    that they decide. Thorough: every rule in the dark too."""
    page.emulate_media(color_scheme="light")
    found = page.evaluate(RUN, ["tag", TAGS, [] if colours else COLOUR_RULES])
    told = [f"ljust: {what}" for what in found]
    if colours:
        page.emulate_media(color_scheme="dark")
        found = page.evaluate(RUN, ["tag", TAGS] if thorough else ["rule", COLOUR_RULES])
        told += [f"mörkt: {what}" for what in found]
        page.emulate_media(color_scheme="light")
    return told


def _visit(url: str, addresses: Iterable[str], size: tuple[int, int]) -> list[str]:
    found = []
    with chromium() as browser, tab(browser, size, SOURCE) as page:
        for address in addresses:
            page.goto(url + address)
            told = violations(page, thorough=True)
            found += [f"{address} ({size[0]}): {what}" for what in told]
    return found


def all_violations(url: str, addresses: list[str]) -> list[str]:
    """Returns the violations at 390 points and at 1280, by every rule in the light and in the dark,
    with a few browsers at once."""
    parts = [
        (size, addresses[start :: workers()])
        for size in (PHONE, DESKTOP)
        for start in range(workers())
    ]
    with ThreadPoolExecutor(workers()) as pool:
        results = pool.map(lambda part: _visit(url, part[1], part[0]), parts)
        return [found for result in results for found in result]


def version() -> str:
    """Returns axe-core's version, which stands in its first line."""
    return SOURCE.split("axe v", 1)[1].split(maxsplit=1)[0]
