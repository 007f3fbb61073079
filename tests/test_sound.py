"""The sound project is sound, is built as the real one is, and has one of everything that a page
may ask for."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import macros
from strategysite.checks.run import check
from strategysite.data.facts import FILES
from strategysite.macros.binding import Macros
from strategysite.pages.settings import site_settings
from strategysite.parsing.yaml import ORIGIN
from strategysite.problems import report
from tests.small import SOUND_DAY


def test_the_sound_project_has_no_problem(sound: Path) -> None:
    """Where a template asks for a new label, or a model for a new key, this is the test that says
    so."""
    problems = check(sound, SOUND_DAY).problems
    assert not problems, report(problems, sound)


def test_its_pages_ask_for_every_macro_and_its_data_has_every_file(sound: Path) -> None:
    """So that no macro and no file is tried on the real site alone."""
    checked = check(sound, SOUND_DAY)
    asked = frozenset().union(*(page.macros for page in checked.pages.values()))
    assert set(Macros(checked.facts).functions) - asked == set()
    assert [name for name in FILES if getattr(checked.facts, name) is None] == []


def test_it_is_built_with_the_settings_of_the_real_site(sound: Path, root: Path) -> None:
    """All but the name and the menu."""
    ours, theirs = (
        without_places(settings.data)
        for settings in (site_settings(sound)[0], site_settings(root)[0])
        if settings
    )
    for key in ("site_name", "nav", "not_in_nav"):
        del ours[key], theirs[key]
    assert ours == theirs


def without_places(value: Any) -> Any:
    """Returns settings without where each of them stands."""
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key != ORIGIN}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def test_an_engine_that_builds_without_the_checks_still_gets_the_macros(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Zensical, which has settings but names no file of them: it is only tried, and its site is
    checked afterwards."""
    monkeypatch.setattr(macros, "ROOT", sound)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    named: list[str] = []
    engine = SimpleNamespace(conf={"site_name": "x"}, macro=lambda _, name: named.append(name))
    macros.define_env(engine)
    assert {"phone", "contact", "whole_strategy"} <= {*named}


def test_it_is_built_whole(small_site: Path) -> None:
    """Every page, the search, the course's packages and the old address."""
    built = {
        path.relative_to(small_site).as_posix() for path in small_site.rglob("*") if path.is_file()
    }
    assert {
        "index.html",
        "hjalp/en/index.html",
        "search/index.json",
        "receptionen/index.html",
        "404.html",
    } <= built
    assert {name for name in built if name.endswith(".zip")} == {
        f"grundutbildning/grundutbildning-scorm-{key}.zip" for key in ("1.2", "2004")
    }
