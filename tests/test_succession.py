"""A new strategy takes over: its words stand at once on its page, the old one lives on in the archive, and no address dies."""

import functools
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown import Markdown

from strategysite.checks.run import check, load
from strategysite.data.adopted import MARKS_OF_LAYOUT, shown_words, words
from strategysite.data.model.page import PageMeta
from strategysite.editing.headers import header, with_header
from strategysite.editing.succession.document import Adopted
from strategysite.editing.succession.taking_over import Refusal, new_strategy
from strategysite.macros.binding import Macros
from strategysite.macros.theme_context import theme_context
from strategysite.pages.reading import Page, markdown_reader, render_page, site_settings
from strategysite.problems import report
from strategysite.review.findings import findings
from tests.nginx import nginx
from tests.second import municipality as other
from tests.small import SOUND, add_code, append, change, copy_sound
from tests.small import SOUND_DAY as DAY

# An adopted document that does not exist, with every sign that Markdown or the macros would read as their own.
DOCUMENT = """
# Plan för ett tyst bibliotek 2028-2031

Typ	Plan
Fastställd	2026-11-18, § 101
Ansvarig	Bibliotekets råd

# Innehåll

Inledning	2
1. Mål	3

# Inledning

Biblioteket *håller* salen_tyst för alla [se bilaga 1](sist) och skriver {{ inte }} ett makro, {% inte %} en sats och {# inte #} en kommentar.
Priset är 5 < 6 & 7 > 6. Adressen <b>är</b> ingen tagg, &auml; är ingen bokstav och `kod` är ingen kod.

#### 1. Mål & *stjärnor* <i> #

1. Alla vet vart man ringer.
2. Ingen lämnas ensam.
10) Åtgärder följs upp varje år.

- Första punkten är kort.
- Andra punkten är lång och går
  vidare på nästa rad.
* En stjärna först på raden.
+ Ett plus. Ett \\* omvänt snedstreck.

| Mål | År |
|---|---|
| Trygghet <sup>1</sup> , lugn <sup>2</sup>. | 2028 |
---
: en rad som börjar med kolon
=====
~~~
![bild](x.png) Ärligt, öppet och på åländska.

<sup>1</sup> Trygghet enligt bilagan.

# Åtgärder för *alla* & <b>envar</b>

Samverka med föreningslivet.
"""
LATER = DOCUMENT.replace("2028-2031", "2032-2035").replace("2026-11-18", "2031-11-20").replace("Ingen lämnas ensam", "Ingen står utanför")


@dataclass(frozen=True)
class Sites:
    """The project after the command, what it was before, and the site built of each by the real commands."""

    project: Path
    earlier: Path
    before: Path
    after: Path
    said: str


def run(project: Path, day: date, *command: str) -> str:
    """Runs a command of the copied project as an editor does, and returns what it printed."""
    environment = {**os.environ, "STRATEGY_TODAY": day.isoformat(), "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "strategysite", *command], cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def adopt(project: Path, period: str, document: str) -> None:
    """Saves an adopted document where the command looks for it."""
    (project / f"data/source/strategi-{period}.txt").write_text(document, "utf-8")


def speaking(project: Path) -> Path:
    """Changes the sound project to one whose plan has had its time, and whose pages and data speak of it."""
    change(project, "data/strategy.yaml", "to: 2027-12-31", "to: 2025-12-31")
    for name in ("strategy", "activities"):
        text = (project / f"data/{name}.yaml").read_text("utf-8")
        (project / f"data/{name}.yaml").write_text(with_header(text, name), "utf-8")
    change(project, "data/contacts.yaml", "Hjälper till i huset.", "Hjälper till i huset. Ansvarar för strategin.")
    append(project, "docs/om/index.md", "\n[Planen](../strategi/index.md) och [texten](../strategi/index.md#anmarkningar)\n")
    append(project, "docs/kunskap.md", "\nPlanen nämner [fler](strategi/omsorg.md#nagra).\n")
    append(project, "docs/for-personal.md", "\nStrategin vill ha lugn.\n\nStrategin säger också mer.\n")
    append(project, "docs/om/andringar.md", "\nPlanen antogs 8 november 2023.\n")
    append(project, "docs/index.md", "\nStrategin gäller alla.\n")
    beside = "[Uppföljning](../uppfoljning.md) och [lagen](../kunskap.md)"
    append(project, "docs/strategi/lugn.md", f'\n{beside}\n{{ data-editorial="" }}\n')
    append(project, "data/search.yaml", "  - {to: strategi/index.md, words: [planen]}\n")
    return project


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, small_site: Path) -> Sites:
    """One succession through the real command line; not to be changed."""
    folder = tmp_path_factory.mktemp("succession")
    project = add_code(speaking(copy_sound(folder / "project")))
    adopt(project, "2028-2031", DOCUMENT)
    shutil.copytree(project, folder / "earlier")
    said = run(project, DAY, "new-strategy", "2028-2031")
    run(project, DAY, "site")
    return Sites(project, folder / "earlier", small_site, project / "site", said)


