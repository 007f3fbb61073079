"""What can harm somebody if nobody meant it is told wherever it differs from what readers have, and
nothing else is."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from strategysite.checks.run import check, load
from strategysite.cli import main
from strategysite.editing.renaming import rename
from strategysite.parsing.git import commit_of
from strategysite.problems import report
from strategysite.review.harm import differences
from strategysite.review.reminders import forgotten, harmful
from tests.small import SOUND_DAY, append, change, git, of_different_files

WORRIED, STAFF, FIRST = "docs/hjalp/orolig.md", "docs/for-personal.md", "docs/hjalp/index.md"
LAYERS, CONTACTS, COURSE = "docs/strategi/omsorg.md", "data/contacts.yaml", "data/orientation.yaml"
ENGLISH, FACTS = "docs/hjalp/en.md", "docs/kunskap.md"
ENGLISH_WORDS = "data/translations/en.yaml"
YEAR, ACTIVITIES = "data/follow-up/2025.yaml", "data/activities.yaml"
MODULE = "docs/grundutbildning/modul-2.md"
CARD = "      - Kort: hjalp/kort.md\n"
EMERGENCY = '{{ phone("nodnumret") }}'
LINKS = """
- [Till disken](hjalp/orolig.md){ #disk }

Se [numren](hjalp/orolig.md#kontakt), [källorna](hjalp/orolig.md#kallor) och [vägen dit](#disk).
"""
SITUATION = """  - id: orolig
    page: hjalp/orolig.md
    title: "Jag är orolig"
    # Dörren leder till lägets egen sida.
    best: [lasjouren]
    more: [disken, personalstodet]
"""
QUESTION = """  - id: smalast
    module: varfor
    outcome: lagren
    setting: alla
    kind: single
    text: "Var är gästerna färst?"
    options:
      - text: "Längst in i salen"
        right: true
        feedback: "Ja. Dit går få."
      - text: "Vid disken, där alla går förbi"
        feedback: "Nej. Dit går alla."
"""
CHANGE = """  - id: forsta-versionen
    date: 2026-11-20
    text: "Webbplatsens första version."
    page: index.md
"""
ADOPTED = "på en sida med antagen text: "


def told(project: Path) -> list[str]:
    """Returns what the plain check reminds of, as line: what; but of a page's date."""
    checked = check(project, SOUND_DAY)
    assert not checked.problems, report(checked.problems, project)
    found = [one for one in harmful(checked.facts) if "men updated är" not in one.what]
    return [f"{one.place.line}: {one.what}" for one in found]


HARM = [
    # A page of help, or one that shows a number
    (
        STAFF,
        f"Brinner det? Ring {EMERGENCY}. ",
        "",
        '13: "Annars frågar du {{ local("vaktmastare") }} eller läser hos …", förut "Brinner det',
    ),
    (
        WORRIED,
        f"Ring {EMERGENCY}.",
        f"Ring inte {EMERGENCY}.",
        '12: meningen kan få någon att låta bli att ringa: "Ring inte {{ phone(',
    ),
    (
        FIRST,
        '{{ phone("disken") }}',
        EMERGENCY,
        f'22: "… ringa {EMERGENCY}.", förut "… ringa {{{{ phone("disken") }}}}."',
    ),
    (
        WORRIED,
        '{{ when_you_call("orolig") }}\n',
        "",
        '21: "{{ when_you_call("orolig") }}" är borttaget',
    ),
    (
        WORRIED,
        "## Källor { #kallor }",
        "## Mer { #kallor }",
        '22: "## Mer { #kallor }", förut "## Källor { #kallor }"',
    ),
    (
        WORRIED,
        "kind: help\n",
        "kind: help\nrobots: noindex\n",
        '5: raden "robots: noindex" har kommit till: med noindex hittar ingen sidan i en sökmotor',
    ),
    (WORRIED, "updated: 2026-11-20", "updated: 2025-11-20", '5: "updated" är äldre än förut'),
    (
        WORRIED,
        "title: Jag är orolig",
        "title: Frågor",
        '2: raden "title: Jag är orolig" är nu "Frågor"',
    ),
    (
        "mkdocs.yml",
        f"{CARD}  - Jag arbetar här: for-personal.md\n  - Grundutbildning:\n",
        f"  - Jag arbetar här: for-personal.md\n  - Grundutbildning:\n{CARD}",
        'hjalp/kort.md står nu under "Grundutbildning" i menyn, förut under "Hjälp"',
    ),
    (
        "mkdocs.yml",
        "      - Anslag: hjalp/anslag.md\n",
        "  - Hjälp:\n      - Anslag: hjalp/anslag.md\n",
        'en grupp i menyn står två gånger: "- Hjälp:"',
    ),
    (
        "mkdocs.yml",
        "site_name: Lugnt bibliotek",
        "site_name: Lugnt läsande",
        '3: webbplatsen heter nu "Lugnt läsande", förut "Lugnt bibliotek"',
    ),
    (
        "mkdocs.yml",
        "Jag är orolig: hjalp",
        "Jag är inte orolig: hjalp",
        'menyn säger "Jag är inte orolig" om hjalp/orolig.md',
    ),
    (FIRST, "Du kan också ringa", "Slå först. Du kan också ringa", 'ny text: "Slå först."'),
    (STAFF, '\n{{ sources(["lag"]) }}\n', "\n", '"{{ sources }}" är borttaget'),
    (
        COURSE,
        "questions:\n",
        """questions:
  - id: igen
    module: varfor
    outcome: lugnet
    setting: bibliotek
    kind: single
    text: "För vem ska salen vara lugn?"
    options: [{text: Alla, right: true, feedback: Ja.}, {text: Ingen, feedback: Nej.}]
""",
        "samma text står i två poster:",
    ),
    ("mkdocs.yml", "Jag är orolig: hjalp", "Frågor: hjalp", 'menyn säger "Frågor" om hjalp/'),
    (
        WORRIED,
        "Är du i fara?",
        "Det här gällde förr. Är du i fara?",
        '12: meningen säger att något inte gäller längre: "gällde förr"',
    ),
    (
        WORRIED,
        "## Källor",
        '- Ring {{ phone("disken") }} först.\n\n## Källor',
        '22: "- Ring {{ phone("disken") }} först." är nytt',
    ),
    (
        FIRST,
        "Du kan också ringa",
        "Du kan aldrig ringa",
        '22: meningen kan få någon att låta bli att ringa: "aldrig ringa {{ phone(',
    ),
    (
        FACTS,
        "Biblioteken ska finnas för alla. {{",
        "Biblioteken ska finnas för alla. Du får vänta ute. {{",
        '15: ny text: "Du får vänta ute."',
    ),
    (
        FACTS,
        ' {{ source("lag") }}',
        "",
        '15: "… för alla.", förut "… för alla. {{ source("lag") }}"',
    ),
    (
        FACTS,
        "finnas för",
        "inte finnas för",
        '15: "Biblioteken ska inte finnas för alla. {{ source("lag") }}", förut',
    ),
    (
        ENGLISH,
        "{ lang=sv }",
        "",
        '", förut "Ask for *disken*{ lang=sv }, or call {{ phone("disken") }}."',
    ),
    (
        WORRIED,
        "## Ring eller",
        "Läs hos [polisen](https://example.net/).\n\n## Ring eller",
        '14: "Läs hos [polisen](https://example.net/)." är nytt',
    ),
    (
        "docs/om/index.md",
        " Den är påhittad från början till slut.",
        "",
        '10: "… av .", förut "… av . Den är påhittad från början till slut."',
    ),
    (
        "docs/om/integritet.md",
        "sparas och inte sparas om",
        "sparas om",
        '3: raden "description: Vad som sparas och inte sparas om dig',
    ),
    (
        "docs/om/index.md",
        "title: Om webbplatsen",
        "title: Om vebbplatsen",
        '2: raden "title: Om webbplatsen" är nu "Om vebbplatsen"',
    ),
    # The form of an adopted page
    (LAYERS, "varandra.\n", "varandra.\n\n***\n", f'16: {ADOPTED}"***" är nytt'),
    (
        LAYERS,
        "varandra.\n",
        'varandra.\n\nPlanen är upphävd.\n{ data-editorial="" }\n',
        f'16: {ADOPTED}"Planen är upphävd. {{ data-editorial="" }}" är nytt',
    ),
    (
        LAYERS,
        "description: Planens",
        "description: Upphävda",
        '3: raden "description: Planens tre lager',
    ),
    # The data behind them
    (
        "data/strategy.yaml",
        "abbreviations:\n",
        '  - {id: barn, name: "Barnen", explanation: "De som läser."}\nabbreviations:\n',
        '24: "Barnen" har kommit till',
    ),
    (
        CONTACTS,
        'verified: {read: 2026-11-01, how: source, against: "example.org"}\n    phone',
        'verified: {read: 2025-11-01, how: source, against: "example.org"}\n    phone',
        '"Läsjouren": kontrollen är äldre än förut (2026-11-01)',
    ),
    (
        COURSE,
        "Nej. Det är bråttom.",
        "Nej. Det är inte bråttom.",
        '"Frågar i disken": feedback är ändrat',
    ),
    (COURSE, "Nej. Det är bråttom.", "Läs en bok.", '136: "Frågar i disken": feedback är ändrat'),
    (
        COURSE,
        "Ja. Det är planens",
        "Nej. Det är planens",
        '"För alla som läser där": feedback är ändrat',
    ),
    (
        CONTACTS,
        "more: [disken, personalstodet]",
        "more: [personalstodet]",
        '"Jag är orolig": visar inte längre disken',
    ),
    (
        CONTACTS,
        "more: [radet]",
        "more: [radet, personalstodet]",
        '6: "Jag har en fråga" visar nu personalstodet, som bara är till för den som möter frågan i sitt arbete',
    ),
    (
        CONTACTS,
        "Samtalet kostar inget.",
        "Samtalet kostar inget?",
        '"Läsjouren": cost är ändrat, men kontrollen är den gamla',
    ),
    (
        COURSE,
        "questions:\n",
        """questions:
  - id: vems
    module: varfor
    outcome: lugnet
    setting: bibliotek
    kind: single
    text: "Vems är salen?"
    options: [{text: Allas, feedback: Rätt.}, {text: Ingens, right: true, feedback: Nej. Allas.}]
""",
        '"Vems är salen?": svaret "Ingens" är rätt, men det som sägs om det börjar med Nej',
    ),
    (
        CONTACTS,
        "example.org/jouren",
        "example.org/torn",
        '"Läsjouren": link.url är ändrat, men kontrollen är den gamla',
    ),
    (
        "data/municipality.yaml",
        "exit_url: https://example.org/",
        "exit_url: https://exarnple.org/",
        "3: exit_url är ändrat: dit leder knappen Lämna sidan, och den som ser sidan ska inte undra",
    ),
    (
        CONTACTS,
        'date: "2026-10-05", how: call, against: "samtal med stödet"',
        'date: "2026-11-20", how: call, against: "samtal med stödet"',
        '"Personalstödet": kontrollen är ny, men inget annat är ändrat',
    ),
    (
        CONTACTS,
        '"08-465 004 04", verified: null',
        '"08-465 004 04", verified: ringde 2026-11-20',
        '"Personalstödet": kontrollen är ny, men inget annat är ändrat',
    ),
    (
        CONTACTS,
        "Samtalet kostar inget.",
        "Samtalet kostar två kronor.",
        ": cost är ändrat, men kontrollen är den gamla",
    ),
    (
        "data/municipality.yaml",
        '"08-465 004 02", verified: null',
        '"08-465 004 02", verified: ringde 2021-10-05',
        "numret till Vaktmästaren har en ny kontroll, från 2021-10-05",
    ),
    (
        YEAR,
        "status: ongoing",
        "status: completed",
        '6: för 2025 är "Sätt upp skyltar vid dörrarna." nu "genomförd", förut "pågår"',
    ),
    (
        YEAR,
        "reports:\n",
        "reports:\n  - {id: fraga, status: ongoing}\n",
        '5: för 2025 är "Fråga besökarna varje år." nu "pågår", förut "ej rapporterad"',
    ),
    (
        ACTIVITIES,
        "        responsible: [RAD]\n",
        "        responsible: [RAD]\n        proposed: true\n",
        '"Fråga besökarna varje år.": proposed är ändrat: med true säger sidan att dokumentet föreslår det, annars att det är beslutat',
    ),
    (
        ACTIVITIES,
        "      - id: ostord\n",
        "      - id: ostord\n        site_answer: {page: kunskap.md, text: Det är nått.}\n",
        ": site_answer.page, site_answer.text är ändrat",
    ),
    (FACTS, "Biblioteken ska", "Hon bor på Storgatan 4. Biblioteken ska", '"Storgatan 4" är ny'),
    (CONTACTS, "Lyssnar på den", "Arg på den. Lyssnar på", '"Läsjouren": purpose är ändrat'),
    (CONTACTS, "Lyssnar på den", "Lyssnar på {{ den }}", 'klamrarna syns på sidan: "{{ den }}"'),
    (CONTACTS, "Lyssnar på den", "Ring inte. Lyssnar på", 'låta bli att ringa: "Ring inte'),
    (CONTACTS, '"Jag är orolig"', '"Jag är glad"', '"Jag är glad": title är ändrat'),
    (
        COURSE,
        "Ja. Ring {nodnumret} genast.",
        "Ja. Gör det genast.",
        '"Ringer {nodnumret}": feedback är ändrat: nodnumret visas inte längre',
    ),
    ("data/municipality.yaml", "exit_url: https://", "exit_url: https://www.", "exit_url är"),
    (
        "data/search.yaml",
        "otherwise: hjalp/index.md",
        "otherwise: kunskap.md",
        "otherwise är ändrat: den sidan visas när sökningen inte hittar, och ska leda den till hjälp",
    ),
    ("data/changes.yaml", "watched: [hjalp/index.md, kunskap.md]", "watched: []", "watched är"),
    (
        "data/translations.yaml",
        'danger: ["in danger", "a fire"]',
        'danger: ["a fire"]',
        '"English": danger är ändrat: en mening med något av orden måste nämna nödnumret före andra',
    ),
    (
        "data/changes.yaml",
        CHANGE,
        "  - {id: ny, date: 2026-11-20, text: En annan.}\n",
        '3: "Webbplatsens första version." är borttaget',
    ),
    ("data/sources.yaml", "org/lag", "org/en-annan-lag", '"Bibliotekslagen": url är ändrat'),
    (
        "data/search.yaml",
        "    first: disken\n",
        "",
        '"rädd för en bok" visar nu ingen först (förut disken)',
    ),
    (
        "data/search.yaml",
        "to: strategi/index.md#salen",
        "to: kunskap.md",
        '"läsesal" leder nu till kunskap.md (förut strategi/index.md#salen)',
    ),
    (
        "data/search.yaml",
        "words: [läsesal]",
        "words: [läsesal, brinner salen]",
        '"brinner salen" kan gälla någons liv, men leder till strategi/index.md#salen',
    ),
    ("data/search.yaml", "det brinner, ", "", '"det brinner" finns inte längre bland sökorden'),
    (COURSE, "kind: single", "kind: multiple", '"För vem ska salen vara lugn?": kind är ändrat'),
    (
        "data/search.yaml",
        "  - to: hjalp/index.md#fara\n    listed: [brand]\n    words: [det brinner, eld, vart ringer jag]\n",
        "",
        '3: "brand", "det brinner", "eld" och 1 till finns inte längre bland sökorden',
    ),
    (
        COURSE,
        "            next: sent\n      - id: kor",
        "            next: kor\n      - id: kor",
        '"Be gästen sluta": next är ändrat',
    ),
    (COURSE, "ending: late", "ending: good", '"En timme senare": ending är ändrat'),
    (
        "docs/om/index.md",
        "## Förkortningar",
        "### Förkortningar",
        '20: "### Förkortningar { #forkortningar }", förut "## Förkortningar {',
    ),
    (
        "docs/om/index.md",
        "- [Integritet]",
        "  - [Integritet]",
        '13: "- [Integritet](integritet.md)" står längre in än förut, och hör till en annan punkt',
    ),
    (
        "docs/om/index.md",
        "- [Ändringar]",
        "  [Ändringar]",
        '14: "[Ändringar](andringar.md)", förut "- [Ändringar](andringar.md)"',
    ),
    (
        WORRIED,
        'contact_sources(["orolig"])',
        'contact_sources(["fara"])',
        '24: "{{ contact_sources(["fara"]) }}", förut "{{ contact_sources(["orolig"]) }}"',
    ),
    (
        YEAR,
        "    status: ongoing\n",
        '    status: ongoing\n    evidence: [{text: "Protokoll den 1 februari 2027"}]\n',
        "7: belägget nämner en dag som inte har varit: 2027-02-01",
    ),
    (
        "data/municipality.yaml",
        'accent: "#0b5563"\n',
        'accent: "#0b5563"\nlogo: {file: images/bord.svg, alt: "bord.svg"}\n',
        """3: bildens beskrivning är filens namn: "alt: "bord.svg""",
    ),
    ("data/sources.yaml", "2014-01-01", "2015-01-01", '"Bibliotekslagen": date är ändrat'),
]


@pytest.mark.parametrize("edits", of_different_files(HARM))
def test_what_can_harm_is_told_with_its_line(edits: list[tuple[str, ...]], committed: Path) -> None:
    """Once each, whatever else has changed."""
    change(committed, COURSE, 'version: "1.0"', 'version: "1.1"')
    for file, old, new, _ in edits:
        change(committed, file, old, new)
    found = told(committed)
    assert len(found) == len(edits)
    assert [what for *_, what in edits if not any(what in one for one in found)] == []


UNITS = [
    (FACTS, "14 dagar", "14 veckor"),
    (WORRIED, "fyra månader", "fyra år"),
    (ENGLISH, "four months", "four years"),
    (ENGLISH, "14 days", "14 weeks"),
    (FACTS, "7 g §", "7 §"),
    (FACTS, "Alle 14 päivää", "Alle 14 viikkoa"),
    (FACTS, "14 днів", "14 тижнів"),
    (FACTS, "afar bilood", "afar sano"),
    (FACTS, "14 maalmood", "14 toddobaad"),
    (FACTS, "أربعة أشهر", "أربعة سنوات"),
    (WORRIED, "högst 3 dagar", "minst 3 dagar"),
    (WORRIED, "under 21 år", "över 21 år"),
    (WORRIED, "före 2026", "efter 2026"),
    (WORRIED, "fler än tre", "färre än tre"),
    (ENGLISH, "at most 3 days", "at least 3 days"),
    (FACTS, "enintään 3 päivää", "vähintään 3 päivää"),
]


@pytest.mark.parametrize("edits", of_different_files(UNITS))
def test_a_number_with_another_unit_or_bound_is_told(
    edits: list[tuple[str, ...]], committed: Path
) -> None:
    for file, old, _ in edits:
        append(committed, file, f"\n*Det tar {old} i hela landet.*{{ lang=so }}\n")
    git(committed, "commit", "-qam", "En tid")
    for file, old, new in edits:
        change(committed, file, old, new)
    found = told(committed)
    assert len(found) == len(edits)
    assert [new for *_, new in edits if f"{new} i hela landet" not in "".join(found)] == []
    for file, old, new in edits:
        change(committed, file, f"{new} i hela landet", f"{old} i alla landet")
    assert told(committed) == []  # the unit in another form, or another word, is no other time


@pytest.mark.parametrize(
    ("day", "told"),
    [("2026-11-01", "har passerat"), ("2029-11-01", "ett år fram"), ("2027-11-01", "")],
)
def test_a_new_last_day_that_has_been_or_is_far_away_is_asked_about(
    day: str, told: str, committed: Path
) -> None:
    """The one that readers have passes by itself, and stops nobody."""
    row = f'security: {{email: sakerhet@example.org, expires: "{day}"}}\n'
    append(committed, "data/municipality.yaml", row)
    found = [one.what for one in harmful(check(committed, SOUND_DAY).facts)]
    assert [told in one for one in found if "säkerhetsbrister" in one] == [True] * bool(told)
    git(committed, "commit", "-qam", "En adress")
    append(committed, FACTS, "\nLäs mer.\n")
    found = [one.what for one in harmful(check(committed, SOUND_DAY).facts)]
    assert not [one for one in found if "säkerhetsbrister" in one]


def test_headings_that_changed_places_are_told(committed: Path) -> None:
    """The texts under them stand where they stood."""
    calls, sources = "## Vad händer när jag ringer? { #nar-du-ringer }", "## Källor { #kallor }"
    change(committed, WORRIED, sources, "@")
    change(committed, WORRIED, calls, sources)
    change(committed, WORRIED, "@", calls)
    (only,) = harmful(check(committed, SOUND_DAY).facts)
    assert only.what.endswith('" är nytt')
    assert only.fix.startswith(
        "Är det meningen? Ta annars tillbaka det ur historiken.\n"
        f'    {WORRIED}:24: "{{{{ when_you_call("orolig") }}}} {sources}" är borttaget\n'
        f"    {WORRIED}:5: sidans text är ändrad, men updated är 2026-11-20 som förut. Skriv"
    )


HARMLESS = [
    # Who searches writes what they like; and these are no groups of the menu.
    (
        "data/search.yaml",
        "  - to: strategi/index.md#salen\n    words: [läsesal]\n",
        """  - words:
      - läsesal
      - har börjat be ska jag oroa mig
    to: strategi/index.md#salen
  - words:
      - salens
    to: kunskap.md
""",
    ),
    (WORRIED, "Är du i fara?", "Är du i faran?"),
    (WORRIED, "title: Jag är orolig", "title: Jag a\u0308r orolig"),
    (WORRIED, "## Ring eller skriv", "\n\n\n## Ring eller skriv"),
    (STAFF, "Saknas en bok", '{{ source("lag") }} Saknas en bok'),
    (MODULE, "Gå fram, fråga", "Säg aldrig någon annans namn.\n\nGå fram, fråga"),
    (FACTS, "## Mer", 'Fråga gärna. {{ source("lag") }}\n\n## Mer'),
    (FACTS, "Biblioteken ska", "Alla bibliotek i landet ska"),
    (LAYERS, "varandra.\n", "varandra.\n\n\n"),
    (LAYERS, "Den som pratar får en plats", "Den som\npratar får\nen plats"),
    (CONTACTS, "Lyssnar på den som", "Lyssna på den som"),
    (CONTACTS, "  - id: disken\n", "  # Nytt i dag\n  - id: disken\n"),
    (CONTACTS, "more: [radet]", "more: [radet, lasjouren]"),
    (CONTACTS, "days: [monday, tuesday]", "days: [Måndag, Tisdag]"),
    (COURSE, "Det är bråttom.", "Det är mycket bråttom."),
    (CONTACTS, "days: [monday,", "days: [måndag,"),
    (WORRIED, "Är du i fara?", "**Är du i fara?**"),
    ("mkdocs.yml", "Anslag: hjalp", "Nummer att ringa: hjalp"),
    (FACTS, "Biblioteken ska finnas för alla.", "Biblioteken ska finnas för alla. \U0001f600"),
    ("data/strategy.yaml", "Så står det, fast", "Det står så i planen, fast"),
    ("docs/om/index.md", "- [Integritet](integritet.md)\n", "\n[Integritet](integritet.md)\n\n"),
]


def test_of_a_list_is_shown_what_it_has_lost(committed: Path) -> None:
    """It may be long."""
    change(committed, "data/translations.yaml", '"in danger", ', "")
    (own,) = (one for one in harmful(check(committed, SOUND_DAY).facts) if "danger" in one.what)
    assert own.fix.startswith("Förut: också [in danger]. Är det meningen?")


def test_what_a_text_was_begins_where_it_is_another(committed: Path) -> None:
    """The words that are others may be its last."""
    change(committed, CONTACTS, "får läsa ifred.", "får läsa högt.")
    (own,) = (one for one in harmful(check(committed, SOUND_DAY).facts) if "purpose" in one.what)
    assert own.fix.startswith("Förut: … får läsa ifred. Är det meningen?")


@pytest.mark.parametrize(
    ("branch", "cloned", "told"),
    [
        ("master", True, ['grenen "master" finns inte där webbplatsens filer hämtas']),
        ("main", True, []),
        ("master", False, []),
    ],
)
def test_a_branch_that_the_remote_does_not_have_is_told(
    branch: str, cloned: bool, told: list[str], committed: Path
) -> None:
    """What readers have is another version than the check compares with. A server that has fetched
    one branch, to check it, knows of no others."""
    git(committed, "update-ref", "refs/remotes/origin/main", "HEAD")
    if cloned:
        git(committed, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    change(
        committed, "data/municipality.yaml", "publication:\n", f"publication:\n  branch: {branch}\n"
    )
    assert [one.what for one in check(committed, SOUND_DAY).problems] == told


@pytest.mark.parametrize("edits", of_different_files(HARMLESS))
def test_what_is_only_mended_or_new_says_nothing(
    edits: list[tuple[str, ...]], committed: Path
) -> None:
    for edit in edits:
        change(committed, *edit)
    assert told(committed) == []


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        ('["nodnumret"], ["Min chef", "Vår kurator"]', False),
        ('["nodnumret"]', False),
        ('["nodnumret"], ["Min chef"], ["disken"]', True),
        ('["nodnumret", "disken"], ["Min chef"]', True),
    ],
)
def test_a_card_is_asked_about_if_it_shows_others_to_call(
    now: str, asked: bool, committed: Path
) -> None:
    """Whose number is filled in by hand is nobody's business but of those who do."""
    was = 'wallet_cards(["nodnumret"], ["Min chef"])'
    change(committed, "docs/hjalp/kort.md", "wallet_cards()", was)
    git(committed, "commit", "-qam", "Ett kort")
    change(committed, "docs/hjalp/kort.md", was, f"wallet_cards({now})")
    assert bool(told(committed)) == asked


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Alla som vill\nkan komma hit.", "Alla som vill kan komma hit."),
        ("Alla som vill\nkan komma hit.", "Alla\nsom vill kan\nkomma hit."),
        ("- Alla som vill kan komma hit.", "- Alla som vill\n  kan komma hit."),
        ("- Alla som vill\nkan komma hit.", "- Alla som vill\n  kan komma hit."),
    ],
)
def test_lines_of_a_paragraph_that_break_elsewhere_say_nothing(
    was: str, now: str, committed: Path
) -> None:
    """Not even on an adopted page: the paragraph, or the point, is the document's all the same."""
    append(committed, "data/source/plan.txt", f"\n{' '.join(was.split())}\n")
    change(committed, "data/strategy.yaml", '["20-34"]', '["20-36"]')
    append(committed, LAYERS, f"\n{was}\n")
    git(committed, "commit", "-qam", "Ett stycke")
    change(committed, LAYERS, was, now)
    assert told(committed) == []


