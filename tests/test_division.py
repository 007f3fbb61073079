"""A long page becomes several: nothing is lost, and every address leads to what it did."""

import posixpath
from pathlib import Path

import pytest
from lxml import html

from strategysite.build import division
from strategysite.build.division import divided
from strategysite.checks.run import check
from tests.small import SOUND_DAY, append
from tests.test_follow_up import REPORTED, YEAR

FRAME = """<!doctype html>
<html lang="sv"><head><title>Uppföljning – Bokvik</title>
<link rel="canonical" href="https://plan.example/uppfoljning/"></head>
<body><a href="./" aria-current="page">Uppföljning</a> <img src="../images/icon.png" alt="">
<details class="section-nav headings"><a href="#ar">År för år</a></details>
<article class="added">{}</article></body></html>
"""


def became(project: Path) -> dict[str, html.HtmlElement]:
    """What the follow-up of a project became, by the end of each address."""
    checked = check(project, SOUND_DAY)
    assert checked.problems == []
    page = FRAME.format(checked.pages["uppfoljning.md"].html)
    files = divided("uppfoljning/index.html", page)
    assert "<!--" not in "".join(files.values())
    return {
        file.removeprefix("uppfoljning/").removesuffix("index.html"): html.fromstring(text)
        for file, text in files.items()
    }


def test_a_page_of_common_length_stays_one(broken: Path) -> None:
    append(broken, YEAR, REPORTED)
    assert list(became(broken)) == [""]


@pytest.mark.parametrize(("title", "pages"), [("<h1>Så går det</h1>", 2), ("", 1)])
def test_a_page_that_begins_with_a_part_is_divided_too(
    title: str, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has no title is told by the last check, and stays whole."""
    monkeypatch.setattr(division, "MOST", 9)
    part = "<!--part 2025 Rapporterat för 2025-->\n<p>Två dörrar.</p>\n<!--/part 2025-->"
    texts = divided("index.html", FRAME.format(title + part)).values()
    assert len(texts) == pages
    assert [text.count("Två dörrar.") for text in texts if "Två" in text] == [1]
    assert not [text for text in texts if "<!--" in text]


def test_a_long_page_becomes_a_page_a_year_and_an_area_and_each_address_leads_on(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each says its title, that it is added, and of what it is a part; headings stay on the first,
    and so do their addresses."""
    append(broken, YEAR, REPORTED)
    whole = became(broken)[""]
    monkeypatch.setattr(division, "MOST", 2600)
    pages = became(broken)
    assert sorted(pages) == [
        *("", "2025/", "2025/lugn/", "ansvariga/rad/", "ansvariga/vaktmastare/"),
        *("ar-for-ar/lugn/", "malomraden/lugn/"),
    ]
    headings = whole.xpath("//article//*[self::h2 or self::h3]/@id")
    assert pages[""].xpath("//article//*[self::h2 or self::h3]/@id") == headings
    year = pages["2025/lugn/"]
    assert year.findtext(".//title") == (
        "Rapporterat för 2025: Målområde 1. Lugn i salen – Uppföljning – Bokvik"
    )
    assert year.xpath("//h1/@id") == whole.xpath("//h1/@id")
    assert year.xpath("//link/@href") == ["https://plan.example/uppfoljning/2025/lugn/"]
    assert year.xpath("//*[contains(@class, 'added-notice')]") and not year.xpath("//details")
    assert [one.tag for one in pages["malomraden/lugn/"].iter("h2", "h3", "h4")] == ["h2", "h2"]
    assert sorted(li for page in pages.values() for li in page.xpath("//ul/li[@id]/@id")) == (
        sorted(whole.xpath("//ul/li[@id]/@id"))
    )
    for end, page in pages.items():
        for address in page.xpath("//*[name() != 'link']/@href | //img/@src"):
            to, _, anchor = address.partition("#")
            found = posixpath.normpath(posixpath.join("/uppfoljning", end, to))
            inside = found.removeprefix("/uppfoljning").strip("/")
            if to.startswith("https:") or not found.startswith("/uppfoljning"):
                assert (
                    to.startswith("https:")
                    or found in ("/images/icon.png", "/strategi")
                    or (found.startswith("/strategi/"))
                ), address
            else:
                target = pages[f"{inside}/" if inside else ""]
                assert not anchor or target.xpath("//*[@id = $own]", own=anchor), address
