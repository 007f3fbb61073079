"""A page gets another name or another place, and all that names it follows."""

from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.editing.changing import Refusal
from strategysite.editing.renaming import rename
from tests.asking import Asking
from tests.small import SOUND_DAY as DAY
from tests.small import append, change, line_with
from tests.succession.conftest import files

SAID = """docs/kunskap.md heter nu docs/om/bibliotekslagen.md. De här raderna är ändrade:

  data/changes.yaml:1: watched: [hjalp/index.md, om/bibliotekslagen.md]
  data/redirects.yaml:2: - from: kunskap.md
  data/redirects.yaml:3: to: om/bibliotekslagen.md
  docs/index.md:LINE: Läs om [lagen](om/bibliotekslagen.md#mer-att-lasa).
  docs/om/bibliotekslagen.md:13: ![Ett bord med en lampa](../images/bord.svg)
  docs/om/bibliotekslagen.md:19: Se [planen](../strategi/index.md).
  docs/om/index.md:LINE: Läs [lagen](bibliotekslagen.md).
  mkdocs.yml:LINE: - Kunskap: om/bibliotekslagen.md

Allt är kontrollerat: inga fel.
Den gamla adressen, /kunskap/, leder till /om/bibliotekslagen/.
"""


def renamed(project: Path, old: str, new: str) -> str:
    """Renames, and asks the checks whether all is well. Returns the new file."""
    _, file, _ = rename(project, old, new, DAY)
    assert check(project, DAY).problems == []
    return file


def refused(project: Path, old: str, new: str) -> str:
    """Returns why it can't be done, having seen that nothing changed."""
    before = files(project)
    with pytest.raises(Refusal) as refusal:
        rename(project, old, new, DAY)
    assert files(project) == before
    return str(refusal.value)


def test_links_data_menu_and_old_address_follow_and_are_told(broken: Path, asking: Asking) -> None:
    """Links to the page, links on it, HTML, the watched pages, the menu and the old address: each
    row that changed is shown, and no other row has."""
    append(broken, "docs/index.md", "\nLäs om [lagen](kunskap.md#mer-att-lasa).\n")
    append(broken, "docs/om/index.md", "\nLäs [lagen](../kunskap.md).\n")
    before = files(broken)
    code, said, _ = asking(broken, "rename", "kunskap.md", "om/bibliotekslagen.md")
    assert code == 0
    for file in ("docs/index.md", "docs/om/index.md"):
        last = (broken / file).read_text("utf-8").count("\n")
        said = said.replace(f"{file}:{last}:", f"{file}:LINE:")
    menu = line_with(broken, "mkdocs.yml", "- Kunskap:")
    said = said.replace(f"mkdocs.yml:{menu}:", "mkdocs.yml:LINE:")
    assert said == SAID
    after = files(broken)
    assert set(after) - set(before) == {"docs/om/bibliotekslagen.md"}
    assert set(before) - set(after) == {"docs/kunskap.md"}
    assert check(broken, DAY).problems == []


def test_comments_and_layout_stay(broken: Path) -> None:
    """Only the names are others: comments, blank lines, line ends of Windows and its first mark are
    as they were."""
    text = "# En rad om kunskap.md\n\nredirects:   # de gamla\n  - from: receptionen.md   # anm.\n    to: 'kunskap.md#mer-att-lasa'\n\n# Sist\n"
    for file, lines in (("data/redirects.yaml", text), ("docs/kunskap.md", None)):
        path = broken / file
        written = (lines or path.read_text("utf-8")).replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + written.encode())
    was = (broken / "docs/kunskap.md").read_bytes()
    renamed(broken, "kunskap.md", "bibliotekslagen.md")
    assert (broken / "docs/bibliotekslagen.md").read_bytes() == was
    added = "  - from: kunskap.md\n    to: bibliotekslagen.md\n"
    expected = text.replace("'kunskap.md", "'bibliotekslagen.md").replace(
        "redirects:   # de gamla\n", f"redirects:   # de gamla\n{added}"
    )
    assert (broken / "data/redirects.yaml").read_bytes() == (
        b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()
    )


