"""The place where the site is published, here or through ssh, and a session with it: server.sh,
which says what lies there, holds the place while it lasts, and undoes what was not kept."""

import contextlib
import getpass
import os
import re
import shlex
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from types import TracebackType
from typing import Self

SCRIPT = Path(__file__).with_name("server.sh")
LONGEST = 3600  # seconds: then a session that nobody ends is ended, and undone
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=20 -o ServerAliveInterval=15"
UNCHANGED = "Det som visas är oförändrat."
WAIT = """Vänta tills det är klart, och försök igen. \
En publicering som har avbrutits släpper platsen senast efter en timme."""
UNKNOWN = """Förbindelsen bröts, så det går inte att säga vilken utgåva som visas nu. \
Titta på webbplatsen, och publicera igen."""
FULL = "Disken är full på servern."
# Letters, digits and the signs of ordinary paths: nothing that a shell or rsync would read as
# something else. A folder on this machine is told from a server's name by how it begins.
NAME = r"(?!-|\.\.?(?:/|$))[\w.-]+"
PLACE = re.compile(
    rf"(?:(?P<host>(?!-)(?:[\w.-]+@)?(?!-)[\w.-]+):(?P<there>(?:~?/)?{NAME}(?:/{NAME})*/?)"
    rf"|(?P<here>(?:~|\.\.?)?/{NAME}(?:/{NAME})*/?))"
)


class PublishingError(Exception):
    """It did not work. The message is Swedish; what a program `said` of it stands last."""

    def __init__(self, fault: str, said: str = "") -> None:
        self.fault, self.said = fault, said
        super().__init__(fault)

    def but(self, standing: str) -> "PublishingError":
        """Returns the same error, with what is shown now added to its message."""
        full = FULL if "No space left on device" in self.said else ""
        said = "".join(f"\n    {line}" for line in self.said.strip().splitlines()[-5:])
        return PublishingError(" ".join(filter(None, (self.fault, full, standing))) + said)


@dataclass(frozen=True)
class Target:
    """Where to publish: a path, here or on `host`."""

    host: str | None
    path: str

    @classmethod
    def parse(cls, written: str) -> "Target":
        """Reads "/srv/strategi" or "user@host:/srv/strategi". Raises PublishingError otherwise."""
        match = PLACE.fullmatch(written.strip())
        if not match:
            was = f'"{written}" är inget ställe att publicera till.'
            was = was if written else "Det står inte vart webbplatsen ska publiceras."
            how = "Skriv namn@server:/srv/strategi, eller en mapp på den här datorn: /srv/strategi."
            raise PublishingError(f"{was} {how}")
        path = match["there"] or match["here"]
        return cls(match["host"], path.rstrip("/"))

    @property
    def quoted(self) -> str:
        """The path for a shell; ~ at its beginning is the home folder there."""
        home, rest = ("$HOME/", self.path[2:]) if self.path.startswith("~/") else ("", self.path)
        return f'"{home}"{shlex.quote(rest)}'


def ssh() -> list[str]:
    """Returns the command that reaches a server."""
    return shlex.split(os.environ.get("STRATEGY_SSH", SSH))


@contextlib.contextmanager
def key_from_environment() -> Iterator[None]:
    """Lets ssh use the key in STRATEGY_SSH_KEY and trust only the server in STRATEGY_KNOWN_HOSTS,
    as a forge's runner hands them over. What runs meanwhile does not find the key among its
    variables.

    Without the first, ssh is used as it is set up here.
    """
    key = os.environ.pop("STRATEGY_SSH_KEY", "")
    if not key:
        yield
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        hosts = os.environ.get("STRATEGY_KNOWN_HOSTS", "")
        for file, text in (("key", key), ("known_hosts", hosts)):
            (folder / file).touch(0o600)
            (folder / file).write_text(text.strip() + "\n", "utf-8")
        own = f"-i {shlex.quote(name)}/key -oIdentitiesOnly=yes -oStrictHostKeyChecking=yes"
        trusted = f"-oUserKnownHostsFile={shlex.quote(name)}/known_hosts"
        os.environ["STRATEGY_SSH"] = f"{SSH} {own} {trusted}"
        try:
            yield
        finally:
            del os.environ["STRATEGY_SSH"]


