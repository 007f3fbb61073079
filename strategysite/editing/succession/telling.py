"""What the editor is told of a new strategy: what each part of the document was taken for, before
anything is written, and what is left to see to."""

import re
from collections.abc import Iterator
from itertools import takewhile

from strategysite.data.adopted import line_words, periods
from strategysite.data.facts import ARCHIVE_PAGES, Facts, data_file
from strategysite.data.model.strategy import KIND
from strategysite.editing.succession.aligning import shown_of
from strategysite.editing.succession.document import Adopted, Block
from strategysite.editing.succession.doubts import Told, told
from strategysite.editing.succession.files import Outcome
from strategysite.editing.succession.incoming import New
from strategysite.editing.succession.lines import ITEM, fact_box, marked, says
from strategysite.editing.succession.perhaps import own_number
from strategysite.editing.succession.tidying import CHAPTER
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.text import spaced
from strategysite.problems import Place, from_difference, shorten
from strategysite.review.kinds import Finding
from strategysite.review.strategy import also

# "Plan för uppföljning" is a chapter's.
A_TITLE = re.compile(
    rf"{KIND.pattern} (?:för (?!genomför|uppfölj)|(?:mot|om|vid|\d{{4}})\b)", re.IGNORECASE
)
A_NUMBER = re.compile(r"diarie|dnr", re.IGNORECASE)
A_DECISION = re.compile(r"fastställ|antag|beslut|diarie|dnr", re.IGNORECASE)
FEW = 5  # parts that a text may have without any heading of its own
NEAR = 12  # lines under a title where its own table of facts stands
MOST = 40_000  # words, of which a full page of A4 has some 400, that anybody reads through at once


def listing(outcome: Outcome) -> str:
    """Returns what each part of the document was taken for, but for plain paragraphs."""
    read = outcome.new
    how = " (sök efter orden med Ctrl och F)" if read.of_word else ""
    if outcome.changes is None:
        rows = [f"Så här är {read.file} läst{how}:"]
        for block in sorted(read.adopted.blocks, key=lambda block: block.first):
            if what := _what(block, outcome):
                rows.append(_row(read, block.first, block.last, what))
    else:
        rows = [f"Det här skiljer {read.file} från texten på webbplatsen{how}:"]
        for number, *texts, moved in outcome.changes:
            was, now = map(shown_of, texts)
            what = moved + _change(was, now) if now else ""
            rows.append(_row(read, number, number, what) if what else f'  borttagen:   "{was}"')
        rows += ["Allt annat på sidorna och i tabellerna står kvar som det är."]
    if read.tidied.changed:
        rows += ["", "Det här är rättat, eftersom bara pappret delade det:"]
        rows += [
            _row(read, one.line, one.line, f'{one.what}: "{was}" → "{now}"')
            for one in read.tidied.changed
            for was, now in [from_difference(one.was, one.now)]
        ]
    if read.tidied.left_out:
        rows += ["", "Det här visas inte på sidorna. Det står kvar i dokumentet som låses:"]
    for left in read.tidied.left_out:
        rows.append(f"  {left.reason}")
        said = {number: read.tidied.lines[number - 1].strip() for number in left.lines}
        rows += [_row(read, at, at, f'"{text}"') for at, text in said.items() if text]
    return "\n".join(rows)


def _change(was: str, now: str) -> str:
    """What becomes of a line: it is new, has other words, has only another number, or stays."""
    if was in ("", now):
        return f'"{now}"' if was else f'ny: "{now}"'
    before, after = (re.fullmatch(rf"(?:{ITEM.pattern})?(?P<text>.*)", said) for said in (was, now))
    if not before or not after or before["text"] != after["text"]:
        return f'"{was}" → "{now}"'
    own, old = (
        f'med numret "{one}"' if (one := of["number"]) else "utan nummer" for of in (after, before)
    )
    return f'nu {own}, förut {old}: "{after["text"]}"'


