"""Nothing of the theme's own English is left on a page: a reader meets one language, or a page that
says which it is."""

import importlib.util
import json
import re
from pathlib import Path

from lxml import html

SPOKEN = ("aria-label", "title", "alt", "placeholder", "label", "content", "aria-roledescription")


def english() -> set[str]:
    """Returns every word that the theme says in English, as it writes it."""
    theme = importlib.util.find_spec("material")
    assert theme
    assert theme.origin
    table = Path(theme.origin).parent / "templates" / "partials" / "languages" / "en.html"
    found = re.findall(r'"[\w.]+":\s*("(?:[^"\\]|\\.)*")', table.read_text("utf-8"))
    # Marks, codes and numbers are words of no language.
    return {
        word for quoted in found if re.search(r"[A-Za-z]{4}", word := json.loads(quoted).strip())
    }


def words_of(page: Path) -> set[str]:
    """Returns each text and each spoken attribute of a page outside passages that say they are
    English."""
    found: set[str] = set()
    for element in html.document_fromstring(page.read_text("utf-8")).iter("*"):
        said = next(
            (holder for holder in (element, *element.iterancestors()) if holder.get("lang")),
            element,
        )
        if (said.get("lang") or "").startswith("en") or element.tag in ("script", "style"):
            continue
        texts = [
            element.text,
            *(child.tail for child in element),
            *(element.get(name) for name in SPOKEN),
        ]
        found |= {text.strip() for text in texts if text and text.strip()}
    return found


def test_no_page_says_what_the_theme_says_in_english(small_site: Path) -> None:
    """Neither in its text nor in what only a screen reader hears."""
    theme = english()
    assert {"Back to top", "Table of contents", "Skip to content"} <= theme
    found = {
        (page.relative_to(small_site).as_posix(), word)
        for page in small_site.rglob("*.html")
        for word in words_of(page) & theme
    }
    assert found == set()


def test_nothing_of_the_themes_own_script_and_style_is_published(small_site: Path) -> None:
    """Its bundle, worker, search and English source maps: what no page loads is not there to be
    fetched."""
    files = {
        path.relative_to(small_site).as_posix() for path in small_site.rglob("*") if path.is_file()
    }
    assert [
        name
        for name in sorted(files)
        if re.search(r"^assets/|bundle|worker|lunr|palette|\.map$", name)
    ] == []
    generator = [
        page.name
        for page in small_site.rglob("*.html")
        if re.search(r'name="?generator|mkdocs', page.read_text("utf-8"), re.I)
    ]
    assert generator == []
