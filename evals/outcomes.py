"""Outcomes: what came back for each case, read from outcomes.jsonl. Writing them is for run.py."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import AnswerStatus
from corpus.document import Edition
from evals.cases import CaseError, Nugget


class Place(BaseModel):
    """Where in the documents something stands; `section` is the heading path."""

    model_config = ConfigDict(frozen=True)

    passage: str
    document: str
    section: tuple[str, ...]
    edition: Edition


class FoundPassage(Place):
    """A hit: the whole text of a passage."""

    text: str


class CitedPlace(Place):
    """A citation: its number in the answer, and the words that are quoted; `plain` is the paired text of the plain edition.

    `title` and `date` are those of the document, as the citation shows them.
    """

    number: int = 0
    title: str = ""
    date: str = ""
    quote: str
    plain: str | None = None


class Said(BaseModel):
    """One sentence or list item of an answer, with the numbers of its citations."""

    model_config = ConfigDict(frozen=True)

    text: str
    citations: tuple[int, ...] = ()


class Outcome(BaseModel):
    """What came back for one case. `quotes_exact` has one value per citation, or is empty when nobody looked.

    `standalone` is the question as the assistant read it, `standalone_hits` what it found for the question that the case writes out
    (None: not asked, or it could not be), `cited` the texts of each cited passage: its own and that of the other edition, `asked` the
    mark of what it was asked of.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    status: AnswerStatus
    answer: str = ""
    statements: tuple[Said, ...] = ()
    citations: tuple[CitedPlace, ...] = ()
    hits: tuple[FoundPassage, ...] = ()
    timings_ms: dict[str, float] = {}
    confidence: float | None = None
    standalone: str | None = None
    standalone_hits: tuple[FoundPassage, ...] | None = None
    quotes_exact: tuple[bool, ...] = ()
    cited: dict[str, tuple[str, ...]] = {}
    asked: str = ""

    @property
    def is_answer(self) -> bool:
        """Tell whether an answer was given."""
        return not self.status.is_refusal

    @property
    def is_fault(self) -> bool:
        """Tell whether something went wrong, or nothing came back."""
        return self.status is AnswerStatus.FAULT


def share_present(nuggets: Sequence[Nugget], outcome: Outcome) -> float:
    """Give the share of the nuggets (at least one) that an answer makes; a refusal makes none, whatever its text."""
    return sum(nugget.is_present(outcome.answer) for nugget in nuggets) / len(nuggets) if outcome.is_answer else 0.0


def missing_outcome(case_id: str) -> Outcome:
    """Give what counts for a case that has no outcome: a fault."""
    return Outcome(id=case_id, status=AnswerStatus.FAULT)


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Read the lines of an outcomes file as they are; a last line that was cut off (no line end) is left out. No file: no lines.

    Raises CaseError for any other line that is not a JSON object with an id.
    """
    if not file.exists():
        return []
    *whole, _ = file.read_text(encoding="utf-8").split("\n")
    lines = []
    for number, line in enumerate(whole, start=1):
        try:
            lines.append(json.loads(line))
            lines[-1]["id"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise _faulty(file, number) from error
    return lines


def read_outcomes(file: Path) -> dict[str, Outcome]:
    """Read the outcomes by the id of their case. Raises CaseError (Dutch) naming the line that has another form."""
    outcomes = {}
    for number, line in enumerate(read_lines(file), start=1):
        try:
            outcome = Outcome.model_validate(line)
        except ValidationError as error:
            raise _faulty(file, number) from error
        outcomes[outcome.id] = outcome
    return outcomes


def _faulty(file: Path, number: int) -> CaseError:
    return CaseError(f"{file.name}, regel {number}: dit is geen uitkomst van een vraag. Verwijder {file} en stel de vragen opnieuw.")
