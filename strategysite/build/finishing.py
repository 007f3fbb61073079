"""The last step, the same whichever generator built the HTML."""

from pathlib import Path

from strategysite.build.assets import finish_assets
from strategysite.build.division import divide_long_pages
from strategysite.build.documents import write_documents
from strategysite.build.feed import write_feed
from strategysite.build.final_checks import check_finished
from strategysite.build.for_machines import write_for_machines
from strategysite.build.frame import trim_frame
from strategysite.build.index import write_search_index
from strategysite.build.packing import pack
from strategysite.build.pictures import finish_pictures
from strategysite.build.redirects import redirected, write_redirect_pages
from strategysite.build.server_rules import write_server_rules
from strategysite.data.addresses import base_of
from strategysite.data.facts import Facts
from strategysite.data.model.orientation import COURSE
from strategysite.exports.open_data import write_open_data
from strategysite.exports.scorm.package import write_packages
from strategysite.exports.stamp import commit_stamp
from strategysite.pages.reading import Page
from strategysite.problems import Problem


def finish(site: Path, server: Path | None, facts: Facts, pages: dict[str, Page]) -> list[Problem]:
    """Finishes the built HTML in `site` and writes the rules for its server to `server`; None where
    it is only shown on one's own machine. A fault names the Markdown behind it, of the pages as
    they were checked. Returns the problems; with any of them the site must not be published."""
    problems = write_documents(site, facts, pages, wanted=server is not None)
    divide_long_pages(site)
    trim_frame(site)
    write_search_index(site, facts)
    write_feed(site, facts, pages)
    write_redirect_pages(site, facts, pages)
    write_open_data(site, facts, pages)
    write_packages(facts, pages, site / COURSE, commit_stamp())
    finish_pictures(site, facts)
    inside = finish_assets(site, facts)
    problems += check_finished(site, facts, pages)
    if problems:
        return problems
    write_for_machines(site, facts, pages)
    if server:
        write_server_rules(site, server, inside, base_of(facts), redirected(facts))
        pack(site)
    return []
