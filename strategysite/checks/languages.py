"""Which language a text is in, told by its words: those that the site's own texts in each language
have, and the letters that a language is written with."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import combinations
from unicodedata import name as name_of_sign

from babel import Locale
from lxml import html

from strategysite.data.facts import Facts, data_file
from strategysite.data.translated import SWEDISH, language_of
from strategysite.pages.reading import Page
from strategysite.parsing.html import HEADINGS, texts
from strategysite.parsing.remembering import remembered
from strategysite.parsing.text import sentences
from strategysite.parsing.yaml import Document
from strategysite.problems import Kind, Place, Problem, did_you_mean, shorten

WORD = re.compile(r"[^\W\d_]+(?![^{]*\})")  # but what is put in: {date}
BLOCKS = ("p", "li", *HEADINGS, "td", "th", "dt", "dd")
FEWEST = 4  # words of a text on a page, and of one in other letters: with fewer it may be a name
MOST = 0.6  # of its words another language has, and twice as many as its own
MANY = 4  # texts of a page in another language: it may be the page that says the wrong one
NEARLY_ALL = 0.8  # of the texts of a language: two that are near each other have fewer alike
# Of a language that the site's own texts have many words of, a long text has some of those.
LONG, ENOUGH, SOME = 8, 1000, 0.25
LATIN = "LATIN"  # the letters of Swedish
OF_ALL = 3  # other languages that have a word: it is a name, or everybody's


@dataclass(frozen=True)
class _Text:
    """A text that is to be in `lang`, with its words. It is `of` a page, its head, or a list of
    translations: a cell, which is asked about by its sentences too, where it has several."""

    lang: str
    place: Place
    text: str
    words: tuple[str, ...]
    of: str

    @cached_property
    def letters(self) -> set[str]:
        """The letters that its words are written with."""
        return set(map(_letters, self.words))

    @cached_property
    def sentences(self) -> list["_Text"]:
        """The sentences of a cell, which may be many short ones."""
        said = sentences(self.text) if self.of == "cell" else []
        return [replace(self, text=one, words=_words(one)) for one in said if len(said) > 1]


def spoken(facts: Facts, page: Page) -> Iterator[Problem]:
    """A page is in one of the site's languages: the words around its text are in that too."""
    known = {SWEDISH, *(one.lang for one in facts.languages)}
    own = page.meta.lang
    row = next((one for one in facts.languages if one.page == page.file), None)
    if own not in known and row and row.code == own:
        what = f'språket "{row.name}" har lang: {row.lang}, men dess sida är på {own}'
        yield Problem(facts.place(row, "lang"), what, f"Skriv lang: {own}")
    elif own not in known:
        fix = f"{did_you_mean(own, known)} Är språket nytt? Skriv det under languages i"
        fix += f" {data_file('translations')}."
        yield Problem(page.key("lang"), f'okänt språk "{own}"', fix)
    elif row and row.lang != own:
        what = f'sidan ska vara på {_called(row.lang)}, men "lang" är {own}'
        yield Problem(page.key("lang"), what, f"Skriv lang: {row.lang}")


