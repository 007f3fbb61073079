"""A command of strategysite as an editor runs it, in this process."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from strategysite.cli import main
from tests.small import SOUND_DAY

Asking = Callable[..., tuple[int, str, str]]


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asking:
    """Runs a command in a project, on the day of the sound one, where nobody is there to answer.
    Returns its exit code, what it printed, and why where it fails."""

    def ask(project: Path, *command: str, day: str = str(SOUND_DAY)) -> tuple[int, str, str]:
        capsys.readouterr()
        monkeypatch.chdir(project)
        monkeypatch.setenv("STRATEGY_TODAY", day)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
        code, told = main([*command]), capsys.readouterr()
        return code, told.out, told.err

    return ask
