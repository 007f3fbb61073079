"""All that is checked before anything is built: the data, the pages, and what each says of the
other."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from strategysite.checks.adopted_pages import wording
from strategysite.checks.causes import told_once
from strategysite.checks.course import its_module
from strategysite.checks.data import cross_check
from strategysite.checks.files import (
    beside_docs,
    files_in_docs,
    navigation,
    shortcuts,
    unused_pictures,
)
from strategysite.checks.gone_pages import row_of
from strategysite.checks.help import help_pages
from strategysite.checks.languages import in_their_language, spoken
from strategysite.checks.leading import old_addresses, words_of_search
from strategysite.checks.links import links
from strategysite.checks.markdown import as_typed
from strategysite.checks.pages import faults, listed_sources, notices, numbers, pictures, translator
from strategysite.checks.settings import guards
from strategysite.checks.unshown import unshown
from strategysite.data.facts import Facts
from strategysite.data.loading import load_files
from strategysite.macros.binding import Macros
from strategysite.pages.reading import Page, page_files, read_page, read_pages
from strategysite.pages.settings import site_settings
from strategysite.parsing.files import Stamp, stamps
from strategysite.parsing.remembering import remembered
from strategysite.problems import Kind, Problem

Pages = dict[str, Page]
PageRule = Callable[[Facts, Page], Iterator[Problem]]
SiteRule = Callable[[Facts, Pages], Iterator[Problem]]
# Asked of each page; those that ask about nothing but its text have their place in `_of_itself`.
PAGE_RULES: list[PageRule] = [pictures, its_module, spoken, translator]
SITE_RULES: list[SiteRule] = [wording]  # asked of all pages together
SITE_RULES_FOR_READ_PAGES: list[SiteRule] = [words_of_search, old_addresses, in_their_language]
SITE_RULES_FOR_SOUND_PAGES: list[SiteRule] = [unshown, unused_pictures]


@dataclass
class Checked:
    """The outcome: the facts, the pages that could be read, and every problem."""

    facts: Facts
    pages: dict[str, Page]
    problems: list[Problem]


def check(root: Path, day: date) -> Checked:
    """Checks the whole project for `day`. With faulty data or settings the macros wait: they would
    only repeat the faults."""
    if first := [*shortcuts(root)]:
        return Checked(Facts(root, day), {}, first)  # nothing is read through them
    facts, found = load(root, day)
    settings, problems = site_settings(root)
    problems += [
        *found,
        *beside_docs(root),
        *files_in_docs(root),
        *(guards(settings) if settings else ()),
    ]
    if found or settings is None:
        problems += [
            problem for file in page_files(root) for problem in read_page(root, file, day)[1]
        ]
        return Checked(facts, {}, told_once(facts, problems, faults=_faults))
    pages, page_problems = read_pages(root, Macros(facts))
    problems += page_problems
    by_hand = [one for page in pages.values() for one in numbers(facts, page)]
    problems += by_hand
    missing = [] if page_problems else [*help_pages(facts, pages)]
    rows = {row_of(one) for one in by_hand}  # the number that a page has to show stands there
    missing = [one for one in missing if row_of(one) not in rows]
    unread = {f"docs/{page.file}" for page in pages.values() if _calls_in_vain(page)}
    missing = [one for one in missing if one.place.file not in unread]
    problems += missing
    told = {one.place.file for one in missing}
    for page in pages.values():
        own = _of_itself(page)
        if page.place().file in told:  # the wrong contacts stand under a heading, which is told
            own = [one for one in own if one.kind is not Kind.CARD_TWICE]
        problems += [*own, *(one for rule in PAGE_RULES for one in rule(facts, page))]
    problems += navigation(facts, settings, pages)
    rules = SITE_RULES if missing else [*SITE_RULES, links]  # which would only repeat it
    if not page_problems and not missing:
        rules = [*rules, *SITE_RULES_FOR_READ_PAGES]
    problems += [problem for rule in rules for problem in rule(facts, pages)]
    if not problems:
        problems += [one for rule in SITE_RULES_FOR_SOUND_PAGES for one in rule(facts, pages)]
    return Checked(facts, pages, told_once(facts, problems, faults=_faults))


@remembered
def _faults(old: Facts) -> list[Problem]:
    return check(old.root, old.today).problems


def _calls_in_vain(page: Page) -> bool:
    """Returns whether something is told on a line that meant to show whom to call, or of what takes
    the rest of the page with it."""
    lines = ["", *page.text.split("\n")]
    own = [one for one in _of_itself(page) if one.kind is not Kind.CARD_TWICE]
    told = {lines[max(0, one.place.line - page.lines_before)] for one in own}
    calls = re.compile(r"\b(?:contacts_for|situations|phone)\(")
    return any(calls.search(line) for line in told) or any(one.kind is Kind.OF_A_TAG for one in own)


@remembered
def _of_itself(page: Page) -> list[Problem]:
    found = [*faults(page)]
    lines = {one.place.line for one in found}  # what is wrong with the tag there is the cause
    typed = [one for one in as_typed(page) if one.kind or one.place.line not in lines]
    return [*found, *typed, *notices(page, "added", "added_notice"), *listed_sources(page)]


def load(root: Path, day: date) -> tuple[Facts, tuple[Problem, ...]]:
    """Returns the facts and all problems of data/, comparisons between the files included."""
    facts, problems = _read(root, day, frozenset(stamps(root / "data")))
    told = {row_of(one) for one in problems}  # what cannot be read so is the cause
    crossed = [one for one in cross_check(facts, complete=not problems) if row_of(one) not in told]
    return facts, tuple(sorted({*problems, *crossed}))


@lru_cache(maxsize=4)  # nothing is read again while no file of data/ has changed
def _read(root: Path, day: date, _stamps: frozenset[Stamp]) -> tuple[Facts, tuple[Problem, ...]]:
    facts, problems = load_files(root, day)
    return facts, tuple(problems)
