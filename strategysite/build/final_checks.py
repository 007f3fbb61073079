"""Reads the finished HTML once more: what a reader will get, not what the sources promised."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

from strategysite.checks.adopted_pages import first_difference, locked
from strategysite.data.addresses import base_of, path_inside
from strategysite.data.adopted import shown_words
from strategysite.data.facts import Facts
from strategysite.data.model.contacts import Phone, confirmed
from strategysite.data.phone_numbers import digits, telephone_link
from strategysite.pages.reading import Page
from strategysite.parsing.files import under
from strategysite.parsing.html import Outline, line_of, outline
from strategysite.problems import Place, Problem

FROM_ELSEWHERE = re.compile(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^"')\s]+)""")
RAW_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
NUMBER_LIKE = re.compile(r"\+?\d[\d \u00a0\u2011-]{3,}\d")
TAG = re.compile(r"<([^<>]*)>")
VALUE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
# What is published besides pages and may hold a number: the search index, the feed, the exports.
TEXTS = {".json", ".xml", ".txt", ".csv", ".yaml", ".js", ".css", ".vcf", ".rdf"}

FaultInHtml = tuple[str, str, str]


@dataclass(frozen=True)
class Site:
    """The finished site: its files, the HTML of its pages by their names, and what its own
    addresses begin with."""

    files: set[str]
    pages: dict[str, str]
    base: str

    def file(self, name: str, address: str) -> str | None:
        """Returns the file that `address` on the page `name` leads to, None when there is none."""
        inside = path_inside(name.rpartition("/")[0], address, self.base)
        meant = () if inside is None else (inside, f"{inside}/index.html".lstrip("/"))
        return next((found for found in meant if found in self.files), None)


@dataclass(frozen=True)
class Telephone:
    """The digits of numbers that nobody has confirmed; `tel:` addresses the public may see."""

    withheld: frozenset[str]
    public: frozenset[str]

    @classmethod
    def of(cls, facts: Facts) -> "Telephone":
        """Returns the numbers of all facts, sorted by whether somebody has confirmed them."""
        phones = [one.public_phone for one in (*facts.services, *facts.own.local_contacts)]
        public = {one.number for one in (*phones, confirmed(facts.own.switchboard)) if one}
        numbers = {part.number for part in facts.parts if isinstance(part, Phone)}
        withheld = {digits(number) for number in numbers - public}
        return cls(frozenset(withheld), frozenset(telephone_link(number) for number in public))

    def links(self, addresses: list[str]) -> Iterator[FaultInHtml]:
        """A link calls only a number that somebody has confirmed."""
        for address in addresses:
            if address.startswith("tel:") and address not in self.public:
                fix = "Visa numret med {{ phone() }} och kontrollera det i data/contacts.yaml."
                yield address, f'"{address}" är inget kontrollerat nummer', fix

    def shown(self, text: str) -> Iterator[FaultInHtml]:
        """No number that nobody has confirmed stands in a text, or in an attribute."""
        figures = _figures_in(text)
        if not any(number.lstrip("0") in figures for number in self.withheld):
            return  # nearly always, and much faster than to look at each number
        values = ["".join(pair) for tag in TAG.findall(text) for pair in VALUE.findall(tag)]
        values = [value for value in values if not value.startswith("tel:")]
        for match in NUMBER_LIKE.finditer(html.unescape("\n".join([TAG.sub("\n", text), *values]))):
            if self.withheld & {digits(match[0]), re.sub(r"^(?:00)?46", "0", digits(match[0]))}:
                fix = "Ring numret och skriv datumet i data/contacts.yaml, eller ta bort det."
                yield match[0], f'numret "{match[0]}" visas fast ingen har kontrollerat det', fix


@lru_cache(maxsize=500)  # most files are as they were at the build before
def _figures_in(text: str) -> str:
    return digits(html.unescape(text))


def check_finished(site: Path, facts: Facts, pages: dict[str, Page]) -> list[Problem]:
    """Returns the problems of every finished page, each with the Markdown behind it if known."""
    texts = {name: (site / name).read_text("utf-8") for name in under(site, ".html")}
    whole = Site(set(under(site)), texts, base_of(facts))
    sources = {f"{page.url}index.html": page for page in pages.values()}
    telephone = Telephone.of(facts)
    faults: dict[FaultInHtml, list[str]] = {}
    for name, page in texts.items():
        source, held = sources.get(name), outline(page)
        for fault in [
            *_page(name, held, whole, source),
            *_braces(page, source),
            *telephone.links(held.links),
            *_calls(held, source),
            *telephone.shown(page),
        ]:
            faults.setdefault(fault, []).append(name)
    problems: dict[tuple[Place, str], Problem] = {}  # words of data/ are told on the first page
    for (needle, what, fix), names in faults.items():
        for name in names:
            source = sources.get(name)
            place = _words_of_data(needle, source, facts, framed=len(names) > 1)
            place = place or (source.place(needle) if source else Place(f"site/{name}"))
            where = f"på den färdiga sidan /{name.removesuffix('index.html')}"
            problems.setdefault((place, what), Problem(place, f"{where}: {what}", fix))
    return [
        *problems.values(),
        *_other_files(site, whole, telephone),
        *_wording(texts, facts, pages),
        *_missing(texts, pages),
    ]