@pytest.fixture
def project(broken: Path) -> Path:
    """The sound project, whose plan is to be replaced."""
    return broken


@pytest.fixture
def succeeded(sites: Sites, tmp_path: Path) -> Path:
    """A copy of the project after the command, to change."""
    return Path(shutil.copytree(sites.project, tmp_path / "project", ignore=shutil.ignore_patterns("site", "server", ".build")))


def line(project: Path, file: str, needle: str) -> str:
    """The place of the first line of a file that has `needle`, as messages name it."""
    lines = (project / file).read_text("utf-8").split("\n")
    return f"{file}:{next(number for number, text in enumerate(lines, 1) if needle in text)}"


def files(folder: Path) -> dict[str, bytes]:
    """Everything that editors write, by name."""
    kept = [*folder.glob("data/**/*"), *folder.glob("docs/**/*"), folder / "mkdocs.yml"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept if path.is_file()}


def addresses(site: Path) -> list[str]:
    """Every address that answers with a page."""
    return sorted(path.parent.relative_to(site).as_posix().removeprefix(".") for path in site.rglob("index.html"))


def parsed(site: Path, address: str) -> lxml_html.HtmlElement:
    """A finished page, as a tree."""
    return lxml_html.fromstring((site / address / "index.html").read_text("utf-8"))


def ids(page: lxml_html.HtmlElement) -> set[str]:
    """What on a page can be linked to."""
    return set(page.xpath("//@id"))


def arrived(site: Path, address: str) -> tuple[str, lxml_html.HtmlElement]:
    """The address and the page where a reader without a script ends up; at most one step from where they asked."""
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
    """With the page itself, or with one that leads to it; there it has every heading that a link may have named."""
    old = addresses(sites.before)
    moved = {}
    for address in old:
        assert (sites.after / address / "index.html").is_file(), address
        moved[address], page = arrived(sites.after, address)
        if moved[address] != address:
            assert ids(parsed(sites.before, address)) <= ids(page), address
    assert {old: new for old, new in moved.items() if old != new} == {
        "receptionen": "hjalp",
        "strategi/lugn": "arkiv/2024-2027/lugn",
        "strategi/omsorg": "arkiv/2024-2027/omsorg",
    }


def test_every_old_address_answers_behind_the_real_server(sites: Sites) -> None:
    """200 after at most one 301, with its last slash and without, and with the headers of every other answer."""
    with nginx(sites.after, f"include {sites.after.parent}/server/nginx.conf;") as server:
        connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=10)

        def ask(path: str) -> tuple[int, str | None, str | None]:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.getheader("Location"), answer.getheader("Content-Security-Policy")

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
    site_map = (sites.after / "sitemap.xml").read_text("utf-8") if (sites.after / "sitemap.xml").is_file() else ""
    everything = (sites.after / "a-o/index.html").read_text("utf-8")
    assert "arkiv/2024-2027/lugn/" in found
    for old in ("strategi/lugn/", "strategi/omsorg/"):
        assert parsed(sites.after, old).xpath("string(//meta[@name='robots']/@content)") == "noindex"
        assert old not in found
        assert old not in site_map
        assert f'"../{old}"' not in everything
        assert f"/{old} /arkiv/2024-2027/{old.removeprefix('strategi/')} 301\n" in (sites.after / "_redirects").read_text("utf-8")
        assert f"redir /{old} /arkiv/2024-2027/{old.removeprefix('strategi/')} permanent\n" in (
            sites.after.parent / "server/Caddyfile"
        ).read_text("utf-8")


def test_the_new_document_stands_word_for_word_on_its_page(sites: Sites) -> None:
    """Read by hand: the marks of headings, lists, rules and footnotes are the layout's, every other sign is shown."""
    lines = [re.sub(r"^(#+ |- |---$)", "", line.strip()) for line in re.sub(r" ?<sup>\d</sup>", "", DOCUMENT).splitlines()]
    page = parsed(sites.after, "strategi")
    assert own_words(page) == " ".join(lines).split()
    assert page.xpath("//article//h1/text()") == ["Plan för ett tyst bibliotek 2028-2031"]
    assert not page.xpath("//article//*[self::em or self::code or self::img or self::table or self::ol or self::b]")
    assert page.xpath("//article//ul/li[1]/text()") == ["Första punkten är kort."]
    beside = page.xpath("//details[contains(@class, 'section-nav')]//a")
    assert [link.text_content() for link in beside] == ["Innehåll", "Inledning", "Åtgärder för *alla* & <b>envar</b>"]


