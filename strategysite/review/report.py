"""The page that tells what to see to: for the terminal, and as Markdown for a forge."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, zip_longest
from textwrap import TextWrapper

from strategysite.data.dates import long_date
from strategysite.data.facts import Facts
from strategysite.data.model.municipality import Publication, file_address
from strategysite.pages.reading import Page
from strategysite.problems import Place
from strategysite.review.findings import findings
from strategysite.review.kinds import KINDS, Finding
from strategysite.review.linkcheck import Answer, links_report

WIDTH = 110
# What is seen to first: what readers are told that may be wrong, then what they are not told.
URGENT = ("old", "missing", "unverified", "expired", "ending", "question", "strategy", *KINDS)
FIRST = "Börja med det här:"
# What the passing of time alone brings about; what has been missing all along is in `status`.
STALE = ("old", "expired", "follow-up", "review", "translation", "ending")
NOTHING_STALE = "Inget har blivit inaktuellt.\n"
MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>|#])")


def as_text(found: list[Finding], day: date) -> str:
    """Returns the page for the terminal."""
    lines = [f"Läget den {long_date(day)}"]
    for number, thing in enumerate(_first(found), 1):
        lines += ["", FIRST] if number == 1 else []
        told = ". ".join(filter(None, [f"{thing.about}, {thing.what}", thing.do]))
        lines.append(_wrapped(f"{number}. {told} ({thing.place})", 2, 5))
    for kind, group in _by_kind(found):
        said = KINDS[kind]
        lines += ["", f"{said['heading']} ({len(group)})", f"  {said['meaning']}"]
        for about, things in _by_holder(group):
            lines += ["", f"  {about}"]
            for thing in things:
                lines.append(_wrapped(f"{thing.place}  {thing.what}", 4, 8))
                lines += [_wrapped(thing.do, 8, 8)] if thing.do else []
            lines += [_wrapped(f"Känt: {things[0].note}", 4, 4)] if things[0].note else []
    return "\n".join([*lines, "", _last_line(found)])


def as_markdown(found: list[Finding], day: date, publication: Publication) -> str:
    """Returns the page as Markdown, each line a link where the files have an address."""
    lines = [f"# Läget den {long_date(day)}", "", _last_line(found)]
    first = [
        f"{number}. {_escaped(thing.about)}, {_told(thing)} {_opened(thing.place, publication)}"
        for number, thing in enumerate(_first(found), 1)
    ]
    lines += ["", FIRST, "", *first] if first else []
    for kind, group in _by_kind(found):
        said = KINDS[kind]
        lines += ["", f"## {said['heading']} ({len(group)})", "", said["meaning"]]
        for about, things in _by_holder(group):
            lines += ["", f"### {_escaped(about)}", ""]
            lines += [f"- {_opened(thing.place, publication)}: {_told(thing)}" for thing in things]
            if things[0].note:
                lines += ["", f"  Känt: {_escaped(things[0].note)}"]
    return "\n".join([*lines, ""])


def _first(found: list[Finding]) -> list[Finding]:
    """Returns the three things to do first, each about something else, and one of each kind before
    a second; of what was confirmed, the longest ago. None of only a few."""
    if len(found) <= 3:
        return []
    urgent = sorted(found, key=lambda one: (URGENT.index(one.kind), one.since))
    about: dict[str, Finding] = {}
    for one in urgent:
        about.setdefault(one.about, one)
    kinds = [[*group] for _, group in groupby(about.values(), lambda one: one.kind)]
    return [one for turn in zip_longest(*kinds) for one in turn if one][:3]


def _wrapped(text: str, first: int, others: int) -> str:
    """Returns the text on lines of the terminal, the first of them and the others indented."""
    return TextWrapper(WIDTH, " " * first, " " * others, break_on_hyphens=False).fill(text)


def _by_kind(found: list[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    for kind in KINDS:
        if group := [finding for finding in found if finding.kind == kind]:
            yield kind, group


def _by_holder(group: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """What concerns the same thing stands together, so that its note is told once."""
    return [(about, [*things]) for about, things in groupby(group, lambda one: one.about)]


def _told(finding: Finding) -> str:
    return ". ".join(_escaped(text) for text in (finding.what, finding.do) if text)


def _last_line(found: list[Finding]) -> str:
    if not found:
        return "Inget att göra: allt är ifyllt och kontrollerat."
    counts = [f"{KINDS[kind]['heading'].lower()}: {len(of)}" for kind, of in _by_kind(found)]
    return f"{len(found)} saker att se över. {'; '.join(counts).capitalize()}."


def _escaped(text: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\1", text)


def _opened(place: Place, publication: Publication) -> str:
    address = file_address(publication, place)
    return f"[{place}]({address})" if address else f"`{place}`"


def stale_page(
    facts: Facts, pages: dict[str, Page], answers: list[Answer], places: Mapping[str, Place]
) -> str | None:
    """Returns the page as Markdown; None when nothing is stale, as a silent site is not."""
    found = [finding for finding in findings(facts, pages) if finding.kind in STALE]
    told = [answer for answer in answers if answer.state != "here"]
    if not found and not any(answer.state in ("gone", "moved") for answer in told):
        return None
    page = as_markdown(found, facts.today, facts.own.publication)
    return f"{page}\n{links_report(answers, places)}" if told else page
