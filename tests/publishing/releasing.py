"""Small sites to publish, and what a server shows of them."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from strategysite.publish.release import Outcome, deliver
from strategysite.publish.server import Target
from tests.small import git

MORNING = datetime(2026, 11, 22, 8, tzinfo=UTC)


def release_of(folder: Path, words: str, style: str = "0123456789") -> Path:
    """Returns a small built site that says `words` and loads a style sheet of its own."""
    pages = folder / "site"
    (pages / "styles").mkdir(parents=True)
    (pages / f"styles/site.{style}.css").write_text(f"/* {style} */", "utf-8")
    (pages / "index.html").write_text(
        f'<link href="styles/site.{style}.css"><p>{words}</p>{"<!-- -->" * 2000}', "utf-8"
    )
    (pages / "hjalp").mkdir()
    (pages / "hjalp/index.html").write_text(f"<p>Hjälp: {words}</p>", "utf-8")
    (folder / "server").mkdir()
    (folder / "server/nginx.conf").write_text("etag on;", "utf-8")
    return folder


def at(place: Path) -> Target:
    """A folder on this machine."""
    return Target.parse(os.fspath(place))


def publish(
    place: Path | str,
    words: str,
    *,
    rules: str = "etag on;",
    style: str = "0123456789",
    now: datetime | None = None,
    root: Path | None = None,
    **options: Any,
) -> Outcome:
    """Publishes a small site that says `words`, an hour after the one that was published last."""
    target = at(place) if isinstance(place, Path) else Target.parse(place)
    releases = Path(target.path) / "releases"
    made = (
        [name.name for name in releases.glob("20[0-9][0-9]*T*[0-9]")] if releases.is_dir() else []
    )
    last = max(made, default="")
    with TemporaryDirectory() as name:
        folder = release_of(Path(name) / "built", words, style)
        (folder / "server/nginx.conf").write_text(rules, "utf-8")
        when = now or (
            datetime.strptime(last, "%Y%m%dT%H%M%S.%f") + timedelta(hours=1) if last else MORNING
        )
        return deliver(target, folder, root or Path(name), now=when, **options)


def styles_in(place: Path) -> list[str]:
    """The names of the style sheets that can be asked for."""
    return sorted(path.name for path in (place / "current/site/styles").iterdir())


def left_in(place: Path) -> list[str]:
    """The names of what lies among the releases."""
    return sorted(path.name for path in (place / "releases").iterdir())


@contextmanager
def program(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, script: str
) -> Iterator[None]:
    """Puts a stand-in before the program of that name."""
    stand_in = folder / "stand-in" / name
    stand_in.parent.mkdir()
    stand_in.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    stand_in.chmod(0o755)
    with monkeypatch.context() as changed:
        changed.setenv("PATH", f"{stand_in.parent}:{os.environ['PATH']}")
        yield


def commit(project: Path, message: str, when: str) -> None:
    """Commits what has changed, if anything has, at a time of its own."""
    git(project, "add", "-A")
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("GIT_COMMITTER_DATE", f"{when} +0100")
        git(project, "commit", "--allow-empty", "-q", "-m", message)


def shown(target: Path) -> str:
    """Returns what the start page of the published site says."""
    words: str = re.findall(
        "<p>(.*?)</p>", (target / "current/site/index.html").read_text("utf-8")
    )[0]
    return words
