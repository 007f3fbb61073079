"""Takes a succession back. What each file held before is kept beside what is built, so that neither
git nor a copy is needed."""

import hashlib
import json
from base64 import b64decode, b64encode
from pathlib import Path

from strategysite.editing.changing import NOTHING_CHANGED, Contents, Refusal, content, write

KEPT = Path(".build") / "new-strategy.json"


def remember(root: Path, files: Contents) -> None:
    """Keeps what `files` hold before they are written, and what they are to hold."""
    kept = {}
    for file, text in files.items():
        was = content(root / file)
        kept[file] = {"was": was and b64encode(was).decode(), "now": _mark(text)}
    (root / KEPT).parent.mkdir(parents=True, exist_ok=True)
    (root / KEPT).write_text(json.dumps(kept), "utf-8")


def undo(root: Path) -> int:
    """Puts back every file that the last succession changed. Returns how many. Raises Refusal, with
    the files, when one of them has been changed since; then nothing is."""
    if not (root / KEPT).is_file():
        raise Refusal(f"Det finns inget byte av strategi att ta tillbaka här. {NOTHING_CHANGED}")
    kept = json.loads((root / KEPT).read_text("utf-8"))
    changed = [file for file, entry in kept.items() if _mark(content(root / file)) != entry["now"]]
    if changed:
        listed = "\n".join(f"  {file}" for file in changed)
        raise Refusal(
            "De här filerna har ändrats sedan strategin byttes, så bytet går inte att ta tillbaka"
            f" utan att de ändringarna går förlorade:\n{listed}\n{NOTHING_CHANGED}"
        )
    before = {file: entry["was"] and b64decode(entry["was"]) for file, entry in kept.items()}
    write(root, {file: was for file, was in before.items() if was or kept[file]["now"]})
    for file in kept:
        for folder in (root / file).parents:
            if folder != root and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    (root / KEPT).unlink()
    return len(kept)


def _mark(text: str | bytes | None) -> str | None:
    """What tells whether a file is as it was written, however its line ends are."""
    if text is None:
        return None
    raw = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")).hexdigest()
