"""The finished site after a succession: no address dies, and each page says which strategy it
belongs to."""

import http.client
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html as lxml_html

from strategysite.build.site import build_site
from strategysite.problems import report
from tests.asking import Asking
from tests.nginx import nginx
from tests.small import SOUND_DAY as DAY
from tests.small import add_code
from tests.succession.conftest import DOCUMENT, LATER, TakenOver, adopt, files

pytestmark = pytest.mark.slow  # builds sites


@dataclass(frozen=True)
class Sites:
    """The finished site before the command and after it."""

    before: Path
    after: Path


@pytest.fixture(scope="module")
def sites(
    taken_over: TakenOver, small_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Sites:
    """Both, built as everybody builds them."""
    folder = tmp_path_factory.mktemp("after")
    project = add_code(Path(shutil.copytree(taken_over.project, folder / "project")))
    problems = build_site(project, DAY, target := folder / "site")
    assert not problems, report(problems, project)
    return Sites(small_site, target)


def addresses(site: Path) -> list[str]:
    """Every address that answers with a page."""
    return sorted(
        path.parent.relative_to(site).as_posix().removeprefix(".")
        for path in site.rglob("index.html")
    )


def parsed(site: Path, address: str) -> lxml_html.HtmlElement:
    """A finished page, as a tree."""
    return lxml_html.fromstring((site / address / "index.html").read_text("utf-8"))


def ids(page: lxml_html.HtmlElement) -> set[str]:
    """What on a page can be linked to."""
    return set(page.xpath("//@id"))


def arrived(site: Path, address: str) -> tuple[str, lxml_html.HtmlElement]:
    """The address and the page where a reader without a script ends up; at most one step from where
    they asked."""
    page = parsed(site, address)
    refresh = page.xpath("string(//meta[@http-equiv='refresh']/@content)")
    if not refresh:
        return address, page
    onward = refresh.removeprefix("0; url=")
    assert page.xpath("//main//a/@href") == [onward], "the page leads on by a link too"
    parts = urlsplit(urljoin(f"https://site/{address}/", onward))
    page = parsed(site, parts.path.strip("/"))
    assert not page.xpath("//meta[@http-equiv='refresh']"), f"{address} leads on twice"
    assert not parts.fragment or parts.fragment in ids(page)
    return parts.path.strip("/"), page


def own_words(page: lxml_html.HtmlElement) -> list[str]:
    """What the article of a page says, without what is marked as added."""
    texts = page.xpath("//article//text()[not(ancestor::*[@data-editorial])]")
    return " ".join(texts).split()


def test_every_old_address_answers_without_a_script(sites: Sites) -> None:
    """With the page itself, or with one that leads to it; there it has every heading that a link
    may have named."""
    old = addresses(sites.before)
    moved = {}
    for address in old:
        assert (sites.after / address / "index.html").is_file(), address
        moved[address], page = arrived(sites.after, address)
        if moved[address] != address:
            assert ids(parsed(sites.before, address)) <= ids(page), address
    assert {old: new for old, new in moved.items() if old != new} == {
        "receptionen": "hjalp",
        "strategi/anmarkningar": "arkiv/2024-2027/anmarkningar",
        "strategi/lugn": "arkiv/2024-2027/lugn",
        "strategi/omsorg": "arkiv/2024-2027/omsorg",
    }


@pytest.mark.slow
def test_every_old_address_answers_behind_the_real_server(sites: Sites) -> None:
    """200 after at most one 301, with its last slash and without, and with the headers of every
    other answer."""
    with nginx(sites.after, f"include {sites.after.parent}/server/nginx.conf;") as server:
        connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)

        def ask(path: str) -> tuple[int, str | None, str | None]:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            return (
                answer.status,
                answer.getheader("Location"),
                answer.getheader("Content-Security-Policy"),
            )

        for address in addresses(sites.before):
            path = f"/{address}/".replace("//", "/")
            for spelling in (path, path.rstrip("/") or "/"):
                status, location, policy = ask(spelling)
                assert policy
                if status == 301:
                    assert location
                    status, _, _ = ask(location)
                assert status == 200, spelling
        assert ask("/strategi/lugn/?a=1")[:2] == (301, "/arkiv/2024-2027/lugn/?a=1")
        connection.close()


