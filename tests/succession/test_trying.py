"""A takeover is tried without writing, agreed to, and taken back by one command."""

import re
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.data.open_data import tables
from strategysite.editing.changing import Refusal
from strategysite.editing.succession import new_strategy, undo
from strategysite.editing.succession.taking_over import AS_ADOPTED
from strategysite.problems import report
from strategysite.review.findings import findings
from tests.asking import Asking
from tests.small import SOUND_DAY as DAY
from tests.small import append, change
from tests.succession.conftest import DOCUMENT, TakenOver, adopt, asked_about, files
from tests.test_strategy_pages import said, shown

PLAN = "# Plan för ett tyst bibliotek\n\nAntagen 2026-11-18.\n\n## Mål\n\nSalen är tyst.\n"


def test_nothing_is_left_out_before_somebody_agrees(project: Path, asking: Asking) -> None:
    """Without an answer the command shows how it read the document, and changes nothing."""
    adopt(project, "2028-2031", DOCUMENT)
    before = files(project)
    code, _, told = asking(project, "new-strategy", "2028-2031")
    assert code == 1
    assert told == (
        "Någon behöver godkänna det här först:\n"
        "- rader i dokumentet visas inte på sidorna\n"
        "Läs det som står ovan. Stämmer det? Kör kommandot igen, med --yes sist."
        " Ingenting har ändrats.\n"
    )
    assert files(project) == before


@pytest.mark.parametrize("answer", ["ja", "nej"])
def test_whoever_is_there_is_asked(
    monkeypatch: pytest.MonkeyPatch, project: Path, answer: str
) -> None:
    """Only "ja" is a yes."""
    adopt(project, "2028-2031", DOCUMENT)
    monkeypatch.chdir(project)
    monkeypatch.setenv("STRATEGY_TODAY", DAY.isoformat())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert main(["new-strategy", "2028-2031"]) == (0 if answer == "ja" else 1)
    assert (project / "docs/arkiv").exists() == (answer == "ja")


def test_the_facts_are_counted_and_not_the_lines(project: Path, asking: Asking) -> None:
    """A table in columns has empty lines between its rows."""
    facts = "Antagen av     Rådet\n\nGiltig         2028–2031\n"
    adopt(project, "2028-2031", f"# Plan för ro\n\n{facts}\n## Mål\n\nSalen är tyst.\n")
    _, said, _ = asking(project, "new-strategy", "2028-2031", "--try")
    assert "rad 3–5      faktaruta med 2 rader: uppgifter i data/strategy.yaml" in said


def test_it_can_be_tried(project: Path, asking: Asking) -> None:
    """Everything is worked out and shown; no file is written."""
    adopt(project, "2028-2031", DOCUMENT)
    before = files(project)
    code, said, _ = asking(project, "new-strategy", "2028-2031", "--try")
    assert code == 0
    assert said.startswith(
        """Så här är data/source/strategi-2028-2031.txt läst:
  rad 2        titel: Plan för ett tyst bibliotek 2028–2031
  rad 4–6      faktaruta med 3 rader: uppgifter i data/strategy.yaml
  rad 13       rubrik, nivå 1: Inledning
  rad 18       rubrik, nivå 4: 1. Mål & *stjärnor* <i> #
  rad 20–21    numrerad lista, "1. Alla vet vart man ringer."
  rad 24–26    punktlista, "Första punkten är kort."
  rad 39       fotnot: Trygghet enligt bilagan.
  rad 41       rubrik, nivå 1: Åtgärder för *alla* & <b>envar</b>
  rad 45       rubrik, nivå 1: Årets gång

Det här visas inte på sidorna. Det står kvar i dokumentet som låses:
  Innehållsförteckningen: webbplatsens egna länkar ersätter den.
  rad 8        "# Innehåll"
  rad 10       "Inledning\t2"
  rad 11       "1. Mål\t3"

Det här ska någon godkänna:
- rader i dokumentet visas inte på sidorna

Det var ett försök. Ingenting har ändrats.

Läget den 22 november 2026
"""
    )
    assert files(project) == before
    assert not (project / ".build/new-strategy.json").exists()


