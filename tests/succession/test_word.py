"""A .docx becomes the text that is locked; what could lose a word is refused, with its place."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from strategysite.checks.run import check
from strategysite.data.adopted import item_number
from strategysite.data.document import document_of
from strategysite.editing.changing import Refusal
from strategysite.editing.succession import new_strategy, undo
from strategysite.editing.succession.doubts import Told
from strategysite.editing.succession.paper import CONTENTS_LIST, HEADS, Omitted
from strategysite.editing.succession.word import read_word
from strategysite.editing.succession.word_numbers import LETTERS
from strategysite.exports.pdf.strategy import strategy_model
from strategysite.macros.theme_context import theme_context
from strategysite.problems import report
from tests.small import SOUND_DAY as DAY
from tests.succession.conftest import files
from tests.succession.word import document, footnote, item, paragraph, picture, run, table

SOURCE = "data/source/strategi-2028-2031.docx"


def pixels(kind: str = "PNG") -> bytes:
    """A picture."""
    made = io.BytesIO()
    Image.new("RGB", (9, 9), "teal").save(made, kind)
    return made.getvalue()


def whole() -> bytes:
    """A document with something of every kind."""
    return document(
        paragraph("Plan för trygghet", "Title"),
        table(["Dnr", "2026/1"], ["Antagen", "2026-11-18"], ["Ansvarig", "Rådet\nGården"]),
        paragraph("1 Inledning\t2", "TOC1"),
        paragraph("Inledning", "Rubrik1"),
        paragraph("Om extremism", more=footnote(1)),
        item("Ett", 2),
        item("under", 2, 1),
        item("under igen", 2, 1),
        item("Två", 2),
        item("punkt"),
        item("under punkten", 1, 1),
        item("Nytt ett", 4),
        item("Tredje", 5),
        item("Utan tal", 6),
        paragraph("Syfte", "Rubrik2"),
        paragraph("Ett citat.", "Citat"),
        paragraph("", more=picture("Ett träd")),
        paragraph("Figur 1. Trädet", "Beskrivning"),
        table(["Åtgärd", "Klart"], ["Så frön", "2027\n2028"], ["Vattna\nmycket", ""]),
        table(["En ruta"]),
        paragraph("Kan vara en rubrik", bold=True),
        notes=["Ett ord."],
        head="Trädkommunen",
        image=pixels(),
        numbered_headings=True,
    )


def test_every_part_of_a_document_is_read(tmp_path: Path) -> None:
    """Word counts the numbers of lists and headings by itself: they are the document's words too."""
    (tmp_path / "plan.docx").write_bytes(whole())
    word = read_word(tmp_path, "plan.docx")
    assert [line for line in word.text.split("\n") if line] == [
        "# Plan för trygghet",
        "Dnr\t2026/1",
        "Antagen\t2026-11-18",
        "Ansvarig\tRådet<br>Gården",
        "1 Inledning\t2",
        "# 1 Inledning",
        "Om extremism<sup>1</sup>",
        "1. Ett",
        "    a) under",
        "    b) under igen",
        "2. Två",
        "- punkt",
        "    - under punkten",
        "- 1. Nytt ett",
        "- III. Tredje",
        "Utan tal",
        "## 1.1 Syfte",
        "> Ett citat.",
        "![Ett träd](images/plan-1.png)",
        "Figur 1. Trädet",
        "Åtgärd\tKlart",
        "Så frön\t2027<br>2028",
        "Vattna<br>mycket\t",
        "En ruta",
        "Kan vara en rubrik",
        "<sup>1</sup> Ett ord.",
        "Trädkommunen",
    ]
    lines = word.text.split("\n")
    contents, heads = lines.index("1 Inledning\t2") + 1, lines.index("Trädkommunen") + 1
    assert word.left_out == (
        Omitted((contents,), CONTENTS_LIST, replaced=True),
        Omitted((heads,), HEADS),
    )
    assert [(one.line, one.doubtful) for one in word.told] == [
        (lines.index("Kan vara en rubrik") + 1, False)
    ]
    assert word.pictures == {"docs/images/plan-1.png": pixels()}


TITLE = paragraph("Plan för trygghet", "Title")
BOX = f"<w:txbxContent>{paragraph('Ruta')}</w:txbxContent>"
UNFILLED = "ett fält som ingen har fyllt i; den första"
FILL = "Fyll i det med ord som är antagna, eller ta bort fältet i Word, med orden i det. Är det en innehållskontroll? Högerklicka på den för att ta bort den."


