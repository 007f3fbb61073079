"""Publishing to a plain server: the whole site or nothing, while visitors read it."""

import contextlib
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
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.publish.live import look, not_shown
from strategysite.publish.release import Outcome, deliver, roll_back
from strategysite.publish.server import PublishingError, Session, Target
from tests.nginx import nginx
from tests.small import SOUND_DAY, add_code, append, change, git
from tests.sshd import sshd

Capsys = pytest.CaptureFixture[str]
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
    (pages / "hjalp").mkdir()
    (pages / "hjalp/index.html").write_text(f"<p>Hjälp: {words}</p>", "utf-8")
    (folder / "server").mkdir()
    (folder / "server/nginx.conf").write_text("etag on;", "utf-8")
    return folder


def at(place: Path) -> Target:
    """A folder on this machine."""
    return Target.parse(os.fspath(place))


def publish(
    place: Path | str,
    words: str,
    *,
    rules: str = "etag on;",
    style: str = "0123456789",
    now: datetime | None = None,
    root: Path | None = None,
    **options: Any,
) -> Outcome:
    """Publishes a small site that says `words`, an hour after the one that was published last."""
    target = at(place) if isinstance(place, Path) else Target.parse(place)
    releases = Path(target.path) / "releases"
    made = (
        [name.name for name in releases.glob("20[0-9][0-9]*T*[0-9]")] if releases.is_dir() else []
    )
    last = max(made, default="")
    with TemporaryDirectory() as name:
        folder = release_of(Path(name) / "built", words, style)
        (folder / "server/nginx.conf").write_text(rules, "utf-8")
        when = now or (
            datetime.strptime(last, "%Y%m%dT%H%M%S.%f") + timedelta(hours=1) if last else MORNING
        )
        return deliver(target, folder, root or Path(name), now=when, **options)


def styles_in(place: Path) -> list[str]:
    """The names of the style sheets that can be asked for."""
    return sorted(path.name for path in (place / "current/site/styles").iterdir())


def left_in(place: Path) -> list[str]:
    """The names of what lies among the releases."""
    return sorted(path.name for path in (place / "releases").iterdir())


@contextmanager
def program(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, script: str
) -> Iterator[None]:
    """Puts a stand-in before the program of that name."""
    stand_in = folder / "stand-in" / name
    stand_in.parent.mkdir()
    stand_in.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    stand_in.chmod(0o755)
    with monkeypatch.context() as changed:
        changed.setenv("PATH", f"{stand_in.parent}:{os.environ['PATH']}")
        yield


def commit(project: Path, message: str, when: str) -> None:
    """Commits what has changed, if anything has, at a time of its own."""
    git(project, "add", "-A")
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("GIT_COMMITTER_DATE", f"{when} +0100")
        git(project, "commit", "--allow-empty", "-q", "-m", message)


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
    place = tmp_path / "srv"
    first = publish(place, "ett")
    assert (first.release, shown(place)) == ("20261122T080000.000000", "ett")
    assert first.told[-2:] == [
        f"Det är den första utgåvan i {place}.",
        "Webbserverns regler har ändrats. Be den som sköter servern att läsa in dem.",
    ]
    assert "regler" not in str(publish(place, "två").told)
    third = publish(place, "tre", rules="etag off;", reload="echo $PWD > ../reloaded")
    assert third.told[-1] == "Webbserverns regler har ändrats. De är inlästa."
    assert (tmp_path / "reloaded").read_text("utf-8").strip() == str(place)
    assert shown(place) == "tre"


def test_rules_that_cannot_be_read_are_told_and_the_release_stays(tmp_path: Path) -> None:
    """The pages are there; what the server said stands in the message."""
    outcome = publish(tmp_path / "srv", "ett", reload="echo emerg: unknown directive >&2; false")
    assert outcome.failed
    assert outcome.told[-1] == (
        "Webbserverns regler har ändrats. De kunde inte läsas in.\n    emerg: unknown directive"
    )
    assert shown(tmp_path / "srv") == "ett"


