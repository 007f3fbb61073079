"""A new version of the site's own document: the pages and the data stay as the editors have them,
with what is changed set in, told with its old words and its new ones."""

import re
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.editing.changing import Refusal
from strategysite.editing.succession import Succession, new_strategy
from strategysite.problems import report
from tests.small import SOUND_DAY as DAY
from tests.small import append, change
from tests.succession.conftest import adopt, line

CHANGES = (
    ("Gäller: 2024 - 2027\n", "Gäller: 2024 - 2027\nFastställd: 2026-11-18\n"),
    ("Sätt upp skyltar vid dörrarna.", "Sätt upp nya skyltar vid dörrarna."),
    ("varje år.\tRÅD\n", "varje år.\tRÅD\nLaga taket.\tVaktmästare\n"),
    ("<sup>1</sup> Bibliotekets råd", "<sup>1</sup> Bibliotekets råd för salen"),
    ("Tre lager hjälper varandra.", "Tre lager hjälper varandra i salen."),
    ("### Alla gäster", "### Gästerna"),
    (
        "Den som ändå stör får tala med disken.",
        "Den som ändå stör får tala med disken.\n\nDisken svarar.",
    ),
)


def revise(
    project: Path, *changes: tuple[str, str], period: str = "2024-2027", as_adopted: bool = False
) -> Succession:
    """Saves the plan with `changes` as a new document and lets it take over."""
    text = (project / "data/source/plan.txt").read_text("utf-8")
    for was, now in changes:
        assert text.count(was) == 1, was
        text = text.replace(was, now)
    if period != "2024-2027":
        text = text.replace("2024-2027", period).replace("2024 - 2027", period)
    adopt(project, period, text)
    return new_strategy(project, period, DAY, as_adopted=as_adopted)


def torn(project: Path) -> None:
    """Lets the note stand between the heads of the table and its rows, as a page break does."""
    note = "\n<sup>1</sup> Bibliotekets råd\n"
    change(project, "data/source/plan.txt", note, "")
    change(project, "data/source/plan.txt", "Ansvarig\nSätt", f"Ansvarig\n{note}Sätt")
    change(
        project, "data/strategy.yaml", '["8-12", "14-16", "18"]', '["8-12", "14", "17-18", "16"]'
    )


@pytest.mark.parametrize("period", ["2024-2027", "2028-2031"])
def test_pages_and_data_stay_with_what_is_changed(project: Path, period: str) -> None:
    """Also where the table has footnotes, or its rows have parted from their heads."""
    if period == "2024-2027":
        torn(project)
    before = (project / "docs/strategi/lugn.md").read_text("utf-8").partition("\n---\n")[2]
    done = revise(project, *CHANGES, period=period)
    for row in (
        'ny: "Fastställd: 2026-11-18"',
        ' → "Sätt upp nya skyltar vid dörrarna. RÅD, Vaktmästare"',
        'ny: "Laga taket. Vaktmästare"',
        '"Bibliotekets råd" → "Bibliotekets råd för salen"',
        '"Alla gäster" → "Gästerna"',
        'ny: "Disken svarar."',
    ):
        assert row in done.listing
    [told] = done.doubts
    assert told == (
        'aktiviteten "Sätt upp skyltar vid dörrarna." har nu orden "Sätt upp nya skyltar vid'
        ' dörrarna.", och inte längre "Sätt upp skyltar vid dörrarna."'
    )
    checked = check(project, DAY)
    [area], strategy = checked.facts.areas, checked.facts.document
    assert [(one.id, one.text, one.responsible) for one in area.activities] == [
        ("skyltar", "Sätt upp nya skyltar vid dörrarna.", ("RAD", "vaktmastare")),
        ("fraga", "Fråga besökarna varje år.", ("RAD",)),
        ("lugn-3", "Laga taket.", ("vaktmastare",)),
    ]
    assert [goal.id for goal in area.goals] == ["ostord"]
    assert strategy.actors[0].name == "Bibliotekets råd för salen"
    assert strategy.actors[0].explanation == "Rådet som följer upp planen."
    assert strategy.prevention[0].title == "Gästerna"
    assert strategy.remarks[0].line == "7"
    page, other = (checked.pages[f"strategi/{name}.md"] for name in ("lugn", "omsorg"))
    assert page.text == before
    assert page.html.count("Sätt upp nya skyltar") == 1
    assert "Tre lager hjälper varandra i salen.\n\n## Gästerna { #alla }\n" in other.text
    assert other.text.endswith("tala med disken.\n\nDisken svarar.\n")
    assert "strategi/lugn.md" in (project / "mkdocs.yml").read_text("utf-8")
    front = checked.pages["strategi/index.md"].text
    assert "I arkivet finns [Plan för ett lugnt bibliotek 2024–2027](../arkiv/2024-2027" in front
    assert str(checked.facts.document.period) == period.replace("-", "–")


