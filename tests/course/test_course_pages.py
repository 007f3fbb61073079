"""The pages of the orientation as they are published."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from strategysite.checks.course import share_told_by_length
from strategysite.checks.run import check, load
from strategysite.data.model.orientation import Orientation
from strategysite.macros.views.course import SETTINGS
from tests.conftest import DAY, ROOT

MODULES = [f"modul-{number}" for number in range(1, 7)]
PAGES = ["", *(f"{module}/" for module in MODULES), "intyg/", "for-grupp/"]


@pytest.fixture(scope="module")
def course() -> Orientation:
    """The course's data."""
    facts, problems = load(ROOT, DAY)
    assert not problems and facts.orientation
    return facts.orientation


def page_of(site: Path, name: str) -> Any:
    """Returns a published page of the course."""
    return html.document_fromstring((site / "grundutbildning" / name / "index.html").read_text("utf-8"))


def test_the_course_is_as_large_as_it_promises(course: Orientation) -> None:
    """Five modules of 6–9 minutes and one of 12–14, 30 questions or more of every kind, three cases that branch."""
    *read, played = [module.minutes for module in course.modules]
    assert len(read) == 5 and all(6 <= minutes <= 9 for minutes in read) and 12 <= played <= 14
    assert len(course.questions) >= 30
    assert {question.kind for question in course.questions} == {"single", "multiple", "order"}
    assert all(5 <= len(course.of_module(module.id)) <= 12 for module in course.modules)
    assert len(course.cases) == 3
    assert all(len({step.ending for step in case.steps if step.ending}) == 3 for case in course.cases)


def test_questions_come_from_every_kind_of_workplace(course: Orientation) -> None:
    """Most questions are scenes from a workplace, each workplace has some, and social services, where the law is hardest, eight."""
    settings = [question.setting for question in course.questions]
    assert set(settings) == set(SETTINGS)
    assert settings.count("socialtjanst") >= 8
    assert settings.count("alla") < len(settings) / 3


def test_length_and_place_do_not_give_the_answer_away(course: Orientation) -> None:
    """The right answer is the longest in few questions, the shortest in few, and stands first, in the middle and last."""
    for how in ("longest", "shortest"):
        told, share = share_told_by_length(course, how)
        print(f"right answer {how}: {share} per cent {told}")
        assert share < 40
    places = [[option.right for option in question.mixed].index(True) for question in course.questions if question.kind == "single"]
    assert all(places.count(place) <= len(places) / 2 for place in range(3))


def test_the_steps_to_order_are_never_shown_in_their_order(course: Orientation) -> None:
    """Else nothing would be left to answer."""
    assert all(question.mixed != question.options for question in course.questions if question.kind == "order")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_what_it_leads_to_and_where_help_is(site: Path, course: Orientation, name: str) -> None:
    """The short cut for a worry stands before the text; outcomes, time, summary, version, review and sources are there."""
    page = page_of(site, name)
    module = next(module for module in course.modules if module.page == f"{name}.md")
    text = " ".join(page.xpath("//article")[0].text_content().split())
    first = page.xpath("//article//a")[1]
    assert (first.get("href"), first.text_content()) == ("../../for-personal/", "Jag arbetar i kommunen")
    assert "../../hjalp/#orolig" in page.xpath("//article//a/@href")
    assert f"ungefär {module.minutes} minuter. Efter det här kan du" in text
    for outcome in course.outcomes:
        assert (outcome.text in text) == (outcome.id in module.outcomes)
    assert "Inte en del av den antagna strategin" in text
    assert f"Kursens version {course.version}. Senast granskad 25 november 2026." in text
    assert page.xpath("//h2[.='Det viktigaste']/following-sibling::ul[1]/li")
    assert page.xpath("//ul[@class='sources']/li")


@pytest.mark.parametrize("name", MODULES)
def test_each_question_is_a_group_with_a_name_and_leaks_no_answer(site: Path, course: Orientation, name: str) -> None:
    """A fieldset with a legend; every field has its own label; nothing ties a feedback to a field before it is chosen."""
    page = page_of(site, name)
    module = next(module for module in course.modules if module.page == f"{name}.md")
    assert page.xpath("//@data-question") == [question.id for question in course.of_module(module.id)]
    assert not page.xpath("//@aria-describedby | //@aria-details | //@title[parent::input or parent::label]")
    for question in page.xpath("//*[@data-question]"):
        assert len(question.xpath("fieldset/legend")) == 1
        for field in question.xpath(".//input | .//select"):
            assert len(question.xpath(f".//label[@for='{field.get('id')}']")) == 1
        assert all(text.text_content().strip() for text in question.xpath(".//*[@class='feedback']"))
        assert question.xpath(".//*[@role='status']")[0].text_content() == ""


def test_every_risk_factor_stands_under_its_caveats(site: Path) -> None:
    """No list of what may make somebody vulnerable is shown without what it cannot tell, and before it."""
    text = " ".join(page_of(site, "modul-3").xpath("//article")[0].text_content().split())
    caveats = ["Det finns ingen profil", "Ingen enskild faktor förklarar", "Ingen lista är fullständig", "Falska larm skadar"]
    factors = text.index("Faktorerna som återkommer i forskningen")
    assert all(text.index(caveat) < factors for caveat in caveats)
    assert "Listan är till för en enda sak: att se vilket stöd en människa kan behöva." in text


def test_words_of_the_strategy_are_quoted_exactly(project: Path) -> None:
    """A quotation that differs by a word from the adopted document is told with its place."""
    page = project / "docs" / "grundutbildning" / "index.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("ha en grundläggande kunskap om våldsbejakande", "ha en god kunskap om våldsbejakande"), "utf-8")
    problems = check(project, DAY).problems
    assert [(problem.what, problem.fix) for problem in problems] == [
        (
            "citatet står inte så i den antagna strategin",
            "Jämför med data/source/strategi-2020-2023.txt: ett citat står ord för ord som där.",
        )
    ]
    assert "quote_strategy" in text.split("\n")[problems[0].place.line - 1]


def test_a_question_without_a_page_is_told(project: Path) -> None:
    """What the data asks is asked somewhere."""
    page = project / "docs" / "grundutbildning" / "modul-2.md"
    page.write_text(page.read_text("utf-8").replace('{{ module_questions("begrepp") }}', ""), "utf-8")
    problems = check(project, DAY).problems
    assert problems[0].what == 'frågan "lagg-ner-riksdagen" visas inte på någon sida'
    assert len(problems) == 9


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_course_is_light(site: Path, name: str) -> None:
    """At most 30 KB over the wire with style sheets and scripts, of which the scripts are at most 6 KB."""
    folder = site / "grundutbildning" / name
    page: Any = html.document_fromstring((folder / "index.html").read_text("utf-8"))

    def weight(address: str) -> int:
        path = (folder / address).resolve()
        packed = path.with_name(path.name + ".br")
        return (packed if packed.is_file() else path).stat().st_size

    scripts = sum(weight(address) for address in page.xpath("//script/@src"))
    styles = sum(weight(address) for address in page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"))
    total = weight("index.html") + scripts + styles
    print(f"/grundutbildning/{name} {total} bytes, scripts {scripts}")
    assert scripts <= 6 * 1024
    assert total <= 30 * 1024


def test_numbers_in_questions_come_from_the_contacts(site: Path) -> None:
    """The place of a number is filled in, and no brace is left."""
    for name in MODULES:
        text = page_of(site, name).xpath("//article")[0].text_content()
        assert not re.search(r"\{[a-z0-9-]+\}", text)
    assert "ringer du 112" in page_of(site, "modul-5").xpath("//article")[0].text_content()
