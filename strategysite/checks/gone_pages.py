"""A page that has moved or is gone: told once, with all that follows from it and the row that leads
its old address on."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import strategysite
from strategysite.data.addresses import page_url, resolve
from strategysite.data.facts import Facts, data_file
from strategysite.data.model.orientation import COURSE
from strategysite.pages.reading import page_files
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.files import begins_as_page, name_alone
from strategysite.parsing.text import alike, text_of
from strategysite.problems import MOST_NAMED, Kind, Place, Problem, and_more

CODE = Path(strategysite.__file__).parent
ODD = re.compile(r"[^a-z0-9/.-]")  # in an address
NO_PAGE = re.compile(rf"{ODD.pattern}|\.(?!md$)")
TO_PAGE = re.compile(r"\]\(\s*<?([^\s)>#:]+\.md)")  # a link to one in docs/
TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
ALIKE = 0.5  # of the lines of two texts: the one is the other, somewhat changed
REDIRECTS = data_file("redirects")
COURSE_FILE = data_file("orientation")  # names its pages from their folder
OF_THE_MOVE = (Kind.OF_THE_PLACE, Kind.CARD_TWICE)  # of a page that its entry does not name yet
Told = Iterator[tuple[list[Problem], list[Problem]]]  # what is told, in the place of what
Row = tuple[str, int]  # a file and a line


@dataclass
class Cause:
    """A page's file, as it was and as it is now ("" where it is gone), and the rows of data and
    menu that name it; and its own rows whose link finds another page from its new folder, with the
    one that is meant."""

    old: str
    new: str
    rows: set[Row]
    own: dict[Row, str]


def gone_pages(
    facts: Facts, before: Facts | None, changed: list[str], problems: list[Problem]
) -> Told:
    """Yields one fault in the place of all that follow from a page that moved or went away since
    `before` (None where there is no git; `changed` are the files that are others since), as far as
    it is known; and one for each whose old address is dead. What was told is gone from `problems`
    when the next is asked for."""
    causes = [*_gone_pages(facts, before, changed, problems)]
    led_on = {row.old for row in facts.redirected}
    unknown = "redirects" in facts.incomplete  # it is told what is wrong there
    dead = [
        one
        for one in causes
        if not (unknown or one.old in led_on or page_url(one.old) == page_url(one.new))
        # A file whose name is no address gets another first, which is told already.
        and not NO_PAGE.search(one.new)
        and (one.new or not must_be_there(one.old, facts))
    ]
    for cause in causes:
        followers = [one for one in problems if _follows(one, cause, facts.root)]
        told = (followers or cause in dead) and not NO_PAGE.search(cause.new)
        yield [_told(cause, followers, facts, dead)] if told else [], followers


def _gone_pages(
    facts: Facts, before: Facts | None, changed: list[str], problems: list[Problem]
) -> Iterator[Cause]:
    if not before and not any(one.names for one in problems):
        return
    root = facts.root
    present = page_files(root)
    living = {page_url(file): file for file in present}
    moved: dict[str, str] = {}
    if before:
        pages = [file for file in changed if file.startswith("docs/") and file.endswith(".md")]
        known = {file.removeprefix("docs/") for file in pages} - {*present}
        new = [file for file in present if not (before.root / "docs" / file).is_file()]
    else:
        menu = text_of(root / SITE_FILE)
        new = [one for one in present if not re.search(rf"[\s/]{re.escape(one)}\s*$", menu, re.M)]
        # An old address that leads to a page with the same file name says that the page moved.
        moved = {
            row.old: row.new
            for row in facts.redirected
            if Path(row.new).name == Path(row.old).name != "index.md"
        }
        known = _named_in_vain(problems, {Path(file).name for file in new}) | {*moved}
    for old in sorted(known):
        if old not in present and not (root / "docs" / old).exists():
            text = text_of(before.root / "docs" / old) if before else ""
            found = living.get(page_url(old)) or moved.get(old)
            found = found or _successor(root, old, text, new)
            own = dict(_own_ways(root, old, found, text))
            yield Cause(old, found, set(_rows_with(root, old)), own)


def _own_ways(root: Path, old: str, new: str, text: str) -> Iterator[tuple[Row, str]]:
    docs = root / "docs"
    for number, line in enumerate(text_of(docs / new).split("\n") if new else (), 1):
        for path in TO_PAGE.findall(line) if line in text else ():
            meant, found = resolve(old, path), resolve(new, path)
            if meant != found and all(one and (docs / one).is_file() for one in (meant, found)):
                way = posixpath.relpath(str(meant), posixpath.dirname(new) or ".")
                yield (f"docs/{new}", number), way


def _successor(root: Path, old: str, text: str, new: list[str]) -> str:
    """Returns the new page that the old one became: its own file, with another ending; one with its
    title, or else the likest of those with most of its lines; where the old text is unknown, with
    its file name or its name in the menu, or the only new page."""
    if saved := saved_as(root, old):
        return saved
    texts = {file: text_of(root / "docs" / file) for file in new}
    if text:
        like = {"": ALIKE}
        for file, own in texts.items():
            same_title = TITLE.findall(text) == TITLE.findall(own) != []
            like[file] = 1.0 if same_title else alike(text, own)
        return max(like, key=lambda file: (like[file], file))
    menu = text_of(root / SITE_FILE)
    rows = re.findall(rf"^[\s-]*([^\n]*):\s+{re.escape(old)}\s*$", menu, re.MULTILINE)
    names = [row.strip("\"'").casefold() for row in rows]
    for file, own in texts.items():
        title = " ".join(TITLE.findall(own)).casefold()
        if Path(file).name == Path(old).name or any(name in title for name in names):
            return file
    return new[0] if len(new) == 1 else ""


def saved_as(root: Path, page: str) -> str:
    """Returns the file of a page that was saved, or renamed, with another ending, which is told at
    the file; "" where there is none."""
    path = root / "docs" / page
    others = (one for one in sorted(path.parent.glob(f"{path.stem}*")) if one.suffix != ".md")
    own = (one for one in others if name_alone(one) == path.stem and begins_as_page(one))
    return next((page.removesuffix(path.name) + one.name for one in own), "")


def _named_in_vain(problems: list[Problem], unlisted: set[str]) -> set[str]:
    """Returns the pages that several files name in vain, or the menu alone where a page with the
    same name, one of `unlisted`, lies in another folder."""
    where: dict[str, set[str]] = {}
    for one in problems:
        for page in _named(one):
            if page.endswith(".md") and not ODD.search(page):
                where.setdefault(page, set()).add(one.place.file)
    many = {page for page, files in where.items() if len(files) > 2}
    menu = {page: files for page, files in where.items() if SITE_FILE in files}
    return many | {
        page for page, files in menu.items() if len(files) > 1 or Path(page).name in unlisted
    }


def _named(problem: Problem) -> set[str]:
    """Returns the pages in docs/ that a fault names; of a link or a picture, resolved from the page
    that it stands on."""
    paths = {unquote(name.partition("#")[0]) for name in problem.names}
    if problem.kind is not Kind.OF_A_WAY:
        return paths
    return {resolve(problem.place.file.removeprefix("docs/"), path) or "" for path in paths if path}


def _follows(problem: Problem, cause: Cause, root: Path) -> bool:
    if problem.place.file == f"docs/{cause.new}":
        own_way = problem.kind is Kind.OF_A_WAY and _mended(problem, cause, root) != ""
        return own_way or problem.kind in OF_THE_MOVE
    return row_of(problem) in cause.rows or cause.old in _named(problem)


def row_of(problem: Problem) -> Row:
    """Returns the file and the line of a fault."""
    return problem.place.file, problem.place.line


def _mended(problem: Problem, cause: Cause, root: Path) -> str:
    """Returns the path to write in the place of the faulty one; "" where the move did not break
    it."""
    file = problem.place.file.removeprefix("docs/")
    if file == problem.place.file:
        return _from_its_folder(file, cause.new)
    if file != cause.new:
        return posixpath.relpath(cause.new, posixpath.dirname(file) or ".")
    for written in problem.names:  # a link of the page itself, which stood elsewhere
        target = resolve(cause.old, unquote(written.partition("#")[0]))
        if target and (root / "docs" / target).is_file():
            return posixpath.relpath(target, posixpath.dirname(file) or ".")
    return ""


def _from_its_folder(file: str, page: str) -> str:
    """Returns a page as a file of data/ names it: the course's from their folder."""
    return page.removeprefix(f"{COURSE}/") if file == COURSE_FILE else page


