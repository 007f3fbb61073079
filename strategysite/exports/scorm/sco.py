"""The whole course as one page, made of the same HTML that the site shows."""

import base64
import posixpath
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import lxml.html
from lxml.html import HtmlElement

from strategysite.checks.images import published_picture
from strategysite.data.addresses import link_url, page_url, resolve
from strategysite.data.model.orientation import COURSE, Module
from strategysite.pages.reading import Page
from strategysite.parsing.html import together

WEB_ONLY = ".//*[@data-web] | .//*[contains(concat(' ', @class, ' '), ' notice ')]"
NAMING = ("id", "for", "aria-labelledby")  # attributes that hold an id


def section(
    page: Page, module: Module, anchors: Mapping[str, str], site: str | None, docs: Path
) -> str:
    """Returns a module's page as a section of the one page: headings one level down, ids under the
    module's own, links that work there, pictures of the folder `docs` within it. `anchors` maps
    the course's addresses to their sections; `site` is the address of the site, if known."""
    root: HtmlElement = lxml.html.fragment_fromstring(together(page.html), create_parent="section")
    root.set("id", module.id)
    for element in root.xpath(WEB_ONLY):
        element.drop_tree()
    for level in (5, 4, 3, 2, 1):
        for heading in root.iter(f"h{level}"):
            heading.tag = f"h{level + 1}"
    for element in root.iterdescendants():
        for name in NAMING:
            if name in element.attrib:
                element.set(name, f"{module.id}-{element.get(name)}")
    for image in root.iter("img"):
        path = docs / (resolve(page.file, unquote(image.get("src", ""))) or "")
        content, _ = published_picture(path)
        packed = base64.b64encode(content).decode()
        kind = {".svg": "svg+xml", ".jpg": "jpeg"}.get(path.suffix, path.suffix[1:])
        image.set("src", f"data:image/{kind};base64,{packed}")
    for link in list(root.iter("a")):
        _relink(link, page.file, module.id, anchors, site)
    return str(lxml.html.tostring(root, encoding="unicode"))


def _relink(
    link: HtmlElement, file: str, module: str, anchors: Mapping[str, str], site: str | None
) -> None:
    """Points a link to its section or to the site; where that has no address it is plain text."""
    href = link.get("href", "")
    target = _rewritten(href, file)
    if href.startswith("#"):
        link.set("href", f"#{module}-{href[1:]}")
    elif href.startswith("tel:"):
        pass
    elif target in anchors:
        link.set("href", f"#{anchors[target]}")
    elif site is None and not href.startswith("https:"):
        link.drop_tag()
    else:
        outside = href.startswith("https:")
        link.set("href", href if outside else f"{site}{target}")
        # A learning platform shows the course in a frame, where other sites refuse to be.
        link.set("target", "_blank")
        link.set("rel", "noopener")


def _rewritten(href: str, file: str) -> str:
    """Returns the address, from the site's root, of `href` on the page `file`: "hjalp/#orolig"."""
    path, hash_sign, anchor = href.partition("#")
    if path.endswith(".md"):
        return link_url(posixpath.normpath(posixpath.join(COURSE, path)) + hash_sign + anchor)
    joined = posixpath.normpath(posixpath.join(page_url(file) or ".", path))
    return f"{joined}/".removeprefix("./") + hash_sign + anchor
