"""Open data: what the files hold, that they read back as they were, and that no spreadsheet takes a
text for a formula."""

import csv
import html
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from strategysite.checks.run import check
from strategysite.data.facts import Facts
from strategysite.data.model.activities import Activities
from strategysite.data.model.common import Part
from strategysite.data.model.contacts import Contact
from strategysite.data.open_data import (
    CONTACT,
    FOLDER,
    FORMULA,
    PAGE,
    Row,
    Table,
    catalogue_file,
    tables,
)
from strategysite.exports.open_data import write_open_data
from strategysite.macros.binding import Macros
from strategysite.macros.theme_context import theme_context
from strategysite.problems import report
from strategysite.review.findings import findings
from tests.small import SOUND, SOUND_DAY, append, change

CALLED = {"verified": "ringde 2026-11-20"}
ODD = [
    '=HYPERLINK("https://example.org";"Klicka")',
    "+46 är landets nummer",
    "-1+1",
    "@SUM(1;1)",
    "＝1+1",
    'Ett "citat"; ett semikolon, och ett komma',
    "Rad ett\nrad två\r\nrad tre",
    "Före\tefter",
    "'fnutt",
    "[inom klamrar]",
    "Ett långt ord. " * 333 + "Slut.",
]


@pytest.fixture(scope="module")
def facts() -> Facts:
    return check(SOUND, SOUND_DAY).facts


def by_name(facts: Facts) -> dict[str, tuple[Table, dict[str, str]]]:
    return {table.name: (table, files) for table, files in tables(facts)}


def read_csv(table: Table, text: str) -> Iterator[Part]:
    """Reads a CSV file as anybody may: white space at the ends of a cell is none of its value."""
    assert text.startswith("\ufeff")
    known = {".".join(column.path): column for column in table.columns}
    for line in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"):
        row: Row = {}
        for name, cell in line.items():
            value: Any = cell.strip()
            if not value:
                continue
            if known[name].is_list:
                value = value.split()
            elif name in ("asks", "evidence", "hours.weekly", "hours.exceptions"):
                value = json.loads(value)
            inside = row
            for key in known[name].path[:-1]:
                inside = inside.setdefault(key, {})
            inside[known[name].path[-1]] = value
        yield table.model.model_validate(row)


def plain(part: Part) -> Row:
    return part.model_dump(mode="json", by_alias=True)


def test_both_kinds_of_file_read_back_as_the_rows(facts: Facts) -> None:
    """And as what the data files hold: a row is read by a model made of theirs."""
    for table, files in tables(facts):
        read = [table.model.model_validate(row) for row in json.loads(files[f"{table.name}.json"])]
        assert [plain(row) for row in read] == table.rows
        assert [plain(row) for row in read_csv(table, files[f"{table.name}.csv"])] == table.rows
    assert facts.activities and facts.strategy
    area = facts.activities.target_areas[0]
    for name, parts in {
        "aktiviteter": area.activities,
        "mal": area.goals,
        "aktorer": facts.strategy.actors,
    }.items():
        table, files = by_name(facts)[name]
        for part, row in zip(parts, read_csv(table, files[f"{name}.csv"]), strict=True):
            same = set(type(part).model_fields) & set(table.model.model_fields) - {"origin"}
            assert {key: getattr(row, key) for key in same} == {
                key: getattr(part, key) for key in same
            }


def test_a_row_says_whose_it_is_and_how_it_has_gone(facts: Facts) -> None:
    """The year, the goal or activity, and the status in a word."""
    _, files = by_name(facts)["uppfoljning"]
    assert (
        files["uppfoljning.csv"]
        .splitlines()[1]
        .startswith(
            '"Plan för ett lugnt bibliotek 2024–2027";"lugn";"";"skyltar";"2025";"pågår";"ongoing";'
            '"Två dörrar av fyra har skyltar.";'
        )
    )


def test_nothing_is_in_a_file_that_nobody_has_confirmed(facts: Facts) -> None:
    """No contact, no number, no note to the editors."""
    table, files = by_name(facts)["kontakter"]
    ids = [row["id"] for row in table.rows]
    assert ids == ["nodnumret", "disken", "lasjouren", "personalstodet"]
    assert "08-465 004 00" in files["kontakter.csv"]
    for kept in ("465 004 01", "465 004 02", "465 004 04", "Rådet", "bytt rum", "editors_note"):
        assert not any(kept in text for text in files.values()), kept


