"""Macros: what a page may ask for. A macro returns the variables of the template with its name; the
templates hold all markup."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from babel import Locale

from strategysite.data.addresses import page_url
from strategysite.data.facts import Facts, data_file
from strategysite.data.model.activities import Activities
from strategysite.data.model.contacts import Contacts
from strategysite.data.model.municipality import Municipality
from strategysite.data.model.sources import Sources
from strategysite.data.model.strategy import Strategy
from strategysite.data.model.translations import Translations
from strategysite.macros.registry import MacroError
from strategysite.problems import did_you_mean

Found = TypeVar("Found")


class RenderContext:
    """What the macros of one strategy's pages work with: the facts, free of problems, the page, and
    a record of what was shown."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.shown: set[tuple[str, str]] = set()
        self.page_url = ""
        self.page_meta: Mapping[str, Any] = {}
        self.html: dict[str, str] = {}  # of the pages that are read, for what shows them as one

    def url(self, file: str, anchor: str = "") -> str:
        """Returns the address of a page in docs/ ("strategi/metod.md"), relative to the page that
        the macro stands on."""
        file, _, own_anchor = file.partition("#")
        anchor = anchor or own_anchor
        up = "../" * self.page_url.count("/")
        address = page_url(file)
        if address == self.page_url and anchor:
            return f"#{anchor}"
        return (up + address or "./") + (f"#{anchor}" if anchor else "")

    @property
    def strategy(self) -> Strategy:
        """The adopted document."""
        return _there(self.facts.strategy)

    @property
    def activities(self) -> Activities:
        """Target areas, goals and activities."""
        return _there(self.facts.activities)

    @property
    def contacts(self) -> Contacts:
        """Services, situations and roles."""
        return _there(self.facts.contacts)

    @property
    def municipality(self) -> Municipality:
        """The municipality's own settings."""
        return _there(self.facts.municipality)

    @property
    def sources(self) -> Sources:
        """What the added pages lean on."""
        return _there(self.facts.sources)

    @property
    def translations(self) -> Translations:
        """The labels and texts in the languages of the help pages."""
        return _there(self.facts.translations)

    def locale(self, language: str) -> str:
        """Returns the language as HTML names it: "lattlast" is "sv"."""
        known = {entry.code: entry.lang for entry in self.translations.languages}
        if language not in known:
            raise MacroError(
                f'språket "{language}" finns inte', did_you_mean(language, known), language
            )
        return known[language]

    def label(self, key: str, language: str) -> str:
        """Returns the word for `key` in `language`. Raises MacroError, at the translation file,
        when it does not have the key."""
        words = self.translations.labels.get(key)
        if words is None:
            document = self.facts.documents[data_file("translations")]
            fix = f"Lägg till {key} under labels i varje fil i data/translations/."
            raise MacroError(f'etiketten "{key}" saknas', fix, place=document.keys.get(("labels",)))
        return words.get(language) or words[self.locale(language)]

    def filled(self, key: str, language: str, **values: str) -> str:
        """Returns the words for `key` with `values` in their braces. Raises MacroError, at the
        words, when the braces are none of these."""
        words = self.label(key, language)
        try:
            return words.format(**values)
        except (KeyError, IndexError, ValueError, AttributeError):
            document = self.facts.documents[data_file("translations")]
            place = document.keys.get(("labels", key, language)) or document.keys.get(
                ("labels", key)
            )
            allowed = ", ".join(f"{{{name}}}" for name in values)
            what = f'klamrarna i etiketten "{key}" går inte att fylla i: "{words}"'
            raise MacroError(what, f"De som finns är: {allowed}.", place=place) from None

    def translator(self, language: str) -> Callable[[str], str]:
        """Returns the function that templates ask for a word: t("cost")."""
        return lambda key: self.label(key, language)

    def translated(self, kind: str, own: str, key: str, language: str, swedish: str) -> str:
        """Returns a text of the data in `language`; `swedish` is the data's own, for Swedish and
        where no easier wording is kept."""
        words = getattr(self.translations.texts, kind).get(own, {}).get(key, {})
        return str(words.get(language) or swedish)

    def language_name(self, code: str, language: str) -> str:
        """Returns the name of a language in the language of the page, as "engelska"."""
        return str(Locale.parse(self.locale(language)).languages.get(code, code))

    def show(self, noun: str, *ids: str) -> None:
        """Records that a page shows things of one kind."""
        self.shown.update((noun, own) for own in ids)


def _there(part: Found | None) -> Found:
    if part is None:
        raise RuntimeError("macros are rendered only from facts without problems")
    return part
