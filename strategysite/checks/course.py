"""What must agree within the orientation. Each rule is a generator of problems; its docstring is
the rule."""

import json
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from strategysite.checks.asking import Rule, again, unknown
from strategysite.checks.contacts import ids_by_number
from strategysite.data.facts import Facts, entries_in, parts_in
from strategysite.data.model.orientation import (
    COURSE,
    NUMBER_OF,
    SUSPEND_DATA,
    Case,
    Module,
    Orientation,
    Question,
    right_answers,
)
from strategysite.data.phone_numbers import digits
from strategysite.pages.reading import Page
from strategysite.problems import ONE_SLIP, Place, Problem, shorten

QUESTIONS_FOR_AN_OUTCOME = 2
QUESTIONS_FOR_A_MODULE = 5
MOST_TOLD_BY_LENGTH = 40  # per cent of the single-choice questions


def outcomes_of_modules(facts: Facts, course: Orientation) -> Iterator[Problem]:
    """The outcomes of a module exist."""
    known = {outcome.id for outcome in course.outcomes}
    for module in course.modules:
        for index, own in enumerate(module.outcomes):
            what = f'okänt kursmål "{own}" i avsnittet "{module.title}"'
            yield from unknown(facts, (module, "outcomes", index), own, known, what)


def course_references(facts: Facts, part: Question | Case) -> Iterator[Problem]:
    """Questions and cases belong to modules that exist, and a question to an outcome of its
    module."""
    modules = {own.id: own for own in facts.orientation.modules} if facts.orientation else {}
    what = f'okänt avsnitt "{part.module}" i {part.noun} "{part.id}"'
    yield from unknown(facts, (part, "module"), part.module, modules, what)
    if isinstance(part, Question) and part.module in modules:
        outcomes, own = modules[part.module].outcomes, part.outcome
        what = f'kursmålet "{own}" i frågan "{part.id}" hör inte till avsnittet "{part.module}"'
        yield from unknown(facts, (part, "outcome"), own, outcomes, what)


def course_pages(facts: Facts, course: Orientation) -> Iterator[Problem]:
    """Every module has a page of its own."""
    shared = {id(one): first for one, first in again((own.page, own) for own in course.modules)}
    for module in course.modules:
        what = f'sidan till avsnittet "{module.title}" finns inte: {module.page}'
        fix = f"Skapa docs/{COURSE}/{module.page}, eller rätta namnet."
        if first := shared.get(id(module)):
            what = f'sidan "{module.page}" hör redan till avsnittet "{first.id}"'
            fix = "Varje avsnitt har en egen sida."
        elif (facts.root / "docs" / COURSE / module.page).is_file():
            continue
        yield Problem(facts.place(module, "page"), what, fix)


def its_module(facts: Facts, page: Page) -> Iterator[Problem]:
    """The page of a module says which one it is: what somebody has done there is kept with that."""
    modules = facts.orientation.modules if facts.orientation else ()
    own = next((one.id for one in modules if f"{COURSE}/{one.page}" == page.file), page.meta.course)
    if own != page.meta.course:
        what = f'sidan hör till avsnittet "{own}", men säger något annat'
        fix = f'Skriv "course: {own}". Är det ett annat avsnitts sida? Rätta page under modules i'
        yield Problem(page.key("course"), what, f"{fix} data/orientation.yaml.")
    for one in modules:
        if one.id == own and f"{COURSE}/{one.page}" != page.file:
            what = f'avsnittet "{own}" har redan en sida: docs/{COURSE}/{one.page}'
            fix = "Är sidan en kopia? Ta bort den. Är den ett nytt avsnitt? Lägg till det under"
            fix += " modules i data/orientation.yaml, och skriv dess id här."
            yield Problem(page.key("course"), what, fix)