class Session:
    """Holds the target alone while it lasts: `with Session(target) as session`. Where it ends by a
    PublishingError, that says what is shown now, as the server told it last."""

    def __init__(self, target: Target, new: bool = False) -> None:
        self.target, self.new = target, new
        self.shown: str | None = None  # before; "" where nothing is
        self.folder = target.path
        self._last: list[str] = []  # what is shown at the end
        self._may_have_switched = self._switched = False

    def __enter__(self) -> Self:
        command = ["timeout", "-k", "60", str(LONGEST), "sh", "-s"]
        if self.target.host:
            command = [*ssh(), self.target.host, shlex.join(command)]
        self._errors = TemporaryFile()
        # In a session of its own: the keys Ctrl and C end this program, which ends that one.
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            raise PublishingError(f'Programmet "{command[0]}" finns inte här.') from error
        try:
            self._send(SCRIPT.read_text("utf-8"))
            self._answers(f"{self.target.host or 'Den här datorn'} svarar inte som den ska.")
            self._enter()
        except PublishingError as error:
            self._close()
            raise error.but(UNCHANGED) from None
        return self

    def _enter(self) -> None:
        who = f"{getpass.getuser()} på {socket.gethostname()}"
        new = shlex.quote("new" if self.new else "")
        self._send(f"enter {self.target.quoted} {shlex.quote(who)} {new}\n")
        said = self._answers(f"Mappen {self.target.path} går inte att publicera till.")
        if "held" in said:
            who = f"Någon publicerar redan dit: {said['held'][0] or 'vem står inte'}."
            raise PublishingError(f"{who} {WAIT}")
        if "missing" in said:
            raise PublishingError(f'Programmet "{said["missing"][0]}" saknas på servern.')
        self.folder, self.shown = said["folder"][0], said["shown"][0]

    def call(self, function: str, *arguments: str) -> dict[str, list[str]]:
        """Calls a function of server.sh. Returns its answer by word, or raises PublishingError."""
        alive = self._process.poll() is None
        self._may_have_switched |= alive and function in ("switch", "return_to")
        words = (shlex.quote(argument.replace("\n", " ")) for argument in arguments)
        self._send(f"{' '.join((function, *words))}\n")
        said = self._answers("Servern kunde inte göra det som behövdes.")
        self._switched |= function == "switch"
        return said

    def copy(self, folder: Path, release: str) -> None:
        """Copies the contents of `folder` to the release that was begun; what has not changed since
        the one that is shown takes no room."""
        to = f"{self.folder}/releases/.incoming-{release}/"
        # No times are copied: a file with the same content stays the same file, and a browser that
        # has it is told so. The web server is another user: it must be let in whatever our umask.
        command = ["rsync", "-rlps", "--checksum", "--chmod=D755,F644"]
        command += [f"--link-dest=../{self.shown}"] if self.shown else []
        command += ["-e", shlex.join(ssh())] if self.target.host else []
        command += [f"{folder}/", f"{self.target.host}:{to}" if self.target.host else to]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", errors="replace", check=False
            )
        except OSError as error:
            raise PublishingError('Programmet "rsync" finns inte här.') from error
        if done.returncode:
            # It may end before the other side's words have come.
            said = done.stderr or f"rsync slutade med felkod {done.returncode}."
            raise PublishingError("Filerna kunde inte kopieras.", said)

    def _send(self, lines: str) -> None:
        assert self._process.stdin
        with contextlib.suppress(OSError):  # it has ended: the answer that does not come says so
            self._process.stdin.write(lines)
            self._process.stdin.flush()

    def _answers(self, fault: str) -> dict[str, list[str]]:
        """Reads to the line "done". Other lines than answers are a login's greetings."""
        assert self._process.stdout
        said: dict[str, list[str]] = {}
        for line in self._process.stdout:
            word, is_answer, value = line.rstrip("\n").partition("=")
            if word == "done":
                return said
            if is_answer:
                said.setdefault(word, []).append(value)
        self._last = said.get("shown", [])
        raise PublishingError(fault, self.told())

    def told(self) -> str:
        """Returns what programs on the server wrote of faults so far."""
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace").strip()

    def _close(self) -> None:
        """Ends the session; the server undoes what was not kept, and says last what is shown."""
        assert self._process.stdin and self._process.stdout
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        last = [line for line in self._process.stdout if line.startswith("shown=")]
        self._last = [line.strip().removeprefix("shown=") for line in last] or self._last
        self._process.stdout.close()
        self._process.wait()
        self._errors.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._close()
        if isinstance(error, PublishingError):
            raise error.but(self._standing()) from None

    def _standing(self) -> str:
        if not self._may_have_switched:
            return UNCHANGED
        if not self._last:
            return UNKNOWN
        if self._last[-1] != self.shown:
            return f"Utgåvan {self._last[-1]} visas."
        return f"Den förra utgåvan, {self.shown}, visas igen." if self._switched else UNCHANGED
