"""The rules of server/ in a real nginx and a real Caddy: what every answer says, what is kept, what
is packed, and where nothing is."""

import http.client
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from lxml import html
from playwright.sync_api import Page

from strategysite.build.server_rules import (
    FINGERPRINT,
    REVALIDATE,
    YEAR,
    security_headers,
    write_server_rules,
)
from strategysite.parsing.html import outline
from tests.nginx import caddy, nginx

pytestmark = pytest.mark.slow  # nginx and Caddy
Answer = tuple[int, dict[str, str], bytes]


def ask(server: str, path: str, **headers: str) -> Answer:
    """Asks for one path, follows nothing, and returns the status, the headers (names in lower case)
    and the body."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    said: dict[str, str] = {}
    for name, value in answer.getheaders():
        assert name.lower() not in said, f"{path} says {name} twice"
        said[name.lower()] = value
    body = answer.read()
    connection.close()
    return answer.status, said, body


@pytest.fixture(scope="module")
def site(small_site: Path) -> Path:
    """The finished site of the sound project."""
    return small_site


@pytest.fixture(scope="module")
def server(small_nginx_url: str) -> str:
    """The same behind nginx."""
    return small_nginx_url


@pytest.fixture(scope="module")
def policy(site: Path) -> dict[str, str]:
    """What the built policy says of styles and scripts."""
    said = (site / "_headers").read_text("utf-8")
    return dict(re.findall(r"(style-src|script-src) ([^;]+)", said))


def fingerprinted(site: Path) -> list[str]:
    """The addresses of all files that are named after their content."""
    files = [
        path for path in site.rglob("*") if path.is_file() and re.fullmatch(FINGERPRINT, path.name)
    ]
    return [f"/{path.relative_to(site).as_posix()}" for path in files]


def documents(site: Path) -> list[str]:
    """The addresses of all PDFs."""
    return [f"/{path.relative_to(site).as_posix()}" for path in sorted(site.rglob("*.pdf"))]


def test_every_kind_of_answer_carries_every_security_header(
    server: str, site: Path, policy: dict[str, str]
) -> None:
    """A page, a picture, a redirect, a page not changed since, and one that is not there. What a
    page loads has only the two that mean something for it."""
    unchanged = ask(server, "/hjalp/")[1]["etag"]
    answers = {
        path: ask(server, path)
        for path in (
            "/",
            "/hjalp/",
            "/hjalp",
            "/finns-inte/",
            "/styles/site.0123456789.css",
            *(path for path in fingerprinted(site) if path.endswith((".svg", ".png"))),
        )
    }
    answers["304"] = ask(server, "/hjalp/", If_None_Match=unchanged)
    assert {status for status, _, _ in answers.values()} == {200, 301, 304, 404}
    for path, (_, said, _) in answers.items():
        for name, value in security_headers(policy).items():
            assert said.get(name.lower()) == value, f"{path}: {name}"
        assert "set-cookie" not in said
    loaded = [path for path in fingerprinted(site) if path.endswith((".css", ".js"))]
    for path in (*loaded, "/search/index.json", *documents(site)):
        said = ask(server, path)[1]
        names = {name for name in security_headers(policy) if name.lower() in said}
        assert names == {"X-Content-Type-Options", "Cross-Origin-Resource-Policy"}, path


def test_a_help_page_holds_its_style_and_scripts_and_the_policy_lets_just_those_run(
    site: Path, policy: dict[str, str]
) -> None:
    """So that "Lämna sidan" works with the first answer; any other page loads them as files. What
    only paper needs is loaded after all else."""
    for name in ("hjalp/index.html", "hjalp/en/index.html"):
        page = html.parse(site / name)
        for style in page.xpath("//link[@rel='stylesheet'][@media='print']"):
            style.getparent().remove(style)
        assert [
            Path(address).suffix
            for address in outline(html.tostring(page, encoding="unicode")).loads
        ] == [".png"]
        for kind in ("style", "script"):
            (inside,) = page.xpath(f"//{kind}[not(@src)][not(@type)]/text()")
            digest = b64encode(sha256(inside.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy[f"{kind}-src"].split()
    assert not html.parse(site / "om/index.html").xpath("//script[not(@src)] | //style")


def test_what_is_named_after_its_content_is_kept_for_a_year_and_nothing_else_is(
    server: str, site: Path
) -> None:
    """A page may be kept, but the browser asks whether it has changed."""
    kept = fingerprinted(site)
    assert any(path.endswith(".css") for path in kept)
    assert any(path.endswith(".js") for path in kept)
    for address in kept:
        assert ask(server, address)[1]["cache-control"] == YEAR, address
    others = [
        path
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in (".br", ".gz") and path.name != "_headers"
    ]
    for path in others:
        address = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        if address not in kept:
            assert ask(server, address)[1]["cache-control"] == REVALIDATE, address


def test_a_fingerprinted_file_that_is_not_there_is_not_kept_as_missing(server: str) -> None:
    """Else a browser that asked while the site was being swapped would go without its style sheet
    for a year."""
    status, said, _ = ask(server, "/styles/site.0123456789.css")
    assert status == 404
    assert said["cache-control"] == REVALIDATE


def test_files_are_served_as_they_were_packed(server: str, site: Path) -> None:
    """Brotli where the browser takes it, else gzip, else as it is; a cache between is told that
    they differ."""
    for address, file in {
        "/hjalp/": "hjalp/index.html",
        **{path: path[1:] for path in fingerprinted(site) if not path.endswith(".png")},
    }.items():
        plain = (site / file).read_bytes()
        for asked, packed in {"br, gzip": ".br", "gzip": ".gz", "identity": ""}.items():
            _, said, body = ask(server, address, Accept_Encoding=asked)
            assert said.get("content-encoding") == {".br": "br", ".gz": "gzip", "": None}[packed], (
                address,
                asked,
            )
            assert body == (site / (file + packed)).read_bytes()
            assert said.get("vary") == "Accept-Encoding", (address, asked)
        assert brotli.decompress((site / f"{file}.br").read_bytes()) == plain


def test_an_address_that_leads_nowhere_gets_the_sites_own_page(server: str, site: Path) -> None:
    """With the status 404, packed too."""
    status, said, body = ask(server, "/finns/inte")
    assert (status, said["content-type"]) == (404, "text/html; charset=utf-8")
    assert body == (site / "404.html").read_bytes()
    assert ask(server, "/finns/inte", Accept_Encoding="br")[1]["content-encoding"] == "br"


def test_the_rules_for_other_hosts_are_not_published(server: str) -> None:
    """_headers is for the host, and nothing to read."""
    assert ask(server, "/_headers")[0] == 404


def test_an_address_without_its_last_slash_leads_on_with_what_was_asked(server: str) -> None:
    """Relative, so that it holds behind a proxy with another name or port."""
    status, said, _ = ask(server, "/hjalp?sprak=en")
    assert (status, said["location"]) == (301, "/hjalp/?sprak=en")


# How the help page is asked for by whoever types its address, or pastes it out of a sentence.
TYPED = (
    "Hjalp/",
    "HJALP",
    "hj%C3%A4lp/",
    "HJ%C3%84LP",
    "hja%CC%88lp",
    "hj%E4lp/",
    "hjalp.",
    "hjalp/,",
    "hjalp).",
    "hjalp/%E2%80%9D",
    "hjalp.html",
    "HJ%C3%84LP.HTM",
)


@pytest.mark.parametrize("base", ["/", "/planen/"])
def test_an_address_as_people_type_it_leads_to_its_page(
    site: Path, tmp_path: Path, policy: dict[str, str], base: str
) -> None:
    """By nginx and by Caddy, with every security header; an old address in one step."""
    root, rules = tmp_path / "root", tmp_path / "server"
    shutil.copytree(site, root / base.strip("/"), dirs_exist_ok=True)
    (root / base.strip("/") / "för-länge-sedan").mkdir()
    (root / base.strip("/") / "för-länge-sedan/index.html").write_text("flyttad", "utf-8")
    old = {"för-länge-sedan/": "om/"}
    write_server_rules(root / base.strip("/"), rules, policy, base, old)
    for run in (
        nginx(root, f"include {rules}/nginx.conf;"),
        caddy(root, f"import {rules}/Caddyfile"),
    ):
        with run as server:
            expected = {f"{base}{typed}": f"{base}hjalp/" for typed in TYPED}
            expected |= {
                f"{base}Om/Tillg%C3%A4nglighet": f"{base}om/tillganglighet/",
                f"{base}f%C3%B6r-l%C3%A4nge-sedan/": f"{base}om/",
                f"{base}f%C3%B6r-l%C3%A4nge-sedan": f"{base}om/",
                f"{base}For-Lange-Sedan.": f"{base}om/",
                f"{base}om//tillganglighet/?a=//b": f"{base}om/tillganglighet/?a=//b",
                f"/{base}hjalp//": f"{base}hjalp//",
                f"{base}/annan.example/%0D%0A?": f"{base}annan.example/%0D%0A?",
            }
            for asked, leads in expected.items():
                status, said, _ = ask(server, asked)
                assert (status, said.get("location")) == (301, leads), asked
                assert said["referrer-policy"] == "no-referrer"
            for asked in ("//\\annan.example/", "\\annan.example//"):
                leads = ask(server, base + asked)[1].get("location", "")
                assert leads[1:2] not in ("/", "\\"), asked
            for asked in ("hjalpen/", "hjal", "hjalp/finns-inte", "%C3%A4%C3%B6", "Search/"):
                answer = ask(server, base + asked)
                assert answer[::2] == (404, (site / "404.html").read_bytes()), asked
    rows = (root / base.strip("/") / "_redirects").read_text("utf-8")
    assert rows.startswith(f"{base}f%C3%B6r-l%C3%A4nge-sedan/ {base}om/ 301\n".replace("//", "/"))


@pytest.mark.parametrize("typed", TYPED)
def test_where_the_server_knows_no_such_rules_the_page_leads_on(
    page: Page, small_url: str, typed: str
) -> None:
    """By its script; without one it has a link to help."""
    page.goto(f"{small_url}/{typed}?a=1#x")
    page.wait_for_url(f"{small_url}/hjalp/?a=1#x")


def test_the_page_of_what_is_not_there_says_so(page: Page, small_url: str) -> None:
    """It leads nowhere by itself: it has the emergency number, then the way to help."""
    page.goto(f"{small_url}/Finns-Inte.")
    page.wait_for_load_state("networkidle")
    assert page.url == f"{small_url}/Finns-Inte."
    leads = [link.get_attribute("href") for link in page.locator("article a").all()[:2]]
    assert leads == ["tel:112", "/hjalp/"]


@pytest.mark.parametrize("typed", ["//annan.example/Sida", "/%5Cannan.example/Sida"])
def test_no_address_leads_from_here_to_another_server(
    page: Page, small_url: str, typed: str
) -> None:
    """A link that begins as ours does and ends with somebody else's is not followed for them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(small_url + typed)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(f"{small_url}/")] == []
    assert page.url == small_url + typed


