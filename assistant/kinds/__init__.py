"""The kinds of question, one file each. The first kind that recognises a question drafts its answer; the general one comes last."""

from typing import Protocol

from assistant.answer import Draft, Hit
from assistant.evidence import Evidence
from assistant.question import Question


class Kind(Protocol):
    """One kind of question."""

    name: str

    def recognises(self, question: Question, hits: tuple[Hit, ...]) -> bool:
        """Tell whether the question, with what was found for it, is of this kind."""
        ...

    def draft(self, question: Question, hits: tuple[Hit, ...]) -> tuple[Evidence, Draft]:
        """Draft an answer with the evidence that it names."""
        ...
