"""Files as a whole: how they are saved, what they are called, how large they are, and many faults
at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from strategysite.build.site import build_site
from strategysite.checks.run import check
from strategysite.data.facts import FILES
from strategysite.problems import NOTHING_PUBLISHED, report
from tests.asking import Asking
from tests.broken_input import PNG, cases, said
from tests.conftest import OF_FINDER
from tests.small import SOUND_DAY, add_code, append, change


def recoded(file: str, encoding: str) -> Callable[[Path], object]:
    """Saves a file in another encoding."""
    return lambda root: (root / file).write_bytes((root / file).read_text("utf-8").encode(encoding))


def written(file: str, content: bytes) -> Callable[[Path], object]:
    """Writes a file."""
    return lambda root: (root / file).write_bytes(content)


def conflict_in_the_report(root: Path) -> object:
    """Leaves two versions of the report in one file."""
    (root / "data/audit").mkdir()
    return (root / "data/audit/report.json").write_text("{\n<<<<<<< HEAD\n}\n", "utf-8")


def renamed(file: str, name: str) -> Callable[[Path], object]:
    """Gives a file another name in its folder."""
    return lambda root: (root / file).rename((root / file).with_name(name))


def in_another_folder(root: Path) -> None:
    (root / "Docs").mkdir()
    (root / "lagar.md").mkdir()  # a folder is no page, whatever it is called
    (root / "Docs/lag.md").write_bytes(b"---\ntitle: Lag\n---\n")


def folder_with_two_pictures(root: Path) -> object:
    """Makes a folder whose name and one of whose files can't be part of an address."""
    (folder := root / "docs/Våra bilder").mkdir()
    return [(folder / name).write_bytes(PNG) for name in ("ett.png", "två.png")]


def removed(file: str) -> Callable[[Path], object]:
    """Takes a file away."""
    return lambda root: (root / file).unlink()


def turned_into_a_folder(file: str) -> Callable[[Path], object]:
    """Puts an empty folder in the place of a file."""

    def turn(root: Path) -> None:
        (root / file).unlink()
        (root / file).mkdir()

    return turn


