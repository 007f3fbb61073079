"""Whoever knows the generator types its own command, and meets the same guards and the same
site."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.__main__ import cli

from strategysite.build.site import build_site
from strategysite.editing.renaming import rename
from tests.asking import Asking
from tests.same_bytes import differences
from tests.small import SOUND_DAY, change, new_project

GENERATORS = {
    "mkdocs": ("mkdocs", "build", "--strict"),
    "properdocs": ("properdocs", "build", "--strict"),
}
REFUSED = [
    (
        "docs/om/index.md",
        "{{ local_contact(",
        "{{ lokal_contact(",
        'docs/om/index.md:18:4: okänt makro "lokal_contact"',
    ),
    (
        "docs/strategi/index.md",
        "i lugn och ro",
        "i lugn och tystnad",
        "docs/strategi/index.md:14:51: lydelsen skiljer sig från det antagna dokumentet, rad 6: ",
    ),
]


def run(project: Path, *command: str) -> tuple[int, str]:
    """Runs a command as it is typed in the project's folder. Returns its exit code and what it
    printed from the first fault on."""
    environment = {
        **os.environ,
        "STRATEGY_TODAY": SOUND_DAY.isoformat(),
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = done.stdout + done.stderr
    return done.returncode, said[max(0, said.find("docs/")) :].strip()


@pytest.fixture(scope="module")
def built(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sound project with its site, which test_reproducible holds to be the one that
    its own command builds."""
    return Path(shutil.copytree(small_site.parent, tmp_path_factory.mktemp("road") / "project"))


@pytest.mark.parametrize("command", GENERATORS.values(), ids=GENERATORS)
def test_the_generators_own_command_gives_the_same_bytes(
    command: tuple[str, ...], built: Path, tmp_path: Path
) -> None:
    """Search, feed, redirects, course packages, packed files and the server's rules included;
    nothing is left aside."""
    assert run(built, *command, "--site-dir", str(tmp_path / "site"))[0] == 0
    assert differences(built / "site", tmp_path / "site") == []
    assert differences(built / "server", tmp_path / "server") == []
    assert not list((built / ".build").iterdir())


def test_every_road_refuses_the_same_faults_with_the_same_words(
    built: Path, asking: Asking
) -> None:
    """A word of the adopted text and a misspelt macro: exit code 1, the messages of the check and
    nothing after them; the site that was built stays as it was."""
    before = {path: path.read_bytes() for path in (built / "site").rglob("*") if path.is_file()}
    for file, right, wrong, _ in REFUSED:
        change(built, file, right, wrong)
    try:
        told = {road: run(built, *command) for road, command in GENERATORS.items()}
        for own in ("check", "site"):
            code, said, why = asking(built, own)
            told[own] = code, (said + why).strip()
    finally:
        for file, right, wrong, _ in REFUSED:
            change(built, file, wrong, right)
    assert {code for code, _ in told.values()} == {1}
    assert {said for _, said in told.values()} == {told["check"][1]}
    faults = [line for line in told["check"][1].splitlines() if line.startswith("docs/")]
    for fault, (*_, what) in zip(faults, REFUSED, strict=True):
        assert fault.startswith(what)
    assert {
        path: path.read_bytes() for path in (built / "site").rglob("*") if path.is_file()
    } == before


