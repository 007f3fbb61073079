"""What the command does to the editors' files, and what it leaves for them to do."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from strategysite.checks.run import check, load
from strategysite.data.adopted import shown_words
from strategysite.editing.headers import header
from strategysite.editing.succession.taking_over import new_strategy
from strategysite.macros.theme_context import theme_context
from strategysite.problems import report
from strategysite.review.findings import findings
from tests.asking import Asking
from tests.second import municipality as other
from tests.small import SOUND_DAY as DAY
from tests.small import append, change
from tests.succession.conftest import DOCUMENT, TakenOver, adopt, line


def test_what_pointed_to_an_old_page_points_to_the_archive(taken_over: TakenOver) -> None:
    """Links on pages and words of the search; what the new strategy has a page for, with the
    heading, leads to that."""
    docs = taken_over.project / "docs"
    for file, leads in {
        "om/index.md": [
            "[Planen](../strategi/index.md)",
            "(../arkiv/2024-2027/index.md#anmarkningar)",
        ],
        "kunskap.md": ["(strategi/index.md)", "(arkiv/2024-2027/omsorg.md#nagra)"],
        "index.md": ["(arkiv/2024-2027/index.md#salen)"],
        "arkiv/2024-2027/lugn.md": ["[Uppföljning](uppfoljning.md)", "[lagen](../../kunskap.md)"],
    }.items():
        assert [link for link in leads if link not in (docs / file).read_text("utf-8")] == [], file
    search = (taken_over.project / "data/search.yaml").read_text("utf-8")
    assert "to: arkiv/2024-2027/index.md#salen\n" in search
    assert "to: strategi/index.md, " in search


def test_a_quote_names_the_strategy_that_has_the_words(succeeded: Path) -> None:
    """The newest that has them; a replaced one by its title. Words that none has are refused, as
    ever."""
    page: Any = lxml_html.fromstring(check(succeeded, DAY).pages["grundutbildning/index.md"].html)
    quotes = page.xpath("//figure[@class='quote']/figcaption")
    assert [" ".join(quote.text_content().split()) for quote in quotes] == [
        "Ordagrant ur Plan för ett lugnt bibliotek 2024–2027, som har ersatts."
    ]
    old, new = "Alla som läser i salen ska få vara ostörda.", "Ingen lämnas ensam."
    file = "docs/grundutbildning/index.md"
    change(
        succeeded,
        file,
        f'{{{{ quote_strategy("{old}") }}}}',
        f'{{{{ quote_strategy("{old}") }}}}\n\n{{{{ quote_strategy("{new}") }}}}',
    )
    assert "Ur planen, ordagrant." in check(succeeded, DAY).pages["grundutbildning/index.md"].html
    change(succeeded, file, new, "Ingen glöms bort.")
    assert "citatet står inte så i den antagna strategin" in report(
        check(succeeded, DAY).problems, succeeded
    )


def test_archived_tables_come_from_the_archives_own_data(succeeded: Path) -> None:
    """A follow-up that is reported late stands on the archived pages and on no other."""
    row = "\nreports:\n  - {id: ostord, status: completed, done: Sent omsider., date: 2026-11-20}"
    change(succeeded, "data/archive/2024-2027/follow-up/2025.yaml", "\nreports:", row)
    file = "data/archive/2024-2027/follow-up/2025.yaml"
    change(succeeded, file, "id: ostord", "id: ostart")
    problems = report(check(succeeded, DAY).problems, succeeded)
    assert problems.startswith(f"{line(succeeded, file, 'ostart')}:10: okänt mål eller okänd")
    change(succeeded, file, "id: ostart", "id: ostord")
    checked = check(succeeded, DAY)
    assert not checked.problems, report(checked.problems, succeeded)
    assert {file for file, page in checked.pages.items() if "Sent omsider." in page.html} == {
        "arkiv/2024-2027/lugn.md",
        "arkiv/2024-2027/uppfoljning.md",
    }


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/arkiv/2024-2027/omsorg.md", "ett annat rum", "ett större rum"),
        ("docs/strategi/index.md", "Ingen lämnas", "Ingen glöms"),
        ("data/archive/2024-2027/activities.yaml", "Sätt upp skyltar", "Häng upp skyltar"),
    ],
)
def test_a_changed_word_is_refused_in_each_strategy(
    succeeded: Path, file: str, old: str, new: str
) -> None:
    """With its file and line: the lock holds for today's strategy, for the archived pages and for
    the archived data."""
    path = succeeded / file
    place = line(succeeded, file, old)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    problems = report(check(succeeded, DAY).problems, succeeded)
    assert f"{place}:" in problems
    assert "det antagna dokumentet" in problems


def test_what_is_left_is_told_with_file_and_line(taken_over: TakenOver, asking: Asking) -> None:
    """The command lists it in Swedish, and status says the same until it is done."""
    assert (
        "\n\nPlan för ett tyst bibliotek 2028–2031 har tagit över.\n"
        "Plan för ett lugnt bibliotek 2024–2027 finns nu i docs/arkiv/2024-2027/, och dess uppgifter i data/archive/2024-2027/.\n"
    ) in taken_over.said
    told = " ".join(taken_over.said.split())
    replaced = "Plan för ett lugnt bibliotek 2024–2027, som har ersatts"
    for file, needle, what in (
        ("data/activities.yaml", "target_areas: []", "mål och aktiviteter finns inte i tabeller"),
        ("docs/grundutbildning/index.md", "quote_strategy", f"ett citat ur {replaced}"),
        ("docs/om/index.md", "arkiv/2024-2027/", f"en länk till {replaced}"),
        ("docs/kunskap.md", "arkiv/2024-2027/", f"en länk till {replaced}"),
        ("docs/om/andringar.md", "8 november 2023", '"8 november 2023" står i texten'),
    ):
        expected = f"{line(taken_over.project, file, needle)} {what}"
        assert expected in told
    assert "docs/arkiv/" not in told.partition("göra för hand:")[2]
    status = " ".join(asking(taken_over.project, "status")[1].split())
    first = line(taken_over.project, "data/archive/2024-2027/activities.yaml", "id: ostord")
    assert f"{first} saknas för 1 mål och 2 aktiviteter" in status
    assert (
        told.partition("ord för ord. Det här återstår att göra för hand.")[2].partition(
            "Lokala kontakter"
        )[0]
        in status
    )


def left(project: Path, day: date) -> dict[str, tuple[str, str]]:
    """What status lists about the strategy: by its file and line, what was found and what to do."""
    checked = check(project, day)
    assert not checked.problems, report(checked.problems, project)
    found = [
        finding for finding in findings(checked.facts, checked.pages) if finding.kind == "strategy"
    ]
    assert len({finding.place for finding in found}) == len(found), "each line is told once"
    return {
        f"{finding.place.file}:{finding.place.line}": (finding.what, finding.do)
        for finding in found
    }


def adopted_later(project: Path) -> None:
    """The new strategy was adopted ten days later: in the document, on its page and in the data."""
    for path in [
        project / "data/strategy.yaml",
        *project.glob("data/source/*"),
        *project.glob("docs/**/*.md"),
    ]:
        text = path.read_text("utf-8")
        path.write_text(text.replace("2026-11-18", "2026-11-28"), "utf-8")


def test_what_speaks_of_the_strategy_is_listed_until_it_is_read_anew(succeeded: Path) -> None:
    """Each page once, with its lines; reading it after the day of adoption is all that is asked."""
    day = date(2026, 11, 29)
    place = line(succeeded, "docs/for-personal.md", "Strategin vill")
    taken = "talar om dokumentet, och är granskad före det togs in här, 22 november 2026"
    assert left(succeeded, day)[place][0].startswith(taken), "also what was read after the adoption"
    adopted_later(succeeded)
    listed = left(succeeded, day)
    what, do = listed[place]
    other = line(succeeded, "docs/for-personal.md", "Strategin säger").partition(":")[2]
    assert (
        what
        == f"talar om dokumentet, och är granskad före det antogs, 28 november 2026; även rad {other}"
    )
    assert do == "Läs om meningarna stämmer. Skriv sedan dagens datum efter reviewed."
    assert listed[line(succeeded, "docs/index.md", "läser du planen")][1].endswith("efter updated.")
    assert not [
        place
        for place in listed
        if place.startswith(("docs/arkiv/", "docs/strategi/i", "docs/hjalp/"))
    ]
    assert line(succeeded, "docs/strategi/hela.md", "Hela planen") in listed, "for its title"
    change(succeeded, "docs/for-personal.md", "reviewed: 2026-11-20", "reviewed: 2026-11-29")
    assert place not in left(succeeded, day)
    change(succeeded, "data/strategy.yaml", "adopted: 2026-11-28\n", "")
    assert "granskad före det började gälla, 1 januari 2028" in left(succeeded, day)[place][0]


def test_whoever_had_a_task_in_the_old_strategy_is_listed_too(succeeded: Path) -> None:
    """A page may name them and not the strategy."""
    adopted_later(succeeded)
    assert line(succeeded, "docs/om/tillganglighet.md", "RÅD") in left(
        succeeded, date(2026, 11, 29)
    )


def test_the_course_and_the_roles_are_listed(succeeded: Path) -> None:
    """The course asks what the strategy says; roles say what it wants, until the sentence is
    another."""
    adopted_later(succeeded)
    day = date(2026, 11, 29)
    listed = left(succeeded, day)
    course = line(succeeded, "data/orientation.yaml", "reviewed: 2")
    assert listed[course][0] == "frågorna är granskade före dokumentet antogs, 28 november 2026"
    role = line(succeeded, "data/contacts.yaml", "Ansvarar för strategin")
    assert listed[role][0] == "meningen efter purpose talar om dokumentet"
    change(succeeded, "data/orientation.yaml", "reviewed: 2026-11-20", "reviewed: 2026-11-28")
    change(succeeded, "data/contacts.yaml", "Ansvarar för strategin.", "Svarar på frågor.")
    assert not {course, role} & left(succeeded, day).keys()


def test_a_document_that_says_less_leaves_more_to_do(project: Path) -> None:
    """Without a day, a responsible officer or years in its title the site is whole all the same;
    each is listed."""
    adopt(project, "2028-2031", "# Plan för ett tyst bibliotek\n\nSalen är tyst.\n")
    done = new_strategy(project, "2028-2031", DAY)
    assert done.title == "Plan för ett tyst bibliotek 2028–2031"
    assert [
        finding.what for finding in done.left if finding.about == "Plan för ett tyst bibliotek"
    ] == [
        "dagen då dokumentet antogs saknas",
        "den som ansvarar för dokumentet saknas",
        "mål och aktiviteter finns inte i tabeller",
        "det förra dokumentets nivåer är borta från startsidan, och det nya har inga inskrivna",
        "det förra dokumentet hade miljöer, och det nya har inga inskrivna",
        "förkortningen BLN är kvar från det förra dokumentet, och står inte i det nya",
    ]
    page = check(project, DAY).pages["strategi/index.md"]
    assert "Texten står här ord för ord, så som den antogs." in page.html
    assert shown_words(page.html) == [
        "Plan",
        "för",
        "ett",
        "tyst",
        "bibliotek",
        "Salen",
        "är",
        "tyst.",
    ]


def test_a_row_with_a_colon_in_the_document_is_the_same_row(project: Path) -> None:
    """The old strategy had a tab there; who answers for the document is carried over all the
    same."""
    facts = "Giltig från     2028-03-01\nAnsvarig: Bib"
    adopt(project, "2028-2031", DOCUMENT.replace("Ansvarig\tBib", facts))
    done = new_strategy(project, "2028-2031", DAY)
    assert "den som ansvarar för dokumentet saknas" not in [finding.what for finding in done.left]
    assert "  from: 2028-03-01\n  to: 2031-12-31\n" in (project / "data/strategy.yaml").read_text(
        "utf-8"
    ), "the day that the document names"
    news = (project / "data/changes.yaml").read_text("utf-8")
    assert "Planen gäller från och med den 1 mars 2028." in news
    assert "label: 'Ansvarig:'\n    value: Bibliotekets råd\n    responsible: true\n" in (
        project / "data/strategy.yaml"
    ).read_text("utf-8")


def test_comments_are_kept(taken_over: TakenOver) -> None:
    """The headers that explain the keys stand in today's files and in the archive's, which name
    their schema where it is."""
    for name in ("strategy", "activities"):
        before = (taken_over.earlier / f"data/{name}.yaml").read_text("utf-8")
        after = (taken_over.project / f"data/{name}.yaml").read_text("utf-8")
        archived = (taken_over.project / f"data/archive/2024-2027/{name}.yaml").read_text("utf-8")
        assert before.startswith(header(name))
        assert after.startswith(header(name))
        assert archived.startswith(header(name, "2024-2027"))
        assert archived.count("\n") == before.count("\n")
        assert not re.search(r"data/(strategy|activities)\.yaml", archived), (
            "its comments name the archive's files"
        )
    assert "# The real one's settings" in (taken_over.project / "mkdocs.yml").read_text("utf-8")


def test_what_is_not_the_strategys_own_may_be_shown_on_any_page(succeeded: Path) -> None:
    """A source is told by whatever page leans on it, an archived one too; on none it is a fault, as
    ever."""
    entry = (
        "  - {id: egen-kalla, title: En källa, publisher: Kommunen, date: 2026, read: 2026-11-20}\n"
    )
    append(succeeded, "data/sources.yaml", entry)
    assert 'källan "egen-kalla" visas inte på någon sida' in report(
        check(succeeded, DAY).problems, succeeded
    )
    append(succeeded, "docs/arkiv/2024-2027/uppfoljning.md", '\nSe {{ source("egen-kalla") }}.\n')
    assert not check(succeeded, DAY).problems


def test_a_stray_file_in_the_archive_is_told(succeeded: Path) -> None:
    """Nobody reads it, so a change in it would do nothing."""
    (succeeded / "data/archive/2024-2027/contacts.yaml").write_text("contacts: []\n", "utf-8")
    assert report(check(succeeded, DAY).problems, succeeded).startswith(
        "data/archive/2024-2027/contacts.yaml:1:1: filen läses inte av något\n"
    )


def test_an_archived_page_leads_its_editor_to_its_own_data(succeeded: Path) -> None:
    """The link to change the facts of an archived target area opens the archive's file."""
    change(
        succeeded,
        "data/municipality.yaml",
        "publication:\n",
        "publication:\n  repository: https://forge.example/bibliotek/plan\n",
    )
    facts, problems = load(succeeded, DAY)
    assert not problems, report(problems, succeeded)
    changed = theme_context(facts)["change_data"]["arkiv/2024-2027/lugn.md"]
    assert "/data/archive/2024-2027/activities.yaml#L" in changed


