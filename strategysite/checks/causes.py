"""One cause, told once: an id that has another name, an entry or a page that is gone. What readers
have now is asked of git; what follows from the change is told with it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.checks.gone_pages import (
    Told,
    gone_pages,
    line_that_differs,
    line_with,
    listed,
    row_of,
    text_if_there,
    text_then,
)
from strategysite.data.facts import EDITION_FILES, FILES, Facts, data_file, parts_in
from strategysite.data.loading import load_files
from strategysite.data.model.common import Entry
from strategysite.data.model.contacts import LOCAL, LocalRole
from strategysite.parsing.git import changed_since, earlier, published
from strategysite.parsing.text import headings
from strategysite.problems import Kind, Place, Problem, and_more, shorten

MANY = 3  # entries of a file that are gone: what else is wrong in it follows from that


def told_once(facts: Facts, problems: list[Problem], version: str | None = None) -> list[Problem]:
    """Returns `problems` with one in the place of all that follow from a page that moved or went
    away, or from an id that was renamed; and each such change that leaves an address dead, though
    nothing on the site leads there.

    Compares with `version`, else with the one that is published. Where there is no git, a page
    that several files still name is taken to be gone.
    """
    version = version or published(facts.root, facts.own.publication.branch) or ""
    of_git = (_renamed_ids, _another_document, _gone_entries, _gone_headings, _lost_ids)
    left = [*problems]
    for cause in (*(of_git if version else ()), gone_pages):
        for own, followers in cause(facts, version, left):
            left[:] = [*(one for one in left if one not in followers), *own]
    return left


def facts_in(facts: Facts, version: str, files: Iterable[str]) -> Facts | None:
    """Returns the facts that `files` held in `version`, of those that have changed since; None
    where no file has changed."""
    with TemporaryDirectory() as name:
        for file in changed_since(facts.root, version, files):
            if (was := earlier(facts.root, version, file)) is not None:
                (old := Path(name) / file).parent.mkdir(exist_ok=True)
                old.write_bytes(was)
        # It may have faults by today's rules; what can be read is compared.
        return load_files(Path(name), facts.today)[0] if any(Path(name).iterdir()) else None


def _another_document(facts: Facts, version: str, problems: list[Problem]) -> Told:
    """The adopted document is not the published one: all wording that differs follows from it."""
    followers = [one for one in problems if one.kind is Kind.OF_DOCUMENT]
    for file in changed_since(facts.root, version, ["data/source/"])[:1] if followers else ():
        was, now = text_then(facts.root, version, file), text_if_there(facts.root / file)
        line = line_that_differs(was, now)
        what = "det antagna dokumentets text är ändrad, så att annat inte längre stämmer med den"
        fix = "Ta tillbaka filen ur historiken. Antogs dokumentet med de nya orden? Skriv i"
        fix += " förslaget vem som har jämfört, och när. Rätta sedan de här ställena:"
        fix += listed(dict.fromkeys(map(row_of, followers), ""))
        yield [Problem(Place(file, line), what, fix)], followers


def _renamed_ids(facts: Facts, version: str, problems: list[Problem]) -> Told:
    """An id is another, though the entry has the same name: that is one fault. Problems that name
    the old id, or stand on the same row, follow from it."""
    for was, now in _renamed(facts, version, problems):
        names = {was, now.id if now else was}
        place = facts.place(now, "id") if now else Place("")
        at = place.file, place.line
        followers = [one for one in problems if names & {*one.names} or row_of(one) == at]
        own = []
        if now:
            what = f'{now.noun} "{_label(now)}" har bytt id från "{was}" till "{now.id}"'
            fix = f"Skriv {was} igen. Ett id ändras aldrig, inte ens när namnet gör det: adresser,"
            own = [Problem(place, what, f"{fix} sparade svar och översättningar hänger på det.")]
        yield own, followers


def _renamed(
    facts: Facts, version: str, problems: list[Problem]
) -> Iterator[tuple[str, Entry | None]]:
    """Yields each old id with the entry that has a new one; with None where the new id is refused
    for its form, which is told already."""
    old = facts_in(facts, version, map(data_file, FILES))
    for name in FILES if old else ():
        before, after = (_entries(getattr(each, name)) for each in (old, facts))
        if name in EDITION_FILES and _another_strategy(old, facts):
            continue
        gone = {(was.noun, _label(was)): was for key, was in before.items() if key not in after}
        for (noun, label), was in gone.items():
            if any((one.kind, *one.names) == (Kind.NO_ID, noun, label) for one in problems):
                yield was.id, None
        for now in parts_in(getattr(facts, name)):
            if isinstance(now, Entry) and (then := gone.get((now.noun, _label(now)))):
                had = before.get((now.noun, now.id))
                if not had or _label(had) != _label(now):
                    yield then.id, now


def _gone_entries(facts: Facts, version: str, problems: list[Problem]) -> Told:
    """One fault a file for the entries that went away from it though others still name them."""
    old = facts_in(facts, version, map(data_file, FILES))
    renamed = {was for was, _ in _renamed(facts, version, problems)} if old else set()
    for name in FILES if old and not _another_strategy(old, facts) else ():
        held, file = getattr(facts, name), data_file(name)
        before, after = _entries(getattr(old, name)), _entries(held)
        living = {own for _, own in after} | facts.lost | renamed
        gone = [one for key, one in before.items() if key not in after and one.id not in renamed]
        many = len(gone) >= MANY
        lost = {one.id for one in gone} - (set() if many else living)
        lost |= {LOCAL + one.id for one in gone if isinstance(one, LocalRole)}
        followers = [
            one
            for one in (problems if held else ())
            if lost & {*one.names} or (many and one.place.file == file)
        ]
        if not followers:
            continue
        names = [f'"{_label(one)}"' for one in gone]
        if len(names) > 1:
            what = f"{len(names)} poster i {file} är borta: {and_more(names, 3)}"
            fix = "Ta tillbaka filen ur historiken, om de försvann av misstag. Ska de bort: ta bort"
            fix += " en i taget, så står det här vad som leder till den."
        else:
            ways = dict.fromkeys(map(row_of, followers), "")
            for path in sorted((facts.root / "data/translations").glob("*.yaml")):
                for line, own in enumerate(text_if_there(path).split("\n"), 1):
                    if own.strip() == f"{gone[0].id}:":
                        ways[path.relative_to(facts.root).as_posix(), line] = ""
            what = f"{gone[0].noun} {names[0]} är borta, men annat leder dit"
            fix = "Ta tillbaka den ur historiken, om den försvann av misstag. Ska den bort: ta"
            fix += f" också bort det som leder dit:{listed(ways)}"
        # It stood before one that is left of its kind, or else after.
        kind = [key for key in before if key[0] == gone[0].noun]
        at = kind.index((gone[0].noun, gone[0].id))
        beside = next((key for key in (*kind[at:], *kind[at::-1]) if key in after), None)
        place = facts.place(after[beside], "id") if beside else Place(file)
        yield [Problem(place, what, fix)], followers


def _gone_headings(facts: Facts, version: str, problems: list[Problem]) -> Told:
    """One fault for each id that a page had, and that links still lead to."""
    followers: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        if one.kind is Kind.NO_HEADING:
            file, own = one.names
            followers.setdefault((file, own), []).append(one)
    for (file, own), found in followers.items():
        id_ = re.compile(rf"^.*?(\w.*?)\s*\{{[^{{}}]*#{re.escape(own)}\b[^{{}}]*\}}", re.MULTILINE)
        if not (had := id_.search(text_then(facts.root, version, f"docs/{file}"))):
            continue
        place = Place(f"docs/{file}", line_with(text_if_there(facts.root / "docs" / file), had[1]))
        many = f"{len(found)} {'ställe' if len(found) == 1 else 'ställen'}"
        what = f'"{shorten(had[1], 50)}" har inte kvar sitt id, "{own}", men {many} leder dit'
        fix = f"Skriv {{ #{own} }} sist på dess rad igen: adressen finns i bokmärken och på papper."
        fix += f" Hit leder de här ställena:{listed(dict.fromkeys(map(row_of, found), ''))}"
        # What else is told on the row is the cause.
        told = any(row_of(one) == (place.file, place.line) for one in problems if one not in found)
        yield [] if told else [Problem(place, what, fix)], found


def _lost_ids(facts: Facts, version: str, problems: list[Problem]) -> Told:
    """A heading that readers can link to has lost its id or got another, and no link on the site
    tells of it."""
    told = {row_of(one) for one in problems}
    for file in changed_since(facts.root, version, ["docs/"]):
        text = text_if_there(facts.root / file)
        old, new = (
            [(one.words, one.id) for one in headings(each) if one.level > 1]
            for each in (text_then(facts.root, version, file), text)
        )
        known, present = ({own for _, own in each} for each in (old, new))
        for at, (words, own) in enumerate(old):
            same = [found for found in new if found[0] == words]
            in_place = new[at : at + 1] if len(new) == len(old) else []
            now, new_id = next(iter(same or in_place), ("{", ""))
            braces = "{" in re.sub(r"\{\{.*?\}\}", "", now)
            if not own or own in present or braces or new_id in known - {""}:
                continue
            place = Place(file, line_with(text, f" {now}"))
            what = f'rubriken "{now}" har inte kvar sitt id, "{own}"'
            fix = f"Skriv {{ #{own} }} sist på raden igen: länkar utifrån leder dit, och bokmärken."
            if (place.file, place.line) not in told:
                yield [Problem(place, what, fix)], []


def _another_strategy(old: Facts | None, new: Facts) -> bool:
    """A revision has the same period as the strategy before it, but a text of its own."""
    held = [each.strategy for each in (old, new) if each and each.strategy]
    return len({(one.period, one.transcript.source) for one in held}) > 1


def _entries(file: object) -> dict[tuple[str, str], Entry]:
    return {(part.noun, part.id): part for part in parts_in(file) if isinstance(part, Entry)}


def _label(entry: Entry) -> str:
    names = (getattr(entry, key, None) for key in ("title", "name", "text"))
    return shorten(next((str(name) for name in names if name), ""), 40)
