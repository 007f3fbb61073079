"""Packs the course for learning platforms: same sources and stamp, same bytes."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from strategysite.data.facts import Facts
from strategysite.data.model.orientation import COURSE, SCORM_EDITIONS, Orientation, package_file
from strategysite.exports.scorm.sco import section
from strategysite.macros.templating import filled
from strategysite.macros.views.course import course_index
from strategysite.pages.reading import Page

STYLES = ("tokens", "base", "text", "reading", "course")  # of theme/styles; they need no shell
SCRIPTS = ("course-store.js", "course.js")  # of theme/scripts
OWN_SCRIPTS = ("scorm.js", "parts.js")
HERE = Path(__file__).parent
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip knows no earlier time


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
        "index": course_index(course, lambda file: f"#{files[file].id}"),
        "sections": [
            section(pages[file], module, anchors, site, facts.root / "docs")
            for file, module in files.items()
        ],
        "strategy": facts.strategy,
        "municipality": facts.own.name,
        "site": site,
        "emergency": facts.contacts and facts.contacts.emergency_number,
        "tips": numbers.get("polis-tips"),
    }


def _zip(path: Path, files: Mapping[str, str], stamp: datetime) -> None:
    moment = max(stamp, EARLIEST).astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in ["imsmanifest.xml", *sorted(set(files) - {"imsmanifest.xml"})]:
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
