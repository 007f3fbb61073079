"""The macros, by what they speak of. Importing this package registers them all."""

from strategysite.macros.views import course, help, knowledge, search, site, strategy

__all__ = ["course", "help", "knowledge", "search", "site", "strategy"]
