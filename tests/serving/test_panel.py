"""The panel that tells a fault over the last whole page, on the screen of a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from strategysite.editing.changing import Refusal
from strategysite.problems import Place, Problem, report
from strategysite.serve.server import Showing, listen

LONG = "docs/grundutbildning/en-mapp-till/ett-mycket-langt-namn-pa-en-sida-som-handlar-om-nagot.md"
LINE = f'{"Ord före felet. " * 5}<a href="borta.md">hit</a>{" Ord efter." * 5}'
WIDTH = 390


@pytest.fixture
def panel(tmp_path: Path, page: Page) -> Iterator[Locator]:
    """The panel with three faults: a long path, a long quoted line, and a long message."""
    (tmp_path / LONG).parent.mkdir(parents=True)
    (tmp_path / LONG).write_text(f"{LINE}\n", "utf-8")
    (tmp_path / "index.html").write_text('<html lang="ar" dir="rtl"><body><p>x</p></body>', "utf-8")
    faults = [
        Problem(Place(LONG, 1, LINE.index("borta") + 1, 8), 'länken "borta.md" leder ingenstans'),
        Problem(Place("data/a.yaml"), "ett fel " * 30, "Rätta det. " * 20),
        Problem(Place("data/b.yaml"), "ett fel till"),
    ]
    showing = Showing()
    with listen(showing, 0) as address:
        showing.show(tmp_path)
        page.goto(address)
        showing.tell(report(faults, tmp_path))
        panel = page.get_by_role("status")
        expect(panel).to_contain_text("3 fel.")
        yield panel
        page.goto("about:blank")


def test_nothing_is_wider_than_the_screen_and_the_words_are_large_enough(panel: Locator) -> None:
    """Long paths and messages go on at the next line; only a quoted line is moved sideways."""
    assert panel.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert panel.evaluate("() => document.documentElement.scrollWidth") <= WIDTH
    for words in panel.locator("p").all():
        assert words.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16
    expect(panel).to_have_attribute("dir", "ltr")
    expect(panel.get_by_text(f"{LONG}:1:{LINE.index('borta') + 1}:", exact=True)).to_be_attached()


def test_a_quoted_line_is_whole_and_the_sign_under_it_is_seen(panel: Locator) -> None:
    """Each of its two lines takes one line, and the first ^ is between the sides of the screen."""
    quoted = panel.locator("pre").first
    assert (
        quoted.evaluate(
            "e => Math.round(e.clientHeight - 8) <= 2 * 14 * 1.4 + 20 && getComputedStyle(e).whiteSpace"
        )
        == "pre"
    )
    place = quoted.evaluate(
        """e => {
             const text = e.firstChild, at = text.data.indexOf("^"), range = document.createRange();
             range.setStart(text, at); range.setEnd(text, at + 1);
             return range.getBoundingClientRect().left;
           }"""
    )
    assert 0 <= place < WIDTH


def test_the_page_can_be_read_above_the_panel(panel: Locator) -> None:
    """However much it tells."""
    box = panel.bounding_box()
    assert box and box["height"] < 0.56 * 844


@pytest.mark.parametrize("port", [99_999, -100])
def test_a_port_that_can_be_none_is_refused_in_swedish(port: int) -> None:
    """As where all that are tried are taken."""
    with pytest.raises(Refusal) as refused, listen(Showing(), port):
        pass
    told = f"Ingen port från {port} till {port + 19} är ledig. Välj en annan med --port, från 1024"
    assert str(refused.value) == f"{told} till 65535."
