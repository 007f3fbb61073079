"""The same data, templates and Markdown build with another generator, so that the end of one is no end of the site."""

from pathlib import Path

import pytest

from strategysite.building import build_site
from strategysite.problems import report
from tests.conftest import DAY
from tests.same_bytes import differences


@pytest.fixture(scope="module")
def other(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly with ProperDocs."""
    target = tmp_path_factory.mktemp("properdocs") / "site"
    problems = build_site(root, DAY, target, "properdocs")
    assert not problems, report(problems, root)
    return target


def test_properdocs_builds_the_same_site(site: Path, other: Path) -> None:
    """Every file is the same, byte for byte, as the one MkDocs gave: nothing in the sources leans on one generator."""
    assert differences(site, other) == []
    assert differences(site.parent / "server", other.parent / "server") == []