def test_every_archived_page_says_what_has_replaced_it(sites: Sites) -> None:
    """With a link to it, in the notice; its title and its description do not read as of today."""
    archived = [address for address in addresses(sites.after) if address.startswith("arkiv/2024-2027")]
    assert len(archived) == 4
    for address in archived:
        page = parsed(sites.after, address)
        notice = page.xpath("//article//div[contains(@class, 'notice')]")[0]
        said = " ".join(notice.text_content().split())
        assert "strategin är ersatt." in said
        assert "Kommunens senaste strategi är Plan för ett tyst bibliotek 2028–2031." in said
        leads = [urljoin(f"https://site/{address}/", link) for link in notice.xpath(".//a/@href")]
        assert "https://site/strategi/" in leads
        assert "arkiv" in page.xpath("string(//title)")
        assert page.xpath("string(//meta[@name='description']/@content)").startswith("Arkiv, strategin för 2024–2027")
    said = " ".join(parsed(sites.after, "arkiv/2024-2027/omsorg").xpath("string(//article)").split())
    assert "Den gällde till och med den 31 december 2025. Kommunens senaste" in said
    assert "Texten antogs den 8 november 2023 och står här ord för ord." in said
    said = " ".join(parsed(sites.after, "strategi").xpath("string(//article)").split())
    assert "Strategin gäller från och med den 1 januari 2028. Texten antogs den 18 november 2026" in said


def test_the_menu_leads_to_the_new_strategy_and_keeps_the_old_ones_together(sites: Sites) -> None:
    """No archived page is in the bar on every page, or marked as part of today's strategy."""
    bar = "//details[contains(@class, 'menu')]//a"
    page = parsed(sites.after, "arkiv/2024-2027/lugn")
    assert not page.xpath(f"{bar}[@aria-current]")
    assert not [link for link in page.xpath(f"{bar}/@href") if "lugn" in link]
    aside = page.xpath("//details[contains(@class, 'section-nav')]")[0]
    assert aside.xpath("string(summary)") == "Strategi 2024–2027 (arkiv)"
    assert [" ".join(link.text_content().split()) for link in aside.xpath(".//a")][:2] == ["Om planen", "Lugn"]
    assert parsed(sites.after, "strategi").xpath(f"{bar}[@aria-current='page']/text()") == ["Planen"]


def test_the_search_and_a_to_z_put_today_first(sites: Sites) -> None:
    """An archived page weighs less than any other, and its headings are no terms in A–Ö; the page itself is."""
    index = json.loads((sites.after / "search/index.json").read_text("utf-8"))
    worth = {page[0]: page[1] for page in index["pages"]}
    archived = {address: weight for address, weight in worth.items() if address.startswith("arkiv/")}
    assert len(archived) == 4
    assert max(archived.values()) < min(weight for address, weight in worth.items() if address not in archived)
    terms = {link.text_content(): link.get("href") for link in parsed(sites.after, "a-o").xpath("//article//a")}
    assert terms["Omsorg om salen (arkiv 2024–2027)"] == "../arkiv/2024-2027/omsorg/"
    assert "Alla gäster" not in terms


def test_what_pointed_to_an_old_page_points_to_the_archive(sites: Sites) -> None:
    """Links on pages and words of the search; what the new strategy has a page for, with the heading, leads to that."""
    docs = sites.project / "docs"
    for file, leads in {
        "om/index.md": ["[Planen](../strategi/index.md)", "(../arkiv/2024-2027/index.md#anmarkningar)"],
        "kunskap.md": ["(strategi/index.md)", "(arkiv/2024-2027/omsorg.md#nagra)"],
        "index.md": ["(arkiv/2024-2027/index.md#salen)"],
        "arkiv/2024-2027/lugn.md": ["[Uppföljning](uppfoljning.md)", "[lagen](../../kunskap.md)"],
    }.items():
        assert [link for link in leads if link not in (docs / file).read_text("utf-8")] == [], file
    search = (sites.project / "data/search.yaml").read_text("utf-8")
    assert "to: arkiv/2024-2027/index.md#salen\n" in search
    assert "to: strategi/index.md, " in search


def test_a_quote_names_the_strategy_that_has_the_words(sites: Sites, succeeded: Path) -> None:
    """The newest that has them; a replaced one by its title. Words that none has are refused, as ever."""
    quotes = parsed(sites.after, "grundutbildning").xpath("//figure[@class='quote']/figcaption")
    assert {" ".join(quote.text_content().split()) for quote in quotes} == {
        "Ordagrant ur Plan för ett lugnt bibliotek 2024–2027, som är ersatt."
    }
    old, new = "Alla som läser i salen ska få vara ostörda.", "Ingen lämnas ensam."
    page = "docs/grundutbildning/index.md"
    change(succeeded, page, f'{{{{ quote_strategy("{old}") }}}}', f'{{{{ quote_strategy("{old}") }}}}\n\n{{{{ quote_strategy("{new}") }}}}')
    assert "Ur strategin, ordagrant." in check(succeeded, DAY).pages["grundutbildning/index.md"].html
    change(succeeded, page, new, "Ingen glöms bort.")
    assert "citatet står inte så i den antagna strategin" in report(check(succeeded, DAY).problems, succeeded)


