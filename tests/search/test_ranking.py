"""How well a section answers a query, and why: the ranking in Python, which the browser's follows
(test_finding)."""

import pytest

from strategysite.search.nearness import Nearness
from strategysite.search.packing import Synonym, build_index
from strategysite.search.ranking import Found, Search
from tests.search.test_index import html

PAGES = {
    "hjalp/": """<h1>Få hjälp</h1><p>Någon lyssnar på dig.</p>
        <h2 id=lamna>Lämna en grupp</h2><p>Den som vill bort får stöd av kommunen.</p>
        <h2 id=orolig>Orolig för någon</h2><p>Gör en orosanmälan till socialtjänsten.</p>""",
    "plan/": """<h1>Planen</h1><h2 id=mal>Mål</h2><p>Biblioteken ska vara lugna. Målet är klart.</p>
        <h2 id=miljo>Vit-makt-miljön</h2><p>Högerextremism finns på nätet.</p>""",
}
ASKED = [
    Synonym(("hoppa av", "vill ut", "jag orkar inte vara kvar"), "hjalp/#lamna"),
    Synonym(("orolig för min son", "min bror har ändrat sig"), "hjalp/#orolig"),
    Synonym(("vill utveckla planen", "mål"), "plan/#mal"),
]
ENGLISH = "<h1>Get help</h1><h2 id=leave>Leave a group</h2><p>Somebody listens to you.</p>"
ARABIC = "<h1>مساعدة</h1><h2 id=leave>ترك المجموعة</h2><p>هناك من يستمع إليك.</p>"


@pytest.fixture(scope="module")
def search() -> Search:
    """Two pages in Swedish and one each in English and Arabic, and what people ask."""
    pages = [(address, html(body)) for address, body in PAGES.items()]
    pages += [("en/", html(ENGLISH, lang="en")), ("ar/", html(ARABIC, lang="ar"))]
    return Search(build_index(pages, ASKED, "hjalp/"))


def first(search: Search, query: str) -> str:
    """Returns the address of the best answer, or nothing."""
    return next((found.address for found in search.find(query)), "")


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("hoppa av", "hjalp/#lamna"),
        ("hopa av", "hjalp/#lamna"),
        ("orkar inte vara kvar längre", "hjalp/#lamna"),
        ("min bror ändrar sig", "hjalp/#orolig"),
        ("orolig för min dotter", "hjalp/#orolig"),
        ("orosanmälningar", "hjalp/#orolig"),
        ("orosanmälningarna", "hjalp/#orolig"),
        ("socialtjänstens", "hjalp/#orolig"),
        ("sosialtjänsten", "hjalp/#orolig"),
        ("extremism", "plan/#miljo"),
        ("vitmakt", "plan/#miljo"),
        ("vit makt miljö", "plan/#miljo"),
        ("bibliotek", "plan/#mal"),
        ("bibl", "plan/#mal"),
        ("målen", "plan/#mal"),
        ("kmomenun", "hjalp/#lamna"),
    ],
)
def test_what_is_said_otherwise_is_found(search: Search, query: str, address: str) -> None:
    """Other words of a question; an inflection, a misspelling, a part of a compound, a word that is
    still being typed, one of which only the consonants and both ends are right."""
    assert first(search, query) == address


@pytest.mark.parametrize("entry", ASKED, ids=lambda entry: entry.address)
def test_what_an_editor_has_written_comes_first_where_it_leads(
    search: Search, entry: Synonym
) -> None:
    """Also where its last word is how another begins: "vill ut" is not "vill utveckla"."""
    assert {first(search, words) for words in entry.words} == {entry.address}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?",
        "😀😀",
        "xqzzy wrlkj",
        "a" * 300,
        "\x00\u202e",
        "budget",
        "simhall",
        "moderaterna",
        "alngu",
        "parkeringen",
        "skolskj",
    ],
)
def test_what_means_nothing_here_has_no_answer(search: Search, query: str) -> None:
    """Nor is it an error. A word of which only letters are known is no guess worth showing."""
    assert search.find(query) == []


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("leave a group", "en/#leave"),
        ("somebody listens", "en/#leave"),
        ("المجموعة", "ar/#leave"),
        ("يستمع", "ar/#leave"),
        ("hjälp مساعدة", "ar/"),
    ],
)
def test_a_language_is_answered_in_its_own_section(
    search: Search, query: str, address: str
) -> None:
    """Told by its letters or, where these are the Swedish ones, by words that Swedish has not."""
    assert first(search, query) == address


def test_an_answer_in_one_language_brings_no_third() -> None:
    """Finnish and Somali are written with the same letters; who reads one need not read the
    other."""
    pages = [("fi/", html("<h1>Group leave</h1>", lang="fi")), ("en/", html(ENGLISH, lang="en"))]
    search = Search(build_index(pages, [Synonym(("leave a group",), "en/#leave")]))
    assert [one.lang for one in search.find("leave a group")] == ["en"]
    assert [one.lang for one in search.find("group leave")] == ["fi"]