def test_an_old_address_is_nothing_to_be_found(sites: Sites) -> None:
    """It is in no site map, in no search and not in A–Ö; every host is told where it leads."""
    searched = json.loads((sites.after / "search/index.json").read_text("utf-8"))
    found = [page[0] for page in searched["pages"]]
    site_map = (
        (sites.after / "sitemap.xml").read_text("utf-8")
        if (sites.after / "sitemap.xml").is_file()
        else ""
    )
    everything = (sites.after / "a-o/index.html").read_text("utf-8")
    assert "arkiv/2024-2027/lugn/" in found
    for old in ("strategi/lugn/", "strategi/omsorg/"):
        assert (
            parsed(sites.after, old).xpath("string(//meta[@name='robots']/@content)") == "noindex"
        )
        assert old not in found
        assert old not in site_map
        assert f'"../{old}"' not in everything
        assert f"/{old} /arkiv/2024-2027/{old.removeprefix('strategi/')} 301\n" in (
            sites.after / "_redirects"
        ).read_text("utf-8")
        assert f"redir /{old} /arkiv/2024-2027/{old.removeprefix('strategi/')} permanent\n" in (
            sites.after.parent / "server/Caddyfile"
        ).read_text("utf-8")


def test_the_new_document_stands_word_for_word_on_its_page(sites: Sites) -> None:
    """Read by hand: the marks of headings, lists, rules and footnotes are the layout's, the list of
    contents is the paper's, and a browser writes the numbers of a list; every other sign is
    shown."""
    text = DOCUMENT.replace("# Innehåll\n\nInledning\t2\n1. Mål\t3\n", "")
    lines = [
        re.sub(r"^(#+ |- |---$|\d\. )", "", line.strip())
        for line in re.sub(r" ?<sup>\d</sup>", "", text).splitlines()
    ]
    page = parsed(sites.after, "strategi")
    assert own_words(page) == " ".join(lines).split()
    assert page.xpath("//article//h1/text()") == ["Plan för ett tyst bibliotek 2028-2031"]
    assert not page.xpath("//article//*[self::em or self::code or self::img or self::b]")
    assert page.xpath("//article//ul/li[1]/text()") == ["Första punkten är kort."]
    assert page.xpath("//article//ol/li/text()") == [
        "Alla vet vart man ringer.",
        "Ingen lämnas ensam.",
    ]
    assert page.xpath("//article//table[@class='record']//th/text()") == [
        "Typ",
        "Fastställd",
        "Ansvarig",
    ]
    beside = page.xpath("//details[contains(@class, 'section-nav')]//a")
    assert [link.text_content() for link in beside] == [
        "Plan för ett tyst bibliotek 2028–2031",
        "Inledning",
        "Åtgärder för *alla* & <b>envar</b>",
        "Årets gång",
        "Hela planen",
    ]


def test_the_whole_text_and_its_pdf_are_there_for_both_strategies(sites: Sites) -> None:
    """The address of a PDF, its source's name, stays whatever the years of the next; the page with all of the text is the new strategy's, with the old
    one's in the archive."""
    old = "strategi/plan.pdf"
    assert (sites.before / old).is_file()
    assert (sites.after / old).is_file()
    assert (sites.after / "strategi/strategi-2028-2031.pdf").is_file()
    assert own_words(parsed(sites.after, "strategi/hela")) == own_words(
        parsed(sites.after, "strategi")
    )
    archived = parsed(sites.after, "arkiv/2024-2027/hela")
    assert "Tre lager hjälper varandra." in " ".join(own_words(archived))
    assert archived.xpath("//p[@class='pdf']/a/@href") == [f"../../../{old}"]


def test_every_archived_page_says_what_has_replaced_it(sites: Sites) -> None:
    """With a link to it, in the notice; its title and its description do not read as of today."""
    archived = [
        address for address in addresses(sites.after) if address.startswith("arkiv/2024-2027")
    ]
    assert len(archived) == 6
    for address in archived:
        page = parsed(sites.after, address)
        notice = page.xpath("//article//div[contains(@class, 'notice')]")[0]
        said = " ".join(notice.text_content().split())
        if "added-notice" in notice.get("class", ""):  # a page that the site has made
            assert "Planen ligger i arkivet. Kommunen har antagit Plan för ett tyst bib" in said
        else:
            assert "lanen gäller inte längre. Den gällde till och med 2025." in said
            assert "tyst bibliotek 2028–2031, som gäller från och med 2028." in said
        leads = [urljoin(f"https://site/{address}/", link) for link in notice.xpath(".//a/@href")]
        assert "https://site/strategi/" in leads
        assert "arkiv" in page.xpath("string(//title)")
        assert page.xpath("string(//meta[@name='description']/@content)").startswith(
            "Arkiv, planen för 2024–2027"
        )
    ended = "Den gällde till och med 2025. Kommunen har senare"
    for address in ("arkiv/2024-2027/omsorg", "arkiv/2024-2027"):
        said = " ".join(parsed(sites.after, address).xpath("string(//article)").split())
        assert ended in said
    assert "Texten antogs den 8 november 2023 och står här ord för ord." in said
    said = " ".join(parsed(sites.after, "strategi").xpath("string(//article)").split())
    assert "Planen gäller från och med 2028. Texten antogs den 18 november 2026" in said


