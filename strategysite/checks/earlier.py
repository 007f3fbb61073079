"""The project as it was in an earlier version, for whatever compares with that."""

import weakref
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.data.facts import Facts
from strategysite.data.loading import load_files
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.git import unpack

COMPARED = ("data/", "docs/", SITE_FILE)


@lru_cache(maxsize=4)  # an editor compares with the same one again and again
def as_it_was(root: Path, day: date, commit: str) -> Facts:
    """Returns the facts that the project held in a commit: what is a fault by today's rules is left
    out. Their root is a folder with its files, which goes when the last who asked is done. Raises
    NoBase when git does not have it."""
    folder = TemporaryDirectory()
    unpack(root, commit, Path(folder.name), COMPARED)
    old = load_files(Path(folder.name), day)[0]
    weakref.finalize(old, folder.cleanup)
    return old
