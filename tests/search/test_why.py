"""What an editor is told of why the search answers as it does."""

from pathlib import Path

import pytest

from strategysite.checks.run import load
from strategysite.review.searching import explain
from tests.small import SOUND, SOUND_DAY

pytestmark = pytest.mark.slow

ADVICE = """
Fel ordning? Skriv frågan under words i posten som leder rätt, och kör kommandot igen.
En fråga som står där kommer alltid först på sin sida."""

STILL = """2 träffar för ”stillheten”:
Ovanför träffarna: inga nummer

1. /strategi/lugn/  2,85 poäng
   2,85 för frågor som liknar:
     ”stillhet”, lik till 81%
   0,00 för det som sidan säger
   Ord för sidan: data/search/strategin.yaml, rad 2
2. /om/tillganglighet/  0,51 poäng
   0,51 för frågor som liknar:
     ”tillganglighet”, lik till 16%
   0,00 för det som sidan säger
   Ord för sidan: inga än, gör en ny post i data/search/
"""


def why(small_site: Path, query: str) -> str:
    """Returns what is told of a query on the small site."""
    files = {f"search/{one.name}": one.read_bytes() for one in (small_site / "search").glob("*")}
    return explain(load(SOUND, SOUND_DAY)[0], files, query)


def test_an_answer_is_explained_and_where_its_words_stand(small_site: Path) -> None:
    """How well each page answers, the kept questions that are like it, file and line."""
    assert why(small_site, "stillheten") == STILL + ADVICE


def test_where_nothing_answers_it_says_what_to_do(small_site: Path) -> None:
    """The question may be written where it should lead."""
    assert (
        why(small_site, "xqzzy")
        == "Inga träffar för ”xqzzy”.\nOvanför träffarna: inga nummer\n" + ADVICE
    )
