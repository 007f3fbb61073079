"""JSON Schemas of the data files, for editors that show what a key may hold while it is being written. Generated from the models."""

import json
from pathlib import Path
from typing import Any

from strategysite.data.facts import FILES
from strategysite.parsing.yaml import ORIGIN

FOLDER = "data/schema"


def schema_text(name: str) -> str:
    """Returns the JSON Schema of a data file as it is kept in the repository."""
    schema = FILES[name].model.model_json_schema(by_alias=True)
    _tidy(schema)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schemas(root: Path) -> None:
    """Writes every schema under data/schema/."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        (folder / f"{name}.schema.json").write_text(schema_text(name), "utf-8")


def _tidy(schema: Any) -> None:
    """Takes away the place that every part carries, which nobody writes, and the titles that only repeat the keys."""
    if isinstance(schema, dict):
        if "properties" in schema:
            schema["properties"].pop(ORIGIN, None)
        schema.pop("title", None) if isinstance(schema.get("title"), str) else None
        for value in list(schema.values()):
            _tidy(value)
    elif isinstance(schema, list):
        for value in schema:
            _tidy(value)
