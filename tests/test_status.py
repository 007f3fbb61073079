"""The page that tells editors what to see to."""

import os
from datetime import date
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.data.model.municipality import Publication, file_address
from strategysite.problems import Place, report
from strategysite.review.findings import findings
from strategysite.review.kinds import Finding
from strategysite.review.law import law_sentences
from strategysite.review.report import as_markdown, as_text

DAY = date(2026, 11, 25)


def found_in(project: Path, day: date = DAY) -> list[Finding]:
    """Returns what the page lists for the project as it stands."""
    checked = check(project, day)
    assert not checked.problems, report(checked.problems, project)
    return findings(checked.facts, checked.pages)


def change(project: Path, file: str, old: str, new: str) -> None:
    """Changes the first place in a file, and fails when it is not there."""
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def quoted(project: Path, finding: Finding) -> str:
    """Returns the line that the editor is told to open."""
    return (project / finding.place.file).read_text("utf-8").splitlines()[finding.place.line - 1]


def test_each_unconfirmed_part_is_listed_with_its_line_and_what_to_do(project: Path) -> None:
    """A service, its number and its hours wait on their own, each at its own line of the data."""
    waiting = [finding for finding in found_in(project) if finding.kind == "unverified" and finding.about == "Rätt att välja"]
    assert [finding.what.split()[0] for finding in waiting] == ["tjänsten", "numret", "öppettiderna"]
    assert all("verified: null" in quoted(project, finding) for finding in waiting)
    assert waiting[1].do == "Ring numret och hör vem som svarar. Skriv datumet."
    assert waiting[0].note and waiting[0].note.startswith("Telefonen var ett försök")


def test_a_confirmation_grows_old_on_the_day_the_municipality_has_set(project: Path) -> None:
    """Undated sources count from the day they were read; 180 days later they still hold, a day after that they do not."""
    assert not [finding for finding in found_in(project) if finding.kind == "old" and finding.about == "Nödnumret"]
    last = date(2026, 11, 22).toordinal() + 180
    assert not [finding for finding in found_in(project, date.fromordinal(last)) if finding.kind == "old" and finding.about == "Nödnumret"]
    old = [finding for finding in found_in(project, date.fromordinal(last + 1)) if finding.about == "Nödnumret"]
    assert [finding.kind for finding in old] == ["old"] * 2  # the service itself was read again later
    assert old[0].what == "numret 112, odaterad källa (polisen.se), läst 22 november 2026"


def test_the_municipality_decides_how_long_a_confirmation_holds(project: Path) -> None:
    """With ten years nothing is old but what is older than that."""
    change(project, "data/municipality.yaml", "verify_within_days: 180", "verify_within_days: 3650")
    assert not [finding for finding in found_in(project) if finding.kind == "old"]


def test_what_the_municipality_has_not_filled_in_is_told_at_the_line_to_fill_in(project: Path) -> None:
    """The line holds the example, or is the first of the file."""
    missing = {finding.what: quoted(project, finding) for finding in found_in(project) if finding.kind == "missing"}
    assert "name:" in missing["kommunens namn"]
    assert "repository:" in missing["adressen till webbplatsens filer"]
    assert "local_contacts:" in missing["Socialtjänsten (role: socialtjanst)"]


def test_a_filled_role_is_no_longer_missing_and_its_number_waits_for_a_call(project: Path) -> None:
    """Filling in is one step, confirming the next."""
    contact = 'local_contacts:\n  - role: socialtjanst\n    phone: {number: "08-123 45 67", verified: null}\n'
    change(project, "data/municipality.yaml", "exit_url:", contact + "exit_url:")
    found = found_in(project)
    assert not [finding for finding in found if finding.kind == "missing" and "role: socialtjanst" in finding.what]
    waiting = [finding for finding in found if finding.kind == "unverified" and finding.about == "Socialtjänsten"]
    assert [finding.what for finding in waiting] == ["numret 08-123 45 67"]


