"""Whoever knows the generator types its own command, and meets the same guards and the same
site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.same_bytes import differences
from tests.small import SOUND_DAY, new_project

OURS = ("strategysite", "site")
ROADS = {
    "strategysite": OURS,
    "mkdocs": ("mkdocs", "build", "--strict"),
    "properdocs": ("properdocs", "build", "--strict"),
}
REFUSED = {
    "a word of the adopted text": (
        "docs/strategi/index.md",
        "i lugn och ro",
        "i lugn och tystnad",
        "docs/strategi/index.md:14:51: lydelsen skiljer sig från det antagna dokumentet, rad 6: ",
    ),
    "a misspelt macro": (
        "docs/om/index.md",
        "{{ local_contact(",
        "{{ lokal_contact(",
        'docs/om/index.md:18:4: okänt makro "lokal_contact"',
    ),
}


def run(project: Path, *command: str) -> tuple[int, str]:
    """Runs a command as it is typed in the project's folder. Returns its exit code and what it
    printed from the first fault on."""
    environment = {
        **os.environ,
        "STRATEGY_TODAY": SOUND_DAY.isoformat(),
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = done.stdout + done.stderr
    return done.returncode, said[max(0, said.find("docs/")) :].strip()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with its site built by its own command."""
    project = new_project(tmp_path_factory.mktemp("road"))
    assert run(project, *OURS)[0] == 0
    return project


@pytest.mark.parametrize("road", [road for road in ROADS if road != "strategysite"])
def test_the_generators_own_command_gives_the_same_bytes(
    road: str, built: Path, tmp_path: Path
) -> None:
    """Search, feed, redirects, course packages, packed files and the server's rules included;
    nothing is left aside."""
    assert run(built, *ROADS[road], "--site-dir", str(tmp_path / "site"))[0] == 0
    assert differences(built / "site", tmp_path / "site") == []
    assert differences(built / "server", tmp_path / "server") == []
    assert not list((built / ".build").iterdir())


@pytest.mark.parametrize("fault", REFUSED)
def test_every_road_refuses_the_same_fault_with_the_same_words(fault: str, built: Path) -> None:
    """Exit code 1, the message of the check and nothing after it; the site that was built stays as
    it was."""
    file, right, wrong, what = REFUSED[fault]
    before = {path: path.read_bytes() for path in (built / "site").rglob("*") if path.is_file()}
    text = (built / file).read_text("utf-8")
    assert right in text
    (built / file).write_text(text.replace(right, wrong, 1), "utf-8")
    try:
        told = {
            road: run(built, *command)
            for road, command in {"check": ("strategysite", "check"), **ROADS}.items()
        }
    finally:
        (built / file).write_text(text, "utf-8")
    assert told["check"][1].startswith(what)
    assert {code for code, _ in told.values()} == {1}
    assert {said for _, said in told.values()} == {told["check"][1]}
    assert {
        path: path.read_bytes() for path in (built / "site").rglob("*") if path.is_file()
    } == before


def test_what_only_the_generator_warns_of_is_no_site(tmp_path: Path) -> None:
    """Also where its own strictness is turned off."""
    project = new_project(tmp_path)
    code, said = run(project, "mkdocs", "build", "--no-strict", "--dirty")
    assert code == 1 and "A 'dirty' build is being performed" in said
    assert not (project / "site").exists()
