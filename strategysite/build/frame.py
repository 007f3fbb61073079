"""What is the same on every page: what Material's base.html writes outside its blocks, for scripts
of its that no page loads, goes; and what belongs together stays so: on a line, in a heading, and in
a text from right to left what is not. A table of Markdown gets what the style sheet goes by. A PDF
is offered with its size."""

import re
from html import unescape
from pathlib import Path

from strategysite.parsing.html import together, without_cell_styles

UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>'
    r'|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="announce">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
    r'| data-md-component="[\w-]+"'
    r'| class="no-js"'
)
PDF_LINE = re.compile(r'<p class="pdf"[^>]*><a href="(?:[^"]*/)?([^"]+)">.*?</p>', re.DOTALL)
PDF_SIZE = "<span data-size></span>"
TABLE = re.compile(r"<table>\s*<thead>(.*?)</thead>(.*?)</table>", re.DOTALL)
CARDS = re.compile(r'<table class="cards\b[^>]*>(.*?)</thead>.*?</table>', re.DOTALL)
CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
ROOM = 84  # letters beside each other where the screen is broad: of a broad typeface, in 50 rem
BETWEEN = 2  # letters that have room between two columns
HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
NO_WORDS = re.compile(r"<sup.*?</sup>|<[^>]*>", re.DOTALL)
BLANK_LINES = re.compile(r"(?<=>)\n\s+(?=<)")  # between two elements; <pre> has none of them
RIGHT_TO_LEFT = re.compile(r'<body dir="rtl".*?<article[^>]*>(.*)</article>', re.DOTALL)
# A run of Latin letters and figures, unless a tag, an entity or an element with a direction of its
# own holds it.
LATIN = re.compile(
    r"""<(bdi|script|svg)\b.*?</\1>|<(\w+)[^>]*\bdir="ltr".*?</\2>|<[^>]*>|&[^;\s]+;"""
    r"""|([0-9A-Za-zÀ-ɏ](?:[0-9A-Za-zÀ-ɏ\u00a0 .,:/@+'’–-]*[0-9A-Za-zÀ-ɏ])?)""",
    re.DOTALL,
)


def trimmed(html: str) -> str:
    """Returns a page without what nobody needs, together what no line may end within, and with
    Latin runs isolated.

    Without <bdi> a browser puts the brackets and the full stop around "SOS Alarm" on the wrong side
    (https://www.w3.org/International/articles/inline-bidi-markup/).
    """
    html = TABLE.sub(_as_cards, UNUSED.sub("", without_cell_styles(html)))
    if "<pre" not in html:
        html = BLANK_LINES.sub("\n", html)
    head, body, rest = html.partition("<body")
    html = CARDS.sub(_with_its_width, head + body + together(rest))
    if found := RIGHT_TO_LEFT.search(html):
        isolated = LATIN.sub(lambda m: f"<bdi>{m[3]}</bdi>" if m[3] else m[0], found[1])
        html = html[: found.start(1)] + isolated + html[found.end(1) :]
    return html


def _as_cards(table: re.Match[str]) -> str:
    """Returns a table of Markdown as those of the templates are: where there is no room for its
    columns each row is a card, and each cell has its column's name."""
    heads = [NO_WORDS.sub("", head).replace('"', "&quot;") for head in HEAD.findall(table[1])]
    cells = table[2].split("<td")  # each row has as many as the head: Markdown sees to it
    named = [f' data-label="{heads[at % len(heads)]}"{cell}' for at, cell in enumerate(cells[1:])]
    rows = "<td".join([cells[0], *named])
    return f'<table class="cards"><thead>{table[1]}</thead>{rows}</table>'


def _with_its_width(table: re.Match[str]) -> str:
    """Returns a table of cards with what the style sheet goes by: `wide` with more columns than
    three, `many` where the longest words of all its columns have no room beside each other."""
    columns = len(HEAD.findall(table[1]))
    if columns <= 3:
        return table[0]
    cells = [unescape(NO_WORDS.sub(" ", cell)) for cell in CELL.findall(table[0])]
    words = [re.split(r"[ \n]", " ".join(cells[at::columns])) for at in range(columns)]
    letters = sum(max(map(len, column)) + BETWEEN for column in words)
    return table[0].replace('"cards', f'"cards wide{" many" * (letters > ROOM)}', 1)


def pdf_sizes(site: Path) -> dict[str, str]:
    """Returns how large the PDFs in `site` are, by their names."""
    return {path.name: f"{round(path.stat().st_size / 1000)} kB" for path in site.rglob("*.pdf")}


def with_pdf_sizes(html: str, sizes: dict[str, str]) -> str:
    """Returns a page that says the size of each PDF it offers; one that is not there is not offered
    either."""

    def line(found: re.Match[str]) -> str:
        return found[0].replace(PDF_SIZE, sizes[found[1]]) if found[1] in sizes else ""

    return PDF_LINE.sub(line, html) if PDF_SIZE in html else html
