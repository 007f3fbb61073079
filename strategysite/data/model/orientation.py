"""data/orientation.yaml: the orientation's outcomes, modules, questions and branching cases."""

import hashlib
import re
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import Field

from strategysite.data.model.common import Entry, IsoDate, Part, Slug, Text, WholeFile, matching

COURSE = "grundutbildning"  # the folder in docs/
NUMBER_OF = re.compile(r"\{([^{}\s]*)\}")
Setting = Literal[
    "skola", "forskola", "fritid", "idrott", "bibliotek", "socialtjanst", "aldreomsorg", "lss",
    "kontaktcenter", "parkering", "bidrag", "politik", "arbetsplats", "alla",
]  # fmt: skip
QuestionKind = Literal["single", "multiple", "order"]
Ending = Literal["good", "late", "missed"]


TWO_NUMBERS = 'Skriv två tal med punkt emellan, inom citattecken, till exempel "1.2".'
CourseVersion = Annotated[str, matching(r"\d{1,3}\.\d{1,3}", "är ingen version", TWO_NUMBERS)]
A_FILE = f'Skriv filens namn i docs/{COURSE}/, till exempel "modul-1.md".'
ModulePage = Annotated[str, matching(r"[a-z0-9-]+\.md", "är inget sidnamn", A_FILE)]


class Outcome(Entry, noun="kursmålet"):
    """What somebody can do after the course."""

    text: Text
    """Fortsätter meningen ”Efter det här kan du …”"""


class Module(Entry, noun="avsnittet"):
    """A part of the course: one page and what it is to lead to."""

    id: Slug
    """Ett kort namn som aldrig ändras: sparade framsteg hänger på det."""
    page: ModulePage
    """Filens namn i docs/grundutbildning/: modul-1.md."""
    title: Text
    """Avsnittets namn."""
    minutes: int = Field(ge=5, le=15)
    """Ungefär hur många minuter avsnittet tar."""
    outcomes: tuple[Slug, ...] = Field(min_length=1)
    """Id för de mål som avsnittet leder till."""


class Option(Part, noun="svaret"):
    """An answer, and what choosing it teaches."""

    text: Text
    """Svaret, så som det står på sidan."""
    right: bool = False
    """true på ett rätt svar. Skrivs inte när frågan är av slaget order."""
    feedback: Text
    """Vad den som valde svaret ska lära sig, även när det är rätt."""


class Question(Entry, noun="frågan"):
    """A question. The options of `order` stand in the right order; the page mixes those of every
    kind."""

    module: Slug
    """Avsnittets id."""
    outcome: Slug
    """Målets id. Målet hör till avsnittet."""
    setting: Setting
    """Var det händer."""
    kind: QuestionKind
    """Hur man svarar."""
    text: Text
    """Frågan."""
    options: tuple[Option, ...]
    """Två till sex svar. I en fråga av slaget order skrivs de i rätt ordning, för sidan blandar
    själv svaren i alla slags frågor."""

    def _fault(self) -> tuple[str, str] | None:
        own = f'frågan "{self.id}"'
        options, right = len(self.options), sum(option.right for option in self.options)
        # What is said of an answer tells which was meant to be right.
        yes, no = self._said("Ja", right=False), self._said("Nej", right=True)
        if not 2 <= options <= 6:
            return f"{own} har {options} svar", "En fråga har två till sex svar."
        if len({option.text for option in self.options}) < options:
            return f"{own} har två likadana svar", "Ändra eller ta bort det ena."
        if self.kind == "order":
            if right:
                fix = 'Ta bort "right" och skriv svaren i rätt ordning.'
                return f'{own} är av slaget order och har "right" på ett svar', fix
            if options < 3:
                return f"{own} har för få steg att ordna", "Skriv minst tre, i rätt ordning."
        elif not right:
            fix = f"Skriv right: true på det svar som är rätt{yes}."
            fix += "" if yes else " Är det borta? Ta tillbaka det ur historiken."
            return f"{own} har inget rätt svar", fix
        elif right == options:
            fix = f"Ta bort right: true vid de svar som är fel{no}. Minst ett ska vara fel, annars"
            return f"{own} har bara rätta svar", f"{fix} lär frågan inget."
        elif self.kind == "single" and right > 1:
            fix = f"Ta bort right: true vid det svar som är fel{no}. Är båda rätt: skriv kind:"
            return f"{own} är av slaget single och har {right} rätta svar", f"{fix} multiple."
        elif yes and no:
            fix = f"Flytta right: true till det svar som får ett Ja{yes}. Nu står det på{no[1:]}."
            return f"{own} har ett svar som rätt, som får ett Nej", fix
        return None

    def _said(self, word: str, *, right: bool) -> str:
        """Returns the answers that are right, or not, of which the opposite is said; with a colon,
        for the end of a clause."""
        own = (one for one in self.options if one.right == right)
        said = (one.text for one in own if one.feedback.startswith((f"{word}.", f"{word},")))
        return "".join(f': "{text}"' for text in [" och ".join(said)] if text)

    @property
    def mixed(self) -> tuple[Option, ...]:
        """The options in the order they are shown: the same in every build, and never the right
        order of an `order` question."""
        mixed = sorted(self.options, key=_chance(self.id))
        if self.kind == "order" and tuple(mixed) == self.options:
            mixed = [*mixed[1:], mixed[0]]
        return tuple(mixed)

    @property
    def right_is_longest(self) -> bool:
        """Whether the one right answer is longer than all others."""
        right = max(len(option.text) for option in self.options if option.right)
        return right > max(len(option.text) for option in self.options if not option.right)


