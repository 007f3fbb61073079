"""The time that stands in the files which are made for others."""

import os
from datetime import UTC, datetime


def commit_stamp() -> datetime:
    """Returns the time of the commit, which a build has in SOURCE_DATE_EPOCH; without it the first
    second of 1970, so that the same sources give the same bytes either way."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or 0), UTC)
