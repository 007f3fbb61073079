"""How a command changes the editors' files: worked out and checked in a copy, and only then
written, so that a fault leaves each file as it was."""

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.checks.run import Checked, check
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.text import read_text
from strategysite.problems import render, report

NOTHING_CHANGED = "Ingenting har ändrats."
BOM = b"\xef\xbb\xbf"

Files = dict[str, str | None]  # by path; None where a file goes away
Contents = Mapping[str, str | bytes | None]  # the same, with pictures too


class Refusal(Exception):
    """Why a command can't do what it was asked, in Swedish. No file has changed."""


def sound(root: Path, day: date) -> Checked:
    """Returns the project as the checks read it. Raises Refusal with its faults."""
    checked = check(root, day)
    if checked.problems:
        raise Refusal(f"{report(checked.problems, root)}\nRätta felen först. {NOTHING_CHANGED}")
    return checked


def checked_text(root: Path, file: str) -> str:
    """Returns the text of a file that the checks have already read without problems."""
    text, _ = read_text(root, file)
    assert text is not None, f"{file} was read by the checks"
    return text


def what_differs(root: Path, files: Files) -> Files:
    """Returns those of `files` whose new text is not what the file holds."""
    return {
        file: text
        for file, text in files.items()
        if text is None or not (root / file).is_file() or text != checked_text(root, file)
    }


@contextlib.contextmanager
def tried(root: Path, files: Contents, day: date) -> Iterator[Checked]:
    """Gives a copy of the project with `files`, checked. Raises Refusal where it has a fault."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("data", "docs"):  # whatever may be changed: only the copy is, yet
            shutil.copytree(root / part, copy / part, copy_function=shutil.copyfile)
        shutil.copy(root / SITE_FILE, copy / SITE_FILE)
        write(copy, files)
        after = check(copy, day)
        if after.problems:
            told = "\n".join(render(problem, copy) for problem in sorted(set(after.problems)))
            what = "Så här hade det blivit, och det går inte att publicera"
            raise Refusal(f"{what}:\n{told}\n{NOTHING_CHANGED}")
        yield after


def write(root: Path, files: Contents, like: Mapping[str, str] | None = None) -> None:
    """Writes what is new before it takes away what is old. Line ends and the byte-order mark stay;
    those of a new file are as in the one that it is `like`. What ends it halfway, as a full disk or
    a file that may not be changed, leaves each file as it was."""
    with contextlib.ExitStack() as undone:
        for file in files:
            undone.callback(_put_back, root / file, content(root / file))
        for file, text in files.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            if isinstance(text, bytes):
                (root / file).write_bytes(text)
            elif text is not None:
                was = content(root / (like or {}).get(file, file)) or b""
                encoding = "utf-8-sig" if was.startswith(BOM) else "utf-8"
                newline = "\r\n" if b"\r\n" in was else "\n"
                (root / file).write_text(text, encoding, newline=newline)
        for file, text in files.items():
            if text is None:
                (root / file).unlink()
        undone.pop_all()


def content(path: Path) -> bytes | None:
    """Returns what a file holds; None where there is none."""
    return path.read_bytes() if path.is_file() else None


def _put_back(path: Path, was: bytes | None) -> None:
    with contextlib.suppress(OSError):  # what could not be changed is as it was
        if was is None:
            path.unlink()
        elif content(path) != was:
            path.write_bytes(was)
