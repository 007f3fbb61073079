"""What a forge shows beside the lines of a proposal: one list of faults and reminders, in the form that each forge reads."""

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
class Remark:
    """One thing to show beside its line: a fault, which stops the proposal, or a reminder, which does not."""

    problem: Problem
    reminder: bool = False

    @property
    def title(self) -> str:
        """What sort of remark it is, in the editors' words."""
        return "Påminnelse" if self.reminder else "Fel i underlaget"

    @property
    def text(self) -> str:
        """What is wrong, and how to mend it."""
        return f"{self.problem.what}. {self.problem.fix}".strip()


def annotate(
    root: Path, faults: Iterable[Problem], reminders: Iterable[Problem] = (), environment: Mapping[str, str] | None = None
) -> None:
    """Hands the remarks to the forge whose runner this is; on any other machine it does nothing."""
    runner = environment if environment is not None else os.environ
    remarks = [*(Remark(fault) for fault in sorted(set(faults))), *(Remark(reminder, True) for reminder in sorted(set(reminders)))]
    if runner.get("GITHUB_ACTIONS") == "true" and remarks:
        print(for_github(remarks), file=sys.stderr)
    if runner.get("GITLAB_CI") == "true":  # an empty list too: GitLab shows what is new since the one before
        (root / CODE_QUALITY).parent.mkdir(exist_ok=True)
        (root / CODE_QUALITY).write_text(for_gitlab(remarks), "utf-8")


def for_github(remarks: Iterable[Remark]) -> str:
    """Returns lines to print. Source: GitHub's "Workflow commands", `::error file=…,line=…,col=…,title=…::message`."""
    return "\n".join(
        f"::{'warning' if remark.reminder else 'error'} file={remark.problem.place.file},line={remark.problem.place.line},"
        f"col={remark.problem.place.column},title={remark.title}::{_escaped(remark.text)}"
        for remark in remarks
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_gitlab(remarks: Iterable[Remark]) -> str:
    """Returns a report as JSON. Source: GitLab's "Code Quality report format"; the fingerprint tells one remark from another."""
    report = [
        {
            "description": remark.text,
            "check_name": remark.title,
            "fingerprint": hashlib.sha256(repr(remark).encode()).hexdigest(),
            "severity": "info" if remark.reminder else "blocker",
            "location": {"path": remark.problem.place.file, "lines": {"begin": remark.problem.place.line}},
        }
        for remark in remarks
    ]
    return json.dumps(report, ensure_ascii=False, indent=2)
