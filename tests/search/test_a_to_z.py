"""The site from A to Ö."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from strategysite.checks.run import check, load
from strategysite.macros.a_to_z import a_to_z, swedish_order
from strategysite.macros.binding import Macros
from tests.small import SOUND_DAY, append


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
    letters = a_to_z(load(sound, SOUND_DAY)[0])
    entries = [entry for _, entries in letters for entry in entries]
    files = {path.relative_to(sound / "docs").as_posix() for path in sound.glob("docs/**/*.md")}
    assert files - {target for _, target in entries} == {"a-o.md", "sok.md", "hjalp/en.md"}
    assert ("Brand", "hjalp/index.md#fara") in entries


def test_letters_stand_in_order_and_hold_their_words(sound: Path) -> None:
    """No term stands under another letter than its own."""
    letters = [letter for letter, _ in a_to_z(load(sound, SOUND_DAY)[0])]
    assert letters == sorted(letters, key=swedish_order)
    assert len(letters) == len(set(letters))


def test_a_site_without_listed_words_has_its_pages(broken: Path) -> None:
    """data/search.yaml is the editors' help, and no part of what a site must have."""
    (broken / "data/search.yaml").unlink()
    shutil.rmtree(broken / "data/search")
    checked = check(broken, SOUND_DAY)
    assert checked.problems == []
    assert ("Integritet", "om/integritet.md") in dict(a_to_z(checked.facts))["I"]


def test_the_finished_page_links_each_term(small_site: Path) -> None:
    """A link a term, and a way to each letter."""
    page: Any = html.document_fromstring((small_site / "a-o/index.html").read_text("utf-8"))
    links = {
        " ".join(link.text.split()): link.get("href") for link in page.xpath("//article//li/a")
    }
    assert links["Brand"] == "../hjalp/#fara"
    assert links["Målområde 1. Lugn i salen"] == "../strategi/lugn/"
    assert page.xpath(f"//*[@id='{links['Å'][1:]}']/text()") == ["Å"]


def test_a_page_saved_in_another_encoding_is_told_and_not_read_by_a_to_z(broken: Path) -> None:
    """A–Ö reads every page itself: one that is no UTF-8 does not end the check."""
    page = broken / "docs/kunskap.md"
    page.write_bytes(page.read_text("utf-8").encode("latin-1", "replace"))
    told = {problem.place.file: problem.what for problem in check(broken, SOUND_DAY).problems}
    assert told["docs/kunskap.md"] == "filen är inte sparad som UTF-8"


def terms(project: Path) -> set[tuple[str, str]]:
    """Every term with where it leads."""
    return {entry for _, entries in a_to_z(load(project, SOUND_DAY)[0]) for entry in entries}


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


def test_a_term_on_several_pages_names_each_by_its_title(broken: Path) -> None:
    """Not by whichever listed word leads to the page."""
    append(broken, "data/search.yaml", "\n  - to: kunskap.md\n    listed: [östra salen]\n")
    for file in ("docs/kunskap.md", "docs/kunskap/lagar.md"):
        append(broken, file, "\n## Biblioteket { #biblioteket }\n\nEtt hus.\n")
    functions = Macros(load(broken, SOUND_DAY)[0]).functions
    shown: Any = html.fromstring(functions["a_to_z"]({}))
    named = [item.text_content() for item in shown.xpath("//li[a='Biblioteket']")]
    assert named == ["Biblioteket Vad lagen säger om bibliotek", "Biblioteket Lagar"]
