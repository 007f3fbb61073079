"""The whole succession. Everything is worked out and checked in a copy, shown, and only then
written: a fault leaves each file as it was."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.checks.run import Checked
from strategysite.data.adopted import PERIOD, has_words, periods, source_lines
from strategysite.data.facts import Facts, data_file, pages_of
from strategysite.editing.changing import NOTHING_CHANGED, Contents, Refusal, sound, tried, write
from strategysite.editing.succession.document import unlike
from strategysite.editing.succession.files import New, Period, new_files
from strategysite.editing.succession.telling import doubts, in_document, listing, reported, unlikely
from strategysite.editing.succession.tidying import unmarked
from strategysite.editing.succession.undoing import remember
from strategysite.editing.succession.word import Given, read_word
from strategysite.parsing.text import read_text
from strategysite.problems import near, render, shorten
from strategysite.review.findings import findings
from strategysite.review.kinds import Finding
from strategysite.review.strategy import row_of_news

FORMS = (
    '2027-2030, 2027, "2027-" (från 2027, tills vidare), "tills vidare" eller, när dokumentet inte'
    ' säger hur länge det gäller, "utan tid"'
)
AS_ADOPTED = "Är det så i det beslutade dokumentet? Kör kommandot igen, med --as-adopted sist."
# Why the pages of a revision are written anew, when nobody could have known before.
PARTED = "de hade inte gått att publicera med det som är ändrat inskrivet"
KEPT = "Den förra texten får vara kvar i arkivet, eftersom något på webbplatsen behöver den:"
UNTIL_FURTHER = "tills vidare"
UNSAID = "utan tid"
PICTURE = re.compile(r"\]\(images/([\w.-]+)\)")  # in a text that stands beside it
QUOTE = re.compile(r"quote_strategy\(\s*([\"'])(.+?)\1")


@dataclass(frozen=True)
class Succession:
    """What is done: the titles of both strategies, the folder of the archive ("" where a revision
    takes the old one's place), how the document was read, why somebody must agree to that, what is
    left to do by hand, and what each file is to hold."""

    title: str
    replaced: str
    archive: str
    listing: str
    doubts: tuple[str, ...]
    left: list[Finding]
    files: Contents


def new_strategy(
    root: Path,
    period: str,
    day: date,
    agree: Callable[[Succession], bool] = lambda _: True,
    chapters: bool = False,
    *,
    as_adopted: bool = False,
) -> Succession:
    """Lets the strategy for `period` ("2027-2030") take over from the one in data/, and writes the
    files when whoever is asked does `agree`. With `chapters` each chapter gets a page. What no
    document is likely to say is refused, unless somebody has said that this one was `as_adopted`.

    Raises Refusal when the period, the document, the project or the outcome has a fault; then
    nothing is written.
    """
    asked = _period(period)
    checked = sound(root, day)
    facts = checked.facts
    revision = _follows(facts, asked)
    read = _document(root, facts, asked, revision, chapters)
    stated, own = periods(read.tidied.text)
    if own and asked.shown not in stated:
        says = f'{read.file} säger {", ".join(sorted(own))}, och kommandot "{period}"'
        raise Refusal(f"{says}. Skriv tiden som den står i dokumentet. {NOTHING_CHANGED}")
    needed = [*_needing(checked, read.adopted.lines)] if revision else []
    name = _archive_name(root, facts) if needed or not revision else ""
    outcome = new_files(root, checked, read, name)
    with ExitStack() as trial:
        after = None
        if outcome.changes is not None:
            try:
                after = trial.enter_context(tried(root, outcome.files, day))
            except Refusal as refusal:
                why = str(refusal).split("\n")[1].partition(": ")[2]
                outcome = new_files(root, checked, read, name, f"{PARTED}: {why}")
        if not as_adopted and (found := unlikely(read, outcome)):
            raise Refusal(f"{found}\n{AS_ADOPTED} {NOTHING_CHANGED}")
        try:
            after = after or trial.enter_context(tried(root, outcome.files, day))
        except Refusal as refusal:
            raise Refusal(in_document(str(refusal), read, outcome.files)) from refusal
        left = [one for one in findings(after.facts, after.pages) if one.kind == "strategy"]
        left += reported(read, outcome, after.facts)
        done = Succession(
            after.facts.document.full_title,
            facts.document.full_title,
            name,
            "\n".join([listing(read, outcome), *(["", KEPT, *needed] if needed else [])]),
            tuple(doubts(read, outcome)),
            left,
            outcome.files,
        )
    if agree(done):
        remember(root, outcome.files)
        write(root, outcome.files)
    return done


def _period(written: str) -> Period:
    text = " ".join(written.split()).lower()
    if text in (UNTIL_FURTHER, UNSAID):
        return Period(UNTIL_FURTHER if text == UNTIL_FURTHER else None)
    match = re.fullmatch(r"(\d{4})(?:\s*(?P<to>[-–]\s*(\d{4}|tills vidare)?|tills vidare))?", text)
    first = int(match[1]) if match else 0
    last = int(match[3]) if match and (match[3] or "").isdigit() else None
    if match and 1900 <= first <= (last or first) <= 2199:
        if match["to"] and last is None:
            return Period(UNTIL_FURTHER, first)
        return Period(f"{first}–{last}" if last else str(first), first, last or first)
    what = "går baklänges" if match and last and last < first else "är ingen period"
    raise Refusal(f'"{written}" {what}. Så här kan den skrivas: {FORMS}. {NOTHING_CHANGED}')


def _follows(facts: Facts, asked: Period) -> bool:
    """Returns whether the new document is a revision, which holds for the same time as the one it
    replaces. Raises Refusal when it holds for an earlier one."""
    strategy = facts.document
    if asked.shown == strategy.period:
        return True
    begins, ends = strategy.begins, strategy.ends
    earlier = asked.first and begins and asked.first < begins.year
    if earlier or (asked.last and ends and asked.last < ends.year):
        place = facts.place(strategy, "period")
        what = f"{asked.shown} är inte senare än den nuvarande strategin, {strategy.period}"
        raise Refusal(f"{what} ({place}). Kontrollera åren. {NOTHING_CHANGED}")
    return False


def _needing(checked: Checked, lines: list[str]) -> Iterator[str]:
    """Yields why the old strategy must be kept: a goal or an activity of it has been reported on,
    or a page quotes what it says and the new one does not."""
    facts = checked.facts
    old = source_lines(facts.root, facts.document)
    for year in facts.follow_up:
        if year.reported:
            yield f"  {year.origin.place.file} är en uppföljning av den"
    for page in checked.pages.values():
        for found in QUOTE.finditer(page.text):
            if has_words(old, found[2]) and not has_words(lines, found[2]):
                place, said = page.sign(found.start()), shorten(found[2], 60)
                yield f'  {place.file}:{place.line} citerar "{said}", som inte står i den nya'


def _archive_name(root: Path, facts: Facts) -> str:
    strategy = facts.document
    years = PERIOD.search(strategy.period or "")
    begins = strategy.begins or facts.today
    base = (
        f"{years[1]}-{years[2]}"
        if years
        else f"{begins.year}-{strategy.ends.year}"
        if strategy.ends and strategy.ends.year > begins.year
        else str(strategy.adopted or begins.year)
    )
    name = unlike(base, {edition.edition for edition in facts.archive})
    for folder in (Path(data_file("strategy", name)).parent, Path("docs") / pages_of(name)):
        if (root / folder).exists():
            fix = f"Flytta den, eller kontrollera åren i {data_file('strategy')}."
            raise Refusal(f"Mappen {folder.as_posix()}/ finns redan. {fix} {NOTHING_CHANGED}")
    return name


def _document(root: Path, facts: Facts, asked: Period, revision: bool, chapters: bool) -> New:
    """Reads the document, which is named by the years that it holds for."""
    years = [str(year) for year in dict.fromkeys((asked.first, asked.last)) if year]
    first = "-".join(["strategi", *(years or [(asked.shown or UNSAID).replace(" ", "-")])])
    known = {row_of_news(one.strategy.transcript.source) for one in facts.editions if one.strategy}
    # A revision that was revised in its turn is no edition any longer, but the news tells of it.
    known |= {entry.id for entry in facts.changes.changes} if facts.changes else set()
    stem = unlike(row_of_news(first), known).removeprefix(row_of_news(""))
    text_file, word_file = f"data/source/{stem}.txt", f"data/source/{stem}.docx"
    there = [file for file in (word_file, text_file) if (root / file).is_file()]
    if len(there) > 1:
        raise Refusal(
            f"Både {there[0]} och {there[1]} finns. Ta bort den som inte är det antagna dokumentet."
            f" {NOTHING_CHANGED}"
        )
    if not there:
        meant = _meant(root, text_file, facts)
        how = f"Spara det som {word_file}, eller som text (UTF-8) i {text_file}."
        what = "Det antagna dokumentet saknas."
        if stem != first:
            what = f"Dokumentet i data/source/{first}.txt har redan tagit över. Finns ett nyare?"
        raise Refusal(f"{what} {meant or how} Kör sedan kommandot igen. {NOTHING_CHANGED}")
    if there[0] == word_file:
        given = read_word(root, word_file)
    else:
        text, problems = read_text(root, text_file)
        if text is None:
            told = [render(problem, root) for problem in problems]
            raise Refusal("\n".join([*told, NOTHING_CHANGED]))
        beside = {name: root / f"data/source/{name}" for name in PICTURE.findall(text)}
        pictures = {f"docs/images/{n}": p.read_bytes() for n, p in beside.items() if p.is_file()}
        given = Given(text, pictures=pictures)
    read = New(asked, revision, there[0], text_file, given, chapters)
    _refuse_faults(read)
    return read


def _refuse_faults(read: New) -> None:
    """Raises Refusal where the text as it would be locked is not the text of a document."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        write(copy, {read.text_file: read.tidied.text})
        _, problems = read_text(copy, read.text_file)
        if not problems and not any(block.text for block in read.adopted.blocks):
            raise Refusal(f"Det antagna dokumentet, {read.file}, är tomt. {NOTHING_CHANGED}")
        problems = problems or unmarked(read.tidied.text, read.text_file)
        if not problems:
            return
        told = "\n".join(render(problem, copy) for problem in sorted(problems))
    if read.file != read.text_file:
        told = in_document(told, read, {})
    raise Refusal(f"{told}\nRätta dokumentet först. {NOTHING_CHANGED}")


KINDS = (".txt", ".docx")  # what the document is saved as


def _meant(root: Path, file: str, facts: Facts) -> str:
    """Returns what to do with the file that the document may have been saved as instead; nothing
    where no name lies near."""
    wanted = root / file
    sources = [edition.strategy.transcript.source for edition in facts.editions if edition.strategy]
    known = {Path(source).with_suffix(kind).as_posix() for source in sources for kind in KINDS}
    years = re.findall(r"\d{4}", wanted.name)
    names = [
        path.name
        for path in sorted(wanted.parent.glob("*"))
        if path.relative_to(root / "data").as_posix() not in known
        and ((years and all(map(path.name.__contains__, years))) or near(wanted.name, [path.name]))
    ]
    if not names:
        return ""
    meant = next((name for name in names if name.lower().endswith(KINDS)), names[0])
    kind, save, name = Path(meant).suffix.lower(), "", f"{wanted.stem}.docx eller {wanted.name}"
    if kind not in KINDS:
        save = "Öppna den och spara den som Word-dokument (.docx) eller som text (UTF-8). "
    return f'Menar du "{meant}"? {save}Den ska heta {f"{wanted.stem}{kind}" if not save else name}.'
