"""The one issue with what has gone stale, on both forges."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from strategysite import __main__ as command
from strategysite.issue import GitHub, GitLab, NoIssue, forge_here, keep_issue
from strategysite.stale import TITLE

DONE = "Inget har blivit inaktuellt."
TOKEN = "hemlig"
PROJECT = "/api/v4/projects/7"


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for GitHub's program: writes down what it is asked and given, and lists the issues in issues.json."""
    program = tmp_path / "gh"
    (tmp_path / "issues.json").write_text("[]", "utf-8")
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\nif [ "$2" = list ]; then cat {tmp_path}/issues.json; else cat > {tmp_path}/given; fi\n',
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def asked(gh: Path) -> list[str]:
    """Returns what the program was asked to do, without its options."""
    return [" ".join(line.split()[:3]) for line in (gh / "asked").read_text("utf-8").splitlines()]


def test_on_github_one_issue_is_opened_then_kept_up_then_closed(gh: Path) -> None:
    """Never two, and none when nothing is stale."""
    keep_issue(GitHub(), TITLE, None, DONE)
    assert asked(gh) == ["issue list --state"]
    keep_issue(GitHub(), TITLE, "# Läget\n", DONE)
    assert asked(gh)[-1] == "issue create --title"
    assert (gh / "given").read_text("utf-8") == "# Läget\n"
    (gh / "issues.json").write_text(json.dumps([{"number": 3, "title": "Annat"}, {"number": 7, "title": TITLE}]), "utf-8")
    keep_issue(GitHub(), TITLE, "# Nytt läge\n", DONE)
    assert asked(gh)[-1] == "issue edit 7"
    assert (gh / "given").read_text("utf-8") == "# Nytt läge\n"
    keep_issue(GitHub(), TITLE, None, DONE)
    assert asked(gh)[-1] == "issue close 7"


def test_what_github_refuses_is_told_in_its_words(gh: Path) -> None:
    (gh / "gh").write_text("#!/bin/sh\necho 'HTTP 403: no access' >&2\nexit 1\n", "utf-8")
    with pytest.raises(NoIssue, match="GitHub svarade: HTTP 403: no access"):
        keep_issue(GitHub(), TITLE, "# Läget\n", DONE)


class _GitLab(http.server.BaseHTTPRequestHandler):
    """GitLab's issues as its API has them: listed by state and title, opened, changed, closed; only with the right token."""

    issues: ClassVar[list[dict[str, Any]]] = []
    notes: ClassVar[list[tuple[str, str]]] = []

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""

    def answer(self, code: int, content: object) -> None:
        """Sends JSON."""
        body = json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def content(self) -> dict[str, str]:
        """Returns what was sent."""
        sent: dict[str, str] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return sent

    def parse_request(self) -> bool:
        """Takes no request without the token."""
        if not super().parse_request():
            return False
        if self.headers["PRIVATE-TOKEN"] == TOKEN:
            return True
        self.answer(401, {"message": "401 Unauthorized"})
        return False

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        wanted = parse_qs(address.query)
        assert address.path == f"{PROJECT}/issues"
        # As GitLab does, it finds the words anywhere in a title.
        found = [issue for issue in self.issues if [issue["state"]] == wanted["state"] and wanted["search"][0] in issue["title"]]
        self.answer(200, found)

    def do_POST(self) -> None:
        if self.path == f"{PROJECT}/issues":
            self.issues.append({"iid": len(self.issues) + 1, "state": "opened", **self.content()})
        else:
            self.notes.append((self.path.removeprefix(f"{PROJECT}/issues/"), self.content()["body"]))
        self.answer(201, {})

    def do_PUT(self) -> None:
        issue = self.issues[int(self.path.removeprefix(f"{PROJECT}/issues/")) - 1]
        sent = self.content()
        issue.update({"state": "closed"} if sent.pop("state_event", "") == "close" else sent)
        self.answer(200, issue)


@pytest.fixture
def gitlab() -> Iterator[dict[str, str]]:
    """The variables of a job on a GitLab with one issue, which somebody else has written."""
    _GitLab.issues = [{"iid": 1, "state": "opened", "title": f"Fråga om: {TITLE}", "description": "Vad är det?"}]
    _GitLab.notes = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _GitLab)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}/api/v4",
        "CI_PROJECT_ID": "7",
        "ISSUE_TOKEN": TOKEN,
    }
    server.shutdown()


def test_on_gitlab_one_issue_is_opened_then_kept_up_then_closed(gitlab: dict[str, str]) -> None:
    """Never two, none when nothing is stale, and nobody else's is touched."""
    forge = forge_here(gitlab)
    keep_issue(forge, TITLE, None, DONE)
    assert len(_GitLab.issues) == 1
    keep_issue(forge, TITLE, "# Läget\n", DONE)
    keep_issue(forge, TITLE, "# Nytt läge: å ä ö\n", DONE)
    own = {"iid": 2, "state": "opened", "title": TITLE, "description": "# Nytt läge: å ä ö\n"}
    assert _GitLab.issues[1:] == [own]
    keep_issue(forge, TITLE, None, DONE)
    assert _GitLab.issues[1:] == [{**own, "state": "closed"}]
    assert _GitLab.notes == [("2/notes", DONE)]
    keep_issue(forge, TITLE, "# Igen\n", DONE)
    assert [issue["state"] for issue in _GitLab.issues] == ["opened", "closed", "opened"]
    assert _GitLab.issues[0]["description"] == "Vad är det?"


@pytest.mark.parametrize(("token", "told"), [("", "har ingen token"), ("gammal", r"godtar inte token \(svar 401\)")])
def test_a_token_that_is_missing_or_has_run_out_is_told_with_where_to_read_on(gitlab: dict[str, str], token: str, told: str) -> None:
    with pytest.raises(NoIssue, match=told + r".*README\.md.*ISSUE_TOKEN"):
        keep_issue(forge_here({**gitlab, "ISSUE_TOKEN": token}), TITLE, "# Läget\n", DONE)


def test_a_gitlab_that_does_not_answer_is_told() -> None:
    with pytest.raises(NoIssue, match="GitLab svarar inte"):
        GitLab("http://127.0.0.1:9/api/v4/projects/7", TOKEN).find(TITLE)


def test_without_a_token_the_job_of_the_night_still_writes_the_page_then_says_what_is_missing_and_fails(
    project: Path, gitlab: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever owns the schedule gets a letter from the forge when a job fails."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("STRATEGY_TODAY", "2027-11-23")
    monkeypatch.setattr(command, "ask", lambda addresses: [])
    for name, value in {**gitlab, "ISSUE_TOKEN": ""}.items():
        monkeypatch.setenv(name, value)
    assert command.main(["stale", "--issue"]) == 1
    assert "har ingen token" in capsys.readouterr().err
    page = (project / ".build/stale.md").read_text("utf-8")
    monkeypatch.setenv("ISSUE_TOKEN", TOKEN)
    assert command.main(["stale", "--issue"]) == 0
    assert [(issue["title"], issue["description"]) for issue in _GitLab.issues[1:]] == [(TITLE, page)]
