"""Everything the data holds is shown somewhere: a fact that no page shows would be kept up for
nobody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from strategysite.checks.leading import to_page
from strategysite.checks.links import no_heading
from strategysite.data.facts import Facts
from strategysite.data.model.common import Entry, Part
from strategysite.macros.binding import macros_of
from strategysite.macros.context import RenderContext
from strategysite.pages.reading import Page
from strategysite.problems import Problem, near

Shown = dict[str, Iterable[Entry]]  # by the macro that shows them, things of the data
Lists = Mapping[str, Sequence[Part]]  # by the macro that shows all of it, which has the same name
Parts = tuple[Any, ...]  # parts that have a page
Named = tuple[Part, str, str]  # what names a page, the page, and the heading on it


def unshown(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """Yields a problem for each thing in the data that no page shows, and for each page that the
    data names and that does not exist.

    A strategy's own things are shown on its own pages, all else on any page.
    """
    macros = macros_of(facts)
    for context in macros.contexts.values():  # today's first
        own = [page for page in pages.values() if macros.context(page.url) is context]
        # The rows of `metadata` are not among its lists: the lock on the wording sees that its
        # first page has their words.
        lists = {"remarks": context.strategy.remarks, "follow_up": context.facts.areas}
        yield from _missing(context, own, _of_strategy(context), lists)
        yield from _pages_named(_named_by_strategy(context), context, pages)
    today = macros.context("")
    yield from _missing(today, pages.values(), _of_site(today), {"changes": facts.news})
    naming: Parts = (*today.contacts.situations, *facts.news)
    yield from _pages_named([(own, own.page, "") for own in naming if own.page], today, pages)


def _of_strategy(context: RenderContext) -> Shown:
    areas, strategy = context.facts.areas, context.strategy
    return {
        '{{ goals("målområdets id") }}': chain.from_iterable(area.goals for area in areas),
        '{{ activity_table("målområdets id") }}': chain.from_iterable(
            area.activities for area in areas
        ),
        "{{ goals_and_activities() }}": areas,
        "{{ activities_by_actor() }}": strategy.actors,
        "{{ environments() }}": strategy.environments,
        "{{ prevention_triangle() }}": strategy.prevention,
        '{{ editorial_note("id") }}': strategy.editorial_notes,
    }


def _of_site(context: RenderContext) -> Shown:
    """Returns what belongs to the site but contacts: each is in a situation, on the help pages."""
    shown: Shown = {'{{ source("id") }}': context.sources.sources}
    if course := context.facts.orientation:
        shown["{{ course_outcomes() }}"] = course.outcomes
        shown['{{ module_questions("avsnittets id") }}'] = course.questions
        shown['{{ module_cases("avsnittets id") }}'] = course.cases
    return shown


def _missing(
    context: RenderContext, pages: Iterable[Page], kinds: Shown, lists: Lists
) -> Iterator[Problem]:
    shown = {thing for page in pages for thing in page.shown}
    for macro, things in kinds.items():
        for thing in things:
            if (thing.noun, thing.id) not in shown:
                what = f'{thing.noun} "{thing.id}" visas inte på någon sida'
                call = macro.replace('"id"', f'"{thing.id}"')
                fix = f"Lägg till {call} på en sida, eller ta bort uppgiften."
                yield Problem(context.facts.place(thing, "id"), what, fix, names=(thing.id,))
    called = {name for page in pages for name in page.macros}
    for name, whole in lists.items():
        if whole and name not in called:
            what = f'det som står under "{name}" visas inte på någon sida'
            fix = f"Lägg till {{{{ {name}() }}}} på en sida."
            yield Problem(whole[0].origin.place, what, fix)


def _named_by_strategy(context: RenderContext) -> list[Named]:
    strategy, areas = context.strategy, context.facts.areas
    answers = [goal.site_answer for area in areas for goal in area.goals if goal.site_answer]
    pages = strategy.transcript.pages
    named: Parts = (*areas, *strategy.editorial_notes, *pages, *answers)
    with_heading: Parts = (*strategy.environments, *strategy.prevention)
    return [
        *((part, part.page, "") for part in named),
        *((part, part.page, part.id) for part in with_heading),
    ]


def _pages_named(
    named: list[Named], context: RenderContext, pages: dict[str, Page]
) -> Iterator[Problem]:
    for part, file, anchor in named:
        if file not in pages:
            yield from to_page(context.facts.place(part, "page"), file, pages)
        elif anchor and anchor not in pages[file].outline.ids:
            fix = near(anchor, pages[file].outline.ids)
            fix = fix or (
                f"Skriv {{ #{anchor} }} efter rubriken på sidan. Är det en punkt i en lista? Skriv"
                " det på raden under den, med två blanksteg före."
            )
            yield no_heading(context.facts.place(part, "id"), file, anchor, fix)
