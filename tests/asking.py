"""A command of strategysite as an editor runs it, in this process."""

import io
from collections.abc import Callable
from datetime import datetime, time, tzinfo
from pathlib import Path

import pytest

from strategysite.cli import main
from tests.small import SOUND_DAY

Asking = Callable[..., tuple[int, str, str]]


class _Clock(datetime):
    """Stands still on the day of the sound project."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "_Clock":
        return cls.combine(SOUND_DAY, time(12), tz)


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asking:
    """Runs a command in a project, on the day of the sound one or as on another `day`, where nobody
    is there to answer. Returns its exit code, what it printed, and why where it fails."""

    def ask(project: Path, *command: str, day: str = "") -> tuple[int, str, str]:
        capsys.readouterr()
        monkeypatch.chdir(project)
        monkeypatch.setenv("STRATEGY_TODAY", day)
        monkeypatch.setattr("strategysite.data.facts.datetime", _Clock)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
        code, told = main([*command]), capsys.readouterr()
        return code, told.out, told.err

    return ask