def right_answers(part: Entry | None) -> dict[str, bool | int]:
    """Returns the answers to a question, each with whether it is right, or with its place where
    they are to be put in order; nothing of any other part."""
    if not isinstance(part, Question):
        return {}
    ordered = part.kind == "order"
    return {one.text: at if ordered else one.right for at, one in enumerate(part.options)}


class Choice(Part, noun="valet"):
    """What somebody may do in a step of a case, what that teaches, and the step it leads to."""

    text: Text
    """Valet, så som det står på sidan."""
    feedback: Text
    """Vad valet lär."""
    next: Slug
    """Id för steget som följer."""


class Step(Entry, noun="steget"):
    """A step of a case. A step without choices is an end."""

    id: Slug
    """Ett kort namn som inget annat steg i filen har."""
    title: Text
    """Rubriken, några ord."""
    text: Text
    """Vad som händer."""
    choices: tuple[Choice, ...] = ()
    """Två eller tre val, i vilken ordning som helst, för sidan blandar dem själv. Ett steg utan val
    är ett slut."""
    ending: Ending | None = None
    """Hur det slutar. Står på varje steg som är ett slut."""

    def _fault(self) -> tuple[str, str] | None:
        if not self.choices and self.ending is None:
            fix = (
                'Lägg till "choices", eller "ending" om fallet slutar här: good, late eller missed.'
            )
            return f'steget "{self.id}" är en återvändsgränd', fix
        if self.choices and self.ending is not None:
            fix = 'Ta bort "ending", eller valen.'
            return f'steget "{self.id}" har både val och slut', fix
        if self.choices and not 2 <= len(self.choices) <= 3:
            fix = "Ett steg har två eller tre val."
            return f'steget "{self.id}" har {len(self.choices)} val', fix
        return None

    @property
    def mixed(self) -> tuple[Choice, ...]:
        """The choices in the order they are shown, the same in every build."""
        return tuple(sorted(self.choices, key=_chance(self.title)))


def _chance(own: str) -> Callable[[Option | Choice], bytes]:
    """Returns what mixes options of a question, or choices of a step, by what is its own."""
    return lambda part: hashlib.sha256(f"{own} {part.text}".encode()).digest()


class Case(Entry, noun="fallet"):
    """A longer example in which every choice leads on, until an end. The first step is the
    beginning."""

    module: Slug
    """Avsnittets id."""
    setting: Setting
    """Var det händer."""
    title: Text
    """Fallets namn."""
    intro: Text
    """En eller två meningar före första steget."""
    steps: tuple[Step, ...] = Field(min_length=2)
    """Stegen. Det första är början."""


class Orientation(WholeFile):
    """The whole file."""

    past = ("reviewed",)
    version: CourseVersion
    """Kursens version, två tal inom citattecken: "1.2". Höj den när frågor läggs till, tas bort
    eller får ett annat rätt svar."""
    reviewed: IsoDate
    """Dagen då någon läste igenom frågor och svar mot källorna."""
    pass_percent: int = Field(ge=50, le=100)
    """Så många procent rätt krävs för intyget."""
    renew_years: int = Field(ge=1, le=5)
    """Så många år gäller intyget innan kursen görs om."""
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    """Det man kan efter kursen. Varje mål har minst två frågor."""
    modules: tuple[Module, ...] = Field(min_length=1)
    """Kursens avsnitt, i ordning."""
    questions: tuple[Question, ...] = Field(min_length=1)
    """Frågorna, i ordning, minst fem till varje avsnitt."""
    cases: tuple[Case, ...] = ()
    """Fall där varje val leder vidare."""

    def of_module(self, module: str) -> tuple[Question, ...]:
        """Returns the questions of a module, in order."""
        return tuple(question for question in self.questions if question.module == module)

    @property
    def needed(self) -> int:
        """How many questions must be answered right."""
        return -(-len(self.questions) * self.pass_percent // 100)


# Editions of SCORM by their numbers, as page and file names have them, with their titles.
SCORM_EDITIONS = {"1.2": "SCORM 1.2", "2004": "SCORM 2004, fjärde utgåvan"}
SUSPEND_DATA = 4096  # characters that SCORM 1.2 gives a course for what it remembers


def package_file(edition: str) -> str:
    """Returns the name of the course's package for an edition of SCORM."""
    return f"grundutbildning-scorm-{edition}.zip"