def test_it_is_taken_back_to_the_byte(
    taken_over: TakenOver, succeeded: Path, asking: Asking
) -> None:
    """Also without git; once."""
    before = files(taken_over.earlier)
    changed = {
        name
        for name in before.keys() | files(succeeded).keys()
        if before.get(name) != files(succeeded).get(name)
    }
    undone = f"Bytet är tillbakataget. {len(changed)} filer är som de var.\n"
    assert asking(succeeded, "new-strategy", "--undo") == (0, undone, "")
    assert files(succeeded) == before
    assert not (succeeded / "docs/arkiv").exists()
    with pytest.raises(Refusal) as again:
        undo(succeeded)
    assert str(again.value) == (
        "Det finns inget byte av strategi att ta tillbaka här. Ingenting har ändrats."
    )


def test_what_was_changed_since_is_not_lost(succeeded: Path) -> None:
    """The files are named, and none is put back."""
    append(succeeded, "docs/strategi/index.md", "\nMer.\n")
    (succeeded / "data/archive/2024-2027/activities.yaml").unlink()
    before = files(succeeded)
    with pytest.raises(Refusal) as refusal:
        undo(succeeded)
    assert str(refusal.value) == (
        "De här filerna har ändrats sedan strategin byttes, så bytet går inte att ta tillbaka utan"
        " att de ändringarna går förlorade:\n"
        "  docs/strategi/index.md\n"
        "  data/archive/2024-2027/activities.yaml\n"
        "Ingenting har ändrats."
    )
    assert files(succeeded) == before


@pytest.mark.parametrize(
    ("period", "name", "data"),
    [
        ("2028-", "2028", 'period: tills vidare\nadopted: 2026-11-18\nvalidity:\n  from: 2028-01-01\nmetadata'),
        ("2028 tills vidare", "2028", 'period: tills vidare\nadopted: 2026-11-18\nvalidity:\n  from: 2028-01-01\nmetadata'),
        ("tills vidare", "tills-vidare", "period: tills vidare\nadopted: 2026-11-18\nmetadata"),
        ("utan tid", "utan-tid", "adopted: 2026-11-18\nmetadata"),
        ("2028", "2028", "period: '2028'\nadopted: 2026-11-18\nvalidity:\n  from: 2028-01-01\n  to: 2028-12-31\nmetadata"),
    ],
)  # fmt: skip
def test_no_end_is_made_up(project: Path, period: str, name: str, data: str) -> None:
    """Until further notice, from a year, or for one year alone."""
    adopt(project, name, PLAN)
    new_strategy(project, period, DAY)
    written = (project / "data/strategy.yaml").read_text("utf-8")
    assert f"title: Plan för ett tyst bibliotek\n{data}" in written


def test_no_word_of_the_document_is_said_to_be_missing(project: Path) -> None:
    """Whatever signs stand around it, and whether it begins a row or not."""
    said = "Gäller: Tills vidare\nDnr: BN 2026/1\n\nDen ersätter planen för 2024–2027 (BLN)."
    adopt(project, "tills-vidare", f"# Plan för ett tyst bibliotek\n\n{said}\n")
    done = new_strategy(project, "tills vidare", DAY)
    missing = ("tiden ", "förkortningen BLN är kvar")
    assert not [one.what for one in done.left if one.what.startswith(missing)]