def test_a_local_contact_is_there_once_its_number_is_confirmed(broken: Path) -> None:
    change(
        broken,
        "data/municipality.yaml",
        '"08-465 004 02", verified: null',
        '"08-465 004 02", verified: "ringde 2026-11-20"',
    )
    checked = check(broken, SOUND_DAY)
    assert not checked.problems
    row = by_name(checked.facts)["kontakter"][0].rows[-1]
    assert (row["id"], row["name"]) == ("lokal-vaktmastare", "Vaktmästaren")
    assert row["phone"]["number"] == "08-465 004 02"


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_carried_unchanged(text: str) -> None:
    """Line breaks, quotes and all. Only the cell has a mark before what looks like a formula."""
    row = plain(CONTACT.model_validate({"id": "a", "name": text, "purpose": text, **CALLED}))
    table = Table("prov", "Prov", "Om.", CONTACT, [row])
    assert json.loads(table.files["prov.json"])[0]["name"] == text
    assert next(read_csv(table, table.csv)).model_dump()["name"] == text
    cells = next(csv.reader(io.StringIO(table.csv.split("\r\n", 1)[1], newline=""), delimiter=";"))
    assert not any(cell.startswith(FORMULA) for cell in cells)
    assert (cells[1] == text) != text.startswith(FORMULA)


def test_white_space_at_the_ends_is_no_text_of_ours() -> None:
    """So the mark before what looks like a formula is never taken for a value's own."""
    name = Contact.model_validate(
        {
            "id": "a",
            "name": "\t=1 ",
            "purpose": "b",
            "audience": "c",
            "verified": "ringde 2026-11-20",
        }
    ).name
    assert name == "=1"


def test_an_odd_note_of_an_editor_is_refused_with_its_place_or_carried(broken: Path) -> None:
    """Through the file of data, as it is written there."""
    for text in ODD:
        written = json.dumps(text, ensure_ascii=False)
        change(broken, "data/contacts.yaml", '"Jouren håller till i ett torn."', written)
        checked = check(broken, SOUND_DAY)
        if checked.problems:
            assert {one.place.file for one in checked.problems} == {"data/contacts.yaml"}, text
        else:
            rows = by_name(checked.facts)["kontakter"][0].rows
            assert next(row["note"] for row in rows if row["id"] == "lasjouren") == text
        change(broken, "data/contacts.yaml", written, '"Jouren håller till i ett torn."')


def test_the_documents_own_columns_and_goals_under_goals_are_fields_too(facts: Facts) -> None:
    """In the words of the document."""
    area = {
        "id": "a",
        "title": "A",
        "page": "strategi/lugn.md",
        "columns": [
            {"key": "text", "heading": "Åtgärd"},
            {"key": "klart", "heading": "Klart senast"},
        ],
        "goals": [{"id": "g", "text": "G", "goals": [{"id": "d", "text": "-D"}]}],
        "activities": [
            {"id": "x", "text": "X", "values": {"klart": "=hösten"}, "goal": "d"},
            {"id": "y", "text": "Y", "target": {"value": "2,5", "unit": "träffar"}},
        ],
        "proposed": True,
    }
    activities = Activities.model_validate({"target_areas": [area]})
    known = by_name(replace(facts, activities=activities, follow_up=()))
    table, files = known["aktiviteter"]
    assert [column.about for column in table.columns if column.path == ("values", "klart")] == [
        "Dokumentets kolumn ”Klart senast”, ordagrant."
    ]
    lines = [*csv.DictReader(io.StringIO(files["aktiviteter.csv"][1:], newline=""), delimiter=";")]
    keys = ("values.klart", "target.value", "goal", "proposed")
    assert [[line[key] for key in keys] for line in lines] == [
        ["\t=hösten", "", "d", "true"],
        ["", "2,5", "", "true"],
    ]
    assert [plain(row) for row in read_csv(table, files["aktiviteter.csv"])] == table.rows
    assert [(row["text"], row["parent"]) for row in known["mal"][0].rows] == [
        ("G", None),
        ("-D", "g"),
    ]


def test_a_strategy_that_was_replaced_stays_in_the_files(facts: Facts) -> None:
    """Each row says which document it is from."""
    assert facts.strategy
    old = facts.strategy.model_copy(update={"title": "Plan 2020–2023", "period": "2020–2023"})
    both = replace(facts, archive=(replace(facts, edition="2020-2023", strategy=old),))
    rows = by_name(both)["aktiviteter"][0].rows
    assert [row["strategy"] for row in rows[::2]] == [facts.strategy.full_title, "Plan 2020–2023"]


def test_with_nothing_to_tell_there_are_headings_and_the_page_says_so(facts: Facts) -> None:
    """Another municipality has no activities yet, and no follow-up."""
    empty = replace(facts, activities=Activities(target_areas=()), follow_up=())
    for name in ("aktiviteter", "mal", "uppfoljning"):
        _, files = by_name(empty)[name]
        assert files[f"{name}.csv"].startswith('\ufeff"strategy";"area";')
        assert files[f"{name}.csv"].count("\r\n") == 1
        assert json.loads(files[f"{name}.json"]) == []
    shown = Macros(empty).functions["open_data"]({})
    assert shown.count("Här finns inget att visa än.") == 3


