"""What was typed compared with what is shown: what was meant as a heading, a point, a table, a link
or bold text, and what a reader would see as something else."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice

from lxml import html

from strategysite.checks.signs import BARE, JOINED, LINK, SHOWN, TYPED, Sign, odd_in
from strategysite.data.adopted import item_number
from strategysite.pages.as_written import FENCE, TABLE_RULE
from strategysite.pages.reading import Page
from strategysite.parsing.html import texts
from strategysite.parsing.tables import table
from strategysite.parsing.text import without
from strategysite.problems import Kind, Place, Problem, shorten

Lines = dict[int, str]  # those of a page that are not code, by their number from 1
FOOTNOTE = re.compile(r"(?<![`\\])\[(?:\^[^\]\s]+\](?!`)|\d{1,3}\](?![`(\[:]))")
EQUALS = re.compile(r"^ *(={3,}) *$", re.MULTILINE)
WORDS = "[^\\W\\d_]"
LETTERS = re.compile(r"[\W\d_]+")  # all but letters
MACRO = re.compile(r"\{\{.*?(?:\}\}|$)|^[^{]*?\}\}")  # or as much as stands on the line
_TABLE = table(__file__)
NOT_SHOWN, LINKED, TAGS, OF_TEXTS = (
    re.compile("|".join(_TABLE[one]), re.M) for one in ("not shown", "linked", "tags", "of texts")
)
LOOKS = _TABLE["looks"]
# Between two letters that stand together on the page: marks of emphasis, or those of a link.
GAP = r"(?:[*_\[]|\](?:\([^()\n]*\))?)*"
# A star of two is left.
HALF = re.compile(r"(?<=>)(\w[^<>]*)</(?:em|strong)>[*_]|[*_]<(?:em|strong)>(\w[^<>]*)<")
DEFINED = re.compile(r"^ {0,3}(\[[^\]^][^\]]*)\]: .*", re.MULTILINE)
HALF_A_LINK = re.compile(r"\](?:\([^()]*)?$")
CODE = re.compile(r"`+[^`\n]*`+")
PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
POINT = re.compile(r" *(?:[-*+]|\d{1,9}[.)]) ")
ESCAPED = re.compile(r"\\(?:[^\w\s]|_)|&[#\w]+;")
LIST = 'Är de punkter? Börja varje med "- ", eller med siffra, punkt och mellanslag: "1. ".'
LIST += " Är de egna stycken? Sätt en tom rad emellan."


def as_typed(page: Page) -> Iterator[Problem]:
    """No sign of Markdown is seen by a reader, and what was typed as a line of its own is one. Of a
    line the first fault is told: the others have the same cause."""
    root = html.fragment_fromstring(page.typed, "div")
    lines = dict(_typed_lines(page.text))
    read = chain(
        _code(page, lines, root),
        _signs(page, root),
        _points(page, lines, root),
        _lost(page, lines, root),
    )
    in_file = {page.lines_before + line: text for line, text in lines.items()}
    halves = {line for line, text in in_file.items() if text.count("**") % 2}
    notes = {line for line, text in in_file.items() if FOOTNOTE.search(text)}
    goes_on = {line + 1 for line, text in in_file.items() if HALF_A_LINK.search(text)}
    told, last = set[int](), dict[str, int]()  # lines; of a fault, the last line that has it
    for problem in chain(
        _unread(page),
        _rows(page, lines),
        _attributes(page, lines, root),
        _left(page, lines, root),
        _unknown(page, root),
        (_in_tag(page, problem) or problem for problem in read),
    ):
        line, what = problem.place.line, re.sub(r"\d+", "", problem.what)
        above, last[what] = last.get(what, 0), line
        if line in told or (line in goes_on and line - 1 in told):
            continue
        told |= notes if line in notes else {line}  # a footnote and its mark are one fault
        # Rows that follow on each other have one cause, and so has what two paragraphs share.
        divided = line == above + 2 and {above, line} <= halves
        if line != above + 1 and not divided:
            yield problem


def _typed_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yields each line of a page that is not code, with its number from 1."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if mark := FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence:
            yield number, line


def _in_tag(page: Page, problem: Problem) -> Problem | None:
    """Within a block of HTML no Markdown is read: the fault is told at its tag."""
    for block in TAGS.finditer(page.text):
        first = page.sign(block.start())
        if first.line <= problem.place.line <= first.line + block[0].count("\n"):
            what = f"inom <{block[1]}> läses inga tecken för fetstil, länkar eller punkter"
            fix = f"Ta bort <{block[1]}> och </{block[1]}>, med en tom rad före och efter texten."
            return Problem(first, what, fix)
    return None


def _unread(page: Page) -> Iterator[Problem]:
    """Nothing is written that the reader of Markdown does not know, and no mark of a conflict
    between two changes is left."""
    for name in () if "][" in page.text else DEFINED.finditer(page.text):
        if len(re.findall(re.escape(name[1]) + r"\]", page.text, re.IGNORECASE)) == 1:
            what = f"länken {shorten(name[1])}] används inte, och raden syns inte"
            fix = "Så skrivs en länk i texten, utan kolon: [texten](adressen)"
            yield Problem(page.place(name[0].strip()), what, fix)
    main = [text for level, text in page.outline.headings if level == 1]
    for row in EQUALS.finditer(page.text):
        above = page.text[: row.start() - 1].rpartition("\n")[2].strip()
        fix = "Den blev kvar när två ändringar krockade, eller skulle stryka under en rubrik. Ta"
        fix += " bort raden. En rubrik skrivs med ## först på raden."
        if main != [above]:  # under the page's heading Markdown lets it stand
            yield Problem(page.sign(row.start(1), len(row[1])), f"en rad med bara {row[1]}", fix)


def _signs(page: Page, root: html.HtmlElement) -> Iterator[Problem]:
    """No sign of Markdown is left in the shown text. One that is escaped, or written as a number of
    HTML, is meant."""
    shown = "".join(texts(root, "\n\n", lambda one: one.tag in ("pre", "code")))
    said = [unescape(macro.html) for macro in page.said]
    signs = [sign for sign in SHOWN if sign.pattern.search(shown)]
    if re.search(r"\w[.,]?\*(?=[\s|]|$)", shown):  # below it stands what that star says
        signs = [sign for sign in signs if not sign.pattern.pattern.startswith(r"^\*(?=")]
    for block in shown.split("\n\n"):
        lines = block.strip("\n")
        for sign in signs:
            if sign is SHOWN[-1] and any(one.pattern.search(lines) for one in signs[:-1]):
                continue  # the net is for what has no words of its own
            # A row of signs first on the lines has one cause.
            most = 1 if sign.pattern.pattern.startswith("^") else None
            for found in islice(sign.pattern.finditer(lines), most):
                if place := _typed_at(page, found, said):
                    yield Problem(place, sign.told(found), sign.fix)
        joined = [*JOINED.finditer(lines)]
        if len(joined) > 1 and not any(sign.pattern.search(lines) for sign in signs):
            first = lines[joined[0].start() :].split("\n")[0].strip()
            if place := _in_text(page, first, first):
                yield Problem(place, "rader som flyter ihop till ett stycke", LIST)


def _typed_at(page: Page, found: re.Match[str], from_macros: list[str]) -> Place | None:
    """Returns where the signs that are `found` in what is shown were typed, as near as can be told;
    None where they are meant to be seen, or a macro brought them."""
    lines, words = found.string, found[0].strip()
    length = len(words.split("\n")[0])
    whole = lines[lines.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
    twice = f"&amp;{words[1:]}" if words[0] == "&" else ""  # else it is the sign it stands for
    if twice and (place := _in_text(page, twice, whole, len(twice))):
        return place
    if all(sign in page.prose for sign in re.findall(r"[^\w\s]", words)):  # else as "&#42;"
        before = " ".join(lines[: found.start()].rpartition("\n")[2].split(" ")[-2:])
        known = words if re.search(r"\w", words) else lines[found.start() :].split("\n")[0]
        tries = [(known, length, before), (words, length, before[-1:])]
        alone = re.sub(r"[^\W_]+", "", words).strip()  # where a macro says the rest
        if alone and not re.search(rf"&#{ord(alone[0])};|\\\{alone[0]}", page.text):
            tries.append((alone, 1, ""))
        for needle, long, after in tries:
            if place := _in_text(page, needle, whole, long, after):
                return place
    if any(words.strip(".,:;!?(){}") in one for one in from_macros) or ESCAPED.search(page.text):
        return None
    line = page.place(found[0]).line - page.lines_before  # the net
    return page.at(line, 1, length)


def _in_text(page: Page, words: str, whole: str, length: int = 1, before: str = "") -> Place | None:
    """Returns where `words` are typed, straight after `before`, or as many of the first ones as
    stand together: on the line that is most like the `whole` one, as it is shown. None where they
    are not typed."""
    first = words.split()[:3]
    least = 1 if len(first) == 1 or re.search(r"\w", first[0]) else 2  # a sign alone is not enough
    above, space = before.split(" "), rf"{GAP}\s+{GAP}"
    marked = [GAP.join(map(re.escape, word)) for word in (*above, *first)]
    for end in range(len(marked), len(above) + least - 1, -1):
        before, parts = space.join(marked[: len(above)]), space.join(marked[len(above) : end])
        places = re.finditer(rf"{before}(?<![\\;])({parts})", page.prose)
        if found := max(places, key=lambda one: _likeness(one, whole), default=None):
            return page.sign(found.start(1), length)
    return None


def _likeness(found: re.Match[str], whole: str) -> float:
    """Returns how many of their words the line of what is `found` and a `whole` one share, from 0
    to 1."""
    start = found.string.rfind("\n", 0, found.start(1)) + 1
    line = found.string[start:].partition("\n")[0]
    own, other = ({*re.findall(r"\w+", text)} for text in (line, whole))
    return len(own & other) / max(1, len(own | other))


def _key(text: str) -> str:
    """Returns the beginning of a text to know it by: its first letters, up to a sign that Markdown
    may have taken away."""
    return " ".join(re.split(r"[\\*_`\[\](){}<>&!|~]", text.lstrip("*_[ "))[0].split())[:30].strip()


def _points(page: Page, lines: Lines, root: html.HtmlElement) -> Iterator[Problem]:
    """Each item that was typed in a list is an item of a list, with the number that was typed."""
    shown: dict[str, list[int | None]] = {}
    for item in root.iter("li"):
        number = item_number(item)[:-1]
        own = "".join(texts(item, "\n", lambda one: one.tag in ("ul", "ol")))
        alike = shown.setdefault(_key(own.strip().split("\n")[0]), [])
        alike.append(int(number) if number.isdigit() else None)
    broken = False  # by a row of the list that is no point, which is told
    for line, text in lines.items():
        broken = bool(re.match(r" *\d{1,9}[.)]\S", text) or (broken and text.strip()))
        match = re.match(r"( *)(?:[-*+]|(\d{1,9})[.)]) +(\S.*)", text)
        key = _key(match[3]) if match else ""
        above, below = (lines.get(line + step, "") for step in (-1, 1))
        empty = re.fullmatch(r" *(?:[-*+]|\d{1,9}[.)]) *", text)
        if empty and ("" in shown or POINT.match(above) or not (above + below).strip()):
            yield Problem(page.at(line), "en tom punkt", "Skriv punktens text, eller ta bort den.")
        if not match or not key or re.fullmatch(r" *([-*_])(?: *\1){2,} *", text):
            continue
        numbers = [one for start in shown if start.startswith(key) for one in shown[start]]
        if not numbers and match[2] in (None, "1"):
            fix = "Sätt en tom rad före listan, och lika många mellanslag före varje punkt i den."
            yield Problem(page.at(line), "raden blir ingen punkt i listan", fix)
        elif numbers and numbers[0] and int(match[2] or 1) not in (1, *numbers) and not broken:
            what = f"numret {match[2]} visas som {numbers[0]}"
            fix = "Skriv listans nummer i följd, från det första."
            yield Problem(page.at(line, len(match[1]) + 1, len(match[2]) + 1), what, fix)


def _code(page: Page, lines: Lines, root: html.HtmlElement) -> Iterator[Problem]:
    """Four spaces make code of a line, which nobody means who writes a sentence."""
    backwards = reversed(lines.items())  # of two the same the first is told
    indented = {text.strip(): line for line, text in backwards if text[:1].isspace()}
    for block in root.iter("pre"):
        first = block.text_content().strip("\n").split("\n")[0].strip()
        said = first.partition(" { #")[0]
        sentence = re.search(rf"{WORDS}{{2}}", said)
        if sentence and not re.search(r"[=(){}<>$;/\\|]| -\w", said) and first in indented:
            what = "mellanslagen först på raden gör den till programkod"
            yield Problem(page.at(indented[first]), what, "Ta bort mellanslagen först på raden.")


def _rows(page: Page, lines: Lines) -> Iterator[Problem]:
    """A row of a table has as many cells as its head."""
    cells, above = 0, ""  # of the head of the table that the line may be in; the line before
    for line, text in lines.items():
        own = _cells(text)
        if TABLE_RULE.match(text) and "|" in above:
            cells = _cells(above)
            if own != cells:
                what = f"raden med streck har inte lika många delar ({own}) som första raden"
                fix = "Skriv lika många delar i varje rad, med | emellan, och en tom rad efter"
                place = page.at(line - 1, 1, len(above))
                yield Problem(place, f"{what} ({cells})", f"{fix} tabellen.")
                cells = 0
            elif not lines.get(line + 1, "").strip():
                fix = "Skriv raderna under den, utan tom rad emellan, eller ta bort den."
                yield Problem(page.at(line - 1, 1, len(above)), "tabellen har inga rader", fix)
        elif not text.strip():
            cells = 0
        elif cells and own != cells and not _goes_on(lines.get(line + 1, "")):
            what = f"raden har inte lika många delar ({own}) som tabellens första rad ({cells})"
            fix = "Ta bort | och det som är för mycket. Ska tecknet | synas i texten? Skriv \\|."
            if own < cells:
                fix = (
                    "Saknas | mellan två delar? Skriv det. Är en del tom? Skriv den ändå: | |. Hör"
                )
                fix += " raden inte till tabellen? Sätt en tom rad före den."
            if _goes_on(text) and above.startswith("|"):
                what, fix = "tabellens rad är bruten", "Skriv ihop den med raden ovanför."
            yield Problem(page.at(line, 1, len(text)), what, fix)
        above = text


def _goes_on(row: str) -> bool:
    """Returns whether a row of a table is the end of the one above, which was broken."""
    return row[:1] != "|" == row.rstrip()[-1:]


def _cells(row: str) -> int:
    row = re.sub(r"`[^`]*`|\{\{.*?\}\}", "", row).strip()
    return len(re.split(r"(?<!\\)\|", row.strip("|")))


def _attributes(page: Page, lines: Lines, root: html.HtmlElement) -> Iterator[Problem]:
    """No list of attributes hides anything, and no link stands within another link."""
    for name in [own.attrname for own in root.xpath("//@hidden | //@inert | //@aria-hidden")][:1]:
        fix = f"Ta bort {name}, eller ta bort texten."
        yield Problem(page.place(name), "text som är dold för läsaren", fix)
    if half := HALF.search(page.typed):
        fix = "Skriv lika många stjärnor före och efter: *kursiv*, **fetstil**."
        yield Problem(page.place(half[half.lastindex or 0]), "stjärnorna blir inte fetstil", fix)
    if re.search(r"<a\b[^>]*>(?:(?!</a>).)*?<a\b", page.typed, re.DOTALL):
        said = (own.line for own in page.said if own.html and own.html in page.typed)
        typed = (line for line, text in lines.items() if re.search(r"\[[^\]]*\{\{", text))
        what = "ett makro som ger en länk står inne i en annan länk"
        place = page.at(next(chain(typed, said), 1))
        yield Problem(place, what, "Flytta ut makrot ur länkens text.")


def _unknown(page: Page, root: html.HtmlElement) -> Iterator[Problem]:
    """A text is given no attribute but those for texts, and no look but those that there are. What
    hides, runs or fetches is told besides; the form of the adopted text is checked for itself."""
    if page.meta.kind == "adopted":
        return
    there = f"Ta bort det. De som finns: {', '.join('.' + one for one in LOOKS)}."
    own = [(one.attrname, "") for one in root.xpath("//@*")]
    own += [(look, there) for look in " ".join(root.xpath("//@class")).split()]
    for name, fix in dict.fromkeys(own):
        typed = re.search(
            rf"""[{{<][^{{}}<>]*?[\s."']({re.escape(name)})(?=[\s="'}}>])""", page.text
        )
        if not typed or (name in LOOKS if fix else OF_TEXTS.fullmatch(name)):
            continue
        what = f'det finns inget utseende som heter "{name}"' if fix else f'"{name}" på en text'
        place = page.sign(typed.start(1), len(name))
        yield Problem(place, what, fix or "Det styr sidan och hör inte till texten. Ta bort det.")


def _lost(page: Page, lines: Lines, root: html.HtmlElement) -> Iterator[Problem]:
    """Every word that is typed is shown."""
    shown = LETTERS.sub("", root.text_content() + "".join(root.xpath("//@alt")))
    for line, text in lines.items():
        if "<!--" in text or re.match(r" {0,3}\[[^\]]+\]: ", text):
            continue
        # Code is shown as it is, and what a picture shows is no part of the sentence.
        own = MACRO.sub("\0", PICTURE.sub(r"\0\1\0", CODE.sub("\0", text)))
        typed = unescape(NOT_SHOWN.sub("", own)).split("\0")
        if not all(LETTERS.sub("", words) in shown for words in typed):
            what = "raden syns inte på sidan så som den är skriven"
            fix = "Jämför med raderna runt omkring, och skriv den utan tecken som sidan tar bort."
            yield Problem(page.at(line, 1, len(text)), what, fix)


def _left(page: Page, lines: Lines, root: html.HtmlElement) -> Iterator[Problem]:
    """Nothing is left of another program, or of an earlier draft, and an address can be tapped. Of
    an adopted page only what stands above the text is ours, but for the document's own words."""
    adopted = page.meta.kind == "adopted"
    for key in ("title", "description", "reviewer"):
        row = re.search(rf"^{key}: *[^{{}}\n]*$", page.head, re.MULTILINE)
        if row and (odd := odd_in(getattr(page.meta, key) or "")):
            if adopted and odd[0] in root.text_content():
                continue
            at = page.head.find(odd[0], row.start())
            place = page.sign(at - len(page.head), len(odd[0])) if at > 0 else page.key(key)
            yield Problem(place, *odd[1:])
    if adopted:
        return
    # Code has as many spaces in its place, so that every word stands where it is typed.
    prose = enumerate(page.prose.split("\n"), 1)
    typed = "\n".join(text if line in lines else " " * len(text) for line, text in prose)
    without_code = without(CODE, typed)
    addresses = Sign(BARE, 'adressen "%s" går inte att trycka på', LINK)
    looked_for = [(sign, without_code) for sign in TYPED]
    for sign, text in [*looked_for, (addresses, without(LINKED, typed))]:
        for found in sign.found(text):
            place = page.sign(found.start(), len(found[0].split("\n")[0]))
            kind = (Kind[sign.kind], (found[0],)) if sign.kind else ()
            yield Problem(place, sign.told(found), sign.fix, *kind)