def test_a_page_beside_the_menu_stays_beside_it(broken: Path) -> None:
    """The list of such pages in mkdocs.yml begins each row with a slash."""
    change(broken, "mkdocs.yml", "  - Kunskap: kunskap.md\n", "")
    change(broken, "mkdocs.yml", "  /a-o.md\n", "  /a-o.md\n  /kunskap.md\n")
    renamed(broken, "kunskap.md", "om/lag.md")
    assert "  /a-o.md\n  /om/lag.md\n" in (broken / "mkdocs.yml").read_text("utf-8")


def test_a_page_that_a_macro_names_is_named_anew(broken: Path) -> None:
    """A macro is given the page's file from docs/, wherever it stands."""
    change(broken, "docs/index.md", '"uppfoljning.md"', '"kunskap.md"')
    renamed(broken, "kunskap.md", "om/lag.md")
    assert '"om/lag.md"' in (broken / "docs/index.md").read_text("utf-8")


def test_a_part_of_the_course_is_named_from_its_folder(broken: Path) -> None:
    renamed(broken, "grundutbildning/modul-2.md", "grundutbildning/samtalet.md")
    text = (broken / "data/orientation.yaml").read_text("utf-8")
    assert "page: samtalet.md" in text and "modul-2.md" not in text


def test_the_name_before_can_be_taken_back(broken: Path) -> None:
    """The row that led to the new name goes, and all else is as it was."""
    before = files(broken)
    renamed(broken, "kunskap.md", "om/lag.md")
    renamed(broken, "om/lag.md", "kunskap.md")
    after = files(broken)
    assert {file for file in before if before[file] != after[file]} == {"data/redirects.yaml"}
    assert (broken / "data/redirects.yaml").read_text("utf-8") == (
        "redirects:\n  - from: om/lag.md\n    to: kunskap.md\n"
        "  - from: receptionen.md\n    to: hjalp/index.md#orolig\n"
    )


def test_the_first_old_address_of_a_site_makes_the_file(broken: Path) -> None:
    """With its header, as every file has one."""
    (broken / "data/redirects.yaml").unlink()
    renamed(broken, "kunskap.md", "om/lag.md")
    text = (broken / "data/redirects.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server")
    assert text.endswith("\nredirects:\n  - from: kunskap.md\n    to: om/lag.md\n")


def test_the_same_address_needs_no_old_one(broken: Path) -> None:
    """kunskap.md and kunskap/index.md are both shown at /kunskap/."""
    before = (broken / "data/redirects.yaml").read_bytes()
    renamed(broken, "kunskap.md", "kunskap/index.md")
    assert (broken / "data/redirects.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("docs/kunskap.md", "docs/om/lag.md"),
        ("docs\\kunskap.md", "docs\\om\\lag.md"),
        ("./docs/kunskap.md", "./om/lag"),
        ("/kunskap/", "/om/lag.md"),
        ("/srv/sidor/docs/kunskap.md", "C:\\sidor\\docs\\om\\lag.md"),
        ("kunskap", "om/lag"),
    ],
)
def test_a_page_is_known_however_it_is_written(broken: Path, old: str, new: str) -> None:
    """From the project, with Windows' strokes, as an address, from the top of the machine, without
    its ending."""
    assert renamed(broken, old, new) == "om/lag.md"


