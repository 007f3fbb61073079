"""HTML is cut into tags and text as the standard library does it."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategysite.tags import read

Part = tuple[str, object]


class Ours:
    """Notes the parts that the project's own reader gives."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def start(self, tag: str, attributes: dict[str, str], closed: bool) -> None:
        """Notes the beginning of a tag."""
        self.parts.append(("closed" if closed else "start", (tag, tuple(sorted(attributes.items())))))

    def end(self, tag: str) -> None:
        """Notes the end of a tag."""
        self.parts.append(("end", tag))

    def text(self, text: str) -> None:
        """Notes text; how many pieces it comes in makes no difference."""
        before = str(self.parts.pop()[1]) if self.parts and self.parts[-1][0] == "text" else ""
        self.parts.append(("text", before + text))


class _Theirs(HTMLParser):
    """Notes the parts that html.parser gives."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ours = Ours()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ours.start(tag, {name: value or "" for name, value in reversed(attrs)}, False)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ours.start(tag, {name: value or "" for name, value in reversed(attrs)}, True)

    def handle_endtag(self, tag: str) -> None:
        self.ours.end(tag)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.ours.text(data)


def ours(html: str) -> list[Part]:
    """The parts of `html`, as the project reads it."""
    reader = Ours()
    read(html, reader)
    return reader.parts


def theirs(html: str) -> list[Part]:
    """The parts of `html`, as html.parser reads it."""
    reader = _Theirs()
    reader.feed(html)
    reader.close()
    return reader.ours.parts


def test_every_finished_page_is_cut_alike(site: Path) -> None:
    """On the real site the two agree on every tag, attribute and text."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text("utf-8")
        assert ours(html) == theirs(html), path.name


@pytest.mark.parametrize(
    "html",
    [
        "<p>a &lt; b &amp; c</p>",
        "<a href='x?a=1&amp;b=2' hidden>t</a>",
        '<img alt="a > b" src=x.png><br/>',
        "<!-- <p> --><p>x</p><!doctype html>",
        "<script>if (a < b) {}</script><style>p > a {}</style>",
        "a < b and c > d",
        "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    ],
)
def test_odd_but_whole_html_is_cut_alike(html: str) -> None:
    """Quotes, comments, references, tags that close themselves, and signs that are no tags."""
    assert ours(html) == theirs(html)


@given(st.text(alphabet="<>/='\"ab &;!-\n", max_size=60))
def test_nothing_breaks_it(html: str) -> None:
    """Whatever an editor writes, it is read to its end."""
    ours(html)
