"""One cause, told once: a page that has moved or is gone, an id that has another name. What readers
have now is asked of git; what follows from the change is told with it."""

import difflib
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from strategysite.data.addresses import page_url, resolve
from strategysite.data.facts import EDITION_FILES, FILES, Facts, data_file, parts_in
from strategysite.data.loading import load_files
from strategysite.data.model.common import Entry
from strategysite.data.model.contacts import LOCAL, LocalRole
from strategysite.data.model.municipality import Municipality
from strategysite.data.model.orientation import COURSE
from strategysite.pages.reading import SITE_FILE, page_files
from strategysite.parsing.git import changed_since, earlier, files_in, published
from strategysite.problems import Place, Problem, shorten

QUOTED = re.compile(r'"([^"\s]+)"')  # what a fault names, by the rule of the house
HEADING = re.compile(r"^#{2,6} +(.*?) *(?:\{:? *#([\w-]+)[^}]*\})? *$", re.MULTILINE)
NO_HEADING = re.compile(r'rubriken "#([\w-]+)" finns inte på sidan ([^\s#]+)')
ODD = re.compile(r"[^a-z0-9/.-]")  # in an address
# Words that are said to be the adopted document's.
OF_DOCUMENT = re.compile(
    r"(?:inte så i den antagna strategin|inte så i det antagna dokumentet"
    r"|från det antagna dokumentet|inte finns i det antagna dokumentet)"
)
NOT_IN_MENU = "finns inte i menyn"
OF_THE_PLACE = (NOT_IN_MENU, "hör inte till avskriften")  # faults of where a page lies
OF_A_WAY = ("länken", "bilden")
TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
ALIKE = 0.5  # of the lines of two texts: the one is the other, somewhat changed
REDIRECTS = data_file("redirects")
MANY = 3  # entries of a file that are gone: what else is wrong in it follows from that
COURSE_FILE = data_file("orientation")  # names its pages from their folder


@dataclass
class Cause:
    """A change by which other places went wrong: a page's file or an id, as it was and as it is
    now ("" where it is gone)."""

    old: str
    new: str
    place: Place
    followers: list[Problem] = field(default_factory=list)
    rows: set[tuple[str, int]] = field(default_factory=set)  # of data and menu that name it


def told_once(facts: Facts, problems: list[Problem], version: str | None = None) -> list[Problem]:
    """Returns `problems` with one in the place of all that follow from a page that moved or went
    away, or from an id that was renamed; and each such change that leaves an address dead, though
    nothing on the site leads there.

    Compares with `version`, else with the one that is published. Where there is no git, a page
    that several files still name is taken to be gone.
    """
    publication = (facts.municipality or Municipality()).publication
    version = version or published(facts.root, publication.branch)
    for cause, part in _renamed_ids(facts, version, problems) if version else ():
        names = {cause.old, f"#{cause.old}", f"{{{cause.old}}}", cause.new}
        problems = [
            one
            for one in problems
            if not names & set(QUOTED.findall(one.what))
            and (one.place.file, one.place.line) != (cause.place.file, cause.place.line)
        ]
        if not part:
            continue
        what = f'{part.noun} "{_label(part)}" har bytt id från "{cause.old}" till "{cause.new}"'
        fix = (
            f"Skriv {cause.old} igen. Ett id ändras aldrig, inte ens när namnet gör det: adresser,"
            " sparade svar och översättningar hänger på det."
        )
        problems.append(Problem(cause.place, what, fix))
    problems = _of_document(facts, version, problems) if version else problems
    for gone in (_gone_entries, _gone_headings) if version else ():
        for own, followers in gone(facts, version or "", problems):
            left = [one for one in problems if one not in followers]
            row = (own.place.file, own.place.line)  # what is told there is the cause
            there = any((one.place.file, one.place.line) == row for one in left)
            problems = left if there and gone is _gone_headings else [*left, own]
    told = {(one.place.file, one.place.line) for one in problems}
    lost = _lost_ids(facts.root, version) if version else ()
    problems += [one for one in lost if (one.place.file, one.place.line) not in told]
    led_on = {row.old for row in facts.redirects.redirects} if facts.redirects else set()
    for cause in _gone_pages(facts, problems, version):
        cause.followers = [one for one in problems if _follows(one, cause, facts.root)]
        problems = [one for one in problems if one not in cause.followers]
        unknown = "redirects" in facts.incomplete  # it is told what is wrong there
        redirected = unknown or cause.old in led_on or page_url(cause.old) == page_url(cause.new)
        # A file whose name is no address gets another first, which is told already.
        if (cause.followers or not redirected) and not ODD.search(cause.new):
            problems.append(_told(cause, facts, redirected))
    return problems


