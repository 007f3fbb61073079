"""Style sheets and scripts: one file a purpose in theme/, one file a page on the site, named after
its content and kept for a year."""

import hashlib
import posixpath
import re
from base64 import b64encode
from functools import partial
from pathlib import Path

import rcssmin
import rjsmin

from strategysite.data.addresses import base_of, path_inside
from strategysite.data.facts import Facts
from strategysite.data.model.municipality import shade_for_dark

STYLE_SHEET = "styles/site.css"
ASSETS = {".css", ".js", ".svg", ".png", ".webp", ".jpg", ".jpeg", ".ico"}
IMPORT = re.compile(r'@import "([^"]+)";\s*')
REFERENCE = re.compile(r'(href|src)="(?P<address>[^"#?]+)"')
STYLE_LINK = re.compile(r'<link rel="stylesheet" href="[^"]+"(?P<inline> data-inline)?>')
SCRIPTS = re.compile(r'(?:<script src="[^"]+" defer data-join></script>\s*)+')
SCRIPT = re.compile(r'<script src="([^"]+)" defer data-join></script>')
NAME_LENGTH = 10  # characters of the hash in a file's name


def finish_assets(site: Path, facts: Facts) -> dict[str, str]:
    """Joins, inlines and renames the files that pages load, and removes those that none does.

    Returns what a Content-Security-Policy says of styles and scripts: the site's own files, and by
    their hashes those that the help pages hold themselves ({"script-src": "'self' 'sha256-…'"}).
    """
    (site / STYLE_SHEET).write_text(_style_sheet(site, facts), "utf-8")
    for sheet in (site / STYLE_SHEET).parent.glob("*.css"):
        sheet.write_text(rcssmin.cssmin(sheet.read_text("utf-8")), "utf-8")
    css = (site / STYLE_SHEET).read_text("utf-8")
    base = base_of(facts)
    names: dict[str, str] = {}
    scripts: set[str] = set()
    for page in sorted(site.rglob("*.html")):
        html = page.read_text("utf-8")
        folder = page.parent.relative_to(site).as_posix()
        inside = scripts if " data-inline>" in html else None
        html = SCRIPTS.sub(partial(_joined, site, folder, base, inside), html)
        html = STYLE_LINK.sub(lambda t: f"<style>{css}</style>" if t["inline"] else t[0], html)
        html = REFERENCE.sub(partial(_renamed, site, folder, base, names), html)
        page.write_text(html, "utf-8")
    _remove_unused(site, set(names.values()))
    return {"style-src": _allowed({css}), "script-src": _allowed(scripts)}


def _allowed(inside: set[str]) -> str:
    digests = sorted(hashlib.sha256(text.encode()).digest() for text in inside)
    return " ".join(["'self'", *(f"'sha256-{b64encode(one).decode()}'" for one in digests)])


def _style_sheet(site: Path, facts: Facts) -> str:
    folder = (site / STYLE_SHEET).parent

    def read(name: str) -> str:
        return IMPORT.sub(lambda match: read(match[1]), (folder / name).read_text("utf-8"))

    light, dark = facts.own.accent, shade_for_dark(facts.own.accent)
    own = f"\n:root{{--accent-light:{light};--accent-dark:{dark}}}\n"
    return read(Path(STYLE_SHEET).name) + own


def file_behind(site: Path, folder: str, address: str, base: str) -> str | None:
    """Returns the path in the site of the file that a page in `folder` loads; None for a page, for
    another host, and for a file that is not there."""
    if posixpath.splitext(address)[1] not in ASSETS:
        return None
    inside = path_inside(folder, address, base)
    return inside if inside and (site / inside).is_file() else None


def _relative(folder: str, target: str, address: str, base: str) -> str:
    if address.startswith("/"):
        return base + target
    return posixpath.relpath(target, folder) if folder != "." else target


def _joined(site: Path, folder: str, base: str, held: set[str] | None, tags: re.Match[str]) -> str:
    """Joins the scripts of a page, and returns the tag of the file that holds them, named after its
    content; or, where those `held` by pages are gathered, the tag with them in it."""
    addresses = SCRIPT.findall(tags[0])
    paths = [file_behind(site, folder, address, base) for address in addresses]
    source = "\n".join((site / path).read_text("utf-8") for path in paths if path)
    body = rjsmin.jsmin(source)
    if held is not None:
        held.add(body)
        return f"<script>{body}</script>"
    target = f"scripts/{_digest(body.encode())}.js"
    (site / target).write_text(body, "utf-8")
    return f'<script src="{_relative(folder, target, addresses[0], base)}" defer></script>'


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:NAME_LENGTH]


def _renamed(site: Path, folder: str, base: str, names: dict[str, str], tag: re.Match[str]) -> str:
    target = file_behind(site, folder, tag["address"], base)
    if target is None or target in names.values():
        return tag[0]
    if target not in names:
        path = site / target
        digest = _digest(path.read_bytes())
        name = path.stem if path.stem == digest else f"{path.stem}.{digest}"
        names[target] = (Path(target).parent / f"{name}{path.suffix}").as_posix()
        (site / names[target]).write_bytes(path.read_bytes())
    return f'{tag[1]}="{_relative(folder, names[target], tag["address"], base)}"'


def _remove_unused(site: Path, used: set[str]) -> None:
    """Removes what the theme brings and no page loads: it would be published, unasked for."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        loaded = path.suffix in ASSETS | {".map"} or name.startswith("assets/")
        if path.is_file() and loaded and name not in used and not name.startswith("search/"):
            path.unlink()
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
