"""Every broken input is refused with its place, what is wrong and how to mend it, in Swedish and
word for word."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.problems import Problem, report
from tests.broken_input import BROKEN, Case, cases
from tests.small import SOUND_DAY, a_row_each, copy_sound

FAMILIES = sorted(path.stem for path in BROKEN.glob("*.txt"))
ALL = {f"{family}: {case.name}": case for family in FAMILIES for case in cases(family)}
PROGRAMMERS_WORDS = (
    "None",
    "Traceback",
    "Error",
    "dict",
    "tuple",
    "NoneType",
    "str ",
    "int ",
    "exception",
    "pydantic",
    "scanner",
    "jinja",
)


PAGE = "docs/kunskap.md"  # the one that most cases break, which nothing leads to but the menu


def said(problems: list[Problem], root: Path) -> str:
    """Returns a report without its last line."""
    return report(problems, root).rsplit("\n", 1)[0] if problems else ""


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """The cases that are told word for word when each breaks a copy of its page in one project:
    hundreds are checked at once. Without macros, whose faults let rules of the site wait."""
    root = copy_sound(tmp_path_factory.mktemp("together") / "project")
    own = [
        case for case in ALL.values() if case.said and [one.file for one in case.edits] == [PAGE]
    ]
    own = [case for case in own if not {"{", "}"} & {*"".join(case.edits[0].new)}]
    pages = dict(zip(a_row_each(root, len(own)), own, strict=True))
    for page, case in pages.items():
        shutil.copy(root / PAGE, root / "docs" / page)
        replace(case.edits[0], file=f"docs/{page}").apply(root)
    problems = check(root, SOUND_DAY).problems
    told = {
        page: said([one for one in problems if one.place.file == f"docs/{page}"], root)
        for page in pages
    }
    return [
        case
        for page, case in pages.items()
        if told[page] == case.said.replace(PAGE, f"docs/{page}")
    ]


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_a_broken_input_is_refused_word_for_word(
    case: Case, together: list[Case], broken: Path
) -> None:
    """And a message has no word of the programmers'."""
    if case not in together:
        for edit in case.edits:
            edit.apply(broken)
        assert said(check(broken, SOUND_DAY).problems, broken) == case.said
    told = "\n".join(line for line in case.said.split("\n") if " | " not in line)
    assert not [word for word in PROGRAMMERS_WORDS if word in told]


def test_there_are_many_and_no_two_have_the_same_name(together: list[Case]) -> None:
    """Most of those that can be checked at once are."""
    assert len(ALL) == sum(len(cases(family)) for family in FAMILIES) >= 100
    assert len(together) >= 200
