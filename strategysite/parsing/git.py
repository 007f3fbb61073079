"""An earlier version of the project's files, out of git."""

import io
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path


class NoBase(Exception):
    """Git has no such version here."""


def git(root: Path, *arguments: str) -> bytes | None:
    """Returns what git says of the project in `root`; None where it says no, or there is no git."""
    if not any(
        (folder / ".git").exists() for folder in (root.absolute(), *root.absolute().parents)
    ):
        return None  # what git would say too, but later
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def unpack(root: Path, base: str, target: Path, folders: tuple[str, ...] = ("",)) -> None:
    """Writes the files of the version `base` (a commit, a branch, a tag) into `target`; only those
    under `folders` ("data/").

    Raises NoBase when git does not have the version.
    """
    inside = git(root, "rev-parse", "--show-prefix")
    commit = git(root, "rev-parse", "--verify", "--end-of-options", f"{base}^{{commit}}")
    tree = f"{commit.decode().strip()}:{inside.decode().strip()}" if commit and inside else ""
    packed = git(root, "archive", "--format=tar", tree) if tree else None
    if packed is None:
        raise NoBase(base)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        wanted = [member for member in archive if member.name.startswith(folders)]
        archive.extractall(target, members=wanted, filter="data")


def published(root: Path, branch: str) -> str | None:
    """Returns the version that readers have: `branch` as the remote has it, else the last commit;
    None where there is no git, or nothing in it."""
    found = git(root, "show-ref", "--head", "--hash", f"refs/remotes/origin/{branch}")
    return found.decode().split()[-1] if found else None


def earlier(root: Path, version: str, file: str) -> bytes | None:
    """Returns what `file` held in `version`; None where it was not there."""
    return git(root, "show", f"{version}:./{file}")


def last_commit(root: Path, form: str) -> str:
    """Returns what git says of the newest commit in a form of its own ("%ct %H"); "" where there
    is none."""
    return (git(root, "log", "-1", f"--format={form}") or b"").decode().strip()


def files_then(root: Path, version: str, folder: str) -> set[str]:
    """Returns the files under `folder` ("docs/") in `version`; none where git does not have it."""
    listed = git(root, "ls-tree", "-r", "-z", "--name-only", version, folder) or b""
    return set(listed.decode().split("\0")) - {""}


def changed_since(root: Path, version: str, files: Iterable[str], new: bool = False) -> list[str]:
    """Returns those of `files`, or what is in these folders, that were there in `version` and hold
    something else now, or are gone; with `new`, those too that were not there. None where git can't
    say."""
    names = ["diff", "--name-only", "--no-renames", "-z", "--relative"]
    names += [] if new else ["--diff-filter=a"]
    found = git(root, *names, version, "--", *files) or b""
    if new:  # git has not been told of them yet
        found += git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *files) or b""
    return found.decode().split("\0")[:-1]
