"""Two who publish at once, and what is stopped half way."""

import contextlib
import re
from pathlib import Path

import pytest

from strategysite.publish.server import PublishingError, Session, Target
from tests.publishing.releasing import at, left_in, program, publish, release_of, shown


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
