"""The rules of data/translations/: every language has every word, and no fact is written a
second time."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from strategysite.data.facts import Facts, data_file
from strategysite.data.model.common import Entry
from strategysite.data.model.translations import Translations
from strategysite.data.phone_numbers import EMERGENCY_BY_HAND
from strategysite.data.translated import (
    SWEDISH,
    contact_texts,
    language_of,
    role_texts,
    situation_texts,
)
from strategysite.problems import Place, Problem, did_you_mean

FOLDER = "data/translations/"
EASY = "lattlast"  # the same language in easier words, where they are needed
PLACEHOLDER = re.compile(r"\{\w+\}")
NUMBER = re.compile(r"(?<![\w:])\d[\d -]{4,}\d(?![\w:])")
NEVER_TRANSLATED = {"name"}  # a service may be called by its Swedish name everywhere


def check_translations(facts: Facts) -> Iterator[Problem]:
    """Every label and text is there in every language; placeholders stand; numbers come from
    contacts.yaml alone."""
    translations = facts.translations
    if (
        translations is None or "translations" in facts.incomplete
    ):  # a language that is faulty itself would seem unknown everywhere
        return
    wanted = [
        language.code for language in translations.languages if language.code not in (SWEDISH, EASY)
    ]
    yield from _files(facts, [language.code for language in translations.languages])
    said = {code for words in translations.labels.values() for code in words}
    for code in [SWEDISH, *wanted]:
        if code not in said:
            fix = "Ta tillbaka filen ur historiken eller skapa den."
            file = f"{FOLDER}{code}.yaml"
            yield Problem(Place(file), f'filen "{file}" finns inte', fix)
    wanted = [code for code in wanted if code in said]
    yield from _said_twice(facts, translations)
    for key in translations.labels:
        yield from _words(
            facts,
            ("labels", key),
            translations.labels[key],
            [*said.intersection([SWEDISH]), *wanted],
            f'etiketten "{key}"',
        )
    if facts.contacts is None:
        return
    kinds: dict[str, dict[str, dict[str, str]]] = {
        "situations": {
            situation.id: situation_texts(situation) for situation in facts.contacts.situations
        },
        "contacts": {contact.id: contact_texts(contact) for contact in facts.contacts.contacts},
        "local_roles": {role.id: role_texts(role) for role in facts.contacts.local_roles},
    }
    for kind, things in kinds.items():
        yield from _things(facts, translations, kind, things, wanted)


def _said_twice(facts: Facts, translations: Translations) -> Iterator[Problem]:
    """Two labels that say different things in Swedish do so in every language."""
    seen: dict[tuple[str, str], str] = {}
    for key, words in translations.labels.items():
        for code, text in words.items():
            other = seen.setdefault((code, text), key)
            swedish = {translations.labels[one].get(SWEDISH, "") for one in (key, other)}
            if len(swedish) > 1 and code == language_of(code):
                what = f'etiketterna "{other}" och "{key}" säger samma sak: "{text}"'
                fix = f"På svenska är de olika: {', '.join(sorted(swedish))}."
                yield Problem(_key(facts, "labels", key, code), what, fix)


def _files(facts: Facts, known: list[str]) -> Iterator[Problem]:
    """Each language has a file of its own, named after it."""
    for file in facts.documents:
        code = PurePosixPath(file).stem
        if file.startswith(FOLDER) and code not in known:
            fix = f"{did_you_mean(code, known)} Är språket nytt, eller har raden försvunnit? Skriv"
            fix += (
                f" det under languages i {data_file('translations')}. Ska det bort: ta bort filen."
            )
            yield Problem(Place(file), f'språket "{code}" finns inte', fix)


def _to(codes: list[str]) -> str:
    """Names the files of languages."""
    return ", ".join(f"{FOLDER}{code}.yaml" for code in codes)


def _things(
    facts: Facts,
    translations: Translations,
    kind: str,
    things: dict[str, dict[str, str]],
    wanted: list[str],
) -> Iterator[Problem]:
    kept = getattr(translations.texts, kind)
    base = ("texts", kind)
    parts = {part.id: part for part in getattr(facts.contacts, kind)}
    incomplete = "contacts" in facts.incomplete  # a misspelled id is told there
    gone = [own for own in kept if not incomplete and own not in {*things, *facts.lost}]
    new = [own for own in things if wanted and own not in kept]
    if len(gone) == len(new) == 1:
        what = f'"{gone[0]}" finns inte i data/contacts.yaml, men "{new[0]}" som inte är översatt'
        fix = (
            f"Samma id ska stå i båda filerna. Är det felstavat här? Skriv {new[0]}. Har det bytts"
            f" i data/contacts.yaml? Skriv {gone[0]} där igen: ett id ändras aldrig."
        )
        yield Problem(_key(facts, *base, gone[0]), what, fix)
        things = {own: texts for own, texts in things.items() if own != new[0]}
        gone = []
    for own in kept:
        if own in gone:
            what = f'"{own}" finns inte i data/contacts.yaml'
            yield Problem(_key(facts, *base, own), what, did_you_mean(own, things))
    for own, fields in things.items():
        if wanted and own not in kept:
            keys = ", ".join(
                key for key in fields if not (key in NEVER_TRANSLATED and kind == "contacts")
            )
            fix = f"Lägg till {own} under {kind} med: {keys}. I: {_to(wanted)}."
            yield Problem(facts.place(parts[own], "id"), f'"{own}" är inte översatt', fix)
            continue
        if not incomplete:
            yield from _gone(facts, parts[own], kept.get(own, {}), fields, (*base, own))
        for key in fields:
            words = kept.get(own, {}).get(key)
            if words is not None:
                yield from _words(
                    facts,
                    (*base, own, key),
                    words,
                    [] if key in NEVER_TRANSLATED and kind == "contacts" else wanted,
                    f'"{key}" för "{own}"',
                )
            elif wanted and not (key in NEVER_TRANSLATED and kind == "contacts"):
                what = f'"{key}" för "{own}" är inte översatt'
                fix = f"Lägg till {key} under {own} i: {_to(wanted)}."
                yield Problem(facts.place(parts[own], key.partition("-")[0]), what, fix)


def _gone(
    facts: Facts,
    part: Entry,
    kept: dict[str, dict[str, str]],
    fields: dict[str, str],
    base: tuple[str, ...],
) -> Iterator[Problem]:
    """Yields each text that is not there in Swedish: at the entry that has lost it, where every
    field of that is translated; else the key is misspelled where it stands."""
    gone = [key for key in kept if key not in fields]
    own = part.id
    if gone and fields.keys() <= kept.keys():
        codes = sorted({code for key in gone for code in kept[key] if language_of(code) == code})
        what = f'för "{own}" finns {", ".join(gone)} på andra språk men inte på svenska'
        fix = "Försvann det av misstag? Ta tillbaka det ur historiken. Ska det bort: ta bort"
        fix += f" {', '.join(gone)} under {own} i {_to(codes)} också."
        yield Problem(facts.place(part, gone[0].partition("-")[0]), what, fix)
        return
    for key in gone:
        what = f'"{key}" finns inte på svenska för "{own}" i data/contacts.yaml'
        yield Problem(_key(facts, *base, key), what, did_you_mean(key, fields))


def _words(
    facts: Facts, path: tuple[str, ...], words: dict[str, str], wanted: list[str], thing: str
) -> Iterator[Problem]:
    translations = facts.translations
    assert translations is not None
    known = [language.code for language in translations.languages]
    missing = [code for code in wanted if code not in words]
    if missing:
        what = f"{thing} saknas på: {', '.join(missing)}"
        yield Problem(_key(facts, *path), what, f"Lägg till den i: {_to(missing)}.")
    for code, text in words.items():
        own = _key(facts, *path, code)
        language = language_of(code)
        if language not in known:
            if own.file == f"{FOLDER}{language}.yaml":
                continue  # told of the file
            yield Problem(own, f'okänt språk "{language}" i {thing}', did_you_mean(language, known))
        elif own.file.startswith(FOLDER) and PurePosixPath(own.file).stem != language:
            fix = f"Flytta raden till {_to([language])}."
            yield Problem(own, f"{thing} på {language} står i ett annat språks fil", fix)
        if (
            language != code
        ):  # the Swedish wording that the translations were made from, which nobody is shown
            continue
        number = NUMBER.search(text) or EMERGENCY_BY_HAND.search(text)
        if path[0] == "labels":
            number = number or re.search(r"\d{3,}", text)
        if number:
            what = f'ett nummer är skrivet för hand i {thing}: "{number[0]}"'
            yield Problem(own, what, "Numret hämtas ur data/contacts.yaml. Ta bort det här.")
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(words.get(SWEDISH, text))):
            held = ", ".join(sorted(set(PLACEHOLDER.findall(words[SWEDISH])))) or "ingen klammer"
            what = f"{thing} har inte samma klamrar på {code} som på svenska"
            yield Problem(own, what, f"Den svenska har: {held}. Låt dem stå som de är.")


def _key(facts: Facts, *path: str) -> Place:
    """Returns the place of a key, or of what is around it."""
    document = facts.documents[data_file("translations")]
    while len(path) > 1 and path not in document.keys:
        path = path[:-1]
    return document.keys.get(path) or document.place(*path)
