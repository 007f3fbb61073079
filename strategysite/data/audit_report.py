"""data/audit/report.json: the dated result of the automatic tests, which `make audit` writes and
the accessibility statement shows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from strategysite.data.facts import Facts
from strategysite.problems import Place, Problem

AUDIT_REPORT = "data/audit/report.json"


def audit_report(root: Path) -> dict[str, Any] | None:
    """Returns the report, or None where none is kept. Raises ValueError when it is broken, which
    `report_is_whole` has told."""
    path = root / AUDIT_REPORT
    report: dict[str, Any] | None = json.loads(path.read_text("utf-8")) if path.is_file() else None
    return report


def report_is_whole(facts: Facts) -> Iterator[Problem]:
    """The report can be read. Two who both ran `make audit` leave a conflict in it."""
    try:
        audit_report(facts.root)
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        fix = "Kör make audit, som skriver den på nytt. Eller ta tillbaka den ur historiken."
        place = Place(AUDIT_REPORT, line, column)
        yield Problem(place, "testrapporten går inte att läsa", fix)
