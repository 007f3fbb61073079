"""Text as a PDF gives it: what the paper broke is set right, what only the paper has is left out,
and no word of the document is taken away."""

from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from strategysite.checks.run import check
from strategysite.data.adopted import line_words
from strategysite.editing.succession import new_strategy
from strategysite.editing.succession.document import Adopted
from strategysite.editing.succession.paper import CONTENTS_LIST, HEADS, PAGE_NUMBERS, Omitted
from strategysite.editing.succession.tidying import Tidied
from strategysite.problems import report
from tests.succession.conftest import adopt

PAPER = """Plan för trygghet i
simhallen 2028–2031
Beslutad av: Badnämnden den 3 maj 2027
Diarienummer: BN 2027/14
1 (3)
\fPlan för trygghet i simhallen
Innehåll
1 Inledning ........... 2
2 Mål och mått ........ 3
1 Inledning
Simhallen är till för alla. Säker-
hetschefen ser till barn-
och ungdomsbassängen, och e-
post läses varje dag.
Det är extremism1 att bada med kläder på, och det
2 (3)
\fPlan för trygghet i simhallen
vet alla som har
läst skylten.
• Den första punkten är lång och fortsätter på
nästa rad.
•
Den andra är kort.
1. Ett steg.
2. Ett till.
1 Enligt badreglerna.
2 Mål och mått
Andel nöjda: målvärde
9 av 10
Säkerhets- chefen och Bad- vakten mäter 20 m². Säkerhetschefen svarar.
Plan för trygghet i simhallen
3 (3)
"""


def test_the_text_of_a_pdf_becomes_a_document() -> None:
    """Title, headings, points, footnotes and divided words, with every line where it was."""
    tidied = Tidied(PAPER)
    assert [line for line in tidied.lines if line] == [
        "# Plan för trygghet i simhallen 2028–2031",
        "Beslutad av: Badnämnden den 3 maj 2027",
        "Diarienummer: BN 2027/14",
        "1 (3)",
        "Plan för trygghet i simhallen",
        "Innehåll",
        "1 Inledning ........... 2",
        "2 Mål och mått ........ 3",
        "## 1 Inledning",
        "Simhallen är till för alla. Säkerhetschefen",
        "ser till barn-",
        "och ungdomsbassängen, och e-post",
        "läses varje dag.",
        "Det är extremism<sup>1</sup> att bada med kläder på, och det vet alla som har läst skylten.",
        "2 (3)",
        "Plan för trygghet i simhallen",
        "- Den första punkten är lång och fortsätter på",
        "  nästa rad.",
        "- Den andra är kort.",
        "1. Ett steg.",
        "2. Ett till.",
        "<sup>1</sup> Enligt badreglerna.",
        "## 2 Mål och mått",
        "Andel nöjda: målvärde",
        "9 av 10",
        "Säkerhetschefen och Bad- vakten mäter 20 m². Säkerhetschefen svarar.",
        "Plan för trygghet i simhallen",
        "3 (3)",
    ]
    assert len(tidied.lines) == PAPER.count("\n") + 1
    assert tidied.left_out == [
        Omitted((7, 8, 9), CONTENTS_LIST, replaced=True),
        Omitted((5, 16, 32), PAGE_NUMBERS),
        Omitted((6, 17, 31), HEADS),
    ]
    assert [(one.line, one.what) for one in tidied.told] == [
        (30, 'ordet kan vara delat av en radbrytning: "Bad- vakten"')
    ]
    assert [(one.line, one.what) for one in tidied.changed] == [
        (10, "rubrik enligt innehållsförteckningen"),
        (27, "rubrik enligt innehållsförteckningen"),
        (1, "dokumentets titel"),
        (15, "meningen gick över en sidbrytning"),
        (11, "ordet var delat vid radens slut"),
        (13, "ordet var delat vid radens slut"),
        (30, "ordet var delat"),
        (15, "fotnotens märke, 1"),
        (26, "fotnotens text, 1"),
    ]


def test_a_title_ends_with_its_years() -> None:
    """What stands straight under it is none of it."""
    tidied = Tidied(PAPER.replace("2028–2031\n", "2028–2031\nGäller hela kommunen\n", 1))
    assert tidied.lines[:3] == [
        "# Plan för trygghet i simhallen 2028–2031",
        "",
        "Gäller hela kommunen",
    ]


def test_columns_without_a_tab_are_seen() -> None:
    """They may be a table; nobody can know. Each is told with its first line, and so are heads
    that stand one under the other; a line alone asks for no answer."""
    text = "# Plan\n\nÅtgärd      Ansvarig\nMåla        Rådet\nSlut.\n\n\nÅtgärd\nAnsvarig\nMåla\n"
    told = Tidied(f"{text}Rådet\n\n\n\nAnna Ek         Bo Alm\nhar skrivit under.\n").told
    maybe = 'det här kan vara en tabell som inte gick att läsa: "{}"'
    assert [(one.line, one.what, one.doubtful) for one in told] == [
        (3, maybe.format("Åtgärd Ansvarig"), True),
        (8, maybe.format("Åtgärd"), True),
        (15, maybe.format("Anna Ek Bo Alm"), False),
    ]
    assert told[0].do == (
        "Är det en tabell? Är det bara ett mellanslag mellan två celler på någon rad, sätt två. Går den"
        " inte att läsa ändå, skriv varje rad på en rad, med en tabb mellan cellerna. Kör sedan kommandot"
        " igen. Är det två spalter text? Gör om texten med pdftotext, utan -layout. Annars behöver inget"
        " göras."
    )


