"""How a new strategy takes over: its document becomes data and pages, the old one moves to the
archive, old addresses lead on."""

from strategysite.editing.succession.taking_over import Succession, new_strategy
from strategysite.editing.succession.undoing import undo

__all__ = ["Succession", "new_strategy", "undo"]