def test_a_revision_takes_the_old_ones_place(project: Path) -> None:
    """For the same years, before anything is reported: no archive, and every old address leads
    on."""
    (project / "data/follow-up/2025.yaml").unlink()
    adopt(project, "2024-2027", PLAN)
    tried = new_strategy(project, "2024-2027", DAY, lambda _: False)
    assert tried.archive == "2024-2027", "a page quotes what only the old one says"
    quote = '{{ quote_strategy("Alla som läser i salen ska få vara ostörda.") }}'
    change(project, "docs/grundutbildning/index.md", quote, "Läs planen.")
    done = new_strategy(project, "2024-2027", DAY)
    assert done.archive == ""
    assert not (project / "docs/arkiv").exists()
    assert not (project / "data/archive").exists()
    assert not (project / "docs/strategi/lugn.md").exists()
    replaced = "Texten ersätter den som antogs den 8 november 2023, som inte längre finns här. ["
    front = (project / "docs/strategi/index.md").read_text("utf-8")
    assert replaced in front
    assert "Hur det går" not in front  # there is nothing to follow up
    redirects = (project / "data/redirects.yaml").read_text("utf-8")
    assert "from: strategi/lugn.md\n    to: strategi/index.md" in redirects
    assert "(strategi/index.md)" in (project / "docs/index.md").read_text("utf-8")
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert "Kommunen har reviderat" in (project / "data/changes.yaml").read_text("utf-8")
    gone = 'målet "Alla som läser i salen ska få vara …" finns inte i det nya dokumentet'
    assert gone in done.doubts
    table = "\nÅtgärd\tKlart senast\nMåla dörren\t2027\n"
    adopt(project, "2024-2027-2", PLAN.replace("tyst.", "tystare.") + table)
    new_strategy(project, "2024-2027", DAY)
    assert "source: source/strategi-2024-2027-2.txt" in (project / "data/strategy.yaml").read_text(
        "utf-8"
    )
    adopt(project, "2024-2027-3", PLAN + table)
    new_strategy(project, "2024-2027", DAY)
    assert "meaning: deadline" in (project / "data/activities.yaml").read_text("utf-8")


def test_what_the_front_page_has_beside_the_document_stays_last(project: Path) -> None:
    """Where a revision has more at its end than the version before had."""
    adopt(project, "tills-vidare", PLAN)
    new_strategy(project, "tills vidare", DAY)
    more = f"{PLAN}\nSalen är öppen.\n\n## Bilaga\n\nTyst: utan ljud.\n"
    adopt(project, "tills-vidare-2", more)
    new_strategy(project, "tills vidare", DAY)
    page = (project / "docs/strategi/index.md").read_text("utf-8")
    assert [row[:19] for row in page.split("\n\n")[-4:]] == [
        "Salen är öppen.",
        "## Bilaga { #bilaga",
        "Tyst: utan ljud.",
        "Texten ersätter en ",
    ]


def test_a_chapter_keeps_its_address_at_a_revision(project: Path) -> None:
    """By its heading, whatever its page is called; another of that name gets one of its own. A
    footnote stands in the chapter that has its first mark."""
    plan = (
        f"{PLAN}\n## Målområde 1. Lugn i salen\n\nTyst.<sup>1</sup>\n\n## Lugn\n\nHär.<sup>1</sup>"
    )
    plan += "\n\n<sup>1</sup> Så tyst att det hörs.\n"
    adopt(project, "2024-2027", plan)
    new_strategy(project, "2024-2027", DAY, chapters=True)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert checked.facts.document.pages == [
        f"strategi/{name}.md" for name in ("index", "mal", "lugn", "lugn-2")
    ]
    kept, other = (checked.pages[f"strategi/{name}.md"].text for name in ("lugn", "lugn-2"))
    assert "# Målområde 1. Lugn i salen" in kept
    assert kept.endswith("</sup> Så tyst att det hörs.\n")
    assert 'Här.<sup data-editorial="">[1](lugn.md#fotnot-1){ role=' in other
    adopt(project, "2024-2027-2", plan.replace("Här.", "Nu."))
    done = new_strategy(project, "2024-2027", DAY)
    assert '"Här." → "Nu."' in done.listing
    other = (project / "docs/strategi/lugn-2.md").read_text("utf-8")
    assert 'Nu.<sup data-editorial="">[1](lugn.md#fotnot-1){ role=' in other


