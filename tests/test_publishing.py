"""Publishing to a plain server: the whole site or nothing, while visitors read it."""

import http.client
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.publish.release import KEPT, PublishingError, Target, deliver, roll_back
from tests.nginx import nginx
from tests.small import SOUND_DAY, add_code, append, change

pytestmark = pytest.mark.slow  # rsync and nginx
MORNING = datetime(2026, 11, 22, 8, tzinfo=UTC)


def release_of(folder: Path, words: str, style: str = "0123456789") -> Path:
    """Returns a small built site that says `words` and loads a style sheet of its own."""
    pages = folder / "site"
    (pages / "styles").mkdir(parents=True)
    (pages / f"styles/site.{style}.css").write_text(f"/* {style} */", "utf-8")
    (pages / "index.html").write_text(
        f'<link href="styles/site.{style}.css"><p>{words}</p>{"<!-- -->" * 2000}', "utf-8"
    )
    (folder / "server").mkdir()
    (folder / "server/nginx.conf").write_text("etag on;", "utf-8")
    return folder


def shown(target: Path) -> str:
    """Returns what the start page of the published site says."""
    words: str = re.findall(
        "<p>(.*?)</p>", (target / "current/site/index.html").read_text("utf-8")
    )[0]
    return words


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A server reached by a stand-in for ssh: it drops the options and the host and gives the rest
    to sh, as the real one does."""
    ssh = tmp_path / "ssh"
    ssh.write_text(
        '#!/bin/sh\nuntil [ "${1#*strategi.exempel.se}" != "$1" ]; do shift; done\nshift\nexec sh -c "$*"\n',
        "utf-8",
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("STRATEGY_SSH", os.fspath(ssh))
    return f"redaktion@strategi.exempel.se:{tmp_path}/srv"


def test_a_release_is_shown_whole_and_the_server_is_told_when_its_rules_change(
    tmp_path: Path,
) -> None:
    """The first release brings the rules; the second has the same; the third has others."""
    target = Target.parse(os.fspath(tmp_path / "srv"))
    assert deliver(target, release_of(tmp_path / "a", "ett"), MORNING) == (
        "20261122T080000.000000",
        True,
    )
    assert shown(tmp_path / "srv") == "ett"
    assert (
        deliver(target, release_of(tmp_path / "b", "två"), MORNING + timedelta(hours=1))[1] is False
    )
    other = release_of(tmp_path / "c", "tre")
    (other / "server/nginx.conf").write_text("etag off;", "utf-8")
    assert deliver(target, other, MORNING + timedelta(hours=2))[1] is True
    assert shown(tmp_path / "srv") == "tre"


def test_the_newest_five_releases_are_kept_and_one_can_go_back_through_them(tmp_path: Path) -> None:
    """Going back is a matter of the link alone; before the oldest there is nothing."""
    place = tmp_path / "srv"
    target = Target.parse(os.fspath(place))
    for number in range(KEPT + 2):
        deliver(
            target,
            release_of(tmp_path / str(number), f"utgåva {number}"),
            MORNING + timedelta(minutes=number),
        )
    assert len(list((place / "releases").iterdir())) == KEPT
    back = []
    for _ in range(KEPT - 1):
        roll_back(target)
        back.append(shown(place))
    assert back == ["utgåva 5", "utgåva 4", "utgåva 3", "utgåva 2"]
    with pytest.raises(PublishingError, match="Det finns ingen äldre utgåva"):
        roll_back(target)
    assert shown(place) == "utgåva 2"


def test_a_page_opened_before_the_switch_still_finds_its_style_sheet(tmp_path: Path) -> None:
    """The files that the last release's pages load are carried over once; those of the one before
    it are gone."""
    target = Target.parse(os.fspath(tmp_path / "srv"))
    for number, style in enumerate(("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc")):
        deliver(
            target, release_of(tmp_path / style, style, style), MORNING + timedelta(minutes=number)
        )
    styles = sorted(path.name for path in (tmp_path / "srv/current/site/styles").iterdir())
    assert styles == ["site.bbbbbbbbbb.css", "site.cccccccccc.css"]


def test_what_has_not_changed_is_the_same_file_in_both_releases(tmp_path: Path) -> None:
    """It takes no room, and a browser that has it is told that it still holds."""
    place = tmp_path / "srv"
    target = Target.parse(os.fspath(place))
    first, _ = deliver(target, release_of(tmp_path / "a", "ett"), MORNING)
    second, _ = deliver(target, release_of(tmp_path / "b", "två"), MORNING + timedelta(minutes=1))
    names = [
        place / "releases" / release / "site/styles/site.0123456789.css"
        for release in (first, second)
    ]
    assert names[0].samefile(names[1])
    assert (place / "releases" / first / "site/index.html").read_text("utf-8") != (
        place / "current/site/index.html"
    ).read_text("utf-8")


def test_a_server_reached_with_ssh_gets_the_same(tmp_path: Path, remote: str) -> None:
    """The same commands, run on the other side."""
    target = Target.parse(remote)
    deliver(target, release_of(tmp_path / "a", "ett"), MORNING)
    deliver(target, release_of(tmp_path / "b", "två"), MORNING + timedelta(minutes=1))
    assert shown(tmp_path / "srv") == "två"
    roll_back(target)
    assert shown(tmp_path / "srv") == "ett"


def test_a_server_that_does_not_answer_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says so, in Swedish, with the program's own last words."""
    monkeypatch.setenv("STRATEGY_SSH", "false")
    with pytest.raises(
        PublishingError,
        match=r"Servern kunde inte göra det som behövdes\. Det som visas är oförändrat\.",
    ):
        deliver(
            Target.parse("redaktion@strategi.exempel.se:/srv"),
            release_of(tmp_path / "a", "ett"),
            MORNING,
        )


