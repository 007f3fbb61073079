"""The lock on the pages of the adopted text. They show the document word for word; what it has as a
heading, a paragraph or an item of a list is that on the page too, and nothing in it is stressed or
linked that is not there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, zip_longest
from pathlib import Path

from lxml import html

from strategysite.checks.pages import notices
from strategysite.data.adopted import (
    EDITORIAL,
    MARKS_OF_LAYOUT,
    ROW_ENDS,
    Word,
    adopted_words,
    line_words,
    row_as_written,
    shown_blocks,
    shown_words,
    source_lines,
    words,
)
from strategysite.data.facts import Facts
from strategysite.data.model.strategy import Strategy
from strategysite.macros.views.strategy import WHOLE
from strategysite.pages.reading import Page
from strategysite.parsing.html import HEADINGS, INLINE
from strategysite.parsing.remembering import remembered
from strategysite.parsing.tables import table
from strategysite.problems import Kind, Problem, shorten

STRESSED: dict[str, str] = table(__file__)
LONGEST_MARK = 3  # characters
FIRST = re.compile(r"\s*(?:#+|-(?=\s)|)")  # how a line's mark, and its indent, look
OPENING = 4  # words by which a paragraph is named
CELLS = re.compile(rf"\t| {{3}}|{ROW_ENDS}")
LONGEST_HEADING = 80  # characters; the document may have headings that its text does not mark
# A heading that goes on below; both may have an id.
DIVIDED = re.compile(r"^#+ ([^{\n]+?)(?: *\{.*\})?\n+([^#{\n]+?)(?: *\{.*\})?$", re.MULTILINE)
GOES_ON = 4  # words by which a text is known to go on
LONGEST_ADDITION = 100  # words
CONTEXT = 5  # words shown on each side of a difference
# What to look for where a word differs: with the words around it, with fewer, alone.
NEEDLES = ((2, 2), (1, 1), (0, 2), (0, 1), (2, 0))


@dataclass(frozen=True)
class Difference:
    """The first word of a page that is not the document's: what, the fix, and what to look for on
    the page, the surest first."""

    what: str
    fix: str
    needles: tuple[str, ...]
    next: str = ""  # words that the document has there


def first_difference(adopted: list[Word], shown: list[str]) -> Difference | None:
    """Compares a page with the document. Returns the first word that differs, None when all are the
    same."""
    for index, (word, other) in enumerate(zip_longest(adopted, shown)):
        if word is not None and word.text == other:
            continue
        before = " ".join(item.text for item in adopted[max(0, index - CONTEXT) : index])
        around = (shown[max(0, index - back) : index + on] for back, on in NEEDLES)
        needles = tuple(" ".join(found) for found in around if found)
        left = [item.text for item in adopted[index:]]
        if re.fullmatch(r"\d+\.", other or "") and shown[index + 1 : index + 2] == left[:1]:
            what = f'"{other} {left[0]} …" har en siffra först, som det antagna dokumentet inte har'
            fix = 'Är det en punkt? Börja raden med "- ". Ta annars bort siffran.'
            return Difference(what, fix, (f"{other} {left[0]}", left[0]))
        if added := " ".join(_added(left, shown[index:])):
            what = (
                f'efter "… {before}" står "{shorten(added)}", som det antagna dokumentet inte har'
            )
            fix = "Ta bort tillägget, eller märk det som redaktionellt."
            if f" {added} " in f" {' '.join(left)} ":
                fix = "Det står längre ner i dokumentet. Flytta det dit."
            return Difference(f"{what} där", fix, needles)
        assert word is not None  # where all the document's words are shown the rest is added
        after = " ".join(item.text for item in adopted[index + 1 : index + 1 + CONTEXT])
        written = f'står "{other}"' if other is not None else "slutar sidan"
        what = f"lydelsen skiljer sig från det antagna dokumentet, rad {word.line}: efter"
        what += f' "… {before}" {written} där dokumentet har "{word.text}"'
        near = adopted[max(0, index - CONTEXT) : index + CONTEXT + 1]
        row = " ".join(item.text for item in near if item.line == word.line)
        fix = f'Återställ den antagna texten: "… {row} …". Ett tillägg märks som redaktionellt.'
        return Difference(what, fix, needles, f"{word.text} {after}")
    return None


def _added(left: list[str], shown: list[str]) -> list[str]:
    """Returns the words that a page shows before it goes on with those that are `left` of the
    document; none where it does not."""
    starts = range(1, min(LONGEST_ADDITION, len(shown)) if left else 0)
    at = next((at for at in starts if shown[at : at + GOES_ON] == left[:GOES_ON]), 0)
    return shown[:at] if left else shown


def wording(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """The pages of each strategy show the adopted document word for word, what the macros print
    included; so does one that shows all of it."""
    wrong = set()  # strategies whose fault the page with all of it would only repeat
    for page, strategy, adopted in locked(facts, pages):
        lines = source_lines(facts.root, strategy)
        if id(strategy) not in wrong or WHOLE not in page.macros:
            found = _wording(page, adopted, strategy, facts.root, lines)
            wrong |= {id(strategy)} if found else set()
            yield from found
    whole = {page.file for page in pages.values() if WHOLE in page.macros}
    owned = facts.adopted_pages | whole
    for page in pages.values():
        if page.meta.kind == "adopted" and page.file not in owned:
            what = 'sidan är märkt som antagen text ("kind: adopted") men hör inte till avskriften'
            fix = 'Skriv "kind: added" om texten är tillagd.'
            if not whole:
                fix = f"Ska den visa hela dokumentet? Sätt tillbaka {{{{ {WHOLE}() }}}}. {fix}"
            yield Problem(page.key("kind"), what, fix, Kind.OF_THE_PLACE)
        elif page.meta.kind == "adopted":
            yield from notices(page, "adopted", "validity_notice")
        elif page.file in owned:
            what = "sidan hör till den antagna texten men är inte märkt så"
            yield Problem(page.place(), what, 'Skriv "kind: adopted".', Kind.OF_LINES)


def locked(facts: Facts, pages: dict[str, Page]) -> Iterator[tuple[Page, Strategy, list[Word]]]:
    """Yields each page that shows adopted text, its strategy, and the words it is to show; a page
    that shows all of a document after those that show its parts."""
    for edition in facts.editions:
        strategy, own = edition.document, edition.document.pages
        adopted = {file: adopted_words(facts.root, strategy, file) for file in own}
        yield from ((pages[file], strategy, adopted[file]) for file in own if file in pages)
        if pages.keys() >= set(own):
            whole = [word for file in own for word in adopted[file]]
            for page in pages.values():
                if WHOLE in page.macros and facts.for_page(page.file) is edition:
                    yield page, strategy, whole


@remembered
def _wording(
    page: Page, adopted: list[Word], strategy: Strategy, root: Path, source: list[str] | None
) -> list[Problem]:
    if divided := [*_divided(page, source or [])]:
        return divided
    found = first_difference(adopted, shown_words(page.html))
    whole = WHOLE in page.macros  # its parts are asked about their form where they stand
    found = found if whole else _covered(page.html, found) or found
    of_form = () if found or whole else _differences_of_form(root, strategy, page.file, page.html)
    return [_problem(page, one) for one in ([found] if found else of_form)]


def _problem(page: Page, found: Difference) -> Problem:
    return Problem(page.place(*found.needles), found.what, found.fix, Kind.OF_DOCUMENT)


def _divided(page: Page, source: list[str]) -> Iterator[Problem]:
    """A heading stands on one line, as in the document: all else that is wrong with it follows."""
    for found in DIVIDED.finditer(page.text):
        both = words(f"{found[1]} {found[2]}")
        if any(line_words(line) == both for line in source if line.startswith("#")):
            place = page.sign(found.start(), len(found[0].split("\n")[0]))
            fix = "Skriv ihop dem på rubrikens rad, med { #id } sist om rubriken har ett."
            what = "rubriken är delad på två rader"
            yield Problem(place, what, fix, Kind.OF_LINES, (found[0],))


def _differences_of_form(
    root: Path, strategy: Strategy, page: str, markup: str
) -> Iterator[Difference]:
    """Yields each difference of form on a page whose words, in `markup`, are the document's."""
    body = html.fragment_fromstring(markup, create_parent="div")
    yield from _within(body)
    for element in body.xpath(f"//*[@{EDITORIAL}]"):
        element.drop_tree()
    lines = dict(enumerate(source_lines(root, strategy) or [], 1))
    adopted = [word.line for word in adopted_words(root, strategy, page)]
    own = {number: lines[number] for number in adopted}
    yield from _stressed(body, own)
    yield from _headings_and_items(body, own)
    yield from _levels(body, own)
    facts = {text for row in strategy.metadata for text in row_as_written(row)}
    yield from _paragraphs(body, adopted, lines, {" ".join(words(text)) for text in facts})


