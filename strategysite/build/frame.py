"""What is the same on every page: what Material's base.html writes outside its blocks, for scripts
of its that no page loads, goes; and what belongs together stays so: on a line, in a heading, and in
a text from right to left what is not."""

import re
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
BLANK_LINES = re.compile(r"(?<=>)\n\s+(?=<)")  # between two elements; <pre> has none of them
RIGHT_TO_LEFT = re.compile(r'<body dir="rtl".*?<article[^>]*>(.*)</article>', re.DOTALL)
# A run of Latin letters and figures, unless a tag, an entity or an element with a direction of its
# own holds it.
LATIN = re.compile(
    r"""<(bdi|script|svg)\b.*?</\1>|<(\w+)[^>]*\bdir="ltr".*?</\2>|<[^>]*>|&[^;\s]+;"""
    r"""|([0-9A-Za-zÀ-ɏ](?:[0-9A-Za-zÀ-ɏ\u00a0 .,:/@+'’–-]*[0-9A-Za-zÀ-ɏ])?)""",
    re.DOTALL,
)


def trim_frame(site: Path) -> None:
    """Takes out what nobody needs, keeps together what no line may end within, and isolates Latin
    runs, in every page in `site`.

    Without <bdi> a browser puts the brackets and the full stop around "SOS Alarm" on the wrong side
    (https://www.w3.org/International/articles/inline-bidi-markup/).
    """
    for page in site.rglob("*.html"):
        html = UNUSED.sub("", without_cell_styles(page.read_text("utf-8")))
        if "<pre" not in html:
            html = BLANK_LINES.sub("\n", html)
        head, body, rest = html.partition("<body")
        html = head + body + together(rest)
        if found := RIGHT_TO_LEFT.search(html):
            isolated = LATIN.sub(lambda m: f"<bdi>{m[3]}</bdi>" if m[3] else m[0], found[1])
            html = html[: found.start(1)] + isolated + html[found.end(1) :]
        page.write_text(html, "utf-8")