def course_cases(facts: Facts, case: Case) -> Iterator[Problem]:
    """Every choice of a case leads to a step, no way goes in a circle, and every step can be
    reached."""
    following = {step.id: [choice.next for choice in step.choices] for step in case.steps}
    places = {step.id: facts.place(step, "id") for step in case.steps}
    for choice in (choice for step in case.steps for choice in step.choices):
        what = f'valet "{shorten(choice.text, 40)}" leder till steget "{choice.next}",'
        what += f' som inte finns i fallet "{case.id}"'
        yield from unknown(facts, (choice, "next"), choice.next, following, what)
    try:
        TopologicalSorter(following).prepare()
    except CycleError as error:
        *circle, _ = reversed(error.args[1])  # it ends where it began
        first = circle.index(min(circle, key=list(following).index))
        circle = [*circle[first:], *circle[: first + 1]]
        what = f'fallet "{case.id}" går i cirkel: {" → ".join(circle)}'
        fix = "Låt något av valen leda till ett annat steg. Den som vill kan alltid börja om."
        yield Problem(places[circle[0]], what, fix)
        return  # it leads to no step that is after it
    reached, waiting = set[str](), [case.steps[0].id]
    while waiting:
        if (step := waiting.pop()) not in reached:
            reached.add(step)
            waiting += following.get(step, ())
    named = {own for ways in following.values() for own in ways}
    whole = named <= following.keys() and not facts.lost  # else what is lost may lead there
    for step in following if whole else ():
        if step not in reached:
            what = f'inget val leder till steget "{step}" i fallet "{case.id}"'
            yield Problem(places[step], what, "Låt ett val leda dit, eller ta bort steget.")


def course_numbers(facts: Facts, course: Orientation) -> Iterator[Problem]:
    """A number in a text of the course is the id of a contact whose number the public may see. One
    that nobody has confirmed is told once for each contact, where it is to be confirmed."""
    if facts.contacts is None:
        return
    contacts = {contact.id: contact for contact in facts.contacts.contacts}
    withheld = defaultdict[str, list[Place]](list)
    for part in parts_in((course.questions, course.cases)):
        for key in ("intro", "text", "feedback"):
            text = vars(part).get(key, "")
            for match in NUMBER_OF.finditer(text):
                if text[: match.start()].endswith("{"):
                    fix = f"Skriv {match[0]}. Bara på en sida är de två."
                    yield Problem(facts.place(part, key), "klamrarna är en för mycket", fix)
                own, what = match[1], f'"{match[0]}" är ingen kontakt i data/contacts.yaml'
                if its := ids_by_number(facts).get(digits(own)) if digits(own) else None:
                    yield Problem(facts.place(part, key), what, f"Skriv {{{its}}}.")
                    continue
                yield from unknown(facts, (part, key), own, contacts, what, likeness=ONE_SLIP)
                if own in contacts and not contacts[own].public_number:
                    withheld[own].append(facts.place(part, key))
    for own, places in withheld.items():
        if contacts[own].emergency:
            continue  # told by `emergency_number`
        lines = ", ".join(str(line) for line in sorted({place.line for place in places}))
        what = f'numret till "{own}" får inte visas, men kursens texter har det: rad {lines}'
        fix = f'Ring numret till {contacts[own].name} och skriv "ringde" och dagens datum efter'
        fix += " verified,"
        if contacts[own].phone is None:
            what = f'"{own}" har inget nummer, men kursens texter visar det: rad {lines}'
            fix = f"Sätt tillbaka phone under {own} i data/contacts.yaml,"
        yield Problem(min(places), what, f"{fix} eller skriv om texterna utan numret.")


def outcomes_in_questions(facts: Facts, course: Orientation) -> Iterator[Problem]:
    """Every outcome belongs to one module and is asked for by at least two questions."""
    for outcome in course.outcomes:
        place = facts.place(outcome, "id")
        holders = sum(outcome.id in module.outcomes for module in course.modules)
        if holders != 1:
            what = f'kursmålet "{outcome.id}" hör till {holders} avsnitt'
            fix = 'Skriv det under "outcomes" på just ett avsnitt.'
            yield Problem(place, what, fix, names=(outcome.id,))
        asked = sum(question.outcome == outcome.id for question in course.questions)
        if asked < QUESTIONS_FOR_AN_OUTCOME:
            what = f'kursmålet "{outcome.id}" har {"bara en" if asked else "ingen"} fråga'
            yield Problem(place, what, "Varje mål behöver minst två frågor.")