@pytest.mark.parametrize("whole", [True, False])
def test_a_table_that_fell_apart_may_be_whole_again(project: Path, whole: bool) -> None:
    """As a document from Word has it where the text before came out of a PDF: each cell had a line
    of its own, and the note stands last. Or it is as it was."""
    plan = (project / "data/source/plan.txt").read_text("utf-8")
    table = plan[plan.index("Aktivitet") : plan.index("\n\n<sup>")]
    change(project, "data/source/plan.txt", table, table.replace("\t", "\n"))
    lines = '["8-12", "14-16", "18"]', '["8-12", "14-19", "21"]'
    change(project, "data/strategy.yaml", *lines)
    change(project, "data/strategy.yaml", '["20-34"]', '["23-37"]')
    torn = (project / "data/source/plan.txt").read_text("utf-8")
    note = "\n<sup>1</sup> Bibliotekets råd\n"
    new = plan.replace(note, "") + note if whole else torn
    adopt(project, "2024-2027", new.replace("upp skyltar", "upp nya skyltar"))
    done = new_strategy(project, "2024-2027", DAY)
    row = '"Sätt upp skyltar vid dörrarna." → "Sätt upp nya skyltar vid dörrarna.'
    rows = [
        '  borttagen:   "Ansvarig"',
        '  borttagen:   "RÅD"',
        '  borttagen:   "RÅD, Vaktmästare"',
        '  rad 14       "Aktivitet 2024–2027" → "Aktivitet 2024–2027 Ansvarig"',
        f'  rad 15       {row} RÅD, Vaktmästare"',
        '  rad 16       "Fråga besökarna varje år." → "Fråga besökarna varje år. RÅD"',
    ]
    told = done.listing.partition("\nAllt annat")[0].split("\n")[1:]
    assert told == (rows if whole else [f'  rad 16       {row}"'])
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert [(one.id, one.responsible) for one in checked.facts.areas[0].activities] == [
        ("skyltar", ("RAD", "vaktmastare")),
        ("fraga", ("RAD",)),
    ]


def test_a_table_may_get_a_column(project: Path) -> None:
    plan = (project / "data/source/plan.txt").read_text("utf-8")
    for was, now in (
        ("2024-2027\tAnsvarig\n", "2024-2027\tAnsvarig\tKlart\n"),
        ("Vaktmästare\n", "Vaktmästare\tjuni\n"),
        ("år.\tRÅD\n", "år.\tRÅD\t\n"),
    ):
        plan = plan.replace(was, now)
    adopt(project, "2024-2027", plan)
    new_strategy(project, "2024-2027", DAY)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    [area] = checked.facts.areas
    assert [(one.id, one.values) for one in area.activities] == [
        ("skyltar", {"klart": "juni"}),
        ("fraga", {"klart": ""}),
    ]


