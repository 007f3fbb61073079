"""The last look at the finished HTML: each kind of fault, on a page that a generator broke, is told
with the Markdown behind it."""

import os
import re
import shutil
from pathlib import Path

import pytest

from strategysite.build.final_checks import Telephone, check_finished
from strategysite.checks.run import Checked, check
from strategysite.data.adopted import adopted_words
from strategysite.problems import Problem
from tests.small import SOUND_DAY, line_with

PAGE = "om/integritet/index.html"
SOURCE = "docs/om/integritet.md"
END = "</article>"


@pytest.fixture(scope="module")
def checked(sound: Path) -> Checked:
    """The facts and the pages, as they are read before the generator runs."""
    return check(sound, SOUND_DAY)


@pytest.fixture
def broken(small_site: Path, tmp_path: Path) -> Path:
    """The finished site, in a folder where a page may be exchanged."""
    return Path(shutil.copytree(small_site, tmp_path / "site", copy_function=os.link))


@pytest.fixture
def one_page(broken: Path) -> Path:
    """The same with one page left, and one that it may link to: a fault of a page needs no more,
    and is found sooner."""
    for path in broken.rglob("*.html"):
        if path not in (broken / PAGE, broken / "hjalp/index.html"):
            path.unlink()
    return broken


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Writes a file anew, so that the other folder's stays as it is."""
    text = (folder / name).read_text("utf-8") if (folder / name).is_file() else old
    assert old in text
    (folder / name).unlink(missing_ok=True)
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def told(folder: Path, checked: Checked) -> list[Problem]:
    """Returns the problems of the finished site in `folder`."""
    return check_finished(folder, checked.facts, checked.pages)


def test_the_finished_site_has_none(small_site: Path, checked: Checked) -> None:
    """Else nothing below says anything."""
    assert told(small_site, checked) == []


@pytest.mark.parametrize(
    ("added", "what"),
    [
        ('<a href="../finns-inte/">Läs</a>', 'länken "../finns-inte/" leder ingenstans'),
        (
            '<a href="#finns-inte">Läs</a>',
            'länken "#finns-inte" leder till en rubrik som inte finns',
        ),
        (
            '<a href="../../hjalp/#finns-inte">Läs</a>',
            'länken "../../hjalp/#finns-inte" leder till en rubrik som inte finns',
        ),
        ('<a href="http://example.org/">Läs</a>', 'länken "http://example.org/" är inte säker'),
        ('<a href="//example.org/">Läs</a>', 'länken "//example.org/" är inte säker'),
        ('<a href="javascript:alert()">Läs</a>', 'länken "javascript:alert()" är inte säker'),
        ('<a href="../"></a>', 'länken till "../" har ingen text'),
        ('<a href="tel:+468123456">Ring</a>', '"tel:+468123456" är inget kontrollerat nummer'),
        ('<img src="bild.png" alt="En bild">', '"bild.png" finns inte'),
        (
            '<img src="../../images/saknas.svg">',
            'bilden "../../images/saknas.svg" saknar beskrivning',
        ),
        (
            '<img src="https://example.org/b.png" alt="En bild">',
            '"https://example.org/b.png" hämtas från en annan server',
        ),
        (
            '<img src="//example.org/b.png" alt="En bild">',
            '"//example.org/b.png" hämtas från en annan server',
        ),
        (
            '<script src="https://example.org/a.js"></script>',
            '"https://example.org/a.js" hämtas från en annan server',
        ),
        (
            '<link rel="stylesheet" href="https://example.org/a.css">',
            '"https://example.org/a.css" hämtas från en annan server',
        ),
        (
            '<img src="images/icon.png" srcset="https://example.org/b 2x" alt="">',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<link rel="PRELOAD" href="https://example.org/b">',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<link rel="alternate stylesheet" href="https://example.org/b">',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<link rel="prefetch" href="https://example.org/b">',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<a href="./" ping="https://example.org/b">a</a>',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<button formaction="https://example.org/b">a</button>',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<table background="https://example.org/b"></table>',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<svg><feImage href="https://example.org/b"/></svg>',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<input type="image" src="https://example.org/b" alt="a">',
            '"https://example.org/b" hämtas från en annan server',
        ),
        (
            '<meta http-equiv="Refresh" content="0;URL=https://example.org/b">',
            '"https://example.org/b" hämtas från en annan server',
        ),
        ('<base href="https://example.org/">', "<base> ändrar vart sidans länkar leder"),
        (
            '<iframe src="https://example.org/"></iframe>',
            '"https://example.org/" hämtas från en annan server',
        ),
        ('<h2 id="sparas-inte">En gång till</h2>', 'id "sparas-inte" finns två gånger på sidan'),
        ("<p>{{ phone() }}</p>", "klamrar syns på sidan"),
        ('<p title="{% if %}">Text</p>', "klamrar syns på sidan"),
        ("<h1>En till</h1>", 'en andra huvudrubrik: "En till"'),
        ("<h2>Två</h2><h4>Fyra</h4>", 'rubriken "Fyra" hoppar över en nivå'),
        ("<p style='color: red'>Rött</p>", '"style" på en p'),
        ('<p onclick="gå()">Klicka</p>', '"onclick" på en p'),
        ("<section><p>Öppet</p>", "<section> avslutas aldrig"),
    ],
)
def test_a_fault_of_a_finished_page_names_the_page_and_its_markdown(
    one_page: Path, checked: Checked, added: str, what: str
) -> None:
    """Whatever put it there: a template, the theme, an extension of the generator."""
    change(one_page, PAGE, END, f"{added}{END}")
    said = [(problem.place.file, problem.what) for problem in told(one_page, checked)]
    assert (SOURCE, f"på den färdiga sidan /om/integritet/: {what}") in said


