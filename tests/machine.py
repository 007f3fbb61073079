"""Sees to what the tests need of the machine itself: a browser and a web server. As root on Debian it installs what is missing."""

import os
import shutil
import subprocess
import sys

from tests.browser import find_browser


def missing() -> list[str]:
    """Returns the Debian packages of what is not on the machine."""
    packages = [] if find_browser() else ["chromium"]
    return packages + ([] if shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin") else ["nginx-light"])


def main() -> int:
    """Installs what is missing where that may be done. Returns an exit code: 1 when there is no browser."""
    packages = missing()
    if packages and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=environment, check=True)
    if not find_browser():
        print("The browser tests need Chromium or Google Chrome: install one, or name it in the variable CHROME.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