def test_another_municipality_can_do_it_too(tmp_path: Path) -> None:
    """Other files, no change list, no redirects kept before, a menu without names and a page that
    is not in it."""
    project = tmp_path / "project"
    other.write(project)
    (project / "data/source/strategi-2028-2031.txt").write_text(
        "Vi på ön\n\n# Därför\n\n- Alla *är* med. {{ 7 * 7 }}\n", "utf-8"
    )
    menu = (project / "mkdocs.yml").read_text("utf-8").replace("      - strategi/darfor.md\n", "")
    (project / "mkdocs.yml").write_text(
        menu.replace("  /a-o.md\n", "  /a-o.md\n  /strategi/darfor.md\n"), "utf-8"
    )
    done = new_strategy(project, "2028-2031", DAY)
    assert done.title == "Därför 2028–2031"
    checked = check(project, DAY)
    assert not checked.problems, report(checked.problems, project)
    page = checked.pages["strategi/index.md"]
    assert "{{ 7 * 7 }}" in " ".join(shown_words(page.html))
    assert page.outline.headings == [(1, "Därför")]
    above = 'raden står ovanför titeln i dokumentet, och under den på sidan: "Vi på ön"'
    assert above in [found.what for found in done.left]
    assert "arkiv/2024-2027/darfor.md" in checked.pages
    assert "strategi/darfor.md" not in (project / "mkdocs.yml").read_text("utf-8").replace(
        "arkiv/2024-2027", ""
    )
    assert "from: strategi/darfor.md" in (project / "data/redirects.yaml").read_text("utf-8")


