"""Finds the sections that answer a query, as the browser does: theme/scripts/search/engine.js and
finding.js do exactly the same, and a test compares them. Here it tells why, for editors and for
measuring.

A section answers in two ways. By what people ask: the query is compared with every question of
data/search/ and every heading. And by what the page says: each word of the query, or one like it,
weighs what it says about the section.
"""

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from strategysite.search.calling import whom_to_call
from strategysite.search.nearness import Nearness
from strategysite.search.packing import FOLDER, INDEX
from strategysite.search.shortening import Shorthand, lengthen, unchain
from strategysite.search.words import words

# What questions weigh beside what the page says, and how much of that the nearest question has
# alone; the rest have all together.
ASKED = 3.0
NEAREST = 0.45
# What all questions of its page give a section that is asked for; and how much less an answer is
# worth for being on a page that is not the likeliest to be asked in these words.
PAGE = 0.5
LIKELY = 0.007
# What a question of data/search/ gives besides, typed just so: its editor has said where it leads.
EXACT = 4.0
# From where a word is like another, what it weighs beside one that the site knows, and what a
# word weighs that begins as typed.
LIKE = 0.5
BESIDE = 0.5
BEGUN = 0.6
# What a word weighs that the site does not know.
UNKNOWN = 0.45
# What the site's own words give, which nobody asks with, where they are nearly the whole query:
# whoever types one has read it. The cube of what they weigh beside the square of what all weigh.
OWN = 0.5
# A heading that stands in so many places is furniture ("Källor"), no name for what is under it.
FURNITURE = 3
# What answers worse than this is nothing; and worse than this share of the best, or of a good
# answer, no result.
NOTHING = 0.2
SHARE = 0.25
# Below this the best result is a guess: beside it stands the editors' page, and nobody's number.
WEAK = 0.8
# Below this it is nothing, if no Latin word is known or like one of a page: of such guesses about
# half are right above it, a third of those below.
FLOOR = 0.5
# From where a lone word that nobody knows is one for what else a municipality does.
ELSEWHERE = 0.55
# What is likelier to be asked of a page in another language is twenty times so: a logarithm.
LIKELIER = 3.0
# What an answer in another language is worth where the letters do not tell the language.
GUESSED = 0.9
# What answers by this share of the best may be what was meant, in whichever language: مترجم is
# Arabic and Persian.
TIE = 0.8
INNER_VOWEL = re.compile(r"\B[aeiouy](?=.)", re.ASCII)


@dataclass(frozen=True)
class Found:
    """A section that answers: its address from the site's root, how well, and why."""

    address: str
    page: str
    """The page's own address."""
    lang: str
    score: float
    asked: float
    """What the questions gave of the score; the rest is what the page says."""
    questions: list[tuple[float, str]] = field(default_factory=list)
    """The nearest questions, the nearest first, with how near each is, 0 to 1."""
    calls: list[int] = field(default_factory=list)
    """The contacts of its place, by their place in the list of all."""
    first: int | None = None
    """The contact that its nearest question puts first."""
    likelier: bool = False
    """Whether it is far likelier to be asked so of its page than of every Swedish one."""


