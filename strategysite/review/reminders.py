"""What a proposal changes and its editor may have forgotten: to confirm a number, to date and tell
of the change, to have it translated."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.checks.confirmed import PublicNumber, public_numbers
from strategysite.checks.signs import PERHAPS
from strategysite.data.facts import Facts, data_file
from strategysite.data.loading import load_files
from strategysite.data.model.changes import Change
from strategysite.data.phone_numbers import digits
from strategysite.data.translated import Lagging, lagging
from strategysite.pages.reading import SITE_FILE
from strategysite.parsing.git import differs, published, unpack
from strategysite.parsing.text import line_at, split_front_matter
from strategysite.problems import Kind, Place, Problem, near
from strategysite.review.harm import differences
from strategysite.review.spelling import FOREIGN, editors_files, misspelled, other_pages, text_of
from strategysite.search.words import STOP_WORDS, stem, words

COMPARED = ("data/", "docs/", SITE_FILE)
WHO_COMPARED = "Skriv i förslaget vem som har jämfört med det antagna dokumentet, och när."
TELL_READERS = "Är det värt att berätta för läsarna? Lägg till en rad i data/changes.yaml, {}."
UPDATED = re.compile(r"^updated:\s*[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
ONE_LETTER = 0.85  # of the name of a site: as near as "pollsen.se" is to another
SITE = re.compile(r"https?://(?:www\.)?([\w.-]+)")
LED_TO = re.compile(r"(\]\(|(?:href|src)=\")[^)\s\"]*")  # where a link leads is no text


@lru_cache(maxsize=2)  # an editor compares with the same one again and again
def _as_it_was(root: Path, day: date, commit: str) -> tuple[TemporaryDirectory[str], Facts]:
    """Returns a folder with the project as it was in a commit, which goes when the last who asked
    is done, and the facts that it held then: what is a fault by today's rules is left out."""
    folder = TemporaryDirectory()
    unpack(root, commit, Path(folder.name), COMPARED)
    return folder, load_files(Path(folder.name), day)[0]


def forgotten(facts: Facts, commit: str) -> list[Problem]:
    """Returns what a proposal that began at `commit` should be asked: first what can harm; then
    each number and watched page that changed while no change of it was written down, each page
    whose text is newer than its date, and each Swedish text that changed without its translations.
    Takes facts without problems."""
    folder, old = _as_it_was(facts.root, facts.today, commit)
    before, told = Path(folder.name), _told(old, facts)
    untold = [*_numbers(old, facts, told), *_pages(before, facts, told)]
    translated = [*_translations(old, facts)]
    at = {(one.place.file, one.place.line) for one in translated}  # one change, told once
    harm = _harm(before, old, facts)
    first = [one for one in harm if (one.place.file, one.place.line) not in at]
    return [*first, *sorted([*translated, *_dates(before, facts), *untold])]


def harmful(facts: Facts) -> list[Problem]:
    """Returns what is another than readers have now and can harm somebody if nobody meant it.

    Compares with the version that is published; silent where there is no git, or where no text is
    another. Takes facts without problems.
    """
    version = published(facts.root, facts.own.publication.branch)
    if version is None or not differs(facts.root, version, COMPARED):
        return []
    folder, old = _as_it_was(facts.root, facts.today, version)
    before, numbers = Path(folder.name), _numbers(old, facts, _told(old, facts))
    gone = [one for one in numbers if one.kind is not Kind.NEW_NUMBER]
    harm = [*_harm(before, old, facts), *sorted(gone)]
    told = {one.place.file for one in harm}
    return [*harm, *(one for one in _dates(before, facts) if one.place.file not in told)]


def _harm(before: Path, old: Facts, facts: Facts) -> list[Problem]:
    slips = [*_perhaps(before, facts.root)]
    rows = {(one.place.file, one.place.line) for one in slips}
    return [
        *_documents(before, facts.root),
        *_left_out(old, facts),
        *_confirmed_long_ago(old, facts),
        *slips,
        *(
            one
            for one in differences(before, old, facts)
            if one.kind is not Kind.NEW_TEXT or (one.place.file, one.place.line) not in rows
        ),
    ]


def _told(old: Facts, new: Facts) -> list[Change]:
    """Returns the changes that have been written down since."""
    before = {change.id for change in old.news}
    return [change for change in new.news if change.id not in before]


