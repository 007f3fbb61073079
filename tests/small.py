"""The sound project in tests/sound: the plan, the help and the course of a library that does not
exist. It has one of everything.

What a test says of the code it says of this project, so that the real site's texts and facts may
change as they like.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from itertools import islice, product, zip_longest
from pathlib import Path
from stat import S_ISDIR

from strategysite.parsing.files import entries

ROOT = Path(__file__).parent.parent
SOUND = Path(__file__).parent / "sound"
SOUND_DAY = date(2026, 11, 22)  # the day that its own days are written for


def copy_sound(target: Path) -> Path:
    """Copies the sound project to the new folder `target`: what the checks read."""
    return Path(shutil.copytree(SOUND, target))


class Lent:
    """A copy of a folder, of the sound project's for one, lent to one test after the other. What
    nobody touched is copied once, and read once by what remembers files that have not changed."""

    def __init__(self, project: Path, own: Path = SOUND) -> None:
        self.own = own
        self.project = Path(shutil.copytree(own, project))
        self.sound = self._there()

    def mend(self) -> None:
        """Makes the copy what it was again, alone in its folder."""
        there = self._there()
        other = [path for path, state in there.items() if state != self.sound.get(path)]
        for path in map(Path, reversed(other)):  # what a folder holds, then the folder
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        lost = {path for path in self.sound if path not in there}.union(other) & self.sound.keys()
        for path in map(Path, sorted(lost)):
            own = self.own / path.relative_to(self.project)
            path.mkdir() if own.is_dir() else shutil.copy2(own, path)
        self.sound = self._there() if lost else self.sound

    def _there(self) -> dict[str, object]:
        """Returns for each path what differs when something else has been written there."""
        found = {one.path: one for one in entries(self.project.parent)}
        stats = {path: one.stat(follow_symlinks=False) for path, one in found.items()}
        return {
            path: S_ISDIR(stat.st_mode) or (stat.st_ctime_ns, stat.st_size, stat.st_ino)
            for path, stat in stats.items()
        }


def add_code(project: Path) -> Path:
    """Copies to `project` what a build needs besides: theme, macros and packages, with what Python
    has made of them, but for what it is writing now."""
    for name in ("theme", "strategysite"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copy(ROOT / "macros.py", project)
    return project


def new_project(folder: Path) -> Path:
    """Returns a sound project in `folder`, which may be checked, built and broken."""
    return add_code(copy_sound(folder / "project"))


def change(project: Path, file: str, old: str, new: str) -> None:
    """Changes the first place in a file, and fails when it is not there."""
    path = project / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} does not have: {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def append(project: Path, file: str, text: str) -> None:
    """Writes more at the end of a file."""
    with (project / file).open("a", encoding="utf-8") as opened:
        opened.write(text)


def a_page_each(project: Path, texts: Iterable[str]) -> dict[str, str]:
    """Gives each text, below a heading, a page of its own beside docs/kunskap.md, and all of them a
    place in the menu: what is asked of each is asked of all in one check. Returns the texts by
    their page."""
    held = [*texts]
    pages = dict(zip(a_row_each(project, len(held)), held, strict=True))
    for page, text in pages.items():
        name = page.removesuffix(".md").title()
        head = f"title: {name}\ndescription: En sida som bara har sin text, under namnet {name}."
        head += f"\nkind: service\nupdated: {SOUND_DAY}"
        own = f"---\n{head}\n---\n\n# {name}\n\n## Sist\n\n{text}\n"
        (project / "docs" / page).write_text(own, "utf-8")
    return pages


def a_row_each(project: Path, many: int) -> list[str]:
    """Gives so many pages, yet to be written beside docs/kunskap.md, a row of the menu each. Returns
    their names there."""
    letters = product("bdfghjklmnprst", "aeo", "bdfghjklmnprst")  # a number could be somebody's
    pages = [f"{''.join(own)}.md" for own in islice(letters, many)]
    append(project, "mkdocs.yml", "".join(f"  - {page[:3].title()}: {page}\n" for page in pages))
    return pages


def of_different_files(edits: Iterable[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Returns the edits, which begin with their file, in as few lists as they can be made at once:
    no two of a file in any."""
    of: dict[str, list[tuple[str, ...]]] = {}
    for edit in edits:
        of.setdefault(edit[0], []).append(edit)
    return [[one for one in together if one] for together in zip_longest(*of.values())]


def line_with(project: Path, file: str, text: str) -> int:
    """Returns the number of the first line that holds `text`."""
    lines = (project / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def git(project: Path, *arguments: str) -> None:
    """Runs git in the project, as somebody."""
    who = [
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run(["git", *who, *arguments], cwd=project, check=True, capture_output=True)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a target of the project's Makefile in `folder`, with the tools that `make test` has
    installed. Returns its exit code and words."""
    installed = ["-o", f"{sys.prefix}/.tools", f"VENV={sys.prefix}"]
    return subprocess.run(
        ["make", "-f", f"{ROOT}/Makefile", *installed, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
