"""All that is checked before anything is built: the data, the pages, and what each says of the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from strategysite.facts import Facts
from strategysite.loading import load
from strategysite.model.contacts import digits
from strategysite.model.strategy import Strategy
from strategysite.pages import Page, read_pages, site_settings
from strategysite.problems import Place, Problem, did_you_mean, shorten
from strategysite.rendering import Macros
from strategysite.shown import unshown
from strategysite.transcript import adopted_words, first_difference
from strategysite.words import shown_words

LARGEST_PICTURE = 500_000  # bytes; on a slow phone that is already seconds
PICTURES = {".svg", ".png", ".webp", ".jpg", ".jpeg"}
# Written by hand, a number would stay when the one in data/contacts.yaml is corrected.
NUMBER = re.compile(r"(?:\+46|\b0\d{1,3}[- ])[\d -]{5,}\d")


@dataclass
class Checked:
    """The outcome: the facts, the pages that could be read, and every problem."""

    facts: Facts
    pages: dict[str, Page]
    problems: list[Problem]
    settings: dict[str, Any]


def check(root: Path, day: date) -> Checked:
    """Checks the whole project for `day`. With faulty data the pages wait: their macros would only repeat its faults."""
    facts, found = load(root, day)
    settings, problems = site_settings(root)
    problems += [*found, *_files_in_docs(root)]
    if found:
        return Checked(facts, {}, problems, settings)
    macros = Macros(facts)
    pages, page_problems = read_pages(root, macros, settings)
    problems += page_problems
    for page in pages.values():
        problems += [*_faults(page), *_links(page, pages, root), *_numbers(page, facts), *_notices(page)]
    problems += _navigation(root, settings, pages, page_problems)
    problems += _wording(facts, pages)
    if not problems:
        problems += unshown(macros.desk, pages)
    return Checked(facts, pages, problems, settings)


def _faults(page: Page) -> Iterator[Problem]:
    """A page's HTML is whole, its headings go step by step, and it loads nothing from elsewhere."""
    for fault in page.outline.faults:
        yield Problem(page.place(fault.needle), fault.what, fault.fix)
    if [level for level, _ in page.outline.headings].count(1) == 0:
        yield Problem(page.place(""), "sidan saknar huvudrubrik", "Börja texten med en rad: # Rubriken")
    for address in page.outline.loads:
        if urlsplit(address).scheme in ("http", "https") or address.startswith("//"):
            yield Problem(
                page.place(address),
                f'"{shorten(address)}" hämtas från en annan server',
                "Lägg filen i docs/. Sidan får inte hämta något utifrån.",
            )
    for tag in ("<script", "<iframe", "<form", "<style", "<object", "<embed"):
        if tag in page.text.lower():
            yield Problem(page.place(tag), f"{tag}> i en text", "Sidan får bara innehålla text, länkar och bilder. Ta bort det.")


def _links(page: Page, pages: dict[str, Page], root: Path) -> Iterator[Problem]:
    """A link on a page leads to a file that exists and a heading that is there."""
    written = set(re.findall(r"\]\(\s*<?([^)\s>]+)", page.text)) | set(re.findall(r"""href=["']([^"']+)""", page.text))
    for address in dict.fromkeys(link for link in page.outline.links if link in written):
        yield from _link(page, address, pages, root)


