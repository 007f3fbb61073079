"""The page that shows whoever approves a proposal what it changes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import html

from strategysite.cli import main
from strategysite.macros.templating import filled
from strategysite.publish.preview import WIDTHS
from strategysite.publish.preview.comparing import compare
from tests.small import SOUND_DAY, add_code, change, git

pytestmark = pytest.mark.slow  # each builds two versions


@pytest.fixture
def proposal(committed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was built with its own code at `main`, in which a command runs."""
    git(add_code(committed), "add", "-A")
    git(committed, "commit", "-q", "--amend", "--no-edit")
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    return committed


def write(site: Path, file: str, title: str, body: str) -> None:
    """Writes one page of a small built site."""
    path = site / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<html><head><title>{title}</title></head><body>{body}</body></html>", "utf-8")


def test_changed_new_and_removed_pages_are_told_with_the_words_that_differ(tmp_path: Path) -> None:
    """Only words count: the name of a style sheet may differ. A link that leads elsewhere counts,
    without a passage."""
    before, after = tmp_path / "before", tmp_path / "after"
    write(before, "index.html", "Start", "<h1>Start</h1><p>Ring 114 14 på dagen.</p><p>Samma.</p>")
    write(
        after,
        "index.html",
        "Start",
        "<h1>Start</h1><p>Ring 114 15 på dagen.</p><p>Samma.</p><p>Ny <b>rad</b>.</p>",
    )
    write(before, "lika/index.html", "Lika", '<link href="a.css"><p>Lika</p>')
    write(after, "lika/index.html", "Lika", '<link href="b.css"><p>Lika</p>')
    write(before, "lank/index.html", "Länk", '<a href="a">Hit</a>')
    write(after, "lank/index.html", "Länk", '<a href="b">Hit</a>')
    write(before, "borta/index.html", "Borta", "<p>Hej</p>")
    write(after, "ny/index.html", "Ny", "<p>Hej</p>")
    found = compare(before, after)
    assert [(page.kind, page.file) for page in found] == [
        ("changed", "index.html"),
        ("changed", "lank/index.html"),
        ("new", "ny/index.html"),
        ("removed", "borta/index.html"),
    ]
    changed, added = found[0].passages
    assert changed.before == [(False, "Ring 114"), (True, "14"), (False, "på dagen.")]
    assert changed.after == [(False, "Ring 114"), (True, "15"), (False, "på dagen.")]
    assert (added.before, added.after) == ([], [(True, "Ny rad.")])
    assert found[1].passages == ()


def test_what_matters_most_of_a_page_is_told_by_itself(tmp_path: Path) -> None:
    """Adopted text, numbers that came and went, the cards and ids that are gone. A page that goes
    takes its numbers with it."""
    before, after = tmp_path / "before", tmp_path / "after"
    card = '<div id="kontakt-{}"><h3>{}</h3><a href="tel:{}">Ring {}</a></div>'
    start = '<main><article class="md-typeset adopted"><h2 id="{}">Mål</h2>{}</article></main>'
    old = card.format("a", "Läsjouren", "+4684650041", "08-465 00 41") + card.format(
        "b", "B", "112", "112"
    )
    new = card.format("b", "B", "112", "112") + '<a href="tel:11414">Ring</a>'
    write(before, "index.html", "Start", start.format("mal", old))
    write(after, "index.html", "Start", start.format("malen", new))
    write(before, "id/index.html", "Id", '<main><h2 id="x">Hej</h2></main>')
    write(after, "id/index.html", "Id", '<main><h2 id="y">Hej</h2></main>')
    write(
        before, "borta/index.html", "Borta", f"<main>{card.format('c', 'C', '112', '112')}</main>"
    )
    changed_id, start_page, gone = compare(before, after)
    assert start_page.adopted and not changed_id.adopted
    assert (start_page.numbers_gone, start_page.numbers_new) == (("08-465 00 41",), ("11414",))
    assert (start_page.cards_gone, start_page.ids_gone) == (("Läsjouren",), ("mal",))
    assert (changed_id.passages, changed_id.ids_gone) == ((), ("x",))
    assert (gone.numbers_gone, gone.cards_gone, gone.ids_gone) == (("112",), ("C",), ())


