"""What a forge shows beside the lines of a proposal: one list of faults and reminders, in the form
that each forge reads."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from strategysite.problems import Problem

CODE_QUALITY = ".build/codequality.json"  # .gitlab-ci.yml hands it to GitLab


@dataclass(frozen=True)
class Annotation:
    """One thing to show beside its line: a fault, which stops the proposal, or a reminder, which
    does not."""

    problem: Problem
    reminder: bool = False

    @property
    def title(self) -> str:
        """What sort of annotation it is, in the editors' words."""
        return "Påminnelse" if self.reminder else "Fel i underlaget"

    @property
    def text(self) -> str:
        """What is wrong, and how to fix it."""
        return f"{self.problem.what}. {self.problem.fix}".strip()


def annotate(
    root: Path,
    faults: Iterable[Problem],
    reminders: Iterable[Problem] = (),
    environment: Mapping[str, str] | None = None,
) -> None:
    """Hands the annotations to the forge whose runner this is; on any other machine it does
    nothing."""
    runner = environment if environment is not None else os.environ
    annotations = [
        *(Annotation(fault) for fault in sorted(set(faults))),
        *(Annotation(reminder, True) for reminder in sorted(set(reminders))),
    ]
    if runner.get("GITHUB_ACTIONS") == "true" and annotations:
        print(for_github(annotations), file=sys.stderr)
    # An empty list too: GitLab shows what is new since the one before.
    if runner.get("GITLAB_CI") == "true":
        (root / CODE_QUALITY).parent.mkdir(exist_ok=True)
        (root / CODE_QUALITY).write_text(for_gitlab(annotations), "utf-8")


def for_github(annotations: Iterable[Annotation]) -> str:
    """Returns lines to print. Source: GitHub's "Workflow commands", `::error
    file=…,line=…,col=…,title=…::message`."""
    return "\n".join(
        f"::{'warning' if annotation.reminder else 'error'}"
        f" file={annotation.problem.place.file},line={annotation.problem.place.line},"
        f"col={annotation.problem.place.column},title={annotation.title}::{_escaped(annotation.text)}"
        for annotation in annotations
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_gitlab(annotations: Iterable[Annotation]) -> str:
    """Returns a report as JSON. Source: GitLab's "Code Quality report format"; the fingerprint
    tells one annotation from another."""
    report = [
        {
            "description": annotation.text,
            "check_name": annotation.title,
            "fingerprint": hashlib.sha256(repr(annotation).encode()).hexdigest(),
            "severity": "info" if annotation.reminder else "blocker",
            "location": {
                "path": annotation.problem.place.file,
                "lines": {"begin": annotation.problem.place.line},
            },
        }
        for annotation in annotations
    ]
    return json.dumps(report, ensure_ascii=False, indent=2)
