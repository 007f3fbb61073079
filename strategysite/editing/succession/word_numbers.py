"""The numbers of a Word document's lists and headings: Word counts them, and keeps only how."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from lxml import etree

# ECMA-376 (ISO/IEC 29500), part 1: WordprocessingML.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"


def of(element: Any, path: str, otherwise: str) -> str:
    """The value of what stands at `path` in an element; `otherwise` where nothing does."""
    found = element.find(path)
    return otherwise if found is None else str(found.get(VAL, otherwise))


def _roman(number: int) -> str:
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "C" * (number // 100) + tens[number // 10 % 10] + ones[number % 10]


def _letter(number: int) -> str:
    """The letter of an item; after z Word goes on with aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


LETTERS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}


class Numbers:
    """The numbers of lists and headings: Word counts them, and keeps only how (17.9). Mammoth says
    no more of them than that there are some."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        lists = {each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
        styled = {of(each, f"{W}styleLink", ""): each for each in lists.values()}
        self.lists: dict[str, tuple[str, Any, dict[int, Any]]] = {}
        for each in numbering.iter(f"{W}num"):
            key = each.find(f"{W}abstractNumId").get(VAL)
            own = lists.get(key, each)
            own = styled.get(of(own, f"{W}numStyleLink", "-"), own)
            levels = {int(level.get(f"{W}ilvl")): level for level in own.iterchildren(f"{W}lvl")}
            self.lists[each.get(f"{W}numId")] = (key, each, levels)
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
            if label := self._label(row):
                run = etree.Element(f"{W}r")
                text = etree.SubElement(run, f"{W}t")
                text.text = f"{label} "
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                row.insert(1 if row.find(f"{W}pPr") is not None else 0, run)

    def _label(self, row: Any) -> str:
        style = of(row, f"{W}pPr/{W}pStyle", "")
        found = row.find(f"{W}pPr/{W}numPr")
        found = self.styles.get(style) if found is None else found
        if found is None or of(found, f"{W}numId", "0") not in self.lists:
            return ""
        number = of(found, f"{W}numId", "0")
        key, instance, levels = self.lists[number]
        linked = (at for at, level in levels.items() if of(level, f"{W}pStyle", "") == style != "")
        at = int(of(found, f"{W}ilvl", str(next(linked, 0))))
        if at not in levels or of(levels[at], f"{W}numFmt", "decimal") in ("bullet", "none"):
            return ""
        if number not in self.started:
            self.started.add(number)
            for override in instance.iter(f"{W}startOverride"):
                self.counts[key].pop(int(override.getparent().get(f"{W}ilvl")), None)
        counts = {deep: count for deep, count in self.counts[key].items() if deep <= at}
        counts[at] = counts.get(at, int(of(levels[at], f"{W}start", "1")) - 1) + 1
        self.counts[key] = counts

        def counted(sign: re.Match[str]) -> str:
            deep = int(sign[1]) - 1
            how = of(levels[deep], f"{W}numFmt", "decimal") if deep in levels else "decimal"
            return LETTERS.get(how, str)(counts.get(deep, 1))

        return re.sub(r"%(\d)", counted, of(levels[at], f"{W}lvlText", "%1."))
