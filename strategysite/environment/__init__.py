"""The Python with the packages that the site is built with: .venv, beside this package.

Read before any package is there, and by a Python that may be too old: the standard library alone,
and nothing that Python 3.7 could not read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OLDEST = (3, 11)  # pyproject.toml, requires-python
TOO_OLD = """Webbplatsen behöver Python {wanted} eller nyare. Det här är Python {here}.
Installera en nyare Python och kör samma kommando igen."""
MISSING = """Paketen som webbplatsen byggs med saknas på den här datorn, eller är inte de rätta.
Hämta dem. Det behöver nätet och tar någon minut. Skriv, i mappen med webbplatsens filer:

    {python} -m strategysite install

Kör sedan kommandot igen."""
NO_VENV = """Det gick inte att göra mappen .venv. Vad som hände står ovanför.
På Debian och Ubuntu behövs paketet python3-venv."""
NOT_FETCHED = """Paketen gick inte att hämta. Vad som hände står ovanför.
Fungerar nätet? Kör kommandot igen."""
DONE = """Paketen finns nu i mappen .venv. Visa webbplatsen:

    {python} -m strategysite serve"""


def run_without_packages(arguments: list[str]) -> int | None:
    """Does what needs no packages, or what this Python is too old for, and returns the exit code;
    None where this Python can go on. What it says is UTF-8 on every machine."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if arguments == ["install"]:
        return install(ROOT)
    return None if new_enough() else run_with_own_python(ROOT, arguments)


def run_with_packages(missing: ImportError, arguments: list[str]) -> int:
    """Runs the command where the packages are. Raises `missing` if it is a part of this one."""
    if (missing.name or "").startswith("strategysite"):
        raise missing
    return run_with_own_python(ROOT, arguments)


def new_enough() -> bool:
    """Returns whether this Python is new enough to read the rest of the package."""
    return sys.version_info >= OLDEST


def run_with_own_python(root: Path, arguments: list[str]) -> int:
    """Runs the command with the Python of `root`/.venv, where this one can't, and returns its exit
    code. Without one it says, in Swedish, what is missing."""
    own = _python_of(root)
    command = [str(own), "-m", "strategysite", *arguments]
    if own.is_file() and Path(sys.prefix).resolve() != (root / ".venv").resolve():
        with contextlib.suppress(OSError):  # it came from another machine, or is no program
            return become(command)
    return _refused(MISSING.format(python=_called()) if new_enough() else _too_old())


def become(command: list[str]) -> int:
    """Goes on as another program. Windows can't: there it runs that, and returns its exit code."""
    if os.name == "posix":
        os.execv(command[0], command)
    return _run(*command)


def tidy_when_ended() -> None:
    """Lets what ends the process, the keys, a signal or a terminal that closes, tidy up first.

    Leaves the signals alone in a thread: only the first of a process may ask for them.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for ending in ("SIGINT", "SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, ending, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def install(root: Path) -> int:
    """Fetches the packages that requirements.txt names, with their hashes, into `root`/.venv, and
    says so. Returns the exit code."""
    own = str(_python_of(root))
    if not _works(own):
        if not new_enough():
            return _refused(_too_old())
        if _run(sys.executable, "-m", "venv", "--clear", str(root / ".venv")):
            return _refused(NO_VENV)
    print("Hämtar paketen …", flush=True)
    pip = (own, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if _run(*pip, "--require-hashes", "-r", str(root / "requirements.txt")):
        return _refused(NOT_FETCHED)
    print(DONE.format(python=_called()))
    return 0


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return 1


def _python_of(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _works(python: str) -> bool:
    asked = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    with contextlib.suppress(OSError):  # the folder is another machine's, or its Python is gone
        done = subprocess.run([python, "-c", asked], capture_output=True, check=False)
        return done.returncode == 0
    return False


def _run(*command: str) -> int:
    return subprocess.run(command, check=False).returncode


def _called() -> str:
    """Returns the name that Python has on this machine, as one writes it."""
    names = ("py", "python") if os.name == "nt" else ("python3", "python")
    return next((name for name in names if shutil.which(name)), names[-1])


def _too_old() -> str:
    wanted, now = (".".join(map(str, version[:2])) for version in (OLDEST, sys.version_info))
    return TOO_OLD.format(wanted=wanted, here=now)
