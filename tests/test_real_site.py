"""What the finished real site must be as a whole, whatever its texts say: light, in the frame of each
page's language, and the municipality's own once that has filled in its contacts.

That it is sound, asks no other server and leads nowhere wrong is checked by every build, and so by
the one that is read here.
"""

import posixpath
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from strategysite.build import index
from strategysite.build.site import build_site
from strategysite.checks.languages import in_their_language
from strategysite.checks.run import check, load
from strategysite.data.addresses import page_url
from strategysite.data.loading import load_files
from strategysite.editing.succession import new_strategy
from strategysite.parsing.html import outline
from strategysite.problems import report
from strategysite.search.calling import whom_to_call
from strategysite.search.packing import Help
from tests.conftest import DAY, ROOT, copy_project
from tests.small import append

# Telephone numbers that are kept for made-up people (the Swedish Post and Telecom Authority).
SWITCHBOARD, SOCIAL_SERVICES, AT_NIGHT = "08-465 004 21", "08-465 004 22", "08-465 004 23"
VERIFIED = '{date: "2026-11-25", how: call, against: "samtal"}'
FILLED_IN = f"""
name: Påhittade kommunen
accent: "#0b4f6c"
site_address: https://strategi.example.org
switchboard: {{number: "{SWITCHBOARD}", verified: {VERIFIED}}}
local_contacts:
  - role: socialtjanst
    phone: {{number: "{SOCIAL_SERVICES}", verified: {VERIFIED}}}
    hours:
      verified: {VERIFIED}
      weekly: [{{days: [monday, tuesday, wednesday, thursday, friday], from: "08:00", to: "16:30"}}]
  - role: socialjour
    phone: {{number: "{AT_NIGHT}", verified: {VERIFIED}}}
"""
HEADERS = 250  # bytes of an answer's head where later ones are packed (HTTP/2)


def weight(site: Path, page: Path) -> tuple[int, int]:
    """Returns the bytes and the requests of a page with all that it loads, packed."""
    folder = page.parent.relative_to(site).as_posix()
    addresses = outline(page.read_text("utf-8")).loads
    # An address from the top starts anew, whatever folder stands before it.
    files = [
        page,
        *{
            site / posixpath.normpath(posixpath.join("/", folder, address)).lstrip("/")
            for address in addresses
        },
    ]
    packed = [
        path if not (br := path.with_name(f"{path.name}.br")).is_file() else br for path in files
    ]
    return sum(path.stat().st_size + HEADERS for path in packed), len(files)


def pages(site: Path, under: str) -> list[Path]:
    """Returns the pages in a folder of the site."""
    return sorted((site / under).rglob("*.html"))


def test_the_page_of_changes_is_as_new_as_its_newest_change(site: Path) -> None:
    """Its own text seldom changes; the list on it does."""
    page = html.parse(site / "om/andringar/index.html")
    (changed,) = page.xpath("//footer//time/@datetime")
    assert changed == page.xpath("//ol[@class='changes']//time/@datetime")[0]


def test_a_help_page_comes_with_the_first_round_trip(site: Path) -> None:
    """Ten packets (RFC 6928) hold 14.6 KB; in every language, with all that the page loads."""
    found = {page.relative_to(site).as_posix(): weight(site, page) for page in pages(site, "hjalp")}
    assert {name: said for name, said in found.items() if said[0] > 14_600 or said[1] > 3} == {}


def test_the_first_page_of_help_is_more_than_links(site: Path) -> None:
    """Else a browser's reader mode (Readability 0.6.0) shows its foot, and not 112."""
    paragraphs = html.parse(site / "hjalp/index.html").xpath("//article/p")
    assert max(len(one.text_content()) for one in paragraphs) > 240


def test_the_page_of_a_situation_is_lighter_still(site: Path) -> None:
    """Whoever is on one of them needs it at once."""
    contacts = load(ROOT, DAY)[0].contacts
    assert contacts
    found = {
        page: weight(site, site / page_url(page) / "index.html")
        for page in (situation.page for situation in contacts.situations)
        if page and page.startswith("hjalp/")
    }
    assert len(found) > 5
    assert {page: said for page, said in found.items() if said[0] > 12_000 or said[1] > 3} == {}


def test_no_page_is_heavy(site: Path) -> None:
    """Bytes and requests of any page before the search is used."""
    found = {page.relative_to(site).as_posix(): weight(site, page) for page in pages(site, ".")}
    assert {name: said for name, said in found.items() if said[0] > 30_000 or said[1] > 6} == {}


def test_a_page_of_the_course_is_light(site: Path) -> None:
    """25 KB with all that it loads, cases and questions in it."""
    found = {page.parent.name: weight(site, page) for page in pages(site, "grundutbildning")}
    sizes = {name: size - HEADERS * count for name, (size, count) in found.items()}
    assert {name: size for name, size in sizes.items() if size > 25_600} == {}