BACK = "tiden går baklänges:"
UNFILLED = "raden kan vara ett fält som ingen har fyllt i:"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Antagen av\n\nNämnden\n\nDiarienummer\n\nUN 1",
            [
                (
                    3,
                    'det här kan vara dokumentets egna uppgifter, som inte gick att läsa: "Antagen av"',
                )
            ],
        ),
        ("Antagen 2027-01-12.\nGäller alla i hela kommunen.", []),
        ("Giltighetstid: 2030–2027\nDnr: 2030-2027", [(3, f'{BACK} "2030–2027"')]),
        ("Se 2031-2028.\n\nDen gäller 2031-2028.", [(5, f'{BACK} "2031-2028"')]),
        (
            "Gäller från: 2031-12-31\nGäller till: 2028-01-01\nDnr: B 1",
            [(3, f'{BACK} "Gäller från: 2031-12-31"')],
        ),
        (
            "Rum: Ange text.\n\nPlats: Click or tap here to enter text.\n\nAnge datum i loggen varje dag.",
            [
                (3, f'{UNFILLED} "Rum: Ange text."'),
                (5, f'{UNFILLED} "Plats: Click or tap here to enter text."'),
            ],
        ),
        ("Gäller: 2028-01-01 – 2031-12-31\nAntagen: 2027-11-18\nText.", []),
        ("Namn:      ", [(3, f'{UNFILLED} "Namn:"')]),
        (
            "Så:\n\n   1.   Ring genast till någon som\n        kan svara.\n   2.   Skriv.\n\nOch:\n   –   att alla\n       vet\n   –   att ingen tvekar",
            [],
        ),
        (
            "Figur 1. Trädet\n\n\n\n\n![Ett hus](images/hus.png)\n\nFigur 2. Huset",
            [(3, 'bilden följde inte med, bara dess text: "Figur 1. Trädet"')],
        ),
        (
            "Orden1 och lagen 2. Mer.\n1 Not.\n2 Se lagen.\nSedan3 så.\n3 Till.\n",
            [
                (
                    5,
                    'raden kan vara fotnot 2, men dess märke i texten gick inte att hitta: "2 Se lagen."',
                )
            ],
        ),
        (
            "Orden1 och 182.\n\n1 Not.\n2 Mer.\n",
            [(6, 'raden kan vara fotnot 2, men dess märke i texten gick inte att hitta: "2 Mer."')],
        ),
    ],
)
def test_what_a_pdf_lost_is_told(text: str, told: list[tuple[int, str]]) -> None:
    """Somebody agrees to it before anything is written, or says that the document has it."""
    found = Tidied(f"# Plan\n\n{text}").told
    assert [(one.line, one.what) for one in found] == told
    assert all(one.doubtful or one.refused for one in found)


NUMBERED = """Plan för
tryggare bad

Dnr: 2027/1
Antagen: 2027-01-12

1 Läget

1. Steget är halt.
2. Lampan är svag.
3. Vattnet är kallt.

2 Mål

2.1 Ljus

Ljuset når ner i vattnet.

2.2 Samverkan med simskolan
Vi ses varje månad.

3 Steg

1. Byt lampa

2. Torka golv

3.1 Alla ska få veta vad som gäller, och
varför det gäller.
"""


PLAIN = """Plan för
tryggare bad

Beslutad av    Dokumenttyp
Badnämnden     Plan
Antagen        Diarienummer
2027-01-12     BN 2027/14

Inledning
Planen gäller alla som badar, och alla som arbetar i hallen.
Den gäller från januari.

Syfte

- Alla vet var bojen hänger.

Ansvar
Badchefen svarar för att den hänger där.

Anna Ek

badchef
"""


@pytest.mark.parametrize("title", ["", "# "])
def test_short_lines_over_a_text_are_headings(title: str) -> None:
    """In a document without any mark, list of contents or number, whether its title has one or
    not. Each is listed, and somebody agrees to it."""
    tidied = Tidied(title + PLAIN)
    assert [line for line in tidied.lines if line.startswith("#")] == [
        "# Plan för tryggare bad",
        "## Inledning",
        "## Syfte",
        "## Ansvar",
    ]
    assert [(one.line, one.now) for one in tidied.changed if "ovanför" in one.what] == [
        (9, "## Inledning"),
        (13, "## Syfte"),
        (17, "## Ansvar"),
    ]
    said = 'korta rader ovanför en text är lästa som rubriker: "Inledning", "Syfte", "Ansvar"'
    assert [(one.line, one.what, one.doubtful) for one in tidied.told] == [(9, said, True)]
    none = Tidied(f"{title}{PLAIN}".replace("\n\nAnsvar", "\nAnsvar"))
    assert "## Ansvar" not in none.lines, "a line straight under another is none"
    lower = Tidied(f"{title}{PLAIN}".replace("Syfte", "### Syfte"))
    heads = ["# Plan för tryggare bad", "## Inledning", "### Syfte", "## Ansvar"]
    assert [line for line in lower.lines if line.startswith("#")] == heads, (
        "one is a part of another"
    )


