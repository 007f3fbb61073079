"""What has changed: on its page, in the feed, and the reminder to write it down."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from strategysite.build.for_machines import write_feed
from strategysite.checks.causes import told_once
from strategysite.checks.run import check, load
from strategysite.cli import main
from strategysite.data.addresses import FEED, feed_file
from strategysite.pages.reading import Page
from strategysite.parsing.git import NoBase, commit_of
from strategysite.problems import report, shorten
from strategysite.review.reminders import forgotten, harmful
from strategysite.review.spelling import misspelled, other_pages
from tests.small import SOUND_DAY, a_page_each, append, change, git, line_with, of_different_files

HERE = "det som är ändrat här ger fel på"
STOOD = "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:"
NEW_HERE = "Det här är nytt. Ta bort det, om det inte ska vara med. Ska det vara med?"
ATOM = "{http://www.w3.org/2005/Atom}"
ROW = '  - {id: nytt-nummer, date: 2026-11-19, text: "Numret till <Å & Ö> är nytt.", page: "hjalp/index.md#orolig"}\n'
CONTACTS, CHANGES = "data/contacts.yaml", "data/changes.yaml"
OLD, NEW = '"08-465 004 00"', '"08-465 004 10"'
CONFIRMED = '\n      verified: {date: "2026-10-05"'
PHONE = """phone:
      number: "112"
      verified: {date: "2026-10", how: source, against: "example.org"}"""


def reminded(project: Path, base: str = "main") -> list[str]:
    """Returns what an editor is reminded of, as file: what."""
    checked = check(project, SOUND_DAY)
    assert not checked.problems, report(checked.problems, project)
    found = forgotten(checked.facts, commit_of(project, base))
    return [f"{one.place}: {one.what}" for one in found]


def test_a_number_is_compared_with_data_of_an_earlier_form(committed: Path) -> None:
    """A key that the form has no more does not hide the number of before."""
    key = "  - id: fara\n"
    change(committed, CONTACTS, key, f'{key}    summary: "Förr."\n')
    git(committed, "commit", "-qam", "Förr")
    change(committed, CONTACTS, f'{key}    summary: "Förr."\n', key)
    change(committed, CONTACTS, OLD, NEW)
    (fault,) = told_once(check(committed, SOUND_DAY).facts, [], "HEAD")
    assert fault.what.startswith("numret till Disken är nytt (08-465 004 10, förut 08-465 004 00)")


def test_less_of_the_adopted_document_on_a_page_is_asked_about_first(committed: Path) -> None:
    """The lock follows the list of what is left out, so nothing else tells. Once for all of it: a
    takeover leaves out each foot and page number."""
    row = "  source: source/plan.txt\n"
    left = '  layout: [{lines: "3", reason: "Nej."}, {lines: "7-9", reason: "Nej."}]\n'
    change(committed, "data/strategy.yaml", row, row + left)
    facts = load(committed, SOUND_DAY)[0]
    first, *others = forgotten(facts, commit_of(committed, "main"))
    assert first.what == "rad 3, 7-9 i det antagna dokumentet visas inte ord för ord"
    assert [one.what for one in others if "visas inte" in one.what] == []
    change(committed, "data/strategy.yaml", 'lines: ["1", "3-5", "6"]', 'lines: ["1", "4-6"]')
    first, *others = forgotten(load(committed, SOUND_DAY)[0], commit_of(committed, "main"))
    assert "data/strategy.yaml:58: lines är ändrat" in first.fix  # the same cause
    assert [one for one in others if one.place.file == "data/strategy.yaml"] == []


def test_lines_that_lose_the_blanks_which_part_them_are_told_once(committed: Path) -> None:
    """An editor may be set to take blanks away; a line before an empty one needs none."""
    append(committed, "docs/kunskap.md", "\nEn rad.  \nEn till.  \nDen sista.  \n\nNytt stycke.\n")
    git(committed, "commit", "-qam", "Tre rader")
    text = (committed / "docs/kunskap.md").read_text("utf-8")
    (committed / "docs/kunskap.md").write_text(text.replace(".  \n", ".\n"), "utf-8")
    (told,) = [one for one in reminded(committed, "HEAD") if "går ihop" in one]
    assert told.endswith("går ihop med raden under")


def test_a_row_of_a_list_that_lost_its_dash_is_asked_about(committed: Path) -> None:
    path = committed / "data/search.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text + "  - to: kunskap.md\n    words:\n      - en sak\n        en annan\n", "utf-8"
    )
    assert "två rader i listan är en enda" in " ".join(reminded(committed))


def test_a_paragraph_that_stands_twice_after_a_merge_is_asked_about(committed: Path) -> None:
    paragraph = "\nI salen får alla läsa en stund i lugn och ro.\n"
    append(committed, "docs/kunskap.md", paragraph)
    git(committed, "commit", "-qam", "Stycket")
    append(committed, "docs/kunskap.md", paragraph)
    assert "ett stycke står två gånger" in " ".join(reminded(committed, "HEAD"))


def test_a_new_address_of_a_street_is_asked_about(committed: Path) -> None:
    """It may be an office's. One that readers have already is not asked about again."""
    append(committed, "docs/kunskap.md", "\nBesök oss på Stora vägen 12, eller på Lillgatan 3 B.\n")
    assert 'docs/kunskap.md:21: adressen "Stora vägen 12" är ny' in reminded(committed)
    git(committed, "commit", "-qam", "Adressen")
    assert reminded(committed, "HEAD") == []


def test_a_sentence_that_breaks_off_is_told_once(committed: Path) -> None:
    """Though a paragraph ends with it too."""
    text = "Alla som vill får komma hit och läsa i salen. Alla som kommer får låna en bok och"
    append(committed, "docs/kunskap.md", f"\n{text}\n")
    (own,) = harmful(check(committed, SOUND_DAY).facts)
    assert own.what == f'stycket slutar utan punkt: "{shorten(text, 40)}"'
    assert "slutar utan punkt" not in own.fix


