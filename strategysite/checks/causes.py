"""One cause, told once: an id that has another name, an entry or a page that is gone. What readers
have now is asked of git; what follows from the change is told with it."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.checks.gone_pages import (
    QUOTED,
    Cause,
    first_change,
    gone_pages,
    listed,
    text_of,
    text_then,
)
from strategysite.data.facts import EDITION_FILES, FILES, Facts, data_file, parts_in
from strategysite.data.loading import load_files
from strategysite.data.model.common import Entry
from strategysite.data.model.contacts import LOCAL, LocalRole
from strategysite.parsing.git import changed_since, earlier, published
from strategysite.problems import Place, Problem, shorten

HEADING = re.compile(r"^#{2,6} +(.*?) *(?:\{:? *#([\w-]+)[^}]*\})? *$", re.MULTILINE)
NO_HEADING = re.compile(r'rubriken "#([\w-]+)" finns inte på sidan ([^\s#]+)')
OF_DOCUMENT = re.compile(
    r"(?:inte så|från|inte finns)(?: i)? de[nt] antagna (?:strategin|dokumentet)"
)
MANY = 3  # entries of a file that are gone: what else is wrong in it follows from that


def told_once(facts: Facts, problems: list[Problem], version: str | None = None) -> list[Problem]:
    """Returns `problems` with one in the place of all that follow from a page that moved or went
    away, or from an id that was renamed; and each such change that leaves an address dead, though
    nothing on the site leads there.

    Compares with `version`, else with the one that is published. Where there is no git, a page
    that several files still name is taken to be gone.
    """
    version = version or published(facts.root, facts.own.publication.branch)
    for cause, part in _renamed_ids(facts, version, problems) if version else ():
        names = {cause.old, f"#{cause.old}", f"{{{cause.old}}}", cause.new}
        problems = [
            one
            for one in problems
            if not names & set(QUOTED.findall(one.what))
            and (one.place.file, one.place.line) != (cause.place.file, cause.place.line)
        ]
        if not part:
            continue
        what = f'{part.noun} "{_label(part)}" har bytt id från "{cause.old}" till "{cause.new}"'
        fix = (
            f"Skriv {cause.old} igen. Ett id ändras aldrig, inte ens när namnet gör det: adresser,"
            " sparade svar och översättningar hänger på det."
        )
        problems.append(Problem(cause.place, what, fix))
    problems = _of_document(facts, version, problems) if version else problems
    for gone in (_gone_entries, _gone_headings) if version else ():
        for own, followers in gone(facts, version or "", problems):
            left = [one for one in problems if one not in followers]
            row = (own.place.file, own.place.line)  # what is told there is the cause
            there = any((one.place.file, one.place.line) == row for one in left)
            problems = left if there and gone is _gone_headings else [*left, own]
    told = {(one.place.file, one.place.line) for one in problems}
    lost = _lost_ids(facts.root, version) if version else ()
    problems += [one for one in lost if (one.place.file, one.place.line) not in told]
    return gone_pages(facts, problems, version)


def facts_in(facts: Facts, version: str, files: Iterable[str]) -> Facts | None:
    """Returns what those of `files` that have changed since held in `version`; None where none
    has."""
    with TemporaryDirectory() as name:
        for file in changed_since(facts.root, version, files):
            if (was := earlier(facts.root, version, file)) is not None:
                (old := Path(name) / file).parent.mkdir(exist_ok=True)
                old.write_bytes(was)
        # It may have faults by today's rules; what can be read is compared.
        return load_files(Path(name), facts.today)[0] if any(Path(name).iterdir()) else None


def _of_document(facts: Facts, version: str, problems: list[Problem]) -> list[Problem]:
    """Returns `problems` with one in the place of all that say that words are not those of the
    adopted document, where that is another than readers have."""
    followers = [one for one in problems if OF_DOCUMENT.search(one.what)]
    changed = changed_since(facts.root, version, ["data/source/"]) if followers else []
    if not changed:
        return problems
    old = text_then(facts.root, version, changed[0])
    line = first_change(old, text_of(facts.root / changed[0]))
    what = "det antagna dokumentets text är ändrad, så att annat inte längre stämmer med den"
    fix = "Ta tillbaka filen ur historiken. Antogs dokumentet med de nya orden? Skriv i förslaget"
    fix += " vem som har jämfört, och när. Rätta sedan de här ställena:\n    "
    ways = {(one.place.file, one.place.line): "" for one in followers}
    own = Problem(Place(changed[0], line), what, fix + "\n    ".join(listed(ways)))
    return [*(one for one in problems if one not in followers), own]


def _renamed_ids(
    facts: Facts, version: str, problems: list[Problem]
) -> Iterator[tuple[Cause, Entry | None]]:
    """Yields each with the entry as it is now; with None where its new id is refused for what it
    is, which is told already."""
    old = facts_in(facts, version, map(data_file, FILES))
    for name in FILES if old else ():
        before, after = (_entries(getattr(each, name)) for each in (old, facts))
        if name in EDITION_FILES and _another_strategy(old, facts):
            continue
        gone = {(was.noun, _label(was)): was for key, was in before.items() if key not in after}
        for (noun, label), was in gone.items():
            refused = f'duger inte som id i {noun} "{label.removesuffix(" …")}'
            if any(refused in one.what for one in problems):
                yield Cause(was.id, was.id, Place("")), None
        for now in parts_in(getattr(facts, name)):
            if not isinstance(now, Entry) or (now.noun, _label(now)) not in gone:
                continue
            had = before.get((now.noun, now.id))
            if not had or _label(had) != _label(now):
                then = gone[now.noun, _label(now)]
                yield Cause(then.id, now.id, facts.place(now, "id")), now


def _gone_entries(
    facts: Facts, version: str, problems: list[Problem]
) -> Iterator[tuple[Problem, list[Problem]]]:
    """Yields one fault a file for the entries that went away from it though others still name them,
    with what follows from it."""
    old = facts_in(facts, version, map(data_file, FILES))
    renamed = {cause.old for cause, _ in _renamed_ids(facts, version, problems)} if old else set()
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
            if lost & {*QUOTED.findall(one.what)} or (many and one.place.file == file)
        ]
        if not followers:
            continue
        ways = {(one.place.file, one.place.line): "" for one in followers}
        texts = sorted((facts.root / "data/translations").glob("*.yaml"))
        for path, one in product(texts, gone if len(gone) == 1 else ()):
            for line, row in enumerate(text_of(path).split("\n"), 1):
                if row.strip() == f"{one.id}:":
                    ways[path.relative_to(facts.root).as_posix(), line] = ""
        names = [f'"{_label(one)}"' for one in gone]
        what = f"{gone[0].noun} {names[0]} är borta, men annat leder dit"
        fix = "Ta tillbaka den ur historiken, om den försvann av misstag. Ska den bort: ta också"
        fix += " bort det som leder dit:\n    " + "\n    ".join(listed(ways))
        if len(names) > 1:
            more = f" och {len(names) - 3} till" if len(names) > 3 else ""
            what = f"{len(names)} poster i {file} är borta: {', '.join(names[:3])}{more}"
            fix = "Ta tillbaka filen ur historiken, om de försvann av misstag. Ska de bort: ta bort"
            fix += " en i taget, så står det här vad som leder till den."
        yield Problem(_beside(gone[0], before, after, facts) or Place(file), what, fix), followers


def _beside(
    gone: Entry,
    before: dict[tuple[str, str], Entry],
    after: dict[tuple[str, str], Entry],
    facts: Facts,
) -> Place | None:
    """Returns the place of what an entry stood before, of what is left of its kind; else after."""
    own = [key for key in before if key[0] == gone.noun]
    at = own.index((gone.noun, gone.id))
    left = [key for key in (*own[at:], *reversed(own[:at])) if key in after]
    return facts.place(after[left[0]], "id") if left else None


def _gone_headings(
    facts: Facts, version: str, problems: list[Problem]
) -> Iterator[tuple[Problem, list[Problem]]]:
    """Yields one fault for each id that a page had, and that links still lead to, with what follows
    from it."""
    followers: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        if named := NO_HEADING.match(one.what):
            followers.setdefault((named[2], named[1]), []).append(one)
    for (file, own), found in followers.items():
        text = text_then(facts.root, version, f"docs/{file}")
        id_ = re.compile(rf"^.*?(\w.*?)\s*\{{[^{{}}]*#{re.escape(own)}\b[^{{}}]*\}}", re.MULTILINE)
        if not (had := id_.search(text)):
            continue
        lines = enumerate(text_of(facts.root / "docs" / file).split("\n"), 1)
        line = next((number for number, now in lines if had[1] in now), 1)
        what = f'"{shorten(had[1], 50)}" har inte kvar sitt id, "{own}", men {len(found)} ställen'
        what = what.replace("1 ställen", "1 ställe") if len(found) == 1 else what
        ways = {(one.place.file, one.place.line): "" for one in found}
        fix = f"Skriv {{ #{own} }} sist på dess rad igen: adressen finns i bokmärken och på papper."
        fix += " Hit leder de här ställena:\n    " + "\n    ".join(listed(ways))
        yield Problem(Place(f"docs/{file}", line), f"{what} leder dit", fix), found


def _lost_ids(root: Path, version: str) -> Iterator[Problem]:
    """Yields each id of a heading that readers have, where the heading, or the one that stands in
    its place, has another now."""
    for file in changed_since(root, version, ["docs/"]):
        text = text_of(root / file)
        old, new = HEADING.findall(text_then(root, version, file)), HEADING.findall(text)
        known, present = ({own for _, own in headings} for headings in (old, new))
        for at, (words, own) in enumerate(old):
            same = [found for found in new if found[0] == words]
            now, new_id = next(iter(same or new[at : at + 1] * (len(new) == len(old))), ("{", ""))
            if (
                not own
                or own in present
                or "{" in re.sub(r"\{\{.*?\}\}", "", now)
                or new_id in known - {""}
            ):
                continue
            line = text[: text.index(f" {now}")].count("\n") + 1
            what = f'rubriken "{now}" har inte kvar sitt id, "{own}"'
            fix = f"Skriv {{ #{own} }} sist på raden igen: länkar utifrån leder dit, och bokmärken."
            yield Problem(Place(file, line), what, fix)


def _another_strategy(old: Facts | None, new: Facts) -> bool:
    """A revision has the period of the one before, and a text of its own."""
    found = {
        (each.strategy.period, each.strategy.transcript.source)
        for each in (old, new)
        if each and each.strategy
    }
    return len(found) > 1


def _entries(file: object) -> dict[tuple[str, str], Entry]:
    return {(part.noun, part.id): part for part in parts_in(file) if isinstance(part, Entry)}


def _label(entry: Entry) -> str:
    names = (getattr(entry, key, None) for key in ("title", "name", "text"))
    return shorten(next((str(name) for name in names if name), ""), 40)
