"""The search: its index, made from the finished HTML, and its script, joined from the parts in
theme/scripts/search/."""

from pathlib import Path

import rjsmin

from strategysite.data.addresses import page_url
from strategysite.data.facts import Facts
from strategysite.search.packing import Synonym, build_index

SCRIPT = "scripts/search.js"
# In the order they need each other. They are one module, fetched when the field is first used.
PARTS = ("words", "nearness", "engine", "files", "excerpt", "finding", "results", "field", "page")


def write_search_index(site: Path, facts: Facts) -> None:
    """Writes the files of the search index, and the script that reads them, into `site`."""
    pages = [(_address(site, path), path.read_text("utf-8")) for path in site.rglob("index.html")]
    for name, content in build_index(sorted(pages), synonyms(facts), otherwise(facts)).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _write_script(site)


def synonyms(facts: Facts) -> list[Synonym]:
    """The editors' words, with addresses in place of files."""
    entries = facts.search.entries if facts.search else ()
    return [Synonym(entry.asked, _published_address(entry.to)) for entry in entries]


def otherwise(facts: Facts) -> str | None:
    """The address of the page to show when nothing answers well."""
    return page_url(facts.search.otherwise) if facts.search and facts.search.otherwise else None


def _address(site: Path, page: Path) -> str:
    folder = page.parent.relative_to(site).as_posix()
    return "" if folder == "." else f"{folder}/"


def _published_address(to: str) -> str:
    file, _, anchor = to.partition("#")
    return page_url(file) + (f"#{anchor}" if anchor else "")


def _write_script(site: Path) -> None:
    folder = site / "scripts" / "search"
    if folder.is_dir():
        source = "\n".join((folder / f"{part}.js").read_text("utf-8") for part in PARTS)
        (site / SCRIPT).write_text(rjsmin.jsmin(source), "utf-8")