def _what(block: Block, outcome: Outcome) -> str:
    text = outcome.new.adopted.said(block)
    count = len(block.rows) - (block.kind == "table")  # under its heads
    data = block.first in outcome.tables.instead
    rows = f"{count} rader" if count > 1 else "1 rad"
    if block.kind == "heading":
        title = block is outcome.new.adopted.blocks[0]
        return f"titel: {text}" if title else f"rubrik, nivå {block.level}: {text}"
    if block.kind == "facts":
        return f"faktaruta med {rows}: uppgifter i {data_file('strategy')}"
    if block.kind == "table":
        where = f"uppgifter i {data_file('activities')}" if data else "en tabell på sidan"
        size = f"{len(block.rows[0])} kolumner och {rows}"
        return f'tabell, "{shorten(text, 50)}", {size}: {where}'
    if block.kind == "list" or (block.kind == "goals" and data):
        kind = "numrerad lista" if block.items[0].number else "punktlista"
        kind = kind if block.kind == "list" else "stycken"
        goals = f": mål i {data_file('activities')}" if data else ""
        return f'{kind}, "{shorten(text, 50)}"{goals}'
    if block.kind == "note":
        return f"fotnot: {shorten(text, 60)}"
    if block.kind == "picture":
        return f"bild: {shorten(block.text.removeprefix('![').partition(']')[0], 60)}"
    return f'citat, "{shorten(text, 50)}"' if block.kind == "quote" else ""


def _row(read: New, first: int, last: int, text: str) -> str:
    if read.of_word:  # in Word there are no rows to look for
        return f"  {text}"
    first, last = (read.tidied.came.get(number, number) for number in (first, last))
    numbers = f"rad {first}" if first == last else f"rad {first}–{last}"
    return f"  {numbers:<12} {text}"


def doubts(outcome: Outcome) -> Iterator[str]:
    """Yields why somebody must agree to how the document was read before anything is written."""
    read = outcome.new
    if read.tidied.left_out:
        yield "rader i dokumentet visas inte på sidorna"
    if read.tidied.changed:
        yield "rader i dokumentet är rättade"
    if outcome.anew:
        do = "Då följer det som står vid sidan av dokumentets text inte med. Rätta dokumentet, om"
        yield f"sidorna skrivs på nytt, för {outcome.anew}. {do} det går, och kör kommandot igen"
    yield from outcome.tables.gone
    asked = set[str]()  # what to do is said once
    for one in _told(outcome):
        if one.doubtful:
            at = read.place(one.line)
            where, do = at.words or f"rad {at.line}", f". {one.do}" * (one.do not in asked)
            yield f"{where}: {one.what}{do}"
            asked.add(one.do)


def unlikely(outcome: Outcome) -> str:
    """Returns what no document is likely to say, each with its place and what to do; nothing where
    there is nothing such."""
    found = [one for one in _told(outcome) if one.refused]
    return "\n".join(f"{outcome.new.place(one.line)}: {one.what}\n{one.do}" for one in found)


def _titles(adopted: Adopted) -> Iterator[Told]:
    """Tells of another heading that may be the title, or another document's: one with a decision
    under it, called a plan or so, or marked as the title is where no chapter is."""
    title, *heads = [block for block in adopted.blocks if block.kind == "heading"]
    said, of_kind = adopted.said(title), KIND.search(adopted.said(title))
    chapters = bool(heads) and heads[0].level == title.level
    for block in heads:
        other = adopted.said(block)
        near = adopted.lines[block.first : block.first + NEAR]
        below = [*takewhile(lambda line: marked(line)[0] != "#", near)]
        decided = sum(bool(A_DECISION.match(below[at].strip())) for at in fact_box(below))
        called = block.level <= title.level and A_TITLE.match(other)
        if own_number(other) or CHAPTER.fullmatch(other) or other.lower().startswith("bilag"):
            continue
        if adopted.facts and (decided > 1 or (decided and called)):
            yield told("second-document", block.first, other)
            return
        if not adopted.facts and not of_kind and (called or (decided and block is heads[0])):
            yield told("perhaps-title", title.first, said, other=shorten(other))
            return
        if called or (block.level <= title.level and not chapters):
            yield told("perhaps-second", block.first, other)
            return


def _more_facts(read: New) -> Iterator[Told]:
    """Tells of another table of facts, with a decision and its number, below the document's own."""
    lines = read.adopted.lines
    plain = ["." if marked(line)[0] == "#" else line for line in lines]
    own = fact_box(lines)
    at = own.stop
    while own and (more := fact_box(plain[at:])):
        rows = [plain[at + row].strip() for row in more]
        if any(map(A_NUMBER.match, rows)) and sum(bool(A_DECISION.match(row)) for row in rows) > 1:
            why = "det är uppgifter om ett beslut till"
            yield told("another", at + more.start + 1, rows[0], why=why)
        at += more.stop