def test_words_of_the_search_that_lead_back_are_told_where_they_are(taken_over: TakenOver) -> None:
    """Each file once, with its lines; so are the old addresses."""
    told = " ".join(taken_over.said.split())
    for file, what in (
        ("data/search.yaml", "sökord leder till arkivet"),
        ("data/search/strategin.yaml", "sökord leder till arkivet"),
        ("data/redirects.yaml", "en gammal adress leder till arkivet"),
    ):
        first = line(taken_over.project, file, "to: arkiv/")
        assert told.count(f"{first} {what}") == 1, file


def test_a_heading_that_the_old_data_made_is_in_the_archive(project: Path) -> None:
    """What leads to it does no longer stop the new document; a heading that the editors wrote on
    the page that shows the data stays."""
    was = "  - {to: uppfoljning.md#ansvarig-RAD, words: [rådets]}\n"
    others = "  - {to: uppfoljning.md#ar, words: [åren]}\n"
    append(project, "data/search.yaml", was + others)
    adopt(project, "2028-2031", "# Plan för ett tyst bibliotek\n\nSalen är tyst.\n")
    new_strategy(project, "2028-2031", DAY)
    now = was.replace("uppfoljning.md", "arkiv/2024-2027/uppfoljning.md")
    assert (project / "data/search.yaml").read_text("utf-8").endswith(now + others)


