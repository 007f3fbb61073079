"""Open data on the finished site: the files beside the page that offers them, and the catalogue by
which Sweden's data portal finds them."""

from collections.abc import Mapping
from pathlib import Path

from strategysite.data.facts import Facts
from strategysite.data.open_data import CATALOGUE, FOLDER, PAGE, catalogue_file, tables
from strategysite.macros.templating import environment
from strategysite.pages.reading import Page


def write_open_data(site: Path, facts: Facts, pages: Mapping[str, Page]) -> None:
    """Writes the files of every table into `site`, and the catalogue where there is one; nothing
    where no page offers them."""
    if PAGE not in pages:
        return
    for _, files in tables(facts):
        for name, text in files.items():
            (site / FOLDER / name).write_bytes(text.encode())
    if catalogue_file(facts):
        (site / CATALOGUE).write_text(_catalogue(facts, pages[PAGE]), "utf-8")


def _catalogue(facts: Facts, page: Page) -> str:
    """DCAT-AP-SE 3.0.1, with an address for everything: nobody can point to a blank node."""
    municipality = facts.municipality
    assert municipality and municipality.site_address and municipality.email
    home = municipality.site_address.rstrip("/") + "/"
    said = {
        "municipality": municipality,
        "home": home,
        "page": home + FOLDER,
        "catalogue": home + CATALOGUE,
        "title": f"Öppna data: {facts.strategy.title if facts.strategy else municipality.name}",
        "description": page.meta.description,
        "tables": [table for table, _ in tables(facts)],
    }
    return environment().get_template("katalog.rdf.jinja").render(said)
