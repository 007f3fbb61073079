"""An earlier version of the project's files, out of git."""

import contextlib
import io
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path


class NoBase(Exception):
    """Git has no such version here."""


def unpack(root: Path, base: str, target: Path, folders: tuple[str, ...] = ("",)) -> None:
    """Writes the files of the version `base` (a commit, a branch, a tag) into `target`; only those
    under `folders` ("data/").

    Raises NoBase when git does not have the version.
    """
    try:
        commit = (
            _git(root, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}")
            .decode()
            .strip()
        )
        inside = _git(root, "rev-parse", "--show-prefix").decode().strip()
        packed = _git(root, "archive", "--format=tar", f"{commit}:{inside}")
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoBase(base) from error
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(
            target,
            members=[member for member in archive if member.name.startswith(folders)],
            filter="data",
        )


def published(root: Path, branch: str) -> str | None:
    """Returns the version that readers have: `branch` as the remote has it, else the last commit;
    None where there is no git, or nothing in it."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        remote = f"refs/remotes/origin/{branch}"
        return _git(root, "show-ref", "--head", "--hash", remote).decode().split()[-1]
    return None


def earlier(root: Path, version: str, file: str) -> bytes | None:
    """Returns what `file` held in `version`; None where it was not there."""
    try:
        return _git(root, "show", f"{version}:./{file}")
    except (OSError, subprocess.CalledProcessError):
        return None


def files_in(root: Path, version: str, folder: str) -> set[str]:
    """Returns the files under `folder` ("docs/") in `version`; none where git does not have it."""
    try:
        listed = _git(root, "ls-tree", "-r", "-z", "--name-only", version, folder)
    except (OSError, subprocess.CalledProcessError):
        return set()
    return set(listed.decode().split("\0")) - {""}


def changed_since(root: Path, version: str, files: Iterable[str], new: bool = False) -> list[str]:
    """Returns those of `files`, or what is in these folders, that were there in `version` and hold
    something else now, or are gone; with `new`, those too that were not there. None where git can't
    say."""
    try:
        names = ["diff", "--name-only", "--no-renames", "-z", "--relative"]
        names += [] if new else ["--diff-filter=a"]
        return _git(root, *names, version, "--", *files).decode().split("\0")[:-1]
    except (OSError, subprocess.CalledProcessError):
        return []


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout
