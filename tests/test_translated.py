"""Translations made from another Swedish wording than today's: listed language by language,
reminded of, and never in the way."""

import re
from itertools import count
from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.data.translated import Lagging, lagging
from strategysite.problems import report
from strategysite.review.kinds import Finding
from tests.asking import Asking
from tests.small import SOUND_DAY, append, change, line_with
from tests.test_changes import reminded
from tests.test_status import found_in, quoted

CONTACTS, ENGLISH = "data/contacts.yaml", "data/translations/en.yaml"
SWEDISH, EASY = "data/translations/sv.yaml", "data/translations/lattlast.yaml"
PURPOSE = "Ring när någon är i fara."
THING = '"purpose" för "nodnumret"'
MADE_FROM = f'of: "{PURPOSE}"'


def lag(project: Path, thing: str = THING) -> list[Lagging]:
    """Returns the translations of one thing that lag."""
    checked = check(project, SOUND_DAY)
    assert not checked.problems, report(checked.problems, project)
    return [found for found in lagging(checked.facts) if found.thing == thing]


def codes(found: list[Lagging]) -> list[str]:
    """Returns their languages."""
    return [entry.language.code for entry in found]


def new_purpose(project: Path, new: str) -> None:
    """Gives the emergency number another Swedish text."""
    change(project, CONTACTS, PURPOSE, new)


def words_found(project: Path) -> list[Finding]:
    """Returns what the status says of the words of that text."""
    return [finding for finding in found_in(project) if finding.what.startswith(THING)]


def test_every_language_is_to_be_looked_at_when_the_swedish_says_something_else(
    broken: Path,
) -> None:
    """Easy Swedish too. Each is listed at its own line, with what differs and what to write once it
    is done."""
    assert words_found(broken) == []
    new_purpose(broken, "Ring när någon är i knipa.")
    found = words_found(broken)
    assert [finding.about for finding in found] == ["Lättläst svenska", "English"]
    assert 'en: "Call when somebody is in danger."' in quoted(broken, found[1])
    assert (
        found[1].what
        == f'{THING} är gjord efter "… är i fara.", men svenskan är nu "… är i knipa."'
    )
    line = line_with(broken, ENGLISH, MADE_FROM)
    assert found[1].do == f"Ändra om det behövs. Skriv sedan svenskan efter of, rad {line}."


def test_a_new_language_is_a_row_a_file_of_words_and_a_page(broken: Path) -> None:
    """No line of code, as CONTRIBUTING says. Its words are asked for as those of any other; and as
    long as they are copied, that is one fault, which blames no language that readers have."""
    words = (broken / ENGLISH).read_text("utf-8").replace(" en: ", " de: ")
    lasjouren = words[words.index("    lasjouren:") : words.index("    personalstodet:")]
    (broken / "data/translations/de.yaml").write_text(
        words.replace("\n  answers:", "\n  #").replace(lasjouren, ""), "utf-8"
    )
    page = (broken / "docs/hjalp/en.md").read_text("utf-8")
    page = page.replace("lang: en", "lang: de").replace('"en"', '"de"')
    (broken / "docs/hjalp/de.md").write_text(page, "utf-8")
    row = "  - {code: de, lang: de, dir: ltr, name: Deutsch, page: hjalp/de.md, danger: [in Gefahr]"
    append(broken, "data/translations.yaml", f"{row}, alarm: [Feuer]}}\n")
    change(broken, "mkdocs.yml", "  /hjalp/en.md", "  /hjalp/en.md\n  /hjalp/de.md")
    missing = [problem.what for problem in check(broken, SOUND_DAY).problems]
    assert missing == ['etiketten "answers" saknas på: de', '"lasjouren" saknas på: de']
    (broken / "data/translations/de.yaml").write_text(words, "utf-8")
    (copied,) = check(broken, SOUND_DAY).problems
    what = '"I have a question" är samma text på tyska och engelska (50 texter'
    assert copied.what == f"{what}, den första är den här)"
    fix = "Översätt till det språk som är nytt: här, eller i data/translations/en.yaml från rad 6."
    assert (copied.place.file, copied.fix) == ("data/translations/de.yaml", fix)
    near = re.sub(r'(?<= de: ")(?=[A-Z][^"]* [^"]* [^"]* )(?!Call)', "Hvala ", words)
    (broken / "data/translations/de.yaml").write_text(near, "utf-8")
    assert check(broken, SOUND_DAY).problems == []  # as Croatian and Bosnian are


@pytest.mark.parametrize(
    "same",
    [PURPOSE.replace("när", "när,"), PURPOSE.replace("Ring", "ring"), PURPOSE.replace(".", "!")],
)
def test_a_comma_or_a_capital_letter_makes_no_translation_old(broken: Path, same: str) -> None:
    """The words are the same; so is what they mean to a translator."""
    new_purpose(broken, same)
    assert lag(broken) == []


