"""data/audit/report.json: the dated result of the automatic tests, which `make audit` writes and
the accessibility statement shows."""

import json
from pathlib import Path
from typing import Any

AUDIT_REPORT = "data/audit/report.json"


def audit_report(root: Path) -> dict[str, Any] | None:
    """Returns the report, or None where none is kept. Raises ValueError when it is broken, which
    a check has told."""
    path = root / AUDIT_REPORT
    return json.loads(path.read_text("utf-8")) if path.is_file() else None
