"""What a word is to the search: folded, split and stemmed. theme/scripts/search/words.js does
exactly the same.

å ä ö é and their like are folded to their letter, so that whoever has no Swedish keyboard finds as
much as whoever has. The stem is Snowball's, taken from the folded word on both sides.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("swedish")

# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"æ": "a", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "œ": "o", "ı": "i"}
)
_TOKEN = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"(?<=\w):(?:s|n|en|ns|ar|er)\b")
# Digits that belong together although something stands between them: 114 14, 2025:400, 010-568 70
# 00. Not tried anew within their first, nor are words below: the time would grow as its square.
_NUMBER = re.compile(r"(?<!\d)\d+(?:[ \u00a0:./–-]{1,2}\d+)+")
_PARAGRAPH = re.compile(r"\b(\d+(?:[ \u00a0]?[a-z])?)[ \u00a0]?(kap|§)")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")

# Folded words that say nothing of what is sought. A question is made of them; they count only when
# there is little else.
STOP_WORDS = frozenset((Path(__file__).parent / "stop_words.txt").read_text("utf-8").split())


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text in lower case and without the marks over and under its letters."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn").translate(
        _LETTERS
    )


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball's Swedish stem of a folded word."""
    return word if len(word) < 4 or not word.isalpha() else str(_STEMMER.stemWord(word))


def forms(text: str) -> list[str]:
    """The words of a text as written, in lower case, with numbers and hyphenated words also as
    one."""
    text = _GENITIVE.sub("", unicodedata.normalize("NFC", text).lower())
    found = _TOKEN.findall(text)
    found += (re.sub(r"\D", "", number) for number in _NUMBER.findall(text))
    found += (re.sub(r"\s", "", number) + mark for number, mark in _PARAGRAPH.findall(text))
    found += (re.sub(r"[-‐‑]", "", word) for word in _HYPHENATED.findall(text))
    return found


def terms(text: str) -> list[str]:
    """The folded stems of a text, in order."""
    return [stem(fold(form)) for form in forms(text)]
