"""`make zensical`: says how far Zensical comes with the same sources, and what of its site would be
refused. It only reports: the exit code is 0 whatever it finds."""

import json
import os
import re
import subprocess
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.build.finishing import finish
from strategysite.checks.run import check
from strategysite.macros.theme_context import theme_context
from tests.conftest import DAY, ROOT, copy_project
from tests.small import change

ENVIRONMENT = {**os.environ, "STRATEGY_TODAY": DAY.isoformat(), "PYTHONUTF8": "1"}


def main() -> None:
    """Builds a copy of the project with Zensical, finishes it, and prints what came of it."""
    place = ROOT / ".build" / "zensical"
    command = place / ("Scripts" if os.name == "nt" else "bin")
    if not (command / "zensical").exists():
        venv.create(place, with_pip=True)
        locked = ["install", "--quiet", "--require-hashes", "-r", "locks/zensical.txt"]
        subprocess.run([command / "python", "-m", "pip", *locked], cwd=ROOT, check=True)
    with TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        checked = check(project, DAY)
        # What the theme asks for, which no build of ours gives it here.
        site = json.dumps(theme_context(checked.facts))
        change(project, "mkdocs.yml", "\nextra:\n", f"\nextra:\n  site: {site}\n")
        built = _run([str(command / "zensical"), "build"], project)
        pages, wanted = (
            len(list((project / name).rglob(f"*.{kind}")))
            for name, kind in (("site", "html"), ("docs", "md"))
        )
        print(
            f"Zensical: exit code {built.returncode}, {pages} HTML files of {wanted} pages and the one for unknown addresses."
        )
        if built.returncode:
            print(built.stdout[-1500:])
            return
        faults = finish(project / "site", project / "server", checked.facts, checked.pages)
        print(
            f"The last step refuses the site, with {len(faults)} faults. Each kind, and an example:"
        )
        kinds: dict[str, list[str]] = {}
        for fault in faults:  # what it says of a page, without what stands there
            kind = re.sub(r'"[^"]*"', '"…"', fault.what.rpartition(": ")[2])
            kinds.setdefault(kind, []).append(fault.what)
        for kind, found in sorted(kinds.items(), key=lambda one: -len(one[1])):
            print(f"{len(found):5} {kind}\n      {found[0]}")


def _run(command: list[str], project: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=project,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )


if __name__ == "__main__":
    main()
