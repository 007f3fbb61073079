"""What a proposal changes and its editor may have forgotten: to confirm a number, to date and tell
of the change, to have it translated."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from strategysite.checks.confirmed import PublicNumber, copied, public_numbers
from strategysite.checks.earlier import COMPARED, as_it_was
from strategysite.checks.signs import PERHAPS
from strategysite.data.adopted import days_in
from strategysite.data.facts import Facts, data_file
from strategysite.data.joining import OF
from strategysite.data.model.changes import Change
from strategysite.data.model.contacts import ExceptionDay
from strategysite.data.model.follow_up import Evidence
from strategysite.data.model.sources import Source
from strategysite.data.phone_numbers import digits
from strategysite.data.translated import SWEDISH, Lagging, lagging, same_wording, translated_texts
from strategysite.parsing.files import under
from strategysite.parsing.git import differs, published
from strategysite.parsing.text import line_at, lines_that_differ, text_of, without
from strategysite.problems import Kind, Place, Problem, and_more, beside, near
from strategysite.review.harm import differences
from strategysite.review.harm.pages import first_news
from strategysite.review.harm.words import MEANT, mended
from strategysite.review.spelling import FOREIGN, editors_files, misspelled, other_pages
from strategysite.search.words import telling_words

WHO_COMPARED = "Skriv i förslaget vem som har jämfört med det antagna dokumentet, och när."
TELL_READERS = "Är det värt att berätta för läsarna? Lägg till en rad i data/changes.yaml, {}."
UPDATED = re.compile(r"^updated:\s*[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
MOST = 6  # rows of a page that are named
LONGEST = 366  # days that whoever is told of a weakness may be said to be there for
ONE_LETTER = 0.85  # of the name of a site: as near as "pollsen.se" is to another
SITE = re.compile(r"https?://(?:www\.)?([\w.-]+)")
CODE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n](?:.*?[^`\n])?\1(?!`)")
FENCES = re.compile(r"^ *(?:```|~~~)", re.MULTILINE)
LED_TO = re.compile(r"(\]\(|(?:href|src)=\")[^)\s\"]*")  # where a link leads is no text


def forgotten(facts: Facts, commit: str) -> list[Problem]:
    """Returns what a proposal that began at `commit` should be asked: first what can harm; then
    each number and watched page that changed while no change of it was written down, each page
    whose text is newer than its date, and each Swedish text that changed without its translations.
    Takes facts without problems."""
    old = as_it_was(facts.root, facts.today, commit)
    told = _told(old, facts)
    untold = [*_numbers(old, facts, told), *_pages(old, facts, told)]
    return _reminders(old, facts, [*_translations(old, facts), *untold])


def harmful(facts: Facts) -> list[Problem]:
    """Returns what is another than readers have now and can harm somebody if nobody meant it.

    Compares with the version that is published; silent where there is no git, or where no text is
    another. Takes facts without problems.
    """
    publication = facts.own.publication
    version = published(facts.root, publication.branch)
    if version is None or not differs(facts.root, version, COMPARED):
        return []
    old = as_it_was(facts.root, facts.today, version)
    numbers = _numbers(old, facts, _told(old, facts))
    gone = [one for one in numbers if one.kind is not Kind.NEW_NUMBER]
    gone += _translations(old, facts)
    return _reminders(old, facts, gone)


def _reminders(old: Facts, facts: Facts, changed: list[Problem]) -> list[Problem]:
    """Returns what can harm first, then what has `changed`; all of a page, of the strategy's own
    file, or of a row of data, as one, and so all that is translated, and all new text of help that
    nothing else is told of."""
    perhaps = [*_perhaps(old, facts)]
    found = [
        *_documents(old, facts),
        *_left_out(old, facts),
        *_of_another_year(old, facts),
        *copied(old, facts),
        *perhaps,
        *_made_from(old, facts),
        *(one for one in differences(old, facts) if not _said(_told(old, facts), one.names)),
        *sorted([*changed, *_dates(old, facts)]),
    ]
    translated = {f"docs/{one.page}" for one in facts.languages if one.code != SWEDISH}
    groups: dict[str, list[Problem]] = {}
    places = {str(one.place) for one in found if one.kind is not Kind.NEW_TEXT}
    # A slip of the pen does not say that what it is in is new.
    news = {str(one.place): f" {one.fix}" for one in found if one.kind is Kind.NEW_TEXT}
    slips = {one: replace(one, fix=one.fix + news.get(str(one.place), "")) for one in perhaps}
    for one in (slips.get(own, own) for own in found):
        file, new = one.place.file, one.kind is Kind.NEW_TEXT
        own = file if file.endswith((".md", "strategy.yaml")) else str(one.place)
        if file in translated or file.startswith("data/translations/"):
            own = ""
        if not (new and str(one.place) in places):
            groups.setdefault("new" if new else own, []).append(one)
    for own, (first, *others) in groups.items():
        told = (one.what if one.fix == first.fix else f"{one.what}. {one.fix}" for one in others)
        rows = (f"\n    {one.place}: {what}" for one, what in zip(others, told, strict=True))
        groups[own] = [replace(first, fix=first.fix + "".join(rows))]
    return [one for (one,) in groups.values()]


def _told(old: Facts, new: Facts) -> list[Change]:
    """Returns the changes that have been written down since."""
    before = {change.id for change in old.news}
    return [change for change in new.news if change.id not in before]


def _of_another_year(old: Facts, new: Facts) -> Iterator[Problem]:
    """A number is newly confirmed by a day that is older than the municipality allows, or a day
    until which something holds is new, and has passed or is more than a year away; or a day with
    other hours is new, and has been; or a change or a source is new, and of a day as old as such
    a number's; or what a report rests on is from a day to come."""
    before, within = public_numbers(old), timedelta(days=new.own.publication.verify_within_days)
    for key, number in public_numbers(new).items():
        day = number.verified.latest_day if number.number and number.verified else new.today
        had = before.get(key, PublicNumber(None, "", number.place))
        same = digits(had.number or "") == digits(number.number or "")
        same = same and (had.verified and had.verified.latest_day) == day
        if new.today - day > within and not same:
            written = number.verified and (number.verified.date or number.verified.read)
            what = f"numret till {number.name} har en ny kontroll, från {written}"
            fix = 'Stämmer året? Ring annars numret, och skriv "ringde" och dagens datum efter'
            fix += " verified."
            yield Problem(number.place, what, fix)
    rested_on = {one.text for one in old.parts if isinstance(one, Evidence)}
    for evidence in [one for one in new.parts if isinstance(one, Evidence)]:
        later = max(days_in(evidence.text), default=new.today)
        if later > new.today and evidence.text not in rested_on:
            what = f"belägget nämner en dag som inte har varit: {later}"
            yield Problem(new.place(evidence, "text"), what, "Stämmer året?")
    hours, news = "dagen med andra öppettider har redan varit", "en ny ändring har en gammal dag"
    source = "en källa lästes för länge sedan"
    for kind, key, first, what, right in (
        (ExceptionDay, "date", new.today, hours, "en dag som kommer"),
        (Change, "date", new.today - within, news, "dagen då den publicerades"),
        (Source, "read", new.today - within, source, "dagen då någon läste den"),
    ):
        known = {getattr(one, key) for one in old.parts if isinstance(one, kind)}
        for one in new.parts:
            day = getattr(one, key) if isinstance(one, kind) else new.today
            if day < first and day not in known:
                fix = f"Stämmer året? Skriv {right}."
                yield Problem(new.place(one, key), f"{what}: {day}", fix)
    was, now = old.own.security, new.own.security
    days = (now.expires - new.today).days if now else 0
    if now and not 0 <= days <= LONGEST and (was is None or was.expires != now.expires):
        what = f"adressen för säkerhetsbrister gäller till och med {now.expires}"
        what += ", en dag som har passerat" if days < 0 else ", mer än ett år fram"
        fix = "Stämmer året? Skriv en dag som kommer, högst ett år fram."
        yield Problem(new.place(now, "expires"), what, fix)


