"""Any adopted document is shown word for word."""

import functools
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from strategysite.checks.markdown import as_typed
from strategysite.checks.run import load
from strategysite.data.adopted import days_adopted, days_valid, line_words, periods, shown_words
from strategysite.data.model.page import PageMeta
from strategysite.data.model.strategy import line_numbers
from strategysite.editing.succession.document import Adopted
from strategysite.editing.succession.known import Known
from strategysite.editing.succession.perhaps import perhaps
from strategysite.editing.succession.tables import Tables
from strategysite.editing.succession.tidying import Tidied
from strategysite.macros.binding import Macros
from strategysite.pages.reading import Page, render_page
from strategysite.problems import Problem
from tests.small import SOUND
from tests.small import SOUND_DAY as DAY

SIGNS = """ord Åäö * ** _ __ [x] ](y) ![ {{ }} {% %} {# #} # ## <b> </div> <!-- --> &amp; 1. 12) - -- --- + | ` ~~~ === : \\ ! > " ' <sup>2</sup> ^"""
PIECES = st.sampled_from(
    [*SIGNS.split(), "\t", "    ", "{ #id }", "2027 - 2030", "https://a.example"]
)
# Rows that belong together when they stand under each other.
ROWS = st.sampled_from(
    ["1. ett", "2. två *", "- 1. en", "4.\td\te", "3. tre", "  a) under", "  b) under", "    - punkt", "7. sju", "- p", "  till",
     "a. ett", "b. två", "  i. ett", "  ii. två", "A) en", "B) en till", "(1) en", "- 1.1 en", "    1.1 under", "        1.1.1 under", "- 1 en", "- 2 två", "✓ klart", "☐ inte", "– streck", "o ring",
     "§ 1", "> citat", "Typ\tPlan", "Dnr: 1", "Typ<br>Plan\tDnr<br>1", "Mål 1: Ett *", "Mål 2  Två", "Delmål 2.1 – Tre", "Typ: Plan   Dnr: 1", "Typ\tPlan\tDnr\t1", "a\tb", "\tc", "\t", "✗\t•", "|\t#",
     "![en bild](images/a.png)", "# rubrik", ""]
)  # fmt: skip
LINES = st.lists(
    st.lists(PIECES, max_size=5).map(" ".join) | st.lists(PIECES, max_size=3).map("".join) | ROWS,
    max_size=8,
) | st.lists(ROWS, max_size=9)


@functools.cache
def macros_of_sound() -> Macros:
    """What a page of the sound project is rendered with."""
    return Macros(load(SOUND, DAY)[0])


def rendered(adopted: Adopted) -> tuple[Page | None, list[Problem]]:
    """The whole document as the one page that shows it."""
    meta = PageMeta.model_validate(
        {"title": "Strategin", "description": "x" * 50, "kind": "adopted", "updated": "2026-11-22"}
    )
    text = adopted.text(adopted.body, {})
    written = Page("strategi/index.md", meta, f"# {adopted.blocks[0].text}\n\n{text}\n")
    return render_page(written, macros_of_sound(), None)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(ROWS, max_size=9))
def test_nothing_that_documents_have_is_refused(lines: list[str]) -> None:
    """Bullets, numbers and boxes of any kind, wherever they stand: nobody may mend them."""
    tidied = Tidied("\n".join(["# Planen", "", *lines]))
    page, _ = rendered(Adopted.read(tidied.text, tidied.hidden))
    assert page
    assert [*as_typed(page)] == []


@pytest.mark.slow
@settings(max_examples=500, deadline=None, derandomize=True)
@given(LINES)
def test_any_document_is_shown_word_for_word(lines: list[str]) -> None:
    """Whatever its signs: the page has the words that the lock asks for, one main heading, no
    skipped level and no macro."""
    lines.append("# Planen")  # one without a heading is refused
    adopted = Adopted.read("\n".join(lines))
    kinds = [block.kind for block in adopted.blocks]
    assume(("list", "list") not in pairwise(kinds))  # one above the title and one straight under it
    page, problems = rendered(adopted)
    assert page and problems == []
    numbers = [number for span in adopted.numbers(adopted.blocks) for number in line_numbers(span)]
    assert sorted(numbers) == list(range(1, len(lines) + 1))
    wanted = [word for number in numbers for word in line_words(lines[number - 1])]
    assert shown_words(page.html) == wanted
    assert page.outline.faults == []
    assert [level for level, _ in page.outline.headings].count(1) == 1


