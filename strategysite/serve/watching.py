"""Notices changes of files by looking at them: the same on every system, network drives and editors
that swap files included."""

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from strategysite.parsing.files import Stamp, stamps

# Hidden, made by Python, or an editor's own.
NOT_WATCHED = re.compile(r"[\\/](?:\.|__pycache__)|(?:~|\.swp|\.tmp)$")


class Watch:
    """Remembers how the files under `places` looked last."""

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
