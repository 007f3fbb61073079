"""Whether a file is a picture that a browser can show, whatever its name says."""

from collections.abc import Iterator
from pathlib import Path

from strategysite.facts import Facts
from strategysite.problems import Problem

PICTURES = {".svg", ".png", ".webp", ".jpg", ".jpeg"}
READABLE = "Öppna den i ett bildprogram och spara den igen som SVG, PNG, WebP eller JPEG."


def picture_fault(path: Path) -> tuple[str, str] | None:
    """Returns (what, fix) for a file that is no picture of the kind its name says; None for one that is."""
    start = path.read_bytes()[:512]
    kind = path.suffix.lower()
    if kind == ".svg":
        whole = path.read_bytes().lower()
        if b"<svg" not in whole[:4096]:
            return "går inte att läsa som bild", READABLE
        programs = b"<script" in whole or b" onload" in whole or b"javascript:" in whole
        return ("innehåller ett program", "Spara den igen som vanlig SVG, utan program.") if programs else None
    starts = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".webp": b"RIFF"}
    good = kind in starts and start.startswith(starts[kind]) and (kind != ".webp" or start[8:12] == b"WEBP")
    return None if good else ("går inte att läsa som bild", READABLE)


def logo_is_a_picture(facts: Facts) -> Iterator[Problem]:
    """The logo is a picture in docs/ that a browser can show."""
    logo = facts.municipality.logo if facts.municipality else None
    if logo is None:
        return
    place = facts.place(logo, "file")
    path = facts.root / "docs" / logo.file
    if ".." in Path(logo.file).parts or not path.is_file():
        yield Problem(place, f'logotypen "{logo.file}" finns inte i docs/', "Lägg bilden i docs/ och skriv dess väg därifrån.")
    elif fault := picture_fault(path):
        yield Problem(place, f'logotypen "{logo.file}" {fault[0]}', fault[1])
