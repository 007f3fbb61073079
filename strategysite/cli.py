"""The commands, in one table. All say in Swedish what they did; the exit code is 0 when all is
well, 1 when there are problems, 2 when what was asked for can't be done."""

import argparse
import gc
import importlib
import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from strategysite.build.site import WORKSHOP, build_site, workshop
from strategysite.checks.causes import told_once
from strategysite.checks.data import unnamed_host
from strategysite.checks.run import Checked, check, load
from strategysite.data.addresses import page_url
from strategysite.data.facts import MODELS, WrongDay, day_of_readers, today
from strategysite.editing.changing import NOTHING_CHANGED, Refusal
from strategysite.editing.follow_up import edition_of, open_year
from strategysite.editing.headers import REFERENCE, write_all
from strategysite.editing.renaming import rename
from strategysite.editing.succession import Succession, new_strategy, undo
from strategysite.environment import become, install
from strategysite.exports.pdf import NoGlyph
from strategysite.exports.pdf.follow_up import report as report_of_year
from strategysite.exports.pdf.strategy import without_pdf
from strategysite.exports.scorm.package import write_packages
from strategysite.pages.settings import SITE_FILE
from strategysite.parsing.git import NoBase, commit_of, commit_stamp
from strategysite.problems import Place, Problem, hindrance, near, render, report, shorten
from strategysite.publish.annotations import annotate
from strategysite.publish.preview import make_preview
from strategysite.publish.preview.browser import find_browser
from strategysite.publish.release import SBOM, Outcome, deliver, roll_back
from strategysite.publish.server import PublishingError, Target, key_from_environment
from strategysite.review.ending import first_to_end
from strategysite.review.findings import findings
from strategysite.review.kinds import KINDS
from strategysite.review.law import law_sentences
from strategysite.review.linkcheck import ask, links_report, outside_links
from strategysite.review.reminders import forgotten, harmful
from strategysite.review.report import NOTHING_STALE, as_markdown, as_text, stale_page
from strategysite.review.searching import explain
from strategysite.review.strategy import unfilled
from strategysite.serve.session import serve

Run = Callable[..., int | None]
Argument = tuple[str, dict[str, Any]]


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        prefix = "Så här skrivs det: " if prefix is None else prefix
        super().add_usage(usage, actions, groups, prefix)


class _Parser(argparse.ArgumentParser):
    """Says in Swedish how a command is written; argparse's own words for that are English."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog, None, description, formatter_class=_Help, add_help=False)
        self.words = self.add_argument_group("Det här går att skriva efter")
        self.words.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Returns what is given. What this command does not know is its own fault to tell, with how
        it is written: argparse would leave it to the table of all commands."""
        known, over = super().parse_known_args(args, namespace)
        return (known, over) if not over else self.error(repr(over[0]))

    def error(self, message: str) -> NoReturn:
        """Ends the command. Of argparse's words only that which it quotes is told: what is
        written."""
        usage = self.format_usage()
        what, guess = "Kommandot", ""
        if quoted := re.search(r"""(['"])(.+?)\1""", message):
            what = f'"{quoted[2]}"'
            guess = near(quoted[2], [*COMMANDS.choices, *re.findall(r"--[\w-]+", usage)])
        told = f"{what} går inte att förstå. {guess}".strip()
        self.exit(2, f"{told}\n{usage}Mer hjälp: {self.prog} --help\n")


PARSER = _Parser("python -m strategysite", "Kontrollera, bygg och visa webbplatsen.")
COMMANDS = PARSER.add_subparsers(required=True, title="Kommandon", metavar="KOMMANDO")


def argument(name: str, metavar: str, help: str | None = None, **settings: Any) -> Argument:
    """Returns an argument of a command that has a value, as argparse takes it."""
    return name, {"metavar": metavar, "help": help, **settings}