SLIPS = [
    ("Viktigt och och bra.", 'samma ord står två gånger: "och och"'),
    ("I kommunerna\nkommunerna ibland.", "samma ord står två gånger: "),
    ("Fråga XX på kontoret.", '"XX" ser ut som en anteckning om något som inte är klart'),
    ("Fråga [namn] här.", '"[namn]" ser ut som en anteckning om något som inte är klart'),
    ("Fråga ____ på kontoret.", '"____" ser ut som en anteckning om något som inte är klart'),
    ("Bra.\n\n**Att tänka på**", "en rubrik som bara är fetstil"),
    ("Bra.. Ja.", 'tecknet står flera gånger: ".."'),
    ("Fråga om 8507099805 här.", '"8507099805" kan vara ett personnummer'),
    ("Alla kan läsa.Den som vill.", 'mellanslag saknas i "läsa.Den"'),
    ("Alla kan (se sidan läsa.", 'parentesen saknar sitt slut: "(se sidan läsa."'),
    ("Alla kan säga ”läs mera.", 'citattecknet saknar sin andra halva: "Alla kan säga'),
    ("Rummet\n---", 'strecket gör raden ovanför till en rubrik: "Rummet ---"'),
    ("Alla som vill kan komma hit när de vill och", 'stycket slutar utan punkt: "Alla som'),
    ("* Obs * gäller alla.", 'ett tecken med mellanslag omkring: "*"'),
    ("Läs mer på sidan", 'stycket slutar utan punkt: "Läs mer på sidan"'),
    ("Alla arbetar tillsammans för att\n\n- Läsa\n- Skriva", 'stycket slutar utan punkt: "Alla'),
    ("- Vänd dig till\n- Gå hit.", 'stycket slutar utan punkt: "- Vänd dig till"'),
    ("- Ta med\n- pennor\n- papper", 'stycket slutar utan punkt: "- Ta med"'),
    ("Alla som vill kan ta med\n- Pennor", 'stycket slutar utan punkt: "Alla som'),
    ("Alla som vill får läsa i salen, hela dagen\n- men inte på söndagar.", "raden under blir en"),
    ("Vi läser p? torsdagar s? länge någon vill.", 'i stället för en bokstav: "p?"'),
    (
        "Du kan komma hit. Den som vill kan",
        'meningen slutar utan punkt: "Du kan komma hit. Den som',
    ),
    ("- Kom hit. Den som vill kan\n- Gå.", "meningen slutar utan punkt: "),
    ("1. Kom hit. Den som vill kan\n2. Gå.", "meningen slutar utan punkt: "),
    ("Det är **för**helt fel.", 'fetstilen slutar eller börjar mitt i ett ord: "**för**helt"'),
    ("Det är för**helt** fel.", 'fetstilen slutar eller börjar mitt i ett ord: "för**helt**"'),
    ("- **Kläder.** Personen byter stil.", "meningen säger att tro eller utseende är ett tecken"),
    ("Säg *ring*{ lang=se }.", 'språket är nordsamiska: "lang=se"'),
    ("K0mmunen svarar.", 'tecknet har smugit sig in: "K0mmunen"'),
    ("KOmmunen svarar.", 'tecknet har smugit sig in: "KOmmunen"'),
    ("Hör av dig :)", 'tecknet har smugit sig in: ":)"'),
    ("Den 26/13 2026 stänger vi.", 'dagen "26/13 2026" finns inte i almanackan'),
    (f"{'Alla är lika mycket värda. ' * 2}\n\n" * 2, "ett stycke står två gånger"),
    ("Den 11/26/2026 stänger vi.", 'dagen "11/26/2026" kan läsas på två sätt'),
    ("Från den 1 juli 2062.", 'året ligger långt fram: "juli 2062"'),
    ("Läs [boken](https://www.example.org.net/).", "ny webbplats, example.org.net, vars namn"),
    ("Läs [boken](https://exarnple.org/).", "en ny webbplats, exarnple.org, vars namn liknar"),
    ("Klockan 13.75 stänger vi.", 'klockslaget finns inte: "Klockan 13.75"'),
    ("## Mer { #mer }", 'det står inget under rubriken: "## Mer { #mer }"'),
    ("UTKAST till texten.", '"UTKAST" ser ut som en anteckning'),
    ("Diarienummer KS 0000/12.", '"0000/12" ser ut som en anteckning'),
    ("&gt; Så sa hon.", "ett citat som inte blir ett citat"),
    ("Kom nu!!!", 'tecknet står flera gånger: "!!!"'),
    ("Stämmer det??", 'tecknet står flera gånger: "??"'),
    ("Ett tecken är att någon ber oftare.", "meningen säger att tro eller utseende är ett tecken"),
    ("Hur någon klär sig är en signal.", "meningen säger att tro eller utseende är ett tecken"),
    ("- har börjat klä sig annorlunda", "meningen säger att tro eller utseende är ett tecken"),
    ("- Har blivit mer religiös.", "meningen säger att tro eller utseende är ett tecken"),
    ("- **Något nytt.** Hon har börjat be.", "meningen säger att tro eller utseende är"),
    ("- **Ny tro.** Personen söker sig dit.", "meningen säger att tro eller utseende är ett"),
    ("Det är bra att att läsa.", 'samma ord står två gånger: "att att"'),
    ("Läs i Salen salen.", 'samma ord står två gånger: "Salen salen"'),
    ("Alla oc envar läser.", 'ordet ser ut att sakna en bokstav: "oc"'),
    ("Fråga socialtjänste om råd.", 'sakna en bokstav: "socialtjänste"'),
    ("Fråga Cve om råd.", 'en förkortning har små bokstäver: "Cve"'),
    ("Läs Pdf:en från Lss.", 'en förkortning har små bokstäver: "Pdf"'),
    (
        "\n\n".join(f"I salen får alla läsa en stund i lugn och {one}." for one in ("ro", "fred")),
        "ett stycke står två gånger, eller nästan",
    ),
    (
        "\n\n".join(
            f"I {one} får alla läsa en stund i lugn och ro." for one in ("salen", "rummet")
        ),
        "ett stycke står två gånger, eller nästan",
    ),
    ("Lövnäs kommuns kommun", 'samma ord står två gånger: "kommuns kommun"'),
    ("Hej Ada!", "text som följde med ur ett mejl eller en chatt"),
    ("Mer. Med vänlig hälsning Bo", "text som följde med ur ett mejl eller en chatt"),
    ("Mvh Anna", "text som följde med ur ett mejl eller en chatt"),
    ("Det som som står här.", 'samma ord står två gånger: "som som"'),
    ("Vi svarar alltid. Vi svarar alltid.", 'en mening står två gånger: "Vi svarar alltid.'),
    ("## Läs\n\nMera.\n\n## Läs { #las }\n\nMer.", 'en rubrik står två gånger på sidan: "## Läs"'),
    (f"{'Alla är lika mycket värda. ' * 2}\n\nNej.\n\n" * 2, "ett stycke står två gånger"),
    ("{{ routines() }}\n\n{{ routines() }}", 'samma rad står två gånger: "{{ routines() }}"'),
    ("Alla,som vill,kan komma.", 'mellanslag saknas i "vill,kan"'),
    ("Alla kan komma .", 'ett mellanslag för mycket: "komma ."'),
    ("Bra.\n\nalla kan komma när de vill.", 'stycket börjar med liten bokstav: "alla kan'),
    ("ALLA KAN KOMMA HIT.", 'skriven med bara stora bokstäver: "ALLA KAN KOMMA HIT"'),
    ("## **Mer**\n\nText.", 'fetstil i en rubrik: "## **Mer**"'),
    ("## Läs mer:\n\nText.", 'rubriken slutar med ett skiljetecken: "## Läs mer:"'),
    ("| | |\n|---|---|\n| ett | två |", "tabellens första rad är tom"),
    ("Det hände den March 1, 2025.", 'datumet är skrivet på engelska: "March 1"'),
    ("Det hände 3rd of June.", 'datumet är skrivet på engelska: "3rd of June"'),
    ("Planen gäller 2027–2024.", 'åren går baklänges: "2027–2024"'),
    ("Från 2027 till 2024.", 'åren går baklänges: "2027 till 2024"'),
    ("Ett.  \nTvå.\nTre.  \nFyra.", 'raden flyter ihop med nästa: "Två."'),
    ("Alla kan läsa (också barn).\n\nAlla kan läsa också barn).", "parentesen saknar sin början"),
    ("Vi läste det 2062.", 'året ligger långt fram: "2062"'),
    ("Det var i maj 20226.", 'året ligger långt fram: "maj 20226"'),
    ("Alla som vill,", 'stycket slutar utan punkt: "Alla som vill,"'),
    ("I lagen (2225:10).", 'året ligger långt fram: "2225:10"'),
    ("Vi kom överens (källa?).", '"(källa?)" ser ut som en anteckning'),
    ("OBS! Ska uppdateras i maj.", '"OBS! Ska uppdateras" ser ut som en anteckning'),
    ("Salen är öppen. [ANNA: stämmer det här? kolla]", '"[ANNA: stämmer det här? kolla]" ser ut'),
    ("Salen är öppen (OBS! Fråga juristen /Anna).", '"(OBS! Fråga juristen /Anna)" ser ut som'),
    ("Salen är öppen. /Anna", '"/Anna" ser ut som en anteckning'),
    ("Salen är öppen. @Anna läs det här.", '"@Anna" ser ut som en anteckning'),
    ("Salen är öppen (fråga Anna).", '"(fråga Anna)" ser ut som en anteckning'),
    ("Kolla med juristen först.", '"Kolla med juristen först" ser ut som en anteckning'),
    ("Salen är öppen [OBS! fråga juristen].", '"[OBS! fråga juristen]" ser ut som en anteckning'),
    ("Salen är öppen [kommentar: ta bort].", '"[kommentar: ta bort]" ser ut som en anteckning'),
    ("Salen är öppen [ska det stå kvar?].", '"[ska det stå kvar?]" ser ut som en anteckning'),
    ("Salen är öppen (Anna: är det rätt?).", '"(Anna: är det rätt?)" ser ut som en anteckning'),
    ("Salen är öppen (stämmer detta?).", '"(stämmer detta?)" ser ut som en anteckning'),
    ("OBS! Ej klart.", '"OBS! Ej klart" ser ut som en anteckning'),
    ("Salen är öppen ?? timmar.", 'tecknet står flera gånger: "??"'),
    ("1. ett ord\nTänk också på det här:\n\n2. två", "raden under hör nu till punkten"),
    ("> Läs här.\nSedan är du klar.", 'raden under hör nu till citatet: "> Läs här."'),
    (
        "\n".join(
            f"- **Den 1 maj {year}:** alla får läsa en stund i lugn och ro." for year in (1, 2)
        ),
        'en punkt står två gånger, eller nästan: "- **Den',
    ),
    ("Ta med: • bok • penna • lampa.", 'två punkter står på samma rad: "• bok • p"'),
    ("- Alla får läsa. - Alla får skriva.", 'två punkter står på samma rad: "- Alla får läsa. -"'),
    ("- **Salen.** Den är lugn. **Borden,** som är tio.", 'på samma rad: "- **Salen.** Den'),
    ("| Dag | Tid |\n|---|---|\n" * 2 + "| I dag | 9 |", "rad med streck står två gånger"),
    ("1. Läs det här. 2. Skriv det där.", 'två punkter står på samma rad: "1. Läs det här. 2."'),
    ("## mera att läsa\n\nText.", 'rubriken börjar med liten bokstav: "## mera att läsa"'),
    (
        "1. En.\n2. Två.\n\nLugn.\n\n1. Tre.\n\nKlart.",
        "numren börjar om från 1 efter den här punkten",
    ),
    ("1. Läs.\n2. Skriv.\n\n> Lugn.\n\n1. Gå.\n\nKlart.", "numren börjar om från 1 efter"),
    ("Senast uppdaterad: 3 maj 2026", "text som följde med ur ett annat program"),
    ("Bra.\n\n**Att tänka på:**\n\nMer.", "en rubrik som bara är fetstil"),
    ("Prata om det det i salen.", 'samma ord står två gånger: "det det"'),
    ("```markdown\nLäs mera i salen.\n```", 'texten visas som programkod: "```markdown Läs'),
    ("~~~\nLäs mera.\n\nOch mer.\n~~~", 'texten visas som programkod: "~~~ Läs'),
    (r"Läs \*\*andra\*\* ord.", r'tecknen syns på sidan: "\*\*andra\*\*"'),
    (r"Läs \_\_andra\_\_ ord.", r'tecknen syns på sidan: "\_\_andra\_\_"'),
    (r"\## Mera", r'tecknen syns på sidan: "\## Mera"'),
    ("Se figuren nedan.", 'en bild nämns, men sidan har ingen: "Se figuren nedan"'),
    ("Nedanstående bild visar salen.", 'har ingen: "Nedanstående bild"'),
    ("Salen är lugn, se figur 2.", 'har ingen: "se figur 2"'),
    ("Hej heter مرحبا بكم, där.", 'ett latinskt skiljetecken i arabisk skrift: "بكم,"'),
    ("Vakt mästaren har nyckeln.", '"Vakt mästaren" är skrivet isär'),
    ("Dag\nTid\nMåndag\n9–12\nTisdag\n13–15\n", 'raderna flyter ihop: "Dag Tid'),
    ("Vaktmästarren har nyckeln.", '"Vaktmästarren" kan vara felstavat'),
    (
        "Läs [Integritet](om/tillganglighet.md).",
        'länken "Integritet" leder till om/tillganglighet.md',
    ),
]


def test_what_may_be_a_slip_is_asked_about_and_never_refused(committed: Path) -> None:
    pages = a_page_each(committed, [text for text, _ in SLIPS])
    checked = check(committed, SOUND_DAY)
    assert checked.problems == []
    asked = dict.fromkeys(pages, "")
    for one in forgotten(checked.facts, commit_of(committed, "main")):
        asked[one.place.file.removeprefix("docs/")] = one.what + one.fix
    assert [
        text for page, (text, what) in zip(pages, SLIPS, strict=True) if what not in asked[page]
    ] == []


RIGHT = [
    "1. Läs.\n2. Skriv.\n\n    Ta det lugnt.\n\n3. Gå.",
    "1. Läs.\n2. Skriv.\n\nPå kvällen gör du så här:\n\n1. Gå.",
    "1. Läs.\n2. Skriv.\n\n## På kvällen\n\n1. Gå.",
    "Så skrivs en rubrik:\n\n```\n# rubrik #\n```",
    "Är det det du menar?",
    "Talen 1234567890, 9913456789 och 2120000142 är inga personers, inte heller /8507099805.",
    "Det är det det handlar om.",
    "Prata om det det handlade om, och den den gäller.",
    "- Läs här.\n\nSedan är du klar.",
    "- **Salen.** Den är lugn. **Kom gärna hit.**",
    "- **Salen.** Den är lugn. **Kom inte** när det är stängt.",
    "Lagen om salen gäller den som\n- läser här\n- eller skriver här",
    "Rad ett i en dikt.  \nRad två i dikten.\\\nRad tre i dikten.",
    "Vad betyder x? undrar någon, och vad är det här? undrar en annan.",
    "Bokstäverna å, ä och\no är olika.",
    "Läs i salen. Den har varit öppen sedan\n2024. Kom gärna hit.",
    "Dnr KS 2026/233 står i beslutet.",
    "> Läs här.\n> Sedan är du klar.\n\nEller nu.",
    "> Läs här\noch där.",
    "- Den 1 maj läser alla i salen hela dagen.\n- Den 1 juni läser ingen i salen hela tiden.",
    "\n".join(
        f"- {one}: [läs mer om den på sidan om lagen](kunskap.md)" for one in ("Sal", "Bord")
    ),
    "- Läs här.\n  Sedan är du klar.",
    "- Läs här,\n  och sedan där.",
    "* Läs här.\n* Sedan är du klar.",
    "+ Läs här.\n+ Sedan är du klar.",
    "1. Läs här.\n* Sedan är du klar.",
    "1. Skriv vilken sida\n  - adressen\n  - rubriken\n2. Skriv vad som är fel",
    "1) Läs om salen\n2) Läs om borden",
    "- Läs om salen hos\nBibliotekets råd, som har nyckeln.",
    "- Fråga\n  Vaktmästaren om nyckeln.",
    "Alla arbetar tillsammans för att\n\n- läsa\n- skriva.",
    'Till exempel:\n\n```\nid;titel\nsal;"En sal. Lugn."\n```\n\nMer text.\n\n~~~\nx = 1\n~~~',
    "Han sa: ”Vi kommer [...] i morgon [så]”, och [Bibliotekets] sal (är det öppet?) finns.",
    "Salen är öppen (läs mer på sidan om den), för barn och/eller vuxna (fråga din chef).",
    "Läs [Salen: så hittar du dit](kunskap.md).",
    "Skriv \\*så här\\* i fältet.",
    "Betyget är \\*\\* av fem.",
    "Se figuren nedan.\n\n![Salen, med tre bord](images/bord.svg)",
    "Salen finns på bilden här intill, se sidan 2.",
    "Skriv `uppdatera` i rutan.",
    "Tecken som `**` och `](` i en cell hör till ``den (`` här.",
    "Det gäller en anknytning till salen, och 2 000 andra.",
    "- Åsikter är fria, också om böcker.\n- Klädsel får vara i fred.",
]


