"""Where the machine keeps its browser."""

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """Returns the path of Chromium or Chrome ($CHROME first), or None."""
    named = os.environ.get("CHROME")
    return (
        named
        if named and shutil.which(named)
        else next((path for name in BROWSERS if (path := shutil.which(name))), None)
    )