def field(text: str, how: str) -> str:
    """A content control; `how` is XML of what it is."""
    inside = text if text.startswith("<") else run(text)
    return f"<w:sdt><w:sdtPr>{how}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def old_field(text: str, how: str) -> str:
    """A field of an old form with its answer."""
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>'
        for kind, more in (("begin", f"<w:ffData>{how}</w:ffData>"), ("separate", ""), ("end", ""))
    )
    code = "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
    return f"{begin}{code}{middle}{run(text)}{end}"


def packed(*, flags: int = 0, how: int = zipfile.ZIP_DEFLATED, spoiled: bool = False) -> bytes:
    """A document whose parts are packed as no program for texts does, or damaged."""
    made, raw = io.BytesIO(), zipfile.ZipFile(io.BytesIO(document(TITLE)))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in raw.namelist():
            new.writestr(name, raw.read(name))
        start = new.getinfo("word/document.xml").header_offset
        for part in new.infolist():
            part.flag_bits |= flags
            part.compress_type = how
    content = bytearray(made.getvalue())
    if spoiled:
        content[start + 60 : start + 80] = b"\xff" * 20
    return bytes(content)


CHANGED = '<w:ins w:id="1"><w:r><w:t>nytt</w:t></w:r></w:ins>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b"%PDF-1.7",
            "filen slutar på .docx men är ett PDF-dokument\nÖppna den i det program som den kommer från, och spara den som Word-dokument (.docx).",
        ),
        (
            b"PK\x03\x04half",
            "filen slutar på .docx men är inget Word-dokument\nÖppna den i det program som den kommer från, och spara den som Word-dokument (.docx).",
        ),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "dokumentet är låst med ett lösenord\nÖppna det i Word, ta bort lösenordet (Arkiv, Info, Skydda dokument) och spara.",
        ),
        (
            packed(flags=1),
            "dokumentet är låst med ett lösenord\nÖppna det i Word, ta bort lösenordet (Arkiv, Info, Skydda dokument) och spara.",
        ),
        (
            packed(how=99),
            "dokumentet är skadat\nÖppna det i Word, låt Word laga det, och spara det igen.",
        ),
        (
            packed(spoiled=True),
            "dokumentet är skadat\nÖppna det i Word, låt Word laga det, och spara det igen.",
        ),
        (
            document(paragraph("Plan", "Title")[:-1]),
            "dokumentet är skadat\nÖppna det i Word, låt Word laga det, och spara det igen.",
        ),
        (
            b"\xd0\xcf\x11\xe0 old",
            "filen är ett dokument i Words äldre format (.doc)\nÖppna den i Word och spara den som Word-dokument (.docx).",
        ),
        (
            document(TITLE, paragraph("Alla ska", more=CHANGED), paragraph("x", more=CHANGED)),
            'dokumentet har en spårad ändring, på 2 ställen; den första vid "Alla skanytt"\nÖppna dokumentet i Word. Välj Granska, och godkänn eller avvisa alla ändringar.',
        ),
        (
            document(TITLE, paragraph("Ord", more='<w:r><w:commentReference w:id="0"/></w:r>')),
            'dokumentet har en kommentar; den första vid "Ord"\nÖppna dokumentet i Word. Välj Granska, och ta bort alla kommentarer.',
        ),
        (
            document(
                TITLE, paragraph("Bredvid", more=f"<w:r>{BOX}<Fallback>{BOX}</Fallback></w:r>")
            ),
            'dokumentet har text i en textruta; den första vid "Ruta"\nFlytta texten till sin plats i den löpande texten. Ta sedan bort textrutan.',
        ),
        (
            document(TITLE, table(["Åtgärd", "Vem"], cell='<w:gridSpan w:val="2"/>')),
            'dokumentet har sammanslagna celler i en tabell; den första vid "Åtgärd Vem"\nDela cellerna, så att varje rad har lika många. Skriv i varje cell vad som gäller där.',
        ),
        (
            document(
                TITLE,
                table(["Åtgärd", "Vem"], cell='<w:vMerge w:val="restart"/>'),
                table(["Måla", "Sopa"], cell="<w:vMerge/>"),
            ),
            'dokumentet har sammanslagna celler i en tabell; den första vid "Åtgärd Vem"\nDela cellerna, så att varje rad har lika många. Skriv i varje cell vad som gäller där.',
        ),
        (
            document(TITLE, table(["Åtgärd", "Vem"], cell='<w:hMerge w:val="restart"/>')),
            'dokumentet har sammanslagna celler i en tabell; den första vid "Åtgärd Vem"\nDela cellerna, så att varje rad har lika många. Skriv i varje cell vad som gäller där.',
        ),
        (
            document(TITLE, "<w:p><w:okand><w:r><w:t>Gömda ord</w:t></w:r></w:okand></w:p>"),
            'orden "Gömda ord" gick inte att läsa; de står i "Gömda ord", efter "Plan för trygghet"\nKopiera stycket i Word, klistra in det som bara text, och ta bort det gamla.',
        ),
        (
            document(
                paragraph("Plan för trygghet 1", "Title"),
                paragraph("Tabell ", more=f"<w:okand>{run('1')}</w:okand>" + run(". Mått")),
            ),
            'orden "1" gick inte att läsa; de står i "Tabell 1. Mått", efter "Plan för trygghet 1"\nKopiera stycket i Word, klistra in det som bara text, och ta bort det gamla.',
        ),
        (
            document(TITLE, paragraph("Namn: ", more=old_field(" " * 5, "<w:textInput/>"))),
            f'dokumentet har {UNFILLED} vid "Namn:"\n{FILL}',
        ),
        (
            document(TITLE, paragraph("Alla ", more=run("på prov", "<w:vanish/>"))),
            'dokumentet har dold text: "på prov" vid "Alla på prov"\nSka texten läsas? Ta bort formatet Dold i Word (Start, Teckensnitt). Ta annars bort den.',
        ),
        (
            document(TITLE, paragraph("Nytt. ", more=run("Gammalt.", "<w:dstrike/>") * 2)),
            'dokumentet har överstruken text på 2 ställen: "Gammalt." vid "Nytt. Gammalt.Gammalt."\nGäller texten? Ta bort överstrykningen i Word. Ta annars bort texten.',
        ),
        (
            document(TITLE, paragraph("Datum: ", more=field("Ange text.", "<w:showingPlcHdr/>"))),
            f'dokumentet har {UNFILLED} vid "Datum: Ange text."\n{FILL}',
        ),
        (
            document(TITLE, field(paragraph("Välj ett objekt."), "<w:showingPlcHdr/>")),
            f'dokumentet har {UNFILLED} vid "Välj ett objekt."\n{FILL}',
        ),
        (
            document(TITLE, paragraph("Svar: ", more=old_field("", "<w:ddList/>"))),
            'dokumentet har en lista eller en ruta i ett formulär, vars svar inte är text; den första vid "Svar:"\nSkriv svaret som vanlig text i Word, och ta bort fältet.',
        ),
        (
            document(TITLE, "<w:p><w:r><w:object/></w:r></w:p>"),
            "dokumentet har en figur, en formel eller en fil som inte är text; den första i början\nSpara den som en bild, med en alternativtext, och sätt in bilden på samma plats.",
        ),
        (
            document(TITLE, paragraph("Se trädet.", more=picture("")), image=pixels()),
            'bild 1 saknar alternativtext; den står efter "Plan för trygghet"\nHögerklicka på bilden i Word. Välj Redigera alternativtext. Skriv vad bilden visar.',
        ),
        (
            document(TITLE, paragraph("", more=picture("Träd")), image=pixels("TIFF"), kind="tiff"),
            "bild 1 är sparad på ett sätt som ingen webbläsare visar (image/tiff)\nSpara den som PNG eller JPEG, och sätt in den igen.",
        ),
    ],
)
def test_what_could_lose_a_word_is_refused(project: Path, content: bytes, told: str) -> None:
    """Before anything is written, beside which words, and what to do in the program itself."""
    (project / SOURCE).write_bytes(content)
    before = files(project)
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    assert str(refused.value) == f"{SOURCE}: {told}\nIngenting har ändrats."
    assert files(project) == before