def test_what_only_looks_like_a_slip_says_nothing(committed: Path) -> None:
    pages = {f"docs/{name}" for name in a_page_each(committed, RIGHT)}
    checked = check(committed, SOUND_DAY)
    assert checked.problems == []
    found = forgotten(checked.facts, commit_of(committed, "main"))
    assert [f"{one.place}: {one.what}" for one in found if one.place.file in pages] == []


def test_a_paragraph_that_has_come_to_belong_to_a_point_is_asked_about(committed: Path) -> None:
    append(committed, "docs/kunskap.md", "\n- Läs här.\n\nSedan är du klar.\n")
    git(committed, "commit", "-qam", "Listan")
    change(committed, "docs/kunskap.md", "här.\n\nSedan", "här.\nSedan")
    assert reminded(committed, "HEAD") == [
        'docs/kunskap.md:21: raden under hör nu till punkten: "- Läs här."'
    ]


def test_a_point_that_has_lost_its_sign_is_asked_about(committed: Path) -> None:
    append(committed, "docs/kunskap.md", "\n- läs här\n- skriv där\n- gå sedan.\n")
    git(committed, "commit", "-qam", "Listan")
    change(committed, "docs/kunskap.md", "- skriv där\n- gå", "skriv där\ngå")
    what = '"- läs här skriv där gå sedan." går ihop, förut 3 punkter'
    assert reminded(committed, "HEAD") == [f"docs/kunskap.md:21: {what}"]


def test_a_heading_with_a_space_before_it_is_the_same_heading(committed: Path) -> None:
    page = committed / "docs/for-personal.md"
    text = page.read_text("utf-8")
    assert "\n## " in text
    page.write_text(text.replace("\n## ", "\n  ## "), "utf-8")
    assert not [one for one in reminded(committed) if "##" in one]


def test_words_of_the_search_on_one_row_are_asked_about(committed: Path) -> None:
    file, row = "data/search/strategin.yaml", "  - to: kunskap.md\n    words:\n      - lag, bok\n"
    append(
        committed, file, f"{row}      - Är det sant, vem vet\n      - ny lag, ny bok, bokhylla\n"
    )
    what = 'flera sökord står på samma rad: "'
    assert [one.partition(what)[2] for one in reminded(committed)] == [
        'lag, bok"',
        'ny lag, ny bok, bokhylla"',
    ]


def test_the_commas_of_a_list_are_no_signs_of_the_language_in_it(committed: Path) -> None:
    row = "  - to: hjalp/en.md\n    words: [مساعدة, قاموس, کمک فوری]\n"
    append(committed, "data/search/strategin.yaml", row)
    assert reminded(committed) == []


def test_an_address_that_has_lost_its_heading_to_a_space_is_asked_about(committed: Path) -> None:
    file, row = "data/search/strategin.yaml", "  - to: kunskap.md #lag\n    words: [lagbok]\n"
    append(committed, file, row)
    (only,) = reminded(committed)
    assert only.endswith('rubrikens id inte hör till adressen: "- to: kunskap.md #lag"')
    change(committed, file, "#lag\n", "# om lagen\n")
    assert reminded(committed) == []


def test_a_link_to_the_page_that_it_stands_on_is_asked_about(committed: Path) -> None:
    append(committed, "docs/kunskap.md", "\nLäs [hela sidan](kunskap.md).\n")
    assert 'länken "hela sidan" leder till kunskap.md' in " ".join(reminded(committed))


def test_what_may_be_a_slip_is_not_asked_about_again(committed: Path) -> None:
    """Whoever has proposed it was asked then."""
    for text, _ in SLIPS:
        append(committed, "docs/kunskap.md", f"\n{text}\n")
    git(committed, "commit", "-qam", "Texterna")
    assert reminded(committed, "HEAD") == []


@pytest.mark.parametrize(
    "text",
    [
        "Vaktmästaren vänder.",
        "Fråga Vaktmästarin.",
        "Samtalet är bra. Vi samlar alla.",
        "Det står i bibliotekets rum.",
    ],
)
def test_a_word_that_only_looks_like_another_says_nothing(text: str, committed: Path) -> None:
    append(committed, "docs/kunskap.md", f"\n{text}\n")
    assert not [one for one in reminded(committed) if "felstavat" in one]


def test_of_an_adopted_page_its_editors_words_are_spelled() -> None:
    """What it is called and said to be is theirs; the document may spell as it did."""
    head = "---\ntitle: Planen\ndescription: {}\nkind: adopted\n---\n# Planen\n\n{}\n"
    usual = "Biblioteket. Biblioteket. Biblioteket.\n"
    before = {"docs/a.md": head.format("Biblioteket.", "Biblioteket."), "docs/b.md": usual}
    now = {**before, "docs/a.md": head.format("Bibliotekket.", "Biblioteeket.")}
    assert [(one.place.line, one.what) for one in misspelled(before, now)] == [
        (3, '"Bibliotekket" kan vara felstavat')
    ]


def test_what_a_command_wrote_is_nobodys_slip() -> None:
    """A key is made of a column's head, and a page in the archive is called what it was."""
    page = "---\ntitle: Uppföljning\n---\n# Uppföljning\n\nUppföljning, uppföljning.\n"
    cells = "  - key: uppfoljning\n  uppfoljning: Rådet svarar\n  vem: En uppfoljning till\n"
    now = {"docs/a.md": page, "docs/arkiv/b/a.md": page, "data/activities.yaml": cells}
    [told] = misspelled({"docs/a.md": page}, now)
    assert (str(told.place), told.what) == (
        "data/activities.yaml:3",
        '"uppfoljning" kan vara felstavat',
    )
    assert [*other_pages({"docs/a.md": page}, now)] == []


def test_what_is_asked_of_a_page_is_one_question_and_of_all_translations_another(
    committed: Path,
) -> None:
    """What is plainly new is asked about once, on all pages of help, and on no others."""
    page, english = "docs/om/index.md", "docs/hjalp/en.md"
    append(committed, english, "\nYou can come back tomorrow.\n")
    change(committed, english, "updated: 2026-11-20", "updated: 2026-11-22")
    (new,) = reminded(committed)
    assert new.startswith(f'{english}:32: ny text: "You can come back tomorrow."')
    append(committed, page, "\nViktigt och och bra.\n\n**Att tänka på**\n")
    only, _new = forgotten(check(committed, SOUND_DAY).facts, commit_of(committed, "main"))
    line = line_with(committed, page, "och och")
    slip, day = report([only], committed).split("\n")[4:6]
    assert slip.startswith(f"    {page}:{line + 2}: en rubrik som bara är fetstil. Skriv ## först")
    dated = "sidans text är ändrad, men updated är 2026-11-20 som förut. Skriv dagen då texten"
    assert day == f"    {page}:5: {dated} ändrades, till exempel 2026-11-22."


def test_another_wording_of_a_watched_page_is_no_news(committed: Path) -> None:
    """A row more is, and so is another sense."""
    page = "docs/kunskap.md"
    change(committed, page, "updated: 2026-11-20", "updated: 2026-11-22")
    change(
        committed, page, "Biblioteken ska finnas för alla.", "Bibliotek ska finnas, och för alla."
    )
    assert reminded(committed) == []
    change(committed, page, "ska finnas, och", "får finnas, och")
    assert len(reminded(committed)) == 1


def test_years_in_their_order_and_days_in_english_on_an_english_page_are_right(
    committed: Path,
) -> None:
    append(committed, "docs/kunskap.md", "\nPlanen gäller 2024–2027.\n")
    append(committed, "docs/hjalp/en.md", "\nThe plan was read on 3 March 2026.\n")
    assert not [one for one in reminded(committed) if "baklänges" in one or "engelska" in one]


AS_SIGNS = [
    ("docs/hjalp/lattlast.md", "\n## ", "\nEtt tecken är att någon har börjat be.\n\n## "),
    ("docs/hjalp/lattlast.md", "\n## ", "\nDet här är tecken:\n\n- Hon bär slöja.\n\n## "),
    ("docs/hjalp/en.md", "\n## ", "\nA beard may be a warning sign.\n\n## "),
    ("docs/kunskap.md", "description: ", "description: Tecken som skägg och slöja. "),
    ("docs/kunskap.md", "\n## ", "\nExtrema åsikter är ett tecken.\n\n## "),
    ("data/search/strategin.yaml", "[stillhet]", "\n      - tecken som skägg"),
    ("data/translations/lattlast.yaml", 'lattlast: "', 'lattlast: "Skägg är ett tecken. '),
    ("data/translations/en.yaml", 'en: "Listens', 'en: "A veil is a sign. Listens'),
    (CONTACTS, 'note: "', 'note: "Kläder kan vara en signal. '),
    ("data/orientation.yaml", 'text: "För', 'text: "Slöja är ett tecken. För'),
]


@pytest.mark.parametrize("edits", of_different_files(AS_SIGNS))
def test_belief_looks_or_opinions_as_signs_are_asked_about_wherever_they_are_written(
    committed: Path, edits: list[tuple[str, ...]]
) -> None:
    """In each of the files."""
    for edit in edits:
        change(committed, *edit)
    found = forgotten(check(committed, SOUND_DAY).facts, commit_of(committed, "main"))
    told = [f"{one.place}: {one.what}{one.fix}" for one in found]
    rows = [row for one in told for row in one.split("\n") if "tro eller utseende är ett" in row]
    assert [file for file, *_ in edits if not any(f"{file}:" in row for row in rows)] == []


def test_that_belief_and_looks_are_no_signs_may_be_said(committed: Path) -> None:
    append(
        committed,
        "docs/kunskap.md",
        "\nTro och kläder är inga tecken. Ser du ett tecken kan du be om råd.\n",
    )
    words = "\n      - är det ett tecken att någon har skägg\n      - is a veil a sign"
    words += "\n  - to: kunskap.md\n    words: [är skägg tecken på något, is prayer a sign]"
    change(committed, "data/search/strategin.yaml", "[stillhet]", words)  # as somebody may ask
    change(committed, "docs/hjalp/en.md", "\n## ", "\nThe signal may be weak in a forest.\n\n## ")
    assert not [one for one in reminded(committed) if "tro eller utseende" in one]


