"""The index, from finished HTML to files."""

import json
from itertools import accumulate
from typing import Any

import pytest

from strategysite.search.packing import Help, Synonym, build_index
from strategysite.search.ranking import Ranking
from strategysite.search.reading import read_page
from strategysite.search.shortening import Shorthand, lengthen, unchain

PAGE = """<!doctype html><html lang="{lang}"><head><title>{title} – Webbplatsen</title><meta name="description" content="{description}">{head}</head>
<body><header>Sidhuvud</header><nav>Meny</nav><article class="md-content {kind}">{body}</article><footer>Sidfot</footer></body></html>"""


def html(body: str, **given: str) -> str:
    """A finished page."""
    return PAGE.format(
        body=body,
        **{
            "lang": "sv",
            "title": "Titel",
            "description": "Beskrivning.",
            "head": "",
            "kind": "added",
            **given,
        },
    )


def index(files: dict[str, bytes]) -> dict[str, Any]:
    """The file that every search needs."""
    found: dict[str, Any] = json.loads(files["search/index.json"])
    return found


def asked(found: dict[str, Any]) -> list[tuple[int, list[str]]]:
    """What is asked of each section."""
    shorthand = Shorthand(found["common"].split(), list(lengthen(found["words"])))
    units = accumulate(step for step, _ in found["questions"])
    texts = [list(map(shorthand.read, unchain(text))) for _, text in found["questions"]]
    return list(zip(units, texts, strict=True))


def test_a_heading_with_an_id_is_a_result_of_its_own() -> None:
    """A section goes from its heading to the next; without an id its text belongs to the section
    above."""
    page = read_page(
        "a/",
        html(
            "<h1>Sidan</h1><p>Först.</p><h2 id=x>Rubrik</h2><p>Text.</p><h3>Utan id</h3><p>Mer.</p><h2 id=y>Nästa</h2>"
        ),
    )
    assert page is not None
    assert [(section.id, section.heading, section.text) for section in page.sections] == [
        ("", "Sidan", "Först."),
        ("x", "Rubrik", "Text. Utan id Mer."),
        ("y", "Nästa", ""),
    ]


def test_an_archived_page_is_shown_by_the_name_that_says_so() -> None:
    """Its heading is the adopted one, and reads as of today."""
    page = html("<h1>Metod</h1><h2 id=x>Samverkan</h2>", title="Metod (arkiv 2020–2023)")
    assert index(build_index([("arkiv/2020-2023/metod/", page)], []))["headings"] == [
        "Metod (arkiv 2020–2023)",
        "Samverkan",
    ]
    assert index(build_index([("metod/", page)], []))["headings"] == ["Metod", "Samverkan"]


def test_a_section_knows_the_headings_it_stands_under() -> None:
    """They say what it is about."""
    page = read_page(
        "a/",
        html("<h1>S</h1><h2 id=a>Oro</h2><h3 id=b>Barn</h3><h4 id=c>Ungt</h4><h2 id=d>Annat</h2>"),
    )
    assert page is not None
    assert [section.above for section in page.sections] == ["", "", "Oro", "Oro Barn", ""]


def test_words_in_cells_and_list_items_do_not_run_together() -> None:
    """What is not inline ends a word."""
    page = read_page(
        "a/",
        html(
            "<h1>S</h1><ul><li>ett</li><li>två</li></ul><table><tr><td>tre</td><td>fyra</td></tr></table>fem<b>ton</b>"
        ),
    )
    assert page is not None
    assert page.sections[0].text == "ett två tre fyra femton"


def test_a_word_that_people_ask_with_is_left_to_their_questions() -> None:
    """Where only running text has it: what stands in a heading finds its section in every form."""
    body = "<h1>Huset</h1><h2 id=x>Bokens rum</h2><p>Salen är stor. Boken är tung.</p>"
    asked = [Synonym(("var är salen", "boken"), "a/#x")]
    held = {"boken", "bokens", "huset", "rum", "stor", "tung", "titel", "beskrivning", "ar"}
    assert set(lengthen(index(build_index([("a/", html(body))], asked))["words"])) == held
    assert set(lengthen(index(build_index([("a/", html(body))], []))["words"])) == {*held, "salen"}


