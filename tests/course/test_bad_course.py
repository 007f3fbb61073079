"""A mistake in data/orientation.yaml is told with its place, what is wrong and how to mend it; nothing passes in silence."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from strategysite.checks.run import load

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 25)
SKYDD = "Vad som skyddar, och vad som är skäl att be om råd"
QUESTION = """
  - id: extra
    module: varfor
    outcome: uppdraget
    setting: skola
    kind: KIND
    text: "Vad är rätt?"
    options:
OPTIONS
cases:"""


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the data and of the pages it names."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "data", root / "data")
    shutil.copytree(ROOT / "docs", root / "docs")
    return root


def told(root: Path, old: str, new: str, first: bool = False) -> list[tuple[int, str, str]]:
    """Returns line, fault and mend for each problem after `old` was changed to `new` in the course's file."""
    text = (ROOT / "data" / "orientation.yaml").read_text("utf-8")
    assert old in text and (first or text.count(old) == 1), old
    (root / "data" / "orientation.yaml").write_text(text.replace(old, new, 1), "utf-8")
    _, problems = load(root, DAY)
    assert all(problem.place.file == "data/orientation.yaml" for problem in problems), problems
    return [(problem.place.line, problem.what, problem.fix) for problem in problems]


def line(old: str) -> int:
    """Returns the line on which `old` first stands in the course's file."""
    text = (ROOT / "data" / "orientation.yaml").read_text("utf-8")
    return text[: text.index(old)].count("\n") + 1


def with_question(root: Path, kind: str, options: list[str]) -> list[tuple[str, str]]:
    """Returns fault and mend after a question was added; each option is "text", with "+" before a right one."""
    lines = []
    for option in options:
        lines.append(f'      - text: "{option.lstrip("+")}"')
        lines.append('        feedback: "Därför."')
        if option.startswith("+"):
            lines.append("        right: true")
    added = QUESTION.replace("KIND", kind).replace("OPTIONS", "\n".join(lines))
    return [(what, fix) for _, what, fix in told(root, "\ncases:", added)]


def test_the_course_itself_has_no_problem(adopted: Path) -> None:
    """The real course passes its own checks."""
    assert told(adopted, 'version: "2.0"', 'version: "2.0"') == []