def facts_in(facts: Facts, version: str, files: Iterable[str]) -> Facts | None:
    """Returns what those of `files` that have changed since held in `version`; None where none
    has."""
    with TemporaryDirectory() as name:
        for file in changed_since(facts.root, version, files):
            if (was := earlier(facts.root, version, file)) is not None:
                (old := Path(name) / file).parent.mkdir(exist_ok=True)
                old.write_bytes(was)
        # It may have faults by today's rules; what can be read is compared.
        return load_files(Path(name), facts.today)[0] if any(Path(name).iterdir()) else None


def _of_document(facts: Facts, version: str, problems: list[Problem]) -> list[Problem]:
    """Returns `problems` with one in the place of all that say that words are not those of the
    adopted document, where that is another than readers have."""
    followers = [one for one in problems if OF_DOCUMENT.search(one.what)]
    changed = changed_since(facts.root, version, ["data/source/"]) if followers else []
    if not changed:
        return problems
    old = (earlier(facts.root, version, changed[0]) or b"").decode("utf-8", "replace")
    rows = enumerate(zip(old.split("\n"), _text(facts.root / changed[0]).split("\n"), strict=False))
    line = next((number for number, (was, now) in rows if was != now), 0) + 1
    what = "det antagna dokumentets text är ändrad, så att annat inte längre stämmer med den"
    fix = "Ta tillbaka filen ur historiken. Antogs dokumentet med de nya orden? Skriv i förslaget"
    fix += " vem som har jämfört, och när. Rätta sedan de här ställena:\n    "
    ways = {(one.place.file, one.place.line): "" for one in followers}
    own = Problem(Place(changed[0], line), what, fix + "\n    ".join(_listed(ways)))
    return [*(one for one in problems if one not in followers), own]


def _renamed_ids(
    facts: Facts, version: str, problems: list[Problem]
) -> Iterator[tuple[Cause, Entry | None]]:
    """Yields each with the entry as it is now; with None where its new id is refused for what it
    is, which is told already."""
    old = facts_in(facts, version, map(data_file, FILES))
    for name in FILES if old else ():
        before, after = (_entries(getattr(each, name)) for each in (old, facts))
        if name in EDITION_FILES and _another_strategy(old, facts):
            continue
        gone = {(was.noun, _label(was)): was for key, was in before.items() if key not in after}
        for (noun, label), was in gone.items():
            refused = f'duger inte som id i {noun} "{label.removesuffix(" …")}'
            if any(refused in one.what for one in problems):
                yield Cause(was.id, was.id, Place("")), None
        for now in parts_in(getattr(facts, name)):
            if not isinstance(now, Entry) or (now.noun, _label(now)) not in gone:
                continue
            had = before.get((now.noun, now.id))
            if not had or _label(had) != _label(now):
                then = gone[now.noun, _label(now)]
                yield Cause(then.id, now.id, facts.place(now, "id")), now


def _gone_entries(
    facts: Facts, version: str, problems: list[Problem]
) -> Iterator[tuple[Problem, list[Problem]]]:
    """Yields one fault a file for the entries that went away from it though others still name them,
    with what follows from it."""
    old = facts_in(facts, version, map(data_file, FILES))
    renamed = {cause.old for cause, _ in _renamed_ids(facts, version, problems)} if old else set()
    for name in FILES if old and not _another_strategy(old, facts) else ():
        held, file = getattr(facts, name), data_file(name)
        before, after = _entries(getattr(old, name)), _entries(held)
        living = {own for _, own in after} | facts.lost | renamed
        gone = [one for key, one in before.items() if key not in after and one.id not in renamed]
        many = len(gone) >= MANY
        lost = {one.id for one in gone} - (set() if many else living)
        lost |= {LOCAL + one.id for one in gone if isinstance(one, LocalRole)}
        followers = [
            one
            for one in (problems if held else ())
            if lost & {*QUOTED.findall(one.what)} or (many and one.place.file == file)
        ]
        if not followers:
            continue
        ways = {(one.place.file, one.place.line): "" for one in followers}
        texts = sorted((facts.root / "data/translations").glob("*.yaml"))
        for path, one in product(texts, gone if len(gone) == 1 else ()):
            for line, row in enumerate(_text(path).split("\n"), 1):
                if row.strip() == f"{one.id}:":
                    ways[path.relative_to(facts.root).as_posix(), line] = ""
        names = [f'"{_label(one)}"' for one in gone]
        what = f"{gone[0].noun} {names[0]} är borta, men annat leder dit"
        fix = "Ta tillbaka den ur historiken, om den försvann av misstag. Ska den bort: ta också"
        fix += " bort det som leder dit:\n    " + "\n    ".join(_listed(ways))
        if len(names) > 1:
            more = f" och {len(names) - 3} till" if len(names) > 3 else ""
            what = f"{len(names)} poster i {file} är borta: {', '.join(names[:3])}{more}"
            fix = "Ta tillbaka filen ur historiken, om de försvann av misstag. Ska de bort: ta bort"
            fix += " en i taget, så står det här vad som leder till den."
        yield Problem(_beside(gone[0], before, after, facts) or Place(file), what, fix), followers


