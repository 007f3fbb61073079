"""What stands beside the adopted words on the pages of the strategy."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from strategysite.checks.run import load
from strategysite.macros.binding import Macros
from tests.small import SOUND_DAY, append, change


def shown(
    project: Path, name: str, *arguments: object, url: str = "", day: date = SOUND_DAY
) -> Any:
    """What a macro shows on the page with the address `url`, as a tree."""
    functions = Macros(load(project, day)[0]).functions
    page = SimpleNamespace(url=url, meta={})
    return html.fromstring(f"<div>{functions[name]({'page': page}, *arguments)}</div>")


def said(tree: Any) -> str:
    """The text of a tree, every blank made the same."""
    return re.sub(r"\s+", " ", tree.text_content()).strip()


@pytest.mark.parametrize(
    ("day", "word"),
    [
        (date(2023, 12, 1), "Planen gäller från och med 2024."),
        (SOUND_DAY, "Planen gäller till och med 2027."),
        (date(2028, 1, 1), "Planen gällde till och med 2027."),
    ],
)
def test_a_page_within_the_strategy_says_in_a_line_whether_it_holds(
    sound: Path, day: date, word: str
) -> None:
    """With the way to the first page, which has the rest."""
    notice = shown(sound, "validity_notice", url="strategi/lugn/", day=day)
    assert said(notice) == f"{word} Om texten"
    assert notice.xpath(".//a/@href") == ["../../strategi/"]


def test_the_first_page_says_whom_to_ask_and_how_to_tell_what_is_added(sound: Path) -> None:
    notice = shown(sound, "validity_notice", url="strategi/", day=date(2028, 1, 1))
    assert "Ring kommunens växel och fråga efter bibliotekets råd" in said(notice)
    assert said(notice).endswith("har ett annat typsnitt och en streckad linje.")


def test_the_triangle_has_each_level_once_with_a_link_the_top_first(sound: Path) -> None:
    """Its page has the words for whom each is: they are not said twice there."""
    triangle = shown(sound, "prevention_triangle", url="strategi/omsorg/")
    assert triangle.xpath(".//a/@href") == ["#en", "#nagra", "#alla"]
    assert len(triangle.xpath(".//*[name()='path']")) == 3
    assert "den som pratar" not in said(triangle)


def test_remarks_stand_place_by_place_each_with_its_words(broken: Path) -> None:
    """The words lead to where they stand; nobody is told a line's number."""
    row = '    quote: "i lugn och ro"\n'
    other = '  - line: "12"\n    place: "Lugn"\n    quote: "ostörda"\n    remark: "Böjningen."\n'
    again = other.replace("ostörda", "salen").replace("Böjningen", "Igen")
    change(broken, "data/strategy.yaml", "remarks:\n", f"remarks:\n{other}{again}")
    change(broken, "data/strategy.yaml", row, f'    place: "Inledningen"\n{row}')
    remarks = shown(broken, "remarks", url="strategi/anmarkningar/")
    assert [said(place) for place in remarks.xpath(".//h3")] == ["Lugn", "Inledningen"]
    assert [len(listed) for listed in remarks.xpath(".//ul")] == [2, 1]
    assert remarks.xpath(".//q/a/text()") == ["ostörda", "salen", "i lugn och ro"]
    assert remarks.xpath(".//q/a/@href") == [
        "../../strategi/lugn/#:~:text=ost%C3%B6rda",
        "../../strategi/lugn/#:~:text=salen",
        "../../strategi/#:~:text=i%20lugn%20och%20ro",
    ]


def test_the_column_on_follow_up_is_there_once_something_is_reported(broken: Path) -> None:
    """Until then the words have its room; so it is with a line at each goal."""
    heads = [said(head) for head in shown(broken, "activity_table", "lugn").xpath(".//thead//th")]
    assert heads == ["Aktivitet 2024–2027", "Ansvarig", "Uppföljning"]
    append(broken, "data/follow-up/2025.yaml", "  - {id: ostord, status: ongoing}\n")
    told = "Uppföljning 2025: pågår. Rapporterat den 1 februari 2026."
    assert told in said(shown(broken, "goals", "lugn"))
    silent(broken)
    heads = [said(head) for head in shown(broken, "activity_table", "lugn").xpath(".//thead//th")]
    assert heads == ["Aktivitet 2024–2027", "Ansvarig"]
    assert "ppföljning" not in said(shown(broken, "goals", "lugn"))


def silent(project: Path) -> None:
    """Takes away the one report that the sound project has."""
    (project / "data/follow-up/2025.yaml").unlink()


def test_activities_without_anyone_responsible_are_there(broken: Path) -> None:
    """The list of who does what does not say that nothing is."""
    for file in (broken / "data/strategy.yaml", broken / "data/activities.yaml"):
        text = re.sub(r"(?ms)^actors:.*?(?=^\w)", "actors: []\n", file.read_text("utf-8"))
        file.write_text(re.sub(r"\n +responsible: .*", "", text), "utf-8")
    told = "Vem som ansvarar är inte inskrivet här. Vad som är beslutat står i planen."
    assert said(shown(broken, "activities_by_actor")) == told


def test_adopted_words_stand_in_their_own_type_on_the_page_about_follow_up(sound: Path) -> None:
    """Its own words do not."""
    areas = shown(sound, "goals_and_activities")
    goal = "Alla som läser i salen ska få vara ostörda."
    assert said(areas.xpath(".//ul[@class='adopted']/li")[0]) == goal
    assert areas.xpath(".//*[@class='adopted']//p[@data-editorial]")[0].text == "2025: pågår."


def test_a_table_of_no_activities_is_none(broken: Path) -> None:
    """An area may have goals alone; the macro may stand there."""
    file = broken / "data/activities.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("    activities:")] + "    activities: []\n", "utf-8")
    assert said(shown(broken, "activity_table", "lugn")) == ""


def test_the_strategy_at_a_glance_says_whose_it_is_and_whether_it_holds(broken: Path) -> None:
    """With its triangle, for whom each level is, and each area with its goals and how many
    activities it has."""
    glance = shown(broken, "strategy_at_a_glance", "uppfoljning.md", day=date(2028, 1, 1))
    text = said(glance)
    assert "antogs av kommunen den 8 november 2023. Den gällde till och med" in text
    assert "Inget som ersätter planen är publicerat här." in text
    assert "För den som pratar" in text
    assert "Målområde 1. Lugn i salen Mål 2027: Alla som läser" in text
    assert text.endswith("2 aktiviteter")
    assert glance.xpath(".//a/@href")[:2] == ["strategi/", "uppfoljning/"]


def test_a_list_of_sources_has_a_heading_that_can_be_linked(sound: Path) -> None:
    """Wherever it stands, so that no page writes one of its own."""
    listed = shown(sound, "sources", ["lag"])
    assert listed.xpath(".//h2[@id='kallor']/text()") == ["Källor"]
