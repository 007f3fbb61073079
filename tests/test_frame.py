"""What Material's base.html writes only for its own scripts is taken out of a page; the frame
stays."""

from pathlib import Path

from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from strategysite.build.frame import trim_frame

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
    page = tmp_path / "site/index.html"
    assert html.parse(page).xpath(LEFT_OVER)
    trim_frame(tmp_path / "site")
    assert not html.parse(page).xpath(LEFT_OVER)
    assert html.parse(page).xpath("string(//main[@class='md-main']//p)") == "Text."
