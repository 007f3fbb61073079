"""An editor's working day: `serve` runs, files change, break and are mended."""

import re
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.nginx import free_port
from tests.serving.running import Running
from tests.small import new_project


def as_a_background_job() -> None:
    """What a shell without a terminal does to a job that is started with &."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`serve`, started on a sound project as a job in the background: who starts it so lets it not
    hear the keys, and they end it all the same."""
    project = new_project(tmp_path_factory.mktemp("serving"))
    serve = Running(project, preexec_fn=as_a_background_job)
    yield serve
    assert serve.end(signal.SIGINT) == 130
    assert "Traceback" not in serve.text
    assert list((serve.project / ".build").iterdir()) == []


MENDED = "Inga fel"
FAULTS = {
    "broken YAML": (
        "data/contacts.yaml",
        '    name: "Disken"',
        '    name "Disken"',
        r"data/contacts\.yaml:\d+",
    ),
    "an unknown key": ("data/contacts.yaml", '    name: "Disken"', '    nam: "Disken"', r'"nam"'),
    "an unknown macro": (
        "docs/om/index.md",
        "{{ local_contact(",
        "{{ lokal_contact(",
        r'okänt makro "lokal_contact"',
    ),
    "braces that end nowhere": (
        "docs/om/index.md",
        "{{ local_contact(",
        "{{ local_contact((",
        r"docs/om/index\.md:\d+",
    ),
    "a broken link": (
        "docs/om/index.md",
        "(tillganglighet.md)",
        "(finns-inte.md)",
        r"finns-inte\.md",
    ),
    "a page that is not in the menu": (
        "mkdocs.yml",
        "      - Omsorg: strategi/omsorg.md\n",
        "      # - Omsorg\n",
        r"omsorg.* finns inte i menyn",
    ),
    "a template that does not end": (
        "theme/main.html",
        "{% block libs %}{% endblock %}",
        "{% block libs %}",
        r"mkdocs kunde inte bygga",
    ),
}


def test_a_fault_is_told_and_the_last_whole_page_stays(running: Running) -> None:
    """Every fault is told in Swedish with its place, never with a traceback; the page stays;
    mended, it goes on where it was."""
    before = without_version(running.page("om/"))
    for fault, (file, right, wrong, said) in FAULTS.items():
        told = running.change(file, right, wrong, "tills felet är rättat")
        assert re.search(said, told), f"{fault}: {told}"
        assert "Traceback" not in told, fault
        assert without_version(running.page("om/")) == before, fault
        heard = len(running.said)
        (running.project / file).write_text(
            (running.project / file).read_text("utf-8").replace(wrong, right, 1), "utf-8"
        )
    assert MENDED in running.wait_for(MENDED, heard)
    assert without_version(running.page("om/")) == before


def without_version(page: str) -> str:
    """The page without the mark that tells an open tab whether it is the newest."""
    return re.sub(r'data-version="\d+"', "", page)


def test_an_open_page_shows_a_change_by_itself(running: Running, page: Page) -> None:
    """The browser loads the page again; a fault is shown on it until it is mended."""
    page.goto(running.address + "om/")
    running.change("docs/om/index.md", "är påhittad", "är påhittad å, ä, ö", MENDED)
    expect(page.get_by_text("är påhittad å, ä, ö")).to_be_visible()
    running.change(
        "docs/om/index.md", "{{ local_contact(", "{{ lokal_contact(", "tills felet är rättat"
    )
    expect(page.get_by_role("status").filter(has_text="okänt makro")).to_be_visible()
    running.change("docs/om/index.md", "{{ lokal_contact(", "{{ local_contact(", MENDED)
    expect(page.get_by_text("okänt makro")).to_have_count(0)
    running.change("docs/om/index.md", "är påhittad å, ä, ö", "är påhittad", MENDED)


def test_the_municipalitys_colour_is_seen_while_serving(running: Running) -> None:
    """A new colour in data/ reaches the style sheet."""
    running.change("data/municipality.yaml", 'accent: "#0b5563"', 'accent: "#7a1f5c"', MENDED)
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', running.page())
    assert any("--accent-light:#7a1f5c" in running.page(sheet) for sheet in sheets)
    running.change("data/municipality.yaml", 'accent: "#7a1f5c"', 'accent: "#0b5563"', MENDED)


@pytest.mark.parametrize("address", ["", "om/oppna-data/aktiviteter.csv"])
def test_who_asks_only_whether_a_file_is_there_is_told_so(running: Running, address: str) -> None:
    asked = urllib.request.Request(running.address + address, method="HEAD")
    with urllib.request.urlopen(asked) as answer:
        assert (answer.status, answer.read()) == (200, b"")
        assert int(answer.headers["Content-Length"]) > 0


def test_an_address_that_leads_nowhere_gets_the_sites_own_page(running: Running) -> None:
    """As on the real server."""
    with pytest.raises(urllib.error.HTTPError) as answer:
        running.page("finns-inte/")
    assert answer.value.code == 404
    assert "Sidan finns inte" in answer.value.read().decode("utf-8")


def test_code_that_changes_starts_a_new_process(running: Running) -> None:
    """A programmer's change counts at once, too."""
    heard = len(running.said)
    with (running.project / "strategysite" / "data" / "dates.py").open(
        "a", encoding="utf-8"
    ) as file:
        file.write("\n# changed\n")
    assert "Startar om" in running.wait_for("Klar på", heard)


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_the_generators_own_serve_shows_the_same_site_and_refuses_the_same(
    generator: str, tmp_path: Path
) -> None:
    """Search and course packages are there; a fault is told in the check's words, and the
    generator lets readers wait; mended, it shows the whole site again."""
    command = (generator, "serve", "--dev-addr", f"127.0.0.1:{free_port()}")
    serve = Running(new_project(tmp_path), command, r"Serving on \S+/")
    try:
        script = re.search(r'src="\.\./(scripts/search\.[0-9a-f]+\.js)"', serve.page("sok/"))
        assert script and serve.found(script[1])
        package = re.search(r'href="([^"]+\.zip)"', serve.page("grundutbildning/"))
        assert package and serve.found("grundutbildning/" + package[1])
        file, right, wrong = "docs/om/index.md", "{{ local_contact(", "{{ lokal_contact("
        told = serve.change(file, right, wrong, "Inget har publicerats")
        assert 'docs/om/index.md:18:4: okänt makro "lokal_contact"' in told
        serve.change(file, wrong, right, "Reloading browsers")
        assert serve.found(script[1])
        assert "Traceback" not in serve.text
    finally:
        serve.end(signal.SIGTERM)