def _beside(
    gone: Entry,
    before: dict[tuple[str, str], Entry],
    after: dict[tuple[str, str], Entry],
    facts: Facts,
) -> Place | None:
    """Returns the place of what an entry stood before, of what is left of its kind; else after."""
    own = [key for key in before if key[0] == gone.noun]
    at = own.index((gone.noun, gone.id))
    left = [key for key in (*own[at:], *reversed(own[:at])) if key in after]
    return facts.place(after[left[0]], "id") if left else None


def _gone_headings(
    facts: Facts, version: str, problems: list[Problem]
) -> Iterator[tuple[Problem, list[Problem]]]:
    """Yields one fault for each id that a page had, and that links still lead to, with what follows
    from it."""
    followers: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        if named := NO_HEADING.match(one.what):
            followers.setdefault((named[2], named[1]), []).append(one)
    for (file, own), found in followers.items():
        text = (earlier(facts.root, version, f"docs/{file}") or b"").decode("utf-8", "replace")
        id_ = re.compile(rf"^.*?(\w.*?)\s*\{{[^{{}}]*#{re.escape(own)}\b[^{{}}]*\}}", re.MULTILINE)
        if not (had := id_.search(text)):
            continue
        lines = enumerate(_text(facts.root / "docs" / file).split("\n"), 1)
        line = next((number for number, now in lines if had[1] in now), 1)
        what = f'"{shorten(had[1], 50)}" har inte kvar sitt id, "{own}", men {len(found)} ställen'
        what = what.replace("1 ställen", "1 ställe") if len(found) == 1 else what
        ways = {(one.place.file, one.place.line): "" for one in found}
        fix = f"Skriv {{ #{own} }} sist på dess rad igen: adressen finns i bokmärken och på papper."
        fix += " Hit leder de här ställena:\n    " + "\n    ".join(_listed(ways))
        yield Problem(Place(f"docs/{file}", line), f"{what} leder dit", fix), found


def _lost_ids(root: Path, version: str) -> Iterator[Problem]:
    """Yields each id of a heading that readers have, where the heading, or the one that stands in
    its place, has another now."""
    for file in changed_since(root, version, ["docs/"]):
        held, text = earlier(root, version, file), _text(root / file)
        old = HEADING.findall((held or b"").decode("utf-8", "replace"))
        new = HEADING.findall(text)
        known, present = ({own for _, own in headings} for headings in (old, new))
        for at, (words, own) in enumerate(old):
            same = [found for found in new if found[0] == words]
            now, new_id = next(iter(same or new[at : at + 1] * (len(new) == len(old))), ("{", ""))
            if (
                not own
                or own in present
                or "{" in re.sub(r"\{\{.*?\}\}", "", now)
                or new_id in known - {""}
            ):
                continue
            line = text[: text.index(f" {now}")].count("\n") + 1
            what = f'rubriken "{now}" har inte kvar sitt id, "{own}"'
            fix = f"Skriv {{ #{own} }} sist på raden igen: länkar utifrån leder dit, och bokmärken."
            yield Problem(Place(file, line), what, fix)


def _another_strategy(old: Facts | None, new: Facts) -> bool:
    periods = {each.strategy.period for each in (old, new) if each and each.strategy}
    return len(periods) > 1


