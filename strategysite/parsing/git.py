"""An earlier version of the project's files, out of git, and when they last changed."""

import io
import os
import subprocess
import tarfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path


class NoBase(Exception):
    """Git has no such version here. The message says so in Swedish."""

    def __init__(self, version: str) -> None:
        super().__init__(f'Versionen "{version}" finns inte i git här. Ingen jämförelse är gjord.')


def git(root: Path, *arguments: str) -> bytes | None:
    """Returns what git says of the project in `root`; None where it says no, or there is no git."""
    here = root.absolute()
    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        return None  # what git would say too, but later
    try:
        return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def commit_of(root: Path, version: str) -> str:
    """Returns the commit that a branch, a tag or the like now is. Raises NoBase when git has no
    such version."""
    found = git(root, "rev-parse", "--verify", "--end-of-options", f"{version}^{{commit}}")
    if found is None:
        raise NoBase(version)
    return found.decode().strip()


def unpack(root: Path, commit: str, target: Path, folders: tuple[str, ...] = ("",)) -> None:
    """Writes the files that the project had in `commit` into `target`; only those under `folders`
    ("data/"). Raises NoBase when git does not have them."""
    packed = git(root, "archive", "--format=tar", commit)  # of a project within: its files alone
    if packed is None:
        raise NoBase(commit)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        files = [member for member in archive if member.isfile()]  # a link might lead out of it
        wanted = [member for member in files if member.name.startswith(folders)]
        archive.extractall(target, members=wanted, filter="data")


def published(root: Path, branch: str) -> str | None:
    """Returns the version that readers have: `branch` as the remote has it, else the last commit;
    None where there is no git, or nothing in it."""
    found = git(root, "show-ref", "--head", "--hash", f"refs/remotes/origin/{branch}")
    return found.decode().split()[-1] if found else None


def remote_branches(root: Path) -> list[str]:
    """Returns the branches that the remote is known to have; none where they were not all asked
    for, as a server fetches only the one that it checks."""
    listed = ["for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin"]
    names = (git(root, *listed) or b"").decode().split()
    return [name for name in names if name != "HEAD"] if "HEAD" in names else []


def last_commit(root: Path, form: str) -> str:
    """Returns what git says of the newest commit in a form of its own ("%ct %H"); "" where there
    is none."""
    return (git(root, "log", "-1", f"--format={form}") or b"").decode().strip()


def changed_since(root: Path, version: str, files: Iterable[str]) -> list[str]:
    """Returns those of `files`, or what is in these folders, that were there in `version` and hold
    something else now, or are gone. None where git can't say."""
    names = ["diff", "--name-only", "--no-renames", "-z", "--relative", "--diff-filter=a"]
    return (git(root, *names, version, "--", *files) or b"").decode().split("\0")[:-1]


def differs(root: Path, version: str, files: Iterable[str]) -> bool:
    """Returns whether `files`, or what is in these folders, are others than in `version`: changed,
    gone or new. False where git can't say."""
    new = ("ls-files", "--others", "--exclude-standard", "--")  # git has not been told of them yet
    return any(git(root, *ask, *files) for ask in (("diff", "--name-only", version, "--"), new))


def commit_stamp() -> datetime:
    """Returns the time of the commit, which a build has in SOURCE_DATE_EPOCH; without it the first
    second of 1970, so that the same sources give the same bytes either way."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), UTC)
