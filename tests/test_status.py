"""The page that tells editors what to see to."""

import os
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.data.model.municipality import Publication
from strategysite.problems import Place, report
from strategysite.review.ending import PYTHON
from strategysite.review.findings import findings
from strategysite.review.kinds import Finding
from strategysite.review.law import law_sentences
from strategysite.review.linkcheck import Answer
from strategysite.review.report import as_markdown, as_text, stale_page
from tests.asking import Asking
from tests.small import SOUND_DAY, append, change


def found_in(project: Path, day: date = SOUND_DAY) -> list[Finding]:
    """Returns what the page lists for the project as it stands."""
    checked = check(project, day)
    assert not checked.problems, report(checked.problems, project)
    return findings(checked.facts, checked.pages)


def listed(project: Path, kind: str, day: date = SOUND_DAY) -> list[Finding]:
    """Returns what the page lists under one heading."""
    return [finding for finding in found_in(project, day) if finding.kind == kind]


def quoted(project: Path, finding: Finding) -> str:
    """Returns the line that the editor is told to open."""
    return (project / finding.place.file).read_text("utf-8").splitlines()[finding.place.line - 1]


def test_each_unconfirmed_part_is_listed_with_its_line_and_what_to_do(broken: Path) -> None:
    """A service, its number, its hours and its address wait on their own, each at its own line of
    the data."""
    old = '    phone: {number: "08-465 004 01", verified: null}\n'
    parts = "    hours:\n      verified: null\n      always: true\n    email:\n      address: rad@example.org\n      verified: null\n"
    change(
        broken,
        "data/contacts.yaml",
        old,
        f'    phone:\n      number: "08-465 004 01"\n      verified: null\n{parts}',
    )
    waiting = [finding for finding in listed(broken, "unverified") if finding.about == "Rådet"]
    assert [finding.what for finding in waiting] == [
        "tjänsten",
        "numret 08-465 004 01",
        "öppettiderna",
        "e-postadressen rad@example.org",
    ]
    assert all("verified: null" in quoted(broken, finding) for finding in waiting)
    assert waiting[1].do == "Ring numret och hör vem som svarar. Skriv datumet."
    assert waiting[0].note == "Rådet har bytt rum. Fråga i disken."


def test_a_confirmation_grows_old_on_the_day_the_municipality_has_set(sound: Path) -> None:
    """Undated sources count from the day they were read; 180 days later they still hold, a day
    after that they do not."""
    last = date(2026, 11, 1) + timedelta(days=180)
    assert not [finding for finding in listed(sound, "old", last) if finding.about == "Läsjouren"]
    old = [
        finding
        for finding in listed(sound, "old", last + timedelta(days=1))
        if finding.about == "Läsjouren"
    ]
    assert [finding.what for finding in old] == [
        "tjänsten, odaterad källa (example.org), läst 1 november 2026",
        "numret 08-465 004 03, odaterad källa (example.org), läst 1 november 2026",
        "e-postadressen jouren@example.org, odaterad källa (example.org), läst 1 november 2026",
    ]


def test_the_municipality_decides_how_long_a_confirmation_holds(broken: Path) -> None:
    """With ten years nothing is old but what is older than that."""
    later = SOUND_DAY + timedelta(days=365)
    assert listed(broken, "old", later)
    change(broken, "data/municipality.yaml", "verify_within_days: 180", "verify_within_days: 3650")
    assert not listed(broken, "old", later)


def test_what_the_municipality_has_not_filled_in_is_told_at_the_line_to_fill_in(
    broken: Path,
) -> None:
    """The line holds the example, or is the first of the file."""
    change(
        broken,
        "data/municipality.yaml",
        "# Allt är frivilligt.\n",
        "# Allt är frivilligt.\n# name: Kommunens namn\n",
    )
    text = (broken / "data/municipality.yaml").read_text("utf-8")
    before, _, after = text.partition("local_contacts:\n")
    commented = "".join(
        f"# {line}" for line in f"local_contacts:\n{after}".splitlines(keepends=True)[:3]
    )
    (broken / "data/municipality.yaml").write_text(
        before + commented + after.split("\n", 2)[2], "utf-8"
    )
    missing = {finding.what: quoted(broken, finding) for finding in listed(broken, "missing")}
    assert missing["kommunens namn"] == "# name: Kommunens namn"
    assert missing["adressen till webbplatsens filer"] == "# Allt är frivilligt."
    assert missing["Vaktmästaren (role: vaktmastare)"] == "# local_contacts:"


