"""Finds the sections that answer a query, as the browser does: theme/scripts/search/engine.js does
exactly the same, and a test compares the two. Here it tells why, for editors and for measuring.

A section answers in two ways. By what people ask: the query is compared with every question of
data/search/ and every heading. And by what the page says: each word of the query, or one like it,
weighs what it says about the section.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from strategysite.search.nearness import Nearness
from strategysite.search.packing import HALF, SIGNS
from strategysite.search.weighing import STEPS
from strategysite.search.words import words

# What questions weigh beside what the page says, and how much of that the nearest question has
# alone; the rest have all together.
ASKED = 2.0
NEAREST = 0.3
# What a question of data/search/ gives besides, typed just so: its editor has said where it leads.
EXACT = 2.0
# From where a word is like another, what it weighs beside one that the site knows, and what a
# word weighs that begins as typed.
LIKE = 0.5
BESIDE = 0.5
BEGUN = 0.6
# What a word weighs that the site does not know.
UNKNOWN = 0.45
# A heading that stands in so many places is furniture ("Källor"), no name for what is under it.
FURNITURE = 3
# What answers worse than this is nothing; and worse than this share of the best, or of a good answer,
# no result.
NOTHING = 0.2
SHARE = 0.25
MOST_WORDS = 40


@dataclass(frozen=True)
class Found:
    """A section that answers: its address from the site's root, how well, and why."""

    address: str
    score: float
    asked: float
    """What the questions gave of the score; the rest is what the page says."""
    questions: list[tuple[float, str]]
    """The nearest questions, the nearest first, with how near each is, 0 to 1."""


class Ranking:
    """An index of the finished site, opened. Every word of it stands in the index itself, as it
    does up to some hundreds of pages."""

    def __init__(self, content: bytes) -> None:
        index = json.loads(content)
        self._stop = set(index.get("stop", "").split())
        self._pages = index["pages"]
        self._page_of = [number for number, page in enumerate(self._pages) for _ in range(page[3])]
        self._ids = index["ids"]
        self._rows = index["rows"].split(" ")
        self._group: dict[str, int] = {}
        for number, group in enumerate(index["words"].split()):
            start, *ends = group.split("/")
            self._group |= {start + end: number for end in ends or [""]}
        self._groups = list(self._group.values())
        self._vocabulary = Nearness([f" {form} " for form in self._group], self._groups)
        headings = Counter(index["headings"])
        asked = [(unit, text) for unit, texts in index["questions"] for text in texts.split("|")]
        self._written = len(asked)
        asked += [
            (unit, heading)
            for unit, heading in enumerate(index["headings"])
            if headings[heading] < FURNITURE
        ]
        self._asked = [(unit, joined(words(text))) for unit, text in asked]
        self._questions = Nearness(
            [text for _, text in self._asked], [unit for unit, _ in self._asked]
        )

    def ask(self, query: str) -> list[Found]:
        """The best section of every page that answers, the best first."""
        typed = words(query)[:MOST_WORDS]
        text = joined(typed)
        if typed and not self._knows(typed[-1]):
            text = text[:-1]  # it may go on
        scores = self._said(typed)
        near: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        asked: defaultdict[int, float] = defaultdict(float)
        for number, like in self._questions.near(text).items():
            unit, question = self._asked[number]
            near[unit].append((like, question))
            if question == text and number < self._written:
                asked[unit] = EXACT
        for unit, likes in near.items():
            nearest = max(like for like, _ in likes)
            together = math.sqrt(sum(like * like for like, _ in likes))
            asked[unit] += ASKED * (NEAREST * nearest + (1 - NEAREST) * together)
            scores[unit] += asked[unit]
        best: dict[int, Found] = {}
        for unit, score in sorted(scores.items()):
            page = self._page_of[unit]
            url, worth = self._pages[page][:2]
            if page not in best or score * worth > best[page].score:
                address = url + (f"#{self._ids[unit]}" if self._ids[unit] else "")
                told = sorted(near[unit], reverse=True)[:3]
                best[page] = Found(address, score * worth, asked[unit], told)
        found = sorted(best.values(), key=lambda one: -one.score)
        least = max(NOTHING, SHARE * min(1, found[0].score)) if found else 0
        return [one for one in found if one.score >= least]

    def _said(self, typed: list[str]) -> defaultdict[int, float]:
        """How much the pages say of the words: {section: 0 to 1}."""
        said: defaultdict[int, float] = defaultdict(float)
        telling = [word for word in typed if word not in self._stop] or typed
        whole = 0.0
        for word in dict.fromkeys(telling):
            like = self._like(word)
            most: defaultdict[int, float] = defaultdict(float)
            for group, weight in like.items():
                for unit, step in self._row(group):
                    most[unit] = max(most[unit], weight * step / STEPS)
            best = max(like, key=lambda group: like[group]) if like else None
            held = len(self._row(best)) if best is not None else 0
            worth = math.log(1 + len(self._ids) / (1 + held)) * (1 if like else UNKNOWN)
            whole += worth
            for unit, value in most.items():
                said[unit] += worth * value
        return defaultdict(float, {unit: value / whole for unit, value in said.items()})

    def _like(self, word: str) -> dict[int, float]:
        """The site's words that answer a typed one: itself, those that are like it, and, where it
        is none, those that begin with it."""
        own = self._group.get(word)
        found: dict[int, float] = {}
        for form, weight in [] if word.isdecimal() else self._near(word, own is not None):
            group = self._groups[form]
            found[group] = max(weight, found.get(group, 0))
        if own is not None:
            found[own] = 1
        return found

    def _near(self, word: str, known: bool) -> Iterator[tuple[int, float]]:
        for form, like in self._vocabulary.near(f" {word} ").items():
            if like >= LIKE:
                yield form, like * like * (BESIDE if known else 1)
        if not known:
            yield from ((form, BEGUN) for form in self._vocabulary.holding(f" {word}"))

    def _knows(self, word: str) -> bool:
        """Whether a page says it or somebody asks with it: else it may be a beginning."""
        return word in self._group or bool(self._questions.holding(f" {word} "))

    def _row(self, group: int) -> list[tuple[int, int]]:
        """The sections that hold a word, with how much it says about each, 1 to STEPS."""
        unit, number, scale = -1, 0, 1
        found = []
        for sign in self._rows[group]:
            digit = SIGNS.index(sign)
            number += (digit % HALF) * scale
            scale *= HALF
            if digit < HALF:
                unit += 1 + number // STEPS
                found.append((unit, 1 + number % STEPS))
                number, scale = 0, 1
        return found


def joined(typed: list[str]) -> str:
    """The words as a text that begins and ends with a space, so that how a word begins and ends
    can be compared."""
    return f" {' '.join(typed)} "
