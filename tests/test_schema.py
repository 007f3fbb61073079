"""What explains the keys, the schemas, the headers and the list, is current and all of one make."""

import json
import re
import shutil
from collections.abc import Iterator
from inspect import getdoc
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from strategysite.cli import main
from strategysite.data.facts import FOLLOW_UP, MODELS, data_file, year_files
from strategysite.data.joining import part_files
from strategysite.data.model.common import Part
from strategysite.data.schema import FOLDER, schema_of, schema_text
from strategysite.data.validation_errors import parts_in_type
from strategysite.editing.headers import REFERENCE, header, reference, with_header
from strategysite.parsing.yaml import ORIGIN, parse_yaml
from tests.asking import Asking
from tests.succession.conftest import files

LONGEST_HEADER = 30


def models_of(model: type[Part]) -> Iterator[type[Part]]:
    """A model, and every model inside it."""
    yield model
    for field in model.model_fields.values():
        for inner in parts_in_type(field.annotation):
            yield from models_of(inner)


@pytest.mark.parametrize("name", MODELS)
def test_the_schema_and_the_header_are_current(name: str, root: Path) -> None:
    """After a change of a model: python -m strategysite schema."""
    assert (root / FOLDER / f"{name}.schema.json").read_text("utf-8") == schema_text(name)
    files = year_files(root) if name == FOLLOW_UP else (data_file(name), *part_files(root, name))
    for file in files:
        text = (root / file).read_text("utf-8")
        assert text == with_header(text, name, file=file)


def test_the_list_of_keys_is_current(root: Path) -> None:
    assert (root / REFERENCE).read_text("utf-8") == reference()


def test_there_is_no_schema_without_a_file(root: Path) -> None:
    kept = {path.name for path in (root / FOLDER).iterdir()}
    assert kept == {*(f"{name}.schema.json" for name in MODELS), "README.md"}


@pytest.mark.parametrize("name", MODELS)
def test_a_header_is_short_and_names_its_schema_first(name: str) -> None:
    lines = header(name).splitlines()
    assert lines[0] == f"# yaml-language-server: $schema=schema/{name}.schema.json"
    assert len(lines) <= LONGEST_HEADER
    assert max(map(len, lines)) <= 100


def test_a_header_in_the_archive_names_the_files_there() -> None:
    text = header("strategy", "2020-2023")
    assert text.startswith("# yaml-language-server: $schema=../../schema/strategy.schema.json\n")
    assert "data/archive/2020-2023/activities.yaml" in text
    assert "data/activities.yaml" not in text


@pytest.mark.parametrize("before", ["# gammalt\n#\n# huvud\n", "# gammalt\n", ""])
def test_what_stands_below_a_header_stays(before: str) -> None:
    below = "# en egen rad\nredirects: []  # inga\n"
    assert with_header(f"{before}\n{below}", "redirects") == f"{header('redirects')}\n{below}"


def test_the_command_writes_all_of_it(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the archive too, where a file's header leads to the same schemas."""
    archived = broken / data_file("strategy", "2016-2019")
    archived.parent.mkdir(parents=True)
    (broken / data_file("orientation")).unlink()
    shutil.copy(broken / data_file("strategy"), archived)
    monkeypatch.chdir(broken)
    assert main(["schema"]) == 0
    assert archived.read_text("utf-8").startswith(header("strategy", "2016-2019"))
    english = (broken / "data/translations/en.yaml").read_text("utf-8")
    assert english.startswith(
        "# yaml-language-server: $schema=../schema/translations.schema.json\n"
    )
    assert (broken / data_file("contacts")).read_text("utf-8").startswith(header("contacts"))
    assert (broken / REFERENCE).read_text("utf-8") == reference()
    assert not (broken / data_file("orientation")).exists()


def test_the_mark_and_the_line_ends_of_a_file_stay_below_its_header(
    broken: Path, asking: Asking
) -> None:
    """As Windows writes them: the mark that a file begins with is refused inside it."""
    contacts = broken / data_file("contacts")
    contacts.write_bytes(b"\xef\xbb\xbf" + contacts.read_bytes().replace(b"\n", b"\r\n"))
    assert asking(broken, "schema")[0] == 0
    written = contacts.read_bytes()
    first = header("contacts").split("\n")[0].encode()
    assert written.startswith(b"\xef\xbb\xbf" + first + b"\r\n")
    assert written.count(b"\n") == written.count(b"\r\n")
    assert asking(broken, "check")[0] == 0


def test_no_header_is_written_where_a_file_is_no_text(broken: Path, asking: Asking) -> None:
    """It is told as the checks tell it, and all is as it was."""
    changes = broken / data_file("changes")
    changes.write_bytes(changes.read_bytes() + "# Räksmörgås\n".encode("latin-1"))
    before = files(broken)
    code, said, told = asking(broken, "schema")
    assert (code, said) == (1, "")
    assert "data/changes.yaml:7:4: filen är inte sparad som UTF-8\n" in told
    assert told.endswith("\nIngenting har ändrats.\n")
    assert files(broken) == before


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_asks_for_nothing_that_nobody_writes(name: str) -> None:
    text = schema_text(name)
    assert ORIGIN not in text
    assert json.loads(text)["additionalProperties"] is False


@pytest.mark.parametrize("name", MODELS)
def test_every_key_is_explained_to_an_editor(name: str) -> None:
    """In whole sentences; a docstring, which is for whoever changes the code, reaches no schema."""
    schema = schema_of(MODELS[name])
    for part in (schema, *schema.get("$defs", {}).values()):
        for key, about in part["properties"].items():
            assert re.search(r"[.”]$", about["description"]), f"{part['title']}: {key}"
    ours = [getdoc(model) for model in models_of(MODELS[name])]
    assert [words for words in ours if words and words in schema_text(name)] == []


def test_a_key_says_what_it_may_be_and_what_holds_without_it() -> None:
    keys = schema_of(MODELS["municipality"])["$defs"]["Publication"]["properties"]
    limits = " Ett tal från 1 till 3650. Utan raden: 180."
    assert keys["verify_within_days"]["description"].endswith(limits)
    status = schema_of(MODELS[FOLLOW_UP])["$defs"]["Report"]["properties"]["status"]
    assert (
        "Tillåtna: completed (genomförd), regular (ingår i ordinarie arbete)"
        in status["description"]
    )


@pytest.mark.parametrize("name", MODELS)
def test_the_example_in_a_header_can_be_written(name: str) -> None:
    """Its first key is one of the file's, and the model takes what stands under it, once somebody
    has filled in the day."""
    example = MODELS[name].example.replace("ÅÅÅÅ-MM-DD", "2026-11-22")
    document, problems = parse_yaml("exempel", f"{example}\n")
    assert document and not problems
    fields: dict[str, FieldInfo] = {}
    for model in models_of(MODELS[name]):
        fields = {**model.model_fields, **fields}
    for key, value in document.data.items():
        if key != ORIGIN:
            TypeAdapter(fields[key].rebuild_annotation()).validate_python(value)