def test_two_pictures_with_one_description_are_asked_about(committed: Path) -> None:
    images = committed / "docs/images"
    (images / "sal.svg").write_bytes((images / "bord.svg").read_bytes())
    append(committed, "docs/kunskap.md", "\n![Ett bord med en lampa](images/sal.svg)\n")
    assert any("två bilder har samma beskrivning" in one for one in reminded(committed))


def test_a_number_that_is_written_otherwise_has_no_new_confirmation(committed: Path) -> None:
    change(committed, CONTACTS, "2026-10-05", "2025-10-05")
    git(committed, "commit", "-qam", "En gammal kontroll")
    change(committed, CONTACTS, OLD, "0846500400")
    assert not [one for one in reminded(committed, "HEAD") if "ny kontroll" in one]


def test_a_language_saved_over_another_is_told_once(committed: Path) -> None:
    """Each of its rows stands in its own file too."""
    folder = committed / "data/translations"
    (folder / "lattlast.yaml").write_text((folder / "en.yaml").read_text("utf-8"), "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == '"en" hör inte till den här filen'
    assert "Är det fel fil, eller har ett program ändrat överallt?" in only.fix


def test_a_page_saved_over_with_another_is_told_once(committed: Path) -> None:
    """Its headings are not that page's, and what leads to its own leads to none."""
    folder = committed / "docs/hjalp"
    (folder / "orolig.md").write_text((folder / "en.md").read_text("utf-8"), "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert str(only.place) == "docs/hjalp/orolig.md:1"
    assert only.what == "sidan har innehållet från docs/hjalp/en.md"
    assert only.fix == "Skrevs den över av misstag? Ta tillbaka den ur historiken."


def test_a_page_of_the_course_that_was_renamed_is_named_as_the_data_names_it(
    committed: Path,
) -> None:
    """From the folder of the course: once, though two rules miss it there."""
    folder = committed / "docs/grundutbildning"
    (folder / "modul-2.md").rename(folder / "modul-tva.md")
    (only,) = check(committed, SOUND_DAY).problems
    line = line_with(committed, "data/orientation.yaml", "modul-2.md")
    assert f"\n    data/orientation.yaml, rad {line}: modul-tva.md\n" in only.fix


def test_two_pages_that_have_each_others_text_are_told_so(committed: Path) -> None:
    """And not each heading that is gone from its page."""
    one, other = committed / "docs/kunskap.md", committed / "docs/om/integritet.md"
    texts = one.read_text("utf-8"), other.read_text("utf-8")
    one.write_text(texts[1], "utf-8")
    other.write_text(texts[0], "utf-8")
    found = check(committed, SOUND_DAY).problems
    assert [f"{fault.place}: {fault.what}" for fault in found] == [
        "docs/kunskap.md:1: sidan har innehållet från docs/om/integritet.md",
        "docs/om/integritet.md:1: sidan har innehållet från docs/kunskap.md",
    ]


def test_a_page_that_has_got_the_title_of_another_is_still_itself(committed: Path) -> None:
    """Pages of help are much alike: what it was is more like it than the other."""
    page = "docs/hjalp/orolig.md"
    text = (committed / page).read_text("utf-8")
    (committed / "docs/hjalp/index.md").write_text(text + "\nFråga här.\n" * 9, "utf-8")
    change(committed, page, "title: Jag är orolig", "title: Jag undrar")
    git(committed, "commit", "-qam", "Två sidor som liknar varandra")
    change(committed, page, "title: Jag undrar", "title: Jag är orolig")
    assert "innehållet från" not in report(check(committed, SOUND_DAY).problems, committed)


def test_a_copy_of_a_page_that_has_many_faults_is_told_once(committed: Path) -> None:
    """What stands in its place on the page of a language is wrong on another."""
    text = (committed / "docs/hjalp/en.md").read_text("utf-8")
    (committed / "docs/hjalp/english.md").write_text(f"{text}\n**Ask.\n", "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert (str(only.place), only.what) == (
        "docs/hjalp/english.md:1",
        "sidan har innehållet från docs/hjalp/en.md",
    )
    assert only.fix.startswith("Blev den kopierad av misstag? Ta bort den. Skriv annars det")


def test_a_copy_that_the_menu_does_not_have_is_told_as_the_copy(committed: Path) -> None:
    """It has no place there, though nothing else is wrong with it."""
    text = (committed / "docs/hjalp/orolig.md").read_text("utf-8")
    (committed / "docs/hjalp/orolig-kopia.md").write_text(text, "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == "sidan har innehållet från docs/hjalp/orolig.md"


def test_a_copied_part_of_the_course_is_told_at_its_name(committed: Path) -> None:
    """Whoever takes the course would meet it twice, with one set of answers."""
    page = committed / "docs/grundutbildning/modul-3.md"
    page.write_text((committed / "docs/grundutbildning/modul-2.md").read_text("utf-8"), "utf-8")
    own, new = "2. Samtalet: grundutbildning/modul-2.md", "3. Mer: grundutbildning/modul-3.md"
    change(committed, "mkdocs.yml", own, f"{own}\n      - {new}")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == 'avsnittet "prata" har redan en sida: docs/grundutbildning/modul-2.md'
    assert only.fix.startswith("Är sidan en kopia? Ta bort den.")


def test_a_page_that_cannot_be_read_is_told_so(committed: Path) -> None:
    """No heading is found in it; none is gone."""
    page = committed / "docs/hjalp/orolig.md"
    page.write_text(page.read_text("utf-8"), "utf-16")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == "filen är inte sparad som UTF-8"
    assert only.fix.startswith("Spara filen igen")  # no line is to be written back


@pytest.mark.parametrize(
    ("first", "line", "called"),
    [("## Ring", 12, "Ring eller skriv"), ("## Vad händer", 16, "Vad händer när jag ringer?")],
)
def test_a_page_that_was_cut_off_is_told_once(
    first: str, line: int, called: str, committed: Path
) -> None:
    page = "docs/hjalp/orolig.md"
    append(committed, "docs/kunskap.md", "\nSe [källorna](hjalp/orolig.md#kallor).\n")
    text = (committed / page).read_text("utf-8")
    (committed / page).write_text(text[: text.index(first)], "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert str(only.place) == f"{page}:{line}"
    assert only.what.startswith(f'sidan slutar här: avsnittet "{called}" och ')
    assert only.fix == "Ta tillbaka resten av sidan ur historiken."


def test_what_leads_to_a_heading_that_is_gone_is_to_be_changed_too(committed: Path) -> None:
    """Which other heading it could lead to is nothing to write on the page."""
    row = "  - to: hjalp/orolig.md#kallor\n    words: [rikttjugan]\n"
    append(committed, "data/search/strategin.yaml", row)
    git(committed, "commit", "-qam", "Ord för källorna")
    change(committed, "docs/hjalp/orolig.md", "## Källor { #kallor }\n", "")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.fix == (
        f"{STOOD}\n    ## Källor {{ #kallor }}\n  Skulle det ändras? Ändra också:\n"
        "    data/search/strategin.yaml, rad 4"
    )


def test_a_row_of_a_table_that_is_gone_is_told_in_its_own_file(committed: Path) -> None:
    """On the page it would be told as another wording."""
    file = "data/activities.yaml"
    text = (committed / file).read_text("utf-8")
    start = text.index("      - id: fraga\n")
    end = text.find("      - id: ", start + 1)
    change(committed, file, text[start:end] if end > 0 else text[start:], "")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.place.file == file
    assert only.what.startswith(
        f"{HERE} 1 ställe: lydelsen skiljer sig från det antagna dokumentet"
    )
    assert only.fix.startswith(f"{STOOD}\n    - id: fraga\n")


def test_a_module_that_is_gone_is_told_with_all_that_belongs_to_it(committed: Path) -> None:
    file = "data/orientation.yaml"
    text = (committed / file).read_text("utf-8")
    module = text[text.index("  - id: prata\n    page") : text.index("\nquestions:")]
    change(committed, file, module, "")
    (only,) = check(committed, SOUND_DAY).problems
    assert (
        only.what == 'avsnittet "Samtalet" är borta ur data/orientation.yaml, men annat leder dit'
    )


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (".markdown", 'filer av typen ".markdown" publiceras inte'),
        (".MD", 'filnamnet "integritet.MD" kan bli en trasig adress'),
    ],
)
def test_a_page_saved_as_another_kind_of_text_is_told_once(
    ending: str, told: str, committed: Path
) -> None:
    """What leads to it follows."""
    page = committed / "docs/om/integritet.md"
    page.rename(page.with_suffix(ending))
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == told


def test_a_number_that_is_none_is_not_told_again_as_new(committed: Path) -> None:
    change(committed, CONTACTS, OLD, '"08-465"')
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == '"08-465" är inget svenskt telefonnummer'


@pytest.mark.parametrize("key", ["title", "description"])
def test_a_name_that_another_page_has_is_asked_about(key: str, committed: Path) -> None:
    """It came along when the page was copied."""
    lines = (committed / "docs/om/index.md").read_text("utf-8").splitlines()
    (own,) = [one for one in lines if one.startswith(key)]
    page = committed / "docs/om/andringar.md"
    text = page.read_text("utf-8")
    (other,) = [one for one in text.splitlines() if one.startswith(key)]
    page.write_text(text.replace(other, own), "utf-8")
    what = f'"{shorten(own.partition(": ")[2], 50)}" står också på sidan om/index.md'
    assert any(what in one for one in reminded(committed))


def test_what_stands_in_the_header_of_a_file_is_not_asked_about(committed: Path) -> None:
    """The command that explains the keys wrote it."""
    change(committed, "data/strategy.yaml", "title: ", "# adopted  Dagen, ÅÅÅÅ-MM-DD.\n\ntitle: ")
    assert reminded(committed) == []


def changes_page(project: Path) -> Page:
    """Returns the page of changes as the checks rendered it."""
    checked = check(project, SOUND_DAY)
    assert not checked.problems, report(checked.problems, project)
    return checked.pages["om/andringar.md"]


def test_the_page_shows_the_newest_change_first_with_its_day_and_its_page(broken: Path) -> None:
    """Text is shown as it was written, whatever signs it holds."""
    append(broken, CHANGES, ROW)
    html = changes_page(broken).html
    assert html.index("20 november 2026") < html.index("19 november 2026")
    assert '<a href="../../hjalp/#orolig">Numret till &lt;Å &amp; Ö&gt; är nytt.</a>' in html
    assert "Prenumerera" not in html


def test_with_an_address_there_is_a_feed_and_a_link_to_it(broken: Path, tmp_path: Path) -> None:
    """The feed follows RFC 4287: an id, a title and a time for the feed and each entry; whole
    addresses; the days of the data."""
    append(broken, CHANGES, ROW)
    append(broken, "data/municipality.yaml", "site_address: https://plan.example.org\n")
    checked = check(broken, SOUND_DAY)
    assert feed_file(checked.facts) == FEED
    assert '<a href="../../om/andringar/atom.xml"' in changes_page(broken).html
    write_feed(tmp_path / "out", checked.facts, checked.pages)
    feed = etree.parse(tmp_path / "out" / FEED).getroot()
    assert feed.findtext(f"{ATOM}id") == "https://plan.example.org/om/andringar/"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00+01:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Kommunen"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "https://plan.example.org/om/andringar/#forsta-versionen",
        "https://plan.example.org/om/andringar/#nytt-nummer",
        "https://plan.example.org/uppfoljning/#ar-2025",
    ]
    assert entries[1].findtext(f"{ATOM}title") == "Numret till <Å & Ö> är nytt."
    link = entries[1].find(f"{ATOM}link")
    assert link is not None and link.get("href") == "https://plan.example.org/hjalp/#orolig"


def test_a_year_of_follow_up_is_told_in_the_feed_and_so_is_what_was_set_right(
    broken: Path, tmp_path: Path
) -> None:
    """With the day it was reported, then with that of the last correction: the entry is the same
    one, newer."""
    append(broken, "data/municipality.yaml", "site_address: https://plan.example.org\n")
    file, correction = (
        "data/follow-up/2025.yaml",
        "corrected: {date: 2026-11-21, reason: Två var tre.}",
    )

    def told() -> list[str | None]:
        checked = check(broken, SOUND_DAY)
        assert not checked.problems, report(checked.problems, broken)
        write_feed(tmp_path, checked.facts, checked.pages)
        entries = etree.parse(tmp_path / FEED).getroot().findall(f"{ATOM}entry")
        (entry,) = [one for one in entries if "#ar-2025" in (one.findtext(f"{ATOM}id") or "")]
        return [entry.findtext(f"{ATOM}{key}") for key in ("title", "updated")]

    assert told() == ["Uppföljningen för 2025 är publicerad.", "2026-02-01T00:00:00+01:00"]
    change(broken, file, "    status: ongoing\n", f"    status: ongoing\n    {correction}\n")
    assert told() == ["Uppföljningen för 2025 är rättad.", "2026-11-21T00:00:00+01:00"]


def test_without_an_address_there_is_neither_feed_nor_link(small_site: Path) -> None:
    """A feed must name its own address, and the municipality has not said it."""
    assert not (small_site / FEED).exists()
    assert "atom.xml" not in (small_site / "om/andringar/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("{id: x, date: 2026-11-23, text: Något}", "dagen i ändringen är i framtiden: 2026-11-23"),
        (
            "{id: x, date: 2026-11-22, text: Något, page: hjalp/borta.md}",
            'sidan "hjalp/borta.md" finns inte',
        ),
        (
            '{id: x, date: 2026-11-22, text: Något, page: "hjalp/index.md#borta"}',
            'rubriken "#borta" finns inte på sidan hjalp/index.md',
        ),
        (
            "{id: forsta-versionen, date: 2026-11-22, text: Något}",
            'id "forsta-versionen" används två gånger',
        ),
    ],
)
def test_a_faulty_change_is_an_editors_error_with_its_place(
    broken: Path, row: str, what: str
) -> None:
    """The day has come, the page and the heading exist, the id is its own."""
    append(broken, CHANGES, f"  - {row}\n")
    problems = check(broken, SOUND_DAY).problems
    last = line_with(broken, CHANGES, row)
    assert [(problem.place.file, problem.place.line, problem.what) for problem in problems] == [
        (CHANGES, last, what)
    ]


