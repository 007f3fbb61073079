"""The macros, by what they speak of. Importing this package registers them all."""

from strategysite.macros.views import course, follow_up, help, search, site, strategy

__all__ = ["course", "follow_up", "help", "search", "site", "strategy"]
