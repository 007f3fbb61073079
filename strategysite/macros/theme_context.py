"""What the theme's frame shows around every page, from the same facts as the pages."""

from typing import Any

from strategysite.data.addresses import feed_file, page_url
from strategysite.data.facts import Facts
from strategysite.data.model.municipality import file_address
from strategysite.data.open_data import catalogue_file
from strategysite.data.phone_numbers import telephone_link
from strategysite.macros.templating import escaped
from strategysite.problems import Place


def theme_context(facts: Facts) -> dict[str, Any]:
    """Returns the theme's values: name, logo, exit address, who is responsible, the help pages'
    languages and the frame's words in them, every text escaped: the generator's engine does not.
    What the data does not have is left out, and the theme does without."""
    municipality = facts.own
    languages = facts.languages
    labels = facts.translations.labels if facts.translations else {}
    strategy, logo = facts.strategy, municipality.logo
    urgent = facts.contacts.emergency_number if facts.contacts else None
    responsible = [row.value for row in strategy.metadata if row.responsible] if strategy else []
    values = {
        "name": municipality.name,
        "home_label": strategy and strategy.title.removesuffix(strategy.period or "").strip(),
        "logo": logo and logo.file,
        "logo_alt": logo and logo.alt,
        "exit_url": municipality.exit_url,
        "document": strategy and strategy.short_name,
        "responsible": ", ".join(responsible) or None,
        "languages": [
            {"code": own.lang, "name": own.name, "dir": own.dir, "address": page_url(own.page)}
            for own in languages
        ],
        "words": {
            entry.lang: {key: words.get(entry.lang) for key, words in labels.items()}
            for entry in languages
        },
        "feed": feed_file(facts),
        "catalogue": catalogue_file(facts),
        "emergency": {"number": urgent, "link": telephone_link(urgent)} if urgent else None,
        "change_page": file_address(municipality.publication, Place("docs/*"), change=True),
        "change_data": {
            file: file_address(municipality.publication, place, change=True)
            for file, place in _data_behind(facts).items()
            if municipality.publication.repository
        },
    }
    return {key: escaped(value) for key, value in values.items()}


def _data_behind(facts: Facts) -> dict[str, Place]:
    """Returns, by page, the place in data/ that most of its facts come from."""
    places = {area.page: area.origin.place for edition in facts.editions for area in edition.areas}
    if facts.contacts and facts.translations:
        place = facts.place(facts.contacts, "contacts")
        places |= {language.page: place for language in facts.languages}
    return places