def test_an_item_alone_and_numbered_rows_are_what_they_are_in_word(project: Path) -> None:
    """A list of one item, and a table whose first column has numbers; nobody could see it in the
    words alone."""
    body = [paragraph("Plan för kvällar", "Title"), paragraph("Så här:"), item("Vi hälsar.", 2)]
    body += [paragraph("Mer."), item("Vi ler.", 2), paragraph("Steg", "Rubrik1")]
    rows = ["1.", "Laga lampan", "Rådet"], ["2.", "Måla", ""]
    (project / SOURCE).write_bytes(document(*body, table(["Nr", "Åtgärd", "Vem"], *rows)))
    new_strategy(project, "2028-2031", DAY)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    page: Any = html.fragment_fromstring(checked.pages["strategi/index.md"].html, "div")
    assert [one.text_content().strip() for one in page.xpath("//ol/li")] == [
        "Vi hälsar.",
        "Vi ler.",
    ]
    assert "- 2. Vi ler." in (project / SOURCE).with_suffix(".txt").read_text("utf-8")
    assert [one.text for one in checked.facts.areas[0].activities] == ["Laga lampan", "Måla"]


def test_every_number_that_word_writes_is_an_items(project: Path) -> None:
    """Of letters, of Roman numerals, with words, and from another number than 1: each item stands
    on its level, with its number."""
    steps = ["Ring", "polisen", "genast", "skolan", "Skriv", "vem", "när"]
    items = [item(text, 9, deep) for text, deep in zip(steps, [0, 1, 2, 1, 0, 1, 3], strict=True)]
    body = [TITLE, *items, paragraph("Mer."), item("Ler", 8), item("Alla vet", 8, 1)]
    (project / SOURCE).write_bytes(document(*body, item("Sjung", 8)))
    new_strategy(project, "2028-2031", DAY)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    page: Any = html.fragment_fromstring(checked.pages["strategi/index.md"].html, "div")
    assert [
        (len(one.xpath("ancestor::li")), item_number(one), one.text.strip())
        for one in page.xpath("//ol[not(@data-editorial)]//li")
    ] == [
        (0, "1.", "Ring"),
        (1, "a.", "polisen"),
        (2, "i.", "genast"),
        (1, "b.", "skolan"),
        (0, "2.", "Skriv"),
        (1, "a.", "vem"),
        (2, "2.1", "när"),
        (0, "4.", "Ler"),
        (1, "", "Mål A: Alla vet"),
        (0, "5.", "Sjung"),
    ]


