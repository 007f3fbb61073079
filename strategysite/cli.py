"""The commands. All say in Swedish what they did; the exit code is 0 when all is well, 1 when there
are problems."""

import argparse
import gc
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from strategysite.build.site import WORKSHOP, build_site
from strategysite.checks.data import unnamed_host
from strategysite.checks.run import Checked, check, load
from strategysite.data.addresses import page_url, pdf_file
from strategysite.data.facts import FILES, Facts, WrongDay, today
from strategysite.data.model.municipality import Municipality
from strategysite.editing.changing import NOTHING_CHANGED, Refusal
from strategysite.editing.follow_up import open_year
from strategysite.editing.headers import REFERENCE, write_all
from strategysite.editing.renaming import rename
from strategysite.editing.succession import Succession, new_strategy, undo
from strategysite.environment import install
from strategysite.exports.pdf import NoGlyph
from strategysite.exports.pdf.follow_up import report as report_of_year
from strategysite.exports.scorm.package import commit_stamp, write_packages
from strategysite.parsing.git import NoBase
from strategysite.problems import Problem, render, report, shorten
from strategysite.publish.annotations import annotate
from strategysite.publish.preview import Photographer, make_preview
from strategysite.publish.preview.browser import find_browser
from strategysite.publish.release import SBOM, Outcome, deliver, roll_back
from strategysite.publish.server import PublishingError, Target, key_from_environment
from strategysite.review.ending import first_to_end
from strategysite.review.findings import findings
from strategysite.review.kinds import KINDS
from strategysite.review.law import law_sentences
from strategysite.review.linkcheck import ask, links_report, outside_links
from strategysite.review.reminders import Forgotten, forgotten, harmful, unconfirmed
from strategysite.review.report import as_markdown, as_text
from strategysite.review.searching import explain
from strategysite.review.stale import NOTHING_STALE, stale_page
from strategysite.review.strategy import unfilled
from strategysite.serve.session import serve

Run = Callable[[Path, argparse.Namespace], int]


Argument = tuple[tuple[str, ...], dict[str, Any]]


class _Parser(argparse.ArgumentParser):
    """Says in Swedish how a command is written; argparse's own words for that are English."""

    def error(self, _message: str) -> NoReturn:
        usage = self.format_usage().removeprefix("usage: ")
        more = f"Mer hjälp: {self.prog} --help"
        self.exit(2, f"Kommandot går inte att förstå. Så här skrivs det:\n\n  {usage}\n{more}\n")


PARSER = _Parser(
    prog="python -m strategysite", description="Kontrollera, bygg och visa webbplatsen."
)
COMMANDS = PARSER.add_subparsers(required=True, metavar="KOMMANDO")


def argument(*names: str, **settings: Any) -> Argument:
    """Returns an argument of a command, as argparse takes it."""
    return names, settings


def command(name: str, help: str, *arguments: Argument) -> Callable[[Run], Run]:
    """Makes a function a command: what --help says of it, what it takes, and what it runs on the
    project's folder."""
    own = COMMANDS.add_parser(name, help=help, description=help)
    for names, settings in arguments:
        own.add_argument(*names, **settings)

    def put(run: Run) -> Run:
        own.set_defaults(run=run)
        return run

    return put


