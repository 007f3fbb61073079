"""The rules of the help pages in each language: what somebody in danger meets there, and where old
links to them lead."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import html

from strategysite.data.facts import Facts
from strategysite.data.model.contacts import Contacts, Situation
from strategysite.data.model.translations import Language, Translations
from strategysite.data.phone_numbers import telephone_link
from strategysite.data.translated import SWEDISH
from strategysite.pages.reading import Page
from strategysite.parsing.html import texts
from strategysite.parsing.remembering import remembered
from strategysite.parsing.text import ASKING, headings, sentences
from strategysite.problems import Kind, Place, Problem

TELEPHONE = re.compile(r'<a [^>]*href="tel:([^"]*)"[^>]*>.*?</a>', re.DOTALL)
CALL = re.compile("\ue000([^\ue000]*)\ue000")  # how a number that can be tapped stands in a text
DOOR = "Rätta page i data/contacts.yaml."
HIDING = ("s", "del", "strike", "details", "small", "sub", "sup")
START = "index.md"
NAME = re.compile(r"[^\W\d_]{4,}")  # how a word that may name a service looks
NO_DANGER = re.compile(r"\b(?:inte|ingen)\W*$")  # as in: Är ingen i fara?


def help_pages(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """The emergency number comes before any other and is named wherever a text speaks of danger;
    each situation has its contacts behind its door and under its heading. Takes facts and pages
    without other problems."""
    first: dict[tuple[str, int], Problem] = {}
    for problem in _help_pages(facts, pages):
        # Of a line the first: the others have the same cause.
        own = replace(problem, kind=problem.kind or Kind.OF_HELP)
        first.setdefault((problem.place.file, problem.place.line), own)
    yield from first.values()


def _help_pages(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    assert facts.contacts and facts.translations
    doors = {situation.page for situation in facts.contacts.situations}
    for situation in facts.contacts.situations:
        door = pages.get(situation.page or "")
        if door and not _calls(door, situation):
            what = f'dörren "{situation.title}" leder hit, men sidan visar inte vem man kan nå'
            shown = f'{{{{ contacts_for("{situation.id}") }}}}.'
            fix = f"Skriv {shown} Leder dörren fel? {DOOR}"
            instead = [door.at(one.line) for one in door.said if one.name == "contacts_for"]
            if instead or door.meta.kind != "help":  # it was hardly meant to lead here
                fix = f"Leder dörren fel? {DOOR} Skriv annars {shown}"
            at = next(iter(instead), door.place())
            yield Problem(at, what, fix, names=(situation.id,))
    for language in facts.translations.languages:
        if language.page in pages:
            yield from _language(pages[language.page], language, facts.contacts)
    for page in pages.values():
        told = []
        if page.meta.kind != "adopted":
            told = _danger(page, facts.contacts, facts.translations)
            yield from (*told, *_hidden(page))
        if not told and (page.meta.kind == "help" or page.file == START or page.file in doors):
            yield from _emergency_first(page, facts.contacts)


def _language(page: Page, language: Language, contacts: Contacts) -> Iterator[Problem]:
    """The help page of a language has its doors, and under the heading that each leads to its
    contacts."""
    own = "" if language.code == SWEDISH else f'lang="{language.code}"'
    doors = any(said.name == "situations" for said in page.said)
    if not doors:
        fix = f"Sätt tillbaka raden {{{{ situations({own}) }}}} under det som står om akut fara."
        yield Problem(page.place(), "sidan visar inte vägarna till hjälp", fix)
    for said in page.said:
        if said.given.get("lang", language.code) != language.code:
            what = f'"{said.name}" visas inte på sidans eget språk, {language.name}'
            fix = f"Skriv {own} sist inom parentesen." if own else "Ta bort lang inom parentesen."
            if said.name == "translation_notice":  # asks for nothing else
                fix = f'Skriv "{language.code}" inom parentesen.'
            yield Problem(page.at(said.line), what, fix, Kind.OF_LANGUAGE)
    here = [one for one in contacts.situations if own or not one.page]
    own_ids = {one.id for one in here}
    lines = {one.id: one.line for one in headings(page.text) if one.id in own_ids}
    for situation in contacts.situations:
        id_, called = situation.id, _calls(page, situation)
        if id_ not in page.outline.ids:
            if doors or situation in here:
                what = f'situationen "{id_}" har ingen rubrik på sidan'
                fix = f"Skriv {{ #{id_} }} efter dess rubrik: /{page.url}#{id_} ska"
                fix += " leda dit på varje språk."
                fix += "" if own else f" Har läget en egen sida? {DOOR}"
                yield Problem(page.place(), what, fix, names=(id_,))
        elif contacts.urgent(situation):
            yield from _emergency_heading(page, situation, contacts)
        elif situation in here and called:
            above = [max((one for one in lines.values() if one < at), default=0) for at in called]
            if lines.get(id_) not in above:
                what = f'kontakterna för "{id_}" står under en annan rubrik'
                fix = f"Flytta raden till rubriken med {{ #{id_} }}."
                yield Problem(page.at(called[0]), what, fix, names=(id_,))
        if situation in here and not called and id_ in page.outline.ids:
            what = f'under rubriken "{id_}" står det inte vem man kan nå'
            call = f'{{{{ contacts_for("{id_}"{f", {own}" if own else ""}) }}}}'
            yield Problem(page.place(f"#{id_}"), what, f"Sätt tillbaka raden {call}.", names=(id_,))


def _emergency_heading(page: Page, situation: Situation, contacts: Contacts) -> Iterator[Problem]:
    """The number itself stands in the heading, where a phone shows it first and largest."""
    root, number = html.fragment_fromstring(page.html, "div"), _number(contacts)
    heading = next(one for one in root.iter() if one.get("id") == situation.id)
    shown = number in heading.xpath(".//a/@href")
    if "emergency" not in heading.get("class", "") or not shown:
        what = "är inte märkt med .emergency" if shown else "visar inte nödnumret"
        fix = f"Så ska den sluta: {_phone(contacts)} {{ #{situation.id} .emergency }}"
        yield Problem(page.place(f"#{situation.id}"), f"rubriken om akut fara {what}", fix)
    for way in [to for to in heading.xpath("preceding::a/@href") if to != number][:1]:
        what = "det som går att välja eller ringa står före rubriken om akut fara"
        fix = f"Flytta hit rubriken med {{ #{situation.id} .emergency }}, så att den kommer först."
        yield Problem(page.place(f'"{way}"', f"]({way}"), what, fix)


def _number(contacts: Contacts) -> str:
    return telephone_link(contacts.emergency_number or "")


def _phone(contacts: Contacts) -> str:
    """Returns the macro that shows the emergency number."""
    own = next(one.id for one in contacts.contacts if one.emergency)
    return f'{{{{ phone("{own}") }}}}'


def _emergency_first(page: Page, contacts: Contacts) -> Iterator[Problem]:
    """The emergency number is the first number on a page, and the start page has it."""
    first = next((link for link in page.outline.links if link.startswith("tel:")), "")
    if page.file == START and not first:
        fix = f"Skriv överst när man ska ringa {_phone(contacts)}."
        yield Problem(page.place(), "startsidan visar inte nödnumret", fix)
    elif first and first != _number(contacts):
        fix = f"Skriv ovanför, i ett eget stycke: Ring {_phone(contacts)} om du är i fara."
        if page.meta.lang != "sv":
            fix = f"Skriv ovanför, i ett eget stycke, när man ringer {_phone(contacts)}."
        yield Problem(page.place(first), "ett annat nummer står före nödnumret", fix)


@remembered
def _danger(page: Page, contacts: Contacts, translations: Translations) -> list[Problem]:
    """A sentence of danger that names a number, itself or in the answer to its question, names the
    emergency number first."""
    if "tel:" not in page.html:
        return []
    problems, spoken = [], [one for one in translations.languages if one.lang == page.meta.lang]
    words = [re.escape(word) for language in spoken for word in language.danger]
    danger = re.compile("|".join(words) or "(?!)", re.IGNORECASE)
    root = html.fragment_fromstring(TELEPHONE.sub("\ue000tel:\\1\ue000", page.html), "div")
    said_there = sentences("".join(texts(root, "\n", lambda _: False)))
    for at, sentence in enumerate(said_there):
        found = danger.search(sentence)
        if not found or NO_DANGER.search(sentence[: found.start()]):
            continue
        said = sentence
        for answer in said_there[at + 1 : at + 4]:
            if CALL.search(said) or not said.rstrip().endswith(ASKING):
                break
            said = f"{said} {answer}"
        first = CALL.search(said)
        if page.meta.kind == "help" and sentence.rstrip().endswith(ASKING[:2]) and not first:
            what = f'frågan om fara ("{found[0]}") får inget nummer till svar'
            place = page.place(sentence.strip(), found[0])
            fix = f"Skriv {_phone(contacts)} i svaret."
            problems.append(Problem(place, what, fix, names=(found[0],)))
        if first and first[1] != _number(contacts):
            what = f'texten handlar om fara ("{found[0]}") och nämner ett annat nummer först'
            place = _where(page, found[0], first[1])
            fix = _led_right(place, page, said, said != sentence, contacts)
            problems.append(Problem(place, what, fix, names=(found[0],)))
    return problems


def _led_right(place: Place, page: Page, said: str, asks: bool, contacts: Contacts) -> str:
    """Returns the fix where what is `said` of danger at `place` leads to another number first. A
    service that is named in the answer to what it `asks` keeps its number."""
    own, at = _phone(contacts), place.line - page.lines_before
    link = CALL.findall(said)[0]
    here = [one for one in page.said if (one.name, one.line) == ("phone", at) and link in one.html]
    holders = ((one.name, one.phone.number) for one in contacts.contacts if one.phone)
    names = " ".join(name for name, number in holders if telephone_link(number) == link)
    named = {*NAME.findall(said.casefold())} & {*NAME.findall(names.casefold())}
    if asks and (named or not here):
        return f"Skriv en egen mening direkt efter frågan: när man ringer {own}."
    fix = "Har numren bytt plats? Byt tillbaka dem. " * (own in page.text.split("\n")[at - 1])
    fix += f"Skriv {'annars ' * bool(fix)}{own} i stället för det andra numret."
    return fix + " Hör ett namn till det? Ta bort det också." * bool(named)


@remembered
def _hidden(page: Page) -> list[Problem]:
    """A number, or what a macro shows, is whole to see: not struck out, folded away or small."""
    hiding = " or ".join(f"self::{tag}" for tag in HIDING)
    shown = "descendant::a[starts-with(@href, 'tel:')] or descendant::div[@data-macro]"
    problems = []
    for element in html.fragment_fromstring(page.typed, "div").xpath(f"//*[{hiding}][{shown}]"):
        what = f"ett nummer eller en kontakt står inom <{element.tag}> och kan missas"
        fix = f"Ta bort <{element.tag}> och </{element.tag}>, så att det syns som det är."
        problems.append(Problem(page.place(f"<{element.tag}"), what, fix))
    return problems


def _where(page: Page, words: str, link: str) -> Place:
    """Returns the place of `words` on the line that shows the number `link`, else of the first."""
    lines = page.text.split("\n")
    for said in page.said:
        at = lines[said.line - 1].find(words)
        if f'"{link}"' in said.html and at >= 0:
            return page.at(said.line, at + 1, len(words))
    return page.place(words)


def _calls(page: Page, situation: Situation) -> list[int]:
    """Returns the lines where the contacts of a situation are called."""
    calls = [one for one in page.said if one.name == "contacts_for"]
    return [one.line for one in calls if one.given["situation"] == situation.id]
