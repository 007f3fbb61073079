"""Signs of Markdown, or of another program, that a reader would see on the page: how they look
there, what an editor is told and the fix."""

import re
from dataclasses import dataclass

BULLETS = "•◦‣●○■□➢➤▪·✓✔✗◆►\uf000-\uf0ff"
LINK = "Så skrivs en länk, utan mellanslag mellan parenteserna: [texten](adressen)"


@dataclass(frozen=True)
class Sign:
    """Signs of Markdown, or of another program, that a reader would see: how they look in the text
    that is shown, what to say and the fix."""

    pattern: re.Pattern[str]
    what: str
    fix: str


def _sign(pattern: str, what: str, fix: str) -> Sign:
    return Sign(re.compile(pattern, re.MULTILINE), what, fix)


# The first that fits a place is told.
SIGNS = [
    _sign(
        r"^ *(?:<{7}|>{7}|={7}|\|{7}).*",
        "en krock mellan två ändringar ligger kvar",
        "Två personer har ändrat samma rader. Behåll den lydelse som ska gälla, och ta bort raden.",
    ),
    _sign(r"\[\w[^\]\n(]*\((?=[^)\s]*[./#@])[^)\n]*\)", "en länk som inte blir en länk", LINK),
    _sign(r"!?\[[^\]\n]*\]\(|\]\(", "en länk som inte blir en länk", LINK),
    _sign(r"\[[^\]\n]+\]\s+\((?=[^)\s]*[./#@])[^)\n]*\)?", "mellanslag i en länk", LINK),
    _sign(r"\([^()\n]+\)\[[^\]\n]*\]?", "en länk med parenteserna åt fel håll", LINK),
    _sign(r"\[[^\]\n]+\]\[[^\]\n]*\]", "en länk som inte blir en länk", LINK),
    _sign(
        r"\{ *\w+\([^)\n]*\) *\}?",
        "ett makro med för få klamrar",
        'Ett makro har två klamrar på var sida: {{ phone("id") }}',
    ),
    _sign(
        r"\*\*\S*|\S*\*\*|(?<!\w)__\w+|\w+__(?!\w)",
        "stjärnorna blir inte fetstil",
        "Skriv två stjärnor före och två efter, utan mellanslag innanför: **så här**",
    ),
    _sign(
        r"~~\S*|(?<!\w)==\w\S*|(?<=\w)[~^]\w+[~^]",
        "tecken som inte betyder något här",
        "Sidan kan inte stryka över eller märka ut text så. Ta bort tecknen.",
    ),
    _sign(
        r"`+\S*", "ett ` som saknar sin andra halva", "Ta bort det, eller skriv ett efter också."
    ),
    _sign(
        r"^!{3}(?= ?\w).*|\[!\w+\].*",
        "en ruta från ett annat program",
        "Sidan har inga sådana rutor. Skriv texten som ett vanligt stycke.",
    ),
    _sign(
        r"^(?:[-*+] )?\[[ xX]\](?= ).*",
        "en kryssruta från ett annat program",
        "Sidan har inga kryssrutor. Skriv en vanlig punkt: - texten",
    ),
    _sign(
        r"(?<![\w:]):[a-z]+(?:_[a-z0-9]+)*:(?![\w:])",
        "en bild som är skriven med ord",
        "Sidan visar den inte som en bild. Ta bort den, eller skriv tecknet självt.",
    ),
    _sign(
        r"^#{1,6}(?= ).*", "en rubrik som inte blir en rubrik", "Sätt en tom rad före och efter."
    ),
    _sign(
        rf"^[{BULLETS}].*", "en punkt från ett annat program", 'Skriv "- " i stället på varje rad.'
    ),
    _sign(r"^[-*+] \S.*", "en punkt som inte blir en punkt", "Sätt en tom rad före listan."),
    _sign(r"^-[^\W\d].*", "en punkt utan mellanslag", 'Skriv ett mellanslag efter strecket: "- ".'),
    _sign(r"^(?:-{3,}|\*{3,}|_{3,})$", "ett streck som syns", "Sätt en tom rad före och efter."),
    _sign(
        r"(?<!\S)[*_](?=[^\W_])\S*",
        "en stjärna eller ett streck som saknar sin andra halva",
        "Kursiv skrivs *så här*, med tecknet före och efter. Ska tecknet synas? Skriv \\ före det.",
    ),
    _sign(
        r"\{\{+|\}\}+",
        "klamrar som syns på sidan",
        "Ett makro har två klamrar på var sida, varken fler eller färre.",
    ),
    _sign(
        r"\[\[[^\]\n]+\]\]|'{2,}\S+|^={2,} .*=$|^h[1-6]\. .*|^:{3}.*|\[/\w+\]",
        "tecken från ett annat program",
        "Sidan visar dem som de står. Så skrivs text, länkar och rubriker: CONTRIBUTING.md.",
    ),
    _sign(
        r"^[^|\n]+ \| [^\n]+\n[^|\n]+ \| .*",
        "en tabell som inte blir en tabell",
        "Skriv | mellan delarna, och en rad med streck under den första raden: |---|---|",
    ),
    _sign(
        r"^ *\|[^|\n]+\|.*$",
        "en tabell som inte blir en tabell",
        "Under tabellens första rad ska det stå en rad med streck, med lika många delar: |---|---|",
    ),
]
FOOTNOTE = re.compile(r"(?<![`\\])\[\^[^\]\s]+\](?!`)")
EQUALS = re.compile(r"^={3,}$", re.MULTILINE)
# Two lines of one paragraph that begin so were meant to stand each for itself.
JOINED = re.compile(
    r"^ *(?:[^\w\s\"'”’»«(\[<&]\S{0,2}|(?:\d{1,3}|[a-zåäöA-ZÅÄÖ]|[ivxIVX]{1,4})[.)]|\(\w{1,2}\)"
    r"|[oØüv§](?=\s)|\d\ufe0f?\u20e3) *\S",
    re.MULTILINE,
)
