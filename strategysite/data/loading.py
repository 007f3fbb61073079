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
    FOLLOW_UP,
    IN_PARTS,
    OPTIONAL,
    Facts,
    data_file,
    year_files,
)
from strategysite.data.joining import joined, part_files
from strategysite.data.model.common import Part
from strategysite.data.model.follow_up import FollowUp
from strategysite.data.validation_errors import errors_of, problems_of
from strategysite.parsing.files import OF_FINDER, left_behind
from strategysite.parsing.remembering import remembered
from strategysite.parsing.yaml import Document, KeyPath, read_yaml, texts_in
from strategysite.problems import Place, Problem


def load_files(root: Path, day: date) -> tuple[Facts, list[Problem]]:
    """Reads and types every data file. Returns what could be understood, and all problems of form
    and type."""
    site = _Reading(root)
    site.read(FILES)
    facts = Facts(root, day, site.files, frozenset(site.lost), site.incomplete(FILES), **site.parts)
    problems = [*site.problems, *_stray_files(root)]
    archive = []
    for edition in editions_of(root):
        own = _Reading(root, edition, files=dict(site.files))
        own.read(EDITION_FILES)
        problems += own.problems
        parts: dict[str, Any] = dict.fromkeys(EDITION_FILES) | own.parts
        known = replace(
            facts,
            files=own.files,
            lost=facts.lost | own.lost,
            incomplete=facts.incomplete - set(EDITION_FILES) | own.incomplete(EDITION_FILES),
            edition=edition,
            successor=facts.strategy,
            **parts,
        )
        archive.append(known)
    archive.sort(key=_adopted, reverse=True)
    documents = tuple(one.strategy for one in archive if one.strategy)
    archive = [replace(one, before=documents[at:]) for at, one in enumerate(archive, 1)]
    return replace(facts, archive=tuple(archive), before=documents), problems


def _adopted(edition: Facts) -> tuple[date, str]:
    """Returns what editions are sorted by: their day of adoption or beginning, or their year."""
    strategy = edition.strategy
    day = (strategy.adopted or strategy.begins) if strategy else None
    return day or date(int(edition.edition[:4]), 1, 1), edition.edition


@dataclass
class _Reading:
    """What has been read: the typed files by name, every file by its path, and what is wrong."""

    root: Path
    edition: str = ""
    parts: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Document] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def read(self, names: Iterable[str]) -> None:
        """Reads the files of these names, and what was reported, a file a year."""
        for name in names:
            file, parts = data_file(name, self.edition), part_files(self.root, name)
            # search.txt is a mistake, too, and so is what it goes on in without itself.
            begun = parts or any((self.root / file).parent.glob(f"{name}.*"))
            document = self.document(file) if begun or name not in OPTIONAL else None
            if document is None:
                continue
            read = [self.document(part) for part in parts]
            if read:
                document, found = joined(document, *filter(None, read))
                self.problems += found
                self.files[file] = document
            if None in read:  # what it holds would seem to be missing
                continue
            part, found, ids = _typed(document, FILES[name])
            rows = {(one.place.file, one.place.line) for one in self.problems}  # told of their form
            self.problems += [one for one in found if (one.place.file, one.place.line) not in rows]
            self.lost |= ids
            if part is not None:
                self.parts[name] = part
        years = [self.document(file) for file in year_files(self.root, self.edition)]
        typed = [_typed(year, FollowUp) for year in years if year]
        self.problems += [problem for _, found, _ in typed for problem in found]
        self.parts["follow_up"] = tuple(year for year, _, _ in typed if year)

    def document(self, file: str) -> Document | None:
        """Reads one file; None for one that can't be read."""
        document, found = read_yaml(self.root, file)
        self.problems += found
        if document:
            self.files[file] = document
        return document

    def incomplete(self, names: Iterable[str]) -> frozenset[str]:
        faulty = {problem.place.file for problem in self.problems}
        return frozenset(
            name
            for name in names
            for begin in [(data_file(name, self.edition), f"data/{name}/")]
            if any(file.startswith(begin) for file in faulty)
        )


def editions_of(root: Path) -> list[str]:
    """Returns the names of the strategies that were replaced, the newest first."""
    folders = [path.name for path in (root / "data" / "archive").glob("*") if path.is_dir()]
    return sorted(filter(EDITION.fullmatch, folders), reverse=True)


def data_files(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yields each file of data/ that is read: its name in MODELS, its edition, and its path."""
    yield from ((name, "", data_file(name)) for name in FILES)
    yield from ((name, "", file) for name in IN_PARTS for file in part_files(root, name))
    for edition in ("", *editions_of(root)):
        yield from ((name, edition, data_file(name, edition)) for name in EDITION_FILES)
        yield from ((FOLLOW_UP, edition, file) for file in year_files(root, edition))


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


def _entry(path: KeyPath) -> KeyPath:
    """Returns the path of the innermost list entry around `path`, () where there is none."""
    while path and not isinstance(path[-1], int):
        path = path[:-1]
    return path


def _without(data: Any, path: KeyPath, faulty: set[KeyPath]) -> tuple[Any, set[str]]:
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
    return {text for path, text in texts_in(data) if path and str(path[-1]).lower() == "id"}


def _stray_files(root: Path) -> Iterator[Problem]:
    """A file in data/ that nobody reads would be a change that silently does nothing."""
    names, wanted = ([f"{name}.yaml" for name in group] for group in (FILES, EDITION_FILES))
    folders = {
        "": f"Filerna där är: {', '.join(names)}. Byt namn på filen, eller flytta det som står i"
        " den till rätt fil, och ta bort den.",
        **{name: f"I data/{name}/ står bara filer vars namn slutar på .yaml." for name in IN_PARTS},
        FOLLOW_UP: "",
        "archive": "Varje tidigare strategi har en mapp med sina år, till exempel 2020-2023, eller"
        f" dagen då den antogs, och i den {' och '.join(wanted)}.",
    }
    read = {file for _, _, file in data_files(root)}
    for folder, fix in folders.items():
        for path in sorted((root / "data" / folder).glob("**/*" if folder else "*")):
            file = path.relative_to(root).as_posix()
            if not path.is_file() or path.name == OF_FINDER or file in read:
                continue
            what, mend = "filen läses inte av något", fix
            if path.parent.name == FOLLOW_UP:
                year = "".join(filter(str.isdigit, path.name))[:4] or "2025"
                what = "filen heter inte efter sitt år"
                mend = f"Filen heter efter det år som den följer upp, till exempel {year}.yaml."
            named = path.name.partition(".")[0]
            # A missing name is told where the right one is missing.
            if folder or named not in FILES or (root / data_file(named)).exists():
                yield Problem(Place(file), *left_behind(path) or (what, mend))
