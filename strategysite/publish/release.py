"""Publishes to a plain server: a new folder for each release, and one symbolic link that says which
of them is shown.

    TARGET/releases/20261122T204512.123456/site      what is shown: the server's root is
    TARGET/current/site TARGET/releases/20261122T204512.123456/server    the rules for the server:
    it includes TARGET/current/server/nginx.conf TARGET/current
    the link to one release

A release is copied whole beside the others before the link is exchanged in one step (rename(2)), so
that no visitor meets half of it. The same few commands of sh run here or, through ssh, on the
server; besides them rsync is needed, at both ends.
"""

import contextlib
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

KEPT = 5  # releases
SBOM = "sbom.cdx.json"  # what the site is built with; lies beside the site of its release
UNCHANGED = "Det som visas är oförändrat."
# Letters, digits and the signs of ordinary paths: nothing that a shell or rsync would read as
# something else.
PLACE = re.compile(r"(?:(?P<host>(?:[\w.-]+@)?[\w.-]+):)?(?P<path>(?!-)[\w./~åäöÅÄÖ-]+)")
# The names of files that pages load: the name changes with the content. See finish/assets.py.
FINGERPRINTED = r".*[./][0-9a-f]{10}\.[a-z0-9]+(\.br|\.gz)?"


class PublishingError(Exception):
    """It did not work. The message is Swedish and says what is shown now."""


@dataclass(frozen=True)
class Target:
    """Where to publish: a path, here or on `host`."""

    host: str | None
    path: str

    @classmethod
    def parse(cls, written: str) -> "Target":
        """Reads "/srv/strategi" or "user@host:/srv/strategi". Raises PublishingError for anything
        else."""
        match = PLACE.fullmatch(written.strip())
        if not match:
            raise PublishingError(
                f'"{written}" är inget ställe att publicera till. Skriv en mapp (/srv/strategi)'
                " eller namn@server:/srv/strategi."
            )
        return cls(match["host"], match["path"].rstrip("/") or "/")

    def run(
        self, script: str, fault: str = f"Servern kunde inte göra det som behövdes. {UNCHANGED}"
    ) -> str:
        """Runs `script` with sh in the target's folder, and returns what it prints. Raises
        PublishingError when it fails."""
        whole = f"set -eu\nmkdir -p {self.quoted}/releases\ncd {self.quoted}\n{script}"
        command = (
            [*_ssh(), self.host, f"sh -c {shlex.quote(whole)}"]
            if self.host
            else ["sh", "-c", whole]
        )
        return _run(command, fault)

    def copy(self, folder: Path, release: str, previous: str | None) -> None:
        """Copies the contents of `folder` to a release; what has not changed since `previous` takes
        no room."""
        to = f"{self.path}/releases/{release}/"
        # No times are copied: a file with the same content stays the same file, and a browser that
        # has it is told so.
        command = ["rsync", "-rl", "--checksum", "--chmod=D755,F644"]
        command += [f"--link-dest=../{previous}"] if previous else []
        command += ["-e", shlex.join(_ssh())] if self.host else []
        command += [f"{folder}/", f"{self.host}:{to}" if self.host else to]
        _run(command, f"Filerna kunde inte kopieras. {UNCHANGED}")

    @property
    def quoted(self) -> str:
        """The path for a shell; ~ at its beginning is the home folder there."""
        return self.path if self.path.startswith("~/") else shlex.quote(self.path)


def _ssh() -> list[str]:
    return shlex.split(os.environ.get("STRATEGY_SSH", "ssh -o BatchMode=yes"))


