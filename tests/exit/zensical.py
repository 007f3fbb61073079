"""`make zensical`: says how far Zensical comes with the same sources. It only reports: the exit code is always 0."""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import DAY, ROOT, copy_project

ENVIRONMENT = {**os.environ, "STRATEGY_TODAY": DAY.isoformat(), "SITE_ADDRESS": "", "CI": "true", "PYTHONUTF8": "1"}


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
        built = _run([str(command / "zensical"), "build"], project)
        pages, wanted = (len(list((project / name).rglob(f"*.{kind}"))) for name, kind in (("site", "html"), ("docs", "md")))
        print(f"Zensical: exit code {built.returncode}, {pages} HTML files of {wanted} pages and the one for unknown addresses.")
        if built.returncode:
            print(built.stdout[-1500:])
            return
        finished = _run([sys.executable, "-m", "strategysite", "finish", "site"], project)
        faults = re.findall(r"^(?:docs|site)/\S+:\d+:\d+: (.*)$", finished.stdout, re.MULTILINE)
        print(f"The last step: exit code {finished.returncode}, {len(faults)} faults.")
        print("\n".join(faults[:5]))


def _run(command: list[str], project: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command, cwd=project, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
    )


if __name__ == "__main__":
    main()