def test_the_newest_five_releases_are_kept_and_one_can_go_back_through_them(tmp_path: Path) -> None:
    """Going back is a matter of the link alone; before the oldest there is nothing."""
    place = tmp_path / "srv"
    for number in range(7):
        publish(place, f"utgåva {number}")
    assert len(list((place / "releases").iterdir())) == 5
    back = []
    for _ in range(4):
        roll_back(at(place))
        back.append(shown(place))
    assert back == ["utgåva 5", "utgåva 4", "utgåva 3", "utgåva 2"]
    with pytest.raises(PublishingError) as refused:
        roll_back(at(place))
    assert str(refused.value) == (
        "Det finns ingen äldre utgåva att gå tillbaka till. Det som visas är oförändrat."
    )
    assert shown(place) == "utgåva 2"


def test_going_back_never_shows_what_was_withdrawn(tmp_path: Path) -> None:
    """A, B, back to A, then C: before C there was A. A clock that is behind changes nothing."""
    place = tmp_path / "srv"
    publish(place, "A")
    publish(place, "B")
    roll_back(at(place))
    publish(place, "C", now=MORNING - timedelta(days=400))
    assert shown(place) == "C"
    roll_back(at(place))
    assert shown(place) == "A"
    assert left_in(place) == ["20251018T080000.000000", "20261122T080000.000000"]


def test_going_back_tells_the_server_of_its_rules_too(tmp_path: Path) -> None:
    """The rules hold the hash of the style sheet that the help pages carry."""
    publish(tmp_path / "srv", "ett")
    publish(tmp_path / "srv", "två", rules="etag off;")
    assert roll_back(at(tmp_path / "srv"), "true").told == [
        "Webbserverns regler har ändrats. De är inlästa."
    ]


def test_a_page_opened_before_the_switch_still_finds_its_style_sheet(tmp_path: Path) -> None:
    """The files that the last release's pages load are carried over once; those of the one before
    it are gone."""
    for style in ("aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"):
        publish(tmp_path / "srv", style, style=style)
    assert styles_in(tmp_path / "srv") == ["site.bbbbbbbbbb.css", "site.cccccccccc.css"]


def test_a_page_of_a_withdrawn_release_still_finds_its_style_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever goes back, and for whatever reason."""
    monkeypatch.setattr("strategysite.publish.live.WAITS", (0.0,))
    place = tmp_path / "srv"
    for style in ("aaaaaaaaaa", "bbbbbbbbbb"):
        publish(place, style, style=style)
    roll_back(at(place))
    assert styles_in(place) == ["site.aaaaaaaaaa.css", "site.bbbbbbbbbb.css"]
    with pytest.raises(PublishingError):
        publish(place, "c", style="cccccccccc", live="http://127.0.0.1:9")
    assert shown(place) == "aaaaaaaaaa"
    assert "site.cccccccccc.css" in styles_in(place)


def test_what_has_not_changed_is_the_same_file_in_both_releases(tmp_path: Path) -> None:
    """It takes no room, and a browser that has it is told that it still holds."""
    place = tmp_path / "srv"
    releases = [publish(place, words).release for words in ("ett", "två")]
    one, two = (place / "releases" / name / "site/styles/site.0123456789.css" for name in releases)
    assert one.samefile(two)
    assert not (place / "releases" / releases[0] / "site/index.html").samefile(
        place / "current/site/index.html"
    )


def test_a_server_reached_with_ssh_gets_the_same(tmp_path: Path, remote: str) -> None:
    """The same commands, run on the other side."""
    publish(remote, "ett")
    publish(remote, "två")
    assert shown(tmp_path / "srv") == "två"
    roll_back(Target.parse(remote))
    assert shown(tmp_path / "srv") == "ett"


@pytest.mark.parametrize("where", ["here", "there"])
@pytest.mark.parametrize("mask", [0o077, 0o027])
def test_a_strict_umask_shuts_no_visitor_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, mask: int
) -> None:
    """The web server is another user: every folder and file is open to it, here and through a real
    sshd, which hands its own strict umask on."""
    place = tmp_path / "srv"
    target: Path | str = place
    with contextlib.ExitStack() as stack:
        stack.callback(os.umask, os.umask(mask))
        if where == "there":
            host, command = stack.enter_context(sshd(tmp_path))
            monkeypatch.setenv("STRATEGY_SSH", command)
            target = f"{host}:{place}"
        publish(target, "ett")
        publish(target, "två")
        roll_back(Target.parse(os.fspath(target)))
    assert shown(place) == "ett"
    for path in (place, *place.rglob("*")):
        if not path.is_symlink():
            wanted = 0o755 if path.is_dir() else 0o644
            assert path.stat().st_mode & 0o777 == wanted, path


def test_a_folder_that_only_its_owner_may_open_is_not_published_to(tmp_path: Path) -> None:
    """The web server could not read it. One that is open to its group may be meant so."""
    place = tmp_path / "srv"
    publish(place, "ett")
    place.chmod(0o700)
    with pytest.raises(PublishingError) as refused:
        publish(place, "två")
    assert str(refused.value) == (
        f"Webbservern får inte läsa {place}. Öppna mappen för andra (chmod o+x)."
        " Det som visas är oförändrat."
    )
    place.chmod(0o750)
    publish(place, "tre")
    assert shown(place) == "tre"


def test_folders_above_that_are_closed_are_told(tmp_path: Path) -> None:
    """A home folder often is; whether the web server may pass it only its keeper knows."""
    home = tmp_path / "hem"
    home.mkdir(0o750)
    told = publish(home / "srv", "ett").told
    assert f"Mappen {home} är inte öppen för alla. Se till att webbservern får öppna den." in told


def test_a_server_that_does_not_answer_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says so, in Swedish, with the program's own last words."""
    monkeypatch.setenv("STRATEGY_SSH", "sh -c 'echo Connection refused >&2; exit 255'")
    with pytest.raises(PublishingError) as refused:
        publish("redaktion@strategi.exempel.se:/srv", "ett")
    assert str(refused.value) == (
        "redaktion@strategi.exempel.se svarar inte som den ska. Det som visas är oförändrat.\n"
        "    Connection refused"
    )


