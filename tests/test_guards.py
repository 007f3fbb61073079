"""Where the generator does not call the checks, the site's own commands build nothing that anybody
may see."""

from pathlib import Path

import pytest

from strategysite import cli
from strategysite.build.site import build_site, lost_in
from strategysite.problems import render
from tests.asking import Asking
from tests.small import SOUND_DAY, add_code


@pytest.fixture
def live(broken: Path) -> Path:
    """A project that can be built, with a site that was built before."""
    add_code(broken)
    for name in ("scripts", "styles"):
        (broken / "site" / name).mkdir(parents=True)
    for name in ("404.html", "index.html"):
        (broken / "site" / name).write_text("det som ligger ute", "utf-8")
    return broken


def said(project: Path) -> list[str]:
    """Builds, and returns what is told."""
    return [
        render(problem, project)
        for problem in sorted(build_site(project, SOUND_DAY, project / "site"))
    ]


def test_without_the_plugin_nothing_is_built_and_every_fault_is_told(live: Path) -> None:
    """The generator alone would end well and publish whatever stands there."""
    settings = live / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(
        text[: text.index("plugins:")] + text[text.index("markdown_extensions:") :], "utf-8"
    )
    (live / "data/sources.yaml").write_text("", "utf-8")
    assert [line.partition("\n")[0] for line in said(live)] == [
        "data/sources.yaml:1:1: filen är tom",
        'mkdocs.yml:3:1: "plugins" saknas, eller har inget under sig',
    ]
    assert (live / "site/index.html").read_text("utf-8") == "det som ligger ute"
    assert not (live / "server").exists()


def test_a_build_that_never_came_to_its_end_is_a_fault_and_leaves_nothing_to_show(
    live: Path,
) -> None:
    """Whatever the generator said of it: without its last step a site is not checked."""
    wiring = live / "macros.py"
    wiring.write_text(
        wiring.read_text("utf-8").replace("def on_post_build", "def on_nothing"), "utf-8"
    )
    (told,) = said(live)
    assert told.startswith("mkdocs.yml:1:1: mkdocs kunde inte bygga webbplatsen\n")
    assert told.endswith("\n    Error: macros.on_post_build was not called, so nothing is checked")
    assert not (live / "site").exists()
    assert list((live / ".build").iterdir()) == []


@pytest.mark.parametrize("given", ["data", "docs", ".", "theme", "mkdocs.yml", "ut/site"])
def test_a_folder_with_something_else_is_not_replaced_by_the_site(live: Path, given: str) -> None:
    """Whoever gives the wrong folder, or a file, loses nothing: neither what is in it nor, beside
    it, a folder called as that of the rules."""
    (live / "ut/server").mkdir(parents=True)
    (live / "ut/server/eget.txt").write_text("något annat", "utf-8")
    lost = live / {"ut/site": "ut/server"}.get(given, given)
    before = sorted(live.rglob("*"))
    (told,) = build_site(live, SOUND_DAY, (live / given).resolve())
    what = "här ligger annat än en byggd webbplats, och det skulle försvinna"
    assert render(told, live) == (
        f"{lost.resolve()}: {what}\n  Välj en tom mapp, eller en som inte finns."
    )
    assert sorted(live.rglob("*")) == before and (live / "mkdocs.yml").is_file()


@pytest.mark.parametrize("given", ["docs/ny", "data/ny/site"])
def test_the_site_is_not_put_in_what_it_is_built_of(live: Path, given: str) -> None:
    """It would be read as a part of that the next time."""
    (told,) = build_site(live, SOUND_DAY, (live / given).resolve())
    assert render(told, live) == (
        f"{(live / given).resolve()}: webbplatsen kan inte ligga i en mapp som den byggs av\n"
        "  Välj en utanför data, docs och theme."
    )
    assert not (live / given).exists()


@pytest.mark.parametrize(
    ("given", "told"), [([], "site/"), (["--target", "ut/webb"], "ut/webb/")], ids=["own", "given"]
)
def test_one_is_told_where_the_site_is(
    broken: Path, monkeypatch: pytest.MonkeyPatch, asking: Asking, given: list[str], told: str
) -> None:
    """As the folder was written, from the project."""
    monkeypatch.setattr(cli, "build_site", lambda *_: [])
    assert asking(broken, "site", *given)[:2] == (0, f"Webbplatsen är klar i {told}.\n")


def test_the_top_of_the_disk_is_no_place_for_a_site() -> None:
    """It has no folder above itself for the rules."""
    assert [problem.place.file for problem in lost_in(Path("/p"), Path("/"), True)] == ["/"]