def _new_number(project: Path) -> str:
    change(project, CONTACTS, OLD + CONFIRMED, f'{NEW}\n      verified: {{date: "2026-11-20"')
    return f"{CONTACTS}:{line_with(project, CONTACTS, NEW)}: numret till Disken är ändrat från 08-465 004 00 till 08-465 004 10"


def _withheld_number(project: Path) -> str:
    number = '"08-465 004 03"\n      verified: '
    change(
        project,
        CONTACTS,
        number + '{read: 2026-11-01, how: source, against: "example.org"}',
        f"{number}null",
    )
    return f"{CONTACTS}:{line_with(project, CONTACTS, '004 03')}: numret till Läsjouren visas inte längre: 08-465 004 03"


def _local_number(project: Path) -> str:
    old, new = (
        '"08-465 004 02", verified: null',
        '"08-465 004 02", verified: {date: "2026-11-22", how: call, against: "samtal"}',
    )
    change(project, "data/municipality.yaml", old, new)
    line = line_with(project, "data/municipality.yaml", "08-465 004 02")
    return f"data/municipality.yaml:{line}: Vaktmästaren har fått ett nummer: 08-465 004 02"


def _watched_page(project: Path) -> str:
    append(project, "docs/kunskap.md", "\nEn ny mening.\n")
    change(project, "docs/kunskap.md", "updated: 2026-11-20", "updated: 2026-11-22")
    return f"docs/kunskap.md:{line_with(project, 'docs/kunskap.md', 'En ny mening.')}: sidans text är ändrad"


def _sentence_within(project: Path) -> str:
    new = 'för alla. {{ source("lag") }} Där är det tyst.'
    change(project, "docs/kunskap.md", 'för alla. {{ source("lag") }}', new)
    change(project, "docs/kunskap.md", "updated: 2026-11-20", "updated: 2026-11-22")
    return f"docs/kunskap.md:{line_with(project, 'docs/kunskap.md', 'tyst')}: sidans text är ändrad"


@pytest.mark.parametrize(
    "edits",
    [
        {
            _new_number: "Diskens nummer är nytt.",
            _withheld_number: "Numret till läsjouren är borttaget.",
            _local_number: "Nu går det att ringa vaktmästaren.",
            _watched_page: "Lagen är ändrad., page: kunskap.md",
        },
        {_sentence_within: "Lagen är ändrad., page: kunskap.md"},
    ],
)
def test_a_change_that_readers_care_about_is_reminded_of_until_it_is_told(
    committed: Path, edits: dict[Callable[[Path], str], str]
) -> None:
    """A public number, or the text of a watched page, is another than in the commit compared with.
    A row about something else does not count."""
    expected = {edit(committed): own for edit, own in edits.items()}
    assert sorted(reminded(committed)) == sorted(expected)
    append(committed, CHANGES, ROW)
    left = sorted(expected)
    assert sorted(reminded(committed)) == left
    while left:
        row = f"  - {{id: n-{len(left)}, date: 2026-11-20, text: {expected[left.pop()]}}}\n"
        append(committed, CHANGES, row)
        assert sorted(reminded(committed)) == left


def test_each_reminder_says_which_row_answers_it(committed: Path) -> None:
    """The name of the service, or the page."""
    _new_number(committed)
    _watched_page(committed)
    checked = check(committed, SOUND_DAY)
    assert [found.fix for found in forgotten(checked.facts, commit_of(committed, "main"))] == [
        'Är det värt att berätta för läsarna? Lägg till en rad i data/changes.yaml, och skriv "Disken" i den.',
        "Är det värt att berätta för läsarna? Lägg till en rad i data/changes.yaml, med page: kunskap.md.",
    ]


def test_a_text_that_is_newer_than_its_date_is_told_at_the_date(committed: Path) -> None:
    """Any page, watched or not. A link that leads elsewhere, which is told, is no other text, and
    today's date is as new as a date can be."""
    page = "docs/om/index.md"
    change(committed, page, "(tillganglighet.md)", "(andringar.md)")
    (only,) = reminded(committed)
    assert 'länken "Tillgänglighet" leder till andringar.md' in only
    git(committed, "commit", "-qam", "En länk")
    append(committed, page, "\nEn ny mening.\n")
    assert reminded(committed) == [
        f"{page}:5: sidans text är ändrad, men updated är 2026-11-20 som förut"
    ]
    change(committed, page, "updated: 2026-11-20", "updated: 2026-11-19")
    assert len(reminded(committed)) == 1
    change(committed, page, "updated: 2026-11-19", "updated: 2026-11-21")
    assert reminded(committed) == []
    git(committed, "commit", "-qam", "En dag")
    change(committed, page, "updated: 2026-11-21", "updated: 2026-11-22")
    git(committed, "commit", "-qam", "I dag")
    append(committed, page, "\nEn till.\n")
    assert reminded(committed) == []


def test_nothing_is_reminded_of_when_a_withheld_number_changed(committed: Path) -> None:
    """Nobody sees it."""
    change(committed, CONTACTS, '"08-465 004 01"', '"08-465 004 11"')
    assert reminded(committed) == []