def _entries(file: object) -> dict[tuple[str, str], Entry]:
    return {(part.noun, part.id): part for part in parts_in(file) if isinstance(part, Entry)}


def _label(entry: Entry) -> str:
    names = (getattr(entry, key, None) for key in ("title", "name", "text"))
    return shorten(next((str(name) for name in names if name), ""), 40)


def _gone_pages(facts: Facts, problems: list[Problem], version: str | None) -> Iterator[Cause]:
    root = facts.root
    present = page_files(root)
    living = {page_url(file): file for file in present}
    was = (
        {file for file in files_in(root, version, "docs/") if file.endswith(".md")}
        if version
        else set()
    )
    known = {file.removeprefix("docs/") for file in was}
    new = [file for file in present if file not in known]
    if not version:
        menu = _text(root / SITE_FILE)
        new = [one for one in present if not re.search(rf"[\s/]{re.escape(one)}\s*$", menu, re.M)]
        known = _named_in_vain(problems, {Path(file).name for file in new})
    for old in sorted(known):
        if old in present or (root / "docs" / old).exists():
            continue
        text = earlier(root, version, f"docs/{old}") if version else None
        found = living.get(page_url(old)) or _successor(
            root, old, (text or b"").decode("utf-8", "replace"), new
        )
        place = Place(REDIRECTS)
        if found:
            place = Place(f"docs/{found}", _line_of_heading(root, found))
        yield Cause(old, found, place, rows=set(_rows_with(root, old)))


def _successor(root: Path, old: str, text: str, new: list[str]) -> str:
    """Returns the new page that is the old one: with its title, or with most of its lines; where
    nobody knows these, with its file's name, with the menu's name for it, or the only one."""
    texts = {file: _text(root / "docs" / file) for file in new}
    if text:
        for file, own in texts.items():
            if TITLE.findall(text) == TITLE.findall(own) != [] or _alike(text, own):
                return file
        return ""
    menu = _text(root / SITE_FILE)
    rows = re.findall(rf"^[\s-]*([^\n]*):\s+{re.escape(old)}\s*$", menu, re.MULTILINE)
    names = [row.strip("\"'").casefold() for row in rows]
    for file, own in texts.items():
        title = " ".join(TITLE.findall(own)).casefold()
        if Path(file).name == Path(old).name or any(name in title for name in names):
            return file
    return new[0] if len(new) == 1 else ""


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def _alike(text: str, other: str) -> bool:
    lines = text.splitlines(), other.splitlines()
    return difflib.SequenceMatcher(None, *lines, autojunk=False).ratio() >= ALIKE


def _line_of_heading(root: Path, file: str) -> int:
    lines = _text(root / "docs" / file).split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith("# ")), 1)


def _named_in_vain(problems: list[Problem], unlisted: set[str]) -> set[str]:
    """Returns the pages that several files name in vain, or the menu alone where a page with the
    same name, one of `unlisted`, lies in another folder."""
    where: dict[str, set[str]] = {}
    for one in problems:
        for file in _named(one):
            where.setdefault(file, set()).add(one.place.file)
    return {
        file
        for file, files in where.items()
        if file.endswith(".md")
        and not ODD.search(file)
        and (
            len(files) > 2
            or (SITE_FILE in files and (len(files) > 1 or Path(file).name in unlisted))
        )
    }


def _named(problem: Problem) -> set[str]:
    """Returns the files of docs/ that a fault names; a link, or a picture, by its way from the page
    that it is on."""
    paths = {unquote(name.partition("#")[0]) for name in QUOTED.findall(problem.what)}
    if not problem.what.startswith(OF_A_WAY):
        return paths
    page = problem.place.file.removeprefix("docs/")
    return {resolve(page, path) or "" for path in paths if path}


def _follows(problem: Problem, cause: Cause, root: Path) -> bool:
    if problem.place.file == f"docs/{cause.new}":
        return problem.what.endswith(OF_THE_PLACE) or (
            problem.what.startswith(OF_A_WAY) and _mended(problem, cause, root) != ""
        )
    place = problem.place
    return (place.file, place.line) in cause.rows or cause.old in _named(problem)


