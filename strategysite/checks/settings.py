"""What mkdocs.yml must say for the guards to stand: else a site could be built that nobody has
checked."""

from collections.abc import Iterator
from typing import Any

from strategysite.parsing.yaml import Document, Path_
from strategysite.problems import Problem

# The generator stops for what it warns of, uses the site's own frame, and calls the checks and the
# macros.
GUARDS: dict[tuple[str, ...], dict[str, str]] = {
    (): {"strict": "true"},
    ("theme",): {"name": "material", "custom_dir": "theme"},
    ("plugins", "macros"): {"module_name": "macros", "on_undefined": "strict"},
}
HEADS = {"theme": "\n    theme:\n      ", "macros": "\n    plugins:\n      - macros:\n          "}
WHY = "annars kan webbplatsen byggas utan att något har kontrollerats"


def guards(settings: Document) -> Iterator[Problem]:
    """Every setting that a guard hangs on is as it should be."""
    if not settings.data.get("site_name"):
        fix = (
            "Skriv webbplatsens namn efter site_name. Det står överst på varje sida, och i flikar."
        )
        yield Problem(settings.place("site_name"), "webbplatsen har inget namn", fix)
    for names, wanted in GUARDS.items():
        path, held = _found(settings.data, names)
        if not isinstance(held, dict):
            head = HEADS[names[-1]]
            rows = head.rpartition("\n")[2].join(
                f"{key}: {value}\n" for key, value in wanted.items()
            )
            fix = f"Skriv så här, {WHY}:{head}{rows}".rstrip()
            what = f'"{names[-1]}" saknas, eller har inget under sig'
            yield Problem(settings.place(*path), what, fix)
            continue
        for key, value in wanted.items():
            if held.get(key) != value:
                under = f" under {names[-1]}" if names else ""
                said = f'ska vara "{value}", inte "{held[key]}"' if held.get(key) else "saknas"
                fix = f"Skriv {key}: {value}, {WHY}."
                yield Problem(settings.place(*path, key), f'"{key}"{under} {said}', fix)


def _found(data: Any, names: tuple[str, ...]) -> tuple[Path_, Any]:
    """Follows `names` into the settings. Returns how many of them were found, and the value of the
    last; None where that is not reached. In a list, such as that of the plugins, a name leads to
    the mapping that has it."""
    path: Path_ = ()
    for name in names:
        if isinstance(data, list):
            has = (at for at, entry in enumerate(data) if isinstance(entry, dict) and name in entry)
            index = next(has, None)
            if index is None:
                return path, None
            path, data = (*path, index), data[index]
        if not isinstance(data, dict) or name not in data:
            return path, None
        path, data = (*path, name), data[name]
    return path, data
