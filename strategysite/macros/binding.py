"""Binds every macro of strategysite.macros.views to its template and to one set of facts."""

import functools
import inspect
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

import jinja2
from markupsafe import Markup

from strategysite.data.audit_report import AUDIT_REPORT
from strategysite.data.facts import Facts
from strategysite.data.open_data import catalogue_file
from strategysite.macros import views
from strategysite.macros.context import RenderContext
from strategysite.macros.registry import BLOCKS, INLINES, Macro, Variables
from strategysite.macros.templating import ENGINE, TEMPLATES, compact, within_a_sentence
from strategysite.parsing.files import stamps

assert views.__all__  # importing them is what registers the macros
_at_work: ContextVar[RenderContext] = ContextVar("the context whose macro is being written out")
# With the context as its first argument the filter is asked each time; a constant address would be
# worked out once, for no page.
ENGINE.filters["link"] = jinja2.pass_context(lambda _context, file: _at_work.get().url(file))


class Macros:
    """All macros, bound to one set of facts. `functions` maps a name to what a page calls;
    `contexts`, one an edition of the strategy, know what the page shows that is at work.

    Those that read the same are equal: they say the same, but for the macros that ask about other
    pages.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        # A document is the same one for as long as its text is.
        read = [document for one in facts.editions for document in one.files.values()]
        adopted = [one.strategy.transcript.source for one in facts.editions if one.strategy]
        beside = [facts.root / AUDIT_REPORT, *(facts.root / "data" / name for name in adopted)]
        held = [path.read_bytes() if path.is_file() else None for path in beside]
        own = catalogue_file(facts), frozenset(stamps(TEMPLATES))
        self._asked = facts.today, read, held, *own
        self._template = functools.cache(ENGINE.get_template)
        self.contexts = {edition.edition: RenderContext(edition) for edition in facts.editions}
        self.functions: Mapping[str, Callable[..., str]] = {
            **{name: self._bind(name, own, compact) for name, own in BLOCKS.items()},
            **{name: self._bind(name, own, within_a_sentence) for name, own in INLINES.items()},
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Macros) and self._asked == other._asked

    __hash__ = object.__hash__

    def context(self, url: str) -> RenderContext:
        """Returns the context of the strategy that a page belongs to, by its address."""
        return self.contexts[self.facts.for_page(url).edition]

    def showing(self, url: str) -> set[tuple[str, str]]:
        """Begins a page. Returns the record to which its macros add what they show."""
        context = self.context(url)
        context.shown, context.named = set(), []
        return context.shown

    def _bind(self, name: str, function: Macro, finish: Callable[[str], str]) -> Callable[..., str]:
        @functools.wraps(function)  # which is how `signature_of` knows what it takes
        def call(variables: Any, *arguments: Any, **named: Any) -> str:
            page = variables.get("page")  # the generator's, or ours: both know url and meta
            url = str(getattr(page, "url", "") or "").lstrip("/").removeprefix("./")
            context = self.context(url)
            context.page_url = url
            context.page_meta = getattr(page, "meta", None) or {}
            _at_work.set(context)
            had: Variables = {  # by every template; the macro adds to it
                "facts": context.facts,
                "strategy": context.strategy,
                "municipality": context.municipality,
            }
            template = self._template(f"{name}.html.jinja")
            said = template.render(had | function(context, *arguments, **named))
            return Markup(finish(said))

        return jinja2.pass_context(call)


def signature_of(function: Callable[..., str]) -> inspect.Signature:
    """Returns what a page may give one of `Macros.functions`: all but the context."""
    return _signature(inspect.unwrap(function))


@functools.cache
def _signature(function: Macro) -> inspect.Signature:
    signature = inspect.signature(function)
    return signature.replace(parameters=list(signature.parameters.values())[1:])