def test_another_document_has_headings_of_its_own(committed: Path) -> None:
    """As many as the one before, on the same page; what is published asks for none of its ids. The
    numbers of a list in a list that a PDF's text has no indent for stay what they are."""
    steps = "1. Ett\n2. Två\n1. Först\n2. Sedan\n3. Tre\n"
    adopt(committed, "2028-2031", f"{PLAN}\n## Vägen dit\n\nVi viskar.\n\n{steps}")
    new_strategy(committed, "2028-2031", DAY)
    checked = check(committed, DAY)
    assert not checked.problems, report(checked.problems, committed)


GOALS = (
    "# Plan för ett tyst bibliotek\n\nAntagen 2026-11-18.\n\n## Lugn i salen\n\n### Mål\n\n"
    "1. Alla hör.\n    a) De unga.\n    b) De gamla.\n2. Alla ser.\n\n### Åtgärder\n\n"
)
HEADS = "Åtgärd\tAnsvarig\tKlart senast\n"
ROWS = ("Måla dörren\tRÅD\tjuni 2027\n", "Laga taket\talla\t2027\n", "Städa\talla\t2027\n")


def test_a_revision_keeps_what_has_the_same_words(project: Path) -> None:
    """Goals, rows and columns with their ids and what the editors wrote; what is gone is agreed
    to, and nothing is typed in again."""
    adopt(project, "2024-2027", GOALS + HEADS + "".join(ROWS))
    new_strategy(project, "2024-2027", DAY)
    file = "data/activities.yaml"
    change(project, file, "id: lugn-i-salen-1\n", "id: dorren\n")
    change(
        project,
        file,
        "klart-senast: juni 2027\n",
        "klart-senast: juni 2027\n        deadline: 2027-06-30\n        goal: lugn-i-salen-mal-2\n",
    )
    change(project, file, "id: lugn-i-salen-mal-1-2\n", "id: gamla\n")
    revised = GOALS.replace("Alla ser.", "Alla ser bra.").replace("1. Alla", "1. Åh.\n2. Alla")
    revised = revised.replace("2. Alla ser", "3. Alla ser")
    page = (project / "docs/kunskap.md").read_text("utf-8")
    page = re.sub("(updated|reviewed): .*", rf"\1: {DAY}", page) + "\nPlanen gäller.\n"
    (project / "docs/kunskap.md").write_text(page, "utf-8")
    adopt(project, "2024-2027-2", revised + HEADS + "Sopa\tRÅD\t2027\n" + ROWS[2] + ROWS[0])
    done = new_strategy(project, "2024-2027", DAY)
    assert done.doubts == (
        'målet har nu orden "Alla ser bra.", och inte längre "Alla ser."',
        'aktiviteten "Laga taket" finns inte i det nya dokumentet',
    )
    assert not [found.what for found in done.left if "för hand" in found.what]
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    [area] = checked.facts.areas
    assert [goal.id for goal in area.all_goals] == [
        "lugn-i-salen-mal-1-2",
        "lugn-i-salen-mal-1",
        "lugn-i-salen-mal-1-1",
        "gamla",
        "lugn-i-salen-mal-2",
    ]
    assert [(one.id, str(one.deadline)) for one in area.activities] == [
        ("lugn-i-salen-1", "None"),
        ("lugn-i-salen-3", "None"),
        ("dorren", "2027-06-30"),
    ]
    assert [column.meaning for column in area.columns] == [None, None, "deadline"]
    same_day = (
        (
            "talar om dokumentet, och är granskad samma dag som det togs in här, 22 november 2026;"
            " även rad 19, 21"
        ),
        "Läs om meningarna stämmer. Ta sedan bort kunskap.md ur unread i data/strategy.yaml.",
    )
    assert same_day in [(found.what, found.do) for found in done.left]
    change(project, "data/strategy.yaml", "  unread:\n    - kunskap.md\n", "")
    checked = check(project, DAY)
    told = findings(checked.facts, checked.pages)
    assert not [found for found in told if found.place.file == "docs/kunskap.md"]
    page = checked.pages["strategi/index.md"].html
    assert '<li id="mal-gamla" data-number="b)">De gamla.' in page


