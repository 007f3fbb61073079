"""Macros: what a page may ask for. A macro returns the variables of the template with its name; the templates hold all markup."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from babel import Locale

from strategysite.dates import long_date, partial_date
from strategysite.facts import Facts, data_file
from strategysite.model.activities import Activities
from strategysite.model.contacts import Contacts
from strategysite.model.municipality import Municipality
from strategysite.model.sources import Sources
from strategysite.model.strategy import Strategy
from strategysite.model.translations import Translations
from strategysite.problems import Place, did_you_mean

TEMPLATES = Path(__file__).parent / "templates"
# Outside tags, signs that Markdown would read as its own in the middle of a sentence.
MARKDOWN_SIGNS = re.compile(r"(<[^>]*>)|([\\*_`\[\]{}])")
# "19 kap. 1 §", "7 a–7 c §§", "18 a–c §§"
PARAGRAPH = re.compile(r"(?:\d+ kap\. )?\d+(?: [a-z])?(?:–(?:\d+ ?)?[a-z]?)? §+")
BRACES = re.compile(r"(<(?:script|style)\b.*?</(?:script|style)>)|([{}])", re.DOTALL)
Context = dict[str, Any]
Found = TypeVar("Found")


def page_url(file: str) -> str:
    """Returns the address of a Markdown file from the site's root: "hjalp/index.md" is "hjalp/", "om/a.md" is "om/a/"."""
    path = file.removesuffix(".md")
    return path.removesuffix("index") if path == "index" or path.endswith("/index") else f"{path}/"


class MacroFault(Exception):
    """A macro was asked for something that is not there.

    `needle` is what was written on the page; `place` is where the mend is when that is in another file.
    """

    def __init__(self, what: str, fix: str, needle: str = "", place: Place | None = None) -> None:
        super().__init__(what)
        self.what, self.fix, self.needle, self.place = what, fix, needle, place


class Desk:
    """What the macros of one strategy's pages work with: the facts, free of problems, the page, and a record of what was shown."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.shown: set[tuple[str, str]] = set()
        self.page_url = ""
        self.page_meta: Mapping[str, Any] = {}

    def url(self, file: str, anchor: str = "") -> str:
        """Returns the address of a page in docs/ ("strategi/metod.md"), relative to the page that the macro stands on."""
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
            raise MacroFault(f'språket "{language}" finns inte', did_you_mean(language, known), language)
        return known[language]

    def label(self, key: str, language: str) -> str:
        """Returns the word for `key` in `language`. Raises MacroFault, at the translation file, when it does not have the key."""
        words = self.translations.labels.get(key)
        if words is None:
            document = self.facts.documents[data_file("translations")]
            fix = f"Lägg till {key} under labels, med en rad för varje språk."
            raise MacroFault(f'etiketten "{key}" saknas', fix, place=document.keys.get(("labels",)))
        return words.get(language) or words[self.locale(language)]

    def filled(self, key: str, language: str, **values: str) -> str:
        """Returns the words for `key` with `values` in their braces. Raises MacroFault, at the words, when the braces are none of these."""
        words = self.label(key, language)
        try:
            return words.format(**values)
        except (KeyError, IndexError, ValueError, AttributeError):
            document = self.facts.documents[data_file("translations")]
            place = document.keys.get(("labels", key, language)) or document.keys.get(("labels", key))
            allowed = ", ".join(f"{{{name}}}" for name in values)
            what = f'klamrarna i etiketten "{key}" går inte att fylla i: "{words}"'
            raise MacroFault(what, f"De som finns är: {allowed}.", place=place) from None

    def translator(self, language: str) -> Callable[[str], str]:
        """Returns the function that templates ask for a word: t("cost")."""
        return lambda key: self.label(key, language)

    def translated(self, kind: str, own: str, key: str, language: str, swedish: str) -> str:
        """Returns a text of the data in `language`; `swedish` is the data's own, for Swedish and where no easier wording is kept."""
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


Macro = Callable[..., Context]
BLOCKS: dict[str, Macro] = {}
INLINES: dict[str, Macro] = {}


def block(function: Macro) -> Macro:
    """Registers a macro that stands alone on its line."""
    BLOCKS[function.__name__] = function
    return function


def inline(function: Macro) -> Macro:
    """Registers a macro that stands in a sentence."""
    INLINES[function.__name__] = function
    return function


def find(things: Iterable[Found], own: str, noun: str, under: str, key: str = "id") -> Found:
    """Returns the thing with the id `own`. Raises MacroFault when there is none, with the ids that there are `under` a key of the data."""
    by_id = {thing[key] if isinstance(thing, dict) else getattr(thing, key): thing for thing in things}
    if own not in by_id:
        raise MacroFault(f'{noun} "{own}" finns inte', did_you_mean(str(own), by_id, under), str(own))
    return by_id[own]


def environment() -> jinja2.Environment:
    """Returns the engine of the project's own templates: everything escaped, nothing undefined passes in silence."""
    engine = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    engine.filters["long_date"] = long_date
    engine.filters["partial_date"] = partial_date
    engine.filters["unbroken"] = unbroken
    engine.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    engine.filters["iso"] = date.isoformat
    return engine


def unbroken(text: str) -> str:
    """Returns a text in which no line ends within a paragraph of law."""
    return PARAGRAPH.sub(lambda match: match[0].replace(" ", "\u00a0"), text)


def compact(html: str) -> str:
    """Returns HTML without blank lines and indents: Markdown would end the block at the one and read the other as code.

    Braces, which only the data can have brought, are spelled so that nobody takes them for a macro.
    """
    lines = "\n".join(line.strip() for line in html.splitlines() if line.strip())
    return BRACES.sub(lambda match: match[1] or f"&#{ord(match[2])};", lines)


def within_a_sentence(html: str) -> str:
    """Returns HTML on one line in which Markdown finds no sign of its own."""
    line = " ".join(compact(html).split("\n"))
    return MARKDOWN_SIGNS.sub(lambda match: match[1] or f"&#{ord(match[2])};", line)