def test_every_text_says_that_it_is_utf8(server: str, site: Path) -> None:
    """Else å, ä and ö of a style sheet or an export depend on the reader's machine."""
    for path in sorted(site.rglob("*")):
        if path.suffix in (".html", ".css", ".js", ".json", ".xml", ".txt", ".svg", ".csv"):
            address = f"/{path.relative_to(site).as_posix()}"
            assert ask(server, address)[1]["content-type"].endswith("; charset=utf-8"), address


def test_a_document_is_sent_as_what_it_is_and_asked_for_again(server: str, site: Path) -> None:
    """A browser shows it; when it is made anew nobody keeps the old one."""
    assert documents(site)
    for address in documents(site):
        said = ask(server, address)[1]
        assert (said["content-type"], said["cache-control"]) == ("application/pdf", REVALIDATE)


def test_a_site_in_a_folder_of_an_address_keeps_all_this(
    site: Path, tmp_path: Path, policy: dict[str, str]
) -> None:
    """https://kommunen.example/strategi-mot-valdsbejakande-extremism/ is an address as good as
    any."""
    folder = "strategi-mot-extremism"
    shutil.copytree(site, tmp_path / folder)
    write_server_rules(tmp_path / folder, tmp_path / "server", policy, f"/{folder}/")
    with nginx(tmp_path, f"include {tmp_path}/server/nginx.conf;") as server:
        status, said, _ = ask(server, f"/{folder}/hjalp/", Accept_Encoding="br")
        assert (status, said["content-encoding"], said["cache-control"]) == (200, "br", REVALIDATE)
        assert ask(server, f"/{folder}{fingerprinted(site)[0]}")[1]["cache-control"] == YEAR
        assert ask(server, f"/{folder}/hjalp")[1]["location"] == f"/{folder}/hjalp/"
        assert ask(server, f"/{folder}/finns-inte")[2] == (site / "404.html").read_bytes()
        assert ask(server, f"/{folder}/_headers")[0] == 404
    rules = (tmp_path / folder / "_headers").read_text("utf-8")
    assert rules.startswith(f"/{folder}/*\n")
    assert f"/{folder}/styles/*\n  Cache-Control: {YEAR}\n" in rules


