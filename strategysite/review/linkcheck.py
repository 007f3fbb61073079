"""Asks every other site that the pages link to whether the page is still there. Patient: a slow or
busy site is asked again."""

import socket
import ssl
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Literal
from urllib.parse import urlsplit

from strategysite.data.facts import Facts
from strategysite.pages.reading import Page
from strategysite.parsing.tables import table
from strategysite.problems import Place

WAITS = (0.0, 5.0, 20.0)  # seconds before each try
TIMEOUT = 20.0
GONE = {404, 410}  # the site answers, and says that the page is not there
AT_ONCE = 8  # sites; each is asked for one page at a time
_TABLE = table(__file__)
WHY: dict[type, str] = {
    TimeoutError: "inget svar i tid",
    socket.gaierror: "servern hittas inte",
    ssl.SSLError: "certifikatet duger inte",
    ConnectionError: "servern tar inte emot",
    object: "ingen kontakt",
}

State = Literal["here", "moved", "gone", "silent"]


@dataclass(frozen=True)
class Answer:
    """What a site said of an address: `detail` is where its page is now, or why none came."""

    address: str
    state: State
    detail: str = ""


def outside_links(facts: Facts, pages: Mapping[str, Page]) -> dict[str, Place]:
    """Returns every address on other sites that a page links to, with its place."""
    leading = [part for part in facts.parts if isinstance(getattr(part, "url", None), str)]
    written = {getattr(part, "url", ""): facts.place(part, "url") for part in leading}
    links: dict[str, Place] = {}
    for page in pages.values():
        for address in page.outline.links:
            if urlsplit(address).scheme == "https":
                links.setdefault(address, written.get(address) or page.place(address))
    return links


def ask(
    addresses: Iterable[str], waits: tuple[float, ...] = WAITS, timeout: float = TIMEOUT
) -> list[Answer]:
    """Asks for every address, each site for a page at a time. Returns the answers in order."""
    wanted = list(dict.fromkeys(addresses))
    sites: dict[str, list[str]] = defaultdict(list)
    for address in wanted:
        sites[urlsplit(address).netloc].append(address)
    ended = Event()  # or whoever ends the command waits until all have been asked again

    def ask_each(site: list[str]) -> list[Answer]:
        return [_ask_one(address, waits, timeout, ended) for address in site]

    with ThreadPoolExecutor(AT_ONCE) as workers:
        try:
            answers = workers.map(ask_each, sites.values())
            by_address = {answer.address: answer for group in answers for answer in group}
        finally:
            ended.set()
    return [by_address[address] for address in wanted]


def _ask_one(address: str, waits: tuple[float, ...], timeout: float, ended: Event) -> Answer:
    """A page that is gone is gone at once; whatever may pass is tried again after each wait."""
    reason = ""
    for wait in waits:
        if ended.wait(wait):
            break
        try:
            request = urllib.request.Request(address.partition("#")[0], headers=_TABLE["headers"])
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                answer.read(1)
                return _arrived(address, answer.url)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in GONE:
                return Answer(address, "gone", f"svar {error.code}")
            reason = f"svar {error.code}"
        except (OSError, ValueError) as error:  # no name, no connection, no answer in time …
            reason = why(getattr(error, "reason", error))
    return Answer(address, "silent", reason)


def why(reason: object) -> str:
    """Returns in Swedish why there was no answer."""
    return next(words for kind, words in WHY.items() if isinstance(reason, kind))


def _arrived(address: str, final: str) -> Answer:
    """Returns "moved" where more than http, www and a last slash differs in the final address."""
    plain = [
        url.partition("#")[0].rstrip("/").replace("://www.", "://").replace("http://", "https://")
        for url in (address, final)
    ]
    return Answer(address, "here") if plain[0] == plain[1] else Answer(address, "moved", final)


def links_report(answers: list[Answer], places: Mapping[str, Place]) -> str:
    """Returns what to see to, as Markdown that also reads well in a terminal."""
    lines = [f"# Länkar till andra webbplatser: {len(answers)}", ""]
    if all(answer.state == "here" for answer in answers):
        return "\n".join([*lines, "Alla svarar.", ""])
    for state, told in _TABLE["answers"].items():
        group = [(places[one.address], one) for one in answers if one.state == state]
        if group:
            rows = [f"- `{at}` <{one.address}>\n  {one.detail}" for at, one in group]
            lines += [f"## {told['heading']} ({len(group)})", "", told["meaning"], "", *rows, ""]
    return "\n".join(lines)
