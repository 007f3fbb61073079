"""Any adopted document is shown word for word."""

import functools

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from strategysite.checks.run import load
from strategysite.data.adopted import line_words, shown_words
from strategysite.data.model.page import PageMeta
from strategysite.data.model.strategy import line_numbers
from strategysite.editing.succession.document import Adopted
from strategysite.editing.succession.tables import as_data
from strategysite.macros.binding import Macros
from strategysite.pages.reading import Page, markdown_reader, render_page, site_settings
from tests.small import SOUND
from tests.small import SOUND_DAY as DAY

SIGNS = """ord Åäö * ** _ __ [x] ](y) ![ {{ }} {% %} {# #} # ## <b> </div> <!-- --> &amp; 1. 12) - -- --- + | ` ~~~ === : \\ ! > " ' <sup>2</sup> ^"""
PIECES = st.sampled_from(
    [*SIGNS.split(), "\t", "    ", "{ #id }", "2027 - 2030", "https://a.example"]
)
# Rows that belong together when they stand under each other.
ROWS = st.sampled_from(
    ["1. ett", "2. två *", "3. tre", "  a) under", "  b) under", "    - punkt", "7. sju", "- p", "  till",
     "> citat", "Typ\tPlan", "Dnr: 1", "a\tb", "\tc", "|\t#", "![en bild](images/a.png)", "# rubrik", ""]
)  # fmt: skip
LINES = st.lists(
    st.lists(PIECES, max_size=5).map(" ".join) | st.lists(PIECES, max_size=3).map("".join) | ROWS,
    max_size=8,
) | st.lists(ROWS, max_size=9)


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
    lines.append("# Planen")  # one without a heading is refused
    adopted = Adopted.read("\n".join(lines))
    macros, reader = rendering()
    meta = PageMeta.model_validate(
        {"title": "Strategin", "description": "x" * 50, "kind": "adopted", "updated": "2026-11-22"}
    )
    text = adopted.text(adopted.body, {})
    written = Page("strategi/index.md", meta, f"# {adopted.blocks[0].text}\n\n{text}\n")
    page, problems = render_page(written, macros, reader)
    assert page and problems == []
    numbers = [number for span in adopted.numbers(adopted.blocks) for number in line_numbers(span)]
    assert sorted(numbers) == list(range(1, len(lines) + 1))
    wanted = [word for number in numbers for word in line_words(lines[number - 1])]
    assert shown_words(page.html) == wanted
    assert page.outline.faults == []
    assert [level for level, _ in page.outline.headings].count(1) == 1


def test_what_may_be_a_table_or_goals_is_told() -> None:
    """Nobody can know; the line, what it looks like, and what to do."""
    text = "# Plan\n\n## Mål\n\n1. Ett\n2. Två\n\n## Åtgärder\n\nÅtgärd\tVem\nLäs\tRÅD\tmer\n"
    adopted = Adopted.read(text)
    told = as_data(adopted, dict.fromkeys(range(20), "strategi/index.md"), ()).told
    assert [(one.line, one.what) for one in told] == [
        (10, 'rader med olika många celler är lästa som text: "Åtgärd Vem"'),
        (5, 'listan under "Mål" kan hålla mål'),
    ]
