"""What another program, or whoever wrote, left in a text, and what is mostly a slip: it is no
Markdown, and yet not meant for readers."""

import re
from datetime import date

from strategysite.checks.signs import LINK, sign
from strategysite.data.adopted import MONTHS
from strategysite.data.model.contacts import IN_SWEDISH

DAY = (
    rf"(?:(?<![\d.,–/-])(?P<day>\d\d?) (?P<month>{'|'.join(MONTHS)})\b(?: (?P<year>\d{{4}})\b)?"
    r"|(?<![\w/.:-])(?P<iso>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<last>\d\d)(?![\w-]))"
)


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


START = r"(?:^|(?<=[.!?] ))"  # of a line, or a sentence: a text of data/ is one line
NOT_READY = '"%s" ser ut som en anteckning om något som inte är klart'
UNFINISHED = "Skriv klart det."
FROM_MAIL = "text som följde med ur ett mejl eller en chatt"
HEAD_OF_MAIL = r"(?:> ?)*\**(?:Från|Skickat|Till|Ämne|Kopia|Datum|Bifogat|Sent|To|Cc|Subject|Date):"
# Looked for in what is typed: what another program, or whoever wrote, left there. It is no
# Markdown, so that nothing can be written before it to keep it.
LEFT = [
    sign(
        r"\b(?:TODO|FIXME|TBD)\b|\b[Ll]orem ipsum\b|\?{3,}(?!\+?(?: ?\w))|\[[xX]{2,}\](?![(\[:])"
        r"|\[(?i:länk|datum|källa|nummer|infoga|fyll i|namn på|skriv)[^\]\n]*\](?![(\[:])"
        r"|(?i:\b(?:klistra in|skriv) (?:in )?text(?:en)? här\b"
        r"|klicka eller tryck här för att ange)"
        r"|^(?://|%%|/\*).*|\((?i:kolla|dubbelkolla|stämmer det|fråga) [^)\n]*\)",
        NOT_READY,
        UNFINISHED,
    ),
    sign(
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
    sign(
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
    sign(
        r"^(?:@@ [-+\d, ]+ @@|diff --git |index [0-9a-f]{7,}\.\."
        r"|(?:---|\+{3}) (?:[ab]/|/dev/null)).*",
        "text som följde med ur en jämförelse mellan två versioner",
        "Ta bort raden, och de + och - som står först på raderna under.",
    ),
    sign(
        DAY,
        'dagen "%s" finns inte i almanackan',
        "Jämför med källan, och skriv den dag som är rätt.",
        lambda found: _weekday(found) is None,
    ),
    sign(
        rf"(?P<weekday>(?i:\b(?:{'|'.join(IN_SWEDISH)})))(?:en|s)?,? (?:den )?{DAY}",
        'veckodagen stämmer inte: "%s"',
        "Jämför med almanackan: är det veckodagen eller datumet som är fel?",
        lambda found: _weekday(found) not in (None, "", found["weekday"].lower()),
    ),
    sign(
        r"&#(?:0*(?:4[89]|5[0-7])|[xX]0*3\d);?",
        'en siffra är skriven som en kod, "%s"',
        "Skriv siffran själv.",
    ),
    sign(
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
    sign(
        r"\b[A-ZÅÄÖ]?[a-zåäö]{2,}(?:en|et|erna|arna|orna|an)\d{1,2}\b(?![./-]?\w)"
        r"|\b[A-ZÅÄÖ]?[a-zåäö]{9,}\d{1,2}\b(?![./-]?\w)|\b[a-zåäö]{3,}\.\d{1,2}(?= [A-ZÅÄÖ]|$)"
        r"|(?<!\bm)(?<!\b[kcdm]m)[¹²³⁴-⁹]|[\w.,!?]\[\d{1,3}\](?![(\[:])",
        'en siffra sitter ihop med ordet: "%s"',
        "Är den en fotnot? Fotnoter visas inte på webbplatsen: skriv anmärkningen i texten, och en"
        ' källa med {{ source("id") }}.',
    ),
    sign(
        r"^[^|\n]*\w{2} {3,}\w[^|\n]*\n[^|\n]*\w{2} {3,}\w",
        "kolumner som flyter ihop",
        "Mellanslagen syns inte. En tabell har | mellan delarna, och |---|---| under första raden.",
    ),
    sign(
        r"^(?:[^;&\n]{1,40};){2,}[^;\n]{1,40}\n+(?:[^;&\n]{1,40};){2,}[^;\n]{1,40}$"
        r"|^[^;&\n]+;(?! )[^;\n]*\n+[^;&\n]+;(?! ).*"
        r"|^\"[^\"\n]*\"(?:[;,]\"[^\"\n]*\")+$"
        r"|^(?:[^,\n]+,(?![ \d])){2}.*\n+(?:[^,\n]+,(?![ \d])){2}.*",
        "en tabell som inte blir en tabell",
        "En tabell har | mellan delarna, och en rad med streck under den första: |---|---|",
    ),
    sign(
        r"^> ?\d+(?: \d{3})* (?:år|procent|%|kronor|kr|dagar|timmar|minuter|personer|meter"
        r"|kilometer|kg)\b.*$(?!\n>)",
        "raden blir ett citat",
        'Skriv "mer än" i stället för >. Är det ett citat? Sätt citattecken före siffran.',
    ),
    sign(
        r"\\\(.+?\\\)|\$\$.+?\$\$",
        "en formel från ett annat program",
        "Sidan visar inga formler. Skriv det med vanliga tecken.",
    ),
    sign(
        r"^\[{1,2}_?(?:toc|TOC)_?\]{1,2}",
        "en innehållsförteckning från ett annat program",
        "Sidan gör en egen. Ta bort raden.",
    ),
    sign(
        r"^#{7,}.*",
        "en rubrik med för många #",
        "En rubrik har två till sex: ## är nivån under sidans huvudrubrik, ### nästa.",
    ),
    sign(
        r"^#{1,6} .*\S #{2,6} (?=\S).*",
        "två rubriker på samma rad",
        "Skriv dem på var sin rad, med en tom rad emellan.",
    ),
    sign(
        r"^#{2,6}(?=[^\s#{]).*",
        "mellanslag saknas efter #",
        "Skriv ett mellanslag före rubrikens ord: ## Rubrik",
    ),
    sign(
        r"(?<![\w/.:=&?%#-])[^\W\d_]*\?[^\W\d_]+(?![\w/=&])(?:\?[^\W\d_]+)*",
        'ett frågetecken inne i ordet "%s"',
        "Är det ett å, ä eller ö som har försvunnit? Skriv det. Börjar en ny mening? Sätt ett"
        " mellanslag före den.",
    ),
    sign(
        r"^#+ .* \(?#[a-z][\w-]*\)?$",
        "ett id utan klamrar",
        "Ett id skrivs med klamrar och mellanslag: ## Rubrik { #id }. Ska # synas? Skriv \\#.",
    ),
    sign(
        r"\[[^\]\n]*\]<https?:\S*|\w ?\[(?:https?://|www\.)[^\]\n]*\](?!\()",
        "en länk som inte blir en länk",
        LINK,
    ),
    sign(
        r"\]\([^()\s]*\n[^()\n]*\)",
        "en länk är delad på två rader",
        "Skriv länkens text och adress på en och samma rad.",
    ),
    sign(
        r"^[^(\n]*\[[^\]\n]*\]\([^()\s]*\)\)",
        "en parentes för mycket efter länken",
        "Ta bort den sista parentesen.",
    ),
]
# Looked for in what is new, in a file of docs/ or data/: mostly a slip, but a right text may have
# it, so that it is asked of and never refused.
PERHAPS = [
    sign(
        r"\b[A-ZÅÄÖ]\w*(?: ?(?:gatan|[vV]ägen|väg|[gG]ränd|[sS]tigen|[tT]orget|[bB]acken|[aA]llén))"
        r" \d{1,3}(?: ?[A-Z])?\b",
        'adressen "%s" är ny',
        "Bor någon där? Ta bort den: det får inte stå på webbplatsen var någon bor.",
    ),
    sign(
        r"\b[Xx]{3,}\b|(?<![Kk]apitel )(?<!\w)(?:XX|NN)(?![\w-])|\bN\.N\.|\b20XX\b"
        r"|\bUTKAST\b|\bARBETSMATERIAL\b|\bej för publicering\b|\b[Ss]e bifogad\w*"
        r"|\b(?:ÅÅÅÅ|YYYY)\b|\b0{4}[/-]\d+|\d[/-]0{4}\b|(?<=[\w:] )(?:_{3,}|\.{5,}|…{2,})"
        r"|\[(?i:namn|titel|ort|plats|tid|kommun|enhet|telefon|adress|text)\](?![(\[:])",
        NOT_READY,
        UNFINISHED,
    ),
    sign(
        r"^(?:Hej [A-ZÅÄÖ]\w+[!,]?|/[A-ZÅÄÖ]\w+)$"
        rf"|{START}(?:Mvh\b|Best regards\b|Hälsningar?,? [A-ZÅÄÖ]\w+"
        r"|(?:Med )?(?i:vänliga?|bästa|varma) (?i:hälsning)(?i:ar)?\b).*",
        FROM_MAIL,
        "Ta bort det som inte hör till texten.",
    ),
    sign(
        r"\b[Kk]ommuns kommun\b"
        r"|\b(?P<twice>[Oo]ch|[Ee]ller|[Ss]amt|[Ff]ör att|[Hh]os|[Uu]tan|[Mm]ellan|[Ee]n"
        r"|[Ee]tt|\w{3,}(?:ningen|ningar|ismen|heten|tionen|erna|orna|arna))"
        r"\s(?i:(?P=twice))\b(?!-| (?:noll|e[nt]t?|två|tre|fyra|fem|sex|sju|åtta|nio)\b)",
        'samma ord står två gånger: "%s"',
        "Ta bort det ena.",
    ),
    sign(
        r"^&gt;(?! ?\d).*",
        "ett citat som inte blir ett citat",
        "Skriv > i stället för &gt;. Ska tecknet synas? Låt det stå.",
    ),
    sign(
        r"!{2,}(?!\w)|(?<=\w)\.{2}(?![./\w])|,{2,}",
        'tecknet står flera gånger: "%s"',
        "Ett räcker.",
    ),
    sign(
        r"\b[a-zåäö]{2,}[.!?][A-ZÅÄÖ][a-zåäö]+\b(?![./@])",
        'mellanslag saknas i "%s"',
        "Börjar en ny mening? Sätt ett mellanslag före den.",
    ),
    sign(
        r"\((?:[^()\n]|\n(?!\n))*(?=\n\n|\n?\Z)",
        'parentesen saknar sitt slut: "%s"',
        "Skriv ) där den ska sluta.",
    ),
    sign(
        r"\b(?P<from>(?:19|20)\d\d) ?[–-] ?(?P<to>(?:19|20)\d\d)\b(?!-)",
        'åren går baklänges: "%s"',
        "Skriv det första året först.",
        lambda found: found["from"] > found["to"],
    ),
    sign(
        r"\b[Kk]l(?:ockan|\.)? ?(?:(?:2[5-9]|[3-9]\d)[.:]\d\d|\d\d?[.:][6-9]\d)\b",
        'klockslaget finns inte: "%s"',
        "Jämför med källan.",
    ),
    sign(
        r"^(?P<level>#{2,6}) .*\n+(?=(?P=level) )|^#{2,6} .*(?=\n*\Z)",
        'det står inget under rubriken: "%s"',
        "Skriv texten, eller ta bort rubriken.",
    ),
    sign(
        r"(?<=\n\n)(?:\*\*|__)[^*_\n\[{]{2,60}[^*_.!?:,;”\n](?:\*\*|__)(?= *\n(?:\n|\Z))",
        "en rubrik som bara är fetstil",
        "Skriv ## först på raden i stället för stjärnorna: då hittar läsaren dit.",
    ),
]