def test_archived_tables_come_from_the_archives_own_data(succeeded: Path) -> None:
    """A follow-up that is reported late stands on the archived pages and on no other."""
    entry = "follow_up:\n          - {year: 2025, status: done, note: Sent omsider., reported_by: RAD, date: 2026-11-20}"
    change(succeeded, "data/archive/2024-2027/activities.yaml", "follow_up: []", entry)
    checked = check(succeeded, DAY)
    assert not checked.problems, report(checked.problems, succeeded)
    assert {file for file, page in checked.pages.items() if "Sent omsider." in page.html} == {
        "arkiv/2024-2027/lugn.md",
        "arkiv/2024-2027/uppfoljning.md",
    }


def test_pages_say_what_is_not_in_tables_yet(sites: Sites) -> None:
    """No heading stands over nothing, and the old follow-up is one step away."""
    page = parsed(sites.after, "uppfoljning")
    said = " ".join(page.xpath("string(//article)").split())
    assert said.count("Strategins mål och aktiviteter finns inte i tabeller än. De står i strategin.") == 3
    assert "../arkiv/2024-2027/" in page.xpath("//article//a/@href")
    assert "ska få vara ostörda" in (sites.after / "arkiv/2024-2027/uppfoljning/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/arkiv/2024-2027/omsorg.md", "ett annat rum", "ett större rum"),
        ("docs/strategi/index.md", "Ingen lämnas", "Ingen glöms"),
        ("data/archive/2024-2027/activities.yaml", "Sätt upp skyltar", "Häng upp skyltar"),
    ],
)
def test_a_changed_word_is_refused_in_each_strategy(succeeded: Path, file: str, old: str, new: str) -> None:
    """With its file and line: the lock holds for today's strategy, for the archived pages and for the archived data."""
    path = succeeded / file
    place = line(succeeded, file, old)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    problems = report(check(succeeded, DAY).problems, succeeded)
    assert f"{place}:" in problems
    assert "det antagna dokumentet" in problems


def test_what_is_left_is_told_with_file_and_line(sites: Sites) -> None:
    """The command lists it in Swedish, and status says the same until it is done."""
    assert sites.said.startswith(
        "Plan för ett tyst bibliotek 2028–2031 har tagit över.\n"
        "Plan för ett lugnt bibliotek 2024–2027 finns nu i docs/arkiv/2024-2027/, och dess uppgifter i data/archive/2024-2027/.\n"
    )
    told = " ".join(sites.said.split())
    replaced = "Plan för ett lugnt bibliotek 2024–2027, som är ersatt"
    for file, needle, what in (
        ("data/activities.yaml", "target_areas: []", "mål och aktiviteter finns inte i tabeller"),
        ("docs/grundutbildning/index.md", "quote_strategy", f"ett citat ur {replaced}"),
        ("docs/om/index.md", "arkiv/2024-2027/", f"en länk till {replaced}"),
        ("docs/kunskap.md", "arkiv/2024-2027/", f"en länk till {replaced}"),
        ("docs/om/andringar.md", "8 november 2023", '"8 november 2023" står i texten'),
        ("docs/uppfoljning.md", "{{ follow_up() }}", "texten är skriven till tabellerna i den strategi som är ersatt"),
    ):
        expected = f"{line(sites.project, file, needle)} {what}"
        assert expected in told
    assert "docs/arkiv/" not in told.partition("göra för hand:")[2]
    status = " ".join(run(sites.project, DAY, "status").split())
    first = line(sites.project, "data/archive/2024-2027/activities.yaml", " follow_up: []")
    assert f"{first} saknas för 1 mål och 2 aktiviteter" in status
    assert told.partition("Strategin att göra klar (")[2].partition("saker att se över")[0].rsplit(" ", 2)[0] in status


def left(project: Path, day: date) -> dict[str, tuple[str, str]]:
    """What status lists about the strategy: by its file and line, what was found and what to do."""
    checked = check(project, day)
    assert not checked.problems, report(checked.problems, project)
    found = [finding for finding in findings(checked.facts, checked.pages) if finding.kind == "strategy"]
    assert len({finding.place for finding in found}) == len(found), "each line is told once"
    return {f"{finding.place.file}:{finding.place.line}": (finding.what, finding.do) for finding in found}


