"""How fast a real nginx gives the help page, packed, beside the same words as somebody would write
them by hand."""

import concurrent.futures
import http.client
import os
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
from lxml import html

from strategysite.parsing.html import outline
from tests.nginx import free_port, nginx

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
    finished `site`, in one run; and what is sent of the first over each protocol."""
    bare = site / "for-hand" / "index.html"
    bare.parent.mkdir()
    bare.write_text(by_hand((site / "hjalp" / "index.html").read_text("utf-8")), "utf-8")
    bare.with_name("index.html.br").write_bytes(brotli.compress(bare.read_bytes()))
    rules = f"include {site.parent}/server/nginx.conf;"
    with nginx(site, rules) as url:
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
    for protocol, sizes in sent(site, rules).items():
        head = sizes["/hjalp/"] - (site / "hjalp/index.html.br").stat().st_size
        print(
            f"  help page over {protocol:<19}{sizes['/hjalp/']} bytes, {head} of them not the page's; with"
            f" what it loads {sum(sizes.values())} bytes in {len(sizes)} answers",
            flush=True,
        )


def sent(site: Path, rules: str) -> dict[str, dict[str, int]]:
    """Returns by protocol the bytes that nginx itself counts as sent (heads, frames and all) for the
    help page and for each file that it loads."""
    page = (site / "hjalp/index.html").read_text("utf-8")
    paths = ["/hjalp/", *sorted({urljoin("/hjalp/", found) for found in outline(page).loads})]
    counted: dict[str, dict[str, int]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for protocol, listen, option in (
            ("HTTP/1.1", "", "--http1.1"),
            ("HTTP/2", " http2", "--http2-prior-knowledge"),
        ):
            log, port = Path(folder, protocol.replace("/", "")), free_port()
            beside = f"""log_format bytes '$uri $bytes_sent';
                server {{ listen 127.0.0.1:{port}{listen}; root {site}; {rules}
                access_log {log} bytes; }}"""
            with nginx(site, "return 404;", beside=beside):
                for path in paths:
                    command = [
                        "curl",
                        "--silent",
                        "--fail",
                        option,
                        "--header",
                        "Accept-Encoding: br",
                    ]
                    command += ["--output", os.devnull, f"http://127.0.0.1:{port}{path}"]
                    subprocess.run(command, check=True)
            lines = (line.rsplit(" ", 1) for line in log.read_text("utf-8").splitlines())
            counted[protocol] = {path.removesuffix("index.html"): int(size) for path, size in lines}
    return counted