def _confirmed_long_ago(old: Facts, new: Facts) -> Iterator[Problem]:
    """A number is newly confirmed, by a day that is older than the municipality allows."""
    before, within = public_numbers(old), timedelta(days=new.own.publication.verify_within_days)
    for key, now in public_numbers(new).items():
        day = now.verified.latest_day if now.number and now.verified else new.today
        was = before.get(key, PublicNumber(None, "", now.place))
        numbers = {digits(one.number or "") for one in (was, now)}
        fresh = len(numbers) > 1 or (was.verified and was.verified.latest_day) != day
        if fresh and new.today - day > within:
            what = f"numret till {now.name} har en ny kontroll, från {day}"
            fix = "Stämmer året? Ring annars numret, och skriv dagens datum efter verified."
            yield Problem(now.place, what, fix)


def _numbers(old: Facts, new: Facts, told: list[Change]) -> Iterator[Problem]:
    """A number that the public sees is another, new or gone, and no row tells whose."""
    before, after = public_numbers(old), public_numbers(new)
    for key in sorted({*before, *after}):
        called = before[key].name if key in before else ""
        gone = PublicNumber(None, called, Place(data_file("contacts")))
        later = after.get(key, gone)
        was, now, name = before.get(key, gone).number, later.number, later.name
        if digits(was or "") == digits(now or "") or any(_names(change, name) for change in told):
            continue
        if was is None:
            what = f"{name} har fått ett nummer: {now}"
        elif now is None:
            what = f"numret till {name} visas inte längre: {was}"
        else:
            what = f"numret till {name} är ändrat från {was} till {now}"
        fix = TELL_READERS.format(f'och skriv "{name}" i den')
        kind = Kind.NEW_NUMBER if was is None else None
        yield Problem(later.place, what, fix, kind)


def _names(change: Change, name: str) -> bool:
    """Returns whether a change names a service, in whatever form of the words."""
    own, said = ({stem(word) for word in words(text)} for text in (name, change.text))
    own -= STOP_WORDS
    return bool(own) and own <= said


def _documents(before: Path, root: Path) -> Iterator[Problem]:
    """An adopted document is another: the lock of the pages follows it, so nothing else tells."""
    for path in sorted((before / "data" / "source").glob("*")):
        file = path.relative_to(before).as_posix()
        old, new = _both(file, before, root)
        if old == new:
            continue
        fix = f"Hur vet ni att dokumentet antogs med de nya orden? {WHO_COMPARED}"
        fix += " Är det bara sidan som ska ändras: ta tillbaka filen ur historiken."
        line = _first_new_text(old, new) or 1
        yield Problem(Place(file, line), "det antagna dokumentets text är ändrad", fix)


def _both(file: str, before: Path, root: Path) -> tuple[str, str]:
    """Returns what a file held and holds; two empty texts where it is not in both versions."""
    if not (before / file).is_file() or not (root / file).is_file():
        return "", ""
    return text_of(before / file), text_of(root / file)


def _left_out(old: Facts, new: Facts) -> Iterator[Problem]:
    """More of the adopted document than before is said to be shown by something else, or to belong
    to the paper: its words are on no page."""
    if not old.strategy or not new.strategy:
        return
    was, now = old.strategy.transcript, new.strategy.transcript
    before = {(one.lines, one.reason) for one in (*was.replaced, *was.layout)}
    for one in (*now.replaced, *now.layout):
        if (one.lines, one.reason) not in before:
            what = f"rad {one.lines} i det antagna dokumentet visas inte ord för ord"
            fix = f"Hur vet ni att de orden inte ska stå på sidan? {WHO_COMPARED}"
            yield Problem(new.place(one, "lines"), what, f"{fix} Ta annars bort raden här.")


