"""Footnotes of an adopted document in its tables of activities and its lists of goals: they are
data as any other, and each mark leads to its note and back."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from strategysite.checks.run import check
from strategysite.data.document import document_of
from strategysite.data.open_data import tables
from strategysite.editing.succession import new_strategy
from strategysite.exports.pdf.strategy import strategy_model, write_strategies
from strategysite.problems import report
from tests.small import SOUND_DAY as DAY
from tests.small import change
from tests.succession.conftest import adopt

PLAN = """# Plan för ljusa gångar 2028-2031

## Gångarna

Ljus<sup>1</sup> är bra.

### Mål

- Alla ser vägen<sup>2</sup>.
- Ingen snubblar.

### Åtgärder

Åtgärd\tAnsvarig\tKlart<sup>3</sup>
Laga belysningen<sup>2</sup> i gången\tRådet\t2029
Måla trappan\tRådet<sup>1</sup>, Gården\t2030<br>eller senare<sup>3</sup>

<sup>1</sup> Dagsljus och lampor.

<sup>2</sup> Från dörren till hyllan.

<sup>3</sup> Senast i december.
"""
NEXT = "## Kanten\n\nÅtgärd\tVem\nSopa golvet<sup>1</sup>\tRådet\n\n<sup>1</sup> Varje dag.\n"


def page_of(markup: str) -> Any:
    """The HTML of a page, as a tree."""
    return html.fragment_fromstring(markup, create_parent="div")


def linked(tree: Any) -> list[tuple[str, str]]:
    """Where each mark of a footnote on a page leads, and each note leads back, by what they say."""
    assert len({*tree.xpath("//@id")}) == len(tree.xpath("//@id")), "an id is there twice"
    found = [(link.text, link.get("href")) for link in tree.xpath("//a[contains(@role, 'doc-')]")]
    for _, to in found:
        assert tree.xpath(f"//*[@id='{to[1:]}']"), to
    return found


@pytest.fixture
def taken(project: Path) -> Path:
    """The project after the plan has taken over."""
    adopt(project, "2028-2031", PLAN)
    new_strategy(project, "2028-2031", DAY)
    return project


def test_a_table_with_footnotes_is_data(taken: Path) -> None:
    """The mark stands in the cell as the document writes it, and leads to the note and back."""
    checked = check(taken, DAY)
    assert not checked.problems, report(checked.problems, taken)
    data = (taken / "data/activities.yaml").read_text("utf-8")
    assert "        text: Laga belysningen<sup>2</sup> i gången\n" in data
    assert "      - id: gangarna-mal-1\n        text: Alla ser vägen<sup>2</sup>.\n" in data
    [area] = checked.facts.areas
    assert [one.text for one in area.followed] == [
        "Alla ser vägen.",
        "Ingen snubblar.",
        "Laga belysningen i gången",
        "Måla trappan",
    ]
    tree = page_of(checked.pages["strategi/index.md"].html)
    there = [("1", "#fotnot-1"), ("2", "#fotnot-2"), ("3", "#fotnot-3"), ("2", "#fotnot-2")]
    there += [("1", "#fotnot-1"), ("3", "#fotnot-3")]
    back = [(str(number), f"#fotnot-{number}-i-texten") for number in (1, 2, 3)]
    assert linked(tree) == there + back
    row = tree.xpath("//tr[@id='aktivitet-gangarna-1']/th")[0]
    assert row.text_content() == "Laga belysningen2 i gången"
    assert tree.xpath("//td/@data-label") == ["Ansvarig", "Klart"] * 2
    assert "<br>eller senare<sup data-editorial>" in checked.pages["strategi/index.md"].html


def test_the_whole_text_and_its_pdf_have_the_same_notes(taken: Path, tmp_path: Path) -> None:
    """On the page with all of it, where they lead to each other too, and as notes of the PDF, where
    a mark within a word, or before a full stop, parts nothing."""
    checked = check(taken, DAY)
    assert [*write_strategies(tmp_path, checked.facts, checked.pages)] == []
    tree = page_of(checked.pages["strategi/hela.md"].html)
    assert [to for _, to in linked(tree)].count("#fotnot-2") == 2
    facts, markup = checked.facts, {file: page.html for file, page in checked.pages.items()}
    parts = document_of(facts.document, markup)
    blocks = strategy_model(facts, [one for part in parts for one in part.blocks])["blocks"]
    [table] = [block for block in blocks if block["kind"] == "table" and block["head"]]
    assert table["rows"][0]["cells"][0]["runs"] == [
        "Laga belysningen",
        {"note": "fotnot-2"},
        " i gången",
    ]
    assert "notes" not in [block["kind"] for block in blocks]


def test_what_leaves_the_site_has_the_words_alone(taken: Path) -> None:
    """Open data, and how it goes: a number there would be one of the row's own words."""
    checked = check(taken, DAY)
    [activities] = [files for table, files in tables(checked.facts) if table.name == "aktiviteter"]
    rows = [*csv.DictReader(io.StringIO(activities["aktiviteter.csv"]), delimiter=";")]
    assert "Laga belysningen i gången" in [row["text"] for row in rows]
    assert '"text": "Laga belysningen i gången"' in activities["aktiviteter.json"]
    assert "sup" not in activities["aktiviteter.csv"] + activities["aktiviteter.json"]
    said = page_of(checked.pages["uppfoljning.md"].html).text_content()
    assert "Laga belysningen i gången" in said


