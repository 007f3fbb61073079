"""Keeps the site generator ready between builds, so that a change is seen at once. With macros.py and mkdocs.yml all that knows MkDocs.

Run by `python -m strategysite serve` as `python generator.py mkdocs`. Reads one line of JSON for each build (`site`: the folder to build,
`environment`: what mkdocs.yml and macros.py ask for) and answers with one line: `built`, and what the generator `said`.
"""

import importlib
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from strategysite.loading import forget


class _Kept(logging.Handler):
    """Keeps the generator's warnings for the answer."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname}: {record.getMessage()}")


def build(generator: str, site: str) -> dict[str, Any]:
    """Builds strictly into the folder `site`. Whatever goes wrong is in the answer: nothing ends the process."""
    forget()
    kept = _Kept()
    logger = logging.getLogger(generator)
    logger.addHandler(kept)
    try:
        config = importlib.import_module(f"{generator}.config").load_config(config_file="mkdocs.yml", site_dir=site, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        importlib.import_module(f"{generator}.commands.build").build(config)
    except (Exception, SystemExit) as error:
        return {"built": False, "said": [*kept.said, f"{type(error).__name__}: {error}"]}
    finally:
        logger.removeHandler(kept)
    return {"built": True, "said": kept.said}


def main() -> None:
    """Answers until the input ends."""
    # Plugins print, and close the input when they give up: orders and answers have lines of their own.
    orders, answers = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    with Path(os.devnull).open(encoding="utf-8") as nothing, Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        sys.stdin, sys.stdout = nothing, nowhere
        _answer(orders, answers)


def _answer(orders: TextIO, answers: TextIO) -> None:
    importlib.import_module(f"{sys.argv[1]}.commands.build")
    for line in orders:
        order = json.loads(line)
        os.environ.update(order["environment"])
        print(json.dumps(build(sys.argv[1], order["site"])), file=answers, flush=True)


if __name__ == "__main__":
    main()