def test_a_translation_older_than_the_swedish_page_is_behind(project: Path) -> None:
    """The Swedish help page changes; every translation and the easy version are then to be compared with it."""
    before = [finding for finding in found_in(project) if finding.kind == "translation" and finding.place.file.startswith("docs/")]
    assert {finding.what for finding in before} == {"är inte granskad av en översättare"}
    change(project, "docs/hjalp/index.md", "updated: 2026-11-25", "updated: 2026-11-26")
    behind = [finding for finding in found_in(project, date(2026, 11, 27)) if "den svenska sidan ändrades" in finding.what]
    assert [finding.place.file for finding in behind][:2] == ["docs/hjalp/lattlast.md", "docs/hjalp/en.md"]
    assert quoted(project, behind[1]) == "translated: 2026-11-25"
    assert behind[1].what == "är från den 25 november 2026, men den svenska sidan ändrades den 26 november 2026"


def test_a_page_not_reviewed_for_a_year_is_listed(project: Path) -> None:
    """The limit is the municipality's own; a year unless it says otherwise."""
    assert not [finding for finding in found_in(project, date(2027, 11, 22)) if finding.kind == "review"]
    late = [finding for finding in found_in(project, date(2027, 11, 26)) if finding.kind == "review"]
    assert "docs/kunskap/lagar.md" in {finding.place.file for finding in late}
    assert all(quoted(project, finding).startswith("reviewed: 2026-11-2") for finding in late)


def test_the_strategy_is_listed_as_expired_from_the_day_after_its_last(project: Path) -> None:
    """It holds to the end of 2023."""
    change(project, "data/strategy.yaml", "to: 2023-12-31", "to: 2026-11-25")
    assert not [finding for finding in found_in(project) if finding.kind == "expired"]
    assert [finding.what for finding in found_in(project, date(2026, 11, 26)) if finding.kind == "expired"] == [
        "giltigheten gick ut den 25 november 2026"
    ]


def test_each_year_without_a_report_is_listed_until_everything_is_reported(project: Path) -> None:
    """A year is listed once it is over, with how much is missing."""
    years = [finding for finding in found_in(project) if finding.kind == "follow-up"]
    assert [finding.about for finding in years] == ["År 2020", "År 2021", "År 2022", "År 2023"]
    report_of_goal = "follow_up:\n          - {year: 2021, status: ongoing, reported_by: KUSH, date: 2022-02-01}"
    change(project, "data/activities.yaml", "\n        follow_up: []", "\n        " + report_of_goal)
    assert [finding.what for finding in found_in(project) if finding.about == "År 2021"] == ["saknas för 3 mål och 7 aktiviteter"]


def test_the_page_in_the_terminal_is_swedish_and_names_every_file_and_line(project: Path) -> None:
    """One line each to open, the note of a contact once, and a sum at the end."""
    page = as_text(found_in(project), DAY)
    assert page.startswith("Läget den 25 november 2026\n\nVäntar på kontroll (")
    assert page.count("Känt: Numret går till Orostelefonen om radikalisering.") == 1
    assert "data/strategy.yaml:" in page
    assert page.splitlines()[-1].split(" ")[1:6] == ["saker", "att", "se", "över.", "Väntar"]
    assert max(map(len, page.splitlines()[:-1])) <= 110


def test_nothing_to_do_is_said_in_one_line() -> None:
    """An empty page would leave the reader in doubt."""
    assert as_text([], DAY) == "Läget den 25 november 2026\n\nInget att göra: allt är ifyllt och kontrollerat."


def test_markdown_shows_odd_text_as_it_is_and_links_to_the_line() -> None:
    """A name with signs of Markdown or HTML changes nothing on the page; the link opens the file where the forge shows it."""
    finding = Finding("unverified", Place("data/contacts.yaml", 7), "<b>Ö*å*</b>", "numret [1](x)", "Ring.")
    page = as_markdown([finding], DAY, Publication(repository="https://git.exempel.se/kommun/strategi/", forge="gitlab"))
    assert "### \\<b\\>Ö\\*å\\*\\</b\\>" in page
    opened = "https://git.exempel.se/kommun/strategi/-/blob/main/data/contacts.yaml#L7"
    assert f"- [data/contacts.yaml:7]({opened}): numret \\[1\\](x). Ring." in page
    assert "`data/contacts.yaml:7`" in as_markdown([finding], DAY, Publication())


