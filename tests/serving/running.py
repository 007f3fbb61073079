"""`serve` as a process of its own, for tests and measurements."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.small import SOUND_DAY

PATIENCE = 180  # seconds; a busy machine may need many


OURS = ("strategysite", "serve", "--port", "0")


class Running:
    """`serve` on a project, and what it has said."""

    def __init__(
        self,
        project: Path,
        command: Sequence[str] = OURS,
        ready: str = "Klar på",
        day: date = SOUND_DAY,
        **settings: Any,
    ) -> None:
        """Starts it and waits until the site is there; `settings` are those of a process."""
        self.project = project
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env={**os.environ, "STRATEGY_TODAY": day.isoformat(), "PYTHONUTF8": "1"},
            **settings,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        self.wait_for(ready)
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.text)
        assert found
        self.address = found[0]

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)

    @property
    def text(self) -> str:
        """All that stands in the terminal."""
        return "".join(self.said)

    def wait_for(self, pattern: str, after: int = 0) -> str:
        """Returns what was said after the first `after` lines, once `pattern` is found there."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            told = "".join(self.said[after:])
            if re.search(pattern, told):
                return told
            assert self.process.poll() is None, self.text
            time.sleep(0.05)
        raise AssertionError(f"never said {pattern}:\n{self.text}")

    def change(self, file: str, old: str, new: str, answer: str) -> str:
        """Changes a file as an editor does and returns what `serve` said of it."""
        path = self.project / file
        text = path.read_text("utf-8")
        assert old in text
        heard = len(self.said)
        path.write_text(text.replace(old, new, 1), "utf-8")
        return self.wait_for(answer, heard)

    def stop(self) -> None:
        """Ends it as the keys Ctrl and C do."""
        self.end(signal.SIGINT)

    def end(self, how: signal.Signals) -> int:
        """Sends a signal and returns the exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def page(self, address: str = "") -> str:
        """Returns a page as it is shown now."""
        return self.found(address).decode("utf-8")

    def found(self, address: str) -> bytes:
        """Returns what is at an address now; raises HTTPError where nothing is."""
        with urllib.request.urlopen(self.address + address) as answer:
            return bytes(answer.read())