def test_a_heading_that_says_the_same_otherwise_says_nothing(committed: Path) -> None:
    """On a page that guides nobody, with its address as it was."""
    change(committed, "docs/om/index.md", "## Vem ansvarar? {", "## Ansvar för sidorna {")
    assert told(committed) == []


def test_a_macro_that_goes_on_on_the_next_line_is_the_same(committed: Path) -> None:
    change(committed, "docs/hjalp/en.md", '"fraga", lang', '"fraga",\nlang')
    assert told(committed) == []


def test_an_address_in_angle_brackets_is_the_same(committed: Path) -> None:
    append(committed, WORRIED, "\nLäs [integritet](../om/integritet.md).\n")
    git(committed, "commit", "-qam", "En länk")
    change(committed, WORRIED, "(../om/integritet.md)", "(<../om/integritet.md>)")
    assert told(committed) == []


def test_a_point_that_is_moved_to_another_list_is_told(committed: Path) -> None:
    change(
        committed,
        WORRIED,
        "## Källor",
        "Gör:\n\n- Sitt kvar.\n- Ring.\n\nGör inte:\n\n- Slå.\n\n## Källor",
    )
    git(committed, "commit", "-qam", "Två listor")
    change(committed, WORRIED, "- Sitt kvar.\n", "")
    change(committed, WORRIED, "- Slå.\n", "- Slå.\n- Sitt kvar.\n")
    assert told(committed) == ['24: "- Sitt kvar." har flyttats på sidan']


