"""What a forge shows beside the lines of a proposal: one list of faults and reminders, in the form
that each forge reads."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from strategysite.problems import Problem

ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
CODE_QUALITY = ".build/codequality.json"  # .gitlab-ci.yml hands it to GitLab
# What each sort is called by the editors, by GitHub and by GitLab; a fault stops the proposal.
FAULT = ("Fel i underlaget", "error", "blocker")
REMINDER = ("Påminnelse", "warning", "info")

Annotation = tuple[Problem, tuple[str, str, str]]  # and which sort it is of


def annotate(root: Path, faults: Iterable[Problem], reminders: Iterable[Problem] = ()) -> None:
    """Hands the annotations to the forge whose runner this is; elsewhere it does nothing."""
    annotations = [(fault, FAULT) for fault in sorted(set(faults))]
    annotations += [(reminder, REMINDER) for reminder in sorted(set(reminders))]
    if os.environ.get("GITHUB_ACTIONS") == "true" and annotations:
        print("\n".join(map(for_github, annotations)), file=sys.stderr)
    # An empty list too: GitLab shows what is new since the one before.
    if os.environ.get("GITLAB_CI") == "true":
        (root / CODE_QUALITY).parent.mkdir(exist_ok=True)
        found = json.dumps([*map(for_gitlab, annotations)], ensure_ascii=False, indent=2)
        (root / CODE_QUALITY).write_text(found, "utf-8")


def for_github(annotation: Annotation) -> str:
    """Returns a line to print. Source: GitHub's "Workflow commands", `::error
    file=…,line=…,col=…,title=…::message`."""
    problem, (title, level, _) = annotation
    at, text = problem.place, _text(problem).translate(ESCAPES)
    return f"::{level} file={at.file},line={at.line},col={at.column},title={title}::{text}"


def for_gitlab(annotation: Annotation) -> dict[str, object]:
    """Returns an entry of a report. Source: GitLab's "Code Quality report format"; the fingerprint
    tells one annotation from another."""
    problem, (title, _, severity) = annotation
    return {
        "description": _text(problem),
        "check_name": title,
        "fingerprint": hashlib.sha256(repr(annotation).encode()).hexdigest(),
        "severity": severity,
        "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
    }


def _text(problem: Problem) -> str:
    return f"{problem.what}. {problem.fix}".strip()