WARNED_OF = [("build", "--no-strict"), ("build", "--quiet")]
WARNING = "A folder was not emptied"
PART = "kommandot bygger bara om en del av sidorna, och då stämmer inte länkar, meny och sökning\n"
REFUSED_WAYS = {
    ("build", "--dirty"): PART,
    ("serve", "--dirty"): PART,
    ("build", "--theme", "readthedocs"): "kommandot byter tema eller form på adresserna",
    ("build", "--no-directory-urls"): "kommandot byter tema eller form på adresserna",
    ("build", "--site-dir", "data/ny"): "webbplatsen kan inte ligga i en mapp som den byggs av\n",
    ("build", "--config-file", "docs.yml"): (
        "docs.yml:1:1: bara mkdocs.yml kontrolleras, så webbplatsen byggs inte med en annan fil\n"
    ),
    ("gh-deploy",): "webbplatsen ska ligga på en server som inte är kommunens, men det står inte",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has no site, with settings beside its own: of other pages, and without
    macros."""
    project = new_project(tmp_path_factory.mktemp("settings"))
    shutil.copy(project / "mkdocs.yml", project / "docs.yml")
    change(project, "docs.yml", "docs_dir: docs", "docs_dir: theme")
    text = (project / "mkdocs.yml").read_text("utf-8")
    bare = text[: text.index("plugins:")] + text[text.index("markdown_extensions:") :]
    (project / "bare.yml").write_text(bare, "utf-8")
    return project


@pytest.fixture
def refused(
    settings: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs the generator's command with those settings, which must fail, in this process, which has
    read the generator. Returns what it printed."""

    def run_here(*way: str) -> str:
        monkeypatch.chdir(settings)
        monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
        monkeypatch.setattr(logging.getLogger("mkdocs"), "handlers", [])  # each run adds its own
        with pytest.raises(SystemExit, match="1"):
            cli.main([*way], prog_name="mkdocs")
        return capfd.readouterr().err

    return run_here


@pytest.fixture
def warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the generator warn of something each time that it builds."""

    def warn(_folder: str) -> None:
        logging.getLogger("mkdocs.commands.build").warning(WARNING)

    monkeypatch.setattr("mkdocs.utils.clean_directory", warn)


@pytest.mark.usefixtures("warning")
@pytest.mark.parametrize("way", WARNED_OF, ids=" ".join)
def test_what_the_generator_itself_notices_is_no_site(
    refused: Callable[..., str], settings: Path, way: tuple[str, ...]
) -> None:
    """What only it warns of, where its strictness is turned off or it is told to be quiet."""
    assert f"WARNING: {WARNING}" in refused(*way)
    assert not list((settings / "site").rglob("*.html"))


def test_settings_that_call_nobody_give_no_site(settings: Path) -> None:
    """The theme refuses each page."""
    code, said = run(settings, "mkdocs", "build", "--config-file", "bare.yml")
    assert code == 1 and "TemplateNotFound: 'Webbplatsen byggs bara med mkdocs.yml" in said
    assert not list((settings / "site").rglob("*.html"))


@pytest.mark.parametrize("way", REFUSED_WAYS, ids=" ".join)
def test_what_is_not_the_checked_way_is_refused_before_anything_is_built(
    refused: Callable[..., str], settings: Path, way: tuple[str, ...]
) -> None:
    """Settings that nobody checks, a folder that the site is built of, and a host that the page
    about privacy does not name."""
    assert REFUSED_WAYS[way] in refused(*way)
    assert not [*(settings / "site").rglob("*.html"), *(settings / "data/ny").rglob("*")]


@pytest.mark.usefixtures("warning")
def test_what_the_generator_notices_once_more_is_no_site_either(
    refused: Callable[..., str], tmp_path: Path
) -> None:
    """Under serve one process builds again and again, and the generator says the same only once."""
    for _ in range(2):
        assert f"WARNING: {WARNING}" in refused("build", "--site-dir", str(tmp_path))
    assert not [*tmp_path.iterdir()]


def test_what_lies_in_the_theme_is_published_only_where_a_page_loads_it(tmp_path: Path) -> None:
    """The generator copies all of it; and a page whose folder is called as one of the theme's is a
    page as any other."""
    project = new_project(tmp_path)
    (project / "theme/anteckning.txt").write_text("inte för andra", "utf-8")
    (project / "theme/styles/gammal.pdf").write_bytes(b"%PDF-1.4")
    rename(project, "kunskap.md", "assets/kunskap.md", SOUND_DAY)
    assert build_site(project, SOUND_DAY, project / "site") == []
    names = {path.name for path in (project / "site").rglob("*")}
    assert not names & {"anteckning.txt", "gammal.pdf", "sitemap.xml.gz"} and "plan.pdf" in names
    assert (project / "site/assets/kunskap/index.html").is_file()
