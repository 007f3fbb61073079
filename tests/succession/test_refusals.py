"""What the command refuses, always before anything is written."""

from pathlib import Path

import pytest

from strategysite.editing.changing import Refusal
from strategysite.editing.succession.taking_over import AS_ADOPTED, new_strategy
from tests.asking import Asking
from tests.small import SOUND_DAY as DAY
from tests.small import append
from tests.succession.conftest import DOCUMENT, adopt, files, line

MISSING = "Det antagna dokumentet saknas. Spara det som data/source/strategi-{0}.docx, eller som text (UTF-8) i data/source/strategi-{0}.txt. Kör sedan kommandot igen. Ingenting har ändrats."
NO_PERIOD = '"{}" är ingen period. Så här kan den skrivas: 2027-2030, 2027, "2027-" (från 2027, tills vidare), "tills vidare" eller, när dokumentet inte säger hur länge det gäller, "utan tid". Ingenting har ändrats.'
EARLIER = "{} är inte senare än den nuvarande strategin, 2024–2027 (PLACE). Kontrollera åren. Ingenting har ändrats."


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("2030-2027", NO_PERIOD.format("2030-2027").replace("är ingen period", "går baklänges")),
        ("nästa år", NO_PERIOD.format("nästa år")),
        ("2028", MISSING.format("2028")),
        ("2028-", MISSING.format("2028")),
        ("tills vidare", MISSING.format("tills-vidare")),
        ("2024-2027", MISSING.format("2024-2027")),
        ("2024-2026", EARLIER.format("2024–2026")),
        ("2016-2019", EARLIER.format("2016–2019")),
        ("2026-2029", MISSING.format("2026-2029")),
        (
            "2026\u20112029",
            MISSING.format("2026-2029"),
        ),  # as Word writes a - that stays in its line
        ("2026\u22122029", MISSING.format("2026-2029")),
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
            "# Plan för ro\n",
            "Det antagna dokumentet, data/source/strategi-2028-2031.txt, har ingen text under titeln.",
        ),
        (
            "data/source/strategi-2028-2031.txt",
            "Å\ufffdr\n",
            "data/source/strategi-2028-2031.txt:1:2: ett tecken som gick förlorat",
        ),
        (
            "data/source/strategi-2028-2031.txt",
            "%PDF-1.7\n",
            "data/source/strategi-2028-2031.txt:1:1: filen är ett PDF-dokument\n",
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
UNMARKED = 'Märk titeln och de andra rubrikerna med formaten Rubrik 1, Rubrik 2 och så vidare i Word. I en textfil skriver du "# " före titeln och "## " före varje annan rubrik.'


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            "\nStrategi mot våld\n\nVi arbetar mot våld.\n",
            [f"{SOURCE}:2:1: ingen rubrik är märkt", UNMARKED],
        ),
        (
            "Strategi mot våld\n\n# Innehåll\n\n## Mål\n",
            [
                f'{SOURCE}:3:1: den första märkta rubriken är "Innehåll", och inte dokumentets titel',
                "Märk dokumentets titel som den första rubriken.",
            ],
        ),
        ("Strategi mot våld\n\n## Mål\n", [f'{SOURCE}:3:1: den första märkta rubriken är "Mål"']),
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


@pytest.mark.parametrize("period", ["tills vidare", "utan tid"])
def test_another_time_than_the_documents_is_refused(project: Path, period: str) -> None:
    """Where the document says its own: what was typed is what is to be mended."""
    name = period.replace(" ", "-")
    adopt(project, name, DOCUMENT)
    before = files(project)
    with pytest.raises(Refusal) as refused:
        new_strategy(project, period, DAY)
    assert str(refused.value) == (
        f'data/source/strategi-{name}.txt säger 2028–2031, och kommandot "{period}". Skriv tiden'
        " som den står i dokumentet. Ingenting har ändrats."
    )
    assert files(project) == before


@pytest.mark.parametrize(
    ("saved", "told"),
    [
        (
            "Strategi 2028-2031.txt",
            'Menar du "Strategi 2028-2031.txt"? Den ska heta strategi-2028-2031.txt. Kör',
        ),
        ("Antagen strategi 2028–2031.txt", 'Menar du "Antagen strategi 2028–2031.txt"? Den ska'),
        ("strategi-2028-2031.txt.txt", 'Menar du "strategi-2028-2031.txt.txt"? Den ska'),
        (
            "strategi-2028-2031.pdf",
            'Menar du "strategi-2028-2031.pdf"? Öppna den och spara den som Word-dokument (.docx) eller som text (UTF-8). Den ska heta strategi-2028-2031.docx eller strategi-2028-2031.txt. Kör',
        ),
        (
            "Antagen 2028-2031.DOCX",
            'Menar du "Antagen 2028-2031.DOCX"? Den ska heta strategi-2028-2031.docx. Kör',
        ),
        ("bilaga.docx", "Spara det som data/source/strategi-2028-2031.docx, eller som text"),
    ],
)
def test_a_document_under_another_name_is_pointed_out(project: Path, saved: str, told: str) -> None:
    """The old strategy's own, whose name lies as near, is never meant."""
    (project / "data/source" / saved).write_text(DOCUMENT, "utf-8")
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert str(refused.value).startswith(f"Det antagna dokumentet saknas. {told}")


@pytest.mark.slow
def test_two_hundred_pages_are_more_than_anybody_reads_through(project: Path) -> None:
    """Refused, before anything is written, with how many words there are and what to do."""
    chapter = f"\n\n## Kapitel {{}}\n\n{'Salen är tyst. ' * 300}"
    text = "# Plan för ett tyst bibliotek" + "".join(map(chapter.format, range(80)))
    adopt(project, "2028-2031", text)
    before = files(project)
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert str(refused.value).replace("\u00a0", " ") == (
        f"{SOURCE}:1: filen har 72 165 ord, mer än hundra fulla sidor\nHar bilagor, underlag eller"
        " hela handlingen från sammanträdet kommit med? Spara bara det antagna dokumentet i filen."
        " Är allt antaget? Låt varje kapitel få en egen sida: skriv --chapters också."
        f"\n{AS_ADOPTED} Ingenting har ändrats."
    )
    assert files(project) == before


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


def test_a_strategy_that_is_older_or_the_same_is_refused_and_changes_nothing(
    succeeded: Path, asking: Asking
) -> None:
    before = files(succeeded)
    code, printed, told = asking(succeeded, "new-strategy", "2026-2029")
    assert (code, printed) == (1, "")
    assert told.startswith(
        "2026–2029 är inte senare än den nuvarande strategin, 2028–2031 (data/strategy.yaml:"
    )
    with pytest.raises(Refusal) as again:
        new_strategy(succeeded, "2028-2031", DAY)
    assert str(again.value) == (
        "Dokumentet i data/source/strategi-2028-2031.txt har redan tagit över. Finns ett nyare?"
        " Spara det som data/source/strategi-2028-2031-2.docx, eller som text (UTF-8) i"
        " data/source/strategi-2028-2031-2.txt. Kör sedan kommandot igen. Ingenting har ändrats."
    )
    assert files(succeeded) == before
