"""The parts that the checks are made of: problems as they are printed, text, numbers, hours, HTML,
and the lock on the wording."""

from datetime import date
from pathlib import Path

import pytest

from strategysite.checks.adopted_pages import first_difference
from strategysite.checks.run import load
from strategysite.data.adopted import Word, adopted_words, shown_words, words
from strategysite.data.dates import TO, hours_lines, partial_date
from strategysite.data.model.common import Verification
from strategysite.data.model.contacts import Hours
from strategysite.data.phone_numbers import number_fault, telephone_link
from strategysite.macros.binding import Macros
from strategysite.macros.templating import compact, within_a_sentence
from strategysite.parsing.html import line_of, outline
from strategysite.parsing.yaml import parse_yaml
from strategysite.problems import Place, Problem, did_you_mean, report, shorten
from tests.small import SOUND_DAY, change

# Problems


def test_a_near_word_is_guessed_and_all_allowed_ones_are_listed() -> None:
    assert did_you_mean("KUHS", ["KUSH", "EST"]) == 'Menade du "KUSH"? Tillåtna: EST, KUSH.'
    assert did_you_mean("xyz", ["KUSH", "EST"]) == "Tillåtna: EST, KUSH."


def test_of_many_those_that_begin_alike_are_listed() -> None:
    many = ["polis-akut", "polis-tips", *(f"annat-{number}" for number in range(12))]
    assert did_you_mean("polisen", many) == "Liknande finns: polis-akut, polis-tips."


def test_where_there_is_nothing_to_choose_the_editor_is_told_where_to_add_it() -> None:
    told = "Det finns inget att välja än. Skriv in det under target_areas i data/activities.yaml."
    assert did_you_mean("malomrade-1", [], "target_areas i data/activities.yaml") == told
    assert did_you_mean("x", []) == "Det finns inget att välja än."


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("en  ganska\nlång mening om ingenting", 20) == "en ganska lång …"


def test_a_problem_is_printed_with_its_line_and_a_caret_in_the_order_of_the_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "b.yaml").write_text("\ufeffett: å\r\ntvå: ö\r\n", "utf-8")
    problems = [
        Problem(Place("b.yaml", 2, 6, 1), "fel bokstav", "Skriv en annan."),
        Problem(Place("a.yaml"), "filen saknas"),
    ]
    assert report([*problems, problems[0]], tmp_path) == (
        "a.yaml:1:1: filen saknas\n"
        "b.yaml:2:6: fel bokstav\n    2 | två: ö\n      |      ^\n  Skriv en annan.\n"
        "2 fel. Inget har publicerats; den tidigare versionen ligger kvar."
    )


def test_a_long_line_is_cut_around_the_fault(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 300 + "FEL" + "y" * 300, "utf-8")
    quoted, carets = report([Problem(Place("a.yaml", 1, 301, 3), "fel")], tmp_path).split("\n")[1:3]
    assert len(quoted) < 125
    assert quoted[carets.index("^") : carets.index("^") + 3] == "FEL"


# YAML as text


def test_what_yaml_would_turn_into_something_else_stays_as_it_is_written() -> None:
    document, problems = parse_yaml(
        "a.yaml", 'a: 0771\nb: 17:30\nc: no\nd: 2026-02-01\ne: ~\nf: "null"\ng: 1_000\n'
    )
    assert document is not None and not problems
    values = {key: value for key, value in document.data.items() if not key.startswith("__")}
    assert values == {
        "a": "0771",
        "b": "17:30",
        "c": "no",
        "d": "2026-02-01",
        "e": None,
        "f": "null",
        "g": "1_000",
    }
    assert document.place("d") == Place("a.yaml", 4, 4, 10)


# Numbers and hours


@pytest.mark.parametrize(
    "number", ["08-465 004 00", "0771-20 00 00", "112", "116 111", "020-50 50 50", "010-444 00 00"]
)
def test_a_number_that_can_be_called_in_sweden_is_accepted(number: str) -> None:
    assert number_fault(number, {"112", "116111"}) is None


@pytest.mark.parametrize(
    "number",
    [
        "08-46",
        "08-465 OO4 00",
        "+45 33 12 34 56",
        "116 111",
        "465 004 00",
        "",
        "0",
        "08 - - 465 004 00 00 00",
    ],
)
def test_a_number_that_can_not_be_called_is_refused(number: str) -> None:
    assert number_fault(number, set())


def test_an_ordinary_number_is_dialled_with_its_country_and_a_short_one_as_it_is() -> None:
    assert telephone_link("08-465 004 00") == "tel:+46846500400"
    assert telephone_link("116 111") == "tel:116111"


