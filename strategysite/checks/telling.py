"""How a fault is told, once its cause is known: with what readers have there; where it comes from,
when its own file is as they have it; and what stands in many places as one."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from textwrap import dedent

from strategysite.checks.gone_pages import in_places, listed, row_of
from strategysite.data.facts import Facts
from strategysite.data.model.orientation import COURSE
from strategysite.pages.reading import page_files
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.files import under
from strategysite.parsing.text import LARGEST_FILE, sentences, text_of
from strategysite.problems import MOST_NAMED, Kind, Problem, shorten

ALL_OVER = 8  # rows with the same fault: somebody's program made it
CALLS = re.compile(r"\{\{ *(?:phone|local|contacts?_?\w*|situations)\([^)}]*")  # whom to call
CALL = re.compile(r"\{\{[^{}\n]*\}\}")  # any macro
QUOTED = re.compile(r'"[^"]*"')  # what of a fault's words is of its row alone
WRONG_FILE = "Är det fel fil, eller har ett program ändrat överallt? Ta tillbaka det ur historiken"
UNCHANGED = "Den här filen är som den är publicerad. Felet kommer av det som är ändrat:"
DAYS = ("updated:", "reviewed:", "translated:")  # rows of a page that change with its text
MOST_ROWS = 3  # of what was changed
OF_A_ROW = (Kind.OF_TRANSLATION, Kind.OF_LANGUAGE)  # which few could write anew


def as_it_stood(old: Facts, facts: Facts, problem: Problem) -> Problem:
    """Returns a fault with what readers have there first, where that is gone and nothing that is
    written instead is as sure to be right: whom to call, a row of the page's top, the key of the
    rows that have the fault, and what a translation was, for an editor who does not know the
    language."""
    if problem.kind is Kind.UNSHOWN:
        return _shown_again(old, problem)
    file, line = problem.place.file, problem.place.line
    was, now = (_rows(each.root / file) for each in (old, facts))
    head, own = (text.index("---", 1) if "---" in text[1:] else 0 for text in (was, now))
    # Where it can't be read no line is gone.
    if was == now or not now or any("\ufffd" in text for text in now):
        return problem
    runs = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    stood, alone = [], sum(run[0] != "equal" for run in runs) == 1
    for tag, i, j, k, m in runs:
        if problem.kind in OF_A_ROW and k < line <= m and m - k == j - i:
            stood += [was[i + line - 1 - k].strip()] * (tag != "equal")
        elif tag == "delete" and j - i <= MOST_ROWS and (alone or line in (k, k + 1)) and not own:
            rows = "\n".join(row for row in was[i:j] if row.strip())
            stood += dedent(rows).splitlines()  # the key of what is below
        elif tag != "equal" and 1 < line <= own and j <= head:
            stood += [row for row in was[i:j] if not row.startswith(DAYS)]
        elif tag != "equal" and (problem.kind is Kind.OF_HELP or k < line <= m):
            there = "\n".join(now[k:m] or now)
            numbers = [CALLS.findall(text) for text in ("\n".join(was[i:j]), there)]
            moved = numbers[0] != numbers[1] and sorted(numbers[0]) == sorted(numbers[1])
            for said in map(sentences, was[i:j]):
                gone = [at for at, one in enumerate(said) if moved or one not in there]
                text = " ".join(said[gone[0] : gone[-1] + 1]) if gone else ""
                stood += [text.strip()] if CALLS.search(text) else []
            stood = stood or _another_call("\n".join(was[i:j]), there, now[line - 1], problem)
    if not stood or problem.fix.startswith("Ta tillbaka"):
        return problem
    fix = "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:"
    fix += "".join(f"\n    {text}" for text in stood)
    return replace(problem, fix=f"{fix}\n  Skulle det ändras? {problem.fix}")


def _another_call(was: str, now: str, row: str, problem: Problem) -> list[str]:
    """Returns the macro that readers have where a fault's own is, of the same name: to guess what
    it is given, as another paragraph of a law, would be to say something else."""
    calls = [Counter(CALL.findall(text)) for text in (was, now)]
    gone, come = [*(calls[0] - calls[1])], [*(calls[1] - calls[0])]
    same = len(gone) == len(come) == 1 and gone[0].split("(")[0] == come[0].split("(")[0]
    if not same or come[0] not in row:
        return []
    if any(problem.fix.startswith(f"Menade du {one}") for one in QUOTED.findall(gone[0])):
        return []  # that is told
    start = row.index(come[0])
    return gone if start < problem.place.column <= start + len(come[0]) else []


def _shown_again(old: Facts, problem: Problem) -> Problem:
    """Returns the fault of what no page shows any more with where it was shown: on another page, or
    gone, it would be lost to its readers."""
    call, *ids = problem.names
    row = f"{{{{ {call} }}}}"
    files = (f"docs/{page}" for page in page_files(old.root))
    was = [f"Det stod på {one}: {row}" for one in files if row in text_of(old.root / one)]
    for one in old.situations if call.startswith("contact(") else ():
        keys = [key for key in ("best", "more") if {*ids} & {*getattr(one, key)}]
        was += [f'Det stod efter {key} i läget "{one.title}"' for key in keys]
    if not was:
        return problem
    fix = f"{was[0]}. Sätt tillbaka det där, om det försvann av misstag. Annars:"
    return replace(problem, fix=f"{fix} {problem.fix}")


def all_over(problems: list[Problem]) -> Iterator[Problem]:
    """Yields the problems, but of many that say the same and have the same fix the first, with the
    rows of the others: a program made one slip wherever it could."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for one in sorted(problems):
        alike.setdefault((QUOTED.sub("", one.what), one.fix), []).append(one)
    for (_, fix), (first, *others) in alike.items():
        rows = {row: "" for one in others if (row := row_of(one)) != row_of(first)}
        if len(rows) + 1 < ALL_OVER:
            yield from (first, *others)
            continue
        where = f"Samma fel har {in_places(rows)} till:{listed(rows)}"
        why = f"{WRONG_FILE}, och gör bara din egen ändring igen."
        yield replace(first, fix=f"{fix}\n  {where}\n  {why}")


