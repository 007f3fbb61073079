"""The accessibility statement reports what was tested, and only of the pages as they look now."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from strategysite.data.audit_report import AUDIT_REPORT
from tests.audit.digest import FOLDERS, theme_digest


@pytest.fixture
def report(root: Path) -> dict[str, Any]:
    """The report as it is committed."""
    read: dict[str, Any] = json.loads((root / AUDIT_REPORT).read_text("utf-8"))
    return read


@pytest.mark.slow
def test_the_report_is_about_the_theme_as_it_is(root: Path, report: dict[str, Any]) -> None:
    """Run `make audit` after the last change of theme/ or strategysite/macros/templates/, and
    commit the report with it."""
    assert report["theme"] == theme_digest(root), (
        "theme/ or strategysite/macros/templates/ has changed: run make audit"
    )


def test_the_report_names_every_tool_with_its_version_and_every_result(
    report: dict[str, Any],
) -> None:
    """A statement without method and date is none."""
    assert all(tool.rpartition(" ")[2][0].isdigit() for tool in report["tools"])
    assert report["pages"] > 20
    assert all({"name", "pages", "faults", "where"} <= set(check) for check in report["checks"])
    assert all(bool(check["faults"]) == bool(check["where"]) for check in report["checks"])


@pytest.mark.parametrize(
    "file",
    [
        "theme/main.html",
        "theme/styles/tokens.css",
        "strategysite/macros/templates/contact.html.jinja",
        "strategysite/exports/pdf/document.typ",
    ],
)
def test_a_changed_file_of_the_theme_makes_the_report_old(
    root: Path, tmp_path: Path, file: str
) -> None:
    """A later time stamp alone does not."""
    for folder in FOLDERS:
        shutil.copytree(root / folder, tmp_path / folder)
    assert theme_digest(tmp_path) == theme_digest(root)
    (tmp_path / file).touch()
    assert theme_digest(tmp_path) == theme_digest(root)
    (tmp_path / file).write_text((tmp_path / file).read_text("utf-8") + "\n", "utf-8")
    assert theme_digest(tmp_path) != theme_digest(root)