def test_what_stands_between_two_words_keeps_them_apart(tmp_path: Path) -> None:
    """The end of a page, of a column or of a line, and a tab, wherever they stand."""
    ends = ['<w:br w:type="page"/>', '<w:br w:type="column"/>', "<w:cr/>", "<w:ptab/>"]
    rows = [paragraph("Före", more=f"<w:r>{end}</w:r>{run('efter')}") for end in ends]
    (tmp_path / "plan.docx").write_bytes(document(TITLE, *rows))
    text = read_word(tmp_path, "plan.docx").text
    assert text == "# Plan för trygghet\n\n" + "Före\nefter\n\n" * 3 + "Före\tefter\n"


def test_a_style_of_the_houses_own_is_what_it_is_based_on(tmp_path: Path) -> None:
    """By its base or by its level in the outline; a title may be two paragraphs, and whatever
    program wrote the list of contents, it is one."""
    based = [
        ("Kommuntitel", '<w:basedOn w:val="Title"/>'),
        ("Kapitel", '<w:basedOn w:val="Rubrik1"/>'),
        ("Avsnitt", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Brodtext", '<w:basedOn w:val="Brodtext"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
        ("Lista", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        ("Punkt", '<w:basedOn w:val="Lista"/>'),
    ]
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{own}"/>{base}</w:style>'
        for own, base in based
    )
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    row = "<w:r><w:instrText>PAGEREF _Toc1 \\h</w:instrText></w:r>"
    made = document(
        paragraph("Plan för", "Kommuntitel"),
        paragraph("trygghet", "Kommuntitel"),
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('Syfte')}</w:sdtContent></w:sdt>",
        paragraph("Läget 2", more=row),
        *(paragraph(text, text) for text in ("Kapitel", "Avsnitt", "Brodtext", "Punkt", "Punkt")),
        more_styles=styles,
    )
    (tmp_path / "plan.docx").write_bytes(made)
    word = read_word(tmp_path, "plan.docx")
    assert [line for line in word.text.split("\n") if line] == [
        "# Plan för trygghet",
        "Syfte",
        "Läget 2",
        "# Kapitel",
        "## Avsnitt",
        "Brodtext",
        "- Punkt",
        "- Punkt",
    ]
    assert word.left_out == (Omitted((3, 4, 5), CONTENTS_LIST, replaced=True),)


def test_a_row_may_be_empty_or_end_before_the_others(project: Path) -> None:
    """The table is one all the same."""
    rows = [["Åtgärd", "Vem"], ["Så", "Rådet"], ["", ""], ["Vattna"]]
    (project / SOURCE).write_bytes(document(TITLE, table(*rows)))
    new_strategy(project, "2028-2031", DAY)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    assert [one.text for one in checked.facts.areas[0].activities] == ["Så", "Vattna"]