def questions_of_modules(facts: Facts, module: Module) -> Iterator[Problem]:
    """Every module has at least five questions."""
    count = len(facts.orientation.of_module(module.id)) if facts.orientation else 0
    if count < QUESTIONS_FOR_A_MODULE:
        what = f'avsnittet "{module.title}" har {count} frågor'
        fix = f"Varje avsnitt behöver minst {QUESTIONS_FOR_A_MODULE}."
        yield Problem(facts.place(module, "id"), what, fix)


def answers_told_by_length(facts: Facts, course: Orientation) -> Iterator[Problem]:
    """The right answer is the longest in less than four questions of ten: else length gives it
    away."""
    single = [question for question in course.questions if question.kind == "single"]
    told = [question.id for question in single if question.right_is_longest]
    share = round(100 * len(told) / max(len(single), 1))
    if share >= MOST_TOLD_BY_LENGTH:
        what = f"det rätta svaret är längst i {share} procent av frågorna med ett rätt svar"
        fix = f"Det ska vara under {MOST_TOLD_BY_LENGTH}. Korta det rätta svaret, eller skriv ut"
        fix += f" ett felaktigt, i: {', '.join(told)}."
        yield Problem(facts.place(course, "questions"), what, fix)


def of_the_same_version(old: Facts, new: Facts) -> Iterator[Problem]:
    """A certificate says of which version it is: of another, where something of the course is new
    or gone, or has another right answer. Yields the first such thing, since the version is one."""
    was, now = old.orientation, new.orientation
    if not was or not now or was.version != now.version or "orientation" in new.incomplete:
        return
    before, after, version = entries_in(was), entries_in(now), new.place(now, "version")
    for key, one in (before | after).items():
        is_now, right = after.get(key), right_answers(after.get(key))
        answers = right_answers(before.get(key)).items()
        others = [text for text, own in answers if right.get(text, own) != own]
        if is_now is None or key not in before or others:
            options = getattr(is_now, "options", ())
            at = [each for each in options if each.text in others]
            place, how, back = version, "är borta", "Ta tillbaka det ur historiken"
            if key not in before:
                place, how, back = new.place(one, "id"), "har kommit till", "Ta bort det"
            elif at:
                place = new.place(max(at, key=lambda each: each.right), "right")
                how = "har ett annat rätt svar"
            what = f'{one.noun} "{one.id}" {how}, men kursens version är {now.version} som förut'
            fix = f"Är det ett misstag? {back}. Höj annars version, rad"
            fix += f" {version.line}: den står på intyget, och den som har ett äldre ser då att"
            yield Problem(place, what, f"{fix} kursen är ändrad.")
            return


def course_fits_a_platform(facts: Facts, course: Orientation) -> Iterator[Problem]:
    """What a learning platform has to remember of a course fits in what SCORM 1.2 gives it."""
    if (size := remembered(course)) > SUSPEND_DATA:
        what = f"kursen är för stor för en lärplattform: {size} tecken att komma ihåg, högst"
        fix = "Ge frågorna kortare id, innan kursen publiceras, eller dela kursen i två."
        yield Problem(facts.place(course, "questions"), f"{what} {SUSPEND_DATA}", fix)


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


COURSE_RULES: list[Rule] = [outcomes_of_modules, course_references, course_cases, course_numbers]
COURSE_RULES += [course_fits_a_platform]
COURSE_RULES_FOR_COMPLETE_DATA: list[Rule] = [outcomes_in_questions, questions_of_modules]
COURSE_RULES_FOR_COMPLETE_DATA += [answers_told_by_length]
