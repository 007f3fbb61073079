"""One cause, told once: an id that has another name, an entry or a page that is gone. What readers
have now is asked of git; what follows from the change is told with it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from strategysite.checks.confirmed import unconfirmed
from strategysite.checks.course import of_the_same_version
from strategysite.checks.earlier import COMPARED, as_it_was
from strategysite.checks.gone_pages import ALIKE, TITLE, Told, gone_pages, listed, row_of
from strategysite.checks.telling import all_over, as_it_stood, consequences
from strategysite.data.facts import EDITION_FILES, FILES, Facts, data_file, entries_in
from strategysite.data.model.common import Entry
from strategysite.data.model.contacts import LOCAL, LocalRole
from strategysite.data.model.orientation import Module
from strategysite.parsing.files import under
from strategysite.parsing.git import changed_since, published, remote_branches
from strategysite.parsing.text import alike, headings, lines_that_differ, text_of
from strategysite.problems import Kind, Place, Problem, and_more, beside, did_you_mean, shorten

OVERWRITTEN = "Skrevs den över av misstag? Ta tillbaka den ur historiken."
COPIED = "Blev den kopierad av misstag? Ta bort den. Skriv annars det som är den här sidans eget."
MANY = 3  # faults of a page, or entries that are gone from a file


def told_once(
    facts: Facts,
    problems: list[Problem],
    version: str | None = None,
    faults: Callable[[Facts], list[Problem]] = lambda _: [],
) -> list[Problem]:
    """Returns `problems` with one in the place of all that follow from a page that moved or went
    away, or from an id that was renamed; and each such change that leaves an address dead, though
    nothing on the site leads there, and each new number with the old one's confirmation.

    Compares with `version`, else with the one that is published, of which `faults` knows what is
    wrong with it too. Where there is no git, a page that several files still name is taken to be
    gone.
    """
    version = version or published(facts.root, facts.own.publication.branch)
    changed = changed_since(facts.root, version, COMPARED) if version else []
    old = as_it_was(facts.root, facts.today, version) if version and (changed or problems) else None
    left = [*problems]  # what each cause leaves for the next
    causes = [_broken_pages(left), _no_such_language(left), _no_such_branch(facts)]
    if old:
        causes.append(_changed_entries(facts, old, left))
        causes.append(_another_document(facts, old, changed, left))
        causes.append(_lost_ids(facts, old, changed, left))
        causes.append(_without_emergency(facts, old, changed))
    if old or not version:
        causes.append(gone_pages(facts, old, changed, left))
    causes.append(_copies(facts.root, old, changed, left))
    told = list[Problem]()
    for own, followers in chain(*causes):
        left[:] = [*(one for one in left if one not in followers), *own]
        told += own
    if old and not left:  # what has another id is not gone
        told = left = [*of_the_same_version(old, facts)]
    if not (old and left):
        return [*all_over(left)]
    left = [*consequences(facts, old, left, told, faults)]
    return [as_it_stood(old, facts, one) for one in all_over(left)]


def _no_such_language(problems: list[Problem]) -> Told:
    """The language of a page has no row: that is told once of it, and not at each macro."""
    for file in {one.place.file for one in problems if one.kind is Kind.NO_LANGUAGE}:
        same = [one for one in problems if (one.kind, one.place.file) == (Kind.NO_LANGUAGE, file)]
        yield same[:1], same


def _no_such_branch(facts: Facts) -> Told:
    """What readers have would be another version than the one that is compared with."""
    own = facts.own.publication
    known = remote_branches(facts.root) if "branch" in own.model_fields_set else []
    if known and own.branch not in known:
        what = f'grenen "{own.branch}" finns inte där webbplatsens filer hämtas'
        yield [Problem(facts.place(own, "branch"), what, did_you_mean(own.branch, known))], []


def _broken_pages(problems: list[Problem]) -> Told:
    """A tag is not closed, or a macro is of another language: what else is wrong after it follows
    from that, and so does what leads to a heading there; but no link that leads nowhere. So does
    what is wrong with lines that were pasted, or are hidden in a comment."""
    kinds = (Kind.OF_A_TAG, Kind.OF_LANGUAGE, Kind.OF_LINES)
    for cause in [one for one in problems if one.kind in kinds]:
        file, page = cause.place.file, cause.place.file.removeprefix("docs/")
        rows = "".join(cause.names).count("\n") if cause.kind is Kind.OF_LINES else 10**6  # all
        here = range(cause.place.line, cause.place.line + rows + 1)
        inside = (one for one in problems if one.place.file == file and one.place.line in here)
        same = [one for one in inside if one.kind is not Kind.OF_A_WAY]
        yield [cause], [*same, *(one for one in problems if _leads_to(page, one))]


def _copies(root: Path, old: Facts | None, changed: list[str], problems: list[Problem]) -> Told:
    """A page is another one, saved over with it; or a copy, which has many faults where it is now,
    or no row of the menu."""
    alone = {one.place.file for one in problems if one.kind is Kind.OF_THE_PLACE}
    faults = Counter(one.place.file for one in problems)
    for file in sorted(one for one in {*faults, *changed} if one.startswith("docs/")):
        was = text_of(old.root / file) if old else ""
        there = old.root if old and was else root  # what was saved over may be elsewhere now
        if (was or faults[file] >= MANY or file in alone) and (
            other := _copy_of(there, was, text_of(root / file), file)
        ):
            page = file.removeprefix("docs/")
            followers = [one for one in problems if one.place.file == file or _leads_to(page, one)]
            fix = OVERWRITTEN if was else COPIED
            yield [Problem(Place(file), f"sidan har innehållet från {other}", fix)], followers


def _leads_to(page: str, problem: Problem) -> bool:
    """Returns whether a problem is that no heading of a page has the id that something names."""
    return (problem.kind, *problem.names[:1]) == (Kind.NO_HEADING, page)


def _without_emergency(facts: Facts, old: Facts, changed: list[str]) -> Told:
    """A page of help has lost the emergency number from its beginning, up to the end of its first
    section: whoever reads it in danger would look for it there."""
    own = next((one.id for one in facts.services if one.emergency), "")
    shown = re.compile(rf"\{{\{{ *(?:(?:phone|contact)\(\"{re.escape(own)}\"|contacts_for\()")
    for file in changed if own else ():
        texts = (text_of(each.root / file).split("\n## ")[:2] for each in (old, facts))
        was, now = map("\n## ".join, texts)
        if "\nkind: help\n" in now and shown.search(was) and not shown.search(now):
            place = Place(file, now.partition("\n# ")[0].count("\n") + 2)
            fix = f'Skriv under rubriken när man ringer {{{{ phone("{own}") }}}}.'
            what = "hjälpsidan börjar inte längre med nödnumret"
            yield [Problem(place, what, fix, Kind.OF_HELP)], []


def _another_document(
    facts: Facts, old: Facts, changed: list[str], problems: list[Problem]
) -> Told:
    """The adopted document is not the published one: all wording that differs follows from it."""
    followers = [one for one in problems if one.kind is Kind.OF_DOCUMENT]
    sources = [file for file in changed if file.startswith("data/source/")]
    for file in sources[:1] if followers else ():
        was, now = text_of(old.root / file), text_of(facts.root / file)
        line = next(iter(lines_that_differ(was, now)), 1)
        what = "det antagna dokumentets text är ändrad, så att annat inte längre stämmer med den"
        fix = "Ta tillbaka filen ur historiken. Antogs dokumentet med de nya orden? Skriv i"
        fix += " förslaget vem som har jämfört, och när. Rätta sedan de här ställena:"
        fix += listed(dict.fromkeys(map(row_of, followers), ""))
        yield [Problem(Place(file, line), what, fix)], followers


def _changed_entries(facts: Facts, old: Facts, problems: list[Problem]) -> Told:
    """One fault for each entry that has another id, each file that has lost what others still name,
    and each number that nobody has called."""
    told = {one.place for one in problems}
    yield [one for one in unconfirmed(old, facts) if one.place not in told], []
    # While a file has the same text, what it holds is the same thing: nothing has gone from it.
    files = [name for name in FILES if getattr(old, name) is not getattr(facts, name)]
    # A revision has the same period as the strategy before it, but a text of its own.
    held = [each.strategy for each in (old, facts) if each.strategy]
    another = len({(one.period, one.transcript.source) for one in held}) > 1
    of_both = [name for name in files if not (another and name in EDITION_FILES)]
    yield [*_renamed(old, facts, of_both)], []
    for name in files if not another else ():
        yield from _gone_entries(old, facts, name, problems)


def _renamed(old: Facts, facts: Facts, files: list[str]) -> Iterator[Problem]:
    """An entry with the same name has the same id."""
    for name in files:
        before, after = (entries_in(getattr(each, name)) for each in (old, facts))
        gone = {
            (was.noun, _label(was)): was.id
            for key, was in before.items()
            if key not in after or _label(after[key]) != _label(was)  # or it is another's id now
        }
        for key, now in after.items():
            was, same_id = gone.get((now.noun, _label(now))), before.get(key)
            if was and not (same_id and _label(same_id) == _label(now)):
                what = f'{now.noun} "{_label(now)}" har bytt id från "{was}" till "{now.id}"'
                fix = f"Skriv {was} igen. Ett id ändras aldrig, inte ens när namnet gör det:"
                fix += " adresser, sparade svar och översättningar hänger på det."
                yield Problem(facts.place(now, "id"), what, fix)


def _gone_entries(old: Facts, facts: Facts, name: str, problems: list[Problem]) -> Told:
    """What went away from a file is told once, with all that still names it. Where it is much, what
    else is wrong in the file follows from that too."""
    before, after = (entries_in(getattr(each, name)) for each in (old, facts))
    said = {key: _label(one) for key, one in before.items()}
    new = {(one.noun, _label(one)) for key, one in after.items() if said.get(key) != _label(one)}
    gone = [one for key, one in before.items() if key not in after]
    gone = [one for one in gone if (one.noun, _label(one)) not in new]  # it has another id
    many = len(gone) >= MANY or any(isinstance(one, Module) for one in gone)
    living = {own for (_, own), one in after.items() if not isinstance(one, LocalRole)}
    lost = {one.id for one in gone} - (set() if many else living)
    for one in gone:  # a role is named with LOCAL, and may have the id of a contact
        lost |= {one.id, LOCAL + one.id} if isinstance(one, LocalRole) else set()
    file = data_file(name)
    followers = [
        one for one in problems if lost & {*one.names} or (many and one.place.file == file)
    ]
    if not (followers and after) or name in facts.incomplete:  # what can't be read is not gone
        return
    called = [f'"{_label(one)}"' for one in gone]
    if len(gone) > 1:
        what = f"{len(gone)} poster i {file} är borta: {and_more(called, 3)}"
        fix = "Ta tillbaka filen ur historiken, om de försvann av misstag. Ska de bort: ta bort"
        fix += " en i taget, så står det här vad som leder till den."
    else:
        what = f"{gone[0].noun} {called[0]} är borta ur {file}, men annat leder dit"
        fix = "Ta tillbaka den ur historiken, om den försvann av misstag. Ska den bort: ta också"
        ways = dict.fromkeys([*map(row_of, followers), *_naming(facts.root, gone[0])], "")
        fix += f" bort det som leder dit:{listed(ways)}"
    kind = [key for key in before if key[0] == gone[0].noun]
    near = beside((gone[0].noun, gone[0].id), kind, after)
    yield [Problem(facts.place(after[near], "id") if near else Place(file), what, fix)], followers


def _naming(root: Path, gone: Entry) -> Iterator[tuple[str, int]]:
    """Yields the rows of translations and pages that name an entry; a role may have another's."""
    role, own = isinstance(gone, LocalRole), re.escape(gone.id)
    before = r"(?!local)\w+\([^}]*[\"']"
    before = rf"(?:local\w*\([\"']|{before}{LOCAL})" if role else before
    called = re.compile(rf"\{{\{{\s*{before}{own}[\"']")
    for path in [*(root / "data/translations").glob("*.yaml"), *(root / "docs").rglob("*.md")]:
        of_roles = False
        for line, text in enumerate(text_of(path).split("\n"), 1):
            if re.fullmatch(r"  \w+:", text):
                of_roles = text.strip() == "local_roles:"
            if (text.strip() == f"{gone.id}:" and of_roles == role) or called.search(text):
                yield path.relative_to(root).as_posix(), line