def test_a_fields_result_is_read_and_a_link_told(tmp_path: Path) -> None:
    """The number of a caption is a word; format that is turned off is none."""
    field = f'<w:fldSimple w:instr="SEQ Tabell">{run("1")}</w:fldSimple>'
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    kept = run(". Mått och mål", '<w:vanish w:val="0"/>') + sign + run(".")
    cell = f"<w:tc>{paragraph('Polisen')}{paragraph('Skolan')}</w:tc>"
    two = f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>"
    link = f'<w:hyperlink r:id="rIdLink">{run("läs mer")}</w:hyperlink>'
    made = document(
        TITLE, paragraph("Tabell ", more=field + kept), paragraph("Du kan ", more=link), two
    )
    (tmp_path / "plan.docx").write_bytes(made)
    word = read_word(tmp_path, "plan.docx")
    assert word.text.split("\n")[2:5] == ["Tabell 1. Mått och mål🗹.", "", "Du kan läs mer"]
    assert [(one.line, one.what) for one in word.told] == [
        (5, '"läs mer" är en länk i dokumentet, till https://a.example')
    ]
    assert "\nPolisen<br>Skolan\tPolisen<br>Skolan\n" in word.text


def test_a_table_in_a_cell_is_told(tmp_path: Path) -> None:
    """Its words are rows of the cell, and somebody agrees to that."""
    inner = table(["Del", "Vem"], ["Lampor", "Rektor"])
    rows = table(["Åtgärd", "Ansvarig"], ["Tänd", "Alla"])
    made = document(TITLE, rows.replace(paragraph("Tänd"), paragraph("Tänd") + inner))
    (tmp_path / "plan.docx").write_bytes(made)
    word = read_word(tmp_path, "plan.docx")
    assert "\nTänd<br>Del<br>Vem<br>Lampor<br>Rektor\tAlla\n" in word.text
    assert word.told == (
        Told(
            4,
            'en tabell i en cell är läst som rader i cellen: "Del Vem Lampor Rektor"',
            "Är det fel? Flytta den i Word till ett stycke under tabellen den står i, och kör"
            " kommandot igen.",
            doubtful=True,
        ),
    )


def test_what_a_frame_holds_is_read_once(tmp_path: Path) -> None:
    """A table, a picture or a link in a table of one cell stands there once."""
    link = f'<w:hyperlink r:id="rIdLink">{run("läs mer")}</w:hyperlink>'
    inside = (
        paragraph("Ram ", more=link) + table(["Dnr", "1"]) + paragraph("", more=picture("Träd"))
    )
    frame = table(["Ram"]).replace(paragraph("Ram"), inside)
    (tmp_path / "plan.docx").write_bytes(document(TITLE, frame, image=pixels()))
    word = read_word(tmp_path, "plan.docx")
    assert [line for line in word.text.split("\n") if line] == [
        "# Plan för trygghet",
        "Ram läs mer",
        "Dnr\t1",
        "![Träd](images/plan-1.png)",
    ]
    assert len(word.told) == 1


BODY = "Här står mycket om hur vi arbetar för att alla ska vara trygga."


def test_a_document_without_headings_is_refused(project: Path) -> None:
    """The text is not on the disk, so the place is words that Word can look for."""
    (project / SOURCE).write_bytes(document(*map(paragraph, ("Plan för trygghet", BODY))))
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    at = f'{SOURCE}, vid "Plan för trygghet" (sök med Ctrl och F)'
    assert str(refused.value).startswith(f"{at}: ingen rubrik är märkt\n")
    assert "Märk titeln och de andra rubrikerna med formaten Rubrik 1" in str(refused.value)


def test_headings_without_a_style_are_short_lines_over_a_text(project: Path) -> None:
    """Each is shown before anything is written, and somebody agrees."""
    body = (
        *map(paragraph, ("Plan för trygghet", "Vår bakgrund", BODY, "Åtgärder")),
        table(["Åtgärd", "Vem"], ["Lås", "Rådet"]),
    )
    (project / SOURCE).write_bytes(document(*body))
    done = new_strategy(project, "2028-2031", DAY)
    for said in ("Vår bakgrund", "Åtgärder"):
        assert f'rubrik, en kort rad ovanför en text: "{said}" → "## {said}"' in done.listing
    assert "rader i dokumentet är rättade" in done.doubts


def test_a_place_in_word_is_words_that_word_can_look_for(project: Path) -> None:
    """Those of one cell, without the number that Word counts or a footnote's mark; also where it is
    a page to be that has the fault."""
    long = "Gäller 2031–2028 för alla som bor i kommunen och behöver biblioteket."
    rows = ["Åtgärd", "Klart senast"], ["Måla dörren", "2025"]
    body = [TITLE, paragraph("Antagen 2026-11-18."), item(long, 2), table(*rows)]
    (project / SOURCE).write_bytes(document(*body))
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    told = [line for line in str(refused.value).split("\n") if line.startswith(SOURCE)]
    seen = "Gäller 2031–2028 för alla som bor i kommunen och behöver"
    assert told == [
        f'{SOURCE}, vid "{seen}" (sök med Ctrl och F): tiden går baklänges: "2031–2028"',
        f'{SOURCE}, vid "Måla dörren" (sök med Ctrl och F): "2025" är före dagen då dokumentet antogs',
    ]
    source = (project / SOURCE).with_suffix(".txt")
    (project / SOURCE).unlink()
    source.write_text("# Plan\n\n![Ett träd](images/trad.png)\n", "utf-8")
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    at = source.relative_to(project).as_posix()
    assert f'\n{at}:3: bilden "../images/trad.png" finns inte\n' in str(refused.value)


