"""What must agree within the orientation. Each rule is a generator of problems; its docstring is
the rule."""

import json
from collections.abc import Callable, Iterator

from strategysite.data.facts import Facts
from strategysite.data.model.common import Part
from strategysite.data.model.orientation import (
    COURSE,
    NUMBER_OF,
    SUSPEND_DATA,
    Case,
    Orientation,
    Question,
)
from strategysite.problems import ONE_SLIP, Place, Problem, did_you_mean, shorten

QUESTIONS_FOR_AN_OUTCOME = 2
QUESTIONS_FOR_A_MODULE = 5
MOST_TOLD_BY_LENGTH = 40  # per cent of the single-choice questions


def course_references(facts: Facts) -> Iterator[Problem]:
    """Questions and cases belong to modules that exist, and a question to an outcome of its
    module."""
    course = facts.orientation
    if course is None:
        return
    outcomes = {outcome.id for outcome in course.outcomes}
    modules = {module.id: module for module in course.modules}
    for module in course.modules:
        for index, own in enumerate(module.outcomes):
            if own not in outcomes | facts.lost:
                what = f'okänt kursmål "{own}" i avsnittet "{module.title}"'
                fix = did_you_mean(own, outcomes)
                yield Problem(facts.place(module, "outcomes", index), what, fix)
    parts: list[Question | Case] = [*course.questions, *course.cases]
    for part in parts:
        if part.module not in modules:
            if part.module not in facts.lost:
                what = f'okänt avsnitt "{part.module}" i {part.noun} "{part.id}"'
                yield Problem(facts.place(part, "module"), what, did_you_mean(part.module, modules))
            continue
        if isinstance(part, Case):
            continue
        outcomes_there = modules[part.module].outcomes
        if part.outcome not in {*outcomes_there, *facts.lost}:
            what = (
                f'kursmålet "{part.outcome}" i frågan "{part.id}" hör inte till avsnittet'
                f' "{part.module}"'
            )
            yield Problem(
                facts.place(part, "outcome"), what, did_you_mean(part.outcome, outcomes_there)
            )


def course_pages(facts: Facts) -> Iterator[Problem]:
    """Every module has a page of its own."""
    seen: dict[str, str] = {}
    for module in facts.orientation.modules if facts.orientation else ():
        place = facts.place(module, "page")
        if module.page in seen:
            what = f'sidan "{module.page}" hör redan till avsnittet "{seen[module.page]}"'
            yield Problem(place, what, "Varje avsnitt har en egen sida.")
        elif not (facts.root / "docs" / COURSE / module.page).is_file():
            fix = f"Skapa docs/{COURSE}/{module.page}, eller rätta namnet."
            yield Problem(
                place, f'sidan till avsnittet "{module.title}" finns inte: {module.page}', fix
            )
        seen.setdefault(module.page, module.id)


def course_cases(facts: Facts) -> Iterator[Problem]:
    """Every choice of a case leads to a step, no way goes in a circle, and every step can be
    reached."""
    for case in facts.orientation.cases if facts.orientation else ():
        steps = {step.id: step for step in case.steps}
        unknown = False
        for step in case.steps:
            for choice in step.choices:
                if choice.next not in steps:
                    unknown = True
                    if choice.next not in facts.lost:
                        what = (
                            f'valet "{shorten(choice.text, 40)}" leder till steget "{choice.next}",'
                            f' som inte finns i fallet "{case.id}"'
                        )
                        yield Problem(
                            facts.place(choice, "next"), what, did_you_mean(choice.next, steps)
                        )
        circle = _circle(case)
        if circle:
            fix = (
                "Låt något av valen leda till ett annat steg. Den som vill kan alltid börja om från"
                " början."
            )
            yield Problem(
                facts.place(steps[circle[0]], "id"),
                f'fallet "{case.id}" går i cirkel: {" → ".join(circle)}',
                fix,
            )
        reached = _reached(case)
        for step in (
            case.steps if not unknown and not facts.lost else ()
        ):  # a step that was left out may have led there
            if step.id not in reached:
                fix = "Låt ett val leda dit, eller ta bort steget."
                yield Problem(
                    facts.place(step, "id"),
                    f'inget val leder till steget "{step.id}" i fallet "{case.id}"',
                    fix,
                )


def _reached(case: Case) -> set[str]:
    following = {step.id: [choice.next for choice in step.choices] for step in case.steps}
    reached: set[str] = set()
    waiting = [case.steps[0].id]
    while waiting:
        step = waiting.pop()
        if step in following and step not in reached:
            reached.add(step)
            waiting += following[step]
    return reached


def _circle(case: Case) -> list[str]:
    """Returns the steps of a way that comes back to where it began, first and last the same; empty
    where there is none."""
    following = {step.id: [choice.next for choice in step.choices] for step in case.steps}
    done: set[str] = set()

    def walk(step: str, way: list[str]) -> list[str]:
        if step in way:
            return [*way[way.index(step) :], step]
        if step in done or step not in following:
            return []
        for after in following[step]:
            if found := walk(after, [*way, step]):
                return found
        done.add(step)
        return []

    return next((found for step in following if (found := walk(step, []))), [])


