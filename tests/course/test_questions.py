"""What the questions of a course are, whatever they ask. tests/broken/course.txt has the rest."""

from itertools import permutations
from pathlib import Path

from strategysite.checks.course import remembered
from strategysite.checks.run import check
from strategysite.data.model.orientation import (
    SUSPEND_DATA,
    Choice,
    Option,
    Question,
    QuestionKind,
    Step,
)
from tests.small import SOUND_DAY

ADDED = """
  - id: en-lang-fraga-med-nummer-{number}
    module: varfor
    outcome: lugnet
    setting: alla
    kind: single
    text: "Vad är rätt?"
    options:
      - {{text: "rätt", feedback: "Ja.", right: true}}
      - {{text: "fel!", feedback: "Nej."}}"""


def question(number: int, kind: QuestionKind, *texts: str) -> Question:
    """Returns a question that nobody has asked. The first answer is right where one is."""
    first = texts[0] if kind != "order" else None
    options = tuple(Option(text=text, right=text == first, feedback="Därför.") for text in texts)
    return Question(
        id=f"fraga-{number}",
        module="varfor",
        outcome="lugnet",
        setting="alla",
        kind=kind,
        text="Vad är rätt?",
        options=options,
    )


def test_steps_to_order_are_never_shown_in_their_order() -> None:
    """Else nothing would be left to answer."""
    for number, texts in enumerate(permutations("abcd")):
        asked = question(number, "order", *texts)
        assert asked.mixed != asked.options
        assert sorted(option.text for option in asked.mixed) == ["a", "b", "c", "d"]


def step(number: int, *texts: str) -> Step:
    """Returns a step of a case that nobody has walked."""
    choices = tuple(Choice(text=text, feedback="Därför.", next="slutet") for text in texts)
    return Step(id=f"steg-{number}", title=f"Steg {number}", text="Det händer.", choices=choices)


def test_the_right_answer_stands_in_no_place_that_could_be_guessed() -> None:
    """First, in the middle and last about as often, though editors write it first: of a question,
    and in a step of a case."""
    texts = ("rätt", "fel", "galet")
    for shown in (
        [question(number, "single", *texts).mixed for number in range(900)],
        [step(number, *texts).mixed for number in range(900)],
    ):
        places = [[part.text for part in parts].index("rätt") for parts in shown]
        assert all(places.count(place) > 250 for place in range(3))


def test_a_course_too_large_for_a_platform_is_refused(broken: Path) -> None:
    """Before it is packed: SCORM 1.2 remembers 4,096 characters."""
    file = broken / "data/orientation.yaml"
    added = "".join(ADDED.format(number=number) for number in range(120))
    file.write_text(file.read_text("utf-8").replace("\n\ncases:", f"{added}\n\ncases:"), "utf-8")
    checked = check(broken, SOUND_DAY)
    course = checked.facts.orientation
    assert course is not None
    size = remembered(course)
    assert size > SUSPEND_DATA
    assert [(problem.what, problem.fix) for problem in checked.problems] == [
        (
            f"kursen är för stor för en lärplattform: {size} tecken att komma ihåg, högst 4096",
            "Ge frågorna kortare id, innan kursen publiceras, eller dela kursen i två.",
        )
    ]
