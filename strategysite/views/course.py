"""Macros of the orientation: modules, questions, cases, progress, the certificate, and words quoted from the strategy."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from strategysite.coursechecks import COURSE, NUMBER_OF
from strategysite.model.orientation import Case, Module, Option, Orientation, Question
from strategysite.rendering import Context, Desk, MacroFault, block, find, inline
from strategysite.scorm.editions import EDITIONS
from strategysite.transcript import has_words, source_lines, words

SETTINGS = {
    "skola": "I skolan",
    "forskola": "I förskolan",
    "fritid": "På fritiden",
    "idrott": "I idrottsskolan",
    "bibliotek": "På biblioteket",
    "socialtjanst": "I socialtjänsten",
    "aldreomsorg": "I äldreomsorgen",
    "lss": "I verksamhet enligt LSS",
    "kontaktcenter": "I kontaktcentret",
    "parkering": "På gatan",
    "bidrag": "Bidrag till föreningar",
    "politik": "Kring förtroendevalda",
    "arbetsplats": "Mellan kollegor",
    "alla": "Alla verksamheter",
}
ENDINGS = {"good": "Det gick bra", "late": "Det gick, men sent", "missed": "Hjälpen kom inte"}


@dataclass(frozen=True)
class Asked:
    """A question as a page shows it."""

    question: Question
    number: int
    setting: str
    options: list[tuple[Option, int]]  # mixed, each with its place in the right order


def orientation(desk: Desk) -> Orientation:
    """Returns the course. Raises MacroFault where the site has none."""
    if desk.facts.orientation is None:
        raise MacroFault("kursen finns inte", "Skapa data/orientation.yaml, eller ta bort sidan.")
    return desk.facts.orientation


def spoken(desk: Desk, text: str) -> str:
    """Returns a text of the course with the numbers it asks for: "{polis-akut}" becomes the number."""
    numbers = {contact.id: contact.public_number for contact in desk.contacts.contacts}
    return NUMBER_OF.sub(lambda match: numbers[match[1]] or "", text)


def course_index(course: Orientation, address: Callable[[str], str]) -> str:
    """Returns what the course's script knows, as JSON: version, limit, and each module with its ids and the `address` of its file."""
    modules = [
        {
            "id": module.id,
            "url": address(f"{COURSE}/{module.page}"),
            "title": f"{number}. {module.title}",
            "q": [question.id for question in course.of_module(module.id)],
            "f": [case.id for case in course.cases if case.module == module.id],
        }
        for number, module in enumerate(course.modules, 1)
    ]
    index = {"version": course.version, "needed": course.needed, "years": course.renew_years, "modules": modules}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _index(desk: Desk) -> str:
    return course_index(orientation(desk), desk.url)


def _module(desk: Desk, own: str) -> tuple[int, Module]:
    course = orientation(desk)
    module = find(course.modules, own, "avsnittet", "modules i data/orientation.yaml")
    return course.modules.index(module) + 1, module


@block
def course_outcomes(desk: Desk) -> Context:
    """Everything one can do after the course."""
    outcomes = orientation(desk).outcomes
    desk.show("outcome", *(outcome.id for outcome in outcomes))
    return {"outcomes": outcomes}


@block
def course_modules(desk: Desk) -> Context:
    """The modules with their time, as links from the course's first page."""
    course = orientation(desk)
    return {
        "modules": [(module, f"{COURSE}/{module.page}") for module in course.modules],
        "minutes": sum(module.minutes for module in course.modules),
    }


@inline
def course_pass_percent(desk: Desk) -> Context:
    """How many per cent right the certificate asks for."""
    return {"percent": orientation(desk).pass_percent}


@block
def course_progress(desk: Desk) -> Context:
    """Where the script offers to keep the progress; nothing without it."""
    return {"index": _index(desk)}


@block
def course_about(desk: Desk) -> Context:
    """Version, day of review, and how much there is of the course."""
    course = orientation(desk)
    return {"course": course, "minutes": sum(module.minutes for module in course.modules)}


@block
def course_downloads(desk: Desk) -> Context:
    """The packages for a learning platform."""
    return {"packages": [(edition.title, edition.file) for edition in EDITIONS]}


@block
def course_certificate(desk: Desk) -> Context:
    """A certificate to fill in and print. The script fills in what it knows."""
    course = orientation(desk)
    return {
        "course": course,
        "minutes": sum(module.minutes for module in course.modules),
        "index": _index(desk),
        "strategy": desk.strategy,
        "municipality": desk.municipality.name,
    }


@block
def module_head(desk: Desk, module: str) -> Context:
    """What the module leads to, its time, and the short cut for who has a worry now."""
    number, found = _module(desk, module)
    outcomes = {outcome.id: outcome for outcome in orientation(desk).outcomes}
    return {
        "module": found,
        "number": number,
        "count": len(orientation(desk).modules),
        "outcomes": [outcomes[own] for own in found.outcomes],
    }


@block
def module_questions(desk: Desk, module: str) -> Context:
    """The questions of a module."""
    _, found = _module(desk, module)
    questions = orientation(desk).of_module(found.id)
    desk.show("question", *(question.id for question in questions))
    places = {question.id: {option: place for place, option in enumerate(question.options, 1)} for question in questions}
    asked = [
        Asked(question, number, SETTINGS[question.setting], [(option, places[question.id][option]) for option in question.mixed])
        for number, question in enumerate(questions, 1)
    ]
    return {"module": found, "asked": asked, "spoken": lambda text: spoken(desk, text)}


@block
def module_cases(desk: Desk, module: str) -> Context:
    """The branching cases of a module."""
    _, found = _module(desk, module)
    cases = [case for case in orientation(desk).cases if case.module == found.id]
    desk.show("case", *(case.id for case in cases))
    return {"cases": [_case(number, case) for number, case in enumerate(cases, 1)], "spoken": lambda text: spoken(desk, text)}


def _case(number: int, case: Case) -> dict[str, Any]:
    titles = {step.id: step.title for step in case.steps}
    return {"number": number, "case": case, "setting": SETTINGS[case.setting], "titles": titles, "endings": ENDINGS}


@block
def module_end(desk: Desk, module: str) -> Context:
    """The way on from a module: progress, the next module, help, version and day of review."""
    number, found = _module(desk, module)
    course = orientation(desk)
    following = course.modules[number] if number < len(course.modules) else None
    return {
        "course": course,
        "module": found,
        "index": _index(desk),
        "next": (number + 1, following.title, f"{COURSE}/{following.page}") if following else None,
    }


@block
def quote_strategy(desk: Desk, text: str) -> Context:
    """Words of the adopted strategy on a page that is no part of it, set apart. They must stand there exactly so.

    A strategy that has been replaced may be quoted too; then the quote names it. The newest that has the words is the source.
    """
    for facts in desk.facts.editions:
        if facts.strategy and has_words(source_lines(facts.root, facts.strategy), text):
            return {"text": text, "strategy": facts.strategy, "replaced": facts.successor is not None}
    fix = f"Jämför med data/{desk.strategy.transcript.source}: ett citat står ord för ord som där."
    raise MacroFault("citatet står inte så i den antagna strategin", fix, " ".join(words(text)[:4]))