def test_headings_of_one_level_are_of_one_level_on_the_page() -> None:
    """Where the document skips a level, the first is no heading over those beside it."""
    said = "# Plan\n\n#### Ett\n\n##### Inom\n\n#### Två\n\n## Tre\n\n### Fyra\n\n## Fem\n"
    adopted = Adopted.read(said)
    page = adopted.text(adopted.body, {})
    assert [line.partition(" {")[0] for line in page.split("\n") if line] == [
        "## Ett",
        "### Inom",
        "## Två",
        "## Tre",
        "### Fyra",
        "## Fem",
    ]


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        (
            [("Giltig från", "2026-10-01"), ("Giltig till:", "31 december 2029")],
            "2026-10-01 2029-12-31",
        ),
        ([("Gäller från och med", "2027-03-01"), ("Gäller för", "2027-05-01")], "2027-03-01 None"),
        ([("Giltighetstid", "2027-01-01–2030-12-31")], "2027-01-01 2030-12-31"),
        ([("Giltighetstid", "från 1 mars 2027")], "2027-03-01 None"),
        ([("Gäller till vidare", "2027-03-01"), ("Giltighetstid", "2027–2030")], "None None"),
    ],
)
def test_the_days_of_its_table_of_facts_are_read(rows: list[tuple[str, str]], days: str) -> None:
    """And no others."""
    assert " ".join(map(str, days_valid(rows))) == days


@pytest.mark.parametrize(
    ("text", "all_", "own"),
    [
        ("# Plan 2024-2027", {"2024–2027"}, {"2024–2027"}),
        ("Gäller\t2024 – 2027", {"2024–2027"}, {"2024–2027"}),
        ("Ersätter Trygghetsprogram 2021–2024", {"2021–2024"}, set()),
        ("# Plan 2028\n\n## Följer Riktlinje 2026–2029", {"2026–2029"}, set()),
        ("Dnr KS-2026-2031, Dnr 2026-2031, KS 2026-0341, 2030-2027", set(), set()),
    ],
)
def test_a_number_of_a_case_is_no_period(text: str, all_: set[str], own: set[str]) -> None:
    """And another document's years are not its own."""
    assert periods(text) == (all_, own)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Beslutsdatum: 2026-06-15", "2026-06-15"),
        ("Datum för beslut\t15 juni 2026", "2026-06-15"),
        ("Fastställelsedatum 2026-06-15", "2026-06-15"),
        ("Antagandedatum 2026-06-15", "2026-06-15"),
        ("Beslutad av\tKF\nDatum\t2026-06-15", "2026-06-15"),
        ("Antagen 2026-06-15\nDatum 2026-06-01", "2026-06-15"),
        ("Datum 2026-06-15", ""),
        ("Beslut\t§ 12, 2026-06-15\nPlanen följer riktlinjen, antagen 2026-03-02.", "2026-06-15"),
        ("Riktlinjen, antagen 2026-03-02, gäller.\nBeslutet: 2026-01-01", ""),
        ("# Plan för ljus, antagen av rådet 2026-06-15", "2026-06-15"),
        ("Typ\tPlan\tBeslut\t2026-06-15", "2026-06-15"),
        ("Typ: Plan, antagen 2026-06-15", "2026-06-15"),
        ("Dokumentnamn\tPlan, antagen av rådet 2026-06-15, § 7", "2026-06-15"),
        ("Ersätter\nVersion 2, beslutad 2026-03-25", ""),
    ],
)
def test_the_day_of_the_decision_is_read(text: str, day: str) -> None:
    """By any of the words for it; a mere day only beside who decided."""
    assert " ".join(map(str, days_adopted(text))) == day


def test_what_may_be_a_table_or_goals_is_told() -> None:
    """Nobody can know; the line, what it looks like, and what to do."""
    text = "# Plan\n\n## Målen\n\n1. Ett\n    - a\n        - b\n            - c\n2. Två\n\n## Åtgärder\n\nÅtgärd\tVem\nLäs\tRÅD\tmer\n"
    text += (
        "\n## Läget\n\nSå är det.\n\nMål 1: Alla läser.\nMål 2: Alla hör.\n\nDelmål 2.1 – Mer.\n"
    )
    text += "\n## Mål\n\nPlanen har mål:\n\n- Alla läser.\n"
    text += "\n## Våra mål\n\nMålet är lugn.\n\n### Mål 3. Ljus\n\nDet är ljust. Mål 3 nås.\n"
    adopted = Adopted.read(text)
    told = Tables(adopted, dict.fromkeys(range(40), "strategi/index.md"), Known()).told
    assert [(one.line, one.what) for one in told] == [
        (13, 'rader med olika många celler går inte att läsa som en tabell: "Åtgärd Vem"'),
        (5, 'listan under "Målen" kan hålla mål, men den har fler än tre nivåer'),
        (29, 'listan under "Mål" kan hålla mål, men ingen tabell med aktiviteter hör till den'),
        (20, '"Mål 1: Alla läser." kan vara mål, men står som löpande text'),
        (33, '"Målet är lugn." kan vara mål, men står som löpande text'),
        (35, '"Mål 3. Ljus" kan vara mål, men står som löpande text'),
    ]


