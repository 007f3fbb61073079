"""The commands: python -m strategysite check | site | serve | finish | course | status | new-strategy | schema.

All say in Swedish what they did.
"""

import argparse
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from strategysite.building import WORKSHOP, build_site
from strategysite.checking import check
from strategysite.crosschecks import unnamed_host
from strategysite.earlier import NoBase
from strategysite.facts import FILES, Facts, today
from strategysite.finish import finish
from strategysite.issue import NoIssue, forge_here, keep_issue
from strategysite.loading import load
from strategysite.model.municipality import Municipality
from strategysite.outside import ask, links_report, outside_links
from strategysite.preview import Photographer, make_preview
from strategysite.preview.browser import find_browser
from strategysite.problems import Problem, render, report
from strategysite.publishing import SBOM, PublishingFault, Target, deliver, key_from_environment, roll_back
from strategysite.readability import page_readability
from strategysite.remarks import leave_remarks
from strategysite.reminders import Forgotten, forgotten
from strategysite.schema import write_schemas
from strategysite.scorm.package import commit_stamp, write_packages
from strategysite.serving import serve
from strategysite.stale import NOTHING_STALE, TITLE, stale_page
from strategysite.status import KINDS, as_markdown, as_text, findings, law_sentences
from strategysite.succession import Refusal, new_strategy


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns its exit code: 0 when all is well, 1 when there are problems."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = argparse.ArgumentParser(prog="python -m strategysite", description="Kontrollera, bygg och visa webbplatsen.")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="kontrollera data och sidor")
    checking.add_argument("--base", metavar="VERSION", help="jämför med en tidigare version i git, och påminn om data/changes.yaml")
    site = commands.add_parser("site", help="bygg den färdiga webbplatsen i site/")
    site.add_argument("--generator", default="mkdocs", help="mkdocs eller properdocs")
    site.add_argument("--target", type=Path, default=None, help="mapp för den färdiga webbplatsen")
    site.add_argument("--elsewhere", action="store_true", help="för en server som inte är kommunens: sidan om integritet måste säga vems")
    serving = commands.add_parser("serve", help="visa webbplatsen medan du ändrar den")
    serving.add_argument("--port", type=int, default=8000, help="porten på den egna datorn; är den upptagen tas nästa lediga")
    serving.add_argument("--generator", default="mkdocs", help="mkdocs eller properdocs")
    last = commands.add_parser("finish", help="gör en byggd mapp färdig")
    last.add_argument("site", type=Path)
    course = commands.add_parser("course", help="packa grundutbildningen för en lärplattform")
    course.add_argument("folder", type=Path, nargs="?", default=Path(WORKSHOP) / "course")
    status = commands.add_parser("status", help="visa vad som väntar på kontroll, är gammalt eller saknas")
    sorts = [kind for kind in KINDS if kind != "law"]
    status.add_argument("--fail-on", action="append", default=[], metavar="SORT", choices=sorts, help=f"avsluta med 1: {', '.join(sorts)}")
    status.add_argument("--law", action="store_true", help="visa i stället varje mening som en jurist bör läsa")
    status.add_argument("--markdown", type=Path, default=None, metavar="FIL", help="skriv också sidan som Markdown")
    commands.add_parser("readability", help="mät hur lättlästa de svenska sidorna är")
    preview = commands.add_parser("preview", help="visa vad som ändras jämfört med en tidigare version")
    preview.add_argument("base", metavar="VERSION")
    preview.add_argument("folder", type=Path, nargs="?", default=Path(WORKSHOP) / "preview")
    links = commands.add_parser("links", help="fråga om sidorna som vi länkar till finns kvar")
    links.add_argument("--markdown", type=Path, default=None, metavar="FIL", help="skriv också listan som Markdown")
    stale = commands.add_parser("stale", help="samla det som har blivit inaktuellt, länkar till andra webbplatser också")
    stale.add_argument("--issue", action="store_true", help="håll ett ärende med det på GitHub eller GitLab")
    stale.add_argument("--fail", action="store_true", help="avsluta med 1 om något är inaktuellt")
    publish = commands.add_parser("publish", help="bygg, kontrollera och lägg ut på webbservern")
    publish.add_argument("place", metavar="STÄLLE", help="en mapp, eller namn@server:mapp")
    publish.add_argument("--reload", metavar="KOMMANDO", help="körs på servern när dess regler har ändrats")
    rollback = commands.add_parser("rollback", help="visa den förra utgåvan igen")
    rollback.add_argument("place", metavar="STÄLLE")
    succession = commands.add_parser("new-strategy", help="låt en ny strategi ta över, och flytta den gamla till arkivet")
    succession.add_argument("period", metavar="PERIOD", help="den nya strategins år, till exempel 2027-2030")
    commands.add_parser("schema", help="skriv JSON-scheman för datafilerna")
    options = parser.parse_args(arguments)
    root = Path.cwd()
    try:
        today()
    except ValueError:
        print(
            f'STRATEGY_TODAY är "{os.environ["STRATEGY_TODAY"]}". Skriv en dag som år-månad-dag, till exempel 2026-11-22.', file=sys.stderr
        )
        return 1
    return _run(COMMANDS[options.command], root, options)