def consequences(
    facts: Facts,
    old: Facts,
    problems: list[Problem],
    causes: list[Problem],
    faults: Callable[[Facts], list[Problem]],
) -> Iterator[Problem]:
    """Yields the problems; of those in files that are as readers have them, while others are not,
    the first for each change that they come from, with that before its own mend, which might make
    the rest follow the slip. None of the `causes` is one, nor what is among the `faults` that the
    old files have as well, today."""
    rows = [*_changed_rows(old.root, facts.root)]
    others = {file for file, *_ in rows}
    follow: dict[str, list[Problem]] = {}
    for one in sorted(problems):
        there = one.place.file not in others and (old.root / one.place.file).is_file()
        # What is not shown any more is told with where it stood.
        if rows and there and one not in causes and one.kind is not Kind.UNSHOWN:
            follow.setdefault(_sources(one, rows), []).append(one)
        else:
            yield one
    had = {(one.place.file, one.what) for one in faults(old)} if follow else set()
    for source, found in follow.items():
        new = [one for one in found if (one.place.file, one.what) not in had]
        yield from (one for one in found if one not in new)
        for first in new[:1]:
            fix = f"{UNCHANGED}{source}\n  Blev det fel? Rätta det där. Annars: {first.fix}"
            also = {row_of(one): one.what for one in new[1:MOST_NAMED]}
            where = f"\n  Samma ändring ger fel på {in_places(new[1:])} till:{listed(also)}"
            yield replace(first, fix=fix + where * bool(also))


def _changed_rows(before: Path, root: Path) -> Iterator[tuple[str, str, str]]:
    """Yields each row of data, pages and settings that is another: its file, how it is told and
    what it names; a file that is new or gone as one."""
    there = {SITE_FILE, *(f"{top}/{one}" for top in ("data", "docs") for one in under(root / top))}
    for file in sorted(there.union(under(before))):
        if not all((each / file).is_file() for each in (before, root)):
            yield file, f"{file}, som är {'ny' if (root / file).is_file() else 'borta'}", file
            continue
        was, now = (_rows(each / file) for each in (before, root))
        runs = SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if was != now else ()
        for tag, i, j, k, m in runs:
            both = zip_longest(was[i:j], now[k:m], fillvalue="") if tag != "equal" else ()
            for at, (stood, stands) in enumerate(both, k + 1):
                before_it = f" (förut: {shorten(stood)})" if stood.strip() else ""
                yield file, f"{file}, rad {max(k + 1, min(at, m))}{before_it}", f"{stood}\n{stands}"


def _rows(path: Path) -> list[str]:
    """Returns the rows of a file; none of one that is too large to be compared."""
    too_large = path.is_file() and path.stat().st_size > LARGEST_FILE
    return [] if too_large else text_of(path).split("\n")


def _sources(problem: Problem, rows: list[tuple[str, str, str]]) -> str:
    """Returns the rows that a fault comes from, one below the other: those that name what it is
    about, else the first one of each file."""
    page = problem.place.file.removeprefix("docs/")
    names = {*problem.names, page, page.removeprefix(f"{COURSE}/"), *QUOTED.findall(problem.what)}
    names = {re.escape(name.strip('"')) for name in names}
    named = re.compile(rf"(?:(?<![\w/-])|docs/)(?:{'|'.join(sorted(names))})(?![\w-])")
    first = [*{file: told for file, told, _ in reversed(rows)}.values()][::-1]
    told = [told for _, told, text in rows if named.search(text)] or first
    more = f"\n    och {len(told) - MOST_ROWS} till" if len(told) > MOST_ROWS else ""
    return "".join(f"\n    {one}" for one in told[:MOST_ROWS]) + more
