"""The rules of the folder docs/ as a whole: which files it holds, and that the navigation names
every page."""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise, product
from pathlib import Path
from urllib.parse import unquote

from strategysite.checks.asking import again
from strategysite.checks.gone_pages import ODD, must_be_there, saved_as
from strategysite.checks.images import PICTURES, picture_fault
from strategysite.checks.signs import odd_in
from strategysite.data.addresses import resolve
from strategysite.data.facts import Facts
from strategysite.data.model.orientation import COURSE
from strategysite.data.translated import SWEDISH
from strategysite.pages.reading import NO_MACROS, TOP, Page, page_files
from strategysite.pages.settings import SITE_FILE, MenuRow, menu_of
from strategysite.parsing.files import begins_as_page, entries, left_behind, name_alone, under
from strategysite.parsing.tables import table
from strategysite.parsing.yaml import Document
from strategysite.parsing.yaml_mistakes import indent_of, is_row
from strategysite.problems import ONE_SLIP, Kind, Place, Problem, near, shorten

TEXTS = re.compile(r"(\.(txt|text|markdown|md))+$")
LIKE_DOCS = re.compile(r"docs?|dokument|sidor|bilder|images?", re.IGNORECASE)  # a folder
INSTEAD: dict[str, str] = table(__file__)
NAMELESS = re.compile(r""" *- *("\s*"|'\s*'|~|null) *:""")  # a row of the menu
ASCII = str.maketrans("åäöéüÅÄÖÉÜ _", "aaoeuAAOEU--")


def shortcuts(root: Path) -> Iterator[Problem]:
    """What docs/ and data/ hold lies there: what a link led to elsewhere would be published, though
    nobody put it there."""
    for folder in (root / "docs", root / "data"):
        for path in sorted(Path(one.path) for one in entries(folder) if one.is_symlink()):
            target = path.resolve()
            if not (target.is_file() and target.is_relative_to(folder.resolve())):
                what = f"en genväg (symbolisk länk) till något annat än en fil i {folder.name}/"
                fix = "Ta bort den. Lägg själva filen här om den ska vara med."
                yield Problem(Place(path.relative_to(root).as_posix()), what, fix)


def beside_docs(root: Path) -> Iterator[Problem]:
    """No page, picture or document lies where nothing reads it: beside docs/, or in a folder that
    is called almost as that, or as one in it."""
    for path in sorted(root.iterdir()):
        place, kind = Place(path.name), path.suffix.lower()
        page = kind == ".md" and begins_as_page(path)
        like = LIKE_DOCS.fullmatch(path.name) or (root / "docs" / path.name).is_dir()
        if like and path.name != "docs" and any(path.rglob("*.*")):
            fix = "Flytta det som ska vara med till docs/, och ta bort mappen."
            yield Problem(place, "det som ligger i mappen läses inte", fix)
        elif page or (kind in {*PICTURES, *INSTEAD, ".txt"} and path.name != "requirements.txt"):
            fix = f"Flytta den till docs/{'images/' if kind in PICTURES else ''} om den ska vara"
            yield Problem(place, "filen läses inte där den ligger", f"{fix} med.")


def files_in_docs(root: Path) -> Iterator[Problem]:
    """docs/ holds pages and small pictures, with names that work in every address."""
    for file in under(root / "docs"):
        yield from _file(root / "docs" / file, f"docs/{file}")
        twin = f"docs/{file.removesuffix('/index.md')}.md"
        if file.endswith("/index.md") and (root / twin).is_file():
            what = f'två sidor får samma adress: "{file}" och "{twin.removeprefix("docs/")}"'
            fix = "Ge den nya av dem ett annat namn, eller flytta dess text till den andra."
            yield Problem(Place(f"docs/{file}"), what, fix)


def in_an_address(name: str) -> str:
    """Returns a path as it can stand in an address, with its ending once: a computer that hides
    endings lets people write it twice."""
    plain = re.sub(r"-+", "-", re.sub(ODD, "", name.translate(ASCII).lower()))
    plain = re.sub(r"(?<![^/])-|-(?=\.|/|$)", "", plain)
    return re.sub(r"(\.md)+$", ".md", plain)


