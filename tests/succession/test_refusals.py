"""What the command refuses, always before anything is written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from strategysite.editing.changing import Refusal
from strategysite.editing.succession.taking_over import new_strategy
from tests.small import SOUND_DAY as DAY
from tests.small import append
from tests.succession.conftest import DOCUMENT, adopt, files, line

MISSING = 'Det antagna dokumentet saknas. Spara det som text (UTF-8) i data/source/strategi-{}.txt. Rubriker börjar med "# " eller "## ", punkter med "- ". Kör sedan kommandot igen. Ingenting har ändrats.'
EARLIER = "{} är inte senare än den nuvarande strategin, 2024–2027 (PLACE). Kontrollera åren. Ingenting har ändrats."


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (
            "2027",
            '"2027" är ingen period. Skriv första och sista året så här: 2027-2030. Ingenting har ändrats.',
        ),
        (
            "2030-2027",
            '"2030-2027" är ingen period. Skriv första och sista året så här: 2027-2030. Ingenting har ändrats.',
        ),
        ("2024-2027", EARLIER.format("2024–2027")),
        ("2016-2019", EARLIER.format("2016–2019")),
        ("2026-2029", MISSING.format("2026-2029")),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    project: Path, period: str, told: str
) -> None:
    before = files(project)
    place = line(project, "data/strategy.yaml", 'period: "')
    with pytest.raises(Refusal) as refused:
        new_strategy(project, period, DAY)
    assert str(refused.value) == told.replace("PLACE", place)
    assert files(project) == before


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        (
            "data/source/strategi-2028-2031.txt",
            " \n\n---\n",
            "Det antagna dokumentet, data/source/strategi-2028-2031.txt, är tomt.",
        ),
        (
            "data/source/strategi-2028-2031.txt",
            "Å\ufffdr\n",
            "data/source/strategi-2028-2031.txt:1:2: ett tecken som gick förlorat",
        ),
        ("docs/arkiv/2024-2027/egen.md", "", "docs/arkiv/2024-2027/egen.md"),
        (
            "data/archive/2024-2027/egen.yaml",
            "",
            'data/archive/2024-2027/activities.yaml:1:1: filen "data/archive/2024-2027/activities.yaml" finns inte',
        ),
        ("docs/om/index.md", "Fel\n", "docs/om/index.md:1:1: sidans inledande uppgifter saknas"),
    ],
)
def test_a_fault_is_refused_with_its_place_and_changes_nothing(
    project: Path, file: str, content: str, told: str
) -> None:
    """In the document, in the folder of the archive, or anywhere in the project."""
    adopt(project, "2028-2031", DOCUMENT)
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text(content, "utf-8")
    before = files(project)
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert told in str(refused.value)
    assert str(refused.value).endswith("Ingenting har ändrats.")
    assert files(project) == before


SOURCE = "data/source/strategi-2028-2031.txt"
POINTS = 'Skriv "- " i stället för tecknet som står först på raden.'


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            "\nStrategi mot våld\n\nInledning\nVi arbetar mot våld.\n",
            [
                f"{SOURCE}:2:1: ingen rubrik är märkt",
                'Skriv "# " före strategins titel och "## " före varje annan rubrik.',
            ],
        ),
        (
            "Strategi mot våld\n\n# Innehåll\n\n## Mål\n",
            [
                f'{SOURCE}:3:1: den första märkta rubriken är "Innehåll", och inte strategins titel',
                'Skriv "# " före strategins titel, där',
            ],
        ),
        ("Strategi mot våld\n\n## Mål\n", [f'{SOURCE}:3:1: den första märkta rubriken är "Mål"']),
        (
            "# Strategi\n\n• Ett\n  · Två\n- Tre\n\uf0b7 Fyra\n",
            [f'{SOURCE}:3:1: en punkt börjar inte med "- "; även rad 4, 6', POINTS],
        ),
        (
            "# Strategi\n1 (4)\nSida 2 av 7\n2(4)\nSida 3\nKlart 2027 (1)\n2028\n",
            [f"{SOURCE}:2:1: raden är bara ett sidnummer; även rad 3, 4, 5\n", "Ta bort raden."],
        ),
        (
            "Strategi\n1 (2)\n• Ett\n",
            [f"{SOURCE}:1:1: ingen", f"{SOURCE}:2:1: raden är", f"{SOURCE}:3:1: en punkt"],
        ),
    ],
)
def test_a_document_that_is_not_marked_is_refused_with_all_that_is_left(
    project: Path, document: str, told: list[str]
) -> None:
    """As text taken out of another program it is one wall; its list of contents is no title."""
    adopt(project, "2028-2031", document)
    before = files(project)
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert [part for part in told if part not in str(refused.value)] == []
    assert str(refused.value).endswith("\nRätta dokumentet först. Ingenting har ändrats.")
    assert files(project) == before


@pytest.mark.parametrize(
    ("saved", "told"),
    [
        (
            "Strategi 2028-2031.txt",
            'Menar du "Strategi 2028-2031.txt"? Den ska heta strategi-2028-2031.txt. Rubriker',
        ),
        ("Antagen strategi 2028–2031.txt", 'Menar du "Antagen strategi 2028–2031.txt"? Den ska'),
        ("strategi-2028-2031.txt.txt", 'Menar du "strategi-2028-2031.txt.txt"? Den ska'),
        (
            "strategi-2028-2031.pdf",
            'Menar du "strategi-2028-2031.pdf"? Öppna den och spara den som text (UTF-8). Den ska heta',
        ),
        ("bilaga.docx", "Spara det som text (UTF-8) i data/source/strategi-2028-2031.txt."),
    ],
)
def test_a_document_under_another_name_is_pointed_out(project: Path, saved: str, told: str) -> None:
    """The old strategy's own, whose name lies as near, is never meant."""
    (project / "data/source" / saved).write_text(DOCUMENT, "utf-8")
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert str(refused.value).startswith(f"Det antagna dokumentet saknas. {told}")


def test_an_archive_that_is_there_already_is_refused(project: Path) -> None:
    """An empty folder is enough: whatever was to be there is not overwritten."""
    adopt(project, "2028-2031", DOCUMENT)
    (project / "docs/arkiv/2024-2027").mkdir(parents=True)
    with pytest.raises(Refusal, match=r"^Mappen docs/arkiv/2024-2027/ finns redan\."):
        new_strategy(project, "2028-2031", DAY)


def test_an_outcome_that_would_not_hold_is_refused_before_anything_is_written(
    project: Path,
) -> None:
    """A page of the site that asks for the old strategy's tables would be left without them."""
    adopt(project, "2028-2031", DOCUMENT)
    append(project, "docs/for-personal.md", '\n{{ editorial_note("tabellen") }}\n')
    before = files(project)
    with pytest.raises(
        Refusal, match=r"docs/for-personal\.md:\d+:\d+: anmärkningen \"tabellen\" finns inte"
    ):
        new_strategy(project, "2028-2031", DAY)
    assert files(project) == before


def test_the_command_twice_is_refused_and_changes_nothing(succeeded: Path) -> None:
    before = files(succeeded)
    environment = {**os.environ, "STRATEGY_TODAY": DAY.isoformat(), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "strategysite", "new-strategy", "2028-2031"],
        cwd=succeeded,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(
        "2028–2031 är inte senare än den nuvarande strategin, 2028–2031 (data/strategy.yaml:"
    )
    assert files(succeeded) == before