def in_their_language(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """Every text of a page, and every translation, is in the language that it says. Of a file all
    that is in the same other language is one fault. Adopted text is as it is."""
    if any(one for page in pages.values() for one in spoken(facts, page)):
        return  # its words would teach the wrong language
    held = [one for page in pages.values() for one in _of_page(page)]
    if facts.translations:
        known = {one.code: one.lang for one in facts.languages}
        held = [*_translated(facts.files[data_file("translations")], known), *held]
    names = {word for one in facts.services for word in _words(one.name)}
    letters = {one.lang: _letters(one.name) for one in facts.languages}
    for own in facts.languages:
        used = Counter(kind for one in held if one.lang == own.lang for kind in one.letters)
        if letters[own.lang] == LATIN != max(used, key=used.__getitem__, default=LATIN):
            what = f'språkets namn, "{own.name}", är inte skrivet med dess egna bokstäver'
            fix = "Skriv namnet på språket självt. Är texterna på fel språk? Översätt dem."
            yield Problem(facts.place(own, "name"), what, fix)
            return  # all that is in the language would seem to be in another
    asked = [part for one in held if one.lang in letters for part in (*one.sentences, one)]
    suspects = [one for one, _ in _in_another(asked, held, names, letters)]
    teaching = [one for one in held if one not in suspects]  # they may have taught wrong words
    found: dict[tuple[str, str, str], list[_Text]] = defaultdict(list)
    for one, other in _in_another(suspects, teaching, names, letters) if suspects else ():
        alike = found[one.place.file, one.lang, other]
        if not (one.of == "cell" and alike and alike[-1].place == one.place):  # of a text told
            alike.append(one)
    untranslated = [*_untranslated(held, {one.place for ones in found.values() for one in ones})]
    yield from (told for told, _ in untranslated)
    once = {place for _, places in untranslated for place in places}
    for (_, lang, other), several in found.items():
        if not (ones := [one for one in several if one.place not in once]):
            continue
        told = _told(lang, other, ones)
        if ones[0].of == "page":  # where it stands is looked for only now
            page, words = pages[told.place.file.removeprefix("docs/")], ones[0].text.split()
            place = page.place(*(" ".join(words[:end]) for end in (8, 4, 3, 2, 1)))
            told = replace(told, place=place)
        yield told


def _untranslated(held: list[_Text], suspects: set[Place]) -> Iterator[tuple[Problem, list[Place]]]:
    """Yields one fault, with the places of all, for the texts that stand alike in two languages:
    nearly all, or such as are taken for the other language in each. They were copied, and only
    whoever did it knows from which."""
    alike: dict[tuple[str, ...], dict[str, _Text]] = defaultdict(dict)
    for one in held:
        if one.of == "cell" and len(one.words) > 1:
            alike[one.words].setdefault(one.lang, one)
    said = Counter(lang for by_lang in alike.values() for lang in by_lang)
    pairs: dict[tuple[str, str], list[tuple[_Text, _Text]]] = defaultdict(list)
    for by_lang in alike.values():
        for lang, other in combinations(sorted({*by_lang} - {SWEDISH}), 2):
            pairs[lang, other].append((by_lang[lang], by_lang[other]))
    for (lang, other), both in pairs.items():
        nearly_all = len(both) >= NEARLY_ALL * min(said[lang], said[other])
        if nearly_all or any({one.place, its.place} <= suspects for one, its in both):
            first, copy = min(both, key=lambda pair: pair[0].place)
            many = f" ({len(both)} texter, den första är den här)" if len(both) > 1 else ""
            what = f'"{shorten(first.text, 50)}" är samma text på {_called(lang)} och'
            fix = f"Översätt till det språk som är nytt: här, eller i {copy.place.file} från rad"
            told = Problem(
                first.place, f"{what} {_called(other)}{many}", f"{fix} {copy.place.line}."
            )
            yield told, [one.place for pair in both for one in pair]


def _in_another(
    asked: list[_Text], teaching: list[_Text], names: set[str], letters: dict[str, str]
) -> Iterator[tuple[_Text, str]]:
    """Yields each text of those `asked` that is in another language, and which; "" for one that
    the texts `teaching` do not have."""
    in_file: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in teaching:
        in_file[one.lang, one.place.file].update(one.words)
    files: dict[str, Counter[str]] = defaultdict(Counter)  # of a language: in how many a word is
    for (lang, _), words in in_file.items():
        files[lang].update(words)
    no_word = names | _everybodys(teaching)
    for one in asked:
        said = [word for word in one.words if word not in no_word]
        few = len(said) < FEWEST
        if len(said) < 2 or (few and one.of != "cell"):
            continue
        known, here = files[one.lang], in_file[one.lang, one.place.file]
        own = sum(known[word] > (word in here) for word in said)
        if 2 * own > len(said) and one.letters <= {letters[one.lang]}:
            continue  # as nearly all are, and no other language can have twice as many
        shared = {
            lang: sum(word in words for word in said)
            for lang, words in files.items()
            if lang != one.lang
        }
        other = max(shared, key=shared.__getitem__, default="")
        strange = sum(_letters(word) != letters[one.lang] for word in said)
        if shared.get(other, 0) >= max(len(said) if few else MOST * len(said), 2 * own):
            yield one, other
            continue
        unknown = len(said) >= LONG and len(files[one.lang]) >= ENOUGH and own < SOME * len(said)
        if not few and (strange >= MOST * len(said) or unknown):
            yield one, ""


def _everybodys(teaching: list[_Text]) -> set[str]:
    """Returns the words that more languages have than one: names, mostly. The same sentence in
    many languages is no name, but one that nobody has translated."""
    said_in: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in teaching:
        for part in one.sentences or (one,):
            said_in[part.words].add(part.lang)
    spoken_in: dict[str, set[str]] = defaultdict(set)
    for words, langs in said_in.items():
        for word in words if len(words) < FEWEST or len(langs) == 1 else ():
            spoken_in[word] |= langs
    return {word for word, langs in spoken_in.items() if len(langs) > OF_ALL}


def _told(lang: str, other: str, ones: list[_Text]) -> Problem:
    first = ones[0]
    many = f" ({len(ones)} texter, den första är den här)" if len(ones) > 1 else ""
    said = f"är på {_called(other)}" if other else "är på ett annat språk"
    fix = "Översätt texten."
    if first.of != "cell" and other and len(ones) >= MANY:
        fix = f'Översätt sidan. Är det raden "lang" som är fel? Skriv "lang: {other}".'
    elif first.of == "page":
        fix += f" Ska orden stå så? Märk dem med sitt språk: *orden*{{ lang={other or '…'} }}"
    elif first.of == "cell":
        fix += " Har den hamnat i fel fil? Flytta den."
    what = f'"{shorten(first.text, 50)}" {said}, men ska vara på {_called(lang)}{many}'
    return Problem(first.place, what, fix, None if many else Kind.OF_TRANSLATION)


@cache
def _called(lang: str) -> str:
    return Locale.parse(lang).get_language_name(SWEDISH) or lang


@lru_cache(maxsize=2**14)
def _letters(text: str) -> str:
    """Returns the letters that most of a text is written with: "LATIN", "ARABIC"."""
    kinds = Counter(name_of_sign(sign, "").split(" ")[0] for sign in text if sign.isalpha())
    return max(kinds, key=kinds.__getitem__, default="")


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


@remembered
def _of_page(page: Page) -> list[_Text]:
    """Returns the blocks of a page, and its description, without what is marked as another
    language."""
    if page.meta.kind == "adopted":
        return []
    text, whole = page.meta.description, page.place()
    found = [_Text(page.meta.lang, page.key("description"), text, _words(text), "head")]
    for block in html.fragment_fromstring(page.typed, "div").iter(*BLOCKS):
        if not any(around.get("lang") for around in (block, *block.iterancestors())):
            parts = [block.text or ""]
            for child in block:
                parts += [*texts(child, " ", _apart), child.tail or ""]
            words = "".join(parts).split()
            text = " ".join(words)
            found.append(_Text(page.meta.lang, whole, text, _words(text), "page"))
    return found


def _apart(part: html.HtmlElement) -> bool:
    """Returns whether a part is another language, no language, or a text of its own."""
    return bool(part.get("lang")) or part.tag in (*BLOCKS, "ul", "ol", "code", "pre")


@remembered
def _translated(document: Document, known: dict[str, str]) -> list[_Text]:
    """Returns each translation, and the Swedish that it was made from: those teach the words. The
    languages are `known` by their codes, as HTML names them."""
    found = []
    for path, text in document.texts():
        code = str(path[-1])
        if path[0] not in ("labels", "texts") or language_of(code) not in known:
            continue
        own = known[code] if language_of(code) == code else SWEDISH
        if "name" not in path:  # a service may be called by its Swedish name everywhere
            found.append(_Text(own, document.place(*path), text, _words(text), "cell"))
    return found