def _covered(markup: str, missing: Difference | None) -> Difference | None:
    """Returns what hides adopted words on a page, in the HTML `markup`, that `missing` says are not
    there: they are folded away, or marked as added. None where nothing does."""
    body = html.fragment_fromstring(markup, create_parent="div")
    for element in body.iter("details"):
        if text := " ".join(shown_words(element)):
            what = f'"{shorten(text, 40)}" är dolt tills någon trycker, men inte i dokumentet'
            fix = "Ta bort <details>, <summary> med dess text, och </details>."
            return Difference(what, fix, ("<details",))
    for element in body.xpath(f"//*[@{EDITORIAL}]") if missing else ():
        element.attrib.pop(EDITORIAL)
        text = " ".join(shown_words(element)[:OPENING])
        if missing and len(text) > LONGEST_MARK and missing.next.startswith(text):
            what = f'"{text} …" är antagen text, men märkt som tillagd'
            return Difference(what, f"Ta bort {EDITORIAL} från den.", (text, EDITORIAL))
    return None


def _within(body: html.HtmlElement) -> Iterator[Difference]:
    """What is added stands beside the adopted text, never in a sentence of it. A mark, which a
    macro writes, is no word."""
    for element in body.xpath(f"//*[@{EDITORIAL}]"):
        text = " ".join(element.text_content().split())
        around = element.iterancestors("p", "li", "td", *HEADINGS)
        if element.tag in INLINE and len(text) > LONGEST_MARK and any(map(shown_words, around)):
            what = f'"{shorten(text, 40)}" står inne i den antagna texten utan att höra dit'
            fix = 'Flytta det till ett eget stycke, med { data-editorial="" } på raden under.'
            yield Difference(what, fix, (text,))