GENERATOR = argument("--generator", default="mkdocs", help="mkdocs eller properdocs")
MARKDOWN = argument(
    "--markdown", type=Path, default=None, metavar="FIL", help="skriv också listan som Markdown"
)
SORTS = [kind for kind in KINDS if kind != "law"]
PLACE = argument(
    "place", nargs="?", default="", metavar="STÄLLE", help="en mapp, eller namn@server:mapp"
)
RELOAD = argument(
    "--reload", metavar="KOMMANDO", help="körs på servern när dess regler har ändrats"
)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns its exit code."""
    # What the modules hold stays; and a page is read with so many small objects that to look among
    # them for what may go took a tenth of the time.
    gc.freeze()
    gc.set_threshold(20_000)
    options = PARSER.parse_args(arguments)
    try:
        today()
        code: int = options.run(Path.cwd(), options)
        sys.stdout.flush()
    except (WrongDay, Refusal, PublishingError) as refused:
        print(refused, file=sys.stderr)
        return 1
    except _Told:
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has seen enough, as in "status | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


class _Told(Exception):
    """The problems have been told; the command ends with 1."""


def _tell(
    problems: list[Problem], root: Path, done: str = "", reminded: Iterable[Problem] = ()
) -> int:
    annotate(root, problems, reminded)
    for reminder in reminded:
        print(f"Påminnelse: {render(reminder, root)}", file=sys.stderr)
    if problems:
        print(report(problems, root), file=sys.stderr)
        return 1
    print(done)
    return 0


def _sound(root: Path) -> Checked:
    checked = check(root, today())
    if checked.problems:
        _tell(checked.problems, root)
        raise _Told
    return checked


@command(
    "check",
    "kontrollera data och sidor",
    argument(
        "--base",
        metavar="VERSION",
        help="jämför med en tidigare version i git, och påminn om data/changes.yaml",
    ),
)
def _check(root: Path, options: argparse.Namespace) -> int:
    checked = check(root, today())
    missed = Forgotten()
    if not checked.problems:
        missed = (
            _forgotten(checked.facts, options.base)
            if options.base
            else Forgotten(unconfirmed(checked.facts), harmful(checked.facts))
        )
    done = (
        f"Inga fel: {len(checked.facts.documents)} datafiler och {len(checked.pages)} sidor är"
        " kontrollerade."
    )
    reminders = [*missed.reminders, *unfilled(checked.facts)]
    return _tell(checked.problems + missed.faults, root, done, reminders)


def _forgotten(facts: Facts, base: str) -> Forgotten:
    try:
        return forgotten(facts, base)
    except NoBase:
        print(
            f'Versionen "{base}" finns inte i git här. Ingen jämförelse är gjord.', file=sys.stderr
        )
        return Forgotten()


@command(
    "site",
    "bygg den färdiga webbplatsen i site/",
    GENERATOR,
    argument("--target", type=Path, default=None, help="mapp för den färdiga webbplatsen"),
    argument(
        "--elsewhere",
        action="store_true",
        help="för en server som inte är kommunens: sidan om integritet måste säga vems",
    ),
)
def _site(root: Path, options: argparse.Namespace) -> int:
    target: Path = options.target or root / "site"
    if options.elsewhere and (unnamed := list(unnamed_host(load(root, today())[0]))):
        return _tell(unnamed, root)
    problems = build_site(root, today(), target.resolve(), options.generator)
    editions = load(root, today())[0].editions if not problems else ()
    for file in (pdf_file(edition.strategy) for edition in editions if edition.strategy):
        if not (target / file).is_file():
            print(
                f"Påminnelse: {file} är inte gjord, eftersom den antagna texten har ett tecken som"
                " saknas i PDF-filens typsnitt. Texten finns på sidorna.",
                file=sys.stderr,
            )
    return _tell(problems, root, f"Webbplatsen är klar i {target.name}/.")


@command(
    "serve",
    "visa webbplatsen medan du ändrar den",
    argument(
        "--port",
        type=int,
        default=8000,
        help="porten på den egna datorn; är den upptagen tas nästa lediga",
    ),
    GENERATOR,
)
def _serve(root: Path, options: argparse.Namespace) -> int:
    """The site follows every change. A fault is told here and the last whole version stays in the
    browser."""
    serve(root, options.port, options.generator)
    print("Koden har ändrats. Startar om.", flush=True)
    again = [sys.executable, "-m", "strategysite", *sys.argv[1:]]
    if os.name == "posix":
        os.execv(sys.executable, again)
    return subprocess.run(
        again, cwd=root, check=False
    ).returncode  # Windows has no way to become another process


@command(
    "status",
    "visa vad som väntar på kontroll, är gammalt eller saknas",
    argument(
        "--fail-on",
        action="append",
        default=[],
        metavar="SORT",
        choices=SORTS,
        help=f"avsluta med 1: {', '.join(SORTS)}",
    ),
    argument(
        "--law", action="store_true", help="visa i stället varje mening som en jurist bör läsa"
    ),
    MARKDOWN,
)
def _status(root: Path, options: argparse.Namespace) -> int:
    """A page to read; exit code 0 whatever it says, unless it holds a sort named by --fail-on."""
    checked = _sound(root)
    law = law_sentences(checked.facts, checked.pages)
    found = law if options.law else findings(checked.facts, checked.pages)
    print(as_text(found, checked.facts.today))
    if not options.law:
        print(f"Det första som slutar skötas: {first_to_end().told}")
    if law and not options.law:
        print(
            f"{KINDS['law'].heading}: {len(law)} meningar. Visa dem: python -m strategysite status"
            " --law"
        )
    page = as_markdown(
        found, checked.facts.today, (checked.facts.municipality or Municipality()).publication
    )
    if options.markdown:
        options.markdown.write_text(page, "utf-8")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(page)
    return int(any(finding.kind in options.fail_on for finding in found))


@command(
    "preview",
    "visa vad som ändras jämfört med en tidigare version",
    argument("base", metavar="VERSION"),
    argument("folder", type=Path, nargs="?", default=Path(WORKSHOP) / "preview"),
)
def _preview(root: Path, options: argparse.Namespace) -> int:
    """The words of every page that changes; with the tests' tools installed, pictures too."""
    photograph: Photographer | None = None
    if find_browser() and importlib.util.find_spec("playwright"):
        photograph = importlib.import_module("strategysite.publish.preview.pictures").photograph
    else:
        print(
            "Inga bilder: här finns ingen webbläsare (Chromium eller Chrome) att ta dem med.",
            file=sys.stderr,
        )
    return _tell(
        make_preview(root, options.base, today(), options.folder, photograph),
        root,
        f"Öppna {options.folder / 'index.html'}.",
    )