def test_the_margin_of_the_paper_is_no_indent() -> None:
    """A page has one of its own: its running head may stand further out, and so may a table."""
    pages = [
        f"Badets plan\n\n{PLAIN}",
        "Badets plan\n\nTider\nHallen stänger sent.\n\n• Ring först, eller\nkom.\n",
        f"Badets plan\n\nSkylten\nDen hänger kvar. Åtgärderna är två.\n\n{ROWS}",
    ]
    plain = Tidied("\f".join(pages))
    assert [line for line in plain.lines if line.startswith("#")][-2:] == ["## Tider", "## Skylten"]
    head, *rest = "\f".join(indent(page, "   ") for page in pages[:2]).split("\n")
    margins = "\n".join([head, *rest]).replace("   Badets", "Badets")
    third = indent(pages[2].removesuffix(ROWS), " ").replace(" Badets", "Badets") + ROWS
    assert Tidied(f"{margins}\f{third}").lines == [
        f" {line}" if line.startswith("Den hänger") else line for line in plain.lines
    ]


def test_labels_may_stand_over_their_facts() -> None:
    """In two columns: each label gets what stands under it."""
    tidied = Tidied(PLAIN)
    assert Adopted.read(tidied.text).facts == (
        ("Beslutad av", "Badnämnden"),
        ("Dokumenttyp", "Plan"),
        ("Antagen", "2027-01-12"),
        ("Diarienummer", "BN 2027/14"),
    )
    assert [(one.line, one.now) for one in tidied.changed if "faktaruta" in one.what] == [
        (4, "Beslutad av<br>Badnämnden | Dokumenttyp<br>Plan"),
        (6, "Antagen<br>2027-01-12 | Diarienummer<br>BN 2027/14"),
    ]


BESIDE = """# Plan för tryggare bad

Dokumenttyp      Plan           Diarienummer       BN 2027/14
Beslutad av      Badnämnden     Beslutsdatum       2027-01-12, § 4
Gäller för       Alla bad       Senast reviderad   –

## Mål

Lugn.
"""


def test_facts_in_columns_may_stand_beside_each_other() -> None:
    """Each label gets what stands after it, also one that only stands in a column of labels."""
    tidied = Tidied(BESIDE)
    assert Adopted.read(tidied.text).facts == (
        ("Dokumenttyp", "Plan"),
        ("Diarienummer", "BN 2027/14"),
        ("Beslutad av", "Badnämnden"),
        ("Beslutsdatum", "2027-01-12, § 4"),
        ("Gäller för", "Alla bad"),
        ("Senast reviderad", "–"),
    )
    assert [(one.line, one.now) for one in tidied.changed if "faktaruta" in one.what][:1] == [
        (3, "Dokumenttyp<br>Plan | Diarienummer<br>BN 2027/14")
    ]
    assert tidied.told == []
    for was, now in (
        ("Plan   ", "Ansvar"),
        ("Gäller för", "Alla andra"),
        ("Lugn", "Bad   Lugn  3  4"),
    ):
        text = BESIDE.replace(f"{was}  ", f"{now}  ")
        assert ("<br>" in Tidied(text).text) == (was == "Lugn"), "nobody can know whose it is"


@pytest.mark.parametrize(
    "rows",
    [
        "Dokumenttyp: Plan      Diarienummer: BN 1\nBeslutad av: Rådet      Ansvarig: Ek",
        "Dokumenttyp: Plan\tDiarienummer: BN 1\nBeslutad av: Rådet\tAnsvarig: Ek",
        "Dokumenttyp   Diarienummer   Beslutad av   Ansvarig\nPlan          BN 1           Rådet         Ek",
    ],
)
def test_a_row_may_have_several_facts(rows: str) -> None:
    """Each with its label, whether that ends in a colon or stands over it; and one row is enough."""
    facts = Adopted.read(Tidied(f"# Plan\n\n{rows}\n\n## Mål\n\nLugn.\n").text).facts
    assert [(label.rstrip(":"), said) for label, said in facts] == [
        ("Dokumenttyp", "Plan"),
        ("Diarienummer", "BN 1"),
        ("Beslutad av", "Rådet"),
        ("Ansvarig", "Ek"),
    ]


def test_three_cells_of_a_fact_box_are_told() -> None:
    """Nobody can know which of them is a label."""
    rows = "Dokumenttyp     Plan           Diarienummer\nBeslutad av     Badnämnden     BN 1"
    tidied = Tidied(f"# Plan\n\n{rows}\n\n## Mål\n\nLugn.\n")
    assert Adopted.read(tidied.text).facts == ()
    assert [(one.line, one.doubtful) for one in tidied.told] == [(3, True)]


@pytest.mark.parametrize(
    "below", ["Badnämnden     Diarienummer", "Badnämnden", "Badnämnden   A   B"]
)
def test_labels_without_a_fact_each_stay(below: str) -> None:
    """Nobody can know whose it is."""
    lines = f"# Plan\n\nBeslutad av    Dokumenttyp\n{below}\n\n## Mål\n\nLugn.\n"
    assert "<br>" not in Tidied(lines).text


def test_a_footnote_without_a_mark_takes_no_other_with_it() -> None:
    tidied = Tidied("# P\n\nOrden1 och lagen 2. Mer.\n1 Not.\n2 Se lagen.\nSedan3 så.\n3 Till.\n")
    assert tidied.lines[5:7] == ["Sedan<sup>3</sup> så.", "<sup>3</sup> Till."]


