"""What must agree between the facts of one file or of several, and every rule about data/ that is
asked. A rule yields problems; its docstring is the rule."""

import re
from collections.abc import Iterator

from strategysite.checks.adopted_data import check_transcript, dates_as_adopted
from strategysite.checks.asking import Rule, again, asked, unknown
from strategysite.checks.contacts import (
    CONTACT_RULES,
    CONTACT_RULES_FOR_COMPLETE_DATA,
    written_by_hand,
)
from strategysite.checks.course import COURSE_RULES, COURSE_RULES_FOR_COMPLETE_DATA, course_pages
from strategysite.checks.follow_up import FOLLOW_UP_RULES
from strategysite.checks.images import logo_is_a_picture
from strategysite.checks.leading import page_of_language
from strategysite.checks.signs import odd_in
from strategysite.checks.tables import goals_of_activities, tables
from strategysite.checks.translations import check_translations
from strategysite.data.audit_report import AUDIT_REPORT, audit_report
from strategysite.data.facts import EDITION_FILES, FILES, Facts, data_file, editors_texts, parts_in
from strategysite.data.model.activities import Activity, Goal
from strategysite.data.model.common import Entry, Part, WholeFile
from strategysite.data.model.contacts import Contacts
from strategysite.data.model.sources import Sources
from strategysite.data.model.strategy import Strategy
from strategysite.data.validation_errors import fill_in
from strategysite.parsing.remembering import remembered
from strategysite.parsing.yaml import Document
from strategysite.problems import Kind, Place, Problem, shorten

SHOWS_A_NUMBER = re.compile(r"(?:phone|local)\(\W*([\w-]+)")


def cross_check(facts: Facts, complete: bool) -> list[Problem]:
    """Returns the problems of every rule. Rules about what is missing wait until the data is
    `complete`: free of other problems. Of each strategy that was replaced, its own files are
    asked."""
    parts = [part for part in (facts.own.logo, facts.orientation, *facts.languages) if part]
    found = [*_of_data(facts, complete), *check_translations(facts)]
    repeats = {own for one in found if one.kind is Kind.REPEATED for own in (one.place, *one.names)}
    of_them = [one for one in found if repeats & {one.place, *one.names}]
    found = [one for one in found if one not in of_them or one.kind is Kind.REPEATED]
    return [*found, *asked(RULES_OF_OTHER_FILES, facts, parts)]


@remembered  # while data/ has not changed
def _of_data(facts: Facts, complete: bool) -> list[Problem]:
    rules = [*RULES, *RULES_FOR_COMPLETE_DATA] if complete else RULES
    found = [problem for rule in RULES_OF_ALL for problem in rule(facts)]
    found += [one for file in facts.files.values() for one in _of_file(file, complete)]
    for edition in facts.editions:
        files = [getattr(edition, name) for name in (EDITION_FILES if edition.edition else FILES)]
        found += asked(rules, edition, parts_in((*files, edition.follow_up)))
    return found


@remembered  # while the file has not changed
def _of_file(document: Document, complete: bool) -> list[Problem]:
    rules = [*RULES_OF_A_FILE, *(RULES_OF_A_COMPLETE_FILE if complete else ())]
    return [problem for rule in rules for problem in rule(document)]


def unknown_actors(facts: Facts, activity: Activity) -> Iterator[Problem]:
    """Whoever is responsible is one of the strategy's actors."""
    known = {actor.id for actor in facts.actors}
    under = f"actors i {data_file('strategy', facts.edition)}"
    for i, actor in enumerate(activity.responsible if facts.strategy else ()):
        what = f'okänd ansvarig "{actor}" i {activity.noun} "{shorten(activity.text, 40)}"'
        yield from unknown(facts, (activity, "responsible", i), actor, known, what, under=under)


def repeated(facts: Facts, file: WholeFile) -> Iterator[Problem]:
    """No two things of a file have the same id; a goal and an activity are followed up as one
    kind. No source or contact is another once more under a new id."""
    entries = [part for part in parts_in(file) if isinstance(part, Entry)]
    kinds = ("" if isinstance(one, Goal | Activity) else one.noun for one in entries)
    named = ((one.id, kind) for one, kind in zip(entries, kinds, strict=True))
    for one, first in again(zip(named, entries, strict=True)):
        yield _once_more(facts, one, first)
    wrong = _misnamed(file) if isinstance(file, Sources) else {}  # which is the cause, and told
    own = [one for one in entries if isinstance(file, Sources | Contacts) and one.id not in wrong]
    for one, first in again(((one.noun, one.model_dump_json(exclude={"id"})), one) for one in own):
        if one.id != first.id:
            yield _once_more(facts, one, first)


