"""The strategy as a PDF: the words of its pages, whole for a screen reader, the same bytes each
time."""

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from strategysite import cli
from strategysite.build.frame import pdf_sizes, with_pdf_sizes
from strategysite.checks.run import Checked, check
from strategysite.data.addresses import pdf_file
from strategysite.data.adopted import words
from strategysite.data.document import PlainBlock, document_of, saying
from strategysite.data.model.strategy import Strategy
from strategysite.exports.pdf import pdf
from strategysite.exports.pdf.follow_up import report
from strategysite.exports.pdf.strategy import strategy_model, write_strategies
from tests.asking import Asking
from tests.small import SOUND, SOUND_DAY, append, change

FILE = "strategi/plan.pdf"  # of data/source/plan.txt
ADDED = "Om den här filen"  # where the site's own words begin


def written(project: Path, target: Path) -> pypdf.PdfReader:
    """The PDF of a project, as a reader opens it."""
    checked = check(project, SOUND_DAY)
    assert checked.problems == []
    assert list(write_strategies(target, checked.facts, checked.pages)) == []
    return pypdf.PdfReader(target / FILE)


def blocks_of(checked: Checked) -> list[PlainBlock]:
    """The document that the PDF is made of."""
    assert checked.facts.strategy
    markup = {file: page.html for file, page in checked.pages.items()}
    return [block for part in document_of(checked.facts.strategy, markup) for block in part.blocks]


def text_of(reader: pypdf.PdfReader) -> str:
    """What it says, without the foot of each page."""
    pages = [page.extract_text() for page in reader.pages]
    return "\n".join(
        re.sub(r"Giltighetstid: .*Kontrollsumma \w{12}\s*Sida \d+ av \d+\s*", "", page)
        for page in pages
    )


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ((), ""),
        (("strategi-2024-2027",), ""),
        (("strategi-2027-2030", "strategi-2024-2027"), "-2"),
        (("strategi-2027-2030-2", "strategi-2027-2030"), "-3"),
    ],
)
def test_the_address_of_a_version_is_that_of_the_one_whose_place_it_took(
    before: tuple[str, ...], number: str
) -> None:
    """It is numbered by those in the archive, not by its file, which is another each time."""
    facts = check(SOUND, SOUND_DAY).facts

    def named(name: str) -> Strategy:
        source = facts.document.transcript.model_copy(update={"source": f"source/{name}.txt"})
        return facts.document.model_copy(update={"transcript": source})

    facts = replace(facts, strategy=named("strategi-2027-2030-4"), before=tuple(map(named, before)))
    assert pdf_file(facts) == f"strategi/strategi-2027-2030{number}.pdf"


def tags(reader: pypdf.PdfReader) -> list[str]:
    """The elements that a screen reader meets, in their order: H1, P, L, Table …"""
    found: list[str] = []

    def walk(thing: object) -> None:
        if isinstance(thing, list):
            for each in thing:
                walk(each.get_object() if hasattr(each, "get_object") else each)
        elif isinstance(thing, DictionaryObject) and "/S" in thing:
            found.append(str(thing["/S"]).removeprefix("/"))
            walk(thing.get("/K"))

    walk([reader.trailer["/Root"]["/StructTreeRoot"]["/K"]])  # type: ignore[index]
    return found


