"""Shows the site while it is being changed: a change is built aside and seen at once, a fault is
told and the last whole site stays."""

import signal
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from strategysite.build.site import WORKSHOP
from strategysite.problems import report
from strategysite.serve.rebuilding import Rebuilder
from strategysite.serve.server import Showing, listen
from strategysite.serve.watching import Watch, is_code

WATCHED = ("data", "docs", "theme", "strategysite", "mkdocs.yml", "macros.py")
PAUSE = 0.2  # seconds between two looks at the files


def serve(root: Path, port: int, generator: str) -> None:
    """Serves until code has changed: a running process keeps the old, so a new one must go on.

    Raises KeyboardInterrupt, with nothing left behind, when it is told to end: by the keys, by a
    signal or since its terminal closes.
    """
    _end_on_signals()
    watch = Watch([root / name for name in WATCHED])
    (root / WORKSHOP).mkdir(exist_ok=True)
    showing = Showing()
    with (
        TemporaryDirectory(dir=root / WORKSHOP, ignore_cleanup_errors=True) as name,
        listen(showing, port) as address,
    ):
        rebuilder = Rebuilder(root, Path(name), address, generator)
        print(
            f"Webbplatsen visas på {address} och följer dina ändringar. Sluta: tryck Ctrl och C.",
            flush=True,
        )
        _rebuild(rebuilder, showing, "Första bygget.")
        while True:
            changed = watch.wait(PAUSE)
            if any(is_code(path) for path in changed):
                return
            _rebuild(rebuilder, showing, _named(root, changed))


def _end_on_signals() -> None:
    """A job in the background of a script starts with the keys' signal ignored; whoever sends it
    all the same means it."""

    def end(_number: int, _frame: FrameType | None) -> None:
        for name in endings:
            signal.signal(name, signal.SIG_IGN)  # once is enough: what follows is tidying up
        raise KeyboardInterrupt

    endings = [signal.SIGINT, signal.SIGTERM]
    if (
        hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN
    ):  # ignored: it is to outlive its terminal
        endings.append(signal.SIGHUP)
    for name in endings:
        signal.signal(name, end)


def _rebuild(rebuilder: Rebuilder, showing: Showing, changed: str) -> None:
    began = time.monotonic()
    site, problems = rebuilder.rebuild()
    clock = time.strftime("%H:%M:%S")
    if problems:
        told = report(problems, rebuilder.root)
        print(
            f"\n{clock} {changed}\n{told}\nWebbläsaren visar den senaste hela versionen tills felet"
            " är rättat.",
            flush=True,
        )
        showing.tell(told)
    elif site:
        seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
        print(f"{clock} {changed} Inga fel. Klar på {seconds} sekunder.", flush=True)
        showing.show(site)


def _named(root: Path, changed: set[Path]) -> str:
    names = sorted(path.relative_to(root).as_posix() for path in changed)
    more = f" och {len(names) - 3} filer till" if len(names) > 3 else ""
    return f"Ändrat: {', '.join(names[:3])}{more}."