def test_its_words_are_locked_and_a_mark_alone_leads_nowhere(taken: Path) -> None:
    change(taken, "data/activities.yaml", "belysningen<sup>2</sup> i", "lampan<sup>2</sup> i")
    [problem] = check(taken, DAY).problems
    assert problem.what == "aktiviteten står inte så i det antagna dokumentet"
    change(taken, "data/activities.yaml", "lampan<sup>2</sup> i", "belysningen<sup>7</sup> i")
    checked = check(taken, DAY)
    assert not checked.problems
    assert (
        "Laga belysningen<sup data-editorial>7</sup> i" in checked.pages["strategi/index.md"].html
    )


@pytest.mark.parametrize(("chapters", "page"), [(False, "index"), (True, "kanten")])
def test_numbers_may_begin_anew(project: Path, chapters: bool, page: str) -> None:
    """In each chapter: a mark is that of the next note of its number, on whatever page."""
    adopt(project, "2028-2031", PLAN + NEXT)
    new_strategy(project, "2028-2031", DAY, chapters=chapters)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert [len(area.activities) for area in checked.facts.areas] == [2, 1]
    edge = page_of(checked.pages[f"strategi/{page}.md"].html)
    assert linked(edge)[-2:] == [("1", "#fotnot-1-2"), ("1", "#fotnot-1-2-i-texten")]


def test_a_revision_keeps_the_marks(taken: Path) -> None:
    """In what is the same and in what is not; one with another number is the new document's."""
    text = PLAN.replace("är bra", "är mycket bra").replace("2030<br>", "2031<br>")
    text = text.replace("Måla trappan\t", "Måla trappan<sup>2</sup>\t")
    text = text.replace("Gården\t", "Gården<sup>2</sup>\t").replace(
        "Ingen snubblar", "Ingen snubblar<sup>3</sup>"
    )
    (taken / "data/source/strategi-2028-2031-2.txt").write_text(text, "utf-8")
    done = new_strategy(taken, "2028-2031", DAY)
    checked = check(taken, DAY)
    assert not checked.problems, report(checked.problems, taken)
    assert "skiljer" in done.listing, "the pages stay"
    data = (taken / "data/activities.yaml").read_text("utf-8")
    for own in (
        "Laga belysningen<sup>2</sup> i",
        "id: gangarna-2\n        text: Måla trappan<sup>2</sup>\n",
        "Klart<sup>3</sup>",
        "<sup>1</sup>, Gården<sup>2</sup>",
        "2031\n",
        "snubblar<sup>3</sup>",
        "vägen<sup>2</sup>.",
    ):
        assert own in data
    linked(page_of(checked.pages["strategi/index.md"].html))


def test_a_mark_in_the_data_leads_to_a_note_on_another_page(project: Path) -> None:
    """Where the note has its first mark; and back to the data, where that has the only one."""
    rows = "Åtgärd\tVem\nLaga<sup>1</sup> taket\tRådet\n\n<sup>1</sup> Varje dag.\n"
    text = f"# Plan 2028-2031\n\n## Ljus\n\nLjus<sup>1</sup> är bra.\n\n## Tak\n\n{rows}"
    adopt(project, "2028-2031", text)
    new_strategy(project, "2028-2031", DAY, chapters=True)
    pages = check(project, DAY).pages
    assert ("1", "../../strategi/ljus/#fotnot-1") in marks(pages["strategi/tak.md"].html)
    assert marks(pages["strategi/ljus.md"].html) == [
        ("1", "#fotnot-1"),
        ("1", "#fotnot-1-i-texten"),
    ]


def marks(markup: str) -> list[tuple[str, str]]:
    """What each link of a footnote says, and where it leads."""
    tree = page_of(markup)
    return [(one.text, one.get("href")) for one in tree.xpath("//a[contains(@role, 'doc-')]")]
