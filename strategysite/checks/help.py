"""The rules of the help page in each language: what somebody in danger meets there, and where old
links to it lead."""

import re
from collections.abc import Iterator

from strategysite.data.facts import Facts
from strategysite.data.model.contacts import telephone_link
from strategysite.pages.reading import Page
from strategysite.problems import Problem


def help_pages(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """Each has a heading or a door for every situation, and no number before that for an emergency;
    behind each door are its contacts. Takes facts and pages without other problems."""
    assert facts.contacts and facts.translations
    for situation in facts.contacts.situations:
        door = pages.get(situation.page or "")
        if door and not re.search(rf"""contacts_for\(\s*["']{situation.id}["']""", door.text):
            what = f'dörren "{situation.title}" leder hit, men sidan visar inte vem man kan nå'
            yield Problem(
                door.place(), what, f'Lägg till {{{{ contacts_for("{situation.id}") }}}}.'
            )
    emergency = telephone_link(facts.contacts.emergency_number or "")
    for page in (
        pages[language.page] for language in facts.translations.languages if language.page in pages
    ):
        for situation in facts.contacts.situations:
            if situation.id not in page.outline.ids:
                what = f'situationen "{situation.id}" har ingen rubrik på sidan'
                fix = (
                    f"Skriv {{ #{situation.id} }} efter dess rubrik: /{page.url}#{situation.id} ska"
                    " leda dit på varje språk."
                )
                yield Problem(page.place(), what, fix)
        first = next((link for link in page.outline.links if link.startswith("tel:")), None)
        if first and first != emergency:
            fix = "Flytta upp nödnumret, så att den som läser uppifrån möter det först."
            yield Problem(page.place(first), "ett annat nummer står före nödnumret", fix)
