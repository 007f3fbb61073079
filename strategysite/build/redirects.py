"""Old addresses: a page at each that leads on without a script, whatever the server is told."""

import posixpath
from collections.abc import Mapping

from strategysite.build.assets import STYLE_SHEET
from strategysite.data.addresses import link_url, page_url, up_from
from strategysite.data.facts import Facts
from strategysite.macros.templating import filled
from strategysite.pages.reading import Page

ICON = "images/icon.png"


def redirected(facts: Facts) -> dict[str, str]:
    """Returns where each old address leads, both from the site's root: {"strategi/metod/":
    "arkiv/2020-2023/metod/"}."""
    return {page_url(row.old): link_url(row.new) for row in facts.redirected}


def redirect_pages(facts: Facts, pages: Mapping[str, Page]) -> dict[str, str]:
    """Returns the page of each old address, by file; it asks search engines not to list it."""
    home = facts.own.home
    titles = {page.url: page.meta.title for page in pages.values()}
    shown = {}
    for old, new in redirected(facts).items():
        up = up_from(old)
        variables = {
            "title": titles[new.partition("#")[0]],
            "address": (up + new) or "./",
            "canonical": home and home + new,
            "style_sheet": posixpath.join(up, STYLE_SHEET),
            "icon": posixpath.join(up, ICON),
        }
        shown[f"{old}index.html"] = filled("redirect.html.jinja", variables)
    return shown
