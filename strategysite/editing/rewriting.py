"""An editor's files with their links leading somewhere else, or with more rows. Text goes in and
text comes out; every comment and the layout stay."""

import json
import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from strategysite.data.addresses import resolve
from strategysite.data.facts import data_file
from strategysite.editing.changing import NOTHING_CHANGED, Files, Refusal, checked_text
from strategysite.editing.headers import header

LINK = re.compile(
    r"""(?P<before>\]\(\s*<?|^\[[^\]]+\]:\s*|(?:href|src)=["'])(?P<path>[^\s)>"'#]+)(?P<anchor>#[^\s)>"']*)?""",
    re.MULTILINE,
)

# The file that a link to a file and "#heading" is to lead to; with "#" after it, to no heading.
Where = Callable[[str, str], str]


def relinked(text: str, file: str, new_file: str, where: Where) -> str:
    """Returns the text of the page `file` as it stands at `new_file`, with its links mended."""

    def link(match: re.Match[str]) -> str:
        path = match["path"]
        target = None if re.match(r"(?i)[a-z]+:|/|\{", path) else resolve(file, path)
        if target is None:
            return match[0]
        to = where(target, match["anchor"] or "")
        if to == target and new_file == file:
            return match[0]
        address = posixpath.relpath(to, posixpath.dirname(new_file) or ".")
        return match["before"] + _with_anchor(address, match["anchor"])

    return LINK.sub(link, text)


def with_pages(text: str, files: Mapping[str, str], where: Where) -> str:
    """Returns the text of a data file, or of the menu, with each of `files` as `where` says;
    comments stay."""
    names = "|".join(re.escape(file) for file in files)
    named = re.compile(rf"(?<![\w/.-])(/?)({names})(#[\w-]+)?(?![\w/.-])")

    def moved(found: re.Match[str]) -> str:
        top, file, anchor = found.groups()
        return top + _with_anchor(where(file, anchor or ""), anchor)

    return "\n".join(
        line if line.lstrip().startswith("#") else named.sub(moved, line)
        for line in text.split("\n")
    )


def data_with_pages(root: Path, files: Mapping[str, str], where: Where) -> Files:
    """Returns every file of data/, which the checks have read, with each of `files` as `where`
    says."""
    paths = (path.relative_to(root).as_posix() for path in sorted((root / "data").rglob("*.yaml")))
    return {file: with_pages(checked_text(root, file), files, where) for file in paths}


def _with_anchor(to: str, anchor: str | None) -> str:
    return to.removesuffix("#") if to.endswith("#") else to + (anchor or "")


def quoted(text: str) -> str:
    """Returns `text` in quotation marks, so that YAML reads it as text."""
    return json.dumps(text, ensure_ascii=False)


def around_rows(text: str, key: str, named: str) -> tuple[str, str, str, str]:
    """Returns what stands above the rows of the list `key` in a data file, the rows, what stands
    below, and the blanks that a row begins with. Raises Refusal, which tells of the list as it is
    `named`, where it stands on one row."""
    head = re.search(rf"^{key}:[ ]*(?:\[\s*\])?[ ]*(?:#.*)?$", text, re.MULTILINE)
    if not head:
        what = f"Raderna under {named} går inte att fylla på."
        raise Refusal(f"{what} Skriv varje rad för sig, med - först. {NOTHING_CHANGED}")
    above = text[: head.start()] + re.sub(r" *\[\s*\]", "", head[0])
    after = re.compile(r"^[^\s#-]", re.MULTILINE).search(text, head.end())  # the next key
    end = after.start() if after else len(text)
    rows = text[head.end() : end]
    first = re.search(r"^( *)- ", rows, re.MULTILINE)
    return above, rows, text[end:], first[1] if first else "  "


def with_entries(text: str | None, key: str, entries: list[dict[str, str]]) -> str:
    """Returns the text of a data file, or of one that is not there yet, whose list `key` begins
    with `entries`; what is written there, and every comment, stays."""
    text = text or f"{header(key)}\n{key}: []\n"
    above, there, below, indent = around_rows(text, key, f"{key} i {data_file(key)}")
    rows = [
        f"{indent}{'- ' if number == 0 else '  '}{name}: {value}"
        for entry in entries
        for number, (name, value) in enumerate(entry.items())
    ]
    return "\n".join([above, *rows]) + there + below
