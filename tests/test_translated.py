"""Translations made from another Swedish wording than today's: listed language by language, reminded of, and never in the way."""

from pathlib import Path

import pytest

from strategysite.checks.run import check
from strategysite.cli import main
from strategysite.data.translated import Lagging, lagging
from strategysite.problems import report
from strategysite.review.kinds import Finding
from tests.conftest import DAY
from tests.test_changes import committed, line_with, reminded
from tests.test_status import change, found_in, quoted

__all__ = ["committed"]  # a fixture

CONTACTS, TRANSLATIONS = "data/contacts.yaml", "data/translations.yaml"
PURPOSE = (
    "Ring när någon är i fara, när ett brott pågår eller just har hänt, och när du vet att ett brott ska begås. "
    "Ring också om du inte kan bedöma när det kan hända."
)
OTHERS = ["en", "ar", "so", "fa", "fi", "uk"]
MADE_FROM = f'        of: "{PURPOSE}"\n'


def lag(project: Path, thing: str) -> list[Lagging]:
    """Returns the translations of one thing that lag."""
    checked = check(project, DAY)
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
    return [finding for finding in found_in(project) if finding.what.startswith('"purpose" för "polis-akut"')]


def test_every_language_is_to_be_looked_at_when_the_swedish_says_something_else(project: Path) -> None:
    """Easy Swedish too. Each is listed at its own line, with what differs and what to write once it is done."""
    assert words_found(project) == []
    new_purpose(project, "Ring när någon är i fara eller när ett brott pågår.")
    found = words_found(project)
    languages = ["Lättläst svenska", "English", "العربية", "Soomaali", "فارسی / دری", "Suomi", "Українська"]
    assert [finding.about for finding in found] == languages
    assert quoted(project, found[1]).strip().startswith('en: "Call when someone is in danger')
    assert found[1].what == (
        '"purpose" för "polis-akut" är gjord efter "… är i fara, när ett brott pågår eller just har hänt, och när …", '
        'men svenskan är nu "… är i fara eller när ett brott pågår."'
    )
    line = line_with(project, TRANSLATIONS, MADE_FROM.strip())
    assert found[1].do == f"Ändra om det behövs. Skriv sedan svenskan efter of-en, eller efter of, rad {line}, när alla språk är klara."


@pytest.mark.parametrize("same", [PURPOSE.replace(", ", " "), PURPOSE.replace("Ring", "ring"), PURPOSE.replace(".", "!")])
def test_a_comma_or_a_capital_letter_makes_no_translation_old(project: Path, same: str) -> None:
    """The words are the same; so is what they mean to a translator."""
    new_purpose(project, same)
    assert lag(project, '"purpose" för "polis-akut"') == []


def test_what_has_been_looked_at_is_ticked_off_one_language_at_a_time_or_all_at_once(project: Path) -> None:
    """A translator delivers one language, an agency all."""
    new = "Ring när någon är i fara."
    new_purpose(project, new)
    change(project, TRANSLATIONS, MADE_FROM, f'{MADE_FROM}        of-en: "{new}"\n        of-fi: "{new}"\n')
    assert codes(lag(project, '"purpose" för "polis-akut"')) == ["lattlast", "ar", "so", "fa", "uk"]
    change(project, TRANSLATIONS, MADE_FROM, f'        of: "{new}"\n')
    assert lag(project, '"purpose" för "polis-akut"') == []


@pytest.mark.parametrize(
    ("file", "old", "new", "thing"),
    [
        (TRANSLATIONS, '    sv: "Öppet nu. Tider:"', '    sv: "Har öppet nu. Tider:"', 'etiketten "open_now"'),
        (CONTACTS, "Vad har hänt?", "Vad hände?", '"asks-1" för "polis-akut"'),
    ],
)
def test_labels_and_questions_are_followed_too(project: Path, file: str, old: str, new: str, thing: str) -> None:
    """The place of the Swedish is where the editor changed it."""
    assert lag(project, thing) == []
    change(project, file, old, new)
    found = lag(project, thing)
    assert codes(found) == OTHERS
    assert {(entry.swedish.file, entry.swedish.line) for entry in found} == {(file, line_with(project, file, new.strip()))}


def test_a_translation_that_does_not_say_what_it_was_made_from_is_listed(project: Path) -> None:
    """Nobody would notice when its Swedish changes. It is no fault: the words themselves are there."""
    change(project, TRANSLATIONS, MADE_FROM, "")
    found = words_found(project)
    assert len(found) == len(OTHERS) + 1
    line = line_with(project, TRANSLATIONS, 'lattlast: "Ring när någon är i fara. Ring när ett brott händer') - 1
    assert found[0].do == f'Stämmer den med svenskan? Skriv of: "{PURPOSE}" på en ny rad under rad {line}.'


def test_every_translation_of_the_site_says_what_it_was_made_from(root: Path) -> None:
    """Also in the languages that come."""
    assert [entry.thing for entry in lagging(check(root, DAY).facts) if entry.was is None] == []


def test_whoever_changes_the_swedish_is_reminded_once_at_that_line_and_stopped_by_nothing(
    committed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What lagged before the proposal is not the proposal's matter; what it brought up to date isn't either."""
    assert reminded(committed) == []
    new_purpose(committed, "Ring när någon är i fara.")
    line = line_with(committed, CONTACTS, "Ring när någon är i fara.")
    languages = "Lättläst svenska, English, العربية, Soomaali, فارسی / دری, Suomi, Українська"
    assert reminded(committed) == [
        f'{CONTACTS}:{line}: "purpose" för "polis-akut" är inte längre den svenska som är översatt till {languages}'
    ]
    monkeypatch.chdir(committed)
    monkeypatch.setenv("STRATEGY_TODAY", "2026-11-25")
    assert main(["check", "--base", "main"]) == 0
    of = line_with(committed, TRANSLATIONS, MADE_FROM.strip())
    assert f"skriv den nya svenskan efter of, rad {of}." in capsys.readouterr().err
    change(committed, TRANSLATIONS, MADE_FROM, '        of: "Ring när någon är i fara."\n')
    assert reminded(committed) == []