def _rows_with(root: Path, page: str) -> Iterator[tuple[str, int]]:
    """Yields the rows of data/ and of the menu that name `page`; not those that lead on from it."""
    name = re.escape(page).replace(re.escape(f"{COURSE}/"), f"(?:{COURSE}/)?")
    named = re.compile(rf"(?<![\w.-])(?<!\w/){name}(?=[#\"'\s,\]}}]|$)")
    for path in (*sorted((root / "data").glob("*.yaml")), root / SITE_FILE):
        for number, line in enumerate(text_of(path).split("\n"), 1):
            if not re.match(r"\s*(#|- \{?from:)", line) and named.search(line):
                yield path.relative_to(root).as_posix(), number


def _told(cause: Cause, followers: list[Problem], facts: Facts, dead: list[Cause]) -> Problem:
    old, new, root = cause.old, cause.new, facts.root
    ways = {own: _from_its_folder(own[0], new) for own in cause.rows} | cause.own
    for one in followers:
        if one.kind not in OF_THE_MOVE:
            own, way = row_of(one), _mended(one, cause, root) if new else ""
            before = ways.get(own, way)
            ways[own] = way if way in ("", before) else f"{before}, {way}"
    many = in_places(ways)
    if new:
        above = f"\n{text_of(root / 'docs' / new)}".rpartition("\n# ")[0]
        place = Place(f"docs/{new}", above.count("\n") + 1)  # of its heading
        what, more = f'sidan "{old}" heter nu "{new}"', f"{many} har kvar det gamla namnet"
        then = "Rätta sedan de här ställena, så här:"
        undo = f"Ska sidan inte byta namn? Då får filen heta docs/{old} igen."
    else:
        in_menu = (one.place for one in followers if one.place.file == SITE_FILE)
        place = next(in_menu, Place(REDIRECTS))
        what, more = f'sidan "{old}" är borta', f"{many} leder dit"
        then = "Ta sedan bort det som leder till den, eller led det till en annan sida:"
        undo = f"Ta tillbaka docs/{old} ur historiken, om sidan försvann av misstag."
        if must_be_there(old, facts):
            fix = f"Sidan måste finnas. Ta tillbaka docs/{old} ur historiken."
            return Problem(place, what, fix)
    steps = [_redirect(cause, dead, root)] if cause in dead else []
    if ways:
        steps.append((then if steps else then.replace(" sedan", "")) + listed(ways))
    what = f"{what}, men {more if ways else 'den gamla adressen leder ingenstans'}"
    return Problem(place, what, "\n  ".join([*steps, undo] if new else [undo, *steps]))


