"""The numbers of a Word document's lists and headings: Word counts them, and keeps only how."""

import re
from collections import defaultdict
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

# ECMA-376 (ISO/IEC 29500), part 1: WordprocessingML.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
# Names of styles that say what a paragraph is, whatever it looks like.
SAYS = re.compile(r"(?:heading|toc) \d|(?:sub)?title|toc heading|(?:intense )?quote|caption", re.I)


def of(element: Any, path: str, otherwise: str) -> str:
    """The value of what stands at `path` in an element; `otherwise` where nothing does."""
    found = element.find(path)
    return otherwise if found is None else str(found.get(VAL, otherwise))


def roman(number: int) -> str:
    """Returns a number up to 399 as Roman numerals."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "C" * (number // 100) + tens[number // 10 % 10] + ones[number % 10]


def _letter(number: int) -> str:
    """The letter of an item; after z Word goes on with aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


LETTERS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
}


def as_based(styles: Any) -> None:
    """Gives each style the name that says what it is, and the numbers, of the one that it is based
    on (17.7.4.3): "Kommunrubrik" is "heading 1". One with an outline level is a heading
    (17.3.1.20)."""
    known = {each.get(f"{W}styleId"): each for each in styles.iter(f"{W}style")}
    for style in known.values():
        each, says, numbers = style, "", None
        for _ in known:  # styles that are based on each other have no end
            name, level = of(each, f"{W}name", ""), of(each, f"{W}pPr/{W}outlineLvl", "")
            says = says or (name if SAYS.fullmatch(name) else level and f"heading {int(level) + 1}")
            numbers = each.find(f"{W}pPr/{W}numPr") if numbers is None else numbers
            each = known.get(of(each, f"{W}basedOn", ""), each)
        if says and (own := style.find(f"{W}name")) is not None:
            own.set(VAL, says)
        if numbers is not None and style.find(f"{W}pPr/{W}numPr") is None:
            etree.SubElement(style, f"{W}pPr").append(deepcopy(numbers))


class Numbers:
    """The numbers of lists and headings: Word counts them, and keeps only how (17.9). Mammoth says
    no more of them than that there are some."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        lists = {each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
        styled = {of(each, f"{W}styleLink", ""): each for each in lists.values()}
        # By the list's own id: what it counts with, its levels, and where they begin anew.
        self.lists: dict[str, tuple[str, dict[int, Any], dict[int, int]]] = {}
        for each in numbering.iter(f"{W}num"):
            key = each.find(f"{W}abstractNumId").get(VAL)
            own = lists.get(key, each)
            own = styled.get(of(own, f"{W}numStyleLink", "-"), own)
            levels = {int(level.get(f"{W}ilvl")): level for level in own.iterchildren(f"{W}lvl")}
            own = {int(one.get(f"{W}ilvl")): one for one in each.iterchildren(f"{W}lvlOverride")}
            levels |= {
                at: level for at, one in own.items() for level in one.iterchildren(f"{W}lvl")
            }
            anew = ((at, of(one, f"{W}startOverride", "")) for at, one in own.items())
            starts = {at: int(start) for at, start in anew if start}
            self.lists[each.get(f"{W}numId")] = (key, levels, starts)
        self.styles = {
            each.get(f"{W}styleId"): numbers
            for each in (styles.iter(f"{W}style") if styles is not None else ())
            if (numbers := each.find(f"{W}pPr/{W}numPr")) is not None
        }
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.started: set[str] = set()

    def write(self, document: Any) -> None:
        """Writes the numbers as text, first in their paragraphs."""
        for row in document.iter(f"{W}p"):
            style = of(row, f"{W}pPr/{W}pStyle", "")
            if style in self.styles and row.find(f"{W}pPr/{W}numPr") is None:
                row.find(f"{W}pPr").append(deepcopy(self.styles[style]))
            if label := self._label(row, style):
                run = etree.Element(f"{W}r")
                text = etree.SubElement(run, f"{W}t")
                text.text = f"{label} "
                row.insert(1 if row.find(f"{W}pPr") is not None else 0, run)

    def _label(self, row: Any, style: str) -> str:
        found = row.find(f"{W}pPr/{W}numPr")
        if found is None or of(found, f"{W}numId", "0") not in self.lists:
            return ""
        number = of(found, f"{W}numId", "0")
        key, levels, starts = self.lists[number]
        linked = (at for at, level in levels.items() if of(level, f"{W}pStyle", "") == style != "")
        at = int(of(found, f"{W}ilvl", str(next(linked, 0))))
        if at not in levels or of(levels[at], f"{W}numFmt", "decimal") in ("bullet", "none"):
            return ""
        if number not in self.started:
            self.started.add(number)
            for deep in starts:
                self.counts[key].pop(deep, None)
        counts = {deep: count for deep, count in self.counts[key].items() if deep <= at}
        start = starts.get(at, int(of(levels[at], f"{W}start", "1")))
        counts[at] = counts.get(at, start - 1) + 1
        self.counts[key] = counts

        def counted(sign: re.Match[str]) -> str:
            deep = int(sign[1]) - 1
            how = of(levels[deep], f"{W}numFmt", "decimal") if deep in levels else "decimal"
            return LETTERS.get(how, str)(counts.get(deep, 1))

        return re.sub(r"%(\d)", counted, of(levels[at], f"{W}lvlText", "%1."))
