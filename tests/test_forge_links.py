"""What a built site offers once the municipality has said where the site and its files are."""

from pathlib import Path

import pytest
from lxml import etree, html

from strategysite.build.site import build_site
from strategysite.data.model.municipality import Publication, file_address
from strategysite.problems import Place
from tests.small import SOUND_DAY, append, change, new_project


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a municipality that has filled in the site's address and its files' address."""
    project = new_project(tmp_path_factory.mktemp("addressed"))
    append(project, "data/municipality.yaml", "site_address: https://plan.example.org/\n")
    repository = (
        "publication:\n  repository: https://git.example.org/kommun/strategi\n  forge: gitlab\n"
    )
    change(project, "data/municipality.yaml", "publication:\n", repository)
    problems = build_site(project, SOUND_DAY, project / "site")
    assert not problems, problems
    return project


def links(site: Path, page: str) -> dict[str, str]:
    """Returns the addresses of a page's links in the footer, by their words."""
    footer = html.parse(str(site / page)).xpath("//footer//a")
    return {link.text_content().strip(): link.get("href") for link in footer}


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("index.html", "index.md"),
        ("hjalp/en/index.html", "hjalp/en.md"),
        ("om/integritet/index.html", "om/integritet.md"),
    ],
)
def test_each_page_leads_to_its_own_text_where_it_can_be_changed(
    addressed: Path, page: str, source: str
) -> None:
    """One tap from what is wrong to where it is put right."""
    address = f"https://git.example.org/kommun/strategi/-/edit/main/docs/{source}#L1"
    assert links(addressed / "site", page)["Ändra den här sidan"] == address


@pytest.mark.parametrize(
    ("page", "file", "line_holds"),
    [
        ("hjalp/index.html", "data/contacts.yaml", "- id: nodnumret"),
        ("strategi/lugn/index.html", "data/activities.yaml", "- id: lugn"),
    ],
)
def test_a_page_made_of_data_leads_to_its_line_there(
    addressed: Path, page: str, file: str, line_holds: str
) -> None:
    """The help page to the contacts, a target area to its own lines."""
    address, _, line = links(addressed / "site", page)["Ändra uppgifterna"].partition("#L")
    assert address == f"https://git.example.org/kommun/strategi/-/edit/main/{file}"
    assert line_holds in (addressed / file).read_text("utf-8").splitlines()[int(line) - 1]


def test_every_page_names_the_feed_and_the_feed_is_there(addressed: Path) -> None:
    """Readers of feeds look for it in the head of any page."""
    for page in ("index.html", "hjalp/index.html"):
        found = html.parse(str(addressed / "site" / page)).xpath(
            "//link[@type='application/atom+xml']/@href"
        )
        assert [
            (addressed / "site" / page).parent.joinpath(address).resolve() for address in found
        ] == [(addressed / "site/om/andringar/atom.xml").resolve()]
    etree.parse(addressed / "site/om/andringar/atom.xml")


def test_without_addresses_no_page_offers_what_is_not_there(small_site: Path) -> None:
    """Neither a link to change the page nor a feed."""
    assert "Ändra den här sidan" not in links(small_site, "index.html")
    assert "atom+xml" not in (small_site / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("forge", "change_address"),
    [
        ("github", "edit/huvud%23gren/docs/om.md#L3"),
        ("gitlab", "-/edit/huvud%23gren/docs/om.md#L3"),
        ("forgejo", "_edit/huvud%23gren/docs/om.md#L3"),
    ],
)
def test_each_forge_has_its_own_address_for_changing_a_file(
    forge: str, change_address: str
) -> None:
    """A branch may hold signs that an address must not."""
    publication = Publication.model_validate(
        {"repository": "https://git.example.org/a/b", "forge": forge, "branch": "huvud#gren"}
    )
    assert (
        file_address(publication, Place("docs/om.md", 3), change=True)
        == f"https://git.example.org/a/b/{change_address}"
    )
