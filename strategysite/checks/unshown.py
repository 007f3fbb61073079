"""Everything the data holds is shown somewhere: a fact that no page shows would be kept up for
nobody."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from strategysite.checks.links import no_heading
from strategysite.data.facts import Facts
from strategysite.data.model.common import Entry, Part
from strategysite.macros.binding import macros_of
from strategysite.macros.context import RenderContext
from strategysite.pages.reading import Page
from strategysite.problems import Problem, near

# Its name at the context, what an editor calls it, all of it, the macro that shows it.
Shown = tuple[str, str, Iterable[Entry], str]
List = tuple[str, str, tuple[Part, ...]]  # its name at the context, the macro, all of it
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
        yield from _missing(context, own, _of_strategy(context), _lists_of_strategy(context))
        yield from _pages_named(_named_by_strategy(context), context, pages)
    today = macros.context("")
    changes = facts.news
    lists: list[List] = [("changes", "{{ changes() }}", changes)]
    yield from _missing(today, pages.values(), _of_site(today), lists)
    named: list[Named] = [(own, own.page, "") for own in today.contacts.situations if own.page]
    named += [(own, own.page, own.page.partition("#")[2]) for own in changes if own.page]
    yield from _pages_named(named, today, pages)


def _of_strategy(context: RenderContext) -> list[Shown]:
    areas, strategy = context.activities.target_areas, context.strategy
    goals = chain.from_iterable(area.goals for area in areas)
    activities = chain.from_iterable(area.activities for area in areas)
    notes = strategy.editorial_notes
    return [
        ("goal", "målet", goals, '{{ goals("målområdets id") }}'),
        ("activity", "aktiviteten", activities, '{{ activity_table("målområdets id") }}'),
        ("area", "målområdet", areas, "{{ goals_and_activities() }}"),
        ("actor", "aktören", strategy.actors, "{{ activities_by_actor() }}"),
        ("environment", "miljön", strategy.environments, "{{ environments() }}"),
        ("level", "nivån", strategy.prevention, "{{ prevention_triangle() }}"),
        ("editorial_note", "anmärkningen", notes, '{{ editorial_note("id") }}'),
    ]


def _lists_of_strategy(context: RenderContext) -> list[List]:
    """Returns what the strategy lists. The rows of `metadata` are not among it: the lock on the
    wording sees that its first page has their words."""
    return [
        ("remarks", "{{ remarks() }}", context.strategy.remarks),
        ("follow_up", "{{ follow_up() }}", context.activities.target_areas),
    ]


def _of_site(context: RenderContext) -> list[Shown]:
    """Returns what belongs to the site but contacts: each is in a situation, on the help pages."""
    kinds: list[Shown] = [("source", "källan", context.sources.sources, '{{ source("id") }}')]
    if course := context.facts.orientation:
        kinds += [
            ("outcome", "kursmålet", course.outcomes, "{{ course_outcomes() }}"),
            ("question", "frågan", course.questions, '{{ module_questions("avsnittets id") }}'),
            ("case", "fallet", course.cases, '{{ module_cases("avsnittets id") }}'),
        ]
    return kinds


def _missing(
    context: RenderContext, pages: Iterable[Page], kinds: list[Shown], lists: list[List]
) -> Iterator[Problem]:
    shown = {thing for page in pages for thing in page.shown}
    for kind, noun, things, macro in kinds:
        for thing in things:
            if (kind, thing.id) not in shown:
                what = f'{noun} "{thing.id}" visas inte på någon sida'
                call = macro.replace('"id"', f'"{thing.id}"')
                fix = f"Lägg till {call} på en sida, eller ta bort uppgiften."
                yield Problem(context.facts.place(thing, "id"), what, fix, names=(thing.id,))
    for kind, macro, whole in lists:
        if whole and (kind, "all") not in shown:
            what = f'det som står under "{kind}" visas inte på någon sida'
            yield Problem(whole[0].origin.place, what, f"Lägg till {macro} på en sida.")


def _named_by_strategy(context: RenderContext) -> list[Named]:
    strategy, areas = context.strategy, context.activities.target_areas
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
        page, place = pages.get(file.partition("#")[0]), context.facts.place(part, "page")
        if page is None:
            what, fix = f'sidan "{file}" finns inte', f"Sidor: {', '.join(pages)}."
            yield Problem(place, what, fix, names=(file.partition("#")[0],))
        elif anchor and anchor not in page.outline.ids:
            fix = near(anchor, page.outline.ids)
            fix = fix or (
                f"Skriv {{ #{anchor} }} efter rubriken på sidan. Är det en punkt i en lista? Skriv"
                " det på raden under den, med två blanksteg före."
            )
            yield no_heading(context.facts.place(part, "id"), file, anchor, fix)