def flag(name: str, help: str, **settings: Any) -> Argument:
    """Returns an argument that is given or not."""
    return name, {"action": "store_true", "help": help, **settings}


def command(*arguments: Argument) -> Callable[[Run], Run]:
    """Makes a function a command of its name: it runs on the project's folder and, by name, on the
    arguments. --help says its docstring, which is Swedish for that. It returns the exit code, or
    nothing when all is well."""

    def put(run: Run) -> Run:
        name = run.__name__.strip("_").replace("_", "-")
        said = run.__doc__ or ""
        own = COMMANDS.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
        for written, settings in arguments:
            own.words.add_argument(written, **settings)
        own.set_defaults(run=run)
        return run

    return put


PLACE = argument("place", "STÄLLE", "en mapp, eller namn@server:mapp", nargs="?", default="")
RELOAD = argument("--reload", "KOMMANDO", "körs på servern när dess regler har ändrats")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns its exit code."""
    try:
        # What the modules hold stays; and a page is read with so many small objects that to look
        # among them for what may go took a tenth of the time.
        gc.freeze()
        gc.set_threshold(20_000)
        given = vars(PARSER.parse_args(arguments))
        run: Run = given.pop("run")
        today()
        code = run(_project(Path.cwd()), **given) or 0
        print(end="", flush=True)  # also where nobody has given it anything to write to
    except (WrongDay, Refusal, PublishingError, NoBase) as refused:
        print(refused, file=sys.stderr)
        return 2 if isinstance(refused, NoBase) else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has seen enough, as in "status | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if (hindered := hindrance(error, Path.cwd())) is None:
            raise
        print(render(hindered, Path.cwd()), file=sys.stderr)
        return 1
    return code


def _project(here: Path) -> Path:
    """Returns the project's folder. Raises Refusal when one stands in another: each of its files
    would be told as lost, and be written where nobody looks."""
    if (here / SITE_FILE).is_file() or (here / "data").is_dir():
        return here
    fix = f"Gå till mappen där {SITE_FILE} och data ligger, och skriv kommandot igen."
    raise Refusal(f"Webbplatsens filer finns inte i den här mappen: {here}\n{fix}")


def _tell(problems: list[Problem], root: Path, reminded: Iterable[Problem] = ()) -> None:
    """Tells of reminders, and of problems to the forge. Raises Refusal when there are any."""
    annotate(root, problems, reminded)
    if problems:  # first: whoever mends them asks again
        raise Refusal(report(problems, root))
    for reminder in reminded:
        print(f"Påminnelse: {render(reminder, root)}", file=sys.stderr)


def _sound(root: Path) -> Checked:
    checked = check(root, today())
    _tell(checked.problems, root)
    return checked


@command(
    argument(
        "--base", "VERSION", "jämför med en tidigare version i git, och påminn om data/changes.yaml"
    )
)
def _check(root: Path, base: str | None) -> None:
    """kontrollera data och sidor"""
    checked = check(root, today())
    facts, faults = checked.facts, checked.problems
    reminders: list[Problem] = []
    if not faults:
        commit = commit_of(root, base) if base else None
        reminders += forgotten(facts, commit) if commit else harmful(facts)
        reminders += [*unfilled(facts), *without_pdf(facts, checked.pages)]
        faults = told_once(facts, [], commit) if commit else []
    _tell(faults, root, reminders)
    files, pages = len(facts.files), len(checked.pages)
    print(f"Inga fel: {files} datafiler och {pages} sidor är kontrollerade.")


@command(
    argument("--target", "MAPP", "mapp för den färdiga webbplatsen", type=Path, default="site"),
    flag("--elsewhere", "för en server som inte är kommunens: sidan om integritet måste säga vems"),
)
def _site(root: Path, target: Path, elsewhere: bool) -> None:
    """bygg den färdiga webbplatsen i site/"""
    if elsewhere:
        _tell(list(unnamed_host(load(root, today())[0])), root)
    _tell(build_site(root, today(), target.resolve()), root)
    checked = check(root, today())  # as it was built: nothing is read again
    _tell([], root, [*without_pdf(checked.facts, checked.pages)])
    print(f"Webbplatsen är klar i {target}/.")


@command(
    argument(
        "--port",
        "PORT",
        "porten på den egna datorn; är den upptagen tas nästa lediga",
        type=int,
        default=8000,
    )
)
def _serve(root: Path, port: int) -> int:
    """visa webbplatsen medan du ändrar den"""
    serve(root, port)
    print("Koden har ändrats. Startar om.", flush=True)
    return become([sys.executable, "-m", "strategysite", *sys.argv[1:]])


@command(flag("--law", "visa i stället varje mening som en jurist bör läsa"))
def _status(root: Path, law: bool) -> None:
    """visa vad som väntar på kontroll, är gammalt eller saknas"""
    checked = _sound(root)
    facts, sentences = checked.facts, law_sentences(checked.facts, checked.pages)
    found = sentences if law else findings(facts, checked.pages)
    print(as_text(found, facts.today))
    if not law:
        first = first_to_end()
        print(f"Det första som slutar skötas: {first.name} {first.end}. {first.exit}")
        if sentences:
            how = "Visa dem: python -m strategysite status --law"
            print(f"{KINDS['law']['heading']}: {len(sentences)} meningar. {how}")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(as_markdown(found, facts.today, facts.own.publication))


@command(argument("base", "VERSION", "den version i git att jämföra med, till exempel main"))
def _preview(root: Path, base: str) -> None:
    """visa vad som ändras jämfört med en tidigare version"""
    photograph = None  # with the tests' tools installed there are pictures too
    if find_browser() and importlib.util.find_spec("playwright"):
        photograph = importlib.import_module("strategysite.publish.preview.pictures").photograph
    else:
        why = "här finns ingen webbläsare (Chromium eller Chrome) att ta dem med"
        print(f"Inga bilder: {why}.", file=sys.stderr)
    folder = Path(WORKSHOP) / "preview"
    _tell(make_preview(root, base, today(), folder, photograph), root)
    print(f"Öppna {folder / 'index.html'}.")


@command(argument("query", "FRÅGA", "det som någon skriver i sökrutan", nargs="+"))
def _search(root: Path, query: list[str]) -> None:
    """visa vad sökningen svarar på en fråga, och varför"""
    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        _tell(build_site(root, today(), site), root)
        files = {f"search/{path.name}": path.read_bytes() for path in site.glob("search/*.json")}
    print(explain(load(root, today())[0], files, " ".join(query)))


@command()
def _links(root: Path) -> int:
    """fråga om sidorna som vi länkar till finns kvar"""
    checked = _sound(root)
    places = outside_links(checked.facts, checked.pages)
    answers = ask(places)
    print(links_report(answers, places))
    # Only where its site says that a page is gone: who is silent may answer tomorrow.
    return int(any(answer.state == "gone" for answer in answers))


@command(flag("--fail", "avsluta med 1 om något är inaktuellt"))
def _stale(root: Path, fail: bool) -> int:
    """samla det som har blivit inaktuellt, även länkar till andra webbplatser, i .build/stale.md"""
    checked = _sound(root)
    places = outside_links(checked.facts, checked.pages)
    page = stale_page(checked.facts, checked.pages, ask(places), places)
    file = workshop(root) / "stale.md"
    file.unlink(missing_ok=True)
    if page is not None:  # whoever keeps an issue needs no more than that it is there
        file.write_text(page, "utf-8")
    print(page or NOTHING_STALE)
    return int(fail and page is not None)


@command(
    PLACE,
    RELOAD,
    flag("--force", "visa filerna fast servern har en nyare version"),
    flag("--facts-only", "bara om inget annat än data/ och docs/ har ändrats sedan det som visas"),
    flag("--no-ask", "fråga inte webbplatsens adress efteråt: när den inte går att nå härifrån"),
)
def _publish(
    root: Path, place: str, reload: str | None, *, force: bool, facts_only: bool, no_ask: bool
) -> int:
    """bygg, kontrollera och lägg ut på webbservern"""
    day_of_readers()
    target = Target.parse(place)
    with TemporaryDirectory(dir=workshop(root)) as name, key_from_environment():
        _tell(build_site(root, today(), Path(name) / "site"), root)
        if (sbom := root / WORKSHOP / SBOM).is_file():
            shutil.copy(sbom, Path(name) / SBOM)
        outcome = deliver(
            target,
            Path(name),
            root,
            live=None if no_ask else load(root, today())[0].own.site_address,
            reload=reload,
            force=force,
            facts_only=facts_only,
        )
    return _shown(outcome, "Utgåvan {} visas nu.")


def _shown(outcome: Outcome, done: str) -> int:
    """Says how it went to show a release."""
    print(done.format(outcome.release))
    for sentence in outcome.told:
        print(sentence, file=sys.stderr if outcome.failed else sys.stdout)
    return int(outcome.failed)


@command(PLACE, RELOAD)
def _rollback(_root: Path, place: str, reload: str | None) -> int:
    """visa den förra utgåvan igen"""
    fix = "Rätta felet i filerna: nästa publicering lägger ut dem som de då är."
    outcome = roll_back(Target.parse(place), reload)
    return _shown(outcome, f"Utgåvan {{}} visas igen. {fix}")


@command()
def _course(root: Path) -> None:
    """packa grundutbildningen för en lärplattform"""
    checked, folder = _sound(root), Path(WORKSHOP) / "course"
    written = write_packages(checked.facts, checked.pages, folder, commit_stamp())
    none = "Webbplatsen har ingen kurs att packa."
    print("\n".join(f"{path} är klar." for path in written) or none)


@command(
    argument(
        "period",
        "PERIOD",
        'tiden som den gäller: 2027-2030, 2027, 2027-, "tills vidare" eller "utan tid"',
        nargs="?",
    ),
    flag("--chapters", "ge varje kapitel en egen sida"),
    flag("--as-adopted", "det som ser fel ut står så i det beslutade dokumentet"),
    flag("--try", "visa allt, ändra ingenting", dest="only_try"),
    flag("--yes", "fråga inte om det som visas stämmer"),
    flag("--undo", "ta tillbaka det senaste bytet", dest="undoing"),
)
def _new_strategy(
    root: Path,
    period: str | None,
    *,
    chapters: bool,
    as_adopted: bool,
    only_try: bool,
    yes: bool,
    undoing: bool,
) -> None:
    """låt en ny strategi ta över, och flytta den gamla till arkivet"""
    if undoing:
        print(f"Bytet är tillbakataget. {undo(root)} filer är som de var.")
        return
    if not period:
        raise Refusal('Skriv vilken tid strategin gäller, till exempel "new-strategy 2027-2030".')

    def agree(planned: Succession) -> bool:
        print(planned.listing, end="\n\n")
        if planned.doubts and (only_try or yes):
            how = "ska någon godkänna" if only_try else "är godkänt, med --yes"
            print(f"Det här {how}:\n{_listed(planned.doubts)}")
        elif planned.doubts:
            _ask_whether_right(planned.doubts)
        return not only_try

    done = new_strategy(root, period, today(), agree, chapters, as_adopted=as_adopted)
    left = as_text(done.left, today())
    if only_try:
        print(f"Det var ett försök. Ingenting har ändrats.\n\n{left}")
        return
    archived = f"""{done.replaced} finns nu i docs/arkiv/{done.archive}/, och dess uppgifter i \
