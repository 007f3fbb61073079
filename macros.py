"""Wires strategysite to the macro engine: loads the facts once, stops on problems, offers every macro to the pages."""

import sys
from pathlib import Path
from typing import Any, Protocol

import click

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))  # the mkdocs command does not look for packages in the project's folder

from strategysite.facts import today
from strategysite.loading import load
from strategysite.offering import Macros
from strategysite.problems import report
from strategysite.shell import shell_settings


class Engine(Protocol):
    """What every macro engine offers."""

    variables: dict[str, Any]

    def macro(self, function: Any, name: str = "") -> Any:
        """Makes `function` callable from the pages."""


class Stop(click.ClickException, SystemExit):
    """Ends the build with a message and exit code 1. Under serve, which prints SystemExit without a traceback, it waits for the mend."""

    def __str__(self) -> str:
        return self.message


def define_env(env: Engine) -> None:
    """Called by the macro engine, once a build or once a page. Raises Stop when data/ has problems."""
    facts, problems = load(ROOT, today())
    if problems:
        raise Stop(report(problems, ROOT))
    for name, function in Macros(facts).functions.items():
        env.macro(function, name)
    settings = getattr(env, "conf", None)  # MkDocs and ProperDocs: what the theme says of the municipality comes from the same data
    if settings is not None:
        settings["extra"]["site"] = shell_settings(facts)