def test_a_sentence_that_is_moved_on_a_page_that_guides_nobody_says_nothing(
    committed: Path,
) -> None:
    """It is gone only where it does not stand elsewhere."""
    append(committed, FACTS, "\nFråga gärna.\n\nLäs sedan.\n\nTa god tid.\n")
    git(committed, "commit", "-qam", "Tre stycken")
    change(committed, FACTS, "Fråga gärna.\n\n", "")
    assert told(committed) == ['21: "Fråga gärna." är borttaget']
    append(committed, FACTS, "\nFråga gärna.\n")
    assert told(committed) == []


def test_what_is_first_reported_with_what_it_rests_on_says_nothing(committed: Path) -> None:
    row = '  - id: fraga\n    status: ongoing\n    done: "Vi har frågat."\n'
    append(committed, YEAR, f'{row}    evidence: [{{text: "Protokoll den 1 februari 2026"}}]\n')
    assert [one.what for one in harmful(check(committed, SOUND_DAY).facts)] == []


def test_what_is_reported_is_asked_for_what_it_rests_on(committed: Path) -> None:
    """It is published in somebody's name. A whole new year is no wall of reminders."""
    change(committed, YEAR, "status: ongoing", "status: regular")
    (only,) = harmful(check(committed, SOUND_DAY).facts)
    assert only.fix == (
        "Webbplatsen säger att RÅD har rapporterat det."
        " Vilket beslut eller vilken rapport bygger det på? Skriv det efter evidence."
    )
    goals = "".join(f'\n      - {{id: m{n}, text: "Alla."}}' for n in range(8))
    change(committed, ACTIVITIES, "    goals:", f"    goals:{goals}")
    facts = load(committed, SOUND_DAY)[0]
    before = replace(facts, follow_up=())
    rows = "".join(f"  - {{id: m{n}, status: ongoing}}\n" for n in range(8))
    append(committed, YEAR, rows)
    found = differences(before, load(committed, SOUND_DAY)[0])
    assert len(found) == 7
    assert found[-1].what == "för 2025 har fler rader en annan status än förut: 3"