def test_a_filled_role_is_no_longer_missing_and_its_number_waits_for_a_call(sound: Path) -> None:
    """Filling in is one step, confirming the next."""
    found = found_in(sound)
    assert not [
        finding for finding in found if finding.kind == "missing" and "vaktmastare" in finding.what
    ]
    waiting = [
        finding
        for finding in found
        if finding.kind == "unverified" and finding.about == "Vaktmästaren"
    ]
    assert [finding.what for finding in waiting] == ["numret 08-465 004 02"]


def test_a_role_that_nobody_can_reach_yet_is_missing_at_its_row(broken: Path) -> None:
    """Its name alone leads nowhere."""
    row = '    phone: {number: "08-465 004 02", verified: null}\n'
    change(broken, "data/municipality.yaml", row, "")
    (finding,) = [one for one in listed(broken, "missing") if one.about == "Lokala kontakter"]
    assert finding.what == "ett sätt att nå Vaktmästaren"
    assert quoted(broken, finding) == "  - role: vaktmastare"


def test_a_note_at_what_is_confirmed_is_a_question(broken: Path) -> None:
    """At what waits for a call, or is old, it stands with that instead."""
    name = '    name: "Disken"\n'
    change(broken, "data/contacts.yaml", name, f"{name}    editors_note: Har de flyttat?\n")
    (finding,) = listed(broken, "question")
    assert (finding.about, finding.what) == ("Disken", "Har de flyttat?")


def test_a_translation_older_than_the_swedish_page_is_behind(broken: Path) -> None:
    """The Swedish help page changes; every translation and the easy version are then to be compared
    with it."""
    assert [finding.what for finding in listed(broken, "translation")] == [
        "är inte granskad av en översättare"
    ]
    change(broken, "docs/hjalp/index.md", "updated: 2026-11-20", "updated: 2026-11-22")
    behind = [
        finding
        for finding in listed(broken, "translation")
        if "den svenska sidan ändrades" in finding.what
    ]
    assert [(finding.place.file, quoted(broken, finding)) for finding in behind] == [
        ("docs/hjalp/lattlast.md", "updated: 2026-11-20"),
        ("docs/hjalp/en.md", "translated: 2026-11-20"),
    ]
    assert (
        behind[1].what
        == "är från den 20 november 2026, men den svenska sidan ändrades den 22 november 2026"
    )


def test_a_page_not_reviewed_for_a_year_is_listed(sound: Path) -> None:
    """The limit is the municipality's own; a year unless it says otherwise."""
    assert not listed(sound, "review", date(2027, 11, 20))
    late = listed(sound, "review", date(2027, 11, 21))
    assert "docs/kunskap.md" in {finding.place.file for finding in late}
    assert all(quoted(sound, finding) == "reviewed: 2026-11-20" for finding in late)


def test_the_strategy_is_listed_as_expired_from_the_day_after_its_last(sound: Path) -> None:
    """It holds to the end of 2027."""
    assert not listed(sound, "expired", date(2027, 12, 31))
    assert [finding.what for finding in listed(sound, "expired", date(2028, 1, 1))] == [
        "giltigheten gick ut den 31 december 2027"
    ]


def test_each_year_without_a_report_is_listed_until_everything_is_reported(broken: Path) -> None:
    """A year is listed once it is over, with how much is missing."""
    assert [(finding.about, finding.what) for finding in listed(broken, "follow-up")] == [
        ("År 2024", "saknas för 1 mål och 2 aktiviteter"),
        ("År 2025", "saknas för 1 mål och 1 aktiviteter"),
    ]
    row = "  - {{id: {}, status: ongoing}}\n"
    append(broken, "data/follow-up/2025.yaml", row.format("ostord") + row.format("fraga"))
    told = "reported_by: RAD\ndate: 2025-02-01\nreports:\n"
    (broken / "data/follow-up/2024.yaml").write_text(told + row.format("ostord"), "utf-8")
    assert [(finding.about, finding.what) for finding in listed(broken, "follow-up")] == [
        ("År 2024", "saknas för 0 mål och 2 aktiviteter")
    ]


def test_the_page_in_the_terminal_is_swedish_and_names_every_file_and_line(sound: Path) -> None:
    """One line each to open, the note of a contact once, and a sum at the end."""
    page = as_text(found_in(sound), SOUND_DAY)
    assert page.startswith(
        """Läget den 22 november 2026

Börja med det här:
  1. Kommunens uppgifter, numret till kommunens växel. Tills dess får ingen veta vilket nummer växeln har.
     Ring det först, och skriv datumet. (data/municipality.yaml:1)
  2. Personalstödet, numret 08-465 004 04. Ring numret och hör vem som svarar. Skriv datumet.
     (data/contacts.yaml:70)
  3. År 2024, saknas för 1 mål och 2 aktiviteter. Kör python -m strategysite follow-up 2024. Fyll sedan i
     raderna. (data/activities.yaml:10)

Väntar på kontroll (4)
"""
    )
    assert page.count("Känt: Rådet har bytt rum. Fråga i disken.") == 1
    assert "data/activities.yaml:10  saknas för 1 mål och 2 aktiviteter" in page
    assert page.endswith(
        "\n13 saker att se över. Väntar på kontroll: 4; saknas: 6; uppföljning: 2; översättningar: 1."
    )
    assert max(map(len, page.splitlines()[:-1])) <= 110


