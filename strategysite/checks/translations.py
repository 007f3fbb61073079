"""The rules of data/translations/: every language has every word, and no fact is written a
second time."""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from babel import Locale

from strategysite.checks.asking import again
from strategysite.checks.gone_pages import listed
from strategysite.checks.signs import odd_in
from strategysite.checks.unshown import named_nowhere
from strategysite.data.facts import Facts, data_file
from strategysite.data.joining import OF
from strategysite.data.model.common import Entry
from strategysite.data.model.translations import Language, Translations
from strategysite.data.phone_numbers import EMERGENCY_BY_HAND, digits, typed
from strategysite.data.translated import (
    KINDS,
    SWEDISH,
    Translated,
    key_of,
    language_of,
    swedish_texts,
    translated_texts,
)
from strategysite.pages.reading import page_files
from strategysite.parsing.remembering import remembered
from strategysite.parsing.text import missing_file, text_of
from strategysite.parsing.yaml import texts_in
from strategysite.problems import ONE_SLIP, Kind, Place, Problem, did_you_mean, near, shorten
from strategysite.search.words import telling_words

FOLDER = "data/translations/"
ODD = Kind.OF_TRANSLATION
EASY = "lattlast"  # the same language in easier words, where they are needed
PLACEHOLDER = re.compile(r"\{\w+\}")
NUMBER = re.compile(r"(?<![\w:])\d[\d -]{4,}\d(?![\w:])")
NEVER_TRANSLATED = {"name"}  # a service may be called by its Swedish name everywhere
DISTINCT = ("title", "name", "purpose", "fallback")  # no two things have the same
OF_A_NOTE = " Är det bara för redaktionen? Skriv det efter editors_note."
WHO_SAYS = " Vem säger det? Skriv källan och dagen efter verified."


def check_translations(facts: Facts) -> list[Problem]:
    """Every label and text is there in every language; placeholders stand; numbers come from
    contacts.yaml alone. A row of languages has the page of its own language."""
    translations = facts.translations
    if translations is None or "translations" in facts.incomplete:
        return []  # a language that is faulty itself would seem unknown everywhere
    docs = facts.root / "docs"
    pages = {one.page: text_of(docs / one.page) for one in translations.languages}
    return _said(facts, translations, pages)


@remembered  # while neither data/ nor the pages of the languages have changed
def _said(facts: Facts, translations: Translations, pages: dict[str, str]) -> list[Problem]:
    return [*_of_translations(facts, translations, pages)]


def _of_translations(
    facts: Facts, translations: Translations, pages: dict[str, str]
) -> Iterator[Problem]:
    if mixed := [*_mixed_up(facts, translations.languages, pages)]:
        yield from mixed
        return  # nothing can be known of what is said in them
    if apart := _apart(facts):
        yield apart
        return  # the words of the file would be of no language
    known = [language.code for language in translations.languages]
    yield from _files(facts, known)
    for both in again((language.page, language) for language in translations.languages):
        own = [one for one in both if PurePosixPath(one.page).stem != one.code]
        what = f'sidan "{both[0].page}" står för två språk, {both[1].code} och {both[0].code}'
        fix = "Skriv den sida som är på språket."
        yield Problem(facts.place((own or both)[0], "page"), what, fix)
    heard = {one.lang for one in translations.languages if one.alarm}
    for one in {one.lang: one for one in reversed(translations.languages)}.values():
        if heard and one.lang not in heard:
            what = f"{one.name} har inga ord under alarm, som kan gälla någons liv"
            fix = (
                "Ta tillbaka dem ur historiken. Är språket nytt? Be en översättare om dem. Utan dem"
            )
            fix += " visar sökningen inte nödnumret först för den som skriver att någon ska döda."
            yield Problem(facts.place(one, "alarm"), what, fix)
    said = {code for words in translations.labels.values() for code in words}
    wanted = [code for code in known if code not in (SWEDISH, EASY)]
    for code in [SWEDISH, *wanted]:
        if code not in said:
            like = [one for one in translations.languages if one.code in said.intersection(wanted)]
            yield _without_its_file(facts, code, like)
    wanted = [code for code in wanted if code in said]
    labels, everywhere = dict(translations.labels), [*said.intersection([SWEDISH]), *wanted]
    # Most languages have it, with the Swedish that it was made from.
    known = [key for key, words in labels.items() if len(words) > len(everywhere)]
    yield from _misspelled(facts, ("labels",), labels, known)
    for key, words in labels.items():
        yield from _words(facts, ("labels", key), words, everywhere, f'etiketten "{key}"')
    for kind in KINDS if facts.contacts else ():
        yield from _things(facts, kind, dict(getattr(translations.texts, kind)), wanted)
    yield from _of_another(facts, wanted)


