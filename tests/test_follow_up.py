"""How it has gone: the page, the command that opens a year, what old projects wrote."""

from datetime import date
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.data.model.follow_up import STATUSES
from strategysite.problems import render, report
from strategysite.review.strategy import unfilled
from tests.small import SOUND_DAY, append, change
from tests.test_strategy_pages import said, shown, silent

PAGE = "uppfoljning.md"
YEAR = "data/follow-up/2025.yaml"
REPORTED = """
  - id: ostord
    status: completed
  - id: fraga
    status: completed
    done: "Alla fick frågan."
    evidence:
      - text: "Protokoll"
        url: https://www.example.org/protokoll-2026
      - text: "Dnr 2026/4"
    reported_by: vaktmastare
    date: 2026-03-01
    corrected: {date: 2026-04-02, reason: "Det stod att ingen fick frågan."}
"""


def another_year(project: Path, year: int, *rows: str) -> None:
    """Writes what was reported for another year: "skyltar: ongoing"."""
    listed = "".join("  - {{id: {}, status: {}}}\n".format(*row.split(": ")) for row in rows)
    top = f"reported_by: RAD\ndate: {year + 1}-02-01\nreports:\n{listed}"
    (project / f"data/follow-up/{year}.yaml").write_text(top, "utf-8")


def test_it_is_told_in_a_sentence_on_its_page_and_on_the_start_page(broken: Path) -> None:
    """How many activities and goals have come how far, who says so and when."""
    told = (
        "2025: 0 av 2 aktiviteter genomförda, 1 pågår, 1 ej rapporterad."
        " 0 av 1 mål genomfört, 1 ej rapporterat. Rapporterat den 1 februari 2026 av RÅD."
    )
    assert said(shown(broken, "follow_up")).startswith(told)
    assert told in said(shown(broken, "strategy_at_a_glance", PAGE))
    append(broken, YEAR, REPORTED)
    assert said(shown(broken, "follow_up")).startswith(
        "2025: 1 av 2 aktiviteter genomförd, 1 pågår. 1 av 1 mål genomfört, varav 1 utan belägg."
        " Senast rapporterat den 1 mars 2026 av Vaktmästare."
    )


def test_nothing_reported_is_said_once_with_what_will_stand_there(broken: Path) -> None:
    """Not at each goal and activity."""
    silent(broken)
    nothing = "Ingen uppföljning är publicerad för 2024–2027."
    page = said(shown(broken, "follow_up"))
    assert page.startswith(f"{nothing} När något har rapporterats står det här för varje år:")
    assert "ej rapporterad" not in page
    assert nothing in said(shown(broken, "strategy_at_a_glance", PAGE))
    assert "2025" not in said(shown(broken, "goals_and_activities"))
    change(broken, "data/strategy.yaml", 'period: "2024–2027"', "period: tills vidare")
    assert said(shown(broken, "follow_up")).startswith("Ingen uppföljning är publicerad. När")


def test_that_nobody_is_responsible_and_that_no_goal_is_named_is_said(broken: Path) -> None:
    """What the document leaves open is not left out: it is this document that says so."""
    open_to_all = "står det inte vilket av målen en aktivitet hör till."
    assert "ingen angiven" not in said(shown(broken, "goals_and_activities"))
    change(broken, "data/activities.yaml", "responsible: [RAD]", "responsible: []")
    page = said(shown(broken, "goals_and_activities"))
    assert "Fråga besökarna varje år. Ansvarig: ingen angiven" in page and open_to_all in page
    own = "responsible: []\n        goal: ostord"
    change(broken, "data/activities.yaml", "responsible: []", own)
    assert open_to_all not in said(shown(broken, "goals_and_activities"))


