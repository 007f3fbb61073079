"""How soon the search answers in a real Chromium: after the last letter, and the first time on a slow network. And what it costs."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import CDPSession, Page

from strategysite.preview.chromium import chromium
from tests.nginx import nginx
from tests.search.asking import OWN, questions

FIELD = "#sok-ord"
EVERY = 3  # every third of the own questions is asked: enough for a 95th of a hundred, and done in a minute
BETWEEN_LETTERS = 90  # milliseconds; few type faster
EXCERPTS = 1500  # milliseconds in which the excerpts come, after the list
PHONE = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8, "offline": False}

# Notes when a letter was pressed or put in, and when the list that answers was on the screen: the frame after it came.
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
    """Milliseconds from the last letter to the list for each question; and for a first use on a slow network, milliseconds and bytes."""

    answers: list[float]
    first: list[float]
    received: list[int]


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


def _first_use(page: Page, url: str, words: str) -> tuple[float, int]:
    """From the focus in the field, the words put in at once, to the list; and all bytes that came for it."""
    page.goto(f"{url}/strategi/miljoer/", wait_until="networkidle")
    received: list[int] = []
    network: CDPSession = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", PHONE)
    network.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    page.evaluate(WATCH)
    page.focus(FIELD)
    page.keyboard.insert_text(words)
    taken = _waited(page)
    page.wait_for_timeout(EXCERPTS)
    return taken, sum(received)


def measure_search(site: Path) -> Searching:
    """Asks the finished `site`, behind a real nginx with the rules built beside it, every third of the own questions."""
    asked = [question.typed for question in questions(OWN)][::EVERY]
    first = []
    with nginx(site, f"include {site.parent}/server/nginx.conf;") as url, chromium() as browser:
        answers = _after_the_last_letter(browser.new_page(), url, asked)
        for words in asked:
            with browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True) as fresh:
                first.append(_first_use(fresh.new_page(), url, words))
    return Searching(answers, [taken for taken, _ in first], [received for _, received in first])


def told(values: list[float], unit: str) -> str:
    """Returns the middle, the 95th of a hundred and the most, for people."""
    return f"median {median(values):.0f}, p95 {p95(values):.0f}, most {max(values):.0f} {unit}"


def p95(values: list[float]) -> float:
    """Returns the 95th of a hundred."""
    return quantiles(values, n=20)[-1]