def test_the_schema_says_of_each_key_what_the_page_says(facts: Facts) -> None:
    """Both from the model's own description; and nothing but those keys is in a row."""
    shown = html.unescape(str(Macros(facts).functions["open_data"]({})))
    for table, files in tables(facts):
        rows = json.loads(files[f"{table.name}.schema.json"])["items"]
        assert all(list(row) == list(rows["properties"]) for row in table.rows)
        for column in table.columns:
            if len(column.path) == 1:
                assert column.about == rows["properties"][column.path[0]]["description"]
            assert f"<dd>{column.about}</dd>" in shown


def test_the_schema_knows_one_way_to_write_a_value_as_the_file_does(facts: Facts) -> None:
    """An editor may write a day in Swedish, a number with a comma, one goal without a list."""
    kinds = dict[tuple[str, str], list[str]]()
    for table, files in tables(facts):
        whole = json.loads(files[f"{table.name}.schema.json"])
        models = [whole["items"], *whole.get("$defs", {}).values()]
        for name, one in chain.from_iterable(model["properties"].items() for model in models):
            ways = one.get("anyOf", [one])
            said = [way.get("type", "") for way in ways if way.get("type") != "null"]
            kinds[table.name, name] = said
    assert {name: ways for name, ways in kinds.items() if len(ways) != 1} == {}
    assert kinds["aktiviteter", "goal"] == ["array"]
    assert kinds["aktiviteter", "value"] == ["string"]


def test_no_field_is_explained_as_if_who_takes_the_data_wrote_it(facts: Facts) -> None:
    """What only an editor needs to know stands after the first sentence of a description."""
    for table, _ in tables(facts):
        for column in table.columns:
            for word in ("data/", "meaning", "[]", "null", "Skriv", "Utelämna", " du "):
                assert word not in column.about, (table.name, column)
    files = next(files for table, files in tables(facts) if table.name == "uppfoljning")
    schema = json.loads(files["uppfoljning.schema.json"])
    assert schema["items"]["title"] == "Uppföljningen"


def test_the_page_tells_the_size_of_what_is_written(small_site: Path) -> None:
    """And its example is the first row of a file, as it stands there."""
    page = (small_site / "om/oppna-data/index.html").read_text("utf-8")
    for path in (small_site / "om/oppna-data").glob("*.*"):
        if path.suffix in (".csv", ".json"):
            size = f"{max(path.stat().st_size / 1000, 0.1):.1f} kB".replace(".", ",")
            assert f'<a href="{path.name}" download>' in page and f"({size})" in page, path.name
    example = html.unescape(page.split("<pre data-search-ignore><code>")[1].split("</code>")[0])
    file = (small_site / "om/oppna-data/aktiviteter.json").read_text("utf-8")
    assert json.loads(example) == json.loads(file)[:1]
    assert file.startswith(example.removesuffix("\n]")), "without its indents"


def test_where_no_page_offers_them_there_are_no_files(facts: Facts, tmp_path: Path) -> None:
    pages = check(SOUND, SOUND_DAY).pages
    write_open_data(tmp_path, facts, {file: page for file, page in pages.items() if file != PAGE})
    assert list(tmp_path.iterdir()) == []


# What DCAT-AP-SE 3.0.1 makes mandatory (its own RDForms templates, bundle.json), by class.
MANDATORY = {
    "dcat:Catalog": (
        "dcterms:title dcterms:description dcterms:publisher dcterms:license dcat:dataset"
    ),
    "dcat:Dataset": "dcterms:title dcterms:description dcterms:publisher",
    "dcat:Distribution": "dcat:accessURL dcterms:format",
    "foaf:Agent": "foaf:name dcterms:type",
    "dcterms:PeriodOfTime": "dcat:startDate dcat:endDate",
    "vcard:Organization": "vcard:fn vcard:hasEmail",
}
GIVEN = {
    "name": "Bokvik & Öarna",
    "site_address": "https://plan.example.org/bok/",
    "organisation_number": '"123456-7897"',
    "email": '{address: plan@example.org, verified: "ringde 2026-11-20"}',
}


def with_given(project: Path, *without: str) -> Facts:
    """Returns the facts with what the municipality has said of itself."""
    given = {key: said for key, said in GIVEN.items() if key not in without}
    append(project, "data/municipality.yaml", "".join(f"{k}: {v}\n" for k, v in given.items()))
    checked = check(project, SOUND_DAY)
    assert not checked.problems, report(checked.problems, project)
    return checked.facts


