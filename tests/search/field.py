"""The field of the search: where it is, what the small site answers, how somebody asks."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

FIELD = "#sok-ord"
OWN = "#sok-sida"
PANEL = ".search-panel"
ENTRY_STATUS = ".search-entry [role=status]"
START = "/strategi/lugn/"
# What the small site answers: a question of its editors, a word of several pages, none.
ASKED, ANSWER, ANSWERED = "det brinner", "Det brinner", "/hjalp/#fara"
WORD = "salen"
UNKNOWN = "xqzzy"
CALL = "a[href='tel:112']"
ADVICE = (
    "Prova ett annat ord, skriv färre ord eller leta i A–Ö."
    " Gäller det något annat i kommunen? Ring kommunens växel."
)
BROKEN = "Sökningen går inte att läsa in. Alla sidor och ord finns i A–Ö."
BROKEN_SAID = f"{BROKEN} Är det bråttom? Ring 112. Här finns hjälp."
Open = Callable[[str], Page]


def search(page: Page, words: str) -> None:
    """Types into the field, as a person does, and waits for an answer."""
    page.focus(FIELD)
    page.keyboard.type(words)
    expect(page.locator(PANEL)).to_be_visible()
