"""Open data on the finished site: the files beside the page that offers them, and the catalogue by
which Sweden's data portal finds them."""

from collections.abc import Mapping
from pathlib import Path

from strategysite.data.facts import Facts
from strategysite.data.open_data import CATALOGUE, FOLDER, PAGE, catalogue_file, tables
from strategysite.macros.templating import write
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
        home = facts.own.home or ""
        all_tables = [table for table, _ in tables(facts)]
        reports = next(table.rows for table in all_tables if table.name == "uppfoljning")
        valid = [one for each in facts.editions if (one := each.document.validity)]
        ends = [one.last for one in valid if one.last]
        variables = {
            "period": valid
            and (min(one.first for one in valid), max(ends) if len(ends) == len(valid) else None),
            "reported": max(((row["corrected"] or row)["date"] for row in reports), default=None),
            "municipality": facts.own,
            "home": home,
            "page": home + FOLDER,
            "catalogue": home + CATALOGUE,
            "title": f"{pages[PAGE].meta.title}: {facts.document.title}",
            "description": pages[PAGE].meta.description,
            "tables": all_tables,
        }
        write(site / CATALOGUE, "katalog.rdf.jinja", variables)
