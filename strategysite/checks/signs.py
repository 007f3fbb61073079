"""Signs of Markdown, or of another program, that a reader would see on the page: how they look
there, what an editor is told and the fix."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from strategysite.problems import shorten

BULLETS = "•◦‣●○■□➢➤▪·✓✔✗◆►\uf000-\uf0ff"
LINK = "Så skrivs en länk, utan mellanslag mellan parenteserna: [texten](adressen)"


@dataclass(frozen=True)
class Sign:
    """Signs of Markdown, or of another program, that a reader would see: how they look in the text,
    what to say, with %s for what was found, and the fix."""

    pattern: re.Pattern[str]
    what: str
    fix: str
    fits: Callable[[re.Match[str]], bool] = bool  # what the pattern alone can't tell

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Yields each place of `text` that has it."""
        return filter(self.fits, self.pattern.finditer(text))

    def told(self, found: str) -> str:
        """Returns what to say of `found`."""
        return self.what.replace("%s", shorten(found, 40))


def sign(pattern: str, what: str, fix: str, fits: Callable[[re.Match[str]], bool] = bool) -> Sign:
    """Returns the sign that `pattern` finds, with ^ and $ at each line."""
    return Sign(re.compile(pattern, re.MULTILINE), what, fix, fits)


# Looked for in what is shown, where the first that fits a place is told.
SIGNS = [
    sign(
        r"(?<!\w)[!¡] ?\[[^\]\n]*\][(\[]?|\[(?:image|cid|bild):[^\]\n]*\]",
        "en bild som inte blir en bild",
        "Så skrivs en bild, utan mellanslag mellan delarna: ![vad den visar](../images/bild.png)",
    ),
    sign(r"\[\w[^\]\n(]*\((?=[^)\s]*[./#@])[^)\n]*\)", "en länk som inte blir en länk", LINK),
    sign(r"\[[^\]\n]*\]\([^)\n]*\)?|\]\(", "en länk som inte blir en länk", LINK),
    sign(r"\[[^\]\n]+\]\s+\((?=[^)\s]*[./#@])[^)\n]*\)?", "mellanslag i en länk", LINK),
    sign(r"\([^()\n]+\)\[[^\]\n]*\]?", "en länk med parenteserna åt fel håll", LINK),
    sign(r"\[[^\]\n]+\]\[[^\]\n]*\]", "en länk som inte blir en länk", LINK),
    sign(
        r"[\[({<]?(?<![\w./-])(?:\.\./)*[a-z][\w/-]*\.(?:md|html?|png|jpe?g|svg)\b[\])}>]?",
        'filens namn, "%s", syns på sidan',
        LINK,
    ),
    sign(
        r"(?:[{(<\[]+ ?)?(?<![\w.])[a-z]\w+\((?:[\"'”“’][^)\n]*)?[\"'”“’]\)(?: ?[})>\]]+)?"
        r"|\{ *\w+\([^)\n]*\) *\}?",
        "ett makro med för få klamrar",
        'Ett makro har två klamrar på var sida: {{ phone("id") }}',
    ),
    sign(
        r"\*\*\S*|\S*\*\*|(?<!\w)__(?!_)\w+|\w*[^\W_]__(?!\w)",
        "stjärnorna blir inte fetstil",
        "Skriv två stjärnor före och två efter, utan mellanslag innanför: **så här**",
    ),
    sign(
        r"^(?:!{3}|\?{3}\+?)(?= ?\w).*|\[!\w+\].*|^:{3}.*",
        "en ruta från ett annat program",
        "Sidan har inga sådana rutor. Skriv texten som ett vanligt stycke.",
    ),
    sign(
        r"\{(?:\+\+|--|==|>>|~~).*",
        "ett ändringsförslag från ett annat program",
        "Skriv texten som den ska vara, utan klamrarna och tecknen i dem.",
    ),
    sign(
        r"\{:?\s*[#.:][\w-]+[^}\n]*\}?|\{ ?(?:#|\.)?[a-z]\w* ?\}",
        "klamrarna syns på sidan: %s",
        "De står sist på rubrikens rad, efter dess text, eller på raden under ett stycke:"
        " ## Rubrik { #id }",
    ),
    sign(
        r"~~\S*|(?<!\w)==\w\S*|\S*\^\^\S*|(?<=\w)[~^]\w+[~^]|\|\|\S*",
        "tecken som inte betyder något här",
        "Sidan kan inte stryka över eller märka ut text så. Ta bort tecknen.",
    ),
    sign(
        r"(?<![\w\\])\$(?:[^\s\d$][^$\n]*|\d[\d., ]*)\$(?!\d)|\\[(\[].*",
        "en formel från ett annat program",
        "Sidan visar inga formler. Skriv det med vanliga tecken.",
    ),
    sign(r"`+\S*", "ett ` som saknar sin andra halva", "Ta bort det, eller skriv ett efter också."),
    sign(
        r"^(?:[-*+] )?(?:\[[ xX]\](?= )|[☐☑☒]).*",
        "en kryssruta från ett annat program",
        "Sidan har inga kryssrutor. Skriv en vanlig punkt: - texten",
    ),
    sign(
        r"(?<![\w:]):[a-z]+(?:[_-][a-z0-9]+)*:(?![\w:])",
        "en bild som är skriven med ord",
        "Sidan visar den inte som en bild. Ta bort den, eller skriv tecknet självt.",
    ),
    sign(r"^#{1,6}(?= ).*", "en rubrik som inte blir en rubrik", "Sätt en tom rad före och efter."),
    sign(
        rf"^(?:[{BULLETS}]|[_=](?= \w)).*",
        "en punkt från ett annat program",
        'Skriv "- " i stället på varje rad.',
    ),
    sign(r"^[-*+] \S.*", "en punkt som inte blir en punkt", "Sätt en tom rad före listan."),
    sign(
        r"^-(?=[^\s\d-]).*|^\+(?=[^\W\d]).*",
        "en punkt utan mellanslag",
        'Skriv ett mellanslag efter strecket: "- ".',
    ),
    sign(
        r"^\d{1,2}(?: [.)] \S|[.)][^\W\d]).*",
        "en punkt som inte blir en punkt",
        'Skriv siffra, punkt och mellanslag: "1. ".',
    ),
    sign(r"^(?:-{3,}|\*{3,}|_{3,})$", "ett streck som syns", "Sätt en tom rad före och efter."),
    sign(
        r"^-{2,} \S.*",
        "streck först på raden",
        'Är det en punkt? Skriv "- ". Är det tal? Skriv "– ".',
    ),
    sign(
        r"^\*(?=[^\W_])[^*\n]*$",
        "en stjärna som saknar sin andra halva",
        'Är det en punkt? Skriv "- " i stället. Kursiv skrivs *så här*. Ska stjärnan synas?'
        " Skriv \\ före den.",
    ),
    sign(
        r"(?<!\S)(?!(?<![^\n])\*[^*\n]*$)[*_](?=[^\W_])\S*",
        "en stjärna eller ett streck som saknar sin andra halva",
        "Kursiv skrivs *så här*, med tecknet före och efter. Ska tecknet synas? Skriv \\ före det.",
    ),
    sign(
        r"^-+8<-+.*|\[\[[^\]\n]+\]\]|'{2,}\S+|^={2,} .*=$|^h[1-6]\. .*|\[/\w+\]",
        "tecken från ett annat program",
        "Sidan visar dem som de står. Så skrivs text, länkar och rubriker: CONTRIBUTING.md.",
    ),
    sign(
        r"\{\{+|\}\}+",
        "klamrar som syns på sidan",
        "Ett makro har två klamrar på var sida, varken fler eller färre.",
    ),
    sign(
        r"^[^|\n]+ \| [^\n]+\n[^|\n]+ \| .*",
        "en tabell som inte blir en tabell",
        "Skriv | mellan delarna, och en rad med streck under den första raden: |---|---|",
    ),
    sign(
        r"^ *\|[^|\n]+\|.*$",
        "en tabell som inte blir en tabell",
        "Under tabellens första rad ska det stå en rad med streck, med lika många delar: |---|---|",
    ),
    # The last is the net: what nobody writes in a sentence, whatever program it came from.
    sign(
        r"\S*(?:[\\{}＊＃［］｀¶↵⏎␣]|%20|=(?:C3=|E[456]|F6)|(?<!\d)\^|~(?! ?\d))\S*"
        r"|&(?:nbsp|(?:amp|lt|gt|quot|#\d+);)",
        'tecknen "%s" syns på sidan så som de står',
        "Ta bort det som inte hör till texten. Ska tecknet synas? Skriv \\ före det.",
    ),
]
BARE = re.compile(
    r"(?<![\w/:=@.\[-])(?:https?://|www\.)[^\s<>)\]]*[^\s<>)\].,;:!?]"
    r"|(?<![\w/:=@.\[-])(?:[a-z0-9-]+\.)+(?:se|nu|org|com|net|eu)/[^\s<>)\]]*[^\s<>)\].,;:!?]"
)
# Two lines of one paragraph that begin so were meant to stand each for itself.
JOINED = re.compile(
    r"^ *(?:[^\w\s\"'”’»«(\[<&]\S{0,2}|(?:\d{1,3}|[a-zåäöA-ZÅÄÖ]|[ivxIVX]{1,4})[.)]|\(\w{1,2}\)"
    r"|[oØüv§»](?=\s)|\w(?::| -)(?=\s)|\d\ufe0f?\u20e3) *\S",
    re.MULTILINE,
)
