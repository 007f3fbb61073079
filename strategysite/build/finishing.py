"""The last step, the same whichever generator built the HTML."""

from functools import partial
from pathlib import Path

from strategysite.build.assets import Assets
from strategysite.build.division import divided
from strategysite.build.final_checks import check_finished
from strategysite.build.for_machines import write_feed, write_for_machines
from strategysite.build.frame import pdf_sizes, trimmed, with_pdf_sizes
from strategysite.build.index import write_search_index
from strategysite.build.packing import pack
from strategysite.build.pictures import publish_pictures, with_sizes
from strategysite.build.server_rules import redirect_pages, redirected, write_server_rules
from strategysite.data.addresses import base_of
from strategysite.data.facts import Facts
from strategysite.data.model.orientation import COURSE
from strategysite.exports.open_data import write_open_data
from strategysite.exports.pdf.strategy import write_strategies
from strategysite.exports.scorm.package import write_packages
from strategysite.pages.reading import Page
from strategysite.parsing.files import under
from strategysite.parsing.git import commit_stamp
from strategysite.problems import Problem


def finish(site: Path, server: Path | None, facts: Facts, pages: dict[str, Page]) -> list[Problem]:
    """Finishes the built HTML in `site` and writes the rules for its server to `server`; None where
    it is only shown on one's own machine. A fault names the Markdown behind it, of the pages as
    they were checked. Returns the problems; with any of them the site must not be published.

    Every page is read once, goes through its steps in this order, and is written once. The search
    reads it in the middle: as it says what it says, before its pictures and scripts are in place.
    """
    problems = [*write_strategies(site, facts, pages)] if server else []
    sizes = pdf_sizes(site)
    html: dict[str, str] = {}  # of every page, by its file in the site
    for built in under(site, ".html"):
        whole = with_pdf_sizes((site / built).read_text("utf-8"), sizes)
        for file, page in divided(built, whole).items():
            html[file] = trimmed(page)
    write_search_index(site, facts, html)
    html |= redirect_pages(facts, pages)
    pictures = publish_pictures(site, facts)
    assets = Assets(site, facts)
    for file, page in html.items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        sized = with_sizes(page, partial(assets.file, file), pictures)
        (site / file).write_text(assets.loaded_by(file, sized), "utf-8")
    assets.remove_unused()
    write_feed(site, facts, pages)
    write_open_data(site, facts, pages)
    write_packages(facts, pages, site / COURSE, commit_stamp())
    problems += check_finished(site, facts, pages)
    if problems:
        return problems
    write_for_machines(site, facts, pages)
    if server:
        write_server_rules(site, server, assets.policy, base_of(facts), redirected(facts))
        pack(site)
    return []
