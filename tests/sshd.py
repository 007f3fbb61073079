"""A real sshd on loopback, for who runs the tests."""

import contextlib
import getpass
import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import find_sshd
from tests.nginx import free_port, wait_for


@contextlib.contextmanager
def sshd(folder: Path) -> Iterator[tuple[str, str]]:
    """Keeps keys, rules and what is said in `folder`. Gives the name of who may come in, as
    user@host, and the command that does."""
    program = find_sshd()
    if not program:
        pytest.skip("sshd is missing, and is not installed on a machine of one's own")
    port = free_port()
    for name in ("host", "own"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
        )
    host_key = (folder / "host.pub").read_text("utf-8").strip()
    (folder / "known").write_text(f"[127.0.0.1]:{port} {host_key}\n", "utf-8")
    settings = {
        "ListenAddress": f"127.0.0.1:{port}",
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "own.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
        "AcceptEnv": "none",
    }
    (folder / "sshd_config").write_text(
        "".join(f"{name} {value}\n" for name, value in settings.items()), "utf-8"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd of root asks for it
    log = folder / "sshd.log"
    server = subprocess.Popen([program, "-D", "-f", folder / "sshd_config", "-E", log])
    try:
        wait_for(server, port, log)
        options = (
            "BatchMode=yes",
            "StrictHostKeyChecking=yes",
            f"UserKnownHostsFile={folder}/known",
        )
        command = ["ssh", "-F", "none", "-p", str(port), "-i", f"{folder}/own"]
        command += [f"-o{option}" for option in options]
        yield f"{getpass.getuser()}@127.0.0.1", shlex.join(command)
    finally:
        server.terminate()
        server.wait(10)