def test_a_running_head_may_name_the_chapter() -> None:
    """It begins alike on the pages, and says what a heading does: no page shows it."""
    chapters = "Mål", "Stöd", "Råd"
    pages = [
        f"Plan · {one}\n\n{n} {one}\n\nHär står om {one.lower()}.\n"
        for n, one in enumerate(chapters, 1)
    ]
    tidied = Tidied("# Plan för ro\n\n\f" + "\n\f".join([*pages, "Plan · Mer\n\nSist: så är det."]))
    [heads] = tidied.left_out
    assert [tidied.lines[number - 1] for number in heads.lines] == [
        "Plan · Mål",
        "Plan · Stöd",
        "Plan · Råd",
        "Plan · Mer",
    ]


def test_dashes_under_each_other_are_points() -> None:
    """As bullets are, and shown; a sentence that goes on after one is none."""
    text = "# Plan\n\nVi vill:\n  –  att alla hör\n     oss\n  –  att ingen faller.\n\nPlanen – en\n– av två – är\n– ny.\n"
    tidied = Tidied(text)
    assert tidied.lines[2:6] == [
        "Vi vill:",
        "  - att alla hör",
        "     oss",
        "  - att ingen faller.",
    ]
    assert tidied.lines[7:10] == ["Planen – en", "– av två – är", "– ny."]
    assert [(one.line, one.what) for one in tidied.changed] == [
        (4, "en punkt i en lista"),
        (6, "en punkt i en lista"),
    ]


@pytest.mark.parametrize(
    ("entries", "levels"),
    [
        (("Syfte", "  Bakgrund", "Ansvar", "    Roller", "      Chefer"), [2, 3, 2, 3, 4]),
        (("1 Syfte", "1.1 Bakgrund", "Ansvar", " Roller", "2 Chefer"), [2, 3, 2, 2, 2]),
        (("1 Skola", "Läge", "Mål", "2 Fritid", "Läge", "Mål", "Bilaga"), [2, 3, 3, 2, 3, 3, 2]),
        (("Skola", "  Läge", "  Mål", "Fritid", "  Läge", "  Mål"), [2, 3, 3, 2, 3, 3]),
    ],
)
def test_the_list_of_contents_says_how_deep_headings_stand(
    entries: tuple[str, ...], levels: list[int]
) -> None:
    """By their numbers, else by how far in they begin; what each chapter has is a part of it."""
    contents = "\n".join(f"{entry} ........ 2" for entry in entries)
    body = "\n\n".join(f"{entry.strip()}\n\nSå är det där." for entry in entries)
    tidied = Tidied(f"Plan för ro\n\nInnehåll\n{contents}\n\n{body}\n")
    marks = [line.partition(" ")[0] for line in tidied.lines if line.startswith("#")]
    assert [len(mark) for mark in marks] == [1, *levels]


def test_numbers_that_follow_on_each_other_are_headings() -> None:
    """In a document without any mark or list of contents; items and paragraphs stay what they are.
    Somebody agrees to it, as to all that is set right."""
    tidied = Tidied(NUMBERED)
    assert [(one.line, one.now) for one in tidied.changed] == [
        (7, "## 1 Läget"),
        (13, "## 2 Mål"),
        (15, "### 2.1 Ljus"),
        (19, "### 2.2 Samverkan med simskolan"),
        (22, "## 3 Steg"),
        (1, "# Plan för tryggare bad"),
    ]
    assert tidied.changed[0].what == "rubrik enligt numren"
    assert tidied.told == []
    assert "#" not in Tidied(NUMBERED.replace("2.2 Sam", "2.3 Sam")).text, "one is not where it is"


def test_a_numbered_heading_without_a_mark_is_told() -> None:
    """Where others have one: they stay text, and somebody agrees to that, once. A number alone is
    only told where another heading is numbered so."""
    text = NUMBERED.replace("Plan för\n", "# Plan för\n").replace("1 Läget", "## 1 Läget")
    tidied = Tidied(f"{text}\nPunkt.\n\n7. En rad\n\nMer.\n")
    [told] = tidied.told
    assert told.doubtful
    assert told.line == 13
    assert told.what == (
        'det här kan vara rubriker, men är läst som text: "2 Mål", "2.1 Ljus", "2.2 Samverkan med'
        ' simskolan", "3 Steg"'
    )
    assert told.do == (
        'Är det rubriker? Skriv "## " först på raden där numret är ett tal (1), "### " där det är'
        " två (1.1), och så vidare. I Word ger du dem formaten Rubrik 1, Rubrik 2 och så vidare. Kör"
        " sedan kommandot igen. Annars behöver inget göras."
    )


def test_what_a_soft_hyphen_divides_is_one_word() -> None:
    """In a title, in the list of contents and its heading, and over a page's end."""
    text = (
        "Plan mot ex\u00ad\n   tremism\nBeslutad av: Nämnden den 3 maj 2027\nInnehåll\n"
        "1 Inledning ..... 2\n2 Mål för hand\u00ad\nläggare ..... 2\n3 Mått ..... 3\n"
        "1 (3)\n\f1 Inledning\nHär står det.\n2 Mål för hand\u00ad\nläggare\nAlla har en läges\u00ad\n"
        "2 (3)\n\fbild.\n3 Mått\nEtt.\n3 (3)\n"
    )
    shown = [line for line in Tidied(text).lines if line]
    assert shown[0] == "# Plan mot extremism"
    assert "## 2 Mål för handläggare" in shown
    assert "Alla har en lägesbild." in shown