def test_each_year_of_each_thing_has_a_word_and_a_pattern_and_leads_to_its_note(
    broken: Path,
) -> None:
    """A year that is over and that nobody has reported is there too; what is called done while
    nothing shows it says so."""
    append(broken, YEAR, REPORTED)
    page = shown(broken, "follow_up")
    matrix = page.xpath(".//table[contains(@class, 'matrix')]")[0]
    assert [said(head) for head in matrix.xpath(".//thead//th")] == [
        "Mål eller aktivitet",
        "2024",
        "2025",
    ]
    rows = [[said(cell) for cell in row] for row in matrix.xpath(".//tbody/tr")]
    goal = "Mål: Alla som läser i salen ska få vara ostörda."
    assert rows == [
        [goal, "ej rapporterat", "genomfört, utan belägg"],
        ["Aktivitet: Sätt upp skyltar vid dörrarna.", "ej rapporterad", "pågår"],
        ["Aktivitet: Fråga besökarna varje år.", "ej rapporterad", "genomförd"],
    ]
    links = matrix.xpath(".//td/a/@href")
    assert links == ["#ar-2025-ostord", "#ar-2025-skyltar", "#ar-2025-fraga"]
    assert {link[1:] for link in links} <= set(page.xpath(".//li/@id"))
    drawn = set(page.xpath(".//symbol/@id"))
    assert drawn == {f"lage-{status}" for status in STATUSES}
    assert {mark[1:] for mark in page.xpath(".//use/@href")} <= drawn
    assert len(matrix.xpath(".//td//use")) == 6


def test_a_note_has_what_was_done_what_shows_it_and_what_was_corrected(broken: Path) -> None:
    """Who reported and when, where it is another than for the year."""
    append(broken, YEAR, REPORTED)
    page = shown(broken, "follow_up")
    note = page.xpath(".//li[@id='ar-2025-fraga']")[0]
    assert said(note) == (
        "Aktivitet: Fråga besökarna varje år. Genomförd. Alla fick frågan. Belägg: Protokoll; Dnr"
        " 2026/4. Rapporterat den 1 mars 2026 av Vaktmästare. Rättat den 2 april 2026: Det stod"
        " att ingen fick frågan."
    )
    assert note.xpath(".//a/@href") == ["https://www.example.org/protokoll-2026"]
    bare = said(page.xpath(".//li[@id='ar-2025-ostord']")[0])
    assert bare.endswith("ostörda. Genomfört, utan belägg.")


def test_the_bars_say_the_same_as_the_words_beside_them(broken: Path) -> None:
    """A bar a year, in parts of the whole; readers are told numbers and no percentages."""
    append(broken, YEAR, REPORTED)
    page = shown(broken, "follow_up")
    rows = page.xpath(".//table[@class='tally']/tbody/tr")
    assert [said(row) for row in rows] == ["2024 2 ej rapporterade", "2025 1 genomförd 1 pågår"]
    parts = [[rect.get("width") for rect in row.xpath(".//td/svg/rect")] for row in rows]
    assert parts == [["100.00%"], ["50.00%", "50.00%"]]
    assert "%" not in said(page) and "procent" not in said(page)


def test_what_changed_since_the_year_before_is_told(broken: Path) -> None:
    """With what it was; that nothing did, too. Of a year that nobody reported nothing is said."""
    assert not shown(broken, "follow_up").xpath(".//h3[@id='andrat']")
    another_year(broken, 2024, "skyltar: not_started")
    page = shown(broken, "follow_up")
    changed = page.xpath(".//h3[@id='andrat']/following-sibling::ul[1]/li")
    assert [said(one) for one in changed] == [
        "Aktivitet: Sätt upp skyltar vid dörrarna. 2024: inte påbörjad. 2025: pågår."
    ]
    another_year(broken, 2024, "skyltar: ongoing")
    assert "Inget har fått en annan status sedan 2024." in said(shown(broken, "follow_up"))