@pytest.mark.parametrize(
    "head",
    ["Förslag till åtgärd", "Föreslagen insats", "Åtgärdsförslag", "Beskrivning av åtgärden"],
)
def test_what_is_to_be_done_may_be_called_a_proposal(head: str) -> None:
    """The table is data whatever stands before the word."""
    adopted = Adopted.read(f"# P\n\n## Ljus\n\nNr\t{head}\n1\tTänd lampan\n2\tByt lampa\n")
    read = Tables(adopted, dict.fromkeys(range(9), "strategi/index.md"), Known())
    texts = [one["text"] for area in read.areas for one in area["activities"]]
    assert texts == ["Tänd lampan", "Byt lampa"]


@pytest.mark.parametrize("head", ["Roll", "Funktion", "Befattning", "Ansvarig roll", "Vem"])
def test_who_is_responsible_may_be_a_role(head: str) -> None:
    """Beside what is to be done it says by whom."""
    adopted = Adopted.read(f"# P\n\n## Ljus\n\nÅtgärd\t{head}\nTänd lampan\tVaktmästaren\n")
    [area] = Tables(adopted, dict.fromkeys(range(9), "strategi/index.md"), Known()).areas
    assert area["activities"][0]["values"] == {"responsible": "Vaktmästaren"}


@pytest.mark.parametrize("third", ["", "Möts", "Kommentar"])
@pytest.mark.parametrize("heads", ["Roll\tUppdrag", "Funktion\tUppdrag", "Styrgrupp\tUppgift"])
def test_who_has_which_task_is_no_activity(heads: str, third: str) -> None:
    """Nobody follows up a role."""
    heads, rows = f"{heads}\t{third}".rstrip(), "\nSamordnaren\tKallar till möten"
    rows += "\tVarje månad\n" if third else "\n"
    adopted = Adopted.read(f"# P\n\n## Ansvar\n\n{heads}{rows}")
    read = Tables(adopted, dict.fromkeys(range(9), "strategi/index.md"), Known())
    assert read.areas == []
    assert [one.what for one in read.told] == [
        "en tabell är inte inskriven: den säger vem som har vilket uppdrag"
    ]


@pytest.mark.parametrize("third", ["Klart senast", "Indikator", "Ansvarig"])
def test_a_task_with_a_day_a_measure_or_somebody_responsible_is_an_activity(third: str) -> None:
    """Whoever has it: that can be followed up."""
    table = f"Nämnd\tUppdrag\t{third}\nRådet\tTänd lampan\tJuni\n"
    adopted = Adopted.read(f"# P\n\n## Ljus\n\n{table}")
    read = Tables(adopted, dict.fromkeys(range(9), "strategi/index.md"), Known())
    assert [one["text"] for area in read.areas for one in area["activities"]] == ["Tänd lampan"]


ONE_GOAL = "Alla läser."
TABLE = "Åtgärd\tVem\nLäs\tRådet\n"


@pytest.mark.parametrize("label", ["Mål", "Mål:", "#### Mål", "#### Planens övergripande mål"])
@pytest.mark.parametrize(
    ("below", "goals", "told"),
    [
        (f"1. {ONE_GOAL}\n2. Alla hör.\n\n{TABLE}", [ONE_GOAL, "Alla hör."], []),
        (f"- {ONE_GOAL}\n\n{TABLE}", [ONE_GOAL], []),
        (
            f"1. {ONE_GOAL}\n\n{TABLE}",  # a number alone begins no list
            [],
            ['"1. Alla läser." kan vara mål, men står som löpande text'],
        ),
    ],
)
def test_goals_stand_under_their_heading_marked_or_not(
    label: str, below: str, goals: list[str], told: list[str]
) -> None:
    """A line of its own says the same as a heading does, and so do those who read it."""
    adopted = Adopted.read(f"# P\n\n## Läsning\n\n{label}\n\n{below}")
    read = Tables(adopted, dict.fromkeys(range(20), "strategi/index.md"), Known())
    assert [goal["text"] for area in read.areas for goal in area["goals"]] == goals
    assert [one.what for one in read.told] == told


def test_a_line_over_goals_without_activities_is_told() -> None:
    """It is no heading that an area of goals could have."""
    text = f"# P\n\n## Läsning\n\nMål\n\n- Alla läser.\n\n## Ljus\n\n{TABLE}"
    pages = {**dict.fromkeys(range(9), "a.md"), **dict.fromkeys(range(9, 20), "b.md")}
    read = Tables(Adopted.read(text), pages, Known())
    assert [area["title"] for area in read.areas] == ["Ljus"]
    assert [one.what for one in read.told] == [
        'listan under "Mål" kan hålla mål, men ingen tabell med aktiviteter hör till den'
    ]


MEASURED = 'listan under "Mål" kan hålla mål, men den har punkter som säger vad som mäts'
AS_TEXT = '"Mål 1.1 Alla läser" kan vara mål, men står som löpande text'