def test_what_has_been_looked_at_is_ticked_off_one_language_at_a_time(broken: Path) -> None:
    """Each translator opens one file."""
    new = "Ring om det är fara."
    new_purpose(broken, new)
    change(broken, ENGLISH, MADE_FROM, f'of: "{new}"')
    assert codes(lag(broken)) == ["lattlast"]
    change(broken, EASY, MADE_FROM, f'of: "{new}"')
    assert lag(broken) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "thing"),
    [
        (
            SWEDISH,
            'open_now: {sv: "Öppet nu. Tider:"',
            'open_now: {sv: "Har öppet nu. Tider:"',
            'etiketten "open_now"',
        ),
        (CONTACTS, "Vad har hänt?", "Vad hände?", '"asks-1" för "nodnumret"'),
    ],
)
def test_labels_and_questions_are_followed_too(
    broken: Path, file: str, old: str, new: str, thing: str
) -> None:
    """The place of the Swedish is where the editor changed it."""
    assert lag(broken, thing) == []
    change(broken, file, old, new)
    found = lag(broken, thing)
    assert codes(found) == ["en"]
    assert (found[0].swedish.file, found[0].swedish.line) == (file, line_with(broken, file, new))


def test_a_translation_that_does_not_say_what_it_was_made_from_is_listed(broken: Path) -> None:
    """Nobody would notice when its Swedish changes. It is no fault: the words themselves are
    there."""
    change(broken, ENGLISH, f"{MADE_FROM}, ", "")
    (found,) = words_found(broken)
    line = line_with(broken, ENGLISH, "Call when somebody is in danger.")
    assert (found.place.file, found.place.line) == (ENGLISH, line)
    assert found.do == f'Stämmer den med svenskan? Skriv of: "{PURPOSE}" ovanför rad {line}.'


def test_whoever_changes_the_swedish_is_reminded_once_at_that_line_and_stopped_by_nothing(
    committed: Path, asking: Asking
) -> None:
    """What lagged before the proposal is not the proposal's matter. Of what it says is brought up
    to date it is asked whether it is: once, whatever the languages."""
    assert reminded(committed) == []
    new = "Ring om det är fara."
    new_purpose(committed, new)
    line = line_with(committed, CONTACTS, new)
    confirmed = '"Nödnumret": purpose är ändrat, men kontrollen är den gamla'
    assert reminded(committed) == [f"{CONTACTS}:{line}: {confirmed}"]
    code, _, said = asking(committed, "check", "--base", "main")
    assert code == 0
    told = f"{THING} är inte längre den svenska som är översatt till Lättläst svenska, English"
    assert f"    {CONTACTS}:{line}: {told}. Stämmer" in said
    rows = ", ".join(f"{file}:{line_with(committed, file, MADE_FROM)}" for file in (EASY, ENGLISH))
    assert f"skriv den nya svenskan efter of: {rows}." in said
    for file in (EASY, ENGLISH):
        change(committed, file, MADE_FROM, f'of: "{new}"')
    first, *others = reminded(committed)
    unread = "är ny på svenska, också efter of, men inte på: Lättläst svenska, English"
    assert first.startswith(f"{ENGLISH}:{line_with(committed, ENGLISH, new)}:")
    assert first.endswith(f": {THING} {unread}")
    assert others == [f"{CONTACTS}:{line}: {confirmed}"]
    change(committed, ENGLISH, "Call when somebody is in danger.", "Call if there is danger.")
    change(committed, EASY, f'lattlast: "{new}"', 'lattlast: "Ring om det är farligt."')
    assert reminded(committed) == [f"{CONTACTS}:{line}: {confirmed}"]


@pytest.mark.parametrize(
    ("of", "asked"), [("Ring när någon är i knipa.", True), ("Ring när någon är i fara!", False)]
)
def test_whoever_changes_the_swedish_beside_a_translation_is_shown_where_it_stands(
    committed: Path, asking: Asking, of: str, asked: bool
) -> None:
    change(committed, ENGLISH, MADE_FROM, f'of: "{of}"')
    code, _, said = asking(committed, "check")
    assert code == 0
    what = f"{THING} är inte den svenska som nu står efter of: English"
    assert (what in said) is asked
    line = line_with(committed, CONTACTS, PURPOSE)
    assert (f"Ändra den på {CONTACTS}:{line}. Ta annars tillbaka" in said) is asked
    assert "är inte längre den svenska" not in asking(committed, "check", "--base", "main")[2]


