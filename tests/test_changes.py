"""What has changed: on its page, in the feed, and the reminder to write it down."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from strategysite.build.feed import write_feed
from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.data.addresses import FEED, feed_file
from strategysite.pages.reading import Page
from strategysite.parsing.git import NoBase
from strategysite.problems import report
from strategysite.review.reminders import forgotten
from tests.test_status import DAY, change

ATOM = "{http://www.w3.org/2005/Atom}"
NAME = "Center mot våldsbejakande extremism, stödtelefonen"
ROW = '  - {id: nytt-nummer, date: 2026-11-21, text: "Numret till <Å & Ö> är nytt.", page: "hjalp/index.md#orolig"}\n'


def git(project: Path, *arguments: str) -> None:
    """Runs git in the project, as somebody."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@exempel.se", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)


@pytest.fixture
def committed(project: Path) -> Path:
    """A copy of the project whose present state is the branch `main`."""
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Start")
    return project


def add_row(project: Path) -> None:
    """Writes one more change, older than the first in the file."""
    with (project / "data/changes.yaml").open("a", encoding="utf-8") as file:
        file.write(ROW)


def reminded(project: Path, base: str = "main") -> list[str]:
    """Returns what an editor is reminded of, as file: what."""
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    return [f"{found.place.file}:{found.place.line}: {found.what}" for found in forgotten(checked.facts, base).reminders]


def line_with(project: Path, file: str, text: str) -> int:
    """Returns the number of the line that holds `text`."""
    return next(number for number, line in enumerate((project / file).read_text("utf-8").splitlines(), 1) if text in line)


def changes_page(project: Path) -> Page:
    """Returns the page of changes as the checks rendered it."""
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    return checked.pages["om/andringar.md"]


def test_the_page_shows_the_newest_change_first_with_its_day_and_its_page(project: Path) -> None:
    """Text is shown as it was written, whatever signs it holds."""
    add_row(project)
    html = changes_page(project).html
    assert html.index("22 november 2026") < html.index("21 november 2026")
    assert '<a href="../../hjalp/#orolig">Numret till &lt;Å &amp; Ö&gt; är nytt.</a>' in html
    assert "Prenumerera" not in html


def test_with_an_address_there_is_a_feed_and_a_link_to_it(project: Path, tmp_path: Path) -> None:
    """The feed follows RFC 4287: an id, a title and a time for the feed and each entry; whole addresses; the days of the data."""
    add_row(project)
    change(project, "data/municipality.yaml", "exit_url:", "site_address: https://strategi.exempel.se\nexit_url:")
    checked = check(project, DAY)
    assert feed_file(checked.facts) == FEED
    assert '<a href="../../om/andringar/atom.xml"' in changes_page(project).html
    write_feed(tmp_path / "out", checked.facts)
    feed = etree.parse(tmp_path / "out" / FEED).getroot()
    assert feed.findtext(f"{ATOM}id") == "https://strategi.exempel.se/om/andringar/"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-25T00:00:00+01:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Kommunen"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries][-2:] == [
        "https://strategi.exempel.se/om/andringar/#forsta-versionen",
        "https://strategi.exempel.se/om/andringar/#nytt-nummer",
    ]
    assert entries[-1].findtext(f"{ATOM}title") == "Numret till <Å & Ö> är nytt."
    link = entries[-1].find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://strategi.exempel.se/hjalp/#orolig"


def test_without_an_address_there_is_neither_feed_nor_link(site: Path) -> None:
    """A feed must name its own address, and the municipality has not said it."""
    assert not (site / FEED).exists()
    assert "atom.xml" not in (site / "om/andringar/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("{id: x, date: 2026-11-26, text: Något}", "ändringen är daterad i framtiden: 2026-11-26"),
        ("{id: x, date: 2026-11-22, text: Något, page: hjalp/borta.md}", 'sidan "hjalp/borta.md" finns inte'),
        (
            '{id: x, date: 2026-11-22, text: Något, page: "hjalp/index.md#borta"}',
            'rubriken "#borta" finns inte på sidan hjalp/index.md#borta',
        ),
        ("{id: forsta-versionen, date: 2026-11-22, text: Något}", 'id "forsta-versionen" används två gånger'),
    ],
)
def test_a_faulty_change_is_an_editors_error_with_its_place(project: Path, row: str, what: str) -> None:
    """The day has come, the page and the heading exist, the id is its own."""
    with (project / "data/changes.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - {row}\n")
    problems = check(project, DAY).problems
    last = line_with(project, "data/changes.yaml", row)
    assert [(problem.place.file, problem.place.line, problem.what) for problem in problems] == [("data/changes.yaml", last, what)]


def _new_number(project: Path) -> str:
    old = 'number: "08-527 44 290"\n      verified: {date: "2023-12", how: source, against: "polisen.se; cve.se, 2023"}'
    new = 'number: "08-527 44 291"\n      verified: {date: "2026-11-20", how: call, against: "samtal"}'
    change(project, "data/contacts.yaml", old, new)
    line = line_with(project, "data/contacts.yaml", "08-527 44 291")
    return f"data/contacts.yaml:{line}: numret till {NAME} är ändrat från 08-527 44 290 till 08-527 44 291"


