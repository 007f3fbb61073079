"""`make audit`: tests every finished page and writes down what was tested, with what, and the
result: data/audit/report.json.

The accessibility statement shows the report as it is. A test fails when the theme is another than
the one that was tested.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from strategysite.build.site import build_site
from strategysite.data.audit_report import AUDIT_REPORT
from strategysite.data.facts import today
from strategysite.problems import report
from strategysite.publish.preview.pictures import chromium
from tests.audit import axe, documents, keyboard, language, layout, privacy, tables, validity
from tests.audit.digest import theme_digest
from tests.audit.visiting import LOW, PHONE, addresses, key_addresses, workers
from tests.machine import find_nginx
from tests.nginx import nginx

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Check:
    """One kind of test: its name as readers see it, how many pages it visits, and what it finds."""

    name: str
    pages: int
    run: Callable[[Browser], list[str]]


def checks(url: str, site: Path) -> list[Check]:
    """Returns every kind of test in a browser but axe's, for the site at `url`."""
    every, some = addresses(site), key_addresses(site)
    return [
        Check(
            "Ingen sida behöver rullas i sidled vid 400 procents förstoring, och texten tål större avstånd",
            len(every),
            lambda browser: layout.sideways(browser, url, every),
        ),
        Check(
            "En länk hoppar förbi sidhuvudet för den som använder tangentbord",
            len(every),
            lambda browser: keyboard.skip_links(browser, url, every),
        ),
        Check(
            "Tangentbordet når allt och markeringen syns, i telefon",
            len(some),
            lambda browser: keyboard.focus(browser, url, some, PHONE),
        ),
        Check(
            "Tangentbordet når allt och markeringen syns, i dator",
            len(some),
            lambda browser: keyboard.focus(browser, url, some, LOW),
        ),
        Check(
            "Markeringen syns med egna kontrastfärger",
            len(some),
            lambda browser: keyboard.focus(browser, url, some, forced=True),
        ),
        Check(
            "Inget rör sig för den som har bett om det",
            len(some),
            lambda browser: layout.motion(browser, url, some),
        ),
        Check(
            "Tabeller är tabeller för en skärmläsare, också i telefon",
            len(every),
            lambda browser: tables.lost(browser, url, every),
        ),
        Check(
            "Ord på andra språk är märkta med språket",
            len(every),
            lambda browser: language.foreign_words(browser, url, every),
        ),
        Check(
            "Strategins text är hel på papper",
            len(some),
            lambda browser: layout.paper(browser, url, some),
        ),
        Check(
            "Inget sparas hos besökaren och ingen annan server kontaktas",
            len(every),
            lambda browser: privacy.traces(browser, url, every),
        ),
    ]


def run(url: str, site: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Returns the result of each kind of test as the report keeps it, and all findings."""

    def tested(check: Check) -> list[str]:
        with chromium() as browser:
            return check.run(browser)

    every = addresses(site)
    kinds = checks(url, site)
    with ThreadPoolExecutor(workers()) as pool:
        seen = axe.all_violations(url, every)
        results = [seen, validity.faults(site), documents.faults(site), *pool.map(tested, kinds)]
    names = [
        ("Reglerna i WCAG 2.2 nivå A och AA, i telefon och dator, ljust och mörkt", len(every)),
        ("Sidornas kod följer standarden för HTML och CSS", len(every)),
        (
            "Strategin och utskottets rapport som PDF följer standarderna PDF/UA-1 och PDF/A-2a",
            None,
        ),
        *((kind.name, kind.pages) for kind in kinds),
    ]
    kept = [
        {
            "name": name,
            "pages": pages,
            "faults": len(found),
            "where": sorted({what.split(":")[0].split(" ")[0] for what in found}),
        }
        for (name, pages), found in zip(names, results, strict=True)
    ]
    return kept, [what for found in results for what in found]


def tools() -> list[str]:
    """Returns what tested, with versions."""
    found = find_nginx()
    said = (
        subprocess.run([found[0], "-v"], capture_output=True, text=True, check=True).stderr
        if found
        else ""
    )
    with chromium() as browser:
        names = ["axe-core", "Nu Html Checker", "veraPDF", "Chromium", "nginx"]
        served_by = said.strip().rpartition("/")[2]
        judges = [axe.version(), validity.version(), documents.version()]
        versions = [*judges, browser.version, served_by]
        return [f"{name} {version}" for name, version in zip(names, versions, strict=True)]


def main() -> int:
    """Builds the site, tests it, writes the report. Returns 1 when something was found, or can't
    be."""
    try:
        validity.version()
        documents.version()
    except validity.NoChecker as missing:
        print(missing, file=sys.stderr)
        return 1
    day, theme = (
        today(),
        theme_digest(ROOT),
    )  # of what is built now, whatever changes while the tests run
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        site = Path(folder) / "site"
        problems = build_site(ROOT, day, site)
        if problems:
            print(report(problems, ROOT), file=sys.stderr)
            return 1
        with nginx(site, f"include {folder}/server/nginx.conf;", workers()) as url:
            kept, found = run(url, site)
        pages = len(addresses(site))
    written = {
        "date": day.isoformat(),
        "pages": pages,
        "tools": tools(),
        "theme": theme,
        "checks": kept,
    }
    (ROOT / AUDIT_REPORT).parent.mkdir(exist_ok=True)
    (ROOT / AUDIT_REPORT).write_text(
        json.dumps(written, ensure_ascii=False, indent=2) + "\n", "utf-8"
    )
    print(
        "\n".join(
            [*found, f"{len(found)} faults on {pages} pages; the report is in {AUDIT_REPORT}."]
        )
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
