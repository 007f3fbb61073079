"""What the theme's frame shows around every page, from the same facts as the pages."""

from typing import Any

from strategysite.data.addresses import feed_file, page_url
from strategysite.data.facts import Facts
from strategysite.data.model.municipality import file_address
from strategysite.data.open_data import catalogue_file
from strategysite.data.phone_numbers import telephone_link
from strategysite.macros.context import RenderContext
from strategysite.macros.templating import escaped
from strategysite.problems import Place


def theme_context(facts: Facts) -> dict[str, Any]:
    """Returns the theme's values: name, logo, exit address, who is responsible, the help pages'
    languages and the frame's words in them, every text escaped: the generator's engine does not.
    What the data does not have is left out, and the theme does without."""
    context = RenderContext(facts)
    strategy, municipality = context.strategy, context.municipality
    publication, logo = municipality.publication, municipality.logo
    languages, labels = context.translations.languages, context.translations.labels
    urgent = context.contacts.emergency_number
    # By page, the place in data/ that most of its facts come from.
    behind = {area.page: area.origin.place for edition in facts.editions for area in edition.areas}
    contacts = facts.place(context.contacts, "contacts")
    behind |= {language.page: contacts for language in languages}
    values = {
        "name": municipality.name,
        "home_label": strategy.title.removesuffix(strategy.period or "").strip(),
        "logo": logo and logo.file,
        "logo_alt": logo and logo.alt,
        "exit_url": municipality.exit_url,
        "document": strategy.short_name,
        "responsible": ", ".join(row.said for row in strategy.metadata if row.responsible) or None,
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
        "emergency": urgent and {"number": urgent, "link": telephone_link(urgent)},
        "change_page": file_address(publication, Place("docs/*"), change=True),
        "change_data": {
            file: file_address(publication, place, change=True)
            for file, place in behind.items()
            if publication.repository
        },
    }
    return {key: escaped(value) for key, value in values.items()}
