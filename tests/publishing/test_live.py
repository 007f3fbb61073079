"""What the live address answers, and what its visitors meet."""

import http.client
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from strategysite.publish.live import look, not_shown
from strategysite.publish.server import PublishingError
from tests.nginx import nginx
from tests.publishing.releasing import left_in, publish, shown


@contextmanager
def live(place: Path, rules: str = "index index.html;") -> Iterator[str]:
    """The published site behind nginx, whose workers are another user where root runs the tests."""
    with nginx(place / "current/site", rules, user="nobody") as address:
        yield address


def test_after_the_switch_the_live_address_is_asked(place: Path) -> None:
    """And shows the release: a web server, as another user, under a strict umask."""
    before = os.umask(0o077)
    try:
        publish(place, "ett")
        with live(place) as address:
            publish(place, "två", live=address)
            assert not not_shown(address, place / "current/site", look(address))
    finally:
        os.umask(before)
    assert shown(place) == "två"


WRONG = [
    ("return 404;", "{0}/ svarar med felet 404. Så svarade adressen före bytet också."),
    (
        "return 302 https://login.exempel.se/;",
        "{0}/ leder vidare till https://login.exempel.se/. Så svarade adressen före bytet också.",
    ),
    (
        "default_type text/html; return 200 '<title>Logga in</title>$msec';",
        "{0}/ svarar med en annan sida (”Logga in”) än den som lades ut.",
    ),
    (
        "index index.html; location /hjalp/ { return 403; }",
        "{0}/hjalp/ svarar med felet 403. Så svarade adressen före bytet också.",
    ),
    (
        "return 200 'gammal';",
        "{0}/ svarar som före bytet. Kanske visar webbservern en annan mapp än current/site, eller en kopia som den har sparat.",
    ),
]


@pytest.mark.parametrize(("rules", "told"), WRONG)
def test_a_release_that_the_live_address_does_not_show_is_withdrawn(
    place: Path, monkeypatch: pytest.MonkeyPatch, rules: str, told: str
) -> None:
    """The message says what was answered, whether it was so before, and what is shown now."""
    monkeypatch.setattr("strategysite.publish.live.WAITS", (0.0, 0.0, 0.0))
    publish(place, "ett")
    with live(place, rules) as address, pytest.raises(PublishingError) as withdrawn:
        publish(place, "två", live=address)
    assert str(withdrawn.value) == (
        f"{told.format(address)} Den förra utgåvan, 20261122T080000.000000, visas igen."
    )
    assert shown(place) == "ett"
    assert left_in(place) == ["20261122T080000.000000"]


def test_new_rules_that_break_the_site_are_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the release before, its rules hold again."""
    monkeypatch.setattr("strategysite.publish.live.WAITS", (0.0,))
    place = tmp_path / "srv"
    publish(place, "ett", rules="index index.html;")
    with pytest.raises(PublishingError, match="går inte att läsa härifrån: servern tar inte emot"):
        publish(
            place,
            "två",
            rules="return 500;",
            reload="cat current/server/nginx.conf >> ../read",
            live="http://127.0.0.1:9",
        )
    assert (tmp_path / "read").read_text("utf-8") == "return 500;index index.html;"


def test_where_there_is_nothing_to_go_back_to_the_release_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of all: the server may not be set up yet."""
    monkeypatch.setattr("strategysite.publish.live.WAITS", (0.0,))
    place = tmp_path / "srv"
    with pytest.raises(PublishingError) as told:
        publish(place, "ett", live="http://127.0.0.1:9")
    assert str(told.value) == (
        "http://127.0.0.1:9/ går inte att läsa härifrån: servern tar inte emot. Så svarade adressen"
        " före bytet också. Utgåvan 20261122T080000.000000 visas."
    )
    assert shown(place) == "ett"


def test_a_copy_that_a_cache_keeps_for_a_while_is_waited_for(place: Path) -> None:
    """nginx with an open file cache shows the page before for some seconds yet."""
    publish(place, "ett")
    rules = "index index.html; open_file_cache max=100; open_file_cache_valid 2s;"
    with live(place, rules) as address:
        publish(place, "två", live=address)
    assert shown(place) == "två"


@contextmanager
def visitors(address: str, count: int) -> Iterator[list[str]]:
    """Lets `count` visitors read the start page and its style sheet over and over. Gives the list
    of what went wrong, and of each page read."""
    log: list[str] = []
    done = threading.Event()
    host = urlsplit(address).netloc

    def visit() -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        while not done.wait(0.01):  # each of them; without a pause they only slow the releases
            try:
                page = _get(connection, "/")
                style = re.findall(rb'href="([^"]+)"', page)[0].decode()
                _get(connection, f"/{style}")
                log.append(re.findall(rb"<p>(.*?)</p>", page)[0].decode())
            except Exception as error:
                log.append(f"FEL {error!r}")
                connection.close()

    threads = [threading.Thread(target=visit, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield log
    finally:
        done.set()
        for thread in threads:
            thread.join(60)


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise AssertionError(f"{path}: {answer.status}")
    return body


def test_no_visitor_meets_a_fault_while_releases_are_exchanged(place: Path) -> None:
    """A real nginx under load, ten releases with a style sheet each: every page and its style sheet
    arrive, from each release."""
    publish(place, "0", style=f"{0:010x}")
    with live(place) as address, visitors(address, 8) as log:
        for number in range(1, 11):
            publish(place, str(number), style=f"{number:010x}", live=address)
        seen = len(log)
        while len(log) < seen + 50 and not [line for line in log if line.startswith("FEL")]:
            time.sleep(0.05)
    assert [line for line in log if line.startswith("FEL")] == []
    assert len(log) > 300
    assert set(log) == {str(number) for number in range(11)}
