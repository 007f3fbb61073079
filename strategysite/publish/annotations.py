"""What a forge shows beside the lines of a proposal: one list of faults and reminders, in the form
that each forge reads."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from strategysite.problems import Problem

ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
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


def annotate(root: Path, faults: Iterable[Problem], reminders: Iterable[Problem] = ()) -> None:
    """Hands the annotations to the forge whose runner this is; on any other machine it does
    nothing."""
    annotations = [Annotation(fault) for fault in sorted(set(faults))]
    annotations += [Annotation(reminder, True) for reminder in sorted(set(reminders))]
    if os.environ.get("GITHUB_ACTIONS") == "true" and annotations:
        print(for_github(annotations), file=sys.stderr)
    # An empty list too: GitLab shows what is new since the one before.
    if os.environ.get("GITLAB_CI") == "true":
        (root / CODE_QUALITY).parent.mkdir(exist_ok=True)
        (root / CODE_QUALITY).write_text(for_gitlab(annotations), "utf-8")


def for_github(annotations: Iterable[Annotation]) -> str:
    """Returns lines to print. Source: GitHub's "Workflow commands", `::error
    file=…,line=…,col=…,title=…::message`."""
    return "\n".join(
        f"::{'warning' if one.reminder else 'error'} file={at.file},line={at.line},col={at.column},"
        f"title={one.title}::{one.text.translate(ESCAPES)}"
        for one in annotations
        for at in [one.problem.place]
    )


def for_gitlab(annotations: Iterable[Annotation]) -> str:
    """Returns a report as JSON. Source: GitLab's "Code Quality report format"; the fingerprint
    tells one annotation from another."""
    report = [
        {
            "description": one.text,
            "check_name": one.title,
            "fingerprint": hashlib.sha256(repr(one).encode()).hexdigest(),
            "severity": "info" if one.reminder else "blocker",
            "location": {"path": at.file, "lines": {"begin": at.line}},
        }
        for one in annotations
        for at in [one.problem.place]
    ]
    return json.dumps(report, ensure_ascii=False, indent=2)
