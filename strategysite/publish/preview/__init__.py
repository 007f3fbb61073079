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

from strategysite.build.site import WORKSHOP, build_site
from strategysite.macros.templating import environment
from strategysite.parsing.git import NoBase, unpack
from strategysite.problems import Problem
from strategysite.publish.preview.comparing import PageChange, compare

PICTURED = 12  # pages; the words of all are shown
WIDTHS = (390, 1280)

# Takes (before, after, folder, pages, widths), folders of sites; writes folder/before-390-0.jpg and
# so on, and returns the names.
Photographer = Callable[[Path, Path, Path, list[PageChange], tuple[int, ...]], set[str]]


def make_preview(
    root: Path, base: str, day: date, folder: Path, photograph: Photographer | None = None
) -> list[Problem]:
    """Builds the site as it is now and as it was at `base`, and writes index.html and the new site
    (site/) to `folder`.

    Returns the problems of the site as it is now; then nothing is written. Where the earlier site
    can't be built, the page says so.
    """
    workshop = root / WORKSHOP
    workshop.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=workshop) as name:
        aside = Path(name)
        problems = build_site(root, day, aside / "after")
        if problems:
            return problems
        before = _build_earlier(root, base, day, aside)
        changes = compare(before, aside / "after") if before else []
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.move(aside / "after", folder / "site")
        pictured = changes[:PICTURED]
        pictures = (
            photograph(before, folder / "site", folder, pictured, WIDTHS)
            if photograph and before and pictured
            else set()
        )
        shown = {
            "compared": before is not None,
            "base": base,
            "changes": changes,
            "pictures": pictures,
            "widths": WIDTHS,
        }
        page = (
            environment()
            .get_template("preview.html.jinja")
            .render(shown, camera=photograph is not None)
        )
        (folder / "index.html").write_text(page, "utf-8")
    return []


def _build_earlier(root: Path, base: str, day: date, aside: Path) -> Path | None:
    """Builds the earlier version with its own code. Returns its site, or None where that can't be
    done."""
    try:
        unpack(root, base, aside / "earlier")
    except NoBase:
        return None
    command = [sys.executable, "-m", "strategysite", "site", "--target", str(aside / "before")]
    settings = {**os.environ, "STRATEGY_TODAY": day.isoformat()}
    settings.pop("GITHUB_ACTIONS", None)  # its problems are not this proposal's
    done = subprocess.run(
        command, cwd=aside / "earlier", env=settings, capture_output=True, check=False
    )
    return aside / "before" if done.returncode == 0 else None
