"""Packs the course for learning platforms, the whole of it as one page, made of the same HTML that
the site shows: same sources and stamp, same bytes."""

import base64
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import lxml.html
from lxml.html import HtmlElement

from strategysite.checks.images import published_picture
from strategysite.data.addresses import page_url, resolve
from strategysite.data.facts import Facts
from strategysite.data.model.orientation import (
    COURSE,
    SCORM_EDITIONS,
    Module,
    Orientation,
    package_file,
)
from strategysite.macros.templating import filled
from strategysite.macros.views.course import course_index
from strategysite.pages.reading import Page
from strategysite.parsing.html import together

STYLES = ("tokens", "base", "text", "reading", "course")  # of theme/styles; they need no shell
SCRIPTS = ("course-store.js", "course.js")  # of theme/scripts
OWN_SCRIPTS = ("scorm.js", "parts.js")
HERE = Path(__file__).parent
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip knows no earlier time
WEB_ONLY = ".//*[@data-web] | .//*[contains(concat(' ', @class, ' '), ' notice ')]"
NAMING = ("id", "for", "aria-labelledby")  # attributes that hold an id


def write_packages(
    facts: Facts, pages: Mapping[str, Page], folder: Path, stamp: datetime
) -> list[Path]:
    """Writes one package an edition into `folder`, its files of the time `stamp`, and returns their
    paths; none without a course."""
    course, theme = facts.orientation, facts.root / "theme"
    if course is None:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    styles = [*(theme / "styles" / f"{name}.css" for name in STYLES), HERE / "sco.css"]
    scripts = [HERE / name for name in OWN_SCRIPTS]
    scripts += [theme / "scripts" / name for name in SCRIPTS]
    alike = {script.name: script.read_text("utf-8") for script in scripts}
    alike["course.css"] = "".join(file.read_text("utf-8") for file in styles)
    about = {
        "course": course,
        "title": "Grundutbildning om våldsbejakande extremism",
        "files": ["index.html", "course.css", *OWN_SCRIPTS, *SCRIPTS],
        **_page(facts, course, pages),
    }
    written = []
    for edition in SCORM_EDITIONS:
        own = {**about, "edition": edition}
        manifest = filled(f"scorm/manifest-{edition}.xml.jinja", own)
        page = filled("scorm/sco.html.jinja", own)
        written.append(folder / package_file(edition))
        _zip(written[-1], {"imsmanifest.xml": manifest, "index.html": page, **alike}, stamp)
    return written


def _page(facts: Facts, course: Orientation, pages: Mapping[str, Page]) -> dict[str, object]:
    site = facts.own.home
    numbers = {one.id: one.public_number for one in facts.services}
    files = {f"{COURSE}/{module.page}": module for module in course.modules}
    anchors = {pages[file].url: module.id for file, module in files.items()}
    return {
        "facts": facts,
        "index": course_index(course, lambda file: f"#{files[file].id}"),
        "sections": [
            _section(pages[file], module, anchors, site, facts.root / "docs")
            for file, module in files.items()
        ],
        "tips": numbers.get("polis-tips"),
    }


def _zip(path: Path, files: Mapping[str, str], stamp: datetime) -> None:
    moment = max(stamp, EARLIEST).astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in ["imsmanifest.xml", *sorted(set(files) - {"imsmanifest.xml"})]:
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)


def _section(
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
    of_a_page = path.endswith(".md")
    inside = resolve(file if of_a_page else page_url(file), path) or ""
    address = page_url(inside) if of_a_page else f"{inside}/".lstrip("/")
    return address + hash_sign + anchor