def course_numbers(facts: Facts) -> Iterator[Problem]:
    """A number in a text of the course is the id of a contact whose number the public may see. That
    it may not is told once for each contact, where it is to be confirmed."""
    if facts.orientation is None or facts.contacts is None:
        return
    contacts = {contact.id: contact for contact in facts.contacts.contacts}
    withheld: dict[str, list[Place]] = {}
    for part, key, text in course_texts(facts.orientation):
        for match in NUMBER_OF.finditer(text):
            if match[1] not in contacts.keys() | facts.lost:
                fix = did_you_mean(match[1], contacts, likeness=ONE_SLIP)
                what = f'"{match[0]}" är ingen kontakt i data/contacts.yaml'
                yield Problem(facts.place(part, key), what, fix)
            elif match[1] in contacts and not contacts[match[1]].public_number:
                withheld.setdefault(match[1], []).append(facts.place(part, key))
    for own, places in withheld.items():
        if contacts[own].emergency:
            continue  # told by `emergency_number`
        lines = ", ".join(str(line) for line in sorted({place.line for place in places}))
        what = f'numret till "{own}" får inte visas, men kursens texter har det: rad {lines}'
        fix = (
            f"Kontrollera numret till {contacts[own].name} och skriv dagens datum efter verified,"
            " eller skriv om texterna utan numret."
        )
        yield Problem(min(places), what, fix)


def course_texts(course: Orientation) -> Iterator[tuple[Part, str, str]]:
    """Yields every text of the questions and cases: the part, its key, the text."""
    for question in course.questions:
        yield question, "text", question.text
        for option in question.options:
            yield option, "text", option.text
            yield option, "feedback", option.feedback
    for case in course.cases:
        yield case, "intro", case.intro
        for step in case.steps:
            yield step, "text", step.text
            for choice in step.choices:
                yield choice, "text", choice.text
                yield choice, "feedback", choice.feedback


def course_review_day(facts: Facts) -> Iterator[Problem]:
    """The course was not read through on a day that has not come."""
    course = facts.orientation
    if course is not None and course.reviewed > facts.today:
        what = f'"reviewed" är i framtiden: {course.reviewed}'
        yield Problem(facts.place(course, "reviewed"), what, f"I dag är det {facts.today}.")


def outcomes_in_questions(facts: Facts) -> Iterator[Problem]:
    """Every outcome belongs to one module and is asked for by at least two questions; every module
    has at least five."""
    course = facts.orientation
    if course is None:
        return
    for outcome in course.outcomes:
        holders = [module.title for module in course.modules if outcome.id in module.outcomes]
        if len(holders) != 1:
            what = f'kursmålet "{outcome.id}" hör till {len(holders)} avsnitt'
            yield Problem(
                facts.place(outcome, "id"), what, 'Skriv det under "outcomes" på just ett avsnitt.'
            )
        asked = sum(question.outcome == outcome.id for question in course.questions)
        if asked < QUESTIONS_FOR_AN_OUTCOME:
            count = "ingen fråga" if asked == 0 else "bara en fråga"
            what = f'kursmålet "{outcome.id}" har {count}'
            yield Problem(facts.place(outcome, "id"), what, "Varje mål behöver minst två frågor.")
    for module in course.modules:
        count_of = len(course.of_module(module.id))
        if count_of < QUESTIONS_FOR_A_MODULE:
            what = f'avsnittet "{module.title}" har {count_of} frågor'
            fix = f"Varje avsnitt behöver minst {QUESTIONS_FOR_A_MODULE}."
            yield Problem(facts.place(module, "id"), what, fix)


def answers_told_by_length(facts: Facts) -> Iterator[Problem]:
    """The right answer is the longest in less than four questions of ten, and the shortest in less
    than four: else length gives it away."""
    course = facts.orientation
    if course is None:
        return
    for how, swedish, advice in (
        ("longest", "längst", "Korta det rätta svaret, eller skriv ut ett felaktigt, i"),
        ("shortest", "kortast", "Skriv ut det rätta svaret, eller korta ett felaktigt, i"),
    ):
        told, share = share_told_by_length(course, how)
        if share >= MOST_TOLD_BY_LENGTH:
            what = f"det rätta svaret är {swedish} i {share} procent av frågorna med ett rätt svar"
            fix = f"Det ska vara under {MOST_TOLD_BY_LENGTH}. {advice}: {', '.join(told)}."
            yield Problem(facts.place(course, "questions"), what, fix)


def course_fits_a_platform(facts: Facts) -> Iterator[Problem]:
    """What a learning platform has to remember of a course fits in what SCORM 1.2 gives it."""
    course = facts.orientation
    if course is not None and (size := remembered(course)) > SUSPEND_DATA:
        what = (
            f"kursen är för stor för en lärplattform: {size} tecken att komma ihåg, högst"
            f" {SUSPEND_DATA}"
        )
        yield Problem(
            facts.place(course, "questions"),
            what,
            "Ge frågorna kortare id, innan kursen publiceras, eller dela kursen i två.",
        )


def remembered(course: Orientation) -> int:
    """Returns how many characters a platform is asked to remember at most: what `fresh` and `done`
    hold in theme/scripts/course-store.js."""
    state = {
        "app": "grundutbildning.v1",
        "version": course.version,
        "at": max((module.id for module in course.modules), key=len),
        "q": {question.id: 1 for question in course.questions},
        "f": {case.id: 1 for case in course.cases},
        "done": {"date": "2026-11-22", "right": 999, "of": 999, "version": course.version},
    }
    return len(json.dumps(state, separators=(",", ":")))


def share_told_by_length(course: Orientation, how: str) -> tuple[list[str], int]:
    """Returns the questions whose right answer is "longest" or "shortest", and their share of the
    single-choice ones in per cent."""
    single = [question for question in course.questions if question.kind == "single"]
    told = [question.id for question in single if question.right_stands_out == how]
    return told, round(100 * len(told) / len(single)) if single else 0


COURSE_RULES: list[Callable[[Facts], Iterator[Problem]]] = [
    course_references,
    course_pages,
    course_cases,
    course_numbers,
    course_review_day,
    course_fits_a_platform,
]
COURSE_RULES_FOR_COMPLETE_DATA: list[Callable[[Facts], Iterator[Problem]]] = [
    outcomes_in_questions,
    answers_told_by_length,
]