def test_what_is_gone_with_its_contact_is_told_where_the_contact_was(committed: Path) -> None:
    """Not a second time for each language."""
    change(committed, CONTACTS, "    more: [radet]\n", "")
    for file, key, end in (
        (CONTACTS, "  - id: radet\n", "local_roles:"),
        (ENGLISH, "    radet:\n", "  local_roles:"),
    ):
        path = committed / file
        before, _, after = path.read_text("utf-8").partition(key)
        path.write_text(before + end + after.partition(end)[2], "utf-8")
    told = reminded(committed)
    assert told
    assert not [one for one in told if one.startswith("data/translations/")]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("en.yaml", f'{ENGLISH}: filen "{ENGLISH}" finns inte'),
        ("sv.yaml", f'{SWEDISH}: filen "{SWEDISH}" finns inte'),
    ],
)
def test_a_language_whose_file_is_gone_is_told_once(broken: Path, name: str, told: str) -> None:
    """Not once for each of its words."""
    (broken / "data/translations" / name).unlink()
    problems = check(broken, SOUND_DAY).problems
    assert [f"{problem.place.file}: {problem.what}" for problem in problems] == [told]


def test_easy_swedish_may_be_left_out(broken: Path) -> None:
    """The Swedish is there in its place."""
    (broken / EASY).unlink()
    assert check(broken, SOUND_DAY).problems == []


def test_a_language_is_called_what_those_who_speak_it_read(broken: Path) -> None:
    """Its texts are not said to be in another language because its name is in Swedish letters."""
    own, said = (broken / ENGLISH).read_text("utf-8"), count(1)
    new = re.sub(r'(en: )"[^"{]+"', lambda found: f'{found[1]}"Телефонуйте{"у" * next(said)}"', own)
    (broken / ENGLISH).write_text(new, "utf-8")
    problems = check(broken, SOUND_DAY).problems
    assert [(f"{one.place.file}:{one.place.line}", one.what, one.fix) for one in problems] == [
        (
            "data/translations.yaml:7",
            'språkets namn, "English", är inte skrivet med dess egna bokstäver',
            "Skriv namnet på språket självt. Är texterna på fel språk? Översätt dem.",
        )
    ]


def test_a_language_and_its_file_that_lost_each_other_are_one_fault(broken: Path) -> None:
    """The page has kept its name: it says which of them has got another."""
    change(broken, "data/translations.yaml", "{code: en,", "{code: eng,")
    (fault,) = check(broken, SOUND_DAY).problems
    what = '"English" har koden "eng", men dess sida och dess fil heter "en"'
    assert (str(fault.place), fault.what, fault.fix) == (
        "data/translations.yaml:7",
        what,
        "Skriv code: en",
    )
    change(broken, "data/translations.yaml", "{code: eng,", "{code: en,")
    (broken / ENGLISH).rename(broken / "data/translations/engelska.yaml")
    (fault,) = check(broken, SOUND_DAY).problems
    what = 'filen med orden för "English" har ett annat namn än språkets kod'
    assert (fault.place.file, fault.what, fault.fix) == (
        "data/translations/engelska.yaml",
        what,
        'Döp om den till "en.yaml".',
    )


@pytest.mark.parametrize(
    ("name", "what", "fix"),
    [
        (
            "eng.yaml",
            'språket "eng" finns inte',
            'Menade du "en"? Tillåtna: en, lattlast, sv. Är språket nytt, eller har raden försvunnit? Skriv det under languages i data/translations.yaml. Ska det bort: ta bort filen.',
        ),
        (
            "en - kopia.yaml",
            '"en - kopia.yaml" ser ut som en kopia av "en.yaml"',
            "Ta bort den om den blev till av misstag. Ska den vara med? Ge den ett eget namn, med små bokstäver a–z, siffror och bindestreck.",
        ),
        (
            "en.yml",
            "filen läses inte av något",
            "I data/translations/ står bara filer vars namn slutar på .yaml.",
        ),
    ],
)
def test_a_file_that_is_no_languages_is_told(broken: Path, name: str, what: str, fix: str) -> None:
    """A translator's copy would otherwise be read by nobody; that its words are those of the file
    that it was made from is no fault of theirs."""
    file = f"data/translations/{name}"
    (broken / file).write_bytes((broken / ENGLISH).read_bytes())
    problems = check(broken, SOUND_DAY).problems
    told = [(problem.place.file, problem.what, problem.fix) for problem in problems]
    assert told == [(file, what, fix)]


def test_pages_that_have_each_others_text_are_told_until_they_are_given_it_back(
    broken: Path,
) -> None:
    """By a server that was started before, too, though nothing in data/ has changed meanwhile."""
    pages = [broken / "docs/hjalp" / name for name in ("en.md", "lattlast.md")]
    texts = [page.read_text("utf-8") for page in pages]
    assert not check(broken, SOUND_DAY).problems
    for page, text in zip(pages, reversed(texts), strict=True):
        page.write_text(text, "utf-8")
    assert "Språken har blandats ihop" in report(check(broken, SOUND_DAY).problems, broken)
    for page, text in zip(pages, texts, strict=True):
        page.write_text(text, "utf-8")
    assert not check(broken, SOUND_DAY).problems
