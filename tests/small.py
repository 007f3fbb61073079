"""The sound project in tests/sound: the plan, the help and the course of a library that does not exist. It has one of everything.

What a test says of the code it says of this project, so that the real site's texts and facts may change as they like.
"""

import shutil
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOUND = Path(__file__).parent / "sound"
SOUND_DAY = date(2026, 11, 22)  # the day that its own days are written for


def copy_sound(target: Path) -> Path:
    """Copies the sound project to the new folder `target`: what the checks read."""
    return Path(shutil.copytree(SOUND, target))


def add_code(project: Path) -> Path:
    """Copies to `project` what a build needs besides: theme, macros and packages."""
    for name in ("theme", "strategysite"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "macros.py", project)
    return project
