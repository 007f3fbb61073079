"""A real nginx, and a real Caddy, on loopback with the rules that the build wrote."""

import contextlib
import grp
import os
import pwd
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.machine import find_caddy, find_nginx

MIME_TYPES = Path("/etc/nginx/mime.types")


@contextlib.contextmanager
def nginx(
    root: Path, rules: str, workers: int = 1, user: str = "root", beside: str = ""
) -> Iterator[str]:
    """Serves `root` with `rules` inside the server block, and gives the address, without a slash at
    the end. `user` reads the files when the tests are run by root; `beside` are servers beside this
    one."""
    found = find_nginx()
    assert found, "nginx with its Brotli module is missing: run python -m tests.machine"
    program, module = found
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        configuration = folder / "nginx.conf"
        configuration.write_text(
            _configuration(
                module,
                folder,
                root,
                rules,
                f"127.0.0.1:{port}",
                workers=workers,
                user=user,
                beside=beside,
            ),
            "utf-8",
        )
        log = folder / "error.log"
        server = subprocess.Popen(
            [program, "-e", str(log), "-p", str(folder), "-c", str(configuration)]
        )
        try:
            wait_for(server, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


@contextlib.contextmanager
def caddy(root: Path, rules: str) -> Iterator[str]:
    """Serves `root` with `rules` inside the site block, and gives the address, without a slash at
    the end."""
    program = find_caddy()
    assert program, "Caddy is missing: run python -m tests.machine"
    address = f"http://127.0.0.1:{(port := free_port())}"
    with tempfile.TemporaryDirectory(prefix="caddy-") as name:
        folder = Path(name)
        configuration = folder / "Caddyfile"
        configuration.write_text(
            f"{{\nadmin off\n}}\n{address} {{\nroot * {root}\n{rules}\n}}\n", "utf-8"
        )
        log = folder / "error.log"
        with log.open("wb") as said:
            command = [program, "run", "--adapter", "caddyfile", "--config", str(configuration)]
            server = subprocess.Popen(
                command, stderr=said, env={**os.environ, "HOME": name, "XDG_DATA_HOME": name}
            )
        try:
            wait_for(server, port, log)
            yield address
        finally:
            server.terminate()
            server.wait(10)


def _configuration(
    module: Path,
    folder: Path,
    root: Path,
    rules: str,
    listen: str,
    *,
    workers: int,
    user: str,
    beside: str,
) -> str:
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # root: else its workers may not read what the tests wrote
    group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
    as_user = f"user {user} {group};" if os.geteuid() == 0 else ""
    return f"""
load_module {module};
{as_user}
daemon off;
worker_processes {workers};
pid {folder}/nginx.pid;
events {{ worker_connections 512; }}
http {{
    include {MIME_TYPES};
    default_type application/octet-stream;
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    {temporary}
    server {{
        listen {listen};
        root {root};
        {rules}
    }}
    {beside}
}}
"""


def free_port() -> int:
    """Returns a port of loopback that was free a moment ago."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def wait_for(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Waits until the server answers. Fails with its log when it does not."""
    for _ in range(100):
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.05)
    raise AssertionError(
        f"The server did not start:\n{log.read_text('utf-8') if log.is_file() else ''}"
    )
