"""Every broken input is refused with its place, what is wrong and how to mend it, in Swedish and
word for word."""

from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.problems import report
from tests.broken_input import BROKEN, Case, cases
from tests.small import SOUND_DAY

FAMILIES = sorted(path.stem for path in BROKEN.glob("*.txt"))
ALL = [
    pytest.param(case, id=f"{family}: {case.name}") for family in FAMILIES for case in cases(family)
]
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


def said(root: Path) -> str:
    """Returns what the check says of the project, without the last line."""
    problems = check(root, SOUND_DAY).problems
    return report(problems, root).rsplit("\n", 1)[0] if problems else ""


@pytest.mark.parametrize("case", ALL)
def test_a_broken_input_is_refused_word_for_word(case: Case, broken: Path) -> None:
    """And a message has no word of the programmers'."""
    for edit in case.edits:
        edit.apply(broken)
    assert said(broken) == case.said
    told = "\n".join(line for line in case.said.split("\n") if " | " not in line)
    assert not [word for word in PROGRAMMERS_WORDS if word in told]


def test_there_are_many_and_no_two_have_the_same_name() -> None:
    names = [str(param.id) for param in ALL]
    assert len(names) == len(set(names)) >= 100
