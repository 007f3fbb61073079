"""Random slips in the editors' files: each is refused with its place, or what is built shows
exactly what the file says.

`make test` makes a hundred, always the same, in the small sound project; `make fuzz N=1000` makes
as many in the real one.
"""

import os
import random
import shutil
from pathlib import Path

import pytest

from strategysite.checks.run import Checked, check
from strategysite.data.facts import FILES, IN_PARTS
from strategysite.problems import report
from tests.conftest import DAY as REAL_DAY
from tests.random_edits import (
    differences,
    edited,
    files,
    first_missing,
    plain_yaml,
    texts_to_show,
    words_of_markdown,
    words_of_page,
)
from tests.small import ROOT, SOUND_DAY, copy_sound

EDITS = int(os.environ.get("FUZZ_EDITS", "0"))
DAY = REAL_DAY if EDITS else SOUND_DAY
FIRST = int(os.environ.get("FUZZ_SEED", "0"))
IN_ONE_TEST = 10
pytestmark = pytest.mark.slow  # a hundred checks


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, or a copy of the real one when more is asked for."""
    target = tmp_path_factory.mktemp("fuzz") / "project"
    if not EDITS:
        return copy_sound(target)
    target.mkdir()
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


@pytest.mark.parametrize("start", range(FIRST, FIRST + (EDITS or 100), IN_ONE_TEST))
def test_a_random_edit_is_refused_with_its_place_or_shown_as_it_is(
    start: int, project: Path
) -> None:
    for seed in range(start, min(start + IN_ONE_TEST, FIRST + (EDITS or 100))):
        chance = random.Random(seed)
        path = chance.choice(files(project))
        before = path.read_bytes()
        try:
            path.write_bytes(edited(before, chance))
            fault = judged(check(project, DAY), project, path)
        except Exception as error:
            raise AssertionError(
                f"edit {seed} of {path.relative_to(project)} ended in {error!r}"
            ) from error
        finally:
            path.write_bytes(before)
        assert not fault, f"edit {seed} of {path.relative_to(project)}: {fault}"


def judged(checked: Checked, root: Path, path: Path) -> str | None:
    """Returns what is wrong with the outcome of an edit, None when it is as it should be."""
    if checked.problems:
        return refused_well(checked, root, path)
    if path.suffix == ".yaml":
        whole = path.stem in FILES and path.stem not in IN_PARTS  # else it is read with others
        read = getattr(checked.facts, path.stem) if whole else None
        differs = list(differences(plain_yaml(path), read)) if whole else []
        if differs:
            return f"read otherwise: {differs[:3]}"
        seen = " ".join(" ".join(words_of_page(page.html)) for page in checked.pages.values())
        return next(
            (
                f"not shown: {text}"
                for text in texts_to_show(root)
                if " ".join(words_of_markdown(text)) not in seen
            ),
            None,
        )
    page = checked.pages[path.relative_to(root / "docs").as_posix()]
    lost = first_missing(
        words_of_markdown(path.read_bytes().decode("utf-8-sig")), words_of_page(page.html)
    )
    return f"not shown: {lost}" if lost else None


def refused_well(checked: Checked, root: Path, path: Path) -> str | None:
    """A refusal names a line that is there, says what and how to mend it, and at least one problem
    has to do with the edit."""
    for problem in checked.problems:
        place = root / problem.place.file
        lines = (
            place.read_bytes()
            .decode("utf-8", "replace")
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .count("\n")
            + 1
            if place.is_file()
            else 1
        )
        if (
            not 1 <= problem.place.line <= lines
            or problem.place.column < 1
            or not problem.what
            or not problem.fix
        ):
            return f"refused badly: {problem}"
    return None if report(checked.problems, root) else "no report"
