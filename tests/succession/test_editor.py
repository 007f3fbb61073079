"""Plays the editor who gets a document of twenty pages with four tables, and counts what is touched
by hand until the pages are finished."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from strategysite.checks.run import check
from strategysite.data.adopted import shown_words, words
from strategysite.editing.succession import Succession, new_strategy
from strategysite.problems import report
from tests.small import SOUND_DAY as DAY
from tests.small import change
from tests.succession.word import document, footnote, item, paragraph, table

TITLE = "Plan för ett varmt bibliotek"
MOST = 10  # places touched by hand
HEADS = ["Åtgärd", "Ansvarig", "Klart senast", "Indikator", "Budget"]
MEANINGS = (
    'så här läser uppföljningen kolumnerna, i alla tabeller: "Klart senast" (senast klar),'
    ' "Indikator" (det som mäts)'
)
CHAPTERS = [
    "Inledning",
    "Bakgrund",
    "Läget i salen",
    "Lugn vid borden",
    "Hjälp vid disken",
    "Öppet för alla",
    "Samverkan med skolan",
    "Uppföljning",
]
SENTENCE = (
    "Salen i hus {} är öppen för alla som läser, och den som vill prata får en plats i rummet"
    " bredvid, där dörren kan stängas och ljuset är gott också på kvällen. "
)


def rows(chapter: int) -> list[list[str]]:
    """The rows of a chapter's table; nobody is responsible for the third, all for the last."""
    who = ["RÅD", "RÅD, Vaktmästare", "", "alla avdelningar"]
    return [
        [
            f"Ordna kväll {number} i del {chapter}",
            who[number % 4],
            f"{2028 + number % 4}",
            f"{number} av 10 nöjda",
            f"{number}5 000 kr" if number % 3 else "",
        ]
        for number in range(1, 9)
    ]


def body() -> Iterator[str]:
    """The document: its fact box, its list of contents, and chapters of two or three pages each."""
    yield paragraph(TITLE, "Title")
    yield table(
        ["Antagen", "2026-11-18, § 101"],
        ["Diarienummer", "BIB 2026/101"],
        ["Dokumentansvarig", "Bibliotekets råd"],
    )
    for number, chapter in enumerate(CHAPTERS, 1):
        yield paragraph(f"{number} {chapter}\t{number * 2}", "TOC1")
    for number, chapter in enumerate(CHAPTERS, 1):
        yield paragraph(chapter, "Rubrik1")
        for part in range(1, 4):
            yield paragraph(f"{chapter}, del {part}", "Rubrik2")
            for text in range(4):
                yield paragraph(
                    SENTENCE.format(number) * 4 + f"Så är det i del {part}, stycke {text}."
                )
            yield from (
                item(f"Steg {step} i del {part} av hus {number}", 2 if step > 1 or part > 1 else 4)
                for step in (1, 2, 3)
            )
        if 4 <= number <= 7:
            yield paragraph("Mål", "Rubrik2")
        yield from (item(f"Punkt {point} om hus {number}") for point in (1, 2))
        if number == 2:
            yield paragraph("Lugn är ett ord med många meningar", more=footnote(1))
        if 4 <= number <= 7:
            yield paragraph("Åtgärder", "Rubrik2")
            yield table(HEADS, *rows(number))


@pytest.fixture
def planned(project: Path) -> Path:
    """The project with the document saved where the command looks for it."""
    made = document(*body(), notes=["Se ordlistan."], head="Biblioteket", numbered_headings=True)
    (project / "data/source/strategi-2028-2031.docx").write_bytes(made)
    return project


@pytest.mark.slow
def test_twenty_pages_take_ten_places_by_hand(planned: Path) -> None:
    """Saved, read through, what is told seen to; then it is all there, word for word. What the
    columns mean to the follow-up is asked once for all tables, with the rest of what is read."""
    touched = ["dokumentet sparas i data/source/"]

    def agree(succession: Succession) -> bool:
        touched.append("listan läses och godkänns")
        assert MEANINGS in succession.doubts[-1], succession.doubts
        told = (f'tabell, "{" ".join(HEADS)}", 5 kolumner och 8 rader: uppgifter', '4": mål')
        return all(f"{one} i data/activities.yaml" in succession.listing for one in told)

    done = new_strategy(planned, "2028-2031", DAY, agree, chapters=True)
    own = [found for found in done.left if found.about == TITLE]
    touched += [f"{one.place.file}:{one.place.line} {one.what}" for one in own]
    actors = "ingen förklaring av RÅD, Vaktmästare"  # a sentence on each
    touched += [one for one in touched if actors in one]
    print(f"{len(touched)} places by hand:", *touched, sep="\n")
    assert len(touched) <= MOST, touched

    checked = check(planned, DAY)
    assert not checked.problems, report(checked.problems, planned)
    strategy, activities = checked.facts.strategy, checked.facts.activities
    assert strategy and activities
    areas = activities.target_areas
    assert [(len(area.goals), len(area.activities)) for area in areas] == [(2, 8)] * 4
    meant = [None, None, "deadline", "indicator", None]
    assert [[column.meaning for column in area.columns] for area in areas] == [meant] * 4
    # Not "Åtgärder" four times: that is only what the table is.
    assert areas[0].title == "4 Lugn vid borden"
    assert areas[0].goals[1].text == "Punkt 2 om hus 4"
    assert [actor.id for actor in strategy.actors] == ["RAD", "vaktmastare"]
    # What the old plan makes of them is nothing that the new one says.
    assert [actor.explanation for actor in strategy.actors] == [None, None]
    pages = [entry.page for entry in strategy.transcript.pages]
    assert len(pages) == 1 + len(CHAPTERS)
    shown = [word for page in pages for word in shown_words(checked.pages[page].html)]
    size = sum(
        len(words(line))
        for line in (planned / "data/source/strategi-2028-2031.txt").read_text("utf-8").split("\n")
    )
    assert 8_000 < len(shown) < size, "the size of twenty pages"
    first: Any = html.fromstring(checked.pages["strategi/lugn-vid-borden.md"].html)
    assert [" ".join(cell.text_content().split()) for cell in first.xpath("//thead//th")] == HEADS
    assert first.xpath("//h1/text()") == ["4 Lugn vid borden"]
    assert first.xpath("//ol[1]/li[1]/text()") == ["Steg 1 i del 1 av hus 4"]
    noted = checked.pages["strategi/bakgrund.md"].text  # and not the last chapter
    assert 'ord med många meningar<sup data-editorial="">[1](#fotnot-1){' in noted
    assert "[1](#fotnot-1-i-texten){ #fotnot-1 " in noted
    menu = (planned / "mkdocs.yml").read_text("utf-8")
    assert re.search(
        r"- Plan för ett varmt bibliotek: strategi/index.md\n +- \"1 Inledning\": strategi/inledning.md",
        menu,
    )


def test_a_cell_that_is_no_longer_the_documents_is_refused(planned: Path) -> None:
    """The tables are locked as the rest is."""
    new_strategy(planned, "2028-2031", DAY, chapters=True)
    change(planned, "data/activities.yaml", "15 000 kr", "16 000 kr")
    told = report(check(planned, DAY).problems, planned)
    assert "16 000 kr" in told
    assert "data/activities.yaml" in told
