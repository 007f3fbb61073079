"""A page's new name or folder: its links, the data, the menu and its old address follow it."""

import difflib
import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from strategysite.checks.files import in_an_address
from strategysite.checks.gone_pages import why_it_stays
from strategysite.checks.run import Checked
from strategysite.data.addresses import page_url
from strategysite.data.facts import ARCHIVE_PAGES, Facts, data_file
from strategysite.data.model.orientation import COURSE
from strategysite.data.model.redirects import Redirect
from strategysite.editing.changing import (
    NOTHING_CHANGED,
    Files,
    Refusal,
    checked_text,
    sound,
    tried,
    what_differs,
    write,
)
from strategysite.editing.rewriting import data_with_pages, relinked, with_entries, with_pages
from strategysite.pages.reading import MACRO, Page
from strategysite.pages.settings import SITE_FILE
from strategysite.problems import near

NAME = re.compile(r"([a-z0-9-]+/)*[a-z0-9-]+\.md")
REDIRECTS = data_file("redirects")
ANOTHER = "Välj ett annat namn."
AROUND = 30  # characters that are shown before the first that differs

Row = tuple[str, int, str]  # a file, a line of it from 1, and what stands there


def rename(root: Path, old: str, new: str, day: date) -> tuple[str, str, list[Row]]:
    """Gives the page `old` ("om/gammalt.md") the name `new`, in every file that names it. Returns
    the page's old and new file in docs/, and each row that is another.

    Raises Refusal when the project has a fault, a name can't be used, the page is to stay where it
    is, or the outcome has a fault; then nothing is written.
    """
    checked = sound(root, day)
    facts, pages = checked.facts, checked.pages
    old = _page(old, pages)
    adopted = pages[old].meta.kind == "adopted"
    if why := "är strategins egen" if adopted else why_it_stays(old, facts):
        raise _refuse(f'Sidan "{old}" {why}.', "Dess adress ändras inte.")
    new = _free_name(new, pages[old], facts, pages)
    files = what_differs(root, _files(root, checked, old, new))
    with tried(root, files, day):
        pass
    earlier = {f"docs/{new}": f"docs/{old}"}
    rows: list[Row] = []
    for file, text in sorted(files.items()):
        before = earlier.get(file, file)
        was = checked_text(root, before) if (root / before).is_file() else ""
        rows += _rows(file, was.split("\n"), (was if text is None else text).split("\n"))
    write(root, files, earlier)
    return old, new, rows


def _refuse(what: str, fix: str = "") -> Refusal:
    return Refusal(" ".join(filter(None, [what, fix, NOTHING_CHANGED])))


def _plain(written: str) -> str:
    """Returns a path as it stands in docs/, wherever and on whatever system it was written."""
    path = written.strip().replace("\\", "/").removeprefix("./")
    return f"/{path}".rpartition("/docs/")[2].lstrip("/")


def _page(written: str, pages: Mapping[str, Page]) -> str:
    path = _plain(written)
    by_address = {page.url: file for file, page in pages.items()}
    file = path if path in pages else by_address.get(f"{path.removesuffix('/')}/".lstrip("/"))
    if file is None:
        raise _refuse(f'Sidan "{path}" finns inte i docs/.', near(path, pages))
    return file


def _free_name(written: str, page: Page, facts: Facts, pages: Mapping[str, Page]) -> str:
    new = _plain(written)
    name = new.rsplit("/", 1)[-1]
    new += ".md" if name and "." not in name else ""
    if not NAME.fullmatch(new):
        file = re.sub(r"(\.\w+)?/*(#.*)?$", ".md", re.sub("/+", "/", new), count=1)
        good = in_an_address(file)
        meant = f'Till exempel "{good}".' if NAME.fullmatch(good) else ""
        rule = "Ett namn har små bokstäver a–z, siffror och bindestreck, och slutar på .md."
        raise _refuse(f'"{new}" går inte att använda som filnamn. {rule}', meant)
    if new == page.file:
        raise _refuse(f'Sidan heter redan "{new}".')
    if new.startswith(f"{ARCHIVE_PAGES}/"):
        raise _refuse(f"I docs/{ARCHIVE_PAGES}/ står bara strategier som har ersatts.")
    taken = [file for file in pages if file != page.file and page_url(file) == page_url(new)]
    if taken or (facts.root / "docs" / new).exists():
        raise _refuse(f"docs/{(taken or [new])[0]} finns redan på den adressen.", ANOTHER)
    row = _row_from(new, facts)
    if row and row.new.partition("#")[0] != page.file:
        place = facts.place(row, "from")
        where = f"{row.new} ({place})"
        raise _refuse(f'Den gamla adressen "{row.old}" leder redan till {where}.', ANOTHER)
    return new


def _row_from(file: str, facts: Facts) -> Redirect | None:
    return next((row for row in facts.redirected if page_url(row.old) == page_url(file)), None)


def _files(root: Path, checked: Checked, old: str, new: str) -> Files:
    """Returns what each file that may name the page is to hold."""
    names = {old: new}

    def where(file: str, _anchor: str = "") -> str:
        return names.get(file, file)

    def macro(found: re.Match[str]) -> str:
        return found[0].replace(f'"{old}', f'"{new}').replace(f"'{old}", f"'{new}")

    files: Files = {}
    for file, page in checked.pages.items():
        text = MACRO.sub(macro, relinked(page.text, file, where(file), where))
        files[f"docs/{where(file)}"] = page.head + text
    files[f"docs/{old}"] = None
    files |= data_with_pages(root, names, where)
    if posixpath.dirname(old) == posixpath.dirname(new) == COURSE:  # its pages are named from there
        own, file = {posixpath.basename(old): posixpath.basename(new)}, data_file("orientation")
        files[file] = with_pages(files.get(file) or "", own, lambda name, _: own[name])
    if page_url(old) != page_url(new):
        if row := _row_from(new, checked.facts):
            files[REDIRECTS] = _without(row, files[REDIRECTS] or "", checked.facts)
        rows = [{"from": old, "to": new}]
        files[REDIRECTS] = with_entries(files.get(REDIRECTS), "redirects", rows)
    files[SITE_FILE] = with_pages(checked_text(root, SITE_FILE), names, where)
    return files


def _without(row: Redirect, text: str, facts: Facts) -> str:
    """Returns the text of the file without `row`, whose old address is a page again."""
    lines = text.split("\n")
    numbers = [facts.place(row, key).line for key in ("from", "to")]
    del lines[min(numbers) - 1 : max(numbers)]
    return "\n".join(lines)


def _rows(file: str, was: list[str], now: list[str]) -> Iterator[Row]:
    """Yields the rows of a file that differ from before, each from where it begins to differ."""
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    for tag, i, j, start, end in matcher.get_opcodes():
        for number in range(start, end) if tag != "equal" else ():
            before = was[i + number - start] if j - i == end - start else ""
            differs = len(posixpath.commonprefix([before, now[number]]))
            begin = now[number].rfind(" ", 0, max(0, differs - AROUND)) + 1
            text = now[number][begin:].strip()
            yield file, number + 1, f"… {text}" if begin else text
