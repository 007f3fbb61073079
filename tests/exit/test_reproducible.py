"""The same commit and the same day give the same bytes, wherever, whenever and however the machine
is set."""

import os
import subprocess
import sys
import time
from pathlib import Path

from strategysite.parsing.git import last_commit
from tests.same_bytes import differences
from tests.small import SOUND_DAY, add_code, copy_sound

THERE = {
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "4711",
    "LC_ALL": "sv_SE.UTF-8",
    "UMASK": "027",
}


def test_two_machines_give_the_same_bytes(small_site: Path, tmp_path: Path) -> None:
    """Two folders, two times, two time zones, two orders of sets, and by the command in a process
    of its own: site and server rules are identical, packed files included."""
    other = add_code(copy_sound(tmp_path / "another folder, å"))
    for number, path in enumerate(sorted(other.rglob("*"), reverse=True)):
        os.utime(path, (time.time() - number * 60, 1_000_000_000 + number))
    done = subprocess.run(
        [sys.executable, "-m", "strategysite", "site"],
        cwd=other,
        env={**os.environ, "STRATEGY_TODAY": SOUND_DAY.isoformat(), **THERE},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(small_site, other / "site") == []
    assert differences(small_site.parent / "server", other / "server") == []
    assert any(path.suffix == ".br" for path in small_site.rglob("*"))


def test_time_stamps_come_from_the_commit(tmp_path: Path) -> None:
    """In seconds since 1970; where there is no commit they are at that beginning."""
    assert last_commit(tmp_path, "%ct") == ""
    who = {
        "GIT_AUTHOR_NAME": "x",
        "GIT_AUTHOR_EMAIL": "x@example.org",
        "GIT_COMMITTER_NAME": "x",
        "GIT_COMMITTER_EMAIL": "x@example.org",
    }
    when = {
        "GIT_AUTHOR_DATE": "2026-11-20T12:00:00+0100",
        "GIT_COMMITTER_DATE": "2026-11-20T12:00:00+0100",
    }
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(
            ["git", *command], cwd=tmp_path, env={**os.environ, **who, **when}, check=True
        )
    assert last_commit(tmp_path, "%ct") == "1795172400"
