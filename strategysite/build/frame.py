"""What Material's base.html writes outside its blocks, for scripts of its that no page loads.

Some of it is not valid HTML, and the rest says nothing to anybody.
"""

import re
from pathlib import Path

UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>'
    r'|<label class="md-overlay"[^>]*></label>'
    r'|<div data-md-component="announce">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>'
    r'| data-md-component="[\w-]+"'
    r'| class="no-js"'
)


def trim_frame(site: Path) -> None:
    """Takes it out of every page in `site`."""
    for page in site.rglob("*.html"):
        page.write_text(UNUSED.sub("", page.read_text("utf-8")), "utf-8")