def test_a_release_without_a_start_page_is_never_shown(tmp_path: Path) -> None:
    """Half a copy, or the wrong folder, stops before the link is exchanged."""
    target = Target.parse(os.fspath(tmp_path / "srv"))
    deliver(target, release_of(tmp_path / "a", "ett"), MORNING)
    broken = release_of(tmp_path / "b", "två")
    (broken / "site/index.html").unlink()
    with pytest.raises(PublishingError):
        deliver(target, broken, MORNING + timedelta(minutes=1))
    assert shown(tmp_path / "srv") == "ett"


@pytest.mark.parametrize(
    "written",
    ["", "-rf", "/srv/a; rm b", "host:-x", "/srv/a b", "$(id):/srv", "-oProxyCommand=x:/srv"],
)
def test_a_place_that_a_shell_would_read_otherwise_is_refused(written: str) -> None:
    """Only ordinary paths and hosts pass."""
    with pytest.raises(PublishingError, match="inget ställe att publicera till"):
        Target.parse(written)


@contextmanager
def visitors(address: str, count: int) -> Iterator[list[str]]:
    """Lets `count` visitors read the start page and its style sheet over and over. Gives the list
    of what went wrong, and of each page read."""
    log: list[str] = []
    done = threading.Event()
    host = urlsplit(address).netloc

    def visit() -> None:
        connection = http.client.HTTPConnection(host, timeout=10)
        while not done.is_set():
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
            thread.join(10)


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise AssertionError(f"{path}: {answer.status}")
    return body


def test_no_visitor_meets_a_fault_while_releases_are_exchanged(tmp_path: Path) -> None:
    """A real nginx under load, ten releases with a style sheet each: every page and its style sheet
    arrive, from each release."""
    place = tmp_path / "srv"
    target = Target.parse(os.fspath(place))
    deliver(target, release_of(tmp_path / "start", "0", f"{0:010x}"), MORNING)
    with nginx(place / "current/site", "index index.html;") as address, visitors(address, 8) as log:
        for number in range(1, 11):
            deliver(
                target,
                release_of(tmp_path / str(number), str(number), f"{number:010x}"),
                MORNING + timedelta(minutes=number),
            )
        seen = len(log)
        while len(log) < seen + 50 and not [line for line in log if line.startswith("FEL")]:
            time.sleep(0.05)
    assert [line for line in log if line.startswith("FEL")] == []
    assert len(log) > 300
    assert set(log) == {str(number) for number in range(11)}


def test_a_site_that_fails_its_checks_leaves_the_old_one(
    broken: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A fault in the data: it is told with its place, and the release that is shown stays."""
    place = tmp_path / "srv"
    deliver(Target.parse(os.fspath(place)), release_of(tmp_path / "a", "ett"), MORNING)
    append(add_code(broken), "data/contacts.yaml", "  - {number: hej, source: ingen}\n")
    monkeypatch.chdir(broken)
    assert main(["publish", os.fspath(place)]) == 1
    assert "hej" in capsys.readouterr().err
    assert shown(place) == "ett"
    assert len(list((place / "releases").iterdir())) == 1


def test_the_command_builds_checks_and_shows_the_whole_site(
    broken: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From the files of the project to the server, the list of packages beside it; and the server
    is told to read its new rules."""
    monkeypatch.chdir(add_code(broken))
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    (broken / ".build").mkdir()
    (broken / ".build/sbom.cdx.json").write_text("{}", "utf-8")
    place = tmp_path / "srv"
    assert main(["publish", os.fspath(place), "--reload", "touch reloaded"]) == 0, (
        capsys.readouterr().err
    )
    assert "visas nu." in capsys.readouterr().out
    assert (place / "reloaded").exists()
    assert (place / "current/site/hjalp/index.html").is_file()
    assert (place / "current/server/nginx.conf").is_file()
    assert (place / "current/sbom.cdx.json").is_file()
    assert [path.name for path in (broken / ".build").iterdir()] == ["sbom.cdx.json"]
    assert main(["rollback", os.fspath(place)]) == 1
    shutil.rmtree(place)


# On somebody else's server.


def test_a_site_for_somebody_elses_server_must_say_whose(
    broken: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else the page about privacy would say that it is the municipality's own. Nothing is built."""
    monkeypatch.chdir(broken)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    assert main(["site", "--elsewhere"]) == 1
    told = capsys.readouterr().err
    assert "data/municipality.yaml" in told
    assert "host: GitHub Pages" in told
    assert not (broken / "site").exists()


def test_the_page_about_privacy_names_whose_server_it_is(broken: Path) -> None:
    """And says no longer that it is the municipality's own."""
    own = check(broken, SOUND_DAY).pages["om/integritet.md"].html
    change(
        broken, "data/municipality.yaml", "publication:\n", "publication:\n  host: GitHub Pages\n"
    )
    other = check(broken, SOUND_DAY).pages["om/integritet.md"].html
    assert "kommunens egen server" in own
    assert "kommunens egen server" not in other
    assert other.count("servern hos GitHub Pages") == 2
    assert "bestämmer GitHub Pages" in other
