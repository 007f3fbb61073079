"""How hard the Swedish pages are to read, as LIX: average sentence length plus the share of words longer than six letters.

Source: C. H. Björnsson, "Läsbarhet", 1968. Below 30 is very easy, 30–40 easy, 40–50 as a newspaper, above 60 as a thesis.
"""

import re
from dataclasses import dataclass

from lxml import html as lxml_html

from strategysite.pages import Page

LONG = 6  # letters; a longer word counts as long
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:](?=\s|$)")
TEXT_BLOCKS = ("p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "td", "th", "caption", "summary")


@dataclass(frozen=True)
class Readability:
    """A page's words, sentences and LIX."""

    words: int
    sentences: int
    lix: float


def lix(texts: list[str]) -> Readability:
    """Returns the readability of running text, a paragraph or a list item a string. Each is at least one sentence. No words: LIX 0."""
    words = [word for text in texts for word in WORD.findall(text)]
    sentences = sum(max(1, len(SENTENCE_END.findall(text.strip()))) for text in texts if WORD.search(text))
    if not words:
        return Readability(0, 0, 0.0)
    long_words = sum(len(word.replace("-", "")) > LONG for word in words)
    return Readability(len(words), sentences, len(words) / sentences + 100 * long_words / len(words))


def page_readability(page: Page) -> Readability:
    """Returns the readability of a page as a reader meets it, macros included; lists of sources and facts about contacts are left out."""
    tree = lxml_html.fragment_fromstring(page.html, create_parent="div")
    for element in tree.xpath("//*[contains(@class, 'sources') or contains(@class, 'facts') or contains(@class, 'checked')]"):
        element.drop_tree()
    texts = []
    for element in tree.iter(*TEXT_BLOCKS):
        if next(element.iterdescendants(*TEXT_BLOCKS), None) is None:
            texts.append(" ".join(element.text_content().split()))
    return lix([text for text in texts if text])
