"""Reads lists, tables and headings as people write them, where Python-Markdown asks for more: a
blank line before a list or a table, more than that between two quotations, four spaces for each
level, a full stop after a number, no space before the # of a heading, two spaces at the end of a
line that breaks; and where it reads a hashtag, or a sum, as a heading or italics.

The rules are those of CommonMark 0.31, and of GitHub Flavored Markdown 0.29 for tables.
"""

import re

from strategysite.data.adopted import MONTHS

FENCE = re.compile(r" *(```+|~~~+)")
ITEM = re.compile(r" *([-*+]|\d{1,3}[.)])(?= |$)")
RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
TABLE_RULE = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")
HEADING = re.compile(r" {1,3}(?=#{1,6} )")
HASHTAG = re.compile(r"^#(?=(?:[a-zåäö]\w+|[A-ZÅÄÖ][a-zåäö]+[A-ZÅÄÖ]\w*)(?!.*\{))")  # no heading
YEAR = re.compile(r"^( {0,3}(?:[-*+] +)?\d{4,9})(?=[.)] )")  # first: no list has so many items
DAY = re.compile(rf" *\d+\. (?:{'|'.join(MONTHS)})\b")
CODE_OR_TIMES = re.compile(r"(`+).*?\1|(?<=\d)\*(?=\d)")  # 5*3*2 has nothing in italics
APART = "<!-- -->"  # between two quotations, which Python-Markdown would make one
LEVEL = " " * 4  # to Python-Markdown


def as_written(text: str) -> str:
    """Returns Markdown that Python-Markdown reads as `text` is meant; what it reads so already is
    left as it is."""
    out: list[str] = []
    levels: list[tuple[int, str]] = []  # of the lists that are open: the indent, the kind of mark
    below_item = False  # whether the last paragraph stands on lines of its own under an item
    fence = ""
    lines = [_spaces(line) for line in text.split("\n")]
    for written, below in zip(lines, [*lines[1:], ""], strict=True):
        code = fence or (written.startswith(LEVEL) and not levels)
        line = written if code else _inline(written, below)
        indent, words = len(line) - len(line.lstrip(" ")), line.lstrip(" ")
        after_text = bool(out and out[-1].strip())
        mark, item = FENCE.match(line), ITEM.match(line)
        if mark or fence or not words:
            if mark:
                fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
            elif not fence and below[:1] == ">" and "".join(out[-1:])[:1] == ">":
                out += ["", APART]
            out.append(line)
        elif item and not RULE.match(line) and (levels or indent < len(LEVEL)):
            kind = re.sub(r"\d+[.)]", "1.", item[1])
            beside = ""  # the kind of the list that the item may go on with
            while levels and indent < levels[-1][0] + (1 if _within(kind, levels[-1][1]) else 2):
                beside = levels.pop()[1]
            first = not levels and not beside
            if first and kind == "1." and item[1][:-1] != "1" and (after_text or DAY.match(line)):
                # Only a list from 1 breaks into a paragraph, or begins with a day.
                out.append(f"{line[: item.end() - 1]}\\{line[item.end() - 1 :]}")
                continue
            if after_text and (below_item or first or beside not in ("", kind)):
                out.append("")
            out.append(LEVEL * len(levels) + item[1].replace(")", ".") + line[item.end() :])
            levels.append((indent, kind))
            below_item = False
        elif levels and not after_text:
            depth = sum(indent >= level + 2 for level, _ in levels)
            below_item, levels = depth > 0, levels[:depth]
            out.append(line if indent >= len(LEVEL) * depth else LEVEL * depth + words)
        else:
            if after_text and "|" in line and TABLE_RULE.match(below) and not (levels and indent):
                out.append("")
                levels = []
            out.append(line if levels or code else HEADING.sub("", line))
    return "\n".join(out)


def _within(kind: str, above: str) -> bool:
    """Returns whether items of one kind, a little further in, belong to the level above."""
    return above == "1." and kind != above


def _inline(line: str, below: str) -> str:
    """Returns a line in which a sum is no italics, a hashtag no heading, and \\ last on it a line
    break."""
    line = YEAR.sub(r"\1\\", line)
    line = CODE_OR_TIMES.sub(lambda found: found[0] if found[1] else r"\*", line)
    if below.strip():
        line = re.sub(r"(?<!\\)\\$", "  ", line)
    return HASHTAG.sub(r"\#", line)


def _spaces(line: str) -> str:
    """Returns a line whose indent is of spaces."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].expandtabs(len(LEVEL)) + text
