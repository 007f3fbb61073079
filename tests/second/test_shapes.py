"""Documents of other shapes than the first municipality's, each built as it is, without a change of
code."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser

from strategysite.build.site import build_site
from strategysite.checks.run import check
from strategysite.data.model.strategy import Strategy
from strategysite.problems import report
from strategysite.review.findings import findings
from tests.audit.layout import paper, sideways
from tests.audit.visiting import addresses, tab
from tests.conftest import serving
from tests.search.asking import ask, open_search
from tests.second.municipality import as_yaml
from tests.second.shapes import FIRST, POLICY, REVISION, UNTIL_FURTHER_NOTICE, Shape, write_shape
from tests.small import SOUND_DAY, change

DOCUMENTS: dict[str, tuple[Shape, dict[str, Shape]]] = {
    "plan": (UNTIL_FURTHER_NOTICE, {}),
    "policy": (POLICY, {}),
    "revision": (REVISION, {"2026-1": FIRST}),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Returns what builds a document's site, strictly and once, and returns its project."""
    projects: dict[str, Path] = {}

    def project_of(name: str) -> Path:
        if name not in projects:
            project = write_shape(tmp_path_factory.mktemp(name) / "project", *DOCUMENTS[name])
            problems = build_site(project, SOUND_DAY, project / "site")
            assert not problems, report(problems, project)
            projects[name] = project
        return projects[name]

    return project_of


