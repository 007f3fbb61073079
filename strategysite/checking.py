"""All that is checked before anything is built: the data, the pages, and what each says of the other."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from strategysite.docs_rules import files_in_docs, navigation
from strategysite.facts import Facts
from strategysite.link_rules import links
from strategysite.loading import load
from strategysite.offering import Macros
from strategysite.page_rules import faults, notices, numbers, pictures, wording
from strategysite.pages import Page, page_files, read_page, read_pages, site_settings
from strategysite.problems import Problem
from strategysite.redirect_rules import check_redirects
from strategysite.search.rules import check_search
from strategysite.shown import unshown


@dataclass
class Checked:
    """The outcome: the facts, the pages that could be read, and every problem."""

    facts: Facts
    pages: dict[str, Page]
    problems: list[Problem]
    settings: dict[str, Any]


def check(root: Path, day: date) -> Checked:
    """Checks the whole project for `day`. With faulty data or settings the macros wait: they would only repeat the faults."""
    facts, found = load(root, day)
    settings, problems = site_settings(root)
    problems += [*found, *files_in_docs(root)]
    if found or not settings:
        problems += [problem for file in page_files(root) for problem in read_page(root, file, day)[1]]
        return Checked(facts, {}, problems, settings)
    macros = Macros(facts)
    pages, page_problems = read_pages(root, macros, settings)
    problems += page_problems
    for page in pages.values():
        problems += [*faults(page), *pictures(page, root), *links(page, pages, root), *numbers(page, facts), *notices(page)]
    problems += navigation(root, settings, pages)
    problems += wording(facts, pages)
    if not page_problems:
        problems += [*check_search(facts, pages), *check_redirects(facts, pages)]
    if not problems:
        problems += unshown(macros.desks.values(), pages)
    return Checked(facts, pages, problems, settings)