def test_what_is_typed_in_a_field_is_text(tmp_path: Path) -> None:
    """In an old form or a new one, beside other words, alone, or chosen from a list."""
    chosen = field("Kansliet", "<w:dropDownList><w:listItem/></w:dropDownList>")
    made = document(
        TITLE,
        paragraph("Dnr: ", more=old_field("LB 2026/7", "<w:textInput/>") + run(" är numret.")),
        field(paragraph("Antagen i november."), "<w:text/>"),
        paragraph("Ansvarig: ", more=chosen),
        table(["Åtgärd", "Klart"]).replace(
            "<w:r>", old_field("Så ", "<w:textInput/>") + "<w:r>", 1
        ),
    )
    (tmp_path / "plan.docx").write_bytes(made)
    assert [line for line in read_word(tmp_path, "plan.docx").text.split("\n") if line] == [
        "# Plan för trygghet",
        "Dnr: LB 2026/7 är numret.",
        "Antagen i november.",
        "Ansvarig: Kansliet",
        "Så Åtgärd\tKlart",
    ]


def test_a_second_title_is_that_of_another_document(project: Path) -> None:
    """Whatever it says of itself; where it stands is told by words to search for."""
    other = paragraph("Riktlinje för ro", "Title")
    body = TITLE, paragraph("Syfte", "Rubrik1"), paragraph("Lugn."), other, paragraph("Ro.")
    (project / SOURCE).write_bytes(document(*body))
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    where = f'{SOURCE}, vid "Riktlinje för ro" (sök med Ctrl och F)'
    assert str(refused.value).startswith(f'{where}: här börjar ett andra dokument: "Riktlinje')


def test_a_heading_over_the_title_is_asked_about(project: Path) -> None:
    """Word says which one is the title; the first heading is read as it. Nobody has the text that
    the command makes before it is written: what is told is told by its heading and its words."""
    body = paragraph("Kommunen", "Rubrik1"), paragraph("Trygga", "Title"), paragraph("Mål - 2028")
    (project / SOURCE).write_bytes(document(*body, paragraph("Barn- ungdom är en del.")))
    tried = new_strategy(project, "2028-2031", DAY, lambda _: False)
    [asked] = tried.doubts
    assert asked == (
        'vid "Kommunen" (sök med Ctrl och F): rubriken "Kommunen" är läst som dokumentets titel, och "Trygga" som en rubrik i det. Är'
        ' "Trygga" titeln? Ta bort "# " före den första (i Word: ge den formatet Normal), och kör'
        " kommandot igen. Annars behöver inget göras."
    )
    assert [str(one.place) for one in tried.left if "source" in one.place.file] == [
        f'{SOURCE}, vid "Kommunen" (sök med Ctrl och F)',
        f'{SOURCE}, under "Trygga", vid "Barn- ungdom är en del." (sök med Ctrl och F)',
    ]


def test_what_is_typed_as_a_mark_is_text(project: Path) -> None:
    """A heading or a quotation has a style in Word, and a cell is never one; a box to tick is its
    sign."""
    schema = "http://schemas.microsoft.com/office/word/2010/wordml"
    box = f'<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="{schema}"><w14:checked w14:val="1"/>'
    box += f"</w14:checkbox></w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
    typed = ["# 1 i listan", "#lugn är ordet", "> än fem", "![x](images/x.png)", "\\# ett"]
    rows = ["#", "Sak"], ["-", "- x"], ["", "- y"], ["> 1", "# z"]
    heads = ["#", "Åtgärd", "Vem"], ["1", "Laga", "Rådet"], ["-", "Måla", "-"]
    body = [TITLE, *map(paragraph, typed), f"<w:p>{box}{run(' Ja')}</w:p>", table(*rows)]
    (project / SOURCE).write_bytes(document(*body, paragraph("Mer."), table(*heads)))
    new_strategy(project, "2028-2031", DAY)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    page: Any = html.fragment_fromstring(checked.pages["strategi/index.md"].html, "div")
    assert [one.text for one in page.xpath("//p")[2:8]] == [*typed, "☒ Ja"]
    cells = [[cell.text or "" for cell in row] for row in page.xpath("//table[1]//tr")]
    assert cells[:4] == [*map(list, rows)]
    assert not page.xpath("//blockquote | //h2 | //ul | //img")
    assert [one.text for one in checked.facts.areas[0].activities] == ["Laga", "Måla"]


