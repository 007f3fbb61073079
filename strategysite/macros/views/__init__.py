"""The macros, by what they speak of. Importing this package registers them all."""

from strategysite.macros.context import RenderContext
from strategysite.macros.registry import BLOCKS, INLINES, Variables
from strategysite.macros.views import course, follow_up, help, search, site, strategy

__all__ = ["course", "follow_up", "help", "search", "site", "strategy"]


def only_a_template(_context: RenderContext) -> Variables:
    """A macro whose template needs nothing but what every template has."""
    return {}


BLOCKS |= dict.fromkeys(
    ("abbreviations", "added_notice", "metadata_table", "routines"), only_a_template
)
INLINES |= dict.fromkeys(
    ("municipality", "server", "server_log", "supervising_authority"), only_a_template
)
