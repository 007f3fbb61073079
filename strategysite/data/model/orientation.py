"""data/orientation.yaml: the orientation's outcomes, modules, questions and branching cases."""

import hashlib
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from strategysite.data.model.common import Entry, IsoDate, Part, Slug, Text, refuse

COURSE = "grundutbildning"  # the folder in docs/
NUMBER_OF = re.compile(r"\{([^{}\s]*)\}")
Setting = Literal[
    "skola",
    "forskola",
    "fritid",
    "idrott",
    "bibliotek",
    "socialtjanst",
    "aldreomsorg",
    "lss",
    "kontaktcenter",
    "parkering",
    "bidrag",
    "politik",
    "arbetsplats",
    "alla",
]
QuestionKind = Literal["single", "multiple", "order"]
Ending = Literal["good", "late", "missed"]


def _version(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,3}\.\d{1,3}", value.strip()):
        raise refuse(f'"{value}" är ingen version', 'Skriv två tal med punkt emellan, inom citattecken, till exempel "1.2".')
    return value.strip()


def _module_page(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9-]+\.md", value.strip()):
        raise refuse(f'"{value}" är inget sidnamn', 'Skriv filens namn i docs/grundutbildning/, till exempel "modul-1.md".')
    return value.strip()


CourseVersion = Annotated[str, BeforeValidator(_version)]
ModulePage = Annotated[str, BeforeValidator(_module_page)]


class Outcome(Entry):
    """What somebody can do after the course."""

    noun = "kursmålet"
    text: Text


class Module(Entry):
    """A part of the course: one page and what it is to lead to."""

    noun = "avsnittet"
    page: ModulePage
    title: Text
    minutes: Annotated[int, Field(ge=5, le=15)]
    outcomes: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Option(Part):
    """An answer, and what choosing it teaches."""

    noun = "svaret"
    text: Text
    right: bool = False
    feedback: Text


class Question(Entry):
    """A question. The options of `order` stand in the right order; the page mixes those of every kind."""

    noun = "frågan"
    module: Slug
    outcome: Slug
    setting: Setting
    kind: QuestionKind
    text: Text
    options: tuple[Option, ...]

    @model_validator(mode="after")
    def _can_be_answered(self) -> "Question":
        right = sum(option.right for option in self.options)
        if not 2 <= len(self.options) <= 6:
            raise refuse(f'frågan "{self.id}" har {len(self.options)} svar', "En fråga har två till sex svar.")
        if len({option.text for option in self.options}) < len(self.options):
            raise refuse(f'frågan "{self.id}" har två likadana svar', "Ändra eller ta bort det ena.")
        if self.kind == "order":
            if right:
                raise refuse(
                    f'frågan "{self.id}" är av slaget order och har "right" på ett svar', 'Ta bort "right" och skriv svaren i rätt ordning.'
                )
            if len(self.options) < 3:
                raise refuse(f'frågan "{self.id}" har för få steg att ordna', "Skriv minst tre, i rätt ordning.")
        elif not right:
            raise refuse(f'frågan "{self.id}" har inget rätt svar', "Skriv right: true på det svar som är rätt.")
        elif right == len(self.options):
            raise refuse(f'frågan "{self.id}" har bara rätta svar', "Minst ett svar ska vara fel, annars lär frågan inget.")
        elif self.kind == "single" and right > 1:
            raise refuse(f'frågan "{self.id}" är av slaget single och har {right} rätta svar', "Behåll ett, eller skriv kind: multiple.")
        return self

    @property
    def mixed(self) -> tuple[Option, ...]:
        """The options in the order they are shown: the same in every build, and never the right order of an `order` question."""
        mixed = sorted(self.options, key=lambda option: hashlib.sha256(f"{self.id} {option.text}".encode()).digest())
        if self.kind == "order" and tuple(mixed) == self.options:
            mixed = [*mixed[1:], mixed[0]]
        return tuple(mixed)

    @property
    def right_stands_out(self) -> Literal["longest", "shortest"] | None:
        """How the one right answer differs in length from all others, if it does."""
        if self.kind != "single":
            return None
        right = next(len(option.text) for option in self.options if option.right)
        wrong = [len(option.text) for option in self.options if not option.right]
        return "longest" if right > max(wrong) else "shortest" if right < min(wrong) else None


class Choice(Part):
    """What somebody may do in a step of a case, what that teaches, and the step it leads to."""

    noun = "valet"
    text: Text
    feedback: Text
    next: Slug


class Step(Entry):
    """A step of a case. A step without choices is an end."""

    noun = "steget"
    title: Text
    text: Text
    choices: tuple[Choice, ...] = ()
    ending: Ending | None = None

    @model_validator(mode="after")
    def _leads_on_or_ends(self) -> "Step":
        if not self.choices and self.ending is None:
            fix = 'Lägg till "choices", eller "ending" om fallet slutar här: good, late eller missed.'
            raise refuse(f'steget "{self.id}" är en återvändsgränd', fix)
        if self.choices and self.ending is not None:
            raise refuse(f'steget "{self.id}" har både val och slut', 'Ta bort "ending", eller valen.')
        if self.choices and not 2 <= len(self.choices) <= 3:
            raise refuse(f'steget "{self.id}" har {len(self.choices)} val', "Ett steg har två eller tre val.")
        return self


class Case(Entry):
    """A longer example in which every choice leads on, until an end. The first step is the beginning."""

    noun = "fallet"
    module: Slug
    setting: Setting
    title: Text
    intro: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]


class Orientation(Part):
    """The whole file."""

    noun = "filen"
    version: CourseVersion
    reviewed: IsoDate
    pass_percent: Annotated[int, Field(ge=50, le=100)]
    renew_years: Annotated[int, Field(ge=1, le=5)]
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    modules: Annotated[tuple[Module, ...], Field(min_length=1)]
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    cases: tuple[Case, ...] = ()

    def of_module(self, module: str) -> tuple[Question, ...]:
        """Returns the questions of a module, in order."""
        return tuple(question for question in self.questions if question.module == module)

    @property
    def needed(self) -> int:
        """How many questions must be answered right."""
        return -(-len(self.questions) * self.pass_percent // 100)


@dataclass(frozen=True)
class ScormEdition:
    """An edition of SCORM: its number in page and file names, its title, the template of its manifest."""

    key: str
    title: str
    manifest: str

    @property
    def file(self) -> str:
        """The name of the package."""
        return f"grundutbildning-scorm-{self.key}.zip"


SCORM_EDITIONS = (
    ScormEdition("1.2", "SCORM 1.2", "scorm/manifest-1.2.xml.jinja"),
    ScormEdition("2004", "SCORM 2004, fjärde utgåvan", "scorm/manifest-2004.xml.jinja"),
)
SUSPEND_DATA = 4096  # characters that SCORM 1.2 gives a course for what it remembers