def _numbers(old: Facts, new: Facts, told: list[Change]) -> Iterator[Problem]:
    """A number is another, new or gone and no row tells whose; or another's, whatever is told."""
    before, after = public_numbers(old), public_numbers(new)
    held = [(before, "hade förut"), (after, "också har")]
    stood, left = [one.id for one in old.services], {one.id: one for one in new.services}
    for key in sorted({*before, *after}):
        called = before[key].name if key in before else ""
        other = beside(key, stood, left) if key in stood else None
        place = new.place(left[other]) if other else Place(data_file("contacts"))
        gone = PublicNumber(None, called, place)
        later = after.get(key, gone)
        was, now, name = before.get(key, gone).number, later.number, later.name
        rest = [(one, has) for of, has in held for own, one in of.items() if own != key]
        rest = [(one, has) for one, has in rest if one.name != name]  # whom it stands in for
        others = {digits(one.number or ""): f"{one.name} {has}" for one, has in rest}
        also = others.get(digits(now)) if now else None
        said = _said(told, (name,))
        if digits(was or "") == digits(now or "") or (said and not also):
            continue
        if was is None:
            what = f"{name} har fått ett nummer: {now}"
        elif now is None:
            what = f"numret till {name} visas inte längre: {was}"
        else:
            what = f"numret till {name} är ändrat från {was} till {now}"
        what += f", som {also}" if also else ""
        fix = TELL_READERS.format(f'och skriv "{name}" i den')
        fix = f"{MEANT} {fix}" if now is None else fix
        fix = "Jämför med källan: är det rätt nummer?" if also else fix
        news = Kind.NEW_NUMBER if was is None and not also else None
        yield Problem(later.place, what, fix, news)


