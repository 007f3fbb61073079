"""Addresses: of a page, of a file beside it, and what an address on a finished page leads to."""

import posixpath
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from strategysite.data.facts import Facts

CHANGES_PAGE = "om/andringar/"
FEED = f"{CHANGES_PAGE}atom.xml"


def page_url(file: str) -> str:
    """Returns the address of a Markdown file from the site's root: "hjalp/index.md" is "hjalp/",
    "om/a.md" is "om/a/"."""
    path = file.removesuffix(".md")
    return path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"


def link_url(link: str) -> str:
    """Returns the address, from the site's root, of a link as the data has it: "om/a.md#b" is
    "om/a/#b"."""
    file, hash_sign, anchor = link.partition("#")
    return page_url(file) + hash_sign + anchor


def up_from(address: str) -> str:
    """Returns the way from a page, by its address, to the site's top: "../../"."""
    return "../" * address.count("/")


def resolve(file: str, path: str) -> str | None:
    """Returns the path in docs/ that `path` means on the page `file`; None where it leads out of
    docs/."""
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(file), f"./{path}"))
    if inside.split("/")[0] == "..":
        return None
    return "" if inside == "." else inside


def feed_file(facts: Facts) -> str | None:
    """Returns the feed's path in the site; None where there is none: it needs something to tell,
    data/changes.yaml, and the site's own address."""
    reported = any(year.latest for edition in facts.editions for year in edition.follow_up)
    told = facts.changes and (facts.changes.changes or reported)
    return FEED if told and facts.own.site_address else None


def pdf_file(facts: Facts) -> str:
    """Returns the path in the site of the PDF of a strategy, named after its source. It stays where
    it is when another takes over. Versions with the same years are numbered by those before that
    are in the archive: one that takes another's place without an archive takes its address too."""
    stems = (PurePosixPath(one.transcript.source).stem for one in (facts.document, *facts.before))
    names = (re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") for stem in stems)
    own, *before = (re.sub(r"-\d\d?$", "", name) for name in names)
    return f"strategi/{own}{f'-{before.count(own) + 1}' if own in before else ''}.pdf"


def base_of(facts: Facts) -> str:
    """Returns the path that the site's own addresses begin with: "/", or "/planen/" for a site in
    that folder of its server."""
    return urlsplit(facts.own.site_address or "").path.rstrip("/") + "/"


def path_inside(folder: str, address: str, base: str) -> str | None:
    """Returns the path, from the site's top, that `address` on a page in `folder` leads to; None
    when it leads to somewhere else."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base):
            return None
        folder, path = "", path.removeprefix(base)
    inside = posixpath.normpath(posixpath.join(folder, path))
    return "" if inside == "." else inside