def _without_its_file(facts: Facts, code: str, like: list[Language]) -> Problem:
    """Returns the fault of a language that has no file. A new one gets that of another, and its
    page."""
    told = missing_file(facts.root, _to([code]))
    if code == SWEDISH or not like or told.fix.startswith("Byt namn"):
        return told
    fix = f"Är språket nytt? Kopiera {_to([like[0].code])} hit, byt {like[0].code}: mot {code}: på"
    fix += f" varje rad, och översätt. Gör språkets sida av docs/{like[0].page}. Fanns filen förut?"
    return replace(told, fix=f"{fix} Ta tillbaka den ur historiken.")


def _of_another(facts: Facts, wanted: list[str]) -> Iterator[Problem]:
    """What names two things, or says what they are for, is the same in another language only where
    it is in Swedish: else the one has the other's text."""
    texts = [one for one in translated_texts(facts) if one[3][-1] in DISTINCT]
    for code in wanted:
        held = (
            (words[code], (thing, words.get(f"{OF}-{code}", now), path))  # what it was made from
            for thing, now, _, path, words in texts
            if code in words
        )
        for (thing, now, path), (first, said, other) in again(held):
            if path != other and not _alike(now, said):
                what = f"{thing} är samma text som {first} på språket {code}, men inte på svenska"
                fix = f'På svenska är de "{shorten(now)}" och "{shorten(said)}". Rätta den som är'
                fix += f" fel: här, eller på rad {key_of(facts, *other, code).line}."
                yield Problem(key_of(facts, *path, code), what, fix)


def _alike(*texts: str) -> bool:
    """Returns whether two texts have most of their words in common: the same in another language
    may then be right."""
    one, other = map(telling_words, texts)
    return len(one & other) * 2 >= max(len(one), len(other))


def _mixed_up(
    facts: Facts, languages: Iterable[Language], pages: dict[str, str]
) -> Iterator[Problem]:
    """What a row of languages says is of one language: its code, its name, its page. Where rows
    have each other's, or two pages each other's text, it is one fault."""
    known = {one.lang for one in languages}
    rows = {one: _languages_of(one, known, pages[one.page]) for one in languages}
    found, ways = [], dict[tuple[str, int], str]()
    for one, said in rows.items():
        meant = Counter(said.values()).most_common(1)[0][0]
        for key in [key for key, lang in said.items() if lang != meant]:
            right = next((getattr(row, key) for row in rows if rows[row].get(key) == meant), "")
            place, way = facts.place(one, key), f"{key}: {right}"
            if key == "page" and PurePosixPath(one.page).stem == one.code:  # it has its own name
                place, way = Place(f"docs/{one.page}"), f"det som nu står i docs/{right}"
            if right:
                found.append((facts.place(one, key), getattr(one, key)))
                ways[place.file, place.line] = way
    for place, value in found[:1] if len(found) > 1 else ():
        what = f'"{value}" hör till ett annat språk än det andra på raden'
        fix = f"Språken har blandats ihop. Så ska det stå:{listed(ways)}"
        yield Problem(place, what, fix)