def test_a_reminder_stops_nothing_and_stands_beside_the_line_in_the_proposal(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0: an urgent correction gets through."""
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    line = _new_number(committed).split(":")[1]
    assert main(["check", "--base", "main"]) == 0
    told = capsys.readouterr().err
    assert (
        f"::warning file=data/contacts.yaml,line={line},col=15,title=Påminnelse::numret till Disken"
        in told
    )
    assert f"Påminnelse: data/contacts.yaml:{line}:15: numret till Disken är ändrat" in told


def test_a_new_number_that_is_said_to_be_confirmed_as_the_old_one_was_stops_the_proposal(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has called it. Written another way, with a hyphen or a space, it is the same
    number."""
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    change(committed, CONTACTS, OLD, '"08-46 500 400"')
    assert main(["check", "--base", "main"]) == 0
    change(committed, CONTACTS, '"08-46 500 400"', NEW)
    line = line_with(committed, CONTACTS, NEW)
    capsys.readouterr()
    assert main(["check", "--base", "main"]) == 1
    told = capsys.readouterr().err
    assert (
        f"data/contacts.yaml:{line}:15: numret till Disken är nytt (08-465 004 10, förut 08-465 004 00)"
        in told
    )
    change(committed, CONTACTS, NEW + CONFIRMED, f'{NEW}\n      verified: {{date: "2026-11-20"')
    assert main(["check", "--base", "main"]) == 0


@pytest.mark.parametrize(
    ("page", "was", "now", "stood"),
    [
        (
            "docs/hjalp/orolig.md",
            'Är du i fara? Ring {{ phone("nodnumret") }}.',
            'Under 18 år? Ring Disken, {{ phone("disken") }}.',
            'Är du i fara? Ring {{ phone("nodnumret") }}.',
        ),
        (
            "docs/hjalp/orolig.md",
            '{{ contacts_for("orolig") }}',
            '{{ contacts_for("disken") }}',
            '{{ contacts_for("orolig") }}',
        ),
        ("docs/hjalp/en.md", "lang: en", "lang: sv", "lang: en"),
        ("mkdocs.yml", "  - Hjälp:\n", "", "- Hjälp:"),
        ("mkdocs.yml", "theme:\n", "", "theme:"),
        ("mkdocs.yml", "\n  nav:\n", "\n", "nav:"),
        (CONTACTS, "    phone:\n", "", "phone:"),
        (CONTACTS, f"    {PHONE}\n", "", PHONE),  # as it was written, each row as far in
        ("docs/hjalp/orolig.md", "kind: help\n", "", "kind: help"),
        (
            "docs/hjalp/orolig.md",
            'Ring {{ phone("nodnumret") }}.',
            'Ring {{ phone("larmet") }}.',
            'Ring {{ phone("nodnumret") }}.',
        ),
        (
            "docs/hjalp/index.md",
            '## Det brinner: ring {{ phone("nodnumret") }} { #fara .emergency }',
            "## Det brinner { #fara }",
            '## Det brinner: ring {{ phone("nodnumret") }} { #fara .emergency }',
        ),
    ],
)
def test_a_number_that_stood_on_a_line_with_a_fault_is_the_first_mend(
    committed: Path, page: str, was: str, now: str, stood: str
) -> None:
    """Whoever is told only to put the emergency number there may put it after a service's name."""
    change(committed, page, was, now)
    told = check(committed, SOUND_DAY).problems
    assert told[0].fix.startswith(
        "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:\n"
        f"    {stood}\n  Skulle det ändras? "
    ), told[0].fix


def test_a_macro_that_is_another_languages_is_given_back(committed: Path) -> None:
    """To add the language would leave what else was copied with it."""
    stood, copied = '{{ contacts_for("orolig", lang="en") }}', '{{ contacts_for("orolig") }}'
    change(committed, "docs/hjalp/en.md", stood, copied)
    (fault,) = check(committed, SOUND_DAY).problems
    first = "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:"
    assert fault.fix.startswith(f"{first}\n    {stood}\n  Skulle det ändras? Skriv lang=")


def test_a_source_that_is_none_is_told_with_the_one_that_readers_have(committed: Path) -> None:
    """The nearest may be another paragraph of the same law."""
    other = "  - id: {0}\n    title: {0}\n    publisher: Riksdagen\n    date: 2014-01-01\n"
    other += "    read: 2026-11-01\n"
    for own in ("lag-2", "lag-33"):
        append(
            committed, "data/sources.yaml", other.format(own) + f"    url: https://a.org/{own}\n"
        )
    page = "docs/kunskap.md"
    append(committed, page, '\nAlla får läsa. {{ source("lag-33") }} {{ source("lag-2") }}\n')
    git(committed, "commit", "-qam", "Två paragrafer")
    change(committed, page, '{{ source("lag-33") }}', '{{ source("lag-24") }}')
    (fault,) = check(committed, SOUND_DAY).problems
    assert fault.fix == (
        "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:\n"
        '    {{ source("lag-33") }}\n'
        '  Skulle det ändras? Menade du "lag-2"? Tillåtna: lag, lag-2, lag-33.'
    )


def test_a_translation_with_a_fault_is_given_back(committed: Path) -> None:
    """An editor who does not know the language cannot write another."""
    file = "data/translations/en.yaml"
    change(committed, file, 'en: "{date}, by telephone"', 'en: "by telephone"')
    (fault,) = check(committed, SOUND_DAY).problems
    assert fault.fix == (
        "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:\n"
        '    checked_by_call: {of: "{date}, per telefon", en: "{date}, by telephone"}\n'
        "  Skulle det ändras? De andra har: {date}. Låt dem stå som de är."
    )


def test_a_line_whose_numbers_changed_places_is_given_back_whole(committed: Path) -> None:
    """Each of its sentences is still there, and what stands between them."""
    page = "docs/hjalp/orolig.md"
    right = 'Är du i fara? Ring {{ phone("nodnumret") }}. Annars? Ring {{ phone("disken") }}.'
    change(committed, page, 'Är du i fara? Ring {{ phone("nodnumret") }}.', right)
    git(committed, "commit", "-aqm", "two numbers")
    one, other = "nodnumret", "disken"
    wrong = right.replace(one, "…").replace(other, one).replace("…", other)
    change(committed, page, right, wrong)
    (fault,) = check(committed, SOUND_DAY).problems
    assert f"ändras:\n    {right}\n" in fault.fix


@pytest.mark.parametrize(
    ("file", "was", "now", "told"),
    [
        (
            "docs/grundutbildning/modul-2.md",
            '{{ module_questions("prata") }}\n',
            "",
            'frågan "forsta-ordet" och 4 till',
        ),
        (CONTACTS, "    more: [radet]", "    more: []", 'kontakten "radet"'),
    ],
)
def test_what_no_page_shows_any_more_is_told_where_it_was_shown(
    committed: Path, file: str, was: str, now: str, told: str
) -> None:
    """Else an editor may put it on another page, or take it away for good."""
    line = line_with(committed, file, was.strip()) - 2 * (not now)  # below the text above
    change(committed, file, was, now)
    (fault,) = check(committed, SOUND_DAY).problems
    assert str(fault.place) == f"{file}:{line}"
    assert fault.what == f"{HERE} 1 ställe: {told} visas inte på någon sida"
    assert fault.fix.startswith(f"{STOOD}\n    {was.strip()}\n  Skulle det ändras? ")


OF_DOOR = "    page: hjalp/orolig.md\n", "    page: hjalp/anslag.md\n"
OF_US = "title: Om oss\ndescription: Här står vilka vi är och hur du når oss när du behöver det.\n"


@pytest.mark.parametrize(
    ("edit", "told", "follows"),
    [
        ((CONTACTS, *OF_DOOR), f"{CONTACTS}:12", "docs/hjalp/anslag.md, rad 10"),
        (
            ("mkdocs.yml", "  - Kunskap: kunskap.md\n", ""),
            "mkdocs.yml:69",
            "docs/kunskap.md, rad 1",
        ),
    ],
)
def test_a_fault_of_a_page_that_nobody_changed_is_told_where_it_comes_from(
    committed: Path, edit: tuple[str, str, str], told: str, follows: str
) -> None:
    """Its own mend would make the rest follow the slip."""
    append(committed, "docs/om/andringar.md", "\nEn rad till.\n")  # has nothing to do with it
    change(committed, *edit)
    (fault,) = check(committed, SOUND_DAY).problems
    assert str(fault.place) == told
    assert fault.what.startswith(f"{HERE} 1 ställe: ")
    assert fault.fix.startswith(f"{STOOD}\n    {edit[1].strip()}\n  Skulle det ändras? ")
    assert fault.fix.endswith(f" Det gäller:\n    {follows}")


def test_a_contact_that_is_gone_is_told_with_all_that_names_it(committed: Path) -> None:
    """Though it went from its situation too; and not with the contacts that there are."""
    text = (committed / CONTACTS).read_text("utf-8")
    row = text[text.index("  - id: radet") : text.index("\nlocal_roles:")]
    change(committed, CONTACTS, row, "")
    change(committed, CONTACTS, "more: [radet]", "more: []")
    (fault,) = check(committed, SOUND_DAY).problems
    assert fault.what == f'kontakten "Rådet" är borta ur {CONTACTS}, men annat leder dit'
    assert fault.fix == (
        "Ta tillbaka den ur historiken, om den försvann av misstag. Ska den bort: ta också bort det"
        " som leder dit:\n    data/translations/en.yaml, rad 27"
    )


def test_a_page_of_help_that_loses_the_emergency_number_is_told_with_what_stood(
    committed: Path,
) -> None:
    """Though no other number is left on it, or it is named further down."""
    page, said = "docs/hjalp/kort.md", 'Är du i fara? Ring {{ phone("nodnumret") }}.'
    cards, more = "{{ wallet_cards() }}", 'Vid fara: {{ phone("nodnumret") }}.'
    change(committed, page, cards, f"{said}\n\n{cards}\n\n## Mer\n\nLäs.\n\n## Sist\n\n{more}")
    git(committed, "commit", "-qam", "När man ringer")
    change(committed, page, said, "Klipp ut korten.")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == "hjälpsidan börjar inte längre med nödnumret"
    assert only.fix.startswith(f"{STOOD}\n    {said}\n  Skulle det ändras? Skriv under rubriken")


def test_what_follows_from_one_change_is_one_fault(committed: Path) -> None:
    """With the other places, which are right again when the change is mended."""
    change(committed, CONTACTS, 'best: [disken, "lokal:vaktmastare"]', "best: [nodnumret]")
    (fault,) = check(committed, SOUND_DAY).problems
    assert (str(fault.place), fault.what.partition(": ")[0]) == (
        f"{CONTACTS}:9",
        f"{HERE} 6 ställen",
    )
    assert fault.fix.startswith(f'{STOOD}\n    best: [disken, "lokal:vaktmastare"]\n')
    assert " Det gäller:\n    docs/hjalp/en.md, rad 16, 22\n" in fault.fix


def test_a_new_page_at_the_address_of_another_is_told_with_the_new_one(committed: Path) -> None:
    """Whichever of the two stands in the folder."""
    text = f"---\n{OF_US}kind: service\nupdated: 2026-11-20\n---\n\n# Om oss\n"
    (committed / "docs/om.md").write_text(text, "utf-8")
    append(committed, "mkdocs.yml", "  - Om oss: om.md\n")
    (fault,) = check(committed, SOUND_DAY).problems
    assert "av det som är ändrat:\n    docs/om.md, som är ny\n" in fault.fix


def test_a_fault_that_readers_have_too_comes_of_no_change(committed: Path) -> None:
    append(committed, "docs/kunskap.md", "\n**Slut.\n")
    git(committed, "commit", "-qam", "Ett fel")
    append(committed, "docs/om/andringar.md", "\nEn rad till.\n")
    (fault,) = check(committed, SOUND_DAY).problems
    assert "publicerad" not in fault.fix


def broken_promises(project: Path) -> list[str]:
    """Returns what the plain check says, and `--base` as well, of what readers had and have not."""
    checked = check(project, SOUND_DAY)
    told = [f"{one.place.file}:{one.place.line}: {one.what}" for one in checked.problems]
    assert [one.what for one in told_once(checked.facts, [], "main")] == [
        one.partition(": ")[2] for one in told
    ]
    return told


def test_a_page_that_has_another_name_is_told_until_its_old_address_leads_on(
    committed: Path,
) -> None:
    """Renamed, with its links mended: only the old address is left."""
    old = committed / "docs/kunskap.md"
    for name in ("data/changes.yaml", "mkdocs.yml"):
        change(committed, name, "kunskap.md", "fakta.md")
    old.rename(old.with_name("fakta.md"))
    change(committed, "docs/fakta.md", "Se [planen]", "Läs [planen]")
    assert broken_promises(committed) == [
        'docs/fakta.md:9: sidan "kunskap.md" heter nu "fakta.md", men den gamla adressen leder ingenstans'
    ]
    append(committed, "data/redirects.yaml", "  - {from: kunskap.md, to: fakta.md}\n")
    assert broken_promises(committed) == []


def test_two_pages_that_have_moved_are_each_known_by_their_own_title(committed: Path) -> None:
    """Though the two share most of their lines."""
    lines = "".join(f"\n\nBoken nummer {number} står på hylla {number}." for number in range(9))
    for name in ("kunskap.md", "kunskap/lagar.md"):
        append(committed, f"docs/{name}", lines)
    git(committed, "commit", "-qam", "Böcker")
    (committed / "docs/fakta").mkdir()
    for name in ("kunskap.md", "kunskap/lagar.md"):
        moved = committed / "docs/fakta" / Path(name).name
        (committed / "docs" / name).rename(moved)
    told = [one.what.partition(", men")[0] for one in check(committed, SOUND_DAY).problems]
    assert told == [
        'sidan "kunskap.md" heter nu "fakta/kunskap.md"',
        'sidan "kunskap/lagar.md" heter nu "fakta/lagar.md"',
    ]


def test_a_link_that_finds_another_page_from_the_new_folder_is_told_too(committed: Path) -> None:
    """It leads somewhere, so nothing else tells of it."""
    append(committed, "docs/hjalp/orolig.md", "\nSe [Få hjälp](index.md).\n")
    git(committed, "commit", "-qam", "En länk")
    page = committed / "docs/orolig.md"
    (committed / "docs/hjalp/orolig.md").rename(page)
    row = line_with(committed, "docs/orolig.md", "[Få hjälp]")
    (told,) = check(committed, SOUND_DAY).problems
    assert told.what.startswith('sidan "hjalp/orolig.md" heter nu "orolig.md"')
    assert f"docs/orolig.md, rad {row}: hjalp/index.md" in told.fix


def test_a_page_that_is_gone_is_told_until_its_old_address_leads_on(committed: Path) -> None:
    row = "  - Lagar: kunskap/lagar.md\n"
    change(committed, "mkdocs.yml", f"{row}  - Öppna", "      - Öppna")
    (committed / "docs/kunskap/lagar.md").unlink()
    assert broken_promises(committed) == [
        'data/redirects.yaml:1: sidan "kunskap/lagar.md" är borta, men den gamla adressen leder ingenstans'
    ]
    append(committed, "data/redirects.yaml", "  - {from: kunskap/lagar.md, to: index.md}\n")
    assert broken_promises(committed) == []


def test_a_page_of_a_language_that_has_another_name_is_told_once(committed: Path) -> None:
    """That its contacts are shown in two languages follows."""
    old = committed / "docs/hjalp/en.md"
    old.rename(old.with_name("eng.md"))
    (told,) = check(committed, SOUND_DAY).problems
    assert told.what.startswith('sidan "hjalp/en.md" heter nu "hjalp/eng.md"')
    assert "docs/hjalp/eng.md" not in told.fix


def test_an_id_whose_key_has_a_capital_letter_is_told_without_what_follows(committed: Path) -> None:
    change(committed, CONTACTS, "  - id: lasjouren", "  - Id: lasjouren")
    (told,) = check(committed, SOUND_DAY).problems
    assert told.what == 'okänd nyckel "Id" i kontakten "Läsjouren"'


def test_a_page_that_answers_at_the_same_address_is_not_gone(committed: Path) -> None:
    change(committed, "mkdocs.yml", "kunskap/lagar.md", "kunskap/lagar/index.md")
    (committed / "docs/kunskap/lagar").mkdir()
    (committed / "docs/kunskap/lagar.md").rename(committed / "docs/kunskap/lagar/index.md")
    assert broken_promises(committed) == []


def test_a_page_is_known_again_by_its_title_though_menu_and_words_are_others(
    committed: Path,
) -> None:
    """What the menu and the links still say is told with it, once."""
    old = committed / "docs/kunskap.md"
    head = old.read_text("utf-8").partition("---\n\n")[0]
    old.unlink()
    body = f"{head}---\n\n# Annat\n\n{{{{ added_notice() }}}}\n\nHelt andra ord.\n"
    (committed / "docs/regler.md").write_text(body, "utf-8")
    change(committed, "mkdocs.yml", "Kunskap: kunskap.md", "Regler: kunskap.md")
    (told,) = check(committed, SOUND_DAY).problems
    assert (told.place.file, told.what) == (
        "docs/regler.md",
        'sidan "kunskap.md" heter nu "regler.md", men 2 ställen har kvar det gamla namnet',
    )
    assert "data/changes.yaml, rad 1: regler.md\n    mkdocs.yml, rad 70: regler.md" in told.fix


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (CONTACTS, "id: orolig", "id: oron", 'situationen "Jag är orolig" har bytt id'),
        ("data/activities.yaml", "id: ostord", "id: tyst", 'målet "'),
        ("data/orientation.yaml", "id: bredast", "id: bredare", 'frågan "'),
    ],
)
def test_an_id_that_is_renamed_is_told_once(
    file: str, old: str, new: str, told: str, committed: Path
) -> None:
    change(committed, file, old, new)
    checked = check(committed, SOUND_DAY)
    (problem,) = checked.problems
    assert problem.what.startswith(told)
    assert "har bytt id från" in problem.what
    assert problem.fix.startswith(f"Skriv {old[4:]}")