def _perhaps(before: Path, root: Path) -> Iterator[Problem]:
    """What is new may be a slip: the address of a home, a word that stands twice."""
    was, now = editors_files(before), editors_files(root)
    yield from (*misspelled(was, now), *other_pages(was, now))
    sites = {site for text in was.values() for site in SITE.findall(text)}
    for name, text in now.items():
        known = was.get(name, "")
        if text == known or "\nkind: adopted\n" in text:
            continue
        lines, before_it = text.splitlines(), set(known.splitlines())
        top = len(text) - len(re.sub(r"\A(?:#.*\n)*", "", text))  # what the command schema writes
        signs = [sign for sign in PERHAPS if not (sign.swedish and FOREIGN.search(text))]
        found = [(sign, one) for sign in signs for one in sign.found(text) if one.start() >= top]
        had = Counter((sign.what, one[0]) for sign in signs for one in sign.found(known))
        has = Counter((sign.what, one[0]) for sign, one in found)
        for sign, one in found:
            line, column = line_at(text, one.start())
            more = has[sign.what, one[0]] > had[sign.what, one[0]]
            same = before_it.issuperset(lines[line - 1 : line + one[0].count("\n")])
            if more and (not same or one.groupdict().get("again")):  # the second is new
                yield Problem(Place(name, line, column, len(one[0])), sign.told(one[0]), sign.fix)
        for link in SITE.finditer(text) if name.endswith(".md") else ():
            longer = [f'Menade du "{one}"?' for one in sites if link[1].startswith(f"{one}.")]
            like = near(link[1], sites, ONE_LETTER) or "".join(longer[:1])
            if like and link[1] not in sites:
                place = Place(name, line_at(text, link.start())[0])
                what = f"länken leder till en ny webbplats, {link[1]}, vars namn liknar en annans"
                yield Problem(place, what, f"{like} Öppna adressen: är det rätt avsändare?")


def _pages(before: Path, facts: Facts, told: list[Change]) -> Iterator[Problem]:
    """The text of a watched page is another than before, and no row leads to it; its first lines,
    with the dates, do not count."""
    known = {change.page.partition("#")[0] for change in told if change.page}
    for watched in facts.changes.watched if facts.changes else ():
        file = watched.partition("#")[0]
        line = _first_new_text(*_both(f"docs/{file}", before, facts.root))
        if line and file not in known:
            fix = TELL_READERS.format(f"med page: {file}")
            yield Problem(Place(f"docs/{file}", line), "sidans text är ändrad", fix)


def _dates(before: Path, facts: Facts) -> Iterator[Problem]:
    """The text of a page is another than before, and the day that it says it was changed is not."""
    for path in sorted((facts.root / "docs").rglob("*.md")):
        name = path.relative_to(facts.root).as_posix()
        texts = _both(name, before, facts.root)
        was, now = (UPDATED.search(text) for text in texts)
        if not was or not now or now[1] != was[1] or now[1] == str(facts.today):
            continue
        if _first_new_text(*(LED_TO.sub(r"\1", text) for text in texts)):
            line, _ = line_at(texts[1], now.start())
            what = f"sidans text är ändrad, men updated är {now[1]} som förut"
            fix = f"Skriv dagen då texten ändrades, till exempel {facts.today}."
            yield Problem(Place(name, line), what, fix)


def _translations(old: Facts, new: Facts) -> Iterator[Problem]:
    """A Swedish text is another than its translations were made from, and was not before."""
    before = {(entry.thing, entry.language.code, entry.now) for entry in lagging(old)}
    found: dict[str, list[Lagging]] = defaultdict(list)
    for entry in lagging(new):
        if (entry.thing, entry.language.code, entry.now) not in before:
            found[entry.thing].append(entry)
    for thing, entries in found.items():
        names = ", ".join(entry.language.name for entry in entries)
        rows = ", ".join(str(entry.of) for entry in entries)
        what = f"{thing} är inte längre den svenska som är översatt till {names}"
        fix = "Stämmer översättningarna? Ändra dem om det behövs, och skriv den nya svenskan"
        yield Problem(entries[0].swedish, what, f"{fix} efter of: {rows}.")


def _first_new_text(old: str, new: str) -> int | None:
    """Returns the line of `new`, from 1, where its text first differs; an empty line is no text."""
    bodies = [(split_front_matter(text) or ("", text))[1] for text in (old, new)]
    was, now = ([line for line in body.splitlines() if line.strip()] for body in bodies)
    lines = [number for number, line in enumerate(bodies[1].splitlines(), 1) if line.strip()]
    before = new.removesuffix(bodies[1]).count("\n")
    rows = enumerate(zip_longest(was, now))
    at = next((number for number, (old, new) in rows if old != new), None)
    return None if at is None else before + [*lines, len(bodies[1].splitlines())][at]
