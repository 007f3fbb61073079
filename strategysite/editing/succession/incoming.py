"""The new document as it comes in: found by the years that it holds for, read, set right, and
refused where it is not the text of a document."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.data.adopted import ROW_ENDS
from strategysite.data.facts import Facts
from strategysite.editing.changing import NOTHING_CHANGED, Contents, Refusal, write
from strategysite.editing.succession.document import Adopted, unlike
from strategysite.editing.succession.lines import marked
from strategysite.editing.succession.passages import bare, said_of
from strategysite.editing.succession.tidying import Tidied, unmarked
from strategysite.editing.succession.word import Given, read_word
from strategysite.parsing.text import read_text
from strategysite.problems import Place, near, render, shorten
from strategysite.review.strategy import row_of_news

FORMS = (
    '2027-2030, 2027, "2027-" (från 2027, tills vidare), "tills vidare" eller, när dokumentet inte'
    ' säger hur länge det gäller, "utan tid"'
)
UNTIL_FURTHER = "tills vidare"
UNSAID = "utan tid"
KINDS = (".txt", ".docx")  # what the document is saved as
PICTURE = re.compile(r"\]\(images/([\w.-]+)\)")  # in a text that stands beside it
NUMBER = re.compile(r"^\(?(?:\d[\d.]*\)?|\w{1,4}[.)])\s+")  # that Word counts, and finds no sign of
DASHES = re.compile("[\u2010-\u2015\u2212]")  # all that a text program makes of -
PARTS = re.compile(rf"\t|{ROW_ENDS}|<sup>\d+</sup>")


@dataclass(frozen=True)
class Period:
    """How long the strategy holds, as it is asked for: as it is shown, its first and its last year.
    What nobody has said is None."""

    shown: str | None
    first: int | None = None
    last: int | None = None

    @classmethod
    def read(cls, written: str) -> "Period":
        """Reads "2027-2030", "tills vidare" and so on. Raises Refusal for what is no period."""
        text = DASHES.sub("-", " ".join(written.split())).lower()
        if text in (UNTIL_FURTHER, UNSAID):
            return cls(UNTIL_FURTHER if text == UNTIL_FURTHER else None)
        match = re.fullmatch(r"(\d{4})(?:\s*(?P<to>-\s*(\d{4}|tills vidare)?|tills vidare))?", text)
        first = int(match[1]) if match else 0
        last = int(match[3]) if match and (match[3] or "").isdigit() else None
        if match and 1900 <= first <= (last or first) <= 2199:
            if match["to"] and last is None:
                return cls(UNTIL_FURTHER, first)
            return cls(f"{first}–{last}" if last else str(first), first, last or first)
        what = "går baklänges" if match and last and last < first else "är ingen period"
        raise Refusal(f'"{written}" {what}. Så här kan den skrivas: {FORMS}. {NOTHING_CHANGED}')


@dataclass(frozen=True)
class New:
    """The new document as it was read: how long it holds, whether that is the time of the one that
    it takes over from, the file it came in, the one in which its text is locked, what came, and
    whether each chapter gets a page."""

    period: Period
    revision: bool
    file: str
    text_file: str
    given: Given
    chapters: bool

    @cached_property
    def tidied(self) -> Tidied:
        """Its text, set right."""
        return Tidied(self.given.text, self.given.left_out)

    @cached_property
    def adopted(self) -> Adopted:
        """The document as headings, lists, tables and paragraphs."""
        return Adopted.read(self.tidied.text, self.tidied.hidden)

    @property
    def of_word(self) -> bool:
        """Whether it came from Word, which has no such lines as its text."""
        return self.file != self.text_file

    def place(self, line: int) -> Place:
        """Returns where a line of the document's text stands, or 0, which is all of it: in Word by
        the heading over it and the longest of its words that stand together."""
        if not self.of_word or not line:
            return Place(self.file, self.tidied.came.get(line, line))
        *above, row = self.given.text.split("\n")[:line]
        heads = [one for one in above if marked(one)[0] == "#" != marked(row)[0]]
        texts = (NUMBER.sub("", marked(one)[1]) for one in (row, *heads[1:][-1:]))
        said, *over = (
            shorten(max(PARTS.split(text), key=len)).removesuffix(" …") for text in texts
        )
        under = f'under "{over[0]}", ' if over else ""
        return Place(self.file, words=f'{under}vid "{said}" (sök med Ctrl och F)')

    def with_places(self, refused: str, files: Contents) -> str:
        """Returns the words of a refusal with the lines that nobody can open, of the text or of a
        page in `files`, named by those of the document that say the same."""

        def named(found: re.Match[str]) -> str:
            file, line = found[1], int(found[2])
            if file == self.text_file:
                return str(self.place(line))
            said = bare("".join(str(files.get(file) or "").split("\n")[line - 1 : line]))
            rows = enumerate(self.adopted.lines, 1)
            same = next((number for number, row in rows if said and said_of(row) == said), 0)
            return str(self.place(same)) if same else found[0]

        return re.sub(r"^(\S+):(\d+):\d+(?=: )", named, refused, flags=re.MULTILINE)


def read_document(root: Path, facts: Facts, asked: Period, revision: bool, chapters: bool) -> New:
    """Reads the document, which is named by the years that it holds for. Raises Refusal where it is
    not there, or is not the text of a document."""
    years = [str(year) for year in dict.fromkeys((asked.first, asked.last)) if year]
    first = "-".join(["strategi", *(years or [(asked.shown or UNSAID).replace(" ", "-")])])
    known = {row_of_news(one.strategy.transcript.source) for one in facts.editions if one.strategy}
    # A revision that was revised in its turn is no edition any longer, but the news tells of it.
    known |= {entry.id for entry in facts.news}
    stem = unlike(row_of_news(first), known).removeprefix(row_of_news(""))
    text_file, word_file = f"data/source/{stem}.txt", f"data/source/{stem}.docx"
    there = [file for file in (word_file, text_file) if (root / file).is_file()]
    if len(there) > 1:
        raise Refusal(
            f"Både {there[0]} och {there[1]} finns. Ta bort den som inte är det antagna dokumentet."
            f" {NOTHING_CHANGED}"
        )
    if not there:
        meant = _meant(text_file, facts)
        how = f"Spara det som {word_file}, eller som text (UTF-8) i {text_file}."
        what = "Det antagna dokumentet saknas."
        if stem != first:
            what = f"Dokumentet i data/source/{first}.txt har redan tagit över. Finns ett nyare?"
        raise Refusal(f"{what} {meant or how} Kör sedan kommandot igen. {NOTHING_CHANGED}")
    given = read_word(root, word_file) if there[0] == word_file else _given_as_text(root, text_file)
    read = New(asked, revision, there[0], text_file, given, chapters)
    _refuse_faults(read)
    return read


def _given_as_text(root: Path, file: str) -> Given:
    text, problems = read_text(root, file)
    if text is None:
        told = [render(problem, root) for problem in problems]
        raise Refusal("\n".join([*told, NOTHING_CHANGED]))
    beside = {name: root / f"data/source/{name}" for name in PICTURE.findall(text)}
    pictures = {f"docs/images/{n}": p.read_bytes() for n, p in beside.items() if p.is_file()}
    return Given(text, pictures=pictures)


def _refuse_faults(read: New) -> None:
    """Raises Refusal where the text as it would be locked is not the text of a document."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        write(copy, {read.text_file: read.tidied.text})
        _, problems = read_text(copy, read.text_file)
        texts = [block.text for block in read.adopted.blocks if block.text]
        if not problems and len(texts) < 2:
            how = "har ingen text under titeln" if texts else "är tomt"
            raise Refusal(f"Det antagna dokumentet, {read.file}, {how}. {NOTHING_CHANGED}")
        problems = problems or unmarked(read.tidied.text, read.text_file)
        if not problems:
            return
        told = "\n".join(render(problem, copy) for problem in sorted(problems))
    if read.of_word:
        told = read.with_places(told, {})
    raise Refusal(f"{told}\nRätta dokumentet först. {NOTHING_CHANGED}")


def _meant(file: str, facts: Facts) -> str:
    """Returns what to do with the file that the document may have been saved as instead; nothing
    where no name lies near."""
    wanted = facts.root / file
    sources = [edition.strategy.transcript.source for edition in facts.editions if edition.strategy]
    known = {Path(source).with_suffix(kind).as_posix() for source in sources for kind in KINDS}
    years = re.findall(r"\d{4}", wanted.name)
    names = [
        path.name
        for path in sorted(wanted.parent.glob("*"))
        if path.relative_to(facts.root / "data").as_posix() not in known
        and ((years and all(map(path.name.__contains__, years))) or near(wanted.name, [path.name]))
    ]
    if not names:
        return ""
    meant = next((name for name in names if name.lower().endswith(KINDS)), names[0])
    kind, save, name = Path(meant).suffix.lower(), "", f"{wanted.stem}.docx eller {wanted.name}"
    if kind not in KINDS:
        save = "Öppna den och spara den som Word-dokument (.docx) eller som text (UTF-8). "
    return f'Menar du "{meant}"? {save}Den ska heta {f"{wanted.stem}{kind}" if not save else name}.'
