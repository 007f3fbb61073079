"""The rules of links: each leads to a file that exists and a heading that is there."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from strategysite.pages import Page
from strategysite.problems import Problem, did_you_mean, shorten


def links(page: Page, pages: dict[str, Page], root: Path) -> Iterator[Problem]:
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