def _languages_of(one: Language, known: set[str], page: str) -> dict[str, str]:
    """Returns the language that each value of a row says, by its key: of the page the one that its
    macros name."""
    said = {"code": one.code}
    if one.code in known:  # easy Swedish has the language and the name of another row
        said["lang"] = one.lang
        for lang in known:
            if (Locale.parse(lang).get_language_name() or lang).casefold() in one.name.casefold():
                said["name"] = lang
    if page:
        named = Counter(re.findall(r'(?:lang=|notice\()"([\w-]+)"', page)) or {SWEDISH: 1}
        said["page"] = max(named, key=named.__getitem__)
    return said


def _misspelled(
    facts: Facts, path: tuple[str, ...], held: dict[str, Any], known: Collection[str]
) -> Iterator[Problem]:
    """Tells each name at `path` that is a slip of a known one, which the languages that have it
    lack, and moves what it holds there."""
    for name in [one for one in held if one not in known]:  # in the order of the file
        lacking = [one for one in known if not _codes(held[name]) & _codes(held.get(one, {}))]
        close = get_close_matches(name, lacking, 1, ONE_SLIP)
        alone = [one for one in lacking if one in held and len(_codes(held[name])) == 1]
        for meant in close or (alone if len(alone) == 1 else []):
            what, fix = f'"{name}" är felstavat', f'Skriv "{meant}".'
            if not close:
                what = f'"{name}" är ett annat namn än på de andra språken'
                fix += " Det som står före kolonet är lika i alla filer."
            yield Problem(key_of(facts, *path, name), what, fix, names=(name,))
            held[meant] = _both(held.get(meant, {}), held.pop(name))


def _codes(held: dict[str, Any]) -> set[str]:
    """Returns the languages of what is held, at whatever depth."""
    return {language_of(str(path[-1])) for path, _ in texts_in(held)}


def _both(held: Any, more: Any) -> Any:
    if not isinstance(more, dict):
        return more
    return {**held, **{key: _both(held.get(key, {}), own) for key, own in more.items()}}


def _apart(facts: Facts) -> Problem | None:
    """A language and the file with its words have the same name: where one of each stands alone,
    either has got another."""
    files = [PurePosixPath(file).stem for file in facts.files if file.startswith(FOLDER)]
    alone = {*files} - {one.code for one in facts.languages}
    without = [one for one in facts.languages if one.code not in (*files, EASY)]
    if len(alone) != 1 or len(without) != 1:
        return None
    (code,), (own,) = alone, without
    if PurePosixPath(own.page).stem == code:
        what = f'"{own.name}" har koden "{own.code}", men dess sida och dess fil heter "{code}"'
        return Problem(facts.place(own, "code"), what, f"Skriv code: {code}")
    what = f'filen med orden för "{own.name}" har ett annat namn än språkets kod'
    return Problem(Place(_to([code])), what, f'Döp om den till "{own.code}.yaml".')


def _files(facts: Facts, known: list[str]) -> Iterator[Problem]:
    """Each language has a file of its own, named after it."""
    for file in facts.files:
        code = PurePosixPath(file).stem
        if file.startswith(FOLDER) and code not in known:
            fix = f"{did_you_mean(code, known)} Är språket nytt, eller har raden försvunnit? Skriv"
            fix += f" det under languages i {data_file('translations')}."
            fix += " Ska det bort: ta bort filen."
            yield Problem(Place(file), f'språket "{code}" finns inte', fix)


def _to(codes: list[str]) -> str:
    """Returns the file names of languages, for a message."""
    return ", ".join(f"{FOLDER}{code}.yaml" for code in codes)