def test_a_table_that_cannot_be_set_in_is_text_and_all_else_stays(project: Path) -> None:
    """One of its rows has a cell too many: it is refused, as in a new document, and where it was
    adopted so, somebody agrees to that its area is no longer data."""
    changes = ("Vaktmästare\n", "Vaktmästare\tjuni\n"), ("Tre lager", "Fyra lager")
    with pytest.raises(Refusal) as refused:
        revise(project, *changes)
    assert str(refused.value) == (
        "data/source/strategi-2024-2027.txt:14: rader med olika många celler går inte att läsa som en"
        ' tabell: "Aktivitet 2024-2027 Ansvarig"\nÄr det en tabell? Ge varje rad lika många celler.\n'
        "Är det så i det beslutade dokumentet? Kör kommandot igen, med --as-adopted sist."
        " Ingenting har ändrats."
    )
    done = revise(project, *changes, as_adopted=True)
    no_longer = "står inte i en tabell eller lista i det nya dokumentet"
    assert done.doubts == (
        f'målet "Alla som läser i salen ska få vara …" {no_longer}',
        f'aktiviteten "Sätt upp skyltar vid dörrarna." {no_longer}',
        f'aktiviteten "Fråga besökarna varje år." {no_longer}',
    )
    checked = check(project, DAY)
    assert checked.facts.areas == ()
    assert (
        "Fyra lager hjälper varandra.\n\n## Alla gäster { #alla }"
        in checked.pages["strategi/omsorg.md"].text
    )
    assert (
        checked.pages["strategi/lugn.md"].text
        == """
# Målområde 1. Lugn i salen

{{ validity_notice() }}

## Mål 2027 { #mal-2027 }

Alla som läser i salen ska få vara ostörda.

Aktivitet 2024-2027&emsp;Ansvarig<br>
Sätt upp skyltar vid dörrarna.&emsp;RÅD<sup data-editorial="">[1](#fotnot-1){ #fotnot-1-i-texten\
 role="doc-noteref" aria-label="Fotnot 1" }</sup> , Vaktmästare&emsp;juni<br>
Fråga besökarna varje år.&emsp;RÅD

<sup data-editorial="">[1](#fotnot-1-i-texten){ #fotnot-1 role="doc-backlink"\
 aria-label="Fotnot 1, tillbaka till texten" }</sup> Bibliotekets råd

{{ editorial_note("tabellen") }}
""".replace("\\\n", "")
    )