def to_do(day: int, kind: str, about: str, since: date = date.max) -> Finding:
    """Something to do, with the line that it is told by."""
    return Finding(kind, Place("data/contacts.yaml", day), about, "x", "", None, since)


def test_the_three_to_do_first_are_the_worst_of_each_kind() -> None:
    """What is shown and was confirmed longest ago may be wrong, and goes first; then what nobody is
    told; then what waits. A second of a kind, or about the same, comes when there is no other."""
    old = [
        to_do(1, "unverified", "Disken"),
        to_do(2, "unverified", "Jouren"),
        to_do(3, "old", "Rådet", date(2024, 5, 1)),
        to_do(4, "old", "Disken", date(2020, 5, 1)),
        to_do(5, "missing", "Kommunen"),
    ]
    for found, lines in [(old, [4, 5, 2]), (old[:4], [4, 2, 3]), (old[:3], [])]:
        page = as_markdown(found, SOUND_DAY, Publication())
        first = page.partition("Börja med det här:")[2].partition("## ")[0]
        assert [int(line) for line in re.findall(r"`data/contacts.yaml:(\d+)`", first)] == lines


def test_nothing_to_do_is_said_in_one_line() -> None:
    """An empty page would leave the reader in doubt."""
    assert (
        as_text([], SOUND_DAY)
        == "Läget den 22 november 2026\n\nInget att göra: allt är ifyllt och kontrollerat."
    )


def test_markdown_shows_odd_text_as_it_is_and_links_to_the_line() -> None:
    """A name with signs of Markdown or HTML changes nothing on the page; the link opens the file
    where the forge shows it."""
    finding = Finding(
        "unverified", Place("data/contacts.yaml", 7), "<b>Ö*å*</b>", "numret [1](x)", "Ring."
    )
    page = as_markdown(
        [finding],
        SOUND_DAY,
        Publication(repository="https://git.example.org/kommun/strategi/", forge="gitlab"),
    )
    assert "### \\<b\\>Ö\\*å\\*\\</b\\>" in page
    opened = "https://git.example.org/kommun/strategi/-/blob/main/data/contacts.yaml#L7"
    assert f"- [data/contacts.yaml:7]({opened}): numret \\[1\\](x). Ring." in page
    assert "`data/contacts.yaml:7`" in as_markdown([finding], SOUND_DAY, Publication())


def test_the_command_ends_with_0_and_writes_the_summary_where_the_runner_asks(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asking: Asking
) -> None:
    """What is found stops nothing."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", os.fspath(tmp_path / "summary.md"))
    code, said, _ = asking(broken, "status")
    assert code == 0
    assert "Väntar på kontroll" in said
    assert "## Väntar på kontroll" in (tmp_path / "summary.md").read_text("utf-8")


def test_faulty_data_is_told_as_faults_and_ends_with_1(broken: Path, asking: Asking) -> None:
    """A list drawn from data with faults would be wrong itself."""
    append(broken, "data/sources.yaml", "    colour: blå\n")
    code, _, told = asking(broken, "status")
    assert code == 1
    assert "colour" in told


LAW = """Fråga gärna. Sekretess *gäller* för lån, enligt 40&nbsp;kap. 3 §. {{ source("lag", "lag") }} Läs [om kunskap](index.md).

1. Den som lånar är **skyldig** att lämna tillbaka. Salen är öppen.

## Lagen om lån

