"""Builds the site aside and swaps it in only when everything holds: a faulty change never touches what is published."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.checking import check
from strategysite.facts import Facts
from strategysite.finish import finish
from strategysite.loading import load
from strategysite.problems import Place, Problem

WORKSHOP = ".build"


def build_site(root: Path, day: date, target: Path, generator: str = "mkdocs") -> list[Problem]:
    """Builds the site for `day` into `target` and its server rules into the folder `server` beside it.

    The generator works while the sources are checked; its result counts only if both succeed. Returns the problems, and leaves `target`
    as it was when there are any.
    """
    facts, problems = load(root, day)
    if problems:
        return check(root, day).problems
    (root / WORKSHOP).mkdir(exist_ok=True)
    with TemporaryDirectory(dir=root / WORKSHOP) as name:
        aside = Path(name)
        builder = _start(root, aside / "site", facts, generator)
        checked = check(root, day)
        if checked.problems:
            builder.kill()
            builder.communicate()
            return checked.problems
        output, _ = builder.communicate()
        if builder.returncode:
            return [generator_problem(generator, output)]
        problems_of_html = finish(aside / "site", aside / "server", facts, checked.pages)
        if problems_of_html:
            return problems_of_html
        swap(aside / "site", target)
        swap(aside / "server", target.parent / "server")
    return []


def generator_environment(facts: Facts) -> dict[str, str]:
    """Returns the environment that the generator builds in: the day, the address and a time stamp that the same commit always has."""
    address = facts.municipality.site_address if facts.municipality else None
    return {
        **os.environ,
        "STRATEGY_TODAY": facts.today.isoformat(),
        "SITE_ADDRESS": address or "",
        "CI": "true",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or _commit_time(facts.root),
        "PYTHONUTF8": "1",
    }


def _commit_time(root: Path) -> str:
    try:
        found = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=True)
        return found.stdout.strip() or "0"
    except (OSError, subprocess.CalledProcessError):
        return "0"


def _start(root: Path, site: Path, facts: Facts, generator: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", generator, "build", "--strict", "--site-dir", str(site)]
    environment = generator_environment(facts)
    return subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    )


def generator_problem(generator: str, output: str) -> Problem:
    """Returns a problem for what only the generator refuses, in its own words: the checks find what an editor may do wrong."""
    said = [line for line in output.splitlines() if line.startswith(("WARNING", "ERROR", "Error", "Aborted"))] or output.splitlines()[-5:]
    fix = "Det här är ett fel i webbplatsens bygge, inte i din text. Visa det för den som sköter koden:\n    " + "\n    ".join(said[:12])
    return Problem(Place("mkdocs.yml"), f"{generator} kunde inte bygga webbplatsen", fix)


def swap(new: Path, target: Path) -> None:
    """Puts the folder `new` in the place of `target`; a reader never meets half of each for longer than two renames take."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    shutil.move(new, fresh)  # a copy where the target is on another disk
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