def _stressed(body: html.HtmlElement, own: dict[int, str]) -> Iterator[Difference]:
    quoted = [" ".join(line_words(line)) for line in own.values() if line.lstrip()[:1] == ">"]
    for element in body.iter(*STRESSED):
        text = " ".join(shown_words(element))
        if element.tag == "blockquote" and any(text.startswith(line) for line in quoted if line):
            continue
        if text:
            what = f'"{shorten(text, 40)}" är {STRESSED[element.tag]}, men inte i dokumentet'
            fix = "Ta bort tecknen runt orden, så att bara den antagna texten är kvar."
            yield Difference(what, fix, (text,))


def _headings_and_items(body: html.HtmlElement, own: dict[int, str]) -> Iterator[Difference]:
    headings = _said(body.iter(*HEADINGS))
    shown = {
        "#": ("en rubrik", "##", headings | _said(body.iter("th"))),
        "-": ("en punkt i en lista", "-", _said(body.xpath("//li"))),
        ">": ("ett citat", ">", _said(body.xpath("//blockquote/*"))),
    }
    for number, line in own.items():
        mark, text = MARKS_OF_LAYOUT.match(line), " ".join(line_words(line))
        thing, first, said = shown.get(mark[1][0] if mark else "", ("", "", set()))
        ends = (".", "!", "?", ":") if text.count(" ") > 2 else (".", "!", "?")  # "Syfte:"
        may_be_heading = len(text) <= LONGEST_HEADING and not text.endswith(ends)
        divided = any(whole and text.startswith(f"{whole} ") for whole in said)  # told as that
        if thing and not divided and not any(whole.startswith(text) for whole in said):
            what = f'"{shorten(text, 40)}" är {thing} i dokumentet, rad {number}, men inte på sidan'
            yield Difference(what, f'Skriv "{first} " först på raden.', (text,))
        elif first != "##" and text in headings and not may_be_heading:
            what = f'"{shorten(text, 40)}" är en rubrik på sidan, men ett stycke i dokumentet,'
            fix = 'Ta bort "#" som står först på raden.'
            yield Difference(f"{what} rad {number}", fix, (text,))


