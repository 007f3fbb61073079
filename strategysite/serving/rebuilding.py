"""One rebuild: the sources are checked while the generator, kept ready in a process of its own, builds into a new folder."""

import json
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any

from strategysite.building import generator_environment, generator_problem
from strategysite.checking import check
from strategysite.facts import today
from strategysite.finish import finish_for_serving
from strategysite.loading import forget, load
from strategysite.problems import Place, Problem

KEPT = 2  # folders: the one that is shown, and the one before it while a reader still gets files from it


class Rebuilder:
    """Builds into folders of `workshop`, one after the other. Never raises: what goes wrong is a problem to tell."""

    def __init__(self, root: Path, workshop: Path, address: str, generator: str) -> None:
        self.root, self.workshop, self.address, self.generator = root, workshop, address, generator
        self.numbers = count(1)
        self.built: list[Path] = []
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Rebuilder":
        self._generator()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def rebuild(self) -> tuple[Path | None, list[Problem]]:
        """Returns the folder of the new site, or the problems because of which there is none."""
        try:
            return self._rebuild()
        except Exception as error:  # a fault of the code must not take the last whole site away
            fix = f"Det här är ett fel i koden, inte i din text. Visa det för den som sköter koden: {type(error).__name__}: {error}"
            return None, [Problem(Place("mkdocs.yml"), "webbplatsen kunde inte byggas", fix)]

    def _rebuild(self) -> tuple[Path | None, list[Problem]]:
        forget()
        facts, problems = load(self.root, today())
        if problems:
            return None, check(self.root, today()).problems
        site = self.workshop / str(next(self.numbers))
        process = self._generator()
        assert process.stdin and process.stdout
        environment = {**generator_environment(facts), "SITE_ADDRESS": self.address}
        print(json.dumps({"site": str(site), "environment": environment}), file=process.stdin, flush=True)
        checked = check(self.root, facts.today)
        answer: dict[str, Any] = json.loads(process.stdout.readline() or '{"built": false, "said": []}')
        if checked.problems:
            return None, checked.problems
        if not answer["built"]:
            return None, [generator_problem(self.generator, "\n".join(answer["said"]))]
        finish_for_serving(site, facts, checked.pages)
        self._keep(site)
        return site, []

    def _generator(self) -> subprocess.Popen[str]:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, "generator.py", self.generator],
                cwd=self.root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        return self.process

    def _keep(self, site: Path) -> None:
        self.built.append(site)
        while len(self.built) > KEPT:
            shutil.rmtree(self.built.pop(0), ignore_errors=True)