def test_a_fault_in_the_frame_of_every_page_is_told_once_where_data_has_its_words(
    broken: Path, checked: Checked
) -> None:
    """As would be a label that reached the pages as it stands."""
    label = "Skift. Tryck två gånger till för att lämna sidan."
    for path in broken.rglob("*.html"):
        change(broken, path.relative_to(broken).as_posix(), END, f'<img src="{label}" alt="">{END}')
    (problem,) = [one for one in told(broken, checked) if "Skift." in one.what]
    swedish = "data/translations/sv.yaml"
    line = line_with(checked.facts.root, swedish, "exit.more")
    assert (problem.place.file, problem.place.line) == (swedish, line)
    assert problem.what.startswith("på den färdiga sidan /")


def test_a_fault_in_what_a_macro_says_is_told_where_data_has_its_words(
    one_page: Path, checked: Checked
) -> None:
    address = "https://example.org/disken"
    change(one_page, "hjalp/index.html", END, f'<a href="{address}"></a>{END}')
    (problem,) = [one for one in told(one_page, checked) if "har ingen text" in one.what]
    line = line_with(checked.facts.root, "data/contacts.yaml", address)
    assert (problem.place.file, problem.place.line) == ("data/contacts.yaml", line)


def test_a_site_without_an_address_has_no_map_of_it(small_site: Path) -> None:
    """It would list nothing: a map names whole addresses."""
    assert not list(small_site.glob("sitemap.xml*"))


@pytest.mark.parametrize(
    ("lang", "said"), [("en", 'att språket är "en"'), ("", "inte vilket språk den är på")]
)
def test_a_page_in_the_wrong_language_is_refused(
    broken: Path, checked: Checked, lang: str, said: str
) -> None:
    """A screen reader would say every word of it wrong."""
    change(broken, PAGE, '<html lang="sv"', f'<html lang="{lang}"')
    assert f"på den färdiga sidan /om/integritet/: sidan säger {said}" in [
        problem.what for problem in told(broken, checked)
    ]