def test_a_page_goes_with_the_chapter_that_it_showed(project: Path) -> None:
    """Its address leads on, and all other pages stay as they are."""
    before = (project / "docs/strategi/lugn.md").read_bytes()
    plan = (project / "data/source/plan.txt").read_text("utf-8")
    done = revise(project, (plan[plan.index("\n## Omsorg om salen") :], ""))
    assert done.doubts == (
        (
            "sidan strategi/omsorg.md tas bort, för inget av det som stod där finns i det nya"
            " dokumentet"
        ),
    )
    assert not (project / "docs/strategi/omsorg.md").exists()
    assert (project / "docs/strategi/lugn.md").read_bytes() == before
    checked = check(project, DAY)
    assert checked.facts.document.prevention == ()
    redirects = (project / "data/redirects.yaml").read_text("utf-8")
    assert "from: strategi/omsorg.md\n    to: arkiv/2024-2027/omsorg.md" in redirects
    assert "      - strategi/omsorg.md" not in (project / "mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize("archive", [False, True])
def test_what_led_to_a_page_that_is_gone_is_told(project: Path, archive: bool) -> None:
    """With its line, wherever it is written; a row of a list that only leads there goes with it."""
    rows = "".join(
        f'- [{name}]({name}.md)\n  {{ data-editorial="" }}\n' for name in ("lugn", "omsorg")
    )
    append(project, "docs/strategi/index.md", f"\n{rows}\n[Mer](omsorg.md#alla).\n")
    append(project, "docs/strategi/index.md", '{ data-editorial="" }\n')
    append(project, "data/search.yaml", "  - {to: strategi/omsorg.md, words: [skötsel]}\n")
    if not archive:
        (project / "data/follow-up/2025.yaml").unlink()
    plan = (project / "data/source/plan.txt").read_text("utf-8")
    done = revise(project, (plan[plan.index("\n## Omsorg om salen") :], ""))
    page = (project / "docs/strategi/index.md").read_text("utf-8")
    assert "- [lugn](lugn.md)" in page
    assert "[omsorg]" not in page
    told = [one for one in done.left if one.what.startswith("det som den här raden ledde till")]
    others = ["data/search.yaml:11", "docs/grundutbildning/modul-1.md:18"]
    assert [str(one.place) for one in told] == [
        *(others if not archive else []),
        line(project, "docs/strategi/index.md", "[Mer]"),
    ]


def test_a_chapter_that_has_moved_keeps_its_page(project: Path) -> None:
    """It stands first now, word for word: nothing is gone, nothing new, and nobody is asked. The
    menu is the editors' own, and they are told."""
    plan = (project / "data/source/plan.txt").read_text("utf-8")
    moved = plan[plan.index("\n## Omsorg om salen") :]
    first = "\n### Målområde 1. Lugn i salen\n"
    files = sorted((project / "docs/strategi").glob("*.md"))
    before = [file.read_bytes() for file in files if file.stem != "index"]
    done = revise(project, (moved, ""), (first, moved + first))
    assert done.doubts == ()
    assert [file.read_bytes() for file in files if file.stem != "index"] == before
    assert '  rad 24       flyttad: "Målområde 1. Lugn i salen"\n' in done.listing
    [told] = [one.what for one in done.left if "ordning" in one.what]
    assert told == (
        "kapitlen står i en annan ordning än förut:"
        ' "Plan för ett lugnt bibliotek", "Omsorg om salen", "Målområde 1. Lugn i salen"'
    )


GUESTS = "### Alla gäster\n\nAlla får veta vad som gäller i salen.\n\n"
ROOM = "Den som pratar får en plats i ett annat rum.\n\n"
DISK = "### Den som stör trots det\n"


def test_what_has_moved_stands_where_the_document_has_it(project: Path) -> None:
    """Two sections in another order on one page: they keep their addresses. A paragraph alone goes
    to another page. Each is told as moved, and nothing is gone or new."""
    done = revise(
        project, (GUESTS, ""), (DISK, GUESTS + DISK), (ROOM, ""), ("## Omsorg", ROOM + "## Omsorg")
    )
    assert done.doubts == ()
    told = [row for row in done.listing.split("\n") if row.startswith("  rad")]
    assert told == [
        '  rad 20       flyttad: "Den som pratar får en plats i ett annat rum."',
        '  rad 26       flyttad: "Den som har svårt att vara tyst"',
    ]
    page = (project / "docs/strategi/omsorg.md").read_text("utf-8")
    assert page.endswith(
        "Tre lager hjälper varandra.\n\n## Den som har svårt att vara tyst { #nagra }\n\n"
        "## Alla gäster { #alla }\n\nAlla får veta vad som gäller i salen.\n\n"
        "## Den som stör trots det { #en }\n\nDen som ändå stör får tala med disken.\n"
    )
    other = (project / "docs/strategi/lugn.md").read_text("utf-8")
    assert other.endswith(f'{{{{ editorial_note("tabellen") }}}}\n\n{ROOM}'.rstrip() + "\n")


def test_what_has_moved_and_has_new_words_is_told_with_where_it_stood(project: Path) -> None:
    """Nobody has to find out that what is gone here and what is new there are the same."""
    said = "Den som pratar högt får gärna en plats i ett annat rum."
    done = revise(project, (ROOM, ""), ("## Omsorg", f"{said}\n\n## Omsorg"))
    assert done.doubts == ()
    assert next(row for row in done.listing.split("\n") if row.startswith("  ")) == (
        "  rad 20       flyttad och ändrad, från strategi/omsorg.md till strategi/lugn.md:"
        f' "{ROOM.strip()}" → "{said}"'
    )
    assert said in (project / "docs/strategi/lugn.md").read_text("utf-8")


@pytest.mark.parametrize(
    "changed",
    [
        [
            ("Tre lager", "### Tre lager", 'rubrik på nivå 3, förut vanlig text: "Tre lager hjälper varandra."', "## Tre lager hjälper varandra. { #tre-lager-hjalper-varandra }"),
            ("### Alla gäster", "Alla gäster", 'vanlig text, förut rubrik på nivå 3: "Alla gäster"', "Alla gäster"),
            ("Alla får", "- Alla får", 'punkt i en lista, förut vanlig text: "Alla får veta vad som gäller i salen."', "- Alla får veta vad som gäller i salen."),
        ],
        [
            ("### Alla gäster", "#### Alla gäster", 'rubrik på nivå 4, förut rubrik på nivå 3: "Alla gäster"', "## Alla gäster { #alla }"),
            ("Alla får", "> Alla får", 'citat, förut vanlig text: "Alla får veta vad som gäller i salen."', "> Alla får veta vad som gäller i salen."),
        ],
    ],
    ids=["an item", "a quotation"],
)  # fmt: skip
def test_what_is_a_heading_or_an_item_now_is_told(
    project: Path, changed: list[tuple[str, str, str, str]]
) -> None:
    """The same words may be something else in a revision, and then they are on the page."""
    done = revise(project, *((was, now) for was, now, _, _ in changed))
    rows = [one for one in done.listing.split("\n") if one.startswith("  rad")]
    assert [row.split(maxsplit=2)[2] for row in rows] == [told for _, _, told, _ in changed]
    text = (project / "docs/strategi/omsorg.md").read_text("utf-8")
    assert [page for *_, page in changed if f"\n\n{page}\n\n" not in text] == []


def test_another_number_is_told_as_that(project: Path) -> None:
    """Its words are the same, and nobody has to compare them."""
    lists = (
        ("1. Ring.\n2. Skriv.", "- Ring.\n- Skriv."),
        ("- Fråga.\n- Svara.", "a) Fråga.\nb) Svara."),
        ("1. Gå.\n2. Vila.", "1. Gå.\n2. Vänta.\n3. Vila."),
    )
    for name, texts in zip(("2028-2031", "2028-2031-2"), zip(*lists, strict=True), strict=True):
        ways = [f"## Väg {at}\n\nAlla hjälps åt här.\n\n{own}\n" for at, own in enumerate(texts)]
        adopt(project, name, "\n".join(["# Plan för ett tyst bibliotek\n", *ways]))
        done = new_strategy(project, "2028-2031", DAY)
    rows = [one for one in done.listing.split("\n") if one.startswith("  rad")]
    assert [row.split(maxsplit=2)[2] for row in rows] == [
        'nu utan nummer, förut med numret "1.": "Ring."',
        'nu utan nummer, förut med numret "2.": "Skriv."',
        'nu med numret "a)", förut utan nummer: "Fråga."',
        'nu med numret "b)", förut utan nummer: "Svara."',
        'ny: "2. Vänta."',
        'nu med numret "3.", förut med numret "2.": "Vila."',
    ]


def test_a_heading_that_stands_twice_is_no_other_page(project: Path) -> None:
    """Though it is the page's own."""
    done = revise(project, ("## Omsorg om salen", "## Omsorg om salen\n\n## Omsorg om salen"))
    assert 'ny: "Omsorg om salen"' in done.listing
    assert done.doubts == ()


def test_a_level_follows_its_section_to_another_page(project: Path) -> None:
    """With its heading's address; one that is no heading any longer is left out with the reason."""
    done = revise(
        project,
        (GUESTS, ""),
        ("## Omsorg", f"{GUESTS}## Omsorg"),
        ("### Den som stör trots det", "Den som stör trots det"),
    )
    levels = check(project, DAY).facts.document.prevention
    assert [(one.id, one.page) for one in levels] == [
        ("alla", "strategi/lugn.md"),
        ("nagra", "strategi/omsorg.md"),
    ]
    gone = 'nivån "Den som stör trots det" är borttagen: den har ingen rubrik i det nya dokumentet'
    assert gone in [one.what for one in done.left]
    assert "## Alla gäster { #alla }" in (project / "docs/strategi/lugn.md").read_text("utf-8")


def test_a_page_whose_heading_is_gone_stays(project: Path) -> None:
    """With what the editors have there. Its heading is the site's own, and somebody agrees."""
    before = {file: file.read_bytes() for file in (project / "docs/strategi").glob("lugn.md")}
    done = revise(project, ("## Omsorg om salen\n\n", ""))
    [told] = done.doubts
    assert told == (
        'rad 20: rubriken "Omsorg om salen" finns inte i det nya dokumentet, och står kvar på'
        " strategi/omsorg.md som webbplatsens egen. Hör texten där till ett annat kapitel nu? Flytta"
        " den dit, och raderna under transcript i data/strategy.yaml."
    )
    page = (project / "docs/strategi/omsorg.md").read_text("utf-8")
    assert '\n# Omsorg om salen { data-editorial="" }\n\n{{ validity_notice() }}\n\n{{ prev' in page
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize("title", ["# Plan för ett lugnt", "# Plan för ett lugnare"])
def test_a_page_may_begin_with_what_stands_above_the_title(project: Path, title: str) -> None:
    """A letterhead or a number in the register that is new there: the pages stay."""
    was = "# Plan för ett lugnt bibliotek\n"
    done = revise(project, (was, f"Bibliotekens hus\n\n{title} bibliotek\n"))
    assert done.doubts == ()
    page = (project / "docs/strategi/index.md").read_text("utf-8")
    assert f"\nBibliotekens hus\n\n{title} bibliotek\n\n{{{{ validity_notice() }}}}\n" in page


def test_a_page_whose_heading_is_two_now_has_the_one_over_its_text(project: Path) -> None:
    two = "## Barnen\n\nDe är små.\n\n## Alla andra\n\nTre lager"
    done = revise(project, ("## Omsorg om salen\n\nTre lager", two))
    assert done.doubts == ()
    assert '"Omsorg om salen" → "Alla andra"' in done.listing
    page = (project / "docs/strategi/omsorg.md").read_text("utf-8")
    assert "title: Alla andra\n" in page
    assert (
        "# Alla andra\n\n{{ validity_notice() }}\n\n{{ prevention_triangle() }}\n\nTre lager"
        in page
    )
    assert "## Barnen { #barnen }\n\nDe är små.\n" in (project / "docs/strategi/lugn.md").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("apart", [False, True], ids=["whole", "cells on lines of their own"])
def test_a_table_that_has_moved_is_still_data(project: Path, apart: bool) -> None:
    plan = (project / "data/source/plan.txt").read_text("utf-8")
    table = plan[plan.index("Aktivitet") : plan.index("## Omsorg")]
    if apart:
        lines = '["8-12", "14-16", "18"]', '["8-12", "14-19", "21"]'
        change(project, "data/source/plan.txt", table, table := table.replace("\t", "\n"))
        change(project, "data/strategy.yaml", *lines)
        change(project, "data/strategy.yaml", '["20-34"]', '["23-37"]')
    done = revise(project, (table, ""), ("#### Mål", f"{table}#### Mål"))
    assert done.doubts == ()
    [area] = check(project, DAY).facts.areas
    assert [one.id for one in area.followed] == ["ostord", "skyltar", "fraga"]
    page = (project / "docs/strategi/lugn.md").read_text("utf-8")
    assert '}}\n\n{{ activity_table("lugn") }}\n\n{{ goals("lugn") }}\n\n{{ ed' in page


@pytest.mark.parametrize("heading", ["## Omsorg om salen\n", "### Målområde 1. Lugn i salen\n\n"])
def test_a_table_under_another_heading_keeps_its_activities(project: Path, heading: str) -> None:
    """It has moved to another chapter, or its own heading is gone: what is followed up is."""
    plan = (project / "data/source/plan.txt").read_text("utf-8")
    table = plan[plan.index("Aktivitet") : plan.index("## Omsorg")]
    moved = ((table, ""), (DISK, table + DISK)) if "Omsorg" in heading else ((heading, ""),)
    done = revise(project, *moved)
    assert done.doubts[0] == (
        'målet "Alla som läser i salen ska få vara …" står inte i en tabell eller lista i det nya'
        " dokumentet"
    )
    [area] = check(project, DAY).facts.areas
    assert [one.id for one in area.followed] == ["skyltar", "fraga"]


def test_a_row_may_move_to_another_table(project: Path) -> None:
    """It keeps its id, and both tables are data."""
    chapter = "\n## Ljus\n\nÅtgärd\tAnsvarig\nTänd lampan vid den stora dörren\tRÅD\n"
    row = "Fråga besökarna varje år.\tRÅD\n"
    revise(project, (DISK, chapter + DISK))
    adopt(
        project,
        "2024-2027-2",
        (project / "data/source/strategi-2024-2027.txt")
        .read_text("utf-8")
        .replace(row, "")
        .replace("dörren\tRÅD\n", f"dörren\tRÅD\n{row}"),
    )
    done = new_strategy(project, "2024-2027", DAY)
    assert done.doubts == ()
    areas = check(project, DAY).facts.areas
    assert [(area.id, [one.id for one in area.activities]) for area in areas] == [
        ("lugn", ["skyltar"]),
        ("ljus", ["ljus-1", "fraga"]),
    ]


def test_what_is_gone_is_told_and_what_is_new_comes_in(project: Path) -> None:
    """A goal, a row, a heading and a level; a chapter with a table that can be read."""
    chapter = "\n## Ljus\n\nÅtgärd\tAnsvarig\nTänd lampan\tRÅD\n"
    last = "### Den som stör trots det\n\nDen som ändå stör får tala med disken.\n"
    old = "Alla som läser i salen ska få vara ostörda.\n"
    done = revise(
        project,
        ("Fråga besökarna varje år.\tRÅD\n", ""),
        (old, f"{old}Barn får skratta.\n"),
        (last, chapter),
    )
    assert done.doubts == (
        'aktiviteten "Fråga besökarna varje år." finns inte i det nya dokumentet',
    )
    told = [one.what for one in done.left if one.place.file.startswith(("data/source", "docs/s"))]
    assert [one for one in told if "talar om" not in one] == [
        'kapitlet "Ljus" är nytt, och står på strategi/omsorg.md',
        'nivån "Den som stör trots det" är borttagen: orden står inte så i det nya dokumentet',
        "det som står vid sidan av dokumentets text på sidorna är kvar",
        'rubriken "Den som stör trots det" finns inte längre på strategi/omsorg.md',
    ]
    areas = check(project, DAY).facts.areas
    assert [(area.id, [one.id for one in area.followed]) for area in areas] == [
        ("lugn", ["ostord", "lugn-mal-2", "skyltar"]),
        ("ljus", ["ljus-1"]),
    ]
    page = (project / "docs/strategi/omsorg.md").read_text("utf-8")
    assert page.endswith('ett annat rum.\n\n## Ljus { #ljus }\n\n{{ activity_table("ljus") }}\n')


@pytest.mark.parametrize(
    ("now", "number", "title"),
    [
        ("Målområde 2. Ro i salen", 2, "Ro i salen"),
        ("Lugn i hela salen", None, "Lugn i hela salen"),
    ],
)
def test_a_target_area_has_the_heading_that_the_document_has(
    project: Path, now: str, number: int | None, title: str
) -> None:
    """In new words it is the same: its id, its page and its follow-up stay."""
    revise(project, ("Målområde 1. Lugn i salen", now))
    checked = check(project, DAY)
    [area] = checked.facts.areas
    assert (area.id, area.number, area.title, area.full_title) == ("lugn", number, title, now)
    assert f">{now}</h1>" in checked.pages["strategi/lugn.md"].html
    assert [one.id for one in area.followed] == ["ostord", "skyltar", "fraga"]


def test_an_activity_that_stands_in_the_text_now_is_told_as_that(project: Path) -> None:
    """Whatever signs stand around it there."""
    row, place = "Fråga besökarna varje år.", "Den som pratar får en plats i ett annat rum."
    done = revise(project, (f"{row}\tRÅD\n", ""), (place, f"{place} Rådet gör mer ({row})"))
    assert done.doubts == (
        f'aktiviteten "{row}" står inte i en tabell eller lista i det nya dokumentet',
    )


def test_headings_keep_their_addresses_where_pages_are_written_anew(project: Path) -> None:
    """Those with the same words; what is gone is told."""
    change(project, "docs/strategi/omsorg.md", "{ #nagra }", "{ #prata }")
    change(project, "data/strategy.yaml", "id: nagra\n", "id: prata\n")
    text = "# Plan för ett lugnt bibliotek\n\nFastställd: 2026-11-18\n\n## Omsorg om salen\n"
    text += (
        "\n### Den som har svårt att vara tyst\n\nHen får gå.\n\n### Alla gäster\n\nDe är glada.\n"
    )
    adopt(project, "2024-2027", text)
    done = new_strategy(project, "2024-2027", DAY, chapters=True)
    assert done.listing.endswith(
        '\n  docs/grundutbildning/index.md:25 citerar "Alla som läser i salen ska få vara ostörda.",'
        " som inte står i den nya"
    )
    page = (project / "docs/strategi/omsorg.md").read_text("utf-8")
    assert "## Den som har svårt att vara tyst { #prata }" in page
    assert "## Alla gäster { #alla }" in page
    assert 'rubriken "Den som stör trots det" finns inte längre på strategi/omsorg.md' in [
        found.what for found in done.left
    ]


@pytest.mark.parametrize(
    ("chapters", "page", "ids"),
    [(True, "lugn-om-kvallen", ["mal-2", "mal-2-2"]), (False, "index", ["mal", "mal-2"])],
)
def test_a_section_may_move_to_a_page_that_has_one_of_the_same_heading(
    project: Path, chapters: bool, page: str, ids: list[str]
) -> None:
    """Each heading has an id of its own there, whether the pages stay or not."""
    goals = "### Mål\n\nAlla som läser om dagen ska trivas i salen.\n\n"
    text = f"# Plan för tyst läsning\n\n## Lugn om dagen\n\nSalen är öppen och varm.\n\n{goals}"
    text += "## Lugn om kvällen\n\nSalen är tyst och tom.\n\n### Mål\n\nIngen går hem ensam.\n"
    adopt(project, "2024-2027", text)
    new_strategy(project, "2024-2027", DAY, chapters=True)
    moved = text.replace(goals, "").replace("tom.\n\n", f"tom.\n\n{goals}")
    moved = moved if chapters else moved.replace("# Plan", "# Rådet\n\n# Plan")
    adopt(project, "2024-2027-2", moved)
    new_strategy(project, "2024-2027", DAY, chapters=chapters)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert re.findall(r"Mål \{ #(\S+) \}", checked.pages[f"strategi/{page}.md"].text) == ids


@pytest.mark.parametrize("heading", ["## Frågor", "### Frågor"])
def test_a_table_may_be_two(project: Path, heading: str) -> None:
    """Each under a heading, with the same heads: every activity keeps its id, and none is gone."""
    heads, note = "Aktivitet 2024-2027\tAnsvarig\n", "\n<sup>1</sup> Bibliotekets råd\n"
    above = f"{note}\n{heading}\n\n{heads}Fråga besökarna"
    done = revise(project, (note, ""), ("Fråga besökarna", above))
    areas = check(project, DAY).facts.areas
    assert [(area.title, [one.id for one in area.activities]) for area in areas] == [
        ("Lugn i salen", ["skyltar"]),
        ("Frågor", ["fraga"]),
    ]
    assert done.doubts == ()


def test_a_note_under_both_halves_of_a_table_is_on_pages_written_anew(project: Path) -> None:
    """The first table shows it, which stands before the other: so the pages can't stay as they
    are, and the activities are what they were all the same."""
    heads = "Aktivitet 2024-2027\tAnsvarig\n"
    done = revise(project, ("Fråga besökarna", f"\n## Frågor\n\n{heads}Fråga besökarna"))
    assert "sidorna skrivs på nytt" in done.doubts[0]
    areas = check(project, DAY).facts.areas
    assert [[one.id for one in area.activities] for area in areas] == [["skyltar"], ["fraga"]]


@pytest.mark.parametrize(
    "change",
    [
        ("Fråga besökarna", "\n## Nytt\n\nText här.\n\nFråga besökarna"),
        ("Aktivitet 2024-2027\tAnsvarig\n", ""),
        ("Aktivitet 2024-2027\tAnsvarig\n", "\tAnsvarig\n"),
        ("Aktivitet 2024-2027\tAnsvarig\n", "Aktivitet 2024-2027\n"),
        ("<sup>1</sup> Bibliotekets råd\n", "<sup>1</sup> Bibliotekets råd\nNästa mening.\n"),
    ],
)
def test_nobody_guesses_what_a_table_was(project: Path, change: tuple[str, str]) -> None:
    """Something stands between its rows, its heads are gone, or a line of it is no row."""
    done = revise(project, change)
    assert "tabellens rader saknar rubriker eller står isär" in done.doubts[-1]
    assert check(project, DAY).facts.areas == ()
    assert (project / "docs/strategi/omsorg.md").is_file()


def test_a_column_keeps_what_the_editors_wrote_whatever_its_head_is(project: Path) -> None:
    """Its key, what it means, and the days on the activities."""
    table = (
        "# Plan för ett tyst bibliotek\n\n## Lugn i salen\n\nSalen är lugn och varm om kvällen.\n"
    )
    table += "\nÅtgärd\tKlart\nMåla dörren\t2027\n"
    adopt(project, "2024-2027", table)
    new_strategy(project, "2024-2027", DAY)
    day = "klart: '2027'\n        deadline: 2027-06-30\n"
    change(project, "data/activities.yaml", "klart: '2027'\n", day)
    adopt(project, "2024-2027-2", table.replace("Klart", "När").replace("Åtgärd", "Vad"))
    done = new_strategy(project, "2024-2027", DAY)
    [area] = check(project, DAY).facts.areas
    assert [(one.key, one.heading, one.meaning) for one in area.columns] == [
        ("text", "Vad", None),
        ("klart", "När", "deadline"),
    ]
    assert str(area.activities[0].deadline) == "2027-06-30"
    assert not [one.what for one in done.left if "för hand" in one.what]
