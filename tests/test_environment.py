"""The one command works with any Python: it finds the packages, or says in Swedish what is
missing."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from strategysite import environment
from strategysite.cli import COMMANDS, main
from tests.small import ROOT, SOUND_DAY

MISSING = """Paketen som webbplatsen byggs med saknas på den här datorn, eller är inte de rätta.
Hämta dem. Det behöver nätet och tar någon minut. Skriv, i mappen med webbplatsens filer:

    python3 -m strategysite install

Kör sedan kommandot igen.
"""


@pytest.fixture
def project(broken: Path) -> Path:
    """The sound project with the package, and no .venv of its own."""
    unread = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "strategysite", broken / "strategysite", ignore=unread)
    return broken


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python without any package, as a new machine has it."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False, symlinks=True)
    return folder / "bin/python"


def with_packages(project: Path) -> None:
    """Gives the project a .venv that has what the tests have."""
    venv.create(project / ".venv", with_pip=False, symlinks=True)
    version = "python{}.{}".format(*sys.version_info[:2])
    own = project / ".venv/lib" / version / "site-packages"
    (own / "all.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")


def run(
    python: Path, project: Path, *command: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command as an editor does; `settings` are of the machine."""
    return subprocess.run(
        [python, "-m", "strategysite", *command],
        cwd=project,
        env={**os.environ, "STRATEGY_TODAY": SOUND_DAY.isoformat(), "PYTHONUTF8": "1", **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("command", [["check"], ["serve"], ["status", "--law"], [], ["--help"]])
def test_without_packages_one_is_told_what_to_write(
    project: Path, bare: Path, command: list[str]
) -> None:
    """No traceback, whatever the command."""
    done = run(bare, project, *command)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", MISSING)


def test_the_packages_in_the_project_are_found_by_any_python(project: Path, bare: Path) -> None:
    """The command, what it says and its exit code are those of the Python that has the packages."""
    with_packages(project)
    done = run(bare, project, "check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Inga fel: ")
    done = run(bare, project, "report", "borta")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('"borta" går inte att förstå.')


@pytest.mark.slow  # another Python
def test_a_folder_of_packages_that_lacks_some_is_no_circle(project: Path) -> None:
    """The folder's own Python is not asked again."""
    venv.create(project / ".venv", with_pip=False, symlinks=True)
    done = run(project / ".venv/bin/python", project, "check")
    assert (done.returncode, done.stderr) == (1, MISSING)


def test_a_folder_of_packages_whose_python_does_not_run_is_made_anew(
    project: Path, bare: Path
) -> None:
    """It came from another machine; and the machine here writes no UTF-8 by itself."""
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").write_text("x", "utf-8")
    done = run(bare, project, "check", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, MISSING)


@pytest.mark.slow  # another Python
def test_a_fault_of_the_package_itself_is_not_told_as_missing_packages(project: Path) -> None:
    """Whoever changes the code must see what is wrong with it."""
    (project / "strategysite/cli.py").write_text("import strategysite.nowhere\n", "utf-8")
    done = run(Path(sys.executable), project, "check")
    assert "No module named 'strategysite.nowhere'" in done.stderr


def test_an_old_python_is_told_so_before_anything_else_is_read(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can't read the rest; it can only say which Python is wanted."""
    monkeypatch.setattr(environment, "OLDEST", (99, 1))
    told = f"""Webbplatsen behöver Python 99.1 eller nyare. Det här är Python {sys.version_info[0]}.{sys.version_info[1]}.
Installera en nyare Python och kör samma kommando igen.
"""
    assert not environment.new_enough()
    assert environment.run_with_own_python(project, ["check"]) == 1
    assert capsys.readouterr().err == told
    assert environment.install(project) == 1
    assert capsys.readouterr().err == told


def test_installing_makes_the_folder_and_fetches_what_is_locked(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder whose Python is gone is made anew; one that works is kept. Nothing is fetched
    without its hash."""
    asked: list[tuple[str, ...]] = []

    def run(*command: str) -> int:
        asked.append(command)
        return 0

    monkeypatch.setattr(environment, "_run", run)
    monkeypatch.setattr(environment, "_called", lambda: "py")
    assert environment.install(project) == 0
    assert asked[0] == (sys.executable, "-m", "venv", "--clear", str(project / ".venv"))
    assert asked[1][-3:] == ("--require-hashes", "-r", str(project / "requirements.txt"))
    said = "Hämtar paketen …\nPaketen finns nu i mappen .venv. Visa webbplatsen:\n\n    py -m strategysite serve\n"
    assert capsys.readouterr().out == said
    monkeypatch.setattr(environment, "_works", lambda _: True)
    asked.clear()
    assert environment.install(project) == 0
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("failing", "told"), [("venv", "Det gick inte att göra mappen .venv."), ("pip", "Paketen gick")]
)
def test_what_cannot_be_fetched_is_told_in_swedish(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failing: str,
    told: str,
) -> None:
    """The program's own words stand above; these say what they mean."""
    monkeypatch.setattr(environment, "_run", lambda *command: int(failing in command))
    assert environment.install(project) == 1
    assert capsys.readouterr().err.startswith(told)


def test_a_build_in_another_thread_leaves_the_signals_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where a program of somebody's own builds the site beside what else it does."""
    monkeypatch.setattr(signal, "getsignal", lambda _number: signal.SIG_DFL)
    with ThreadPoolExecutor() as workers:
        workers.submit(environment.tidy_when_ended).result()


UNKNOWN = "python -m strategysite [-h] KOMMANDO ..."
RENAME = "python -m strategysite rename [-h] SIDA NAMN"
SITE = "python -m strategysite site [-h] [--target MAPP]"


@pytest.mark.parametrize(
    ("command", "what", "usage"),
    [
        ("rename om/gammalt.md", "Kommandot går inte att förstå.", RENAME),
        ("rename om/a.md om/b.md c", '"c" går inte att förstå.', RENAME),
        ("rneame a.md b.md", '"rneame" går inte att förstå. Menade du "rename"?', UNKNOWN),
        ("", "Kommandot går inte att förstå.", UNKNOWN),
        ("site --taget ut", '"--taget" går inte att förstå. Menade du "--target"?', SITE),
        (
            "report tjugosex",
            '"tjugosex" går inte att förstå.',
            "python -m strategysite report [-h] ÅR",
        ),
    ],
)
def test_half_a_command_is_answered_with_how_it_is_written(
    capsys: pytest.CaptureFixture[str], command: str, what: str, usage: str
) -> None:
    """In Swedish, as everything that a command says: the word that is wrong, when one is, and how
    the command is written that it stands after."""
    with pytest.raises(SystemExit) as ended:
        main(command.split())
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith(f"{what}\nSå här skrivs det: {usage}")
    assert "\nMer hjälp: python -m strategysite" in said


@pytest.mark.parametrize("command", [["check"], ["schema"], ["follow-up", "2026"]])
def test_in_another_folder_one_is_told_where_to_go(
    broken: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    """Once, not for each file that is not there; and nothing is written in that folder."""
    docs = broken / "docs"
    before = sorted(docs.rglob("*"))
    monkeypatch.chdir(docs)
    assert main(command) == 1
    told = f"""Webbplatsens filer finns inte i den här mappen: {docs}
Gå till mappen där mkdocs.yml och data ligger, och skriv kommandot igen.
"""
    assert capsys.readouterr() == ("", told)
    assert sorted(docs.rglob("*")) == before


@pytest.mark.slow  # another Python
@pytest.mark.parametrize("written", ["strategysite", "strategysite/__main__.py"])
def test_the_folder_of_the_programs_is_a_command_too(project: Path, written: str) -> None:
    """As who forgets -m writes it."""
    with_packages(project)
    python = project / ".venv/bin/python"
    done = subprocess.run(
        [python, written, "schema"],
        cwd=project,
        env={**os.environ, "STRATEGY_TODAY": SOUND_DAY.isoformat(), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = " scheman, data/schema/README.md och datafilernas första rader är skrivna.\n"
    assert done.returncode == 0 and done.stdout.endswith(told), done.stderr


def test_each_command_explains_itself_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    """No word of the library's own is left, and nothing that may be written is unexplained."""
    for command in ("", *COMMANDS.choices):
        with pytest.raises(SystemExit):
            main([*command.split(), "--help"])
        said = capsys.readouterr().out
        assert said.startswith(f"Så här skrivs det: python -m strategysite {command}")
        assert not re.search(r"\b(usage|options|arguments?|show|exit)\b", said)
        words = re.split(r"^  (?=\S)", said.partition("skriva efter:\n")[2], flags=re.MULTILINE)
        assert [word for word in words[1:] if not re.search(r"(  |\n +)\S", word)] == []