def test_a_year_that_is_over_and_not_reported_is_named(broken: Path) -> None:
    """With a strategy that holds until further notice the years run to the last reported."""
    page = said(shown(broken, "follow_up", day=date(2027, 1, 1)))
    assert "För 2026 är inget rapporterat." in page
    change(broken, "data/strategy.yaml", "  to: 2027-12-31\n", "")
    assert "2026 är" not in said(shown(broken, "follow_up", day=date(2027, 1, 1)))


def test_no_year_is_asked_for_before_the_plan_holds(broken: Path) -> None:
    """It is adopted the year before, and the follow-up of the one that it replaced has moved."""
    change(broken, "data/strategy.yaml", "from: 2024-01-01", "from: 2027-01-01")
    problems = check(broken, SOUND_DAY).problems
    [fix] = [one.fix for one in problems if one.what == "uppföljning för 2025"]
    assert fix == (
        'Dokumentet gäller från 2027, enligt "validity" i data/strategy.yaml.'
        " Stämmer det går inget år att följa upp än."
    )


def measured(project: Path) -> None:
    """Gives the table of the sound project a last day and a target."""
    change(
        project,
        "data/activities.yaml",
        '    columns: [{key: text, heading: "Aktivitet 2024–2027"},\n      {key: responsible, heading: "Ansvarig"}]\n',
        """    columns:
      - {key: text, heading: "Aktivitet 2024–2027"}
      - {key: responsible, heading: "Ansvarig"}
      - {key: senast, heading: "Klart", meaning: deadline}
      - {key: mal, heading: "Mått", meaning: target}
""",
    )
    change(
        project,
        "data/activities.yaml",
        "        responsible: [RAD, vaktmastare]\n",
        """        responsible: [RAD, vaktmastare]
        deadline: 2025-12-31
        values: {senast: "2025", mal: "4 dörrar"}
        target: {value: 4, unit: dörrar}
""",
    )


def test_a_last_day_that_has_passed_is_told_until_it_is_done(broken: Path) -> None:
    measured(broken)
    late = shown(broken, "follow_up").xpath(".//h3[@id='forsenat']/following-sibling::ul[1]/li")
    (told,) = [said(one) for one in late]
    assert told.endswith("Skulle vara klar den 31 december 2025. Senast rapporterat: pågår.")
    change(broken, YEAR, "status: ongoing", "status: completed")
    assert not shown(broken, "follow_up").xpath(".//h3[@id='forsenat']")


def test_a_value_stands_beside_the_target(broken: Path) -> None:
    measured(broken)
    append(broken, YEAR, "    value: 2,5\n")
    note = said(shown(broken, "follow_up").xpath(".//li[@id='ar-2025-skyltar']")[0])
    assert note.endswith("4 dörrar: 2,5 dörrar. Målet är 4 dörrar.")
    change(broken, "data/activities.yaml", "target: {value: 4, unit: dörrar}", "unit: dörrar")
    change(broken, "data/activities.yaml", "meaning: target", "meaning: indicator")
    note = said(shown(broken, "follow_up").xpath(".//li[@id='ar-2025-skyltar']")[0])
    assert note.endswith("4 dörrar: 2,5 dörrar.")


@pytest.mark.parametrize("cell", ["", "–", "-"])
def test_a_sign_for_none_is_no_indicator(broken: Path, cell: str) -> None:
    """As a document writes it where nothing is measured."""
    measured(broken)
    was = 'mal: "4 dörrar"}\n        target: {value: 4, unit: dörrar}\n'
    change(broken, "data/activities.yaml", was, f'mal: "{cell}"}}\n')
    append(broken, YEAR, "    value: 2,5\n")
    problems = check(broken, SOUND_DAY).problems
    assert [one.what for one in problems if "skyltar" in one.what] == [
        'ett värde för "skyltar", som inte har någon indikator'
    ]


def test_who_only_reports_is_an_actor_too(broken: Path) -> None:
    """The document may name others as responsible, in words that are no actor's."""
    change(broken, YEAR, "reported_by: RAD", "reported_by: namnden")
    own = "actors:\n  - id: namnden\n    name: Nämnden\n    explanation: Rapporterar.\n"
    change(broken, "data/strategy.yaml", "actors:\n", own)
    problems = check(broken, SOUND_DAY).problems
    assert not problems, report(problems, broken)