def test_a_year_that_is_new_and_not_in_git_yet_is_asked_about(committed: Path) -> None:
    new = committed / "data/follow-up/2024.yaml"
    new.write_text(
        "reported_by: RAD\ndate: 2025-02-01\nreports:\n  - {id: fraga, status: completed}\n",
        "utf-8",
    )
    (only,) = told(committed)
    assert (
        only == '4: för 2024 är "Fråga besökarna varje år." nu "genomförd", förut "ej rapporterad"'
    )


def test_a_not_that_goes_to_another_sentence_is_told(committed: Path) -> None:
    """The page has as many as before; a sentence that is divided has them too, and says the same."""
    append(committed, FACTS, "\nAlla får inte springa, men alla får läsa. Alla får prata.\n")
    git(committed, "commit", "-qam", "Vad man får")
    change(committed, FACTS, "inte springa, men alla", "inte springa. Alla")
    assert told(committed) == []
    change(committed, FACTS, "får inte springa", "får springa")
    change(committed, FACTS, "får prata", "får inte prata")
    (only,) = told(committed)
    was = "Alla får inte springa, men alla får läsa. Alla får prata."
    assert only == f'21: "Alla får springa. Alla får läsa. Alla får inte prata.", förut "{was}"'


def test_a_page_saved_with_the_line_ends_of_windows_is_the_same(committed: Path) -> None:
    page = committed / FACTS
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    assert harmful(check(committed, SOUND_DAY).facts) == []


def test_a_link_that_is_gone_from_a_page_of_help_is_told(committed: Path) -> None:
    """Its words stand there still. The years of an address are no figures of the sentence."""
    link = "Läs [lagen](https://example.org/2014/lag) först."
    change(committed, WORRIED, "## Källor", f"{link}\n\n## Källor")
    append(committed, FACTS, f"\n{link}\n")
    git(committed, "commit", "-qam", "En länk")
    change(committed, FACTS, "/2014/lag) först", "/2019/lag) genom")
    (only,) = told(committed)
    assert only.startswith('21: "Läs [lagen](https://example.org/2019/lag) genom.", förut "Läs [')
    git(committed, "checkout", "-q", FACTS)
    change(committed, WORRIED, link, "Läs lagen först.")
    assert told(committed) == [
        '22: "Läs lagen först.", förut "Läs [lagen](https://example.org/2014/lag) först."'
    ]


def test_a_situation_that_has_moved_in_the_list_is_told_by_its_name(committed: Path) -> None:
    """The most urgent is to be first."""
    path = committed / CONTACTS
    text = path.read_text("utf-8").replace("\ncontacts:\n", "contacts:\n", 1)
    head, own, rest = text.partition("  - id: fraga\n")
    rows, other, more = rest.partition("  - id: orolig\n")
    last, contacts, end = more.partition("contacts:\n")
    path.write_text("".join([head, other, last, own, rows, contacts, end]), "utf-8")
    (only,) = told(committed)
    assert only.endswith('"Jag har en fråga" står på en annan plats i listan')


@pytest.mark.parametrize(("was", "now"), [("18 juni", "18 juli"), ("måndagar", "tisdagar")])
def test_another_month_or_day_is_another_thing(was: str, now: str, committed: Path) -> None:
    """It differs by a letter or two, as what is only mended."""
    append(committed, FACTS, f"\nLagen läses upp {was} varje år.\n")
    git(committed, "commit", "-qam", "Dagen")
    change(committed, FACTS, was, now)
    (only,) = told(committed)
    assert only.startswith("21: ") and f"{now} varje år." in only and f"{was} varje år." in only


def test_another_text_on_a_page_is_told_at_its_date(committed: Path) -> None:
    """Where nothing else of the page is: a slip of the pen may have been mended, or made."""
    change(committed, FACTS, "Biblioteken ska", "Bibliotek ska")
    assert [one.what for one in harmful(check(committed, SOUND_DAY).facts)] == [
        "sidans text är ändrad, men updated är 2026-11-20 som förut"
    ]


def test_an_entry_that_is_confirmed_anew_may_be_another(committed: Path) -> None:
    confirmed = 'verified: {date: "2026-10-05", how: call, against: "samtal med stödet"}\n'
    change(committed, CONTACTS, confirmed, "verified: ringde 2026-11-21\n")
    change(committed, CONTACTS, "example.org/stodet", "example.org/stod")
    assert told(committed) == []


def test_a_situation_that_begins_with_whom_nobody_sees_is_told(committed: Path) -> None:
    change(committed, CONTACTS, "best: [disken, ", "best: [radet, disken, ")
    change(committed, CONTACTS, "more: [radet]", "more: []")
    (only,) = harmful(check(committed, SOUND_DAY).facts)
    what = '"Jag har en fråga" börjar med radet, som inte visas: ingen har kontrollerat den'
    assert what in only.fix + only.what


def test_a_situation_that_no_longer_begins_with_the_emergency_is_told(committed: Path) -> None:
    change(committed, CONTACTS, "best: [lasjouren]", "best: [nodnumret, lasjouren]")
    git(committed, "commit", "-qam", "Nödnumret")
    change(committed, CONTACTS, "best: [nodnumret, lasjouren]", "best: [lasjouren]")
    change(committed, CONTACTS, "more: [disken, personalstodet]", "more: [disken, nodnumret]")
    facts = check(committed, SOUND_DAY).facts
    found = " ".join(one.what + one.fix for one in harmful(facts))
    assert '"Jag är orolig" har inte kvar nödnumret bland de första' in found


def test_a_link_to_what_another_source_is_about_is_asked_about(committed: Path) -> None:
    """Though its address stands in the file already."""
    rows = [
        f"""  - id: paragraf-{year}
    title: "2 § lagen ({year}:801)"
    publisher: "Riksdagen"
    url: https://example.org/sfs-{year}-801
    date: 2014-01-01
    amended_by: null
    read: 2026-11-01
"""
        for year in (2013, 2014)
    ]
    append(committed, "data/sources.yaml", "".join(rows))
    ids = '"lag", "paragraf-2013", "paragraf-2014"'
    change(committed, FACTS, '{{ source("lag") }}', f"{{{{ source({ids}) }}}}")
    append(committed, FACTS, f"\n{{{{ sources([{ids}]) }}}}\n")
    git(committed, "commit", "-qam", "Paragraferna")
    change(committed, "data/sources.yaml", "sfs-2014-801", "sfs-2013-801")
    assert "adressen leder till en annan lag än titeln" in " ".join(told(committed))


def test_a_link_that_came_with_what_was_copied_is_asked_about(committed: Path) -> None:
    change(committed, CONTACTS, "https://example.org/stodet", "https://example.org/disken")
    found = [one for one in harmful(check(committed, SOUND_DAY).facts) if "länken" in one.what]
    what = "länken för Personalstödet är den som står för Disken"
    assert [(one.place.line, one.what) for one in found] == [(71, what)]


def test_a_situation_that_is_left_without_a_number_is_told_with_whom_it_lost(
    committed: Path,
) -> None:
    """But not where somebody stands in for a role, or another has a number."""
    append(committed, FACTS, '\n{{ contact("lasjouren") }}\n')
    rows = "best: [lasjouren]\n    more: [disken, personalstodet]"
    change(committed, CONTACTS, rows, "best: [personalstodet]")
    (only,) = [one for one in harmful(check(committed, SOUND_DAY).facts) if one.place.line == 15]
    none = '"Jag är orolig" har inte kvar något nummer att ringa'
    assert none in f"{only.what} {only.fix}" and "visar inte längre lasjouren, disken" in only.fix
    change(committed, CONTACTS, "best: [personalstodet]", 'best: ["lokal:vaktmastare"]')
    advice = 'fallback: "Fråga i disken."'
    change(committed, CONTACTS, advice, f"{advice}\n    stand_in: lasjouren")
    found = harmful(check(committed, SOUND_DAY).facts)
    assert not [one for one in found if none in f"{one.what} {one.fix}"]