def test_the_menu_leads_to_the_new_strategy_and_keeps_the_old_ones_together(sites: Sites) -> None:
    """No archived page is in the bar on every page, or marked as part of today's strategy."""
    bar = "//details[contains(@class, 'menu')]//a"
    page = parsed(sites.after, "arkiv/2024-2027/lugn")
    assert not page.xpath(f"{bar}[@aria-current]")
    assert not [link for link in page.xpath(f"{bar}/@href") if "lugn" in link]
    aside = page.xpath("//details[contains(@class, 'section-nav')]")[0]
    assert aside.xpath("string(summary)") == "Plan för ett lugnt bibliotek 2024–2027 (arkiv)"
    assert [" ".join(link.text_content().split()) for link in aside.xpath(".//a")][:2] == [
        "Om planen",
        "Lugn",
    ]
    assert parsed(sites.after, "strategi").xpath(f"{bar}[@aria-current='page']/text()") == [
        "Planen"
    ]


def test_the_search_and_a_to_z_put_today_first(sites: Sites) -> None:
    """An archived page weighs less than any other, and its headings are no terms in A–Ö; the page
    itself is."""
    index = json.loads((sites.after / "search/index.json").read_text("utf-8"))
    worth = {page[0]: page[1] for page in index["pages"]}
    archived = {
        address: weight for address, weight in worth.items() if address.startswith("arkiv/")
    }
    assert len(archived) == 6
    assert max(archived.values()) < min(
        weight for address, weight in worth.items() if address not in archived
    )
    terms = {
        link.text_content(): link.get("href")
        for link in parsed(sites.after, "a-o").xpath("//article//a")
    }
    assert terms["Omsorg om salen (arkiv 2024–2027)"] == "../arkiv/2024-2027/omsorg/"
    assert "Alla gäster" not in terms


def test_pages_say_what_is_not_in_tables_yet(sites: Sites) -> None:
    """No heading stands over nothing, and the old follow-up is one step away."""
    page = parsed(sites.after, "uppfoljning")
    said = " ".join(page.xpath("string(//article)").split())
    assert (
        said.count(
            "Inga mål eller aktiviteter är inskrivna här än. Vad som är beslutat står i planen."
        )
        == 3
    )
    assert "../arkiv/2024-2027/" in page.xpath("//article//a/@href")
    assert "ska få vara ostörda" in (
        sites.after / "arkiv/2024-2027/uppfoljning/index.html"
    ).read_text("utf-8")


def test_the_change_is_news(sites: Sites) -> None:
    """A row in data/changes.yaml, dated the day of the command, shown with the others."""
    assert (
        "Kommunen har antagit Plan för ett tyst bibliotek 2028–2031. Planen gäller från och med"
        " 2028. Den förra texten finns i arkivet."
        in " ".join(parsed(sites.after, "om/andringar").xpath("string(//article)").split())
    )


def test_a_second_succession_leaves_the_first_archive_alone(
    sites: Sites, taken_over: TakenOver, succeeded: Path, asking: Asking
) -> None:
    """Its files are the same to the byte; every address of both strategies answers; its notice
    names the newest. By the two commands of whoever does it."""
    add_code(succeeded)
    adopt(succeeded, "2032-2035", LATER)
    for command in ("new-strategy", "2032-2035", "--yes"), ("site",):
        code, _, told = asking(succeeded, *command, day="2031-11-25")
        assert code == 0, told
    before, after = files(taken_over.project), files(succeeded)
    first = {name for name in before if "/2024-2027/" in name}
    assert len(first) == 9
    assert {name: before[name] for name in first} == {name: after[name] for name in first}
    for address in addresses(sites.after):
        assert (succeeded / "site" / address / "index.html").is_file(), address
        arrived(succeeded / "site", address)
    assert "Ingen står utanför." in " ".join(own_words(parsed(succeeded / "site", "strategi")))
    assert "Ingen lämnas ensam." in " ".join(
        own_words(parsed(succeeded / "site", "arkiv/2028-2031"))
    )
    notice = parsed(succeeded / "site", "arkiv/2024-2027/lugn").xpath(
        "string(//div[contains(@class, 'notice')])"
    )
    later = "Kommunen har senare antagit Plan för ett tyst bibliotek 2032–2035, som gäller från och med 2032."
    assert later in " ".join(notice.split())
