"""All that is checked before anything is built: the data, the pages, and what each says of the
other."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from strategysite.checks.causes import told_once
from strategysite.checks.data import cross_check
from strategysite.checks.files import files_in_docs, navigation, shortcuts
from strategysite.checks.help import help_pages
from strategysite.checks.links import links
from strategysite.checks.markdown import as_typed
from strategysite.checks.pages import faults, notices, numbers, pictures, wording
from strategysite.checks.redirects import check_redirects
from strategysite.checks.search import check_search
from strategysite.checks.settings import guards
from strategysite.checks.unshown import unshown
from strategysite.data.facts import Facts
from strategysite.data.loading import load_files
from strategysite.macros.binding import Macros
from strategysite.pages.reading import Page, page_files, read_page, read_pages, site_settings
from strategysite.problems import Problem


@dataclass
class Checked:
    """The outcome: the facts, the pages that could be read, and every problem."""

    facts: Facts
    pages: dict[str, Page]
    problems: list[Problem]


def check(root: Path, day: date) -> Checked:
    """Checks the whole project for `day`. With faulty data or settings the macros wait: they would
    only repeat the faults."""
    if led_out := list(shortcuts(root)):
        return Checked(Facts(root, day), {}, led_out)  # nothing is read through them
    facts, found = load(root, day)
    settings, problems = site_settings(root)
    problems += [*found, *files_in_docs(root), *(guards(settings) if settings else ())]
    if found or settings is None:
        problems += [
            problem for file in page_files(root) for problem in read_page(root, file, day)[1]
        ]
        return Checked(facts, {}, told_once(facts, problems))
    macros = Macros(facts)
    pages, page_problems = read_pages(root, macros, settings.data)
    problems += page_problems
    missing = [] if page_problems else [*help_pages(facts, pages)]
    problems += missing
    for page in pages.values():
        problems += [
            *faults(page),
            *as_typed(page),
            *pictures(page, root),
            *(links(page, pages, facts) if not missing else ()),  # they would only repeat it
            *numbers(page, facts),
            *notices(page),
        ]
    problems += navigation(root, settings.data, pages)
    problems += wording(facts, pages)
    if not page_problems and not missing:
        problems += [*check_search(facts, pages), *check_redirects(facts, pages)]
    if not problems:
        problems += unshown(macros.contexts.values(), pages)
    return Checked(facts, pages, told_once(facts, problems))


def load(root: Path, day: date) -> tuple[Facts, tuple[Problem, ...]]:
    """Returns the facts and all problems of data/, comparisons between the files included.

    Nothing is read again while no file has changed: some macro engines ask once for each page.
    """
    folder = root / "data"
    stamp = tuple(
        (str(path), path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    return _load(root, day, stamp)


def forget() -> None:
    """Lets the next `load` read everything again: what data/ names elsewhere, such as the logo, may
    have come or gone."""
    _load.cache_clear()


@lru_cache(maxsize=2)
def _load(
    root: Path, day: date, _stamp: tuple[tuple[str, int, int], ...]
) -> tuple[Facts, tuple[Problem, ...]]:
    facts, problems = load_files(root, day)
    return facts, tuple(sorted({*problems, *cross_check(facts, complete=not problems)}))