def test_what_was_reported_is_kept_at_a_revision_too(project: Path) -> None:
    """The old tables go to the archive with their follow-up; another one within the same years gets
    a number."""
    adopt(project, "2024-2027", PLAN)
    done = new_strategy(project, "2024-2027", DAY)
    assert done.archive == "2024-2027"
    archived = project / "data/archive/2024-2027/follow-up/2025.yaml"
    assert "reported_by: RAD" in archived.read_text("utf-8")
    page = (project / "docs/for-personal.md").read_text("utf-8")
    append(project, "docs/for-personal.md", '\n{{ quote_strategy("Salen är tyst.") }}\n')
    adopt(project, "2024-2027-2", PLAN.replace("är tyst", "är varm"))
    assert new_strategy(project, "2024-2027", DAY).archive == "2024-2027-2"
    told = "I arkivet finns [Plan för ett tyst bibliotek 2024–2027](../arkiv/2024-2027"
    assert f"\n{told}-2/index.md). [" in (project / "docs/strategi/index.md").read_text("utf-8")
    (project / "docs/for-personal.md").write_text(page, "utf-8")
    adopt(project, "2024-2027-3", PLAN.replace("är tyst", "är sval"))
    assert new_strategy(project, "2024-2027", DAY).archive == ""
    front = (project / "docs/strategi/index.md").read_text("utf-8")
    assert f"som inte längre finns här. {told}-2/index.md). [" in front


UNLIKELY = """
Gäller 2031–2028.

Åtgärd\tKlart senast
Måla\t2025
Laga taket\t2029

Åtgärd\tKlart\tKlart
Sopa\t2028\t2029

Namn\tRum\tDag
Salen\tRum 1
"""


def test_what_no_document_is_likely_to_say_is_refused(project: Path, asking: Asking) -> None:
    """All of it at once, with its place and what to do; whoever knows that the adopted document
    has it says so, and then every word of it stands there."""
    adopt(project, "2028-2031", PLAN + UNLIKELY)
    before, source = files(project), "data/source/strategi-2028-2031.txt"
    at = PLAN.count("\n") + 2
    told = [
        f'{source}:{at}: tiden går baklänges: "2031–2028"',
        "Jämför med det beslutade dokumentet, och rätta årtalen.",
        f'{source}:{at + 3}: "2025" är före dagen då dokumentet antogs',
        "Jämför med det beslutade dokumentet, och rätta året.",
        f'{source}:{at + 6}: två kolumner i tabellen heter "Klart"',
        "Jämför med det beslutade dokumentet, och rätta rubrikerna.",
        f'{source}:{at + 9}: rader med olika många celler går inte att läsa som en tabell: "Namn Rum Dag"',
        "Är det en tabell? Ge varje rad lika många celler.",
        f"{AS_ADOPTED} Ingenting har ändrats.",
    ]
    code, _, said = asking(project, "new-strategy", "2028-2031", "--yes")
    assert (code, said.splitlines()) == (1, told)
    assert files(project) == before
    code, shown, said = asking(project, "new-strategy", "2028-2031", "--as-adopted", "--yes")
    assert (code, said) == (0, "")
    assert "tiden går baklänges" not in shown
    assert "två kolumner heter likadant" in shown


