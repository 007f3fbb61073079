"""The commands: from the project's files to a server, or to somebody else's."""

import os
import shutil
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.publish.server import Target, key_from_environment
from tests.asking import Asking
from tests.publishing.releasing import publish, shown
from tests.small import SOUND_DAY, add_code, append, change

Capsys = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "/",
        "~/",
        "./",
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
    (tmp_path / "data").mkdir()  # the project's own folder has one
    monkeypatch.chdir(tmp_path)
    for command in ("publish", "rollback"):
        assert main([command, "--", written] if written else [command]) == 1
        fault = f'"{written}" är inget ställe att publicera till.'
        assert capsys.readouterr().err == (
            (fault if written else "Det står inte vart webbplatsen ska publiceras.")
            + " Skriv namn@server:/srv/strategi, eller en mapp på den här datorn: /srv/strategi.\n"
        )
    assert list(tmp_path.rglob("*")) == [tmp_path / "data"]


@pytest.mark.parametrize(
    "written", ["/srv/strategi", "~/srv", "./srv", "a.b@c.se:/srv", "c:srv", "c:~/srv", "c:å/b"]
)
def test_ordinary_places_pass(written: str) -> None:
    """Here and there."""
    Target.parse(written)


def test_a_site_that_fails_its_checks_leaves_the_old_one(
    broken: Path, tmp_path: Path, asking: Asking
) -> None:
    """A fault in the data: it is told with its place, and the release that is shown stays."""
    place = tmp_path / "srv"
    publish(place, "ett")
    append(add_code(broken), "data/contacts.yaml", "  - {number: hej, source: ingen}\n")
    code, _, told = asking(broken, "publish", os.fspath(place))
    assert code == 1 and "hej" in told
    assert shown(place) == "ett"
    assert len(list((place / "releases").iterdir())) == 1


def test_the_command_builds_checks_and_shows_the_whole_site(
    broken: Path, tmp_path: Path, asking: Asking
) -> None:
    """From the files of the project to the server, the list of packages beside it; and the server
    is told to read its new rules."""
    add_code(broken)
    (broken / ".build").mkdir()
    (broken / ".build/sbom.cdx.json").write_text("{}", "utf-8")
    place = tmp_path / "srv"
    code, said, why = asking(broken, "publish", os.fspath(place), "--reload", "touch reloaded")
    assert code == 0, why
    assert "visas nu." in said
    assert (place / "reloaded").exists()
    assert (place / "current/site/hjalp/index.html").is_file()
    assert (place / "current/server/nginx.conf").is_file()
    assert (place / "current/sbom.cdx.json").is_file()
    assert [path.name for path in (broken / ".build").iterdir()] == ["sbom.cdx.json"]
    assert asking(broken, "rollback", os.fspath(place))[0] == 1
    shutil.rmtree(place)


def test_what_is_published_is_built_for_the_day_it_is(
    broken: Path, tmp_path: Path, asking: Asking
) -> None:
    """Whoever has tried another day in the same terminal is told; nothing is published."""
    place = tmp_path / "srv"
    code, _, told = asking(broken, "publish", os.fspath(place), day="2027-01-01")
    assert (code, place.exists()) == (1, False)
    assert told == (
        'STRATEGY_TODAY är "2027-01-01". Det som läggs ut byggs för dagen i dag. Ta bort den'
        " variabeln och kör kommandot igen.\n"
    )


def test_the_command_asks_the_sites_own_address_unless_it_is_told_not_to(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asking: Asking
) -> None:
    """Nobody answers there: the first release stays, and the next is not shown with that fault."""
    monkeypatch.setattr("strategysite.publish.live.WAITS", (0.0,))
    address = "https://strategi.exempel.invalid"
    append(broken, "data/municipality.yaml", f"site_address: {address}/\n")
    add_code(broken)
    place = os.fspath(tmp_path / "srv")
    assert asking(broken, "publish", place, "--no-ask")[0] == 0
    code, _, told = asking(broken, "publish", place)
    assert code == 1
    assert told.startswith(
        f"{address}/ går inte att läsa härifrån: servern hittas inte. Så svarade adressen före"
        " bytet också. Den förra utgåvan, 20"
    )


# On somebody else's server.


def test_a_site_for_somebody_elses_server_must_say_whose(broken: Path, asking: Asking) -> None:
    """Else the page about privacy would say that it is the municipality's own. Nothing is built."""
    code, _, told = asking(broken, "site", "--elsewhere")
    assert code == 1
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


def test_the_key_to_the_server_lies_in_a_file_of_its_own_only_while_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Readable by nobody else, and only the known server is trusted."""
    monkeypatch.delenv("STRATEGY_SSH", raising=False)
    monkeypatch.setenv("STRATEGY_SSH_KEY", "nyckel")
    monkeypatch.setenv("STRATEGY_KNOWN_HOSTS", "strategi.exempel.se ssh-ed25519 AAAA")
    with key_from_environment():
        command = os.environ["STRATEGY_SSH"].split()
        key = Path(command[command.index("-i") + 1])
        assert key.read_text("utf-8") == "nyckel\n"
        assert key.stat().st_mode & 0o777 == 0o600
        assert "-oStrictHostKeyChecking=yes" in command
        assert "STRATEGY_SSH_KEY" not in os.environ
    assert not key.exists()
    assert "STRATEGY_SSH" not in os.environ
