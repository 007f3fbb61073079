"""One rebuild of the site that is shown, each into a folder of its own."""

import shutil
from itertools import count
from pathlib import Path

from strategysite.build.site import build_site
from strategysite.data.facts import today
from strategysite.problems import Place, Problem

# folders: the one that is shown, and the one before it while a reader still gets files from it
KEPT = 2


class Rebuilder:
    """Builds into folders of `workshop`, one after the other. Never raises: what goes wrong is a
    problem to tell."""

    def __init__(self, root: Path, workshop: Path, address: str, generator: str) -> None:
        self.root, self.workshop, self.address, self.generator = root, workshop, address, generator
        self.numbers = count(1)
        self.built: list[Path] = []

    def rebuild(self) -> tuple[Path | None, list[Problem]]:
        """Returns the folder of the new site, or the problems because of which there is none."""
        site = self.workshop / str(next(self.numbers))
        try:
            problems = build_site(self.root, today(), site, self.generator, self.address)
        except Exception as error:  # a fault of the code must not take the last whole site away
            fix = (
                "Det här är ett fel i koden, inte i din text. Visa det för den som sköter koden:"
                f" {type(error).__name__}: {error}"
            )
            problems = [Problem(Place("mkdocs.yml"), "webbplatsen kunde inte byggas", fix)]
        if problems:
            return None, problems
        self._keep(site)
        return site, []

    def _keep(self, site: Path) -> None:
        self.built.append(site)
        while len(self.built) > KEPT:
            shutil.rmtree(self.built.pop(0), ignore_errors=True)
