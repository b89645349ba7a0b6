"""What an answer is: statements, citations, hits and a status from a closed list; and its public form as plain data."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from corpus.document import DocumentStatus, Edition, Passage


class AnswerStatus(StrEnum):
    """How a question ended. Only the first two are answers; all others are refusals."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_IN_DOCUMENTS = "not_in_documents"
    OUTSIDE_SUBJECT = "outside_subject"
    UNCLEAR = "unclear"
    OPINION = "opinion"
    FAULT = "fault"

    @property
    def is_refusal(self) -> bool:
        """Tell whether no answer was given."""
        return self not in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


STATUS_LABELS = {
    AnswerStatus.ANSWERED: "Beantwoord",
    AnswerStatus.PARTIAL: "Deels beantwoord",
    AnswerStatus.NOT_IN_DOCUMENTS: "Dat staat niet in deze documenten",
    AnswerStatus.OUTSIDE_SUBJECT: "Dit gaat niet over deze documenten",
    AnswerStatus.UNCLEAR: "De vraag is niet duidelijk",
    AnswerStatus.OPINION: "Hier is een oordeel van mensen nodig",
    AnswerStatus.FAULT: "Er ging iets mis",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of this conversation with the answer as it was shown; `refused` when that was a refusal."""

    question: str
    answer: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a retriever found; `rank` counts from 1, a higher score is better. `cosine` is its nearness in meaning, None when not measured.

    `by_token` is its nearness token by token, on the scale of the cosines of the same search; `led` is the cosine of the nearest question beside the documents that leads to it, if there is one.
    """

    passage: Passage
    score: float
    rank: int
    cosine: float | None = None
    by_token: float | None = None
    led: float | None = None


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A sentence that a writer proposes, with the numbers of the evidence sentences that should prove it.

    `text` None stands for those sentences themselves. With `counts` the sentence tells how many sentences it names.
    """

    sentences: tuple[int, ...]
    text: str | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer proposes, not yet checked. A refusal has a status that says so, and a text of ours instead of evidence."""

    statements: tuple[DraftStatement, ...]
    writer: str
    status: AnswerStatus = AnswerStatus.ANSWERED
    notices: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands, character for character.

    `start` and `end` are code points into the text of passage `passage_id`, so `text[start:end] == quote`.
    `plain` is the paired text of the plain edition when the quote is original, else None.
    """

    number: int
    document_id: str
    title: str
    date: str
    status: DocumentStatus
    status_label: str
    edition: Edition
    heading_path: tuple[str, ...]
    page: int | None
    passage_id: str
    start: int
    end: int
    quote: str
    plain: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item of an answer, with the numbers of the citations that prove it.

    When a language model worded it, `quotes` holds the sentences of the documents that it words; of any other sentence it is empty.
    """

    text: str
    citations: tuple[int, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A drafted sentence that failed the check, and why (English, for the log and evals)."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The checked answer to one question on one day.

    `notices` are Dutch sentences shown beside it, never part of the answer text; `confidence` (0..1) says how likely it holds what is
    asked, of a refusal how likely the documents answer nonetheless, None where that is not estimated (a fixed text, the register). Until it
    is `final`, a language model is still writing, and what follows may add to it or replace it.
    """

    question: str
    standalone: str
    on: date
    kind: str
    status: AnswerStatus
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    notices: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    writer: str
    stamp: dict[str, str]
    seconds: dict[str, float] = field(compare=False)
    confidence: float | None = None
    final: bool = True

    @property
    def text(self) -> str:
        """The statements, one a line, without citation numbers."""
        return "\n".join(statement.text for statement in self.statements)


def as_outcome(answer: Answer) -> dict[str, Any]:
    """Give the public form of an answer: the fields of an outcome line (without `id`) plus what the page and API show."""
    return {
        "question": answer.question,
        "status": answer.status.value,
        "answer": answer.text,
        "citations": [_citation(citation) for citation in answer.citations],
        "hits": [hit_outcome(hit) for hit in answer.hits],
        "timings_ms": {step: round(1000 * seconds, 3) for step, seconds in answer.seconds.items()},
        "status_label": STATUS_LABELS[answer.status],
        "standalone": answer.standalone,
        "kind": answer.kind,
        "on": answer.on.isoformat(),
        "statements": [statement_outcome(statement) for statement in answer.statements],
        "notices": list(answer.notices),
        "writer": answer.writer,
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "stamp": dict(answer.stamp),
    }


def statement_outcome(statement: Statement) -> dict[str, Any]:
    """Give the public form of one sentence of an answer."""
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "written_by_model": bool(statement.quotes),
        "quotes": list(statement.quotes),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "passage": citation.passage_id,
        "document": citation.document_id,
        "title": citation.title,
        "date": citation.date,
        "document_status": citation.status.value,
        "document_status_label": citation.status_label,
        "section": list(citation.heading_path),
        "page": citation.page,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "edition": citation.edition.value,
        "plain": citation.plain,
    }


def hit_outcome(hit: Hit) -> dict[str, Any]:
    """Give the public form of a hit."""
    return {
        "passage": hit.passage.id,
        "document": hit.passage.document_id,
        "section": list(hit.passage.heading_path),
        "text": hit.passage.text,
        "edition": hit.passage.edition.value,
        "score": round(hit.score, 6),
    }
