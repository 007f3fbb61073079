"""What a word is: folded and split, the same in Python and in the browser; and its stem."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from strategysite.search.shortening import Shorthand, chain, lengthen, unchain
from strategysite.search.words import STOP_WORDS, fold, stem, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Våldsbejakande", "valdsbejakande"),
        ("ÖVERGREPP", "overgrepp"),
        ("idé", "ide"),
        ("Łódź", "lodz"),
        ("smørgås", "smorgas"),
    ],
)
def test_marks_over_letters_are_folded_away(written: str, folded: str) -> None:
    """Whoever has no å, ä or ö finds as much as whoever has."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    "group",
    [
        "polis polisen polisens",
        "kontaktperson kontaktpersoner kontaktpersonerna kontaktpersonens",
        "elev eleven elever elevernas",
    ],
)
def test_inflections_share_a_stem(group: str) -> None:
    """A word is found in every form."""
    assert len({stem(fold(word)) for word in group.split()}) == 1


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ring 114 14 nu", "11414"),
        ("010-568 70 00", "0105687000"),
        ("lagen (2025:400)", "2025400"),
        ("vit-makt-miljön", "vitmaktmiljon"),
        ("e-post", "epost"),
    ],
)
def test_what_belongs_together_is_also_one_word(text: str, whole: str) -> None:
    """Numbers and hyphenated words are found however they are spaced."""
    assert whole in words(text)


def test_a_genitive_after_an_abbreviation_is_no_word() -> None:
    """CVE:s is CVE."""
    assert words("CVE:s uppgifter") == ["cve", "uppgifter"]


def test_stop_words_are_folded() -> None:
    """They are compared with folded words."""
    assert all(fold(word) == word for word in STOP_WORDS)


@pytest.mark.slow
@given(st.text(max_size=60))
def test_any_text_has_words_without_marks(text: str) -> None:
    """Whatever is typed is split without an error, and no word is empty."""
    assert all(words(text))


@given(st.text(), st.integers(0, 9))
def test_a_question_in_short_is_read_as_it_was(text: str, kept: int) -> None:
    """Whichever of its words are common, or known, and whatever letters they have."""
    typed = words(text)
    shorthand = Shorthand(typed[:kept], ["a", *typed[1 : kept + 2]])
    assert shorthand.read(shorthand.write(" ".join(typed))) == " ".join(typed)


@given(st.lists(st.text()))
def test_texts_in_a_chain_are_read_as_they_were(texts: list[str]) -> None:
    """However many letters they have in common, and whatever letters they have."""
    questions = sorted(" ".join(words(text)) for text in texts)
    assert unchain(chain(questions)) == questions
    assert unchain(chain(["a" * 40 + "b", "a" * 40 + "c", "a"])) == [
        "a" * 40 + "b",
        "a" * 40 + "c",
        "a",
    ]


ENDINGS = re.findall(
    r"\w+",
    "a ad ade ades an anden ande ar arna arnas ast at dd e else en ens er erna ernas es et "
    "fullt gd het heten heterna ig kt lig ligt ll löst nn or orna ornas s st tt",
)
HARD = "114 14 2025:400 19 kap. 1 § CVE:s vit-makt-miljön IDÉ Łódź Straße ½ x² 𝒜 ١٢"
OTHERS = "العَرَبِيَّة עברית ትግርኛ 😀 ﬁ İstanbul a\u0301"


@pytest.mark.browser
def test_the_browser_reads_words_exactly_as_the_index_does(tested: Page, small_site: Path) -> None:
    """The words of a site with every ending, and a few that are hard."""
    index = json.loads((small_site / "search/index.json").read_text("utf-8"))
    starts = list(lengthen(index["words"]))
    whole = [*starts, *HARD.split(), HARD, *OTHERS.split()]
    texts = [f"{word}{ending}" for word in whole for ending in ["", *ENDINGS]]
    assert len(texts) > 10_000
    found = tested.evaluate("(texts) => texts.map(tested.wordsOf)", texts)
    told = zip(texts, found, strict=True)
    assert [(text, theirs) for text, theirs in told if theirs != words(text)] == []