Biblioteken ska finnas för alla. {{ source("lag", "lag") }}
"""


def with_law(project: Path) -> Path:
    """Changes the small project so that one page, and one contact, speak of law."""
    change(
        project,
        "data/sources.yaml",
        '"Bibliotekslagen"',
        '"2 § bibliotekslagen (2013:801)"\n    amended_by: null',
    )
    change(
        project, "docs/kunskap.md", 'Biblioteken ska finnas för alla. {{ source("lag") }}\n', LAW
    )
    change(
        project,
        "data/contacts.yaml",
        "Svarar på frågor om böcker.",
        "Svarar på frågor. Lagen kräver att någon gör det.",
    )
    return project


def test_each_sentence_that_speaks_of_law_is_listed_with_its_line(broken: Path) -> None:
    """By its words, or since its row leans on a law: headings, labels and the macros' templates
    too."""
    project = with_law(broken)
    checked = check(project, SOUND_DAY)
    assert not checked.problems, report(checked.problems, project)
    every = law_sentences(checked.facts, checked.pages)
    assert any(
        finding.place.file == "strategysite/macros/templates/module_end.html.jinja"
        for finding in every
    )
    assert any(finding.place.file == "data/translations/sv.yaml" for finding in every)
    found = [
        finding
        for finding in every
        if finding.place.file in ("docs/kunskap.md", "data/contacts.yaml")
    ]
    assert [(finding.place.file, finding.what) for finding in found] == [
        ("docs/kunskap.md", "Vad lagen säger om bibliotek"),
        ("docs/kunskap.md", "Fråga gärna."),
        ("docs/kunskap.md", "Sekretess gäller för lån, enligt 40 kap. 3 §."),
        ("docs/kunskap.md", "Läs om kunskap."),
        ("docs/kunskap.md", "Den som lånar är skyldig att lämna tillbaka."),
        ("docs/kunskap.md", "Lagen om lån"),
        ("docs/kunskap.md", "Biblioteken ska finnas för alla."),
        ("data/contacts.yaml", "Lagen kräver att någon gör det."),
    ]
    began = ["# Vad ", "Fråga ", "Fråga ", "Fråga ", "1. Den", "## Lag", "Biblio", "    pu"]
    assert [quoted(project, finding)[:6] for finding in found] == began


def test_the_command_counts_what_a_lawyer_should_read_and_lists_it_when_asked(
    broken: Path, asking: Asking
) -> None:
    """The page of every day stays short."""
    code, told, _ = asking(with_law(broken), "status")
    assert code == 0
    counted = re.search(
        r"Sådant en jurist bör läsa: (\d+) meningar. Visa dem: python -m strategysite status --law\n\Z",
        told,
    )
    assert counted
    assert "Biblioteken ska finnas" not in told
    code, told, _ = asking(broken, "status", "--law")
    assert code == 0
    assert (
        f"Sådant en jurist bör läsa ({counted[1]})" in told
        and "docs/kunskap.md:21  Biblioteken ska finnas för alla." in told
    )
    assert "Väntar på kontroll" not in told


# What has an end.

SECURITY = 'security: {email: sakerhet@example.org, expires: "2027-03-01"}\n'


@pytest.mark.parametrize(
    ("day", "told"), [(date(2027, 1, 29), []), (date(2027, 1, 30), ["sakerhet"])]
)
def test_whom_to_tell_of_a_weakness_is_asked_about_a_month_before_it_ends(
    broken: Path, day: date, told: list[str]
) -> None:
    """Who finds one must not write to somebody who has left."""
    append(broken, "data/municipality.yaml", SECURITY)
    found = [finding for finding in listed(broken, "ending", day) if "säkerhet" in finding.about]
    assert [finding.do.split()[2].partition("@")[0] for finding in found] == told
    assert all("expires" in quoted(broken, finding) for finding in found)
    assert [finding.what for finding in found] == ["gäller till och med den 1 mars 2027"] * len(
        told
    )


def test_a_program_that_is_no_longer_cared_for_is_told_three_months_before(sound: Path) -> None:
    """With the way out."""
    assert listed(sound, "ending", date(2027, 2, 3)) == []
    (found,) = listed(sound, "ending", date(2027, 2, 4))
    assert (found.about, found.what, found.do) == (
        "Material for MkDocs",
        "sköts till och med den 5 maj 2027",
        "Vägen därifrån står i README.md under ”If the generator goes away”.",
    )


def test_the_command_always_says_what_goes_out_of_care_first(sound: Path, asking: Asking) -> None:
    """Long before it is anything to do."""
    code, said, _ = asking(sound, "status")
    assert code == 0
    assert (
        "Det första som slutar skötas: Material for MkDocs sköts till och med den 5 maj 2027. Vägen"
        " därifrån står i README.md under ”If the generator goes away”.\n" in said
    )


def test_the_way_out_is_where_it_is_said_to_be(root: Path) -> None:
    """And this Python's own end is known."""
    assert "\n## If the generator goes away\n" in (root / "README.md").read_text("utf-8")
    assert "{}.{}".format(*sys.version_info) in PYTHON


def test_the_page_of_the_night_holds_what_time_has_made_stale_and_dead_links(sound: Path) -> None:
    """What has been missing all along is no news of the night; a site that is silent for one night
    is none either."""
    checked = check(sound, date(2027, 11, 22))
    places = {"https://a.se/": Place("data/sources.yaml", 3)}
    page = stale_page(
        checked.facts, checked.pages, [Answer("https://a.se/", "gone", "svar 404")], places
    )
    assert page is not None
    assert "## Kontrollerat för länge sedan" in page and "## Borta (1)" in page
    assert "## Saknas" not in page and "## Väntar på kontroll" not in page
