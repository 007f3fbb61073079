"""What every macro is given: the facts, the page that it stands on, and the words of a language."""

from collections.abc import Mapping
from typing import Any

from babel import Locale

from strategysite.data.addresses import link_url, up_from
from strategysite.data.facts import Facts
from strategysite.data.model.common import Entry
from strategysite.data.translated import Translated, key_of, swedish_texts
from strategysite.macros.a_to_z import Written
from strategysite.macros.registry import MacroError, Variables
from strategysite.problems import Kind, did_you_mean


class RenderContext:
    """What the macros of one strategy's pages work with: the facts, free of problems, the page, and
    a record of what was shown."""

    def __init__(self, facts: Facts) -> None:
        # None only where a file has problems: then no page is read.
        assert facts.strategy and facts.activities and facts.contacts
        assert facts.sources and facts.translations
        self.facts = facts
        self.strategy, self.contacts = facts.strategy, facts.contacts
        self.sources, self.translations = facts.sources, facts.translations
        self.municipality = facts.own
        self.shown: set[tuple[str, str]] = set()  # nouns and ids
        self.named: list[str] = []  # footnotes that have a mark on the page already
        self.page_url = ""
        self.page_meta: Mapping[str, Any] = {}
        # Of other pages, for what shows them as one, by file: what is written, and the HTML.
        self.written: Written = {}
        self.html: dict[str, str] = {}

    def url(self, link: str) -> str:
        """Returns the address of a page in docs/, or of its heading ("strategi/metod.md#a"),
        relative to the page that the macro stands on."""
        address, hash_sign, anchor = link_url(link).partition("#")
        if address == self.page_url and anchor:
            return f"#{anchor}"
        return (up_from(self.page_url) + address or "./") + hash_sign + anchor

    def locale(self, language: str) -> str:
        """Returns the language as HTML names it: "lattlast" is "sv"."""
        known = {entry.code: entry.lang for entry in self.translations.languages}
        if language not in known:
            fix, kind = did_you_mean(language, known), None
            if language == self.page_meta.get("lang"):
                fix = "Språkets rad saknas. Skriv den under languages i data/translations.yaml, som"
                fix += " det står under ”Lägga till ett språk” i CONTRIBUTING.md."
                kind = Kind.NO_LANGUAGE
            raise MacroError(f'språket "{language}" finns inte', fix, language, kind=kind)
        return known[language]

    def label(self, key: str, language: str) -> str:
        """Returns the word for `key` in `language`. Raises MacroError, at the translation file,
        when it does not have the key."""
        words = self.translations.labels.get(key)
        if words is None:
            fix = f"Lägg till {key} under labels i varje fil i data/translations/."
            place = key_of(self.facts, "labels")
            raise MacroError(f'etiketten "{key}" saknas', fix, place=place)
        return words.get(language) or words[self.locale(language)]

    def filled(self, key: str, language: str, **values: str) -> str:
        """Returns the words for `key` with `values` in their braces. Raises MacroError, at the
        words, when the braces are none of these."""
        words = self.label(key, language)
        try:
            return words.format(**values)
        except (KeyError, IndexError, ValueError, AttributeError):
            place = key_of(self.facts, "labels", key, language)
            allowed = ", ".join(f"{{{name}}}" for name in values)
            what = f'klamrarna i etiketten "{key}" går inte att fylla i: "{words}"'
            raise MacroError(what, f"De som finns är: {allowed}.", place=place) from None

    def words(self, language: str) -> Variables:
        """Returns a language for templates: its words, t("cost"), and its name in HTML."""
        return {"t": lambda key: self.label(key, language), "lang": self.locale(language)}

    def texts(self, kind: str, part: Translated, language: str) -> dict[str, Any]:
        """Returns the texts of a part in `language`, by field, as `swedish_texts` has them; its own
        for Swedish, and where no easier wording is kept."""
        words = getattr(self.translations.texts, kind).get(part.id, {})
        swedish = swedish_texts(part).items()
        return {key: words.get(key, {}).get(language) or text for key, text in swedish}

    def language_name(self, code: str, language: str) -> str:
        """Returns the name of a language in the language of the page, as "engelska"."""
        return str(Locale.parse(self.locale(language)).languages.get(code, code))

    def show(self, *things: Entry) -> None:
        """Records that a page shows things of the data."""
        self.shown.update((thing.noun, thing.id) for thing in things)
