"""The macros, by what they speak of. Importing this package registers them all."""

from strategysite.views import help, knowledge, site, strategy

__all__ = ["help", "knowledge", "site", "strategy"]
