"""What tests share: the sound project and the real one, one strict build of each, servers on
loopback, a browser."""

import contextlib
import fcntl
import functools
import gc
import http.server
import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    ViewportSize,
    expect,
)

from strategysite.build.site import build_site
from strategysite.data.facts import today
from strategysite.problems import report
from strategysite.publish.preview.pictures import chromium
from tests.asking import asking
from tests.bringing_back import remembering, visitor
from tests.nginx import nginx
from tests.small import ROOT, SOUND, SOUND_DAY, Lent, add_code, git, new_project

__all__ = ["ROOT", "asking", "remembering", "visitor"]

# The day the real site is read for: the newest day that an editor has written on it, so that its
# next edit breaks no test, and no test goes stale as time passes.
DAY = max(
    date.fromisoformat(day)
    for folder, files in (("docs", "*.md"), ("data", "*.yaml"))
    for path in (ROOT / folder).rglob(files)
    for day in re.findall(r"\b\d{4}-[01]\d-[0-3]\d\b", path.read_text("utf-8"))
    if day <= today().isoformat()
)
PHONE: ViewportSize = {"width": 390, "height": 844}
OF_FINDER = ("docs", "docs/images", "data", "data/follow-up", "data/search")
gc.freeze()  # as the command does, which says why
gc.set_threshold(20_000)


# What `make test-fast` leaves out: whatever asks for one of these, and whole folders of tests.
SLOW_FIXTURES = {
    *("browser", "small_url", "small_nginx_url"),
    *("site", "filled", "addressed", "built", "second"),  # sites that few tests read
    "bare",  # another Python
}
SLOW_FOLDERS = {"browser", "exit", "publishing", "serving"}


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than there are cores where browsers and servers are waited for."""
    return (os.cpu_count() or 1) + int(config.option.markexpr != "not slow")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Reads no folder whose tests would all be left out."""
    left_out = config.option.markexpr == "not slow" and collection_path.name in SLOW_FOLDERS
    return left_out or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser, a server or the real site, and runs it first: with what is short
    left for the end, the cores finish together."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if SLOW_FIXTURES & asked or item.path.parent.name in SLOW_FOLDERS:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


def once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """Returns a folder of that name, filled by `build` for all the processes of a run: the first
    that asks, while others that do wait. Nobody may change it."""
    run = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    folder, whole = run / f"shared-{name}", run / f"shared-{name}.whole"
    with (run / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            build(folder)
            whole.touch()
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once, strictly, for one fixed day."""

    def build(folder: Path) -> None:
        problems = build_site(ROOT, DAY, folder / "site")
        assert not problems, report(problems, ROOT)

    return once(tmp_path_factory, "real", build) / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as the real server does: the site's own page for an address that is not
    there, and no line a request."""

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serves `folder` on a free port of loopback and gives its address, without a slash at the
    end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the built site, without a slash at the end."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def nginx_url(site: Path) -> Iterator[str]:
    """The address of the built site behind nginx, with the rules built beside it: as readers get
    it, policy and all."""
    with nginx(site, f"include {site.parent}/server/nginx.conf;") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One real Chromium for all tests."""
    # Milliseconds until what a page should show is missed: a busy machine needs many.
    expect.set_options(timeout=60_000)
    with chromium() as started:
        yield started


@contextlib.contextmanager
def on_a_phone(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with nothing stored, on a phone."""
    with contextlib.closing(
        browser.new_context(viewport=PHONE, locale="sv-SE", has_touch=True)
    ) as visitor:
        yield visitor


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor with nothing stored, on a phone."""
    with on_a_phone(browser) as visitor:
        yield visitor


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of that visitor."""
    return context.new_page()


@pytest.fixture(scope="module")
def tab_to_lend(browser: Browser) -> Iterator[Page]:
    """A tab that one test after the other has: see `lent_page`."""
    with on_a_phone(browser) as visitor:
        yield visitor.new_page()


@pytest.fixture
def lent_page(tab_to_lend: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """As `page`, but the tab of the test before: one of its own takes longer than the test. A test
    that changes the clock, the requests or what runs before a page's own scripts asks for `page`
    too, and works in that one."""
    if "page" in request.fixturenames:
        yield request.getfixturevalue("page")
        return
    yield tab_to_lend
    forget(tab_to_lend)


@contextlib.contextmanager
def listening(page: Page, kind: str = "") -> Iterator[list[str]]:
    """What the console says meanwhile, all of it or of one kind, and what goes wrong in scripts; it
    must be nothing."""
    found: list[str] = []

    def note(message: ConsoleMessage) -> None:
        found.extend([message.text] if kind in ("", message.type) else [])

    def note_fault(error: Error) -> None:
        found.append(str(error))

    page.on("console", note)
    page.on("pageerror", note_fault)
    yield found
    page.remove_listener("console", note)
    page.remove_listener("pageerror", note_fault)
    assert found == []


def forget(page: Page) -> None:
    """Makes a tab as if nobody had been there; those beside it are closed."""
    for other in page.context.pages:
        if other != page:
            other.close()
    page.goto(urljoin(page.url, "/robots.txt"))  # where no script keeps anything when it is left
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.set_viewport_size(PHONE)
    page.emulate_media(media="null", color_scheme="light")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's sources that a test may break."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def sound() -> Path:
    """The sound project, not to be changed."""
    return SOUND


@pytest.fixture(scope="session")
def lent(tmp_path_factory: pytest.TempPathFactory) -> Lent:
    """The copy that `broken` lends."""
    return Lent(tmp_path_factory.mktemp("lent") / "project")


@pytest.fixture
def broken(lent: Lent) -> Iterator[Path]:
    """A copy of the sound project, to break: what the checks read. `add_code` lets it be built
    too."""
    yield lent.project
    lent.mend()


@pytest.fixture(scope="session")
def history(lent: Lent, tmp_path_factory: pytest.TempPathFactory) -> Lent:
    """What git keeps of the sound project that `broken` lends, when it has been committed."""
    git(lent.project, "init", "-q", "-b", "main", "--template=")
    git(lent.project, "add", "-A")
    git(lent.project, "commit", "-q", "-m", "Start")
    git(lent.project, "gc", "-q")  # one file to look at for each of hundreds
    own = (lent.project / ".git").rename(tmp_path_factory.mktemp("git") / "own")
    return Lent(tmp_path_factory.mktemp("history") / "lent", own)


@pytest.fixture
def committed(history: Lent, broken: Path) -> Iterator[Path]:
    """A copy of the sound project whose present state is the branch `main`."""
    kept = history.project.rename(broken / ".git")
    yield broken
    kept.rename(history.project)
    history.mend()


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound project's site, built once. Its project is the folder above it, with what macOS
    writes in each folder that it shows."""

    def build(folder: Path) -> None:
        project = new_project(folder)
        for shown in OF_FINDER:
            (project / shown / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1")
        problems = build_site(project, SOUND_DAY, project / "site")
        assert not problems, report(problems, project)

    return once(tmp_path_factory, "small", build) / "project/site"


@pytest.fixture(scope="session")
def small_url(small_site: Path) -> Iterator[str]:
    """The address of that site, without a slash at the end."""
    with serving(small_site) as address:
        yield address


@pytest.fixture(scope="session")
def small_nginx_url(small_site: Path) -> Iterator[str]:
    """The address of that site behind nginx, with the rules built beside it."""
    with nginx(small_site, f"include {small_site.parent}/server/nginx.conf;") as address:
        yield address


def copy_project(target: Path) -> Path:
    """Copies the project's sources to the new folder `target`."""
    target.mkdir()
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return add_code(target)