def sentences(body: str) -> list[str]:
    """What may be shown of a page."""
    page = read_page("a/", html(f"<h1>S</h1>{body}"))
    assert page is not None
    return page.sections[0].sentences


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>Hon läser böcker. Han läser inte.</p>", ["Hon läser böcker.", "Han läser inte."]),
        ("<p>Se 4 kap. 1 § i lagen, bl. a. Stadgan.</p>", ["Se 4 kap. 1 § i lagen, bl. a. Stadgan."]),
        ("<p>Hon sa: ”Kom nu hit!” Sedan gick hon.</p>", ["Hon sa: ”Kom nu hit!”", "Sedan gick hon."]),
        ("<p>هل أنت قلق جدًا؟ اتصل بنا اليوم.</p>", ["هل أنت قلق جدًا؟", "اتصل بنا اليوم."]),
        ("<dl><dt>Vem svarar</dt><dd>SOS Alarm</dd><dt>För vem</dt><dd>alla</dd></dl>", []),
        ("<p>Det är bra att läsa. <span class=cite>Källa: Biblioteket, rapport 3.</span></p>", ["Det är bra att läsa."]),
        ("<p class=hours><b>Öppet</b> dygnet runt.</p><p>Ring när du vill.</p>", ["Ring när du vill."]),
        ("<p>Notis. Här får man:</p><ul><li>läsa en bok</li><li>sova</li><li>äta frukt.</li></ul>", ["Här får man: läsa en bok", "Här får man: äta frukt."]),
        ("<button>Lämna sidan nu.</button><h3>Det här är en rubrik.</h3><div data-search-ignore>Planen gällde förr i tiden.</div>", []),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_text_is_whole_sentences(body: str, shown: list[str]) -> None:
    """No label, name, source, hours, button or notice; an item only with the words before it."""
    assert sentences(body) == shown


def test_a_section_without_a_sentence_is_shown_with_what_its_page_is_about() -> None:
    """Also in the middle of the page."""
    files = build_index([("a/", html("<h1>S</h1><p>Ett ord till.</p><h2 id=x>Rubrik</h2>"))], [])
    texts = [json.loads(content) for name, content in files.items() if "texts" in name]
    assert texts == [["Ett ord till."], ["Beskrivning."]]


def test_a_page_for_few_readers_is_told_from_the_page_whose_words_it_has() -> None:
    """An easy page by its name, each section with its beginning; one in another language by what it
    is about."""
    row = "<ul class=languages><li><a {sv}>Svenska</a></li><li><a {easy}>Lätt</a></li></ul>"
    now = 'aria-current="page"'
    body = "<h1>Få hjälp</h1><h2 id=x>Orolig</h2><p>Ring och fråga om råd.</p>"
    easy = html(row.format(sv="", easy=now) + body, title="Få hjälp, på lätt svenska")
    finnish = html("<h1>Apua</h1><h2 id=y>Soita</h2>", lang="fi", description="Tietoa ja apua nyt.")
    pages = [("a/", html(row.format(sv=now, easy="") + body)), ("b/", easy), ("c/", finnish)]
    files = build_index(pages, [])
    found = index(files)
    called, numbers = found["texts"]
    texts = [
        json.loads(files["search/" + called.replace("#", str(n))]) for n in range(len(numbers))
    ]
    assert list(zip(found["headings"], [text for some in texts for text in some], strict=True)) == [
        ("Få hjälp", "Beskrivning."),
        ("Orolig", "Ring och fråga om råd."),
        ("Få hjälp, på lätt svenska", "Beskrivning."),
        ("Orolig", "Ring och fråga om råd."),
        ("Apua", "Tietoa ja apua nyt."),
    ]


def test_a_place_shows_its_contacts() -> None:
    """On a help page every section has the emergency number and those of what it stands under, or
    of the page; elsewhere only a section where several of its page's numbers stand, and the page itself."""
    rung = "".join(f'<a href="tel:{number}">{number}</a>' for number in (1, 2, 4))
    body = f"<h1>S</h1><h2 id=x>X</h2><h3 id=y>Y</h3><h2 id=z>Z</h2>{rung}"
    pages = [("a/", html(body, kind="help")), ("b/", html(body))]
    contacts = [["N", str(number), "", "", ""] for number in range(4)]
    given = Help({"sv": {"contacts": contacts}}, {"a/": [0], "a/#x": [3, 2], "b/": [1, 2, 3]})
    assert index(build_index(pages, [], None, given))["calls"] == [
        *([0, 0], [1, 0, 3, 2], [2, 0, 3, 2], [3, 0]),
        *([4, 1, 2, 3], [7, 1, 2]),
    ]


def test_what_is_marked_hidden_or_navigation_is_not_searched() -> None:
    """Notices, menus and what no reader sees would be found everywhere."""
    body = "<h1>S</h1><p data-search-ignore>nej</p><nav>nej</nav><p hidden>nej</p><p aria-hidden=true>nej</p><script>nej</script><svg><title>nej</title></svg><p>ja</p>"
    page = read_page("a/", html(body))
    assert page is not None
    assert page.sections[0].text == "ja"


def test_a_page_that_asks_not_to_be_found_is_not() -> None:
    """Robots and this search are told the same."""
    assert (
        read_page("a/", html("<h1>S</h1>", head='<meta name="robots" content="noindex">')) is None
    )


def test_the_words_of_the_description_and_title_lead_to_the_page() -> None:
    """A word may stand only there."""
    found = index(
        build_index(
            [("a/", html("<h1>Sidan</h1>", title="Telefonnummer", description="Ring någon."))], []
        )
    )
    assert {"telefonnummer", "ring"} <= set(lengthen(found["words"]))


ENGLISH = """<h1>Help</h1><p>emergency</p><h2 id=x>Worried</h2><p>children</p>"""


