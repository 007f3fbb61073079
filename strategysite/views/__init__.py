"""The macros, by what they speak of. Importing this package registers them all."""

from strategysite.views import course, help, knowledge, site, strategy

__all__ = ["course", "help", "knowledge", "site", "strategy"]
