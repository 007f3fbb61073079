"""The rules of one page: its structure, what it loads, its numbers and its notices."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from strategysite.checks.contacts import ids_by_number
from strategysite.checks.files import in_an_address
from strategysite.checks.links import KIND, unusable
from strategysite.data.addresses import page_url, resolve
from strategysite.data.facts import Facts
from strategysite.data.phone_numbers import EMERGENCY, by_hand, digits, typed
from strategysite.pages.reading import Page
from strategysite.parsing.files import under
from strategysite.parsing.html import INLINE
from strategysite.parsing.tables import table
from strategysite.problems import Kind, Place, Problem, shorten

ELEMENT = re.compile(r"<([a-z][a-z0-9:-]*)(?=\s|/?>)", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?(?:(?P<end>-->)|\Z)", re.DOTALL)
_TABLE = table(__file__)
ALLOWED = INLINE.union(_TABLE["allowed"])
NO_DESCRIPTION = re.compile("|".join(_TABLE["no description"]), re.IGNORECASE)
NO_TRANSLATOR = re.compile("|".join(_TABLE["no translator"]), re.IGNORECASE)
MENDED: dict[str, str] = _TABLE["mended"]
# What a page begins with, and what may begin another below it: its front matter, its heading.
BEGINS = re.compile(r"^---\n(?:\w+:.*\n){2,}---$|^# .*", re.MULTILINE)
SOURCES = re.compile(r"\{\{\s*sources\(.*?\}\}", re.DOTALL)
MANY = 3  # sources that a page cites: a reader wants them in a list
OUTWARD = re.compile(r"\[([^\]\n]*)\]\((https?://[^)\s]*)\)")
FULL_NUMBER = 7  # digits, at least, with its area code
SWITCHBOARD = re.compile(r"växel[^.!?\n]{0,30}$", re.IGNORECASE)  # said of the number after it
WRITTEN = r"(?:^#+ *|\{{[^}}\n]*#|\[\s*\]\(<?)({})(?=[ #]*(?:[{{)>}}]|$)| [.\"'])"
OF_THE_SEARCH = "sok-"  # how the ids begin that the search's scripts make


def faults(page: Page) -> Iterator[Problem]:
    """A page's HTML is whole, its headings go step by step, and nothing in it is hidden or a
    program. Where a page was pasted below another nothing else is told."""
    begun = [*BEGINS.finditer(page.text)]
    tops = [one[0] for one in begun]
    mains = sum(level == 1 for level, _ in page.outline.headings)
    for at, one in enumerate(begun):
        if one[0][0] == "-" or (mains > 1 and one[0] in tops[:at]):
            fix = "Är den en kopia? Ta bort den. Är den en egen sida? Ge den en egen fil i docs/."
            what = "en hel sida till börjar här, mitt i filen"
            yield Problem(page.sign(one.start(), 3), what, fix, Kind.OF_A_TAG)
            return
    shown_again = set[int]()  # lines with a card that stands there already: the macro is told once
    for fault in page.outline.faults:
        nobodys = rf"^{re.escape(fault.needle)}\n=+$|^######{re.escape(fault.needle)}$"
        nobodys += rf"|(?<=[^\n]\n)\n?#{re.escape(fault.needle)}"
        if re.search(nobodys, page.text, re.MULTILINE) and fault.needle.strip("#"):
            continue  # a heading that nobody meant: the row of =, or its #, is told
        kind = Kind.OF_A_TAG if fault.needle.startswith("<") else None
        card = fault.needle.removeprefix("kontakt-")
        kind = Kind.CARD_TWICE if card != fault.needle else kind
        place = _place(page, fault.needle, last=fault.last)
        if empty := re.search(r"^#+(?= *$)", page.text, re.M) if fault.needle[:1] == "#" else None:
            place = page.sign(empty.start(), len(empty[0]))
        # What shows that card alone can go.
        alone = [one for one in page.said if kind is Kind.CARD_TWICE and one.name == "contact"]
        ways = (page.at(one.line, one.column, len(one.name)) for one in alone if card in one.html)
        place = next(ways, place)
        if kind is Kind.CARD_TWICE and place.line in shown_again:
            continue
        shown_again |= {place.line} if kind is Kind.CARD_TWICE else set()
        yield Problem(
            place, fault.what, fault.fix, kind, (card,) if kind is Kind.CARD_TWICE else ()
        )
    if not mains:
        fix = "Börja texten med en rad: # Rubriken"
        yield Problem(page.place(), "sidan saknar huvudrubrik", fix)
    for match in ELEMENT.finditer(page.text):
        if match[1].lower() not in ALLOWED:
            fix = "Sidan får bara innehålla text, länkar och bilder. Ta bort det."
            yield Problem(page.place(match[0]), f"{match[0]}> i en text", fix)
    for id_ in page.outline.ids:
        if id_.startswith(OF_THE_SEARCH):
            yield Problem(page.place(id_), f'id "{id_}" hör till sökrutan', "Välj ett annat.")
    for one in COMMENT.finditer(page.text):
        fix = "Den syns inte på sidan men följer med ut på nätet. Ska det som står i den synas, ta"
        fix += " bort <!-- och -->. Annars tas allt bort, från <!-- till -->."
        fix = fix if one["end"] else "Den har inget slut. Ta bort <!--, så syns det som står efter."
        what, place = "en dold kommentar i en text", page.sign(one.start(), 4)
        yield Problem(place, what, fix, Kind.OF_LINES, (one[0],))


def pictures(facts: Facts, page: Page) -> Iterator[Problem]:
    """A picture lies in docs/ and says in words what it shows. What macros show is checked on the
    finished site."""
    spaced = [address for address, _ in page.outline.pictures if " " in address]
    parts = {part for whole in spaced for part in whole.split()}
    for address in dict.fromkeys([*page.outline.loads, *spaced]):
        if address in parts or any(address in said.html for said in page.said):
            continue
        if re.search(rf"<(?!img\b|a\b)[a-z][^<>]*{re.escape(address)}", page.text):
            continue  # the element itself is told
        if fault := _picture(page, address, facts.root):
            yield fault
    for address, description in page.outline.pictures:
        if not address:
            fix = "Skriv vägen till filen: ![vad den visar](../images/bild.png)"
            yield Problem(page.place(f"![{description}]"), "en bild saknar adress", fix)
        elif not description.strip() and f"]({address}" in page.text:
            what = f'bilden "{address}" saknar beskrivning'
            fix = f"Skriv vad bilden visar: ![beskrivning]({address})"
            yield Problem(_place(page, address), what, fix)
        elif NO_DESCRIPTION.fullmatch(description.strip()):
            what = f'bildens beskrivning är "{description}"'
            fix = "Skriv vad bilden visar, för den som inte ser den."
            yield Problem(page.place(f"![{description}", description), what, fix)


def _place(page: Page, needle: str, last: bool = False) -> Place:
    """Returns where a heading, an id, the address of a link or picture without words, or a tag
    without the other of its pair is written: the same words may stand in the text too."""
    found = [*re.finditer(WRITTEN.format(re.escape(needle)), page.text, re.MULTILINE)]
    if needle.startswith("<"):
        alone, tag = list[re.Match[str]](), re.escape(needle.strip("</"))
        for one in re.finditer(rf"(</?{tag})\b", page.text):
            if one[1][1] == "/" and alone and alone[-1][1][1] != "/":
                alone.pop()
            else:
                alone.append(one)
        found = [one for one in alone if one[1] == needle]
    if needle and found:
        return page.sign(found[-1 if last else 0].start(1), len(needle))
    return page.place(needle, last=last)


def _picture(page: Page, address: str, root: Path) -> Problem | None:
    place, bild = page.place(address), f'bilden "{shorten(address)}"'
    if size := re.search(r" =\d*x\d*$", address):
        fix = f"Ta bort{size[0]}: bilden visas så stor som den får plats."
        return Problem(place, f'"{size[0][1:]}" hör inte till bildens adress', fix)
    if wrong := unusable(address):
        return Problem(place, f"{bild} {wrong[0]}", wrong[1])
    if KIND.match(address) or address.startswith("//"):
        fix = "Lägg filen i docs/. Sidan får inte hämta något utifrån."
        return Problem(place, f'"{shorten(address)}" hämtas från en annan server', fix)
    source = rf"""<img\b(?=[^>]*\salt=)[^>]*\ssrc=["']?{re.escape(address)}"""
    in_html = re.search(source, page.text)
    if in_html and page_url(page.file) != page.file.removesuffix("index.md"):
        # The generator leaves it as it is, and the page has a folder of its own.
        fix = f"Skriv bilden så här i stället: ![vad den visar]({address})"
        what = f"{bild} är skriven som HTML"
        return Problem(page.place(in_html[0]), what, fix, Kind.OF_A_WAY, (address,))
    target = resolve(page.file, unquote(address))
    if target is None or not (root / "docs" / target).is_file():
        fix = "Lägg filen i docs/ och skriv vägen dit från sidan, till exempel ../images/bild.png"
        good = in_an_address(target or "")
        if alike := [one for one in under(root / "docs") if in_an_address(one) == good]:
            if good not in alike:
                return None  # the name of the file is told
            fix = f'Skriv "{in_an_address(unquote(address))}": så heter filen.'
        return Problem(place, f"{bild} finns inte", fix, Kind.OF_A_WAY, (address,))
    return None


def translator(_facts: Facts, page: Page) -> Iterator[Problem]:
    """Whoever has read a translation is somebody, and did so on a day: readers are told both."""
    name, place = page.meta.reviewer or "", page.key("reviewer")
    if NO_TRANSLATOR.search(name):
        fix = "Skriv namnet på den som har läst sidan, eller null tills någon har det."
        yield Problem(place, f'"{name}" är ingen översättare', fix)
    elif name and page.meta.reviewed is None:
        fix = 'Lägg till en rad "reviewed:" med dagen.'
        yield Problem(place, "här står vem som har läst översättningen, men inte när", fix)


def numbers(facts: Facts, page: Page) -> Iterator[Problem]:
    """No telephone number is written by hand: it would stay when the one in data/ is corrected. The
    adopted text is as it is, but not what stands above it."""
    known, adopted = ids_by_number(facts), page.meta.kind == "adopted"
    roles = {digits(one.phone.number): one.role for one in facts.own.local_contacts if one.phone}
    switchboard = facts.own.switchboard
    written = page.head + ("" if adopted else OUTWARD.sub(_without_address, page.prose))
    for noun, at, number in typed(written, tuple(known)):
        own = {"telefonnumret": digits(number), "nödnumret": EMERGENCY}.get(noun, "")
        ours = own and not switchboard and SWITCHBOARD.search(written[:at])
        contact, fix = known.get(own), MENDED.get("växeln" if ours else noun, "")
        if contact:
            fix = f'Skriv {{{{ phone("{contact}") }}}} i stället.'
        elif role := roles.get(own):
            fix = f'Skriv {{{{ local("{role}") }}}} i stället.'
        elif switchboard and own == digits(switchboard.number):
            fix = 'Skriv "kommunens växel". Numret står i data/municipality.yaml.'
        if at < len(page.head) and noun.endswith("numret"):
            fix = "Här kan inget nummer ur data/contacts.yaml visas. Skriv texten utan numret."
        yield Problem(page.sign(at - len(page.head), len(number)), by_hand(noun, number), fix)


def _without_address(link: re.Match[str]) -> str:
    """Returns a link with spaces in the place of its address; and of its text, where that is a
    service whose name is its number: [1177](https://www.1177.se/)."""
    named = digits(link[1])
    text = " " * len(link[1]) if len(named) < FULL_NUMBER or named in link[2] else link[1]
    return f" {text} " + " " * (len(link[0]) - len(text) - 2)


def notices(page: Page, kind: str, macro: str) -> Iterator[Problem]:
    """A page of the `kind` says under its heading what it is, with a `macro`."""
    if page.meta.kind == kind and macro not in page.macros:
        fix = f"Lägg en egen rad med {{{{ {macro}() }}}} under huvudrubriken."
        yield Problem(page.place("# "), f"sidan saknar {{{{ {macro}() }}}}", fix)


def listed_sources(page: Page) -> Iterator[Problem]:
    """A page with many sources, or with a list of them, lists each that it cites."""
    calls = [said.given for said in page.said if said.name == "source"]
    cited = dict.fromkeys(own for given in calls for own in (given["own"], *given["more"]))
    listed = {own for said in page.said if said.name == "sources" for own in said.given["own"]}
    missing = ", ".join(f'"{own}"' for own in cited if own not in listed)
    lists = SOURCES.search(page.text)
    if missing and (lists or len(cited) >= MANY):
        place = page.place(lists[0] if lists else "{{ source(")
        row = f"{{{{ sources([{missing}{', …' if lists else ''}]) }}}}"
        what = f"källor i texten saknas i listan på sidan: {missing}"
        yield Problem(place, what, f"De ska vara med på raden sist på sidan: {row}")