@pytest.fixture
def written(built: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """Returns what makes a copy of a document's sources, to be spoiled."""

    def copy_of(name: str) -> Path:
        project = tmp_path / "project"
        shutil.copytree(
            built(name), project, ignore=shutil.ignore_patterns("site", "server", "theme")
        )
        return project

    return copy_of


def article(project: Path, address: str) -> Any:
    """The article of a finished page."""
    text = (project / "site" / address / "index.html").read_text("utf-8")
    return next(html.document_fromstring(text).iter("article"))


def said(element: Any) -> str:
    """The text of an element, every blank made the same."""
    return " ".join(element.text_content().split())


def told(project: Path) -> list[str]:
    """What the check says of a project, where and what."""
    problems = sorted(set(check(project, SOUND_DAY).problems))
    return [f"{problem.place.file}:{problem.place.line}: {problem.what}" for problem in problems]


@pytest.mark.parametrize(
    ("document", "address", "notice"),
    [
        ("plan", "strategi/bryggor", "Handlingsplanen gäller tills vidare. Om texten"),
        (
            "policy",
            "strategi",
            (
                "Texten står här ord för ord, så som den antogs. Det som webbplatsen har lagt till"
                " har ett annat typsnitt och en streckad linje."
            ),
        ),
        ("revision", "riktlinje/bilaga", "Riktlinjen gäller till och med 2026. Om texten"),
        (
            "revision",
            "arkiv/2026-1/bilaga",
            (
                "Den här riktlinjen har ersatts. Kommunen har senare antagit Riktlinje för"
                " kvällsrundor 2026. Om texten"
            ),
        ),
    ],
)
def test_a_notice_says_only_what_is_known(
    built: Callable[[str], Path], document: str, address: str, notice: str
) -> None:
    """No end that nobody decided, and no word on how long where the document has none."""
    shown = article(built(document), address).xpath(".//*[@role='note']")[0]
    assert said(shown) == notice


@pytest.mark.parametrize(
    ("title", "called", "name"),
    [
        ("Handlingsplan för öppna bryggor", None, "den handlingsplanen"),
        ("Kommunens strategi och plan mot våld", None, "den strategin"),
        ("Riktlinjer för kvällar 2027", None, "de riktlinjerna"),
        ("Trygghetsprogram", None, "det trygghetsprogrammet"),
        ("Trygg i planeringen", None, "det dokumentet"),
        ("Bilaga till plan för vatten", "bilagan", "den bilagan"),
    ],
)
def test_a_document_is_called_what_its_title_says(
    title: str, called: str | None, name: str
) -> None:
    """Or what the editor says that it is called."""
    strategy = Strategy.model_construct(title=title, called=called)
    assert f"{strategy.pronoun} {strategy.short_name}" == name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_page_calls_it_a_strategy(built: Callable[[str], Path], document: str) -> None:
    """Where the document is a plan, a policy or a guideline; nor does a file that is downloaded."""
    site = built(document) / "site"
    said = {path: path.read_text("utf-8") for path in site.rglob("om/oppna-data/*.json")}
    for path in site.rglob("*.pdf"):
        said[path] = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    for path in site.rglob("*.html"):
        page: Any = html.document_fromstring(path.read_text("utf-8"))
        shown = page.xpath("//text()[not(parent::script)] | //@content | //@aria-label")
        said[path] = " ".join(shown)
    for path, text in said.items():  # an address is no sentence
        assert not re.findall(r"(?i)[^.]*(?<![\w/])strategi(?:ns?)?(?![\w/])[^.]*", text), path


def test_a_table_stands_as_it_is(built: Callable[[str], Path]) -> None:
    """Under the document's own headings, in its order, a name for the row and each column."""
    [table] = article(built("plan"), "strategi/atgarder").xpath(".//table")
    heads = table.xpath(".//thead//th[not(@data-editorial)]")
    columns = ["Åtgärd", "Ansvarig", "Klart senast", "Indikator", "Målvärde"]
    assert [said(head) for head in heads] == columns
    assert {head.get("scope") for head in heads} == {"col"}
    rows = table.xpath(".//tbody/tr")
    assert [said(cell) for cell in rows[1].xpath("*[not(@data-editorial)]")] == [
        "Ordna kvällsvärdar.",
        "alla förvaltningar",
        "löpande",
        "Kvällar med värd",
        "minst 1 200 kvällar om året",
    ]
    assert {row[0].get("scope") for row in rows} == {"row"}
    assert said(table.xpath("caption")[0]) == (
        "Det här ska göras: aktiviteter och vem som ansvarar"
    )


def test_the_mark_of_a_footnote_is_no_part_of_a_word(built: Callable[[str], Path]) -> None:
    """Neither on its page nor on the one with the whole document."""
    for address in ("riktlinje", "strategi/hela"):
        marks = article(built("revision"), address).xpath(".//p[contains(., 'Rundorna')]/sup")
        assert [said(mark) for mark in marks] == ["1", "2"]


def test_what_is_proposed_is_said_to_be(built: Callable[[str], Path]) -> None:
    """In the site's own words, at the row or over the table."""
    words = "Dokumentet föreslår det. Det är inte beslutat."
    [row] = article(built("plan"), "strategi/atgarder").xpath(".//tr[@id='aktivitet-bat']/th")
    assert said(row) == f"Köp en båt till räddningen {words}"
    assert [said(part) for part in row.xpath(".//*[@data-editorial]")] == [words]
    over = article(built("revision"), "riktlinje").xpath(".//p[@data-editorial]")
    assert "Dokumentet föreslår aktiviteterna i tabellen. De är inte beslutade." in map(said, over)


def test_goals_have_their_own_under_them_and_their_activities(built: Callable[[str], Path]) -> None:
    goals = article(built("plan"), "strategi/atgarder").xpath(".//ul[@class='goals']/li/ul/li")
    assert [said(goal) for goal in goals] == [
        "Det är ljust där efter mörkrets inbrott.",
        "Ingen behöver gå hem ensam.",
    ]
    listed = said(article(built("plan"), "uppfoljning"))
    assert "Sätt upp lampor. Ansvarig: HN, Fritidschefen Klart senast: 30 juni 2025" in listed
    assert "Hör till målet: Det är ljust där efter mörkrets inbrott." in listed


def test_follow_up_runs_on_where_no_end_is_decided(built: Callable[[str], Path]) -> None:
    """A year that nobody has reported on is asked for, up to the last whole one."""
    follow_up = said(article(built("plan"), "uppfoljning"))
    told = "1 av 3 aktiviteter genomförd, varav 1 utan belägg, 2 ej rapporterade."
    assert f"2025: {told} 0 av 3 mål genomförda, 3 ej rapporterade." in follow_up
    for day, years in (
        (SOUND_DAY, ["År 2025"]),
        (date(2028, 2, 1), ["År 2025", "År 2026", "År 2027"]),
    ):
        checked = check(built("plan"), day)
        asked = findings(checked.facts, checked.pages)
        assert [one.about for one in asked if one.kind == "follow-up"] == years
        assert "expired" not in {one.kind for one in asked}


def test_a_document_without_activities_is_not_asked_for_any(built: Callable[[str], Path]) -> None:
    checked = check(built("policy"), SOUND_DAY)
    told = [one.what for one in findings(checked.facts, checked.pages) if one.kind == "strategy"]
    assert "mål och aktiviteter finns inte i tabeller" not in told


def test_levels_are_a_triangle_only_where_the_document_speaks_of_one(
    built: Callable[[str], Path],
) -> None:
    drawn = article(built("plan"), "strategi/bryggor")
    assert len(drawn.xpath(".//figure[@class='triangle']//li")) == 2
    listed = article(built("policy"), "strategi")
    assert not listed.xpath(".//figure")
    assert [said(item) for item in listed.xpath(".//ul[@data-editorial]/li")] == [
        "2.1 Lyssna",
        "2.2 Följ med",
    ]


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("document", "asked"),
    [
        ("plan", {"kvällsvärdar": "strategi/atgarder/", "vattnet": "strategi/"}),
        ("policy", {"gott ord": "strategi/"}),
        ("revision", {"trasiga lampor": "riktlinje/", "färjeläget": "riktlinje/bilaga/"}),
    ],
)
def test_each_is_found_read_on_a_phone_and_printed(
    built: Callable[[str], Path], browser: Browser, document: str, asked: dict[str, str]
) -> None:
    """The search leads to today's version; no page scrolls sideways, and paper has the words."""
    site = built(document) / "site"
    with serving(site) as url, tab(browser) as page:
        open_search(page, url)
        for answer, right in zip(ask(page, url, *asked), asked.values(), strict=True):
            assert right in [found.partition("#")[0] for found in answer.addresses[:2]]
        own = [address for address in addresses(site) if "strategi" in address or "rikt" in address]
        assert sideways(browser, url, own) == []
        assert paper(browser, url, own) == []


