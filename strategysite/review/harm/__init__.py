"""What can harm somebody if nobody meant it, told wherever it differs from what readers have: the
numbers, contacts and headings of a page of help, the form of an adopted page, the data behind them.

A slip of the pen that is mended says nothing, and neither does a text that is new.
"""

from collections.abc import Iterator
from pathlib import Path

from strategysite.data.facts import EDITION_FILES, Facts, data_file
from strategysite.pages.reading import SITE_FILE
from strategysite.problems import Place, Problem
from strategysite.review.harm.data import data_differences, search_differences
from strategysite.review.harm.pages import menu_differences, page_differences
from strategysite.review.harm.words import MEANT


def differences(before: Path, facts: Facts) -> list[Problem]:
    """Returns each between the project in the folder `before` and `facts`, in the order of the
    files. Takes facts without problems."""
    another = _documents(before) != _documents(facts.root)
    left = [data_file(name) for name in EDITION_FILES] if another else []
    found: list[Problem] = []
    for name in _changed(before, facts.root):
        was, now = ((root / name).read_text("utf-8-sig") for root in (before, facts.root))
        if name.endswith(".md"):
            found += page_differences(name, was, now, facts, locked=not another)
        elif name == SITE_FILE:
            found += menu_differences(before, facts.root, was, now)
        elif name.startswith("data/search"):
            found += search_differences(name, was, now)
        elif name not in left:
            found += data_differences(name, was, now)
    security = facts.municipality.security if facts.municipality else None
    if security and security.expires < facts.today:
        what = f'"expires" har gått ut: {security.expires}'
        found.append(Problem(facts.place(security, "expires"), what, "Skriv en ny dag."))
    return sorted({*found, *_gone_files(before, facts.root)})


def _changed(before: Path, root: Path) -> Iterator[str]:
    """Yields the files that both have, otherwise."""
    files = [*before.glob("docs/**/*.md"), *before.glob("data/**/*.yaml"), before / SITE_FILE]
    for path in files:
        name = path.relative_to(before).as_posix()
        both = path.is_file() and (root / name).is_file()
        if both and path.read_bytes() != (root / name).read_bytes():
            yield name


def _documents(root: Path) -> list[bytes]:
    """Returns the adopted documents: where one is another, its pages and data follow, which is
    asked about elsewhere."""
    return [path.read_bytes() for path in sorted((root / "data/source").glob("*"))]


def _gone_files(before: Path, root: Path) -> Iterator[Problem]:
    """A file of data/ is gone, and was not moved. A page that is gone is told elsewhere."""
    for path in sorted((before / "data").rglob("*.yaml")):
        name = path.relative_to(before).as_posix()
        if not (root / name).exists() and not list((root / "data").rglob(path.name)):
            yield Problem(Place(name), "filen är borttagen, med allt som stod i den", MEANT)
