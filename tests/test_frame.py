"""What Material's base.html writes only for its own scripts is taken out of a page; the frame
stays."""

from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from strategysite.build.frame import trimmed
from strategysite.parsing.html import together

LEFT_OVER = """//input[@class='md-toggle'] | //*[@class='md-overlay' or @class='md-dialog' or @class='no-js']
    | //*[@data-md-component]"""


def test_what_only_the_themes_own_scripts_use_is_taken_out(tmp_path: Path) -> None:
    """A page of Material's own, with nothing of this site's theme over it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Sidan\n\nText.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Sida\ntheme: {name: material, font: false}\n", "utf-8"
    )
    build(load_config(str(tmp_path / "mkdocs.yml")))
    page = (tmp_path / "site/index.html").read_text("utf-8")
    assert html.fromstring(page).xpath(LEFT_OVER)
    left = html.fromstring(trimmed(page))
    assert not left.xpath(LEFT_OVER)
    assert left.xpath("string(//main[@class='md-main']//p)") == "Text."


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Se 4 § om", "<p>Se 4~§ om"),
        ("den 18 mars 2020, § 65", "den 18~mars 2020, §~65"),
        ("enligt 19 kap. 1 § i 7 a–7 c §§", "enligt 19~kap.~1~§ i 7~a–7~c~§§"),
        ("polis om bl. a. extremism", "polis om bl.~a. extremism"),
        ("en vuxen, 18 år eller äldre", "en vuxen, 18~år eller äldre"),
        ("i Målområde 1 leder, fotnot 2 om", "i Målområde~1 leder, fotnot~2 om"),
        ("14 днів, ۱۴ روز, 2 Kunskap", "14~днів, ۱۴~روز, 2 Kunskap"),
        ("2020 och 08-527 44 290, 3.10 kap", "2020 och 08-527 44 290, 3.10 kap"),
        (
            '<b title="18 år">Nu</b><script>"4 §"</script>',
            '<b title="18 år">Nu</b><script>"4 §"</script>',
        ),
        (
            "<h1 id=a>Orolig: prata i dag</h1>",
            "<h1 id=a><span>Orolig:</span> <span>prata i dag</span></h1>",
        ),
        ("<h2>Fara: ring <a>112</a></h2>", "<h2>Fara: ring <a>112</a></h2>"),
    ],
)
def test_no_line_ends_within_what_is_read_as_one(written: str, kept: str) -> None:
    """A paragraph of law, an abbreviation, a date, a number and what it counts in any language, the
    parts of a heading; attributes and scripts stay as they are."""
    assert together(written) == kept.replace("~", "\u00a0")


def test_latin_words_and_figures_stand_whole_in_a_text_from_right_to_left() -> None:
    """Each in <bdi>, with the brackets outside; what has a direction of its own, or is read from
    left to right, is left alone."""
    text = (
        '<p>أ (SOS Alarm)، 18 &amp; ب. <em lang="sv" dir="ltr">tolk</em> <bdi>112</bdi></p>'
        '<a href="https://exit.fryshuset.se/">ج Exit</a>'
    )
    frame = '<html lang="ar"><body dir="{}"><header>Sök</header><article class="help">{}</article>'
    isolated = (
        "<p>أ (<bdi>SOS Alarm</bdi>)، <bdi>18</bdi> &amp; ب."
        ' <em lang="sv" dir="ltr">tolk</em> <bdi>112</bdi></p>'
        '<a href="https://exit.fryshuset.se/">ج <bdi>Exit</bdi></a>'
    )
    assert trimmed(frame.format("rtl", text)) == frame.format("rtl", isolated)
    assert trimmed(frame.format("ltr", text)) == frame.format("ltr", text)


def test_a_table_of_markdown_has_what_the_style_sheet_goes_by() -> None:
    """In each cell the name of its column, without a footnote's mark; a table of a template is left
    as it is."""
    head = '<thead>\n<tr>\n<th>Vad</th>\n<th class="right">I "kr"<sup>1</sup></th>\n</tr>\n</thead>'
    rows = "<tr>\n<td{}>En</td>\n<td{}></td>\n</tr>\n" * 2
    labels = (' data-label="Vad"', ' data-label="I &quot;kr&quot;"') * 2
    page = "<table{}>{}\n<tbody>\n{}</tbody>\n</table>"
    written = page.format("", head, rows.format("", "", "", ""))
    assert trimmed(written) == page.format(' class="cards"', head, rows.format(*labels))
    own = page.format(' class="record"', head, rows)
    assert trimmed(own) == own


@pytest.mark.parametrize(
    ("longest", "kind"),
    [
        ([14] * 3, "cards"),
        ([14, 2, 14, 14], "cards wide"),
        ([6] * 10, "cards wide"),
        ([12] * 6, "cards wide"),
        ([12] * 5 + [13], "cards wide many"),
    ],
)
def test_a_table_stays_a_table_where_its_longest_words_have_room(
    longest: list[int], kind: str
) -> None:
    """However many columns it has; else a word would be divided where no word ends. What may stand
    on two lines counts by its longer part, and what may not counts as one."""
    heads = "".join('<th scope="col">Nr</th>' for _ in longest)
    cells = "".join(f"<td>På <b>{'å' * (size - 2)}\u00a0r</b><br>dag</td>" for size in longest)
    table = (
        f"<caption>Vad som ska göras när</caption><thead><tr>{heads}</tr></thead>{cells}</table>"
    )
    assert trimmed(f'<table class="cards">{table}') == f'<table class="{kind}">{table}'
