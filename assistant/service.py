"""The assistant: question in, checked answer out. The steps stand in order in `answer`; each is timed."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Citation, Draft, Hit, Turn
from assistant.conversation import standalone_question
from assistant.kinds import Kind
from assistant.question import Question, check_earlier, check_question, read_question
from assistant.retrievers import Retriever
from assistant.verify import check, status_label
from assistant.writers import QuotingWriter
from corpus.agreement import Agreement, AgreementKind
from corpus.document import Document, DocumentStatus, Edition, Passage
from corpus.dutch import fold, shown_day
from corpus.errors import NotFound, QuestionError
from ingest.build import Build

logger = logging.getLogger(__name__)
HITS = 10
MODEL_REJECTED = "De zinnen van het taalmodel waren niet met de bron te bewijzen. Daarom staan hier de letterlijke zinnen."


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document as people see it, on one day. `warnings` are Dutch sentences about what could not be read."""

    document: Document
    status: DocumentStatus
    status_label: str
    editions: tuple[Edition, ...]
    passage_count: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in its section: `neighbours` are all passages of the section in order, itself included; `other_text` is the other edition."""

    passage: Passage
    document: Document
    status_label: str
    neighbours: tuple[Passage, ...]
    counterpart: Passage | None
    other_text: str


class Assistant:
    """Answers from one build. Safe to use from several threads."""

    def __init__(self, build: Build, retriever: Retriever, kinds: Sequence[Kind], stamp: dict[str, str]) -> None:
        self.build, self.stamp = build, stamp
        self._retriever, self._kinds = retriever, tuple(kinds)

    def answer(self, text: str, earlier: Sequence[Turn] = (), on: date | None = None) -> Answer:
        """Answer a question on a day (default: today). Raises QuestionError when the question or the earlier turns are not acceptable."""
        clock = _Clock()
        with clock.step("read"):
            text = check_question(text)
            turns = check_earlier(earlier)
            day = on or date.today()
            question = read_question(text, standalone_question(text, turns), day)
        with clock.step("retrieve"):
            hits = self._found(question)
        with clock.step("draft"):
            kind = next(kind for kind in self._kinds if kind.recognises(question, hits))
            evidence, draft = kind.draft(question, hits)
        with clock.step("verify"):
            statements, citations, rejected = check(draft, evidence, self.build, day)
            if rejected:
                logger.warning("%s of %s: %s rejected: %s", draft.writer, kind.name, len(rejected), "; ".join(one.reason for one in rejected))
            if rejected and not statements and draft.writer == "model" and evidence.hits:
                draft = replace(QuotingWriter().write(evidence), notices=(*draft.notices, MODEL_REJECTED), confidence=draft.confidence)
                statements, citations, _ = check(draft, evidence, self.build, day)
            elif rejected:
                draft = replace(draft, status=AnswerStatus.PARTIAL)
        status = draft.status if statements else AnswerStatus.FAULT
        notices = (*self._told(question), *draft.notices, *self._notices(draft, citations, day))
        return Answer(
            question.text,
            question.standalone,
            day,
            kind.name,
            status,
            statements,
            citations,
            hits,
            notices,
            rejected,
            draft.writer,
            self.stamp,
            clock.seconds(),
            draft.confidence,
        )

    def _found(self, question: Question) -> tuple[Hit, ...]:
        """Search; passages of a part that the question names by its number come before all others, as far above them as scores go."""
        if not question.parts:
            return tuple(self._retriever.search(question.standalone, HITS))
        wide = self._retriever.search(question.standalone, len(self.build.passages))
        raised = [replace(hit, score=hit.score + 1.0) if question.names(hit.passage.heading_path) else hit for hit in wide]
        first = sorted(raised, key=lambda hit: (-hit.score, hit.passage.id))[:HITS]
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(first, 1))

    def search(self, text: str, k: int = HITS) -> tuple[Hit, ...]:
        """Find passages without answering. Raises QuestionError."""
        return tuple(self._retriever.search(check_question(text), k))

    def documents(self, on: date) -> tuple[DocumentCard, ...]:
        """Give every document with its status on a day, in the order of the catalogue."""
        contents = self.build.contents
        return tuple(
            DocumentCard(
                document,
                document.status(on),
                status_label(document, contents.documents, on),
                tuple(text.edition for text in contents.texts if text.document_id == document.id),
                sum(passage.document_id == document.id for passage in contents.passages),
                contents.warnings.get(document.id, ()),
            )
            for document in contents.documents
        )

    @property
    def examples(self) -> tuple[str, ...]:
        """Questions to show to somebody who does not know what to ask."""
        return self.build.contents.examples

    @property
    def left_out(self) -> tuple[str, ...]:
        """Say in Dutch what was left out: documents that could not be read, and files that the catalogue does not name."""
        read = {document.id for document in self.build.contents.documents}
        return tuple(line for id_, lines in self.build.contents.warnings.items() if id_ not in read for line in lines)

    def passage(self, passage_id: str, on: date) -> PassageView:
        """Give a passage in its section. Raises NotFound."""
        passage = self.build.passages.get(passage_id)
        if passage is None:
            raise NotFound(f'De passage "{passage_id[:100]}" bestaat niet (meer). Stel de vraag opnieuw.')
        neighbours = tuple(other for other in self.build.contents.passages if other.section_id == passage.section_id)
        counterpart = self.build.passages[passage.counterpart] if passage.counterpart else None
        document = self._document(passage.document_id)
        return PassageView(
            passage, document, status_label(document, self.build.contents.documents, on), neighbours, counterpart, self.build.other_edition(passage)
        )

    def agreements(self, theme: str = "", document: str = "", kind: str = "") -> tuple[Agreement, ...]:
        """Give the agreements whose theme holds the text `theme`, of one document and one kind; empty means all.

        Raises QuestionError for an unknown kind, NotFound for an unknown document.
        """
        if kind and kind not in list(AgreementKind):
            raise QuestionError(f'De soort "{kind[:50]}" bestaat niet. Kies uit: {", ".join(AgreementKind)}.')
        if document:
            self._document(document)
        return tuple(
            agreement
            for agreement in self.build.contents.agreements
            if fold(theme) in fold(agreement.theme) and document in ("", agreement.document_id) and kind in ("", agreement.kind)
        )

    def _document(self, document_id: str) -> Document:
        for document in self.build.contents.documents:
            if document.id == document_id:
                return document
        raise NotFound(f'Het document "{document_id[:100]}" bestaat niet. Bekijk de lijst op /api/v1/documents.')

    def _told(self, question: Question) -> tuple[str, ...]:
        return (f"Gelezen als: {question.standalone}",) if question.standalone != question.text else ()

    def _notices(self, draft: Draft, citations: Sequence[Citation], on: date) -> Iterator[str]:
        """Say what a reader must know beside the answer: where was searched, what has expired, what is only an intention."""
        if draft.status.is_refusal and draft.writer != "fixed":
            yield f"Gezocht in: {self.build.titles()}."
        cited = {citation.document_id: citation for citation in citations}
        for citation in cited.values():
            if citation.status in (DocumentStatus.EXPIRED, DocumentStatus.SUPERSEDED):
                yield f"Let op: “{citation.title}” ({shown_day(citation.date) or 'zonder datum'}) is {citation.status_label}."
            if citation.status is DocumentStatus.PROPOSED:
                yield f"Let op: “{citation.title}” geldt op deze dag nog niet ({citation.status_label})."
        used = {citation.passage_id for citation in citations}
        past = [
            agreement for agreement in self.build.contents.agreements if agreement.passage_id in used and agreement.year and agreement.year < on.year
        ]
        years = sorted({str(agreement.year) for agreement in past})
        if years:
            yield f"Dit zijn voornemens voor {' en '.join(years)}. Of ze zijn uitgevoerd, staat niet in deze documenten."


class _Clock:
    """Measures named steps in seconds."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._seconds[name] = time.perf_counter() - start

    def seconds(self) -> dict[str, float]:
        return self._seconds | {"total": sum(self._seconds.values())}
