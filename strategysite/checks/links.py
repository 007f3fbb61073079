"""The rules of links: each leads to a file that exists and a heading that is there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from strategysite.checks.images import PICTURES
from strategysite.data.addresses import resolve
from strategysite.data.facts import Facts
from strategysite.data.model.web import deceit
from strategysite.pages.reading import Page
from strategysite.parsing.tables import table
from strategysite.problems import ONE_SLIP, Kind, Place, Problem, near, shorten

DOMAIN = re.compile(
    r"(?:https?:?[/;,.]+)?((?:[a-zåäö0-9-]+\.)+(?:se|nu|org|com|net|eu|info)(?:/.*)?)",
    re.IGNORECASE,
)
KIND = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)  # RFC 3986, 3.1
MAILBOX = re.compile(r"[^\s/@:]+@[^\s/@]+\.[a-z]+", re.IGNORECASE)
PICTURE = r"(?<!!)(?:! )?(\[[^\[\]\n]*\]\({}[^)\n]*\))"
OWN_COMPUTER = re.compile(r"https?://(?:127\.[\d.]+|localhost|0\.0\.0\.0|\[::1\])(?::\d+)?(?:/|$)")
UNUSABLE = [(re.compile(row["pattern"], re.I), row) for row in table(__file__)["unusable"]]
DOCUMENTS = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx"}
LINK_TO_FILE = "Länka till sidans fil i docs/, till exempel ../hjalp/index.md"
QUOTES = tuple('"”“„»«’‘')  # round an address, as a program sets them


def links(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """A link that is written on a page leads somewhere. What macros write is theirs to get right,
    and is checked on the finished site."""
    yield from (found for page in pages.values() for found in _links(page, pages, facts))


def _links(page: Page, pages: dict[str, Page], facts: Facts) -> Iterator[Problem]:
    own = facts.own.site_address
    said = "".join(said.html for said in page.said).replace("&amp;", "&")
    from_macros = set(re.findall(r'href="([^"]*)"', said))
    # A footnote is told as such.
    of_notes = set(re.findall(r"^\s*\[\^[^\]]+\]:\s*(\S+)", page.text, re.MULTILINE))
    for address in dict.fromkeys(page.outline.links):
        if address in from_macros:
            continue
        here = OWN_COMPUTER.match(address)
        if here or (own and address.startswith(own)):
            rest = address[len(here[0] if here else own or "") :]
            meant = _page_at(urlsplit(rest).path.strip("/"), pages)
            to_file = f'Länka till sidans fil: "{_relative(page.file, meant)}"' if meant else ""
            where = "leder till din egen dator" if here else "är den här webbplatsens egen adress"
            what = f'länken "{shorten(address)}" {where}'
            yield Problem(page.place(address), what, to_file or LINK_TO_FILE)
        elif address not in of_notes and (fault := _link(page, address, pages, facts.root)):
            places = _places(page, address)
            every = places if fault.place == places[0] else [fault.place]
            yield from (replace(fault, place=place) for place in every)


def _link(page: Page, address: str, pages: dict[str, Page], root: Path) -> Problem | None:
    def fault(what: str, fix: str) -> Problem:
        return Problem(_places(page, address)[0], f'länken "{shorten(address)}" {what}', fix)

    if MAILBOX.fullmatch(address) or address == "#":
        return None  # told with what is written by hand, or left
    if not address:
        fix = "Skriv adressen utan citattecken: [texten](adressen)"
        return Problem(page.place(']("', "](”", "]('", "]()"), "en länk saknar adress", fix)
    if address.startswith(QUOTES):
        bare = address.strip("".join(QUOTES))
        return fault("har citattecken runt adressen", f"Skriv den utan: {bare}")
    try:
        parts, deceiving = urlsplit(address), deceit(address)
    except ValueError:
        return fault("är ingen adress", "Jämför med adressen i webbläsaren.")
    if found := unusable(address):
        return fault(*found)
    if parts.scheme or parts.netloc:
        return fault(*found) if (found := _outward(address, parts) or deceiving) else None
    if parts.path.startswith("/"):
        meant = _page_at(parts.path.strip("/"), pages)
        example = "till exempel ../hjalp/index.md"
        if meant:
            example = f"{_relative(page.file, meant)}{address[len(parts.path) :]}"
        fix = f"Länka till filen, {example}, så fungerar länken var webbplatsen än ligger."
        return fault("börjar med /", fix)
    return _inward(page, address, pages, root)


def _places(page: Page, address: str) -> list[Place]:
    """Returns where links with the address stand."""
    own = rf"""(?:\]\(<?|\]: *<?|href=["']?){re.escape(address)}(?=[\s"')>]|$)"""
    found = re.finditer(own, page.text, re.MULTILINE)
    places = [page.sign(one.end() - len(address), len(address)) for one in found]
    return places or [page.place(address, address.partition(":")[2])]


def unusable(address: str) -> tuple[str, str] | None:
    """Returns (what, fix) for an address of a kind that no page may have: of somebody's own
    computer, of a mailbox or a telephone, or a file itself; None for others."""
    found = next((row for pattern, row in UNUSABLE if pattern.match(address)), None)
    if found is None:
        return None
    scheme, _, rest = address.partition(":")
    if near(scheme, found.get("meant", ()), ONE_SLIP):
        return found["what"], f"Menade du {found['meant'][0]}:{rest}?"
    return found["what"], found["fix"].format(straight=address.replace("\\", "/"))


def _outward(address: str, parts: SplitResult) -> tuple[str, str] | None:
    if parts.scheme != "https":
        return "är inte säker", "Skriv adressen med https:// först."
    if "." in (parts.hostname or ""):
        return None
    once = re.sub(r"^(?:https?:/*)+", "https://", address)
    fix = "Skriv hela adressen, till exempel https://www.polisen.se/"
    return "är ingen hel adress", fix if once == address else f"Skriv {once}"


def _inward(page: Page, address: str, pages: dict[str, Page], root: Path) -> Problem | None:
    parts, link = urlsplit(address), f'länken "{shorten(address)}"'
    target = resolve(page.file, unquote(parts.path)) if parts.path else page.file
    if target not in pages and (target is None or not (root / "docs" / target).is_file()):
        fix = near(parts.path, [_relative(page.file, other) for other in pages], ONE_SLIP)
        fix = fix or LINK_TO_FILE
        if meant := _page_at(target, pages) if target is not None else None:
            file = f"{_relative(page.file, meant)}{address[len(parts.path) :]}"
            fix = f'Länka till sidans fil: "{file}"'
        kind = PurePosixPath(parts.path).suffix.lower()
        if kind in PICTURES:
            fix = "Ska en bild synas? Lägg filen i docs/images/, och skriv ! före [texten]."
        elif kind in DOCUMENTS:
            fix = "Sådana filer publiceras inte. Gör en sida (.md) av innehållet, och länka dit."
        if " #" in address:
            fix = f"Ta bort mellanslaget före #: {address.replace(' #', '#')}"
        if re.search(r" [”“„].*", address):
            fix = 'Runt en länks titel står raka citattecken: "så". Skriv om, eller ta bort den.'
        if outside := DOMAIN.fullmatch(address):
            fix = f"Leder den till en annan webbplats? Skriv https://{outside[1]}"
        what = f"{link} leder ingenstans"
        return Problem(_places(page, address)[0], what, fix, Kind.OF_A_WAY, (address,))
    to_picture = PurePosixPath(target).suffix.lower() in PICTURES
    if to_picture and (picture := re.search(PICTURE.format(re.escape(address)), page.text)):
        shown = picture[1].replace("[!", "[")
        fix = f"Ska bilden synas på sidan? Skriv ! först: !{shown}"
        return Problem(page.place(picture[0]), f"{link} leder till en bild", fix)
    in_html = rf"""<a\b[^>]*href=["']?{re.escape(address)}.*?>"""
    if "<a" in page.text and (written := re.search(in_html, page.text)):
        fix = f"Skriv länken så här i stället: [texten]({address})"
        return Problem(page.place(written[0]), f"{link} är skriven som HTML, och leder fel", fix)
    ids, own = pages[target].outline.ids if target in pages else None, unquote(parts.fragment)
    if ids is not None and own and own not in ids:
        fix = f"Kontrollera vad rubriken heter inom {{ #… }} i docs/{target}."
        return no_heading(_places(page, address)[0], target, own, near(own, ids, ONE_SLIP) or fix)
    return None


def no_heading(place: Place, file: str, own: str, fix: str) -> Problem:
    """Returns the fault of what leads to the id `own` on a page where no heading has it."""
    what = f'rubriken "#{own}" finns inte på sidan {file}'
    return Problem(place, what, fix, Kind.NO_HEADING, (file, own))


def _page_at(path: str, pages: dict[str, Page]) -> str | None:
    """Returns the page that is meant by a path which is written as an address or a folder."""
    address = path.removesuffix(".html").removesuffix("index").strip("/")
    meant = (path, f"{address}/index.md".lstrip("/"), f"{address}.md")
    return next((file for file in meant if file in pages), None)


def _relative(file: str, other: str) -> str:
    return "../" * len(PurePosixPath(file).parent.parts) + other