@pytest.mark.parametrize(
    "shown",
    [
        "<p>{}</p>",
        '<meta name="description" content="Ring {}">',
        '<p aria-label="Ring {}">Ring</p>',
        "<p title='{}'>Ring</p>",
        "<p>+46 {:.1}</p>",
    ],
)
def test_a_number_that_nobody_has_confirmed_is_refused_wherever_it_stands(
    broken: Path, checked: Checked, shown: str
) -> None:
    """In the text, in an attribute that a search engine shows or a screen reader says, and with the
    country's number first."""
    number = next(
        number for number in sorted(Telephone.of(checked.facts).withheld) if number.startswith("0")
    )
    parted = f"{number[:3]}&#8209;{number[3:6]} {number[6:]}"
    added = f"<p>+46 {number[1:3]}-{number[3:]}</p>" if ":" in shown else shown.format(parted)
    change(broken, PAGE, END, f"{added}{END}")
    problems = told(broken, checked)
    assert any(
        re.search(r'numret "[^"]+" visas fast ingen har kontrollerat det', problem.what)
        for problem in problems
    )
    assert {problem.place.file for problem in problems} == {SOURCE}


@pytest.mark.parametrize("name", ["search/texter.json", "export.csv", "flode.xml"])
def test_a_number_that_nobody_has_confirmed_is_in_no_other_file(
    broken: Path, checked: Checked, name: str
) -> None:
    """What a page may not show, the search and the exports may not either."""
    number = next(
        number for number in sorted(Telephone.of(checked.facts).withheld) if number.startswith("0")
    )
    (broken / name).parent.mkdir(exist_ok=True)
    change(broken, name, "", f"ring {number}")
    assert [problem.place.file for problem in told(broken, checked)] == [f"site/{name}"]


@pytest.mark.parametrize(
    "rule", ["@import 'https://example.org/a.css';", "p{background:url(//example.org/b.png)}"]
)
def test_a_style_sheet_that_asks_another_server_is_refused(
    broken: Path, checked: Checked, rule: str
) -> None:
    """The reader's address would be known there."""
    sheet = next((broken / "styles").glob("*.css")).name
    change(broken, f"styles/{sheet}", "", rule)
    problems = told(broken, checked)
    assert [problem.place.file for problem in problems] == [f"site/styles/{sheet}"]
    assert "hämtas från en annan server" in problems[0].what


@pytest.mark.parametrize("page", ["lugn", "omsorg"])
def test_a_word_changed_in_the_adopted_text_is_refused(
    broken: Path, checked: Checked, page: str
) -> None:
    """The lock holds for what a reader gets, whatever a macro or the theme did to it."""
    name = f"strategi/{page}/index.html"
    text = (broken / name).read_text("utf-8")
    assert checked.facts.strategy
    adopted = [
        word.text
        for word in adopted_words(checked.facts.root, checked.facts.strategy, f"strategi/{page}.md")
    ]
    once = next(
        word for word in adopted if len(word) > 5 and word.isalpha() and text.count(word) == 1
    )
    change(broken, name, once, "regionen")
    problems = told(broken, checked)
    assert [problem.place.file for problem in problems] == [f"docs/strategi/{page}.md"]
    assert "regionen" in problems[0].what
    assert once in problems[0].what


def test_a_page_that_was_not_built_is_missed(broken: Path, checked: Checked) -> None:
    """A generator that leaves a page out says nothing of it."""
    (broken / "hjalp/en/index.html").unlink()
    assert ("docs/hjalp/en.md", "sidan byggdes inte") in [
        (problem.place.file, problem.what) for problem in told(broken, checked)
    ]


def test_a_changed_word_on_the_finished_page_with_all_of_the_text_is_told(
    broken: Path, checked: Checked
) -> None:
    """The lock holds wherever the adopted text is shown."""
    change(broken, "strategi/hela/index.html", "Tre lager hjälper", "Två lager hjälper")
    (problem,) = told(broken, checked)
    assert problem.place.file == "docs/strategi/hela.md"
    assert problem.what == (
        "på den färdiga sidan: lydelsen skiljer sig från det antagna dokumentet, rad 22: efter"
        ' "… Bibliotekets råd Omsorg om salen" står "Två" där dokumentet har "Tre"'
    )
