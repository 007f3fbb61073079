"""The forges' workflows: nothing in them but make targets, least permissions, and actions pinned to
a commit."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.small import ROOT, append, change, git, make

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(
    path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config"
)


def read(path: Path) -> dict[str, Any]:
    """Returns a workflow as plain values (`on` is read as text)."""
    content: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return content


def run_lines() -> list[tuple[str, str]]:
    """Returns every command of every workflow of both forges, with the file it stands in."""
    github = [
        (path.name, step["run"])
        for path in WORKFLOWS
        for job in read(path)["jobs"].values()
        for step in job.get("steps", [])
        if "run" in step
    ]
    gitlab = [
        (".gitlab-ci.yml", line)
        for job in read(ROOT / ".gitlab-ci.yml").values()
        if isinstance(job, dict)
        for line in job.get("script", [])
    ]
    return github + gitlab


@pytest.mark.parametrize(("file", "line"), run_lines())
def test_every_command_is_a_make_target_that_make_can_follow(file: str, line: str) -> None:
    """One line, one target: what a forge does, anybody can do; what the target runs is tested where
    it is made."""
    assert re.fullmatch(r"make [a-z]+( [A-Z]+=\w+)?", line), file
    target = line.split()[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), (
        f"{file}: {target}"
    )
    subprocess.run(
        ["make", "--dry-run", *line.split()[1:]], cwd=ROOT, check=True, capture_output=True
    )


SLIPS = [
    (
        ".github/workflows/forslag.yml",
        "timeout-minutes: 10",
        "timeout: 10",
        'unexpected key "timeout"',
    ),
    (
        ".github/workflows/forslag.yml",
        "github.event.pull_request.base.sha",
        "github.evnt.base.sha",
        'property "evnt" is not defined',
    ),
    (".github/workflows/forslag.yml", "needs: kontroll", "needs: kontrol", "does not exist"),
    (".github/workflows/natt.yml", 'cron: "47 2 * * *"', 'cron: "47 25 * * *"', "cron"),
    (".github/workflows/kod.yml", "make test", "echo ${{ github.head_ref }}", "untrusted"),
    (
        ".github/workflows/publicera.yml",
        "persist-credentials: false",
        "submodules: false",
        "artipacked",
    ),
    (".github/ISSUE_TEMPLATE/andra-text.yml", "type: textarea", "type: textfield", "textfield"),
    (
        ".github/ISSUE_TEMPLATE/config.yml",
        "blank_issues_enabled",
        "blank_issue_enabled",
        "blank_issue_enabled",
    ),
    (".gitlab-ci.yml", "expire_in:", "expires_in:", "expires_in"),
    (".gitlab-ci.yml", "    - make check", "    run: make check", "$.kontroll"),
]


def forge_files(folder: Path) -> Path:
    """Copies what the forges read to `folder`, to break."""
    shutil.copytree(ROOT / ".github", folder / ".github")
    shutil.copy(ROOT / ".gitlab-ci.yml", folder)
    return folder


def check_workflows(folder: Path, *options: str) -> tuple[int, str]:
    """Checks the files in `folder` as `make workflows` does. Returns exit code and words."""
    done = make(folder, *options, "workflows")
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_the_workflows_and_the_forms_are_what_the_forges_understand(tmp_path: Path) -> None:
    """Every check passes on the files as they are."""
    code, told = check_workflows(forge_files(tmp_path))
    assert code == 0, told


@pytest.fixture(scope="module")
def slipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files with every slip."""
    folder = forge_files(tmp_path_factory.mktemp("forges"))
    for file, right, wrong, _ in SLIPS:
        change(folder, file, right, wrong)
    return folder


@pytest.fixture(scope="module")
def told_of_slips(slipped: Path) -> str:
    """What every program says of them, where make goes on after a fault."""
    return check_workflows(slipped, "--ignore-errors")[1]


@pytest.mark.slow
@pytest.mark.parametrize("told", [told for *_, told in SLIPS])
def test_a_slip_in_them_is_told(told_of_slips: str, told: str) -> None:
    """An unknown key, a misspelt expression or job, a time that never comes, text of a stranger in
    a shell, a password left behind."""
    assert told in told_of_slips


@pytest.mark.slow
def test_a_slip_in_them_is_refused(slipped: Path) -> None:
    """The exit code says so."""
    assert check_workflows(slipped)[0] != 0


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    """Returns GitLab's jobs by name."""
    return {
        name: job
        for name, job in read(ROOT / ".gitlab-ci.yml").items()
        if isinstance(job, dict) and "script" in job
    }


def test_gitlabs_jobs_name_only_stages_and_jobs_that_there_are() -> None:
    """And each says when it runs, so that none runs where it was not meant to."""
    whole, jobs = read(ROOT / ".gitlab-ci.yml"), gitlab_jobs()
    for job in jobs.values():
        assert job["stage"] in whole["stages"]
        needed = {need["job"] if isinstance(need, dict) else need for need in job.get("needs", [])}
        assert needed <= jobs.keys()
        assert all("if" in rule for rule in job["rules"])


