"""The site from A to Ö."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from strategysite.checks.run import check
from strategysite.macros.a_to_z import Entry, a_to_z, swedish_order
from tests.small import SOUND_DAY, append


def letters_of(project: Path) -> dict[str, list[Entry]]:
    """What a sound project has under each letter."""
    checked = check(project, SOUND_DAY)
    assert checked.problems == []
    written = {file: (page.meta, page.text) for file, page in checked.pages.items()}
    return dict(a_to_z(checked.facts, written))


@pytest.mark.parametrize(
    "words",
    [
        ["Zebra", "Å", "Ärende", "Ö"],
        ["10 kap", "Ansvar"],
        ["e-post", "epoxi", "Över", "övertyga"],
        ["idé", "ideal"],
        ["Vit makt", "Vitsord"],
    ],
)
def test_the_order_is_swedish(words: list[str]) -> None:
    """å, ä and ö come last, capitals and signs do not matter."""
    assert sorted(words, key=swedish_order) == words


def test_every_page_and_listed_word_is_there(sound: Path) -> None:
    """Each page but those in other languages, and each word that the editors have listed."""
    entries = [entry for entries in letters_of(sound).values() for entry in entries]
    files = {path.relative_to(sound / "docs").as_posix() for path in sound.glob("docs/**/*.md")}
    assert files - {target for _, target in entries} == {"a-o.md", "sok.md", "hjalp/en.md"}
    assert ("Brand", "hjalp/index.md#fara") in entries


def test_letters_stand_in_order_and_hold_their_words(sound: Path) -> None:
    """No term stands under another letter than its own."""
    letters = list(letters_of(sound))
    assert letters == sorted(letters, key=swedish_order)


def test_a_site_without_listed_words_has_its_pages(broken: Path) -> None:
    """data/search.yaml is the editors' help, and no part of what a site must have."""
    (broken / "data/search.yaml").unlink()
    shutil.rmtree(broken / "data/search")
    assert ("Integritet", "om/integritet.md") in letters_of(broken)["I"]


def test_the_finished_page_links_each_term(small_site: Path) -> None:
    """A link a term, and a way to each letter."""
    page: Any = html.document_fromstring((small_site / "a-o/index.html").read_text("utf-8"))
    links = {
        " ".join(link.text.split()): link.get("href") for link in page.xpath("//article//li/a")
    }
    assert links["Brand"] == "../hjalp/#fara"
    assert links["Målområde 1. Lugn i salen"] == "../strategi/lugn/"
    assert page.xpath(f"//*[@id='{links['Å'][1:]}']/text()") == ["Å"]


def terms(project: Path) -> set[tuple[str, str]]:
    """Every term with where it leads."""
    return {entry for entries in letters_of(project).values() for entry in entries}


@pytest.mark.parametrize(
    ("word", "joined"), [("vad lagen", True), ("bok", True), ("vad la", False), ("lagen", False)]
)
def test_a_listed_word_that_a_title_on_its_page_begins_with_is_not_said_again(
    broken: Path, word: str, joined: bool
) -> None:
    """As "Anslag" beside "Anslag att skriva ut", "bok" beside "Boken"; the search still knows the word."""
    append(broken, "docs/kunskap.md", "\n## Boken { #boken }\n\nFinns.\n")
    append(broken, "data/search.yaml", f"\n  - to: kunskap.md\n    listed: [{word}]\n")
    assert ((word.capitalize(), "kunskap.md") not in terms(broken)) is joined


def test_a_door_and_an_easy_page_say_nothing_a_second_time(sound: Path) -> None:
    """A heading that is a link leads where its page does; the easy-read page repeats another."""
    files = {target.partition("#")[0] for _, target in terms(sound) if "#" in target}
    assert not files & {"index.md", "hjalp/lattlast.md"}


def test_a_term_names_its_page_by_the_pages_title(broken: Path) -> None:
    """So that "Läs mer" says of what, and a listed word where it leads. A title says it itself."""
    append(broken, "data/search.yaml", "\n  - to: kunskap.md\n    listed: [östra salen]\n")
    for file in ("docs/kunskap.md", "docs/kunskap/lagar.md"):
        append(broken, file, "\n## Biblioteket { #biblioteket }\n\nEtt hus.\n")
    shown: Any = html.fromstring(check(broken, SOUND_DAY).pages["a-o.md"].html)
    named = {
        term: [item.text_content() for item in shown.xpath(f"//li[a='{term}']")]
        for term in ("Biblioteket", "Östra salen", "Lagar")
    }
    assert named == {
        "Biblioteket": ["Biblioteket Vad lagen säger om bibliotek", "Biblioteket Lagar"],
        "Östra salen": ["Östra salen Vad lagen säger om bibliotek"],
        "Lagar": ["Lagar"],
    }
