"""A text of data/, which is shown as it is: nothing in it is Markdown, HTML or a macro."""

import re
from functools import lru_cache

from strategysite.checks.signs import BARE, HTML_TAG, SHOWN, TYPED
from strategysite.problems import shorten

SLOT = re.compile(r"\{[\w-]+\}|[{}]")  # where data/ has a number or a day put in; a brace is text
# A number, a name of a file, an id, an address.
ONE_WORD = re.compile(r"https?://\S*|[\w./:#@?%&=+-]*")
AS_IT_IS = "Här tas texten som den är. Skriv den utan tecken för makron, fetstil, länkar och HTML."


@lru_cache(maxsize=2**14)  # most texts are as they were at the check before
def odd_in(text: str) -> tuple[str, str, str] | None:
    """Returns (found, what, fix) for the first sign in a text that is shown as it is, without
    Markdown; None where it has none."""
    text = SLOT.sub(lambda slot: " " * len(slot[0]), text)
    if ONE_WORD.fullmatch(text):
        return None
    for sign in (one for one in TYPED if not one.kind):  # those are of lines and tags
        if found := next(sign.found(text), None):
            return found[0], sign.told(found[0]), sign.fix
    # But the net: nothing escapes here.
    for pattern in (*(sign.pattern for sign in SHOWN[:-1]), HTML_TAG):
        if found := pattern.search(text):
            shown = shorten(found[0], 30)
            return found[0], f'"{shown}" skulle synas på sidan så som det står', AS_IT_IS
    if (found := BARE.search(text)) and found[0] == text.strip() != text:
        return text, "ett mellanslag för mycket, före eller efter adressen", "Ta bort det."
    if found and found[0] != text:
        fix = "Skriv namnet i texten. Adressen står för sig, där filen har en plats för den."
        return found[0], f'adressen "{shorten(found[0], 40)}" går inte att trycka på', fix
    return None
