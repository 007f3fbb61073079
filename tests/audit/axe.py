"""axe-core on every page: WCAG 2.2 A and AA, and its best practices."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import axe_playwright_python

from strategysite.publish.preview.pictures import chromium
from tests.audit.visiting import DESKTOP, PHONE, tab, workers

SOURCE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# All that dark colours can break. The rest of a page is the same as in the light.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
RUN = """([type, values]) => axe.run(document, { runOnly: { type, values }, resultTypes: ["violations"], preload: false })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.html.slice(0, 120)} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`)))"""


def violations(
    url: str, addresses: Iterable[str], size: tuple[int, int], *, thorough: bool
) -> list[str]:
    """Returns "address: what" for each violation in the light and in the dark. Thorough: every rule
    in the dark too."""
    found = []
    with chromium() as browser, tab(browser, size, SOURCE) as page:
        for address in addresses:
            page.emulate_media(color_scheme="light")
            page.goto(url + address)
            light = page.evaluate(RUN, ["tag", TAGS])
            page.emulate_media(color_scheme="dark")
            dark = page.evaluate(RUN, ["tag", TAGS] if thorough else ["rule", COLOUR_RULES])
            found += [f"{address} ({size[0]}, ljust): {what}" for what in light]
            found += [f"{address} ({size[0]}, mörkt): {what}" for what in dark]
    return found


def all_violations(url: str, addresses: list[str], *, thorough: bool) -> list[str]:
    """Returns the violations at 390 points, with a few browsers at once. Thorough: at 1280 too."""
    parts = [
        (size, addresses[start :: workers()])
        for size in ((PHONE, DESKTOP) if thorough else (PHONE,))
        for start in range(workers())
    ]
    with ThreadPoolExecutor(workers()) as pool:
        results = pool.map(lambda part: violations(url, part[1], part[0], thorough=thorough), parts)
        return [found for result in results for found in result]


def version() -> str:
    """Returns axe-core's version, which stands in its first line."""
    return SOURCE.split("axe v", 1)[1].split(maxsplit=1)[0]
