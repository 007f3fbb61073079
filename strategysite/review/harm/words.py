"""When two texts say the same, and when the one is the other changed."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from unicodedata import normalize

from strategysite.parsing.tables import table
from strategysite.parsing.text import sentences

MEANT = "Är det meningen? Ta annars tillbaka det ur historiken."
LIKE = 0.7  # of two words: the one is the other, mended
CHANGED = 0.5  # of the words of two sentences: the one is the other, changed
MOST = 2  # words that are mended in one sentence
SHORT = 4  # words of a sentence in which another word is another thing
PART = 0.3  # of the words of a sentence: without them, and with no other, it says less
_TABLE = table(__file__)
TURNING = re.compile(rf"\b(?:{'|'.join(_TABLE['turning'] + _TABLE['units'])})\b|\d+", re.IGNORECASE)
LEADING = re.compile(rf"\b(?:{'|'.join(_TABLE['leading'])})", re.IGNORECASE)
WORD = re.compile(r"[\w@#☎]+")
SHOWS: dict[str, str] = _TABLE["shows"]


def mended(old: str, new: str) -> bool:
    """Returns whether two texts say the same: only spaces, signs or the spelling of a word or two
    differ. A word that begins otherwise is another, as "möjligt" and "omöjligt"; so is a figure;
    and what is asked is not said any more."""
    was, now = (WORD.findall(normalize("NFC", text).casefold()) for text in (old, new))
    if new.count("?") > old.count("?"):
        return False
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


def says_less(old: str, new: str, guides: bool) -> bool:
    """Returns whether a text no longer says what it said: a sentence is gone, or its sense is
    turned; where a text `guides` somebody, also whether one of whom to turn to has other words, or
    one has lost a part.
    Sentences may be said otherwise, divided, joined and added."""
    was, now = (Counter(sentences(text.replace("*", ""))) for text in (old, new))
    lost, come = [*(was - now).elements()], [*(now - was).elements()]
    same = [*pairs(lost, come)]
    words = {*WORD.findall(" ".join(come).casefold())}
    alone = [*(Counter(lost) - Counter(gone for gone, _ in same)).elements()]
    added = (Counter(come) - Counter(own for _, own in same)).elements()
    for own in (WORD.findall(text.casefold()) for text in alone):
        if sum(word in words for word in own) <= CHANGED * len(own):
            return True
    for text, other in same if guides else ():
        own, left = (WORD.findall(each.casefold()) for each in (text, other))
        short = len(own) <= SHORT
        if (short or LEADING.search(f"{text} {other}")) and not mended(text, other):
            return True
        if {*left} <= {*own} and len([one for one in own if one not in words]) > PART * len(own):
            return True
    # What a sentence no longer has may stand in one that it was divided into, but in no other.
    gone, more = turning(*alone), turning(*added)
    turned = [(turning(text), turning(other)) for text, other in same]
    apart = any(was - now - more or now - was - gone for was, now in turned)
    return apart or bool(turning(*lost) - turning(*come))


def new_sentence(old: str, new: str) -> str:
    """Returns the first sentence of `new` that is none of `old` changed, or nothing."""
    was, now = (sentences(text.replace("*", "")) for text in (old, new))
    changed = {own for _, own in pairs(was, now)} | {*was}
    return next((one for one in now if one not in changed and len(WORD.findall(one)) > 1), "")


def turning(*texts: str) -> Counter[str]:
    """Returns the words of texts, and the figures, by which their sense is turned."""
    return Counter(found.casefold() for text in texts for found in TURNING.findall(text))


def pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Yields each text that has gone from a list with the one that has come in its place: the one
    most like it, if any is."""
    come = [*(Counter(new) - Counter(old)).elements()]
    for gone in (Counter(old) - Counter(new)).elements():
        was, others = WORD.findall(gone.casefold()), [WORD.findall(one.casefold()) for one in come]
        likeness = [SequenceMatcher(None, was, one, autojunk=False).ratio() for one in others]
        best = max(zip(likeness, come, strict=True), default=(0.0, ""))
        if best[0] >= CHANGED:
            come.remove(best[1])
            yield gone, best[1]
