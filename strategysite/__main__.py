"""python -m strategysite COMMAND, with any Python: it finds the one that has the packages."""

import importlib
import sys
from pathlib import Path

from strategysite.environment import elsewhere, here, install

ROOT = Path(__file__).resolve().parent.parent


def _run() -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = sys.argv[1:]
    if arguments == ["install"]:
        return install(ROOT)
    if not here():
        return elsewhere(ROOT, arguments)
    try:
        cli = importlib.import_module("strategysite.cli")
    except ImportError as missing:
        if (missing.name or "").startswith("strategysite"):
            raise
        return elsewhere(ROOT, arguments)
    return int(cli.main())


if __name__ == "__main__":
    try:
        sys.exit(_run())
    except KeyboardInterrupt:  # pressed while the programs are still being read
        sys.exit(130)