data/archive/{done.archive}/."""
    moved = "De gamla adresserna leder rätt, enligt data/redirects.yaml."
    stay = "Sidorna ligger kvar på sina adresser."
    print(f"""{done.title} har tagit över.
{archived if done.archive else f"Den ersätter {done.replaced}, som inte finns kvar här."}
{moved if "data/redirects.yaml" in done.files else stay}
Läs den nya raden i data/changes.yaml, och förkortningarna i data/strategy.yaml \
som är övertagna från det förra dokumentet.
Vill du ta tillbaka allt? Skriv: python -m strategysite new-strategy --undo
Det här återstår att göra för hand:

{left}""")


def _listed(doubts: tuple[str, ...]) -> str:
    return "".join(f"- {doubt}\n" for doubt in doubts)


def _ask_whether_right(doubts: tuple[str, ...]) -> None:
    """Asks whether the document was read as it should be, where there is a reason to doubt it.
    Raises Refusal when nobody is there to answer, or the answer is no."""
    why = _listed(doubts)
    if not sys.stdin.isatty():
        how = "Läs det som står ovan. Stämmer det? Kör kommandot igen, med --yes sist."
        raise Refusal(f"Någon behöver godkänna det här först:\n{why}{how} {NOTHING_CHANGED}")
    print(f"Stämmer det som står ovan?\n{why}")
    if input("Skriv ja för att gå vidare: ").strip().lower() != "ja":
        raise Refusal(NOTHING_CHANGED)


@command(
    argument("old", "SIDA", "sidans fil i docs/, till exempel om/gammalt.md"),
    argument("new", "NAMN", "det nya namnet, till exempel om/nytt.md"),
)
def _rename(root: Path, old: str, new: str) -> None:
    """byt namn på en sida, eller flytta den: länkar, data, meny och gammal adress följer med"""
    old, new, rows = rename(root, old, new, today())
    print(f"docs/{old} heter nu docs/{new}. De här raderna är ändrade:\n")
    for file, line, text in rows:
        print(f"  {file}:{line}: {shorten(text, 80)}")
    print("\nAllt är kontrollerat: inga fel.")
    old, new = page_url(old), page_url(new)
    if old != new:
        print(f"Den gamla adressen, /{old}, leder till /{new}.")


@command(argument("year", "ÅR", "året, till exempel 2026", type=int))
def _follow_up(root: Path, year: int) -> None:
    """öppna uppföljningen av ett år: en rad för varje mål och aktivitet, att fylla i"""
    file, added = open_year(root, year, today())
    if added:
        print(f"{file} har fått {added} nya rader. Fyll i dem.")
    else:
        print(f"{file} har redan en rad för varje mål och aktivitet.")


@command(argument("year", "ÅR", "året, till exempel 2026", type=int))
def _report(root: Path, year: int) -> None:
    """skriv uppföljningen av ett år som PDF, för utskottet och arkivet"""
    try:
        edition_of(facts := _sound(root).facts, year)
        content = report_of_year(facts, year)
    except NoGlyph as missing:
        files = [one for edition in facts.editions for one in edition.files.values()]
        places = [found for one in files if (found := one.place_of(missing.sign))]
        fix = "Ingen rapport är skriven. Skriv det som tecknet säger med ord."
        _tell([Problem(places[0] if places else Place("data/follow-up"), str(missing), fix)], root)
    if content is None:
        how = f"Öppna året: python -m strategysite follow-up {year}"
        raise Refusal(f"Inget är rapporterat för {year}. {how}")
    file = workshop(root) / f"uppfoljning-{year}.pdf"
    file.write_bytes(content)
    print(f"{file.relative_to(root)} är klar.")


@command()
def _install(root: Path) -> int:
    """hämta paketen som webbplatsen byggs med, till mappen .venv"""
    return install(root)


@command()
def _schema(root: Path) -> None:
    """skriv om det som förklarar nycklarna: scheman, datafilernas första rader"""
    write_all(root)
    print(f"{len(MODELS)} scheman, {REFERENCE} och datafilernas första rader är skrivna.")
