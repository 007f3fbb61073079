"""One issue on the forge that is kept up with a page: opened when there is something to tell, rewritten, closed when nothing is left."""

import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import quote, urlencode

TIMEOUT = 20.0
TOKEN = "ISSUE_TOKEN"
HOW_TO = f'Så ordnar du det: README.md, "Publishing". Variabeln heter {TOKEN}.'


class NoIssue(Exception):
    """The issue could not be kept. The message says why, in Swedish."""


class Forge(Protocol):
    """What is asked of a place where issues are kept."""

    def find(self, title: str) -> str | None:
        """Returns the number of the open issue with that title."""

    def open(self, title: str, page: str) -> None:
        """Opens an issue."""

    def rewrite(self, number: str, page: str) -> None:
        """Gives an issue another text."""

    def close(self, number: str, note: str) -> None:
        """Closes an issue, with a note that says why."""


def keep_issue(forge: Forge, title: str, page: str | None, note: str) -> None:
    """Keeps one open issue with the page; without a page it is closed with `note`. Raises NoIssue when the forge refuses."""
    number = forge.find(title)
    if page is None:
        if number:
            forge.close(number, note)
    elif number:
        forge.rewrite(number, page)
    else:
        forge.open(title, page)


def forge_here(environment: Mapping[str, str] | None = None) -> Forge:
    """Returns the forge whose runner this is; on any other machine GitHub, through its own program. Raises NoIssue without a token."""
    runner = environment if environment is not None else os.environ
    if runner.get("GITLAB_CI") != "true":
        return GitHub()
    if not runner.get(TOKEN):
        raise NoIssue(f"Ärendet är inte skrivet: GitLab-projektet har ingen token för det. {HOW_TO}")
    return GitLab(f"{runner['CI_API_V4_URL']}/projects/{quote(runner['CI_PROJECT_ID'], safe='')}", runner[TOKEN])


class GitHub:
    """GitHub, through its own program, which is on its runners and knows their token."""

    def find(self, title: str) -> str | None:
        """Returns the number of the open issue with that title."""
        listed = self._gh("list", "--state", "open", "--json", "number,title", "--limit", "200")
        return next((str(entry["number"]) for entry in json.loads(listed) if entry["title"] == title), None)

    def open(self, title: str, page: str) -> None:
        """Opens an issue."""
        self._gh("create", "--title", title, "--body-file", "-", page=page)

    def rewrite(self, number: str, page: str) -> None:
        """Gives an issue another text."""
        self._gh("edit", number, "--body-file", "-", page=page)

    def close(self, number: str, note: str) -> None:
        """Closes an issue, with a note that says why."""
        self._gh("close", number, "--comment", note)

    def _gh(self, *arguments: str, page: str = "") -> str:
        try:
            return subprocess.run(
                ["gh", "issue", *arguments], input=page, capture_output=True, text=True, encoding="utf-8", check=True
            ).stdout
        except FileNotFoundError as error:
            raise NoIssue("Ärendet är inte skrivet: programmet gh finns inte på den här datorn.") from error
        except subprocess.CalledProcessError as error:
            raise NoIssue(f"Ärendet är inte skrivet. GitHub svarade: {error.stderr.strip()}") from error


class GitLab:
    """GitLab, through its API, with a token of the project's own: the token of a job may not write issues."""

    def __init__(self, project: str, token: str) -> None:
        """Takes the project's address in the API."""
        self._project = project
        self._token = token

    def find(self, title: str) -> str | None:
        """Returns the number of the open issue with that title."""
        found = self._ask("GET", "issues?" + urlencode({"state": "opened", "in": "title", "search": title, "per_page": 100}))
        return next((str(entry["iid"]) for entry in found if entry["title"] == title), None)

    def open(self, title: str, page: str) -> None:
        """Opens an issue."""
        self._ask("POST", "issues", {"title": title, "description": page})

    def rewrite(self, number: str, page: str) -> None:
        """Gives an issue another text."""
        self._ask("PUT", f"issues/{number}", {"description": page})

    def close(self, number: str, note: str) -> None:
        """Closes an issue, with a note that says why."""
        self._ask("POST", f"issues/{number}/notes", {"body": note})
        self._ask("PUT", f"issues/{number}", {"state_event": "close"})

    def _ask(self, method: str, path: str, content: dict[str, str] | None = None) -> Any:
        headers = {"PRIVATE-TOKEN": self._token, "Content-Type": "application/json"}
        body = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(f"{self._project}/{path}", body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            error.close()
            why = f"GitLab godtar inte token (svar {error.code}). Den kan ha gått ut." if error.code in (401, 403, 404) else ""
            raise NoIssue(f"Ärendet är inte skrivet. {f'{why} {HOW_TO}' if why else f'GitLab svarade {error.code}.'}") from error
        except (OSError, ValueError) as error:  # no connection, no answer in time, an answer that is no JSON
            raise NoIssue("Ärendet är inte skrivet: GitLab svarar inte som det ska.") from error
