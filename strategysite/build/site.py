"""The one road from the sources to the finished site: whichever command builds, the generator
calls `Build` at its two ends, and what is refused at either never touches the last whole site."""

import contextlib
import errno
import importlib
import io
import logging
import os
import shutil
import sys
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from datetime import date
from logging.handlers import BufferingHandler
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, ClassVar

import click

from strategysite.build.finishing import finish
from strategysite.build.for_machines import last_changed
from strategysite.checks.data import unnamed_host
from strategysite.checks.run import check
from strategysite.checks.settings import guards
from strategysite.data.facts import Facts, WrongDay, today
from strategysite.environment import tidy_when_ended
from strategysite.macros.theme_context import theme_context
from strategysite.pages.running_macros import with_blocks
from strategysite.pages.settings import SITE_FILE, site_settings
from strategysite.parsing.git import last_commit
from strategysite.problems import Place, Problem, hindrance, report

WORKSHOP = ".build"
GENERATOR = "mkdocs"  # what our own commands build with

# What every finished site has, and its server rules: a folder with something else is somebody's.
SITE = {"404.html", "index.html", "scripts", "styles"}
RULES = {"Caddyfile", "nginx.conf"}


class Refused(click.ClickException, SystemExit):
    """Ends the generator with the problems, told as the checks tell them. A SystemExit too: under
    its own serve the generator prints that without a traceback and waits for the fix."""

    code = 1

    def __init__(self, problems: list[Problem], root: Path) -> None:
        super().__init__(report(problems, root))
        self.problems = problems

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints the problems as they are, with no word of the generator's before them."""
        click.echo(self.message, file=file, err=file is None)


class Build:
    """One build of the project in `root`, by the generator whose `settings` are given, in a folder
    aside. Raises Refused when the sources have problems, before anything is emptied.

    Where the site is only shown, at `shown_at` or by a generator that has an address of its own,
    `serving` is true.
    """

    finished = 0  # builds of this process
    shown_at: ClassVar[str] = ""
    aside: ClassVar = contextlib.ExitStack()  # removes the folder of the build that began last
    # By project, for what they make of the theme's templates, which else takes a fifth of each
    # build; one that has changed since is read again.
    engines: ClassVar[dict[Path, Any]] = {}

    def __init__(self, root: Path, settings: MutableMapping[str, Any]) -> None:
        self.root = root
        try:
            checked = check(root, today())
        except WrongDay as wrong:
            raise Refused([Problem(Place("mkdocs.yml"), str(wrong))], root) from None
        home = settings["site_url"] or self.shown_at
        self.serving, self.target = bool(home), Path(settings["site_dir"])
        if problems := checked.problems or [*self._wrong_ways(settings, checked.facts)]:
            raise Refused(problems, root)
        self.facts, self.pages = checked.facts, checked.pages
        if self.serving:  # what leads to its own pages leads to where it is shown
            own = self.facts.own.model_copy(update={"site_address": home})
            self.facts = replace(self.facts, municipality=own)
        settings["site_url"] = self.facts.own.site_address or ""
        self.generator = type(settings).__module__.partition(".")[0]
        tidy_when_ended()  # the generator's own command too
        aside = TemporaryDirectory(dir=workshop(root), ignore_cleanup_errors=True)
        self.site = Path(self.aside.enter_context(aside), "site")
        self.settings = settings
        settings["site_dir"] = str(self.site)
        settings["extra"]["site"] = {
            **theme_context(checked.facts),
            "content": lambda page: with_blocks(page.content, self.pages[page.file.src_uri].said),
            "changed": lambda page: last_changed(self.facts, self.pages, page.file.src_uri),
        }
        # Seconds since 1970 (reproducible-builds.org), read where files carry a time, as in the
        # course's packages: the same commit gives the same bytes.
        os.environ.setdefault("SOURCE_DATE_EPOCH", last_commit(root, "%ct") or "0")
        # What the generator warns of, even when it is told to be quiet: itself it stops for that
        # only after `finish`.
        self.warnings = BufferingHandler(sys.maxsize)
        self.warnings.setLevel(logging.WARNING)
        log = logging.getLogger(self.generator)
        log.setLevel(min(log.level, logging.WARNING))
        log.addHandler(self.warnings)
        # It says the same once a process, and a process that shows the site builds many times.
        logging.getLogger(f"{self.generator}.commands.build").filters.clear()
        engine = settings["theme"].get_env().overlay(auto_reload=True)
        settings["theme"].get_env = lambda: self.engines.setdefault(root, engine)

    def _wrong_ways(self, settings: MutableMapping[str, Any], facts: Facts) -> Iterator[Problem]:
        """The settings are those that are checked, all pages are built, what is replaced was built,
        and a host that the generator goes on to publish at is named on the page about privacy."""
        command = click.get_current_context(silent=True)
        given = command.params if command else {}
        if command and command.info_name == "gh-deploy":
            yield from unnamed_host(facts)
        file = Path(settings["config_file_path"])
        if file.resolve() != (self.root / SITE_FILE).resolve():
            what = f"bara {SITE_FILE} kontrolleras, så webbplatsen byggs inte med en annan fil"
            yield Problem(Place(str(file)), what, f"Skriv det som ska ändras i {SITE_FILE}.")
        elif settings["theme"].name != "material" or not settings["use_directory_urls"]:
            what = "kommandot byter tema eller form på adresserna, och då visas sidorna inte rätt"
            yield Problem(Place(SITE_FILE), what, "Skriv kommandot utan det tillägget.")
        elif given.get("build_type") == "dirty" or not given.get("clean", True):
            what = "kommandot bygger bara om en del av sidorna, och då stämmer inte länkar, meny"
            yield Problem(Place(SITE_FILE), f"{what} och sökning", "Skriv det utan --dirty.")
        yield from lost_in(self.root, self.target, self.serving)

    def finish(self) -> None:
        """Checks and finishes the generator's HTML and swaps it in. Raises Refused, with the last
        whole site left as it was."""
        logging.getLogger(self.generator).removeHandler(self.warnings)
        warned = [f"{one.levelname}: {one.getMessage()}" for one in self.warnings.buffer]
        with self.aside:
            if warned:
                raise Refused([generator_problem(self.generator, warned)], self.root)
            server = None if self.serving else self.site.with_name("server")
            if problems := finish(self.site, server, self.facts, self.pages):
                raise Refused(problems, self.root)
            swap(self.site, self.target)
            self.settings["site_dir"] = str(self.target)  # for a generator that goes on to publish
            if server:
                swap(server, self.target.with_name("server"))
        Build.finished += 1


