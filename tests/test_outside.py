"""Links to other sites: asked with patience, told in Swedish."""

import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.problems import Place
from strategysite.review.linkcheck import Answer, ask, links_report, outside_links
from tests.small import SOUND_DAY, append, line_with

TRIES: Counter[str] = Counter()
ASKED_AGAIN = threading.Event()


class _Moody(http.server.BaseHTTPRequestHandler):
    """A site with a page of every mood, by its path."""

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        TRIES[self.path] += 1
        if TRIES[self.path] == 2:
            ASKED_AGAIN.set()
        code = {
            "/borta": 404,
            "/nedlagd": 410,
            "/nekad": 403,
            "/flyttad": 301,
            "/snedstreck": 301,
        }.get(self.path, 200)
        if self.path == "/upptagen" and TRIES[self.path] < 3:
            code = 503
        if self.path == "/langsam" and TRIES[self.path] < 2:
            ASKED_AGAIN.wait(60)
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/ny" if self.path == "/flyttad" else self.path + "/")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")


@pytest.fixture
def moody() -> Iterator[str]:
    """The address of that site, without a slash at the end."""
    TRIES.clear()
    ASKED_AGAIN.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Moody)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "state", "detail", "tries"),
    [
        ("/", "here", "", 1),
        ("/snedstreck", "here", "", 1),
        ("/flyttad", "moved", "/ny", 1),
        ("/borta", "gone", "svar 404", 1),
        ("/nedlagd", "gone", "svar 410", 1),
        ("/nekad", "silent", "svar 403", 3),
        ("/upptagen", "here", "", 3),
        ("/langsam", "here", "", 2),
        ("/ankare#har", "here", "", 1),
    ],
)
def test_each_mood_of_a_site_is_told_apart(
    moody: str, path: str, state: str, detail: str, tries: int
) -> None:
    """Gone is gone at once; refused, busy and slow are asked again; a slash at the end is no
    move."""
    patience = 3 if path == "/langsam" else 60
    answer = ask([moody + path], waits=(0, 0.01, 0.01), timeout=patience)[0]
    assert (answer.state, answer.detail.removeprefix(moody)) == (state, detail)
    assert TRIES[path.partition("#")[0]] == tries


def test_a_site_that_is_not_there_is_silent_and_not_gone() -> None:
    """The fault may be on our side."""
    answer = ask(["http://127.0.0.1:9/x"], waits=(0, 0))[0]
    assert (answer.state, answer.detail) == ("silent", "servern tar inte emot")


def test_every_link_to_another_site_is_found_with_the_line_where_it_is_written(
    broken: Path,
) -> None:
    """Those of the data at their line there, also when only a macro shows them."""
    append(broken, "docs/kunskap.md", "\nLäs [mer](https://example.org/mer).\n")
    checked = check(broken, SOUND_DAY)
    links = outside_links(checked.facts, checked.pages)
    for address, file in {
        "https://example.org/jouren": "data/contacts.yaml",
        "https://example.org/lag": "data/sources.yaml",
        "https://example.org/mer": "docs/kunskap.md",
    }.items():
        assert (links[address].file, links[address].line) == (
            file,
            line_with(broken, file, address),
        )
    assert all(address.startswith("https://") for address in links)


def test_the_list_names_what_to_do_and_where() -> None:
    """Nothing is listed of what answers."""
    answers = [
        Answer("https://a.se/x", "gone", "svar 404"),
        Answer("https://b.se/", "here"),
        Answer("https://c.se/", "silent", "inget svar i tid"),
    ]
    page = links_report(
        answers, {answer.address: Place("data/sources.yaml", 7) for answer in answers}
    )
    assert page.startswith(
        "# Länkar till andra webbplatser: 3\n\n## Borta (1)\n\nSidan finns inte längre. Byt länken.\n\n- `data/sources.yaml:7`"
    )
    assert "https://b.se/" not in page
    assert "## Svarar inte (1)" in page
    assert "Alla svarar." in links_report([Answer("https://b.se/", "here")], {})


@pytest.mark.slow  # another Python
@pytest.mark.skipif(os.name != "posix", reason="only there a process can be sent this signal")
def test_whoever_ends_the_asking_waits_for_no_more_tries() -> None:
    """A site that takes no calls would be asked again in ten minutes, and its next page after
    that."""
    script = """
import signal
from strategysite.review.linkcheck import ask
signal.signal(signal.SIGINT, signal.default_int_handler)
print("begun", flush=True)
ask(["https://127.0.0.1:9/", "https://127.0.0.1:9/sida"], (0, 600))
"""
    started = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stdout
    assert started.stdout.readline() == "begun\n"
    time.sleep(0.5)
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=60)
    assert told.endswith("\nKeyboardInterrupt\n")
