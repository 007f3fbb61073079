"""The Nu HTML checker: whether pages, style sheets and drawn pictures are valid.

It runs on Java, which only `make audit` asks for.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from strategysite.macros.templating import filled
from tests.course.npm import npm_package

CHECKED = {".html", ".css", ".svg"}
# A page at an old address: checked here, since a site has none until one of its pages moves.
MOVED = {
    "title": "Få hjälp",
    "address": "../hjalp/",
    "canonical": "https://kommunen.example/hjalp/",
    "style_sheet": "../styles/site.css",
    "icon": "../images/icon.png",
}
NEEDED = "make audit needs Java 17 or newer, and npm, for the Nu HTML checker"


class NoChecker(Exception):
    """Says what the checker lacks."""


def version() -> str:
    """Returns the checker's version. Raises NoChecker where it can't run."""
    for program in ("java", "npm"):
        if not shutil.which(program):
            raise NoChecker(f"{NEEDED}: {program} is not installed.")
    npm_package("vnu-jar")
    try:
        return _run("--version").split()[0]
    except subprocess.CalledProcessError as error:
        raise NoChecker(f"{NEEDED}: {error.stderr.strip()}") from None


def faults(site: Path) -> list[str]:
    """Returns "address: line: what" for each error and warning in `site` and in a page that leads
    on."""
    with tempfile.TemporaryDirectory() as folder:
        moved = Path(folder) / "gammal-adress" / "index.html"
        moved.parent.mkdir()
        page = filled("redirect.html.jinja", MOVED)
        moved.write_text(page, "utf-8")
        files = [moved, *sorted(path for path in site.rglob("*") if path.suffix in CHECKED)]
        told = ["--format", "json", "--stdout", "--exit-zero-always", "--skip-info-messages"]
        said = _run(*told, "--also-check-css", "--also-check-svg", *map(str, files))
    found = []
    for message in json.loads(said)["messages"]:
        path = Path(unquote(urlsplit(message["url"]).path))
        name = path.relative_to(folder if path == moved else site).as_posix()
        address = "/" + name.removesuffix("index.html")
        found.append(f"{address}: {message.get('lastLine')}: {message['message']}")
    return found


def _run(*arguments: str) -> str:
    checker = npm_package("vnu-jar") / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(checker), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
