"""What people write is read as they mean it, and right text is never refused, however odd."""

from pathlib import Path

from lxml import html

from strategysite.checks.run import check
from strategysite.problems import report
from tests.small import SOUND_DAY, a_page_each

# What is written, and what it is read as, blank signs between elements left out.
READ_AS_MEANT = {
    "text\n- a\n- b": "<p>text</p><ul><li>a</li><li>b</li></ul>",
    "text\n1. a\n2. b": "<p>text</p><ol><li>a</li><li>b</li></ol>",
    "1) a\n2) b": "<ol><li>a</li><li>b</li></ol>",
    "- a\n  - b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "- a\n   - b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "- a\n    - b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "- a\n\t- b\n- c": "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "1. a\n   - b\n2. c": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "- a\n  - b\n    - c\n- d": (
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"
    ),
    "- a\n\n  b\n- c": "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>",
    "- a\n- b\n1. c": "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>",
    "1. a\n\ntext\n\n2. b": '<ol><li>a</li></ol><p>text</p><ol start="2"><li>b</li></ol>',
    "3. a\n4. b": '<ol start="3"><li>a</li><li>b</li></ol>',
    " ### a": '<h3 id="a">a</h3>',
    "text\n| a | b |\n|---|---|\n| c | d |": (
        "<p>text</p><table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
    ),
    "- text\n| a | b |\n|---|---|\n| c | d |": (
        "<ul><li>text</li></ul><table><thead><tr><th>a</th><th>b</th></tr></thead>"
        "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>"
    ),
    "Det var\n1986. Nu är det nu.": "<p>Det var 1986. Nu är det nu.</p>",
    "18. mars 2020 antogs den.": "<p>18. mars 2020 antogs den.</p>",
    "Det var\n18. mars 2020.": "<p>Det var 18. mars 2020.</p>",
    "1. januari\n2. februari": "<ol><li>januari</li><li>februari</li></ol>",
    "```\n- a\n  - b\n```": "<pre><code>- a - b</code></pre>",
    "* * *": "<hr>",
    "- 2024. a\n- 2025. b": "<ul><li>2024. a</li><li>2025. b</li></ul>",
    "> a\n>\n> b\n\n> c": (
        "<blockquote><p>a</p><p>b</p></blockquote><!-- --><blockquote><p>c</p></blockquote>"
    ),
}
RIGHT = [
    "Gäller alla.*\n\n*Gäller från 2026.",
    "Tal: 10 000 – 20 000 personer. Ringen 125 är ett namn.",
    "De 112 kommunerna, 112 meningar, 112 meter, 112 personer, 112 stycken, år 112, 112 % och 112 000 eller 1 112 kronor.",
    "Vi fick 12 345 samtal på telefon 2024-2025. Nummer 2 2024. Jouren är 08.00–16.00.",
    "Det är en fara 300 meter bort, ett sms på 160 tecken. Ring 2026-11-26 10.00.",
    "Dnr 2020/112, omkring 112 elever, 29 februari 2028 och den 31 maj 2026.",
    "Det är det det handlar om, och den den gäller vet att att vänta är svårt.",
    "Vi hjälper en en gång till. Vi gör det inte med hjälp utan utan hjälp.",
    "I domen kallas han NN eller N.N., i kapitel XX. Datum skrivs ÅÅÅÅ-MM-DD.",
    "Så här: ”Jag heter [namn] och ringer från [ort].”\n\nNamn: ________ Ort: ________",
    "**Tabell 1. Antal lån**\n\n**[Om sidan](om/index.md)**\n\nHej Anna!\n\nMed vänlig hälsning",
    "Barn kan ringa och fråga om de får låna en bok.\nVuxna kan ringa och fråga om de får låna en bok.",
    "> Du måste läsa din bok,  \n> du måste läsa din bok.",
    "Vi ringde 150 hushåll. Ring alla 365 dagar. Ring 200 personer.",
    "Hur mår **du**, och *varför*? Det är ***viktigt***, __mycket__ och _ofta_.",
    "En\\* stjärna, ett \\_streck\\_ och \\[en hake\\](så).",
    "\\- Inte en punkt.\n\\- Inte heller.",
    "1\\. Inte en lista.",
    "2024 var ett år. 2 * 3 = 6, 5 < 6 & 7 > 6.",
    "– Jag är orolig, sa hon.\n\n– Berätta, sa han.",
    "– Jag är orolig, sa hon. – Berätta, sa han.",
    "Pris* och villkor.\n\n\\* Gäller 2026.",
    "Rubrik\n------\n\nText.",
    "### En rubrik ###\n\nText.",
    "### Rubrik med `kod`, *kursiv* och **fetstil**\n\nText.",
    "### Om 3 kap. 2 § { #kap-3 }\n\nText.",
    "### 1. Först\n\nText.\n\n### 2. Sedan\n\nText.",
    "***\n\nText.\n\n- - -\n\nMer.\n\n_____\n\nSlut.",
    "Text.\n\n---\n\nMer.",
    "* a\n* b",
    "+ a\n+ b",
    "- a\n\n- b\n\n- c",
    "-   a\n-   b",
    "- **Fet** början\n- *Kursiv* början\n- `kod` i början\n- [Om sidan](om/index.md) i början",
    "- a\n  som går vidare på nästa rad\n- b\nsom går vidare utan indrag",
    "1. ett\n1. två\n1. tre",
    "1. ett\n2. två\n3. tre",
    "1. *Nej.* Det är inget.\n2. *Nej.* Inte det heller.\n3. *Nej.* Inte heller det.",
    "0. noll\n1. ett",
    "10. tio\n11. elva",
    "1. ett\n\n   Mer om ett.\n\n2. två",
    "1. ett\n    - a\n    - b\n2. två",
    "1. ett\n\nText emellan.\n\n2. två",
    "1. samma\n\nText.\n\n1. samma",
    "- Varför?\n    1. Först\n    2. Sedan\n- Hur?",
    "- Fråga\n\n    Svaret står på en egen rad.\n- Nästa",
    "> Ett citat\n> som fortsätter.\n\nText.",
    "> Ett citat\nsom fortsätter.",
    "> 1. ett\n> 2. två",
    "> ### Rubrik\n> - a\n> - b",
    "| a | b |\n|---|---|\n| c | d |",
    "| a | b |\n|:---|---:|\n| c | d |",
    "| a | b |\n| :-: | - |\n| c | d |",
    "a | b\n--|--\nc | d",
    "a | b\n---|---\n**c** | [d](om/index.md)",
    "| a | b |\n|---|---|\n| c \\| e | d |\n| | tomt |",
    "| a |\n|---|\n| c |",
    "Text `med | kod` och `**stjärnor**` och ``ett ` i kod``.",
    "```\n**inte fet** [x](y) {: #a } - b\n```",
    "~~~\n# ingen rubrik\n~~~",
    "    x = f(y);  // programkod\n    z = {1: 2}",
    "Term\n:   Vad den betyder.\n\nAnnan term\n:   Vad den andra betyder.",
    "En rad  \nsom bryts.\n\nEn rad som<br>bryts.",
    "[texten](om/index.md), [texten](om/index.md#fragor), [texten](<om/index.md>)".replace(
        "#fragor", ""
    ),
    '[texten](om/index.md "Om webbplatsen")',
    "[texten][om] och [om][].\n\n[om]: om/index.md",
    "[1177 Vårdguiden](https://www.1177.se/)",
    "Det står 1 177 bord i salen.",
    "En gång\\* i livet. \\*Så säger en del.\n\n- **Fet**, ja.",
    "Flera id (som \\_a\\_ och \\_b\\_) i ett fält.",
    "Har ärendet ett nummer, till exempel dnr 2026/1177, skriv det.",
    "1177 Vårdguiden ger råd, och SOS Alarm svarar på larm, torsdagen den 26 november 2026.",
    "[polisen.se](https://www.polisen.se/), [tips, bris.se](https://chatt.bris.se/), 29 februari",
    "Rummet är 112 B på plan 3, och 2**3 är 8.",
    "[Lag (2025:400)](https://www.example.org/a_(b)) och <https://www.example.org/>.",
    "[en länk\növer två rader](om/index.md)",
    "![Två bord i en sal](images/bord.svg)",
    '![Två bord](images/bord.svg "Salen")',
    "![Två > ett bord](images/bord.svg)",
    'Text med <span title="a > b">en förklaring</span>.',
    "[![Två bord](images/bord.svg)](om/index.md)",
    "Skriv [namn] och (adress). Se punkt [3] (nedan).",
    "För- och nackdelar, in- och utsida, barn- eller ungdomslag, EU-land, 2-3 gånger.",
    "Det är barn-\noch ungdomslagen som gäller.",
    "Klockan 09.00–16.30 eller 09:00–16:30 den 01/02 2026, 2026-01-02 eller 01.02.2026.",
    "Diarienummer KS 2020/123-4, organisationsnummer 212000-0142, 1 000 000 kronor.",
    "<details>\n<summary>Fråga</summary>\n<p>Svar</p>\n</details>",
    "Text med <em>HTML</em>, <kbd>Ctrl</kbd> och H<sub>2</sub>O.",
    "Ett &amp; två, &lt;b&gt;, &nbsp;och &#123;klamrar&#125;.",
    "En text\n{ .no-print }\n\n[Om sidan](om/index.md){ .no-print }",
    "*[EST]* heter så. a_b_c och snake_case_namn och 3*4*5.",
    "Kl. 10: kom. Svar: ja. Exempel: a: b :c.",
    "a) Först.\n\nb) Sedan.",
    "Är det § 3, 4 eller 5? Ja (alla tre)! Nej [ingen].",
    "”Citat”, ’citat’, «citat», \"citat\" och 'citat' …",
    "Ångström, naïve, Łódź, Ελλάδα, Київ, العربية 1 2 3.",
    "Priset är 5*3 kronor, alltså 5*3*1, och $100 eller 100 US$.",
    "Rad ett\\\nrad två efter en radbrytning.",
    "#hashtag först på raden, och #en till mitt i.",
    "#OrangeDay uppmärksammas varje år.",
    "Agenda2030, covid19, G7, F-16, mp3, 4G, H5N1, B12 och covid-19.",
    "C# och F# är språk; A+ är ett betyg; R&D och Q&A.",
    "Ytan är 25 m² och 3 km², volymen 2 m³, vinkeln 90° och priset 5 €/st.",
    "Han skrev ”tycker jag [sic]” och [vidare] på sidan 3 (av 12).",
    "> ”18 år är en bra ålder”, sade hon.",
    "> 18 personer kom,\n> och alla fick plats.",
    "> Ett citat utan något särskilt.",
    "- Tryck `Ctrl` och vänta.\n- Tryck `Alt` och vänta.",
    "Ring {{ phone('nodnumret') }} vid fara.\nRing {{ phone('disken') }} vid frågor.",
    "Skriv `**`, `source(x)`, `C:\\mapp` och `https://www.example.org/` som kod.",
    "1.5 miljoner, 3.14 och kapitel 2.1. Version 1.2.3 av 2026.",
    "09.30 Kaffe\n\n10:15 Samtal\n\n[09.00–10.00] Paus",
    "Läs mer på example.org, och/eller fråga oss. Han/hon, ja/nej, 24/7, km/h.",
    "Läs mer på [example.org](https://www.example.org/) eller [1177.se](https://www.1177.se/).",
    "Vad som är nytt står i [listan](https://example.org/lista/v1.2...v1.3).",
    "Läs [mer om lagen](om/index.md), [se här hur det går till](om/index.md).",
    "[Lagen](https://www.example.org/sok?q=lag&sida=2) och [sidan om oss](om/index.md).",
    "Ämne: samhällskunskap\n\nTill: alla elever",
    "Vill du att jag följer med? Självklart! Här är vi många som hjälper till.",
    "Fråga (inte bara) chefen (eller någon annan). Ring (eller skriv) till oss.",
    "En AI kan ha fel. En språkmodell är inte en människa.",
    "Klockan är    inte mer än så.  Dubbla mellanslag  syns inte.",
    "Om n < 3 eller n > 5 är 10^6 stort. ~5 km bort, ca ~ 3 timmar, +/- 2.",
    "[2026] var året. [1] är först i listan, se [2] sedan.",
    "@biblioteket heter vi där. Skriv till @biblioteket.",
    "### Avsnitt 2: frågor & svar (del 1)\n\nText.",
    "### Så gör du {#sa-gor-du }\n\nText.".replace("{#", "{ #"),
    '{{ phone("nodnumret") }} och **{{ phone("disken") }}**, *{{ phone("disken") }}*.',
    '- {{ phone("nodnumret") }}\n- Ring {{ phone("disken") }} annars.',
    "\n".join(
        f"- Är du {age} 18 år når du oss varje dag, åtta till tolv." for age in ("under", "över")
    ),
    "### Salen\n\nRing när du vill.\n\n### Disken\n\nRing när du vill.",
]


def said(root: Path) -> list[str]:
    """Returns what the check says of the project."""
    problems = check(root, SOUND_DAY).problems
    return report(problems, root).splitlines()[:-1] if problems else []


def test_lists_tables_and_headings_are_read_as_people_write_them(broken: Path) -> None:
    pages = a_page_each(broken, READ_AS_MEANT)
    checked = check(broken, SOUND_DAY)
    assert report(checked.problems, broken).startswith("0 fel")
    for page, text in pages.items():
        last = checked.pages[page].typed.partition('<h2 id="sist">Sist</h2>')[2]
        parts = html.fragments_fromstring(last.strip())
        shown = "".join(html.tostring(part, encoding="unicode") for part in parts)
        assert " ".join(shown.split()).replace("> ", ">").replace(" <", "<") == READ_AS_MEANT[text]


def test_right_text_is_never_refused(broken: Path) -> None:
    pages = a_page_each(broken, RIGHT)
    assert said(broken) == []
    assert check(broken, SOUND_DAY).pages.keys() > pages.keys()
