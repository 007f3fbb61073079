"""What an editor is told of data/search.yaml."""

from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.problems import render
from tests.conftest import DAY


def told(project: Path, entries: str) -> list[str]:
    """Replaces the file, and returns what is said of it, each on one line."""
    (project / "data/search.yaml").write_text(f"entries:\n{entries}", "utf-8")
    return [" | ".join(line.strip() for line in render(problem, project).split("\n")) for problem in check(project, DAY).problems]


@pytest.mark.parametrize(
    ("entries", "first", "last"),
    [
        ("  - {to: om/borta.md, words: [borta]}\n", 'data/search.yaml:2:10: sidan "om/borta.md" finns inte', "Tillåtna: a-o.md"),
        ("  - {to: hjalp/index.md#lamnaa, words: [ut]}\n", 'rubriken "#lamnaa" finns inte på sidan hjalp/index.md', 'Menade du "lamna"?'),
        ("  - {to: om/index.md, words: [ut, Ut]}\n", 'data/search.yaml:2:35: "Ut" står två gånger', "Det står redan på rad 2."),
        (
            "  - {to: om/index.md, words: [ut]}\n  - {to: a-o.md, listed: [UT]}\n",
            'data/search.yaml:3:27: "UT" står två gånger',
            "Det står redan på rad 2.",
        ),
        ("  - {words: [poliser], means: [polisen]}\n", '"polisen" leder till sig självt', "Böjningar och stavfel klarar sökningen själv."),
        ("  - {words: [häst], means: [enhörning]}\n", 'ingen sida använder "enhörning"', "Skriv ett ord som står på någon sida"),
        ("  - {words: [häst]}\n", "data/search.yaml:2:5: posten leder ingenstans", 'Skriv sidan under "to"'),
        ("  - {to: om/index.md}\n", "data/search.yaml:2:5: posten har inga ord", 'under "words"'),
        ("  - {listed: [häst], means: [polis]}\n", '"listed" behöver en sida', 'Skriv sidan under "to"'),
        ("  - {to: om/index.md, words: ['?!']}\n", '"?!" har inga bokstäver eller siffror', "Skriv ett ord"),
        ("  - {to: om/index.md, wrods: [a]}\n", 'okänd nyckel "wrods"', 'Menade du "words"?'),
    ],
)
def test_a_word_that_leads_wrong_is_told_with_its_place(project: Path, entries: str, first: str, last: str) -> None:
    """Nowhere, twice, to itself, or not written as it should be."""
    said = told(project, entries)
    assert len(said) == 1
    assert first in said[0]
    assert last in said[0]


def test_the_page_for_guesses_exists(project: Path) -> None:
    """It is a page like any other."""
    (project / "data/search.yaml").write_text("otherwise: borta.md\n", "utf-8")
    assert [problem.what for problem in check(project, DAY).problems] == ['sidan "borta.md" finns inte']


def test_a_site_may_have_no_words_of_its_own(project: Path) -> None:
    """The file is the editors' help, and no part of what a site must have."""
    (project / "data/search.yaml").unlink()
    assert check(project, DAY).problems == []


def test_the_file_is_sound(root: Path) -> None:
    """Every word of the real file leads to a page, once."""
    assert [problem for problem in check(root, DAY).problems if "search" in problem.place.file] == []
