"""Any adopted document is shown word for word."""

import functools
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from strategysite.checks.run import load
from strategysite.data.adopted import MARKS_OF_LAYOUT, shown_words, words
from strategysite.data.model.page import PageMeta
from strategysite.editing.succession.document import Adopted
from strategysite.macros.binding import Macros
from strategysite.pages.reading import Page, markdown_reader, render_page, site_settings
from tests.small import SOUND
from tests.small import SOUND_DAY as DAY

SIGNS = """ord Åäö * ** _ __ [x] ](y) ![ {{ }} {% %} {# #} # ## <b> </div> <!-- --> &amp; 1. 12) - -- --- + | ` ~~~ === : \\ ! > " ' <sup>2</sup> ^"""
PIECES = st.sampled_from(
    [*SIGNS.split(), "\t", "    ", "{ #id }", "2027 - 2030", "https://a.example"]
)
LINES = st.lists(
    st.lists(PIECES, max_size=5).map(" ".join) | st.lists(PIECES, max_size=3).map("".join),
    max_size=8,
)


@functools.cache
def rendering() -> tuple[Macros, Markdown]:
    """What a page of the sound project is rendered with."""
    settings_of_site, _ = site_settings(SOUND)
    assert settings_of_site
    return Macros(load(SOUND, DAY)[0]), markdown_reader(settings_of_site.data)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(LINES)
def test_any_document_is_shown_word_for_word(lines: list[str]) -> None:
    """Whatever its signs: the page has the words that the lock asks for, one main heading, no
    skipped level and no macro."""
    adopted = Adopted.read("\n".join(lines))
    macros, reader = rendering()
    meta = PageMeta.model_validate(
        {"title": "Strategin", "description": "x" * 50, "kind": "adopted", "updated": "2026-11-22"}
    )
    written = Page(
        "strategi/index.md", meta, f"{adopted.heading('Rubriken')}\n\n{adopted.text()}\n"
    )
    page, problems = render_page(written, macros, reader)
    assert page and problems == []
    wanted = [
        word
        for line in lines
        for word in words(MARKS_OF_LAYOUT.sub("", re.sub(r"^<sup>\d+</sup>", "", line)))
    ]
    assert shown_words(page.html) == wanted
    assert page.outline.faults == []
    assert [level for level, _ in page.outline.headings].count(1) == 1
