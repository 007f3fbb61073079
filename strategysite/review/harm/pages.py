"""What of a page can harm: where it leads whoever needs help, and the form of the adopted text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from strategysite.data.addresses import resolve
from strategysite.data.facts import Facts
from strategysite.parsing.text import ASKING, headings, sentences, split_front_matter
from strategysite.parsing.yaml import ORIGIN, parse_yaml
from strategysite.problems import Place, Problem, shorten
from strategysite.review.harm.words import MEANT, mended, pairs, turning

CALL = re.compile(r"\{\{\s*(\w+)\((.*?)\)\s*\}\}", re.DOTALL)
# A macro, the id of a heading, the language of words or how they are shown, a tag of HTML.
SIGN = re.compile(
    rf"{CALL.pattern}"
    r"|\{[^{}]*?#(?P<id>[\w-]+)[^{}]*\}|(?<!\{)\{(?!\{)[^{}\n]*\}|<[a-z][^>\n]*>|~~|^>",
    re.DOTALL | re.MULTILINE,
)
HARMLESS = {"sources", "abbr", "municipality"}  # macros
SOURCE = "{{ source("  # may be new, or stand elsewhere
SOURCES = "{ .sources }"  # how a paragraph of nothing but sources is shown
TO_SOMEBODY = {"phone", "local", "contact", "local_contact", "contacts_for", "situations"}
LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^)\s]+)\)")
MARKS = re.compile(r"^[\s#>]*(?:[-*+] |\d+[.)] )?\s*|\{[^{}]*\}|\*+|\s+$")  # that are no words
DAYS = ("updated", "reviewed", "translated")
FREE = {"description", "reviewer"}  # in the front matter, with the title, which has a rule
MOST = 6  # lines of a page that are told one by one
NUMBER = "☎"  # stands in a sentence for a macro that shows one


def page_differences(
    name: str, old: str, new: str, facts: Facts, locked: bool
) -> Iterator[Problem]:
    """Yields the differences of the page `name`, whose text was `old`; of an adopted page only
    where its document is the same as before (`locked`)."""
    was, now = _Page(name, old), _Page(name, new)
    told: dict[int, list[str]] = defaultdict(list)
    if {"adopted"} & {was.head.get("kind"), now.head.get("kind")}:
        changes = _lines(was, now) if locked else ()
    else:
        changes = _of_text(was, now, facts)
    for line, what in (*_front(was, now), *changes):
        told[line].append(what)
    for line in (*told,)[:MOST]:
        yield Problem(Place(name, line), "; ".join(dict.fromkeys(told[line])), MEANT)
    if more := (*told,)[MOST:]:
        yield Problem(Place(name, more[0]), f"{len(more)} rader till på sidan är ändrade", MEANT)


def days_alone(name: str, old: str, new: str) -> Iterator[tuple[str, Place]]:
    """Yields each day of the page's head that is later than before, with its place, where nothing
    else of the page is another."""
    was, now = _Page(name, old), _Page(name, new)
    rest = [{**page.head, **dict.fromkeys(DAYS)} for page in (was, now)]
    if was.text == now.text and rest[0] == rest[1]:
        for key in DAYS:
            if "" < was.head.get(key, "") < now.head.get(key, ""):
                yield key, Place(name, now.line_of(key))


class _Page:
    """A page as it is written: its front matter and its lines."""

    def __init__(self, name: str, text: str) -> None:
        head, self.text = split_front_matter(text) or ("", text)
        document = parse_yaml(name, head, before=1)[0] if head else None
        self.head = {
            key: value if isinstance(value, str) else ""
            for key, value in (document.data if document else {}).items()
            if key != ORIGIN
        }
        self.document = document
        self.file = name.removeprefix("docs/")
        self.before = text.removesuffix(self.text).count("\n")
        self.lines = [line.rstrip() for line in self.text.split("\n")]

    @property
    def helps(self) -> bool:
        """Whether somebody may look here for whom to call."""
        return self.head.get("kind") == "help" or "phone" in self.calls

    @property
    def calls(self) -> set[str]:
        """Returns the names of the macros that lead to somebody."""
        return {call[1] for call in CALL.finditer(self.text)} & TO_SOMEBODY

    def line(self, at: int) -> int:
        """Returns the line of the file, from 1, of the sign `at` in the text."""
        return self.before + self.text.count("\n", 0, at) + 1

    def line_of(self, key: str) -> int:
        """Returns the line of a key of the front matter, or the first."""
        place = self.document.keys.get((key,)) if self.document else None
        return place.line if place else 1

    def heading(self) -> str:
        """Returns the page's own heading."""
        return next((one.words for one in headings(self.text)), "")


Changes = Iterator[tuple[int, str]]  # the line of the file as it is now, and what has changed


