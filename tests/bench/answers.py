"""How fast a real nginx gives the help page, packed, beside the same words as somebody would write
them by hand."""

import concurrent.futures
import http.client
import time
from pathlib import Path
from urllib.parse import urlsplit

import brotli
from lxml import html

from tests.nginx import nginx

SECONDS, VISITORS = 4.0, 8
BARE_STYLE = (
    "body{margin:0 auto;max-width:42rem;padding:1rem;font:1.125rem/1.6 system-ui,sans-serif}"
)


def by_hand(page: str) -> str:
    """Returns the words, headings and links of a finished page with nothing else around them."""
    article = next(html.document_fromstring(page).iter("article"))
    for element in list(article.iter("*")):
        for name in set(element.attrib) - {"href", "lang", "id"}:
            del element.attrib[name]
        if isinstance(element, html.HtmlElement) and element.tag in (
            "span",
            "bdi",
            "div",
            "section",
            "time",
        ):
            element.drop_tag()
    body = "".join(html.tostring(child, encoding="unicode") for child in article)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hjälp</title><style>{BARE_STYLE}</style>'
    return f'<!doctype html><html lang="sv">{head}<main>{body}</main></html>'


def asked(url: str, path: str) -> list[float]:
    """Asks over one kept connection until the time is up. Returns the milliseconds of each
    answer."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    taken = []
    end = time.perf_counter() + SECONDS
    while (start := time.perf_counter()) < end:
        connection.request("GET", path, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200
        assert answer.headers["Content-Encoding"] == "br"
        taken.append((time.perf_counter() - start) * 1000)
    connection.close()
    return taken


def compare(site: Path) -> None:
    """Prints bytes, requests a second and the 99th of a hundred answers, for both pages of the
    finished `site`, in one run."""
    bare = site / "for-hand" / "index.html"
    bare.parent.mkdir()
    bare.write_text(by_hand((site / "hjalp" / "index.html").read_text("utf-8")), "utf-8")
    bare.with_name("index.html.br").write_bytes(brotli.compress(bare.read_bytes()))
    with nginx(site, f"include {site.parent}/server/nginx.conf;") as url:
        for name, path in (("help page", "/hjalp/"), ("the same, by hand", "/for-hand/")):
            with concurrent.futures.ProcessPoolExecutor(VISITORS) as pool:
                taken = sorted(
                    ms
                    for part in pool.map(asked, [url] * VISITORS, [path] * VISITORS)
                    for ms in part
                )
            size = (site / path.strip("/") / "index.html.br").stat().st_size
            print(
                f"  {name:<34}{len(taken) / SECONDS:.0f} requests/s, p99 {taken[int(len(taken) * 0.99)]:.1f} ms, {size} bytes",
                flush=True,
            )
