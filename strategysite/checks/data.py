"""What must agree between the facts of one file or of several. Each rule is a generator of
problems; its docstring is the rule."""

import re
from collections.abc import Callable, Iterator

from strategysite.checks.adopted import check_transcript, dates_as_adopted
from strategysite.checks.contacts import CONTACT_RULES, CONTACT_RULES_FOR_COMPLETE_DATA
from strategysite.checks.course import COURSE_RULES, COURSE_RULES_FOR_COMPLETE_DATA
from strategysite.checks.follow_up import FOLLOW_UP_RULES
from strategysite.checks.images import logo_is_a_picture
from strategysite.checks.signs import odd_in
from strategysite.checks.tables import goals_of_activities, tables
from strategysite.checks.translations import check_translations
from strategysite.data.audit_report import report_is_whole
from strategysite.data.facts import FILES, Facts, data_file, editors_texts, parts_in
from strategysite.data.follow_up import followed
from strategysite.data.model.activities import Activity, Goal
from strategysite.data.model.changes import Change
from strategysite.data.model.common import Verification
from strategysite.data.model.municipality import Municipality
from strategysite.data.model.sources import Source
from strategysite.data.validation_errors import fill_in
from strategysite.problems import Place, Problem, did_you_mean, shorten

Rule = Callable[[Facts], Iterator[Problem]]


def cross_check(facts: Facts, complete: bool) -> list[Problem]:
    """Returns the problems of every rule. Rules about what is missing wait until the data is
    `complete`: free of other problems."""
    rules = [*RULES, *RULES_FOR_COMPLETE_DATA] if complete else RULES
    of_strategy = (
        [*STRATEGY_RULES, *STRATEGY_RULES_FOR_COMPLETE_DATA] if complete else STRATEGY_RULES
    )
    found = [problem for rule in rules for problem in rule(facts)]
    return found + [
        problem for edition in facts.editions for rule in of_strategy for problem in rule(edition)
    ]


def actor_ids(facts: Facts) -> set[str]:
    """Returns the ids of the strategy's actors; empty while the file has problems that hide
    them."""
    return {actor.id for actor in facts.strategy.actors} if facts.strategy else set()


def unknown_actors(facts: Facts) -> Iterator[Problem]:
    """Whoever is responsible is one of the strategy's actors."""
    known, under = actor_ids(facts), f"actors i {data_file('strategy', facts.edition)}"
    for part in followed(facts) if facts.strategy else ():
        named = part.responsible if isinstance(part, Activity) else ()
        for i, actor in enumerate(named):
            if actor not in known | facts.lost:
                what = f'okänd ansvarig "{actor}" i {part.noun} "{shorten(part.text, 40)}"'
                place = facts.place(part, "responsible", i)
                yield Problem(place, what, did_you_mean(actor, known, under))


def repeated_ids(facts: Facts) -> Iterator[Problem]:
    """No two things of a file have the same id."""
    for name in FILES:
        seen: dict[tuple[str, str], Place] = {}
        for part in parts_in(getattr(facts, name)):
            own = vars(part).get("id")
            if own is None:
                continue
            key = (own, "" if isinstance(part, Goal | Activity) else part.noun)
            place = facts.place(part, "id")
            if key in seen:
                what = f'id "{own}" används två gånger'
                fix = f"Det står redan på rad {seen[key].line}. Välj ett annat."
                yield Problem(place, what, fix)
            seen.setdefault(key, place)


def plain_texts(facts: Facts) -> Iterator[Problem]:
    """What data/ says is shown sign for sign: a macro, Markdown or HTML in it would be seen."""
    for document, path, text in editors_texts(facts):
        if not text.endswith(".md") and (odd := odd_in(text)):  # a page's file is told as such
            yield Problem(document.place_in(path, odd[0]), *odd[1:])


def points_in_a_text(facts: Facts) -> Iterator[Problem]:
    """No list is pasted into a text, where its rows would be read as one sentence."""
    for document, path, text in editors_texts(facts):
        for point in re.findall(r" - (\S+)", text):
            place = document.place_in(path, f"- {point}")
            row = document.lines[place.line - document.before - 1].strip()
            if row.startswith(f"- {point}") and place.line > document.place(*path).line:
                what = "punkten flyter ihop med texten ovanför"
                yield Problem(place, what, "Här finns inga listor. Skriv det som en mening.")
                break


def values_left_out(facts: Facts) -> Iterator[Problem]:
    """After a colon something stands: else nothing is filled in, whatever the rows below say."""
    for document in facts.documents.values():
        for path, key in document.keys.items():
            if key.file != document.file:
                continue  # the file that it goes on in is read for itself
            rest = document.lines[key.line - 1][key.column - 1 + key.length :]
            if re.fullmatch(r" *: *(#.*)?", rest) and document.value(path) is None:
                yield Problem(key, f'"{path[-1]}" är tomt', fill_in(document, path))


