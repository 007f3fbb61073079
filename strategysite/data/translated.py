"""Which translations lag: those made from another Swedish wording than today's. The wording stands
beside them, after `of`, which is `of-en` once the file of English is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from strategysite.data.facts import Facts, data_file
from strategysite.data.joining import OF
from strategysite.data.model.contacts import Contact, LocalRole, Situation
from strategysite.data.model.translations import Language
from strategysite.problems import Place, shorten

SWEDISH = "sv"
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

    @property
    def change(self) -> tuple[str, str]:
        """What the Swedish said and says, from two words before the first that differs."""
        was, now = (self.was or "").split(), self.now.split()
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False))
        )
        start = max(0, same - 2)
        before = "… " if start else ""
        return before + shorten(" ".join(was[start:])), before + shorten(" ".join(now[start:]))


def language_of(key: str) -> str:
    """Returns the language that `key` belongs to in a list of translations: of-en to English."""
    return key.removeprefix(f"{OF}-")


def situation_texts(situation: Situation) -> dict[str, str]:
    """Returns the Swedish texts of a situation that a translated page shows, by field."""
    return {"title": situation.title}


def contact_texts(contact: Contact) -> dict[str, str]:
    """Returns the Swedish texts of a contact that a translated page shows, by field; the questions
    are asks-1, asks-2 …"""
    keys = ("name", "answers", "purpose", "audience", "cost", "anonymity", "hidden_on_bill", "note")
    texts = {key: getattr(contact, key) for key in keys if getattr(contact, key)}
    texts |= {f"asks-{number}": question for number, question in enumerate(contact.asks, 1)}
    return texts | ({"label": contact.link.label} if contact.link and contact.link.label else {})


def role_texts(role: LocalRole) -> dict[str, str]:
    """Returns the Swedish texts of a local role that a translated page shows, by field."""
    return {"name": role.name, "purpose": role.purpose, "fallback": role.fallback}


def lagging(facts: Facts) -> list[Lagging]:
    """Returns the translations to look at, language by language. A comma or a capital letter makes
    no other wording."""
    if facts.translations is None:
        return []
    keys = facts.documents[data_file("translations")].keys
    found = []
    for thing, now, swedish, path, words in _translated(facts):
        for language in facts.translations.languages:
            was = words.get(f"{OF}-{language.code}")
            if (
                language.code == SWEDISH
                or language.code not in words
                or (was is not None and _plain(was) == _plain(now))
            ):
                continue
            place = keys[(*path, language.code)]
            of = keys.get((*path, f"{OF}-{language.code}"), place)
            found.append(Lagging(thing, language, was, now, place, of, swedish))
    order = list(facts.translations.languages)
    return sorted(found, key=lambda entry: order.index(entry.language))


def _plain(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _translated(facts: Facts) -> Iterator[tuple[str, str, Place, tuple[str, ...], dict[str, str]]]:
    """Yields what is translated: its name, its Swedish of today and where that stands, and where
    its translations stand and say."""
    assert facts.translations is not None
    document = facts.documents[data_file("translations")]
    for key, words in facts.translations.labels.items():
        if SWEDISH in words:
            path: tuple[str, ...] = ("labels", key)
            yield f'etiketten "{key}"', words[SWEDISH], document.place(*path, SWEDISH), path, words
    kinds: dict[str, list[tuple[Situation | Contact | LocalRole, dict[str, str]]]] = {
        "situations": [],
        "contacts": [],
        "local_roles": [],
    }
    if facts.contacts:
        kinds["situations"] += [(part, situation_texts(part)) for part in facts.contacts.situations]
        kinds["contacts"] += [(part, contact_texts(part)) for part in facts.contacts.contacts]
        kinds["local_roles"] += [(part, role_texts(part)) for part in facts.contacts.local_roles]
    for kind, parts in kinds.items():
        for part, texts in parts:
            for field, words in getattr(facts.translations.texts, kind).get(part.id, {}).items():
                if field in texts:
                    yield (
                        f'"{field}" för "{part.id}"',
                        texts[field],
                        _place(facts, part, field),
                        ("texts", kind, part.id, field),
                        words,
                    )


def _place(facts: Facts, part: Situation | Contact | LocalRole, field: str) -> Place:
    """Returns where the Swedish of a field stands in data/contacts.yaml."""
    if isinstance(part, Contact) and part.link and field == "label":
        return facts.place(part.link, "label")
    name, _, number = field.partition("-")
    return facts.place(part, name, int(number) - 1) if number else facts.place(part, field)