def _in(text: str) -> str:
    return f'{text} i aktiviteten "Ordna kvällsvärdar."'


def _cell(heading: str) -> str:
    return _in(f'cellen under "{heading}"')


ACTIVITIES, NOT_SO = "data/activities.yaml", "står inte så i det antagna dokumentet"
# A document, the file, what stands there, what is written in its place, and what is told of it.
SPOILED: dict[str, tuple[str, str, str, str, str]] = {
    "a word of a goal under a goal": (
        "plan", ACTIVITIES, "efter mörkrets", "efter solens", f"11: målet {NOT_SO}",
    ),
    "a word of an activity": (
        "plan", ACTIVITIES, "upp lampor", "upp lyktor", f"30: aktiviteten {NOT_SO}",
    ),
    "a cell": (
        "plan", ACTIVITIES, "klart: löp", "klart: fortlöp", f"49: {_cell('Klart senast')} {NOT_SO}",
    ),
    "a cell that goes on in the document": (
        "plan", ACTIVITIES, "200 kvällar om året\n    target", "200 kvällar\n    target", f"51: {_cell('Målvärde')} {NOT_SO}",
    ),
    "a cell that is empty in the document": (
        "plan", ACTIVITIES, "mats: ''", "mats: Båtar", f'61: cellen under "Indikator" i aktiviteten "Köp en båt till räddningen" {NOT_SO}',
    ),
    "the words of those responsible": (
        "plan", ACTIVITIES, "alla förvaltningar", "Alla nämnder", f"48: {_cell('Ansvarig')} {NOT_SO}",
    ),
    "names where the document has other words": (
        "plan", ACTIVITIES, "      responsible: alla förvaltningar\n", "", '46: ansvariga för "Ordna kvällsvärdar." är skrivna på ett annat sätt i det antagna dokumentet: "alla förvaltningar löpande Kvällar med värd minst 1 200 …"',
    ),
    "a heading of a column": (
        "plan", ACTIVITIES, "heading: Klart senast", "heading: Klart", f"20: rubriken {NOT_SO}",
    ),
    "a heading in the document": (
        "plan", "data/source/dokument.txt", "\tMålvärde", "\tMål", f"{ACTIVITIES}:26: rubriken {NOT_SO}",
    ),
    "two columns in another order": (
        "plan", ACTIVITIES,
        "  - key: klart\n    heading: Klart senast\n    meaning: deadline\n  - key: mats\n    heading: Indikator\n    meaning: indicator\n",
        "  - key: mats\n    heading: Indikator\n    meaning: indicator\n  - key: klart\n    heading: Klart senast\n    meaning: deadline\n",
        f"18: rubriken {NOT_SO}",
    ),
    "two columns of one name": (
        "plan", ACTIVITIES, "heading: Målvärde", "heading: Indikator", '26: två kolumner heter "Indikator" i målområdet "Det här ska göras"',
    ),
    "two columns of one key": (
        "plan", ACTIVITIES, "key: varde", "key: mats", '25: kolumnens key, "mats", används två gånger i målområdet "Det här ska göras"',
    ),
    "two columns that mean the same": (
        "plan", ACTIVITIES, "meaning: target", "meaning: indicator", '27: två kolumner har meaning: indicator i målområdet "Det här ska göras"',
    ),
    "no column of activities": (
        "plan", ACTIVITIES, "key: text", "key: gora", '15: tabellen i målområdet "Det här ska göras" har ingen kolumn för aktiviteten',
    ),
    "a value for a column that is not there": (
        "plan", ACTIVITIES, "klart: löp", "klar: löp", _in('49: tabellen har ingen kolumn "klar" för det som står under values'),
    ),
    "a cell that is missing": (
        "plan", ACTIVITIES, "      mats: Kvällar med värd\n", "", _in('43: cellen under "Indikator" saknas'),
    ),
    "a deadline before the adoption": (
        "plan", ACTIVITIES, "'2025-06-30'", "'2025-03-30'", '39: "deadline" är 2025-03-30 i aktiviteten "Sätt upp lampor.", före dagen då dokumentet antogs',
    ),
    "a deadline of another year": (
        "plan", ACTIVITIES, "'2025-06-30'", "'2026-06-30'", '39: "deadline" är 2026-06-30 i aktiviteten "Sätt upp lampor.", men i cellen står "30 juni 2025"',
    ),
    "a deadline where no column has one": (
        "plan", ACTIVITIES, "    meaning: deadline\n", "", '38: "deadline" i aktiviteten "Sätt upp lampor.", men ingen kolumn har det',
    ),
    "a target that is no number": (
        "plan", ACTIVITIES, "'1200'", "många", _in('53: "många" är inget tal'),
    ),
    "a target of another number": (
        "plan", ACTIVITIES, "'1200'", "1300", _in('53: "target" är 1300') + ', men i cellen står "minst 1 200 kvällar om året"',
    ),
    "an indicator without a unit": (
        "plan", ACTIVITIES, "      unit: kvällar om året\n", "", _in('53: "unit" saknas'),
    ),
    "a measured value without a unit": (
        "plan", ACTIVITIES, "    target:\n      value: '9'\n      unit: bryggor av tio\n", "",
        'data/follow-up/2025.yaml:6: värdet för "lampor" har ingen enhet',
    ),
    "a goal that is not there": (
        "plan", ACTIVITIES, "goal: ljus", "goal: ljuset", '34: målet "ljuset" finns inte',
    ),
    "an answer to a goal under another, on a page that is gone": (
        "plan", ACTIVITIES, "hem ensam.\n", "hem ensam.\n      site_answer: {page: om/borta.md, text: Så gör vi}\n",
        '14: sidan "om/borta.md" finns inte',
    ),
    "a period that runs backwards": (
        "revision", "data/strategy.yaml", "'2026-12-31'", "'2026-01-31'", "5: giltigheten slutar innan den börjar",
    ),
    "a number in a list": (
        "plan", "docs/strategi/bryggor.md", "4. Där badar alla gäster.\n5.", "3. Där badar alla gäster.\n4.",
        '22: lydelsen skiljer sig från det antagna dokumentet, rad 21: efter "… kommunens. Viken Viken är allas:" står "3." där dokumentet har "4."',
    ),
    "a quotation": (
        "plan", "docs/strategi/index.md", "> Vattnet", "Vattnet", '20: "Vattnet frågar inte vem du är." är ett citat i dokumentet, rad 11, men inte på sidan',
    ),
    "a numbered paragraph": (
        "policy", "docs/strategi/index.md", "1.2 Policyn", "1.3 Policyn",
        '14: lydelsen skiljer sig från det antagna dokumentet, rad 4: efter "… möts av ett gott ord." står "1.3" där dokumentet har "1.2"',
    ),
    "a footnote": (
        "revision", "docs/riktlinje/index.md", "går en omväg", "tar en omväg",
        '20: lydelsen skiljer sig från det antagna dokumentet, rad 13: efter "… allt som gör att någon" står "tar" där dokumentet har "går"',
    ),
    "a cell of the version before": (
        "revision", "data/archive/2026-1/activities.yaml", "hur-ofta: genast", "hur-ofta: strax",
        f'25: cellen under "Hur ofta" i aktiviteten "Byt trasiga lampor." {NOT_SO}',
    ),
}  # fmt: skip


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_each_word_is_locked(
    written: Callable[[str], Path], spoiled: tuple[str, str, str, str, str]
) -> None:
    """And what can not be is told once, at its line."""
    document, file, old, new, said_of_it = spoiled
    project = written(document)
    change(project, file, old, new)
    assert told(project) == [said_of_it if ".yaml:" in said_of_it else f"{file}:{said_of_it}"]


def test_rows_stand_in_the_documents_order(written: Callable[[str], Path]) -> None:
    project = written("revision")
    data = yaml.safe_load((project / ACTIVITIES).read_text("utf-8"))
    data["target_areas"][0]["activities"].reverse()
    (project / ACTIVITIES).write_text(as_yaml(data), "utf-8")
    before = 'aktiviteten "Gå kvällsrundor." står före "Byt trasiga lampor." i det antagna'
    assert told(project) == [f"{ACTIVITIES}:21: {before} dokumentet"]