def test_hours_that_nobody_has_confirmed_are_told_in_swedish_words_on_their_row(
    committed: Path,
) -> None:
    kept = 'hours:\n      verified: {date: "2026-10-05", how: call, against: "samtal med disken"}'
    change(committed, CONTACTS, kept, "hours:\n      verified: null")
    git(committed, "commit", "-qam", "Tider som ingen har kontrollerat")
    change(committed, CONTACTS, '[monday], from: "13:00"', '[fredag], from: "13:00"')
    change(committed, CONTACTS, "closed: true", 'from: "09:00", to: "10:00"')
    (only,) = harmful(check(committed, SOUND_DAY).facts)
    assert (only.place.line, only.what) == (
        47,
        '"Disken": hours.exceptions, hours.weekly är ändrat',
    )
    assert only.fix.startswith(
        "Förut: [2026-12-24 closed: true]; också [måndag 13:00 17:30]. Är det meningen?"
    )


def test_a_right_answer_that_leads_to_another_number_is_told(committed: Path) -> None:
    answers = ('text: "För alla som läser där"', 'text: "För vaktmästaren"')
    for old, number in zip(answers, ("{nodnumret}", "{disken}"), strict=True):
        change(committed, COURSE, old, f'text: "{number}, som svarar"')
    git(committed, "commit", "-qam", "Två nummer")
    right = "        right: true\n"
    change(committed, COURSE, f'nodnumret}}, som svarar"\n{right}', 'nodnumret}, som svarar"\n')
    change(committed, COURSE, 'disken}, som svarar"\n', f'disken}}, som svarar"\n{right}')
    change(committed, COURSE, 'version: "1.0"', 'version: "1.1"')
    assert [one.partition(": ")[2] for one in told(committed)] == [
        '"{nodnumret}, som svarar": right är borttaget',
        '"{disken}, som svarar": right är ändrat',
    ]


def test_what_a_macro_gave_readers_is_said_when_it_is_another(committed: Path) -> None:
    change(committed, WORRIED, 'when_you_call("orolig")', 'when_you_call("fraga")')
    (only,) = told(committed)
    assert only.endswith(
        '"{{ when_you_call("fraga") }}", förut "{{ when_you_call("orolig") }}": den säger vem som'
        " svarar, vad det kostar och om man får vara anonym, i sidans läge"
    )


def test_two_numbers_that_change_places_are_told_once(committed: Path) -> None:
    change(committed, FIRST, "Du kan också ringa", f"Ring {EMERGENCY}, eller annars")
    git(committed, "commit", "-qam", "Två nummer")
    row = f'Ring {EMERGENCY}, eller annars {{{{ phone("disken") }}}}'
    change(committed, FIRST, row, f'Ring {{{{ phone("disken") }}}}, eller annars {EMERGENCY}')
    (only,) = told(committed)
    assert only.startswith('22: "Ring {{ phone("disken") }}, eller annars')


def test_a_number_that_another_service_has_is_told_with_whose_it_is(committed: Path) -> None:
    """Though a row tells readers of it: the wrong row may have been copied."""
    kept = '"\n      verified: {date: "2026-10-05", how: call, against: "samtal med disken"}\n    hours'
    new = '"\n      verified: ringde 2026-11-21\n    hours'
    change(committed, CONTACTS, f"08-465 004 00{kept}", f"08-465 004 03{new}")
    row = "  - {id: nytt, date: 2026-11-20, text: Disken har ett nytt nummer.}\n"
    append(committed, "data/changes.yaml", row)
    (only,) = told(committed)
    assert only.endswith("från 08-465 004 00 till 08-465 004 03, som Läsjouren också har")
    change(committed, CONTACTS, f"08-465 004 03{new}", f"08-465 004 13{new}")
    assert told(committed) == []


@pytest.mark.parametrize("confirmed", ["ringde 2026-11-21", "ringde samtal med disken 2026-10-05"])
def test_a_number_of_another_organisation_is_refused(committed: Path, confirmed: str) -> None:
    """Confirmed anew or not: it was copied from the wrong row, and to ring it would mend nothing."""
    own = 'link: {url: "https://example.org/disken", text: "example.org"}'
    change(committed, CONTACTS, own, 'link: {url: "https://disken.example.net/", text: "Disken"}')
    git(committed, "commit", "-qam", "En egen webbplats")
    kept = '{date: "2026-10-05", how: call, against: "samtal med disken"}\n    hours'
    row = '08-465 004 {}"\n      verified: {}'.format
    change(committed, CONTACTS, row("00", kept), row("03", f"{confirmed}\n    hours"))
    (fault,) = check(committed, SOUND_DAY).problems
    assert fault.what == (
        "numret till Disken är ändrat från 08-465 004 00 till 08-465 004 03, som Läsjouren har"
    )
    assert fault.fix.startswith("Ta tillbaka number och verified ur historiken.")


@pytest.mark.parametrize("asked", [False, True])
def test_a_new_contact_with_the_number_of_another_is_refused_until_somebody_has_asked(
    committed: Path, asked: bool
) -> None:
    """Beside what else is missing of it: its translations. Two may answer at one number."""
    day = SOUND_DAY if asked else SOUND_DAY.replace(day=21)
    row = f"""  - id: kvallen
    name: "Kvällen"
    purpose: "Svarar på kvällen."
    audience: "alla"
    verified: ringde {day}
    phone: {{number: "08-465 004 03", verified: ringde {day}}}
"""
    change(committed, CONTACTS, "  - id: personalstodet\n", f"{row}  - id: personalstodet\n")
    found = [one.what for one in check(committed, SOUND_DAY).problems]
    same = ["numret till Kvällen är 08-465 004 03, som Läsjouren har"]
    assert found == ['"kvallen" står inte i något läge, och är inte översatt', *same[asked:]]


def test_the_end_of_a_label_is_as_in_swedish(committed: Path) -> None:
    """The hours of whom it is about follow. Elsewhere what is told is only the text."""
    label = """  closed_now:
    of: "Stängt nu. Öppet"
    lattlast: "Det är stängt nu. Det är öppet"
"""
    append(committed, "data/translations/lattlast.yaml", label)
    assert told(committed) == []
    append(committed, "data/translations/lattlast.yaml", label.replace('Öppet"', 'Öppet."'))
    path = committed / "data/translations/lattlast.yaml"
    text = path.read_text("utf-8").replace(label, "")
    path.write_text(text, "utf-8")
    what = 'meningen slutar utan punkt: "Det är stängt nu. Det är öppet"'
    assert what in " ".join(told(committed))


def test_words_that_lose_their_direction_are_told_as_that(committed: Path) -> None:
    change(committed, ENGLISH, "{ lang=sv }", "{ lang=sv dir=ltr }")
    git(committed, "commit", "-qam", "Riktningen")
    change(committed, ENGLISH, "{ lang=sv dir=ltr }", "{ lang=sv }")
    assert [one.rpartition(": ")[2] for one in told(committed)] == [
        "utan dir visas orden i fel ordning"
    ]


def test_another_number_in_an_answer_is_told_at_the_answer(committed: Path) -> None:
    right = '"Ja. De visar vad som gäller."'
    change(committed, COURSE, right, '"Ja. Ring {nodnumret}."')
    git(committed, "commit", "-qam", "Numret")
    change(committed, COURSE, "{nodnumret}", "{lasjouren}")
    (only,) = told(committed)
    line = (committed / COURSE).read_text("utf-8").partition("{lasjouren}")[0].count("\n") + 1
    assert only.startswith(f"{line}: ")


CALLED = '{date: "2026-10-05", how: call, against: "samtal med disken"}'


def test_what_was_asked_about_today_may_be_mended_today(committed: Path) -> None:
    """Its day can be no newer."""
    own = f"verified: {CALLED}\n    hours:\n      verified: {CALLED}"
    change(committed, CONTACTS, own, own.replace(CALLED, f"ringde {SOUND_DAY}"))
    git(committed, "commit", "-qam", "I dag")
    change(committed, CONTACTS, "08-465 004 00", "08-465 004 10")
    change(committed, CONTACTS, '[monday], from: "13:00"', '[monday], from: "14:00"')
    assert check(committed, SOUND_DAY).problems == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            '"08-465 004 03"\n      verified: {read: 2026-11-01, how: source, against: "example.org"}',
            f'"08-465 004 13"\n      verified: {CALLED}',
            "telefonnumret för Läsjouren",
        ),
        (
            '"08-465 004 04", verified: null}',
            f'"08-465 004 04", verified: {CALLED}}}\n    hours: {{verified: {CALLED}, always: true}}',
            "telefonnumret för Personalstödet",
        ),
    ],
)
def test_a_confirmation_that_came_with_what_was_copied_is_asked_about(
    committed: Path, old: str, new: str, what: str
) -> None:
    """But none of the day it is: two may be asked in one morning."""
    change(committed, CONTACTS, old, new)
    found = [f"{one.what} {one.fix}" for one in harmful(check(committed, SOUND_DAY).facts)]
    same = f"kontrollen av {what} är ordagrant den som står för Disken"
    assert len([one for one in found if same in one]) == 1
    change(committed, CONTACTS, new, new.replace(CALLED, f"ringde {SOUND_DAY}"))
    found = [f"{one.what} {one.fix}" for one in harmful(check(committed, SOUND_DAY).facts)]
    assert [one for one in found if "ordagrant" in one] == []


