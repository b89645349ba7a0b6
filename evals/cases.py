"""Cases: questions with what is expected of the answer, read from JSON lines. The only place that knows the names in a question file.

Asking and scoring live elsewhere. The form is described in evals/README.md.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.answer import Turn
from corpus.errors import BronvastError

HYPHEN_AT_LINE_END = re.compile(r"(?<=\w)-\s+(?=\w)")


class CaseError(BronvastError):
    """A file with questions or outcomes is missing, empty, or holds a faulty line."""

    code = "evaluatievraag"
    exit_code = 2


class Persona(StrEnum):
    """Who would ask the question."""

    COUNCIL = "council"
    STAFF = "staff"
    TESTER = "tester"


class CaseKind(StrEnum):
    """What sort of question it is, as its writer labelled it (the assistant decides for itself)."""

    FACTOID = "factoid"
    LIST = "list"
    THEME = "theme"
    YESNO = "yesno"
    DEFINITION = "definition"
    WHY = "why"
    COMPARE = "compare"
    FOLLOWUP = "followup"
    TABLE = "table"
    UNANSWERABLE_NEAR = "unanswerable_near"
    UNANSWERABLE_FAR = "unanswerable_far"
    FALSE_PREMISE = "false_premise"


class Message(BaseModel):
    """One message of the conversation before the question."""

    model_config = ConfigDict(frozen=True)

    role: Literal["user", "assistant"]
    content: str


class Evidence(BaseModel):
    """Where an answer stands. An empty `section` means anywhere in the document; see relevance.py for the rule.

    `passage` names one passage by its id, and then nothing else counts; `grade` says how relevant it is, for nDCG.
    """

    model_config = ConfigDict(frozen=True)

    document: str
    section: str | None = None
    quote: str | None = None
    passage: str | None = None
    grade: int = Field(default=1, ge=1)


class Nugget(BaseModel):
    """One point that an answer should make; `match` holds regular expressions, of which one is enough."""

    model_config = ConfigDict(frozen=True)

    text: str
    match: tuple[str, ...] = Field(min_length=1)
    vital: bool

    @field_validator("match")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"not a regular expression: {pattern!r}") from error
        return patterns

    def is_present(self, answer: str) -> bool:
        """Tell whether any of the expressions matches, whatever the letter case and the white space of the answer."""
        folded = " ".join(answer.split())
        return any(re.search(pattern, folded, re.IGNORECASE) for pattern in self.match)


class Case(BaseModel):
    """A question with what is expected of the answer. Unknown fields of the file are kept in `model_extra`.

    `standalone` is the question written out, for one that follows earlier messages; `topic_change` says that it needs nothing of them.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str = Field(min_length=1)
    persona: Persona
    kind: CaseKind
    question: str
    answerable: bool
    history: tuple[Message, ...] = ()
    standalone: str | None = None
    topic_change: bool = False
    evidence: tuple[Evidence, ...] = ()
    nuggets: tuple[Nugget, ...] = ()

    @field_validator("history")
    @classmethod
    def _alternates(cls, history: tuple[Message, ...]) -> tuple[Message, ...]:
        for before, message in zip((None, *history), history, strict=False):
            if message.role == "assistant" and (before is None or before.role != "user"):
                raise ValueError("an answer without a question before it")
        return history

    @property
    def earlier(self) -> tuple[Turn, ...]:
        """The conversation before the question; a question that got no answer has an empty one."""
        turns: list[Turn] = []
        for message in self.history:
            if message.role == "user":
                turns.append(Turn(message.content))
            else:
                turns[-1] = Turn(turns[-1].question, message.content)
        return tuple(turns)

    @property
    def vital_nuggets(self) -> tuple[Nugget, ...]:
        """The nuggets an answer cannot do without."""
        return tuple(nugget for nugget in self.nuggets if nugget.vital)

    @property
    def written_out(self) -> str:
        """The question as it can be read alone."""
        return self.standalone or self.question

    @property
    def is_topic_change(self) -> bool:
        """Tell whether the question comes after others and needs nothing of them: as it says, or because it is written out the same."""
        return bool(self.history) and (self.topic_change or fold(self.standalone or "") == fold(self.question))

    @property
    def is_follow_up(self) -> bool:
        """Tell whether the question needs what was said before, and is written out beside it."""
        return bool(self.history) and self.standalone is not None and not self.is_topic_change

    @property
    def expects_answer(self) -> bool:
        """Tell whether an answer is right and a refusal wrong. A false premise must be put right when the nuggets say with what."""
        return self.answerable or (self.kind is CaseKind.FALSE_PREMISE and bool(self.vital_nuggets))


def read_cases(files: Sequence[Path]) -> tuple[Case, ...]:
    """Read and check the cases of all files, in the order of the files and their lines.

    Raises CaseError (Dutch) naming file, line and field; also for an id that occurs twice and when there is no question at all.
    """
    cases: dict[str, Case] = {}
    for file in files:
        for number, line in enumerate(_lines(file), start=1):
            if not line.strip():
                continue
            case = _case(line, f"{file.name}, regel {number}")
            if case.id in cases:
                raise CaseError(f'{file.name}, regel {number}: het veld "id" komt al eerder voor ({case.id}). Geef elke vraag een eigen id.')
            cases[case.id] = case
    if not cases:
        names = ", ".join(file.name for file in files) or "evals/questions"
        raise CaseError(f"Er staan geen vragen in {names}. Schrijf er een op, of noem een ander bestand met --questions.")
    return tuple(cases.values())


def fold(text: str) -> str:
    """Take away what makes no difference: white space, letter case, and the break after a hyphen at a line end."""
    return " ".join(HYPHEN_AT_LINE_END.sub("-", unicodedata.normalize("NFC", text)).split()).casefold()


def _lines(file: Path) -> list[str]:
    # Not splitlines(): that also cuts at U+2028 and the like, which JSON allows inside a string.
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise CaseError(f"Het bestand {file} bestaat niet. Noem een bestaand bestand met vragen achter --questions.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"Het bestand {file} kan niet worden gelezen. Geef een tekstbestand in UTF-8 met één vraag per regel.") from error


def _case(line: str, where: str) -> Case:
    try:
        return Case.model_validate_json(line, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        hint = "Kijk in evals/README.md hoe een vraag eruitziet."
        if first["type"] == "json_invalid" or not first["loc"]:
            raise CaseError(f"{where}: dit is geen JSON-object. {hint}") from error
        field = ".".join(str(part) for part in first["loc"])
        wrong = "ontbreekt" if first["type"] == "missing" else f"heeft een waarde die niet kan ({_short(first['input'])})"
        raise CaseError(f'{where}: het veld "{field}" {wrong}. {hint}') from error


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
