"""However `serve` is told to end, it does, says nothing odd, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.serving.running import OURS, PATIENCE, Running
from tests.small import new_project


def as_from_a_terminal() -> None:
    """However these tests themselves were started."""
    for name in (signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be sent these signals")
@pytest.mark.parametrize(
    "how", [signal.SIGTERM, signal.SIGHUP], ids=["a signal", "the terminal closes"]
)
def test_it_ends_at_once_and_leaves_nothing(how: signal.Signals, tmp_path: Path) -> None:
    """Exit code 130, as of a program that the keys ended; no traceback; the workshop is empty. The
    keys end the process of test_serving so."""
    serve = Running(new_project(tmp_path), preexec_fn=as_from_a_terminal)
    assert serve.end(how) == 130
    assert "Traceback" not in serve.text
    assert list((serve.project / ".build").iterdir()) == []


@pytest.mark.parametrize("after", [0.05, 0.3, 1.0])
def test_the_keys_while_it_starts_print_no_traceback(after: float, tmp_path: Path) -> None:
    """While Python reads the programs, while they set up, and while the first build goes on."""
    project = new_project(tmp_path)
    started = subprocess.Popen(
        [sys.executable, "-m", *OURS],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=as_from_a_terminal,  # noqa: PLW1509 (no thread of ours holds a lock here)
    )
    time.sleep(after)
    started.send_signal(signal.SIGINT)
    said, _ = started.communicate(timeout=PATIENCE)
    assert "strategysite" not in said, said  # the name of a file in a traceback
    workshop = project / ".build"
    assert not workshop.exists() or list(workshop.iterdir()) == []


# What Python drops an error in: an object that is thrown away while the signal comes.
THROWN_AWAY = """
import os, signal

class ThrownAway:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
"""
WHILE_READ = f"""
import sys
{THROWN_AWAY}
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "strategysite.cli":
            ThrownAway()

sys.meta_path.insert(0, Finder())
"""
AT_ONCE = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "signal":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Finder())
"""


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be sent these signals")
@pytest.mark.parametrize(
    ("when", "code"), [("at once", 130), ("while read", -signal.SIGINT), ("while built", 130)]
)
def test_one_press_of_the_keys_ends_it(when: str, code: int, tmp_path: Path) -> None:
    """Whatever it meets, and without a traceback."""
    project = new_project(tmp_path / "project")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    if first := {"at once": AT_ONCE, "while read": WHILE_READ}.get(when):
        (tmp_path / "sitecustomize.py").write_text(first, "utf-8")
    else:
        macros = project / "macros.py"
        macros.write_text(f"{macros.read_text('utf-8')}\n{THROWN_AWAY}\nThrownAway()\n", "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", *OURS],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        preexec_fn=as_from_a_terminal,
        check=False,
    )
    assert (ended.returncode, "Traceback" in ended.stderr) == (code, False), ended


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be sent these signals")
@pytest.mark.parametrize(
    ("command", "how", "outcome"),
    [
        ("strategysite site", signal.SIGTERM, (130, "")),
        ("strategysite site", signal.SIGHUP, (130, "")),  # the terminal closes
        ("mkdocs build", signal.SIGTERM, (1, "Aborted!")),
    ],
)
def test_a_build_that_is_ended_leaves_nothing(
    command: str, how: signal.Signals, outcome: tuple[int, str], tmp_path: Path
) -> None:
    """As the keys do: neither half a site nor the folder that it was built in."""
    project = new_project(tmp_path)
    started = subprocess.Popen(
        [sys.executable, "-m", *command.split()],
        cwd=project,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=as_from_a_terminal,  # noqa: PLW1509 (no thread of ours holds a lock here)
    )
    workshop = project / ".build"
    while not any(workshop.glob("*/*")):
        assert started.poll() is None, started.communicate()
        time.sleep(0.01)
    started.send_signal(how)
    _, told = started.communicate(timeout=PATIENCE)
    assert (started.returncode, told.strip().rpartition("\n")[2]) == outcome
    assert list(workshop.iterdir()) == [] and not (project / "site").exists()
