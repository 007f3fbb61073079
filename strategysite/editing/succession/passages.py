"""A page of the strategy as the editors have it, with what a new version of the document says: what
is the same stays as they wrote it, and so does what is their own."""

import html
import re
from collections.abc import Container, Mapping
from difflib import SequenceMatcher

from strategysite.data.adopted import words
from strategysite.editing.succession.document import unlike
from strategysite.editing.succession.lines import ITEM, level_of, marked

MARKUP = re.compile(r"<sup\b.*?</sup>|<br>|\{[^{}]*\}|\]\([^()]*\)|^\s*(?:#+|>|[-+](?=\s))|[\[*|]")
# Beside the words of a passage: marks of footnotes, numbers of items and of a heading, that it is a
# quotation, and a picture's file.
MARKS = re.compile(
    r"<sup[^>]*>\[?(\d+)|^[\s#]*(\w{1,3}[.)])\s|(?:value=|data-number=\")([^\" }]+)|^\s*(>)"
    r"|^!\[[^\]]*\]\(([^()]*)\)",
    re.MULTILINE,
)
ITEM_OF_A_LIST = re.compile(r"\s*(?:[-+*]|\d+[.)])\s")
OWN = re.compile(r"^\s*\{\{|(?<!<sup )data-editorial")  # what the editors have beside the document
# The macros that stand for a part of the document, and the target area that they show.
SHOWS = re.compile(r"\s*\{\{ *(goals|activity_table|metadata_table)\( *[\"']?([\w-]*).*")
ID = re.compile(r"^(#+ .*\{[^{}\n]*#)([\w-]+)", re.MULTILINE)  # of a heading
PARTS = re.compile(r"^(#.*|\{\{.*\}\})\n(?! *\{ )|\n(?=#|\{\{)", re.MULTILINE)


def bare(row: str) -> str:
    """Returns the words of a row of Markdown, or of a line of the document: without its number in a
    list, which a page may have in another way."""
    said = html.unescape(MARKUP.sub(" ", ITEM.sub("", row))).strip()
    return " ".join(words(ITEM.sub("", said)))


def said_of(line: str) -> str:
    """The words of a line as a page has them."""
    mark, text = marked(line)
    return bare(line if mark in ("!", "-") else text)


def merged(
    text: str, new: str, said: str, renamed: Mapping[str, str], recast: Container[str]
) -> str:
    """Returns the `text` of a page with the passages of the `new` one. What says the same is as it
    was; what is of the document, which `said` all that there, gives its place to what is new; and
    anything else stays. A heading that is `renamed` keeps its id, and its level, if it is none of
    the rows that are `recast`: those are headings, items or neither as the new page has them."""

    def key(passage: str) -> tuple[object, ...]:
        rows = passage.split("\n")
        cast = [(level_of(row), bool(ITEM_OF_A_LIST.match(row))) for row in rows]
        return _key(passage), *(cast if any(bare(row) in recast for row in rows) else cast[:0])

    ours, theirs = _passages(text), _passages(new)
    known = {key(one): one for one in ours if of_the_document(one, said)}
    theirs = [known.get(key(one), one) for one in theirs]  # also what has moved stays as it was
    matcher = SequenceMatcher(None, [*map(key, ours)], [*map(key, theirs)], autojunk=False)
    written = list[str]()
    for how, a, b, c, d in matcher.get_opcodes():
        old, fresh = ours[a:b], theirs[c:d]
        own = [one for one in old if of_the_document(one, said)]
        if how == "equal" or key("\n".join(own)) == key("\n".join(fresh)):
            written += old
            continue
        for one in old:
            if one not in own:
                written.append(one)
            elif fresh:
                written.append(_in_place(one, fresh.pop(0), renamed, recast))
            if own and one is own[-1]:  # what the editors have after it stays after it
                written += fresh
                fresh = []
        written += fresh
    if written == ours:
        return text
    return each_id_once("\n" + "\n\n".join(written) + "\n")


def each_id_once(text: str) -> str:
    """Returns a page's text with another id for a heading that has one of those before it."""
    used = set[str]()

    def own(found: re.Match[str]) -> str:
        used.add(now := unlike(found[2], used))
        return f"{found[1]}{now}"

    return ID.sub(own, text)


def editorial(heading: str) -> str:
    """Returns a heading of a page as the site's own, and none of the document's."""
    mark = 'data-editorial=""'
    return f"{heading[:-1]}{mark} }}" if heading.endswith("}") else f"{heading} {{ {mark} }}"


def of_the_document(passage: str, said: str) -> bool:
    """Whether a passage of a page says what the document does there."""
    return bool(SHOWS.fullmatch(passage)) or (
        not OWN.search(passage) and f" {_said(passage)} " in f" {said} "
    )


def _passages(text: str) -> list[str]:
    """The rows of a page: a heading or a macro alone, else what stands between empty ones."""
    found = PARTS.sub(r"\1\n\n", text)
    return [one for one in re.split(r"\n(?:[ \t]*\n)+", found.strip("\n")) if one.strip()]


def _key(passage: str) -> tuple[object, ...]:
    if shows := SHOWS.fullmatch(passage):
        return shows.groups()
    title = passage.startswith("# ")  # a page has one
    return _said(passage) or passage, title, *MARKS.findall(passage)


def _said(passage: str) -> str:
    return " ".join(row for row in map(bare, passage.split("\n")) if re.search(r"\w", row))


def _in_place(old: str, new: str, renamed: Mapping[str, str], recast: Container[str]) -> str:
    ours, theirs = (re.fullmatch(r"#+ (.*?)( \{[^{}]*\})?", one) for one in (old, new))
    if not ours or not theirs or renamed.get(bare(ours[1])) != bare(theirs[1]):
        return new
    level = level_of(new if bare(theirs[1]) in recast else old)
    return f"{'#' * level} {theirs[1]}{ours[2] or ''}"
