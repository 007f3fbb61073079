"""What is read by programs alone: the site map and robots.txt for search engines, and whom to tell
of a weakness (security.txt, RFC 9116). The last two are looked for only at the top of a host."""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path

from strategysite.data.addresses import base_of
from strategysite.data.facts import SWEDEN, Facts
from strategysite.macros.templating import write
from strategysite.pages.reading import Page

SITE_MAP = "sitemap.xml"
SECURITY = ".well-known/security.txt"


def write_for_machines(site: Path, facts: Facts, pages: Mapping[str, Page]) -> None:
    """Writes the files into `site`; the map takes the place of the generator's. A map names whole
    addresses: without the site's address there is none."""
    for path in site.glob(f"{SITE_MAP}*"):
        path.unlink()
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
        "pages": sorted(listed, key=lambda page: page.url),
        "contact": contact,
        "expires": contact and datetime.combine(contact.expires, end, SWEDEN).isoformat(),
    }
    for file in files:
        write(site / file, f"machines/{Path(file).name}.jinja", variables)
