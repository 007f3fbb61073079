"""Macros of the orientation: modules, questions, cases, progress, the certificate, quotes."""

import json
from collections.abc import Callable
from typing import get_args

from strategysite.data.adopted import edition_with, words
from strategysite.data.model.orientation import (
    COURSE,
    NUMBER_OF,
    SCORM_EDITIONS,
    Ending,
    Module,
    Orientation,
    package_file,
)
from strategysite.data.validation_errors import MEANINGS
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import MacroError, Variables, block, find, inline
from strategysite.problems import Kind

ENDINGS = {ending: MEANINGS[ending].capitalize() for ending in get_args(Ending)}


def orientation(context: RenderContext) -> Orientation:
    """Returns the course. Raises MacroError where the site has none."""
    if context.facts.orientation is None:
        raise MacroError("kursen finns inte", "Skapa data/orientation.yaml, eller ta bort sidan.")
    return context.facts.orientation


def spoken(context: RenderContext, text: str) -> str:
    """Returns a text of the course with numbers in the place of "{polis-akut}" and the like."""
    numbers = {contact.id: contact.public_number for contact in context.contacts.contacts}
    return NUMBER_OF.sub(lambda match: numbers[match[1]] or "", text)


def course_index(course: Orientation, address: Callable[[str], str]) -> str:
    """Returns what the course's script knows, as JSON: version, limit, and each module with its
    ids, a space between them, and the `address` of its file."""
    modules = [
        {
            "id": module.id,
            "url": address(f"{COURSE}/{module.page}"),
            "title": f"{number}. {module.title}",
            "q": " ".join(question.id for question in course.of_module(module.id)),
            "f": " ".join(case.id for case in course.cases if case.module == module.id),
        }
        for number, module in enumerate(course.modules, 1)
    ]
    index = {"version": course.version, "needed": course.needed, "modules": modules}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _index(context: RenderContext) -> str:
    return course_index(orientation(context), context.url)


def _module(context: RenderContext, own: str) -> tuple[Orientation, Module, int]:
    course = orientation(context)
    module = find(course.modules, own, "avsnittet", "modules i data/orientation.yaml")
    return course, module, course.modules.index(module) + 1


@block
def course_outcomes(context: RenderContext) -> Variables:
    """Everything one can do after the course."""
    outcomes = orientation(context).outcomes
    context.show(*outcomes)
    return {"outcomes": outcomes}


@block
def course_modules(context: RenderContext) -> Variables:
    """The modules with their time, as links from the course's first page."""
    modules = orientation(context).modules
    pages = [(module, f"{COURSE}/{module.page}") for module in modules]
    return {"modules": pages, "minutes": sum(module.minutes for module in modules)}


@inline
def course_pass_percent(context: RenderContext) -> Variables:
    """How many per cent right the certificate asks for."""
    return {"percent": orientation(context).pass_percent}


@block
def course_progress(context: RenderContext) -> Variables:
    """Where the script offers to keep the progress; nothing without it."""
    return {"index": _index(context), "course": orientation(context)}


@block
def course_about(context: RenderContext) -> Variables:
    """Version, day of review, and how much there is of the course."""
    course = orientation(context)
    return {"course": course, "minutes": sum(module.minutes for module in course.modules)}


@block
def course_downloads(_context: RenderContext) -> Variables:
    """The packages for a learning platform."""
    return {"packages": [(title, package_file(own)) for own, title in SCORM_EDITIONS.items()]}


@block
def course_certificate(context: RenderContext) -> Variables:
    """A certificate to fill in and print. The script fills in what it knows."""
    return {**course_about(context), "index": _index(context)}


@block
def module_head(context: RenderContext, module: str) -> Variables:
    """What the module leads to, its time, and the short cut for who has a worry now."""
    course, found, number = _module(context, module)
    outcomes = {outcome.id: outcome for outcome in course.outcomes}
    about = {"module": found, "number": number, "count": len(course.modules)}
    return {**about, "outcomes": [outcomes[own] for own in found.outcomes]}


@block
def module_questions(context: RenderContext, module: str) -> Variables:
    """The questions of a module."""
    course, found, _ = _module(context, module)
    questions = course.of_module(found.id)
    context.show(*questions)
    asked = [(question, MEANINGS[question.setting]) for question in questions]
    return {"asked": asked, "spoken": lambda text: spoken(context, text)}


@block
def module_cases(context: RenderContext, module: str) -> Variables:
    """The branching cases of a module."""
    course, found, _ = _module(context, module)
    cases = [case for case in course.cases if case.module == found.id]
    context.show(*cases)
    shown = [
        {
            "number": number,
            "case": case,
            "setting": MEANINGS[case.setting],
            "titles": {step.id: step.title for step in case.steps},
            "endings": ENDINGS,
        }
        for number, case in enumerate(cases, 1)
    ]
    return {"cases": shown, "spoken": lambda text: spoken(context, text)}


@block
def module_end(context: RenderContext, module: str) -> Variables:
    """The way on from a module: progress, the next module, help, version and day of review."""
    course, found, number = _module(context, module)
    context.show(found)
    following = course.modules[number] if number < len(course.modules) else None
    return {
        "course": course,
        "module": found,
        "index": _index(context),
        "next": (number + 1, following.title, f"{COURSE}/{following.page}") if following else None,
    }


@block
def quote_strategy(context: RenderContext, text: str) -> Variables:
    """Words of the adopted strategy on a page that is no part of it, set apart; they must stand
    there exactly so. The newest that has them is the source, and is named if it is replaced."""
    if found := edition_with(context.facts, text):
        replaced = found.successor is not None
        return {"text": text, "strategy": found.document, "replaced": replaced}
    source = f"data/{context.strategy.transcript.source}"
    fix = f"Jämför med {source}: ett citat står ord för ord som där."
    what, needle = "citatet står inte så i den antagna strategin", " ".join(words(text)[:4])
    raise MacroError(what, fix, needle, kind=Kind.OF_DOCUMENT)