def _things(
    facts: Facts, kind: str, kept: dict[str, dict[str, Any]], wanted: list[str]
) -> Iterator[Problem]:
    """`kept` are the translations, by the id of what has them and by their keys."""
    free = NEVER_TRANSLATED if kind == "contacts" else set[str]()
    parts = {part.id: part for part in getattr(facts.contacts, kind)}
    things = {own: swedish_texts(part) for own, part in parts.items()}
    incomplete = "contacts" in facts.incomplete  # a misspelled id is told there
    if not incomplete:
        yield from _misspelled(facts, ("texts", kind), kept, things.keys() & kept.keys())
    gone = [own for own in kept if not incomplete and own not in {*things, *facts.lost}]
    new = [own for own in things if wanted and own not in kept]
    new = [own for own in new if all(map(_fit, things[own].values()))]
    if len(gone) == len(new) == 1:
        what = f'"{gone[0]}" finns inte i data/contacts.yaml, men "{new[0]}" som inte är översatt'
        fix = f"Samma id ska stå i båda filerna. Är det felstavat här? Skriv {new[0]}. Har det"
        fix += f" bytts i data/contacts.yaml? Skriv {gone[0]} där igen: ett id ändras aldrig."
        yield Problem(key_of(facts, "texts", kind, gone[0]), what, fix, names=(gone[0], new[0]))
        gone = new = []
    for own in gone:
        what = f'"{own}" finns inte i data/contacts.yaml'
        files = _to(sorted(_codes(kept[own])))
        fix = f"Ska det bort? Ta bort {own}, med alla sina rader, i: {files}."
        fix = near(own, things, ONE_SLIP) or fix
        yield Problem(key_of(facts, "texts", kind, own), what, fix, names=(own,))
    pages = page_files(facts.root) if new and kind == "contacts" else []
    said = "".join(text_of(facts.root / "docs" / page) for page in pages)
    nowhere = {one.id for one in named_nowhere(facts, said)} if pages else set()
    for own in new:
        what, fix = f'"{own}" är inte översatt', ""
        if own in nowhere:
            what = f'"{own}" står inte i något läge, och är inte översatt'
            fix = "Skriv dess id efter best eller more i det läge där den ska visas. "
        rows = [f"\n    {own}:"]
        for key in [key for key in things[own] if key not in free]:
            of = json.dumps(things[own][key], ensure_ascii=False)
            rows.append(f'\n      {key}:\n        of: {of}\n        {wanted[0]}: "…"')
        fix += f"Skriv det här på varje fils eget språk, under {kind} i {_to(wanted)}:"
        fix += "".join(rows)
        yield Problem(facts.place(parts[own], "id"), what, fix, names=(own,))
    for own in things.keys() & kept.keys():
        kept[own] = dict(kept[own])
        if not incomplete:
            yield from _misspelled(facts, ("texts", kind, own), kept[own], things[own])
            yield from _gone(facts, parts[own], kept[own], things[own])
        yield from _all_texts(facts, parts[own], (kind, own), kept[own], wanted)


def _all_texts(
    facts: Facts,
    part: Translated,
    path: tuple[str, str],
    kept: dict[str, dict[str, str]],
    wanted: list[str],
) -> Iterator[Problem]:
    """The texts of one thing, at `path`: one that a language has none of is gone from its file."""
    (kind, own), texts = path, swedish_texts(part)
    free = NEVER_TRANSLATED if kind == "contacts" else set[str]()
    asked = [key for key in texts if key in kept and key not in free]
    held = {code for key in asked for code in kept[key]}
    if none := [one for one in wanted if one not in held and len(asked) > 1]:
        what = f'"{own}" saknas på: {", ".join(none)}'
        fix = f"Ta tillbaka {own}, med alla sina rader, ur historiken i: {_to(none)}."
        yield Problem(key_of(facts, "texts", *path), what, fix, names=(own,))
    there = [one for one in wanted if one not in none]
    for key, text in texts.items():
        thing = f'"{key}" för "{own}"'
        if key in kept:
            needed = [] if key in free else there
            yield from _words(facts, ("texts", *path, key), kept[key], needed, thing)
        elif key not in free and there and _fit(text):
            fix = f"Lägg till {key} under {own} i: {_to(there)}."
            if kind == "contacts":
                fix += OF_A_NOTE if key == "note" else WHO_SAYS
            place = facts.place(part, key.partition("-")[0])
            yield Problem(place, f"{thing} är inte översatt", fix, names=(own,))


def _fit(text: str) -> bool:
    """Returns whether a text may stand as it is: else that is told, before it is translated."""
    return not typed(text, ()) and odd_in(text) is None


