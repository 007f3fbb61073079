"""Everything the data holds is shown somewhere: a fact that no page shows would be kept up for nobody."""

from collections.abc import Iterable, Iterator, Sequence

from strategysite.model.common import Part
from strategysite.pages import Page
from strategysite.problems import Place, Problem, near
from strategysite.rendering import Desk


def unshown(desk: Desk, pages: dict[str, Page]) -> Iterator[Problem]:
    """Yields a problem for each thing in the data that no page shows, and for each page that the data names and that does not exist."""
    areas = desk.activities.target_areas
    kinds: list[tuple[str, str, Iterable[Part], str]] = [
        ("goal", "målet", (goal for area in areas for goal in area.goals), '{{ goals("målområdets id") }}'),
        ("activity", "aktiviteten", (activity for area in areas for activity in area.activities), '{{ activity_table("målområdets id") }}'),
        ("area", "målområdet", areas, "{{ goals_and_activities() }}"),
        ("actor", "aktören", desk.strategy.actors, "{{ activities_by_actor() }}"),
        ("environment", "miljön", desk.strategy.environments, "{{ environments() }}"),
        ("level", "nivån", desk.strategy.prevention, "{{ prevention_triangle() }}"),
        ("editorial_note", "anmärkningen", desk.strategy.editorial_notes, '{{ editorial_note("id") }}'),
        ("situation", "situationen", desk.contacts.situations, '{{ contacts_for("id") }}'),
        ("contact", "kontakten", (contact for contact in desk.contacts.contacts if contact.published), '{{ contact("id") }}'),
        ("source", "källan", desk.sources.sources, '{{ source("id") }}'),
    ]
    course = desk.facts.orientation
    if course is not None:
        kinds += [
            ("outcome", "kursmålet", course.outcomes, "{{ course_outcomes() }}"),
            ("question", "frågan", course.questions, '{{ module_questions("avsnittets id") }}'),
            ("case", "fallet", course.cases, '{{ module_cases("avsnittets id") }}'),
        ]
    for kind, noun, things, macro in kinds:
        for thing in things:
            own = getattr(thing, "id")  # noqa: B009 - the parts listed here all have an id; Part has none
            if (kind, own) not in desk.shown:
                what = f'{noun} "{own}" visas inte på någon sida'
                call = macro.replace('"id"', f'"{own}"')
                fix = f"Lägg till {call} på en sida, eller ta bort uppgiften."
                yield Problem(desk.facts.place(thing, "id"), what, fix)
    for kind, macro, things_of_page in _whole_lists(desk):
        if things_of_page and (kind, "all") not in desk.shown:
            yield Problem(
                things_of_page[0].origin.place, f'det som står under "{kind}" visas inte på någon sida', f"Lägg till {macro} på en sida."
            )
    yield from _pages_named(desk, pages)


def _whole_lists(desk: Desk) -> list[tuple[str, str, Sequence[Part]]]:
    return [
        ("metadata", "{{ metadata_table() }}", desk.strategy.metadata),
        ("remarks", "{{ remarks() }}", desk.strategy.remarks),
        ("follow_up", "{{ follow_up() }}", desk.activities.target_areas),
        ("changes", "{{ changes() }}", desk.facts.changes.changes if desk.facts.changes else ()),
    ]


def _pages_named(desk: Desk, pages: dict[str, Page]) -> Iterator[Problem]:
    strategy = desk.strategy
    named: list[tuple[Part, str, str]] = [(area, area.page, "") for area in desk.activities.target_areas]
    named += [(environment, environment.page, environment.id) for environment in strategy.environments]
    named += [(level, level.page, level.id) for level in strategy.prevention]
    named += [(note, note.page, "") for note in strategy.editorial_notes]
    named += [(entry, entry.page, "") for entry in strategy.transcript.pages]
    named += [
        (goal.site_answer, goal.site_answer.page, "") for area in desk.activities.target_areas for goal in area.goals if goal.site_answer
    ]
    kept = desk.facts.changes
    named += [(change, change.page, change.page.partition("#")[2]) for change in (kept.changes if kept else ()) if change.page]
    for part, file, anchor in named:
        place: Place = desk.facts.place(part, "page")
        page = pages.get(file.partition("#")[0])
        if page is None:
            yield Problem(place, f'sidan "{file}" finns inte', f"Sidor: {', '.join(pages)}.")
        elif anchor and anchor not in page.outline.ids:
            fix = near(anchor, page.outline.ids) or f"Skriv {{ #{anchor} }} efter rubriken på sidan."
            yield Problem(desk.facts.place(part, "id"), f'rubriken "#{anchor}" finns inte på sidan {file}', fix)
