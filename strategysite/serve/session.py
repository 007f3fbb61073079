"""Shows the site while it is being changed: a change is built aside and seen at once, a fault is
told and the last whole site stays."""

import re
import shutil
import signal
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from strategysite.build.site import build_site, workshop
from strategysite.data.facts import today
from strategysite.parsing.files import Stamp, stamps
from strategysite.problems import Problem, and_more, decimal, report
from strategysite.serve.server import Showing, listen

PROGRAM = ("strategysite", "macros.py")
READ_ONCE = (".py", ".yaml", ".txt")  # of the program: modules, and the tables beside them
WATCHED = ("data", "docs", "theme", "mkdocs.yml", *PROGRAM)
# Hidden, made by Python, or an editor's own.
NOT_WATCHED = re.compile(r"[\\/](?:\.|__pycache__)|(?:~|\.swp|\.tmp)$")
PAUSE = 0.2  # seconds between two looks at the files
# Folders: the one that is shown, and the one before it while a reader still gets files from it.
KEPT = 2
_say = partial(print, flush=True)


def serve(root: Path, port: int) -> None:
    """Serves until code has changed: a running process keeps the old, so a new one must go on.
    Raises KeyboardInterrupt, with nothing left behind, when keys, signal or terminal end it."""
    go_on = _end_on_signals()
    watch = Watch([root / name for name in WATCHED])
    showing = Showing()
    with (
        TemporaryDirectory(dir=workshop(root), ignore_cleanup_errors=True) as name,
        listen(showing, port) as address,
    ):
        _say(f"Webbplatsen visas på {address} och följer dina ändringar. Sluta: tryck Ctrl och C.")
        build = partial(build_site, address=address)
        told, built = "Första bygget.", list[Path]()
        for number in count(1):
            site = Path(name, str(number))
            _rebuild(build, root, site, showing, told)
            built += [site] if showing.folder == site else []
            while len(built) > KEPT:
                shutil.rmtree(built.pop(0), ignore_errors=True)
            changed = watch.wait(PAUSE, go_on)
            ways = [path.relative_to(root) for path in changed]
            if any(way.parts[0] in PROGRAM and way.suffix in READ_ONCE for way in ways):
                return
            names = sorted(way.as_posix() for way in ways)
            told = f"Ändrat: {and_more(names, 3)}."


def _end_on_signals() -> Callable[[], None]:
    """Lets Ctrl and C end a job in the background too, where a shell has it ignored. Returns what
    raises KeyboardInterrupt once it was asked to end: Python drops an error that a signal raises
    while an object is being thrown away."""
    asked = False

    def end(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        for name in endings:
            signal.signal(name, signal.SIG_IGN)  # once is enough: what follows is tidying up
        go_on()

    def go_on() -> None:
        if asked:
            raise KeyboardInterrupt

    endings = [signal.SIGINT, signal.SIGTERM]
    # Where it is ignored, the process is to outlive its terminal.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        endings.append(signal.SIGHUP)
    for name in endings:
        signal.signal(name, end)
    return go_on


def _rebuild(
    build: Callable[..., list[Problem]], root: Path, site: Path, showing: Showing, changed: str
) -> None:
    """Builds the folder `site` and shows it, or tells what goes wrong."""
    began = time.monotonic()
    problems = build(root, today(), site)
    clock = time.strftime("%H:%M:%S")
    if problems:
        told = report(problems, root)
        kept = "Webbläsaren visar den senaste hela versionen tills felet är rättat."
        _say(f"\n{clock} {changed}\n{told}\n{kept}")
        showing.tell(told)
    else:
        seconds = decimal(f"{time.monotonic() - began:.1f}")
        _say(f"{clock} {changed} Inga fel. Klar på {seconds} sekunder.")
        showing.show(site)


class Watch:
    """Notices changes of files by looking at them, the same on every system, network drives and
    editors that swap files included: remembers how those under `places` looked last."""

    def __init__(self, places: Iterable[Path]) -> None:
        self.places = list(places)
        self.seen = self._look()

    def wait(self, pause: float, go_on: Callable[[], None]) -> set[Path]:
        """Returns the files that changed, came or went, once there are any and a program that
        writes several has had time for them. `go_on` is called between two looks, with `pause`
        seconds from one to the next, and may raise."""
        while not (changed := self._changed()):
            go_on()
            time.sleep(pause)
        while more := self._changed():
            changed |= more
            time.sleep(pause / 4)
        return changed

    def _changed(self) -> set[Path]:
        before, self.seen = self.seen, self._look()
        return {Path(path) for path, *_ in before ^ self.seen}

    def _look(self) -> frozenset[Stamp]:
        return frozenset(
            stamp
            for place in self.places
            for stamp in stamps(place)
            if not NOT_WATCHED.search(stamp[0], len(str(place)))
        )