def _words_of_data(needle: str, source: Page | None, facts: Facts, framed: bool) -> Place | None:
    """Returns where data/ has the words of a fault, when a macro of the page or, on several pages,
    the frame took them from there."""
    if source and line_of(source.text, needle):
        return None
    by_macro = source and any(needle in html.unescape(said.html) for said in source.said)
    if not (needle and (framed or by_macro)):
        return None
    files = facts.for_page(source.url if source else "").files.values()
    return next((found for one in files if (found := one.place_of(needle))), None)


def _page(name: str, page: Outline, site: Site, source: Page | None) -> Iterator[FaultInHtml]:
    for fault in page.faults:
        yield fault.needle, fault.what, fault.fix
    lang = page.lang
    wanted = source.meta.lang or "sv" if source else lang
    if not lang or lang != wanted:
        said = f'att språket är "{lang}"' if lang else "inte vilket språk den är på"
        fix = f'Kontrollera temats ram: där ska stå lang="{wanted or "sv"}".'
        yield "", f"sidan säger {said}", fix
    if [level for level, _ in page.headings].count(1) != 1:
        yield "", "sidan ska ha en huvudrubrik", "Börja texten med en rad: # Rubriken"
    for address in page.loads:
        if urlsplit(address).netloc or urlsplit(address).scheme:
            fix = "Sidan får inte hämta något utifrån. Lägg filen i docs/."
            yield address, f'"{address}" hämtas från en annan server', fix
        elif not site.file(name, address):
            yield address, f'"{address}" finns inte', "Kontrollera filens namn."
    for address in dict.fromkeys(page.links):
        yield from _link(name, address, site)


def _calls(page: Outline, source: Page | None) -> Iterator[FaultInHtml]:
    """The finished page tells its reader to call the same numbers as the checked page, in the same
    order. The frame may name more before them."""
    wanted = [one for one in source.outline.links if one.startswith("tel:")] if source else []
    shown = [one for one in page.links if one.startswith("tel:")]
    if wanted != shown[len(shown) - len(wanted) :]:
        lost = next((one for one in wanted if one not in shown), wanted[0])
        fix = "Kontrollera temats ram och det sista steget: alla nummer ska stå i sin ordning."
        yield lost, "numren är inte de som den kontrollerade sidan har", fix


def _braces(page: str, source: Page | None) -> Iterator[FaultInHtml]:
    """No macro is left unread. Braces that stand on the checked page too are meant."""
    if not RAW_BRACES.search(page):
        return
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    own = set(RAW_BRACES.findall(source.html if source else ""))
    loose = next((found for found in RAW_BRACES.finditer(body) if found[0] not in own), None)
    if loose:
        needle = html.unescape(re.split(r'[<>"\n]', body[loose.start() :], maxsplit=1)[0])
        yield needle, "klamrar syns på sidan", "Ett makro har inte körts. Kontrollera klamrarna."


def _link(name: str, address: str, site: Site) -> Iterator[FaultInHtml]:
    parts = urlsplit(address)
    if parts.scheme in ("https", "mailto", "tel"):
        return
    if parts.scheme or parts.netloc:
        yield address, f'länken "{address}" är inte säker', "Skriv adressen med https:// först."
        return
    target = site.file(name, address) if parts.path else name
    if target is None:
        yield address, f'länken "{address}" leder ingenstans', "Kontrollera adressen."
    elif (
        parts.fragment
        and target in site.pages
        and unquote(parts.fragment) not in outline(site.pages[target]).ids
        and not parts.fragment.startswith(("q=", ":~:"))
    ):
        what = f'länken "{address}" leder till en rubrik som inte finns'
        yield address, what, "Kontrollera det som står efter #."


def _other_files(site: Path, whole: Site, telephone: Telephone) -> Iterator[Problem]:
    """What pages load, or readers fetch, holds no number that a page may not show, and a style
    sheet asks no other server."""
    for name in sorted(name for name in whole.files if Path(name).suffix in TEXTS):
        text = (site / name).read_text("utf-8")
        if name.endswith(".css"):
            asked = [found[1] for found in FROM_ELSEWHERE.finditer(text)][:1]
            fix = "Lägg filen i theme/."
            faults = [(f'"{one}" hämtas från en annan server', fix) for one in asked]
        else:
            faults = [(what, fix) for _, what, fix in telephone.shown(text)]
        for what, fix in faults:
            yield Problem(Place(f"site/{name}"), f"i den färdiga filen /{name}: {what}", fix)


def _wording(finished: dict[str, str], facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """The finished pages of each strategy show the adopted document word for word."""
    for source, _, words in locked(facts, pages):
        page = finished.get(f"{source.url}index.html")
        if page is None:
            continue
        article = next(lxml_html.document_fromstring(page).iter("article"))
        if found := first_difference(words, shown_words(article)):
            what = f"på den färdiga sidan: {found.what}"
            yield Problem(Place(f"docs/{source.file}"), what, found.fix)


def _missing(finished: dict[str, str], pages: dict[str, Page]) -> Iterator[Problem]:
    for page in pages.values():
        if f"{page.url}index.html" not in finished:
            fix = "Kontrollera att den står i mkdocs.yml och inte utesluts där."
            yield Problem(Place(f"docs/{page.file}"), "sidan byggdes inte", fix)
