"""Where the tests publish to."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A server reached by a stand-in for ssh: it drops the options and the host and gives the rest
    to sh, as the real one does."""
    ssh = tmp_path / "ssh"
    ssh.write_text(
        '#!/bin/sh\nuntil [ "${1#*strategi.exempel.se}" != "$1" ]; do shift; done\nshift\nexec sh -c "$*"\n',
        "utf-8",
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("STRATEGY_SSH", os.fspath(ssh))
    return f"redaktion@strategi.exempel.se:{tmp_path}/srv"


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users may open: pytest keeps its own closed."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "srv"
