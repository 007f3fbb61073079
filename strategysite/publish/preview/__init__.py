"""What a proposal changes, for whoever approves it: which pages, their words before and after, how
they look on phone and screen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.build.site import build_site, workshop
from strategysite.checks.run import load
from strategysite.data.addresses import page_url
from strategysite.macros.templating import write
from strategysite.pages.settings import menu_of, site_settings
from strategysite.parsing.git import NoBase, changed_since, commit_of, unpack
from strategysite.problems import Problem
from strategysite.publish.preview.comparing import PageChange, compare
from strategysite.review.harm import differences

PICTURED = 12  # pages; the words of all are shown
WIDTHS = (390, 1280)
OTHERS = "Övrigt"  # what is in no folder of the menu

# Takes (before, after, folder, pages, widths), folders of sites; writes folder/before-390-0.jpg and
# so on, and returns the names.
Photographer = Callable[[Path, Path, Path, list[PageChange], tuple[int, ...]], set[str]]


def make_preview(
    root: Path, base: str, day: date, folder: Path, photograph: Photographer | None = None
) -> list[Problem]:
    """Builds the site as it is now and as it was at `base`, and writes index.html and the new site
    (site/) to `folder`. Returns the problems of the site as it is now; then nothing is written.
    Where the earlier site can't be built, the page says so."""
    with TemporaryDirectory(dir=workshop(root)) as name:
        aside = Path(name)
        if problems := build_site(root, day, aside / "after"):
            return problems
        before = _build_earlier(root, base, day, aside)
        sections = _in_sections(compare(before, aside / "after") if before else [], root)
        changes = [change for _, part in sections for change in part]
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.move(aside / "after", folder / "site")
        pictures: set[str] = set()
        read = [load(project, day)[0] for project in (aside / "earlier", root)]
        if photograph and before and changes:
            pictures = photograph(before, folder / "site", folder, changes[:PICTURED], WIDTHS)
        shown = {
            "compared": before is not None,
            "base": base,
            "changes": changes,
            "sections": sections,
            "sources": changed_since(root, base, ["data/source"]),
            "harm": differences(*read) if before else [],
            "pictures": pictures,
            "widths": WIDTHS,
            "camera": photograph is not None,
        }
        write(folder / "index.html", "preview.html.jinja", shown)
    return []


def _in_sections(changes: list[PageChange], root: Path) -> list[tuple[str, list[PageChange]]]:
    """Returns the pages under the menu's names for what they are in, in its order."""
    settings, _ = site_settings(root)
    names: dict[str, str] = {}
    for row in menu_of(settings) if settings else ():
        names.setdefault(page_url(row.file).partition("/")[0], row.names[0] or OTHERS)
    found: dict[str, list[PageChange]] = {name: [] for name in [*names.values(), OTHERS]}
    for change in changes:
        above = change.file.rpartition("/")[0].partition("/")[0]
        found[names.get(above, OTHERS) if change.file != "404.html" else OTHERS].append(change)
    return [(name, part) for name, part in found.items() if part]


def _build_earlier(root: Path, base: str, day: date, aside: Path) -> Path | None:
    """Builds the earlier version with its own code. Returns its site; None where it can't be."""
    try:
        unpack(root, commit_of(root, base), aside / "earlier")
    except NoBase as none:
        print(none, file=sys.stderr)
        return None
    command = [sys.executable, "-m", "strategysite", "site", "--target", str(aside / "before")]
    env = {**os.environ, "STRATEGY_TODAY": day.isoformat()}
    env.pop("GITHUB_ACTIONS", None)  # its problems are not this proposal's
    done = subprocess.run(command, cwd=aside / "earlier", env=env, capture_output=True, check=False)
    return aside / "before" if done.returncode == 0 else None