# A page that must be there may have another address, which its entry in the data follows; and one
# that something outside the data leads to may be gone, as long as it leads nowhere.
def must_be_there(file: str, facts: Facts) -> bool:
    """Returns whether the site can not do without a page: a strategy's own, the first page, and
    those of situations and languages."""
    named = {*(one.page for one in facts.languages), *(one.page for one in facts.situations)}
    return file in facts.adopted_pages | named | {"index.md"}


def why_it_stays(file: str, facts: Facts) -> str:
    """Returns why a page keeps its address, in words that follow its name; "" where it may get
    another: then all that names it can follow."""
    if file in facts.adopted_pages or facts.for_page(file) is not facts:
        return "är strategins egen"
    names = [f'"{file}"', *((f'"{url}"', f"}}{url}#") if (url := page_url(file)) else ())]
    for kind, before in (("jinja", ""), ("html", ""), ("js", ""), ("py", "= ")):
        if any(before + name in _fixed_parts(kind) for name in names):
            return "har en adress som webbplatsens fasta delar leder till"
    return ""


@cache
def _fixed_parts(kind: str) -> str:
    folders = (CODE, CODE.parent / "theme")
    paths = (path for folder in folders for path in folder.rglob(f"*.{kind}"))
    return "\n".join(path.read_text("utf-8") for path in paths)


def in_places(found: Collection[object]) -> str:
    """Returns in how many places they are: "1 ställe"."""
    return f"{len(found)} {'ställe' if len(found) == 1 else 'ställen'}"


def listed(ways: Mapping[Row, str]) -> str:
    """Returns one line for each file, to stand below a message: rows, and what to write there."""
    lines: dict[tuple[str, str], list[str]] = {}
    for (file, line), way in sorted(ways.items()):
        lines.setdefault((file, f": {way}" if way else ""), []).append(str(line))
    return "".join(
        f"\n    {file}, rad {and_more(numbers, MOST_NAMED)}{way}"
        for (file, way), numbers in lines.items()
    )


def _redirect(cause: Cause, dead: list[Cause], root: Path) -> str:
    """Returns where and how the old addresses are written, ready to paste: all of them once."""
    why, first = "Den gamla adressen finns i bokmärken och på papper.", dead[0]
    if cause is not first:
        return f'{why} Dess rad till {REDIRECTS} står i felet om "{first.old}".'
    empty = "redirects: []" in text_of(root / REDIRECTS)
    where = f"Byt redirects: [] i {REDIRECTS} mot" if empty else f"Skriv sist i {REDIRECTS}"
    rows = [f"- from: {one.old}\n        to: {one.new or 'sidan-som-svarar-nu.md'}" for one in dead]
    head = "\n    redirects:" if empty else ""
    return f"{why} {where}:{head}" + "".join(f"\n      {row}" for row in rows)