@pytest.fixture(scope="module")
def reader(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    return written(sound, tmp_path_factory.mktemp("pdf"))


def test_it_has_the_words_of_the_pages_and_no_other_before_the_sites_own(
    reader: pypdf.PdfReader, sound: Path
) -> None:
    """Footnotes stand at the foot of their page, each after its number."""
    blocks = blocks_of(check(sound, SOUND_DAY))
    notes = [note["runs"][0] for block in blocks for note in block.get("notes", ())]
    said = [one["runs"] for one in saying([block for block in blocks if "notes" not in block])]
    adopted = words(
        "\n".join(" ".join(run for run in runs if isinstance(run, str)) for runs in said)
    )
    body, _, own = text_of(reader).partition(ADDED)
    for number, note in enumerate(notes, 1):
        own = own.replace(f"{number}{note}", "", 1)
        body = body.replace("•", "")
        body = re.sub(rf"(?<=\w){number}(?=\W)", "", body)
    assert notes == ["Bibliotekets råd"]
    assert words(body) == adopted
    assert words(own) == words(
        "Rutan är webbplatsens och ingen del av planen. Det är inte heller sidfoten,"
        " fotnoternas siffror och de rubriker som står inom hakparentes. Allt annat är den"
        " antagna texten, ord för ord."
        " Texten antogs den 8 november 2023. Giltighetstid: 2024–2027."
        " Vad som är ändrat i layouten står intill texten på webbplatsen. Med"
        " kontrollsumman kan den som har textfilen med den antagna texten se att inget tecken i den"
        f" har ändrats. SHA-256: {own.split()[-1]}"
    )


def test_a_screen_reader_meets_headings_lists_one_table_and_the_footnote(
    reader: pypdf.PdfReader,
) -> None:
    met = tags(reader)
    assert [tag for tag in met if tag in ("H1", "H2", "Table", "Note")] == [
        *("H1", "H1", "H2", "Table", "Note"),
        *("H1", "H2", "H2", "H2", "H1"),
    ]
    assert (met.count("TH"), met.count("TD"), met.count("THead")) == (2, 4, 1)
    assert "LI" in met


def test_it_says_its_title_its_language_and_the_day_it_was_made(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of the commit; the day of adoption is said in words."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    reader = written(sound, tmp_path)
    root, about = reader.trailer["/Root"], reader.metadata
    assert about
    assert root["/Lang"] == "sv-SE"  # type: ignore[index]
    assert (about.title, about.author) == ("Plan för ett lugnt bibliotek 2024–2027", None)
    assert about.creation_date and about.creation_date.date().isoformat() == "2026-11-18"
    outline = [mark.title for mark in reader.outline if not isinstance(mark, list)]
    assert outline[:2] == ["Plan för ett lugnt bibliotek", "Målområde 1. Lugn i salen"]


def test_every_page_says_for_how_long_the_document_holds_as_it_says_itself(broken: Path) -> None:
    """And when that is over, for whoever has the first page alone."""
    checked = check(broken, date(2028, 1, 1))
    model = strategy_model(checked.facts, blocks_of(checked))
    assert model["foot"].startswith("Giltighetstid: 2024–2027. Den tiden har gått. Kontrollsumma ")


def test_it_names_the_municipality_and_its_address_when_the_data_has_them(
    broken: Path, tmp_path: Path
) -> None:
    append(
        broken,
        "data/municipality.yaml",
        'name: Biblioteksstad\nsite_address: "https://plan.example/"\n',
    )
    change(broken, "data/strategy.yaml", "adopted: 2023-11-08\n", "")
    named = written(broken, tmp_path)
    assert named.metadata
    assert named.metadata.author == "Biblioteksstad"
    text = " ".join(text_of(named).split())
    assert "intilltextenpåwebbplatsen:https://plan.example/strategi/" in text.replace(" ", "")
    assert "Texten antogs" not in text


@pytest.mark.slow
def test_a_table_that_goes_on_over_pages_is_one_table_with_its_header_on_each(
    broken: Path, tmp_path: Path
) -> None:
    """A list within a list, and a document without tables of facts, are read as they are."""
    row = '      - id: nummer-{0}\n        text: "Nummer {0} hålls tyst."\n        responsible: [RAD]\n'
    rows = "".join(row.format(number) for number in range(1, 60))
    append(broken, "data/activities.yaml", rows)
    more = "".join(f"Nummer {number} hålls tyst.\tRÅD\n" for number in range(1, 60))
    change(
        broken,
        "data/source/plan.txt",
        "Fråga besökarna varje år.\tRÅD\n",
        f"Fråga besökarna varje år.\tRÅD\n{more}",
    )
    file = broken / "data/strategy.yaml"
    text = file.read_text("utf-8").replace('"14-16", "18"', '"14-75", "77"')
    file.write_text(text.replace('"20-34"', '"79-93"'), "utf-8")
    long = written(broken, tmp_path)
    assert len(long.pages) > 2
    assert (tags(long).count("Table"), tags(long).count("TR")) == (1, 62)
    headed = [page.extract_text() for page in long.pages if "hålls tyst" in page.extract_text()]
    assert len(headed) > 1
    assert all("Aktivitet 2024–2027" in page for page in headed)


def test_a_long_word_stays_in_its_column(sound: Path) -> None:
    """Where there are many it goes on below, and not over the words of the next."""
    who = "Barn- och utbildningsförvaltningen"
    row = [{"runs": [text]} for text in ("1", who, who, who, who, who)]
    wide = {"kind": "table", "head": [row], "rows": [{"cells": row}]}
    model = strategy_model(check(sound, SOUND_DAY).facts, [wide])
    text = text_of(pypdf.PdfReader(io.BytesIO(pdf("strategy.typ", model))))
    assert "utbildningsförvaltningen" not in text
    assert re.sub("[-\u00ad]\n", "", text).count("utbildningsförvaltningen") == 10


def test_an_added_heading_stands_within_brackets(sound: Path) -> None:
    checked = check(sound, SOUND_DAY)
    added = {"kind": "heading", "level": 2, "added": True, "runs": ["Ett namn"]}
    nested = {
        "kind": "list",
        "ordered": True,
        "marks": ["1."],
        "items": [
            [
                {"kind": "paragraph", "runs": ["Ett"]},
                {
                    "kind": "list",
                    "ordered": False,
                    "items": [[{"kind": "paragraph", "runs": ["#två_*"]}]],
                },
            ]
        ],
    }
    model = strategy_model(checked.facts, [added, nested])
    text = text_of(pypdf.PdfReader(io.BytesIO(pdf("strategy.typ", model))))
    assert text.startswith("[Ett namn]")
    assert "#två_*" in text


def test_the_same_sources_give_the_same_bytes(sound: Path, tmp_path: Path) -> None:
    written(sound, tmp_path / "one")
    written(sound, tmp_path / "two")
    assert (tmp_path / "one" / FILE).read_bytes() == (tmp_path / "two" / FILE).read_bytes()


def test_words_that_are_not_the_adopted_ones_are_refused(broken: Path, tmp_path: Path) -> None:
    checked = check(broken, SOUND_DAY)
    change(broken, "data/source/plan.txt", "Tre lager", "Två lager")
    (problem,) = write_strategies(tmp_path, checked.facts, checked.pages)
    assert problem.place.file == f"site/{FILE}"
    assert problem.what == (
        "i den färdiga filen: lydelsen skiljer sig från det antagna dokumentet, rad 22: efter"
        ' "… Bibliotekets råd Omsorg om salen" står "Tre" där dokumentet har "Två"'
    )
    assert not (tmp_path / FILE).exists()


def test_pages_lead_to_it_with_its_size_and_nowhere_while_it_is_not_made(
    sound: Path, tmp_path: Path
) -> None:
    checked = check(sound, SOUND_DAY)
    page = f"<p>Först</p>{checked.pages['strategi/index.md'].html}"
    for wanted in (False, True):
        if wanted:
            assert [*write_strategies(tmp_path, checked.facts, checked.pages)] == []
        text = with_pdf_sizes(page, pdf_sizes(tmp_path))
        assert (FILE in text, (tmp_path / FILE).exists()) == (wanted, wanted)
        assert "data-size" not in text
    size = round((tmp_path / FILE).stat().st_size / 1000)
    assert (
        f'<a href="../{FILE}">Plan för ett lugnt bibliotek 2024–2027 (PDF)</a>, {size} kB.' in text
    )


def test_the_report_of_a_year_says_what_its_page_says(broken: Path) -> None:
    """As it stood when that year was over; a year that nobody has reported has none. The same data
    give the same bytes."""
    later = "reported_by: RAD\ndate: 2026-10-01\nreports:\n"
    later += "  - {id: skyltar, status: completed, done: Alla fyra har skyltar.}\n"
    (broken / "data/follow-up/2026.yaml").write_text(later, "utf-8")
    change(broken, "data/follow-up/2025.yaml", "har skyltar.", r"har skyltar. Före\tefter.")
    append(
        broken,
        "data/follow-up/2025.yaml",
        "    evidence:\n      - {text: Foto av dörrarna, url: https://www.example.org/foto}\n"
        "    corrected: {date: 2026-03-01, reason: Det stod tre dörrar.}\n",
    )
    facts = check(broken, SOUND_DAY).facts
    content = report(facts, 2025)
    assert content and content == report(facts, 2025)
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Uppföljning 2025: Plan för ett lugnt bibliotek 2024–2027" in text
    told = "2025: 0 av 2 aktiviteter genomförda, 1 pågår, 1 ej rapporterad. 0 av 1 mål genomfört"
    assert told in text
    for said in (
        "Aktivitet: Sätt upp skyltar vid dörrarna.",
        "Två dörrar av fyra har skyltar.",
        "Före efter.",
        "Belägg: Foto av dörrarna",
        "Rättat den 1 mars 2026: Det stod tre dörrar.",
        "ej rapporterad",
    ):
        assert said in text
    assert "Alla fyra har skyltar." not in text
    assert {"H1", "H2", "Table", "TH"} <= set(tags(reader))
    assert report(facts, 2024) is None


def test_the_report_says_what_has_changed_and_its_words_as_the_page_does(broken: Path) -> None:
    """With the years, and whether anything shows it; every word it uses is explained."""
    earlier = "reported_by: RAD\ndate: 2025-02-01\nreports:\n  - {id: ostord, status: ongoing}\n"
    (broken / "data/follow-up/2024.yaml").write_text(earlier, "utf-8")
    append(broken, "data/follow-up/2025.yaml", "  - {id: ostord, status: completed}\n")
    content = report(check(broken, SOUND_DAY).facts, 2025)
    assert content
    reader = pypdf.PdfReader(io.BytesIO(content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for said in (
        "Mål: Alla som läser i salen ska få vara ostörda. 2024: pågår. 2025: genomfört, utan belägg.",
        "utan belägg: Någon har rapporterat att det är genomfört, men här finns inget som visar det.",
    ):
        assert said in text


def test_a_sign_that_no_font_has_leaves_the_site_without_the_pdf_and_without_a_link(
    broken: Path, tmp_path: Path
) -> None:
    """The pages show it; correct text is never refused."""
    change(broken, "data/source/plan.txt", "Tre lager", "Tre \U0001f600 lager")
    change(broken, "docs/strategi/omsorg.md", "Tre lager", "Tre \U0001f600 lager")
    checked = check(broken, SOUND_DAY)
    assert checked.problems == []
    assert [*write_strategies(tmp_path, checked.facts, checked.pages)] == []
    assert not (tmp_path / FILE).exists()
    page = checked.pages["strategi/index.md"].html
    assert FILE not in with_pdf_sizes(page, pdf_sizes(tmp_path))


def test_the_check_and_who_builds_are_told_which_sign_where(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asking: Asking
) -> None:
    """What every font of text has is not tried."""
    monkeypatch.setattr(cli, "build_site", lambda *_: [])
    build = ["site", "--target", str(tmp_path)]
    for arguments in (["check"], build):
        code, _, said = asking(broken, *arguments)
        assert (code, said) == (0, "")
    for file in ("data/source/plan.txt", "docs/strategi/omsorg.md"):
        change(broken, file, "Tre lager", "Tre \U0001f600 lager")
    told = f"""Påminnelse: docs/strategi/omsorg.md:14:5: tecknet "\U0001f600" finns inte i PDF-filens typsnitt
   14 | Tre \U0001f600 lager hjälper varandra.
      |     ^
  Texten finns på sidorna, men {FILE} görs inte. Är tecknet fel avskrivet? Rätta det då här och i data/source.
"""
    for arguments in (["check"], build):
        code, _, said = asking(broken, *arguments)
        assert (code, said) == (0, told)


def test_the_command_says_where_a_years_report_is_or_why_there_is_none(
    broken: Path, asking: Asking
) -> None:
    done = asking(broken, "report", "2025")
    assert done == (0, ".build/uppfoljning-2025.pdf är klar.\n", "")
    assert (broken / ".build/uppfoljning-2025.pdf").read_bytes().startswith(b"%PDF")
    none = "Inget är rapporterat för 2024. Öppna året: python -m strategysite follow-up 2024\n"
    assert asking(broken, "report", "2024") == (1, "", none)
    assert asking(broken, "report", "2019")[2].startswith(
        "2019 går inte att följa upp: året ska ha börjat"
    )
    change(broken, "data/follow-up/2025.yaml", "Två dörrar", "Två \U0001f600 dörrar")
    assert asking(broken, "report", "2025")[2].splitlines()[0] == (
        'data/follow-up/2025.yaml:7:11: tecknet "\U0001f600" finns inte i PDF-filens typsnitt'
    )