RULE = "Ett namn har små bokstäver a–z, siffror och bindestreck, och slutar på .md."
FIXED = "har en adress som webbplatsens fasta delar leder till. Dess adress ändras inte."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kunskapp.md", "lag.md", 'Sidan "kunskapp.md" finns inte i docs/. Menade du "kunskap.md"?'),
        ("borta/xyz.md", "lag.md", 'Sidan "borta/xyz.md" finns inte i docs/.'),
        ("kunskap.md", "hjalp/kort.md", "docs/hjalp/kort.md finns redan på den adressen. Välj ett annat namn."),
        ("kunskap.md", "hjalp/kort/index.md", "docs/hjalp/kort.md finns redan på den adressen. Välj ett annat namn."),
        ("kunskap.md", "kunskap.md", 'Sidan heter redan "kunskap.md".'),
        ("kunskap.md", "Övrigt om lagen.md", f'"Övrigt om lagen.md" går inte att använda som filnamn. {RULE} Till exempel "ovrigt-om-lagen.md".'),
        ("kunskap.md", "lag.txt", f'"lag.txt" går inte att använda som filnamn. {RULE} Till exempel "lag.md".'),
        ("kunskap.md", "/om/lag/", f'"om/lag/" går inte att använda som filnamn. {RULE} Till exempel "om/lag.md".'),
        ("kunskap.md", "om//lag.html#a", f'"om//lag.html#a" går inte att använda som filnamn. {RULE} Till exempel "om/lag.md".'),
        ("kunskap.md", "../lag.md", f'"../lag.md" går inte att använda som filnamn. {RULE}'),
        ("kunskap.md", "om/", f'"om/" går inte att använda som filnamn. {RULE} Till exempel "om.md".'),
        ("kunskap.md", "", f'"" går inte att använda som filnamn. {RULE}'),
        ("kunskap.md", "arkiv/2020-2023/lag.md", "I docs/arkiv/ står bara strategier som har ersatts."),
        ("kunskap.md", "receptionen.md", 'Den gamla adressen "receptionen.md" leder redan till hjalp/index.md#orolig (data/redirects.yaml:2). Välj ett annat namn.'),
        ("strategi/lugn.md", "lugn.md", 'Sidan "strategi/lugn.md" är strategins egen. Dess adress ändras inte.'),
        ("index.md", "start.md", f'Sidan "index.md" {FIXED}'),
        ("hjalp/index.md", "stod.md", f'Sidan "hjalp/index.md" {FIXED}'),
        ("om/tillganglighet.md", "om/alla.md", f'Sidan "om/tillganglighet.md" {FIXED}'),
        ("om/andringar.md", "om/nytt.md", f'Sidan "om/andringar.md" {FIXED}'),
        ("a-o.md", "ord.md", f'Sidan "a-o.md" {FIXED}'),
        ("sok.md", "leta.md", f'Sidan "sok.md" {FIXED}'),
        ("grundutbildning/intyg.md", "intyg.md", f'Sidan "grundutbildning/intyg.md" {FIXED}'),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    broken: Path, old: str, new: str, told: str
) -> None:
    assert refused(broken, old, new) == f"{told} Ingenting har ändrats."


def test_a_part_of_the_course_does_not_leave_its_folder(broken: Path) -> None:
    """The outcome is checked in a copy, and its fault told."""
    told = refused(broken, "grundutbildning/modul-2.md", "om/samtalet.md")
    assert told.startswith("Så här hade det blivit, och det går inte att publicera:\n")
    assert "modul-2.md" in told and told.endswith("Ingenting har ändrats.")


def test_a_project_with_a_fault_is_mended_first(broken: Path) -> None:
    append(broken, "docs/om/index.md", "\n[Borta](borta.md)\n")
    told = refused(broken, "kunskap.md", "om/lag.md")
    assert 'länken "borta.md" leder ingenstans' in told
    assert told.endswith("Rätta felen först. Ingenting har ändrats.")


def test_a_list_on_one_row_is_refused_with_what_to_do(broken: Path) -> None:
    """There is no row to put another after."""
    (broken / "data/redirects.yaml").write_text(
        "redirects: [{from: receptionen.md, to: hjalp/index.md}]\n", "utf-8"
    )
    assert refused(broken, "kunskap.md", "om/lag.md") == (
        "Raderna under redirects i data/redirects.yaml går inte att fylla på. Skriv varje rad för"
        " sig, med - först. Ingenting har ändrats."
    )