def test_hours_whose_rows_are_divided_are_the_same(committed: Path) -> None:
    rows = (
        '- {days: [monday, tuesday], from: "09:00", to: "12:00"}\n        - {days: [monday], from'
    )
    divided = '- {days: [tisdag], from: "09:00", to: "12:00"}\n        - {days: [monday], from'
    more = '\n        - {days: [måndag], from: "09:00", to: "12:00"}\n      exceptions:'
    change(committed, CONTACTS, rows, divided)
    change(committed, CONTACTS, "\n      exceptions:", more)
    evening = '\n        - {days: [monday], from: "15:00", to: "17:30"}'
    change(
        committed, CONTACTS, 'from: "13:00", to: "17:30"}', f'from: "13:00", to: "15:00"}}{evening}'
    )
    change(committed, CONTACTS, "jouren@example.org", "Jouren@example.org")
    assert told(committed) == []


def test_what_a_certificate_takes_is_asked_about(committed: Path) -> None:
    """The version and the day of the review say themselves that they are new."""
    change(committed, COURSE, 'version: "1.0"', 'version: "1.1"')
    assert told(committed) == []
    text = (committed / COURSE).read_text("utf-8")
    share = re.search(r"pass_percent: \d+", text)
    assert share
    change(committed, COURSE, share[0], "pass_percent: 55")
    assert [one.partition(": ")[2] for one in told(committed)] == ["pass_percent är ändrat"]


def test_a_word_that_makes_danger_of_other_sentences_is_told_where_it_is(committed: Path) -> None:
    """Not the pages: what their messages say would be done for nothing."""
    change(committed, "data/translations.yaml", '"in danger"', '"in danger", "call"')
    (only,) = check(committed, SOUND_DAY).problems
    assert (str(only.place), only.what) == (
        "data/translations.yaml:8",
        'det som är ändrat här ger fel på 1 ställe: texten handlar om fara ("call") och nämner ett annat nummer först',
    )
    assert only.fix.startswith(
        'Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:\n    danger: ["in danger", "a fire"],\n'
    )
    assert "\n    docs/hjalp/en.md, rad " in only.fix


def test_a_card_that_a_situation_lost_is_told_there_and_not_where_it_is_led_to(
    committed: Path,
) -> None:
    for page in (FACTS, "docs/index.md"):
        append(committed, page, "\nSe [kortet](hjalp/orolig.md#kontakt-disken).\n")
    git(committed, "commit", "-qam", "Två länkar")
    change(committed, CONTACTS, "more: [disken, personalstodet]", "more: [personalstodet]")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what.startswith("det som är ändrat här ger fel på 2 ställen: ")
    assert "\n    more: [disken, personalstodet]\n" in only.fix  # as it stood
    assert only.place.file == CONTACTS and "\n    docs/index.md, rad " in only.fix


def test_a_role_that_is_gone_is_told_once_though_a_contact_has_its_id(committed: Path) -> None:
    for file, old in ((CONTACTS, "id: radet"), (CONTACTS, "[radet]"), (ENGLISH_WORDS, "radet:")):
        change(committed, file, old, old.replace("radet", "vaktmastare"))
    git(committed, "commit", "-qam", "Samma id")
    text = (committed / CONTACTS).read_text("utf-8")
    start, end = text.index("local_roles:"), text.index("\nshort_numbers:")
    (committed / CONTACTS).write_text(text[:start] + text[end:], "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what.startswith('rollen "Vaktmästaren" är borta ur data/contacts.yaml')


def test_a_swedish_text_names_its_translations_with_what_it_said(committed: Path) -> None:
    change(committed, CONTACTS, "Du behöver inte säga vem du är.", "Du får vara anonym.")
    (only,) = harmful(check(committed, SOUND_DAY).facts)
    assert only.what == '"Läsjouren": anonymity är ändrat, men kontrollen är den gamla'
    assert '"anonymity" för "lasjouren" är inte längre den svenska som är översatt till' in only.fix


def test_a_new_number_that_another_service_has_is_told_with_whose_it_is(committed: Path) -> None:
    """A number of nobody's is only news."""
    row = '\nswitchboard: {number: "08-465 004 03", verified: ringde 2026-11-20}\n'
    append(committed, "data/municipality.yaml", row)
    (only,) = told(committed)
    assert only.endswith("har fått ett nummer: 08-465 004 03, som Läsjouren också har")
    change(committed, "data/municipality.yaml", "004 03", "004 13")
    assert told(committed) == []


def test_a_row_that_no_number_needs_any_more_may_go(committed: Path) -> None:
    """One that is needed is a fault without it."""
    append(committed, CONTACTS, '  - {number: "116 006", source: "example.org"}\n')
    git(committed, "commit", "-qam", "Ett kortnummer")
    change(committed, CONTACTS, '  - {number: "116 006", source: "example.org"}\n', "")
    append(committed, FACTS, "\nKom hit.\n")
    assert told(committed) == []


def test_two_services_that_change_numbers_are_told_with_whose_each_was(committed: Path) -> None:
    """Though rows tell readers of both: a row says that somebody meant it, not that it is right."""
    own = [
        ("00", '{date: "2026-10-05", how: call, against: "samtal med disken"}\n    hours', "03"),
        ("03", '{read: 2026-11-01, how: source, against: "example.org"}\n    email', "00"),
    ]
    for was, confirmed, now in own:
        row = f'08-465 004 {was}"\n      verified: {confirmed}'
        after = confirmed.partition("\n")[2]
        new = f'08-465 004 {now}"\n      verified: ringde 2026-11-21\n{after}'
        change(committed, CONTACTS, row, new)
    for name in ("Disken", "Läsjouren"):
        text = f"{name} har ett nytt nummer."
        row = f"  - {{id: nytt-{len(name)}, date: 2026-11-20, text: {text}}}\n"
        append(committed, "data/changes.yaml", row)
    found = harmful(check(committed, SOUND_DAY).facts)
    assert {one.fix for one in found} == {"Jämför med källan: är det rätt nummer?"}
    assert [one.what for one in found] == [
        "numret till Disken är ändrat från 08-465 004 00 till 08-465 004 03, som Läsjouren hade förut",
        "numret till Läsjouren är ändrat från 08-465 004 03 till 08-465 004 00, som Disken hade förut",
    ]


def test_a_new_day_with_other_hours_that_has_been_is_asked_about(committed: Path) -> None:
    """The year is the one before: on the day itself it would not hold. One that has grown old is
    left."""
    new = "{date: 2026-12-24, closed: true}"
    change(committed, CONTACTS, new, f"{new}\n        - {{date: 2026-01-02, closed: true}}")
    change(committed, CONTACTS, f"- {new}", f"- {new.replace('2026', '2025')}")
    what = "dagen med andra öppettider har redan varit"
    assert [one.partition(": ")[2] for one in told(committed) if what in one] == [
        f"{what}: 2025-12-24",
        f"{what}: 2026-01-02",
    ]
    git(committed, "commit", "-qam", "Dagarna")
    assert told(committed) == []


def test_a_sentence_that_guides_and_lost_a_part_is_told(committed: Path) -> None:
    """What is divided, or said in other words, is all there."""
    file, label = "data/translations/lattlast.yaml", "hela dagen och hela natten"
    change(committed, file, f'"{label}"', f'"{label.replace(" och", ", och")}"')
    assert told(committed) == []
    change(committed, file, ", och hela natten", "")
    assert told(committed) == ["6: labels.always_open.lattlast är ändrat"]


def test_a_new_source_that_was_read_another_year_is_asked_about(committed: Path) -> None:
    """One that somebody reads again gets another day, which is told where it is older."""
    row = "  - {id: bok, title: Boken, publisher: Biblioteket, date: null, read: 2025-11-01}\n"
    append(committed, "data/sources.yaml", row)
    change(committed, FACTS, '{{ source("lag") }}', '{{ source("lag", "bok") }}')
    assert [one.partition(": ")[2] for one in told(committed)] == [
        "en källa lästes för länge sedan: 2025-11-01"
    ]


def test_a_new_change_of_another_year_is_asked_about(committed: Path) -> None:
    row = '  - {{id: ny-{0}, date: {0}-11-20, text: "Salen är ny."}}\n'
    append(committed, "data/changes.yaml", row.format("2025") + row.format("2026"))
    what = "en ny ändring har en gammal dag: "
    assert [one.partition(what)[2] for one in told(committed)] == ["2025-11-20"]
    git(committed, "commit", "-qam", "Ändringarna")
    assert told(committed) == []


def test_a_number_that_is_divided_in_another_way_is_the_same(committed: Path) -> None:
    change(committed, CONTACTS, 'number: "112", source', 'number: "1 12", source')
    assert told(committed) == []


def test_a_version_of_the_course_that_goes_backwards_is_told(committed: Path) -> None:
    change(committed, COURSE, 'version: "1.0"', 'version: "1.10"')
    git(committed, "commit", "-qam", "Versionen")
    change(committed, COURSE, 'version: "1.10"', 'version: "1.9"')
    assert told(committed) == ["1: kursens version går bakåt: 1.10 till 1.9"]
    change(committed, COURSE, 'version: "1.9"', 'version: "1.11"')
    assert told(committed) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            """  - id: bredast
    module: varfor
    outcome: lagren
    setting: skola
    kind: single
    text: "Vilket lager når flest?"
""",
            """  - id: flest
    module: varfor
    outcome: lagren
    setting: skola
    kind: single
    text: "Var är gästerna flest?"
""",
            '1: frågan "bredast" är borta',
        ),
        (
            "  - id: bredast\n",
            f"{QUESTION}  - id: bredast\n",
            '69: frågan "smalast" har kommit till',
        ),
        (
            """"En fråga till besökarna varje år"
        right: true""",
            '"En fråga till besökarna varje år"',
            '51: frågan "vad-hjalper" har ett annat rätt svar',
        ),
        (
            """      - text: "Går fram"
        feedback: "Först är du nära."
      - text: "Frågar"
        feedback: "Sedan lyssnar du."
""",
            """      - text: "Frågar"
        feedback: "Sedan lyssnar du."
      - text: "Går fram"
        feedback: "Först är du nära."
""",
            '161: frågan "stegen" har ett annat rätt svar',
        ),
    ],
)
def test_a_course_that_asks_for_something_else_has_another_version(
    old: str, new: str, what: str, committed: Path
) -> None:
    """A certificate says which; and so does the editor who raised it."""
    change(committed, COURSE, old, new)
    (only,) = check(committed, SOUND_DAY).problems
    assert f"{only.place.line}: {only.what}" == f"{what}, men kursens version är 1.0 som förut"
    assert "Höj annars version, rad 1: den står på intyget" in only.fix
    change(committed, COURSE, 'version: "1.0"', 'version: "1.1"')
    assert not [
        one for one in told(committed) if "version" in one or one.endswith('" är borttaget')
    ]


