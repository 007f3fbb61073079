"""Macros about the site itself: the municipality, its routines, the accessibility report, the supervising authority."""

from urllib.parse import urlsplit

from strategysite.audit_report import audit_report as kept_report
from strategysite.feed import feed_file
from strategysite.rendering import Context, Desk, block, inline
from strategysite.views.cards import switchboard


@inline
def municipality(desk: Desk) -> Context:
    """The municipality's name, or "kommunen" until it is filled in."""
    return {"name": desk.municipality.name or "kommunen"}


@inline
def exit_site(desk: Desk) -> Context:
    """The name of the site that the button for leaving opens, as "smhi.se"."""
    return {"host": urlsplit(desk.municipality.exit_url).netloc.removeprefix("www.")}


@inline
def server(desk: Desk) -> Context:
    """The server that the site lies on: the municipality's own, unless data/municipality.yaml names another host."""
    return {"host": desk.municipality.publication.host}


@inline
def server_log(desk: Desk) -> Context:
    """Who answers for what the server keeps of a visit."""
    return {"host": desk.municipality.publication.host}


@block
def routines(desk: Desk) -> Context:
    """The municipality's own routines, once there are any; nothing until then."""
    return {"routines": desk.municipality.routines}


@block
def changes(desk: Desk) -> Context:
    """What has changed on the site, the newest first, and the address of the feed where there is one."""
    kept = desk.facts.changes.newest_first if desk.facts.changes else []
    desk.show("changes", "all")
    feed = feed_file(desk.facts)
    return {"changes": kept, "feed": "../" * desk.page_url.count("/") + feed if feed else None}


@inline
def supervising_authority(desk: Desk) -> Context:
    """Who watches over the accessibility of public sites."""
    return {"authority": desk.municipality.supervising_authority}


@block
def report_failing(desk: Desk) -> Context:
    """How to tell the municipality that a page does not work, or ask for a text in another form."""
    return {"municipality": desk.municipality, "switchboard": switchboard(desk)}


@block
def audit_report(desk: Desk) -> Context:
    """What was tested automatically, when, with which result."""
    return {"report": kept_report(desk.facts.root)}
