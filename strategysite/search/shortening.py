"""Words written in fewer bytes, for the index, and read again.

Folded words have no capital letters and no signs, so that these may stand for something else.
theme/scripts/search/engine.js reads the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The signs that need no escape in JSON; | parts questions.
_ASCII = [chr(code) for code in range(33, 127) if chr(code) not in '"\\|']
_SIGNS = [sign for sign in _ASCII if not sign.isalnum()]
_PIECE = re.compile(r"[A-Z].|[a-z\d\x80-\U0010ffff]+|[^ ]")


def shorten(groups: Iterable[Sequence[str]]) -> str:
    """The sorted forms of each word: how the word begins, and after each / how a form ends. Before
    each word a capital says how many letters it has from the one before it, A none and B one."""
    last, text = "", ""
    for forms in groups:
        word = forms[0]
        if len(forms) > 1:
            start = _alike(word, forms[-1])
            word = "/".join([word[:start], *(form[start:] for form in forms)])
        same = min(_alike(last, word), len(_CAPITALS) - 1)
        text += _CAPITALS[same] + word[same:]
        last = word
    return text


def lengthen(text: str) -> dict[str, int]:
    """{form: the number of its word} of what `shorten` was given."""
    word = ""
    found: dict[str, int] = {}
    for number, (capital, rest) in enumerate(re.findall("([A-Z])([^A-Z]*)", text)):
        word = word[: _CAPITALS.index(capital)] + rest
        start, *ends = word.split("/")
        found |= {start + end: number for end in ends or [""]}
    return found


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def commonest(questions: Iterable[str]) -> list[str]:
    """The words that stand oftenest in the questions, as many as there are signs for."""
    times = Counter(word for question in questions for word in question.split())
    return sorted(times, key=lambda word: (-times[word], word))[: len(_SIGNS)]


class Shorthand:
    """Questions with a sign for each of the commonest words, a capital letter and one more sign for
    a word that a page has, by its place among `known`, and spaces only where two others meet."""

    def __init__(self, common: Sequence[str], known: Sequence[str]) -> None:
        pairs = (capital + sign for capital in _CAPITALS for sign in _ASCII)
        self._short = dict(zip(known, pairs, strict=False)) | dict(
            zip(common, _SIGNS, strict=False)
        )
        self._word = {short: word for word, short in self._short.items()}

    def write(self, question: str) -> str:
        """A question in short."""
        text, spelled = "", False
        for word in question.split():
            short = self._short.get(word)
            text += short or " " * spelled + word
            spelled = not short
        return text

    def read(self, text: str) -> str:
        """The question that was written so."""
        return " ".join(self._word.get(piece, piece) for piece in _PIECE.findall(text))