def _file(path: Path, name: str) -> Iterator[Problem]:
    place, kind = Place(name), path.suffix.lower()
    good = in_an_address(name)
    if mistake := left_behind(path):
        yield Problem(place, *mistake)
    elif kind == ".md" or kind in PICTURES:
        for own in _name(path, name, good):
            notes = own.place == place and kind == ".md" and not begins_as_page(path)
            yield _notes(path.name, own) if notes else own
        if kind in PICTURES and (fault := picture_fault(path)):
            yield Problem(place, f'bilden "{path.name}" {fault[0]}', fault[1])
    else:
        fix = INSTEAD.get(kind, "Sidor slutar på .md, bilder på .svg, .png, .webp eller .jpg.")
        if TEXTS.search(good) or begins_as_page(path):
            fix = f'Är det en sida? Den ska heta "{name_alone(Path(good))}.md".'
            fix += " Ta annars bort den."
        yield Problem(place, f'filer av typen "{path.suffix or path.name}" publiceras inte', fix)


def unused_pictures(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """A picture that no page shows would be published all the same, to whoever finds its
    address."""
    docs, endings = facts.root / "docs", tuple(PICTURES)
    used = {facts.own.logo.file} if facts.own.logo else set[str]()
    for page in pages.values():
        named = {*page.outline.loads, *page.outline.links}
        files = (unquote(one.partition("#")[0]) for one in named)
        used |= {resolve(page.file, one) or "" for one in files if one.lower().endswith(endings)}
    for name in under(docs):
        if Path(name).suffix.lower() in PICTURES and name not in used:
            fix = "Visa den på en sida: ![vad den visar](vägen till bilden), eller ta bort filen."
            yield Problem(Place(f"docs/{name}"), "bilden visas inte på någon sida", fix)


def _name(path: Path, name: str, good: str) -> Iterator[Problem]:
    """A folder with a faulty name is told at the folder: once for all that it holds."""
    if name == good:
        return
    ways = zip(accumulate(name.split("/"), "{}/{}".format), good.split("/"), strict=False)
    for way, better in ways:
        written = way.rpartition("/")[2]
        if written == better:
            continue
        file = way == name
        fix = f'Döp om {"filen" if file else "mappen"} till "{better}".'
        if not better.removesuffix(path.suffix) or Path(better).stem.startswith("."):
            fix = "Ge den ett namn med små bokstäver a–z, siffror och bindestreck."
        elif file and path.with_name(better).exists():
            fix = f'"{better}" finns redan. Ta bort den ena, eller ge den här ett eget namn.'
        what = f'{"fil" if file else "mapp"}namnet "{written}" kan bli en trasig adress'
        yield Problem(Place(way), what, fix)


def _notes(name: str, fault: Problem) -> Problem:
    """Returns the `fault` of a name that can't be an address, of a file that does not begin as a
    page: it was hardly meant to be one."""
    what = f'"{name}" är ingen sida, men ligger bland sidorna'
    fix = "Är det anteckningar? Spara dem utanför webbplatsens filer, och ta bort filen här. Ska"
    fix += f" det bli en sida? {fault.fix} Skriv överst i den {TOP}"
    return Problem(fault.place, what, fix, Kind.OF_LINES)


def navigation(facts: Facts, settings: Document, pages: dict[str, Page]) -> Iterator[Problem]:
    """Every page stands in the navigation, or among those that are reached another way; nothing
    there is missing, and the modules of the course stand in their order."""
    yield from _rows_as_written(settings.lines)
    menu = menu_of(settings)
    if not menu and not near("nav", settings.data, ONE_SLIP):  # which is told as misspelled
        fix = 'Ta tillbaka ur historiken raden "nav:", med menyns rader under sig.'
        yield Problem(Place(SITE_FILE), "menyn saknas", fix)
    if not menu:
        return
    named = [*((row.file, row.place) for row in menu), *_aside(settings)]
    aside = settings.data.get("not_in_nav")
    if isinstance(aside, list) or len(str(aside).split()) > str(aside).strip().count("\n") + 1:
        fix = 'Skriv "not_in_nav: |", och under det en sida på varje rad, utan bindestreck.'
        what = "sidorna under not_in_nav läses inte var för sig"
        yield Problem(settings.key("not_in_nav"), what, fix)
    known = {file for file, _ in named}
    unnamed = {file: page for file, page in pages.items() if file not in known}
    yield from _pages_that_are_not(facts, named, pages, unnamed)
    for again_there, first in again((row.file, row) for row in menu):
        what, fix = f'sidan "{first.file}" står två gånger i menyn', "Ta bort den ena raden."
        place = again_there.place
        for own, meant in product((first, again_there), [*unnamed]):
            if unnamed[meant].meta.title == own.names[-1]:  # the page that the row is named after
                place, fix = own.place, f"Skriv {meant} på den här raden, som heter som den."
                del unnamed[meant]
                break
        yield Problem(place, what, fix)
    for place in _without_page(settings.lines):
        fix = "Skriv sidans fil efter kolonet, eller ta bort raden."
        if len(unnamed) == 1:  # that page stood there
            fix = f"Skriv sidans fil efter kolonet: {unnamed.popitem()[0]}"
        yield Problem(place, "en rad i menyn har ingen sida", fix)
    for file, page in unnamed.items():
        what = f'sidan "{shorten(page.meta.title)}" finns inte i menyn'
        under = "nav" if page.meta.lang == SWEDISH else "not_in_nav"
        row = in_an_address(file) if under == "nav" else f"/{in_an_address(file)}"
        fix = f'Lägg till "{row}" under {under} i {SITE_FILE}'
        new = ". Är sidan ny, och ska inte publiceras? Ta bort filen."
        fix += "." if must_be_there(file, facts) else new
        for at, line in enumerate(settings.lines, 1):
            if re.match(rf" *#.* /?{re.escape(file)} *$", line):
                fix = f"Ta bort # på rad {at} i {SITE_FILE}: där är sidans rad avstängd."
        yield Problem(Place(f"docs/{file}"), what, fix, Kind.OF_THE_PLACE)
    yield from _modules_in_order(facts, menu, pages)
    yield from _two_in_one(settings)
    yield from _outside_its_group(menu)
    yield from _names_in(menu, pages)


def _pages_that_are_not(
    facts: Facts, named: list[tuple[str, Place]], pages: dict[str, Page], unnamed: dict[str, Page]
) -> Iterator[Problem]:
    """Each row leads to a page. One that is meant by a row is taken from those that are unnamed."""
    written = page_files(facts.root) if named else []
    for file, place in named:
        if file in written or saved_as(facts.root, file):
            continue  # why it is no page is told already
        if misnamed := [other for other in unnamed if in_an_address(other) == file]:
            unnamed.pop(misnamed[0])  # the name of its file is told, and nothing else is wrong
            continue
        fix = near(file, (other for other in unnamed if not ODD.search(other)))
        if fix:  # the row is misspelled: one fault, not two
            unnamed.pop(fix.split('"')[1])
        name, _, path = file.replace(":", " ").rpartition(" ")
        if path in pages and name.strip() in pages:
            fix = 'Skriv en sida på varje rad, så här: "- Namnet: sidan.md".'
        elif path in pages:
            fix = f"Sätt kolon och mellanslag emellan: {name.rstrip()}: {path}"
        elif re.match(r"https?:|www\.|mailto:|[\w.-]+\.(?:se|org|com|nu|net|eu)\b", file):
            fix = "Menyn har bara webbplatsens egna sidor. Ta bort raden, och länka från en sida."
        fix = fix or "Ta bort raden, eller ta tillbaka sidan."
        what = f'sidan "{file}" i menyn finns inte'
        yield Problem(place, what, fix, names=(file,))


def _modules_in_order(
    facts: Facts, menu: list[MenuRow], pages: dict[str, Page]
) -> Iterator[Problem]:
    course = facts.orientation
    modules = [(f"{COURSE}/{one.page}", one.id) for one in course.modules] if course else []
    order = [file for file, own in modules if file in pages and pages[file].meta.course == own]
    for above, row in pairwise(row for row in menu if row.file in order):
        if order.index(above.file) > order.index(row.file):
            what = f'sidan "{row.file}" står efter "{above.file}" i menyn, men före den i kursen'
            fix = "Sätt raderna i samma ordning som under modules i data/orientation.yaml."
            yield Problem(row.place, what, fix)


def _names_in(menu: list[MenuRow], pages: dict[str, Page]) -> Iterator[Problem]:
    """A name in the menu is one page's, and shown as it is; a chapter of the adopted text has the
    one that the document gives it."""
    own = {one.file: one for one in menu if one.names[-1]}
    ours = [
        one
        for one in own.values()
        if not (page := pages.get(one.file)) or page.meta.kind != "adopted"
    ]
    for row, _ in again((row.names, row) for row in ours):
        what = f'två sidor heter "{row.names[-1]}" på samma ställe i menyn'
        yield Problem(row.place, what, "Ge var och en det namn som säger vad den handlar om.")
    for row in ours:
        name = row.names[-1]
        if "{" not in name and (odd := odd_in(name)):  # a macro there is told as one
            yield Problem(row.place, *odd[1:])


def _aside(settings: Document) -> Iterator[tuple[str, Place]]:
    """Yields the pages that are reached another way, a page a line, and where each stands."""
    held = re.findall(r"[^\s,'\"\[\]]+", str(settings.data.get("not_in_nav") or ""))
    for number, line in enumerate(settings.lines, 1):
        row = line.strip().removeprefix("- ")
        if row in held:
            file = row.lstrip("/")
            yield file, Place(SITE_FILE, number, line.find(file) + 1, len(file))


def _rows_as_written(lines: list[str]) -> Iterator[Problem]:
    """No macro is run in the settings, and each row of the menu has a name."""
    for number, line in enumerate(lines, 1):
        if braces := re.search(r"\{[{%#]|[}%#]\}", line):
            place = Place(SITE_FILE, number, braces.start() + 1, len(braces[0]))
            yield Problem(place, f"klamrar i {SITE_FILE}", NO_MACROS)
        if name := NAMELESS.match(line):
            place = Place(SITE_FILE, number, name.start(1) + 1, len(name[1]))
            fix = "Skriv före kolonet det som besökarna ska se."
            yield Problem(place, "en rad i menyn har inget namn", fix)


def _without_page(lines: list[str]) -> Iterator[Place]:
    """Yields each row of the menu that has a name, but neither a page nor rows of its own."""
    rows = [(number, line) for number, line in enumerate(lines, 1) if is_row(line)]
    for (number, line), (_, below) in pairwise([*rows, (0, "")]):
        if re.match(r" *- .*: *$", line) and indent_of(below) <= indent_of(line):
            yield Place(SITE_FILE, number, indent_of(line) + 1, len(line.strip()))


def _two_in_one(settings: Document) -> Iterator[Problem]:
    """Each row of the menu begins with a hyphen; without it two rows are read as one."""
    keys = [path for path in settings.keys if path[0] == "nav"]
    for path, _ in again((path[:-1], path) for path in keys):
        place = Place(SITE_FILE, settings.key(*path).line)
        what = f'menyns rad "{path[-1]}" saknar bindestrecket'
        yield Problem(place, what, f'Skriv "- {path[-1]}: …".')


def _outside_its_group(menu: list[MenuRow]) -> Iterator[Problem]:
    """A page whose row stands straight below the group of its folder belongs in that group."""
    entries = [[*rows] for _, rows in groupby(menu, lambda row: row.names[0])]
    for group, (row, *more) in pairwise(entries):
        folder, inside = row.file.rpartition("/")[0], {one.file for one in group}
        if folder and not more and f"{folder}/index.md" in inside and row.file not in inside:
            name = group[0].names[0]
            what = f'sidan "{row.file}" står utanför "{name}" i menyn, där de andra i mappen står'
            yield Problem(row.place, what, "Gör samma indrag som på raden ovanför.")
