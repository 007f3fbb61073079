"""The web server of one's own machine: the last whole site, and word of a newer one."""

import contextlib
import html
import http.server
import json
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from strategysite.editing.changing import Refusal

STATE = "/.serve/state"  # no page of the site begins with a full stop
SCRIPT = "/.serve/follow.js"
FOLLOW = Path(__file__).with_name("follow.js")
PATIENCE = 20  # seconds that an open page waits for an answer before it asks again
PORTS = 20  # tried, from the wanted one
WAITING = Path(__file__).with_name("waiting.html")


class Showing:
    """What is shown: the folder of the last whole site, and what is wrong with the change after it.
    Safe to share between threads."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        # A page left open since an earlier run sees that it is old.
        self.number = self.version = int(time.time())
        self.folder: Path | None = None
        self.told = ""

    def show(self, folder: Path) -> None:
        """Shows a new whole site."""
        with self.changed:
            self.number += 1
            self.version, self.folder, self.told = self.number, folder, ""
            self.changed.notify_all()

    def tell(self, told: str) -> None:
        """Keeps the site and tells what is wrong with the change."""
        with self.changed:
            self.number += 1
            self.told = told
            self.changed.notify_all()

    def state(self, known: int | None) -> dict[str, int | str]:
        """Returns the state, waiting a while for another than `known`."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != known, PATIENCE)
            return {"number": self.number, "version": self.version, "told": self.told}


class _Handler(http.server.SimpleHTTPRequestHandler):
    showing: Showing

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == STATE:
            known = parse_qs(address.query).get("known", [""])[0]
            state = self.showing.state(int(known) if known.isdigit() else None)
            self._send(json.dumps(state).encode(), "application/json")
        elif address.path == SCRIPT:
            self._send(FOLLOW.read_bytes(), "text/javascript; charset=utf-8")
        elif self.showing.folder is None:
            told = self.showing.told
            waiting = WAITING.read_text("utf-8")
            title = "Webbplatsen kan visas när felet är rättat" if told else "Webbplatsen byggs"
            self._page(waiting.format(title, html.escape(told)), HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._file(self.showing.folder)

    do_HEAD = do_GET  # the same answer, without its content

    def _file(self, folder: Path) -> None:
        self.directory = str(folder)
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._page(path.read_text("utf-8"), HTTPStatus.OK)
        else:
            getattr(super(), f"do_{self.command}")()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for an address that leads nowhere."""
        own = self.showing.folder / "404.html" if self.showing.folder else None
        if code == HTTPStatus.NOT_FOUND and own and own.is_file():
            self._page(own.read_text("utf-8"), HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def _page(self, text: str, status: HTTPStatus) -> None:
        tag = f'<script src="{SCRIPT}" data-version="{self.showing.version}" defer></script>'
        head, end, rest = text.rpartition("</body>")
        whole = head + tag + end + rest if end else text + tag
        self._send(whole.encode(), "text/html; charset=utf-8", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the reader has gone on
            self.wfile.write(content if self.command == "GET" else b"")

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next look is at what was just written."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        """Says nothing: the window is for what concerns the text."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False  # on Windows it would share the port with whoever has it

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that went away in the middle is no fault to tell."""


@contextlib.contextmanager
def listen(showing: Showing, wanted: int) -> Iterator[str]:
    """Serves on this machine only, on the first free port from `wanted`, and gives the address."""
    handler = type("Handler", (_Handler,), {"showing": showing})
    server = _first_free(handler, wanted)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _first_free(handler: type[_Handler], wanted: int) -> _Server:
    for port in range(wanted, wanted + PORTS if wanted else 1):
        with contextlib.suppress(OSError, OverflowError):
            return _Server(("127.0.0.1", port), handler)
    fix = "Välj en annan med --port, från 1024 till 65535."
    raise Refusal(f"Ingen port från {wanted} till {wanted + PORTS - 1} är ledig. {fix}")
