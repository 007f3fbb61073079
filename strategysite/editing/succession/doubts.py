"""What somebody must see to when a document takes over. The words of each kind stand in a table."""

from typing import NamedTuple

from strategysite.parsing.tables import table
from strategysite.problems import shorten

KINDS = table(__file__)


class Told(NamedTuple):
    """What somebody must see to, by its line: what it is, and what to do. What is `doubtful` is
    agreed to before anything is written; what is `refused`, only where somebody has said that the
    adopted document has it."""

    line: int
    what: str
    do: str
    doubtful: bool = False
    refused: bool = False


def told(kind: str, line: int, said: str = "", **others: object) -> Told:
    """Returns what a line may be, with its own words set in, of which the first are enough."""
    words, said = KINDS[kind], shorten(said)
    what, do = (words[one].format(said=said, **others) for one in ("what", "do"))
    return Told(line, what, do, "doubtful" in words, "refused" in words)
