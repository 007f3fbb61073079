"""Asks the finished site's search, in a real browser, what a list of people would have asked it."""

import json
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

OWN = Path(__file__).parent / "queries.yaml"
MEASURED = Path(__file__).parent / "measured.yaml"
UNSEEN = Path(__file__).parent / "unseen.yaml"
HARD = Path(__file__).parent / "hard.yaml"
BLIND = Path(__file__).parent / "blind.yaml"
LATER = Path(__file__).parent / "later.yaml"

ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const began = performance.now();
    const { results, total, inexact, help } = await window.tested.search.find(query);
    const took = performance.now() - began;
    const numbers = help.map(([name, number]) => `${name} ${number}`);
    answers.push({ urls: results.map(({ url }) => url), total, inexact, took, numbers });
  }
  return JSON.stringify(answers);
}"""


@dataclass(frozen=True)
class Answer:
    """What the search found: addresses from the site's root, the best first, how long it took in
    milliseconds, and whom it shows to ring."""

    addresses: list[str]
    total: int
    inexact: bool
    took: float
    numbers: list[str]


@dataclass(frozen=True)
class Question:
    """What somebody types, and the pages that are right: with # that very heading, without it any
    place on the page."""

    typed: str
    right: tuple[str, ...]

    def place(self, answer: Answer) -> int:
        """Returns at which place in the list the first right page stands, from 1, or 99."""
        for place, address in enumerate(answer.addresses, 1):
            page = address.partition("#")[0]
            if any(address == right if "#" in right else page == right for right in self.right):
                return place
        return 99


def questions(file: Path, only: str | None = None) -> list[Question]:
    """Returns the questions of a file, all groups together or `only` one."""
    groups: dict[str, list[dict[str, Any]]] = yaml.safe_load(file.read_text("utf-8"))
    asked = chain.from_iterable(groups.values()) if only is None else groups[only]
    return [Question(entry["q"], tuple(entry["page"])) for entry in asked]


def open_search(page: Page, site_url: str) -> None:
    """Opens the search as a module in `page`, so that it can be asked without its field."""
    page.goto(f"{site_url}/")
    page.evaluate(
        """async (root) => {
          const [, script] = (await (await fetch(root)).text()).match(/data-src="([^"]+)"/);
          const { openSearch, ...rest } = await import(new URL(script, root));
          window.tested = { ...rest, search: await openSearch(root) };
        }""",
        f"{site_url}/",
    )


def ask(page: Page, site_url: str, *typed: str) -> list[Answer]:
    """Returns what the search answers to each query."""
    found = json.loads(page.evaluate(ASK, list(typed)))  # thousands: the driver takes long
    return [
        Answer(
            [url.removeprefix(f"{site_url}/") for url in one["urls"]],
            one["total"],
            one["inexact"],
            one["took"],
            one["numbers"],
        )
        for one in found
    ]


def share(places: list[int], limit: int) -> float:
    """Returns how many per cent of the places are within `limit`."""
    return 100 * sum(place <= limit for place in places) / len(places)
