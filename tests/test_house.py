"""The plan of the house: a package of strategysite imports only what stands below it."""

import ast
from pathlib import Path

# From the top down, as in README.md; two that stand in one row do not know each other.
FLOORS = (
    ("__main__",),
    ("cli",),
    ("serve", "publish"),
    ("build", "editing"),
    ("exports", "review"),
    ("checks",),
    ("pages",),
    ("macros",),
    ("search",),
    ("data",),
    ("parsing",),
    ("problems",),
    ("environment",),
)
LEVEL = {name: level for level, floor in enumerate(FLOORS) for name in floor}


def imported(file: Path) -> set[str]:
    """Returns the packages and modules right under strategysite that `file` imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("strategysite.")}
    return found


def test_imports_only_go_down(root: Path) -> None:
    """No package imports one on its own floor or above."""
    wrong = [
        f"{file.relative_to(root)} imports {other}"
        for file in sorted((root / "strategysite").rglob("*.py"))
        if (own := file.relative_to(root / "strategysite").parts[0].removesuffix(".py")) in LEVEL
        for other in sorted(imported(file) - {own})
        if LEVEL[other] <= LEVEL[own]
    ]
    assert wrong == []


def test_every_module_has_a_floor(root: Path) -> None:
    """Outside the packages there are only the commands and the shape of a problem."""
    entries = {
        path.name.removesuffix(".py")
        for path in (root / "strategysite").iterdir()
        if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
    }
    assert entries - {"__init__"} == set(LEVEL)
