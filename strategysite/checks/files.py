"""The rules of the folder docs/ as a whole: which files it holds, and that the navigation names
every page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from strategysite.checks.images import PICTURES, picture_fault
from strategysite.pages.reading import NO_MACROS, SITE_FILE, Page
from strategysite.problems import Place, Problem, near, shorten

LARGEST_PICTURE = 500_000  # bytes; on a slow phone that is already seconds
LEFT_BY_COMPUTERS = {".ds_store", "thumbs.db", "desktop.ini"}
TEXTS = re.compile(r"(\.(txt|text|markdown|md))+$")
DOCUMENTS = {".doc", ".docx", ".odt", ".pages", ".rtf", ".html", ".htm"}
ASCII = str.maketrans("åäöéüÅÄÖÉÜ _", "aaoeuAAOEU--")


def shortcuts(root: Path) -> Iterator[Problem]:
    """What docs/ and data/ hold lies there: what a link led to elsewhere would be published, though
    nobody put it there."""
    for folder in (root / "docs", root / "data"):
        for path in sorted(folder.rglob("*")):
            target = path.resolve() if path.is_symlink() else path
            if path.is_symlink() and not (
                target.is_file() and target.is_relative_to(folder.resolve())
            ):
                what = f"en genväg (symbolisk länk) till något annat än en fil i {folder.name}/"
                fix = "Ta bort den. Lägg själva filen här om den ska vara med."
                yield Problem(Place(path.relative_to(root).as_posix()), what, fix)


def files_in_docs(root: Path) -> Iterator[Problem]:
    """docs/ holds pages and small pictures, with names that work in every address."""
    for path in sorted((root / "docs").rglob("*")):
        if path.is_file():
            yield from _file(path, path.relative_to(root).as_posix())


def _file(path: Path, name: str) -> Iterator[Problem]:
    place, kind = Place(name), path.suffix.lower()
    good = re.sub(r"[^a-z0-9/.-]", "", name.translate(ASCII).lower())
    if kind == ".md" or kind in PICTURES:
        if name != good:
            yield Problem(
                place,
                f'filnamnet "{path.name}" kan bli en trasig adress',
                f'Döp om filen till "{good.rsplit("/", 1)[-1]}".',
            )
        if kind in PICTURES:
            yield from _picture(path, place)
    elif path.name.lower() in LEFT_BY_COMPUTERS:
        yield Problem(place, f'"{path.name}" är en fil som datorn har lagt dit', "Ta bort filen.")
    elif kind == ".pdf":
        fix = (
            "Gör en sida (.md) av innehållet och ta bort filen. En sida kan läsas upp, förstoras"
            " och läsas på en telefon."
        )
        yield Problem(place, "ett PDF-dokument", fix)
    else:
        fix = "Sidor slutar på .md, bilder på .svg, .png, .webp eller .jpg."
        if TEXTS.search(good):
            fix = f'Är det en sida? Den ska heta "{TEXTS.sub("", good.rsplit("/", 1)[-1])}.md".'
        elif kind in DOCUMENTS:
            fix = "Klistra in texten i en ny sida (.md) och ta bort filen."
        yield Problem(place, f'filer av typen "{path.suffix or path.name}" publiceras inte', fix)


def _picture(path: Path, place: Place) -> Iterator[Problem]:
    size = path.stat().st_size
    if size > LARGEST_PICTURE:
        what = f"bilden är {size / 1e6:.1f} MB, högst 0,5 MB publiceras".replace(".", ",")
        yield Problem(
            place, what, "Minska bilden till högst 1 600 punkters bredd och spara den igen."
        )
    elif fault := picture_fault(path):
        yield Problem(place, f'bilden "{path.name}" {fault[0]}', fault[1])


def navigation(root: Path, settings: dict[str, Any], pages: dict[str, Page]) -> Iterator[Problem]:
    """Every page stands in the navigation, or among those that are reached another way; nothing
    there is missing."""
    lines = (root / SITE_FILE).read_bytes().decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        if braces := re.search(r"\{[{%#]|[}%#]\}", line):
            place = Place(SITE_FILE, number, braces.start() + 1, len(braces[0]))
            yield Problem(place, f"klamrar i {SITE_FILE}", NO_MACROS)
    named = list(files_in(settings.get("nav")))
    aside = [
        line.strip().lstrip("/")
        for line in str(settings.get("not_in_nav") or "").splitlines()
        if line.strip()
    ]
    for file, page in pages.items():
        if file not in named and file not in aside:
            fix = f'Lägg till "{file}" under nav i {SITE_FILE}, eller ta bort sidan.'
            yield Problem(
                Place(f"docs/{file}"), f'sidan "{shorten(page.meta.title)}" finns inte i menyn', fix
            )
    for file in [*named, *aside]:
        if file in pages or (
            file.endswith(".md") and (root / "docs" / file).is_file()
        ):  # why it is no page is told already
            continue
        fix = f"{near(file, pages)} Ta annars bort raden, eller ta tillbaka sidan.".strip()
        yield Problem(_row(lines, file), f'sidan "{file}" i menyn finns inte', fix)
    for file in sorted({file for file in named if named.count(file) > 1}):
        what = f'sidan "{file}" står två gånger i menyn'
        yield Problem(_row(lines, file, last=True), what, "Ta bort den ena raden.")


def _row(lines: list[str], file: str, last: bool = False) -> Place:
    rows = [
        number
        for number, line in enumerate(lines, 1)
        if re.search(rf"[\s/]{re.escape(file)}\s*$", line)
    ] or [1]
    number = rows[-1 if last else 0]
    return Place(SITE_FILE, number, lines[number - 1].find(file) + 1, len(file))


def files_in(nav: Any) -> Iterator[str]:
    """Yields the pages that the navigation, or a part of it, names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for entry in nav:
            yield from files_in(entry)
    elif isinstance(nav, dict):
        for key, entry in nav.items():
            if not key.startswith("__"):
                yield from files_in(entry)