@pytest.mark.parametrize(
    ("document", "called"), [("Policy för lugn", "policyn"), ("Program för lugn", "planen")]
)
def test_the_menu_and_the_whole_page_call_the_document_what_it_is(
    broken: Path, document: str, called: str
) -> None:
    """Where the words around agree; "programmet" does not fit "den"."""
    adopt(broken, "2028-2031", DOCUMENT.replace("Plan för ett tyst bibliotek", document))
    new_strategy(broken, "2028-2031", DAY)
    menu = (broken / "mkdocs.yml").read_text("utf-8").split("\n")
    assert f"  - {called.capitalize()}:" in menu
    assert f"      - Hela {called}: strategi/hela.md" in menu
    assert "          - Hela planen: arkiv/2024-2027/hela.md" in menu
    page = (broken / "docs/strategi/hela.md").read_text("utf-8")
    assert f"\ntitle: Hela {called} på en sida\n" in f"\n{page[4:]}"
    assert f"\n# Hela {called} på en sida" in page
    assert (f"\nupdated: {DAY}\n" in page) is (called == "policyn"), "the day when it was changed"


def test_a_whole_page_with_the_old_name_elsewhere_too_keeps_its_day(broken: Path) -> None:
    """Status asks by that day for somebody to read it."""
    adopt(broken, "2028-2031", DOCUMENT.replace("Plan för ett tyst bibliotek", "Policy för lugn"))
    said = '\nPlanen finns också på biblioteket.\n{ data-editorial="" }\n'
    append(broken, "docs/strategi/hela.md", said)
    new_strategy(broken, "2028-2031", DAY)
    page = (broken / "docs/strategi/hela.md").read_text("utf-8")
    assert "# Hela policyn på en sida" in page
    assert f"\nupdated: {DAY}\n" not in page


def test_a_chapters_name_is_the_documents_whatever_it_is(broken: Path) -> None:
    """Two may have the same, and one may have signs that are seen: nothing of ours says so."""
    said = "# Plan för ett tyst bibliotek\n\n# Mål **1** <i>\n\nSalen är tyst.\n\n"
    document = f"{said}# Bilaga\n\nDen första.\n\n# Bilaga\n\nDen andra.\n"
    adopt(broken, "2028-2031", document)
    new_strategy(broken, "2028-2031", DAY, chapters=True)
    menu = (broken / "mkdocs.yml").read_text("utf-8")
    assert menu.count("      - Bilaga: strategi/bilaga") == 2
    assert '      - "Mål **1** <i>": strategi/' in menu
    assert not check(broken, DAY).problems
