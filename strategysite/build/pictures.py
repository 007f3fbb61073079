"""Pictures of docs/ as readers get them: without what a camera or a program wrote into them, small
enough, and with their size in the page, so that nothing jumps while they come."""

import re
from functools import partial
from html import unescape
from pathlib import Path

from strategysite.build.assets import file_behind
from strategysite.checks.images import PICTURES, published_picture
from strategysite.data.addresses import base_of
from strategysite.data.facts import Facts

IMG = re.compile(r"""<img\b(?:"[^"]*"|'[^']*'|[^>"'])*>""")
ATTRIBUTE = re.compile(r"""\s([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
Sizes = dict[str, tuple[int, int] | None]


def finish_pictures(site: Path, facts: Facts) -> None:
    """Writes each picture of docs/ anew in `site`, and its width, height and loading="lazy" where a
    page shows it; what the editor has written of these stays."""
    sizes: Sizes = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        source = facts.root / "docs" / name
        if path.suffix in PICTURES and source.is_file():
            content, sizes[name] = published_picture(source)
            path.write_bytes(content)
    for page in sorted(site.rglob("*.html")) if sizes else ():
        html = page.read_text("utf-8")
        sized = partial(
            _sized, site, page.parent.relative_to(site).as_posix(), base_of(facts), sizes
        )
        page.write_text(IMG.sub(sized, html), "utf-8")


def _sized(site: Path, folder: str, base: str, sizes: Sizes, tag: re.Match[str]) -> str:
    own = {name.lower(): "".join(value) for name, *value in ATTRIBUTE.findall(tag[0])}
    name = file_behind(site, folder, unescape(own.get("src", "")), base)
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
