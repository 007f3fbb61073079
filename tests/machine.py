"""Sees to what the tests need from the machine: a browser, nginx and Caddy. What is missing is
Debian's, installed when run as root."""

import contextlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from strategysite.publish.preview.browser import SHELL, find_browser

MODULE = "ngx_http_brotli_static_module.so"
MODULE_FOLDERS = (
    "/usr/lib/nginx/modules",
    "/usr/lib64/nginx/modules",
    "/usr/share/nginx/modules",
    "/etc/nginx/modules",
)


def find_nginx() -> tuple[str, Path] | None:
    """Returns the paths of nginx and of its module for ready-made Brotli files, or None where
    either is missing."""
    # Debian keeps it in /usr/sbin, which is not on everyone's path.
    program = shutil.which(
        "nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    )
    module = next(
        (path for folder in MODULE_FOLDERS if (path := Path(folder) / MODULE).is_file()), None
    )
    return (program, module) if program and module else None


def find_caddy() -> str | None:
    """Returns the path of Caddy, or of the one that the variable CADDY names."""
    return shutil.which(os.environ.get("CADDY") or "caddy")


def find_sshd() -> str | None:
    """Returns the whole path of sshd, which it asks for when it starts itself anew."""
    return shutil.which("sshd", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"]))


def _debian() -> bool:
    """Tells whether this is Debian itself: what descends from it has other packages."""
    with contextlib.suppress(OSError):
        return platform.freedesktop_os_release()["ID"] == "debian"
    return False


def main(wanted: list[str]) -> int:
    """Installs Debian's packages for what is missing, or for those `wanted` only, where that may be
    done. Returns an exit code."""
    may_install = bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0
    missing = [] if find_browser(whole=True) else ["chromium"]
    # Only for speed: nobody is asked for it, and $CHROME is used for everything.
    faster = not (wanted or shutil.which(SHELL) or os.environ.get("CHROME"))
    extra = [SHELL] if faster and may_install and _debian() else []
    missing += [] if find_nginx() else ["nginx-light", "libnginx-mod-http-brotli-static"]
    missing += [] if find_caddy() else ["caddy"]
    # Debian starts it at once, for everybody: nothing to do to somebody's own machine.
    missing += [] if find_sshd() or not os.environ.get("CI") else ["openssh-server"]
    missing += [name for name in ("rsync", "git", "curl", "openssl") if not shutil.which(name)]
    missing = [name for name in missing if not wanted or name in wanted]
    if not missing and not extra:
        return 0
    if may_install:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        subprocess.run(["apt-get", "update", "-qq"], env=environment, check=bool(missing))
        if missing:
            subprocess.run([*install, *missing], env=environment, check=True)
        if extra:
            subprocess.run([*install, *extra], env=environment, check=False)
        return 0
    print(
        f"The tests need {' and '.join(missing)} (Debian's names). Install them, or name another Chrome in the variable CHROME.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
