"""Which theme a report is about: the content of theme/, of the macros' templates and of what makes
the PDF, not when their files were written."""

import hashlib
from pathlib import Path

FOLDERS = ("theme", "strategysite/macros/templates", "strategysite/exports/pdf")


def theme_digest(root: Path) -> str:
    """Returns one number for all that shapes a page."""
    digest = hashlib.sha256()
    for path in sorted(
        path
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    ):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:20]
