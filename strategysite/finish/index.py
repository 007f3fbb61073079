"""The search index, made from the finished HTML."""

from pathlib import Path

from strategysite.facts import Facts


def write_search_index(site: Path, facts: Facts) -> None:
    """Writes the files of the search index into `site`."""
