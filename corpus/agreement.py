"""An agreement: what a document sets as goal, commitment, priority, step or decision."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Span


class AgreementKind(StrEnum):
    """The kinds of agreement in the register."""

    GOAL = "goal"
    COMMITMENT = "commitment"
    PRIORITY = "priority"
    STEP = "step"
    DECISION = "decision"


LABELS = {
    AgreementKind.GOAL: "doelstelling",
    AgreementKind.COMMITMENT: "inzet",
    AgreementKind.PRIORITY: "prioriteit",
    AgreementKind.STEP: "processtap",
    AgreementKind.DECISION: "besluit",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement, word for word. `span` counts in the edition text; `passage_id` is the first passage in it, `theme` the first heading on its path.

    `year` is the year it is set for: that of its headings, or of `due`. `due` is the moment and `actor` the body that the text itself
    names, in its own words ("eind 2021", "De gemeente"). None where the text names none.
    """

    id: str
    kind: AgreementKind
    document_id: str
    passage_id: str
    span: Span
    text: str
    theme: str
    goal_number: str | None = None
    goal_title: str | None = None
    year: int | None = None
    due: str | None = None
    actor: str | None = None