def test_hours_are_told_a_line_for_the_same_days() -> None:
    noon, evening = {"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "16:30"}
    most = ["monday", "tuesday", "wednesday", "friday"]
    weekly = [
        {"days": most, **noon},
        {"days": ["sunday"], "from": "21:00", "to": "24:00"},
        {"days": ["monday"], "from": "00:00", "to": "06:00"},
        {"days": most, **evening},
    ]
    differing = [
        {"date": "2026-12-24", "closed": True},
        {"date": "2026-12-30", **noon},
        {"date": "2026-12-30", **evening},
    ]
    hours = Hours.model_validate({"verified": None, "weekly": weekly, "exceptions": differing})
    assert hours_lines(hours, "alltid", "alla dagar", "stängt") == [
        f"måndag–onsdag och fredag 9{TO}12 och 13:00{TO}16:30",
        f"söndag 21{TO}6",
        "24 december 2026 stängt",
        f"30 december 2026 9{TO}12 och 13:00{TO}16:30",
    ]
    assert hours_lines(hours, "aina", "joka päivä", "suljettu", "fi") == [
        f"maanantai–keskiviikko ja perjantai 09:00{TO}12:00 ja 13:00{TO}16:30",
        f"sunnuntai 21:00{TO}06:00",
        "24. joulukuuta 2026 suljettu",
        f"30. joulukuuta 2026 09:00{TO}12:00 ja 13:00{TO}16:30",
    ]
    assert hours_lines(
        Hours.model_validate({"verified": None, "always": True}), "alltid", "alla dagar", "stängt"
    ) == ["alltid"]


def test_a_date_is_shown_no_more_exactly_than_it_is_known() -> None:
    assert [partial_date(written) for written in ("2026", "2026-03", "2026-03-18")] == [
        "2026",
        "mars 2026",
        "18 mars 2026",
    ]
    told = {code: partial_date("2026-12", code) for code in ("fi", "uk", "en")}
    assert told == {"fi": "joulukuu 2026", "uk": "грудень 2026", "en": "December 2026"}
    told = {code: partial_date("2026-12-24", code) for code in ("fi", "so", "en")}
    assert told == {
        "fi": "24. joulukuuta 2026",
        "so": "24 Diseembar 2026",
        "en": "24 December 2026",
    }


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2024", "2024-12-31"),
        ("2024-02", "2024-02-29"),
        ("2024-12", "2024-12-31"),
        ("2024-05-06", "2024-05-06"),
    ],
)
def test_the_last_day_that_a_date_can_mean(written: str, last: str) -> None:
    assert Verification(date=written, how="source", against="x").latest_day == date.fromisoformat(
        last
    )


def test_a_check_in_short_and_days_in_swedish_mean_what_the_long_forms_do(broken: Path) -> None:
    """Whoever called writes the day, and whom; whoever read writes what, and the day."""
    long = load(broken, SOUND_DAY)[0].contacts
    for old, new in (
        (
            '{date: "2026-10-05", how: call, against: "samtal med disken"}',
            "ringde samtal med disken 2026-10-05",
        ),
        (
            '{read: 2026-11-01, how: source, against: "example.org"}',
            '"Läste example.org  2026-11-01"',
        ),
        ("[monday, tuesday]", "[Måndag, tuesday]"),
    ):
        change(broken, "data/contacts.yaml", old, new)
    facts, problems = load(broken, SOUND_DAY)
    assert problems == ()
    assert long and facts.contacts
    assert facts.contacts.model_dump() == long.model_dump()
    change(broken, "data/contacts.yaml", "ringde samtal med disken", "ringde")
    called = load(broken, SOUND_DAY)[0].contacts
    assert called and called.contacts[1].verified
    assert called.contacts[1].verified.against == "samtal"


# HTML


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<h1>A</h1><h3>B</h3>", 'rubriken "B" hoppar över en nivå'),
        ("<h1>A</h1><h1>B</h1>", 'en andra huvudrubrik: "B"'),
        ("<h2> </h2>", "en tom rubrik"),
        ('<p id="a"></p><p id="a"></p>', 'id "a" finns två gånger på sidan'),
        ("<p><b>A</p>", "<b> avslutas aldrig"),
        ("<p>A</b></p>", "</b> utan <b>"),
        ('<a href="x"><span> </span></a>', 'länken till "x" har ingen text'),
        ('<img src="x.png">', 'bilden "x.png" saknar beskrivning'),
        ('<p onclick="x">A</p>', '"onclick" på en p'),
        ('<p style="x">A</p>', '"style" på en p'),
    ],
)
def test_a_fault_of_structure_is_found(html: str, what: str) -> None:
    assert [fault.what for fault in outline(html).faults] == [what]


