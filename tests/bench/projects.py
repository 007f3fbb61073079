"""The sites that are measured: this one, with more activities, with more pages, and the same
Markdown in a plain site."""

import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import jinja2

from strategysite.checks.run import check
from strategysite.data.model.follow_up import Status
from strategysite.macros.binding import Macros
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


def with_follow_up(folder: Path, activities: int, years: int) -> Path:
    """A municipality's site with so many activities (a multiple of five), each reported for so many
    years to 2026 with sixty words and what shows it, the whole document on one page, and open
    data."""
    municipality.write(folder, activities // AREAS)
    first = DAY.year - years + 1
    for path in (*folder.glob("data/*.yaml"), *folder.glob("d*/**/*.md"), *folder.rglob("*.txt")):
        text = path.read_text("utf-8").replace("2024–2027", f"{first}–{DAY.year}")
        text = text.replace("'2024-01-01'", f"'{first}-01-01'").replace("2027-12-31", "2026-12-31")
        path.write_text(text, "utf-8")
    for file, kind, said in (
        ("strategi/hela", "adopted", "validity_notice() }}\n\n{{ whole_strategy()"),
        ("om/oppna-data", "service", "open_data()"),
    ):
        page = (
            municipality.front(file, kind)
            + f"# {file} {{ data-editorial='' }}\n\n{{{{ {said} }}}}\n"
        )
        municipality.write_file(folder, f"docs/{file}.md", page)
        settings = (folder / "mkdocs.yml").read_text("utf-8")
        municipality.write_file(folder, "mkdocs.yml", f"{settings}      - {file}.md\n")
    each = range(1, activities // AREAS + 1)
    listed = [f"v{area}-{number}" for area in range(1, AREAS + 1) for number in each]
    statuses = get_args(Status)
    for year in range(first, DAY.year + 1):
        rows = [
            {
                "id": own,
                "status": statuses[(number + year) % len(statuses)],
                "done": "ord " * 60,
                "evidence": [{"text": "Protokoll", "url": f"https://www.angso.test/{year}/{own}"}],
            }
            for number, own in enumerate(listed)
        ]
        told = {"reported_by": "BoM", "date": f"{year}-11-20", "reports": rows}
        municipality.write_file(folder, f"data/follow-up/{year}.yaml", municipality.as_yaml(told))
    return folder


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
        context = {**macros.functions, "page": SimpleNamespace(url=page.url, meta={})}
        path.write_text(engine.from_string(page.text).render(context), "utf-8")
    if (project / "docs/images").is_dir():
        shutil.copytree(project / "docs/images", folder / "docs/images")
    nav = "".join(f"  - {file}\n" for file in checked.pages)
    (folder / "mkdocs.yml").write_text(PLAIN.format(nav=nav), "utf-8")
    return folder
