"""Checks every draft alike, whoever wrote it: what cannot be proven from the build is taken out. Knows no writer."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation, Draft, DraftStatement, Rejection, Statement
from assistant.evidence import Evidence, EvidenceSentence
from corpus.document import Document, DocumentStatus, Edition, Passage, Span
from corpus.dutch import fold, shown_day
from ingest.build import Build

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"(?<=[\w,;:] )(?:[A-ZÀ-Ý][\w&’'-]*)|\b[A-Z]{2,}\w*")
NEGATION = re.compile(r"\b(?:niet|geen|nooit|niemand|niets|zonder)\b", re.I)
NUMBER_WORDS = dict(enumerate("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()))


def check(draft: Draft, evidence: Evidence, build: Build, on: date) -> tuple[tuple[Statement, ...], tuple[Citation, ...], tuple[Rejection, ...]]:
    """Give the statements that hold, their citations (one per passage, numbered in order of use), and what was rejected.

    A statement holds when its sentences are in the evidence, each quote is the passage's text at its span, and every number, name and
    negation of a sentence that is not itself a sentence of the corpus stands in the quotes it names or in their headings.
    """
    known = {sentence.number: sentence for sentence in evidence.sentences}
    kept: list[tuple[DraftStatement, list[EvidenceSentence]]] = []
    rejected: list[Rejection] = []
    for statement in draft.statements:
        named = [known[number] for number in statement.sentences if number in known]
        reason = "" if draft.status.is_refusal else _fault(statement, named, build)
        if reason:
            rejected.append(Rejection(statement.text or " ".join(sentence.text for sentence in named), reason))
        else:
            kept.append((statement, named))
    spans = _spans([sentence for _, named in kept for sentence in named])
    numbers = {passage_id: number for number, passage_id in enumerate(spans, 1)}
    citations = tuple(_citation(numbers[passage_id], build.passages[passage_id], span, build, on) for passage_id, span in spans.items())
    return tuple(_statement(statement, named, numbers) for statement, named in kept), citations, tuple(rejected)


def status_label(document: Document, documents: Sequence[Document], on: date) -> str:
    """Say in Dutch how a document stands on a day, and what came after it."""
    titles = {other.id: other.title for other in documents}
    status = document.status(on)
    if status is DocumentStatus.PROPOSED:
        return f"ontwerp, geldt vanaf {shown_day(str(document.valid_from))}"
    if status is DocumentStatus.IN_FORCE:
        return "geldend" if document.valid_from or document.valid_until else "datum van geldigheid onbekend"
    return "verlopen" + (f", opgevolgd door {titles[document.successor]}" if document.successor in titles and document.successor else "")


def _fault(statement: DraftStatement, named: list[EvidenceSentence], build: Build) -> str:
    if not named or len(named) != len(statement.sentences):
        return "names a sentence that is not in the evidence"
    for sentence in named:
        passage = build.passages.get(sentence.passage.id)
        if passage is None or not 0 <= sentence.span.start < sentence.span.end <= len(passage.text) or passage.text != sentence.passage.text:
            return "quotes a text that is not in the index"
    if statement.text is None:
        return ""
    if statement.counts:
        return "" if _says(statement.text, len(named)) else "counts otherwise than its citations"
    return _unproven(statement.text, named)


def _unproven(text: str, named: list[EvidenceSentence]) -> str:
    proof = fold(" ".join(f"{sentence.quote} {' '.join(sentence.passage.heading_path)}" for sentence in named))
    for number in NUMBER.findall(text):
        if not re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d)", proof):
            return f"number not in its quotes: {number}"
    for name in NAME.findall(text):
        if fold(name) not in proof:
            return f"name not in its quotes: {name}"
    if NEGATION.search(text) and not NEGATION.search(proof):
        return "negation not in its quotes"
    return ""


def _says(text: str, count: int) -> bool:
    said = [int(number) for number in re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", text)]
    return count in said or NUMBER_WORDS.get(count, "") in fold(text).split()


def _spans(sentences: list[EvidenceSentence]) -> dict[str, Span]:
    """Give one span per passage, from its first to its last quoted sentence."""
    spans: dict[str, Span] = {}
    for sentence in sentences:
        old = spans.get(sentence.passage.id, sentence.span)
        spans[sentence.passage.id] = Span(min(old.start, sentence.span.start), max(old.end, sentence.span.end))
    return spans


def _statement(statement: DraftStatement, named: list[EvidenceSentence], numbers: dict[str, int]) -> Statement:
    text = statement.text if statement.text is not None else " ".join(dict.fromkeys(sentence.text for sentence in named))
    return Statement(text, tuple(dict.fromkeys(numbers[sentence.passage.id] for sentence in named)))


def _citation(number: int, passage: Passage, span: Span, build: Build, on: date) -> Citation:
    document = next(document for document in build.contents.documents if document.id == passage.document_id)
    plain = build.passages[passage.counterpart].text if passage.counterpart and passage.edition is Edition.ORIGINAL else None
    return Citation(
        number=number,
        document_id=document.id,
        title=document.title,
        date=document.date,
        status=document.status(on),
        status_label=status_label(document, build.contents.documents, on),
        edition=passage.edition,
        heading_path=passage.heading_path,
        page=passage.page,
        passage_id=passage.id,
        start=span.start,
        end=span.end,
        quote=passage.text[span.start : span.end],
        plain=plain,
    )