def _front(was: _Page, now: _Page) -> Changes:
    described = [page.head.get("description", "") for page in (was, now)]
    if now.head.get("kind") in ("adopted", "help") and not mended(*described):
        what = f'"description", i sökträffar, har fått andra ord (förut: "{shorten(described[0])}")'
        yield now.line_of("description"), what
    for key in sorted({*was.head, *now.head} - {*DAYS, *FREE, "title"}):
        old, new = was.head.get(key), now.head.get(key)
        if old is None:
            yield now.line_of(key), f'raden "{key}: {new}" har kommit till'
        elif old != new:
            there = "är borttagen" if new is None else f'är nu "{key}: {new}"'
            yield now.line_of(key), f'raden "{key}: {old}" {there}'
    for key in DAYS:
        old, new = was.head.get(key, ""), now.head.get(key, "")
        if old > new:
            yield now.line_of(key), f'"{key}" är äldre än förut ({old})'
    title = mended(was.head.get("title", ""), now.head.get("title", ""))
    if title != mended(was.heading(), now.heading()):
        names = ["titeln (title)", "rubriken på sidan"]
        other, one = reversed(names) if title else names
        yield now.line_of("title"), f"{other} har fått andra ord, men {one} är som förut"


def _lines(was: _Page, now: _Page) -> Changes:
    """The words of an adopted page are locked; a line that differs anyway changes how they are
    shown, or adds to them."""
    old, new = ([line for line in page.lines if line] for page in (was, now))
    at = [number for number, line in enumerate(now.lines) if line]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        line = now.before + (at[k] if k < len(at) else at[-1]) + 1
        gone = f'"{shorten(" ".join(old[i:j]), 50)}" är borttaget' if i < j else ""
        come = f'"{shorten(" ".join(new[k:m]), 50)}" är nytt' if k < m else ""
        if i < j and k < m:
            come = f'"{shorten(" ".join(new[k:m]), 50)}", förut'
            gone = f'"{shorten(" ".join(old[i:j]), 50)}"'
        yield line, f"på en sida med antagen text: {come} {gone}".strip().replace("  ", " ")


def _of_text(was: _Page, now: _Page, facts: Facts) -> Changes:
    """Where nobody looks for help, new words do no harm unless they turn the sense of a
    sentence."""
    helps = was.helps or now.helps
    emergency = [NUMBER + one.id for one in facts.services if one.emergency]
    told: set[int] = set()
    for changes in (
        _signs(was, now, helps),
        _links(was, now, facts, helps),
        _sentences(was, now, emergency, helps),
    ):
        found = [(line, what) for line, what in changes if line not in told]
        yield from found
        told |= {line for line, _ in found}


Said = list[tuple[str, int]]  # what stands on a page, and on which line