REFUSED: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "an empty data file": (
        written("data/sources.yaml", b""),
        ["data/sources.yaml:1:1: filen är tom | Ta tillbaka innehållet ur historiken."],
    ),
    "a data file with comments only": (
        written("data/sources.yaml", b"# tom\n\n"),
        ["data/sources.yaml:1:1: filen är tom | Ta tillbaka innehållet ur historiken."],
    ),
    "a data file saved for Windows in Western Europe": (
        recoded("data/contacts.yaml", "cp1252"),
        [
            'data/contacts.yaml:4:48: filen är inte sparad som UTF-8 | Spara filen igen med teckenkodningen "UTF-8", så blir alla bokstäver rätt.'
        ],
    ),
    "a data file saved as UTF-16": (
        recoded("data/contacts.yaml", "utf-16"),
        [
            'data/contacts.yaml:1:1: filen är inte sparad som UTF-8 | Spara filen igen med teckenkodningen "UTF-8", så blir alla bokstäver rätt.'
        ],
    ),
    "a page saved for Windows in Western Europe": (
        recoded("docs/kunskap.md", "cp1252"),
        [
            'docs/kunskap.md:2:19: filen är inte sparad som UTF-8 | Spara filen igen med teckenkodningen "UTF-8", så blir alla bokstäver rätt.'
        ],
    ),
    "an adopted document saved for Windows": (
        recoded("data/source/plan.txt", "cp1252"),
        [
            'data/strategy.yaml:54:11: det antagna dokumentet "source/plan.txt" finns inte i data/, eller är inte sparat som UTF-8 | Ta tillbaka filen ur historiken.'
        ],
    ),
    "a data file of ten megabytes": (
        written("data/sources.yaml", b"sources:\n" + b"# fyll\n" * 1_500_000),
        [
            "data/sources.yaml:1:1: filen är 10,5 MB; högst 5 MB läses | Dela upp den, eller ta bort det som hamnat där av misstag."
        ],
    ),
    "a page of ten megabytes": (
        written("docs/kunskap.md", b"ord " * 2_500_000),
        [
            "docs/kunskap.md:1:1: filen är 10,0 MB; högst 5 MB läses | Dela upp den, eller ta bort det som hamnat där av misstag."
        ],
    ),
    "a data file called .yml": (
        renamed("data/sources.yaml", "sources.yml"),
        [
            'data/sources.yaml:1:1: filen "data/sources.yaml" finns inte | Byt namn på "sources.yml" till "sources.yaml".'
        ],
    ),
    "a data file called .yaml.txt": (
        renamed("data/sources.yaml", "sources.yaml.txt"),
        [
            'data/sources.yaml:1:1: filen "data/sources.yaml" finns inte | Byt namn på "sources.yaml.txt" till "sources.yaml".'
        ],
    ),
    "a part of the data called .yaml.bak": (
        renamed("data/search/strategin.yaml", "strategin.yaml.bak"),
        [
            'data/search/strategin.yaml.bak:1:1: filen läses inte när den heter "strategin.yaml.bak" | Byt tillbaka namnet till "strategin.yaml". Ska det som står i den inte vara med? Ta bort den.'
        ],
    ),
    "a language's words called .yml": (
        renamed("data/translations/en.yaml", "en.yml"),
        [
            'data/translations/en.yaml:1:1: filen "data/translations/en.yaml" finns inte | Byt namn på "en.yml" till "en.yaml".',
            "data/translations/en.yml:1:1: filen läses inte av något | I data/translations/ står bara filer vars namn slutar på .yaml.",
        ],
    ),
    "a data file called .txt": (
        renamed("data/sources.yaml", "sources.txt"),
        [
            'data/sources.yaml:1:1: filen "data/sources.yaml" finns inte | Byt namn på "sources.txt" till "sources.yaml".'
        ],
    ),
    "a data file that is gone": (
        removed("data/sources.yaml"),
        [
            'data/sources.yaml:1:1: filen "data/sources.yaml" finns inte | Ta tillbaka filen ur historiken eller skapa den.'
        ],
    ),
    "a folder where a data file should be": (
        turned_into_a_folder("data/sources.yaml"),
        [
            'data/sources.yaml:1:1: filen "data/sources.yaml" finns inte | Ta tillbaka filen ur historiken eller skapa den.'
        ],
    ),
    "a file in data that nobody reads": (
        written("data/anteckningar.yaml", b"a: b\n"),
        [
            "data/anteckningar.yaml:1:1: filen läses inte av något | Filerna där är: FILES. Byt namn på filen, eller flytta det som står i den till rätt fil, och ta bort den."
        ],
    ),
    "settings that are gone": (
        removed("mkdocs.yml"),
        [
            'mkdocs.yml:1:1: filen "mkdocs.yml" finns inte | Ta tillbaka filen ur historiken eller skapa den.'
        ],
    ),
    "an empty page": (
        written("docs/kunskap.md", b""),
        ["docs/kunskap.md:1:1: filen är tom | Ta tillbaka innehållet ur historiken."],
    ),
    "a page called .markdown": (
        renamed("docs/kunskap.md", "kunskap.markdown"),
        [
            'docs/kunskap.markdown:1:1: filer av typen ".markdown" publiceras inte | Är det en sida? Den ska heta "kunskap.md". Ta annars bort den.'
        ],
    ),
    "a page called .MD": (
        renamed("docs/kunskap.md", "kunskap.MD"),
        [
            'docs/kunskap.MD:1:1: filnamnet "kunskap.MD" kan bli en trasig adress | Döp om filen till "kunskap.md".'
        ],
    ),
    "pages in a folder that is called almost as theirs": (
        in_another_folder,
        [
            "Docs:1:1: det som ligger i mappen läses inte | Flytta det som ska vara med till docs/, och ta bort mappen."
        ],
    ),
    "a picture beside docs/": (
        written("bord.png", PNG),
        [
            "bord.png:1:1: filen läses inte där den ligger | Flytta den till docs/images/ om den ska vara med."
        ],
    ),
    "a page with an å in its name": (
        renamed("docs/kunskap.md", "kunskap-på-nätet.md"),
        [
            'docs/kunskap-på-nätet.md:1:1: filnamnet "kunskap-på-nätet.md" kan bli en trasig adress | Döp om filen till "kunskap-pa-natet.md".',
            'docs/kunskap-på-nätet.md:1:1: sidan "Vad lagen säger om bibliotek" finns inte i menyn | Lägg till "kunskap-pa-natet.md" under nav i mkdocs.yml. Är sidan ny, och ska inte publiceras? Ta bort filen.',
            'mkdocs.yml:70:14: sidan "kunskap.md" i menyn finns inte | Ta bort raden, eller ta tillbaka sidan.',
        ],
    ),
    "a picture with a space and capitals in its name": (
        written("docs/images/Bild 1.PNG", PNG),
        [
            'docs/images/Bild 1.PNG:1:1: filnamnet "Bild 1.PNG" kan bli en trasig adress | Döp om filen till "bild-1.png".'
        ],
    ),
    "a picture of twenty megabytes": (
        written("docs/images/stor.png", PNG + b"0" * 20_000_000),
        [
            'docs/images/stor.png:1:1: bilden "stor.png" är 20 MB, högst 10 MB läses | Minska bilden till högst 1 600 punkters bredd och spara den igen.'
        ],
    ),
    **{
        f"a picture that can not be read: {file}": (
            written(f"docs/images/{file}", content),
            [
                f'docs/images/{file}:1:1: bilden "{file}" går inte att läsa som bild | Öppna den i ett bildprogram och spara den igen som SVG, PNG, WebP eller JPEG.'
            ],
        )
        for file, content in (
            ("bild.png", b"GIF89a"),
            ("half.png", PNG[:40]),
            ("half.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"),
            ("half.jpg", b"\xff\xd8\xff\xe0" + b"0" * 90),
            ("half.webp", b"RIFF\xff\x00\x00\x00WEBPVP8 "),
        )
    },
    "a picture with a program in an attribute": (
        written("docs/images/bild.svg", b"<svg><a onfocus='1'/></svg>"),
        [
            'docs/images/bild.svg:1:1: bilden "bild.svg" innehåller ett program | Spara den igen som vanlig SVG, utan program.'
        ],
    ),
    "an optional file saved as text": (
        renamed("data/search.yaml", "search.txt"),
        [
            'data/search.yaml:1:1: filen "data/search.yaml" finns inte | Byt namn på "search.txt" till "search.yaml".'
        ],
    ),
    "a conflict in the report of the tests": (
        conflict_in_the_report,
        [
            "data/audit/report.json:2:1: testrapporten går inte att läsa | Kör make audit, som skriver den på nytt. Eller ta tillbaka den ur historiken."
        ],
    ),
    "a picture with a program": (
        written("docs/images/bild.svg", b"<svg><script>1</script></svg>"),
        [
            'docs/images/bild.svg:1:1: bilden "bild.svg" innehåller ett program | Spara den igen som vanlig SVG, utan program.'
        ],
    ),
    "a picture of another kind": (
        written("docs/images/bild.heic", b"0"),
        [
            'docs/images/bild.heic:1:1: filer av typen ".heic" publiceras inte | Öppna den i ett bildprogram och spara den igen som SVG, PNG, WebP eller JPEG.'
        ],
    ),
    "a PDF added by hand": (
        written("docs/rutin.pdf", b"%PDF-1.7"),
        [
            'docs/rutin.pdf:1:1: filer av typen ".pdf" publiceras inte | Gör en sida (.md) av innehållet och ta bort filen. En sida kan läsas upp, förstoras och läsas på en telefon.'
        ],
    ),
    "a PDF with a space in its name": (
        written("docs/Rutin 1.pdf", b"%PDF-1.7"),
        [
            'docs/Rutin 1.pdf:1:1: filer av typen ".pdf" publiceras inte | Gör en sida (.md) av innehållet och ta bort filen. En sida kan läsas upp, förstoras och läsas på en telefon.'
        ],
    ),
    "a page whose last ending can not be seen": (
        written("docs/sociala-medier.md.txt", b"Text"),
        [
            'docs/sociala-medier.md.txt:1:1: filer av typen ".txt" publiceras inte | Är det en sida? Den ska heta "sociala-medier.md". Ta annars bort den.'
        ],
    ),
    "a page saved as plain text, with a space and å in its name": (
        written("docs/Våra råd.txt", b"Text"),
        [
            'docs/Våra råd.txt:1:1: filer av typen ".txt" publiceras inte | Är det en sida? Den ska heta "vara-rad.md". Ta annars bort den.'
        ],
    ),
    **{
        f"a document of a word processor: {name}": (
            written(f"docs/{name}", b"PK"),
            [
                f'docs/{name}:1:1: filer av typen "{Path(name).suffix}" publiceras inte | Klistra in texten i en ny sida (.md) och ta bort filen.'
            ],
        )
        for name in ("Plan 2.docx", "plan.doc", "plan.odt", "plan.pages")
    },
    **{
        f"what a computer leaves behind: {name}": (
            written(f"docs/images/{name}", b"0"),
            [
                f'docs/images/{name}:1:1: "{name}" är en fil som datorn har lagt dit | Ta bort filen.'
            ],
        )
        for name in (
            "Thumbs.db",
            "desktop.ini",
            "~$index.md",
            "._index.md",
            ".~lock.index.md#",
            "bord.svg~",
            "bord.svg.bak",
            "bord.svg.tmp",
            ".kunskap.md.swp",
        )
    },
    **{
        f"a page that is only there as {name}": (
            renamed("docs/hjalp/en.md", name),
            [f"docs/hjalp/{name}:1:1: {told}"],
        )
        for name, told in (
            *(
                (
                    name,
                    f'filen läses inte när den heter "{name}" | Byt tillbaka namnet till "en.md". Ska det som står i den inte vara med? Ta bort den.',
                )
                for name in ("en.md.bak", "en.md~")
            ),
            *(
                (
                    name,
                    f'filer av typen "{Path(name).suffix or name}" publiceras inte | Är det en sida? Den ska heta "en.md". Ta annars bort den.',
                )
                for name in ("en.mdd", "en.md.old", "en")
            ),
        )
    },
    "what a computer leaves behind beside the data": (
        written("data/._contacts.yaml", b"\x00\x05\x16\x07"),
        [
            'data/._contacts.yaml:1:1: "._contacts.yaml" är en fil som datorn har lagt dit | Ta bort filen.'
        ],
    ),
    **{
        f"a copy: {folder}/{name}": (
            written(f"{folder}/{name}", b""),
            [
                f'{folder}/{name}:1:1: "{name}" ser ut som en kopia av "{own}" | Ta bort den om den blev till av misstag. Ska den vara med? Ge den ett eget namn, med små bokstäver a–z, siffror och bindestreck.'
            ],
        )
        for folder, name, own in (
            *(
                ("docs", name, "kunskap.md")
                for name in (
                    "kunskap - kopia.md",
                    "kunskap - Kopia (2).md",
                    "kunskap copy.md",
                    "kunskap (1).md",
                    "kunskap(1).md",
                    "Kopia av kunskap.md",
                )
            ),
            ("docs/images", "bord - Copy.svg", "bord.svg"),
            ("data", "contacts (1).yaml", "contacts.yaml"),
            ("data/search", "strategin (1).yaml", "strategin.yaml"),
            ("data/search", "strategin - kopia.yaml", "strategin.yaml"),
            ("data/follow-up", "2025 - kopia.yaml", "2025.yaml"),
        )
    },
    "a folder with å in its name, which holds two files": (
        folder_with_two_pictures,
        [
            'docs/Våra bilder:1:1: mappnamnet "Våra bilder" kan bli en trasig adress | Döp om mappen till "vara-bilder".',
            'docs/Våra bilder/två.png:1:1: filnamnet "två.png" kan bli en trasig adress | Döp om filen till "tva.png".',
        ],
    ),
    "a name that would take the place of another": (
        written("docs/images/Bord.svg", b"<svg/>"),
        [
            'docs/images/Bord.svg:1:1: filnamnet "Bord.svg" kan bli en trasig adress | "bord.svg" finns redan. Ta bort den ena, eller ge den här ett eget namn.'
        ],
    ),
    "a name of which nothing would be left": (
        written("docs/images/日本.png", PNG),
        [
            'docs/images/日本.png:1:1: filnamnet "日本.png" kan bli en trasig adress | Ge den ett namn med små bokstäver a–z, siffror och bindestreck.'
        ],
    ),
    **{
        f"a page that is {thing}": (
            written("docs/ny.md", content),
            [f"docs/ny.md:1:1: filen är {thing} | {fix}"],
        )
        for thing, content, fix in (
            (
                "ett dokument från Word eller ett liknande program",
                b"PK\x03\x04\x14\x00",
                "Öppna det där det skrevs och kopiera texten. Klistra in den i en ny fil som är vanlig text, sparad som UTF-8.",
            ),
            (
                "ett dokument i RTF-format",
                b"{\\rtf1",
                "Öppna det där det skrevs och kopiera texten. Klistra in den i en ny fil som är vanlig text, sparad som UTF-8.",
            ),
            (
                "ett PDF-dokument",
                b"%PDF-1.7\n",
                "Öppna det och kopiera texten. Klistra in den i en ny fil som är vanlig text, sparad som UTF-8. Är det ett dokument med tabeller? Gör om det till text med pdftotext -layout i stället, så följer kolumnerna med.",
            ),
            (
                "en webbsida",
                b"<!DOCTYPE html>\n<html>",
                "Öppna den i webbläsaren och kopiera texten. Klistra in den i en ny fil som är vanlig text, sparad som UTF-8.",
            ),
            (
                "en bild",
                b"\xff\xd8\xff\xe0",
                "Ska den visas på en sida? Döp om den, så att namnet slutar på .png, .jpg eller .webp. Ta annars bort den.",
            ),
        )
    },
    "a style sheet added by hand": (
        written("docs/egen.css", b"a{}"),
        [
            'docs/egen.css:1:1: filer av typen ".css" publiceras inte | Sidor slutar på .md, bilder på .svg, .png, .webp eller .jpg.'
        ],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_can_not_be_used_is_refused(name: str, broken: Path) -> None:
    change, told = REFUSED[name]
    change(broken)
    names = ", ".join(f"{name}.yaml" for name in FILES)
    assert said(broken) == [line.replace("FILES", names) for line in told]


@pytest.mark.parametrize("name", ["docs/hemlig.md", "docs/images/b.svg", "docs/mapp", "data/a"])
@pytest.mark.parametrize("target", ["a file outside", "a folder outside", "nothing"])
def test_a_shortcut_out_of_the_folder_is_refused_and_nothing_is_read_through_it(
    name: str, target: str, broken: Path
) -> None:
    outside = broken.parent / "annat"
    outside.mkdir()
    (outside / "hemligt").write_text("HEMLIGT", "utf-8")
    ends = {"a file outside": "annat/hemligt", "a folder outside": "annat", "nothing": "inget"}
    (broken / name).symlink_to(broken.parent / ends[target])
    folder = name.partition("/")[0]
    what = f"en genväg (symbolisk länk) till något annat än en fil i {folder}/"
    fix = "Ta bort den. Lägg själva filen här om den ska vara med."
    assert said(broken) == [f"{name}:1:1: {what} | {fix}"]
    assert "HEMLIGT" not in report(check(broken, SOUND_DAY).problems, broken)


def test_what_macos_writes_in_each_folder_is_not_read_and_not_published(small_site: Path) -> None:
    assert len([*small_site.parent.rglob(".DS_Store")]) == len(OF_FINDER)
    assert said(small_site.parent) == []
    assert [*small_site.rglob(".DS_Store")] == []


def test_a_shortcut_to_a_file_of_the_same_folder_is_accepted(broken: Path) -> None:
    (broken / "docs/images/samma.svg").symlink_to(broken / "docs/images/bord.svg")
    append(broken, "docs/kunskap.md", "\n![Samma bord](images/samma.svg)\n")
    assert said(broken) == []


@pytest.mark.parametrize(
    "text",
    ["Mer. {{ source('lag') }}\n\n{{ sources(['lag']) }}", "```\n# Först\nett\n# Först\ntvå\n```"],
    ids=["a list of sources in single quotes", "the same row twice in code"],
)
def test_what_only_looks_like_a_slip_is_accepted(text: str, broken: Path) -> None:
    append(broken, "docs/kunskap.md", f"\n{text}\n")
    assert said(broken) == []


@pytest.mark.parametrize("file", ["data/contacts.yaml", "docs/kunskap.md", "mkdocs.yml"])
@pytest.mark.parametrize("how", ["Windows line ends", "a byte-order mark", "both"])
def test_what_windows_editors_write_is_accepted(file: str, how: str, broken: Path) -> None:
    content = (broken / file).read_bytes()
    content = content if how == "a byte-order mark" else content.replace(b"\n", b"\r\n")
    (broken / file).write_bytes(
        content if how == "Windows line ends" else b"\xef\xbb\xbf" + content
    )
    assert said(broken) == []


def test_line_numbers_are_right_with_windows_line_ends(broken: Path) -> None:
    path = broken / "data/contacts.yaml"
    path.write_bytes(
        path.read_bytes()
        .replace(b'audience: "alla"', b'audiense: "alla"', 1)
        .replace(b"\n", b"\r\n")
    )
    assert "data/contacts.yaml:23:5: okänd nyckel" in "\n".join(said(broken))


ODD_TEXTS = [
    "a < b & c > d, <!-- och",
    "{{ klamrar }} {# kommentar #} }} %}",
    "pris * antal [hak] 3 < 5 & 7 > 2 # rubrik",
    "å ä ö é ü ß – ” ’ … 日本語 עברית 🙂",
    "mycket " * 60 + "långt",
    "rad ett: kolon, citat ' och \" tecken \\ snedstreck",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_signs_of_other_languages_in_a_text_are_shown_as_text_and_never_run(
    text: str, broken: Path
) -> None:
    """In a card (a block), in a sentence and in a table: what the file says is what a reader
    sees."""
    path = broken / "data" / "contacts.yaml"
    quoted = text.replace("'", "''")
    path.write_text(
        path.read_text("utf-8")
        .replace('name: "Disken"', f"name: 'Disken {quoted}'")
        .replace('"Svarar på frågor om böcker."', f"'{quoted}'"),
        "utf-8",
    )
    path = broken / "data" / "strategy.yaml"
    path.write_text(
        path.read_text("utf-8")
        .replace('"Sköter huset."', f"'{quoted}'")
        .replace('"Tabellen var två."', f"'{quoted}'"),
        "utf-8",
    )
    checked = check(broken, SOUND_DAY)
    assert report(checked.problems, broken).startswith("0 fel")
    for file in ("hjalp/index.md", "uppfoljning.md", "strategi/lugn.md"):
        page = html.fragment_fromstring(checked.pages[file].html, create_parent="div")
        seen = " ".join(" ".join(page.itertext()).split())
        if file != "uppfoljning.md":
            assert " ".join(text.split()) in seen
        assert {script.get("type") for script in page.findall(".//script")} <= {
            "application/ld+json"
        }
        assert "{{" not in checked.pages[file].html.partition("<script")[0]


def test_a_broken_project_is_told_all_its_faults_in_one_run(broken: Path) -> None:
    """Faults in the data of several files, and of several kinds, each told once."""
    (case,) = cases("twelve_faults")
    for edit in case.edits:
        edit.apply(broken)
    assert (
        report(check(broken, SOUND_DAY).problems, broken)
        == f"{case.said}\n11 fel. {NOTHING_PUBLISHED}"
    )


def test_the_command_ends_with_one_and_the_report(broken: Path, asking: Asking) -> None:
    assert asking(broken, "check")[0] == 0
    (broken / "data" / "sources.yaml").write_text("", "utf-8")
    code, _, told = asking(broken, "check")
    assert code == 1
    assert told.startswith("data/sources.yaml:1:1: filen är tom") and told.rstrip().endswith(
        NOTHING_PUBLISHED
    )


def test_a_day_that_is_none_is_refused_in_words(broken: Path, asking: Asking) -> None:
    code, _, told = asking(broken, "check", day="i dag")
    assert code == 1
    assert told.startswith('STRATEGY_TODAY är "i dag"')


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(("data/contacts.yaml", "situations:", "situationer:"), id="the data"),
        pytest.param(
            ("docs/om/index.md", "# Om webbplatsen", "# Om webbplatsen\n\n# Igen"), id="a page"
        ),
    ],
)
def test_a_refused_change_leaves_the_live_site_untouched(
    fault: tuple[str, str, str], broken: Path
) -> None:
    project = add_code(broken)
    live = project / "site"
    live.mkdir()
    (live / "index.html").write_text("det som ligger ute", "utf-8")
    change(project, *fault)
    assert build_site(project, SOUND_DAY, live)
    assert [path.name for path in project.glob("site*")] == ["site"]
    assert [path.read_text("utf-8") for path in live.iterdir()] == ["det som ligger ute"]
    assert not (project / "server").exists()