@contextlib.contextmanager
def key_from_environment() -> Iterator[None]:
    """Lets ssh use the key in STRATEGY_SSH_KEY and trust only the server in STRATEGY_KNOWN_HOSTS,
    as a forge's runner hands them over.

    Without the first, ssh is used as it is set up here.
    """
    key = os.environ.get("STRATEGY_SSH_KEY")
    if not key:
        yield
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in (
            ("key", key),
            ("known_hosts", os.environ.get("STRATEGY_KNOWN_HOSTS", "")),
        ):
            (folder / file).touch(0o600)
            (folder / file).write_text(text.strip() + "\n", "utf-8")
        options = [
            "BatchMode=yes",
            "IdentitiesOnly=yes",
            "StrictHostKeyChecking=yes",
            f"UserKnownHostsFile={folder}/known_hosts",
        ]
        os.environ["STRATEGY_SSH"] = shlex.join(
            ["ssh", "-i", f"{folder}/key", *(part for option in options for part in ("-o", option))]
        )
        try:
            yield
        finally:
            del os.environ["STRATEGY_SSH"]


def _run(command: list[str], fault: str) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError as error:
        raise PublishingError(f'{fault} Programmet "{command[0]}" finns inte här.') from error
    if done.returncode:
        said = "\n    ".join(done.stderr.strip().splitlines()[-5:])
        raise PublishingError(f"{fault}\n    {said}")
    return done.stdout


def deliver(target: Target, folder: Path, now: datetime | None = None) -> tuple[str, bool]:
    """Copies the built `folder` (with site/ and server/) to a new release and shows it.

    Returns the release's name, and whether the rules for the server differ from those before.
    Raises PublishingError; then what is shown is as it was.
    """
    release = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S.%f")
    previous = _shown(target)
    incoming = f".incoming-{release}"
    target.run(
        "find releases -maxdepth 1 -name '.incoming-*' -mtime +1 -exec rm -rf {} +\nmkdir"
        f" releases/{incoming}"
    )
    target.copy(folder, incoming, previous)
    changed = target.run(_switch(incoming, release, previous or ""))
    return release, changed.strip() != "same"


def _switch(incoming: str, release: str, previous: str) -> str:
    """Returns the script that completes a release, shows it and keeps the newest five.

    A page that a visitor already has asks for the style sheet and the script of its own release:
    those are carried over, once. `ln` can't exchange a link in one step, mv can (GNU: -T).
    """
    return f"""
test -f releases/{incoming}/site/index.html
(cd releases/{incoming} && find site -type f) \\
    | grep -E '^{FINGERPRINTED}$' | sort > releases/{incoming}/own-files || true
if [ -n "{previous}" ] && [ -f "releases/{previous}/own-files" ]; then
    while read -r file; do
        if [ ! -e "releases/{incoming}/$file" ] && [ -f "releases/{previous}/$file" ]; then
            mkdir -p "$(dirname "releases/{incoming}/$file")"
            ln "releases/{previous}/$file" "releases/{incoming}/$file"
        fi
    done < "releases/{previous}/own-files"
fi
mv releases/{incoming} releases/{release}
ln -s releases/{release} .current-{release}
mv -T .current-{release} current
if [ -n "{previous}" ] \\
    && diff -qr "releases/{previous}/server" "releases/{release}/server" > /dev/null 2>&1
then echo same
else echo changed
fi
ls releases | sort -r | tail -n +{KEPT + 1} | while read -r old; do
    [ "$old" = "{release}" ] || rm -rf "releases/$old"
done
"""


def _shown(target: Target) -> str | None:
    name = (
        target.run("if [ -L current ]; then readlink current; fi").strip().removeprefix("releases/")
    )
    return name or None


def roll_back(target: Target) -> str:
    """Shows the release before the one that is shown, and returns its name. Raises PublishingError
    when there is none."""
    shown = _shown(target)
    older = [name for name in target.run("ls releases").split() if shown and name < shown]
    if not older:
        raise PublishingError(f"Det finns ingen äldre utgåva att gå tillbaka till. {UNCHANGED}")
    before = max(older)
    target.run(f"ln -sfn releases/{before} .current-{before}\nmv -T .current-{before} current")
    return before
