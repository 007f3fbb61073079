"""The sections that each word says most about: the browser only has to know which they are.

BM25's fields: a heading weighs more than the text under it, a long text weighs less a word. How
rare a word is, the browser sees from how many sections hold it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from strategysite.search.reading import FoundPage
from strategysite.search.words import STOP_WORDS, stem, words

HEADING = 5.0
TITLE = 1.5
ABOVE = 1.0
NAME = 3.0
DESCRIPTION = 2.0
TEXT = 1.0
# A telephone number on a help page; those that stand first are whom the page is for.
NUMBER = 5.0
FIRST = 10.0
LENGTH = 0.6
# A section of which a word says no more than this share of what it says of another is not found by
# it; nor are more sections than these.
TELLING = 0.5
MOST = 5
SHARE = 60  # on a larger site one in so many
# Ends the name of a stop word, which finds no section: no stem, so that "far" is not "fara".
SILENT = " "

Postings = dict[str, list[int]]
Forms = dict[str, set[str]]


def weigh(pages: Iterable[FoundPage], asked: Collection[str]) -> tuple[Postings, Forms]:
    """{stem: its sections' numbers, in order}, and the folded forms of each stem; but for a word of
    `asked` that only running text has: what people ask with it says better where it leads."""
    sections = [
        (page, number, section) for page in pages for number, section in enumerate(page.sections)
    ]
    texts = [words(section.text) if page.searched_whole else [] for page, _, section in sections]
    mean = sum(map(len, texts)) / len(texts) if texts else 1.0
    forms: Forms = defaultdict(set)
    weighed: defaultdict[str, dict[int, float]] = defaultdict(dict)
    named: set[str] = set()
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
                silent = page.lang == "sv" and word in STOP_WORDS
                term = word + SILENT if silent else stem(word, page.lang)
                weights[term] += weight
                forms[term].add(word)
                if found is not text or silent:
                    named.add(term)
        for term, weight in weights.items():
            weighed[term][unit] = weight * page.worth
    most = max(MOST, len(sections) // SHARE)
    adopted = {unit for unit, (page, *_) in enumerate(sections) if page.adopted}
    told = [term for term in weighed if term in named or forms[term].isdisjoint(asked)]
    return {term: _foremost(weighed[term], most, adopted) for term in told}, forms


def _foremost(found: dict[int, float], most: int, adopted: set[int]) -> list[int]:
    # Where the words of the document come from is told, however often others repeat them.
    least = TELLING * max(found.values())
    telling = [unit for unit, weight in found.items() if weight > least or unit in adopted]
    return sorted(sorted(telling, key=lambda unit: (-found[unit], unit))[:most])