def test_endnotes_have_numbers_of_their_own_in_word(tmp_path: Path) -> None:
    """That is told once, with what to do."""
    marks = [f'<w:r><w:endnoteReference w:id="{number}"/></w:r>' for number in (1, 2)]
    body = TITLE, paragraph("Ett", more=footnote(1)), paragraph("Två", more="".join(marks))
    made = document(*body, notes=["Först."], ends=["Sedan.", "Sist."])
    (tmp_path / "plan.docx").write_bytes(made)
    told = read_word(tmp_path, "plan.docx").told
    said = 'slutnoterna räknas på sidan med fotnoterna, och den första är nummer 2: "Sedan."'
    assert [(one.line, one.what, one.doubtful) for one in told] == [(9, said, True)]


def test_two_lists_that_the_title_stands_between_are_two(project: Path) -> None:
    lists = item("Läs", 2) + item("Lyssna", 2), item("Ring", 4) + item("Skriv", 4)
    (project / SOURCE).write_bytes(document(lists[0], TITLE, lists[1]))
    new_strategy(project, "2028-2031", DAY)
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    page: Any = html.fragment_fromstring(checked.pages["strategi/index.md"].html, "div")
    assert [item_number(one) for one in page.xpath("//ol/li")] == ["1.", "2.", "1.", "2."]


def test_two_documents_for_the_same_years_are_refused(project: Path) -> None:
    (project / SOURCE).write_bytes(document(TITLE))
    (project / SOURCE).with_suffix(".txt").write_text("# Plan\n", "utf-8")
    with pytest.raises(Refusal) as refused:
        new_strategy(project, "2028-2031", DAY)
    text = SOURCE.replace("docx", "txt")
    assert str(refused.value) == (
        f"Både {SOURCE} och {text} finns. Ta bort den som inte är det antagna dokumentet."
        " Ingenting har ändrats."
    )


def test_it_stands_on_its_pages_word_for_word(project: Path) -> None:
    """With its picture, whose text is the writer's; the lock compares every word."""
    made = whole()
    (project / SOURCE).write_bytes(made)
    done = new_strategy(project, "2028-2031", DAY)
    assert done.doubts[0] == "rader i dokumentet visas inte på sidorna"
    assert done.doubts[1].startswith(
        'under "Syfte", vid "Åtgärd" (sök med Ctrl och F): så här läser uppföljningen kolumnerna'
    )
    assert len(done.doubts) == 2
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    page = checked.pages["strategi/index.md"]
    assert 'alt="Ett träd"' in page.html
    assert "![Ett träd](../images/strategi-2028-2031-1.png)" in page.text
    assert '<li data-number="a)">under</li>' in page.html
    assert "<blockquote>\n<p>Ett citat.</p>" in page.html
    on_one_page = checked.pages["strategi/hela.md"].html
    data = (project / "data/activities.yaml").read_text("utf-8")
    assert "text: |-\n          Vattna\n          mycket\n" in data
    assert theme_context(checked.facts)["responsible"] == "Rådet, Gården"
    for shown in (page.html, on_one_page):
        assert ">Rådet<br>Gården" in shown
        assert ">Vattna<br>mycket" in shown
        assert ">2027<br>2028" in shown
    assert '<li data-number="a)">' in on_one_page
    for shown, of_note in ((page.html, "p/sup"), (on_one_page, "ol[@class='footnotes']/li")):
        tree: Any = html.fragment_fromstring(shown, create_parent="div")
        [mark] = tree.xpath("//a[@role='doc-noteref']")
        [back] = tree.xpath(f"//{of_note}/a[@role='doc-backlink']")
        assert (mark.get("href"), back.get("href")) == ("#fotnot-1", f"#{mark.get('id')}")
        assert (back.get("id") or back.getparent().get("id")) == "fotnot-1"
        said = [each.get("aria-label") for each in (mark, back)]
        assert said == ["Fotnot 1", "Fotnot 1, tillbaka till texten"]
        assert mark.getparent().text_content() == "1"
    facts = checked.facts
    blocks = [
        block
        for part in document_of(facts.document, {page.file: page.html})
        for block in part.blocks
    ]
    blocks = strategy_model(facts, blocks)["blocks"]
    runs = [run for block in blocks for run in block.get("runs", ())]
    assert {"note": "fotnot-1", "runs": ["Ett ord."]} in runs, "in the PDF it is a real one"
    assert "notes" not in [block["kind"] for block in blocks]
    assert 'src="../../images/strategi-2028-2031-1.png" alt="Ett träd"' in on_one_page
    [bold] = [found for found in done.left if "fetstil" in found.what]
    assert bold.what == 'raden är i fetstil och kan vara en rubrik: "Kan vara en rubrik"'
    at = f'{SOURCE}, under "Syfte", vid "Kan vara en rubrik" (sök med Ctrl och F)'
    assert str(bold.place) == at
    undo(project)
    assert not (project / "docs/images/strategi-2028-2031-1.png").exists()
    assert (project / SOURCE).read_bytes() == made


