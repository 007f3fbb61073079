"""Reads an editor's file as text and finds what no text file of the project may hold, whatever its
format."""

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from strategysite.parsing.files import what_it_is
from strategysite.parsing.tables import table
from strategysite.problems import Place, Problem, decimal, shorten

LARGEST_FILE = 5_000_000  # bytes; ten thousand activities are two million
LONGEST_LINE = 5_000  # characters; the longest paragraph of the adopted text is 800
DIVIDE = "Dela upp den, eller ta bort det som hamnat där av misstag."
CONFLICT = re.compile(r"^ *(<{7} .*|={7}|>{7} .*|\|{7} .*)$")
INVISIBLE: dict[str, str] = table(__file__)  # how each is called
JOINING = (  # stand inside a word, which a space in their place would split
    "\u00ad\u200b\u2060\ufeff"
)
STRANGE = re.compile(
    "["
    + "".join(INVISIBLE)
    + "\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"
)
LIGATURE = re.compile("[\ufb00-\ufb06]+")  # of ff, fi, fl and the like, which a PDF gives
# A word of Latin letters with one of another alphabet in it.
MIXED = re.compile(
    r"(?<![/\w])(?=\w*[a-zåäöA-ZÅÄÖ])(?=\w*[\u0370-\u03ff\u0400-\u04ff])\w*[a-zåäö\u0370-\u04ff]{2}\w*"
)
# å, ä, ö and quotation marks that were saved as UTF-8 and then read as something else.
TWICE_ENCODED = re.compile(
    "\u00c3[\u00a4\u00a5\u00b6\u00a9\u00bc\u0084\u0085\u0096\u201e\u2026\u2013]|\u00e2\u20ac[\u0080-\u20ff]?"
)
ASKING = ("?", "؟", ":")  # how a sentence ends whose answer comes in the next
# A macro may stand in it, and its id in braces at its end: { #id .class }
HEADING = re.compile(
    r"^(#{1,6})(?!#)[ \t]*(\S.*?)[ \t\r]*"
    r"(?:(?<=[ \t])\{(?!\{)(?P<attributes>[^{}\n]*?#(?P<id>[\w-]+)[^{}\n]*)\})?[ \t\r]*$",
    re.MULTILINE,
)


