"""Open data on the finished site: the files beside the page that offers them."""

from collections.abc import Mapping
from pathlib import Path

from strategysite.data.facts import Facts
from strategysite.data.open_data import FOLDER, PAGE, tables
from strategysite.pages.reading import Page


def write_open_data(site: Path, facts: Facts, pages: Mapping[str, Page]) -> None:
    """Writes the files of every table into `site`; none where no page offers them."""
    for _, files in tables(facts) if PAGE in pages else ():
        for name, text in files.items():
            (site / FOLDER / name).write_bytes(text.encode())
