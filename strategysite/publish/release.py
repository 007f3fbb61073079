"""Publishes to a plain server: a new folder for each release, and one symbolic link that says which
of them is shown. server.sh draws the folders.

A release is copied whole beside the others before the link is exchanged in one step (rename(2)),
so that no visitor meets half of it. Then the live address is asked; where it does not show the
release, the one before is shown again. rsync is needed at both ends, and on the server flock and
timeout.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from strategysite.data.facts import SWEDEN
from strategysite.parsing.git import git, last_commit
from strategysite.publish.live import look, not_shown
from strategysite.publish.server import PublishingError, Session, Target

SBOM = "sbom.cdx.json"  # what the site is built with; lies beside the site of its release
# The names of files that pages load: the name changes with the content. See build/assets.py.
FINGERPRINTED = r".*[./][0-9a-f]{10}\.[a-z0-9]+(\.br|\.gz)?"
VERSION = "%ct %H"  # when and what was last committed: "1795000000 0a1b2c…"
CHANGED = "Webbserverns regler har ändrats."


@dataclass(frozen=True)
class Outcome:
    """The release that is shown now, what else to know, and whether the rules of the web server
    have changed and could not be read."""

    release: str
    told: list[str]
    failed: bool = False


def _refuse_older(root: Path, there: str) -> None:
    """Raises PublishingError when what is shown was built from something newer than `root`: it
    does not stem from that, and was committed earlier."""
    own = last_commit(root, "%ct")
    if not own or not there:
        return
    time, commit = there.split()
    stems = git(root, "merge-base", "--is-ancestor", commit, "HEAD") is not None
    if not stems and int(own) < int(time):
        when = datetime.fromtimestamp(int(time), SWEDEN).strftime("%Y-%m-%d %H:%M")
        newer = f"Servern visar redan en nyare version av filerna, från {when}."
        fix = "Hämta den (git pull) och publicera igen. Ska den äldre ändå visas: FORCE=1 med make,"
        raise PublishingError(f"{newer} {fix} annars --force.")


def _refuse_untested(root: Path, there: str) -> None:
    """Raises PublishingError unless only facts and texts have changed since the shown release was
    built. Where that is not known, it raises too."""
    shown = there.split()[1] if there else "none"
    if git(root, "diff", "--quiet", shown, "HEAD", "--", ".", ":!data", ":!docs") is None:
        raise PublishingError(
            "Koden har ändrats sedan det som visas, och dess tester har inte körts i den här"
            " körningen. Starta en ny körning för grenen: den kör testerna och publicerar sedan."
        )


def deliver(
    target: Target,
    folder: Path,
    root: Path,
    *,
    live: str | None = None,
    reload: str | None = None,
    force: bool = False,
    facts_only: bool = False,
    now: datetime | None = None,
) -> Outcome:
    """Copies the built `folder` (with site/ and server/) to a new release and shows it.

    `root` is the project that it was built from; with `force` it may be older than what is
    shown, and with `facts_only` only data/ and docs/ may have changed since.
    `live` is the address that must show the release; without it the folders must be open to others,
    as a web server is. `reload` is run there when the rules for the server have changed. Raises
    PublishingError; its message says what is shown then.
    """
    release = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S.%f")
    (folder / "version").write_text(last_commit(root, VERSION), "utf-8")
    with Session(target, new=True) as session:
        there = session.call("begin", release).get("version", [""])[0]
        if not force:
            _refuse_older(root, there)
        if facts_only:
            _refuse_untested(root, there)
        session.copy(folder, release)
        told = [] if live else _open_to_others(session)
        before = look(live) if live else {}
        changed = "rules" in session.call("switch", FINGERPRINTED)
        rules, failed = _reload(session, reload) if changed else ([], False)
        if live and (wrong := not_shown(live, folder / "site", before)):
            if session.shown:
                session.call("back")
                if reload and changed:
                    _reload(session, reload)
            raise PublishingError(wrong)
        left = session.call("keep").get("left", [])
        if not session.shown:
            told.append(f"Det är den första utgåvan i {session.folder}.")
    told += [f"{session.folder}/{old} kunde inte tas bort. Ta bort den för hand." for old in left]
    return Outcome(release, told + rules, failed)


def _open_to_others(session: Session) -> list[str]:
    """Raises PublishingError for a folder or a file of ours that a web server could not open.
    Returns what to know of the folders above: whether it may pass them only its keeper knows."""
    found = session.call("closed")
    if "closed" in found:
        path = Path(session.folder, found["closed"][0])
        fix = "Öppna mappen för andra (chmod o+x)."
        raise PublishingError(f"Webbservern får inte läsa {path}. {fix}")
    return [
        f"Mappen {folder} är inte öppen för alla. Se till att webbservern får öppna den."
        for folder in found.get("narrow", [])
    ]


def _reload(session: Session, command: str | None) -> tuple[list[str], bool]:
    """Lets the web server read its new rules. Returns what to say of it, and whether it failed."""
    if not command:
        return [f"{CHANGED} Be den som sköter servern att läsa in dem."], False
    if "failed" in session.call("reload", command):
        return [f"{CHANGED} De kunde inte läsas in.\n    {session.told()}"], True
    return [f"{CHANGED} De är inlästa."], False


def roll_back(target: Target, reload: str | None = None) -> Outcome:
    """Shows the release that the shown one took over from. Raises PublishingError without one."""
    with Session(target) as session:
        said = session.call("return_to")
        if "returned" not in said:
            raise PublishingError("Det finns ingen äldre utgåva att gå tillbaka till.")
        told, failed = _reload(session, reload) if "rules" in said else ([], False)
    return Outcome(said["returned"][0], told, failed)
