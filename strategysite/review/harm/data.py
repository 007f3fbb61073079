"""What of data/ can harm: whom a contact or a situation leads to, and what was confirmed of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from strategysite.checks.confirmed import public_numbers
from strategysite.data.facts import Facts
from strategysite.data.model.contacts import DAYS, IN_SWEDISH, LOCAL
from strategysite.data.model.orientation import NUMBER_OF
from strategysite.parsing.tables import table
from strategysite.parsing.yaml import ORIGIN, Document, KeyPath, parse_yaml
from strategysite.problems import Problem, and_more, beside, from_difference, shorten
from strategysite.review.harm.words import MEANT, mended, pairs, says_less

KNOWN_BY, CALLED, ORDERED, OF_DOCUMENT, FREE, LEAVING, WHY = table(__file__).values()
CONFIRMED = ("verified", "read")
PEOPLE = ("best", "more")  # of a situation: whom it shows
ADOPTED = ("activities.yaml", "strategy.yaml")  # what is new in it is no news of ours
TELLING = (*ADOPTED, "orientation.yaml")  # their words lead nobody anywhere, but the numbers do
IN_DOCUMENT = "Står det så i det antagna dokumentet? Ta annars bort det."
A_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
DAY: dict[Any, str] = dict(zip((*DAYS, *IN_SWEDISH), IN_SWEDISH * 2, strict=True))
SHOWN_WITH = {"hours": "öppettiderna för ", "email": "e-postadressen till "}
MOST = 4  # keys that are named
NOTHING = "inget"


@dataclass(frozen=True)
class _Entry:
    """An entry of a list, or the file itself: where it is, what it holds, and its own values."""

    path: KeyPath
    held: dict[str, Any]
    leaves: dict[KeyPath, Any]

    @property
    def called(self) -> str:
        return next((shorten(str(self.held[key]), 50) for key in CALLED if self.held.get(key)), "")

    def confirmed(self, leaf: KeyPath) -> Any:
        """Returns what confirms a value: of the nearest around it that is said to be confirmed."""
        around = [self.held]
        for key in leaf[:-1]:
            inner = around[0].get(str(key))
            around.insert(0, inner if isinstance(inner, dict) else {})
        return next((each[key] for each in around for key in CONFIRMED if key in each), None)


def data_differences(name: str, old: str, new: str, lost: set[str]) -> Iterator[Problem]:
    """Yields the differences of the file `name` of data/, whose text was `old`: one an entry. What
    is gone with an entry whose id is among those `lost` is told where the entry was."""
    was, now = (parse_yaml(name, text)[0] for text in (old, new))
    if not was or not now:
        return
    before = _entries(was)
    after = _called_as_before(before, _entries(now))
    gone = {own: entry for own, entry in before.items() if own not in after}
    for own, entry in gone.items():
        within = any(own[:steps] in gone for steps in range(1, len(own)))  # told with that one
        if not within and own[0] not in LEAVING:
            near = beside(own, [one for one in before if one[:-1] == own[:-1]], after)
            place = now.place(*(after[near].path if near else entry.path[:-1]))
            called = entry.called
            yield Problem(place, f'"{called}" är borttaget', MEANT, names=(called,))
    ways = {own: _newly_confirmed(before[own], after[own]) for own in after if own in before}
    if later := [after[own] for own, way in ways.items() if way]:
        named = and_more([f'"{one.called}"' for one in later], MOST)
        what = f"{named}: kontrollen är ny, men inget annat är ändrat"
        fix = "Har någon ringt, eller läst källan igen, den dagen? Skriv i förslaget vem."
        fix += " Ta annars tillbaka det som stod."
        # Of more than one a row of news tells only one.
        names = (later[0].called,) if len(later) == 1 else ()
        place = now.place(*later[0].path, *next(filter(None, ways.values())))
        yield Problem(place, what, fix, names=names)
    for own, entry in after.items():
        if [*own[:1]] in OF_DOCUMENT and own not in before:
            yield Problem(now.place(*entry.path), f'"{entry.called}" har kommit till', IN_DOCUMENT)
    rows = [[own for own in each if own in before and own in after] for each in (before, after)]
    others = [pair for pair in zip(*rows, strict=True) if pair[0] != pair[1]]
    for one, other in [pair for pair in others if [*pair[1][:1]] in ORDERED][:1]:
        down = rows[0].index(other) == rows[0].index(one) + 1  # it is the first that has moved
        moved = after[one if down else other]
        what = f'"{moved.called}" står på en annan plats i listan'
        yield Problem(now.place(*moved.path), what, MEANT)
    ids = lost.union(str(own[-1]) for own in gone)
    alike: dict[str, list[Problem]] = defaultdict(list)  # what differs in the same way
    both = [own for own in after if own in before]
    for own in both:
        entry = after[own]
        for one in _entry(name, now, before[own], entry, ids):
            alike[one.what.removeprefix(f'"{entry.called}"')].append(one)
    for what, (first, *rest) in alike.items():
        if len(rest) < MOST:
            yield from (first, *rest)
        else:
            yield replace(first, what=f"{first.what.removesuffix(what)} och {len(rest)} till{what}")


def course_differences(old: Facts, new: Facts) -> Iterator[Problem]:
    """Yields a problem for each new question that says no to an answer which is said to be right;
    and where the version, which a certificate is of, is an older one."""
    was, now = old.orientation, new.orientation
    if not was or not now:
        return
    known = {one.id for one in was.questions}
    for one in [own for own in now.questions if own.id not in known]:
        for option in [own for own in one.options if own.right and own.feedback.startswith("Nej")]:
            what = f'svaret "{shorten(option.text, 40)}" är rätt, men det som sägs om det börjar'
            what = f'"{shorten(one.text, 50)}": {what} med Nej'
            yield Problem(new.place(option, "right"), what, MEANT)
    versions = [was.version, now.version]
    if versions != sorted(versions, key=lambda own: [*map(int, own.split("."))]):
        what = f"kursens version går bakåt: {' till '.join(versions)}"
        yield Problem(new.place(now, "version"), what, MEANT)


def situation_differences(old: Facts, new: Facts) -> Iterator[Problem]:
    """Yields a problem for each situation that shows who is there only for those who meet the
    question at work, and showed nobody such before; or that begins with one who is not shown, or no
    longer with the number for an emergency; or that had a number to ring, and has none."""
    work = {one.id for one in new.services if one.professionals_only}
    hidden = {one.id for one in new.services if not one.published}
    urgent = {one.id for one in new.services if one.emergency}
    stood = {one.id: one for one in old.situations}
    for one in new.situations:
        was = stood.get(one.id, one)
        shown, had = ({*each.best, *each.more} for each in (one, was))
        told = f'"{one.title}"'
        if work & shown and not work & had:
            what = (
                f"{told} visar nu {', '.join(sorted(work & shown))}, som bara är till för den som"
            )
            yield Problem(new.place(one), f"{what} möter frågan i sitt arbete", MEANT)
        for at, own in enumerate(one.best):
            if own in hidden and own not in was.best:
                what = f"{told} börjar med {own}, som inte visas: ingen har kontrollerat den"
                yield Problem(new.place(one, "best", at), what, MEANT)
        if urgent & {*was.best} and not urgent & {*one.best}:
            what = f"{told} har inte kvar nödnumret bland de första"
            yield Problem(new.place(one, "best"), what, MEANT)
        if _ringing(old) & had and not _ringing(new) & shown:
            what = f"{told} har inte kvar något nummer att ringa"
            yield Problem(new.place(one, "best"), what, MEANT)  # told with what has gone


def _ringing(facts: Facts) -> set[str]:
    """Returns whom the public sees a number of: services, and roles or who stands in for them."""
    known = {key for key, one in public_numbers(facts).items() if one.number}
    return known | {LOCAL + key for key, one in facts.roles.items() if one.stand_in in known}


def _entry(
    name: str, document: Document, was: _Entry, now: _Entry, gone: set[Any]
) -> Iterator[Problem]:
    leaves = sorted({*was.leaves, *now.leaves}, key=str)
    for leaf in leaves:
        old, new = was.leaves.get(leaf), now.leaves.get(leaf)
        if {*CONFIRMED} & {*leaf} and leaf[-1] in ("date", "read") and old and new and new < old:
            what = f'"{now.called}": kontrollen är äldre än förut ({old})'
            yield Problem(document.place(*now.path, *leaf), what, MEANT)
    changed = [leaf for leaf in leaves if _can_harm(name, was, now, leaf, gone)]
    if changed:
        what = _what(was, now, changed)
        what = f'"{now.called}": {what}' if now.called and now.path else what
        if all(now.confirmed(leaf) is not None for leaf in changed):
            what += ", men kontrollen är den gamla"
        both = ((was.leaves.get(leaf), now.leaves.get(leaf)) for leaf in changed[:MOST])
        earlier = "; ".join(_written(*values) for values in both)
        first, had = now.leaves.get(changed[0]), was.leaves.get(changed[0]) or []
        rows = (
            [n for n, own in enumerate(first) if own not in had] if isinstance(first, list) else []
        )
        place = document.place(*now.path, *changed[0], *rows[:1])
        stood = (
            f"Förut: {earlier.rstrip('.')}." if earlier != NOTHING else "Det stod inte där förut."
        )
        yield Problem(place, what, f"{stood} {MEANT}")
    withheld: list[tuple[str, ...]] = [("hours", "verified"), ("email", "verified")]
    withheld += [] if "phone" in now.held else [("verified",)]  # of a number it is told as such
    for key in withheld:
        if _lost(was.held, now.held, key):
            shown = f'{SHOWN_WITH.get(key[0], "")}"{now.called}"'
            what = f"{shown} visas inte längre: {'.'.join(key)} är tomt"
            yield Problem(document.place(*now.path, *key), what, MEANT)


def _can_harm(name: str, was: _Entry, now: _Entry, leaf: KeyPath, gone: set[Any]) -> bool:
    """Returns whether a value that is another than before can harm, and is told nowhere else."""
    old, new = was.leaves.get(leaf) or None, now.leaves.get(leaf) or None
    free = {*FREE, *CONFIRMED} & {*leaf} and not (leaf[-1] == "of" and new is None)
    if old == new or free or (new is None and gone & {*leaf}):
        return False
    rung = [NUMBER_OF.findall(str(one)) for one in (old, new)]
    told_only = name.endswith(TELLING) and rung[0] == rung[1]
    if told_only and isinstance(old, str) and " " in old and isinstance(new, str):
        return says_less(old, new, False)
    confirmed = now.confirmed(leaf)
    fresh = was.confirmed(leaf) != confirmed and not now.held.get("emergency")
    if fresh or _same(leaf, old, new, gone, confirmed is not None):
        return False
    if confirmed is not None:
        return True
    told = new in ("true", "false") or name.endswith(ADOPTED)
    # What is new in an entry that nothing confirms does no harm; a text that is translated is told
    # with its translations.
    return (old is not None or told) and not _translated(was, now, leaf)


def _newly_confirmed(was: _Entry, now: _Entry) -> KeyPath:
    """Returns where a confirmation has a later day, or its first, if nothing else of the entry is
    another: what the day rests on is as it was, or nothing was confirmed. The municipality knows
    its own numbers, whose entries have no id."""
    own = "id" not in now.held
    leaves = sorted({*was.leaves, *now.leaves}, key=str)
    both = [(leaf, str(was.leaves.get(leaf)), str(now.leaves.get(leaf))) for leaf in leaves]
    changed = [(leaf, old, new) for leaf, old, new in both if old != new]
    alone = all(
        {*CONFIRMED} & {*leaf}
        and (
            (old == str(None) and not own)
            or (A_DAY.sub("", old) == A_DAY.sub("", new) and old < new)
        )
        for leaf, old, new in changed
    )
    return changed[0][0] if changed and alone else ()


def _what(was: _Entry, now: _Entry, changed: list[KeyPath]) -> str:
    """Returns what has happened to an entry, whose values `changed` differ from before."""
    shown = [[own for key in PEOPLE for own in one.held.get(key) or ()] for one in (was, now)]
    if gone := [own for own in shown[0] if own not in shown[1]]:
        return f"visar inte längre {', '.join(gone)}"
    if all(leaf[-1] in PEOPLE for leaf in changed):
        return "visar kontakterna i en annan ordning"
    keys = [_key(now, leaf) for leaf in changed]
    why = next((f": {WHY[leaf[-1]]}" for leaf in changed if leaf[-1] in WHY), "")
    rung = [Counter(NUMBER_OF.findall(str(one.leaves))) for one in (was, now)]
    if lost := rung[0] - rung[1]:
        come = f", men {', '.join(rung[1] - rung[0])}" if rung[1] - rung[0] else ""
        why = f": {', '.join(lost)} visas inte längre{come}"
    there = any(now.leaves.get(leaf) is not None for leaf in changed)
    return f"{and_more(keys, MOST)} är {'ändrat' if there else 'borttaget'}{why}"


def _key(now: _Entry, leaf: KeyPath) -> str:
    """Returns what a value is called; of a translation also whose it is, by the name in Swedish."""
    if leaf[0] != "texts":
        return ".".join(map(str, leaf))
    _, _, own, key, language = leaf
    whose = f'"{key}" för {now.leaves.get((*leaf[:3], "name", "of"), own)}'
    return f'"of" till {whose}' if language == "of" else f"{whose} på språket {language}"


def _same(leaf: KeyPath, old: Any, new: Any, gone: set[Any], confirmed: bool) -> bool:
    if leaf[-1] == "weekly":  # rows may be divided, or stand in another order
        return _days(old) == _days(new)
    if leaf[-1] in PEOPLE:
        left = [name for name in old or () if name not in gone]
        rest = iter(new or ())
        return all(name in rest for name in left) and (not left or left[0] == (new or [""])[0])
    if isinstance(old, list) and isinstance(new, list) and all(isinstance(i, str) for i in old):
        return not Counter(old) - Counter(new)
    if not isinstance(old, str) or not isinstance(new, str) or " " not in old:
        return leaf[-1] == "address" and str(old).casefold() == str(new).casefold()
    if NUMBER_OF.findall(old) != NUMBER_OF.findall(new):  # what is put in stands elsewhere
        return False
    return mended(old, new) if confirmed else not says_less(old, new, True)


def _days(weekly: Any) -> set[tuple[Any, ...]]:
    """Returns the times of a week, a day each: one that begins when another ends goes on with
    it."""
    rows = [one for one in weekly or () if isinstance(one, dict)]
    week: dict[tuple[Any, ...], Any] = {}  # when each begins, by the day and when it ends
    for one in sorted(rows, key=lambda row: str(row.get("from"))):
        for day in one.get("days") or ():
            opens = week.pop((day, one.get("from")), one.get("from"))
            week[day, one.get("to")] = opens
    return {*week.items()}


def _translated(was: _Entry, now: _Entry, leaf: KeyPath) -> bool:
    """The Swedish that a translation is made from is another."""
    of = (*leaf[:-1], "of")
    return of in now.leaves and was.leaves.get(of) != now.leaves[of]


def _lost(was: Any, now: Any, path: tuple[str, ...]) -> bool:
    for key in path[:-1]:
        was, now = was.get(key) or {}, now.get(key) or {}
    return bool(was.get(path[-1])) and path[-1] in now and not now[path[-1]]


def _written(value: Any, new: Any = None) -> str:
    """Returns a value as it was; of a text that is a `new` one now, from where they differ."""
    if isinstance(value, str) and isinstance(new, str):
        return from_difference(value, new)[0]
    if isinstance(value, list):
        left = [one for one in value if one not in new] if isinstance(new, list) else []
        lost = left if len(left) < len(value) else []  # of a long one what it no longer has
        return f"{'också ' if lost else ''}[{', '.join(map(_written, lost or value))}]"
    if isinstance(value, dict):  # "fredag 09:00 12:00", "2026-12-24 closed: true"
        said = {key: _written(own).strip("[]") for key, own in value.items()}
        return " ".join(f"{key}: true" if own == "true" else own for key, own in said.items())
    return shorten(str(value), 60) if value is not None else NOTHING


def _entries(document: Document) -> dict[KeyPath, _Entry]:
    """Returns the file itself and each entry of its lists, by the names on the way to it."""
    found: dict[KeyPath, _Entry] = {}
    entries: list[tuple[KeyPath, KeyPath, dict[str, Any]]] = [((), (), document.data)]
    for own, path, held in entries:
        leaves: dict[KeyPath, Any] = {}
        found[own] = _Entry(path, _plain(held), leaves)
        values: list[tuple[KeyPath, Any]] = [((), held)]
        for inside, value in values:
            if isinstance(value, dict):
                values += [((*inside, key), inner) for key, inner in value.items() if key != ORIGIN]
            elif isinstance(value, list) and value and all(map(_known, value)):
                entries += [
                    ((*own, *inside, _known(item)), (*path, *inside, index), item)
                    for index, item in enumerate(value)
                ]
            else:
                leaves[inside] = _plain(value)
    return found


def _called_as_before(
    before: dict[KeyPath, _Entry], after: dict[KeyPath, _Entry]
) -> dict[KeyPath, _Entry]:
    """Returns the entries as they are `after`, where one that is known by its words alone has the
    name that it had before, though some of the words are others."""
    lists: dict[KeyPath, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for at, entries in enumerate((before, after)):
        for *around, name in filter(None, entries):
            if " " in str(name):
                lists[(*around,)][at].append(str(name))
    names = {
        (*around, new): (*around, old)
        for around, both in lists.items()
        for old, new in pairs(*both)
    }
    return {names.get(one, one): entry for one, entry in after.items()}


def _plain(value: Any) -> Any:
    """Returns a value without its origin, and days by one name each, so that it can be compared."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if key != ORIGIN}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return DAY.get(value.casefold(), value) if isinstance(value, str) else value


def _known(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    named = (re.sub(r"(?<=\d) (?=\d)", "", str(item[key])) for key in KNOWN_BY if item.get(key))
    return next((name for name in named if not re.match(r"\d+:", name)), "")  # a time is none
