"""What a release brings to the server, what is kept there, and the way back."""

import contextlib
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from strategysite.publish.release import deliver, roll_back
from strategysite.publish.server import PublishingError, Target
from tests.publishing.releasing import (
    MORNING,
    at,
    commit,
    left_in,
    program,
    publish,
    release_of,
    shown,
    styles_in,
)
from tests.small import append
from tests.sshd import sshd


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