def test_a_footnote_as_markdown_writes_it_is_one() -> None:
    """Else its signs would be words of the page."""
    tidied = Tidied("# Plan\n\n## Ett\n\nSå är det.[^1] Och så.\n\n[^1]: Se lagen.\n")
    shown = [line for line in tidied.lines if line][2:]
    assert shown == ["Så är det.<sup>1</sup> Och så.", "<sup>1</sup> Se lagen."]


TABLE = """# Plan

Åtgärd                Ansvarig           Klart
                                         senast
Ordna värdar          Kommunstyrelsen,    2027
som går runt varje    Skolnämnden

Köp lampor                                 2028
Städa hamnen          Rådet              löpande

Hela texten går vidare här, över alla kolumner.
"""


def test_a_table_of_a_pdf_gets_its_cells() -> None:
    """By its heads and the columns that every row keeps to; each line stays where it was."""
    tidied = Tidied(TABLE)
    assert tidied.lines == [
        "# Plan", "",
        "Åtgärd\tAnsvarig\tKlart senast",
        "Ordna värdar som går runt varje\tKommunstyrelsen, Skolnämnden\t2027",
        "Köp lampor\t\t2028",
        "Städa hamnen\tRådet\tlöpande", "", "", "", "",
        "Hela texten går vidare här, över alla kolumner.", "",
    ]  # fmt: skip
    assert tidied.told == []
    came = TABLE.split("\n")
    assert [came[line - 1].split()[0] for line in tidied.came.values()] == [
        line.split()[0] for line in tidied.lines[2:6]
    ]
    assert [block.kind for block in Adopted.read(tidied.text).body] == ["table", "text"]
    assert [(one.line, one.what, one.now) for one in tidied.changed][-1] == (
        6,
        "raden i en tabell med 3 kolumner, efter mellanrummen",
        "Städa hamnen | Rådet | löpande",
    )


@pytest.mark.parametrize(
    ("above", "below", "cell"),
    [
        ("2027-", "12-31", "2027-12-31"),
        ("2028–", "2031", "2028–2031"),
        ("28 juni", "2027", "28 juni 2027"),
        ("Hösten", "2027", "Hösten 2027"),
        ("höst-", "lovet", "höstlovet"),
        ("höst-", "och vår", "höst- och vår"),
    ],
)
def test_a_day_that_a_narrow_column_divides_is_one(above: str, below: str, cell: str) -> None:
    """The sign between two numbers is no word's, and a word is joined as it is in a text."""
    heads = "# Plan\n\nÅtgärd         Ansvarig   Klart\n"
    for said, more, whole in (("Rådet", " " * 5, "Rådet"), ("Bad-", "rådet", "Badrådet")):
        first, second = f"{said:<11}{above}", f"{' ' * 15}{more:<11}{below}"
        rows = f"Måla dörren    {first}\n{second}\nLaga taket     Rådet      juni\n"
        assert Tidied(heads + rows).lines[3] == f"Måla dörren\t{whole}\t{cell}"


OVER = "Åtgärd         Ansvarig   Klart\n"
ROWS = f"{OVER}Måla dörren    Rådet      juni\nTvätta golvet  Rådet      maj\n"


def over(below: str) -> Tidied:
    """A table at the foot of a page, and what the next page begins with."""
    return Tidied(f"# Plan\n\n{ROWS}Sida 1\n\f{below}\n\nSida 2\n\fMer.\n\nSida 3\n")


@pytest.mark.parametrize("again", ["", OVER])
def test_a_table_over_two_pages_is_one(again: str) -> None:
    """A row may go on too. Without its heads it may be another table: that is asked. What the paper
    repeats stands after it, is left out, and is told by the line where it stood."""
    tidied = over(f"{again}rosa\nLaga taket     Rådet      juni\n")
    assert tidied.lines[2:7] == [
        "Åtgärd\tAnsvarig\tKlart",
        "Måla dörren\tRådet\tjuni",
        "Tvätta golvet rosa\tRådet\tmaj",
        "Laga taket\tRådet\tjuni",
        "Sida 1",
    ]
    assert tidied.lines[7] == again.strip()
    [block] = [one for one in Adopted.read(tidied.text, tidied.hidden).blocks if one.rows]
    assert (block.first, block.last, len(block.rows)) == (3, 6, 4)
    assert tidied.hidden >= ({7, 8} if again else {7})
    assert [tidied.came[line] for line in range(3, 8)] == [3, 4, 5, 8 + bool(again), 6]
    asked = (
        'raderna efter en sidbrytning är lästa som en fortsättning på tabellen: "Åtgärd Ansvarig'
    )
    assert [one.what.startswith(asked) for one in tidied.told] == [True] * (not again)
    assert "Mer." in tidied.text
    assert all(line in tidied.text for line in ("Sida 2", "Sida 3"))


