"""How much each word says about each section: a number from 1 to 7, so that the browser only has to
add.

BM25 over fields: a heading weighs more than the text under it, a word said twice does not weigh
twice, a long text weighs less a word. How rare a word is, the browser sees from how many sections
hold it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from strategysite.search.reading import FoundPage
from strategysite.search.words import fold, forms, stem

HEADING = 5.0
TITLE = 1.5
ABOVE = 1.0
NAME = 3.0
DESCRIPTION = 2.0
TEXT = 1.0
SATURATION = 1.6
LENGTH = 0.6
BITS = 3
STEPS = 2**BITS - 1

Postings = dict[str, dict[int, int]]


def weigh(pages: Iterable[FoundPage]) -> tuple[Postings, dict[str, str]]:
    """{stem: {section number: weight}}, and the commonest written form of each stem."""
    sections = [
        (page, number, section) for page in pages for number, section in enumerate(page.sections)
    ]
    texts = [forms(section.text) if page.searched_whole else [] for page, _, section in sections]
    mean = sum(map(len, texts)) / len(texts) if texts else 1.0
    written: dict[str, Counter[str]] = defaultdict(Counter)
    postings: Postings = defaultdict(dict)
    for unit, ((page, number, section), words) in enumerate(zip(sections, texts, strict=True)):
        short = 1 - LENGTH + LENGTH * len(words) / (mean or 1)
        weights: defaultdict[str, float] = defaultdict(float)
        fields = [(section.heading, HEADING), (section.above, ABOVE)]
        fields += (
            [(page.title, TITLE)]
            if number
            else [(page.description, DESCRIPTION), (page.name, NAME)]
        )
        if page.kind == "help":
            fields.append((section.numbers, HEADING))
        for text, weight in fields:
            _add(weights, written, forms(text), weight)
        _add(weights, written, words, TEXT / short)
        for term, weight in weights.items():
            postings[term][unit] = max(1, round(STEPS * weight / (SATURATION + weight)))
    return postings, {
        term: max(sorted(found), key=found.__getitem__) for term, found in written.items()
    }


def _add(
    weights: defaultdict[str, float],
    written: dict[str, Counter[str]],
    words: list[str],
    weight: float,
) -> None:
    for word in words:
        term = stem(fold(word))
        weights[term] += weight
        written[term][word] += 1