def _names(change: Change, name: str) -> bool:
    """Returns whether a change names a service, in whatever form of the words."""
    own = telling_words(name)
    return bool(own) and own <= telling_words(change.text)


def _said(told: list[Change], names: tuple[str, ...]) -> bool:
    """Returns whether a change that was written down names one of what has these names."""
    return any(_names(change, name) for change in told for name in names)


def _documents(old: Facts, facts: Facts) -> Iterator[Problem]:
    """An adopted document is another: the lock of the pages follows it, so nothing else tells."""
    for file in (f"data/source/{name}" for name in under(old.root / "data/source")):
        was, now = _both(file, old, facts)
        if was.rstrip() == now.rstrip():
            continue
        fix = f"Hur vet ni att dokumentet antogs med de nya orden? {WHO_COMPARED}"
        fix += " Är det bara sidan som ska ändras: ta tillbaka filen ur historiken."
        first, *others = lines_that_differ(was, now)
        what = "det antagna dokumentets text är ändrad"
        what += f", också på rad {and_more([str(one) for one in others], MOST)}" if others else ""
        yield Problem(Place(file, first), what, fix)


def _both(file: str, old: Facts, facts: Facts) -> tuple[str, str]:
    """Returns what a file held and holds; two empty texts where it is not in both versions."""
    was, now = old.root / file, facts.root / file
    return (text_of(was), text_of(now)) if was.is_file() and now.is_file() else ("", "")


def _left_out(old: Facts, new: Facts) -> Iterator[Problem]:
    """More of the adopted document than before is said to be shown by something else, or to belong
    to the paper: its words are on no page."""
    if not old.strategy or not new.strategy:
        return
    was, now = old.strategy.transcript, new.strategy.transcript
    before = {(one.lines, one.reason) for one in (*was.replaced, *was.layout)}
    rows = [one for one in (*now.replaced, *now.layout) if (one.lines, one.reason) not in before]
    if rows:
        lines = ", ".join(str(one.lines) for one in rows)
        what = f"rad {lines} i det antagna dokumentet visas inte ord för ord"
        fix = f"Hur vet ni att de orden inte ska stå på sidan? {WHO_COMPARED}"
        yield Problem(new.place(rows[0], "lines"), what, f"{fix} Ta annars bort raden här.")


def _perhaps(old: Facts, facts: Facts) -> Iterator[Problem]:
    """What is new may be a slip: the address of a home, a word that stands twice."""
    # Code is shown as it is, within a line too.
    was, now = (
        {own: without(CODE, text) for own, text in files.items()}
        for files in (editors_files(old.root, facts), editors_files(facts.root))
    )
    yield from (*misspelled(was, now), *other_pages(was, now))
    sites = {site for text in was.values() for site in SITE.findall(text)}
    for name, text in now.items():
        known = was.get(name, "")
        if text == known or "\nkind: adopted\n" in text:
            continue
        lines = text.splitlines()
        top = len(text) - len(re.sub(r"\A(?:#.*\n)*", "", text))  # what the command schema writes
        signs = [sign for sign in PERHAPS if not (sign.swedish and FOREIGN.search(text))]
        found = [(sign, one) for sign in signs for one in sign.found(text) if one.start() >= top]
        found = [one for one in found if not len(FENCES.findall(text, 0, one[1].start())) % 2]
        there = {sign for sign, _ in found}
        had = Counter((sign.what, one[0]) for sign in there for one in sign.found(known))
        has = Counter((sign.what, one[0]) for sign, one in found)
        ends = set[int]()
        for sign, one in found:
            line, column = line_at(text, one.start())
            more = has[sign.what, one[0]] > had[sign.what, one[0]]
            rows = "\n".join(lines[line - 1 : line + one[0].count("\n")])
            same = f"\n{rows}\n" in f"\n{known}\n"
            told = one.end() in ends  # by another sign of the same slip
            again = one.groupdict().get("again")  # the second is new
            if more and not told and (not same or again):
                ends.add(one.end())
                yield Problem(Place(name, line, column, len(one[0])), sign.told(one), sign.fix)
        broken = {line.rstrip() for line in known.splitlines() if line.endswith("  ")}
        pairs = enumerate(pairwise(lines), 1)
        if lost := [number for number, (own, below) in pairs if own in broken and below.strip()]:
            what = f"rad {and_more([str(n) for n in lost], MOST)} går ihop med raden under"
            fix = "Skriv två mellanslag sist på den, som förut. Ett program kan ha tagit bort dem."
            yield Problem(Place(name, lost[0]), what, fix)
        for link in SITE.finditer(text) if name.endswith(".md") else ():
            longer = [f'Menade du "{one}"?' for one in sites if link[1].startswith(f"{one}.")]
            like = near(link[1], sites, ONE_LETTER) or "".join(longer[:1])
            if like and link[1] not in sites:
                what = f"länken leder till en ny webbplats, {link[1]}, vars namn liknar en annans"
                fix = f"{like} Öppna adressen: är det rätt avsändare?"
                yield Problem(Place(name, *line_at(text, link.start())), what, fix)


