"""Every broken input is refused with its place, what is wrong and how to mend it, in Swedish and
word for word."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, zip_longest
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.problems import Problem, report
from tests.broken_input import BROKEN, Case, cases
from tests.small import SOUND_DAY, Lent, a_row_each, copy_sound

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


def told_alike(cases: dict[str, Case], root: Path) -> list[Case]:
    """Returns the cases, by the file that each has broken, of whose file is told what is to be told
    of it, word for word."""
    problems = check(root, SOUND_DAY).problems
    own = {file: said([one for one in problems if one.place.file == file], root) for file in cases}
    return [
        case
        for file, case in cases.items()
        if own[file] == case.said.replace(case.edits[0].file, file)
    ]


def a_page_for_each(cases: list[Case], root: Path) -> list[Case]:
    """Breaks a copy of their page for each: hundreds are checked at once."""
    pages = dict(zip(a_row_each(root, len(cases)), cases, strict=True))
    for page, case in pages.items():
        shutil.copy(root / PAGE, root / "docs" / page)
        replace(case.edits[0], file=f"docs/{page}").apply(root)
    return told_alike({f"docs/{page}": case for page, case in pages.items()}, root)


def a_file_for_each(cases: Iterable[Case], lent: Lent) -> Iterator[Case]:
    """Breaks as many files at once as there are cases of."""
    by_file: dict[str, list[Case]] = {}
    for case in cases:
        by_file.setdefault(case.edits[0].file, []).append(case)
    for held in zip_longest(*by_file.values()):
        if len(at_once := [case for case in held if case]) > 1:
            for case in at_once:
                case.edits[0].apply(lent.project)
            yield from told_alike({case.edits[0].file: case for case in at_once}, lent.project)
            lent.mend()


def kind(case: Case) -> str:
    """Returns what is broken: the page that most cases break, in its words or with a macro, or a
    file of a folder. A fault of one kind lets rules wait that tell of another."""
    file, text = case.edits[0].file, "".join(case.edits[0].new)
    if file == PAGE:
        return "macros" if {"{", "}"} & {*text} else "words"
    return file.partition("/")[0]


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory, lent: Lent) -> list[Case]:
    """The cases that are told word for word beside others of their kind."""
    own = [one for one in ALL.values() if one.said and len(one.edits) == 1]
    own = [one for one in own if not one.edits[0].moves]
    found: list[Case] = []
    for name, alike in groupby(sorted(own, key=kind), kind):
        if name in ("macros", "words"):
            root = copy_sound(tmp_path_factory.mktemp(name) / "project")
            found += a_page_for_each([*alike], root)
        else:
            found += a_file_for_each(alike, lent)
    return found


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
    assert len(together) >= 450
