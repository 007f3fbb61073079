"""How much each word says about each section: 1, 2 or 3, so that the browser only has to add.

BM25 over fields: a heading weighs more than the text under it, a word said twice does not weigh
twice, a long text weighs less a word. How rare a word is, the browser sees from how many sections
hold it.
"""

from collections import defaultdict
from collections.abc import Iterable

from strategysite.search.reading import FoundPage
from strategysite.search.words import stem, words

HEADING = 5.0
TITLE = 1.5
ABOVE = 1.0
NAME = 3.0
DESCRIPTION = 2.0
TEXT = 1.0
# A telephone number on a help page; those that stand first are whom the page is for.
NUMBER = 5.0
FIRST = 10.0
SATURATION = 1.6
LENGTH = 0.6
STEPS = 3
MOST = 8
SHARE = 30  # on a larger site one in so many

Postings = dict[str, dict[int, int]]


def weigh(pages: Iterable[FoundPage]) -> tuple[Postings, dict[str, set[str]]]:
    """{stem: {section's number: weight}}, and the folded forms of each stem."""
    sections = [
        (page, number, section) for page in pages for number, section in enumerate(page.sections)
    ]
    texts = [words(section.text) if page.searched_whole else [] for page, _, section in sections]
    mean = sum(map(len, texts)) / len(texts) if texts else 1.0
    forms: dict[str, set[str]] = defaultdict(set)
    postings: Postings = defaultdict(dict)
    for unit, ((page, number, section), text) in enumerate(zip(sections, texts, strict=True)):
        short = 1 - LENGTH + LENGTH * len(text) / (mean or 1)
        fields = [
            (words(section.heading), HEADING),
            (words(section.above), ABOVE),
            (words(section.numbers) if page.kind == "help" else [], NUMBER if number else FIRST),
            (text, TEXT / short),
        ]
        if number:
            fields.append((words(page.title), TITLE))
        else:
            fields += [(words(page.description), DESCRIPTION), (words(page.name), NAME)]
        weights: defaultdict[str, float] = defaultdict(float)
        for found, weight in fields:
            for word in found:
                term = stem(word, page.lang)
                weights[term] += weight
                forms[term].add(word)
        for term, weight in weights.items():
            postings[term][unit] = max(1, round(STEPS * weight / (SATURATION + weight)))
    most = max(MOST, len(sections) // SHARE)
    return {term: _foremost(found, most) for term, found in postings.items()}, forms


def _foremost(found: dict[int, int], most: int) -> dict[int, int]:
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:most])
