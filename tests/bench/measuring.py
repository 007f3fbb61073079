"""Runs a command and measures it: time on the wall, work of the processors, and the most memory at
once, its children included."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """`wall` and `cpu` in seconds, `peak` in megabytes. On a busy machine `cpu` tells more than
    `wall`."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:7.1f} s {self.cpu:8.1f} s cpu {self.peak:7.0f} MB"


def measure(command: list[str], folder: Path, **environment: str) -> Measured:
    """Returns what `command` took in `folder`. Raises RuntimeError, with what it said, when it
    fails."""
    said = folder / ".said"
    began = time.monotonic()
    with said.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=output
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    if process.returncode:
        raise RuntimeError(said.read_text("utf-8", errors="replace")[-3000:])
    said.unlink()
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