@pytest.mark.parametrize(
    ("more", "second"),
    [
        ("\n# Riktlinje för lugn\n\nAntagen\t2024-03-03\nDnr\t2024/3\n", True),
        ("\n# Riktlinje för lugn\n\nAntagen av styrelsen 2024-03-03, § 9.\n", True),
        ("\n# Bakgrund\n\nDen förra planen, antagen 2024-03-03, gällde salen.\n", False),
        ("\n# Bilaga 1\n\nAntagen\t2024-03-03\nDnr\t2024/3\n", False),
    ],
)
def test_two_documents_in_one_file_are_refused(
    project: Path, asking: Asking, more: str, second: bool
) -> None:
    """With the line where the second begins; whoever knows that it is one says so."""
    text = PLAN.replace("Antagen 2026-11-18.", "Antagen\t2026-11-18\nDnr\t2026/1")
    adopt(project, "2028-2031", text + more)
    before = files(project)
    told = (
        'data/source/strategi-2028-2031.txt:10: här börjar ett andra dokument: "Riktlinje för lugn"'
        "\nSpara bara det antagna dokumentet i filen.\nÄr det så i det beslutade dokumentet? Kör"
        " kommandot igen, med --as-adopted sist. Ingenting har ändrats.\n"
    )
    code, _, said = asking(project, "new-strategy", "2028-2031", "--try")
    assert (code, said) == ((1, told) if second else (0, ""))
    assert files(project) == before
    code, _, said = asking(project, "new-strategy", "2028-2031", "--as-adopted", "--yes")
    assert (code, said) == (0, "")


def paged(count: int, first: str, foot: str = "{0} ({1})") -> str:
    """A document of so many pages as a PDF gives it, each with its number at the foot."""
    page = "Salen är tyst hela dagen.\n\nTaket är helt.\n\n{}\n"
    feet = [foot.format(number, count) for number in range(1, count + 1)]
    return "\f".join([f"{first}\n\n{page.format(feet[0])}", *map(page.format, feet[1:])])


CONTENTS = "Innehåll\nMål ..... 2\nTaket ..... 3\n"
SECOND_FACTS = "Riktlinje för lugn\n\nBeslutsdatum: 2024-03-03\nDiarienummer: KS 2024/3\n"


@pytest.mark.parametrize(
    ("text", "more", "line", "said"),
    [
        (paged(3, PLAN), "\f" + paged(3, "Policy för lugn"), 25, "Policy för lugn\" kan ett andra dokument börja: sidnumren börjar om"),
        (paged(3, PLAN, "Salen - {0} av {1}"), "\f" + paged(4, "Policy", "Salen - {0} av {1}"), 25, "Policy\" kan ett andra dokument börja: sidnumren börjar om"),
        (f"{PLAN}\n{CONTENTS}", f"\nPolicy för lugn\n\n{CONTENTS}", 15, "Innehåll\" kan ett andra dokument börja: det är en innehållsförteckning till"),
        (PLAN.replace("2026-11-18.", "2026-11-18"), f"\n{SECOND_FACTS}", 11, "Beslutsdatum: 2024-03-03\" kan ett andra dokument börja: det är uppgifter om ett beslut till"),
    ],
)  # fmt: skip
def test_a_second_document_without_marks_is_asked_about(
    project: Path, text: str, more: str, line: int, said: str
) -> None:
    """By the pages, which are counted anew, another list of contents or another decision; told
    once. A document alone has none of it."""
    asked = f'rad {line}: vid "{said}. Gör det? Spara bara det antagna dokumentet i filen, och kör kommandot igen. Annars behöver inget göras.'
    for whole, told in ((text, []), (text + more, [asked])):
        found = asked_about(project, whole)
        assert [one for one in found if "andra dokument" in one] == told


OF_NOTHING = {  # a row, and what of it is told
    "Måla\tDagar\t2 per år": [],
    "Laga\tAndel chefer\t90": ["90"],
    "Sopa\t\t9,5": ["9,5"],
    "Städa\tAndel\t90 procent": ["Andel"],
    "Putsa\tAntal\t3": ["Antal", "3"],
    "Tvätta\tAntal chefer\t90": [],
    "Damma\tAndel chefer\t90 %": [],
    "Skura\tNöjda chefer\tAlla": [],
    "Torka\t\t": [],
}


