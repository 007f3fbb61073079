"""What a word is to the search. theme/scripts/search/words.js does exactly the same, but for the
stems, which only the index needs.

å ä ö é and their like are folded to their letter, so that whoever has no Swedish keyboard finds as
much as whoever has.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import snowballstemmer

# Snowball has rules for these of the site's languages. In another a word is its own stem: what is
# like it is found all the same.
_STEMMERS = {
    lang: snowballstemmer.stemmer(name)
    for lang, name in {"sv": "swedish", "en": "english", "fi": "finnish", "ar": "arabic"}.items()
}

# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans(
    {"æ": "a", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "œ": "o", "ı": "i"}
)
_WORD = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r":(?:s|n|en|ns|ar|er)(?![^\W_])")
_HYPHEN = re.compile(r"([^\W\d_])[-‐‑'’](?=[^\W\d_])")
# Digits that belong together although something stands between them: 114 14, 2025:400, 010-568 70
# 00.
_NUMBER = re.compile(r"[0-9]+(?:[ \u00a0:./–-]{1,2}[0-9]+)+")

# Folded words that are typed as they are spoken, or said in two ways: each line is one word.
_LINES = (Path(__file__).parent / "spoken.txt").read_text("utf-8").splitlines()
_SPOKEN = {form: said for said, *forms in map(str.split, _LINES) for form in forms}

# Folded words that say nothing of what is sought. A question is made of them; alone they are
# looked for all the same.
STOP_WORDS = frozenset((Path(__file__).parent / "stop_words.txt").read_text("utf-8").split())

# Folded words for what else a municipality does, which no strategy and no help is about.
ELSEWHERE = (Path(__file__).parent / "elsewhere.txt").read_text("utf-8").split()


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text in lower case, its letters in their usual form, without the marks over and under
    them."""
    decomposed = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return plain.translate(_LETTERS)


@lru_cache(maxsize=100_000)
def stem(word: str, lang: str = "sv") -> str:
    """Snowball's stem of a folded word, in a language it has rules for."""
    stemmer = _STEMMERS.get(lang)
    return str(stemmer.stemWord(word)) if stemmer and len(word) > 3 and word.isalpha() else word


def words(text: str) -> list[str]:
    """The folded words of a text. A word with a hyphen or an apostrophe is one word; digits that
    belong together stand once more as one, last."""
    text = _HYPHEN.sub(r"\1", _GENITIVE.sub("", fold(text)))
    found = [_SPOKEN.get(word, word) for word in _WORD.findall(text)]
    return found + [re.sub(r"[^0-9]", "", one) for one in _NUMBER.findall(text)]


def telling_words(text: str) -> set[str]:
    """Returns the stems of the words of a text in Swedish that say what it is about."""
    return {stem(word) for word in words(text)} - STOP_WORDS