def days_in_the_future(facts: Facts) -> Iterator[Problem]:
    """Nothing was checked or changed on a day that has not come."""
    for part in facts.parts:
        if (
            isinstance(part, Verification)
            and part.latest_day > facts.today
            and not _may_be_now(part, facts)
        ):
            written = part.date if part.date is not None else part.read
            place = facts.place(part, "date" if part.date is not None else "read")
            what = f"kontrollen är daterad i framtiden: {written}"
            fix = f"I dag är det {facts.today}. Skriv dagen då numret kontrollerades."
            yield Problem(place, what, fix)
        if isinstance(part, Source):
            yield from _source_in_the_future(part, facts)
        if isinstance(part, Change) and part.date > facts.today:
            what = f"{part.noun} är daterad i framtiden: {part.date}"
            yield Problem(facts.place(part, "date"), what, f"I dag är det {facts.today}.")


def _source_in_the_future(source: Source, facts: Facts) -> Iterator[Problem]:
    """A source that is dated to a month or a year is no later than today while they last."""
    fix = f"I dag är det {facts.today}."
    if source.date is not None and source.date > facts.today.isoformat()[: len(source.date)]:
        what = f"källan är daterad i framtiden: {source.date}"
        yield Problem(facts.place(source, "date"), what, fix)
    law = re.match(r"\d{4}", source.amended_by or "")
    if law and law[0] > (source.date or str(facts.today))[:4]:
        what = f'"amended_by" är {source.amended_by}, men lydelsen gäller sedan {source.date}'
        later = "En lag är beslutad före den dag då den börjar gälla. Jämför med lagtexten."
        yield Problem(facts.place(source, "amended_by"), what, later)
    if source.read > facts.today:
        what = f"källan är läst i framtiden: {source.read}"
        yield Problem(facts.place(source, "read"), what, fix)


def wording_of_law(facts: Facts) -> Iterator[Problem]:
    """A paragraph of law says which law gave it its wording, and so does every entry for it."""
    sources = facts.sources.sources if facts.sources else ()
    laws = [source for source in sources if source.paragraph]
    known = {source.paragraph: source for source in laws if source.amended_by}
    for source in laws:
        named = re.search(r"-(\d[\d-]*[a-z]?)$", source.id)
        own = re.match(r"(?:(\d+) kap\. )?(\d+)(?: ([a-z]))? §", source.title)
        if named and own and named[1] != f"{own[1]}-{own[2]}{own[3] or ''}".removeprefix("None-"):
            what = f'källan "{source.id}" heter "{shorten(source.title, 40)}"'
            fix = "Paragrafen i title är en annan än i id. Jämför med lagtexten, och rätta title."
            yield Problem(facts.place(source, "title"), what, fix)
        if "amended_by" not in source.model_fields_set:
            what = f'"amended_by" saknas i källan "{shorten(source.title, 40)}"'
            fix = 'Lägg till en rad som börjar med "amended_by:". Skriv numret på lagen som senast '
            fix += "ändrade paragrafen, eller null när lydelsen är lagens egen."
            yield Problem(facts.place(source, "id"), what, fix)
        elif source.amended_by is None and (other := known.get(source.paragraph)):
            what = f'"amended_by" är tomt i källan "{shorten(source.title, 40)}"'
            line = facts.place(other, "amended_by").line
            fix = (
                f'Källan "{other.id}" är samma paragraf och har {other.amended_by}, på rad {line}. '
            )
            fix += "Skriv samma nummer."
            yield Problem(facts.place(source, "amended_by"), what, fix)


def _may_be_now(verification: Verification, facts: Facts) -> bool:
    """2026-11 and 2026 are no future dates while it is November 2026."""
    return verification.date is not None and facts.today.isoformat().startswith(verification.date)


def unnamed_host(facts: Facts) -> Iterator[Problem]:
    """A site that is built for somebody else's server says whose on the page about privacy. Asked
    only when it is."""
    publication = (facts.municipality or Municipality()).publication
    if publication.host is None:
        place = (
            publication.origin.place
            if publication.origin.place.file
            else Place(data_file("municipality"))
        )
        what = "webbplatsen ska ligga på en server som inte är kommunens, men det står inte vems"
        yield Problem(
            place,
            what,
            "Skriv det under publication, till exempel host: GitHub Pages. Sidan om integritet"
            " säger det då.",
        )


def unused_actors(facts: Facts) -> Iterator[Problem]:
    """Every actor of the strategy is responsible for something."""
    used = {
        actor
        for part in followed(facts)
        if isinstance(part, Activity)
        for actor in part.responsible
    }
    for actor in facts.strategy.actors if facts.strategy else ():
        if actor.id not in used:
            what = f'aktören "{actor.id}" ansvarar inte för någon aktivitet'
            yield Problem(facts.place(actor, "id"), what, "Ta bort den, eller rätta aktiviteten.")


RULES: list[Rule] = [
    plain_texts,
    days_in_the_future,
    wording_of_law,
    *CONTACT_RULES,
    logo_is_a_picture,
    report_is_whole,
    *COURSE_RULES,
    check_translations,
]
RULES_FOR_COMPLETE_DATA: list[Rule] = [
    values_left_out,
    points_in_a_text,
    *CONTACT_RULES_FOR_COMPLETE_DATA,
    *COURSE_RULES_FOR_COMPLETE_DATA,
]
# Asked of each edition: of today's strategy and of every one that it has replaced.
STRATEGY_RULES: list[Rule] = [
    unknown_actors,
    repeated_ids,
    tables,
    goals_of_activities,
    *FOLLOW_UP_RULES,
    check_transcript,
    dates_as_adopted,
]
STRATEGY_RULES_FOR_COMPLETE_DATA: list[Rule] = [unused_actors]