class Ranking:
    """The index `name` of the finished site, opened, from the site's files."""

    def __init__(self, files: Mapping[str, bytes], name: str = INDEX) -> None:
        index = json.loads(files[name])
        self._stop = set(index.get("stop", "").split())
        self._pages = index["pages"]
        self._page_of = [number for number, page in enumerate(self._pages) for _ in range(page[3])]
        self._ids = index["ids"]
        self._rows: list[str] = index["rows"].split(" ") if "rows" in index else []
        called, numbers = index.get("postings", ("", ()))
        for place in range(len(numbers)):  # a large site has them in files of their own
            self._rows += json.loads(files[FOLDER + called.replace("#", str(place))])
        self._group = lengthen(index["words"])
        self._groups = list(self._group.values())
        self._vocabulary = Nearness([f" {form} " for form in self._group], self._groups)
        headings = Counter(index["headings"])
        self.contacts: list[list[str]] = index["ui"].get("contacts", [])
        self.alarm: list[str] = index.get("alarm", [])
        self._calls = {unit: calls for unit, *calls in index["calls"]}
        shorthand = Shorthand(index["common"].split(), list(self._group))
        if "rows" in index:
            self._stop.update(form for form, row in self._group.items() if not self._rows[row])
        self._asked = []
        self._first: dict[tuple[int, str], int] = {}
        unit = 0
        for step, texts, *first in index["questions"]:
            unit += step
            own = [(unit, f" {shorthand.read(text)} ") for text in unchain(texts)]
            self._asked += own
            self._first |= {one: first[0] for one in own if first}
        self._written = len(self._asked)
        self._asked += [
            (unit, joined(words(heading)))
            for unit, heading in enumerate(index["headings"])
            if headings[heading] < FURNITURE
        ]
        elsewhere = index.get("elsewhere", "").split()
        self._elsewhere = Nearness([f" {word} " for word in elsewhere], range(len(elsewhere)))
        self._questions = Nearness(
            [text for _, text in self._asked], [unit for unit, _ in self._asked], self._page_of
        )

    def ask(self, query: str) -> list[Found]:
        """The best section of every page that answers, the best first."""
        typed = list(map(self._meant, words(query)))
        text = joined(typed)
        text = text if typed and self.knows(typed[-1]) else text[:-1]  # it may go on
        scores, own = self._said(typed)
        exact: defaultdict[int, float] = defaultdict(float)
        strange = not scores and not any(self.knows(word) or word > "{" for word in typed)
        near: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
        of_page: defaultdict[int, float] = defaultdict(float)
        for number, like in self._questions.near(text).items():
            unit, question = self._asked[number]
            near[unit].append((like, question))
            of_page[self._page_of[unit]] += like * like
            if question == text and number < self._written:
                exact[unit] = EXACT
        likely = self._questions.likely(text)
        swedish = (like for like, page in zip(likely, self._pages, strict=True) if page[2] == "sv")
        least = max(swedish, default=-math.inf) + LIKELIER
        best: dict[int, Found] = {}
        for unit in sorted({*scores, *near}):
            page = self._page_of[unit]
            url, worth, lang, _ = self._pages[page]
            asked = 0.0
            if likes := [like for like, _ in near[unit]]:
                together = math.sqrt(sum(like * like for like in likes))
                asked = ASKED * (NEAREST * max(likes) + (1 - NEAREST) * together)
                asked += PAGE * math.sqrt(of_page[page])
            usual = math.exp(LIKELY * likely[page])
            asked = asked * usual + exact[unit]
            score = (scores[unit] * usual + asked + own[unit]) * worth
            if page not in best or score > best[page].score:
                address = url + (f"#{self._ids[unit]}" if self._ids[unit] else "")
                told = sorted(near[unit], reverse=True)[:3]
                nearest = max(near[unit], key=lambda one: one[0], default=(0.0, ""))
                first = self._first.get((unit, nearest[1]))
                calls = self._calls.get(unit, [])
                why = (asked * worth, told, calls, first, likely[page] > least)
                best[page] = Found(address, url, lang, score, *why)
        answers = sorted(best.values(), key=lambda one: -one.score)
        return [] if strange and answers and answers[0].score < FLOOR else answers

    def is_elsewhere(self, query: str) -> bool:
        """Whether it is one word, unknown, and most like one for what else a municipality does."""
        telling = [word for word in words(query) if word not in self._stop]
        text = f" {telling[0]}" if len(telling) == 1 and not self.knows(telling[0]) else ""
        texts = (self._questions, self._elsewhere)
        other, most = (max(one.near(text).values(), default=0) for one in texts)
        return most > other and most >= ELSEWHERE

    def page(self, number: int) -> Found:
        """A page that is no answer."""
        url, _, lang, _ = self._pages[number]
        return Found(url, url, lang, 0, 0, calls=self._calls.get(self._page_of.index(number), []))

    def _said(self, typed: list[str]) -> tuple[defaultdict[int, float], defaultdict[int, float]]:
        """How much the pages say of the words: {section: 0 to 1}; and what they give besides where
        they are nearly all words of its own, which nobody asks with."""
        said: defaultdict[int, float] = defaultdict(float)
        own: defaultdict[int, float] = defaultdict(float)
        telling = [word for word in typed if word not in self._stop] or typed
        whole = 0.0
        for word in dict.fromkeys(telling):
            like = sorted(self._like(word).items(), key=lambda one: one[1])
            most: dict[int, float] = {}
            row: list[int] = []
            for group, weight in like:
                row = self._row(group)
                most |= dict.fromkeys(row, weight)
            worth = math.log(1 + len(self._ids) / (1 + len(row))) * (1 if like else UNKNOWN)
            whole += worth
            for unit, value in most.items():
                said[unit] += worth * value
                if value == 1 and any(map(str.isalpha, word)) and not self._asks(word):
                    own[unit] += worth
        besides = {unit: OWN * value**3 / whole**2 for unit, value in own.items()}
        share = {unit: value / whole for unit, value in said.items()}
        return defaultdict(float, share), defaultdict(float, besides)

    def _meant(self, word: str) -> str:
        """The word, or, where nothing is like it, the first with its ends and the consonants
        between, two or more: plsien is polisen."""
        own = INNER_VOWEL.sub("", word)
        if len(own) < 4 or self.knows(word) or self._like(word):
            return word
        return next((one for one in self._group if INNER_VOWEL.sub("", one) == own), word)

    def _like(self, word: str) -> dict[int, float]:
        """The site's words that answer a typed one: itself, those that are like it, and, where
        nobody knows it, those that begin with it."""
        own = self._group.get(word)
        if word.isdecimal():
            return {} if own is None else {own: 1}
        likes = self._vocabulary.near(f" {word} ").items()
        beside = 1 if own is None else BESIDE
        near = [(form, like * like * beside) for form, like in likes if like >= LIKE]
        begun = [] if self.knows(word) else self._vocabulary.holding(f" {word}")
        found: defaultdict[int, float] = defaultdict(float, {} if own is None else {own: 1})
        for form, weight in [*near, *((form, BEGUN) for form in begun)]:
            found[self._groups[form]] = max(weight, found[self._groups[form]])
        return found

    def knows(self, word: str) -> bool:
        """Whether a page says it or somebody asks with it; if not, it may begin a word."""
        return word in self._group or self._asks(word)

    def _asks(self, word: str) -> bool:
        return bool(self._questions.holding(f" {word} "))

    def _row(self, group: int) -> list[int]:
        """The sections that hold a word."""
        steps = (int(step, 16) for step in self._rows[group].split(",") if step)
        return [*accumulate(steps, initial=-1)][1:]


