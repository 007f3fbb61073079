"""What would take minutes to read is refused in a sentence; what only looks long is not."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from strategysite.pages.reading import read_page
from tests.broken_input import said
from tests.small import SOUND_DAY, append, change

LINE = "raden har {} tecken; högst 5 000 läses | Dela upp den, eller ta bort det som hamnat där av misstag."
PAGE = "sidan har {} tecken; högst 300 000 läses | Dela upp den i flera sidor."
LEVELS = (
    "för många nivåer i varandra | Texten har fler listor, citat eller klamrar i varandra än någon"
    " kan läsa. Dela upp den."
)


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        pytest.param("a" * 20_000, "11:1", LINE.format("20 000"), id="a word of 20,000 letters"),
        pytest.param("[" * 20_000, "11:1", LINE.format("20 000"), id="20,000 brackets"),
        pytest.param("*" * 10_000, "11:1", LINE.format("10 000"), id="10,000 asterisks"),
        pytest.param("[" * 4_000, "11:1", LEVELS, id="4,000 brackets"),
        pytest.param("Text [ och\n" * 4_000, "11:6", LEVELS, id="brackets on rows of their own"),
        pytest.param(
            f"{'*' * 2_000}a{'*' * 2_000}", "9:1", LEVELS, id="2,000 asterisks on each side"
        ),
        pytest.param(f"{'<b>' * 60}a{'</b>' * 60}", "11:1", LEVELS, id="60 elements"),
        pytest.param(
            "\n".join(f"{' ' * 4 * level}- a" for level in range(300)),
            "23:1",
            LEVELS,
            id="300 lists",
        ),
        pytest.param("> " * 300 + "a", "11:1", LEVELS, id="300 quotations"),
        pytest.param("Text.\n\n" * 100_000, "9:1", PAGE.format("700 203"), id="a page of 700,000"),
    ],
)
def test_what_would_take_minutes_to_read_is_refused_in_a_sentence(
    text: str, place: str, told: str, broken: Path
) -> None:
    heading = "# Vad lagen säger om bibliotek"
    change(broken, "docs/kunskap.md", heading, f"{heading}\n\n{text}")
    assert said(broken) == [f"docs/kunskap.md:{place}: {told}"]


def test_a_chapter_of_the_document_is_never_too_long_for_its_page(broken: Path) -> None:
    """Nobody may divide it."""
    append(broken, "docs/strategi/lugn.md", "\nAlla är tysta i salen.\n" * 20_000)
    assert read_page(broken, "strategi/lugn.md", SOUND_DAY)[1] == []


def test_a_file_that_is_too_large_is_compared_with_nothing(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row by row with what readers have it would take half a minute before it is refused."""

    def of_few(junk: None, was: list[str], now: list[str], autojunk: bool) -> SequenceMatcher[str]:
        assert len(now) < 1_300_000
        return SequenceMatcher(junk, was, now, autojunk=autojunk)

    append(committed, "data/changes.yaml", "# x\n" * 1_300_000)
    monkeypatch.setattr("strategysite.checks.telling.SequenceMatcher", of_few)
    fix = "Dela upp den, eller ta bort det som hamnat där av misstag."
    assert said(committed) == [f"data/changes.yaml:1:1: filen är 5,2 MB; högst 5 MB läses | {fix}"]


def test_a_value_of_20_000_letters_is_refused_in_the_same_words(broken: Path) -> None:
    change(broken, "data/contacts.yaml", '"Svarar på frågor om böcker."', f'"{"a" * 20_000}"')
    assert [one.partition(": ")[2] for one in said(broken)] == [LINE.format("20 015")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ord " * 1_200, id="a paragraph of 1,200 words on one row"),
        pytest.param("_" * 200, id="a line to write on"),
        pytest.param("*" * 80, id="a line across"),
        pytest.param("[a] " * 100, id="a hundred words in brackets"),
        pytest.param(
            "\n".join(f"{' ' * 4 * level}- a" for level in range(8)), id="a list of eight levels"
        ),
    ],
)
def test_what_only_looks_long_is_accepted(text: str, broken: Path) -> None:
    heading = "# Vad lagen säger om bibliotek"
    change(broken, "docs/kunskap.md", heading, f"{heading}\n\n{text}\n")
    assert said(broken) == []