def _once_more(facts: Facts, one: Entry, first: Entry) -> Problem:
    """Returns the fault of an entry that has the id of another, or says the same."""
    place, line = facts.place(one, "id"), facts.place(first, "id").line
    what = f'id "{one.id}" används två gånger'
    fix = f"Det står på rad {line} och {place.line}. Ge den nya ett annat."
    if one.id != first.id:
        what = f'{one.noun} "{one.id}" är samma som "{first.id}", på rad {line}'
        fix = "Är de två olika? Rätta det som är fel. Är de en och samma? Ta bort den nya."
    elif one.model_dump_json() == first.model_dump_json():
        fix = f"Det är samma som på rad {line}. Ta bort det ena."
    return Problem(place, what, fix, Kind.REPEATED, (one.id, first.id))


def named_by_their_paragraph(facts: Facts, sources: Sources) -> Iterator[Problem]:
    """A source whose id ends with the numbers of a paragraph, as sol-20-2, is that paragraph."""
    known, wrong = [source.id for source in sources.sources], _misnamed(sources)
    for source in sources.sources:
        if (right := wrong.get(source.id)) and known.count(source.id) == 1:
            what = f'id "{source.id}" hör till en annan paragraf än titeln, "{source.title}"'
            fix = "Skriv tillbaka paragrafen i titeln: det är den som sidorna hänvisar till. Ska de"
            fix += f' hänvisa till titelns? Låt den här källan vara, och skriv "{right}" på sidorna'
            fix += "." if right in known else ", som en ny källa."
            yield Problem(facts.place(source, "title"), what, fix)


def _misnamed(sources: Sources) -> dict[str, str]:
    """Returns the ids that name another paragraph than the title does, each with the one that names
    it; of laws that have another paragraph with such an id."""
    laws = [source for source in sources.sources if source.paragraph]
    names = [(one.id, re.sub(r"(?:-\d{1,3}[a-z]?)+$", "", one.id), one.numbers) for one in laws]
    ids = [(own, law, f"{law}-{numbers}") for own, law, numbers in names]
    usual = {law for own, law, right in ids if own == right}
    alike = [(own, right) for own, law, right in ids if law in usual and own != right]
    return {own: right for own, right in alike if own.count("-") == right.count("-")}


def abbreviations_once(facts: Facts, strategy: Strategy) -> Iterator[Problem]:
    """An abbreviation has one explanation, that of an actor or one of its own."""
    written = [(facts.place(one, "abbreviation"), one.abbreviation) for one in strategy.actors]
    written += [(facts.place(one, "short"), one.short) for one in strategy.abbreviations]
    named = ((short.casefold(), (place, short)) for place, short in written if short)
    for (place, short), (first, _) in again(named):
        fix = f"Den står redan på rad {first.line}. Ta bort den ena."
        yield Problem(place, f'förkortningen "{short}" förklaras två gånger', fix)


def listed_once(document: Document) -> Iterator[Problem]:
    """No list says the same twice."""
    listed = (
        ((path[:-1], text), document.place(*path))
        for path, text in editors_texts(document)
        if isinstance(path[-1], int)
    )
    for place, first in again(listed):
        fix = f"Det står redan på rad {first.line}. Ta bort det ena."
        yield Problem(place, "samma sak står två gånger i listan", fix, Kind.REPEATED)


def plain_texts(document: Document) -> Iterator[Problem]:
    """What data/ says is shown sign for sign: a macro, Markdown or HTML in it would be seen."""
    for path, text in editors_texts(document):
        if text.endswith(".md") or path[-1] == "verified":
            continue  # a page's file, and a check in short, are told as such
        if path[-1] == "url" and len(text.split()) > 1:
            continue  # an address with a space within it is told as none
        if odd := odd_in(text):
            found, what, fix = odd
            if called := SHOWS_A_NUMBER.match(found):
                fix = 'Skriv med ord vem man ringer, till exempel "nödnumret".'
                if document.file == data_file("orientation"):
                    fix = f"Skriv {{{called[1]}}} i stället, med en klammer på var sida."
            yield Problem(document.place_in(path, found), what, fix)


