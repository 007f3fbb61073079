"""The site from A to Ö."""

from pathlib import Path

import pytest
from lxml import html

from strategysite.checks.run import check, load
from strategysite.macros.a_to_z import a_to_z, swedish_order
from tests.conftest import DAY


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


def test_every_page_and_listed_word_is_there(root: Path) -> None:
    """Each page of the site but those in other languages, and each word that the editors have listed."""
    facts, problems = load(root, DAY)
    assert not problems
    targets = {target for _, entries in a_to_z(facts) for _, target in entries}
    files = {path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md")}
    hidden = {"a-o.md", "sok.md"} | {name for name in files if "\nlang:" in (root / "docs" / name).read_text("utf-8")}
    assert files - hidden - targets == set()
    assert facts.search is not None
    assert {entry.to for entry in facts.search.entries if entry.listed} - targets == set()


def test_letters_stand_in_order_and_hold_their_words(root: Path) -> None:
    """No term stands under another letter than its own."""
    facts, _ = load(root, DAY)
    letters = [letter for letter, _ in a_to_z(facts)]
    assert letters == sorted(letters, key=lambda letter: (letter != "0–9", swedish_order(letter)))
    assert len(letters) == len(set(letters))


def test_the_finished_page_links_each_term(site: Path) -> None:
    """A link a term, and a way to each letter."""
    page = html.document_fromstring((site / "a-o/index.html").read_text("utf-8"))
    links = page.xpath("//article//li/a/text()")
    assert isinstance(links, list)
    assert {"Avhoppare", "Nazism", "Målområde 2. Kunskap och stöd", "Å"} <= {str(text) for text in links}


def test_a_page_saved_in_another_encoding_is_told_and_not_read_by_a_to_z(project: Path) -> None:
    """The A–Ö reads every page itself: one that is no UTF-8 is the editor's fault to mend, not the end of the check."""
    page = project / "docs/kunskap/lagar.md"
    page.write_bytes(page.read_text("utf-8").encode("latin-1", "replace"))
    told = [problem for problem in check(project, DAY).problems if problem.place.file == "docs/kunskap/lagar.md"]
    assert [problem.what for problem in told] == ["filen är inte sparad som UTF-8"]
