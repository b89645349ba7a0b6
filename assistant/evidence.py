"""Hits → evidence: the numbered sentences from which an answer may be made, with plain and original text side by side."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.answer import Hit
from assistant.question import Question
from corpus.document import Edition, Passage, Span
from corpus.dutch import sentences, terms
from ingest.build import Build

DEPTH = 4  # passages that are read sentence by sentence
MEANING_WEIGHT = 0.6
MOST_UNIT_WORDS = 55
# A sentence that begins so cannot be understood, or would be misunderstood, without the one before it.
CONTINUES = re.compile(
    r"(?:dat|dit|die|deze|daar\w*|hier\w*|zo|ze|zij|hij|hun|dan|want|maar|echter|beide|ook (?:dat|dit|die|zij|ze)|het gaat|tenzij|behalve|uitzondering)\b"
    r"|(?:\S+ ){0,14}(?:er|daar|hier)(?:bij|van|voor|mee|over|aan|onder|toe)[.:;]?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """A sentence, with those that belong to it, that may be shown (`text`), and the place that proves it: `span` counts in the text of `passage`.

    With a plain edition `text` is plain and `span` is the original that says the same; else `text` is the passage's text at `span`.
    `relevance` is 0..1, higher is nearer to the question.
    """

    number: int
    passage: Passage
    span: Span
    text: str
    relevance: float = 0.0

    @property
    def quote(self) -> str:
        """The proving words."""
        return self.passage.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: sentences numbered from 1, by passage in the order of the hits, within a passage in reading order.

    `coverage` tells per passage which share of the question's words (0..1, rare ones weigh more) stands in it.
    """

    question: Question
    sentences: tuple[EvidenceSentence, ...]
    hits: tuple[Hit, ...]
    coverage: Mapping[str, float] = field(default_factory=dict)

    def of_passage(self, passage_id: str) -> list[EvidenceSentence]:
        """Give the sentences of one passage."""
        return [sentence for sentence in self.sentences if sentence.passage.id == passage_id]


class EvidenceReader:
    """Reads passages of one build into evidence."""

    def __init__(self, build: Build, embedder: Embeddings) -> None:
        self._build, self._embedder = build, embedder
        self._vector: Callable[[str], tuple[float, ...]] = lru_cache(20_000)(lambda text: tuple(embedder.embed_documents([text])[0]))

    def gather(self, question: Question, hits: Sequence[Hit]) -> Evidence:
        """Give the sentences of the first hits with their relevance."""
        found = self.read(question, [hit.passage for hit in hits[:DEPTH]])
        wanted = self._weights(question.standalone)
        coverage = {
            hit.passage.id: _share(wanted, " ".join(f"{one.text} {one.quote}" for one in found if one.passage.id == hit.passage.id))
            for hit in hits[:DEPTH]
        }
        return Evidence(question, tuple(self._scored(question, found, wanted)), tuple(hits), coverage)

    def read(self, question: Question, passages: Sequence[Passage]) -> list[EvidenceSentence]:
        """Give the sentences of these passages in order, without judging them."""
        found: list[EvidenceSentence] = []
        for passage in passages:
            plain = [self._build.contents.passages[row] for row in self._build.beside.get(self._build.rows[passage.id], ())]
            for span, text in _aligned(passage, plain) if plain and passage.edition is Edition.ORIGINAL else _own(passage):
                found.append(EvidenceSentence(len(found) + 1, passage, span, text))
        return found

    def _scored(self, question: Question, found: list[EvidenceSentence], wanted: dict[str, float]) -> list[EvidenceSentence]:
        if not found:
            return []
        asked = np.array(self._embedder.embed_query(question.standalone))
        cosines = np.array([np.array(self._vector(sentence.text)) @ asked for sentence in found])
        meaning = (cosines - cosines.min()) / (np.ptp(cosines) or 1.0)
        shared = [_share(wanted, f"{sentence.text} {sentence.quote}") for sentence in found]
        return [
            EvidenceSentence(
                sentence.number, sentence.passage, sentence.span, sentence.text, float(MEANING_WEIGHT * near + (1 - MEANING_WEIGHT) * words)
            )
            for sentence, near, words in zip(found, meaning, shared, strict=True)
        ]

    def _weights(self, text: str) -> dict[str, float]:
        """Weigh the question's terms: rare terms of this corpus count for more."""
        return {term: self._build.lexical.rarity(term) for term in terms(text)}


def _share(wanted: dict[str, float], text: str) -> float:
    held = set(terms(text))
    return sum(weight for term, weight in wanted.items() if term in held) / (sum(wanted.values()) or 1.0)


def _own(passage: Passage) -> list[tuple[Span, str]]:
    """Give the sentences of a passage, those that belong together as one."""
    units: list[Span] = []
    for paragraph in passage.paragraphs:
        first = len(units)
        for span in sentences(passage.text[paragraph.start : paragraph.end]):
            here = Span(paragraph.start + span.start, paragraph.start + span.end)
            if len(units) > first and _belongs(passage.text, units[-1], here):
                units[-1] = Span(units[-1].start, here.end)
            else:
                units.append(here)
    return [(span, passage.text[span.start : span.end]) for span in units]


def _belongs(text: str, before: Span, here: Span) -> bool:
    """Tell whether a sentence leans on the one before it, or limits it, and both are short enough to be shown as one."""
    together = len(text[before.start : here.end].split())
    return CONTINUES.match(text[here.start : here.end]) is not None and together <= MOST_UNIT_WORDS


def _aligned(original: Passage, plain: Sequence[Passage]) -> list[tuple[Span, str]]:
    """Give the plain text in pieces, each with the span of the original sentences that say the same, paragraph beside paragraph."""
    paragraphs = [passage.text[span.start : span.end] for passage in plain for span in passage.paragraphs]
    if len(original.paragraphs) == len(paragraphs):
        pairs = list(zip(original.paragraphs, paragraphs, strict=True))
    else:
        pairs = [(Span(0, len(original.text)), "\n".join(paragraphs))]
    return [pair for ours, theirs in pairs for pair in _aligned_paragraph(original.text, ours, theirs)]


def _aligned_paragraph(original: str, ours: Span, plain: str) -> list[tuple[Span, str]]:
    """Lay each plain sentence beside the original one that shares most of its words and stands at about the same place; one original sentence makes one piece."""
    sources = [Span(ours.start + span.start, ours.start + span.end) for span in sentences(original[ours.start : ours.end])]
    source_terms = [set(terms(original[span.start : span.end])) for span in sources]
    shown = [plain[span.start : span.end] for span in sentences(plain)]
    pieces: list[tuple[Span, str]] = []
    for order, text in enumerate(shown):
        own = set(terms(text))
        place = (order + 0.5) / len(shown)
        fits = [len(own & there) / (len(own) or 1) - abs(place - (index + 0.5) / len(sources)) for index, there in enumerate(source_terms)]
        source = sources[int(np.argmax(fits))]
        last = pieces[-1] if pieces else None
        if last and (last[0] == source or CONTINUES.match(text)) and len(f"{last[1]} {text}".split()) <= MOST_UNIT_WORDS:
            span = Span(min(last[0].start, source.start), max(last[0].end, source.end))
            pieces[-1] = (span, f"{last[1]} {text}")
        else:
            pieces.append((source, text))
    return pieces