def test_signs_of_every_kind_are_shown_as_they_are(broken: Path) -> None:
    """A long note, too, and what a spreadsheet would take for a formula."""
    odd = '=HYPERLINK(\\"x\\") <b>å</b> & \\t -1'
    long = "lång " * 950
    change(broken, YEAR, "Två dörrar av fyra har skyltar.", f"{odd} {long}")
    note = said(shown(broken, "follow_up").xpath(".//li[@id='ar-2025-skyltar']")[0])
    assert '=HYPERLINK("x") <b>å</b> & -1 lång' in note
    assert note.count("lång") == 950


def test_the_words_are_explained_where_they_are_used(sound: Path) -> None:
    words = shown(sound, "follow_up").xpath(".//dl/dt/text()")
    assert [word.lower() for word in words] == [
        *(words.one for words in STATUSES.values()),
        "utan belägg",
    ]


def run(project: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.chdir(project)
    monkeypatch.setenv("STRATEGY_TODAY", str(SOUND_DAY))
    return main(["follow-up", *arguments])


def test_a_year_is_opened_with_a_row_for_each_goal_and_activity(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its text stands above it; nothing is wrong with the file until it is filled in, and a
    reminder says how much is left."""
    assert run(broken, monkeypatch, "2024") == 0
    file = "data/follow-up/2024.yaml"
    assert capsys.readouterr().out == f"{file} har fått 3 nya rader. Fyll i dem.\n"
    assert """
reported_by: null
date: null

reports:
  # Mål i Målområde 1. Lugn i salen
  # Alla som läser i salen ska få vara ostörda.
  - id: ostord
    status: null
    done: null
    evidence: []

  # Aktivitet i Målområde 1. Lugn i salen
  # Sätt upp skyltar vid dörrarna.
  - id: skyltar
""" in (broken / file).read_text("utf-8")
    checked = check(broken, SOUND_DAY)
    assert not checked.problems, report(checked.problems, broken)
    (left,) = unfilled(checked.facts)
    assert render(left, broken).split("\n")[0].endswith("3 av 3 rader har ingen status")
    assert "2024: " not in said(shown(broken, "goals_and_activities"))
    append(broken, file, "  - {id: skyltar, status: null}\n  - {id: ingen, status: null}\n")
    (left,) = unfilled(check(broken, SOUND_DAY).facts)
    assert left.what == "3 av 3 rader har ingen status"


def test_what_is_written_in_a_year_stays_and_only_what_is_missing_is_added(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Comments and order too; the second time nothing is left to do."""
    change(broken, YEAR, "    status: ongoing", "    # Fråga vaktmästaren.\n    status: ongoing")
    append(broken, YEAR, "\n# Slut.\n")
    before = (broken / YEAR).read_text("utf-8")
    assert run(broken, monkeypatch, "2025") == 0
    after = (broken / YEAR).read_text("utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert [row.split(": ")[1] for row in after.split("\n") if "id: " in row] == [
        "skyltar",
        "ostord",
        "fraga",
    ]
    assert run(broken, monkeypatch, "2025") == 0
    assert (broken / YEAR).read_text("utf-8") == after
    told = f"{YEAR} har redan en rad för varje mål och aktivitet.\n"
    assert capsys.readouterr().out.endswith(told)


@pytest.mark.parametrize("year", ["2023", "2027"])
def test_a_year_that_cannot_be_followed_up_is_not_opened(
    year: str, broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(broken, monkeypatch, year) == 1
    assert capsys.readouterr().err == (
        f"{year} går inte att följa upp: året ska ha börjat, och strategin ska ha gällt då."
        " Ingenting har ändrats.\n"
    )
    assert not (broken / f"data/follow-up/{year}.yaml").exists()