def _levels(body: html.HtmlElement, own: dict[int, str]) -> Iterator[Difference]:
    """Headings below the page's own that follow on each other in the document with one mark are of
    one level on the page; and so are points."""
    headings = {one: int(one.tag[1]) for one in body.iter(*HEADINGS[1:])}
    points = {one: len([*one.iterancestors("li")]) for one in body.iter("li")}
    for sign, things, elements in (("#", "rubrikerna", headings), ("-", "punkterna", points)):
        shown = {f"{' '.join(shown_words(one))} ": level for one, level in elements.items()}
        rows = [one for one in own.values() if sign == "-" or one.lstrip().startswith(sign)]
        for mark, run in groupby(rows, key=lambda row: FIRST.findall(row)[0]):
            texts = [" ".join(line_words(one)) for one in run if sign in mark]
            levels = {
                text: level
                for text in texts
                for words, level in shown.items()
                if words.startswith(f"{text} ")
            }
            # That of most is meant; of as many, the upper.
            for most, _ in Counter(sorted(levels.values())).most_common(1):
                other = next(text for text in levels if levels[text] == most)
                for text in [one for one in levels if levels[one] != most]:
                    what = f'{things} "{shorten(text, 40)}" och "{shorten(other, 40)}" har samma'
                    fix = "Börja raden som den andra, med lika många # eller mellanslag först."
                    yield Difference(f"{what} nivå i dokumentet, men inte på sidan", fix, (text,))


def _said(elements: Iterable[html.HtmlElement]) -> set[str]:
    return {" ".join(shown_words(element)) for element in elements}


def _paragraphs(
    body: html.HtmlElement, adopted: list[int], lines: dict[int, str], facts: set[str]
) -> Iterator[Difference]:
    """`adopted` has the line of each word. The cells of a table stand on one line, after a tab, a
    gap, a row's end or a colon, or are of a row of `facts`; a line straight under another may go on
    with it."""
    blocks = shown_blocks(body)
    opening = dict(zip(accumulate(map(len, blocks), initial=0), blocks, strict=False))
    said = [word for block in blocks for word in block]
    headings = _said(body.iter(*HEADINGS))
    for at, number in enumerate(adopted):
        new = at == 0 or adopted[at - 1] != number
        if new and at not in opening and not lines.get(number - 1, "").strip():
            text = " ".join(said[at : at + OPENING])
            what = f'"{text} …" börjar ett nytt stycke i dokumentet, rad {number}, men inte på'
            yield Difference(f"{what} sidan", "Lägg en tom rad före.", (text,))
        if new or at not in opening:
            continue
        cells = CELLS.search(lines[number].strip()) or said[at - 1].endswith(":")
        if not cells and " ".join(line_words(lines[number])) not in facts:
            text = " ".join(opening[at][:OPENING])
            what = f'"{text} …" är ett eget stycke på sidan, men står mitt i rad {number} i'
            fix = "Skriv ihop det med det som står före, utan tom rad, radbrytning eller punkt"
            fix += " emellan."
            if any(" ".join(said[one:at]) in headings for one in opening if one < at):
                fix = f'Ta bort "#" före det som står ovanför. {fix}'
            yield Difference(f"{what} dokumentet", fix, (text,))