def workshop(root: Path) -> Path:
    """Returns the project's folder for what is made aside."""
    (root / WORKSHOP).mkdir(exist_ok=True)
    return root / WORKSHOP


def lost_in(root: Path, target: Path, serving: bool) -> Iterator[Problem]:
    """Yields a problem where something else lies than a site, or its rules, that was built, and one
    where a site would lie in what it is built of."""
    for place, parts in ((target, SITE), (target.parent / "server", RULES)):
        held = {one.name for one in place.glob("*")} if place.is_dir() else {""}
        if place.exists() and held and not parts <= held and not (serving and parts is RULES):
            what = "här ligger annat än en byggd webbplats, och det skulle försvinna"
            fix = "Välj en tom mapp, eller en som inte finns."
            yield Problem(Place(str(place), line=0), what, fix)
    if {root / part for part in ("data", "docs", "theme")} & {*target.parents}:
        what = "webbplatsen kan inte ligga i en mapp som den byggs av"
        yield Problem(Place(str(target), line=0), what, "Välj en utanför data, docs och theme.")


def build_site(root: Path, day: date, target: Path, address: str = "") -> list[Problem]:
    """Builds the site for `day` into `target` and its server rules into the folder `server` beside
    it; with `address`, to be shown there. It is the generator's own `build --strict`. Returns the
    problems, and leaves `target` as it was when there are any."""
    if lost := [*lost_in(root, target, bool(address))]:  # the generator has words of its own too
        return lost
    where = ["--config-file", str(root / SITE_FILE), "--site-dir", str(target)]
    environment = dict(os.environ)
    os.environ["STRATEGY_TODAY"], Build.shown_at = day.isoformat(), address
    said, before = io.StringIO(), Build.finished
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            settings, faults = site_settings(root)
            if faults or (settings and any(guards(settings))):  # the generator would call nobody
                return check(root, day).problems
            command = importlib.import_module(f"{GENERATOR}.__main__").cli
            command.main(["build", "--strict", *where], standalone_mode=False)
        except Refused as refused:
            return refused.problems
        except click.Abort:  # what the generator makes of the keys Ctrl and C
            raise KeyboardInterrupt from None
        except (Exception, SystemExit) as error:  # whatever our code, a template or a plugin raises
            last = f"Error: {type(error).__name__}: {error}"
            told = [*said.getvalue().splitlines(), last]
            return [hindrance(error, root) or generator_problem(GENERATOR, told)]
        finally:
            os.environ.clear()
            os.environ.update(environment)
            Build.aside.close()
    if Build.finished == before:  # macros.py is not as it was
        shutil.rmtree(target, ignore_errors=True)
        why = "Error: macros.on_post_build was not called, so nothing is checked"
        return [generator_problem(GENERATOR, [why])]
    return []


def generator_problem(generator: str, said: list[str]) -> Problem:
    """Returns a problem for what only the generator refuses, in its words: no editor's fault."""
    told = [line for line in said if line.startswith(("WARNING", "ERROR", "Error", "Aborted"))]
    fix = "Det här är ett fel i webbplatsens bygge, inte i din text. Visa det för den som sköter"
    lines = [f"{fix} koden:", *(told or said[-5:])[:12]]
    what = f"{generator} kunde inte bygga webbplatsen"
    return Problem(Place("mkdocs.yml"), what, "\n    ".join(lines))


def swap(new: Path, target: Path) -> None:
    """Puts `new` in the place of `target`; readers meet half of each for two renames only."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    if old.exists():  # its folders are read-only, or somebody else's
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(old))
    shutil.move(new, fresh)  # a copy where the target is on another disk
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