def test_what_speaks_of_the_strategy_is_listed_until_it_is_read_anew(succeeded: Path) -> None:
    """Each page once, with its lines; reading it after the day of adoption is all that is asked."""
    day = date(2026, 11, 29)
    assert not [what for what, _ in left(succeeded, day).values() if "talar om strategin, och" in what], "all were read after the adoption"
    change(succeeded, "data/strategy.yaml", "adopted: 2026-11-18", "adopted: 2026-11-28")
    listed = left(succeeded, day)
    place = line(succeeded, "docs/for-personal.md", "Strategin vill")
    what, do = listed[place]
    other = line(succeeded, "docs/for-personal.md", "Strategin säger").partition(":")[2]
    assert what == f"talar om strategin, och är granskad före den antogs, 28 november 2026; även rad {other}"
    assert do == "Läs om meningarna stämmer. Skriv sedan dagens datum efter reviewed."
    assert listed[line(succeeded, "docs/index.md", "Strategin gäller")][1].endswith("efter updated.")
    assert not [place for place in listed if place.startswith(("docs/arkiv/", "docs/strategi/", "docs/hjalp/"))]
    change(succeeded, "docs/for-personal.md", "reviewed: 2026-11-20", "reviewed: 2026-11-29")
    assert place not in left(succeeded, day)
    change(succeeded, "data/strategy.yaml", "adopted: 2026-11-28\n", "")
    assert "granskad före den började gälla, 1 januari 2028" in left(succeeded, day)[place][0]


def test_whoever_had_a_task_in_the_old_strategy_is_listed_too(succeeded: Path) -> None:
    """A page may name them and not the strategy."""
    append(succeeded, "docs/om/tillganglighet.md", '\nFråga {{ abbr("RÅD") }}.\n')
    change(succeeded, "data/strategy.yaml", "adopted: 2026-11-18", "adopted: 2026-11-28")
    assert line(succeeded, "docs/om/tillganglighet.md", "RÅD") in left(succeeded, date(2026, 11, 29))


def test_the_course_and_the_roles_are_listed(succeeded: Path) -> None:
    """The course asks what the strategy says; roles say what it wants, until the sentence is another."""
    change(succeeded, "data/strategy.yaml", "adopted: 2026-11-18", "adopted: 2026-11-28")
    day = date(2026, 11, 29)
    listed = left(succeeded, day)
    course = line(succeeded, "data/orientation.yaml", "reviewed: 2")
    assert listed[course][0] == "frågorna är granskade före strategin antogs, 28 november 2026"
    role = line(succeeded, "data/contacts.yaml", "Ansvarar för strategin")
    assert listed[role][0] == "meningen efter purpose talar om strategin"
    change(succeeded, "data/orientation.yaml", "reviewed: 2026-11-20", "reviewed: 2026-11-28")
    change(succeeded, "data/contacts.yaml", "Ansvarar för strategin.", "Ansvarar för planen.")
    assert not {course, role} & left(succeeded, day).keys()


def test_one_target_area_does_not_make_the_page_about_follow_up_done(succeeded: Path) -> None:
    """Its text is as it was when the old strategy's tables stood there."""
    what = "texten är skriven till tabellerna i den strategi som är ersatt"

    def listed() -> list[str]:
        checked = check(succeeded, date(2026, 11, 29))
        entered = replace(checked.facts, activities=checked.facts.archive[0].activities)
        return [f"{found.place.file}:{found.place.line}" for found in findings(entered, checked.pages) if found.what == what]

    assert listed() == [line(succeeded, "docs/uppfoljning.md", "{{ follow_up() }}")]
    change(succeeded, "docs/uppfoljning.md", "reviewed: 2026-11-20", "reviewed: 2026-11-29")
    assert not listed()


def test_a_document_that_says_less_leaves_more_to_do(project: Path) -> None:
    """Without a day, a responsible officer or years in its title the site is whole all the same; each is listed."""
    adopt(project, "2028-2031", "# Plan för ett tyst bibliotek\n\nSalen är tyst.\n")
    done = new_strategy(project, "2028-2031", DAY)
    assert done.title == "Plan för ett tyst bibliotek 2028–2031"
    assert [finding.what for finding in done.left if finding.about == "Plan för ett tyst bibliotek"] == [
        "dagen då strategin antogs saknas",
        "den som ansvarar för dokumentet saknas",
        "mål och aktiviteter finns inte i tabeller",
    ]
    page = check(project, DAY).pages["strategi/index.md"]
    assert "Texten står här ord för ord, så som den antogs." in page.html
    assert shown_words(page.html) == ["Plan", "för", "ett", "tyst", "bibliotek", "Salen", "är", "tyst."]


