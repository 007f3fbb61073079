"""Whom to ring, above what is found: whose number was typed, or else who is named and the contacts
of the place that answers best. theme/scripts/search/help.js does exactly the same.

The emergency number, the first of all contacts, comes first on every page of help, where it is
doubtful whether one is meant, and where the words may be about somebody's life.
"""

import re
from collections.abc import Sequence
from unicodedata import decimal

from strategysite.search.words import fold

MOST = 3  # contacts


def whom_to_call(
    contacts: Sequence[list[str]],
    alarm: Sequence[str],
    typed: str,
    calls: Sequence[int] = (),
    first: int | None = None,
    *,
    doubtful: bool = False,
) -> list[list[str]]:
    """Returns of all `contacts` whom a query shows. `calls` are those of the best answer, `first`
    whom its nearest question calls first; `alarm` are folded words that may be about a life."""
    typed = "".join(str(decimal(sign)) if sign.isdecimal() else sign for sign in typed)
    numbers = [
        re.sub(r"\D", "", re.sub(r"^(\+|00)46\D*0?", "0", one))
        for one in re.findall(r"\+?\d[\d\s()./–-]*", typed)
    ]
    words = " ".join(["", *re.findall(r"[^\W_]+", fold(typed)), ""])
    found = [one for one in contacts if re.sub(r"\D", "", one[1]) in numbers]
    if not found:
        names = [f" {fold(re.split('[,،]', one[0])[0])} " for one in contacts]
        told = words if calls else [words]  # among the words, or all of them
        named = [one for one, name in zip(contacts, names, strict=True) if name in told]
        leading = [contacts[first]] if first is not None else []
        found = [contacts[place] for place in calls]
        at = 1 if 0 in calls[:1] else 0
        found[at:at] = [*leading, *named]
    if (doubtful and not found) or any(f" {word}" in words for word in alarm):
        found.insert(0, contacts[0])
    return [one for place, one in enumerate(found) if one not in found[:place]][:MOST]