def points_in_a_text(document: Document) -> Iterator[Problem]:
    """No list is pasted into a text, where its rows would be read as one sentence."""
    for path, text in editors_texts(document):
        for point in re.findall(r" - (\S+)", text):
            place = document.place_in(path, f"- {point}")
            row = document.rows_from(place)[0].strip()
            if row.startswith(f"- {point}") and place.line > document.place(*path).line:
                what = "punkten flyter ihop med texten ovanför"
                fix = "Här finns inga listor. Skriv det som en mening."
                if isinstance(path[-1], int):
                    fix = 'Låt varje "- " i listan börja lika långt in på raden.'
                yield Problem(place, what, fix)
                break


def values_left_out(document: Document) -> Iterator[Problem]:
    """A key has a value: without one nothing is filled in, whatever the rows below say."""
    for path, key in document.keys.items():
        if key.file != document.file:
            continue  # the file that it goes on in is read for itself
        rest = document.lines[key.line - 1][key.column - 1 + key.length :]
        if re.fullmatch(r" *: *(#.*)?", rest) and document.value(path) is None:
            yield Problem(key, f'"{path[-1]}" är tomt', fill_in(document, path))


def days_that_were(facts: Facts, part: Part) -> Iterator[Problem]:
    """What was done, read or written was so on a day that has come; 2026-11 and 2026 have, while it
    is November 2026."""
    for key in part.past:
        day = str(getattr(part, key) or "")
        if day > str(facts.today)[: len(day)]:
            what = f"dagen i {part.noun} är i framtiden: {day}"
            fix = f"I dag är det {facts.today}. Skriv den dag som är rätt."
            yield Problem(facts.place(part, key), what, fix)


def wording_of_law(facts: Facts, sources: Sources) -> Iterator[Problem]:
    """A paragraph of law says which law gave it its wording, and so does every entry for it."""
    wrong = _misnamed(sources)  # which is told, and says whose wording it has
    laws = [one for one in sources.sources if one.paragraph and one.id not in wrong]
    known = {source.paragraph: source for source in laws if source.amended_by}
    for source in laws:
        title = shorten(source.title, 40)
        if "amended_by" not in source.model_fields_set:
            what = f'"amended_by" saknas i källan "{title}"'
            fix = 'Lägg till en rad som börjar med "amended_by:". Skriv numret på lagen som senast '
            fix += "ändrade paragrafen, eller null när lydelsen är lagens egen."
            yield Problem(facts.place(source, "id"), what, fix)
        elif source.amended_by is None and (other := known.get(source.paragraph)):
            line = facts.place(other, "amended_by").line
            fix = f'Källan "{other.id}" är samma paragraf och har {other.amended_by}, på rad'
            fix += f" {line}. Skriv samma nummer."
            what = f'"amended_by" är tomt i källan "{title}"'
            yield Problem(facts.place(source, "amended_by"), what, fix)


def unnamed_host(facts: Facts) -> Iterator[Problem]:
    """A site that is built for somebody else's server names that host on the page about privacy.
    Asked only of such a build."""
    publication = facts.own.publication
    if publication.host is None:
        own = publication.origin.place
        place = own if own.file else Place(data_file("municipality"))
        what = "webbplatsen ska ligga på en server som inte är kommunens, men det står inte vems"
        fix = "Skriv det under publication, till exempel host: GitHub Pages."
        yield Problem(place, what, f"{fix} Sidan om integritet säger det då.")


def report_is_whole(facts: Facts) -> Iterator[Problem]:
    """The report can be read. Two who both ran `make audit` leave a conflict in it."""
    try:
        audit_report(facts.root)
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        fix = "Kör make audit, som skriver den på nytt. Eller ta tillbaka den ur historiken."
        yield Problem(Place(AUDIT_REPORT, line, column), "testrapporten går inte att läsa", fix)


RULES_OF_ALL: list[Rule] = [written_by_hand, report_is_whole]
RULES_OF_A_FILE = [plain_texts, listed_once]
RULES_OF_A_COMPLETE_FILE = [values_left_out, points_in_a_text]
RULES: list[Rule] = [
    *(days_that_were, wording_of_law, named_by_their_paragraph, unknown_actors, repeated),
    *(abbreviations_once, tables, goals_of_activities, check_transcript, dates_as_adopted),
    *(*CONTACT_RULES, *COURSE_RULES, *FOLLOW_UP_RULES),
]
RULES_OF_OTHER_FILES: list[Rule] = [  # of docs/
    logo_is_a_picture,
    course_pages,
    page_of_language,
]
RULES_FOR_COMPLETE_DATA = CONTACT_RULES_FOR_COMPLETE_DATA + COURSE_RULES_FOR_COMPLETE_DATA