def test_a_release_without_a_start_page_is_never_shown(tmp_path: Path) -> None:
    """Half a copy, or the wrong folder, stops before the link is exchanged."""
    place = tmp_path / "srv"
    publish(place, "ett")
    broken = release_of(tmp_path / "b", "två")
    (broken / "site/index.html").unlink()
    with pytest.raises(PublishingError, match="Det som visas är oförändrat"):
        deliver(at(place), broken, tmp_path)
    assert shown(place) == "ett"
    assert left_in(place) == ["20261122T080000.000000"]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-rf",
        "/srv/a; rm b",
        "host:-x",
        "/srv/a b",
        "$(id):/srv",
        "-oProxyCommand=x:/srv",
        "www.kommun.se",
        "srv",
        "~root/x",
        "host:~root/x",
        "host:",
        "/srv/../etc",
        "host:..",
    ],
)
def test_a_place_that_may_be_a_mistake_is_refused(
    written: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capsys
) -> None:
    """Only ordinary paths and hosts pass; a server's name alone is no folder here."""
    monkeypatch.chdir(tmp_path)
    for command in ("publish", "rollback"):
        assert main([command, "--", written] if written else [command]) == 1
        fault = f'"{written}" är inget ställe att publicera till.'
        assert capsys.readouterr().err == (
            (fault if written else "Det står inte vart webbplatsen ska publiceras.")
            + " Skriv namn@server:/srv/strategi, eller en mapp på den här datorn: /srv/strategi.\n"
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "written", ["/srv/strategi", "~/srv", "./srv", "a.b@c.se:/srv", "c:srv", "c:~/srv", "c:å/b"]
)
def test_ordinary_places_pass(written: str) -> None:
    """Here and there."""
    Target.parse(written)


def test_going_back_makes_no_folder(tmp_path: Path) -> None:
    """A mistyped one is told."""
    with pytest.raises(PublishingError, match=f"Mappen {tmp_path}/srv går inte att publicera till"):
        roll_back(at(tmp_path / "srv"))
    assert list(tmp_path.iterdir()) == []


