"""`make bench`: prints build times and peak memory, and each limit beside what was measured. Exits
1 when a limit is passed.

With names of measurements (activities, columns, pages, plain, serve, answers, search, exports)
it does only those.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from strategysite.checks.run import check
from strategysite.data.open_data import FOLDER, tables
from strategysite.exports.open_data import write_open_data
from strategysite.exports.pdf.follow_up import report
from strategysite.exports.pdf.strategy import write_strategies
from tests.bench.answers import compare
from tests.bench.measuring import Measured, measure
from tests.bench.projects import plain, with_activities, with_follow_up, with_pages
from tests.bench.searching import ask_unknown, measure_crowded, measure_search, p95
from tests.bench.searching import told as in_short
from tests.conftest import DAY, ROOT
from tests.serving.running import Running

SITE = [sys.executable, "-m", "strategysite", "site"]
GENERATOR = [sys.executable, "-m", "mkdocs", "build", "--strict"]
ENVIRONMENT = {
    "STRATEGY_TODAY": DAY.isoformat(),
    "NO_MKDOCS_2_WARNING": "1",
    "SOURCE_DATE_EPOCH": "1795000000",
}
failed: list[str] = []


def limit(what: str, value: float, most: float, unit: str = "") -> None:
    """Prints a limit and what was measured."""
    verdict = "ok" if value <= most else "TOO MUCH"
    print(f"  {what}: {value:.2f}{unit}, limit {most:g}{unit}: {verdict}", flush=True)
    if value > most:
        failed.append(what)


def told(what: str, measured: Measured) -> Measured:
    """Prints one measurement and returns it."""
    print(f"  {what:<34}{measured}", flush=True)
    return measured


def growth(what: str, sizes: list[int], times: list[Measured]) -> None:
    """Between the two largest sizes the work must not grow faster than the size, with a tenth for
    the noise."""
    limit(
        f"{what}: growth from {sizes[-2]} to {sizes[-1]}",
        times[-1].cpu / times[-2].cpu,
        sizes[-1] / sizes[-2] * 1.1,
        "×",
    )


def activities(folder: Path) -> None:
    """7, 1,000 and 10,000 activities."""
    sizes = [7, 1000, 10000]
    times = [
        told(
            f"{size} activities",
            measure(SITE, with_activities(folder / f"a{size}", size), **ENVIRONMENT),
        )
        for size in sizes
    ]
    growth("activities", sizes, times)


def columns(folder: Path) -> None:
    """1,000 activities in tables of two columns, and of eight."""
    two, eight = (
        told(
            f"1000 activities, {more + 2} columns",
            measure(SITE, with_activities(folder / f"c{more}", 1000, more), **ENVIRONMENT),
        )
        for more in (0, 6)
    )
    limit("eight columns against two, cpu", eight.cpu / two.cpu, 2, "×")
    limit("eight columns against two, wall", eight.wall / two.wall, 2, "×")


def pages(folder: Path) -> None:
    """25, 250 and 1,000 pages, the last beside plain Material."""
    sizes = [25, 250, 1000]
    projects = [with_pages(folder / f"p{size}", size) for size in sizes]
    found = [len(list((project / "docs").rglob("*.md"))) for project in projects]
    times = [
        told(f"{size} pages", measure(SITE, project, **ENVIRONMENT))
        for size, project in zip(found, projects, strict=True)
    ]
    growth("pages", found, times)
    beside = told(
        f"{found[-1]} pages, plain Material",
        measure(GENERATOR, plain(folder / "p-plain", projects[-1]), **ENVIRONMENT),
    )
    limit("1,000 pages against plain Material, cpu", times[-1].cpu / beside.cpu, 0.5, "×")
    limit("1,000 pages against plain Material, wall", times[-1].wall / beside.wall, 0.5, "×")


def beside_plain(folder: Path) -> None:
    """The clean strict build of this site beside the same Markdown in plain MkDocs and Material."""
    project = with_pages(folder / "this", 0)
    own = told("this site, checked and finished", measure(SITE, project, **ENVIRONMENT))
    other = told(
        "the same Markdown, plain Material",
        measure(GENERATOR, plain(folder / "plain", project), **ENVIRONMENT),
    )
    limit("this site against plain Material, cpu", own.cpu / other.cpu, 3, "×")
    limit("this site against plain Material, wall", own.wall / other.wall, 3, "×")


def serving(folder: Path) -> None:
    """From a saved line of YAML to the rebuilt page."""
    running = Running(with_pages(folder / "serve", 0), day=DAY)
    taken = []
    try:
        for number in range(5):
            path = running.project / "data" / "contacts.yaml"
            mark = f"Bris {number}"
            text = path.read_text("utf-8")
            began = time.monotonic()
            path.write_text(text.replace("    name: Bris", f"    name: {mark} #", 1), "utf-8")
            while mark not in running.page("hjalp/"):
                time.sleep(0.02)
            taken.append(time.monotonic() - began)
            path.write_text(text, "utf-8")
            running.wait_for("Inga fel", len(running.said))
    finally:
        running.stop()
    print("  from saved to shown:", ", ".join(f"{seconds:.2f} s" for seconds in taken))
    limit("from a saved line to the page, best of five", min(taken), 2, " s")


def answers(folder: Path) -> None:
    """The help page from a real nginx on loopback, packed, beside the same words written by
    hand."""
    project = with_pages(folder / "answers", 0)
    measure(SITE, project, **ENVIRONMENT)
    compare(project / "site")


def searching(folder: Path) -> None:
    """The search: what nobody has written down, and in Chromium from the last letter to the list,
    and a first use at 1.6 Mbit/s and 150 ms."""
    project = with_pages(folder / "search", 0)
    measure(SITE, project, **ENVIRONMENT)
    unknown = ask_unknown(project)
    print("  kept phrases, each asked of an index without a tenth of them:")
    limit("  page not first", 100 - unknown.first, 35, " %")
    limit("  page not among three", 100 - unknown.among_three, 15, " %")
    limit("  section not first", 100 - unknown.section, 48, " %")
    found = measure_search(project / "site")
    print("  from the last letter to the list:", in_short(found.answers, "ms"))
    limit("from the last letter to the list, p95", p95(found.answers), 40, " ms")
    print(
        "  first use:",
        in_short(found.first, "ms"),
        "and",
        in_short([size / 1000 for size in found.received], "KB"),
    )
    limit("first use, median", median(found.first), 900, " ms")
    limit("first use, most", max(found.received) / 1000, 55, " KB")
    limit("first use in another language, most", max(found.elsewhere) / 1000, 75, " KB")
    many = measure_crowded(project / "site", folder / "crowded", 1000)
    size = f"{many.size / 1000:.0f} KB in {many.files} files"
    print(f"  1,000 pages: {size}, opened in {many.opened:.0f} ms,", in_short(many.answers, "ms"))
    limit("1,000 pages, the file that all need", many.index / 1000, 150, " KB")
    limit("1,000 pages, from the last letter to the list, p95", p95(many.answers), 60, " ms")


def exports(folder: Path) -> None:
    """What leaves the site as files: open data, the strategy as a PDF, the report of a year; and of
    500 activities that were followed up for five years no page is too long to fetch."""
    many = with_follow_up(folder / "many", 500, 5)
    for what, project, most in (("the real site", ROOT, 0.5), ("500 × 5 years", many, 2)):
        checked = check(project, DAY)
        assert not checked.problems, checked.problems[:3]
        site = folder / what
        (site / FOLDER).mkdir(parents=True)
        tables.cache_clear()
        began = time.monotonic()
        write_open_data(site, checked.facts, checked.pages)
        limit(f"all files of open data, {what}", time.monotonic() - began, most, " s")
        began = time.monotonic()
        assert [*write_strategies(site, checked.facts, checked.pages)] == []
        limit(f"the strategy as a PDF, {what}", time.monotonic() - began, most * 2, " s")
        (made,) = site.rglob("*.pdf")
        if project == ROOT:
            limit(f"the strategy as a PDF, {what}", made.stat().st_size / 1000, 120, " KB")
        else:
            began = time.monotonic()
            assert report(checked.facts, DAY.year)
            limit(f"the committee's report, {what}", time.monotonic() - began, most, " s")
    told("500 activities, 5 years, built", measure(SITE, many, **ENVIRONMENT))
    sizes = {path.stat().st_size / 1000: path for path in (many / "site").rglob("*.html")}
    limit(f"longest page, {sizes[max(sizes)].relative_to(many)}", max(sizes), 300, " KB")


MEASUREMENTS: dict[str, Callable[[Path], None]] = {
    "plain": beside_plain,
    "serve": serving,
    "answers": answers,
    "search": searching,
    "exports": exports,
    "pages": pages,
    "activities": activities,
    "columns": columns,
}


def main() -> int:
    """Runs the measurements that were named, or all."""
    for name in sys.argv[1:] or MEASUREMENTS:
        print((MEASUREMENTS[name].__doc__ or name).rstrip("."), flush=True)
        with tempfile.TemporaryDirectory() as folder:
            MEASUREMENTS[name](Path(folder))
    print("Over the limit: " + "; ".join(failed) if failed else "Every limit is kept.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
