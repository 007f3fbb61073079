"""The feed of changes (Atom, RFC 4287): from the data, with its days, so that the same data gives
the same bytes."""

from datetime import datetime, time
from pathlib import Path

from strategysite.data.addresses import CHANGES_PAGE, FEED, feed_file, link_url
from strategysite.data.facts import SWEDEN, Facts
from strategysite.data.model.changes import Change
from strategysite.macros.templating import write


def write_feed(site: Path, facts: Facts) -> None:
    """Writes the feed into `site`, where there is one."""
    if feed_file(facts) is None:
        return
    assert facts.changes and facts.municipality and facts.municipality.site_address
    base = facts.municipality.site_address.rstrip("/") + "/"
    variables = {
        "title": f"Ändringar: {facts.strategy.title if facts.strategy else 'Strategin'}",
        "author": facts.municipality.name or "Kommunen",
        "address": base + CHANGES_PAGE,
        "feed": base + FEED,
        "changes": [_entry(change, base) for change in facts.changes.newest_first],
    }
    write(site / FEED, "atom.xml.jinja", variables)


def _entry(change: Change, base: str) -> dict[str, str]:
    own = f"{base}{CHANGES_PAGE}#{change.id}"
    return {
        "address": own,
        "moment": datetime.combine(change.date, time(), SWEDEN).isoformat(),
        "text": change.text,
        "page_address": base + link_url(change.page) if change.page else own,
    }
