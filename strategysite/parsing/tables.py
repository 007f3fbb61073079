"""Tables of words and patterns that a module looks things up in. They are data, not code."""

from pathlib import Path
from typing import Any

import yaml

# The C loader is four times as fast; the other gives the same nodes where libyaml is missing.
FAST_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def table(module: str) -> Any:
    """Returns what stands in the file beside a module, given as its `__file__`: signs.yaml beside
    signs.py. Every value in it is a text."""
    return yaml.load(Path(module).with_suffix(".yaml").read_text("utf-8"), Loader=FAST_LOADER)
