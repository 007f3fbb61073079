"""What the server must say with every file, written ready for nginx, Caddy and hosts that read a _headers file."""

from pathlib import Path

YEAR = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"  # kept by the browser, but asked for again: a corrected number is there at once
FINGERPRINTED = ("styles", "scripts", "images")


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
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in off),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def write_server_rules(site: Path, server: Path, style_hash: str) -> None:
    """Writes server/nginx.conf with server/nginx-headers.conf, server/Caddyfile, and site/_headers."""
    headers = security_headers(style_hash)
    server.mkdir(parents=True, exist_ok=True)
    (server / "nginx-headers.conf").write_text(
        "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items()), "utf-8"
    )
    (server / "nginx.conf").write_text(_nginx(), "utf-8")
    (server / "Caddyfile").write_text(_caddy(headers), "utf-8")
    (site / "_headers").write_text(_headers_file(headers), "utf-8")


def _nginx() -> str:
    folders = "|".join((*FINGERPRINTED, "search"))
    return f"""# Inside a server block that sets root to the site: include nginx.conf from this folder.
# brotli_static needs the module libnginx-mod-http-brotli-static; take its line away where that is missing.
index index.html;
charset utf-8;
gzip_static on;
brotli_static on;
etag on;
absolute_redirect off;
server_tokens off;
error_page 404 /404.html;
location = /_headers {{ return 404; }}
location / {{
    include nginx-headers.conf;
    add_header Cache-Control "{REVALIDATE}" always;
    try_files $uri $uri/ =404;
}}
location ~ ^/({folders})/.+\\.[0-9a-f]{{10}}\\.\\w+$|^/scripts/[0-9a-f]{{10}}\\.js$ {{
    include nginx-headers.conf;
    add_header Cache-Control "{YEAR}" always;
    try_files $uri =404;
}}
"""


def _caddy(headers: dict[str, str]) -> str:
    lines = "".join(f'        {name} "{value}"\n' for name, value in headers.items())
    folders = "|".join((*FINGERPRINTED, "search"))
    return f"""# Import this inside a site block that sets root to the site.
header {{
{lines}        Cache-Control "{REVALIDATE}"
}}
@fingerprinted path_regexp ^/({folders})/(.+\\.)?[0-9a-f]{{10}}\\.\\w+$
header @fingerprinted Cache-Control "{YEAR}"
respond /_headers 404
handle_errors {{
    rewrite * /404.html
    file_server
}}
file_server {{
    precompressed br gzip
}}
"""


def _headers_file(headers: dict[str, str]) -> str:
    always = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    kept = "".join(f"/{folder}/*\n  ! Cache-Control\n  Cache-Control: {YEAR}\n" for folder in FINGERPRINTED)
    return f"/*\n{always}  Cache-Control: {REVALIDATE}\n{kept}"