@pytest.mark.parametrize(
    ("forge", "change_address"),
    [
        ("github", "edit/huvud%23gren/docs/om.md#L3"),
        ("gitlab", "-/edit/huvud%23gren/docs/om.md#L3"),
        ("forgejo", "_edit/huvud%23gren/docs/om.md#L3"),
    ],
)
def test_each_forge_has_its_own_address_for_changing_a_file(forge: str, change_address: str) -> None:
    """A branch may hold signs that an address must not."""
    publication = Publication.model_validate({"repository": "https://git.exempel.se/a/b", "forge": forge, "branch": "huvud#gren"})
    assert file_address(publication, Place("docs/om.md", 3), change=True) == f"https://git.exempel.se/a/b/{change_address}"


def test_the_command_ends_with_0_and_writes_the_summary_where_the_runner_asks(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is found stops nothing unless it was asked to."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("STRATEGY_TODAY", "2026-11-25")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.fspath(tmp_path / "summary.md"))
    assert main(["status", "--markdown", os.fspath(tmp_path / "page.md")]) == 0
    assert "Väntar på kontroll" in capsys.readouterr().out
    assert (tmp_path / "summary.md").read_text("utf-8") == (tmp_path / "page.md").read_text("utf-8")
    assert main(["status", "--fail-on", "review"]) == 0
    assert main(["status", "--fail-on", "review", "--fail-on", "unverified"]) == 1


def test_faulty_data_is_told_as_faults_and_ends_with_1(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list drawn from data with faults would be wrong itself."""
    monkeypatch.chdir(project)
    change(project, "data/contacts.yaml", "  - id: exit\n", "  - id: exit\n    colour: blå\n")
    assert main(["status"]) == 1
    assert "colour" in capsys.readouterr().err


LAW = """Fråga gärna. Sekretess *gäller* för lån, enligt 40&nbsp;kap. 3 §. {{ source("lag") }} Läs [mer](index.md).

1. Den som lånar är **skyldig** att lämna tillbaka. Salen är öppen.

## Lagen om lån

Biblioteken ska finnas för alla. {{ source("lag") }}
"""


def with_law(project: Path) -> Path:
    """Changes the small project so that one page, and one contact, speak of law."""
    change(project, "data/sources.yaml", '"Bibliotekslagen"', '"2 § bibliotekslagen (2013:801)"\n    amended_by: null')
    change(project, "docs/kunskap.md", 'Biblioteken ska finnas för alla. {{ source("lag") }}\n', LAW)
    change(project, "data/contacts.yaml", "Svarar på frågor om böcker.", "Svarar på frågor. Lagen kräver att någon gör det.")
    return project


def test_each_sentence_that_speaks_of_law_is_listed_with_its_line(broken: Path) -> None:
    """By its words, or since its row leans on a law; a heading and a sentence about other things are left out."""
    project = with_law(broken)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    found = law_sentences(checked.facts, checked.pages)
    assert [(finding.place.file, finding.what) for finding in found] == [
        ("docs/kunskap.md", "Fråga gärna."),
        ("docs/kunskap.md", "Sekretess gäller för lån, enligt 40 kap. 3 §."),
        ("docs/kunskap.md", "Läs mer."),
        ("docs/kunskap.md", "Den som lånar är skyldig att lämna tillbaka."),
        ("docs/kunskap.md", "Biblioteken ska finnas för alla."),
        ("data/contacts.yaml", "Lagen kräver att någon gör det."),
    ]
    assert [quoted(project, finding)[:6] for finding in found] == ["Fråga ", "Fråga ", "Fråga ", "1. Den", "Biblio", "    pu"]


def test_the_command_counts_what_a_lawyer_should_read_and_lists_it_when_asked(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page of every day stays short."""
    monkeypatch.chdir(with_law(broken))
    monkeypatch.setenv("STRATEGY_TODAY", DAY.isoformat())
    assert main(["status"]) == 0
    told = capsys.readouterr().out
    assert told.endswith("Sådant en jurist bör läsa: 6 meningar. Visa dem: python -m strategysite status --law\n")
    assert "Biblioteken ska finnas" not in told
    assert main(["status", "--law"]) == 0
    told = capsys.readouterr().out
    assert "Sådant en jurist bör läsa (6)" in told and "docs/kunskap.md:21  Biblioteken ska finnas för alla." in told
    assert "Väntar på kontroll" not in told
