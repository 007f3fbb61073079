"""What the forges show beside the lines of a proposal."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from strategysite.cli import main
from strategysite.problems import Place, Problem
from strategysite.publish import annotations
from strategysite.publish.annotations import CODE_QUALITY, annotate, for_github, for_gitlab
from tests.small import SOUND_DAY, append, change

FAULT = Problem(Place("data/a.yaml", 3, 5), "100 % fel", "Rad ett\nrad två")
SAME_LINE = Problem(Place("data/a.yaml", 3, 5), "och fel stavat")
REMINDER = Problem(Place("docs/å.md", 7), "sidans text är ändrad", "Är det värt att berätta?")
ANNOTATIONS = ((FAULT, annotations.FAULT), (REMINDER, annotations.REMINDER))
FORGES = ("GITHUB_ACTIONS", "GITLAB_CI")


def test_github_reads_lines() -> None:
    assert [for_github(one) for one in ANNOTATIONS] == [
        "::error file=data/a.yaml,line=3,col=5,title=Fel i underlaget::100 %25 fel. Rad ett%0Arad två",
        "::warning file=docs/å.md,line=7,col=1,title=Påminnelse::sidans text är ändrad. Är det värt att berätta?",
    ]


def test_gitlab_reads_a_list_where_each_remark_has_all_that_it_asks_for() -> None:
    """GitLab leaves out a remark that lacks a key, and takes two with one fingerprint for the
    same."""
    found: list[Any] = [for_gitlab(one) for one in (*ANNOTATIONS, (SAME_LINE, annotations.FAULT))]
    assert len({remark.pop("fingerprint") for remark in found}) == 3
    assert found[0] == {
        "description": "100 % fel. Rad ett\nrad två",
        "check_name": "Fel i underlaget",
        "severity": "blocker",
        "location": {"path": "data/a.yaml", "lines": {"begin": 3}},
    }
    assert [(remark["check_name"], remark["severity"]) for remark in found[1:]] == [
        ("Påminnelse", "info"),
        ("Fel i underlaget", "blocker"),
    ]


def test_nothing_is_left_on_anybodys_own_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in FORGES:
        monkeypatch.delenv(name, raising=False)
    annotate(tmp_path, [FAULT], [REMINDER])
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def faulty(broken: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one fault, on the day of the tests; the command runs in it, on no forge's
    runner."""
    append(broken, "data/sources.yaml", "    colour: blå\n")
    monkeypatch.chdir(broken)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    for name in FORGES:
        monkeypatch.delenv(name, raising=False)
    return broken


def test_both_forges_are_told_the_same_of_the_same_line(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The check finds a fault once; only its form differs."""
    line = (faulty / "data/sources.yaml").read_text("utf-8").splitlines().index(
        "    colour: blå"
    ) + 1
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["check"]) == 1
    github = re.search(
        r"^::error file=(.+?),line=(\d+),.*::(.*)$", capsys.readouterr().err, re.MULTILINE
    )
    monkeypatch.delenv("GITHUB_ACTIONS")
    monkeypatch.setenv("GITLAB_CI", "true")
    assert main(["check"]) == 1
    assert "::error" not in capsys.readouterr().err
    (gitlab,) = json.loads((faulty / CODE_QUALITY).read_text("utf-8"))
    assert github is not None
    assert github.groups() == ("data/sources.yaml", str(line), gitlab["description"])
    assert gitlab["location"] == {"path": "data/sources.yaml", "lines": {"begin": line}}


def test_gitlab_gets_an_empty_list_once_the_fault_is_mended(
    faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It compares a proposal with the list of what is approved, and shows nothing where that list
    is missing."""
    monkeypatch.setenv("GITLAB_CI", "true")
    assert main(["check"]) == 1
    change(faulty, "data/sources.yaml", "    colour: blå\n", "")
    assert main(["check"]) == 0
    assert json.loads((faulty / CODE_QUALITY).read_text("utf-8")) == []


def test_gitlabs_job_hands_over_that_list_for_proposals_and_for_what_is_approved(
    root: Path,
) -> None:
    job: dict[str, Any] = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))["kontroll"]
    assert job["artifacts"]["reports"] == {"codequality": CODE_QUALITY}
    assert [rule["if"] for rule in job["rules"]] == [
        '$CI_PIPELINE_SOURCE == "merge_request_event"',
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
    ]