def test_a_table_may_go_over_more_pages() -> None:
    """And end in the middle of the last, before a text."""
    second = f"Sida 1\n\f{OVER}Laga taket     Rådet      juni\n"
    third = f"Sida 2\n\f{OVER}Såga ved       Rådet      maj\n\nText.\n\nSida 3\n"
    tidied = Tidied(f"# Plan\n\nEtt.\n\nTvå.\n\n{ROWS}{second}{third}")
    [block] = [one for one in Adopted.read(tidied.text, tidied.hidden).blocks if one.rows]
    assert [row[0] for row in block.rows[1:]] == [
        "Måla dörren",
        "Tvätta golvet",
        "Laga taket",
        "Såga ved",
    ]
    assert "Text." in tidied.lines
    assert tidied.told == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Klart\n", "Klart\n"),
        (f"Klart\n{'':26}senast\n", f"Klart\n{'':28}senast\n"),
        ("Klart senast\n", f"Klart\n{'':28}senast\n"),
        (f"Klart\n{'':26}senast\n", "Klart senast\n"),
    ],
)
def test_the_columns_of_a_table_may_stand_elsewhere_on_the_next_page(
    above: str, below: str
) -> None:
    """Its heads say which they are, on however many lines. A third page may have the columns of the
    second."""
    second = f"Åtgärd      Ansvarig        {below}Laga taket  Rådet           juni\n"
    third = second.replace("Laga taket  Rådet", "Såga ved    Ekan ").replace("juni", "maj")
    first = ROWS.replace("Klart\n", above)
    pages = f"{first}Sida 1\n\f{second}\nSida 2\n\f{third}\nText.\n\nSida 3\n"
    tidied = Tidied(f"# Plan\n\nEtt.\n\nTvå.\n\n{pages}")
    [block] = [one for one in Adopted.read(tidied.text, tidied.hidden).blocks if one.rows]
    assert block.rows == (
        ("Åtgärd", "Ansvarig", " ".join(above.split())),
        ("Måla dörren", "Rådet", "juni"),
        ("Tvätta golvet", "Rådet", "maj"),
        ("Laga taket", "Rådet", "juni"),
        ("Såga ved", "Ekan", "maj"),
    )
    assert tidied.told == []


def test_a_row_that_looks_like_heads_goes_on_a_table_of_the_page_before() -> None:
    """Nobody can know: somebody is asked."""
    row = "Uppföljning    Rådet      Årligen\n"
    tidied = over(f"{row}Laga taket     Rådet      juni\nSåga ved       Ekan       maj\n")
    [block] = [one for one in Adopted.read(tidied.text, tidied.hidden).blocks if one.rows]
    assert [row[0] for row in block.rows][2:4] == ["Tvätta golvet", "Uppföljning"]
    assert [(one.line, one.doubtful) for one in tidied.told] == [(3, True)]


def test_a_sentence_may_begin_on_a_line_of_a_cell() -> None:
    """Alone in one of three columns, straight under its row, it begins no row; two cells may."""
    rows = "Måla dörren.   Rådet      juni\nTvätta golvet  Rådet      maj\n"
    more = f"{'':15}Ekan.      {'':4}\n"
    tidied = Tidied(f"# Plan\n\n{OVER}{rows}{more}")
    assert tidied.lines[2:5] == [
        "Åtgärd\tAnsvarig\tKlart",
        "Måla dörren.\tRådet\tjuni",
        "Tvätta golvet\tRådet<br>Ekan.\tmaj",
    ]
    assert "\t" not in Tidied(f"# Plan\n\n{OVER}{rows}{'':15}Ekan.      Sedan\n").text


@pytest.mark.parametrize(
    ("below", "lines"),
    [
        ("Laga      Rådet juni\n", [3]),  # has it two cells or three?
        (f"{OVER.replace('  ', ' ')}rosa   {'':7}Ekan\nLaga    Rådet   juni\n", [3]),
        ("Rosa\nLaga taket     Rådet      juni\n", [3]),  # a row that begins, or goes on?
        ("Texten går vidare.\n", []),
        ("Begrepp      Förklaring\nLjus         En lampa\nMörker       Ingen\n", []),
    ],
)
def test_no_half_of_a_table_over_two_pages_is_data(below: str, lines: list[int]) -> None:
    """Where the rest can't be read somebody is asked; another table on the next page is another."""
    tidied = over(below)
    assert [(one.line, one.doubtful) for one in tidied.told] == [(line, True) for line in lines]
    assert all("så den är läst som text" in one.what for one in tidied.told)
    assert ("\t" in tidied.text) is (not lines)


def test_a_line_drawn_under_the_heads_is_no_row() -> None:
    """Nobody is to follow up a row of dashes; a cell may be empty but for one."""
    rows = "Åtgärd\tAnsvarig\n------\t--------\nKöp lampor\t–\n"
    [block] = Adopted.read(f"# Plan\n\n{rows}").body
    assert block.rows == (("Åtgärd", "Ansvarig"), ("Köp lampor", "–"))
    assert line_words("------\t--------") == [], "the lock asks no page for it"


def test_empty_lines_part_the_rows_of_a_table() -> None:
    """Then what stands straight under a row is its own, with a capital letter too. One blank is
    enough straight before the next head."""
    text = "# P\n\nÅtgärd      Ansvarig\n\nByta lampor Tekniska\n            nämnden\n            Skolan\n\n"
    tidied = Tidied(f"{text}Köpa        Rådet\n")
    assert [line for line in tidied.lines if line][1:] == [
        "Åtgärd\tAnsvarig",
        "Byta lampor\tTekniska nämnden<br>Skolan",
        "Köpa\tRådet",
    ]


