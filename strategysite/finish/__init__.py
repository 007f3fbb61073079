"""The last step, the same whichever generator built the HTML: search index, fingerprinted files, checks, server rules, packed files."""

from pathlib import Path

from strategysite.coursechecks import COURSE
from strategysite.facts import Facts
from strategysite.feed import write_feed
from strategysite.finish.addresses import base_of
from strategysite.finish.assets import finish_assets, join_for_serving
from strategysite.finish.final_checks import check_finished
from strategysite.finish.headers import write_server_rules
from strategysite.finish.index import write_search_index
from strategysite.finish.packing import pack
from strategysite.finish.redirects import redirected, write_redirect_pages
from strategysite.pages import Page
from strategysite.problems import Problem
from strategysite.scorm.package import commit_stamp, write_packages

__all__ = ["finish", "finish_for_serving"]


def finish(site: Path, server: Path, facts: Facts, pages: dict[str, Page]) -> list[Problem]:
    """Finishes the built HTML in `site` and writes the rules for its server to `server`.

    Takes the facts and the pages as they were checked, so that a fault can name the Markdown behind it. Returns the problems of the
    finished HTML; with any of them the site must not be published.
    """
    write_search_index(site, facts)
    write_feed(site, facts)
    write_redirect_pages(site, facts, pages)
    write_packages(facts, pages, site / COURSE, commit_stamp())
    style_hash = finish_assets(site, facts)
    problems = check_finished(site, facts, pages)
    if not problems:
        if not (facts.municipality and facts.municipality.site_address):
            for path in site.glob("sitemap.xml*"):
                path.unlink()  # without the site's address it would list nothing
        write_server_rules(site, server, style_hash, base_of(facts), redirected(facts))
        pack(site)
    return problems


def finish_for_serving(site: Path, facts: Facts, pages: dict[str, Page]) -> None:
    """Does what a page needs while it is being written: the search index, old addresses, the municipality's colour.

    Nothing is renamed or packed.
    """
    write_search_index(site, facts)
    write_feed(site, facts)
    write_redirect_pages(site, facts, pages)
    join_for_serving(site, facts)
