"""What the machine refuses, as a full disk or a locked file, is told in Swedish and leaves each file
as it was."""

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from strategysite.build import site
from strategysite.build.site import build_site
from strategysite.cli import main
from strategysite.problems import FULL, LOCKED, hindrance
from tests.asking import Asking
from tests.small import SOUND_DAY as DAY
from tests.small import add_code, append
from tests.succession.conftest import files

SAID_OF_FULL = (
    "disken är full\n  Ta bort något som inte behövs därifrån. Kör sedan kommandot igen.\n"
)
SAID_OF_LOCKED = """du får inte läsa eller ändra det som står där
  Är det skrivskyddat, någon annans eller öppet i ett annat program? Kör kommandot igen sedan.
"""


def refuse(monkeypatch: pytest.MonkeyPatch, method: str, refused: Path, number: int) -> None:
    """Lets the machine refuse what `method` of a path does with the file `refused`, once it has
    begun. Of a full disk it does not say which file it was."""
    name = [] if number == errno.ENOSPC else [str(refused)]
    own = getattr(Path, method)

    def refusing(path: Path, *given: Any, **settings: Any) -> Any:
        if path != refused:
            return own(path, *given, **settings)
        if method == "write_text":
            own(path, given[0][:10], *given[1:], **settings)
        raise OSError(number, os.strerror(number), *name)

    monkeypatch.setattr(Path, method, refusing)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, f"datorn: {SAID_OF_FULL}"),
        (errno.EACCES, f"mkdocs.yml: {SAID_OF_LOCKED}"),
        (errno.EROFS, f"mkdocs.yml: {SAID_OF_LOCKED}"),
    ],
)
def test_half_a_change_is_taken_back(
    broken: Path, monkeypatch: pytest.MonkeyPatch, asking: Asking, number: int, told: str
) -> None:
    """Of all the files that name a page the last can't be written: a new name for the page, and
    links to it, would else be all that is done."""
    before = files(broken)
    refuse(monkeypatch, "write_text", broken / "mkdocs.yml", number)
    assert asking(broken, "rename", "kunskap.md", "om/lag.md") == (1, "", told)
    assert files(broken) == before


@pytest.mark.parametrize("file", ["docs/kunskap.md", "data/contacts.yaml"])
def test_a_file_that_may_not_be_read_is_not_told_as_lost(
    broken: Path, monkeypatch: pytest.MonkeyPatch, asking: Asking, file: str
) -> None:
    """Nobody is asked to write again what is there."""
    append(broken, file, "\n")  # what has not changed is not read again
    refuse(monkeypatch, "read_bytes", broken / file, errno.EACCES)
    assert asking(broken, "check") == (1, "", f"{file}: {SAID_OF_LOCKED}")


@pytest.mark.parametrize(
    ("step", "number", "told"),
    [("theme_context", errno.ENOSPC, FULL), ("finish", errno.EACCES, LOCKED)],
)
def test_a_build_that_the_machine_refuses_is_no_fault_of_the_programs(
    broken: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, told: tuple[str, str]
) -> None:
    """Before a page is written or after the last. Whoever sees to the code has nothing to mend; the
    last whole site is not there to be lost."""
    add_code(broken)

    def refusing(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(site, step, refusing)
    (problem,) = build_site(broken, DAY, broken / "site")
    assert (problem.place.file, problem.what, problem.fix) == ("datorn", *told)
    assert not (broken / "site").exists() and [*(broken / ".build").iterdir()] == []


def test_what_is_left_of_an_earlier_site_and_may_not_be_removed_is_told(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folders were read-only, or another user's: nothing could be put in its place."""
    add_code(broken)
    left, own = broken / ".site.old", shutil.rmtree
    left.mkdir()

    def leaving(folder: Path, *given: Any, **settings: Any) -> None:
        if folder != left:
            own(folder, *given, **settings)

    monkeypatch.setattr(shutil, "rmtree", leaving)
    (problem,) = build_site(broken, DAY, broken / "site")
    assert (problem.place.file, problem.what, problem.fix) == (".site.old", *LOCKED)
    assert not (broken / "site").exists()


def test_a_copy_that_finds_no_room_is_told_where_it_was_to_be(tmp_path: Path) -> None:
    """Not at the file that was to be copied, on another disk perhaps."""
    full = OSError(errno.ENOSPC, "", "/usr/share/stil.css", None, f"{tmp_path}/site/stil.css")
    problem = hindrance(full, tmp_path)
    assert problem and (problem.place.file, problem.what) == ("site/stil.css", FULL[0])


def test_any_other_error_of_a_file_is_the_programs_own(
    broken: Path, monkeypatch: pytest.MonkeyPatch, asking: Asking
) -> None:
    """It is shown whole, for whoever sees to the code."""
    refuse(monkeypatch, "read_bytes", broken / "docs/kunskap.md", errno.EIO)
    with pytest.raises(OSError, match=r"kunskap\.md"):
        asking(broken, "check")


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_nobody_needs_to_hear_what_a_command_says(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], closed: str
) -> None:
    """As where a program starts it without a terminal: then Python has nothing to write to."""
    monkeypatch.chdir(broken)
    monkeypatch.setenv("STRATEGY_TODAY", DAY.isoformat())
    monkeypatch.setattr(sys, closed, None)
    assert main(["check"]) == 0
    assert capfd.readouterr().err == ""
