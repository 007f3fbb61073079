"""Every broken input is refused with its place, what is wrong and how to mend it, in Swedish and
word for word."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.problems import Problem, report
from tests.broken_input import BROKEN, Case, cases
from tests.small import SOUND_DAY, Lent, a_row_each

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


PLACE = re.compile(r"^([^\s:|]+):\d", re.MULTILINE)  # where a message begins
PAGE = "docs/kunskap.md"  # the one that most cases break, which nothing leads to but the menu


def said(problems: list[Problem], root: Path) -> str:
    """Returns a report without its last line."""
    return report(problems, root).rsplit("\n", 1)[0] if problems else ""


def files_of(case: Case) -> set[str]:
    """Returns the files that a case breaks or moves, and those that are told of."""
    return {name for edit in case.edits for name in edit.file.split()} | {*PLACE.findall(case.said)}


def told_alike(cases: list[Case], lent: Lent) -> list[Case]:
    """Breaks what each of the cases does. Returns those of whose files is told what is to be told
    of them, word for word."""
    for edit in (edit for case in cases for edit in case.edits):
        edit.apply(lent.project)
    problems = check(lent.project, SOUND_DAY).problems
    found: list[Case] = []
    for case in cases:
        files = files_of(case)
        own = [one for one in problems if len(cases) == 1 or one.place.file in files]
        found += [case] if said(own, lent.project) == case.said else []
    lent.mend()
    return found


def a_page_for_each(cases: list[Case], lent: Lent) -> list[Case]:
    """Returns the cases that are told alike when each of hundreds breaks a copy of their page."""
    cases = [case for case in cases if files_of(case) == {PAGE}]
    pages = [f"docs/{page}" for page in a_row_each(lent.project, len(cases))]
    own: dict[str, Case] = {}
    for page, case in zip(pages, cases, strict=True):
        shutil.copy(lent.project / PAGE, lent.project / page)
        edits = [replace(edit, file=page) for edit in case.edits]
        own[page] = Case(case.name, edits, case.said.replace(PAGE, page))
    told = [case.name for case in told_alike([*own.values()], lent)]
    return [case for case in cases if case.name in told]


def a_file_for_each(cases: list[Case], lent: Lent) -> list[Case]:
    """Returns the cases that are told alike when as many are broken at once as have no file in
    common; of those of which one hides all the others, half as many."""
    held: list[tuple[set[str], list[Case]]] = []
    for case in cases:
        files = files_of(case)
        taken, together = next((one for one in held if not one[0] & files), (set[str](), []))
        if not together:
            held.append((taken, together))
        taken |= files
        together.append(case)
    groups = [together for _, together in held]
    found: list[Case] = []
    for group in groups:
        told = told_alike(group, lent)
        found += told
        if not told and (middle := len(group) // 2):
            groups += [group[:middle], group[middle:]]
    return found


@pytest.fixture(scope="module")
def told(lent: Lent) -> set[str]:
    """The cases, by name, that are told word for word beside others. A fault of one kind lets rules
    wait that tell of another: what is not told beside some is asked again without them, as long as
    more are told."""
    left = {name: case for name, case in ALL.items() if case.said}
    for a_place_for_each in (a_page_for_each, a_file_for_each):
        while found := a_place_for_each([*left.values()], lent):
            left = {name: case for name, case in left.items() if case not in found}
    return {name for name, case in ALL.items() if case.said} - left.keys()


@pytest.mark.parametrize("name", ALL)
def test_a_broken_input_is_refused_word_for_word(name: str, told: set[str], broken: Path) -> None:
    """And a message has no word of the programmers'."""
    case = ALL[name]
    if name not in told:
        for edit in case.edits:
            edit.apply(broken)
        assert said(check(broken, SOUND_DAY).problems, broken) == case.said
    message = "\n".join(line for line in case.said.split("\n") if " | " not in line)
    assert not [word for word in PROGRAMMERS_WORDS if word in message]


def test_there_are_many_and_no_two_have_the_same_name(told: set[str]) -> None:
    """Nearly all that are told are told beside others."""
    assert len(ALL) == sum(len(cases(family)) for family in FAMILIES) >= 100
    assert len(told) >= 950