@pytest.mark.parametrize("base", ["/", "/planen/"])
def test_an_old_address_leads_on_in_one_step_with_every_security_header(
    site: Path, tmp_path: Path, policy: dict[str, str], base: str
) -> None:
    """With its last slash and without, with what was asked, to a page or to a heading on it."""
    folder = tmp_path / base.strip("/")
    shutil.copytree(site, folder, dirs_exist_ok=True)
    rules = tmp_path.with_name(f"{tmp_path.name}-server")
    write_server_rules(
        folder, rules, policy, base, {"gammal/sida/": "hjalp/", "lagen/": "kunskap/#mer"}
    )
    with nginx(tmp_path, f"include {rules}/nginx.conf;") as server:
        for old, new in {
            "gammal/sida/": "hjalp/",
            "gammal/sida": "hjalp/",
            "gammal/sida/?a=1": "hjalp/?a=1",
        }.items():
            status, said, _ = ask(server, base + old)
            assert (status, said["location"]) == (301, base + new)
            assert (
                said["content-security-policy"]
                == security_headers(policy)["Content-Security-Policy"]
            )
        assert ask(server, f"{base}lagen/")[1]["location"] == f"{base}kunskap/#mer"
        assert ask(server, f"{base}_redirects")[0] == 404
    rows = [f"{base}{old} {base}hjalp/ " for old in ("gammal/sida/", "gammal/sida")]
    for row in rows:
        assert f"redir {row}permanent\n" in (rules / "Caddyfile").read_text("utf-8")
        assert f"{row}301\n" in (folder / "_redirects").read_text("utf-8")


