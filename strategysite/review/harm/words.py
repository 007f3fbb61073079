"""When two texts say the same, and when the one is the other changed."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from unicodedata import normalize

from strategysite.parsing.tables import table

MEANT = "Är det meningen? Ta annars tillbaka det ur historiken."
LIKE = 0.7  # of two words: the one is the other, mended
CHANGED = 0.5  # of the words of two sentences: the one is the other, changed
MOST = 2  # words that are mended in one sentence
TURNING = re.compile(rf"\b(?:{'|'.join(table(__file__))})\b|\d+", re.IGNORECASE)
WORD = re.compile(r"[\w@#☎]+")


def mended(old: str, new: str) -> bool:
    """Returns whether two texts say the same: only spaces, signs or the spelling of a word or two
    differ. A word that begins otherwise is another, as "möjligt" and "omöjligt"; so is a figure."""
    was, now = (WORD.findall(normalize("NFC", text).casefold()) for text in (old, new))
    if "".join(was) == "".join(now):
        return True
    other = [pair for pair in zip(was, now, strict=False) if pair[0] != pair[1]]
    return len(was) == len(now) and len(other) <= MOST and all(_alike(*pair) for pair in other)


def _alike(word: str, other: str) -> bool:
    return (
        word[0] == other[0]
        and not re.search(r"\d|☎", word + other)
        and SequenceMatcher(None, word, other, autojunk=False).ratio() >= LIKE
    )


def turning(text: str) -> list[str]:
    """Returns the words of a text, and its figures, by which its sense is turned."""
    return sorted(found.casefold() for found in TURNING.findall(text))


def pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Yields each text that has gone from a list with the one that has come in its place: the one
    most like it, if any is."""
    come = [*(Counter(new) - Counter(old)).elements()]
    for gone in (Counter(old) - Counter(new)).elements():
        likeness = [(_likeness(gone, text), text) for text in come]
        best = max(likeness, default=(0.0, ""))
        if best[0] >= CHANGED:
            come.remove(best[1])
            yield gone, best[1]


def _likeness(old: str, new: str) -> float:
    was, now = (WORD.findall(text.casefold()) for text in (old, new))
    return SequenceMatcher(None, was, now, autojunk=False).ratio()