def test_what_is_gone_with_its_case_is_told_with_it(committed: Path) -> None:
    """The steps of a case are entries of their own."""
    case = """
  - id: annan
    module: prata
    setting: bibliotek
    title: "En till"
    intro: "En annan gäst sjunger."
    steps:
      - id: borjan
        title: "Början"
        text: "Alla tittar upp."
        choices:
          - {text: "Fråga gästen", feedback: "Bra.", next: slutet}
          - {text: "Gå därifrån", feedback: "Ingen frågar.", next: slutet}
      - id: slutet
        title: "Slutet"
        text: "Det blir lugnt."
        ending: good
"""
    append(committed, COURSE, case)
    git(committed, "commit", "-qam", "Ett fall")
    change(committed, COURSE, case, "")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what == 'fallet "annan" är borta, men kursens version är 1.0 som förut'


def test_sentences_that_are_gone_from_a_page_of_help_are_told(committed: Path) -> None:
    change(committed, WORRIED, "## Källor", "Vi hör dig. Du får tid. Kom hit.\n\n## Källor")
    git(committed, "commit", "-qam", "Tre meningar")
    change(committed, WORRIED, "Vi hör dig. Du får tid. Kom hit.\n\n", "")
    assert told(committed) == ['22: "Vi hör dig. Du får tid. Kom hit." är borttaget']
    change(committed, WORRIED, "## Källor", "Vi hör dig. Kom hit.\n\n## Källor")
    (only,) = told(committed)
    was = '22: "… hör dig. Kom hit.", förut "… hör dig. Du får tid. Kom hit."'
    assert only == f"{was}; kan vända meningen: får"  # why it is asked about


def test_a_slip_of_the_pen_in_what_is_new_does_not_hide_that_it_is_new(committed: Path) -> None:
    change(committed, WORRIED, "## Källor", "Vi lovar dig allt!!\n\n## Källor")
    (only,) = [one for one in harmful(check(committed, SOUND_DAY).facts) if "!!" in one.what]
    read = "Läs den nya texten en gång till, som den läser som är rädd: kan den skada någon?"
    assert only.fix.startswith(f"Ett räcker. {read}")


def test_a_sentence_before_a_source_that_was_there_is_asked_about(committed: Path) -> None:
    """Readers take it as the source's. One with a source of its own they do not."""
    change(committed, FACTS, "för alla. {{", "för alla. Du får vänta ute. {{")
    found = [one for one in harmful(check(committed, SOUND_DAY).facts) if one.place.line == 15]
    assert [one.fix for one in found] == ["Står det i källan efter den?"]
    own = '{{ source("lag") }} Det står där. {{ source("lag") }}'
    change(committed, FACTS, 'Du får vänta ute. {{ source("lag") }}', own)
    assert told(committed) == []


def test_a_page_that_is_another_altogether_is_no_wall_of_reminders(committed: Path) -> None:
    append(committed, ENGLISH, "".join(f"\nRead page {number} in peace.\n" for number in range(9)))
    append(committed, WORRIED, "\nKom hit när du vill.\n")
    assert told(committed) == ['32: ny text: "Read page 0 in peace."']  # of both pages, as one
    git(committed, "commit", "-qam", "Nio rader")
    change(committed, ENGLISH, "Read page", "Come to")
    append(committed, ENGLISH, '\n{{ phone("disken") }}\n')
    assert len(told(committed)) == 1