def test_a_heading_in_bold_over_the_contents_list_is_left_out_with_it(project: Path) -> None:
    """Then nobody is asked whether it is a heading: the pages do not show it."""
    rows = [paragraph("Innehåll", bold=True), paragraph("Ett\t2"), paragraph("Två\t3")]
    parts = [paragraph(text, "Rubrik2") + paragraph("Ord.") for text in ("Ett", "Två")]
    (project / SOURCE).write_bytes(document(paragraph("Plan", "Title"), *rows, *parts))
    done = new_strategy(project, "2028-2031", DAY, as_adopted=True)
    assert "rader i dokumentet visas inte på sidorna" in done.doubts
    assert [found.what for found in done.left if "fetstil" in found.what] == []


def test_a_texts_pictures_lie_beside_it(project: Path) -> None:
    """That is what is said where only a caption came: in docs/ no page would show them yet."""
    text = "# Plan\n\nAntagen 2026-11-18.\n\n{}Figur 1. Trädet\n"
    source = (project / SOURCE).with_suffix(".txt")
    source.write_text(f"{text.format('')}\nFigur 2. Huset\n", "utf-8")
    told, more = new_strategy(project, "2028-2031", DAY, lambda _: False).doubts
    assert told == (
        'rad 5: bilden följde inte med, bara dess text: "Figur 1. Trädet". Spara bilden bredvid'
        " dokumentet, skriv ![vad den visar](images/namnet.png) på en egen rad före texten, och kör"
        " kommandot igen. Annars behöver inget göras."
    )
    assert more == 'rad 7: bilden följde inte med, bara dess text: "Figur 2. Huset"'
    source.write_text(text.format("![Ett träd](images/trad.png)\n"), "utf-8")
    source.with_name("trad.png").write_bytes(pixels())
    assert new_strategy(project, "2028-2031", DAY).doubts == ()
    assert (project / "docs/images/trad.png").read_bytes() == pixels()


def test_a_revision_takes_the_pictures_with_it(project: Path) -> None:
    """Those of the text that it replaces, which no page shows any longer; until it is undone."""
    (project / SOURCE).write_bytes(whole())
    new_strategy(project, "2028-2031", DAY)
    (project / SOURCE.replace(".docx", "-2.docx")).write_bytes(whole())
    done = new_strategy(project, "2028-2031", DAY)
    assert done.archive == ""
    assert "flyttad" not in done.listing  # only its file has another name
    assert not [one for one in done.doubts if one.startswith("sidorna skrivs på nytt")]
    there = [project / f"docs/images/strategi-2028-2031{own}-1.png" for own in ("", "-2")]
    assert [path.exists() for path in there] == [False, True]
    undo(project)
    assert [path.exists() for path in there] == [True, False]


def test_a_picture_that_has_moved_is_told_so(project: Path) -> None:
    """It is neither gone nor new."""
    source = project / SOURCE.replace(".docx", ".txt")
    parts = "## Ett\n\nSalen är öppen och varm.\n", "## Två\n\nDörren är låst om natten.\n"
    picture = "![Ett träd](images/trad.png)\n"
    source.with_name("trad.png").write_bytes(pixels())
    source.write_text("\n".join(["# Plan för ro", "", parts[0], picture, parts[1]]), "utf-8")
    new_strategy(project, "2028-2031", DAY)
    text = "\n".join(["# Plan för ro", "", *parts, picture])
    source.with_name(f"{source.stem}-2.txt").write_text(text, "utf-8")
    done = new_strategy(project, "2028-2031", DAY)
    assert done.listing.split("\n")[1:-1] == ['  rad 11       flyttad: "bild: Ett träd"']


@pytest.mark.parametrize(
    ("kind", "number", "written"),
    [
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 54, "BBB"),
        ("lowerRoman", 94, "xciv"),
        ("upperRoman", 101, "CI"),
    ],
)
def test_a_long_list_is_numbered_as_word_does(kind: str, number: int, written: str) -> None:
    assert LETTERS[kind](number) == written