@pytest.mark.parametrize(
    ("kind", "options", "what", "fix"),
    [
        ("single", ["a", "b"], 'frågan "extra" har inget rätt svar', "Skriv right: true på det svar som är rätt."),
        ("multiple", ["a", "b"], 'frågan "extra" har inget rätt svar', "Skriv right: true på det svar som är rätt."),
        ("multiple", ["+a", "+b"], 'frågan "extra" har bara rätta svar', "Minst ett svar ska vara fel, annars lär frågan inget."),
        ("single", ["+a", "+b"], 'frågan "extra" har bara rätta svar', "Minst ett svar ska vara fel, annars lär frågan inget."),
        ("single", ["+a", "+b", "c"], 'frågan "extra" är av slaget single och har 2 rätta svar', "Behåll ett, eller skriv kind: multiple."),
        ("single", ["+a"], 'frågan "extra" har 1 svar', "En fråga har två till sex svar."),
        ("single", ["+a", *"bcdefg"], 'frågan "extra" har 7 svar', "En fråga har två till sex svar."),
        ("single", ["+a", "b", "b"], 'frågan "extra" har två likadana svar', "Ändra eller ta bort det ena."),
        (
            "order",
            ["+a", "b", "c"],
            'frågan "extra" är av slaget order och har "right" på ett svar',
            'Ta bort "right" och skriv svaren i rätt ordning.',
        ),
        ("order", ["a", "b"], 'frågan "extra" har för få steg att ordna', "Skriv minst tre, i rätt ordning."),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(adopted: Path, kind: str, options: list[str], what: str, fix: str) -> None:
    """No right answer, only right answers, too few or too many, two alike: each has its own message."""
    assert with_question(adopted, kind, options) == [(what, fix)]


def test_an_answer_without_feedback_is_refused(adopted: Path) -> None:
    """Every answer teaches something, also the right one."""
    old = next(row for row in (ROOT / "data" / "orientation.yaml").read_text("utf-8").split("\n") if row.startswith("        feedback:"))
    problems = told(adopted, old + "\n", "")
    assert [(what, fix) for _, what, fix in problems] == [
        (
            '"feedback" saknas i svaret "Det stämmer till stor del. Vi larmar …"',
            'Lägg till en rad som börjar med "feedback:".',
        )
    ]


def test_an_outcome_without_questions_is_told(adopted: Path) -> None:
    """What the course promises is asked for."""
    new = '  - id: nytt\n    text: "göra något nytt"\n\nmodules:'
    problems = told(adopted, "\nmodules:", "\n" + new)
    assert [(what, fix) for _, what, fix in problems] == [
        ('kursmålet "nytt" har ingen fråga', "Varje mål behöver minst två frågor."),
        ('kursmålet "nytt" hör till 0 avsnitt', 'Skriv det under "outcomes" på just ett avsnitt.'),
    ]


def test_an_outcome_with_one_question_is_told(adopted: Path) -> None:
    """One question is too few to know by."""
    problems = told(adopted, "outcome: ratt-vag\n    setting: fritid", "outcome: anmala\n    setting: fritid")
    assert problems == [(line("  - id: ratt-vag"), 'kursmålet "ratt-vag" har bara en fråga', "Varje mål behöver minst två frågor.")]


def test_a_module_with_few_questions_is_told(adopted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module has no fewer questions than the least."""
    monkeypatch.setattr("strategysite.checks.course.QUESTIONS_FOR_A_MODULE", 7)
    problems = told(adopted, 'version: "2.0"', 'version: "2.0"')
    assert [(what, fix) for _, what, fix in problems] == [
        ('avsnittet "Varför, och vad strategin säger" har 6 frågor', "Varje avsnitt behöver minst 7."),
    ]


def test_a_question_in_an_unknown_module_gets_a_guess(adopted: Path) -> None:
    """A misspelled module is met with the nearest one and all that exist."""
    problems = told(
        adopted, "module: nar-det-hander\n    setting: bibliotek\n    title", "module: nar-det-hande\n    setting: bibliotek\n    title"
    )
    allowed = "begrepp, nar-det-hander, se-prata-lyssna, skydd, varfor, vem-gor-vad"
    assert [(what, fix) for _, what, fix in problems] == [
        ('okänt avsnitt "nar-det-hande" i fallet "motet"', f'Menade du "nar-det-hander"? Tillåtna: {allowed}.')
    ]


def test_an_outcome_of_another_module_is_refused(adopted: Path) -> None:
    """A question asks for what its own module teaches."""
    problems = told(
        adopted, "module: skydd\n    outcome: skydd\n    setting: skola", "module: skydd\n    outcome: samtal\n    setting: skola"
    )
    assert (
        'kursmålet "samtal" i frågan "det-som-skyddar" hör inte till avsnittet "skydd"',
        "Tillåtna: forbehall, skal-till-oro, skydd.",
    ) in [(what, fix) for _, what, fix in problems]


def test_an_unknown_outcome_of_a_module_is_refused(adopted: Path) -> None:
    """A module promises only outcomes that are written down."""
    problems = told(adopted, "outcomes: [skydd, forbehall, skal-till-oro]", "outcomes: [skydd, forbehal, forbehall, skal-till-oro]")
    assert problems[0][1] == 'okänt kursmål "forbehal" i avsnittet "Vad som skyddar, och vad som är skäl att be om råd"'
    assert problems[0][2].startswith('Menade du "forbehall"?')


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        (
            "page: modul-3.md",
            "page: modul-33.md",
            [(f'sidan till avsnittet "{SKYDD}" finns inte: modul-33.md', "Skapa docs/grundutbildning/modul-33.md, eller rätta namnet.")],
        ),
        (
            "page: modul-3.md",
            "page: modul-2.md",
            [('sidan "modul-2.md" hör redan till avsnittet "begrepp"', "Varje avsnitt har en egen sida.")],
        ),
        (
            "page: modul-3.md",
            "page: ../modul-3.md",
            [
                (
                    '"../modul-3.md" är inget sidnamn i avsnittet "Vad som skyddar, och vad som är skäl …"',
                    'Skriv filens namn i docs/grundutbildning/, till exempel "modul-1.md".',
                )
            ],
        ),
        (
            'version: "2.0"',
            "version: ett",
            [('"ett" är ingen version', 'Skriv två tal med punkt emellan, inom citattecken, till exempel "1.2".')],
        ),
        ("reviewed: 2026-11-25", "reviewed: 2026-11-26", [('"reviewed" är i framtiden: 2026-11-26', "I dag är det 2026-11-25.")]),
        ('text: "På veckans EST-möte', 'text: "{polis-akutt} På veckans EST-möte', None),
    ],
)
def test_a_broken_reference_or_value_is_told(adopted: Path, old: str, new: str, problems: list[tuple[str, str]] | None) -> None:
    """A page that is missing, shared or outside the course, and values of the wrong form."""
    found = told(adopted, old, new)
    if problems is None:
        assert found[0][1] == '"{polis-akutt}" är ingen kontakt med ett nummer som får visas'
        assert found[0][2].startswith('Menade du "polis-akut"?')
    else:
        assert [(what, fix) for _, what, fix in found] == problems


def test_a_number_that_is_withheld_cannot_be_named(adopted: Path) -> None:
    """A number nobody has confirmed reaches no page through the course either."""
    problems = told(adopted, 'text: "På veckans EST-möte', 'text: "{cve-stodtelefon} På veckans EST-möte')
    assert problems[0][1] == '"{cve-stodtelefon}" är ingen kontakt med ett nummer som får visas'


@pytest.mark.parametrize(
    ("old", "new", "what", "fix"),
    [
        (
            "        ending: good\n      - id: torsdag",
            "      - id: torsdag",
            'steget "hjalpen-kom" är en återvändsgränd i fallet "Kompisen"',
            'Lägg till "choices", eller "ending" om fallet slutar här: good, late eller missed.',
        ),
        (
            "            next: hjalpen-kom",
            "            next: torsdag",
            'inget val leder till steget "hjalpen-kom" i fallet "kompisen"',
            "Låt ett val leda dit, eller ta bort steget.",
        ),
        (
            "            next: rojd",
            "            next: berattelsen",
            'fallet "kompisen" går i cirkel: berattelsen → mobilen → berattelsen',
            "Låt något av valen leda till ett annat steg. Den som vill kan alltid börja om från början.",
        ),
        (
            "            next: rojd",
            "            next: rojdd",
            'valet "Berätta vem som sa det, så att han …" leder till steget "rojdd", som inte finns i fallet "kompisen"',
            (
                'Menade du "rojd"? Tillåtna: berattelsen, ensam-elev, hjalpen-kom, hos-rektorn, ingen-fick-veta, loftet, mobilen, rasten, '
                "rojd, torsdag."
            ),
        ),
    ],
)
def test_a_case_that_leads_nowhere_is_told(adopted: Path, old: str, new: str, what: str, fix: str) -> None:
    """A dead end, a step no choice leads to, a circle, a step that does not exist."""
    assert (what, fix) in [(found, mend) for _, found, mend in told(adopted, old, new, first=True)]


def test_a_step_with_choices_and_an_end_is_refused(adopted: Path) -> None:
    """A step goes on or ends; what follows from leaving it out is not told as well."""
    problems = told(adopted, '        title: "På rasten"', '        title: "På rasten"\n        ending: good')
    assert [(what, fix) for _, what, fix in problems] == [
        ('steget "rasten" har både val och slut i fallet "Kompisen"', 'Ta bort "ending", eller valen.')
    ]


def test_an_id_used_twice_is_told(adopted: Path) -> None:
    """Kept progress hangs on the ids: no two questions share one."""
    problems = told(adopted, "  - id: den-ensamma", "  - id: det-som-skyddar")
    assert problems[0][1] == 'id "det-som-skyddar" används två gånger'


def test_right_answers_that_are_the_longest_are_counted(adopted: Path) -> None:
    """Where length gives the answer away in four of ten, the questions are named."""
    text = (ROOT / "data" / "orientation.yaml").read_text("utf-8")
    longer = text.replace(
        '"\n        right: true', ', och det här är det längsta svaret av alla, utan någon som helst tvekan i saken"\n        right: true'
    )
    (adopted / "data" / "orientation.yaml").write_text(longer, "utf-8")
    _, problems = load(adopted, DAY)
    assert [problem.what for problem in problems] == ["det rätta svaret är längst i 100 procent av frågorna med ett rätt svar"]
    assert problems[0].fix.startswith("Det ska vara under 40. Korta det rätta svaret, eller skriv ut ett felaktigt, i: polisens-sak, ")


def test_right_answers_that_are_the_shortest_are_counted(adopted: Path) -> None:
    """A right answer that is always the shortest gives itself away as well."""
    text = (ROOT / "data" / "orientation.yaml").read_text("utf-8")
    shorter = re.sub(r'- text: "[^"]*"(?=\n        right: true)', lambda match: f'- text: "Ja {match.start()}"', text)
    (adopted / "data" / "orientation.yaml").write_text(shorter, "utf-8")
    _, problems = load(adopted, DAY)
    assert len(problems) == 1
    assert re.fullmatch(r"det rätta svaret är kortast i \d+ procent av frågorna med ett rätt svar", problems[0].what)
    assert problems[0].fix.startswith("Det ska vara under 40. Skriv ut det rätta svaret, eller korta ett felaktigt, i: polisens-sak, ")


def test_a_course_too_large_for_a_platform_is_told(adopted: Path) -> None:
    """SCORM 1.2 remembers 4,096 characters, and a course that needs more is refused before it is packed."""
    added = "".join(
        QUESTION.replace("KIND", "single")
        .replace("id: extra", f"id: en-lang-fraga-med-nummer-{number}")
        .replace("\ncases:", "")
        .replace("OPTIONS", '      - {text: "rätt", feedback: "Ja.", right: true}\n      - {text: "fel!", feedback: "Nej."}')
        for number in range(120)
    )
    problems = told(adopted, "\ncases:", added + "\ncases:")
    assert [what for _, what, _ in problems] == ["kursen är för stor för en lärplattform: 4984 tecken att komma ihåg, högst 4096"]


def test_html_and_braces_in_a_text_are_text(adopted: Path) -> None:
    """Tags and braces in a question are no fault: they are shown as they are written."""
    assert told(adopted, 'text: "På veckans EST-möte', 'text: "<b>På</b> {{ 1 + 1 }} veckans EST-möte') == []
