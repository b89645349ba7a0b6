"""The assistant: question in, checked answer out. The steps stand in order in `answers`; each is timed."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from assistant.answer import Answer, AnswerStatus, Citation, Draft, Hit, Rejection, Statement, Turn
from assistant.conversation import answer_before, searched_beside, standalone_question, without_announcement
from assistant.courtesy import plain_question
from assistant.evidence import Evidence
from assistant.finding import HITS, Finder
from assistant.kinds import GrowingKind, Kind
from assistant.naming import of_place, quoted_headings, without_place
from assistant.question import Question, check_earlier, check_question, read_question
from assistant.quoting import QuotingWriter
from assistant.register import AgreementCard, Choice, cards, choose, describe
from assistant.retrievers import Retriever
from assistant.spelling import Speller
from assistant.verify import MODEL_WRITER, check, status_label
from corpus.agreement import Agreement
from corpus.document import Document, DocumentStatus, Edition, Passage
from corpus.dutch import enumerated, shown_day
from corpus.errors import NotFound
from ingest.agreement_facts import due
from ingest.build import Build

logger = logging.getLogger(__name__)
Item = TypeVar("Item")
BY_MODEL = "Een taalmodel schreef de zinnen waar dat bij staat. Code heeft ze nagekeken. Onder elke zin staat de letterlijke tekst."
MODEL_REJECTED = "De zinnen van het taalmodel waren niet met de bron te bewijzen. Daarom staan hier de letterlijke zinnen."


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document as people see it, on one day. `warnings` are Dutch sentences about what could not be read, `structure` one about its agreements."""

    document: Document
    status: DocumentStatus
    status_label: str
    editions: tuple[Edition, ...]
    passage_count: int
    warnings: tuple[str, ...]
    structure: str = ""


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
        self._retriever, self._finder, self._kinds, self._speller = retriever, Finder(build, retriever), tuple(kinds), Speller(build)

    def answer(self, text: str, earlier: Sequence[Turn] = (), on: date | None = None) -> Answer:
        """Answer a question on a day (default: today). Raises QuestionError when the question or the earlier turns are not acceptable."""
        *_, whole = self.answers(text, earlier, on)
        return whole

    def answers(self, text: str, earlier: Sequence[Turn] = (), on: date | None = None) -> Iterator[Answer]:
        """Answer as `answer` does, while a language model writes: the answer so far with each sentence that was checked, and last the final one."""
        clock, day = _Clock(), on or date.today()
        with clock.step("read"):
            read = self._read(text, earlier, day)
        with clock.step("retrieve"):
            hits = self._finder.find(read.question)
        kind = next(kind for kind in self._kinds if kind.recognises(read.question, hits))
        shown = 0
        for evidence, draft in clock.each("draft", _drafts(kind, read.question, hits)):
            with clock.step("verify"):
                checked = _Checked(draft, *check(draft, evidence, self.build, day))
            if draft.writer == MODEL_WRITER and len(checked.statements) > shown:
                shown = len(checked.statements)
                yield self._answer(read, kind.name, checked, hits, clock, final=False)
        with clock.step("verify"):
            settled = self._settled(checked, evidence, kind.name, day)
        yield self._answer(read, kind.name, settled, hits, clock)

    def _read(self, text: str, earlier: Sequence[Turn], day: date) -> "_Read":
        """Read a question as one that stands alone, and say how it was read."""
        text = check_question(text)
        asked = plain_question(text)
        turns = [replace(turn, question=plain_question(turn.question)) for turn in check_earlier(earlier)]
        standalone = standalone_question(asked, turns)
        corrected, meant = self._speller.correct(without_announcement(standalone))
        said = answer_before(asked, standalone, turns)
        documents = self.build.contents.documents
        beside = searched_beside(without_place(self._speller.correct(asked)[0], documents), said) if said else ""
        question = read_question(text, without_place(corrected, documents), day, beside, said)
        headings = quoted_headings(asked, self.build.contents.sections, documents)  # a follow-up is not held to those of the question before
        return _Read(
            replace(question, local=of_place(corrected, documents), headings=headings), standalone, tuple(self._told(asked, standalone, meant))
        )

    def _settled(self, checked: "_Checked", evidence: Evidence, kind: str, day: date) -> "_Checked":
        """Say what became of sentences that were rejected; when none of a language model's stands, the literal ones are shown."""
        draft, rejected = checked.draft, checked.rejected
        if not rejected:
            return checked
        logger.warning("%s of %s: %s rejected: %s", draft.writer, kind, len(rejected), "; ".join(one.reason for one in rejected))
        if not checked.statements and draft.writer == MODEL_WRITER and evidence.hits:
            quoting = replace(
                QuotingWriter().write(evidence), status=draft.status, notices=(*draft.notices, MODEL_REJECTED), confidence=draft.confidence
            )
            statements, citations, _ = check(quoting, evidence, self.build, day)
            return _Checked(quoting, statements, citations, rejected)
        return replace(checked, draft=replace(draft, status=AnswerStatus.PARTIAL))

    def _answer(self, read: "_Read", kind: str, checked: "_Checked", hits: tuple[Hit, ...], clock: "_Clock", *, final: bool = True) -> Answer:
        question, draft, statements = read.question, checked.draft, checked.statements
        by_model = (BY_MODEL,) if any(statement.quotes for statement in statements) else ()
        return Answer(
            question.text,
            read.standalone,
            question.on,
            kind,
            draft.status if statements else AnswerStatus.FAULT,
            statements,
            checked.citations,
            hits,
            (*read.notices, *by_model, *draft.notices, *self._notices(draft, checked.citations, question)),
            checked.rejected,
            draft.writer,
            self.stamp,
            clock.seconds(),
            draft.confidence,
            final,
        )

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
                describe(self.build, document.id),
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

    def agreements(self, theme: str = "", document: str = "", kind: str = "", *, year: int | None = None, q: str = "") -> tuple[Agreement, ...]:
        """Give the agreements of a theme, a document, a kind and a year that hold all words of `q`; empty means all.

        Raises QuestionError for an unknown kind, NotFound for an unknown document.
        """
        return choose(self.build, Choice(theme, document, kind, year, q))

    def agreement_cards(self, choice: Choice, on: date) -> tuple[AgreementCard, ...]:
        """Give the chosen agreements with the status of their documents on a day. Raises QuestionError or NotFound, as `agreements` does."""
        return cards(self.build, choose(self.build, choice), on)

    def _document(self, document_id: str) -> Document:
        for document in self.build.contents.documents:
            if document.id == document_id:
                return document
        raise NotFound(f'Het document "{document_id[:100]}" bestaat niet. Bekijk de lijst op /api/v1/documents.')

    def _told(self, asked: str, standalone: str, meant: Sequence[str]) -> Iterator[str]:
        """Say how the question was read: together with an earlier one, and which typing errors were mended."""
        if standalone != asked:
            yield f"Gelezen als: {standalone}"
        if meant:
            yield f"Bedoelde u {enumerated([f'“{word}”' for word in meant])}? Daarop is gezocht."

    def _notices(self, draft: Draft, citations: Sequence[Citation], question: Question) -> Iterator[str]:
        """Say what a reader must know beside the answer: where was searched, what has expired, what is only an intention or an aim."""
        on = question.on
        if draft.status.is_refusal and draft.writer != "fixed":
            yield f"Gezocht in: {self.build.titles()}."
        cited = {citation.document_id: citation for citation in citations}
        for citation in cited.values():
            if citation.status in (DocumentStatus.EXPIRED, DocumentStatus.SUPERSEDED):
                yield f"Let op: “{citation.title}” ({shown_day(citation.date) or 'zonder datum'}) is {citation.status_label}."
            if citation.status is DocumentStatus.PROPOSED:
                yield f"Let op: “{citation.title}” geldt op deze dag nog niet ({citation.status_label})."
        past = [
            one
            for one in self.build.contents.agreements
            if one.year and one.year < on.year and any(self._is_quoted(one, citation) for citation in citations)
        ]
        years = sorted({str(agreement.year) for agreement in past})
        if years:
            yield f"Dit zijn voornemens voor {enumerated(years)}. Of ze zijn uitgevoerd, staat niet in deze documenten."
        aims = sorted({found[1] for one in citations if (found := due(one.quote, on.year + 1))}) if question.asks_how_it_is else []
        if aims:
            yield f"Let op: wat hier voor {enumerated([str(year) for year in aims])} staat, is een doel. Het zegt niet hoe het nu is."

    def _is_quoted(self, agreement: Agreement, citation: Citation) -> bool:
        """Tell whether a quote holds words of an agreement, and not of another one in its passage."""
        start = self.build.passages[citation.passage_id].span.start
        meets = start + citation.start < agreement.span.end and agreement.span.start < start + citation.end
        return agreement.passage_id == citation.passage_id and meets


@dataclass(frozen=True, slots=True)
class _Read:
    """A question as it was read: `standalone` before typing errors were mended, `notices` say how it was read."""

    question: Question
    standalone: str
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A draft with what the check left of it."""

    draft: Draft
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    rejected: tuple[Rejection, ...]


def _drafts(kind: Kind, question: Question, hits: tuple[Hit, ...]) -> Iterator[tuple[Evidence, Draft]]:
    if isinstance(kind, GrowingKind):
        yield from kind.drafts(question, hits)
    else:
        yield kind.draft(question, hits)


class _Clock:
    """Measures named steps in seconds; a step that is taken again adds to its time."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self._seconds[name] = self._seconds.get(name, 0.0) + time.perf_counter() - start

    def each(self, name: str, items: Iterator[Item]) -> Iterator[Item]:
        """Give the items; only the time that each took to come is counted."""
        while True:
            with self.step(name):
                item = next(items, None)
            if item is None:
                return
            yield item

    def seconds(self) -> dict[str, float]:
        return self._seconds | {"total": sum(self._seconds.values())}