@pytest.mark.parametrize(
    ("below", "goals", "told"),
    [
        ("Mål 1.1 Alla läser\n\n- Böcker per barn\n- Andel nöjda", ["Mål 1.1 Alla läser"], []),
        ("Mål 1.1 Alla läser\nIndikatorer:\n\n- Böcker per barn", [], [AS_TEXT]),
        ("### Mål 1.1 Alla läser\n\n- Böcker per barn", [], [AS_TEXT]),
        ("Mål 1.1 Alla läser\n\nMäts så:\n\n- Böcker per barn", ["Mål 1.1 Alla läser"], []),
        ("Mål 1.1 Alla läser\n\n- Böcker\n\nMål 1.2 Alla hör\n\n- Skivor", [], [AS_TEXT]),
        ("1. Alla läser.\n    - Andel barn som läser.\n2. Alla hör.", [], [MEASURED]),
        ("- Indikator: böcker per barn", [], [MEASURED]),
    ],
)
def test_what_is_measured_is_no_goal(below: str, goals: list[str], told: list[str]) -> None:
    """Points under a goal say how one sees that it is reached."""
    adopted = Adopted.read(f"# P\n\n## Läsning\n\n### Mål\n\n{below}\n\n## Åtgärder\n\n{TABLE}")
    read = Tables(adopted, dict.fromkeys(range(40), "strategi/index.md"), Known())
    assert [goal["text"] for area in read.areas for goal in area["goals"]] == goals
    assert [one.what for one in read.told] == told


@pytest.mark.parametrize("place", ["## {}\n\n{}\n{}", "## Mål\n\n{1}\n## {0}\n\n{2}"])
@pytest.mark.parametrize(
    "rows",
    [
        ["Mål 1: Alla läser.", "", "Mål 2: Alla hör och", "alla ser.", "Delmål 2.1: Alla minns."],
        ["Mål 1  Alla läser.", "Mål 2  Alla hör och", "       alla ser.", "Mål 2.1 Alla minns."],
        ["Planen har två.", "", "Mål 1. Alla läser.", "", "Mål 2. Alla hör och alla ser.", "", "Delmål 1 – Alla minns.", "", "Så är det."],
    ],
)  # fmt: skip
def test_goals_may_be_paragraphs(rows: list[str], place: str) -> None:
    """That say so, each with its number, one after the other: under the heading of a table, or in a
    chapter of their own."""
    table = "Åtgärd\tMål\nLäs\t1\nSe\tMål 1 och 2\n"
    text = place.format("Läsning", "\n".join(rows) + "\n", table)
    adopted = Adopted.read(f"# P\n\n{text}")
    pages, page = dict[int, str](), ""
    for block in adopted.blocks:
        page = f"{block.first}.md" if block.kind == "heading" else page
        pages[block.first] = page
    read = Tables(adopted, pages, Known())
    [first, second] = next(area["goals"] for area in read.areas if area["goals"])
    assert first["text"].startswith("Mål 1") and first["text"].endswith(" Alla läser.")
    assert second["text"].endswith(" Alla hör och alla ser.")
    assert [goal["text"].endswith(" Alla minns.") for goal in second["goals"]] == [True]
    tied = [one["goal"] for one in read.areas[-1]["activities"]]
    assert tied == [[first["id"]], [first["id"], second["id"]]]
    assert read.told == []


@pytest.mark.parametrize("heading", ["## Läsning", "## Läsning\n\n### Mål"])
def test_goals_with_something_between_are_told(heading: str) -> None:
    """One of them alone would be half of what the table is for."""
    goals = "Mål 1: Alla läser.\n\nDet är roligt.\n\nMål 2: Alla hör."
    adopted = Adopted.read(f"# P\n\n{heading}\n\n{goals}\n\n{TABLE}")
    read = Tables(adopted, dict.fromkeys(range(40), "strategi/index.md"), Known())
    assert [area["goals"] for area in read.areas] == [[]]
    assert [one.what for one in read.told] == [
        '"Mål 1: Alla läser." kan vara mål, men står som löpande text'
    ]


def test_goals_under_each_other_stand_under_each_other() -> None:
    """Where they are no data, too: each is a row of the paragraph."""
    [_, goals] = Adopted.read("# P\n\nMål 1    Alla hör.\nMål 2    Alla läser.\n").blocks
    assert goals.text == "Mål 1    Alla hör.<br>\nMål 2    Alla läser."
    steps = f"Steg 1 {'Vi lyssnar noga. ' * 4}\nSteg 2 Vi går."
    assert "<br>\nSteg 2" in Adopted.read(f"# P\n\n{steps}\n").body[0].text


def test_a_year_that_ends_a_sentence_begins_no_row() -> None:
    """A number over words does."""
    said = "- Nämnden ska erbjuda alla skolor i kommunen en dag för utbildning under"
    assert Adopted.read(f"# P\n\n{said}\n  2027.\n").body[0].text == f"{said}\n  2027&#46;"
    assert Adopted.read(f"# P\n\n{said}\n  2. Läs.\n").body[0].text == f"{said}<br>\n  2&#46; Läs."


