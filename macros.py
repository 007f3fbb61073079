"""Wires strategysite to the macro engine: the checks and the macros before a build, the last step
after it."""

import sys
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).parent
sys.path.insert(
    0, str(ROOT)
)  # the mkdocs command does not look for packages in the project's folder

from strategysite.build.site import Build, Refused
from strategysite.checks.run import load
from strategysite.data.facts import today
from strategysite.macros.binding import Macros

_builds: list[Build] = []  # the one that has begun


class Engine(Protocol):
    """What every macro engine offers."""

    variables: dict[str, Any]

    def macro(self, function: Any, name: str = "") -> Any:
        """Makes `function` callable from the pages."""


def define_env(env: Engine) -> None:
    """Called by the macro engine, once a build or once a page. Raises Refused when something is
    wrong with the sources."""
    settings = getattr(env, "conf", None) or {}
    if "config_file_path" in settings:  # MkDocs and ProperDocs, which tell when it is done as well
        _builds[:] = [Build(ROOT, settings)]
        facts = _builds[0].facts
    else:
        facts, problems = load(ROOT, today())
        if problems:
            raise Refused(list(problems), ROOT)
    for name, function in Macros(facts).functions.items():
        env.macro(function, name)


def on_pre_page_macros(env: Any) -> None:
    """Called by MkDocs and ProperDocs for each page: its macros have run already, when it was
    checked. What it says of itself is text, which these would read by rules of their own."""
    page = _builds[-1].pages[env.page.file.src_uri]
    env.markdown, env.page.meta = page.markdown, page.front


def on_post_build(_env: Engine) -> None:
    """Called by the engine when all HTML is written. Raises Refused when the site may not be
    shown."""
    _builds.pop().finish()