def test_a_number_of_nothing_is_told_at_its_row(project: Path) -> None:
    """And no unit is invented. Whoever runs the command agrees before anything is written."""
    rows = "\n".join(["Åtgärd\tIndikator\tMålvärde", *OF_NOTHING])
    adopt(project, "2028-2031", f"{PLAN}\n## Åtgärder\n\n{rows}\n")
    done = new_strategy(project, "2028-2031", DAY)
    assert sum("räknas" in one for one in done.doubts) == sum(map(len, OF_NOTHING.values()))
    left, source = done.left, "data/source/strategi-2028-2031.txt"
    assert [(str(one.place), one.what) for one in left if "räknas" in one.what] == [
        (f"{source}:{line}", f'det står inte vad som räknas: "{said}"')
        for line, told in enumerate(OF_NOTHING.values(), 12)
        for said in told
    ]


def test_goals_in_a_chapter_of_their_own_are_data(project: Path) -> None:
    """On the page of that chapter, with those under them; whoever follows up has nothing to move."""
    table = "Åtgärd\tAnsvarig\nMåla dörren\tRådet\nLaga taket\tRådet\n"
    goals = "## 1 Mål\n\nPlanen har två.\n\n1. Salen är tyst.\n    a) Alla hör.\n    b) Ingen ropar.\n2. Taket är helt.\n"
    text = f"# Plan för ro\n\nAntagen 2026-11-18.\n\n{goals}\n## 2 Åtgärder\n\n{table}"
    adopt(project, "2028-2031", text)
    done = new_strategy(project, "2028-2031", DAY, chapters=True)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert [
        (area.title, area.page, [goal.text for goal in area.all_goals], len(area.activities))
        for area in checked.facts.areas
    ] == [
        (
            "1 Mål",
            "strategi/mal.md",
            ["Salen är tyst.", "Alla hör.", "Ingen ropar.", "Taket är helt."],
            0,
        ),
        ("2 Åtgärder", "strategi/atgarder.md", [], 2),
    ]
    assert not [one for one in done.left if "mål" in one.what]
    glance = said(shown(project, "strategy_at_a_glance", "uppfoljning.md"))
    assert "Taket är helt. 2 Åtgärder 2 aktiviteter" in glance, "and not that the goals have none"
    adopt(project, "2028-2031-2", text.replace("Alla hör.", "Alla hör oss."))
    new_strategy(project, "2028-2031", DAY, chapters=True)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert [goal.text for goal in checked.facts.areas[0].all_goals][1] == "Alla hör oss."


def test_activities_of_several_areas_are_tied_to_goals_in_their_chapter(project: Path) -> None:
    """On three levels: on the page, in the open data, and at a revision."""
    goals = "1. Salen är tyst.\n    1.1 Alla hör.\n        1.1.1 Barnen hör.\n2. Taket är helt.\n"
    ears = "## Öron\n\nÅtgärd\tMål\nLyssna\t1.1.1\n\n## Tak\n\nÅtgärd\tMål\nLaga\t1 och 2\n"
    text = f"# Plan för ro\n\nAntagen 2026-11-18.\n\n## Mål\n\n{goals}\n{ears}"
    adopt(project, "2028-2031", text)
    new_strategy(project, "2028-2031", DAY, chapters=True)
    adopt(project, "2028-2031-2", text.replace("Taket är helt.", "Taket är tätt och helt."))
    new_strategy(project, "2028-2031", DAY, chapters=True)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    tied = [one.goal for area in checked.facts.areas for one in area.activities]
    assert tied == [("mal-mal-1-1-1",), ("mal-mal-1", "mal-mal-2")]
    listed = said(shown(project, "goals_and_activities"))
    assert "Hör till målet: Barnen hör." in listed
    assert "Hör till målet: Salen är tyst. Hör till målet: Taket är tätt och helt." in listed
    rows = next(table.rows for table, _ in tables(checked.facts) if table.name == "mal")
    assert [(row["id"], row["parent"]) for row in rows][:3] == [
        ("mal-mal-1", None),
        ("mal-mal-1-1", "mal-mal-1"),
        ("mal-mal-1-1-1", "mal-mal-1-1"),
    ]


