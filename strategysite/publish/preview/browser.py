"""Where the machine keeps its browser."""

import os
import shutil

# Chromium's own engine without windows. It opens a page in a third of the time, but keeps none in
# its memory for Back.
SHELL = "chromium-headless-shell"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser(*, whole: bool = False) -> str | None:
    """Returns the path of Chromium or Chrome ($CHROME first), or None. Where Chromium without
    windows is installed too, that is the one, unless the `whole` browser is asked for."""
    names = (os.environ.get("CHROME", ""), *(() if whole else (SHELL,)), *BROWSERS)
    return next((path for name in names if (path := shutil.which(name))), None)