def _withheld_number(project: Path) -> str:
    old = 'number: "08-527 44 290"\n      verified: {date: "2023-12", how: source, against: "polisen.se; cve.se, 2023"}'
    change(project, "data/contacts.yaml", old, 'number: "08-527 44 290"\n      verified: null')
    line = line_with(project, "data/contacts.yaml", "08-527 44 290")
    return f"data/contacts.yaml:{line}: numret till {NAME} visas inte längre: 08-527 44 290"


def _local_number(project: Path) -> str:
    verified = '{date: "2026-11-22", how: call, against: "samtal"}'
    row = f'local_contacts:\n  - role: kommunpolis\n    phone: {{number: "08-123 45 67", verified: {verified}}}\n'
    change(project, "data/municipality.yaml", "exit_url:", row + "exit_url:")
    line = line_with(project, "data/municipality.yaml", "08-123 45 67")
    return f"data/municipality.yaml:{line}: Kommunpolisen har fått ett nummer: 08-123 45 67"


def _law_page(project: Path) -> str:
    path = project / "docs/kunskap/lagar.md"
    path.write_text(path.read_text("utf-8") + "\nEn ny mening.\n", "utf-8")
    return f"docs/kunskap/lagar.md:{line_with(project, 'docs/kunskap/lagar.md', 'En ny mening.') - 1}: sidans text är ändrad"


@pytest.mark.parametrize("edit", [_new_number, _withheld_number, _local_number, _law_page])
def test_a_change_that_readers_care_about_is_reminded_of_at_its_line(committed: Path, edit: Callable[[Path], str]) -> None:
    """A public number, or the text of a watched page, is another than in the commit compared with."""
    expected = edit(committed)
    assert reminded(committed) == [expected]
    add_row(committed)
    assert reminded(committed) == []


def test_nothing_is_reminded_of_when_only_dates_or_withheld_numbers_changed(committed: Path) -> None:
    """A new review date and a number that nobody sees are nothing to tell."""
    change(committed, "docs/kunskap/lagar.md", "reviewed: 2026-11-25", "reviewed: 2026-11-24")
    change(committed, "data/contacts.yaml", '"08-702 16 80"', '"08-702 16 81"')
    assert reminded(committed) == []


def test_a_reminder_stops_nothing_and_stands_beside_the_line_in_the_proposal(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0: an urgent correction gets through."""
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", "2026-11-25")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    expected = _new_number(committed)
    line = expected.split(":")[1]
    assert main(["check", "--base", "main"]) == 0
    told = capsys.readouterr().err
    assert f"::warning file=data/contacts.yaml,line={line},col=15,title=Påminnelse::numret till {NAME}" in told
    assert f"Påminnelse: data/contacts.yaml:{line}:15: numret till {NAME} är ändrat" in told


def test_a_new_number_that_is_said_to_be_confirmed_as_the_old_one_was_stops_the_proposal(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has called it. Written another way, with a hyphen or a space, it is the same number."""
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", "2026-11-25")
    change(committed, "data/contacts.yaml", '"08-527 44 290"', '"08-527 442 90"')
    assert main(["check", "--base", "main"]) == 0
    change(committed, "data/contacts.yaml", '"08-527 442 90"', '"08-527 44 29"')
    line = line_with(committed, "data/contacts.yaml", '"08-527 44 29"')
    capsys.readouterr()
    assert main(["check", "--base", "main"]) == 1
    told = capsys.readouterr().err
    assert f"data/contacts.yaml:{line}:15: numret till {NAME} är nytt (08-527 44 29, förut 08-527 44 290)" in told
    change(
        committed,
        "data/contacts.yaml",
        '"08-527 44 29"\n      verified: {date: "2023-12"',
        '"08-527 44 29"\n      verified: {date: "2026-11"',
    )
    assert main(["check", "--base", "main"]) == 0


def test_a_page_that_is_gone_is_reminded_of_until_its_address_leads_on(committed: Path) -> None:
    """Renamed, with its links mended: only the old address is left."""
    old = committed / "docs/kunskap/sedan-2020.md"
    for path in [*(committed / "docs").rglob("*.md"), *(committed / "data").glob("*.yaml"), committed / "mkdocs.yml"]:
        path.write_text(path.read_text("utf-8").replace("sedan-2020.md", "sedan-dess.md"), "utf-8")
    old.rename(old.with_name("sedan-dess.md"))
    assert reminded(committed) == ["data/redirects.yaml:1: sidan kunskap/sedan-2020.md är borta, och dess adress leder ingenstans"]
    row = "redirects:\n  - {from: kunskap/sedan-2020.md, to: kunskap/sedan-dess.md}"
    change(committed, "data/redirects.yaml", "redirects: []", row)
    assert reminded(committed) == []


def test_a_version_that_git_does_not_have_is_said_plainly(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check itself goes on: only the comparison is missing."""
    monkeypatch.chdir(committed)
    assert main(["check", "--base", "borta"]) == 0
    assert 'Versionen "borta" finns inte i git här. Ingen jämförelse är gjord.' in capsys.readouterr().err
    with pytest.raises(NoBase):
        forgotten(check(committed, date(2026, 11, 22)).facts, "--output=x")
