"""Notices changes of files by looking at them: the same on every system, network drives and editors
that swap files included."""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

Stamp = tuple[int, int, int]


class Watch:
    """Remembers how the files under `places` looked last."""

    def __init__(self, places: Iterable[Path]) -> None:
        self.places = list(places)
        self.seen = self._look()

    def wait(self, pause: float) -> set[Path]:
        """Returns the files that changed, came or went, once there are any and a program that
        writes several has had time for them."""
        while not (changed := self._changed()):
            time.sleep(pause)
        while more := self._changed():
            changed |= more
            time.sleep(pause / 4)
        return changed

    def _changed(self) -> set[Path]:
        before, self.seen = self.seen, self._look()
        return {path for path, _ in before.items() ^ self.seen.items()}

    def _look(self) -> dict[Path, Stamp]:
        found = {}
        for path in self._files():
            with contextlib.suppress(OSError):  # gone since it was listed
                status = path.stat()
                found[path] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size)
        return found

    def _files(self) -> Iterator[Path]:
        for place in self.places:
            if place.is_file():
                yield place
            for folder, folders, files in os.walk(place):
                folders[:] = [name for name in folders if not name.startswith((".", "__pycache__"))]
                for name in files:
                    if not name.startswith(".") and not name.endswith(("~", ".swp", ".tmp")):
                        yield Path(folder, name)
