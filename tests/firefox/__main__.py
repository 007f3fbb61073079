"""`make test-firefox`: what is kept of a course, in Firefox: tabs, Back from its memory, a platform.

Debian has no geckodriver. Firefox speaks WebDriver BiDi itself, and Node has all that is needed to
speak it, so nothing is fetched. The small course is built and served as for the other tests.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from strategysite.build.site import build_site
from strategysite.problems import report
from tests.conftest import serving
from tests.course.test_scorm import strict_platforms
from tests.small import SOUND_DAY, new_project

HERE = Path(__file__).parent


def main() -> int:
    """Builds the small site and returns how Node's tests ended; 1 where a program is missing."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    node = shutil.which("node")
    if not firefox or not node:
        print("Needs Firefox and Node 20.10 or newer (Debian: firefox-esr, nodejs).")
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        project = new_project(folder)
        if problems := build_site(project, SOUND_DAY, project / "site"):
            print(report(problems, project))
            return 1
        strict_platforms(project / "site", project / "site" / "grundutbildning")
        (folder / "profile").mkdir()
        with serving(project / "site") as address:
            words = [node, "--experimental-websocket", "--test-reporter=spec", "--test"]
            script = str(HERE / "course.test.mjs")
            settings = {"FIREFOX": firefox, "PROFILE": str(folder / "profile"), "SITE": address}
            return subprocess.run(
                [*words, script], check=False, env=os.environ | settings
            ).returncode


if __name__ == "__main__":
    sys.exit(main())