def test_a_goal_may_speak_of_how_many() -> None:
    """It says what is to be, and not what is measured."""
    said = "Andelen barn som läser ska öka."
    adopted = Adopted.read(f"# P\n\n## Läsning\n\n### Mål\n\n- {said}\n\n{TABLE}")
    [area] = Tables(adopted, dict.fromkeys(range(20), "strategi/index.md"), Known()).areas
    assert [goal["text"] for goal in area["goals"]] == [said]


def test_areas_stand_in_the_order_of_the_document() -> None:
    """Those of goals alone, in chapters of their own, too."""
    part = "## Läge {0}\n\nSå är det.\n\n## Mål\n\n- Mål {0} a.\n\n## Åtgärder {0}\n\n" + TABLE
    adopted = Adopted.read("# P\n\n" + "\n".join(map(part.format, "AB")))
    pages = {block.first: f"{block.first}.md" for block in adopted.blocks}
    for above, block in pairwise(adopted.blocks):
        pages[block.first] = pages[above.first] if block.kind != "heading" else pages[block.first]
    areas = Tables(adopted, pages, Known()).areas
    assert [area["title"] for area in areas] == ["Mål", "Åtgärder A", "Mål", "Åtgärder B"]


def test_what_stands_alone_under_a_number_is_a_list_of_its_own() -> None:
    """One item under another, or one that is marked as an item; a number alone among the text is
    none."""
    [_, under, _, marked] = Adopted.read(
        "# Plan\n\n1. Ett\n   a) under\n\n1. Text\n\n- 3. Tre\n"
    ).blocks
    assert [(item.number, item.text) for item in marked.items] == [("3.", "Tre")]
    assert [(item.depth, item.number, item.text) for item in under.items] == [
        (1, "1.", "Ett"),
        (2, "a)", "under"),
    ]


def test_numbers_under_another_kind_of_numbers_are_a_level_down() -> None:
    """Indented or not: the text of a PDF may have lost that."""
    rows = "1. Ring\n2. Skriv\na. vem\nb. när\ni. dag\nii. stund\nc. var\n3. Vänta"
    [_, block] = Adopted.read(f"# Plan\n\n{rows}").blocks
    assert [(item.depth, item.number) for item in block.items] == [
        (1, "1."),
        (1, "2."),
        (2, "a."),
        (2, "b."),
        (3, "i."),
        (3, "ii."),
        (2, "c."),
        (1, "3."),
    ]
    [_, block] = Adopted.read("# Plan\n\nh. åtta\ni. nio\nj. tio").blocks
    assert [item.number for item in block.items] == ["h.", "i.", "j."]


def test_facts_may_stand_beside_each_other() -> None:
    """Two on a row, or each label over its own: no fact gets the label of another."""
    facts = (
        ("Dokumenttyp", "Plan"),
        ("Version", "1"),
        ("Diarienummer", "KS 1"),
        ("Gäller", "2027"),
    )
    for rows in (
        "Dokumenttyp<br>Plan\tVersion<br>1\nDiarienummer<br>KS 1\tGäller<br>2027",
        "Dokumenttyp\tPlan\tVersion\t1\nDiarienummer\tKS 1\tGäller\t2027",
    ):
        assert Adopted.read(f"# Plan\n\n{rows}\n\n## Syfte").facts == facts


@pytest.mark.parametrize("number", ["1.", "1)", "a)", "1"])
def test_a_table_may_begin_with_numbers(number: str) -> None:
    """A row of a table whose first cell is a number is no item of a list; an item may have a tab
    after its number."""
    rows = [f"{number}\tLäs\tRÅD", f"{number.replace('1', '2').replace('a', 'b')}\tSe\t"]
    text = "\n".join(["# Plan", "", "## Steg", "", "Nr\tÅtgärd\tVem", *rows, ""])
    tables = Tables(Adopted.read(text), dict.fromkeys(range(9), "strategi/index.md"), Known())
    assert [one["text"] for one in tables.areas[0]["activities"]] == ["Läs", "Se"]
    [_, listed] = Adopted.read("# Plan\n\n1.\tLäs\n2.\tSe\n").blocks
    assert [item.text for item in listed.items] == ["Läs", "Se"]


def test_what_is_only_proposed_is_a_table_of_activities_too() -> None:
    text = "# Plan\n\n## Steg\n\nFöreslagen åtgärd\tVem\nLäs\tRÅD\n"
    tables = Tables(Adopted.read(text), dict.fromkeys(range(9), "strategi/index.md"), Known())
    assert [one["text"] for one in tables.areas[0]["activities"]] == ["Läs"]
    assert [one.what for one in tables.told] == [
        'åtgärderna under "Steg" är skrivna som förslag, som ingen har beslutat'
    ]


