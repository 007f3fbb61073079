"""Several files that are read as one: data/search.yaml with data/search/*.yaml, so that nobody has
to look through two thousand rows."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from strategysite.data.facts import IN_PARTS, data_file
from strategysite.parsing.files import left_behind
from strategysite.parsing.remembering import remembered
from strategysite.parsing.yaml import ORIGIN, Document, KeyPath
from strategysite.problems import Problem

OF = "of"  # the Swedish that a language's words were made from; read as of-en from its file


def part_files(root: Path, name: str) -> list[str]:
    """Returns the files that the data file `name` goes on in, from the project's root.

    Swedish goes first: what is to be said of all languages is said there.
    """
    folder = root / "data" / name
    found = folder.glob("*.yaml") if name in IN_PARTS else ()
    own = (path for path in found if path.is_file() and not left_behind(path))
    files = (path.relative_to(root).as_posix() for path in own)
    return sorted(files, key=lambda file: (not file.endswith("/sv.yaml"), file))


@remembered
def joined(first: Document, *parts: Document) -> tuple[Document, list[Problem]]:
    """Returns a document with all that `first` and the `parts` hold, where each thing keeps its own
    place. Lists go on; what stands in two files is told. A file of no language is left out."""
    whole = deepcopy(first)
    problems = []
    codes = [
        text for path, text in first.texts() if (*path[:1], *path[-1:]) == ("languages", "code")
    ]
    for part in parts:
        if codes and Path(part.file).stem not in codes:
            continue
        own = f"{OF}-{Path(part.file).stem}" if whole.file == data_file("translations") else OF
        whole.parts[part.file] = part.lines
        problems += _Joining(whole, part, own).added(whole.data, part.data, (), ())
    return whole, problems


class _Joining:
    def __init__(self, whole: Document, part: Document, of: str) -> None:
        self.whole, self.part, self.of = whole, part, of

    def added(self, data: Any, more: Any, at: KeyPath, from_: KeyPath) -> list[Problem]:
        """Adds `more`, which stands at `from_` in the part, to `data`, at `at` in the whole."""
        if isinstance(data, list) and isinstance(more, list):
            for number, value in enumerate(more):
                data.append(self.taken(value, (*at, len(data)), (*from_, number)))
            return []
        problems: list[Problem] = []
        for key, value in more.items():
            now, was = (*at, self.of if key == OF else key), (*from_, key)
            known = data.get(now[-1])
            if key == ORIGIN:
                continue
            if known is None:
                data[now[-1]] = self.taken(value, now, was)
            elif type(known) is type(value) and not isinstance(value, str):
                problems += self.added(known, value, now, was)
            else:
                first, own = self.whole.key(*now), self.part.key(*was)
                what = f'"{key}" står två gånger'
                fix = f"Det står redan i {first.file}, rad {first.line}. Behåll det ena."
                if key in (there := [Path(one.file).stem for one in (first, own)]):
                    own = first if key == there[1] else own  # in the file of another language
                    what = f'"{key}" hör inte till den här filen'
                    fix = f"Skriv {Path(own.file).stem} i stället."
                problems.append(Problem(own, what, fix))
        return problems

    def taken(self, value: Any, at: KeyPath, from_: KeyPath) -> Any:
        """Returns a copy of a value of the part, and records its places in the whole document."""
        own, part = self.whole, self.part
        for ours, theirs in ((own.places, part.places), (own.keys, part.keys)):
            if from_ in theirs:
                ours[at] = theirs[from_]
        for marked, others in ((own.faulty, part.faulty), (own.braces, part.braces)):
            if from_ in others:
                marked.add(at)
        if not isinstance(value, list | dict):
            return value
        copy: Any = [] if isinstance(value, list) else {ORIGIN: value[ORIGIN]}
        self.added(copy, value, at, from_)
        return copy