@command(
    "search",
    "visa vad sökningen svarar på en fråga, och varför",
    argument("query", nargs="+", metavar="FRÅGA", help="det som någon skriver i sökrutan"),
)
def _search(root: Path, options: argparse.Namespace) -> int:
    """Asks the site as it would be published now."""
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        if problems := build_site(root, today(), site):
            return _tell(problems, root)
        files = {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in (site / "search").glob("*.json")
        }
    print(explain(load(root, today())[0], files, " ".join(options.query)))
    return 0


@command("links", "fråga om sidorna som vi länkar till finns kvar", MARKDOWN)
def _links(root: Path, options: argparse.Namespace) -> int:
    """Exit code 1 only for a page that its own site says is gone: a site that is silent today may
    answer tomorrow."""
    checked = _sound(root)
    places = outside_links(checked.facts, checked.pages)
    answers = ask(places)
    page = links_report(answers, places)
    print(page)
    if options.markdown:
        options.markdown.write_text(page, "utf-8")
    return int(any(answer.state == "gone" for answer in answers))


@command(
    "stale",
    "samla det som har blivit inaktuellt, länkar till andra webbplatser också, i .build/stale.md",
    argument("--fail", action="store_true", help="avsluta med 1 om något är inaktuellt"),
)
def _stale(root: Path, options: argparse.Namespace) -> int:
    """The file is there only when something is stale: whoever keeps an issue with it asks no more
    than that."""
    checked = _sound(root)
    places = outside_links(checked.facts, checked.pages)
    page = stale_page(checked.facts, checked.pages, ask(places), places)
    file = root / WORKSHOP / "stale.md"
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    if page is not None:
        file.write_text(page, "utf-8")
    print(page or NOTHING_STALE)
    return int(options.fail and page is not None)


