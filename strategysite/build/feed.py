"""The feed of changes (Atom, RFC 4287): from the data, with its days, so that the same data gives
the same bytes."""

from datetime import datetime, time
from pathlib import Path

from strategysite.data.addresses import CHANGES_PAGE, FEED, feed_file, page_url
from strategysite.data.facts import SWEDEN, Facts
from strategysite.data.model.changes import Change
from strategysite.macros.templating import environment


def write_feed(site: Path, facts: Facts) -> None:
    """Writes the feed into `site`, where there is one."""
    if feed_file(facts) is None:
        return
    assert facts.changes and facts.municipality and facts.municipality.site_address
    base = facts.municipality.site_address.rstrip("/") + "/"
    title = facts.strategy.title if facts.strategy else "Strategin"
    variables = {
        "title": f"Ändringar: {title}",
        "author": facts.municipality.name or "Kommunen",
        "address": base + CHANGES_PAGE,
        "feed": base + FEED,
        "changes": [_entry(change, base) for change in facts.changes.newest_first],
    }
    path = site / FEED
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(environment().get_template("atom.xml.jinja").render(variables), "utf-8")


def _entry(change: Change, base: str) -> dict[str, str]:
    own = f"{base}{CHANGES_PAGE}#{change.id}"
    moment = datetime.combine(change.date, time(), SWEDEN).isoformat()
    file, hash_sign, anchor = (change.page or "").partition("#")
    return {
        "address": own,
        "moment": moment,
        "text": change.text,
        "page_address": f"{base}{page_url(file)}{hash_sign}{anchor}" if file else own,
    }
