"""Words written in fewer bytes, for the index, and read again.

Folded words have no capital letters and no signs, so that these may stand for something else.
theme/scripts/search/engine.js reads the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Of Latin-1, with no letter that is left when a text is folded: for what has the capitals itself.
LINKS = "".join(map(chr, range(161, 192)))
# The signs that need no escape in JSON.
_ASCII = [chr(code) for code in range(33, 127) if chr(code) not in '"\\']
_SIGNS = [sign for sign in _ASCII if not sign.isalnum()]
_PIECE = re.compile(r"[A-Z].|[a-z\d\x80-\U0010ffff]+|[^ ]")


def shorten(groups: Iterable[Sequence[str]]) -> str:
    """The sorted forms of each word, with / where another of the same word follows."""
    texts = (form + "/" * (form != forms[-1]) for forms in groups for form in forms)
    return chain(texts, _CAPITALS)


def lengthen(text: str) -> dict[str, int]:
    """{form: the number of its word} of what `shorten` was given."""
    found: dict[str, int] = {}
    number = 0
    for form in unchain(text, _CAPITALS):
        found[form.removesuffix("/")] = number
        number += not form.endswith("/")
    return found


def chain(texts: Iterable[str], links: str = LINKS) -> str:
    """The texts, each behind a sign that says how many letters it has from the one before it: the
    first of `links` none, the second one."""
    whole = ""
    for last, text in pairwise(["", *texts]):
        alike = [one == other for one, other in zip(last, text, strict=False)]
        same = [*alike[: len(links) - 1], False].index(False)
        whole += links[same] + text[same:]
    return whole


def unchain(whole: str, links: str = LINKS) -> list[str]:
    """The texts that `chain` was given."""
    texts = [""]
    for link, rest in re.findall(f"([{links}])([^{links}]*)", whole):
        texts.append(texts[-1][: links.index(link)] + rest)
    return texts[1:]


def commonest(times: Mapping[str, int]) -> list[str]:
    """The words that stand oftenest in the questions, as many as there are signs for."""
    return sorted(times, key=lambda word: (-times[word], word))[: len(_SIGNS)]


class Shorthand:
    """Questions with a sign for each of the commonest words, a capital letter and one more sign for
    a word that a page has, by its place among `known`, and spaces only where two others meet."""

    def __init__(self, common: Sequence[str], known: Sequence[str]) -> None:
        pairs = (capital + sign for capital in _CAPITALS for sign in _ASCII)
        self._short = dict(zip(known, pairs, strict=False))
        self._short |= zip(common, _SIGNS, strict=False)
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
