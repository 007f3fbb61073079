"""Asks the live address whether it shows what was published, as a reader's browser would."""

import re
import time
import urllib.error
import urllib.request
from html import unescape
from http.client import HTTPException
from pathlib import Path

from strategysite.review.linkcheck import why

PAGES = ("", "hjalp/")  # the start, and the page that must never be away
TIMEOUT = 15.0  # seconds
# Seconds before each try. A web server, or a cache before it, may show a page that it has read
# for a minute yet; all else is given three tries only.
WAITS = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
SHORT = 3
TITLE = re.compile(rb"<title[^>]*>([^<]{1,200})", re.IGNORECASE)

Shown = dict[str, bytes | str]  # each page as it came, or in Swedish why it did not


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: to be led to another page is an answer too."""

    def redirect_request(self, *_: object) -> None:
        """Says that there is nothing to follow."""


def look(address: str) -> Shown:
    """Returns what each of PAGES under `address` answers just now, past any cache that heeds it."""
    opener = urllib.request.build_opener(_Stay)
    return {page: _one(opener, f"{address.rstrip('/')}/{page}") for page in PAGES}


def _one(opener: urllib.request.OpenerDirector, address: str) -> bytes | str:
    headers = {"Cache-Control": "no-cache", "User-Agent": "strategysite publish"}
    try:
        request = urllib.request.Request(address, headers=headers)
        with opener.open(request, timeout=TIMEOUT) as answer:
            body: bytes = answer.read()
            return body
    except urllib.error.HTTPError as error:
        error.close()
        to = error.headers.get("Location")
        return f"leder vidare till {to}" if to else f"svarar med felet {error.code}"
    except (OSError, ValueError, HTTPException) as error:
        return f"går inte att läsa härifrån: {why(getattr(error, 'reason', error))}"


def not_shown(address: str, site: Path, before: Shown) -> str | None:
    """Returns why `address` does not show the pages of `site`, as a Swedish sentence; None when it
    does. `before` is how it answered before they were put there."""
    want = {page: (site / page / "index.html").read_bytes() for page in PAGES}
    for number, wait in enumerate(WAITS, 1):
        time.sleep(wait)
        answers = look(address)
        page = next((page for page in PAGES if answers[page] != want[page]), None)
        if page is None:
            return None
        wrong = f"{address.rstrip('/')}/{page} {_in_words(answers[page], before[page])}"
        kept = answers[page] == before[page] and isinstance(answers[page], bytes)
        if number == SHORT and not kept:
            break
    return wrong


def _in_words(answer: bytes | str, before: bytes | str) -> str:
    if isinstance(answer, str):
        return f"{answer}.{' Så svarade adressen före bytet också.' if answer == before else ''}"
    if answer == before:
        perhaps = "Kanske visar webbservern en annan mapp än current/site"
        return f"svarar som före bytet. {perhaps}, eller en kopia som den har sparat."
    title = TITLE.search(answer)
    of = f" (”{unescape(title[1].decode('utf-8', 'replace')).strip()}”)" if title else ""
    return f"svarar med en annan sida{of} än den som lades ut."
