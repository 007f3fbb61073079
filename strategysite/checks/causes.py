"""One cause, told once: an id that has another name, an entry or a page that is gone. What readers
have now is asked of git; what follows from the change is told with it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from strategysite.checks.confirmed import public_numbers, unconfirmed
from strategysite.checks.course import of_the_same_version
from strategysite.checks.data import once_more
from strategysite.checks.earlier import as_it_was
from strategysite.checks.gone_pages import ALIKE, TITLE, Told, gone_pages, in_places, listed, row_of
from strategysite.checks.telling import all_over, as_it_stood, consequences
from strategysite.data.facts import EDITION_FILES, FILES, Facts, data_file, entries_in
from strategysite.data.model.common import Entry
from strategysite.data.model.contacts import LOCAL, LocalRole, Situation
from strategysite.data.model.orientation import Module
from strategysite.parsing.files import under
from strategysite.parsing.git import changed_since, published, remote_branches
from strategysite.parsing.text import Heading, alike, headings, lines_that_differ, text_of
from strategysite.problems import Kind, Place, Problem, and_more, beside, did_you_mean, shorten

SAME = "sidan har innehållet från {}"
OVERWRITTEN = "Skrevs den över av misstag? Ta tillbaka den ur historiken."
COPIED = "Blev den kopierad av misstag? Ta bort den. Skriv annars det som är den här sidans eget."
MANY = 3  # entries of a file that are gone: what else is wrong in it follows from that


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
    changed = changed_since(facts.root, version, ["data/", "docs/"]) if version else []
    left = [*problems]  # what each cause leaves for the next
    causes = [_broken_pages(left), _no_such_language(left), _no_such_branch(facts)]
    if version is None:
        causes.append(gone_pages(facts, None, [], left))
    elif changed:
        old = as_it_was(facts.root, facts.today, version)
        causes.append(_repeated(facts, old, left))
        causes.append(_changed_entries(facts, old, left))
        causes.append(_another_document(facts, old, changed, left))
        causes.append(_lost_ids(facts, old, changed, left))
        causes.append(gone_pages(facts, old, changed, left))
        causes.append(_without_emergency(facts, old, changed))
        causes.append(_withheld(facts, old, left))
        causes.append(_stand_ins(facts, old, left))
        causes.append(_new_words_of_danger(facts, old, left))
        causes.append(_cards(facts, old, left))
    causes.append(_copies(facts.root, left))
    told = list[Problem]()
    for own, followers in chain(*causes):
        left[:] = [*(one for one in left if one not in followers), *own]
        told += own
    if changed and not left:  # what has another id is not gone
        left += of_the_same_version(old, facts)
    if left and version:
        old = as_it_was(facts.root, facts.today, version)
        left = [*consequences(facts, old, left, told, faults)]
        return [as_it_stood(old, facts, one) for one in all_over(left)]
    return [*all_over(left)]


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


def _copies(root: Path, problems: list[Problem]) -> Told:
    """A page is another one, copied, and has many faults where it is now, or no row of the menu."""
    alone = {one.place.file for one in problems if one.kind is Kind.OF_THE_PLACE}
    for file, many in Counter(one.place.file for one in problems).items():
        if (many >= MANY or file in alone) and (
            other := _copy_of(root, "", text_of(root / file), [file])
        ):
            followers = [one for one in problems if one.place.file == file]
            yield [Problem(Place(file), SAME.format(other), COPIED)], followers


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


def _withheld(facts: Facts, old: Facts, problems: list[Problem]) -> Told:
    """A number that readers have is not shown any more, though pages name it: the contact is told,
    once."""
    before = public_numbers(old)
    for one in facts.services if problems else ():
        pages = [each for each in problems if each.names == (one.id,)]
        pages = [each for each in pages if each.place.file.startswith("docs/")]
        if not pages or one.public_number or not (one.id in before and before[one.id].number):
            continue
        places = in_places(pages)
        what = f"numret till {one.name} visas inte längre, men {places} i texten säger det"
        fix = 'Ring numret, och skriv "ringde" och dagens datum efter verified. Ska det inte visas?'
        fix += " Skriv om de här raderna så att de inte nämner det:"
        fix += listed(dict.fromkeys(map(row_of, pages), ""))
        holder = one.phone if one.phone and one.verified else one
        yield [Problem(facts.place(holder, "verified"), what, fix)], pages


def _stand_ins(facts: Facts, old: Facts, problems: list[Problem]) -> Told:
    """Another contact than before stands in for a role, and pages that show the role show that one
    too. Where it stood in before, it is the page that has changed."""
    for role in facts.roles.values():
        own, before = role.stand_in, old.roles.get(role.id, role).stand_in
        pages = [one for one in problems if one.kind is Kind.CARD_TWICE and one.names == (own,)]
        place = facts.place(role, "stand_in")
        if pages and own == before:
            why = f'"{own}" visas också i stället för {role.name} ({place}).'
            yield [replace(one, fix=f"{why} {one.fix}") for one in pages], pages
        elif pages:
            what = f'"{own}" står in för {role.name}, men visas redan på samma sida'
            back = f"Skriv tillbaka {before}" if before else "Ta bort raden"
            fix = f'{back}. De här sidorna visar redan "{own}":'
            fix += listed(dict.fromkeys(map(row_of, pages), ""))
            yield [Problem(place, what, fix)], pages


def _cards(facts: Facts, old: Facts, problems: list[Problem]) -> Told:
    """A situation does not show a contact any more whose card is led to: that is told, once, and
    not the links."""
    before = {one.id: {*one.best, *one.more} for one in old.situations}
    for situation in facts.situations:
        shown = {*situation.best, *situation.more}
        for own in sorted(before.get(situation.id, shown) - shown):
            card = f"kontakt-{own.replace(':', '-')}"
            led = [one for one in problems if one.kind is Kind.NO_HEADING]
            led = [one for one in led if one.names == (situation.page, card)]
            if led:
                what = f'"{situation.title}" visar inte längre {own}, men annat leder dit'
                fix = f"Ta tillbaka {own} efter best eller more. Ska det bort: ta också bort det"
                fix += f" som leder dit:{listed(dict.fromkeys(map(row_of, led), ''))}"
                yield [Problem(facts.place(situation, "more"), what, fix)], led


def _new_words_of_danger(facts: Facts, old: Facts, problems: list[Problem]) -> Told:
    """A new word of danger stands in sentences that have nothing to do with it: the word is told,
    not the pages."""
    before = {word for one in old.languages for word in one.danger}
    for one in facts.languages:
        for index, word in enumerate(one.danger):
            found = [each for each in problems if each.kind is Kind.OF_HELP]
            found = [each for each in found if word.casefold() in map(str.casefold, each.names)]
            if found and word not in before:
                place = facts.place(one, "danger", index)
                what = f'det nya ordet "{word}" under danger står i meningar utan nödnumret'
                fix = "Betyder det inte alltid fara? Ta bort det, eller skriv hela uttrycket. Ska"
                fix += " det stå: nämn nödnumret först i de här meningarna:"
                fix += listed(dict.fromkeys(map(row_of, found), ""))
                yield [Problem(place, what, fix)], found


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


def _repeated(facts: Facts, old: Facts, problems: list[Problem]) -> Told:
    """Of two entries with the same id, or the same words, the one is told of that readers do not
    have so: a copy may stand above what it is a copy of, or an id be changed to that of another."""

    def said(one: Entry) -> str:
        return one.model_dump_json(exclude={"id"})

    ids = {said(one): one.id for one in old.parts if isinstance(one, Entry)}
    for told in [one for one in problems if one.kind is Kind.REPEATED and one.names]:
        both = [one for one in facts.parts if isinstance(one, Entry) and one.id in told.names]
        both = [one for one in both if facts.place(one, "id").file == told.place.file]
        if [ids.get(said(one)) == one.id for one in both] != [False, True]:
            continue
        again, was = once_more(facts, *both), ids.get(said(both[0]))
        if was and was not in told.names:
            again = replace(again, fix=f"Skriv {was} igen. Ett id ändras aldrig.")
        row = row_of(again)
        yield [again], [told, *(one for one in problems if row_of(one) == row)]


def _changed_entries(facts: Facts, old: Facts, problems: list[Problem]) -> Told:
    """One fault for each entry that has another id, and one a file for those that went away from it
    though others still name them; and each number that nobody has called."""
    told = {one.place for one in problems}
    yield [one for one in unconfirmed(old, facts) if one.place not in told], []
    # While a file has the same text, what it holds is the same thing: nothing has gone from it.
    files = [name for name in FILES if getattr(old, name) is not getattr(facts, name)]
    # A revision has the same period as the strategy before it, but a text of its own.
    held = [each.strategy for each in (old, facts) if each.strategy]
    another = len({(one.period, one.transcript.source) for one in held}) > 1
    of_both = [name for name in files if not (another and name in EDITION_FILES)]
    renamed = [*_renamed(old, facts, of_both, problems)]
    for was, now in renamed:
        yield _renamed_id(facts, was, now, problems)
    for name in files if not another else ():
        yield from _gone_entries(old, facts, name, {was for was, _ in renamed}, problems)


def _renamed(
    old: Facts, facts: Facts, files: list[str], problems: list[Problem]
) -> Iterator[tuple[str, Entry | None]]:
    """Yields each old id with the entry that has a new one though its name is the same; with None
    where the new id is refused for its form, which is told already."""
    for name in files:
        before, after = (entries_in(getattr(each, name)) for each in (old, facts))
        gone = {
            (was.noun, _label(was)): was
            for key, was in before.items()
            if key not in after or _label(after[key]) != _label(was)  # or it is another's id now
        }
        for called, was in gone.items():
            if any((one.kind, *one.names) == (Kind.NO_ID, *called) for one in problems):
                yield was.id, None
        for key, now in after.items():
            then, same_id = gone.get((now.noun, _label(now))), before.get(key)
            if then and not (same_id and _label(same_id) == _label(now)):
                yield then.id, now


def _renamed_id(
    facts: Facts, was: str, now: Entry | None, problems: list[Problem]
) -> tuple[list[Problem], list[Problem]]:
    """Problems that name the old id or the new one, or stand on the new one's row, follow from
    it."""
    names = {was, now.id if now else was}
    place = facts.place(now, "id") if now else Place("")
    at = place.file, place.line
    followers = [one for one in problems if names & {*one.names} or row_of(one) == at]
    if now is None:
        return [], followers
    what = f'{now.noun} "{_label(now)}" har bytt id från "{was}" till "{now.id}"'
    fix = f"Skriv {was} igen. Ett id ändras aldrig, inte ens när namnet gör det: adresser,"
    return [
        Problem(place, what, f"{fix} sparade svar och översättningar hänger på det.")
    ], followers


def _gone_entries(
    old: Facts, facts: Facts, name: str, renamed: set[str], problems: list[Problem]
) -> Told:
    held, file = getattr(facts, name), data_file(name)
    before, after = entries_in(getattr(old, name)), entries_in(held)
    roles = {key for key, own in after.items() if isinstance(own, LocalRole)}  # named with LOCAL
    there = facts.lost | renamed  # what cannot be read for a fault of its own is not gone
    living = {own for _, own in after.keys() - roles} | there
    gone = [one for key, one in before.items() if key not in after and one.id not in there]
    many = len(gone) >= MANY or any(isinstance(one, Module) for one in gone)
    lost = {one.id for one in gone} - (set() if many else living)
    for one in gone:  # of a contact with the same id, which is there, nothing is told
        lost |= {one.id, LOCAL + one.id} if isinstance(one, LocalRole) else set()
    followers = [
        one
        for one in (problems if held else ())
        if lost & {*one.names}
        or (many and one.place.file == file)
        or (gone and name == "activities" and one.kind is Kind.OF_DOCUMENT)
    ]
    if not followers:
        return
    names = [f'"{_label(one)}"' for one in gone]
    if len(names) > 1:
        what = f"{len(names)} poster i {file} är borta: {and_more(names, 3)}"
        fix = "Ta tillbaka filen ur historiken, om de försvann av misstag. Ska de bort: ta bort"
        fix += " en i taget, så står det här vad som leder till den."
    elif name == "activities":
        what = f"{gone[0].noun} {names[0]} är borta, men står i det antagna dokumentet"
        fix = "Ta tillbaka den ur historiken."
    else:
        ways = dict.fromkeys([*map(row_of, followers), *_naming(facts.root, gone[0])], "")
        what = f"{gone[0].noun} {names[0]} är borta ur {file}, men annat leder dit"
        why = ": dess adress finns i bokmärken" if isinstance(gone[0], Situation) else ""
        fix = f"Ta tillbaka den ur historiken, om den försvann av misstag{why}. Ska den bort: ta"
        fix += f" också bort det som leder dit:{listed(ways)}"
    kind = [key for key in before if key[0] == gone[0].noun]
    near = beside((gone[0].noun, gone[0].id), kind, after)
    place = facts.place(after[near], "id") if near else Place(file)
    yield [Problem(place, what, fix)], followers


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
    """One fault for each heading that readers can link to and that has lost its id or got another,
    with all that leads there. What else is told on its row is the cause. The headings of a document
    that has just been taken in are its own, and not those of the one before."""
    source = f"data/{facts.strategy.transcript.source}" if facts.strategy else ""
    another = source and not (old.root / source).is_file()
    taken_in = {f"docs/{page}" for page in facts.document.pages} if another else set[str]()
    for file in (file for file in changed if file.startswith("docs/")):
        before, text = text_of(old.root / file), text_of(facts.root / file)
        were, new = headings(before), headings(text)
        known, present = ({one.id for one in each} for each in (were, new))
        page, here = file.removeprefix("docs/"), {one.id or one.words for one in new}
        if "\ufffd" in text and not new:
            continue  # it was saved so that it cannot be read, which is told
        there = [at for at, one in enumerate(were, 1) if (one.id or one.words) in here]
        tail = were[max(there, default=0) :]
        lost = [one for one in problems if one.place.file == file or _leads_to(page, one)]
        # What was saved over may have gone to another page.
        root, others = (old.root, [file]) if before else (facts.root, changed)
        if other := _copy_of(root, before, text, others):
            yield [Problem(Place(file), SAME.format(other), OVERWRITTEN)], lost
            continue
        if lost and len(tail) > 1 and len(new) <= len(were) - len(tail) + 1:  # one in half
            what = f'sidan slutar här: avsnittet "{shorten(tail[0].words, 50)}" och'
            what += f" {len(tail) - 1} till är borta"
            fix = "Ta tillbaka resten av sidan ur historiken."
            yield [Problem(Place(file, text.rstrip().count("\n") + 1), what, fix)], lost
            continue
        for at, was in enumerate(were):
            if not was.id or was.id in present:
                continue
            leading = [one for one in problems if _leads_to(page, one) and was.id in one.names]
            needed = [one for one in problems if (one.place.file, *one.names) == (file, was.id)]
            in_place = new[at] if len(new) == len(were) else None
            now = next((one for one in new if one.words == was.words), in_place)
            meant = now is None or now.id in known - {""}  # its text went too, or is another's now
            if not (leading or needed) and (meant or file in taken_in):
                continue
            after = {one.id or one.words for one in were[at:]}  # else it stood last
            below = now or next((one for one in new if (one.id or one.words) in after), None)
            place = Place(file, below.line if below else text.rstrip().count("\n") + 1)
            fault = _lost_id(place, was, now, leading, bool(needed))
            followers = [*leading, *needed]
            told = {row_of(one) for one in problems if one not in followers}
            yield [] if row_of(fault) in told else [fault], followers


def _lost_id(
    place: Place, was: Heading, now: Heading | None, leading: list[Problem], needed: bool
) -> Problem:
    """Returns the fault of a heading that has another id `now`, or is gone. What is `leading` there
    is listed; what is `needed` is its whole section."""
    what = f'rubriken "{shorten((now or was).words, 50)}"'
    if now:
        what += f' har inte kvar sitt id, "{was.id}"'
        fix = f"Skriv {{ #{was.id} }} sist på raden igen: bokmärken och länkar leder dit."
    else:
        what += " är borta"
        fix = f"Ta tillbaka {'avsnittet' if needed else 'raden'} ur historiken. Står det under en"
        fix += f" annan rubrik nu? Skriv {{ #{was.id} }} sist på den."
    if leading:
        what += f", men {in_places(leading)} leder dit"
        ways = listed(dict.fromkeys(map(row_of, leading), ""))
        fix += f" Hit leder de här ställena:{ways}"
    return Problem(place, what, fix)


def _copy_of(root: Path, was: str, now: str, changed: list[str]) -> str:
    """Returns the page whose text another was saved over with; "" where none was, or where it is
    more like what it `was`."""
    title, least = TITLE.findall(now), max(ALIKE, alike(was, now))
    for page in under(root / "docs", ".md") if TITLE.findall(was) != title else ():
        file, text = f"docs/{page}", text_of(root / "docs" / page)
        if file not in changed and TITLE.findall(text) == title and alike(text, now) >= least:
            return file
    return ""


def _label(entry: Entry) -> str:
    names = (getattr(entry, key, None) for key in ("title", "name", "text"))
    return shorten(next((str(name) for name in names if name), ""), 40)