def test_two_ids_that_have_changed_places_are_told_as_that(committed: Path) -> None:
    """And not as texts that one of them has lost."""
    change(committed, CONTACTS, "- id: disken", "- id: annan")
    change(committed, CONTACTS, "- id: lasjouren", "- id: disken")
    change(committed, CONTACTS, "- id: annan", "- id: lasjouren")
    assert [(one.what, one.fix[:21]) for one in check(committed, SOUND_DAY).problems] == [
        ('kontakten "Disken" har bytt id från "disken" till "lasjouren"', "Skriv disken igen. Et"),
        (
            'kontakten "Läsjouren" har bytt id från "lasjouren" till "disken"',
            "Skriv lasjouren igen.",
        ),
    ]


def test_a_version_that_git_does_not_have_is_said_plainly(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And by the exit code: nobody takes it for a comparison that found nothing."""
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    assert main(["check", "--base", "borta"]) == 2
    said = capsys.readouterr()
    none = 'Versionen "borta" finns inte i git här. Ingen jämförelse är gjord.\n'
    assert (said.out, said.err) == ("", none)
    with pytest.raises(NoBase):
        commit_of(committed, "--output=x")


@pytest.mark.parametrize("committed_already", [False, True])
def test_a_number_is_compared_with_what_readers_have_without_being_asked_to(
    committed: Path,
    committed_already: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By the plain check, though a line above it moved it; the remote's branch goes before the last
    commit."""
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    git(committed, "update-ref", "refs/remotes/origin/main", "HEAD")
    change(committed, CONTACTS, f"      number: {OLD}", f"      # Nytt i dag\n      number: {NEW}")
    if committed_already:
        git(committed, "commit", "-qam", "Nytt nummer")
    assert main(["check"]) == 1
    assert (
        "numret till Disken är nytt (08-465 004 10, förut 08-465 004 00), men kontrollen är det"
        " gamla numrets"
    ) in capsys.readouterr().err
    change(committed, CONTACTS, NEW + CONFIRMED, f'{NEW}\n      verified: {{date: "2026-11-20"')
    assert main(["check"]) == 0


LAW = """  - id: lag
    title: "Bibliotekslagen"
    publisher: "Riksdagen"
    url: https://example.org/lag
    date: 2014-01-01
    read: 2026-11-01
"""
OTHER_LAW = LAW.replace("id: lag", "id: skola").replace("Biblioteks", "Skol")


@pytest.mark.parametrize(
    ("old", "new", "what", "fix"),
    [
        (
            LAW,
            LAW.replace("id: lag", "id: lagen") + LAW,
            'källan "lag" är samma som "lagen", på rad 2',
            f"{NEW_HERE} Är de två olika? Rätta det som är fel. Är de en och samma? Ta bort den nya.",
        ),
        (
            LAW,
            LAW.replace("2014", "2015") + LAW,
            'id "lag" används två gånger',
            f"{NEW_HERE} Det står på rad 2 och 8. Ge den nya ett annat.",
        ),
        (
            "id: lag",
            "id: skola",
            'id "skola" används två gånger',
            f"{STOOD}\n    - id: lag\n  Skulle det ändras? Det står på rad 2 och 8. Ge den nya ett annat.",
        ),
    ],
)
def test_of_two_that_are_the_same_the_one_is_told_of_that_readers_do_not_have(
    committed: Path, old: str, new: str, what: str, fix: str
) -> None:
    """Though it stands above the other, which nobody has touched."""
    append(committed, "data/sources.yaml", OTHER_LAW)
    git(committed, "commit", "-qam", "En lag till")
    change(committed, "data/sources.yaml", old, new)
    told = [one for one in check(committed, SOUND_DAY).problems if "data/" in one.place.file]
    assert [(one.place.line, one.what, one.fix) for one in told] == [
        (2, f"{HERE} 1 ställe: {what}", f"{fix} Det gäller:\n    data/sources.yaml, rad 8")
    ]


def test_a_contact_pasted_above_itself_under_a_new_id_is_told_once(committed: Path) -> None:
    """It is not asked to be translated, or to be shown somewhere."""
    text = (committed / CONTACTS).read_text("utf-8")
    row = text[text.index("  - id: radet") : text.index("\nlocal_roles:")]
    copy = row.replace("id: radet", "id: radet-2")
    change(committed, CONTACTS, "\ncontacts:\n", f"\ncontacts:\n{copy}")
    (only,) = check(committed, SOUND_DAY).problems
    assert (only.place.line, only.what) == (
        19,
        f'{HERE} 1 ställe: kontakten "radet" är samma som "radet-2", på rad 19',
    )


NAMED = 'Annars ringer du {{ phone("lasjouren") }}.'


@pytest.mark.parametrize(
    ("before", "line", "what"),
    [
        ('number: "08-465 004 03"\n      ', 56, "har inget kontrollerat nummer"),
        ('audience: "läsare"\n    ', 53, "är inte kontrollerad och får inte visas"),
    ],
)
def test_a_number_that_is_withheld_is_told_at_the_contact_with_the_pages_that_name_it(
    committed: Path, before: str, line: int, what: str
) -> None:
    """Once, and no other number is offered in its place."""
    for page in ("docs/kunskap.md", "docs/for-personal.md"):
        append(committed, page, f"\n{NAMED}\n")
    git(committed, "commit", "-qam", "Två sidor nämner numret")
    row = 'verified: {read: 2026-11-01, how: source, against: "example.org"}'
    change(committed, CONTACTS, f"{before}{row}", f"{before}verified: null")
    (told,) = check(committed, SOUND_DAY).problems
    assert told.place.line == line
    assert told.what == f'{HERE} 2 ställen: kontakten "lasjouren" {what}'
    assert told.fix.startswith(f"{STOOD}\n    {row}\n  Skulle det ändras? Ring och skriv datumet")
    assert told.fix.endswith("\n    docs/for-personal.md, rad 29\n    docs/kunskap.md, rad 21")


@pytest.mark.parametrize("before", ["", "radet"])
def test_a_stand_in_that_the_pages_show_already_is_told_at_the_role(
    committed: Path, before: str
) -> None:
    """Once."""
    advice = '    fallback: "Fråga i disken."\n'
    had = f"{advice}    stand_in: {before}\n" if before else advice
    change(committed, CONTACTS, advice, had)
    git(committed, "commit", "--allow-empty", "-qam", "Rollen")
    change(committed, CONTACTS, had, f"{advice}    stand_in: disken\n")
    (only,) = check(committed, SOUND_DAY).problems
    assert str(only.place) == "data/contacts.yaml:85"
    assert only.what == f'{HERE} 3 ställen: kontakten "disken" visas två gånger på sidan'
    back = f"{STOOD}\n    stand_in: radet\n  Skulle det ändras?" if before else NEW_HERE
    assert only.fix.startswith(f"{back} Ta bort {{{{ contact(…) }}}}, eller")


@pytest.mark.parametrize(
    ("own", "paragraphs"),
    [
        ("bib-2-4", "2 kap. 4 och 5 §§"),
        ("bib-2-4", "2 kap. 4–6 §§"),
        ("bib-2-4a", "2 kap. 4 a–4 c §§"),
        ("bib-2a-4", "2 a kap. 4 § andra stycket"),
    ],
)
def test_a_source_of_several_paragraphs_has_the_id_of_the_first(
    committed: Path, own: str, paragraphs: str
) -> None:
    row = (
        '  - id: {}\n    title: "{} bibliotekslagen (2013:801)"\n    publisher: Riksdagen\n'
        "    date: 2014-01-01\n    amended_by: null\n    read: 2026-11-01\n"
    )
    rows = row.format("bib-2-3", "2 kap. 3 §") + row.format(own, paragraphs)
    append(committed, "data/sources.yaml", rows)
    found = [one.what for one in check(committed, SOUND_DAY).problems]
    assert not [what for what in found if "en annan paragraf" in what]
    change(committed, "data/sources.yaml", f"id: {own}\n", "id: bib-2-9\n")
    found = [one.what for one in check(committed, SOUND_DAY).problems]
    title = f"{paragraphs} bibliotekslagen (2013:801)"
    assert f'id "bib-2-9" hör till en annan paragraf än titeln, "{title}"' in found


CLOSED = "        - {date: 2026-12-24, closed: true}\n"
OLD_WEEK = '{days: [monday, tuesday], from: "09:00", to: "12:00"}'
WEEK = f"""      weekly:
        - {OLD_WEEK}
        - {{days: [monday], from: "13:00", to: "17:30"}}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (OLD_WEEK, OLD_WEEK.replace("12", "11"), 44, "måndag och tisdag 9–11, förut måndag och tisdag 9–12"),
        (OLD_WEEK, OLD_WEEK.replace(", tuesday", ""), 44, "inte längre tisdag 9–12"),
        ('to: "17:30"', 'to: "19:00"', 45, "måndag 13–19, förut måndag 13:00–17:30"),
        (CLOSED, f"{CLOSED}        - {{date: 2026-12-31, closed: true}}\n", 48, "31 december 2026 stängt"),
        ("closed: true", 'from: "09:00", to: "10:00"', 47, "24 december 2026 9–10, förut 24 december 2026 stängt"),
        (WEEK, "      always: true\n", 43, "dygnet runt, förut måndag och tisdag 9–12, måndag 13:00–17:30"),
    ],
)  # fmt: skip
def test_other_hours_are_confirmed_anew_and_told_in_words_on_their_row(
    committed: Path, old: str, new: str, line: int, told: str
) -> None:
    """Whoever believes them may ring a line that is closed."""
    change(committed, CONTACTS, old, new)
    (only,) = check(committed, SOUND_DAY).problems
    assert (only.place.line, only.what) == (
        line,
        f"öppettiderna för Disken är nya ({told}), men kontrollen är de gamla tidernas",
    )
    ask = 'Ring och fråga om de nya. Skriv sedan "ringde" och dagens datum efter verified, eller'
    assert only.fix == f"{ask} null: då visas de inte."
    where = 'hours:\n      verified: {date: "2026-1'
    change(committed, CONTACTS, f"{where}0-05", f"{where}1-20")
    assert check(committed, SOUND_DAY).problems == []


def test_a_day_with_other_hours_that_has_been_may_go(committed: Path) -> None:
    """Nobody can ask about it any more."""
    change(committed, CONTACTS, CLOSED, f"{CLOSED}        - {{date: 2026-11-01, closed: true}}\n")
    git(committed, "commit", "-qam", "Allhelgona")
    change(committed, CONTACTS, "        - {date: 2026-11-01, closed: true}\n", "")
    assert check(committed, SOUND_DAY).problems == []


def test_hours_that_cannot_be_read_are_told_as_that(committed: Path) -> None:
    """Not as hours that somebody has taken away."""
    change(committed, CONTACTS, OLD_WEEK, OLD_WEEK.replace("12:00", "08:00"))
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what.startswith("öppettiden slutar innan den börjar")


def test_the_same_hours_in_other_words_or_on_more_rows_need_no_new_confirmation(
    committed: Path,
) -> None:
    row = '{{days: [{}], from: "{}", to: "{}"}}'
    times = [
        ("tisdag", "10:30", "12:00"),
        ("måndag", "09:00", "12:00"),
        ("tisdag", "09:00", "10:30"),
    ]
    rows = [row.format(*one) for one in times]
    change(committed, CONTACTS, OLD_WEEK, "\n        - ".join(rows))
    assert check(committed, SOUND_DAY).problems == []


def test_another_address_is_confirmed_anew(committed: Path) -> None:
    """Of a service, and the municipality's own."""
    own = "email: {address: biblioteket@example.org, verified: ringde 2026-11-20}\n"
    append(committed, "data/municipality.yaml", own)
    git(committed, "commit", "-qam", "En adress")
    for file, old in ((CONTACTS, "jouren@"), ("data/municipality.yaml", "biblioteket@")):
        change(committed, file, f"{old}example", f"{old}exempel")
    change(committed, CONTACTS, "jouren@exempel.org", "Jouren@example.org")  # is the same
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == (
        "e-postadressen till kommunen är ny (biblioteket@exempel.org, förut"
        " biblioteket@example.org), men kontrollen är den gamla adressens"
    )


def test_where_there_is_no_git_nothing_is_compared(
    broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plain check goes on, and says nothing of it."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(broken.parent))
    change(broken, CONTACTS, OLD, NEW)
    assert check(broken, SOUND_DAY).problems == []


def test_new_words_in_page_and_document_at_once_are_asked_about_first(committed: Path) -> None:
    """The lock holds, since both were changed: only a person can say whether it was so adopted."""
    change(committed, "data/source/plan.txt", "i lugn och ro", "i lugn och tystnad")
    change(committed, "docs/strategi/index.md", "i lugn och ro", "i lugn och tystnad")
    change(committed, "data/strategy.yaml", '"i lugn och ro"', '"i lugn och tystnad"')
    for file in ("data/source/plan.txt", "docs/strategi/omsorg.md"):
        change(committed, file, "Tre lager", "Tre ringar")
    append(committed, "docs/kunskap.md", "\nEn ny mening.\n")
    dated = "sidans text är ändrad, men updated är 2026-11-20 som förut"
    assert [entry.partition(": ")[2] for entry in reminded(committed)] == [
        "det antagna dokumentets text är ändrad, också på rad 22",
        dated,
        dated,
        dated,
    ]


def test_line_ends_of_another_computer_make_no_other_document(committed: Path) -> None:
    """Nor do they hide what else is asked about: that an adopted page has come to say something
    else."""
    document = committed / "data/source/plan.txt"
    document.write_bytes(document.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert reminded(committed) == []
    change(committed, "docs/strategi/index.md", "kan se ut som fel", "är fel")
    change(committed, "docs/strategi/index.md", "updated: 2026-11-20", "updated: 2026-11-22")
    (told,) = reminded(committed)
    assert told.startswith("docs/strategi/index.md:22: på en sida med antagen text: ")


@pytest.mark.parametrize(
    ("old", "line", "at"),
    [
        ("i lugn och ro", 6, "data/strategy.yaml, rad 51"),
        ("Tre lager", 22, "docs/strategi/omsorg.md, rad 14"),
    ],
)
def test_other_words_in_the_document_alone_are_told_once(
    committed: Path, old: str, line: int, at: str
) -> None:
    """What differs from it is listed in the one fault, whether data or a page says so."""
    change(committed, "data/source/plan.txt", old, "Annat")
    (told,) = check(committed, SOUND_DAY).problems
    what = "det antagna dokumentets text är ändrad, så att annat inte längre stämmer med den"
    assert (told.place.file, told.place.line, told.what) == ("data/source/plan.txt", line, what)
    assert [row.strip() for row in told.fix.split("\n")[1:]] == [at]


def test_a_part_of_the_course_with_a_fault_is_not_told_as_gone(committed: Path) -> None:
    change(committed, "data/orientation.yaml", "minutes: 7", "minutes: 700")
    (told,) = check(committed, SOUND_DAY).problems
    assert told.what.startswith('"700" är utanför det tillåtna för "minutes"')


def test_an_id_without_a_space_before_it_is_told_at_its_heading_alone(committed: Path) -> None:
    change(committed, "docs/hjalp/orolig.md", "skriv { #kontakt }", "skriv{ #kontakt }")
    append(committed, "docs/kunskap.md", "\nLäs [vem du kan ringa](hjalp/orolig.md#kontakt).\n")
    (told,) = check(committed, SOUND_DAY).problems
    assert f"{told.place}: {told.what}" == (
        "docs/hjalp/orolig.md:14: klamrarna syns på sidan: { #kontakt }"
    )


def test_an_id_that_is_refused_is_told_without_what_follows_from_it(committed: Path) -> None:
    change(committed, "data/orientation.yaml", "  - id: varfor", "  - id: varför")
    assert [one.what for one in check(committed, SOUND_DAY).problems] == [
        '"varför" duger inte som id i avsnittet "Lugnet"'
    ]


def test_a_row_of_the_adopted_document_that_has_come_is_found(committed: Path) -> None:
    path = committed / "data/source/plan.txt"
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join([*lines[:9], "En rad till.", *lines[9:]]), "utf-8")
    (told,) = check(committed, SOUND_DAY).problems
    assert (told.place.file, told.place.line) == ("data/source/plan.txt", 10)


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        ("## Vem ansvarar? { #ansvar }", "## Vem ansvarar? { #vem }", "Vem ansvarar?"),
        ("## Vem ansvarar? { #ansvar }", "## Vem ansvarar?", "Vem ansvarar?"),
        ("## Vem ansvarar? { #ansvar }", "## De som ansvarar { #vem }", "De som ansvarar"),
    ],
)
def test_a_heading_keeps_the_id_that_readers_have(
    committed: Path, old: str, new: str, now: str
) -> None:
    change(committed, "docs/om/index.md", old, new)
    (problem,) = check(committed, SOUND_DAY).problems
    assert problem.place.line == line_with(committed, "docs/om/index.md", new)
    assert problem.what == f'rubriken "{now}" har inte kvar sitt id, "ansvar"'
    assert problem.fix.startswith("Skriv { #ansvar } sist på raden igen: ")


def test_a_heading_may_get_an_id(committed: Path) -> None:
    change(committed, "docs/kunskap.md", "## Mer att läsa", "## Mer att läsa { #mer }")
    assert check(committed, SOUND_DAY).problems == []


def test_a_heading_may_go_away_with_its_text(committed: Path) -> None:
    change(committed, "docs/om/index.md", "## Förkortningar { #forkortningar }\n", "")
    assert check(committed, SOUND_DAY).problems == []
