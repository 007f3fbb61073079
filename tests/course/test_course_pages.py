"""The pages of a course as they are published."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from strategysite.checks.run import load
from strategysite.data.model.orientation import Module, Orientation
from strategysite.macros.binding import Macros
from tests.small import SOUND, SOUND_DAY, change

SCRIPTS = 7680  # bytes over the wire that a page of the course may ask for


@pytest.fixture(scope="module")
def course() -> Orientation:
    """The data of the small course."""
    course = load(SOUND, SOUND_DAY)[0].orientation
    assert course is not None
    return course


@pytest.fixture(params=["varfor", "prata"])
def part(request: pytest.FixtureRequest, course: Orientation) -> Module:
    """Each part of the course in turn."""
    return next(part for part in course.modules if part.id == request.param)


@pytest.fixture
def page(small_site: Path, part: Module) -> Any:
    """The published page of that part."""
    file = small_site / "grundutbildning" / part.page.removesuffix(".md") / "index.html"
    return html.document_fromstring(file.read_text("utf-8"))


def text_of(page: Any) -> str:
    """Returns what the page says, with single spaces."""
    return " ".join(page.xpath("//article")[0].text_content().split())


def test_a_part_says_what_it_leads_to(page: Any, part: Module, course: Orientation) -> None:
    """Who has a worry now is led away first; outcomes, time, version and review follow."""
    text = text_of(page)
    now, *_ = page.xpath("//h1/following::a[not(ancestor::*[@role='note'])]/@href")
    assert now == "../../for-personal/"
    assert "../../hjalp/orolig/" in page.xpath("//*[@class='course-now']/a/@href")
    assert f"ungefär {part.minutes} minuter. Efter det här kan du" in text
    for outcome in course.outcomes:
        assert (outcome.text in text) == (outcome.id in part.outcomes)
    assert "Inte en del av den antagna planen" in text
    assert f"Kursens version {course.version}. Senast granskad 20 november 2026." in text


@pytest.mark.parametrize(
    ("years", "told"), [(1, "varje år"), (2, "vartannat år"), (5, "vart femte år")]
)
def test_how_often_the_course_is_taken_again(broken: Path, years: int, told: str) -> None:
    """In the words that people use."""
    change(broken, "data/orientation.yaml", "renew_years: 2", f"renew_years: {years}")
    about = Macros(load(broken, SOUND_DAY)[0]).functions["course_about"]
    page = SimpleNamespace(url="grundutbildning/", meta={})
    assert f"<dt>Görs om</dt> <dd>{told}</dd>" in about({"page": page})


def test_each_question_is_a_group_with_a_name(page: Any, part: Module, course: Orientation) -> None:
    """A fieldset with a legend, each field with its own label, a result that is empty yet."""
    assert page.xpath("//@data-question") == [question.id for question in course.of_module(part.id)]
    for question in page.xpath("//*[@data-question]"):
        assert len(question.xpath("fieldset/legend")) == 1
        for field in question.xpath(".//input | .//select"):
            assert len(question.xpath(f".//label[@for='{field.get('id')}']")) == 1
        assert question.xpath(".//*[@role='status']")[0].text_content() == ""


def test_the_key_names_the_right_answers_by_their_letters(
    page: Any, part: Module, course: Orientation
) -> None:
    """Those that stand before them on paper; an order is told whole."""
    key = page.xpath("//*[@class='key']/ol/li")
    for question, told in zip(course.of_module(part.id), key, strict=True):
        labels = page.xpath(f"//*[@data-question='{question.id}']//label")
        shown = [label.text_content() for label in labels]
        for line in told.xpath("p"):
            letter, _, feedback = line.text_content().partition(". ")
            option = next(own for own in question.options if own.feedback.startswith(feedback[:6]))
            assert shown["ABCDEF".index(letter)][:6] == option.text[:6]
            assert option.right or question.kind == "order"
        right = [option for option in question.options if option.right or question.kind == "order"]
        assert len(told.xpath("p")) == len(right)


def test_what_an_answer_teaches_is_tied_to_no_field(page: Any) -> None:
    """It would be read out before the answer is chosen."""
    taught = page.xpath("//*[@class='feedback']")
    assert taught and all(text.text_content().strip() for text in taught)
    assert not page.xpath("//@aria-describedby | //@aria-details | //input/@title | //label/@title")


def test_numbers_in_questions_and_cases_come_from_the_contacts(small_site: Path) -> None:
    """The place of a number is filled in, in an answer, in what it teaches and in a step."""
    file = small_site / "grundutbildning/modul-2/index.html"
    text = text_of(html.document_fromstring(file.read_text("utf-8")))
    for said in ("Ringer 112", "Ja. Ring 112 genast.", "Brinner det ringer du 112, men här"):
        assert said in text
    assert "{nodnumret}" not in text


def test_the_scripts_of_the_course_are_light(page: Any, small_site: Path) -> None:
    """What a page weighs as a whole is counted on every page of the real site."""
    files = [small_site / address.removeprefix("../../") for address in page.xpath("//script/@src")]
    assert 0 < sum(file.with_name(f"{file.name}.br").stat().st_size for file in files) <= SCRIPTS
