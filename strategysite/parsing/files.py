"""Files that came into the project by mistake: what a computer leaves behind, copies, and what is
another thing than its name says. And which files there are."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from strategysite.parsing.tables import table
from strategysite.problems import and_more

_TABLE = table(__file__)
THINGS = {name: (row["what"], row["fix"]) for name, row in _TABLE.items()}
PICTURE, ELSEWHERE = THINGS["picture"], (THINGS["web page"], THINGS["pointer"])
OF_FINDER = ".DS_Store"  # comes back in each folder that macOS shows; nothing reads or publishes it
# Locks, copies and notes of Windows, macOS, Word, LibreOffice and editors.
LEFT_BEHIND = re.compile(
    r"thumbs\.db|desktop\.ini|~\$.*|\._.*|\.~lock\..*|.*~|.*\.(bak|tmp|orig|sw[op])", re.IGNORECASE
)
MOST = 6  # lines that are named
COPY = re.compile(
    r"(?:(?:kopia av|copy of) )?(.+?)(?:(?: -)? (?:kopia|copy)| ?\((?:\d+|kopia|copy)\))*",
    re.IGNORECASE,
)

Stamp = tuple[str, int, int, int]  # a file; when its content and it changed last; bytes


def under(folder: Path, ending: str = "") -> list[str]:
    """Returns the way from `folder` to each file in it, at any depth, whose name ends so, in
    order. Links are not followed."""
    begin = len(str(folder)) + 1
    return sorted(
        one.path[begin:].replace(os.sep, "/")
        for one in entries(folder)
        if one.name.endswith(ending) and one.name != OF_FINDER and not one.is_dir()
    )


def entries(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Yields what a folder holds, at any depth; nothing where it can't be read. Links are not
    followed."""
    with suppress(OSError), os.scandir(folder) as there:
        for one in there:
            yield one
            if one.is_dir(follow_symlinks=False):
                yield from entries(one.path)


def stamps(place: Path) -> Iterator[Stamp]:
    """Yields each file under `place`, or the file that it is, with its times and its size. Of a
    copy that is put back with its old time, only the time of the change is new."""
    files = (one for one in entries(place) if not one.is_dir(follow_symlinks=False))
    for one in files if place.is_dir() else [place]:
        with suppress(OSError):  # gone since it was listed
            stat = one.stat(follow_symlinks=False)
            yield os.fspath(one), stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size


def what_it_is(content: bytes) -> tuple[str, str] | None:
    """Returns what the file with this `content` is when it is no text of this project, and what to
    do with it where a text should be; None when its beginning does not tell."""
    if content[4:8] == b"ftyp":  # ISO/IEC 14496-12, 4.3
        return THINGS["from a phone"]
    start = content[:20].lstrip().lower().decode("latin-1")
    named = (name for name, row in _TABLE.items() if start.startswith(tuple(row["begins"])))
    return THINGS.get(next(named, ""))


def begins_as_page(path: Path) -> bool:
    """Returns whether a file begins as a page does, whatever it is called."""
    with suppress(OSError):  # a folder
        return path.read_bytes().removeprefix(b"\xef\xbb\xbf")[:4] in (b"---\n", b"---\r")
    return False


def name_alone(path: Path) -> str:
    """Returns the name of a file without its endings, of which it may have several."""
    return path.name.rstrip("~").partition(".")[0]


def left_behind(path: Path) -> tuple[str, str] | None:
    """Returns (what, fix) for a file that nobody meant to put there, by its name; None for
    others."""
    if LEFT_BEHIND.fullmatch(path.name):
        own = path.name.removesuffix("~") if path.name.endswith("~") else path.stem
        what = f'"{path.name}" är en fil som datorn har lagt dit'
        alone = own[0] != "." and not path.with_name(own).is_file()
        if alone and Path(own).suffix in (".md", ".yaml"):
            fix = f'Byt tillbaka namnet till "{own}". Ska det som står i den inte vara med? Ta bort'
            return f'filen läses inte när den heter "{path.name}"', f"{fix} den."
        return what, "Ta bort filen."
    original = _original(path.name)
    if original == path.name or not path.with_name(original).is_file():
        return None
    there = {*path.with_name(original).read_bytes().splitlines()}
    rows = enumerate(path.read_bytes().splitlines(), 1)
    new = [f"{at}" for at, row in rows if row not in there and path.suffix in (".md", ".yaml")]
    fix = "Ta bort den om den blev till av misstag. Ska den vara med? Ge den ett eget namn, med små"
    fix += " bokstäver a–z, siffror och bindestreck."
    if new:
        own = f"Rad {and_more(new, MOST)} står bara här. Är det din ändring? För in den"
        fix = f"{own} i {original} först. {fix}"
    return f'"{path.name}" ser ut som en kopia av "{original}"', fix


@lru_cache(maxsize=2000)  # most files are there at the next check too
def _original(name: str) -> str:
    path = Path(name)
    copied = COPY.fullmatch(path.stem)
    return f"{copied[1] if copied else path.stem}{path.suffix}"
