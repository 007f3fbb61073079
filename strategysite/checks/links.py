"""The rules of links: each leads to a file that exists and a heading that is there."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from strategysite.data.addresses import another_site, resolve
from strategysite.data.facts import Facts
from strategysite.data.model.web import deceit
from strategysite.pages.reading import Page
from strategysite.problems import ONE_SLIP, Place, Problem, near, shorten

DOMAIN = re.compile(
    r"(?:https?:?[/;,.]+)?((?:[a-zåäö0-9-]+\.)+(?:se|nu|org|com|net|eu|info)(?:/.*)?)",
    re.IGNORECASE,
)
KIND = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)  # RFC 3986, 3.1
MAILBOX = re.compile(r"[^\s/@]+@[^\s/@]+\.[a-z]+", re.IGNORECASE)
PICTURE = r"(?<!!)(?:! )?(\[[^\[\]\n]*\]\({}[^)\n]*\))"
TO_PAGE = re.compile(r"\[([^\]\n]+)\]\(([^)\s#]+\.md)\)")
OWN_COMPUTER = re.compile(r"https?://(?:127\.[\d.]+|localhost|0\.0\.0\.0|\[::1\])(?::\d+)?(?:/|$)")
LINK_TO_FILE = "Länka till sidans fil i docs/, till exempel ../hjalp/index.md"
OUTWARD = re.compile(r"\[([^\]\n]*)\]\((https?://[^)\s]*)\)")
# Every word of it is one of these.
SAYS_NOTHING = re.compile(
    r"\[(?=[^\]]*\b(?:här|hit|mera?|länk|länken|sidan|here|more|link)\b)((?:(?:klicka|tryck|läs|se|gå|titta|via|på|till|under|i|denna|den|det|detta|här|mer|mera|länk|länken|sidan|hit|vidare|för|att|information|info"
    r"|click|read|here|more|link|this)[\s,:.!]*)+)\](?=\()",
    re.IGNORECASE,
)


def links(page: Page, pages: dict[str, Page], facts: Facts) -> Iterator[Problem]:
    """A link that is written on a page leads somewhere. What macros write is theirs to get right,
    and is checked on the finished site."""
    own = facts.municipality.site_address if facts.municipality else None
    from_macros = set(
        re.findall(
            r'href="([^"]*)"', "".join(said.html for said in page.said).replace("&amp;", "&")
        )
    )
    of_notes = set(re.findall(r"^\s*\[\^[^\]]+\]:\s*(\S+)", page.text, re.MULTILINE))
    for address in dict.fromkeys(page.outline.links):
        if address in from_macros:
            continue
        here = OWN_COMPUTER.match(address)
        if here or (own and address.startswith(own)):
            rest = address[len(here[0] if here else own or "") :]
            meant = _page_at(urlsplit(rest).path.strip("/"), pages)
            fix = (
                f'Länka till sidans fil: "{_relative(page.file, meant)}"' if meant else LINK_TO_FILE
            )
            where = "leder till din egen dator" if here else "är den här webbplatsens egen adress"
            what = f'länken "{shorten(address)}" {where}'
            yield Problem(page.place(address), what, fix)
        elif address not in of_notes:  # a footnote is told as such
            yield from _link(page, address, pages, facts.root)
    for match in OUTWARD.finditer(page.text):
        if meant := another_site(match[1], match[2]):
            what = f'länken heter "{shorten(match[1])}" men leder till {meant}'
            yield Problem(page.place(match[0]), what, "Skriv samma adress på båda ställena.")
    # A title of a word or two may well stand in a sentence of its own.
    titles = {one.meta.title: file for file, one in pages.items() if one.meta.title.count(" ") > 1}
    for match in TO_PAGE.finditer(page.text):
        meant = titles.get(match[1])
        if meant and resolve(page.file, match[2]) not in (meant, None):
            what = f'länken "{shorten(match[1])}" leder till "{match[2]}", som heter något annat'
            fix = f'Länka till "{_relative(page.file, meant)}", eller skriv vart länken leder.'
            yield Problem(page.place(match[0]), what, fix)
    for match in SAYS_NOTHING.finditer(page.text):
        what = f'länkens text, "{match[1]}", säger inte vart den leder'
        fix = "Skriv vad läsaren kommer till: en skärmläsare läser upp länkarna var för sig."
        yield Problem(page.place(match[0]), what, fix)


def _link(page: Page, address: str, pages: dict[str, Page], root: Path) -> Iterator[Problem]:
    place = page.place(address, address.partition(":")[2])
    if MAILBOX.fullmatch(address):
        return  # told as an address that is written by hand
    if address == "#":
        fix = "Skriv vart den leder, inom parentesen: [texten](../hjalp/index.md)"
        yield Problem(page.place("](#)", 'href="#"'), "en länk som inte leder någonstans", fix)
        return
    if not address:
        fix = "Skriv adressen utan citattecken: [texten](adressen)"
        yield Problem(page.place(']("', "](”", "]('", "]()"), "en länk saknar adress", fix)
        return
    try:
        parts, fault = urlsplit(address), deceit(address)
    except ValueError:
        what = f'länken "{shorten(address)}" är ingen adress'
        yield Problem(place, what, "Jämför med adressen i webbläsaren.")
        return
    if fault_of_kind := unusable(address):
        yield Problem(place, f'länken "{shorten(address)}" {fault_of_kind[0]}', fault_of_kind[1])
    elif parts.scheme or parts.netloc:
        yield from _outward(place, address, parts, fault)
    elif parts.path.startswith("/"):
        meant = _page_at(parts.path.strip("/"), pages)
        example = (
            f"{_relative(page.file, meant)}{address[len(parts.path) :]}"
            if meant
            else "till exempel ../hjalp/index.md"
        )
        fix = f"Länka till filen, {example}, så fungerar länken var webbplatsen än ligger."
        yield Problem(place, f'länken "{shorten(address)}" börjar med /', fix)
    else:
        yield from _inward(page, place, address, pages, root)


def unusable(address: str) -> tuple[str, str] | None:
    """Returns (what, fix) for an address of a kind that no page may have: of somebody's own
    computer, of a mailbox or a telephone, or a file itself; None for others."""
    kind = KIND.match(address)
    scheme = kind[1].lower() if kind else ""
    if scheme == "file" or len(scheme) == 1 or address.startswith("\\"):
        fix = (
            "Ingen annan kommer åt den. Gör en sida av innehållet, lägg bilden i docs/, eller länka"
            " till en adress på nätet."
        )
        return "leder till en fil på din egen dator eller i ert nätverk", fix
    if "\\" in address:
        return "har omvända snedstreck", f"Skriv {address.replace(chr(92), '/')}"
    if scheme == "tel":
        fix = 'Numret ska stå i data/contacts.yaml. Visa det med {{ phone("id") }}.'
        return "är ett nummer som är skrivet för hand", fix
    if scheme == "mailto":
        fix = 'Adressen ska stå i data/contacts.yaml. Visa den med {{ contact("id") }} på egen rad.'
        if "@" not in address:
            return "har ingen adress efter kolon", fix
        return "är en e-postadress som är skriven för hand", fix
    if scheme == "data":
        fix = (
            "Spara den som en fil. En bild läggs i docs/images/ och skrivs ![vad den visar](bild)."
        )
        return "är inte en adress, utan själva filen", fix
    if scheme and scheme not in ("http", "https"):
        fix = "Skriv adressen till en sida, med https:// först."
        if near(scheme, ["https"], ONE_SLIP):
            fix = f"Menade du https{address[len(scheme) :]}?"
        return "leder inte till en webbsida", fix
    return None


def _outward(
    place: Place, address: str, parts: SplitResult, fault: tuple[str, str] | None
) -> Iterator[Problem]:
    if parts.scheme != "https":
        what = f'länken "{shorten(address)}" är inte säker'
        yield Problem(place, what, "Skriv adressen med https:// först.")
    elif "." not in (parts.hostname or ""):
        once = re.sub(r"^(?:https?:/*)+", "https://", address)
        fix = "Skriv hela adressen, till exempel https://www.polisen.se/"
        fix = fix if once == address else f"Skriv {once}"
        yield Problem(place, f'länken "{shorten(address)}" är ingen hel adress', fix)
    elif fault:
        yield Problem(place, f'länken "{shorten(address)}" {fault[0]}', fault[1])


def _inward(
    page: Page, place: Place, address: str, pages: dict[str, Page], root: Path
) -> Iterator[Problem]:
    parts = urlsplit(address)
    target = resolve(page.file, unquote(parts.path)) if parts.path else page.file
    if target is None or not (root / "docs" / target).is_file():
        meant = _page_at(target, pages) if target is not None else None
        fix = near(parts.path, [_relative(page.file, other) for other in pages])
        if meant:
            fix = (
                "Länka till sidans fil:"
                f' "{_relative(page.file, meant)}{address[len(parts.path) :]}"'
            )
        if outside := DOMAIN.fullmatch(address):
            fix = f"Leder den till en annan webbplats? Skriv https://{outside[1]}"
        fix = fix or LINK_TO_FILE
        yield Problem(place, f'länken "{shorten(address)}" leder ingenstans', fix)
    elif not target.endswith(".md") and (
        text := re.search(PICTURE.format(re.escape(address)), page.text)
    ):
        fix = f"Ska bilden synas på sidan? Skriv ! först: !{text[1]}"
        yield Problem(page.place(text[0]), f'länken "{shorten(address)}" leder till en bild', fix)
    elif in_html := re.search(rf"""<a\b[^>]*href=["']?{re.escape(address)}.*?>""", page.text):
        fix = f"Skriv länken så här i stället: [texten]({address})"
        what = f'länken "{shorten(address)}" är skriven som HTML, och leder fel'
        yield Problem(page.place(in_html[0]), what, fix)
    elif (
        parts.fragment
        and target in pages
        and unquote(parts.fragment) not in pages[target].outline.ids
    ):
        ids = pages[target].outline.ids
        fix = (
            near(unquote(parts.fragment), ids, ONE_SLIP)
            or f"Kontrollera vad rubriken heter inom {{ #… }} i docs/{target}."
        )
        yield Problem(place, f'rubriken "#{parts.fragment}" finns inte på sidan {target}', fix)


def _page_at(path: str, pages: dict[str, Page]) -> str | None:
    """Returns the page that someone means who writes an address or a folder in place of the
    file."""
    address = path.removesuffix(".html").removesuffix("index").strip("/")
    return next(
        (
            file
            for file in (path, f"{address}/index.md".lstrip("/"), f"{address}.md")
            if file in pages
        ),
        None,
    )


def _relative(file: str, other: str) -> str:
    return "../" * len(PurePosixPath(file).parent.parts) + other
