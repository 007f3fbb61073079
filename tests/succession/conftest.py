"""A library's plan that is to be replaced, what replaces it, and the project after the command."""

import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.editing.headers import with_header
from strategysite.editing.succession.files import Outcome
from strategysite.editing.succession.incoming import Period, read_document
from strategysite.editing.succession.telling import doubts
from strategysite.problems import report
from tests.small import SOUND_DAY as DAY
from tests.small import append, change, copy_sound

# An adopted document that does not exist, with every sign that Markdown or the macros would read as
# their own.
DOCUMENT = """
# Plan för ett tyst bibliotek 2028-2031

Typ	Plan
Fastställd	2026-11-18, § 101
Ansvarig	Bibliotekets råd

# Innehåll

Inledning	2
1. Mål	3

# Inledning

Biblioteket *håller* salen_tyst för alla [se bilaga 1](sist) och skriver {{ inte }} ett makro, {% inte %} en sats och {# inte #} en kommentar.
Priset är 5 < 6 & 7 > 6. Adressen <b>är</b> ingen tagg, &auml; är ingen bokstav och `kod` är ingen kod.

#### 1. Mål & *stjärnor* <i> #

1. Alla vet vart man ringer.
2. Ingen lämnas ensam.
10) Åtgärder följs upp varje år.

- Första punkten är kort.
- Andra punkten är lång och går
  vidare på nästa rad.
* En stjärna först på raden.
+ Ett plus. Ett \\* omvänt snedstreck.

| Mål | År |
|---|---|
| Trygghet <sup>1</sup> , lugn <sup>2</sup>. | 2028 |
---
: en rad som börjar med kolon
=====
~~~
![bild](x.png) Ärligt, öppet och på åländska.

<sup>1</sup> Trygghet enligt bilagan.

# Åtgärder för *alla* & <b>envar</b>

Samverka med föreningslivet.

# Årets gång

Rådet ser efter hur det går.
"""
LATER = (
    DOCUMENT.replace("2028-2031", "2032-2035")
    .replace("2026-11-18", "2031-11-20")
    .replace("Ingen lämnas ensam", "Ingen står utanför")
)


@dataclass(frozen=True)
class TakenOver:
    """The project after the command, what it was before, and what the command said."""

    project: Path
    earlier: Path
    said: str


def adopt(project: Path, period: str, document: str) -> None:
    """Saves an adopted document where the command looks for it."""
    (project / f"data/source/strategi-{period}.txt").write_text(document, "utf-8")


def asked_about(project: Path, document: str) -> tuple[str, ...]:
    """Saves a document for 2028-2031 and returns what somebody would be asked to agree to. What it
    would become is not checked, so that many can be read in the time of one takeover."""
    checked = check(project, DAY)  # before there is another file: as it was in the test before
    assert not checked.problems, report(checked.problems, project)
    adopt(project, "2028-2031", document)
    period = Period.read("2028-2031")
    read = read_document(project, checked.facts, period, revision=False, chapters=False)
    return tuple(doubts(Outcome(checked, read, "2024-2027")))


def speaking(project: Path) -> Path:
    """Changes the sound project to one whose plan has had its time, and whose pages and data speak
    of it."""
    change(project, "data/strategy.yaml", "to: 2027-12-31", "to: 2025-12-31")
    for name in ("strategy", "activities"):
        text = (project / f"data/{name}.yaml").read_text("utf-8")
        (project / f"data/{name}.yaml").write_text(with_header(text, name), "utf-8")
    change(
        project,
        "data/contacts.yaml",
        "Hjälper till i huset.",
        "Hjälper till i huset. Ansvarar för strategin.",
    )
    append(
        project,
        "docs/om/index.md",
        "\n[Planen](../strategi/index.md) och [texten](../strategi/index.md#anmarkningar)\n",
    )
    append(project, "docs/kunskap.md", "\nPlanen nämner [fler](strategi/omsorg.md#nagra).\n")
    append(
        project, "docs/for-personal.md", "\nStrategin vill ha lugn.\n\nStrategin säger också mer.\n"
    )
    append(project, "docs/om/tillganglighet.md", '\nFråga {{ abbr("RÅD") }}.\n')
    append(project, "docs/om/andringar.md", "\nPlanen antogs 8 november 2023.\n")
    append(project, "docs/index.md", "\nStrategin gäller alla.\n")
    beside = "[Uppföljning](../uppfoljning.md) och [lagen](../kunskap.md)"
    append(project, "docs/strategi/lugn.md", f'\n{beside}\n{{ data-editorial="" }}\n')
    append(project, "data/search.yaml", "  - {to: strategi/index.md, words: [planen]}\n")
    return project


@pytest.fixture(scope="session")
def taken_over(tmp_path_factory: pytest.TempPathFactory) -> TakenOver:
    """One succession; not to be changed."""
    folder = tmp_path_factory.mktemp("succession")
    project = speaking(copy_sound(folder / "project"))
    adopt(project, "2028-2031", DOCUMENT)
    shutil.copytree(project, folder / "earlier")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as told:
        patch.chdir(project)
        patch.setenv("STRATEGY_TODAY", DAY.isoformat())
        assert main(["new-strategy", "2028-2031", "--yes"]) == 0
    return TakenOver(project, folder / "earlier", told.getvalue())


@pytest.fixture
def project(broken: Path) -> Path:
    """The sound project, whose plan is to be replaced."""
    return broken


@pytest.fixture
def succeeded(taken_over: TakenOver, tmp_path: Path) -> Path:
    """A copy of the project after the command, to change."""
    return Path(shutil.copytree(taken_over.project, tmp_path / "project"))


def line(project: Path, file: str, needle: str) -> str:
    """The place of the first line of a file that has `needle`, as messages name it."""
    lines = (project / file).read_text("utf-8").split("\n")
    return f"{file}:{next(number for number, text in enumerate(lines, 1) if needle in text)}"


def files(folder: Path) -> dict[str, bytes]:
    """Everything that editors write, by name."""
    kept = [*folder.glob("data/**/*"), *folder.glob("docs/**/*"), folder / "mkdocs.yml"]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in kept if path.is_file()
    }