def test_days_of_numbers_that_are_moved_all_at_once_are_one_question(committed: Path) -> None:
    """A page that was only read again asks nothing: that is what its day is for."""
    for page in (committed / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(text.replace("reviewed: 2026-11-20", "reviewed: 2026-11-22"), "utf-8")
    contacts = committed / CONTACTS
    contacts.write_text(contacts.read_text("utf-8").replace("2026-10-05", "2026-11-20"), "utf-8")
    (only,) = told(committed)
    assert '"Disken", "' in only


def test_a_translation_that_is_dated_anew_as_it_was_is_asked_about(committed: Path) -> None:
    """Whoever has only read it writes a name and another day."""
    change(committed, ENGLISH, "translated: 2026-11-20", "translated: 2026-11-22")
    (only,) = told(committed)
    assert only.endswith(': "translated" har en ny dag, men texten är densamma')
    change(committed, ENGLISH, "reviewer: null", "reviewer: Ada\nreviewed: 2026-11-22")
    assert told(committed) == []


def test_a_translation_that_no_longer_says_what_it_was_made_from_is_told(committed: Path) -> None:
    """Else nobody is asked to see it over when the Swedish is another."""
    change(committed, "data/translations/en.yaml", '{of: "Det brinner", en:', "{en:")
    (only,) = told(committed)
    assert only.endswith('"of" till "title" för fara är borttaget')


def test_a_translation_that_says_something_else_is_told_with_whose_it_is(committed: Path) -> None:
    """The number for an emergency by its name, not only by an id."""
    words = '"Call when somebody is in danger."'
    change(committed, "data/translations/en.yaml", words, '"Call whenever you like."')
    (only,) = told(committed)
    assert only.endswith('"purpose" för Nödnumret på språket en är ändrat')


def test_what_differs_in_the_same_way_in_many_entries_is_one_question(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("strategysite.review.harm.data.MOST", 2)
    contacts = committed / CONTACTS
    text = contacts.read_text("utf-8")
    contacts.write_text(re.sub("audience: .*", "audience: ingen", text), "utf-8")
    assert '23: "Nödnumret" och 3 till: audience är ändrat, men kontrollen är den gamla' in told(
        committed
    )


def test_a_confirmation_that_rests_on_something_new_says_nothing(committed: Path) -> None:
    old = '"2026-10-05", how: call, against: "samtal med stödet"'
    change(committed, CONTACTS, old, '"2026-11-20", how: call, against: "samtal med chefen"')
    assert told(committed) == []


@pytest.mark.parametrize("name", ["data/search/strategin.yaml", "data/schema/search.schema.json"])
def test_a_file_of_data_that_is_gone_is_told(name: str, committed: Path) -> None:
    file = committed / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    git(committed, "add", ".")
    git(committed, "commit", "-q", "--allow-empty", "-m", "Filen")
    file.unlink()
    assert told(committed) == ["1: filen är borttagen, med allt som stod i den"]


def test_a_reminder_is_shown_by_the_check_and_stops_nothing(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same is told when the proposal is compared with a version."""
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", SOUND_DAY.isoformat())
    change(committed, WORRIED, '{{ when_you_call("orolig") }}\n', "")
    said = f"Påminnelse: {WORRIED}:21:1:"
    for command in (["check"], ["check", "--base", "main"]):
        assert main(command) == 0
        printed = capsys.readouterr()
        assert said in printed.err and "Inga fel" in printed.out
    append(committed, "docs/kunskap.md", "\n## \n")  # a fault is told alone: it is mended first
    assert main(["check"]) == 1
    assert "Påminnelse" not in capsys.readouterr().err
    change(committed, "docs/kunskap.md", "\n## \n", "")
    git(committed, "commit", "-qam", "Avsikten")
    assert main(["check"]) == 0
    assert "Påminnelse" not in capsys.readouterr().err


def test_a_number_that_is_only_divided_otherwise_is_no_change(committed: Path) -> None:
    change(committed, CONTACTS, '"08-465 004 00"', '"08-46 500 400"')
    change(committed, "docs/kunskap.md", "\n\n", "\n\n\n\n")
    facts = check(committed, SOUND_DAY).facts
    assert forgotten(facts, commit_of(committed, "main")) == []


@pytest.mark.parametrize(
    ("edit", "what", "fix"),
    [
        (
            (WORRIED, " { #kontakt }", ""),
            'rubriken "Ring eller skriv" har inte kvar sitt id, "kontakt"',
            "Skriv { #kontakt } sist på raden igen",
        ),
        (
            (WORRIED, "## Källor { #kallor }\n", ""),
            'det som är ändrat här ger fel på 1 ställe: rubriken "#kallor" finns inte på sidan hjalp/orolig.md',
            "Så stod det förut. Skriv tillbaka det, om det inte skulle ändras:\n    ## Källor { #kallor }\n",
        ),
        (
            (CONTACTS, SITUATION, ""),
            'situationen "Jag är orolig" är borta ur data/contacts.yaml, men annat leder dit',
            "Ta tillbaka den ur historiken, om den försvann av misstag. Ska den bort: ta också bort",
        ),
        (
            (CONTACTS, "  - id: lasjouren\n", "  - id: disken\n"),
            'kontakten "Läsjouren" har bytt id från "lasjouren" till "disken"',
            "Skriv lasjouren igen.",
        ),
    ],
)
def test_what_follows_from_a_loss_is_told_as_the_loss(
    edit: tuple[str, str, str], what: str, fix: str, committed: Path
) -> None:
    append(committed, "docs/kunskap.md", LINKS)
    git(committed, "commit", "-qam", "En länk")
    change(committed, *edit)
    (only,) = check(committed, SOUND_DAY).problems
    assert (only.what, only.fix.startswith(fix)) == (what, True)
    assert only.place.line > 1  # where it stood, or stands


def test_a_contact_that_is_gone_is_told_though_a_role_has_its_id(committed: Path) -> None:
    """What leads to the role stays."""
    names = [CONTACTS, "data/translations/en.yaml", "data/municipality.yaml", "docs/om/index.md"]
    for path in (committed / name for name in [*names, "docs/for-personal.md"]):
        text = path.read_text("utf-8").replace("vaktmastare", "personalstodet")
        path.write_text(text, "utf-8")
    sources = '{{ contact_sources(["disken", "personalstodet"]) }}\n'
    append(committed, STAFF, f'{sources}{{{{ contact_sources(["lokal:personalstodet"]) }}}}\n')
    git(committed, "commit", "-qam", "Rollen")
    path = committed / CONTACTS
    before, _, after = path.read_text("utf-8").partition("  - id: personalstodet\n")
    path.write_text(before + "  - id: radet\n" + after.partition("  - id: radet\n")[2], "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what.endswith("är borta ur data/contacts.yaml, men annat leder dit")
    assert only.fix.endswith("    docs/for-personal.md, rad 17, 28")  # by itself, and in a list
    roles = (committed / names[1]).read_text("utf-8").partition("  local_roles:\n")[0]
    assert f"en.yaml, rad {roles.count(chr(10)) + 2}" not in only.fix


def test_half_a_file_that_is_gone_is_one_fault(committed: Path) -> None:
    path = committed / CONTACTS
    path.write_text(path.read_text("utf-8").partition("  - id: lasjouren\n")[0], "utf-8")
    (only,) = check(committed, SOUND_DAY).problems
    assert only.what.startswith('4 poster i data/contacts.yaml är borta: "Läsjouren"')


def test_a_page_that_is_renamed_takes_its_words_and_links_along(committed: Path) -> None:
    """What led to the page leads there still, so nothing is asked."""
    append(committed, "data/search.yaml", "  - to: kunskap.md\n    words: [lagbok]\n")
    append(committed, WORRIED, "\nLäs [lagen](../kunskap.md#mer-att-lasa).\n")
    git(committed, "commit", "-qam", "Mer om lagen")
    rename(committed, "kunskap.md", "om/lagen.md", SOUND_DAY)
    assert told(committed) == []


def test_a_point_that_has_come_to_have_points_within_it_says_the_same(committed: Path) -> None:
    append(committed, WORRIED, "\n- Alla får ringa.\n- Det är gratis.\n")
    git(committed, "commit", "-qam", "Alla")
    change(committed, WORRIED, "får ringa.\n", "får ringa:\n  - barn\n  - vuxna\n")
    assert told(committed) == []


def test_a_page_that_is_renamed_is_not_new(committed: Path) -> None:
    """What may be a slip there was asked about when it was."""
    append(committed, FACTS, "\nDet här är inga tecken:\n\n- Att någon blir mer religiös.\n")
    git(committed, "commit", "-qam", "Inga tecken")
    rename(committed, "kunskap.md", "om/lagen.md", SOUND_DAY)
    assert told(committed) == []


@pytest.mark.parametrize(("also", "asked"), [("", []), ("- [Ändringar](andringar.md)\n", ["14"])])
def test_a_row_that_led_to_a_page_is_not_asked_about_when_both_are_gone(
    also: str, asked: list[str], committed: Path
) -> None:
    """The check itself asks that it goes. With a row beside it, it is told as it was written."""
    row = "- [Integritet](integritet.md)\n"
    change(committed, "docs/om/index.md", row + also, "")
    append(committed, FACTS, "\n[Ändringar](om/andringar.md)\n")
    (committed / "docs/om/integritet.md").unlink()
    change(committed, "mkdocs.yml", "      - Integritet: om/integritet.md\n", "")
    redirect = "redirects:\n  - {from: om/integritet.md, to: om/andringar.md}\n"
    (committed / "data/redirects.yaml").write_text(redirect, "utf-8")
    found = [one for one in told(committed) if "[Integritet](integritet.md)" in one]
    assert [one.partition(":")[0] for one in found] == asked


@pytest.mark.parametrize(
    ("address", "asked"),
    [("sfs/2013-10/SFS2013-801.pdf", False), ("lag_sfs-2010-900/", True), ("lagboken", False)],
)
def test_another_source_of_a_sentence_is_asked_about_if_it_leads_to_another_law(
    address: str, asked: bool, committed: Path
) -> None:
    source = """  - id: paragraf
    title: "2 § bibliotekslagen (2013:801)"
    publisher: "Riksdagen"
    url: https://example.org/ADDRESS
    date: 2014-01-01
    amended_by: null
    read: 2026-11-01
"""
    append(committed, "data/sources.yaml", source.replace("ADDRESS", address))
    change(committed, FACTS, '{{ source("lag") }}', '{{ source("lag", "paragraf") }}')
    append(committed, FACTS, '\n{{ sources(["lag", "paragraf"]) }}\n')
    what = 'adressen leder till en annan lag än titeln: "title: "2 § bibliotekslagen (2013:801)" …"'
    assert told(committed) == ([f"9: {what}"] if asked else [])


def test_many_words_that_come_to_be_shown_among_the_names_are_told(committed: Path) -> None:
    """The row between them is gone; that one is chosen to be shown says nothing."""
    names, words = "    listed:\n      - brand\n", ["lagbok", "lagtext", "paragraf", "lagrum"]
    rows = [f"      - {one}\n" for one in words]
    entry = f"  - to: kunskap.md\n{names}    words:\n{''.join(rows)}"
    append(committed, "data/search.yaml", entry.replace("brand", "eldsvåda"))
    git(committed, "commit", "-qam", "Ord")
    path = committed / "data/search.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"    words:\n{rows[0]}", f"{rows[0]}    words:\n"), "utf-8")
    assert told(committed) == []
    path.write_text(text.replace(f"    words:\n{rows[0]}", rows[0]), "utf-8")
    assert [one.partition(": ")[2] for one in told(committed)] == [
        '"lagbok", "lagtext", "paragraf" och 1 till står nu på sidan A–Ö'
    ]


def test_what_somebody_asked_is_not_shown_among_the_names(committed: Path) -> None:
    entry = "  - {to: kunskap.md, listed: [lagbok, min chef läser allt], words: [min lag]}\n"
    append(committed, "data/search.yaml", entry)
    what = "står nu på sidan A–Ö, där alla ser att någon har frågat så"
    assert told(committed) == [f'11: "min chef läser allt" {what}']


def test_a_contact_whose_number_nobody_sees_cannot_be_shown_first(committed: Path) -> None:
    entry = "  - {to: hjalp/orolig.md, first: personalstodet, words: [vill prata]}\n"
    change(committed, CONTACTS, "professionals_only: true", "professionals_only: false")
    change(committed, "data/search.yaml", "first: disken", "first: personalstodet")
    append(committed, "data/search.yaml", entry)
    what = "ska visa Personalstödet först, men det numret visas inte: ingen har kontrollerat det"
    assert [one for one in told(committed) if "först" in one] == [
        f'8: "rädd för en bok" {what}',
        f'11: "vill prata" {what}',
    ]


def test_a_contact_that_is_gone_is_told_once_where_it_stood(committed: Path) -> None:
    """Its number, which readers do not see any more, with it."""
    change(committed, CONTACTS, "best: [lasjouren]", "best: [disken]")
    change(committed, CONTACTS, "more: [disken, personalstodet]", "more: [personalstodet]")
    for name, indent in ((CONTACTS, "  - id: "), ("data/translations/en.yaml", "    ")):
        path, below = committed / name, f"{indent}personalstodet"
        before, _, after = path.read_text("utf-8").partition(f"{indent}lasjouren")
        path.write_text(before + below + after.partition(below)[2], "utf-8")
    facts = check(committed, SOUND_DAY).facts
    (only,) = [one for one in harmful(facts) if "visas inte längre: 08" in one.fix]
    assert only.what == '"Läsjouren" är borttaget'
    lines = (committed / CONTACTS).read_text("utf-8").split("\n")
    assert lines[only.place.line - 1] == "  - id: personalstodet"
    row = "  - {id: borta, date: 2026-11-21, text: Läsjouren visas inte längre.}\n"
    append(committed, "data/changes.yaml", row)
    assert not [one for one in told(committed) if "borttaget" in one]  # readers are told of it