@pytest.mark.parametrize("other", ["Klart", "KLART"])
def test_two_columns_of_one_name_stay_on_the_page(other: str) -> None:
    """Where the document has them: no follow-up can tell them apart, so nobody is told to type them
    in."""
    text = f"# Plan\n\n## Steg\n\nÅtgärd\tKlart\t{other}\nLäs\t2027\t2028\n"
    first, then = Tables(
        Adopted.read(text), dict.fromkeys(range(9), "strategi/index.md"), Known()
    ).told
    assert (first.what, first.refused) == ('två kolumner i tabellen heter "Klart"', True)
    assert (then.what, then.do) == (
        ("en tabell är inte inskriven: två kolumner heter likadant, så den går inte att följa upp"),
        "Den visas som en tabell på sidan.",
    )


@pytest.mark.parametrize(
    ("heading", "above", "cell", "proposed", "told"),
    [
        ("Föreslagna åtgärder", "", "", True, [(9, 'åtgärderna under "Föreslagna åtgärder" är skrivna som förslag, som ingen har beslutat')]),
        ("Förslag till åtgärder", "Här föreslås två.", "", True, [(9, 'åtgärderna under "Förslag till åtgärder" är skrivna som förslag, som ingen har beslutat')]),
        ("Det som görs", "Här föreslås två åtgärder.\n### Åtgärder", "", False, [(7, 'raden säger att något föreslås: "Här föreslås två åtgärder."')]),
        ("Det som görs", "Rådet gör detta.", "Förslag", False, [(10, 'raden säger att något föreslås: "Läs förslag Förslag"')]),
        ("Det som görs", "Rådet läser förslag.", "Rådet", False, []),
    ],
)  # fmt: skip
def test_what_is_only_proposed_is_no_decision(
    heading: str, above: str, cell: str, proposed: bool, told: list[tuple[int, str]]
) -> None:
    """By the heading over the table, or a head of it, all of it is shown as proposed, and somebody
    agrees; a sentence or a cell that says so is told with its line."""
    text = f"# Plan\n\nText.\n\n## {heading}\n\n{above}\n\nÅtgärd\tVem\nLäs förslag\t{cell}\n"
    tables = Tables(Adopted.read(text), dict.fromkeys(range(19), "strategi/index.md"), Known())
    assert tables.areas[0].get("proposed", False) == proposed
    assert [(one.line, one.what) for one in tables.told] == told
    assert all(one.doubtful == proposed for one in tables.told)


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("### Ljus\n\nÅtgärd\tVem\nTänd\tRÅD\n", ["Ljus", "Förslag till åtgärder"]),
        (
            "### Ljus\n\n#### Åtgärder\n\nÅtgärd\tVem\nTänd\tRÅD\n",
            ["Ljus", "Förslag till åtgärder"],
        ),
        ("### Åtgärder\n\nÅtgärd\tVem\nTänd\tRÅD\n", ["Steg", "Steg"]),
        ("### Bakgrund\n\nOrd\tBetydelse\nLjus\tSol\n", ["Steg"]),
    ],
)
def test_a_chapter_of_several_parts_names_no_table(part: str, named: list[str]) -> None:
    """A table under a heading that only says what it is is about what the heading above it says,
    but where that stands over parts with tables of their own."""
    last = "### Förslag till åtgärder\n\nÅtgärd\tVem\nLäs\tRÅD\n"
    adopted = Adopted.read(f"# Plan\n\n## Steg\n\n{part}\n{last}")
    areas = Tables(adopted, dict.fromkeys(range(99), "strategi/index.md"), Known()).areas
    assert [one["title"] for one in areas] == named


def test_goals_are_read_with_their_numbers_and_those_under_them() -> None:
    """From the chapter beside that of the table, too."""
    listed = "1. Ett går\n   vidare\n    a) Ena\n    b) Andra\n\n2. Två\n    - Tredje\n"
    text = f"# Plan\n\n## 1 Mål\n\n{listed}\n## 2 Åtgärder\n\nÅtgärd\tVem\nLäs\tRÅD\n"
    [area] = Tables(
        Adopted.read(text), dict.fromkeys(range(20), "strategi/index.md"), Known()
    ).areas
    first, second = area["goals"]
    assert (first["id"], first["number"], first["text"]) == (
        "atgarder-mal-1",
        "1.",
        "Ett går vidare",
    )
    assert first["goals"] == [
        {"id": "atgarder-mal-1-1", "number": "a)", "text": "Ena"},
        {"id": "atgarder-mal-1-2", "number": "b)", "text": "Andra"},
    ]
    assert second["goals"] == [{"id": "atgarder-mal-2-1", "text": "Tredje"}]