SECOND = 'rad {}: rubriken "{}" är märkt som en titel till, mitt i dokumentet'
TITLED = 'rad 1: rubriken "{}" är läst som dokumentets titel, och "{}" som en rubrik i det'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# Plan för ro\n\n## Mål\n\nTyst.\n\n# Riktlinje för ljud\n\n## Mål\n", SECOND.format(7, "Riktlinje för ljud")),
        ("# Plan för ro\n\n## Mål\n\nTyst.\n\n# Ljud\n\nHögt.\n", SECOND.format(7, "Ljud")),
        ("# Plan för ro\n\n# Mål\n\nTyst.\n\n# Policy för ljud\n\nHögt.\n", SECOND.format(7, "Policy för ljud")),
        ("# Plan för ro\n\n# Plan för ro\n\nTyst.\n", SECOND.format(3, "Plan för ro")),
        ("# Plan för ro\n\n## Mål\n\nTyst.\n\n# Bilagor\n\nHögt.\n", ""),
        ("# Plan för ro\n\n# Planens syfte\n\nTyst.\n\n# Strategi\n\nHögt.\n", ""),
        ("# Plan för ro\n\n# Mål\n\nTyst.\n\n# Plan för uppföljning\n\nHögt.\n", ""),
        ("# Plan för ro\n\n## 1 Mål\n\nTyst.\n\n# 2 Ljud\n\n## 3 Mer\n\nHögt.\n", ""),
        ("# Plan för ro\n\n## Mål\n\nTyst.\n\n# Ansvar och roller\n\n## Mer\n\nHögt.\n", ""),
        ("# Kommunen\n\n# Plan för ro\n\n## Mål\n\nTyst.\n", TITLED.format("Kommunen", "Plan för ro")),
        ("# Kommunen\n\n# Ro\n\nTyp: Plan\nAntagen: 2026-11-18\n\n## Mål\n\nTyst.\n", TITLED.format("Kommunen", "Ro")),
        ("# Ro\n\nTyp: Plan\nAntagen: 2026-11-18\n\n# Mål\n\nTyst.\n", ""),
    ],
)  # fmt: skip
def test_another_heading_that_may_be_a_title_is_asked_about(
    project: Path, text: str, told: str
) -> None:
    """An authority's name over the title, or a second document, that says no decision."""
    found = asked_about(project, text)
    assert [one.partition(". ")[0] for one in found] == ([told] if told else [])


@pytest.mark.parametrize(
    "rows",
    [
        "Gäller från: 2031-01-01\nGäller till: 2028-12-31",
        "Giltig från: 2031-01-01\nAnsvarig: Rådet\nGiltig till: 2028-12-31",
        "Giltighetstid: 2031-01-01 till 2028-12-31",
    ],
)
def test_a_time_that_was_adopted_backwards_is_no_time_that_the_site_tells(
    project: Path, rows: str
) -> None:
    """It is refused with its place; where it was adopted so the years that are asked for hold."""
    adopt(project, "2028-2031", PLAN.replace("Antagen 2026-11-18.", f"Typ: Plan\n{rows}"))
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert str(refused.value).startswith("data/source/strategi-2028-2031.txt:4: tiden går")
    new_strategy(project, "2028-2031", DAY, as_adopted=True)
    checked = check(project, DAY)
    assert not checked.problems
    validity = checked.facts.document.validity
    assert validity
    assert (str(validity.first), str(validity.last)) == ("2028-01-01", "2031-12-31")
