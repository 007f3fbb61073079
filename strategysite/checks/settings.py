"""What mkdocs.yml must say for the guards to stand: else a site could be built that nobody has
checked."""

from collections.abc import Iterator
from typing import Any

from strategysite.parsing.yaml import Document, Path_
from strategysite.problems import Problem

# The generator stops for what it warns of, reads the folder that is checked, uses the site's own
# frame, and calls the checks and the macros. Nothing changes that from another file.
GUARDS: dict[tuple[str, ...], dict[str, str | None]] = {
    (): {"docs_dir": "docs", "strict": "true", "hooks": None, "INHERIT": None},
    ("theme",): {"name": "material", "custom_dir": "theme"},
    ("plugins", "macros"): {"module_name": "macros", "on_undefined": "strict"},
}
HEADS = {"theme": "\n    theme:\n      ", "macros": "\n    plugins:\n      - macros:\n          "}
WHY = "annars kan webbplatsen byggas utan att något har kontrollerats"


def guards(settings: Document) -> Iterator[Problem]:
    """Every setting that a guard hangs on is as it should be."""
    if not settings.data.get("site_name"):
        fix = "Skriv webbplatsens namn efter site_name. Det står överst på sidorna, och i flikar."
        yield Problem(settings.place("site_name"), "webbplatsen har inget namn", fix)
    for names, wanted in GUARDS.items():
        path, held = _found(settings.data, names)
        if not isinstance(held, dict):
            indent = HEADS[names[-1]].rpartition("\n")[2]
            rows = f"\n{indent}".join(f"{key}: {value}" for key, value in wanted.items())
            fix = f"Skriv så här, {WHY}:{HEADS[names[-1]]}{rows}"
            what = f'"{names[-1]}" saknas, eller har inget under sig'
            yield Problem(settings.place(*path), what, fix)
            continue
        for key, value in wanted.items():
            if held.get(key) != value:
                under = f" under {names[-1]}" if names else ""
                said = f'ska vara "{value}", inte "{held[key]}"' if held.get(key) else "saknas"
                fix = f"Skriv {key}: {value}, {WHY}."
                if value is None:
                    said, fix = f"ska inte stå i {settings.file}", f"Ta bort det, {WHY}."
                yield Problem(settings.place(*path, key), f'"{key}"{under} {said}', fix)


def _found(data: Any, names: tuple[str, ...]) -> tuple[Path_, Any]:
    """Follows `names` into the settings. Returns how many of them were found, and the value of the
    last; None where that is not reached. In a list, such as that of the plugins, a name leads to
    the mapping that has it."""
    path: Path_ = ()
    for name in names:
        rows = data if isinstance(data, list) else [data]
        has = (at for at, row in enumerate(rows) if isinstance(row, dict) and name in row)
        if (at := next(has, None)) is None:
            return path, None
        path = (*path, at, name) if rows is data else (*path, name)
        data = rows[at][name]
    return path, data
