"""What mkdocs.yml must say for the guards to stand: else a site could be built that nobody has
checked."""

from collections.abc import Iterator
from typing import Any

from strategysite.checks.signs import odd_in
from strategysite.parsing.tables import table
from strategysite.parsing.yaml import ORIGIN, Document, KeyPath
from strategysite.problems import ONE_SLIP, Problem, near

SETTINGS: dict[str, Any] = table(__file__)
LISTS = {"plugins", "markdown_extensions", "watch"}
WHY = "annars blir webbplatsen en annan än den som är kontrollerad"
UNKNOWN = "Hette det något annat förut? Skriv det. Ta annars bort det: webbplatsen byggs bara med"
UNKNOWN += " inställningar som kontrollen känner till."


def guards(settings: Document) -> Iterator[Problem]:
    """Every setting that a guard hangs on is as it should be, and no other is there."""
    if not settings.data.get("site_name", near("site_name", settings.data, ONE_SLIP)):
        fix = "Skriv webbplatsens namn efter site_name. Det står överst på sidorna, och i flikar."
        yield Problem(settings.place("site_name"), "webbplatsen har inget namn", fix)
    name = str(settings.data.get("site_name"))
    if "{" not in name and (odd := odd_in(name)):  # a macro there is told as one
        yield Problem(settings.place("site_name"), *odd[1:])
    yield from _within(settings, SETTINGS, settings.data, ())


def _within(
    settings: Document, known: dict[str, Any], data: Any, path: KeyPath, name: str = ""
) -> Iterator[Problem]:
    """Yields what is wrong with `data`, which stands at `path` in the settings, under `name`, where
    all that may be there is `known`."""
    held, under = dict(_held(data, path)), f" under {name}" if name else ""
    if name and not held and any(known.values()):
        top = str(path[0])
        rows = "".join(f"\n    {row}" for row in _rows(top, SETTINGS[top]))
        what = f'"{name}" saknas, eller har inget under sig'
        yield Problem(settings.place(*path), what, f"Skriv så här, {WHY}:{rows}")
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
        if inner and isinstance(inner, str) and value != inner:
            said = f'ska vara "{inner}"' if value else "saknas"
            said += f', inte "{value}"' if value and isinstance(value, str) else ""
            fix = f"Skriv {_rows(key, inner)[0]}, {WHY}."
            yield Problem(settings.place(*own), f'"{key}"{under} {said}', fix)
        elif isinstance(inner, dict):
            yield from _within(settings, inner, value, own, key)


def _rows(key: str, value: Any, dash: str = "") -> list[str]:
    """Returns the rows of a setting, and of what is under it, as they are written."""
    if key == value:
        return [f"- {key}"]
    if not isinstance(value, dict):
        return [f"{dash}{key}: {value}"]
    inner = (row for own in value.items() for row in _rows(*own, "- " if key in LISTS else ""))
    return [f"{dash}{key}:", *(f"{' ' * len(dash)}  {row}" for row in inner)]


def _held(data: Any, path: KeyPath) -> Iterator[tuple[str, tuple[KeyPath, Any]]]:
    """Yields what a part of the settings holds: its name, the way to it, and its value. Plugins are
    a list, of names, which are their own values, and of mappings."""
    if isinstance(data, dict):
        yield from ((key, ((*path, key), data[key])) for key in data if key != ORIGIN)
    for at, row in enumerate(data if isinstance(data, list) else ()):
        yield from [(row, ((*path, at), row))] if isinstance(row, str) else _held(row, (*path, at))