def _mended(problem: Problem, cause: Cause, root: Path) -> str:
    """Returns the way to the page as it should stand in the place of a fault; "" where nothing of
    the move is wrong there."""
    file = problem.place.file.removeprefix("docs/")
    if file == problem.place.file:
        return cause.new
    if file != cause.new:
        return posixpath.relpath(cause.new, posixpath.dirname(file) or ".")
    for written in QUOTED.findall(problem.what):  # a link of the page itself, which stood elsewhere
        target = resolve(cause.old, unquote(written.partition("#")[0]))
        if target and (root / "docs" / target).is_file():
            return posixpath.relpath(target, posixpath.dirname(file) or ".")
    return ""


def _rows_with(root: Path, page: str) -> Iterator[tuple[str, int]]:
    """Yields the rows of data/ and of the menu that name `page`; not those that lead on from it."""
    name = re.escape(page).replace(re.escape(f"{COURSE}/"), f"(?:{COURSE}/)?")
    named = re.compile(rf"(?<![\w.-])(?<!\w/){name}(?=[#\"'\s,\]}}]|$)")
    for path in (*sorted((root / "data").glob("*.yaml")), root / SITE_FILE):
        for number, line in enumerate(_text(path).split("\n"), 1):
            if not re.match(r"\s*(#|- \{?from:)", line) and named.search(line):
                yield path.relative_to(root).as_posix(), number


def _told(cause: Cause, facts: Facts, redirected: bool) -> Problem:
    ways = {
        (file, line): cause.new.removeprefix(f"{COURSE}/") if file == COURSE_FILE else cause.new
        for file, line in cause.rows
    }
    for one in cause.followers:
        if not one.what.endswith(OF_THE_PLACE):
            way = _mended(one, cause, facts.root) if cause.new else ""
            ways.setdefault((one.place.file, one.place.line), way)
    many = f"{len(ways)} {'ställe' if len(ways) == 1 else 'ställen'}"
    what, place = f'sidan "{cause.old}" är borta, men {many} leder dit', cause.place
    then = "Ta sedan bort det som leder till den, eller led det till en annan sida:"
    if cause.new:
        what = f'sidan "{cause.old}" heter nu "{cause.new}", men {many} har kvar det gamla namnet'
        then = "Rätta sedan de här ställena, så här:"
        undo = f"Ska sidan inte byta namn? Då får filen heta docs/{cause.old} igen."
    else:
        undo = f"Ta tillbaka docs/{cause.old} ur historiken, om sidan försvann av misstag."
        place = next((one.place for one in cause.followers if one.place.file == SITE_FILE), place)
        if cause.old in _needed(facts):
            fix = f"Sidan måste finnas. Ta tillbaka docs/{cause.old} ur historiken."
            return Problem(place, f'sidan "{cause.old}" är borta', fix)
    if not ways:
        what = f"{what.partition(',')[0]}, men den gamla adressen leder ingenstans"
    steps = [] if redirected else [_row(cause, facts.root)]
    if ways:
        then = then.replace(" sedan", "") if redirected else then
        steps.append("\n    ".join([then, *_listed(ways)]))
    return Problem(place, what, "\n  ".join([*steps, undo] if cause.new else [undo, *steps]))


def _needed(facts: Facts) -> set[str]:
    """Returns the pages that no other can stand in for."""
    strategies = [each.strategy for each in facts.editions if each.strategy]
    situations = facts.contacts.situations if facts.contacts else ()
    languages = facts.translations.languages if facts.translations else ()
    return {
        "index.md",
        *(entry.page for each in strategies for entry in each.transcript.pages),
        *(situation.page for situation in situations if situation.page),
        *(language.page for language in languages),
    }


def _listed(ways: dict[tuple[str, int], str]) -> Iterator[str]:
    """Yields a line a file: its rows, and what to write there."""
    lines: dict[tuple[str, str], list[str]] = {}
    for (file, line), way in sorted(ways.items()):
        lines.setdefault((file, way), []).append(str(line))
    for (file, way), numbers in lines.items():
        yield f"{file}, rad {', '.join(numbers)}" + (f": {way}" if way else "")


def _row(cause: Cause, root: Path) -> str:
    """Returns where and how the old address is written, ready to paste."""
    empty = "redirects: []" in _text(root / REDIRECTS)
    where = f"Byt redirects: [] i {REDIRECTS} mot" if empty else f"Skriv sist i {REDIRECTS}"
    row = f"  - from: {cause.old}\n        to: {cause.new or 'sidan-som-svarar-nu.md'}"
    head = "    redirects:\n    " if empty else "    "
    return f"Den gamla adressen finns i bokmärken och på papper. {where}:\n{head}{row}"