def _differing(was: _Page, now: _Page, old: Said, new: Said) -> tuple[Said, Said, Said]:
    """Returns what has gone, with the line where it would stand; what has come; and what has
    moved."""
    gone: Said = []
    come: Said = []
    was_texts, texts = ([text for text, _ in one] for one in (old, new))
    matcher = SequenceMatcher(None, was_texts, texts, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            gone += old[i:j]
            come += new[k:m]
    moved: Said = []
    for one in [*gone]:
        if there := [other for other in come if other[0] == one[0]]:
            gone.remove(one)
            come.remove(there[0])
            moved.append(there[0])
    return [(text, _now(was, now, line)) for text, line in gone], come, moved


def _signs(was: _Page, now: _Page, helps: bool) -> Changes:
    """A number, a link target or a macro that was there has gone or changed. On a page of help it
    is told, too, where one is new or has moved."""
    gone, come, moved = _differing(was, now, *([*_signs_of(page)] for page in (was, now)))
    for text, line in moved if helps else ():
        if not text.startswith(("#", SOURCE)):
            yield line, f"{text} har bytt plats"
    for text, line in gone:
        same = [one for one in come if one[1] == line and not one[0].startswith("#")]
        if text.startswith("#"):
            yield line, f'rubriken med id "{text[1:]}" är borta: länkar dit når den inte'
        elif same:
            come.remove(same[0])
            yield line, f"{same[0][0]} står där det förut stod {text}"
        else:
            yield line, f"{text} är borttaget härifrån"
    for text, line in come if helps else ():
        if not text.startswith(("#", SOURCE)):
            yield line, f"{text} har kommit till"


def _signs_of(page: _Page) -> Iterator[tuple[str, int]]:
    for found in SIGN.finditer(page.text):
        if found["id"]:
            yield f"#{found['id']}", page.line(found.start())
        elif found[1] not in HARMLESS and found[0] != SOURCES:
            text = f"{{{{ {found[1]}({found[2]}) }}}}" if found[1] else found[0]
            yield " ".join(text.split()), page.line(found.start())


def _now(was: _Page, now: _Page, line: int) -> int:
    """Returns the line where something that stood on `line` before stands now, or would stand."""
    old = line - was.before - 1
    matcher = SequenceMatcher(None, was.lines, now.lines, autojunk=False)
    for _, i, j, k, m in matcher.get_opcodes():
        if i <= old < j:
            return now.before + min(k + old - i, max(k, m - 1)) + 1
    return now.before + 1


def _sentences(was: _Page, now: _Page, emergency: list[str], helps: bool) -> Changes:
    """On a page of help a sentence has other words, is new, has gone or has moved. On another page
    only a sentence that says the opposite, or has another figure, is told."""
    gone, come, moved = _differing(was, now, [*_said(was)], [*_said(now)])
    for old, new in pairs([text for text, _ in gone], [text for text, _ in come]):
        line = next(line for text, line in come if text == new)
        gone.remove(next(one for one in gone if one[0] == old))
        come.remove((new, line))
        number = any(own in old + new for own in emergency)
        if not mended(old, new) and (helps or number or turning(old) != turning(new)):
            which = "meningen med nödnumret" if number else "meningen"
            yield line, f'{which} har fått andra ord (förut: "{_shown(old)}")'
    for found, one, many in (
        (come, "en ny mening", "nya meningar"),
        (gone, "meningen är borta", "meningar är borta"),
        (moved, "meningen är flyttad hit", "meningar är flyttade hit"),
    ):
        for line, group in groupby(found if helps else (), lambda sentence: sentence[1]):
            texts = [text for text, _ in group]
            what = one if len(texts) == 1 else f"{len(texts)} {many}, den första"
            yield line, f'{what}: "{_shown(texts[0])}"'


def _shown(sentence: str) -> str:
    return shorten(re.sub(rf"{NUMBER}[\w:-]+", "…", sentence), 70)


def _said(page: _Page) -> Iterator[tuple[str, int]]:
    """Yields the sentences of a page, a question with its answer, and the line of each."""
    asked = ""
    for number, line in enumerate(page.lines, page.before + 1):
        text = LINK.sub(r"\1", CALL.sub(_number, line))  # figures of an address say nothing
        for sentence in sentences(MARKS.sub("", text)):
            asked = f"{asked} {sentence}".strip()
            if asked and not asked.endswith(ASKING):
                yield asked, number
                asked = ""
        if asked:
            yield asked, number
        asked = ""


def _number(call: re.Match[str]) -> str:
    return NUMBER + call[2].strip("\"' ") if call[1] == "phone" else ""


def _links(was: _Page, now: _Page, facts: Facts, helps: bool) -> Changes:
    """A link with the same words leads elsewhere, though its old target is still there. On a page
    of help it is told, too, where the link has gone."""
    leads = {link[1]: link[2] for link in LINK.finditer(was.text)}
    links = {link[1]: link for link in LINK.finditer(now.text)}
    for words in leads if helps else ():
        if words not in links and (at := now.text.find(words)) >= 0:
            what = f'länken "{shorten(words, 40)}" är borta (ledde till {leads[words]})'
            yield now.line(at), what
    for link in links.values():
        before = leads.get(link[1], link[2])
        if before != link[2] and _there(now, before, facts):
            what = f'länken "{shorten(link[1], 40)}" leder till {link[2]} (förut {before})'
            yield now.line(link.start()), what


def _there(page: _Page, address: str, facts: Facts) -> bool:
    path = address.partition("#")[0]
    if "://" in address or not path:
        return "://" in address
    target = resolve(page.file, path)
    return target is not None and (facts.root / "docs" / target).is_file()


def menu_differences(before: Path, root: Path, old: str, new: str) -> Iterator[Problem]:
    """Yields a problem for each page with another name in the menu, but with the same title."""
    was, now = _rows(old), _rows(new)
    for file, (label, line) in now.items():
        if file not in was or mended(was[file][0], label):
            continue
        titles = [
            _Page(file, (each / "docs" / file).read_text("utf-8-sig")).head.get("title")
            for each in (before, root)
            if (each / "docs" / file).is_file()
        ]
        if len(set(titles)) < 2:
            what = f'menyn säger "{label}" om {file} (förut "{was[file][0]}")'
            yield Problem(Place("mkdocs.yml", line), what, MEANT)


def _rows(text: str) -> dict[str, tuple[str, int]]:
    """Returns the pages of the menu, each with its name there and the line."""
    found = re.finditer(r"^ *- [\"']?(.+?)[\"']?: +(\S+\.md) *$", text, re.MULTILINE)
    return {row[2]: (row[1], text.count("\n", 0, row.start()) + 1) for row in found}
