"""Telephone numbers: whether one can be called, how it is linked to, and what in a text is one, or
another thing that has its place in data/."""

import re
from functools import lru_cache
from unicodedata import decimal

import phonenumbers

from strategysite.parsing.tables import table

COUNTRY = "SE"
_TABLE = table(__file__)


def _any(name: str, flags: int = 0) -> re.Pattern[str]:
    """Returns what finds any of the signs of that name in the table; in one of them TAL stands for
    a number in words."""
    return re.compile("|".join(_TABLE[name]).replace("TAL", _TABLE["tal"]), flags)


# 112 in words, in every language of the help pages; and whatever else one is told to call that is
# as short. In Sweden and the whole Union it is 112: directive (EU) 2018/1972, article 109.
EMERGENCY = "112"
EMERGENCY_BY_HAND = _any("nödnumret", re.IGNORECASE)
COUNT_BEFORE, COUNT, COUNT_AFTER = map(_any, ("count before", "count", "count after"))
TO_CALL = _any("to call", re.IGNORECASE)
OTHER_FIGURE = re.compile(r"[^\D0-9]")
# A number with letters in the place of figures: "O8-…", "ll2".
LOOKALIKE = re.compile(r"(?<!\w)[OoIl]*\d[\dOoIl]*(?:[ -][\dOoIl]+)*(?!\w)")
FIGURES = str.maketrans("OoIl", "0011")
ADDRESS = re.compile(
    r"(?:https?://|(?i:www)\.)[^\s<>()]+|[\w.+-]+@[\w.-]+|\b(?:[\w-]+\.)+(?:se|nu|org|com|net|eu)\b"
)
HYPHENS = str.maketrans("‐‑‒−", "----")  # those that other programs put in
ROW_ENDS = re.compile(r"(?<=\d)\n(?=\d)")
# What has its place in data/, with the day it was checked, or no place at all.
BY_HAND = {"nödnumret": EMERGENCY_BY_HAND} | {
    name: _any(name) for name in ("telefonnumret", "e-postadressen", "personnumret")
}


def by_hand(noun: str, found: str) -> str:
    """Returns what is wrong where `found`, of a kind in BY_HAND, stands in a text."""
    written = "skriven" if noun.endswith("en") else "skrivet"
    how = "utskrivet" if noun == "personnumret" else f"{written} för hand"
    return f'{noun} "{" ".join(found.split())}" är {how}'


@lru_cache
def _by_hand_or(numbers: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    short = "|".join("[ *_-]{0,3}".join(number) for number in numbers) or "(?!)"
    # "2026/1177" is the number of a case.
    more = rf"|(?P<short>(?<![\d:-])(?<!\b(?:19|20)\d\d/)\b(?:{short})\b(?![\d:-]))"
    return BY_HAND | {"telefonnumret": re.compile(BY_HAND["telefonnumret"].pattern + more)}


@lru_cache(maxsize=2**14)  # most texts are as they were at the check before
def typed(text: str, known: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """Returns each number, address and personal number in a text: its noun of BY_HAND, where it
    stands and how it is written. `known` are numbers, digits only, that are told too, however they
    are divided or stressed; none within an address of the web or of a mailbox is one."""
    plain, addresses = _figures(text), [found.span() for found in ADDRESS.finditer(text)]
    return [
        (noun, start, text[start:end])
        for noun, pattern in _by_hand_or(known).items()
        for found in pattern.finditer(plain)
        if not (found.groupdict().get("short") and _counted(text, found))
        and not (found.groupdict().get("spaced") and not _of_a_person(found[0]))
        and not (noun == "nödnumret" and COUNT_AFTER.match(plain, found.end()))
        for start, end in [found.span("called" if found.groupdict().get("called") else 0)]
        if not (noun.endswith("numret") and any(a <= start and end <= b for a, b in addresses))
    ]


def _of_a_person(number: str) -> bool:
    """Returns whether the last figure is the one that the nine before it give, as that of a
    personal number is: the Luhn sum of all ten ends with a nought."""
    sums = [int(figure) * (2 - at % 2) for at, figure in enumerate(digits(number)[-10:])]
    return sum(one // 10 + one % 10 for one in sums) % 10 == 0


def _counted(text: str, found: re.Match[str]) -> bool:
    """Returns whether what looks like a short number says how many, or which in a row, in a
    sentence that tells nobody to call."""
    if found[0] != text[found.start() : found.end()] or re.search(r"[^\d ]", found[0]):
        return False  # letters and signs in the place of figures are no count
    before = re.split(r"[.!?](?=\s)|\n\s*\n", text[: found.start()])[-1]
    after = re.split(r"[.!?](?=\s|$)|\n\s*\n", text[found.end() :])[0]
    count = COUNT_BEFORE.search(before) or COUNT_AFTER.match(after) or COUNT.match(found[0] + after)
    return bool(count) and not TO_CALL.search(before + after)


def digits(number: str) -> str:
    """Returns only the digits of a number as it is written; as from within Sweden, where it is
    written as from abroad."""
    at_home = re.sub(r"^(?:\+|00)46\D*(?:\(0\)|0)?", "0", _figures(number))
    return "".join(re.findall(r"\d", at_home))


def _figures(text: str) -> str:
    """Returns a text of the same length with the figures 0–9 for those of other alphabets, and for
    letters in a number; and a space where its row ends within one."""
    text = ROW_ENDS.sub(" ", text.translate(HYPHENS))
    text = OTHER_FIGURE.sub(lambda sign: str(decimal(sign[0])), text)
    return LOOKALIKE.sub(lambda number: number[0].translate(FIGURES), text)


def telephone_link(number: str) -> str:
    """Returns the `tel:` address: +46… for an ordinary Swedish number, the digits as they are for a
    short one (RFC 3966)."""
    if number.startswith("0"):
        return f"tel:+46{digits(number)[1:]}"
    return f"tel:{digits(number)}"


def number_fault(number: str, short_numbers: set[str]) -> tuple[str, str] | None:
    """Returns (what, fix) for a number that can't be called in Sweden; None when it can.
    `short_numbers` are digits only."""
    if digits(number) in short_numbers and re.fullmatch(r"[0-9 ]+", number):
        return None
    fault = _TABLE["faults"].get(_fault(number))
    here = re.sub(r"^(0\d{1,3}) ", r"\1-", re.sub(r"^(?:\+|00)46[ -]*", "0", number))
    return (
        (fault["what"].replace("%s", number), fault["fix"].replace("%s", here)) if fault else None
    )


def _fault(number: str) -> str:
    """Returns what is wrong with a number, by its name in the table; "" where nothing is."""
    if re.fullmatch(r"[1-9]( ?\d){2,5}", number):
        return "short"
    if re.search(r"(?i:ank)", number):
        return "extension"
    if re.search(r"[^0-9 +-]", number):
        return "letters" if re.fullmatch(r"[0-9OoIl +-]+", number) else "signs"
    try:
        parsed = phonenumbers.parse(number, COUNTRY)
    except phonenumbers.NumberParseException:
        return "no area"
    if parsed.country_code != 46:
        return "another country"
    if not phonenumbers.is_valid_number(parsed):
        return "a figure"
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return "dear"
    if number.startswith(("+", "00")):
        return "country code"
    return "" if number.startswith("0") else "no nought"
