"""Compares two folders."""

from pathlib import Path


def differences(one: Path, other: Path) -> list[str]:
    """Returns the names, from the folder, of the files that only one of the two has or whose bytes
    differ."""
    held = [
        {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        for folder in (one, other)
    ]
    assert held[0], f"{one} is empty"
    names = sorted(held[0].keys() | held[1].keys())
    return [
        name
        for name in names
        if not (
            name in held[0]
            and name in held[1]
            and held[0][name].read_bytes() == held[1][name].read_bytes()
        )
    ]
