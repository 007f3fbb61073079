"""Pictures of docs/ as readers get them: without what a camera or a program wrote into them, small
enough, and with their size in the page, so that nothing jumps while they come."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

from strategysite.checks.images import PICTURES, published_picture
from strategysite.data.facts import Facts
from strategysite.parsing.files import under

IMG = re.compile(r"""<img\b(?:"[^"]*"|'[^']*'|[^>"'])*>""")
ATTRIBUTE = re.compile(r"""\s([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
Size = tuple[int, int] | None  # pixels; of a drawing that says none there is none


def publish_pictures(site: Path, facts: Facts) -> dict[str, Size]:
    """Writes each picture of docs/ anew in `site`. Returns their sizes by their files there."""
    sizes: dict[str, Size] = {}
    for name in under(site):
        source = facts.root / "docs" / name
        if source.suffix in PICTURES and source.is_file():
            content, sizes[name] = published_picture(source)
            (site / name).write_bytes(content)
    return sizes


def with_sizes(html: str, picture: Callable[[str], str | None], sizes: dict[str, Size]) -> str:
    """Returns a page with width, height and loading="lazy" on each of the pictures; what the editor
    has written of these stays. `picture` gives the file in the site that an address means."""

    def sized(tag: re.Match[str]) -> str:
        own = {name.lower(): "".join(value) for name, *value in ATTRIBUTE.findall(tag[0])}
        name = picture(unescape(own.get("src", "")))
        if name not in sizes:
            return tag[0]
        written = {"loading": "lazy"}
        if size := sizes[name]:
            width, height = size
            # Of the one that is written the other follows, as long as it is a number of pixels.
            wide, high = own.get("width", ""), own.get("height", "")
            if wide.isdecimal():
                height = round(height * int(wide) / width)
            elif high.isdecimal():
                width = round(width * int(high) / height)
            written |= {"width": str(width), "height": str(height)}
        added = "".join(f' {key}="{value}"' for key, value in written.items() if key not in own)
        return f"<img{added}{tag[0][4:]}"

    return IMG.sub(sized, html)