@pytest.mark.parametrize("base", ["/", "/planen/"])
def test_caddy_says_and_serves_the_same(
    site: Path, tmp_path: Path, policy: dict[str, str], base: str
) -> None:
    """Headers, packed files, the page of what is not there, and old addresses with what was
    asked."""
    root = tmp_path / "root"
    shutil.copytree(site, root / base.strip("/"))
    write_server_rules(
        root / base.strip("/"),
        tmp_path / "server",
        policy,
        base,
        {"gammal/": "hjalp/", "lagen/": "kunskap/#mer"},
    )
    with caddy(root, f"import {tmp_path}/server/Caddyfile") as server:
        for path in ("", "hjalp/", "hjalp", "gammal/", "finns-inte/"):
            said = ask(server, base + path)[1]
            assert {
                name: said.get(name.lower()) for name in security_headers(policy)
            } == security_headers(policy), path
            assert said["cache-control"] == REVALIDATE, path
        assert ask(server, base + fingerprinted(site)[0][1:])[1]["cache-control"] == YEAR
        said = ask(server, f"{base}search/index.json")[1]
        assert "content-security-policy" not in said and "x-content-type-options" in said
        said = ask(server, f"{base}om/oppna-data/mal.csv")[1]
        assert said["content-type"] == "text/csv; charset=utf-8"
        status, said, body = ask(server, f"{base}hjalp/", Accept_Encoding="br")
        assert (status, said["content-encoding"], body) == (
            200,
            "br",
            (site / "hjalp/index.html.br").read_bytes(),
        )
        for path in (
            "finns/inte",
            "_headers",
            "_redirects",
            "search/",
            "index.html.br",
            "hjalp/index.html.gz",
            ".env",
            "hjalp/.git/x",
        ):
            assert ask(server, base + path)[::2] == (404, (site / "404.html").read_bytes()), path
        for old in ("gammal/", "gammal"):
            assert ask(server, f"{base}{old}")[1]["location"] == f"{base}hjalp/"
            assert ask(server, f"{base}{old}?x=1&y=2")[1]["location"] == f"{base}hjalp/?x=1&y=2"
        assert ask(server, f"{base}lagen/?x=1")[1]["location"] == f"{base}kunskap/?x=1#mer"
        assert ask(server, f"{base}hjalp/?x=1")[0] == 200


