"""What of a page can harm: where it leads whoever needs help, and the form of the adopted text."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from operator import ne
from pathlib import Path

from strategysite.pages.settings import SITE_FILE, MenuRow, menu_of
from strategysite.parsing.text import headings, split_front_matter, text_of
from strategysite.parsing.yaml import ORIGIN, Document, parse_yaml
from strategysite.problems import Kind, Place, Problem, and_more, from_difference, shorten
from strategysite.review.harm.data import WHY
from strategysite.review.harm.words import MEANT, SHOWS, mended, new_sentence, says_less, turning
from strategysite.review.spelling import LINK

# How far in a line stands, the level of a heading; a macro, the id of a heading, the language of
# words or how they are shown, a tag of HTML.
SIGN = re.compile(r"^ *(?=\S)|^#+(?= )|\{\{.*?\}\}|\{[^{}\n]*\}|(?<!\()<[a-z][^>\n]*>")
EACH = '") }}{{ source("'  # each source that a macro names is a sign
FREE = ("#", "{{ source(", "{{ sources ", "{ #", "{ lang=", "{ .sources")  # may be new
WITHIN = re.compile(r"\s{2,}\S")  # it belongs to the point above
# A line that the next one goes on with: neither is a heading, a macro or a row of a table.
GOES_ON = re.compile(r"^( *[^\s#|{<].*)\n(?= *(?:[^\W\d_]|[”\"(]))", re.MULTILINE)
MACRO = re.compile(r"\{\{[^{}]*\}\}")  # may stand on more than one line
POINT = re.compile(r"^ *(?:[-*+]|\d{1,3}[.)]) (?=\S)", re.MULTILINE)
AWAY = re.compile(r"\w+:")  # to what is not a page of the site
# Which sources a row lists does no harm, nor an abbreviation; that the row is gone may. Nor do the
# names on a card, after its contacts, of those whose number is filled in by hand.
HARMLESS = re.compile(
    r"(?<= sources)\(\[[^]]*\]\)|\{\{\s*(?:abbr|municipality)\([^}]*\}\}"
    r"|(?<=\]),\s*\[(?:\s*\"[A-ZÅÄÖ][^\"]*\",?)*\s*\]"
)
DAYS = ("updated", "reviewed", "translated")
NAMES = {"title", "description"}  # in search results, and in the menu
IN_ADOPTED = "på en sida med antagen text: "
READ_AGAIN = "Läs den nya texten en gång till, som den läser som är rädd: kan den skada någon?"
CITED = re.compile(r"\{\{ source\(.*?\}\}")  # what the text before it is taken from
IN_SOURCE = "Står det i källan efter den?"
MOST_WORDS = 3
MOST = 6  # lines of a page that are told one by one


def page_differences(name: str, old: str, moved: str, new: str, locked: bool) -> Iterator[Problem]:
    """Yields the differences of the page `name`, whose text was `old`, and is `moved` with the
    addresses that its links have now; of an adopted page only where its document is the same as
    before (`locked`)."""
    was, now, written = _Page(name, moved), _Page(name, new), _Page(name, old)
    adopted = {"adopted"} & {was.head.get("kind"), now.head.get("kind")}
    helps = was.helps or now.helps
    free = not adopted and not (was.guides or now.guides)
    stood, stands = ("\n".join(line for _, line in page.lines) for page in (written, now))
    changes = [*_front(was, now, bool(adopted), helps)]
    for line, before, after in _runs(was, now, written) if locked or not adopted else ():
        if before.startswith("#") and re.fullmatch(rf" {{1,3}}{re.escape(before)}", after):
            continue  # it is read as the same heading
        elsewhere = not after and stands.count(before) >= stood.count(before)
        # A heading may say the same otherwise: its address is as it was.
        same = before[:1] == after[:1] == "#" and SIGN.findall(before) == SIGN.findall(after)
        if free and (elsewhere or not before or (same and turning(before) == turning(after))):
            continue
        if adopted or _can_harm(before, after, helps):
            moved_on = f'"{shorten(before)}" har flyttats på sidan'
            told = moved_on if elsewhere else _told(before, after)
            changes.append((line, (IN_ADOPTED if adopted else "") + told))
        elif (points := len(POINT.findall(before))) > max(1, len(POINT.findall(after))):
            changes.append((line, f'"{shorten(after)}" går ihop, förut {points} punkter'))
        elif (news := new_sentence(before, after)) and news not in stood:
            sources = CITED.findall(before)
            if not free or (sources and sources == CITED.findall(after)):
                what, ask = f'ny text: "{shorten(news)}"', IN_SOURCE if free else READ_AGAIN
                yield Problem(Place(name, line), what, ask, Kind.NEW_TEXT)
    for line, what in changes[:MOST]:
        yield Problem(Place(name, line), what, MEANT)
    for line, _ in changes[MOST : MOST + 1]:
        what = f"fler rader på sidan är ändrade: {len(changes) - MOST}"
        yield Problem(Place(name, line), what, MEANT)


def first_news(old: str, new: str) -> int | None:
    """Returns the line of a page's first text that is worth a word to its readers: none before, no
    more there, with another sense or with a sentence more. Returns None where it is only said
    otherwise."""
    before, after = _Page("", old), _Page("", new)
    for line, was, now in _runs(before, after, before):
        if not (was and now) or says_less(was, now, True) or new_sentence(was, now):
            return line
    return None


class _Page:
    """A page as it is written: its front matter, its text, and the lines of that, but for what does
    no harm, with their numbers in the file."""

    def __init__(self, name: str, text: str) -> None:
        head, self.text = split_front_matter(text) or ("", text)
        self.document = parse_yaml(name, head, before=1)[0] if head else None
        self.head = {
            key: value if isinstance(value, str) else ""
            for key, value in (self.document.data if self.document else {}).items()
            if key != ORIGIN
        }
        self.before = text.removesuffix(self.text).count("\n")
        kept = HARMLESS.sub(lambda found: "\n" * found[0].count("\n"), self.text)
        kept = MACRO.sub(lambda found: found[0].replace("\n", "\v"), kept)
        whole = GOES_ON.sub(r"\1\v", kept).split("\n")  # wherever the lines of a paragraph break
        numbers = accumulate((1 + row.count("\v") for row in whole), initial=self.before + 1)
        rows = ("  " * bool(WITHIN.match(row)) + " ".join(row.split()) for row in whole)
        self.lines = [one for one in zip(numbers, rows, strict=False) if one[1]]

    @property
    def helps(self) -> bool:
        """Whether somebody may look here for whom to call."""
        return self.head.get("kind") == "help" or "{{ phone(" in self.text

    @property
    def guides(self) -> bool:
        """Whether the page is for that, and does not only name a number in what it tells."""
        return self.helps and (self.head.get("kind") != "added" or "{{ contacts_for(" in self.text)

    def line_of(self, key: str) -> int:
        """Returns the line of a key of the front matter, or the first."""
        place = self.document.keys.get((key,)) if self.document else None
        return place.line if place else 1


Changes = Iterator[tuple[int, str]]  # the line of the file as it is now, and what has changed


def _front(was: _Page, now: _Page, adopted: bool, helps: bool) -> Changes:
    tops = {page.text.partition("\n# ")[2].partition("\n")[0] for page in (was, now)}
    alone = {"title"} if len(tops) == 1 else set[str]()  # its heading is as it was
    for key in sorted({*was.head, *now.head} - {*DAYS, "reviewer"}):
        old, new = was.head.get(key), now.head.get(key)
        why = f": {WHY[key]}" if key in WHY else ""
        if old is None:
            yield now.line_of(key), f'raden "{key}: {new}" har kommit till{why}'
        elif old != new:
            text = new or ""
            if adopted:
                same = mended(old, text)
            else:  # where nobody looks for help other words may say it, as long as none turns it
                same = not says_less(old, text, True) if helps else turning(old) == turning(text)
            there = "är borttagen" if new is None else f'är nu "{shorten(new)}"'
            if not (same and key in NAMES - alone):
                yield now.line_of(key), f'raden "{key}: {shorten(old)}" {there}{why}'
    others = {key for key, _ in was.head.items() ^ now.head.items()}
    for key in DAYS:
        old, new = was.head.get(key, ""), now.head.get(key, "")
        if old > new:
            yield now.line_of(key), f'"{key}" är äldre än förut ({old})'
        elif key == "translated" and old < new and was.text == now.text and not others - {*DAYS}:
            yield now.line_of(key), f'"{key}" har en ny dag, men texten är densamma'


def _runs(was: _Page, now: _Page, written: _Page) -> Iterator[tuple[int, str, str]]:
    """Yields what differs, line by line where as many have come as have gone: the line where it
    stands, or would stand, what it was and what it is. What is gone is told as it was `written`."""
    old, new, gone = ([line for _, line in page.lines] for page in (was, now, written))
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        lines = gone[i:j] if tag == "delete" else old[i:j]
        if tag == "delete" and all(map(ne, lines, old[i:j])):
            continue  # each led to a page that has gone, and went with it
        both = list(zip(lines, new[k:m], strict=False))
        if j - i != m - k:
            both = [("\n".join(lines), "\n".join(new[k:m]))]
        for at, (before, after) in enumerate(both, k):
            yield now.lines[min(at, len(new) - 1)][0] if new else now.before + 1, before, after


def _can_harm(old: str, new: str, helps: bool) -> bool:
    """Nowhere may what leads to somebody be lost, or tells where a thing is known from, nor a link
    lead elsewhere, nor a sentence be lost or turned. Where somebody looks for help, another order
    of what leads on can harm too, and what is new of that, but for a page of the site."""
    signs = [SIGN.findall(text.replace('", "', EACH)) for text in (old, new)]
    lost, come = Counter(signs[0]) - Counter(signs[1]), Counter(signs[1]) - Counter(signs[0])
    kept = [one for one in signs[1] if one not in come]
    links = [set(LINK.findall(text)) for text in (old, new)]
    led = kept != signs[0] or any(one.strip() and not one.startswith(FREE) for one in come)
    led |= bool(links[0] - links[1]) or any(AWAY.match(to) for _, to in links[1] - links[0])
    elsewhere = any(dict(links[1]).get(words, to) != to for words, to in links[0])
    words = [SIGN.sub("", LINK.sub(r"\1", text)) for text in (old, new)]
    return bool(lost) or elsewhere or (helps and led) or says_less(words[0], words[1], helps)


def _told(old: str, new: str) -> str:
    if old.split() == new.split():
        way = "längre in" if len(old) < len(new) else "längre ut"
        return f'"{shorten(new)}" står {way} än förut, och hör till en annan punkt'
    if "dir=" in old and "dir=" not in new:
        return f'"{shorten(new)}": utan dir visas orden i fel ordning'
    macro = re.fullmatch(r"\{\{ (\w+)\([^{}]*\}\}", old.strip())
    why = f": {SHOWS[macro[1]]}" if macro and macro[1] in SHOWS else ""
    if old and new:
        before, after = from_difference(old, new)
        was, now = (turning(LINK.sub("", text)) for text in (old, new))
        if turned := [*(was - now), *(now - was)]:
            why = why or f"; kan vända meningen: {and_more(turned, MOST_WORDS)}"
        return f'"{after}", förut "{before}"{why}'
    return f'"{shorten(new or old)}" är {"nytt" if new else "borttaget"}{why}'


def menu_differences(root: Path, old: str, new: str) -> Iterator[Problem]:
    """Yields a problem for each page with another name in the menu, which is neither its title nor
    its heading, for each that stands in another group there, where the groups are as they were,
    and for the site itself, whose name every page shows."""
    before, after = (parse_yaml(SITE_FILE, text, foreign_tags=True)[0] for text in (old, new))
    called, name = (one.data.get("site_name") if one else None for one in (before, after))
    if after and called != name:
        what = f'webbplatsen heter nu "{name}", förut "{called}"'
        yield Problem(after.place("site_name"), what, MEANT)
    was, now = _rows(before), _rows(after)
    groups = [{row.names[:-1] for row in rows.values()} for rows in (was, now)]
    for file, row in now.items():
        *group, label = row.names
        *left, known = was.get(file, row).names
        if left != group and groups[0] == groups[1]:
            under = [f'under "{one[-1]}"' if one else "för sig" for one in (group, left)]
            what = f"{file} står nu {under[0]} i menyn, förut {under[1]}"
            yield Problem(Place(SITE_FILE, row.place.line), what, MEANT)
        text = text_of(root / "docs" / file)
        titles = [one.words for one in headings(text) if one.level == 1]
        titles.append(_Page(file, text).head.get("title", ""))
        longer = known in label and turning(known) == turning(label)
        if not (mended(known, label) or longer or label in titles):
            what = f'menyn säger "{label}" om {file} (förut "{known}")'
            yield Problem(Place(SITE_FILE, row.place.line), what, MEANT)


def _rows(settings: Document | None) -> dict[str, MenuRow]:
    """Returns the rows of the menu that give their page a name, by its file."""
    rows = menu_of(settings) if settings else []
    # An address that moved may stand there twice.
    return {row.file: row for row in reversed(rows) if row.names[-1]}
