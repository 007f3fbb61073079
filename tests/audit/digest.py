"""Which theme a report is about: the content of theme/ and of the macros' templates, not when their
files were written."""

import hashlib
from pathlib import Path

FOLDERS = ("theme", "strategysite/macros/templates")


def theme_digest(root: Path) -> str:
    """Returns one number for all that shapes a page."""
    digest = hashlib.sha256()
    for path in sorted(
        path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()
    ):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:20]
