"""The documents that the site has beside its pages, and the way to them."""

import re
from pathlib import Path

from strategysite.data.facts import Facts
from strategysite.exports.pdf.strategy import write_strategies
from strategysite.pages.reading import Page
from strategysite.problems import Problem

LINE = re.compile(r'<p class="pdf"[^>]*><a href="(?:[^"]*/)?([^"]+)">.*?</p>', re.DOTALL)
SIZE = "<span data-size></span>"


def write_documents(
    site: Path, facts: Facts, pages: dict[str, Page], *, wanted: bool
) -> list[Problem]:
    """Writes the documents into `site`, and their sizes where pages lead to them; where they are
    not `wanted` nothing leads there. Returns their problems."""
    problems = [*write_strategies(site, facts, pages)] if wanted else []
    sizes = {path.name: f"{round(path.stat().st_size / 1000)} kB" for path in site.rglob("*.pdf")}

    def line(found: re.Match[str]) -> str:
        return found[0].replace(SIZE, sizes[found[1]]) if found[1] in sizes else ""

    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        if SIZE in html:
            page.write_text(LINE.sub(line, html), "utf-8")
    return problems