def test_an_area_is_named_by_its_chapter() -> None:
    """And not by the heading of its goals, under which the table may stand; ids are each one's."""
    part = "## {}\n\n### Mål\n\n  - Ett\n  - Två\n\nÅtgärd\tVem\nLäs\tRådet\nSe\tRådet\n"
    adopted = Adopted.read("# Plan\n" + part.format("Del") + part.format("Del 2"))
    areas = Tables(adopted, dict.fromkeys(range(40), "strategi/index.md"), Known()).areas
    assert [(area["title"], area["id"]) for area in areas] == [("Del", "del"), ("Del 2", "del-2-2")]
    assert [goal["text"] for area in areas for goal in area["goals"]] == ["Ett", "Två"] * 2


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        ("2028-05-31", True),
        ("31 maj 2028", True),
        ("Maj 2028", True),
        ("2028-05", True),
        ("2026–2027", True),
        ("kvartal 1 2028", True),
        ("Q1 2028", True),
        ("kvartal 2, 2028", False),
        ("2028-06-01", False),
        ("juni 2028", False),
        ("2027–2028", False),
        ("maj 2028, sedan varje år till 2030", False),
    ],
)
def test_a_day_before_the_adoption_is_one_in_the_same_year_too(day: str, refused: bool) -> None:
    """A month or a year may end after the adoption, in its middle."""
    rows = f"Åtgärd\tKlart senast\nMåla\t{day}\n"
    adopted = Adopted.read(f"# Plan\n\nAntagen 2028-06-01\n\n## Aktiviteter\n\n{rows}")
    told = Tables(adopted, dict.fromkeys(range(9), "strategi/index.md"), Known()).told
    assert any("före dagen då" in one.what for one in told if one.refused) is refused


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        (
            ["Antagen av kommunfullmäktige 2026-10-12, § 88", "", "Dnr KS 2026/123"],
            [("Antagen av kommunfullmäktige", "2026-10-12, § 88"), ("Dnr", "KS 2026/123")],
        ),
        (
            ["Beslutad av kommunstyrelsen den 12 oktober 2026 § 88"],
            [("Beslutad av kommunstyrelsen", "den 12 oktober 2026 § 88")],
        ),
        (
            ["Diarienummer: KS 1", "", "Ansvarig: rådet", "", "Syfte: att salen är varm."],
            [("Diarienummer:", "KS 1"), ("Ansvarig:", "rådet")],
        ),
        (["Antagen av rådet 2026-10-12 och gäller till 2030."], []),
        (["Fastställd efter samråd med § 88"], []),
    ],
)
def test_facts_are_read_where_they_are_certain(
    rows: list[str], facts: list[tuple[str, str]]
) -> None:
    """One alone, without a sign between, and in paragraphs of their own. Else each is told."""
    lines = ["# Plan för ljus", "", *rows, "", "## Inledning", "", "Ljus är bra."]
    assert [*Adopted.read("\n".join(lines)).facts] == facts
    told = perhaps(lines, [at for at, row in enumerate(lines) if row])
    assert [one.line for one in told if "egna uppgifter" in one.what] == ([] if facts else [3])


@pytest.mark.parametrize("heading", ["### Åtgärder", "### Förslag till åtgärder"])
@pytest.mark.parametrize(
    ("goals", "cells"),
    [
        (["1. Alla vet.", "   a) Barnen.", "   b) De vuxna.", "2. Alla gör."], ["1 a)", "1b", "Mål 2"]),
        (["1. Alla vet.", "   1. Barnen.", "   2. De vuxna.", "2. Alla gör."], ["1.1", "Mål 1.2", "2."]),
        (["1. Alla vet.", "   1.1 Barnen.", "", "   1.2 De", "       vuxna.", "2. Alla gör."], ["1.1", "Mål 1.2", "2."]),
        (["- 1 Alla vet.", "    - 1.1 Barnen.", "    - 1.2 De vuxna.", "- 2 Alla gör."], ["1.1", "Mål 1.2", "2"]),
    ],
)  # fmt: skip
def test_an_activity_is_tied_to_the_goal_that_its_row_names(
    goals: list[str], cells: list[str], heading: str
) -> None:
    """By the goals' numbers; what names one that is not there is tied to none, and told."""
    said = ["# Plan", "## Ljus", "### Mål", *goals, heading, "Åtgärd\tMål"]
    rows = [
        f"Gör {cell}\t{cell}"
        for cell in [*cells, "1, 2", "Mål 2 och mål 1", "Mål 1–2", "1 och 7", ""]
    ]
    adopted = Adopted.read("\n".join([*said, *rows]))
    read = Tables(adopted, dict.fromkeys(range(99), "index.md"), Known())
    assert [one.get("goal") for one in read.areas[0]["activities"]] == [
        ["ljus-mal-1-1"],
        ["ljus-mal-1-2"],
        ["ljus-mal-2"],
        ["ljus-mal-1", "ljus-mal-2"],
        ["ljus-mal-2", "ljus-mal-1"],
        ["ljus-mal-1", "ljus-mal-2"],
        None,
        None,
    ]
    assert [one.what for one in read.told if "kolumnen" in one.what and "mål" in one.what] == [
        'kolumnen "Mål" säger vilket mål en åtgärd hör till, men de här målen är inte inskrivna: "1 och 7"'
    ]


