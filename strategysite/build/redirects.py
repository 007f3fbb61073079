"""Old addresses: a page at each that leads on without a script, for every host; servers are told as
well, in headers.py."""

import posixpath
from collections.abc import Mapping
from pathlib import Path

from strategysite.build.assets import STYLE_SHEET
from strategysite.data.addresses import page_url
from strategysite.data.facts import Facts
from strategysite.data.model.municipality import Municipality
from strategysite.macros.templating import environment
from strategysite.pages.reading import Page

ICON = "images/icon.png"


def redirected(facts: Facts) -> dict[str, str]:
    """Returns where each old address leads, both from the site's root: {"strategi/metod/":
    "arkiv/2020-2023/metod/"}."""
    found = {}
    for redirect in facts.redirects.redirects if facts.redirects else ():
        file, hash_sign, anchor = redirect.new.partition("#")
        found[page_url(redirect.old)] = f"{page_url(file)}{hash_sign}{anchor}"
    return found


def write_redirect_pages(site: Path, facts: Facts, pages: Mapping[str, Page]) -> None:
    """Writes the page of each old address into `site`. It asks not to be found: the page it leads
    to is."""
    template = environment().get_template("redirect.html.jinja")
    home = (facts.municipality or Municipality()).site_address
    titles = {page.url: page.meta.title for page in pages.values()}
    for old, new in redirected(facts).items():
        page = site / old / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        up = "../" * old.count("/")
        variables = {
            "title": titles[new.partition("#")[0]],
            "address": (up + new) or "./",
            "canonical": f"{home.rstrip('/')}/{new}" if home else None,
            "style_sheet": posixpath.join(up, STYLE_SHEET),
            "icon": posixpath.join(up, ICON),
        }
        page.write_text(template.render(variables), "utf-8")
