"""The kinds of question, one file each. The first kind that recognises a question drafts its answer; the general one comes last."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class GrowingKind(Kind, Protocol):
    """A kind whose draft may come sentence by sentence."""

    def drafts(self, question: Question, hits: tuple[Hit, ...]) -> Iterator[tuple[Evidence, Draft]]:
        """Give the draft as far as it is, again and again; the last one is whole, and need not be a continuation of those before it."""
        ...
