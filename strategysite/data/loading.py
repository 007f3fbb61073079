"""Reads and types everything under data/ at once: the facts, and every problem of form and type in
one run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from strategysite.data.facts import (
    EDITION,
    EDITION_FILES,
    FILES,
    IN_PARTS,
    OPTIONAL,
    Facts,
    data_file,
)
from strategysite.data.joining import joined, part_files
from strategysite.data.model.common import Part
from strategysite.data.validation_errors import errors_of, problems_of
from strategysite.parsing.files import left_behind
from strategysite.parsing.remembering import remembered
from strategysite.parsing.yaml import Document, Path_, read_yaml
from strategysite.problems import Place, Problem


def load_files(root: Path, day: date) -> tuple[Facts, list[Problem]]:
    """Reads and types every data file. Returns what could be understood, and all problems of form
    and type."""
    site = _Read()
    site.read(root, FILES)
    facts = Facts(
        root, day, site.documents, frozenset(site.lost), site.incomplete(FILES), **site.parts
    )
    problems = [*site.problems, *_stray_files(root)]
    archive = []
    for edition in editions_of(root):
        own = _Read(documents=dict(site.documents))
        own.read(root, EDITION_FILES, edition)
        problems += own.problems
        lost = facts.lost | own.lost
        incomplete = facts.incomplete - set(EDITION_FILES) | own.incomplete(EDITION_FILES, edition)
        parts: dict[str, Any] = {name: own.parts.get(name) for name in EDITION_FILES}
        known = replace(facts, documents=own.documents, lost=lost, incomplete=incomplete, **parts)
        archive.append(replace(known, edition=edition, successor=facts.strategy))
    return replace(facts, archive=tuple(archive)), problems


@dataclass
class _Read:
    """What has been read: the typed files by name, every file by its path, and what is wrong."""

    parts: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def read(self, root: Path, names: Iterable[str], edition: str = "") -> None:
        for name in names:
            file = data_file(name, edition)
            # search.txt is a mistake, too, and so is what it goes on in without itself.
            begun = [*(root / file).parent.glob(f"{name}.*"), *part_files(root, name)]
            if name in OPTIONAL and not begun:
                continue
            document, found = read_yaml(root, file)
            self.problems += found
            if document is None:
                continue
            parts = self.parts_of(root, name)
            if parts:
                document, found = joined(document, *filter(None, parts))
                self.problems += found
            self.documents[file] = document
            if None in parts:  # what it holds would seem to be missing
                continue
            part, found, ids = _typed(document, FILES[name])
            self.problems += found
            self.lost |= ids
            if part is not None:
                self.parts[name] = part

    def parts_of(self, root: Path, name: str) -> list[Document | None]:
        """Reads the files that a document goes on in; None for one that can't be read."""
        parts: list[Document | None] = []
        for file in part_files(root, name):
            part, found = read_yaml(root, file)
            self.problems += found
            parts.append(part)
            if part:
                self.documents[file] = part
        return parts

    def incomplete(self, names: Iterable[str], edition: str = "") -> frozenset[str]:
        faulty = {problem.place.file for problem in self.problems}
        return frozenset(
            name
            for name in names
            if any(file.startswith((data_file(name, edition), f"data/{name}/")) for file in faulty)
        )


def editions_of(root: Path) -> list[str]:
    """Returns the names of the strategies that were replaced, the newest first."""
    folders = [path.name for path in (root / "data" / "archive").glob("*") if path.is_dir()]
    return sorted(filter(EDITION.fullmatch, folders), reverse=True)


@remembered
def _typed(document: Document, model: type[Part]) -> tuple[Part | None, list[Problem], set[str]]:
    """Types one document. Where an entry of a list is faulty it is left out, so that the others are
    still compared with each other; the ids of what was left out come third, so that nobody is told
    that they are unknown."""
    try:
        return model.model_validate(document.data), [], set()
    except ValidationError as error:
        problems = problems_of(error, document, model)
        faulty = {
            # Of a key that is not known the key goes, and the entry stays.
            path if details["type"] == "extra_forbidden" else _entry(path)
            for path, details in errors_of(error, document)
        }
    if () in faulty:
        return None, problems, _ids_in(document.data)
    rest, ids = _without(document.data, (), faulty)
    try:
        return model.model_validate(rest), problems, ids
    except ValidationError:  # the rest leans on what was left out
        return None, problems, ids | _ids_in(document.data)


def _entry(path: Path_) -> Path_:
    """Returns the path of the innermost list entry around `path`, () where there is none."""
    while path and not isinstance(path[-1], int):
        path = path[:-1]
    return path


def _without(data: Any, path: Path_, faulty: set[Path_]) -> tuple[Any, set[str]]:
    if not isinstance(data, dict | list):
        return data, set()
    kept, ids = {}, set[str]()
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if (*path, key) not in faulty:
            kept[key], more = _without(value, (*path, key), faulty)
            ids |= more
        elif isinstance(data, list):
            ids |= _ids_in(value)
    return kept if isinstance(data, dict) else list(kept.values()), ids


def _ids_in(data: Any) -> set[str]:
    if isinstance(data, dict):
        own = {data["id"]} if isinstance(data.get("id"), str) else set()
        return own.union(*(_ids_in(value) for value in data.values()))
    return set().union(*(_ids_in(value) for value in data)) if isinstance(data, list) else set()


def _stray_files(root: Path) -> Iterator[Problem]:
    """A file in data/ that nobody reads would be a change that silently does nothing."""
    names, wanted = ([f"{name}.yaml" for name in group] for group in (FILES, EDITION_FILES))
    folders = {
        "": f"Filerna där är: {', '.join(names)}. Byt namn på filen eller ta bort den.",
        **{name: f"I data/{name}/ står bara filer vars namn slutar på .yaml." for name in IN_PARTS},
        "archive": "Varje tidigare strategi har en mapp med sina år, till exempel 2020-2023, och i"
        f" den {' och '.join(wanted)}.",
    }
    read = {data_file(name) for name in FILES}
    read |= {file for name in IN_PARTS for file in part_files(root, name)}
    read |= {data_file(name, edition) for edition in editions_of(root) for name in EDITION_FILES}
    for folder, fix in folders.items():
        for path in sorted((root / "data" / folder).glob("**/*" if folder else "*")):
            file = path.relative_to(root).as_posix()
            if not path.is_file() or file in read:
                continue
            if folder:
                yield Problem(Place(file), "filen läses inte av något", fix)
            elif path.stem not in FILES or (root / data_file(path.stem)).exists():
                # A missing name is told where the right one is missing.
                yield Problem(Place(file), *left_behind(path) or ("filen läses inte av något", fix))