def _run(command: Callable[[Path, argparse.Namespace], int], root: Path, options: argparse.Namespace) -> int:
    try:
        code = command(root, options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever reads has seen enough, as in "status | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _tell(problems: list[Problem], root: Path, done: str, reminded: Iterable[Problem] = ()) -> int:
    leave_remarks(root, problems, reminded)
    for reminder in reminded:
        print(f"Påminnelse: {render(reminder, root)}", file=sys.stderr)
    if not problems:
        print(done)
        return 0
    print(report(problems, root), file=sys.stderr)
    return 1


def _check(root: Path, options: argparse.Namespace) -> int:
    checked = check(root, today())
    missed = _forgotten(checked.facts, options.base) if options.base and not checked.problems else Forgotten()
    done = f"Inga fel: {len(checked.facts.documents)} datafiler och {len(checked.pages)} sidor är kontrollerade."
    return _tell(checked.problems + missed.faults, root, done, missed.reminders)


def _forgotten(facts: Facts, base: str) -> Forgotten:
    try:
        return forgotten(facts, base)
    except NoBase:
        print(f'Versionen "{base}" finns inte i git här. Ingen jämförelse är gjord.', file=sys.stderr)
        return Forgotten()


def _site(root: Path, options: argparse.Namespace) -> int:
    target: Path = options.target or root / "site"
    if options.elsewhere and (unnamed := list(unnamed_host(load(root, today())[0]))):
        return _tell(unnamed, root, "")
    return _tell(build_site(root, today(), target.resolve(), options.generator), root, f"Webbplatsen är klar i {target.name}/.")


def _finish(root: Path, options: argparse.Namespace) -> int:
    checked = check(root, today())
    problems = checked.problems or finish(options.site, options.site.parent / "server", checked.facts, checked.pages)
    return _tell(problems, root, f"{options.site} är färdig.")


def _course(root: Path, options: argparse.Namespace) -> int:
    checked = check(root, today())
    written = [] if checked.problems else write_packages(checked.facts, checked.pages, options.folder, commit_stamp())
    return _tell(checked.problems, root, "\n".join(f"{path} är klar." for path in written) or "Webbplatsen har ingen kurs att packa.")


def _serve(root: Path, options: argparse.Namespace) -> int:
    """The site follows every change. A fault is told here and the last whole version stays in the browser."""
    serve(root, options.port, options.generator)
    print("Koden har ändrats. Startar om.", flush=True)
    command = [sys.executable, "-m", "strategysite", *sys.argv[1:]]
    if os.name == "posix":
        os.execv(sys.executable, command)
    return subprocess.run(command, cwd=root, check=False).returncode  # Windows has no way to become another process


def _status(root: Path, options: argparse.Namespace) -> int:
    """A page to read; exit code 0 whatever it says, unless it holds a sort named by --fail-on."""
    checked = check(root, today())
    if checked.problems:
        return _tell(checked.problems, root, "")
    law = law_sentences(checked.facts, checked.pages)
    found = law if options.law else findings(checked.facts, checked.pages)
    print(as_text(found, checked.facts.today))
    if law and not options.law:
        show = "Visa dem: python -m strategysite status --law"
        print(f"{KINDS['law'].heading}: {len(law)} meningar. {show}")
    page = as_markdown(found, checked.facts.today, (checked.facts.municipality or Municipality()).publication)
    if options.markdown:
        options.markdown.write_text(page, "utf-8")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(page)
    return int(any(finding.kind in options.fail_on for finding in found))


def _readability(root: Path, _options: argparse.Namespace) -> int:
    pages = check(root, today()).pages.values()
    for page in sorted((page for page in pages if page.meta.lang == "sv"), key=lambda page: page.file):
        measured = page_readability(page)
        print(f"LIX {measured.lix:4.0f}  {measured.words:5} ord  docs/{page.file}")
    return 0


def _preview(root: Path, options: argparse.Namespace) -> int:
    """The words of every page that changes; with the tests' tools installed, pictures too."""
    photograph: Photographer | None = None
    if find_browser() and importlib.util.find_spec("playwright"):
        photograph = importlib.import_module("strategysite.preview.pictures").photograph
    else:
        print("Inga bilder: här finns ingen webbläsare (Chromium eller Chrome) att ta dem med.", file=sys.stderr)
    return _tell(make_preview(root, options.base, today(), options.folder, photograph), root, f"Öppna {options.folder / 'index.html'}.")


def _links(root: Path, options: argparse.Namespace) -> int:
    """Exit code 1 only for a page that its own site says is gone: a site that is silent today may answer tomorrow."""
    checked = check(root, today())
    if checked.problems:
        return _tell(checked.problems, root, "")
    places = outside_links(checked.facts, checked.pages)
    answers = ask(places)
    page = links_report(answers, places)
    print(page)
    if options.markdown:
        options.markdown.write_text(page, "utf-8")
    return int(any(answer.state == "gone" for answer in answers))


def _stale(root: Path, options: argparse.Namespace) -> int:
    checked = check(root, today())
    if checked.problems:
        return _tell(checked.problems, root, "")
    places = outside_links(checked.facts, checked.pages)
    page = stale_page(checked.facts, checked.pages, ask(places), places)
    (root / WORKSHOP).mkdir(exist_ok=True)
    (root / WORKSHOP / "stale.md").write_text(page or NOTHING_STALE, "utf-8")
    print(page or NOTHING_STALE)
    if options.issue:
        try:
            keep_issue(forge_here(), TITLE, page, NOTHING_STALE.strip())
        except NoIssue as reason:
            print(reason, file=sys.stderr)
            return 1
    return int(options.fail and page is not None)


def _publish(root: Path, options: argparse.Namespace) -> int:
    """Nothing reaches the server before the whole site is built and checked."""
    (root / WORKSHOP).mkdir(exist_ok=True)
    with TemporaryDirectory(dir=root / WORKSHOP) as name, key_from_environment():
        problems = build_site(root, today(), Path(name) / "site")
        if problems:
            return _tell(problems, root, "")
        if (sbom := root / WORKSHOP / SBOM).is_file():
            shutil.copy(sbom, Path(name) / SBOM)
        try:
            target = Target.parse(options.place)
            release, rules_changed = deliver(target, Path(name))
            print(f"Utgåvan {release} visas nu.")
            if rules_changed and options.reload:
                target.run(options.reload, "Webbplatsen visas, men webbserverns nya regler kunde inte läsas in.")
                print("Webbserverns regler har ändrats och lästs in.")
            elif rules_changed:
                print("Webbserverns regler har ändrats. Be den som sköter servern att läsa in dem.")
        except PublishingFault as fault:
            print(fault, file=sys.stderr)
            return 1
    return 0


def _rollback(_root: Path, options: argparse.Namespace) -> int:
    try:
        release = roll_back(Target.parse(options.place))
    except PublishingFault as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"Utgåvan {release} visas igen. Rätta felet i filerna: nästa publicering lägger ut dem som de då är.")
    return 0


def _new_strategy(root: Path, options: argparse.Namespace) -> int:
    try:
        done = new_strategy(root, options.period, today())
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"{done.title} har tagit över.")
    print(f"{done.replaced} finns nu i docs/arkiv/{done.archive}/, och dess uppgifter i data/archive/{done.archive}/.")
    print("De gamla adresserna leder rätt, enligt data/redirects.yaml.")
    print("Läs den nya raden i data/changes.yaml, och förkortningarna i data/strategy.yaml som är övertagna från den förra strategin.")
    print("Det här återstår att göra för hand:\n")
    print(as_text(done.left, today()))
    return 0


def _schema(root: Path, _options: argparse.Namespace) -> int:
    write_schemas(root)
    print(f"{len(FILES)} scheman är skrivna i data/schema/.")
    return 0


COMMANDS = {
    "check": _check,
    "site": _site,
    "serve": _serve,
    "finish": _finish,
    "course": _course,
    "status": _status,
    "preview": _preview,
    "links": _links,
    "stale": _stale,
    "publish": _publish,
    "rollback": _rollback,
    "readability": _readability,
    "new-strategy": _new_strategy,
    "schema": _schema,
}


if __name__ == "__main__":
    sys.exit(main())
