"""README.md and CONTRIBUTING.md name only what there is."""

import re
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.cli import COMMANDS
from strategysite.macros.binding import Macros
from tests.small import SOUND_DAY

GUIDES = ("README.md", "CONTRIBUTING.md")
MADE = {"site/", "server/"}  # by the build
LATER = {
    "data/archive/",
    "docs/arkiv/",
    "docs/images/",
    "data/follow-up/",
    "data/follow-up/2026.yaml",
    "data/translations/de.yaml",
    "docs/hjalp/de.md",
}  # with a new strategy, a picture, a year that somebody reports, or a new language


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_and_picture_is_there(root: Path, guide: str) -> None:
    """A path in backticks or behind a link exists, seen from the project's folder."""
    text = (root / guide).read_text("utf-8")
    named = set(
        re.findall(r"`((?:data|docs|strategysite|theme|tests)/[\w./-]*|\w+\.(?:py|yml))`", text)
    ) | set(re.findall(r"\]\(([\w/.-]+)\)", text))
    examples = {"../hjalp/index.md", "../images/bord.jpg"}
    assert [name for name in named - MADE - LATER - examples if not (root / name).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_is_there(root: Path, guide: str) -> None:
    """Each make target and each command of strategysite exists."""
    text = (root / guide).read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert (
        set(re.findall(r"`make ([\w-]+)", text))
        | set(re.findall(r"^    make ([\w-]+)", text, re.MULTILINE))
        <= targets
    )
    assert set(re.findall(r"-m strategysite ([\w-]+)", text)) <= COMMANDS.choices.keys()


def test_what_an_editor_may_copy_works(root: Path, sound: Path) -> None:
    """The macros, ids and messages in CONTRIBUTING.md are the real ones."""
    text = (root / "CONTRIBUTING.md").read_text("utf-8")
    functions = Macros(check(sound, SOUND_DAY).facts).functions
    assert set(re.findall(r"\{\{ (\w+)\(", text)) <= functions.keys()
    files = [*(root / "strategysite").rglob("*.py"), *(root / "strategysite").rglob("*.yaml")]
    code = "".join(path.read_text("utf-8") for path in files)
    quoted = re.findall(r"^\| (?:att .*?)?”([^”]+)”", text, re.MULTILINE)
    assert quoted
    assert [words for words in quoted if words.rstrip("?…. ") not in code] == []
