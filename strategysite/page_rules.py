"""The rules of one page: its structure, what it loads, its numbers, its notices, and the wording of adopted text."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from strategysite.facts import Facts
from strategysite.model.contacts import digits
from strategysite.model.strategy import Strategy
from strategysite.pages import Page
from strategysite.problems import Place, Problem, shorten
from strategysite.transcript import adopted_words, first_difference
from strategysite.words import shown_words

# Written by hand, a number would stay when the one in data/contacts.yaml is corrected.
NUMBER = re.compile(r"(?:\+46|\b0\d{1,3}[- ])[\d -]{5,}\d")


def faults(page: Page) -> Iterator[Problem]:
    """A page's HTML is whole, its headings go step by step, and it loads nothing from elsewhere."""
    for fault in page.outline.faults:
        yield Problem(page.place(fault.needle), fault.what, fault.fix)
    if [level for level, _ in page.outline.headings].count(1) == 0:
        yield Problem(page.place(""), "sidan saknar huvudrubrik", "Börja texten med en rad: # Rubriken")
    for address in page.outline.loads:
        if urlsplit(address).scheme in ("http", "https") or address.startswith("//"):
            yield Problem(
                page.place(address),
                f'"{shorten(address)}" hämtas från en annan server',
                "Lägg filen i docs/. Sidan får inte hämta något utifrån.",
            )
    for tag in ("<script", "<iframe", "<form", "<style", "<object", "<embed"):
        if tag in page.text.lower():
            yield Problem(page.place(tag), f"{tag}> i en text", "Sidan får bara innehålla text, länkar och bilder. Ta bort det.")


def numbers(page: Page, facts: Facts) -> Iterator[Problem]:
    """No telephone number is written by hand. The adopted text is as it is."""
    if page.meta.kind == "adopted" or facts.contacts is None:
        return
    known = {digits(contact.phone.number): contact.id for contact in facts.contacts.contacts if contact.phone}
    text = re.sub(r"\{\{.*?\}\}", lambda match: " " * len(match[0]), page.text, flags=re.DOTALL)
    pattern = re.compile("|".join([NUMBER.pattern, *(rf"(?<![\d:-])\b{r'[ -]?'.join(number)}\b(?![\d:-])" for number in known)]))
    for match in pattern.finditer(text):
        contact = known.get(digits(match[0]))
        fix = (
            f'Skriv {{{{ phone("{contact}") }}}} i stället.'
            if contact
            else 'Lägg numret i data/contacts.yaml och visa det med {{ phone("id") }}.'
        )
        before = text[: match.start()]
        place = Place(f"docs/{page.file}", page.lines_before + before.count("\n") + 1, match.start() - before.rfind("\n"), len(match[0]))
        yield Problem(place, f'telefonnumret "{match[0]}" är skrivet för hand', fix)


def notices(page: Page) -> Iterator[Problem]:
    """A page of the strategy says whether it holds; an added page says that it is no part of it."""
    for kind, macro in (("adopted", "validity_notice"), ("added", "added_notice")):
        if page.meta.kind == kind and macro not in page.macros:
            yield Problem(
                page.place("# "), f"sidan saknar {{{{ {macro}() }}}}", f"Lägg en rad med {{{{ {macro}() }}}} under huvudrubriken."
            )


def wording(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """The pages of the strategy show the adopted document word for word, what the macros print included."""
    strategy: Strategy | None = facts.strategy
    for entry in strategy.transcript.pages if strategy else ():
        page = pages.get(entry.page)
        if strategy is None or page is None:
            continue
        difference = first_difference(adopted_words(facts.root, strategy, entry.page), shown_words(page.html))
        if difference:
            what, fix = difference
            found = re.search(r'(?:står|efter) "([^"…]+)"', what)
            yield Problem(page.place(found[1] if found else ""), what, fix)
    for page in pages.values():
        if strategy and page.meta.kind == "adopted" and page.file not in {entry.page for entry in strategy.transcript.pages}:
            yield Problem(
                page.place(""),
                "sidan är märkt som antagen text men hör inte till avskriften",
                'Skriv "kind: added", eller lägg till sidan i data/strategy.yaml.',
            )