def _lost_ids(facts: Facts, old: Facts, changed: list[str], problems: list[Problem]) -> Told:
    """A heading that readers can link to keeps its id, though nothing here leads there: bookmarks
    do. What else is told on its row is the cause; and a page that ends before its last headings,
    one of them perhaps in half, is told as that. The headings of a document that has just been
    taken in are its own, and not those of the one before."""
    source = f"data/{facts.strategy.transcript.source}" if facts.strategy else ""
    another = source and not (old.root / source).is_file()
    taken_in = {f"docs/{page}" for page in facts.document.pages} if another else set[str]()
    for file in (file for file in changed if file.startswith("docs/") and file not in taken_in):
        were, new = (headings(text_of(each.root / file)) for each in (old, facts))
        known, present = ({one.id for one in each} for each in (were, new))
        page = file.removeprefix("docs/")
        here = {one.id or one.words for one in new}
        last = [at for at, one in enumerate(were, 1) if (one.id or one.words) in here]
        tail = were[max(last, default=0) :]
        followers = [one for one in problems if one.place.file == file or _leads_to(page, one)]
        if new and followers and len(tail) > 1 and len(new) <= len(were) - len(tail) + 1:
            what = f'sidan slutar här: avsnittet "{shorten(tail[0].words, 50)}" och'
            what += f" {len(tail) - 1} till är borta"
            end = Place(file, text_of(facts.root / file).rstrip().count("\n") + 1)
            yield [Problem(end, what, "Ta tillbaka resten av sidan ur historiken.")], followers
            continue
        for at, was in enumerate(were):
            in_place = new[at] if len(new) == len(were) else None
            now = next((one for one in new if one.words == was.words), in_place)
            if not was.id or was.id in present or now is None or now.id in known - {""}:
                continue  # its text went too, or is another's now
            what = f'rubriken "{shorten(now.words, 50)}" har inte kvar sitt id, "{was.id}"'
            fix = f"Skriv {{ #{was.id} }} sist på raden igen: bokmärken och länkar leder dit."
            fault = Problem(Place(file, now.line), what, fix)
            of_it = [one for one in problems if was.id in one.names]
            followers = [one for one in of_it if one.place.file == file or _leads_to(page, one)]
            told = {row_of(one) for one in problems if one not in followers}
            yield [] if row_of(fault) in told else [fault], followers


def _copy_of(root: Path, was: str, now: str, own: str) -> str:
    """Returns the page whose text another, its `own` file, was saved over with; "" where none was,
    or where it is more like what it `was`."""
    title, least = TITLE.findall(now), max(ALIKE, alike(was, now))
    for page in under(root / "docs", ".md") if TITLE.findall(was) != title else ():
        file, text = f"docs/{page}", text_of(root / "docs" / page)
        if file != own and TITLE.findall(text) == title and alike(text, now) >= least:
            return file
    return ""


def _label(entry: Entry) -> str:
    names = (getattr(entry, key, None) for key in ("title", "name", "text"))
    return shorten(next((str(name) for name in names if name), ""), 40)
