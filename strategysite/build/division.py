"""A page that is too long to fetch is divided: each part that its templates name becomes a page of
its own under it, and a link in its place. What stands outside the parts keeps its address."""

import posixpath
import re
from typing import Any

from markupsafe import Markup

from strategysite.data.addresses import up_from
from strategysite.macros.templating import ENGINE

MOST = 200_000  # bytes of what a page says; with its frame it stays under 300 KB, not packed
# A part has the end of its address, its title and, maybe, parts of its own.
PART = re.compile(r"<!--part (\S+) (.*?)-->(.*?)<!--/part \1-->", re.DOTALL)
SHARED = re.compile(r"<!--shared-->(.*?)<!--/shared-->", re.DOTALL)  # what every part needs too
MARK = re.compile(r"<!--/?(?:part|shared)\b.*?-->\n?")
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
TITLE = re.compile(r"(.*<h1[^>]*>)(.*?)(</h1>.*?)(?=<h2|<!--part |\Z)", re.DOTALL)
LEVEL = re.compile(r"(?<=<h)\d|(?<=</h)\d")
CONTENTS = re.compile(r'<details class="section-nav.*?</details>', re.DOTALL)
CANONICAL = re.compile(r'(?<=<link rel="canonical" href=")[^"]*')
ADDRESS = re.compile(r'( (?:href|src|data-src)=")(?!/|[a-z]+:)([^"]*)"')
ID = re.compile(r' id="([^"]+)"')


def divided(file: str, html: str) -> dict[str, str]:
    """Returns what a page became, by file: where it is longer than MOST one page more for each of
    its parts, and so on with what those are; of another only the marks around its parts go."""
    article = ARTICLE.search(html) if "<!--part " in html else None
    if not article:
        return {file: html}
    pages: dict[str, str] = {}
    _divide(pages, article[1], article[1], "")
    home = {own: end for end, said in pages.items() for own in ID.findall(said)}
    before, after = html[: article.start(1)], html[article.end(1) :]
    folder, page = posixpath.split(file)
    return {
        posixpath.join(folder, end, page): _leading(
            (_of_part(before, said, end) if end else before) + said + after, end, home
        )
        for end, said in pages.items()
    }


def _divide(pages: dict[str, str], whole: str, said: str, end: str) -> None:
    """Adds to `pages`, by the end of its address, the page with the text `said`, and one for each
    of its parts. Addresses are still those of the whole page."""
    shown: Any = ENGINE.get_template("_part.html.jinja").module  # whose macros only Jinja knows
    title = TITLE.match(whole)

    def moved(part: re.Match[str]) -> str:
        assert title
        name, own, content = part.groups()
        level = min((int(one) for one in LEVEL.findall(content)), default=2) - 2
        content = LEVEL.sub(lambda one: str(int(one[0]) - level), content)
        words = [Markup(one) for one in (title[1], own, title[3], title[2])]
        opened = str(shown.opening(*words))
        content = opened + "".join(SHARED.findall(whole)) + content
        _divide(pages, whole, content, f"{name}/")
        return str(shown.link(f"{name}/", Markup(own)))

    pages[end] = ""  # the whole comes before its parts
    said = PART.sub(moved, said) if title and len(said.encode()) > MOST else said
    pages[end] = MARK.sub("", said)


def _of_part(before: str, said: str, end: str) -> str:
    """Returns the frame above the text of a page, as the page of one of its parts has it."""
    title = TITLE.match(said)
    assert title
    before = CONTENTS.sub("", before).replace('aria-current="page"', 'aria-current="true"')
    before = before.replace("<title>", f"<title>{title[2]} – ", 1)
    return CANONICAL.sub(lambda found: found[0] + end, before)


def _leading(html: str, end: str, home: dict[str, str]) -> str:
    """Returns a page with its addresses mended: from where it is now to where each target is
    now."""
    up, own = up_from(end), set(ID.findall(html))

    def address(found: re.Match[str]) -> str:
        to, hash_sign, anchor = found[2].partition("#")
        if hash_sign and not to:
            if anchor in own or anchor not in home:
                return found[0]
            to = home[anchor]
        return f'{found[1]}{up}{to}{hash_sign}{anchor}"'

    return ADDRESS.sub(address, html)