class Search:
    """The index that every search needs, and those of the languages, from the files of the finished
    site."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        index = json.loads(files[INDEX])
        self._main = Ranking(files)
        number = index["otherwise"]
        self._otherwise = None if number is None else self._main.page(number)
        self._scripts = {lang: script for lang, script, _ in index["languages"]}
        self._own = {lang: Ranking(files, FOLDER + name) for lang, _, name in index["languages"]}
        self._alarm = [word for one in (self._main, *self._own.values()) for word in one.alarm]

    def find(self, query: str) -> list[Found]:
        """What is shown, the best first; where that is a guess, then the page that the editors
        chose for it. A guess in another language is nothing below the floor."""
        found = self._main.ask(query)
        own: dict[str, Found] = {}
        for lang in self._asked(query, found):
            worth = GUESSED if self._scripts[lang] == "Latin" else 1
            for one in self._own[lang].ask(query):
                own[one.page] = replace(one, score=one.score * worth)
        pages = {one.page: one for one in found} | own
        found = sorted(pages.values(), key=lambda one: -one.score)
        if not found or self._main.is_elsewhere(query):
            return []
        best = found[0]
        if best.page in own and best.score < FLOOR:
            return []
        if best.lang != "sv":  # who asks in one reads no third, unless it answers as well
            least = TIE * best.score
            found = [one for one in found if one.lang in ("sv", best.lang) or one.score > least]
        if best.page not in own:  # in whatever language that page is
            found[0] = replace(best, lang="sv")
        least = max(NOTHING, SHARE * min(1, best.score))
        found = [one for one in found if one.score >= least]
        aside = self._otherwise if best.score < WEAK and best.page not in own else None
        if found and aside and aside.page not in [one.page for one in found[:2]]:
            found = [found[0], aside, *(one for one in found[1:] if one.page != aside.page)]
        return found

    def numbers(self, query: str, found: Sequence[Found]) -> list[list[str]]:
        """Whom to ring, above what was found: [name, number, link, hours, hours for the script]."""
        best = found[0] if found else None
        contacts = self._own.get(best.lang if best else "sv", self._main).contacts
        # a number is whose it is, and nobody's that is like it
        if best and best.score >= WEAK and any(map(str.isalpha, query)):
            return whom_to_call(contacts, self._alarm, query, best.calls, best.first)
        doubtful = any(one.calls[:1] == [0] for one in found[:3])
        return whom_to_call(contacts, self._alarm, query, doubtful=doubtful)

    def _asked(self, query: str, found: list[Found]) -> list[str]:
        """The languages whose index the query needs: where its letters are the query's; and, where
        it is written as Swedish is, whose page answers best, or is likelier to be asked so than a
        Swedish one while nothing answers well; each, if nothing answers. A guess of which no word
        is known is of a language only if that is likelier: else it is misspelt Swedish."""
        letters = {unicodedata.name(char, "").split(" ")[0].capitalize() for char in query}
        known = any(map(self._main.knows, words(query)))
        best = {one.lang for one in found[:1] if one.likelier or known}
        likelier = {one.lang for one in found if one.likelier and found[0].score < WEAK}
        return [
            lang
            for lang, script in self._scripts.items()
            if lang in best
            or (script in letters and (script != "Latin" or lang in likelier or not found))
        ]


def joined(typed: list[str]) -> str:
    """The words as a text that begins and ends with a space, so that how a word begins and ends
    can be compared."""
    return f" {' '.join(typed)} "