@command(
    "publish",
    "bygg, kontrollera och lägg ut på webbservern",
    PLACE,
    RELOAD,
    argument("--force", action="store_true", help="visa filerna fast servern har en nyare version"),
    argument(
        "--facts-only",
        action="store_true",
        help="bara om inget annat än data/ och docs/ har ändrats sedan det som visas",
    ),
    argument(
        "--no-ask",
        action="store_true",
        help="fråga inte webbplatsens adress efteråt: när den inte går att nå härifrån",
    ),
)
def _publish(root: Path, options: argparse.Namespace) -> int:
    """Nothing reaches the server before the whole site is built and checked."""
    target = Target.parse(options.place)
    (root / WORKSHOP).mkdir(exist_ok=True)
    with TemporaryDirectory(dir=root / WORKSHOP) as name, key_from_environment():
        problems = build_site(root, today(), Path(name) / "site")
        if problems:
            return _tell(problems, root)
        if (sbom := root / WORKSHOP / SBOM).is_file():
            shutil.copy(sbom, Path(name) / SBOM)
        municipality = load(root, today())[0].municipality
        outcome = deliver(
            target,
            Path(name),
            root,
            live=municipality.site_address if municipality and not options.no_ask else None,
            reload=options.reload,
            force=options.force,
            facts_only=options.facts_only,
        )
        return _shown(outcome, "Utgåvan {} visas nu.")


def _shown(outcome: Outcome, done: str) -> int:
    """Says how it went to show a release."""
    print(done.format(outcome.release))
    for sentence in outcome.told:
        print(sentence, file=sys.stderr if outcome.failed else sys.stdout)
    return int(outcome.failed)


@command("rollback", "visa den förra utgåvan igen", PLACE, RELOAD)
def _rollback(_root: Path, options: argparse.Namespace) -> int:
    return _shown(
        roll_back(Target.parse(options.place), options.reload),
        "Utgåvan {} visas igen. Rätta felet i filerna: nästa publicering lägger ut dem som de då"
        " är.",
    )


@command(
    "course",
    "packa grundutbildningen för en lärplattform",
    argument("folder", type=Path, nargs="?", default=Path(WORKSHOP) / "course"),
)
def _course(root: Path, options: argparse.Namespace) -> int:
    checked = _sound(root)
    written = write_packages(checked.facts, checked.pages, options.folder, commit_stamp())
    print(
        "\n".join(f"{path} är klar." for path in written) or "Webbplatsen har ingen kurs att packa."
    )
    return 0


@command(
    "new-strategy",
    "låt en ny strategi ta över, och flytta den gamla till arkivet",
    argument(
        "period",
        metavar="PERIOD",
        nargs="?",
        help='tiden som den gäller: 2027-2030, 2027, 2027- eller "tills vidare"',
    ),
    argument("--chapters", action="store_true", help="ge varje kapitel en egen sida"),
    argument("--try", action="store_true", dest="only_try", help="visa allt, ändra ingenting"),
    argument("--yes", action="store_true", help="fråga inte om det som visas stämmer"),
    argument("--undo", action="store_true", help="ta tillbaka det senaste bytet"),
)
def _new_strategy(root: Path, options: argparse.Namespace) -> int:
    if options.undo:
        print(f"Bytet är tillbakataget. {undo(root)} filer är som de var.")
        return 0
    if not options.period:
        raise Refusal('Skriv vilken tid strategin gäller, till exempel "new-strategy 2027-2030".')

    def agree(planned: Succession) -> bool:
        print(planned.listing, end="\n\n")
        return not options.only_try and (options.yes or _agreed(planned.doubts))

    done = new_strategy(root, options.period, today(), agree, options.chapters)
    if options.only_try:
        print(f"Det var ett försök. Ingenting har ändrats.\n\n{as_text(done.left, today())}")
        return 0
    archived = f"""{done.replaced} finns nu i docs/arkiv/{done.archive}/, och dess uppgifter i \
data/archive/{done.archive}/."""
    print(f"""{done.title} har tagit över.
{archived if done.archive else f"Den ersätter {done.replaced}, som inte finns kvar här."}
De gamla adresserna leder rätt, enligt data/redirects.yaml.
Läs den nya raden i data/changes.yaml, och förkortningarna i data/strategy.yaml \
som är övertagna från den förra strategin.
Vill du ta tillbaka allt? Skriv: python -m strategysite new-strategy --undo
Det här återstår att göra för hand:

{as_text(done.left, today())}""")
    return 0


