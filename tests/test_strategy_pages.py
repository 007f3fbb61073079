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
from tests.small import SOUND_DAY, change


def shown(project: Path, name: str, *arguments: str, url: str = "", day: date = SOUND_DAY) -> Any:
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
        (date(2023, 12, 1), "Strategin gäller från och med den 1 januari 2024."),
        (SOUND_DAY, "Strategin gäller till och med den 31 december 2027."),
        (date(2028, 1, 1), "Strategin gällde till och med den 31 december 2027."),
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
    assert "alla som kommer" not in said(triangle)


def test_remarks_stand_place_by_place_each_with_its_words(broken: Path) -> None:
    """The place leads to its page; nobody is told a line's number."""
    row = '    quote: "i lugn och ro"\n'
    other = '  - line: "12"\n    place: "Lugn"\n    quote: "ostörda"\n    remark: "Böjningen."\n'
    again = other.replace("ostörda", "salen").replace("Böjningen", "Igen")
    change(broken, "data/strategy.yaml", "remarks:\n", f"remarks:\n{other}{again}")
    change(broken, "data/strategy.yaml", row, f'    place: "Inledningen"\n{row}')
    remarks = shown(broken, "remarks", url="strategi/anmarkningar/")
    assert [said(place) for place in remarks.xpath(".//h3")] == ["Lugn", "Inledningen"]
    assert remarks.xpath(".//h3/a/@href") == ["../../strategi/lugn/", "../../strategi/"]
    assert [len(listed) for listed in remarks.xpath(".//ul")] == [2, 1]
    assert remarks.xpath(".//q/text()") == ["ostörda", "salen", "i lugn och ro"]