NUMBERS = """# Plan

Verksamhet           2025        2027
Förskola             31 %        38 %
Kultur och fritid    2,5 %       –

Skillnaden är stor.
"""


@pytest.mark.parametrize(
    ("was", "now", "read"),
    [
        ("", "", True),
        ("38 %", "1 200 kronor", True),
        ("38 %", "mer än 3", False),
        ("–", "", False),
        ("Verksamhet", "verksamhet", False),
    ],
)
def test_a_table_of_numbers_is_one_whatever_its_heads(was: str, now: str, read: bool) -> None:
    """Where every cell but the first has a number or none: nothing else stands so in a text."""
    tidied = Tidied(NUMBERS.replace(was, now) if was else NUMBERS)
    assert (tidied.lines[2] == "Verksamhet\t2025\t2027") == read
    assert [one.line for one in tidied.told] == ([] if read else [3])


def test_columns_may_not_stand_straight() -> None:
    """The letters of a PDF have no one width, so that a cell begins near its head; what only
    one blank parts may be one cell."""
    rows = "Måla den långa dörren  Rådet      juni\nTvätta golvet           Ekan           maj\n"
    heads = "Åtgärd                   Ansvarig      Klart\n"
    tidied = Tidied(f"# P\n\n{heads}{rows}")
    assert tidied.lines[3:5] == ["Måla den långa dörren\tRådet\tjuni", "Tvätta golvet\tEkan\tmaj"]
    assert tidied.told == []
    close = Tidied(f"# P\n\n{heads}{rows.replace('dörren  R', 'dörren R')}")
    assert "\t" not in close.text
    assert over("Laga      Rådet      juni\n").lines[5] == "Laga\tRådet\tjuni", "nor the next page"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Köp lampor             ", "                Skolan "),  # whose row is it?
        # The next cell has come too near, or else the row has none: nobody can know.
        ("Städa hamnen          Rådet   ", "Städa hamn\u00ad Rådet           "),
        ("Köp lampor             ", "Köp lampor Rådet       "),
        (
            "Åtgärd                Ansvarig           Klart",
            "Anna Ek               Bo Alm             Pelle",
        ),
        ("Städa hamnen          Rådet    ", "Städa hamnen och bryggan Rådet"),  # over the edge
        ("Köp lampor         ", "Köp nu  lampor     "),  # cells without a head
        ("Städa hamnen", "• Städa bra "),
        ("Städa hamnen          Rådet              löpande", "Städa hamnen"),  # nobody, never?
    ],
)
def test_what_is_not_sure_stays_text(was: str, now: str) -> None:
    """And is told, line by line."""
    text = TABLE.replace(was, now)
    assert text != TABLE
    tidied = Tidied(text)
    assert "\t" not in tidied.text
    assert [(one.line, one.doubtful) for one in tidied.told] == [(3, True)]


def test_its_fact_box_and_lists_are_seen() -> None:
    """The day of the decision as the document writes it, and lists of both kinds."""
    tidied = Tidied(PAPER)
    adopted = Adopted.read(tidied.text, tidied.hidden)
    assert adopted.facts == (
        ("Beslutad av:", "Badnämnden den 3 maj 2027"),
        ("Diarienummer:", "BN 2027/14"),
    )
    assert str(adopted.adopted) == "2027-05-03"
    assert [block.text for block in adopted.blocks if block.kind == "list"] == [
        "- Den första punkten är lång och fortsätter på\n  nästa rad.\n- Den andra är kort.",
        "1. Ett steg.\n2. Ett till.",
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("# T\nMål\n9 av 10\nSlut\n", ()),  # a target value
        ("# T\nMål\n8 av 10\n9 av 10\n10 av 10\n", ()),  # … and three of them
        ("# T\n1\n" + "text\n" * 9 + "2\n" + "mer\n" * 9 + "3\n", (2, 12, 22)),
        ("# T\n1 (2)\n" + "text\n" * 9 + "2 (2)\n", (2, 12)),
        ("# T\n2027\n" + "text\n" * 9 + "2028\n" + "text\n" * 9 + "2029\n", ()),  # years
        ("# T\n7\n" + "text\n" * 9 + "7\n" + "text\n" * 9 + "7\n", ()),
        ("# T\nord\n\fsida två\nSida 2\n\fsida tre\nSida 3\n", (4, 6)),
        ("# T\n\fa\nb\nc\nd\nSida 2\ne\nf\ng\nh\n\fmer\nSida 3\n", (6, 12)),
        ("# T\nord\n\fTal\n40\n\fTal\n60\n", ()),
        ("# T\nPlan, sida 1\n\fett\nPlan, sida 2\n\ftvå\nPlan, sida 3\n", (2, 4, 6)),
        ("# T\nMål 10\n\fett\nMål 20\n\ftvå\nMål 40\n", ()),
        # The same head on every page, a number last; with the title marked, or under it.
        ("Kommun  KS 341\n# T\n\fKommun  KS 341\nord\n\fKommun  KS 341\n", (1, 3, 5)),
        ("Kommun\n\nPlan\n\fKommun\nord\n\fKommun\nmer\n", (1, 4, 6)),
        ("Plan\n\nAntagen 2027\n\fPlan\nord\n\fPlan\nmer\n", (4, 6)),  # it is the title
        # The foot says what the title does, under a head of the first page.
        ("KS 3\nPlan\nmot hot\n\fKS 3\nord\nPlan 2\n\fKS 3\na\nb\nPlan 3\n", (1, 4, 6, 7, 10)),
    ],
)
def test_a_page_number_is_one_of_a_series(text: str, numbers: tuple[int, ...]) -> None:
    """Rising by one from page to page; a number of the document stays."""
    assert [left.lines for left in Tidied(text).left_out] == ([numbers] if numbers else [])