def test_that_there_are_no_pictures_is_said_beside_the_words(tmp_path: Path) -> None:
    """Whoever approves must not take the missing pictures for pages that look the same."""
    write(tmp_path / "before", "index.html", "Start", "<p>Samma.</p>")
    write(tmp_path / "after", "index.html", "Start", "<p>Annat.</p>")
    changes = compare(tmp_path / "before", tmp_path / "after")
    shown = {"compared": True, "base": "main", "changes": changes, "sections": [("Hem", changes)]}
    shown |= {"sources": [], "harm": [], "pictures": set(), "widths": WIDTHS, "camera": False}
    assert "<strong>Inga bilder:</strong>" in filled("preview.html.jinja", shown)
    assert "Inga bilder" not in filled("preview.html.jinja", {**shown, "camera": True})


def test_a_version_that_is_not_there_leaves_the_new_site_and_says_so(
    proposal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the command was typed too, and that there is no browser. The preview of the proposal
    itself is still of use."""
    monkeypatch.setattr("strategysite.cli.find_browser", lambda: None)
    assert main(["preview", "borta"]) == 0
    none = "Inga bilder: här finns ingen webbläsare (Chromium eller Chrome) att ta dem med.\n"
    none += 'Versionen "borta" finns inte i git här. Ingen jämförelse är gjord.\n'
    assert capsys.readouterr().err == none
    folder = proposal / ".build/preview"
    said = (folder / "index.html").read_text("utf-8")
    assert "Den tidigare versionen gick inte att bygga." in said
    assert (folder / "site/hjalp/index.html").is_file()


@pytest.mark.browser
def test_the_preview_begins_with_what_matters_and_then_follows_the_menu(
    proposal: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The adopted document, what may harm, adopted text, a contact and a number that went away; then
    the pages under the menu's own names, with their words before and after, and pictures at both
    widths."""
    monkeypatch.setattr("strategysite.publish.preview.PICTURED", 2)
    for file, old, new in (
        ("data/source/plan.txt", "i lugn och ro", "i lugn och tystnad"),
        ("docs/strategi/index.md", "i lugn och ro", "i lugn och tystnad"),
        ("data/strategy.yaml", '"i lugn och ro"', '"i lugn och tystnad"'),
        ("docs/hjalp/orolig.md", '{{ when_you_call("orolig") }}\n', ""),
        ("docs/kunskap.md", "## Mer att läsa", "## Mer att läsa { #mer }"),
        ("docs/kunskap.md", "Biblioteken ska finnas", "Alla bibliotek ska finnas"),
        (
            "data/contacts.yaml",
            '"08-465 004 03"\n      verified: {read: 2026-11-01, how: source, against: "example.org"}',
            '"08-465 004 03"\n      verified: null',
        ),
    ):
        change(proposal, file, old, new)
    with ThreadPoolExecutor(
        1
    ) as worker:  # a thread of its own: the tests' browser already runs in this one
        assert worker.submit(main, ["preview", "main"]).result() == 0, capsys.readouterr().err
    folder = proposal / ".build/preview"
    page = html.parse(str(folder / "index.html"))
    first = [
        " ".join(item.text_content().split()) for item in page.xpath("//h2[1]/following::ul[1]/li")
    ]
    assert first[0] == (
        "Det antagna dokumentet är ändrat: data/source/plan.txt. Hur vet den som har ändrat det att"
        " det antogs så?"
    )
    assert first[1] == (
        'Är det meningen? docs/hjalp/orolig.md, rad 21: "{{ when_you_call("orolig") }}" är borttaget:'
        " den säger vem som svarar, vad det kostar och om man får vara anonym, i sidans läge"
    )
    told = "\n".join(first)
    assert "Alla" in page.xpath("string(//ins[contains(., 'Alla')])")
    assert "Antagen text är ändrad: " in told
    assert "Nummer som inte visas längre: 08-465 004 03 (" in told
    assert "Rubriker och annat som länkar inte längre når: mer-att-lasa (" in told
    sections = page.xpath("//h2[.='Sidorna']/following::h3/text()")
    assert sections[:2] == ["Hjälp", "Planen"]
    assert {"Kunskap"} <= set(sections)
    numbers = [item.get("href") for item in page.xpath("//h2[.='Sidorna']/following::li/a")]
    assert numbers == [f"#sida-{number}" for number in range(len(numbers))]
    pictures = page.xpath("//img/@src")
    assert pictures and all((folder / name).stat().st_size > 5_000 for name in pictures)
    assert {name.split("-")[1] for name in pictures} == {str(width) for width in WIDTHS}
    assert all(
        (folder / address.partition("#")[0]).is_file()
        for address in page.xpath("//a/@href")
        if not address.startswith("#")
    )