def test_a_page_in_another_language_is_searched_in_an_index_of_its_own() -> None:
    """A query in Swedish pays little for it: the index of all has the page, and of what it says its
    description and headings, which tell the language of a query."""
    pages = [("en/", html(ENGLISH, lang="en")), ("a/", html("<h1>Sidan</h1>"))]
    files = build_index(pages, [Synonym(("help me", "hjälp", "помощь"), "en/#x")])
    found = index(files)
    assert found["pages"] == [["en/", 1, "en", 1], ["a/", 1, "sv", 1]]
    assert "children" not in lengthen(found["words"])
    assert asked(found) == [(0, ["beskrivning", "help me", "hjalp", "worried"])]
    [[lang, script, name]] = found["languages"]
    assert (lang, script) == ("en", "Latin")
    own = json.loads(files[f"search/{name}"])
    assert own["headings"] == ["Help", "Worried"]
    assert {"children", "emergency"} <= set(lengthen(own["words"]))
    assert asked(own) == [(1, ["help me", "hjalp", "помощь"])]


@pytest.mark.parametrize(
    ("heading", "script"), [("مساعدة", "Arabic"), ("Допомога", "Cyrillic"), ("Apua", "Latin")]
)
def test_an_index_of_a_language_says_its_letters(heading: str, script: str) -> None:
    """By them the browser knows which one a query needs."""
    found = index(build_index([("x/", html(f"<h1>{heading}</h1>", lang="xx"))], []))
    assert found["languages"][0][1] == script


def test_a_question_leads_to_its_section_and_one_without_a_page_is_left_out() -> None:
    """The rules have told the editor already."""
    given = [Synonym(("Hoppa av",), "a/#x"), Synonym(("bort",), "b/")]
    found = index(build_index([("a/", html("<h1>Sidan</h1><h2 id=x>Lämna</h2>"))], given))
    assert asked(found) == [(1, ["hoppa av"])]


def test_the_forms_of_a_word_stand_together() -> None:
    """Each says how many letters it begins with of the one before, and whether one more follows."""
    found = index(build_index([("a/", html("<h1>Polis</h1><p>Polisen, polisens.</p>"))], []))
    assert "Apolis/Fen/Hs" in found["words"]
    groups = lengthen(found["words"])
    assert groups["polis"] == groups["polisen"] == groups["polisens"] != groups["titel"]


def test_the_words_that_people_ask_with_often_stand_first() -> None:
    """Their short forms in the questions then begin alike: the index is a little smaller."""
    pages = [("a/", html("<h1>Anmäl till socialtjänsten</h1>"))]
    given = [Synonym(("ring socialtjänsten", "socialtjänsten nu", "vem på socialtjänsten"), "a/")]
    assert next(iter(lengthen(index(build_index(pages, []))["words"]))) == "anmal"
    assert next(iter(lengthen(index(build_index(pages, given))["words"]))) == "socialtjansten"


def test_a_word_that_stands_everywhere_keeps_the_sections_it_says_most_of() -> None:
    """In a heading it says more than in a text."""
    text = "".join(f"<h2 id=s{number}>Del {number}</h2><p>Biblioteket.</p>" for number in range(30))
    page = html(f"<h1>Sidan</h1>{text}<h2 id=sist>Biblioteket</h2>")
    found = Ranking(build_index([("a/", page)], [])).ask("biblioteket")
    assert found[0].address == "a/#sist"


def test_the_same_pages_give_the_same_bytes() -> None:
    """Nothing in the index depends on when or where it was made."""
    pages = [(f"{name}/", html(f"<h1>{name}</h1><p>{name} 2026</p>")) for name in "abc"]
    assert build_index(pages, []) == build_index(pages, [])


def test_a_site_without_pages_has_an_index() -> None:
    """The browser then finds nothing, without an error."""
    assert index(build_index([], []))["pages"] == []


@pytest.mark.slow
def test_a_large_site_is_split_and_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Postings and texts lie in files of their own, and sections keep their beginning."""
    monkeypatch.setattr("strategysite.search.packing.SMALL_POSTINGS", 10_000)
    pages = [
        (
            f"{page}/",
            html(
                "".join(
                    f"<h2 id=s{page}-{number}>Del {number}</h2><p>{_text(page, number)}</p>"
                    for number in range(5)
                )
            ),
        )
        for page in range(400)
    ]
    files = build_index(pages, [])
    found = index(files)
    assert "rows" not in found
    assert set(files) - {"search/index.json"} == {
        f"search/{called.replace('#', str(place))}"
        for called, numbers in (found["postings"], found["texts"])
        for place in range(len(numbers))
    }
    assert sum(found["postings"][1]) == max(lengthen(found["words"]).values()) + 1
    assert sum(found["texts"][1]) == len(found["ids"])


def _text(page: int, number: int) -> str:
    return " ".join(f"ord{(page * 7 + number * 13 + place * place) % 3000}" for place in range(90))
