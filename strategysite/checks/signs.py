"""Signs of Markdown, or of another program, that a reader would see on the page: how they look
there, what an editor is told and the fix."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from strategysite.data.adopted import MONTHS
from strategysite.data.model.contacts import IN_SWEDISH
from strategysite.problems import shorten

DAY = (
    rf"(?:(?<![\d.,–/-])(?P<day>\d\d?) (?P<month>{'|'.join(MONTHS)})\b(?: (?P<year>\d{{4}})\b)?"
    r"|(?<![\w/.:-])(?P<iso>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<last>\d\d)(?![\w-]))"
)
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


def _sign(pattern: str, what: str, fix: str, fits: Callable[[re.Match[str]], bool] = bool) -> Sign:
    return Sign(re.compile(pattern, re.MULTILINE), what, fix, fits)


def _weekday(found: re.Match[str]) -> str | None:
    """Returns the weekday of a day that DAY matches: "" where no year is said, None where there is
    no such day."""
    year, iso = found["year"] or found["iso"], found["month"] is None
    month = int(found["number"]) if iso else MONTHS.index(found["month"]) + 1
    try:
        day = date(int(year or 2024), month, int(found["last" if iso else "day"]))  # a leap year
    except ValueError:
        return None
    return IN_SWEDISH[day.weekday()] if year else ""


# Looked for in what is shown, where the first that fits a place is told.
SIGNS = [
    _sign(
        r"(?<!\w)[!¡] ?\[[^\]\n]*\][(\[]?|\[(?:image|cid|bild):[^\]\n]*\]",
        "en bild som inte blir en bild",
        "Så skrivs en bild, utan mellanslag mellan delarna: ![vad den visar](../images/bild.png)",
    ),
    _sign(r"\[\w[^\]\n(]*\((?=[^)\s]*[./#@])[^)\n]*\)", "en länk som inte blir en länk", LINK),
    _sign(r"\[[^\]\n]*\]\([^)\n]*\)?|\]\(", "en länk som inte blir en länk", LINK),
    _sign(r"\[[^\]\n]+\]\s+\((?=[^)\s]*[./#@])[^)\n]*\)?", "mellanslag i en länk", LINK),
    _sign(r"\([^()\n]+\)\[[^\]\n]*\]?", "en länk med parenteserna åt fel håll", LINK),
    _sign(r"\[[^\]\n]+\]\[[^\]\n]*\]", "en länk som inte blir en länk", LINK),
    _sign(
        r"[\[({<]?(?<![\w./-])(?:\.\./)*[a-z][\w/-]*\.(?:md|html?|png|jpe?g|svg)\b[\])}>]?",
        'filens namn, "%s", syns på sidan',
        LINK,
    ),
    _sign(
        r"(?:[{(<\[]+ ?)?(?<![\w.])[a-z]\w+\((?:[\"'”“’][^)\n]*)?[\"'”“’]\)(?: ?[})>\]]+)?"
        r"|\{ *\w+\([^)\n]*\) *\}?",
        "ett makro med för få klamrar",
        'Ett makro har två klamrar på var sida: {{ phone("id") }}',
    ),
    _sign(
        r"\*\*\S*|\S*\*\*|(?<!\w)__(?!_)\w+|\w*[^\W_]__(?!\w)",
        "stjärnorna blir inte fetstil",
        "Skriv två stjärnor före och två efter, utan mellanslag innanför: **så här**",
    ),
    _sign(
        r"^(?:!{3}|\?{3}\+?)(?= ?\w).*|\[!\w+\].*|^:{3}.*",
        "en ruta från ett annat program",
        "Sidan har inga sådana rutor. Skriv texten som ett vanligt stycke.",
    ),
    _sign(
        r"\{(?:\+\+|--|==|>>|~~).*",
        "ett ändringsförslag från ett annat program",
        "Skriv texten som den ska vara, utan klamrarna och tecknen i dem.",
    ),
    _sign(
        r"\{:?\s*[#.:][\w-]+[^}\n]*\}?|\{ ?(?:#|\.)?[a-z]\w* ?\}",
        "klamrarna syns på sidan: %s",
        "De står sist på rubrikens rad, efter dess text, eller på raden under ett stycke:"
        " ## Rubrik { #id }",
    ),
    _sign(
        r"~~\S*|(?<!\w)==\w\S*|\S*\^\^\S*|(?<=\w)[~^]\w+[~^]|\|\|\S*",
        "tecken som inte betyder något här",
        "Sidan kan inte stryka över eller märka ut text så. Ta bort tecknen.",
    ),
    _sign(
        r"(?<![\w\\])\$(?:[^\s\d$][^$\n]*|\d[\d., ]*)\$(?!\d)|\\[(\[].*",
        "en formel från ett annat program",
        "Sidan visar inga formler. Skriv det med vanliga tecken.",
    ),
    _sign(
        r"`+\S*", "ett ` som saknar sin andra halva", "Ta bort det, eller skriv ett efter också."
    ),
    _sign(
        r"^(?:[-*+] )?(?:\[[ xX]\](?= )|[☐☑☒]).*",
        "en kryssruta från ett annat program",
        "Sidan har inga kryssrutor. Skriv en vanlig punkt: - texten",
    ),
    _sign(
        r"(?<![\w:]):[a-z]+(?:[_-][a-z0-9]+)*:(?![\w:])",
        "en bild som är skriven med ord",
        "Sidan visar den inte som en bild. Ta bort den, eller skriv tecknet självt.",
    ),
    _sign(
        r"^#{1,6}(?= ).*", "en rubrik som inte blir en rubrik", "Sätt en tom rad före och efter."
    ),
    _sign(
        rf"^(?:[{BULLETS}]|[_=](?= \w)).*",
        "en punkt från ett annat program",
        'Skriv "- " i stället på varje rad.',
    ),
    _sign(r"^[-*+] \S.*", "en punkt som inte blir en punkt", "Sätt en tom rad före listan."),
    _sign(
        r"^-(?=[^\s\d-]).*|^\+(?=[^\W\d]).*",
        "en punkt utan mellanslag",
        'Skriv ett mellanslag efter strecket: "- ".',
    ),
    _sign(
        r"^\d{1,2}(?: [.)] \S|[.)][^\W\d]).*",
        "en punkt som inte blir en punkt",
        'Skriv siffra, punkt och mellanslag: "1. ".',
    ),
    _sign(r"^(?:-{3,}|\*{3,}|_{3,})$", "ett streck som syns", "Sätt en tom rad före och efter."),
    _sign(
        r"^-{2,} \S.*",
        "streck först på raden",
        'Är det en punkt? Skriv "- ". Är det tal? Skriv "– ".',
    ),
    _sign(
        r"^\*(?=[^\W_])[^*\n]*$",
        "en stjärna som saknar sin andra halva",
        'Är det en punkt? Skriv "- " i stället. Kursiv skrivs *så här*. Ska stjärnan synas?'
        " Skriv \\ före den.",
    ),
    _sign(
        r"(?<!\S)(?!(?<![^\n])\*[^*\n]*$)[*_](?=[^\W_])\S*",
        "en stjärna eller ett streck som saknar sin andra halva",
        "Kursiv skrivs *så här*, med tecknet före och efter. Ska tecknet synas? Skriv \\ före det.",
    ),
    _sign(
        r"^-+8<-+.*|\[\[[^\]\n]+\]\]|'{2,}\S+|^={2,} .*=$|^h[1-6]\. .*|\[/\w+\]",
        "tecken från ett annat program",
        "Sidan visar dem som de står. Så skrivs text, länkar och rubriker: CONTRIBUTING.md.",
    ),
    _sign(
        r"\{\{+|\}\}+",
        "klamrar som syns på sidan",
        "Ett makro har två klamrar på var sida, varken fler eller färre.",
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
    # The last is the net: what nobody writes in a sentence, whatever program it came from.
    _sign(
        r"\S*(?:[\\{}＊＃［］｀¶↵⏎␣]|%20|=(?:C3=|E[456]|F6)|(?<!\d)\^|~(?! ?\d))\S*"
        r"|&(?:nbsp|(?:amp|lt|gt|quot|#\d+);)",
        'tecknen "%s" syns på sidan så som de står',
        "Ta bort det som inte hör till texten. Ska tecknet synas? Skriv \\ före det.",
    ),
]
START = r"(?:^|(?<=[.!?] ))"  # of a line, or a sentence: a text of data/ is one line
NOT_READY = '"%s" ser ut som en anteckning om något som inte är klart'
UNFINISHED = "Skriv klart det."
FROM_MAIL = "text som följde med ur ett mejl eller en chatt"
HEAD_OF_MAIL = r"(?:> ?)*\**(?:Från|Skickat|Till|Ämne|Kopia|Datum|Bifogat|Sent|To|Cc|Subject|Date):"
# Looked for in what is typed: what another program, or whoever wrote, left there. It is no
# Markdown, so that nothing can be written before it to keep it.
LEFT = [
    _sign(
        r"\b(?:TODO|FIXME|TBD)\b|\b[Ll]orem ipsum\b|\?{3,}(?!\+?(?: ?\w))|\[[xX]{2,}\](?![(\[:])"
        r"|\[(?i:länk|datum|källa|nummer|infoga|fyll i|namn på|skriv)[^\]\n]*\](?![(\[:])"
        r"|(?i:\b(?:klistra in|skriv) (?:in )?text(?:en)? här\b"
        r"|klicka eller tryck här för att ange)"
        r"|^(?://|%%|/\*).*|\((?i:kolla|dubbelkolla|stämmer det|fråga) [^)\n]*\)",
        NOT_READY,
        UNFINISHED,
    ),
    _sign(
        r"【[^】\n]*】?|:?contentReference\S*|oaicite\S*|\[cite(?:_start|_end|:[^\]\n]*)?\]"
        r"|\bcite?turn\d+\w*|\bturn\d+(?:search|view|news|file)\d+"
        r"|(?i:\b(?:som|as) (?:en |an )?AI(?:-| )?(?:språkmodell|modell|assistent"
        r"|language model)).*"
        r"|^(?:Självklart|Absolut|Visst|Javisst|Naturligtvis|Givetvis)[!,.] Här (?:är|kommer"
        r"|följer).*"
        r"|^Här (?:är|kommer) (?:ett|en|din|ditt) (?:\w+ )?(?:förslag|version|utkast|text"
        r"|omarbetning)\b.*"
        r"|^(?:\*\*)?(?:Vill du att jag (?:ska )?(?:skriv|förkort|gör|anpass|formul|lägg|ta fram)"
        r"|Hoppas (?:det|detta) hjälper).*"
        r"|^(?:ChatGPT|Copilot|Gemini|Claude|Du|You) (?:sa|sade|said):.*"
        r"|^Här är texten (?:i|på|om).*"
        r"|^Nedan följer (?:ett|en) (?:förslag|version|utkast).*|^Låt mig veta om du vill.*"
        r"|^Jag har nu (?:förbättrat|skrivit om|kortat|uppdaterat).*"
        r"|^(?:Certainly|Sure|Of course|Absolutely)[!,.] Here.*",
        "text som följde med ur en chattrobot",
        "Ta bort det, och läs igenom det du klistrade in: stämmer allt?",
    ),
    _sign(
        r"^\[(?:(?:i ?går|i ?dag|\d[\d/.-]+),? )?(?:kl\.? ?)?\d\d[:.]\d\d(?::\d\d)?\].*"
        r"|^\d{4}-\d\d-\d\d,? \d\d[:.]\d\d - .*|^>{1,3} ?(?:On|Den) .*(?:wrote|skrev):$"
        r"|^[A-ZÅÄÖ]\w+ [A-ZÅÄÖ][\w-]+,? (?:kl\.? ?)?\d\d[:.]\d\d$"
        rf"|{START}(?:> ?)*\**(?:Från|Till|From|To):(?:.*\n{HEAD_OF_MAIL}"
        rf"|.*?\b(?:Skickat|Sent|Ämne):).*(?:\n{HEAD_OF_MAIL}.*)*"
        r"|^-{2,} ?(?:Ursprungligt|Vidarebefordrat|Original|Forwarded) \w+.*"
        rf"|^(?:Den|On) .{{5,60}}? (?:skrev|wrote)\b.*:$"
        rf"|{START}(?:(?:Skickat från|Sent from) m\w+|Hämta Outlook för).*",
        FROM_MAIL,
        "Ta bort det som inte hör till texten.",
    ),
    _sign(
        r"^(?:@@ [-+\d, ]+ @@|diff --git |index [0-9a-f]{7,}\.\."
        r"|(?:---|\+{3}) (?:[ab]/|/dev/null)).*",
        "text som följde med ur en jämförelse mellan två versioner",
        "Ta bort raden, och de + och - som står först på raderna under.",
    ),
    _sign(
        DAY,
        'dagen "%s" finns inte i almanackan',
        "Jämför med källan, och skriv den dag som är rätt.",
        lambda found: _weekday(found) is None,
    ),
    _sign(
        rf"(?P<weekday>(?i:\b(?:{'|'.join(IN_SWEDISH)})))(?:en|s)?,? (?:den )?{DAY}",
        'veckodagen stämmer inte: "%s"',
        "Jämför med almanackan: är det veckodagen eller datumet som är fel?",
        lambda found: _weekday(found) not in (None, "", found["weekday"].lower()),
    ),
    _sign(
        r"&#(?:0*(?:4[89]|5[0-7])|[xX]0*3\d);?",
        'en siffra är skriven som en kod, "%s"',
        "Skriv siffran själv.",
    ),
    _sign(
        r"^\d{1,3}(?: ?\(\d{1,3}\))?$|^Sid(?:a|an)?\.? \d+(?: ?(?:av|/|\() ?\d+\)?)?$"
        r"|\bHYPERLINK \"|\bMERGEFIELD\b|\bPAGEREF\b|#(?:REF|NAMN|VÄRDE|VALUE)[!?]"
        r"|(?:Fel!|Error!) (?:Bok|Hittar|Book|Reference).*|\[object Object\]"
        r"|<[^<>\n]*(?:class=\"?Mso|align=)[^<>\n]*>"
        r"|^Sida \| \d+$|^\d+ \| Sida$|\bKomment(?:ar|erad) ?\[\w+\]:?.*"
        r"|\[(?:Borttage[tn]|Tog bort|Infoga[td]e?|Kommentar|Flytta[td]e?|Formatera[td]|Deleted"
        r"|Inserted|Comment(?:ed)?|Formatted)\b[^\]\n]*\](?![(\[])"
        rf"|{START}(?:Borttaget|Tog bort|Infoga(?:de?|t)|Deleted|Inserted|Formatera[td])"
        r"(?: \[\w+\])?: .*"
        r"|\[[A-ZÅÄÖ]{2}\d{1,2}\](?![(\[:])"
        r"|^(?:Dela på (?:Facebook|X|LinkedIn)|Kopiera länk|Till toppen|Läs mer »)$"
        r"|^Du är här: .*"
        r"|^(?:undefined|NaN|null)$",
        "text som följde med ur ett dokument, en PDF eller en webbsida",
        "Ta bort det som inte hör till texten.",
    ),
    _sign(
        r"\b[A-ZÅÄÖ]?[a-zåäö]{2,}(?:en|et|erna|arna|orna|an)\d{1,2}\b(?![./-]?\w)"
        r"|\b[A-ZÅÄÖ]?[a-zåäö]{9,}\d{1,2}\b(?![./-]?\w)|\b[a-zåäö]{3,}\.\d{1,2}(?= [A-ZÅÄÖ]|$)"
        r"|(?<!\bm)(?<!\b[kcdm]m)[¹²³⁴-⁹]|[\w.,!?]\[\d{1,3}\](?![(\[:])",
        'en siffra sitter ihop med ordet: "%s"',
        "Är den en fotnot? Fotnoter visas inte på webbplatsen: skriv anmärkningen i texten, och en"
        ' källa med {{ source("id") }}.',
    ),
    _sign(
        r"^[^|\n]*\w{2} {3,}\w[^|\n]*\n[^|\n]*\w{2} {3,}\w",
        "kolumner som flyter ihop",
        "Mellanslagen syns inte. En tabell har | mellan delarna, och |---|---| under första raden.",
    ),
    _sign(
        r"^(?:[^;&\n]{1,40};){2,}[^;\n]{1,40}\n+(?:[^;&\n]{1,40};){2,}[^;\n]{1,40}$"
        r"|^[^;&\n]+;(?! )[^;\n]*\n+[^;&\n]+;(?! ).*"
        r"|^\"[^\"\n]*\"(?:[;,]\"[^\"\n]*\")+$"
        r"|^(?:[^,\n]+,(?![ \d])){2}.*\n+(?:[^,\n]+,(?![ \d])){2}.*",
        "en tabell som inte blir en tabell",
        "En tabell har | mellan delarna, och en rad med streck under den första: |---|---|",
    ),
    _sign(
        r"^> ?\d+(?: \d{3})* (?:år|procent|%|kronor|kr|dagar|timmar|minuter|personer|meter"
        r"|kilometer|kg)\b.*$(?!\n>)",
        "raden blir ett citat",
        'Skriv "mer än" i stället för >. Är det ett citat? Sätt citattecken före siffran.',
    ),
    _sign(
        r"\\\(.+?\\\)|\$\$.+?\$\$",
        "en formel från ett annat program",
        "Sidan visar inga formler. Skriv det med vanliga tecken.",
    ),
    _sign(
        r"^\[{1,2}_?(?:toc|TOC)_?\]{1,2}",
        "en innehållsförteckning från ett annat program",
        "Sidan gör en egen. Ta bort raden.",
    ),
    _sign(
        r"^#{7,}.*",
        "en rubrik med för många #",
        "En rubrik har två till sex: ## är nivån under sidans huvudrubrik, ### nästa.",
    ),
    _sign(
        r"^#{1,6} .*\S #{2,6} (?=\S).*",
        "två rubriker på samma rad",
        "Skriv dem på var sin rad, med en tom rad emellan.",
    ),
    _sign(
        r"^#{2,6}(?=[^\s#{]).*",
        "mellanslag saknas efter #",
        "Skriv ett mellanslag före rubrikens ord: ## Rubrik",
    ),
    _sign(
        r"(?<![\w/.:=&?%#-])[^\W\d_]*\?[^\W\d_]+(?![\w/=&])(?:\?[^\W\d_]+)*",
        'ett frågetecken inne i ordet "%s"',
        "Är det ett å, ä eller ö som har försvunnit? Skriv det. Börjar en ny mening? Sätt ett"
        " mellanslag före den.",
    ),
    _sign(
        r"^#+ .* \(?#[a-z][\w-]*\)?$",
        "ett id utan klamrar",
        "Ett id skrivs med klamrar och mellanslag: ## Rubrik { #id }. Ska # synas? Skriv \\#.",
    ),
    _sign(
        r"\[[^\]\n]*\]<https?:\S*|\w ?\[(?:https?://|www\.)[^\]\n]*\](?!\()",
        "en länk som inte blir en länk",
        LINK,
    ),
    _sign(
        r"\]\([^()\s]*\n[^()\n]*\)",
        "en länk är delad på två rader",
        "Skriv länkens text och adress på en och samma rad.",
    ),
    _sign(
        r"^[^(\n]*\[[^\]\n]*\]\([^()\s]*\)\)",
        "en parentes för mycket efter länken",
        "Ta bort den sista parentesen.",
    ),
]
# Looked for in what is new, in a file of docs/ or data/: mostly a slip, but a right text may have
# it, so that it is asked of and never refused.
PERHAPS = [
    _sign(
        r"\b[A-ZÅÄÖ]\w*(?: ?(?:gatan|[vV]ägen|väg|[gG]ränd|[sS]tigen|[tT]orget|[bB]acken|[aA]llén))"
        r" \d{1,3}(?: ?[A-Z])?\b",
        'adressen "%s" är ny',
        "Bor någon där? Ta bort den: det får inte stå på webbplatsen var någon bor.",
    ),
    _sign(
        r"\b[Xx]{3,}\b|(?<![Kk]apitel )(?<!\w)(?:XX|NN)(?![\w-])|\bN\.N\.|\b20XX\b"
        r"|\bUTKAST\b|\bARBETSMATERIAL\b|\bej för publicering\b|\b[Ss]e bifogad\w*"
        r"|\b(?:ÅÅÅÅ|YYYY)\b|\b0{4}[/-]\d+|\d[/-]0{4}\b|(?<=[\w:] )(?:_{3,}|\.{5,}|…{2,})"
        r"|\[(?i:namn|titel|ort|plats|tid|kommun|enhet|telefon|adress|text)\](?![(\[:])",
        NOT_READY,
        UNFINISHED,
    ),
    _sign(
        r"^(?:Hej [A-ZÅÄÖ]\w+[!,]?|/[A-ZÅÄÖ]\w+)$"
        rf"|{START}(?:Mvh\b|Best regards\b|Hälsningar?,? [A-ZÅÄÖ]\w+"
        r"|(?:Med )?(?i:vänliga?|bästa|varma) (?i:hälsning)(?i:ar)?\b).*",
        FROM_MAIL,
        "Ta bort det som inte hör till texten.",
    ),
    _sign(
        r"\b[Kk]ommuns kommun\b"
        r"|\b(?P<twice>[Oo]ch|[Ee]ller|[Ss]amt|[Ff]ör att|[Hh]os|[Uu]tan|[Mm]ellan|[Ee]n"
        r"|[Ee]tt|\w{3,}(?:ningen|ningar|ismen|heten|tionen|erna|orna|arna))"
        r"\s(?i:(?P=twice))\b(?!-| (?:noll|e[nt]t?|två|tre|fyra|fem|sex|sju|åtta|nio)\b)",
        'samma ord står två gånger: "%s"',
        "Ta bort det ena.",
    ),
    _sign(
        r"^&gt;(?! ?\d).*",
        "ett citat som inte blir ett citat",
        "Skriv > i stället för &gt;. Ska tecknet synas? Låt det stå.",
    ),
    _sign(
        r"!{2,}(?!\w)|(?<=\w)\.{2}(?![./\w])|,{2,}",
        'tecknet står flera gånger: "%s"',
        "Ett räcker.",
    ),
    _sign(
        r"\b[a-zåäö]{2,}[.!?][A-ZÅÄÖ][a-zåäö]+\b(?![./@])",
        'mellanslag saknas i "%s"',
        "Börjar en ny mening? Sätt ett mellanslag före den.",
    ),
    _sign(
        r"\((?:[^()\n]|\n(?!\n))*(?=\n\n|\n?\Z)",
        'parentesen saknar sitt slut: "%s"',
        "Skriv ) där den ska sluta.",
    ),
    _sign(
        r"\b(?P<from>(?:19|20)\d\d) ?[–-] ?(?P<to>(?:19|20)\d\d)\b(?!-)",
        'åren går baklänges: "%s"',
        "Skriv det första året först.",
        lambda found: found["from"] > found["to"],
    ),
    _sign(
        r"\b[Kk]l(?:ockan|\.)? ?(?:(?:2[5-9]|[3-9]\d)[.:]\d\d|\d\d?[.:][6-9]\d)\b",
        'klockslaget finns inte: "%s"',
        "Jämför med källan.",
    ),
    _sign(
        r"^(?P<level>#{2,6}) .*\n+(?=(?P=level) )|^#{2,6} .*(?=\n*\Z)",
        'det står inget under rubriken: "%s"',
        "Skriv texten, eller ta bort rubriken.",
    ),
    _sign(
        r"(?<=\n\n)(?:\*\*|__)[^*_\n\[{]{2,60}[^*_.!?:,;”\n](?:\*\*|__)(?= *\n(?:\n|\Z))",
        "en rubrik som bara är fetstil",
        "Skriv ## först på raden i stället för stjärnorna: då hittar läsaren dit.",
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
HTML_TAG = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|s|small|span|strong|sub|sup|u|ul|script)\b[^<>]*>|\{%"
    r"|&(?:nbsp|amp|lt|gt|quot|#\d+);"
)
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
    for sign in LEFT:
        if found := next(sign.found(text), None):
            return found[0], sign.told(found[0]), sign.fix
    # But the net: nothing escapes here.
    for pattern in (*(sign.pattern for sign in SIGNS[:-1]), HTML_TAG):
        if found := pattern.search(text):
            shown = shorten(found[0], 30)
            return found[0], f'"{shown}" skulle synas på sidan så som det står', AS_IT_IS
    if (found := BARE.search(text)) and found[0] != text:
        fix = "Skriv namnet i texten. Adressen står för sig, där filen har en plats för den."
        return found[0], f'adressen "{shorten(found[0], 40)}" går inte att trycka på', fix
    return None
