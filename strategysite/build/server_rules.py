"""What the server must say with every file, and where old addresses lead: ready for nginx, Caddy and hosts that read _headers files."""

import re
from collections.abc import Mapping
from pathlib import Path

YEAR = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"  # kept by the browser, but asked for again: a corrected number is there at once
FINGERPRINT = r"(.+[./])?[0-9a-f]{10}\.\w+"  # site.0123456789.css, scripts/0123456789.js: another content gets another name
PACKED = {".br", ".gz"}
FOR_HOSTS = ("_headers", "_redirects")  # read by the host and no page of the site


def security_headers(style_hash: str) -> dict[str, str]:
    """Returns the headers of every answer. `style_hash` lets the help pages hold their style sheet themselves.

    The policy starts from nothing (CSP Level 3, default-src 'none') and names only what the site uses.
    """
    policy = {
        "default-src": "'none'",
        "style-src": f"'self' '{style_hash}'",
        "script-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    off = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        # Without includeSubDomains: that would bind every other service under the municipality's name, of which this site knows nothing.
        "Strict-Transport-Security": "max-age=63072000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in off),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def write_server_rules(site: Path, server: Path, style_hash: str, base: str = "/", redirects: Mapping[str, str] | None = None) -> None:
    """Writes server/nginx.conf, server/Caddyfile and site/_headers, for a site whose addresses begin with `base`.

    `redirects` are old addresses and where they lead, from the site's root; they are written to site/_redirects as well.
    """
    headers = security_headers(style_hash)
    moved = {base + old: base + new for old, new in (redirects or {}).items()}
    server.mkdir(parents=True, exist_ok=True)
    (server / "nginx.conf").write_text(_nginx(headers, base, moved), "utf-8")
    (server / "Caddyfile").write_text(_caddy(headers, base, moved), "utf-8")
    (site / "_headers").write_text(_headers_file(site, headers, base), "utf-8")
    if moved:
        rows = (f"{address} {new} 301\n" for old, new in moved.items() for address in _spellings(old))
        (site / "_redirects").write_text("".join(rows), "utf-8")


def _spellings(address: str) -> tuple[str, str]:
    """With its last slash and without: each leads on in one step."""
    return address, address.rstrip("/")


def _where(base: str, configuration: str) -> str:
    """The first lines of a configuration: where it goes."""
    folder = "the site" if base == "/" else f"the folder that holds the site as {base.strip('/')}"
    return f"# Written by the build. Inside {configuration} for https, with its root set to {folder}.\n"


def _nginx(headers: dict[str, str], base: str, moved: Mapping[str, str]) -> str:
    def said(indent: str, cache: str) -> str:
        # nginx forgets the outer add_header lines as soon as a location has one of its own: each has them all.
        rules = {**headers, "Cache-Control": cache}
        return "".join(f'{indent}add_header {name} "{value}" always;\n' for name, value in rules.items())

    def redirect(old: str, new: str) -> str:
        path, hash_sign, anchor = new.partition("#")
        return f"    location = {old} {{\n        return 301 {path}$is_args$args{hash_sign}{anchor};\n    }}\n"

    closed = "".join(f"    location = {base}{name} {{\n        return 404;\n    }}\n" for name in FOR_HOSTS)
    led_on = "".join(redirect(address, new) for old, new in moved.items() for address in _spellings(old))
    without_slash = f"""\
location = {base.rstrip("/")} {{
    absolute_redirect off;
    server_tokens off;
{said("    ", REVALIDATE)}\
    return 301 {base}$is_args$args;
}}
"""
    return f"""{_where(base, "a server block")}\
# Needs the modules gzip_static and brotli_static (Debian: nginx-light and libnginx-mod-http-brotli-static).
# The files are packed already: the server packs nothing itself.
location {base} {{
    index index.html;
    charset utf-8;
    charset_types text/css text/plain text/xml application/javascript application/json image/svg+xml;
    gzip_static on;
    gzip_vary on;
    brotli_static on;
    absolute_redirect off;
    server_tokens off;
    error_page 404 {base}404.html;
    error_page 403 =404 {base}404.html; # a folder without a page
    try_files $uri $uri/ =404;
{said("    ", REVALIDATE)}
    # Packed copies are sent in place of their files only, and what begins with a dot is nobody's.
    location ~ "\\.(br|gz)$|/\\.(?!well-known/)" {{
        return 404;
    }}
    # Named after their content. A file that is not there is answered by the page above, which nobody keeps.
    location ~ "^{re.escape(base)}{FINGERPRINT}$" {{
        try_files $uri =404;
{said("        ", YEAR)}\
    }}
{closed}{led_on}}}
{"" if base == "/" else without_slash}"""


def _caddy(headers: dict[str, str], base: str, moved: Mapping[str, str]) -> str:
    def redirects(indent: str, query: str) -> str:
        found = "" if base == "/" else f"{indent}redir {base.rstrip('/')} {base}{query} permanent\n"
        for old, new in moved.items():
            path, hash_sign, anchor = new.partition("#")
            found += "".join(f"{indent}redir {address} {path}{query}{hash_sign}{anchor} permanent\n" for address in _spellings(old))
        return found

    lines = "".join(f'            {name} "{value}"\n' for name, value in {**headers, "Cache-Control": REVALIDATE}.items())
    here = "/*" if base == "/" else f"{base.rstrip('/')} {base}*"
    led_on = f"""\
        # Caddy 2.6 has no word for a question mark only where something was asked.
        @asked not query ""
        route @asked {{
{redirects("            ", "?{query}")}\
        }}
{redirects("        ", "")}"""
    return f"""{_where(base, "a site block")}\
# Nothing here holds for other addresses of the host.
@strategy path {here}
handle @strategy {{
    route {{
        header {{
{lines}\
        }}
        @kept {{
            path_regexp "^{re.escape(base)}{FINGERPRINT}$"
            file
        }}
        header @kept Cache-Control "{YEAR}"
        @closed {{
            path_regexp "^{re.escape(base)}({"|".join(FOR_HOSTS)}|(.*/)?\\..*|.*\\.(br|gz))$"
            not path /.well-known/*
        }}
        error @closed 404
{led_on if redirects("", "") else ""}\
        file_server {{
            precompressed br gzip
        }}
    }}
}}
handle_errors {{
    handle @strategy {{
        rewrite * {base}404.html
        file_server {{
            precompressed br gzip
        }}
    }}
}}
"""


def _headers_file(site: Path, headers: dict[str, str], base: str) -> str:
    """Every host that reads _headers revalidates what no rule names; some would send two Cache-Control if a rule for all had one."""
    always = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    kept = "".join(f"{base}{path}\n  Cache-Control: {YEAR}\n" for path in _fingerprinted(site))
    return f"{base}*\n{always}{kept}"


def _fingerprinted(site: Path) -> list[str]:
    """Returns the files named after their content; a folder that holds nothing else as one: "scripts/*"."""
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
