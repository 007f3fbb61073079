"""What programs alone read: the site map, robots.txt, security.txt, and packed files."""

import gzip
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html

from strategysite.build.for_machines import write_for_machines
from strategysite.build.packing import pack
from strategysite.checks.run import check
from strategysite.problems import report
from tests.small import SOUND_DAY, append, change

ADDRESS = "site_address: https://plan.example.org/\n"
SECURITY = 'security: {email: sakerhet@example.org, expires: "2027-11-01"}\n'


def written(project: Path, *lines: str) -> dict[str, str]:
    """Returns what is written for a project with `lines` more in data/municipality.yaml."""
    for line in lines:
        append(project, "data/municipality.yaml", line)
    checked = check(project, SOUND_DAY)
    assert not checked.problems, report(checked.problems, project)
    site = project / "site"
    site.mkdir()
    write_for_machines(site, checked.facts, checked.pages)
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in site.rglob("*")
        if path.is_file()
    }


def test_the_map_says_of_each_page_when_its_text_was_changed(broken: Path) -> None:
    """The day that the page gives itself, not that of the build; without what asks not to be
    found."""
    change(broken, "docs/hjalp/index.md", "updated: 2026-11-20", "updated: 2026-11-19")
    site_map = ElementTree.fromstring(written(broken, ADDRESS)["sitemap.xml"])
    days = {str(page[0].text): page[1].text for page in site_map}
    assert days["https://plan.example.org/hjalp/"] == "2026-11-19"
    assert days["https://plan.example.org/"] == "2026-11-20"
    pages = check(broken, SOUND_DAY).pages.values()
    assert len(days) == sum(page.meta.robots is None for page in pages)


def test_the_map_says_of_a_page_that_lists_data_when_its_list_got_longer(broken: Path) -> None:
    """What changed on the site and how it has gone come to their pages without a word of text."""
    change(broken, "data/changes.yaml", "date: 2026-11-20", "date: 2026-11-21")
    change(broken, "data/follow-up/2025.yaml", "date: 2026-02-01", "date: 2026-11-22")
    site_map = ElementTree.fromstring(written(broken, ADDRESS)["sitemap.xml"])
    days = {str(page[0].text): page[1].text for page in site_map}
    assert days["https://plan.example.org/om/andringar/"] == "2026-11-21"
    assert days["https://plan.example.org/uppfoljning/"] == "2026-11-22"


def test_a_correction_makes_the_page_of_follow_up_new(broken: Path) -> None:
    """Though what was reported keeps its own day."""
    corrected = "    corrected: {date: 2026-11-21, reason: Det stod fyra.}\n"
    append(broken, "data/follow-up/2025.yaml", corrected)
    written_map = written(broken, ADDRESS)["sitemap.xml"]
    assert "uppfoljning/</loc><lastmod>2026-11-21</lastmod>" in written_map


def test_the_foot_of_a_page_is_as_new_as_what_it_lists(small_site: Path) -> None:
    """Its text is of the 20th of January 2026, its newest report of the 1st of February."""
    page = html.parse(small_site / "uppfoljning/index.html")
    assert page.xpath("//footer//time/@datetime")[0] == "2026-02-01"


def test_everybody_may_read_everything_and_is_told_where_the_map_is(broken: Path) -> None:
    """RFC 9309."""
    assert written(broken, ADDRESS)["robots.txt"] == (
        "User-agent: *\nDisallow:\nSitemap: https://plan.example.org/sitemap.xml\n"
    )


def test_without_an_address_there_is_no_map_and_none_is_promised(broken: Path) -> None:
    """Nor security.txt, as long as nobody has said whom to tell."""
    assert written(broken) == {"robots.txt": "User-agent: *\nDisallow:\n"}


def test_whom_to_tell_of_a_weakness_stands_where_it_is_looked_for(broken: Path) -> None:
    """RFC 9116; the day ends at midnight in Sweden."""
    assert written(broken, ADDRESS, SECURITY)[".well-known/security.txt"] == (
        "Contact: mailto:sakerhet@example.org\n"
        "Expires: 2027-11-01T23:59:59+01:00\n"
        "Preferred-Languages: sv, en\n"
        "Canonical: https://plan.example.org/.well-known/security.txt\n"
    )


def test_in_a_folder_of_a_host_there_is_only_the_map(broken: Path) -> None:
    """The rest is the municipality's own, at the top of the host."""
    address = "site_address: https://example.org/planen/\n"
    assert set(written(broken, address, SECURITY)) == {"sitemap.xml"}


@pytest.mark.parametrize("text", ["", "å" * 10_000])
def test_a_packed_file_says_nothing_of_the_machine_it_was_packed_on(
    tmp_path: Path, text: str
) -> None:
    """The versions of Python write another byte there: the same site would differ."""
    (tmp_path / "a.txt").write_text(text, "utf-8")
    pack(tmp_path)
    packed = (tmp_path / "a.txt.gz").read_bytes()
    assert packed[:10].hex() == "1f8b08000000000002ff"
    assert gzip.decompress(packed).decode() == text
