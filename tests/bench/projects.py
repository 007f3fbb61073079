"""The sites that are measured: this one, with more activities, with more pages, and the same
Markdown in a plain site."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import jinja2

from strategysite.checks.run import check
from strategysite.data.facts import Facts
from strategysite.data.model.activities import Activities
from strategysite.data.model.follow_up import FollowUp
from strategysite.macros.binding import Macros
from strategysite.pages.reading import Where
from strategysite.parsing.yaml import ORIGIN, Origin
from strategysite.problems import Place
from tests.conftest import DAY, copy_project
from tests.second import municipality

AREAS = municipality.AREAS
PLAIN = """site_name: Plain
site_url: https://plain.exempel.se/
theme: {{name: material, language: sv}}
markdown_extensions: [attr_list, def_list, sane_lists]
nav:
{nav}"""


def with_activities(folder: Path, activities: int, more: int = 0) -> Path:
    """A municipality's site with so many activities (a multiple of five; the fewest is the real
    site's seven), in tables with so many columns `more` than two."""
    if activities == 7:
        return copy_project(folder)
    folder.mkdir()
    municipality.write(folder, activities // AREAS, more)
    return folder


def with_pages(folder: Path, pages: int) -> Path:
    """The real site with added pages of knowledge until there are `pages` in all, fifty in a
    section; fewer leaves it as it is."""
    project = copy_project(folder)
    missing = pages - len(list((project / "docs").rglob("*.md")))
    nav = []
    text = (project / "docs/kunskap/begrepp.md").read_text("utf-8")
    front, body = re.findall(r"\A(---\n.*?\n---\n)(.*)\Z", text, re.DOTALL)[0]
    body = re.sub(r"\{\{(?! added_notice).*?\}\}", "", body)
    body = re.sub(r"\]\((?=[\w-]+\.md)", "](../kunskap/", body)  # the copies lie in another folder
    for number in range(max(0, missing)):
        if number % 50 == 0:
            nav.append(f"  - Ämne {number // 50 + 1}:")
        file = f"amne-{number // 50 + 1}/sida-{number % 50 + 1}.md"
        nav.append(f"      - Sida {number + 1}: {file}")
        path = project / "docs" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            front
            + body.replace("\n# ", f"\n# Ämne {number // 50 + 1}, sida {number % 50 + 1}. ", 1),
            "utf-8",
        )
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").rstrip("\n") + "\n" + "\n".join(nav) + "\n", "utf-8"
    )
    return project


def with_reports(facts: Facts, activities: int, years: int) -> Facts:
    """The same facts with so many activities, each reported for so many years: sixty words a
    year."""
    assert facts.activities
    area = facts.activities.target_areas[0]
    one = area.activities[0]
    ids = [f"aktivitet-{number}" for number in range(activities)]
    many = tuple(one.model_copy(update={"id": own}) for own in ids)
    report = {"status": "ongoing", "done": "ord " * 60, "reported_by": "A", "date": "2026-01-01"}
    reports = [{"id": own, **report} for own in ids]
    told = [
        FollowUp.model_validate(
            {"reports": reports, ORIGIN: Origin(Place(f"data/follow-up/{2021 + number}.yaml"))}
        )
        for number in range(years)
    ]
    areas = (area.model_copy(update={"activities": many}),)
    return replace(facts, activities=Activities(target_areas=areas), follow_up=tuple(told))


def plain(folder: Path, project: Path) -> Path:
    """The Markdown of `project`, its macros written out, in a site of MkDocs and Material as they
    come."""
    folder.mkdir()
    checked = check(project, DAY)
    assert not checked.problems, checked.problems[:3]
    macros = Macros(checked.facts)
    engine = jinja2.Environment()
    for page in checked.pages.values():
        path = folder / "docs" / page.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            engine.from_string(page.text).render({**macros.functions, "page": Where(page)}), "utf-8"
        )
    if (project / "docs/images").is_dir():
        shutil.copytree(project / "docs/images", folder / "docs/images")
    nav = "".join(f"  - {file}\n" for file in checked.pages)
    (folder / "mkdocs.yml").write_text(PLAIN.format(nav=nav), "utf-8")
    return folder
