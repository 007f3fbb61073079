"""How soon the search answers in a real Chromium: after the last letter, and the first time on a
slow network. And what it costs."""

import html
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page, ViewportSize

from strategysite.build.index import synonyms, write_search_index
from strategysite.build.packing import pack
from strategysite.checks.run import load
from strategysite.data.addresses import page_url
from strategysite.publish.preview.pictures import chromium
from strategysite.search.packing import Synonym, build_index
from strategysite.search.ranking import Search
from strategysite.search.reading import read_pages
from tests.conftest import DAY
from tests.nginx import nginx
from tests.search.asking import OWN, questions

FIELD = "#sok-ord"
# every third of the own questions is asked: enough for a 95th of a hundred, and done in ten minutes
EVERY = 3
PARTS = 10
BETWEEN_LETTERS = 90  # milliseconds; few type faster
# milliseconds a letter, for the bytes: slow enough that excerpts of half a word would be fetched,
# if they ever were
A_PERSON = 150
# milliseconds in which the excerpts come, after the list: 600 of rest, and then their files
EXCERPTS = 1500
SCREEN = ViewportSize(width=390, height=844)
PHONE = {
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
    "offline": False,
}

# Notes when a letter was pressed or put in, and when the list that answers was on the screen: the
# frame after it came.
WATCH = """() => {
  const field = document.querySelector("#sok-ord");
  const panel = document.querySelector(".search-panel");
  window.noted = { typed: 0, shown: 0 };
  const type = () => { noted.typed = performance.now(); noted.shown = 0; };
  addEventListener("beforeinput", type, true);
  field.addEventListener("focus", type);
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    if (!panel.hidden && panel.querySelector("[role=option], p")) noted.shown = performance.now();
  }))).observe(panel, { childList: true, subtree: false, attributes: true });
}"""
WAITED = """() => new Promise((done) => {
  const look = () => (noted.shown > noted.typed ? done(noted.shown - noted.typed) : setTimeout(look, 5));
  look();
})"""


@dataclass(frozen=True)
class Searching:
    """For each question milliseconds from the last letter to the list, milliseconds of a first use
    on a slow network, and its bytes; of those in another language apart."""

    answers: list[float]
    first: list[float]
    received: list[int]
    elsewhere: list[int]


def _waited(page: Page) -> float:
    taken: float = page.evaluate(WAITED)
    return taken


def _after_the_last_letter(page: Page, url: str, asked: list[str]) -> list[float]:
    page.goto(f"{url}/strategi/miljoer/")
    page.evaluate(WATCH)
    page.focus(FIELD)
    page.wait_for_load_state("networkidle")
    taken = []
    for words in asked:
        page.fill(FIELD, "")
        page.keyboard.type(words, delay=BETWEEN_LETTERS)
        taken.append(_waited(page))
    return taken


def _first_time(page: Page, url: str, words: str) -> float:
    """On a slow network, from the focus in the field, the words put in at once, to the list."""
    network = _opened(page, url)
    network.send("Network.emulateNetworkConditions", PHONE)
    page.focus(FIELD)
    page.keyboard.insert_text(words)
    return _waited(page)


def _first_bytes(page: Page, url: str, words: str) -> int:
    """All bytes from the focus until the excerpts are there, the words typed as people type;
    nothing is slowed, so all that is asked comes."""
    received: list[int] = []
    _opened(page, url).on(
        "Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"]))
    )
    page.focus(FIELD)
    page.keyboard.type(words, delay=A_PERSON)
    _waited(page)
    page.wait_for_timeout(EXCERPTS)
    return sum(received)


def _opened(page: Page, url: str) -> CDPSession:
    """A page read to its end, its search not yet used, and what tells of its network."""
    page.goto(f"{url}/strategi/miljoer/", wait_until="networkidle")
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    page.evaluate(WATCH)
    return network


def measure_search(site: Path) -> Searching:
    """Asks the finished `site`, behind a real nginx with the rules built beside it, every third of
    the own questions."""
    asked = {question.typed: question.right for question in questions(OWN)[::EVERY]}
    told = load(site.parent, DAY)[0].translations
    others = {page_url(one.page) for one in told.languages if one.lang != "sv"} if told else set()
    first = []
    received: list[int] = []
    elsewhere: list[int] = []
    with nginx(site, f"include {site.parent}/server/nginx.conf;") as url, chromium() as browser:
        answers = _after_the_last_letter(browser.new_page(), url, list(asked))
        for words, right in asked.items():
            with browser.new_context(viewport=SCREEN, is_mobile=True, has_touch=True) as fresh:
                first.append(_first_time(fresh.new_page(), url, words))
            with browser.new_context(viewport=SCREEN, is_mobile=True, has_touch=True) as fresh:
                bytes_ = _first_bytes(fresh.new_page(), url, words)
                (elsewhere if others & set(right) else received).append(bytes_)
    return Searching(answers, first, received, elsewhere)


