"""What the site is built and tested with: asked for once, locked, listed."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.small import ROOT, make


def sbom(folder: Path) -> bytes:
    """Runs `make sbom` in a new folder with the locked requirements, with the tools that `make
    test` has installed. Returns the list."""
    folder.mkdir()
    shutil.copy(ROOT / "requirements.txt", folder)
    done = make(folder, "sbom")
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / ".build/sbom.cdx.json").read_bytes()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The list."""
    return sbom(tmp_path_factory.mktemp("sbom") / "first")


@pytest.mark.slow
def test_the_list_names_every_locked_package_with_its_version_and_hashes(written: bytes) -> None:
    """The program checks it against CycloneDX's own schema before it writes it; what is locked is
    written in requirements.txt."""
    listed: dict[str, Any] = json.loads(written)
    assert (listed["bomFormat"], listed["specVersion"]) == ("CycloneDX", "1.6")
    locked: dict[tuple[str, str], set[str]] = {}
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if package := re.match(r"([\w.-]+)==([\w.]+)", line):
            hashes = locked.setdefault((package[1], package[2]), set())
        hashes.update(re.findall(r"sha256:([0-9a-f]{64})", line))
    assert len(locked) > 30
    assert {
        (part["name"], part["version"]): {
            made["content"] for source in part["externalReferences"] for made in source["hashes"]
        }
        for part in listed["components"]
    } == locked


@pytest.mark.slow
def test_the_same_packages_give_the_same_list(written: bytes, tmp_path: Path) -> None:
    """Byte for byte: no time and nothing random is in it, and no folder of the machine."""
    assert written == sbom(tmp_path / "second")
    assert str(tmp_path.parent).encode() not in written


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("requirements.txt", []),
        ("locks/dev.txt", ["dev"]),
        ("locks/zensical.txt", ["zensical"]),
        ("locks/tools.txt", ["tools"]),
    ],
)
def test_what_is_asked_for_is_locked(lock: str, groups: list[str]) -> None:
    """After a change in pyproject.toml: make lock. Each package has hashes, and none an address."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [name for group in groups for name in asked["dependency-groups"][group]]
    if groups != ["tools"]:  # an environment of its own
        wanted += asked["project"]["dependencies"]
    text = (ROOT / lock).read_text("utf-8")
    locked = re.findall(r"^([\w.-]+)==[^\n]+\\\n    --hash=", text, re.MULTILINE)
    assert {re.split(r"[<>=~!]", name)[0].lower() for name in wanted} <= set(locked)
    assert text.count("==") == len(locked)
    assert not {*asked["tool"]["uv"]["exclude-dependencies"]} & {*locked}
    assert "://" not in text
