"""Which translations lag: those made from another Swedish wording than today's. The wording stands
beside them, after `of`, which is `of-en` once the file of English is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from strategysite.data.facts import Facts, data_file
from strategysite.data.joining import OF
from strategysite.data.model.contacts import Contact, LocalRole, Situation
from strategysite.data.model.translations import Language
from strategysite.problems import Place

SWEDISH = "sv"
Translated = Situation | Contact | LocalRole
KINDS = ("situations", "contacts", "local_roles")  # the lists of contacts.yaml that hold them
SHOWN = (
    *("title", "name", "answers", "purpose", "cost", "anonymity", "hidden_on_bill"),
    *("note", "fallback"),
)
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Lagging:
    """A translation to look at: its `thing` in `language`, made from the Swedish `was` (None:
    nobody has written it) where it is `now`."""

    thing: str
    language: Language
    was: str | None
    now: str
    place: Place
    of: Place
    swedish: Place


def language_of(key: str) -> str:
    """Returns the language that `key` belongs to in a list of translations: of-en to English."""
    return key.removeprefix(f"{OF}-")


def key_of(facts: Facts, *path: str) -> Place:
    """Returns the place of a key of the translations, or of what is around it."""
    document = facts.files[data_file("translations")]
    while len(path) > 1 and path not in document.keys:
        path = path[:-1]
    return document.key(*path)


def swedish_texts(part: Translated) -> dict[str, str]:
    """Returns the Swedish texts of a part that a translated page shows, by field; the questions
    that a contact asks are asks-1, asks-2 …"""
    texts = {key: getattr(part, key) for key in SHOWN if getattr(part, key, None)}
    if isinstance(part, Contact):
        texts |= {f"asks-{number}": question for number, question in enumerate(part.asks, 1)}
        texts |= {"label": part.link.label} if part.link and part.link.label else {}
    return texts


def lagging(facts: Facts) -> list[Lagging]:
    """Returns the translations to look at, language by language."""
    found = []
    for thing, now, swedish, path, words in translated_texts(facts):
        keys = facts.files[data_file("translations")].keys
        for language in facts.languages:
            own, was = language.code, words.get(f"{OF}-{language.code}")
            if own != SWEDISH and own in words and not (was and same_wording(was, now)):
                place = keys[(*path, own)]
                of = keys.get((*path, f"{OF}-{own}"), place)
                found.append(Lagging(thing, language, was, now, place, of, swedish))
    return sorted(found, key=lambda entry: facts.languages.index(entry.language))


def same_wording(text: str, other: str) -> bool:
    """Returns whether two texts have the same words: a comma or a capital letter makes no other."""
    return WORD.findall(text.casefold()) == WORD.findall(other.casefold())


def translated_texts(
    facts: Facts,
) -> Iterator[tuple[str, str, Place, tuple[str, ...], dict[str, str]]]:
    """Yields what is translated: its name, its Swedish of today and where that stands, and where
    its translations stand and say."""
    if facts.translations is None:
        return
    document = facts.files[data_file("translations")]
    for key, words in facts.translations.labels.items():
        if SWEDISH in words:
            path: tuple[str, ...] = ("labels", key)
            yield f'etiketten "{key}"', words[SWEDISH], document.place(*path, SWEDISH), path, words
    for kind in KINDS if facts.contacts else ():
        for part in getattr(facts.contacts, kind):
            texts = swedish_texts(part)
            for field, words in getattr(facts.translations.texts, kind).get(part.id, {}).items():
                if field in texts:
                    thing, path = f'"{field}" för "{part.id}"', ("texts", kind, part.id, field)
                    yield thing, texts[field], _place(facts, part, field), path, words


def _place(facts: Facts, part: Translated, field: str) -> Place:
    """Returns where the Swedish of a field stands in data/contacts.yaml."""
    if isinstance(part, Contact) and part.link and field == "label":
        return facts.place(part.link, "label")
    name, _, number = field.partition("-")
    return facts.place(part, name, int(number) - 1) if number else facts.place(part, field)