def _link(page: Page, address: str, pages: dict[str, Page], root: Path) -> Iterator[Problem]:
    parts = urlsplit(address)
    place = page.place(address)
    if parts.scheme in ("tel", "mailto"):
        yield Problem(
            place,
            f'"{address}" är skrivet för hand',
            'Numret eller adressen ska stå i data/contacts.yaml. Visa det med {{ phone("id") }} eller {{ contact("id") }}.',
        )
    elif parts.scheme == "https":
        return
    elif parts.scheme or parts.netloc:
        yield Problem(place, f'länken "{shorten(address)}" är inte säker', "Skriv adressen med https:// först.")
    elif parts.path.startswith("/"):
        yield Problem(
            place,
            f'länken "{shorten(address)}" börjar med /',
            "Länka till filen, till exempel ../hjalp/index.md, så fungerar den överallt.",
        )
    else:
        target = _resolve(page.file, unquote(parts.path)) if parts.path else page.file
        if target is None or not (root / "docs" / target).is_file():
            known = [_relative(page.file, other) for other in pages]
            yield Problem(
                place,
                f'länken "{shorten(address)}" leder ingenstans',
                did_you_mean(parts.path, known).split(" Tillåtna")[0].replace("Tillåtna: ", "Sidor: "),
            )
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].outline.ids:
            ids = list(pages[target].outline.ids)
            yield Problem(place, f'rubriken "#{parts.fragment}" finns inte på sidan {target}', did_you_mean(unquote(parts.fragment), ids))


def _resolve(file: str, path: str) -> str | None:
    parts: list[str] = list(PurePosixPath(file).parent.parts)
    for part in PurePosixPath(path).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _relative(file: str, other: str) -> str:
    up = len(PurePosixPath(file).parent.parts)
    return "../" * up + other


def _numbers(page: Page, facts: Facts) -> Iterator[Problem]:
    """No telephone number is written by hand. The adopted text is as it is."""
    if page.meta.kind == "adopted" or facts.contacts is None:
        return
    known = {digits(contact.phone.number): contact.id for contact in facts.contacts.contacts if contact.phone}
    text = re.sub(r"\{\{.*?\}\}", lambda match: " " * len(match[0]), page.text, flags=re.DOTALL)
    pattern = re.compile("|".join([NUMBER.pattern, *(rf"(?<![\d:-])\b{r'[ -]?'.join(number)}\b(?![\d:-])" for number in known)]))
    for match in pattern.finditer(text):
        contact = known.get(digits(match[0]))
        fix = (
            f'Skriv {{{{ phone("{contact}") }}}} i stället.'
            if contact
            else 'Lägg numret i data/contacts.yaml och visa det med {{ phone("id") }}.'
        )
        before = text[: match.start()]
        place = Place(f"docs/{page.file}", page.lines_before + before.count("\n") + 1, match.start() - before.rfind("\n"), len(match[0]))
        yield Problem(place, f'telefonnumret "{match[0]}" är skrivet för hand', fix)


def _notices(page: Page) -> Iterator[Problem]:
    """A page of the strategy says whether it holds; an added page says that it is no part of it."""
    for kind, macro in (("adopted", "validity_notice"), ("added", "added_notice")):
        if page.meta.kind == kind and macro not in page.macros:
            yield Problem(
                page.place("# "), f"sidan saknar {{{{ {macro}() }}}}", f"Lägg en rad med {{{{ {macro}() }}}} under huvudrubriken."
            )


def _files_in_docs(root: Path) -> Iterator[Problem]:
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


def _navigation(root: Path, settings: dict[str, Any], pages: dict[str, Page], unread: list[Problem]) -> Iterator[Problem]:
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


def _wording(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """The pages of the strategy show the adopted document word for word, what the macros print included."""
    strategy: Strategy | None = facts.strategy
    for entry in strategy.transcript.pages if strategy else ():
        page = pages.get(entry.page)
        if strategy is None or page is None:
            continue
        difference = first_difference(adopted_words(facts.root, strategy, entry.page), shown_words(page.html))
        if difference:
            what, fix = difference
            found = re.search(r'(?:står|efter) "([^"…]+)"', what)
            yield Problem(page.place(found[1] if found else ""), what, fix)
    for page in pages.values():
        if strategy and page.meta.kind == "adopted" and page.file not in {entry.page for entry in strategy.transcript.pages}:
            yield Problem(
                page.place(""),
                "sidan är märkt som antagen text men hör inte till avskriften",
                'Skriv "kind: added", eller lägg till sidan i data/strategy.yaml.',
            )
