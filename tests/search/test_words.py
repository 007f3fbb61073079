"""What a word is: folded, split and stemmed, the same in Python and in the browser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from strategysite.search.words import STOP_WORDS, fold, forms, stem, terms
from tests.search.asking import open_search


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Våldsbejakande", "valdsbejakande"), ("ÖVERGREPP", "overgrepp"), ("idé", "ide"), ("Łódź", "lodz"), ("smørgås", "smorgas")],
)
def test_marks_over_letters_are_folded_away(written: str, folded: str) -> None:
    """Whoever has no å, ä or ö finds as much as whoever has."""
    assert fold(written) == folded


@pytest.mark.parametrize(
    "group", ["polis polisen polisens", "kontaktperson kontaktpersoner kontaktpersonerna kontaktpersonens", "elev eleven elever elevernas"]
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
        ("19 kap. 1 §", "19kap"),
        ("10 kap. 15 a §", "15a§"),
        ("vit-makt-miljön", "vitmaktmiljön"),
        ("e-post", "epost"),
    ],
)
def test_what_belongs_together_is_also_one_word(text: str, whole: str) -> None:
    """Numbers and hyphenated words are found however they are spaced."""
    assert whole in forms(text)


def test_a_genitive_after_an_abbreviation_is_no_word() -> None:
    """CVE:s is CVE."""
    assert forms("CVE:s uppgifter") == ["cve", "uppgifter"]


def test_stop_words_are_folded() -> None:
    """They are compared with folded words."""
    assert all(fold(word) == word for word in STOP_WORDS)


@given(st.text(max_size=60))
def test_any_text_has_words_without_marks(text: str) -> None:
    """Whatever is typed is split without an error, and no stem is empty."""
    assert all(terms(text))


@pytest.fixture
def tested(page: Page, site_url: str) -> Page:
    """A tab with the search opened."""
    open_search(page, site_url)
    return page


def test_the_browser_reads_words_exactly_as_the_index_does(tested: Page, root: object) -> None:
    """Every word of the site, and a few that are hard, have the same forms and stems on both sides."""
    text = tested.evaluate("async () => (await (await fetch('/search/index.json')).text())")
    hard = "114 14 2025:400 19 kap. 1 § CVE:s vit-makt-miljön IDÉ Łódź Straße ½ x² 𝒜 ١٢ العَرَبِيَّة עברית ትግርኛ 😀 ﬁ İstanbul a\u0301"
    words = sorted(set(text.split())) + hard.split() + [hard]
    found = tested.evaluate(
        "(texts) => texts.map((text) => window.tested.forms(text).map((form) => window.tested.stem(window.tested.fold(form))))", words
    )
    assert [(word, theirs) for word, theirs in zip(words, found, strict=True) if theirs != terms(word)] == []