def test_a_row_with_a_colon_in_the_document_is_the_same_row(project: Path) -> None:
    """The old strategy had a tab there; who answers for the document is carried over all the same."""
    adopt(project, "2028-2031", DOCUMENT.replace("Ansvarig\tBib", "Ansvarig: Bib"))
    done = new_strategy(project, "2028-2031", DAY)
    assert "den som ansvarar för dokumentet saknas" not in [finding.what for finding in done.left]
    assert 'label: "Ansvarig:"\n    value: "Bibliotekets råd"' in (project / "data/strategy.yaml").read_text("utf-8")


def test_the_change_is_news(sites: Sites) -> None:
    """A row in data/changes.yaml, dated the day of the command, shown with the others."""
    assert "Kommunen har en ny strategi: Plan för ett tyst bibliotek 2028–2031. Den förra finns i arkivet." in " ".join(
        parsed(sites.after, "om/andringar").xpath("string(//article)").split()
    )


def test_comments_are_kept(sites: Sites) -> None:
    """The headers that explain the keys stand in today's files and in the archive's, which name their schema where it is."""
    for name in ("strategy", "activities"):
        before = (sites.earlier / f"data/{name}.yaml").read_text("utf-8")
        after = (sites.project / f"data/{name}.yaml").read_text("utf-8")
        archived = (sites.project / f"data/archive/2024-2027/{name}.yaml").read_text("utf-8")
        assert before.startswith(header(name))
        assert after.startswith(header(name))
        assert archived.startswith(header(name, "2024-2027"))
        assert archived.count("\n") == before.count("\n")
        assert not re.search(r"data/(strategy|activities)\.yaml", archived), "its comments name the archive's files"
    assert "# The real one's settings" in (sites.project / "mkdocs.yml").read_text("utf-8")


def test_a_second_succession_leaves_the_first_archive_alone(sites: Sites, succeeded: Path) -> None:
    """Its files are the same to the byte; every address of both strategies answers; its notice names the newest."""
    adopt(succeeded, "2032-2035", LATER)
    day = date(2031, 11, 25)
    run(succeeded, day, "new-strategy", "2032-2035")
    run(succeeded, day, "site")
    before, after = files(sites.project), files(succeeded)
    first = {name for name in before if "/2024-2027/" in name}
    assert len(first) == 6
    assert {name: before[name] for name in first} == {name: after[name] for name in first}
    for address in addresses(sites.after):
        assert (succeeded / "site" / address / "index.html").is_file(), address
        arrived(succeeded / "site", address)
    assert "Ingen står utanför." in " ".join(own_words(parsed(succeeded / "site", "strategi")))
    assert "Ingen lämnas ensam." in " ".join(own_words(parsed(succeeded / "site", "arkiv/2028-2031")))
    notice = parsed(succeeded / "site", "arkiv/2024-2027/lugn").xpath("string(//div[contains(@class, 'notice')])")
    assert "Kommunens senaste strategi är Plan för ett tyst bibliotek 2032–2035." in " ".join(notice.split())


MISSING = 'Det antagna dokumentet saknas. Spara det som text (UTF-8) i data/source/strategi-{}.txt. Rubriker börjar med "# " eller "## ", punkter med "- ". Kör sedan kommandot igen. Ingenting har ändrats.'
EARLIER = "{} är inte senare än den nuvarande strategin, 2024–2027 (PLACE). Kontrollera åren. Ingenting har ändrats."


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2027", '"2027" är ingen period. Skriv första och sista året så här: 2027-2030. Ingenting har ändrats.'),
        ("2030-2027", '"2030-2027" är ingen period. Skriv första och sista året så här: 2027-2030. Ingenting har ändrats.'),
        ("2024-2027", EARLIER.format("2024–2027")),
        ("2016-2019", EARLIER.format("2016–2019")),
        ("2026-2029", MISSING.format("2026-2029")),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(project: Path, period: str, told: str) -> None:
    before = files(project)
    place = line(project, "data/strategy.yaml", 'period: "')
    with pytest.raises(Refusal) as refused:
        new_strategy(project, period, DAY)
    assert str(refused.value) == told.replace("PLACE", place)
    assert files(project) == before


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("data/source/strategi-2028-2031.txt", " \n\n---\n", "Det antagna dokumentet, data/source/strategi-2028-2031.txt, är tomt."),
        ("data/source/strategi-2028-2031.txt", "Å\ufffdr\n", "data/source/strategi-2028-2031.txt:1:2: ett tecken som gick förlorat"),
        ("docs/arkiv/2024-2027/egen.md", "", "docs/arkiv/2024-2027/egen.md"),
        (
            "data/archive/2024-2027/egen.yaml",
            "",
            'data/archive/2024-2027/activities.yaml:1:1: filen "data/archive/2024-2027/activities.yaml" finns inte',
        ),
        ("docs/om/index.md", "Fel\n", "docs/om/index.md:1:1: sidans inledande uppgifter saknas"),
    ],
)
def test_a_fault_is_refused_with_its_place_and_changes_nothing(project: Path, file: str, content: str, told: str) -> None:
    """In the document, in the folder of the archive, or anywhere in the project."""
    adopt(project, "2028-2031", DOCUMENT)
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text(content, "utf-8")
    before = files(project)
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert told in str(refused.value)
    assert str(refused.value).endswith("Ingenting har ändrats.")
    assert files(project) == before