def test_every_proposal_is_tested_whatever_it_changes() -> None:
    """The tests read texts and facts too: a proposal that only changes those must not turn what is
    approved red."""
    whole = read(ROOT / ".github/workflows/kod.yml")
    assert whole["on"] == {"pull_request": "", "workflow_call": ""}
    assert whole["jobs"]["tester"]["strategy"]["matrix"]["python"] == [
        "3.11",
        "3.12",
        "3.13",
        "3.14",
    ]
    assert gitlab_jobs()["tester"]["rules"][0] == {
        "if": '$CI_PIPELINE_SOURCE == "merge_request_event"'
    }


def test_changed_code_is_published_after_all_tests_and_changed_texts_after_the_checks() -> None:
    """Tests that were not asked for are skipped, and hold nothing up; those that fail do."""
    github = read(ROOT / ".github/workflows/publicera.yml")["jobs"]
    assert github["tester"]["if"] == "needs.andrat.outputs.kod == 'ja'"
    for job in (github["publicera"], github["sidor"]):
        assert job["needs"] == ["andrat", "tester"]
        assert "!cancelled() && !failure() && needs.andrat.result == 'success'" in job["if"]
    gitlab = gitlab_jobs()
    for name in ("publicera", "pages"):
        assert {"job": "tester", "optional": "true"} in gitlab[name]["needs"]
    by_hand, page_host, pushed = gitlab["tester"]["rules"][1:]
    assert '"web"' in by_hand["if"] and '$PUBLISH_PAGES == "true"' in page_host["if"]
    code = pushed["changes"]
    assert not [folder for folder in ("data", "docs") if any(folder in path for path in code)]
    folders = {path.parts[0] for path in map(Path, code) if len(path.parts) > 1}
    assert folders == {".ci", "locks", "strategysite", "tests", "theme"}
    tested, changed, untested = gitlab["publicera"]["rules"]
    assert '"web"' in tested["if"] and changed["changes"] == code
    assert untested["variables"] == {"FACTS_ONLY": "1"}


