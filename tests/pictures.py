"""Takes the pictures that README.md and CONTRIBUTING.md show: `make pictures` writes them anew to
notes/pictures/."""

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from strategysite.publish.preview.pictures import chromium
from tests.conftest import DAY, ROOT, copy_project
from tests.serving.running import Running

FOLDER = ROOT / "notes" / "pictures"
FAULT = ("data/contacts.yaml", '      number: "116 111"', '      number: "116 11x"')


def main() -> None:
    """Serves a copy of the project and takes every picture of it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        running = Running(copy_project(Path(folder) / "project"), day=DAY)
        try:
            _take(browser, running.address, "start", (1280, 800))
            _take(browser, running.address + "hjalp/", "hjalp-telefon", (390, 844))
            running.change(*FAULT, "tills felet är rättat")
            _take(
                browser,
                running.address + "hjalp/",
                "fel-i-webblasaren",
                (1280, 800),
                "telefonnummer",
            )
        finally:
            running.stop()


def _take(browser: Browser, address: str, name: str, size: tuple[int, int], told: str = "") -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="sv-SE")
    page.goto(address)
    if told:
        page.get_by_role("status").filter(has_text=told).wait_for()
    page.screenshot(path=str(FOLDER / f"{name}.png"))
    page.close()


if __name__ == "__main__":
    main()