def test_a_word_of_two_languages_is_answered_in_both() -> None:
    """An interpreter is called the same in Arabic and in Persian; nobody is left without."""
    pages = [
        ("ar/", html("<h1>هل يوجد مترجم</h1>", lang="ar")),
        ("fa/", html("<h1>آیا مترجم دارید</h1>", lang="fa")),
    ]
    found = Search(build_index(pages, [])).find("مترجم")
    assert {one.lang for one in found} == {"ar", "fa"}


def test_a_far_guess_in_another_language_is_nothing(search: Search) -> None:
    """Its letters told the language, and one short word of five is all that it shares with it."""
    assert search.find("موعد مباراة كرة القدم هناك") == []
    assert first(search, "هناك من يستمع") == "ar/#leave"


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("kommunövergripande", "plan/#stod"),
        ("Kommunövergripande samsyn", "plan/#stod"),
        ("En gemensam lägesbild ger samsyn.", "plan/#stod"),
        ("kommunövergripand", "hjalp/"),
        ("min bror är kommunövergripande", "hjalp/"),
    ],
)
def test_a_word_of_the_site_that_nobody_asks_with_is_found_where_it_stands(
    query: str, address: str
) -> None:
    """However like it questions are: who types it has read it. Not where it is one of many that are
    people's own."""
    plan = """<h1>Planen</h1><h2 id=mal>Mål</h2><p>Biblioteken ska vara lugna.</p>
        <h2 id=stod>Stöd</h2><p>Ett kommunövergripande råd. En gemensam lägesbild ger samsyn.</p>"""
    pages = [("plan/", html(plan)), ("hjalp/", html("<h1>Få hjälp</h1><p>Ring oss.</p>"))]
    asked = ("min bror är borta", "hur når jag min bror", "hur är kommunen över", "en gemen bild")
    search = Search(build_index(pages, [Synonym(asked, "hjalp/")]))
    assert first(search, query) == address


def test_a_word_that_people_ask_with_is_no_beginning_of_another() -> None:
    """Else "min" would answer, and be marked, where "minuter" stands."""
    pages = [("a/", html("<h1>Sidan</h1><p>Tio minuter.</p>")), ("b/", html("<h1>Hjälp</h1>"))]
    search = Search(build_index(pages, [Synonym(("min bror",), "b/")]))
    assert [one.page for one in search.find("min")] == ["b/"]
    assert "a/" in [one.page for one in search.find("minu")]


def test_a_word_whose_stem_is_that_of_a_stop_word_is_found_by_the_text() -> None:
    """The stem of "fara" is that of "far", which says nothing of what is sought."""
    pages = [("a/", html("<h1>Sidan</h1><p>Far ser en fara.</p>")), ("b/", html("<h1>Hjälp</h1>"))]
    assert [one.address for one in Search(build_index(pages, [])).find("fara")] == ["a/"]


def test_a_word_for_what_else_a_municipality_does_is_answered_where_a_page_says_it() -> None:
    """Else it is no guess worth showing, however like another word it is; a question is asked as
    any other."""
    swimming = [
        ("a/", html("<h1>Sidan</h1><p>I simhallen.</p>")),
        ("b/", html("<h1>Simulera</h1>")),
    ]
    assert Search(build_index(swimming, [])).find("simhall")[0].page == "a/"
    without = Search(build_index(swimming[1:], [Synonym(("simulera", "hot i simhallen"), "b/")]))
    assert without.find("simhall") == []
    assert [one.page for one in without.find("hot simhall")] == ["b/"]


def test_words_in_files_of_their_own_answer_the_same(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a large site has them."""
    monkeypatch.setattr("strategysite.search.packing.SMALL_POSTINGS", 0)
    monkeypatch.setattr("strategysite.search.packing.POSTINGS_FILE", 20)
    files = build_index([(address, html(body)) for address, body in PAGES.items()], ASKED)
    assert [name for name in files if "/postings." in name]
    assert first(Search(files), "socialtjänstens") == first(search, "socialtjänstens")


@pytest.mark.parametrize(("typed", "kind"), [(" min far skrattar ", 0), (" lagen kraver ", 1)])
def test_how_people_put_it_tells_what_they_ask_about(typed: str, kind: int) -> None:
    """Words that many questions have in common, where one page's questions have them oftener."""
    asked = (" min son grater ", " min mor gormar ", " vad lagen kraver ", " vad planen ar ")
    likely = Nearness(asked, (0, 1, 2, 2), (0, 0, 1)).likely(typed)
    assert likely[kind] == 0 > likely[1 - kind]


def test_beside_a_guess_stands_the_page_for_it(search: Search) -> None:
    """Whoever has other words for their need than anybody thought of is not left without."""
    assert [found.address for found in search.find("lugnast")] == ["plan/#mal", "hjalp/"]


def test_an_answer_says_why(search: Search) -> None:
    """The nearest questions first, and what they gave of it."""
    found: Found = search.find("orolig för min son")[0]
    assert found.questions[0] == (1, " orolig for min son ")
    assert 0 < found.asked <= found.score
    assert [near for near, _ in found.questions] == sorted(
        (near for near, _ in found.questions), reverse=True
    )
