"""What an address on a finished page leads to, for a site at the top of its server or in a folder of it."""

import posixpath
from urllib.parse import unquote, urlsplit

from strategysite.facts import Facts


def base_of(facts: Facts) -> str:
    """Returns the path that the site's own addresses begin with: "/", or "/planen/" for a site in that folder of its server."""
    address = facts.municipality.site_address if facts.municipality else None
    return urlsplit(address or "").path.rstrip("/") + "/"


def path_inside(folder: str, address: str, base: str) -> str | None:
    """Returns the path, from the site's top, that `address` on a page in `folder` leads to; None when it leads to somewhere else."""
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
