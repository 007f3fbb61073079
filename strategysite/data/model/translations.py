"""data/translations.yaml: the languages of the help pages, their labels, and what contacts and situations say in each."""

from typing import Annotated, Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import BeforeValidator, Field

from strategysite.data.model.common import PageFile, Part, Text, refuse
from strategysite.parsing.yaml import ORIGIN


def _without_origin(value: Any) -> Any:
    return {key: inner for key, inner in value.items() if key != ORIGIN} if isinstance(value, dict) else value


def _language(value: Any) -> Any:
    try:
        if isinstance(value, str) and Locale.parse(value):
            return value
    except (ValueError, UnknownLocaleError):
        pass
    raise refuse(f'"{value}" är ingen språkkod', "Skriv språkets kod med små bokstäver, till exempel sv, en eller ar.")


Words = Annotated[dict[str, Text], BeforeValidator(_without_origin)]
Fields = Annotated[dict[str, Words], BeforeValidator(_without_origin)]
Things = Annotated[dict[str, Fields], BeforeValidator(_without_origin)]


class Language(Part):
    """A language of the help pages: `code` as macros name it, `lang` as HTML does, `page` the help page in it."""

    noun = "språket"
    code: Text
    lang: Annotated[str, BeforeValidator(_language)]
    dir: Literal["ltr", "rtl"]
    name: Text
    page: PageFile


class Texts(Part):
    """What contacts.yaml says in Swedish, in the other languages: thing → field → language."""

    noun = "texterna"
    situations: Things = Field(default_factory=dict)
    contacts: Things = Field(default_factory=dict)
    local_roles: Things = Field(default_factory=dict)


class Translations(Part):
    """The whole file."""

    noun = "filen"
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    labels: Fields
    texts: Texts = Texts()
