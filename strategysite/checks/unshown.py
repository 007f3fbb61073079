"""Everything the data holds is shown somewhere: a fact that no page shows would be kept up for
nobody."""

from collections.abc import Iterable, Iterator, Sequence

from strategysite.data.model.common import Entry, Part
from strategysite.macros.binding import Macros
from strategysite.macros.context import RenderContext
from strategysite.pages.reading import Page
from strategysite.problems import Place, Problem, near

Shown = tuple[
    str, str, Iterable[Entry], str
]  # its name at the context, what an editor calls it, all of it, the macro that shows it


def unshown(macros: Macros, pages: dict[str, Page]) -> Iterator[Problem]:
    """Yields a problem for each thing in the data that no page shows, and for each page that the
    data names and that does not exist.

    A strategy's own things are shown on its own pages, all else on any page.
    """
    for context in macros.contexts.values():  # today's first
        own = [page for page in pages.values() if macros.context(page.url) is context]
        shown = _shown(own)
        yield from _missing(context, _of_strategy(context), shown)
        yield from _whole_lists(shown, _lists_of_strategy(context))
        yield from _pages_named(_named_by_strategy(context), context, pages)
    today = macros.context("")
    shown = _shown(pages.values())
    changes = today.facts.changes.changes if today.facts.changes else ()
    yield from _missing(today, _of_site(today), shown)
    yield from _whole_lists(shown, [("changes", "{{ changes() }}", changes)])
    yield from _pages_named(
        [(own, own.page, "") for own in today.contacts.situations if own.page], today, pages
    )
    yield from _pages_named(
        [(change, change.page, change.page.partition("#")[2]) for change in changes if change.page],
        today,
        pages,
    )


def _shown(pages: Iterable[Page]) -> set[tuple[str, str]]:
    return {thing for page in pages for thing in page.shown}


def _of_strategy(context: RenderContext) -> list[Shown]:
    areas = context.activities.target_areas
    return [
        (
            "goal",
            "målet",
            (goal for area in areas for goal in area.goals),
            '{{ goals("målområdets id") }}',
        ),
        (
            "activity",
            "aktiviteten",
            (activity for area in areas for activity in area.activities),
            '{{ activity_table("målområdets id") }}',
        ),
        ("area", "målområdet", areas, "{{ goals_and_activities() }}"),
        ("actor", "aktören", context.strategy.actors, "{{ activities_by_actor() }}"),
        ("environment", "miljön", context.strategy.environments, "{{ environments() }}"),
        ("level", "nivån", context.strategy.prevention, "{{ prevention_triangle() }}"),
        (
            "editorial_note",
            "anmärkningen",
            context.strategy.editorial_notes,
            '{{ editorial_note("id") }}',
        ),
    ]


def _of_site(context: RenderContext) -> list[Shown]:
    """Contacts are not among them: each is in a situation, and those are on the help pages."""
    kinds: list[Shown] = [("source", "källan", context.sources.sources, '{{ source("id") }}')]
    course = context.facts.orientation
    if course is not None:
        kinds += [
            ("outcome", "kursmålet", course.outcomes, "{{ course_outcomes() }}"),
            ("question", "frågan", course.questions, '{{ module_questions("avsnittets id") }}'),
            ("case", "fallet", course.cases, '{{ module_cases("avsnittets id") }}'),
        ]
    return kinds


def _missing(
    context: RenderContext, kinds: list[Shown], shown: set[tuple[str, str]]
) -> Iterator[Problem]:
    for kind, noun, things, macro in kinds:
        for thing in things:
            if (kind, thing.id) not in shown:
                what = f'{noun} "{thing.id}" visas inte på någon sida'
                call = macro.replace('"id"', f'"{thing.id}"')
                fix = f"Lägg till {call} på en sida, eller ta bort uppgiften."
                yield Problem(context.facts.place(thing, "id"), what, fix)


def _lists_of_strategy(context: RenderContext) -> list[tuple[str, str, Sequence[Part]]]:
    """The rows of `metadata` need no macro: the lock on the wording sees to it that the first page
    has their words."""
    return [
        ("remarks", "{{ remarks() }}", context.strategy.remarks),
        ("follow_up", "{{ follow_up() }}", context.activities.target_areas),
    ]


def _whole_lists(
    shown: set[tuple[str, str]], lists: list[tuple[str, str, Sequence[Part]]]
) -> Iterator[Problem]:
    for kind, macro, things in lists:
        if things and (kind, "all") not in shown:
            what = f'det som står under "{kind}" visas inte på någon sida'
            yield Problem(things[0].origin.place, what, f"Lägg till {macro} på en sida.")


def _named_by_strategy(context: RenderContext) -> list[tuple[Part, str, str]]:
    """The parts that name a page, the page, and the heading on it."""
    strategy = context.strategy
    named: list[tuple[Part, str, str]] = [
        (area, area.page, "") for area in context.activities.target_areas
    ]
    named += [
        (environment, environment.page, environment.id) for environment in strategy.environments
    ]
    named += [(level, level.page, level.id) for level in strategy.prevention]
    named += [(note, note.page, "") for note in strategy.editorial_notes]
    named += [(entry, entry.page, "") for entry in strategy.transcript.pages]
    goals = [goal for area in context.activities.target_areas for goal in area.goals]
    return named + [
        (goal.site_answer, goal.site_answer.page, "") for goal in goals if goal.site_answer
    ]


def _pages_named(
    named: list[tuple[Part, str, str]], context: RenderContext, pages: dict[str, Page]
) -> Iterator[Problem]:
    for part, file, anchor in named:
        place: Place = context.facts.place(part, "page")
        page = pages.get(file.partition("#")[0])
        if page is None:
            yield Problem(place, f'sidan "{file}" finns inte', f"Sidor: {', '.join(pages)}.")
        elif anchor and anchor not in page.outline.ids:
            fix = (
                near(anchor, page.outline.ids) or f"Skriv {{ #{anchor} }} efter rubriken på sidan."
            )
            yield Problem(
                context.facts.place(part, "id"),
                f'rubriken "#{anchor}" finns inte på sidan {file}',
                fix,
            )