def _gone(
    facts: Facts, part: Entry, kept: dict[str, dict[str, str]], fields: dict[str, str]
) -> Iterator[Problem]:
    """Yields a problem for the texts that are translated but not there in Swedish."""
    gone, own = [key for key in kept if key not in fields], part.id
    if gone:
        codes = sorted({code for key in gone for code in kept[key] if language_of(code) == code})
        what = f'för "{own}" finns {", ".join(gone)} på andra språk men inte på svenska'
        fix = "Försvann det av misstag? Ta tillbaka det ur historiken. Ska det bort: ta bort"
        fix += f" {', '.join(gone)} under {own} i {_to(codes)} också."
        if getattr(part, gone[0], None):  # a key that readers are not shown
            what = f'"{gone[0]}" för "{own}" översätts inte'
            fix = f"Det visas bara på svenska. Ta bort det under {own} i {_to(codes)}."
        yield Problem(facts.place(part, gone[0].partition("-")[0]), what, fix, names=(own,))


def _called(code: str) -> str:
    known = None if code == EASY else Locale.parse(code).get_language_name(SWEDISH)
    return known or "lättläst svenska"


def _words(
    facts: Facts, path: tuple[str, ...], words: dict[str, str], wanted: list[str], thing: str
) -> Iterator[Problem]:
    known = [one.code for one in facts.languages]
    rows = {key_of(facts, *path, code).file for code in words if language_of(code) == code}
    missing = [code for code in wanted if code not in words]
    # Where the row of its own file has another language's code, that is the cause.
    if missing := [one for one in missing if _to([one]) not in rows]:
        what = f"{thing} saknas på: {', '.join(missing)}"
        keys = facts.files[data_file("translations")].keys.items() if len(missing) == 1 else ()
        beside = (at for key, at in keys if (*key[:-2], key[-1]) == (*path[:-1], *missing))
        place = next(beside, key_of(facts, *path))  # in the file that lacks it
        fix = f"Lägg till den i: {_to(missing)}. Fanns den där förut? Ta tillbaka den ur"
        yield Problem(place, what, f"{fix} historiken.")
    used = Counter(frozenset(PLACEHOLDER.findall(text)) for text in words.values())
    held = max(used, key=used.__getitem__, default=frozenset())  # which of them is wrong, most say
    for code, text in words.items():
        own, around = key_of(facts, *path, code), key_of(facts, *path)  # the same for a misspelled
        language = language_of(code)
        if language not in known:
            if own.file == _to([language]):
                continue  # told of the file
            fix = did_you_mean(language, [OF, *known])
            yield Problem(own, f'okänt språk "{language}" i {thing}', fix)
        elif own.file.startswith(FOLDER) and own.file != _to([language]) and own != around:
            fix = f"Flytta raden till {_to([language])}."
            if (its := PurePosixPath(own.file).stem) not in words:
                fix = f'Skriv "{its}" i stället. Är den på {language}? {fix}'
            yield Problem(own, f"{thing} på {language} står i ett annat språks fil", fix, ODD)
        if language != code:
            continue  # the Swedish that the translations were made from, which nobody is shown
        number = NUMBER.search(text) or EMERGENCY_BY_HAND.search(text)
        said = "" if path[0] == "labels" else digits(words.get(f"{OF}-{code}", ""))
        of_its_own = (one for one in re.finditer(r"\d{3,}", text) if digits(one[0]) not in said)
        number = number or next(of_its_own, None)
        if frozenset(PLACEHOLDER.findall(text)) != held:  # a number may stand there instead
            what = f"{thing} har inte samma klamrar på {_called(code)} som på de andra språken"
            named = ", ".join(sorted(held)) or "ingen klammer"
            yield Problem(own, what, f"De andra har: {named}. Låt dem stå som de är.", ODD)
        elif number and "personnumret" not in {noun for noun, *_ in typed(text, ())}:
            what = f'ett nummer är skrivet för hand i {thing}: "{number[0]}"'
            yield Problem(own, what, "Numret visas ur data/contacts.yaml. Skriv texten utan det.")