def reported(outcome: Outcome, after: Facts) -> Iterator[Finding]:
    """Yields what the command leaves for somebody to see to, beside what status tells."""
    read, strategy = outcome.new, after.document
    for one in (one for one in _told(outcome) if not one.refused):
        # Once it is written, a text is as it was set right.
        at = read.place(one.line) if read.of_word else Place(read.file, one.line)
        yield Finding("strategy", at, strategy.title, one.what, one.do)
    for key in ("prevention", "environments"):  # nobody can know which headings are such
        if getattr(outcome.facts.document, key) and not getattr(strategy, key):
            yield _found(after, Place(data_file("strategy")), f"no-{key}")
    for entry in strategy.abbreviations if outcome.changes is None else ():
        if not says(read.adopted.lines, entry.short):
            yield _found(after, after.place(entry, "short"), "abbreviation", entry.short)
    stated, _ = periods(read.tidied.text)
    if stated and strategy.period and not says(read.adopted.lines, strategy.period):
        several = ", ".join(sorted(stated))
        at = after.place(strategy, "period")
        yield _found(after, at, "period", period=strategy.period, several=several)
    if lost := outcome.tables.lost:
        yield _found(after, Place(data_file("activities")), "by-hand", several=", ".join(lost))
    for said, address in outcome.headings:
        file, _, own = address.partition("#")
        yield _found(after, Place(f"docs/{file}"), "gone-heading", said, file=file, own=own)
    for file, lines in outcome.led.items():
        yield _found(after, Place(file, lines[0]), "led", more=also("", lines))
    yield from _leading_back(after)
    yield from _in_menu(outcome, after)


def _found(after: Facts, place: Place, kind: str, said: str = "", **others: object) -> Finding:
    one = told(kind, place.line, said, **others)
    return Finding("strategy", place, after.document.title, one.what, one.do)


def _in_menu(outcome: Outcome, after: Facts) -> Iterator[Finding]:
    """Rows of the menu that call the document what the one before was called."""
    strategy = after.document
    if strategy.short_name.startswith("strateg"):
        return
    menu = str(outcome.files.get(SITE_FILE) or "").split("\n")
    for number, line in enumerate(menu, 1):
        if ARCHIVE_PAGES in line or "(arkiv)" in line or strategy.title in line:
            continue
        if called := re.search(r"^\s*- [^:]*\b(strategin?)\b", line, re.IGNORECASE):
            place, now = Place(SITE_FILE, number), strategy.short_name
            yield _found(after, place, "menu", called[1], now=now)


def _told(outcome: Outcome) -> list[Told]:
    """What somebody must see to; where the pages stay, only of lines that are changed."""
    lines = None if outcome.changes is None else {number for number, *_ in outcome.changes}
    in_text = [one for one in _in_text(outcome.new) if lines is None or one.line in lines]
    return [*dict.fromkeys([*in_text, *outcome.tables.told])]


def _in_text(read: New) -> Iterator[Told]:
    """Yields lines of the text that somebody must look at, why, and what to do."""
    title = read.adopted.blocks[0]
    given = (one for one in read.given.told if one.line not in read.tidied.hidden)
    titles = [*_titles(read.adopted)]
    another = sorted(read.tidied.another) or ([] if titles else [*_more_facts(read)])
    yield from (*titles, *another[:1], *given, *read.tidied.told)
    if (size := sum(len(line_words(line)) for line in read.adopted.lines)) > MOST:
        yield told("long", title.first, size=spaced(size))
    headings = [block for block in read.adopted.blocks if block.kind == "heading"]
    if len(headings) == 1 and len(read.adopted.blocks) > FEW:
        yield told("no-heading", headings[0].first)
    for block in (block for block in read.adopted.body if block.first < title.first):
        yield told("above-title", block.first, read.adopted.lines[block.first - 1])


def _leading_back(after: Facts) -> Iterator[Finding]:
    """Words of the search, and old addresses, that lead to the strategy that was replaced, each in
    the file where it is written."""
    found: dict[str, set[int]] = {}
    for file, document in after.files.items():
        if file.startswith(("data/search", data_file("redirects"))):
            for path, text in document.texts():
                if path[-1] == "to" and text.startswith(f"{ARCHIVE_PAGES}/"):
                    place = document.place(*path)
                    found.setdefault(place.file, set()).add(place.line)
    for file, numbers in sorted(found.items()):
        lines = sorted(numbers)
        who = "en gammal adress" if file == data_file("redirects") else "sökord"
        what, about = also(f"{who} leder till arkivet", lines), "Länkar till den förra strategin"
        do = "Har den nya strategin en sida om samma sak? Skriv den efter to."
        yield Finding("strategy", Place(file, lines[0]), about, what, do)