@pytest.mark.parametrize(
    "html",
    [
        '<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><img src="x" alt=""><br><p>å &amp; ö</p>',
        '<a href="x" aria-label="Hem"><svg></svg></a>',
        '<a href="x"><img src="y" alt="Hem"></a>',
    ],
)
def test_sound_html_has_no_fault(html: str) -> None:
    assert outline(html).faults == []


def test_a_place_is_found_over_line_breaks_and_the_last_one_when_asked() -> None:
    assert line_of("ett\ntvå tre\nfyra två tre", "två tre") == (2, 1)
    assert line_of("ett\ntvå tre\nfyra två tre", "två tre", last=True) == (3, 6)
    assert line_of("ett", "två") is None


# Templates' output in Markdown


def test_markdown_finds_no_sign_of_its_own_in_what_a_macro_says() -> None:
    assert (
        within_a_sentence("<b>\n*a* _b_ [c]\n</b>")
        == "<b> &#42;a&#42; &#95;b&#95; &#91;c&#93; </b>"
    )
    assert compact("<p>\n\n  {{ a }}\n</p>") == "<p>\n&#123;&#123; a &#125;&#125;\n</p>"
    assert compact('<script>{"a": {}}</script>') == '<script>{"a": {}}</script>'


def test_sources_of_one_sentence_are_one_sentence(sound: Path) -> None:
    """Whoever hears the page read aloud hears "Källor" once."""
    source = Macros(load(sound, SOUND_DAY)[0]).functions["source"]
    link = '<a href="https://example.org/lag">Riksdagen</a>'
    assert source({}, "lag") == f'<span class="cite">Källa: {link}.</span>'
    assert source({}, "lag", "lag") == f'<span class="cite">Källor: {link}; {link}.</span>'


# The lock on the adopted wording


def adopted(text: str) -> list[Word]:
    """Returns the words of one line."""
    return [Word(word, 7) for word in words(text)]


def test_only_the_marks_of_layout_and_the_spelling_of_a_period_are_set_right() -> None:
    assert words("2020 -2023 och 2020 – 2023 KUSH <sup>1</sup> , individ – och") == [
        "2020–2023",
        "och",
        "2020–2023",
        "KUSH,",
        "individ",
        "–",
        "och",
    ]


@pytest.mark.parametrize(
    ("shown", "what"),
    [
        (
            "ett två tio fyra",
            'lydelsen skiljer sig från det antagna dokumentet, rad 7: efter "… ett två" står "tio" där dokumentet har "tre"',
        ),
        (
            "ett två fyra",
            'lydelsen skiljer sig från det antagna dokumentet, rad 7: efter "… ett två" står "fyra" där dokumentet har "tre"',
        ),
        (
            "ett två tre",
            'lydelsen skiljer sig från det antagna dokumentet, rad 7: efter "… ett två tre" slutar sidan där dokumentet har "fyra"',
        ),
        (
            "ett två tre fyra fem",
            'efter "… ett två tre fyra" står "fem", som det antagna dokumentet inte har där',
        ),
    ],
)
def test_the_first_difference_is_named(shown: str, what: str) -> None:
    difference = first_difference(adopted("ett två tre fyra"), shown.split())
    assert difference is not None
    assert difference.what == what


def test_what_is_marked_as_editorial_is_no_part_of_the_wording() -> None:
    assert shown_words(
        '<h2>Mål</h2><p data-editorial="">tillagt <b>här</b></p><ul><li>ett</li><li>två</li></ul>'
    ) == ["Mål", "ett", "två"]


def test_a_word_changed_added_or_taken_away_is_found_on_every_adopted_page(sound: Path) -> None:
    """Every word of every page of the strategy is under the lock."""
    facts, _ = load(sound, SOUND_DAY)
    assert facts.strategy is not None
    for entry in facts.strategy.transcript.pages:
        document = adopted_words(sound, facts.strategy, entry.page)
        shown = [word.text for word in document]
        assert shown, entry.page
        assert first_difference(document, shown) is None
        for index in range(len(shown)):
            assert first_difference(document, [*shown[:index], "päron", *shown[index + 1 :]])
            assert first_difference(document, [*shown[:index], "päron", *shown[index:]])
            assert first_difference(document, [*shown[:index], *shown[index + 1 :]])