def test_a_page_read_from_right_to_left_keeps_the_swedish_frame_as_it_is(
    page: Page, site_url: str
) -> None:
    """The frame says that it is Swedish; the way out speaks the language of the page."""
    page.goto(site_url + "/hjalp/ar/")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("main").evaluate("part => getComputedStyle(part).direction") == "rtl"
    for part in ("header", "footer"):
        expect(page.locator(f"body {part}").first).to_have_attribute("lang", "sv")
    expect(page.locator("a.exit")).to_have_attribute("lang", "ar")
    assert page.locator("a.exit").inner_text() not in ("", "Lämna sidan snabbt")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a municipality that has filled in its name, colour and contacts."""
    project = copy_project(tmp_path_factory.mktemp("filled") / "project")
    append(project, "data/municipality.yaml", FILLED_IN)
    problems = build_site(project, DAY, project / "site")
    assert not problems, report(problems, project)
    return project / "site"


def test_who_asks_for_the_duty_officer_is_given_the_municipalitys_own_number(filled: Path) -> None:
    """Nowhere 112, which stands in while nobody has filled in another."""
    given = [*pages(filled, "hjalp"), filled / "for-personal/index.html"]
    asked = {}
    for page in given:
        for element in html.parse(page).xpath("//p | //li | //div[@id='kontakt-lokal-socialjour']"):
            if "socialjour" in (text := element.text_content().lower()):
                asked[page.parent.name, text] = element.xpath(
                    ".//a[starts-with(@href, 'tel:')]/@href"
                )
    numbered = {key: found for key, found in asked.items() if found}
    assert len(numbered) > len(given) / 2
    assert {key: found for key, found in numbered.items() if "tel:+46846500423" not in found} == {}


def test_with_its_own_contacts_a_help_page_comes_with_the_first_round_trip(filled: Path) -> None:
    """In every language, with a name and a site address of its own."""
    found = {page.parent.name: weight(filled, page) for page in pages(filled, "hjalp")}
    assert {name: said for name, said in found.items() if said[0] > 14_600 or said[1] > 3} == {}


def test_a_sentence_that_nobody_has_translated_is_told_in_every_language(tmp_path: Path) -> None:
    """That all of them have its words makes them no names. No page is asked: all that the rule
    needs stands in data/."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    files = []
    for path in sorted((tmp_path / "data/translations").glob("*.yaml")):
        code, text = path.stem, path.read_text("utf-8")
        purpose = rf'(      purpose:\n +of: .*\n +{code}: ".*)"\n'
        new = re.sub(purpose, r'\1 Ring om du är orolig för någon."\n', text, count=1)
        if code not in ("sv", "lattlast"):
            path.write_text(new, "utf-8")
            files.append(path.relative_to(tmp_path).as_posix())
    facts, problems = load_files(tmp_path, DAY)
    assert not problems, report(problems, tmp_path)
    found = sorted(in_their_language(facts, {}))
    assert [one.place.file for one in found] == files
    said = '"Ring om du är orolig för någon." är på svenska, men ska vara på '
    assert all(one.what.startswith(said) for one in found)


@pytest.fixture(scope="module")
def given() -> Help:
    """What the search is given of whom to call."""
    return index.contacts(load(ROOT, DAY)[0])


@pytest.mark.parametrize(
    "typed",
    [
        "rädd att jag gör mig själv illa",
        "jag skadar mig själv",
        "afraid that I will hurt myself",
        "أخشى أن أؤذي نفسي",
        "waxaan ka baqayaa inaan naftayda wax yeelo",
        "می‌ترسم به خودم آسیب بزنم",
        "pelkään, että satutan itseäni",
        "боюся, що заподію собі шкоду",
        "ett ett två",
        "911",
        "999",
    ],
)
def test_who_may_hurt_themselves_is_shown_the_emergency_number(typed: str, given: Help) -> None:
    """What the page in each language says of them is what they may type; or the number as it is
    said, which a telephone may write down so; or that of another country, from a film."""
    known = given.words["sv"]["contacts"]
    assert whom_to_call(known, given.alarm, typed) == [known[0]]
    assert known[0][1] == "112"


@pytest.mark.slow  # much input
def test_a_new_strategy_can_take_over(tmp_path: Path) -> None:
    """Nothing that the pages, the menu or the search say of the one that is there is in its way."""
    project = copy_project(tmp_path / "project")
    plan = "# Plan för trygghet 2028–2031\n\nAntagen 2027-11-18.\n\n## Mål\n\nAlla är trygga.\n"
    (project / "data/source/strategi-2028-2031.txt").write_text(plan, "utf-8")
    new_strategy(project, "2028-2031", date(2027, 11, 19))
    assert check(project, date(2027, 11, 19)).problems == []
