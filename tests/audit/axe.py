"""axe-core on every page: WCAG 2.2 A and AA, and its best practices."""

import json
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
RUN = """([type, values]) => axe.run(document, {
    runOnly: { type, values }, resultTypes: ["violations"], preload: false })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.html.slice(0, 120)} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`)))"""


# Lets colours be judged only where an element stands in a way that none did on the pages before: by
# its name, its classes and which attributes it has, and those of what it stands in. What is not
# shown has no colours yet. Returns the ways, and how many elements are judged.
# The ways pass as one text: as a mapping it took the driver longer than all the rest.
UNLIKE = """(ways) => {
  const had = JSON.parse(ways);
  let marked = 0;
  const walk = (element, around) => {
    const names = [[...element.classList].sort(), element.getAttributeNames().sort()];
    const key = JSON.stringify([around, element.tagName, ...names, element.getAttribute("dir")]);
    const way = (had[key] ??= [Object.keys(had).length, false]);
    const unlike = !way[1] && element.checkVisibility();
    for (const inner of element.children) walk(inner, way[0]);
    if (!unlike) return;
    way[1] = true;
    element.toggleAttribute("data-unlike", true);
    marked += 1;
  };
  walk(document.documentElement, 0);
  axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-unlike]" },
    { id: "link-in-text-block", selector: "a[href][data-unlike]" },
  ] });
  return [JSON.stringify(had), marked];
}"""


def violations(page: Page, had: dict[str, tuple[int, bool]] | None = None) -> list[str]:
    """Returns the violations of the open page in the light and in the dark, by every rule. With
    `had`, which begins empty and keeps the ways in which elements stand on the pages before: of
    colours only in other ways, and in the dark nothing but colours.

    Colours follow from those ways and never from words: what holds of them there holds everywhere.
    """
    marked = True
    if had is not None:
        ways, marked = page.evaluate(UNLIKE, json.dumps(had))
        had.update(json.loads(ways))
    page.emulate_media(color_scheme="light")
    told = [f"ljust: {what}" for what in page.evaluate(RUN, ["tag", TAGS])]
    if marked:
        page.emulate_media(color_scheme="dark")
        found = page.evaluate(RUN, ["tag", TAGS] if had is None else ["rule", COLOUR_RULES])
        told += [f"mörkt: {what}" for what in found]
        page.emulate_media(color_scheme="light")
    return told


def _visit(url: str, addresses: Iterable[str], size: tuple[int, int]) -> list[str]:
    found = []
    with chromium() as browser, tab(browser, size, SOURCE) as page:
        for address in addresses:
            page.goto(url + address)
            told = violations(page)
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