def test_only_folders_of_its_own_are_removed(tmp_path: Path) -> None:
    """Whatever else somebody keeps there stays; what a stopped publishing left behind goes."""
    place = tmp_path / "srv"
    publish(place, "ett")
    for name in ("10", "20190101", ".incoming-mitt", "20190101T000000.000000.bak"):
        (place / "releases" / name).mkdir()
    for name in (".incoming-20261121T080000.000000", "20190101T000000.000000"):
        (place / "releases" / name).mkdir()
    (place / ".current-20261121T080000.000000").symlink_to("releases")
    publish(place, "två")
    assert left_in(place) == [
        ".incoming-mitt",
        "10",
        "20190101",
        "20190101T000000.000000.bak",
        "20261122T080000.000000",
        "20261122T090000.000000",
    ]
    assert sorted(path.name for path in place.iterdir()) == ["current", "lock", "releases"]


def test_what_cannot_be_removed_is_a_remark_and_the_rules_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The release is shown: to say that nothing has changed would be untrue."""
    place = tmp_path / "srv"
    for number in range(5):
        publish(place, str(number))
    stuck = 'case "$2" in releases/2*) exit 1 ;; esac\nexec /bin/rm "$@"'
    with program(tmp_path, monkeypatch, "rm", stuck):
        outcome = publish(place, "fem", rules="etag off;", reload="true")
    assert outcome.told[-2] == (
        f"{place}/releases/20261122T080000.000000 kunde inte tas bort. Ta bort den för hand."
    )
    assert outcome.told[-1] == "Webbserverns regler har ändrats. De är inlästa."
    assert shown(place) == "fem"


# Two at once, and what is stopped half way.


def test_whoever_comes_second_is_told_who_publishes_and_since_when(tmp_path: Path) -> None:
    """And may publish as soon as the first is done."""
    place = tmp_path / "srv"
    publish(place, "ett")
    with Session(at(place)), pytest.raises(PublishingError) as refused:
        publish(place, "två")
    assert re.fullmatch(
        r"Någon publicerar redan dit: \S+ på \S+, sedan \d{4}-\d\d-\d\d \d\d:\d\d\. Vänta tills det"
        r" är klart, och försök igen\. En publicering som har avbrutits släpper platsen senast"
        r" efter en timme\. Det som visas är oförändrat\.",
        str(refused.value),
    )
    publish(place, "tre")
    assert shown(place) == "tre"


@pytest.mark.parametrize("after", ["begin", "copy", "switch"])
def test_what_is_begun_and_not_kept_is_undone(tmp_path: Path, remote: str, after: str) -> None:
    """Wherever the one who publishes is killed, or loses the connection: the server's side sees
    that nobody is there any more."""
    publish(remote, "ett")
    session = Session(Target.parse(remote)).__enter__()
    session.call("begin", "20261122T120000.000000")
    if after != "begin":
        session.copy(release_of(tmp_path / "b", "två"), "20261122T120000.000000")
    if after == "switch":
        session.call("switch", ".*")
        assert shown(tmp_path / "srv") == "två"
    with contextlib.suppress(PublishingError):
        session.__exit__(None, None, None)
    assert shown(tmp_path / "srv") == "ett"
    assert left_in(tmp_path / "srv") == ["20261122T080000.000000"]


def test_when_the_connection_breaks_in_the_switch_nothing_is_claimed(
    tmp_path: Path, remote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody here can know what is shown: here the server's side is killed in the switch."""
    publish(remote, "ett")
    killed = program(tmp_path, monkeypatch, "sync", "kill -9 $PPID")
    with killed, pytest.raises(PublishingError) as broken:
        publish(remote, "två")
    assert str(broken.value).startswith(
        "Servern kunde inte göra det som behövdes. Förbindelsen bröts, så det går inte att säga"
        " vilken utgåva som visas nu. Titta på webbplatsen, och publicera igen."
    )
    publish(remote, "tre")
    assert left_in(tmp_path / "srv") == ["20261122T080000.000000", "20261122T090000.000000"]


