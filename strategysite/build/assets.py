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

from strategysite.data.addresses import base_of, path_inside, pdf_file
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


class Assets:
    """What the pages in `site` load. Each page tells which of it, by `loaded_by`; the rest is then
    removed."""

    def __init__(self, site: Path, facts: Facts) -> None:
        self.site, self.base = site, base_of(facts)
        self._names: dict[str, str] = {}  # of the files, after their content
        self._inside: set[str] = set()  # scripts that pages hold themselves
        self._documents = [pdf_file(edition) for edition in facts.editions]
        (site / STYLE_SHEET).write_text(_style_sheet(site, facts), "utf-8")
        for sheet in (site / STYLE_SHEET).parent.glob("*.css"):
            sheet.write_text(rcssmin.cssmin(sheet.read_text("utf-8")), "utf-8")
        self._css = (site / STYLE_SHEET).read_text("utf-8")

    @property
    def policy(self) -> dict[str, str]:
        """What a Content-Security-Policy says of styles and scripts: the site's own files, and by
        hash those that the help pages hold themselves ({"script-src": "'self' 'sha256-…'"})."""
        return {"style-src": _allowed({self._css}), "script-src": _allowed(self._inside)}

    def file(self, page: str, address: str) -> str | None:
        """Returns the file in the site that `page` loads from `address`; None for a page, for
        another host, and for a file that is not there."""
        if posixpath.splitext(address)[1] not in ASSETS:
            return None
        inside = path_inside(posixpath.dirname(page), address, self.base)
        return inside if inside and (self.site / inside).is_file() else None

    def loaded_by(self, page: str, html: str) -> str:
        """Returns the HTML of `page` with its scripts joined and its files named after their
        content; with both in it where it asks for that."""
        whole = " data-inline>" in html
        html = SCRIPTS.sub(lambda tags: self._joined(page, SCRIPT.findall(tags[0]), whole), html)
        style = f"<style>{self._css}</style>"
        html = STYLE_LINK.sub(lambda tag: style if tag["inline"] else tag[0], html)
        return REFERENCE.sub(partial(self._renamed, page), html)

    def _joined(self, page: str, addresses: list[str], whole: bool) -> str:
        paths = [self.file(page, address) for address in addresses]
        source = "\n".join((self.site / path).read_text("utf-8") for path in paths if path)
        body = rjsmin.jsmin(source)
        if whole:
            self._inside.add(body)
            return f"<script>{body}</script>"
        target = f"scripts/{_digest(body.encode())}.js"
        (self.site / target).write_text(body, "utf-8")
        return f'<script src="{self._address(page, target, addresses[0])}" defer></script>'

    def _renamed(self, page: str, tag: re.Match[str]) -> str:
        target = self.file(page, tag["address"])
        if target is None or target in self._names.values():
            return tag[0]
        if target not in self._names:
            path = self.site / target
            digest = _digest(path.read_bytes())
            name = path.stem if path.stem == digest else f"{path.stem}.{digest}"
            self._names[target] = (Path(target).parent / f"{name}{path.suffix}").as_posix()
            (self.site / self._names[target]).write_bytes(path.read_bytes())
        return f'{tag[1]}="{self._address(page, self._names[target], tag["address"])}"'

    def _address(self, page: str, target: str, written: str) -> str:
        """Returns the address of `target` as one was written on `page`: from the top, or not."""
        if written.startswith("/"):
            return self.base + target
        return posixpath.relpath(target, posixpath.dirname(page) or ".")

    def remove_unused(self) -> None:
        """Removes what the theme and the generator bring unasked for, and no page loads."""
        used = {*self._names.values(), *self._documents}
        for path in sorted(self.site.rglob("*"), reverse=True):  # a folder after what it has
            name = path.relative_to(self.site).as_posix()
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.suffix != ".html" and name not in used and not name.startswith("search/"):
                path.unlink()


def _allowed(inside: set[str]) -> str:
    digests = sorted(hashlib.sha256(text.encode()).digest() for text in inside)
    return " ".join(["'self'", *(f"'sha256-{b64encode(one).decode()}'" for one in digests)])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:NAME_LENGTH]


def _style_sheet(site: Path, facts: Facts) -> str:
    folder = (site / STYLE_SHEET).parent

    def read(name: str) -> str:
        return IMPORT.sub(lambda match: read(match[1]), (folder / name).read_text("utf-8"))

    light, dark = facts.own.accent, shade_for_dark(facts.own.accent)
    own = f"\n:root{{--accent-light:{light};--accent-dark:{dark}}}\n"
    return read(Path(STYLE_SHEET).name) + own
