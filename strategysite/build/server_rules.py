"""What the server must say with every file, and where old addresses lead: ready for nginx, Caddy
and hosts that read _headers files. At each old address there is a page too, which leads on without
a script, whatever the server is told."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from strategysite.build.assets import STYLE_SHEET
from strategysite.data.addresses import link_url, page_url, up_from
from strategysite.data.facts import Facts
from strategysite.macros.templating import filled, write
from strategysite.pages.reading import Page
from strategysite.search.words import fold

YEAR = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"  # kept, but asked for again: a corrected number is there at once
# site.0123456789.css, scripts/0123456789.js: another content gets another name
HASHED = r"(.+[./])?[0-9a-f]{10}"
FINGERPRINT = HASHED + r"\.\w+"
PACKED = {".br", ".gz"}
ICON = "images/icon.png"
# Of a style sheet, a script, JSON or a PDF a browser heeds no policy but these: the page that loads
# them, or leads there, has brought the rest. nginx says them on every answer otherwise, some 500
# bytes over HTTP/1.1.
ALWAYS = ("X-Content-Type-Options", "Cross-Origin-Resource-Policy")
LOADED = r"\.(css|js|json|pdf)"
# How a letter of an address may be typed: with its dots, as one character or two, and as a byte of
# an older program. nginx matches bytes, and small and capital letters of ASCII only.
NGINX = {
    "a": r"(?:a(?:\xCC[\x88\x8A])?|\xC3[\x84\x85\xA4\xA5]|[\xC4\xC5\xE4\xE5])",
    "e": r"(?:e(?:\xCC\x81)?|\xC3[\x89\xA9])",
    "o": r"(?:o(?:\xCC\x88)?|\xC3[\x96\xB6]|[\xD6\xF6])",
}
CADDY = {
    "a": r"(?:a[\x{308}\x{30A}]?|[äå\x{FFFD}])",
    "e": r"(?:e\x{301}?|é)",
    "o": r"(?:o\x{308}?|[ö\x{FFFD}])",
}
FOR_HOSTS = ("_headers", "_redirects")  # read by the host and no page of the site


def security_headers(inside: Mapping[str, str]) -> dict[str, str]:
    """Returns the headers of every answer. The policy starts from nothing (CSP Level 3, default-src
    'none') and names only what is used; `inside` are its words for styles and scripts."""
    policy = {
        "default-src": "'none'",
        **inside,
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        # Without includeSubDomains: that would bind every other service under the municipality's
        # name, of which this site knows nothing.
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(),"
        " gyroscope=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


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


def write_server_rules(
    site: Path,
    server: Path,
    inside: Mapping[str, str],
    base: str = "/",
    redirects: Mapping[str, str] | None = None,
) -> None:
    """Writes server/nginx.conf, server/Caddyfile and site/_headers, for a site whose addresses
    begin with `base`. `redirects` are old addresses and where they lead, from the site's root; they
    are written to site/_redirects as well. nginx and Caddy also lead to a page from its address
    with capitals, with å ä ö, without the last slash, with "//", or with a sign or .html after."""
    headers = security_headers(inside)
    moved = [
        (base + address, base + new.partition("#")[0], "".join(new.partition("#")[1:]))
        for old, new in (redirects or {}).items()
        for address in (old, old.rstrip("/"))  # each leads on in one step
    ]
    pages = sorted(one.parent.relative_to(site).as_posix() for one in site.glob("*/**/index.html"))
    named = f"the folder that holds the site as {base.strip('/')}"
    said = {
        "base": base,
        "folder": "the site" if base == "/" else named,
        "hashed": re.escape(base) + HASHED,
        "headers": headers,
        "few": {name: headers[name] for name in ALWAYS},
        "loaded": LOADED,
        "revalidate": REVALIDATE,
        "year": YEAR,
        "closed": FOR_HOSTS,
        "moved": moved,
        "typed": [
            (_as_typed(page, NGINX), _as_typed(page, CADDY), base + (redirects or {}).get(to, to))
            for page in pages
            for to in [f"{page}/"]
        ],
    }
    for name in ("nginx.conf", "Caddyfile"):
        write(server / name, f"webserver/{name}.jinja", said)
    (site / "_headers").write_text(_headers_file(site, headers, base), "utf-8")
    if moved:
        rows = "".join(f"{quote(old)} {path}{anchor} 301\n" for old, path, anchor in moved)
        (site / "_redirects").write_text(rows, "utf-8")


def _as_typed(page: str, letters: Mapping[str, str]) -> str:
    """Returns a pattern for every way to type an address; it is matched without regard to case."""
    typed = re.sub("[aeo]", lambda found: letters[found[0]], re.escape(fold(page)))
    return typed + r"(?:\.html?|[^a-z0-9])*"


def _headers_file(site: Path, headers: dict[str, str], base: str) -> str:
    """Every host that reads _headers revalidates what no rule names; some would send two
    Cache-Control if a rule for all had one."""
    always = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    kept = "".join(f"{base}{path}\n  Cache-Control: {YEAR}\n" for path in _fingerprinted(site))
    return f"{base}*\n{always}{kept}"


def _fingerprinted(site: Path) -> list[str]:
    """Returns the files named after their content; a folder of nothing else as "scripts/*"."""
    folders: dict[Path, list[str]] = {}
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix not in PACKED:
            folders.setdefault(path.parent.relative_to(site), []).append(path.name)
    found: list[str] = []
    for folder, names in folders.items():
        fingerprinted = [name for name in names if re.fullmatch(FINGERPRINT, name)]
        paths = ["*"] if len(fingerprinted) == len(names) else fingerprinted
        found += [(folder / name).as_posix() for name in paths]
    return found
