"""A check after another, as while the site is shown: what has not changed is not read again, and
nothing that has is missed."""

import os
import shutil
from pathlib import Path

import jinja2
import pytest

from strategysite.checks.run import check
from strategysite.data.facts import Facts
from strategysite.editing.changing import tried
from strategysite.macros.a_to_z import Entry, Written, a_to_z
from strategysite.macros.templating import ENGINE, TEMPLATES
from strategysite.parsing.remembering import remembered
from strategysite.parsing.yaml import Document
from strategysite.search.words import words
from tests.broken_input import said
from tests.small import SOUND_DAY, append, change


def test_a_page_that_is_as_it_was_is_not_read_again(broken: Path) -> None:
    append(broken, "docs/kunskap.md", "\nEn rad.\n")  # as no test before has had it
    before = check(broken, SOUND_DAY).pages
    append(broken, "docs/kunskap.md", "\nEn rad till.\n")
    after = check(broken, SOUND_DAY).pages
    again = {file for file in before if after[file] is not before[file]}
    assert again == {"kunskap.md"}


def test_what_macros_said_before_an_edit_they_are_not_asked_again_when_it_is_undone(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor what was tried in a copy before it was written: the folder has no part in it."""
    check(broken, SOUND_DAY)
    change(broken, "data/contacts.yaml", 'name: "Disken"', 'name: "Luckan"')
    with tried(broken, {}, SOUND_DAY):
        pass
    monkeypatch.delattr("strategysite.pages.reading.run_macros")
    shown = check(broken, SOUND_DAY).pages["hjalp/index.md"].html
    assert "Luckan" in shown
    change(broken, "data/contacts.yaml", 'name: "Luckan"', 'name: "Disken"')
    assert "Luckan" not in check(broken, SOUND_DAY).pages["hjalp/index.md"].html


def test_what_readers_have_is_not_asked_about_again_after_each_edit() -> None:
    """It is asked about between the edits, each of which is another text."""
    read: list[str] = []

    @remembered
    def length(_: Document, text: str) -> int:
        read.append(text)
        return len(text)

    document = Document("data/search.yaml")
    for text in ("readers", "one", "readers", "two", "readers", "three"):
        assert length(document, text) == len(text)
    assert read == ["readers", "one", "two", "three"]


def test_what_data_says_is_new_on_a_page_that_is_as_it_was(broken: Path) -> None:
    before = check(broken, SOUND_DAY).pages["hjalp/index.md"].html
    change(broken, "data/contacts.yaml", 'name: "Disken"', 'name: "Luckan"')
    after = check(broken, SOUND_DAY).pages["hjalp/index.md"].html
    assert ("Luckan" in before, "Luckan" in after) == (False, True)


def test_another_document_is_new_on_a_page_that_is_as_it_was(broken: Path) -> None:
    """The page that shows all of it has the sum of its file."""
    before = check(broken, SOUND_DAY).pages["strategi/hela.md"].html
    append(broken, "data/source/plan.txt", "\n")
    after = check(broken, SOUND_DAY).pages["strategi/hela.md"].html
    assert before != after


def test_a_template_is_new_on_a_page_that_is_as_it_was(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = shutil.copytree(TEMPLATES, tmp_path / "templates")
    monkeypatch.setattr("strategysite.macros.binding.TEMPLATES", templates)
    monkeypatch.setattr(ENGINE, "loader", jinja2.FileSystemLoader(templates))
    before = check(broken, SOUND_DAY).pages["hjalp/index.md"].html
    append(templates, "phone.html.jinja", "<b>nytt</b>")
    after = check(broken, SOUND_DAY).pages["hjalp/index.md"].html
    assert ("<b>nytt</b>" in before, "<b>nytt</b>" in after) == (False, True)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/contacts.yaml", "id: disken", "id: diskan"),
        ("data/source/plan.txt", "bibliotek", "bibliotak"),
    ],
)
def test_a_file_of_the_same_size_and_time_is_read_again(
    broken: Path, file: str, old: str, new: str
) -> None:
    """As one that is put back from a copy."""
    assert said(broken) == []
    time = (broken / file).stat().st_mtime_ns
    change(broken, file, old, new)
    os.utime(broken / file, ns=(time, time))
    assert said(broken) != []


def test_a_title_is_new_from_a_to_z(broken: Path) -> None:
    before = check(broken, SOUND_DAY).pages["a-o.md"].html
    change(broken, "docs/kunskap.md", "title: Vad lagen", "title: Vetskap, lagen")
    after = check(broken, SOUND_DAY).pages["a-o.md"].html
    assert ("Vetskap" in before, "Vetskap" in after) == (False, True)


def test_what_other_pages_say_is_listed_again_only_when_it_is_new(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page's own words may be new, or what data says: each time once."""
    assert said(broken) == []
    state, asked = "as it was", list[str]()

    def letters(facts: Facts, pages: Written) -> list[tuple[str, list[Entry]]]:
        asked.append(state)
        return a_to_z(facts, pages)

    monkeypatch.setattr("strategysite.macros.views.search.entries_by_letter", letters)
    assert said(broken) == []
    state = "a word more"
    append(broken, "docs/kunskap.md", "\nEn rad till.\n")
    assert said(broken) == said(broken) == []
    state = "another name"
    change(broken, "data/contacts.yaml", 'name: "Disken"', 'name: "Luckan"')
    assert said(broken) == said(broken) == []
    assert asked == ["a word more", "another name"]


def test_the_words_of_the_search_are_compared_again_only_when_data_is_new(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(broken) == []
    asked: list[str] = []

    def read(text: str) -> list[str]:
        asked.append(text)
        return words(text)

    monkeypatch.setattr("strategysite.checks.leading.words", read)
    append(broken, "docs/kunskap.md", "\nEn rad till.\n")
    assert (said(broken), asked) == ([], [])
    append(broken, "data/search.yaml", '  - {to: kunskap.md, words: ["?!"]}\n')
    (told,) = said(broken)
    assert '"?!" har inga bokstäver eller siffror' in told
    assert "?!" in asked


def test_what_no_page_shows_any_longer_is_told(broken: Path) -> None:
    assert said(broken) == []
    change(broken, "docs/strategi/anmarkningar.md", "{{ remarks() }}\n", "")
    (told,) = said(broken)
    assert 'det som står under "remarks" visas inte på någon sida' in told
    append(broken, "docs/strategi/anmarkningar.md", "\n{{ remarks() }}\n")
    assert said(broken) == []


def test_what_data_leans_on_elsewhere_is_looked_for_each_time(broken: Path) -> None:
    logo = '\nlogo: {file: images/bord.svg, alt: "Ett bord"}\n'
    append(broken, "data/municipality.yaml", logo)
    assert said(broken) == []
    (broken / "docs/images/bord.svg").unlink()
    assert any('logotypen "images/bord.svg" finns inte' in line for line in said(broken))


def test_a_fault_is_told_as_often_as_it_is_asked_for(broken: Path) -> None:
    append(broken, "docs/kunskap.md", "\nText <!-- dold -->\n")
    append(broken, "data/search/samma-sak.yaml", "\nnytt: 1\n")
    assert said(broken) == said(broken) != []