def test_what_has_changed_since_it_was_published_decides(
    committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fact or a text is no code; what was never published, or is not known, is tested."""
    shutil.copytree(ROOT / ".ci", committed / ".ci")
    program = tmp_path / "tools/gh"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$LAST"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")

    def said(last: str) -> str:
        output = tmp_path / "output"
        output.unlink(missing_ok=True)
        settings = {**os.environ, "LAST": last, "GITHUB_OUTPUT": os.fspath(output)}
        subprocess.run([".ci/changed"], cwd=committed, env=settings, check=True)
        return output.read_text("utf-8")

    git(committed, "tag", "start")
    assert (said(""), said("0" * 40), said("start")) == ("kod=ja\n", "kod=ja\n", "kod=nej\n")
    for file, told in (("docs/hjalp/index.md", "kod=nej\n"), ("mkdocs.yml", "kod=ja\n")):
        append(committed, file, "\n")
        git(committed, "commit", "-q", "-a", "-m", "Ändrat")
        assert said("start") == told


def test_the_key_is_only_where_it_is_used() -> None:
    """Not while the list of packages is made, with other people's programs."""
    (job,) = (
        job
        for job in read(ROOT / ".github/workflows/publicera.yml")["jobs"].values()
        if "secrets." in json.dumps(job)
    )
    assert "secrets." not in json.dumps(job["env"])
    assert [step["run"] for step in job["steps"] if "secrets." in json.dumps(step)] == [
        "make publish"
    ]
    assert [name for name, job in gitlab_jobs().items() if "SSH_KEY" in json.dumps(job)] == [
        "publicera"
    ]
    assert gitlab_jobs()["publicera"]["script"] == ["make publish"]


def test_gitlabs_image_is_named_by_its_content() -> None:
    """A tag can be moved."""
    image = read(ROOT / ".gitlab-ci.yml")["default"]["image"]
    assert re.fullmatch(r"python:3\.13-bookworm@sha256:[0-9a-f]{64}", image)


def test_gitlab_does_what_github_does() -> None:
    """Only GitHub needs a step to prepare its machine and one to compare, and keeps an issue with what is stale;
    GitLab's job fails for it."""
    github, gitlab = (
        {line.split()[1] for file, line in run_lines() if (file == ".gitlab-ci.yml") is own}
        for own in (False, True)
    )
    assert github - gitlab == {"machine", "issue", "changed"}
    assert gitlab - github == {"stale"}


def test_a_proposal_on_gitlab_never_reaches_the_token_or_the_key() -> None:
    """They stand only in jobs that run on what is approved."""
    for name, job in gitlab_jobs().items():
        if any("merge_request_event" in rule["if"] for rule in job["rules"]):
            # When it runs is asked of GitLab, and shown to no program.
            given = [{key: rule[key] for key in rule if key != "if"} for rule in job["rules"]]
            all_given = json.dumps(job | {"rules": given})
            assert "PUBLISH_" not in all_given and "TOKEN" not in all_given, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_no_more_than_each_job_says(path: Path) -> None:
    """Nothing for the whole file; reading for each job; writing only the issue of the night and the
    forge's own pages; every job ends."""
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        writing = {key for key, value in job["permissions"].items() if value != "read"}
        assert writing <= {"inaktuellt": {"issues"}, "sidor": {"pages", "id-token"}}.get(
            name, set()
        )
        assert "uses" in job or int(job["timeout-minutes"]) <= 45


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_pinned_to_a_commit_and_keeps_no_password(path: Path) -> None:
    """A tag can be moved; a commit can't. Only the forge's own actions are used."""
    for job in read(path)["jobs"].values():
        for step in job.get("steps", []):
            if "uses" not in step:
                continue
            assert re.fullmatch(
                r"actions/(checkout|setup-python|upload-artifact|upload-pages-artifact|deploy-pages)@[0-9a-f]{40}",
                step["uses"],
            )
            if "checkout" in step["uses"]:
                assert step["with"]["persist-credentials"] == "false"


def test_a_proposal_never_reaches_the_key_to_the_server() -> None:
    """Secrets stand only where what is approved is published."""
    assert [path.name for path in WORKFLOWS if "secrets." in path.read_text("utf-8")] == [
        "publicera.yml"
    ]
    assert not [path.name for path in WORKFLOWS if "pull_request_target" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_has_what_the_forge_asks_for(path: Path) -> None:
    """A name, a description, and fields with ids and labels of their own (GitHub, "Syntax for issue
    forms")."""
    form = read(path)
    assert form["name"] and form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert fields and len({field["id"] for field in fields}) == len(fields)
    for field in fields:
        assert field["type"] in {"input", "textarea", "dropdown"}
        assert field["attributes"]["label"]
        assert len(set(field["attributes"].get("options", []))) == len(
            field["attributes"].get("options", [])
        )


TASKS = ["Rapportera uppföljning", "Ändra en text", "Ändra telefonnummer"]


def test_the_same_tasks_ask_the_same_on_both_forges() -> None:
    """GitLab has no forms: there the questions and the answers to choose from stand as text, under
    the same name."""
    assert sorted(read(path)["name"] for path in FORMS) == sorted(TASKS)
    assert sorted(path.stem for path in (ROOT / ".gitlab/issue_templates").iterdir()) == sorted(
        TASKS
    )
    for path in FORMS:
        form = read(path)
        template = (ROOT / f".gitlab/issue_templates/{form['name']}.md").read_text("utf-8")
        for field in form["body"]:
            attributes = field["attributes"]
            asked = [
                attributes.get("label"),
                attributes.get("value"),
                attributes.get("description"),
                *attributes.get("options", []),
            ]
            assert [words for words in asked if words and words not in template] == [], form["name"]


def test_a_proposal_asks_the_same_on_both_forges() -> None:
    """All but the last line, which says where the preview is."""
    github, gitlab = (
        ROOT / ".github/PULL_REQUEST_TEMPLATE.md",
        ROOT / ".gitlab/merge_request_templates/Default.md",
    )
    assert (
        github.read_text("utf-8").splitlines()[:-1] == gitlab.read_text("utf-8").splitlines()[:-1]
    )


@pytest.mark.parametrize(
    "file", [".github/ISSUE_TEMPLATE/andra-telefonnummer.yml", ".github/PULL_REQUEST_TEMPLATE.md"]
)
def test_whoever_changes_a_number_is_asked_whether_they_have_called_today(file: str) -> None:
    """That is what makes a number safe to publish."""
    assert "Jag har ringt i dag" in (ROOT / file).read_text("utf-8")


def test_one_issue_is_opened_rewritten_and_closed_with_what_is_stale(tmp_path: Path) -> None:
    """A stand-in for the forge's program writes down what it is asked, and answers with the number
    of the open issue."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".build").mkdir()
    shutil.copy(ROOT / ".ci/issue", tmp_path / ".ci")
    forge = tmp_path / "gh"
    forge.write_text(
        '#!/bin/sh\nif [ "$2" = list ]; then echo "$OPEN"; else echo "$2 $3" >> asked; fi\n',
        "utf-8",
    )
    forge.chmod(0o755)
    page = tmp_path / ".build/stale.md"
    for said, number in (("Att se över", ""), ("Att se över", "7"), ("", "7"), ("", "")):
        page.write_text(said, "utf-8")
        settings = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "OPEN": number}
        subprocess.run([".ci/issue"], cwd=tmp_path, env=settings, check=True)
    assert (tmp_path / "asked").read_text("utf-8") == "create --title\nedit 7\nclose 7\n"
