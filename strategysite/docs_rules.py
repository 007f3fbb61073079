"""The rules of the folder docs/ as a whole: which files it holds, and that the navigation names every page."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from strategysite.pages import Page
from strategysite.problems import Place, Problem, shorten

LARGEST_PICTURE = 500_000  # bytes; on a slow phone that is already seconds
PICTURES = {".svg", ".png", ".webp", ".jpg", ".jpeg"}


def files_in_docs(root: Path) -> Iterator[Problem]:
    """docs/ holds pages and small pictures, with names that work in every address."""
    for path in sorted((root / "docs").rglob("*")):
        if path.is_dir():
            continue
        name = path.relative_to(root).as_posix()
        place = Place(name)
        if not re.fullmatch(r"[a-z0-9/_.-]+", name):
            yield Problem(
                place,
                f'filnamnet "{path.name}" kan bli en trasig adress',
                "Använd små bokstäver a–z, siffror och bindestreck: å och ä blir a, ö blir o.",
            )
        if path.suffix == ".pdf":
            yield Problem(
                place, "ett PDF-dokument", "Gör en sida av innehållet i stället: den kan läsas upp, förstoras och läsas på en telefon."
            )
        elif path.suffix != ".md" and path.suffix not in PICTURES:
            yield Problem(
                place,
                f'filer av typen "{path.suffix or path.name}" publiceras inte',
                "Sidor slutar på .md, bilder på .svg, .png, .webp eller .jpg.",
            )
        elif path.suffix in PICTURES and path.stat().st_size > LARGEST_PICTURE:
            size = f"{path.stat().st_size / 1e6:.1f} MB".replace(".", ",")
            yield Problem(
                place, f"bilden är {size}, högst 0,5 MB publiceras", "Minska bilden till högst 1 600 punkters bredd och spara den igen."
            )


def navigation(root: Path, settings: dict[str, Any], pages: dict[str, Page], unread: list[Problem]) -> Iterator[Problem]:
    """Every page stands in the navigation, or among those that are reached another way; nothing there is missing."""
    text = (root / "mkdocs.yml").read_text("utf-8") if (root / "mkdocs.yml").is_file() else ""
    named = list(_files_in(settings.get("nav")))
    aside = [line.strip().lstrip("/") for line in str(settings.get("not_in_nav") or "").splitlines() if line.strip()]
    faulty = {problem.place.file for problem in unread}
    for file, page in pages.items():
        if file not in named and file not in aside:
            fix = f'Lägg till "{file}" under nav i mkdocs.yml, eller ta bort sidan.'
            yield Problem(Place(f"docs/{file}"), f'sidan "{shorten(page.meta.title)}" finns inte i menyn', fix)
    for file in [*named, *aside]:
        if file not in pages and f"docs/{file}" not in faulty:
            line = next((number for number, line in enumerate(text.split("\n"), 1) if file in line), 1)
            what = f'sidan "{file}" i menyn finns inte' if not (root / "docs" / file).exists() else f'"{file}" går inte att läsa som sida'
            yield Problem(Place("mkdocs.yml", line), what, "Ta bort raden, eller ta tillbaka sidan.")


def _files_in(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list):
        for entry in nav:
            yield from _files_in(entry)
    elif isinstance(nav, dict):
        for key, entry in nav.items():
            if not key.startswith("__"):
                yield from _files_in(entry)
