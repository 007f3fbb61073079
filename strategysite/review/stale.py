"""What has gone stale since somebody last looked, as one page."""

from collections.abc import Mapping

from strategysite.data.facts import Facts
from strategysite.pages.reading import Page
from strategysite.problems import Place
from strategysite.review.findings import findings
from strategysite.review.linkcheck import Answer, links_report
from strategysite.review.report import as_markdown

# What the passing of time alone brings about; what has been missing all along is in `status`.
STALE = ("old", "expired", "follow-up", "review", "translation", "ending")
NOTHING_STALE = "Inget har blivit inaktuellt.\n"


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
