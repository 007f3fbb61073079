"""How a fault is told, once its own cause is known: at the rows that it comes from, where those are
others; with what readers have there; and what stands in many places as one."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from strategysite.checks.gone_pages import in_places, listed, row_of
from strategysite.data.facts import Facts
from strategysite.data.model.contacts import LOCAL
from strategysite.data.model.orientation import COURSE
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.files import under
from strategysite.parsing.text import LARGEST_FILE, sentences, text_of
from strategysite.parsing.yaml_mistakes import indent_of
from strategysite.problems import Kind, Place, Problem, shorten

ALL_OVER = 8  # rows with the same fault: somebody's program made it
CALLS = re.compile(r"\{\{ *(?:phone|local|contacts?_?\w*|situations)\([^)}]*")  # whom to call
CALL = re.compile(r"\{\{[^{}\n]*\}\}")  # any macro
QUOTED = re.compile(r'"[^"]*"')  # what of a fault's words is of its row alone
WRONG_FILE = "Är det fel fil, eller har ett program ändrat överallt? Ta tillbaka det ur historiken"
UNCHANGED = "Det här är som det är publicerat. Felet kommer av det som är ändrat:"
STOOD = "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:"
NEW = "Det här är nytt. Ta bort det, om det inte ska vara med."
LISTS = ("Tillåtna:", "Liknande finns:")  # what `did_you_mean` says where it guesses nothing
DAYS = ("updated:", "reviewed:", "translated:")  # rows of a page that change with its text
MOST_ROWS = 3  # of what was changed
OF_A_ROW = (Kind.OF_TRANSLATION, Kind.OF_LANGUAGE)  # which few could write anew


class Change(NamedTuple):
    """Rows that are others than readers have: their file, the number of the first one, what stood
    there and what stands there, and the rows that they are under. A file that is new or gone has
    its name alone."""

    file: str
    line: int
    was: tuple[str, ...]
    now: tuple[str, ...]
    under: tuple[str, ...] = ()

    def holds(self, line: int) -> bool:
        """Returns whether the change is of that row."""
        return self.line <= line < self.line + len(self.now)

    def told(self) -> str:
        """Returns where it is, and what stood there, for a message."""
        if not self.line:
            return f"{self.file}, som är {'ny' if self.now else 'borta'}"
        stood = next((row for row in self.was if row.strip()), "")
        return f"{self.file}, rad {self.line}" + f" (förut: {shorten(stood)})" * bool(stood)


def consequences(
    facts: Facts,
    old: Facts,
    problems: list[Problem],
    causes: list[Problem],
    faults: Callable[[Facts], list[Problem]],
) -> Iterator[Problem]:
    """Yields the problems, but of those on the row of one of the `causes` that alone. Of those on
    rows that are as readers have them, while others are not, yields one for each change that they
    come from: the mends of each might make the rest follow the slip; or none, where the change has
    a fault of its own. What is among the `faults` that the old files have as well, today, comes
    from no change."""
    came, told = [*changes(old.root, facts.root)], {row_of(one) for one in causes}
    follow: dict[tuple[bool, tuple[Change, ...]], list[Problem]] = {}
    faulty = set[Change]()
    for one in sorted(problems):
        own = [change for change in came if change.file == one.place.file]
        here = [change for change in own if change.holds(one.place.line)]
        if one in causes or here or not (old.root / one.place.file).is_file():
            faulty.update(here)
            yield from [one] if one in causes or row_of(one) not in told else []
            continue
        sources = _named(one, came, bool(own))
        first = {change.file: change for change in reversed(came)} if not own else {}
        if sources or first:
            named = bool(sources)
            follow.setdefault((named, sources or tuple(first.values())[::-1]), []).append(one)
        else:
            yield one
    had = {(one.place.file, one.what) for one in faults(old)} if follow else set()
    for (named, sources), found in follow.items():
        new = [one for one in found if (one.place.file, one.what) not in had]
        yield from (one for one in found if one not in new)
        if new and not (named and faulty & {*sources}):
            yield _of_changes(sources, named, new)


def changes(before: Path, root: Path) -> Iterator[Change]:
    """Yields each change of data, pages and settings."""
    there = {SITE_FILE, *(f"{top}/{one}" for top in ("data", "docs") for one in under(root / top))}
    for file in sorted(there.union(under(before))):
        if not all((each / file).is_file() for each in (before, root)):
            yield Change(file, 0, (), (file,) * (root / file).is_file())
            continue
        was, now = (_rows(each / file) for each in (before, root))
        runs = SequenceMatcher(_blank, was, now, autojunk=False).get_opcodes() if was != now else ()
        for tag, i, j, k, m in runs:
            if tag != "equal":
                stood, stands = tuple(was[i:j]), tuple(now[k:m])
                under_it = tuple(_above(was, i) if stood else _above(now, k))
                texts = [at for at, row in enumerate(now[:k], 1) if row.strip()]
                gone = not "".join(stands).strip()
                line = max(texts, default=1) if gone else k + 1  # told at the text above
                yield Change(file, line, stood, () if gone else stands, under_it)


def _rows(path: Path) -> list[str]:
    """Returns the rows of a file; none of one that is too large to be compared."""
    too_large = path.is_file() and path.stat().st_size > LARGEST_FILE
    return [] if too_large else text_of(path).split("\n")


def _above(rows: list[str], at: int) -> Iterator[str]:
    """Yields the rows that one is under: those above it that are less indented."""
    least = indent_of(rows[at])
    for row in reversed(rows[:at]):
        if row.strip() and indent_of(row) < least:
            least = indent_of(row)
            yield row


def _blank(row: str) -> bool:
    return not row.strip()


def _named(problem: Problem, came: list[Change], in_its_file: bool) -> tuple[Change, ...]:
    """Returns the changes that name most of what a fault is about: `in_its_file` most are beside
    the matter, else the only one is meant in any case."""
    names, page = {*problem.names}, problem.place.file.removeprefix("docs/")
    if not in_its_file:
        names |= {page, page.removeprefix(f"{COURSE}/"), *QUOTED.findall(problem.what)}
    plain = {name.strip('"').removeprefix("kontakt-").removeprefix(LOCAL) for name in names}
    told = [rf"(?:(?<![\w/-])|docs/){re.escape(name)}(?![\w-])" for name in plain - {""}]
    named = [re.compile(name, re.IGNORECASE) for name in told]
    texts = ["\n".join((*one.under, *one.was, *one.now)) for one in came]
    many = [sum(bool(name.search(text)) for name in named) for text in texts]
    most = max(many, default=0) or (0 if len(came) == 1 and not in_its_file else None)
    return tuple(change for change, own in zip(came, many, strict=True) if own == most)


def _of_changes(sources: tuple[Change, ...], named: bool, found: list[Problem]) -> Problem:
    """Returns one fault for those `found` that come from the same changes: at the change, where it
    is one, and `named` by them."""
    (cause, *others), first = sources, found[0]
    rows = dict.fromkeys(map(row_of, found), "")
    if others or not (named and cause.line):
        changed = [change.told() for change in sources[:MOST_ROWS]]
        changed += [f"och {len(others) + 1 - MOST_ROWS} till"] * (len(others) >= MOST_ROWS)
        fix = f"{UNCHANGED}{_below(changed)}\n  Blev det fel? Rätta det där. Annars: {first.fix}"
        del rows[row_of(first)]
        more = f"\n  Samma ändring ger fel på {in_places(rows)} till:{listed(rows)}"
        return replace(first, fix=fix + more * bool(rows))
    at = next((at for at, row in enumerate(cause.now) if row.strip()), 0)
    what = f"det som är ändrat här ger fel på {in_places(rows)}: {first.what}"
    # What else may stand in the other row is no answer to what should stand here.
    besides = "Ändra också:" if first.fix.startswith(LISTS) else f"{first.fix} Det gäller:"
    told = Problem(Place(cause.file, cause.line + at), what, f"{besides}{listed(rows)}")
    stood = _not_empty(cause.was)
    if not stood:
        return replace(told, fix=f"{NEW} Ska det vara med? {told.fix}")
    if len(stood) > MOST_ROWS + 1:
        stood[MOST_ROWS:] = [f"och {len(stood) - MOST_ROWS} rader till, som står i historiken"]
    return _with_what_stood(told, stood)


def as_it_stood(old: Facts, facts: Facts, problem: Problem) -> Problem:
    """Returns a fault with what readers have there first, where that is gone and nothing that is
    written instead is as sure to be right: whom to call, a row of the page's top, the key of the
    rows that have the fault, and what a translation was, for an editor who does not know the
    language."""
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
            stood += _not_empty(was[i:j])  # the key of what is below
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
    if not stood or problem.fix.startswith(("Ta tillbaka", STOOD, NEW)):
        return problem
    return _with_what_stood(problem, stood)


def _with_what_stood(problem: Problem, stood: list[str]) -> Problem:
    return replace(problem, fix=f"{STOOD}{_below(stood)}\n  Skulle det ändras? {problem.fix}")


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


def _not_empty(text: Iterable[str]) -> list[str]:
    """Returns the rows that are not empty, with the indents that they have among themselves."""
    return dedent("\n".join(row for row in text if row.strip())).splitlines()


def _below(rows: list[str]) -> str:
    """Returns rows to stand below a message."""
    return "".join(f"\n    {row}" for row in rows)