def _agreed(doubts: tuple[str, ...]) -> bool:
    """Asks whether the document was read as it should be, where there is a reason to. Raises
    Refusal when nobody is there to answer, or the answer is no."""
    if not doubts:
        return True
    why = "".join(f"- {doubt}\n" for doubt in doubts)
    if sys.stdin.isatty():
        print(f"Stämmer det som står ovan?\n{why}")
        if input("Skriv ja för att gå vidare: ").strip().lower() == "ja":
            return True
        raise Refusal(NOTHING_CHANGED)
    how = "Läs det som står ovan. Stämmer det? Kör kommandot igen, med --yes sist."
    raise Refusal(f"Någon behöver godkänna det här först:\n{why}{how} {NOTHING_CHANGED}")


@command(
    "rename",
    "byt namn på en sida, eller flytta den: länkar, data, meny och gammal adress följer med",
    argument("old", metavar="SIDA", help="sidans fil i docs/, till exempel om/gammalt.md"),
    argument("new", metavar="NAMN", help="det nya namnet, till exempel om/nytt.md"),
)
def _rename(root: Path, options: argparse.Namespace) -> int:
    done = rename(root, options.old, options.new, today())
    print(f"docs/{done.old} heter nu docs/{done.new}. De här raderna är ändrade:\n")
    for file, line, text in done.rows:
        print(f"  {file}:{line}: {shorten(text, 80)}")
    print("\nAllt är kontrollerat: inga fel.")
    if done.leads_on:
        old, new = page_url(done.old), page_url(done.new)
        print(f"Den gamla adressen, /{old}, leder till /{new}.")
    return 0


@command(
    "follow-up",
    "öppna uppföljningen av ett år: en rad för varje mål och aktivitet, att fylla i",
    argument("year", nargs="?", type=int, metavar="ÅR", help="året, till exempel 2026"),
)
def _follow_up(root: Path, options: argparse.Namespace) -> int:
    """Without a year only what an older project has in data/activities.yaml is moved."""
    done = open_year(root, options.year, today())
    if done.moved:
        print(f"Uppföljningen har flyttat från activities.yaml till {', '.join(done.moved)}.")
    if done.file and done.added:
        print(f"{done.file} har fått {done.added} nya rader. Fyll i dem.")
    elif done.file:
        print(f"{done.file} har redan en rad för varje mål och aktivitet.")
    elif not done.moved:
        print("Det fanns inget att flytta. Skriv ett år efter kommandot för att öppna det.")
    return 0


@command(
    "report",
    "skriv uppföljningen av ett år som PDF, för utskottet och arkivet",
    argument("year", type=int, metavar="ÅR", help="året, till exempel 2026"),
)
def _report(root: Path, options: argparse.Namespace) -> int:
    year = options.year
    missing = (
        f"Inget är rapporterat för {year}. Öppna året: python -m strategysite follow-up {year}"
    )
    try:
        content = report_of_year(_sound(root).facts, year)
    except NoGlyph:
        missing = "Uppföljningen har ett tecken som saknas i PDF-filens typsnitt."
        missing += " Skriv den utan tecknet."
        content = None
    if content is None:
        print(missing, file=sys.stderr)
        return 1
    file = root / WORKSHOP / f"uppfoljning-{year}.pdf"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    print(f"{file.relative_to(root)} är klar.")
    return 0


@command("install", "hämta paketen som webbplatsen byggs med, till mappen .venv")
def _install(root: Path, _options: argparse.Namespace) -> int:
    return install(root)


@command("schema", "skriv om det som förklarar nycklarna: scheman, datafilernas första rader")
def _schema(root: Path, _options: argparse.Namespace) -> int:
    write_all(root)
    print(f"{len(FILES)} scheman, {REFERENCE} och datafilernas första rader är skrivna.")
    return 0
