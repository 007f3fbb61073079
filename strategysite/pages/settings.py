"""mkdocs.yml: the generator's settings, and the site's menu among them."""

from pathlib import Path
from typing import NamedTuple

from strategysite.parsing.yaml import Document, read_yaml
from strategysite.problems import Place, Problem

SITE_FILE = "mkdocs.yml"


class MenuRow(NamedTuple):
    """A page of the menu: its file, where that is written, and the names of the groups that it is
    in, the outermost first, and its own: "" where the menu leaves that to the page."""

    file: str
    place: Place
    names: tuple[str, ...]


def site_settings(root: Path) -> tuple[Document | None, list[Problem]]:
    """Returns the settings of mkdocs.yml as plain text values, and its problems of form; None where
    it can't be read."""
    document, problems = read_yaml(root, SITE_FILE, foreign_tags=True)
    return None if problems else document, problems


def menu_of(settings: Document) -> list[MenuRow]:
    """Returns the pages of the menu, in its order."""
    rows = []
    for path, file in settings.texts():
        if path[0] == "nav":
            groups = [str(key) for key in path[1:-1] if isinstance(key, str)]
            own = str(path[-1]) if path[1:] and isinstance(path[-1], str) else ""
            rows.append(MenuRow(file, settings.places[path], (*groups, own)))
    return rows