def _pages(old: Facts, facts: Facts, told: list[Change]) -> Iterator[Problem]:
    """A watched page says something else, more or less than before, and no row leads to it."""
    known = {change.page.partition("#")[0] for change in told if change.page}
    for watched in facts.changes.watched if facts.changes else ():
        file = watched.partition("#")[0]
        line = first_news(*_both(f"docs/{file}", old, facts))
        if line and file not in known:
            fix = TELL_READERS.format(f"med page: {file}")
            yield Problem(Place(f"docs/{file}", line), "sidans text är ändrad", fix)


def _dates(old: Facts, facts: Facts) -> Iterator[Problem]:
    """The text of a page is another than before, and the day that it says it was changed is not."""
    for name in (f"docs/{page}" for page in under(facts.root / "docs", ".md")):
        texts = _both(name, old, facts)
        was, now = (UPDATED.search(text) for text in texts)
        if not was or not now or now[1] != was[1] or now[1] == str(facts.today):
            continue
        said = [LED_TO.sub(r"\1", text.partition("\n---")[2]).split() for text in texts]
        if said[0] != said[1]:
            what = f"sidans text är ändrad, men updated är {now[1]} som förut"
            fix = f"Skriv dagen då texten ändrades, till exempel {facts.today}."
            yield Problem(Place(name, *line_at(texts[1], now.start())), what, fix)


def _translations(old: Facts, new: Facts) -> Iterator[Problem]:
    """A Swedish text is another than its translations were made from, and was not before: not only
    its spelling."""
    before = {thing: now for thing, now, *_ in translated_texts(old)}
    found: dict[str, list[Lagging]] = defaultdict(list)
    for entry in lagging(new):
        if not mended(before.get(entry.thing, ""), entry.now):
            found[entry.thing].append(entry)
    for thing, entries in found.items():
        names = ", ".join(entry.language.name for entry in entries)
        rows = ", ".join(str(entry.of) for entry in entries)
        what = f"{thing} är inte längre den svenska som är översatt till {names}"
        fix = "Stämmer översättningarna? Ändra dem om det behövs, och skriv den nya svenskan"
        yield Problem(entries[0].swedish, what, f"{fix} efter of: {rows}.")


def _made_from(old: Facts, new: Facts) -> Iterator[Problem]:
    """A translation is said to be made from another Swedish than before: from one that is not the
    Swedish; or from one that is new too, though the translation is the old."""
    document = new.files[data_file("translations")]
    before = {path: (now, texts) for _, now, _, path, texts in translated_texts(old)}
    for thing, now, swedish, path, has in translated_texts(new):
        was, had = before.get(path, (now, has))
        wrong: dict[str, Place] = {}  # by the language's name
        unread: dict[str, Place] = {}
        for one in new.languages:
            own, of = one.code, f"{OF}-{one.code}"
            if of not in had or of not in has or same_wording(had[of], has[of]):
                continue
            if not same_wording(has[of], now):
                wrong[one.name] = document.key(*path, of)
            elif had.get(own) == has.get(own) and not mended(was, now):
                unread[one.name] = document.key(*path, of)
        if wrong:
            what = f"{thing} är inte den svenska som nu står efter of: {', '.join(wrong)}"
            fix = f"Ska svenskan bli en annan? Ändra den på {swedish}. Ta annars tillbaka"
            yield Problem(min(wrong.values()), what, f"{fix} det som stod efter of.")
        if unread:
            what = f"{thing} är ny på svenska, också efter of, men inte på: {', '.join(unread)}"
            fix = "Har en översättare läst den mot den nya svenskan? Skriv i förslaget vem. Låt"
            yield Problem(min(unread.values()), what, f"{fix} annars den gamla stå efter of.")
