"""Everything the data holds is shown somewhere: a fact that no page shows would be kept up for
nobody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from strategysite.checks.leading import to_page
from strategysite.checks.links import no_heading
from strategysite.data.facts import Facts
from strategysite.data.model.common import Entry, Part
from strategysite.data.model.contacts import Contact
from strategysite.data.model.orientation import NUMBER_OF
from strategysite.pages.reading import Page
from strategysite.problems import Problem, and_more, near

Shown = dict[str, Iterable[Entry]]  # by the call that shows them, things of the data
Lists = Mapping[str, Sequence[Part]]  # by the macro that shows all of it, which has the same name
Parts = tuple[Any, ...]  # parts that have a page
Named = tuple[Part, str, str]  # what names a page, the page, and the heading on it


def unshown(facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    """Yields a problem for each thing in the data that no page shows, and for each page that the
    data names and that does not exist.

    A strategy's own things are shown on its own pages, all else on any page.
    """
    for edition in facts.editions:
        own = [page for page in pages.values() if facts.for_page(page.file) is edition]
        # The rows of `metadata` are not among its lists: the lock on the wording sees that its
        # first page has their words.
        lists = {"remarks": edition.document.remarks, "follow_up": edition.areas}
        yield from _missing(edition, own, _of_strategy(edition), lists)
        yield from _pages_named(_named_by_strategy(edition), edition, pages)
    yield from _missing(facts, pages.values(), _of_site(facts, pages), {"changes": facts.news})
    if changes := facts.changes:
        for at, page in enumerate(changes.watched):
            yield from to_page(facts.place(changes, "watched", at), page, pages)
    naming: Parts = (*facts.situations, *facts.news)
    yield from _pages_named([(own, own.page, "") for own in naming if own.page], facts, pages)


def _of_strategy(facts: Facts) -> Shown:
    areas, strategy = facts.areas, facts.document
    shown: Shown = {}
    for area in areas:
        shown[f'goals("{area.id}")'] = area.goals
        shown[f'activity_table("{area.id}")'] = area.activities
    shown["goals_and_activities()"] = areas
    shown["activities_by_actor()"] = strategy.actors
    shown["environments()"] = strategy.environments
    shown["prevention_triangle()"] = strategy.prevention
    for note in strategy.editorial_notes:
        shown[f'editorial_note("{note.id}")'] = [note]
    return shown


def _of_site(facts: Facts, pages: dict[str, Page]) -> Shown:
    """Returns what belongs to the site; of contacts those that no situation has, nor a page."""
    sources = facts.sources.sources if facts.sources else ()
    shown: Shown = {f'source("{source.id}")': [source] for source in sources}
    texts = "".join(page.text for page in pages.values())
    shown |= {f'contact("{one.id}")': [one] for one in named_nowhere(facts, texts)}
    if course := facts.orientation:
        shown["course_outcomes()"] = course.outcomes
        for module in course.modules:
            shown[f'module_questions("{module.id}")'] = course.of_module(module.id)
            cases = [case for case in course.cases if case.module == module.id]
            shown[f'module_cases("{module.id}")'] = cases
            shown[f'module_end("{module.id}")'] = [module]  # without it no answers are kept
    return shown


def named_nowhere(facts: Facts, texts: str) -> list[Contact]:
    """Returns the contacts that no situation has, nor a page, whose `texts` are given."""
    named = [own for one in facts.situations for own in (*one.best, *one.more)]
    named += [role.stand_in for role in facts.roles.values() if role.stand_in]
    named += NUMBER_OF.findall(str(facts.orientation))
    return [one for one in facts.services if one.id not in named and f'"{one.id}"' not in texts]


def _missing(facts: Facts, pages: Iterable[Page], calls: Shown, lists: Lists) -> Iterator[Problem]:
    shown = {thing for page in pages for thing in page.shown}
    for call, things in calls.items():
        left = [thing for thing in things if (thing.noun, thing.id) not in shown]
        for first in left[:1]:  # one call shows them all: that it is gone is one cause
            names = [f'"{thing.id}"' for thing in left]
            what = f"{first.noun} {and_more(names, 1)} visas inte på någon sida"
            fact = "uppgiften" if len(left) == 1 else "uppgifterna"
            fix = f"Lägg till {{{{ {call} }}}} på en sida, eller ta bort {fact}."
            if isinstance(first, Contact):
                fix = f"Skriv annars dess id efter best eller more i ett läge, l{fix[1:]}"
                fix = f"Stod dess id i ett läge? Ta tillbaka det ur historiken. {fix}"
            ids = (call, *(thing.id for thing in left))
            yield Problem(facts.place(first, "id"), what, fix, names=ids)
    called = {name for page in pages for name in page.macros}
    for name, whole in lists.items():
        if whole and name not in called:
            what = f'det som står under "{name}" visas inte på någon sida'
            fix = f"Lägg till {{{{ {name}() }}}} på en sida."
            yield Problem(whole[0].origin.place, what, fix, names=(f"{name}()",))


def _named_by_strategy(facts: Facts) -> list[Named]:
    strategy, areas = facts.document, facts.areas
    answers = [goal.site_answer for area in areas for goal in area.all_goals if goal.site_answer]
    named: Parts = (*areas, *strategy.editorial_notes, *strategy.transcript.pages, *answers)
    with_heading: Parts = (*strategy.environments, *strategy.prevention)
    rows: list[Named] = [(part, part.page, "") for part in named]
    return [*rows, *((part, part.page, part.id) for part in with_heading)]


def _pages_named(named: list[Named], facts: Facts, pages: dict[str, Page]) -> Iterator[Problem]:
    for part, file, anchor in named:
        if file not in pages:
            yield from to_page(facts.place(part, "page"), file, pages)
        elif anchor and anchor not in pages[file].outline.ids:
            fix = near(anchor, pages[file].outline.ids)
            fix = fix or (
                f"Skriv {{ #{anchor} }} efter rubriken på sidan. Är det en punkt i en lista? Skriv"
                " det på raden under den, med två blanksteg före."
            )
            yield no_heading(facts.place(part, "id"), file, anchor, fix)
