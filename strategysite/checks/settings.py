"""What mkdocs.yml must say for the guards to stand: else a site could be built that nobody has
checked."""

from collections.abc import Iterator
from typing import Any

from strategysite.parsing.tables import table
from strategysite.parsing.yaml import ORIGIN, Document, KeyPath
from strategysite.problems import ONE_SLIP, Problem, near

SETTINGS: dict[str, Any] = table(__file__)
HEADS = {
    "theme": "\n    theme:\n      ",
    "macros": "\n    plugins:\n      - macros:\n          ",
    "watch": "\n    watch:\n      ",
    "markdown_extensions": "\n    markdown_extensions:\n      ",
}
WHY = "annars blir webbplatsen en annan än den som är kontrollerad"
UNKNOWN = "Ta bort det: webbplatsen byggs bara med inställningar som kontrollen känner till."


def guards(settings: Document) -> Iterator[Problem]:
    """Every setting that a guard hangs on is as it should be, and no other is there."""
    if not settings.data.get("site_name", near("site_name", settings.data, ONE_SLIP)):
        fix = "Skriv webbplatsens namn efter site_name. Det står överst på sidorna, och i flikar."
        yield Problem(settings.place("site_name"), "webbplatsen har inget namn", fix)
    yield from _within(settings, SETTINGS, settings.data, ())


def _within(
    settings: Document, known: dict[str, Any], data: Any, path: KeyPath, name: str = ""
) -> Iterator[Problem]:
    """Yields what is wrong with `data`, which stands at `path` in the settings, under `name`, where
    all that may be there is `known`."""
    held, under = dict(_held(data, path)), f" under {name}" if name else ""
    wanted = {key: value for key, value in known.items() if value and isinstance(value, str)}
    if wanted and not held:
        indent = HEADS[name].rpartition("\n")[2]
        rows = f"\n{indent}".join(_row(*one) for one in wanted.items())
        what = f'"{name}" saknas, eller har inget under sig'
        yield Problem(settings.place(*path), what, f"Skriv så här, {WHY}:{HEADS[name]}{rows}")
        return
    strange, lacking = held.keys() - known.keys(), known.keys() - held.keys()
    for key in strange:
        what = f'"{key}"{under} ska inte stå i {settings.file}'
        fix = near(key, lacking, ONE_SLIP) or UNKNOWN
        yield Problem(settings.key(*held[key][0]), what, fix)
    for key, inner in known.items():
        if key in lacking and near(key, strange, ONE_SLIP):
            continue  # told as misspelled
        own, value = held.get(key, ((*path, key), None))
        if key in wanted and value != wanted[key]:
            said = f'ska vara "{wanted[key]}", inte "{value}"' if value else "saknas"
            fix = f"Skriv {_row(key, wanted[key])}, {WHY}."
            yield Problem(settings.place(*own), f'"{key}"{under} {said}', fix)
        elif isinstance(inner, dict):
            yield from _within(settings, inner, value, own, key)


def _row(key: str, value: str) -> str:
    return f"- {key}" if key == value else f"{key}: {value}"


def _held(data: Any, path: KeyPath) -> Iterator[tuple[str, tuple[KeyPath, Any]]]:
    """Yields what a part of the settings holds: its name, the way to it, and its value. Plugins are
    a list, of names, which are their own values, and of mappings."""
    if isinstance(data, dict):
        yield from ((key, ((*path, key), data[key])) for key in data if key != ORIGIN)
    for at, row in enumerate(data if isinstance(data, list) else ()):
        yield from [(row, ((*path, at), row))] if isinstance(row, str) else _held(row, (*path, at))
