"""How a new strategy takes over: its document becomes data and a page, the old one moves to the
archive, old addresses lead on."""

from strategysite.editing.succession.taking_over import Succession, new_strategy

__all__ = ["Succession", "new_strategy"]