def test_caddy_leaves_the_rest_of_the_host_alone(
    site: Path, tmp_path: Path, policy: dict[str, str]
) -> None:
    """A site in a folder of the municipality's host has nothing to say of the municipality's own
    pages, or of those that are not there."""
    root = tmp_path / "root"
    shutil.copytree(site, root / "planen")
    (root / "index.html").write_text("Kommunen", "utf-8")
    write_server_rules(root / "planen", tmp_path / "server", policy, "/planen/")
    with caddy(root, f"import {tmp_path}/server/Caddyfile\nfile_server") as server:
        for path, status in {"/": 200, "/annat": 404, "/planens-vag": 404}.items():
            answer = ask(server, path)
            assert answer[0] == status
            assert not {name.lower() for name in security_headers(policy)} & set(answer[1]), path
            assert answer[2] == (b"Kommunen" if status == 200 else b"")
        status, said, _ = ask(server, "/planen?x=1")
        assert status in (301, 308)
        assert said["location"] == "/planen/?x=1"
        assert said["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("base", ["/", "/planen/"])
def test_nginx_shows_nothing_but_the_site(
    site: Path, tmp_path: Path, policy: dict[str, str], base: str
) -> None:
    """A folder without a page, a packed copy and a hidden file get the site's own page;
    /.well-known/ is still the host's."""
    folder = tmp_path / "root" / base.strip("/")
    shutil.copytree(site, folder)
    for name in (".env", ".well-known/security.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    write_server_rules(folder, tmp_path / "server", policy, base)
    with nginx(tmp_path / "root", f"include {tmp_path}/server/nginx.conf;") as server:
        for path in (
            "search/",
            "scripts/",
            "images/",
            "index.html.br",
            "hjalp/index.html.gz",
            "search/index.json.br",
            ".env",
        ):
            assert ask(server, base + path)[::2] == (404, (site / "404.html").read_bytes()), path
        assert ask(server, f"{base}.well-known/security.txt")[0] == 200
        if base != "/":
            status, said, _ = ask(server, f"{base.rstrip('/')}?x=1")
            assert (status, said["location"]) == (301, f"{base}?x=1")
            assert {
                name: said.get(name.lower()) for name in security_headers(policy)
            } == security_headers(policy)
