"""Sees to a browser for the tests: an installed Chromium or Chrome, else Debian's package when run as root."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """Returns the path of Chromium or Chrome ($CHROME first), or None."""
    named = os.environ.get("CHROME")
    return named if named and shutil.which(named) else next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    """Installs Debian's Chromium where no browser is found and that may be done. Returns an exit code."""
    if find_browser():
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=environment, check=True)
        return 0
    print("The browser tests need Chromium or Google Chrome: install one, or name it in the variable CHROME.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