def test_a_full_disk_is_told_and_nothing_of_it_is_left(
    tmp_path: Path, remote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one has its room again."""
    publish(remote, "ett")
    full = (
        f"mkdir {tmp_path}/srv/releases/.incoming-20261122T090000.000000/site\n"
        'echo "rsync: write failed: No space left on device (28)" >&2\nexit 11'
    )
    with program(tmp_path, monkeypatch, "rsync", full), pytest.raises(PublishingError) as refused:
        publish(remote, "två")
    assert str(refused.value) == (
        "Filerna kunde inte kopieras. Disken är full på servern. Det som visas är oförändrat.\n"
        "    rsync: write failed: No space left on device (28)"
    )
    assert left_in(tmp_path / "srv") == ["20261122T080000.000000"]


# An older version of the files.


def test_an_older_version_is_not_shown_over_a_newer_unless_it_is_wanted(
    committed: Path, tmp_path: Path
) -> None:
    """Two who publish: the last to finish may have the older files. A clock that is behind makes no
    commit older than the one it stems from."""
    place = tmp_path / "srv"
    older = Path(shutil.copytree(committed, tmp_path / "older"))
    commit(committed, "Ny", "2026-11-22T12:00:00")
    publish(place, "ny", root=committed)
    commit(committed, "Nyare, med en klocka som går efter", "2026-11-22T11:00:00")
    publish(place, "nyare", root=committed)
    commit(older, "På en annan gren", "2026-11-22T10:30:00")
    with pytest.raises(PublishingError) as refused:
        publish(place, "gammal", root=older)
    assert str(refused.value) == (
        "Servern visar redan en nyare version av filerna, från 2026-11-22 11:00. Hämta den (git"
        " pull) och publicera igen. Ska den äldre ändå visas: FORCE=1 med make, annars --force."
        " Det som visas är oförändrat."
    )
    assert shown(place) == "nyare"
    publish(place, "gammal", root=older, force=True)
    assert shown(place) == "gammal"


def test_code_that_no_test_has_seen_does_not_go_out_with_a_changed_text(
    committed: Path, tmp_path: Path
) -> None:
    """Since what is shown was built only facts and texts may have changed, in any commit."""
    place = tmp_path / "srv"
    commit(committed, "Prövad kod", "2026-11-22T12:00:00")
    with pytest.raises(PublishingError):
        publish(place, "det är inte känt vad som visas", root=committed, facts_only=True)
    publish(place, "kod", root=committed)
    append(committed, "docs/kunskap.md", "\nEn ny mening.\n")
    commit(committed, "Ny text", "2026-11-22T12:10:00")
    publish(place, "text", root=committed, facts_only=True)
    assert shown(place) == "text"
    append(committed, "mkdocs.yml", "\n# kod\n")
    commit(committed, "Kod som föll på testerna", "2026-11-22T12:20:00")
    append(committed, "docs/kunskap.md", "\nEn till.\n")
    commit(committed, "Text till", "2026-11-22T12:30:00")
    with pytest.raises(PublishingError) as refused:
        publish(place, "båda", root=committed, facts_only=True)
    assert str(refused.value) == (
        "Koden har ändrats sedan det som visas, och dess tester har inte körts i den här körningen."
        " Starta en ny körning för grenen: den kör testerna och publicerar sedan."
        " Det som visas är oförändrat."
    )
    assert shown(place) == "text"


# What the live address answers.


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users may open: pytest keeps its own closed."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "srv"


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


def test_a_site_that_fails_its_checks_leaves_the_old_one(
    broken: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A fault in the data: it is told with its place, and the release that is shown stays."""
    place = tmp_path / "srv"
    publish(place, "ett")
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


def test_the_command_asks_the_sites_own_address_unless_it_is_told_not_to(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    """Nobody answers there: the first release stays, and the next is not shown with that fault."""
    monkeypatch.setattr("strategysite.publish.live.WAITS", (0.0,))
    address = "https://strategi.exempel.invalid"
    append(broken, "data/municipality.yaml", f"site_address: {address}/\n")
    monkeypatch.chdir(add_code(broken))
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    place = os.fspath(tmp_path / "srv")
    assert main(["publish", place, "--no-ask"]) == 0
    capsys.readouterr()
    assert main(["publish", place]) == 1
    assert capsys.readouterr().err.startswith(
        f"{address}/ går inte att läsa härifrån: servern hittas inte. Så svarade adressen före"
        " bytet också. Den förra utgåvan, 20"
    )


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