def read_text(root: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Returns the text of `file` (line ends as \\n, no byte-order mark) and its problems; None when
    it can't be read as text."""
    path = root / file
    try:
        text, problems = _read(file, path.read_bytes())
    except OSError:  # it is not there, or is a folder
        if path.is_file():
            raise
        return None, [missing_file(root, file)]
    return text, [*problems]


def missing_file(root: Path, file: str) -> Problem:
    """Returns the problem of a file that is not there; what has its name but another ending may be
    it."""
    path = root / file
    near = next((one for one in path.parent.glob(path.stem + ".*") if one != path), None)
    fix = "Ta tillbaka filen ur historiken eller skapa den."
    fix = f'Byt namn på "{near.name}" till "{path.name}".' if near else fix
    return Problem(Place(file), f'filen "{file}" finns inte', fix)


@lru_cache(maxsize=2000)  # most files are as they were at the check before
def _read(file: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    if len(raw) > LARGEST_FILE:
        size = decimal(f"{len(raw) / 1e6:.1f}")
        what = f"filen är {size} MB; högst {LARGEST_FILE / 1e6:.0f} MB läses"
        return None, [Problem(Place(file), what, DIVIDE)]
    if thing := what_it_is(raw):
        return None, [Problem(Place(file), f"filen är {thing[0]}", thing[1])]
    try:
        text = as_text(raw, errors="strict")
    except UnicodeDecodeError as error:
        rows = raw[: error.start].split(b"\n")
        place = Place(file, len(rows), len(rows[-1].decode("utf-8", "replace")) + 1)
        fix = 'Spara filen igen med teckenkodningen "UTF-8", så blir alla bokstäver rätt.'
        return None, [Problem(place, "filen är inte sparad som UTF-8", fix)]
    found = [*conflicts(file, text), *_strange_characters(file, text)]
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            what = f"raden har {spaced(len(line))} tecken; högst {spaced(LONGEST_LINE)} läses"
            found.append(Problem(Place(file, number), what, DIVIDE))
    return text, found


def text_of(path: Path) -> str:
    """Returns the text of a file, as `as_text` reads it; nothing where there is none."""
    return as_text(path.read_bytes()) if path.is_file() else ""


def as_text(raw: bytes, errors: str = "replace") -> str:
    """Returns the text that a file holds, whatever computer wrote it: line ends as \\n, no
    byte-order mark, and an å of two signs (macOS) is one. `errors` says what becomes of bytes that
    are no UTF-8, as in `bytes.decode`."""
    text = raw.decode("utf-8-sig", errors)
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def lines_that_differ(was: str, now: str) -> list[int]:
    """Returns the lines of a text that is another than it was; of what is gone the line below."""
    both = difflib.SequenceMatcher(None, was.split("\n"), now.split("\n"), autojunk=False)
    runs = (range(k, max(k + 1, m)) for tag, _, _, k, m in both.get_opcodes() if tag != "equal")
    return [at + 1 for run in runs for at in run]


def alike(text: str, other: str) -> float:
    """Returns how much of the lines two texts share, from 0 to 1."""
    lines, others = ([line for line in each.split("\n") if line] for each in (text, other))
    return difflib.SequenceMatcher(None, lines, others, autojunk=False).ratio()


def spaced(number: int) -> str:
    """Returns a whole number as it is written in Swedish: 12 000."""
    return f"{number:,}".replace(",", " ")


def line_at(text: str, start: int) -> tuple[int, int]:
    """Returns line and column, from 1, of what begins at the sign `start` of a text, from 0."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def conflicts(file: str, text: str) -> list[Problem]:
    """Returns a problem where two changes of the same rows have left their marks in `text`."""
    lines = enumerate(text.split("\n"), 1)
    marks = [(number, line) for number, line in lines if CONFLICT.match(line)]
    lone = file.endswith(".md") and all(line.lstrip().startswith("=") for _, line in marks)
    if not marks or lone:
        return []  # a lone row of = may be a Markdown heading
    fix = (
        "Två personer har ändrat samma rader. Behåll den lydelse som ska gälla och ta bort raderna"
        " med <<<<<<<, ======= och >>>>>>>."
    )
    what = "en krock mellan två ändringar ligger kvar"
    number, line = marks[0]
    return [Problem(Place(file, number, 1, len(line)), what, fix)]


def _strange_characters(file: str, text: str) -> Iterator[Problem]:
    odd = any(kind.search(text) for kind in (STRANGE, TWICE_ENCODED, LIGATURE, MIXED))
    twice = TWICE_ENCODED.search(text)  # what was lost then follows
    for number, line in enumerate(text.split("\n"), 1) if odd else ():
        told = set()
        for match in LIGATURE.finditer(line):
            fix = f'Skriv bokstäverna var för sig: "{normalize("NFKC", match[0])}".'
            what = f'"{match[0]}" är ett enda tecken för flera bokstäver'
            yield Problem(Place(file, number, match.start() + 1), what, fix)
        for match in MIXED.finditer(line):
            what = f'ordet "{match[0]}" har bokstäver ur två alfabet, som ser likadana ut'
            place = Place(file, number, match.start() + 1, len(match[0]))
            yield Problem(place, what, "Skriv ordet igen, för hand.")
        for match in STRANGE.finditer(line):
            name = INVISIBLE.get(match[0], f"ett osynligt tecken (U+{ord(match[0]):04X})")
            if name not in told and not (twice and match[0] == "\ufffd"):
                fix = "Ta bort tecknet och skriv ett vanligt mellanslag om det behövs."
                if "\x80" <= match[0] <= "\x9f":  # a program took Windows's signs for Latin-1
                    meant = match[0].encode("latin-1").decode("cp1252", "ignore")
                    fix = (
                        f"Skulle det vara {meant}? Skriv det. Annars: ta bort tecknet."
                        if meant
                        else fix
                    )
                if match[0] in JOINING:
                    before = line[: match.start()].rpartition(" ")[2]
                    word = STRANGE.sub("", before + line[match.start() :].partition(" ")[0])
                    fix = f'Ta bort tecknet i "{shorten(word)}".'
                    fix += " Skriv inget i stället: ordet hör ihop."
                if match[0] == "\ufffd":
                    fix = "Skriv bokstaven som ska stå där. Spara filen som UTF-8."
                yield Problem(Place(file, number, match.start() + 1), f"{name} på raden", fix)
            told.add(name)
        if broken := TWICE_ENCODED.search(line):
            what = f'bokstäver som har blivit fel när filen sparades: "{broken[0]}"'
            fix = "Skriv bokstaven igen, till exempel å, ä eller ö, och spara filen med"
            fix += ' teckenkodningen "UTF-8".'
            yield Problem(Place(file, number, broken.start() + 1, len(broken[0])), what, fix)


# The generator takes blanks after the marks too.
FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*\n", re.DOTALL)


def split_front_matter(text: str) -> tuple[str, str] | None:
    """Returns the lines between the two --- that a page begins with, and what follows them; None
    where there are none."""
    match = FRONT_MATTER.match(text)
    return (match[1], text[match.end() :]) if match else None


class Heading(NamedTuple):
    """A heading of Markdown, as it is written: without its id, and what else stands in the braces
    with that. Its line is from 1."""

    level: int
    words: str
    id: str
    attributes: str
    line: int


@lru_cache(maxsize=2000)  # most pages are as they were at the check before
def headings(text: str) -> tuple[Heading, ...]:
    """Returns the headings that begin with #; without an id, "" stands for it."""
    return tuple(
        Heading(
            *(len(found[1]), found[2], found["id"] or "", found["attributes"] or ""),
            line=line_at(text, found.start())[0],
        )
        for found in HEADING.finditer(text)
    )


def sentences(text: str) -> list[str]:
    """Returns the sentences of a text in any of the site's languages; none goes on on a new
    line."""
    return [one for one in re.split(r"(?<=[.!?؟])\s+|\n+", text) if one]


@lru_cache(maxsize=2000)  # most texts are as they were in the version that is compared with
def without(pattern: re.Pattern[str], text: str) -> str:
    """Returns `text` with spaces in the place of all that `pattern` matches."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
