"""A page that is too long to fetch is divided: each part that its templates name becomes a page of
its own under it, and a link in its place. What stands outside the parts keeps its address."""

import re
from pathlib import Path

from markupsafe import Markup

from strategysite.data.addresses import up_from
from strategysite.macros.templating import environment

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


def divide_long_pages(site: Path) -> None:
    """Divides the pages in `site` that are longer than MOST, and so on with what they became; of
    the other pages only the marks around their parts go."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text("utf-8")
        article = ARTICLE.search(html) if "<!--part " in html else None
        if article:
            pages: dict[str, str] = {}
            _divide(pages, article[1], article[1], "")
            home = {own: end for end, said in pages.items() for own in ID.findall(said)}
            before, after = html[: article.start(1)], html[article.end(1) :]
            for end, said in pages.items():
                file = path.parent / end / path.name
                file.parent.mkdir(parents=True, exist_ok=True)
                frame = _of_part(before, said, end) if end else before
                file.write_text(_leading(frame + said + after, end, home), "utf-8")


def _divide(pages: dict[str, str], whole: str, said: str, end: str) -> None:
    """Adds to `pages`, by the end of its address, the page with the text `said`, and one for each
    of its parts. Addresses are still those of the whole page."""
    # The macros of a template are attributes that only Jinja knows: mypy is told so below.
    shown = environment().get_template("_part.html.jinja").module
    title = TITLE.match(whole)

    def moved(part: re.Match[str]) -> str:
        assert title
        name, own, content = part.groups()
        level = min((int(one) for one in LEVEL.findall(content)), default=2) - 2
        content = LEVEL.sub(lambda one: str(int(one[0]) - level), content)
        words = [Markup(one) for one in (title[1], own, title[3], title[2])]
        opened = str(shown.opening(*words))  # type: ignore[attr-defined]
        content = opened + "".join(SHARED.findall(whole)) + content
        _divide(pages, whole, content, f"{name}/")
        return str(shown.link(f"{name}/", Markup(own)))  # type: ignore[attr-defined]

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
