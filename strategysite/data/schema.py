"""JSON Schemas of the data files, made of the models' descriptions.

A program for YAML shows them while a key is being written.
"""

import json
import re
from functools import cache
from typing import Any

from strategysite.data.facts import IN_PARTS, MODELS
from strategysite.data.model.common import Part
from strategysite.data.validation_errors import with_meanings

FOLDER = "data/schema"
Schema = dict[str, Any]


@cache  # a check needs some each time; whoever changes one changes a copy
def schema_of(model: type[Part], *, brief: bool = False) -> Schema:
    """Returns the JSON Schema of a model, in all the ways that an editor may write it; each key
    says all that the editor needs to know. Where it is to be `brief`, it is as it is published, and
    says what each key holds."""
    schema = model.model_json_schema(mode="serialization" if brief else "validation")
    for part in (schema, *schema.get("$defs", {}).values()):
        for key in part["properties"].values():
            key.pop("title", None)  # the key itself, in capitals
            said = " ".join(key["description"].split())  # in the model it is broken into lines
            said = first_sentence(said) if brief else said
            key["description"] = " ".join([said, *_limits(key)])
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def schema_text(name: str) -> str:
    """Returns the JSON Schema of a data file as it is kept in the repository."""
    schema = dict(schema_of(MODELS[name]))
    if name in IN_PARTS:  # each of the files holds some of the keys
        schema.pop("required", None)
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def first_sentence(description: str) -> str:
    """Returns the first sentence of a description: what the key holds."""
    return re.split(r"(?<=\.) (?=[A-ZÅÄÖ])", description)[0]


def _limits(key: Schema) -> list[str]:
    """What the type says of a value: the words it may be, its range, what holds without it."""
    told = []
    inner = [key, key.get("items", {}), *key.get("anyOf", [])]
    values = next((each["enum"] for each in inner if "enum" in each), None)
    if values:
        told.append(f"Tillåtna: {with_meanings(values)}.")
    if "minimum" in key:
        told.append(f"Ett tal från {key['minimum']} till {key['maximum']}.")
    if "default" in key and isinstance(key["default"], str | int) and key["default"] is not False:
        told.append(f"Utan raden: {key['default']}.")
    return told