FULL = "Alla skolor erbjuds en dag under"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# Plan mot\nvåld\nText.", ["# Plan mot våld", "", "Text."]),
        ("# Plan mot våld och\nHot\nText.", ["# Plan mot våld och Hot", "", "Text."]),
        ("# Plan mot våld\n2028–2031\n", ["# Plan mot våld 2028–2031", "", ""]),
        ("# Plan 2028–\n2031\nText.", ["# Plan 2028– 2031", "", "Text."]),
        ("# Plan\nText här.", ["# Plan", "Text här."]),
        ("\uf0b7 Ett\n  ◦ Två", ["- Ett", "  - Två"]),
        ("\uf0d8 Ett\no två\no tre", ["- Ett", "- två", "- tre"]),
        ("Han sa\no ja", ["Han sa", "o ja"]),
        (f"- {FULL}\n2027.\n- Två", [f"- {FULL}", "  2027.", "- Två"]),
        (f"- {FULL}\nPolisen.\nSedan.", [f"- {FULL}", "  Polisen.", "Sedan."]),
        (f"- {FULL}\n# Polisen", [f"- {FULL}", "# Polisen"]),
        ("- En hel punkt\nPolisen.", ["- En hel punkt", "Polisen."]),
        ("Orden1.\n\n1\n\nNot.", ["Orden<sup>1</sup>.", "", "<sup>1</sup> Not.", "", ""]),
        ("EU-\nmedel och EU-medel.", ["EU-medel", "och EU-medel."]),
        ("Säkerhets\u00ad\nchefen och rå\u2060d.", ["Säkerhetschefen", "och råd."]),
        ("Orden1 och\n\n1Not.", ["Orden<sup>1</sup> och", "", "<sup>1</sup> Not."]),
        ("För- och\nsamt efter-\noch sedan", ["För- och", "samt efter-", "och sedan"]),
        ("hårt\u00a0mellanslag och mjuk\u00adt", ["hårt mellanslag och mjukt"]),
        ("Tre ord2 och H2O.\n2 Not.", ["Tre ord2 och H2O.", "2 Not."]),  # begins with no 1
        (
            "Ord[1] och svar.[2]\n\n[1] Ett.\n[2] Två.",
            ["Ord<sup>1</sup> och svar.<sup>2</sup>", "", "<sup>1</sup> Ett.", "<sup>2</sup> Två."],
        ),
        (
            "Enligt planen.1 Och\n\n1\n    Plan från 2023.",
            ["Enligt planen.<sup>1</sup> Och", "", "<sup>1</sup> Plan från 2023.", ""],
        ),
        ("Se      Antal vand-\nalla    ringar", ["Se      Antal vand-", "alla    ringar"]),
        (
            "# T\nInnehåll\n1 Ett .... 1\n2 Två .... 2\n1 Ett\nOrd\n2 Två",
            ["# T", "Innehåll", "1 Ett .... 1", "2 Två .... 2", "## 1 Ett", "Ord", "## 2 Två"],
        ),
        (  # the foot of the list's page is no entry of it
            "# T\nInnehåll\n1 Ett .. 1\n2 Två .. 2\nT  Sida 2 av 3\n1 Ett\n2 Två",
            [
                "# T",
                "Innehåll",
                "1 Ett .. 1",
                "2 Två .. 2",
                "T  Sida 2 av 3",
                "## 1 Ett",
                "## 2 Två",
            ],
        ),
        ("Ord¹ på 3 m².\n\n¹ Not.", ["Ord<sup>1</sup> på 3 m².", "", "<sup>1</sup> Not."]),
    ],
)
def test_what_the_paper_broke_is_set_right(text: str, lines: list[str]) -> None:
    """Titles over two lines, points, words and footnotes' marks; what is not sure stays."""
    assert Tidied(text).lines == lines


def test_the_text_of_a_pdf_stands_on_its_page(project: Path) -> None:
    """Locked, with what it left out and why; what may be a divided word is told."""
    adopt(project, "2028-2031", PAPER)
    done = new_strategy(project, "2028-2031", date(2027, 5, 4))
    assert done.doubts == (
        "rader i dokumentet visas inte på sidorna",
        "rader i dokumentet är rättade",
    )
    assert (
        'rad 11       ordet var delat vid radens slut: "… för alla. Säker-" → "… för alla. Säkerhetschefen"'
        in done.listing
    )
    checked = check(project, date(2027, 5, 4))
    assert not checked.problems, report(checked.problems, project)
    strategy = checked.facts.strategy
    assert strategy
    assert strategy.title == "Plan för trygghet i simhallen 2028–2031"
    assert [(left.lines, left.reason) for left in strategy.transcript.layout] == [
        *[(line, PAGE_NUMBERS) for line in ("5", "16", "32")],
        *[(line, HEADS) for line in ("6", "17", "31")],
    ]
    assert ('ordet kan vara delat av en radbrytning: "Bad- vakten"', 30) in [
        (found.what, found.place.line) for found in done.left
    ]