def test_the_catalogue_has_all_that_is_mandatory_and_an_address_for_everything(
    broken: Path, tmp_path: Path
) -> None:
    """Each thing that it points to on this site is in it, or is a file or a page of the site."""
    facts = with_given(broken)
    assert theme_context(facts)["catalogue"] == f"{FOLDER}katalog.rdf"
    (tmp_path / FOLDER).mkdir(parents=True)
    write_open_data(tmp_path, facts, check(broken, SOUND_DAY).pages)
    root = etree.parse(tmp_path / FOLDER / "katalog.rdf").getroot()
    names = {key: value for key, value in root.nsmap.items() if key}
    rdf = f"{{{names['rdf']}}}"
    home, found = GIVEN["site_address"], {}
    for thing in root:
        address = str(thing.get(f"{rdf}about"))
        assert address.startswith(home)
        found[address] = thing
        short = f"{thing.prefix}:{etree.QName(thing).localname}"
        for key in MANDATORY[short].split():
            assert thing.find(key, names) is not None, (short, key)
    assert {f"{one.prefix}:{etree.QName(one).localname}" for one in root} == set(MANDATORY)
    assert not root.findall(".//*[@rdf:nodeID]", names) and len(root) == len(found)
    ours = {str(one.get(f"{rdf}resource")) for one in root.iter()}
    for address in sorted(one for one in ours if one.startswith(home)):
        inside = address.removeprefix(home)
        assert address in found or (tmp_path / inside).exists(), address
    catalogue = found[f"{home}om/oppna-data/katalog.rdf"]
    assert len(catalogue.findall("dcat:dataset", names)) == len(tables(facts))
    assert root.findtext("foaf:Agent/foaf:name", namespaces=names) == "Bokvik & Öarna"
    told = {
        key: root.xpath(f"//{key}/text()", namespaces=names)
        for key in ("dcat:startDate", "dcat:endDate", "dcterms:modified")
    }
    assert [*told.values()] == [["2024-01-01"], ["2027-12-31"], ["2026-02-01"]]
    assert len(root.findall("dcat:Dataset/dcterms:temporal", names)) == 4


@pytest.mark.parametrize("missing", GIVEN)
def test_without_all_that_is_needed_there_is_no_catalogue(broken: Path, missing: str) -> None:
    """And `status` says what is missing."""
    facts = with_given(broken, missing)
    assert catalogue_file(facts) is None and theme_context(facts)["catalogue"] is None
    whats = {found.what for found in findings(facts, {}) if found.kind == "missing"}
    assert {
        "name": "kommunens namn",
        "site_address": "webbplatsens adress",
        "organisation_number": "kommunens organisationsnummer",
        "email": "kommunens e-postadress",
    }[missing] in whats


def test_what_is_no_organisation_number_is_refused_with_its_place(broken: Path) -> None:
    append(broken, "data/municipality.yaml", 'organisation_number: "9999999999"\n')
    (problem,) = check(broken, SOUND_DAY).problems
    assert problem.place.file == "data/municipality.yaml"
    assert problem.what == '"9999999999" är inget organisationsnummer'
    assert problem.fix == (
        'Skriv sex siffror, bindestreck och fyra siffror, inom citattecken: "000000-0000".'
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_shows_every_text_and_calculates_nothing(facts: Facts, tmp_path: Path) -> None:
    """It reads a quoted =1+1 as a formula, as Excel does."""
    rows = [
        plain(CONTACT.model_validate({"id": "a", "name": text, "purpose": text, **CALLED}))
        for text in ODD
    ]
    odd = Table("prov", "Prov", "Om.", CONTACT, rows)
    for table in (odd, *(one for one, _ in tables(facts))):
        (tmp_path / f"{table.name}.csv").write_bytes(table.csv.encode())
        subprocess.run(
            [
                *("soffice", "--headless", "--infilter=Text - txt - csv (StarCalc):59,34,76,1"),
                *("--convert-to", "fods", "--outdir", tmp_path, tmp_path / f"{table.name}.csv"),
            ],
            check=True,
            capture_output=True,
        )
        sheet = etree.parse(tmp_path / f"{table.name}.fods").getroot()
        names = {key: value for key, value in sheet.nsmap.items() if key}
        assert sheet.xpath("//@table:formula", namespaces=names) == []
        lines = sheet.findall(".//table:table-row", names)
        assert len(lines) == len(table.rows) + 1
        for line, row in zip(lines[1:], table.rows if table is odd else [], strict=False):
            shown = "".join(line.findall("table:table-cell", names)[1].itertext())
            assert "".join(shown.split()) == "".join(row["name"].split())
