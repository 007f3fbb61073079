"""An earlier version of the project's files, out of git."""

import io
import subprocess
import tarfile
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


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout
