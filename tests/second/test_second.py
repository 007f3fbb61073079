"""Another municipality uses the code as it is: other areas, actors, years, words, name, colour and
address."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html as lxml_html

from strategysite.build.site import build_site
from strategysite.problems import report
from tests.second import municipality as other
from tests.small import SOUND_DAY

TEXT = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".yaml", ".webmanifest"}


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site of the other municipality."""
    project = tmp_path_factory.mktemp("second") / "project"
    other.write(project)
    problems = build_site(project, SOUND_DAY, project / "site")
    assert not problems, report(problems, project)
    return project / "site"


def published(site: Path) -> dict[str, str]:
    """Every text file that is published or read by the server, by name, character references
    resolved."""
    folders = (site, site.parent / "server")
    files = [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in TEXT or folder.name == "server"
    ]
    return {
        str(path.relative_to(site.parent)): html.unescape(path.read_text("utf-8"))
        for path in files
        if path.is_file()
    }


def parsed(site: Path, address: str) -> Any:
    """A finished page, as a tree."""
    return lxml_html.fromstring((site / address / "index.html").read_text("utf-8"))


def words(text: str) -> str:
    """The text with every blank made the same."""
    return " ".join(text.split())


def own_words(root: Path) -> set[str]:
    """What belongs to the first municipality's document alone: its sentences, names, numbers and
    years, out of its own data."""
    strategy = yaml.safe_load((root / "data/strategy.yaml").read_text("utf-8"))
    activities = yaml.safe_load((root / "data/activities.yaml").read_text("utf-8"))
    source = (root / "data" / strategy["transcript"]["source"]).read_text("utf-8")
    found = {
        sentence.strip("# -\t")
        for line in source.splitlines()
        for sentence in re.split(r"(?<=\.)\s|\t", line)
    }
    found |= {row["value"] for row in strategy["metadata"]} | {
        actor["name"] for actor in strategy["actors"]
    }
    found |= {actor["explanation"] for actor in strategy["actors"]} | {
        note["text"] for note in strategy["editorial_notes"]
    }
    found |= {entry["title"] for entry in strategy["environments"]} | {
        remark["remark"] for remark in strategy["remarks"]
    }
    found |= {f"{area['title']}" for area in activities["target_areas"]} | {
        "KUSH",
        "2020–2023",
        "2019/550",
    }
    # A word or two may be anybody's ("Strategi", "Bakgrund"); whoever wrote it, a longer run of the
    # same words is the document's.
    return {
        words(text)
        for text in found
        if len(text.split()) > 3 or text in ("KUSH", "2020–2023", "2019/550")
    }


def test_nothing_of_the_first_municipality_is_left(second: Path, root: Path) -> None:
    """No sentence, name, number or year of the first document is in any published file."""
    theirs = own_words(root)
    assert len(theirs) > 20
    for name, text in published(second).items():
        shown = words(text)
        assert [mark for mark in theirs if mark in shown] == [], name


def test_every_activity_is_there_with_its_actors(second: Path) -> None:
    """40 activities in 5 areas, each in its area's table with those responsible, character by
    character."""
    names = {actor["id"]: str(actor.get("abbreviation") or actor["name"]) for actor in other.ACTORS}
    seen = 0
    for area in range(1, other.AREAS + 1):
        page = parsed(second, f"strategi/vagval-{'abcde'[area - 1]}")
        rows = page.xpath("//table//tbody/tr")
        assert len(rows) == other.ACTIVITIES
        for number, row in enumerate(rows, 1):
            assert words(row[0].text_content()) == words(other.activity_text(area, number))
            told = words("".join(row[1].xpath(".//text()[not(ancestor::*[@data-editorial])]")))
            assert told == words(", ".join(names[own] for own in other.responsible(area, number)))
            seen += 1
    assert seen == 40


def test_every_actor_is_told_with_its_activities(second: Path) -> None:
    """The follow-up page names every actor, the one of 300 characters too, and shows what has been
    reported."""
    page = parsed(second, "uppfoljning")
    headings = [
        words(heading.text_content())
        for heading in page.xpath("//h3[starts-with(@id, 'ansvarig-')]")
    ]
    assert headings == [
        words(
            str(actor["name"]) + (f" ({actor['abbreviation']})" if "abbreviation" in actor else "")
        )
        for actor in other.ACTORS
    ]
    assert "12 träffar, < 3 inställda & gratis." in words(page.text_content())


def test_the_frame_is_the_municipalitys_own(second: Path) -> None:
    """Name, logo, who is responsible, address and validity on every page of the document; text that
    looks like HTML is text."""
    page = (second / "strategi/vagval-c/index.html").read_text("utf-8")
    text = words(parsed(second, "strategi/vagval-c").text_content())
    for mark in (other.NAME, "Öjuristen", "Planen gäller till och med 2027", other.heading(3)):
        assert mark in text
    assert re.search(r'<img src="[^"]*images/vapen\.[0-9a-f]+\.svg"', page)
    assert f'<link rel="canonical" href="{other.ADDRESS}strategi/vagval-c/">' in page
    assert "Strategi mot" not in text and "Målområde" not in text


def test_local_contacts_and_the_colour_are_the_municipalitys_own(second: Path) -> None:
    """The switchboard, the local contact and the exit address are filled in; the accent is in the
    one style sheet."""
    help_page = (second / "hjalp/index.html").read_text("utf-8")
    assert "tel:+46846500411" in help_page
    assert 'href="https://www.example.org/"' in help_page
    assert "tel:+46846500400" in (second / "om/index.html").read_text("utf-8")
    [sheet] = list((second / "styles").glob("site.*.css"))
    assert f"--accent-light:{other.ACCENT}" in sheet.read_text("utf-8")
