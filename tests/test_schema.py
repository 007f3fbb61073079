"""The JSON Schemas that editors' programs read are kept in the repository, current, and named in each data file."""

import json
from pathlib import Path

import pytest

from strategysite.data.facts import FILES
from strategysite.data.schema import FOLDER, schema_text
from strategysite.parsing.yaml import ORIGIN


@pytest.mark.parametrize("name", FILES)
def test_the_schema_is_current(name: str, root: Path) -> None:
    """After a change of a model: python -m strategysite schema."""
    assert (root / FOLDER / f"{name}.schema.json").read_text("utf-8") == schema_text(name)


@pytest.mark.parametrize("name", FILES)
def test_a_data_file_names_its_schema_first(name: str, root: Path) -> None:
    first = (root / "data" / f"{name}.yaml").read_text("utf-8").split("\n", 1)[0]
    assert first == f"# yaml-language-server: $schema=schema/{name}.schema.json"


@pytest.mark.parametrize("name", FILES)
def test_a_schema_asks_for_nothing_that_nobody_writes(name: str) -> None:
    text = schema_text(name)
    assert ORIGIN not in text
    assert json.loads(text)["additionalProperties"] is False


def test_there_is_no_schema_without_a_file(root: Path) -> None:
    assert {path.name for path in (root / FOLDER).iterdir()} == {f"{name}.schema.json" for name in FILES}