SOURCE = "data/source/strategi-2028-2031.txt"
POINTS = 'Skriv "- " i stället för tecknet som står först på raden.'


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            "\nStrategi mot våld\n\nInledning\nVi arbetar mot våld.\n",
            [f"{SOURCE}:2:1: ingen rubrik är märkt", 'Skriv "# " före strategins titel och "## " före varje annan rubrik.'],
        ),
        (
            "Strategi mot våld\n\n# Innehåll\n\n## Mål\n",
            [f'{SOURCE}:3:1: den första märkta rubriken är "Innehåll", och inte strategins titel', 'Skriv "# " före strategins titel, där'],
        ),
        ("Strategi mot våld\n\n## Mål\n", [f'{SOURCE}:3:1: den första märkta rubriken är "Mål"']),
        ("# Strategi\n\n• Ett\n  · Två\n- Tre\n\uf0b7 Fyra\n", [f'{SOURCE}:3:1: en punkt börjar inte med "- "; även rad 4, 6', POINTS]),
        (
            "# Strategi\n1 (4)\nSida 2 av 7\n2(4)\nSida 3\nKlart 2027 (1)\n2028\n",
            [f"{SOURCE}:2:1: raden är bara ett sidnummer; även rad 3, 4, 5\n", "Ta bort raden."],
        ),
        ("Strategi\n1 (2)\n• Ett\n", [f"{SOURCE}:1:1: ingen", f"{SOURCE}:2:1: raden är", f"{SOURCE}:3:1: en punkt"]),
    ],
)
def test_a_document_that_is_not_marked_is_refused_with_all_that_is_left(project: Path, document: str, told: list[str]) -> None:
    """As text taken out of another program it is one wall; its list of contents is no title."""
    adopt(project, "2028-2031", document)
    before = files(project)
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert [part for part in told if part not in str(refused.value)] == []
    assert str(refused.value).endswith("\nRätta dokumentet först. Ingenting har ändrats.")
    assert files(project) == before


@pytest.mark.parametrize(
    ("saved", "told"),
    [
        ("Strategi 2028-2031.txt", 'Menar du "Strategi 2028-2031.txt"? Den ska heta strategi-2028-2031.txt. Rubriker'),
        ("Antagen strategi 2028–2031.txt", 'Menar du "Antagen strategi 2028–2031.txt"? Den ska'),
        ("strategi-2028-2031.txt.txt", 'Menar du "strategi-2028-2031.txt.txt"? Den ska'),
        ("strategi-2028-2031.pdf", 'Menar du "strategi-2028-2031.pdf"? Öppna den och spara den som text (UTF-8). Den ska heta'),
        ("bilaga.docx", "Spara det som text (UTF-8) i data/source/strategi-2028-2031.txt."),
    ],
)
def test_a_document_under_another_name_is_pointed_out(project: Path, saved: str, told: str) -> None:
    """The old strategy's own, whose name lies as near, is never meant."""
    (project / "data/source" / saved).write_text(DOCUMENT, "utf-8")
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert str(refused.value).startswith(f"Det antagna dokumentet saknas. {told}")


def test_an_archive_that_is_there_already_is_refused(project: Path) -> None:
    """An empty folder is enough: whatever was to be there is not overwritten."""
    adopt(project, "2028-2031", DOCUMENT)
    (project / "docs/arkiv/2024-2027").mkdir(parents=True)
    with pytest.raises(Refusal, match=r"^Mappen docs/arkiv/2024-2027/ finns redan\."):
        new_strategy(project, "2028-2031", DAY)


def test_an_outcome_that_would_not_hold_is_refused_before_anything_is_written(project: Path) -> None:
    """A page of the site that asks for the old strategy's tables would be left without them."""
    adopt(project, "2028-2031", DOCUMENT)
    append(project, "docs/for-personal.md", '\n{{ editorial_note("tabellen") }}\n')
    before = files(project)
    with pytest.raises(Refusal, match=r"docs/for-personal\.md:\d+:\d+: anmärkningen \"tabellen\" finns inte"):
        new_strategy(project, "2028-2031", DAY)
    assert files(project) == before


def test_the_command_twice_is_refused_and_changes_nothing(succeeded: Path) -> None:
    before = files(succeeded)
    environment = {**os.environ, "STRATEGY_TODAY": DAY.isoformat(), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "strategysite", "new-strategy", "2028-2031"],
        cwd=succeeded,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("2028–2031 är inte senare än den nuvarande strategin, 2028–2031 (data/strategy.yaml:")
    assert files(succeeded) == before


