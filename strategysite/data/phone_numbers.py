"""Telephone numbers: whether one can be called, how it is linked to, and what in a text is one, or
another thing that has its place in data/."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from unicodedata import decimal

import phonenumbers

COUNTRY = "SE"
# What looks like a telephone number in a text; 09.00–16.00 and 01/02 2026 do not.
BETWEEN = r"[ ./*_·•–-]{0,5}"
ONES = "ett|två|tre|fyra|fem|sex|sju|åtta|nio"
IN_WORDS = (
    rf"(?:noll|{ONES}|tio|elva|tolv|(?:tret|fjor|fem|sex|sjut|nit)ton|arton|(?:ett)?hundra"
    rf"|(?:tjugo|(?:tret|fyr|fem|sex|sjut|åt|nit)tio)(?:{ONES})?)"
)
WRITTEN_NUMBER = re.compile(
    r"(?:\+46|\(0\d{1,3}\)|(?<![\d-])(?<!\d )0(?!\d[./]\d\d(?!\d))\d{1,3}[-– /.])"
    r"[\d() /.–-]{5,}\d"
    r"|\b0\d{7,13}\b|\b116[ -]?\d{3}\b|\b114[ -]?\d\d\b"
    r"|(?:(?<=[Rr]ing )|(?<=[Rr]inga ))[1-9]\d{1,2}(?:[ -]\d\d){2,3}\b"  # without its area code
    # After what says that a number follows, however it is divided or stressed; no day or time.
    r"|(?i:\b(?:ring|ringa|sms|telefon|tfn|tel|mobil|nummer|numret|växeln?|jouren?)\b"
    r"(?:[ .*]|:(?!\d)|\b(?:till|på|är|oss|nr|nummer|numret)\b){1,9})"
    r"(?!(?:\d{1,2} )?(?:19|20)\d\d(?!\d)|\d{1,2}[.:]\d\d(?![.\d]))"
    rf"(?P<called>\d(?:{BETWEEN}\d){{4,11}}"
    rf"|(?i:(?!ett[ -]ett[ -]två\b){IN_WORDS}(?:[ ,-]{{1,3}}{IN_WORDS}){{2,}}))"
    r"(?![\w%]| ?kr)"
    rf"|(?i:\bnoll(?:[ ,-]{{1,3}}{IN_WORDS}){{3,}}\b)"
    r"|(?<=\| )\d{2,3}[ -]\d\d[ -]\d\d(?= *\|)"  # alone in its cell of a table
)
# 112 in words, in every language of the help pages; and whatever else one is told to call that is
# as short. In Sweden and the whole Union it is 112: directive (EU) 2018/1972, article 109.
EMERGENCY = "112"
EMERGENCY_BY_HAND = re.compile(
    r"\b(?:ett[ -]ett[ -]två|(?:ett ?)?hundra ?tolv|one[ -]one[ -]two|yksi[ -]yksi[ -]kaksi"
    r"|sata ?kaksitoista|kow[ -]kow[ -]lab[ao]|один[ -]один[ -]два|сто дванадцять"
    r"|واحد واحد اثن(?:ان|ين)|مئة واثن(?:ا|ي) عشر|یک یک دو|صد و دوازده)\b"
    r"|\b(?:ring(?:a|er|t|de)?|nödnum\w*|larmnum\w*|call|dial|phone|soita|numeroon"
    r"|wac|подзвон\w*|дзвоніть|телефонуйте|اتصل|الرقم|زنگ|تماس|شمارهٔ?)\W{1,3}(?:\w+\W){0,2}?"
    r"(?!112\b)(?:\d{3}|90 ?000)(?![\w%]|[ .-]\d)"
    r"|\bsms(?: till)?:? (?:nummer |numret )?(?!112\b)\d{3}(?![\w%]|[ .-]\d)"
    r"|\bfara[:,]? (?!112\b)\d{3}(?=[.!,;]|\s*$| (?:direkt|genast|nu|omedelbart|först)\b)",
    re.IGNORECASE,
)
# What tells that a short number is a plain count: what is counted, or the figures around it.
COUNT_BEFORE = re.compile(
    r"(?:(?<!\d)[1-9]\d{0,2}[ \u00a0]|\b(?:19|20)\d\d/"
    r"|\b(?:[Åå]r|[Ss]idan?|[Ss]id\.|[Aa]rtikel|[Rr]um|[Ss]al|[Bb]uss|§) )$"
)
COUNT_AFTER = re.compile(
    r",\d|[ \u00a0](?:\d{3}(?! ?\d)|%|§|Vårdguiden\b|[A-HJ-Z]\b"
    r"|(?:kommuner|regioner|myndigheter|skolor|föreningar|personer|människor|invånare|anställda"
    r"|medarbetare|deltagare|elever|barn|unga|ungdomar|vuxna|svarande|fall|händelser|anmälningar"
    r"|svar|frågor|rader|ord|sidor|procent|kronor|kr|miljoner|meter|kilometer|km|mil|år|månader"
    r"|veckor|dagar|timmar|minuter|gånger|hushåll|föräldrar|boende|\w{2,}(?:erna|orna|arna))\b)"
)
# Where a sentence has one of these, its figures may be meant to be called.
TO_CALL = re.compile(
    r"\b(?:ring|(?:upp)?ring(?:a|er|t|de|ning)|slå|slår|nå|nås|tfn|call|dial|phone"
    r"|(?:nöd|larm|tele|samtal|nummer|numret|kontakt)\w*)\b",
    re.IGNORECASE,
)
OTHER_FIGURE = re.compile(r"[^\D0-9]")
# A number with letters in the place of figures: "O8-…", "ll2".
LOOKALIKE = re.compile(r"(?<!\w)[OoIl]*\d[\dOoIl]*(?:[ -][\dOoIl]+)*(?!\w)")
FIGURES = str.maketrans("OoIl", "0011")
# What has its place in data/, with the day it was checked, or no place at all.
BY_HAND = {
    "nödnumret": EMERGENCY_BY_HAND,
    "telefonnumret": WRITTEN_NUMBER,
    "e-postadressen": re.compile(
        r"(?<![\w.:/<+-])[\w.+-]+(?:@| ?[(\[](?:at|snabel-a)[)\]] ?)[\w-]+\.[a-z]{2,}"
    ),
    "personnumret": re.compile(
        r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+]\d{4}(?!\d)"
        r"|\b(?i:personnummer|personnr|pnr)\b\W{1,3}(?:är )?\d{6,8} ?\d{4}(?!\d)"
    ),
}


def by_hand(noun: str, found: str) -> str:
    """Returns what is wrong where `found`, of a kind in BY_HAND, stands in a text."""
    return f'{noun} "{found}" är {"skriven" if noun.endswith("en") else "skrivet"} för hand'


def typed(text: str, known: Iterable[str] = ()) -> Iterator[tuple[str, int, str]]:
    """Yields each number, address and personal number in a text: its noun of BY_HAND, where it
    stands and how it is written. `known` are numbers, digits only, that are told too, however they
    are divided or stressed."""
    yield from _typed(text, _any_of(tuple(known)))


@lru_cache
def _any_of(numbers: tuple[str, ...]) -> str:
    return "|".join("[ *_-]{0,3}".join(number) for number in numbers) or "(?!)"


@lru_cache(maxsize=2**14)  # most texts are as they were at the check before
def _typed(text: str, short: str) -> list[tuple[str, int, str]]:
    plain = _figures(text)
    return [
        (noun, start, text[start:end])
        for noun, pattern in BY_HAND.items()
        for found in re.finditer(
            pattern.pattern
            + (
                rf"|(?P<short>(?<![\d:-])\b(?:{short})\b(?![\d:-]))"
                if noun == "telefonnumret"
                else ""
            ),
            plain,
            pattern.flags,
        )
        if not (found.groupdict().get("short") and _counted(text, found))
        and not (noun == "nödnumret" and COUNT_AFTER.match(plain, found.end()))
        for start, end in [found.span("called" if found.groupdict().get("called") else 0)]
    ]


def _counted(text: str, found: re.Match[str]) -> bool:
    """Returns whether what looks like a short number says how many, or which in a row, in a
    sentence that tells nobody to call."""
    if found[0] != text[found.start() : found.end()] or re.search(r"\D", found[0]):
        return False  # letters and signs in the place of figures are no count
    before = re.split(r"[.!?](?=\s)|\n\s*\n", text[: found.start()])[-1]
    after = re.split(r"[.!?](?=\s|$)|\n\s*\n", text[found.end() :])[0]
    count = COUNT_BEFORE.search(before) or COUNT_AFTER.match(after)
    return bool(count) and not TO_CALL.search(before + after)


def digits(number: str) -> str:
    """Returns only the digits of a number as it is written."""
    return "".join(re.findall(r"\d", _figures(number)))


def _figures(text: str) -> str:
    """Returns a text of the same length with the figures 0–9 for those of other alphabets, and for
    letters in a number."""
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
    if digits(number) in short_numbers and re.fullmatch(r"[\d ]+", number):
        return None
    quoted = f'"{number}" är inget svenskt telefonnummer'
    if re.fullmatch(r"[1-9]( ?\d){2,5}", number):
        fix = "Jämför med källan. Ett kortnummer ska också stå under short_numbers, sist i filen"
        return f"{quoted}, och inget av kortnumren", f"{fix} data/contacts.yaml, med sin källa."
    if re.search(r"[^\d +-]", number):
        fix = 'Skriv bara siffror, mellanslag och bindestreck, till exempel "08-123 45 67".'
        return quoted, fix
    try:
        parsed = phonenumbers.parse(number, COUNTRY)
    except phonenumbers.NumberParseException:
        fix = "Skriv numret med riktnummer. Ett kortnummer läggs till under short_numbers i"
        return quoted, f"{fix} data/contacts.yaml, med sin källa."
    if parsed.country_code != 46:
        fix = "Numret hör till ett annat land. Här visas bara nummer som kan ringas i Sverige."
        return quoted, fix
    if not phonenumbers.is_valid_number(parsed):
        fix = "En siffra saknas, är för mycket eller fel. Jämför med källan. Ett kortnummer läggs"
        return quoted, f"{fix} till under short_numbers, med sin källa."
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        fix = "Samtalet kan bli dyrt, och numret kan tillhöra vem som helst. Jämför med källan."
        return f'"{number}" är ett betalnummer', fix
    if not number.startswith(("0", "+")):
        return f'"{number}" saknar nollan i riktnumret', 'Skriv hela numret: "08-123 45 67".'
    if not number.startswith("0"):
        fix = 'Skriv det som det skrivs i Sverige, med nolla först: "08-123 45 67".'
        return f'"{number}" är skrivet med landsnummer', fix
    return None
