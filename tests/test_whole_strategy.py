"""The whole strategy on one page: the words of its pages, an address for each paragraph, how it is
cited."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from strategysite.checks.run import Checked, check
from strategysite.data.adopted import shown_words, source_lines
from strategysite.data.document import document_of
from strategysite.search.reading import read_page
from tests.small import SOUND_DAY, append, change

FILE = "strategi/hela.md"


@pytest.fixture(scope="module")
def checked(sound: Path) -> Checked:
    return check(sound, SOUND_DAY)


def tree(checked: Checked) -> Any:
    """The page, as its macros and Markdown make it."""
    assert checked.problems == []
    return html.fromstring(f"<div>{checked.pages[FILE].html}</div>")


def said(element: Any) -> str:
    """The text of an element, every blank made the same."""
    return " ".join(element.text_content().split())


def test_it_has_the_words_of_every_page_in_the_transcripts_order(checked: Checked) -> None:
    strategy = checked.facts.strategy
    assert strategy
    pages = [checked.pages[entry.page] for entry in strategy.transcript.pages]
    words = [word for page in pages for word in shown_words(page.html)]
    assert shown_words(checked.pages[FILE].html) == words


def test_each_paragraph_and_row_has_an_address_and_a_link_that_is_none_of_its_words(
    checked: Checked,
) -> None:
    """The number is drawn by the style sheet; who hears the page hears where the link leads."""
    page = tree(checked)
    marks = page.xpath(".//a[@class='mark']")
    numbers = [str(number) for number in range(1, 12)]
    assert [mark.get("data-number") for mark in marks] == numbers
    assert [mark.get("href") for mark in marks] == [f"#stycke-{number}" for number in numbers]
    assert marks[0].get("aria-label") == "Stycke 1"
    assert {said(mark) for mark in marks} == {""}
    here = page.xpath(".//*[@id='stycke-4']")[0]
    assert said(here) == "Biblioteket ska vara en plats där alla kan läsa i lugn och ro."
    assert here.xpath(".//a[@data-number='4']")


def test_headings_are_a_level_lower_and_an_added_one_stays_where_the_text_needs_it(
    checked: Checked,
) -> None:
    """Without anything adopted under it an added heading goes, as does all else that is added."""
    page = tree(checked)
    headings = page.xpath(".//div[@class='whole']/*[starts-with(@id, 'rubrik-')]")
    assert [(heading.tag, said(heading)) for heading in headings] == [
        ("h2", "Plan för ett lugnt bibliotek"),
        ("h2", "Målområde 1. Lugn i salen"),
        ("h3", "Mål 2027"),
        ("h2", "Omsorg om salen"),
        ("h3", "Alla gäster"),
        ("h3", "Den som har svårt att vara tyst"),
        ("h3", "Den som stör trots det"),
    ]
    assert (
        "Tabellen var två"
        not in said(page.xpath(".//div[@class='whole']")[0]).partition("Så citerar")[0]
    )


def test_an_added_heading_is_kept_with_what_stands_under_it(checked: Checked) -> None:
    strategy = checked.facts.strategy
    assert strategy
    markup = (
        "<h1 data-editorial>Namn</h1><h2 data-editorial>Länkar</h2><ul><li data-editorial>a</li></ul>"
        "<h2>A</h2><ol><li>b<ul><li>c</li></ul></li></ol><h2 data-editorial>Sist</h2><p data-editorial>d</p>"
    )
    part = document_of(strategy, {strategy.front_page: markup})[0]
    assert [block.get("runs", block.get("items")) for block in part.blocks] == [
        ["Namn"],
        ["A"],
        [
            [
                {"kind": "paragraph", "runs": ["b"], "number": 1},
                {
                    "kind": "list",
                    "ordered": False,
                    "start": None,
                    "items": [[{"kind": "paragraph", "runs": ["c"], "number": 2}]],
                    "marks": [""],
                    "own": [{"value": None, "data-number": None}],
                },
            ]
        ],
    ]


def test_the_table_is_whole_with_its_headers_and_its_footnote(checked: Checked) -> None:
    table = tree(checked).xpath(".//table[@class='cards']")[0]
    assert [said(head) for head in table.xpath("./thead/tr/th")] == [
        "Aktivitet 2024–2027",
        "Ansvarig",
    ]
    assert table.xpath("./tbody/tr/th[@scope='row']/@data-label") == ["Aktivitet 2024–2027"] * 2
    assert table.xpath("./tbody/tr[1]/td/sup/a/@href") == ["#fotnot-RAD"]
    assert "Uppföljning" not in said(table)
    note = tree(checked).xpath(".//li[@id='fotnot-RAD']")[0]
    assert (said(note), note.getparent().get("start")) == ("Bibliotekets råd ↑", "1")
    # The mark leads to its note, and the note back.
    mark, again = table.xpath(".//sup/a")
    assert again.get("id") is None
    assert (mark.get("role"), mark.get("aria-label")) == ("doc-noteref", "Fotnot 1")
    [back] = note.xpath("./a[@data-editorial]")
    assert (back.get("href"), back.get("role")) == (f"#{mark.get('id')}", "doc-backlink")
    assert back.get("aria-label") == "Fotnot 1, tillbaka till texten"


def test_it_says_how_it_is_cited_from_the_data_and_nothing_else(broken: Path) -> None:
    """Who decided, when, under which number, where: what the data has of it."""
    project = broken
    own = 'name: Biblioteksstad\nsite_address: "https://plan.example/"\n'
    append(project, "data/municipality.yaml", own)
    citation = ".//p[@class='citation']"
    first = said(tree(check(project, SOUND_DAY)).xpath(citation)[0])
    assert first == (
        "Plan för ett lugnt bibliotek 2024–2027. Biblioteksstad. Antagen den 8 november 2023."
        " https://plan.example/strategi/hela/"
    )
    change(project, "data/municipality.yaml", "name: Biblioteksstad\n", "")
    rows = '  - label: "Fastställd:"\n    value: "2023-11-08, § 9"\n  - label: "Diarienummer:"\n    value: "2023/1"\n'
    change(project, "data/strategy.yaml", "metadata:\n", f"metadata:\n{rows}")
    change(
        project,
        "data/source/plan.txt",
        "Typ: Plan\n",
        "Fastställd: 2023-11-08, § 9\tDiarienummer: 2023/1\tTyp: Plan\n",
    )
    second = said(tree(check(project, SOUND_DAY)).xpath(citation)[0])
    assert second == (
        "Plan för ett lugnt bibliotek 2024–2027. Fastställd: 2023-11-08, § 9."
        " Diarienummer: 2023/1. https://plan.example/strategi/hela/"
    )


def test_the_checksum_is_that_of_the_file_with_the_adopted_text(
    checked: Checked, sound: Path
) -> None:
    source = (sound / "data/source/plan.txt").read_bytes()
    shown = tree(checked).xpath(".//p[@class='checksum']/code")[0]
    assert said(shown) == hashlib.sha256(source).hexdigest()


def test_what_was_set_right_and_what_stays_is_told_as_the_sites_own(checked: Checked) -> None:
    beside = tree(checked).xpath(".//section[@data-editorial]")[0]
    assert "Härifrån är texten webbplatsens egen och ingen del av planen." in said(beside)
    assert "Målområde 1. Lugn i salen Tabellen var två." in said(beside)
    assert beside.xpath(".//h3/a/@href")[0] == "../../strategi/lugn/"
    assert "Så står det, fast lugn och ro är samma sak." in said(beside)


def test_a_changed_word_is_told_once_where_it_was_changed(broken: Path) -> None:
    change(broken, "docs/strategi/omsorg.md", "Tre lager", "Två lager")
    problems = check(broken, SOUND_DAY).problems
    assert [(problem.place.file, problem.what.partition(":")[0]) for problem in problems] == [
        ("docs/strategi/omsorg.md", "lydelsen skiljer sig från det antagna dokumentet, rad 22")
    ]


def test_a_word_among_the_adopted_ones_is_refused_here_too(broken: Path) -> None:
    append(broken, f"docs/{FILE}", "\nEtt eget stycke.\n")
    (problem,) = check(broken, SOUND_DAY).problems
    assert problem.place.file == f"docs/{FILE}"
    assert problem.what == (
        'efter "… stör får tala med disken." står "Ett eget stycke.", som det antagna dokumentet inte har där'
    )


def test_it_changes_with_the_page_that_has_the_words(broken: Path) -> None:
    """While the site is shown, what other pages say is read anew."""
    assert check(broken, SOUND_DAY).problems == []
    change(broken, "docs/strategi/omsorg.md", "Tre lager", "Fyra lager")
    change(broken, "data/source/plan.txt", "Tre lager", "Fyra lager")
    assert "Fyra lager hjälper varandra." in said(tree(check(broken, SOUND_DAY)))
    strategy = check(broken, SOUND_DAY).facts.strategy
    assert strategy and source_lines(broken, strategy)


def test_the_search_knows_it_by_its_title_alone(checked: Checked) -> None:
    """Its words lead to the pages that have them."""
    page = checked.pages[FILE]
    found = read_page(
        page.url, f"<title>Hela</title><article class='adopted'>{page.html}</article>"
    )
    assert found
    assert [(section.heading, section.id) for section in found.sections] == [
        ("Hela planen på en sida", "")
    ]
    assert "ostörda" not in found.sections[0].text