def test_what_is_not_the_strategys_own_may_be_shown_on_any_page(succeeded: Path) -> None:
    """A source is told by whatever page leans on it, an archived one too; on none it is a fault, as ever."""
    entry = "  - {id: egen-kalla, title: En källa, publisher: Kommunen, date: 2026, read: 2026-11-20}\n"
    append(succeeded, "data/sources.yaml", entry)
    assert 'källan "egen-kalla" visas inte på någon sida' in report(check(succeeded, DAY).problems, succeeded)
    append(succeeded, "docs/arkiv/2024-2027/uppfoljning.md", '\nSe {{ source("egen-kalla") }}.\n')
    assert not check(succeeded, DAY).problems


def test_a_stray_file_in_the_archive_is_told(succeeded: Path) -> None:
    """Nobody reads it, so a change in it would do nothing."""
    (succeeded / "data/archive/2024-2027/contacts.yaml").write_text("contacts: []\n", "utf-8")
    assert report(check(succeeded, DAY).problems, succeeded).startswith(
        "data/archive/2024-2027/contacts.yaml:1:1: filen läses inte av något\n"
    )


def test_an_archived_page_leads_its_editor_to_its_own_data(succeeded: Path) -> None:
    """The link to change the facts of an archived target area opens the archive's file."""
    change(succeeded, "data/municipality.yaml", "publication:\n", "publication:\n  repository: https://forge.example/bibliotek/plan\n")
    facts, problems = load(succeeded, DAY)
    assert not problems, report(problems, succeeded)
    changed = theme_context(facts)["change_data"]["arkiv/2024-2027/lugn.md"]
    assert "/data/archive/2024-2027/activities.yaml#L" in changed


def test_another_municipality_can_do_it_too(tmp_path: Path) -> None:
    """Other files, no change list, no redirects kept before, a menu without names and a page that is not in it."""
    project = tmp_path / "project"
    other.write(project)
    (project / "data/source/strategi-2028-2031.txt").write_text("Vi på ön\n\n# Därför\n\n- Alla *är* med. {{ 7 * 7 }}\n", "utf-8")
    menu = (project / "mkdocs.yml").read_text("utf-8").replace("      - strategi/darfor.md\n", "")
    (project / "mkdocs.yml").write_text(menu.replace("  /a-o.md\n", "  /a-o.md\n  /strategi/darfor.md\n"), "utf-8")
    done = new_strategy(project, "2028-2031", DAY)
    assert done.title == "Därför 2028–2031"
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    page = checked.pages["strategi/index.md"]
    assert "{{ 7 * 7 }}" in " ".join(shown_words(page.html))
    assert page.outline.headings == [(1, "Därför"), (2, "Därför")]
    assert "arkiv/2024-2027/darfor.md" in checked.pages
    assert "strategi/darfor.md" not in (project / "mkdocs.yml").read_text("utf-8").replace("arkiv/2024-2027", "")
    assert "from: strategi/darfor.md" in (project / "data/redirects.yaml").read_text("utf-8")


SIGNS = """ord Åäö * ** _ __ [x] ](y) ![ {{ }} {% %} {# #} # ## <b> </div> <!-- --> &amp; 1. 12) - -- --- + | ` ~~~ === : \\ ! > " ' <sup>2</sup> ^"""
PIECES = st.sampled_from([*SIGNS.split(), "\t", "    ", "{ #id }", "2027 - 2030", "https://a.example"])
LINES = st.lists(st.lists(PIECES, max_size=5).map(" ".join) | st.lists(PIECES, max_size=3).map("".join), max_size=8)


@functools.cache
def rendering() -> tuple[Macros, Markdown]:
    """What a page of the sound project is rendered with."""
    settings_of_site, _ = site_settings(SOUND)
    assert settings_of_site
    return Macros(load(SOUND, DAY)[0]), markdown_reader(settings_of_site.data)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(LINES)
def test_any_document_is_shown_word_for_word(lines: list[str]) -> None:
    """Whatever its signs: the page has the words that the lock asks for, one main heading, no skipped level and no macro."""
    adopted = Adopted.read("\n".join(lines))
    macros, reader = rendering()
    meta = PageMeta.model_validate({"title": "Strategin", "description": "x" * 50, "kind": "adopted", "updated": "2026-11-22"})
    page = Page("strategi/index.md", meta, f"{adopted.heading('Rubriken')}\n\n{adopted.text()}\n")
    assert render_page(page, macros, reader) == []
    wanted = [word for line in lines for word in words(MARKS_OF_LAYOUT.sub("", re.sub(r"^<sup>\d+</sup>", "", line)))]
    assert shown_words(page.html) == wanted
    assert page.outline.faults == []
    assert [level for level, _ in page.outline.headings].count(1) == 1
