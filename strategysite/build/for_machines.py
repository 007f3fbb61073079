"""What is read by programs alone: the feed of changes and of follow-up (Atom, RFC 4287), from the
data with its days, so that the same data gives the same bytes; the site map and robots.txt for
search engines; and whom to tell of a weakness (security.txt, RFC 9116). The last two are looked for
only at the top of a host."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

from strategysite.data.addresses import CHANGES_PAGE, FEED, base_of, feed_file, link_url
from strategysite.data.facts import SWEDEN, Facts
from strategysite.macros.templating import write
from strategysite.pages.reading import Page

SITE_MAP = "sitemap.xml"
SECURITY = ".well-known/security.txt"
Entry = dict[str, str]


def write_feed(site: Path, facts: Facts, pages: Mapping[str, Page]) -> None:
    """Writes the feed into `site`, where there is one."""
    base = facts.own.home
    if base is None or feed_file(facts) is None:
        return
    entries = [*_changes(facts, base), *_follow_up(facts, pages, base)]
    variables = {
        "title": f"Ändringar: {facts.document.title}",
        "author": facts.own.name or "Kommunen",
        "address": base + CHANGES_PAGE,
        "feed": base + FEED,
        "changes": sorted(entries, key=lambda entry: entry["moment"][:10], reverse=True),
    }
    write(site / FEED, "atom.xml.jinja", variables)


def _changes(facts: Facts, base: str) -> Iterator[Entry]:
    for change in facts.news:
        page = base + link_url(change.page) if change.page else None
        yield _entry(f"{base}{CHANGES_PAGE}#{change.id}", change.date, change.text, page)


def _follow_up(facts: Facts, pages: Mapping[str, Page], base: str) -> Iterator[Entry]:
    """Yields the entry of each reported year. A correction gives it a new day."""
    for edition in facts.editions:
        shown = (one for one in pages.values() if facts.for_page(one.file) is edition)
        page = next((one.url for one in shown if "follow_up" in one.macros), "")
        for year in edition.follow_up:
            days = [one.corrected.date for one in year.reported.values() if one.corrected]
            if year.latest:
                text = f"Uppföljningen för {year.year} är publicerad."
                text = f"Uppföljningen för {year.year} är rättad." if days else text
                yield _entry(f"{base}{page}#ar-{year.year}", max([year.latest, *days]), text)


def last_changed(facts: Facts, pages: Mapping[str, Page], file: str) -> str:
    """Returns the day of what is newest on a page, in ISO 8601: of its text, or of what the feed
    says of it."""
    page = pages[file]
    news = [*_changes(facts, ""), *_follow_up(facts, pages, "")]
    days = [one["moment"][:10] for one in news if one["address"].startswith(f"{page.url}#")]
    return max([str(page.meta.updated), *days])


def _entry(own: str, day: date, text: str, page: str | None = None) -> Entry:
    moment = datetime.combine(day, time(), SWEDEN).isoformat()
    return {"address": own, "moment": moment, "text": text, "page_address": page or own}


def write_for_machines(site: Path, facts: Facts, pages: Mapping[str, Page]) -> None:
    """Writes the files into `site`; the map, which names whole addresses, where it has one."""
    home = facts.own.home
    contact = facts.own.security
    files = [SITE_MAP] if home else []
    if base_of(facts) == "/":
        files += ["robots.txt", *([SECURITY] if contact else [])]
    listed = [page for page in pages.values() if not page.meta.robots]
    end = time(23, 59, 59)
    variables = {
        "home": home,
        "map": SITE_MAP,
        "own": SECURITY,
        "pages": sorted((page.url, last_changed(facts, pages, page.file)) for page in listed),
        "contact": contact,
        "expires": contact and datetime.combine(contact.expires, end, SWEDEN).isoformat(),
    }
    for file in files:
        write(site / file, f"machines/{Path(file).name}.jinja", variables)