def test_goals_on_three_levels_are_read() -> None:
    """And an activity is tied to one of the lowest."""
    goals = "1. Alla vet.\n    1.1 Barnen.\n        1.1.1 De minsta.\n2. Alla gör.\n"
    rows = "Åtgärd\tHör till mål\nSjung\t1.1.1\nLäs\t1.1\nGå\t2\n"
    adopted = Adopted.read(f"# P\n\n## Ljus\n\n### Mål\n\n{goals}\n{rows}")
    [area] = Tables(adopted, dict.fromkeys(range(99), "index.md"), Known()).areas
    [low] = area["goals"][0]["goals"][0]["goals"]
    assert (low["id"], low["number"], low["text"]) == ("ljus-mal-1-1-1", "1.1.1", "De minsta.")
    tied = [["ljus-mal-1-1-1"], ["ljus-mal-1-1"], ["ljus-mal-2"]]
    assert [one["goal"] for one in area["activities"]] == tied


def test_an_activity_is_tied_to_a_goal_in_a_chapter_of_its_own() -> None:
    """Where the document has only one such chapter; where no goals are data, that is told."""
    goals = "## Mål\n\n1. Alla vet.\n2. Alla gör.\n\n"
    areas = "## Ljus\n\nÅtgärd\tMål\nTänd\t2\nSläck\t\n\n## Ljud\n\nÅtgärd\tMål\nLyssna\t1\n"
    adopted = Adopted.read(f"# P\n\n{goals}{areas}")
    pages = {block.first: f"{block.first > 7}.md" for block in adopted.blocks}
    read = Tables(adopted, pages, Known())
    tied = [one.get("goal") for area in read.areas for one in area["activities"]]
    assert tied == [["mal-mal-2"], None, ["mal-mal-1"]]
    assert read.told == []
    read = Tables(Adopted.read(f"# P\n\n{areas}"), dict.fromkeys(range(99), "a.md"), Known())
    untied = 'kolumnen "Mål" säger vilket mål en åtgärd hör till, men de här målen är inte inskrivna: "{}"'
    assert [(one.line, one.what) for one in read.told] == [
        (5, untied.format(2)),
        (11, untied.format(1)),
    ]


@pytest.mark.parametrize("label", ["Aktiviteter:", "### 2.1 Åtgärder", "Detta är våra insatser:"])
def test_activities_as_points_are_told(label: str) -> None:
    """The data has none of them, so that nobody follows them up."""
    text = f"# P\n\n## Ljus\n\nMål 1: Alla vet.\n\n{label}\n\n- Alla sjunger.\n"
    text += f"\n## Ljud\n\n{label}\n\n- Alla hör.\n"
    read = Tables(Adopted.read(text), dict.fromkeys(range(20), "a.md"), Known())
    said = label.removeprefix("### ")
    assert [(one.line, one.what) for one in read.told] == [
        (7, f'det som står under "{said}" kan vara åtgärder, men är läst som text'),
        (5, '"Mål 1: Alla vet." kan vara mål, men står som löpande text'),
    ]


@pytest.mark.parametrize("table", ["", "### Ljud\n\nÅtgärd\tVem\nTyst\tRådet\n"])
def test_activities_as_sentences_are_told(table: str) -> None:
    """Under a heading that says no more than that, where no table of that chapter has any."""
    text = f"# P\n\n## 2 Åtgärder\n\nAlla sjunger.\n\n{table}\n## Insatser på bred front\n\nMer."
    read = Tables(Adopted.read(text), dict.fromkeys(range(20), "a.md"), Known())
    told = ['det som står under "2 Åtgärder" kan vara åtgärder, men är läst som text']
    assert [one.what for one in read.told] == ([] if table else told)


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        (
            ["1. Ett.", "    1.1 Under.", "        1.1.1 Djupt.", "    1.2 Mer.", "2. Två."],
            [(1, "1."), (2, "1.1"), (3, "1.1.1"), (2, "1.2"), (1, "2.")],
        ),
        (["1) Ett.", "   1.1. Under."], [(1, "1)"), (2, "1.1.")]),
        (["- 1 Ett", "- 2 Två", "    - 2.1 Under"], [(1, "1"), (1, "2"), (2, "2.1")]),
        (["- 1 gång om året", "- 3 gånger"], [(1, ""), (1, "")]),
        (["- Ofta", "    - 1 gång om året"], [(1, ""), (2, "")]),
        (["1. Ett.", "    2.1 Ej under.", "2. Två."], [(1, "1."), (1, "2.")]),
        (["1. Ett.", "1.1 Ej indraget.", "    1.2 Heller inte."], []),
        (["  1. Ett", "  Löpande text.", "", "     1.1 Syfte", "", "  2. Två"], [(1, "1.")]),
    ],
)
def test_the_numbers_of_items_are_none_of_their_words(
    rows: list[str], items: list[tuple[int, str]]
) -> None:
    """A number of several parts is one under the item that it goes on from; one without a sign
    where another follows it. Anywhere else they are words."""
    blocks = Adopted.read("\n".join(["# Plan", *rows])).body
    found = next((block.items for block in blocks if block.items), ())
    assert [(item.depth, item.number) for item in found] == items