OPEN = """async () => {
  const [, script] = (await (await fetch("/")).text()).match(/data-src="([^"]+)"/);
  const { openSearch } = await import(new URL(script, location.origin + "/"));
  const began = performance.now();
  await openSearch(location.origin + "/");
  return performance.now() - began;
}"""


@dataclass(frozen=True)
class Crowded:
    """Milliseconds to open the index of many pages, and from the last letter to the list; how many
    files of how many bytes it is, packed, and the bytes of the one that all need."""

    opened: float
    answers: list[float]
    files: int
    size: int
    index: int


def measure_crowded(site: Path, folder: Path, number: int) -> Crowded:
    """Asks the finished `site`, in `folder`, with an index of so many pages: its own, and others of
    five sections with words drawn from them, the most varied there could be."""
    crowded = folder / "site"
    shutil.copytree(site, crowded)
    shutil.rmtree(crowded / "search")
    pages = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in site.rglob("index.html")
    }
    draw = Random(1)
    own = read_pages((file.removesuffix("index.html"), source) for file, source in pages.items())
    known = [
        word
        for page in own
        for section in page.sections
        if page.lang == "sv"
        for word in section.text.split()
    ]

    def words(count: int) -> str:
        return html.escape(" ".join(draw.choices(known, k=count)))

    for place in range(number - len(pages)):
        body = f"<h1>{words(4)}</h1><p>{words(45)}.</p>"
        body += "".join(f"<h2 id=d{at}>{words(3)}</h2><p>{words(45)}.</p>" for at in range(4))
        pages[f"amne/{place}/index.html"] = (
            f"<html lang=sv><title>{words(4)}</title><article class=added>{body}</article></html>"
        )
    write_search_index(crowded, load(site.parent, DAY)[0], pages)
    pack(crowded / "search")
    sizes = {path.name: path.stat().st_size for path in (crowded / "search").glob("*.br")}
    asked = [question.typed for question in questions(OWN)[::EVERY]]
    with nginx(crowded, f"include {site.parent}/server/nginx.conf;") as url, chromium() as browser:
        page = browser.new_page()
        page.goto(url)
        opened: float = page.evaluate(OPEN)
        answers = _after_the_last_letter(browser.new_page(), url, asked)
    return Crowded(opened, answers, len(sizes), sum(sizes.values()), sizes["index.json.br"])


def told(values: list[float], unit: str) -> str:
    """Returns the middle, the 95th of a hundred and the most, for people."""
    return f"median {median(values):.0f}, p95 {p95(values):.0f}, most {max(values):.0f} {unit}"


def p95(values: list[float]) -> float:
    """Returns the 95th of a hundred."""
    return quantiles(values, n=20)[-1]


@dataclass(frozen=True)
class Unknown:
    """How many per cent of the kept phrases, asked without themselves, have their page first, their
    page among three, and their very section first."""

    first: float
    among_three: float
    section: float


def ask_unknown(project: Path) -> Unknown:
    """Asks each phrase of data/search/ of an index without a tenth of them, ten times: how well the
    search answers what nobody has written down. It needs no new questions."""
    read = [
        (path.parent.relative_to(project / "site").as_posix() + "/", path.read_text("utf-8"))
        for path in sorted((project / "site").rglob("index.html"))
    ]
    pages = [(url.removeprefix("./"), source) for url, source in read]
    kept = [(words, one.address) for one in synonyms(load(project, DAY)[0]) for words in one.words]
    places = []
    for part in range(PARTS):
        left = [
            Synonym((words,), to) for place, (words, to) in enumerate(kept) if place % PARTS != part
        ]
        search = Search(build_index(pages, left))
        for words, to in kept[part::PARTS]:
            found = search.find(words)[:3]
            right = [one.page == to.partition("#")[0] for one in found] + [False]
            places.append((right[0], any(right), bool(found) and found[0].address == to))
    return Unknown(*(100 * sum(column) / len(kept) for column in zip(*places, strict=True)))
