"""What the search finds on the small site, asked in a real browser. tests/browser measures it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from strategysite.build.index import write_search_index
from strategysite.checks.run import load
from strategysite.search.ranking import Search
from tests.conftest import serving
from tests.search.asking import OWN, Answer, ask, open_search, questions
from tests.small import SOUND, SOUND_DAY

pytestmark = pytest.mark.browser


@pytest.fixture
def found(tested: Page, small_url: str, typed: str) -> Answer:
    """What the search answers to `typed`."""
    return ask(tested, small_url, typed)[0]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vart ringer jag", "hjalp/#fara"),
        ("läsesal", "strategi/#salen"),
        ("stillhet", "strategi/lugn/"),
    ],
)
def test_the_editors_words_lead_where_they_say(found: Answer, first: str) -> None:
    """A question or a listed word to its page or heading."""
    assert found.addresses[0] == first


def test_beside_a_guess_stands_the_editors_choice(tested: Page, small_url: str) -> None:
    """Whoever has other words for their need than anybody thought of is not left without."""
    assert ask(tested, small_url, "sparsam vara")[0].addresses[:2] == [
        "om/integritet/#sparas-inte",
        "hjalp/",
    ]


def test_a_phrase_in_quotation_marks_stands_so_on_the_page(tested: Page, small_url: str) -> None:
    """Only pages with the words in that order remain; with other signs for quotation too."""
    asked = ("lugn och ro", '"lugn och ro"', "”lugn och ro”")
    loose, exact, curly = ask(tested, small_url, *asked)
    assert 0 < exact.total < loose.total
    assert exact.addresses == curly.addresses
    assert not exact.inexact


def test_a_phrase_that_no_page_has_gives_pages_with_its_words(tested: Page, small_url: str) -> None:
    """And says so."""
    found = ask(tested, small_url, '"ro och lugn"')[0]
    assert found.inexact
    assert found.total > 0


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("08-465 004 00", "hjalp/#fraga"),
        ("0846500400", "hjalp/#fraga"),
        ("08 465 00 400", "hjalp/#fraga"),
        ("tel 08-465 004 00", "hjalp/#fraga"),
        ("0046846500400", "hjalp/#fraga"),
        ("08-465 004 03", "hjalp/orolig/"),
        ("0846500403", "hjalp/orolig/"),
        ("+46 8 465 004 03", "hjalp/orolig/"),
        ("1 1 2", "hjalp/#fara"),
    ],
)
def test_a_number_leads_to_the_situation_that_names_it_earliest(found: Answer, first: str) -> None:
    """With spaces, without, with a hyphen, from abroad; to its own page, where it has one."""
    assert found.addresses[0] == first


@pytest.mark.parametrize("typed", ["bi", "bibl", "biblioteke", "vaktm", "skylta"])
def test_a_word_that_is_being_typed_finds_already(tested: Page, small_url: str, typed: str) -> None:
    """The beginning of the last word is enough."""
    assert ask(tested, small_url, typed)[0].total > 0


NOTHING = ("?", "…", "😀", "xqzzy wrlkj", "a" * 300, "\u0000\u202e", "__proto__", "constructor")


def test_what_means_nothing_finds_nothing(tested: Page, small_url: str) -> None:
    """Without an error, as does what could be a piece of a program."""
    answers = ask(tested, small_url, *NOTHING, "'; drop table", "%00")
    assert [answer.total for answer in answers[: len(NOTHING)]] == [0] * len(NOTHING)


def test_the_browser_ranks_exactly_as_is_told_to_editors(
    tested: Page, small_url: str, small_site: Path
) -> None:
    """What people ask, each of its words, and halves of them; in Swedish, English and neither. And
    whom both show to ring."""
    search = small_site / "search"
    told = Search({f"search/{path.name}": path.read_bytes() for path in search.glob("*.json")})
    asked = [question.typed for question in questions(OWN)] + [*NOTHING, "who answers", "fire"]
    asked += [part for words in asked for word in words.split() for part in (word, word[:4])]
    asked = list(dict.fromkeys(words for words in asked if '"' not in words))
    assert len(asked) > 500
    asked += [
        "rädd för en ny bok",
        "١١٢",
        "ring +46 (0)8 46500400 nu",
        "disken",
        "jag är orolig, rök",
    ]
    theirs = [(answer.addresses, answer.numbers) for answer in ask(tested, small_url, *asked)]
    ours = []
    for words in asked:
        found = told.find(words)
        numbers = [f"{name} {number}" for name, number, *_ in told.numbers(words, found)]
        ours.append(([one.address for one in found[:8]], numbers))
    assert [pair for pair in zip(asked, ours, theirs, strict=True) if pair[1] != pair[2]] == []


@pytest.mark.parametrize(
    ("tongue", "first"), [("sv", "strategi/omsorg/#en"), ("en", "hjalp/en/#fraga")]
)
def test_a_word_of_two_languages_is_of_the_pages(tested: Page, tongue: str, first: str) -> None:
    """So are the labels of the answer; a word that only Swedish has is Swedish there too."""
    find = """async ([typed, tongue]) => {
      const { results, ui } = await window.tested.search.find(typed, { tongue });
      return [results[0].url, ui.lang];
    }"""
    url, lang = tested.evaluate(find, ["disken", tongue])
    assert (url.endswith("/" + first), lang) == (True, tongue)
    assert tested.evaluate(find, ["stillhet", tongue])[1] == "sv"


def test_a_misspelt_word_fetches_no_index_of_another_language(page: Page, small_url: str) -> None:
    """Only what is far likelier to be asked in it does, and what nothing answers."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    open_search(page, small_url)
    ask(page, small_url, "bibliotekte", "stillhte", "vakmästaren", "läsesalne")
    assert [url for url in fetched if "/search/en." in url] == []
    assert ask(page, small_url, "fire")[0].addresses[0] == "hjalp/en/#fara"
    assert [url for url in fetched if "/search/en." in url] != []


@pytest.fixture
def split_url(small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The small site with an index as a large site has it: its words in files of their own."""
    monkeypatch.setattr("strategysite.search.packing.SMALL_POSTINGS", 0)
    monkeypatch.setattr("strategysite.search.packing.POSTINGS_FILE", 50)
    shutil.copytree(small_site, tmp_path / "site")
    pages = {
        path.relative_to(small_site).as_posix(): path.read_text("utf-8")
        for path in small_site.rglob("index.html")
    }
    write_search_index(tmp_path / "site", load(SOUND, SOUND_DAY)[0], pages)
    with serving(tmp_path / "site") as url:
        yield url


def test_an_index_in_many_files_answers_as_a_whole_one(
    page: Page, split_url: str, tested: Page, small_url: str
) -> None:
    """Of the files only those are fetched that the words need."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    open_search(page, split_url)
    typed = ("integretet", "lugn och ro", '"lugn och ro"', "08-465 004 00", "vart ringer jag")
    split, whole = ask(page, split_url, *typed), ask(tested, small_url, *typed)
    assert [found.addresses for found in split] == [found.addresses for found in whole]
    index = "fetch('/search/index.json').then((answer) => answer.json())"
    files = page.evaluate(f"{index}.then(({{ postings }}) => postings[1].length)")
    assert 0 < sum("/search/postings." in url for url in fetched) < files
